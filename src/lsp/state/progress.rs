//! "Indexing 1,240/8,000 articles".

use std::sync::Arc;
use std::time::Duration;

use futures::future::{Either, select};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tower_lsp::lsp_types::notification::{Notification, Progress};
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams,
    WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::lsp::diagnostics::Tally;
use crate::lsp::session::Session;

/// How much is still to be read.
#[derive(Clone, Copy, Default)]
pub(super) struct Load {
    left: usize,
    /// The most that was left since nothing was.
    total: usize,
    /// Grows whenever more is to be read than before.
    run: u64,
}

impl Load {
    /// Whether anything changed.
    pub fn update(&mut self, left: usize) -> bool {
        if left == self.left {
            return false;
        }
        if left > self.left {
            self.run += 1;
        }
        self.total = if left == 0 { 0 } else { self.total.max(left) };
        self.left = left;
        true
    }
}

/// Reports at most this often.
const EVERY: Duration = Duration::from_millis(100);
/// A rereading after a change of the glossary is shown when it takes longer than this; the first index always is.
const PATIENCE: Duration = Duration::from_millis(300);

/// Starts telling the client how far indexing is. The state thread writes to what this gives.
pub(super) fn start(session: Arc<Session>, tally: Tally) -> watch::Sender<Load> {
    let (sender, load) = watch::channel(Load::default());
    if session.caps.progress {
        session.runtime.clone().spawn(show(session.clone(), load.clone()));
    }
    if session.caps.status {
        session.runtime.clone().spawn(status(session, load, tally));
    }
    sender
}

async fn show(session: Arc<Session>, mut load: watch::Receiver<Load>) {
    let mut number = 0u32;
    while load.wait_for(|l| l.left > 0).await.is_ok() {
        if number > 0 && timeout(PATIENCE, load.wait_for(|l| l.left == 0)).await.is_ok() {
            continue;
        }
        number += 1;
        // A string: some clients take no numbers.
        let name = format!("dossier/index/{number}");
        let token = ProgressToken::String(name.clone());
        // A client that refuses the token must not hear of it again.
        if session.outbox.request::<WorkDoneProgressCreate>(WorkDoneProgressCreateParams { token: token.clone() }).await.is_err() {
            return;
        }
        let tell = |value| {
            let value = ProgressParamsValue::WorkDone(value);
            session.outbox.notify::<Progress>(ProgressParams { token: token.clone(), value });
        };
        let begun = *load.borrow_and_update();
        tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: "Dossier".into(),
            cancellable: Some(true),
            message: Some(words(begun)),
            percentage: Some(percent(begun)),
        }));
        let stops = session.jobs.stops();
        let last = loop {
            let now = *load.borrow_and_update();
            if now.left == 0 {
                break "ready".to_owned();
            }
            if stops.borrow().as_deref() == Some(&*name) {
                session.jobs.cancel();
                break format!("stopped: {} articles not read", grouped(now.left));
            }
            if now.run != begun.run || now.left != begun.left {
                let report = WorkDoneProgressReport { cancellable: Some(true), message: Some(words(now)), percentage: Some(percent(now)) };
                tell(WorkDoneProgress::Report(report));
            }
            let _ = timeout(EVERY, load.wait_for(|l| l.left == 0)).await;
        };
        tell(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(last) }));
        let run = load.borrow().run;
        if load.wait_for(|l| l.left == 0 || l.run != run).await.is_err() {
            return;
        }
    }
}

fn words(load: Load) -> String {
    format!("Indexing {}/{} articles", grouped(load.total - load.left), grouped(load.total))
}

fn percent(load: Load) -> u32 {
    (100 * (load.total - load.left) / load.total.max(1)) as u32
}

/// `8000` as `8,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `dossier/status`, for clients that asked for it: where each corpus is.
enum Status {}

impl Notification for Status {
    type Params = StatusParams;
    const METHOD: &'static str = "dossier/status";
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct StatusParams {
    /// URI of the corpus root.
    corpus: String,
    /// `indexing` or `ready`.
    phase: String,
    done: usize,
    total: usize,
    findings: usize,
}

async fn status(session: Arc<Session>, mut load: watch::Receiver<Load>, tally: Tally) {
    let mut last: Vec<StatusParams> = Vec::new();
    let mut counted = tally.changes();
    loop {
        let analysis = session.analysis();
        let now: Vec<StatusParams> = analysis
            .corpora
            .iter()
            .filter(|c| !c.loose)
            .filter_map(|c| {
                let (done, total) = (c.known.saturating_sub(c.pending), c.known);
                let phase = if c.pending == 0 { "ready" } else { "indexing" };
                Some(StatusParams { corpus: session.uri(&c.root)?.into(), phase: phase.into(), done, total, findings: tally.of(&c.root) })
            })
            .collect();
        now.iter().filter(|s| !last.contains(s)).for_each(|s| session.outbox.notify::<Status>(s.clone()));
        last = now;
        sleep(EVERY).await;
        let (more_read, more_found) = (std::pin::pin!(load.changed()), std::pin::pin!(counted.changed()));
        let (Either::Left((more, _)) | Either::Right((more, _))) = select(more_read, more_found).await;
        if more.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_last_until_nothing_is_left() {
        let mut load = Load::default();
        let seen: Vec<(bool, String, u32)> =
            [1, 1500, 260, 0, 0, 3].into_iter().map(|left| (load.update(left), words(load), percent(load))).collect();
        let words: Vec<&str> = seen.iter().map(|s| &*s.1).collect();
        assert_eq!(
            words,
            [
                "Indexing 0/1 articles",
                "Indexing 0/1,500 articles",
                "Indexing 1,240/1,500 articles",
                "Indexing 0/0 articles",
                "Indexing 0/0 articles",
                "Indexing 0/3 articles"
            ]
        );
        assert_eq!(seen.iter().map(|s| s.0).collect::<Vec<_>>(), [true, true, true, true, false, true]);
        assert_eq!((seen[2].2, load.run), (82, 3));
    }
}
