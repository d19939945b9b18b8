//! Keys under which spellings of one name meet.

use std::sync::LazyLock;

use super::lexicon::{self, Class};
use crate::text::{Symbol, is_han, simplify};

/// The key under which spellings of one name meet: case, blanks, hyphens, script and legal suffixes (`Inc.`, `集团`)
/// folded. `Korvo Motors Inc.` and `korvo motors` have one key; `Korvo` has another, since Motors is no legal form.
pub fn fold_name(name: &str) -> Symbol {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    let mut last = ' ';
    for c in name.chars() {
        match c {
            '-' | '‐' | '‑' | '\'' | '’' | '.' | '·' | '•' | '・' | '®' | '™' => continue,
            c if c.is_whitespace() || c == ',' => gap = true,
            c => {
                let c = simplify(c);
                // A blank between Han characters, or between Han and Latin, means nothing.
                if gap && !out.is_empty() && !is_han(c) && !is_han(last) {
                    out.push(' ');
                }
                gap = false;
                out.extend(c.to_lowercase());
                last = c;
            }
        }
    }
    let kept = strip_legal(out.strip_prefix("the ").unwrap_or(&out));
    Symbol::new(kept)
}

/// A folded or printed name without its legal forms, as long as something is left that can be a name.
pub(super) fn strip_legal(name: &str) -> &str {
    let mut rest = name.trim_end();
    loop {
        let shorter = match rest.chars().next_back() {
            Some(c) if is_han(c) => {
                HAN_LEGAL.iter().find_map(|s| rest.strip_suffix(s)).filter(|r| r.chars().count() >= 2).map(str::trim_end)
            }
            _ => rest
                .rsplit_once(' ')
                .filter(|(head, tail)| is_legal(tail) && head.len() >= 2)
                .map(|(head, _)| head.trim_end_matches([' ', ','])),
        };
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

pub(super) fn is_legal(word: &str) -> bool {
    lexicon::latin(word).has(Class::LEGAL) || lexicon::latin(word.trim_end_matches('.')).has(Class::LEGAL)
}

/// Legal forms of Han names, the longest first.
static HAN_LEGAL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = lexicon::han_words(Class::LEGAL).collect();
    all.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let table = [
            ("Korvo Motors Inc.", "korvo motors"),
            ("KORVO Motors Co., Ltd.", "Korvo  Motors"),
            ("Qin Ruo-chuan", "Qin Ruochuan"),
            ("柯川集团", "柯川"),
            ("柯川汽车股份有限公司", "柯川汽车"),
            ("The Korvo Group", "Korvo"),
        ];
        for (a, b) in table {
            assert_eq!(fold_name(a), fold_name(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [("Korvo", "Korvo Motors"), ("Group", "Korvo Group"), ("集团", "柯川集团"), ("柯川", "柯川汽车")] {
            assert_ne!(fold_name(a), fold_name(b), "{a} / {b}");
        }
    }
}
