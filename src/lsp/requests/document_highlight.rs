//! `textDocument/documentHighlight`: the same entity or claim in this document; where it is introduced counts as a write.

use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::ide::references::{Use, highlights};
use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str, position: Position) -> Option<Vec<DocumentHighlight>> {
    let lines = query.lines(path)?;
    let found = highlights(&query.analysis, path, query.offset(path, position)?)?;
    let kind = |used| match used {
        Use::Introduced => DocumentHighlightKind::WRITE,
        Use::Mentioned => DocumentHighlightKind::READ,
    };
    Some(found.into_iter().map(|(span, used)| DocumentHighlight { range: query.range(&lines, span), kind: Some(kind(used)) }).collect())
}
