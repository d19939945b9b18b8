//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`: who mentions whom.

use tower_lsp::lsp_types::{CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Position, Range};

use super::document_symbol::kind;
use crate::ide::calls::{self, Call, Caller, Node};
use crate::lsp::session::Query;
use crate::text::Span;

pub fn prepare(query: &Query, path: &str, position: Position) -> Option<Vec<CallHierarchyItem>> {
    let offset = query.offset(path, position)?;
    let callers = calls::prepare(&query.analysis, path, offset, query.lang())?;
    Some(callers.into_iter().filter_map(|c| item(query, c)).collect())
}

pub fn incoming(query: &Query, of: &CallHierarchyItem) -> Option<Vec<CallHierarchyIncomingCall>> {
    let calls = calls::incoming(&query.analysis, &node(of)?, query.lang(), &|| query.is_cancelled());
    let one = |Call { other, at }: Call| {
        let from_ranges = ranges(query, &other.path.clone(), &at)?;
        Some(CallHierarchyIncomingCall { from: item(query, other)?, from_ranges })
    };
    Some(calls.into_iter().filter_map(one).collect())
}

pub fn outgoing(query: &Query, of: &CallHierarchyItem) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let home = crate::lsp::convert::path_of(&of.uri)?;
    let calls = calls::outgoing(&query.analysis, &node(of)?, query.lang(), &|| query.is_cancelled());
    let one = |Call { other, at }: Call| {
        // Places are in the document of the one that mentions; where that is another one by now, its own name will do.
        let from_ranges = ranges(query, &home, &at).unwrap_or_else(|| vec![of.selection_range]);
        Some(CallHierarchyOutgoingCall { to: item(query, other)?, from_ranges })
    };
    Some(calls.into_iter().filter_map(one).collect())
}

/// What the item is about: the data that it was given, brought back by the client.
fn node(item: &CallHierarchyItem) -> Option<Node> {
    serde_json::from_value(item.data.clone()?).ok()
}

fn item(query: &Query, caller: Caller) -> Option<CallHierarchyItem> {
    let passage = query.location(&caller.path, caller.span)?;
    let focus = query.location(&caller.path, caller.focus)?;
    Some(CallHierarchyItem {
        name: caller.name,
        kind: kind(caller.kind),
        tags: None,
        detail: Some(caller.detail),
        uri: passage.uri,
        range: passage.range,
        selection_range: focus.range,
        data: serde_json::to_value(&caller.node).ok(),
    })
}

fn ranges(query: &Query, path: &str, spans: &[Span]) -> Option<Vec<Range>> {
    let lines = query.lines(path)?;
    Some(spans.iter().map(|span| query.range(&lines, *span)).collect())
}
