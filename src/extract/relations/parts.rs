//! Totals and their parts: lists behind a total or before one, "the other", sets whose members are a whole.

use super::among;
use super::classes::class;
use super::passage::{Class, Mark, Passage};
use super::words::{self, VOTES, Word};
use crate::extract::figures::{common_unit, scan};
use crate::extract::{FigureRelation, FigureRelationKind};
use crate::text::Exact;

/// The parts and totals of a block; `passages` are its sentences, joined over semicolons.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    for (i, passage) in passages.iter().enumerate() {
        let earlier = i
            .checked_sub(1)
            .and_then(|p| passages.get(p))
            .filter(|p| p.end == passage.start || p.text.get(p.end..passage.start).is_some_and(|t| t.trim().is_empty()));
        let found = members(passage, earlier)
            .or_else(|| phases(passage))
            .or_else(|| negation(passage))
            .or_else(|| rest(passage, earlier))
            .or_else(|| (0..passage.marks.len()).find_map(|t| divided(passage, t)))
            .or_else(|| super::ballots::division(passage, earlier))
            .or_else(|| (0..passage.marks.len()).find_map(|t| list_behind(passage, t)))
            .or_else(|| (0..passage.marks.len()).find_map(|t| list_before(passage, t)))
            .or_else(|| (0..passage.marks.len()).find_map(|t| among::list(passage, t)))
            .or_else(|| (0..passage.marks.len()).find_map(|t| greater_part(passage, t)));
        // What came and went is no list of parts.
        let is_told =
            |r: &FigureRelation| out.iter().any(|o| matches!(o.kind, FigureRelationKind::Balance { .. }) && o.span.overlaps(r.span));
        let found = found.filter(|r| !is_told(r));
        out.extend(found);
    }
}

pub(super) fn relation(passage: &Passage, total: &Mark, parts: &[&Mark], complete: bool) -> Option<FigureRelation> {
    // "24% more than the 12,000 of 2022: 9,340 in …": what it is compared with is no total
    let lead = passage.between(passage.start, total.start).trim_end();
    if lead.ends_with("than the") || lead.ends_with("than") && !lead.ends_with("more than") && !lead.ends_with("less than") {
        return None;
    }
    if overlap(passage, total, parts) {
        return None;
    }
    let mut all = parts.to_vec();
    all.push(total);
    let kind = FigureRelationKind::Parts { total: total.index, parts: parts.iter().map(|p| p.index).collect(), complete };
    Some(FigureRelation { span: passage.span(&all), kind })
}

/// "…, and some complained of both", 其中部分重复: what is counted in two parts is told behind them, in the sentence or the
/// next one.
fn overlap(p: &Passage, total: &Mark, parts: &[&Mark]) -> bool {
    let end = parts.iter().map(|m| m.end).max().unwrap_or(0).max(total.end);
    let shared = |text: &str| {
        let both = text.match_indices("both").any(|(i, w)| {
            let head = scan::part(text, 0, i);
            // ", both built in Kest" is said of the two parts
            head.ends_with(' ') && !head.trim_end().ends_with(',') && !text[i + w.len()..].starts_with(|c: char| c.is_alphanumeric())
        });
        both || class("part-shared").in_text(text)
    };
    let own = p.between(end, p.end).to_lowercase();
    let rest = scan::rest(p.text, p.end).trim_start();
    let next = rest.get(..rest.find(['.', '。', '!', '?', '\n']).unwrap_or(rest.len())).unwrap_or("").to_lowercase();
    shared(&own) || class("part-some").in_text(&next) && shared(&next)
}

/// Whether a figure can be added up: a count, money or an amount.
pub(super) fn adds(mark: &Mark) -> bool {
    matches!(mark.class, Class::Count | Class::Money | Class::Amount) && mark.value().is_some()
}

/// "60 boats: 25 trawlers, 25 ferries and 10 tugs": `t` is the last figure before the list.
fn list_behind(p: &Passage, t: usize) -> Option<FigureRelation> {
    let last = p.marks.get(t)?;
    let opener = Opener::of(p, t)?;
    // Items of a list that was opened before are no totals.
    let inside = t > 0 && p.before(t).contains([':', '：', '（', '(']) && !opener.strong;
    if inside {
        return None;
    }
    let (parts, end) = run(p, t + 1, last, opener.close)?;
    let clause_end = p.clause_end(end);
    // "150 acres (60 hectares, or 0.6 square kilometres)": the same in other units
    let other = |m: &&Mark| m.class == Class::Amount && m.figure.unit != last.figure.unit;
    if parts.iter().all(other) && p.between(parts.first()?.end, end).contains(" or ") {
        return None;
    }
    if parts.len() < 2
        || !ends_well(p, end, last.end)
        || p.words(last.end, clause_end).any(|f| matches!(f.word, Word::Partial | Word::Among))
    {
        return None;
    }
    // The total is the nearest figure that can hold the parts: "120 people in 3 offices: 64 engineers …".
    let greatest = greatest(&parts)?;
    let mut total = last;
    let mut i = t;
    while total.value()? < greatest {
        let earlier = p.marks.get(i.checked_sub(1)?)?;
        if !earlier.adds_to(last) || p.between(earlier.end, total.start).contains([',', '，', ':']) {
            return None;
        }
        (total, i) = (earlier, i - 1);
    }
    let hyphen = is_compound(p, total, &parts);
    if hyphen || p.has(p.gap_start(i), parts.first()?.start, Word::Running) || changes(p, &parts) {
        return None;
    }
    let strong = opener.strong && plausible(total, &parts, counted_list(total, parts.len()));
    let alike = parts.iter().all(|m| same_thing(m, total)) && opener.bare && near(total, &parts, "0.15") && !is_of_start(p, total);
    // "共有300人，白班180人，夜班120人"
    let said = p.words(p.gap_start(i), total.start).any(|f| f.word == Word::Total)
        && p.marks.last().is_some_and(|m| m.start < end)
        && !p.words(total.end, end).any(|f| matches!(f.word, Word::In | Word::Out | Word::Closing))
        && parts.iter().all(|m| m.figure.unit == total.figure.unit)
        && near(total, &parts, "0.2");
    (strong || alike || said).then(|| relation(p, total, &parts, true))?
}

/// "A fund of $900,000, shared by three winners: $500,000 …": money for as many as there are parts; `t` is who they are.
fn divided(p: &Passage, t: usize) -> Option<FigureRelation> {
    let (total, takers) = (p.marks.get(t.checked_sub(1)?)?, p.marks.get(t)?);
    let opener = Opener::of(p, t)?;
    let lead = p.between(total.end, takers.start);
    let shared = class("part-divided").in_text(lead) && lead.len() <= 60 && !lead.contains([',', ';']);
    if !shared || !opener.strong || total.class != Class::Money || takers.class != Class::Count {
        return None;
    }
    let (parts, end) = run(p, t + 1, total, opener.close)?;
    let whole = takers.value() == Some(Exact::from_int(parts.len() as i64)) && parts.iter().all(|m| m.figure.unit == total.figure.unit);
    (parts.len() >= 2 && whole && ends_well(p, end, takers.end) && plausible(total, &parts, true))
        .then(|| relation(p, total, &parts, true))?
}

/// The greatest of some figures.
pub(super) fn greatest(parts: &[&Mark]) -> Option<Exact> {
    parts.iter().filter_map(|m| m.value()).max()
}

/// "Of the $50 million": what follows need not be all.
fn is_of_start(p: &Passage, total: &Mark) -> bool {
    matches!(scan::word_before(p.text, total.start), "of" | "Of" | "the" | "Among" | "among" | "its" | "their")
}

/// "30-page", and where members vote "100-member": what counts the pages or members counts no parts.
fn is_compound(p: &Passage, total: &Mark, parts: &[&Mark]) -> bool {
    let digits = total.start + p.between(total.start, total.end).find(|c: char| !c.is_ascii_digit()).unwrap_or(total.end - total.start);
    if scan::byte(p.text, digits) != b'-' {
        return false;
    }
    let held = scan::any_word(p.text, digits + 1, &["strong", "member", "man", "person", "seat", "woman"]).is_some();
    let votes = p.words(total.end, parts.last().map_or(p.end, |m| m.end)).any(|f| matches!(f.word, Word::Member(VOTES, _)));
    !held || votes
}

/// What leads from a total to its parts.
struct Opener {
    /// A colon, dash, bracket or "made up of".
    strong: bool,
    /// A comma and nothing else.
    bare: bool,
    close: Option<char>,
}

impl Opener {
    fn of(p: &Passage, t: usize) -> Option<Opener> {
        let (from, to) = (p.marks.get(t)?.end, p.marks.get(t + 1)?.start);
        let text = p.between(from, to);
        let first = text.char_indices().rev().find(|(i, c)| {
            matches!(c, ':' | '：' | '(' | '（' | '—')
                || matches!(c, '–' | '-') && text[..*i].ends_with(' ') && text[i + c.len_utf8()..].starts_with(' ')
        });
        let consist = p.words(from, to).any(|f| matches!(f.word, Word::Consist));
        let among = p.words(from, to).any(|f| f.word == Word::Among);
        if among {
            return None;
        }
        let close = match first {
            Some((_, '(' | '（')) => Some(')'),
            _ => None,
        };
        let bare = matches!(text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' '), "," | ", " | "，" | ", with ")
            && text.len() < 24;
        let listed = first.is_some() || consist || bare || text.contains(['，', ',']);
        listed.then_some(Opener { strong: first.is_some() || consist, bare, close })
    }
}

/// The parts from mark `first` on that add up to something like `total`, and where the last one ends.
pub(super) fn run<'a, 'p>(p: &'p Passage<'a>, first: usize, total: &Mark, close: Option<char>) -> Option<(Vec<&'p Mark<'a>>, usize)> {
    let mut parts: Vec<&Mark> = Vec::new();
    let mut from = 0;
    let mut skipped = 0;
    let mut closed = false;
    for mark in p.marks.get(first..)? {
        let gap = p.between(if parts.is_empty() { mark.start } else { from }, mark.start);
        if closed || close.is_some_and(|c| gap.contains(c)) {
            break;
        }
        if !mark.adds_to(total) {
            // 51% of it, beside a part: what is not of the total's kind is not in the list
            skipped += 2;
            continue;
        }
        // …；上半年新开96家: what came or went is no part of what there is
        let flows = || p.words(from, mark.start).any(|f| matches!(f.word, Word::In | Word::Out));
        let dated = |a: usize, b: usize| {
            p.prose.figures.iter().any(|f| f.when.is_some() && f.place.start as usize >= a && f.place.end as usize <= b)
        };
        let sum = || parts.iter().filter_map(|m| m.value()).try_fold(Exact::ZERO, Exact::add);
        let over = || flows() || dated(from, mark.start) && !dated(total.end, from) || sum() == total.value();
        if parts.len() > 1 && gap.contains([';', '；']) && over() {
            break;
        }
        if !parts.is_empty() {
            let gap = Gap::of(gap);
            if gap.commas > 1 + skipped || !gap.parts() {
                // Within a list in bare commas, or a figure inside an item: what the list holds is not clear.
                return None;
            }
            closed = gap.last;
        }
        parts.push(mark);
        (from, skipped) = (mark.end, 0);
    }
    Some((parts, from))
}

/// What stands between two items of a list.
struct Gap {
    commas: usize,
    /// "and" before the item: the last one.
    last: bool,
}

impl Gap {
    fn of(gap: &str) -> Gap {
        let commas = gap.chars().filter(|c| matches!(c, ',' | '，' | '、' | ';' | '；')).count();
        let tail = gap.rfind([',', '，', '、', ';', '；']).map_or(gap, |i| &gap[i..]);
        let english = |word: &str| tail.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w.eq_ignore_ascii_case(word));
        let last = english("and") || english("plus") || english("while") || ["和", "以及", "及", "与"].iter().any(|w| gap.contains(w));
        Gap { commas, last }
    }
    fn parts(&self) -> bool {
        self.commas > 0 || self.last
    }
}

/// Whether nothing behind the last part says that there are more: "and others", 等, an item without a number.
fn ends_well(p: &Passage, end: usize, list: usize) -> bool {
    let next = p.marks.iter().map(|m| m.start).find(|s| *s >= end).unwrap_or(p.end);
    let tail = p.between(end, next);
    let clause_end = tail.find([',', '，', ')', '）', ';', '；', '。']).unwrap_or(tail.len());
    let clause = &tail[..clause_end];
    let more = p.has(end, end + clause_end, Word::Partial)
        || p.words(end, next).any(|f| f.word == Word::Partial && f.start <= end + clause_end + 6);
    let closed = Gap::of(p.between(p.marks.iter().rev().find(|m| m.end < end && m.start >= list).map_or(end, |m| m.end), end)).last;
    let open = |text: &str| {
        let text = text.trim_start_matches([',', '，', '、', ' ']);
        ["and ", "plus ", "as well as ", "along with ", "以及", "和", "及"].iter().any(|w| text.starts_with(w))
    };
    !more && (closed || !clause.contains(" and ") && !open(&tail[clause_end..]))
}

/// Whether a change stands in the list: "up 5 million".
fn changes(p: &Passage, parts: &[&Mark]) -> bool {
    parts.iter().any(|m| {
        let i = p.marks.binary_search_by_key(&m.index, |o| o.index).unwrap_or(0);
        let first = parts.first().is_some_and(|f| f.index == m.index);
        p.words(item_start(p, i), m.start)
            .any(|f| matches!(f.word, Word::Up | Word::Down | Word::Apart | Word::Besides) || f.word == Word::From && !first)
    })
}

/// Counts of the same thing, or of one that may be unnamed.
fn same_thing(part: &Mark, total: &Mark) -> bool {
    part.figure.unit.is_none() || total.figure.unit.is_none() || common_unit(part.figure, total.figure).is_some()
}

/// "three projects: 2 bridges, 4 tunnels and 1 station" counts the items.
fn counted_list(total: &Mark, items: usize) -> bool {
    total.value() == Some(Exact::from_int(items as i64)) || total.value().is_some_and(|v| v <= Exact::from_int(4))
}

/// Whether the parts are like those of the total: each below it, and together not far from it unless they count the
/// same thing.
pub(super) fn plausible(total: &Mark, parts: &[&Mark], counts_items: bool) -> bool {
    let check = || {
        let whole = total.value()?;
        if parts.iter().any(|p| p.value().is_none_or(|v| v > whole)) {
            return Some(false);
        }
        let alike = total.class != Class::Count || parts.iter().all(|p| p.figure.unit == total.figure.unit);
        Some(near(total, parts, if alike { "0.6" } else { "0.5" }) && (alike || !counts_items))
    };
    check().unwrap_or(false)
}

/// Whether the parts come to the total within `share` of it.
fn near(total: &Mark, parts: &[&Mark], share: &str) -> bool {
    let check = || {
        let whole = total.value()?;
        let sum = parts.iter().try_fold(Exact::ZERO, |sum, p| sum.add(p.value()?))?;
        Some(sum.sub(whole)?.abs() <= whole.mul(Exact::parse(share)?)?)
    };
    check().unwrap_or(false)
}

/// "25 trawlers, 25 ferries and 10 tugs, 60 boats in all": `t` is the total.
fn list_before(p: &Passage, t: usize) -> Option<FigureRelation> {
    let total = p.marks.get(t).filter(|m| adds(m))?;
    let (from, to) = (p.gap_start(t), total.start);
    let behind_end = p.marks.get(t + 1).map_or(p.end, |m| m.start);
    let clause_end = p.between(total.end, behind_end).find([',', '，']).map_or(behind_end, |i| total.end + i);
    let told_before = p.words(from, to).any(|f| f.word == Word::Total && to - f.end <= 24);
    let told =
        told_before || p.words(total.end, clause_end.min(total.end + 40)).any(|f| f.word == Word::Total && is_behind(p, f.start, f.end));
    let of = scan::word_before(p.text, p.words(from, to).find(|f| f.word == Word::Total).map_or(to, |f| f.start));
    if !told || matches!(of, "of" | "from") || p.has(from, clause_end, Word::Running) {
        return None;
    }
    // Everything of its kind before it in the sentence, but for the "two" of "the two together".
    let mut parts: Vec<&Mark> = p.marks.get(..t)?.iter().filter(|m| m.adds_to(total) && adds(m)).collect();
    if let [.., last] = parts.as_slice()
        && last.value() == Some(Exact::from_int(parts.len() as i64 - 1))
        && p.words(last.end, total.start).any(|f| f.word == Word::Total && f.start <= last.end + 9)
    {
        parts.pop();
    }
    // Where some count what the total counts, others count something else.
    let same: Vec<&Mark> = parts.iter().copied().filter(|m| m.figure.unit == total.figure.unit).collect();
    if same.len() >= 2 && same.first().zip(parts.iter().rev().nth(same.len() - 1)).is_some_and(|(a, b)| a.index == b.index) {
        parts = same;
    }
    let first = parts.first()?;
    for pair in parts.windows(2) {
        let [a, b] = pair else { continue };
        if !Gap::of(p.between(a.end, b.start)).parts() || Gap::of(p.between(a.end, b.start)).commas > 2 {
            return None;
        }
    }
    let gap = p.between(parts.last()?.end, to);
    let sound = parts.len() >= 2
        && (gap.contains([',', '，', ':', '(', '—', '-']) || Gap::of(gap).last)
        && !p.words(p.start, clause_end).any(|f| matches!(f.word, Word::Partial | Word::Apart | Word::Besides | Word::Among | Word::Rest))
        && !changes(p, &parts)
        && (parts.iter().all(|m| same_thing(m, total)) || told_before || gap.trim() == "," && near(total, &parts, "0.25"))
        && first.start > p.start
        && plausible(total, &parts, false);
    sound.then(|| relation(p, total, &parts, true))?
}

/// "in all", "altogether": said behind the total.
fn is_behind(p: &Passage, start: usize, end: usize) -> bool {
    matches!(p.between(start, end).to_ascii_lowercase().as_str(), "in all" | "in total" | "altogether" | "all told" | "all together")
        && !p.text.get(end..).is_some_and(|t| t.starts_with(" of"))
}

/// "Of the 60 boats 25 are trawlers, 25 ferries and the other 10 tugs".
fn rest(p: &Passage, earlier: Option<&Passage>) -> Option<FigureRelation> {
    let r = (0..p.marks.len()).find(|i| {
        let mark = &p.marks[*i];
        let from = p.gap_start(*i);
        // "及其他" and "其他业务" name a kind; 其余 names what is left.
        let names = |f: &words::Found| {
            let form = p.between(f.start, f.end);
            matches!(form, "其他" | "其它" | "the others")
                && (!p.has(p.start, f.start, Word::Among) || matches!(scan::char_before(p.text, f.start), Some('及' | '和' | '与' | '、')))
        };
        adds(mark) && p.words(from, mark.start).any(|f| f.word == Word::Rest && mark.start - f.end <= 18 && !names(f))
    })?;
    let last = &p.marks[r];
    let same: Vec<&Mark> = p.marks[..=r].iter().filter(|m| m.adds_to(last) && adds(m)).collect();
    let before: Vec<&Mark> = earlier.map_or(Vec::new(), |e| e.marks.iter().filter(|m| m.adds_to(last) && adds(m)).collect());
    let (total, parts): (&Mark, Vec<&Mark>) = match same.as_slice() {
        // "25 of the 60 boats …, the other 35"
        [a, b, more @ ..] if !more.is_empty() && is_of(p.between(a.end, b.start)) => {
            (*b, [*a].into_iter().chain(more.iter().copied()).collect())
        }
        [first, ..] if before.len() == 1 && p.has(p.start, first.start, Word::Among) => (*before.first()?, same.clone()),
        [t, more @ ..] if more.len() >= 2 && t.value() > more.iter().filter_map(|m| m.value()).max() => (*t, more.to_vec()),
        [_, ..] if before.len() == 1 => (*before.first()?, same.clone()),
        [c] => match before.as_slice() {
            // "25 of the 60 boats are trawlers. The other 35 …"
            [a, b] if is_of(p.between(a.end, b.start)) => (*b, vec![*a, *c]),
            // "Of the 60 boats, 25 are trawlers and 22 ferries. The other 10 …"
            [t, more @ ..]
                if !more.is_empty()
                    && earlier.is_some_and(|e| matches!(e.between(e.start, t.start).trim(), "Of" | "Of the" | "Of its" | "Of their"))
                    && t.value() > greatest(more) =>
            {
                (*t, more.iter().copied().chain([*c]).collect())
            }
            _ => return None,
        },
        _ => return None,
    };
    let unclear = parts.windows(2).any(|w| {
        let [a, b] = w else { return false };
        // Part of another sentence: the stop parts them.
        a.start >= p.start && b.start >= p.start && !Gap::of(p.between(a.end, b.start)).parts()
    });
    let words = |f: &words::Found| matches!(f.word, Word::Partial | Word::Apart | Word::Besides | Word::Running);
    let loose = p.words(p.start, last.start).any(|f| words(f) && f.start >= total.end.min(parts.first().map_or(0, |m| m.start)));
    // "10 of them …, the other 15" of the 25 just told, not of all 60
    let nested = parts.len() > 2 && {
        let sum = |from: usize| parts[from..].iter().filter_map(|m| m.value()).try_fold(Exact::ZERO, Exact::add);
        (0..parts.len() - 2).any(|i| sum(i + 1) == parts[i].value())
    };
    (parts.len() >= 2 && !unclear && !loose && !nested && plausible(total, &parts, false) && !changes(p, &parts))
        .then(|| relation(p, total, &parts, true))?
        .filter(|_| near(total, &parts, "0.4"))
}

/// " of the ", " out of ": what leads from a part to its whole.
pub(super) fn is_of(gap: &str) -> bool {
    let gap = gap.trim().trim_start_matches("out ");
    let Some(rest) = gap.strip_prefix("of") else { return false };
    let rest = rest.trim();
    rest.is_empty()
        || words::leads(rest, Word::Determiner) && !rest.contains([',', '.']) && {
            // "of the school's", "of a total of": nothing but words that lead to the number
            let words = rest.split(' ').count();
            let held = rest.strip_suffix(" of").is_some_and(|r| words <= 4 && r.split(' ').any(|w| words::leads(w, Word::Held)));
            words == 1 || held || words <= 3 && rest.ends_with("'s") || matches!(rest, "a total of" | "the total" | "the total of")
        }
}

/// Sets whose members are a whole: men and women, 赞成 反对 弃权, won drawn lost.
fn members(p: &Passage, earlier: Option<&Passage>) -> Option<FigureRelation> {
    words::sets().find_map(|set| {
        let behind: Vec<(u8, &Mark)> = side(p, set, true);
        let ahead: Vec<(u8, &Mark)> = side(p, set, false);
        let found = if ahead.len() > behind.len() { ahead } else { behind };
        let mut kinds: Vec<u8> = found.iter().map(|f| f.0).collect();
        kinds.sort();
        kinds.dedup();
        if kinds.len() < 2 || kinds.len() != found.len() {
            return None;
        }
        let parts: Vec<&Mark> = found.iter().map(|f| f.1).collect();
        let (first, last) = (parts.first()?, parts.last()?);
        // of valid votes nobody abstained
        let valid = set == VOTES && kinds == [1, 2] && class("part-valid").in_text(&p.between(p.start, first.start).to_lowercase());
        let full = kinds.len() == words::members(set) || valid;
        let is_part = |m: &Mark| parts.iter().any(|o| o.index == m.index);
        // A figure of the same kind among the members makes it another list.
        // but for "14 of its 30 matches"
        let held = |m: &Mark| m.start > first.end && is_of(p.between(first.end, m.start));
        if p.marks.iter().any(|m| !is_part(m) && m.adds_to(first) && m.start > first.start && m.start < last.start && !held(m)) {
            return None;
        }
        let is_total = |q: &Passage, i: usize| {
            let m = &q.marks[i];
            let from = q.gap_start(i).max(item_start(q, i));
            let to = item_end(q, i);
            m.adds_to(first) && adds(m) && q.words(from, to).any(|f| f.word == Word::Whole(set)) && scan::byte(q.text, m.end) != b'-'
        };
        let here: Vec<usize> = (0..p.marks.len()).filter(|i| !is_part(&p.marks[*i]) && is_total(p, *i)).collect();
        let told = |from, to| {
            let loose = |w: Word| matches!(w, Word::Partial | Word::Running | Word::Apart | Word::Besides | Word::Up | Word::Down);
            p.words(from, to).any(|f| loose(f.word) && !among::is_including(p, f))
        };
        let (total, among) = match (here.as_slice(), earlier) {
            ([t], _) => {
                let m = &p.marks[*t];
                let near = if m.start < first.start { p.between(m.end, first.start) } else { p.between(last.end, m.start) };
                (m, near.len() < 60 && !told(m.end.min(first.start), last.end.max(m.start)))
            }
            ([], Some(e)) if set >= VOTES && words::members(set) == 3 => {
                let there: Vec<usize> = (0..e.marks.len()).filter(|i| is_total(e, *i)).collect();
                let [t] = there.as_slice() else { return None };
                (&e.marks[*t], !told(p.start, last.end))
            }
            _ => return None,
        };
        let of = words::members(set) == 2 && matches!(scan::word_before(p.text, total.start), "of" | "Of" | "the");
        let tail = p.between(last.end, p.marks.iter().map(|m| m.start).find(|s| *s > last.end).unwrap_or(p.end));
        let verb = of && !tail.trim_start().starts_with([',', '.', ')']);
        let more = !ends_well(p, last.end, first.start);
        let some = p.words(p.start.min(total.end), first.start).any(|f| among::is_including(p, f))
            || words::members(set) == 2 && p.between(first.end, last.start).contains(';');
        (among && !more).then(|| relation(p, total, &parts, full && !verb && !some))?
    })
}

/// The members of a set with their figures: the word behind each figure, or the one before it.
fn side<'a, 'p>(p: &'p Passage<'a>, set: u8, behind: bool) -> Vec<(u8, &'p Mark<'a>)> {
    let mut out = Vec::new();
    for (i, mark) in p.marks.iter().enumerate().filter(|(_, m)| adds(m)) {
        let next = p.marks.get(i + 1).map_or(p.end, |m| m.start);
        let (from, to) = if behind { (mark.start, item_end(p, i).min(next)) } else { (p.gap_start(i).max(item_start(p, i)), mark.end) };
        let mut hits = p.words(from, to).filter_map(|f| if let Word::Member(s, m) = f.word { (s == set).then_some(m) } else { None });
        if let Some(m) = if behind { hits.next() } else { hits.next_back() } {
            out.push((m, mark));
        }
    }
    out
}

/// What ends an item of a list, or a clause.
pub(super) const STOPS: [char; 10] = [',', '，', '、', ';', '；', ':', '：', '(', ')', '。'];

/// Where the item around a mark starts: behind a comma, or an "and".
pub(super) fn item_start(p: &Passage, i: usize) -> usize {
    let from = p.gap_start(i);
    let gap = p.before(i);
    let comma = gap.rfind(STOPS).map_or(0, |at| at + scan::char_at(gap, at).map_or(1, char::len_utf8));
    let and = gap.rfind(" and ").map_or(0, |at| at + 5);
    from + comma.max(and)
}
/// Where the clause around a mark starts, whatever figures it holds.
fn clause_start(p: &Passage, mark: &Mark) -> usize {
    let lead = p.between(p.start, mark.start);
    p.start + lead.rfind(STOPS).map_or(0, |at| at + scan::char_at(lead, at).map_or(1, char::len_utf8))
}
/// Where the item around a mark ends.
pub(super) fn item_end(p: &Passage, i: usize) -> usize {
    let end = p.marks.get(i).map_or(p.end, |m| m.end);
    let gap = p.behind(i);
    let comma = gap.find(STOPS).unwrap_or(gap.len());
    let and = gap.find(" and ").unwrap_or(gap.len());
    end + comma.min(and)
}

/// "立案480件，未立案80件": the second part is what the first is not.
fn negation(p: &Passage) -> Option<FigureRelation> {
    let name = |i: usize| p.between(item_start(p, i), p.marks[i].start).trim_start_matches("其中").trim_end_matches(['的', '有']);
    (0..p.marks.len().checked_sub(2)?).find_map(|t| {
        let (total, yes, no) = (&p.marks[t], &p.marks[t + 1], &p.marks[t + 2]);
        let negated = ["未", "非", "不", "无", "没"].iter().any(|n| name(t + 2).strip_prefix(n) == Some(name(t + 1)));
        let sound = negated && !name(t + 1).is_empty() && adds(total) && yes.adds_to(total) && no.adds_to(total);
        (sound && p.between(total.end, yes.start).len() < 40 && plausible(total, &[yes, no], false))
            .then(|| relation(p, total, &[yes, no], true))?
    })
}

/// "总投资50亿元，分两期建设，一期20亿元，二期30亿元": as many phases as are said to be.
fn phases(p: &Passage) -> Option<FigureRelation> {
    let counted = p.marks.iter().find(|m| m.figure.unit.as_deref() == Some("期")).and_then(|m| m.value()?.to_i64());
    let count = counted.or_else(|| phase_count(p.between(p.start, p.end)))?;
    let parts: Vec<&Mark> = p.marks.iter().filter(|m| adds(m) && p.has(clause_start(p, m), m.start, Word::Phase)).collect();
    let first = parts.first()?;
    let total = p.marks.iter().find(|m| m.adds_to(first) && adds(m) && m.start < first.start && m.figure.unit.as_deref() != Some("期"))?;
    let sound = parts.len() as i64 == count && parts.iter().all(|m| m.adds_to(total)) && plausible(total, &parts, false);
    (sound && !p.has(p.start, first.start, Word::Running)).then(|| relation(p, total, &parts, true))?
}

/// 分三期: 三期 alone is the name of a phase, and so no figure.
fn phase_count(text: &str) -> Option<i64> {
    text.match_indices('分').find_map(|(i, word)| {
        let mut rest = text.get(i + word.len()..)?.chars();
        let digit = rest.next()?;
        let count = ['一', '二', '三', '四', '五', '六'].iter().position(|d| *d == digit).map(|n| n as i64 + 1);
        let count = if digit == '两' { Some(2) } else { count };
        count.filter(|_| rest.next() == Some('期'))
    })
}

/// A part that is said to be of a total below it: "60 people, including 80 women".
fn greater_part(p: &Passage, t: usize) -> Option<FigureRelation> {
    let (total, part) = (p.marks.get(t).filter(|m| adds(m))?, p.marks.get(t + 1)?);
    let gap = p.between(total.end, part.start);
    let linked = p.words(total.end, part.start).any(|f| f.word == Word::Among || matches!(p.between(f.start, f.end), "including" | "包括"));
    let unit = total.figure.unit.is_some() && part.figure.unit.is_some() && common_unit(part.figure, total.figure).is_some();
    let sound = linked
        && unit
        && total.class != Class::Amount
        && part.adds_to(total)
        && gap.len() < 60
        && part.value() > total.value()
        // 日均接待6200人次, 新增贷款: a mean or a balance can lie below one of its terms
        && !class("tally-still").in_text(&p.between(p.start, part.end).to_lowercase())
        && !p.words(p.start, part.end).any(|f| matches!(f.word, Word::Signed | Word::Running | Word::Up | Word::Down));
    sound.then(|| relation(p, total, &[part], false))?
}
