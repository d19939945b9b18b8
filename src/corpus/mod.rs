//! Many articles to one index, pure: contributions, postings, snapshot.
//!
//! A [`Snapshot`] is an immutable view of a whole corpus at one revision and shares structure with the one before it.
//! An article's contribution is removed and added by difference, so that an edit costs what it changed. The index kept
//! by difference equals the index built from scratch; a property test drives random scripts against a rebuild.

mod contribution;
mod index;
mod names;
mod posting;
mod snapshot;
mod source;

pub use contribution::{Contribution, NameVotes, post_key};
pub use index::Delta;
pub use names::{NameView, Verdict};
pub use posting::Posting;
pub use snapshot::{ConfigDocument, GlossaryDocument, Snapshot, SnapshotParts};
pub use source::{CorpusFiles, FileText, Source};

use std::sync::Arc;

use crate::annotation::Sidecars;
use crate::extract::ArticleFacts;
use crate::text::LineIndex;

/// Number of an article in one corpus; never reused while the program runs, and never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// Why an article has no facts, or doubtful ones.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum ArticleState {
    #[default]
    Read,
    Undecodable {
        tried: &'static str,
        offset: usize,
    },
    TooLarge {
        size: u64,
        limit: u64,
    },
    /// The system's own words.
    Unreadable(String),
    /// The open buffer holds U+FFFD or mojibake where the disk decodes cleanly as this encoding: the client chose the
    /// wrong one.
    WrongEncoding {
        disk: &'static str,
    },
}

/// An article as it was read from disk or from an open buffer.
#[derive(Clone, Debug)]
pub struct Article {
    /// Given by the index; meaningless before.
    pub id: ArticleId,
    /// Absolute, with `/`; or an `untitled:` URI.
    pub path: Arc<str>,
    /// From the corpus root, with `/`.
    pub rel: Arc<str>,
    pub state: ArticleState,
    /// xxh3 of the text that facts and lines come from.
    pub hash: u64,
    pub lines: Arc<LineIndex>,
    pub facts: Arc<ArticleFacts>,
    /// Kept for open documents only.
    pub text: Option<Arc<str>>,
    /// The client's version, for open documents.
    pub version: Option<i32>,
    pub sidecars: Sidecars,
    /// What this article puts into the index.
    pub contribution: Arc<Contribution>,
}

impl Article {
    /// An article with facts read from `text`; `text` itself is kept only for open documents ([`Article::text`]).
    pub fn read(path: &Arc<str>, rel: &str, text: &str, facts: ArticleFacts) -> Article {
        let hash = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
        Article::new(path, rel, ArticleState::Read, hash, LineIndex::new(text), facts)
    }
    /// An article without facts, and why.
    pub fn failed(path: &Arc<str>, rel: &str, state: ArticleState) -> Article {
        Article::new(path, rel, state, 0, LineIndex::new(""), ArticleFacts::default())
    }
    fn new(path: &Arc<str>, rel: &str, state: ArticleState, hash: u64, lines: LineIndex, facts: ArticleFacts) -> Article {
        let sidecars = Sidecars::default();
        let contribution = Arc::new(Contribution::new(&facts, &sidecars));
        Article {
            id: ArticleId(0),
            path: path.clone(),
            rel: rel.into(),
            state,
            hash,
            lines: Arc::new(lines),
            facts: Arc::new(facts),
            text: None,
            version: None,
            sidecars,
            contribution,
        }
    }
    /// The same article with other sidecars.
    pub fn with_sidecars(mut self, sidecars: Sidecars) -> Article {
        if self.sidecars != sidecars {
            self.contribution = Arc::new(Contribution::new(&self.facts, &sidecars));
            self.sidecars = sidecars;
        }
        self
    }
}
