//! The language server from outside: the real program, its stdin and stdout.
//!
//! No test sleeps for a fixed time. Each waits for the message it is about, and [`client::Client::finish`] fails when
//! messages are left that the test did not expect.

mod client;
mod corpus;
mod diagnostics;
mod documents;
mod names;
mod requests;
mod transport;
mod workspace;
