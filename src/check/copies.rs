//! Which articles are copies of each other, kept by difference.

use std::collections::BTreeSet;
use std::sync::Arc;

use rpds::HashTrieMapSync;
use rustc_hash::FxBuildHasher;

use crate::corpus::{ArticleId, Delta, Posting, Snapshot};

type Signature = [u32; 16];

/// Groups of near copies by the MinHash signatures of their articles. Cloning shares everything.
#[derive(Clone, Default)]
pub(super) struct Copies {
    signatures: HashTrieMapSync<u32, Arc<(Arc<str>, Signature)>, FxBuildHasher>,
    /// Articles by a quarter of their signature: its number and values.
    bands: HashTrieMapSync<(u8, [u32; 4]), Posting, FxBuildHasher>,
    /// Near copies of an article with itself, in order of path; only where there are any.
    groups: HashTrieMapSync<u32, Arc<[ArticleId]>, FxBuildHasher>,
}

/// Values of a signature that near copies share at least. With three values apart one of the four bands is equal, so
/// that no pair is missed.
const SHARED: usize = 13;

impl Copies {
    /// Follows a step of the snapshot. Returns the articles whose group changed.
    pub fn update(&mut self, snapshot: &Snapshot, delta: &Delta) -> Vec<ArticleId> {
        let mut dirty: BTreeSet<ArticleId> = BTreeSet::new();
        let known = delta.all.then(|| self.signatures.keys().map(|id| ArticleId(*id)).chain(snapshot.articles().map(|a| a.id)));
        let touched: BTreeSet<ArticleId> = delta.articles.iter().copied().chain(known.into_iter().flatten()).collect();
        for id in touched {
            let article = snapshot.article(id);
            let new = article.and_then(|a| Some(Arc::new((a.path.clone(), **a.facts.signature.as_ref()?))));
            let old = self.signatures.get(&id.0).cloned();
            if old == new {
                continue;
            }
            dirty.insert(id);
            dirty.extend(self.group(id));
            if let Some(old) = old {
                bands(&old.1).for_each(|band| self.change(band, |p| p.remove(id)));
                self.signatures.remove_mut(&id.0);
            }
            if let Some(new) = new {
                bands(&new.1).for_each(|band| self.change(band, |p| p.insert(id)));
                self.signatures.insert_mut(id.0, new);
            }
            dirty.extend(self.near(id));
        }
        dirty.into_iter().filter(|id| self.regroup(*id)).collect()
    }
    /// An article's near copies with itself, in order of path; empty where there are none.
    pub fn group(&self, id: ArticleId) -> &[ArticleId] {
        self.groups.get(&id.0).map_or(&[], |g| g)
    }
    /// The copy that speaks for an article: itself where it has none.
    pub fn leader(&self, id: ArticleId) -> ArticleId {
        self.group(id).first().copied().unwrap_or(id)
    }

    fn regroup(&mut self, id: ArticleId) -> bool {
        let near = self.near(id);
        if near.len() < 2 {
            return self.groups.remove_mut(&id.0);
        }
        let changed = self.group(id) != near;
        self.groups.insert_mut(id.0, near.into());
        changed
    }
    fn near(&self, id: ArticleId) -> Vec<ArticleId> {
        let Some(own) = self.signatures.get(&id.0) else { return Vec::new() };
        let mut near: BTreeSet<(&Arc<str>, ArticleId)> = BTreeSet::new();
        for other in bands(&own.1).filter_map(|b| self.bands.get(&b)).flat_map(|p| p.iter()) {
            let Some(signature) = self.signatures.get(&other.0) else { continue };
            let shared = signature.1.iter().zip(&own.1).filter(|(a, b)| a == b).count();
            if shared >= SHARED {
                near.insert((&signature.0, other));
            }
        }
        near.into_iter().map(|(_, id)| id).collect()
    }
    fn change(&mut self, band: (u8, [u32; 4]), change: impl FnOnce(&mut Posting) -> bool) {
        let mut posting = self.bands.get(&band).cloned().unwrap_or_default();
        change(&mut posting);
        if posting.is_empty() {
            self.bands.remove_mut(&band);
        } else {
            self.bands.insert_mut(band, posting);
        }
    }
}

fn bands(signature: &Signature) -> impl Iterator<Item = (u8, [u32; 4])> {
    signature.as_chunks::<4>().0.iter().enumerate().map(|(i, values)| (i as u8, *values)).collect::<Vec<_>>().into_iter()
}
