//! English dates and periods: month names, weekdays, quarters, "last year", "the year to June", "two days ago".

use super::super::lexicon::{LEXICON, Sense, class};
use super::super::numeral;
use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain, Part, Year};
use super::stretch::{counted, season, season_name, stretch_of, year_to};
use super::{as_year, grain, half, in_year, numeric, part_of, quarter, relative};

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let classes = LEXICON.classes(text, at);
    let has = |class: u16| classes & class != 0;
    if has(class::RELATIVE)
        && let Some(found) = relative(text, at)
    {
        return Some(found);
    }
    if let Some(end) = word(text, at, "now").filter(|_| ends_range(text, at)) {
        return Some((Expr::Relative { grain: Grain::Day, offset: 0 }, end));
    }
    let named = || if has(class::MONTH) { month_first(text, at) } else { None };
    let day = || if has(class::WEEKDAY) { weekday(text, at) } else { None };
    let number = || if has(class::NUMBER) { day_in_words(text, at) } else { None };
    let grammar = || {
        shifted(text, at)
            .or_else(|| abbreviated(text, at))
            .or_else(|| stretch_of(text, at))
            .or_else(|| year_to(text, at))
            .or_else(|| season(text, at))
    };
    let part = || if has(class::NUMBER | class::DATE) { ordinal_part(text, at) } else { None };
    let other = || if has(class::DATE) { grammar() } else { None };
    let counts = || if has(class::NUMBER | class::DATE) { counted(text, at) } else { None };
    named().or_else(day).or_else(part).or_else(other).or_else(number).or_else(counts)
}

/// Whether the text before `at` leads to the end of a range.
fn ends_range(text: &str, at: usize) -> bool {
    matches!(scan::word_before(text, at).to_ascii_lowercase().as_str(), "to" | "and" | "until" | "till" | "through" | "between" | "from")
}

fn month(text: &str, at: usize) -> Option<(i8, usize)> {
    LEXICON.find(text, at, |s| if let Sense::Month(m) = s { Some(m) } else { None })
}

/// `September 13, 2014`, `September 13`, `September 2014`, `September`.
pub(super) fn month_first(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (m, name_end) = month(text, at)?;
    let mut next = blanks_end(text, name_end);
    if matches!(byte(text, next), b'-' | b'/' | b',') && byte(text, blanks_end(text, next + 1)).is_ascii_digit() {
        next = blanks_end(text, next + 1);
    }
    let the = any_word(text, next, &["the"]).map_or(next, |e| blanks_end(text, e));
    let end = digits_end(text, the);
    let n: Option<i16> = scan::part(text, the, end).parse().ok();
    let digits = end - the;
    // September 13th, 2014
    if let Some(d) = n.filter(|d| digits <= 2 && (1..=31).contains(d)) {
        let day_end = any_word(text, end, &["st", "nd", "rd", "th"]).unwrap_or(end);
        let goes_on = matches!(byte(text, day_end), b'.' | b':') && byte(text, day_end + 1).is_ascii_digit();
        let sound = !goes_on && !byte(text, day_end).is_ascii_alphabetic() && byte(text, day_end) != b'%';
        if sound {
            let e = numeric::calendar(None, m, Some(d as i8));
            let year = year_behind(text, day_end).and_then(|(y, end)| Some((numeric::calendar(Some(y), m, Some(d as i8))?, end)));
            return year.or_else(|| e.map(|e| (e, day_end)));
        }
    }
    if let Some((d, day_end)) = day_word(text, the).filter(|_| the > name_end)
        && let Some(e) = numeric::calendar(None, m, Some(d))
    {
        let year = year_behind(text, day_end).and_then(|(y, end)| Some((numeric::calendar(Some(y), m, Some(d))?, end)));
        return year.or(Some((e, day_end)));
    }
    // September 2014, Sept '14
    if let Some(y) = n.filter(|y| digits == 4 && (1500..=2200).contains(y))
        && !byte(text, end).is_ascii_alphanumeric()
    {
        return numeric::calendar(Some(y), m, None).map(|e| (e, end));
    }
    if scan::rest(text, next).starts_with(['\'', '’']) {
        let from = next + scan::char_at(text, next)?.len_utf8();
        let end = digits_end(text, from);
        if end == from + 2 {
            let y = numeric::full_year(scan::part(text, from, end).parse().ok()?, 2)?;
            return numeric::calendar(Some(y), m, None).map(|e| (e, end));
        }
    }
    alone(text, at, name_end).then(|| numeric::calendar(None, m, None).map(|e| (e, name_end))).flatten()
}

/// Whether a month's name stands for the month by itself: "may" and "march" are words, and abbreviations need company.
fn alone(text: &str, at: usize, end: usize) -> bool {
    let name = scan::part(text, at, end).trim_end_matches('.');
    let before = scan::word_before(text, at).to_ascii_lowercase();
    let led = matches!(
        before.as_str(),
        "in" | "since"
            | "of"
            | "until"
            | "till"
            | "by"
            | "during"
            | "from"
            | "to"
            | "through"
            | "between"
            | "early"
            | "late"
            | "mid"
            | "last"
            | "next"
            | "this"
            | "before"
            | "after"
            | "on"
            | "for"
            | "and"
            | "end"
            | "month"
            | "throughout"
            | "past"
            | "previous"
            | "every"
            | "each"
    );
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let tail = blanks_end(text, end);
    let named = scan::word_before(text, at).starts_with(|c: char| c.is_ascii_uppercase()) && !led;
    if named && name.len() <= 4 {
        return false;
    }
    let dashed = matches!(byte(text, tail), b'-' | b'/') && (byte(text, tail + 1).is_ascii_digit() || month(text, tail + 1).is_some());
    let in_range = dashed || any_word(text, tail, &["to", "through", "until", "of", "and"]).is_some();
    match name.to_ascii_lowercase().as_str() {
        "august" => capital || led,
        "may" | "march" | "mar" => {
            capital && (led || before.is_empty() && in_range && name.len() > 3 || in_range && (scan::part(text, 0, at).is_empty()))
                || text.trim().len() == name.len()
        }
        "jan" | "feb" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" => {
            led || in_range || text.trim().len() == name.len()
        }
        _ => true,
    }
}

/// `, 2014`, ` 2014`, ` of 2014`, ` '14` behind a day.
fn year_behind(text: &str, at: usize) -> Option<(i16, usize)> {
    let mut next = blanks_end(text, at);
    for mark in [",", ".", "-", "/"] {
        if scan::rest(text, next).starts_with(mark) {
            next = blanks_end(text, next + 1);
            break;
        }
    }
    next = any_word(text, next, &["of", "in", "in the year", "of the year"]).map_or(next, |e| blanks_end(text, e));
    if scan::rest(text, next).starts_with(['\'', '’']) {
        let from = next + scan::char_at(text, next)?.len_utf8();
        let end = digits_end(text, from);
        return (end == from + 2).then(|| Some((numeric::full_year(scan::part(text, from, end).parse().ok()?, 2)?, end)))?;
    }
    let end = digits_end(text, next);
    if end == next && next > at {
        return year_in_words(text, next);
    }
    let goes_on = matches!(byte(text, end), b',' | b'.' | b':') && byte(text, end + 1).is_ascii_digit();
    let closed = !goes_on && !byte(text, end).is_ascii_alphabetic() && byte(text, end) != b'%';
    let y: i16 = scan::part(text, next, end).parse().ok()?;
    (end - next == 4 && closed && (1000..=2999).contains(&y) && next > at).then_some((y, end))
}

/// `13 September 2014`, `13th of September`, `the 13th`.
pub(super) fn day_first(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let d: i8 = scan::part(text, at, end).parse().ok().filter(|d| (1..=31).contains(d) && end - at <= 2)?;
    let ordinal = any_word(text, end, &["st", "nd", "rd", "th"]);
    day_and_month(text, at, d, ordinal.unwrap_or(end), ordinal.is_some())
}

fn day_and_month(text: &str, at: usize, d: i8, end: usize, ordinal: bool) -> Option<(Expr, usize)> {
    let mut next = scan::joint_end(text, end);
    if byte(text, next) == b'/' {
        next += 1;
    }
    let of = any_word(text, next, &["of", "of the month of", "day of"]).map_or(next, |e| blanks_end(text, e));
    if let Some((m, name_end)) = month(text, of).filter(|_| of > end || ordinal || byte(text, end).is_ascii_alphabetic()) {
        let e = numeric::calendar(None, m, Some(d))?;
        let year = year_behind(text, name_end).and_then(|(y, end)| Some((numeric::calendar(Some(y), m, Some(d))?, end)));
        return Some(year.unwrap_or((e, name_end)));
    }
    // "3rd last year" is no day; "the 13th" is one only behind a weekday, "on the" or as end of a range.
    if let Some((Expr::Relative { grain: Grain::Month, offset }, e)) = of_period(text, end).filter(|_| ordinal || byte(text, end) == b' ') {
        return Some((part_of(Part::Nth(Grain::Day, d), Expr::Relative { grain: Grain::Month, offset }), e));
    }
    let head = scan::part(text, 0, at).trim_end_matches(' ').to_ascii_lowercase();
    let led = ["on the", "by the", "until the", "till the", "since the", "from the", "before the", "after the", "on"]
        .iter()
        .any(|l| head.ends_with(l) && !head[..head.len() - l.len()].ends_with(|c: char| c.is_ascii_alphabetic()));
    let after = blanks_end(text, end);
    let free = !byte(text, after).is_ascii_alphabetic()
        || any_word(
            text,
            after,
            &[
                "to",
                "and",
                "at",
                "for",
                "in",
                "of this month",
                "of next month",
                "of last month",
                "through",
                "until",
                "said",
                "the",
                "with",
                "from",
                "if",
                "is",
                "was",
                "will",
                "by",
            ],
        )
        .is_some();
    if ordinal && led && free {
        return Some((Expr::Calendar { year: Year::Unknown, month: None, day: Some(d) }, end));
    }
    None
}

/// A number word or ordinal that can be a day of the month.
fn day_word(text: &str, at: usize) -> Option<(i8, usize)> {
    let n = numeral::at(text, at).filter(|n| n.shape == numeral::Shape::Words && n.scale == 0)?;
    let d = n.integer().filter(|d| (1..=31).contains(d))?;
    Some((d as i8, n.end))
}

/// `twenty five January`, `twelfth of May` is an ordinal's.
fn day_in_words(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (d, end) = day_word(text, at)?;
    month(text, scan::joint_end(text, end)).and_then(|_| day_and_month(text, at, d, end, false))
}

/// `nineteen eighty six`, `two thousand and thirty two`.
fn year_in_words(text: &str, at: usize) -> Option<(i16, usize)> {
    let n = numeral::at(text, at).filter(|n| n.shape == numeral::Shape::Words && !n.ordinal)?;
    let first = i16::try_from(n.integer()?).ok()?;
    if (1000..=2999).contains(&first) {
        return Some((first, n.end));
    }
    let rest =
        numeral::at(text, scan::joint_end(text, n.end)).filter(|r| r.shape == numeral::Shape::Words && !r.ordinal && r.start > n.end)?;
    let last = i16::try_from(rest.integer()?).ok().filter(|l| (1..=99).contains(l))?;
    (15..=20).contains(&first).then_some((first * 100 + last, rest.end))
}

/// Whether the words before `at` open a pair of ends: "between the".
pub(super) fn between_before(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at).trim_end_matches(' ').to_ascii_lowercase();
    head.strip_suffix("the").unwrap_or(&head).trim_end_matches(' ').ends_with("between")
}

/// ` of last month`, ` of May`, ` in 2016` behind a part: the period it is a part of.
fn of_period(text: &str, at: usize) -> Option<(Expr, usize)> {
    let next = any_word(text, blanks_end(text, at), &["of the", "of", "in the", "in"])?;
    let next = blanks_end(text, next);
    self::at(text, next).or_else(|| numeric::at(text, next)).filter(|(e, _)| !matches!(e, Expr::Clock { .. })).map(|f| of_year(text, f))
}

/// Binds a year that follows: `Q2 of last year`, `September, 2014`, `the first half of 2016`, `May last year`.
pub(super) fn of_year(text: &str, (expr, end): (Expr, usize)) -> (Expr, usize) {
    let mut next = blanks_end(text, end);
    if byte(text, next) == b',' && byte(text, next + 1) == b' ' && byte(text, next + 2).is_ascii_digit() {
        next += 2;
    }
    let of = any_word(text, next, &["of the year", "of the", "of", "in the", "in", "for", "the"]).map_or(next, |e| blanks_end(text, e));
    if of == end {
        return (expr, end);
    }
    let digits = digits_end(text, of);
    let year = if digits == of + 4 {
        numeric::year(text, of, digits).filter(|_| of > next || !matches!(expr, Expr::Calendar { day: Some(_), .. }))
    } else {
        relative(text, of).or_else(|| shifted(text, of)).or_else(|| abbreviated(text, of))
    };
    let bound = year.and_then(|(e, e_end)| {
        let y = as_year(&e).or(if let Expr::Fiscal { year, quarter: None } = e { Some(year) } else { None })?;
        let fiscal = matches!(e, Expr::Fiscal { .. });
        match (&expr, fiscal) {
            (Expr::Months { first, last, .. }, true) if last - first == 2 => {
                Some((Expr::Fiscal { year: y, quarter: Some(first / 3 + 1) }, e_end))
            }
            _ => Some((in_year(expr.clone(), y)?, e_end)),
        }
    });
    bound.unwrap_or((expr, end))
}

/// `Tuesday`, `last Friday` is in [`shifted`]; `Tuesday, 14 July 2020`, `Tuesday the 19th`, `Tuesday last week`.
fn weekday(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (day, end) = LEXICON.find(text, at, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })?;
    let name = scan::part(text, at, end).trim_end_matches('.');
    let full = name.len() > 5 && !name.ends_with('s');
    let mut next = blanks_end(text, end);
    if byte(text, next) == b',' {
        next = blanks_end(text, next + 1);
    }
    let the = any_word(text, next, &["the"]).map_or(next, |e| blanks_end(text, e));
    // With a date behind it the weekday only decorates.
    if the > end {
        let digits = digits_end(text, the);
        let dated = month_first(text, the)
            .filter(|(e, _)| matches!(e, Expr::Calendar { day: Some(_), .. }))
            .or_else(|| if digits > the { numeric::at(text, the) } else { None }.filter(|(e, _)| e.is_day()));
        if let Some(found) = dated {
            return Some(found);
        }
        let ordinal = any_word(text, digits, &["st", "nd", "rd", "th"]).filter(|_| digits > the);
        if let (Some(e), Ok(d)) = (ordinal, scan::part(text, the, digits).parse::<i8>())
            && (1..=31).contains(&d)
        {
            return Some((Expr::WeekdayDay { weekday: day, day: d }, e));
        }
        if let Some((Expr::Relative { grain: Grain::Week, offset }, e)) =
            any_word(text, the, &["of"]).map_or_else(|| shifted(text, the), |e| shifted(text, blanks_end(text, e)))
        {
            return Some((Expr::Weekday { day, week: Some(offset) }, e));
        }
    }
    // "Fridays" and "every Friday" recur; "sat", "sun", "wed" and "mon" are words unless something makes them days.
    let before = scan::word_before(text, at).to_ascii_lowercase();
    // Copper Friday, Good Friday are names
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let word_at = head.len() - scan::word_before(text, at).len();
    let opens = word_at == 0 || !scan::part(text, 0, word_at).trim_end_matches(' ').ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let named = scan::word_before(text, at).starts_with(|c: char| c.is_ascii_uppercase())
        && !matches!(
            before.as_str(),
            "on" | "last" | "next" | "this" | "by" | "until" | "since" | "from" | "late" | "early" | "and" | "or" | "to"
        );
    if named && (!opens || head.len() - word_at > 3 && scan::part(text, 0, word_at).ends_with(['"', '“', '‘', '\'']))
        || matches!(before.as_str(), "orange" | "black" | "good")
    {
        return None;
    }
    if name.ends_with("days") || matches!(before.as_str(), "every" | "each") {
        return None;
    }
    let lone = text.trim().trim_end_matches('.').len() == name.len();
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    (full || lone || capital && matches!(before.as_str(), "on" | "this" | "until" | "till" | "by" | "since" | "from" | "to"))
        .then_some((Expr::Weekday { day, week: None }, if full { end } else { at + name.len() }))
}

/// `Q2`, `Q2 2024`, `H1`, `FY2023`, `fiscal 2023`.
fn abbreviated(text: &str, at: usize) -> Option<(Expr, usize)> {
    if let Some(end) = any_word(text, at, &["fiscal year", "financial year", "fiscal", "fy", "fye"]) {
        let next = blanks_end(text, end);
        let next = next + usize::from(byte(text, next) == b'\'');
        let digits = digits_end(text, next);
        let y = numeric::full_year(scan::part(text, next, digits).parse().ok()?, digits - next)?;
        return Some((Expr::Fiscal { year: Year::Known(y), quarter: None }, digits));
    }
    let letter = byte(text, at).to_ascii_uppercase();
    let n = byte(text, at + 1).wrapping_sub(b'0') as i8;
    let end = at + 2;
    let expr = match letter {
        b'Q' if (1..=4).contains(&n) => quarter(Year::Unknown, n),
        b'H' if (1..=2).contains(&n) && byte(text, at) == b'H' => half(Year::Unknown, n),
        _ => return None,
    };
    if byte(text, end).is_ascii_alphanumeric() && !matches!(byte(text, end), b'/' | b'-') {
        return None;
    }
    // Q2/2024, Q2'24, Q2-24
    let next = end + usize::from(matches!(byte(text, end), b'/' | b'-' | b'\''));
    let next = blanks_end(text, next);
    let digits = digits_end(text, next);
    if let Some(y) = scan::part(text, next, digits)
        .parse()
        .ok()
        .filter(|_| digits - next == 4 || digits - next == 2 && next == end + 1 && byte(text, end) != b' ')
        .and_then(|y| numeric::full_year(y, digits - next))
    {
        return in_year(expr, Year::Known(y)).map(|e| (e, digits));
    }
    Some((expr, end))
}

/// `last year`, `this Friday`, `next two weeks`, `the past three months`, `current quarter`.
fn shifted(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (offset, end) = [
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
        ("next", 1),
        ("coming", 1),
        ("upcoming", 1),
        ("following", 1),
        ("forthcoming", 1),
    ]
    .iter()
    .filter_map(|(w, o)| word(text, at, w).map(|e| (*o, e)))
    .max_by_key(|(_, e)| *e)?;
    let next = blanks_end(text, end);
    if next == end {
        return None;
    }
    if let Some((g, unit_end)) = unit(text, next, false) {
        if byte(text, at).eq_ignore_ascii_case(&b's') {
            return None;
        }
        // next week Wednesday, previous week - Monday
        let tail = blanks_end(text, unit_end);
        let tail = if byte(text, tail) == b'-' {
            blanks_end(text, tail + 1)
        } else {
            any_word(text, tail, &["on"]).map_or(tail, |e| blanks_end(text, e))
        };
        let weekday = LEXICON
            .find(text, tail, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })
            .filter(|_| g == Grain::Week && tail > unit_end);
        if let Some((day, end)) = weekday {
            return Some((Expr::Weekday { day, week: Some(offset) }, end));
        }
        return Some((
            match g {
                Grain::Year => Expr::Calendar { year: Year::Offset(offset as i16), month: None, day: None },
                _ => Expr::Relative { grain: g, offset },
            },
            unit_end,
        ));
    }
    if let Some((day, day_end)) = LEXICON.find(text, next, |s| if let Sense::Weekday(d) = s { Some(d) } else { None }) {
        let e = match offset {
            -1 => Expr::Weekday { day, week: Some(-1) },
            0 => Expr::Weekday { day, week: Some(0) },
            _ => Expr::Weekday { day, week: Some(1) },
        };
        return Some((e, day_end));
    }
    if let Some((m, month_end)) = month(text, next).filter(|(m, _)| !matches!(m, 3 | 5) || byte(text, next).is_ascii_uppercase()) {
        let year = if offset == 0 { Year::Offset(0) } else { Year::Unknown };
        return Some((Expr::Calendar { year, month: Some(m), day: None }, month_end));
    }
    if let Some((s, season_end)) = season_name(text, next) {
        return Some((part_of(Part::Season(s), Expr::Calendar { year: Year::Offset(offset as i16), month: None, day: None }), season_end));
    }
    if offset == 0 {
        return None;
    }
    // the last three months, the next few years
    let (count, number_end) = match any_word(text, next, &["few", "several", "couple of", "couple"]) {
        Some(e) => (if scan::part(text, next, e).starts_with(['c', 'C']) { 2 } else { 3 }, e),
        None => count(text, next)?,
    };
    let (g, unit_end) = unit(text, scan::joint_end(text, number_end), true)?;
    let count: i32 = i32::try_from(count).ok().filter(|c| (1..=5000).contains(c))?;
    Some((Expr::Rolling { grain: g, count: count * offset }, unit_end))
}

/// A small whole number; "two quarters" are two, not a half.
pub(super) fn count(text: &str, at: usize) -> Option<(i64, usize)> {
    if let Some((n, end)) = LEXICON.find(text, at, |s| if let Sense::Card(n) = s { Some(n) } else { None })
        && unit(text, scan::joint_end(text, end), true).is_some()
    {
        return Some((n, end));
    }
    let n = numeral::at(text, at).filter(|n| !n.ordinal)?;
    Some((n.integer()?, n.end))
}

/// A unit of the calendar, singular, or plural where `plural`.
pub(super) fn unit(text: &str, at: usize, plural: bool) -> Option<(Grain, usize)> {
    if let Some(end) = any_word(text, at, if plural { &["yrs", "yr"] } else { &["yr"] }) {
        return Some((Grain::Year, end));
    }
    if let Some(end) = any_word(text, at, if plural { &["qtrs", "qtr"] } else { &["qtr"] }) {
        return Some((Grain::Quarter, end));
    }
    for name in ["day", "week", "weekend", "month", "quarter", "year", "decade", "century"] {
        if let Some(end) = word(text, at, name) {
            return grain(name).map(|g| (g, end));
        }
        if plural {
            let many = if name == "century" { "centuries".to_owned() } else { format!("{name}s") };
            if let Some(end) = word(text, at, &many) {
                return grain(name).map(|g| (g, end));
            }
        }
    }
    None
}

/// `first quarter`, `second half of 2016`, `first nine months`, `last week of May`, `third Monday of October`, `21st century`.
fn ordinal_part(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, end) = match any_word(text, at, &["last", "final"]) {
        Some(end) => (-1, end),
        None => {
            let n = numeral::at(text, at).filter(|n| n.ordinal)?;
            (n.integer()?, n.end)
        }
    };
    ordinal_period(text, n, end)
}

pub(super) fn ordinal_period(text: &str, n: i64, end: usize) -> Option<(Expr, usize)> {
    let next = scan::joint_end(text, end);
    let n8 = i8::try_from(n).ok()?;
    if let Some(e) = word(text, next, "quarter") {
        let fiscal = any_word(text, blanks_end(text, e), &["fiscal"]).is_some();
        return match n {
            1..=4 if !fiscal || of_period(text, e).is_none() => {
                let bound = of_period(text, e).and_then(|(p, p_end)| Some((in_year(quarter(Year::Unknown, n8), as_year(&p)?)?, p_end)));
                Some(bound.unwrap_or((quarter(Year::Unknown, n8), e)))
            }
            -1 => of_period(text, e).map(|(p, p_end)| (part_of(Part::Nth(Grain::Quarter, -1), p), p_end)),
            _ => None,
        };
    }
    if let Some(e) = word(text, next, "half") {
        // A half is one of the calendar only where a year or a verb of time says so; a match has two as well.
        let bound = of_period(text, e).and_then(|(p, p_end)| Some((in_year(half(Year::Unknown, n8), as_year(&p)?)?, p_end)));
        let of_the_year = any_word(text, blanks_end(text, e), &["of the year", "of the fiscal year", "of the financial year"]);
        let led = matches!(
            scan::word_before(text, end_of_article(text, next, end)).to_ascii_lowercase().as_str(),
            "in" | "for" | "during" | "throughout" | "over"
        );
        let other = any_word(text, blanks_end(text, e), &["of"]).is_some();
        return (1..=2).contains(&n).then_some(()).and_then(|()| {
            bound
                .or_else(|| of_the_year.map(|e| (half(Year::Unknown, n8), e)))
                .or_else(|| (led && !other).then(|| (half(Year::Unknown, n8), e)))
        });
    }
    if let Some(e) = word(text, next, "century").filter(|_| (1..=30).contains(&n)) {
        return Some((Expr::Years { first: (n as i16 - 1) * 100, years: 100 }, e));
    }
    // first nine months of 2016
    if (n == 1 || n == -1)
        && let Some(count) = numeral::at(text, next).filter(|c| c.integer().is_some_and(|c| (1..=40).contains(&c)))
    {
        let (g, e) = unit(text, scan::joint_end(text, count.end), true)?;
        let count = count.integer()? as i16;
        let (whole, stop) = match of_period(text, e) {
            Some((p, p_end)) => (p, p_end),
            None if n == 1 && g == Grain::Month => (
                Expr::Calendar { year: Year::Offset(0), month: None, day: None },
                any_word(text, blanks_end(text, e), &["of the year"]).unwrap_or(e),
            ),
            None => return None,
        };
        return Some((part_of(Part::Run(g, if n == 1 { count } else { -count }), whole), stop));
    }
    if let Some((g, e)) = unit(text, next, false) {
        if n == -1 && of_period(text, e).is_none() {
            return None;
        }
        let (p, p_end) = of_period(text, e)?;
        return Some((part_of(Part::Nth(g, n8), p), p_end));
    }
    if let Some((day, e)) = LEXICON.find(text, next, |s| if let Sense::Weekday(d) = s { Some(d) } else { None }) {
        let (p, p_end) = of_period(text, e)?;
        return Some((part_of(Part::Weekday(day, n8), p), p_end));
    }
    // thirteenth of May
    day_and_month(text, end, n8, end, true).filter(|_| (1..=31).contains(&n))
}

fn end_of_article(text: &str, _next: usize, end: usize) -> usize {
    let head = scan::part(text, 0, end);
    let start = head.char_indices().rev().find(|(_, c)| !c.is_ascii_alphanumeric()).map_or(0, |(i, c)| i + c.len_utf8());
    let before = head[..start].trim_end_matches(' ');
    before.strip_suffix("the").or_else(|| before.strip_suffix("The")).map_or(start, str::len)
}
