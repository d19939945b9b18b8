//! Days of the week in English: `Tuesday`, `Tuesday, 14 July 2020`, `Friday the 15th`, `Monday of last week`.

use super::super::lexicon::{LEXICON, Sense};
use super::super::numeral;
use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain};
use super::english::{self, month_first};
use super::numeric;
use super::relative::shifted;

/// The weekday (1 is Monday) whose name stands at `at`.
pub(super) fn name(text: &str, at: usize) -> Option<(i8, usize)> {
    LEXICON.find(text, at, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })
}

pub(super) fn weekday(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (day, end) = name(text, at)?;
    if let Some(found) = dated(text, day, end) {
        return Some(found);
    }
    let own = scan::part(text, at, end).trim_end_matches('.');
    let full = own.len() > 5 && !own.ends_with('s');
    let next = blanks_end(text, end);
    if next > end {
        if let Some(e) = any_word(text, next, &["after next"]) {
            return Some((from_today(day, 2), e));
        }
        // Tuesday week: the one after the next
        if let Some(e) = word(text, next, "week").filter(|e| full && !byte(text, blanks_end(text, *e)).is_ascii_alphanumeric()) {
            let yesterday = Expr::Relative { grain: Grain::Day, offset: -1 }.boxed();
            return Some((Expr::WeekdayFrom { day, count: 2, base: yesterday }, e));
        }
        if let Some(e) = any_word(text, next, &["before last"]) {
            return Some((from_today(day, -2), e));
        }
        // the Friday before Christmas
        if let Some(e) = any_word(text, next, &["after", "before", "following"]).filter(|_| full)
            && let Some((base, e)) = day_at(text, blanks_end(text, e))
        {
            let count = if word(text, next, "before").is_some() { -1 } else { 1 };
            return Some((Expr::WeekdayFrom { day, count, base: base.boxed() }, e));
        }
        // Saturday 3 days from now, Monday two weeks ago
        if let Some((base @ Expr::Shift { .. }, e)) = super::stretch::counted(text, next).filter(|(e, _)| full && e.is_day()) {
            return Some((Expr::WeekdayFrom { day, count: 0, base: base.boxed() }, e));
        }
        let of = any_word(text, next, &["of the", "of", "in the", "from the", "from"]).map_or(next, |e| blanks_end(text, e));
        if let Some((Expr::Relative { grain: Grain::Week, offset }, e)) = shifted(text, of) {
            return Some((Expr::Weekday { day, week: Some(offset) }, e));
        }
    }
    stands_alone(text, at, end).then_some((Expr::Weekday { day, week: None }, if full { end } else { at + own.len() }))
}

/// A date behind a weekday that ends at `end`: the weekday only decorates it, or chooses the month.
pub(super) fn dated(text: &str, day: i8, end: usize) -> Option<(Expr, usize)> {
    let mut next = blanks_end(text, end);
    if byte(text, next) == b',' {
        next = blanks_end(text, next + 1);
    }
    let the = any_word(text, next, &["the"]).map_or(next, |e| blanks_end(text, e));
    if the == end {
        return None;
    }
    let digits = digits_end(text, the);
    let is_date = |e: &Expr| matches!(e, Expr::Calendar { month: Some(_), day: Some(_), .. });
    let found = month_first(text, the)
        .filter(|(e, _)| is_date(e))
        .or_else(|| (digits > the).then(|| numeric::at(text, the)).flatten().filter(|(e, _)| is_date(e)))
        // on Saturday, 3-1, after
        .or_else(|| (digits > the && byte(text, digits) == b'/').then(|| numeric::month_and_day(text, the)).flatten());
    if found.is_some() {
        return found;
    }
    if digits > the {
        let ordinal = any_word(text, digits, &["st", "nd", "rd", "th"]);
        let number = scan::part(text, the, digits).parse::<i8>().ok().filter(|d| digits - the <= 2 && (1..=31).contains(d))?;
        let last = ordinal.unwrap_or(digits);
        let after = blanks_end(text, last);
        // "Sunday 31" ends the phrase: "Sunday 31 boats sank" counts boats
        let ends = !byte(text, after).is_ascii_alphanumeric() && !matches!(byte(text, last), b'%' | b':' | b'/' | b'-' | b'.' | b',')
            || matches!(byte(text, last), b'.' | b',')
                && !byte(text, last + 1).is_ascii_digit()
                && byte(text, next.wrapping_sub(1)) != b',';
        return (ordinal.is_some() || ends && the == next).then_some((Expr::WeekdayDay { weekday: day, day: number }, last));
    }
    // Sunday the twenty first, Wednesday the 22nd of June in words
    let n = byte(text, the).is_ascii_alphabetic().then(|| numeral::at(text, the)).flatten().filter(|n| n.ordinal)?;
    let number = i8::try_from(n.integer()?).ok().filter(|d| (1..=31).contains(d))?;
    if let Some(found) = english::day_and_month(text, the, number, n.end, true) {
        return Some(found);
    }
    (the > next).then_some((Expr::WeekdayDay { weekday: day, day: number }, n.end))
}

/// Behind the weekday that follows a date: `14 July 2020 (Tuesday)`, `Feb 10, Sunday`.
pub(super) fn behind(text: &str, end: usize) -> Option<usize> {
    let open = blanks_end(text, end);
    match byte(text, open) {
        b'(' => {
            let (_, e) = name(text, open + 1)?;
            (byte(text, e) == b')').then_some(e + 1)
        }
        b',' => {
            let from = blanks_end(text, open + 1);
            let (_, e) = name(text, any_word(text, from, &["a"]).map_or(from, |e| blanks_end(text, e)))?;
            let next = blanks_end(text, e);
            (!byte(text, next).is_ascii_alphanumeric() && !matches!(byte(text, e), b'-' | b'\'')).then_some(e)
        }
        // Nov 19, 2016 Wednesday
        b'A'..=b'Z' if open > end && byte(text, end.wrapping_sub(1)).is_ascii_digit() => {
            let (_, e) = name(text, open)?;
            (!byte(text, blanks_end(text, e)).is_ascii_alphanumeric() && !matches!(byte(text, e), b'-' | b'\'')).then_some(e)
        }
        _ => None,
    }
}

/// `2 Thursdays ago`, `3 Fridays from now`, behind their number.
pub(super) fn counted(text: &str, at: usize, n: i64) -> Option<(Expr, usize)> {
    let (day, end) = name(text, at)?;
    let n = i32::try_from(n).ok().filter(|n| (1..=60).contains(n))?;
    let tail = blanks_end(text, end);
    if let Some(e) = any_word(text, tail, &["ago", "back"]) {
        return Some((from_today(day, -n), e));
    }
    if let Some(e) = any_word(text, tail, &["from now", "from today", "hence"]) {
        return Some((from_today(day, n), e));
    }
    let e = any_word(text, tail, &["after", "from", "before"])?;
    let (base, e) = day_at(text, blanks_end(text, e))?;
    let count = if word(text, tail, "before").is_some() { -n } else { n };
    Some((Expr::WeekdayFrom { day, count, base: base.boxed() }, e))
}

/// `closest Monday to 5 October`.
pub(super) fn closest(text: &str, at: usize) -> Option<(Expr, usize)> {
    let next = any_word(text, at, &["closest", "nearest"])?;
    let (day, end) = name(text, blanks_end(text, next))?;
    let to = any_word(text, blanks_end(text, end), &["to"])?;
    let (base, end) = day_at(text, blanks_end(text, to))?;
    Some((Expr::WeekdayFrom { day, count: 0, base: base.boxed() }, end))
}

pub(super) fn from_today(day: i8, count: i32) -> Expr {
    Expr::WeekdayFrom { day, count, base: Expr::Relative { grain: Grain::Day, offset: 0 }.boxed() }
}

/// A day of any form at `at`, an article before it.
pub(super) fn day_at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let at = any_word(text, at, &["the"]).map_or(at, |e| blanks_end(text, e));
    let found = if byte(text, at).is_ascii_digit() { numeric::at(text, at) } else { english::at(text, at) };
    found.map(|f| english::of_year(text, f)).filter(|(e, _)| e.is_day())
}

/// Whether a weekday without anything beside it names a day: "Fridays" and "every Friday" recur, Copper Friday is a
/// name, and "sat", "sun", "wed" and "mon" are words unless something makes them days.
fn stands_alone(text: &str, at: usize, end: usize) -> bool {
    let own = scan::part(text, at, end).trim_end_matches('.');
    let full = own.len() > 5 && !own.ends_with('s');
    // Monday-Friday
    let dash = ["-", "–", "—"].iter().find_map(|d| scan::part(text, 0, at).strip_suffix(d));
    if dash.is_some_and(|head| weekday_ends(scan::word_before(head, head.len()))) {
        return true;
    }
    let previous = scan::word_before(text, at);
    let before = previous.to_ascii_lowercase();
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let word_at = head.len() - previous.len();
    let opens = word_at == 0 || !scan::part(text, 0, word_at).trim_end_matches(' ').ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let named = previous.starts_with(|c: char| c.is_ascii_uppercase())
        && !matches!(
            before.as_str(),
            "on" | "last" | "next" | "this" | "by" | "until" | "since" | "from" | "late" | "early" | "and" | "or" | "to"
        );
    if named && (!opens || head.len() - word_at > 3 && scan::part(text, 0, word_at).ends_with(['"', '“', '‘', '\'']))
        || matches!(before.as_str(), "orange" | "black" | "good" | "every" | "each" | "a")
        || own.ends_with("days")
        || before == "the" && is_paper(text, end)
    {
        return false;
    }
    let lone = text.trim().trim_end_matches('.').len() == own.len();
    let capital = own.starts_with(|c: char| c.is_ascii_uppercase());
    let beside_weekday = matches!(before.as_str(), "or" | "and") && weekday_ends(scan::word_before(text, word_at));
    // Tue to Thu
    let tail = blanks_end(text, end);
    let ranges = capital
        && any_word(text, tail, &["to", "through", "thru", "-", "–", "—"]).is_some_and(|e| name(text, blanks_end(text, e)).is_some());
    full || lone
        || ranges
        || capital && (beside_weekday || matches!(before.as_str(), "on" | "this" | "until" | "till" | "by" | "since" | "from" | "to"))
}

/// Whether `word` is the whole name of a weekday.
fn weekday_ends(word: &str) -> bool {
    LEXICON.find(word, 0, |s| matches!(s, Sense::Weekday(_)).then_some(())).is_some_and(|(_, e)| e == word.len())
}

/// Whether a capitalised word follows: the Sunday Times is a newspaper.
fn is_paper(text: &str, end: usize) -> bool {
    let next = blanks_end(text, end);
    next > end && byte(text, next).is_ascii_uppercase() && byte(text, next + 1).is_ascii_lowercase()
}
