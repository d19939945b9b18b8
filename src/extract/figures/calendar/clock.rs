//! Times of day: `14:30`, `9 a.m.`, `half past nine`, `at noon`.

use super::super::lexicon::{LEXICON, Sense};
use super::super::numeral::{self, Shape};
use super::super::scan::{self, any_word, blanks_end, byte, digits_end};
use super::super::when::Expr;

/// `14:30`, `14:30:15`, `9 a.m.`, `9.30pm`, `9 o'clock`. A minute or an hour that no day has is kept behind "at".
pub(super) fn digits(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let hour: i8 = scan::part(text, at, end).parse().ok().filter(|_| end - at <= 2)?;
    let mut stop = end;
    let mut minute = 0i8;
    if matches!(byte(text, end), b':' | b'.') && digits_end(text, end + 1) == end + 3 {
        minute = scan::part(text, end + 1, end + 3).parse().ok()?;
        stop = end + 3;
        if byte(text, end) == b':' && byte(text, stop) == b':' && digits_end(text, stop + 1) == stop + 3 {
            stop += 3;
        }
    }
    // "killed 9 in the morning" tells no hour
    let timed = || {
        matches!(
            scan::word_before(text, at).to_ascii_lowercase().as_str(),
            "at" | "until" | "till" | "by" | "around" | "about" | "from" | "before" | "after" | "since"
        )
    };
    let spelt = |(_, e): &(Expr, usize)| scan::part(text, stop, *e).contains(' ') && e - stop > 6;
    if let Some(found) = half_day(text, hour, minute, stop).filter(|f| !spelt(f) || byte(text, end) == b':' || timed()) {
        return Some(found);
    }
    let next = blanks_end(text, stop);
    if let Some(e) = any_word(text, next, &["o'clock", "o’clock", "oclock"]).filter(|_| stop == end && hour <= 24) {
        return half_day(text, hour, 0, e).or(Some((Expr::Clock { hour, minute: 0 }, e)));
    }
    (stop > end
        && byte(text, end) == b':'
        && (hour <= 24 || hour < 30 && scan::word_before(text, at).eq_ignore_ascii_case("at"))
        && minute < 60
        && !byte(text, stop).is_ascii_alphanumeric()
        && byte(text, stop) != b':')
        .then_some((Expr::Clock { hour, minute }, stop))
}

/// The half of the day behind a time that ends at `end`.
fn half_day(text: &str, hour: i8, minute: i8, end: usize) -> Option<(Expr, usize)> {
    let next = blanks_end(text, end);
    let (add, e) = any_word(text, next, &["a.m.", "a.m", "am"])
        .map(|e| (0, e))
        .or_else(|| any_word(text, next, &["p.m.", "p.m", "pm"]).map(|e| (12, e)))
        .or_else(|| any_word(text, next, &["in the morning"]).map(|e| (0, e)))
        .or_else(|| any_word(text, next, &["in the afternoon", "in the evening", "at night"]).map(|e| (12, e)))?;
    let night = hour == 12 && any_word(text, next, &["at night"]).is_some();
    let add = if night { 0 } else { add };
    ((1..=12).contains(&hour) && (0..60).contains(&minute)).then_some((Expr::Clock { hour: hour % 12 + add, minute }, e))
}

/// `half past nine`, `a quarter to five`, `nine o'clock`, `five p.m.`, `five thirty pm`, `at noon`.
pub(super) fn words(text: &str, at: usize) -> Option<(Expr, usize)> {
    // noon, midnight, half, quarter, a quarter, and the numbers to twelve
    if !matches!(byte(text, at) | 0x20, b'n' | b'm' | b'h' | b'q' | b'a' | b'o' | b't' | b'f' | b's' | b'e') {
        return None;
    }
    if let Some((hour, end)) =
        any_word(text, at, &["noon", "midday"]).map(|e| (12, e)).or_else(|| any_word(text, at, &["midnight"]).map(|e| (0, e)))
    {
        let led = matches!(
            scan::word_before(text, at).to_ascii_lowercase().as_str(),
            "at" | "by" | "until" | "till" | "before" | "after" | "since" | "from" | "to" | "around" | "about" | "past"
        );
        return (led && byte(text, end) != b'-').then_some((Expr::Clock { hour, minute: 0 }, end));
    }
    let past = any_word(text, at, &["half past", "half-past"])
        .map(|e| (30, e))
        .or_else(|| any_word(text, at, &["a quarter past", "quarter past"]).map(|e| (15, e)))
        .or_else(|| any_word(text, at, &["a quarter to", "quarter to"]).map(|e| (-15, e)));
    if let Some((minutes, e)) = past {
        let (hour, end) = hour_at(text, blanks_end(text, e))?;
        let hour = if minutes < 0 { hour - 1 } else { hour };
        let hour = if hour == 0 { 12 } else { hour };
        let minute = (minutes + 60) % 60;
        return half_day(text, hour, minute, end).or(Some((Expr::Clock { hour, minute }, end)));
    }
    if let Some(found) = minutes_past(text, at).or_else(|| part_of_day(text, at)) {
        return Some(found);
    }
    // Cheaper than reading the number: "o'clock", "a.m.", "pm" must stand near.
    let ahead = text.as_bytes().get(at..).map_or(&[][..], |b| b.get(..28).unwrap_or(b));
    if !ahead.windows(2).any(|w| matches!(w, b".m" | b".M" | b"am" | b"pm" | b"AM" | b"PM" | b"cl" | b"CL")) {
        return None;
    }
    let (hour, end) = hour_at(text, at)?;
    let next = blanks_end(text, end);
    if let Some(e) = any_word(text, next, &["o'clock", "o’clock"]) {
        return Some(half_day(text, hour, 0, e).unwrap_or((Expr::Clock { hour, minute: 0 }, e)));
    }
    half_day(text, hour, 0, end).or_else(|| {
        let n = numeral::at(text, next).filter(|n| n.shape == Shape::Words && !n.ordinal)?;
        let minute = i8::try_from(n.integer()?).ok().filter(|m| (1..60).contains(m))?;
        half_day(text, hour, minute, n.end)
    })
}

/// An hour in words or digits.
fn hour_at(text: &str, at: usize) -> Option<(i8, usize)> {
    let n = numeral::at(text, at).filter(|n| !n.ordinal && n.scale == 0)?;
    i8::try_from(n.integer()?).ok().filter(|h| (1..=12).contains(h)).map(|h| (h, n.end))
}

/// `ten past midnight`, `twenty past three`.
fn minutes_past(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (minute, end) =
        LEXICON.find(text, at, |s| if let Sense::Card(n @ (5 | 10 | 20 | 25)) = s { i8::try_from(n).ok() } else { None })?;
    let end = any_word(text, blanks_end(text, end), &["past", "minutes past"])?;
    let next = blanks_end(text, end);
    let named = any_word(text, next, &["midnight"]).map(|e| (0, e)).or_else(|| any_word(text, next, &["noon", "midday"]).map(|e| (12, e)));
    if let Some((hour, end)) = named {
        return Some((Expr::Clock { hour, minute }, end));
    }
    let (hour, end) = hour_at(text, next)?;
    half_day(text, hour, minute, end).or(Some((Expr::Clock { hour, minute }, end)))
}

/// `from nine in the morning`: an hour in words, told by the part of the day behind a preposition of time.
fn part_of_day(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (hour, end) = LEXICON.find(text, at, |s| if let Sense::Card(n @ 1..=12) = s { i8::try_from(n).ok() } else { None })?;
    let next = blanks_end(text, end);
    let day = any_word(text, next, &["in the morning", "in the afternoon", "in the evening", "at night"])?;
    let timed = matches!(scan::word_before(text, at), "at" | "until" | "till" | "by" | "around" | "from" | "since" | "At" | "By" | "From");
    half_day(text, hour, 0, end).filter(|(_, e)| timed && *e == day)
}
