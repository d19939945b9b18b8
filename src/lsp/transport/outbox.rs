//! Everything that goes to the client. Sending never waits: an unbounded queue stands before a thread of its own that
//! writes to stdout, so a client that stops reading stops nothing here.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Response, Result};
use tower_lsp::lsp_types::notification::{LogMessage, Notification, ShowMessage};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{LogMessageParams, MessageType, ShowMessageParams};

/// The way to the client; clones share one queue, so messages arrive in the order they were sent.
#[derive(Clone)]
pub struct Outbox {
    inner: Arc<Inner>,
}

struct Inner {
    queue: Sender<Out>,
    next_id: AtomicI64,
    waiting: Mutex<FxHashMap<i64, oneshot::Sender<Result<Value>>>>,
}

enum Out {
    Body(Vec<u8>),
    Flush(Sender<()>),
}

impl Outbox {
    /// An outbox whose thread writes to `output`; `failed` is called once when that is no longer possible.
    pub fn start(output: impl Write + Send + 'static, failed: impl FnOnce() + Send + 'static) -> Outbox {
        let (queue, bodies) = channel();
        let write = move || {
            if write_all(output, &bodies).is_err() {
                failed();
            }
        };
        // Without the thread the process cannot speak at all, and ends when the queue is found closed.
        let _ = std::thread::Builder::new().name("stdout".into()).spawn(write);
        Outbox { inner: Arc::new(Inner { queue, next_id: AtomicI64::new(1), waiting: Mutex::default() }) }
    }

    /// Sends a notification, serialised from its type straight to bytes.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.send(&Call { jsonrpc: "2.0", id: None, method: N::METHOD, params });
    }

    /// Sends a request at once; the future gives the answer. Dropping it is harmless: an answer that nobody waits for
    /// is dropped when it comes.
    pub fn request<R: Request>(&self, params: R::Params) -> impl Future<Output = Result<R::Result>> + Send + use<R> {
        let id = self.inner.next_id.fetch_add(1, Ordering::Relaxed);
        let (answer, answered) = oneshot::channel();
        self.inner.waiting.lock().insert(id, answer);
        self.send(&Call { jsonrpc: "2.0", id: Some(id), method: R::METHOD, params });
        async move {
            let value = answered.await.unwrap_or_else(|_| Err(Error::internal_error()))?;
            serde_json::from_value(value).map_err(|e| Error::invalid_params(e.to_string()))
        }
    }

    /// Takes the client's answer to one of our requests; late and unknown ones are dropped.
    pub fn settle(&self, id: i64, result: Result<Value>) {
        match self.inner.waiting.lock().remove(&id) {
            Some(waiting) => drop(waiting.send(result)),
            None => tracing::debug!(id, "an answer to no open request"),
        }
    }

    pub fn respond(&self, response: &Response) {
        self.send(response);
    }

    /// A line for the client's log (and for stderr).
    pub fn log(&self, typ: MessageType, message: impl Into<String>) {
        let message = message.into();
        tracing::warn!("{message}");
        self.notify::<LogMessage>(LogMessageParams { typ, message });
    }

    /// A notice that the person sees.
    pub fn show(&self, typ: MessageType, message: impl Into<String>) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message: message.into() });
    }

    /// Waits until all that was sent is written, but not longer than `limit`: the client may have stopped reading.
    pub fn flush(&self, limit: Duration) {
        let (done, written) = channel();
        if self.inner.queue.send(Out::Flush(done)).is_ok() {
            let _ = written.recv_timeout(limit);
        }
    }

    fn send(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => drop(self.inner.queue.send(Out::Body(body))),
            Err(e) => tracing::error!("a message could not be written as JSON: {e}"),
        }
    }
}

#[derive(Serialize)]
struct Call<P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    method: &'static str,
    params: P,
}

/// Writes bodies with their headers, flushing whenever the queue is empty.
fn write_all(output: impl Write, bodies: &Receiver<Out>) -> std::io::Result<()> {
    let mut output = std::io::BufWriter::with_capacity(64 << 10, output);
    loop {
        let next = match bodies.try_recv() {
            Ok(next) => next,
            Err(TryRecvError::Disconnected) => return output.flush(),
            Err(TryRecvError::Empty) => {
                output.flush()?;
                let Ok(next) = bodies.recv() else { return Ok(()) };
                next
            }
        };
        match next {
            Out::Body(body) => {
                write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
                output.write_all(&body)?;
            }
            Out::Flush(done) => {
                output.flush()?;
                let _ = done.send(());
            }
        }
    }
}
