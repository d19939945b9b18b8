//! What one article puts into the index: keys only; spans stay with the article.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use crate::annotation::{AcceptTarget, Sidecars};
use crate::extract::mentions::{fold_name, post_of};
use crate::extract::{ArticleFacts, Claim, EntityKey, Figure, Introduction, Mention, NO_PERIOD, Strength, Target};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

/// Keys of one article, each list sorted and without repetition, so that two contributions are compared by merging.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contribution {
    /// Glossary ids that are linked, or among the candidates of an ambiguous mention.
    pub entities: Box<[Symbol]>,
    pub names: Box<[(Symbol, NameVotes)]>,
    /// Claim keys, each with the index of the claim in [`ArticleFacts::claims`], in order of key, then index.
    pub claims: Box<[(Symbol, u32)]>,
    /// Of each of `claims` everything that a rule can compare, without its place: equal prints mean that nothing but the
    /// place changed.
    pub prints: Box<[u64]>,
    pub introduced: Box<[EntityKey]>,
    /// Folded names that the text declares to be another name of an entity, for the whole corpus.
    pub taught: Box<[Symbol]>,
    /// Posts that one person of an organization holds, as this article gives them (see [`post_key`]), each with a print of
    /// who holds it.
    pub posts: Box<[(Symbol, u64)]>,
    /// Keys of accept records.
    pub accepts: Box<[Symbol]>,
}

/// Votes of one article on one provisional name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameVotes {
    pub mentions: u32,
    pub strong: u32,
    pub fair: u32,
    pub likely: u32,
    /// By type in the order of [`crate::glossary::EntityType::ALL`], weighted by strength.
    pub kinds: [u32; 3],
}

impl NameVotes {
    pub(super) fn add(&mut self, o: NameVotes) {
        self.mentions += o.mentions;
        self.strong += o.strong;
        self.fair += o.fair;
        self.likely += o.likely;
        for (a, b) in self.kinds.iter_mut().zip(o.kinds) {
            *a += b;
        }
    }
    pub(super) fn remove(&mut self, o: NameVotes) {
        self.mentions -= o.mentions;
        self.strong -= o.strong;
        self.fair -= o.fair;
        self.likely -= o.likely;
        for (a, b) in self.kinds.iter_mut().zip(o.kinds) {
            *a -= b;
        }
    }
}

/// `org|post|day` of an introduction that gives a person a post which the organization fills once, in an article with a
/// date. Introductions with one key are of the same time.
pub fn post_key(facts: &ArticleFacts, introduction: &Introduction) -> Option<Symbol> {
    if introduction.kind != EntityType::Person || introduction.aside || introduction.department.is_some() {
        return None;
    }
    let (org, date) = (introduction.of_entity.as_ref()?, facts.date.as_ref()?);
    let post = introduction.title.iter().find_map(|t| post_of(t))?;
    Some(Symbol::new(&format!("{}|{post}|{}", org.id(), date.date)))
}

fn posts(facts: &ArticleFacts) -> Box<[(Symbol, u64)]> {
    let held = facts.introductions.iter().filter_map(|i| Some((post_key(facts, i)?, &i.entity)));
    let mut posts: std::collections::BTreeMap<Symbol, std::collections::BTreeSet<&EntityKey>> = Default::default();
    for (post, holder) in held {
        posts.entry(post).or_default().insert(holder);
    }
    let print = |holders: &std::collections::BTreeSet<&EntityKey>| {
        let mut hasher = FxHasher::default();
        holders.hash(&mut hasher);
        hasher.finish()
    };
    posts.into_iter().map(|(post, holders)| (post, print(&holders))).collect()
}

/// How much a mention's strength weighs in the vote on a name's type.
fn weight(strength: Strength) -> u32 {
    match strength {
        Strength::Weak => 1,
        Strength::Likely => 2,
        Strength::Fair => 3,
        Strength::Strong => 9,
    }
}

/// The same claims under the names that the text gives a subject for the whole corpus: of 柯川汽车（Korvo Motors） also
/// under `korvo motors`, where an article in English has them.
fn under_other_names(facts: &ArticleFacts, claims: &[(Symbol, u32)]) -> Vec<(Symbol, u32)> {
    let mut out = Vec::new();
    for taught in facts.taught.iter().filter(|t| t.corpus) {
        let other = EntityKey::Provisional(fold_name(&taught.name));
        for (_, i) in claims {
            let Some(claim) = facts.claims.get(*i as usize) else { continue };
            let Some((_, known)) = claim.subject.as_ref().filter(|s| s.0 == taught.full && s.0 != other) else { continue };
            let renamed = Claim { subject: Some((other.clone(), *known)), ..claim.clone() };
            out.extend(renamed.key().map(|k| (k, *i)));
        }
    }
    out.sort();
    out.dedup();
    out
}

impl Contribution {
    pub fn new(facts: &ArticleFacts, sidecars: &Sidecars) -> Contribution {
        let mut entities = Vec::new();
        let mut votes: Vec<(Symbol, NameVotes)> = Vec::new();
        let mut repeated = facts.blocks.iter().filter(|b| b.repeated).map(|b| b.span).peekable();
        for mention in &facts.mentions {
            match &mention.target {
                Target::Linked(id) => entities.push(id.clone()),
                Target::Ambiguous(ids) => entities.extend(ids.iter().cloned()),
                Target::Unresolved(key) => {
                    // A caption repeated ten times votes once.
                    while repeated.next_if(|span| span.end <= mention.span.start).is_some() {}
                    if repeated.peek().is_some_and(|span| span.contains(mention.span)) {
                        continue;
                    }
                    let mut vote = NameVotes {
                        mentions: 1,
                        strong: (mention.strength == Strength::Strong) as u32,
                        fair: (mention.strength == Strength::Fair) as u32,
                        likely: (mention.strength == Strength::Likely) as u32,
                        kinds: [0; 3],
                    };
                    vote.kinds[mention.kind.index()] = weight(mention.strength);
                    votes.push((key.clone(), vote));
                }
            }
        }
        votes.sort_by(|a, b| a.0.cmp(&b.0));
        votes.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1.add(next.1);
            }
            same
        });
        let mut claims: Vec<(Symbol, u32)> = facts.claims.iter().enumerate().filter_map(|(i, c)| Some((c.key()?, i as u32))).collect();
        claims.extend(under_other_names(facts, &claims));
        claims.sort();
        let prints = prints(facts, &claims);
        let corpus = facts.taught.iter().filter(|t| t.corpus);
        let taught = corpus.flat_map(|t| std::iter::once(fold_name(&t.name)).chain(t.full.provisional().cloned()));
        let accepts = sidecars.iter().flat_map(|s| s.accepts()).filter_map(|(_, a)| match &a.target {
            AcceptTarget::Key { key, .. } => Some(Symbol::new(key)),
            AcceptTarget::Span { .. } => None,
        });
        Contribution {
            entities: sorted(entities),
            names: votes.into(),
            claims: claims.into(),
            prints,
            introduced: sorted(facts.introductions.iter().map(|i| i.entity.clone())),
            taught: sorted(taught),
            posts: posts(facts),
            accepts: sorted(accepts),
        }
    }
    /// Indices of the claims with this key.
    pub fn claims_of(&self, key: &str) -> impl Iterator<Item = u32> + '_ {
        let from = self.claims.partition_point(|c| &*c.0 < key);
        let key = key.to_owned();
        self.claims[from..].iter().take_while(move |c| *c.0 == *key).map(|c| c.1)
    }
}

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Box<[T]> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items.dedup();
    items.into()
}

/// The prints of claims. Where the key does not tell the year or the event, also what stands beside a claim counts: the
/// figures and names of its paragraph.
fn prints(facts: &ArticleFacts, claims: &[(Symbol, u32)]) -> Box<[u64]> {
    let mut beside: FxHashMap<u32, u64> = FxHashMap::default();
    let print = |(key, at): &(Symbol, u32)| {
        let mut h = FxHasher::default();
        let Some(claim) = facts.claims.get(*at as usize) else { return 0 };
        let Some(figure) = facts.figures.get(claim.figure as usize) else { return 0 };
        hash_figure(figure, &mut h);
        let period = key.rsplit('|').nth(1).unwrap_or_default();
        if period == NO_PERIOD || period.contains("XXXX") {
            let block = block_of(facts, figure.span);
            let names = names_in(facts, block);
            beside.entry(block.start).or_insert_with(|| beside_print(facts, block, names)).hash(&mut h);
            // Which of the names the claim itself holds.
            let first = names.iter().position(|m| m.span.overlaps(claim.span));
            (first, first.map(|f| names[f..].iter().take_while(|m| m.span.overlaps(claim.span)).count())).hash(&mut h);
        }
        claim.subject.as_ref().map(|s| s.1).hash(&mut h);
        claim.period.hash(&mut h);
        (&claim.metric, claim.aspect, claim.as_of, &claim.source, claim.quoted).hash(&mut h);
        h.finish()
    };
    claims.iter().map(print).collect()
}

/// The block that a span lies in; the span itself where it lies in none.
fn block_of(facts: &ArticleFacts, span: Span) -> Span {
    let after = facts.blocks.partition_point(|b| b.span.start <= span.start);
    let block = after.checked_sub(1).map(|i| facts.blocks[i].span);
    block.filter(|b| b.contains(span)).unwrap_or(span)
}

fn names_in(facts: &ArticleFacts, block: Span) -> &[Mention] {
    let from = facts.mentions.partition_point(|m| m.span.end <= block.start);
    let count = facts.mentions[from..].partition_point(|m| m.span.start < block.end);
    &facts.mentions[from..from + count]
}

/// The figures and names of a block, without their places.
fn beside_print(facts: &ArticleFacts, block: Span, names: &[Mention]) -> u64 {
    let mut h = FxHasher::default();
    let from = facts.figures.partition_point(|f| f.span.start < block.start);
    facts.figures[from..].iter().take_while(|f| f.span.end <= block.end).for_each(|f| hash_figure(f, &mut h));
    names.iter().for_each(|m| (m.kind, &m.target).hash(&mut h));
    h.finish()
}

fn hash_figure(f: &Figure, h: &mut FxHasher) {
    (f.kind, f.value, f.low, f.high, f.precision, &f.unit, f.modifier, f.enumerates, &f.when).hash(h);
}
