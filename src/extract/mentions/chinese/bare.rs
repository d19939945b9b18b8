//! Chinese and Japanese persons in running text that no title announces: surname and given name by their characters.

use super::super::finder::{Finder, Found};
use super::*;
use crate::extract::Evidence;
use crate::glossary::EntityType;
use crate::text::pinyin;

/// A score below which a candidate is not even kept.
pub(super) const WORTH: i32 = 50;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let mut from = 0;
    for (i, piece) in g.pieces.iter().enumerate() {
        if piece.start < from || !piece.han {
            continue;
        }
        let found = chinese(g, i).or_else(|| japanese(g, i));
        if let Some((end, score)) = found.filter(|(_, score)| *score >= WORTH) {
            let span = Span::new(piece.start, end);
            let mut found = Found::new(span, EntityType::Person, Evidence::SURNAME | Evidence::CHARACTERS);
            found.fit = score;
            if super::given::says_at(g, end) {
                found.evidence |= Evidence::REPORTING_VERB;
            }
            finder.add(found);
            from = end;
        }
    }
}

/// A given name that weighs less is none, whatever the dictionary says.
const NO_NAME: i32 = -25;

/// What ends no name: 霍岚县, 陈安之弟.
const NOT_LAST: &str = "县镇乡村市省州区之的们者摄讯室物板奖";

/// The least that a surname weighs which is also a common word (江, 方): oftener that than a name, but what follows decides.
const COMMON_WORD: i32 = -12;

/// The best Chinese name that begins with a piece: its end and its score.
fn chinese(g: &Text, i: usize) -> Option<(usize, i32)> {
    let piece = &g.pieces[i];
    let rest = g.rest(piece.start);
    let mut chars = ['\0'; 4];
    let mut count = 0;
    for c in rest.chars().take(4).take_while(|c| is_han(*c)) {
        chars[count] = c;
        count += 1;
    }
    let chars = chars.get(..count)?;
    let first = *chars.first()?;
    let mut best: Option<(usize, i32)> = None;
    let mut try_with = |n: usize, weight: i32| {
        // 范先生, 江主席: a surname with a form of address.
        if head(rest, n).and_then(|i| rest.get(i..)).is_some_and(starts_address) {
            return;
        }
        for k in [1, 2] {
            let (Some(end), Some(given)) = (head(rest, n + k), chars.get(n..n + k)) else { continue };
            if given.last().is_some_and(|c| NOT_LAST.contains(*c)) {
                continue;
            }
            let Some(mut fit) = pieces_fit(g, i, piece.start + end, n) else { continue };
            if fit > 20 && stats::given(given) < NO_NAME {
                // 吉祥物, 滑雪板: words that the dictionary takes for persons.
                fit = -20;
            }
            let length = if k == 1 { -12 } else { 0 };
            let score = weight + stats::given(given) + length + fit + context::after_person(g, piece.start + end);
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((piece.start + end, score));
            }
        }
    };
    if pinyin::begins_compound_surname(first)
        && let Some((surname, 2)) = pinyin::surname_of(chars)
    {
        try_with(2, if surname.rare || surname.wordlike { 15 } else { 45 });
    }
    if let Some(weight) = stats::surname(first) {
        try_with(1, weight.max(COMMON_WORD));
    }
    let (end, score) = best?;
    let score = score + context::before_person(g, piece.start);
    let name = g.slice(piece.start, end);
    if lexicon::is_han_place(name) || lexicon::han(name) != Class::default() {
        return None;
    }
    Some((end, score - context::place(g, piece.start, end)))
}

/// Whether a text begins with a form of address of two characters and more.
fn starts_address(text: &str) -> bool {
    [2, 3].into_iter().filter_map(|n| head(text, n)).any(|i| lexicon::han(&text[..i]).has(Class::AFTER_TITLE))
}

/// What the segmenter's pieces between a surname and the end of a name speak for it or against it; none where a word
/// lies across the name's end.
fn pieces_fit(g: &Text, first: usize, end: usize, surname: usize) -> Option<i32> {
    let mut score = 0;
    for piece in g.pieces[first..].iter().take_while(|p| p.start < end) {
        let text = g.slice(piece.start, piece.end);
        let count = text.chars().count();
        if piece.end > end {
            // `李岚说`: the dictionary may have 岚说 as one.
            let tail = g.slice(end, piece.end);
            if piece.start > g.pieces[first].start && (lexicon::han(tail).has(Class::REPORT) || matches!(tail, "的" | "是" | "在")) {
                score -= 10;
                continue;
            }
            return None;
        }
        if count < 2 {
            continue;
        }
        let whole = piece.start == g.pieces[first].start;
        score += match piece.tag {
            // A person of the dictionary; of those with two characters many are words.
            "nr" if whole && count == 3 => 50,
            "nr" if whole && count > 3 => 20,
            "nr" if whole => 15,
            "nr" => 12,
            "x" | "nz" | "ns" => -4,
            "n" | "a" | "i" if !whole => -12,
            _ if whole && count > surname => -70,
            _ => -30,
        };
    }
    Some(score)
}

/// A Japanese surname of two or three characters with a given name of one to three.
fn japanese(g: &Text, i: usize) -> Option<(usize, i32)> {
    let piece = &g.pieces[i];
    let rest = g.rest(piece.start);
    let surname = [3, 2].into_iter().filter_map(|n| head(rest, n)).find(|n| stats::japanese_surname(&rest[..*n]))?;
    let at = piece.start + surname;
    if g.pieces.iter().skip(i).take(4).any(|p| p.known && p.start < at && at < p.end && p.tag != "nr") {
        return None;
    }
    let mut best = (at, 10 + context::after_person(g, at));
    for k in 1..=3 {
        let Some(length) = head(&rest[surname..], k).filter(|_| han_run(&rest[surname..], k) == k) else { break };
        let end = at + length;
        let mut fit = 45;
        for p in g.pieces.iter().skip(i).skip_while(|p| p.start < at).take_while(|p| p.start < end) {
            fit += match (p.end > end, p.known, p.tag) {
                (true, ..) => -80,
                (_, true, "nr" | "nz" | "ns" | "n" | "x") => -5,
                (_, true, _) => -40,
                (_, false, _) => {
                    let c = g.char_at(p.start).unwrap_or(' ');
                    if lexicon::han(c.encode_utf8(&mut [0; 4])).has(Class::STOP | Class::FOLLOW) { -45 } else { 0 }
                }
            };
        }
        let score = fit + [0, -12, 6, -8][k] + context::after_person(g, end);
        if score > best.1 {
            best = (end, score);
        }
    }
    let score = best.1 + 15 + context::before_person(g, piece.start) - context::place(g, piece.start, best.0);
    Some((best.0, score))
}
