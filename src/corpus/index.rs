//! How an article's contribution enters and leaves the index.
//!
//! Persistent maps: a clone shares everything with the original, a change copies a path of a tree.

use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};
use rustc_hash::FxBuildHasher;

use super::contribution::NameVotes;
use super::names::verdict;
use super::{Article, ArticleId, Contribution, Posting};
use crate::extract::{ArticleFacts, Claim, EntityKey};
use crate::text::{Symbol, pinyin};

/// What one step changed, for whoever keeps something derived from the index. Lists are sorted, without repetition.
#[derive(Clone, Debug, Default)]
pub struct Delta {
    /// Articles read anew, added or removed.
    pub articles: Vec<ArticleId>,
    /// Claim keys of which a statement was added, removed or changed, or an accept record came or went.
    pub claims: Vec<Symbol>,
    /// Claim keys of which a statement only moved in its article.
    pub moved: Vec<Symbol>,
    /// Provisional names whose [`super::Verdict`] changed, or that are seen a second time, in a second article, or no
    /// longer so.
    pub names: Vec<Symbol>,
    /// Posts that came to an article or left it, see [`super::post_key`].
    pub posts: Vec<Symbol>,
    /// Ids of entities that came to or left an article, and that one article mentions now or none.
    pub entities: Vec<Symbol>,
    /// Configuration or glossary changed: everything derived is stale.
    pub all: bool,
}

impl Delta {
    pub(super) fn finish(&mut self) {
        self.articles.sort();
        self.articles.dedup();
        for list in [&mut self.claims, &mut self.moved, &mut self.names, &mut self.posts, &mut self.entities] {
            list.sort();
            list.dedup();
        }
    }
}

/// Everything known of one provisional name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NameEntry {
    pub posting: Posting,
    pub votes: NameVotes,
}

impl NameEntry {
    /// What others decide by: the verdict, whether the name is mentioned twice, whether in two articles.
    fn standing(&self) -> (super::Verdict, bool, bool) {
        (verdict(&self.votes), self.votes.mentions > 1, self.posting.len() > 1)
    }
}

/// Persistent; the hash is the same in every process and costs little.
type Map<K, V> = HashTrieMapSync<K, V, FxBuildHasher>;
type Postings<K> = Map<K, Posting>;

#[derive(Clone, Default)]
pub(super) struct Index {
    pub articles: Map<u32, Arc<Article>>,
    pub by_path: RedBlackTreeMapSync<Arc<str>, ArticleId>,
    pub entities: Postings<Symbol>,
    pub names: Map<Symbol, NameEntry>,
    pub claims: Postings<Symbol>,
    pub introduced: Postings<EntityKey>,
    pub taught: Postings<Symbol>,
    pub posts: Postings<Symbol>,
    pub accepts: Postings<Symbol>,
    /// Pinyin key to the provisional names that sound so, sorted.
    pub sounds: Map<Symbol, Arc<[Symbol]>>,
    next: u32,
}

impl Index {
    pub fn article_at(&self, path: &str) -> Option<&Arc<Article>> {
        self.articles.get(&self.by_path.get(path)?.0)
    }

    /// Puts an article in the place of the one with the same path, if there is one.
    pub fn put(&mut self, mut article: Article, delta: &mut Delta) -> ArticleId {
        let old = self.article_at(&article.path).cloned();
        let id = old.as_ref().map_or_else(
            || {
                self.next += 1;
                ArticleId(self.next)
            },
            |old| old.id,
        );
        article.id = id;
        if old.is_none() {
            self.by_path.insert_mut(article.path.clone(), id);
        }
        let article = Arc::new(article);
        self.articles.insert_mut(id.0, article.clone());
        self.exchange(id, old.as_deref(), Some(&article), delta);
        id
    }

    pub fn remove(&mut self, path: &str, delta: &mut Delta) -> bool {
        let Some(old) = self.article_at(path).cloned() else { return false };
        self.by_path.remove_mut(path);
        self.articles.remove_mut(&old.id.0);
        self.exchange(old.id, Some(&old), None, delta);
        true
    }

    /// Moves the postings from an article's old contribution to its new one: only keys that differ are touched.
    fn exchange(&mut self, id: ArticleId, old: Option<&Article>, new: Option<&Article>, delta: &mut Delta) {
        delta.articles.push(id);
        let empty = Contribution::default();
        let a = old.map_or(&empty, |o| &*o.contribution);
        let b = new.map_or(&empty, |n| &*n.contribution);
        let mut moved: Vec<Symbol> = Vec::new();
        exchange_keys(&mut self.entities, id, &a.entities, &b.entities, |k| moved.push(k.clone()));
        delta.entities.extend(moved.into_iter().filter(|k| self.entities.get(k).is_none_or(|p| p.len() == 1)));
        exchange_keys(&mut self.introduced, id, &a.introduced, &b.introduced, |_| ());
        exchange_keys(&mut self.taught, id, &a.taught, &b.taught, |_| ());
        diff(
            &a.posts,
            &b.posts,
            |p| &p.0,
            |was, is| {
                let Some(post) = was.or(is).filter(|_| was.map(|w| w.1) != is.map(|i| i.1)).map(|p| &p.0) else { return };
                change(&mut self.posts, post, |p| if is.is_some() { p.insert(id) } else { p.remove(id) });
                delta.posts.push(post.clone());
            },
        );
        exchange_keys(&mut self.accepts, id, &a.accepts, &b.accepts, |k| delta.claims.push(k.clone()));
        self.exchange_claims(id, old, new, delta);
        diff(
            &a.names,
            &b.names,
            |n| &n.0,
            |was, is| {
                if was.map(|w| w.1) == is.map(|i| i.1) {
                    return;
                }
                let Some(key) = was.or(is).map(|n| &n.0) else { return };
                self.exchange_votes(id, key, was.map(|w| w.1), is.map(|i| i.1), delta);
            },
        );
    }

    fn exchange_claims(&mut self, id: ArticleId, old: Option<&Article>, new: Option<&Article>, delta: &mut Delta) {
        let a = old.map_or(Vec::new(), claim_groups);
        let b = new.map_or(Vec::new(), claim_groups);
        diff(
            &a,
            &b,
            |g| g.key,
            |was, is| match (was, is) {
                (Some(was), Some(is)) => {
                    if was.prints != is.prints {
                        delta.claims.push(was.key.clone());
                    } else if !was.places().eq(is.places()) {
                        delta.moved.push(was.key.clone());
                    }
                }
                (Some(gone), None) => {
                    change(&mut self.claims, gone.key, |p| p.remove(id));
                    delta.claims.push(gone.key.clone());
                }
                (None, Some(come)) => {
                    change(&mut self.claims, come.key, |p| p.insert(id));
                    delta.claims.push(come.key.clone());
                }
                (None, None) => {}
            },
        );
    }

    fn exchange_votes(&mut self, id: ArticleId, key: &Symbol, was: Option<NameVotes>, is: Option<NameVotes>, delta: &mut Delta) {
        let before = self.names.get(key).map(NameEntry::standing);
        let mut entry = self.names.get(key).cloned().unwrap_or_default();
        if let Some(was) = was {
            entry.votes.remove(was);
        }
        if let Some(is) = is {
            entry.votes.add(is);
        }
        match (was, is) {
            (Some(_), None) => _ = entry.posting.remove(id),
            (None, Some(_)) => _ = entry.posting.insert(id),
            _ => {}
        }
        let after = (!entry.posting.is_empty()).then(|| entry.standing());
        match (before.is_some(), after.is_some()) {
            (_, true) => self.names.insert_mut(key.clone(), entry),
            (true, false) => _ = self.names.remove_mut(key),
            (false, false) => {}
        }
        if before.is_some() != after.is_some() {
            self.exchange_sounds(key, after.is_some());
        }
        if before != after {
            delta.names.push(key.clone());
        }
    }

    fn exchange_sounds(&mut self, name: &Symbol, present: bool) {
        for key in pinyin::keys(name) {
            let mut names: Vec<Symbol> = self.sounds.get(&key).map_or(Vec::new(), |n| n.to_vec());
            match names.binary_search(name) {
                Ok(at) if !present => _ = names.remove(at),
                Err(at) if present => names.insert(at, name.clone()),
                _ => continue,
            }
            if names.is_empty() {
                self.sounds.remove_mut(&key);
            } else {
                self.sounds.insert_mut(key, names.into());
            }
        }
    }
}

/// The claims of an article under one key.
struct Group<'a> {
    key: &'a Symbol,
    prints: &'a [u64],
    claims: &'a [(Symbol, u32)],
    facts: &'a ArticleFacts,
}

impl Group<'_> {
    fn places(&self) -> impl Iterator<Item = u32> {
        let figure = |c: &Claim| self.facts.figures.get(c.figure as usize);
        self.claims.iter().map(move |(_, at)| self.facts.claims.get(*at as usize).and_then(figure).map_or(0, |f| f.span.start))
    }
}

fn claim_groups(article: &Article) -> Vec<Group<'_>> {
    let Contribution { claims, prints, .. } = &*article.contribution;
    let mut from = 0;
    let groups = claims.chunk_by(|a, b| a.0 == b.0).map(|claims| {
        let prints = &prints[from..from + claims.len()];
        from += claims.len();
        Group { key: &claims[0].0, prints, claims, facts: &article.facts }
    });
    groups.collect()
}

/// Walks two sorted lists together; `each` gets the entries of one key on either side.
fn diff<T, K: Ord + ?Sized>(a: &[T], b: &[T], key: impl Fn(&T) -> &K, mut each: impl FnMut(Option<&T>, Option<&T>)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let order = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => key(x).cmp(key(y)),
            (Some(_), None) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Greater,
        };
        each(a.get(i).filter(|_| order.is_le()), b.get(j).filter(|_| order.is_ge()));
        i += order.is_le() as usize;
        j += order.is_ge() as usize;
    }
}

fn exchange_keys<K>(map: &mut Postings<K>, id: ArticleId, old: &[K], new: &[K], mut changed: impl FnMut(&K))
where
    K: Clone + Ord + std::hash::Hash,
{
    diff(
        old,
        new,
        |k| k,
        |was, is| match (was, is) {
            (Some(gone), None) => {
                change(map, gone, |p| p.remove(id));
                changed(gone);
            }
            (None, Some(come)) => {
                change(map, come, |p| p.insert(id));
                changed(come);
            }
            _ => {}
        },
    );
}

fn change<K: Clone + Eq + std::hash::Hash>(map: &mut Postings<K>, key: &K, apply: impl FnOnce(&mut Posting) -> bool) {
    match map.get_mut(key) {
        Some(posting) => {
            apply(posting);
            if posting.is_empty() {
                map.remove_mut(key);
            }
        }
        None => {
            let mut posting = Posting::default();
            if apply(&mut posting) {
                map.insert_mut(key.clone(), posting);
            }
        }
    }
}
