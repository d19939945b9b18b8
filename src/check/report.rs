//! Findings kept by difference.

use crate::corpus::{ArticleId, Delta, Snapshot};

use super::Finding;

/// The findings of one corpus at one revision. Findings of claim keys are kept and recomputed for changed keys alone;
/// findings of single articles are computed when asked for. Cloning shares everything.
#[derive(Clone, Default)]
pub struct Report {}

impl Report {
    /// Moves the report to `snapshot`, which came from the last one by `delta`. Returns the articles whose findings may
    /// have changed, in order of id.
    pub fn update(&mut self, snapshot: &Snapshot, delta: &Delta) -> Vec<ArticleId> {
        let _ = snapshot;
        delta.articles.clone()
    }
    /// All findings whose place is in this article, with levels and suppression applied, in order of place and code. A
    /// conflict across articles appears with its rule's severity at its primary place only.
    pub fn findings(&self, snapshot: &Snapshot, article: ArticleId) -> Vec<Finding> {
        let _ = (snapshot, article);
        Vec::new()
    }
    /// Findings of claim keys that have a statement in this article but their primary place elsewhere, turned into
    /// hints at the statement here: what an editor shows besides [`Report::findings`].
    pub fn echoes(&self, snapshot: &Snapshot, article: ArticleId) -> Vec<Finding> {
        let _ = (snapshot, article);
        Vec::new()
    }
    /// Findings in glossary and configuration files (by absolute path).
    pub fn file_findings(&self, snapshot: &Snapshot, path: &str) -> Vec<Finding> {
        let _ = (snapshot, path);
        Vec::new()
    }
}
