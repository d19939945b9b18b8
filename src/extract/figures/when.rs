//! Dates and periods as expressions: read in the block without knowing the article's date, resolved in the article.

mod days;
mod nearest;
mod steps;
mod within;

use jiff::civil::{Date, date};

pub(super) use steps::{floor, plus};

use super::super::{PartialDate, When};
use super::feast::Feast;
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
    /// "The beginning of": the first quarter of a year, else as early.
    Start,
    Middle,
    Late,
    /// "The end of": late in it, and its very end where it bounds a range.
    End,
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
    /// The unit that holds what the text named before ("the same year"), else the article's date.
    Told(Grain),
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
            Expr::Relative { grain, .. } | Expr::Told(grain) => *grain == Grain::Day,
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
