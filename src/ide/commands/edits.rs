//! Commands that change glossary, configuration or sidecars.

use serde::Deserialize;
use serde_json::json;

use crate::config::Level;
use crate::extract::mentions::fold_name;
use crate::glossary::{EntityType, Rank};
use crate::text::{Language, Span};

use super::super::authoring::{self, RuleScope, Wish};
use super::super::init::ProposedName;
use super::super::{SourceChange, actions, rework};
use super::{Call, CommandError, CommandResult, refused};

fn done(edits: SourceChange, json: serde_json::Value) -> CommandResult {
    CommandResult { json, edits, change: Vec::new() }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddEntity {
    path: Option<String>,
    name: String,
    #[serde(rename = "type")]
    kind: EntityType,
    id: Option<String>,
    /// Names in other languages, by language key.
    #[serde(default)]
    names: std::collections::BTreeMap<String, String>,
    role: Option<String>,
    /// Id of the role's organization.
    org: Option<String>,
    maker: Option<String>,
}

/// `{path?, name, type, id?, names?, role?, org?, maker?}` → `{id}`.
pub(super) fn add_entity(call: Call) -> Result<CommandResult, CommandError> {
    let args: AddEntity = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let article = args.path.as_deref().and_then(|p| view.snapshot.article_at(p));
    let mut wish = Wish::named(&args.name, args.kind, article.map_or(Language::English, |a| a.facts.language));
    for (lang, name) in args.names {
        let lang = ["en", "zh", "zh-Hans", "zh-Hant"].into_iter().find(|l| *l == lang);
        let lang = lang.ok_or_else(|| call.wrong("languages of `names` are en, zh, zh-Hans and zh-Hant".to_owned()))?;
        wish.names.retain(|n| n.lang != lang || n.text == args.name);
        if name != args.name {
            wish.names.push(ProposedName { text: name, lang });
        }
    }
    let _ = authoring::details(view, &fold_name(&args.name), &mut wish);
    wish.id = args.id;
    if let Some(role) = args.role {
        wish.role = Some((role, args.org));
    } else if args.org.is_some() {
        wish.role = Some((wish.role.map_or_else(String::new, |r| r.0), args.org));
    }
    wish.maker = args.maker.or(wish.maker);
    let (change, id) = authoring::add_entity(view, &wish).map_err(refused)?;
    Ok(done(change, json!({ "id": id })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddAlias {
    path: Option<String>,
    /// Id.
    entity: String,
    name: String,
    /// Recognised, and reported with a fix.
    #[serde(default)]
    hidden: bool,
}

/// `{path?, entity, name, hidden?}` → `{id}`.
pub(super) fn add_alias(call: Call) -> Result<CommandResult, CommandError> {
    let args: AddAlias = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let rank = if args.hidden { Rank::Hidden } else { Rank::Alias };
    let change = authoring::add_alias(view, &args.entity, &args.name, rank).map_err(refused)?;
    Ok(done(change, json!({ "id": args.entity })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct IgnoreName {
    path: Option<String>,
    name: String,
    /// None: whatever the type.
    #[serde(rename = "type")]
    kind: Option<EntityType>,
}

/// `{path?, name, type?}` → `{name}`.
pub(super) fn ignore_name(call: Call) -> Result<CommandResult, CommandError> {
    let args: IgnoreName = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let change = authoring::ignore_name(view, &args.name, args.kind).map_err(refused)?;
    Ok(done(change, json!({ "name": args.name })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SetRule {
    path: Option<String>,
    rule: String,
    level: Level,
    /// `project` (the default), `file` (the article at `path`), or a glob from the root.
    scope: Option<String>,
}

/// `{path?, rule, level, scope?}` → `{rule, level}`.
pub(super) fn set_rule(call: Call) -> Result<CommandResult, CommandError> {
    let args: SetRule = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let scope = match args.scope.as_deref() {
        None | Some("project") => RuleScope::Project,
        Some("file") => {
            let article = args.path.as_deref().and_then(|p| view.snapshot.article_at(p));
            let article = article.ok_or_else(|| call.wrong("the scope `file` needs the `path` of an article".to_owned()))?;
            RuleScope::File(article.rel.to_string())
        }
        Some(glob) => RuleScope::Glob(glob.to_owned()),
    };
    let change = authoring::set_rule(view, &args.rule, args.level, &scope).map_err(refused)?;
    Ok(done(change, json!({ "rule": args.rule, "level": args.level })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Accept {
    path: String,
    rule: String,
    /// Of the finding, where it is about a claim.
    key: Option<String>,
    /// Start and end, bytes of the article.
    span: Option<(u32, u32)>,
    why: Option<String>,
}

/// `{path, rule, key?, span?, why?}` → `{id}` of the record.
pub(super) fn accept(call: Call) -> Result<CommandResult, CommandError> {
    let args: Accept = call.arguments()?;
    if args.key.is_none() && args.span.is_none() {
        return Err(call.wrong("say which finding, with its `key` or its `span`".to_owned()));
    }
    let view = call.corpus(Some(&args.path))?;
    let at = args.span.map_or(Span::default(), |(start, end)| Span { start, end });
    let finding = actions::finding_at(view, &args.path, &args.rule, at, args.key.as_deref().unwrap_or(""));
    let finding = finding.ok_or_else(|| refused(format!("{} has no such finding of {}", args.path, args.rule)))?;
    let session = call.session;
    let change = authoring::accept(view, session.source, &finding, args.why.as_deref(), session.stamp).map_err(refused)?;
    let id = change.sidecar.first().map(|w| w.record.id.clone());
    Ok(done(change, json!({ "id": id })))
}

#[derive(Deserialize)]
struct Merge {
    path: Option<String>,
    /// Ids.
    from: String,
    into: String,
}

/// `{path?, from, into}` → `{id}` of the entity that stays.
pub(super) fn merge_entities(call: Call) -> Result<CommandResult, CommandError> {
    let args: Merge = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let change = rework::merge(view, &args.from, &args.into).map_err(refused)?;
    Ok(done(change, json!({ "id": args.into })))
}

#[derive(Deserialize)]
struct Split {
    path: Option<String>,
    /// Id.
    entity: String,
    /// Of the entity, as written.
    names: Vec<String>,
    /// Of the new one; none: made from the first name.
    id: Option<String>,
}

/// `{path?, entity, names, id?}` → `{id}` of the new entity.
pub(super) fn split_entity(call: Call) -> Result<CommandResult, CommandError> {
    let args: Split = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let (change, id) = rework::split(view, &args.entity, &args.names, args.id.as_deref()).map_err(refused)?;
    Ok(done(change, json!({ "id": id })))
}

#[derive(Deserialize)]
struct Rename {
    path: Option<String>,
    id: String,
    to: String,
}

/// `{path?, id, to}` → `{id}`, the new one.
pub(super) fn rename_entity(call: Call) -> Result<CommandResult, CommandError> {
    let args: Rename = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let change = rework::rename(view, &args.id, &args.to).map_err(refused)?;
    Ok(done(change, json!({ "id": args.to })))
}
