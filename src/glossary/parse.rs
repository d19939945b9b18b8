//! Glossary files, key by key.

mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use toml_edit::{Item, Table, TableLike};

use self::values::{Reader, filled, inside, order};
use super::matcher::is_too_short;
use super::{Entity, EntityType, GlossaryFile, Link, Name, Rank, Role};
use crate::config::toml::{Notes, document, entries, listed, nearest, span, whole};
use crate::text::{Span, Symbol, is_han};

/// Keys of an entity.
pub(super) const KEYS: [&str; 23] = [
    "id",
    "type",
    "name",
    "aliases",
    "hidden",
    "description",
    "roles",
    "part_of",
    "maker",
    "makers",
    "category",
    "released",
    "family",
    "variant_of",
    "kind",
    "founded",
    "born",
    "surname",
    "replaced_by",
    "former",
    "same_as",
    "wikidata",
    "note",
];
/// And one more that names share.
const SOURCE: &str = "source";
pub(super) const NAME_KEYS: [&str; 7] = ["text", "lang", "from", "to", "when", "unless", "source"];
pub(super) const ROLE_KEYS: [&str; 7] = ["title", "text", "lang", "of", "from", "to", "source"];
pub(super) const LINK_KEYS: [&str; 3] = ["id", "from", "to"];
pub(super) const LANGUAGES: [&str; 4] = ["en", "zh", "zh-Hans", "zh-Hant"];
pub(super) const TYPES: [(&str, EntityType); 3] =
    [("person", EntityType::Person), ("organization", EntityType::Organization), ("product", EntityType::Product)];

/// The keys that an editor may offer in a table of a glossary file: `entity` for an entry, else the key that holds the table
/// (`roles`, `part_of`, `aliases`, `name`, …).
pub fn keys_of(place: &str) -> &'static [&'static str] {
    match place {
        "entity" => &KEYS,
        "roles" => &ROLE_KEYS,
        "aliases" | "hidden" => &NAME_KEYS,
        "part_of" | "maker" | "makers" | "family" | "variant_of" | "replaced_by" => &LINK_KEYS,
        "name" | "description" | "title" => &LANGUAGES,
        _ => &[],
    }
}

/// Reads a whole file.
pub(super) fn parse(path: &Arc<str>, text: &str) -> GlossaryFile {
    let mut notes = Notes { invalid: "glossary/invalid", unknown_key: "glossary/invalid", problems: Vec::new() };
    let document = match document(text) {
        Ok(document) => document,
        Err((span, message)) => {
            let message =
                format!("The glossary is not valid TOML here: {message}; until this is mended, its entries stay as they were last read.");
            notes.push("glossary/syntax", span, message);
            return GlossaryFile { entities: Vec::new(), problems: notes.problems, broken: true };
        }
    };
    let mut reader = Reader { path, text, notes };
    let mut entities = Vec::new();
    for (key, at, item) in entries(document.as_table()) {
        if key != "entity" {
            let near = nearest(key, ["entity", "entities", "person", "organization", "product"].into_iter());
            let remedy = if near.is_some() { "perhaps `[[entity]]`?" } else { "entries are written as `[[entity]]`" };
            reader.notes.invalid(at, format!("`{key}` is not a key of a glossary file; {remedy}"));
            continue;
        }
        match item {
            Item::ArrayOfTables(tables) => entities.extend(tables.iter().filter_map(|t| reader.entity(t, whole(t), header(t)))),
            Item::Table(table) => {
                reader.notes.invalid(header(table), "an entry is opened with two pairs of brackets: `[[entity]]`".into());
                entities.extend(reader.entity(table, whole(table), header(table)));
            }
            _ => match item.as_array() {
                Some(array) => {
                    for value in array {
                        let at = crate::config::toml::value_span(value);
                        match value.as_inline_table() {
                            Some(table) => entities.extend(reader.entity(table, at, at)),
                            None => reader.notes.invalid(at, "an entry is a table; write it as `[[entity]]`".into()),
                        }
                    }
                }
                None => reader.notes.wrong_type(item, "entity", "tables, written as `[[entity]]`"),
            },
        }
    }
    let mut problems = reader.notes.problems;
    problems.sort_by_key(|p| p.span);
    GlossaryFile { entities, problems, broken: false }
}

fn header(table: &Table) -> Span {
    table.span().map_or(Span::default(), |r| Span::new(r.start, r.end))
}

impl Reader<'_> {
    /// One entry. `at` is the whole of it, `header` where a missing key is reported.
    fn entity(&mut self, table: &dyn TableLike, at: Span, header: Span) -> Option<Entity> {
        let known: Vec<&str> = KEYS.into_iter().chain([SOURCE]).collect();
        for (key, at, _) in entries(table).filter(|(key, ..)| !known.contains(key)) {
            self.unknown_key(key, at, "an entry", &known);
        }
        let id = self.id(table, header);
        let kind = self.kind(table, header);
        let mut names = table.get("name").map(|item| self.preferred(item)).unwrap_or_default();
        let preferred = names.len();
        for (key, rank) in [("aliases", Rank::Alias), ("hidden", Rank::Hidden)] {
            if let Some(item) = table.get(key) {
                self.other_names(item, key, rank, &mut names);
            }
        }
        if preferred == 0 && table.get("name").is_none() {
            self.notes.invalid(header, "the entry has no `name`; add one, such as `name = { en = \"VQO\", zh-Hans = \"启衡\" }`".into());
        }
        let mut makers = table.get("maker").map(|item| self.links(item, "maker")).unwrap_or_default();
        makers.extend(table.get("makers").map(|item| self.links(item, "makers")).unwrap_or_default());
        let mut text = |key: &str| table.get(key).and_then(|item| self.text(item, key));
        let (category, surname, org_kind, wikidata, note, source) =
            (text("category"), text("surname"), text("kind"), text("wikidata"), text("note"), text(SOURCE));
        let mut date = |key: &str| table.get(key).and_then(|item| self.date(item, key));
        let (released, founded, born) = (date("released"), date("founded"), date("born"));
        let mut link = |key: &str| table.get(key).and_then(|item| self.links(item, key).into_iter().next());
        let (family, variant_of, replaced_by) = (link("family"), link("variant_of"), link("replaced_by"));
        let mut list = |key: &str| -> Vec<Symbol> {
            let strings = table.get(key).map(|item| self.notes.strings(item, key)).unwrap_or_default();
            strings.iter().filter_map(|(text, _)| filled(text)).collect()
        };
        let (former, same_as) = (list("former"), list("same_as"));
        let roles = table.get("roles").map(|item| self.roles(item)).unwrap_or_default();
        let part_of = table.get("part_of").map(|item| self.links(item, "part_of")).unwrap_or_default();
        let description = table.get("description").map(|item| self.description(item)).unwrap_or_default();
        let (id, id_span) = id?;
        Some(Entity {
            id,
            kind: kind?,
            names,
            roles,
            part_of,
            makers,
            family,
            variant_of,
            replaced_by,
            former,
            same_as,
            category,
            released,
            founded,
            born,
            surname,
            org_kind,
            wikidata,
            description,
            note,
            source,
            file: self.path.clone(),
            span: at,
            id_span,
        })
    }

    fn id(&mut self, table: &dyn TableLike, header: Span) -> Option<(Symbol, Span)> {
        let Some(item) = table.get("id") else {
            self.notes.invalid(header, "the entry has no `id`; add one, such as `id = \"vqo\"`".into());
            return None;
        };
        let id = self.notes.string(item, "id")?;
        // `~` begins the ids of names outside the glossary, `|` joins the parts of a claim's key.
        if id.is_empty() || id.starts_with('~') || id.contains(|c: char| c.is_whitespace() || c.is_control() || c == '|') {
            let message = "an `id` has at least one character, no blanks, no `|`, and does not begin with `~`; such as \"li-auto\"";
            self.notes.invalid(span(item), message.into());
            return None;
        }
        Some((Symbol::new(id), inside(self.text, span(item))))
    }

    fn kind(&mut self, table: &dyn TableLike, header: Span) -> Option<EntityType> {
        let names = TYPES.map(|(name, _)| name);
        let Some(item) = table.get("type") else {
            self.notes.invalid(header, format!("the entry has no `type`; it is {}", listed(&names, "or")));
            return None;
        };
        let text = self.notes.string(item, "type")?;
        let kind = TYPES.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
        if kind.is_none() {
            let near = nearest(text, names.into_iter()).map_or(String::new(), |n| format!("; perhaps `{n}`?"));
            self.notes.invalid(span(item), format!("\"{text}\" is not a type; it is {}{near}", listed(&names, "or")));
        }
        kind
    }

    /// `name`: a string, or a table of one per language.
    fn preferred(&mut self, item: &Item) -> Vec<Name> {
        let Some(table) = item.as_table_like() else {
            return match item.as_str() {
                Some(_) => self.name(item, "name", Rank::Preferred).into_iter().collect(),
                None => {
                    self.notes.wrong_type(item, "name", "a string or a table of languages, such as { en = \"VQO\", zh-Hans = \"启衡\" }");
                    Vec::new()
                }
            };
        };
        let mut names = Vec::new();
        for (key, at, item) in entries(table) {
            let lang = self.language(key, at);
            if let Some(mut name) = self.name(item, key, Rank::Preferred) {
                name.lang = lang.or(name.lang);
                names.push(name);
            }
        }
        names
    }

    /// `aliases` and `hidden`: strings and tables, in an array, alone, or as `[[entity.aliases]]`.
    fn other_names(&mut self, item: &Item, key: &str, rank: Rank, names: &mut Vec<Name>) {
        for item in self.elements(item) {
            let Some(name) = self.name(&item, key, rank) else { continue };
            let same =
                |n: &Name| n.text == name.text && (&n.when, &n.unless, &n.from, &n.to) == (&name.when, &name.unless, &name.from, &name.to);
            let twin = names.iter().find(|n| same(n) && (n.rank == rank || rank == Rank::Hidden));
            match twin {
                Some(twin) if twin.rank == rank => {
                    let (first, message) = (twin.span, format!("\"{}\" stands twice in `{key}`; remove one", name.text));
                    self.related(name.span, message, first, "the first one");
                }
                Some(twin) => {
                    let (first, message) =
                        (twin.span, format!("\"{}\" is hidden and also a right name; remove it from one list", name.text));
                    self.related(name.span, message, first, "the right name");
                }
                None => names.push(name),
            }
        }
    }

    /// One name: a string, or a table with conditions.
    fn name(&mut self, item: &Item, key: &str, rank: Rank) -> Option<Name> {
        let (item, table): (&Item, Option<&dyn TableLike>) = match item.as_table_like() {
            Some(table) => {
                for (key, at, _) in entries(table).filter(|(key, ..)| !NAME_KEYS.contains(key)) {
                    self.unknown_key(key, at, "a name", &NAME_KEYS);
                }
                let Some(text) = table.get("text") else {
                    self.notes
                        .invalid(span(item), "a name that is a table needs `text`, such as { text = \"Wonder\", when = [\"car\"] }".into());
                    return None;
                };
                (text, Some(table))
            }
            None => (item, None),
        };
        let text = self.notes.string(item, key)?;
        let at = inside(self.text, span(item));
        let Some(symbol) = filled(text) else {
            self.notes.invalid(span(item), format!("`{key}` holds an empty name; remove it"));
            return None;
        };
        let mut name = Name { text: symbol, lang: None, rank, from: None, to: None, when: vec![], unless: vec![], source: None, span: at };
        if let Some(table) = table {
            name.lang = table
                .get("lang")
                .and_then(|item| self.notes.string(item, "lang").map(|l| (l, span(item))))
                .and_then(|(l, at)| self.language(l, at));
            (name.from, name.to) = self.period(table);
            name.when = self.cues(table, "when");
            name.unless = self.cues(table, "unless");
            name.source = table.get(SOURCE).and_then(|item| self.text(item, SOURCE));
        }
        if rank != Rank::Preferred && name.when.is_empty() && is_too_short(&name.text) {
            let message = format!(
                "\"{}\" is too short to link everywhere and is never linked; say when it does: {{ text = \"{}\", when = [\"…\"] }}",
                name.text, name.text
            );
            self.notes.invalid(at, message);
        }
        Some(name)
    }

    fn cues(&mut self, table: &dyn TableLike, key: &str) -> Vec<Symbol> {
        let strings = table.get(key).map(|item| self.notes.strings(item, key)).unwrap_or_default();
        let mut cues = Vec::new();
        for (text, at) in strings {
            match filled(&text) {
                Some(cue) => cues.push(cue),
                None => self.notes.invalid(at, format!("`{key}` holds an empty string, which every article has; remove it")),
            }
        }
        cues
    }

    fn roles(&mut self, item: &Item) -> Vec<Role> {
        let mut roles = Vec::new();
        for item in self.elements(item) {
            let at = span(&item);
            let Some(table) = item.as_table_like() else {
                if let Some(title) = self.text(&item, "roles") {
                    let role = Role { title, title_lang: None, of: None, from: None, to: None, source: None, span: at, of_span: None };
                    roles.push(role);
                }
                continue;
            };
            for (key, at, _) in entries(table).filter(|(key, ..)| !ROLE_KEYS.contains(key)) {
                self.unknown_key(key, at, "a role", &ROLE_KEYS);
            }
            let of = table.get("of").and_then(|item| Some((self.text(item, "of")?, inside(self.text, span(item)))));
            let (from, to) = self.period(table);
            let source = table.get(SOURCE).and_then(|item| self.text(item, SOURCE));
            let lang = table
                .get("lang")
                .and_then(|item| self.notes.string(item, "lang").map(|l| (l, span(item))))
                .and_then(|(l, at)| self.language(l, at));
            let role = |title: Symbol, title_lang: Option<Symbol>| Role {
                title,
                title_lang,
                of: of.as_ref().map(|(id, _)| id.clone()),
                from: from.clone(),
                to: to.clone(),
                source: source.clone(),
                span: at,
                of_span: of.as_ref().map(|(_, at)| *at),
            };
            let title = table.get("title").or_else(|| table.get("text"));
            match title.and_then(Item::as_table_like) {
                // One title in several languages.
                Some(languages) => {
                    for (key, at, item) in entries(languages) {
                        let lang = self.language(key, at);
                        roles.extend(self.text(item, "title").map(|title| role(title, lang)));
                    }
                }
                None => {
                    let title = title.and_then(|item| self.notes.string(item, "title")).unwrap_or("");
                    roles.push(role(Symbol::new(title.trim()), lang));
                }
            }
        }
        roles
    }

    /// References: an id, a table with `id` and dates, or an array of them.
    fn links(&mut self, item: &Item, key: &str) -> Vec<Link> {
        let mut links = Vec::new();
        for item in self.elements(item) {
            let (id, from, to) = match item.as_table_like() {
                Some(table) => {
                    for (key, at, _) in entries(table).filter(|(key, ..)| !LINK_KEYS.contains(key)) {
                        self.unknown_key(key, at, "a reference", &LINK_KEYS);
                    }
                    let (from, to) = self.period(table);
                    match table.get("id") {
                        Some(id) => (id.clone(), from, to),
                        None => {
                            self.notes.invalid(span(&item), format!("`{key}` needs the `id` of the entry it refers to"));
                            continue;
                        }
                    }
                }
                None => (item, None, None),
            };
            let at = inside(self.text, span(&id));
            links.extend(self.text(&id, key).map(|id| Link { id, from, to, span: at }));
        }
        links
    }

    fn description(&mut self, item: &Item) -> BTreeMap<Symbol, Symbol> {
        let Some(table) = item.as_table_like() else {
            let lang = |text: &str| Symbol::new(if text.chars().any(is_han) { "zh" } else { "en" });
            return self.text(item, "description").map(|text| (lang(&text), text)).into_iter().collect();
        };
        let mut out = BTreeMap::new();
        for (key, at, item) in entries(table) {
            if let (Some(lang), Some(text)) = (self.language(key, at), self.text(item, key)) {
                out.insert(lang, text);
            }
        }
        out
    }

    fn period(&mut self, table: &dyn TableLike) -> (Option<Symbol>, Option<Symbol>) {
        let from = table.get("from").and_then(|item| self.date(item, "from"));
        let to = table.get("to").and_then(|item| self.date(item, "to"));
        if let (Some(first), Some(last), Some(item)) = (&from, &to, table.get("to"))
            && order(first, last).is_gt()
        {
            self.notes.invalid(span(item), format!("`to` ({last}) is before `from` ({first}); swap them"));
        }
        (from, to)
    }
}

#[cfg(test)]
mod tests;
