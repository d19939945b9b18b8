//! What a rule reports.

use std::sync::Arc;

use crate::config::Severity;
use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

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
    pub quote: String,
    pub message: String,
}

/// What a rule reports: one sentence at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `figure/conflict`.
    pub code: &'static str,
    pub severity: Severity,
    pub place: Place,
    pub message: String,
    /// The text at the place.
    pub quote: String,
    pub related: Vec<Related>,
    pub data: Data,
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
