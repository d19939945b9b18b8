//! `workspace/executeCommand`: one JSON object in, JSON out.
//!
//! Beside what [`commands::run`] asks for, an editor may say `uri` for `path`, `position` for `offset` and `range` for
//! `span`.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, ShowDocument, ShowMessageRequest};
use tower_lsp::lsp_types::{
    ApplyWorkspaceEditParams, ExecuteCommandParams, MessageActionItem, MessageType, Position, Range, ShowDocumentParams,
    ShowDocumentResult, ShowMessageRequestParams, Url, WorkspaceEdit,
};

use super::workspace_edit;
use crate::annotation::Stamp;
use crate::ide::actions::{self, Payload};
use crate::ide::commands::{self, COMMANDS, CommandError, CommandResult};
use crate::ide::{Change, SourceChange};
use crate::lsp::convert;
use crate::lsp::session::{About, Query, Session};
use crate::text::Span;
use crate::workspace::Disk;

/// Carries out the payload of a code action that no `WorkspaceEdit` can hold.
pub const APPLY: &str = "dossier.server.apply";
const STATUS: &str = "dossier.server.status";

/// Ids of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    [APPLY].into_iter().chain(COMMANDS)
}

pub async fn run(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let ExecuteCommandParams { command, arguments, .. } = params;
    let label = command.clone();
    let mut argument = arguments.into_iter().next().unwrap_or_default();
    if command == APPLY {
        match serde_json::from_value(argument.clone()) {
            Ok(Payload::Show { place, at, .. }) => return show(session, place, at).await,
            Ok(Payload::Accept { why: None, .. }) if session.caps.questions => {
                let Some(why) = ask_why(session).await? else { return Ok(Some(json!({}))) };
                argument["why"] = json!(why);
            }
            _ => {}
        }
    }
    let done = session.ask("executeCommand", About::Workspace, move |q| perform(q, &command, argument)).await?;
    for change in done.changes {
        session.inbox.push(change);
    }
    if let Some(edit) = done.edit {
        let answer = session.outbox.request::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams { label: Some(label), edit }).await;
        match answer {
            Ok(response) if response.applied => {}
            Ok(response) => return Err(failed(response.failure_reason.unwrap_or_else(|| "the editor did not apply the edit".into()))),
            Err(e) => return Err(failed(format!("the editor did not apply the edit: {e}"))),
        }
    }
    Ok(Some(done.answer))
}

/// Has the editor show a place: bytes of an article.
async fn show(session: &Arc<Session>, place: String, at: (u32, u32)) -> Result<Option<Value>> {
    let path: Arc<str> = place.as_str().into();
    let range = {
        let path = path.clone();
        session.ask("executeCommand", About::Workspace, move |q| {
            let lines = q.lines(&path);
            Ok(lines.map(|lines| q.range(&lines, Span { start: at.0, end: at.1 })))
        })
    };
    let range = range.await?;
    let uri = session.uri(&path).ok_or_else(|| failed(format!("{place} has no address")))?;
    let params = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: range };
    match session.outbox.request::<ShowDocument>(params).await {
        Ok(ShowDocumentResult { success: true }) => Ok(Some(json!({}))),
        _ => Err(failed(format!("the editor did not show {place}"))),
    }
}

/// Asks the person why a finding is right as it stands. None where the question is dismissed.
async fn ask_why(session: &Arc<Session>) -> Result<Option<String>> {
    let lang = session.caps.lang;
    let reasons = actions::reasons(lang);
    let params = ShowMessageRequestParams {
        typ: MessageType::INFO,
        message: lang.pick("Why is it right as it stands?", "为什么可以接受？", "為什麼可以接受？").to_owned(),
        actions: Some(reasons.map(|title| MessageActionItem { title: title.to_owned(), properties: Default::default() }).to_vec()),
    };
    let chosen = session.outbox.request::<ShowMessageRequest>(params).await.map_err(|e| failed(format!("the editor did not ask: {e}")))?;
    let last = reasons.len() - 1;
    Ok(chosen.map(|item| if item.title == reasons[last] { String::new() } else { item.title }))
}

/// What is left to be done by others.
struct Done {
    answer: Value,
    edit: Option<WorkspaceEdit>,
    changes: Vec<Change>,
}

fn perform(query: &Query, command: &str, mut argument: Value) -> Result<Done> {
    if command == APPLY {
        let payload: Payload = serde_json::from_value(argument).map_err(|e| Error::invalid_params(format!("{APPLY}: {e}")))?;
        let author = Author::new(query, payload.path());
        let change = actions::resolve(&query.analysis, &Disk::default(), &payload, author.stamp()).map_err(failed)?;
        return finish(query, json!({}), &change, Vec::new());
    }
    localise(query, &mut argument);
    let author = Author::new(query, argument.get("path").and_then(Value::as_str).unwrap_or_default());
    let session = commands::Session {
        analysis: &query.analysis,
        source: &Disk::default(),
        lang: query.lang(),
        stamp: author.stamp(),
        cancelled: &|| query.is_cancelled(),
    };
    let CommandResult { mut json, edits, change } = commands::run(&session, command, argument).map_err(|e| match e {
        CommandError::Unknown(_) | CommandError::Arguments { .. } => Error::invalid_params(e.to_string()),
        CommandError::Refused(why) => failed(why),
    })?;
    if command == STATUS {
        status(query, &mut json);
    }
    finish(query, json, &edits, change)
}

fn finish(query: &Query, answer: Value, change: &SourceChange, changes: Vec<Change>) -> Result<Done> {
    Ok(Done { answer, edit: workspace_edit::carry_out(query, change).map_err(failed)?, changes })
}

/// A command that is sound and cannot be done: `RequestFailed` with a sentence for the person.
pub fn failed(why: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: why.into(), data: None }
}

/// URIs to paths, positions to bytes.
fn localise(query: &Query, argument: &mut Value) {
    let Some(object) = argument.as_object_mut() else { return };
    let given = object.remove("uri").or_else(|| object.get("path").filter(|p| p.as_str().is_some_and(|p| p.starts_with("file:"))).cloned());
    if let Some(path) = given.and_then(|uri| convert::path_of(&Url::parse(uri.as_str()?).ok()?)) {
        object.insert("path".into(), json!(&*path));
    }
    let Some(lines) = object.get("path").and_then(Value::as_str).and_then(|path| query.lines(path)) else { return };
    let encoding = query.caps().encoding;
    if let Some(position) = object.remove("position").and_then(|p| serde_json::from_value::<Position>(p).ok()) {
        object.insert("offset".into(), json!(convert::offset(&lines, position, encoding)));
    }
    if let Some(range) = object.remove("range").and_then(|r| serde_json::from_value::<Range>(r).ok()) {
        let span = convert::span(&lines, range, encoding);
        object.insert("span".into(), json!([span.start, span.end]));
    }
}

/// Adds what only the server knows: the encoding, and the texts it holds, for bug reports and for tests that compare
/// them with their own.
fn status(query: &Query, json: &mut Value) {
    let document = |path: &Arc<str>| {
        let document = query.document(path)?;
        let hash = document.text().map(|t| format!("{:016x}", xxhash_rust::xxh3::xxh3_64(t.as_bytes())));
        Some(json!({ "uri": query.session.uri(path), "version": document.version(), "length": document.lines().len(), "hash": hash }))
    };
    let open: Vec<Value> = query.session.open_documents().iter().filter_map(document).collect();
    json["encoding"] = json!(format!("{:?}", query.caps().encoding).to_lowercase());
    json["open"] = json!(open);
}

/// Who writes a record, and when.
pub struct Author {
    id: String,
    by: Option<String>,
    at: String,
}

impl Author {
    /// By the configuration of the corpus that `path` belongs to.
    pub fn new(query: &Query, path: &str) -> Author {
        let view = query.analysis.find(path).map(|(view, _)| view).or_else(|| query.analysis.corpus_of(path));
        Author {
            id: ulid::Ulid::generate().to_string(),
            by: view.and_then(|v| v.snapshot.config().annotation_by.clone()),
            at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
    pub fn stamp(&self) -> Stamp<'_> {
        Stamp { id: &self.id, by: self.by.as_deref(), at: &self.at }
    }
}
