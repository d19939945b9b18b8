//! Names compiled to an automaton over readings.

use super::{Entity, Glossary, Name};
use crate::text::Span;

/// Index of a distinct folded name in a [`Matcher`].
pub type NameId = u32;

/// Index of a distinct cue (a `when` or `unless` phrase) in a [`Matcher`].
pub type CueId = u32;

/// One entity that bears a name.
#[derive(Clone, Copy, Debug)]
pub struct Bearer<'a> {
    pub entity: &'a std::sync::Arc<Entity>,
    /// Which of the entity's names it is, the best-ranked one where several fold to the same.
    pub name: &'a Name,
    /// The name was derived (`Jun Lei` from `Lei Jun`), it does not stand in the glossary so.
    pub derived: bool,
}

/// A name found in a reading, in the reading's bytes. Word boundaries of Latin names, case of short ones and the
/// longest match are already seen to; `when`, `unless` and the segmenter are not: they need the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub span: Span,
    pub name: NameId,
}

/// The compiled names of one glossary. Building takes well under a second for 100,000 names and runs off the request
/// path; searching is linear in the text.
#[derive(Default)]
pub struct Matcher {
    /// Grows with every matcher built in this process; 0 is the empty one.
    pub generation: u64,
}

impl Matcher {
    pub fn new(glossary: &Glossary) -> Matcher {
        let _ = glossary;
        Matcher::default()
    }
    /// All hits in a reading's text, leftmost-longest, in order, not overlapping.
    pub fn find(&self, reading: &str, hits: &mut Vec<Hit>) {
        let _ = (reading, hits);
    }
    /// The entities that bear a name, and which of their names it is. More than one: ambiguous.
    pub fn bearers(&self, name: NameId) -> impl Iterator<Item = (&Entity, &Name)> {
        let _ = name;
        std::iter::empty()
    }
    /// The bearers of a name in an article that holds these cues (sorted ids, all blocks of the article together): those
    /// whose `when` is met and whose `unless` is not.
    pub fn bearers_with(&self, name: NameId, cues: &[CueId]) -> impl Iterator<Item = Bearer<'_>> {
        let _ = (name, cues);
        std::iter::empty()
    }
    /// The cues that a reading holds: appends each id once, sorted. Cheap: without cues in the glossary it does nothing.
    pub fn cues(&self, reading: &str, cues: &mut Vec<CueId>) {
        let _ = (reading, cues);
    }
    /// All names with their bearers, in order of id: for completion and near matching.
    pub fn names(&self) -> impl Iterator<Item = (NameId, &str)> {
        std::iter::empty()
    }
    /// Folded names that `self` has and `old` has not, or bears otherwise (other entity, rank, conditions): what an
    /// article must be searched for when the glossary changed from `old` to `self`.
    pub fn added_since(&self, old: &Matcher) -> Vec<String> {
        let _ = old;
        Vec::new()
    }
    pub fn len(&self) -> usize {
        0
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
