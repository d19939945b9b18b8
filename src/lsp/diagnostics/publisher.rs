//! Tells the client what changed: pushes diagnostics, or asks a client that pulls to ask again.
//!
//! A thread of its own, fed after each application of changes. What comes while it is busy is taken together, so a burst
//! of edits costs few publications and a single edit none of the waiting of a fixed delay.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

use rustc_hash::FxHashMap;
use tower_lsp::lsp_types::PublishDiagnosticsParams;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::request::{InlayHintRefreshRequest, Request, SemanticTokensRefresh, WorkspaceDiagnosticRefresh};

use super::{Computed, Tally, compute};
use crate::corpus::ArticleId;
use crate::lsp::session::Session;
use crate::lsp::state::Published;

/// What one application of changes gave.
pub struct Notice {
    pub published: Arc<Published>,
    /// Articles whose findings may have changed.
    pub stale: Vec<(Arc<str>, ArticleId)>,
    /// Glossary and configuration files whose findings may have changed.
    pub stale_files: Vec<Arc<str>>,
    /// Open documents that were opened or edited.
    pub edited: Vec<Arc<str>>,
}

/// The way to the thread.
pub struct Publisher {
    notices: Sender<Notice>,
    tally: Tally,
}

impl Publisher {
    pub fn start(session: Arc<Session>) -> Publisher {
        let (notices, inbox) = channel();
        let tally = Tally::default();
        let desk = Desk {
            session,
            tally: tally.clone(),
            published: Arc::default(),
            last: FxHashMap::default(),
            roots: Vec::new(),
            edited: BTreeSet::new(),
            open: BTreeSet::new(),
            closed: BTreeSet::new(),
            diagnostics: Refresh::default(),
            tokens: Refresh::default(),
            hints: Refresh::default(),
        };
        if let Err(e) = std::thread::Builder::new().name("diagnostics".into()).spawn(move || desk.run(&inbox)) {
            tracing::error!("the diagnostics thread cannot be started: {e}");
        }
        Publisher { notices, tally }
    }
    pub fn tell(&self, notice: Notice) {
        // The thread lives as long as this sender.
        let _ = self.notices.send(notice);
    }
    pub fn tally(&self) -> Tally {
        self.tally.clone()
    }
}

/// While articles are read, findings of closed documents wait: each batch would change them again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

struct Desk {
    session: Arc<Session>,
    tally: Tally,
    published: Arc<Published>,
    /// Hashes of what the client was pushed last, where that was not nothing.
    last: FxHashMap<Arc<str>, u64>,
    roots: Vec<Arc<str>>,
    /// To be published in any case.
    edited: BTreeSet<Arc<str>>,
    /// To be looked at: open documents first.
    open: BTreeSet<Arc<str>>,
    closed: BTreeSet<Arc<str>>,
    diagnostics: Refresh,
    tokens: Refresh,
    hints: Refresh,
}

impl Desk {
    fn run(mut self, inbox: &Receiver<Notice>) {
        loop {
            let waits = self.session.jobs.are_reading();
            let first = if self.open.is_empty() && self.closed.is_empty() {
                let Ok(notice) = inbox.recv() else { return };
                Some(notice)
            } else if self.open.is_empty() && waits {
                match inbox.recv_timeout(LOOK_AGAIN) {
                    Ok(notice) => Some(notice),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            } else {
                match inbox.try_recv() {
                    Ok(notice) => Some(notice),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => return,
                }
            };
            first.into_iter().chain(inbox.try_iter()).for_each(|notice| self.note(notice));
            for path in std::mem::take(&mut self.edited) {
                self.open.remove(&path);
                if self.pushes() {
                    self.push(&path, true);
                } else {
                    self.count(&path);
                }
            }
            // One document at a time: an edit that comes meanwhile is published before the next one is looked at.
            if let Some(path) = self.open.pop_first() {
                self.look_open(&path);
            } else if !waits && let Some(path) = self.closed.pop_first() {
                self.look_closed(&path);
            }
        }
    }

    fn pushes(&self) -> bool {
        !self.session.caps.pull_diagnostics
    }

    fn note(&mut self, notice: Notice) {
        self.published = notice.published;
        let analysis = &self.published.analysis;
        let (mut stale, mut vanished) = (notice.stale_files, false);
        for (root, id) in notice.stale {
            // Documents outside every root are corpora of one that share the name of their folder.
            let mut found = analysis.corpora.iter().filter(|c| c.root == root).filter_map(|c| c.snapshot.article(id)).peekable();
            vanished |= found.peek().is_none();
            stale.extend(found.map(|a| a.path.clone()));
        }
        let roots: Vec<Arc<str>> = analysis.corpora.iter().map(|c| c.root.clone()).collect();
        if roots != self.roots {
            self.roots = roots;
            vanished = true;
        }
        if vanished {
            stale.extend(self.last.keys().filter(|p| analysis.find(p).is_none()).cloned());
        }
        self.session.pulled.stale(&stale, vanished);
        for path in stale {
            if self.session.is_open(&path) {
                self.open.insert(path)
            } else {
                self.closed.insert(path)
            };
        }
        for path in notice.edited {
            self.open.remove(&path);
            self.closed.remove(&path);
            self.edited.insert(path);
        }
    }

    /// An open document that somebody else's change may have reached.
    fn look_open(&mut self, path: &Arc<str>) {
        if self.session.caps.semantic_refresh {
            self.tokens.ask::<SemanticTokensRefresh>(&self.session);
        }
        if self.session.caps.inlay_refresh {
            self.hints.ask::<InlayHintRefreshRequest>(&self.session);
        }
        if self.pushes() {
            return self.push(path, false);
        }
        self.count(path);
        let now = compute(&self.session, &self.published.analysis, path).map(|c| c.hash);
        if self.session.pulled.hash(path).is_some_and(|told| Some(told) != now) {
            self.diagnostics.ask::<WorkspaceDiagnosticRefresh>(&self.session);
        }
    }

    fn look_closed(&mut self, path: &Arc<str>) {
        if self.pushes() { self.push(path, false) } else { self.count(path) }
    }

    /// Publishes a document's diagnostics, if they are other ones than the client has, or `always`.
    fn push(&mut self, path: &Arc<str>, always: bool) {
        let computed = compute(&self.session, &self.published.analysis, path);
        self.tell_tally(path, computed.as_ref());
        let now = computed.as_ref().filter(|c| !c.items.is_empty()).map(|c| c.hash);
        let before = match now {
            Some(hash) => self.last.insert(path.clone(), hash),
            None => self.last.remove(path),
        };
        if now == before && !(always && computed.is_some()) {
            return;
        }
        let Some(uri) = computed.as_ref().map(|c| c.uri.clone()).or_else(|| self.session.uri(path)) else { return };
        let (version, diagnostics) = computed.map_or_else(Default::default, |c| (c.version, c.items));
        self.session.outbox.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
    }

    fn count(&self, path: &Arc<str>) {
        if self.session.caps.status {
            self.tell_tally(path, compute(&self.session, &self.published.analysis, path).as_ref());
        }
    }

    fn tell_tally(&self, path: &Arc<str>, computed: Option<&Computed>) {
        match (computed, self.published.analysis.find(path)) {
            (Some(computed), Some((view, _))) if !view.loose => self.tally.set(&view.root, path, computed.items.len()),
            _ => self.tally.clear(path),
        }
    }
}

/// "Ask again": at most one such request is open at a time, and one more follows when there was reason meanwhile.
#[derive(Default)]
struct Refresh {
    state: Arc<AtomicU8>,
}

const IDLE: u8 = 0;
const ASKED: u8 = 1;
const ASK_AGAIN: u8 = 2;

impl Refresh {
    fn ask<R: Request<Params = ()> + 'static>(&self, session: &Arc<Session>)
    where
        R::Result: Send,
    {
        if self.state.fetch_max(ASKED, Ordering::AcqRel) != IDLE {
            self.state.store(ASK_AGAIN, Ordering::Release);
            return;
        }
        let (state, outbox) = (self.state.clone(), session.outbox.clone());
        session.runtime.spawn(async move {
            loop {
                // A client that refuses is asked again all the same: it said that it can.
                let _ = outbox.request::<R>(()).await;
                if state.compare_exchange(ASKED, IDLE, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                    return;
                }
                state.store(ASKED, Ordering::Release);
            }
        });
    }
}
