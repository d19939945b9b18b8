//! The facts of an article, and of a block on the way there.

mod claims;
mod figures;
mod names;
mod relations;

pub use claims::*;
pub use figures::*;
pub use names::*;
pub use relations::*;

use crate::glossary::NameId;
use crate::text::{BlockKind, Language, Residue, Span, Symbol};

use crate::extract::claims::ClaimDraft;
use crate::extract::figures::FigureDraft;
use crate::extract::mentions::NameFacts;
use crate::extract::metadata::Shingles;

/// Everything known of one article. Spans are bytes of the article's text; lists are in order of place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFacts {
    pub title: Option<Title>,
    pub date: Option<ArticleDate>,
    pub author: Option<Symbol>,
    pub source: Option<Symbol>,
    pub language: Language,
    pub blocks: Box<[BlockOutline]>,
    pub mentions: Box<[Mention]>,
    pub figures: Box<[Figure]>,
    pub claims: Box<[Claim]>,
    pub relations: Box<[FigureRelation]>,
    pub introductions: Box<[Introduction]>,
    pub taught: Box<[Taught]>,
    pub residue: ResidueFacts,
    /// Inline directives of Markdown articles: the text of the comment, its span, the span it governs.
    pub directives: Box<[Directive]>,
    /// MinHash of the readings' shingles; equal in most places for near copies.
    pub signature: Option<Box<[u32; 16]>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    pub text: Symbol,
    pub span: Span,
}

/// Where an article's date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    Sidecar,
    Metadata,
    FrontMatter,
    Dateline,
    DateOnlyLine,
    FileName,
    Folder,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ArticleDate {
    pub date: jiff::civil::Date,
    pub source: DateSource,
    /// Where the article itself says it.
    pub span: Option<Span>,
}

/// A block without its text: for headings, folding, repeated captions.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockOutline {
    pub span: Span,
    pub kind: BlockKind,
    pub language: Language,
    pub hash: u64,
    /// An earlier block has the same text: it counts once in statistics.
    pub repeated: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResidueFacts {
    pub pinyin: u32,
    pub masked: u32,
    pub first_pinyin: Option<Span>,
    pub first_masked: Option<Span>,
    pub damaged: Box<[Span]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `ignore[…]`: the block that follows, or holds, the comment.
    Ignore,
    /// `off[…]` to the matching `on[…]`.
    Off,
    IgnoreFile,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    pub kind: DirectiveKind,
    /// Rule names or `group/*`; empty: all.
    pub rules: Box<[Symbol]>,
    pub span: Span,
    /// What it silences.
    pub scope: Span,
}

/// Stage one's facts of a block: spans are bytes of the block's source text.
#[derive(Clone, Debug, Default)]
pub struct BlockFacts {
    pub figures: Box<[FigureDraft]>,
    pub names: NameFacts,
    pub claims: Box<[ClaimDraft]>,
    /// Figures are indices into the block's, spans bytes of its source text.
    pub relations: Box<[FigureRelation]>,
    pub residue: Residue,
    pub shingles: Shingles,
}

/// A name of the glossary in a block, in the block's source bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockHit {
    pub span: Span,
    pub name: NameId,
    /// As read.
    pub text: Symbol,
    /// The segmenter (or Latin word boundaries) agrees that a word starts and ends here; without it a short or common
    /// name needs context.
    pub bounded: bool,
    /// At the start of a sentence or in a headline, where a capital proves nothing.
    pub at_start: bool,
    /// The name is also a word of the language (`Wonder`, 奇迹): it links only with evidence.
    pub common: bool,
    /// What stands beside it speaks for a name (greater than 0: a product or organization cue) or against (less).
    pub cue: i8,
    /// The sentence, and in it the clause, that holds the name.
    pub sentence: Span,
    pub clause: Span,
    /// The name (with an article before it) opens the clause.
    pub opens_clause: bool,
    /// The clause ends like one: it belongs to running text, not to a caption or a label.
    pub complete: bool,
}
