//! Dates of the old calendar: 农历八月十五, 腊月廿三, 正月初一. They name no Gregorian day, so they have no value.

use super::super::super::scan::{self, blanks_end, char_at};
use super::super::super::when::Expr;
use super::{code, number, opaque, starts};

/// 农历…, 正月…, 腊月…, 大年初一; `month` is that of the word which ends at `from`, 0 for the calendar's own name.
pub(super) fn at(text: &str, month: &str, from: usize) -> Option<(Expr, usize)> {
    if month != "0" {
        return with_day(text, month, from);
    }
    let mut end = starts(text, from, &["的"]).unwrap_or(from);
    let opened = end;
    // a year in digits or by stem and branch, or the year of an animal
    let year = number(text, blanks_end(text, end)).and_then(|(_, _, e)| starts(text, e, &["年"])).or_else(|| named_year(text, end));
    end = year.unwrap_or(end);
    let month = month_led(text, end).map(|(_, e)| e).or_else(|| {
        let leap = starts(text, end, &["闰"]).unwrap_or(end);
        let (_, _, e) = number(text, leap).filter(|(m, _, _)| (1..=12).contains(m))?;
        let e = starts(text, e, &["月"])?;
        Some(day(text, e).unwrap_or(e))
    });
    end = month.or_else(|| day(text, end)).unwrap_or(end);
    (end > opened).then(|| (opaque(), end))
}

/// 甲子年, 龙年.
fn named_year(text: &str, at: usize) -> Option<usize> {
    let stem = char_at(text, at).filter(|c| "甲乙丙丁戊己庚辛壬癸".contains(*c));
    let from = stem.map_or(at, |c| at + c.len_utf8());
    let names = if stem.is_some() { "子丑寅卯辰巳午未申酉戌亥" } else { "鼠牛虎兔龙蛇马羊猴鸡狗猪" };
    let name = char_at(text, from).filter(|c| names.contains(*c))?;
    starts(text, from + name.len_utf8(), &["年"])
}

/// 正月, 腊月十八, 大年三十.
pub(super) fn month_led(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (month, end) = code(text, at, "lunar").filter(|(n, _)| *n != "0")?;
    with_day(text, month, end)
}

fn with_day(text: &str, month: &str, end: usize) -> Option<(Expr, usize)> {
    let day = day(text, end);
    // 大年 is a month only with its day behind it
    (month != "13" || day.is_some()).then(|| (opaque(), day.unwrap_or(end)))
}

/// The end of 初八 behind a month in Han numerals: only the old calendar counts days so.
pub(super) fn day_first(text: &str, at: usize) -> Option<usize> {
    let from = starts(text, at, &["初"])?;
    let (_, _, end) = number(text, from)
        .filter(|(d, _, e)| (1..=10).contains(d) && *e == from + "一".len() && !scan::rest(text, from).starts_with('两'))?;
    char_at(text, end).is_none_or(|c| !c.is_alphanumeric() || "的是在日那当至到早晚上下凌前后起".contains(c)).then_some(end)
}

/// 初一, 十五, 廿三, 18, 三十日 behind a month.
fn day(text: &str, at: usize) -> Option<usize> {
    let from = blanks_end(text, at);
    let first = starts(text, from, &["初"]);
    let (_, _, end) = number(text, first.unwrap_or(from)).filter(|(d, _, _)| (1..=30).contains(d))?;
    if let Some(e) = starts(text, end, &["日"]) {
        return Some(e);
    }
    let free = char_at(text, end).is_none_or(|c| !c.is_alphanumeric() || "的是在那当至到早晚上下凌前后起".contains(c));
    (free || first.is_some()).then_some(end)
}
