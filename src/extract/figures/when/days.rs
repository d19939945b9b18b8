//! The days that an expression covers, kind by kind, once the article's date is known.

use jiff::civil::Date;

use super::super::week;
use super::nearest::{day_of_month, leap_year, nearest_year, weekday_day};
use super::steps::{first_day, floor, months, plus, shift};
use super::within::within;
use super::{Days, Expr, Grain, Part, Tense, Year};

impl Expr {
    /// The days it covers; None where the year (or the article's date) is not known.
    pub fn days(&self, reference: Option<Date>, tense: Tense) -> Option<Days> {
        let closed = |from: Date, to: Date| Some((Some(from), Some(to)));
        match self {
            Expr::Calendar { year, month, day } => {
                let y = match (year, month, day) {
                    (Year::Unknown, Some(2), Some(29)) => leap_year(reference?, tense)?,
                    (Year::Unknown, Some(m), d) => nearest_year(reference?, *m, d.unwrap_or(1), d.is_none().then_some(*m), tense)?,
                    (Year::Unknown, None, Some(d)) => return day_of_month(reference?, *d, tense).and_then(|d| closed(d, plus(d, 1)?)),
                    _ => year.resolve(reference)?,
                };
                match (month, day) {
                    (None, _) => closed(first_day(y, 1)?, first_day(y.checked_add(1)?, 1)?),
                    (Some(m), None) => months(y, *m, *m),
                    (Some(m), Some(d)) => {
                        let d = Date::new(y, *m, *d).ok()?;
                        closed(d, plus(d, 1)?)
                    }
                }
            }
            Expr::Months { year, first, last } => {
                let y = match year {
                    Year::Unknown => nearest_year(reference?, *first, 1, Some(*last), tense)?,
                    _ => year.resolve(reference)?,
                };
                months(y, *first, *last)
            }
            Expr::Leading { months: last } => {
                let now = reference?;
                let (_, to) = months(now.year(), 1, *last)?;
                // What is told of days still to come is a forecast, or speaks of the year before.
                let left = (to? - now).get_days();
                let before = if tense == Tense::Past { left > 15 } else { tense == Tense::Unknown && left > 180 };
                let y = if before { now.year() - 1 } else { now.year() };
                months(y, 1, *last)
            }
            Expr::Fiscal { .. } | Expr::Clock { .. } => None,
            Expr::Years { first, years } => closed(first_day(*first, 1)?, first_day(first.checked_add(*years)?, 1)?),
            Expr::Told(grain) => Expr::Relative { grain: *grain, offset: 0 }.days(reference, tense),
            Expr::Relative { grain, offset } => {
                let start = shift(floor(reference?, *grain)?, *grain, *offset)?;
                let start = if *grain == Grain::Weekend { plus(start, 5)? } else { start };
                let end = if *grain == Grain::Weekend { plus(start, 2)? } else { shift(start, *grain, 1)? };
                closed(start, end)
            }
            Expr::Rolling { grain, count } => {
                let now = reference?;
                let whole = matches!(grain, Grain::Year | Grain::Quarter | Grain::Half | Grain::Weekend | Grain::Decade);
                if whole {
                    let here = floor(now, *grain)?;
                    let (from, to) = if *count < 0 {
                        (shift(here, *grain, *count)?, here)
                    } else {
                        (shift(here, *grain, 1)?, shift(here, *grain, count + 1)?)
                    };
                    return closed(from, to);
                }
                let other = shift(now, *grain, *count)?;
                if *count < 0 { closed(other, now) } else { closed(plus(now, 1)?, plus(other, 1)?) }
            }
            Expr::Weekday { day, week } => {
                let now = reference?;
                let monday = floor(now, Grain::Week)?;
                let here = plus(monday, i32::from(*day) - 1)?;
                let found = match (week, tense) {
                    (Some(w), _) => plus(here, w * 7)?,
                    (None, Tense::Past) if here > now => plus(here, -7)?,
                    (None, Tense::Future | Tense::Unknown) if here < now => plus(here, 7)?,
                    _ => here,
                };
                closed(found, plus(found, 1)?)
            }
            Expr::Weekend => {
                let saturday = plus(floor(reference?, Grain::Week)?, 5)?;
                let from = if tense == Tense::Past && saturday > reference? { plus(saturday, -7)? } else { saturday };
                closed(from, plus(from, 2)?)
            }
            Expr::WeekdayDay { weekday, day } => {
                let found = weekday_day(reference?, *weekday, *day, tense)?;
                closed(found, plus(found, 1)?)
            }
            Expr::Shift { base, grain, count } => {
                let (from, _) = base.days(reference, tense)?;
                let day = shift(from?, *grain, *count)?;
                if base.is_day() { closed(day, plus(day, 1)?) } else { closed(day, shift(day, *grain, 1)?) }
            }
            Expr::In { part, of } => {
                let (from, to) = of.days(reference, tense)?;
                let (mut from, to) = (from?, to?);
                // Told early in a year, "this winter" is the one that began in the year before.
                let own = matches!(**of, Expr::Calendar { year: Year::Offset(0), month: None, day: None });
                if *part == Part::Season(4) && own && tense != Tense::Future && reference?.month() <= 4 {
                    from = shift(from, Grain::Year, -1)?;
                }
                let ahead = |from: Date| closed(reference.filter(|now| *now > from && *now < to).unwrap_or(from), to);
                match part {
                    Part::Rest => ahead(from),
                    Part::Later => ahead(within(Part::Half(2), from, to)?.0?),
                    _ => within(*part, from, to),
                }
            }
            Expr::Between(a, b) => {
                let mut from = a.bound(reference, tense, false)?;
                let mut to = b.bound(reference, tense, true)?;
                if a.has_unknown_year() && b.has_unknown_year() && from > to {
                    // One end lies in another year than the tense asks for: they belong together.
                    from = a.bound(reference, Tense::Unknown, false)?;
                    to = b.bound(reference, Tense::Unknown, true)?;
                }
                // From 2 October until tomorrow: the first lies in the year before the second.
                if let (Some(f), Some(t), true, Expr::Relative { .. }) = (from, to, a.has_unknown_year(), b.as_ref())
                    && t <= f
                {
                    from = shift(f, Grain::Year, -1);
                }
                // Monday to Friday, told on a Friday: the second follows the first.
                if let (Some(f), Some(t), Expr::Weekday { week: None, .. }) = (from, to, b.as_ref())
                    && t <= f
                {
                    to = plus(t, 7);
                }
                // From November to February: the second lies in the year after the first.
                if let (Some(f), Some(t), true) = (from, to, b.has_unknown_year())
                    && t <= f
                {
                    to = shift(t, Grain::Year, 1);
                }
                (from.is_none() || to.is_none() || from < to).then_some((from, to))
            }
            Expr::Ending { grain, count, end } => {
                let (_, to) = end.days(reference, tense)?;
                closed(shift(to?, *grain, -count)?, to?)
            }
            Expr::WeekOfYear { year, week } => {
                let year = if *year == Year::Unknown { Year::Offset(0) } else { *year };
                week::of_year(year.resolve(reference)?, (*week).into()).and_then(|d| closed(d, plus(d, 7)?))
            }
            Expr::Holding { grain, day } => {
                let first = day.days(reference, tense)?.0?;
                if let (Grain::Weekend, Expr::Feast { .. }) = (grain, &**day) {
                    // The weekend of a feast reaches to the feast itself: Saturday to Monday, Thursday to Sunday.
                    let saturday = week::weekday_from(first, 6, 0)?;
                    return closed(saturday.min(first), plus(saturday, 2)?.max(plus(first, 1)?));
                }
                let start = floor(first, *grain)?;
                let start = if *grain == Grain::Weekend { plus(start, 5)? } else { start };
                closed(start, if *grain == Grain::Weekend { plus(start, 2)? } else { shift(start, *grain, 1)? })
            }
            Expr::Starting { grain, count, start } => {
                let from = start.days(reference, tense)?.0?;
                closed(from, shift(from, *grain, *count)?)
            }
            Expr::WeekdayFrom { day, count, base } => {
                let found = week::weekday_from(base.days(reference, tense)?.0?, *day, *count)?;
                closed(found, plus(found, 1)?)
            }
            Expr::Feast { year, feast } => {
                let now = reference;
                let day = match year {
                    Year::Unknown => {
                        let here = feast.day(now?.year())?;
                        let year = nearest_year(now?, here.month(), here.day(), None, tense)?;
                        feast.day(year)
                    }
                    _ => feast.day(year.resolve(reference)?),
                }?;
                closed(day, plus(day, 1)?)
            }
            Expr::Coming { of, count } => {
                let now = reference?;
                let step: i16 = if *count < 0 { -1 } else { 1 };
                let mut left = count.unsigned_abs();
                (0..=40).find_map(|by| {
                    let (from, to) = of.in_year(now.year().checked_add(step * by)?)?.days(reference, tense)?;
                    let counts = if step < 0 { to? <= now } else { from? > now };
                    left -= u32::from(counts);
                    (left == 0).then_some((from, to))
                })
            }
            Expr::ToDate(grain) => closed(floor(reference?, *grain)?, plus(reference?, 1)?),
            Expr::SamePeriod { offset } => Expr::Relative { grain: Grain::Year, offset: (*offset).into() }.days(reference, tense),
        }
    }

    /// Where a range that starts (or, `last`, ends) with it starts or ends: the middle and the end of a period are points there.
    fn bound(&self, reference: Option<Date>, tense: Tense, last: bool) -> Option<Option<Date>> {
        match self {
            Expr::In { part: Part::End, of } => of.days(reference, tense).map(|(_, to)| to),
            Expr::In { part: Part::Middle, of } => {
                let (from, to) = of.days(reference, tense)?;
                Some(plus(from?, (to? - from?).get_days() / 2))
            }
            _ => self.days(reference, tense).map(|(from, to)| if last { to } else { from }),
        }
    }

    /// The same in a year of its own.
    fn in_year(&self, y: i16) -> Option<Expr> {
        let year = Year::Known(y);
        Some(match self {
            Expr::Calendar { month, day, .. } => Expr::Calendar { year, month: *month, day: *day },
            Expr::Months { first, last, .. } => Expr::Months { year, first: *first, last: *last },
            Expr::Feast { feast, .. } => Expr::Feast { year, feast: *feast },
            Expr::In { part, of } => Expr::In { part: *part, of: of.in_year(y)?.boxed() },
            _ => return None,
        })
    }

    fn has_unknown_year(&self) -> bool {
        match self {
            Expr::Calendar { year, .. } | Expr::Months { year, .. } | Expr::Feast { year, .. } => *year == Year::Unknown,
            Expr::In { of, .. } => of.has_unknown_year(),
            _ => false,
        }
    }
}
