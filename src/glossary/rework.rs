//! Edits that make other entries of entries: an id renamed, two made one, one made two.
//!
//! Each gives the edits of all files at once, against the texts as they are, so that one undo takes all of them back.
//! Comments and order stay; what refers to an id that goes is made to refer to the one that stays, which keeps the old
//! one as `former`, so that records outside the glossary still find it.

mod body;

use std::sync::Arc;

use toml_edit::Item;

use self::body::{Body, comments, stretch};
use super::edit::language_of;
use super::{Entity, GlossaryFile, Name, Rank, Role};
use crate::config::TextEdit;
use crate::config::splice::{difference, newline, quoted, quoted_key};
use crate::text::{Span, Symbol};

/// A glossary file as it is now. `file` was read from `text`.
#[derive(Clone, Copy)]
pub struct GlossaryText<'a> {
    pub path: &'a Arc<str>,
    pub text: &'a str,
    pub file: &'a GlossaryFile,
}

/// Edits of one file: in order, not overlapping.
pub type Reworked = (Arc<str>, Vec<TextEdit>);

/// Whether an entry may have this id: what the reader of glossary files takes, and nothing that a string would have to
/// escape.
pub fn is_id(id: &str) -> bool {
    let barred = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '|' | '"' | '\'' | '\\');
    !id.is_empty() && !id.starts_with('~') && !id.contains(barred)
}

/// Gives an entry another id, which is sound and free. None where the entry is not in the files.
pub fn rename(files: &[GlossaryText], entity: &Entity, new: &str) -> Option<Vec<Reworked>> {
    let (home, at) = home(files, entity)?;
    let mut body = Body::new(at.of(home.text));
    // Later places first: an edit does not move what stands before it.
    let mut own: Vec<Span> = entity.references().filter(|(id, _)| names_it(entity, id)).map(|(_, span)| span).collect();
    own.push(entity.id_span);
    own.sort();
    for span in own.iter().rev() {
        body.apply((moved(*span, at, &body), new.to_owned()));
    }
    // Back to an id that it had: that one is former no more.
    let back = |item: &Item| item.as_str() == Some(new);
    if entity.former.iter().any(|f| &**f == new) {
        body.take("former", back)?;
    }
    body.append("former", &quoted(&entity.id));
    let mut edits = references_to(files, entity, new, &[entity]);
    edits.push((home.path.clone(), (at, body.finish())));
    Some(gathered(files, edits))
}

/// Makes `from` a part of `into`, which is of the same type and another entry (of the same id, perhaps). What both say
/// differently stays as `into` has it, with a comment that tells what `from` said. None where one is not in the files.
pub fn merge(files: &[GlossaryText], from: &Entity, into: &Entity) -> Option<Vec<Reworked>> {
    let (from_file, from_at) = home(files, from)?;
    let (into_file, into_at) = home(files, into)?;
    let mut body = Body::new(into_at.of(into_file.text));
    let mut lost = Body::new(from_at.of(from_file.text));
    let mut remarks = Vec::new();

    // What `into` says of `from` would be about itself.
    let about_from = |item: &Item| {
        let id = item.as_str().or_else(|| item.as_table_like()?.get("id")?.as_str());
        id.is_some_and(|id| names_it(from, id) && id != &*into.id)
    };
    for key in LINKS {
        while body.take(key, about_from).is_some() {}
    }
    replace_ids(&mut body, from, &into.id);
    for key in LINKS {
        let own = |item: &Item| {
            let id = item.as_str().or_else(|| item.as_table_like()?.get("id")?.as_str());
            id.is_some_and(|id| names_it(into, id) || names_it(from, id))
        };
        while lost.take(key, own).is_some() {}
    }
    replace_ids(&mut lost, from, &into.id);
    let lost_comments = comments(&lost.text);

    names_over(&mut body, &lost);
    for element in lost.elements("roles") {
        let says = |r: &Role| (r.title.clone(), r.of.clone(), r.from.clone(), r.to.clone());
        let known: Vec<_> = body.entity().map(|e| e.roles.iter().map(says).collect()).unwrap_or_default();
        if !roles_of(&element).iter().all(|r| known.contains(&says(r))) {
            body.append("roles", &element);
        }
    }
    for key in ["part_of", "makers", "maker"] {
        for element in lost.elements(key) {
            let id = link_id(&element);
            let has = |list: &str| body.elements(list).iter().any(|e| link_id(e) == id);
            match key {
                "part_of" if !has(key) => _ = body.append(key, &element),
                "part_of" => {}
                _ if has("maker") || has("makers") => {}
                _ if key == "maker" && body.value("maker").is_none() && body.value("makers").is_none() => _ = body.put("maker", &element),
                _ => _ = body.append("makers", &element),
            }
        }
    }
    for (lang, text) in lost_pairs(&lost, "description") {
        let known = lost_pairs(&body, "description");
        match known.iter().find(|(l, _)| *l == lang) {
            None if body.value("description").is_none_or(|v| v.starts_with('{')) => {
                _ = body.add_pair("description", &format!("{} = {text}", quoted_key(&lang)))
            }
            Some((_, same)) if *same == text => {}
            _ => remarks.push(format!("# description.{lang} = {text}")),
        }
    }
    for key in SCALARS {
        let Some(value) = lost.value(key) else { continue };
        match body.value(key) {
            None => _ = body.put(key, &value),
            Some(same) if same == value => {}
            Some(_) => remarks.push(format!("# {key} = {}", value.replace(['\n', '\r'], " "))),
        }
    }
    let former = [&from.id].into_iter().chain(&from.former).filter(|id| **id != into.id && !into.former.contains(id));
    let former: Vec<&Symbol> = former.collect();
    for id in former {
        body.append("former", &quoted(id));
    }
    for same in lost.elements("same_as") {
        if !body.elements("same_as").contains(&same) {
            body.append("same_as", &same);
        }
    }
    if !remarks.is_empty() {
        remarks.insert(0, format!("# {} said:", from.id));
    }
    let (gap, leading) = removal(from_file.text, from_at);
    body.comment(&[leading, lost_comments, remarks].concat());

    let mut edits = if from.id == into.id { Vec::new() } else { references_to(files, from, &into.id, &[from, into]) };
    edits.push((into_file.path.clone(), (into_at, body.finish())));
    edits.push((from_file.path.clone(), (gap, String::new())));
    Some(gathered(files, edits))
}

/// Moves names of an entry to a new one of the same type behind it, whose id is sound and free. None where the entry is
/// not in the files, has not all of the names, or would be left without a preferred one.
pub fn split(files: &[GlossaryText], entity: &Entity, names: &[Name], new: &str) -> Option<Vec<Reworked>> {
    let (home, at) = home(files, entity)?;
    let mut body = Body::new(at.of(home.text));
    let kept = |n: &&Name| n.rank == Rank::Preferred && !names.contains(n);
    if names.is_empty() || !entity.names.iter().any(|n| kept(&n)) {
        return None;
    }
    let mut taken: Vec<(Option<String>, Rank, String)> = Vec::new();
    for name in names {
        let is = |item: &Item| {
            let text = item.as_str().or_else(|| item.as_table_like()?.get("text")?.as_str());
            text.is_some_and(|t| t.trim() == &*name.text)
        };
        let (lang, value) = match name.rank {
            Rank::Preferred => body.take_pair("name", is).map(|(lang, value)| (Some(lang), value))?,
            Rank::Alias => (None, body.take("aliases", is)?),
            Rank::Hidden => (None, body.take("hidden", is)?),
        };
        taken.push((lang.or_else(|| Some(language_of(&name.text).to_owned())), name.rank, value));
    }
    // The best name of each language is the preferred one of the new entry.
    taken.sort_by_key(|(_, rank, _)| *rank);
    let (mut preferred, mut aliases, mut hidden): (Vec<(String, String)>, Vec<String>, Vec<String>) = Default::default();
    let only_hidden = taken.iter().all(|(_, rank, _)| *rank == Rank::Hidden);
    for (lang, rank, value) in taken {
        let lang = lang.unwrap_or_default();
        let free = preferred.iter().all(|(l, _)| !l.starts_with(lang.as_str()) && !lang.starts_with(l.as_str()));
        match rank {
            Rank::Hidden if !only_hidden => hidden.push(value),
            Rank::Preferred => preferred.push((lang, value)),
            _ if free => preferred.push((lang, value)),
            Rank::Alias => aliases.push(value),
            _ => hidden.push(value),
        }
    }
    let preferred = preferred.iter().map(|(lang, value)| format!("{} = {value}", quoted_key(lang))).collect::<Vec<_>>().join(", ");
    let mut lines =
        vec![format!("id = {}", quoted(new)), format!("type = {}", quoted(entity.kind.as_str())), format!("name = {{ {preferred} }}")];
    for (key, list) in [("aliases", aliases), ("hidden", hidden)] {
        if !list.is_empty() {
            lines.push(format!("{key} = [{}]", list.join(", ")));
        }
    }
    let nl = newline(home.text);
    let text = if body.is_inline() {
        format!("{}, {{ {} }}", body.finish(), lines.join(", "))
    } else {
        format!("{}{nl}{nl}[[entity]]{nl}{}", body.finish(), lines.join(nl))
    };
    Some(gathered(files, vec![(home.path.clone(), (at, text))]))
}

/// Keys that hold ids of other entries.
const LINKS: [&str; 6] = ["part_of", "maker", "makers", "family", "variant_of", "replaced_by"];
/// Keys of one value, which an entry either has or takes over.
const SCALARS: [&str; 12] =
    ["family", "variant_of", "replaced_by", "kind", "category", "released", "founded", "born", "surname", "wikidata", "note", "source"];

fn names_it(entity: &Entity, id: &str) -> bool {
    *entity.id == *id || entity.former.iter().any(|f| **f == *id)
}

/// The file of an entry and its stretch there.
fn home<'a>(files: &[GlossaryText<'a>], entity: &Entity) -> Option<(GlossaryText<'a>, Span)> {
    let file = *files.iter().find(|f| *f.path == entity.file)?;
    let found = file.file.entities.iter().find(|e| e.span == entity.span && e.id == entity.id)?;
    Some((file, stretch(file.text, found.span)))
}

/// A place of the file in the text of a body that nothing before it was changed in.
fn moved(span: Span, stretch: Span, body: &Body) -> Span {
    let shift = |at: u32| at - stretch.start + body.shift();
    Span { start: shift(span.start), end: shift(span.end) }
}

/// Makes every reference to an entry, in all entries but some, one to another id.
fn references_to(files: &[GlossaryText], entity: &Entity, new: &str, but: &[&Entity]) -> Vec<(Arc<str>, TextEdit)> {
    let mut edits = Vec::new();
    for file in files {
        for other in &file.file.entities {
            if but.iter().any(|b| b.file == *file.path && b.span == other.span) {
                continue;
            }
            let referring = other.references().filter(|(id, _)| names_it(entity, id));
            edits.extend(referring.map(|(_, span)| (file.path.clone(), (span, new.to_owned()))));
        }
    }
    edits
}

/// The same in the text of one entry.
fn replace_ids(body: &mut Body, entity: &Entity, new: &str) {
    let Some(own) = body.entity() else { return };
    let mut spans: Vec<Span> = own.references().filter(|(id, _)| names_it(entity, id)).map(|(_, span)| span).collect();
    spans.sort();
    spans.dedup();
    for span in spans.into_iter().rev() {
        body.apply((span, new.to_owned()));
    }
}

/// The names of one entry that another lacks: preferred ones where their language is free, else aliases.
fn names_over(body: &mut Body, lost: &Body) {
    let Some(from) = lost.entity() else { return };
    let known = |body: &Body, name: &Name| {
        let alike = |n: &Name| (&n.when, &n.unless, &n.from, &n.to) == (&name.when, &name.unless, &name.from, &name.to);
        let none = |n: &Name| n.when.is_empty() && n.unless.is_empty() && n.from.is_none() && n.to.is_none();
        body.entity().is_some_and(|e| e.names.iter().any(|n| n.text == name.text && (none(n) || alike(n))))
    };
    let text_of = |element: &str| {
        let document = format!("x = {element}");
        let parsed = crate::config::toml::document(&document).ok()?;
        let item = parsed.get("x")?;
        item.as_str().or_else(|| item.as_table_like()?.get("text")?.as_str()).map(|t| t.trim().to_owned())
    };
    for name in from.names.iter().filter(|n| n.rank == Rank::Preferred) {
        if known(body, name) {
            continue;
        }
        let pairs = lost_pairs(lost, "name");
        let written = pairs.iter().find(|(_, value)| text_of(value).as_deref() == Some(&name.text));
        let value = written.map_or_else(|| lost.value("name").unwrap_or_else(|| quoted(&name.text)), |(_, value)| value.clone());
        let taken = body.entity().is_none_or(|e| {
            let clash = |l: &str, m: &str| l.starts_with(m) || m.starts_with(l);
            let lang = name.lang.as_deref();
            lang.is_none()
                || e.names.iter().any(|n| n.rank == Rank::Preferred && n.lang.as_deref().is_none_or(|l| lang.is_some_and(|m| clash(l, m))))
        });
        let pair = format!("{} = {value}", quoted_key(name.lang.as_deref().unwrap_or("en")));
        if taken || !body.add_pair("name", &pair) {
            body.append("aliases", &value);
        }
    }
    for (key, rank) in [("aliases", Rank::Alias), ("hidden", Rank::Hidden)] {
        let names: Vec<&Name> = from.names.iter().filter(|n| n.rank == rank).collect();
        for element in lost.elements(key) {
            let name = names.iter().find(|n| text_of(&element).as_deref() == Some(&n.text));
            if name.is_some_and(|n| !known(body, n)) {
                body.append(key, &element);
            }
        }
    }
}

/// Key and value of each pair of a table, as TOML text.
fn lost_pairs(body: &Body, key: &str) -> Vec<(String, String)> {
    let read = |text: &str, table: &dyn toml_edit::TableLike| {
        let pairs = table.get(key)?.as_table_like()?;
        Some(pairs.iter().map(|(key, item)| (key.to_owned(), body::raw(text, item))).collect())
    };
    body.read(read).unwrap_or_default()
}

/// The id in an element of a list of references.
fn link_id(element: &str) -> Option<String> {
    let document = format!("x = {element}");
    let parsed = crate::config::toml::document(&document).ok()?;
    let item = parsed.get("x")?;
    item.as_str().or_else(|| item.as_table_like()?.get("id")?.as_str()).map(str::to_owned)
}

/// What one element of `roles` says.
fn roles_of(element: &str) -> Vec<Role> {
    let text = format!("[[entity]]\nid = \"x\"\ntype = \"person\"\nname = \"x\"\nroles = [{element}]\n");
    GlossaryFile::parse(&"".into(), &text).entities.pop().map(|e| e.roles).unwrap_or_default()
}

/// What goes when an entry does: its lines, the comment lines right above it (given, to be kept elsewhere; not where the
/// file begins with them, which may be about the file) and the empty lines behind it.
fn removal(text: &str, at: Span) -> (Span, Vec<String>) {
    if at.of(text).starts_with('{') {
        return (body::member(text, at), Vec::new());
    }
    let mut start = at.start as usize;
    let mut leading = Vec::new();
    while let Some(before) = text[..start].strip_suffix('\n') {
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before[line_start..].trim();
        if !line.starts_with('#') {
            break;
        }
        leading.insert(0, line.to_owned());
        start = line_start;
    }
    if text[..start].trim_start_matches('\u{feff}').is_empty() {
        (start, leading) = (at.start as usize, Vec::new());
    }
    let rest = &text[at.end as usize..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let mut end = at.end as usize + blank;
    if end == text.len() {
        // The last entry: the empty lines before it go, the file's last line end stays.
        start = text[..start].trim_end().len();
        end = at.end as usize;
    }
    (Span::new(start, end), leading)
}

/// By file, in order, without what an edit leaves as it was.
fn gathered(files: &[GlossaryText], edits: Vec<(Arc<str>, TextEdit)>) -> Vec<Reworked> {
    let mut out: Vec<Reworked> = Vec::new();
    for file in files {
        let mine = edits.iter().filter(|(path, _)| path == file.path);
        let mut mine: Vec<TextEdit> = mine.map(|(_, edit)| trimmed(file.text, edit)).filter(|(at, new)| at.of(file.text) != new).collect();
        mine.sort();
        if !mine.is_empty() {
            out.push((file.path.clone(), mine));
        }
    }
    out
}

/// An edit of lines without the beginning and the end that it leaves alone.
fn trimmed(text: &str, (at, new): &TextEdit) -> TextEdit {
    let old = at.of(text);
    if !old.contains('\n') {
        return (*at, new.clone());
    }
    let (changed, new) = difference(old, new);
    (Span { start: at.start + changed.start, end: at.start + changed.end }, new)
}

#[cfg(test)]
mod tests;
