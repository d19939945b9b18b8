//! Numbers in English words: cardinals and ordinals of any length, fractions, decimals, vague numbers.

use super::super::Precision;
use super::lexicon::{LEXICON, Sense};
use super::numeral::{Numeral, Shape, and_fraction, scales};
use super::scan::{self, blanks_end, byte, word};
use crate::text::Exact;

/// A number in English words: cardinal, ordinal, fraction or vague.
pub(super) fn words(text: &str, at: usize) -> Option<Numeral> {
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
