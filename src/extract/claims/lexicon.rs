//! Words and units of metrics, and the cues that say how a figure is meant.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::figures::lexicon::{fields, rows};
use super::super::phrases::Phrases;
use super::super::{Aspect, Base, Figure, FigureKind};
use crate::config::MetricWords;
use crate::extract::figures::dimension;
use crate::text::Symbol;

/// The built-in metrics and cues with what `[metrics.*]` adds.
#[derive(Clone, Debug)]
pub struct MetricLexicon {
    pub(super) phrases: Phrases<Cue>,
    pub(super) metrics: Vec<MetricEntry>,
    pub(super) qualifiers: Vec<Symbol>,
}

/// What a word says of the figures around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) enum Cue {
    Metric(u16),
    Qualifier(u16),
    /// +1 up, -1 down.
    Change(i8),
    Base(Base),
    /// "a year earlier", 去年同期: the value beside it is the former one.
    Former,
    From,
    To,
    Aspect(Aspect),
    Reporting,
    Source,
    Pronoun,
    Speaker,
}

/// How the values of a metric behave in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Adds up over time and is never negative: deliveries, revenue, visitors.
    Flow,
    /// Adds up over time, but can be negative: profit.
    Signed,
    /// Holds at a moment: employees, stores, prices, rates.
    Stock,
    /// Happens once, or counts what one event did: a contract, a death toll.
    Event,
}

/// The nature of a built-in metric; one of the configuration holds at a moment.
pub fn nature(metric: &str) -> Nature {
    BUILT_IN.metrics.iter().find(|m| *m.name == *metric).map_or(Nature::Stock, |m| m.nature)
}

#[derive(Clone, Debug)]
pub(super) struct MetricEntry {
    pub name: Symbol,
    pub nature: Nature,
    /// What measures it: `money`, `percent`, `count`, a dimension.
    takes: Vec<Box<str>>,
    /// Units and counted things of the configuration.
    units: Vec<Box<str>>,
}

impl MetricEntry {
    /// Whether a figure of this kind and unit can measure it.
    pub fn takes(&self, figure: &Figure) -> bool {
        let unit = figure.unit.as_deref();
        if let Some(unit) = unit
            && self.units.iter().any(|u| **u == *unit)
        {
            return true;
        }
        let kind = match figure.kind {
            FigureKind::Money => "money",
            FigureKind::Percent => "percent",
            FigureKind::Number | FigureKind::Range if unit.is_none() => "count",
            FigureKind::Quantity => unit.and_then(dimension).unwrap_or("count"),
            _ => return false,
        };
        self.takes.iter().any(|t| **t == *kind || **t == *"any")
    }
}

impl MetricLexicon {
    /// The built-in lexicon with what `[metrics.*]` adds.
    pub fn with(extra: &BTreeMap<String, MetricWords>) -> MetricLexicon {
        let mut lexicon = BUILT_IN.clone();
        for (name, words) in extra {
            let known = lexicon.metrics.iter().position(|m| *m.name == **name);
            let index = known.unwrap_or_else(|| {
                let name = Symbol::new(name);
                lexicon.metrics.push(MetricEntry { name, nature: Nature::Stock, takes: Vec::new(), units: Vec::new() });
                lexicon.metrics.len() - 1
            });
            let entry = &mut lexicon.metrics[index];
            if words.units.is_empty() && entry.takes.is_empty() {
                entry.takes = vec!["any".into()];
            }
            for unit in &words.units {
                match unit.as_str() {
                    "money" | "percent" | "count" | "any" => entry.takes.push(unit.as_str().into()),
                    _ => entry.units.push(unit.as_str().into()),
                }
            }
            for word in words.words_en.iter().chain(&words.words_zh) {
                let folded: String = word.chars().map(crate::text::simplify).collect();
                lexicon.phrases.add(&folded, Cue::Metric(index as u16));
            }
        }
        lexicon.phrases.settle();
        lexicon
    }

    fn built_in() -> MetricLexicon {
        let mut lexicon = MetricLexicon { phrases: Phrases::default(), metrics: Vec::new(), qualifiers: Vec::new() };
        for row in rows(include_str!("data/metrics.tsv")) {
            let [name, nature, takes, en, zh] = fields(row);
            let index = lexicon.metrics.len() as u16;
            lexicon.metrics.push(MetricEntry {
                name: Symbol::new(name),
                nature: match nature {
                    "flow" => Nature::Flow,
                    "signed" => Nature::Signed,
                    "event" => Nature::Event,
                    _ => Nature::Stock,
                },
                takes: takes.split(' ').map(Into::into).collect(),
                units: Vec::new(),
            });
            lexicon.phrases.add(en, Cue::Metric(index));
            lexicon.phrases.add(zh, Cue::Metric(index));
        }
        for row in rows(include_str!("data/cues.tsv")) {
            let [class, value, en, zh] = fields(row);
            let cue = match class {
                "up" => Cue::Change(1),
                "down" => Cue::Change(-1),
                "yoy" => Cue::Base(Base::YearOnYear),
                "qoq" => Cue::Base(Base::QuarterOnQuarter),
                "mom" => Cue::Base(Base::MonthOnMonth),
                "former" => Cue::Former,
                "from" => Cue::From,
                "to" => Cue::To,
                "reporting" => Cue::Reporting,
                "source" => Cue::Source,
                "pronoun" => Cue::Pronoun,
                "speaker" => Cue::Speaker,
                "aspect" => match aspect(value) {
                    Some(a) => Cue::Aspect(a),
                    None => continue,
                },
                "qualifier" => {
                    lexicon.qualifiers.push(Symbol::new(value));
                    Cue::Qualifier(lexicon.qualifiers.len() as u16 - 1)
                }
                _ => continue,
            };
            lexicon.phrases.add(en, cue);
            lexicon.phrases.add(zh, cue);
        }
        lexicon.phrases.settle();
        lexicon
    }
}

impl Default for MetricLexicon {
    fn default() -> MetricLexicon {
        BUILT_IN.clone()
    }
}

static BUILT_IN: LazyLock<MetricLexicon> = LazyLock::new(MetricLexicon::built_in);

fn aspect(name: &str) -> Option<Aspect> {
    [Aspect::Guidance, Aspect::Forecast, Aspect::Target, Aspect::Rumour, Aspect::Denied, Aspect::Restated, Aspect::Hypothetical]
        .into_iter()
        .find(|a| a.as_str() == name)
}
