//! Dates, periods and clock times at a place of the reading, in both languages, as expressions still to be resolved.

mod carry;
mod chinese;
mod clock;
mod english;
mod feasts;
mod numeric;
mod ordinal;
mod relative;
mod stretch;
mod weekday;

use super::super::Modifier;
use super::lexicon::{LEXICON, Sense, class};
use super::scan::{self, blanks_end, byte, char_at};
use super::when::{Expr, Grain, Part, Tense, Year};
pub(super) use carry::carried;

/// A date, period or clock time and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub expr: Expr,
    pub modifier: Option<Modifier>,
}

/// Whether a Chinese date may open with `c`, beside numerals and the words of the tables.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '上' | '下'
            | '这'
            | '本'
            | '今'
            | '前'
            | '头'
            | '近'
            | '过'
            | '最'
            | '未'
            | '后'
            | '民'
            | '公'
            | '中'
            | '凌'
            | '清'
            | '早'
            | '晚'
            | '傍'
            | '夜'
            | '午'
            | '接'
            | '此'
            | '往'
            | '之'
            | '第'
            | '当'
            | '首'
            | '末'
            | '差'
            | '昨'
            | '明'
    )
}

/// What starts at `at`: one date or period, or a range of two.
pub(super) fn at(text: &str, at: usize) -> Option<Found> {
    let found = item(text, at).map(|(expr, end)| Found { start: at, end, expr, modifier: None });
    let found = match (found, numeric::shared_range(text, at)) {
        (None, Some((expr, end))) => Found { start: at, end, expr, modifier: None },
        (Some(f), Some((expr, end))) if end > f.end => Found { start: at, end, expr, modifier: None },
        (found, _) => found?,
    };
    let found = match range(text, &found) {
        Some(range) => range,
        None => found,
    };
    Some(with_modifier(text, found))
}

/// One date, period or clock time without its range.
fn item(text: &str, at: usize) -> Option<(Expr, usize)> {
    let c = char_at(text, at)?;
    let found = match c {
        c if !c.is_ascii()
            && !opens(c)
            && !super::han::is_numeral(c)
            && LEXICON.classes(text, at) & (class::RELATIVE | class::WEEKDAY | class::FEAST) == 0 =>
        {
            None
        }
        '0'..='9' => numeric::at(text, at)
            .or_else(|| chinese::at(text, at))
            .or_else(|| if goes_on(text, at) { stretch::counted(text, at) } else { None }),
        '\'' | '’' => numeric::at(text, at),
        'a'..='z' | 'A'..='Z' => english::at(text, at),
        _ => chinese::at(text, at),
    }?;
    let (expr, end) = english::of_year(text, found);
    let (expr, end) = year_first(text, &expr, end).unwrap_or((expr, end));
    let dated = matches!(expr, Expr::Calendar { day: Some(_), .. });
    let end = if dated { weekday::behind(text, end).unwrap_or(end) } else { end };
    Some((expr, end))
}

/// Whether the number in digits at `at` may have a Latin word behind it: no Han character that ends it, nor a closing sign.
fn goes_on(text: &str, at: usize) -> bool {
    let behind = scan::rest(text, at).trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).chars().next();
    behind.is_some_and(|c| match c {
        '%' | ')' | ';' | '\n' => false,
        c if crate::text::is_han(c) => super::han::scale(c).is_some() || "分又打个多余几来点半之".contains(c),
        _ => true,
    })
}

/// `last year's third quarter`, `2016's November 5th`, `the 1988 first half`: the year before what it is the year of.
fn year_first(text: &str, expr: &Expr, end: usize) -> Option<(Expr, usize)> {
    let year = as_year(expr)?;
    let owner = scan::any_word(text, end, &["'s ", "’s ", " ' s ", "' s "]);
    let next = owner.unwrap_or(blanks_end(text, end));
    if !byte(text, next).is_ascii_alphanumeric() || owner.is_none() && (next == end || !matches!(year, Year::Known(_))) {
        return None;
    }
    if let (Year::Known(_), Some(e)) = (year, scan::any_word(text, next, &["fiscal year", "financial year"])) {
        return Some((Expr::Fiscal { year, quarter: None }, e));
    }
    // the 2014 summer; the 2014 Summer Games are a name
    if let Some((season, end)) = stretch::season_name(text, next).filter(|_| byte(text, next).is_ascii_lowercase()) {
        return Some((part_of(Part::Season(season), expr.clone()), end));
    }
    let (part, end) = if byte(text, next).is_ascii_digit() { numeric::at(text, next) } else { english::at(text, next) }?;
    // "in 2016 May said": a month alone needs the year's own "'s", or nothing behind it
    let whole = matches!(part, Expr::Calendar { month: Some(3 | 5), day: None, .. })
        || matches!(part, Expr::Calendar { month: Some(_), day: None, .. }) && byte(text, blanks_end(text, end)).is_ascii_alphanumeric();
    (owner.is_some() || !whole).then(|| in_year(part, year).map(|e| (e, end))).flatten()
}

/// `A to B`, `between A and B`, `A至B`: from the first day of one to the last of the other.
fn range(text: &str, first: &Found) -> Option<Found> {
    if matches!(first.expr, Expr::Clock { .. }) {
        let next = connector(text, first.end, false)?;
        let second = item(text, next).filter(|(e, _)| matches!(e, Expr::Clock { .. }));
        return second.or_else(|| chinese::second_end(text, next)).map(|_| Found { end: first.end, ..first.clone() });
    }
    let between = scan::word_before(text, first.start).eq_ignore_ascii_case("between")
        || scan::ends_with_any(text, first.start, &["在", "介于", "于", "between the", "Between the"]);
    if let Some((second, end)) = next_day(text, first) {
        return Some(Found { end, expr: Expr::Between(first.expr.clone().boxed(), second.boxed()), ..first.clone() });
    }
    let next = connector(text, first.end, between)?;
    let the = scan::any_word(text, next, &["the", "about", "around"]).map_or(next, |e| blanks_end(text, e));
    let (second, end) = item(text, the).or_else(|| bare_end(text, next, &first.expr)).or_else(|| chinese::now(text, next))?;
    if matches!(second, Expr::Clock { .. }) {
        return None;
    }
    // Jan 4-22, 1995
    let no_year = |e: &Expr| matches!(e, Expr::Calendar { year: Year::Unknown, day: Some(_), .. });
    let year = if no_year(&first.expr) && no_year(&second) { english::year_behind(text, end) } else { None };
    let (second, end) = match year {
        Some((y, e)) => (in_year(second.clone(), Year::Known(y)).unwrap_or(second), e),
        None => (second, end),
    };
    // 2020年12月至次年2月
    let second = match (&first.expr, second) {
        (Expr::Calendar { year: Year::Known(y), .. }, Expr::Calendar { year: Year::Told, month, day })
            if scan::rest(text, next).starts_with(['次', '翌']) =>
        {
            Expr::Calendar { year: Year::Known(y + 1), month, day }
        }
        (_, second) => second,
    };
    let (a, b) = share(first.expr.clone(), second);
    Some(Found { end, expr: Expr::Between(a.boxed(), b.boxed()), ..first.clone() })
}

/// The day after, in `October 19 and 20`, where nothing is counted behind it.
fn next_day(text: &str, first: &Found) -> Option<(Expr, usize)> {
    let Expr::Calendar { day: Some(day), month: Some(_), .. } = first.expr else { return None };
    let and = scan::word(text, blanks_end(text, first.end), "and")?;
    let (second, end) = bare_end(text, blanks_end(text, and), &first.expr)?;
    let adjacent = matches!(second, Expr::Calendar { day: Some(d), .. } if i16::from(d) == i16::from(day) + 1);
    (adjacent && !byte(text, blanks_end(text, end)).is_ascii_alphanumeric() && !matches!(byte(text, end), b'%' | b':'))
        .then_some((second, end))
}

/// Behind the word or dash that joins the two ends of a range.
fn connector(text: &str, end: usize, between: bool) -> Option<usize> {
    let next = blanks_end(text, end);
    let c = char_at(text, next)?;
    let behind = match c {
        '-' if scan::rest(text, next).starts_with("-to-") => next + 4,
        '-' | '–' | '—' | '~' | '～' | '―' | 'ー' => {
            let mut i = next + c.len_utf8();
            while char_at(text, i) == Some(c) && i - next < 8 {
                i += c.len_utf8();
            }
            i
        }
        '至' | '到' => next + c.len_utf8(),
        '起' | '开' | '一' | '直' => chinese::until(text, next)?,
        '和' | '与' if between || closes_with_between(text, next + c.len_utf8()) => next + c.len_utf8(),
        _ if next == end => return None,
        _ => scan::any_word(text, next, &["to", "through", "thru", "until", "till", "up to"])
            .or_else(|| between.then(|| scan::word(text, next, "and")).flatten())?,
    };
    let behind = blanks_end(text, behind);
    Some(behind)
}

/// Whether what follows `和` is one item with 之间 behind it: 2015年和2018年之间.
fn closes_with_between(text: &str, at: usize) -> bool {
    item(text, at).is_some_and(|(_, end)| scan::rest(text, end).starts_with("之间") || scan::rest(text, end).starts_with('间'))
}

/// The second end of a range that is told by its last part alone: `2014-18`, `September 13-15`, `5月3日至8日`.
fn bare_end(text: &str, at: usize, first: &Expr) -> Option<(Expr, usize)> {
    let at = scan::any_word(text, at, &["the"]).map_or(at, |e| blanks_end(text, e));
    let digits = scan::digits_end(text, at);
    let (n, end) = if digits > at {
        let n: i16 = scan::part(text, at, digits).parse().ok().filter(|_| digits - at <= 2)?;
        (n, scan::any_word(text, digits, &["st", "nd", "rd", "th"]).unwrap_or(digits))
    } else {
        let n = super::numeral::at(text, at).filter(|n| n.ordinal)?;
        (n.integer()?.try_into().ok()?, n.end)
    };
    if byte(text, end).is_ascii_alphanumeric() || matches!(byte(text, end), b'.' | b',' if byte(text, end + 1).is_ascii_digit()) {
        return None;
    }
    match first {
        Expr::Calendar { year: Year::Known(y), month: None, day: None } if digits == at + 2 && end == digits && n > y % 100 => {
            Some((Expr::year(y - y % 100 + n), end))
        }
        Expr::Calendar { year, month: Some(m), day: Some(d) } if i16::from(*d) < n && n <= 31 => {
            Some((Expr::Calendar { year: *year, month: Some(*m), day: Some(n as i8) }, end))
        }
        _ => None,
    }
}

/// What the words right beside a date say of it.
pub(super) fn tense_beside(text: &str, start: usize, end: usize) -> Option<Tense> {
    if scan::part(text, start, end).ends_with(|c: char| !c.is_ascii()) {
        return chinese::tense_beside(text, start, end);
    }
    super::tense::before(text, start)
}

/// 三年后 in a story is told from the story's own time, which is not known: `text` is the figure's own.
pub(super) fn told(expr: Expr, text: &str, tense: Tense) -> Expr {
    let ahead = matches!(&expr, Expr::Shift { count: 1.., base, .. } if matches!(**base, Expr::Relative { offset: 0, .. }));
    if ahead && tense == Tense::Past && text.ends_with('后') { Expr::Calendar { year: Year::Told, month: None, day: None } } else { expr }
}

/// What a date in a list takes from the one before it: the year, and the month of a lone day (9月3日、5日和8日).
pub(super) fn listed(before: &Expr, between: &str, expr: Expr) -> Expr {
    let joined = matches!(between.trim(), "、" | "和" | "与" | "及" | "以及" | "或" | "and" | "or");
    let led = match before {
        Expr::Calendar { month, .. } => month.is_some(),
        e => matches!(e, Expr::Months { .. }),
    };
    let open = matches!(expr, Expr::Calendar { year: Year::Unknown, .. } | Expr::Months { year: Year::Unknown, .. });
    if joined && led && open && has_part(&expr) { share(before.clone(), expr).1 } else { expr }
}

/// Whether an expression names a month or day at all.
fn has_part(e: &Expr) -> bool {
    !matches!(e, Expr::Calendar { month: None, day: None, .. })
}

/// Gives the year (and month) that one end of a range names to the other that leaves it out.
fn share(a: Expr, b: Expr) -> (Expr, Expr) {
    fn year_of(e: &Expr) -> Option<Year> {
        match e {
            Expr::Calendar { year, .. } | Expr::Months { year, .. } => Some(*year),
            // early May to late June 2015
            Expr::In { of, .. } => year_of(of),
            _ => None,
        }
    }
    let with_year = |e: Expr, y: Year| match e {
        Expr::Calendar { year: Year::Unknown, month, day } => Expr::Calendar { year: y, month, day },
        Expr::Months { year: Year::Unknown, first, last } => Expr::Months { year: y, first, last },
        part @ Expr::In { .. } => in_year(part.clone(), y).unwrap_or(part),
        other => other,
    };
    let (ya, yb) = (year_of(&a), year_of(&b));
    // 下周一至周五: both lie in the week that is told
    if let (Expr::Weekday { week: Some(week), .. }, Expr::Weekday { day, week: None }) = (&a, &b) {
        let b = Expr::Weekday { day: *day, week: Some(*week) };
        return (a, b);
    }
    match (ya, yb) {
        (Some(Year::Unknown), Some(y)) if y != Year::Unknown => {
            // September 2016 to May 2017 carry both; November to February 2017 starts the year before.
            let back = start_month(&a).zip(start_month(&b)).is_some_and(|(m, n)| m > n);
            let y = match y {
                Year::Known(y) if back => Year::Known(y - 1),
                Year::Offset(o) if back => Year::Offset(o - 1),
                y => y,
            };
            (with_year(a, y), b)
        }
        (Some(y), Some(Year::Unknown)) if y != Year::Unknown => {
            let b = match (&a, b) {
                (Expr::Calendar { month: Some(m), day: Some(_), .. }, Expr::Calendar { year, month: None, day: Some(d) }) => {
                    Expr::Calendar { year, month: Some(*m), day: Some(d) }
                }
                (_, b) => b,
            };
            (a, with_year(b, y))
        }
        _ => match (&a, &b) {
            (Expr::Weekday { day, week: None }, Expr::Weekday { week: Some(week), .. }) => {
                (Expr::Weekday { day: *day, week: Some(*week) }, b)
            }
            (Expr::Calendar { month: Some(m), day: Some(_), .. }, Expr::Calendar { year, month: None, day: Some(d) }) => {
                let b = Expr::Calendar { year: *year, month: Some(*m), day: Some(*d) };
                (a, b)
            }
            (Expr::Calendar { year, month: None, day: Some(d) }, Expr::Calendar { month: Some(m), .. }) => {
                (Expr::Calendar { year: *year, month: Some(*m), day: Some(*d) }, b)
            }
            _ => (a, b),
        },
    }
}

fn start_month(e: &Expr) -> Option<i8> {
    match e {
        Expr::Calendar { month, .. } => *month,
        Expr::In { of, .. } => start_month(of),
        Expr::Months { first, .. } => Some(*first),
        _ => None,
    }
}

/// since, after, before, until around a date: an attribute, not part of the span.
fn with_modifier(text: &str, found: Found) -> Found {
    let start = skip_article(text, found.start);
    let word = scan::word_before(text, start);
    let before = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    let behind = blanks_end(text, found.end);
    let tail = |words: &[&str]| words.iter().any(|w| scan::rest(text, behind).starts_with(w));
    let head = |words: &[&str]| scan::ends_with_any(text, found.start, words);
    let lead = |words: &[&str]| {
        let head = scan::lead(text, start, 24).trim_end_matches(' ');
        words.iter().any(|w| {
            head.len().checked_sub(w.len()).is_some_and(|i| {
                head.get(i..).is_some_and(|t| t.eq_ignore_ascii_case(w)) && (i == 0 || !byte(head, i - 1).is_ascii_alphanumeric())
            })
        })
    };
    // "from 2014 on" looks forward, "2014 on the river" does not
    let any_tail = |words: &[&str]| {
        behind > found.end
            && scan::any_word(text, behind, words).is_some_and(|e| {
                !byte(text, blanks_end(text, e)).is_ascii_alphanumeric() && (scan::word(text, behind, "on").is_none() || before(&["from"]))
            })
    };
    // "more than two days ago" is before then, "less than two weeks ago" after
    let from_now = match &found.expr {
        Expr::Shift { base, count, .. } if matches!(**base, Expr::Relative { grain: Grain::Day, offset: 0 }) => *count,
        _ => 0,
    };
    let (far, near) = if from_now == 0 {
        (false, false)
    } else {
        (lead(&["more than", "over", "longer than"]), lead(&["less than", "fewer than", "under"]))
    };
    let modifier = if far && from_now < 0 || near && from_now > 0 {
        Some(Modifier::Before)
    } else if far || near {
        Some(Modifier::After)
    } else if lead(&["on or before", "no later than", "not later than", "up to", "as late as"]) {
        Some(Modifier::Until)
    } else if tail(&["以来", "至今", "起至今", "迄今"])
        || before(&["since", "starting", "commencing", "effective"])
        || lead(&[
            "on or after",
            "no earlier than",
            "not earlier than",
            "not before",
            "starting on",
            "starting from",
            "beginning on",
            "as early as",
        ])
        || any_tail(&[
            "and later",
            "or later",
            "and after",
            "or after",
            "and beyond",
            "onward",
            "onwards",
            "and onward",
            "and onwards",
            "on",
            "forward",
            "and since",
            "and up",
        ])
        || tail(&["起", "开始", "或之后", "及以后", "及之后"])
            && !tail(&["起来", "起点", "起诉", "起飞", "起降", "起火", "起跑", "起步", "起航", "起床", "起草", "起运", "起义"])
    {
        Some(Modifier::Since)
    } else if tail(&["之后", "以后", "过后"])
        || tail(&["后"]) && !tail(&["后天", "后来", "后续"])
        || before(&["after"])
        || later_than(text, start)
        || lead(&["year is greater than", "year greater than", "later than the year"])
    {
        Some(Modifier::After)
    } else if tail(&["之前", "以前", "前", "或之前", "或以前", "及之前", "及以前"]) && !tail(&["前三", "前两", "前后", "前往", "前来"])
        || before(&["before"])
        || lead(&["prior to", "ahead of", "earlier than"]) && !lead(&["no earlier than", "not earlier than"])
        || any_tail(&["or earlier", "and earlier", "or before", "and before"])
    {
        Some(Modifier::Before)
    } else if before(&["until", "till", "by", "through"])
        || head(&["截至", "截止", "截止到", "截至到", "直到", "直至"])
        || tail(&["为止", "底前"])
    {
        Some(Modifier::Until)
    } else if head(&["自", "自从"]) && !matches!(found.expr, Expr::Between(..)) {
        Some(Modifier::Since)
    } else {
        None
    };
    let onward = scan::any_word(text, behind, &["onward", "onwards", "and onward", "and onwards"]);
    let end = onward.filter(|_| modifier == Some(Modifier::Since) && behind > found.end).unwrap_or(found.end);
    Found { modifier, end, ..found }
}

fn later_than(text: &str, at: usize) -> bool {
    let head = scan::lead(text, at, 24).trim_end_matches(' ').as_bytes();
    let ends = |tail: &str| head.len().checked_sub(tail.len()).is_some_and(|i| head[i..].eq_ignore_ascii_case(tail.as_bytes()));
    ends("later than") && !ends("no later than")
}

fn skip_article(text: &str, at: usize) -> usize {
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    for article in ["the year", "the", "the end of", "the beginning of", "about", "around"] {
        if let Some(rest) = head.len().checked_sub(article.len())
            && head.get(rest..).is_some_and(|t| t.eq_ignore_ascii_case(article))
            && (rest == 0 || byte(text, rest - 1) == b' ')
        {
            return rest;
        }
    }
    at
}

/// The code of a time word at `at`: (class, number, end).
fn relative(text: &str, at: usize) -> Option<(Expr, usize)> {
    LEXICON.find(text, at, |s| match s {
        Sense::Relative(code) => {
            let (class, n) = code.rsplit_once(' ')?;
            if class == "todate" {
                return Some(Expr::ToDate(grain(n)?));
            }
            if class == "late" {
                return Some(part_of(Part::Late, Expr::Relative { grain: grain(n)?, offset: 0 }));
            }
            let n: i32 = n.parse().ok()?;
            Some(match class {
                "decade-of" => Expr::Years { first: n as i16, years: 10 },
                "same" => Expr::SamePeriod { offset: n as i16 },
                "year" => Expr::Calendar { year: Year::Offset(n as i16), month: None, day: None },
                _ => Expr::Relative { grain: grain(class)?, offset: n },
            })
        }
        _ => None,
    })
}

fn grain(name: &str) -> Option<Grain> {
    Some(match name {
        "day" => Grain::Day,
        "week" => Grain::Week,
        "weekend" => Grain::Weekend,
        "month" => Grain::Month,
        "quarter" => Grain::Quarter,
        "half" => Grain::Half,
        "year" => Grain::Year,
        "decade" => Grain::Decade,
        "century" => Grain::Century,
        _ => return None,
    })
}

/// Quarter `n`, half `n` of a year: months.
fn quarter(year: Year, n: i8) -> Expr {
    Expr::Months { year, first: n * 3 - 2, last: n * 3 }
}
fn half(year: Year, n: i8) -> Expr {
    Expr::Months { year, first: n * 6 - 5, last: n * 6 }
}

/// An expression that names a year as a whole, as the year of something smaller.
fn as_year(e: &Expr) -> Option<Year> {
    match e {
        Expr::Calendar { year, month: None, day: None } => Some(*year),
        Expr::Relative { grain: Grain::Year, offset } => Some(Year::Offset(*offset as i16)),
        _ => None,
    }
}

/// The same quarter, half, month or day, of this year.
fn in_year(e: Expr, y: Year) -> Option<Expr> {
    Some(match e {
        Expr::Calendar { year: Year::Unknown, month: Some(m), day } => Expr::Calendar { year: y, month: Some(m), day },
        Expr::Months { year: Year::Unknown, first, last } => Expr::Months { year: y, first, last },
        Expr::Fiscal { year: Year::Unknown, quarter } => Expr::Fiscal { year: y, quarter },
        Expr::In { part, of } => Expr::In { part, of: in_year(*of, y)?.boxed() },
        Expr::Feast { year: Year::Unknown, feast } => Expr::Feast { year: y, feast },
        Expr::WeekOfYear { year: Year::Unknown, week } => Expr::WeekOfYear { year: y, week },
        Expr::Holding { grain, day } => Expr::Holding { grain, day: in_year(*day, y)?.boxed() },
        Expr::Between(a, b) => Expr::Between(in_year(*a, y)?.boxed(), in_year(*b, y)?.boxed()),
        _ => return None,
    })
}

fn part_of(part: Part, of: Expr) -> Expr {
    Expr::In { part, of: of.boxed() }
}

#[cfg(test)]
mod tests;
