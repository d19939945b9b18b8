//! Words that tell what stands beside a name, places and other capitals that name nobody. All of it is data.

use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Classes of a word, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Class(pub u64);

macro_rules! classes {
    ($($name:ident = $label:literal),* $(,)?) => {
        impl Class {
            classes!(@bits 0u64; $($name)*);
            fn named(label: &str) -> Option<Class> {
                Some(match label { $($label => Class::$name,)* _ => return None })
            }
        }
    };
    (@bits $n:expr; $head:ident $($tail:ident)*) => {
        pub const $head: Class = Class(1 << ($n));
        classes!(@bits $n + 1; $($tail)*);
    };
    (@bits $n:expr;) => {};
}

classes! {
    TITLE = "title",
    TITLE_MOD = "title-mod",
    HONORIFIC = "honorific",
    REPORT = "report",
    LAUNCH = "launch",
    PRODUCT_CLASS = "product-class",
    ORG_CLASS = "org-class",
    LEGAL = "legal",
    ORG_SUFFIX = "org-suffix",
    PRODUCT_SUFFIX = "product-suffix",
    WORK = "work-cue",
    FUNCTION = "function",
    CALENDAR = "calendar",
    MONEY = "money",
    UNIT = "unit",
    WORD = "word",
    PEOPLE = "people",
    PLACE = "place",
    GIVEN = "given",
    AFTER_TITLE = "after-title",
    NICK = "nick",
    TITLE_PREFIX = "title-prefix",
    DEPT = "dept-suffix",
    FOLLOW = "follow",
    STOP = "stop",
    GOV = "gov-suffix",
    LIST = "list-class",
    BYLINE = "byline",
    OUTSIDE = "suffix-outside",
    MASK = "mask",
    WORK_CLASS = "work-class",
    NAMING = "naming",
    GENERIC = "generic",
    SOFT = "soft-suffix",
    COMPOUND = "compound",
    KIN = "kin",
    HUMAN = "human",
    DEED = "deed",
    TO_PLACE = "to-place",
    PLACE_SUFFIX = "place-suffix",
    PLACE_AFTER = "place-after",
    BODY = "body",
    SOFT_BODY = "soft-body",
    BODY_OPENER = "body-opener",
    BODY_VERB = "body-verb",
    NO_BODY = "no-body",
    AGENCY = "agency",
    KNOWN_BODY = "known-body",
    JOIN = "join",
    ADVOCACY = "advocacy",
    ROAD = "road",
    OFFER = "offer",
}

impl Class {
    pub fn has(self, any: Class) -> bool {
        self.0 & any.0 != 0
    }
}
impl std::ops::BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Classes of a Latin word, whatever its case.
pub(super) fn latin(word: &str) -> Class {
    let mut buffer = [0u8; 40];
    if word.is_ascii() {
        let Some(room) = buffer.get_mut(..word.len()) else { return Class::default() };
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        let lower = std::str::from_utf8(room).unwrap_or("");
        return LATIN.get(lower).copied().unwrap_or_default();
    }
    LATIN.get(word.to_lowercase().replace('’', "'").as_str()).copied().unwrap_or_default()
}

/// Whether this is a place of one or more words, as printed.
pub(super) fn is_place(name: &str) -> bool {
    PLACES.contains(name)
}

/// Classes of a Han word (Simplified).
pub(super) fn han(word: &str) -> Class {
    HAN.get(word).copied().unwrap_or_default()
}

/// Whether a text begins with a Han word of a class.
pub(super) fn han_at(text: &str, class: Class) -> bool {
    let ends = text.char_indices().skip(1).map(|(i, _)| i).chain([text.len()]).take(6);
    ends.filter_map(|end| text.get(..end)).any(|word| han(word).has(class))
}

/// All Han words of a class, in no order.
pub(super) fn han_words(class: Class) -> impl Iterator<Item = &'static str> {
    HAN.iter().filter(move |(_, c)| c.has(class)).map(|(w, _)| *w)
}

pub(super) fn is_han_place(word: &str) -> bool {
    HAN_PLACES.contains(word)
}

/// The longest place of Han characters that begins here, in bytes.
pub(super) fn han_place_at(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(6).collect();
    ends.into_iter().rev().find(|end| text.get(..*end).is_some_and(is_han_place))
}

/// Technology, units and abbreviations that name no actor (`AI`, `5G`, `IoT`).
pub(super) fn is_no_name(word: &str) -> bool {
    NOT_NAMES.contains(word.to_lowercase().as_str())
}

/// A cue found in Han text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub start: usize,
    pub end: usize,
    pub class: Class,
}

/// All cues of two and more characters in a text, in order of end; they may overlap.
pub(super) fn cues(text: &str) -> Vec<Cue> {
    let (automaton, classes) = &*CUES;
    automaton.find_overlapping_iter(text).map(|m| Cue { start: m.start(), end: m.end(), class: classes[m.value() as usize] }).collect()
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

static LATIN: LazyLock<FxHashMap<Box<str>, Class>> = LazyLock::new(|| {
    let mut map: FxHashMap<Box<str>, Class> = FxHashMap::default();
    let mut put = |word: &str, class: Class| {
        let entry = map.entry(word.to_lowercase().into()).or_default();
        *entry = *entry | class;
    };
    for word in lines(include_str!("data/words_en.txt")) {
        put(word, Class::WORD);
    }
    for (word, class) in lines(include_str!("data/cues_en.tsv")).filter_map(|l| l.split_once('\t')) {
        put(word, Class::named(class).unwrap_or_default());
    }
    for (data, class) in [
        (include_str!("data/peoples_en.txt"), Class::PEOPLE),
        (include_str!("data/given_names_en.txt"), Class::GIVEN),
        (include_str!("data/places_en.txt"), Class::PLACE),
    ] {
        for word in lines(data).filter(|w| !w.contains(' ')) {
            put(word, class);
        }
    }
    map
});

static PLACES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| lines(include_str!("data/places_en.txt")).collect());
static HAN_PLACES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| lines(include_str!("data/places_zh.txt")).collect());
static NOT_NAMES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| lines(include_str!("data/not_names.txt")).map(str::to_lowercase).collect());

static HAN: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut map: FxHashMap<&'static str, Class> = FxHashMap::default();
    for (word, class) in lines(include_str!("data/cues_zh.tsv")).filter_map(|l| l.split_once('\t')) {
        let entry = map.entry(word).or_default();
        *entry = *entry | Class::named(class).unwrap_or_default();
    }
    map
});

/// Classes that are searched for in running text; the others are looked up at a place.
const SEARCHED: Class = Class(
    Class::TITLE.0
        | Class::ORG_SUFFIX.0
        | Class::LEGAL.0
        | Class::GOV.0
        | Class::ORG_CLASS.0
        | Class::PRODUCT_CLASS.0
        | Class::LAUNCH.0
        | Class::BYLINE.0
        | Class::LIST.0
        | Class::BODY.0
        | Class::KNOWN_BODY.0
        | Class::ADVOCACY.0
        | Class::OFFER.0,
);

static CUES: LazyLock<(CharwiseDoubleArrayAhoCorasick<u32>, Vec<Class>)> = LazyLock::new(|| {
    let mut words: Vec<(&'static str, Class)> =
        HAN.iter().filter(|(w, c)| c.has(SEARCHED) && w.chars().nth(1).is_some()).map(|(w, c)| (*w, *c)).collect();
    words.sort_unstable_by_key(|(w, _)| *w);
    let classes = words.iter().map(|(_, c)| *c).collect();
    let patterns: Vec<(&str, u32)> = words.iter().zip(0..).map(|((w, _), i)| (*w, i)).collect();
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        .build_with_values(patterns)
        .expect("the words of the lexicon are distinct and not empty");
    (automaton, classes)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_data_is_known() {
        for data in [include_str!("data/cues_en.tsv"), include_str!("data/cues_zh.tsv")] {
            for line in lines(data) {
                let (word, class) = line.split_once('\t').unwrap_or((line, ""));
                assert!(!word.is_empty() && Class::named(class).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn words_have_their_classes() {
        assert!(latin("President").has(Class::TITLE));
        assert!(latin("Monday").has(Class::CALENDAR));
        assert!(latin("Tobias").has(Class::GIVEN));
        assert!(latin("Germany").has(Class::PLACE));
        assert_eq!(latin("Korvo"), Class::default());
        assert!(han("总经理").has(Class::TITLE));
        assert!(is_han_place("合肥"));
        assert!(is_no_name("iot"));
    }
}
