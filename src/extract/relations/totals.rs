//! Percentages that are shares of one whole: "51%, 33% and 16% stakes", 分别持股51%、33%和16%.

use super::classes::class;
use super::parts::{STOPS, item_end, item_start};
use super::passage::{Class, Mark, Passage};
use super::words::{self, Word};
use crate::extract::figures::scan;
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};
use crate::text::Exact;

/// The lists of shares of a block.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    // One answer among several is told once, for the whole block.
    if passages.iter().any(|p| p.found.iter().any(|f| f.word == Word::Several)) {
        return;
    }
    let mut i = 0;
    while i < passages.len() {
        // a sentence behind tells of the answers before it where it has none itself
        let says = |p: &Passage| p.found.iter().any(|f| f.word == Word::Sole);
        let next = passages.get(i + 1).filter(|p| !p.marks.iter().any(|m| m.class == Class::Percent));
        let sole = says(&passages[i]) || next.is_some_and(says);
        let one = list(&passages[i], sole);
        if let Some(found) = &one
            && found.marks.len() > 1
        {
            out.push(relation(&passages[i], &found.marks, found.complete));
            i += 1;
            continue;
        }
        // Neighbouring sentences with one share each: "A holds 51% of it. B owns 32%. C has 27%."
        let mut marks: Vec<&Mark> = Vec::new();
        let mut n = 0;
        let mut object: Option<&str> = None;
        while let Some(p) = passages.get(i + n) {
            let Some(found) = list(p, false).filter(|f| f.kind == Word::Stake && f.marks.len() == 1) else { break };
            let Some(mark) = found.marks.first().copied() else { break };
            let this = object_of(p, mark);
            if n > 0 && this.is_some() && this != object && !this.is_some_and(is_same) {
                break;
            }
            object = object.or(this);
            marks.push(mark);
            n += 1;
        }
        if marks.len() > 1 {
            out.push(relation(&passages[i], &marks, false));
        }
        i += n.max(1);
    }
}

fn relation(p: &Passage, marks: &[&Mark], complete: bool) -> FigureRelation {
    let kind = FigureRelationKind::Shares { shares: marks.iter().map(|m| m.index).collect(), complete };
    FigureRelation { span: p.span(marks), kind }
}

struct List<'p, 'a> {
    marks: Vec<&'p Mark<'a>>,
    kind: Word,
    complete: bool,
}

/// The shares of one whole in a sentence; `sole` where everybody is said to have given one answer.
fn list<'p, 'a>(p: &'p Passage<'a>, sole: bool) -> Option<List<'p, 'a>> {
    let mut ids: Vec<usize> = (0..p.marks.len()).filter(|i| p.marks[*i].class == Class::Percent).collect();
    ids.truncate(first_question(p, &ids));
    let marks: Vec<&Mark> = ids.iter().map(|i| &p.marks[*i]).collect();
    let (first, last) = (*marks.first()?, *marks.last()?);
    let (first_id, last_id) = (*ids.first()?, *ids.last()?);
    if marks.iter().any(|m| m.figure.value.is_none_or(Exact::is_negative)) || p.marks.iter().any(|m| m.class == Class::Points) {
        return None;
    }
    let end = item_end(p, last_id);
    // Changes, rates, another time, something of a part.
    let opens = |f: &words::Found| {
        f.start < first.start
            && p.prose.figures.iter().any(|d| d.when.is_some() && d.place.start as usize <= f.start && f.end <= d.place.end as usize)
    };
    let other = |f: &words::Found| match f.word {
        // 去年甲的份额为45%，乙…: one time for all
        Word::Apart if opens(f) => false,
        Word::Rate => !sole,
        Word::Apart => true,
        Word::Up | Word::Down => ids.iter().any(|i| f.start >= item_start(p, *i) && f.end <= item_end(p, *i)),
        Word::Among => f.start > first.end && f.start < last.start,
        Word::Total => ids.iter().any(|i| f.start >= item_start(p, *i) && f.end <= p.marks[*i].start) && p.between(f.start, f.end) == "共",
        Word::Partial => f.start > first.end && f.end <= end && matches!(p.between(f.start, f.end), "both" | "同时" | "兼" | "either"),
        _ => false,
    };
    let dates = p.prose.figures.iter().any(|f| {
        matches!(f.figure.kind, FigureKind::Date | FigureKind::Period)
            && f.place.start as usize > item_end(p, first_id)
            && (f.place.end as usize) <= end + 1
    });
    if p.words(p.start, end).any(other) || dates {
        return None;
    }
    let kind =
        [Word::Stake, Word::Vote, Word::Market, Word::Respondent, Word::Portion].into_iter().find(|w| p.found.iter().any(|f| f.word == *w));
    let remaining = |i: &usize| {
        let m = &p.marks[*i];
        p.words(item_start(p, *i), m.start).any(|f| f.word == Word::Rest && m.start - f.end <= 24)
            && !p.before(*i).contains(" of the rest")
            && !is_each(p, *i)
    };
    let rest = last_id > first_id && remaining(&last_id);
    let single = p.found.iter().any(|f| f.word == Word::Single);
    let respectively = p.found.iter().any(|f| f.word == Word::Respectively);
    let objects: Vec<&str> = marks.iter().filter_map(|m| object_of(p, m)).filter(|o| !is_same(o)).collect();
    let one_object = objects.windows(2).all(|w| w[0] == w[1]);
    // "持有甲60%、乙55%": names of what is held, unless each has a holder of its own.
    let holding = |i: &&usize| ["持", "占", "出资"].iter().any(|w| p.before(**i).contains(w));
    let held: Vec<bool> = ids.iter().map(|i| holds_something(p, *i)).collect();
    // 三名股东分别持有公司51%、32%和21%: one thing held by as many as there are shares
    let one_held = respectively && marks.windows(2).all(|w| is_bare(w[0], w[1], p)) && holders(p, &marks).is_some();
    let held_apart = held.iter().filter(|h| **h).count() > 1
        || held.first() == Some(&true) && ids.len() > 1 && ids.iter().skip(1).filter(holding).count() == 0 && !one_held;
    // "the top ten" may hold what others are told to hold again.
    let bare = |w: &[&Mark]| matches!(w, [a, b] if is_bare(a, b, p));
    // 其他厂商合计占32%: the rest taken together
    let of_rest = |f: &words::Found| rest && f.start > item_start(p, last_id);
    let group = p.found.iter().any(|f| f.word == Word::Group && !of_rest(f)) && !respectively && !marks.windows(2).all(bare);
    let whole = match kind {
        _ if sole => marks.len() > 1,
        Some(Word::Stake) => !held_apart,
        Some(Word::Vote) => true,
        // 占国内市场42%，占海外市场36%
        Some(Word::Market) => (marks.len() > 2 || respectively || rest) && held.iter().filter(|h| **h).count() < 2,
        Some(Word::Respondent) => single || rest,
        Some(Word::Portion) => rest || portions(p, &ids, respectively),
        _ => rest && marks.len() > 2,
    };
    let places = ids
        .iter()
        .filter(|i| ["在", " in ", "In "].iter().any(|w| p.before(**i).contains(w) && !p.before(**i).contains("stake in")))
        .count();
    // Other figures between the shares belong to other lists.
    let holders = holders(p, &marks);
    let sound = whole && !group && one_object && places < 2 && (marks.len() > 1 || kind == Some(Word::Stake)) && !is_over(p, &marks);
    // "Three large shareholders", 前三大股东: there are others.
    let greatest = holders.is_some_and(|m| {
        let head = p.between(p.start, m.start);
        let clause = head.rsplit(STOPS).next().unwrap_or(head);
        class("total-great").in_text(p.between(m.start, first.start.min(m.end + 40))) || class("total-great").in_text(clause)
    });
    let complete = rest || holders.is_some() && kind == Some(Word::Stake) && !greatest;
    sound.then(|| List { marks, kind: kind.unwrap_or(Word::Portion), complete })
}

/// Whether nothing but a comma or "and" stands between two shares.
fn is_bare(a: &Mark, b: &Mark, p: &Passage) -> bool {
    matches!(p.between(a.end, b.start).trim(), "," | "、" | "and" | ", and" | "和" | "及" | "与")
}

/// "Three shareholders": a count of as many as there are shares, before them.
fn holders<'p, 'a>(p: &'p Passage<'a>, shares: &[&Mark]) -> Option<&'p Mark<'a>> {
    let (first, n) = (shares.first()?, Some(Exact::from_int(shares.len() as i64)));
    p.marks.iter().find(|m| m.class == Class::Count && m.value() == n && m.start < first.start)
}

/// How many of the shares answer one question: those up to the one that is the rest, or makes 100 with those before it,
/// where a semicolon or "separately" parts it from what follows; none from the first one on that each of several has.
fn first_question(p: &Passage, ids: &[usize]) -> usize {
    let mut sum = Exact::ZERO;
    for (n, i) in ids.iter().enumerate() {
        let (mark, gap) = (&p.marks[*i], p.before(*i));
        if n > 0 && is_each(p, *i) {
            return n;
        }
        let whole = sum >= Exact::from_int(99) && sum <= Exact::from_int(101);
        let rest = n.checked_sub(1).and_then(|k| ids.get(k)).is_some_and(|k| {
            p.words(item_start(p, *k), p.marks[*k].start)
                .any(|f| f.word == Word::Rest && n > 1 && !p.between(f.start, f.end).starts_with('另'))
        });
        let parted = gap.contains([';', '；']) || class("total-apart").in_text(gap);
        if n > 1 && (whole || rest) && parted {
            return n;
        }
        sum = mark.value().and_then(|v| sum.add(v)).unwrap_or(sum);
    }
    ids.len()
}

/// 其余股东持股均不足5%: each of several.
fn is_each(p: &Passage, i: usize) -> bool {
    let Some(mark) = p.marks.get(i) else { return false };
    let item = p.between(item_start(p, i), mark.start);
    let behind = scan::rest(p.text, mark.end).trim_start();
    class("total-each").in_text(item) || class("total-each").at(behind, 0).is_some()
}

/// Shares that each have a thing of their own to be of: "占A的60%" twice, "持有甲60%，持有乙55%".
fn holds_something(p: &Passage, i: usize) -> bool {
    let gap = p.before(i);
    let Some(at) = ["持有", "持", "参股", "占"].iter().filter_map(|w| gap.rfind(w).map(|a| a + w.len())).max() else { return false };
    // 三名股东持股:甲41%: a list of holders
    if scan::rest(gap, at).contains([':', '：']) {
        return false;
    }
    let thing = scan::rest(gap, at)
        .trim_start_matches(['股', '有'])
        .trim_matches(['约', '近', '超', '过', '比', '例', '为', '达', ':', '：', '的', '份', '权', '别', '分', '是', '各', '均', ' ']);
    !thing.is_empty()
}

/// Whether what "account for" shares is sure to be divided: the halves of a set, parallel names, one sum of money or
/// goods; persons have many traits.
fn portions(p: &Passage, ids: &[usize], respectively: bool) -> bool {
    let set = |i: &usize| {
        p.words(item_start(p, *i), p.marks[*i].start).find_map(|f| if let Word::Member(s, m) = f.word { Some((s, m)) } else { None })
    };
    let sets: Vec<(u8, u8)> = ids.iter().filter_map(set).collect();
    if let [(s, a), (t, b)] = sets.as_slice()
        && ids.len() == 2
    {
        return s == t && a != b;
    }
    let persons = p.found.iter().any(|f| f.word == Word::Whole(0));
    if persons {
        return false;
    }
    let names: Vec<&str> = ids.iter().map(|i| name(p, *i)).collect();
    let tail = |n: &str| n.chars().rev().take(2).collect::<String>();
    let parallel = names.windows(2).all(|w| tail(w[0]) == tail(w[1]) && w[0] != w[1] && tail(w[0]).chars().count() == 2);
    let goods = p.found.iter().any(|f| f.word == Word::Goods);
    let own = ids.iter().filter(|i| p.before(**i).trim_end().ends_with('的')).count() > 1;
    !own && (respectively || parallel || goods && ids.len() > 2)
}

/// The name before 占 or 占比 in a share's item.
fn name<'a>(p: &Passage<'a>, i: usize) -> &'a str {
    let end = p.marks.get(i).map_or(0, |m| m.start);
    let item = p.between(item_start(p, i), end);
    item.find('占').map_or("", |at| &item[..at])
}

/// What a share is of: the words behind "of" or "in" in its item.
fn object_of<'a>(p: &Passage<'a>, mark: &Mark) -> Option<&'a str> {
    let rest = scan::rest(p.text, mark.end).trim_start();
    let rest = rest.get(..rest.find(STOPS).unwrap_or(rest.len())).unwrap_or(rest);
    let rest = rest.get(..rest.find(" and ").unwrap_or(rest.len())).unwrap_or(rest).trim_end_matches(['.', '。', ' ']);
    let heads =
        ["of the shares in ", "of the shares of ", "stake in ", "interest in ", "share in ", "share of ", "shareholding in ", "of ", "in "];
    heads.iter().find_map(|h| rest.strip_prefix(h))
}

/// What names the whole in general: "the vote", "the company".
fn is_same(object: &str) -> bool {
    words::leads(object, Word::Same) && ![" in ", " at "].iter().any(|w| object.contains(w))
}

/// A share with "than" or the like behind it is a comparison.
fn is_over(p: &Passage, marks: &[&Mark]) -> bool {
    marks.iter().any(|m| {
        let rest = scan::rest(p.text, m.end).trim_start();
        words::leads(rest, Word::Compared)
    })
}
