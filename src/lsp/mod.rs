//! The language server: the only place that knows the protocol.
//!
//! | part | says |
//! |---|---|
//! | [`transport`] | messages in, messages out, whatever a client does |
//! | [`state`] | what happened, in order; one thread owns the host, everybody reads what it published |
//! | [`session`] | what all parts share: capabilities, the way to the client, open documents, how a request is answered |
//! | [`capabilities`] | what this client can do, resolved once |
//! | [`offer`] | what this server can do for that client |
//! | [`convert`] | URIs and paths, positions and offsets |
//! | [`diagnostics`] | findings as diagnostics, pushed or pulled, never both |
//! | [`requests`] | one file per request: parameters, a function of `ide`, protocol |
//! | [`server`] | the list of handlers, nothing else |
//!
//! # How a request is answered
//!
//! A handler's part before its first `.await` runs in the order of arrival, before the next message is read. There a
//! notification puts a change into [`state::Inbox`], and a request takes the ticket of the last change before it. The
//! request waits until the published analysis includes its ticket, then runs on the blocking pool with that analysis.
//! A request with a position in a document that changed since answers `ContentModified`. Cancelling drops the waiting
//! half, which sets the flag that the computing half looks at.

pub mod capabilities;
pub mod convert;
pub mod diagnostics;
pub mod offer;
pub mod requests;
pub mod server;
pub mod session;
pub mod state;
pub mod transport;

use std::process::ExitCode;

use tower_lsp::LspService;

/// Serves one client on stdin and stdout until it says `exit` or is gone. The exit code is 0 after `shutdown`, else 1.
pub fn serve() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("DOSSIER_LOG").unwrap_or_else(|_| "warn".into());
    // A second subscriber in one process is refused; the first one stays in use.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_time().max_blocking_threads(POOL).build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("dossier: the server cannot start: {e}");
            return ExitCode::from(2);
        }
    };
    let ending = runtime.block_on(async {
        let connection = transport::Connection::open(std::io::stdin(), std::io::stdout());
        let (outbox, closer) = (connection.outbox.clone(), connection.closer());
        let (service, _unused_socket) = LspService::build(|_| server::Server::new(outbox, closer))
            .custom_method("window/workDoneProgress/cancel", server::Server::cancel_progress)
            .finish();
        transport::run(connection, service, server::Server::close).await
    });
    // Not a drop: that would wait for answers nobody wants any more.
    runtime.shutdown_background();
    if ending.orderly { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Requests computed at the same time. More would only share the same cores.
const POOL: usize = 8;
