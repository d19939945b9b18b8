//! Claims: figures bound to subject, metric and period.
//!
//! A block alone tells which metric a figure measures, whether it is a level, a change or the value a change starts
//! from, and where its subject can stand ([`drafts`]). The article adds who stands there and when (`bind`). A part
//! that is not said stays unknown.

mod ages;
mod bind;
mod clauses;
mod draft;
mod lexicon;

pub(super) use bind::bind;
pub use clauses::Prose;
pub use lexicon::MetricLexicon;

use super::{Aspect, Measure, Metric};
use crate::text::Span;

/// A claim as the block alone tells it. Spans are bytes of the block's source text.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDraft {
    /// Index into the block's figures.
    pub figure: u32,
    /// The clause.
    pub span: Span,
    pub metric: Option<Metric>,
    pub aspect: Aspect,
    /// Indices in it are of drafts of the same block.
    pub measure: Measure,
    /// Index of the block's figure that states the period.
    pub period: Option<u32>,
    /// Index of the block's figure that says as of when.
    pub as_of: Option<u32>,
    /// Where to look for the subject among the block's mentions, best first: whoever touches a zone alone is it.
    pub zones: Box<[Span]>,
    /// Where whoever says it stands ("X said"): no subject, but what "it" and "the company" can mean.
    pub speaker: Option<Span>,
    /// Where to look for what "it" means: who the paragraph spoke of before, best first.
    pub topics: Box<[Span]>,
    /// Where the named source of the statement stands ("according to X").
    pub source: Option<Span>,
    pub quoted: bool,
}

/// Stage one: the claims of a block, those of ages last.
pub fn drafts(prose: &Prose, metrics: &MetricLexicon) -> Vec<ClaimDraft> {
    let mut out = draft::drafts(prose, metrics);
    ages::drafts(prose, &mut out);
    out
}

#[cfg(test)]
mod tests;
