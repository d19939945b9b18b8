//! What stands beside a place of the text and speaks for a name there, or against one.

use super::*;

/// Marks after which a clause begins anew.
const OPENS: &str = "。，！？；：:、,“”\"「」『』（）()《》〈〉—…\n";
/// Single function words that names follow.
const BEFORE: &str = "的由被与和同跟及对向让请给将把为是说称叫按当像如据派任与即指替因但而";

/// How well a person's name begins at `at`, in the units of [`stats`].
pub(super) fn before_person(g: &Text, at: usize) -> i32 {
    let Some(c) = g.char_before(at) else { return 6 };
    if OPENS.contains(c) {
        return 6;
    }
    if !is_han(c) {
        return 2;
    }
    if ends_with(g, at, Class::KIN | Class::HUMAN | Class::TITLE | Class::BYLINE) {
        return 22;
    }
    if ends_with(g, at, Class::TO_PLACE) {
        return -6;
    }
    match g.piece_ending(at) {
        Some(p) if p.known => 2,
        _ if BEFORE.contains(c) => 6,
        Some(p) if matches!(p.tag, "v" | "p" | "c" | "d" | "u") => 2,
        _ => -10,
    }
}

/// How well a person's name ends at `at`.
pub(super) fn after_person(g: &Text, at: usize) -> i32 {
    let rest = g.rest(at);
    let Some(c) = rest.chars().next() else { return 8 };
    if !is_han(c) {
        // `奥恩（Aorn）`
        return if matches!(c, '(' | '（') && rest.chars().nth(1).is_some_and(|c| c.is_ascii_uppercase()) { 16 } else { 6 };
    }
    if lexicon::han_at(rest, Class::REPORT | Class::AFTER_TITLE | Class::DEED) {
        return 22;
    }
    if let Some(tail) = rest.strip_prefix('的') {
        return if lexicon::han_at(tail, Class::KIN) { 24 } else { 5 };
    }
    if lexicon::han_at(rest, Class::FOLLOW) {
        return 8;
    }
    match g.piece_at(at) {
        Some(p) if p.known => {
            if matches!(p.tag, "v" | "d" | "p" | "c" | "t" | "u" | "r" | "m" | "f") {
                6
            } else {
                0
            }
        }
        Some(p) if matches!(p.tag, "v" | "d" | "p" | "c" | "u" | "f" | "r" | "m") => 3,
        _ => -10,
    }
}

/// How much the neighbours speak for a place rather than an actor.
pub(super) fn place(g: &Text, from: usize, to: usize) -> i32 {
    let rest = g.rest(to);
    let mut score = 0;
    if lexicon::han_at(rest, Class::PLACE_SUFFIX) {
        score += 60;
    } else if lexicon::han_at(rest, Class::PLACE_AFTER) {
        score += 25;
    }
    if ends_with(g, from, Class::TO_PLACE) {
        score += 25;
    }
    // 欧登和斯文: what stands in a row with places is one.
    let joined = |c: Option<char>| c.is_some_and(|c| "和与及、".contains(c));
    let is_place = |p: Option<&Piece>| p.is_some_and(|p| p.known && (p.tag == "ns" || lexicon::is_han_place(g.slice(p.start, p.end))));
    let before = g.char_before(from).filter(|c| joined(Some(*c))).and_then(|c| g.piece_ending(from - c.len_utf8()));
    let after = g.char_at(to).filter(|c| joined(Some(*c))).and_then(|c| g.piece_at(to + c.len_utf8()));
    if is_place(before) || is_place(after) {
        score += 25;
    }
    if ["尼亚", "维亚", "斯坦", "格勒", "堡"].iter().any(|end| g.slice(from, to).ends_with(end)) {
        score += 30;
    }
    score
}

/// Whether a cue of a class ends at `at`.
pub(super) fn ends_with(g: &Text, at: usize, class: Class) -> bool {
    let Some(before) = g.text.get(..at) else { return false };
    // A single character counts only as a word of its own: not the 从 of 师从.
    let own = || g.piece_ending(at).is_none_or(|p| !p.known);
    let ends = before.char_indices().rev().take(5).take_while(|(_, c)| is_han(*c));
    ends.enumerate().any(|(n, (i, _))| lexicon::han(&before[i..]).has(class) && (n > 0 || own()))
}
