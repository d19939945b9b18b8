//! How many findings each corpus has, as far as they were looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::watch;

#[derive(Clone)]
pub struct Tally {
    counts: Arc<Mutex<BTreeMap<Arc<str>, ByDocument>>>,
    changed: Arc<watch::Sender<()>>,
}

/// Findings of each document of a corpus that has any.
type ByDocument = BTreeMap<Arc<str>, usize>;

impl Default for Tally {
    fn default() -> Tally {
        Tally { counts: Arc::default(), changed: Arc::new(watch::channel(()).0) }
    }
}

impl Tally {
    /// A document of a corpus has so many findings now.
    pub fn set(&self, root: &Arc<str>, path: &Arc<str>, count: usize) {
        let mut counts = self.counts.lock();
        let corpus = counts.entry(root.clone()).or_default();
        let before = if count == 0 { corpus.remove(path) } else { corpus.insert(path.clone(), count) };
        if before.unwrap_or(0) != count {
            self.changed.send_replace(());
        }
    }
    /// A document is gone.
    pub fn clear(&self, path: &str) {
        let gone = self.counts.lock().values_mut().any(|corpus| corpus.remove(path).is_some());
        if gone {
            self.changed.send_replace(());
        }
    }
    pub fn of(&self, root: &str) -> usize {
        self.counts.lock().get(root).map_or(0, |corpus| corpus.values().sum())
    }
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }
}
