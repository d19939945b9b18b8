//! Parts of periods in English: early and late, seasons, counted stretches, and stretches that end with a day.

use super::super::numeral;
use super::super::scan::{self, any_word, blanks_end, byte, digits_end, word};
use super::super::when::{Expr, Grain, Part};
use super::english::{self, count, month_first, of_year, unit};
use super::{numeric, part_of};

/// `early 2016`, `mid-May`, `late last year`, `beginning of 2000`, `end of June`.
pub(super) fn stretch_of(text: &str, at: usize) -> Option<(Expr, usize)> {
    let early = any_word(text, at, &["early in", "early", "beginning of the", "beginning of", "start of the", "start of"])
        .map(|e| (Part::Early, e));
    let middle = || any_word(text, at, &["mid", "middle of the", "middle of"]).map(|e| (Part::Middle, e));
    let late = || any_word(text, at, &["late in", "late", "end of the", "end of"]).map(|e| (Part::Late, e));
    let halves = || {
        any_word(text, at, &["earlier in", "earlier"])
            .map(|e| (Part::Half(1), e))
            .or_else(|| any_word(text, at, &["later in", "later"]).map(|e| (Part::Later, e)))
    };
    let (part, end) = early.or_else(middle).or_else(late).or_else(halves)?;
    let next = scan::joint_end(text, end);
    let next = any_word(text, next, &["in", "the"]).map_or(next, |e| blanks_end(text, e));
    if next == end {
        return None;
    }
    let own = unit(text, next, false).filter(|(g, _)| !matches!(g, Grain::Day)).filter(|(_, e)| ending(text, Grain::Year, 1, *e).is_none());
    let own = own
        .map(|(g, e)| (Expr::Relative { grain: g, offset: 0 }, e))
        .filter(|_| scan::part(text, at, next).ends_with("the ") || scan::part(text, at, next).ends_with("of "));
    let read = || if byte(text, next).is_ascii_digit() { numeric::at(text, next) } else { english::at(text, next) };
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
    let digits = digits_end(text, next);
    let y: i16 = scan::part(text, next, digits).parse().ok().filter(|y| digits == next + 4 && (1000..=2200).contains(y))?;
    Some((part_of(Part::Season(s), Expr::year(y)), digits))
}

/// A counted unit of time that leads to a date: `two days ago`, `a year earlier`, `3 weeks from now`, `in two days`,
/// `three months to June`, `two days before yesterday`.
pub(super) fn counted(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, from) = match any_word(text, at, &["a couple of", "couple of", "a few", "a", "an", "in"]) {
        Some(e) if word(text, at, "in").is_some() => {
            let next = blanks_end(text, e);
            let n =
                if any_word(text, next, &["a", "an"]).is_some() { 1 } else { numeral::at(text, next).filter(|n| !n.ordinal)?.integer()? };
            let from = any_word(text, next, &["a", "an"]).map_or_else(|| numeral::at(text, next).map(|n| n.end), Some)?;
            let (g, unit_end) = unit(text, scan::joint_end(text, from), true)?;
            let tail = any_word(text, unit_end, &["' time", "’ time", "'s time", "’s time"]);
            let free = !byte(text, blanks_end(text, unit_end)).is_ascii_alphabetic()
                || any_word(text, blanks_end(text, unit_end), &["and", "so", "or", "but", "if", "to", "with", "at"]).is_some();
            return i32::try_from(n)
                .ok()
                .filter(|_| tail.is_some() || free)
                .map(|n| (Expr::Shift { base: today(), grain: g, count: n }, tail.unwrap_or(unit_end)));
        }
        Some(e) => {
            let many = scan::part(text, at, e).len() > 2;
            (
                if !many {
                    1
                } else if scan::part(text, at, e).ends_with('w') {
                    3
                } else {
                    2
                },
                e,
            )
        }
        None => count(text, at)?,
    };
    let next = scan::joint_end(text, from);
    let business = any_word(text, next, &["business", "working", "trading", "calendar"]).map_or(next, |e| blanks_end(text, e));
    let (g, unit_end) = unit(text, business, true).filter(|_| next > from)?;
    let n = i32::try_from(n).ok().filter(|n| (0..=5000).contains(n))?;
    let tail = blanks_end(text, unit_end);
    if let Some(e) = any_word(text, tail, &["ago", "back"]) {
        return Some((Expr::Shift { base: today(), grain: g, count: -n }, e));
    }
    if let Some(e) = any_word(text, tail, &["earlier", "before that"]) {
        return Some((Expr::Shift { base: today(), grain: g, count: -n }, e));
    }
    if let Some(e) = any_word(text, tail, &["from now", "from today", "hence", "later", "after today"]) {
        return Some((Expr::Shift { base: today(), grain: g, count: n }, e));
    }
    if let Some(e) = any_word(text, tail, &["before", "from", "after"]) {
        let sign = if word(text, tail, "before").is_some() { -1 } else { 1 };
        let (base, end) = english::at(text, blanks_end(text, e)).filter(|(b, _)| b.is_day())?;
        return Some((Expr::Shift { base: base.boxed(), grain: g, count: sign * n }, end));
    }
    if n > 0 {
        return ending(text, g, n, unit_end);
    }
    None
}

fn today() -> Box<Expr> {
    Expr::Relative { grain: Grain::Day, offset: 0 }.boxed()
}

/// Whether "30s" before here are years of life ("in her 30s") and no decade.
pub(super) fn personal_before(text: &str, at: usize) -> bool {
    matches!(scan::word_before(text, at).to_ascii_lowercase().as_str(), "his" | "her" | "their" | "my" | "your" | "early" | "mid" | "late")
}
