//! A part, its whole and the share that it is said to be: "50 of its 200 branches, or 25%".

use super::classes::class;
use super::parts::{STOPS, adds, is_of};
use super::passage::{Class, Mark, Passage};
use super::words::{self, Word};
use crate::extract::figures::{common_unit, scan};
use crate::extract::{FigureRelation, FigureRelationKind};

/// The shares of a block with part and whole.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    for p in passages {
        for s in 0..p.marks.len() {
            if let Some((part, whole)) = beside(p, s) {
                let stated = &p.marks[s];
                let kind = FigureRelationKind::Share { part: part.index, whole: whole.index, stated: stated.index };
                out.push(FigureRelation { span: p.span(&[part, whole, stated]), kind });
            }
        }
    }
}

/// The part and the whole of the share `s`.
fn beside<'a, 'p>(p: &'p Passage<'a>, s: usize) -> Option<(&'p Mark<'a>, &'p Mark<'a>)> {
    let stated = p.marks.get(s).filter(|m| matches!(m.class, Class::Percent | Class::Fraction) && m.value().is_some())?;
    let (before, behind) = (p.before(s), p.behind(s));
    if p.words(p.gap_start(s), stated.start).any(|f| matches!(f.word, Word::Up | Word::Down | Word::Rate)) || is_comparison(behind) {
        return None;
    }
    let at = |i: Option<usize>| i.and_then(|i| p.marks.get(i)).filter(|m| adds(m));
    let (one, two) = (at(s.checked_sub(1)), at(s.checked_sub(2)));
    let (next, after) = (at(Some(s + 1)), at(Some(s + 2)));
    let fits = |a: &Mark, b: &Mark| a.adds_to(b) && a.index != b.index;
    let alike = |a: &Mark, b: &Mark| a.figure.unit.is_none() || b.figure.unit.is_none() || common_unit(a.figure, b.figure).is_some();
    if let (Some(x), Some(y)) = (two, one)
        && fits(x, y)
    {
        let gap = p.between(x.end, y.start);
        // "30 of its 200 branches, or 25%"; not "25% of those in Kest"
        let rest = behind.trim_start();
        let ends = rest.is_empty()
            || behind.starts_with(['.', '。', ','])
            || ["of the ", "of its ", "of all "].iter().any(|w| rest.starts_with(w)) && !leads_to_other(behind);
        if is_of(noun_off(gap)) && (is_link(before) || ends && is_aside(before)) && !leads_to_other(behind) {
            return Some((x, y));
        }
        // "出口6亿元，占总收入30亿元的20%"
        if gap.contains('占') && gap.len() < 60 && before.ends_with('的') && before.len() < 40 {
            return Some((x, y));
        }
    }
    if let (Some(x), Some(y)) = (one, next) {
        // "$6 billion, or 30% of its $20 billion revenue"
        let made = p
            .words(p.gap_start(s), stated.start)
            .any(|f| f.word == Word::Portion && words::without_hedge(p.between(f.end, stated.start)).trim().is_empty());
        if fits(x, y) && (is_link(before) || is_aside(before) || made) && is_whole(behind) {
            return Some((x, y));
        }
        // "200家门店的25%，即50家"
        if fits(x, y) && before.ends_with('的') && before.len() < 30 && class("share-that-is").in_text(behind) && behind.len() < 20 {
            return Some((y, x));
        }
    }
    if let (Some(x), Some(y)) = (next, after)
        && fits(x, y)
    {
        let gap = p.between(x.end, y.start);
        // "a third of its 90 shops, or 30"
        // "a third of the 90 teachers, 45 in all"
        let in_all = is_aside(gap) && class("share-in-all").at(scan::rest(p.text, y.end).trim_start(), 0).is_some();
        if is_whole(behind) && (is_or(gap) || in_all) && alike(x, y) {
            return Some((y, x));
        }
        // "25%, or 50 of its 200 branches"
        if is_link(behind) && is_of(noun_off(gap)) {
            return Some((x, y));
        }
    }
    let part = one.filter(|_| (is_link(before) || before.contains('占') || is_ratio(before)) && !leads_to_other(behind))?;
    let whole = whole_before(p, s - 1).or_else(|| whole_named(p, s, before)).or_else(|| of_them(p, s - 1))?;
    if !is_link(before) && !is_ratio(before) && !is_accounted(before, clause_of(p, whole)) {
        return None;
    }
    (fits(part, whole) && alike(part, whole) && part.value() < whole.value().and_then(|w| w.add(w))).then_some((part, whole))
}

/// "总收入40亿元，海外收入12亿元，占总收入的30%": the whole by the name that the share gives it.
fn whole_named<'a, 'p>(p: &'p Passage<'a>, s: usize, before: &str) -> Option<&'p Mark<'a>> {
    let noun = before.rsplit_once('占')?.1.trim_start_matches(['约', '了', '到']).strip_suffix('的')?;
    let called = |m: &&Mark| clause_of(p, m).trim_end_matches(['为', '达', '约', '共', '有', '是']).ends_with(noun);
    p.marks.get(..s - 1)?.iter().rev().filter(|m| adds(m)).find(called).filter(|_| noun.chars().count() >= 2)
}

/// "The council has 48 members; 30 of them": the figure before a part that goes back to it.
fn of_them<'a, 'p>(p: &'p Passage<'a>, part: usize) -> Option<&'p Mark<'a>> {
    let whole = p.marks.get(part.checked_sub(1)?)?;
    let behind = scan::rest(p.text, p.marks.get(part)?.end).trim_start();
    (p.before(part).len() <= 40 && class("share-of-them").at(behind, 0).is_some()).then_some(whole)
}

/// "，比例为": a ratio of the part before it.
fn is_ratio(gap: &str) -> bool {
    let head = gap.trim_end_matches(['为', '是', '达', '约', '到']);
    let Some(at) = class("share-ratio").before(head, head.len()) else { return false };
    scan::part(head, 0, at).ends_with([',', '，']) && head.matches([',', '，']).count() == 1
}

/// The whole that a list of parts was opened with: "Of the 200 branches, 30 (15%) …", "200家门店中有30家", "共200家，其中30家".
fn whole_before<'a, 'p>(p: &'p Passage<'a>, part: usize) -> Option<&'p Mark<'a>> {
    let at = p.marks.get(part)?;
    p.marks.get(..part)?.iter().rev().filter(|m| adds(m) && m.adds_to(at)).find(|m| {
        let i = p.marks.iter().position(|o| o.index == m.index).unwrap_or(0);
        let lead = p.between(p.start, m.start).trim_end();
        let of = lead.starts_with(|c: char| c.is_uppercase()) && class("share-of").is(lead.trim());
        let next = p.marks.get(i + 1).map_or(p.end, |n| n.start);
        let gap = p.between(m.end, next);
        let among = p.words(m.end, next).any(|f| f.word == Word::Among) && !gap.contains('.');
        let within = class("share-within").in_text(gap) || gap.trim_end().ends_with('中');
        of && gap.contains(',') || among && gap.len() < 50 || within && gap.len() < 40
    })
}

/// What follows a share that measures a change or is compared: "25% more than", "25%的增长".
fn is_comparison(behind: &str) -> bool {
    let behind = behind.trim_start();
    let second = behind.find(' ').map_or("", |i| scan::rest(behind, i).trim_start());
    words::leads(behind, Word::Compared) || behind.is_ascii() && words::leads(second, Word::Compared)
}

/// Whether a share goes on to a whole of its own: "25% of those in Kest".
fn leads_to_other(behind: &str) -> bool {
    let of = |lead: &str| behind.trim_start().strip_prefix(lead).map(str::trim_start);
    let Some(rest) = of("of ").or_else(|| of("in ").filter(|_| behind.starts_with(" in those"))) else { return false };
    !(words::leads(rest, Word::Same) || ["all", "them", "the whole", "its total"].iter().any(|w| rest.starts_with(w)))
}

/// ", or ", " (": what leads from an amount to what it is said to be in other words. A noun may stand before it.
fn is_link(gap: &str) -> bool {
    let gap = words::without_hedge(gap);
    class("share-link").off(gap).is_some_and(|n| n.len() < 40 && !n.contains([',', ';', ':', '，', '(']))
}

/// " branches, ": a noun and a comma.
fn is_aside(gap: &str) -> bool {
    let noun = words::without_hedge(gap).trim_end_matches(" or").strip_suffix(',');
    noun.is_some_and(|n| n.len() < 30 && !n.contains([',', ';', ':', '('])) && !gap.contains(" and ")
}

/// ", or about ": the same amount in other words.
fn is_or(gap: &str) -> bool {
    is_link(gap) && (gap.contains(" or ") || gap.contains('('))
}

/// The words before a figure in its clause: what it counts.
fn clause_of<'a>(p: &Passage<'a>, mark: &Mark) -> &'a str {
    let head = p.between(p.start, mark.start);
    head.rsplit(STOPS).next().unwrap_or(head)
}

/// "，占", "，占比", "，占总数的", "，占员工总数的" where the whole is told as 员工.
fn is_accounted(gap: &str, whole_clause: &str) -> bool {
    let Some(at) = gap.rfind('占') else { return false };
    let tail = scan::rest(gap, at + '占'.len_utf8()).trim_matches(['约', '近', '超', '过', '到', '了', '达', '为', ':', '：']);
    let whole = tail.is_empty()
        || class("share-whole").is(tail)
        || (tail.starts_with('总') || tail.starts_with('全')) && tail.ends_with('的') && tail.len() < 30
        || tail.strip_suffix('的').is_some_and(|t| {
            let noun = class("share-all").off(t).unwrap_or(t);
            let noun = (0..3).fold(noun, |n, _| class("share-its").at(n, 0).map_or(n, |end| scan::rest(n, end)));
            noun.is_empty() || whole_clause.contains(noun)
        });
    let head = scan::part(gap, 0, at).trim_end_matches(['约', '总', '共']);
    whole && (head.ends_with([',', '，', '(', '（', '、']) || head.is_empty()) && head.matches([',', '，']).count() <= 1
}

/// " of its ", " of total revenue of ": what leads from a share to its whole.
fn is_whole(gap: &str) -> bool {
    let gap = gap.trim();
    let Some(rest) = gap.strip_prefix("of") else { return false };
    let rest = rest.trim();
    let last = rest.rsplit(' ').next().unwrap_or("");
    rest.split(' ').count() <= 5
        && !rest.contains([',', '(', '.'])
        && (["", "the", "its", "their", "his", "her", "our", "all", "those", "these"].contains(&last)
            || last == "of" && rest.split(' ').any(|w| words::leads(w, Word::Held)))
}

/// Without the noun that a part may have before "of": " branches of its".
fn noun_off(gap: &str) -> &str {
    let trimmed = gap.trim_start();
    match trimmed.split_once(' ') {
        Some((noun, rest))
            if noun != "of"
                && noun != "out"
                && noun.bytes().all(|b| b.is_ascii_lowercase())
                && (rest.starts_with("of") || rest.starts_with("out of")) =>
        {
            rest
        }
        _ => gap,
    }
}
