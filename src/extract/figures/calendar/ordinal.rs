//! What is counted inside a period in English: `first quarter`, `second half of 2016`, `last week of May`, `third Monday
//! of October`, `21st century`, `fifth last day of June`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::lexicon::rows;
use super::super::numeral;
use super::super::scan::{self, any_word, blanks_end, word};
use super::super::when::{Expr, Grain, Part, Year};
use super::english::{day_and_month, of_period, unit};
use super::weekday::{self, day_at};
use super::{as_year, half, in_year, numeric, part_of, quarter};

/// `first quarter`, `second half of 2016`, `first nine months`, `last week of May`, `third Monday of October`, `21st century`.
pub(super) fn ordinal_part(text: &str, at: usize) -> Option<(Expr, usize)> {
    if let Some(end) = any_word(text, at, &["penultimate"]) {
        return ordinal_period(text, -2, end);
    }
    if let Some(end) = any_word(text, at, &["last", "final"]) {
        return ordinal_period(text, -1, end);
    }
    let n = numeral::at(text, at).filter(|n| n.ordinal)?;
    ordinal_period(text, n.integer()?, n.end)
}

/// What the `n`-th (-1 the last) is of, `end` being the offset behind the number.
pub(super) fn ordinal_period(text: &str, n: i64, end: usize) -> Option<(Expr, usize)> {
    let next = scan::joint_end(text, end);
    // second to last, fifth last
    if (2..=31).contains(&n)
        && let Some(e) = any_word(text, next, &["to last", "to-last", "to the last", "from last", "last"])
    {
        return ordinal_period(text, -n, e);
    }
    let n8 = i8::try_from(n).ok()?;
    if let Some(found) = quarters(text, n, next) {
        return Some(found);
    }
    let short = || any_word(text, next, &["qtr", "q"]).filter(|e| of_period(text, *e).is_some() || scan::part(text, next, *e).len() > 1);
    if let Some(e) = word(text, next, "quarter").or_else(short) {
        // the second quarter of the match
        let other = any_word(text, blanks_end(text, e), &["of the", "of a", "of this", "of that"]).is_some_and(|o| {
            any_word(text, blanks_end(text, o), &["year", "fiscal", "financial", "calendar", "current", "same"]).is_none()
        });
        // "for a third quarter" counts them
        let head = scan::part(text, 0, end).trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let counted = n > 0 && scan::word_before(text, head.len()).eq_ignore_ascii_case("a");
        if other && of_period(text, e).is_none() || counted || of_a_match(text, end, e) {
            return None;
        }
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
    if let Some(e) = any_word(text, next, &["half-year", "half year", "half"]) {
        // A half is one of the calendar only where a year or a verb of time says so; a match has two as well.
        let bound = of_period(text, e).and_then(|(p, p_end)| Some((in_year(half(Year::Unknown, n8), as_year(&p)?)?, p_end)));
        let digits = scan::digits_end(text, blanks_end(text, e));
        let bound = bound.or_else(|| {
            let (year, end) = numeric::year(text, blanks_end(text, e), digits)?;
            Some((in_year(half(Year::Unknown, n8), as_year(&year)?)?, end))
        });
        let of_the_year = any_word(text, blanks_end(text, e), &["of the year", "of the fiscal year", "of the financial year"]);
        let led = !of_a_match(text, end, e)
            && matches!(
                scan::word_before(text, end_of_article(text, next, end)).to_ascii_lowercase().as_str(),
                "in" | "for" | "during" | "throughout" | "over"
            );
        // first-half profit
        let goes_on = blanks_end(text, e);
        let account = scan::byte(text, end) == b'-' && !of_a_match(text, end, e) && any_word(text, goes_on, &ACCOUNTS).is_some();
        let led = led || account;
        let other = any_word(text, goes_on, &["of"]).is_some();
        // the second half of May, of the 20th century
        let inside = || {
            of_period(text, e).filter(|(p, _)| as_year(p).is_none() && !p.is_day()).map(|(p, p_end)| (part_of(Part::Half(n8), p), p_end))
        };
        return (1..=2).contains(&n).then_some(()).and_then(|()| {
            let bound = bound.or_else(inside);
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
        // the third week next year
        let next = || if n > 0 && g != Grain::Day { super::relative::shifted(text, blanks_end(text, e)) } else { None };
        let (p, p_end) = of_period(text, e).or_else(next).filter(|(p, _)| !p.is_day())?;
        return Some((part_of(Part::Nth(g, n8), p), p_end));
    }
    if let Some((day, e)) = weekday::name(text, next) {
        if let Some((p, p_end)) = of_period(text, e).filter(|(p, _)| !p.is_day()) {
            return Some((part_of(Part::Weekday(day, n8), p), p_end));
        }
        // on the second Sunday, of this month
        let tail = blanks_end(text, e);
        let head = scan::part(text, 0, end).trim_end_matches(|c: char| c.is_ascii_alphanumeric()).trim_end_matches(' ');
        let head = head.strip_suffix("the").unwrap_or(head);
        if (1..=4).contains(&n)
            && scan::word_before(head, head.len()).eq_ignore_ascii_case("on")
            && !scan::byte(text, tail).is_ascii_alphanumeric()
        {
            return Some((part_of(Part::Weekday(day, n8), Expr::Relative { grain: Grain::Month, offset: 0 }), e));
        }
        // the third Tuesday after Christmas
        let after = any_word(text, tail, &["after", "before"])?;
        let (base, base_end) = day_at(text, blanks_end(text, after)).filter(|_| (1..=53).contains(&n))?;
        let count = if word(text, tail, "before").is_some() { -n8 } else { n8 };
        return Some((Expr::WeekdayFrom { day, count: count.into(), base: base.boxed() }, base_end));
    }
    // "due on the first": in words it ends its clause
    let head = scan::part(text, 0, end).trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '-').trim_end_matches(' ');
    // on the twenty second
    let head = ["twenty", "thirty"].iter().find_map(|w| head.strip_suffix(w)).filter(|_| n > 20).unwrap_or(head).trim_end_matches(' ');
    let due = ["on the", "by the"].iter().any(|w| head.ends_with(w)) && (n == 1 || n >= 10);
    if due
        && scan::byte(text, end.wrapping_sub(1)).is_ascii_alphabetic()
        && !scan::byte(text, blanks_end(text, end)).is_ascii_alphanumeric()
    {
        let day =
            i8::try_from(n).ok().filter(|d| (1..=31).contains(d) && !scan::part(text, 0, end).ends_with(|c: char| c.is_ascii_digit()))?;
        return Some((Expr::Calendar { year: Year::Unknown, month: None, day: Some(day) }, end));
    }
    // thirteenth of May
    day_and_month(text, end, n8, end, true).filter(|_| (1..=31).contains(&n))
}

/// `first and second quarters of 2016`, behind the first ordinal.
fn quarters(text: &str, n: i64, at: usize) -> Option<(Expr, usize)> {
    let next = blanks_end(text, word(text, at, "and")?);
    let second = numeral::at(text, next).filter(|s| s.ordinal && s.integer() == Some(n + 1) && (1..=3).contains(&n))?;
    let end = word(text, scan::joint_end(text, second.end), "quarters")?;
    if of_a_match(text, at, end) {
        return None;
    }
    let (first, last) = (i8::try_from(n * 3 - 2).ok()?, i8::try_from(n * 3 + 3).ok()?);
    let expr = Expr::Months { year: Year::Unknown, first, last };
    let bound = of_period(text, end).and_then(|(p, p_end)| Some((in_year(expr.clone(), as_year(&p)?)?, p_end)));
    Some(bound.unwrap_or((expr, end)))
}

/// What firms and states account for by the half year.
const ACCOUNTS: [&str; 20] = [
    "profit",
    "profits",
    "results",
    "revenue",
    "revenues",
    "sales",
    "earnings",
    "loss",
    "losses",
    "net",
    "operating",
    "pretax",
    "pre-tax",
    "figures",
    "income",
    "turnover",
    "output",
    "production",
    "deliveries",
    "growth",
];

/// Whether the sentence around speaks of a match, whose halves and quarters are no periods.
fn of_a_match(text: &str, start: usize, end: usize) -> bool {
    static SPORTS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| rows(include_str!("../data/sports.txt")).flat_map(str::split_whitespace).collect());
    let lead = scan::lead(text, start, 160);
    let lead = lead.rfind(['.', '!', '?', '\n', ';']).and_then(|i| lead.get(i + 1..)).unwrap_or(lead);
    let rest = scan::rest(text, end);
    let stop =
        rest.char_indices().take(160).find(|(_, c)| matches!(c, '.' | '!' | '?' | '\n' | ';')).map_or(rest.len().min(160), |(i, _)| i);
    let stop = (stop..=rest.len()).find(|i| rest.is_char_boundary(*i)).unwrap_or(0);
    let words = |s: &str| s.split(|c: char| !c.is_ascii_alphabetic() && c != '-').any(|w| SPORTS.contains(w.to_ascii_lowercase().as_str()));
    words(lead) || words(scan::part(rest, 0, stop))
}

fn end_of_article(text: &str, _next: usize, end: usize) -> usize {
    let head = scan::part(text, 0, end);
    let start = head.char_indices().rev().find(|(_, c)| !c.is_ascii_alphanumeric()).map_or(0, |(i, c)| i + c.len_utf8());
    let before = head[..start].trim_end_matches(' ');
    before.strip_suffix("the").or_else(|| before.strip_suffix("The")).map_or(start, str::len)
}
