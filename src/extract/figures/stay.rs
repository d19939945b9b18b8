//! How long something lasts, in English set forms: `half an hour`, `three quarters of an hour`, `a couple of weeks`, `a
//! few days`, `all week`, and the minutes that follow an hour bare.

use super::super::{FigureKind, Modifier, Precision};
use super::lexicon::{LEXICON, Sense};
use super::measure::Found;
use super::numeral::{self, Shape};
use super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use crate::text::{Exact, Symbol};

/// The set form at `at`.
pub(super) fn at(text: &str, at: usize) -> Option<Found> {
    match byte(text, at) | 0x20 {
        b'h' | b'q' => part_of_unit(text, at),
        b'c' | b'f' | b's' => loose(text, at),
        b'a' if byte(text, at + 1) == b' ' => match byte(text, at + 2) | 0x20 {
            b'q' => part_of_unit(text, at),
            b'c' | b'f' => loose(text, at),
            _ => None,
        },
        b'a' => whole(text, at),
        _ => None,
    }
}

/// `half an hour`, `a quarter of an hour`.
fn part_of_unit(text: &str, at: usize) -> Option<Found> {
    let half = any_word(text, at, &["half an", "half a", "half of an", "half of a"]).map(|e| ("0.5", e));
    let quarter = || any_word(text, at, &["a quarter of an", "a quarter of a", "quarter of an", "quarter of a"]).map(|e| ("0.25", e));
    let (value, end) = half.or_else(quarter)?;
    let (unit, end) = unit(text, blanks_end(text, end), false)?;
    Some(found(at, end, Exact::parse(value)?, unit))
}

/// Behind a number that is no whole one: `three quarters of an hour`, `one and a half of an hour`.
pub(super) fn of_unit(text: &str, number: &mut Found) {
    let broken = number.kind == FigureKind::Number && number.unit.is_none() && number.value.is_some_and(|v| !v.is_integer());
    let of = || any_word(text, blanks_end(text, number.end), &["of an", "of a", "of"]);
    if broken
        && byte(text, number.start).is_ascii_alphabetic()
        && let Some((unit, end)) = of().and_then(|e| unit(text, blanks_end(text, e), true))
    {
        *number = Found { end, kind: FigureKind::Duration, unit: Some(Symbol::new(unit)), ..number.clone() };
    }
}

/// `a couple of weeks` are two; `a few days`, `several weeks` are two to nine, told as about three.
fn loose(text: &str, at: usize) -> Option<Found> {
    if let Some(e) = any_word(text, at, &["a couple of", "a couple", "couple of"]) {
        let (unit, end) = unit(text, blanks_end(text, e), true)?;
        return ends_in_s(text, end).then(|| found(at, end, Exact::from_int(2), unit));
    }
    let asked = || {
        matches!(
            scan::word_before(text, at).to_ascii_lowercase().as_str(),
            "for" | "in" | "within" | "after" | "over" | "took" | "take" | "takes" | "lasted" | "lasts" | "last" | "spent" | "every"
        )
    };
    let e = any_word(text, at, &["a few", "several"]).or_else(|| any_word(text, at, &["few", "some"]).filter(|_| asked()))?;
    let next = blanks_end(text, e);
    let next = any_word(text, next, &["more"]).map_or(next, |e| blanks_end(text, e));
    let (unit, end) = unit(text, next, true).filter(|(_, e)| ends_in_s(text, *e))?;
    Some(Found {
        low: Some(Exact::from_int(2)),
        high: Some(Exact::from_int(9)),
        modifier: Some(Modifier::About),
        ..found(at, end, Exact::from_int(3), unit)
    })
}

/// `all day`, `all week`.
fn whole(text: &str, at: usize) -> Option<Found> {
    let (unit, end) = unit(text, blanks_end(text, word(text, at, "all")?), false)?;
    let calendar = matches!(unit, "day" | "week" | "month" | "year") && byte(text, end) != b'-';
    calendar.then(|| found(at, end, Exact::ONE, unit))
}

/// Adds the bare minutes behind hours: `2 hours ten`, `1 hour and thirty`.
pub(super) fn minutes(text: &str, hours: &mut Found) {
    if hours.kind != FigureKind::Duration || hours.unit.as_deref() != Some("hour") || !hours.value.is_some_and(Exact::is_integer) {
        return;
    }
    let next = blanks_end(text, hours.end);
    let next = word(text, next, "and").map_or(next, |e| blanks_end(text, e));
    let minutes = (next > hours.end && byte(text, next).is_ascii_alphanumeric())
        .then(|| numeral::at(text, next))
        .flatten()
        .filter(|n| !n.ordinal && n.scale == 0 && digits_end(text, next).saturating_sub(next) <= 2);
    let Some((n, value)) = minutes.and_then(|n| n.integer().filter(|v| (1..60).contains(v)).map(|v| (n, v))) else { return };
    let behind = blanks_end(text, n.end);
    let decimals = matches!(byte(text, n.end), b'.' | b',') && byte(text, n.end + 1).is_ascii_digit();
    let joined = decimals || matches!(byte(text, n.end), b'%' | b'-' | b'/' | b':' | b'$');
    let ends = !joined && !byte(text, behind).is_ascii_alphanumeric();
    let sum = hours.value.and_then(|v| v.mul(Exact::from_int(60))).and_then(|v| v.add(Exact::from_int(value)));
    if ends && sum.is_some() && scan::char_at(text, behind).is_none_or(|c| c.is_ascii()) {
        *hours = Found { end: n.end, value: sum, unit: Some(Symbol::new("minute")), ..hours.clone() };
    }
}

fn ends_in_s(text: &str, end: usize) -> bool {
    scan::part(text, 0, end).ends_with(['s', 'S'])
}

/// The name of a unit of time at `at`, spelt out.
fn unit(text: &str, at: usize, plural: bool) -> Option<(&'static str, usize)> {
    let (index, end) = LEXICON.find(text, at, |s| if let Sense::Unit(i) = s { Some(i) } else { None }).filter(|(_, e)| e - at > 2)?;
    let unit = LEXICON.units.get(usize::from(index)).filter(|u| matches!(u.dimension, "time" | "months"))?;
    (plural || !ends_in_s(text, end)).then_some((unit.name, end))
}

fn found(start: usize, end: usize, value: Exact, unit: &str) -> Found {
    Found {
        start,
        end,
        kind: FigureKind::Duration,
        value: Some(value),
        low: None,
        high: None,
        precision: Precision::Exact,
        unit: Some(Symbol::new(unit)),
        modifier: None,
        shape: Shape::Words,
        enumerates: false,
    }
}
