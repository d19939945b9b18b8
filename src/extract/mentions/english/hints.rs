//! What words say of a name that they stand beside or in: evidence beside other evidence, no more.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::glossary::EntityType;

/// Kinds of hint that a word gives, as bits; a word may give several.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Hint(pub u32);

macro_rules! hints {
    ($($name:ident = $label:literal @ $bit:literal),* $(,)?) => {
        impl Hint {
            $(pub const $name: Hint = Hint(1 << $bit);)*
            fn named(label: &str) -> Option<Hint> {
                Some(match label { $($label => Hint::$name,)* _ => return None })
            }
        }
    };
}

hints! {
    SURNAME = "surname" @ 0,
    GIVEN = "given" @ 1,
    ORG_HEAD = "org-head" @ 2,
    ORG_LEAD = "org-lead" @ 3,
    ORG_NOUN = "org-noun" @ 4,
    PERSON_NOUN = "person-noun" @ 5,
    HUMAN_VERB = "human-verb" @ 6,
    KIN = "kin" @ 7,
    GEO = "geo-noun" @ 8,
    EVENT = "event-noun" @ 9,
    PARTICLE = "particle" @ 10,
    RANK = "rank" @ 11,
    FREQUENT = "frequent-surname" @ 12,
    SITE = "site-noun" @ 13,
}

impl Hint {
    pub fn has(self, any: Hint) -> bool {
        self.0 & any.0 != 0
    }
}

impl std::ops::BitOr for Hint {
    type Output = Hint;
    fn bitor(self, other: Hint) -> Hint {
        Hint(self.0 | other.0)
    }
}

/// What a word hints at, whatever its case.
pub(super) fn hints(word: &str) -> Hint {
    let mut buffer = [0u8; 32];
    if let (true, Some(room)) = (word.is_ascii(), buffer.get_mut(..word.len())) {
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        return HINTS.get(std::str::from_utf8(room).unwrap_or("")).copied().unwrap_or_default();
    }
    HINTS.get(word.to_lowercase().as_str()).copied().unwrap_or_default()
}

/// What a widely known name usually names; in capitals and without `the` too.
pub(super) fn known(name: &str) -> Option<EntityType> {
    KNOWN.get(name).or_else(|| KNOWN.get(name.strip_prefix("The ")?)).copied()
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

static HINTS: LazyLock<FxHashMap<Box<str>, Hint>> = LazyLock::new(|| {
    let mut map: FxHashMap<Box<str>, Hint> = FxHashMap::default();
    let mut put = |word: &str, hint: Hint| map.entry(word.to_lowercase().into()).or_default().0 |= hint.0;
    for (word, label) in lines(include_str!("../data/hints_en.tsv")).filter_map(|l| l.split_once('\t')) {
        put(word, Hint::named(label).unwrap_or_default());
    }
    for line in lines(include_str!("../data/surnames_en.txt")) {
        match line.strip_suffix("\tfrequent") {
            Some(word) => put(word, Hint::SURNAME | Hint::FREQUENT),
            None => put(line, Hint::SURNAME),
        }
    }
    lines(include_str!("../data/given_names_wide.txt")).for_each(|w| put(w, Hint::GIVEN));
    map
});

static KNOWN: LazyLock<FxHashMap<&'static str, EntityType>> = LazyLock::new(|| {
    lines(include_str!("../data/known_en.tsv"))
        .filter_map(|l| l.split_once('\t'))
        .filter_map(|(name, kind)| Some((name, EntityType::ALL.into_iter().find(|k| k.as_str() == kind)?)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_of_the_data_is_known() {
        for line in lines(include_str!("../data/hints_en.tsv")) {
            let (word, label) = line.split_once('\t').unwrap_or((line, ""));
            assert!(!word.is_empty() && Hint::named(label).is_some(), "{line}");
        }
        for line in lines(include_str!("../data/known_en.tsv")) {
            assert!(line.split_once('\t').is_some_and(|(name, _)| known(name).is_some()), "{line}");
        }
    }

    #[test]
    fn words_give_their_hints() {
        assert!(hints("River").has(Hint::GEO));
        assert!(hints("MARRIED").has(Hint::HUMAN_VERB));
        assert_eq!(hints("Korvo"), Hint::default());
    }
}
