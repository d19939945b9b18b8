//! The one ordered queue.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::{Condvar, Mutex};
use rustc_hash::FxHashMap;

use crate::ide::Change;

/// What happened and was not applied yet. Two lanes: what the client said is applied at once and together; what the
/// pool posted (articles read, glossaries compiled) is applied piece by piece in between, so that a first index never
/// stands before a keystroke.
#[derive(Default)]
pub struct Inbox {
    lanes: Mutex<Lanes>,
    arrived: Condvar,
}

#[derive(Default)]
struct Lanes {
    client: Vec<Change>,
    posted: VecDeque<Change>,
    ticket: u64,
    touched: Arc<FxHashMap<Arc<str>, u64>>,
    closed: bool,
}

/// What is applied together.
pub(super) struct Batch {
    pub changes: Vec<Change>,
    /// Of the last client change up to here.
    pub ticket: u64,
    pub touched: Arc<FxHashMap<Arc<str>, u64>>,
}

impl Inbox {
    /// Something the client said. Gives its ticket.
    pub fn push(&self, change: Change) -> u64 {
        let mut lanes = self.lanes.lock();
        lanes.ticket += 1;
        let ticket = lanes.ticket;
        match &change {
            Change::Open { path, .. } | Change::Edit { path, .. } => {
                Arc::make_mut(&mut lanes.touched).insert(path.clone(), ticket);
            }
            Change::Close { path } => _ = Arc::make_mut(&mut lanes.touched).remove(path),
            _ => {}
        }
        lanes.client.push(change);
        self.arrived.notify_one();
        ticket
    }

    /// Something the pool found out. Whether to go on: not after the end of the session.
    pub fn post(&self, change: Change) -> bool {
        let mut lanes = self.lanes.lock();
        if !lanes.closed {
            lanes.posted.push_back(change);
            self.arrived.notify_one();
        }
        !lanes.closed
    }

    /// The ticket of the last thing the client said.
    pub fn ticket(&self) -> u64 {
        self.lanes.lock().ticket
    }

    pub fn is_closed(&self) -> bool {
        self.lanes.lock().closed
    }

    pub fn close(&self) {
        self.lanes.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Waits for something to apply: everything the client said, or else one thing the pool posted, of read articles at
    /// most `articles`. None at the end of the session.
    pub(super) fn take(&self, articles: usize) -> Option<Batch> {
        let mut lanes = self.lanes.lock();
        loop {
            if lanes.closed {
                return None;
            }
            let changes = if lanes.client.is_empty() {
                lanes.posted.pop_front().map(|change| vec![lanes.split(change, articles)]).unwrap_or_default()
            } else {
                std::mem::take(&mut lanes.client)
            };
            if !changes.is_empty() {
                return Some(Batch { changes, ticket: lanes.ticket, touched: lanes.touched.clone() });
            }
            self.arrived.wait(&mut lanes);
        }
    }
}

impl Lanes {
    /// The first `most` articles of a batch; the rest goes back to the front of the lane.
    fn split(&mut self, change: Change, most: usize) -> Change {
        match change {
            Change::Read { root, epoch, mut articles } if articles.len() > most => {
                let rest = articles.split_off(most);
                self.posted.push_front(Change::Read { root: root.clone(), epoch, articles: rest });
                Change::Read { root, epoch, articles }
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &str) -> Change {
        Change::Open { path: path.into(), version: 1, text: String::new() }
    }
    fn read(count: usize) -> Change {
        Change::Read { root: "/r".into(), epoch: 0, articles: (0..count).map(|i| (format!("/r/{i}").into(), None)).collect() }
    }
    fn count(batch: &Batch) -> usize {
        batch.changes.iter().map(super::super::articles_in).sum()
    }

    #[test]
    fn the_client_comes_first_and_together() {
        let inbox = Inbox::default();
        inbox.post(read(10));
        assert_eq!(inbox.push(open("/a")), 1);
        assert_eq!(inbox.push(open("/b")), 2);
        let first = inbox.take(4).expect("not closed");
        assert_eq!((first.changes.len(), first.ticket, first.touched.get("/a")), (2, 2, Some(&1)));
        inbox.push(Change::Close { path: "/a".into() });
        let second = inbox.take(4).expect("not closed");
        assert_eq!((second.ticket, second.touched.get("/a")), (3, None));
        assert_eq!(first.touched.get("/a"), Some(&1), "what was published stays as it was");
        assert_eq!([(); 3].map(|()| count(&inbox.take(4).expect("not closed"))), [4, 4, 2]);
        inbox.close();
        assert!(inbox.take(4).is_none() && !inbox.post(read(1)));
    }
}
