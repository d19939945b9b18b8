//! A level in percent before and after, and the difference stated: "25 basis points, from 3.50% to 3.75%".

use super::classes::class;
use super::parts::{STOPS, item_start};
use super::passage::{Class, Mark, Passage};
use super::words::Word;
use crate::extract::figures::scan;
use crate::extract::{FigureRelation, FigureRelationKind};

/// The differences of a block with both levels.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    out.extend(passages.iter().filter_map(difference));
}

fn difference(p: &Passage) -> Option<FigureRelation> {
    if p.marks.len() < 2 {
        return None;
    }
    let stated: Vec<usize> = (0..p.marks.len()).filter(|i| is_stated(p, *i)).collect();
    let [s] = stated.as_slice() else { return None };
    let stated = &p.marks[*s];
    let levels: Vec<(usize, &Mark)> = p.marks.iter().enumerate().filter(|(i, m)| i != s && is_level(m)).collect();
    let lead = |i: usize| {
        p.words(p.gap_start(i).max(item_start(p, i)), p.marks[i].start)
            .rev()
            .find(|f| matches!(f.word, Word::From | Word::To | Word::Up | Word::Down))
    };
    let (from, to) = match levels.as_slice() {
        // "from 10% to 12%" is one figure
        [(i, both)] if both.value().is_none() => {
            let led = p
                .words(p.gap_start(*i), both.start)
                .next_back()
                .is_some_and(|f| f.word == Word::From && p.between(f.end, both.start).trim().is_empty());
            let printed = p.between(both.start, both.end);
            let inside = printed.to_ascii_lowercase().starts_with("from") || printed.starts_with(['从', '由']);
            (led || inside).then_some((*both, *both))?
        }
        [(i, a), (j, b)] if a.class == b.class && a.figure.unit == b.figure.unit => {
            let cue = |i: usize| lead(i).filter(|f| p.between(f.end, p.marks[i].start).len() < 24).map(|f| f.word);
            let ends = |i: usize| {
                ["至", "到", "为"].iter().any(|w| p.before(i).trim_end_matches(['了', '约']).ends_with(w)) || cue(i) == Some(Word::To)
            };
            match (cue(*i), cue(*j)) {
                (Some(Word::From), _) if ends(*j) => (*a, *b),
                // 毛利率为24%，净利率较上年同期的21.5%提高: each has a name of its own
                (_, Some(Word::From)) if ends(*i) && !named(p, a.end, lead(*j).map_or(b.start, |f| f.start)) => (*b, *a),
                _ => return None,
            }
        }
        _ => return None,
    };
    if !is_of_same(p, stated, from, to) {
        return None;
    }
    let sign = p
        .words(p.start, p.end)
        .filter(|f| matches!(f.word, Word::Up | Word::Down))
        .min_by_key(|f| f.start.abs_diff(stated.start))
        .map_or(0, |f| if f.word == Word::Up { 1 } else { -1 });
    let kind = FigureRelationKind::Points { from: from.index, to: to.index, stated: stated.index, sign };
    Some(FigureRelation { span: p.span(&[from, to, stated]), kind })
}

/// Whether something stands between a level and the word that leads to its base.
fn named(p: &Passage, from: usize, cue: usize) -> bool {
    let gap = p.between(from, cue);
    !gap.is_ascii() && !p.words(from, cue).any(|f| matches!(f.word, Word::Up | Word::Down)) && gap.trim_matches(STOPS).chars().count() > 1
}

/// Points, or a percentage with a verb of change and no "to" or "from" before it.
fn is_stated(p: &Passage, i: usize) -> bool {
    let Some(mark) = p.marks.get(i).filter(|m| m.value().is_some()) else { return false };
    let from = p.gap_start(i).max(item_start(p, i));
    let cue =
        p.words(from, mark.start).rev().find(|f| matches!(f.word, Word::From | Word::To | Word::Up | Word::Down)).map(|f| (f.word, f.end));
    match mark.class {
        Class::Points => true,
        Class::Percent => {
            let near = |end: usize| {
                let between = p.between(end, mark.start).trim();
                !between.contains(STOPS)
                    && (between.is_empty()
                        || matches!(between, "by" | "了" | "约" | "about" | "nearly" | "by about" | "of" | "近" | "by nearly"))
            };
            let behind = scan::rest(p.text, mark.end).trim_start();
            let noun =
                ["rise", "increase", "jump", "drop", "fall", "decline", "decrease", "cut", "hike"].iter().any(|w| behind.starts_with(w));
            matches!(cue, Some((Word::Up | Word::Down, end)) if near(end)) && !p.before(i).trim_end().ends_with(['至', '到']) || noun
        }
        _ => false,
    }
}

/// What can be a level: percentages, and for points also counts and money.
fn is_level(m: &Mark) -> bool {
    match m.class {
        Class::Percent => m.value().is_some() || m.figure.low.is_some() && m.figure.high.is_some(),
        Class::Count | Class::Money | Class::Amount => m.value().is_some(),
        _ => false,
    }
}

/// Whether a change is told of the levels beside it: no other subject stands between.
fn is_of_same(p: &Passage, stated: &Mark, from: &Mark, to: &Mark) -> bool {
    let (first, last) = if from.start < to.start { (from, to) } else { (to, from) };
    let gap = if stated.end <= first.start {
        p.between(stated.end, first.start)
    } else if stated.start >= last.end {
        p.between(last.end, stated.start)
    } else {
        return true;
    };
    let second = gap.split(|c: char| !c.is_ascii_alphabetic()).any(|w| matches!(w, "and" | "while" | "but" | "as"));
    if second || gap.is_ascii() || stated.end <= first.start {
        return !second;
    }
    // ", 上升0.8个百分点", ", 较上年上升"; not ", 利润增长15%"
    let item = gap.rfind(STOPS).map_or(gap, |i| gap.get(i..).unwrap_or(gap)).trim_start_matches(STOPS);
    let start = stated.start - item.len();
    // ，降幅为50个基点
    if class("point-step").at(item, 0).is_some() {
        return true;
    }
    p.words(start, stated.start).next().is_some_and(|f| f.start == start && matches!(f.word, Word::Up | Word::Down | Word::From))
}
