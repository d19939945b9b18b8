//! What happened, in order. One thread owns [`Host`]: it takes everything that is in the inbox, applies it, and
//! publishes one [`Analysis`]. Nobody else changes anything, and nobody waits for a lock to read.

mod inbox;
mod jobs;
mod notice;
mod progress;
mod scout;
mod settings;

pub use inbox::Inbox;
pub use jobs::Jobs;
pub use scout::{Errand, Happened, Scout};

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tokio::sync::watch;
use tower_lsp::lsp_types::MessageType;

use super::capabilities::ClientCaps;
use super::diagnostics::{Notice, Publisher};
use super::session::Session;
use super::transport::{Outbox, panic_message};
use crate::ide::{Analysis, Change, Host};
use inbox::Batch;
use notice::Notices;
use progress::Load;

/// What everybody reads.
#[derive(Default)]
pub struct Published {
    pub analysis: Arc<Analysis>,
    /// Everything that the client sent up to here is in it.
    pub ticket: u64,
    /// The ticket of the last change of each open document's text.
    pub touched: Arc<FxHashMap<Arc<str>, u64>>,
}

/// How long one application of what the pool posted may keep the thread from the client's next message.
const TURN: Duration = Duration::from_millis(4);

/// Starts a session: the state thread, the thread that publishes findings, and the one that looks at the disk.
pub fn start(caps: ClientCaps, outbox: Outbox) -> Arc<Session> {
    let inbox = Arc::new(Inbox::default());
    let (publish, published) = watch::channel(Arc::new(Published::default()));
    let (scout, errands) = Scout::new();
    let jobs = Jobs::new(inbox.clone(), outbox.clone());
    let session = Arc::new(Session::new(caps, outbox, inbox, published, scout, jobs));
    let publisher = Publisher::start(session.clone());
    scout::start(session.clone(), errands);
    let load = progress::start(session.clone(), publisher.tally());
    // The first article in Chinese needs the segmenter's dictionary; `initialize` does not wait for it.
    spawn("segmenter", &session.outbox, crate::extract::mentions::segmenter::warm);
    let owner = session.clone();
    spawn("state", &session.outbox, move || run(&owner, &publish, &publisher, &load));
    session
}

fn run(session: &Arc<Session>, publish: &watch::Sender<Arc<Published>>, publisher: &Publisher, load: &watch::Sender<Load>) {
    let mut host = Host::with_lang(session.caps.lang);
    let (mut share, mut notices) = (Share::default(), Notices::default());
    while let Some(Batch { changes, ticket, touched }) = session.inbox.take(share.articles) {
        let started = Instant::now();
        let articles = changes.iter().map(articles_in).sum();
        let outcome = match catch_unwind(AssertUnwindSafe(|| host.apply(changes))) {
            Ok(outcome) => outcome,
            Err(panic) => {
                let why = panic_message(&*panic);
                session
                    .outbox
                    .log(MessageType::ERROR, format!("a change could not be analysed ({why}); what was known before stays in use"));
                // Requests that wait for this batch get the analysis before it.
                publish.send_replace(Arc::new(Published { analysis: host.analysis().clone(), ticket, touched }));
                continue;
            }
        };
        let left = outcome.analysis.corpora.iter().filter(|c| !c.loose).map(|c| c.pending).sum();
        let published = Arc::new(Published { analysis: outcome.analysis, ticket, touched });
        publish.send_replace(published.clone());
        notices.look(session, &published.analysis);
        outcome.jobs.into_iter().for_each(|job| session.jobs.start(job));
        outcome.log.into_iter().for_each(|line| session.outbox.log(MessageType::WARNING, line));
        publisher.tell(Notice { published, stale: outcome.stale, stale_files: outcome.stale_files, edited: outcome.edited });
        load.send_if_modified(|load| load.update(left));
        share.learn(articles, started.elapsed());
    }
}

fn articles_in(change: &Change) -> usize {
    if let Change::Read { articles, .. } = change { articles.len() } else { 0 }
}

/// How many read articles fit into one turn, learnt from the turns before.
struct Share {
    articles: usize,
}

impl Default for Share {
    fn default() -> Share {
        Share { articles: 16 }
    }
}

impl Share {
    fn learn(&mut self, articles: usize, took: Duration) {
        if articles == 0 {
            return;
        }
        if took > TURN {
            self.articles = (self.articles / 2).max(1);
        } else if took < TURN / 2 && articles == self.articles {
            self.articles = (self.articles + self.articles / 2 + 1).min(4096);
        }
    }
}

/// A named thread; a failure to start one is logged, and costs what the thread would have done.
fn spawn(name: &str, outbox: &Outbox, work: impl FnOnce() + Send + 'static) {
    if let Err(e) = std::thread::Builder::new().name(name.into()).spawn(work) {
        outbox.log(MessageType::ERROR, format!("the {name} thread cannot be started: {e}"));
    }
}
