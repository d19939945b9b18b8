//! The text of an open document and its edits.

use super::{Encoding, Position};

/// One change of a `didChange` batch: a range of the text as it is after the changes before it, or the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Start and end; `None` replaces everything.
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// What came of a batch of edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Applied {
    /// A position lay past the end of its line or of the text, or a range was inverted, and was moved to the nearest
    /// place there is.
    pub clamped: bool,
}

/// The text of an open document.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    rope: ropey::Rope,
}

impl Buffer {
    pub fn new(text: &str) -> Buffer {
        Buffer { rope: ropey::Rope::from_str(text) }
    }
    /// Applies a batch in order. Positions that do not exist are clamped, never refused: refusing would leave the
    /// client and the server with different texts for good.
    pub fn apply(&mut self, edits: &[Edit], encoding: Encoding) -> Applied {
        let _ = (edits, encoding);
        Applied::default()
    }
    pub fn text(&self) -> String {
        String::from(&self.rope)
    }
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
