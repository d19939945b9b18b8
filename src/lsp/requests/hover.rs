//! `textDocument/hover`: the card of an actor, product or figure.

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::check::Place;
use crate::ide;
use crate::lsp::session::Query;
use crate::workspace::Disk;

pub fn answer(query: &Query, path: &str, position: Position) -> Option<Hover> {
    let lines = query.lines(path)?;
    let offset = query.offset(path, position)?;
    let hover = ide::hover::hover(&query.analysis, &Disk::default(), path, offset, query.lang())?;
    let (kind, value) = if query.caps().markdown_hover {
        (MarkupKind::Markdown, markdown(query, &hover.card))
    } else {
        (MarkupKind::PlainText, hover.card.plain())
    };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(query.range(&lines, hover.span)) })
}

/// A card as Markdown, its places as addresses.
pub fn markdown(query: &Query, card: &ide::hover::Card) -> String {
    // Clients open `#L12` at line 12.
    card.markdown(&|place: &Place, line: u32| {
        let mut uri = query.session.uri(&place.path)?;
        uri.set_fragment(Some(&format!("L{}", line + 1)));
        Some(uri.to_string())
    })
}
