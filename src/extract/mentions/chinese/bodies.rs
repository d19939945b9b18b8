//! Organizations that say what they are: place or own name, what they are about, and a head (委员会, 大学, 队).

use super::super::finder::{Finder, Found};
use super::*;
use crate::extract::Evidence;
use crate::glossary::EntityType;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let heads: Vec<Cue> = g.longest(Class::BODY).into_iter().filter(|c| c.class.has(Class::BODY)).collect();
    for (i, head) in heads.iter().enumerate() {
        // 大学附属医院, 集团公司: the last head ends the name.
        let follows = heads.get(i + 1).is_some_and(|next| next.start == head.end);
        if !follows && !cut_inside(g, head.end) {
            body(g, head.start, head.end, finder);
        }
    }
    for (i, piece) in g.pieces.iter().enumerate() {
        short_head(g, i, piece, finder);
    }
    known(g, finder);
}

/// Whether a dictionary word goes on across the end of a head.
fn cut_inside(g: &Text, at: usize) -> bool {
    let i = g.pieces.partition_point(|p| p.end <= at);
    g.pieces.get(i).is_some_and(|p| p.known && p.start < at)
}

/// Characters of the longest name.
const LONGEST: usize = 22;

/// What stands before a head.
#[derive(Default)]
struct Left {
    /// Where the name may begin: at a place, an own name, a word like 国际.
    from: Option<usize>,
    /// Begins with something that names: a place or an own name.
    proper: bool,
    modifiers: usize,
}

fn left_of(g: &Text, end: usize) -> Left {
    let mut left = Left::default();
    let mut i = g.pieces.partition_point(|p| p.end <= end);
    let mut debris = 0;
    let mut at = end;
    // A word that holds the head and more: 司法部 of the head 部.
    if g.pieces.get(i).is_some_and(|p| p.start < end) {
        at = g.pieces[i].start;
        left.modifiers += 1;
        let whole = g.slice(at, end);
        if lexicon::is_han_place(whole) || lexicon::han_place_at(whole).is_some() {
            (left.from, left.proper) = (Some(at), true);
        }
    }
    while i > 0 {
        i -= 1;
        let p = &g.pieces[i];
        if p.end != at || !p.han || g.text[p.start..end].chars().count() > LONGEST {
            break;
        }
        if context::ends_with(g, at, Class::JOIN) {
            break;
        }
        let text = g.slice(p.start, p.end);
        let class = lexicon::han(text);
        let place = lexicon::is_han_place(text) || p.known && p.tag == "ns";
        if place {
            (left.from, left.proper) = (Some(p.start), true);
            at = p.start;
            left.modifiers += 1;
            debris = 0;
            continue;
        }
        // 县应急管理局: of which county the text says elsewhere.
        if class.has(Class::BODY_OPENER) && p.known {
            left.from = Some(p.start);
            at = p.start;
            left.modifiers += 1;
            continue;
        }
        if class.has(Class::STOP | Class::FOLLOW | Class::REPORT | Class::TITLE_PREFIX | Class::KIN | Class::HUMAN)
            && !DIGITS.contains(text)
        {
            break;
        }
        if p.known {
            let fits = match p.tag {
                "n" | "vn" | "nz" | "nt" | "i" | "b" | "nr" | "s" | "x" => !class.has(Class::TITLE),
                "v" | "a" | "d" => class.has(Class::BODY_VERB),
                "m" => text.starts_with('第'),
                _ => false,
            };
            if !fits {
                break;
            }
            if matches!(p.tag, "nz" | "nt" | "nr") && !class.has(Class::GENERIC) {
                left.from = Some(p.start);
                left.proper |= p.tag != "nr" || left.modifiers == 0;
            } else if debris >= 2 {
                break;
            }
            at = p.start;
            left.modifiers += 1;
            continue;
        }
        // Single characters that no word explains: an own name, from two of them on.
        let c = text.chars().next().unwrap_or(' ');
        if matches!(p.tag, "p" | "c" | "u" | "r" | "d" | "q" | "y")
            || "的了是在和与及或对把被将从向由为以于等并也都就又还已很更最这那该其各每".contains(c)
        {
            break;
        }
        debris += 1;
        at = p.start;
        if debris >= 2 || DIGITS.contains(c) || "总中".contains(c) {
            left.from = Some(p.start);
            left.proper |= debris >= 2;
        }
    }
    left
}

const DIGITS: &str = "第一二三四五六七八九十";

fn body(g: &Text, head: usize, end: usize, finder: &mut Finder) {
    let class = lexicon::han(g.slice(head, end));
    let left = left_of(g, head);
    let Some(from) = left.from else {
        return;
    };
    let count = g.text[from..end].chars().count();
    if count < 4 && !left.proper || from == head {
        return;
    }
    let mut found = Found::new(Span::new(from, end), EntityType::Organization, Evidence::SUFFIX);
    let soft = class.has(Class::SOFT_BODY);
    found.fit = match (left.proper, soft) {
        (true, false) => 140,
        (true, true) => 60,
        (false, false) if left.modifiers >= 2 => 90,
        _ => 50,
    };
    finder.add(found);
}

/// Heads of one character: 美军, 四川队, 工党, 司法部, 国务院.
fn short_head(g: &Text, i: usize, piece: &Piece, finder: &mut Finder) {
    if !piece.han {
        return;
    }
    let text = g.slice(piece.start, piece.end);
    let class = lexicon::han(text);
    if class.has(Class::NO_BODY) {
        return;
    }
    let mut chars = text.chars();
    let Some(last) = chars.next_back() else { return };
    let before = chars.as_str();
    let next = g.char_at(piece.end).unwrap_or(' ');
    let mut add = |from: usize, score: i32| {
        let mut found = Found::new(Span::new(from, piece.end), EntityType::Organization, Evidence::SUFFIX);
        found.fit = score;
        finder.add(found);
    };
    match last {
        '党' if (1..=5).contains(&before.chars().count()) && piece.known => {
            if matches!(next, '员' | '派' | '人' | '章' | '校' | '内' | '中') && next != '中' && next != '内' {
                return;
            }
            let left = g
                .pieces
                .get(i.wrapping_sub(1))
                .filter(|p| p.end == piece.start && p.known && lexicon::is_han_place(g.slice(p.start, p.end)));
            add(left.map_or(piece.start, |p| p.start), 120);
        }
        '党' if before.is_empty() => {
            let left = left_of(g, piece.start);
            if let Some(from) = left.from.filter(|f| (2..=7).contains(&g.text[*f..piece.end].chars().count()) && left.proper) {
                add(from, 110);
            }
        }
        '军' => {
            let one = before.chars().count() == 1 && ARMIES.contains(before);
            // 德|军 as two pieces.
            let two = before.is_empty()
                && g.char_before(piece.start).is_some_and(|c| ARMIES.contains(c))
                && g.piece_ending(piece.start).is_some_and(|p| !p.known);
            if "人官队方事营服装备校医功衔舰机火港".contains(next) && !(next == '方' || next == '舰' || next == '机') {
                return;
            }
            if one {
                add(piece.start, 120);
            } else if two {
                add(piece.start.saturating_sub(g.char_before(piece.start).map_or(0, char::len_utf8)), 120);
            }
        }
        '队' if before.is_empty() => {
            if "员长伍形友列".contains(next) {
                return;
            }
            let left = left_of(g, piece.start);
            if let Some(from) = left.from.filter(|f| left.proper && (3..=9).contains(&g.text[*f..piece.end].chars().count())) {
                add(from, 130);
            }
        }
        '部' | '局' | '署' | '厅' | '院' | '委' | '社' | '报' | '台'
            if piece.known && before.chars().count() >= 2 && !matches!(piece.tag, "v" | "d" | "s" | "f" | "m" | "t") =>
        {
            let left = left_of(g, piece.start);
            let gov = class.has(Class::AGENCY);
            match left.from.filter(|_| left.proper) {
                Some(from) => add(from, if gov { 140 } else { 80 }),
                None if gov => add(piece.start, 130),
                None => {}
            }
        }
        _ => {}
    }
}

/// Countries and dynasties whose armies go by one character.
const ARMIES: &str = "美英法德俄苏日韩印伊以越联盟清明宋元唐汉秦晋楚魏蜀吴金辽隋齐燕赵湘淮奉桂滇川皖直伪叛红义国共";

/// Organizations known everywhere by a name that does not say what they are.
fn known(g: &Text, finder: &mut Finder) {
    for cue in g.longest(Class::KNOWN_BODY) {
        let cut = cut_inside(g, cue.end) || cut_inside(g, cue.start);
        let place =
            lexicon::han_at(g.rest(cue.end), Class::PLACE_SUFFIX) && !lexicon::han_at(g.rest(cue.end), Class::TITLE | Class::REPORT);
        if !cut && !place {
            let mut found = Found::new(Span::new(cue.start, cue.end), EntityType::Organization, Evidence::SUFFIX);
            found.fit = 135;
            finder.add(found);
        }
    }
}
