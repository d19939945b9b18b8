//! `textDocument/inlayHint`: normalised values, preferred names, what contradicts a figure.

use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use crate::ide::inlay::hints;
use crate::lsp::convert;
use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str, range: Range) -> Option<Vec<InlayHint>> {
    let lines = query.lines(path)?;
    let encoding = query.caps().encoding;
    let span = convert::span(&lines, range, encoding);
    let one = |hint: crate::ide::inlay::Hint| InlayHint {
        position: convert::position(&lines, hint.offset, encoding),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: (!hint.tooltip.is_empty()).then_some(InlayHintTooltip::String(hint.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Some(hints(&query.analysis, path, span, query.lang()).into_iter().map(one).collect())
}
