//! A sentence as relations look at it: its figures in order, the words between them, the cues.

use super::words::{self, Found, Word};
use crate::extract::claims::Prose;
use crate::extract::figures::{FigureDraft, dimension, scan};
use crate::extract::{Figure, FigureKind, Precision};
use crate::text::{Exact, Span};

/// What a figure can be added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A number, alone or of things.
    Count,
    Money,
    /// An amount of a unit of measurement.
    Amount,
    Percent,
    /// Percentage points, basis points.
    Points,
    /// A part of one: a third.
    Fraction,
    Multiple,
    /// Dates, ages, ordinals, ranges …
    Other,
}

/// A figure of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub index: u32,
    pub start: usize,
    pub end: usize,
    pub class: Class,
    pub figure: &'a Figure,
}

impl Mark<'_> {
    /// The amount: "负4场" counts four games.
    pub fn value(&self) -> Option<Exact> {
        self.figure.value.map(Exact::abs)
    }
    /// Whether two figures can stand for amounts of the same thing: counts whatever they count.
    pub fn adds_to(&self, other: &Mark) -> bool {
        // "80 million euros, of which 50 million …"
        let bare = |m: &Mark| m.class == Class::Count && m.figure.unit.is_none() && matches!(m.figure.precision, Precision::Place(3..));
        if bare(self) && other.class == Class::Money || self.class == Class::Money && bare(other) {
            return true;
        }
        self.class == other.class
            && match self.class {
                Class::Count => true,
                Class::Money => self.figure.unit == other.figure.unit,
                Class::Amount => unit_dimension(self.figure) == unit_dimension(other.figure),
                _ => false,
            }
    }
}

/// How many figures a sentence may hold: with more it is a table, and what belongs together is not to be told from its
/// words. Each is compared with all others.
const MOST: usize = 200;

/// One sentence.
pub(super) struct Passage<'a> {
    pub prose: &'a Prose<'a>,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    /// All figures but dates, periods and clock times.
    pub marks: Vec<Mark<'a>>,
    pub found: Vec<Found>,
}

impl<'a> Passage<'a> {
    /// The sentences of a block that hold figures. With `joined` a semicolon ends none.
    pub fn all(prose: &'a Prose<'a>, joined: bool) -> Vec<Passage<'a>> {
        let mut spans: Vec<Span> = Vec::new();
        for sentence in &prose.sentences {
            match spans.last_mut() {
                Some(last) if joined && last.of(prose.text).ends_with([';', '；']) => *last = last.join(sentence.span),
                _ => spans.push(sentence.span),
            }
        }
        spans.into_iter().filter_map(|s| Passage::new(prose, s)).collect()
    }
    fn new(prose: &'a Prose<'a>, span: Span) -> Option<Passage<'a>> {
        let first = prose.figures.partition_point(|f| f.place.start < span.start);
        let inside = prose.figures.iter().enumerate().skip(first).take_while(|(_, f)| f.place.end <= span.end);
        let mark = |(i, f): (usize, &'a FigureDraft)| {
            let place = f.place.range();
            // The dash of "340 animals - 120 birds" is no minus.
            let dash = scan::part(prose.text, place.start, place.end).strip_prefix("- ").map_or(0, |_| 2);
            Mark { index: i as u32, start: place.start + dash, end: place.end, class: class(&f.figure), figure: &f.figure }
        };
        let timeless = |m: &Mark| !matches!(m.figure.kind, FigureKind::Date | FigureKind::Period | FigureKind::Time);
        let marks: Vec<Mark> = inside.map(mark).filter(timeless).collect();
        if marks.is_empty() || marks.len() > MOST {
            return None;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        Some(Passage { prose, text: prose.text, start, end, marks, found: words::find(prose.text, start, end) })
    }
    pub fn between(&self, from: usize, to: usize) -> &'a str {
        scan::part(self.text, from, to)
    }
    /// The text between a mark and the next one, or the sentence's end.
    pub fn behind(&self, i: usize) -> &'a str {
        let from = self.marks.get(i).map_or(self.end, |m| m.end);
        self.between(from, self.marks.get(i + 1).map_or(self.end, |m| m.start))
    }
    /// The text between the mark before (or the sentence's start) and a mark.
    pub fn before(&self, i: usize) -> &'a str {
        let to = self.marks.get(i).map_or(self.start, |m| m.start);
        self.between(self.gap_start(i), to)
    }
    /// Where the text before a mark begins.
    pub fn gap_start(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|p| self.marks.get(p)).map_or(self.start, |m| m.end)
    }
    pub fn words(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Found> {
        let first = self.found.partition_point(|f| f.start < from);
        let behind = self.found.partition_point(|f| f.start <= to).max(first);
        self.found[first..behind].iter().filter(move |f| f.end <= to)
    }
    pub fn has(&self, from: usize, to: usize, word: Word) -> bool {
        self.words(from, to).any(|f| f.word == word)
    }
    /// Where the clause that holds `at` ends.
    pub fn clause_end(&self, at: usize) -> usize {
        at + self.between(at, self.end).find(super::parts::STOPS).unwrap_or(self.end - at)
    }
    /// From the first to the last of some marks, in bytes of the source.
    pub fn span(&self, marks: &[&Mark]) -> Span {
        let start = marks.iter().map(|m| m.start).min().unwrap_or(self.start);
        let end = marks.iter().map(|m| m.end).max().unwrap_or(self.end);
        self.prose.reading.source(Span::new(start, end.max(start)))
    }
}

fn unit_dimension(figure: &Figure) -> Option<&'static str> {
    figure.unit.as_deref().and_then(dimension)
}

fn class(figure: &Figure) -> Class {
    let unit = figure.unit.as_deref();
    match figure.kind {
        _ if figure.enumerates => Class::Other,
        FigureKind::Percent if matches!(unit, Some("percentage-point" | "basis-point")) => Class::Points,
        FigureKind::Percent => Class::Percent,
        FigureKind::Money => Class::Money,
        FigureKind::Multiple => Class::Multiple,
        FigureKind::Number if figure.value.is_some_and(|v| v > Exact::ZERO && v < Exact::ONE) && figure.precision == Precision::Exact => {
            Class::Fraction
        }
        FigureKind::Number => Class::Count,
        FigureKind::Quantity if unit.and_then(dimension).is_some() => Class::Amount,
        FigureKind::Quantity => Class::Count,
        _ => Class::Other,
    }
}
