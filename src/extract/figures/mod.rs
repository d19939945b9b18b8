//! Figures: numbers, money, percentages, quantities, ages, dates and periods with exact values.

mod interval;
mod lexicon;
mod scan;
mod units;
mod when;

pub use interval::{Comparison, Interval, common_unit, compare, interval};
pub use units::{celsius, dimension, factor};
pub use when::{Expr, Grain, Part, Tense, Year};

use super::{ArticleFacts, BlockEntry, Figure, FigureKind, Modifier, Precision};
use crate::text::{Block, Layout, Reading};

/// A figure as the block alone tells it: relative dates are still unresolved.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDraft {
    /// Span in the block's source bytes.
    pub figure: Figure,
    /// When, for dates, periods and clock times; `figure.when` is empty until the article's date is known.
    pub when: Option<Expr>,
    /// What the verbs beside it say of `when`.
    pub tense: Tense,
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
