//! The list of handlers, nothing else. What stands before the first `.await` of a handler happens in the order of
//! arrival: see [`super`].

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;

use super::capabilities::ClientCaps;
use super::convert::path_of;
use super::requests::goto::Goto;
use super::requests::{
    call_hierarchy, code_action, completion, document_highlight, document_link, document_symbol, execute_command, folding_range, goto,
    hover, inlay_hint, references, rename, selection_range, semantic_tokens, workspace_symbol,
};
use super::session::{About, Query, Session};
use super::state::{Errand, Happened};
use super::transport::{Closer, Outbox};
use super::{diagnostics, offer, state};
use crate::ide::Change;
use crate::text::{Edit, Position as Place};

/// The server before and after `initialize`.
pub struct Server {
    outbox: Outbox,
    closer: Closer,
    session: OnceLock<Arc<Session>>,
    /// Folders of `initialize`, served from `initialized` on.
    folders: OnceLock<Vec<Arc<str>>>,
}

impl Server {
    pub fn new(outbox: Outbox, closer: Closer) -> Server {
        Server { outbox, closer, session: OnceLock::new(), folders: OnceLock::new() }
    }

    /// No more messages will come.
    pub fn close(&self) {
        if let Some(session) = self.session.get() {
            session.close();
        }
    }

    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if let (Some(session), NumberOrString::String(token)) = (self.session.get(), params.token) {
            session.jobs.ask_to_stop(token);
        }
    }

    fn session(&self) -> Result<&Arc<Session>> {
        // The router lets nothing pass before `initialize` was answered.
        self.session.get().ok_or_else(Error::internal_error)
    }

    /// Answers a request about a document; with nothing where its scheme is not served.
    async fn about<T: Send + 'static>(
        &self,
        method: &'static str,
        uri: &Url,
        answer: impl FnOnce(&Query, &str) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(path) = path_of(uri) else { return Ok(None) };
        let document = path.clone();
        self.session()?.ask(method, About::Document(&document), move |q| Ok(answer(q, &path))).await
    }

    /// Answers a request about places in a document: not if the document changed since.
    async fn at<T: Send + 'static>(
        &self,
        method: &'static str,
        uri: &Url,
        answer: impl FnOnce(&Query, &str) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(path) = path_of(uri) else { return Ok(None) };
        let document = path.clone();
        self.session()?.ask(method, About::Places(&document), move |q| Ok(answer(q, &path))).await
    }

    async fn goto(&self, method: &'static str, params: GotoDefinitionParams, what: Goto) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.at(method, &text_document.uri, move |q, path| goto::answer(q, path, position, what)).await
    }
}

/// Folders of `initialize`: `workspaceFolders`, else `rootUri`, else `rootPath`.
#[expect(deprecated, reason = "older clients know nothing else")]
fn folders(params: &InitializeParams) -> Vec<Arc<str>> {
    if let Some(folders) = params.workspace_folders.as_ref().filter(|f| !f.is_empty()) {
        return folders.iter().filter_map(|f| path_of(&f.uri)).collect();
    }
    if let Some(uri) = &params.root_uri {
        return path_of(uri).into_iter().collect();
    }
    let path = params.root_path.as_deref().filter(|p| !p.is_empty());
    path.map(|p| crate::workspace::absolute(std::path::Path::new(p))).into_iter().collect()
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(pid) = params.process_id {
            self.closer.watch_parent(pid);
        }
        let caps = ClientCaps::new(&params);
        let result = offer::initialize_result(&caps);
        let _ = self.folders.set(folders(&params));
        self.session.get_or_init(|| state::start(caps, self.outbox.clone()));
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        let (Ok(session), Some(folders)) = (self.session(), self.folders.get()) else { return };
        offer::register_configuration(session);
        session.scout.send(Errand::Folders { added: folders.clone(), removed: Vec::new() });
    }

    async fn shutdown(&self) -> Result<()> {
        self.close();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        let document = params.text_document;
        let Some(path) = session.open(document.uri) else { return };
        session.inbox.push(Change::Open { path: path.clone(), version: document.version, text: document.text });
        session.scout.send(Errand::Opened(path));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (Ok(session), Some(path)) = (self.session(), path_of(&params.text_document.uri)) else { return };
        let place = |p: Position| Place { line: p.line, character: p.character };
        let edit = |e: TextDocumentContentChangeEvent| Edit { range: e.range.map(|r| (place(r.start), place(r.end))), text: e.text };
        let edits = params.content_changes.into_iter().map(edit).collect();
        let encoding = session.caps.encoding;
        session.inbox.push(Change::Edit { path, version: params.text_document.version, edits, encoding });
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let (Ok(session), Some(path)) = (self.session(), path_of(&params.text_document.uri)) else { return };
        session.forget(&path);
        session.inbox.push(Change::Close { path });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // Clients that do not watch files tell at least of those they write themselves.
        let (Ok(session), Some(path)) = (self.session(), path_of(&params.text_document.uri)) else { return };
        session.scout.send(Errand::Watched(vec![(path, Happened::Changed)]));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let Ok(session) = self.session() else { return };
        let event = |event: FileEvent| {
            let happened = match event.typ {
                FileChangeType::CREATED => Happened::Created,
                FileChangeType::DELETED => Happened::Deleted,
                _ => Happened::Changed,
            };
            Some((path_of(&event.uri)?, happened))
        };
        session.scout.send(Errand::Watched(params.changes.into_iter().filter_map(event).collect()));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let Ok(session) = self.session() else { return };
        session.scout.send(Errand::Settings(Some(params.settings)));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let Ok(session) = self.session() else { return };
        let paths = |folders: Vec<WorkspaceFolder>| folders.iter().filter_map(|f| path_of(&f.uri)).collect();
        session.scout.send(Errand::Folders { added: paths(params.event.added), removed: paths(params.event.removed) });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.at("hover", &text_document.uri, move |q, path| hover::answer(q, path, position)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.goto("definition", params, Goto::Definition).await
    }

    async fn goto_declaration(&self, params: request::GotoDeclarationParams) -> Result<Option<request::GotoDeclarationResponse>> {
        self.goto("declaration", params, Goto::Declaration).await
    }

    async fn goto_type_definition(&self, params: request::GotoTypeDefinitionParams) -> Result<Option<request::GotoTypeDefinitionResponse>> {
        self.goto("typeDefinition", params, Goto::TypeDefinition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let declaration = params.context.include_declaration;
        self.at("references", &text_document.uri, move |q, path| references::answer(q, path, position, declaration)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.at("documentHighlight", &text_document.uri, move |q, path| document_highlight::answer(q, path, position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.about("documentSymbol", &params.text_document.uri, document_symbol::answer).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.session()?.ask("workspace/symbol", About::Workspace, move |q| Ok(Some(workspace_symbol::answer(q, &params.query)))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.about("semanticTokens/full", &params.text_document.uri, semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let previous = params.previous_result_id;
        self.about("semanticTokens/full/delta", &params.text_document.uri, move |q, path| semantic_tokens::delta(q, path, &previous)).await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        self.at("semanticTokens/range", &params.text_document.uri, move |q, path| semantic_tokens::range(q, path, params.range)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.at("inlayHint", &params.text_document.uri, move |q, path| inlay_hint::answer(q, path, params.range)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.about("foldingRange", &params.text_document.uri, folding_range::answer).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.at("selectionRange", &params.text_document.uri, move |q, path| selection_range::answer(q, path, &params.positions)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.about("documentLink", &params.text_document.uri, document_link::answer).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.at("codeAction", &uri, move |q, path| code_action::answer(q, path, &params)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        self.session()?.ask("codeAction/resolve", About::Workspace, move |q| code_action::resolve(q, action)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let Some(path) = path_of(&params.text_document.uri) else { return Ok(None) };
        let (document, position) = (path.clone(), params.position);
        self.session()?.ask("prepareRename", About::Places(&document), move |q| rename::prepare(q, &path, position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let Some(path) = path_of(&text_document.uri) else { return Ok(None) };
        let (document, new) = (path.clone(), params.new_name);
        self.session()?.ask("rename", About::Places(&document), move |q| rename::answer(q, &path, position, &new)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        // A list that was incomplete is asked for again: it was someone who asked for it first.
        let asked = params.context.is_some_and(|c| c.trigger_kind != CompletionTriggerKind::TRIGGER_CHARACTER);
        self.at("completion", &text_document.uri, move |q, path| completion::answer(q, path, position, asked)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.session()?.ask("completionItem/resolve", About::Workspace, move |q| Ok(completion::resolve(q, item))).await
    }

    async fn prepare_call_hierarchy(&self, params: CallHierarchyPrepareParams) -> Result<Option<Vec<CallHierarchyItem>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.at("prepareCallHierarchy", &text_document.uri, move |q, path| call_hierarchy::prepare(q, path, position)).await
    }

    async fn incoming_calls(&self, params: CallHierarchyIncomingCallsParams) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.session()?.ask("incomingCalls", About::Workspace, move |q| Ok(call_hierarchy::incoming(q, &params.item))).await
    }

    async fn outgoing_calls(&self, params: CallHierarchyOutgoingCallsParams) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.session()?.ask("outgoingCalls", About::Workspace, move |q| Ok(call_hierarchy::outgoing(q, &params.item))).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        execute_command::run(self.session()?, params).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let path = path_of(&params.text_document.uri);
        let previous = params.previous_result_id;
        let document = path.clone();
        let about = document.as_deref().map_or(About::Workspace, About::Document);
        self.session()?.ask("diagnostic", about, move |q| Ok(diagnostics::document(q, path.as_deref(), previous.as_deref()))).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        diagnostics::workspace(self.session()?.clone(), params).await
    }
}
