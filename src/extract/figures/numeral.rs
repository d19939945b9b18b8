//! Numerals at a place of the reading: digits with any grouping, English words, Chinese numerals and mixtures of them.

use super::super::Precision;
use super::han;
use super::lexicon::{LEXICON, Sense};
use super::scan::{self, blanks_end, byte, digits_end, word};
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

/// The numeral that starts at `at`, where a word or number may start (the caller has seen to the boundary before it).
pub(super) fn at(text: &str, at: usize) -> Option<Numeral> {
    let c = scan::char_at(text, at)?;
    match c {
        '0'..='9' => digits(text, at),
        '.' if byte(text, at + 1).is_ascii_digit() => digits(text, at),
        '-' | '−' | '–' | '+' | '±' => signed(text, at, at + c.len_utf8(), c),
        'A'..='Z' | 'a'..='z' => {
            if let Some(end) = scan::any_word(text, at, &["minus", "negative"]) {
                let next = blanks_end(text, end);
                return (next > end).then(|| unsigned(text, next)).flatten().map(|n| n.negated(at));
            }
            words(text, at)
        }
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅖' | '⅗' | '⅘' | '⅙' | '⅚' | '⅛' | '⅜' | '⅝' | '⅞' => {
            let (value, end) = vulgar(text, at)?;
            scales(text, Numeral::new(at, end, value, Shape::Fraction))
        }
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
    // Chinese has no blank there: 增长-3.5%.
    if scan::char_before(text, at).is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '%' | '°' | '-'))
        && !(scan::char_before(text, at).is_some_and(crate::text::is_han) && han::is_signed_share(text, next))
    {
        return None;
    }
    let next = if byte(text, next) == b' ' && byte(text, next + 1).is_ascii_digit() { next + 1 } else { next };
    if !(byte(text, next).is_ascii_digit() || byte(text, next) == b'.') {
        return None;
    }
    let n = digits(text, next)?;
    if byte(text, n.end) == b'-' && byte(text, n.end + 1).is_ascii_digit() {
        return None;
    }
    let n = Numeral { shape: Shape::Marked, ..n };
    match sign {
        '-' | '−' | '–' => Some(n.negated(at)),
        _ => Some(Numeral { start: at, ..n }),
    }
}

/// A number in digits with its scale words.
fn digits(text: &str, at: usize) -> Option<Numeral> {
    let mut n = plain_digits(text, at)?;
    // 1/2, 3 1/2, 2½
    if n.shape == Shape::Digits {
        if let Some((value, end)) = slash_fraction(text, n.start, n.end) {
            let whole = Numeral::new(at, end, value, Shape::Fraction);
            return scales(text, whole);
        }
        let next = blanks_end(text, n.end);
        if let Some((value, end)) = vulgar(text, next) {
            n = Numeral { end, value: Some(n.value?.add(value)?), shape: Shape::Fraction, ..n };
            return scales(text, n);
        }
        if next == n.end + 1 && byte(text, next).is_ascii_digit() {
            let end = digits_end(text, next);
            if let Some((value, end)) = slash_fraction(text, next, end).filter(|(v, _)| *v < Exact::ONE) {
                n = Numeral { end, value: Some(n.value?.add(value)?), shape: Shape::Fraction, ..n };
                return scales(text, n);
            }
        }
    }
    if byte(text, n.end) == b'^' {
        return power(text, n);
    }
    if matches!(byte(text, n.end), b'e' | b'E') {
        let sign = usize::from(matches!(byte(text, n.end + 1), b'+' | b'-'));
        let end = digits_end(text, n.end + 1 + sign);
        if end > n.end + 1 + sign && !byte(text, end).is_ascii_alphanumeric() {
            let power: i32 = scan::part(text, n.end + 1, end).parse().ok().filter(|p: &i32| p.abs() < 28)?;
            return n.scaled(power).map(|n| Numeral { end, shape: Shape::Marked, ..n });
        }
    }
    if let Some(mixed) = han::after_digits(text, &n) {
        return Some(mixed);
    }
    scales(text, n)
}

/// Digits with grouping and decimals, without scale words.
pub(super) fn plain_digits(text: &str, at: usize) -> Option<Numeral> {
    let mut buffer = String::new();
    let first = digits_end(text, at);
    let mut end = first;
    let mut shape = Shape::Digits;
    buffer.push_str(scan::part(text, at, first));
    // 1,234,567 and 12,34,567; 1.234.567 only with two groups or more
    let groups = |separator: u8| {
        let (mut ends, mut i) = (Vec::new(), first);
        while byte(text, i) == separator && byte(text, i + 1).is_ascii_digit() {
            i = digits_end(text, i + 1);
            ends.push(i);
        }
        ends
    };
    if (1..=3).contains(&(first - at)) {
        let commas = groups(b',');
        let sizes: Vec<usize> = std::iter::once(first).chain(commas.iter().copied()).zip(&commas).map(|(a, b)| b - a - 1).collect();
        let western = sizes.iter().all(|s| *s == 3);
        let indian = sizes.last() == Some(&3) && first - at <= 2 && sizes[..sizes.len() - 1].iter().all(|s| *s == 2);
        let leading = byte(text, at) != b'0';
        if !commas.is_empty() && (western || indian) && leading {
            end = commas[commas.len() - 1];
            buffer.clear();
            buffer.extend(scan::part(text, at, end).chars().filter(|c| *c != ','));
            shape = Shape::Marked;
        } else if let Some(prefix) = sizes.iter().position(|s| *s != 3).filter(|p| *p > 0 && leading) {
            // 1,234,56: the list goes on behind the well-formed part.
            end = commas[prefix - 1];
            buffer.clear();
            buffer.extend(scan::part(text, at, end).chars().filter(|c| *c != ','));
            shape = Shape::Marked;
        }
        let dots = groups(b'.');
        if shape == Shape::Digits && !dots.is_empty() && leading {
            let sizes: Vec<usize> = std::iter::once(first).chain(dots.iter().copied()).zip(&dots).map(|(a, b)| b - a - 1).collect();
            let last = dots[dots.len() - 1];
            let decimals = if byte(text, last) == b',' { digits_end(text, last + 1) - last } else { 0 };
            if sizes.iter().all(|s| *s == 3) && (dots.len() > 1 || (2..=3).contains(&decimals)) {
                buffer.clear();
                buffer.extend(scan::part(text, at, last).chars().filter(|c| *c != '.'));
                end = last;
                shape = Shape::Marked;
                if (2..=3).contains(&decimals) {
                    buffer.push('.');
                    buffer.push_str(scan::part(text, last + 1, last + decimals));
                    end = last + decimals;
                    return finish(at, end, &buffer, Shape::Marked);
                }
            }
        }
    }
    if shape == Shape::Digits
        && (1..=3).contains(&(first - at))
        && byte(text, at) != b'0'
        && let Some(last) = blank_groups(text, first)
    {
        end = last;
        buffer = scan::part(text, at, end).chars().filter(char::is_ascii_digit).collect();
        shape = Shape::Marked;
    }
    if byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit() {
        let decimals = digits_end(text, end + 1);
        // 1.2.3 is a version or a date, not a number.
        if !(byte(text, decimals) == b'.' && byte(text, decimals + 1).is_ascii_digit()) {
            if buffer.is_empty() {
                buffer.push('0');
            }
            buffer.push_str(scan::part(text, end, decimals));
            end = decimals;
            shape = Shape::Marked;
        } else if first > at {
            return None;
        }
    }
    (end > at).then_some(())?;
    finish(at, end, &buffer, shape)
}

/// `1 234 567`, `10 000 dollars`: groups of three parted by blanks, where there are two and more or money or a unit
/// follows.
fn blank_groups(text: &str, first: usize) -> Option<usize> {
    let (mut end, mut groups) = (first, 0);
    while byte(text, end) == b' ' && digits_end(text, end + 1) == end + 4 {
        end += 4;
        groups += 1;
    }
    let next = byte(text, end);
    if groups == 0 || next.is_ascii_alphabetic() || next == b',' && byte(text, end + 1).is_ascii_digit() {
        return None;
    }
    let measured = || {
        LEXICON.find(text, blanks_end(text, end), |s| match s {
            Sense::Unit(_) | Sense::CurrencyAfter(_) => Some(()),
            _ => None,
        })
    };
    (groups > 1 || measured().is_some()).then_some(end)
}

fn finish(at: usize, end: usize, digits: &str, shape: Shape) -> Option<Numeral> {
    let value = Exact::parse(digits.trim_end_matches('.'))?;
    let mut n = Numeral::new(at, end, value, shape);
    n.precision = match digits.split_once('.') {
        Some((_, decimals)) => Precision::Place(-(decimals.len() as i8)),
        None if digits.len() > 1 && digits.ends_with('0') => Precision::TrailingZeros,
        None => Precision::Exact,
    };
    Some(n)
}

/// `10^6`, `1.1^23`, `2^-1`; the base has been read.
fn power(text: &str, base: Numeral) -> Option<Numeral> {
    let sign = usize::from(matches!(byte(text, base.end + 1), b'-' | b'+'));
    let from = base.end + 1 + sign;
    let end = digits_end(text, from);
    let power: u32 = scan::part(text, from, end).parse().ok().filter(|p| *p <= 90)?;
    let mut value = Exact::ONE;
    for _ in 0..power {
        value = value.mul(base.value?)?;
    }
    let value = if byte(text, base.end + 1) == b'-' { Exact::ONE.div(value)? } else { value };
    Some(Numeral { end, value: Some(value), precision: Precision::Exact, shape: Shape::Marked, ..base })
}

/// `a/b` where the slash is no date, rate or path: (value, end).
fn slash_fraction(text: &str, at: usize, slash: usize) -> Option<(Exact, usize)> {
    let c = scan::char_at(text, slash)?;
    if !matches!(c, '/' | '⁄') {
        return None;
    }
    let from = slash + c.len_utf8();
    let end = digits_end(text, from);
    let tail = byte(text, end);
    if end == from || end - from > 4 || slash - at > 4 || matches!(tail, b'/' | b'.' if byte(text, end + 1).is_ascii_digit()) {
        return None;
    }
    if scan::char_before(text, at) == Some('/') || tail.is_ascii_alphabetic() {
        return None;
    }
    let value = Exact::parse(scan::part(text, at, slash))?.div(Exact::parse(scan::part(text, from, end))?)?;
    Some((value, end))
}

fn vulgar(text: &str, at: usize) -> Option<(Exact, usize)> {
    let c = scan::char_at(text, at)?;
    let (a, b) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some((Exact::from_int(a).div(Exact::from_int(b))?, at + c.len_utf8()))
}

/// English scale words and glued letters behind a number in digits: `3.6 billion`, `2 hundred thousand`, `3.5k`, `1.2bn`.
fn scales(text: &str, mut n: Numeral) -> Option<Numeral> {
    let glued = |n: &Numeral| {
        LEXICON.find(text, n.end, |s| match s {
            Sense::Suffix(p) => Some(p),
            _ => None,
        })
    };
    if byte(text, n.end).is_ascii_alphabetic() {
        let billion = byte(text, n.end) == b'b' && matches!(n.precision, Precision::Place(p) if p < 0);
        let found = glued(&n).or(billion.then_some((9, n.end + 1)));
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
        let Some(((power, factor), end)) = found else { break };
        // "5 millions" is five million; "in millions" never gets here.
        n = n.scaled(power)?;
        if factor > 1 {
            n.value = n.value.and_then(|v| v.mul(Exact::from_int(factor)));
            n.precision = Precision::Exact;
        }
        n = Numeral { end, shape: Shape::Marked, ..n };
    }
    if n.scale > 0 {
        if let Some(whole) = smaller_scale(text, &n) {
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
        return scales(text, n);
    }
    Some(n)
}

/// `4 thousand 3 hundred`, `2 million 300 thousand`, `3 hundred and 21`: a smaller scale goes on.
fn smaller_scale(text: &str, n: &Numeral) -> Option<Numeral> {
    let next = blanks_end(text, n.end);
    let and = word(text, next, "and").map(|e| blanks_end(text, e));
    let from = and.unwrap_or(next);
    if next == n.end || !byte(text, from).is_ascii_alphanumeric() {
        return None;
    }
    let rest = if byte(text, from).is_ascii_digit() { digits(text, from) } else { words(text, from) }?;
    let small = rest.value? < Exact::pow10(n.scale)? && !rest.ordinal && !matches!(rest.shape, Shape::Fraction | Shape::Vague);
    let goes_on = rest.scale >= 2 && rest.scale < n.scale && n.value.is_some_and(Exact::is_integer)
        || and.is_some() && n.scale == 2 && rest.scale == 0 && rest.value? < Exact::HUNDRED && !rest.value?.is_zero();
    (small && goes_on).then_some(())?;
    Some(Numeral { end: rest.end, value: Some(n.value?.add(rest.value?)?), precision: rest.precision, scale: rest.scale, ..*n })
}

/// ` and a half`, ` and three quarters`.
fn and_fraction(text: &str, at: usize) -> Option<(Exact, usize)> {
    let and = word(text, blanks_end(text, at), "and").filter(|_| byte(text, at) == b' ')?;
    let next = blanks_end(text, and);
    let half = scan::any_word(text, next, &["a half", "half", "one half", "a-half"]);
    if let Some(end) = half {
        return Some((Exact::parse("0.5")?, end));
    }
    let (count, from) = match scan::any_word(text, next, &["a", "one"]) {
        Some(end) => (1, end),
        None => LEXICON.find(text, next, |s| if let Sense::Card(n @ 2..=9) = s { Some(n) } else { None })?,
    };
    let (d, end) = LEXICON.find(text, scan::joint_end(text, from), |s| if let Sense::Fraction(d) = s { Some(d) } else { None })?;
    Some((Exact::from_int(count).div(Exact::from_int(d))?, end))
}

/// A number in English words: cardinal, ordinal, fraction or vague.
fn words(text: &str, at: usize) -> Option<Numeral> {
    // dozens, tens of thousands, several hundred
    if let Some(((low, high), end)) = LEXICON.find(text, at, |s| if let Sense::Vague(a, b) = s { Some((a, b)) } else { None }) {
        return Some(vague(at, end, low, high));
    }
    if let Some(((low, high), end)) = LEXICON.find(text, at, |s| if let Sense::Several(a, b) = s { Some((a, b)) } else { None }) {
        let n = scales(text, vague(at, end, low, high))?;
        return (n.end > end).then_some(Numeral { shape: Shape::Vague, ..n });
    }
    if let Some(n) = half(text, at) {
        return Some(n);
    }
    let article = scan::any_word(text, at, &["an", "a"]);
    let mut pos = article.map_or(at, |end| blanks_end(text, end));
    if article.is_some_and(|end| end == pos) {
        return None;
    }
    let mut total = Exact::ZERO;
    let mut current: i64 = 0;
    let mut seen = article.is_some();
    let mut words = 0;
    let mut end = at;
    let mut last_scale = 40;
    let mut trailing = 0;
    let mut ordinal = false;
    loop {
        let sense = LEXICON.find(text, pos, |s| match s {
            Sense::Card(_) | Sense::Scale(_) | Sense::Ordinal(_) | Sense::OrdinalScale(_) => Some(s),
            Sense::Dozen(_) if words <= 1 => Some(s),
            _ => None,
        });
        let Some((sense, word_end)) = sense else { break };
        match sense {
            Sense::Card(n) if article.is_none() && fits(current, n, words) => {
                current += n;
                trailing = 0;
            }
            Sense::Ordinal(n) if article.is_none() && fits(current, n, words) && !is_fraction_tail(text, pos, words) => {
                current += n;
                ordinal = true;
            }
            Sense::Scale(2) if (1..100).contains(&current) || seen && current == 0 && words == 0 => {
                current = current.max(1) * 100;
                trailing = 2;
            }
            Sense::OrdinalScale(2) if current < 100 => {
                current = current.max(1) * 100;
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
                ordinal = matches!(sense, Sense::OrdinalScale(_));
            }
            Sense::Dozen(d) if total.is_zero() => {
                let n = Exact::from_int(current.max(1) * d);
                return Some(Numeral::new(at, word_end, n, Shape::Words));
            }
            _ => break,
        }
        words += 1;
        seen = true;
        end = word_end;
        if ordinal {
            break;
        }
        let next = scan::joint_end(text, word_end);
        if next == word_end {
            break;
        }
        // "one hundred and five": only behind a scale word, and only before a number that fits there
        pos = next;
        if let Some(and) = word(text, next, "and") {
            // "two and fifty-four hundredths"
            let after = blanks_end(text, and);
            let part = words_fraction(text, after);
            if let Some(part) = part.filter(|p| p.value.is_some_and(|v| v < Exact::ONE)) {
                let value = total.add(Exact::from_int(current))?.add(part.value?)?;
                return scales(text, Numeral::new(at, part.end, value, Shape::Fraction));
            }
        }
        if let Some(and) = word(text, next, "and").filter(|_| trailing >= 2) {
            let after = blanks_end(text, and);
            let fits = LEXICON.find(text, after, |s| match s {
                Sense::Card(_) | Sense::Ordinal(_) => Some(()),
                _ => None,
            });
            if fits.is_some() && and_fraction(text, word_end).is_none() && !restarts(text, after) {
                pos = after;
            } else {
                break;
            }
        }
    }
    if words == 0 {
        return fraction_words(text, at);
    }
    let value = total.add(Exact::from_int(current))?;
    let mut n = Numeral::new(at, end, value, Shape::Words);
    if let Some((d, stop)) = parts(text, end).filter(|_| !ordinal) {
        return Some(Numeral::new(at, stop, value.div(Exact::from_int(d))?, Shape::Fraction));
    }
    n.ordinal = ordinal;
    if ordinal {
        return Some(n);
    }
    if trailing > 0 {
        n.precision = Precision::Place(trailing as i8);
        n.scale = trailing;
    }
    // "three point five million"
    if let Some(n) = point(text, &n) {
        return scales(text, n);
    }
    if trailing == 0 {
        if let Some(fraction) = fraction_words(text, at) {
            return Some(fraction);
        }
        if let Some((part, end)) = and_fraction(text, n.end) {
            let n = Numeral { value: n.value?.add(part), end, shape: Shape::Fraction, ..n };
            return scales(text, n);
        }
    } else if let Some((part, end)) = and_fraction(text, n.end) {
        n.value = n.value?.add(part.mul(Exact::pow10(trailing)?)?);
        n.end = end;
    }
    Some(n)
}

/// A number in words over hundredths and the like, behind "and".
fn words_fraction(text: &str, at: usize) -> Option<Numeral> {
    LEXICON.find(text, at, |s| matches!(s, Sense::Card(_)).then_some(()))?;
    words(text, at).filter(|n| n.shape == Shape::Fraction)
}

/// ` fifths`, ` hundredths` behind a number: what it is divided by.
fn parts(text: &str, at: usize) -> Option<(i64, usize)> {
    let next = scan::joint_end(text, at);
    let (d, end) = LEXICON.find(text, next, |s| if let Sense::Fraction(d) = s { Some(d) } else { None })?;
    (d > 4 && scan::part(text, next, end).ends_with('s')).then_some((d, end))
}

fn vague(at: usize, end: usize, low: i64, high: i64) -> Numeral {
    let mut n = Numeral::new(at, end, Exact::ZERO, Shape::Vague);
    n.value = None;
    n.low = Some(Exact::from_int(low));
    n.high = Some(Exact::from_int(high));
    n
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
fn is_fraction_tail(text: &str, at: usize, words: i32) -> bool {
    words > 0 && scan::byte(text, scan::letters_end(text, at) - 1) == b's'
}

/// Whether a new number with a scale of its own starts here ("two hundred and three hundred").
fn restarts(text: &str, at: usize) -> bool {
    let end = scan::letters_end(text, at);
    LEXICON.find(text, scan::joint_end(text, end), |s| matches!(s, Sense::Scale(2)).then_some(())).is_some()
}

/// `point five`, `point one four`.
fn point(text: &str, n: &Numeral) -> Option<Numeral> {
    let mut end = word(text, blanks_end(text, n.end), "point")?;
    let mut digits = String::new();
    loop {
        let next = scan::joint_end(text, end);
        let Some((d, word_end)) = LEXICON.find(text, next, |s| if let Sense::Card(d) = s { Some(d) } else { None }) else { break };
        digits += &d.to_string();
        end = word_end;
    }
    if digits.is_empty() {
        return None;
    }
    let value = n.value?.add(Exact::parse(&format!("0.{digits}"))?)?;
    Some(Numeral { end, value: Some(value), precision: Precision::Place(-(digits.len() as i8)), shape: Shape::Marked, scale: 0, ..*n })
}

/// `half a million`, `a quarter of a million`, `half`, where it states an amount.
fn half(text: &str, at: usize) -> Option<Numeral> {
    let head =
        scan::any_word(text, at, &["half", "one half", "one-half", "a half", "quarter", "a quarter", "one quarter", "three quarters"])?;
    let text_head = scan::part(text, at, head);
    let value = if text_head.ends_with("alf") || text_head.ends_with("ALF") {
        Exact::parse("0.5")?
    } else if text_head.ends_with('s') {
        Exact::parse("0.75")?
    } else {
        Exact::parse("0.25")?
    };
    let next = scan::joint_end(text, head);
    let after = scan::any_word(text, next, &["of a", "of an", "a", "an"]).map_or(next, |e| blanks_end(text, e));
    let found = LEXICON.find(text, after, |s| match s {
        Sense::Scale(p) => Some((p, 1)),
        Sense::Dozen(d) => Some((0, d)),
        _ => None,
    });
    if let Some(((power, factor), end)) = found {
        let mut n = Numeral::new(at, end, value, Shape::Fraction).scaled(power)?;
        n.value = n.value.and_then(|v| v.mul(Exact::from_int(factor)));
        n.shape = Shape::Words;
        return scales(text, n);
    }
    None
}

/// `two thirds`, `a third`, `three quarters`, `half`.
fn fraction_words(text: &str, at: usize) -> Option<Numeral> {
    let denominator = |at: usize| LEXICON.find(text, at, |s| if let Sense::Fraction(d) = s { Some(d) } else { None });
    if let Some(end) = word(text, at, "half") {
        return Some(Numeral::new(at, end, Exact::parse("0.5")?, Shape::Fraction));
    }
    let (count, from) = match scan::any_word(text, at, &["a", "an"]) {
        Some(end) => (1, end),
        None => LEXICON.find(text, at, |s| if let Sense::Card(n @ 1..=19) = s { Some(n) } else { None })?,
    };
    let next = scan::joint_end(text, from);
    let (d, mut end) = denominator(next).filter(|_| next > from)?;
    // "a second", "a fifth plant": an article before an ordinal is a fraction only where something is divided.
    let plural = byte(text, end.wrapping_sub(1)) == b's';
    let mut value = Exact::from_int(count).div(Exact::from_int(d))?;
    let after = blanks_end(text, end);
    if let Some((power, scale_end)) =
        LEXICON.find(text, scan::any_word(text, after, &["of a", "of"]).map_or(after, |e| blanks_end(text, e)), |s| {
            if let Sense::Scale(p) = s { Some(p) } else { None }
        })
    {
        value = value.mul(Exact::pow10(power)?)?;
        end = scale_end;
        return Some(Numeral::new(at, end, value, Shape::Words));
    }
    let divides = plural
        || count > 1
        || d == 2
        || word(text, at, "one").is_some()
        || word(text, after, "of").is_some()
        || !byte(text, after).is_ascii_alphabetic()
        || scan::any_word(
            text,
            after,
            &["more", "less", "lower", "higher", "in", "to", "from", "since", "and", "are", "is", "were", "was"],
        )
        .is_some();
    divides.then(|| Numeral::new(at, end, value, Shape::Fraction))
}
