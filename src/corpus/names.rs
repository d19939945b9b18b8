//! Aggregates of unresolved names over the corpus: votes on whether a string is a name, and of what; which names are
//! one entity.

use super::contribution::NameVotes;
use super::index::Index;
use crate::extract::EntityKey;
use crate::extract::mentions::fold_name;
use crate::glossary::EntityType;
use crate::text::{Symbol, is_han, pinyin};

/// What the corpus decides of one provisional name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Weak mentions of it are shown too.
    pub confirmed: bool,
    /// So are they where most of its mentions are likely or better, but no finding rests on that.
    pub likely: bool,
    /// One string, one type.
    pub kind: EntityType,
}

/// A provisional name with its counts.
#[derive(Clone, Debug, PartialEq)]
pub struct NameView {
    /// Folded.
    pub key: Symbol,
    pub verdict: Verdict,
    /// Repeated blocks counted once.
    pub mentions: u32,
    pub articles: u32,
    /// Mentions with a high-precision cue.
    pub strong: u32,
}

/// The vote: a name seen twice, once with a high-precision cue, is a name everywhere (precision 0.91 to 0.98 on news
/// when seeds are propagated so); the type is the one with most weight, on a tie person, organization, product.
pub(super) fn verdict(votes: &NameVotes) -> Verdict {
    let best = (0..3).rev().max_by_key(|i| votes.kinds[*i]).unwrap_or(0);
    let likely = votes.likely + votes.fair + votes.strong;
    let likely = likely >= 2 && 2 * likely >= votes.mentions;
    Verdict { likely, confirmed: votes.strong >= 1 && votes.mentions >= 2, kind: EntityType::ALL[best] }
}

/// See [`super::Snapshot::group`].
pub(super) fn group(index: &Index, name: &Symbol) -> Vec<Symbol> {
    let mut group = vec![name.clone()];
    for key in pinyin::keys(name) {
        let Some(names) = index.sounds.get(&key) else { continue };
        let (han, latin): (Vec<&Symbol>, Vec<&Symbol>) = names.iter().partition(|n| n.chars().any(is_han));
        let ([han], [latin]) = (&han[..], &latin[..]) else { continue };
        if (*han == name || *latin == name) && share_company(index, han, latin) {
            let other = if *han == name { latin } else { han };
            if !group.contains(other) {
                group.push((*other).clone());
            }
        }
    }
    // What the texts themselves declare: 霍启文（Calvin Huo）.
    let mut next = 0;
    while let Some(known) = group.get(next).cloned() {
        next += 1;
        for other in declared(index, &known) {
            if !group.contains(&other) && index.names.get(&other).is_some() {
                group.push(other);
            }
        }
    }
    group.sort();
    group.dedup();
    group
}

/// See [`super::Snapshot::sounding_like`].
pub(super) fn sounding_like(index: &Index, name: &Symbol) -> Vec<Symbol> {
    let han = |name: &str| name.chars().any(is_han);
    let keys = pinyin::keys(name);
    let all = keys.iter().filter_map(|key| index.sounds.get(key)).flat_map(|names| names.iter());
    let mut alike: Vec<Symbol> = all.filter(|n| han(n) != han(name)).cloned().collect();
    alike.sort();
    alike.dedup();
    alike
}

/// The provisional names that bilingual parentheses declare to be of one entity with this one.
fn declared(index: &Index, name: &Symbol) -> Vec<Symbol> {
    let articles = index.taught.get(name).into_iter().flat_map(|p| p.iter()).filter_map(|id| index.articles.get(&id.0));
    let pairs = articles.flat_map(|a| a.facts.taught.iter().filter(|t| t.corpus));
    let pairs = pairs.filter_map(|t| Some((t.full.provisional()?.clone(), fold_name(&t.name))));
    pairs.filter_map(|(full, other)| if full == *name { Some(other) } else { (other == *name).then_some(full) }).collect()
}

/// Whether two names stand in one article, or are introduced with the same organization or title.
fn share_company(index: &Index, a: &Symbol, b: &Symbol) -> bool {
    let (Some(x), Some(y)) = (index.names.get(a), index.names.get(b)) else { return false };
    let (small, large) = if x.posting.len() <= y.posting.len() { (x, y) } else { (y, x) };
    if small.posting.iter().any(|id| large.posting.contains(id)) {
        return true;
    }
    let company = |name: &Symbol| {
        let key = EntityKey::Provisional(name.clone());
        let articles = index.introduced.get(&key).map(|p| p.iter().collect::<Vec<_>>()).unwrap_or_default();
        let mut out: Vec<Symbol> = Vec::new();
        for article in articles.iter().filter_map(|id| index.articles.get(&id.0)) {
            for intro in article.facts.introductions.iter().filter(|i| i.entity == key) {
                out.extend(intro.title.iter().cloned());
                out.extend(intro.of_entity.iter().map(|e| Symbol::new(&e.id())));
            }
        }
        out
    };
    let theirs = company(b);
    company(a).iter().any(|c| theirs.contains(c))
}
