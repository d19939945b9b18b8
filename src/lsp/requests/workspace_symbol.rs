//! `workspace/symbol`: entities and headlines by letters, Han characters, pinyin or initials.

use tower_lsp::lsp_types::SymbolInformation;

use super::document_symbol::kind;
use crate::ide::symbols;
use crate::lsp::session::Query;

#[expect(deprecated, reason = "the field must be named, and stays empty")]
pub fn answer(query: &Query, words: &str) -> Vec<SymbolInformation> {
    let found = symbols::workspace(&query.analysis, words, query.lang(), &|| query.is_cancelled());
    let one = |symbol: symbols::FoundSymbol| {
        Some(SymbolInformation {
            name: symbol.name,
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: query.location(&symbol.place.path, symbol.place.span)?,
            container_name: Some(symbol.container).filter(|c| !c.is_empty()),
        })
    };
    found.into_iter().filter_map(one).collect()
}
