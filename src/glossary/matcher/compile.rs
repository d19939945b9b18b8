//! From a glossary to an automaton: folded names, their bearers, and the keys under which they are found.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use rustc_hash::FxHashMap;

use super::shape::{APOSTROPHES, DOTS, Kind, is_too_short, plain};
use super::{CueId, Matcher, NameId};
use crate::glossary::{EntityType, Glossary, Name, Rank};
use crate::text::{fold, is_han};

/// One distinct name.
pub(super) struct FoldedName {
    /// Folded, in its own case.
    pub text: Box<str>,
    pub bearers: Range<u32>,
    /// The best that any bearer gives it.
    pub rank: Rank,
    /// An organization bears it, so a legal form behind it belongs to it.
    pub takes_suffix: bool,
    /// An organization or product bears it, and it is long enough not to meet a common word with its plural s.
    pub takes_plural: bool,
    /// Of all that a mention's link depends on beside the name itself.
    pub signature: u64,
}

/// One entity's bearing of a name.
pub(super) struct BearerEntry {
    /// Whom a mention means.
    pub entity: u32,
    /// Whose entry states the name: another one where that was merged into `entity`.
    pub stated_by: u32,
    /// Which of the stating entry's names.
    pub name: u32,
    pub derived: bool,
    /// Of the matcher's cue lists.
    pub when: Range<u32>,
    pub unless: Range<u32>,
}

impl Matcher {
    /// Compiles all names of a glossary. A name too short to link everywhere (one character, or no letter) is left out unless it
    /// has `when`. For a person with a Han name a Latin name of two words is also found in the other order (`Jun Rao`),
    /// unless that is a name of somebody else.
    pub fn new(glossary: &Glossary) -> Matcher {
        static GENERATION: AtomicU64 = AtomicU64::new(1);
        let mut matcher =
            Matcher { generation: GENERATION.fetch_add(1, Ordering::Relaxed), entities: glossary.entities.clone(), ..Matcher::default() };
        let mut stated = collect(glossary);
        stated.sort_unstable_by(|a, b| {
            (&a.text, a.derived, a.entity, a.rank, a.stated_by, a.name).cmp(&(&b.text, b.derived, b.entity, b.rank, b.stated_by, b.name))
        });
        let mut cues = Cues::default();
        for group in stated.chunk_by(|a, b| a.text == b.text) {
            matcher.add_name(group, &mut cues);
        }
        (matcher.cue_automaton, matcher.cue_lists) = (cues.automaton(), cues.lists);
        matcher.compile_keys();
        matcher
    }

    /// One distinct name, with all who bear it.
    fn add_name(&mut self, group: &[Stated], cues: &mut Cues) {
        let Some(first) = group.first() else { return };
        let from = self.bearers.len() as u32;
        let mut kinds: Vec<EntityType> = Vec::new();
        let mut signature = String::new();
        // A derived name gives way to a stated one.
        for stated in group.iter().filter(|s| s.derived == first.derived) {
            let entity = &self.entities[stated.entity as usize];
            let name = &self.entities[stated.stated_by as usize].names[stated.name as usize];
            kinds.push(entity.kind);
            let Name { rank, from, to, when, unless, .. } = name;
            signature
                .push_str(&format!("{}|{:?}|{rank:?}|{from:?}|{to:?}|{when:?}|{unless:?}|{}\n", entity.id, entity.kind, stated.derived));
            let (when, unless) = (cues.list(when), cues.list(unless));
            self.bearers.push(BearerEntry {
                entity: stated.entity,
                stated_by: stated.stated_by,
                name: stated.name,
                derived: stated.derived,
                when,
                unless,
            });
        }
        let long = first.text.chars().filter(|c| c.is_alphanumeric()).count() >= 4 || first.text.bytes().any(|b| b.is_ascii_digit());
        self.names.push(FoldedName {
            text: first.text.as_str().into(),
            bearers: from..self.bearers.len() as u32,
            rank: group.iter().map(|s| s.rank).min().unwrap_or(Rank::Hidden),
            takes_suffix: kinds.contains(&EntityType::Organization),
            takes_plural: long && kinds.iter().any(|k| *k != EntityType::Person),
            signature: xxhash_rust::xxh3::xxh3_64(signature.as_bytes()),
        });
    }

    fn compile_keys(&mut self) {
        let mut keys: Vec<(String, NameId)> = Vec::with_capacity(self.names.len() * 2);
        for (id, name) in self.names.iter().enumerate() {
            keys_of(&name.text, |key| keys.push((key, id as NameId)));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut distinct: Vec<&str> = Vec::with_capacity(keys.len());
        for (at, (key, name)) in keys.iter().enumerate() {
            if distinct.last() != Some(&key.as_str()) {
                distinct.push(key);
                self.key_starts.push(at as u32);
            }
            self.key_names.push(*name);
        }
        self.key_starts.push(keys.len() as u32);
        self.automaton = build(&distinct);
    }
}

/// Keys must be distinct and not empty; their values are their places in the list. None: no keys.
fn build(keys: &[&str]) -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
    if keys.is_empty() {
        return None;
    }
    let built = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(keys.iter().zip(0u32..));
    built.inspect_err(|error| tracing::error!("the names of the glossary cannot be compiled, none is found: {error}")).ok()
}

/// A name as an entry states it, or as it follows from one.
struct Stated {
    text: String,
    entity: u32,
    stated_by: u32,
    name: u32,
    rank: Rank,
    derived: bool,
}

fn collect(glossary: &Glossary) -> Vec<Stated> {
    let mut stated = Vec::new();
    for (at, entity) in glossary.entities.iter().enumerate() {
        let at = at as u32;
        let has_han = entity.kind == EntityType::Person && entity.names.iter().any(|n| n.text.chars().any(is_han));
        for (name, Name { text, rank, when, .. }) in entity.names.iter().enumerate() {
            let text = fold(text).into_owned();
            if text.is_empty() || (when.is_empty() && is_too_short(&text)) {
                continue;
            }
            let one = |text: String, rank: Rank, derived: bool| Stated {
                text,
                entity: glossary.resolved(at),
                stated_by: at,
                name: name as u32,
                rank,
                derived,
            };
            if has_han && let Some(reversed) = reversed(&text) {
                stated.push(one(reversed, (*rank).max(Rank::Alias), true));
            }
            stated.push(one(text, *rank, false));
        }
    }
    stated
}

/// `Jun Rao` for `Rao Jun`: Latin names of two words, of which neither is an initial.
fn reversed(name: &str) -> Option<String> {
    let (first, second) = name.split_once(' ')?;
    let word = |w: &str| w.chars().count() >= 2 && w.chars().all(|c| Kind::of(c) == Kind::Letter || c == '-' || APOSTROPHES.contains(&c));
    (word(first) && word(second) && first != second).then(|| format!("{second} {first}"))
}

/// The distinct cues of a glossary.
#[derive(Default)]
struct Cues {
    ids: FxHashMap<String, CueId>,
    lists: Vec<CueId>,
}

impl Cues {
    fn list(&mut self, phrases: &[crate::text::Symbol]) -> Range<u32> {
        let from = self.lists.len() as u32;
        for phrase in phrases {
            let key = lower(&fold(phrase));
            if !key.is_empty() {
                let next = self.ids.len() as CueId;
                let id = *self.ids.entry(key).or_insert(next);
                self.lists.push(id);
            }
        }
        from..self.lists.len() as u32
    }
    fn automaton(&self) -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
        // Ids are in order of first use, which is in order of names: stable.
        let mut cues: Vec<(&str, CueId)> = self.ids.iter().map(|(text, id)| (text.as_str(), *id)).collect();
        cues.sort_unstable_by_key(|(_, id)| *id);
        build(&cues.iter().map(|(text, _)| *text).collect::<Vec<_>>())
    }
}

fn lower(text: &str) -> String {
    let mut out = String::new();
    super::lower(text, &mut out);
    out
}

/// Most gaps of a name that are tried with and without a blank independently; beyond it all change together.
const FREE_GAPS: usize = 3;

/// Every key of a name, some perhaps twice. Gaps between letters and digits and between Han and Latin may be open or
/// closed; dots, apostrophes and accented letters are tried in each spelling that is printed.
fn keys_of(name: &str, mut give: impl FnMut(String)) {
    let name = lower(name);
    let gaps = gaps(&name);
    if gaps.is_empty() && name.is_ascii() && !name.contains('\'') {
        return give(name);
    }
    let mut respaced = Vec::new();
    let free = gaps.len().min(FREE_GAPS);
    for choice in 0u32..1 << free {
        let open = |n: usize| choice >> n.min(free - 1) & 1 == 1;
        let mut key = String::with_capacity(name.len() + gaps.len());
        let mut from = 0;
        for (n, gap) in gaps.iter().enumerate() {
            key.push_str(&name[from..gap.start]);
            if open(n) {
                key.push(' ');
            }
            from = gap.end;
        }
        key.push_str(&name[from..]);
        respaced.push(key);
        if gaps.is_empty() {
            break;
        }
    }
    for key in respaced {
        respell(key, &mut give);
    }
}

/// Places where a blank may stand or be missing: the range of the blank, empty where the name has none.
fn gaps(name: &str) -> Vec<Range<usize>> {
    #[derive(PartialEq)]
    enum Sort {
        Letter,
        Digit,
        Han,
        Else,
    }
    let sort = |c: char| match Kind::of(c) {
        Kind::Letter => Sort::Letter,
        Kind::Digit => Sort::Digit,
        Kind::Other if is_han(c) => Sort::Han,
        Kind::Other => Sort::Else,
    };
    let mut gaps = Vec::new();
    // The last character that is no blank: what it is, where it ends, how many letters run up to it.
    let mut last: Option<(Sort, usize, usize)> = None;
    for (at, c) in name.char_indices().filter(|(_, c)| *c != ' ') {
        let now = sort(c);
        let mut run = 1;
        if let Some((before, end, letters)) = last {
            let parted = end < at;
            let may_vary = match (&before, &now) {
                // `A1` opened would meet "a 1 percent rise"; so would a digit before letters, `5T`.
                (Sort::Letter, Sort::Digit) => parted || letters >= 2,
                (Sort::Digit, Sort::Letter) => parted,
                (Sort::Han, Sort::Letter | Sort::Digit) | (Sort::Letter | Sort::Digit, Sort::Han) => true,
                _ => false,
            };
            if may_vary {
                gaps.push(end..at);
            }
            if before == now && !parted {
                run = letters + 1;
            }
        }
        last = Some((now, at + c.len_utf8(), run));
    }
    gaps
}

/// One key in each spelling of its dots, apostrophes and accents.
fn respell(key: String, give: &mut impl FnMut(String)) {
    let accented = key.chars().any(|c| !c.is_ascii() && Kind::of(c) == Kind::Letter);
    let mut bases = vec![key];
    if accented {
        let upper = bases[0].to_uppercase();
        bases.push(lower(&upper));
        bases.push(bases[0].to_lowercase());
        bases.push(bases[0].chars().map(plain).collect());
    }
    for base in bases {
        for signs in [&DOTS[..], &APOSTROPHES[..]] {
            if base.contains(signs) {
                for sign in signs {
                    give(base.chars().map(|c| if signs.contains(&c) { *sign } else { c }).collect());
                }
            }
        }
        give(base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(name: &str) -> Vec<String> {
        let mut keys = Vec::new();
        keys_of(name, |key| keys.push(key));
        keys.sort();
        keys.dedup();
        keys
    }

    #[test]
    fn keys_are_what_may_be_printed() {
        let cases: [(&str, &[&str]); 12] = [
            ("Ro Auto", &["ro auto"]),
            ("Coca-Cola", &["coca cola"]),
            ("KV7", &["kv 7", "kv7"]),
            ("A1", &["a1"]),
            ("5T", &["5t"]),
            ("Kite 60 Pro", &["kite 60 pro", "kite 60pro", "kite60 pro", "kite60pro"]),
            ("岚柚KV7", &["岚柚 kv 7", "岚柚 kv7", "岚柚kv 7", "岚柚kv7"]),
            ("X光", &["x 光", "x光"]),
            ("启衡", &["启衡"]),
            ("L'Oréal", &["l'oreal", "l'orÉal", "l'oréal", "l’oreal", "l’orÉal", "l’oréal"]),
            ("埃隆·马", &["埃隆·马", "埃隆•马", "埃隆‧马", "埃隆∙马", "埃隆・马"]),
            ("a1 b2 c3 d4", &["a1 b2 c3 d4", "a1 b2 c3d4", "a1 b2c3 d4", "a1 b2c3d4", "a1b2 c3 d4", "a1b2 c3d4", "a1b2c3 d4", "a1b2c3d4"]),
        ];
        for (name, expected) in cases {
            assert_eq!(keys(name), expected, "{name}");
        }
        assert_eq!(keys("ab1 cd2 ef3 gh4").len(), 8, "many gaps change together");
    }

    #[test]
    fn latin_names_of_two_words_have_another_order() {
        assert_eq!(reversed("Rao Jun").as_deref(), Some("Jun Rao"));
        assert_eq!(reversed("Gou Tai-ming").as_deref(), Some("Tai-ming Gou"));
        for name in ["Jun", "饶 钧", "J Rao", "Rao Jun Jr", "Boutros Boutros", "岚柚 KV7"] {
            assert_eq!(reversed(name), None, "{name}");
        }
    }
}
