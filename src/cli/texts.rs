//! Texts of files that findings point into, read again only when something of them is shown.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::corpus::Source;
use crate::ide::{Analysis, Document};
use crate::text::LineIndex;

/// Lines and, where asked for, texts of documents of one analysis.
pub struct Texts<'a> {
    analysis: &'a Analysis,
    source: &'a dyn Source,
    /// The text of the file asked for last, and of the one before: findings come in order of path.
    kept: FxHashMap<Arc<str>, Option<Arc<str>>>,
}

/// Texts that are held at one time; findings name few files beside their own.
const KEPT: usize = 16;

impl<'a> Texts<'a> {
    pub fn new(analysis: &'a Analysis, source: &'a dyn Source) -> Texts<'a> {
        Texts { analysis, source, kept: FxHashMap::default() }
    }
    pub fn lines(&self, path: &str) -> Option<Arc<LineIndex>> {
        self.analysis.find(path).map(|(_, document)| document.lines().clone())
    }
    /// The text that the facts of this path come from; none where the file has changed since.
    pub fn text(&mut self, path: &Arc<str>) -> Option<Arc<str>> {
        if let Some(known) = self.kept.get(path) {
            return known.clone();
        }
        let text = self.analysis.find(path).and_then(|(corpus, document)| match document {
            Document::Article(article) => {
                let encoding = corpus.snapshot.config().encoding.as_deref();
                article.text.clone().or_else(|| {
                    let text = self.source.text(&article.path, encoding)?;
                    (xxhash_rust::xxh3::xxh3_64(text.as_bytes()) == article.hash).then(|| text.into())
                })
            }
            other => other.text().cloned(),
        });
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        self.kept.insert(path.clone(), text.clone());
        text
    }
}
