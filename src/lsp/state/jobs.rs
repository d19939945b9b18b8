//! Work that the host asks for, each piece on a thread of its own. The disk reads in parallel on its own pool; a glossary
//! is compiled while articles are read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parking_lot::Mutex;
use tokio::sync::watch;
use tower_lsp::lsp_types::MessageType;

use super::Inbox;
use crate::ide::Job;
use crate::lsp::transport::{Outbox, panic_message};
use crate::workspace::Disk;

pub struct Jobs {
    inbox: Arc<Inbox>,
    outbox: Outbox,
    /// Stops the reading that goes on now; what is asked for later has a new flag.
    stop: Mutex<Arc<AtomicBool>>,
    /// The progress token that the user cancelled last.
    stopped: watch::Sender<Option<String>>,
    /// Jobs that read articles now.
    reading: Arc<AtomicUsize>,
}

impl Jobs {
    pub fn new(inbox: Arc<Inbox>, outbox: Outbox) -> Jobs {
        Jobs { inbox, outbox, stop: Mutex::default(), stopped: watch::channel(None).0, reading: Arc::default() }
    }

    pub fn start(&self, job: Job) {
        let (inbox, outbox, stop) = (self.inbox.clone(), self.outbox.clone(), self.stop.lock().clone());
        // Only reading is stopped by the user: without configuration and names nothing could be answered.
        let stops = matches!(job, Job::Read { .. } | Job::Relink { .. });
        let reading = self.reading.clone();
        reading.fetch_add(stops as usize, Ordering::AcqRel);
        super::spawn("job", &self.outbox, move || {
            let cancelled = || stops && stop.load(Ordering::Relaxed) || inbox.is_closed();
            let mut post = |change| !cancelled() && inbox.post(change);
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| job.run(&Disk::default(), &cancelled, &mut post))) {
                outbox.log(
                    MessageType::ERROR,
                    format!("a background task failed ({}); what it was to read is missing", panic_message(&*panic)),
                );
            }
            reading.fetch_sub(stops as usize, Ordering::AcqRel);
        });
    }

    /// Whether articles are being read: findings of closed ones would change with every batch.
    pub fn are_reading(&self) -> bool {
        self.reading.load(Ordering::Acquire) > 0
    }

    /// The user cancelled what this progress token shows.
    pub fn ask_to_stop(&self, token: String) {
        self.stopped.send_replace(Some(token));
    }
    pub fn stops(&self) -> watch::Receiver<Option<String>> {
        self.stopped.subscribe()
    }

    /// Stops all reading that goes on now.
    pub fn cancel(&self) {
        std::mem::take(&mut *self.stop.lock()).store(true, Ordering::Relaxed);
    }
}
