//! What happened, and what follows from it.
//!
//! The host owns the state of a session and is owned by one thread. It never reads a file and never waits: what needs
//! reading or compiling is asked for as a [`Job`], whose answer is a [`Change`] like any other.

mod corpus;
mod job;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::corpus::{Article, ArticleId, ArticleState, CorpusFiles, SnapshotParts};
use crate::text::{Buffer, Edit, Encoding};

use super::{Analysis, Lang, is_under};
use corpus::Corpus;
pub use job::Job;

/// Something that happened. Text comes with it.
pub enum Change {
    /// A root (with its files) is new or was walked anew.
    Corpus(CorpusFiles),
    /// What the last step left over, see [`Job::CatchUp`].
    CatchUp,
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
    /// Read everything anew.
    Reindex,
    /// Answer to [`Job::Build`].
    Built {
        root: Arc<str>,
        ticket: u64,
        parts: Arc<SnapshotParts>,
    },
    /// Answer to [`Job::Read`] and [`Job::Relink`]: a path that is gone comes with none.
    Read {
        root: Arc<str>,
        epoch: u64,
        articles: Vec<(Arc<str>, Option<Article>)>,
    },
    /// Answer to [`Job::Compare`]: the client read the file in a wrong encoding; this is what the disk says.
    Misread {
        path: Arc<str>,
        encoding: &'static str,
        article: Article,
    },
    /// Part of the answer to [`Job::Relink`]: these need not be read again.
    Unchanged {
        root: Arc<str>,
        epoch: u64,
        paths: Vec<Arc<str>>,
    },
}

/// What an application of changes gave.
pub struct Outcome {
    pub analysis: Arc<Analysis>,
    pub jobs: Vec<Job>,
    /// Articles whose findings may have changed, by root and id.
    pub stale: Vec<(Arc<str>, ArticleId)>,
    /// Glossary and configuration files whose findings may have changed.
    pub stale_files: Vec<Arc<str>>,
    /// Open documents that were edited or opened by this batch: they get a publication even when nothing changed.
    pub edited: Vec<Arc<str>>,
    /// Sentences for the log, each once.
    pub log: Vec<String>,
}

/// An open document of whatever kind.
struct OpenDocument {
    version: i32,
    buffer: Buffer,
    memo: crate::extract::Memo,
    /// The next version is not above this one: said once.
    version_logged: bool,
    clamp_logged: bool,
    /// The client read the file in a wrong encoding: the buffer governs positions, the index keeps the disk's facts.
    misread: bool,
}

/// The state of a session.
#[derive(Default)]
pub struct Host {
    analysis: Arc<Analysis>,
    corpora: BTreeMap<Arc<str>, Corpus>,
    /// Open documents that belong to no corpus, each a corpus of its own.
    loose: BTreeMap<Arc<str>, Corpus>,
    open: BTreeMap<Arc<str>, OpenDocument>,
    /// Corpora that were found inside another one, by the root that holds them.
    nested: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    ticket: u64,
    /// Of messages.
    lang: Lang,
}

/// What one application of changes gathers.
#[derive(Default)]
struct Step {
    jobs: Vec<Job>,
    stale: BTreeSet<(Arc<str>, ArticleId)>,
    stale_files: BTreeSet<Arc<str>>,
    edited: BTreeSet<Arc<str>>,
    /// Open articles to be read anew at the end: several edits of one document are one reading.
    dirty: BTreeSet<Arc<str>>,
    log: Vec<String>,
    changed: bool,
}

impl Host {
    pub fn new() -> Host {
        Host::default()
    }
    /// A host whose findings are worded in a language.
    pub fn with_lang(lang: Lang) -> Host {
        Host { lang, ..Host::default() }
    }
    pub fn analysis(&self) -> &Arc<Analysis> {
        &self.analysis
    }

    /// Applies what happened, in order, and gives the analysis after it. The work is that of the edited blocks, one
    /// pass over the facts of each edited article, and the index's difference.
    pub fn apply(&mut self, changes: Vec<Change>) -> Outcome {
        let mut step = Step::default();
        for change in changes {
            self.take(change, &mut step);
        }
        self.read_dirty(&mut step);
        self.corpora.values_mut().for_each(|corpus| corpus.settle(&mut step));
        if step.changed {
            let view = |c: &Corpus| Arc::new(c.view());
            self.analysis = Arc::new(Analysis {
                revision: self.analysis.revision + 1,
                corpora: self.corpora.values().chain(self.loose.values()).map(view).collect(),
            });
        }
        Outcome {
            analysis: self.analysis.clone(),
            jobs: step.jobs,
            stale: step.stale.into_iter().collect(),
            stale_files: step.stale_files.into_iter().collect(),
            edited: step.edited.into_iter().collect(),
            log: step.log,
        }
    }

    fn take(&mut self, change: Change, step: &mut Step) {
        match change {
            Change::Corpus(files) => self.take_corpus(files, step),
            Change::CorpusGone { root } => {
                if self.corpora.remove(&root).is_some() {
                    step.changed = true;
                    self.reassign(step);
                }
            }
            Change::Open { path, version, text } => {
                let buffer = Buffer::new(&text);
                let document =
                    OpenDocument { version, buffer, memo: Default::default(), version_logged: false, clamp_logged: false, misread: false };
                self.open.insert(path.clone(), document);
                step.edited.insert(path.clone());
                if let Some(corpus) = self.owner(&path).and_then(|r| self.corpora.get(&r)).filter(|_| !text.is_ascii()) {
                    let context = corpus.parts.context.clone();
                    step.jobs.push(Job::Compare { root: corpus.root.clone(), path: path.clone(), open: text.into(), context });
                }
                self.text_changed(&path, step);
            }
            // Every step ends with it.
            Change::CatchUp => {}
            Change::Misread { path, encoding, article } => self.take_misread(path, encoding, article, step),
            Change::Edit { path, version, edits, encoding } => self.take_edit(path, version, &edits, encoding, step),
            Change::Close { path } => self.take_close(path, step),
            Change::Touched { root, paths } => {
                let open = &self.open;
                if let Some(corpus) = self.corpora.get_mut(&root) {
                    let paths = paths.into_iter().filter(|p| !open.contains_key(p)).collect();
                    corpus.read_files(paths, step);
                }
            }
            Change::Vanished { paths } => self.take_vanished(&paths, step),
            Change::File { path, text } => self.take_file(path, text, step),
            Change::Settings { root, settings } => {
                self.ticket += 1;
                let ticket = self.ticket;
                if let Some(corpus) = self.corpora.get_mut(&root).filter(|c| c.settings != settings) {
                    corpus.settings = settings;
                    corpus.build(ticket, step);
                }
            }
            Change::Reindex => {
                for corpus in self.corpora.values_mut() {
                    step.jobs.push(Job::Discover { root: corpus.root.clone(), settings: corpus.settings.clone() });
                    let closed = corpus.known.iter().filter(|p| !self.open.contains_key(*p)).cloned().collect();
                    corpus.read_files(closed, step);
                }
                for document in self.open.values_mut() {
                    document.memo = Default::default();
                }
                step.dirty.extend(self.open.keys().cloned());
            }
            Change::Built { root, ticket, parts } => {
                if let Some(corpus) = self.corpora.get_mut(&root) {
                    let open = self.open.keys().filter(|p| is_under(p, &root)).cloned().collect();
                    if corpus.take_parts(ticket, parts, &open, step) {
                        self.reassign(step);
                        step.dirty.extend(open);
                    }
                }
            }
            Change::Read { root, epoch, articles } => {
                if let Some(corpus) = self.corpora.get_mut(&root) {
                    let open = &self.open;
                    corpus.take_articles(epoch, articles, |p| open.contains_key(p), step);
                }
            }
            Change::Unchanged { root, epoch, paths } => {
                if let Some(corpus) = self.corpora.get_mut(&root).filter(|c| c.epoch == epoch) {
                    paths.iter().for_each(|p| _ = corpus.pending.remove(p));
                    step.changed = true;
                }
            }
        }
    }

    fn take_corpus(&mut self, files: CorpusFiles, step: &mut Step) {
        self.ticket += 1;
        let ticket = self.ticket;
        let root = files.root.clone();
        let nested = files.nested.clone();
        let corpus = self.corpora.entry(root.clone()).or_insert_with(|| Corpus::new(root.clone(), self.lang));
        let open: BTreeSet<Arc<str>> = self.open.keys().filter(|p| is_under(p, &root)).cloned().collect();
        corpus.take_files(files, &open, ticket, step);
        // Unsaved glossary buffers count: they win over what the walk found on disk.
        for path in open {
            self.text_changed(&path, step);
        }
        let before = self.nested.insert(root, nested.clone()).unwrap_or_default();
        for root in before.iter().filter(|r| !nested.contains(r)) {
            self.corpora.remove(root);
        }
        let new = nested.into_iter().filter(|r| !self.corpora.contains_key(r));
        step.jobs.extend(new.map(|root| Job::Discover { root, settings: serde_json::Value::Null }));
        self.reassign(step);
    }

    fn take_edit(&mut self, path: Arc<str>, version: i32, edits: &[Edit], encoding: Encoding, step: &mut Step) {
        let Some(document) = self.open.get_mut(&path) else {
            step.log.push(format!("{path}: an edit came for a document that is not open; it was ignored"));
            return;
        };
        if version <= document.version && !document.version_logged {
            document.version_logged = true;
            step.log.push(format!("{path}: version {version} came after {}; edits are applied in the order they came", document.version));
        }
        document.version = version.max(document.version);
        if document.buffer.apply(edits, encoding).clamped && !document.clamp_logged {
            document.clamp_logged = true;
            step.log.push(format!(
                "{path}: an edit of version {version} reached past the end of a line or of the text; it was moved to the nearest place"
            ));
        }
        step.edited.insert(path.clone());
        self.text_changed(&path, step);
    }

    fn take_misread(&mut self, path: Arc<str>, encoding: &'static str, mut article: Article, step: &mut Step) {
        let owner = self.owner(&path);
        let Some(document) = self.open.get_mut(&path) else { return };
        let Some(corpus) = owner.and_then(|r| self.corpora.get_mut(&r)).filter(|c| c.is_article(&path)) else { return };
        document.misread = true;
        article.state = ArticleState::WrongEncoding { disk: encoding };
        article.version = Some(document.version);
        step.edited.insert(path.clone());
        corpus.keep(&path, article, step);
    }

    fn take_close(&mut self, path: Arc<str>, step: &mut Step) {
        self.open.remove(&path);
        if self.loose.remove(&path).is_some() {
            step.changed = true;
            step.stale_files.insert(path);
            return;
        }
        let Some(root) = self.owner(&path) else { return };
        let Some(corpus) = self.corpora.get_mut(&root) else { return };
        if corpus.is_article(&path) {
            // What is on disk counts again; a buffer that was never saved is gone.
            corpus.read_files(vec![path], step);
        } else {
            step.jobs.push(Job::Discover { root, settings: corpus.settings.clone() });
        }
    }

    fn take_vanished(&mut self, paths: &[Arc<str>], step: &mut Step) {
        self.ticket += 1;
        let gone = |p: &str| paths.iter().any(|v| is_under(p, v));
        let roots: Vec<Arc<str>> = self.corpora.keys().filter(|r| gone(r)).cloned().collect();
        for corpus in self.corpora.values_mut() {
            corpus.vanish(&gone, |p| self.open.contains_key(p), self.ticket, step);
        }
        for root in roots {
            // The root itself may come back: it stays, empty.
            step.log.push(format!("{root}: the folder is gone; its articles were dropped"));
        }
    }

    fn take_file(&mut self, path: Arc<str>, text: Option<Arc<str>>, step: &mut Step) {
        let Some(root) = self.owner(&path) else { return };
        self.ticket += 1;
        let ticket = self.ticket;
        // Of settings the buffer counts; sidecars and companions are read from disk alone.
        let is_open = self.open.contains_key(&path);
        if let Some(corpus) = self.corpora.get_mut(&root).filter(|c| !is_open || !c.is_settings_file(&path)) {
            corpus.take_file(&path, text, None, ticket, step);
        }
    }

    /// The text of an open document changed (or it was opened): articles are read at the end of the step, glossary and
    /// configuration files ask for a build.
    fn text_changed(&mut self, path: &Arc<str>, step: &mut Step) {
        let Some(document) = self.open.get(path) else { return };
        step.changed = true;
        let owner = self.owner(path);
        if let Some(corpus) = owner.as_ref().and_then(|root| self.corpora.get_mut(root))
            && corpus.is_settings_file(path)
        {
            self.ticket += 1;
            corpus.take_file(path, Some(document.buffer.text().into()), Some(document.version), self.ticket, step);
            return;
        }
        step.dirty.insert(path.clone());
    }

    /// The nearest root above a path.
    fn owner(&self, path: &str) -> Option<Arc<str>> {
        self.corpora.keys().filter(|root| is_under(path, root)).max_by_key(|root| root.len()).cloned()
    }

    /// Roots, or what they include, changed: open documents may belong elsewhere now.
    fn reassign(&mut self, step: &mut Step) {
        let paths: Vec<Arc<str>> = self.open.keys().cloned().collect();
        for path in paths {
            let owner = self.owner(&path);
            for corpus in self.corpora.values_mut().filter(|c| Some(&c.root) != owner.as_ref()) {
                corpus.drop_article(&path, step);
            }
            let housed = owner.as_ref().and_then(|r| self.corpora.get(r)).is_some_and(|c| c.is_article(&path) || c.is_settings_file(&path));
            if housed && self.loose.remove(&path).is_some() || !housed && !self.loose.contains_key(&path) {
                step.dirty.insert(path);
            }
        }
    }

    /// Reads every dirty open article: only its changed blocks.
    fn read_dirty(&mut self, step: &mut Step) {
        for path in std::mem::take(&mut step.dirty) {
            let owner = self.owner(&path);
            let Some(document) = self.open.get_mut(&path) else { continue };
            let housed = owner.and_then(|root| self.corpora.get_mut(&root));
            let corpus = match housed {
                Some(corpus) if corpus.is_settings_file(&path) => continue,
                Some(corpus) if corpus.is_article(&path) => {
                    if !corpus.built || document.misread {
                        // It is read when configuration and names are there: a moment, and nothing is read twice.
                        continue;
                    }
                    corpus
                }
                _ => {
                    let first = self.corpora.values().next().map(|c| c.parts.clone());
                    self.loose.entry(path.clone()).or_insert_with(|| Corpus::loose(path.clone(), self.lang, first))
                }
            };
            step.changed = true;
            corpus.read_open(&path, document, step);
        }
    }
}

#[cfg(test)]
mod tests;
