//! Lines and columns, kept apart from the text they index.

use super::Span;

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
///
/// A byte offset inside a character counts as that character's start, one past the end as the end, and one between the
/// two bytes of a CRLF as the end of its line: no offset or position makes a conversion fail.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LineIndex {
    /// Byte offset of each line's start but the first one's, which is 0.
    starts: Box<[u32]>,
    wide_ends: WideEnds,
    /// Stretches of characters of one width, in order, only where the width is not one byte.
    runs: Box<[Run]>,
    /// The runs of four-byte characters, which are two UTF-16 units each: index into `runs`, characters before it.
    astral: Box<[(u32, u32)]>,
    len: u32,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let (starts, wide_ends) = lines(bytes);
        let runs = runs(bytes);
        let mut astral = Vec::new();
        let mut before = 0;
        for (i, run) in runs.iter().enumerate() {
            if run.width() == 4 {
                astral.push((i as u32, before));
                before += run.count();
            }
        }
        LineIndex { starts, wide_ends, runs, astral: astral.into(), len: bytes.len() as u32 }
    }

    /// Bytes of the text.
    pub fn len(&self) -> u32 {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// At least one: an empty text has one empty line, and a line end at the end of the text starts another.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32 + 1
    }
    /// Code points of the whole text.
    pub fn code_points(&self) -> u32 {
        self.code_point(self.len)
    }

    /// The bytes of a zero-based line, without its line end.
    pub fn line_span(&self, line: u32) -> Option<Span> {
        (line < self.line_count()).then(|| Span { start: self.line_start(line), end: self.line_end(line) })
    }

    /// Zero-based line and column of a byte offset.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let (line, start, offset) = self.line_of(offset);
        let character = self.units(offset, encoding) - self.units(start, encoding);
        Position { line, character }
    }

    /// The byte offset of a position; one that does not exist is moved to the nearest one that does: the end of its
    /// line, the end of the text, the start of its character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        self.offset_or_nearest(position, encoding).0
    }

    /// As [`LineIndex::offset`], and whether the position exists.
    pub fn offset_or_nearest(&self, position: Position, encoding: Encoding) -> (u32, bool) {
        let Some(span) = self.line_span(position.line) else { return (self.len, false) };
        let target = self.units(span.start, encoding).saturating_add(position.character);
        let end = self.units(span.end, encoding);
        if target > end {
            return (span.end, false);
        }
        let offset = match encoding {
            Encoding::Utf8 => self.floor(target),
            Encoding::Utf16 => self.by_units(target, |i| self.units_before(i), |width| if width == 4 { 2 } else { 1 }),
            Encoding::Utf32 => self.offset_of_code_point(target),
        };
        (offset, self.units(offset, encoding) == target)
    }

    /// Code points before a byte offset.
    pub fn code_point(&self, offset: u32) -> u32 {
        let offset = offset.min(self.len);
        match self.run_before(offset) {
            None => offset,
            Some(i) => {
                let run = self.runs[i];
                run.points + if offset < run.end() { (offset - run.start) / run.width() } else { run.count() + offset - run.end() }
            }
        }
    }

    /// The byte offset before which there are `point` code points; the end of the text where there are fewer.
    pub fn offset_of_code_point(&self, point: u32) -> u32 {
        self.by_units(point, |i| self.runs[i].points, |_| 1)
    }

    /// One-based line and one-based column in code points, for people and reports.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let position = self.position(offset, Encoding::Utf32);
        (position.line + 1, position.character + 1)
    }

    fn line_start(&self, line: u32) -> u32 {
        if line == 0 { 0 } else { self.starts[line as usize - 1] }
    }
    fn line_end(&self, line: u32) -> u32 {
        match self.starts.get(line as usize) {
            Some(next) => next - 1 - u32::from(self.wide_ends.has(line)),
            None => self.len,
        }
    }
    /// Line of an offset, its start, and the offset as far as it exists in that line.
    fn line_of(&self, offset: u32) -> (u32, u32, u32) {
        let offset = self.floor(offset.min(self.len));
        let line = self.starts.partition_point(|s| *s <= offset) as u32;
        (line, self.line_start(line), offset.min(self.line_end(line)))
    }
    /// The start of the character that holds `offset`.
    fn floor(&self, offset: u32) -> u32 {
        match self.run_before(offset).map(|i| self.runs[i]) {
            Some(run) if offset < run.end() => offset - (offset - run.start) % run.width(),
            _ => offset,
        }
    }
    fn units(&self, offset: u32, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => offset,
            Encoding::Utf32 => self.code_point(offset),
            Encoding::Utf16 => {
                let astral = match self.run_before(offset) {
                    None => 0,
                    Some(i) => {
                        let run = self.runs[i];
                        let own = if run.width() == 4 { (offset.min(run.end()) - run.start) / 4 } else { 0 };
                        self.astral_before(i) + own
                    }
                };
                self.code_point(offset) + astral
            }
        }
    }
    /// The last run that starts at or before an offset.
    fn run_before(&self, offset: u32) -> Option<usize> {
        self.runs.partition_point(|r| r.start <= offset).checked_sub(1)
    }
    /// Four-byte characters before a run.
    fn astral_before(&self, run: usize) -> u32 {
        match self.astral.partition_point(|(i, _)| (*i as usize) < run).checked_sub(1) {
            None => 0,
            Some(k) => {
                let (i, before) = self.astral[k];
                before + self.runs[i as usize].count()
            }
        }
    }
    fn units_before(&self, run: usize) -> u32 {
        self.runs[run].points + self.astral_before(run)
    }
    /// The offset before which there are `target` units, by the units before a run and the units of one character of a
    /// width.
    fn by_units(&self, target: u32, before: impl Fn(usize) -> u32, each: impl Fn(u32) -> u32) -> u32 {
        let (mut low, mut high) = (0, self.runs.len());
        while low < high {
            let middle = (low + high) / 2;
            if before(middle) <= target { low = middle + 1 } else { high = middle }
        }
        let offset = match low.checked_sub(1) {
            None => target,
            Some(i) => {
                let run = self.runs[i];
                let into = target - before(i);
                let characters = into / each(run.width());
                if characters < run.count() {
                    run.start + characters * run.width()
                } else {
                    run.end().saturating_add(into - run.count() * each(run.width()))
                }
            }
        };
        offset.min(self.len)
    }
}

/// Which lines end in CRLF. Nearly every file has one sort of line end, so that nothing is kept per line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
enum WideEnds {
    #[default]
    None,
    All,
    /// Zero-based lines, in order.
    Some(Box<[u32]>),
}

impl WideEnds {
    fn has(&self, line: u32) -> bool {
        match self {
            WideEnds::None => false,
            WideEnds::All => true,
            WideEnds::Some(lines) => lines.binary_search(&line).is_ok(),
        }
    }
}

/// Consecutive characters of the same UTF-8 width, two to four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: u32,
    /// Number of characters, and width less one in the two low bits.
    packed: u32,
    /// Code points before `start`.
    points: u32,
}

impl Run {
    fn width(self) -> u32 {
        (self.packed & 3) + 1
    }
    fn count(self) -> u32 {
        self.packed >> 2
    }
    fn end(self) -> u32 {
        self.start + self.count() * self.width()
    }
}

/// Starts of the lines after the first, and which line ends are CRLF.
fn lines(bytes: &[u8]) -> (Box<[u32]>, WideEnds) {
    let mut starts: Vec<u32> = Vec::new();
    let mut wide: Vec<u32> = Vec::new();
    let mut skip = None;
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if skip == Some(at) {
            continue;
        }
        let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if crlf {
            wide.push(starts.len() as u32);
            skip = Some(at + 1);
        }
        starts.push(at as u32 + 1 + u32::from(crlf));
    }
    let wide_ends = if wide.is_empty() {
        WideEnds::None
    } else if wide.len() == starts.len() {
        WideEnds::All
    } else {
        WideEnds::Some(wide.into())
    };
    (starts.into(), wide_ends)
}

fn runs(bytes: &[u8]) -> Box<[Run]> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    let mut points = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            let ascii = ascii_prefix(&bytes[at..]);
            at += ascii;
            points += ascii as u32;
            continue;
        }
        let width = utf8_width(bytes[at]);
        let start = at;
        while at < bytes.len() && bytes[at] >= 0xc0 && utf8_width(bytes[at]) == width {
            at += width;
        }
        let count = ((at - start) / width) as u32;
        runs.push(Run { start: start as u32, packed: count << 2 | (width as u32 - 1), points });
        points += count;
    }
    runs.into()
}

/// Length of the ASCII part that `bytes` start with.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(word) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(word.try_into().expect("eight bytes"));
        let high = word & 0x8080_8080_8080_8080;
        if high != 0 {
            return at + high.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|b| **b < 0x80).count()
}

/// Bytes of the character that a lead byte (not ASCII) starts.
fn utf8_width(lead: u8) -> usize {
    match lead {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Texts over an alphabet that has every width, every line end, and what only looks like a line end.
    pub fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "b ", "é", "中", "文字", "𠮷", "😀", "e\u{301}", "\r", "\n", "\r\n", "\u{2028}", "\u{85}", "\u{b}", "，",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
    }

    /// Line and columns of every character boundary, counted the slow way.
    fn slow_positions(text: &str) -> Vec<(u32, [Position; 3])> {
        let mut out = Vec::new();
        let (mut line, mut cols) = (0, [0u32; 3]);
        let mut chars = text.char_indices().peekable();
        let at = |line, cols: [u32; 3]| cols.map(|character| Position { line, character });
        while let Some((i, c)) = chars.next() {
            out.push((i as u32, at(line, cols)));
            let crlf = c == '\r' && chars.peek().is_some_and(|(_, c)| *c == '\n');
            if crlf {
                let (j, _) = chars.next().expect("peeked");
                out.push((j as u32, at(line, cols)));
            }
            if c == '\n' || c == '\r' {
                line += 1;
                cols = [0; 3];
            } else {
                cols[0] += c.len_utf8() as u32;
                cols[1] += c.len_utf16() as u32;
                cols[2] += 1;
            }
        }
        out.push((text.len() as u32, at(line, cols)));
        out
    }

    proptest! {
        #[test]
        fn offsets_and_positions_agree_with_counting(text in odd_text()) {
            let index = LineIndex::new(&text);
            for (offset, positions) in slow_positions(&text) {
                for (encoding, expected) in ALL.into_iter().zip(positions) {
                    prop_assert_eq!(index.position(offset, encoding), expected);
                    let inside_crlf = text.as_bytes().get(offset as usize) == Some(&b'\n')
                        && offset > 0 && text.as_bytes()[offset as usize - 1] == b'\r';
                    if !inside_crlf {
                        prop_assert_eq!(index.offset_or_nearest(expected, encoding), (offset, true));
                    }
                }
                let points = text[..offset as usize].chars().count() as u32;
                prop_assert_eq!(index.code_point(offset), points);
                prop_assert_eq!(index.offset_of_code_point(points), offset);
            }
            prop_assert_eq!(index.code_points() as usize, text.chars().count());
        }

        #[test]
        fn no_offset_and_no_position_fails(text in odd_text(), offset in 0u32..300, line in 0u32..50, character in 0u32..60) {
            let index = LineIndex::new(&text);
            for encoding in ALL {
                let at = index.offset(index.position(offset, encoding), encoding);
                prop_assert!(text.is_char_boundary(at as usize));
                let (at, exists) = index.offset_or_nearest(Position { line, character }, encoding);
                prop_assert!(text.is_char_boundary(at as usize));
                prop_assert_eq!(exists, index.position(at, encoding) == Position { line, character });
                prop_assert_eq!(index.offset(Position { line: u32::MAX, character: u32::MAX }, encoding), text.len() as u32);
            }
            prop_assert!(index.offset_of_code_point(offset) as usize <= text.len());
        }

        #[test]
        fn line_spans_are_the_lines(text in odd_text()) {
            let index = LineIndex::new(&text);
            let unified = text.replace("\r\n", "\n").replace('\r', "\n");
            let lines: Vec<&str> = unified.split('\n').collect();
            prop_assert_eq!(index.line_count() as usize, lines.len());
            for (i, line) in lines.iter().enumerate() {
                prop_assert_eq!(index.line_span(i as u32).map(|s| s.of(&text)), Some(*line));
            }
            prop_assert_eq!(index.line_span(index.line_count()), None);
        }
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let index = LineIndex::new("");
        assert_eq!(index, LineIndex::default());
        assert_eq!(index.line_count(), 1);
        assert_eq!(index.line_span(0), Some(Span::default()));
        assert_eq!(index.position(7, Encoding::Utf16), Position::default());
    }

    #[test]
    fn people_count_from_one_in_code_points() {
        let text = "启衡\r\n𠮷a交付";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(0), (1, 1));
        assert_eq!(index.line_column(text.find("交").unwrap() as u32), (2, 3));
    }

    #[test]
    fn a_position_inside_a_surrogate_pair_moves_to_its_start() {
        let index = LineIndex::new("a😀b");
        assert_eq!(index.offset_or_nearest(Position { line: 0, character: 2 }, Encoding::Utf16), (1, false));
        assert_eq!(index.offset_or_nearest(Position { line: 0, character: 3 }, Encoding::Utf16), (5, true));
        assert_eq!(index.offset_or_nearest(Position { line: 0, character: 3 }, Encoding::Utf8), (1, false));
    }
}
