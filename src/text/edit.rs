//! The text of an open document and its edits.

use ropey::{Rope, RopeSlice};

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
    rope: Rope,
}

impl Buffer {
    pub fn new(text: &str) -> Buffer {
        Buffer { rope: Rope::from_str(text) }
    }

    /// Applies a batch in order. Positions that do not exist are clamped, never refused: refusing would leave the
    /// client and the server with different texts for good. An inverted range is read the other way round.
    pub fn apply(&mut self, edits: &[Edit], encoding: Encoding) -> Applied {
        let mut clamped = false;
        for edit in edits {
            let Some((start, end)) = edit.range else {
                self.rope = Rope::from_str(&edit.text);
                continue;
            };
            let (start, start_exists) = self.char_of(start, encoding);
            let (end, end_exists) = self.char_of(end, encoding);
            clamped |= !start_exists || !end_exists || start > end;
            let (start, end) = (start.min(end), start.max(end));
            self.rope.remove(start..end);
            self.rope.insert(start, &edit.text);
        }
        Applied { clamped }
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

    /// Index of the character at a position, or at the nearest one that exists, and whether it exists.
    fn char_of(&self, position: Position, encoding: Encoding) -> (usize, bool) {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return (self.rope.len_chars(), false);
        }
        let start = self.rope.line_to_char(line);
        let body = without_line_end(self.rope.line(line));
        let column = position.character as usize;
        let (units, into) = match encoding {
            Encoding::Utf8 => (body.len_bytes(), body.byte_to_char(column.min(body.len_bytes()))),
            Encoding::Utf16 => (body.len_utf16_cu(), body.utf16_cu_to_char(column.min(body.len_utf16_cu()))),
            Encoding::Utf32 => (body.len_chars(), column.min(body.len_chars())),
        };
        let reached = match encoding {
            Encoding::Utf8 => body.char_to_byte(into),
            Encoding::Utf16 => body.char_to_utf16_cu(into),
            Encoding::Utf32 => into,
        };
        (start + into, column <= units && reached == column)
    }
}

fn without_line_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    if end > 0 && line.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > 0 && line.char(end - 1) == '\r' {
        end -= 1;
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Byte offset of a position in a string, counted character by character.
    fn slow_offset(text: &str, position: Position, encoding: Encoding) -> usize {
        let (mut line, mut column) = (0, 0);
        let mut previous = None;
        for (i, c) in text.char_indices() {
            let second_of_crlf = previous == Some('\r') && c == '\n';
            if previous == Some('\n') || (previous == Some('\r') && !second_of_crlf) {
                line += 1;
                column = 0;
            }
            previous = Some(c);
            if line == position.line && !second_of_crlf {
                let width = match encoding {
                    Encoding::Utf8 => c.len_utf8(),
                    Encoding::Utf16 => c.len_utf16(),
                    Encoding::Utf32 => 1,
                } as u32;
                if c == '\n' || c == '\r' || column + width > position.character {
                    return i;
                }
                column += width;
            }
        }
        text.len()
    }

    fn slow_apply(text: &mut String, edits: &[Edit], encoding: Encoding) {
        for edit in edits {
            match edit.range {
                None => *text = edit.text.clone(),
                Some((start, end)) => {
                    let a = slow_offset(text, start, encoding);
                    let b = slow_offset(text, end, encoding);
                    text.replace_range(a.min(b)..a.max(b), &edit.text);
                }
            }
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        let piece =
            prop::sample::select(vec!["a", "bc", "é", "中", "𠮷", "😀", "e\u{301}", "\r", "\n", "\r\n", "\u{2028}", "\u{85}", "\u{c}"]);
        prop::collection::vec(piece, 0..12).prop_map(|p| p.concat())
    }

    fn position() -> impl Strategy<Value = Position> {
        (0u32..8, 0u32..9).prop_map(|(line, character)| Position { line, character })
    }

    fn edit() -> impl Strategy<Value = Edit> {
        (prop::option::weighted(0.9, (position(), position())), piece()).prop_map(|(range, text)| Edit { range, text })
    }

    fn encoding() -> impl Strategy<Value = Encoding> {
        prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32])
    }

    proptest! {
        #[test]
        fn edits_on_the_rope_are_edits_on_the_string(
            start in prop::collection::vec(piece(), 0..6).prop_map(|p| p.concat()),
            edits in prop::collection::vec(edit(), 0..10),
            encoding in encoding(),
        ) {
            let mut buffer = Buffer::new(&start);
            let mut text = start;
            buffer.apply(&edits, encoding);
            slow_apply(&mut text, &edits, encoding);
            prop_assert_eq!(buffer.text(), text);
        }
    }

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn what_does_not_exist_is_clamped_and_told() {
        let cases = [
            // text, range, replacement, encoding, result, clamped
            ("ab\ncd", (at(0, 0), at(0, 1)), "X", Encoding::Utf16, "Xb\ncd", false),
            ("ab\ncd", (at(0, 9), at(1, 0)), "X", Encoding::Utf16, "abXcd", true),
            ("ab\ncd", (at(5, 0), at(9, 9)), "X", Encoding::Utf16, "ab\ncdX", true),
            ("ab\ncd", (at(1, 1), at(0, 1)), "X", Encoding::Utf16, "aXd", true),
            ("a😀b", (at(0, 2), at(0, 3)), "X", Encoding::Utf16, "aXb", true),
            ("a😀b", (at(0, 1), at(0, 3)), "X", Encoding::Utf16, "aXb", false),
            ("中文", (at(0, 3), at(0, 6)), "X", Encoding::Utf8, "中X", false),
            ("中文", (at(0, 4), at(0, 6)), "X", Encoding::Utf8, "中X", true),
            ("𠮷中", (at(0, 1), at(0, 2)), "", Encoding::Utf32, "𠮷", false),
            ("a\u{2028}b", (at(0, 2), at(0, 3)), "X", Encoding::Utf16, "a\u{2028}X", false),
            ("", (at(0, 0), at(0, 0)), "中\r\n", Encoding::Utf16, "中\r\n", false),
        ];
        for (text, range, with, encoding, expected, clamped) in cases {
            let mut buffer = Buffer::new(text);
            let applied = buffer.apply(&[Edit { range: Some(range), text: with.into() }], encoding);
            assert_eq!(buffer.text(), expected, "{text:?} {range:?}");
            assert_eq!(applied.clamped, clamped, "{text:?} {range:?}");
        }
    }

    #[test]
    fn a_line_end_may_be_split_and_joined() {
        let mut buffer = Buffer::new("ab\r\ncd");
        // An insertion cannot fall between the two, so the CR goes first and comes back.
        let edit = |range, text: &str| Edit { range: Some(range), text: text.into() };
        buffer
            .apply(&[edit((at(0, 2), at(1, 0)), "\n"), edit((at(0, 2), at(0, 2)), "\r"), edit((at(1, 0), at(1, 1)), "C")], Encoding::Utf16);
        assert_eq!(buffer.text(), "ab\r\nCd");
        buffer.apply(
            &[edit((at(0, 2), at(1, 0)), "\r"), edit((at(1, 0), at(1, 0)), "x\n"), edit((at(2, 0), at(2, 1)), "c")],
            Encoding::Utf16,
        );
        assert_eq!(buffer.text(), "ab\rx\ncd");
    }
}
