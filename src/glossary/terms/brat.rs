//! brat's normalisation databases as text: `ID<TAB>name:Name:Velza<TAB>attr:Type:organization<TAB>info:Description:…`.
//!
//! Source: <https://brat.nlplab.org/normalization.html>.

use std::collections::BTreeMap;

use super::{Drafts, Written, details_left_out, filled, kind_of, unknown_type};
use crate::glossary::{Entity, Rank};
use crate::text::Symbol;

/// Whether a text looks like one: its first line that says something has a name, an attribute or information behind its id.
pub(super) fn is_brat(text: &str) -> bool {
    let first = text.lines().find(|l| !l.trim().is_empty() && !l.starts_with('#'));
    first.and_then(|l| l.split('\t').nth(1)).is_some_and(|field| ["name:", "attr:", "info:"].iter().any(|p| field.starts_with(p)))
}

pub(super) fn read(text: &str, drafts: &mut Drafts) {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let mut fields = text.split('\t');
        let id = fields.next().unwrap_or("").trim();
        if id.is_empty() {
            drafts.problem(line, "the line has no id before its first tab");
            continue;
        }
        let fields: Vec<&str> = fields.filter(|f| !f.trim().is_empty()).collect();
        if fields.is_empty() {
            drafts.problem(line, "nothing follows the id; write a name as name:Name:…");
            continue;
        }
        let mut wrong = Vec::new();
        let draft = drafts.with_id(id, line, &mut ids);
        for field in fields {
            let mut parts = field.splitn(3, ':');
            let (Some(sort), Some(label), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
                wrong.push(format!("\"{field}\" is not written as name:Label:text, attr:Label:text or info:Label:text"));
                continue;
            };
            let label = label.to_lowercase();
            match (sort, label.as_str()) {
                ("name", label) => draft.add_name(value, label.contains("hidden") || label.contains("misspel")),
                ("attr" | "info", "type") => match kind_of(value) {
                    Some(kind) => draft.kind = Some(kind),
                    None => wrong.push(unknown_type(value)),
                },
                (_, "wikidata") => draft.entity.wikidata = filled(value),
                (_, "category") => draft.entity.category = filled(value),
                (_, "kind") => draft.entity.org_kind = filled(value),
                (_, "description") => {
                    let lang = if super::is_chinese(value) { "zh" } else { "en" };
                    draft.entity.description.extend(filled(value).map(|text| (Symbol::new(lang), text)));
                }
                (_, "source") => draft.entity.source = filled(value),
                (_, "note") => draft.entity.note = filled(value),
                _ => {}
            }
        }
        wrong.into_iter().for_each(|message| drafts.problem(line, message));
    }
}

pub(super) fn write(entities: &[&Entity]) -> Written {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    let mut conditions = 0;
    for entity in entities {
        let mut fields = vec![entity.id.to_string()];
        for name in &entity.names {
            let label = match name.rank {
                Rank::Preferred => "Name",
                Rank::Alias => "Also known as",
                Rank::Hidden => "Hidden name",
            };
            conditions += usize::from(!name.when.is_empty() || !name.unless.is_empty());
            fields.push(format!("name:{label}:{}", flat(&name.text)));
        }
        fields.push(format!("attr:Type:{}", entity.kind.as_str()));
        let attributes = [("Kind", &entity.org_kind), ("Category", &entity.category), ("Wikidata", &entity.wikidata)];
        fields.extend(attributes.into_iter().filter_map(|(label, value)| Some(format!("attr:{label}:{}", flat(value.as_ref()?)))));
        fields.extend(entity.description.values().map(|text| format!("info:Description:{}", flat(text))));
        let more = [("Source", &entity.source), ("Note", &entity.note)];
        fields.extend(more.into_iter().filter_map(|(label, value)| Some(format!("info:{label}:{}", flat(value.as_ref()?)))));
        text += &fields.join("\t");
        text.push('\n');
    }
    let mut left_out: Vec<String> = super::counted(conditions, "condition of a name", "conditions of names").into_iter().collect();
    details_left_out(entities, &super::LINKS, &mut left_out);
    Written { files: vec![("glossary.tsv".to_owned(), text)], left_out }
}
