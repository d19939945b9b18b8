//! The person's own work, pure: records of sidecar files, how sets of them merge, and where they stand in the text.
//!
//! A sidecar `<article>.<layer>.annot.jsonl` is a set of records keyed by id, one JSON object a line. The highest `rev`
//! wins, a deletion is a tombstone, unknown keys and unknown kinds are kept byte for byte, the order of lines does not
//! matter; so git's union merge of two copies is the merge of the two sets.
//!
//! This version of the program reads `accept` records. All other kinds are preserved unread.

mod anchor;
mod sidecar;
mod write;

pub use anchor::{Quote, blob_id, canonical};
pub use sidecar::Sidecar;
pub use write::{Stamp, merge_for_write};

use std::sync::Arc;

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

/// The article's path and the layer, if `path` is a sidecar's.
pub fn sidecar_path(path: &str) -> Option<(&str, &str)> {
    let stem = path.strip_suffix(".annot.jsonl")?;
    let (article, layer) = stem.rsplit_once('.')?;
    let valid = !layer.is_empty() && layer.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (valid && !article.is_empty() && !article.ends_with('/')).then_some((article, layer))
}

/// All sidecars of one article, in order of layer.
pub type Sidecars = Arc<[Arc<Sidecar>]>;

/// The JSON Schema of one record (one line of a sidecar).
pub fn schema() -> serde_json::Value {
    serde_json::from_str(include_str!("schema.json")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_sidecars() {
        let cases = [
            ("/c/a.txt.gold.annot.jsonl", Some(("/c/a.txt", "gold"))),
            ("/c/启衡.md.yi-2.annot.jsonl", Some(("/c/启衡.md", "yi-2"))),
            ("/c/a.txt.annot.jsonl", Some(("/c/a", "txt"))),
            ("/c/a.txt.谁.annot.jsonl", None),
            ("/c/.gold.annot.jsonl", None),
            ("/c/a.txt", None),
        ];
        for (path, expected) in cases {
            assert_eq!(sidecar_path(path), expected, "{path}");
        }
    }

    #[test]
    fn the_schema_is_json_and_knows_every_kind() {
        let schema = schema();
        let kinds = schema["properties"]["t"]["examples"].as_array().expect("a list of kinds");
        assert_eq!(kinds.len(), 7);
        for kind in kinds {
            let name = kind.as_str().expect("a string");
            assert!(schema["$defs"][name].is_object(), "{name} has no definition");
        }
    }
}
