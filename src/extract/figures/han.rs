//! Chinese numerals, plain and financial, with digits among them: 三十五, 廿五, 壹佰, 二〇一六, 1亿1,836万, 3000多亿.

use super::super::Precision;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{Numeral, Shape, plain_digits};
use super::scan::{self, blanks_end, byte, char_at, char_before};
use crate::text::Exact;

/// The value of a Han digit. 两 counts as two.
pub(super) fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '两' | '弍' => 2,
        '三' | '叁' | '叄' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a Han scale character.
pub(super) fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a numeral may start with `c`.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some() || matches!(c, '廿' | '卅' | '卌' | '几' | '数' | '半')
}

/// A Chinese numeral with a Han character in front.
pub(super) fn at(text: &str, at: usize) -> Option<Numeral> {
    let c = char_at(text, at)?;
    if c == '半' {
        return Some(Numeral::new(at, at + c.len_utf8(), Exact::parse("0.5")?, Shape::Fraction));
    }
    if matches!(c, '几' | '数') {
        let next = char_at(text, at + c.len_utf8())?;
        scale(next)
            .filter(|_| !(c == '数' && char_before(text, at).is_some_and(|b| "人总次户倍指系参基无少多分点读计算件台".contains(b))))?;
        return vague(text, at);
    }
    let n = run(text, at, None)?;
    fraction(text, n).or_else(|| and_a_half(text, n)).or(Some(n))
}

/// 三个半小时, 一个半月: the half stands between classifier and unit.
fn and_a_half(text: &str, n: Numeral) -> Option<Numeral> {
    let end = n.end + scan::rest(text, n.end).strip_prefix("个半").map(|_| "个半".len())?;
    let unit = scan::rest(text, end).starts_with(['月', '钟'])
        || scan::rest(text, end).starts_with("小时")
        || scan::rest(text, end).starts_with("世纪");
    unit.then_some(Numeral { end, value: n.value?.add(Exact::parse("0.5")?), ..n })
}

/// A number in digits that goes on in Chinese: 5.7万, 1亿1,836万, 3000多亿, 16分之9. None where it does not.
pub(super) fn after_digits(text: &str, digits: &Numeral) -> Option<Numeral> {
    let next = blanks_end(text, digits.end);
    let c = char_at(text, next)?;
    let goes_on = scale(c).is_some()
        || scan::rest(text, next).starts_with("分之")
        || scan::rest(text, next).starts_with("又")
        || matches!(c, '多' | '余' | '几' | '来') && char_at(text, next + c.len_utf8()).is_some_and(|d| scale(d).is_some());
    if !goes_on {
        return None;
    }
    let n = run(text, digits.start, Some(digits))?;
    let n = fraction(text, n).unwrap_or(n);
    (n.end > digits.end).then_some(n)
}

/// 几十, 数百万, 数十亿.
fn vague(text: &str, at: usize) -> Option<Numeral> {
    let mut end = at + char_at(text, at)?.len_utf8();
    let (mut power, mut first) = (0, None);
    while let Some((p, c)) = char_at(text, end).and_then(|c| Some((scale(c)?, c))) {
        if first.is_some() && starts_unit(text, end) {
            break;
        }
        power += p;
        first.get_or_insert(p);
        end += c.len_utf8();
    }
    let factor = Exact::pow10(power)?;
    // Tens are told from 20 to 99; larger scales from twice to nine times.
    let high = if first == Some(1) { Exact::parse("9.9")? } else { Exact::from_int(9) };
    let mut n = Numeral::new(at, end, Exact::ZERO, Shape::Vague);
    n.value = None;
    n.low = Exact::from_int(2).mul(factor);
    n.high = high.mul(factor);
    n.scale = power;
    n.precision = Precision::Place(power as i8);
    Some(n)
}

/// Whether a unit of more than one character starts here: the 千 of 千克 and the 兆 of 兆瓦 are no scale.
fn starts_unit(text: &str, at: usize) -> bool {
    LEXICON.find(text, at, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some_and(|(_, end)| end > at + 3)
}

/// Digits and scales from `at` on, `first` being a number in digits that has been read there.
fn run(text: &str, at: usize, first: Option<&Numeral>) -> Option<Numeral> {
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
    let mut approximate: Option<(i64, i64)> = None;
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
            if c == '两' && (current.is_some() || after_scale && char_at(text, next).is_none_or(|n| scale(n).is_none())) {
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
            // 1亿1,836万, 2万3000: only with a smaller scale behind it, or as many digits as the scale leaves room for
            let Some(n) = plain_digits(text, here) else { break };
            let follows = char_at(text, skip_blank(text, n.end)).and_then(scale);
            let room = Exact::pow10(last_scale_power(trailing, last_small))?;
            if !(follows.is_some_and(|p| p < trailing)
                || follows.is_none()
                    && here == pos
                    && n.shape == Shape::Digits
                    && n.value? < room
                    && (zero || n.end - here == trailing as usize))
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
            // 三四百, 七八十: two digits in a row before a scale are the ends of a guess
            if string.len() == 2 && approximate.is_none() && scales == 0 {
                let (a, b) = (i64::from(string.as_bytes()[0] - b'0'), i64::from(string.as_bytes()[1] - b'0'));
                if a > 0 && b > a && b - a <= 2 {
                    approximate = Some((a, b));
                    current = Some(Exact::ONE);
                } else {
                    return None;
                }
            } else if string.len() > 1 {
                return None;
            }
            string.clear();
            if p <= 3 {
                if after_scale && current.is_none() && !zero && last_small != 0 && p >= last_small {
                    // 百千 and the like: scales multiply (三百千 is rare, 十百 is none)
                    break;
                }
                section = section.add(current.take().unwrap_or(Exact::ONE).mul(Exact::pow10(p)?)?)?;
                last_small = p;
                trailing = p;
            } else {
                if let Some(value) = current.take() {
                    section = section.add(value)?;
                }
                if section.is_zero() && total.is_zero() {
                    section = Exact::ONE;
                }
                if p >= biggest && !total.is_zero() && (p > biggest || section.is_zero()) {
                    total = total.add(section)?.mul(Exact::pow10(p)?)?;
                } else {
                    total = total.add(section.mul(Exact::pow10(p)?)?)?;
                }
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
                current = Some(current?.add(Exact::parse(&format!("0.{decimals}"))?)?);
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
            '点' if section > Exact::ZERO && current.is_none() => {
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
            // 三千多亿, 五百余万, 三十几万
            '多' | '余' | '几' | '来' if current.is_some() || after_scale => {
                let big = char_at(text, skip_blank(text, next)).and_then(scale);
                let counts = c == '几' && after_scale && trailing > 0;
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
    if let Some((a, b)) = approximate {
        n.low = value.mul(Exact::from_int(a));
        n.high = value.mul(Exact::from_int(b));
        n.value = None;
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
fn skip_blank(text: &str, at: usize) -> usize {
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

/// 三分之一, 一又二分之一; the denominator has been read. 百分之, 千分之 and 万分之 are percentages and no fraction.
fn fraction(text: &str, n: Numeral) -> Option<Numeral> {
    let next = blanks_end(text, n.end);
    if let Some(rest) = scan::rest(text, next).strip_prefix("又") {
        let from = blanks_end(text, text.len() - rest.len());
        let part = number(text, from)?;
        let part = fraction(text, part).filter(|p| p.shape == Shape::Fraction)?;
        return Some(Numeral { end: part.end, value: n.value?.add(part.value?), shape: Shape::Fraction, precision: Precision::Exact, ..n });
    }
    let from = blanks_end(text, next + scan::rest(text, next).strip_prefix("分之").map(|_| "分之".len())?);
    let above = number(text, from)?;
    let value = above.value?.div(n.value?)?;
    Some(Numeral { end: above.end, value: Some(value), shape: Shape::Fraction, precision: Precision::Exact, scale: 0, ..n })
}

/// A number in digits or Han, without fraction.
pub(super) fn number(text: &str, at: usize) -> Option<Numeral> {
    let c = char_at(text, at)?;
    if c.is_ascii_digit() {
        let n = plain_digits(text, at)?;
        return run(text, at, Some(&n)).or(Some(n));
    }
    is_numeral(c).then(|| run(text, at, None)).flatten()
}
