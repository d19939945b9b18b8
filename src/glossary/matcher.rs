//! Names compiled to an automaton over readings.
//!
//! Names and readings meet in one key space: half width and Simplified (both are folded before), ASCII letters in lower
//! case, hyphens as blanks. The automaton finds keys; what is found is then held against the name as the glossary has it
//! ([`shape`]: case, spacing) and against the text around it ([`edge`]: word boundaries). Of what remains the leftmost
//! and longest wins. Searching for all keys and choosing afterwards, instead of letting the automaton choose, matters
//! where a long key fails at its edge and a short one inside it does not.

mod compile;
mod edge;
mod shape;
mod suffix;

use std::cell::RefCell;
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use self::compile::{BearerEntry, FoldedName};
use self::edge::Right;
pub(super) use self::shape::{is_too_short, plain};
use super::{Entity, Name};
use crate::text::{Span, is_han};

/// Index of a distinct folded name in a [`Matcher`]; names are in byte order.
pub type NameId = u32;

/// Index of a distinct cue (a `when` or `unless` phrase) in a [`Matcher`].
pub type CueId = u32;

/// A name found in a reading, in the reading's bytes. Word boundaries of Latin names, case and the longest match are
/// already seen to; `when`, `unless` and the segmenter are not: they need the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The name as the glossary has it, and a legal form right behind an organization's name (`VQO Inc.`, `启衡集团`); no
    /// possessive, no plural.
    pub span: Span,
    pub name: NameId,
}

/// One entity that bears a name.
#[derive(Clone, Copy, Debug)]
pub struct Bearer<'a> {
    /// Of an entry that was merged into another: that other.
    pub entity: &'a Arc<Entity>,
    /// Which of the entity's names it is, the best-ranked one where several fold to the same.
    pub name: &'a Name,
    /// The name was derived (`Jun Rao` from `Rao Jun`), it does not stand in the glossary so.
    pub derived: bool,
}

/// The compiled names of one glossary. Building takes well under a second for 100,000 names and runs off the request
/// path; searching is linear in the text.
#[derive(Default)]
pub struct Matcher {
    /// Grows with every matcher built in this process; 0 is the empty one.
    pub generation: u64,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// Names of key `k`: `key_names[key_starts[k]..key_starts[k + 1]]`.
    key_starts: Vec<u32>,
    key_names: Vec<NameId>,
    names: Vec<FoldedName>,
    bearers: Vec<BearerEntry>,
    entities: Vec<Arc<Entity>>,
    cue_automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// Lists of cues that bearers point into, each sorted.
    cue_lists: Vec<CueId>,
}

/// `korvo` for `Korvo` amid Chinese text, where a Latin word is a name as a rule. Whether it is a word of the language,
/// the layer that knows words has to say.
fn small_beside_han(name: &str, reading: &str, start: usize, end: usize) -> Option<shape::Fit> {
    let text = reading.get(start..end)?;
    let small = text.len() >= SMALL_NAME && text.bytes().all(|b| b.is_ascii_lowercase()) && name.eq_ignore_ascii_case(text);
    let before = || reading.get(..start)?.chars().next_back();
    let after = || reading.get(end..)?.chars().next();
    (small && (before().is_some_and(is_han) || after().is_some_and(is_han))).then_some(shape::Fit::Variant)
}

/// Fewest letters of a name that small letters may stand for.
const SMALL_NAME: usize = 5;

impl Matcher {
    /// All hits in a reading's text, leftmost-longest, in order, not overlapping.
    ///
    /// A name matches as written; word by word also capitalised or in capitals (headlines), where it has at least four
    /// letters; a model name (letters and digits) in any case and with a blank, a hyphen or nothing between its letters
    /// and digits. Between Han and Latin a blank may stand or be missing. `EK5` is not in `EK50`, `VQO` is in `VQO's`,
    /// `VQO-backed` and, for organizations and products of four letters and more, before a plural s. Beside a Han character
    /// one Latin word of five letters and more may stand in small letters too.
    pub fn find(&self, reading: &str, hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        SCRATCH.with_borrow_mut(|scratch| {
            scratch.found.clear();
            lower(reading, &mut scratch.text);
            for m in automaton.find_overlapping_iter(&scratch.text) {
                let (start, end) = (m.start(), m.end());
                if edge::left(reading, start)
                    && let Some(name) = self.fitting(m.value(), reading, start, end)
                {
                    scratch.found.push(Found { start, end, name });
                }
            }
            self.choose(reading, &mut scratch.found, hits);
        });
    }

    /// The entities that bear a name, and which of their names it is. More than one: ambiguous.
    pub fn bearers(&self, name: NameId) -> impl Iterator<Item = (&Entity, &Name)> {
        self.each_bearer(name, |_| true).map(|b| (&**b.entity, b.name))
    }
    /// The bearers of a name in an article that holds these cues (sorted ids, all blocks of the article together): those
    /// whose `when` is met and whose `unless` is not.
    pub fn bearers_with<'a>(&'a self, name: NameId, cues: &[CueId]) -> impl Iterator<Item = Bearer<'a>> {
        self.each_bearer(name, move |entry| {
            let holds = |list: std::ops::Range<u32>| {
                let list = self.cue_lists.get(list.start as usize..list.end as usize).unwrap_or_default();
                list.iter().any(|cue| cues.binary_search(cue).is_ok())
            };
            (entry.when.is_empty() || holds(entry.when.clone())) && !holds(entry.unless.clone())
        })
    }
    /// Whether a bearer of the name has `when` or `unless`, so that [`Matcher::bearers_with`] can differ from
    /// [`Matcher::bearers`].
    pub fn is_conditional(&self, name: NameId) -> bool {
        self.entries(name).iter().any(|b| !b.when.is_empty() || !b.unless.is_empty())
    }
    /// The cues that a reading holds, in any case, at word boundaries, also in the plural: appends each id once, sorted.
    /// Without cues in the glossary it does nothing.
    pub fn cues(&self, reading: &str, cues: &mut Vec<CueId>) {
        let Some(automaton) = &self.cue_automaton else { return };
        SCRATCH.with_borrow_mut(|scratch| {
            lower(reading, &mut scratch.text);
            for m in automaton.find_overlapping_iter(&scratch.text) {
                if edge::left(&scratch.text, m.start()) && edge::right(&scratch.text, m.end()) != Right::Broken {
                    cues.push(m.value());
                }
            }
        });
        cues.sort_unstable();
        cues.dedup();
    }

    /// All names, folded, in order of id: for completion and near matching.
    pub fn names(&self) -> impl Iterator<Item = (NameId, &str)> {
        self.names.iter().enumerate().map(|(id, name)| (id as NameId, &*name.text))
    }
    /// A name, folded.
    pub fn name(&self, name: NameId) -> &str {
        self.names.get(name as usize).map_or("", |n| &n.text)
    }
    /// The id of a name, given folded ([`crate::text::fold`]) in its own case.
    pub fn id_of(&self, folded: &str) -> Option<NameId> {
        self.names.binary_search_by(|n| (*n.text).cmp(folded)).ok().map(|at| at as NameId)
    }
    /// Folded names that `self` has and `old` has not, or bears otherwise (other entity, rank, conditions): what an
    /// article must be searched for when the glossary changed from `old` to `self`. In byte order.
    pub fn added_since(&self, old: &Matcher) -> Vec<String> {
        let mut before = old.names.iter().peekable();
        let mut added = Vec::new();
        for name in &self.names {
            while before.next_if(|b| b.text < name.text).is_some() {}
            if before.peek().is_none_or(|b| b.text != name.text || b.signature != name.signature) {
                added.push(name.text.to_string());
            }
        }
        added
    }
    /// How many distinct names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Of the names that share a key the one that the text fits best, and where its hit ends.
    fn fitting(&self, key: u32, reading: &str, start: usize, end: usize) -> Option<NameId> {
        let right = edge::right(reading, end);
        if right == Right::Broken {
            return None;
        }
        let range = *self.key_starts.get(key as usize)? as usize..*self.key_starts.get(key as usize + 1)? as usize;
        let text = reading.get(start..end)?;
        let names = self.key_names.get(range)?.iter().copied();
        let fits = names.filter_map(|id| {
            let name = self.names.get(id as usize)?;
            let fit = shape::fit(&name.text, text).or_else(|| small_beside_han(&name.text, reading, start, end))?;
            (right == Right::Clean || name.takes_plural).then_some((fit, name.rank, id))
        });
        fits.min().map(|(.., id)| id)
    }

    /// Leftmost-longest of what was found, with legal forms taken in.
    fn choose(&self, reading: &str, found: &mut [Found], hits: &mut Vec<Hit>) {
        found.sort_unstable_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
        let mut rest = &*found;
        while let Some((first, after)) = rest.split_first() {
            let overlapped = after.iter().take_while(|f| f.start < first.end).count();
            rest = &after[overlapped..];
            let mut end = first.end;
            if self.names.get(first.name as usize).is_some_and(|n| n.takes_suffix)
                && let Some(longer) = suffix::extend(reading, end)
                && rest.first().is_none_or(|next| next.start >= longer)
            {
                end = longer;
            }
            hits.push(Hit { span: Span::new(first.start, end), name: first.name });
        }
    }

    fn entries(&self, name: NameId) -> &[BearerEntry] {
        let range = self.names.get(name as usize).map(|n| n.bearers.start as usize..n.bearers.end as usize);
        range.and_then(|r| self.bearers.get(r)).unwrap_or_default()
    }

    /// Each entity once, by the first of its entries that is admitted: entries are in order of entity, then rank.
    fn each_bearer<'a>(&'a self, name: NameId, admit: impl Fn(&BearerEntry) -> bool) -> impl Iterator<Item = Bearer<'a>> {
        let mut last = None;
        self.entries(name).iter().filter_map(move |entry| {
            if last == Some(entry.entity) || !admit(entry) {
                return None;
            }
            last = Some(entry.entity);
            let name = self.entities.get(entry.stated_by as usize)?.names.get(entry.name as usize)?;
            Some(Bearer { entity: self.entities.get(entry.entity as usize)?, name, derived: entry.derived })
        })
    }
}

#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    name: NameId,
}

/// Buffers of one thread, so that searching a block allocates nothing.
#[derive(Default)]
struct Scratch {
    text: String,
    found: Vec<Found>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// A reading in key space, byte for byte as long as the reading.
fn lower(reading: &str, out: &mut String) {
    out.clear();
    let mut pieces = reading.split('-');
    out.extend(pieces.next());
    for piece in pieces {
        out.push(' ');
        out.push_str(piece);
    }
    out.make_ascii_lowercase();
}

#[cfg(test)]
mod tests;
