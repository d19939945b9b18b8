//! Parts of periods in English: early and late, seasons, counted stretches, and stretches that end with a day.

use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain, Part, Year};
use super::english::{self, count, month, month_first, of_year, unit};
use super::weekday::{self, day_at};
use super::{numeric, part_of, relative};

/// `early 2016`, `mid-May`, `late last year`, `beginning of 2000`, `end of June`.
pub(super) fn stretch_of(text: &str, at: usize) -> Option<(Expr, usize)> {
    let early = any_word(text, at, &["early in", "early"]).map(|e| (Part::Early, e));
    let start = || any_word(text, at, &["beginning of the", "beginning of", "start of the", "start of"]).map(|e| (Part::Start, e));
    let middle = || any_word(text, at, &["mid", "middle of the", "middle of"]).map(|e| (Part::Middle, e));
    let late = || any_word(text, at, &["late in", "late"]).map(|e| (Part::Late, e));
    let end_of = || any_word(text, at, &["end of the", "end of"]).map(|e| (Part::End, e));
    let hyphened = || word(text, at, "end").filter(|e| byte(text, *e) == b'-' && month(text, e + 1).is_some()).map(|e| (Part::End, e));
    let halves = || {
        any_word(text, at, &["earlier in", "earlier"])
            .map(|e| (Part::Half(1), e))
            .or_else(|| any_word(text, at, &["later in", "later"]).map(|e| (Part::Later, e)))
    };
    // mid-year, year-end
    if let Some(e) = any_word(text, at, &["mid-year", "midyear"]).filter(|e| byte(text, *e) != b'-') {
        return Some((part_of(Part::Middle, Expr::Calendar { year: Year::Offset(0), month: None, day: None }), e));
    }
    let (part, end) = early.or_else(start).or_else(middle).or_else(late).or_else(end_of).or_else(hyphened).or_else(halves)?;
    // mid-2012, end-March
    let next = if byte(text, end) == b'-' { end + 1 } else { blanks_end(text, end) };
    let next = any_word(text, next, &["in", "the", "around", "about"]).map_or(next, |e| blanks_end(text, e));
    if next == end {
        return None;
    }
    let own = unit(text, next, false).filter(|(g, _)| !matches!(g, Grain::Day)).filter(|(_, e)| ending(text, Grain::Year, 1, *e).is_none());
    let own = own
        .map(|(g, e)| (Expr::Relative { grain: g, offset: 0 }, e))
        .filter(|_| scan::part(text, at, next).ends_with("the ") || scan::part(text, at, next).ends_with("of "));
    let read = || {
        if byte(text, next).is_ascii_digit() || matches!(scan::char_at(text, next), Some('\'' | '’')) {
            numeric::at(text, next)
        } else {
            english::at(text, next)
        }
    };
    let (expr, end) = own.or_else(read)?;
    if expr.is_day() || matches!(expr, Expr::Clock { .. }) {
        return None;
    }
    let (expr, end) = of_year(text, (expr, end));
    Some((part_of(part, expr), end))
}

/// `year to June`, `year ended March 31, 2016`, `three months to September`: the count comes from [`counted`].
pub(super) fn year_to(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (g, end) =
        unit(text, at, false).filter(|(g, _)| matches!(g, Grain::Year | Grain::Quarter | Grain::Half | Grain::Month | Grain::Week))?;
    ending(text, g, 1, end)
}

pub(super) fn ending(text: &str, g: Grain, count: i32, end: usize) -> Option<(Expr, usize)> {
    let next = any_word(
        text,
        blanks_end(text, end),
        &["to the end of", "to", "ended on", "ended", "ending on", "ending", "through", "that ended on", "that ended in", "that ended"],
    )?;
    let next = blanks_end(text, next);
    let (e, e_end) = month_first(text, next).or_else(|| if byte(text, next).is_ascii_digit() { numeric::at(text, next) } else { None })?;
    let (e, e_end) = of_year(text, (e, e_end));
    matches!(e, Expr::Calendar { month: Some(_), .. }).then(|| (Expr::Ending { grain: g, count, end: e.boxed() }, e_end))
}

pub(super) fn season_name(text: &str, at: usize) -> Option<(i8, usize)> {
    [("spring", 1), ("summer", 2), ("autumn", 3), ("fall", 3), ("winter", 4)].iter().find_map(|(w, n)| word(text, at, w).map(|e| (*n, e)))
}

/// `summer of 2016`, `winter 2015`.
pub(super) fn season(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (s, end) = season_name(text, at)?;
    let next = any_word(text, blanks_end(text, end), &["of", "in"]).map_or(blanks_end(text, end), |e| blanks_end(text, e));
    if let Some(from) = scan::rest(text, next).strip_prefix(['\'', '’']).map(|r| text.len() - r.len()) {
        let digits = digits_end(text, from);
        let y = numeric::full_year(scan::part(text, from, digits).parse().ok().filter(|_| digits == from + 2)?, 2)?;
        return Some((part_of(Part::Season(s), Expr::year(y)), digits));
    }
    let digits = digits_end(text, next);
    let y: i16 = scan::part(text, next, digits).parse().ok().filter(|y| digits == next + 4 && (1000..=2200).contains(y))?;
    // winter of 2015-16
    let second = digits_end(text, digits + 1);
    let run = matches!(byte(text, digits), b'-' | b'/') && scan::part(text, digits + 1, second).parse() == Ok((y + 1) % 100);
    Some((part_of(Part::Season(s), Expr::year(y)), if run && second == digits + 3 { second } else { digits }))
}

/// A counted unit of time that leads to a date: `two days ago`, `a year earlier`, `3 weeks from now`, `in two days`,
/// `three months to June`, `2 years and 3 months before yesterday`, `3 Fridays from now`, `3 next weeks`.
pub(super) fn counted(text: &str, at: usize) -> Option<(Expr, usize)> {
    if let Some(e) = word(text, at, "in") {
        // "for the first time in six years", "the worst in a decade", "once in a decade" look back
        let before = scan::word_before(text, at);
        let looks_back =
            before.ends_with("est") || matches!(before, "time" | "once" | "Once" | "worst" | "twice" | "times" | "first" | "most");
        // the coldest night in 31 years
        let superlative =
            |w: &str| w.len() > 4 && w.ends_with("est") || matches!(w, "first" | "worst" | "best" | "most" | "least" | "only" | "time");
        let head = scan::lead(text, at, 48);
        let head = head.rfind(['.', ',', ';', ':', '!', '?', '\n']).and_then(|i| head.get(i + 1..)).unwrap_or(head);
        let looks_back =
            looks_back || head.split(' ').rev().filter(|w| !w.is_empty()).take(4).any(|w| superlative(&w.to_ascii_lowercase()));
        return if looks_back { None } else { in_time(text, blanks_end(text, e)) };
    }
    let (n, from) = number(text, at)?;
    let next = scan::joint_end(text, from);
    if let Some(found) = weekday::counted(text, next, n).or_else(|| relative::counted(text, next, n)).filter(|_| next > from) {
        return Some(found);
    }
    let units = units(text, n, from)?;
    let tail = blanks_end(text, units.end);
    if let Some(e) = any_word(text, tail, &["ago", "back", "earlier", "before that", "prior"])
        .filter(|e| word(text, tail, "prior").is_none() || any_word(text, blanks_end(text, *e), &["to"]).is_none())
    {
        return Some((units.from(today(), -1), e));
    }
    // lower than a year before.
    if let Some(e) = any_word(text, tail, &["before"]).filter(|e| {
        let next = blanks_end(text, *e);
        !byte(text, next).is_ascii_alphanumeric() || any_word(text, next, &["and", "but", "or", "when"]).is_some()
    }) {
        return Some((units.from(today(), -1), e));
    }
    if let Some(e) = any_word(text, tail, &["from now", "hence", "later", "after today"]) {
        return Some((units.from(today(), 1), e));
    }
    let first = units.first();
    let joined = blanks_end(text, tail + usize::from(byte(text, tail) == b','));
    // "2 weeks starting 20 May", "for three days from today": the days themselves
    let long = any_word(text, joined, &["starting on", "starting from", "starting", "beginning on", "beginning", "commencing"]);
    let long = long.or_else(|| word(text, joined, "from").filter(|_| scan::word_before(text, at).eq_ignore_ascii_case("for")));
    if let Some(e) = long
        && let Some((start, end)) = day_at(text, blanks_end(text, e)).filter(|_| units.others.is_empty())
    {
        return Some((Expr::Starting { grain: first.0, count: first.1, start: start.boxed() }, end));
    }
    if let Some(e) = any_word(text, tail, &["before", "from", "after", "following", "prior to"])
        && let Some((base, end)) = day_at(text, blanks_end(text, e))
    {
        let sign = if any_word(text, tail, &["before", "prior"]).is_some() { -1 } else { 1 };
        return Some((units.from(base.boxed(), sign), end));
    }
    if n > 0 && units.others.is_empty() {
        return ending(text, first.0, first.1, units.end);
    }
    None
}

/// `in two weeks`, `in a year`, `in five days' time`, behind the word "in".
fn in_time(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, from) = number(text, at)?;
    let units = units(text, n, from)?;
    let tail = any_word(text, units.end, &["' time", "’ time", "'s time", "’s time"])
        .or_else(|| any_word(text, blanks_end(text, units.end), &["from now", "from today"]));
    let next = blanks_end(text, units.end);
    let free = !byte(text, next).is_ascii_alphabetic()
        || any_word(text, next, &["and", "so", "or", "but", "if", "to", "with", "at", "on"]).is_some();
    (tail.is_some() || free).then(|| (units.from(today(), 1), tail.unwrap_or(units.end)))
}

/// A number before a unit of time: in digits or words, "a", "a couple of", "a few".
fn number(text: &str, at: usize) -> Option<(i64, usize)> {
    for (words, n) in [(&["a couple of", "a couple", "couple of"][..], 2), (&["a few", "few"], 3), (&["a", "an"], 1)] {
        if let Some(e) = any_word(text, at, words) {
            return Some((n, e));
        }
    }
    count(text, at)
}

/// Counted units in a row, the largest first.
struct Units {
    grain: Grain,
    count: i32,
    others: Vec<(Grain, i32)>,
    end: usize,
}

impl Units {
    fn first(&self) -> (Grain, i32) {
        (self.grain, self.count)
    }
    /// The day so far behind (ahead of, where `sign` is -1) `base`.
    fn from(&self, base: Box<Expr>, sign: i32) -> Expr {
        let shift = |base: Box<Expr>, (grain, count): (Grain, i32)| Expr::Shift { base, grain, count: sign * count };
        self.others.iter().fold(shift(base, self.first()), |base, unit| shift(base.boxed(), *unit))
    }
}

/// `3 weeks`, `1 month and 21 days`, `a fortnight`, `5 business days`, the number `n` of the first ending at `from`.
fn units(text: &str, n: i64, from: usize) -> Option<Units> {
    let one = |n: i64, from: usize| {
        let next = scan::joint_end(text, from);
        let next = any_word(text, next, &["calendar"]).map_or(next, |e| blanks_end(text, e));
        let n = i32::try_from(n).ok().filter(|n| (0..=5000).contains(n))?;
        if let Some(e) = any_word(text, next, &["fortnight", "fortnights"]).filter(|_| next > from) {
            return Some((Grain::Week, n * 2, e));
        }
        unit(text, next, true).filter(|_| next > from || byte(text, from.wrapping_sub(1)).is_ascii_digit()).map(|(g, e)| (g, n, e))
    };
    let (grain, count, end) = one(n, from)?;
    let mut units = Units { grain, count, others: Vec::new(), end };
    let mut last = grain;
    while units.others.len() < 3 {
        let next = blanks_end(text, units.end);
        let next = blanks_end(text, next + usize::from(byte(text, next) == b','));
        let next = any_word(text, next, &["and"]).map_or(next, |e| blanks_end(text, e));
        let Some((n, from)) = Some(next).filter(|n| *n > units.end).and_then(|n| number(text, n)) else { break };
        let Some((grain, count, end)) = one(n, from).filter(|(g, ..)| smaller(*g, last)) else { break };
        units.others.push((grain, count));
        units.end = end;
        last = grain;
    }
    Some(units)
}

fn smaller(a: Grain, b: Grain) -> bool {
    let size = |g: Grain| match g {
        Grain::Day => 0,
        Grain::Week | Grain::Weekend => 1,
        Grain::Month => 2,
        Grain::Quarter => 3,
        Grain::Half => 4,
        Grain::Year => 5,
        Grain::Decade => 6,
        Grain::Century => 7,
    };
    size(a) < size(b)
}

fn today() -> Box<Expr> {
    Expr::Relative { grain: Grain::Day, offset: 0 }.boxed()
}

/// Whether "30s" before here are years of life ("in her 30s") and no decade.
pub(super) fn personal_before(text: &str, at: usize) -> bool {
    let owner = |word: &str| matches!(word.to_ascii_lowercase().as_str(), "his" | "her" | "their" | "my" | "your" | "our");
    let word = scan::word_before(text, at);
    match word.to_ascii_lowercase().as_str() {
        // how warm it is
        "low" | "lower" | "high" | "upper" | "temperatures" => true,
        // in her late 30s, a man in the early 20s; but the late 80s
        "early" | "mid" | "late" => {
            let head = scan::part(text, 0, at).trim_end_matches([' ', '-']);
            owner(scan::word_before(text, head.len() - word.len()))
        }
        _ => owner(word) || minutes_before(text, at),
    }
}

/// Whether minutes or hours with their letter stand before: the 30s of "1m 30s" are seconds.
fn minutes_before(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    head.strip_suffix(['m', 'h']).is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()))
}
