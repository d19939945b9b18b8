//! `textDocument/codeAction` and `codeAction/resolve`.
//!
//! An action is a title and a small payload; its edit is computed when it is chosen, or at once for clients that cannot
//! resolve. What no `WorkspaceEdit` can hold (a record for a sidecar, a new file for a client that creates none) goes as
//! the command [`APPLY`], which the server carries out.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command, Diagnostic, NumberOrString,
};

use super::execute_command::{APPLY, Author, failed};
use super::workspace_edit;
use crate::ide::actions::{self, Action, ActionKind, Payload};
use crate::lsp::convert;
use crate::lsp::session::Query;
use crate::text::LineIndex;
use crate::workspace::Disk;

pub fn answer(query: &Query, path: &str, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let lines = query.lines(path)?;
    let selection = convert::span(&lines, params.range, query.caps().encoding);
    let wanted = |kind: &CodeActionKind| {
        let within = |only: &CodeActionKind| kind == only || kind.as_str().strip_prefix(only.as_str()).is_some_and(|r| r.starts_with('.'));
        params.context.only.as_ref().is_none_or(|only| only.iter().any(within))
    };
    let found = actions::actions(&query.analysis, path, selection, query.lang());
    let possible = |a: &Action| query.caps().show_document || !matches!(a.payload, Payload::Show { .. });
    let found = found.into_iter().filter(|a| wanted(&kind(a.kind)) && possible(a));
    Some(found.filter_map(|action| offer(query, &lines, action, &params.context.diagnostics)).collect())
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Refactor => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Source => CodeActionKind::new("source.dossier"),
    }
}

/// One action in the form that the client understands; none for one that turns out to be impossible.
fn offer(query: &Query, lines: &LineIndex, action: Action, diagnostics: &[Diagnostic]) -> Option<CodeActionOrCommand> {
    let caps = query.caps();
    let payload = serde_json::to_value(&action.payload).ok()?;
    if !caps.code_action_literals {
        return Some(CodeActionOrCommand::Command(apply(&action.title, payload)));
    }
    let answers = |d: &&Diagnostic| {
        action.answers.is_some_and(|(code, span)| {
            matches!(&d.code, Some(NumberOrString::String(c)) if c == code) && d.range == query.range(lines, span)
        })
    };
    let answered: Vec<Diagnostic> = diagnostics.iter().filter(answers).cloned().collect();
    let mut offered = CodeAction {
        title: action.title,
        kind: Some(kind(action.kind)),
        diagnostics: Some(answered).filter(|d| !d.is_empty()),
        is_preferred: (caps.preferred_actions && action.preferred).then_some(true),
        ..CodeAction::default()
    };
    if matches!(action.payload, Payload::Accept { .. } | Payload::Show { .. }) {
        offered.command = Some(apply(&offered.title, payload));
    } else if caps.resolve_edit {
        offered.data = Some(payload);
    } else {
        fill(query, &mut offered, &action.payload, payload).ok()?;
    }
    Some(offered.into())
}

fn apply(title: &str, payload: Value) -> Command {
    Command { title: title.to_owned(), command: APPLY.to_owned(), arguments: Some(vec![payload]) }
}

/// Computes the edit of a chosen action on the analysis of this moment.
pub fn resolve(query: &Query, mut action: CodeAction) -> Result<CodeAction> {
    let Some(data) = action.data.take() else { return Ok(action) };
    let payload: Payload = serde_json::from_value(data.clone()).map_err(|e| Error::invalid_params(e.to_string()))?;
    fill(query, &mut action, &payload, data)?;
    Ok(action)
}

fn fill(query: &Query, action: &mut CodeAction, payload: &Payload, data: Value) -> Result<()> {
    let author = Author::new(query, payload.path());
    let change = actions::resolve(&query.analysis, &Disk::default(), payload, author.stamp()).map_err(failed)?;
    match workspace_edit::convert(query, &change).filter(|_| change.sidecar.is_empty()) {
        Some(edit) => action.edit = Some(edit),
        None => action.command = Some(apply(&action.title, data)),
    }
    Ok(())
}
