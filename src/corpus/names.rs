//! Aggregates of unresolved names over the corpus: votes on whether a string is a name, and of what.

use crate::glossary::EntityType;
use crate::text::Symbol;

/// What the corpus decides of one provisional name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Weak mentions of it are shown too.
    pub confirmed: bool,
    /// One string, one type.
    pub kind: EntityType,
}

/// A provisional name with its counts.
#[derive(Clone, Debug, PartialEq)]
pub struct NameView {
    /// Folded.
    pub key: Symbol,
    pub verdict: Verdict,
    /// Repeated blocks counted once.
    pub mentions: u32,
    pub articles: u32,
    /// Mentions with a high-precision cue.
    pub strong: u32,
}
