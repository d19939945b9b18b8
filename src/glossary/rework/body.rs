//! The text of one entry, edited step by step.

use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::super::edit::put;
use super::super::{Entity, GlossaryFile};
use crate::config::TextEdit;
use crate::config::splice::{into_array, into_inline, into_table, under};
use crate::config::toml::{document, entries, key_span, span, value_span, whole};
use crate::text::Span;

/// One entry, as a document of its own.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub text: String,
    /// Written as `{ … }` in `entity = [ … ]`: then the text has this frame around it.
    inline: bool,
}

const FRAME: (&str, &str) = ("entity = [", "]");

impl Body {
    /// Of the entry's own stretch of a file.
    pub fn new(stretch: &str) -> Body {
        let inline = stretch.starts_with('{');
        let text = if inline { format!("{}{stretch}{}", FRAME.0, FRAME.1) } else { stretch.to_owned() };
        Body { text, inline }
    }
    /// The stretch that takes the old one's place.
    pub fn finish(self) -> String {
        if self.inline { self.text[FRAME.0.len()..self.text.len() - FRAME.1.len()].to_owned() } else { self.text }
    }
    pub fn is_inline(&self) -> bool {
        self.inline
    }
    /// What is added to an offset of the stretch.
    pub fn shift(&self) -> u32 {
        if self.inline { FRAME.0.len() as u32 } else { 0 }
    }
    pub fn apply(&mut self, (at, new): TextEdit) {
        self.text.replace_range(at.range(), &new);
    }
    pub fn entity(&self) -> Option<Entity> {
        GlossaryFile::parse(&"".into(), &self.text).entities.pop()
    }
    /// Calls `read` with the entry's table.
    pub fn read<T>(&self, read: impl FnOnce(&str, &dyn TableLike) -> Option<T>) -> Option<T> {
        let document = document(&self.text).ok()?;
        match document.get("entity")? {
            Item::ArrayOfTables(tables) => read(&self.text, tables.iter().next()?),
            Item::Table(table) => read(&self.text, table),
            item => read(&self.text, item.as_array()?.iter().next()?.as_inline_table()?),
        }
    }
    /// One edit that `find` makes of the table. False where it makes none.
    pub fn edit(&mut self, find: impl FnOnce(&str, &dyn TableLike) -> Option<TextEdit>) -> bool {
        let edit = self.read(find);
        edit.map(|edit| self.apply(edit)).is_some()
    }
    /// The elements of a list, each as TOML text.
    pub fn elements(&self, key: &str) -> Vec<String> {
        self.read(|text, table| Some(elements(text, table.get(key)?))).unwrap_or_default()
    }
    /// The value of a key as TOML text.
    pub fn value(&self, key: &str) -> Option<String> {
        self.read(|text, table| Some(raw(text, table.get(key)?)))
    }
    /// Adds an element (TOML text) to a list, which is begun where there is none.
    pub fn append(&mut self, key: &str, element: &str) -> bool {
        self.edit(|text, table| append(text, table, key, element))
    }
    /// Adds a pair to the table under `key` (names and descriptions by language), which is begun where there is none. Not where
    /// the value is no table.
    pub fn add_pair(&mut self, key: &str, pair: &str) -> bool {
        self.edit(|text, table| match table.get(key) {
            Some(Item::Table(names)) if names.is_dotted() => Some(under(text, whole(names).end as usize, &format!("{key}.{pair}"))),
            Some(Item::Table(names)) => Some(into_table(text, names, pair)),
            Some(names) => into_inline(names.as_inline_table()?, pair),
            None => put(text, table, &format!("{key} = {{ {pair} }}")),
        })
    }
    /// Adds a key that is not there, behind the names.
    pub fn put(&mut self, key: &str, value: &str) -> bool {
        self.edit(|text, table| put(text, table, &format!("{key} = {value}")))
    }
    /// Adds lines of comments at the end. An entry in braces cannot hold any.
    pub fn comment(&mut self, comments: &[String]) {
        for comment in comments.iter().filter(|_| !self.inline) {
            let newline = crate::config::splice::newline(&self.text);
            self.text.push_str(newline);
            self.text.push_str(comment);
        }
    }
    /// Takes the first element of a list away for which `is` holds, and gives its TOML text.
    pub fn take(&mut self, key: &str, is: impl Fn(&Item) -> bool) -> Option<String> {
        let (edit, taken) = self.read(|text, table| take(text, table, key, &is))?;
        self.apply(edit);
        Some(taken)
    }
    /// Takes a pair out of the table under `key` whose value `is`, and gives its key and value.
    pub fn take_pair(&mut self, key: &str, is: impl Fn(&Item) -> bool) -> Option<(String, String)> {
        let (edit, taken) = self.read(|text, table| {
            let of = table.get(key)?;
            let names = of.as_table_like()?;
            let (name, _, item) = entries(names).find(|(_, _, item)| is(item))?;
            let at = Span { start: key_span(names.key(name)).start, end: span(item).end };
            // `name.zh = …` begins with the table's own key.
            let line = text[..at.start as usize].rfind('\n').map_or(0, |i| i + 1);
            let edit = match of {
                Item::Value(_) => (member(text, at), String::new()),
                _ => remove_line(text, Span::new(line, at.end as usize)),
            };
            Some((edit, (name.to_owned(), raw(text, item))))
        })?;
        self.apply(edit);
        Some(taken)
    }
}

/// The stretch of an entry in its file: to the end of its last line, with the comment there.
pub(super) fn stretch(text: &str, entry: Span) -> Span {
    if entry.of(text).starts_with('{') {
        return entry;
    }
    let rest = text.get(entry.end as usize..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("");
    let line = line.strip_suffix('\r').unwrap_or(line);
    Span { start: entry.start, end: entry.end + line.len() as u32 }
}

/// A value as TOML text; tables of their own lines as one in braces.
pub(super) fn raw(text: &str, item: &Item) -> String {
    match item {
        Item::Value(value) => value_span(value).of(text).to_owned(),
        Item::Table(table) => pairs(text, table),
        Item::ArrayOfTables(tables) => format!("[{}]", tables.iter().map(|t| pairs(text, t)).collect::<Vec<_>>().join(", ")),
        Item::None => String::new(),
    }
}

fn pairs(text: &str, table: &Table) -> String {
    let pairs = entries(table).map(|(key, _, item)| format!("{} = {}", crate::config::splice::quoted_key(key), raw(text, item)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

pub(super) fn elements(text: &str, item: &Item) -> Vec<String> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|t| pairs(text, t)).collect(),
        Item::Value(Value::Array(array)) => array.iter().map(|v| value_span(v).of(text).to_owned()).collect(),
        one => vec![raw(text, one)],
    }
}

fn append(text: &str, table: &dyn TableLike, key: &str, element: &str) -> Option<TextEdit> {
    match table.get(key) {
        Some(Item::ArrayOfTables(tables)) => {
            let end = tables.iter().map(|t| whole(t).end).max()?;
            Some(under(text, end as usize, &format!("[[entity.{key}]]\n{}", lines_of(key, element)?)))
        }
        Some(Item::Value(Value::Array(array))) => into_array(text, array, element),
        Some(Item::Value(one)) => Some((value_span(one), format!("[{}, {element}]", value_span(one).of(text)))),
        Some(_) => None,
        None => put(text, table, &format!("{key} = [{element}]")),
    }
}

/// An element as lines of a table: of a string the key that says the same in a table.
fn lines_of(key: &str, element: &str) -> Option<String> {
    let document = format!("x = {element}");
    let parsed = crate::config::toml::document(&document).ok()?;
    let item = parsed.get("x")?;
    let Some(table) = item.as_inline_table() else {
        let name = match key {
            "roles" => "title",
            "part_of" | "makers" | "maker" => "id",
            _ => "text",
        };
        return Some(format!("{name} = {element}"));
    };
    let pair = |(key, _, item): (&str, Span, &Item)| format!("{} = {}", crate::config::splice::quoted_key(key), span(item).of(&document));
    Some(entries(table as &InlineTable).map(pair).collect::<Vec<_>>().join("\n"))
}

fn take(text: &str, table: &dyn TableLike, key: &str, is: &dyn Fn(&Item) -> bool) -> Option<(TextEdit, String)> {
    let item = table.get(key)?;
    let all = |table: &dyn TableLike| Span { start: key_span(table.key(key)).start, end: span(item).end };
    match item {
        Item::ArrayOfTables(tables) => {
            let one = tables.iter().find(|t| is(&Item::Table((*t).clone())))?;
            Some((remove_line(text, whole(one)), pairs(text, one)))
        }
        Item::Value(Value::Array(array)) => {
            let one = array.iter().find(|v| is(&Item::Value((*v).clone())))?;
            let edit = if array.len() == 1 { remove_pair(text, all(table)) } else { remove_element(text, array, value_span(one)) };
            Some((edit, value_span(one).of(text).to_owned()))
        }
        one if is(one) => Some((remove_pair(text, all(table)), raw(text, one))),
        _ => None,
    }
}

/// Takes `key = value` out of an entry in braces, or of its lines.
fn remove_pair(text: &str, at: Span) -> TextEdit {
    let behind = text[at.end as usize..].split('\n').next().unwrap_or("").trim();
    let own_lines = line_start(text, at).is_some() && (behind.is_empty() || behind.starts_with('#'));
    if own_lines { remove_line(text, at) } else { (member(text, at), String::new()) }
}

/// The start of the line, where nothing but blanks stands before the place.
fn line_start(text: &str, at: Span) -> Option<usize> {
    let before = &text[..at.start as usize];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    before[start..].trim().is_empty().then_some(start)
}

/// Takes an element out of an array: a line of its own goes with it, unless a comment stands there.
fn remove_element(text: &str, array: &Array, at: Span) -> TextEdit {
    let own_line = line_start(text, at).filter(|line| array.span().is_some_and(|s| s.start < *line));
    let rest = &text[at.end as usize..];
    let line = rest.split('\n').next().unwrap_or("");
    let behind = line.trim();
    if let Some(start) = own_line.filter(|_| (behind == "," || behind.is_empty()) && rest.len() > line.len()) {
        return (Span::new(start, at.end as usize + line.len() + 1), String::new());
    }
    (member(text, at), String::new())
}

/// A member of something parted by commas, with the comma before or behind it.
pub(super) fn member(text: &str, at: Span) -> Span {
    let (before, behind) = (&text[..at.start as usize], &text[at.end as usize..]);
    let blanks = behind.len() - behind.trim_start().len();
    if behind[blanks..].starts_with(',') {
        let after = &behind[blanks + 1..];
        let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
        return Span::new(at.start as usize, at.end as usize + blanks + 1 + gap);
    }
    let start = before.trim_end().strip_suffix(',').map_or(at.start as usize, str::len);
    Span::new(start, at.end as usize)
}

/// Takes lines away that hold nothing else; a comment behind the last of them stays.
fn remove_line(text: &str, at: Span) -> TextEdit {
    let rest = &text[at.end as usize..];
    let line = rest.split('\n').next().unwrap_or("");
    let end = match line.trim() {
        "" if rest.len() > line.len() => at.end as usize + line.len() + 1,
        "" => at.end as usize + line.len(),
        _ => at.end as usize + line.len() - line.trim_start().len(),
    };
    // The last line of all: the line end before it goes.
    let last = end == text.len() && line.trim().is_empty();
    let own = line_start(text, at).unwrap_or(at.start as usize);
    let start = if last { text[..own].trim_end_matches(['\n', '\r']).len() } else { own };
    (Span::new(start, end), String::new())
}

/// The comments in a text that is sound TOML, without what stands before them.
pub(super) fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        let tail = &rest[at..];
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|q| tail.starts_with(q));
        rest = match quote {
            None => {
                let line = tail.split('\n').next().unwrap_or("");
                found.push(line.trim_end().to_owned());
                &tail[line.len()..]
            }
            Some(quote) => &tail[string_end(tail, quote)..],
        };
    }
    found
}

/// The length of the string that `text` begins with.
fn string_end(text: &str, quote: &str) -> usize {
    let escapes = quote.starts_with('"');
    let mut at = quote.len();
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        if rest.starts_with(quote) {
            return at + quote.len();
        }
        let mut chars = rest.chars();
        let first = chars.next().map_or(1, char::len_utf8);
        at += if escapes && rest.starts_with('\\') { first + chars.next().map_or(0, char::len_utf8) } else { first };
    }
    text.len()
}
