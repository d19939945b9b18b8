//! Stage two: which hits link, which candidates are names, who a short form means, what introduces whom.

mod hits;
mod introductions;
mod shorts;
mod sounds;
mod unresolved;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::extract::{ArticleFacts, BlockEntry, Context, EntityKey, Mention, Target, Taught};
use crate::glossary::{CueId, Entity};
use crate::text::{BlockKind, Layout, Span, Symbol};

/// Links, short forms, defined names, candidates kept or dropped, introductions. Fills `facts.mentions`,
/// `facts.introductions` and `facts.taught`.
pub(in crate::extract) fn link(layout: &Layout, blocks: &[BlockEntry], context: &Context, facts: &mut ArticleFacts) {
    let mut article = Article::new(layout, blocks, context, facts);
    hits::accept(&mut article);
    unresolved::collect(&mut article);
    sounds::find(&mut article);
    shorts::resolve(&mut article);
    unresolved::drop_openers(&mut article);
    let taught = unresolved::taught(&mut article);
    let introductions = introductions::collect(&article);
    facts.mentions = article.mentions.into_values().collect();
    facts.taught = taught.into();
    facts.introductions = introductions.into();
}

/// The article while its names are decided.
struct Article<'a> {
    layout: &'a Layout,
    blocks: &'a [BlockEntry],
    context: &'a Context,
    title: Option<Span>,
    /// `YYYY-MM-DD` of the article.
    date: Option<String>,
    /// Cues of the whole article, sorted.
    cues: Vec<CueId>,
    /// By start; they never overlap.
    mentions: BTreeMap<u32, Mention>,
    /// Weak candidates that are words of the language and only open sentences: names at most as short forms.
    openers: Vec<Span>,
    /// Entities of the glossary that are linked, by id.
    present: BTreeMap<Symbol, Arc<Entity>>,
}

impl<'a> Article<'a> {
    fn new(layout: &'a Layout, blocks: &'a [BlockEntry], context: &'a Context, facts: &ArticleFacts) -> Article<'a> {
        let mut cues: Vec<CueId> = blocks.iter().flat_map(|b| b.cues.iter().copied()).collect();
        cues.sort_unstable();
        cues.dedup();
        Article {
            layout,
            blocks,
            context,
            title: facts.title.as_ref().map(|t| t.span),
            date: facts.date.as_ref().map(|d| d.date.to_string()),
            cues,
            mentions: BTreeMap::new(),
            openers: Vec::new(),
            present: BTreeMap::new(),
        }
    }
    /// Blocks with their start in the article.
    fn each_block(&self) -> impl Iterator<Item = (usize, u32, &'a BlockEntry)> + use<'a> {
        let (layout, blocks) = (self.layout, self.blocks);
        blocks.iter().enumerate().filter_map(move |(i, b)| layout.blocks.get(i).map(|l| (i, l.span.start, b)))
    }
    fn is_body(&self, block: usize) -> bool {
        let Some(block) = self.layout.blocks.get(block) else { return false };
        block.kind == BlockKind::Paragraph && self.title.is_none_or(|t| !t.overlaps(block.span))
    }
    /// The mention that lies on any part of a span.
    fn overlapping(&self, span: Span) -> Option<&Mention> {
        let before = self.mentions.range(..span.end).next_back().map(|(_, m)| m);
        before.filter(|m| m.span.overlaps(span))
    }
    /// The mention that ends here.
    fn ending_at(&self, end: u32) -> Option<&Mention> {
        self.mentions.range(..end).next_back().map(|(_, m)| m).filter(|m| m.span.end == end)
    }
    /// Mentions inside a span, in order.
    fn inside(&self, span: Span) -> impl DoubleEndedIterator<Item = &Mention> {
        self.mentions.range(span.start..span.end.max(span.start)).map(|(_, m)| m).filter(move |m| m.span.end <= span.end)
    }
    /// Adds a mention where there is none.
    fn add(&mut self, mention: Mention) -> bool {
        if mention.span.is_empty() || self.overlapping(mention.span).is_some() {
            return false;
        }
        self.mentions.insert(mention.span.start, mention);
        true
    }
    /// Removes all mentions on a span.
    fn clear(&mut self, span: Span) {
        while let Some(start) = self.overlapping(span).map(|m| m.span.start) {
            self.mentions.remove(&start);
        }
    }
}

/// What an [`EntityKey`] a target stands for, where it is one.
fn entity_of(target: &Target) -> Option<EntityKey> {
    match target {
        Target::Linked(id) => Some(EntityKey::Known(id.clone())),
        Target::Unresolved(key) => Some(EntityKey::Provisional(key.clone())),
        Target::Ambiguous(_) => None,
    }
}

fn taught_of(full: EntityKey, name: Symbol, span: Span, corpus: bool) -> Taught {
    Taught { full, name, span, corpus }
}
