//! English dates and periods: month names, weekdays, quarters, "last year", "the year to June", "two days ago".

use super::super::lexicon::{LEXICON, Sense, class};
use super::super::numeral;
use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain, Part, Year};
use super::ordinal::ordinal_part;
use super::relative::{rest_of, shifted, told, unit_first, weekend, within};
use super::stretch::{counted, season, stretch_of, year_to};
use super::weekday::{closest, weekday};
use super::{as_year, clock, feasts, half, in_year, numeric, part_of, quarter, relative};

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let classes = LEXICON.classes(text, at);
    let has = |class: u16| classes & class != 0;
    if has(class::RELATIVE)
        && let Some(found) = relative(text, at).filter(|(e, _)| !matches!(e, Expr::Years { .. }) || is_decade(text, at))
    {
        return Some(found);
    }
    if has(class::FEAST)
        && let Some(found) = feasts::at(text, at)
    {
        return Some(found);
    }
    // "a", "an" and "in" are the most frequent of these words, and open counted units only.
    let first = byte(text, at) | 0x20;
    if matches!(first, b'a' | b'i') && !byte(text, at + 1 + usize::from(byte(text, at + 1) | 0x20 == b'n')).is_ascii_alphabetic() {
        let quarter = byte(text, at + 2) | 0x20 == b'q';
        return if quarter { clock::words(text, at) } else { None }.or_else(|| counted(text, at));
    }
    let till_date = || word(text, at, "date").filter(|_| scan::word_before(text, at).eq_ignore_ascii_case("till"));
    if let Some(end) = word(text, at, "now").filter(|_| ends_range(text, at)).or_else(till_date) {
        return Some((Expr::Relative { grain: Grain::Day, offset: 0 }, end));
    }
    if has(class::NUMBER | class::DATE)
        && let Some(found) = clock::words(text, at)
    {
        return Some(found);
    }
    let named = || if has(class::MONTH) { month_first(text, at) } else { None };
    let day = || if has(class::WEEKDAY) { weekday(text, at) } else { None };
    let number = || if has(class::NUMBER) { day_in_words(text, at).or_else(|| decade_in_words(text, at)) } else { None };
    let part = || if has(class::NUMBER | class::DATE) { ordinal_part(text, at) } else { None };
    let other = || if has(class::DATE) { grammar(text, at) } else { None };
    let counts = || if has(class::NUMBER | class::DATE) { counted(text, at) } else { None };
    named().or_else(day).or_else(part).or_else(other).or_else(number).or_else(counts)
}

/// What the first letter of a word of the grammar can open.
fn grammar(text: &str, at: usize) -> Option<(Expr, usize)> {
    let units = || year_to(text, at).or_else(|| unit_first(text, at)).or_else(|| told(text, at));
    match byte(text, at) | 0x20 {
        b'l' => shifted(text, at).or_else(|| stretch_of(text, at)),
        b'p' | b't' => shifted(text, at),
        b'n' | b'u' => shifted(text, at).or_else(|| closest(text, at)),
        b'c' => shifted(text, at).or_else(|| closest(text, at)).or_else(units),
        b'f' => shifted(text, at).or_else(|| abbreviated(text, at)).or_else(|| season(text, at)),
        b's' => shifted(text, at).or_else(|| stretch_of(text, at)).or_else(|| season(text, at)),
        b'q' => abbreviated(text, at).or_else(units),
        b'h' => abbreviated(text, at),
        b'e' | b'b' => stretch_of(text, at),
        b'm' => stretch_of(text, at).or_else(units),
        b'w' => season(text, at).or_else(units).or_else(|| weekend(text, at)).or_else(|| within(text, at)),
        b'd' | b'y' => units(),
        b'a' => season(text, at),
        b'r' => rest_of(text, at),
        _ => None,
    }
}

/// Whether "nineties" and the like are years of the century: "the nineties", not "in her nineties".
fn is_decade(text: &str, at: usize) -> bool {
    matches!(
        scan::word_before(text, at).to_ascii_lowercase().as_str(),
        "the" | "in" | "since" | "of" | "early" | "mid" | "late" | "during" | "until" | "from" | "to" | "through" | "and" | "roaring"
    ) && !["temperature", "degrees", "highs", "lows"].iter().any(|w| scan::lead(text, at, 60).contains(w))
        && !super::stretch::personal_before(text, at)
}

/// Whether the text before `at` leads to the end of a range.
fn ends_range(text: &str, at: usize) -> bool {
    matches!(scan::word_before(text, at).to_ascii_lowercase().as_str(), "to" | "and" | "until" | "till" | "through" | "between" | "from")
}

pub(super) fn month(text: &str, at: usize) -> Option<(i8, usize)> {
    LEXICON.find(text, at, |s| if let Sense::Month(m) = s { Some(m) } else { None })
}

/// `September 13, 2014`, `September 13`, `September 2014`, `September`.
pub(super) fn month_first(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (m, name_end) = month(text, at)?;
    let mut next = blanks_end(text, name_end);
    // "sept . 30": a text cut into words
    if next > name_end
        && byte(text, next) == b'.'
        && name_end - at <= 4
        && byte(text, next + 1) == b' '
        && byte(text, next + 2).is_ascii_digit()
    {
        next += 2;
    }
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
        // "Theresa May 10 points": a name before a count
        let previous = scan::word_before(text, at);
        let name = m == 5
            && previous.starts_with(|c: char| c.is_ascii_uppercase())
            && LEXICON.find(previous, 0, |s| matches!(s, Sense::Weekday(_)).then_some(())).is_none()
            && !matches!(previous, "On" | "In" | "By" | "From" | "Until" | "Since" | "The" | "To")
            && !phrase_ends(text, day_end);
        let sound = !goes_on && !name && !byte(text, day_end).is_ascii_alphabetic() && byte(text, day_end) != b'%';
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
    if let Some((y, end)) = year_in_words(text, next).filter(|(y, e)| next > name_end && (1900..=2100).contains(y) && phrase_ends(text, *e))
    {
        return numeric::calendar(Some(y), m, None).map(|e| (e, end));
    }
    let later = any_word(text, next, &["after next"]).map(|e| (2, e)).or_else(|| any_word(text, next, &["before last"]).map(|e| (-2, e)));
    if let Some((count, end)) = later.filter(|_| next > name_end) {
        return numeric::calendar(None, m, None).map(|of| (Expr::Coming { of: of.boxed(), count }, end));
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
    let dashed = matches!(byte(text, tail), b'-' | b'/') && (byte(text, tail + 1).is_ascii_digit() || month(text, tail + 1).is_some());
    let in_range = dashed || any_word(text, tail, &["to", "through", "until", "of", "and"]).is_some();
    // Dec-Feb
    let closes = scan::part(text, 0, at).ends_with(['-', '–', '/'])
        && LEXICON.find(scan::word_before(text, at), 0, |s| matches!(s, Sense::Month(_)).then_some(())).is_some();
    let led = led || closes;
    if named && name.len() <= 4 && !dashed && !closes {
        return false;
    }
    match name.to_ascii_lowercase().as_str() {
        "august" => capital || led,
        "may" | "march" | "mar" => {
            let ends = !byte(text, tail).is_ascii_alphanumeric() && byte(text, end) != b'-';
            let timed = matches!(before.as_str(), "in" | "since" | "until" | "of" | "by" | "during" | "early" | "late" | "mid");
            !capital && timed && ends
                // May to July 2013
                || capital && any_word(text, tail, &["to", "through", "until"]).is_some_and(|e| month(text, blanks_end(text, e)).is_some())
                || capital && (led || before.is_empty() && in_range && name.len() > 3 || in_range && (scan::part(text, 0, at).is_empty()))
                || text.trim().len() == name.len()
        }
        "jan" | "feb" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" => {
            led || in_range || text.trim().len() == name.len()
        }
        // April Smith
        _ => led || tail == end || !is_surname(scan::part(text, tail, scan::letters_end(text, tail))),
    }
}

/// A capitalised word that is no weekday: behind a month's name it makes a person or a firm of it.
fn is_surname(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && LEXICON.find(word, 0, |s| matches!(s, Sense::Weekday(_) | Sense::Month(_)).then_some(())).is_none()
}

/// Whether what stands behind `end` goes on without a noun that the words before it could count.
fn phrase_ends(text: &str, end: usize) -> bool {
    let next = blanks_end(text, end);
    !byte(text, next).is_ascii_alphanumeric()
        || any_word(text, next, &["and", "or", "in", "to", "at", "on", "by", "for", "but", "with", "when", "the", "was", "is", "will"])
            .is_some()
}

/// `, 2014`, ` 2014`, ` of 2014`, ` '14` behind a day.
pub(super) fn year_behind(text: &str, at: usize) -> Option<(i16, usize)> {
    let mut next = blanks_end(text, at);
    for mark in [",", ".", "-", "/"] {
        if scan::rest(text, next).starts_with(mark) {
            next = blanks_end(text, next + 1);
            break;
        }
    }
    let of = any_word(text, next, &["of", "in", "in the year", "of the year"]).map_or(next, |e| blanks_end(text, e));
    let led = of > next;
    next = of;
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
    // "15 April of 87"
    if led && closed && end - next == 2 && (10..=99).contains(&y) && phrase_ends(text, end) {
        return numeric::full_year(y, 2).map(|y| (y, end));
    }
    (end - next == 4 && closed && (1000..=2999).contains(&y) && next > at).then_some((y, end))
}

/// ` 16` behind `8 Nov`, where the phrase ends with it.
fn short_year(text: &str, at: usize) -> Option<(i16, usize)> {
    let next = blanks_end(text, at);
    let end = digits_end(text, next);
    let listed = byte(text, end) == b',' && byte(text, blanks_end(text, end + 1)).is_ascii_digit();
    let ends = !byte(text, blanks_end(text, end)).is_ascii_alphanumeric()
        && matches!(byte(text, end), 0 | b' ' | b'.' | b',' | b';' | b')' | b'\n' | b'?' | b'!')
        && !(byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit());
    let money = matches!(byte(text, blanks_end(text, end)), b'%' | b'-' | b'$');
    let y: i16 = scan::part(text, next, end).parse().ok().filter(|y| (10..=99).contains(y))?;
    (next > at && end == next + 2 && ends && !listed && !money).then(|| numeric::full_year(y, 2).map(|y| (y, end)))?
}

/// `13 September 2014`, `13th of September`, `the 13th`.
pub(super) fn day_first(text: &str, at: usize, end: usize) -> Option<(Expr, usize)> {
    let d: i8 = scan::part(text, at, end).parse().ok().filter(|d| (1..=31).contains(d) && end - at <= 2)?;
    let ordinal = any_word(text, end, &["st", "nd", "rd", "th"]);
    day_and_month(text, at, d, ordinal.unwrap_or(end), ordinal.is_some())
}

pub(super) fn day_and_month(text: &str, at: usize, d: i8, end: usize, ordinal: bool) -> Option<(Expr, usize)> {
    let mut next = scan::joint_end(text, end);
    if byte(text, next) == b'/' {
        next += 1;
    }
    // 5. November 2016
    if byte(text, end) == b'.'
        && let Some((m, name_end)) = month(text, blanks_end(text, end + 1))
        && let Some((y, year_end)) = year_behind(text, name_end)
    {
        return numeric::calendar(Some(y), m, Some(d)).map(|e| (e, year_end));
    }
    let of = any_word(text, next, &["of", "of the month of", "day of"]).map_or(next, |e| blanks_end(text, e));
    // "4 may be late"
    let is_verb = |at: usize, end: usize| matches!(scan::part(text, at, end), "may" | "march") && !ordinal && !phrase_ends(text, end);
    if let Some((m, name_end)) =
        month(text, of).filter(|(_, e)| (of > end || ordinal || byte(text, end).is_ascii_alphabetic()) && !is_verb(of, *e))
    {
        let e = numeric::calendar(None, m, Some(d))?;
        let year = year_behind(text, name_end).or_else(|| short_year(text, name_end));
        let year = year.and_then(|(y, end)| Some((numeric::calendar(Some(y), m, Some(d))?, end)));
        return Some(year.unwrap_or((e, name_end)));
    }
    // "3rd last year" is no day; "the 13th" is one only behind a weekday, "on the" or as end of a range.
    if let Some((Expr::Relative { grain: Grain::Month, offset }, e)) = of_period(text, end).filter(|_| ordinal || byte(text, end) == b' ') {
        return Some((part_of(Part::Nth(Grain::Day, d), Expr::Relative { grain: Grain::Month, offset }), e));
    }
    let head = scan::lead(text, at, 24).trim_end_matches(' ').to_ascii_lowercase();
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

/// `nineteen seventies`, `eighteen-nineties`.
fn decade_in_words(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (century, end) = LEXICON.find(text, at, |s| if let Sense::Card(n @ 15..=20) = s { Some(n as i16) } else { None })?;
    let (decade, end) = relative(text, scan::joint_end(text, end)).filter(|(_, e)| *e > end + 1)?;
    match decade {
        Expr::Years { first, years: 10 } => Some((Expr::Years { first: century * 100 + first % 100, years: 10 }, end)),
        _ => None,
    }
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
    let head = scan::lead(text, at, 24).trim_end_matches(' ').to_ascii_lowercase();
    head.strip_suffix("the").unwrap_or(&head).trim_end_matches(' ').ends_with("between")
}

/// ` of last month`, ` of May`, ` in 2016` behind a part: the period it is a part of.
pub(super) fn of_period(text: &str, at: usize) -> Option<(Expr, usize)> {
    let next = any_word(text, blanks_end(text, at), &["of the", "of", "in the", "in"])?;
    let the = scan::part(text, at, next).ends_with("the");
    let next = blanks_end(text, next);
    if the && let Some(own) = own_unit(text, next) {
        return Some(own);
    }
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

/// `Q2`, `Q2 2024`, `H1`, `FY2023`, `fiscal 2023`.
fn abbreviated(text: &str, at: usize) -> Option<(Expr, usize)> {
    if let Some(end) = any_word(text, at, &["fiscal year", "financial year", "fiscal", "fy", "fye"]) {
        let next = blanks_end(text, end);
        let next = next + usize::from(byte(text, next) == b'\'');
        let digits = digits_end(text, next);
        let y = numeric::full_year(scan::part(text, next, digits).parse().ok()?, digits - next)?;
        // fiscal 2016-17, FY2016/17
        let last = digits_end(text, digits + 1);
        let second = scan::part(text, digits + 1, last).parse::<i16>().ok();
        let run = matches!(byte(text, digits), b'-' | b'/') && last == digits + 3 && second == Some((y + 1) % 100);
        let digits = if run { last } else { digits };
        return Some((Expr::Fiscal { year: Year::Known(y), quarter: None }, digits));
    }
    // quarter 4 2016, quarter 3 of 2015
    if let Some(e) = any_word(text, at, &["quarter"]) {
        let digit = blanks_end(text, e);
        let n = byte(text, digit).wrapping_sub(b'0') as i8;
        let expr = quarter(Year::Unknown, n.clamp(1, 4));
        let (bound, end) = of_year(text, (expr, digit + 1));
        return ((1..=4).contains(&n) && digit > e && end > digit + 1).then_some((bound, end));
    }
    let letter = byte(text, at).to_ascii_uppercase();
    let n = byte(text, at + 1).wrapping_sub(b'0') as i8;
    let end = at + 2;
    let expr = match letter {
        b'Q' if (1..=9).contains(&n) => quarter(Year::Unknown, n),
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
    // "Q5 2024" is a slip, the Q5 is a car
    let known = matches!(expr, Expr::Months { first: 1..=12, .. }) || of_year(text, (expr.clone(), end)).1 > end;
    known.then_some((expr, end))
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

/// `month`, `year` behind "of the": the one that holds the article's date.
pub(super) fn own_unit(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (g, end) = unit(text, at, false)?;
    let expr = match g {
        Grain::Year => Expr::Calendar { year: Year::Offset(0), month: None, day: None },
        _ => Expr::Relative { grain: g, offset: 0 },
    };
    // "of the year ended in June", "of the month before"
    let goes_on = any_word(
        text,
        blanks_end(text, end),
        &["to", "ended", "ending", "before", "after", "when", "that", "of", "in", "beginning", "starting"],
    )
    .is_some()
        || byte(text, end) == b'-'
        || byte(text, end) == b'\'';
    (!goes_on).then_some((expr, end))
}

/// A unit of the calendar, singular, or plural where `plural`.
pub(super) fn unit(text: &str, at: usize, plural: bool) -> Option<(Grain, usize)> {
    // Each with its plural.
    let units = match byte(text, at) | 0x20 {
        b'd' => &[("day", "days", Grain::Day), ("decade", "decades", Grain::Decade)][..],
        b'w' => &[("week", "weeks", Grain::Week), ("weekend", "weekends", Grain::Weekend), ("wk", "wks", Grain::Week)],
        b'm' => &[("month", "months", Grain::Month), ("", "mo", Grain::Month)],
        b'q' => &[("quarter", "quarters", Grain::Quarter), ("qtr", "qtrs", Grain::Quarter)],
        b'y' => &[("year", "years", Grain::Year), ("yr", "yrs", Grain::Year)],
        b'c' => &[("century", "centuries", Grain::Century)],
        _ => return None,
    };
    let end = scan::letters_end(text, at);
    let name = scan::part(text, at, end);
    let is = |form: &str| name.eq_ignore_ascii_case(form);
    units.iter().find(|(one, many, _)| is(one) || plural && is(many)).map(|(.., grain)| (*grain, end))
}
