//! How an article's contribution enters and leaves the index.

use super::ArticleId;
use crate::text::Symbol;

/// What one step changed, for whoever keeps something derived from the index.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// Articles read anew, added or removed, in order.
    pub articles: Vec<ArticleId>,
    /// Claim keys with a statement added, removed or moved.
    pub claims: Vec<Symbol>,
    /// Provisional names whose [`super::Verdict`] changed.
    pub names: Vec<Symbol>,
    /// Configuration or glossary changed: everything derived is stale.
    pub all: bool,
}
