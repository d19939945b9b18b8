//! A value before and after in one sentence, and how it is said to have moved: "fell to 61 from 48", "doubled to 84,000
//! from 58,000", 由五年前的1800座减少到2600座, "16% more than the 128,000 of 2023".

use super::classes::{class, words_at};
use super::passage::{Class, Mark, Passage};
use crate::extract::claims::{Cue, Hit};
use crate::extract::figures::scan;
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};
use crate::text::Exact;

/// The changes of a block of which both values stand beside each other.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    for p in passages {
        let timeless = p.marks.iter().filter(|m| m.figure.kind != FigureKind::Duration).copied().collect();
        let p = &Passage { prose: p.prose, text: p.text, start: p.start, end: p.end, marks: timeless, found: Vec::new() };
        let mut found = Vec::new();
        for i in 0..p.marks.len() {
            found.extend(inside(p, i));
            // what moved by how much may stand between the two
            for j in (i + 1..p.marks.len()).take(2) {
                if p.marks[i + 1..j].iter().all(|m| matches!(m.class, Class::Percent | Class::Multiple | Class::Fraction | Class::Points)) {
                    found.extend(pair(p, i, j));
                }
            }
        }
        for change in found {
            out.extend(relation(p, &change));
        }
    }
}

/// A change as read: indices of marks.
struct Change {
    from: usize,
    to: usize,
    sign: i8,
    stated: Option<usize>,
}

/// How a value stands in a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// "from 750", 由750
    From,
    /// "to 900", 增至900
    To,
    /// "compared with 750", "than the 750", 较去年的750
    Against,
}

fn relation(p: &Passage, change: &Change) -> Option<FigureRelation> {
    let (from, to) = (&p.marks[change.from], &p.marks[change.to]);
    let guarded = |name: &str, a: usize, b: usize| class(name).in_text(&p.between(a, b).to_lowercase());
    let (start, end) = (from.start.min(to.start), from.end.max(to.end));
    let start = lead_start(p, start);
    let end = p.between(end, p.end).find([',', '，', '。', ';', '；']).map_or(p.end, |i| end + i);
    if guarded("change-guard", start, end) {
        return None;
    }
    let both = [from, to].iter().any(|m| m.class == Class::Percent);
    let stated = change.stated.filter(|_| !both && !guarded("change-other-base", start, p.end));
    let ratio = stated.and_then(|s| ratio(p, s, change.sign));
    let stated = stated.filter(|s| p.marks[*s].class == Class::Percent || ratio.is_some());
    if change.sign == 0 && ratio.is_none() {
        return None;
    }
    let mut span = vec![from, to];
    span.extend(stated.map(|s| &p.marks[s]));
    let kind =
        FigureRelationKind::Change { from: from.index, to: to.index, sign: change.sign, stated: stated.map(|s| p.marks[s].index), ratio };
    Some(FigureRelation { span: p.span(&span), kind })
}

/// Where the clause of an offset starts, commas inside "in two years, to 84,000" overlooked.
fn lead_start(p: &Passage, at: usize) -> usize {
    let head = p.between(p.start, at);
    let cut = |text: &str| text.rfind(['，', '。', ';', '；', ',']).map(|i| i + 1);
    let first = cut(head).unwrap_or(0);
    p.start + cut(head.get(..first.saturating_sub(1)).unwrap_or("")).unwrap_or(0)
}

/// "fell from 10% to 12%" read as one range.
fn inside(p: &Passage, i: usize) -> Option<Change> {
    let mark = &p.marks[i];
    let (low, high) = (mark.figure.low?, mark.figure.high?);
    if mark.value().is_some() || low <= Exact::ZERO || low >= high || mark.figure.modifier.is_some() {
        return None;
    }
    let lead = p.before(i).trim_end();
    let printed = p.between(mark.start, mark.end);
    let from = lead.strip_suffix("from").or_else(|| printed.starts_with("from").then_some(lead))?.trim_end();
    let cue = p.gap_start(i) + from.len();
    let verb = p.prose.hits_in(p.gap_start(i), cue).rfind(|h| sign(p, h) != 0).filter(|v| v.end == cue);
    // "have more than tripled in five years, from 2,400 to 6,100"; "an increase of 40% in rents, from $1,200 to $1,400"
    let stated = told(p, i, i, cue);
    let named = noun_told(p, i, cue);
    match (verb, stated, named) {
        (Some(verb), stated, _) => Some(Change { from: i, to: i, sign: sign(p, verb), stated }),
        (None, _, Some((k, sign))) => Some(Change { from: i, to: i, sign, stated: Some(k) }),
        (None, Some(k), None) if p.marks[k].class == Class::Multiple => {
            let sign = if p.marks[k].value().is_some_and(|v| v < Exact::ONE) { -1 } else { 1 };
            Some(Change { from: i, to: i, sign, stated })
        }
        _ => None,
    }
}

/// "A decline of 9.5% in annual revenue, to $1.33 billion …": what a noun says of the values behind it, and which way.
fn noun_told(p: &Passage, i: usize, cue: usize) -> Option<(usize, i8)> {
    let k = i.checked_sub(1)?;
    let mark = p.marks.get(k).filter(|m| is_stated(m))?;
    let verb = p.prose.hits_in(p.gap_start(k), mark.start).rfind(|h| sign(p, h) != 0)?;
    let of = p.between(verb.end, mark.start).trim_start().strip_prefix("of")?;
    let article = matches!(scan::word_before(p.text, verb.start).to_ascii_lowercase().as_str(), "a" | "an" | "the" | "this");
    let thing = p.between(mark.end, cue).trim().trim_end_matches(',');
    let named =
        thing.is_empty() || thing.strip_prefix("in ").is_some_and(|t| t.split(' ').count() <= 6 && !opens(t) && !t.contains([',', ';']));
    (article && is_plain(of) && named).then(|| (k, sign(p, verb)))
}

fn pair(p: &Passage, i: usize, j: usize) -> Option<Change> {
    let (a, b) = (&p.marks[i], &p.marks[j]);
    if !is_level(a) || !is_level(b) || !alike(a, b) || is_step(p, i) {
        return None;
    }
    let (x, y) = (role(p, i), role(p, j));
    match (x, y) {
        // "from 750 to 900", 由750增至900
        (Some((Role::From, cue)), Some((Role::To, to))) if j == i + 1 => {
            let stands = b.start - a.end <= 60 && !p.between(a.end, to).contains(['。', ';', '；']) && !p.between(a.end, to).contains(", ");
            if let Some((k, sign)) = noun_told(p, i, cue).filter(|_| stands) {
                return Some(Change { from: i, to: j, sign, stated: Some(k) });
            }
            let sign = verb_at(p, a.end, b.start).or_else(|| verb_before(p, i, cue)).unwrap_or(0);
            stands.then(|| Change { from: i, to: j, sign, stated: told(p, i, j, cue) })
        }
        // "to 900 from 750"
        (Some((Role::To, cue)), Some((Role::From | Role::Against, from))) if j == i + 1 => {
            let gap = p.between(a.end, from);
            let near = from - a.end <= 60 && !opens(gap);
            if let Some((k, sign)) = noun_told(p, i, cue).filter(|_| near) {
                return Some(Change { from: j, to: i, sign, stated: Some(k) });
            }
            let sign = verb_before(p, i, cue).unwrap_or(0);
            // ", up from 750": the same way
            let again = p.prose.hits_in(a.end, from).map(|h| self::sign(p, h)).find(|s| *s != 0);
            let agrees = again.is_none_or(|s| s == sign || sign == 0);
            let sign = if sign == 0 { again.unwrap_or(0) } else { sign };
            (near && agrees).then(|| Change { from: j, to: i, sign, stated: told(p, i, j, cue) })
        }
        // "900, up [20%] from 750"; "900, up 20%, compared with 750"
        (_, Some((how @ (Role::From | Role::Against), from))) => {
            let stated = (j == i + 2).then_some(i + 1);
            if how == Role::Against && stated.is_none() {
                return None;
            }
            let verb = p.prose.hits_in(a.end, from).find(|h| sign(p, h) != 0)?;
            let lead = p.between(a.end, verb.start);
            let starts =
                (lead.trim_start().starts_with([',', '，', '(']) && plain(p, a.end, verb.start) || is_behind(lead)) && from - a.end <= 90;
            // "12 of 40 seats, down from 20"
            let part =
                i > 0 && matches!(p.before(i).trim(), "of" | "of the" | "of its" | "out of" | "in" | "to" | "for" | "at" | "from" | "over");
            let starts = starts && !part;
            let upto = stated.map_or(from, |s| p.marks[s].start);
            let joined = plain(p, verb.end, upto) && stated.is_none_or(|s| plain_base(p, p.marks[s].end, from));
            (starts && joined).then(|| Change { from: j, to: i, sign: sign(p, verb), stated })
        }
        _ => compared(p, i, j),
    }
}

/// ", down from 31" behind a clause: "48 villages have running water, down from 31".
fn is_behind(lead: &str) -> bool {
    let clause = lead.trim_end().strip_suffix(',');
    clause.is_some_and(|c| c.is_ascii() && c.len() <= 60 && !c.contains([',', ';', '(']) && !opens(c))
}

/// "900, 20% more than the 750 of 2023"; "900, twice as many as the 450 of 2023"; 900吨，比上年的750吨增长20%.
fn compared(p: &Passage, i: usize, j: usize) -> Option<Change> {
    let (a, b) = (&p.marks[i], &p.marks[j]);
    if j == i + 2 {
        let stated = &p.marks[i + 1];
        let gap = p.between(stated.end, b.start).trim().to_ascii_lowercase();
        let lead = p.between(a.end, stated.start);
        // "900 tonnes of flour last year, twice"
        let starts = lead.split_once(',').is_some_and(|(thing, rest)| {
            let of = thing.trim_start().strip_prefix("of ").and_then(|t| t.split_once(' ').map_or(Some(""), |(_, r)| Some(r)));
            is_plain(rest)
                && (plain(p, a.end, a.end + thing.len())
                    || of.is_some_and(|r| is_plain(r) || plain(p, a.end + thing.len() - r.len(), a.end + thing.len())))
        });
        let word = |w: &[&str]| {
            w.iter().any(|w| {
                gap.strip_prefix(w)
                    .is_some_and(|r| matches!(r.trim(), "than the" | "than its" | "than their" | "than last year's" | "than the previous"))
            })
        };
        let sign = match stated.class {
            Class::Percent if word(&["more", "higher", "up"]) => 1,
            Class::Percent if word(&["less", "fewer", "lower", "down"]) => -1,
            Class::Multiple
                if matches!(&*gap, "the" | "as many as the" | "as much as the" | "that of the" | "last year's")
                    && !p.between(stated.start, stated.end).to_ascii_lowercase().starts_with("more") =>
            {
                1
            }
            _ => return None,
        };
        return (starts && stated.start - a.end <= 40).then_some(Change { from: j, to: i, sign, stated: Some(i + 1) });
    }
    // 比上年的750吨增长20%
    let lead = p.between(a.end, b.start);
    let (at, _) = lead.char_indices().rev().find(|(_, c)| matches!(c, '比' | '较'))?;
    let cue = a.end + at;
    let k = j + 1;
    let stated = p.marks.get(k)?;
    let verb = p.prose.hits_in(b.end, stated.start).find(|h| sign(p, h) != 0)?;
    let shaped = plain(p, a.end, cue)
        && p.between(a.end, cue).contains(['，', ','])
        && plain(p, cue + '比'.len_utf8(), b.start)
        && plain(p, b.end, verb.start)
        && plain(p, verb.end, stated.start);
    shaped.then(|| Change { from: j, to: i, sign: sign(p, verb), stated: Some(k) })
}

/// 多1,356辆, 增加38人, "by 1,356": how far it moved, not where to.
fn is_step(p: &Passage, i: usize) -> bool {
    let lead = p.before(i).trim_end().trim_end_matches(['了', '约', '近', '逾', '超']);
    let end = p.gap_start(i) + lead.len();
    let verb = p.prose.hits_in(p.gap_start(i), end).next_back().is_some_and(|h| h.end == end && matches!(h.cue, Cue::Change(_)));
    let form = lead.ends_with(['多', '少', '增', '减', '差']);
    lead.ends_with(" by") || form || verb && !lead.is_ascii() && !lead.ends_with(['至', '到'])
}

/// What can be a value before or after.
fn is_level(m: &Mark) -> bool {
    matches!(m.class, Class::Count | Class::Money | Class::Amount | Class::Percent)
        && m.figure.kind != FigureKind::Temperature
        && m.figure.value.is_some_and(|v| v > Exact::ZERO)
}

/// Whether two values can be of one thing: the same class and unit, and no scale word that only one of them prints
/// ("from 18.5 to 21万").
fn alike(a: &Mark, b: &Mark) -> bool {
    let unit = |m: &Mark| m.figure.unit.clone();
    let same = unit(a) == unit(b)
        || a.class == Class::Count && (unit(a).is_none() || unit(b).is_none())
        || a.class == Class::Amount && a.adds_to(b);
    let (Some(x), Some(y)) = (a.value(), b.value()) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    let near = low.mul(Exact::HUNDRED).is_some_and(|l| l > high);
    // "to 9.1 million tonnes from 3 million"
    let bare = |m: &Mark| m.class == Class::Count && unit(m).is_none();
    let measured = |m: &Mark| matches!(m.class, Class::Amount | Class::Money);
    near && (a.class == b.class && same || bare(a) && measured(b) || bare(b) && measured(a))
}

/// Which way a verb of change goes; 0 for words that tell other things too: "more", "gained", 同比.
fn sign(p: &Passage, hit: &Hit) -> i8 {
    let Cue::Change(sign) = hit.cue else { return 0 };
    let form = p.between(hit.start, hit.end);
    let verb = !form.is_ascii() || class("change-sides").is(form);
    if verb && !form.ends_with(['幅', '速']) { sign } else { 0 }
}

/// How the text right before a value puts it, and where that begins.
fn role(p: &Passage, i: usize) -> Option<(Role, usize)> {
    let mark = &p.marks[i];
    let gap = p.gap_start(i);
    let lead = p.between(gap, mark.start);
    // 减少到, 下滑至, 降为
    let bare = lead.trim_end();
    let han = bare.trim_end_matches(['了', '约', '近', '的']);
    for end in ['至', '到', '为'] {
        let Some(at) = han.rfind(end).map(|at| gap + at) else { continue };
        let verb = p.prose.hits_in(gap, at + end.len_utf8()).rfind(|h| sign(p, h) != 0);
        if let Some(verb) = verb.filter(|v| v.end == at || v.end == at + end.len_utf8())
            && plain(p, at + end.len_utf8(), mark.start)
        {
            return Some((Role::To, verb.start));
        }
    }
    let han_from = |c: char| lead.rfind(c).map(|at| gap + at).filter(|at| plain(p, at + c.len_utf8(), mark.start));
    if let Some(at) = han_from('由').or_else(|| han_from('从')) {
        return Some((Role::From, at));
    }
    let cue = p.prose.hits_in(gap, mark.start).rfind(|h| matches!(h.cue, Cue::From | Cue::To))?;
    let form = p.between(cue.start, cue.end).to_ascii_lowercase();
    let role = match &*form {
        "from" => Role::From,
        "to" | "reaching" => Role::To,
        "compared with" | "compared to" | "against" | "versus" => Role::Against,
        _ => return None,
    };
    plain(p, cue.end, mark.start).then_some((role, cue.start))
}

/// Whether nothing stands between two offsets but times, articles and hedges.
fn plain(p: &Passage, from: usize, to: usize) -> bool {
    let mut at = from;
    let when = |f: &&crate::extract::figures::FigureDraft| f.when.is_some() || f.figure.kind == FigureKind::Duration;
    let mut ends = p.prose.figures.iter().filter(when).filter(|f| f.place.start as usize >= from && f.place.end as usize <= to);
    loop {
        let next = ends.next();
        let stop = next.map_or(to, |f| f.place.start as usize);
        if stop >= at && !is_plain(p.between(at, stop)) {
            return false;
        }
        match next {
            Some(f) => at = at.max(f.place.end as usize),
            None => return true,
        }
    }
}

fn is_plain(text: &str) -> bool {
    let words = words_at(text).all(|at| {
        let word = &text[at..text.len()].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        class("change-plain").is(word)
    });
    if !words || text.contains(['。', ';', '；']) {
        return false;
    }
    let mut at = 0;
    while let Some(c) = scan::char_at(text, at) {
        if !('\u{3400}'..='\u{9fff}').contains(&c) {
            at += c.len_utf8();
            continue;
        }
        match class("change-plain-zh").at(text, at) {
            Some(end) if end > at => at = end,
            _ => return false,
        }
    }
    true
}

/// As [`plain`], names of the base allowed: "year on year", 同比.
fn plain_base(p: &Passage, from: usize, to: usize) -> bool {
    let mut at = from;
    for hit in p.prose.hits_in(from, to).filter(|h| matches!(h.cue, Cue::Base(_) | Cue::Former)) {
        if hit.start < at {
            continue;
        }
        if !plain(p, at, hit.start) {
            return false;
        }
        at = hit.end;
    }
    plain(p, at, to)
}

fn opens(gap: &str) -> bool {
    class("change-open").in_text(&gap.to_lowercase())
}

/// The way of the verb that governs a cue, with no other clause between: "fell sharply to".
fn verb_before(p: &Passage, i: usize, cue: usize) -> Option<i8> {
    // 增至, or its own verb
    if let Some(own) = p.prose.hits_in(cue, p.marks[i].start).find(|h| sign(p, h) != 0) {
        return Some(sign(p, own));
    }
    // "rose 24% to 900"
    let mut from = p.gap_start(i);
    if i > 0 && matches!(p.marks[i - 1].class, Class::Percent | Class::Multiple | Class::Fraction) {
        if p.marks[i - 1].class == Class::Multiple && plain_base(p, p.marks[i - 1].end, cue) {
            return Some(if p.marks[i - 1].value().is_some_and(|v| v < Exact::ONE) { -1 } else { 1 });
        }
        let mark = &p.marks[i - 1];
        let verb = p.prose.hits_in(p.gap_start(i - 1), mark.start).rfind(|h| sign(p, h) != 0);
        if let Some(verb) = verb.filter(|v| plain_by(p, v.end, mark.start) && plain_base(p, mark.end, cue)) {
            return Some(sign(p, verb));
        }
        from = p.gap_start(i - 1);
    }
    let verb = p.prose.hits_in(from, cue).rfind(|h| sign(p, h) != 0)?;
    let gap = p.between(verb.end, cue);
    // "welcomed up to 15"
    let upto = p.between(verb.start, verb.end).eq_ignore_ascii_case("up") && gap.trim().is_empty();
    let near = gap.len() <= 48 && !gap.contains([',', ';', '，', '。', '、']) && !opens(gap);
    (near && !upto).then(|| sign(p, verb))
}

/// The way of a verb right before a value: 由750增至900.
fn verb_at(p: &Passage, from: usize, to: usize) -> Option<i8> {
    p.prose.hits_in(from, to).rfind(|h| sign(p, h) != 0).map(|h| sign(p, h))
}

/// By how much the pair is said to have moved: before it ("rose 24% to 900 from 750"), or in the clause behind it (", an
/// increase of 24%", ，翻了两番).
fn told(p: &Passage, i: usize, j: usize, cue: usize) -> Option<usize> {
    if i > 0 {
        let k = i - 1;
        let mark = &p.marks[k];
        let verb = p.prose.hits_in(p.gap_start(k), mark.start).rfind(|h| sign(p, h) != 0);
        let led = verb.is_some_and(|v| plain_by(p, v.end, mark.start));
        let own = mark.class == Class::Multiple && is_own_verb(p, mark);
        if (led && is_stated(mark) || own) && plain_base(p, mark.end, cue) && !p.between(mark.end, cue).contains(['，', '。']) {
            return Some(k);
        }
    }
    let k = j + 1;
    let mark = p.marks.get(k).filter(|m| is_stated(m))?;
    let gap = p.between(p.marks[j].end, mark.start);
    let item = gap.rfind([',', '，', '(', '（'])?;
    let at = p.marks[j].end + item + gap.get(item..)?.chars().next()?.len_utf8();
    let head = gap.get(..item)?;
    if head.contains(['。', ';', '；', ',', '，'])
        || opens(head) && !head.is_ascii()
        || !plain_base(p, p.marks[j].end, p.marks[j].end + item)
    {
        return None;
    }
    if mark.class == Class::Multiple && is_own_verb(p, mark) && plain(p, at, mark.start) {
        return Some(k);
    }
    let verb = p.prose.hits_in(at, mark.start).rfind(|h| matches!(h.cue, Cue::Change(_)) && !is_base(h, p))?;
    let joined = plain_base(p, at, verb.start) && plain_by(p, verb.end, mark.start);
    let level = p.between(verb.start, mark.start).trim_end_matches(['了', '约', '近']).ends_with(['至', '到', '为']);
    (joined && !level).then_some(k)
}

/// 同比 is a base; 年增 is base and verb at once.
fn is_base(hit: &Hit, p: &Passage) -> bool {
    matches!(p.between(hit.start, hit.end), "同比" | "环比")
}

/// "by about", "of", 了.
fn plain_by(p: &Passage, from: usize, to: usize) -> bool {
    let text = p.between(from, to).trim_start();
    let rest = text.strip_prefix("by").or_else(|| text.strip_prefix("of")).unwrap_or(text);
    !text.contains([',', '，']) && rest.len() <= 24 && is_plain(rest.trim_start_matches(['率', '幅']))
}

fn is_stated(m: &Mark) -> bool {
    match m.class {
        Class::Percent => m.value().is_some(),
        Class::Multiple | Class::Fraction => m.value().is_some(),
        _ => false,
    }
}

/// Doubled, 翻番: a verb and its figure in one.
fn is_own_verb(p: &Passage, m: &Mark) -> bool {
    let form = p.between(m.start, m.end).to_ascii_lowercase();
    form.ends_with("ed") || form.ends_with("ing") || form.starts_with('翻')
}

/// The factor that a multiple or fraction stands for; none where usage differs.
fn ratio(p: &Passage, k: usize, sign: i8) -> Option<Exact> {
    let mark = &p.marks[k];
    let value = mark.value()?;
    let form = p.between(mark.start, mark.end).to_ascii_lowercase();
    match mark.class {
        Class::Fraction if sign > 0 => Exact::ONE.add(value),
        Class::Fraction if sign < 0 => Exact::ONE.sub(value),
        Class::Multiple if is_own_verb(p, mark) && !form.ends_with('倍') => Some(value),
        Class::Multiple if form.ends_with('倍') => {
            let lead = p.before(k).trim_end_matches(['了', '约', '近', '超', '过', '逾']);
            match (sign > 0, lead.ends_with(['至', '到', '为', '是', '于'])) {
                (true, false) => value.add(Exact::ONE),
                _ => None,
            }
        }
        Class::Multiple if sign > 0 => Some(value),
        _ => None,
    }
}
