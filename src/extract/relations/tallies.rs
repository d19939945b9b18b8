//! Counts with what their clause says of the things counted, so that two counts of the same things can be told in one
//! article: "more than 600 farms joined the trial", "the 548 farms that joined the trial".

use super::classes::{class, words_at};
use super::passage::{Class, Mark, Passage};
use crate::extract::figures::FigureDraft;
use crate::extract::{FigureRelation, FigureRelationKind, Precision};
use crate::text::{Exact, Symbol, is_han};

/// The counts of a block, of ten things and more.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    for p in passages {
        out.extend((0..p.marks.len()).filter_map(|i| tally(p, i)));
    }
}

fn tally(p: &Passage, i: usize) -> Option<FigureRelation> {
    let mark = &p.marks[i];
    let many = mark.value().is_some_and(|v| v >= Exact::from_int(10));
    let unit = mark.figure.unit.as_deref().filter(|u| !u.contains(' '))?;
    if mark.class != Class::Count || !many {
        return None;
    }
    let (start, end) = clause(p, mark);
    let apart = class("tally-apart").in_text(&p.between(start, mark.start).to_lowercase())
        || class("tally-apart").in_text(&p.between(mark.end, end).to_lowercase())
        || class("tally-apart").in_text(&lead(p, start).to_lowercase());
    // 全程组18,870人
    if apart || p.between(start, mark.start).trim_end().ends_with(['组', '队']) {
        return None;
    }
    let printed = p.between(mark.start, mark.end);
    let (noun, words) = if printed.ends_with(is_han) {
        han_words(p, mark, start, end, unit)
    } else {
        (Symbol::new(unit), latin_words(p, mark, start, end))
    };
    let dated = |f: &&FigureDraft| f.when.is_some() && f.place.start as usize >= start && f.place.end as usize <= end;
    let dates = p.prose.figures.iter().filter(dated).map(|f| hash(f.place.of(p.text))).collect();
    let names = names(p, mark, start, end);
    // A count in round numbers is exact in digits alone.
    let exact = mark.figure.modifier.is_none() && !matches!(mark.figure.precision, Precision::Place(1..));
    if words.is_empty() || !exact && mark.figure.modifier.is_none() {
        return None;
    }
    let kind = FigureRelationKind::Tally { stated: mark.index, noun, words: words.into(), names: names.into(), dates };
    Some(FigureRelation { span: p.span(&[mark]), kind })
}

/// The clause of a mark.
fn clause(p: &Passage, mark: &Mark) -> (usize, usize) {
    let stops = [',', '，', ';', '；', ':', '：', '。', '!', '！'];
    let head = p.between(p.start, mark.start);
    let start = p.start + head.rfind(stops).and_then(|i| Some(i + head.get(i..)?.chars().next()?.len_utf8())).unwrap_or(0);
    let end = mark.end + p.between(mark.end, p.end).find(stops).unwrap_or(p.end - mark.end);
    // "60 staff work in Oake and 52 in Ister": each count has its own words
    let counts = |m: &&Mark| m.class == Class::Count;
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

/// What the clause says of the things, as hashes of stems.
fn latin_words(p: &Passage, mark: &Mark, start: usize, end: usize) -> Vec<u32> {
    let text = p.between(start, end);
    let skip = |at: usize| {
        let at = start + at;
        at >= mark.start && at < mark.end || p.prose.figures.iter().any(|f| f.place.start as usize <= at && at < f.place.end as usize)
    };
    let word = |at: usize| text.get(at..).and_then(|t| t.split(|c: char| !c.is_ascii_alphanumeric()).next()).unwrap_or("");
    let heavy =
        |w: &str| w.len() > 2 && !w.bytes().any(|b| b.is_ascii_digit()) && !class("en-function").is(w) && !class("tally-light").is(w);
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

/// The noun behind a classifier, and pairs of characters of the clause.
fn han_words(p: &Passage, mark: &Mark, start: usize, end: usize, unit: &str) -> (Symbol, Vec<u32>) {
    let behind = p.between(mark.end, end);
    let itself = p.between(mark.start, mark.end).ends_with(['人', '次']);
    let noun: String = if itself { String::new() } else { behind.chars().take_while(|c| is_han(*c)).take(2).collect() };
    let own = mark.end + noun.len();
    // 花展昨日闭幕，共接待84,620人次: visits are of what the sentence is about
    let visits = p.between(mark.start, mark.end).ends_with("人次")
        && p.marks.iter().find(|m| m.class == Class::Count).is_some_and(|m| m.index == mark.index);
    let mut words = pairs(p.between(if visits { p.start } else { start }, mark.start));
    words.extend(pairs(p.between(own, end)));
    words.sort_unstable();
    words.dedup();
    let noun = match (itself, noun.is_empty()) {
        (true, _) => "人",
        (false, true) => unit,
        (false, false) => &noun,
    };
    (Symbol::new(noun), words)
}

fn pairs(text: &str) -> Vec<u32> {
    const LIGHT: &str = "的了在是有共为和与及于达约近超逾不到足已也都个位名家这该其本届次总计数量人说称";
    let chars: Vec<char> = text.chars().map(|c| if LIGHT.contains(c) || !is_han(c) { ' ' } else { c }).collect();
    let whole = |w: &&[char]| !w.contains(&' ');
    chars.windows(2).filter(whole).map(|w| hash(&w.iter().collect::<String>())).collect()
}

/// Capitalised words inside a clause, and in Chinese what stands before the count: another place or group.
fn names(p: &Passage, mark: &Mark, start: usize, end: usize) -> Vec<u32> {
    let text = p.between(start, end);
    let first = text.len() - text.trim_start().len();
    let dated = |at: usize| p.prose.figures.iter().any(|f| f.place.start as usize <= at && at < f.place.end as usize);
    let capital = |at: &usize| *at > first && text.as_bytes().get(*at).is_some_and(u8::is_ascii_uppercase) && !dated(start + at);
    let word = |at: usize| text.get(at..).and_then(|t| t.split(|c: char| !c.is_ascii_alphanumeric()).next()).unwrap_or("");
    let mut names: Vec<u32> = words_at(text).filter(capital).map(|at| hash(word(at))).collect();
    if p.between(start, mark.start).chars().any(is_han) {
        names.extend(pairs(p.between(start, mark.start)));
    }
    names.sort_unstable();
    names
}

fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
