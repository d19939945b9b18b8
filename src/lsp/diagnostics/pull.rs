//! Diagnostics for clients that ask: one document at a time, or all that changed in the workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};
use std::time::Duration;

use futures::future::{Either, select};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::*;

use super::{Computed, compute, compute_as, paths};
use crate::lsp::convert::path_of;
use crate::lsp::session::{About, Query, Session};

/// What the client was told, and who waits for news.
#[derive(Default)]
pub struct Pulled {
    hashes: Mutex<FxHashMap<Arc<str>, u64>>,
    pollers: Mutex<Vec<Weak<Poller>>>,
}

impl Pulled {
    /// The hash of what the client was told of an open document last.
    pub fn hash(&self, path: &str) -> Option<u64> {
        self.hashes.lock().get(path).copied()
    }
    pub fn forget(&self, path: &str) {
        self.hashes.lock().remove(path);
    }
    /// These documents may have other findings now; with `vanished`, some are gone.
    pub fn stale(&self, paths: &[Arc<str>], vanished: bool) {
        if paths.is_empty() && !vanished {
            return;
        }
        self.pollers.lock().retain(|poller| {
            let Some(poller) = poller.upgrade() else { return false };
            let mut news = poller.news.lock();
            news.paths.extend(paths.iter().cloned());
            news.vanished |= vanished;
            drop(news);
            poller.woken.notify_one();
            true
        });
    }
    fn poller(&self) -> Arc<Poller> {
        let poller = Arc::new(Poller { news: Mutex::new(News { all: true, ..News::default() }), woken: Notify::new() });
        poller.woken.notify_one();
        self.pollers.lock().push(Arc::downgrade(&poller));
        poller
    }
}

/// `textDocument/diagnostic`. A document that is not served has none.
pub fn document(query: &Query, path: Option<&str>, previous: Option<&str>) -> DocumentDiagnosticReportResult {
    let computed = path.and_then(|path| compute(&query.session, &query.analysis, path));
    let Some((path, computed)) = path.zip(computed) else { return full(None, Vec::new()) };
    if query.session.is_open(path) {
        query.session.pulled.hashes.lock().insert(path.into(), computed.hash);
    }
    let id = computed.result_id();
    if previous == Some(id.as_str()) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        let report = RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report };
        return DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(report));
    }
    full(Some(id), computed.items)
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items };
    let report = RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
}

/// Rounds of a long poll are at least this far apart: what changes in between is sent together.
const BREATH: Duration = Duration::from_millis(100);
/// Reports that are sent together.
const BATCH: usize = 64;

/// `workspace/diagnostic`. With a token for partial results, changed documents are sent as they are found, and the
/// request stays open until the client cancels it or shuts down. Without, it is answered once anything changed.
pub async fn workspace(session: Arc<Session>, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
    let poller = session.pulled.poller();
    let token = params.partial_result_params.partial_result_token;
    let mut told: BTreeMap<Arc<str>, String> =
        params.previous_result_ids.into_iter().filter_map(|p| Some((path_of(&p.uri)?, p.value))).collect();
    let mut found = Vec::new();
    while found.is_empty() {
        let (woken, closed) = (std::pin::pin!(poller.woken.notified()), std::pin::pin!(session.closed()));
        if let Either::Right(_) = select(woken, closed).await {
            break;
        }
        let news = std::mem::take(&mut *poller.news.lock());
        let mut known = std::mem::take(&mut told);
        let token = token.clone();
        (found, told) =
            session.ask("workspace/diagnostic", About::Workspace, move |q| Ok((look(q, news, &mut known, token), known))).await?;
        tokio::time::sleep(BREATH).await;
    }
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items: found }))
}

/// Who waits for news of the workspace.
struct Poller {
    news: Mutex<News>,
    woken: Notify,
}

#[derive(Default)]
struct News {
    all: bool,
    vanished: bool,
    paths: BTreeSet<Arc<str>>,
}

/// Reports of what is other than told. With a token they are sent in batches, and nothing is left to give.
fn look(
    query: &Query,
    news: News,
    told: &mut BTreeMap<Arc<str>, String>,
    token: Option<ProgressToken>,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let analysis = &query.analysis;
    let mut looked_at = news.paths;
    if news.all {
        looked_at.extend(analysis.corpora.iter().flat_map(|c| paths(c)));
    }
    if news.all || news.vanished {
        looked_at.extend(told.keys().filter(|p| analysis.find(p).is_none()).cloned());
    }
    let mut found = Vec::new();
    let send = |found: &mut Vec<_>| {
        if let Some(token) = token.clone().filter(|_| !found.is_empty()) {
            let value = WorkspaceDiagnosticReportPartialResult { items: std::mem::take(found) };
            query.session.outbox.notify::<Partial>(PartialParams { token, value });
        }
    };
    for path in looked_at {
        if query.is_cancelled() {
            break;
        }
        found.extend(report(query, &path, told));
        if found.len() >= BATCH {
            send(&mut found);
        }
    }
    send(&mut found);
    found
}

fn report(query: &Query, path: &Arc<str>, told: &mut BTreeMap<Arc<str>, String>) -> Option<WorkspaceDocumentDiagnosticReport> {
    let computed = compute_as(&query.session, &query.analysis, path, false).filter(|c| !c.items.is_empty());
    let (uri, version, result_id, items) = match computed {
        Some(Computed { uri, version, items, hash }) => {
            let id = format!("{hash:016x}");
            if told.insert(path.clone(), id.clone()).as_ref() == Some(&id) {
                return None;
            }
            (uri, version.map(i64::from), Some(id), items)
        }
        // Nothing any more: say so once.
        None => (told.remove(path).and_then(|_| query.session.uri(path))?, None, None, Vec::new()),
    };
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items };
    Some(WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into())
}

/// `$/progress` with a partial result.
enum Partial {}

impl Notification for Partial {
    type Params = PartialParams;
    const METHOD: &'static str = "$/progress";
}

#[derive(serde::Serialize, serde::Deserialize)]
struct PartialParams {
    token: ProgressToken,
    value: WorkspaceDiagnosticReportPartialResult,
}
