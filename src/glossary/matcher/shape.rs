//! Whether a stretch of text that has a name's key is that name: case and spacing.

use std::iter::Peekable;
use std::str::Chars;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How well a text fits a name; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Letter for letter.
    Exact,
    /// In other case, or with another blank or hyphen.
    Variant,
}

/// Holds `text` against `name`, of which it has a key. Names of fewer than four letters must be written exactly so.
/// Longer ones may have each word capitalised or in capitals instead: an ordinary lower-case word is not a brand. A
/// model name (a word of letters and digits, three of them and more) may have any case; where a blank stands between
/// its letters and digits and not in the name, the letters must be exact or capitals (`at 4` is not `AT4`).
pub(super) fn fit(name: &str, text: &str) -> Option<Fit> {
    if name == text {
        return Some(Fit::Exact);
    }
    let (mut name, mut text) = (Units::new(name), Units::new(text));
    let mut word = Word::default();
    let (mut exact, mut same_case, mut capitals, mut words_fit) = (true, true, true, true);
    let (mut spaced, mut mixed) = (false, false);
    let (mut letters, mut digits) = (0, 0);
    let mut last = Kind::Other;
    loop {
        let (a, b) = match (name.next(), text.next()) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => break,
            _ => return None,
        };
        if a.c != b.c && plain(a.c) != plain(b.c) {
            return None;
        }
        let kind = Kind::of(a.c);
        let turn = matches!((last, kind), (Kind::Letter, Kind::Digit) | (Kind::Digit, Kind::Letter));
        mixed |= turn && !(a.parted && b.parted);
        spaced |= turn && b.parted && !a.parted;
        exact &= a.c == b.c && a.parted == b.parted;
        same_case &= a.c.is_uppercase() == b.c.is_uppercase();
        capitals &= !b.c.is_lowercase();
        letters += usize::from(kind == Kind::Letter);
        digits += usize::from(kind == Kind::Digit);
        if a.parted || kind == Kind::Other || last == Kind::Other {
            words_fit &= word.fits();
            word = Word::default();
        }
        word.take(a.c, b.c);
        last = kind;
    }
    if exact {
        return Some(Fit::Exact);
    }
    let other_case = match (spaced, mixed && letters + digits >= 3) {
        (true, _) => capitals,
        (false, true) => true,
        (false, false) => letters >= 4 && words_fit && word.fits(),
    };
    (same_case || other_case).then_some(Fit::Variant)
}

/// Whether a name has a single letter, digit or Han character, or no letter at all (`360`): such a name links only in
/// an article with one of its `when` cues.
pub(in crate::glossary) fn is_too_short(name: &str) -> bool {
    let signs = name.chars().filter(|c| c.is_alphanumeric()).count();
    signs < 2 || !name.chars().any(char::is_alphabetic)
}

/// The letter without its accent, in lower case: `É` and `e` are one.
pub(in crate::glossary) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let c = PLAIN.get(&c).copied().unwrap_or(c);
    c.to_lowercase().next().unwrap_or(c)
}

/// Between the words of a name: what may be a blank, a hyphen or nothing.
pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-') || DOTS.contains(&c) || APOSTROPHES.contains(&c)
}

/// Dots that part the names of foreigners in Chinese, the standard one first.
pub(super) const DOTS: [char; 5] = ['·', '•', '・', '‧', '∙'];
pub(super) const APOSTROPHES: [char; 2] = ['\'', '’'];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Letter,
    Digit,
    Other,
}

impl Kind {
    pub fn of(c: char) -> Kind {
        match c {
            '0'..='9' => Kind::Digit,
            c if c != '_' && super::edge::is_word(c) => Kind::Letter,
            _ => Kind::Other,
        }
    }
}

/// The characters of a name without its gaps; each knows whether a gap stood before it.
struct Units<'a>(Peekable<Chars<'a>>);

struct Unit {
    c: char,
    parted: bool,
}

impl<'a> Units<'a> {
    fn new(text: &'a str) -> Units<'a> {
        Units(text.chars().peekable())
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;
    fn next(&mut self) -> Option<Unit> {
        let mut parted = false;
        while self.0.next_if(|c| is_gap(*c)).is_some() {
            parted = true;
        }
        self.0.next().map(|c| Unit { c, parted })
    }
}

/// The case of one word, name against text.
struct Word {
    begun: bool,
    same: bool,
    title: bool,
    capitals: bool,
}

impl Default for Word {
    fn default() -> Word {
        Word { begun: false, same: true, title: true, capitals: true }
    }
}

impl Word {
    fn take(&mut self, name: char, text: char) {
        self.same &= name.is_uppercase() == text.is_uppercase();
        self.title &= if self.begun { !text.is_uppercase() } else { !text.is_lowercase() };
        self.capitals &= !text.is_lowercase();
        self.begun = true;
    }
    fn fits(&self) -> bool {
        self.same || self.title || self.capitals
    }
}

static PLAIN: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../data/latin_letters.tsv").lines().filter(|l| !l.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs
        .filter_map(|(base, marked)| Some((base.chars().next()?, marked)))
        .flat_map(|(base, marked)| marked.chars().map(move |m| (m, base)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spacing_may_vary_as_far_as_print_varies() {
        use Fit::*;
        let cases = [
            ("VQO", "VQO", Some(Exact)),
            ("VQO", "Vqo", None),
            ("VQO", "vqo", None),
            ("Arm", "ARM", None),
            ("Velza", "VELZA", Some(Variant)),
            ("VELZA", "Velza", Some(Variant)),
            ("Velza", "velza", None),
            ("Velza", "veLZA", None),
            ("adidas", "adidas", Some(Exact)),
            ("adidas", "Adidas", Some(Variant)),
            ("iPhone", "Iphone", Some(Variant)),
            ("iPhone", "iphone", None),
            ("Ro Auto", "RO AUTO", Some(Variant)),
            ("Ro Auto", "Ro auto", None),
            ("RAO Jun", "Rao Jun", Some(Variant)),
            ("Rao Jun", "RAO Jun", Some(Variant)),
            ("Bank of Tarn", "BANK OF TARN", Some(Variant)),
            ("Bank of Tarn", "Bank Of Tarn", Some(Variant)),
            ("Coca-Cola", "Coca Cola", Some(Exact)),
            ("Citroën", "Citroen", Some(Variant)),
            ("Citroën", "CITROËN", Some(Variant)),
            ("Citroën", "citroen", None),
            ("KV7", "kv7", Some(Variant)),
            ("KV7", "KV 7", Some(Variant)),
            ("KV7", "kv 7", None),
            ("AT4", "at 4", None),
            ("K7", "k7", None),
            ("Velza KD6", "velza KD6", Some(Variant)),
            ("Kite 60", "Kite60", Some(Variant)),
            ("Kite 60", "kite60", Some(Variant)),
            ("Kite 60", "kite 60", None),
            ("Model 3", "MODEL 3", Some(Variant)),
            ("岚柚 KV7", "岚柚KV7", Some(Variant)),
            ("埃隆·马斯克", "埃隆•马斯克", Some(Exact)),
            ("Velza", "Velia", None),
            ("Velza", "Vel", None),
        ];
        for (name, text, expected) in cases {
            assert_eq!(fit(name, text), expected, "{name} / {text}");
        }
    }

    #[test]
    fn names_of_one_character_are_too_short() {
        for name in ["X", "甲", "7", "360", "+", "é"] {
            assert!(is_too_short(name), "{name}");
        }
        for name in ["X1", "3M", "甲乙", "BP", "X光", "12306网"] {
            assert!(!is_too_short(name), "{name}");
        }
    }
}
