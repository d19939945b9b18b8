//! What several features ask of an entity: its names, articles, mentions and the place that introduces it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::corpus::{Article, ArticleId, Snapshot};
use crate::extract::{ArticleFacts, EntityKey, Introduction, Mention, Target};
use crate::glossary::{Entity, Link, Name, Rank};
use crate::text::{Span, Symbol};

use super::Lang;

/// All keys under which mentions of the entity run: a provisional entity has one for each of its spellings.
pub(super) fn keys(snapshot: &Snapshot, key: &EntityKey) -> Vec<EntityKey> {
    let aliases = snapshot.aliases_of(key);
    if aliases.is_empty() { vec![key.clone()] } else { aliases }
}

/// The entities a mention may mean, best first: one, or the candidates of an ambiguous one.
pub(super) fn meant(mention: &Mention) -> Vec<EntityKey> {
    match &mention.target {
        Target::Linked(id) => vec![EntityKey::Known(id.clone())],
        Target::Unresolved(key) => vec![EntityKey::Provisional(key.clone())],
        Target::Ambiguous(ids) => ids.iter().cloned().map(EntityKey::Known).collect(),
    }
}

/// Articles that mention one of the keys, in order of path.
pub(super) fn articles<'a>(snapshot: &'a Snapshot, keys: &[EntityKey]) -> Vec<&'a Arc<Article>> {
    let mut articles: Vec<_> = ids(snapshot, keys).into_iter().filter_map(|id| snapshot.article(id)).collect();
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    articles
}

/// The mentions in an article that name one of the keys, in order.
pub(super) fn mentions_in<'a>(snapshot: &'a Snapshot, article: &'a Article, keys: &'a [EntityKey]) -> impl Iterator<Item = Mention> + 'a {
    snapshot.mentions(article).filter(move |m| m.entity().is_some_and(|e| keys.contains(&e)))
}

/// Mentions of an entity in the corpus, and the articles that hold one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Repeated blocks counted once.
    pub mentions: usize,
    pub articles: usize,
}

pub(super) fn counts(snapshot: &Snapshot, keys: &[EntityKey]) -> Counts {
    match keys {
        // Linked mentions count whatever the corpus votes, so they are counted where they lie, without a copy of each.
        // An article where the entity is only a candidate of an ambiguous name holds none.
        [EntityKey::Known(id)] => {
            let posting = snapshot.mentioned_in(&keys[0]);
            let found = posting.iter().filter_map(|a| snapshot.article(a)).map(|a| count_linked(&a.facts, id)).filter(|n| *n > 0);
            found.fold(Counts::default(), |c, n| Counts { mentions: c.mentions + n, articles: c.articles + 1 })
        }
        _ => {
            let names = keys.iter().filter_map(|k| match k {
                EntityKey::Provisional(name) => snapshot.name(name),
                EntityKey::Known(_) => None,
            });
            Counts { mentions: names.map(|n| n.mentions as usize).sum(), articles: ids(snapshot, keys).len() }
        }
    }
}

fn count_linked(facts: &ArticleFacts, id: &Symbol) -> usize {
    facts.mentions.iter().filter(|m| matches!(&m.target, Target::Linked(l) if l == id) && !is_repeated(facts, m.span)).count()
}

/// Whether the block around a span repeats an earlier one (a caption ten times).
pub(super) fn is_repeated(facts: &ArticleFacts, span: Span) -> bool {
    let at = facts.blocks.partition_point(|b| b.span.end <= span.start);
    facts.blocks.get(at).is_some_and(|b| b.repeated && b.span.start <= span.start)
}

/// The best introduction of an entity.
pub(super) fn introduction(snapshot: &Snapshot, key: &EntityKey) -> Option<(Arc<Article>, Introduction)> {
    snapshot.introductions(key).into_iter().find(|(_, i)| !i.is_bare())
}

/// The first mention in the corpus by article date (undated ones last), path and offset.
pub(super) fn first_mention<'a>(snapshot: &'a Snapshot, keys: &[EntityKey]) -> Option<(&'a Arc<Article>, Mention)> {
    let first = |a: &'a Arc<Article>| mentions_in(snapshot, a, keys).next().map(|m| (a, m));
    // Nearly always the first article that a posting holds has the mention; else it is an ambiguous one there.
    let all = || ids(snapshot, keys).into_iter().filter_map(|id| snapshot.article(id));
    let earliest = all().min_by(|a, b| chronological(a).cmp(&chronological(b)))?;
    first(earliest).or_else(|| {
        let mut articles: Vec<_> = all().collect();
        articles.sort_by(|a, b| chronological(a).cmp(&chronological(b)));
        articles.into_iter().find_map(first)
    })
}

/// Articles that mention one of the keys, each once, in the index's own order, which means nothing to a reader.
fn ids(snapshot: &Snapshot, keys: &[EntityKey]) -> Vec<ArticleId> {
    match keys {
        [one] => snapshot.mentioned_in(one).iter().collect(),
        _ => {
            let all: BTreeSet<ArticleId> = keys.iter().flat_map(|k| snapshot.mentioned_in(k).iter().collect::<Vec<_>>()).collect();
            all.into_iter().collect()
        }
    }
}

/// The newest articles that mention one of the keys, at most `most` of them, in order of date and path, undated ones
/// last; and whether there are more.
pub(super) fn newest<'a>(snapshot: &'a Snapshot, keys: &[EntityKey], most: usize) -> (Vec<&'a Arc<Article>>, bool) {
    let mut articles: Vec<_> = ids(snapshot, keys).into_iter().filter_map(|id| snapshot.article(id)).collect();
    let more = articles.len() > most;
    if more {
        let newer = |a: &&Arc<Article>, b: &&Arc<Article>| {
            let date = |a: &Article| a.facts.date.as_ref().map(|d| d.date);
            date(b).cmp(&date(a)).then_with(|| a.path.cmp(&b.path))
        };
        articles.select_nth_unstable_by(most, newer);
        articles.truncate(most);
    }
    articles.sort_by(|a, b| chronological(a).cmp(&chronological(b)));
    (articles, more)
}

/// Sorts articles by date, undated ones last, then by path.
pub(super) fn chronological(article: &Article) -> (bool, Option<jiff::civil::Date>, &str) {
    let date = article.facts.date.as_ref().map(|d| d.date);
    (date.is_none(), date, &article.path)
}

/// The name to show for an entity: the preferred one of the glossary, else one as an article prints it.
pub(super) fn display_name(snapshot: &Snapshot, key: &EntityKey, lang: Lang) -> String {
    match key {
        EntityKey::Known(id) => snapshot.glossary().get(id).map_or_else(|| id.to_string(), |e| e.preferred(lang.key()).to_owned()),
        EntityKey::Provisional(name) => printed_name(snapshot, key).unwrap_or_else(|| name.to_string()),
    }
}

/// A provisional entity's name as printed: in its best introduction, else in its first full mention.
pub(super) fn printed_name(snapshot: &Snapshot, key: &EntityKey) -> Option<String> {
    if let Some((_, introduction)) = introduction(snapshot, key) {
        return Some(introduction.name.to_string());
    }
    let keys = [key.clone()];
    let articles = articles(snapshot, &keys);
    let full = articles.iter().find_map(|a| mentions_in(snapshot, a, &keys).find(|m| !m.short));
    full.or_else(|| articles.first().and_then(|a| mentions_in(snapshot, a, &keys).next())).map(|m| m.name.to_string())
}

/// Names to show beside the preferred one, in the file's order: preferred names of other languages, then aliases.
/// Hidden ones are not for showing.
pub(super) fn other_names(entity: &Entity, shown: &str) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for rank in [Rank::Preferred, Rank::Alias] {
        for name in entity.names.iter().filter(|n| n.rank == rank && &*n.text != shown) {
            if names.iter().all(|known| known.text != name.text) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// The entities that a glossary entry belongs to: makers of a product, current organizations of a person, parents of
/// an organization; in the file's order, each once.
pub(super) fn owners(entity: &Entity) -> Vec<Symbol> {
    let link = |links: &[Link]| links.iter().filter(|l| l.to.is_none()).map(|l| l.id.clone()).collect::<Vec<_>>();
    let mut ids = match entity.kind {
        crate::glossary::EntityType::Product => link(&entity.makers),
        crate::glossary::EntityType::Person => entity.roles.iter().filter(|r| r.to.is_none()).filter_map(|r| r.of.clone()).collect(),
        crate::glossary::EntityType::Organization => link(&entity.part_of),
    };
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}
