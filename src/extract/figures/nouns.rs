//! What a number counts: classifiers and English plural nouns.

use super::lexicon::{LEXICON, Sense};
use super::numeral::{Numeral, Shape};
use super::scan::{self, any_word, blanks_end, byte, char_at, joint_end, letters_end};
use crate::text::Exact;

/// The counted thing behind a numeral: its name as exported, where it ends, and whether the number only counts a list.
pub(super) fn counted(text: &str, n: &Numeral) -> Option<(String, usize, bool)> {
    let next = joint_end(text, n.end);
    let c = char_at(text, next)?;
    if c.is_ascii_alphabetic() {
        // "millions happen to", "one flies"
        let ended = |s: &str| s.ends_with(['s', 'S']);
        if n.shape == Shape::Vague && ended(scan::part(text, n.start, n.end)) {
            return None;
        }
        let (name, end) = noun(text, n.end, false)?;
        if n.value == Some(Exact::ONE) && n.shape == Shape::Words && ended(scan::part(text, next, end)) && letters_end(text, next) == end {
            return None;
        }
        let list = n.value.is_some_and(|v| v <= Exact::from_int(12)) && ENUMERATED.contains(name.as_str());
        let (name, end) = super::suffix::rate(text, &name, end).unwrap_or((name, end));
        return Some((name, end, list));
    }
    if c == '大'
        && !char_at(text, next + c.len_utf8()).is_some_and(|c| "胜败约概幅增跌涨量多型批小规".contains(c))
        && n.value.is_some_and(|v| v <= Exact::from_int(20))
        && matches!(n.shape, Shape::Han | Shape::Digits)
    {
        return Some(("大".to_owned(), next, true));
    }
    let (index, end) = LEXICON.find(text, next, |s| if let Sense::Counted(i) = s { Some(i) } else { None }).filter(|_| !c.is_ascii())?;
    // 2016首届, 2019台湾
    if end == next + c.len_utf8() && char_at(text, end).is_some_and(|d| STARTS.contains(scan::part(text, next, end + d.len_utf8()))) {
        return None;
    }
    let entry = &LEXICON.counted[index as usize];
    // 年薪50万起
    if entry.name == "起" && n.scale >= 4 && !char_at(text, end).is_some_and(crate::text::is_han) {
        return None;
    }
    // 十九届五中全会
    if entry.name == "届" && char_at(text, end + "五".len()) == Some('中') {
        return None;
    }
    let small = n.value.is_some_and(|v| v <= Exact::from_int(20));
    let list = small && ENUMERATED.iter().any(|w| !w.is_ascii() && scan::rest(text, end).starts_with(w));
    Some((entry.name.to_owned(), end, list))
}

/// Words that start with a classifier.
static STARTS: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
    std::sync::LazyLock::new(|| super::lexicon::rows(include_str!("data/classifier_words.txt")).collect());

static ENUMERATED: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
    std::sync::LazyLock::new(|| super::lexicon::rows(include_str!("data/enumerated.txt")).collect());

/// The plural noun that a number before `end` counts, up to two adjectives between: (singular, end). With
/// `adjacent`, only the word right behind.
pub(in super::super) fn noun(text: &str, end: usize, adjacent: bool) -> Option<(String, usize)> {
    let mut at = joint_end(text, end);
    if at == end {
        return None;
    }
    for step in 0..if adjacent { 1 } else { 3 } {
        let stop = letters_end(text, at);
        let word = scan::part(text, at, stop);
        if word.is_empty() || byte(text, stop).is_ascii_digit() {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        if FUNCTION.contains(lower.as_str()) || word.len() < 2 {
            return None;
        }
        let known = LEXICON.find(text, at, |s| if let Sense::Counted(i) = s { Some(i) } else { None }).filter(|(_, e)| *e == stop);
        if let Some((index, _)) = known.filter(|(index, _)| !describes(text, &lower, LEXICON.counted[*index as usize].name, stop)) {
            return Some((LEXICON.counted[index as usize].name.to_owned(), stop));
        }
        if is_plural(&lower) && (step > 0 || word.starts_with(|c: char| c.is_ascii_lowercase())) {
            return Some((singular(&lower), stop));
        }
        let after = blanks_end(text, stop);
        let joined = byte(text, stop) == b'-';
        if after == stop && !joined {
            return None;
        }
        at = if joined { stop + 1 } else { after };
        if any_word(text, at, &["of"]).is_some() {
            return None;
        }
    }
    None
}

/// Whether a counted word in the singular only describes the plural behind it: "19 home matches".
fn describes(text: &str, word: &str, name: &str, end: usize) -> bool {
    let next = blanks_end(text, end);
    let behind = scan::part(text, next, letters_end(text, next)).to_ascii_lowercase();
    word == name && next > end && word != "people" && is_plural(&behind) && !FUNCTION.contains(behind.as_str())
}

fn is_plural(lower: &str) -> bool {
    lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is")
}

/// The singular of a regular English plural.
fn singular(lower: &str) -> String {
    if let Some(stem) = lower.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if lower.ends_with(ending) {
            return lower[..lower.len() - 2].to_owned();
        }
    }
    lower[..lower.len() - 1].to_owned()
}

/// Words that end a noun phrase or never stand in one right behind its number.
static FUNCTION: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
    std::sync::LazyLock::new(|| super::lexicon::rows(include_str!("data/function_words.txt")).flat_map(str::split_whitespace).collect());
