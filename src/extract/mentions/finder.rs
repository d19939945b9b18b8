//! What the grammars of both languages write to, in bytes of the reading.

use std::collections::BTreeMap;

use super::facts::{Candidate, Draft, Form, Named, TaughtDraft, Window};
use crate::extract::{Evidence, Relation, Strength};
use crate::glossary::EntityType;
use crate::text::{Reading, Span, Symbol};

/// A candidate in the reading.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub span: Span,
    pub kind: EntityType,
    pub evidence: Evidence,
    pub form: Form,
    pub opens: bool,
    pub common: bool,
    /// How well characters and neighbours fit a name, where they were weighed: in tenths of the natural logarithm.
    pub fit: i32,
    /// The grammar's own verdict where it knows better than the evidence alone.
    pub at_least: Strength,
    /// What all looks and neighbours of a Latin name together say, in hundredths of a logarithm of odds.
    pub score: Option<i16>,
}

impl Found {
    pub fn new(span: Span, kind: EntityType, evidence: Evidence) -> Found {
        Found { span, kind, evidence, form: Form::Full, opens: false, common: false, fit: 0, at_least: Strength::Weak, score: None }
    }
    pub fn fair(mut self) -> Found {
        self.at_least = self.at_least.max(Strength::Fair);
        self
    }
    pub fn strong(mut self) -> Found {
        self.at_least = Strength::Strong;
        self
    }
    pub fn form(mut self, form: Form) -> Found {
        self.form = form;
        self
    }
}

/// A pair of names that the text declares to be of one entity, in the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RawTaught {
    /// Where the full name ends.
    pub full: u32,
    pub name: Span,
    /// Where the parenthesis ends, its mark included.
    pub passage: u32,
    pub corpus: bool,
}

/// An introduction in the reading.
#[derive(Clone, Debug)]
pub(super) struct RawDraft {
    pub span: Span,
    pub name: Span,
    pub kind: EntityType,
    pub title: Vec<Span>,
    pub of: Option<Span>,
    pub window: Option<Span>,
    pub department: Option<Span>,
    pub what: Option<Span>,
    pub relation: Option<Relation>,
}

impl RawDraft {
    pub fn new(span: Span, name: Span, kind: EntityType) -> RawDraft {
        RawDraft { span, name, kind, title: Vec::new(), of: None, window: None, department: None, what: None, relation: None }
    }
}

#[derive(Default)]
pub(super) struct Finder {
    pub found: Vec<Found>,
    pub drafts: Vec<RawDraft>,
    /// Where the full name ends, the other name, whether it holds for the corpus.
    pub taught: Vec<RawTaught>,
}

impl Finder {
    pub fn add(&mut self, found: Found) {
        if !found.span.is_empty() {
            self.found.push(found);
        }
    }

    /// Candidates without overlaps, in order: the stronger, then the longer, then the earlier wins; evidence for the same
    /// span is joined.
    pub fn candidates(&mut self, reading: &Reading) -> Vec<Candidate> {
        let text = reading.text();
        let mut all = std::mem::take(&mut self.found);
        all.sort_by_key(|f| (f.span, f.kind, std::cmp::Reverse(f.at_least)));
        let mut joined: Vec<Found> = Vec::with_capacity(all.len());
        for found in all {
            let name = found.span.of(text);
            match joined.last_mut() {
                Some(last) if last.span == found.span => {
                    // The surer pattern says what it is; where none is sure, a likely score does.
                    let (old, new) = (super::decide::by_pattern(last, name), super::decide::by_pattern(&found, name));
                    let unsure = old.max(new) < Strength::Fair;
                    let likely = |f: &Found| f.score.is_some() && super::decide::strength(f, name) >= Strength::Likely;
                    let by_score = likely(&found) || found.score.is_none() && !likely(last);
                    let replaces = if unsure { by_score } else { new > old };
                    if replaces {
                        (last.kind, last.form) = (found.kind, found.form);
                    }
                    last.score = last.score.max(found.score);
                    last.at_least = last.at_least.max(found.at_least);
                    last.evidence |= found.evidence;
                    last.fit = last.fit.max(found.fit);
                }
                _ => joined.push(found),
            }
        }
        let mut ranked: Vec<(Strength, Found)> = joined.into_iter().map(|f| (super::decide::strength(&f, f.span.of(text)), f)).collect();
        ranked.sort_by_key(|(strength, f)| (std::cmp::Reverse(*strength), std::cmp::Reverse(f.span.len()), f.span));
        // By start; what is kept never overlaps, so only the neighbours of a place can collide with it.
        let mut kept: BTreeMap<u32, (Strength, Found)> = BTreeMap::new();
        for (strength, found) in ranked {
            let before = kept.range(..=found.span.start).next_back().is_some_and(|(_, (_, k))| k.span.overlaps(found.span));
            let after = kept.range(found.span.start..).next().is_some_and(|(_, (_, k))| k.span.overlaps(found.span));
            if !before && !after {
                kept.insert(found.span.start, (strength, found));
            }
        }
        kept.into_values()
            .filter(|(_, f)| !reading.is_damaged(f.span))
            .map(|(strength, f)| Candidate {
                span: reading.source(f.span),
                name: Symbol::new(f.span.of(text)),
                key: super::fold_name(f.span.of(text)),
                kind: f.kind,
                evidence: f.evidence,
                strength,
                score: f.score,
                form: f.form,
                opens: f.opens,
                common: f.common,
            })
            .collect()
    }

    pub fn drafts(&mut self, reading: &Reading, in_sentence: impl Fn(Span) -> bool) -> Vec<Draft> {
        let text = reading.text();
        let mut raw = std::mem::take(&mut self.drafts);
        raw.sort_by_key(|d| (d.span, d.name));
        let symbol = |s: Span| Symbol::new(&reading.printed(s));
        let named = |s: Span| Named { span: reading.source(s), name: symbol(s) };
        raw.into_iter()
            .map(|d| Draft {
                span: reading.source(d.span),
                name: named(d.name),
                kind: d.kind,
                title: d.title.iter().map(|s| symbol(*s)).collect(),
                of: d.of.map(named),
                window: d.window.map(|w| Window {
                    text: Symbol::new(w.of(text)),
                    printed: symbol(w),
                    places: (w.of(text).char_indices())
                        .map(|(i, c)| reading.source(Span::new(w.start as usize + i, w.start as usize + i + c.len_utf8())))
                        .collect(),
                }),
                department: d.department.map(symbol),
                what: d.what.map(symbol),
                relation: d.relation,
                aside: super::posts::is_aside(text, d.span, d.name, d.window, &d.title),
                in_sentence: in_sentence(d.span),
            })
            .collect()
    }

    pub fn taught(&mut self, reading: &Reading) -> Vec<TaughtDraft> {
        let text = reading.text();
        let named = |s: Span| Named { span: reading.source(s), name: Symbol::new(s.of(text)) };
        let end = |at: u32| match text.get(..at as usize).and_then(|t| t.char_indices().next_back()) {
            Some((i, _)) => reading.source(Span { start: i as u32, end: at }).end,
            None => 0,
        };
        let mut all = std::mem::take(&mut self.taught);
        all.sort_unstable();
        all.dedup();
        (all.into_iter())
            .map(|t| TaughtDraft { full_end: end(t.full), name: named(t.name), passage_end: end(t.passage), corpus: t.corpus })
            .collect()
    }
}
