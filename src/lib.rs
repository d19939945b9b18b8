//! Dossier: figures that contradict each other, names nobody introduced, annotations that survive edits.
//!
//! # The map of the house
//!
//! One package, in layers. A layer uses only those above it in this list (a test reads the sources and keeps it so):
//!
//! | layer | says |
//! |---|---|
//! | [`text`] | what the file says: decoding, spans, line index, edits, blocks, readings, scripts, exact numbers |
//! | [`config`] | `dossier.toml` and editor settings as typed data with spans |
//! | [`glossary`] | who is who: entities, TOML, validation, name matcher |
//! | [`extract`] | one article to facts, pure, no IO: mentions, figures, claims, introductions |
//! | [`annotation`] | the person's own work, pure: records, merging |
//! | [`corpus`] | many articles to one index, pure: contributions, postings, snapshot |
//! | [`check`] | rules, one file each, to findings; suppression |
//! | [`ide`] | editor features as pure functions over an [`ide::Analysis`]; [`ide::Host::apply`] is the only way forward |
//! | [`workspace`] | the only IO below the edges: roots, walking, reading, atomic writes; uses none of check, ide |
//! | `lsp` | the only place that knows the protocol: transport, server state, one file per request, conversion |
//! | [`cli`] | one file per command; `output/` holds the formats of findings |
//!
//! # How facts flow
//!
//! *Bytes* are decoded ([`text::decode()`]) and cut into *blocks* ([`text::Layout`]). Each block has a *reading*
//! ([`text::Reading`]), the folded view on which all matching runs, with a map back to the source. Extraction has three
//! stages: *block* facts come from the reading alone and are memoised by content; *article* facts
//! ([`extract::ArticleFacts`]) come from one linear pass over block facts; *corpus* facts are aggregates per key in a
//! persistent index ([`corpus::Snapshot`]), changed by difference. Rules and editor features read a snapshot and never
//! change it.
//!
//! # Offsets
//!
//! Inside: bytes (`u32`) of the decoded text with its BOM stripped, see [`text::Span`]. At the protocol edge: the
//! negotiated encoding, converted by the [`text::LineIndex`] of the snapshot the answer came from. In exports: code
//! points.

pub mod annotation;
pub mod check;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod extract;
pub mod glossary;
pub mod ide;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod text;
pub mod workspace;
