//! Hits of the glossary: which are accepted, and which of several bearers is meant.

use std::collections::{BTreeMap, BTreeSet};

use super::Article;
use crate::extract::mentions::fold_name;
use crate::extract::{BlockHit, Evidence, Mention, Strength, Target};
use crate::glossary::{Bearer, EntityType, Rank};
use crate::text::{Span, Symbol, is_han};

struct Open<'a> {
    hit: &'a BlockHit,
    span: Span,
    block: usize,
    bearers: Vec<Bearer<'a>>,
}

pub(super) fn accept(article: &mut Article) {
    let matcher = &article.context.matcher;
    let mut open: Vec<Open> = Vec::new();
    for (block, start, entry) in article.each_block() {
        for hit in entry.hits.iter() {
            let mut bearers: Vec<Bearer> = matcher.bearers_with(hit.name, &article.cues).collect();
            bearers.sort_by(|a, b| a.entity.id.cmp(&b.entity.id));
            bearers.dedup_by(|a, b| a.entity.id == b.entity.id);
            if !bearers.is_empty() {
                open.push(Open { hit, span: hit.span.shift(start), block, bearers });
            }
        }
    }
    // Names that nothing else can be vouch for their entities.
    let certain: BTreeSet<Symbol> =
        open.iter().filter(|o| o.hit.bounded && !o.hit.common && o.bearers.len() == 1).map(|o| o.bearers[0].entity.id.clone()).collect();
    let mut unopposed: BTreeMap<u32, u32> = BTreeMap::new();
    for o in open.iter().filter(|o| o.hit.bounded && o.hit.cue >= 0) {
        *unopposed.entry(o.hit.name).or_default() += 1;
    }
    let cued: BTreeSet<u32> = open.iter().filter(|o| o.hit.cue > 0 && o.hit.bounded).map(|o| o.hit.name).collect();
    let accepted: Vec<&Open> = open
        .iter()
        .filter(|o| {
            let hit = o.hit;
            let han = hit.text.chars().next().is_some_and(is_han);
            if !hit.bounded {
                return false;
            }
            if !hit.common || matcher.is_conditional(hit.name) {
                return hit.cue >= 0 || !hit.common;
            }
            let vouched = o.bearers.iter().any(|b| certain.contains(&b.entity.id)) || cued.contains(&hit.name);
            if han {
                hit.cue > 0 || (hit.cue == 0 && (vouched || unopposed.get(&hit.name).is_some_and(|n| *n >= 3)))
            } else {
                hit.cue > 0 || !hit.at_start || vouched
            }
        })
        .collect();
    // Those with one bearer first: they decide the others.
    let mut mentions: Vec<(Mention, usize)> = Vec::new();
    for o in accepted.iter().filter(|o| o.bearers.len() == 1) {
        let bearer = &o.bearers[0];
        article.present.insert(bearer.entity.id.clone(), bearer.entity.clone());
        mentions.push((mention(article, o, bearer, Target::Linked(bearer.entity.id.clone())), o.block));
    }
    for (mention, _) in mentions {
        article.add(mention);
    }
    let ambiguous: Vec<Mention> = accepted
        .iter()
        .filter(|o| o.bearers.len() > 1)
        .map(|o| {
            let mut scored: Vec<(i32, &Bearer)> = o.bearers.iter().map(|b| (score(article, o, b), b)).collect();
            scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.entity.id.cmp(&b.1.entity.id)));
            let best = scored[0].1;
            let clear = scored[0].0 >= scored[1].0 + CLEAR_LEAD;
            let target = if clear {
                Target::Linked(best.entity.id.clone())
            } else {
                Target::Ambiguous(scored.iter().map(|(_, b)| b.entity.id.clone()).collect())
            };
            mention(article, o, best, target)
        })
        .collect();
    for mention in ambiguous {
        if let Target::Linked(id) = &mention.target
            && let Some(entity) = accepted.iter().flat_map(|o| &o.bearers).find(|b| b.entity.id == *id)
        {
            article.present.insert(id.clone(), entity.entity.clone());
        }
        article.add(mention);
    }
}

/// Points by which one bearer must lead to be meant.
const CLEAR_LEAD: i32 = 2;

fn mention(article: &Article, o: &Open, bearer: &Bearer, target: Target) -> Mention {
    let date = article.date.as_deref();
    let before = bearer.name.from.as_deref().zip(date).is_some_and(|(from, date)| date < from);
    // A date without month or day ends with its last day: compare as far as it goes.
    let after = bearer.name.to.as_deref().zip(date).is_some_and(|(to, date)| date.get(..to.len()).is_some_and(|d| d > to));
    Mention {
        span: o.span,
        kind: bearer.entity.kind,
        target,
        name: o.hit.text.clone(),
        strength: Strength::Strong,
        evidence: Evidence::GLOSSARY,
        hidden: bearer.name.rank == Rank::Hidden,
        former: before || after,
        short: false,
    }
}

/// How much speaks for one bearer of a shared name: role and organization beside it, its maker or parent in the same
/// sentence, another name of it in the article.
fn score(article: &Article, o: &Open, bearer: &Bearer) -> i32 {
    let entity = bearer.entity;
    let mut score = 0;
    let Some(entry) = article.blocks.get(o.block) else { return 0 };
    let near = o.hit.sentence.shift(o.span.start - o.hit.span.start);
    let linked_near =
        |id: &str| article.mentions.range(near.start..near.end).any(|(_, m)| matches!(&m.target, Target::Linked(l) if **l == *id));
    let draft = entry.facts.names.introductions.iter().find(|d| d.name.span.overlaps(o.hit.span));
    for role in &entity.roles {
        let mut this = 0;
        if role.of.as_deref().is_some_and(linked_near) {
            this += 3;
        }
        if !role.title.is_empty() && draft.is_some_and(|d| d.title.iter().any(|t| fold_name(t) == fold_name(&role.title))) {
            this += 2;
        }
        score = score.max(this);
    }
    if entity.makers.iter().chain(&entity.part_of).any(|l| linked_near(&l.id)) {
        score += 2;
    }
    // A cue of the text for one type.
    let candidate = entry.facts.names.candidates.iter().find(|c| c.span.overlaps(o.hit.span));
    if let Some(candidate) = candidate.filter(|c| c.strength >= Strength::Fair && !c.evidence.has(Evidence::SEGMENTER)) {
        score += if candidate.kind == entity.kind { 1 } else { -1 };
    }
    let others_present = o.bearers.iter().any(|b| b.entity.id != entity.id && article.present.contains_key(&b.entity.id));
    if article.present.contains_key(&entity.id) && !others_present {
        score += 2;
    }
    // A person's name beside an organization's title is the person.
    if entity.kind == EntityType::Person && draft.is_some_and(|d| d.kind == EntityType::Person) {
        score += 1;
    }
    score
}
