//! SKOS in Turtle: each entity a `skos:Concept` with preferred, alternative and hidden labels.
//!
//! Source: <https://www.w3.org/TR/skos-reference/>; types and makers in the words of <https://schema.org>.

use std::collections::BTreeMap;

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

use super::{Draft, Drafts, Written, details_left_out, filled, language_of, plain_name, unknown_type};
use crate::glossary::{Entity, EntityType, Link, Rank};
use crate::text::{Span, Symbol};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";
/// What ids hang on where they become addresses.
const BASE: &str = "urn:dossier:";

/// What is said of one concept.
#[derive(Default)]
struct Concept {
    line: u32,
    kind: Option<EntityType>,
    /// It has a type that is none of ours.
    other_kind: Option<String>,
    notation: Option<String>,
    /// Rank, text, language.
    labels: Vec<(Rank, String, Option<String>)>,
    links: Vec<(&'static str, String)>,
    texts: Vec<(&'static str, String, Option<String>)>,
}

pub(super) fn read(text: &str, drafts: &mut Drafts) {
    let mut concepts: BTreeMap<String, Concept> = BTreeMap::new();
    // The parser does not say where a triple stands: a concept is where its address or the end of it is first written.
    let mut order: Vec<String> = Vec::new();
    for triple in TurtleParser::new().for_slice(text.as_bytes()) {
        match triple {
            Ok(triple) => {
                let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
                let concept = concepts.entry(subject.as_str().to_owned()).or_insert_with(|| {
                    order.push(subject.as_str().to_owned());
                    Concept { line: line_of(text, subject.as_str()), ..Concept::default() }
                });
                take(concept, triple.predicate.as_str(), &triple.object);
            }
            Err(error) => {
                let line = error.location().start.line as u32 + 1;
                drafts.problem(line, format!("this is not Turtle: {}", error.message().trim_end_matches('.')));
            }
        }
    }
    let mut foreign = 0;
    let ids: BTreeMap<String, String> = concepts.iter().map(|(iri, c)| (iri.clone(), id_of(iri, c))).collect();
    for iri in order {
        // A scheme or collection has no label of a concept.
        let Some(concept) = concepts.remove(&iri).filter(|c| !c.labels.is_empty()) else { continue };
        if concept.kind.is_none()
            && drafts.kind.is_none()
            && let Some(other) = &concept.other_kind
        {
            drafts.problem(concept.line, unknown_type(other));
            continue;
        }
        drafts.drafts.push(draft(&iri, concept, &ids, &mut foreign));
    }
    if let Some(labels) = super::counted(foreign, "label", "labels") {
        drafts.problem(1, format!("{labels} in languages other than English and Chinese left out"));
    }
}

fn take(concept: &mut Concept, predicate: &str, object: &Term) {
    let (text, lang) = match object {
        Term::Literal(literal) => (literal.value().to_owned(), literal.language().map(str::to_owned)),
        Term::NamedNode(node) => (node.as_str().to_owned(), None),
        _ => return,
    };
    let is_node = matches!(object, Term::NamedNode(_));
    if let Some(property) = predicate.strip_prefix(SKOS) {
        match property {
            "prefLabel" => concept.labels.push((Rank::Preferred, text, lang)),
            "altLabel" => concept.labels.push((Rank::Alias, text, lang)),
            "hiddenLabel" => concept.labels.push((Rank::Hidden, text, lang)),
            "notation" => concept.notation = Some(text),
            "definition" | "scopeNote" => concept.texts.push(("description", text, lang)),
            "editorialNote" | "note" => concept.texts.push(("note", text, lang)),
            "broader" | "broaderTransitive" | "broadMatch" if is_node => concept.links.push(("part_of", text)),
            "exactMatch" | "closeMatch" if is_node => concept.links.push(("same_as", text)),
            _ => {}
        }
        return;
    }
    let end = predicate.rsplit(['#', '/']).next().unwrap_or(predicate);
    match end {
        _ if predicate == TYPE => {
            let class = text.rsplit(['#', '/']).next().unwrap_or(&text);
            match super::kind_of(class).or(match class {
                "Corporation" | "NewsMediaOrganization" | "Brand" => Some(EntityType::Organization),
                "Agent" | "Concept" => None,
                "ProductModel" | "SoftwareApplication" => Some(EntityType::Product),
                _ => None,
            }) {
                Some(kind) => concept.kind = Some(kind),
                None if class != "Concept" && class != "NamedIndividual" => concept.other_kind = Some(class.to_owned()),
                None => {}
            }
        }
        "manufacturer" | "brand" if is_node => concept.links.push(("makers", text)),
        "sameAs" if is_node => concept.links.push(("same_as", text)),
        "source" if predicate.starts_with(DCTERMS) => concept.texts.push(("source", text, lang)),
        _ => {}
    }
}

fn draft(iri: &str, concept: Concept, ids: &BTreeMap<String, String>, foreign: &mut usize) -> Draft {
    let mut draft = Draft { id: ids.get(iri).cloned(), kind: concept.kind, ..Draft::new(concept.line) };
    let link = |iri: &String| {
        let id = ids.get(iri).cloned().unwrap_or_else(|| last_part(iri));
        Link { id: Symbol::new(&id), from: None, to: None, span: Span::default() }
    };
    let entity = &mut draft.entity;
    let mut labels = concept.labels;
    labels.sort_by_key(|(rank, ..)| *rank);
    for (rank, text, lang) in labels {
        let Some(text) = filled(&text) else { continue };
        let Some(lang) = language(lang.as_deref(), &text) else {
            *foreign += 1;
            continue;
        };
        let taken = |e: &Entity| e.names.iter().any(|n| n.rank == Rank::Preferred && n.lang.as_deref() == Some(lang));
        let rank = if rank == Rank::Preferred && taken(entity) { Rank::Alias } else { rank };
        if entity.names.iter().all(|n| n.text != text) {
            // What the script says anyway need not be said.
            let said = rank == Rank::Preferred || lang.starts_with("zh") != super::is_chinese(&text);
            entity.names.push(plain_name(text, said.then(|| Symbol::new(lang)), rank));
        }
    }
    for (key, iri) in &concept.links {
        match *key {
            "part_of" => entity.part_of.push(link(iri)),
            "makers" => entity.makers.push(link(iri)),
            _ => match iri.replace("https://", "http://").replace("/wiki/Q", "/entity/Q").strip_prefix(WIKIDATA) {
                Some(item) if entity.wikidata.is_none() => entity.wikidata = Some(Symbol::new(item)),
                _ => entity.same_as.push(Symbol::new(iri)),
            },
        }
    }
    for (key, text, lang) in &concept.texts {
        let Some(text) = filled(text) else { continue };
        match *key {
            "note" => entity.note = Some(text),
            "source" => entity.source = Some(text),
            _ => {
                if let Some(lang) = language(lang.as_deref(), &text) {
                    entity.description.entry(Symbol::new(lang)).or_insert(text);
                }
            }
        }
    }
    draft
}

/// A language tag as a key of the glossary; without one, the script says it.
fn language(tag: Option<&str>, text: &str) -> Option<&'static str> {
    let tag = tag.unwrap_or("").to_ascii_lowercase();
    Some(match tag.as_str() {
        "" | "mul" | "und" => language_of(text),
        "zh-hans" | "zh-cn" | "zh-sg" | "zh-my" => "zh-Hans",
        "zh-hant" | "zh-tw" | "zh-hk" | "zh-mo" => "zh-Hant",
        "zh" => "zh",
        en if en == "en" || en.starts_with("en-") => "en",
        zh if zh.starts_with("zh-hans-") => "zh-Hans",
        zh if zh.starts_with("zh-hant-") => "zh-Hant",
        _ => return None,
    })
}

/// Its notation, else the last part of its address; without the signs that an id cannot have.
fn id_of(iri: &str, concept: &Concept) -> String {
    let id = concept.notation.clone().unwrap_or_else(|| last_part(iri));
    let id: String = id.trim().chars().map(|c| if c.is_whitespace() || c.is_control() || c == '|' { '-' } else { c }).collect();
    id.trim_start_matches('~').to_owned()
}

fn last_part(iri: &str) -> String {
    decoded(iri.trim_end_matches(['/', '#']).rsplit(['/', '#', ':']).next().unwrap_or(iri))
}

/// The first line that holds an address, or the part of it behind a prefix.
fn line_of(text: &str, iri: &str) -> u32 {
    let end = iri.rsplit(['/', '#', ':']).next().unwrap_or(iri);
    let at = text.find(iri).or_else(|| text.match_indices(end).map(|(at, _)| at).find(|at| text[..*at].ends_with(':')));
    at.map_or(1, |at| 1 + text[..at].bytes().filter(|b| *b == b'\n').count() as u32)
}

pub(super) fn write(entities: &[&Entity]) -> Written {
    let mut out = String::from(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix schema: <https://schema.org/> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n\n",
    );
    out += &format!("<{BASE}glossary> a skos:ConceptScheme .\n");
    let (mut conditions, mut dates) = (0, 0);
    for entity in entities {
        let class = match entity.kind {
            EntityType::Person => "Person",
            EntityType::Organization => "Organization",
            EntityType::Product => "Product",
        };
        let mut lines = vec![
            format!("a skos:Concept, schema:{class}"),
            format!("skos:inScheme <{BASE}glossary>"),
            format!("skos:notation {}", literal(&entity.id, None)),
        ];
        for name in &entity.names {
            let property = match name.rank {
                Rank::Preferred => "prefLabel",
                Rank::Alias => "altLabel",
                Rank::Hidden => "hiddenLabel",
            };
            conditions += usize::from(!name.when.is_empty() || !name.unless.is_empty());
            dates += usize::from(name.from.is_some() || name.to.is_some());
            let lang = name.lang.as_deref().unwrap_or_else(|| language_of(&name.text));
            lines.push(format!("skos:{property} {}", literal(&name.text, Some(lang))));
        }
        lines.extend(entity.description.iter().map(|(lang, text)| format!("skos:definition {}", literal(text, Some(lang)))));
        lines.extend(entity.part_of.iter().map(|l| format!("skos:broader {}", address(&l.id))));
        lines.extend(entity.makers.iter().map(|l| format!("schema:manufacturer {}", address(&l.id))));
        lines.extend(entity.wikidata.iter().map(|q| format!("skos:exactMatch <{WIKIDATA}{}>", encoded(q))));
        let addresses = entity.same_as.iter().filter(|s| s.contains("://"));
        lines.extend(addresses.map(|s| format!("skos:exactMatch <{}>", encoded(s))));
        lines.extend(entity.note.iter().map(|text| format!("skos:editorialNote {}", literal(text, None))));
        lines.extend(entity.source.iter().map(|text| format!("dcterms:source {}", literal(text, None))));
        out += &format!("\n{} {} .\n", address(&entity.id), lines.join(" ;\n  "));
    }
    let mut left_out: Vec<String> = super::counted(conditions, "condition of a name", "conditions of names").into_iter().collect();
    left_out.extend(super::counted(dates, "date of a name", "dates of names"));
    details_left_out(entities, &super::LINKS[..1], &mut left_out);
    Written { files: vec![("glossary.ttl".to_owned(), out)], left_out }
}

fn address(id: &str) -> String {
    format!("<{BASE}{}>", encoded(id))
}

fn literal(text: &str, lang: Option<&str>) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    if let Some(lang) = lang {
        out += &format!("@{lang}");
    }
    out
}

/// An address with what cannot stand in one percent-encoded; what is encoded already stays.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c) => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            c => c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| out.push_str(&format!("%{b:02X}"))),
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match code.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
