//! `textDocument/completion` and `completionItem/resolve`: ids and names, found by pinyin as well.
//!
//! An item is small; its card is made when the client asks for it. The order is said by `sortText`, because clients sort
//! anew, and the filter text begins with what answers the letters typed, because some look at its beginning alone.

use serde_json::json;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionResponse, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, Position, TextEdit,
};

use super::hover;
use crate::glossary::EntityType;
use crate::ide::completion::{self, ItemKind};
use crate::lsp::session::Query;
use crate::text::LineIndex;
use crate::workspace::Disk;

/// Characters that open something that can be completed: strings, lists and links.
pub const TRIGGERS: [&str; 4] = ["\"", "'", "[", "("];

/// `asked`: not because of a character that was typed.
pub fn answer(query: &Query, path: &str, position: Position, asked: bool) -> Option<CompletionResponse> {
    let lines = query.lines(path)?;
    let offset = query.offset(path, position)?;
    let found = completion::completions(&query.analysis, path, offset, asked, query.lang(), &|| query.is_cancelled());
    let items = found.items.into_iter().enumerate().map(|(rank, one)| item(query, &lines, rank, one)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items }))
}

fn item(query: &Query, lines: &LineIndex, rank: usize, item: completion::Item) -> CompletionItem {
    let detail = Some(item.detail).filter(|d| !d.is_empty());
    let (label_details, detail) = match query.caps().label_details {
        true => (detail.map(|d| CompletionItemLabelDetails { detail: None, description: Some(d) }), None),
        false => (None, detail),
    };
    CompletionItem {
        label: item.label,
        label_details,
        kind: Some(kind(item.kind)),
        detail,
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(item.filter),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: query.range(lines, item.replace), new_text: item.insert })),
        data: item.about.map(|(root, id)| json!({ "root": root, "id": id })),
        ..CompletionItem::default()
    }
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Entity(EntityType::Person) => CompletionItemKind::VARIABLE,
        ItemKind::Entity(EntityType::Organization) => CompletionItemKind::CLASS,
        ItemKind::Entity(EntityType::Product) => CompletionItemKind::VALUE,
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Word => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Document => CompletionItemKind::FILE,
    }
}

/// Adds the card of the entity that an item is about.
pub fn resolve(query: &Query, mut item: CompletionItem) -> CompletionItem {
    let text = |key: &str| item.data.as_ref()?.get(key)?.as_str();
    let (Some(root), Some(id)) = (text("root"), text("id")) else { return item };
    if let Some(card) = completion::card(&query.analysis, &Disk::default(), root, id, query.lang()) {
        let markdown = query.caps().markdown_completion;
        let (kind, value) =
            if markdown { (MarkupKind::Markdown, hover::markdown(query, &card)) } else { (MarkupKind::PlainText, card.plain()) };
        item.documentation = Some(Documentation::MarkupContent(MarkupContent { kind, value }));
    }
    item
}
