//! How well a name answers what someone typed: by letters, by Han characters of either script, by pinyin.

use crate::text::{is_han, pinyin, simplify};

/// A query, prepared once.
pub(super) struct Query {
    /// Lower case, Simplified. A candidate has to answer each word.
    words: Vec<Word>,
}

struct Word {
    chars: Vec<char>,
    /// All ASCII letters: may be pinyin.
    latin: bool,
    /// All Han characters.
    han: bool,
}

impl Query {
    pub fn new(text: &str) -> Query {
        let words = text.split_whitespace().map(|word| {
            let chars: Vec<char> = word.chars().flat_map(fold).collect();
            Word { latin: chars.iter().all(char::is_ascii_lowercase), han: chars.iter().all(|c| is_han(*c)), chars }
        });
        Query { words: words.collect() }
    }
    /// How well `name` answers, greater is better; none: not at all. An empty query takes everything alike.
    pub fn score(&self, name: &str) -> Option<u32> {
        if self.words.is_empty() {
            return Some(0);
        }
        let chars: Vec<char> = name.chars().flat_map(fold).collect();
        let scores = self.words.iter().map(|word| word.score(&chars));
        scores.sum::<Option<u32>>().map(|sum| sum / self.words.len() as u32)
    }
}

fn fold(c: char) -> impl Iterator<Item = char> {
    simplify(c).to_lowercase()
}

/// Scores of the ways to match, best first; within one way a longer rest costs up to [`LENGTH`].
const EXACT: u32 = 1000;
const PREFIX: u32 = 800;
const WORD_PREFIX: u32 = 700;
const PINYIN: u32 = 600;
const INSIDE: u32 = 500;
const INITIALS: u32 = 400;
const SCATTERED: u32 = 200;
const LENGTH: u32 = 90;

impl Word {
    fn score(&self, name: &[char]) -> Option<u32> {
        let rest = (name.len().saturating_sub(self.chars.len()) as u32).min(LENGTH);
        if name == self.chars {
            return Some(EXACT);
        }
        if name.starts_with(&self.chars) {
            return Some(PREFIX - rest);
        }
        let inside = name.windows(self.chars.len()).enumerate().filter(|(_, w)| *w == self.chars).map(|(at, _)| at);
        let starts_word = |at: usize| at == 0 || !name.get(at - 1).is_some_and(|c| c.is_alphanumeric());
        if let Some(best) = inside.map(|at| if starts_word(at) { WORD_PREFIX } else { INSIDE }).max() {
            return Some(best - rest);
        }
        if self.latin
            && name.iter().any(|c| is_han(*c))
            && let Some((from, full)) = (0..name.len()).find_map(|from| spells(&name[from..], &self.chars).map(|full| (from, full)))
        {
            let base = if full { PINYIN } else { INITIALS };
            return Some(base - rest - (from as u32).min(9));
        }
        // Letters in order but apart, the first at the start of a word: from three letters on, or two characters.
        let enough = self.latin && self.chars.len() >= 3 || self.han && self.chars.len() >= 2;
        (enough && self.scattered(name)).then(|| SCATTERED - rest)
    }
    fn scattered(&self, name: &[char]) -> bool {
        let mut wanted = self.chars.iter().peekable();
        for (at, c) in name.iter().enumerate() {
            let first = wanted.len() == self.chars.len();
            let allowed = !first || at == 0 || !name[at - 1].is_alphanumeric();
            if allowed && wanted.peek() == Some(&c) {
                wanted.next();
            }
        }
        wanted.peek().is_none()
    }
}

/// Whether `typed` spells the first characters of `name`: a Han character by any of its readings (the last one may be
/// cut short) or by its initial, any other character by itself. The answer says whether the first Han character was
/// spelt in full.
fn spells(name: &[char], typed: &[char]) -> Option<bool> {
    if !is_han(*name.first()?) {
        return None;
    }
    // Depth is bounded by the letters typed: each step takes at least one.
    fn step(name: &[char], typed: &[char], full: bool) -> Option<bool> {
        let Some(first) = typed.first() else { return Some(full) };
        let (c, rest) = name.split_first()?;
        if !is_han(*c) {
            return if c == first {
                step(rest, &typed[1..], full)
            } else if *c == ' ' {
                step(rest, typed, full)
            } else {
                None
            };
        }
        let mut best: Option<bool> = None;
        for reading in pinyin::readings(*c) {
            let common = reading.chars().zip(typed).take_while(|(a, b)| a == *b).count();
            let whole = common == reading.len();
            // All of the reading, the rest of what was typed, or the initial.
            if whole || (common == typed.len() && common > 0) {
                best = best.max(step(rest, &typed[common..], full));
            }
            if common > 0 && !whole {
                best = best.max(step(rest, &typed[1..], false));
            }
            if best == Some(true) {
                break;
            }
        }
        best
    }
    step(name, typed, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_letters_characters_and_pinyin() {
        for (query, name, found) in [
            ("zephyr", "Zephyr Motors", true),
            ("MOTORS zeph", "Zephyr Motors", true),
            ("zmo", "Zephyr Motors", true),
            ("zz", "Zephyr Motors", false),
            ("phy", "Zephyr Motors", true),
            ("lanting", "岚汀汽车", true),
            ("lantingqi", "岚汀汽车", true),
            ("ltqc", "岚汀汽车", true),
            ("qiche", "岚汀汽车", true),
            ("嵐汀", "岚汀汽车", true),
            ("岚汀", "嵐汀汽車", true),
            ("lanting", "嵐汀汽車", true),
            ("chongqing", "重庆钢材", true),
            ("zhongqing", "重庆钢材", true),
            ("lanx", "岚汀汽车", false),
            ("", "岚汀汽车", true),
            ("kv7", "澜海 KV7", true),
            ("岚汽", "嵐汀汽車", true),
            ("汽岚", "岚汀汽车", false),
            ("shanqing", "单青", true),
            ("sq", "单青", true),
            ("danqing", "单青", true),
            ("zengyian", "曾以安", true),
            ("zya", "曾以安", true),
            ("xieyu", "解语花", true),
            ("yuchilan", "尉迟岚", true),
            ("ycl", "尉遲嵐", true),
            ("moqiq", "万俟青", true),
            ("qin ruo", "秦若川", true),
        ] {
            assert_eq!(Query::new(query).score(name).is_some(), found, "{query} in {name}");
        }
    }

    #[test]
    fn better_answers_score_higher() {
        let order = ["lan", "landa", "mid lan", "岚汀", "atlan"];
        let scores: Vec<u32> = order.iter().map(|name| Query::new("lan").score(name).unwrap()).collect();
        assert!(scores.windows(2).all(|w| w[0] > w[1]), "{scores:?}");
    }
}
