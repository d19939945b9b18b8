//! `textDocument/documentLink`: addresses, and references to other articles.

use tower_lsp::lsp_types::{DocumentLink, Url};

use crate::ide::links::{LinkTarget, links};
use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str) -> Option<Vec<DocumentLink>> {
    let lines = query.lines(path)?;
    let one = |link: crate::ide::links::Link| {
        let target = match &link.target {
            LinkTarget::Url(url) => Url::parse(url).ok()?,
            LinkTarget::Document(path) => query.session.uri(path)?,
        };
        Some(DocumentLink { range: query.range(&lines, link.span), target: Some(target), tooltip: None, data: None })
    };
    Some(links(&query.analysis, path).into_iter().filter_map(one).collect())
}
