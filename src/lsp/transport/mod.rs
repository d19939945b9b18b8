//! Messages in, messages out.
//!
//! `tower-lsp` gives routing by method, typed parameters, the order of `initialize` and `shutdown`, and cancellation.
//! Its own read and write loop is not used, because of six things that were measured on version 0.20:
//!
//! 1. *Edits reorder* once a handler suspends. Here [`run`] polls every handler once before it reads the next message,
//!    so what a handler does before its first `.await` happens in the order of arrival: it takes a ticket, and puts what
//!    happened into one queue ([`crate::lsp::state`]).
//! 2. *`exit` hangs* while stdin stays open. Here the loop ends with `exit`, whatever the reading thread does.
//! 3. *Two deadlocks under backpressure* (four handlers at once; bounded output). Here both queues are unbounded, and
//!    stdin and stdout have a thread each.
//! 4. *A late reply panics.* Here replies go to [`Outbox`], where one that nobody waits for is dropped.
//! 5. *A panic in a handler ends the server.* Here it is caught, answered with `InternalError`, and logged.
//! 6. *One malformed message ends the server*, since its decoder stops after an error. Here `frames` skips to the next
//!    header and the answer is an error.

mod frames;
mod outbox;
mod parent;

use std::io::{BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::Duration;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt, future::BoxFuture};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_lsp::lsp_types::MessageType;
use tower_lsp::{LanguageServer, LspService};
use tower_service::Service;

pub use frames::Incoming;
pub use outbox::Outbox;

/// Both ends of the connection, each with a thread of its own.
pub struct Connection {
    pub outbox: Outbox,
    inbox: UnboundedReceiver<Incoming>,
    closer: Closer,
}

/// Ends the session from outside the message loop.
#[derive(Clone)]
pub struct Closer(UnboundedSender<Incoming>);

impl Closer {
    pub fn close(&self, why: &'static str) {
        let _ = self.0.send(Incoming::Closed(why));
    }
    /// Ends the session when process `pid` has died.
    pub fn watch_parent(&self, pid: u32) {
        let closer = self.clone();
        parent::watch(pid, move || closer.close("the client's process has died"));
    }
}

impl Connection {
    pub fn open(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Connection {
        let (sender, inbox) = unbounded_channel();
        let closer = Closer(sender.clone());
        let read = move || {
            let mut input = BufReader::with_capacity(64 << 10, input);
            while let Ok(Some(message)) = frames::read(&mut input) {
                let exit = matches!(&message, Incoming::Request(r) if r.method() == "exit");
                if sender.send(message).is_err() || exit {
                    return;
                }
            }
            let _ = sender.send(Incoming::Closed("end of input"));
        };
        if let Err(e) = std::thread::Builder::new().name("stdin".into()).spawn(read) {
            tracing::error!("stdin cannot be read: {e}");
        }
        let failed = closer.clone();
        let outbox = Outbox::start(output, move || failed.close("nobody reads the output"));
        Connection { outbox, inbox, closer }
    }
    pub fn closer(&self) -> Closer {
        self.closer.clone()
    }
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// `shutdown` was asked for before: the process ends with 0, else with 1.
    pub orderly: bool,
}

/// How long answers under way may take when the input ended without `exit`, and how long the last output may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Serves until `exit`, the end of input, or the client's death. `closing` is called when no more requests will come.
pub async fn run<S: LanguageServer>(mut connection: Connection, mut service: LspService<S>, closing: impl FnOnce(&S)) -> Ending {
    let outbox = connection.outbox.clone();
    let mut running: FuturesUnordered<BoxFuture<'static, Option<Response>>> = FuturesUnordered::new();
    let mut orderly = false;
    let drain = loop {
        // Input before output: what was read decides which answers are still wanted.
        let step = std::future::poll_fn(|cx| {
            if let Poll::Ready(message) = connection.inbox.poll_recv(cx) {
                return Poll::Ready(Step::In(message));
            }
            if running.is_empty() { Poll::Pending } else { running.poll_next_unpin(cx).map(|r| Step::Out(r.flatten())) }
        });
        match step.await {
            Step::Out(Some(response)) => outbox.respond(&response),
            Step::Out(None) => {}
            Step::In(Some(Incoming::Request(request))) => {
                match request.method() {
                    "exit" => break false,
                    "shutdown" => orderly = true,
                    _ => {}
                }
                let mut answer = call(&mut service, as_typed(request), &outbox);
                match std::future::poll_fn(|cx| Poll::Ready(answer.poll_unpin(cx))).await {
                    Poll::Ready(Some(response)) => outbox.respond(&response),
                    Poll::Ready(None) => {}
                    Poll::Pending => running.push(answer),
                }
            }
            Step::In(Some(Incoming::Reply { id, result })) => outbox.settle(id, result),
            Step::In(Some(Incoming::Malformed { id, error })) => {
                tracing::warn!("a message was refused: {}", error.message);
                outbox.respond(&Response::from_error(id, error));
            }
            Step::In(Some(Incoming::Closed(why))) => {
                tracing::debug!("closing: {why}");
                break why == "end of input";
            }
            Step::In(None) => break false,
        }
    };
    closing(service.inner());
    if drain {
        let rest = async {
            while let Some(response) = running.next().await {
                response.iter().for_each(|r| outbox.respond(r));
            }
        };
        let _ = tokio::time::timeout(PATIENCE, rest).await;
    }
    outbox.flush(PATIENCE);
    Ending { orderly }
}

enum Step {
    In(Option<Incoming>),
    Out(Option<Response>),
}

/// The protocol calls a client's capability `workspace.diagnostics`; the types of `tower-lsp` look for `diagnostic`, and
/// would take every client for one that cannot be told to ask again.
fn as_typed(request: Request) -> Request {
    if request.method() != "initialize" {
        return request;
    }
    let (method, id, mut params) = request.into_parts();
    let workspace = params.as_mut().and_then(|p| p.pointer_mut("/capabilities/workspace")).and_then(|w| w.as_object_mut());
    if let Some(workspace) = workspace
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    if let Some(id) = id {
        request = request.id(id);
    }
    request.finish()
}

/// The handler of one message, with a boundary that no panic crosses.
fn call<S: LanguageServer>(service: &mut LspService<S>, request: Request, outbox: &Outbox) -> BoxFuture<'static, Option<Response>> {
    let (id, method, outbox) = (request.id().cloned(), request.method().to_owned(), outbox.clone());
    // `LspService` is always ready but after `exit`, which ends the loop before it gets here.
    let Ok(handler) = catch_unwind(AssertUnwindSafe(|| service.call(request))) else {
        return futures::future::ready(id.map(|id| Response::from_error(id, Error::internal_error()))).boxed();
    };
    let handler = AssertUnwindSafe(handler).catch_unwind();
    async move {
        match handler.await {
            Ok(response) => response.unwrap_or(None),
            Err(panic) => {
                let why = panic_message(&*panic);
                outbox.log(MessageType::ERROR, format!("{method} failed ({why}); the server goes on. Please report this."));
                id.map(|id| Response::from_error(id, Error::internal_error()))
            }
        }
    }
    .boxed()
}

/// What a panic said.
pub fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}
