//! Claims: figures bound to subject, metric and period.

use super::{EntityKey, PartialDate, When};
use crate::extract::claims::{Nature, nature};
use crate::text::{Exact, Span, Symbol};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    #[default]
    Actual,
    Guidance,
    Forecast,
    Target,
    Rumour,
    Denied,
    Restated,
    Hypothetical,
}

impl Aspect {
    pub fn as_str(self) -> &'static str {
        match self {
            Aspect::Actual => "actual",
            Aspect::Guidance => "guidance",
            Aspect::Forecast => "forecast",
            Aspect::Target => "target",
            Aspect::Rumour => "rumour",
            Aspect::Denied => "denied",
            Aspect::Restated => "restated",
            Aspect::Hypothetical => "hypothetical",
        }
    }
}

/// How a part of a claim is known. Ordered: what is greater is better known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Not said: the day of the article stands in for a period.
    Assumed,
    /// Taken over from earlier in the paragraph.
    Carried,
    /// Follows from the article's date; or a pronoun stands for the only one it can.
    Resolved,
    Explicit,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Metric {
    /// Name in the lexicon: `deliveries`, `revenue`, …
    pub head: Symbol,
    /// Sorted: `net`, `domestic`, `cumulative`, …
    pub qualifiers: Box<[Symbol]>,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    YearOnYear,
    QuarterOnQuarter,
    MonthOnMonth,
    /// A base value stands beside it ("from 750").
    Stated,
    Unknown,
}

/// What a claim's figure is: a level, or how a level changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    Level,
    /// The value a change starts from ("from 750", "上年同期20亿元").
    Former {
        of: u32,
        base: Base,
        /// Which way the move from it is said to go: +1 up, -1 down, 0 not said.
        sign: i8,
    },
    Change {
        base: Base,
        /// +1 up, -1 down, 0 not said.
        sign: i8,
        /// The factor between new and old where it is one (`doubled` = 2, `增长3倍` = 4).
        ratio: Option<Exact>,
        /// Index of the claim of the level it ends at, and of the one it starts from.
        to: Option<u32>,
        from: Option<u32>,
    },
}

/// Up to when a running total counts ("as of 9 a.m. on 3 July", 截至9月30日). Ordered in time where the years are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AsOf {
    pub date: PartialDate,
    /// Hour and minute.
    pub clock: Option<(i8, i8)>,
}

/// A figure bound to subject, metric and period.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index into [`super::ArticleFacts::figures`].
    pub figure: u32,
    /// The clause that states it.
    pub span: Span,
    pub subject: Option<(EntityKey, Known)>,
    pub metric: Option<Metric>,
    /// Days of the period and its label; see [`When::Period`].
    pub period: Option<(When, Known)>,
    pub aspect: Aspect,
    pub measure: Measure,
    pub as_of: Option<AsOf>,
    /// Who says so, as printed.
    pub source: Option<Symbol>,
    pub quoted: bool,
}

impl Claim {
    /// The metric of ages and births of persons.
    pub const AGE: &'static str = "age";
    /// The key under which statements of the same claim meet: subject, metric with sorted qualifiers, period, aspect,
    /// joined with `|`, parts percent-encoded. The period is a label or an interval of days; a label that begins `XXXX`
    /// where the year is unknown; `-` where no period is said. None where another part is unknown, or the claim is no
    /// level.
    pub fn key(&self) -> Option<Symbol> {
        if self.measure != Measure::Level {
            return None;
        }
        let (subject, _) = self.subject.as_ref()?;
        let metric = self.metric.as_ref()?;
        let mut key = String::with_capacity(64);
        match subject {
            EntityKey::Known(id) => percent_encode(id, &mut key),
            EntityKey::Provisional(name) => {
                key.push('~');
                percent_encode(name, &mut key);
            }
        }
        key.push('|');
        percent_encode(&metric.head, &mut key);
        for q in &metric.qualifiers {
            key.push('+');
            percent_encode(q, &mut key);
        }
        key.push('|');
        match &self.period {
            Some((When::Period { label: Some(label), .. }, _)) if self.period_counts() && !label.is_empty() => {
                percent_encode(label, &mut key)
            }
            Some((when @ When::Period { days: Some(_), label: None }, _)) if self.period_counts() => key += &period_text(when),
            _ => key += NO_PERIOD,
        }
        key.push('|');
        key += self.aspect.as_str();
        Some(Symbol::new(&key))
    }
}

impl Claim {
    /// Whether the period is said, and is more than the date of an event.
    fn period_counts(&self) -> bool {
        self.period.as_ref().is_some_and(|(when, known)| *known > Known::Assumed && !self.is_of_days(when))
    }
    /// Whether the period only dates an event: at most a week (a month for a disaster's victims), of a metric that counts
    /// what one event did, or of a deed (its name is a verb and a noun). One text says "on Tuesday", the next "this week",
    /// and a third nothing.
    fn is_of_days(&self, when: &When) -> bool {
        let dated = |head: &str| nature(head) == Nature::Event || matches!(head, "orders" | "attendance" | "missing") || head.contains(' ');
        let head = self.metric.as_ref().map_or("", |m| &*m.head);
        let most = if matches!(head, "deaths" | "injuries" | "missing" | "rescues") { 31 } else { 7 };
        let short = match when {
            When::Period { days: Some((Some(from), Some(to))), .. } => from.until(*to).is_ok_and(|gap| gap.get_days() <= most),
            When::Period { days: None, label: Some(label) } => {
                let bytes = label.as_bytes();
                let day = bytes.len() == "XXXX-02-14".len() && bytes.get(7) == Some(&b'-');
                label.starts_with("XXXX-W") || label.starts_with("XXXX-week") || day
            }
            _ => false,
        };
        short && dated(head)
    }
}

/// The period in the key of a claim whose text names none, or only the days of an event.
pub const NO_PERIOD: &str = "-";

/// A period as exports show it: its label where there is one, else the interval of days.
pub fn period_text(when: &When) -> String {
    match when {
        When::Period { label: Some(label), .. } => label.to_string(),
        When::Period { days: Some((from, to)), label: None } => {
            let day = |d: &Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
            format!("{}/{}", day(from), day(to))
        }
        When::Period { days: None, label: None } => String::new(),
        When::Date(date) => date.iso(),
        When::Clock { hour, minute } => format!("{hour:02}:{minute:02}"),
    }
}

fn percent_encode(part: &str, out: &mut String) {
    for piece in part.split_inclusive(['%', '|']) {
        match (piece.strip_suffix('%'), piece.strip_suffix('|')) {
            (Some(head), _) => out.extend([head, "%25"]),
            (_, Some(head)) => out.extend([head, "%7C"]),
            (None, None) => out.push_str(piece),
        }
    }
}
