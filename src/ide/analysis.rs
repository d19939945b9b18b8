//! Everything an answer is computed from.

use std::sync::Arc;

use crate::check::{Finding, Report};
use crate::corpus::{Article, ConfigDocument, FileText, GlossaryDocument, Snapshot};
use crate::text::LineIndex;

/// All corpora of a session at one moment. Immutable; a request takes one when it arrives.
#[derive(Clone, Default)]
pub struct Analysis {
    /// Grows by one with every [`super::Host::apply`] that changed anything.
    pub revision: u64,
    /// In order of root; documents outside every root come last, each a corpus of one.
    pub corpora: Vec<Arc<CorpusView>>,
}

#[derive(Clone)]
pub struct CorpusView {
    pub root: Arc<str>,
    pub snapshot: Snapshot,
    pub report: Report,
    /// Articles that exist.
    pub known: usize,
    /// Articles that are known but not read yet.
    pub pending: usize,
    /// A document outside every root, or not an article: it contributes nothing.
    pub loose: bool,
    /// Open glossary and configuration files whose newest text is still being taken in: the snapshot holds an older one.
    pub newer: Vec<FileText>,
}

impl CorpusView {
    /// Findings in a glossary or configuration file, see [`Report::file_findings`]. That nothing mentions an entry is
    /// known once all articles are read, and not said before.
    pub fn file_findings(&self, path: &str) -> Vec<Finding> {
        let mut found = self.report.file_findings(&self.snapshot, path);
        if self.pending > 0 {
            found.retain(|f| f.code != "glossary/unused");
        }
        found
    }
}

/// A file of the workspace that an answer can be about.
#[derive(Clone)]
pub enum Document<'a> {
    Article(&'a Arc<Article>),
    Glossary(&'a GlossaryDocument),
    Config(&'a ConfigDocument),
}

impl Document<'_> {
    pub fn lines(&self) -> &Arc<LineIndex> {
        match self {
            Document::Article(a) => &a.lines,
            Document::Glossary(g) => &g.lines,
            Document::Config(c) => &c.lines,
        }
    }
    /// The client's version of the text that lines and spans belong to, for open documents.
    pub fn version(&self) -> Option<i32> {
        match self {
            Document::Article(a) => a.version,
            Document::Glossary(g) => g.version,
            Document::Config(c) => c.version,
        }
    }
    /// The text, where it is in memory: open articles, glossary and configuration files.
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            Document::Article(a) => a.text.as_ref(),
            Document::Glossary(g) => Some(&g.text),
            Document::Config(c) => Some(&c.text),
        }
    }
}

impl Analysis {
    /// The corpus and document of an absolute path (or `untitled:` URI).
    pub fn find(&self, path: &str) -> Option<(&Arc<CorpusView>, Document<'_>)> {
        self.corpora.iter().find_map(|corpus| {
            let parts = &corpus.snapshot.parts;
            let document = (corpus.snapshot.article_at(path).map(Document::Article))
                .or_else(|| parts.glossary_files.iter().find(|g| &*g.path == path).map(Document::Glossary))
                .or_else(|| parts.config_file.as_deref().filter(|c| &*c.path == path).map(Document::Config))?;
            Some((corpus, document))
        })
    }
    /// The text of an open document as the client has it now, where the snapshot still holds an older one.
    pub fn newer_text(&self, path: &str) -> Option<&Arc<str>> {
        self.corpora.iter().flat_map(|c| &c.newer).find(|f| *f.path == *path).map(|f| &f.text)
    }
    /// The corpus that a path belongs to by its root (the nearest), whether or not it is known as a document.
    pub fn corpus_of(&self, path: &str) -> Option<&Arc<CorpusView>> {
        self.corpora.iter().filter(|c| !c.loose && is_under(path, &c.root)).max_by_key(|c| c.root.len())
    }
}

/// Whether `path` is `root` or lies under it, segment by segment: `/a/bc` is not under `/a/b`.
pub fn is_under(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || root.ends_with('/'))
}
