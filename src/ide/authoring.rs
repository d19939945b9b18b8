//! Edits of glossaries, `dossier.toml`, articles and sidecars that actions and commands propose.

use std::sync::Arc;

use crate::annotation::{AcceptTarget, Quote, Record, Stamp, blob_id};
use crate::check::{Data, Finding};
use crate::config::{self, Config, Level};
use crate::corpus::{Article, GlossaryDocument, Source};
use crate::extract::mentions::fold_name;
use crate::extract::{EntityKey, Introduction};
use crate::glossary::{self, Entity, EntityType, NewEntity, NewRole, Pack, Rank, fresh_id, new_file, render_entity};
use crate::text::{Language, Span};

use super::init::{self, ProposedName};
use super::{Analysis, CorpusView, Document, FileEdit, SidecarWrite, SourceChange, entity, quote};

/// Why an edit is not possible: one sentence with the remedy.
pub type Refusal = String;

/// An entity to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// None: made from the name.
    pub id: Option<String>,
    pub kind: EntityType,
    /// The first one makes the id.
    pub names: Vec<ProposedName>,
    /// Title, and the id of the organization.
    pub role: Option<(String, Option<String>)>,
    pub maker: Option<String>,
}

impl Wish {
    /// With one name, its language told by its script (`zh-Hant` where the article around it is).
    pub fn named(name: &str, kind: EntityType, article: Language) -> Wish {
        let lang = match Language::of(name) {
            Language::English => "en",
            Language::Hant => "zh-Hant",
            Language::Hans | Language::Mixed if article == Language::Hant => "zh-Hant",
            Language::Hans | Language::Mixed => "zh-Hans",
        };
        Wish { id: None, kind, names: vec![ProposedName { text: name.to_owned(), lang }], role: None, maker: None }
    }
}

/// Adds an entity to the glossary file that holds most of its type, or to a new `glossary.toml`. Gives the id.
pub fn add_entity(view: &CorpusView, wish: &Wish) -> Result<(SourceChange, String), Refusal> {
    let entity = sound(view, wish, &[])?;
    Ok((add_all(view, std::slice::from_ref(&entity))?, entity.id))
}

/// Adds an entity and, before it, its organization or maker, which is not in the glossary either. Gives the entity's id.
pub fn add_with_owner(view: &CorpusView, mut wish: Wish, owner: Option<Wish>) -> Result<(SourceChange, String), Refusal> {
    let Some(owner) = owner else { return add_entity(view, &wish) };
    let owner = sound(view, &owner, &[])?;
    match (wish.kind, &mut wish.role) {
        (EntityType::Product, _) => wish.maker = Some(owner.id.clone()),
        (_, Some((_, of))) => *of = Some(owner.id.clone()),
        (_, none) => *none = Some((String::new(), Some(owner.id.clone()))),
    }
    let entity = sound(view, &wish, &[&owner.id])?;
    let id = entity.id.clone();
    Ok((add_all(view, &[owner, entity])?, id))
}

/// The entry that is wished for, with an id that neither the glossary nor `others` has.
fn sound(view: &CorpusView, wish: &Wish, others: &[&str]) -> Result<NewEntity, Refusal> {
    housed(view)?;
    let name = wish.names.first().filter(|n| !n.text.trim().is_empty()).ok_or("an entity needs a name; give one")?;
    let glossary = view.snapshot.glossary();
    let taken = |id: &str| glossary.get(id).is_some() || others.contains(&id);
    let id = match &wish.id {
        Some(id) if taken(id) => return Err(format!("the id `{id}` is taken; choose another one")),
        Some(id) => id.clone(),
        None => fresh_id(&name.text, taken),
    };
    let mut entity = NewEntity::named(&id, wish.kind, "");
    (entity.names, entity.aliases) = init::named_once(&wish.names);
    entity.roles = wish.role.iter().map(|(title, of)| NewRole { title: title.clone(), of: of.clone(), source: None }).collect();
    entity.maker = wish.maker.clone();
    Ok(entity)
}

/// Adds entries, each to the file that holds most of its type; all to a new file where there is none.
fn add_all(view: &CorpusView, entities: &[NewEntity]) -> Result<SourceChange, Refusal> {
    let broken = |path: &str| format!("{} has a syntax error; mend it first", shown(view, path));
    let mut change = SourceChange::default();
    let mut texts: std::collections::BTreeMap<&Arc<str>, (&str, String)> = Default::default();
    let mut first = Vec::new();
    for entity in entities {
        let Some(file) = home_file(view, entity.kind) else {
            first.push(render_entity(entity));
            continue;
        };
        let (_, text) = texts.entry(&file.path).or_insert_with(|| (&file.text, file.text.to_string()));
        let (at, new) = glossary::add_entity(text, entity).ok_or_else(|| broken(&file.path))?;
        text.replace_range(at.range(), &new);
    }
    for (path, (before, after)) in texts {
        change.files.extend(SourceChange::edit(path, vec![config::splice::difference(before, &after)]).files);
    }
    if !first.is_empty() {
        let path = new_glossary_path(view);
        if view.snapshot.parts.glossary_files.iter().any(|g| g.path == path) {
            return Err(broken(&path));
        }
        change.files.extend(SourceChange::create(&path, format!("{}\n{}\n", new_file(), first.join("\n\n"))).files);
    }
    change.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(change)
}

/// The file that a new entity of a type goes to.
pub(super) fn home_file(view: &CorpusView, kind: EntityType) -> Option<&GlossaryDocument> {
    let sound = view.snapshot.parts.glossary_files.iter().filter(|g| !g.file.broken);
    let count = |g: &GlossaryDocument| g.file.entities.iter().filter(|e| e.kind == kind).count();
    // Of equal ones the first in order of path.
    sound.rev().max_by_key(|g| count(g))
}

/// Where the first glossary of a corpus goes, see [`first_glossary_path`].
pub(super) fn new_glossary_path(view: &CorpusView) -> Arc<str> {
    first_glossary_path(view.snapshot.config(), &view.root)
}

/// Where a first glossary goes: the first configured path that is no pattern, from the corpus root.
pub fn first_glossary_path(config: &Config, root: &str) -> Arc<str> {
    let plain = |p: &&String| !p.contains(['*', '?', '[', '{']) && p.ends_with(".toml");
    let file = config.glossary_files.iter().find(plain).map_or("glossary.toml", String::as_str);
    format!("{}/{file}", root.trim_end_matches('/')).into()
}

/// A path as titles show it: from the corpus root.
pub(super) fn shown<'a>(view: &CorpusView, path: &'a str) -> &'a str {
    path.strip_prefix(&*view.root).map_or(path, |rest| rest.trim_start_matches('/'))
}

/// Adds a name to an entity of the glossary, as an alias or a hidden name.
pub fn add_alias(view: &CorpusView, id: &str, name: &str, rank: Rank) -> Result<SourceChange, Refusal> {
    housed(view)?;
    let entity = view.snapshot.glossary().get(id).ok_or_else(|| format!("the glossary has no entity `{id}`; see its ids"))?;
    if entity.names.iter().any(|n| *n.text == *name) {
        return Err(format!("`{}` has the name '{name}' already", entity.id));
    }
    if let Some(pack) = entity.pack() {
        return own_entry(view, entity, pack, name, rank);
    }
    let file = view.snapshot.parts.glossary_files.iter().find(|g| g.path == entity.file);
    let file = file.ok_or_else(|| format!("{} is not in use any more; reload the glossary", shown(view, &entity.file)))?;
    let edit = glossary::add_name(&file.text, &entity.id, name, rank);
    let edit = edit.ok_or_else(|| format!("{} has a syntax error; mend it first", shown(view, &file.path)))?;
    Ok(SourceChange::edit(&file.path, vec![edit]))
}

/// Copies an entry of a pack into the user's glossary, where it takes the pack's place, and adds a name to it.
fn own_entry(view: &CorpusView, entity: &Entity, pack: &Pack, name: &str, rank: Rank) -> Result<SourceChange, Refusal> {
    let source = pack.file().entities.iter().find(|e| e.id == entity.id).map_or("", |e| pack.source(e));
    let mut entry = source.to_owned();
    let broken = |path: &str| format!("{} has a syntax error; mend it first", shown(view, path));
    let (span, added) = glossary::add_name(source, &entity.id, name, rank).ok_or_else(|| broken(&entity.file))?;
    entry.replace_range(span.range(), &added);
    match home_file(view, entity.kind) {
        Some(file) => {
            let edit = glossary::add_entry(&file.text, &entry).ok_or_else(|| broken(&file.path))?;
            Ok(SourceChange::edit(&file.path, vec![edit]))
        }
        None => Ok(SourceChange::create(&new_glossary_path(view), format!("{}\n{entry}\n", new_file()))),
    }
}

/// The file that a name of an entity is added to.
pub(super) fn file_of(view: &CorpusView, entity: &Entity) -> Arc<str> {
    match entity.pack() {
        None => entity.file.clone(),
        Some(_) => home_file(view, entity.kind).map_or_else(|| new_glossary_path(view), |g| g.path.clone()),
    }
}

/// Adds a name to `[names] ignore` of `dossier.toml`.
pub fn ignore_name(view: &CorpusView, name: &str, kind: Option<EntityType>) -> Result<SourceChange, Refusal> {
    configured(view, |text| config::ignore_name(text, name, kind.map(EntityType::as_str)), || format!("'{name}' is ignored already"))
}

/// Switches a glossary that comes with the program on, in `[glossary] packs` of `dossier.toml`.
pub fn use_pack(view: &CorpusView, name: &str) -> Result<SourceChange, Refusal> {
    if glossary::pack(name).is_none() {
        return Err(format!("there is no glossary pack `{name}`; see `dossier schema config`"));
    }
    configured(view, |text| config::use_pack(text, name), || format!("the pack {name} is in use already"))
}

/// What a rule's level is set for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleScope {
    Project,
    /// One article, by its path from the root.
    File(String),
    Glob(String),
}

/// Sets the level of a rule (or `group/*`) in `dossier.toml`.
pub fn set_rule(view: &CorpusView, rule: &str, level: Level, scope: &RuleScope) -> Result<SourceChange, Refusal> {
    let known = |group: &str| config::rule_names().iter().any(|r| r.name.starts_with(group));
    let sound = match rule.strip_suffix('*') {
        Some(group) => group.is_empty() || group.ends_with('/') && known(group),
        None => config::rule_names().iter().any(|r| r.name == rule),
    };
    if !sound {
        return Err(format!("`{rule}` is no rule; `dossier explain` lists them"));
    }
    let glob = match scope {
        RuleScope::Project => None,
        // Marks that a pattern would read stand for any one character.
        RuleScope::File(rel) => Some(rel.replace(['*', '?', '[', ']', '{', '}', '\\', '!'], "?")),
        RuleScope::Glob(glob) => Some(glob.clone()),
    };
    configured(view, |text| config::set_rule(text, rule, level, glob.as_deref()), || format!("`{rule}` has this level already"))
}

fn configured(
    view: &CorpusView,
    edit: impl Fn(&str) -> Option<config::TextEdit>,
    nothing: impl Fn() -> String,
) -> Result<SourceChange, Refusal> {
    housed(view)?;
    let Some(file) = &view.snapshot.parts.config_file else {
        let (_, text) = edit("").ok_or_else(nothing)?;
        return Ok(SourceChange::create(&config_path(view), text));
    };
    if let Some(broken) = file.problems.iter().find(|p| p.code == "config/syntax") {
        let line = file.lines.line_column(broken.span.start).0;
        return Err(format!("{}:{line} has a syntax error; mend it first", shown(view, &file.path)));
    }
    Ok(SourceChange::edit(&file.path, vec![edit(&file.text).ok_or_else(nothing)?]))
}

pub(super) fn config_path(view: &CorpusView) -> Arc<str> {
    format!("{}/dossier.toml", view.root.trim_end_matches('/')).into()
}

pub(super) fn housed(view: &CorpusView) -> Result<(), Refusal> {
    if view.loose {
        return Err("this document belongs to no folder; open its folder to keep settings and a glossary there".to_owned());
    }
    Ok(())
}

/// Accepts a finding: a record in a sidecar. Of a claim it holds for its values wherever they are stated, and is
/// written beside the article of the finding's primary place; of anything else it holds for this occurrence.
pub fn accept(
    view: &CorpusView,
    source: &dyn Source,
    finding: &Finding,
    why: Option<&str>,
    stamp: Stamp<'_>,
) -> Result<SourceChange, Refusal> {
    housed(view)?;
    let (article, target) = match &finding.data {
        Data::Claim { key, values } if key.starts_with('~') => {
            let name = key.split('|').next().unwrap_or(key).trim_start_matches('~');
            let values = values.join(", ");
            return Err(format!("'{name}' is not in the glossary; add it first, so that accepting {values} has something to hold on to"));
        }
        Data::Claim { key, values } => (primary(view, finding), AcceptTarget::Key { key: key.to_string(), values: values.clone() }),
        Data::Name(_) | Data::None => {
            let article = view.snapshot.article_at(&finding.place.path).cloned();
            let article = article.ok_or("only findings in articles can be accepted; mend this file instead")?;
            let text = quote::article_text(view, &article, source);
            let text = text.ok_or_else(|| format!("{} changed meanwhile; try again", article.rel))?;
            let quote = Quote::of(&text, finding.place.span);
            let Quote { quote, pre, suf, pos } = quote.ok_or_else(|| format!("{} changed meanwhile; try again", article.rel))?;
            (article.path.clone(), AcceptTarget::Span { quote, pre, suf, pos, base: Some(blob_id(&text)) })
        }
    };
    let config = view.snapshot.config();
    let stamp = Stamp { by: stamp.by.or(config.annotation_by.as_deref()), ..stamp };
    let layer = layer(config.annotation_layer.as_deref().or(config.annotation_by.as_deref()));
    let why = why.filter(|why| !why.trim().is_empty());
    let record = Record::accept(stamp, finding.code, &target, why);
    Ok(SourceChange { files: Vec::new(), sidecar: vec![SidecarWrite { article, layer, record }] })
}

/// Where nothing says whose layer it is.
const LAYER: &str = "review";

fn layer(wanted: Option<&str>) -> String {
    let sound: String = wanted.unwrap_or(LAYER).chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
    if sound.is_empty() { LAYER.to_owned() } else { sound }
}

/// The article of the finding itself: what an editor shows at other statements is an echo of it.
fn primary(view: &CorpusView, finding: &Finding) -> Arc<str> {
    let mut paths = finding.related.iter().map(|r| &r.place.path).chain([&finding.place.path]);
    let reports = |article: &Arc<Article>| {
        let found = view.report.findings(&view.snapshot, article.id);
        found.iter().any(|f| f.code == finding.code && f.key() == finding.key())
    };
    let home = paths.find_map(|path| view.snapshot.article_at(path).filter(|a| reports(a)));
    home.map_or_else(|| finding.place.path.clone(), |a| a.path.clone())
}

/// Replaces a name in one article. Refuses where the text there is not `old` any more.
pub fn use_name(analysis: &Analysis, path: &str, span: Span, old: &str, new: &str) -> Result<SourceChange, Refusal> {
    let Some((_, Document::Article(article))) = analysis.find(path) else {
        return Err("the article is not known any more; reopen it".to_owned());
    };
    let text = article.text.as_ref().ok_or("open the article to change its text")?;
    if span.of(text) != old {
        return Err("the text changed meanwhile; try again".to_owned());
    }
    let file = FileEdit {
        path: article.path.clone(),
        version: article.version,
        edits: vec![(span, new.to_owned())],
        create: false,
        needs_confirmation: false,
    };
    Ok(SourceChange { files: vec![file], sidecar: Vec::new() })
}

/// A first glossary from what the articles introduce; one that is there is added to, file by file.
pub fn first_glossary(view: &CorpusView, source: &dyn Source, cancelled: &(dyn Fn() -> bool + Sync)) -> Result<SourceChange, Refusal> {
    housed(view)?;
    let glossary = view.snapshot.glossary();
    let proposals = init::proposals(view, source, cancelled);
    let taken = |id: &str| glossary.get(id).is_some();
    let entities = init::entities(&proposals, &taken);
    if proposals.is_empty() {
        let why = if glossary.is_empty() {
            "no article introduces anyone yet; open a folder with articles first"
        } else {
            "the articles introduce nobody whom the glossary lacks"
        };
        return Err(why.to_owned());
    }
    let home = |kind| home_file(view, kind).map_or_else(|| new_glossary_path(view), |file| file.path.clone());
    let homes: Vec<(&str, Arc<str>)> = entities.iter().map(|e| (e.id.as_str(), home(e.kind))).collect();
    let mut change = SourceChange::default();
    for file in view.snapshot.parts.glossary_files.iter().filter(|g| !g.file.broken) {
        let houses = |id: &str| {
            let new = homes.iter().any(|(new, path)| *new == id && *path == file.path);
            new || glossary.get(id).is_some_and(|e| e.file == file.path)
        };
        let after = init::with_proposals(&file.text, &proposals, &entities, &houses);
        let after = after.ok_or_else(|| format!("{} has a syntax error; mend it first", shown(view, &file.path)))?;
        if let Some(edit) = difference(&file.text, &after) {
            change.files.extend(SourceChange::edit(&file.path, vec![edit]).files);
        }
    }
    let path = new_glossary_path(view);
    if view.snapshot.parts.glossary_files.iter().all(|g| g.path != path) && homes.iter().any(|(_, home)| *home == path) {
        change.files.extend(SourceChange::create(&path, init::toml(&entities)).files);
    }
    if change.files.is_empty() {
        return Err("the articles introduce nobody whom the glossary lacks".to_owned());
    }
    Ok(change)
}

/// The one edit between two texts: what stands between their common beginning and end.
fn difference(before: &str, after: &str) -> Option<config::TextEdit> {
    if before == after {
        return None;
    }
    let start: usize = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&before[start..], &after[start..]);
    let same: usize = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    Some((Span::new(start, before.len() - same), new[..new.len() - same].to_owned()))
}

/// A `dossier.toml` that shows what can be set.
pub fn new_config(view: &CorpusView) -> Result<SourceChange, Refusal> {
    housed(view)?;
    if view.snapshot.parts.config_file.is_some() {
        return Err(format!("{} exists already", shown(view, &config_path(view))));
    }
    Ok(SourceChange::create(&config_path(view), CONFIG.to_owned()))
}

/// What `dossier init` and the code action write: every setting in it is commented out, so that writing it changes
/// nothing.
pub const CONFIG: &str = include_str!("data/dossier.toml");

/// What is known of a provisional entity, for its entry: its role, organization or maker where the glossary has it. Gives
/// the name of an organization or maker that the glossary does not have.
pub(super) fn details(view: &CorpusView, name: &crate::text::Symbol, wish: &mut Wish) -> Option<String> {
    let (_, introduction) = entity::introduction(&view.snapshot, &EntityKey::Provisional(name.clone()))?;
    let of = introduction.of_entity.as_ref().and_then(EntityKey::known).map(|id| id.to_string());
    let unknown = unknown_owner(view, &introduction);
    match wish.kind {
        EntityType::Person => {
            wish.role = introduction.title.first().map(|title| title.to_string()).or(of.as_ref().map(|_| String::new())).map(|t| (t, of));
        }
        EntityType::Product => wish.maker = of,
        EntityType::Organization => return None,
    }
    unknown
}

/// The organization or maker that an introduction names, as printed, where the glossary does not have it but the articles
/// do.
pub(super) fn unknown_owner(view: &CorpusView, introduction: &Introduction) -> Option<String> {
    let key = match (&introduction.of_entity, &introduction.of) {
        (Some(key), _) => key.clone(),
        (None, Some(of)) => {
            let name = fold_name(of);
            view.snapshot.verdict(&name).filter(|v| v.kind == EntityType::Organization)?;
            EntityKey::Provisional(name)
        }
        (None, None) => return None,
    };
    if key.known().is_some() { None } else { entity::printed_name(&view.snapshot, &key) }
}
