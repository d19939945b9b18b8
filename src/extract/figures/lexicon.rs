//! The words of figures, in both languages, found at a place of a reading by longest match.
//!
//! Everything comes from the tables under `data/`; each says its source.

use std::sync::LazyLock;

use super::super::phrases::Phrases;
use super::feast::{self, Feast};
use crate::text::Exact;

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    Card(i64),
    Scale(i32),
    /// A scale letter that needs a number right before it.
    Suffix(i32),
    Dozen(i64),
    Vague(i64, i64),
    /// "several": times whatever scale follows.
    Several(i64, i64),
    Ordinal(i64),
    OrdinalScale(i32),
    Fraction(i64),
    Multiple(&'static str),
    Percent(&'static str),
    Month(i8),
    Weekday(i8),
    /// A modifier before a figure; none: the word only says that the figure is exact.
    Before(Option<super::Modifier>),
    After(super::Modifier),
    Unit(u16),
    /// Before or after the number, index into [`CURRENCIES`].
    CurrencyBefore(u16),
    CurrencyAfter(u16),
    Counted(u16),
    /// Set phrase, name of a technique: no figure starts inside it.
    Skip,
    Relative(&'static str),
    /// A feast that falls on one day of every year.
    Feast(Feast),
    /// Opens a form of the grammar.
    Trigger,
}

pub(super) struct Currency {
    pub code: &'static str,
    /// Minor units in a major one; 1 for the major unit itself.
    pub minor: i64,
}

pub(super) struct Unit {
    pub name: &'static str,
    pub dimension: &'static str,
    pub factor: (Exact, Exact),
}

pub(super) struct Counted {
    pub name: &'static str,
    pub things: Vec<&'static str>,
}

pub(super) struct Lexicon {
    phrases: Phrases<Sense>,
    pub units: Vec<Unit>,
    pub currencies: Vec<Currency>,
    pub counted: Vec<Counted>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// The longest form at `at` whose sense `pick` wants, with the offset behind it.
    pub fn find<T>(&self, text: &str, at: usize, pick: impl FnMut(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.phrases.find(text, at, pick)
    }
    /// Whether some form may start with the Han character `c`.
    pub fn starts_han(&self, c: char) -> bool {
        self.phrases.starts_han(c)
    }

    /// Whether some form starts with the word or character at `at`.
    pub fn knows(&self, text: &str, at: usize) -> bool {
        self.phrases.knows(text, at)
    }

    /// What can start with the word or character at `at`: bits of [`class`].
    pub fn classes(&self, text: &str, at: usize) -> u16 {
        self.phrases.classes(text, at)
    }

    /// `twentyone`, `thirtyfirst`: tens and ones in one word, a common slip.
    fn glue_tens(&mut self) {
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        let ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
        for (ten, value) in tens.iter().zip((20i64..).step_by(10)) {
            for ((one, ordinal), more) in ones.iter().zip(ordinals).zip(1..) {
                self.phrases.add_classed(&format!("{ten}{one}"), Sense::Card(value + more), class::NUMBER);
                self.phrases.add_classed(&format!("{ten}{ordinal}"), Sense::Ordinal(value + more), class::NUMBER);
            }
        }
    }

    fn load() -> Lexicon {
        let mut lexicon = Lexicon { phrases: Phrases::default(), units: Vec::new(), currencies: Vec::new(), counted: Vec::new() };
        for row in rows(include_str!("data/words.tsv")) {
            let [class, value, forms] = fields(row);
            let Some(sense) = sense(class, value) else { continue };
            lexicon.phrases.add_classed(forms, sense, class_of(sense, value));
        }
        lexicon.glue_tens();
        for row in rows(include_str!("data/times.tsv")) {
            let [code, forms] = fields(row);
            lexicon.phrases.add_classed(forms, Sense::Relative(code), class::RELATIVE);
        }
        for row in rows(include_str!("data/feasts.tsv")) {
            let [rule, forms] = fields(row);
            if let Some(feast) = feast::from_rule(rule) {
                lexicon.phrases.add_classed(forms, Sense::Feast(feast), class::FEAST);
            }
        }
        for row in rows(include_str!("data/units.tsv")) {
            let [name, dimension, factor, en, zh] = fields(row);
            let Some(factor) = quotient(factor) else { continue };
            let index = lexicon.units.len() as u16;
            lexicon.units.push(Unit { name, dimension, factor });
            lexicon.phrases.add(en, Sense::Unit(index));
            lexicon.phrases.add(zh, Sense::Unit(index));
        }
        for row in rows(include_str!("data/currencies.tsv")) {
            let [code, minor, before, en, zh] = fields(row);
            let index = lexicon.currencies.len() as u16;
            lexicon.currencies.push(Currency { code, minor: minor.parse().unwrap_or(1) });
            lexicon.phrases.add_classed(before, Sense::CurrencyBefore(index), class::AMOUNT);
            lexicon.phrases.add(en, Sense::CurrencyAfter(index));
            lexicon.phrases.add(zh, Sense::CurrencyAfter(index));
        }
        for row in rows(include_str!("data/counted.tsv")) {
            let [name, things, forms] = fields(row);
            let index = lexicon.counted.len() as u16;
            lexicon.counted.push(Counted { name, things: things.split(' ').collect() });
            lexicon.phrases.add(forms, Sense::Counted(index));
        }
        for phrase in rows(include_str!("data/skips.txt")) {
            lexicon.phrases.add_classed(phrase, Sense::Skip, class::SKIP);
        }
        // 五台山, 九龙城: places that start like an amount. Shorter ones would hide days: 四日.
        for place in rows(include_str!("../mentions/data/places_zh.txt")) {
            if place.starts_with(super::han::is_numeral) && place.chars().count() > 2 {
                lexicon.phrases.add_classed(place, Sense::Skip, class::SKIP);
            }
        }
        lexicon.phrases.settle();
        lexicon
    }
}

/// What a word can open, one bit each.
pub(super) mod class {
    pub const RELATIVE: u16 = 1;
    pub const MONTH: u16 = 1 << 1;
    pub const WEEKDAY: u16 = 1 << 2;
    /// Other dates and periods of the grammar.
    pub const DATE: u16 = 1 << 3;
    pub const NUMBER: u16 = 1 << 4;
    /// Currencies, multiples, ages: amounts that open with a word.
    pub const AMOUNT: u16 = 1 << 5;
    pub const LEAD: u16 = 1 << 6;
    pub const SKIP: u16 = 1 << 7;
    pub const FEAST: u16 = 1 << 8;
}

fn class_of(sense: Sense, value: &str) -> u16 {
    match sense {
        Sense::Month(_) => class::MONTH,
        Sense::Weekday(_) => class::WEEKDAY,
        Sense::Trigger if value == "date" => class::DATE,
        Sense::Trigger if value == "number" => class::NUMBER,
        Sense::Trigger | Sense::Multiple(_) => class::AMOUNT,
        Sense::Card(_)
        | Sense::Dozen(_)
        | Sense::Vague(..)
        | Sense::Several(..)
        | Sense::Ordinal(_)
        | Sense::OrdinalScale(_)
        | Sense::Fraction(_) => class::NUMBER,
        Sense::Before(_) => class::LEAD,
        _ => 0,
    }
}

/// Lines that are neither empty nor comments.
pub(in super::super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with("# ") && *l != "#")
}

/// The first `N` tab-separated fields of a row; missing ones are empty.
pub(in super::super) fn fields<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut parts = row.split('\t');
    std::array::from_fn(|_| parts.next().unwrap_or("").trim())
}

fn quotient(factor: &str) -> Option<(Exact, Exact)> {
    let (a, b) = factor.split_once('/').unwrap_or((factor, "1"));
    Some((Exact::parse(a)?, Exact::parse(b)?))
}

fn sense(class: &str, value: &'static str) -> Option<Sense> {
    use super::Modifier as M;
    let int = || value.parse::<i64>().ok();
    let pair = || value.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let modifier = || {
        Some(match value {
            "about" => M::About,
            "nearly" => M::Nearly,
            "over" => M::Over,
            "under" => M::Under,
            "at-least" => M::AtLeast,
            "at-most" => M::AtMost,
            "odd-more" => M::OddMore,
            _ => return None,
        })
    };
    Some(match class {
        "card" => Sense::Card(int()?),
        "scale" => Sense::Scale(int()? as i32),
        "suffix" => Sense::Suffix(int()? as i32),
        "dozen" => Sense::Dozen(int()?),
        "vague" => pair().map(|(a, b)| Sense::Vague(a, b))?,
        "several" => pair().map(|(a, b)| Sense::Several(a, b))?,
        "ordw" => Sense::Ordinal(int()?),
        "ordscale" => Sense::OrdinalScale(int()? as i32),
        "frac" => Sense::Fraction(int()?),
        "multiple" => Sense::Multiple(value),
        "percent" => Sense::Percent(value),
        "month" => Sense::Month(int()? as i8),
        "weekday" => Sense::Weekday(int()? as i8),
        "trigger" => Sense::Trigger,
        "before" if value == "exact" => Sense::Before(None),
        "before" => Sense::Before(Some(modifier()?)),
        "after" => Sense::After(modifier()?),
        _ => return None,
    })
}
