//! Parts of a stretch of days: its early, middle or late third, its n-th week, its last Friday, its second half.

use jiff::civil::Date;

use super::super::week;
use super::steps::{first_day, floor, plus, shift};
use super::{Days, Grain, Part};

/// A part of the days `from` to `to`. Early, middle and late are thirds: ten days of a month, four months of a year.
pub(super) fn within(part: Part, from: Date, to: Date) -> Option<Days> {
    let closed = |from: Date, to: Date| (from < to).then_some((Some(from), Some(to)));
    let length = (to - from).get_days();
    match part {
        Part::Start if (300..3000).contains(&length) => closed(from, shift(from, Grain::Month, 3)?),
        Part::Early | Part::Start | Part::Middle | Part::Late | Part::End | Part::Thirds(_) => {
            let (a, b) = if length > 3000 {
                // A decade's first four years, three in its middle, and its last three.
                let years = (length + 183) / 365;
                (shift(from, Grain::Year, (years + 2) / 3)?, shift(to, Grain::Year, -(years / 3))?)
            } else if length > 80 {
                let third = if length > 300 { 4 } else { (length + 15) / 90 };
                (shift(from, Grain::Month, third)?, shift(to, Grain::Month, -third)?)
            } else if length > 27 {
                (plus(from, 10)?, plus(from, 20)?)
            } else {
                // Monday to Wednesday, Friday to Sunday
                (plus(from, (length + 2) / 3)?, plus(to, -((length + 2) / 3))?)
            };
            match part {
                Part::Early | Part::Start => closed(from, a),
                Part::Middle => closed(a, b),
                Part::Thirds(1..) => closed(from, b),
                Part::Thirds(_) => closed(a, to),
                _ => closed(b, to),
            }
        }
        Part::Nth(Grain::Week, n) => week::nth(from, to, n).and_then(|d| closed(d, plus(d, 7)?)),
        Part::Nth(Grain::Weekend, n) => {
            let (saturday, _) = within(Part::Weekday(6, n), from, to)?;
            closed(saturday?, plus(saturday?, 2)?)
        }
        Part::Nth(grain, n) => {
            let start = floor(from, grain)?;
            let at = if n < 0 { shift(to, grain, n.into())? } else { shift(start, grain, i32::from(n) - 1)? };
            let end = shift(at, grain, 1)?;
            (at >= from && at < to).then_some(())?;
            closed(at, end)
        }
        Part::Run(Grain::Week, n) if length > 300 => {
            let (first, last) = if n < 0 { (n, -1) } else { (1, n) };
            closed(week::nth(from, to, i8::try_from(first).ok()?)?, plus(week::nth(from, to, i8::try_from(last).ok()?)?, 7)?)
        }
        Part::Run(grain, n) => {
            if n < 0 {
                closed(shift(to, grain, n.into())?.max(from), to)
            } else {
                closed(from, shift(from, grain, n.into())?.min(to))
            }
        }
        Part::Weekday(day, n) => {
            let offset = |d: Date| i32::from(day - 1) - i32::from(d.weekday().to_monday_zero_offset());
            let found = if n < 0 {
                let last = plus(to, -1)?;
                let by = offset(last);
                plus(last, (if by > 0 { by - 7 } else { by }) + 7 * (i32::from(n) + 1))?
            } else {
                let by = offset(from);
                plus(from, (if by < 0 { by + 7 } else { by }) + 7 * (i32::from(n) - 1))?
            };
            (found >= from && found < to).then_some(())?;
            closed(found, plus(found, 1)?)
        }
        Part::Half(n) => {
            let middle = if length > 3000 {
                shift(from, Grain::Year, (length + 183) / 365 / 2)?
            } else if length > 80 {
                shift(from, Grain::Month, (length + 15) / 60)?
            } else {
                plus(from, length / 2)?
            };
            if n == 1 { closed(from, middle) } else { closed(middle, to) }
        }
        Part::Later | Part::Rest => closed(from, to),
        Part::Season(season) => {
            let start = first_day(from.year(), if season == 4 { 12 } else { season * 3 })?;
            closed(start, shift(start, Grain::Month, 3)?)
        }
    }
}
