//! What a block alone tells of names, relative to the block.

use std::sync::Arc;

use crate::extract::{Evidence, Relation, Strength};
use crate::glossary::EntityType;
use crate::text::{Reading, Span, Symbol};

/// What a block alone tells of names. Spans are bytes of the block's source text; lists are in order of place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameFacts {
    /// Candidates with their evidence, also weak ones; they do not overlap.
    pub candidates: Box<[Candidate]>,
    pub introductions: Box<[Draft]>,
    pub taught: Box<[TaughtDraft]>,
    /// Han readings, kept so that names established elsewhere in the article are found here without their cue.
    pub han: Option<Arc<HanText>>,
}

/// What a candidate's form lets it be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Stands on its own.
    Full,
    /// A surname with a title (`Mr. Lu`, 陆总): a name only if the article gives it in full, unless a title of office
    /// proves it.
    Surname,
    /// One capitalised word that may be the short form of something longer.
    Word,
    Acronym,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub span: Span,
    /// As read.
    pub name: Symbol,
    /// The name, folded: every article with the block asks for it.
    pub key: Symbol,
    pub kind: EntityType,
    pub evidence: Evidence,
    pub strength: Strength,
    /// What all looks and neighbours of a Latin name together say for a name, in hundredths of a logarithm of odds; none
    /// where that was not asked.
    pub score: Option<i16>,
    pub form: Form,
    /// At the start of a sentence or in a headline, where a capital proves nothing.
    pub opens: bool,
    /// A word of the language: as a short form it needs a capital that nothing else explains.
    pub common: bool,
}

/// A piece of text with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub span: Span,
    /// In introductions as printed, elsewhere as read.
    pub name: Symbol,
}

/// Text before a Chinese title in which the organization and the department still have to be told apart: the article's
/// mentions decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    pub text: Symbol,
    /// The same in the source's own characters, one for one.
    pub printed: Symbol,
    /// Of the block's source, one for each character of `text`.
    pub places: Box<[Span]>,
}

/// An introduction as the block alone tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub span: Span,
    pub name: Named,
    pub kind: EntityType,
    pub title: Box<[Symbol]>,
    pub of: Option<Named>,
    pub window: Option<Window>,
    pub department: Option<Symbol>,
    pub what: Option<Symbol>,
    pub relation: Option<Relation>,
    /// The post is not held now: a former, coming or acting one.
    pub aside: bool,
    pub in_sentence: bool,
}

/// A pair of names that the block declares to be of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct TaughtDraft {
    /// Where the full name ends: whatever mention ends here.
    pub full_end: u32,
    pub name: Named,
    /// Where the parenthesis ends that declares it, the mark included.
    pub passage_end: u32,
    /// Bilingual parentheses hold for the corpus.
    pub corpus: bool,
}

/// A Han reading with the way back to the source.
#[derive(Clone, Debug, PartialEq)]
pub struct HanText {
    pub text: Box<str>,
    /// Reading offset of a character's start, source offset there; only where the distance changes.
    starts: Box<[(u32, u32)]>,
    /// The same for the ends of characters.
    ends: Box<[(u32, u32)]>,
    /// Starts of the segmenter's words in the reading, sorted.
    pub cuts: Box<[u32]>,
}

impl HanText {
    pub fn new(reading: &Reading, cuts: Vec<u32>) -> HanText {
        let text = reading.text();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        if !reading.is_borrowed() {
            let (mut start_shift, mut end_shift) = (0i64, 0i64);
            for (i, c) in text.char_indices() {
                let end = i + c.len_utf8();
                let source = reading.source(Span::new(i, end));
                if i64::from(source.start) - i as i64 != start_shift {
                    start_shift = i64::from(source.start) - i as i64;
                    starts.push((i as u32, source.start));
                }
                if i64::from(source.end) - end as i64 != end_shift {
                    end_shift = i64::from(source.end) - end as i64;
                    ends.push((end as u32, source.end));
                }
            }
        }
        HanText { text: text.into(), starts: starts.into(), ends: ends.into(), cuts: cuts.into() }
    }
    /// The source of a span of the reading.
    pub fn source(&self, span: Span) -> Span {
        let shifted = |map: &[(u32, u32)], at: u32| match map.partition_point(|(reading, _)| *reading <= at).checked_sub(1) {
            Some(i) => map[i].1 + (at - map[i].0),
            None => at,
        };
        let start = shifted(&self.starts, span.start);
        Span { start, end: shifted(&self.ends, span.end).max(start) }
    }
    /// Whether a word of the segmenter starts (or the text ends) here.
    pub fn is_cut(&self, at: u32) -> bool {
        at as usize == self.text.len() || self.cuts.binary_search(&at).is_ok()
    }
}
