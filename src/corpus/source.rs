//! Where articles come from: the only door through which the pure layers ask for text.

use std::sync::Arc;

use super::Article;
use crate::extract::Context;
use crate::text::Decoded;

/// A glossary, configuration or sidecar file and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// Absolute, with `/`.
    pub path: Arc<str>,
    pub text: Arc<str>,
    /// The client's version, where the text is that of an open document.
    pub version: Option<i32>,
}

impl FileText {
    /// A file as it is on disk.
    pub fn of_disk(path: Arc<str>, text: impl Into<Arc<str>>) -> FileText {
        FileText { path, text: text.into(), version: None }
    }
    /// Whether the other has the same path and text: then nothing that comes of them differs, whatever the versions.
    pub fn says_the_same(&self, other: &FileText) -> bool {
        self.path == other.path && self.text == other.text
    }
}

/// The files of one corpus, as walking its root found them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorpusFiles {
    /// Absolute, with `/`, no trailing one.
    pub root: Arc<str>,
    pub config: Option<FileText>,
    /// The configuration exists and could not be read or decoded: why.
    pub config_error: Option<String>,
    /// In order of path.
    pub glossary: Vec<FileText>,
    /// Absolute paths of articles, in order.
    pub articles: Vec<Arc<str>>,
    pub sidecars: Vec<FileText>,
    /// What `[check] baseline` names, where it is there.
    pub baseline: Option<FileText>,
    /// What `[corpus] metadata` names, where it is there.
    pub metadata: Option<FileText>,
    /// Folders below the root that start a corpus of their own (they hold a `dossier.toml`), in order.
    pub nested: Vec<Arc<str>>,
}

/// Reads files. [`crate::workspace::Disk`] is the real one; tests have one in memory. Implementations may read in
/// parallel; answers are in the order asked.
pub trait Source: Send + Sync {
    /// Walks a root anew. `settings` are the editor's (may be null): they say what an article is as `dossier.toml` does.
    fn discover(&self, root: &str, settings: &serde_json::Value) -> CorpusFiles;
    /// Reads and extracts articles. A path that is gone (or binary) gives none. `cancelled` is asked between articles.
    fn read(
        &self,
        root: &str,
        paths: &[Arc<str>],
        context: &Context,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Vec<(Arc<str>, Option<Article>)>;
    /// One file, decoded; none if it is gone or cannot be decoded.
    fn decoded(&self, path: &str, encoding: Option<&str>) -> Option<Decoded>;
    /// The decoded text of one file, for quotes and searches.
    fn text(&self, path: &str, encoding: Option<&str>) -> Option<String> {
        self.decoded(path, encoding).map(|d| d.text)
    }
}
