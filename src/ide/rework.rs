//! Entities renamed, merged and split over all glossary files, and names written the preferred way over many articles.
//!
//! Each is one [`SourceChange`], so that one undo of the editor takes it back; what reaches past the entry at hand asks
//! for confirmation where the client can.

use std::sync::Arc;

use crate::corpus::{Article, Source};
use crate::extract::{Mention, Target};
use crate::glossary::{self, Entity, GlossaryText, Name, Reworked, fresh_id, is_id};
use crate::text::{Language, Span, fold};

use super::authoring::{Refusal, housed, shown};
use super::cursor::{self, Item};
use super::{Analysis, CorpusView, FileEdit, SourceChange, entity, quote};

/// The id at a place of a glossary file, and where it stands.
pub fn id_at(analysis: &Analysis, path: &str, offset: u32) -> Result<(Span, String), Refusal> {
    let cursor = cursor::at(analysis, path, offset).ok_or("nothing here has an id; put the cursor on one in a glossary file")?;
    match &cursor.item {
        Item::Id(id) if cursor.view.snapshot.glossary().entry(id).is_some() => Ok((cursor.span, id.to_string())),
        Item::Id(id) => Err(format!("no entry has the id `{id}`; add one, or mend the reference")),
        Item::Mention(_, mention) => Err(match entity::meant(mention).first().and_then(|k| k.known().cloned()) {
            Some(id) => format!("an article keeps its own words; rename the id `{id}` in the glossary"),
            None => format!("'{}' is not in the glossary, so it has no id yet; add it first", mention.name),
        }),
        Item::Name(owner, _) => Err(format!("a name is edited as text; rename the id `{}` of its entry", owner.id)),
        Item::Figure(..) | Item::Rule(_) => Err("nothing here has an id; put the cursor on one in a glossary file".to_owned()),
    }
}

/// Gives an entity another id in all glossary files; it keeps the old one as `former`.
pub fn rename(view: &CorpusView, id: &str, new: &str) -> Result<SourceChange, Refusal> {
    let entity = entry(view, id)?;
    let new = new.trim();
    if !is_id(new) {
        return Err(format!("'{new}' cannot be an id: no blanks, quotes, `|` or `~` in front; such as \"li-auto\""));
    }
    if *entity.id == *new {
        return Err(format!("the id is `{new}` already"));
    }
    if let Some(other) = view.snapshot.glossary().entry(new).filter(|other| other.id != entity.id) {
        let is = if *other.id == *new { "is" } else { "was" };
        return Err(format!("`{new}` {is} the id of {}; merge the two, or choose another one", other.preferred("en")));
    }
    change(view, glossary::rename(&texts(view)?, entity, new), &entity.file)
}

/// Makes the entity `from` a part of `into`; what refers to it refers to `into` afterwards. With the same id twice: the
/// later entries of that id become part of the first.
pub fn merge(view: &CorpusView, from: &str, into: &str) -> Result<SourceChange, Refusal> {
    let into = entry(view, into)?;
    let from = if *into.id == *from { twin(view, into)? } else { entry(view, from)? };
    if std::ptr::eq(from, into) || (from.span == into.span && from.file == into.file) {
        return Err(format!("`{}` is one entry already", into.id));
    }
    if from.kind != into.kind {
        let (a, b) = (from.kind.as_str(), into.kind.as_str());
        return Err(format!("`{}` is of type {a} and `{}` of type {b}; make the types the same first", from.id, into.id));
    }
    change(view, glossary::merge(&texts(view)?, from, into), &into.file)
}

/// Moves names of an entity to a new one of the same type, behind it in its file. Gives the new id as well.
pub fn split(view: &CorpusView, id: &str, names: &[String], new: Option<&str>) -> Result<(SourceChange, String), Refusal> {
    let entity = entry(view, id)?;
    let mut chosen: Vec<Name> = Vec::new();
    for text in names {
        let name = entity.names.iter().find(|n| *n.text == **text && !chosen.contains(n));
        chosen.push(name.cloned().ok_or_else(|| format!("`{}` has no name '{text}'", entity.id))?);
    }
    let first = chosen.first().ok_or("say which names the new entity takes")?;
    let taken = |id: &str| view.snapshot.glossary().entry(id).is_some();
    let new = match new {
        Some(new) if !is_id(new) || taken(new) => return Err(format!("`{new}` is taken or cannot be an id; choose another one")),
        Some(new) => new.to_owned(),
        None => fresh_id(&first.text, taken),
    };
    let edits = glossary::split(&texts(view)?, entity, &chosen, &new);
    let edits = edits.ok_or_else(|| format!("`{}` would be left without a preferred name; leave it one", entity.id))?;
    Ok((change(view, Some(edits), &entity.file)?, new))
}

/// The entry itself: one that was merged by `replaced_by` is still there to be renamed.
fn entry<'a>(view: &'a CorpusView, id: &str) -> Result<&'a Entity, Refusal> {
    housed(view)?;
    view.snapshot.glossary().entry(id).map(|e| &**e).ok_or_else(|| format!("the glossary has no entity `{id}`; see its ids"))
}

fn twin<'a>(view: &'a CorpusView, first: &Entity) -> Result<&'a Entity, Refusal> {
    let others = view.snapshot.glossary().entities.iter().filter(|e| e.id == first.id);
    let other = others.map(|e| &**e).find(|e| e.file != first.file || e.span != first.span);
    other.ok_or_else(|| format!("`{}` is one entry already", first.id))
}

fn texts(view: &CorpusView) -> Result<Vec<GlossaryText<'_>>, Refusal> {
    let files = &view.snapshot.parts.glossary_files;
    if let Some(broken) = files.iter().find(|g| g.file.broken) {
        return Err(format!("{} has a syntax error; mend it first", shown(view, &broken.path)));
    }
    Ok(files.iter().map(|g| GlossaryText { path: &g.path, text: &g.text, file: &g.file }).collect())
}

fn change(view: &CorpusView, edits: Option<Vec<Reworked>>, home: &str) -> Result<SourceChange, Refusal> {
    let edits =
        edits.ok_or_else(|| format!("{} is not a file of this corpus; copy the entry to a glossary of it first", shown(view, home)))?;
    let file = |(path, edits)| FileEdit { path, version: None, edits, create: false, needs_confirmation: true };
    Ok(SourceChange { files: edits.into_iter().map(file).collect(), sidecar: Vec::new() })
}

/// The preferred name that suits the script of a mention in its article; none for one that has it, and for unknown names.
pub(super) fn preferred<'a>(view: &'a CorpusView, article: &Article, mention: &Mention) -> Option<&'a str> {
    let Target::Linked(id) = &mention.target else { return None };
    let entity = view.snapshot.glossary().get(id)?;
    // Another script's characters are the article's own choice.
    Some(entity.preferred(language(article, mention))).filter(|name| !fold(name).eq(&fold(&mention.name)))
}

/// The key of the glossary's names that suit the script of a mention.
pub(super) fn language(article: &Article, mention: &Mention) -> &'static str {
    match Language::of(&mention.name) {
        Language::English => "en",
        _ if article.facts.language == Language::Hant => "zh-Hant",
        _ => "zh-Hans",
    }
}

/// Where one name of an entity stands in an article: mentions printed exactly so.
pub(super) fn places(view: &CorpusView, article: &Article, text: &str, id: &str, printed: &str) -> Vec<(Span, String)> {
    let same = |m: &Mention| matches!(&m.target, Target::Linked(l) if **l == *id) && text.get(m.span.range()) == Some(printed);
    let mentions = view.snapshot.mentions(article).filter(|m| same(m));
    let mut places: Vec<(Span, String)> =
        mentions.filter_map(|m| Some((m.span, preferred(view, article, &m)?.to_owned()))).filter(|(_, new)| new != printed).collect();
    places.sort();
    places.dedup_by_key(|(span, _)| *span);
    places
}

/// Writes the preferred name wherever an entity is named as it is printed here: in one article, or in all of the corpus.
pub fn use_preferred(
    view: &CorpusView,
    source: &dyn Source,
    id: &str,
    printed: &str,
    only: Option<&str>,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<SourceChange, Refusal> {
    let keys = [crate::extract::EntityKey::Known(id.into())];
    let articles: Vec<&Arc<Article>> = match only {
        Some(path) => view.snapshot.article_at(path).into_iter().collect(),
        None => entity::articles(&view.snapshot, &keys),
    };
    let mut files = Vec::new();
    for article in articles {
        if cancelled() {
            return Err("this was cancelled; nothing is changed".to_owned());
        }
        // An article that changed since it was read is left alone: its places are not known.
        let Some(text) = quote::article_text(view, article, source) else { continue };
        let edits = places(view, article, &text, id, printed);
        if !edits.is_empty() {
            let (path, version) = (article.path.clone(), article.version);
            files.push(FileEdit { path, version, edits, create: false, needs_confirmation: only.is_none() });
        }
    }
    if files.is_empty() {
        return Err(format!("'{printed}' is not written there any more"));
    }
    Ok(SourceChange { files, sidecar: Vec::new() })
}
