//! What is being written at a place, told from the text before it alone: while someone types, a file is seldom sound.

use crate::glossary::{EntityType, keys_of};
use crate::text::Span;

/// What may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub what: What,
    /// What is there already: from its start to the cursor.
    pub typed: Span,
    /// What an answer takes the place of.
    pub replace: Span,
    /// Put before and behind the answer: quotes that are missing.
    pub around: (&'static str, &'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Ids, those of this type first.
    Ids(Option<EntityType>),
    /// Names that the glossary lacks, in the script of a language key.
    NewNames(Option<&'static str>),
    /// Names of every entity.
    Names,
    Words(&'static [&'static str]),
    Keys(&'static [&'static str]),
    /// Where a Markdown link leads.
    Target,
}

const TYPES: &[&str] = &["organization", "person", "product"];
const KINDS: &[&str] = &["agency", "brand", "company", "department", "government", "group", "media"];

/// The spot at an offset of a glossary file.
pub(super) fn glossary(text: &str, offset: usize) -> Option<Spot> {
    let before = text.get(..offset)?;
    let start = before.rfind("\n[[entity]]").map_or(0, |at| at + 1);
    let mut reader = Toml::new(before.get(start..)?);
    reader.read()?;
    let (place, key) = match reader.key.rsplit_once('.') {
        Some((table, key)) => (table, key),
        None => (reader.place(), reader.key.as_str()),
    };
    let at = |from: usize| Span::new(start + from, offset);
    match reader.string {
        Some((from, quote)) if reader.value => {
            let rest = text.get(offset..)?.split('\n').next().unwrap_or("");
            let close = rest.find(quote).filter(|end| !rest[..*end].contains([',', '=']));
            let typed = at(from);
            let replace = Span::new(typed.start as usize, close.map_or(offset, |end| offset + end));
            let behind = if close.is_some() { "" } else { quote };
            Some(Spot { what: value(place, key)?, typed, replace, around: ("", behind) })
        }
        Some(_) => None,
        None => {
            let typed = at(reader.word.unwrap_or(before.len() - start));
            let (what, quote) = if reader.value { (value(place, key)?, "\"") } else { (What::Keys(keys(place)?), "") };
            Some(Spot { what, typed, replace: typed, around: (quote, quote) })
        }
    }
}

fn keys(place: &str) -> Option<&'static [&'static str]> {
    Some(keys_of(place)).filter(|keys| !keys.is_empty())
}

/// What the value of a key is. `place` is the table that it stands in: `entity`, `roles`, `part_of`, …
fn value(place: &str, key: &str) -> Option<What> {
    let reference = |key: &str| match key {
        "of" | "maker" | "makers" | "part_of" => Some(What::Ids(Some(EntityType::Organization))),
        "family" | "variant_of" => Some(What::Ids(Some(EntityType::Product))),
        "replaced_by" => Some(What::Ids(None)),
        _ => None,
    };
    match (place, key) {
        ("entity", "type") => Some(What::Words(TYPES)),
        ("entity", "kind") => Some(What::Words(KINDS)),
        (_, "lang") => Some(What::Words(keys_of("name"))),
        (_, "when" | "unless") => Some(What::Names),
        ("name", lang) => keys_of("name").iter().find(|l| **l == lang).map(|l| What::NewNames(Some(l))),
        ("entity", "name" | "aliases" | "hidden") | ("aliases" | "hidden", "text") => Some(What::NewNames(None)),
        (place, "id") => reference(place),
        (_, key) => reference(key),
    }
}

/// Reads TOML up to its end, where the cursor is.
struct Toml<'a> {
    text: &'a str,
    header: String,
    /// Open brackets, and the key whose value they open.
    open: Vec<(char, String)>,
    key: String,
    /// Behind `=`, or in an array.
    value: bool,
    /// Where the bare word at the end starts.
    word: Option<usize>,
    /// Where the string that holds the end starts, behind its quote.
    string: Option<(usize, &'static str)>,
}

impl<'a> Toml<'a> {
    fn new(text: &'a str) -> Toml<'a> {
        Toml { text, header: String::new(), open: Vec::new(), key: String::new(), value: false, word: None, string: None }
    }
    fn place(&self) -> &str {
        match self.open.iter().rev().find(|(bracket, _)| *bracket == '{') {
            Some((_, key)) => key.rsplit('.').next().unwrap_or(key),
            None => self.header.rsplit('.').next().unwrap_or(""),
        }
    }
    /// None where nothing can be written: in a comment, in a header.
    fn read(&mut self) -> Option<()> {
        let mut at = 0;
        let mut word = String::new();
        let mut line_start = true;
        while let Some(c) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            let line = rest.split('\n').next().unwrap_or("");
            let ends = line.len() == rest.len();
            if c == '#' || (c == '[' && line_start && self.open.is_empty()) {
                if ends {
                    return None;
                }
                if c == '[' {
                    self.header = line.split('#').next().unwrap_or("").trim().trim_matches(['[', ']']).to_owned();
                }
                at += line.len();
                continue;
            }
            if let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|q| rest.starts_with(q)) {
                let from = at + quote.len();
                let Some(end) = string_end(&self.text[from..], quote) else {
                    self.string = Some((from, quote));
                    return Some(());
                };
                word = self.text[from..from + end].trim_end_matches('\n').to_owned();
                // A string that its line breaks off: what follows is a line of its own.
                let closed = self.text[from + end..].starts_with(quote);
                at = from + end + if closed { quote.len() } else { 0 };
                (self.word, line_start) = (None, false);
                continue;
            }
            match c {
                '[' | '{' => {
                    self.open.push((c, self.key.clone()));
                    self.value = c == '[';
                    if c == '{' {
                        self.key.clear();
                    }
                }
                ']' | '}' => {
                    self.key = self.open.pop().map(|(_, key)| key).unwrap_or_default();
                    self.value = true;
                }
                '=' => (self.key, self.value) = (std::mem::take(&mut word), true),
                ',' => {
                    self.value = self.open.last().is_some_and(|(bracket, _)| *bracket == '[');
                    if !self.value {
                        self.key.clear();
                    }
                }
                '\n' if self.open.is_empty() => {
                    self.key.clear();
                    self.value = false;
                }
                _ => {}
            }
            if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
                if self.word.is_none() {
                    word.clear();
                    self.word = Some(at);
                }
                word.push(c);
            } else {
                self.word = None;
            }
            line_start = c == '\n' || (line_start && c.is_whitespace());
            at += c.len_utf8();
        }
        Some(())
    }
}

/// Where a string ends: at its quote, or a short one at the end of its line. None where the text ends first.
fn string_end(text: &str, quote: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if text[at..].starts_with(quote) || (quote.len() == 1 && c == '\n') {
            return Some(at);
        }
        if c == '\\' && quote.starts_with('"') {
            chars.next();
        }
    }
    None
}

/// The spot at an offset of a sidecar: the value of a key that holds an id, or a type.
pub(super) fn sidecar(text: &str, offset: usize) -> Option<Spot> {
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(start..)?;
    let (mut key, mut last) = ("", "");
    let mut at = 0;
    while let Some(open) = line.get(at..)?.find(['"', ':', ',', '{', '[']) {
        let from = at + open + 1;
        match line.as_bytes().get(from - 1) {
            Some(b'"') => {
                let Some(end) = string_end(&line[from..], "\"") else {
                    let what = match key {
                        "entity" | "subject" | "object" => What::Ids(None),
                        "type" => What::Words(TYPES),
                        _ => return None,
                    };
                    let typed = Span::new(start + from, offset);
                    let rest = text.get(offset..)?.split('\n').next().unwrap_or("");
                    let close = rest.find('"').filter(|end| !rest[..*end].contains([',', ':', '}']));
                    let replace = Span::new(start + from, close.map_or(offset, |end| offset + end));
                    return Some(Spot { what, typed, replace, around: ("", if close.is_some() { "" } else { "\"" }) });
                };
                last = &line[from..from + end];
                at = from + end + 1;
            }
            Some(b':') => (key, at) = (last, from),
            // Elements of an array are values of its key.
            Some(b'[') => at = from,
            Some(b',') if line[..from].matches('[').count() > line[..from].matches(']').count() => at = from,
            _ => (key, at) = ("", from),
        }
    }
    None
}

/// The spot at an offset of a Markdown article: the text or the target of a link that is being written.
pub(super) fn link(text: &str, offset: usize) -> Option<Spot> {
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(start..)?;
    let spot = |from: usize, what| {
        let typed = Span::new(start + from, offset);
        Spot { what, typed, replace: typed, around: ("", "") }
    };
    if let Some(at) = line.rfind("](").filter(|at| !line[*at..].contains(')')) {
        return Some(spot(at + 2, What::Target));
    }
    let at = line.rfind('[').filter(|at| !line[*at..].contains(']'))?;
    // `[ ]` is a box to tick.
    let typed = &line[at + 1..];
    (!typed.starts_with([' ', 'x', '^', '!']) || typed.chars().count() > 1 && !typed.starts_with([' ', '^', '!']))
        .then(|| spot(at + 1, What::Names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(read: fn(&str, usize) -> Option<Spot>, marked: &str) -> String {
        let at = marked.find('‸').expect("a cursor");
        let text = marked.replace('‸', "");
        match read(&text, at) {
            None => "-".to_owned(),
            Some(s) => format!("{:?} {:?} {:?} {:?}", s.what, s.typed.of(&text), s.replace.of(&text), s.around),
        }
    }

    #[test]
    fn in_glossary_files() {
        let org = "Ids(Some(Organization))";
        let entry = "[[entity]]\nid = \"a\"\n";
        for (line, expected) in [
            ("maker = \"ze‸\"", format!("{org} \"ze\" \"ze\" (\"\", \"\")")),
            ("maker = \"ze‸phyr\" # x", format!("{org} \"ze\" \"zephyr\" (\"\", \"\")")),
            ("maker = \"ze‸", format!("{org} \"ze\" \"ze\" (\"\", \"\\\"\")")),
            ("maker = 'ze‸", format!("{org} \"ze\" \"ze\" (\"\", \"'\")")),
            ("maker = ze‸", format!("{org} \"ze\" \"ze\" (\"\\\"\", \"\\\"\")")),
            ("makers = [\"a\", \"‸\"]", format!("{org} \"\" \"\" (\"\", \"\")")),
            ("part_of = [\n  { id = \"a\", from = 2020 },\n  { id = \"‸\" }]", format!("{org} \"\" \"\" (\"\", \"\")")),
            ("roles = [{ title = \"chair\", of = \"‸", format!("{org} \"\" \"\" (\"\", \"\\\"\")")),
            ("[[entity.roles]]\nof = \"x‸\"", format!("{org} \"x\" \"x\" (\"\", \"\")")),
            ("family = \"‸\"", "Ids(Some(Product)) \"\" \"\" (\"\", \"\")".to_owned()),
            ("replaced_by.id = \"‸\"", "Ids(None) \"\" \"\" (\"\", \"\")".to_owned()),
            ("name = { en = \"A\", zh-Hans = \"雷‸\" }", "NewNames(Some(\"zh-Hans\")) \"雷\" \"雷\" (\"\", \"\")".to_owned()),
            ("name.en = \"l‸\"", "NewNames(Some(\"en\")) \"l\" \"l\" (\"\", \"\")".to_owned()),
            ("aliases = [\"A\", # \"x\n \"l‸\"]", "NewNames(None) \"l\" \"l\" (\"\", \"\")".to_owned()),
            ("aliases = [{ text = \"W\", when = [\"l‸\"] }]", "Names \"l\" \"l\" (\"\", \"\")".to_owned()),
            ("title = \"‸\"", "-".to_owned()),
            ("id = \"‸\"", "-".to_owned()),
            ("# maker = \"‸", "-".to_owned()),
            ("[[ent‸", "-".to_owned()),
        ] {
            assert_eq!(spot(glossary, &format!("{entry}{line}\n")), expected, "{line}");
        }
        assert!(spot(glossary, &format!("{entry}type = \"p‸\"")).starts_with("Words([\"organization\""));
        assert!(spot(glossary, &format!("{entry}ma‸")).starts_with("Keys([\"id\", \"type\""));
        assert!(spot(glossary, &format!("{entry}roles = [{{ title = \"x\", o‸")).starts_with("Keys([\"title\""));
        assert!(spot(glossary, &format!("{entry}note = \"broken\nmaker = \"k‸")).starts_with(org), "a broken line costs itself alone");
    }

    #[test]
    fn in_sidecars() {
        for (line, expected) in [
            (r#"{"t":"mention","entity":"ze‸"}"#, r#"Ids(None) "ze" "ze" ("", "")"#),
            (r#"{"t":"figure","subject": "‸"#, r#"Ids(None) "" "" ("", "\"")"#),
            (r#"{"quote":"entity","pre":"‸"}"#, "-"),
            (r#"{"entity‸"}"#, "-"),
        ] {
            assert_eq!(spot(sidecar, &format!("{{\"id\":\"x\"}}\n{line}")), expected, "{line}");
        }
    }

    #[test]
    fn in_links() {
        for (line, expected) in [
            ("See [ze‸", "Names \"ze\" \"ze\" (\"\", \"\")"),
            ("See [a](b) and [c](../ma‸", "Target \"../ma\" \"../ma\" (\"\", \"\")"),
            ("See [a](b) ‸", "-"),
            ("- [ ‸", "-"),
            ("- [x‸", "-"),
            ("[a] ‸", "-"),
        ] {
            assert_eq!(spot(link, line), expected, "{line}");
        }
    }
}
