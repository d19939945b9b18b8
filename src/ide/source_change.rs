//! Edits that an answer proposes. Nothing here is carried out: clients apply text edits, `workspace` writes sidecars.

use std::sync::Arc;

use crate::annotation::Record;
use crate::text::Span;

/// What an action or a command wants changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceChange {
    /// Text edits, one entry a file, in order of path.
    pub files: Vec<FileEdit>,
    /// Records to add to sidecars. They are no text edits, because an editor must not hold sidecars open against the
    /// store.
    pub sidecar: Vec<SidecarWrite>,
}

/// Edits of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// Absolute, with `/`.
    pub path: Arc<str>,
    /// The client's version that the spans belong to, for open documents that the analysis knows one of.
    pub version: Option<i32>,
    /// Spans of the file's decoded text and what takes their place; in order, not overlapping. Of a file to be
    /// created: one entry at 0..0.
    pub edits: Vec<(Span, String)>,
    /// The file does not exist yet.
    pub create: bool,
    /// The change reaches past what the user looks at: ask before applying (a change annotation).
    pub needs_confirmation: bool,
}

/// One record for a sidecar.
#[derive(Clone, Debug, PartialEq)]
pub struct SidecarWrite {
    /// Absolute path of the article.
    pub article: Arc<str>,
    pub layer: String,
    pub record: Record,
}

impl SourceChange {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.sidecar.is_empty()
    }
    pub(super) fn edit(path: &Arc<str>, edits: Vec<(Span, String)>) -> SourceChange {
        SourceChange {
            files: vec![FileEdit { path: path.clone(), version: None, edits, create: false, needs_confirmation: false }],
            sidecar: Vec::new(),
        }
    }
    pub(super) fn create(path: &Arc<str>, text: String) -> SourceChange {
        SourceChange {
            files: vec![FileEdit {
                path: path.clone(),
                version: None,
                edits: vec![(Span::default(), text)],
                create: true,
                needs_confirmation: false,
            }],
            sidecar: Vec::new(),
        }
    }
}
