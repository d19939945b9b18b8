//! Figures: numbers, money, percentages, quantities, ages, dates and periods with exact values.

use super::{ArticleFacts, BlockEntry, Figure};
use crate::text::{Block, Layout, Reading};

/// A figure as the block alone tells it: relative dates are still unresolved.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDraft {
    /// Span in the block's source bytes.
    pub figure: Figure,
}

/// Stage one.
pub fn read(reading: &Reading, block: &Block) -> Vec<FigureDraft> {
    let _ = (reading, block);
    Vec::new()
}

/// Stage two: dates resolved against the article's own date, spans moved to the article. Fills `facts.figures`.
pub(super) fn resolve(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let _ = (layout, blocks, facts);
}
