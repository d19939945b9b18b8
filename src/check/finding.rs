//! What a rule reports.

use std::sync::Arc;

use crate::config::{Level, Severity};
use crate::corpus::{Article, ArticleId};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

/// What a rule reports: one sentence at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `figure/conflict`.
    pub code: &'static str,
    pub severity: Severity,
    pub place: Place,
    pub message: String,
    /// The text at the place, where it is in memory (open articles, glossary and configuration files); else empty.
    pub quote: String,
    pub related: Vec<Related>,
    pub data: Data,
}

/// A place in a file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Absolute, with `/`; or an `untitled:` URI.
    pub path: Arc<str>,
    pub span: Span,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub place: Place,
    /// As [`Finding::quote`].
    pub quote: String,
    pub message: String,
}

/// What fixes and filters need to know beside the message.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Data {
    #[default]
    None,
    Name(NameData),
    /// A conflict of statements of one claim: its key and the values stated, sorted, as an accept record keeps them.
    Claim {
        key: Symbol,
        values: Vec<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameData {
    pub kind: EntityType,
    /// As read.
    pub name: Symbol,
    /// Id of a glossary entity; none for provisional ones.
    pub entity: Option<Symbol>,
    /// Glossary ids, best first.
    pub candidates: Vec<Symbol>,
}

impl Finding {
    /// A finding without relations, at its rule's default severity.
    pub fn new(code: &'static str, level: Level, article: &Article, span: Span, message: String) -> Finding {
        let place = Place { path: article.path.clone(), span };
        let severity = level.severity().unwrap_or(Severity::Hint);
        Finding { code, severity, place, message, quote: String::new(), related: Vec::new(), data: Data::None }
    }
    /// What tells this finding from others of its rule and file when places move: the claim key, the name, or nothing.
    /// Accept records and baselines hold it.
    pub fn key(&self) -> &str {
        match &self.data {
            Data::Claim { key, .. } => key,
            Data::Name(name) => &name.name,
            Data::None => "",
        }
    }
}

/// A finding with the other statements it speaks of, where an editor shows it as a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The article that holds the finding's place.
    pub article: ArticleId,
    pub finding: Finding,
    pub echoes: Vec<Echo>,
}

/// A statement that a finding speaks of, and the one it is told to disagree with: articles, and indices into their
/// claims. Kept instead of findings, since a hot key has thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    pub article: ArticleId,
    pub claim: u32,
    pub against: (ArticleId, u32),
}

impl Reported {
    pub fn alone(article: &Article, finding: Finding) -> Reported {
        Reported { article: article.id, finding, echoes: Vec::new() }
    }
}
