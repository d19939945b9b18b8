//! Amounts told in several units: 1 hour 30 minutes, 5元3角, 6 ft 2 in, a year and a half.

use super::super::{FigureKind, Precision};
use super::lexicon::{LEXICON, Sense, Unit};
use super::measure::Found;
use super::numeral::{self, Numeral, Shape};
use super::scan::{self, any_word, blanks_end, byte, char_at, char_before, joint_end};
use super::suffix::{Suffix, unit};
use crate::text::{Exact, is_han};

/// Two and more units of one kind in a row: 1 hour 30 minutes, 5元3角, 6 ft 2 in, 8天又20小时.
pub(super) fn compound(text: &str, first: &Numeral, own: &Suffix, whole: &mut Found) {
    if own.kind == FigureKind::Money {
        money_tail(text, first, own, whole);
        return;
    }
    half_tail(text, own, whole);
    tenth_tail(text, first, whole);
    let Some(mut index) = own.index else { return };
    let mut total = whole.value;
    loop {
        let mut next = blanks_end(text, whole.end);
        let joined = any_word(text, next, &["and"]).map(|e| blanks_end(text, e));
        // A comma joins parts in English alone; in Chinese it ends the phrase.
        let comma = byte(text, whole.end.saturating_sub(1)).is_ascii();
        let han = ["又", "零", "余", "多", "加", ",", "，"]
            .iter()
            .find(|w| scan::rest(text, next).starts_with(**w) && (comma || !matches!(**w, "," | "，")))
            .map(|w| blanks_end(text, next + w.len()));
        let glued = next == whole.end;
        // a 5-foot-10 guard
        if byte(text, whole.end) == b'-' && byte(text, whole.end + 1).is_ascii_digit() && LEXICON.units[index as usize].name == "foot" {
            next = whole.end + 1;
        }
        next = joined.or(han).unwrap_or(next);
        let Some(n) = char_at(text, next)
            .filter(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || super::han::is_numeral(*c))
            .and_then(|_| numeral::at(text, next))
        else {
            break;
        };
        let unnamed = || match LEXICON.units[index as usize].name {
            "foot" if joined.is_none() => unnamed(text, &n, "inch", 12),
            "hour" => unnamed(text, &n, "minute", 60),
            _ => None,
        };
        let Some(s) = suffix_of_time_or_length(text, &n, whole.unit.as_deref() == Some("day")).or_else(unnamed) else { break };
        let Some(small) = s.index else { break };
        let (a, b) = (&LEXICON.units[index as usize], &LEXICON.units[small as usize]);
        if n.value.is_none() || n.ordinal || s.kind != whole.kind {
            break;
        }
        if is_larger(b, a) {
            // 两天又一个月: only 又 adds a larger unit to a smaller one
            let own = scan::rest(text, whole.end).trim_start_matches(' ').starts_with('又').then_some(());
            let Some(sum) = own.and_then(|()| in_smaller(n.value?, b, a)?.add(total?)) else { break };
            total = Some(sum);
            whole.value = total;
            whole.end = s.end;
            continue;
        }
        if !is_larger(a, b) {
            break;
        }
        // A list of sizes is none: "60 mph, 100 km/h", "5 square miles, 12 acres"
        let comma = han.is_some() && scan::part(text, 0, next).trim_end().ends_with(',');
        let ratio = in_smaller(Exact::ONE, a, b);
        // 一天24小时, 一年365天: the same told twice
        if char_before(text, whole.end).is_some_and(is_han) && ratio.is_some_and(|r| n.value >= Some(r)) {
            break;
        }
        let less = ratio.is_some_and(Exact::is_integer) && n.value < ratio && total.is_some_and(Exact::is_integer);
        let listed = whole.kind == FigureKind::Quantity && a.dimension != "length";
        // 走了五里，三丈高 are two lengths
        let apart = whole.kind == FigureKind::Quantity && comma && char_before(text, whole.end).is_some_and(is_han);
        if apart || comma && (listed || !less) {
            break;
        }
        // Lengths and weights need to stand together; times are often joined.
        if whole.kind == FigureKind::Quantity && joined.is_some() && !glued && a.dimension != "length" {
            break;
        }
        let sum = total.and_then(|t| in_smaller(t, a, b)).zip(n.value).and_then(|(t, v)| t.add(v));
        total = sum;
        whole.value = sum;
        whole.end = s.end;
        whole.unit = s.unit.clone();
        whole.precision = n.precision;
        index = small;
        half_tail(text, &s, whole);
        total = whole.value.or(total);
    }
}

pub(super) fn suffix_of_time_or_length(text: &str, n: &Numeral, days: bool) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    // 8天20时: behind days, 时 counts hours
    if let Some(rest) = scan::rest(text, next).strip_prefix('时').filter(|_| days) {
        let index = LEXICON.units.iter().position(|u| u.name == "hour")? as u16;
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Duration, "hour", text.len() - rest.len()) });
    }
    if let Some(rest) = scan::rest(text, next).strip_prefix('分').filter(|r| !r.starts_with("之") && !r.starts_with('钟')) {
        let index = LEXICON.units.iter().position(|u| u.name == "minute")? as u16;
        return Some(Suffix { index: Some(index), ..Suffix::new(FigureKind::Duration, "minute", text.len() - rest.len()) });
    }
    unit(text, n, next).filter(|s| s.index.is_some())
}

/// The smaller unit of `5 ft 7 in`, `5 foot 7` and `2 hours ten`, where it has no name of its own: fewer than `limit`.
fn unnamed(text: &str, n: &Numeral, unit: &str, limit: i64) -> Option<Suffix> {
    let next = joint_end(text, n.end);
    let named = any_word(text, next, &["in.", "in"]).filter(|_| unit == "inch");
    let ends = !byte(text, n.end).is_ascii_alphanumeric()
        && !byte(text, next).is_ascii_alphanumeric()
        && !matches!(byte(text, n.end), b'-' | b'%' | b':' | b'/')
        && char_at(text, next).is_none_or(|c| c.is_ascii() && !matches!(c, '$' | '-'));
    // the 10 of a 5-foot-10 guard
    let ends = ends || byte(text, n.start.wrapping_sub(1)) == b'-' && byte(text, n.end) == b' ';
    let end = named.or(ends.then_some(n.end)).filter(|_| n.scale == 0 && n.value < Some(Exact::from_int(limit)))?;
    let kind = if unit == "inch" { FigureKind::Quantity } else { FigureKind::Duration };
    let index = LEXICON.units.iter().position(|u| u.name == unit)? as u16;
    Some(Suffix { index: Some(index), ..Suffix::new(kind, unit, end) })
}

/// Whether one unit is more of the same kind than another: an hour than a minute, a month than a day.
fn is_larger(a: &Unit, b: &Unit) -> bool {
    match (a.dimension, b.dimension) {
        (x, y) if x == y => a.factor.0 > b.factor.0,
        (x, y) => x == "months" && y == "time",
    }
}

/// `value` of unit `a` in the smaller unit `b`; a year is 365 days and a month 30 where months and days are mixed.
fn in_smaller(value: Exact, a: &Unit, b: &Unit) -> Option<Exact> {
    let base = value.mul(a.factor.0)?;
    let base = if a.dimension == b.dimension {
        base
    } else {
        let months = base.to_i64();
        // Whole years first: fifteen months are a year and three months.
        let years = months.map_or(Some(Exact::ZERO), |m| Exact::from_int(m / 12).mul(Exact::from_int(365)))?;
        let rest = months.map_or(base, |m| Exact::from_int(m % 12));
        years.add(rest.mul(Exact::from_int(30))?)?.mul(Exact::from_int(86400))?
    };
    base.div(b.factor.0)
}

/// 两年半, 三个半小时 is in the numeral's unit, an hour and a half.
pub(super) fn half_tail(text: &str, own: &Suffix, whole: &mut Found) {
    // 12个半
    let pieces = scan::part(text, 0, whole.end).ends_with('个') && !char_at(text, whole.end + "半".len()).is_some_and(is_han);
    let measured = pieces
        || matches!(own.kind, FigureKind::Duration | FigureKind::Age | FigureKind::Multiple)
        || own.kind == FigureKind::Quantity && own.index.is_some();
    if !measured || !whole.value.is_some_and(Exact::is_integer) {
        return;
    }
    let half = Exact::parse("0.5");
    let end = scan::rest(text, whole.end)
        .strip_prefix('半')
        .map(|r| text.len() - r.len())
        .filter(|e| !scan::rest(text, *e).starts_with(['个', '年', '天', '小']));
    let end = end.or_else(|| any_word(text, blanks_end(text, whole.end), &["and a half", "and half"]));
    if let (Some(end), Some(h)) = (end, half) {
        whole.value = whole.value.and_then(|v| v.add(h));
        whole.end = end;
    }
}

/// 一米七五, 2米3, 38度5, 三斤二: bare digits behind the unit are its tenths and hundredths.
fn tenth_tail(text: &str, first: &Numeral, whole: &mut Found) {
    if !scan::part(text, first.start, whole.end).ends_with(['米', '度', '斤', '尺', '丈', '亩', '吨', '秒'])
        || !whole.value.is_some_and(Exact::is_integer)
    {
        return;
    }
    let mut digits = String::from("0.");
    let mut end = whole.end;
    while let Some((c, d)) =
        char_at(text, end).and_then(|c| Some((c, c.to_digit(10).map(i64::from).or_else(|| super::han::digit(c).filter(|_| c != '两'))?)))
    {
        digits.push(char::from(b'0' + d as u8));
        end += c.len_utf8();
    }
    let behind = char_at(text, end);
    let ends = behind.is_none_or(|c| {
        if is_han(c) { "的高长宽深厚左以上至到和与".contains(c) } else { !c.is_ascii_alphanumeric() && !"%.:-~/".contains(c) }
    });
    // 9秒58 wins
    let clock = scan::part(text, 0, whole.end).ends_with('秒');
    let ends = ends || clock && digits.len() == 4 && behind.is_some_and(|c| is_han(c) && !"号名人年月日个位".contains(c));
    if (1..=2).contains(&(digits.len() - 2)) && ends {
        whole.value = whole.value.zip(Exact::parse(&digits)).and_then(|(a, b)| a.add(b));
        whole.precision = Precision::Place(2 - digits.len() as i8);
        whole.end = end;
    }
}

/// 元…角…分, dollars … cents, 块二.
pub(super) fn money_tail(text: &str, first: &Numeral, own: &Suffix, whole: &mut Found) {
    let unit = own.unit.clone();
    loop {
        let next = blanks_end(text, whole.end);
        let joined = any_word(text, next, &["and"]).map_or(next, |e| blanks_end(text, e));
        let zero = scan::rest(text, joined).starts_with('零');
        let joined = ["零", "又"].iter().find(|w| scan::rest(text, joined).starts_with(**w)).map_or(joined, |w| joined + w.len());
        let Some(n) = char_at(text, joined)
            .filter(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || super::han::is_numeral(*c))
            .and_then(|_| numeral::at(text, joined))
        else {
            return;
        };
        let Some(value) = n.value.filter(|v| *v < Exact::HUNDRED && n.scale == 0) else { return };
        let behind = blanks_end(text, n.end);
        let minor = LEXICON.find(text, behind, |s| match s {
            Sense::CurrencyAfter(i) if LEXICON.currencies[i as usize].minor > 1 => Some(LEXICON.currencies[i as usize].minor),
            _ => None,
        });
        // $20 and 43c
        let cents = behind == n.end && byte(text, behind) == b'c' && !byte(text, behind + 1).is_ascii_alphanumeric();
        let minor = minor.or(cents.then_some((100, behind + 1)));
        match minor {
            Some((minor, end)) => {
                let add = value.div(Exact::from_int(minor));
                whole.value = whole.value.zip(add).and_then(|(a, b)| a.add(b));
                whole.end = end;
                whole.precision = Precision::Place(if minor == 10 { -1 } else { -2 });
            }
            // 一块二, 五蚊七毫八: the last digit counts the next smaller piece
            None if scan::part(text, 0, whole.end).ends_with(['块', '蚊', '毛', '角', '毫'])
                && (n.shape == Shape::Han || n.shape == Shape::Digits && n.end == whole.end + 1)
                && value < Exact::from_int(10)
                && first.scale == 0 =>
            {
                let places = if scan::part(text, 0, whole.end).ends_with(['块', '蚊']) && !zero { 10 } else { 100 };
                let next_char = char_at(text, n.end);
                let goes_on = |c: char| {
                    if is_han(c) { !matches!(c, '至' | '到' | '的' | '以') } else { c.is_ascii_alphanumeric() || "%.:/".contains(c) }
                };
                if next_char.is_some_and(goes_on) {
                    return;
                }
                whole.value = whole.value.zip(value.div(Exact::from_int(places))).and_then(|(a, b)| a.add(b));
                whole.end = n.end;
                return;
            }
            // $20 43, 15 dollars and 50: two digits that end the phrase are the small coin
            None if n.end > joined
                && joined > whole.end
                && value.is_integer()
                && first.shape != Shape::Han
                && !matches!(n.shape, Shape::Han | Shape::HanDigits | Shape::Fraction)
                && whole.value.is_some_and(Exact::is_integer) =>
            {
                let goes_on = matches!(byte(text, n.end), b',' | b'.') && byte(text, n.end + 1).is_ascii_digit();
                let other = LEXICON.find(text, behind, |s| matches!(s, Sense::CurrencyAfter(_)).then_some(())).is_some();
                let ends = !goes_on
                    && !other
                    && !byte(text, n.end).is_ascii_alphanumeric()
                    && !byte(text, behind).is_ascii_alphabetic()
                    && !matches!(byte(text, n.end), b'%' | b'-' | b'/' | b':');
                if ends && char_at(text, behind).is_none_or(|c| c.is_ascii()) {
                    whole.value = whole.value.zip(value.div(Exact::HUNDRED)).and_then(|(a, b)| a.add(b));
                    whole.end = n.end;
                    whole.precision = Precision::Place(-2);
                }
                return;
            }
            None => return,
        }
        if unit != whole.unit {
            return;
        }
    }
}
