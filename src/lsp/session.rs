//! What all parts of the server share, and how a request is answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{Location, Position, Range, SemanticToken, Url};

use super::capabilities::ClientCaps;
use super::convert;
use super::diagnostics::Pulled;
use super::state::{Inbox, Jobs, Published, Scout};
use super::transport::Outbox;
use crate::ide::{Analysis, Document, Lang};
use crate::text::{LineIndex, Span};

/// Semantic tokens that the client was given, and the name it was given for them.
type KeptTokens = (String, Arc<[SemanticToken]>);

/// One client's session, from `initialize` to the end.
pub struct Session {
    pub caps: ClientCaps,
    pub outbox: Outbox,
    pub inbox: Arc<Inbox>,
    pub published: watch::Receiver<Arc<Published>>,
    pub scout: Scout,
    pub jobs: Jobs,
    /// What the client was last told when it asked for diagnostics.
    pub pulled: Pulled,
    pub runtime: Handle,
    /// The last semantic tokens by document, for deltas.
    pub tokens: Mutex<FxHashMap<Arc<str>, KeptTokens>>,
    /// The editor's settings by root, as they came last.
    pub settings: Mutex<BTreeMap<Arc<str>, Value>>,
    /// Roots under which files are watched, once that was asked for.
    pub watched: Mutex<Option<BTreeSet<Arc<str>>>>,
    /// Open documents, and the client's own spelling of their URIs.
    opened: Mutex<FxHashMap<Arc<str>, Url>>,
    closing: watch::Sender<bool>,
}

impl Session {
    pub fn new(
        caps: ClientCaps,
        outbox: Outbox,
        inbox: Arc<Inbox>,
        published: watch::Receiver<Arc<Published>>,
        scout: Scout,
        jobs: Jobs,
    ) -> Session {
        Session {
            caps,
            outbox,
            inbox,
            published,
            scout,
            jobs,
            pulled: Pulled::default(),
            runtime: Handle::current(),
            tokens: Mutex::default(),
            settings: Mutex::default(),
            watched: Mutex::default(),
            opened: Mutex::default(),
            closing: watch::channel(false).0,
        }
    }

    /// Notes a document as open and gives its path; none for schemes that are not served.
    pub fn open(&self, uri: Url) -> Option<Arc<str>> {
        let path = convert::path_of(&uri)?;
        self.opened.lock().insert(path.clone(), uri);
        Some(path)
    }
    pub fn forget(&self, path: &str) {
        self.opened.lock().remove(path);
        self.tokens.lock().remove(path);
        self.pulled.forget(path);
    }
    pub fn is_open(&self, path: &str) -> bool {
        self.opened.lock().contains_key(path)
    }
    pub fn open_documents(&self) -> Vec<Arc<str>> {
        let mut paths: Vec<Arc<str>> = self.opened.lock().keys().cloned().collect();
        paths.sort();
        paths
    }
    /// The URI of a path, as the client spells it where it has the document open.
    pub fn uri(&self, path: &str) -> Option<Url> {
        self.opened.lock().get(path).cloned().or_else(|| convert::uri_of(path))
    }
    pub fn analysis(&self) -> Arc<Analysis> {
        self.published.borrow().analysis.clone()
    }

    /// No more requests will come: what waits is answered, what works stops.
    pub fn close(&self) {
        self.closing.send_replace(true);
        self.inbox.close();
        self.jobs.cancel();
    }
    pub async fn closed(&self) {
        // An error says that the session is gone, which is closed enough.
        let _ = self.closing.subscribe().wait_for(|closing| *closing).await;
    }

    /// Runs `answer` on the pool, with an analysis that includes everything that came before this call.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        method: &'static str,
        about: About<'_>,
        answer: impl FnOnce(&Query) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ticket = self.inbox.ticket();
        let mut published = self.published.clone();
        published.wait_for(|p| p.ticket >= ticket).await.map_err(|_| Error::internal_error())?;
        if let About::Places(path) | About::Document(path) = about {
            // A document that was just opened is read once the configuration of its corpus is.
            let read = |p: &Arc<Published>| !p.touched.contains_key(path) || p.analysis.find(path).is_some();
            let _ = timeout(PATIENCE, published.wait_for(read)).await;
        }
        let now = published.borrow().clone();
        if let About::Places(path) = about
            && now.touched.get(path).is_some_and(|last| *last > ticket)
        {
            return Err(Error::new(ErrorCode::ContentModified));
        }
        let cancelled = CancelOnDrop::default();
        let query = Query { session: self.clone(), analysis: now.analysis.clone(), cancelled: cancelled.flag.clone() };
        drop(now);
        let run = move || {
            if query.is_cancelled() {
                return Err(Error::request_cancelled());
            }
            tripwire(method);
            answer(&query)
        };
        match self.runtime.spawn_blocking(run).await {
            Ok(answer) => answer,
            // It goes on to the boundary around the handler, which answers and logs.
            Err(e) if e.is_panic() => std::panic::resume_unwind(e.into_panic()),
            Err(_) => Err(Error::request_cancelled()),
        }
    }
}

/// How long a request waits for the first reading of its document.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a request is about.
#[derive(Clone, Copy)]
pub enum About<'a> {
    Workspace,
    /// A document as a whole: the newest text is the best answer.
    Document(&'a str),
    /// Places in a document: if it changed since, they mean something else, and the answer is `ContentModified`.
    Places(&'a str),
}

/// Debug builds panic in the request named by `DOSSIER_TEST_PANIC` (`hover`, …), so that a test of the real program can
/// see that a panic costs one answer and not the session.
fn tripwire(method: &str) {
    #[cfg(debug_assertions)]
    {
        static NAME: std::sync::LazyLock<Option<String>> = std::sync::LazyLock::new(|| std::env::var("DOSSIER_TEST_PANIC").ok());
        assert!(NAME.as_deref() != Some(method), "asked to fail by DOSSIER_TEST_PANIC");
    }
    let _ = method;
}

/// Sets its flag when the waiting half of a request is dropped, which is what cancelling does.
#[derive(Default)]
struct CancelOnDrop {
    flag: Arc<AtomicBool>,
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.flag.store(true, Ordering::Relaxed);
    }
}

/// What a request is answered from.
pub struct Query {
    pub session: Arc<Session>,
    pub analysis: Arc<Analysis>,
    cancelled: Arc<AtomicBool>,
}

impl Query {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
    pub fn caps(&self) -> &ClientCaps {
        &self.session.caps
    }
    /// The language that answers are worded in.
    pub fn lang(&self) -> Lang {
        self.caps().lang
    }
    pub fn document(&self, path: &str) -> Option<Document<'_>> {
        self.analysis.find(path).map(|(_, document)| document)
    }
    pub fn lines(&self, path: &str) -> Option<Arc<LineIndex>> {
        self.document(path).map(|d| d.lines().clone())
    }
    pub fn offset(&self, path: &str, position: Position) -> Option<u32> {
        Some(convert::offset(&*self.lines(path)?, position, self.caps().encoding))
    }
    pub fn range(&self, lines: &LineIndex, span: Span) -> Range {
        convert::range(lines, span, self.caps().encoding)
    }
    /// A place in any file of the analysis; none where the file is not in it any more.
    pub fn location(&self, path: &str, span: Span) -> Option<Location> {
        location(&self.session, &self.analysis, path, span)
    }
}

/// A place in any file of an analysis.
pub fn location(session: &Session, analysis: &Analysis, path: &str, span: Span) -> Option<Location> {
    let (_, document) = analysis.find(path)?;
    Some(Location { uri: session.uri(path)?, range: convert::range(document.lines(), span, session.caps.encoding) })
}
