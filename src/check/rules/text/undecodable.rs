//! An article whose encoding cannot be told.
//!
//! The bytes fit none of the encodings that are tried (UTF-8, UTF-16, GB18030, Big5), or the one that `[corpus] encoding`
//! names. The article is skipped; nothing of it is guessed. The remedy is to save it as UTF-8.
//!
//! ## Examples
//!
//! A file with the bytes `ff fe fd` in the middle of UTF-8 text.

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::{Article, ArticleState};
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "text/undecodable", default: Level::Warning, source: include_str!("undecodable.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let ArticleState::Undecodable { tried, offset } = &article.state else { return };
    let message = match scope.lang {
        Lang::English => {
            format!("This article is skipped: as {tried} it breaks off at byte {offset}. Save it as UTF-8 or set [corpus] encoding.")
        }
        Lang::Hans => format!("本文未读：按{tried}解码到第{offset}字节中断。请另存为UTF-8，或设置[corpus] encoding。"),
        Lang::Hant => format!("本文未讀：按{tried}解碼到第{offset}位元組中斷。請另存為UTF-8，或設定[corpus] encoding。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, Span::default(), message)));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{corpus_of, findings};
    use crate::corpus::ArticleState;

    #[test]
    fn the_state_is_told_once() {
        let corpus = corpus_of(ArticleState::Undecodable { tried: "UTF-8", offset: 17 });
        assert_eq!(
            findings(&corpus, &["text/undecodable"]),
            [
                "a.txt:1 warning text/undecodable This article is skipped: as UTF-8 it breaks off at byte 17. Save it as UTF-8 or set [corpus] encoding."
            ]
        );
    }
}
