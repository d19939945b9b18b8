//! Scripts and languages.

use std::sync::LazyLock;

/// The language of a block or an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh-Hans")]
    Hans,
    #[serde(rename = "zh-Hant")]
    Hant,
    #[serde(rename = "mixed")]
    Mixed,
}

impl Language {
    /// By runs of script: share of Han characters against Latin words, and of characters that only one Chinese script
    /// has. Latin words count only in runs of three and more, so that brand names leave a Chinese text Chinese. Chinese
    /// that both scripts write alike is `zh-Hans`; a text without letters is `en`.
    pub fn of(text: &str) -> Language {
        if text.is_ascii() { Language::English } else { count(text).language() }
    }
    /// The language of a whole from its parts, each with its length in bytes: `mixed` where a substantial part (a
    /// fifth) is Chinese and a substantial part is not.
    pub fn of_parts(parts: impl Iterator<Item = (Language, usize)>) -> Language {
        // An English word takes about six bytes and says about as much as two Han characters, which take as many.
        let (mut latin, mut hans, mut hant) = (0, 0, 0);
        for (language, bytes) in parts {
            match language {
                Language::English => latin += 2 * bytes,
                Language::Hans => hans += 2 * bytes,
                Language::Hant => hant += 2 * bytes,
                Language::Mixed => {
                    latin += bytes;
                    hans += bytes;
                }
            }
        }
        weigh(latin, hans + hant, hans, hant)
    }
    pub fn is_chinese(self) -> bool {
        matches!(self, Language::Hans | Language::Hant)
    }
    /// The tag that exports show: `en`, `zh-Hans`, `zh-Hant`, `mixed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Hans => "zh-Hans",
            Language::Hant => "zh-Hant",
            Language::Mixed => "mixed",
        }
    }
}

/// Whether `c` is a Han character (unified ideographs with extensions, compatibility ideographs, 〇, 々).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '〇' | '々')
}

/// The Simplified form of a Traditional character (or a variant, or a compatibility ideograph), the character itself
/// where there is none. Folds one character to one of the same UTF-8 width wherever the source table allows: the
/// exceptions are some 300 rare characters whose other form lies outside the basic plane. Folding twice changes
/// nothing. Source: OpenCC, see `data/opencc/NOTICE`; of several Simplified forms OpenCC's first.
pub fn simplify(c: char) -> char {
    TABLE.simplify(c)
}

/// Which script has a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Any = 0,
    Hans = 1,
    Hant = 2,
}

/// First and last character of the flat arrays: radicals to the last unified ideograph of the basic plane.
const FIRST: u32 = 0x2e80;
const LAST: u32 = 0x9fff;

/// The table of Han characters: a flat array for the basic plane, so that folding costs one load a character.
pub(super) struct HanTable {
    /// The Simplified form of `FIRST + i`; 0 where it lies outside the basic plane.
    simple: Box<[u16]>,
    class: Box<[Class]>,
    /// What does not fit the array, in order.
    rest: Box<[(char, char)]>,
}

pub(super) static TABLE: LazyLock<HanTable> = LazyLock::new(|| HanTable::parse(include_str!("data/han.tsv")));

impl HanTable {
    fn parse(data: &str) -> HanTable {
        let mut simple: Box<[u16]> = (FIRST..=LAST).map(|c| c as u16).collect();
        let mut class = vec![Class::Any; simple.len()].into_boxed_slice();
        let mut rest = Vec::new();
        for line in data.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut character = || columns.next().and_then(|c| c.chars().next());
            let (Some(from), Some(to)) = (character(), character()) else { continue };
            let kind = columns.next().unwrap_or("");
            if let Some(slot) = (from as u32).checked_sub(FIRST).filter(|_| from as u32 <= LAST) {
                simple[slot as usize] = u16::try_from(to as u32).unwrap_or(0);
                class[slot as usize] = match kind {
                    "hans" => Class::Hans,
                    "hant" => Class::Hant,
                    _ => Class::Any,
                };
                if u16::try_from(to as u32).is_ok() {
                    continue;
                }
            }
            if from != to {
                rest.push((from, to));
            }
        }
        rest.sort_unstable();
        HanTable { simple, class, rest: rest.into() }
    }
    pub(super) fn simplify(&self, c: char) -> char {
        let c32 = c as u32;
        if c32 < FIRST {
            return c;
        }
        match self.simple.get((c32 - FIRST) as usize).and_then(|s| char::from_u32(u32::from(*s))) {
            Some(simple) if simple != '\0' => simple,
            _ => self.rest.binary_search_by_key(&c, |r| r.0).map_or(c, |i| self.rest[i].1),
        }
    }
    /// As [`HanTable::simplify`], for a character of three bytes.
    pub(super) fn simplify_basic(&self, c: u32) -> Option<u16> {
        self.simple.get(c.wrapping_sub(FIRST) as usize).copied().filter(|s| *s != 0)
    }
}

/// Han characters and Latin words of a text.
#[derive(Default)]
struct Count {
    han: usize,
    hans: usize,
    hant: usize,
    /// Words in runs of at least three.
    words: usize,
}

impl Count {
    fn language(&self) -> Language {
        // Two Han characters say about as much as an English word. Where there is nothing but a name or two, the
        // letters decide.
        weigh(2 * self.words, self.han, self.hans, self.hant)
    }
}

fn weigh(latin: usize, han: usize, hans: usize, hant: usize) -> Language {
    let chinese = if hant > hans { Language::Hant } else { Language::Hans };
    match (han, latin) {
        (0, _) => Language::English,
        (_, 0) => chinese,
        _ if han * 4 < latin => Language::English,
        _ if latin * 4 < han => chinese,
        _ => Language::Mixed,
    }
}

fn count(text: &str) -> Count {
    let mut count = Count::default();
    let table = &*TABLE;
    let bytes = text.as_bytes();
    let (mut at, mut run) = (0, 0);
    while let Some(&b) = bytes.get(at) {
        match b {
            0..0x80 => {
                if b.is_ascii_alphabetic() {
                    let word = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'\'').count();
                    run += 1;
                    at += word;
                } else {
                    at += 1;
                }
            }
            // Latin letters with marks, Greek, Cyrillic: part of a word that a letter before or after has counted.
            0xc3..0xe0 => at += 2,
            0xe0..0xf0 => {
                let c = (u32::from(b & 0xf) << 12) | (cont(bytes, at + 1) << 6) | cont(bytes, at + 2);
                at += 3;
                if let Some(class) = table.class.get(c.wrapping_sub(FIRST) as usize)
                    && c >= 0x3400
                {
                    count.han += 1;
                    match class {
                        Class::Hans => count.hans += 1,
                        Class::Hant => count.hant += 1,
                        Class::Any => {}
                    }
                    if run > 0 {
                        count.words += if run >= 3 { run } else { 0 };
                        run = 0;
                    }
                }
            }
            0xf0.. => {
                count.han += usize::from((0xa0..0xb0).contains(bytes.get(at + 1).unwrap_or(&0)) && b == 0xf0);
                at += 4;
            }
            _ => at += 1,
        }
    }
    // A short text of nothing but one or two words has no run of three.
    count.words += if run >= 3 || count.han == 0 { run } else { 0 };
    count
}

fn cont(bytes: &[u8], at: usize) -> u32 {
    u32::from(bytes.get(at).unwrap_or(&0) & 0x3f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_script() {
        use Language::*;
        let cases = [
            ("", English),
            ("2024-05-03", English),
            ("Deliveries rose in the second quarter.", English),
            ("Café Noir’s sales rose — again.", English),
            ("Its founder, Shen Yu (沈宇), said demand was strong in the north.", English),
            ("晨星汽车二季度交付五千辆", Hans),
            ("晨星汽車二季度交付五千輛", Hant),
            ("禾柚", Hans),
            ("晨星发布Aurora X9和Aurora Pro两款新车", Hans),
            ("除AI、雲端外，今年5G應用也逐步普及開來", Hant),
            ("后来他们在里面干了三年", Hans),
            ("Deliveries rose in the second quarter. 第二季度交付量明显增长，公司表示满意。", Mixed),
            ("𠮷野家", Hans),
        ];
        for (text, expected) in cases {
            assert_eq!(Language::of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_is_mixed_only_where_both_parts_are_substantial() {
        use Language::*;
        let of = |parts: &[(Language, usize)]| Language::of_parts(parts.iter().copied());
        assert_eq!(of(&[(English, 3000), (Hans, 60)]), English);
        assert_eq!(of(&[(English, 60), (Hant, 3000), (Hans, 90)]), Hant);
        assert_eq!(of(&[(English, 1000), (Hans, 1200)]), Mixed);
        assert_eq!(of(&[]), English);
    }

    #[test]
    fn traditional_variant_and_compatibility_forms_fold() {
        let cases = [
            ('團', '团'),
            ('车', '车'),
            ('裏', '里'),
            ('裡', '里'),
            ('臺', '台'),
            ('毎', '每'),
            ('祕', '秘'),
            ('著', '著'),
            ('喆', '喆'),
            ('薴', '苎'),
            ('\u{f902}', '车'),
            ('\u{2f08}', '人'),
            ('\u{2f800}', '丽'),
            ('勣', '𪟝'),
            ('a', 'a'),
            ('，', '，'),
            ('한', '한'),
        ];
        for (from, to) in cases {
            assert_eq!(simplify(from), to, "{from}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            assert_eq!(simplify(simplify(c)), simplify(c), "{c}");
        }
    }

    #[test]
    fn every_character_that_folds_is_han_or_a_radical() {
        for c in (0..=0x10ffff).filter_map(char::from_u32).filter(|c| simplify(*c) != *c) {
            assert!(is_han(c) || ('\u{2e80}'..='\u{2fdf}').contains(&c) || ('\u{2f800}'..='\u{2fa1f}').contains(&c), "{c}");
            assert!(is_han(simplify(c)), "{c}");
        }
    }
}
