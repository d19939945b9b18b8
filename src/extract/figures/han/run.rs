//! One Chinese numeral read from left to right: digits, scales, decimals, and digits in ASCII among them.

use super::super::super::Precision;
use super::super::numeral::{Numeral, Shape, plain_digits};
use super::super::scan::{self, byte, char_at};
use super::guess::{Guess, Level, is_counted};
use super::{digit, scale, starts_unit};
use crate::text::Exact;

/// Digits and scales from `at` on, `first` being a number in digits that has been read there.
pub(super) fn run(text: &str, at: usize, first: Option<&Numeral>) -> Option<Numeral> {
    let mut total = Exact::ZERO; // whole 万, 亿
    let mut section = Exact::ZERO; // below the next big scale
    let mut current: Option<Exact> = None;
    let mut places: i32 = 0; // decimals of `current`
    let mut string = String::new(); // Han digits in a row
    let mut zero = false;
    let mut scales = 0;
    let mut trailing = 0; // power of the scales behind the last digit
    let mut last_small = 0;
    let mut biggest = 0;
    let mut odd_more = false;
    let mut guess = Guess::default();
    let mut pos = at;
    let mut end = at;
    let mut after_scale = false;
    if let Some(n) = first {
        current = n.value;
        if let Precision::Place(p) = n.precision {
            places = -i32::from(p);
        }
        pos = n.end;
        end = n.end;
    }
    loop {
        let here = if pos > at { skip_blank(text, pos) } else { pos };
        let Some(c) = char_at(text, here) else { break };
        let next = here + c.len_utf8();
        if let Some(d) = digit(c) {
            // 两 behind a complete number is the unit of weight.
            if c == '两'
                && (current.is_some() || after_scale && char_at(text, next).is_none_or(|n| scale(n).is_none()))
                && !(string == "1" && scales == 0 && (char_at(text, next).and_then(scale).is_some() || is_counted(text, next)))
            {
                break;
            }
            if d == 0 && after_scale && current.is_none() {
                // 一千零五: the zero only says that a place is empty
                zero = true;
                pos = next;
                continue;
            }
            if !string.is_empty() || current.is_none() {
                if first.is_some() && here != pos {
                    break;
                }
                string.push(char::from(b'0' + d as u8));
                current = Exact::parse(&string);
                places = 0;
            } else {
                break;
            }
            trailing = 0;
            pos = next;
            end = next;
            continue;
        }
        if c.is_ascii_digit() && after_scale && current.is_none() {
            // 1亿1,836万, 2万3000, 2万3,000: only with a smaller scale behind it, or as many digits as the scale leaves room for
            let Some(n) = plain_digits(text, here) else { break };
            let follows = char_at(text, skip_blank(text, n.end)).and_then(scale);
            // 3万5 is 35,000
            let spoken = follows.is_none() && here == pos && !zero && n.end == here + 1 && c != '0' && (2..=4).contains(&trailing);
            if spoken && !byte(text, n.end).is_ascii_alphanumeric() && !matches!(byte(text, n.end), b'%' | b'-' | b'/' | b':') {
                current = n.value?.mul(Exact::pow10(trailing - 1)?);
                trailing -= 1;
                end = n.end;
                break;
            }
            let room = Exact::pow10(last_scale_power(trailing, last_small))?;
            if !(follows.is_some_and(|p| p < trailing)
                || follows.is_none()
                    && here == pos
                    && (n.shape == Shape::Digits || places_of(text, here, n.end) == trailing as usize)
                    && n.value? < room
                    && (zero || places_of(text, here, n.end) == trailing as usize))
            {
                break;
            }
            current = n.value;
            places = if let Precision::Place(p) = n.precision { -i32::from(p) } else { 0 };
            trailing = 0;
            pos = n.end;
            end = n.end;
            continue;
        }
        if matches!(c, '廿' | '卅' | '卌') && current.is_none() {
            section = section.add(Exact::from_int(match c {
                '廿' => 20,
                '卅' => 30,
                _ => 40,
            }))?;
            last_small = 1;
            trailing = 0;
            scales += 1;
            after_scale = true;
            pos = next;
            end = next;
            continue;
        }
        if let Some(p) = scale(c) {
            if (current.is_some() || scales > 0) && starts_unit(text, here) {
                break;
            }
            // 三四百, 一千二三百
            if string.len() > 1 {
                current = Some(guess.open(&string)?);
            }
            if p <= 3 {
                string.clear();
                if after_scale && current.is_none() && !zero && last_small != 0 && p >= last_small {
                    // 百千 and the like: scales multiply (三百千 is rare, 十百 is none)
                    break;
                }
                section = section.add(current.take().unwrap_or(Exact::ONE).mul(Exact::pow10(p)?)?)?;
                guess.scale(p, Level::Section)?;
                last_small = p;
                trailing = p;
            } else {
                if let Some(value) = current.take() {
                    // 三百五万 is 350 万
                    let spoken = string.len() == 1 && !zero && last_small > 1 && places == 0;
                    section = section.add(if spoken { value.mul(Exact::pow10(last_small - 1)?)? } else { value })?;
                }
                string.clear();
                if section.is_zero() && total.is_zero() {
                    section = Exact::ONE;
                }
                if p < biggest && section.is_zero() {
                    break;
                }
                if p >= biggest && !total.is_zero() && (p > biggest || section.is_zero()) {
                    total = total.add(section)?.mul(Exact::pow10(p)?)?;
                    guess.level = Level::Section;
                } else {
                    total = total.add(section.mul(Exact::pow10(p)?)?)?;
                }
                guess.scale(p, Level::Total)?;
                trailing = if after_scale && trailing >= 4 { trailing + p } else { p };
                section = Exact::ZERO;
                last_small = 0;
                biggest = p;
            }
            zero = false;
            scales += 1;
            after_scale = true;
            pos = next;
            end = next;
            continue;
        }
        match c {
            // 三十五点五
            '点' if current.is_some() && !odd_more => {
                let Some((decimals, stop)) = decimals(text, next) else { break };
                let digits = decimals.len() as i32;
                let minute = char_at(text, stop).is_some_and(|c| matches!(c, '分' | '钟') && !scan::rest(text, stop).starts_with("分之"));
                if minute || string.is_empty() && first.is_none() && section.is_zero() && total.is_zero() {
                    break;
                }
                // 两千三点一 is 2300.1
                let spoken = string.len() == 1 && !zero && last_small > 1;
                let whole = if spoken { current?.mul(Exact::pow10(last_small - 1)?)? } else { current? };
                current = Some(whole.add(Exact::parse(&format!("0.{decimals}"))?)?);
                string.clear();
                places = digits;
                trailing = 0;
                pos = stop;
                end = stop;
                let more = char_at(text, skip_blank(text, stop)).and_then(scale).filter(|p| *p > 3 || section.is_zero());
                if more.is_none() {
                    break;
                }
                // The decimal counts for the whole section before its scale: 三十五点五亿.
                continue;
            }
            '点' if (section > Exact::ZERO || total > Exact::ZERO) && current.is_none() && !odd_more => {
                let Some((decimals, stop)) = decimals(text, next) else { break };
                if char_at(text, stop).is_some_and(|c| matches!(c, '分' | '钟')) {
                    break;
                }
                current = Exact::parse(&format!("0.{decimals}"));
                places = decimals.len() as i32;
                trailing = 0;
                last_small = 0;
                pos = stop;
                end = stop;
                continue;
            }
            // 三个亿, 5个多亿
            '个' if !odd_more && end == pos && hundred_millions(text, next) => {
                pos = next;
                continue;
            }
            // 三千多亿, 五百余万, 三十几万, 百余人, 四十来岁
            '多' | '余' | '几' | '来' if (current.is_some() || after_scale) && !odd_more => {
                let big = char_at(text, skip_blank(text, next)).and_then(scale);
                let counts = after_scale && trailing > 0 && (c == '几' || is_counted(text, next));
                if big.is_some_and(|p| p > 3 || p > trailing && trailing > 0) || counts {
                    odd_more = true;
                    pos = next;
                    end = next;
                    if big.is_none() {
                        break;
                    }
                    continue;
                }
                break;
            }
            _ => break,
        }
    }
    if end == at {
        return None;
    }
    // 十三四, 二十七八
    if after_scale && string.len() > 1 {
        current = Some(guess.open(&string)?);
        string.truncate(1);
    }
    let spoken = current.is_some() && scales > 0 && !zero && places == 0 && string.len() == 1;
    let mut value = total.add(section)?;
    let lone = scales == 0;
    if let Some(mut c) = current {
        // 三百五 is 350, 两万四 is 24,000: a last digit without a scale counts the next lower one.
        if spoken {
            let power = if last_small > 1 {
                last_small - 1
            } else if last_small == 0 && biggest > 0 && section.is_zero() {
                biggest - 1
            } else {
                0
            };
            c = c.mul(Exact::pow10(power)?)?;
            guess.scale(power, Level::Total)?;
        }
        value = value.add(c)?;
    }
    let mut n = Numeral::new(at, end, value, Shape::Han);
    if lone && first.is_none() && places == 0 && scan::part(text, at, end).chars().count() > 1 {
        n.shape = Shape::HanDigits;
    }
    if first.is_some() {
        n.shape = Shape::Marked;
    }
    if let Some(spread) = guess.spread {
        n.low = n.value.take();
        n.high = Some(value.add(spread)?);
        n.shape = Shape::Vague;
    }
    n.odd_more = odd_more;
    n.scale = trailing;
    n.precision = if places > 0 || trailing >= 2 {
        Precision::Place((trailing - places) as i8)
    } else if lone && first.is_some() {
        first.map_or(Precision::Exact, |f| f.precision)
    } else {
        Precision::Exact
    };
    Some(n)
}

/// 亿 or 多亿 at `at`: what 个 may stand before.
pub(super) fn hundred_millions(text: &str, at: usize) -> bool {
    let rest = scan::rest(text, at);
    rest.strip_prefix(['多', '几']).unwrap_or(rest).strip_prefix('亿').is_some_and(|r| !r.starts_with('万'))
}

/// How many places whole digits with or without grouping fill: 4 for 8320 and 8,320; 0 for anything else.
fn places_of(text: &str, from: usize, to: usize) -> usize {
    let printed = scan::part(text, from, to);
    if printed.bytes().all(|b| b.is_ascii_digit() || b == b',') { printed.bytes().filter(u8::is_ascii_digit).count() } else { 0 }
}

fn last_scale_power(trailing: i32, last_small: i32) -> i32 {
    if trailing > 0 { trailing } else { last_small }
}

/// Han or ASCII digits behind a spoken decimal point, and where they end.
fn decimals(text: &str, at: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut end = at;
    let mut pos = skip_blank(text, at);
    while let Some(c) = char_at(text, pos) {
        let Some(d) = c.to_digit(10).map(i64::from).or_else(|| digit(c).filter(|_| c != '两')) else { break };
        digits.push(char::from(b'0' + d as u8));
        end = pos + c.len_utf8();
        pos = skip_blank(text, end);
    }
    (!digits.is_empty()).then_some((digits, end))
}

/// One blank inside a spaced-out Chinese numeral.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    let next = at + usize::from(byte(text, at) == b' ');
    if next == at {
        at
    } else if char_at(text, next)
        .is_some_and(|c| digit(c).is_some() || scale(c).is_some() || matches!(c, '点' | '多' | '余' | '几') || c.is_ascii_digit())
    {
        next
    } else {
        at
    }
}
