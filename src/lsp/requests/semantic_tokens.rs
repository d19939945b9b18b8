//! `textDocument/semanticTokens/full`, `full/delta` and `range`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tower_lsp::lsp_types::*;

use crate::ide::tokens::{Token, TokenKind, TokenModifiers, tokens};
use crate::lsp::capabilities::ClientCaps;
use crate::lsp::convert;
use crate::lsp::session::Query;
use crate::text::LineIndex;

/// Our types, and the standard ones for clients that list neither these nor any other of their own.
const TYPES: [(TokenKind, &str, &str); 5] = [
    (TokenKind::Person, "person", "variable"),
    (TokenKind::Organization, "organization", "class"),
    (TokenKind::Product, "product", "type"),
    (TokenKind::Number, "number", "number"),
    (TokenKind::Date, "date", "string"),
];
/// There are no standard modifiers of that meaning: for clients that do not list them they are left out.
const MODIFIERS: [&str; 3] = ["unresolved", "ambiguous", "conflicting"];

/// Names of token types and modifiers in the order of their numbers.
pub struct Legend {
    types: Vec<&'static str>,
    modifiers: Vec<&'static str>,
}

impl Legend {
    /// The legend for a client, by what it lists.
    pub fn of(caps: &ClientCaps) -> Legend {
        let listed = |name: &str| caps.token_types.iter().any(|t| t == name);
        Legend {
            types: TYPES.iter().map(|(_, own, standard)| if listed(own) { *own } else { *standard }).collect(),
            modifiers: MODIFIERS.into_iter().filter(|m| caps.token_modifiers.iter().any(|t| t == m)).collect(),
        }
    }
    pub fn offer(&self) -> SemanticTokensLegend {
        SemanticTokensLegend {
            token_types: self.types.iter().map(|t| SemanticTokenType::new(t)).collect(),
            token_modifiers: self.modifiers.iter().map(|m| SemanticTokenModifier::new(m)).collect(),
        }
    }
    fn bits(&self, modifiers: TokenModifiers) -> u32 {
        let set = [modifiers.unresolved, modifiers.ambiguous, modifiers.conflicting];
        let names = MODIFIERS.into_iter().zip(set).filter(|(_, set)| *set).map(|(name, _)| name);
        names.filter_map(|name| self.modifiers.iter().position(|m| *m == name)).fold(0, |bits, at| bits | 1 << at)
    }
}

pub fn range(query: &Query, path: &str, range: Range) -> Option<SemanticTokensRangeResult> {
    let lines = query.lines(path)?;
    let span = convert::span(&lines, range, query.caps().encoding);
    let data = encode(query, &lines, &tokens(&query.analysis, path, Some(span)));
    Some(SemanticTokens { result_id: None, data }.into())
}

pub fn full(query: &Query, path: &str) -> Option<SemanticTokensResult> {
    let lines = query.lines(path)?;
    let data = encode(query, &lines, &tokens(&query.analysis, path, None));
    let result_id = keep(query, path, &data);
    Some(SemanticTokens { result_id: Some(result_id), data }.into())
}

/// The difference to what `previous` was, if that is still known: one edit between what both begin and end with.
pub fn delta(query: &Query, path: &str, previous: &str) -> Option<SemanticTokensFullDeltaResult> {
    let lines = query.lines(path)?;
    let data = encode(query, &lines, &tokens(&query.analysis, path, None));
    let before = query.session.tokens.lock().get(path).filter(|(id, _)| id == previous).map(|(_, tokens)| tokens.clone());
    let result_id = keep(query, path, &data);
    let Some(before) = before else {
        return Some(SemanticTokens { result_id: Some(result_id), data }.into());
    };
    let same = before.iter().zip(&data).take_while(|(a, b)| a == b).count();
    let tail = before[same..].iter().rev().zip(data[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (removed, added) = (&before[same..before.len() - tail], &data[same..data.len() - tail]);
    let edit = SemanticTokensEdit { start: 5 * same as u32, delete_count: 5 * removed.len() as u32, data: Some(added.to_vec()) };
    let edits = if removed.is_empty() && added.is_empty() { Vec::new() } else { vec![edit] };
    Some(SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id: Some(result_id), edits }))
}

/// Keeps what the client was given and names it.
fn keep(query: &Query, path: &str, data: &[SemanticToken]) -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let id = NUMBER.fetch_add(1, Ordering::Relaxed).to_string();
    if query.session.is_open(path) {
        query.session.tokens.lock().insert(path.into(), (id.clone(), Arc::from(data)));
    }
    id
}

/// Numbers relative to the token before. A token never goes past a line's end: not every client can show that.
fn encode(query: &Query, lines: &LineIndex, tokens: &[Token]) -> Vec<SemanticToken> {
    let legend = Legend::of(query.caps());
    let mut data = Vec::with_capacity(tokens.len());
    let mut last = Position::default();
    for token in tokens {
        let Some(token_type) = TYPES.iter().position(|(kind, ..)| *kind == token.kind) else { continue };
        let whole = query.range(lines, token.span);
        for line in whole.start.line..=whole.end.line {
            let start = if line == whole.start.line { whole.start.character } else { 0 };
            let end = match lines.line_span(line) {
                Some(span) if line < whole.end.line => convert::position(lines, span.end, query.caps().encoding).character,
                _ => whole.end.character,
            };
            if end <= start {
                continue;
            }
            let delta_line = line - last.line;
            data.push(SemanticToken {
                delta_line,
                delta_start: if delta_line == 0 { start - last.character } else { start },
                length: end - start,
                token_type: token_type as u32,
                token_modifiers_bitset: legend.bits(token.modifiers),
            });
            last = Position { line, character: start };
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn legend(capabilities: serde_json::Value) -> Legend {
        let params = json!({ "capabilities": { "textDocument": { "semanticTokens": capabilities } } });
        Legend::of(&ClientCaps::new(&serde_json::from_value(params).expect("the test's own JSON")))
    }

    #[test]
    fn types_fall_back_to_standard_ones() {
        let standard =
            legend(json!({ "requests": {}, "formats": ["relative"], "tokenTypes": ["class", "number"], "tokenModifiers": ["readonly"] }));
        assert_eq!(standard.types, ["variable", "class", "type", "number", "string"]);
        let marks = TokenModifiers { unresolved: true, ambiguous: false, conflicting: true };
        assert_eq!(standard.bits(marks), 0);
        let own = legend(json!({
            "requests": {}, "formats": ["relative"],
            "tokenTypes": ["person", "organization", "product", "number", "date"], "tokenModifiers": ["conflicting", "unresolved"],
        }));
        assert_eq!(own.types, ["person", "organization", "product", "number", "date"]);
        assert_eq!((own.modifiers.len(), own.bits(marks)), (2, 0b11));
    }
}
