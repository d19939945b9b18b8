//! The arithmetic of a change: whether an old and a new value allow it.

use crate::check::statement::factor;
use crate::extract::figures::{Interval, interval};
use crate::extract::{Figure, FigureKind, Modifier, Precision};
use crate::text::Exact;

/// A stated change and the value it ends at.
pub struct Step<'a> {
    /// The percentage, fraction or multiple; for a direction alone the new value.
    pub stated: &'a Figure,
    /// +1 up, -1 down, 0 not said.
    pub sign: i8,
    /// The factor between old and new value where the change states one.
    pub ratio: Option<Exact>,
    pub new: &'a Figure,
}

/// What is wrong with a change.
pub enum Fault {
    /// The values go the other way.
    Direction,
    /// The values the change allows, in the unit of the new value.
    Amount(Interval),
    /// 增长N倍 where the values give N times.
    OffByOne,
}

impl Step<'_> {
    /// What of the change an old value contradicts.
    pub fn judge(&self, old: &Figure) -> Option<Fault> {
        let factor = factor(self.new, old)?;
        let (n, o) = (points(self.new, old)?, points(old, self.new)?.scale(factor)?);
        let zero = Exact::ZERO;
        if n.low? <= zero || o.low? <= zero {
            return None;
        }
        if self.sign > 0 && n.high? < o.low? || self.sign < 0 && n.low? > o.high? {
            return Some(Fault::Direction);
        }
        let ratio = n.div(o);
        match (self.ratio, self.stated.kind) {
            (Some(r), _) if r > zero => self.judge_multiple(r, ratio, o),
            (_, FigureKind::Percent) if self.sign != 0 && !std::ptr::eq(self.stated, self.new) && self.is_growth(old) => {
                self.judge_percent(ratio, o)
            }
            _ => None,
        }
    }

    /// Whether the change is told as a share of the old value, and not as a difference of percentages: that is for
    /// `figure/points` to judge.
    fn is_growth(&self, old: &Figure) -> bool {
        let levels = self.new.kind == FigureKind::Percent && old.kind == FigureKind::Percent;
        let difference = self.new.value.zip(old.value).and_then(|(n, o)| n.sub(o)).map(Exact::abs);
        self.stated.unit.as_deref() == Some("percent") && !(levels && difference == self.stated.value)
    }

    fn judge_percent(&self, ratio: Interval, old: Interval) -> Option<Fault> {
        let value = self.stated.value?;
        let place = if let Precision::Place(place) = self.stated.precision { place.into() } else { 0 };
        let unit = Exact::pow10(place)?;
        let half = unit.div(Exact::from_int(2))?;
        let stated = match self.stated.modifier {
            // Rounded or truncated.
            None => Interval::closed(value.sub(half)?, value.add(unit)?),
            Some(_) => interval(self.stated)?,
        };
        let sign = Exact::from_int(self.sign.into());
        let percent = |r: Exact| r.sub(Exact::ONE)?.mul(Exact::HUNDRED)?.mul(sign);
        let (a, b) = (percent(ratio.low?)?, percent(ratio.high?)?);
        let (low, high) = (a.min(b), a.max(b));
        let room = high.sub(low)?;
        let slack = Exact::parse("0.15")?;
        // Where rounding leaves much room, some of it again: the printed places may be coarser than they look.
        let slack = if room > Exact::from_int(5) { room.div(Exact::from_int(4))? } else { slack };
        let apart = stated.low.is_some_and(|s| !stated.soft_low && high.add(slack).is_some_and(|h| h < s))
            || stated.high.is_some_and(|s| !stated.soft_high && low.sub(slack).is_some_and(|l| l > s));
        if !apart {
            return None;
        }
        let allowed = match self.stated.modifier {
            None => Interval::closed(value.sub(half)?, value.add(half)?),
            Some(_) => stated,
        };
        let factor = |p: Option<Exact>| Exact::ONE.add(p?.mul(sign)?.div(Exact::HUNDRED)?);
        let (x, y) = (factor(allowed.low), factor(allowed.high));
        let (x, y) = if self.sign < 0 { (y, x) } else { (x, y) };
        Some(Fault::Amount(Interval { low: x, high: y, ..Interval::default() }.mul(old)))
    }

    fn judge_multiple(&self, r: Exact, ratio: Interval, old: Interval) -> Option<Fault> {
        let times = |factor: &str| r.mul(Exact::parse(factor)?);
        let up = r >= Exact::ONE;
        let allowed = match self.stated.modifier {
            Some(Modifier::Nearly) => Interval::closed(times("0.9")?, times("1.01")?),
            Some(Modifier::Over | Modifier::AtLeast | Modifier::OddMore) if up => Interval { low: Some(r), ..Interval::default() },
            Some(Modifier::Over | Modifier::AtLeast | Modifier::OddMore) => Interval { high: Some(r), ..Interval::default() },
            Some(Modifier::Under | Modifier::AtMost) => Interval { high: times("1.01"), ..Interval::default() },
            Some(Modifier::About) => Interval::closed(times("0.9")?, times("1.1")?),
            _ if up => Interval::closed(times("0.95")?, times("1.075")?),
            _ => Interval::closed(times("0.93")?, times("1.053")?),
        };
        let outside = |allowed: Interval| {
            ratio.high.zip(allowed.low).is_some_and(|(a, b)| a < b) || ratio.low.zip(allowed.high).is_some_and(|(a, b)| a > b)
        };
        if !outside(allowed) {
            return None;
        }
        let printed = self.stated.value?;
        let colloquial = r.sub(printed) == Some(Exact::ONE);
        let near = |v: Exact| Some(Interval::closed(v.mul(Exact::parse("0.95")?)?, v.mul(Exact::parse("1.075")?)?));
        if colloquial && near(printed).is_some_and(|n| !outside(n)) {
            return Some(Fault::OffByOne);
        }
        Some(Fault::Amount(allowed.mul(old)))
    }
}

/// The values a figure of a comparison can stand for: digits without a scale word are exact unless the other figure is
/// printed more finely.
fn points(figure: &Figure, other: &Figure) -> Option<Interval> {
    if figure.precision != Precision::TrailingZeros || figure.modifier.is_some() {
        return interval(figure);
    }
    let finer = |other: &Figure| match (other.precision, other.value, figure.value) {
        (Precision::Exact, ..) => true,
        (Precision::TrailingZeros, Some(o), Some(f)) => zeros(o) < zeros(f),
        _ => false,
    };
    // One place coarser is how people round a pair ("to 900 from 750"); two are not printed alike.
    let far = |other: &Figure| other.value.zip(figure.value).is_some_and(|(o, f)| zeros(f) >= zeros(o) + 2);
    if finer(other) && far(other) { interval(figure) } else { figure.value.map(Interval::exactly) }
}

fn zeros(value: Exact) -> usize {
    let digits = value.abs().to_string();
    if digits.contains('.') { 0 } else { digits.bytes().rev().take_while(|b| *b == b'0').count() }
}
