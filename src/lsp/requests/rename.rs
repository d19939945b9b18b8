//! `textDocument/prepareRename` and `textDocument/rename`: ids of the glossary, in all of its files.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, PrepareRenameResponse, WorkspaceEdit};

use super::execute_command::failed;
use super::workspace_edit;
use crate::ide::rework;
use crate::lsp::session::Query;

/// The id at a position; elsewhere an error that says what can be renamed.
pub fn prepare(query: &Query, path: &str, position: Position) -> Result<Option<PrepareRenameResponse>> {
    let (Some(lines), Some(offset)) = (query.lines(path), query.offset(path, position)) else { return Ok(None) };
    let (span, placeholder) = rework::id_at(&query.analysis, path, offset).map_err(failed)?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: query.range(&lines, span), placeholder }))
}

/// One edit of all files.
pub fn answer(query: &Query, path: &str, position: Position, new: &str) -> Result<Option<WorkspaceEdit>> {
    let (Some(offset), Some((view, _))) = (query.offset(path, position), query.analysis.find(path)) else { return Ok(None) };
    let (_, id) = rework::id_at(&query.analysis, path, offset).map_err(failed)?;
    let mut change = rework::rename(view, &id, new).map_err(failed)?;
    // Who renames looks at a preview when asking for one: the client has its own.
    change.files.iter_mut().for_each(|file| file.needs_confirmation = false);
    Ok(workspace_edit::convert(query, &change))
}
