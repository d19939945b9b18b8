//! Relations: what a sentence says of several figures together, for rules that do arithmetic on them.

use crate::text::Span;

/// What a passage says of figures together.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRelation {
    /// The passage that says it.
    pub span: Span,
    pub kind: FigureRelationKind,
}

/// Figures are indices into [`super::ArticleFacts::figures`].
#[derive(Clone, Debug, PartialEq)]
pub enum FigureRelationKind {
    /// `gloss` restates the amount `of` in another unit, currency or notation: "30C (86F)", "10 billion yuan, or 100亿元".
    Gloss { of: u32, gloss: u32 },
    /// Parts of a total: "60 boats: 25 trawlers, 25 ferries and 10 tugs".
    Parts {
        total: u32,
        parts: Box<[u32]>,
        /// The parts are said or shown to be all of it.
        complete: bool,
    },
    /// A count before or behind the list that it counts: "three plants, in A, B and C".
    List {
        count: u32,
        /// Each item without its separators.
        items: Box<[Span]>,
    },
}

impl FigureRelation {
    /// The relation of a block as one of the article: `bytes` is where the block starts, `figures` the index of its
    /// first figure.
    pub fn shift(&self, bytes: u32, figures: u32) -> FigureRelation {
        let all = |list: &[u32]| list.iter().map(|f| f + figures).collect();
        let kind = match &self.kind {
            FigureRelationKind::Gloss { of, gloss } => FigureRelationKind::Gloss { of: of + figures, gloss: gloss + figures },
            FigureRelationKind::Parts { total, parts, complete } => {
                FigureRelationKind::Parts { total: total + figures, parts: all(parts), complete: *complete }
            }
            FigureRelationKind::List { count, items } => {
                FigureRelationKind::List { count: count + figures, items: items.iter().map(|i| i.shift(bytes)).collect() }
            }
        };
        FigureRelation { span: self.span.shift(bytes), kind }
    }
}
