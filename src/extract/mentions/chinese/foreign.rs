//! Transliterated foreign names without a middle dot, by their characters: 索尔维格, 马库斯三世.

use super::super::finder::{Finder, Found};
use super::*;
use crate::extract::Evidence;
use crate::glossary::EntityType;

/// Characters of the longest part of a transliterated name.
const LONGEST: usize = 8;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let mut i = 0;
    while i < g.pieces.len() {
        let Some((end, score)) = run(g, i) else {
            i += 1;
            continue;
        };
        let start = g.pieces[i].start;
        let (end, reigns) = reign(g, end);
        let count = g.text[start..end].chars().count() as i32;
        let name = g.slice(start, end);
        let place = if lexicon::is_han_place(name) { 90 } else { context::place(g, start, end) };
        // A long run is sure of being a name; of whom, its neighbours tell.
        let one = g.pieces[i].end == end && g.pieces[i].known && g.pieces[i].tag == "nr";
        let shape = i32::from(one) * 15 + 30 + (score / 2).min(45) + if count == 2 { -14 } else { 0 } + if reigns { 30 } else { 0 };
        let neighbours = context::before_person(g, start) + context::after_person(g, end);
        let dotted = g.char_at(end).is_some_and(|c| matches!(c, '·' | '•' | '・' | '‧'))
            || g.char_before(start).is_some_and(|c| matches!(c, '·' | '•' | '・' | '‧' | '-'));
        if !dotted && lexicon::han(name) == Class::default() {
            let mut found = Found::new(Span::new(start, end), EntityType::Person, Evidence::CHARACTERS);
            found.fit = shape + neighbours - place;
            if super::given::says_at(g, end) {
                found.evidence |= Evidence::REPORTING_VERB;
            }
            if found.fit >= bare::WORTH {
                finder.add(found);
            }
        }
        while g.pieces.get(i).is_some_and(|p| p.start < end) {
            i += 1;
        }
    }
}

/// The best transliteration that begins with a piece: its end and how well the characters fit.
pub(super) fn run(g: &Text, first: usize) -> Option<(usize, i32)> {
    let start = g.pieces[first].start;
    let c = g.char_at(start)?;
    // 武汉克林: what the gazetteer knows is not the head of a person's name.
    if g.pieces[first].known && lexicon::is_han_place(g.slice(start, g.pieces[first].end)) {
        return None;
    }
    let mut total = i32::from(stats::foreign(c)?[0]);
    // 于斯兰堡, 为朱斯廷: rather a function word than a head.
    if FUNCTION.contains(c) && !g.pieces[first].known {
        total -= 45;
    }
    let mut count = 0;
    let mut best: Option<(usize, i32)> = None;
    for piece in &g.pieces[first..] {
        if !piece.han {
            break;
        }
        let text = g.slice(piece.start, piece.end);
        let long = text.chars().nth(1).is_some();
        if long {
            total += match piece.tag {
                "ns" => -6,
                "nr" | "nz" => 4,
                "nt" => -60,
                "x" => -5,
                "n" => -35,
                _ => -55,
            };
        }
        let mut last = 0;
        for c in text.chars() {
            let Some(weights) = stats::foreign(c) else { return best.filter(|b| b.1 >= LEAST) };
            if count > 0 {
                total += i32::from(weights[1]);
            }
            last = i32::from(weights[2]) - i32::from(if count > 0 { weights[1] } else { weights[0] });
            count += 1;
        }
        if count > LONGEST {
            break;
        }
        let score = total + last;
        if count >= 2 && best.is_none_or(|(_, b)| score > b) {
            best = Some((piece.end, score));
        }
    }
    best.filter(|b| b.1 >= LEAST)
}

/// Characters of names that are also function words.
const FUNCTION: &str = "于为和与让给对向从被由把及日时在西因";

/// What a run has to weigh.
const LEAST: i32 = 42;

/// A ruler's number after the name: 三世.
fn reign(g: &Text, end: usize) -> (usize, bool) {
    let rest = g.rest(end);
    let digits = rest.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let after = head(rest, digits).and_then(|i| rest.get(i..)).unwrap_or("");
    if (1..=3).contains(&digits) && after.starts_with('世') && !after.starts_with("世纪") {
        let length = head(rest, digits + 1).unwrap_or(0);
        return (end + length, true);
    }
    (end, false)
}
