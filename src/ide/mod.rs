//! Editor features as pure functions over an [`Analysis`]: they take byte offsets and give plain data with byte spans.
//! [`Host`] is the only thing that changes: [`Host::apply`] takes what happened and gives the next analysis.
//!
//! Paths are absolute with `/` (or `untitled:` URIs), offsets and spans are bytes of the decoded text of the document
//! they belong to, convertible with the [`crate::text::LineIndex`] of [`Analysis::find`]. Functions that quote closed
//! articles take a [`crate::corpus::Source`]; a text that changed since it was indexed is not quoted. Functions that
//! walk a corpus take a question that says whether the caller has lost interest; they then return early with what they
//! have.

pub mod actions;
mod analysis;
pub mod authoring;
pub mod calls;
pub mod claims;
pub mod commands;
pub mod completion;
mod cursor;
pub mod definition;
mod display;
mod entity;
pub mod export;
pub mod folding;
mod fuzzy;
mod host;
pub mod hover;
pub mod init;
pub mod inlay;
pub mod kwic;
pub mod links;
mod quote;
pub mod references;
pub mod rework;
pub mod selection;
mod source_change;
pub mod stats;
pub mod symbols;
pub mod tokens;

#[cfg(test)]
mod fixture;

pub use crate::check::Lang;
pub use analysis::{Analysis, CorpusView, Document, is_under};
pub use host::{Change, Host, Job, Outcome};
pub use source_change::{FileEdit, SidecarWrite, SourceChange};
