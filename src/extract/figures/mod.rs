//! Figures: numbers, money, percentages, quantities, ages, dates and periods with exact values.
//!
//! One pass over a block's reading. At every place where a figure can start, `calendar` is asked for a date, period or
//! clock time and `measure` for an amount; `guards` know what only looks like one. Words come from the tables in
//! `lexicon`. The result is still without the article's date; `resolve` brings the two together.

mod calendar;
mod compound;
mod digits;
mod durations;
mod feast;
mod guards;
mod han;
mod interval;
pub(super) mod lexicon;
mod local;
mod measure;
mod named;
mod nouns;
mod numeral;
mod parts;
mod range;
mod read;
pub(super) mod scan;
mod spelled;
mod stay;
mod suffix;
mod tense;
mod units;
mod week;
mod when;
mod yuan;

pub use interval::{Comparison, Interval, common_unit, compare, interval};
pub(super) use local::settle_currency;
pub use read::read;
pub use units::{celsius, dimension, factor};
pub use when::{Expr, Grain, Part, Tense, Year, label as period_label};

use super::{ArticleFacts, BlockEntry, Figure, FigureKind, Modifier, When};
use crate::text::{Layout, Span};

/// A figure as the block alone tells it: relative dates are still unresolved.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDraft {
    /// Span in the block's source bytes.
    pub figure: Figure,
    /// When, for dates, periods and clock times; `figure.when` is empty until the article's date is known.
    pub when: Option<Expr>,
    /// What the verbs beside it say of `when`.
    pub tense: Tense,
    /// Span in the block's reading.
    pub place: Span,
    /// 元 or 块 alone: the money of the land that the article is from, which other amounts of it may name.
    pub unnamed_money: bool,
}

/// Stage two: dates resolved against the article's own date, spans moved to the article. Fills `facts.figures`.
pub(super) fn resolve(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let reference = facts.date.as_ref().map(|d| d.date);
    let mut figures = Vec::new();
    for (block, entry) in layout.blocks.iter().zip(blocks) {
        for draft in &entry.facts.figures {
            let mut figure = draft.figure.clone();
            figure.span = figure.span.shift(block.span.start);
            if let Some(expr) = &draft.when {
                let when = expr.resolve(reference, draft.tense);
                figure.kind = match when {
                    When::Date(_) => FigureKind::Date,
                    When::Period { .. } => FigureKind::Period,
                    When::Clock { .. } => FigureKind::Time,
                };
                figure.when = Some(Box::new(when));
            }
            figures.push(figure);
        }
    }
    yuan::name_all(blocks, &mut figures, facts.language);
    facts.figures = figures.into();
}

#[cfg(test)]
mod tests;
