//! `textDocument/foldingRange`: front matter, sections, lists, entries.

use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

use crate::ide::folding::{FoldKind, folds};
use crate::lsp::session::Query;

pub fn answer(query: &Query, path: &str) -> Option<Vec<FoldingRange>> {
    let lines = query.lines(path)?;
    let whole_lines = query.caps().line_folding_only;
    let one = |fold: crate::ide::folding::Fold| {
        let range = query.range(&lines, fold.span);
        Some(FoldingRange {
            start_line: range.start.line,
            start_character: (!whole_lines).then_some(range.start.character),
            end_line: range.end.line,
            end_character: (!whole_lines).then_some(range.end.character),
            kind: matches!(fold.kind, FoldKind::FrontMatter | FoldKind::Section).then_some(FoldingRangeKind::Region),
            collapsed_text: None,
        })
        .filter(|f| f.start_line < f.end_line)
    };
    Some(folds(&query.analysis, path).into_iter().filter_map(one).collect())
}
