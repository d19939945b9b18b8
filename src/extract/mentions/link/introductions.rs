//! Introductions: drafts of the blocks with the entities that the article knows.

use super::{Article, entity_of};
use std::collections::BTreeSet;

use crate::extract::mentions::facts::{Draft, Window};
use crate::extract::mentions::lexicon::{self, Class};
use crate::extract::{EntityKey, Introduction, Mention, Relation, Strength, Target};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol, is_han};

pub(super) fn collect(article: &Article) -> Vec<Introduction> {
    let mut out: Vec<Introduction> = Vec::new();
    for (block, start, entry) in article.each_block() {
        let in_body = article.is_body(block);
        for draft in entry.facts.names.introductions.iter() {
            let name_span = draft.name.span.shift(start);
            let Some(mention) = article.overlapping(name_span) else { continue };
            let Some(entity) = entity_of(&mention.target) else { continue };
            if mention.strength < Strength::Fair || !draft.span.shift(start).contains(mention.span) {
                continue;
            }
            out.push(introduction(article, draft, start, mention, entity, in_body));
        }
    }
    makers(article, &mut out);
    defined(article, &mut out);
    bare(article, &mut out);
    out.sort_by(|a, b| (a.span, a.name_span).cmp(&(b.span, b.name_span)).then_with(|| a.entity.cmp(&b.entity)));
    out.dedup_by(|a, b| a.span == b.span && a.name_span == b.name_span && a.title == b.title);
    out
}

fn introduction(article: &Article, draft: &Draft, start: u32, mention: &Mention, entity: EntityKey, in_body: bool) -> Introduction {
    let mut span = draft.span.shift(start);
    let (mut of, mut of_entity, mut department) = (None, None, draft.department.clone());
    if let Some(named) = &draft.of {
        let place = named.span.shift(start);
        let org = article.inside(place).next_back().or_else(|| article.overlapping(place));
        of = Some(org.filter(|m| m.span != place).map_or_else(|| named.name.clone(), |m| m.name.clone()));
        of_entity = org.and_then(|m| entity_of(&m.target));
    }
    if let Some(window) = &draft.window {
        let place = window_span(window).shift(start);
        let org = article
            .mentions
            .range(place.start.saturating_sub(64)..place.end)
            .map(|(_, m)| m)
            .rfind(|m| m.kind == EntityType::Organization && m.span.end <= place.end && m.span.end > place.start);
        match org {
            Some(org) => {
                of = Some(printed(window, org.span, start).unwrap_or_else(|| org.name.clone()));
                of_entity = entity_of(&org.target);
                department = rest_of(window, org.span.end - start).or(department);
                span = span.join(org.span);
            }
            None => {
                department = department_of(&window.text, &window.printed).or(department);
            }
        }
    }
    Introduction {
        span: span.join(mention.span),
        name_span: mention.span,
        entity,
        name: if mention.span == draft.name.span.shift(start) { draft.name.name.clone() } else { mention.name.clone() },
        kind: mention.kind,
        title: draft.title.clone(),
        of,
        of_entity,
        department,
        what: draft.what.clone(),
        relation: draft.relation,
        aside: draft.aside,
        in_body,
        in_sentence: draft.in_sentence,
    }
}

/// A mention in the window as printed; none where it reaches out of it.
fn printed(window: &Window, span: Span, start: u32) -> Option<Symbol> {
    let inside = |p: &Span| span.contains(p.shift(start));
    let text: String = window.printed.chars().zip(window.places.iter()).filter(|(_, p)| inside(p)).map(|(c, _)| c).collect();
    let first = window.places.iter().find(|p| inside(p))?;
    (first.start + start == span.start).then(|| Symbol::new(&text))
}

fn window_span(window: &Window) -> Span {
    match (window.places.first(), window.places.last()) {
        (Some(a), Some(b)) => a.join(*b),
        _ => Span::default(),
    }
}

/// What stands between an organization and the title: a department, unless it is a general word.
fn rest_of(window: &Window, from: u32) -> Option<Symbol> {
    let inside = window.places.iter().filter(|p| p.start < from).count();
    let (read, printed): (String, String) = (window.text.chars().skip(inside).collect(), window.printed.chars().skip(inside).collect());
    department_of(&read, &printed)
}

/// The text itself, as printed, where it ends like a department.
fn department_of(read: &str, printed: &str) -> Option<Symbol> {
    let joint = |c: char| c == ' ' || c == '的';
    let (read, printed) = (read.trim_matches(joint), printed.trim_matches(joint));
    let ends = read.char_indices().rev().take(4).any(|(i, _)| lexicon::han(&read[i..]).has(Class::DEPT));
    (ends && read.chars().count() >= 2).then(|| Symbol::new(printed))
}

/// Entities of the glossary that nothing introduces: the first clause of the body that they open, else the first that
/// holds them.
fn bare(article: &Article, out: &mut Vec<Introduction>) {
    let mut known: BTreeSet<EntityKey> = out.iter().map(|i| i.entity.clone()).collect();
    for opens in [true, false] {
        for (block, start, entry) in article.each_block().filter(|(b, _, _)| article.is_body(*b)) {
            for hit in entry.hits.iter().filter(|h| h.complete && (!opens || h.opens_clause)) {
                let span = hit.span.shift(start);
                let Some(mention) = article.overlapping(span).filter(|m| m.span == span) else { continue };
                let Target::Linked(id) = &mention.target else { continue };
                let entity = EntityKey::Known(id.clone());
                if !known.insert(entity.clone()) {
                    continue;
                }
                out.push(Introduction::bare(entity, mention, hit.clause.shift(start), article.is_body(block)));
            }
        }
    }
}

/// A parenthesis that gives another name belongs to the introduction it follows; after a name that nothing introduces
/// it is all that the text says of it.
fn defined(article: &Article, out: &mut Vec<Introduction>) {
    for (block, start, entry) in article.each_block() {
        for taught in entry.facts.names.taught.iter() {
            let (full, end) = (taught.full_end + start, taught.passage_end + start);
            let Some(mention) = article.ending_at(full).filter(|m| m.strength >= Strength::Fair) else { continue };
            let Some(entity) = entity_of(&mention.target) else { continue };
            let mut said = false;
            for known in out.iter_mut().filter(|i| i.name_span == mention.span) {
                known.span.end = known.span.end.max(end);
                said = true;
            }
            if !said && entity.provisional().is_some() {
                let span = Span { start: mention.span.start, end };
                out.push(Introduction::bare(entity, mention, span, article.is_body(block)));
            }
        }
    }
}

/// A product whose name begins with its maker's: `Korvo NX1`.
fn makers(article: &Article, out: &mut Vec<Introduction>) {
    let organizations: std::collections::BTreeMap<Symbol, EntityKey> = (article.mentions.values())
        .filter(|m| m.kind == EntityType::Organization)
        .filter_map(|m| entity_of(&m.target).map(|e| (m.name.clone(), e)))
        .collect();
    let mut previous: Option<&Mention> = None;
    for mention in article.mentions.values() {
        let maker_before = previous.filter(|p| p.kind == EntityType::Organization && touches(p, mention));
        previous = Some(mention);
        if mention.kind != EntityType::Product || mention.strength < Strength::Fair {
            continue;
        }
        let Some(entity) = entity_of(&mention.target) else { continue };
        let inside = mention.name.match_indices(' ').rev().find_map(|(i, _)| organizations.get_key_value(mention.name.get(..i)?));
        let (of, of_entity, span) = match (inside, maker_before) {
            (Some((name, key)), _) => (name.clone(), Some(key.clone()), mention.span),
            (None, Some(maker)) => (maker.name.clone(), entity_of(&maker.target), maker.span.join(mention.span)),
            _ => continue,
        };
        let block = article.layout.blocks.partition_point(|b| b.span.end <= mention.span.start);
        out.push(Introduction {
            span,
            name_span: mention.span,
            entity,
            name: mention.name.clone(),
            kind: mention.kind,
            title: Box::default(),
            of: Some(of),
            of_entity,
            department: None,
            what: None,
            relation: Some(Relation::MakerOf),
            aside: false,
            in_body: article.is_body(block),
            in_sentence: true,
        });
    }
}

/// Directly one after the other, or with a blank, `的` or `'s` between.
fn touches(maker: &Mention, product: &Mention) -> bool {
    let gap = product.span.start.saturating_sub(maker.span.end);
    let han = maker.name.chars().next_back().is_some_and(is_han);
    !matches!(maker.target, Target::Ambiguous(_)) && (gap <= 1 || (han && gap == 3))
}
