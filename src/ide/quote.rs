//! Text of articles, for quotes.

use std::sync::Arc;

use crate::corpus::{Article, Source};
use crate::text::Span;

use super::{CorpusView, Document};

/// See [`crate::corpus::Snapshot::text_of`].
pub(super) fn article_text(view: &CorpusView, article: &Article, source: &dyn Source) -> Option<Arc<str>> {
    view.snapshot.text_of(article, source)
}

/// The text of whatever document it is.
pub(super) fn document_text(view: &CorpusView, document: &Document<'_>, source: &dyn Source) -> Option<Arc<str>> {
    match document {
        Document::Article(article) => article_text(view, article, source),
        Document::Glossary(_) | Document::Config(_) => document.text().cloned(),
    }
}

/// A stretch of text on one line: runs of blanks and line ends become one blank (nothing between Han characters), and
/// after `limit` characters comes an ellipsis.
pub(super) fn one_line(text: &str, span: Span, limit: usize) -> String {
    shorten(&fold_blanks(span.of(text).trim()), limit)
}

/// Runs of blanks become one blank; a line end between two Han characters vanishes.
pub(super) fn fold_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        let mut line_end = c == '\n' || c == '\r';
        while let Some(next) = chars.next_if(|n| n.is_whitespace()) {
            line_end |= next == '\n' || next == '\r';
        }
        let wide =
            |c: Option<char>| c.is_some_and(|c| crate::text::is_han(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '”' | '」'));
        if !(line_end && wide(out.chars().next_back()) && wide(chars.peek().copied())) {
            out.push(' ');
        }
    }
    out
}

/// At most `limit` characters, the last of which is an ellipsis where something was cut.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => {
            let cut = text.char_indices().nth(limit.saturating_sub(1)).map_or(0, |(at, _)| at);
            format!("{}…", text.get(..cut).unwrap_or("").trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_on_one_line() {
        for (text, limit, want) in [
            ("a\n  b", 9, "a b"),
            ("蔚蓝\n汽车", 9, "蔚蓝汽车"),
            ("蔚蓝 汽车", 9, "蔚蓝 汽车"),
            ("A\n汽车", 9, "A 汽车"),
            ("abcdef", 6, "abcdef"),
            ("abcdefg", 6, "abcde…"),
            ("汽车工业协会", 4, "汽车工…"),
        ] {
            assert_eq!(one_line(text, Span::new(0, text.len()), limit), want);
        }
    }
}
