//! How two values look alike that cannot both be true, and what speaks for one event behind two statements.

use std::collections::BTreeSet;

use super::statement::{Statement, factor};
use crate::extract::{EntityKey, Figure, FigureKind, Mention};
use crate::glossary::EntityType;
use crate::text::{Exact, Span};

/// How one value may have come out of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The same digits, this many powers of ten apart.
    Scale(u32),
    /// Two digits exchanged.
    Swapped(char, char),
    /// The same digits in another order.
    Shuffled,
}

/// The slip that leads from one value to the other, both with two digits at least.
pub fn slip(a: &Figure, b: &Figure) -> Option<Slip> {
    let (x, y) = (a.value?, b.value?.mul(factor(a, b)?)?);
    let (x, y) = (significant(x), significant(y));
    if x.0 == y.0 {
        return u32::try_from(x.1.abs_diff(y.1)).ok().filter(|power| *power > 0).map(Slip::Scale);
    }
    if x.0.len() != y.0.len() || x.1 != y.1 {
        return None;
    }
    let apart: Vec<(u8, u8)> = x.0.iter().zip(&y.0).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    if let [(a, b), (c, d)] = apart[..]
        && a == d
        && b == c
    {
        return Some(Slip::Swapped(a.into(), b.into()));
    }
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    (sorted(x.0) == sorted(y.0)).then_some(Slip::Shuffled)
}

/// Whether a slip is likelier than two true values: one digit alone says nothing of its power of ten.
pub fn telling(a: &Figure, b: &Figure) -> bool {
    let digits = a.value.map_or(0, |v| significant(v).0.len());
    slip(a, b).is_some() && digits >= 2
}

/// Whether a slip is no chance at all: in three digits or more.
pub fn striking(a: &Figure, b: &Figure) -> bool {
    let digits = a.value.map_or(0, |v| significant(v).0.len());
    digits >= 3 && slip(a, b).is_some()
}

/// Digits without zeros at either end, and the power of ten of the last one.
fn significant(value: Exact) -> (Vec<u8>, i64) {
    let plain = value.abs().to_string();
    let decimals = plain.split_once('.').map_or(0, |(_, d)| d.len() as i64);
    let digits: Vec<u8> = plain.bytes().filter(u8::is_ascii_digit).collect();
    let zeros = digits.iter().rev().take_while(|d| **d == b'0').count();
    let kept: Vec<u8> = digits[..digits.len() - zeros].iter().copied().skip_while(|d| *d == b'0').collect();
    (kept, zeros as i64 - decimals)
}

/// What two statements have around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Another figure or another name of the one stands beside the other too.
    Shared,
    /// Nothing speaks for or against one event.
    Open,
    /// Each names others than the other.
    Apart,
}

/// Whether two statements seem to tell of one event, by the other figures and names of their paragraphs.
pub fn setting(a: &Statement, b: &Statement) -> Setting {
    let (mine, theirs) = (beside(a), beside(b));
    let same = |x: &Figure, y: &Figure| x.kind == y.kind && x.value == y.value && x.unit == y.unit;
    if mine.iter().any(|x| theirs.iter().any(|y| same(x, y))) {
        return Setting::Shared;
    }
    if names(a, a.claim.span).intersection(&names(b, b.claim.span)).next().is_some() {
        return Setting::Shared;
    }
    let (mine, theirs) = (names(a, block(a)), names(b, block(b)));
    let meet = mine.iter().any(|a| theirs.iter().any(|b| a == b || akin(a, b)));
    if mine.is_empty() || theirs.is_empty() || meet { Setting::Open } else { Setting::Apart }
}

/// Whether two names begin alike, so that one can be the longer form of the other: 溪渡港, 溪渡港冷链物流中心.
fn akin(a: &EntityKey, b: &EntityKey) -> bool {
    let (EntityKey::Provisional(a), EntityKey::Provisional(b)) = (a, b) else { return false };
    let han = |c: Option<char>| c.is_some_and(crate::text::is_han);
    if han(a.chars().next()) {
        return a.chars().count() > 2 && b.chars().count() > 2 && a.chars().take(2).eq(b.chars().take(2));
    }
    let word = |name: &str| name.split(' ').next().map_or(0, str::len);
    word(a) > 3 && a.split(' ').next() == b.split(' ').next()
}

fn block(s: &Statement) -> Span {
    let at = s.figure.span;
    s.article.facts.blocks.iter().map(|b| b.span).find(|b| b.contains(at)).unwrap_or(at)
}

/// Other amounts of the paragraph that are no chance: money, and counts of two digits and more.
fn beside<'a>(s: &Statement<'a>) -> Vec<&'a Figure> {
    let block = block(s);
    let facts = &s.article.facts;
    let from = facts.figures.partition_point(|f| f.span.start < block.start);
    let inside = facts.figures[from..].iter().take_while(|f| f.span.end <= block.end);
    let telling = |f: &&Figure| match f.kind {
        FigureKind::Money | FigureKind::Duration => f.value.is_some(),
        FigureKind::Number | FigureKind::Quantity => f.value.is_some_and(|v| significant(v).0.len() > 1),
        _ => false,
    };
    inside.filter(telling).filter(|f| f.span != s.figure.span).collect()
}

/// Other names of a passage.
fn names(s: &Statement, passage: Span) -> BTreeSet<EntityKey> {
    let facts = &s.article.facts;
    let from = facts.mentions.partition_point(|m| m.span.end <= passage.start);
    let inside = facts.mentions[from..].iter().take_while(|m| m.span.start < passage.end);
    let subject = s.claim.subject.as_ref().map(|s| &s.0);
    let other = |m: &&Mention| m.kind != EntityType::Person;
    inside.filter(other).filter_map(Mention::entity).filter(|k| Some(k) != subject).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::Facts;
    use crate::text::Symbol;

    #[test]
    fn slips_of_digits() {
        let figure = |value: &str| {
            let facts = Facts::undated().claim("pell", "sales", "2024", value).with(|_, f| f.unit = Some(Symbol::new("car")));
            facts.figures[0].clone()
        };
        let cases = [
            ("57373", "53773", Some(Slip::Swapped('7', '3')), true),
            ("110", "110000000", Some(Slip::Scale(6)), true),
            ("0.5", "5", Some(Slip::Scale(1)), false),
            ("82.4", "84.2", Some(Slip::Swapped('2', '4')), true),
            ("3.64", "6.43", Some(Slip::Shuffled), true),
            ("57373", "57374", None, false),
            ("12", "120001", None, false),
            ("12", "12", None, false),
        ];
        for (a, b, expected, tells) in cases {
            assert_eq!((slip(&figure(a), &figure(b)), telling(&figure(a), &figure(b))), (expected, tells), "{a} {b}");
        }
    }
}
