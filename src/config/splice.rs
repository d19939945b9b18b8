//! Putting something new into a TOML text with one edit that leaves comments, order and layout alone.

use toml_edit::{Array, InlineTable, Item, Table};

use super::toml::{entries, value_span, whole};
use crate::text::Span;

/// Replace this span of the text by this string.
pub type TextEdit = (Span, String);

/// A string as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, bare where TOML allows it.
pub(crate) fn quoted_key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { key.to_owned() } else { quoted(key) }
}

/// The line end that the text uses.
pub(crate) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// `lines` (without a last line end) at the end of the text, after one empty line.
pub(crate) fn at_end(text: &str, lines: &str) -> TextEdit {
    let nl = newline(text);
    let lines = lines.replace('\n', nl);
    let before = match text.trim_start_matches('\u{feff}') {
        "" => String::new(),
        rest if rest.ends_with("\n\n") || rest.ends_with("\n\r\n") => String::new(),
        rest if rest.ends_with('\n') => nl.to_owned(),
        _ => nl.repeat(2),
    };
    (Span::new(text.len(), text.len()), format!("{before}{lines}{nl}"))
}

/// Puts `line` (`key = value`) behind the last value that stands directly under the header of `table`, or under the
/// header itself.
pub(crate) fn into_table(text: &str, table: &Table, line: &str) -> TextEdit {
    fn last(table: &Table, end: &mut usize) {
        for (_, item) in table.iter() {
            match item {
                Item::Value(value) => *end = (*end).max(value_span(value).end as usize),
                Item::Table(dotted) if dotted.is_dotted() => last(dotted, end),
                _ => {}
            }
        }
    }
    let mut end = table.span().map_or(0, |span| span.end);
    last(table, &mut end);
    under(text, end, line)
}

/// Puts `lines` on lines of their own below the line that holds `offset`.
pub(crate) fn under(text: &str, offset: usize, lines: &str) -> TextEdit {
    let nl = newline(text);
    let at = line_end(text, offset);
    (Span::new(at, at), format!("{nl}{}", lines.replace('\n', nl)))
}

/// Puts `pair` (`key = value`) at the end of an inline table.
pub(crate) fn into_inline(table: &InlineTable, pair: &str) -> Option<TextEdit> {
    let span = table.span()?;
    match table.iter().filter_map(|(_, value)| value.span()).map(|s| s.end).max() {
        Some(end) => Some((Span::new(end, end), format!(", {pair}"))),
        None => Some((Span::new(span.start, span.end), format!("{{ {pair} }}"))),
    }
}

/// Puts `value` at the end of an array, in the array's own layout.
pub(crate) fn into_array(text: &str, array: &Array, value: &str) -> Option<TextEdit> {
    let span = array.span()?;
    let nl = newline(text);
    let close = span.end.checked_sub(1)?;
    let Some(last) = array.iter().last().and_then(|v| v.span()) else {
        // Nothing but blanks and comments inside.
        let inside = text.get(span.start + 1..close)?;
        return Some(match inside.trim().is_empty() {
            true => (Span::new(span.start, span.end), format!("[{value}]")),
            false => {
                let at_line_start = inside.ends_with('\n');
                (Span::new(close, close), if at_line_start { format!("  {value},{nl}") } else { format!("{nl}  {value}{nl}") })
            }
        });
    };
    let rest = text.get(last.end..close)?;
    let blanks = rest.len() - rest.trim_start().len();
    let comma = rest[blanks..].starts_with(',').then_some(last.end + blanks + 1);
    let line_start = text[..last.start].rfind('\n').map_or(0, |at| at + 1);
    if !rest.contains('\n') || line_start <= span.start {
        return Some(match comma {
            Some(after) => (Span::new(after, after), format!(" {value}")),
            None => (Span::new(last.end, last.end), format!(", {value}")),
        });
    }
    // One value a line: the new one gets its own, below whatever comment stands behind the last.
    let indent: String = text[line_start..].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    let end = line_end(text, comma.unwrap_or(last.end));
    Some(match comma {
        Some(_) => (Span::new(end, end), format!("{nl}{indent}{value},")),
        None => (Span::new(last.end, end), format!(",{}{nl}{indent}{value}", &text[last.end..end])),
    })
}

/// Sets `key` of a table, inline table or dotted table to `value` (TOML text), replacing what is there.
pub(crate) fn set(text: &str, item: &Item, path: &str, key: &str, value: &str) -> Option<TextEdit> {
    let table = item.as_table_like()?;
    if let Some((_, _, old)) = entries(table).find(|(name, ..)| *name == key) {
        let span = old.span()?;
        return Some((Span::new(span.start, span.end), value.to_owned()));
    }
    let pair = format!("{} = {value}", quoted_key(key));
    match item {
        Item::Table(table) if table.is_dotted() => {
            let end = whole(table).end as usize;
            Some(under(text, end, &format!("{path}.{pair}")))
        }
        // Only `[table.sub]` was written: the table itself may still be opened, at the end.
        Item::Table(table) if table.is_implicit() => Some(at_end(text, &format!("[{path}]\n{pair}"))),
        Item::Table(table) => Some(into_table(text, table, &pair)),
        _ => into_inline(item.as_inline_table()?, &pair),
    }
}

/// The one edit that makes one text another: without the beginning and the end that they share.
pub(crate) fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (left, right) = (old.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail: usize = left.chars().rev().zip(right.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (Span::new(head, old.len() - tail), right[..right.len() - tail].to_owned())
}

/// Where the line of `offset` ends, before its line end.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("");
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The text with an edit carried out.
pub(crate) fn apply(text: &str, edit: &TextEdit) -> String {
    apply_all(text, std::slice::from_ref(edit))
}

/// The text with edits carried out, which are in order of place and do not overlap.
pub(crate) fn apply_all(text: &str, edits: &[TextEdit]) -> String {
    let mut out = text.to_owned();
    for (span, new) in edits.iter().rev() {
        out.replace_range(span.range(), new);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_keep_their_layout() {
        let cases = [
            ("a = []", "a = [9]"),
            ("a = [ ]", "a = [9]"),
            ("a = [1]", "a = [1, 9]"),
            ("a = [1, ]", "a = [1, 9 ]"),
            ("a = [\n  1,\n  2, # two, or so\n]\n", "a = [\n  1,\n  2, # two, or so\n  9,\n]\n"),
            ("a = [\n\t1,\n\t2 # two\n]\n", "a = [\n\t1,\n\t2, # two\n\t9\n]\n"),
            ("a = [\r\n  1\r\n]\r\n", "a = [\r\n  1,\r\n  9\r\n]\r\n"),
            ("a = [1,\n  2]\n", "a = [1,\n  2, 9]\n"),
            ("a = [1,\n]", "a = [1, 9\n]"),
            ("a = [\n  # none yet\n]", "a = [\n  # none yet\n  9,\n]"),
        ];
        for (text, expected) in cases {
            let document = toml_edit::Document::parse(text).expect("sound");
            let array = document["a"].as_array().expect("an array");
            let edited = apply(text, &into_array(text, array, "9").expect("an edit"));
            assert_eq!(edited, expected);
            let again = toml_edit::Document::parse(edited.as_str()).expect("still sound");
            assert_eq!(again["a"].as_array().map(|a| a.len()), Some(array.len() + 1), "{edited}");
        }
    }

    #[test]
    fn strings_survive_quoting() {
        for text in ["", "plain", "a \"b\" \\ c", "岚柚\u{7}", "a\nb\tc", "'", "C:\\x"] {
            let toml = format!("{} = {}", quoted_key(text), quoted(text));
            let document = toml_edit::Document::parse(toml.as_str()).expect("sound");
            let (key, item) = document.iter().next().expect("one");
            assert_eq!((key, item.as_str()), (text, Some(text)));
        }
    }
}
