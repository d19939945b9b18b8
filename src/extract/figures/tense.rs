//! What the verbs around a date say: whether it lies behind or ahead of the article's own date.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lexicon::rows;
use super::scan::{self, blanks_end, byte};
use super::when::Tense;

/// What the verb right before the preposition of a date says: "ordered in February", "due in March".
pub(super) fn before(text: &str, at: usize) -> Option<Tense> {
    let preposition = scan::word_before(text, at);
    if !matches!(preposition, "in" | "on" | "at" | "for" | "by") {
        return None;
    }
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let head = scan::part(head, 0, head.len() - preposition.len()).trim_end_matches(' ');
    let verb = scan::word_before(head, head.len());
    // will be held, to be opened
    if scan::word_before(head, head.len() - verb.len()) == "be" {
        return Some(Tense::Future);
    }
    match verb {
        "due" | "scheduled" | "planned" | "expected" | "slated" | "projected" | "supposed" => Some(Tense::Future),
        "needed" | "required" | "wanted" | "proposed" | "used" => None,
        "held" | "sold" | "made" | "built" | "born" | "set" | "fell" | "rose" | "begun" | "began" | "lost" | "won" => Some(Tense::Past),
        w => (w.len() > 4 && w.ends_with("ed") && !matches!(preposition, "for" | "by")).then_some(Tense::Past),
    }
}

/// What the clause in English around `at` says: its last verb before that place, else its first one behind. At most 160
/// bytes to each side are read.
pub(super) fn nearest(text: &str, at: usize) -> Tense {
    let (from, to) = clause(text, at);
    if !scan::part(text, from, to).bytes().any(|b| b.is_ascii_alphabetic()) {
        return Tense::Unknown;
    }
    let mut told = None;
    let mut words = scan::part(text, from, at).split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).rev().peekable();
    let mut behind = "";
    while let (None, Some(word)) = (told, words.next()) {
        told = if is_duty(word, behind) { Some(Tense::Future) } else { cue(word, words.peek().copied().unwrap_or("")) };
        behind = word;
    }
    let mut before = "";
    let mut words = scan::part(text, at, to).split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    while let (None, Some(word)) = (told, words.next()) {
        told = cue(word, before);
        before = word;
    }
    told.unwrap_or(Tense::Unknown)
}

/// "has to", "have to": what is still to be done.
fn is_duty(word: &str, behind: &str) -> bool {
    behind == "to" && matches!(word, "has" | "have")
}

/// A word in small letters; most are already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|b| b.is_ascii_uppercase()) { word.to_ascii_lowercase().into() } else { word.into() }
}

/// What one word says behind the word `before`; none where another verb governs it: "will be held", "to have sold".
fn cue(word: &str, before: &str) -> Option<Tense> {
    let lower = lower(word);
    let governed = || {
        let verbs = ["will", "would", "shall", "to", "be", "have", "could", "should", "may", "might", "must", "can", "ll", "not"];
        verbs.iter().any(|v| before.eq_ignore_ascii_case(v))
    };
    match &*lower {
        "will" | "shall" | "ll" | "gonna" => Some(Tense::Future),
        "plans" | "planned" | "expected" | "scheduled" | "forecast" | "due" | "hopes" | "aims" | "intends" => {
            let perfect = before.eq_ignore_ascii_case("had");
            Some(if perfect { Tense::Past } else { Tense::Future })
        }
        w if SCHEDULED.contains(&w) => Some(Tense::Future),
        w if PAST.contains(w) || w.len() > 4 && w.ends_with("ed") => (!governed()).then_some(Tense::Past),
        _ => None,
    }
}

/// Verbs that tell in the present what a timetable holds.
const SCHEDULED: [&str; 11] = ["opens", "runs", "begins", "starts", "ends", "expires", "takes", "comes", "resumes", "returns", "kicks"];

fn clause(text: &str, at: usize) -> (usize, usize) {
    let ends = |s: &str, i: usize| {
        let next = byte(s, i + 1);
        match s.as_bytes().get(i) {
            Some(b';' | b'(' | b')' | b'\n' | b'!' | b'?' | b'"') => true,
            Some(b':') => next == b' ',
            Some(b'.') => next == b' ' && !goes_on(s, i + 1),
            // a comma before a number may stand in a date
            Some(b',') => next == b' ' && !byte(s, i + 2).is_ascii_digit(),
            _ => false,
        }
    };
    let from = (at.saturating_sub(160)..at).rev().find(|i| ends(text, *i));
    let to = (at..text.len().min(at + 160)).find(|i| ends(text, *i));
    let from = from.map(|i| i + 1).or((at <= 160).then_some(0));
    match (from, to.or((text.len() <= at + 160).then_some(text.len()))) {
        (Some(from), Some(to)) => (from, to),
        _ => (at, at),
    }
}

/// Whether a small letter follows the blanks at `at`, so that the point before them ends no sentence: "6 p.m. on".
pub(super) fn goes_on(text: &str, at: usize) -> bool {
    byte(text, blanks_end(text, at)).is_ascii_lowercase()
}

/// Past forms of irregular verbs, and other words that look back.
static PAST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| rows(include_str!("data/past_en.txt")).flat_map(str::split_whitespace).collect());

pub(super) fn tense(sentence: &str) -> Tense {
    let mut past = 0;
    let mut future = 0;
    let mut words = sentence.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1).peekable();
    let mut had = false;
    while let Some(word) = words.next() {
        let perfect = had;
        had = false;
        match &*lower(word) {
            // what is still to be done
            "has" | "have" if words.peek() == Some(&"to") => future += 2,
            // "had forecast" looks back
            "forecast" | "planned" | "expected" | "scheduled" if perfect => past += 1,
            "will" | "shall" | "upcoming" | "ll" | "gonna" | "tomorrow" | "planned" | "plans" | "expected" | "scheduled" | "forecast" => {
                future += 2
            }
            w if SCHEDULED.contains(&w) => future += 1,
            "had" => {
                past += 1;
                had = true;
            }
            w if PAST.contains(w) => past += 1,
            w if w.len() > 4 && w.ends_with("ed") => past += 1,
            _ => {}
        }
    }
    if sentence.is_ascii() {
        return weigh(past, future);
    }
    for (word, weight) in [("将", 2), ("拟", 1), ("计划", 1), ("预计", 2), ("即将", 2), ("明天", 2), ("将会", 2), ("有望", 1), ("打算", 1)]
    {
        if sentence.contains(word) {
            future += weight;
        }
    }
    for word in ["了", "已", "昨", "曾", "表示", "宣布", "发布", "达到", "完成", "同比", "实现", "交付", "称"] {
        if sentence.contains(word) {
            past += 1;
        }
    }
    weigh(past, future)
}

fn weigh(past: i32, future: i32) -> Tense {
    match (past, future) {
        (0, 0) => Tense::Unknown,
        (p, f) if f >= p => Tense::Future,
        _ => Tense::Past,
    }
}
