//! How long a Chinese person's name is that starts at a known place.

use super::*;
use crate::text::pinyin;

/// A person's name at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub end: usize,
    /// What follows fits a name.
    pub sure: bool,
}

/// Characters that no given name holds.
const NEVER: &str = "摄讯的了是在吗呢吧啊们个这那哪谁什么你我他她它您被把呀着很";
/// Characters that seldom end a given name, and often follow one.
const AFTER: &str = "将曾也还都就又已正未不没会要对从向为以因由于等并则却而亲时后前中上下说称道问答表指认透坦强回告宣接获率出担加任离";
/// Conjunctions: part of the name only if a verb follows them.
const JOIN: &str = "和与及同跟";

/// What a transliteration has to weigh to stand against a Chinese name.
const SURELY_FOREIGN: i32 = 85;

/// The name that starts at `at`, right after a cue that promises one.
pub(super) fn person_at(g: &Text, at: usize) -> Option<Person> {
    if let Some(end) = transliterated(g, at) {
        return Some(Person { end, sure: true });
    }
    let rest = g.rest(at);
    let chars: Vec<char> = rest.chars().take(6).take_while(|c| is_han(*c)).collect();
    // A long transliteration is no Chinese name with something behind it: 谢洛尔德.
    if let Ok(i) = g.pieces.binary_search_by_key(&at, |p| p.start)
        && let Some((end, _)) = foreign::run(g, i).filter(|(end, score)| *score >= SURELY_FOREIGN && end - at >= 9)
    {
        return Some(Person { end, sure: true });
    }
    let (surname, n) = pinyin::surname_of(&chars)?;
    let room = chars.len().checked_sub(n).filter(|r| *r > 0)?;
    // A word of the language that only begins like a surname: 高度, 安全, 时间.
    let (first, tag, long) = segmenter::first_word(rest)?;
    let word_like = long && tag != "nr" && first > chars.iter().take(n).map(|c| c.len_utf8()).sum::<usize>();
    let mut best: Option<(i32, usize)> = None;
    for given in [2, 1] {
        if given > room {
            continue;
        }
        let end = at + head(rest, n + given)?;
        if lexicon::han_at(rest.get(head(rest, n)?..)?, Class::AFTER_TITLE) {
            return None;
        }
        if chars[n..n + given].iter().any(|c| NEVER.contains(*c)) {
            continue;
        }
        let last = chars[n + given - 1];
        let (after, verb) = follows(g, end);
        let mut score = after + if given == 2 { 6 } else { 0 };
        // A word that begins inside the longer name and ends behind it: 饶钧|关于.
        let inner = at + head(rest, n + 1)?;
        if given == 2 && segmenter::first_word(g.rest(inner)).is_some_and(|(length, _, long)| long && inner + length > end) {
            score -= 10;
        }
        if given == 2 && AFTER.contains(last) {
            score -= 15;
        }
        if given == 2 && JOIN.contains(last) && !verb {
            score -= 15;
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, end));
        }
    }
    let (score, end) = best?;
    // Characters that are hardly ever surnames (时, 和) need a verb of saying behind the name.
    if surname.wordlike && surname.rare && !says_at(g, end) && han_run(g.rest(end), 1) > 0 {
        return None;
    }
    if word_like {
        // A word that is also a name (高峰) counts only before a verb of saying.
        let says = says_at(g, end);
        let longer = at + first < end && !surname.rare && !surname.wordlike;
        if !says || !(at + first == end || longer) {
            return None;
        }
    }
    Some(Person { end, sure: score >= 12 })
}

/// How well what stands at `end` follows a name (in tenths), and whether it is a verb.
fn follows(g: &Text, end: usize) -> (i32, bool) {
    let rest = g.rest(end);
    let Some(c) = rest.chars().next() else { return (20, false) };
    if !is_han(c) {
        return (20, false);
    }
    for n in (1..=3).rev() {
        if let Some(class) = head(rest, n).and_then(|i| rest.get(..i)).map(lexicon::han) {
            if class.has(Class::REPORT) {
                return (if n > 1 { 20 } else { 15 }, true);
            }
            if class.has(Class::FOLLOW) {
                return (if n > 1 { 20 } else { 15 }, false);
            }
            if n == 1 && class.has(Class::OUTSIDE) {
                return (8, false);
            }
        }
    }
    match segmenter::first_word(rest) {
        Some((_, tag, true)) => (if matches!(tag, "p" | "c" | "d" | "t") { 18 } else { 12 }, matches!(tag, "v" | "vn" | "d")),
        Some((_, tag, false)) => (if matches!(tag, "v" | "d" | "p" | "c" | "u") { 10 } else { 0 }, tag == "v"),
        None => (0, false),
    }
}

/// Whether a verb of saying stands at `at`.
pub(super) fn says_at(g: &Text, at: usize) -> bool {
    let rest = g.rest(at);
    (1..=3).rev().any(|n| head(rest, n).and_then(|i| rest.get(..i)).is_some_and(|w| lexicon::han(w).has(Class::REPORT)))
}

/// `卢卡斯·贝恩`: parts joined by a middle dot, each of characters used in transliterations at its end.
pub(super) fn transliterated(g: &Text, at: usize) -> Option<usize> {
    let rest = g.rest(at);
    let dot = |c: char| matches!(c, '·' | '•' | '・' | '‧');
    let first = han_run(rest, 8);
    let mut end = head(rest, first)?;
    if first == 0 || !rest.get(end..)?.starts_with(dot) {
        return None;
    }
    // 为朱斯廷·: the name begins further right.
    let head_of = rest.chars().next().is_some_and(|c| "为给和与由让对向从被称".contains(c));
    if head_of && first > 2 || rest.chars().take(first).any(|c| !stats::transliterates(c)) {
        return None;
    }
    while let Some(c) = rest.get(end..).and_then(|r| r.chars().next()).filter(|c| dot(*c)) {
        let after = end + c.len_utf8();
        let tail = rest.get(after..)?;
        let room = han_run(tail, 7);
        if room == 0 {
            return None;
        }
        let next_dot = head(tail, room).and_then(|i| tail.get(i..)).is_some_and(|r| r.starts_with(dot));
        let taken = if next_dot { room } else { last_part(g, at + after, tail, room) };
        end = after + head(tail, taken)?;
    }
    Some(at + end)
}

/// Characters of the last part of a transliterated name.
fn last_part(g: &Text, at: usize, tail_text: &str, room: usize) -> usize {
    let chars: Vec<char> = tail_text.chars().take(room).collect();
    let fitting = chars.iter().take_while(|c| stats::transliterates(**c)).count().clamp(1, 7);
    // As far as the characters fit best, and what follows them.
    let mut total = 0;
    let mut best = (i32::MIN, 1);
    for (n, c) in chars.iter().take(fitting).enumerate() {
        let [head, inside, tail] = stats::foreign(*c).map_or([-20; 3], |w| w.map(i32::from));
        let Some(i) = self::head(tail_text, n + 1) else { break };
        let cut = if g.crossed(at + i) { 40 } else { 0 };
        // A mark ends it where all characters up to there fit.
        let mark = if n + 1 == room && room <= 5 && han_run(g.rest(at + i), 1) == 0 { 18 } else { 0 };
        let score = total + tail.max(if n == 0 { head } else { -50 }) + context::after_person(g, at + i) + mark - cut;
        if score > best.0 {
            best = (score, n + 1);
        }
        total += if n == 0 { head } else { inside };
    }
    best.1
}

/// The start of a person's name that ends at `end`, if one does.
pub(super) fn person_before(g: &Text, end: usize) -> Option<usize> {
    let before = g.text.get(..end)?;
    // A transliterated name.
    let dotted = before
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| is_han(*c) || matches!(c, '·' | '•' | '・'))
        .map(|(i, c)| (i, matches!(c, '·' | '•' | '・')))
        .collect::<Vec<_>>();
    if dotted.iter().any(|(_, dot)| *dot) {
        let first_dot = dotted.iter().rev().find(|(_, dot)| *dot).map(|(i, _)| *i)?;
        let head_chars: Vec<(usize, char)> =
            before.get(..first_dot)?.char_indices().rev().take(6).take_while(|(_, c)| stats::transliterates(*c)).collect();
        return head_chars.last().map(|(i, _)| *i);
    }
    for n in [3, 2, 4] {
        let Some((start, _)) = before.char_indices().rev().nth(n - 1) else { continue };
        let chars: Vec<char> = g.slice(start, end).chars().collect();
        if !chars.iter().all(|c| is_han(*c)) {
            continue;
        }
        let Some((_, length)) = pinyin::surname_of(&chars) else { continue };
        let given = n - length.min(n);
        if !(1..=2).contains(&given) || chars[length..].iter().any(|c| NEVER.contains(*c)) {
            continue;
        }
        let open = g.char_before(start).is_none_or(|c| !is_han(c)) || g.is_cut(start);
        let word = g.slice(start, end);
        let tag = segmenter::tag_of(word);
        if open && !g.crossed(start) && tag.is_none_or(|t| t == "nr") {
            return Some(start);
        }
    }
    None
}
