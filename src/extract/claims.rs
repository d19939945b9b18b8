//! Claims: figures bound to subject, metric and period.

use std::collections::BTreeMap;

use super::figures::FigureDraft;
use super::mentions::NameFacts;
use super::{ArticleFacts, Aspect, BlockEntry, Measure, Metric};
use crate::config::MetricWords;
use crate::text::{Block, Layout, Reading, Span};

/// Words and units of metrics.
#[derive(Debug, Default)]
pub struct MetricLexicon {}

impl MetricLexicon {
    /// The built-in lexicon with what `[metrics.*]` adds.
    pub fn with(extra: &BTreeMap<String, MetricWords>) -> MetricLexicon {
        let _ = extra;
        MetricLexicon::default()
    }
}

/// A claim as the block alone tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDraft {
    /// Index into the block's figures.
    pub figure: u32,
    /// The clause, in the block's source bytes.
    pub span: Span,
    pub metric: Option<Metric>,
    pub aspect: Aspect,
    /// Indices in it are of drafts of the same block.
    pub measure: Measure,
    /// Index of the block's figure that states the period.
    pub period: Option<u32>,
    /// Where to look for the subject among the block's mentions, best first.
    pub zones: Box<[Span]>,
    /// Where the named source of the statement stands.
    pub source: Option<Span>,
    pub quoted: bool,
}

/// Stage one.
pub fn drafts(reading: &Reading, block: &Block, figures: &[FigureDraft], names: &NameFacts, metrics: &MetricLexicon) -> Vec<ClaimDraft> {
    let _ = (reading, block, figures, names, metrics);
    Vec::new()
}

/// Stage two: subjects and periods bound and carried over. Fills `facts.claims` from `facts.mentions` and
/// `facts.figures`.
pub(super) fn bind(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let _ = (layout, blocks, facts);
}
