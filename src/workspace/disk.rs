//! Files of the real disk.

use std::sync::Arc;

use crate::corpus::{Article, CorpusFiles, Source};
use crate::extract::Context;

/// The real disk.
#[derive(Default)]
pub struct Disk {}

impl Source for Disk {
    fn discover(&self, root: &str) -> CorpusFiles {
        CorpusFiles { root: root.into(), ..CorpusFiles::default() }
    }
    fn read(
        &self,
        root: &str,
        paths: &[Arc<str>],
        context: &Context,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Vec<(Arc<str>, Option<Article>)> {
        let _ = (root, paths, context, cancelled);
        Vec::new()
    }
    fn text(&self, path: &str, encoding: Option<&str>) -> Option<String> {
        let _ = (path, encoding);
        None
    }
}
