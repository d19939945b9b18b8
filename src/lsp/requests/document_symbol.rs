//! `textDocument/documentSymbol`: headings and the entities first named under each; nested, or flat for clients that
//! know no other.

use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Url};

use crate::glossary::EntityType;
use crate::ide::symbols::{self, OutlineEntry};
use crate::lsp::session::Query;
use crate::text::LineIndex;
use crate::workspace::Disk;

pub fn answer(query: &Query, path: &str) -> Option<DocumentSymbolResponse> {
    let lines = query.lines(path)?;
    let outline = symbols::document(&query.analysis, &Disk::default(), path, query.lang())?;
    if query.caps().hierarchical_symbols {
        return Some(DocumentSymbolResponse::Nested(outline.iter().map(|e| nested(query, &lines, e)).collect()));
    }
    let uri = query.session.uri(path)?;
    let mut flat = Vec::new();
    outline.iter().for_each(|e| flatten(query, &lines, &uri, e, None, &mut flat));
    Some(DocumentSymbolResponse::Flat(flat))
}

/// The protocol's kind for what an entry is: the nearest that editors have an icon for.
pub fn kind(kind: symbols::SymbolKind) -> SymbolKind {
    match kind {
        symbols::SymbolKind::Heading => SymbolKind::STRING,
        symbols::SymbolKind::Headline => SymbolKind::FILE,
        symbols::SymbolKind::Entity(EntityType::Person) => SymbolKind::VARIABLE,
        symbols::SymbolKind::Entity(EntityType::Organization) => SymbolKind::CLASS,
        symbols::SymbolKind::Entity(EntityType::Product) => SymbolKind::OBJECT,
    }
}

#[expect(deprecated, reason = "the field must be named, and stays empty")]
fn nested(query: &Query, lines: &LineIndex, entry: &OutlineEntry) -> DocumentSymbol {
    DocumentSymbol {
        name: entry.name.clone(),
        detail: entry.detail.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: query.range(lines, entry.span),
        selection_range: query.range(lines, entry.focus),
        children: (!entry.children.is_empty()).then(|| entry.children.iter().map(|e| nested(query, lines, e)).collect()),
    }
}

#[expect(deprecated, reason = "the field must be named, and stays empty")]
fn flatten(query: &Query, lines: &LineIndex, uri: &Url, entry: &OutlineEntry, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
    out.push(SymbolInformation {
        name: entry.name.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: query.range(lines, entry.span) },
        container_name: container.map(Into::into),
    });
    entry.children.iter().for_each(|e| flatten(query, lines, uri, e, Some(&entry.name), out));
}
