//! GATE gazetteers: `lists.def` names the lists and what their entries are (`org.lst:organization:company:en:Type`), a list has
//! one entry a line, with features behind a tab or `&` (`NIO&id=nio`).
//!
//! Source: <https://gate.ac.uk/sale/tao/splitch13.html>. Entries with the same `id` are names of one entity.

use std::collections::BTreeMap;

use super::{Draft, Drafts, LineProblem, Written, details_left_out, kind_of, unconditional};
use crate::glossary::{Entity, EntityType, Rank};

/// The lists of a definition, with the type of their entries; lines that name none.
pub(super) fn lists(text: &str) -> (Vec<(String, Option<EntityType>)>, Vec<LineProblem>) {
    let (mut lists, mut problems) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines().map(str::trim)).filter(|(_, l)| !l.is_empty()) {
        let mut parts = text.split(':').map(str::trim);
        match parts.next().filter(|name| name.to_ascii_lowercase().ends_with(".lst")) {
            // Major type, minor type, language, annotation type: the first that is a type of ours says it.
            Some(name) => lists.push((name.to_owned(), parts.find_map(kind_of).or_else(|| kind_of_file(name)))),
            None => {
                problems.push(LineProblem { line, message: "The line does not begin with the name of a list, such as org.lst.".into() })
            }
        }
    }
    (lists, problems)
}

/// `organizations.lst`, `product_en.lst`: the first word of a file's name that is a type.
fn kind_of_file(name: &str) -> Option<EntityType> {
    let name = name.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.split(|c: char| !c.is_alphanumeric()).find_map(kind_of)
}

pub(super) fn read(name: &str, text: &str, drafts: &mut Drafts) {
    let kind = drafts.kind.or_else(|| kind_of_file(name));
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let (name, features) = split(text);
        if name.is_empty() {
            drafts.problem(line, "the line has features and no name before them");
            continue;
        }
        let feature = |key: &str| features.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| *v);
        let hidden = feature("rank").is_some_and(|r| r == "hidden");
        let kind = feature("type").and_then(kind_of).or(kind);
        match feature("id").filter(|id| !id.is_empty()) {
            Some(id) => {
                let draft = drafts.with_id(id, line, &mut ids);
                draft.kind = draft.kind.or(kind);
                draft.add_name(name, hidden);
            }
            None => {
                let mut draft = Draft { kind, ..Draft::new(line) };
                draft.add_name(name, hidden);
                drafts.drafts.push(draft);
            }
        }
    }
}

/// A line's name and its features. `AT&T` has none: what follows the sign is no `key=value`.
fn split(line: &str) -> (&str, Vec<(&str, &str)>) {
    for by in ['\t', '&'] {
        let mut parts = line.split(by);
        let name = parts.next().unwrap_or("");
        let features: Option<Vec<(&str, &str)>> = parts.map(|p| p.trim().split_once('=')).collect();
        if let Some(features) = features.filter(|f| !f.is_empty()) {
            return (name.trim(), features);
        }
    }
    (line.trim(), Vec::new())
}

pub(super) fn write(entities: &[&Entity]) -> Written {
    let mut left_out = Vec::new();
    let names = unconditional(entities, &mut left_out);
    let mut files = vec![("lists.def".to_owned(), String::new())];
    for kind in EntityType::ALL {
        let mut text = String::new();
        for (entity, name) in names.iter().filter(|(e, _)| e.kind == kind) {
            let flat = name.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let rank = if name.rank == Rank::Hidden { "\trank=hidden" } else { "" };
            text += &format!("{flat}\tid={}{rank}\n", entity.id);
        }
        if !text.is_empty() {
            let name = format!("{}.lst", kind.as_str());
            files[0].1 += &format!("{name}:{}\n", kind.as_str());
            files.push((name, text));
        }
    }
    details_left_out(entities, &super::DETAILS, &mut left_out);
    Written { files, left_out }
}
