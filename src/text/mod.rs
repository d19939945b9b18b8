//! What the file says: decoding, spans, line index, edits, blocks, readings, scripts, exact numbers.
//!
//! The lowest layer: it knows nothing of entities, figures or files on a disk.

mod block;
mod decode;
mod edit;
mod exact;
mod fold;
mod line_index;
pub mod pinyin;
mod reading;
mod residue;
mod script;
mod sentence;
mod span;
mod symbol;

pub use block::{Block, BlockKind, Format, FrontMatter, Layout};
pub use decode::{Decoded, Undecodable, decode, is_misread};
pub use edit::{Applied, Buffer, Edit};
pub use exact::Exact;
pub use line_index::{Encoding, LineIndex, Position};
pub use reading::{Reading, ReadingOptions, Residue, fold};
pub use script::{Language, is_han, simplify};
pub use sentence::{sentence_end, sentences};
pub use span::Span;
pub use symbol::Symbol;

/// The lines of a data file: no comments, no blank ones.
pub(crate) fn data_lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}
