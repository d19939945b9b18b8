//! Names: glossary mentions, unresolved candidates, introductions.

use super::figures::FigureDraft;
use super::{ArticleFacts, BlockEntry, BlockHit, Context};
use crate::glossary::{Hit, Matcher};
use crate::text::{Block, Layout, Reading, Symbol};

/// What a block alone tells of names, relative to the block.
#[derive(Clone, Debug, Default)]
pub struct NameFacts {}

/// Stage one: candidates with their evidence, introductions, names the text defines.
pub fn candidates(reading: &Reading, block: &Block, figures: &[FigureDraft]) -> NameFacts {
    let _ = (reading, block, figures);
    NameFacts::default()
}

/// The matcher's hits in a block, in source bytes, with what the segmenter says of their bounds.
pub fn confirm(reading: &Reading, matcher: &Matcher, hits: &[Hit]) -> Vec<BlockHit> {
    let _ = (reading, matcher, hits);
    Vec::new()
}

/// Stage two: links, short forms, defined names, candidates kept or dropped, introductions. Fills `facts.mentions`,
/// `facts.introductions` and `facts.taught`.
pub(super) fn link(layout: &Layout, blocks: &[BlockEntry], context: &Context, facts: &mut ArticleFacts) {
    let _ = (layout, blocks, context, facts);
}

/// The key under which spellings of one name meet: case, blanks, hyphens and legal suffixes (`Inc.`, `集团`) folded.
pub fn fold_name(name: &str) -> Symbol {
    Symbol::new(&name.to_lowercase())
}
