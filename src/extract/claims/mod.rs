//! Claims: figures bound to subject, metric and period.
//!
//! A block alone tells which metric a figure measures, whether it is a level, a change or the value a change starts
//! from, and where its subject can stand ([`drafts`]). The article adds who stands there and when (`bind`). A part
//! that is not said stays unknown.

mod ages;
mod bind;
mod clauses;
mod deed;
mod draft;
mod frames;
mod lexicon;
mod measure;
mod metric;
mod period;
mod scene;
mod standing;
mod subject;
mod thing;
mod zones;

pub(super) use bind::{bind, unresolved};
pub(super) use clauses::Hit;
pub use clauses::Prose;
pub use draft::Slot;
pub(super) use lexicon::Cue;
pub use lexicon::{MetricLexicon, Nature, nature};
pub use scene::Scene;

use super::{Aspect, Measure, Metric};
use crate::text::{Span, Symbol};

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
    /// Index of the block's figure that says at what time of day.
    pub clock: Option<u32>,
    /// Where to look for the subject among the block's mentions, best first: whoever touches a zone alone is it.
    pub zones: Box<[Span]>,
    /// The sentence.
    pub sentence: Span,
    /// Where a name would be the other side of a deal: right behind "from", 与, 向.
    pub counterparties: Box<[u32]>,
    /// Those of them that can also be a second subject: behind 与, 同.
    pub companions: Box<[u32]>,
    /// A toll that is said to have risen to its value: more can follow.
    pub running: bool,
    /// What stands where the subject belongs.
    pub slot: Slot,
    /// A thing with a proper name that no mention knows (a festival, a tunnel fire, a city), folded.
    pub thing: Option<Symbol>,
    /// The thing without a proper name that the clause opens with ("the stadium", 新球场): the same one in its article.
    pub local: Option<Symbol>,
    /// The place or event that a toll or a crowd is told of.
    pub scene: Option<Scene>,
    /// Where else a name can stand when the figure itself is the subject: "17 people were killed at …".
    pub behind: Option<Span>,
    /// Where whoever says it stands ("X said"): no subject, but what "it" and "the company" can mean.
    pub speaker: Option<Span>,
    /// Where whoever says "we" is named behind the quotation.
    pub voice: Option<Span>,
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
