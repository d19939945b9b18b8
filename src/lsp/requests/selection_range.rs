//! `textDocument/selectionRange`: word, entity or figure, clause, sentence, block, section.

use tower_lsp::lsp_types::{Position, Range, SelectionRange};

use crate::ide::selection::ranges;
use crate::lsp::session::Query;
use crate::workspace::Disk;

/// One chain for each position, as the protocol demands; where nothing is known, the position itself.
pub fn answer(query: &Query, path: &str, positions: &[Position]) -> Option<Vec<SelectionRange>> {
    let lines = query.lines(path)?;
    let one = |position: &Position| {
        let spans = query.offset(path, *position).and_then(|offset| ranges(&query.analysis, &Disk::default(), path, offset));
        let chain = spans.unwrap_or_default().iter().rev().fold(None, |parent: Option<SelectionRange>, span| {
            Some(SelectionRange { range: query.range(&lines, *span), parent: parent.map(Box::new) })
        });
        chain.unwrap_or(SelectionRange { range: Range { start: *position, end: *position }, parent: None })
    };
    Some(positions.iter().map(one).collect())
}
