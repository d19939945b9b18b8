//! Names: glossary mentions, unresolved candidates, introductions.
//!
//! Stage one reads a block: [`candidates`] from the text alone, [`confirm`] for the glossary's hits. Stage two,
//! `link`, decides over the article: which hits link, which candidates are names, who a short form means.

mod chinese;
mod confirm;
mod decide;
mod define;
mod english;
mod facts;
mod finder;
mod key;
mod lexicon;
mod link;
mod posts;
pub mod segmenter;
#[cfg(test)]
mod tests;
mod tokens;

pub use confirm::confirm;
pub use facts::{Candidate, Draft, Form, HanText, NameFacts, Named, TaughtDraft, Window};
pub use key::fold_name;
pub(super) use link::link;
pub use posts::{fold_title, post_of};

use std::sync::Arc;

use super::figures::FigureDraft;
use crate::text::{Block, BlockKind, Reading, Span, is_han};

/// Stage one: candidates with their evidence, introductions, names the text defines.
pub fn candidates(reading: &Reading, block: &Block, figures: &[FigureDraft]) -> NameFacts {
    let text = reading.text();
    if block.kind == BlockKind::Boilerplate || text.is_empty() {
        return NameFacts::default();
    }
    let mut tokens = tokens::tokens(text);
    let mut finder = finder::Finder::default();
    english::handles::find(text, &mut tokens, &mut finder);
    if tokens.iter().any(tokens::Token::is_capital) {
        english::find(text, &tokens, &mut finder);
    }
    let mut han = None;
    if text.chars().any(is_han) {
        let cuts = chinese::find(text, &tokens, &mut finder);
        han = Some(Arc::new(HanText::new(reading, cuts)));
    }
    define::find(text, &mut finder);
    let mut found = finder.candidates(reading);
    // `57,373 辆`, `Q2`, `10 billion`: what is a figure is no name, save for model numbers inside longer names.
    found.retain(|c| !figures.iter().any(|f| f.figure.span.contains(c.span)));
    let masked = |span: Span| reading.residue.masked.iter().any(|m| m.start <= span.end && span.start <= m.end);
    found.retain(|c| !masked(c.span));
    let stops = |span: Span| {
        let to = reading.offset_of(span.end) as usize;
        text.get(to..).is_some_and(|rest| rest.contains(['.', '。', '，', ',', '！', '？', '!', '?']))
            || text.get(..to).is_some_and(|head| head.contains(['。', '，', ',']))
    };
    let introductions = finder.drafts(reading, |span| stops(reading.source(span)));
    let taught = finder.taught(reading);
    NameFacts { candidates: found.into(), introductions: introductions.into(), taught: taught.into(), han }
}
