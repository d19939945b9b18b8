//! Entities as the TOML of a glossary file: whatever [`super::GlossaryFile::parse`] reads of an entry, this writes.

use super::{Entity, Link, Name, Rank, Role};
use crate::config::splice::quoted;
use crate::text::Symbol;

/// A member of a list: a name, a role, a reference.
pub(super) struct Value {
    /// Where it has nothing but its text.
    plain: Option<String>,
    /// Keys and TOML values, all of them.
    pairs: Vec<(&'static str, String)>,
}

impl Value {
    /// On one line, inside an array.
    pub fn inline(&self) -> String {
        match &self.plain {
            Some(plain) => plain.clone(),
            None => format!("{{ {} }}", self.keys().join(", ")),
        }
    }
    /// As the lines of a table.
    pub fn lines(&self) -> String {
        self.keys().join("\n")
    }
    fn keys(&self) -> Vec<String> {
        self.pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect()
    }
}

/// The entry from its header on, without a last line end.
pub fn render(entity: &Entity) -> String {
    let mut lines = vec!["[[entity]]".to_owned()];
    lines.extend(pairs(entity).into_iter().map(|(key, value)| format!("{key} = {value}")));
    lines.join("\n")
}

/// Keys and TOML values of an entry.
pub(super) fn pairs(entity: &Entity) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("id", quoted(&entity.id)), ("type", quoted(entity.kind.as_str()))];
    let of = |rank: Rank| entity.names.iter().filter(move |n| n.rank == rank);
    let languages: Vec<String> =
        of(Rank::Preferred).filter_map(|n| Some(format!("{} = {}", n.lang.as_deref()?, in_language(n).inline()))).collect();
    match of(Rank::Preferred).find(|n| n.lang.is_none()) {
        // A name without a language stands alone.
        Some(name) => pairs.push(("name", quoted(&name.text))),
        None if languages.is_empty() => {}
        None => pairs.push(("name", format!("{{ {} }}", languages.join(", ")))),
    }
    for (key, rank) in [("aliases", Rank::Alias), ("hidden", Rank::Hidden)] {
        pairs.extend(array(key, of(rank).map(name)));
    }
    if !entity.description.is_empty() {
        let texts = entity.description.iter().map(|(lang, text)| format!("{lang} = {}", quoted(text)));
        pairs.push(("description", format!("{{ {} }}", texts.collect::<Vec<_>>().join(", "))));
    }
    pairs.extend(array("roles", entity.roles.iter().map(role)));
    pairs.extend(array("part_of", entity.part_of.iter().map(link)));
    match entity.makers.as_slice() {
        [one] => pairs.push(("maker", link(one).inline())),
        several => pairs.extend(array("makers", several.iter().map(link))),
    }
    pairs.extend(single_links(entity).into_iter().filter_map(|(key, one)| Some((key, link(one?).inline()))));
    pairs.extend(scalars(entity).into_iter().filter_map(|(key, text)| Some((key, quoted(text?)))));
    for (key, ids) in [("former", &entity.former), ("same_as", &entity.same_as)] {
        pairs.extend(array(key, ids.iter().map(text)));
    }
    pairs
}

/// Keys that refer to one other entry.
pub(super) fn single_links(entity: &Entity) -> [(&'static str, Option<&Link>); 3] {
    [("family", entity.family.as_ref()), ("variant_of", entity.variant_of.as_ref()), ("replaced_by", entity.replaced_by.as_ref())]
}

/// Keys with one text each.
pub(super) fn scalars(entity: &Entity) -> [(&'static str, Option<&Symbol>); 9] {
    [
        ("category", entity.category.as_ref()),
        ("released", entity.released.as_ref()),
        ("kind", entity.org_kind.as_ref()),
        ("founded", entity.founded.as_ref()),
        ("born", entity.born.as_ref()),
        ("surname", entity.surname.as_ref()),
        ("wikidata", entity.wikidata.as_ref()),
        ("note", entity.note.as_ref()),
        ("source", entity.source.as_ref()),
    ]
}

fn array(key: &'static str, values: impl Iterator<Item = Value>) -> Option<(&'static str, String)> {
    let values: Vec<String> = values.map(|v| v.inline()).collect();
    (!values.is_empty()).then(|| (key, format!("[{}]", values.join(", "))))
}

/// A name with its language.
pub(super) fn name(name: &Name) -> Value {
    let mut value = in_language(name);
    if let Some(lang) = &name.lang {
        value.plain = None;
        value.pairs.insert(1, ("lang", quoted(lang)));
    }
    value
}

/// A name whose language is told by its key.
pub(super) fn in_language(name: &Name) -> Value {
    let list = |cues: &[Symbol]| format!("[{}]", cues.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(", "));
    let mut pairs = vec![("text", quoted(&name.text))];
    pairs.extend(dates(&name.from, &name.to));
    pairs.extend([("when", &name.when), ("unless", &name.unless)].into_iter().filter(|(_, c)| !c.is_empty()).map(|(k, c)| (k, list(c))));
    pairs.extend(name.source.iter().map(|s| ("source", quoted(s))));
    Value { plain: (pairs.len() == 1).then(|| quoted(&name.text)), pairs }
}

pub(super) fn role(role: &Role) -> Value {
    let mut pairs = Vec::new();
    if !role.title.is_empty() {
        pairs.push(("title", quoted(&role.title)));
    }
    pairs.extend(role.title_lang.iter().map(|l| ("lang", quoted(l))));
    pairs.extend(role.of.iter().map(|of| ("of", quoted(of))));
    pairs.extend(dates(&role.from, &role.to));
    pairs.extend(role.source.iter().map(|s| ("source", quoted(s))));
    let plain = (pairs.len() == 1 && !role.title.is_empty()).then(|| quoted(&role.title));
    Value { plain, pairs }
}

pub(super) fn link(link: &Link) -> Value {
    let mut pairs = vec![("id", quoted(&link.id))];
    pairs.extend(dates(&link.from, &link.to));
    Value { plain: (pairs.len() == 1).then(|| quoted(&link.id)), pairs }
}

pub(super) fn text(text: &Symbol) -> Value {
    Value { plain: Some(quoted(text)), pairs: Vec::new() }
}

fn dates(from: &Option<Symbol>, to: &Option<Symbol>) -> Vec<(&'static str, String)> {
    [("from", from), ("to", to)].into_iter().filter_map(|(key, date)| Some((key, quoted(date.as_ref()?)))).collect()
}
