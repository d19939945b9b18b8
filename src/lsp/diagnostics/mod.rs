//! Findings as diagnostics.
//!
//! A client that asks for diagnostics itself (`pull`) is never pushed any ([`Publisher`]). Both make them with
//! [`compute`] from one analysis, so a version, its positions and its findings always belong together.

mod convert;
mod publisher;
mod pull;
mod tally;

pub use publisher::{Notice, Publisher};
pub use pull::{Pulled, document, workspace};
pub use tally::Tally;

use std::sync::Arc;

use tower_lsp::lsp_types::{Diagnostic, Url};

use super::session::Session;
use crate::check::Finding;
use crate::ide::{Analysis, CorpusView, Document};
use crate::workspace::Disk;

/// The diagnostics of one document at one analysis.
pub struct Computed {
    pub uri: Url,
    /// The client's version, where it has the document open.
    pub version: Option<i32>,
    pub items: Vec<Diagnostic>,
    /// Of the items: equal diagnostics have equal hashes, today and tomorrow.
    pub hash: u64,
}

impl Computed {
    pub fn result_id(&self) -> String {
        format!("{:016x}", self.hash)
    }
}

/// What is found in a document; none for one that is not in the analysis.
pub fn compute(session: &Session, analysis: &Analysis, path: &str) -> Option<Computed> {
    compute_as(session, analysis, path, session.is_open(path))
}

/// The same, as it is told of an open document, or of one among all of the workspace.
fn compute_as(session: &Session, analysis: &Analysis, path: &str, open: bool) -> Option<Computed> {
    let (view, document) = analysis.find(path)?;
    let version = document.version();
    let items: Vec<Diagnostic> =
        findings(view, &document, path, open).iter().map(|f| convert::diagnostic(session, analysis, document.lines(), f)).collect();
    let bytes = serde_json::to_vec(&items).unwrap_or_default();
    Some(Computed { uri: session.uri(path)?, version, items, hash: xxhash_rust::xxh3::xxh3_64(&bytes) })
}

fn findings(view: &Arc<CorpusView>, document: &Document, path: &str, open: bool) -> Vec<Finding> {
    match document {
        Document::Article(article) => {
            let mut all = view.report.findings_with(&view.snapshot, article.id, &|a| view.snapshot.text_of(a, &Disk::default()));
            all.extend(view.report.echoes(&view.snapshot, article.id));
            if !open && view.snapshot.glossary().is_empty() {
                // Before there is a glossary every name is one too many in a list of the workspace's problems.
                all.retain(|f| f.code != "entity/unresolved");
            }
            all
        }
        Document::Glossary(_) | Document::Config(_) => view.file_findings(path),
    }
}

/// Paths of everything in a corpus that can have findings, in order.
fn paths(view: &CorpusView) -> Vec<Arc<str>> {
    let parts = &view.snapshot.parts;
    let mut paths: Vec<Arc<str>> = view.snapshot.articles().map(|a| a.path.clone()).collect();
    paths.extend(parts.glossary_files.iter().map(|g| g.path.clone()));
    paths.extend(parts.config_file.iter().map(|c| c.path.clone()));
    paths.sort();
    paths.dedup();
    paths
}
