//! Work that the host asks for.

use std::sync::Arc;

use super::Change;
use crate::corpus::{Article, CorpusFiles, SnapshotParts, Source};
use crate::extract::{Context, Memo, names_any, read_article};
use crate::glossary::NameId;
use crate::text::is_misread;
use rustc_hash::FxHashSet;

/// To be run on a pool (or inline) with [`Job::run`]; its changes are applied as they come.
pub enum Job {
    /// Compile configuration and glossary.
    Build {
        root: Arc<str>,
        ticket: u64,
        files: Box<CorpusFiles>,
        settings: serde_json::Value,
        /// What was in use before.
        last: Option<Arc<SnapshotParts>>,
    },
    /// Read articles.
    Read { root: Arc<str>, epoch: u64, paths: Vec<Arc<str>>, context: Context },
    /// Read those articles that hold one of the folded names `added`.
    Relink { root: Arc<str>, epoch: u64, paths: Vec<Arc<str>>, added: Vec<String>, context: Context },
    /// Look whether the client read a file in the right encoding; nothing is posted where it did.
    Compare { root: Arc<str>, path: Arc<str>, open: Arc<str>, context: Context },
    /// Nothing but another step: work was left over so that the last one stayed short.
    CatchUp,
    /// Walk a root anew: its configuration changed.
    Discover { root: Arc<str>, settings: serde_json::Value },
}

/// Articles that are posted together: the state thread takes them in a few milliseconds.
const BATCH: usize = 48;

impl Job {
    /// Runs the job. `post` takes each change as it is ready and says whether to go on. `cancelled` is asked between
    /// articles: a job that is told to stop posts nothing more.
    pub fn run(self, source: &dyn Source, cancelled: &(dyn Fn() -> bool + Sync), post: &mut dyn FnMut(Change) -> bool) {
        match self {
            Job::Build { root, ticket, files, settings, last } => {
                let parts = Arc::new(SnapshotParts::build(&files, &settings, last.as_deref()));
                post(Change::Built { root, ticket, parts });
            }
            Job::CatchUp => _ = post(Change::CatchUp),
            Job::Discover { root, settings } => _ = post(Change::Corpus(source.discover(&root, &settings))),
            Job::Compare { root, path, open, context } => {
                let disk = source.decoded(&path, context.config.encoding.as_deref());
                let Some(disk) = disk.filter(|d| is_misread(&open, d)) else { return };
                let rel = path.strip_prefix(&*root).map_or(&*path, |r| r.trim_start_matches('/'));
                let facts = read_article(rel, &disk.text, &context, &mut Memo::default());
                let article = Article::read(&path, rel, &disk.text, facts);
                post(Change::Misread { path, encoding: disk.encoding, article });
            }
            Job::Read { root, epoch, paths, context } => {
                for batch in paths.chunks(BATCH) {
                    let articles = source.read(&root, batch, &context, cancelled);
                    if cancelled() || !post(Change::Read { root: root.clone(), epoch, articles }) {
                        return;
                    }
                }
            }
            Job::Relink { root, epoch, paths, added, context } => {
                let added: FxHashSet<&str> = added.iter().map(String::as_str).collect();
                let added: FxHashSet<NameId> = context.matcher.names().filter(|(_, name)| added.contains(name)).map(|(id, _)| id).collect();
                for batch in paths.chunks(BATCH) {
                    let named = |p: &Arc<str>| {
                        if cancelled() {
                            return false;
                        }
                        let text = source.text(p, context.config.encoding.as_deref());
                        text.is_none_or(|t| names_any(p, &t, &context, &added))
                    };
                    let (again, same): (Vec<Arc<str>>, Vec<Arc<str>>) = batch.iter().cloned().partition(named);
                    let articles = source.read(&root, &again, &context, cancelled);
                    let go_on = !cancelled() && post(Change::Unchanged { root: root.clone(), epoch, paths: same });
                    if !go_on || !post(Change::Read { root: root.clone(), epoch, articles }) {
                        return;
                    }
                }
            }
        }
    }
}
