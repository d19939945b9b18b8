//! Files of the real disk.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use super::{absolute, to_system};
use crate::annotation::sidecar_path;
use crate::config::Config;
use crate::corpus::{Article, ArticleState, CorpusFiles, FileText, Source};
use crate::extract::{Context, Memo, read_article};
use crate::text::{Decoded, Undecodable, decode};

/// The real disk. Articles are read on a pool of its own with one worker a core.
#[derive(Default)]
pub struct Disk {
    /// Takes the place of every `dossier.toml` (`--config`).
    config: Option<FileText>,
    no_baseline: bool,
}

impl Disk {
    pub fn with_config(config: Option<FileText>) -> Disk {
        Disk { config, ..Disk::default() }
    }
    /// Leaves baselines unread: what they hold is found again.
    pub fn without_baseline(self) -> Disk {
        Disk { no_baseline: true, ..self }
    }
    /// Reads the files that a configuration names beside the glossary.
    pub fn read_companions(&self, files: &mut CorpusFiles, config: &Config) {
        let file = |rel: &str| {
            let path: Arc<str> = format!("{}/{rel}", files.root.trim_end_matches('/')).into();
            let text = read_text(&path, None).unwrap_or_else(|why| {
                tracing::warn!("{path}: {why}");
                None
            })?;
            Some(FileText::of_disk(path, text))
        };
        let baseline = config.baseline_file().filter(|_| !self.no_baseline).and_then(file);
        let metadata = config.metadata_file().and_then(file);
        (files.baseline, files.metadata) = (baseline, metadata);
    }
    pub fn config(&self) -> Option<&FileText> {
        self.config.as_ref()
    }
}

static POOL: LazyLock<rayon::ThreadPool> = LazyLock::new(|| {
    let builder = rayon::ThreadPoolBuilder::new().thread_name(|i| format!("dossier-read-{i}"));
    builder.build().expect("the system starts threads")
});

/// What a file is to a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Article,
    Glossary,
    /// `dossier.toml` of the root.
    Config,
    /// `dossier.toml` below the root: another corpus starts there.
    NestedConfig,
    Sidecar,
    /// Named by `dossier.toml`: the baseline, or what is known of the articles.
    Companion,
    Other,
}

/// What a file with this path from the root is, by its name alone.
pub fn classify(rel: &str, config: &Config) -> FileKind {
    let hidden = rel.split('/').any(|part| part.starts_with('.') || part == "node_modules");
    match rel {
        _ if config.is_companion(rel) => FileKind::Companion,
        _ if hidden => FileKind::Other,
        "dossier.toml" => FileKind::Config,
        _ if rel.ends_with("/dossier.toml") => FileKind::NestedConfig,
        _ if sidecar_path(rel).is_some() => FileKind::Sidecar,
        _ if config.is_glossary(rel) => FileKind::Glossary,
        _ if config.includes(rel) => FileKind::Article,
        _ => FileKind::Other,
    }
}

impl Source for Disk {
    /// Ignore files count from the root downwards, with or without git; hidden folders and `node_modules` are never
    /// walked; links are followed, loops are left.
    fn discover(&self, root: &str, settings: &serde_json::Value) -> CorpusFiles {
        let mut files = CorpusFiles { root: root.into(), ..CorpusFiles::default() };
        let path: Arc<str> = format!("{}/dossier.toml", root.trim_end_matches('/')).into();
        match self
            .config
            .clone()
            .map_or_else(|| read_text(&path, None).map(|t| t.map(|text| FileText::of_disk(path, text))), |c| Ok(Some(c)))
        {
            Ok(config) => files.config = config,
            Err(why) => files.config_error = Some(why),
        }
        let config = files.config.as_ref().map_or_else(Config::default, |f| Config::parse(&f.text).0).overlay(settings).0;
        for entry in walk(root).filter_map(Result::ok) {
            let is_folder = entry.file_type().is_some_and(|t| t.is_dir());
            let path = absolute(entry.path());
            let Some(rel) = path.strip_prefix(root).map(|r| r.trim_start_matches('/')) else { continue };
            if is_folder {
                // The walk does not enter it: see `walk`.
                if entry.depth() > 0 && entry.path().join("dossier.toml").is_file() {
                    files.nested.push(path);
                }
                continue;
            }
            match classify(rel, &config) {
                FileKind::Article => files.articles.push(path),
                kind @ (FileKind::Glossary | FileKind::Sidecar) => {
                    let encoding = config.encoding.as_deref().filter(|_| kind == FileKind::Glossary);
                    let text = match read_text(&path, encoding) {
                        Ok(Some(text)) => text,
                        Ok(None) => continue,
                        Err(why) => {
                            tracing::warn!("{path}: {why}");
                            continue;
                        }
                    };
                    let file = FileText::of_disk(path, text);
                    if kind == FileKind::Glossary { files.glossary.push(file) } else { files.sidecars.push(file) }
                }
                FileKind::Config | FileKind::NestedConfig | FileKind::Companion | FileKind::Other => {}
            }
        }
        files.articles.sort();
        files.glossary.sort_by(|a, b| a.path.cmp(&b.path));
        files.sidecars.sort_by(|a, b| a.path.cmp(&b.path));
        files.nested.sort();
        self.read_companions(&mut files, &config);
        files
    }

    fn read(
        &self,
        root: &str,
        paths: &[Arc<str>],
        context: &Context,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Vec<(Arc<str>, Option<Article>)> {
        let one = |path: &Arc<str>| {
            if cancelled() {
                return None;
            }
            Some((path.clone(), read_one(root, path, context)))
        };
        if let [path] = paths {
            return one(path).into_iter().collect();
        }
        POOL.install(|| paths.par_iter().map(one).collect::<Vec<_>>()).into_iter().flatten().collect()
    }

    fn decoded(&self, path: &str, encoding: Option<&str>) -> Option<Decoded> {
        decode(&std::fs::read(to_system(path)).ok()?, encoding).ok()
    }
}

fn walk(root: &str) -> ignore::Walk {
    let mut builder = ignore::WalkBuilder::new(to_system(root));
    builder.require_git(false).parents(false).git_global(false).git_exclude(true).follow_links(true).sort_by_file_name(std::cmp::Ord::cmp);
    // A nested corpus is listed (its folder is an entry) and not entered: its children are filtered out here.
    let root_depth = Path::new(root).components().count();
    builder.filter_entry(move |entry| {
        let name = entry.file_name().to_string_lossy();
        let in_nested = entry.depth() > 1
            && entry.path().parent().is_some_and(|p| p.components().count() > root_depth && p.join("dossier.toml").is_file());
        name != "node_modules" && !in_nested
    });
    builder.build()
}

/// None for a file that is gone, or binary.
fn read_one(root: &str, path: &Arc<str>, context: &Context) -> Option<Article> {
    let rel = path.strip_prefix(root).map_or(&**path, |r| r.trim_start_matches('/'));
    let failed = |state| Some(Article::failed(path, rel, state));
    let file = to_system(path);
    let size = match std::fs::metadata(&file) {
        Ok(meta) if meta.is_file() => meta.len(),
        Ok(_) => return failed(ArticleState::Unreadable("it is not a file".into())),
        Err(e) if e.kind() == ErrorKind::NotFound => return None,
        Err(e) => return failed(ArticleState::Unreadable(e.to_string())),
    };
    let limit = context.config.max_size;
    if size > limit {
        return failed(ArticleState::TooLarge { size, limit });
    }
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return None,
        Err(e) => return failed(ArticleState::Unreadable(e.to_string())),
    };
    let text = match decode(&bytes, context.config.encoding.as_deref()) {
        Ok(decoded) => decoded.text,
        Err(Undecodable::Binary) => return None,
        Err(Undecodable::Invalid { tried, offset }) => return failed(ArticleState::Undecodable { tried, offset }),
    };
    drop(bytes);
    // A defect in extraction costs one article its facts, never the session.
    let facts = catch_unwind(AssertUnwindSafe(|| read_article(rel, &text, context, &mut Memo::default()))).unwrap_or_else(|_| {
        tracing::error!("{path}: reading this article failed; its facts are left out");
        Default::default()
    });
    Some(Article::read(path, rel, &text, facts))
}

/// The decoded text of a file; none if it is gone; else why it cannot be read.
fn read_text(path: &str, encoding: Option<&str>) -> Result<Option<String>, String> {
    let bytes = match std::fs::read(to_system(path)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e.to_string()),
    };
    match decode(&bytes, encoding) {
        Ok(decoded) => Ok(Some(decoded.text)),
        Err(Undecodable::Binary) => Err("it is a binary file, not text".into()),
        Err(Undecodable::Invalid { tried, offset }) => {
            Err(format!("it cannot be decoded: as {tried}, byte {offset} is wrong; save it as UTF-8"))
        }
    }
}
