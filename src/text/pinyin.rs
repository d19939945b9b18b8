//! Pinyin of Chinese names: keys under which one name meets itself in another script, surnames, syllables.

use std::sync::LazyLock;

use pinyin::ToPinyinMulti;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Symbol, is_han, simplify};

/// Keys of a name by its sound: equal keys of a Han and a Latin name mean that one may spell the other. Empty where the
/// name has no pinyin reading.
///
/// A person's name gives `given|surname` in alphabetical order (`jun|rao` for 饶钧, 饒鈞, Rao Jun, Jun Rao, RAO Jun), one
/// key for every reading of every character, with surname readings of their own (单 Shan, 曾 Zeng, 尉迟 Yuchi). Every name
/// also gives its syllables joined (`qiheng` for 启衡, Qiheng, Qi Heng). Sorted, without doubles.
pub fn keys(name: &str) -> Vec<Symbol> {
    let mut out = Vec::new();
    let chars: Vec<char> = name.chars().filter(|c| !matches!(c, ' ' | '\u{3000}')).map(simplify).collect();
    if chars.is_empty() || chars.len() > LONGEST_NAME {
        return Vec::new();
    }
    if chars.iter().all(|c| is_han(*c)) {
        han_keys(&chars, &mut out);
    } else {
        latin_keys(name, &mut out);
    }
    out.sort_unstable();
    out.dedup();
    out.iter().map(|k| Symbol::new(k)).collect()
}

/// What a search box finds a Han name by: its syllables joined and their initials (`raojun`, `rj` for 饶钧), first
/// readings and surname readings. Empty for a name without Han characters. Sorted.
pub fn search_forms(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().filter(|c| is_han(*c)).map(simplify).collect();
    if chars.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut push = |readings: &[&str]| {
        out.push(readings.concat());
        out.push(readings.iter().filter_map(|r| r.get(..1)).collect());
    };
    let plain: Vec<&str> = chars.iter().filter_map(|c| readings(*c).first().copied()).collect();
    push(&plain);
    if let Some((surname, length)) = surname_of(&chars) {
        for reading in surname.readings.iter().filter(|_| plain.len() > length) {
            // A two-character surname's reading is one string: its initials are those of its syllables.
            let mut parts: Vec<&str> = split(reading).unwrap_or_else(|| vec![reading]);
            parts.extend(&plain[length..]);
            push(&parts);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Characters of the longest name that is read: longer ones are no names of persons or brands.
const LONGEST_NAME: usize = 24;
/// Readings of one name that are followed: heteronyms multiply.
const MOST_READINGS: usize = 24;

fn han_keys(chars: &[char], out: &mut Vec<String>) {
    if chars.len() > 6 {
        return;
    }
    let given = |chars: &[char]| {
        let mut all = vec![String::new()];
        for c in chars {
            let of_char = readings(*c);
            all = all.iter().flat_map(|head| of_char.iter().map(move |r| format!("{head}{r}"))).take(MOST_READINGS).collect();
        }
        all
    };
    if let Some((surname, length)) = surname_of(chars).filter(|(_, length)| chars.len() > *length && chars.len() <= length + 3) {
        for rest in given(&chars[length..]) {
            for reading in &surname.readings {
                out.push(pair(reading, &rest));
                out.push(format!("{reading}{rest}"));
            }
        }
    }
    out.extend(given(chars));
    out.retain(|k| !k.is_empty());
}

fn latin_keys(name: &str, out: &mut Vec<String>) {
    let tokens: Vec<String> = name.split([' ', '\u{a0}', ',', '·']).filter(|t| !t.is_empty()).map(latin_token).collect();
    let spelt = |t: &String| split(t).is_some();
    if tokens.is_empty() || tokens.len() > 4 || !tokens.iter().all(spelt) {
        return;
    }
    out.push(tokens.concat());
    if tokens.len() >= 2 {
        // The surname stands first or last.
        out.push(pair(&tokens[0], &tokens[1..].concat()));
        out.push(pair(&tokens[tokens.len() - 1], &tokens[..tokens.len() - 1].concat()));
    }
}

/// Lower case, ü as v, hyphens and apostrophes out; tone marks folded.
pub(crate) fn latin_token(token: &str) -> String {
    let mut out = String::with_capacity(token.len());
    for c in token.chars().flat_map(char::to_lowercase) {
        out.push(match c {
            '-' | '\'' | '’' | '‘' | '`' => continue,
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ē' | 'é' | 'ě' | 'è' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
            c => c,
        });
    }
    out
}

fn pair(a: &str, b: &str) -> String {
    if a <= b { format!("{a}|{b}") } else { format!("{b}|{a}") }
}

/// All toneless readings of a character, the commonest first; empty for what is not Han.
pub fn readings(c: char) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        // The crate writes ü; keys write v.
        let plain = match reading.plain() {
            "lü" => "lv",
            "nü" => "nv",
            "lüe" => "lve",
            "nüe" => "nve",
            plain => plain,
        };
        if SYLLABLES.contains(plain) && !out.contains(&plain) {
            out.push(plain);
        }
    }
    out
}

/// Splits a toneless romanised word (lower case) into pinyin syllables; an apostrophe or hyphen forces a break. Of
/// several ways the one whose first syllables are a surname wins, then the one with fewest syllables. None where it
/// cannot be split.
pub fn split(word: &str) -> Option<Vec<&str>> {
    if word.is_empty() || word.len() > 30 || !word.is_ascii() {
        return None;
    }
    let mut parts = Vec::new();
    for piece in word.split(['\'', '-']) {
        parts.extend(split_piece(piece)?);
    }
    Some(parts)
}

/// Letters of the longest syllable (`chuang`).
const LONGEST_SYLLABLE: usize = 6;

fn split_piece(piece: &str) -> Option<Vec<&str>> {
    // Fewest syllables from each place to the end, and the length of the first of them.
    let n = piece.len();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; n + 1];
    best[n] = Some((0, 0));
    for i in (0..n).rev() {
        for length in (1..=LONGEST_SYLLABLE.min(n - i)).rev() {
            let Some((rest, _)) = best[i + length] else { continue };
            if piece.get(i..i + length).is_some_and(|s| SYLLABLES.contains(s)) && best[i].is_none_or(|(count, _)| rest + 1 < count) {
                best[i] = Some((rest + 1, length));
            }
        }
    }
    best[0]?;
    let mut at = 0;
    let mut parts = Vec::new();
    let first = (1..=LONGEST_SYLLABLE.min(n)).rev().find(|length| {
        let head = piece.get(..*length).unwrap_or("");
        best[*length].is_some_and(|(rest, _)| Some(rest + 1) == best[0].map(|b| b.0)) && LATIN_SURNAMES.contains(head)
    });
    if let Some(length) = first {
        parts.push(&piece[..length]);
        at = length;
    }
    while at < n {
        let (_, length) = best[at]?;
        parts.push(&piece[at..at + length]);
        at += length;
    }
    Some(parts)
}

/// A Chinese surname.
#[derive(Clone, Debug)]
pub struct Surname {
    /// Simplified, one or two characters (爱新觉罗: four).
    pub han: &'static str,
    /// Toneless readings as a surname.
    pub readings: Vec<&'static str>,
    /// Cantonese, Hokkien, Wade-Giles and other Latin forms, lower case.
    pub romanised: Vec<&'static str>,
    /// The character is common as an ordinary word (高, 马, 黄).
    pub wordlike: bool,
    /// Seldom met as a surname.
    pub rare: bool,
    /// Bearers in China; 0 where not known.
    pub people: u64,
}

/// The surname that a name begins with (Simplified characters) and its length in characters; two-character ones first.
pub fn surname_of(chars: &[char]) -> Option<(&'static Surname, usize)> {
    [4, 2, 1].into_iter().filter(|n| chars.len() >= *n).find_map(|n| {
        let head: String = chars[..n].iter().collect();
        SURNAMES.get(head.as_str()).map(|s| (s, n))
    })
}

/// Whether this Simplified character alone is a surname.
pub fn is_surname(c: char) -> bool {
    SINGLE.contains(&c)
}

/// Whether a two-character surname begins with this character.
pub fn begins_compound_surname(c: char) -> bool {
    COMPOUND_HEADS.contains(&c)
}

/// The surname with exactly these characters (Simplified).
pub fn surname(han: &str) -> Option<&'static Surname> {
    SURNAMES.get(han)
}

/// Surnames that a Latin token may stand for, by pinyin or another romanisation (lower case, without hyphens), the most
/// frequent first.
pub fn surnames_spelt(token: &str) -> &'static [&'static Surname] {
    BY_LATIN.get(token).map_or(&[], |v| v)
}

static SYLLABLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| lines(include_str!("data/pinyin_syllables.txt")).collect());

static SURNAMES: LazyLock<FxHashMap<&'static str, Surname>> = LazyLock::new(|| {
    lines(include_str!("data/zh_surnames.tsv"))
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("");
            let list = |cell: &'static str| cell.split(',').filter(|s| !s.is_empty()).collect::<Vec<_>>();
            let han = cell();
            let (readings, romanised) = (list(cell()), list(cell()));
            let flags = cell();
            let (wordlike, rare) = (flags.contains('w'), flags.contains('r'));
            (han, Surname { han, readings, romanised, wordlike, rare, people: cell().parse().unwrap_or(0) })
        })
        .collect()
});

static SINGLE: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let single = |s: &Surname| s.han.chars().next().filter(|c| c.len_utf8() == s.han.len());
    SURNAMES.values().filter_map(single).collect()
});

static COMPOUND_HEADS: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let head = |s: &Surname| s.han.chars().next().filter(|c| c.len_utf8() < s.han.len());
    SURNAMES.values().filter_map(head).collect()
});

/// Pinyin readings of all surnames.
static LATIN_SURNAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| SURNAMES.values().flat_map(|s| s.readings.iter().copied()).collect());

static BY_LATIN: LazyLock<FxHashMap<&'static str, Vec<&'static Surname>>> = LazyLock::new(|| {
    let mut map: FxHashMap<&'static str, Vec<&'static Surname>> = FxHashMap::default();
    for surname in SURNAMES.values() {
        for form in surname.readings.iter().chain(&surname.romanised) {
            map.entry(form).or_default().push(surname);
        }
    }
    for list in map.values_mut() {
        list.sort_by_key(|s| (std::cmp::Reverse(s.people), s.rare, s.han));
        list.dedup_by_key(|s| s.han);
    }
    map
});

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        let b = keys(b);
        keys(a).iter().any(|k| b.contains(k))
    }

    #[test]
    fn one_name_in_several_scripts_has_a_common_key() {
        let table = [
            ("秦若川", "Qin Ruochuan"),
            ("秦若川", "Ruochuan Qin"),
            ("秦若川", "QIN Ruo-chuan"),
            ("单田竹", "Shan Tianzhu"),
            ("曾以安", "Zeng Yian"),
            ("曾以安", "Zeng Yi'an"),
            ("解语花", "Xie Yuhua"),
            ("尉迟岚", "Yuchi Lan"),
            ("万俟青", "Moqi Qing"),
            ("吕绿", "Lv Lü"),
            ("柯川", "Kechuan"),
            ("柯川", "Ke Chuan"),
            ("任重乐", "Ren Zhongle"),
            ("任重乐", "Ren Chongyue"),
        ];
        for (han, latin) in table {
            assert!(meet(han, latin), "{han} {:?} / {latin} {:?}", keys(han), keys(latin));
        }
    }

    #[test]
    fn names_that_do_not_sound_alike_have_no_common_key() {
        for (a, b) in [("秦若川", "Qin Ruochun"), ("秦若川", "Wonder"), ("奇迹", "Wonder"), ("柯川", "Orrin Halvard")] {
            assert!(!meet(a, b), "{a} / {b}");
        }
        for name in ["", "Orrin Halvard", "KX4071", "第二季度交付五万七千辆新车"] {
            assert!(keys(name).is_empty(), "{name}: {:?}", keys(name));
        }
    }

    #[test]
    fn words_split_into_syllables() {
        let table = [
            ("renqiang", Some("ren qiang")),
            ("luhong", Some("lu hong")),
            ("xi'an", Some("xi an")),
            ("xian", Some("xian")),
            ("ruo-chuan", Some("ruo chuan")),
            ("halvard", None),
            ("orrin", None),
        ];
        for (word, expected) in table {
            assert_eq!(split(word).map(|p| p.join(" ")).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn a_search_finds_by_syllables_and_initials() {
        for (name, form) in [("秦若川", "qinruochuan"), ("秦若川", "qrc"), ("单青", "sq"), ("单青", "shanqing"), ("尉迟岚", "ycl")]
        {
            assert!(search_forms(name).iter().any(|f| f == form), "{name} {form} {:?}", search_forms(name));
        }
        assert!(search_forms("Korvo").is_empty());
    }
}
