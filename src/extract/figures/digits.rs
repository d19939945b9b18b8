//! Numbers in digits: grouping, decimals, signs of powers, fractions with a slash.

use std::borrow::Cow;

use super::super::Precision;
use super::han;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{Numeral, Shape, scales};
use super::parts::over_parts;
use super::scan::{self, blanks_end, byte, digits_end};
use crate::text::Exact;

/// A number in digits with its scale words.
pub(super) fn digits(text: &str, at: usize, depth: u8) -> Option<Numeral> {
    let mut n = plain_digits(text, at)?;
    // 1/2, 3 1/2, 2½
    if n.shape == Shape::Digits {
        if let Some((value, end)) = slash_fraction(text, n.start, n.end) {
            let whole = Numeral::new(at, end, value, Shape::Fraction);
            return scales(text, whole, depth);
        }
        let next = blanks_end(text, n.end);
        if let Some((value, end)) = vulgar(text, next) {
            n = Numeral { end, value: Some(n.value?.add(value)?), shape: Shape::Fraction, ..n };
            return scales(text, n, depth);
        }
        // 3 1/2, 3-1/2, 1 4/3
        let next = if byte(text, next) == b'-' { next + 1 } else { next };
        if next == n.end + 1 && byte(text, next).is_ascii_digit() {
            let end = digits_end(text, next);
            if let Some((value, end)) =
                slash_fraction(text, next, end).filter(|(v, e)| *v < Exact::ONE || *v < Exact::from_int(2) && e - next == 3)
            {
                n = Numeral { end, value: Some(n.value?.add(value)?), shape: Shape::Fraction, ..n };
                return scales(text, n, depth);
            }
        }
    }
    if byte(text, n.end) == b'^' {
        return power(text, n);
    }
    if let Some(n) = times_power(text, &n) {
        return Some(n);
    }
    if n.shape == Shape::Digits
        && let Some(n) = over_parts(text, &n)
    {
        return Some(n);
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
    scales(text, n, depth)
}

/// Digits with grouping and decimals, without scale words.
pub(super) fn plain_digits(text: &str, at: usize) -> Option<Numeral> {
    let first = digits_end(text, at);
    // Most numbers are digits and nothing else.
    let single = !matches!(byte(text, first), b',' | b'.' | b' ' | b'\'' | 0x80..);
    let single = single || byte(text, first) == b' ' && !byte(text, first + 1).is_ascii_digit();
    if single && (1..=18).contains(&(first - at)) {
        let value = scan::part(text, at, first).bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        let n = Numeral::new(at, first, Exact::from_int(value), Shape::Digits);
        let round = value % 10 == 0 && first > at + 1;
        return Some(if round { Numeral { precision: Precision::TrailingZeros, ..n } } else { n });
    }
    let mut end = first;
    let mut shape = Shape::Digits;
    let mut buffer = Cow::Borrowed(scan::part(text, at, first));
    let without =
        |end: usize, separator: u8| Cow::Owned(scan::part(text, at, end).chars().filter(|c| *c != char::from(separator)).collect());
    let sizes_of =
        |ends: &[usize]| -> Vec<usize> { std::iter::once(first).chain(ends.iter().copied()).zip(ends).map(|(a, b)| b - a - 1).collect() };
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
        let sizes = sizes_of(&commas);
        let western = sizes.iter().all(|s| *s == 3);
        let indian = sizes.last() == Some(&3) && first - at <= 2 && sizes[..sizes.len() - 1].iter().all(|s| *s == 2);
        let leading = byte(text, at) != b'0';
        if !commas.is_empty() && (western || indian) && leading {
            end = commas[commas.len() - 1];
            buffer = without(end, b',');
            shape = Shape::Marked;
        } else if let Some(prefix) = sizes.iter().position(|s| *s != 3).filter(|p| *p > 0 && leading) {
            // 1,234,56: the list goes on behind the well-formed part.
            end = commas[prefix - 1];
            buffer = without(end, b',');
            shape = Shape::Marked;
        }
        let dots = groups(b'.');
        if shape == Shape::Digits && !dots.is_empty() && leading {
            let sizes = sizes_of(&dots);
            let last = dots[dots.len() - 1];
            let decimals = if byte(text, last) == b',' { digits_end(text, last + 1) - last } else { 0 };
            if sizes.iter().all(|s| *s == 3) && (dots.len() > 1 || (2..=3).contains(&decimals)) {
                buffer = without(last, b'.');
                end = last;
                shape = Shape::Marked;
                if (2..=3).contains(&decimals) {
                    buffer += ".";
                    buffer += scan::part(text, last + 1, last + decimals);
                    end = last + decimals;
                    return finish(at, end, &buffer, Shape::Marked);
                }
            }
        }
    }
    if shape == Shape::Digits
        && (1..=3).contains(&(first - at))
        && byte(text, at) != b'0'
        && let Some(last) = blank_groups(text, first).or_else(|| apostrophe_groups(text, first))
    {
        end = last;
        buffer = scan::part(text, at, end).chars().filter(char::is_ascii_digit).collect();
        shape = Shape::Marked;
    }
    if byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit() {
        let decimals = digits_end(text, end + 1);
        // 1.2.3 is a version or a date, not a number.
        if !(byte(text, decimals) == b'.' && byte(text, decimals + 1).is_ascii_digit()) {
            buffer = if shape == Shape::Digits && first > at {
                Cow::Borrowed(scan::part(text, at, decimals))
            } else {
                if buffer.is_empty() {
                    buffer = Cow::Borrowed("0");
                }
                buffer + scan::part(text, end, decimals)
            };
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
    // 100 000: no number of its own starts with a nought
    (groups > 1 || byte(text, first + 1) == b'0' || measured().is_some()).then_some(end)
}

/// `1'234'567`: groups of three parted by apostrophes.
fn apostrophe_groups(text: &str, first: usize) -> Option<usize> {
    let mut end = first;
    while let Some(c) = scan::char_at(text, end).filter(|c| matches!(c, '\'' | '’')) {
        let from = end + c.len_utf8();
        if digits_end(text, from) != from + 3 {
            break;
        }
        end = from + 3;
    }
    (end > first && !byte(text, end).is_ascii_alphanumeric()).then_some(end)
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
    let value = (0..power).try_fold(Exact::ONE, |value, _| value.mul(base.value?))?;
    let value = if byte(text, base.end + 1) == b'-' { Exact::ONE.div(value)? } else { value };
    Some(Numeral { end, value: Some(value), precision: Precision::Exact, shape: Shape::Marked, ..base })
}

/// `6.2x10^-4`, `2.5×10−5`, `8 × 10⁶`: `n` times a power.
fn times_power(text: &str, n: &Numeral) -> Option<Numeral> {
    let mut at = n.end + usize::from(byte(text, n.end) == b' ');
    if !matches!(byte(text, at), b'x' | b'*' | 0xc3 | 0xc2 | 0xe2) {
        return None;
    }
    let sign = scan::char_at(text, at).filter(|c| matches!(c, 'x' | '×' | '*' | '·' | '⋅'))?;
    at = blanks_end(text, at + sign.len_utf8());
    let base_end = digits_end(text, at);
    let base = Exact::parse(scan::part(text, at, base_end)).filter(|_| base_end > at)?;
    let up = Numeral::new(at, base_end, base, Shape::Digits);
    let power = if byte(text, base_end) == b'^' {
        power(text, up)?
    } else {
        let (exponent, end) = raised(text, base_end).filter(|_| scan::part(text, at, base_end) == "10")?;
        Numeral { end, value: Exact::pow10(exponent), ..up }
    };
    let value = n.value?.mul(power.value?)?;
    Some(Numeral { end: power.end, value: Some(value), precision: Precision::Exact, shape: Shape::Marked, ..*n })
}

/// An exponent in superscript, or printed plainly behind a minus sign, with the offset behind it.
fn raised(text: &str, at: usize) -> Option<(i32, usize)> {
    let superscript = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).map(|d| d as i32);
    let mut chars = scan::rest(text, at).chars().peekable();
    let first = *chars.peek()?;
    let negative = matches!(first, '-' | '−' | '⁻' | '–');
    let mut end = at;
    if negative {
        chars.next();
        end += first.len_utf8();
    }
    let plain = negative && first != '⁻';
    let mut exponent = 0i32;
    let mut digits = 0;
    for c in chars {
        let Some(d) = (if plain { c.to_digit(10).map(|d| d as i32) } else { superscript(c) }) else { break };
        (exponent, digits, end) = (exponent * 10 + d, digits + 1, end + c.len_utf8());
        if digits > 2 {
            return None;
        }
    }
    (digits > 0).then_some((if negative { -exponent } else { exponent }, end))
}

/// `a/b` where the slash is no date, rate or path: (value, end).
pub(super) fn slash_fraction(text: &str, at: usize, slash: usize) -> Option<(Exact, usize)> {
    let c = scan::char_at(text, slash)?;
    if !matches!(c, '/' | '⁄') {
        return None;
    }
    let from = slash + c.len_utf8();
    let end = digits_end(text, from);
    let tail = byte(text, end);
    if end == from
        || end - from > 4
        || slash - at > 4
        || matches!(tail, b'/' | b'.' if byte(text, end + 1).is_ascii_digit())
        || tail == b'/' && byte(text, end + 1).is_ascii_uppercase()
    {
        return None;
    }
    if scan::char_before(text, at) == Some('/') || tail.is_ascii_alphabetic() {
        return None;
    }
    let below = Exact::parse(scan::part(text, from, end))?;
    // 2/2013 is a month of a year
    if end - from == 4 && (1900..=2100).contains(&below.to_i64().unwrap_or(0)) {
        return None;
    }
    let value = Exact::parse(scan::part(text, at, slash))?.div(below)?;
    Some((value, end))
}

pub(super) fn vulgar(text: &str, at: usize) -> Option<(Exact, usize)> {
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
