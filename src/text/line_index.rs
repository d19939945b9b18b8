//! Lines and columns, kept apart from the text they index.

/// How a client counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

/// Zero-based line and column; the column counts units of an [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}

/// Where lines start and where characters are wider than a byte: enough to convert any offset without the text, so
/// that closed articles need not be kept in memory. Line ends are LF, CRLF and CR, as the protocol says; U+2028 and
/// friends are not.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LineIndex {
    /// Byte offset of each line's start; the first is 0.
    lines: Box<[u32]>,
    /// Byte offset of each line's end, its line end not included; same length as `lines`.
    ends: Box<[u32]>,
    /// Stretches of characters of one width, in order, only where the width is not one byte.
    runs: Box<[Run]>,
    len: u32,
}

/// Consecutive characters of the same UTF-8 width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: u32,
    end: u32,
    /// Code points before `start`.
    points: u32,
    /// UTF-16 units before `start`.
    units: u32,
    width: u8,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        LineIndex { len: text.len() as u32, ..LineIndex::default() }
    }
}
