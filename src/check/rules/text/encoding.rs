//! The editor opened the file in another encoding than its own.
//!
//! The open buffer holds replacement characters or mojibake where the file on disk decodes cleanly. Positions follow the
//! buffer; facts stay those of the file. The remedy is to reopen the file with the encoding that the message names.
//!
//! ## Examples
//!
//! A GB18030 file that the editor shows as UTF-8.

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::{Article, ArticleState};
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "text/encoding", default: Level::Warning, source: include_str!("encoding.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let ArticleState::WrongEncoding { disk } = &article.state else { return };
    let message = match scope.lang {
        Lang::English => format!("The editor shows this file in another encoding than its own. Reopen it with encoding {disk}."),
        Lang::Hans => format!("编辑器所用编码与文件不符。请以{disk}编码重新打开。"),
        Lang::Hant => format!("編輯器所用編碼與檔案不符。請以{disk}編碼重新開啟。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, Span::default(), message)));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{corpus_of, findings};
    use crate::corpus::ArticleState;

    #[test]
    fn the_state_is_told_once() {
        let corpus = corpus_of(ArticleState::WrongEncoding { disk: "gb18030" });
        assert_eq!(
            findings(&corpus, &["text/encoding"]),
            ["a.txt:1 warning text/encoding The editor shows this file in another encoding than its own. Reopen it with encoding gb18030."]
        );
    }
}
