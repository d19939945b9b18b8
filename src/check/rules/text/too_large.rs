//! An article above the size limit, which is not read.
//!
//! The limit is `[corpus] max-size` (16 MB unless it says otherwise). Files of this size are dumps rather than articles. The
//! remedy is to raise the limit, to cut the file, or to exclude it.
//!
//! ## Examples
//!
//! A file of 20 MB under the default limit.

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::{Article, ArticleState};
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "text/too-large", default: Level::Warning, source: include_str!("too_large.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let ArticleState::TooLarge { size, limit } = &article.state else { return };
    let (size, limit) = (megabytes(*size), megabytes(*limit));
    let message = match scope.lang {
        Lang::English => format!("This article is skipped: {size} MB is above the limit of {limit} MB ([corpus] max-size)."),
        Lang::Hans => format!("本文未读：{size} MB超过上限{limit} MB（[corpus] max-size）。"),
        Lang::Hant => format!("本文未讀：{size} MB超過上限{limit} MB（[corpus] max-size）。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, Span::default(), message)));
}

/// Whole megabytes, a last part counted as one.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{corpus_of, findings};
    use crate::corpus::ArticleState;

    #[test]
    fn the_state_is_told_once() {
        let corpus = corpus_of(ArticleState::TooLarge { size: 20 << 20, limit: 16 << 20 });
        assert_eq!(
            findings(&corpus, &["text/too-large"]),
            ["a.txt:1 warning text/too-large This article is skipped: 20 MB is above the limit of 16 MB ([corpus] max-size)."]
        );
    }
}
