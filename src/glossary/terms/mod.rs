//! Term lists: glossaries as other programs and spreadsheets keep them.
//!
//! Reading never fails: what of a list cannot be read is reported with its line, the rest is given. Every format holds
//! less than a glossary does, save CSV, which is lossless; writing says what was left out.

mod brat;
mod cells;
mod csv;
mod gate;
mod patterns;
mod skos;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::write::render;
use super::{Entity, EntityType, GlossaryFile, Name, Rank};
use crate::text::{Span, Symbol, is_han, simplify};

/// A format of term lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermFormat {
    Csv,
    /// spaCy and Prodigy: match patterns, one JSON object a line.
    Patterns,
    /// SKOS in Turtle.
    Skos,
    /// GATE gazetteer: `.lst` files and the `.def` that lists them.
    Gate,
    /// brat normalisation database, before it is compiled.
    Brat,
}

impl TermFormat {
    /// The format of a file by its name and, where that leaves it open, its text.
    pub fn of_file(name: &str, text: &str) -> Option<TermFormat> {
        match name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
            Some("jsonl" | "ndjson") => Some(TermFormat::Patterns),
            Some("ttl" | "nt") => Some(TermFormat::Skos),
            Some("lst" | "def") => Some(TermFormat::Gate),
            Some("csv") => Some(TermFormat::Csv),
            Some("tsv" | "txt") if brat::is_brat(text) => Some(TermFormat::Brat),
            Some("tsv" | "txt") => Some(TermFormat::Csv),
            _ => None,
        }
    }
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct Term {
    /// From 1; where it begins.
    pub line: u32,
    /// Without an id of its own in the list, the id is empty.
    pub entity: Entity,
}

/// What of a list cannot be read, or goes in otherwise than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// From 1.
    pub line: u32,
    /// One sentence.
    pub message: String,
}

/// What was read of a list.
#[derive(Clone, Debug, Default)]
pub struct TermList {
    pub terms: Vec<Term>,
    /// In order of line.
    pub problems: Vec<LineProblem>,
}

/// Reads a list. `kind` is what entries are that do not say it; `name` is the file's, which says it for some formats.
pub fn read(format: TermFormat, name: &str, text: &str, kind: Option<EntityType>) -> TermList {
    let text = text.trim_start_matches('\u{feff}');
    let mut drafts = Drafts { kind, ..Drafts::default() };
    match format {
        TermFormat::Csv => csv::read(text, &mut drafts),
        TermFormat::Patterns => patterns::read(text, &mut drafts),
        TermFormat::Skos => skos::read(text, &mut drafts),
        TermFormat::Gate => gate::read(name, text, &mut drafts),
        TermFormat::Brat => brat::read(text, &mut drafts),
    }
    drafts.finish()
}

/// The lists that a GATE definition names, with the type that it gives to each; what of it cannot be read.
pub fn gate_lists(text: &str) -> (Vec<(String, Option<EntityType>)>, Vec<LineProblem>) {
    gate::lists(text.trim_start_matches('\u{feff}'))
}

/// A list as files: name and text of each, the first one for formats of one file; and what the format cannot hold, a clause
/// each.
#[derive(Clone, Debug, Default)]
pub struct Written {
    pub files: Vec<(String, String)>,
    pub left_out: Vec<String>,
}

/// Writes entities, in their order.
pub fn write(format: TermFormat, entities: &[&Entity]) -> Written {
    match format {
        TermFormat::Csv => csv::write(entities),
        TermFormat::Patterns => patterns::write(entities),
        TermFormat::Skos => skos::write(entities),
        TermFormat::Gate => gate::write(entities),
        TermFormat::Brat => brat::write(entities),
    }
}

/// An entry as a format reads it.
#[derive(Clone, Debug)]
struct Draft {
    line: u32,
    id: Option<String>,
    kind: Option<EntityType>,
    /// Its id and type do not count.
    entity: Entity,
}

impl Draft {
    fn new(line: u32) -> Draft {
        Draft { line, id: None, kind: None, entity: blank(Symbol::new(""), EntityType::Organization) }
    }

    /// Adds a name: the first one of a script is the preferred one of its language, others are aliases.
    fn add_name(&mut self, text: &str, hidden: bool) {
        let Some(text) = filled(text) else { return };
        let rank = match hidden {
            true => Rank::Hidden,
            false if self.entity.names.iter().any(|n| n.rank == Rank::Preferred && is_chinese(&n.text) == is_chinese(&text)) => Rank::Alias,
            false => Rank::Preferred,
        };
        if self.entity.names.iter().all(|n| n.text != text) {
            let lang = (rank == Rank::Preferred).then(|| Symbol::new(language_of(&text)));
            self.entity.names.push(plain_name(text, lang, rank));
        }
    }
}

/// Entries while a list is read.
#[derive(Default)]
struct Drafts {
    kind: Option<EntityType>,
    drafts: Vec<Draft>,
    problems: Vec<LineProblem>,
}

impl Drafts {
    fn problem(&mut self, line: u32, message: impl Into<String>) {
        self.problems.push(LineProblem { line, message: crate::config::toml::sentence(message.into()) });
    }

    /// The draft with an id, made where there is none yet.
    fn with_id(&mut self, id: &str, line: u32, index: &mut BTreeMap<String, usize>) -> &mut Draft {
        let at = *index.entry(id.to_owned()).or_insert_with(|| {
            self.drafts.push(Draft { id: Some(id.to_owned()), ..Draft::new(line) });
            self.drafts.len() - 1
        });
        &mut self.drafts[at]
    }

    /// Entries are what a glossary file with them would be read as: one judge of what is sound.
    fn finish(mut self) -> TermList {
        let path: Arc<str> = "".into();
        let mut list = TermList::default();
        for draft in std::mem::take(&mut self.drafts) {
            let Some(kind) = draft.kind.or(self.kind) else {
                self.problem(draft.line, "the entry has no type; give one for the whole list with --type");
                continue;
            };
            // An entry without an id is held against the rules under one that is sound.
            let id = Symbol::new(draft.id.as_deref().unwrap_or("x"));
            let entity = Entity { id, kind, ..draft.entity };
            let read = GlossaryFile::parse(&path, &render(&entity));
            for problem in read.problems {
                self.problem(draft.line, problem.message);
            }
            let Some(mut entity) = read.entities.into_iter().next().filter(|e| !e.names.is_empty()) else { continue };
            forget_places(&mut entity);
            if draft.id.is_none() {
                entity.id = Symbol::new("");
            }
            list.terms.push(Term { line: draft.line, entity });
        }
        list.problems = self.problems;
        list.problems.sort_by_key(|p| p.line);
        list
    }
}

/// Spans of an entry that stands in no file mean nothing.
fn forget_places(entity: &mut Entity) {
    (entity.span, entity.id_span) = Default::default();
    entity.names.iter_mut().for_each(|n| n.span = Span::default());
    for role in &mut entity.roles {
        role.span = Span::default();
        role.of_span = role.of.is_some().then(Span::default);
    }
    let single = [&mut entity.family, &mut entity.variant_of, &mut entity.replaced_by].into_iter().flatten();
    entity.part_of.iter_mut().chain(&mut entity.makers).chain(single).for_each(|l| l.span = Span::default());
}

/// An entry without anything.
fn blank(id: Symbol, kind: EntityType) -> Entity {
    Entity {
        id,
        kind,
        names: Vec::new(),
        roles: Vec::new(),
        part_of: Vec::new(),
        makers: Vec::new(),
        family: None,
        variant_of: None,
        replaced_by: None,
        former: Vec::new(),
        same_as: Vec::new(),
        category: None,
        released: None,
        founded: None,
        born: None,
        surname: None,
        org_kind: None,
        wikidata: None,
        description: BTreeMap::new(),
        note: None,
        source: None,
        file: "".into(),
        span: Span::default(),
        id_span: Span::default(),
    }
}

fn plain_name(text: Symbol, lang: Option<Symbol>, rank: Rank) -> Name {
    Name { text, lang, rank, from: None, to: None, when: vec![], unless: vec![], source: None, span: Span::default() }
}

fn filled(text: &str) -> Option<Symbol> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(Symbol::new)
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}

/// The language of a name by its script; Han that both scripts write alike is `zh`.
fn language_of(text: &str) -> &'static str {
    match is_chinese(text) {
        false => "en",
        true if text.chars().any(|c| simplify(c) != c) => "zh-Hant",
        true => "zh",
    }
}

/// A type as lists of all sorts write it.
fn kind_of(text: &str) -> Option<EntityType> {
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "person" | "per" | "people" | "persons" | "pers" | "人物" | "人名" | "人" => EntityType::Person,
        "organization" | "organisation" | "org" | "company" | "organizations" | "organisations" | "companies" | "机构" | "機構"
        | "组织" | "組織" | "公司" | "机构名" => EntityType::Organization,
        "product" | "prod" | "products" | "产品" | "產品" | "产品名" => EntityType::Product,
        _ => return None,
    })
}

fn unknown_type(text: &str) -> String {
    format!("\"{}\" is not a type; it is person, organization or product", text.trim())
}

/// "3 names with conditions", "1 role": nothing where there is none.
fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}

/// Names that hold everywhere, and how many do not: a format without conditions would match those anywhere.
fn unconditional<'a>(entities: &[&'a Entity], left_out: &mut Vec<String>) -> Vec<(&'a Entity, &'a Name)> {
    let all = entities.iter().flat_map(|e| e.names.iter().map(move |n| (*e, n)));
    let (free, bound): (Vec<_>, Vec<_>) = all.partition(|(_, n)| n.when.is_empty() && n.unless.is_empty());
    left_out.extend(counted(bound.len(), "name that holds under conditions", "names that hold under conditions"));
    free
}

/// What of entities is more than names: how many have each of it.
fn details_left_out(entities: &[&Entity], keys: &[Detail], left_out: &mut Vec<String>) {
    for (one, many, count) in keys {
        left_out.extend(counted(entities.iter().map(|e| count(e)).sum(), one, many));
    }
}

/// How many of a thing an entry has.
type Detail = (&'static str, &'static str, fn(&Entity) -> usize);

/// What refers to other entries.
const LINKS: [Detail; 3] =
    [("role", "roles", |e| e.roles.len()), ("maker", "makers", |e| e.makers.len()), ("`part_of`", "`part_of`", |e| e.part_of.len())];

/// The same, and what describes an entry.
const DETAILS: [Detail; 5] = [
    LINKS[0],
    LINKS[1],
    LINKS[2],
    ("description", "descriptions", |e| e.description.len()),
    ("Wikidata id", "Wikidata ids", |e| e.wikidata.is_some() as usize),
];
