//! `textDocument/references`: every mention in all scripts and spellings, every statement of a claim.

use tower_lsp::lsp_types::{Location, Position};

use crate::ide;
use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str, position: Position, declaration: bool) -> Option<Vec<Location>> {
    let offset = query.offset(path, position)?;
    let places = ide::references::references(&query.analysis, path, offset, declaration, &|| query.is_cancelled())?;
    Some(places.iter().filter_map(|p| query.location(&p.path, p.span)).collect())
}
