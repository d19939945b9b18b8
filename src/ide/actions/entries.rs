//! Actions on entries of a glossary file.

use crate::corpus::GlossaryDocument;
use crate::glossary::{Entity, Name, Rank};
use crate::text::Span;

use super::super::{CorpusView, Lang, authoring};
use super::{Action, ActionKind, Payload, meets, merge};

/// Entities that an entry is offered to be merged with.
const OTHERS: usize = 2;
/// Entries of a selection that are offered to be merged.
const SELECTED: usize = 4;

/// Entries merged: those of a selection, else the one at the cursor and those whose names are near. Names split off: those
/// that the cursor or selection is on.
pub(super) fn offer(view: &CorpusView, glossary: &GlossaryDocument, selection: Span, lang: Lang, actions: &mut Vec<Action>) {
    // Of a broken file the entries are those of its last sound version, whose places mean nothing.
    if view.loose || glossary.file.broken {
        return;
    }
    let entities = || glossary.file.entities.iter();
    let selected: Vec<&Entity> = entities().filter(|e| meets(e.id_span, selection)).collect();
    for entity in entities().filter(|e| meets(e.span, selection)) {
        split(view, entity, selection, &glossary.path, lang, actions);
    }
    let mut push = |from: &Entity, into: &Entity| {
        let action = merge(view, &glossary.path, from, into, lang);
        if from.kind == into.kind && !actions.iter().any(|a| a.payload == action.payload) {
            actions.push(action);
        }
    };
    if let [first, rest @ ..] = selected.as_slice()
        && !rest.is_empty()
    {
        for other in rest.iter().take(SELECTED) {
            push(other, first);
            push(first, other);
        }
    } else if let Some(one) = selected.first() {
        for other in near(view, one) {
            push(one, other);
            if one.id != other.id {
                push(other, one);
            }
        }
    }
}

/// Entries of the same type that may be the same: with the same id, or a name that is near.
fn near<'a>(view: &'a CorpusView, one: &Entity) -> Vec<&'a Entity> {
    let known = view.snapshot.glossary();
    let is_one = |e: &Entity| e.file == one.file && e.span == one.span;
    let twins = known.entities.iter().map(|e| &**e).filter(|e| e.id == one.id && !is_one(e));
    let mut found: Vec<&Entity> = twins.take(1).collect();
    for name in &one.names {
        for (id, reason) in known.near().candidates(&name.text, Some(one.kind)).iter().filter(|(_, reason)| reason.is_close()) {
            let other = known.entry(id).map(|e| &**e).filter(|e| e.kind == one.kind && !is_one(e) && e.id != one.id);
            let short = reason.name().chars().count() < 2;
            if let Some(other) = other.filter(|o| !short && !found.iter().any(|f| f.id == o.id)) {
                found.push(other);
            }
        }
    }
    found.truncate(OTHERS);
    found
}

fn split(view: &CorpusView, entity: &Entity, selection: Span, path: &str, lang: Lang, actions: &mut Vec<Action>) {
    let names: Vec<&Name> = entity.names.iter().filter(|n| meets(n.span, selection)).collect();
    let stays = entity.names.iter().any(|n| n.rank == Rank::Preferred && !names.contains(&n));
    let Some(first) = names.first().filter(|_| stays) else { return };
    let file = authoring::shown(view, path);
    let more = names.len() - 1;
    let title = match more {
        0 => lang.pick(
            format!("Split '{}' off `{}` as an entity of its own in {file}", first.text, entity.id),
            format!("在 {file} 中将“{}”从 `{}` 拆为独立实体", first.text, entity.id),
            format!("在 {file} 中將「{}」從 `{}` 拆為獨立實體", first.text, entity.id),
        ),
        _ => lang.pick(
            format!("Split '{}' and {more} more off `{}` as one entity of their own in {file}", first.text, entity.id),
            format!("在 {file} 中将“{}”等 {} 个名称从 `{}` 拆为独立实体", first.text, more + 1, entity.id),
            format!("在 {file} 中將「{}」等 {} 個名稱從 `{}` 拆為獨立實體", first.text, more + 1, entity.id),
        ),
    };
    let names = names.iter().map(|n| n.text.to_string()).collect();
    let payload = Payload::Split { path: path.to_owned(), entity: entity.id.to_string(), names };
    actions.push(Action { title, kind: ActionKind::Refactor, preferred: false, answers: None, payload });
}
