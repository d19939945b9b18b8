//! Dates and periods as expressions: read in the block without knowing the article's date, resolved in the article.

use jiff::civil::{Date, date};

use super::super::{PartialDate, When};
use super::feast::Feast;
use super::week;
use crate::text::Symbol;

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The year of a date, as far as the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Known(i16),
    /// Years from the article's own.
    Offset(i16),
    /// One that the text names elsewhere or that recurs (同年, 每年): never taken for the article's own.
    Told,
    Unknown,
}

/// Which stretch of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Early,
    Middle,
    Late,
    /// The first (or, negative, the last) n thirds.
    Thirds(i8),
    /// The n-th of these units inside it, from 1; -1 is the last.
    Nth(Grain, i8),
    /// The first (or, negative, the last) n of these units.
    Run(Grain, i16),
    /// The n-th Monday (1) to Sunday (7) inside it; -1 is the last.
    Weekday(i8, i8),
    /// The first or second half of it.
    Half(i8),
    /// Its second half, as far as it lies ahead of the article's date.
    Later,
    /// What is left of it from the article's date on.
    Rest,
    /// The span of months of the northern hemisphere's season: spring 1 to winter 4.
    Season(i8),
}

/// What the verbs around an expression say: it lies behind or ahead of the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tense {
    Past,
    Future,
    #[default]
    Unknown,
}

/// When, unresolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Calendar {
        year: Year,
        month: Option<i8>,
        day: Option<i8>,
    },
    /// Months `first` to `last` of one year.
    Months {
        year: Year,
        first: i8,
        last: i8,
    },
    /// The first months of the year told by their number alone (前三季度): of the last year in which they were over.
    Leading {
        months: i8,
    },
    /// A fiscal year or quarter: opaque.
    Fiscal {
        year: Year,
        quarter: Option<i8>,
    },
    /// `years` years from `first` on: 1990s, a century.
    Years {
        first: i16,
        years: i16,
    },
    /// The unit that holds the article's date, moved by `offset`.
    Relative {
        grain: Grain,
        offset: i32,
    },
    /// The `count` units up to (negative) or from the article's date on.
    Rolling {
        grain: Grain,
        count: i32,
    },
    /// A weekday: in the week moved by `week`, else the nearest one on the side that the tense says.
    Weekday {
        day: i8,
        week: Option<i32>,
    },
    /// A weekday with its day of the month: the nearest such day on the side that the tense says.
    WeekdayDay {
        weekday: i8,
        day: i8,
    },
    /// The weekend that the tense asks for: the last one, or the one that is or comes.
    Weekend,
    /// `count` units after (before, if negative) the day of `base`.
    Shift {
        base: Box<Expr>,
        grain: Grain,
        count: i32,
    },
    In {
        part: Part,
        of: Box<Expr>,
    },
    /// A week of a year as ISO 8601 counts them, from 1.
    WeekOfYear {
        year: Year,
        week: i8,
    },
    /// The unit that holds the first day of `day`: "the week of 14 November".
    Holding {
        grain: Grain,
        day: Box<Expr>,
    },
    /// `count` units from the first day of `start` on.
    Starting {
        grain: Grain,
        count: i32,
        start: Box<Expr>,
    },
    /// The `count`-th such weekday after (before, if negative) the day of `base`.
    WeekdayFrom {
        day: i8,
        count: i32,
        base: Box<Expr>,
    },
    /// A feast of the year.
    Feast {
        year: Year,
        feast: Feast,
    },
    /// The `count`-th time that what comes once a year comes after (before, if negative) the article's date.
    Coming {
        of: Box<Expr>,
        count: i32,
    },
    /// From the first day of one to the last day of the other.
    Between(Box<Expr>, Box<Expr>),
    /// `count` units that end with the end of `end`: "the year to June".
    Ending {
        grain: Grain,
        count: i32,
        end: Box<Expr>,
    },
    /// From the start of the unit to the article's date.
    ToDate(Grain),
    /// The same stretch of time `offset` years from the one that the text named before; read as a year of its own.
    SamePeriod {
        offset: i16,
    },
    Clock {
        hour: i8,
        minute: i8,
    },
}

/// Days from the first to the one after the last; an open side is none.
pub type Days = (Option<Date>, Option<Date>);

impl Expr {
    pub(super) fn year(year: i16) -> Expr {
        Expr::Calendar { year: Year::Known(year), month: None, day: None }
    }
    pub(super) fn boxed(self) -> Box<Expr> {
        Box::new(self)
    }
    /// Whether it names one day.
    pub fn is_day(&self) -> bool {
        match self {
            // A month that cannot be is kept as printed, as days are.
            Expr::Calendar { month, day, .. } => day.is_some() || month.is_some_and(|m| m > 12),
            Expr::Relative { grain, .. } => *grain == Grain::Day,
            Expr::Weekday { .. } | Expr::WeekdayDay { .. } | Expr::WeekdayFrom { .. } | Expr::Feast { .. } => true,
            Expr::Coming { of, .. } => of.is_day(),
            Expr::Shift { base, grain, .. } => *grain != Grain::Year || base.is_day(),
            Expr::In { part, .. } => matches!(part, Part::Weekday(..) | Part::Nth(Grain::Day, _)),
            _ => false,
        }
    }
    /// Its value, `reference` being the article's date.
    pub fn resolve(&self, reference: Option<Date>, tense: Tense) -> When {
        if let Expr::Clock { hour, minute } = self {
            return When::Clock { hour: *hour, minute: *minute };
        }
        let days = self.days(reference, tense);
        if self.is_day() {
            if let Some((Some(day), _)) = days {
                return When::Date(PartialDate { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) });
            }
            return When::Date(self.printed(reference, tense));
        }
        let label = match (self, days) {
            (Expr::Fiscal { .. }, _) => self.unresolved_label(reference),
            (_, Some((Some(from), Some(to)))) => label(from, to),
            (_, Some(_)) => None,
            (_, None) => self.unresolved_label(None),
        };
        When::Period { days, label: label.as_deref().map(Symbol::new) }
    }

    /// The year, month and day that are printed, be they possible or not.
    fn printed(&self, reference: Option<Date>, tense: Tense) -> PartialDate {
        match self {
            Expr::Calendar { year, month, day } => PartialDate { year: year.resolve(reference), month: *month, day: *day },
            Expr::In { part: Part::Nth(Grain::Day, day), of } => {
                let month = of.days(reference, tense).and_then(|(from, _)| from);
                PartialDate { year: month.map(|m| m.year()), month: month.map(|m| m.month()), day: Some(*day) }
            }
            Expr::Coming { of, .. } => of.printed(reference, tense),
            _ => PartialDate { year: None, month: None, day: None },
        }
    }

    /// The days it covers; None where the year (or the article's date) is not known.
    pub fn days(&self, reference: Option<Date>, tense: Tense) -> Option<Days> {
        let closed = |from: Date, to: Date| Some((Some(from), Some(to)));
        match self {
            Expr::Calendar { year, month, day } => {
                let y = match (year, month, day) {
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
                let (from, to) = (from?, to?);
                let ahead = |from: Date| closed(reference.filter(|now| *now > from && *now < to).unwrap_or(from), to);
                match part {
                    Part::Rest => ahead(from),
                    Part::Later => ahead(within(Part::Half(2), from, to)?.0?),
                    _ => within(*part, from, to),
                }
            }
            Expr::Between(a, b) => {
                let (mut from, _) = a.days(reference, tense)?;
                let (_, mut to) = b.days(reference, tense)?;
                if a.has_unknown_year() && b.has_unknown_year() && from > to {
                    // One end lies in another year than the tense asks for: they belong together.
                    (from, _) = a.days(reference, Tense::Unknown)?;
                    (_, to) = b.days(reference, Tense::Unknown)?;
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

    /// `XXXX-Q2`, `XXXX-09`, `FY2023`: what can be said without the year.
    fn unresolved_label(&self, reference: Option<Date>) -> Option<String> {
        let year = |y: &Year| y.resolve(reference).map_or_else(|| "XXXX".into(), |y| y.to_string());
        match self {
            Expr::Calendar { year: y, month: Some(m), day: None } => Some(format!("{}-{m:02}", year(y))),
            Expr::Calendar { year: y @ Year::Known(_), month: None, day: None } => Some(year(y)),
            Expr::Leading { months } => Expr::Months { year: Year::Told, first: 1, last: *months }.unresolved_label(None),
            Expr::Months { year: y, first, last } => Some(match (first, last) {
                (a, b) if b - a == 2 && a % 3 == 1 => format!("{}-Q{}", year(y), a / 3 + 1),
                (1, 6) => format!("{}-H1", year(y)),
                (7, 12) => format!("{}-H2", year(y)),
                (a, b) => format!("{0}-{a:02}/{0}-{b:02}", year(y)),
            }),
            Expr::Fiscal { year: y, quarter } => Some(quarter.map_or_else(|| format!("FY{}", year(y)), |q| format!("FY{}-Q{q}", year(y)))),
            _ => None,
        }
    }
}

impl Year {
    fn resolve(self, reference: Option<Date>) -> Option<i16> {
        match self {
            Year::Known(y) => Some(y),
            Year::Offset(by) => reference?.year().checked_add(by),
            Year::Told | Year::Unknown => None,
        }
    }
}

/// The name of a stretch of days that is a unit of the calendar: `2024`, `2024-H1`, `2024-Q2`, `2024-09`.
pub fn label(from: Date, to: Date) -> Option<String> {
    if from.day() != 1 || to.day() != 1 {
        return None;
    }
    let length = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    let (y, m) = (from.year(), from.month());
    match (length, m) {
        (12, 1) => Some(format!("{y:04}")),
        (6, 1 | 7) => Some(format!("{y:04}-H{}", m / 7 + 1)),
        (3, 1 | 4 | 7 | 10) => Some(format!("{y:04}-Q{}", m / 3 + 1)),
        (1, _) => Some(format!("{y:04}-{m:02}")),
        _ => None,
    }
}

/// Which year a month and day belong to when the text leaves it out: the tense decides; without one the year of the
/// article, or the year before or after it where the turn of the year lies between and the date is near.
fn nearest_year(reference: Date, month: i8, day: i8, last_month: Option<i8>, tense: Tense) -> Option<i16> {
    let year = reference.year();
    let start = |y: i16| Date::new(y, month, day.min(28)).ok();
    let end = |y: i16| match last_month {
        Some(last) => months(y, month, last)?.1,
        None => plus(start(y)?, 1),
    };
    let near = |a: Date, b: Date| (a - b).get_days().unsigned_abs() <= 45;
    let (from, to) = (start(year)?, end(year)?);
    let far = (from - reference).get_days().unsigned_abs() > 180;
    // The tense is that of the sentence, which may tell of more than this: a date just ahead or a period just over is
    // meant all the same.
    let ahead = (from - reference).get_days();
    let over = (reference - to).get_days();
    let several = last_month.is_some_and(|last| last > month);
    let patience = if last_month.is_some() { 100 } else { 30 };
    Some(match tense {
        Tense::Past if ahead > 45 => year - 1,
        Tense::Future if over > patience => year + 1,
        // Told early in the year, the third and fourth quarters and the second half are those that were reported last.
        Tense::Unknown if several && month >= 7 && reference.month() <= 4 => year - 1,
        Tense::Unknown if from > reference && far && near(end(year - 1)?, reference) => year - 1,
        Tense::Unknown if to <= reference && far && near(start(year + 1)?, reference) => year + 1,
        _ => year,
    })
}

/// "The 13th": of the article's month, or the one before or after it as the tense says.
fn day_of_month(reference: Date, day: i8, tense: Tense) -> Option<Date> {
    let here = Date::new(reference.year(), reference.month(), day).ok();
    let moved = |by: i32| {
        let other = shift(reference.first_of_month(), Grain::Month, by)?;
        Date::new(other.year(), other.month(), day).ok()
    };
    match tense {
        Tense::Past if here.is_none_or(|d| d > reference) => moved(-1),
        Tense::Future if here.is_none_or(|d| d < reference) => moved(1),
        _ => here,
    }
}

/// "Wednesday the 13th": a month in which the two meet, up to a year away.
fn weekday_day(reference: Date, weekday: i8, day: i8, tense: Tense) -> Option<Date> {
    let meets = |by: i32| {
        let month = shift(reference.first_of_month(), Grain::Month, by)?;
        let found = Date::new(month.year(), month.month(), day).ok()?;
        (found.weekday().to_monday_one_offset() == weekday).then_some(found)
    };
    let back = || (-14..=0).rev().find_map(|by| meets(by).filter(|d| *d <= reference));
    let ahead = || (0..=14).find_map(|by| meets(by).filter(|d| *d >= reference));
    match tense {
        Tense::Past => back(),
        Tense::Future => ahead(),
        Tense::Unknown => match (back(), ahead()) {
            (Some(a), Some(b)) => Some(if (reference - a).get_days() <= (b - reference).get_days() { a } else { b }),
            (a, b) => a.or(b),
        },
    }
}

fn first_day(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}
fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    let from = first_day(year, first)?;
    let to = if last == 12 { first_day(year.checked_add(1)?, 1)? } else { first_day(year, last + 1)? };
    (from < to).then_some((Some(from), Some(to)))
}
pub(super) fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
fn shift(day: Date, grain: Grain, count: i32) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match grain {
        Grain::Day => span.try_days(count),
        Grain::Week | Grain::Weekend => span.try_weeks(count),
        Grain::Month => span.try_months(count),
        Grain::Quarter => span.try_months(count.checked_mul(3)?),
        Grain::Half => span.try_months(count.checked_mul(6)?),
        Grain::Year => span.try_years(count),
        Grain::Decade => span.try_years(count.checked_mul(10)?),
        Grain::Century => span.try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}
/// The first day of the unit that holds `day`; weeks start on Monday (ISO 8601).
pub(super) fn floor(day: Date, grain: Grain) -> Option<Date> {
    Some(match grain {
        Grain::Day => day,
        Grain::Week | Grain::Weekend => plus(day, -i32::from(day.weekday().to_monday_zero_offset()))?,
        Grain::Month => day.first_of_month(),
        Grain::Quarter => first_day(day.year(), (day.month() - 1) / 3 * 3 + 1)?,
        Grain::Half => first_day(day.year(), (day.month() - 1) / 6 * 6 + 1)?,
        Grain::Year => first_day(day.year(), 1)?,
        Grain::Decade => first_day(day.year() - day.year().rem_euclid(10), 1)?,
        Grain::Century => first_day(day.year() - day.year().rem_euclid(100), 1)?,
    })
}

/// A part of the days `from` to `to`. Early, middle and late are thirds: ten days of a month, four months of a year.
fn within(part: Part, from: Date, to: Date) -> Option<Days> {
    let closed = |from: Date, to: Date| (from < to).then_some((Some(from), Some(to)));
    let length = (to - from).get_days();
    match part {
        Part::Early | Part::Middle | Part::Late | Part::Thirds(_) => {
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
                Part::Early => closed(from, a),
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
            let middle = if length > 80 { shift(from, Grain::Month, (length + 15) / 60)? } else { plus(from, length / 2)? };
            if n == 1 { closed(from, middle) } else { closed(middle, to) }
        }
        Part::Later | Part::Rest => closed(from, to),
        Part::Season(season) => {
            let start = first_day(from.year(), if season == 4 { 12 } else { season * 3 })?;
            closed(start, shift(start, Grain::Month, 3)?)
        }
    }
}

/// The Gregorian year of a year of the Republic of China (民國): its year 1 is 1912.
pub(super) fn from_minguo(year: i16) -> Option<i16> {
    (1..=300).contains(&year).then_some(year + 1911)
}

/// Whether a day exists in the calendar; a leap day is given the benefit of the doubt where the year is unknown.
pub(super) fn is_possible(year: Option<i16>, month: i8, day: i8) -> bool {
    match year {
        Some(y) => Date::new(y, month, day).is_ok(),
        None => (1..=12).contains(&month) && day >= 1 && day <= date(2024, month.clamp(1, 12), 1).days_in_month(),
    }
}
