//! How well characters fit names: tables of ten times the natural logarithm of how much oftener a character stands in a
//! name than in running text.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// A character of a Chinese personal name; none where it is never seen there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InName {
    pub surname: Option<i8>,
    /// First and second of two given characters, and the only one.
    pub given: [Option<i8>; 3],
}

/// What a character unseen in a place of a name weighs.
const UNSEEN: i32 = -28;

/// How well a character is a surname; none where it is none.
pub(super) fn surname(c: char) -> Option<i32> {
    NAMES.get(&c)?.surname.map(i32::from)
}

/// How well one or two characters are a given name.
pub(super) fn given(chars: &[char]) -> i32 {
    let weight = |c: char, place: usize| NAMES.get(&c).and_then(|n| n.given[place]).map_or(UNSEEN, i32::from);
    match chars {
        [one] => weight(*one, 2),
        [first, second] => weight(*first, 0) + weight(*second, 1),
        _ => UNSEEN,
    }
}

/// Weights of a character at the head of a transliterated name, inside and at its end.
pub(super) fn foreign(c: char) -> Option<[i8; 3]> {
    FOREIGN.get(&c).copied()
}

/// Whether a character is common in transliterated foreign names.
pub(super) fn transliterates(c: char) -> bool {
    FOREIGN.contains_key(&c)
}

/// Whether this is a Japanese surname (Simplified).
pub(super) fn japanese_surname(word: &str) -> bool {
    JAPANESE.contains(word)
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

static NAMES: LazyLock<FxHashMap<char, InName>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut cells = line.split('\t');
        let c = cells.next()?.chars().next()?;
        let mut weight = || cells.next().and_then(|w| w.parse().ok());
        Some((c, InName { surname: weight(), given: [weight(), weight(), weight()] }))
    };
    lines(include_str!("../data/name_characters_zh.tsv")).filter_map(read).collect()
});

static FOREIGN: LazyLock<FxHashMap<char, [i8; 3]>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut cells = line.split('\t');
        let c = cells.next()?.chars().next()?;
        let mut weight = || cells.next().and_then(|w| w.parse().ok()).unwrap_or_default();
        Some((c, [weight(), weight(), weight()]))
    };
    lines(include_str!("../data/transliteration_zh.tsv")).filter_map(read).collect()
});

static JAPANESE: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../data/surnames_ja.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_weigh_more_than_words() {
        let name = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            surname(chars[0]).unwrap_or(UNSEEN) + given(&chars[1..])
        };
        for (likely, unlikely) in [("陆若楠", "陆续的"), ("何文彬", "何时了"), ("许静", "许多")] {
            assert!(name(likely) > name(unlikely) + 30, "{likely} {unlikely}");
        }
    }

    #[test]
    fn tables_are_read_whole() {
        assert!(NAMES.len() > 2000 && FOREIGN.len() > 300 && JAPANESE.len() > 200);
        assert!(transliterates('尔') && !transliterates('的'));
    }
}
