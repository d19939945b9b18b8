//! Reading TOML by hand, value by value, with a problem at each place where something else was expected: one wrong value
//! must not cost the rest of the file.

use toml_edit::{Item, Key, Table, TableLike, Value};

use super::Problem;
use crate::text::Span;

/// What is wrong with a file so far, and under which names it is reported.
pub(crate) struct Notes {
    pub invalid: &'static str,
    pub unknown_key: &'static str,
    pub problems: Vec<Problem>,
}

impl Notes {
    /// A value that cannot be used.
    pub fn invalid(&mut self, span: Span, message: String) {
        self.push(self.invalid, span, message);
    }
    pub fn push(&mut self, code: &'static str, span: Span, message: String) {
        self.problems.push(Problem { code, span, message: sentence(message), related: Vec::new() });
    }
    /// A key that means nothing here. `place` is what the key stands in: "[corpus]", "a role".
    pub fn unknown_key(&mut self, span: Span, key: &str, place: &str, known: &[&str]) {
        let remedy = match nearest(key, known.iter().copied()) {
            Some(near) => format!("perhaps `{near}`?"),
            None => format!("the keys are {}", listed(known, "and")),
        };
        self.push(self.unknown_key, span, format!("`{key}` is not a key of {place}; {remedy}"));
    }
    pub fn wrong_type(&mut self, item: &Item, key: &str, wanted: &str) {
        self.invalid(span(item), format!("`{key}` takes {wanted}; this is {}", article(item.type_name())));
    }
    pub fn string<'a>(&mut self, item: &'a Item, key: &str) -> Option<&'a str> {
        let text = item.as_str();
        if text.is_none() {
            self.wrong_type(item, key, "a string");
        }
        text
    }
    pub fn boolean(&mut self, item: &Item, key: &str) -> Option<bool> {
        let value = item.as_bool();
        if value.is_none() {
            self.wrong_type(item, key, "true or false");
        }
        value
    }
    /// The strings of an array, each with its place; a lone string counts as an array of one.
    pub fn strings(&mut self, item: &Item, key: &str) -> Vec<(String, Span)> {
        if let Some(one) = item.as_str() {
            return vec![(one.to_owned(), span(item))];
        }
        let Some(array) = item.as_array() else {
            self.wrong_type(item, key, "an array of strings");
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in array {
            match value.as_str() {
                Some(text) => out.push((text.to_owned(), value_span(value))),
                None => self
                    .invalid(value_span(value), format!("`{key}` takes an array of strings; this one is {}", article(value.type_name()))),
            }
        }
        out
    }
    pub fn table<'a>(&mut self, item: &'a Item, key: &str) -> Option<&'a dyn TableLike> {
        let table = item.as_table_like();
        if table.is_none() {
            self.wrong_type(item, key, "a table");
        }
        table
    }
}

/// A message as a sentence: a capital where it begins with a word, a full stop where it has no other.
pub(crate) fn sentence(mut message: String) -> String {
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !message.ends_with(['.', '?', '!']) {
        message.push('.');
    }
    message
}

/// A whole document, or the problem that it is no TOML: where, and in the parser's words.
pub(crate) fn document(text: &str) -> Result<toml_edit::Document<&str>, (Span, String)> {
    toml_edit::Document::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
        (visible(text, span), message)
    })
}

/// Widens an empty span to something an editor can underline: the character there, else the one before, on the same
/// line.
fn visible(text: &str, span: std::ops::Range<usize>) -> Span {
    let (mut start, mut end) = (floor(text, span.start), floor(text, span.end));
    let line_end = |c: &char| matches!(c, '\n' | '\r');
    if start == end {
        match text[end..].chars().next().filter(|c| !line_end(c)) {
            Some(next) => end += next.len_utf8(),
            None => start -= text[..start].chars().next_back().filter(|c| !line_end(c)).map_or(0, char::len_utf8),
        }
    }
    Span::new(start, end)
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub(crate) fn span(item: &Item) -> Span {
    item.span().map_or(Span::default(), |r| Span::new(r.start, r.end))
}
pub(crate) fn value_span(value: &Value) -> Span {
    value.span().map_or(Span::default(), |r| Span::new(r.start, r.end))
}
pub(crate) fn key_span(key: Option<&Key>) -> Span {
    key.and_then(Key::span).map_or(Span::default(), |r| Span::new(r.start, r.end))
}
/// Key, place of the key, value; in the file's order.
pub(crate) fn entries<'a>(table: &'a dyn TableLike) -> impl Iterator<Item = (&'a str, Span, &'a Item)> + 'a {
    table.iter().map(|(key, item)| (key, key_span(table.key(key)), item))
}
/// A table from its header to the end of its last value: the parser's own span is the header alone.
pub(crate) fn whole(table: &Table) -> Span {
    fn grow(item: &Item, end: &mut u32) {
        *end = (*end).max(span(item).end);
        match item {
            Item::Table(t) => t.iter().for_each(|(_, i)| grow(i, end)),
            Item::ArrayOfTables(a) => a.iter().flat_map(Table::iter).for_each(|(_, i)| grow(i, end)),
            _ => {}
        }
    }
    let header = table.span().map_or(Span::default(), |r| Span::new(r.start, r.end));
    let mut end = header.end;
    table.iter().for_each(|(_, item)| grow(item, &mut end));
    Span { start: header.start, end }
}

/// The known word that is nearest to what was written, by edits, if it is near enough to be meant: one edit in three
/// letters, and always where one is the beginning of the other.
pub(crate) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |s: &str| s.to_lowercase().replace(['_', ' '], "-");
    let written = fold(written);
    let length = written.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let folded = fold(word);
        let limit = (length / 3).max(1);
        let prefix = length >= 3 && (folded.starts_with(&written) || written.starts_with(&folded));
        if !prefix && folded.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&written, &folded);
        let near = distance <= limit && distance < length;
        if (prefix || near) && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// "`a`, `b` and `c`", with `joint` for "and".
pub(crate) fn listed(words: &[&str], joint: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {joint} {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn article(type_name: &str) -> String {
    let an = type_name.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {type_name}", if an { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_one_that_can_be_meant() {
        let known = ["include", "exclude", "encoding", "max-size", "timezone"];
        let cases = [
            ("inclde", Some("include")),
            ("max_size", Some("max-size")),
            ("Exclude", Some("exclude")),
            ("time", Some("timezone")),
            ("colour", None),
            ("", None),
            ("x", None),
        ];
        for (written, expected) in cases {
            assert_eq!(nearest(written, known.into_iter()), expected, "{written}");
        }
    }

    #[test]
    fn syntax_errors_have_a_place_that_shows() {
        for (text, expected) in [("a = \nb=1", " "), ("[x\n", "x"), ("a=1\na=2", "a"), ("x = \"甲", "甲"), ("b=@", "@")] {
            let (span, message) = document(text).expect_err(text);
            assert_eq!(span.of(text), expected, "{text:?}: {message}");
        }
        assert!(document("").is_ok() && document("\u{feff}a = 1\r\nb.c = 2").is_ok());
    }

    #[test]
    fn a_table_reaches_to_its_last_value() {
        let text = "[[e]]\nid = 1\n[[e.roles]]\nof = \"x\"\n\n# next\n[[e]]\nid = 2\n";
        let document = document(text).expect("sound");
        let tables = document.as_table()["e"].as_array_of_tables().expect("tables");
        let spans: Vec<&str> = tables.iter().map(|t| whole(t).of(text)).collect();
        assert_eq!(spans, ["[[e]]\nid = 1\n[[e.roles]]\nof = \"x\"", "[[e]]\nid = 2"]);
    }
}
