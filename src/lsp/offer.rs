//! What this server can do, said in `initialize` and registered afterwards.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::lsp_types::notification::{DidChangeConfiguration, DidChangeWatchedFiles, Notification};
use tower_lsp::lsp_types::request::{RegisterCapability, UnregisterCapability};
use tower_lsp::lsp_types::*;

use super::capabilities::ClientCaps;
use super::requests::{completion, execute_command, semantic_tokens};
use super::session::Session;
use crate::ide::is_under;
use crate::text::Encoding;

pub fn initialize_result(caps: &ClientCaps) -> InitializeResult {
    let server_info = Some(ServerInfo { name: "dossier".into(), version: Some(env!("CARGO_PKG_VERSION").into()) });
    InitializeResult { capabilities: capabilities(caps), server_info }
}

fn capabilities(caps: &ClientCaps) -> ServerCapabilities {
    let encoding = match caps.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    let diagnostics = DiagnosticOptions {
        identifier: Some("dossier".into()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::new("source.dossier")]),
        resolve_provider: Some(true),
        ..CodeActionOptions::default()
    };
    let completions = CompletionOptions {
        trigger_characters: Some(completion::TRIGGERS.map(str::to_owned).to_vec()),
        resolve_provider: Some(true),
        ..CompletionOptions::default()
    };
    let tokens = SemanticTokensOptions {
        legend: semantic_tokens::Legend::of(caps).offer(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        rename_provider: Some(if caps.prepare_rename {
            let work_done_progress_options = WorkDoneProgressOptions::default();
            OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
        } else {
            OneOf::Left(true)
        }),
        completion_provider: Some(completions),
        code_action_provider: Some(if caps.code_action_literals {
            CodeActionProviderCapability::Options(actions)
        } else {
            CodeActionProviderCapability::Simple(true)
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: execute_command::names().map(Into::into).collect(),
            ..ExecuteCommandOptions::default()
        }),
        document_link_provider: Some(DocumentLinkOptions { resolve_provider: Some(false), work_done_progress_options: Default::default() }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(tokens)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        diagnostic_provider: caps.pull_diagnostics.then_some(DiagnosticServerCapabilities::Options(diagnostics)),
        workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
        ..ServerCapabilities::default()
    }
}

/// Asks to be told of configuration changes, where that has to be asked for.
pub fn register_configuration(session: &Arc<Session>) {
    if session.caps.configuration_registration {
        let options = Some(json!({ "section": "dossier" }));
        register(session, "dossier/configuration", DidChangeConfiguration::METHOD, options);
    }
}

const WATCHERS: &str = "dossier/watched-files";

/// Asks to be told of changes of files under these roots. Everything is watched, because a folder that is deleted is
/// one event with the folder's own name.
pub fn watch<'a>(session: &Arc<Session>, roots: impl Iterator<Item = &'a Arc<str>>) {
    if !session.caps.watch_registration {
        return;
    }
    let all: Vec<&Arc<str>> = roots.collect();
    let outer: BTreeSet<Arc<str>> = all.iter().filter(|r| !all.iter().any(|o| o != *r && is_under(r, o))).map(|r| (*r).clone()).collect();
    let before = session.watched.lock().replace(outer.clone());
    let pattern = |root: &Arc<str>| {
        let base_uri = OneOf::Right(session.uri(root)?);
        Some(GlobPattern::Relative(RelativePattern { base_uri, pattern: "**/*".into() }))
    };
    let globs: Vec<GlobPattern> =
        if session.caps.relative_patterns { outer.iter().filter_map(pattern).collect() } else { vec![GlobPattern::String("**/*".into())] };
    match before {
        Some(before) if before == outer || !session.caps.relative_patterns => return,
        Some(_) => {
            let unregisterations = vec![Unregistration { id: WATCHERS.into(), method: DidChangeWatchedFiles::METHOD.into() }];
            let answer = session.outbox.request::<UnregisterCapability>(UnregistrationParams { unregisterations });
            session.runtime.spawn(answer);
        }
        None => {}
    }
    let watchers: Vec<FileSystemWatcher> = globs.into_iter().map(|glob_pattern| FileSystemWatcher { glob_pattern, kind: None }).collect();
    register(session, WATCHERS, DidChangeWatchedFiles::METHOD, Some(json!({ "watchers": watchers })));
}

fn register(session: &Arc<Session>, id: &str, method: &str, register_options: Option<serde_json::Value>) {
    let registrations = vec![Registration { id: id.into(), method: method.into(), register_options }];
    let answer = session.outbox.request::<RegisterCapability>(RegistrationParams { registrations });
    let method = method.to_owned();
    session.runtime.spawn(async move {
        if let Err(e) = answer.await {
            tracing::warn!("the client refused to register {method}: {e}");
        }
    });
}
