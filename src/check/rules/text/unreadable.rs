//! An article that the system does not let us read.
//!
//! The message holds the system's own words, such as a lack of permission. The article is skipped until it can be read.
//!
//! ## Examples
//!
//! A file without permission to read it.

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::{Article, ArticleState};
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "text/unreadable", default: Level::Warning, source: include_str!("unreadable.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let ArticleState::Unreadable(why) = &article.state else { return };
    let message = match scope.lang {
        Lang::English => format!("This article cannot be read ({why}). Check that the file exists and may be read."),
        Lang::Hans => format!("本文无法读取（{why}）。请检查文件是否存在、是否有读取权限。"),
        Lang::Hant => format!("本文無法讀取（{why}）。請檢查檔案是否存在、是否有讀取權限。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, Span::default(), message)));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{corpus_of, findings};
    use crate::corpus::ArticleState;

    #[test]
    fn the_state_is_told_once() {
        let corpus = corpus_of(ArticleState::Unreadable("permission denied".into()));
        assert_eq!(
            findings(&corpus, &["text/unreadable"]),
            [
                "a.txt:1 warning text/unreadable This article cannot be read (permission denied). Check that the file exists and may be read."
            ]
        );
    }
}
