//! Interned strings: names, units and metrics repeat in every article, so each is kept once.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use parking_lot::Mutex;
use rustc_hash::FxHashSet;

/// An interned string. Cloning costs a reference count; equality compares text, so a symbol that outlived a sweep of
/// the table is still equal to its successor. Ordering is by bytes, so nothing depends on the order of interning.
#[derive(Clone, Eq, PartialOrd, Ord)]
pub struct Symbol(Arc<str>);

impl Symbol {
    pub fn new(text: &str) -> Symbol {
        let shard = &TABLE[xxhash_rust::xxh3::xxh3_64(text.as_bytes()) as usize % SHARDS];
        let mut shard = shard.lock();
        if let Some(known) = shard.strings.get(text) {
            return Symbol(known.clone());
        }
        if shard.strings.len() >= shard.sweep_at {
            // Names typed letter by letter leave one string a keystroke behind: drop what nobody holds any more.
            shard.strings.retain(|s| Arc::strong_count(s) > 1);
            shard.sweep_at = (shard.strings.len() * 2).max(FIRST_SWEEP);
        }
        let text: Arc<str> = text.into();
        shard.strings.insert(text.clone());
        Symbol(text)
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const SHARDS: usize = 64;
const FIRST_SWEEP: usize = 4096;

struct Shard {
    strings: FxHashSet<Arc<str>>,
    sweep_at: usize,
}

static TABLE: LazyLock<Vec<Mutex<Shard>>> =
    LazyLock::new(|| (0..SHARDS).map(|_| Mutex::new(Shard { strings: FxHashSet::default(), sweep_at: FIRST_SWEEP })).collect());

impl PartialEq for Symbol {
    fn eq(&self, other: &Symbol) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}
impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state)
    }
}
impl Deref for Symbol {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl std::borrow::Borrow<str> for Symbol {
    fn borrow(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Symbol {
    fn from(text: &str) -> Symbol {
        Symbol::new(text)
    }
}
impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}
impl std::fmt::Debug for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&*self.0, f)
    }
}
impl serde::Serialize for Symbol {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
