//! CSV, lossless: one entry a line, a column for each key, lists in cells ([`super::cells`]).
//!
//! Comma, semicolon and tab part the columns, whichever makes most of the header; quotes may hold line ends; a quote that is
//! never closed costs its line alone. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
//! reading takes off.

use super::cells::{self, Member};
use super::{Draft, Drafts, Written, filled, kind_of, language_of, unknown_type};
use crate::glossary::write::{scalars, single_links};
use crate::glossary::{Entity, Name, Rank};
use crate::text::Symbol;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Type,
    /// With its language.
    Name(Option<&'static str>),
    Names(Rank),
    Description(&'static str),
    Roles,
    PartOf,
    Makers,
    Former,
    SameAs,
    /// Any other key of an entry.
    Key(&'static str),
}

const LANGUAGES: [&str; 4] = ["en", "zh", "zh-Hans", "zh-Hant"];
const LINKS: [&str; 3] = ["family", "variant_of", "replaced_by"];
const TEXTS: [&str; 9] = ["category", "released", "kind", "founded", "born", "surname", "wikidata", "note", "source"];

/// A header as people write it: case, blanks, brackets and underscores do not matter.
fn column(header: &str) -> Option<Column> {
    let words = header.trim().to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let language = |words: &[&str]| {
        Some(match words.join("-").as_str() {
            "en" | "english" | "eng" | "en-us" | "en-gb" => "en",
            "zh" | "chinese" | "zho" => "zh",
            "zh-hans" | "zh-cn" | "zh-sg" | "hans" | "simplified" | "simplified-chinese" => "zh-Hans",
            "zh-hant" | "zh-tw" | "zh-hk" | "hant" | "traditional" | "traditional-chinese" => "zh-Hant",
            _ => return None,
        })
    };
    let joined = words.join("-");
    Some(match joined.as_str() {
        "id" | "key" => Column::Id,
        "type" | "entity-type" | "label" | "类型" | "類型" => Column::Type,
        "name" | "preferred-name" | "title" | "名称" | "名稱" => Column::Name(None),
        "英文名" | "英文名称" => Column::Name(Some("en")),
        "中文名" | "中文名称" => Column::Name(Some("zh")),
        "alias" | "aliases" | "also" | "synonyms" | "别名" | "別名" => Column::Names(Rank::Alias),
        "hidden" | "hidden-names" | "misspellings" => Column::Names(Rank::Hidden),
        "roles" | "role" => Column::Roles,
        "part-of" | "parent" => Column::PartOf,
        "maker" | "makers" | "manufacturer" => Column::Makers,
        "former" | "former-ids" => Column::Former,
        "same-as" | "sameas" => Column::SameAs,
        "description" => Column::Description("en"),
        "wikidata-id" | "qid" => Column::Key("wikidata"),
        _ => match words.split_first() {
            Some((&"name", rest)) if language(rest).is_some() => Column::Name(language(rest)),
            Some((&"description", rest)) => Column::Description(language(rest)?),
            _ => match LINKS.into_iter().chain(TEXTS).find(|key| key.replace('_', "-") == joined) {
                Some(key) => Column::Key(key),
                None => Column::Name(Some(language(&words)?)),
            },
        },
    })
}

pub(super) fn read(text: &str, drafts: &mut Drafts) {
    // A line that some spreadsheets write for themselves.
    let (skipped, announced) = match text.split_once('\n').map(|(first, rest)| (first.trim_end_matches('\r'), rest)) {
        Some((first, rest)) if first.len() == 5 && first.starts_with("sep=") => (text.len() - rest.len(), first.chars().last()),
        _ => (0, None),
    };
    let header_of = |by: char| Rows::new(text, skipped, by).next();
    let known = |by: char| header_of(by).map_or(0, |row| row.cells.iter().filter(|c| column(c).is_some()).count());
    let by = announced.unwrap_or_else(|| [',', ';', '\t'].into_iter().rev().max_by_key(|by| known(*by)).unwrap_or(','));
    let mut rows = Rows::new(text, skipped, by);
    let Some(header) = rows.next() else { return };
    let columns: Vec<Option<Column>> = header.cells.iter().map(|c| column(c)).collect();
    if !columns.iter().flatten().any(|c| matches!(c, Column::Name(_) | Column::Id)) {
        return drafts.problem(
            header.line,
            "the first line names no column `id` or `name`; it names the columns, such as id,type,name_en,name_zh-Hans",
        );
    }
    for (cell, _) in header.cells.iter().zip(&columns).filter(|(cell, column)| column.is_none() && !cell.trim().is_empty()) {
        drafts.problem(header.line, format!("the column \"{}\" is not one of a glossary; it is left out", cell.trim()));
    }
    for row in rows {
        if row.open {
            drafts.problem(row.line, "a quote is opened here and never closed; the line is left out");
            continue;
        }
        if row.cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if row.cells.iter().skip(columns.len()).any(|c| !c.trim().is_empty()) {
            let (has, columns) = (row.cells.len(), columns.len());
            drafts.problem(row.line, format!("the line has {has} cells where the first line names {columns} columns; it is left out"));
            continue;
        }
        let mut draft = Draft::new(row.line);
        let cells = columns.iter().zip(&row.cells).filter_map(|(column, cell)| Some(((*column)?, unguarded(cell).trim())));
        let wrong: Vec<String> =
            cells.filter(|(_, cell)| !cell.is_empty()).filter_map(|(c, cell)| take(&mut draft, c, cell).err()).collect();
        let skip = wrong.iter().any(|w| w.contains("is not a type"));
        for message in wrong {
            drafts.problem(row.line, message);
        }
        if !skip {
            one_preferred_a_language(&mut draft.entity);
            drafts.drafts.push(draft);
        }
    }
}

/// Puts what a cell says into the entry.
fn take(draft: &mut Draft, column: Column, cell: &str) -> Result<(), String> {
    fn each<T>(cell: &str, roles: bool, of: impl Fn(Member) -> Result<T, String>) -> Result<Vec<T>, String> {
        cells::members(cell, roles)?.into_iter().map(of).collect()
    }
    let entity = &mut draft.entity;
    match column {
        Column::Id => draft.id = Some(cell.to_owned()),
        Column::Type => draft.kind = Some(kind_of(cell).ok_or_else(|| unknown_type(cell))?),
        Column::Name(lang) => {
            for (at, mut name) in each(cell, false, |m| m.name(Rank::Preferred))?.into_iter().enumerate() {
                name.lang = lang.map(Symbol::new).or(name.lang).or_else(|| {
                    let bound = !name.when.is_empty() || !name.unless.is_empty() || name.from.is_some() || name.to.is_some();
                    (bound || name.source.is_some()).then(|| Symbol::new(language_of(&name.text)))
                });
                if at > 0 {
                    (name.rank, name.lang) = (Rank::Alias, None);
                }
                entity.names.push(name);
            }
        }
        Column::Names(rank) => entity.names.extend(each(cell, false, |m| m.name(rank))?),
        Column::Description(lang) => {
            entity.description.insert(Symbol::new(lang), Symbol::new(cell));
        }
        Column::Roles => entity.roles = each(cell, true, Member::role)?,
        Column::PartOf => entity.part_of = each(cell, false, Member::link)?,
        Column::Makers => entity.makers = each(cell, false, Member::link)?,
        Column::Former => entity.former = each(cell, false, Member::text)?,
        Column::SameAs => entity.same_as = each(cell, false, Member::text)?,
        Column::Key(key) if LINKS.contains(&key) => {
            let link = each(cell, false, Member::link)?.into_iter().next();
            match key {
                "family" => entity.family = link,
                "variant_of" => entity.variant_of = link,
                _ => entity.replaced_by = link,
            }
        }
        Column::Key(key) => {
            let text = filled(cell);
            match key {
                "category" => entity.category = text,
                "released" => entity.released = text,
                "kind" => entity.org_kind = text,
                "founded" => entity.founded = text,
                "born" => entity.born = text,
                "surname" => entity.surname = text,
                "wikidata" => entity.wikidata = text,
                "note" => entity.note = text,
                _ => entity.source = text,
            }
        }
    }
    Ok(())
}

/// A name column without a language beside ones with: its name gets the language of its script, and is an alias where that
/// has a preferred name. Preferred names come first, in the order of languages.
fn one_preferred_a_language(entity: &mut Entity) {
    let several = entity.names.iter().filter(|n| n.rank == Rank::Preferred).count() > 1;
    let mut seen: Vec<Symbol> = Vec::new();
    let mut with: Vec<Name> = Vec::new();
    let (named, bare): (Vec<Name>, Vec<Name>) = entity.names.drain(..).partition(|n| n.rank != Rank::Preferred || n.lang.is_some());
    for mut name in named.into_iter().chain(bare) {
        if name.rank == Rank::Preferred && several {
            let lang = name.lang.take().unwrap_or_else(|| Symbol::new(language_of(&name.text)));
            if seen.contains(&lang) {
                name.rank = Rank::Alias;
            } else {
                seen.push(lang.clone());
                name.lang = Some(lang);
            }
            if name.rank == Rank::Alias && with.iter().any(|n| n.text == name.text) {
                continue;
            }
        }
        with.push(name);
    }
    let place = |n: &Name| LANGUAGES.iter().position(|l| Some(*l) == n.lang.as_deref()).unwrap_or(LANGUAGES.len());
    with.sort_by_key(|n| (n.rank, if n.rank == Rank::Preferred { place(n) } else { 0 }));
    entity.names = with;
}

struct Row {
    line: u32,
    cells: Vec<String>,
    /// A quote was opened in it and never closed.
    open: bool,
}

/// Rows of a text, by their line.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    by: char,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, at: usize, by: char) -> Rows<'a> {
        Rows { text, at, line: 1 + u32::from(at > 0), by }
    }

    /// The row that begins here, and where the next one does.
    fn row(&self) -> (Row, usize) {
        let rest = &self.text[self.at..];
        let mut row = Row { line: self.line, cells: Vec::new(), open: false };
        let (mut cell, mut quoted, mut fresh) = (String::new(), false, true);
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if quoted && chars.next_if(|(_, c)| *c == '"').is_some() => cell.push('"'),
                '"' if quoted => quoted = false,
                '"' if fresh => (quoted, fresh) = (true, false),
                c if quoted => cell.push(c),
                '\n' | '\r' => {
                    let both = c == '\r' && chars.next_if(|(_, c)| *c == '\n').is_some();
                    row.cells.push(cell);
                    return (row, self.at + at + 1 + usize::from(both));
                }
                c if c == self.by => {
                    row.cells.push(std::mem::take(&mut cell));
                    fresh = true;
                }
                c => {
                    fresh &= c == ' ';
                    cell.push(c);
                }
            }
        }
        row.cells.push(cell);
        row.open = quoted;
        // The rest of the text is read anew from the next line on.
        let next = if quoted { rest.find('\n').map_or(rest.len(), |at| at + 1) } else { rest.len() };
        (row, self.at + next)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.at >= self.text.len() {
            return None;
        }
        let (row, next) = self.row();
        let passed = &self.text.as_bytes()[self.at..next];
        let ends = passed.iter().enumerate().filter(|(i, b)| **b == b'\n' || **b == b'\r' && passed.get(i + 1) != Some(&b'\n'));
        self.line += ends.count() as u32;
        self.at = next;
        Some(row)
    }
}

/// Signs that make a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\''];

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

pub(super) fn write(entities: &[&Entity]) -> Written {
    let joined = |members: Vec<String>| members.join("; ");
    let preferred = |e: &Entity, lang: Option<&str>| {
        e.names
            .iter()
            .find(|n| n.rank == Rank::Preferred && n.lang.as_deref() == lang)
            .map_or_else(String::new, |n| cells::of_name(&Name { lang: None, ..n.clone() }))
    };
    let ranked = |e: &Entity, rank: Rank| joined(e.names.iter().filter(|n| n.rank == rank).map(cells::of_name).collect());
    let cell = |e: &Entity, column: Column| match column {
        Column::Id => e.id.to_string(),
        Column::Type => e.kind.as_str().to_owned(),
        Column::Name(lang) => preferred(e, lang),
        Column::Names(rank) => ranked(e, rank),
        Column::Description(lang) => e.description.iter().find(|(l, _)| &***l == lang).map_or_else(String::new, |(_, t)| t.to_string()),
        Column::Roles => joined(e.roles.iter().map(cells::of_role).collect()),
        Column::PartOf => joined(e.part_of.iter().map(cells::of_link).collect()),
        Column::Makers => joined(e.makers.iter().map(cells::of_link).collect()),
        Column::Former => joined(e.former.iter().map(|t| cells::escaped(t)).collect()),
        Column::SameAs => joined(e.same_as.iter().map(|t| cells::escaped(t)).collect()),
        Column::Key(key) => {
            let link = single_links(e).into_iter().find(|(k, _)| *k == key).and_then(|(_, l)| l.map(cells::of_link));
            let text = scalars(e).into_iter().find(|(k, _)| *k == key).and_then(|(_, t)| t.map(|t| t.to_string()));
            link.or(text).unwrap_or_default()
        }
    };
    // What nearly every glossary has comes always, the rest where an entry has it.
    let always = [
        ("id", Column::Id),
        ("type", Column::Type),
        ("name_en", Column::Name(Some("en"))),
        ("name_zh-Hans", Column::Name(Some("zh-Hans"))),
        ("name_zh-Hant", Column::Name(Some("zh-Hant"))),
        ("aliases", Column::Names(Rank::Alias)),
        ("hidden", Column::Names(Rank::Hidden)),
    ];
    let mut columns: Vec<(String, Column)> = always.map(|(header, column)| (header.to_owned(), column)).to_vec();
    let mut optional = vec![("name_zh".to_owned(), Column::Name(Some("zh"))), ("name".to_owned(), Column::Name(None))];
    optional.extend(LANGUAGES.map(|lang| (format!("description_{lang}"), Column::Description(lang))));
    optional.extend([("roles", Column::Roles), ("part_of", Column::PartOf), ("makers", Column::Makers)].map(|(h, c)| (h.to_owned(), c)));
    optional.extend(LINKS.into_iter().chain(TEXTS).map(|key| (key.to_owned(), Column::Key(key))));
    optional.extend([("former", Column::Former), ("same_as", Column::SameAs)].map(|(h, c)| (h.to_owned(), c)));
    columns.extend(optional.into_iter().filter(|(_, column)| entities.iter().any(|e| !cell(e, *column).is_empty())));
    let mut text = String::new();
    line(&mut text, columns.iter().map(|(header, _)| header.clone()));
    for entity in entities {
        line(&mut text, columns.iter().map(|(_, column)| cell(entity, *column)));
    }
    Written { files: vec![("glossary.csv".to_owned(), text)], left_out: Vec::new() }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        // Blanks at an end are kept by nobody; a quote protects the rest.
        if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
            out.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(guard);
            out.push_str(&cell);
        }
    }
    out.push('\n');
}
