//! Two amounts that are the ends of one: `A-B`, `between A and B`, A至B.

use super::super::{Figure, FigureKind, Modifier};
use super::lexicon::{LEXICON, Sense};
use super::measure::{Found, money_scale, ordinal_suffix, parts_per};
use super::numeral::{self, Numeral, Shape};
use super::scan::{self, any_word, blanks_end, byte, char_at, char_before};
use super::suffix::{Suffix, currency_after, suffix};
use super::units;
use crate::text::Exact;

/// `A-B`, `A to B`, `between A and B`, A至B. `head` is the currency or scale told before the first number.
pub(super) fn range(text: &str, first: &Numeral, own: Option<&Suffix>, head: Option<&Suffix>) -> Option<Found> {
    if first.odd_more || first.value.is_none() && first.low.is_none() {
        return None;
    }
    let end = own.map_or(first.end, |s| s.end);
    let dashed_phone = char_before(text, first.start) == Some('-') && byte(text, first.start.saturating_sub(2)).is_ascii_digit();
    if dashed_phone {
        return None;
    }
    let before = scan::word_before(text, first.start).to_ascii_lowercase();
    let between = before == "between" || scan::ends_with_any(text, first.start, &["在", "介于", "介乎", "位于"]);
    let next = blanks_end(text, end);
    // 18- to 24-year-olds, two- to three-year terms
    let hanging =
        byte(text, next) == b'-' && byte(text, next + 1) == b' ' && own.is_none() && any_word(text, next + 2, &["to", "or"]).is_some();
    let next = if hanging { next + 2 } else { next };
    let c = char_at(text, next)?;
    let mut single = false;
    if matches!(c, '±' | '+') {
        return plus_minus(text, first, own, next);
    }
    let join = match c {
        '-' | '–' | '—' | '~' | '～' | '―' | '−' | 'ー' if next == end || byte(text, next + c.len_utf8()) == b' ' || c != '-' => {
            let mut i = next + c.len_utf8();
            while char_at(text, i) == Some(c) {
                i += c.len_utf8();
            }
            // two-to-three
            if scan::word(text, i, "to").is_some_and(|e| byte(text, e) == b'-') { i + "to-".len() } else { i }
        }
        '至' | '到' => next + c.len_utf8(),
        '、' if first.start > 0 && super::han::ranges::is_either(text, first, next) => next + c.len_utf8(),
        '和' | '与' if between => next + c.len_utf8(),
        _ if next == end => return None,
        _ => any_word(text, next, &["to"]).or_else(|| between.then(|| scan::word(text, next, "and")).flatten()).or_else(|| {
            single = true;
            scan::word(text, next, "or")
        })?,
    };
    let from = blanks_end(text, join);
    let from = if matches!(byte(text, from), b'~') { from + 1 } else { from };
    let from = any_word(text, from, &["about", "around", "nearly", "almost", "over"]).map_or(from, |e| blanks_end(text, e));
    // The second number, with the currency sign repeated or not.
    let (second, second_own) = match LEXICON.find(text, from, |s| if let Sense::CurrencyBefore(i) = s { Some(i) } else { None }) {
        Some((index, e)) => {
            let n = money_scale(text, numeral::at(text, blanks_end(text, e))?);
            let mut s = Suffix::new(FigureKind::Money, LEXICON.currencies[index as usize].code, n.end);
            if let Some(after) = currency_after(text, &n) {
                s.end = after.end;
            }
            (n, Some(s))
        }
        // 百分之十到百分之二十
        None if head.is_some_and(|h| h.kind == FigureKind::Percent) && parts_per(text, from).is_some() => {
            let (n, s) = parts_per(text, from)?;
            (n, Some(s))
        }
        None => {
            let n = numeral::at(text, from)?;
            let n = if head.is_some_and(|h| h.kind == FigureKind::Money) { money_scale(text, n) } else { n };
            let s = suffix(text, &n)
                .filter(|s| head.is_none_or(|h| h.kind == FigureKind::Money && s.kind == FigureKind::Money || s.kind == h.kind));
            (n, s)
        }
    };
    // 二三十亿至四五十亿: from the lower end of the one guess to the upper of the other
    let guess = second.shape == Shape::Vague && first.shape == Shape::Vague && !byte(text, second.start).is_ascii();
    let second = if guess { Numeral { value: second.high, ..second } } else { second };
    if second.ordinal || second.value.is_none() || any_word(text, second.end, &["st", "nd", "rd", "th"]).is_some() {
        return None;
    }
    // 500 m to 2 km: the first is told in the unit of the second
    let mut shift = Exact::ONE;
    let counted = |s: Option<&Suffix>| s.is_some_and(|s| s.kind == FigureKind::Quantity && s.index.is_none());
    let unit = match (own, second_own.as_ref()) {
        (Some(a), Some(b)) if a.unit == b.unit && a.kind == b.kind => Some(b.clone()),
        (Some(a), Some(b)) if head.is_some() && a.kind == b.kind => Some(Suffix { unit: a.unit.clone(), ..b.clone() }),
        (Some(a), Some(b)) if head.is_none() && a.kind == b.kind && a.index.is_some() && b.index.is_some() => {
            shift = units::factor(a.unit.as_deref(), b.unit.as_deref())?;
            Some(b.clone())
        }
        (Some(a), Some(b)) if a.kind == FigureKind::Temperature && b.kind == a.kind => Some(b.clone()),
        (Some(a), _) if counted(Some(a)) && second_own.is_none() => return None,
        (Some(_), Some(_)) => return None,
        (Some(a), None) if head.is_some() => Some(Suffix { end: second.end, ..a.clone() }),
        (Some(_), None) => return None,
        (None, b) => b.cloned(),
    };
    // from A to B after a verb of change tells two values
    if !between && matches!(c, 't' | 'T' | '至' | '到') && !(before == "by" && own.is_none()) && is_change(text, first.start) {
        return None;
    }
    let mut low = *first;
    let b = mantissa(&second);
    if first.scale < second.scale && first.scale < 4 && first.value <= b && first.shape != Shape::Vague && second.shape != Shape::Vague {
        low = first.scaled(second.scale)?;
    }
    // "two to three dozen"
    let dozens = scan::word_before(text, second.end);
    if (dozens.eq_ignore_ascii_case("dozen") || dozens.eq_ignore_ascii_case("dozens"))
        && first.value < second.value?.div(Exact::from_int(12))
    {
        low.value = first.value?.mul(Exact::from_int(12));
    }
    if single
        && !(first.value < second.value
            && second.value?.sub(first.value?)? <= first.value?.max(Exact::from_int(2))
            && matches!(first.shape, Shape::Words | Shape::Digits))
    {
        return None;
    }
    let low_value = low.value.or(low.low)?.mul(shift)?;
    let plain = unit.is_none() && first.shape == Shape::Digits && second.shape == Shape::Digits && matches!(c, '-' | '–' | '—');
    if plain {
        // Scores, phone numbers, model names: a plain dash between plain digits is a range only upwards and short.
        let chained = byte(text, second.end) == b'-' && byte(text, second.end + 1).is_ascii_digit();
        let zero = byte(text, first.start) == b'0' && first.end - first.start > 1;
        if chained || zero || low_value >= second.value? || second.end - second.start > 6 || byte(text, second.end).is_ascii_alphabetic() {
            return None;
        }
    }
    // A falling pair is a range, and an inverted one, only where the frame says that it is one.
    let framed = between || unit.is_some() && !matches!(c, 't' | '至' | '到');
    if low_value > second.value? && (!framed || shift != Exact::ONE) {
        return None;
    }
    let factor = |v: Exact, s: Option<&Suffix>| s.map_or(Some(v), |s| v.mul(s.factor));
    let (low, high) = (factor(low_value, own.or(unit.as_ref()))?, factor(second.value?, unit.as_ref())?);
    Some(Found {
        start: first.start,
        end: unit.as_ref().map_or(second.end, |u| u.end),
        kind: unit.as_ref().map_or(FigureKind::Range, |u| u.kind),
        value: None,
        low: Some(low),
        high: Some(high),
        precision: second.precision,
        unit: unit.and_then(|u| u.unit),
        modifier: None,
        shape: second.shape,
        enumerates: false,
    })
}

/// `52% ± 3`, `1.5 +/- 0.2 km`: the ends on both sides of the first number; `at` is the sign.
fn plus_minus(text: &str, first: &Numeral, own: Option<&Suffix>, at: usize) -> Option<Found> {
    let rest = scan::rest(text, at);
    let sign = ["±", "+/-", "+/−", "+-"].iter().find(|s| rest.starts_with(**s))?;
    let second = numeral::at(text, blanks_end(text, at + sign.len())).filter(|n| !n.ordinal)?;
    let second_own = suffix(text, &second).filter(|b| own.is_none_or(|a| a.unit == b.unit));
    let unit = second_own.as_ref().or(own);
    let times = |v: Exact| unit.map_or(Some(v), |s| v.mul(s.factor));
    let (value, off) = (times(first.value?)?, times(second.value?)?.abs());
    Some(Found {
        start: first.start,
        end: second_own.as_ref().map_or(second.end, |s| s.end),
        kind: unit.map_or(FigureKind::Range, |s| s.kind),
        value: None,
        low: Some(value.sub(off)?),
        high: Some(value.add(off)?),
        precision: second.precision,
        unit: unit.and_then(|s| s.unit.clone()),
        modifier: None,
        shape: second.shape,
        enumerates: false,
    })
}

/// `between the tenth and the fifteenth`: the ends of a row, the first of them read.
pub(super) fn of_ordinals(text: &str, first: &Found) -> Option<Found> {
    let head = scan::word_before(text, first.start);
    let at = scan::part(text, 0, first.start).trim_end_matches(' ').len() - head.len();
    let between = head.eq_ignore_ascii_case("between")
        || head.eq_ignore_ascii_case("the") && scan::word_before(text, at).eq_ignore_ascii_case("between");
    let and = between.then(|| scan::word(text, blanks_end(text, first.end), "and")).flatten()?;
    let from = blanks_end(text, any_word(text, blanks_end(text, and), &["the"]).unwrap_or(and));
    let second = numeral::at(text, from)?;
    let end = if second.ordinal { second.end } else { ordinal_suffix(text, &second)? };
    (first.value < second.value && !byte(text, blanks_end(text, end)).is_ascii_alphabetic()).then_some(())?;
    Some(Found { end, kind: FigureKind::Range, low: first.value, high: second.value, value: None, ..first.clone() })
}

/// `more than 20 and at most 35`: what both sides make of one figure, the earlier one read at `start..end`.
pub(super) fn of_two_sides(text: &str, earlier: &Figure, end: usize, later: &Found) -> Option<Figure> {
    let above = |m: Option<Modifier>| matches!(m, Some(Modifier::Over | Modifier::AtLeast));
    let below = |m: Option<Modifier>| matches!(m, Some(Modifier::Under | Modifier::AtMost));
    let (a, b) = (earlier.modifier, later.modifier);
    if !(above(a) && below(b) || below(a) && above(b)) || earlier.low.is_some() || later.low.is_some() {
        return None;
    }
    let comma = blanks_end(text, end);
    let comma = if byte(text, comma) == b',' { comma + 1 } else { comma };
    let signs = byte(text, comma - 1) == b',' && matches!(byte(text, blanks_end(text, comma)), b'<' | b'>');
    let and = any_word(text, blanks_end(text, comma), &["and", "but"]).or(signs.then_some(comma))?;
    let lead = LEXICON.find(text, blanks_end(text, and), |s| matches!(s, Sense::Before(Some(_))).then_some(()))?.1;
    let same = earlier.kind == later.kind && earlier.unit == later.unit || earlier.kind == FigureKind::Number && earlier.unit.is_none();
    if blanks_end(text, lead) != later.start || !same || later.kind == FigureKind::Duration && earlier.kind != later.kind {
        return None;
    }
    let (low, high) = if above(a) { (earlier.value?, later.value?) } else { (later.value?, earlier.value?) };
    let kind = if later.kind == FigureKind::Number { FigureKind::Range } else { later.kind };
    (low < high).then(|| Figure {
        kind,
        value: None,
        low: Some(low),
        high: Some(high),
        unit: later.unit.clone(),
        modifier: None,
        ..earlier.clone()
    })
}

pub(super) fn mantissa(n: &Numeral) -> Option<Exact> {
    n.value.and_then(|v| v.div(Exact::pow10(n.scale)?))
}

/// Whether the clause before `at` holds a verb of change, so that "from A to B" tells two values in time.
pub(super) fn is_change(text: &str, at: usize) -> bool {
    let head = scan::lead(text, at, 90);
    let clause =
        head.rfind(['.', ',', ';', '。', '，', '；']).map_or(head, |i| &head[i + head[i..].chars().next().map_or(1, char::len_utf8)..]);
    let lower = clause.to_ascii_lowercase();
    let verbs = [
        "rise",
        "rose",
        "risen",
        "rising",
        "fell",
        "fall",
        "drop",
        "grew",
        "grow",
        "increas",
        "decreas",
        "declin",
        "jump",
        "climb",
        "slip",
        "sank",
        "soar",
        "plung",
        "surg",
        "cut ",
        "raise",
        "lower",
        "up from",
        "down from",
        "doubled",
        "tripled",
        "trebled",
        "halved",
        "quadrupled",
        "quintupled",
        "dwindl",
        "dipped",
        "swelled",
        "balloon",
        "leapt",
        "widen",
        "narrow",
        "expand",
        "shrank",
        "shrunk",
        "improv",
        "slid",
        "tumbl",
        "advanc",
        "moved",
        "went from",
        "boost",
        "reduc",
    ];
    // 由五成升到六成 tells two values, 增长五成到六成 a range
    let han = || ["增", "降", "升", "跌", "涨", "减", "提高", "扩大", "缩"].iter().any(|v| clause.contains(v));
    verbs.iter().any(|v| lower.contains(v)) || clause.contains('由') || clause.contains(['从', '自']) && han()
}
