//! Which corpus a path belongs to.

use std::path::Path;
use std::sync::Arc;

use super::{Disk, absolute};
use crate::corpus::{CorpusFiles, Source};

/// The root of a folder: the nearest folder at or above it with a `dossier.toml`, else the folder itself.
pub fn root_of(folder: &Path) -> Arc<str> {
    let folder = absolute(folder);
    let mut above = Some(Path::new(&*folder));
    while let Some(here) = above {
        if here.join("dossier.toml").is_file() {
            return absolute(here);
        }
        above = here.parent();
    }
    folder
}

/// The corpus of a folder and every corpus nested in it, in order of root.
pub fn corpora_of(folder: &Path) -> Vec<CorpusFiles> {
    corpora_on(&Disk::default(), folder)
}

/// The same, as this disk finds them.
pub fn corpora_on(disk: &Disk, folder: &Path) -> Vec<CorpusFiles> {
    let mut todo = vec![root_of(folder)];
    let mut found: Vec<CorpusFiles> = Vec::new();
    while let Some(root) = todo.pop() {
        let files = disk.discover(&root, &serde_json::Value::Null);
        todo.extend(files.nested.iter().filter(|n| found.iter().all(|f| f.root != **n)).cloned());
        found.push(files);
    }
    found.sort_by(|a, b| a.root.cmp(&b.root));
    found
}

/// A file with no `dossier.toml` above it is a corpus of one.
pub fn lone_file(file: &Path) -> CorpusFiles {
    let path = absolute(file);
    let root = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    CorpusFiles { root: root.into(), articles: vec![path.clone()], ..CorpusFiles::default() }
}
