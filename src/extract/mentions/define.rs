//! Names that the text itself defines: `X（以下简称“Y”）`, `X (ABC)`, `中文名（English Name）`.

use super::finder::{Finder, RawTaught};
use crate::text::{Span, is_han};

/// Words that announce a short name.
const ANNOUNCE: &[&str] = &[
    "以下统称",
    "以下简称为",
    "以下简称",
    "下称",
    "简称为",
    "简称",
    "又称",
    "或称",
    "又名",
    "原名",
    "hereinafter",
    "hereafter",
    "also known as",
    "known as",
    "formerly",
    "or ",
];

/// Finds parentheses that define a name. The full name is whatever name ends right before the parenthesis: the article
/// knows.
pub(super) fn find(text: &str, finder: &mut Finder) {
    for (open, mark) in text.match_indices(['(', '（']) {
        let inside = open + mark.len();
        let rest = &text[inside..];
        let Some(length) = rest
            .char_indices()
            .take(60)
            .find(|(_, c)| matches!(c, ')' | '）' | '(' | '（' | '\n'))
            .filter(|(_, c)| matches!(c, ')' | '）'))
            .map(|(i, _)| i)
        else {
            continue;
        };
        let before_end = text[..open].trim_end().len();
        if before_end == 0 {
            continue;
        }
        let inner = &rest[..length];
        let passage = (inside + length + rest[length..].chars().next().map_or(0, char::len_utf8)) as u32;
        let taught = |at: usize, name: &str, corpus: bool| RawTaught {
            full: before_end as u32,
            name: Span::new(at, at + name.len()),
            passage,
            corpus,
        };
        let lower = inner.to_ascii_lowercase();
        if let Some(word) = ANNOUNCE.iter().find(|w| lower.starts_with(**w)) {
            let tail = &inner[word.len().min(inner.len())..];
            let trimmed = |c: char| matches!(c, '“' | '”' | '"' | '「' | '」' | '‘' | '’' | '\'' | ' ' | ':' | '：' | '为' | '\u{3000}');
            let start = tail.len() - tail.trim_start_matches(trimmed).len();
            let name = tail[start..].split(['，', ',', '；', ';', '、']).next().unwrap_or("").trim_end_matches(trimmed);
            let name = name.strip_prefix("the ").unwrap_or(name);
            let announced = name.chars().count();
            if (2..=24).contains(&announced) && (word != &"or " || inner.contains(['“', '"'])) {
                let at = inside + word.len() + tail[..].find(name).unwrap_or(start);
                finder.taught.push(taught(at, name, false));
            }
            continue;
        }
        // The other script: one name and nothing else.
        let name = inner.trim();
        let at = inside + (inner.len() - inner.trim_start().len());
        let before = text[..before_end].chars().next_back().unwrap_or(' ');
        let han = name.chars().all(|c| is_han(c) || c == '·');
        let latin = name.chars().all(|c| c.is_alphanumeric() && !is_han(c) || matches!(c, ' ' | '-' | '\'' | '.' | '’' | '&'))
            && name.chars().next().is_some_and(char::is_uppercase);
        let count = name.chars().count();
        let crosses = (han && !is_han(before) && before.is_alphanumeric() && (2..=10).contains(&count))
            || (latin && is_han(before) && (3..=40).contains(&count) && name.chars().any(char::is_alphabetic));
        if crosses {
            finder.taught.push(taught(at, name, true));
        }
    }
}
