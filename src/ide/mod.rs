//! Editor features as pure functions over an [`Analysis`]: they take byte offsets and give plain data with byte spans.
//! [`Host`] is the only thing that changes: [`Host::apply`] takes what happened and gives the next analysis.

mod analysis;
pub mod commands;
mod host;

pub use analysis::{Analysis, CorpusView, Document, is_under};
pub use host::{Change, Host, Job, Outcome};
