//! One corpus of a session: its files, its snapshot, what is still to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Job, OpenDocument, Step};
use crate::annotation::{Sidecar, Sidecars, sidecar_path};
use crate::check::{Lang, Report};
use crate::corpus::{Article, ArticleState, CorpusFiles, Delta, FileText, Snapshot, SnapshotParts};
use crate::extract::{EntityKey, read_article};
use crate::ide::CorpusView;

pub(super) struct Corpus {
    pub root: Arc<str>,
    pub parts: Arc<SnapshotParts>,
    pub settings: serde_json::Value,
    /// Paths of articles that exist (on disk or in an open buffer).
    pub known: BTreeSet<Arc<str>>,
    /// Known, and not read with the configuration and names in use.
    pub pending: BTreeSet<Arc<str>>,
    /// Grows with every change of `parts`: readings of an older epoch are dropped.
    pub epoch: u64,
    /// Whether something was to be read at the end of the last step.
    reading: bool,
    /// Claims that many articles state still have to be compared.
    behind: bool,
    /// Configuration and names have been compiled once.
    pub built: bool,
    loose: bool,
    files: CorpusFiles,
    ticket: u64,
    sidecars: BTreeMap<Arc<str>, BTreeMap<String, Arc<Sidecar>>>,
    snapshot: Snapshot,
    report: Report,
}

impl Corpus {
    pub fn new(root: Arc<str>, lang: Lang) -> Corpus {
        let files = CorpusFiles { root: root.clone(), ..CorpusFiles::default() };
        let parts = Arc::new(SnapshotParts::build(&files, &serde_json::Value::Null, None));
        Corpus {
            root,
            snapshot: Snapshot::new(parts.clone()),
            parts,
            settings: serde_json::Value::Null,
            known: BTreeSet::new(),
            pending: BTreeSet::new(),
            epoch: 0,
            reading: true,
            behind: false,
            built: false,
            loose: false,
            files,
            ticket: 0,
            sidecars: BTreeMap::new(),
            report: Report::new(lang),
        }
    }

    /// A document outside every root: analysed with the first corpus's configuration and glossary.
    pub fn loose(path: Arc<str>, lang: Lang, first: Option<Arc<SnapshotParts>>) -> Corpus {
        let folder: Arc<str> = path.rsplit_once('/').map_or("", |(folder, _)| folder).into();
        let mut corpus = Corpus::new(folder, lang);
        if let Some(parts) = first {
            corpus.snapshot = Snapshot::new(parts.clone());
            corpus.parts = parts;
        }
        corpus.built = true;
        corpus.loose = true;
        corpus
    }

    pub fn view(&self) -> CorpusView {
        CorpusView {
            root: self.root.clone(),
            snapshot: self.snapshot.clone(),
            report: self.report.clone(),
            known: self.known.len(),
            pending: self.left(),
            loose: self.loose,
            newer: self.newer(),
        }
    }

    /// Open settings files whose text is not built yet.
    fn newer(&self) -> Vec<FileText> {
        let built = |f: &FileText| {
            let glossary = self.parts.glossary_files.iter().find(|g| g.path == f.path).map(|g| &g.text);
            let config = self.parts.config_file.as_deref().filter(|c| c.path == f.path).map(|c| &c.text);
            glossary.or(config).is_some_and(|text| Arc::ptr_eq(text, &f.text) || *text == f.text)
        };
        let open = self.files.glossary.iter().chain(&self.files.config).filter(|f| f.version.is_some());
        open.filter(|f| !built(f)).cloned().collect()
    }

    /// Articles still to be read; at least one until configuration and names are there.
    fn left(&self) -> usize {
        if self.built { self.pending.len() } else { self.pending.len().max(1) }
    }

    /// At the end of a step: where the last article was read, it is known what nothing mentions, and claims that many
    /// articles state are compared, some in this step and the others in steps of their own.
    pub fn settle(&mut self, step: &mut Step) {
        let reading = self.left() > 0;
        if reading {
            self.reading = true;
            return;
        }
        if std::mem::replace(&mut self.reading, false) {
            step.stale_files.extend(self.parts.glossary_files.iter().map(|g| g.path.clone()));
            step.stale.extend(self.snapshot.articles().map(|a| (self.root.clone(), a.id)));
            self.behind = true;
        }
        if std::mem::take(&mut self.behind) {
            let (stale, more) = self.report.catch_up(&self.snapshot);
            step.changed = true;
            step.stale.extend(stale.into_iter().map(|id| (self.root.clone(), id)));
            if more {
                self.behind = true;
                step.jobs.push(Job::CatchUp);
            }
        }
    }

    pub fn is_article(&self, path: &str) -> bool {
        !self.loose && self.relative(path).is_some_and(|rel| self.parts.config.includes(rel))
    }

    /// A configuration or glossary file.
    pub fn is_settings_file(&self, path: &str) -> bool {
        !self.loose && self.relative(path).is_some_and(|rel| rel == "dossier.toml" || self.parts.config.is_glossary(rel))
    }

    fn relative<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&*self.root)?.strip_prefix('/')
    }

    /// A walk's result: what is gone is dropped, what is new is read, changed settings files are compiled.
    pub fn take_files(&mut self, files: CorpusFiles, open: &BTreeSet<Arc<str>>, ticket: u64, step: &mut Step) {
        step.changed = true;
        let found: BTreeSet<Arc<str>> = files.articles.iter().cloned().collect();
        let gone: Vec<Arc<str>> = self.known.iter().filter(|p| !found.contains(*p) && !open.contains(*p)).cloned().collect();
        let new: Vec<Arc<str>> = found.iter().filter(|p| !self.known.contains(*p)).cloned().collect();
        for sidecar in &files.sidecars {
            self.keep_sidecar(&sidecar.path, Some(&sidecar.text));
        }
        self.known.extend(new.iter().cloned());
        gone.iter().for_each(|p| self.forget(p));
        self.update(gone.into_iter().map(|p| (p, None)).collect(), step);
        let same = |a: &FileText, b: &FileText| a.says_the_same(b);
        let settings_changed = !self.built
            || !equal(self.files.config.as_slice(), files.config.as_slice(), same)
            || !equal(&self.files.glossary, &files.glossary, same)
            || self.files.baseline != files.baseline
            || self.files.metadata != files.metadata
            || self.files.config_error != files.config_error;
        // The lists of articles and sidecars live in `known` and `sidecars`: no second copy of 100,000 paths.
        self.files = CorpusFiles { articles: Vec::new(), sidecars: Vec::new(), ..files };
        self.pending.extend(new.iter().filter(|p| !open.contains(*p)).cloned());
        if settings_changed {
            self.build(ticket, step);
        }
        self.stamp();
        if self.built {
            self.read_files(new.into_iter().filter(|p| !open.contains(p)).collect(), step);
        }
    }

    /// A configuration, glossary or sidecar file has this text now; `version` is the client's, where it is open there.
    pub fn take_file(&mut self, path: &Arc<str>, text: Option<Arc<str>>, version: Option<i32>, ticket: u64, step: &mut Step) {
        if let Some((article, _)) = sidecar_path(path) {
            let article: Arc<str> = article.into();
            self.keep_sidecar(path, text.as_deref());
            if let Some(known) = self.snapshot.article_at(&article) {
                let article = Article::clone(known).with_sidecars(self.sidecars_of(&article));
                self.update(vec![(article.path.clone(), Some(article))], step);
            }
            return;
        }
        let file = text.map(|text| FileText { path: path.clone(), text, version });
        let rel = self.relative(path);
        let old = if rel == Some("dossier.toml") {
            std::mem::replace(&mut self.files.config, file.clone())
        } else if rel.is_some() && rel == self.parts.config.baseline_file() {
            std::mem::replace(&mut self.files.baseline, file.clone())
        } else if rel.is_some() && rel == self.parts.config.metadata_file() {
            std::mem::replace(&mut self.files.metadata, file.clone())
        } else if !self.is_settings_file(path) && !self.files.glossary.iter().any(|f| f.path == *path) {
            // The configuration that named it is gone by now.
            return;
        } else {
            let glossary = &mut self.files.glossary;
            match (glossary.binary_search_by(|f| f.path.cmp(path)), file.clone()) {
                (Ok(at), Some(file)) => Some(std::mem::replace(&mut glossary[at], file)),
                (Ok(at), None) => Some(glossary.remove(at)),
                (Err(at), Some(file)) => {
                    glossary.insert(at, file);
                    None
                }
                (Err(_), None) => None,
            }
        };
        // Edits of a text that came again carry its new version from now on; that alone is nothing to compile.
        if self.stamp() {
            step.changed = true;
        }
        if equal(old.as_slice(), file.as_slice(), |a, b| a.says_the_same(b)) {
            return;
        }
        step.stale_files.insert(path.clone());
        // Completion asks for the text as it is being typed.
        step.changed |= version.is_some();
        self.build(ticket, step);
    }

    /// Gives the documents in use the client's versions of the files, where they are built from the same texts. A
    /// version alone is no reason to build anew.
    fn stamp(&mut self) -> bool {
        let Some(parts) = self.parts.with_versions(&self.files) else { return false };
        self.parts = Arc::new(parts);
        self.snapshot.parts = self.parts.clone();
        true
    }

    pub fn build(&mut self, ticket: u64, step: &mut Step) {
        self.ticket = ticket;
        let last = self.built.then(|| self.parts.clone());
        step.jobs.retain(|j| !matches!(j, Job::Build { root, .. } if *root == self.root));
        step.jobs.push(Job::Build {
            root: self.root.clone(),
            ticket,
            files: Box::new(self.files.clone()),
            settings: self.settings.clone(),
            last,
        });
    }

    /// New configuration and names. Says whether they were taken (an older build is dropped).
    pub fn take_parts(&mut self, ticket: u64, parts: Arc<SnapshotParts>, open: &BTreeSet<Arc<str>>, step: &mut Step) -> bool {
        if ticket != self.ticket {
            return false;
        }
        step.changed = true;
        let old = std::mem::replace(&mut self.parts, parts);
        let first = !std::mem::replace(&mut self.built, true);
        self.epoch += 1;
        self.snapshot.parts = self.parts.clone();
        // The same text may have come with another version while it was compiled.
        self.stamp();
        step.stale_files.extend(self.parts.glossary_files.iter().map(|g| g.path.clone()));
        step.stale_files.extend(old.glossary_files.iter().map(|g| g.path.clone()));
        step.stale_files.extend(self.parts.config_file.iter().map(|c| c.path.clone()));
        // What was said of a configuration that is gone is taken back.
        step.stale_files.extend(old.config_file.iter().map(|c| c.path.clone()));
        if !first && walks_differ(&old, &self.parts) {
            step.jobs.push(Job::Discover { root: self.root.clone(), settings: self.settings.clone() });
        }
        let closed: Vec<Arc<str>> = self.known.iter().filter(|p| !open.contains(*p)).cloned().collect();
        let unread =
            first || old.context.fingerprint != self.parts.context.fingerprint || old.config.encoding != self.parts.config.encoding;
        if unread || old.glossary.is_empty() {
            self.read_files(closed, step);
        } else {
            let pending: Vec<Arc<str>> = std::mem::take(&mut self.pending).into_iter().collect();
            self.relink(&old, closed, pending, step);
        }
        let delta = Delta { all: true, ..Delta::default() };
        self.tell(&delta, step);
        true
    }

    /// The glossary or what is known of articles changed: articles that mention a changed entity or have another row are
    /// read again, the others are searched for the names that came.
    fn relink(&mut self, old: &SnapshotParts, closed: Vec<Arc<str>>, pending: Vec<Arc<str>>, step: &mut Step) {
        let mut again: BTreeSet<Arc<str>> = pending.into_iter().collect();
        let retold = self.parts.context.sources.changed_since(&old.context.sources);
        again.extend(retold.into_iter().map(|rel| format!("{}/{rel}", self.root).into()));
        for id in changed_entities(old, &self.parts) {
            let posting = self.snapshot.mentioned_in(&EntityKey::Known(id));
            again.extend(self.snapshot.resolve(&posting).into_iter().map(|a| a.path.clone()));
        }
        let added = self.parts.context.matcher.added_since(&old.context.matcher);
        let search: Vec<Arc<str>> =
            if added.is_empty() { Vec::new() } else { closed.iter().filter(|p| !again.contains(*p)).cloned().collect() };
        let again: Vec<Arc<str>> = closed.into_iter().filter(|p| again.contains(p)).collect();
        self.read_files(again, step);
        if !search.is_empty() {
            self.pending.extend(search.iter().cloned());
            let context = self.parts.context.clone();
            step.jobs.push(Job::Relink { root: self.root.clone(), epoch: self.epoch, paths: search, added, context });
        }
    }

    /// Asks for articles to be read from disk.
    pub fn read_files(&mut self, paths: Vec<Arc<str>>, step: &mut Step) {
        if paths.is_empty() {
            return;
        }
        step.changed = true;
        self.pending.extend(paths.iter().cloned());
        if self.built {
            let context = self.parts.context.clone();
            step.jobs.push(Job::Read { root: self.root.clone(), epoch: self.epoch, paths, context });
        }
    }

    pub fn take_articles(
        &mut self,
        epoch: u64,
        articles: Vec<(Arc<str>, Option<Article>)>,
        is_open: impl Fn(&Arc<str>) -> bool,
        step: &mut Step,
    ) {
        if epoch != self.epoch {
            return;
        }
        step.changed = true;
        let mut update = Vec::with_capacity(articles.len());
        for (path, article) in articles {
            // What was dropped while it was read (its folder went, or it is excluded now) stays dropped.
            let wanted = self.pending.remove(&path) || self.known.contains(&path);
            if !wanted || is_open(&path) {
                continue;
            }
            match article {
                Some(article) => {
                    self.known.insert(path.clone());
                    update.push((path.clone(), Some(article.with_sidecars(self.sidecars_of(&path)))));
                }
                None => {
                    self.forget(&path);
                    update.push((path, None));
                }
            }
        }
        self.update(update, step);
    }

    /// Reads an open document: only blocks that its memo does not hold.
    pub fn read_open(&mut self, path: &Arc<str>, document: &mut OpenDocument, step: &mut Step) {
        let text: Arc<str> = document.buffer.text().into();
        let rel = if self.loose { path.rsplit_once('/').map_or(&**path, |(_, name)| name) } else { self.relative(path).unwrap_or(path) };
        let limit = self.parts.config.max_size;
        let mut article = if text.len() as u64 > limit {
            let state = ArticleState::TooLarge { size: text.len() as u64, limit };
            Article::failed(path, rel, state)
        } else {
            let context = &self.parts.context;
            match catch_unwind(AssertUnwindSafe(|| read_article(rel, &text, context, &mut document.memo))) {
                Ok(facts) => Article::read(path, rel, &text, facts),
                Err(_) => {
                    document.memo = Default::default();
                    step.log.push(format!("{path}: reading this article failed; its facts are left out until it changes"));
                    Article::read(path, rel, &text, Default::default())
                }
            }
        };
        article.text = Some(text);
        article.version = Some(document.version);
        self.keep(path, article, step);
    }

    /// Puts the article of an open document into the index.
    pub fn keep(&mut self, path: &Arc<str>, article: Article, step: &mut Step) {
        self.known.insert(path.clone());
        self.pending.remove(path);
        let article = article.with_sidecars(self.sidecars_of(path));
        self.update(vec![(path.clone(), Some(article))], step);
    }

    /// Takes an article out that now belongs elsewhere.
    pub fn drop_article(&mut self, path: &Arc<str>, step: &mut Step) {
        if self.known.contains(path) || self.snapshot.article_at(path).is_some() {
            self.forget(path);
            self.update(vec![(path.clone(), None)], step);
        }
    }

    /// Drops every closed file that `gone` names.
    pub fn vanish(&mut self, gone: &dyn Fn(&str) -> bool, is_open: impl Fn(&Arc<str>) -> bool, ticket: u64, step: &mut Step) {
        let articles: Vec<Arc<str>> = self.known.iter().filter(|p| gone(p) && !is_open(p)).cloned().collect();
        articles.iter().for_each(|p| self.forget(p));
        self.update(articles.into_iter().map(|p| (p, None)).collect(), step);
        let sidecars: Vec<(Arc<str>, String)> =
            self.sidecars.iter().flat_map(|(article, layers)| layers.keys().map(move |l| (article.clone(), l.clone()))).collect();
        for (article, layer) in sidecars {
            let path: Arc<str> = format!("{article}.{layer}.annot.jsonl").into();
            if gone(&path) {
                self.take_file(&path, None, None, ticket, step);
            }
        }
        let files = self.files.glossary.iter().chain(&self.files.config).chain(&self.files.baseline).chain(&self.files.metadata);
        let files: Vec<Arc<str>> = files.map(|f| f.path.clone()).collect();
        for path in files.into_iter().filter(|p| gone(p) && !is_open(p)) {
            self.take_file(&path, None, None, ticket, step);
        }
    }

    fn forget(&mut self, path: &Arc<str>) {
        self.known.remove(path);
        self.pending.remove(path);
    }

    /// Moves the snapshot and the report on.
    fn update(&mut self, articles: Vec<(Arc<str>, Option<Article>)>, step: &mut Step) {
        if articles.is_empty() {
            return;
        }
        let delta = self.snapshot.update(articles);
        self.tell(&delta, step);
    }

    fn tell(&mut self, delta: &Delta, step: &mut Step) {
        step.changed = true;
        let stale = self.report.update(&self.snapshot, delta, self.left() > 0);
        step.stale.extend(stale.into_iter().map(|id| (self.root.clone(), id)));
        if !self.reading {
            let entries = delta.entities.iter().filter_map(|id| self.parts.glossary.get(id)).filter(|e| e.pack().is_none());
            step.stale_files.extend(entries.map(|e| e.file.clone()));
        }
    }

    fn keep_sidecar(&mut self, path: &str, text: Option<&str>) {
        let Some((article, layer)) = sidecar_path(path) else { return };
        let layers = self.sidecars.entry(article.into()).or_default();
        match text {
            Some(text) => _ = layers.insert(layer.to_owned(), Arc::new(Sidecar::parse(layer, text))),
            None => _ = layers.remove(layer),
        }
        if layers.is_empty() {
            self.sidecars.remove(article);
        }
    }

    fn sidecars_of(&self, article: &str) -> Sidecars {
        self.sidecars.get(article).map(|layers| layers.values().cloned().collect()).unwrap_or_default()
    }
}

/// Whether two lists are equal, item by item.
fn equal<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whether a new configuration finds other files.
fn walks_differ(old: &SnapshotParts, new: &SnapshotParts) -> bool {
    let (a, b) = (&old.config, &new.config);
    (&a.include, &a.exclude, &a.glossary_files, a.max_size, &a.encoding, &a.baseline, &a.metadata)
        != (&b.include, &b.exclude, &b.glossary_files, b.max_size, &b.encoding, &b.baseline, &b.metadata)
}

/// Ids of entities that came, went, or say something else now; places in their files do not count.
fn changed_entities(old: &SnapshotParts, new: &SnapshotParts) -> BTreeSet<crate::text::Symbol> {
    let mut ids = BTreeSet::new();
    for (here, there) in [(old, new), (new, old)] {
        for entity in &here.glossary.entities {
            if !there.glossary.get(&entity.id).is_some_and(|e| e.says_the_same(entity)) {
                ids.insert(entity.id.clone());
            }
        }
    }
    ids
}
