//! Ranges that take more than two numerals and a dash: 五块六到五块七毛八, 大于10小于20, 18岁以上60岁以下.

use super::super::super::{FigureKind, Modifier};
use super::super::lexicon::{LEXICON, Sense};
use super::super::measure::{self, Found};
use super::super::numeral::Numeral;
use super::super::scan::{self, blanks_end, char_at};
use super::{digit, guess::is_counted};
use crate::text::Exact;

/// `first`, told in several units, to another amount of the same kind.
pub(in super::super) fn of_compounds(text: &str, first: &Found) -> Option<Found> {
    let next = blanks_end(text, first.end);
    let join = char_at(text, next).filter(|c| matches!(c, '到' | '至' | '-' | '–' | '—' | '~' | '～'))?;
    let second = measure::measured(text, blanks_end(text, next + join.len_utf8()))?;
    let (low, high) = (first.value?, second.value?);
    (second.kind == first.kind && second.unit == first.unit && low < high).then_some(Found {
        start: first.start,
        value: None,
        low: Some(low),
        high: Some(high),
        modifier: None,
        ..second
    })
}

/// Both sides of one amount, told one after the other: 大于10小于20, 不低于5%且不超过10%, 18岁以上60岁以下. `first` and
/// `second` follow each other in `text` and each keeps its modifier; None where they do not make one interval.
pub(in super::super) fn two_sided(text: &str, first: &Found, second: &Found) -> Option<Found> {
    use Modifier::{AtLeast, AtMost, Over, Under};
    let (low, high) = match (first.modifier?, second.modifier?) {
        (Over | AtLeast, Under | AtMost) => (first, second),
        (Under | AtMost, Over | AtLeast) => (second, first),
        _ => return None,
    };
    let (low, high) = (low.value?, high.value?);
    if first.kind != second.kind || first.unit != second.unit || low >= high || !only_joins(text, first.end, second.start) {
        return None;
    }
    let kind = if second.kind == FigureKind::Number { FigureKind::Range } else { second.kind };
    Some(Found { start: first.start, kind, value: None, low: Some(low), high: Some(high), modifier: None, ..second.clone() })
}

/// 三、四个: whether the digit behind the comma at `comma` is the next one after `first`, and counts something.
pub(in super::super) fn is_either(text: &str, first: &Numeral, comma: usize) -> bool {
    let from = comma + "、".len();
    let Some(d) = char_at(text, from).and_then(digit) else { return false };
    first.end - first.start == "三".len() && first.value == Some(Exact::from_int(d - 1)) && d > 1 && is_counted(text, from + "四".len())
}

/// 零下5至零下3度, 零下五到三度: `first` is the number behind 零下 at `at`.
pub(in super::super) fn below_zero(text: &str, at: usize, first: &Numeral) -> Option<Found> {
    let head = blanks_end(text, first.end);
    let degree = char_at(text, head).filter(|c| matches!(c, '度' | '℃')).map_or(head, |c| head + c.len_utf8());
    let join = char_at(text, degree).filter(|c| matches!(c, '到' | '至' | '-' | '~' | '～'))?;
    let from = degree + join.len_utf8();
    let below = scan::rest(text, from).starts_with("零下");
    let above = ["零上", "零下"].iter().find(|w| scan::rest(text, from).starts_with(**w)).map_or(from, |w| from + w.len());
    let second = measure::measured(text, above).filter(|s| s.kind == FigureKind::Temperature)?;
    let high = if below { second.value?.neg() } else { second.value? };
    Some(Found { start: at, value: None, low: first.value.map(Exact::neg), high: Some(high), ..second })
}

/// Whether nothing but modifiers and words that join stands between two amounts.
fn only_joins(text: &str, from: usize, to: usize) -> bool {
    const JOINS: [&str; 14] = ["(含)", "(不含)", "的同时", "同时", "并且", "而且", "但", "且", "并", "而", "又", "也", "，", ","];
    let mut at = from;
    let mut words = 0;
    while at < to {
        let next = blanks_end(text, at);
        let modifier = LEXICON.find(text, next, |s| matches!(s, Sense::Before(_) | Sense::After(_)).then_some(())).map(|(_, end)| end);
        let join = || JOINS.iter().find(|j| scan::rest(text, next).starts_with(**j)).map(|j| next + j.len());
        let Some(end) = modifier.or_else(join).or((next == to).then_some(to)) else { return false };
        words += 1;
        if words > 6 {
            return false;
        }
        at = end;
    }
    at == to
}
