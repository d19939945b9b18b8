//! Numerals at a place of the reading: digits with any grouping, English words, Chinese numerals and mixtures of them.

use super::super::Precision;
pub(super) use super::digits::plain_digits;
use super::digits::{digits, slash_fraction, vulgar};
use super::han;
use super::lexicon::{LEXICON, Sense, class};
use super::scan::{self, blanks_end, byte, word};
use super::spelled::words;
use crate::text::Exact;

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// ASCII digits alone, no grouping, no decimals.
    Digits,
    /// Digits with grouping, decimals, a sign or a scale.
    Marked,
    Words,
    Han,
    /// Han digits without a scale: 二〇一六.
    HanDigits,
    /// 1/2, two thirds, 三分之一, half.
    Fraction,
    /// dozens, 数百
    Vague,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub start: usize,
    pub end: usize,
    /// None for a vague one, which has both ends.
    pub value: Option<Exact>,
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    pub precision: Precision,
    /// 多, 余, 几: a little more than the value.
    pub odd_more: bool,
    /// Power of ten of the scale words behind all digits; what a range's first number may borrow.
    pub scale: i32,
    pub shape: Shape,
    pub ordinal: bool,
}

impl Numeral {
    pub fn new(start: usize, end: usize, value: Exact, shape: Shape) -> Numeral {
        Numeral {
            start,
            end,
            value: Some(value),
            low: None,
            high: None,
            precision: Precision::Exact,
            odd_more: false,
            scale: 0,
            shape,
            ordinal: false,
        }
    }
    /// Times a power of ten: value, ends and last printed place.
    pub fn scaled(self, power: i32) -> Option<Numeral> {
        let factor = Exact::pow10(power)?;
        let times = |v: Option<Exact>| v.map_or(Some(None), |v| v.mul(factor).map(Some));
        let decimals = match self.precision {
            Precision::Place(p) => i32::from(p),
            _ => 0,
        };
        Some(Numeral {
            value: times(self.value)?,
            low: times(self.low)?,
            high: times(self.high)?,
            precision: Precision::Place((decimals + power) as i8),
            scale: self.scale + power,
            ..self
        })
    }
    pub fn integer(&self) -> Option<i64> {
        self.value.and_then(Exact::to_i64)
    }
    fn negated(self, start: usize) -> Numeral {
        Numeral { start, value: self.value.map(Exact::neg), ..self }
    }
}

/// How deep the parts of one number may nest: billions and millions and thousands and hundreds.
pub(super) const DEPTH: u8 = 4;

/// The numeral that starts at `at`, where a word or number may start (the caller has seen to the boundary before it).
pub(super) fn at(text: &str, at: usize) -> Option<Numeral> {
    let c = scan::char_at(text, at)?;
    match c {
        '0'..='9' => digits(text, at, 0),
        '.' if byte(text, at + 1).is_ascii_digit() => digits(text, at, 0),
        '-' | '−' | '–' | '+' | '±' => signed(text, at, at + c.len_utf8(), c),
        'A'..='Z' | 'a'..='z' => {
            if let Some(end) = scan::any_word(text, at, &["minus", "negative"]) {
                let next = blanks_end(text, end);
                let again = scan::any_word(text, next, &["minus", "negative"]).is_some();
                return (next > end && !again).then(|| unsigned(text, next)).flatten().map(|n| n.negated(at));
            }
            if LEXICON.classes(text, at) & class::NUMBER == 0 { None } else { words(text, at, 0) }
        }
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝' | '⅞' => {
            let (value, end) = vulgar(text, at)?;
            scales(text, Numeral::new(at, end, value, Shape::Fraction), 0)
        }
        // 正负三个百分点 tells both sides
        '负' if scan::char_before(text, at) == Some('正') => None,
        '负' => unsigned(text, blanks_end(text, at + c.len_utf8())).map(|n| n.negated(at)),
        _ if han::is_numeral(c) => han::at(text, at),
        _ => None,
    }
}

fn unsigned(text: &str, at: usize) -> Option<Numeral> {
    let c = scan::char_at(text, at)?;
    (!matches!(c, '-' | '−' | '+' | '±' | '负')).then(|| self::at(text, at)).flatten()
}

fn signed(text: &str, at: usize, next: usize, sign: char) -> Option<Numeral> {
    // A sign stands free on its left; otherwise it is a hyphen or a plus between two things.
    // Chinese has no blank there: 增长-3.5%, 为-1.2万元.
    let before = scan::char_before(text, at);
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '%' | '°' | '-'))
        && !(before.is_some_and(crate::text::is_han) && han::is_signed_share(text, next))
        && !before.is_some_and(|c| "为是达至到约润益利额比长率值流".contains(c))
    {
        return None;
    }
    let next = if byte(text, next) == b' ' && byte(text, next + 1).is_ascii_digit() { next + 1 } else { next };
    if !(byte(text, next).is_ascii_digit() || byte(text, next) == b'.') {
        return None;
    }
    let n = digits(text, next, 0)?;
    if byte(text, n.end) == b'-' && byte(text, n.end + 1).is_ascii_digit() {
        return None;
    }
    let n = Numeral { shape: Shape::Marked, ..n };
    match sign {
        '-' | '−' | '–' => Some(n.negated(at)),
        _ => Some(Numeral { start: at, ..n }),
    }
}

/// English scale words and glued letters behind a number in digits: `3.6 billion`, `2 hundred thousand`, `3.5k`, `1.2bn`.
pub(super) fn scales(text: &str, mut n: Numeral, depth: u8) -> Option<Numeral> {
    let glued = |n: &Numeral| {
        LEXICON.find(text, n.end, |s| match s {
            Sense::Suffix(p) => Some(p),
            _ => None,
        })
    };
    // 2.5 k, 1,674.5 G: a thousand stands apart from its digits; giga only where the digits are no name (5G)
    let apart = n.end + usize::from(byte(text, n.end) == b' ');
    let letter = byte(text, apart);
    if matches!(letter, b'k' | b'K' | b'G')
        && n.scale == 0
        && byte(text, n.end.wrapping_sub(1)).is_ascii_digit()
        && !byte(text, apart + 1).is_ascii_alphanumeric()
        && !matches!(byte(text, apart + 1), b'-' | b'/' | b'+' | b'&')
        && !(byte(text, apart + 1) == b'.' && byte(text, apart + 2).is_ascii_alphanumeric())
        && (letter == b'G' && is_large_or_small(text, &n)
            || letter != b'G' && (apart == n.end || letter == b'k' || matches!(n.precision, Precision::Place(_))))
        && !(letter == b'K' && near_degrees(text, n.start))
    {
        return n.scaled(if letter == b'G' { 9 } else { 3 }).map(|n| Numeral { end: apart + 1, shape: Shape::Marked, ..n });
    }
    // 1.2 b
    if letter == b'b'
        && apart > n.end
        && n.scale == 0
        && matches!(n.precision, Precision::Place(p) if p < 0)
        && !byte(text, apart + 1).is_ascii_alphanumeric()
    {
        return n.scaled(9).map(|n| Numeral { end: apart + 1, shape: Shape::Marked, ..n });
    }
    if byte(text, n.end).is_ascii_alphabetic() {
        if byte(text, n.end) == b'm' && counts_millions(text, n.end + 1) {
            return n.scaled(6).map(|n| Numeral { end: n.end + 1, shape: Shape::Marked, ..n });
        }
        let kelvins = byte(text, n.end) == b'K' && near_degrees(text, n.start);
        let billion = byte(text, n.end) == b'b' && matches!(n.precision, Precision::Place(p) if p < 0);
        let found = glued(&n).filter(|_| !kelvins).or(billion.then_some((9, n.end + 1)));
        if let Some((power, end)) = found.filter(|(_, end)| !byte(text, *end).is_ascii_alphanumeric()) {
            return n.scaled(power).map(|n| Numeral { end, shape: Shape::Marked, ..n });
        }
    }
    loop {
        let next = scan::joint_end(text, n.end);
        let found = LEXICON.find(text, next, |s| match s {
            Sense::Scale(p) => Some((p, 1)),
            Sense::Dozen(d) if n.scale == 0 => Some((0, d)),
            Sense::Suffix(p) if p > 3 && next == n.end + 1 && !scan::rest(text, next).starts_with(['M', 'B']) => Some((p, 1)),
            _ => None,
        });
        let found = found.filter(|(_, end)| !is_open_count(text, next, *end, n.value));
        // 5 grand: a thousand of money
        let grand = || grand(text, n.end).filter(|_| n.scale == 0).map(|e| ((3, 1), e));
        let Some(((power, factor), end)) = found.or_else(grand) else { break };
        // "5 millions" is five million; "in millions" never gets here.
        n = n.scaled(power)?;
        if factor > 1 {
            let times = |v: Option<Exact>| v.and_then(|v| v.mul(Exact::from_int(factor)));
            (n.value, n.low, n.high) = (times(n.value), times(n.low), times(n.high));
            n = Numeral { end, shape: Shape::Marked, precision: Precision::Exact, ..n };
            break;
        }
        n = Numeral { end, shape: Shape::Marked, ..n };
    }
    if n.scale > 0 {
        if let Some(whole) = smaller_scale(text, &n, depth) {
            return Some(whole);
        }
        // "3 million and a quarter", "two and a half": of the scale word before.
        if let Some((part, end)) = and_fraction(text, n.end) {
            n.value = n.value?.add(part.mul(Exact::pow10(n.scale)?)?);
            n.end = end;
        }
    } else if n.shape == Shape::Digits
        && let Some((part, end)) = and_fraction(text, n.end)
    {
        n = Numeral { value: n.value?.add(part), end, shape: Shape::Fraction, ..n };
        return scales(text, n, depth);
    }
    Some(n)
}

/// `5 grand`: a thousand of money behind a number that ends at `from`, where no noun follows: "5 grand pianos".
pub(super) fn grand(text: &str, from: usize) -> Option<usize> {
    let next = blanks_end(text, from);
    let end = word(text, next, "grand").filter(|_| next > from)?;
    let next = blanks_end(text, end);
    let goes_on =
        ["a", "an", "per", "in", "on", "for", "from", "to", "and", "or", "of", "each", "by", "at", "with", "was", "is", "last", "this"];
    let ends = !byte(text, next).is_ascii_alphanumeric() && byte(text, end) != b'-';
    (ends || scan::any_word(text, next, &goes_on).is_some()).then_some(end)
}

/// Whether the scale word from `start` to `end` opens a count of its own: "in 2016 thousands of people".
pub(super) fn is_open_count(text: &str, start: usize, end: usize, before: Option<Exact>) -> bool {
    if !matches!(byte(text, end - 1), b's' | b'S') || word(text, blanks_end(text, end), "of").is_none() {
        return false;
    }
    let year = before.and_then(Exact::to_i64).is_some_and(|y| (1900..=2100).contains(&y));
    year || matches!(byte(text, start), b'h' | b'H' | b't' | b'T') && scan::word(text, start, "trillions").is_none()
}

/// Whether what stands at `at`, behind `5.2m`, is counted or weighed in millions, so that no metres are meant.
fn counts_millions(text: &str, at: usize) -> bool {
    byte(text, at) == b' '
        && LEXICON
            .find(text, at + 1, |s| match s {
                Sense::Counted(_) | Sense::CurrencyAfter(_) => Some(true),
                Sense::Unit(i) => Some(matches!(LEXICON.units[i as usize].dimension, "mass" | "volume" | "area")),
                _ => None,
            })
            .is_some_and(|(counts, end)| counts && end > at + 3)
}

/// Whether the digits are grouped or below one: no generation of a network is.
fn is_large_or_small(text: &str, n: &Numeral) -> bool {
    scan::part(text, n.start, n.end).contains(',') || n.value.is_some_and(|v| v.abs() < Exact::ONE)
}

/// Whether a temperature stands just before: a K behind the number then means kelvins.
pub(super) fn near_degrees(text: &str, at: usize) -> bool {
    scan::lead(text, at, 16).contains(['°', '℃', '℉'])
}

/// `4 thousand 3 hundred`, `2 million 300 thousand`, `3 hundred and 21`: a smaller scale goes on.
fn smaller_scale(text: &str, n: &Numeral, depth: u8) -> Option<Numeral> {
    let next = blanks_end(text, n.end);
    let and = word(text, next, "and").map(|e| blanks_end(text, e));
    let from = and.unwrap_or(next);
    if next == n.end || !byte(text, from).is_ascii_alphanumeric() {
        return None;
    }
    if depth >= DEPTH {
        return None;
    }
    let rest = if byte(text, from).is_ascii_digit() { digits(text, from, depth + 1) } else { words(text, from, depth + 1) }?;
    let small = rest.value? < Exact::pow10(n.scale)? && !rest.ordinal && !matches!(rest.shape, Shape::Fraction | Shape::Vague);
    let goes_on = rest.scale >= 2 && rest.scale < n.scale && n.value.is_some_and(Exact::is_integer)
        || and.is_some() && n.scale == 2 && rest.scale == 0 && rest.value? < Exact::HUNDRED && !rest.value?.is_zero();
    (small && goes_on).then_some(())?;
    Some(Numeral { end: rest.end, value: Some(n.value?.add(rest.value?)?), precision: rest.precision, scale: rest.scale, ..*n })
}

/// ` and a half`, ` and three quarters`.
pub(super) fn and_fraction(text: &str, at: usize) -> Option<(Exact, usize)> {
    let and = word(text, scan::joint_end(text, at), "and").filter(|_| matches!(byte(text, at), b' ' | b'-'))?;
    let next = scan::joint_end(text, and);
    let half = scan::any_word(text, next, &["a half", "half", "one half", "a-half", "an half"]);
    if let Some(end) = half {
        return Some((Exact::parse("0.5")?, end));
    }
    if byte(text, next).is_ascii_digit() {
        return slash_fraction(text, next, scan::digits_end(text, next)).filter(|(v, _)| *v < Exact::ONE);
    }
    let (count, from) = match scan::any_word(text, next, &["a", "one"]) {
        Some(end) => (1, end),
        None => LEXICON.find(text, next, |s| if let Sense::Card(n @ 2..=9) = s { Some(n) } else { None })?,
    };
    let (d, end) = LEXICON.find(text, scan::joint_end(text, from), |s| if let Sense::Fraction(d) = s { Some(d) } else { None })?;
    Some((Exact::from_int(count).div(Exact::from_int(d))?, end))
}
