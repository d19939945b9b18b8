//! The rules and their list.

use std::sync::Arc;

use crate::config::Level;
use crate::corpus::{Article, Snapshot};
use crate::text::Symbol;

use super::Finding;

/// One rule.
pub struct Rule {
    /// `figure/conflict`.
    pub name: &'static str,
    pub default: Level,
    /// The source of the rule's file: its `//!` comment is the documentation page.
    pub source: &'static str,
    pub run: Run,
}

/// What a rule looks at: its findings are recomputed when that changes, and only then.
pub enum Run {
    Article(fn(&Snapshot, &Arc<Article>, &mut Vec<Finding>)),
    /// One claim key over all articles that state it.
    Claim(fn(&Snapshot, &Symbol, &mut Vec<Finding>)),
    /// Reported elsewhere (problems of glossary and configuration files, suppression).
    Problem,
}

/// All rules, in order of name.
pub const RULES: &[Rule] = &[];
