//! Fractions in English words: two thirds, a twenty-fifth, half a million, 3 tenths, one in five.

use super::lexicon::{LEXICON, Sense};
use super::numeral::{self, Numeral, Shape, scales};
use super::scan::{self, any_word, blanks_end, byte, char_at, word};
use super::spelled::dash;
use super::suffix::suffix;
use crate::extract::FigureKind;
use crate::text::Exact;

/// `half a million`, `a quarter of a million`, `half a litre`, where it states an amount.
pub(super) fn half(text: &str, at: usize, depth: u8) -> Option<Numeral> {
    let head = any_word(
        text,
        at,
        &[
            "half",
            "one half",
            "one-half",
            "a half",
            "quarter",
            "a quarter",
            "one quarter",
            "one-quarter",
            "three quarters",
            "three-quarters",
        ],
    )?;
    let last = byte(text, head - 1).to_ascii_lowercase();
    let value = Exact::parse(match last {
        b'f' => "0.5",
        b's' => "0.75",
        _ => "0.25",
    })?;
    let next = scan::joint_end(text, head);
    let article = any_word(text, next, &["of a", "of an", "a", "an"]);
    let after = article.map_or(next, |e| scan::joint_end(text, e));
    let found = LEXICON.find(text, after, |s| match s {
        Sense::Scale(p) => Some((p, 1)),
        Sense::Dozen(d) => Some((0, d)),
        // "half a litre", "quarter-mile": the unit itself is read behind
        Sense::Unit(i) if !matches!(LEXICON.units[i as usize].dimension, "time" | "months") => Some((-1, 1)),
        Sense::CurrencyAfter(_) | Sense::Percent(_) if article.is_some() => Some((-1, 1)),
        _ => None,
    });
    let ((power, factor), end) = found?;
    if power < 0 {
        let long = end - after > 2 && (after == next || article.is_some());
        return long.then(|| Numeral::new(at, article.unwrap_or(head), value, Shape::Fraction));
    }
    let mut n = Numeral::new(at, end, value, Shape::Fraction).scaled(power)?;
    n.value = n.value.and_then(|v| v.mul(Exact::from_int(factor)));
    n.shape = Shape::Words;
    scales(text, n, depth)
}

/// What a word of parts divides by: (by, end, whether it is a plural). `thirds`, `fourth`, `twenty-fifths`.
pub(super) fn denominator(text: &str, at: usize) -> Option<(i64, usize, bool)> {
    let plural = |end: usize| matches!(byte(text, end - 1), b's' | b'S');
    if let Some((d, end)) = LEXICON.find(text, at, |s| if let Sense::Fraction(d) = s { Some(d) } else { None }) {
        return Some((d, end, plural(end)));
    }
    let (tens, end) = LEXICON.find(text, at, |s| if let Sense::Card(d @ 20..=90) = s { Some(d) } else { None })?;
    let next = dash(text, end).unwrap_or_else(|| scan::joint_end(text, end));
    let ones = LEXICON.find(text, next, |s| match s {
        Sense::Fraction(d @ 3..=9) => Some(d),
        Sense::Ordinal(d @ 1..=9) => Some(d),
        _ => None,
    });
    let (ones, end) =
        ones.or_else(|| word(text, next, "firsts").map(|e| (1, e))).or_else(|| word(text, next, "seconds").map(|e| (2, e)))?;
    Some((tens + ones, end, plural(end)))
}

/// `n` over the parts behind it: ` fifths`, ` hundredths`, ` twenty-fifths`; a singular only behind one.
pub(super) fn over_parts(text: &str, n: &Numeral) -> Option<Numeral> {
    let next = dash(text, n.end).unwrap_or_else(|| scan::joint_end(text, n.end));
    if next == n.end || !byte(text, next).is_ascii_alphabetic() {
        return None;
    }
    let one = n.value == Some(Exact::ONE);
    let (d, end, plural) = denominator(text, next)?;
    // two quarters are half a year
    if d == 4 && matches!(byte(text, next), b'q' | b'Q') && !one && n.value != Some(Exact::from_int(3)) {
        return None;
    }
    // quarters are three months, and "5 second", "one third party" count something else
    let stands = plural && d > 4 || (plural || one) && d > 2 && !(d == 4 && plural && n.shape != Shape::Words) && divides(text, end);
    stands.then_some(())?;
    let part = n.value?.div(Exact::from_int(d))?;
    Some(of_scale(text, n.start, end, part).unwrap_or(Numeral::new(n.start, end, part, Shape::Fraction)))
}

/// The part of a scale word that ends at `end`: two thirds ` of a million`, a quarter ` million`.
fn of_scale(text: &str, start: usize, end: usize, part: Exact) -> Option<Numeral> {
    let after = blanks_end(text, end);
    let from = any_word(text, after, &["of a", "of"]).map_or(after, |e| blanks_end(text, e));
    let (power, end) = LEXICON.find(text, from, |s| if let Sense::Scale(p) = s { Some(p) } else { None })?;
    Some(Numeral::new(start, end, part.mul(Exact::pow10(power)?)?, Shape::Words))
}

/// Whether what ends at `end` can be a fraction: no noun follows that it would only number.
fn divides(text: &str, end: usize) -> bool {
    let after = blanks_end(text, end);
    byte(text, end) != b'-' && !byte(text, after).is_ascii_alphabetic()
        || any_word(
            text,
            after,
            &["of", "more", "less", "lower", "higher", "in", "to", "from", "since", "and", "are", "is", "were", "was", "or", "the", "as"],
        )
        .is_some()
}

/// `two thirds`, `a third`, `three quarters`, `half`, `a twenty-first`.
pub(super) fn fraction_words(text: &str, at: usize) -> Option<Numeral> {
    if let Some(end) = word(text, at, "half") {
        return Some(Numeral::new(at, end, Exact::parse("0.5")?, Shape::Fraction));
    }
    let (count, from) = match any_word(text, at, &["a", "an"]) {
        Some(end) => (1, end),
        None => LEXICON.find(text, at, |s| if let Sense::Card(n @ 1..=19) = s { Some(n) } else { None })?,
    };
    let next = dash(text, from).filter(|_| count == 1).unwrap_or_else(|| scan::joint_end(text, from));
    let (d, end, plural) = denominator(text, next).filter(|_| next > from)?;
    // two quarters are half a year
    if d == 4 && matches!(byte(text, next), b'q' | b'Q') && !matches!(count, 1 | 3) {
        return None;
    }
    let value = Exact::from_int(count).div(Exact::from_int(d))?;
    if let Some(n) = of_scale(text, at, end, value) {
        return Some(n);
    }
    // "a second", "a fifth plant", "one hundredth birthday": a fraction only where something is divided.
    let hyphen = byte(text, from) == b'-' && (plural || byte(text, end) != b'-');
    let stands = plural || d == 2 || hyphen || divides(text, end);
    stands.then(|| Numeral::new(at, end, value, Shape::Fraction))
}

/// `1 over 3`, `two out of five`, `one in ten`: a share told by two numbers, the first of them read.
pub(super) fn proportion(text: &str, first: &Numeral) -> Option<Numeral> {
    let a = first.integer().filter(|a| *a > 0 && first.scale == 0 && matches!(first.shape, Shape::Words | Shape::Digits))?;
    let next = scan::joint_end(text, first.end);
    if next == first.end || !matches!(byte(text, next), b'o' | b'i' | b'O' | b'I') {
        return None;
    }
    let (kind, end) = ["over", "out of", "in"].iter().enumerate().find_map(|(i, w)| Some((i, word(text, next, w)?)))?;
    // one-in-ten
    let hyphens = byte(text, first.end) == b'-' && byte(text, end) == b'-';
    let from = if hyphens { end + 1 } else { blanks_end(text, end) };
    let second = char_at(text, from).filter(char::is_ascii_alphanumeric).and_then(|_| numeral::at(text, from))?;
    let b = second.integer().filter(|b| *b > 1 && !second.ordinal && matches!(second.shape, Shape::Words | Shape::Digits))?;
    let behind = suffix(text, &second);
    let open = behind.is_none() && !byte(text, blanks_end(text, second.end)).is_ascii_alphabetic();
    let counts = behind.is_none_or(|s| s.kind == FigureKind::Quantity && s.index.is_none());
    let round = b <= 10 || b == 12 || b == 20 || b % 100 == 0 && !(1900..=2100).contains(&b);
    let sound = match kind {
        0 => open,
        1 => counts && a <= b && (round || first.shape == Shape::Words && second.shape == Shape::Words),
        _ => counts && a < b && a <= 9 && round && (hyphens || leads_share(scan::word_before(text, first.start))),
    };
    sound.then_some(())?;
    Some(Numeral::new(first.start, second.end, Exact::from_int(a).div(Exact::from_int(b))?, Shape::Fraction))
}

/// Whether a share can follow the word `before`: "nearly one in five", "for one in ten"; not "opened one in five cities".
fn leads_share(before: &str) -> bool {
    let leads = [
        "nearly",
        "almost",
        "about",
        "around",
        "roughly",
        "some",
        "only",
        "just",
        "than",
        "every",
        "that",
        "for",
        "by",
        "of",
        "as",
        "to",
        "from",
        "is",
        "are",
        "was",
        "were",
        "and",
        "or",
        "but",
        "with",
        "while",
        "where",
        "approximately",
        "least",
        "said",
        "says",
    ];
    before.is_empty() || leads.iter().any(|w| before.eq_ignore_ascii_case(w))
}
