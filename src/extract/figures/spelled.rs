//! Numbers in English words: cardinals and ordinals of any length, decimals, fractions, vague numbers.

use super::super::Precision;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{DEPTH, Numeral, Shape, and_fraction, grand, is_open_count, scales};
use super::parts::{denominator, fraction_words, half, over_parts};
use super::scan::{self, blanks_end, byte, word};
use crate::text::Exact;

/// A number in English words: cardinal, ordinal, fraction or vague.
pub(super) fn words(text: &str, at: usize, depth: u8) -> Option<Numeral> {
    // dozens, tens of thousands, several hundred
    if let Some(((low, high), end)) = LEXICON.find(text, at, |s| if let Sense::Vague(a, b) = s { Some((a, b)) } else { None }) {
        // "it scores goals", "tens" on a board
        let verb = matches!(byte(text, at), b's' | b'S') || low == 20 && matches!(byte(text, at), b't' | b'T') && end == at + 4;
        return (!verb || word(text, blanks_end(text, end), "of").is_some()).then(|| vague(at, end, low, high));
    }
    if let Some(((low, high), end)) = LEXICON.find(text, at, |s| if let Sense::Several(a, b) = s { Some((a, b)) } else { None }) {
        let n = scales(text, vague(at, end, low, high), depth)?;
        return (n.end > end).then_some(Numeral { shape: Shape::Vague, ..n });
    }
    if let Some(n) = couple(text, at, depth).or_else(|| half(text, at, depth)).or_else(|| bare_point(text, at, depth)) {
        return Some(n);
    }
    if let Some(n) = bare_scale(text, at) {
        return Some(n);
    }
    let article = scan::any_word(text, at, &["an", "a"]);
    if article.is_some_and(|end| byte(text, end) != b' ') {
        return None;
    }
    let Some(whole) = whole(text, at, article, depth) else { return fraction_words(text, at) };
    let Whole { end, value, trailing, ordinal, .. } = whole;
    if ordinal {
        // "a trillionth", "one hundredth" of something; "a hundredth customer" is one of a row
        let part = (article.is_some() || value == whole.last).then(|| fraction_words(text, at)).flatten();
        return Some(part.unwrap_or(Numeral { ordinal: true, ..Numeral::new(at, end, value, Shape::Words) }));
    }
    let mut n = Numeral::new(at, end, value, Shape::Words);
    if whole.finished {
        n.shape = if whole.fraction { Shape::Fraction } else { Shape::Words };
        return scales(text, n, depth);
    }
    if let Some(n) = over_parts(text, &n) {
        return Some(n);
    }
    if trailing > 0 {
        n.precision = Precision::Place(trailing as i8);
        n.scale = trailing;
    }
    if let Some(end) = grand(text, n.end).filter(|_| trailing == 0) {
        return n.scaled(3).map(|n| Numeral { end, shape: Shape::Marked, ..n });
    }
    // "three point five million"
    if let Some(n) = point(text, &n) {
        return scales(text, n, depth);
    }
    if trailing == 0 {
        if let Some(fraction) = fraction_words(text, at) {
            return Some(fraction);
        }
        if let Some((part, end)) = and_fraction(text, n.end) {
            let n = Numeral { value: n.value?.add(part), end, shape: Shape::Fraction, ..n };
            return scales(text, n, depth);
        }
    } else if let Some((part, end)) = and_fraction(text, n.end) {
        n.value = n.value?.add(part.mul(Exact::pow10(trailing)?)?);
        n.end = end;
    }
    Some(n)
}

/// A whole number as far as its words go.
struct Whole {
    end: usize,
    value: Exact,
    /// Power of ten of the last word where it is a scale.
    trailing: i32,
    ordinal: bool,
    /// What the last word alone says.
    last: Exact,
    /// A part behind "and" has ended the number.
    finished: bool,
    fraction: bool,
}

fn whole(text: &str, at: usize, article: Option<usize>, depth: u8) -> Option<Whole> {
    let mut pos = article.map_or(at, |end| blanks_end(text, end));
    let mut total = Exact::ZERO;
    let mut current: i64 = 0;
    let mut words = 0;
    let mut end = at;
    let mut last_scale = 40;
    let mut trailing = 0;
    let mut ordinal = false;
    let mut last = Exact::ONE;
    loop {
        let sense = LEXICON.find(text, pos, |s| match s {
            Sense::Card(_) | Sense::Scale(_) | Sense::Ordinal(_) | Sense::OrdinalScale(_) => Some(s),
            Sense::Dozen(_) if total.is_zero() && (words > 0 || article.is_some()) => Some(s),
            _ => None,
        });
        let Some((sense, word_end)) = sense else { break };
        match sense {
            Sense::Card(n) if (article.is_none() || words > 0) && fits(current, n, words) => {
                // "one hundred thirty-fifths": the hyphen binds the parts
                if words > 0 && byte(text, word_end) == b'-' && denominator(text, pos).is_some_and(|(_, e, plural)| plural && e > word_end)
                {
                    break;
                }
                current += n;
                trailing = 0;
            }
            // "one twenty two", digit by digit, where nothing is counted
            Sense::Card(n @ 20..=90) if words == 1 && (1..10).contains(&current) && spoken(text, word_end) => {
                current = current * 100 + n;
                trailing = 0;
            }
            Sense::Ordinal(n) if (article.is_none() || words > 0) && fits(current, n, words) && !ends_in_s(text, pos, words) => {
                current += n;
                last = Exact::from_int(n);
                ordinal = true;
            }
            Sense::Scale(_) if is_open_count(text, pos, word_end, None) => break,
            Sense::Scale(2) if (1..100).contains(&current) || article.is_some() && current == 0 && words == 0 => {
                current = current.max(1) * 100;
                trailing = 2;
            }
            Sense::OrdinalScale(2) if current < 100 => {
                current = current.max(1) * 100;
                last = Exact::HUNDRED;
                ordinal = true;
            }
            Sense::Scale(p) | Sense::OrdinalScale(p)
                if p > 2 && (words > 0 || article.is_some() || matches!(sense, Sense::OrdinalScale(_))) =>
            {
                let factor = Exact::pow10(p)?;
                let here = Exact::from_int(current);
                if p < last_scale {
                    let here = if here.is_zero() && (total.is_zero()) { Exact::ONE } else { here };
                    total = total.add(here.mul(factor)?)?;
                } else {
                    total = total.add(here)?.mul(factor)?;
                }
                current = 0;
                last_scale = p;
                trailing = p;
                last = factor;
                ordinal = matches!(sense, Sense::OrdinalScale(_));
            }
            Sense::Dozen(d) => {
                let value = Exact::from_int(current.max(1) * d);
                return Some(Whole { end: word_end, value, trailing: 0, ordinal: false, last, finished: true, fraction: false });
            }
            _ => break,
        }
        words += 1;
        end = word_end;
        if ordinal {
            break;
        }
        let next = bond(text, word_end, current);
        if next == word_end {
            break;
        }
        pos = next;
        let value = total.add(Exact::from_int(current))?;
        let ended = |end, value, fraction, ordinal| Some(Whole { end, value, trailing: 0, ordinal, last, finished: true, fraction });
        // "one million, two hundred thousand"
        let comma = byte(text, word_end) == b',';
        let Some(and) = word(text, next, "and").or((comma && trailing >= 3).then_some(next)) else {
            if comma {
                break;
            }
            continue;
        };
        let after = blanks_end(text, and);
        if words == 1
            && (20..=90).contains(&current)
            && !comma
            && let Some((n, end)) = ones_of_time(text, at, after)
        {
            return ended(end, value.add(n)?, false, false);
        }
        let opens = LEXICON.find(text, after, |s| matches!(s, Sense::Card(_) | Sense::Ordinal(_)).then_some(()));
        if opens.is_none() || and_fraction(text, word_end).is_some() {
            // "one billion and a half million"
            if trailing > 3
                && let Some(small) =
                    half(text, after, depth).filter(|h| h.value.is_some_and(|v| Exact::pow10(trailing).is_some_and(|p| v < p)))
            {
                return ended(small.end, value.add(small.value?)?, false, false);
            }
            break;
        }
        let rest = (depth < DEPTH).then(|| self::words(text, after, depth + 1)).flatten();
        // "two and fifty-four hundredths", "nine million and five ninths"
        if let Some(part) = rest.filter(|p| !comma && p.shape == Shape::Fraction && p.value < Some(Exact::ONE)) {
            let part_value = if trailing >= 6 { part.value?.mul(Exact::pow10(trailing)?)? } else { part.value? };
            return ended(part.end, value.add(part_value)?, true, false);
        }
        // "one hundred and five": only behind a scale word, and only before a number that fits there
        if trailing == 2 && !restarts(text, after) {
            pos = after;
        } else if let Some(rest) = rest.filter(|_| trailing >= 3) {
            let small = rest.value.is_some_and(|v| Exact::pow10(trailing).is_some_and(|p| v < p));
            let least = if trailing > 3 { Exact::pow10(3)? } else { Exact::HUNDRED };
            if !small || comma && rest.value < Some(least) {
                break;
            }
            return Some(Whole {
                end: rest.end,
                value: value.add(rest.value?)?,
                trailing: rest.scale,
                ordinal: rest.ordinal,
                last,
                finished: rest.shape == Shape::Fraction,
                fraction: rest.shape == Shape::Fraction,
            });
        } else {
            break;
        }
    }
    (words > 0).then_some(())?;
    let value = total.add(Exact::from_int(current))?;
    Some(Whole { end, value, trailing, ordinal, last, finished: false, fraction: false })
}

/// `million dollars`, `thousand litres`: a scale word alone before the plural of a currency or unit is one of it.
fn bare_scale(text: &str, at: usize) -> Option<Numeral> {
    if !matches!(byte(text, at) | 0x20, b'h' | b't' | b'm' | b'b') {
        return None;
    }
    let scale = |s| if let Sense::Scale(p) = s { Some(p) } else { None };
    let (power, end) =
        LEXICON.find(text, at, scale).filter(|(_, e)| !matches!(byte(text, e - 1), b's' | b'S') && byte(text, *e) == b' ')?;
    let measure = |s| matches!(s, Sense::Unit(_) | Sense::CurrencyAfter(_)).then_some(());
    let ((), stop) = LEXICON.find(text, blanks_end(text, end), measure)?;
    let many = ["s", "metres", "feet", "yen", "yuan", "euro"].iter().any(|w| scan::part(text, end, stop).to_ascii_lowercase().ends_with(w));
    let head = scan::part(text, 0, at);
    let free = head.is_empty() || head.ends_with([' ', '\n', '"', '(', '“']) && !head.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let counted = ["per", "a", "an", "each", "every", "half", "quarter", "few", "several", "many", "multi", "some", "couple", "of"];
    let before = scan::word_before(text, at);
    let sound = many && free && stop > end + 3 && counted.iter().all(|w| !before.eq_ignore_ascii_case(w));
    let value = Exact::pow10(power).filter(|_| sound)?;
    Some(Numeral { scale: power, precision: Precision::Place(power as i8), ..Numeral::new(at, end, value, Shape::Words) })
}

/// The ones of `twenty and four hours`, where a unit of time follows and no pair of ends is told.
fn ones_of_time(text: &str, start: usize, at: usize) -> Option<(Exact, usize)> {
    let (n, end) = LEXICON.find(text, at, |s| if let Sense::Card(n @ 1..=9) = s { Some(n) } else { None })?;
    let time = |s| if let Sense::Unit(i) = s { Some(LEXICON.units[i as usize].dimension == "time") } else { None };
    let timed = LEXICON.find(text, scan::joint_end(text, end), time).is_some_and(|(time, _)| time);
    (timed && !scan::word_before(text, start).eq_ignore_ascii_case("between")).then(|| (Exact::from_int(n), end))
}

/// Whether tens that end at `end` are followed by ones that end the phrase, blanks between.
fn spoken(text: &str, end: usize) -> bool {
    byte(text, end) == b' '
        && LEXICON
            .find(text, end + 1, |s| matches!(s, Sense::Card(1..=9)).then_some(()))
            .is_some_and(|((), e)| byte(text, e) != b'-' && !byte(text, blanks_end(text, e)).is_ascii_alphanumeric())
}

/// Where the next word of the number may stand: behind blanks, a hyphen, a comma with a blank, or, between tens and ones,
/// a dash.
fn bond(text: &str, end: usize, current: i64) -> usize {
    let tens = current % 10 == 0 && current % 100 >= 20;
    if tens && let Some(next) = dash(text, end) {
        let ones = LEXICON.find(text, next, |s| matches!(s, Sense::Card(1..=9) | Sense::Ordinal(1..=9)).then_some(()));
        if ones.is_some() {
            return next;
        }
    }
    if byte(text, end) == b',' && byte(text, end + 1) == b' ' { end + 2 } else { scan::joint_end(text, end) }
}

/// Behind a hyphen or dash with blanks around it, or a dash without.
pub(super) fn dash(text: &str, end: usize) -> Option<usize> {
    let next = blanks_end(text, end);
    let c = scan::char_at(text, next).filter(|c| matches!(c, '-' | '–' | '—'))?;
    (next > end || c != '-').then(|| blanks_end(text, next + c.len_utf8()))
}

fn vague(at: usize, end: usize, low: i64, high: i64) -> Numeral {
    let mut n = Numeral::new(at, end, Exact::ZERO, Shape::Vague);
    n.value = None;
    n.low = Some(Exact::from_int(low));
    n.high = Some(Exact::from_int(high));
    n
}

/// `a couple of`, `a couple hundred`: two, in the manner of a rounded number.
fn couple(text: &str, at: usize, depth: u8) -> Option<Numeral> {
    if !matches!(byte(text, at), b'a' | b'A' | b'c' | b'C') {
        return None;
    }
    let opens = matches!(byte(text, at), b'a' | b'A') || scan::part(text, 0, at).trim().is_empty();
    let head = scan::any_word(text, at, &["a couple", "couple"]).filter(|_| opens)?;
    let of = word(text, blanks_end(text, head), "of");
    let n = Numeral { precision: Precision::Place(0), ..Numeral::new(at, of.unwrap_or(head), Exact::from_int(2), Shape::Words) };
    let end = n.end;
    let n = scales(text, n, depth)?;
    (of.is_some() || n.end > end).then_some(Numeral { shape: Shape::Words, ..n })
}

/// Whether the word number `n` can follow what has been read of this group of three.
fn fits(current: i64, n: i64, words: i32) -> bool {
    if words == 0 || current == 0 {
        return true;
    }
    match n {
        1..=9 => current % 10 == 0 && current % 100 != 10,
        10..=99 => current % 100 == 0,
        _ => false,
    }
}

/// "two thirds": an ordinal behind a small cardinal is a denominator; "twenty third" is not.
fn ends_in_s(text: &str, at: usize, words: i32) -> bool {
    words > 0 && byte(text, scan::letters_end(text, at).saturating_sub(1)) == b's'
}

/// Whether a new number with a scale of its own starts here ("two hundred and three hundred").
fn restarts(text: &str, at: usize) -> bool {
    let end = scan::letters_end(text, at);
    LEXICON.find(text, scan::joint_end(text, end), |s| matches!(s, Sense::Scale(2)).then_some(())).is_some()
}

/// `point five`, `point one four`, `point twenty-five` behind a number.
fn point(text: &str, n: &Numeral) -> Option<Numeral> {
    let end = word(text, blanks_end(text, n.end), "point")?;
    let (digits, end) = decimals(text, end)?;
    let value = n.value?.add(Exact::parse(&format!("0.{digits}"))?)?;
    Some(Numeral { end, value: Some(value), precision: Precision::Place(-(digits.len() as i8)), shape: Shape::Marked, scale: 0, ..*n })
}

/// `point five`, `point 77` without a whole number before, where a quantity is named.
fn bare_point(text: &str, at: usize, depth: u8) -> Option<Numeral> {
    let end = word(text, at, "point")?;
    let before = scan::word_before(text, at);
    let names = before.is_empty() && byte(text, at) == b'p'
        || scan::any_word(before, 0, &["by", "of", "is", "was", "about", "than", "plus", "equals"]).is_some();
    if !names {
        return None;
    }
    let next = blanks_end(text, end);
    let (digits, end) = match scan::digits_end(text, next) {
        stop if stop > next && byte(text, stop) != b'.' => (scan::part(text, next, stop).to_owned(), stop),
        _ => decimals(text, end)?,
    };
    let n = Numeral::new(at, end, Exact::parse(&format!("0.{digits}"))?, Shape::Marked);
    scales(text, Numeral { precision: Precision::Place(-(digits.len().min(28) as i8)), ..n }, depth)
}

/// The digits that the words behind "point" say, at most 28, and where they end.
fn decimals(text: &str, from: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut end = from;
    let mut tens = false;
    while digits.len() < 27 {
        let next = scan::joint_end(text, end);
        let oh = || scan::any_word(text, next, &["oh", "o"]).map(|e| (0, e));
        let Some((d, word_end)) = LEXICON.find(text, next, |s| if let Sense::Card(d) = s { Some(d) } else { None }).or_else(oh) else {
            break;
        };
        if tens && (1..10).contains(&d) {
            digits.pop();
        }
        tens = d >= 20;
        digits += &d.to_string();
        end = word_end;
    }
    (!digits.is_empty()).then_some((digits, end))
}
