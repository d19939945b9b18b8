//! What is at an offset.

use std::sync::Arc;

use crate::config::{RuleName, rule_names};
use crate::corpus::{Article, ConfigDocument, GlossaryDocument};
use crate::extract::Mention;
use crate::glossary::{Entity, Name};
use crate::text::{Span, Symbol};

use super::{Analysis, CorpusView, Document};

/// The thing at an offset, with the corpus and the document it stands in.
pub(super) struct Cursor<'a> {
    pub view: &'a Arc<CorpusView>,
    pub document: Document<'a>,
    pub item: Item<'a>,
    pub span: Span,
}

pub(super) enum Item<'a> {
    Mention(&'a Arc<Article>, Mention),
    /// Index into the article's figures.
    Figure(&'a Arc<Article>, u32),
    /// The id of an entry of a glossary file: in the entry itself, or where another entry refers to it.
    Id(Symbol),
    Name(&'a Entity, &'a Name),
    /// A rule named in `dossier.toml`.
    Rule(&'static RuleName),
}

/// The smallest thing at the offset. At a boundary between two, the one that starts there; behind the last letter of
/// a thing, that thing.
pub(super) fn at<'a>(analysis: &'a Analysis, path: &str, offset: u32) -> Option<Cursor<'a>> {
    let (view, document) = analysis.find(path)?;
    let (span, item) = match &document {
        Document::Article(article) => in_article(view, article, offset),
        Document::Glossary(glossary) => in_glossary(glossary, offset),
        Document::Config(config) => in_config(config, offset),
    }?;
    Some(Cursor { view, document, item, span })
}

fn in_article<'a>(view: &'a CorpusView, article: &'a Arc<Article>, offset: u32) -> Option<(Span, Item<'a>)> {
    let facts = &article.facts;
    // Asking the corpus about every mention is for articles whose own list has one here.
    let near = facts.mentions.iter().any(|m| m.span.touches(offset));
    let mentions = near.then(|| view.snapshot.mentions(article)).into_iter().flatten();
    let mentions = mentions.filter(|m| m.span.touches(offset)).map(|m| (m.span, Item::Mention(article, m)));
    let figures = facts.figures.iter().enumerate().filter(|(_, f)| f.span.touches(offset));
    let figures = figures.map(|(at, f)| (f.span, Item::Figure(article, at as u32)));
    smallest(mentions.chain(figures), offset)
}

fn in_glossary(glossary: &GlossaryDocument, offset: u32) -> Option<(Span, Item<'_>)> {
    let fits = |span: Span, text: &str| span.of(&glossary.text).contains(text);
    let mut items = Vec::new();
    // Of a broken file the entities are those of its last sound version: only places that still say the same count.
    for entity in &glossary.file.entities {
        items.push((entity.id_span, &entity.id, Item::Id(entity.id.clone())));
        items.extend(entity.names.iter().map(|n| (n.span, &n.text, Item::Name(entity, n))));
        items.extend(entity.references().map(|(id, span)| (span, id, Item::Id(id.clone()))));
    }
    let here = items.into_iter().filter(|(span, text, _)| span.touches(offset) && fits(*span, text));
    smallest(here.map(|(span, _, item)| (span, item)), offset)
}

fn in_config(config: &ConfigDocument, offset: u32) -> Option<(Span, Item<'static>)> {
    let text = &*config.text;
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '*');
    let at = offset as usize;
    let start =
        text.get(..at)?.rfind(|c| !name(c)).map_or(0, |i| i + text.get(i..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let end = text.get(at..)?.find(|c| !name(c)).map_or(text.len(), |i| at + i);
    let word = text.get(start..end)?;
    rule_names().iter().find(|r| r.name == word).map(|r| (Span::new(start, end), Item::Rule(r)))
}

fn smallest<'a>(items: impl Iterator<Item = (Span, Item<'a>)>, offset: u32) -> Option<(Span, Item<'a>)> {
    // What starts here or holds the offset goes before what ends here; then the smaller one; of equals the first.
    items.min_by_key(|(span, _)| (span.end <= offset, span.len()))
}
