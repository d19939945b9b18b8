//! Pinyin left behind by scraping: `集團(tuán)`.

use std::collections::HashSet;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::simplify;

/// A run of Latin letters that may be a pinyin syllable.
pub(super) struct Syllable {
    /// Bytes in the text.
    pub len: usize,
    /// Lower case, without tone, ü as u.
    plain: [u8; MAX],
    letters: usize,
    pub toned: bool,
}

/// The longest syllables (`zhuang`, `chuang`, `shuang`) have six letters.
const MAX: usize = 6;

impl Syllable {
    /// The letters that `text` starts with, none where there are no letters or more than a syllable has.
    pub fn read(text: &str) -> Option<Syllable> {
        let mut syllable = Syllable { len: 0, plain: [0; MAX], letters: 0, toned: false };
        for c in text.chars() {
            let (base, toned) = match c {
                'a'..='z' | 'A'..='Z' => (c.to_ascii_lowercase() as u8, false),
                '\u{300}' | '\u{301}' | '\u{304}' | '\u{306}' | '\u{30c}' if syllable.letters > 0 => (0, true),
                '\u{308}' if syllable.letters > 0 => (0, false),
                _ => match base_of(c) {
                    Some(base) => base,
                    None => break,
                },
            };
            syllable.toned |= toned;
            syllable.len += c.len_utf8();
            if base != 0 {
                *syllable.plain.get_mut(syllable.letters)? = if base == b'v' { b'u' } else { base };
                syllable.letters += 1;
            }
        }
        (syllable.letters > 0).then_some(syllable)
    }
    /// Whether Mandarin has it.
    pub fn is_valid(&self) -> bool {
        SYLLABLES.contains(self.plain())
    }
    /// Whether it is a reading of this Han character, in either script.
    pub fn spells(&self, c: char) -> bool {
        let reads = |c: char| {
            c.to_pinyin_multi()
                .is_some_and(|readings| readings.into_iter().any(|r| Syllable::read(r.plain()).is_some_and(|s| s.plain() == self.plain())))
        };
        reads(c) || reads(simplify(c))
    }
    fn plain(&self) -> &str {
        std::str::from_utf8(&self.plain[..self.letters]).unwrap_or("")
    }
}

/// The letter under a tone mark (and ü, ê), and whether the mark is a tone's. Breves stand for the third tone in many
/// scraped pages, U+0251 for `a`.
pub(super) fn base_of(c: char) -> Option<(u8, bool)> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'ă' | 'à' => (b'a', true),
        'ē' | 'é' | 'ě' | 'ĕ' | 'è' => (b'e', true),
        'ī' | 'í' | 'ǐ' | 'ĭ' | 'ì' => (b'i', true),
        'ō' | 'ó' | 'ǒ' | 'ŏ' | 'ò' => (b'o', true),
        'ū' | 'ú' | 'ǔ' | 'ŭ' | 'ù' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => (b'u', true),
        'Ā' | 'Á' | 'Ǎ' | 'À' => (b'a', true),
        'Ē' | 'É' | 'Ě' | 'È' => (b'e', true),
        'Ō' | 'Ó' | 'Ǒ' | 'Ò' => (b'o', true),
        'ń' | 'ň' | 'ǹ' => (b'n', true),
        'ḿ' => (b'm', true),
        'ü' => (b'u', false),
        'ê' => (b'e', false),
        'ɑ' => (b'a', false),
        _ => return None,
    })
}

/// The table writes ü as v; residue has it as `ü`, `u` or `v`, all read as `u`.
static SYLLABLES: LazyLock<HashSet<String>> =
    LazyLock::new(|| super::data_lines(include_str!("data/pinyin_syllables.txt")).map(|s| s.replace('v', "u")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_spell_characters_in_both_scripts() {
        let cases = [
            ('團', "tuán", true),
            ('团', "tuán", true),
            ('統', "tǒng", true),
            ('女', "nǚ", true),
            ('女', "nu\u{308}\u{30c}", true),
            ('行', "háng", true),
            ('行', "xíng", true),
            ('戶', "hù", true),
            ('團', "hù", false),
            ('a', "hù", false),
        ];
        for (c, text, expected) in cases {
            let syllable = Syllable::read(text).expect("letters");
            assert_eq!((syllable.spells(c), syllable.toned, syllable.len), (expected, true, text.len()), "{c} {text}");
        }
    }

    #[test]
    fn words_are_not_syllables() {
        let valid = |text: &str| Syllable::read(text).is_some_and(|s| s.is_valid());
        assert!(valid("zhuàng)") && valid("qū)") && valid("hù") && valid("lüè"));
        assert!(!valid("café") && !valid("résumés") && !valid("") && !valid("(hù"));
    }
}
