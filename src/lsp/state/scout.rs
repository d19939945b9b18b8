//! Looks at the disk for the server: which corpora there are, and what changed in them. Its thread reads and walks, so
//! that neither the client's messages nor the state thread wait for a disk; what it found out becomes changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use serde_json::Value;

use super::settings;
use crate::config::Config;
use crate::corpus::{CorpusFiles, Source};
use crate::ide::{Analysis, Change, is_under};
use crate::lsp::offer;
use crate::lsp::session::Session;
use crate::workspace::{Disk, FileKind, classify, root_of, to_system};

/// What the scout is asked to look at.
pub enum Errand {
    /// The client's folders are other ones now.
    Folders { added: Vec<Arc<str>>, removed: Vec<Arc<str>> },
    /// Something happened to files or folders.
    Watched(Vec<(Arc<str>, Happened)>),
    /// A document was opened: it may belong to a corpus that no folder leads to.
    Opened(Arc<str>),
    /// Settings changed: pushed ones, or ask for them.
    Settings(Option<Value>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Created,
    Changed,
    Deleted,
}

/// The way to the scout.
pub struct Scout(Sender<Errand>);

impl Scout {
    pub(super) fn new() -> (Scout, Receiver<Errand>) {
        let (sender, errands) = channel();
        (Scout(sender), errands)
    }
    pub fn send(&self, errand: Errand) {
        // The thread is gone only when the session is.
        let _ = self.0.send(errand);
    }
}

pub(super) fn start(session: Arc<Session>, errands: Receiver<Errand>) {
    let outbox = session.outbox.clone();
    super::spawn("scout", &outbox, move || {
        let mut land = Land { session, disk: Disk::default(), folders: BTreeSet::new(), roots: BTreeMap::new() };
        while let Ok(first) = errands.recv() {
            // A checkout comes as many notifications: what has come by now is looked at together.
            let mut watched = Vec::new();
            for errand in std::iter::once(first).chain(errands.try_iter()) {
                match errand {
                    Errand::Watched(events) => watched.extend(events),
                    Errand::Folders { added, removed } => land.folders(added, &removed),
                    Errand::Opened(path) => land.opened(&path),
                    Errand::Settings(pushed) => land.settings(pushed),
                }
            }
            if !watched.is_empty() {
                land.watched(watched);
            }
        }
    });
}

/// From so many deletions on one walk tells more cheaply what is left.
const MANY: usize = 64;

/// What the scout knows.
struct Land {
    session: Arc<Session>,
    disk: Disk,
    /// The client's folders, and folders above documents that were opened outside of them.
    folders: BTreeSet<Arc<str>>,
    /// Corpora that are served, each with those nested in it.
    roots: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

impl Land {
    fn folders(&mut self, added: Vec<Arc<str>>, removed: &[Arc<str>]) {
        self.folders.retain(|f| !removed.contains(f));
        self.folders.extend(added);
        self.survey(false);
    }

    fn opened(&mut self, path: &Arc<str>) {
        if path.starts_with("untitled:") || self.owner(path).is_some() {
            return;
        }
        let Some(folder) = Path::new(&**path).parent() else { return };
        let root = root_of(folder);
        if to_system(&format!("{root}/dossier.toml")).is_file() {
            self.folders.insert(root);
            self.survey(false);
        }
    }

    /// Finds the corpora of all folders; walks new ones, and with `again` the others too.
    fn survey(&mut self, again: bool) {
        let mut todo: Vec<Arc<str>> = self.folders.iter().map(|f| root_of(Path::new(&**f))).collect();
        let (mut found, mut fresh, mut walked) = (BTreeMap::new(), Vec::new(), Vec::new());
        while let Some(root) = todo.pop() {
            if found.contains_key(&root) {
                continue;
            }
            let nested = match self.roots.get(&root).filter(|_| !again) {
                Some(nested) => nested.clone(),
                None => {
                    if !self.roots.contains_key(&root) {
                        fresh.push(root.clone());
                    }
                    let files = self.walk(&root);
                    let nested = files.nested.clone();
                    walked.push(files);
                    nested
                }
            };
            todo.extend(nested.iter().cloned());
            found.insert(root, nested);
        }
        // Inner ones first: when the outer one comes, what is nested in it is known.
        walked.into_iter().rev().for_each(|files| _ = self.session.inbox.post(Change::Corpus(files)));
        for root in self.roots.keys().filter(|r| !found.contains_key(*r)) {
            self.session.inbox.post(Change::CorpusGone { root: root.clone() });
        }
        self.roots = found;
        settings::fetch(&self.session, fresh);
        offer::watch(&self.session, self.roots.keys());
    }

    fn walk(&self, root: &Arc<str>) -> CorpusFiles {
        let settings = self.session.settings.lock().get(root).cloned().unwrap_or_default();
        self.disk.discover(root, &settings)
    }

    fn settings(&self, pushed: Option<Value>) {
        let roots: Vec<Arc<str>> = self.roots.keys().cloned().collect();
        match pushed.map(settings::section).filter(|s| s.is_object() && !self.session.caps.configuration) {
            Some(pushed) => roots.into_iter().for_each(|root| settings::set(&self.session, root, pushed.clone())),
            None => settings::fetch(&self.session, roots),
        }
    }

    /// The nearest corpus above a path.
    fn owner(&self, path: &str) -> Option<&Arc<str>> {
        self.roots.keys().filter(|r| is_under(path, r)).max_by_key(|r| r.len())
    }

    fn watched(&mut self, events: Vec<(Arc<str>, Happened)>) {
        let mut last = BTreeMap::new();
        for (path, happened) in events {
            // Deleted and written again within a burst: it is there.
            last.insert(path, happened);
        }
        let analysis = self.session.analysis();
        let mut news = News::default();
        for (path, happened) in last {
            self.look(&analysis, &path, happened, &mut news);
        }
        if news.vanished.len() > MANY {
            let owners: Vec<Arc<str>> = news.vanished.iter().filter_map(|p| self.owner(p).cloned()).collect();
            news.walk.extend(owners);
        } else if !news.vanished.is_empty() {
            self.session.inbox.post(Change::Vanished { paths: news.vanished });
        }
        for (root, paths) in news.touched {
            self.session.inbox.post(Change::Touched { root, paths });
        }
        if news.borders {
            self.survey(true);
            return;
        }
        for root in news.walk {
            let files = self.walk(&root);
            let nested = files.nested.clone();
            self.session.inbox.post(Change::Corpus(files));
            if self.roots.insert(root, nested.clone()).is_none_or(|before| before != nested) {
                news.borders = true;
            }
        }
        if news.borders {
            self.survey(false);
        }
    }

    /// What one event means.
    fn look(&self, analysis: &Analysis, path: &Arc<str>, happened: Happened, news: &mut News) {
        let deleted = happened == Happened::Deleted;
        // A folder that is gone takes along what is in it, corpora too.
        if deleted && self.roots.keys().any(|r| is_under(r, path)) {
            news.borders = true;
        }
        let Some(root) = self.owner(path) else {
            // A `dossier.toml` above every folder may make one corpus of them.
            news.borders |= path.ends_with("/dossier.toml");
            return;
        };
        let rel = path[root.len()..].trim_start_matches('/');
        let ignores = rel.rsplit('/').next().is_some_and(|name| name == ".gitignore" || name == ".ignore");
        let config = analysis.corpora.iter().find(|c| !c.loose && c.root == *root).map(|c| c.snapshot.parts.config.clone());
        let kind = classify(rel, &config.unwrap_or_else(|| Arc::new(Config::default())));
        if !ignores && kind == FileKind::Other && rel.split('/').any(|part| part.starts_with('.')) {
            return;
        }
        match kind {
            FileKind::Config if happened != Happened::Changed => news.borders = true,
            FileKind::NestedConfig => news.borders = true,
            FileKind::Config | FileKind::Glossary | FileKind::Sidecar | FileKind::Companion if deleted => {
                self.session.inbox.post(Change::File { path: path.clone(), text: None });
            }
            // A new glossary may be one that ignore files hide.
            FileKind::Glossary if happened == Happened::Created => _ = news.walk.insert(root.clone()),
            FileKind::Config | FileKind::Glossary | FileKind::Sidecar | FileKind::Companion => match self.disk.text(path, None) {
                Some(text) => _ = self.session.inbox.post(Change::File { path: path.clone(), text: Some(text.into()) }),
                None => _ = news.walk.insert(root.clone()),
            },
            FileKind::Article | FileKind::Other if deleted && !ignores => news.vanished.push(path.clone()),
            FileKind::Article if analysis.find(path).is_some() => news.touched.entry(root.clone()).or_default().push(path.clone()),
            FileKind::Article => _ = news.walk.insert(root.clone()),
            FileKind::Other => {
                if ignores || to_system(path).is_dir() {
                    news.walk.insert(root.clone());
                }
            }
        }
    }
}

/// What a burst of events comes to.
#[derive(Default)]
struct News {
    vanished: Vec<Arc<str>>,
    touched: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Roots to walk anew.
    walk: BTreeSet<Arc<str>>,
    /// Where corpora begin and end may have changed.
    borders: bool,
}
