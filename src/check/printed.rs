//! What figures that are added to each other can stand for: their printed digits, rounded.

use crate::extract::figures::{Interval, interval};
use crate::extract::{Figure, Modifier, Precision};
use crate::text::Exact;

/// The values of a figure in a sum. A scale word or decimals: half the last printed place to both sides. Digits alone:
/// the value itself, unless `finest`, the lowest printed place of the other figures, shows that this one is rounded.
/// Modifiers as [`interval`] has them. A negative value counts as its amount ("负4场").
pub fn rounded(figure: &Figure, finest: i32) -> Option<Interval> {
    let value = figure.value?.abs();
    let positive = Figure { value: Some(value), ..figure.clone() };
    if matches!(figure.modifier, Some(m) if m != Modifier::Since) {
        return interval(&positive);
    }
    match figure.precision {
        Precision::Place(place) => {
            let half = Exact::pow10(place.into())?.div(Exact::from_int(2))?;
            Some(Interval::closed(value.sub(half)?, value.add(half)?))
        }
        // 100 beside 41 and 59 is exact, as is 1,200 beside 480; 60,000 beside 31,204 is not.
        Precision::TrailingZeros if value > Exact::from_int(1000) && place(&positive) >= finest + 2 => interval(&positive),
        _ => Some(Interval::exactly(value)),
    }
}

/// The place of the last printed digit that says something, in powers of ten.
pub fn place(figure: &Figure) -> i32 {
    match (figure.precision, figure.value) {
        (Precision::Place(place), _) => place.into(),
        (Precision::TrailingZeros, Some(v)) => v.abs().to_string().bytes().rev().take_while(|b| *b == b'0').count() as i32,
        _ => 0,
    }
}

/// The ends of an interval, the place they are worth showing at, as a figure to be worded like `like`.
pub fn shown(interval: Interval, like: &Figure) -> Figure {
    let end = |v: Option<Exact>| v.map(|v| v.round(6));
    let (low, high) = (end(interval.low), end(interval.high));
    let one = low.is_some() && low == high;
    Figure {
        value: if one { low } else { None },
        low: if one { None } else { low },
        high: if one { None } else { high },
        modifier: match (low, high) {
            (Some(_), None) => Some(Modifier::AtLeast),
            (None, Some(_)) => Some(Modifier::AtMost),
            _ => None,
        },
        ..like.clone()
    }
}
