//! Match patterns of spaCy's entity ruler and of Prodigy: `{"label":"ORG","pattern":"NIO","id":"nio"}`, one a line.
//!
//! Source: <https://spacy.io/usage/rule-based-matching#entityruler>. Patterns with the same `id` are names of one entity.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Draft, Drafts, Written, details_left_out, kind_of, unconditional, unknown_type};
use crate::glossary::{Entity, EntityType, Rank};
use crate::text::is_han;

pub(super) fn read(text: &str, drafts: &mut Drafts) {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        match pattern(text) {
            Ok((kind, name, id)) => {
                let mut alone = Draft::new(line);
                let draft = match &id {
                    Some(id) => drafts.with_id(id, line, &mut ids),
                    None => &mut alone,
                };
                let other = draft.kind.is_some_and(|k| k != kind);
                if other {
                    let (id, was) = (id.unwrap_or_default(), draft.kind.map_or("", EntityType::as_str));
                    drafts.problem(line, format!("\"{id}\" is of type {was} above and {} here; the line is left out", kind.as_str()));
                    continue;
                }
                draft.kind = Some(kind);
                draft.add_name(&name, false);
                if id.is_none() {
                    drafts.drafts.push(alone);
                }
            }
            Err(message) => drafts.problem(line, message),
        }
    }
}

fn pattern(line: &str) -> Result<(EntityType, String, Option<String>), String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("this is not JSON: {e}"))?;
    let label = value.get("label").and_then(Value::as_str).ok_or("a pattern has a `label`, such as \"ORG\"")?;
    let kind = kind_of(label).ok_or_else(|| unknown_type(label))?;
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    let name = match value.get("pattern") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(tokens)) => words(tokens)?,
        _ => return Err("a `pattern` is a string, or an array of tokens".to_owned()),
    };
    if name.trim().is_empty() {
        return Err("the pattern is empty".to_owned());
    }
    Ok((kind, name, id))
}

/// A token pattern that spells its words out.
fn words(tokens: &[Value]) -> Result<String, String> {
    let mut out = String::new();
    for token in tokens {
        let token = token.as_object().filter(|t| t.len() == 1).and_then(|t| t.iter().next());
        let word = match token {
            Some((key, Value::String(word))) if matches!(key.to_ascii_uppercase().as_str(), "LOWER" | "ORTH" | "TEXT" | "NORM") => word,
            _ => {
                return Err(
                    "only tokens with nothing but `LOWER`, `ORTH`, `TEXT` or `NORM` say a name; this pattern is left out".to_owned()
                );
            }
        };
        let glued = |c: Option<char>| c.is_none_or(|c| is_han(c) || c == '-' || c == '/');
        if !glued(out.chars().next_back()) && !glued(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    Ok(out)
}

pub(super) fn write(entities: &[&Entity]) -> Written {
    let mut left_out = Vec::new();
    let mut text = String::new();
    let names = unconditional(entities, &mut left_out);
    for (entity, name) in &names {
        let label = match entity.kind {
            EntityType::Person => "PERSON",
            EntityType::Organization => "ORG",
            EntityType::Product => "PRODUCT",
        };
        text += &serde_json::json!({ "label": label, "pattern": name.text.as_str(), "id": entity.id.as_str() }).to_string();
        text.push('\n');
    }
    if names.iter().any(|(_, n)| n.rank == Rank::Hidden) {
        left_out.push("which names are hidden".to_owned());
    }
    details_left_out(entities, &super::DETAILS, &mut left_out);
    Written { files: vec![("patterns.jsonl".to_owned(), text)], left_out }
}
