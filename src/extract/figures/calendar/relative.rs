//! Periods told from the article's date in English: `last year`, `next two weeks`, `the week of 14 November`, `rest of
//! the month`, `week 12 of 2017`.

use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain, Part, Year};
use super::english::{self, count, day_first, month, month_first, own_unit, unit};
use super::stretch::season_name;
use super::weekday::{self, day_at};
use super::{feasts, numeric, part_of};

/// Words that lead a unit to the one before (-1), this (0) or the one to come (1).
const SHIFTS: [(&str, i8); 18] = [
    ("last", -1),
    ("previous", -1),
    ("past", -1),
    ("prior", -1),
    ("preceding", -1),
    ("this past", -1),
    ("latest", -1),
    ("this", 0),
    ("current", 0),
    ("same", 0),
    ("this coming", 1),
    ("this upcoming", 1),
    ("next", 1),
    ("coming", 1),
    ("upcoming", 1),
    ("following", 1),
    ("forthcoming", 1),
    ("this next", 1),
];

/// The leading word at `at`: which way it leads, and the offset behind it.
pub(super) fn lead(text: &str, at: usize) -> Option<(i8, usize)> {
    SHIFTS.iter().filter_map(|(w, o)| word(text, at, w).map(|e| (*o, e))).max_by_key(|(_, e)| *e)
}

/// `last year`, `this Friday`, `next two weeks`, `the past three months`, `current quarter`, `next March`.
pub(super) fn shifted(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (offset, end) = lead(text, at)?;
    let next = blanks_end(text, end);
    if next == end || is_verb(text, at) {
        return None;
    }
    if let Some(e) = any_word(text, next, &["working week", "work week", "workweek"]) {
        return Some((part_of(Part::Run(Grain::Day, 5), Expr::Relative { grain: Grain::Week, offset: offset.into() }), e));
    }
    if let Some(e) = any_word(text, next, &["fiscal year", "financial year"]) {
        return Some((Expr::Fiscal { year: Year::Offset(offset.into()), quarter: None }, e));
    }
    if let Some((g, unit_end)) = unit(text, next, false) {
        if byte(text, at).eq_ignore_ascii_case(&b's') {
            return same(text, g, unit_end);
        }
        // "the last day of the fair" is its end, "last day" the one before
        let end_of = g == Grain::Day
            && offset == -1
            && (scan::word_before(text, at).eq_ignore_ascii_case("the")
                || any_word(text, blanks_end(text, unit_end), &["of", "for", "to"]).is_some());
        return (!end_of).then(|| single(text, g, offset, unit_end));
    }
    if let Some((day, day_end)) = weekday::name(text, next) {
        if let Some(found) = weekday::dated(text, day, day_end) {
            return Some(found);
        }
        // "last Friday" is the one of last week, "this past Friday" and "the coming Friday" are the nearest ones.
        let nearest = matches!(scan::part(text, at, end).to_ascii_lowercase().as_str(), "past" | "this past")
            || scan::part(text, at, end).to_ascii_lowercase().ends_with("coming");
        return Some((
            if nearest { weekday::from_today(day, offset.into()) } else { Expr::Weekday { day, week: Some(offset.into()) } },
            day_end,
        ));
    }
    if let Some(found) = once_a_year(text, next, offset) {
        return Some(found);
    }
    if offset == 0 {
        return None;
    }
    // the last three months, the next few years
    let (count, number_end) = few_or_count(text, next)?;
    let (g, unit_end) = unit(text, scan::joint_end(text, number_end), true)?;
    Some((rolling(g, count.checked_mul(offset.into())?), unit_end))
}

/// The `count` units up to or from the article's date on; years are counted from the day, quarters and decades are whole.
fn rolling(grain: Grain, count: i32) -> Expr {
    let day = |offset| Expr::Relative { grain: Grain::Day, offset }.boxed();
    match (grain, count) {
        (Grain::Year, ..0) => Expr::Ending { grain, count: count.abs(), end: day(-1) },
        (Grain::Year, _) => Expr::Starting { grain, count, start: day(1) },
        _ => Expr::Rolling { grain, count },
    }
}

/// "to last two weeks", "it will last a year".
fn is_verb(text: &str, at: usize) -> bool {
    word(text, at, "last").is_some()
        && matches!(
            scan::word_before(text, at).to_ascii_lowercase().as_str(),
            "to" | "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must" | "not" | "ll" | "only" | "t"
        )
}

fn few_or_count(text: &str, at: usize) -> Option<(i32, usize)> {
    let (count, end) = match any_word(text, at, &["few", "several", "couple of", "couple"]) {
        Some(e) => (if scan::part(text, at, e).starts_with(['c', 'C']) { 2 } else { 3 }, e),
        None => count(text, at)?,
    };
    Some((i32::try_from(count).ok().filter(|c| (1..=5000).contains(c))?, end))
}

/// The unit behind `last` and `next`, with a weekday of it behind: `next week Wednesday`, `previous week - Monday`.
fn single(text: &str, g: Grain, offset: i8, end: usize) -> (Expr, usize) {
    let tail = if scan::rest(text, end).starts_with("'s ") { end + 2 } else { end };
    let tail = blanks_end(text, tail);
    let tail = if byte(text, tail) == b'-' {
        blanks_end(text, tail + 1)
    } else {
        any_word(text, tail, &["on"]).map_or(tail, |e| blanks_end(text, e))
    };
    if let Some((day, end)) = weekday::name(text, tail).filter(|_| g == Grain::Week && tail > end) {
        return (Expr::Weekday { day, week: Some(offset.into()) }, end);
    }
    let expr = match g {
        Grain::Year => Expr::Calendar { year: Year::Offset(offset.into()), month: None, day: None },
        _ => Expr::Relative { grain: g, offset: offset.into() },
    };
    (expr, end)
}

/// A month, day, season or feast behind `last`, `this` or `next`: the one of this year, or the nearest one on that side.
fn once_a_year(text: &str, at: usize, offset: i8) -> Option<(Expr, usize)> {
    let this = |year: Year| Expr::Calendar { year, month: None, day: None };
    let digits = digits_end(text, at);
    let (expr, end) = if digits > at {
        day_first(text, at, digits).or_else(|| numeric::month_and_day(text, at))?
    } else if let Some((s, end)) = season_name(text, at) {
        if let Some(found) = super::stretch::season(text, at) {
            return Some(found);
        }
        if offset == 0 {
            return Some((part_of(Part::Season(s), this(Year::Offset(0))), end));
        }
        (part_of(Part::Season(s), this(Year::Unknown)), end)
    } else if month(text, at).is_some_and(|(m, _)| !matches!(m, 3 | 5) || byte(text, at).is_ascii_uppercase()) {
        let (m, name_end) = month(text, at)?;
        month_first(text, at).unwrap_or((numeric::calendar(None, m, None)?, name_end))
    } else {
        feasts::at(text, at)?
    };
    // A year of its own behind it needs no leading word.
    let unknown = |e: &Expr| match e {
        Expr::Calendar { year, month: Some(_), .. } | Expr::Feast { year, .. } => *year == Year::Unknown,
        Expr::In { of, .. } => matches!(**of, Expr::Calendar { year: Year::Unknown, .. }),
        _ => false,
    };
    if !unknown(&expr) || matches!(english::of_year(text, (expr.clone(), end)), (_, e) if e > end) {
        return Some((expr, end));
    }
    if offset == 0 {
        return super::in_year(expr, Year::Offset(0)).map(|e| (e, end));
    }
    Some((Expr::Coming { of: expr.boxed(), count: offset.into() }, end))
}

/// `3 next weeks`, `5 upcoming years`, behind their number.
pub(super) fn counted(text: &str, at: usize, n: i64) -> Option<(Expr, usize)> {
    let (offset, end) = lead(text, at).filter(|(o, _)| *o != 0)?;
    let (g, unit_end) = unit(text, blanks_end(text, end), true).filter(|(_, e)| n == 1 || ends_in_s(text, *e))?;
    let n = i32::try_from(n).ok().filter(|n| (1..=5000).contains(n))?;
    Some((rolling(g, n * i32::from(offset)), unit_end))
}

fn ends_in_s(text: &str, end: usize) -> bool {
    scan::part(text, 0, end).ends_with(['s', 'S'])
}

/// `week after next`, `month before last`; `week of 14 November`, `week beginning 4 February`; `week 12 of 2017`.
pub(super) fn unit_first(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (grain, end) = unit(text, at, false)?;
    // year-end, month-end, by year's end
    if let Some(e) =
        any_word(text, end, &["-end", "'s end", "’s end"]).filter(|_| matches!(grain, Grain::Year | Grain::Quarter | Grain::Month))
    {
        let next = blanks_end(text, e);
        let year = numeric::year(text, next, digits_end(text, next)).filter(|_| grain == Grain::Year && next > e);
        let (whole, e) = year.unwrap_or((single(text, grain, 0, end).0, e));
        return Some((part_of(Part::End, whole), e));
    }
    let next = blanks_end(text, end);
    if next == end {
        return None;
    }
    // the day after Thanksgiving
    if grain == Grain::Day {
        let e = any_word(text, next, &["after", "following", "before"])?;
        let (base, e) = day_at(text, blanks_end(text, e))?;
        let count = if word(text, next, "before").is_some() { -1 } else { 1 };
        return Some((Expr::Shift { base: base.boxed(), grain, count }, e));
    }
    let moved = any_word(text, next, &["after next"]).map(|e| (2, e)).or_else(|| any_word(text, next, &["before last"]).map(|e| (-2, e)));
    if let Some((offset, e)) = moved {
        return Some(single(text, grain, offset, e));
    }
    if grain == Grain::Week
        && let Some(e) = any_word(text, next, &["beginning on", "beginning", "starting on", "starting from", "starting", "commencing"])
        && let Some((start, e)) = day_at(text, blanks_end(text, e))
    {
        return Some((Expr::Starting { grain, count: 1, start: start.boxed() }, e));
    }
    if matches!(grain, Grain::Week | Grain::Weekend)
        && let Some(e) = any_word(text, next, &["of"])
        && let Some((day, e)) = day_at(text, blanks_end(text, e)).or_else(|| day_of_month(text, blanks_end(text, e)))
    {
        // A Sunday is named as the first day of its week, not as its last.
        let first = grain == Grain::Week && matches!(day, Expr::Calendar { .. });
        let day = if first { Expr::Shift { base: day.boxed(), grain: Grain::Day, count: 1 } } else { day };
        return Some((Expr::Holding { grain, day: day.boxed() }, e));
    }
    let digits = digits_end(text, next);
    let week: i8 = scan::part(text, next, digits).parse().ok().filter(|w| (1..=53).contains(w))?;
    // "Week 10" of a season and "week 30 of the pregnancy" are none of the calendar's
    let expr = Expr::WeekOfYear { year: Year::Unknown, week };
    let of_year = english::of_year(text, (expr.clone(), digits)).1 > digits;
    let goes_on = any_word(text, blanks_end(text, digits), &["of", "in"]).is_some() || byte(text, digits).is_ascii_alphanumeric();
    let small = byte(text, at).is_ascii_lowercase();
    (grain == Grain::Week && digits - next <= 2 && (of_year || small && !goes_on)).then_some((expr, digits))
}

/// `the 14th`, behind "the week of".
fn day_of_month(text: &str, at: usize) -> Option<(Expr, usize)> {
    let from = blanks_end(text, any_word(text, at, &["the"])?);
    let digits = digits_end(text, from);
    let end = any_word(text, digits, &["st", "nd", "rd", "th"])?;
    let day: i8 = scan::part(text, from, digits).parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((Expr::Calendar { year: Year::Unknown, month: None, day: Some(day) }, end))
}

/// `rest of the week`, `remainder of 2016`.
pub(super) fn rest_of(text: &str, at: usize) -> Option<(Expr, usize)> {
    let of = any_word(text, at, &["rest of", "remainder of"])?;
    let next = blanks_end(text, of);
    let own = any_word(text, next, &["the", "this", "the current", "my", "our"])
        .and_then(|e| own_unit(text, blanks_end(text, e)))
        .filter(|(e, _)| !matches!(e, Expr::Relative { grain: Grain::Day, .. }));
    let (period, end) = own.or_else(|| {
        let read = if byte(text, next).is_ascii_digit() { numeric::at(text, next) } else { english::at(text, next) };
        read.map(|f| english::of_year(text, f)).filter(|(e, _)| !e.is_day() && !matches!(e, Expr::Clock { .. }))
    })?;
    Some((part_of(Part::Rest, period), end))
}

/// `within the next nine months`, `within 9 months`: from the article's date on.
pub(super) fn within(text: &str, at: usize) -> Option<(Expr, usize)> {
    let next = blanks_end(text, word(text, at, "within")?);
    let next = any_word(text, next, &["the"]).map_or(next, |e| blanks_end(text, e));
    let next = any_word(text, next, &["next", "coming", "following"]).map_or(next, |e| blanks_end(text, e));
    let (n, end) = match any_word(text, next, &["a", "an"]) {
        Some(e) => (1, e),
        None => few_or_count(text, next)?,
    };
    let (grain, end) = unit(text, scan::joint_end(text, end), true)?;
    // "within 30 days of delivery" is counted from something else
    let other = any_word(text, blanks_end(text, end), &["of", "after", "from", "before"]).is_some();
    (!other).then(|| {
        let start = Expr::Relative { grain: Grain::Day, offset: 0 }.boxed();
        (Expr::Starting { grain, count: n, start }, end)
    })
}

/// `the same year`, the one told before; "the same day as the vote" and "the same month last year" are other ones.
fn same(text: &str, grain: Grain, end: usize) -> Option<(Expr, usize)> {
    let next = blanks_end(text, end);
    let other =
        any_word(text, next, &["as", "last", "next", "of", "in", "a", "an", "the", "two", "three", "previous", "earlier", "but"]).is_some();
    let glued = byte(text, end) == b'-' || byte(text, end).is_ascii_digit();
    (!other && !glued).then_some((Expr::Told(grain), end))
}

/// `the week`, `the month` at the end of a clause: "sales for the year.", "in the week,".
pub(super) fn told(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (grain, end) = unit(text, at, false)?;
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let head = head.strip_suffix("the")?.trim_end_matches(' ');
    let led = matches!(
        scan::word_before(head, head.len()).to_ascii_lowercase().as_str(),
        "of" | "for" | "in" | "during" | "over" | "through" | "throughout"
    );
    // "at the end of the day", "for most of the day"
    let before = scan::word_before(head, head.len() - scan::word_before(head, head.len()).len());
    let within = grain == Grain::Day
        && matches!(
            before,
            "end" | "rest" | "most" | "much" | "part" | "start" | "time" | "times" | "middle" | "course" | "light" | "later" | "all"
        );
    let led = led && !within;
    let small = byte(text, at).is_ascii_lowercase();
    let ends = byte(text, end) != b' ' && !byte(text, end).is_ascii_alphanumeric() && !matches!(byte(text, end), b'-' | b'\'' | b'/');
    let calendar = matches!(grain, Grain::Day | Grain::Week | Grain::Month | Grain::Quarter | Grain::Year);
    // ’s
    let owns = byte(text, end) == 0xe2;
    (led && small && ends && calendar && !owns).then_some((Expr::Told(grain), end))
}

/// `the weekend` where it is a time: "over the weekend", "at the weekend".
pub(super) fn weekend(text: &str, at: usize) -> Option<(Expr, usize)> {
    let end = word(text, at, "weekend")?;
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let head = head.strip_suffix("the").or_else(|| head.strip_suffix("The"))?;
    let led = matches!(
        scan::word_before(head, head.len()).to_ascii_lowercase().as_str(),
        "over" | "at" | "on" | "during" | "for" | "this" | "by" | "until" | "before" | "through" | "throughout" | "since"
    ) || head.trim().is_empty();
    let goes_on = any_word(text, blanks_end(text, end), &["of", "before", "after", "following", "when"]).is_some();
    (led && !goes_on && !byte(text, end).is_ascii_alphanumeric() && byte(text, end) != b'-').then_some((Expr::Weekend, end))
}
