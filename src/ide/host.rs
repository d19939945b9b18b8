//! What happened, and what follows from it.

use std::sync::Arc;

use crate::corpus::{Article, ArticleId, CorpusFiles, SnapshotParts, Source};
use crate::extract::Context;
use crate::text::{Edit, Encoding};

use super::Analysis;

/// Something that happened. Text comes with it: the host never reads a file.
pub enum Change {
    /// A root (with its files) is new or was walked anew.
    Corpus(CorpusFiles),
    /// A root is no longer served.
    CorpusGone {
        root: Arc<str>,
    },
    Open {
        path: Arc<str>,
        version: i32,
        text: String,
    },
    /// A batch of edits to an open document, in order; positions in `encoding`.
    Edit {
        path: Arc<str>,
        version: i32,
        edits: Vec<Edit>,
        encoding: Encoding,
    },
    Close {
        path: Arc<str>,
    },
    /// Articles changed or appeared on disk: they are read by a [`Job`].
    Touched {
        root: Arc<str>,
        paths: Vec<Arc<str>>,
    },
    /// Files or whole directories vanished.
    Vanished {
        paths: Vec<Arc<str>>,
    },
    /// A glossary, configuration or sidecar file has this text on disk now; none: it is gone.
    File {
        path: Arc<str>,
        text: Option<Arc<str>>,
    },
    /// Settings of the editor for a root, JSON of section `dossier`.
    Settings {
        root: Arc<str>,
        settings: serde_json::Value,
    },
    /// Answer to [`Job::Build`].
    Built {
        root: Arc<str>,
        ticket: u64,
        parts: Arc<SnapshotParts>,
    },
    /// Answer to [`Job::Read`].
    Read {
        root: Arc<str>,
        ticket: u64,
        articles: Vec<(Arc<str>, Option<Article>)>,
    },
}

/// Work that the host asks for, to be run on a pool (or inline) with [`Job::run`]; its changes are applied when done.
pub enum Job {
    /// Compile configuration and glossary.
    Build { root: Arc<str>, ticket: u64, files: CorpusFiles, settings: serde_json::Value, last: Option<Arc<SnapshotParts>> },
    /// Read articles, in batches that are posted as they come.
    Read { root: Arc<str>, ticket: u64, paths: Vec<Arc<str>>, context: Context },
    /// Walk a root anew (its configuration changed).
    Discover { root: Arc<str> },
}

impl Job {
    /// Runs the job; `post` takes each change as it is ready, and says whether to go on.
    pub fn run(self, source: &dyn Source, post: &mut dyn FnMut(Change) -> bool) {
        let _ = (self, source, post);
    }
}

/// What an application of changes gave.
pub struct Outcome {
    pub analysis: Arc<Analysis>,
    pub jobs: Vec<Job>,
    /// Articles whose findings may have changed, by root and id.
    pub stale: Vec<(Arc<str>, ArticleId)>,
    /// Glossary and configuration files whose findings may have changed.
    pub stale_files: Vec<Arc<str>>,
    /// Documents that were edited, opened or touched by this batch: they get a publication even when nothing changed.
    pub edited: Vec<Arc<str>>,
    /// Sentences for the log, each once.
    pub log: Vec<String>,
}

/// The state of a session. Owned by one thread.
#[derive(Default)]
pub struct Host {
    analysis: Arc<Analysis>,
}

impl Host {
    pub fn new() -> Host {
        Host::default()
    }
    /// Applies what happened, in order, and gives the analysis after it.
    pub fn apply(&mut self, changes: Vec<Change>) -> Outcome {
        let _ = changes;
        Outcome {
            analysis: self.analysis.clone(),
            jobs: Vec::new(),
            stale: Vec::new(),
            stale_files: Vec::new(),
            edited: Vec::new(),
            log: Vec::new(),
        }
    }
    pub fn analysis(&self) -> &Arc<Analysis> {
        &self.analysis
    }
}
