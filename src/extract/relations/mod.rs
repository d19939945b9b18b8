//! Relations between the figures of a sentence: totals and their parts, glosses, lists that a number counts.
//!
//! Each file reads one kind from the prose of a block alone ([`read`], memoised with the block); the article gives them
//! their places (`bind`). What is no relation beyond doubt is left out: a rule reports what it finds here.

mod ages;
mod among;
mod balance;
mod ballots;
mod changes;
mod classes;
mod days;
mod done;
mod glosses;
mod lists;
mod lists_en;
mod lists_zh;
mod multiples;
mod parts;
mod passage;
mod points;
mod ranges;
mod shares;
mod tallies;
mod totals;
mod words;

pub(super) use ages::{is_birth, is_present_age};
use passage::Passage;

use super::claims::Prose;
use super::{ArticleFacts, BlockEntry, FigureRelation};
use crate::text::Layout;

/// Stage one: the relations of a block, in order of place. Figures are indices into the block's, spans bytes of its
/// source text.
pub fn read(prose: &Prose) -> Vec<FigureRelation> {
    let mut out = Vec::new();
    lists::read(prose, &mut out);
    if prose.figures.is_empty() {
        return out;
    }
    glosses::read(prose, &mut out);
    ranges::read(prose, &mut out);
    days::read(prose, &mut out);
    done::read(prose, &mut out);
    ages::read(prose, &mut out);
    let joined = Passage::all(prose, true);
    balance::read(&joined, &mut out);
    parts::read(&joined, &mut out);
    shares::read(&joined, &mut out);
    totals::read(&joined, &mut out);
    let apart = prose.text.contains([';', '；']).then(|| Passage::all(prose, false));
    let single = apart.as_deref().unwrap_or(&joined);
    points::read(single, &mut out);
    multiples::read(single, &mut out);
    changes::read(single, &mut out);
    tallies::read(single, &mut out);
    out.sort_by_key(|r: &FigureRelation| r.span);
    out
}

/// Stage two: fills `facts.relations`, moved to the article.
pub(super) fn bind(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let mut out = Vec::new();
    let mut figures = 0;
    for (block, entry) in layout.blocks.iter().zip(blocks) {
        out.extend(entry.facts.relations.iter().map(|r| r.shift(block.span.start, figures)));
        figures += entry.facts.figures.len() as u32;
    }
    facts.relations = out.into();
}
