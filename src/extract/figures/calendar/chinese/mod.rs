//! Chinese dates and periods: 2016年9月13日, 民国110年, 去年底, 第二季度, 前三季, 上周五, 三天前, 下午3点20分.
//!
//! One file a kind: `years` for what a year, era or century leads, `inside` for what stands within a year, `days` for
//! weekdays and days of the month, `runs` for counted units before and after the article's date, `clock` for times of
//! day, `lunar` for dates of the old calendar.

mod clock;
mod days;
mod feasts;
mod inside;
mod lunar;
mod runs;
mod tense;
mod years;

#[cfg(test)]
mod tests;

use super::super::han;
use super::super::lexicon::{LEXICON, Sense};
use super::super::numeral::Shape;
use super::super::scan::{self, blanks_end, char_at};
use super::super::when::{Expr, Grain, Part, Year};
use super::{as_year, part_of, relative};

pub(super) use clock::second_end;
pub(super) use tense::beside as tense_beside;

/// What starts at `at`, and where it ends.
pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let c = char_at(text, at)?;
    if c.is_ascii_digit() && !leads_to_han(text, at) {
        return days::slashed(text, at);
    }
    if c.is_ascii_digit() || han::is_numeral(c) {
        let worth = worth(text, at, c);
        let on = |form: u8| (worth & form != 0).then_some(());
        return on(form::YEAR)
            .and_then(|()| years::at(text, at))
            .or_else(|| clock::at(text, at))
            .or_else(|| on(form::RUN).and_then(|()| runs::ago(text, at)))
            .or_else(|| on(form::INSIDE).and_then(|()| inside::at(text, at, Year::Unknown)))
            .or_else(|| on(form::DAY).and_then(|()| days::alone(text, at)))
            .or_else(|| days::slashed(text, at))
            .or_else(|| feasts::at(text, at, Year::Unknown))
            .or_else(|| on(form::CENTURY).and_then(|()| years::century(text, at)));
    }
    years::at(text, at)
        .or_else(|| clock::at(text, at))
        .or_else(|| days::weekday(text, at, None))
        .or_else(|| if matches!(c, '上' | '下') { runs::half_month(text, at) } else { None })
        .or_else(|| if runs::opens(c) { runs::run_of(text, at) } else { None })
        .or_else(|| worded(text, at))
        .or_else(|| bracketed_day(text, at, c))
        .or_else(|| inside::at(text, at, Year::Unknown))
        .or_else(|| if matches!(c, '本' | '上') { years::century(text, at) } else { None })
        .or_else(|| feasts::at(text, at, Year::Unknown))
}

/// Forms that a number may open, one bit each.
mod form {
    pub const YEAR: u8 = 1;
    pub const RUN: u8 = 2;
    pub const INSIDE: u8 = 4;
    pub const DAY: u8 = 8;
    pub const CENTURY: u8 = 16;
}

/// The forms that the character behind the number at `at` lets go on: each of them would read the number anew.
fn worth(text: &str, at: usize, c: char) -> u8 {
    // 半年, 几天 and 05年 are no plain numbers
    let plain = c.is_ascii_digit() && c != '0' || han::digit(c).is_some() || han::scale(c).is_some();
    let Some(n) = plain.then(|| han::number(text, at)).flatten() else { return u8::MAX };
    match char_at(text, blanks_end(text, n.end)) {
        Some('年') => form::YEAR | form::RUN | form::CENTURY,
        Some('财' | '会' | 'Q' | 'H' | '上' | '下' | '第' | '前' | '一' | '二' | '三' | '四') => form::YEAR,
        Some('、' | '和') => form::YEAR | form::INSIDE | form::DAY | form::CENTURY,
        Some('与' | '及' | '以') => form::YEAR | form::DAY,
        Some('至' | '到' | '-' | '—' | '–' | '~' | '～') => form::YEAR | form::INSIDE | form::CENTURY,
        Some('季') => form::RUN | form::INSIDE,
        Some('月') => form::INSIDE,
        Some('日') => form::RUN | form::DAY,
        Some('号') => form::DAY,
        Some('个' | '天' | '星' | '礼' | '周' | '交' | '工') => form::RUN,
        Some('世') => form::CENTURY,
        _ => 0,
    }
}

/// Whether the digits and signs from `at` on lead to something else than Latin letters, or to a quarter or half (21Q2).
fn leads_to_han(text: &str, at: usize) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    rest.iter()
        .take(64)
        .find(|b| !b.is_ascii() || b.is_ascii_alphabetic() || **b == b'\n')
        .is_some_and(|b| !b.is_ascii() || matches!(b, b'Q' | b'q' | b'H'))
}

fn starts(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let rest = scan::rest(text, at);
    words.iter().find(|w| rest.starts_with(**w)).map(|w| at + w.len())
}

/// The first of `words` at `at` with what it stands for.
fn pick<T: Copy>(text: &str, at: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
    let rest = scan::rest(text, at);
    words.iter().find(|(w, _)| rest.starts_with(w)).map(|(w, t)| (*t, at + w.len()))
}

/// A whole number in digits or Han, its shape and its end.
fn number(text: &str, at: usize) -> Option<(i64, Shape, usize)> {
    let n = han::number(text, at)?;
    let digits = scan::digits_end(text, at) == n.end;
    Some((n.integer()?, if digits { Shape::Digits } else { n.shape }, n.end))
}

/// Behind what joins the ends of a range beside 至 and 到: 3月1日起至5月31日, 从6月开始到9月.
pub(super) fn until(text: &str, at: usize) -> Option<usize> {
    starts(text, at, &["起至", "起到", "开始到", "开始至", "一直到", "直到", "直至"])
}

/// The present as the end of a range: 从2016年到现在.
pub(super) fn now(text: &str, at: usize) -> Option<(Expr, usize)> {
    let end = starts(text, at, &["现在", "目前", "如今", "当前"])?;
    Some((Expr::Relative { grain: Grain::Day, offset: 0 }, end))
}

/// A time that the text tells and that has no value here: dates of the lunar calendar, a few days, the same year.
fn opaque() -> Expr {
    Expr::Calendar { year: Year::Unknown, month: None, day: None }
}

/// The code of `class` that the table of time words gives for `at`, without its first word, and the end of the word.
fn code(text: &str, at: usize, class: &str) -> Option<(&'static str, usize)> {
    LEXICON.find(text, at, |s| match s {
        Sense::Relative(code) => code.split_once(' ').filter(|(c, _)| *c == class).map(|(_, rest)| rest),
        _ => None,
    })
}

/// 今(2)日, 昨(1)日: the day of the month in the middle of the word.
fn bracketed_day(text: &str, at: usize, c: char) -> Option<(Expr, usize)> {
    let offset = match c {
        '今' => 0,
        '昨' => -1,
        '明' => 1,
        '前' => -2,
        _ => return None,
    };
    let open = starts(text, at + c.len_utf8(), &["("])?;
    let close = scan::digits_end(text, open);
    let end = starts(text, close, &[")日", ")天", ")晚", ")早"]).filter(|_| (1..=2).contains(&(close - open)))?;
    Some((Expr::Relative { grain: Grain::Day, offset }, end))
}

/// What a word of the table leads: 去年, 上个月, 年底, 月初, 今春, 同年9月, 康熙二十年, 腊月.
fn worded(text: &str, at: usize) -> Option<(Expr, usize)> {
    let word = |s| if let Sense::Relative(code) = s { Some(code) } else { None };
    let (code, end) = LEXICON.find(text, at, word)?;
    let (class, rest) = code.split_once(' ')?;
    // 首周末, 建成后年产: the word belongs to what stands before it
    let printed = scan::part(text, at, end);
    let behind = char_at(text, end);
    if printed == "周末" && scan::char_before(text, at).is_some_and(|c| matches!(c, '首' | '个' | '每'))
        || matches!(printed, "后年" | "前年") && behind.is_some_and(|c| "产均化销营收交节发处".contains(c))
    {
        return None;
    }
    match class {
        "early" | "middle" | "late" => edge(text, at, end, super::grain(rest)?),
        "season" => {
            let (offset, season) = rest.split_once(' ')?;
            let of = Expr::Calendar { year: Year::Offset(offset.parse().ok()?), month: None, day: None };
            Some((part_of(Part::Season(season.parse().ok()?), of), end))
        }
        "told" => inside::at(text, starts(text, end, &["的"]).unwrap_or(end), Year::Told),
        "era" => years::of_era(text, rest, end),
        "lunar" => lunar::at(text, rest, end),
        _ => relative(text, at).and_then(|found| behind_relative(text, at, found)),
    }
}

/// 年底, 月初, 年中: the edge of the present year or month.
fn edge(text: &str, at: usize, end: usize, grain: Grain) -> Option<(Expr, usize)> {
    // 3年底部, 多年中 count or name something else
    let counted = scan::char_before(text, at).is_some_and(|c| {
        c.is_ascii_digit() || han::is_numeral(c) || matches!(c, '多' | '近' | '每' | '往' | '年' | '整' | '个' | '同' | '次')
    });
    let word = char_at(text, end).is_some_and(|c| matches!(c, '部' | '薪' | '国' | '层' | '级' | '央' | '心' | '华' | '文' | '间'));
    let part = match scan::part(text, at, end).chars().last()? {
        '初' | '头' => Part::Early,
        '中' => Part::Middle,
        _ => Part::Late,
    };
    let of = Expr::Relative { grain, offset: 0 };
    (!counted && !word).then(|| (part_of(part, of), end))
}

/// 去年…, 本月5日, 上周五, 今天.
fn behind_relative(text: &str, at: usize, (expr, end): (Expr, usize)) -> Option<(Expr, usize)> {
    // 今日视野, 明年级, 昨 inside a word
    if char_at(text, end).is_some_and(|c| matches!(c, '级'))
        || scan::part(text, at, end).len() == 3
            && !scan::rest(text, end).starts_with(|c: char| c.is_ascii_digit() || "天日晚夜早，,。 宣发公".contains(c))
    {
        return None;
    }
    if let Some(year) = as_year(&expr) {
        return years::inside(text, year, end);
    }
    match expr {
        Expr::Relative { grain: Grain::Month, offset } => {
            let whole = Expr::Relative { grain: Grain::Month, offset };
            let next = starts(text, end, &["的"]).unwrap_or(end);
            if let Some((d, _, e)) = number(text, next).filter(|(d, _, _)| (1..=99).contains(d))
                && let Some(e) = starts(text, e, &["日", "号"])
            {
                return Some(days::with_weekday(text, (part_of(Part::Nth(Grain::Day, d as i8), whole), e)));
            }
            Some(inside::stretch(text, whole, end))
        }
        Expr::Relative { grain: Grain::Week, offset } => {
            let next = starts(text, end, &["的"]).unwrap_or(end);
            if let Some(found) = days::weekday(text, next, Some(offset)) {
                return Some(found);
            }
            // 上周五: the weekday's own 周 is shared
            if let Some(d) = char_at(text, end).and_then(scan::weekday_char).filter(|d| !days::is_word(text, *d, end + "五".len())) {
                return Some(days::with_date(text, (Expr::Weekday { day: d, week: Some(offset) }, end + "五".len())));
            }
            Some((Expr::Relative { grain: Grain::Week, offset }, end))
        }
        Expr::Relative { grain: Grain::Quarter, .. } => Some(inside::quarter_part(text, (expr, end))),
        Expr::Relative { grain: Grain::Day, .. } => {
            let (expr, end) = days::with_weekday(text, (expr, end));
            Some(days::with_date(text, (expr, end)))
        }
        other => Some((other, end)),
    }
}
