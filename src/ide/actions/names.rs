//! Actions on names in an article.

use crate::check::{Data, Finding};
use crate::extract::{EntityKey, Mention, Target};
use crate::glossary::{EntityType, Name, Rank};
use crate::text::{Span, Symbol};

use super::super::{authoring, display, entity, rework};
use super::{Action, ActionKind, Ask, Payload, go_to_entry, meets, merge};

/// Names in a selection that actions are offered for: more would bury the list.
const NAMES: usize = 3;
/// Nearest candidates offered for an alias.
const CANDIDATES: usize = 3;

pub(super) fn offer(ask: &Ask, selection: Span, findings: &[Finding], actions: &mut Vec<Action>) {
    let mut done: Vec<Symbol> = Vec::new();
    for mention in ask.view.snapshot.mentions(ask.article).filter(|m| meets(m.span, selection)) {
        let finding = findings.iter().find(|f| f.code.starts_with("entity/") && f.place.span == mention.span);
        let new = |done: &Vec<Symbol>, key: &Symbol| !done.contains(key) && done.len() < NAMES && !ask.view.loose;
        match &mention.target {
            Target::Unresolved(key) if new(&done, key) => {
                done.push(key.clone());
                unresolved(ask, &mention, key, finding, actions);
            }
            Target::Linked(id) if new(&done, id) => {
                done.push(id.clone());
                linked(ask, &mention, id, finding, actions);
            }
            Target::Ambiguous(ids) if ids.first().is_some_and(|id| new(&done, id)) => {
                done.extend(ids.first().cloned());
                ambiguous(ask, ids, actions);
            }
            _ => {}
        }
    }
}

/// A known name: the preferred one for it, here, in the article, everywhere; and the way to its entry.
fn linked(ask: &Ask, mention: &Mention, id: &Symbol, finding: Option<&Finding>, actions: &mut Vec<Action>) {
    let Some(known) = ask.view.snapshot.glossary().get(id) else { return };
    // Surname alone, initials: their full name is another matter than the name to prefer.
    if let Some(new) = rework::preferred(ask.view, ask.article, mention).filter(|_| !mention.short) {
        let wrong = mention.hidden || finding.is_some_and(|f| f.code == "entity/inconsistent-name");
        use_name(ask, mention, new, finding, if wrong { ActionKind::QuickFix } else { ActionKind::Refactor }, actions);
        use_preferred(ask, mention, id, new, if wrong { ActionKind::QuickFix } else { ActionKind::Refactor }, finding, actions);
    }
    actions.push(go_to_entry(ask.view, ask.path, known, ask.lang));
}

fn use_preferred(
    ask: &Ask,
    mention: &Mention,
    id: &Symbol,
    new: &str,
    kind: ActionKind,
    finding: Option<&Finding>,
    actions: &mut Vec<Action>,
) {
    let (view, lang) = (ask.view, ask.lang);
    let Some(text) = ask.article.text.as_deref() else { return };
    let old = mention.span.of(text);
    let answers = finding.filter(|_| kind == ActionKind::QuickFix).map(|f| (f.code, f.place.span));
    let mut push = |title, everywhere| {
        let payload = Payload::UsePreferred { path: ask.path.to_owned(), entity: id.to_string(), old: old.to_owned(), everywhere };
        actions.push(Action { title, kind, preferred: false, answers, payload });
    };
    let here = rework::places(view, ask.article, text, id, old).len();
    let rel = &ask.article.rel;
    if here > 1 {
        let title = lang.pick(
            format!("Write '{new}' for all {here} '{old}' in {rel}"),
            format!("将 {rel} 中全部 {here} 处“{old}”改为“{new}”"),
            format!("將 {rel} 中全部 {here} 處「{old}」改為「{new}」"),
        );
        push(title, false);
    }
    let articles = view.snapshot.mentioned_in(&EntityKey::Known(id.clone())).len();
    if articles > 1 {
        let title = lang.pick(
            format!("Write the preferred name for '{old}' everywhere, after a preview"),
            format!("预览后将各篇文章中的“{old}”改为首选名"),
            format!("預覽後將各篇文章中的「{old}」改為首選名"),
        );
        push(title, true);
    }
}

/// A name of several entities: the way to each, and two made one.
fn ambiguous(ask: &Ask, ids: &[Symbol], actions: &mut Vec<Action>) {
    let known: Vec<_> = ids.iter().filter_map(|id| ask.view.snapshot.glossary().get(id)).take(CANDIDATES).collect();
    actions.extend(known.iter().map(|e| go_to_entry(ask.view, ask.path, e, ask.lang)));
    if let [first, second, ..] = known.as_slice()
        && first.kind == second.kind
    {
        actions.push(merge(ask.view, ask.path, second, first, ask.lang));
        actions.push(merge(ask.view, ask.path, first, second, ask.lang));
    }
}

fn unresolved(ask: &Ask, mention: &Mention, key: &Symbol, finding: Option<&Finding>, actions: &mut Vec<Action>) {
    let (view, lang) = (ask.view, ask.lang);
    let name = printed(ask, mention, key);
    let answers = finding.map(|f| (f.code, f.place.span));
    let fix = |title, payload| Action { title, kind: ActionKind::QuickFix, preferred: false, answers, payload };
    // The nearest known entities first: a misspelt name is added as a new entity by mistake only once.
    let candidates = proposed(ask, mention, finding);
    if finding.is_some_and(|f| f.code == "entity/misspelled")
        && let Some(new) = nearest_name(ask, mention, &candidates)
    {
        use_name(ask, mention, new, finding, ActionKind::QuickFix, actions);
    }
    for id in candidates.iter().take(CANDIDATES) {
        let Some(entity) = view.snapshot.glossary().get(id) else { continue };
        let (to, file) = (entity.preferred(lang.key()), authoring::shown(view, &entity.file));
        for hidden in [false, true] {
            let title = if hidden {
                lang.pick(
                    format!("Add '{name}' as a hidden name of {to} to {file}: found, and reported"),
                    format!("将“{name}”作为{to}的隐藏名加入 {file}：识别并提示"),
                    format!("將「{name}」作為{to}的隱藏名加入 {file}：識別並提示"),
                )
            } else {
                lang.pick(
                    format!("Add '{name}' as an alias of {to} to {file}"),
                    format!("将“{name}”作为{to}的别名加入 {file}"),
                    format!("將「{name}」作為{to}的別名加入 {file}"),
                )
            };
            let payload = Payload::AddAlias { path: ask.path.to_owned(), name: name.clone(), entity: id.to_string(), hidden };
            actions.push(fix(title, payload));
        }
        actions.push(go_to_entry(view, ask.path, entity, lang));
    }
    add(ask, mention, key, &name, answers, actions);
    let title = lang.pick(
        format!("'{name}' is no entity: ignore it in dossier.toml"),
        format!("“{name}”不是实体：在 dossier.toml 中忽略"),
        format!("「{name}」不是實體：在 dossier.toml 中忽略"),
    );
    actions.push(fix(title, Payload::IgnoreName { path: ask.path.to_owned(), name, kind: mention.kind }));
}

/// A new entity: of the type that the text takes the name for, with its unknown organization or maker and without; then of
/// the other types.
fn add(ask: &Ask, mention: &Mention, key: &Symbol, name: &str, answers: Option<(&'static str, Span)>, actions: &mut Vec<Action>) {
    let (view, lang) = (ask.view, ask.lang);
    let introduction = entity::introduction(&view.snapshot, &EntityKey::Provisional(key.clone())).map(|(_, i)| i);
    let introduction = introduction.filter(|_| mention.kind != EntityType::Organization);
    let owner = introduction.and_then(|i| authoring::unknown_owner(view, &i));
    let others = EntityType::ALL.into_iter().filter(|k| *k != mention.kind).map(|k| (k, None));
    for (kind, owner) in owner.map(|o| (mention.kind, Some(o))).into_iter().chain([(mention.kind, None)]).chain(others) {
        let path = authoring::home_file(view, kind).map_or_else(|| authoring::new_glossary_path(view), |g| g.path.clone());
        let (file, what) = (authoring::shown(view, &path), display::type_name(kind, lang));
        let title = match &owner {
            Some(owner) => lang.pick(
                format!("Add '{name}' as {what} and '{owner}' as organization to {file}"),
                format!("将“{name}”作为{what}、“{owner}”作为机构加入 {file}"),
                format!("將「{name}」作為{what}、「{owner}」作為機構加入 {file}"),
            ),
            None => lang.pick(
                format!("Add '{name}' as {what} to {file}"),
                format!("将“{name}”作为{what}加入 {file}"),
                format!("將「{name}」作為{what}加入 {file}"),
            ),
        };
        let payload = Payload::AddEntity { path: ask.path.to_owned(), name: name.to_owned(), kind, both: owner.is_some() };
        actions.push(Action { title, kind: ActionKind::QuickFix, preferred: false, answers, payload });
    }
}

/// The candidates of the finding here, else of the same name's finding elsewhere in the article, else known names that
/// are near.
fn proposed(ask: &Ask, mention: &Mention, finding: Option<&Finding>) -> Vec<Symbol> {
    let of = |f: &Finding| match &f.data {
        Data::Name(name) => Some(name.candidates.clone()),
        _ => None,
    };
    if let Some(candidates) = finding.and_then(of) {
        return candidates;
    }
    let all = ask.view.report.findings(&ask.view.snapshot, ask.article.id);
    let elsewhere = all.iter().find_map(|f| match &f.data {
        Data::Name(name) if name.name == mention.name => Some(name.candidates.clone()),
        _ => None,
    });
    let near = || {
        let near = ask.view.snapshot.glossary().near().candidates(&mention.name, Some(mention.kind));
        near.iter().filter(|(_, reason)| reason.is_close()).map(|(id, _)| id.clone()).collect()
    };
    elsewhere.unwrap_or_else(near)
}

/// The name as it should enter the glossary: of a short form the full one, without what scraping left in it.
fn printed(ask: &Ask, mention: &Mention, key: &Symbol) -> String {
    let full = ask.article.facts.mentions.iter().find(|m| !m.short && m.entity() == Some(EntityKey::Provisional(key.clone())));
    let best = if mention.short { full.unwrap_or(mention) } else { mention };
    let text = ask.article.text.as_deref().map(|t| best.span.of(t)).unwrap_or("");
    // Folding changes the script or the width, never the number of characters; residue and blanks do.
    let clean = text.chars().count() == best.name.chars().count() && !text.contains(['\n', '\r', '\t', '　']);
    if clean { text.to_owned() } else { best.name.to_string() }
}

/// The name of a known entity that a misspelt one is nearest to.
fn nearest_name<'a>(ask: &Ask<'a>, mention: &Mention, candidates: &[Symbol]) -> Option<&'a str> {
    let entity = ask.view.snapshot.glossary().get(candidates.first()?)?;
    let folded = mention.name.to_lowercase();
    let distance = |n: &&Name| strsim::damerau_levenshtein(&n.text.to_lowercase(), &folded);
    entity.names.iter().filter(|n| n.rank != Rank::Hidden).min_by_key(distance).map(|n| &*n.text)
}

fn use_name(ask: &Ask, mention: &Mention, new: &str, finding: Option<&Finding>, kind: ActionKind, actions: &mut Vec<Action>) {
    let old = ask.article.text.as_deref().map_or(&*mention.name, |text| mention.span.of(text));
    if old == new || old.is_empty() {
        return;
    }
    let title = ask.lang.pick(
        format!("Write '{new}' for '{old}' here"),
        format!("此处将“{old}”改为“{new}”"),
        format!("此處將「{old}」改為「{new}」"),
    );
    let at = (mention.span.start, mention.span.end);
    actions.push(Action {
        title,
        kind,
        preferred: kind == ActionKind::QuickFix,
        answers: finding.filter(|_| kind == ActionKind::QuickFix).map(|f| (f.code, f.place.span)),
        payload: Payload::UseName { path: ask.path.to_owned(), at, old: old.to_owned(), new: new.to_owned() },
    });
}
