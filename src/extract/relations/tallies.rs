//! Amounts with what their clause says of the things counted, so that two amounts of the same things can be told in one
//! article: "more than 600 farms joined the trial", "the 548 farms that joined the trial".

use super::classes::{class, words_at};
use super::passage::{Class, Mark, Passage};
use crate::extract::claims::unresolved;
use crate::extract::figures::{Expr, FigureDraft, Grain, Part, Tense, Year, scan};
use crate::extract::{FigureRelation, FigureRelationKind, Modifier, Precision, Tally, When, period_text};
use crate::text::{Exact, Span, Symbol, is_han};

/// The amounts of a block: counts of ten things and more, money, and what is measured.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    let mut year: Option<String> = None;
    for p in passages {
        for i in 0..p.marks.len() {
            let Some(mut tally) = tally(p, i) else { continue };
            // "In the first half of 2023 … In the first quarter alone …": the year holds until another one is named
            match tally.period.as_deref().map(|p| (p.to_owned(), p.split_once('-'))) {
                Some((all, None)) if all.bytes().all(|b| b.is_ascii_digit()) => year = Some(all),
                Some((_, Some(("XXXX", part)))) if part.starts_with(|c: char| "QH01".contains(c)) => {
                    if let Some(year) = &year {
                        let full = tally.period.as_deref().map(|p| p.replace("XXXX", year));
                        tally.period = full.as_deref().map(Symbol::new);
                    }
                }
                Some((_, Some((own, _)))) if own.bytes().all(|b| b.is_ascii_digit()) => year = Some(own.to_owned()),
                _ => {}
            }
            let mark = &p.marks[i];
            out.push(FigureRelation { span: p.span(&[mark]), kind: FigureRelationKind::Tally(Box::new(tally)) });
        }
    }
}

fn tally(p: &Passage, i: usize) -> Option<Tally> {
    let mark = &p.marks[i];
    let least = if mark.class == Class::Count { 10 } else { 0 };
    if !matches!(mark.class, Class::Count | Class::Money | Class::Amount) || mark.value().is_none_or(|v| v < Exact::from_int(least)) {
        return None;
    }
    let (start, end) = clause(p, mark);
    let (before, behind) = (p.between(start, mark.start), p.between(mark.end, end));
    let lead = lead(p, start);
    // "Its list names 58 homes", 官网公布的参加人数: who tells it is not what is told
    let from = frame(before).map_or(start, |at| start + at);
    let text = format!("{} {} {}", lead, p.between(from, mark.start), behind).to_lowercase();
    if class("tally-apart").in_text(&text) || before.trim_end().ends_with(['组', '队']) {
        return None;
    }
    let among = class("tally-among").in_text(before) || class("tally-among").in_text(lead);
    let told = before.rfind(is_han).max(before.rfind(|c: char| c.is_ascii_alphabetic())).is_some();
    let han = before.chars().chain(behind.chars()).chain(p.between(mark.start, mark.end).chars()).any(is_han);
    let (noun, words) = if han { han_words(p, mark, from, end) } else { (noun(p, mark, from), latin_words(p, mark, from, end)) };
    let noun = match (noun, among) {
        (Some(noun), _) => noun,
        (None, true) => Symbol::new(""),
        (None, false) => return None,
    };
    let first = i.checked_sub(1).map_or(p.start, |b| p.marks[b].end).min(start);
    let dated = |f: &&FigureDraft| {
        let (a, b) = (f.place.start as usize, f.place.end as usize);
        f.when.as_ref().is_some_and(|w| !is_this_year(w)) && a >= first.max(start - lead.len()) && b <= end
    };
    let dates: Box<[u32]> = p.prose.figures.iter().filter(dated).map(|f| hash(f.place.of(p.text))).collect();
    // A count in round numbers is exact in digits alone.
    let count = mark.class == Class::Count;
    let coarse = count && mark.figure.modifier.is_none() && matches!(mark.figure.precision, Precision::Place(1..));
    let (period, until) = period(p, mark, start, end);
    if words.is_empty() && !among || !told && words.is_empty() || coarse && period.is_none() {
        return None;
    }
    let timeless = format!("{} {}", undated(p, start - lead.len().min(start), mark.start), undated(p, mark.end, end)).to_lowercase();
    let mut order: Vec<u32> = words_of(&timeless, "tally-order").collect();
    order.sort_unstable();
    order.dedup();
    let sentence = p.between(p.start, p.end);
    let lower = sentence.to_lowercase();
    let flow = class("tally-flow").in_text(&lower) && !class("tally-still").in_text(&lower);
    let source = class("tally-tells").in_text(&lower);
    let sentence = p.prose.reading.source(Span::new(p.start, p.end)).start;
    let words: Box<[u32]> = words.into();
    Some(Tally { stated: mark.index, noun, words, order: order.into(), dates, period, until, among, flow, source, coarse, sentence })
}

/// 今年: what any sentence of an article may say.
fn is_this_year(when: &Expr) -> bool {
    matches!(when, Expr::Relative { grain: Grain::Year, offset: 0 } | Expr::Calendar { year: Year::Offset(0), month: None, day: None })
}

/// A stretch of the text without its dates and periods.
fn undated(p: &Passage, from: usize, to: usize) -> String {
    let mut out = String::new();
    let mut at = from;
    let first = p.prose.figures.partition_point(|f| (f.place.end as usize) <= from);
    for f in p.prose.figures.iter().skip(first).take_while(|f| (f.place.start as usize) < to).filter(|f| f.when.is_some()) {
        out.push_str(p.between(at, (f.place.start as usize).max(at)));
        out.push(' ');
        at = (f.place.end as usize).max(at);
    }
    out.push_str(p.between(at.min(to), to));
    out
}

/// Hashes of the forms of a class that stand in a text.
fn words_of<'a>(text: &'a str, name: &'static str) -> impl Iterator<Item = u32> + 'a {
    let word = |at: usize| text.get(at..).and_then(|t| t.split(|c: char| !c.is_ascii_alphanumeric()).next()).unwrap_or("");
    let latin = words_at(text).map(word).filter(move |w| class(name).is(w)).map(hash);
    let han = class(name).others().filter(|f| !f.is_ascii() && text.contains(*f)).map(hash);
    latin.chain(han)
}

/// Behind the last word that only says who tells: "shows that", 公布的.
fn frame(before: &str) -> Option<usize> {
    let latin = words_at(before).filter_map(|at| class("tally-tells").at(before, at)).max();
    let han = before.char_indices().filter(|(_, c)| is_han(*c)).filter_map(|(at, _)| class("tally-tells").at(before, at)).max();
    // "said on their website that 4,612 …", but "puts the number of cattle that died at 76"
    let said = |at: usize| {
        let rest = before.get(at..).unwrap_or("");
        rest.rfind(" that ").filter(|_| !rest.contains("number of")).map_or(at, |i| at + i + " that".len())
    };
    latin.map(said).max(han)
}

/// The period of an amount: nearest before it, in its clause or the one that leads to it, else behind it in its clause.
/// Whether it is the end of a running total.
fn period(p: &Passage, mark: &Mark, start: usize, end: usize) -> (Option<Symbol>, bool) {
    let dated = |f: &&FigureDraft| f.when.as_ref().is_some_and(|w| !matches!(w, Expr::Clock { .. }));
    let figures = || p.prose.figures.iter().filter(dated);
    let inside = |f: &FigureDraft| f.place.start as usize >= p.start && f.place.end as usize <= p.end;
    let behind = figures().find(|f| f.place.start as usize >= mark.end && f.place.end as usize <= end);
    let own = figures().rfind(|f| f.place.start as usize >= start && f.place.end as usize <= mark.start);
    let before = || figures().rfind(|f| inside(f) && f.place.end as usize <= start);
    let ends = |f: &&FigureDraft| {
        f.figure.modifier == Some(Modifier::Until) || class("tally-until").before(p.text, f.place.start as usize).is_some()
    };
    // 截至10月底，该站今年…
    let of_year = own.is_some_and(|f| f.when.as_ref().is_some_and(is_this_year));
    let running = || figures().rfind(|f| inside(f) && f.place.end as usize <= mark.start && ends(f));
    let own = if of_year { running().or(own) } else { own };
    let Some(found) = own.or(behind).or_else(before) else { return (None, false) };
    let until = ends(&found);
    if matches!(found.figure.modifier, Some(Modifier::After | Modifier::Before | Modifier::Since)) {
        return (None, false);
    }
    let Some(when) = &found.when else { return (None, false) };
    // 截至6月底: up to the end of the month
    let when = match when {
        Expr::In { part: Part::Late | Part::Nth(Grain::Day, -1), of } if until => of,
        other => other,
    };
    // "between January and June"
    let months = match when {
        Expr::Between(a, b) => match (&**a, &**b) {
            (Expr::Calendar { year, month: Some(a), day: None }, Expr::Calendar { year: last, month: Some(b), day: None }) if a < b => {
                let year = if matches!(year, Year::Unknown) { last } else { year };
                Some(Expr::Months { year: *year, first: *a, last: *b })
            }
            _ => None,
        },
        _ => None,
    };
    let when = months.as_ref().unwrap_or(when);
    let before = |year: &Year| matches!(year, Year::Offset(by) if *by != 0);
    let label = match when.resolve(None, Tense::Past) {
        _ if matches!(when, Expr::Calendar { year, .. } | Expr::Months { year, .. } if before(year)) => None,
        _ if matches!(when, Expr::ToDate(Grain::Year)) => Some(Symbol::new("XXXX")),
        When::Date(day) if until || day.day.is_none() => Some(Symbol::new(&day.iso())),
        When::Period { days: None, label: None } if is_this_year(when) => Some(Symbol::new("XXXX")),
        When::Period { days: None, label: None } if matches!(when, Expr::In { .. }) => unresolved(when).filter(|l| l.contains('-')),
        When::Period { days: None, label: None } => None,
        period @ When::Period { .. } => Some(Symbol::new(&period_text(&period))),
        _ => None,
    };
    (label.filter(|l| !l.is_empty()), until)
}

/// The clause of a mark.
fn clause(p: &Passage, mark: &Mark) -> (usize, usize) {
    let stops = [',', '，', ';', '；', ':', '：', '。', '!', '！', '(', '（'];
    let head = p.between(p.start, mark.start);
    let start = p.start + head.rfind(stops).and_then(|i| Some(i + head.get(i..)?.chars().next()?.len_utf8())).unwrap_or(0);
    let end = mark.end + p.between(mark.end, p.end).find(stops).unwrap_or(p.end - mark.end);
    // "60 staff work in Oake and 52 in Ister": each count has its own words
    let counts = |m: &&Mark| matches!(m.class, Class::Count | Class::Money | Class::Amount);
    let before = p.marks.iter().filter(counts).map(|m| m.end).filter(|e| *e <= mark.start).max().unwrap_or(start);
    let behind = p.marks.iter().filter(counts).map(|m| m.start).filter(|s| *s >= mark.end).min().unwrap_or(end);
    let joint = " and ";
    let start = if before > start { before + p.between(before, mark.start).rfind(joint).map_or(0, |i| i + joint.len()) } else { start };
    let end = if behind < end { p.between(mark.end, behind).rfind(joint).map_or(behind, |i| mark.end + i) } else { end };
    (start, end)
}

/// The words before the clause where they open the sentence: "Of these,", "In the second year,".
fn lead<'a>(p: &Passage<'a>, start: usize) -> &'a str {
    let head = p.between(p.start, start);
    if head.matches([',', '，']).count() == 1 && head.len() <= 40 { head } else { "" }
}

/// What an amount counts: the noun behind it, "the number of cattle that died was 76"; money and measures by their unit.
fn noun(p: &Passage, mark: &Mark, from: usize) -> Option<Symbol> {
    match mark.figure.unit.as_deref() {
        Some(unit) if !unit.contains(' ') => Some(Symbol::new(unit)),
        Some(_) => None,
        None => {
            let before = p.between(from, mark.start).to_lowercase();
            let behind = || scan::rest(p.text, mark.end).strip_prefix(' ').filter(|r| r.starts_with(|c: char| c.is_ascii_lowercase()));
            let rest = before.split_once("number of ").map(|(_, rest)| rest).or_else(behind)?;
            let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().filter(|w| w.len() > 2 && !class("en-function").is(w))?;
            Some(Symbol::new(word.strip_suffix('s').unwrap_or(word)))
        }
    }
}

/// What the clause says of the things, as hashes of stems.
fn latin_words(p: &Passage, mark: &Mark, start: usize, end: usize) -> Vec<u32> {
    let end = mark.end + p.between(mark.end, end).find(" and ").unwrap_or(end - mark.end);
    let text = p.between(start, end);
    let skip = |at: usize| {
        let at = start + at;
        at >= mark.start && at < mark.end || p.prose.figures.iter().any(|f| f.place.start as usize <= at && at < f.place.end as usize)
    };
    let word = |at: usize| text.get(at..).and_then(|t| t.split(|c: char| !c.is_ascii_alphanumeric()).next()).unwrap_or("");
    let unit = mark.figure.unit.as_deref().map(stem);
    let heavy = |w: &str| {
        w.len() > 2
            && !w.bytes().any(|b| b.is_ascii_digit())
            && !class("en-function").is(w)
            && !class("tally-light").is(w)
            && !class("tally-order").is(w)
            && unit.as_ref() != Some(&stem(w))
    };
    let mut words: Vec<u32> = words_at(text).filter(|at| !skip(*at)).map(word).filter(|w| heavy(w)).map(|w| hash(&stem(w))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A word without its endings.
fn stem(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    for end in ["ing", "ed", "es", "s", "e"] {
        if let Some(stem) = word.strip_suffix(end).filter(|s| s.len() >= 3) {
            return stem.to_owned();
        }
    }
    word
}

/// The counted noun behind a classifier, or before "为" and the count, and the characters of the clause without it.
fn han_words(p: &Passage, mark: &Mark, start: usize, end: usize) -> (Option<Symbol>, Vec<u32>) {
    let behind = p.between(mark.end, end);
    let printed = p.between(mark.start, mark.end);
    let unit = mark.figure.unit.as_deref();
    let measured = mark.class != Class::Count;
    let itself = measured || printed.ends_with(['人', '次']);
    let two = |text: &str| text.chars().take_while(|c| is_han(*c)).take(2).collect::<String>();
    let mut head = p.between(start, mark.start).trim_end_matches(|c: char| !is_han(c));
    while let Some(cut) = class("tally-copula-zh").before(head, head.len()) {
        head = scan::part(head, 0, cut);
    }
    let ahead: String = {
        let last: Vec<char> = head.chars().rev().take_while(|c| is_han(*c)).take(2).collect();
        last.into_iter().rev().collect()
    };
    let noun = match (measured, itself, two(behind)) {
        (true, ..) => unit.map(str::to_owned),
        (_, true, _) => Some(
            if printed.ends_with("人次") {
                "人次"
            } else if printed.ends_with('人') {
                "人"
            } else {
                "次"
            }
            .to_owned(),
        ),
        (_, _, noun) if noun.chars().count() == 2 => Some(noun),
        _ if ahead.chars().count() == 2 => Some(ahead.clone()),
        _ => unit.map(str::to_owned),
    };
    // 花展昨日闭幕，共接待84,620人次: visits are of what the sentence is about
    let visits = printed.ends_with("人次") && p.marks.iter().find(|m| m.class == Class::Count).is_some_and(|m| m.index == mark.index);
    let from = if visits { p.start } else { start };
    let dated = |at: usize| p.prose.figures.iter().any(|f| f.when.is_some() && f.place.start as usize <= at && at < f.place.end as usize);
    let mut words: Vec<u32> = Vec::new();
    for (from, to) in [(from, mark.start), (mark.end, end)] {
        let text = p.between(from, to);
        let mut skip = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_han(*c)) {
            if let Some(end) = class("tally-light-zh").at(text, at) {
                skip = skip.max(end);
            }
            if at >= skip && !light(c) && !dated(from + at) && !noun.as_deref().is_some_and(|n| n.contains(c)) {
                words.push(c as u32);
            }
        }
    }
    words.sort_unstable();
    words.dedup();
    (noun.as_deref().map(Symbol::new), words)
}

/// A character that says nothing of the things counted.
fn light(c: char) -> bool {
    class("tally-light-han").has(c)
}

fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
