//! Dates in digits: ISO, slashed, dotted, clock times, years, `5-7 May`.

use super::super::lexicon::{LEXICON, Sense, class};
use super::super::scan::{self, blanks_end, byte, char_at, digits_end};
use super::super::when::{Expr, Grain, Part, Year, is_possible};
use super::{clock, english, half, ordinal, quarter};

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    if matches!(char_at(text, at), Some('\'' | '’')) {
        // '90s, '16
        let from = at + char_at(text, at)?.len_utf8();
        let end = digits_end(text, from);
        return (end - from == 2).then(|| decade(text, at, from, end)).flatten();
    }
    let end = digits_end(text, at);
    clock::digits(text, at, end)
        .or_else(|| compact(text, at, end))
        .or_else(|| dashed(text, at, end))
        .or_else(|| decade(text, at, at, end))
        .or_else(|| era(text, at, end))
        .or_else(|| ordinal(text, at, end))
        .or_else(|| quarter_of(text, at, end))
        .or_else(|| english::day_first(text, at, end))
        .or_else(|| year(text, at, end))
}

/// `20141002`: eight digits that are a day of this century or the last, and count nothing.
fn compact(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let digits = scan::part(text, at, end);
    let starts = !scan::char_before(text, at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '$' | '€' | '£' | '#' | '+'));
    if digits.len() != 8 || !starts || !digits.starts_with(['1', '2']) {
        return None;
    }
    let closed = !byte(text, end).is_ascii_alphanumeric() && !matches!(byte(text, end), b'-' | b'%' | b'/' | b'+');
    let goes_on = matches!(byte(text, end), b'.' | b',') && byte(text, end + 1).is_ascii_digit();
    let year = number(text, at, at + 4).filter(|y| (1900..=2099).contains(y) && closed && !goes_on)?;
    let (month, day) = (number(text, at + 4, at + 6)?, number(text, at + 6, end)?);
    let counted = || char_at(text, end).is_some_and(crate::text::is_han) || super::super::measure::noun(text, end, true).is_some();
    existing(Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).filter(|_| !counted()).map(|e| (e, end))
}

fn number(text: &str, from: usize, end: usize) -> Option<i16> {
    scan::part(text, from, end).parse().ok().filter(|_| end - from <= 4)
}

/// `2014-09-15`, `2014/9/15`, `2014.09.15`, `15/09/2014`, `9/15/14`, `2014-09`, `20140915`.
fn dashed(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let a = number(text, at, end)?;
    let c = byte(text, end);
    if !matches!(c, b'-' | b'/' | b'.') {
        return None;
    }
    // The hyphen of `2016 - 05 - 12` may stand between blanks only when it is followed by a second one; rare, not read.
    let from = end + 1;
    // 9/2016, 09.2016
    let wide = digits_end(text, from);
    if wide - from == 4 && end - at <= 2 && (c != b'-' || byte(text, at) == b'0') {
        let year = number(text, from, wide).filter(|y| (1800..=2200).contains(y));
        let joined = matches!(byte(text, wide), b'-' | b'/' | b'.' | b'%') && byte(text, wide + 1).is_ascii_digit();
        let ends = !joined && !byte(text, wide).is_ascii_alphanumeric();
        return year.filter(|_| ends && byte(text, wide) != b'%').and_then(|y| calendar(Some(y), a as i8, None)).map(|e| (e, wide));
    }
    let month_name = LEXICON.find(text, from, |s| if let Sense::Month(m) = s { Some(m) } else { None });
    if let (Some((m, name_end)), true) = (month_name, c != b'.') {
        // 12-Sep-2016, 2019/aug/01
        let next = name_end + usize::from(matches!(byte(text, name_end), b'-' | b'/'));
        let last = digits_end(text, next);
        let b = number(text, next, last).filter(|_| last > next && next > name_end);
        return match b {
            Some(d) if a >= 1000 && (1..=31).contains(&d) => Some((calendar(Some(a), m, Some(d as i8))?, last)),
            Some(y) if a <= 31 => Some((calendar(Some(full_year(y, last - next)?), m, Some(a as i8))?, last)),
            None if a >= 1000 => Some((calendar(Some(a), m, None)?, name_end)),
            None if (1..=31).contains(&a) => Some((calendar(None, m, Some(a as i8))?, name_end)),
            _ => None,
        };
    }
    let mid = digits_end(text, from);
    let b = number(text, from, mid).filter(|_| (1..=2).contains(&(mid - from)))?;
    let third = (byte(text, mid) == c).then(|| digits_end(text, mid + 1)).filter(|e| *e > mid + 1);
    let closed = |end: usize| {
        let next = byte(text, end);
        !next.is_ascii_alphanumeric()
            && !(matches!(next, b'-' | b'/' | b'.') && (next == c || next == b'.') && byte(text, end + 1).is_ascii_digit())
            || next == b'T'
            || c == b'-' && next == b'-' && end - mid == 5 && full_date_end(text, end + 1).is_some()
    };
    if end - at == 4 && (1000..=2999).contains(&a) {
        if let Some(last) = third.filter(|e| closed(*e) && *e - mid <= 3) {
            let d = number(text, mid + 1, last)?;
            let (month, day) = (i8::try_from(b).ok()?, i8::try_from(d).ok()?);
            // 2023-13-05: month and day have changed places, or are wrong
            if c == b'-' && mid - from == 2 && last - mid == 3 && (13..=31).contains(&month) && (1..=31).contains(&day) {
                return Some((Expr::Calendar { year: Year::Known(a), month: Some(month), day: Some(day) }, last));
            }
            return calendar(Some(a), month, Some(day)).map(|e| (e, time_end(text, last)));
        }
        // 2015/16: a season, a financial year
        if c == b'/' && third.is_none() && mid - from == 2 && b == (a + 1) % 100 && closed(mid) && a > 1900 && b > 12 {
            return Some((Expr::Between(Expr::year(a).boxed(), Expr::year(a + 1).boxed()), mid));
        }
        // 2014-09 is a month; 2012-13 a run of years, read elsewhere; 2014.09 needs two digits
        let month = (1..=12).contains(&b) && closed(mid) && mid - from == 2 && (c != b'-' || a % 100 >= b);
        return (third.is_none() && month && (1900..=2100).contains(&a))
            .then(|| calendar(Some(a), b as i8, None))
            .flatten()
            .map(|e| (e, mid));
    }
    if end - at > 2 {
        return None;
    }
    if let Some(last) = third.filter(|e| closed(*e)) {
        let y = full_year(number(text, mid + 1, last)?, last - mid - 1)?;
        // Month first where it can be one (US), day first with dots or where only that is possible.
        let (day_first, month_first) = (existing(Some(y), b as i8, a as i8), existing(Some(y), a as i8, b as i8));
        let e = if c == b'.' { day_first.or(month_first) } else { month_first.or(day_first) };
        // 30/02/2023 is a date that does not exist; 1.2.3 and the like are none
        let wrong = || if a > 12 { calendar(Some(y), b as i8, Some(a as i8)) } else { calendar(Some(y), a as i8, Some(b as i8)) };
        let e = e.or_else(|| (c != b'.' && last - mid == 5).then(wrong).flatten())?;
        return Some((e, last));
    }
    // 11/12,2016
    let year_end = digits_end(text, mid + 1);
    if c == b'/' && byte(text, mid) == b',' && year_end == mid + 5 && closed(year_end) {
        let y = number(text, mid + 1, year_end).filter(|y| (1900..=2100).contains(y));
        let found = y.and_then(|y| existing(Some(y), a as i8, b as i8).or_else(|| existing(Some(y), b as i8, a as i8)));
        return found.map(|e| (e, year_end));
    }
    // 9/15 is a fraction unless something says that it is a day.
    let dated = scan::any_word(text, blanks_end(text, mid), &["日"]).is_some()
        || matches!(
            scan::word_before(text, at).to_ascii_lowercase().as_str(),
            "on" | "until" | "till" | "since" | "from" | "to" | "by" | "before" | "after" | "through" | "this" | "next" | "last" | "dated"
        )
        || c == b'/' && b > 12 && text.trim() == scan::part(text, at, mid);
    // "11/20, 12 November"
    let beside = || {
        let next = blanks_end(text, mid + 1);
        byte(text, mid) == b',' && {
            let digits = digits_end(text, next);
            let date = if digits > next { english::day_first(text, next, digits) } else { english::month_first(text, next) };
            matches!(date, Some((Expr::Calendar { month: Some(_), day: Some(_), .. }, _)))
        }
    };
    let dated = dated || c == b'/' && b > 12 && beside();
    if matches!(c, b'/' | b'-' | b'.') && dated && closed(mid) && third.is_none() {
        // "on 5.12" has nothing behind that it could measure
        let lone = || {
            scan::word_before(text, at).eq_ignore_ascii_case("on")
                && mid - from == 2
                && !byte(text, blanks_end(text, mid)).is_ascii_alphanumeric()
                && !matches!(byte(text, mid), b'%' | b'-' | b'/')
        };
        let e = if c == b'.' && !lone() { None } else { existing(None, a as i8, b as i8).or_else(|| existing(None, b as i8, a as i8)) };
        return e.map(|e| (e, mid));
    }
    None
}

/// Behind `10-7-2018`, the second end of `10-1-2018-10-7-2018`.
fn full_date_end(text: &str, at: usize) -> Option<usize> {
    let first = digits_end(text, at);
    let second = digits_end(text, first + 1);
    let end = digits_end(text, second + 1);
    let dashes = byte(text, first) == b'-' && byte(text, second) == b'-';
    let lengths = (1..=2).contains(&(first - at)) && (1..=2).contains(&(second - first - 1)) && end - second == 5;
    (dashes && lengths && !byte(text, end).is_ascii_alphanumeric() && byte(text, end) != b'-').then_some(end)
}

/// Behind the time of an ISO 8601 timestamp: `T23:55:00Z`, `T10:00+08:00`; where there is none, `end` itself.
fn time_end(text: &str, end: usize) -> usize {
    if byte(text, end) != b'T' || !byte(text, end + 1).is_ascii_digit() {
        return end;
    }
    let mut i = end + 1;
    while byte(text, i).is_ascii_digit() || matches!(byte(text, i), b':' | b'.' | b'+' | b'-') && byte(text, i + 1).is_ascii_digit() {
        i += 1;
    }
    i + usize::from(byte(text, i) == b'Z')
}

/// `9/15`, `15/9`: month and day where something says that they are no fraction.
pub(super) fn month_and_day(text: &str, at: usize) -> Option<(Expr, usize)> {
    let end = digits_end(text, at);
    let a = number(text, at, end).filter(|_| end - at <= 2)?;
    let mid = digits_end(text, end + 1);
    let b = number(text, end + 1, mid).filter(|_| matches!(byte(text, end), b'/' | b'-') && (1..=2).contains(&(mid - end - 1)))?;
    let joined = matches!(byte(text, mid), b'/' | b'-' | b'.' | b':' | b'%') && byte(text, mid + 1).is_ascii_alphanumeric();
    let closed = !joined && !byte(text, mid).is_ascii_alphanumeric();
    let (a, b) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    let (month, day) = if is_possible(None, a, b) { (a, b) } else { (b, a) };
    (closed && is_possible(None, month, day)).then_some(())?;
    calendar(None, month, Some(day)).map(|e| (e, mid))
}

/// `800 AD`, `44 BC`: 44 BC is the year -43 of ISO 8601.
fn era(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let next = blanks_end(text, end);
    if !matches!(byte(text, next) & !0x20, b'A' | b'B' | b'C') {
        return None;
    }
    let n = number(text, at, end).filter(|n| *n > 0 && !matches!(byte(text, at.wrapping_sub(1)), b',' | b'.' | b'$'))?;
    let rest = scan::rest(text, next);
    let (mark, before) = ["A.D.", "AD", "CE", "a.d."]
        .iter()
        .map(|w| (w, false))
        .chain(["B.C.", "BCE", "BC", "b.c."].iter().map(|w| (w, true)))
        .find(|(w, _)| rest.starts_with(**w))?;
    let stop = next + mark.len();
    (!byte(text, stop).is_ascii_alphanumeric()).then(|| (Expr::year(if before { 1 - n } else { n }), stop))
}

/// `1st quarter of 2013`, `21st century`.
fn ordinal(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let stop = scan::any_word(text, end, &["st", "nd", "rd", "th"])?;
    ordinal::ordinal_period(text, number(text, at, end)?.into(), stop)
}

/// `1990s`, `90s`, `'90s`.
fn decade(text: &str, at: usize, from: usize, end: usize) -> Option<(Expr, usize)> {
    let n = number(text, from, end)?;
    let s = if byte(text, end) == b'\'' { end + 1 } else { end };
    // "1990 s" is what is left of 1990's
    let torn = byte(text, end) == b' ' && end - from == 4 && (1800..=2090).contains(&n) && byte(text, end + 1) == b's';
    let s = if torn { end + 1 } else { s };
    if byte(text, s) != b's' || byte(text, s + 1).is_ascii_alphanumeric() || n % 10 != 0 {
        return None;
    }
    let first = match end - from {
        4 if (1000..=2100).contains(&n) => n,
        2 if from > at || (20..=90).contains(&n) && !super::stretch::personal_before(text, at) => 1900 + n,
        _ => return None,
    };
    Some((Expr::Years { first, years: if n % 100 == 0 && end - from == 4 && n < 2000 { 100 } else { 10 } }, s + 1))
}

/// `1Q24`, `2Q 2024`, `1H24`, `2024Q2`, `2024 H1`.
fn quarter_of(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let n = number(text, at, end)?;
    if end - at == 1 {
        let letter = byte(text, end).to_ascii_uppercase();
        let next = blanks_end(text, end + 1);
        let last = digits_end(text, next);
        let make = |y: Year| match letter {
            b'Q' if (1..=4).contains(&n) => Some(quarter(y, n as i8)),
            // 1h30 is a length of time
            b'H' if (1..=2).contains(&n) && byte(text, end) == b'H' => Some(half(y, n as i8)),
            _ => None,
        };
        if matches!(letter, b'Q' | b'H') && !byte(text, end + 1).is_ascii_alphabetic() {
            if let Some(y) = number(text, next, last).filter(|_| matches!(last - next, 2 | 4)).and_then(|y| full_year(y, last - next)) {
                return make(Year::Known(y)).map(|e| (e, last));
            }
            return (letter == b'Q').then(|| make(Year::Unknown)).flatten().map(|e| (e, end + 1));
        }
        return None;
    }
    if end - at == 4 && (1900..=2100).contains(&n) {
        let next = blanks_end(text, end) + usize::from(byte(text, end) == b'-' || byte(text, end) == b'/');
        let letter = byte(text, next).to_ascii_uppercase();
        let q = byte(text, next + 1).wrapping_sub(b'0') as i8;
        if byte(text, next + 2).is_ascii_alphanumeric() {
            return None;
        }
        return match letter {
            // a fifth quarter is printed too, and wrong
            b'Q' if (1..=9).contains(&q) => Some((quarter(Year::Known(n), q), next + 2)),
            b'H' if (1..=2).contains(&q) => Some((half(Year::Known(n), q), next + 2)),
            _ => None,
        };
    }
    None
}

/// A bare year. Four digits between 1900 and 2100 that nothing counts; others only behind a word that asks for a year.
pub(super) fn year(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let n = number(text, at, end).filter(|_| end - at == 4)?;
    let next = byte(text, end);
    if next == b'.' && byte(text, end + 1).is_ascii_digit()
        || next == b',' && byte(text, end + 1).is_ascii_digit()
        || matches!(next, b'%' | b'/' | b'_')
        || next == b':' && byte(text, end + 1) != b' '
    {
        return None;
    }
    if next.is_ascii_alphabetic() || scan::char_before(text, at).is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '#' | '.' | '/' | ':'))
    {
        return None;
    }
    let before = scan::word_before(text, at).to_ascii_lowercase();
    let asks = matches!(
        before.as_str(),
        "in" | "since"
            | "from"
            | "until"
            | "till"
            | "by"
            | "of"
            | "during"
            | "throughout"
            | "between"
            | "year"
            | "early"
            | "late"
            | "mid"
            | "after"
            | "before"
            | "to"
            | "for"
            | "through"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "fall"
            | "fiscal"
            | "circa"
            | "calendar"
            | "end"
            | "than"
            | "and"
            | "the"
            | "or"
    );
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let of_period =
        ["period of", "quarter of", "half of", "months of", "end of", "start of", "beginning of", "season of", "summer of", "year of"]
            .iter()
            .any(|w| head.ends_with(w));
    let strong = of_period
        || matches!(
            before.as_str(),
            "in" | "since"
                | "during"
                | "throughout"
                | "year"
                | "early"
                | "late"
                | "mid"
                | "summer"
                | "winter"
                | "spring"
                | "autumn"
                | "fall"
                | "fiscal"
                | "calendar"
                | "until"
                | "by"
        );
    let counted = {
        let after = blanks_end(text, end);
        after > end
            && LEXICON
                .find(text, after, |s| match s {
                    // "the 1988 quarter" is one of that year
                    Sense::Unit(i) => Some(is_time(i)),
                    Sense::CurrencyAfter(_) | Sense::Percent(_) | Sense::Scale(_) => Some(false),
                    _ => None,
                })
                .is_some_and(|(time, e)| !time || scan::part(text, after, e).ends_with(['s', 'S']))
            || super::super::measure::noun(text, end, true).is_some()
                && !describes(text, at, end)
                && scan::any_word(text, after, &["onward", "onwards", "forward", "alone", "inclusive"]).is_none()
    };
    let strong = strong || scan::ends_with_any(text, at, &["back to", "dating to", "dates to", "dates from", "dating from"]);
    let plausible = (1900..=2100).contains(&n) || (1000..=2200).contains(&n) && strong && !counted;
    let compared = scan::ends_with_any(text, at, &["later than", "earlier than", "year is greater than", "before"]);
    let modified = !compared
        && matches!(before.as_str(), "than" | "over" | "nearly" | "about" | "almost" | "some" | "least" | "most" | "a" | "number" | "no");
    let han_before = scan::char_before(text, at).is_some_and(crate::text::is_han);
    let han_after = char_at(text, blanks_end(text, end)).is_some_and(crate::text::is_han);
    if !plausible || counted && !strong || modified || (han_before || han_after) {
        return None;
    }
    // A number alone in the line is a year too where it is in the range of living memory.
    (asks || (1900..=2100).contains(&n)).then(|| (Expr::year(n), end))
}

/// Whether the year before a plural tells when that was: "its 2016 results", "the 1996 floods", "In 2015 prices rose";
/// people, cars and other things that are often counted stay counted.
fn describes(text: &str, at: usize, end: usize) -> bool {
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let word = scan::word_before(text, at);
    let led = ["in", "since", "the", "its", "their", "his", "her", "our", "this", "during"].iter().any(|w| word.eq_ignore_ascii_case(w));
    let owned = head.ends_with("'s") || head.ends_with("’s") || head.is_empty() || head.ends_with(['.', ':', '"', '“']);
    let named = word.starts_with(|c: char| c.is_ascii_uppercase()) && head.len() > word.len();
    let counted = LEXICON.find(text, blanks_end(text, end), |s| matches!(s, Sense::Counted(_)).then_some(())).is_some();
    (led || owned || named) && !counted
}

fn is_time(unit: u16) -> bool {
    LEXICON.units.get(usize::from(unit)).is_some_and(|u| matches!(u.dimension, "time" | "months"))
}

/// A range whose first end is a bare number: `5-7 May`, `1至9月`, `13 to 15 September 2016`, `2012-13`.
pub(super) fn shared_range(text: &str, at: usize) -> Option<(Expr, usize)> {
    let first_end = digits_end(text, at);
    let (n, first_end) = if first_end > at {
        (number(text, at, first_end)?, first_end)
    } else {
        let n = match super::super::scan::byte(text, at).is_ascii_alphabetic() {
            true if LEXICON.classes(text, at) & class::NUMBER == 0 => return None,
            true => super::super::numeral::at(text, at).filter(|n| n.ordinal)?,
            false => super::super::han::number(text, at).filter(|n| n.scale <= 1)?,
        };
        (n.integer()?.try_into().ok()?, n.end)
    };
    let suffix = scan::any_word(text, first_end, &["st", "nd", "rd", "th"]).unwrap_or(first_end);
    super::connector(text, suffix, true)?;
    let between = english::between_before(text, at);
    let next = super::connector(text, suffix, between)?;
    let next = scan::any_word(text, next, &["the"]).map_or(next, |e| blanks_end(text, e));
    if between || scan::word_before(text, at).eq_ignore_ascii_case("from") {
        // from 4 to 22 this month
        let digits = digits_end(text, next);
        let last = number(text, next, digits).filter(|d| digits - next <= 2 && n < *d && (1..=31).contains(d));
        let month = super::relative::shifted(text, blanks_end(text, digits));
        if let (Some(last), Some((of @ Expr::Relative { grain: Grain::Month, .. }, end)), true) = (last, month, n > 0) {
            let day = |d: i16| super::part_of(Part::Nth(Grain::Day, d as i8), of.clone()).boxed();
            return Some((Expr::Between(day(n), day(last)), end));
        }
    }
    let (second, end) = super::item(text, next)?;
    let day: i8 = n.try_into().ok()?;
    let expr = match &second {
        Expr::Calendar { year, month: Some(m), day: Some(d) } if day < *d => {
            Expr::Between(Expr::Calendar { year: *year, month: Some(*m), day: Some(day) }.boxed(), second.clone().boxed())
        }
        Expr::Calendar { year, month: None, day: Some(d) } if day < *d => {
            Expr::Between(Expr::Calendar { year: *year, month: None, day: Some(day) }.boxed(), second.clone().boxed())
        }
        // 1至9月
        Expr::Calendar { year, month: Some(m), day: None }
            if (1..=12).contains(&day) && day < *m && scan::part(text, 0, end).ends_with(['月', '份']) =>
        {
            Expr::Months { year: *year, first: day, last: *m }
        }
        Expr::Calendar { year: Year::Known(y), month: None, day: None } if (1000..=2100).contains(&n) && n <= *y => {
            Expr::Between(Expr::year(n).boxed(), second.clone().boxed())
        }
        Expr::Months { year, first, last } if last - first == 2 && (1..=4).contains(&day) && i16::from(*first) > (n - 1) * 3 => {
            Expr::Months { year: *year, first: day * 3 - 2, last: *last }
        }
        // 4-23 of next month
        Expr::In { part: Part::Nth(Grain::Day, d), of } if day < *d => {
            Expr::Between(Expr::In { part: Part::Nth(Grain::Day, day), of: of.clone() }.boxed(), second.clone().boxed())
        }
        _ => return None,
    };
    Some((expr, end))
}

/// A date or month as it is printed: 30 February is one too, with nothing that it resolves to.
pub(super) fn calendar(year: Option<i16>, month: i8, day: Option<i8>) -> Option<Expr> {
    let y = year.map_or(Year::Unknown, Year::Known);
    ((1..=12).contains(&month) && day.is_none_or(|d| (1..=31).contains(&d))).then_some(Expr::Calendar { year: y, month: Some(month), day })
}

/// A date that exists.
fn existing(year: Option<i16>, month: i8, day: i8) -> Option<Expr> {
    is_possible(year, month, day).then(|| calendar(year, month, Some(day))).flatten()
}

/// A year of two or four digits; two mean 1940 to 2039.
pub(super) fn full_year(n: i16, digits: usize) -> Option<i16> {
    match digits {
        4 => (1000..=2999).contains(&n).then_some(n),
        2 => Some(if n < 40 { 2000 + n } else { 1900 + n }),
        _ => None,
    }
}
