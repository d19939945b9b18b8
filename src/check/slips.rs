//! Names of the glossary that a Latin name may be a slip of.

use rustc_hash::FxHashMap;

use crate::extract::mentions::fold_name;
use crate::glossary::Glossary;
use crate::text::Symbol;

/// Latin names of a glossary by first letter and length: a slip keeps the one and hardly changes the other. Built once
/// for a glossary; a look-up compares letters as bits first, so that few distances are computed.
#[derive(Default)]
pub(super) struct Slips {
    buckets: FxHashMap<(u8, usize), Vec<Known>>,
}

struct Known {
    letters: u32,
    /// Folded.
    name: Symbol,
    /// As the glossary has it.
    text: Symbol,
    entity: Symbol,
}

/// A name of an entity that another one is a slip of.
pub(super) struct Slip {
    pub entity: Symbol,
    pub text: Symbol,
    pub distance: usize,
}

impl Slips {
    pub fn new(glossary: &Glossary) -> Slips {
        let mut slips = Slips::default();
        for entity in &glossary.entities {
            for name in entity.names.iter().filter(|n| may_be_misspelled(&n.text)) {
                let folded = fold_name(&name.text);
                let Some(key) = key(&folded) else { continue };
                let known = Known { letters: bits(&folded), name: folded, text: name.text.clone(), entity: entity.id.clone() };
                slips.buckets.entry(key).or_default().push(known);
            }
        }
        slips
    }
    /// The nearest name of each entity that a name is a slip of, nearest first, then by id: one edit apart (two from
    /// ten letters on), the first letter the same. A name that the glossary has is no slip.
    pub fn of(&self, name: &str) -> Vec<Slip> {
        if !may_be_misspelled(name) {
            return Vec::new();
        }
        let folded = fold_name(name);
        let Some((first, length)) = key(&folded) else { return Vec::new() };
        let most = if letters(name) >= 10 { 2 } else { 1 };
        let own = bits(&folded);
        let mut found: Vec<Slip> = Vec::new();
        for bucket in (length.saturating_sub(most)..=length + most).filter_map(|l| self.buckets.get(&(first, l))) {
            // An edit changes at most two letters of the set.
            for known in bucket.iter().filter(|k| (k.letters ^ own).count_ones() as usize <= 2 * most) {
                let distance = strsim::osa_distance(&folded, &known.name);
                if distance == 0 {
                    return Vec::new();
                }
                let allowed = if letters(&known.text) >= 10 { most } else { 1 };
                if distance <= allowed {
                    found.push(Slip { entity: known.entity.clone(), text: known.text.clone(), distance });
                }
            }
        }
        found.sort_by(|a, b| (&a.entity, a.distance, &a.text).cmp(&(&b.entity, b.distance, &b.text)));
        found.dedup_by(|b, a| a.entity == b.entity);
        found.sort_by_key(|s| s.distance);
        found
    }
}

/// Whether a name is one that slips are told of: Latin, without digits, of six letters and more.
fn may_be_misspelled(name: &str) -> bool {
    let latin = |c: char| !c.is_alphabetic() || c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    name.chars().all(|c| latin(c) && !c.is_numeric()) && letters(name) >= 6
}

fn letters(name: &str) -> usize {
    name.chars().filter(|c| c.is_alphabetic()).count()
}

fn key(folded: &str) -> Option<(u8, usize)> {
    Some((*folded.as_bytes().first()?, folded.chars().count()))
}

/// The set of letters: bits 0 to 25; everything else is bit 26.
fn bits(folded: &str) -> u32 {
    folded.bytes().fold(0, |set, b| set | if b.is_ascii_lowercase() { 1 << (b - b'a') } else { 1 << 26 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::empty;

    #[test]
    fn slips_of_known_names() {
        let glossary = ["Pellworth", "Pellworth Motors", "Li Bin", "Zephlin", "Zephlin 9", "Zephlyn", "沈照夜"];
        let entry = |(i, n): (usize, &&str)| format!("[[entity]]\nid = \"e{i}\"\ntype = \"organization\"\nname = {{ en = \"{n}\" }}\n");
        let corpus = empty(&glossary.iter().enumerate().map(entry).collect::<String>(), "");
        let slips = Slips::new(corpus.snapshot.glossary());
        let cases: [(&str, &[&str]); 12] = [
            ("Pellwroth", &["Pellworth"]),
            ("Pelworth", &["Pellworth"]),
            ("Pellwroth Moters", &["Pellworth Motors"]),
            ("Pellwrot", &[]),
            ("Pellworth", &[]),
            ("PELLWORTH", &[]),
            ("Bellworth", &[]),
            ("Li Bing", &[]),
            ("Zephlen", &["Zephlin", "Zephlyn"]),
            ("Zephlin 7", &[]),
            ("沈照液", &[]),
            ("", &[]),
        ];
        for (read, expected) in cases {
            let found = slips.of(read);
            assert_eq!(found.iter().map(|s| &*s.text).collect::<Vec<_>>(), expected, "{read}");
        }
    }
}
