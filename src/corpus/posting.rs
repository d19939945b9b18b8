//! Sets of articles that are cheap to copy and to change a little.

use std::sync::Arc;

use super::ArticleId;

/// A sorted set of articles in shared chunks: a copy costs one reference count, a change copies one chunk and the list
/// of chunks, never the whole set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    chunks: Arc<Vec<Arc<Vec<ArticleId>>>>,
    len: u32,
}

/// Most entries of a chunk: 512 ids are 2 KB, about what a copy of the chunk list costs at 100,000 entries.
const CHUNK: usize = 512;

impl Posting {
    pub fn len(&self) -> usize {
        self.len as usize
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.chunks.iter().flat_map(|c| c.iter().copied())
    }
    pub fn contains(&self, id: ArticleId) -> bool {
        self.find(id).is_ok()
    }
    /// Whether the set changed.
    pub fn insert(&mut self, id: ArticleId) -> bool {
        let Err((chunk, at)) = self.find(id) else { return false };
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunks.is_empty() {
            chunks.push(Arc::new(vec![id]));
        } else {
            let entries = Arc::make_mut(&mut chunks[chunk]);
            entries.insert(at, id);
            if entries.len() > CHUNK {
                let upper = entries.split_off(CHUNK / 2);
                chunks.insert(chunk + 1, Arc::new(upper));
            }
        }
        self.len += 1;
        true
    }
    /// Whether the set changed.
    pub fn remove(&mut self, id: ArticleId) -> bool {
        let Ok((chunk, at)) = self.find(id) else { return false };
        let chunks = Arc::make_mut(&mut self.chunks);
        let entries = Arc::make_mut(&mut chunks[chunk]);
        entries.remove(at);
        if entries.is_empty() {
            chunks.remove(chunk);
        }
        self.len -= 1;
        true
    }
    /// Chunk and place of an entry, or where it would go.
    fn find(&self, id: ArticleId) -> Result<(usize, usize), (usize, usize)> {
        let chunk = self.chunks.partition_point(|c| c.last().is_some_and(|last| *last < id));
        let chunk = chunk.min(self.chunks.len().saturating_sub(1));
        match self.chunks.get(chunk) {
            None => Err((0, 0)),
            Some(entries) => entries.binary_search(&id).map(|at| (chunk, at)).map_err(|at| (chunk, at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_posting_is_a_sorted_set(script in prop::collection::vec((any::<bool>(), 0u32..2000), 0..4000)) {
            let mut posting = Posting::default();
            let mut set = BTreeSet::new();
            for (add, id) in script {
                let id = ArticleId(id);
                if add { prop_assert_eq!(posting.insert(id), set.insert(id)); } else { prop_assert_eq!(posting.remove(id), set.remove(&id)); }
                prop_assert_eq!(posting.contains(id), set.contains(&id));
            }
            prop_assert_eq!(posting.len(), set.len());
            prop_assert!(posting.iter().eq(set.iter().copied()));
        }
    }
}
