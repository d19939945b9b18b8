//! Where sentences end.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Span, is_han};

/// The sentences of a reading (or of any text), in order, without the blanks between them; together they hold every
/// character that is not blank. English ends need a blank or the end of the text behind them and are told from
/// abbreviations and initials; Chinese ends need none. Closing quotes and brackets belong to the sentence they close.
pub fn sentences(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let blank = rest.len() - rest.trim_start().len();
        let start = at + blank;
        if start >= text.len() {
            return None;
        }
        at = sentence_end(text, start);
        let body = text[start..at].trim_end();
        Some(Span::new(start, start + body.len()))
    })
}

/// The end of the sentence that starts at or holds `from`: behind its final stop and what closes with it, or the end
/// of the text. `from` must be a character boundary.
pub fn sentence_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&b) = bytes.get(at) {
        let stop = match b {
            b'.' | b'!' | b'?' | b'\n' => 1,
            // 。 is e3 80 82, ！ ef bc 81, ？ ef bc 9f, … e2 80 a6, ｡ ef bd a1.
            0xe3 if bytes[at..].starts_with("。".as_bytes()) => 3,
            0xef if [&b"\xef\xbc\x81"[..], b"\xef\xbc\x9f", b"\xef\xbd\xa1"].iter().any(|s| bytes[at..].starts_with(s)) => 3,
            0xe2 if bytes[at..].starts_with("…".as_bytes()) => 3,
            _ => 0,
        };
        if stop == 0 {
            at += 1;
            continue;
        }
        if b == b'\n' {
            return at + 1;
        }
        let first = at;
        let end = closers(text, stops(text, at + stop));
        if ends_here(text, from, first, end) {
            return end;
        }
        at = end;
    }
    text.len()
}

/// Skips further stops (`?!`, `……`, `...`).
fn stops(text: &str, at: usize) -> usize {
    at + text[at..].find(|c| !matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…' | '｡')).unwrap_or(text.len() - at)
}

/// Skips quotes and brackets that close. A straight quote closes only where no letter follows it.
fn closers(text: &str, mut at: usize) -> usize {
    while let Some(c) = text[at..].chars().next() {
        let closes = match c {
            '”' | '’' | '」' | '』' | ')' | '）' | '》' | '〉' | '】' | ']' | '»' => true,
            '"' | '\'' => !text[at + 1..].starts_with(char::is_alphanumeric),
            _ => false,
        };
        if !closes {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether the stop at `first`, closed at `end`, ends the sentence that began at or after `from`.
fn ends_here(text: &str, from: usize, first: usize, end: usize) -> bool {
    let rest = &text[end..];
    let next = rest.chars().next();
    let Some(stop) = text[first..].chars().next() else { return true };
    let before = text[from..first].chars().next_back();
    match stop {
        '。' | '！' | '？' | '｡' => true,
        // Dots trail off in the middle as often as at the end: the end is where a capital or a new line follows.
        '…' => match next {
            None => true,
            Some(c) => is_han(c) && text[first..end].ends_with(['”', '」', '』']) || c.is_whitespace() && starts_sentence(rest),
        },
        '!' | '?' => match next {
            None => true,
            Some(c) if c.is_whitespace() => !starts_lower(rest),
            Some(c) => is_han(c) || before.is_some_and(is_han),
        },
        _ => match next {
            None => true,
            Some(c) if c.is_whitespace() => starts_sentence(rest) && !(end == first + 1 && inside_sentence(&text[from..first], rest)),
            // An ASCII stop in Chinese text: `很高.他说`, but not `3.岚柚` or `1.5`.
            Some(c) => is_han(c) && before.is_some_and(is_han),
        },
    }
}

fn starts_lower(rest: &str) -> bool {
    rest.trim_start().starts_with(char::is_lowercase)
}

/// What follows could begin a sentence: no lower-case letter, and no punctuation that goes on.
fn starts_sentence(rest: &str) -> bool {
    match rest.trim_start().chars().next() {
        None => true,
        Some(c) => !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | '，' | '；' | '：'),
    }
}

/// Whether a stop after `before` belongs to an abbreviation or an initial within the sentence.
fn inside_sentence(before: &str, rest: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '"' | '“' | '\'' | '‘' | ',')).next().unwrap_or("");
    if word.is_empty() {
        return false;
    }
    // `J. Moran`, `A.B. Chase`; but "Plan B. The", "vitamin C. Then" end.
    let initial = word.split('.').all(|p| p.len() == 1 && p.starts_with(|c: char| c.is_ascii_uppercase()));
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or("");
    match LEXICON.abbreviations.get(word) {
        Some(Abbreviation::Inner) => true,
        Some(Abbreviation::Either) => !(next.is_empty() || LEXICON.starters.contains(&next)),
        None => initial && !LEXICON.starters.contains(&next),
    }
}

#[derive(Clone, Copy)]
enum Abbreviation {
    Inner,
    Either,
}

struct Lexicon {
    abbreviations: HashMap<&'static str, Abbreviation>,
    starters: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let abbreviations = super::data_lines(include_str!("data/abbreviations.tsv"))
        .filter_map(|line| {
            let (word, class) = line.split_once('\t')?;
            Some((word, if class == "inner" { Abbreviation::Inner } else { Abbreviation::Either }))
        })
        .collect();
    Lexicon { abbreviations, starters: super::data_lines(include_str!("data/sentence_starters.txt")).collect() }
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentences_of_both_languages() {
        let cases: &[(&str, &[&str])] = &[
            ("Sales rose. Costs fell.", &["Sales rose.", "Costs fell."]),
            ("Mr. Alder met Dr. Wen at 3.5 p.m. sharp. He left.", &["Mr. Alder met Dr. Wen at 3.5 p.m. sharp.", "He left."]),
            (
                "Corvid Inc. Chief Executive J. R. Holm quit. Shares fell.",
                &["Corvid Inc. Chief Executive J. R. Holm quit.", "Shares fell."],
            ),
            ("It was sold to Corvid Inc. The price was $3.5 million.", &["It was sold to Corvid Inc.", "The price was $3.5 million."]),
            ("The U.S. economy grew in the U.S. The bank met.", &["The U.S. economy grew in the U.S.", "The bank met."]),
            ("“We won.” She smiled.", &["“We won.”", "She smiled."]),
            ("\"Did you?\" he asked. Yes!", &["\"Did you?\" he asked.", "Yes!"]),
            ("Visit example.com today. Then go.", &["Visit example.com today.", "Then go."]),
            ("He waited ... and left. Then... Nothing.", &["He waited ... and left.", "Then...", "Nothing."]),
            ("Wow?! Really (yes.) Good.", &["Wow?!", "Really (yes.)", "Good."]),
            ("晨星汽车发布新车。销量增长20%！真的吗？是。", &["晨星汽车发布新车。", "销量增长20%！", "真的吗？", "是。"]),
            ("她說：「我們贏了。」隨後離開。", &["她說：「我們贏了。」", "隨後離開。"]),
            ("今年销量很高.他说价格为1.5万元,约3.小时", &["今年销量很高.", "他说价格为1.5万元,约3.小时"]),
            ("价格上涨……但需求仍在。完", &["价格上涨……但需求仍在。", "完"]),
            ("真的吗?是的!完", &["真的吗?", "是的!", "完"]),
            ("  \n ", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text).map(|s| s.of(text)).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn sentences_hold_everything_but_blanks(text in "[a-zA-Z .!?\"'”。！？…中文\n,1-3]{0,60}") {
            let mut last = 0;
            for span in sentences(&text) {
                prop_assert!(span.start as usize >= last && !span.is_empty());
                prop_assert!(text[last..span.start as usize].trim().is_empty());
                last = span.end as usize;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
