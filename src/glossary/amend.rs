//! Term lists into glossary files: what an entry lacks is added to it, whatever else stands in the file stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use toml_edit::Item;

use super::edit::{entry, fresh_id, new_file, put};
use super::terms::Term;
use super::write::{self, Value, render};
use super::{Entity, EntityType, GlossaryFile, Name, Rank};
use crate::config::TextEdit;
use crate::config::splice::{at_end, into_array, into_inline, into_table, quoted, set, under};
use crate::config::toml::{document, span, whole};
use crate::text::{Symbol, fold, is_han};

/// A glossary file to add to.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    pub text: &'a str,
    pub file: &'a GlossaryFile,
}

/// What comes of a list.
#[derive(Debug, Default)]
pub struct Additions {
    /// Edits of each file, in order of place.
    pub edits: Vec<Vec<TextEdit>>,
    /// Text of the new file, where entries came and there is no file for them.
    pub new_file: Option<String>,
    pub added: usize,
    pub extended: usize,
    /// Entries that the glossary has as they are.
    pub known: usize,
    /// What of a term (its index) did not go in, one sentence each.
    pub refused: Vec<(usize, String)>,
}

/// Adds terms to a glossary: to the entries that bear their ids (of terms without one: that alone bears their name), else as
/// new entries at the end of the file that `to` names for their type, else in a new file. Terms with one id are one entry.
pub fn add_terms(homes: &[Home], to: &dyn Fn(EntityType) -> Option<usize>, terms: &[Term]) -> Additions {
    let mut out = Additions { edits: vec![Vec::new(); homes.len()], ..Additions::default() };
    let own = Own::new(homes);
    let mut taken: FxHashSet<String> = own.by_id.keys().map(|id| id.to_string()).collect();
    taken.extend(terms.iter().filter(|t| !t.entity.id.is_empty()).map(|t| t.entity.id.to_string()));
    let mut new: BTreeMap<Option<usize>, Vec<String>> = BTreeMap::new();
    for (entity, sources) in grouped(terms, &mut out.refused) {
        let Some((home, at)) = own.find(&entity) else {
            let mut entity = entity;
            if entity.id.is_empty() {
                let latin = entity.names.iter().find(|n| n.text.is_ascii()).or(entity.names.first());
                let id = fresh_id(latin.map_or("", |n| &n.text), |id| taken.contains(id));
                taken.insert(id.clone());
                entity.id = Symbol::new(&id);
            }
            new.entry(to(entity.kind).filter(|to| *to < homes.len())).or_default().push(render(&entity));
            out.added += 1;
            continue;
        };
        let known = &homes[home].file.entities[at];
        if known.kind != entity.kind {
            let message = format!(
                "\"{}\" is of type {} in the glossary and {} here; it is left out.",
                known.id,
                known.kind.as_str(),
                entity.kind.as_str()
            );
            out.refused.extend(sources.iter().map(|s| (*s, message.clone())));
            continue;
        }
        let changes = lacking(known, &entity);
        for (key, there, here) in differing(known, &entity) {
            let message = format!("`{key}` of \"{}\" is \"{there}\" in the glossary and \"{here}\" here; it stays as it is.", known.id);
            out.refused.extend(sources.first().map(|s| (*s, message)));
        }
        if changes.is_empty() {
            out.known += 1;
            continue;
        }
        match amended(homes[home].text, known, &changes) {
            Some(edit) => {
                out.edits[home].push(edit);
                out.extended += 1;
            }
            None => {
                let message = format!("the entry \"{}\" is written in a way that cannot be added to; add to it by hand.", known.id);
                out.refused.extend(sources.first().map(|s| (*s, message)));
            }
        }
    }
    for (to, entries) in new {
        match to {
            Some(at) if homes[at].text.trim_start_matches('\u{feff}').is_empty() => {
                let (span, entries) = at_end(homes[at].text, &entries.join("\n\n"));
                out.edits[at].push((span, format!("{}\n{entries}", new_file())));
            }
            Some(at) => out.edits[at].push(appended(homes[at].text, &entries)),
            None => out.new_file = Some(format!("{}\n{}\n", new_file(), entries.join("\n\n"))),
        }
    }
    out.edits.iter_mut().for_each(|edits| edits.sort_by_key(|(span, _)| *span));
    out
}

/// Entries at the end of a file; `entity = [{ … }]` cannot be gone on with headers.
fn appended(text: &str, entries: &[String]) -> TextEdit {
    let array = document(text).ok().and_then(|d| d.get("entity").and_then(Item::as_array).cloned());
    let inline = |entry: &String| {
        let pairs: Vec<&str> = entry.lines().skip(1).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    let values: Vec<String> = entries.iter().map(inline).collect();
    array.and_then(|array| into_array(text, &array, &values.join(", "))).unwrap_or_else(|| at_end(text, &entries.join("\n\n")))
}

/// The user's own entries, by id and by name.
struct Own {
    by_id: BTreeMap<Symbol, (usize, usize)>,
    by_name: BTreeMap<(EntityType, String), Vec<(usize, usize)>>,
}

impl Own {
    fn new(homes: &[Home]) -> Own {
        let mut own = Own { by_id: BTreeMap::new(), by_name: BTreeMap::new() };
        let all = || {
            homes.iter().enumerate().flat_map(|(h, home)| home.file.entities.iter().enumerate().map(move |(e, entity)| ((h, e), entity)))
        };
        for (place, entity) in all() {
            own.by_id.entry(entity.id.clone()).or_insert(place);
            for name in &entity.names {
                let places = own.by_name.entry((entity.kind, folded(name))).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        for (place, entity) in all() {
            for former in &entity.former {
                own.by_id.entry(former.clone()).or_insert(place);
            }
        }
        own
    }

    fn find(&self, entity: &Entity) -> Option<(usize, usize)> {
        if !entity.id.is_empty() {
            return self.by_id.get(&entity.id).copied();
        }
        entity.names.iter().find_map(|name| match self.by_name.get(&(entity.kind, folded(name)))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }
}

/// A name as it is compared: scripts, widths and case do not count.
fn folded(name: &Name) -> String {
    fold(&name.text).to_lowercase()
}

/// Terms of one id, or of one first name and type where they have none, as one entity; with the terms that it is made of.
fn grouped(terms: &[Term], refused: &mut Vec<(usize, String)>) -> Vec<(Entity, Vec<usize>)> {
    let mut groups: Vec<(Entity, Vec<usize>)> = Vec::new();
    let mut places: BTreeMap<(Symbol, Option<(EntityType, String)>), usize> = BTreeMap::new();
    for (at, term) in terms.iter().enumerate() {
        let entity = &term.entity;
        let first = || entity.names.first().map(|n| (entity.kind, folded(n)));
        let key = (entity.id.clone(), if entity.id.is_empty() { first() } else { None });
        match places.get(&key).and_then(|place| groups.get_mut(*place)) {
            None => {
                places.insert(key, groups.len());
                groups.push((entity.clone(), vec![at]));
            }
            Some((whole, _)) if whole.kind != entity.kind => {
                let message = format!(
                    "\"{}\" is of type {} above and {} here; it is left out.",
                    entity.id,
                    whole.kind.as_str(),
                    entity.kind.as_str()
                );
                refused.push((at, message));
            }
            Some((whole, sources)) => {
                join(whole, entity);
                sources.push(at);
            }
        }
    }
    groups
}

/// Adds to an entity what another of the same id has more.
fn join(whole: &mut Entity, more: &Entity) {
    for change in lacking(whole, more) {
        match change {
            Change::Name(mut name) => {
                let rank = change_rank(whole, &name);
                name.lang = name.lang.take().filter(|_| name.rank == rank);
                name.rank = rank;
                whole.names.push(name);
            }
            Change::Description(lang, text) => _ = whole.description.insert(lang, text),
            Change::Key(..) | Change::Member(..) => {}
        }
    }
    whole.names.sort_by_key(|n| n.rank);
    whole.roles.extend(more.roles.iter().filter(|r| !whole.roles.contains(r)).cloned().collect::<Vec<_>>());
    for (list, others) in [(&mut whole.part_of, &more.part_of), (&mut whole.makers, &more.makers)] {
        list.extend(others.iter().filter(|l| list.iter().all(|k| k.id != l.id)).cloned().collect::<Vec<_>>());
    }
    for (list, others) in [(&mut whole.former, &more.former), (&mut whole.same_as, &more.same_as)] {
        list.extend(others.iter().filter(|l| !list.contains(l)).cloned().collect::<Vec<_>>());
    }
    for (own, other) in
        [(&mut whole.family, &more.family), (&mut whole.variant_of, &more.variant_of), (&mut whole.replaced_by, &more.replaced_by)]
    {
        *own = own.take().or_else(|| other.clone());
    }
    for (own, other) in [
        (&mut whole.category, &more.category),
        (&mut whole.released, &more.released),
        (&mut whole.org_kind, &more.org_kind),
        (&mut whole.founded, &more.founded),
        (&mut whole.born, &more.born),
        (&mut whole.surname, &more.surname),
        (&mut whole.wikidata, &more.wikidata),
        (&mut whole.note, &more.note),
        (&mut whole.source, &more.source),
    ] {
        *own = own.take().or_else(|| other.clone());
    }
}

/// Something to add to an entry.
enum Change {
    Name(Name),
    /// Language, text.
    Description(Symbol, Symbol),
    /// A key that the entry lacks, and its value in TOML.
    Key(&'static str, String),
    /// A member of a list.
    Member(&'static str, Value),
}

/// What `more` says that `known` does not.
fn lacking(known: &Entity, more: &Entity) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut names: FxHashSet<&Symbol> = known.names.iter().map(|n| &n.text).collect();
    changes.extend(more.names.iter().filter(|n| names.insert(&n.text)).map(|n| Change::Name(n.clone())));
    let texts = more.description.iter().filter(|(lang, _)| !known.description.contains_key(*lang));
    changes.extend(texts.map(|(lang, text)| Change::Description(lang.clone(), text.clone())));
    let same = |a: &super::Role, b: &super::Role| a.title == b.title && a.of == b.of;
    let roles = more.roles.iter().filter(|r| !known.roles.iter().any(|k| same(k, r)));
    changes.extend(roles.map(|r| Change::Member("roles", write::role(r))));
    for (key, own, others) in [("part_of", &known.part_of, &more.part_of), ("makers", &known.makers, &more.makers)] {
        let others = others.iter().filter(|l| own.iter().all(|k| k.id != l.id));
        changes.extend(others.map(|l| Change::Member(key, write::link(l))));
    }
    for (key, own, others) in [("former", &known.former, &more.former), ("same_as", &known.same_as, &more.same_as)] {
        let others = others.iter().filter(|t| !own.contains(t) && **t != known.id);
        changes.extend(others.map(|t| Change::Member(key, write::text(t))));
    }
    let links = write::single_links(known).into_iter().zip(write::single_links(more));
    changes.extend(
        links
            .filter_map(|((key, own), (_, other))| Some((key, other.filter(|_| own.is_none())?)))
            .map(|(key, l)| Change::Key(key, write::link(l).inline())),
    );
    let texts = write::scalars(known).into_iter().zip(write::scalars(more));
    changes.extend(
        texts
            .filter_map(|((key, own), (_, other))| Some((key, other.filter(|_| own.is_none())?)))
            .map(|(key, t)| Change::Key(key, quoted(t))),
    );
    changes
}

/// Keys that say something else in the two: key, as known, as it comes.
fn differing(known: &Entity, more: &Entity) -> Vec<(&'static str, Symbol, Symbol)> {
    let texts = write::scalars(known).into_iter().zip(write::scalars(more));
    let texts = texts.filter_map(|((key, own), (_, other))| Some((key, own?.clone(), other?.clone())));
    let links = write::single_links(known).into_iter().zip(write::single_links(more));
    let links = links.filter_map(|((key, own), (_, other))| Some((key, own?.id.clone(), other?.id.clone())));
    texts.chain(links).filter(|(_, own, other)| own != other).collect()
}

/// A preferred name is an alias where its language has a preferred one already.
fn change_rank(known: &Entity, name: &Name) -> Rank {
    if name.rank != Rank::Preferred {
        return name.rank;
    }
    let lang = name.lang.as_deref().unwrap_or("");
    let serves = |n: &&Name| {
        // A name without a language has that of its script.
        let own = n.lang.as_deref().unwrap_or(if n.text.chars().any(is_han) { "zh" } else { "en" });
        n.rank == Rank::Preferred && (own == lang || own == "zh" && lang.starts_with("zh") || lang == "zh" && own.starts_with("zh"))
    };
    if lang.is_empty() || known.names.iter().any(|n| serves(&n)) { Rank::Alias } else { Rank::Preferred }
}

/// The edit that adds changes to an entry. They are made one by one on its own lines, as if these were a file.
fn amended(text: &str, known: &Entity, changes: &[Change]) -> Option<TextEdit> {
    let start = known.span.start as usize;
    let rest = text.get(known.span.end as usize..)?;
    let inline = text.get(start..)?.starts_with('{');
    // A comment behind the last value belongs to its line.
    let end = known.span.end as usize + if inline { 0 } else { rest.find(['\n', '\r']).unwrap_or(rest.len()) };
    let (head, tail) = if inline { ("entity = [", "]") } else { ("", "") };
    let mut lines = format!("{head}{}{tail}", text.get(start..end)?);
    // Lines below are made with the file's own line ends.
    let crlf = text.contains("\r\n");
    if crlf && !lines.contains("\r\n") {
        lines.push_str("\r\n");
    }
    let path: Arc<str> = "".into();
    for change in changes {
        let now = GlossaryFile::parse(&path, &lines);
        let entity = now.entities.first()?;
        let (span, new) = edit(&lines, entity, change)?;
        lines.replace_range(span.range(), &new);
    }
    let sound = GlossaryFile::parse(&path, &lines);
    if sound.broken || sound.entities.len() != 1 {
        return None;
    }
    let lines = lines.strip_prefix(head)?.trim_end_matches(['\r', '\n']).strip_suffix(tail)?.to_owned();
    Some((crate::text::Span::new(start, end), lines))
}

fn edit(text: &str, entity: &Entity, change: &Change) -> Option<TextEdit> {
    let document = document(text).ok()?;
    let entries = document.get("entity")?;
    entry(entries, &entity.id, |table| match change {
        Change::Name(name) => {
            let rank = change_rank(entity, name);
            if rank == Rank::Preferred {
                return in_language(text, table, "name", name.lang.as_deref()?, &write::in_language(name).inline());
            }
            // An alias that came as a preferred name needs no language: its script says it.
            let plain = Name { lang: name.lang.clone().filter(|_| name.rank == rank), ..name.clone() };
            member(text, table, if rank == Rank::Hidden { "hidden" } else { "aliases" }, &write::name(&plain))
        }
        Change::Description(lang, line) => in_language(text, table, "description", lang, &quoted(line)),
        Change::Member(key, value) => member(text, table, key, value),
        Change::Key(key, value) => put(text, table, &format!("{key} = {value}")),
    })
}

/// Adds a member to a list, however it is written.
fn member(text: &str, table: &dyn toml_edit::TableLike, key: &str, value: &Value) -> Option<TextEdit> {
    match table.get(key) {
        Some(Item::ArrayOfTables(tables)) => {
            let end = tables.iter().map(|t| whole(t).end).max()?;
            Some(under(text, end as usize, &format!("[[entity.{key}]]\n{}", value.lines())))
        }
        Some(Item::Table(_)) => None,
        Some(old) => match old.as_array() {
            Some(array) => into_array(text, array, &value.inline()),
            None => Some((span(old), format!("[{}, {}]", span(old).of(text), value.inline()))),
        },
        None => put(text, table, &format!("{key} = [{}]", value.inline())),
    }
}

/// Adds a language to `name` or `description`.
fn in_language(text: &str, table: &dyn toml_edit::TableLike, key: &str, lang: &str, value: &str) -> Option<TextEdit> {
    let pair = format!("{lang} = {value}");
    match table.get(key) {
        Some(item @ Item::Table(names)) if names.is_dotted() => set(text, item, key, lang, value),
        Some(Item::Table(names)) => Some(into_table(text, names, &pair)),
        Some(names) => match names.as_inline_table() {
            Some(names) => into_inline(names, &pair),
            // One text without a language: it keeps the language of its script.
            None => {
                let old = if names.as_str()?.chars().any(is_han) { "zh" } else { "en" };
                Some((span(names), format!("{{ {old} = {}, {pair} }}", span(names).of(text))))
            }
        },
        None => put(text, table, &format!("{key} = {{ {pair} }}")),
    }
}

#[cfg(test)]
mod tests;
