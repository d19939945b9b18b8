//! Texts of files that findings point into, read again only when something of them is shown.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::check::{Finding, Place};
use crate::corpus::Source;
use crate::ide::actions::{self, Action, Payload};
use crate::ide::{Analysis, Document, Lang};
use crate::text::{LineIndex, Span};

/// A safe answer to a finding: new text for places in files that exist.
pub struct Fix {
    pub title: String,
    pub edits: Vec<(Place, String)>,
}

/// Rules whose answer is new text at their own place.
const FIXED_IN_PLACE: [&str; 2] = ["entity/inconsistent-name", "entity/misspelled"];

/// Lines and, where asked for, texts of documents of one analysis.
pub struct Texts<'a> {
    analysis: &'a Analysis,
    source: &'a dyn Source,
    kept: FxHashMap<Arc<str>, Option<Arc<str>>>,
    /// Bytes of the texts that are kept.
    size: usize,
}

/// Bytes of texts held at one time. Findings come in order of path and name few files beside their own, so that a file
/// is seldom read twice.
const KEPT: usize = 32 << 20;

impl<'a> Texts<'a> {
    pub fn new(analysis: &'a Analysis, source: &'a dyn Source) -> Texts<'a> {
        Texts { analysis, source, kept: FxHashMap::default(), size: 0 }
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
            Document::Article(article) => corpus.snapshot.text_of(article, self.source),
            other => other.text().cloned(),
        });
        self.size += text.as_ref().map_or(0, |t| t.len());
        if self.size > KEPT {
            self.kept.clear();
            self.size = text.as_ref().map_or(0, |t| t.len());
        }
        self.kept.insert(path.clone(), text.clone());
        text
    }
    /// The text at a place; empty where the file has changed since its facts were read.
    pub fn quote(&mut self, place: &Place) -> String {
        self.text(&place.path).map_or_else(String::new, |text| place.span.of(&text).to_owned())
    }
    /// The answers to a finding that change the text it stands in.
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        if !FIXED_IN_PLACE.contains(&finding.code) {
            return Vec::new();
        }
        let Finding { code, place, .. } = finding;
        let actions = actions::actions(self.analysis, &place.path, place.span, Lang::English);
        let answers = actions.into_iter().filter(|a| a.answers == Some((code, place.span)));
        let edit = |action: Action| match action.payload {
            Payload::UseName { path, at: (start, end), new, .. } => {
                let place = Place { path: path.into(), span: Span { start, end } };
                Some(Fix { title: action.title, edits: vec![(place, new)] })
            }
            _ => None,
        };
        answers.filter_map(edit).collect()
    }
}
