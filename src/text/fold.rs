//! The fold of a short string: what a name becomes before it is looked for in readings.

use super::simplify;

/// Folds a short string the way a reading folds text: full width to half width, Traditional to Simplified, no invisible
/// characters, single blanks, none at the ends. Case is kept. For names, cues and queries; text has
/// [`super::Reading`], which keeps a map.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Soft hyphen, zero-width characters, word joiner, byte order mark, direction marks, variation selectors.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            // Full-width forms mirror ASCII.
            '\u{ff01}'..='\u{ff5e}' => out.push(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
            c => out.push(simplify(c)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_blanks_and_invisible_characters_fold() {
        let cases = [
            ("ＳＵ７（Ｍａｘ）", "SU7(Max)"),
            ("  Li\u{a0}\u{3000}Auto\t", "Li Auto"),
            ("小\u{200b}米\u{ad}", "小米"),
            ("NIO", "NIO"),
            ("", ""),
            (" \u{feff} ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }
}
