//! `textDocument/codeAction` and `codeAction/resolve`.

use tower_lsp::lsp_types::{CodeAction, CodeActionParams, CodeActionResponse};

use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let _ = (query, path, params);
    None
}

pub fn resolve(query: &Query, action: CodeAction) -> CodeAction {
    let _ = query;
    action
}
