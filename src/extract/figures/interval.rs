//! What values a printed figure can stand for, and whether two figures can both be true.
//!
//! The interval of a figure follows from its printed digits and its modifier:
//!
//! | printed | interval |
//! |---|---|
//! | digits without trailing zeros, words (57,373) | the value itself |
//! | digits with trailing zeros (60,000) | x ± min(half its last non-zero place, 5 % of x); the value itself against an equally coarse figure |
//! | scale word or decimals (5.7万, 3.6 billion), *u* the last printed place | [x − u/2, x + u): rounding and truncation |
//! | about, 约, 左右 | ± 10 %, never less than u |
//! | at least, 以上, at most, 以下 | x and beyond, open-ended |
//! | over, 超, under, 不足 | beyond x, x left out |
//! | 多, 余 | (x, x + u), u the place of the last non-zero digit |
//! | nearly, 近 | [max(0.85 x, x − u), 1.01 x], the lower end soft |
//! | dozens, 几十 and other vague numbers, ranges | the ends that they state |
//!
//! All arithmetic is exact; what leaves the range of [`Exact`] is an open end, never a wrong one.

use super::super::{Figure, FigureKind, Modifier, Precision};
use super::units;
use crate::text::Exact;

/// The values a figure can stand for. An end of `None` is open to infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    /// The end itself is left out.
    pub low_open: bool,
    pub high_open: bool,
    /// Crossing this end is at most worth a hint.
    pub soft_low: bool,
    pub soft_high: bool,
}

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Both can be true.
    Compatible,
    /// They cannot both be true.
    Disjoint,
    /// Apart only beyond an end that is a manner of speaking ("nearly").
    SoftDisjoint,
    /// Other units, other kinds, or a value that is not known.
    Incomparable,
}

/// The values that `figure` can stand for, in its own unit. None for dates, periods and clock times, and where no
/// value is known.
pub fn interval(figure: &Figure) -> Option<Interval> {
    read(figure, true)
}

/// Whether two figures can both be true, after both were brought to the same unit by exact factors.
pub fn compare(a: &Figure, b: &Figure) -> Comparison {
    let Some(factor) = common_unit(a, b) else { return Comparison::Incomparable };
    // A round figure is loose only against a more precise one.
    let (place_a, place_b) = (last_place(a), last_place(b).and_then(|p| scaled_place(p, factor)));
    let widen_a = matches!((place_a, place_b), (Some(a), Some(b)) if b < a);
    let widen_b = matches!((place_a, place_b), (Some(a), Some(b)) if a < b);
    let (Some(ia), Some(ib)) = (read(a, widen_a), read(b, widen_b)) else { return Comparison::Incomparable };
    let Some(ib) = ib.scale(factor) else { return Comparison::Incomparable };
    ia.compare(ib)
}

/// What to multiply values of `b` by to have them in the unit of `a`; None where the units do not meet.
pub fn common_unit(a: &Figure, b: &Figure) -> Option<Exact> {
    let timeless = |f: &Figure| !matches!(f.kind, FigureKind::Date | FigureKind::Period | FigureKind::Time);
    if !timeless(a) || !timeless(b) || (a.kind == FigureKind::Ordinal) != (b.kind == FigureKind::Ordinal) {
        return None;
    }
    if (a.kind == FigureKind::Multiple) != (b.kind == FigureKind::Multiple) {
        return None;
    }
    units::factor(b.unit.as_deref(), a.unit.as_deref())
}

fn read(figure: &Figure, widen: bool) -> Option<Interval> {
    if matches!(figure.kind, FigureKind::Date | FigureKind::Period | FigureKind::Time) {
        return None;
    }
    let Some(value) = figure.value else {
        if figure.low.is_none() && figure.high.is_none() {
            return None;
        }
        return Some(Interval { low: figure.low, high: figure.high, ..Interval::default() });
    };
    if value.is_negative() {
        let mirrored = Figure { value: Some(value.neg()), modifier: figure.modifier.map(mirror), ..figure.clone() };
        return read(&mirrored, widen).map(Interval::neg);
    }
    let unit = match figure.precision {
        Precision::Place(place) => Exact::pow10(place.into())?,
        _ => Exact::pow10(last_nonzero_place(value))?,
    };
    let tenth = value.mul(Exact::parse("0.1")?)?;
    let whole = Interval::default();
    Some(match figure.modifier {
        Some(Modifier::About) => {
            let d = if tenth < unit && figure.precision != Precision::Exact { unit } else { tenth };
            Interval::closed(value.sub(d)?, value.add(d)?)
        }
        Some(Modifier::Nearly) => {
            let far = value.mul(Exact::parse("0.85")?)?;
            let near = value.sub(unit)?;
            Interval { soft_low: true, ..Interval::closed(far.max(near), value.mul(Exact::parse("1.01")?)?) }
        }
        Some(Modifier::OddMore) => {
            let unit = Exact::pow10(last_nonzero_place(value))?;
            Interval { low_open: true, high_open: true, ..Interval::closed(value, value.add(unit)?) }
        }
        Some(Modifier::Over) => Interval { low: Some(value), low_open: true, soft_high: true, ..whole },
        Some(Modifier::AtLeast) => Interval { low: Some(value), soft_high: true, ..whole },
        Some(Modifier::Under) => Interval { high: Some(value), high_open: true, soft_low: true, ..whole },
        Some(Modifier::AtMost) => Interval { high: Some(value), soft_low: true, ..whole },
        Some(Modifier::Since | Modifier::After | Modifier::Before | Modifier::Until) => return None,
        None => match figure.precision {
            Precision::Exact => Interval::exactly(value),
            Precision::TrailingZeros if !widen => Interval::exactly(value),
            Precision::TrailingZeros => {
                let d = half(unit)?.min(value.mul(Exact::parse("0.05")?)?);
                Interval::closed(value.sub(d)?, value.add(d)?)
            }
            Precision::Place(_) => Interval { high_open: true, ..Interval::closed(value.sub(half(unit)?)?, value.add(unit)?) },
        },
    })
}

fn mirror(modifier: Modifier) -> Modifier {
    match modifier {
        Modifier::Over => Modifier::Under,
        Modifier::Under => Modifier::Over,
        Modifier::AtLeast => Modifier::AtMost,
        Modifier::AtMost => Modifier::AtLeast,
        other => other,
    }
}

fn half(x: Exact) -> Option<Exact> {
    x.div(Exact::from_int(2))
}

/// The place of the last digit that says something, in powers of ten of the figure's own unit.
fn last_place(figure: &Figure) -> Option<i32> {
    match figure.precision {
        Precision::Place(p) => Some(p.into()),
        Precision::Exact => figure.value.map(|v| last_nonzero_place(v).min(0)),
        Precision::TrailingZeros => figure.value.map(last_nonzero_place),
    }
}

/// `place` after a change of unit: exact for powers of ten, else the place below, which is what a converted figure
/// can still tell.
fn scaled_place(place: i32, factor: Exact) -> Option<i32> {
    let mut shift = 0;
    let mut f = factor.abs();
    let ten = Exact::from_int(10);
    while f >= ten && shift < 28 {
        f = f.div(ten)?;
        shift += 1;
    }
    while f < Exact::ONE && !f.is_zero() && shift > -28 {
        f = f.mul(ten)?;
        shift -= 1;
    }
    Some(place + shift)
}

/// The value with one more of its last printed non-zero place: 3,500 gives 3,600.
pub(super) fn next_step(value: Exact) -> Option<Exact> {
    value.add(Exact::pow10(last_nonzero_place(value))?)
}

/// 3,500 gives 2, 57,373 gives 0, 0.25 gives -2.
fn last_nonzero_place(value: Exact) -> i32 {
    let digits = value.abs().to_string();
    match digits.split_once('.') {
        Some((_, decimals)) => -(decimals.len() as i32),
        None => digits.bytes().rev().take_while(|b| *b == b'0').count().min(digits.len() - 1) as i32,
    }
}

#[allow(clippy::should_implement_trait)] // the operations of intervals are named as those of [`Exact`]
impl Interval {
    pub fn exactly(value: Exact) -> Interval {
        Interval::closed(value, value)
    }
    pub fn closed(low: Exact, high: Exact) -> Interval {
        Interval { low: Some(low), high: Some(high), ..Interval::default() }
    }
    pub fn contains(self, value: Exact) -> bool {
        self.compare(Interval::exactly(value)) == Comparison::Compatible
    }
    /// Widened by `by` on both sides.
    pub fn widen(self, by: Exact) -> Interval {
        Interval { low: self.low.and_then(|l| l.sub(by)), high: self.high.and_then(|h| h.add(by)), ..self }
    }
    pub fn compare(self, other: Interval) -> Comparison {
        match (self.below(other), other.below(self)) {
            (Some(true), _) | (_, Some(true)) => Comparison::SoftDisjoint,
            (Some(false), _) | (_, Some(false)) => Comparison::Disjoint,
            _ => Comparison::Compatible,
        }
    }
    /// Whether all of this lies below all of `other`, and if so whether only a soft end parts them.
    fn below(self, other: Interval) -> Option<bool> {
        let (high, low) = (self.high?, other.low?);
        let apart = high < low || high == low && (self.high_open || other.low_open);
        apart.then_some(self.soft_high || other.soft_low)
    }
    /// Every value times `factor`; None where a printed end would leave the range of exact numbers.
    pub fn scale(self, factor: Exact) -> Option<Interval> {
        if factor.is_negative() {
            return self.neg().scale(factor.neg());
        }
        let end = |e: Option<Exact>| e.map_or(Some(None), |v| v.mul(factor).map(Some));
        Some(Interval { low: end(self.low)?, high: end(self.high)?, ..self })
    }
    pub fn neg(self) -> Interval {
        Interval {
            low: self.high.map(Exact::neg),
            high: self.low.map(Exact::neg),
            low_open: self.high_open,
            high_open: self.low_open,
            soft_low: self.soft_high,
            soft_high: self.soft_low,
        }
    }
    /// Sums of a value of each.
    pub fn add(self, o: Interval) -> Interval {
        let end = |a: Option<Exact>, b: Option<Exact>| a.zip(b).and_then(|(a, b)| a.add(b));
        Interval {
            low: end(self.low, o.low),
            high: end(self.high, o.high),
            low_open: self.low_open || o.low_open,
            high_open: self.high_open || o.high_open,
            soft_low: self.soft_low || o.soft_low,
            soft_high: self.soft_high || o.soft_high,
        }
    }
    /// Differences of a value of each.
    pub fn sub(self, o: Interval) -> Interval {
        self.add(o.neg())
    }
    /// Products of a value of each.
    pub fn mul(self, o: Interval) -> Interval {
        if self.is_nonnegative() && o.is_nonnegative() {
            let end = |a: Option<Exact>, b: Option<Exact>| a.zip(b).and_then(|(a, b)| a.mul(b));
            return Interval {
                low: end(self.low, o.low),
                high: end(self.high, o.high),
                low_open: self.low_open || o.low_open,
                high_open: self.high_open || o.high_open,
                soft_low: self.soft_low || o.soft_low,
                soft_high: self.soft_high || o.soft_high,
            };
        }
        self.corners(o, Exact::mul)
    }
    /// Quotients of a value of each; open on both sides where the divisor may be zero.
    pub fn div(self, o: Interval) -> Interval {
        let zero = Some(Exact::ZERO);
        let spans_zero = !(o.low > zero && o.low.is_some() || o.high < zero && o.high.is_some());
        if spans_zero {
            return Interval::default();
        }
        if self.is_nonnegative() && o.is_nonnegative() {
            let end = |a: Option<Exact>, b: Option<Exact>| a.zip(b).and_then(|(a, b)| a.div(b));
            return Interval {
                low: end(self.low, o.high).or(zero),
                high: end(self.high, o.low),
                low_open: self.low_open || o.high_open,
                high_open: self.high_open || o.low_open,
                soft_low: self.soft_low || o.soft_high,
                soft_high: self.soft_high || o.soft_low,
            };
        }
        self.corners(o, Exact::div)
    }

    fn is_nonnegative(self) -> bool {
        self.low.is_some_and(|l| !l.is_negative())
    }
    /// Ends of a monotone operation at the four corners; open where an end is.
    fn corners(self, o: Interval, op: fn(Exact, Exact) -> Option<Exact>) -> Interval {
        let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, o.low, o.high) else { return Interval::default() };
        let all = [op(a, c), op(a, d), op(b, c), op(b, d)];
        if all.iter().any(Option::is_none) {
            return Interval::default();
        }
        Interval {
            low: all.iter().copied().flatten().min(),
            high: all.iter().copied().flatten().max(),
            low_open: false,
            high_open: false,
            soft_low: self.soft_low || self.soft_high || o.soft_low || o.soft_high,
            soft_high: self.soft_low || self.soft_high || o.soft_low || o.soft_high,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, Symbol};

    fn figure(value: &str, precision: Precision, modifier: Option<Modifier>, unit: Option<&str>) -> Figure {
        Figure {
            span: Span::default(),
            kind: FigureKind::Quantity,
            value: Exact::parse(value),
            low: None,
            high: None,
            precision,
            unit: unit.map(Symbol::new),
            modifier,
            when: None,
            enumerates: false,
        }
    }

    #[test]
    fn figures_that_can_both_be_true() {
        use Comparison::*;
        use Precision::*;
        let (exact, zeros) = (|v| figure(v, Exact, None, None), |v| figure(v, TrailingZeros, None, None));
        let with = |v, p, m| figure(v, p, Some(m), None);
        let cases = [
            (exact("57373"), exact("53773"), Disjoint),
            (zeros("60000"), exact("57373"), Compatible),
            (zeros("60000"), exact("53773"), Disjoint),
            (zeros("60000"), exact("68214"), Disjoint),
            (zeros("60000"), zeros("70000"), Disjoint),
            (zeros("60000"), zeros("60000"), Compatible),
            (zeros("100"), exact("143"), Disjoint),
            (zeros("100"), exact("105"), Compatible),
            (figure("57000", Place(3), None, None), exact("57373"), Compatible),
            (figure("57000", Place(3), None, None), exact("58000"), Disjoint),
            (with("50000", TrailingZeros, Modifier::Over), exact("57373"), Compatible),
            (with("60000", TrailingZeros, Modifier::Over), exact("57373"), Disjoint),
            (with("60000", TrailingZeros, Modifier::Nearly), exact("57373"), Compatible),
            (with("60000", TrailingZeros, Modifier::Nearly), exact("41000"), SoftDisjoint),
            (with("5000000", Place(4), Modifier::Nearly), exact("5230000"), Disjoint),
            (with("3500", TrailingZeros, Modifier::OddMore), exact("3582"), Compatible),
            (with("3500", TrailingZeros, Modifier::OddMore), exact("3612"), Disjoint),
            (with("120000000", Place(7), Modifier::About), exact("118360000"), Compatible),
            (with("30", TrailingZeros, Modifier::AtMost), exact("30"), Compatible),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(&a, &b), expected, "{a:?} against {b:?}");
            assert_eq!(compare(&b, &a), expected, "{b:?} against {a:?}");
        }
    }

    #[test]
    fn units_meet_by_exact_factors() {
        let of = |v, p, u| figure(v, p, None, Some(u));
        let cases = [
            (of("2", Precision::Exact, "kilometre"), of("2000", Precision::TrailingZeros, "metre"), Comparison::Compatible),
            (of("2", Precision::Exact, "kilometre"), of("2300", Precision::TrailingZeros, "metre"), Comparison::Disjoint),
            (of("2", Precision::Exact, "kilometre"), of("2", Precision::Exact, "kilogram"), Comparison::Incomparable),
            (of("2", Precision::Exact, "USD"), of("2", Precision::Exact, "CNY"), Comparison::Incomparable),
            (of("25", Precision::Exact, "basis-point"), of("0.25", Precision::Place(-2), "percentage-point"), Comparison::Compatible),
            (of("57373", Precision::Exact, "car"), of("57373", Precision::Exact, "辆"), Comparison::Compatible),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(&a, &b), expected, "{a:?} against {b:?}");
        }
    }

    #[test]
    fn growth_of_rounded_values() {
        let n = |v| Interval::exactly(Exact::parse(v).expect("a number"));
        let ratio = n("57373").div(n("23520"));
        assert!(ratio.contains(Exact::parse("57373").and_then(|a| a.div(Exact::from_int(23520))).expect("a quotient")));
        let open = n("5").div(Interval::closed(Exact::ZERO, Exact::ONE));
        assert_eq!((open.low, open.high), (None, None));
        assert_eq!(n("-3").mul(n("4")), n("-12"));
    }
}
