//! Figures and dates with their values.

use crate::text::{Exact, Span, Symbol};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    Number,
    Ordinal,
    Percent,
    Money,
    Quantity,
    Multiple,
    Age,
    Temperature,
    Date,
    Period,
    Duration,
    Range,
    Time,
}

impl FigureKind {
    pub fn as_str(self) -> &'static str {
        match self {
            FigureKind::Number => "number",
            FigureKind::Ordinal => "ordinal",
            FigureKind::Percent => "percent",
            FigureKind::Money => "money",
            FigureKind::Quantity => "quantity",
            FigureKind::Multiple => "multiple",
            FigureKind::Age => "age",
            FigureKind::Temperature => "temperature",
            FigureKind::Date => "date",
            FigureKind::Period => "period",
            FigureKind::Duration => "duration",
            FigureKind::Range => "range",
            FigureKind::Time => "time",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    About,
    Nearly,
    Over,
    Under,
    AtLeast,
    AtMost,
    Since,
    After,
    Before,
    Until,
    /// 多, 余: a little more than the printed digits. Exported as `over`.
    #[serde(rename = "over")]
    OddMore,
}

impl Modifier {
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::About => "about",
            Modifier::Nearly => "nearly",
            Modifier::Over | Modifier::OddMore => "over",
            Modifier::Under => "under",
            Modifier::AtLeast => "at-least",
            Modifier::AtMost => "at-most",
            Modifier::Since => "since",
            Modifier::After => "after",
            Modifier::Before => "before",
            Modifier::Until => "until",
        }
    }
}

/// How a value was printed: what its interval follows from (FIGURES.md, "Printed interval").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A digit-only count with a non-zero last digit (57,373), or a number in words without a scale word.
    Exact,
    /// Digits only, with trailing zeros (60,000): exact against an equally coarse one.
    TrailingZeros,
    /// A scale word or decimals: the last printed place is 10^place of the value's own unit.
    Place(i8),
}

/// A date that may lack its year, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PartialDate {
    /// ISO 8601, `XXXX` for an unknown year: `2024-09-13`, `XXXX-09-13`, `2024-09`, `2024`.
    pub fn iso(self) -> String {
        let mut out = self.year.map_or("XXXX".into(), |y| format!("{y:04}"));
        if let Some(m) = self.month {
            out += &format!("-{m:02}");
            if let Some(d) = self.day {
                out += &format!("-{d:02}");
            }
        }
        out
    }
}

/// When: the value of dates, periods and clock times.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    Date(PartialDate),
    Period {
        /// First day and the day after the last one; an open side is none. None altogether: the year is unknown.
        days: Option<(Option<jiff::civil::Date>, Option<jiff::civil::Date>)>,
        /// `2024-Q2`, `XXXX-Q2`, `2024-H1`, `2024-09`, `2024`.
        label: Option<Symbol>,
    },
    Clock {
        hour: i8,
        minute: i8,
    },
}

impl When {
    /// Whether the calendar and the clock have it: not 30 February, not 25:00. A leap day without its year is possible.
    pub fn is_possible(&self) -> bool {
        match self {
            When::Date(PartialDate { year, month: Some(month), day }) => {
                jiff::civil::Date::new(year.unwrap_or(2000), *month, day.unwrap_or(1)).is_ok()
            }
            When::Date(_) | When::Period { .. } => true,
            When::Clock { hour, minute } => (0..=24).contains(hour) && (0..60).contains(minute),
        }
    }
}

/// A span that states a number, amount, percentage, date, period … The span is numeral plus unit; the modifier is not
/// in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub span: Span,
    pub kind: FigureKind,
    pub value: Option<Exact>,
    /// Of a range: both ends; of a one-sided or vague figure: the ends that the text states.
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    pub precision: Precision,
    /// ISO 4217 code, `percent`, `percentage-point`, `basis-point`, a singular English unit, `C F K degree`, or the
    /// counted noun as written.
    pub unit: Option<Symbol>,
    pub modifier: Option<Modifier>,
    pub when: Option<Box<When>>,
    /// The numeral counts a list or stands in a set phrase (三大, "three moves"): no part in conflicts.
    pub enumerates: bool,
}
