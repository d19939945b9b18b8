//! What a year leads: 2016年…, 二〇一六年…, 98年3月, 民国110年…, 光绪二十四年, 2023财年; decades and centuries.

use super::super::super::numeral::Shape;
use super::super::super::scan::{self, blanks_end, char_at, char_before};
use super::super::super::when::{Expr, Grain, Part, Year, from_minguo};
use super::super::{half, numeric, part_of};
use super::{days, inside as within, number, opaque, pick, starts};
use crate::extract::figures::han;

/// A year and what it holds: 2016年9月13日, 民国110年, 公元前221年, 2023财年第一季度.
pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let c = char_at(text, at)?;
    if c.is_ascii_digit() || han::is_numeral(c) {
        return numbered(text, at);
    }
    if !matches!(c, '民' | '中' | '公' | '本' | '上' | '下') {
        return None;
    }
    if let Some(from) = starts(text, at, &["中华民国", "民国"]) {
        let (n, _, end) = year_of_era(text, from)?;
        return inside(text, Year::Known(from_minguo(n)?), end);
    }
    if let Some(from) = starts(text, at, &["公元前"]) {
        // Years before the era have no value here.
        let (_, _, end) = number(text, blanks_end(text, from))?;
        return starts(text, blanks_end(text, end), &["世纪", "年"]).map(|e| (opaque(), e));
    }
    if let Some(from) = starts(text, at, &["公元"]) {
        let (n, _, end) = number(text, blanks_end(text, from))?;
        let year = i16::try_from(n).ok().filter(|n| (1..=2999).contains(n))?;
        return inside(text, Year::Known(year), starts(text, blanks_end(text, end), &["年"])?);
    }
    if let Some((offset, end)) = pick(
        text,
        at,
        &[("本财年", 0), ("上财年", -1), ("上一财年", -1), ("上个财年", -1), ("下财年", 1), ("下一财年", 1), ("下个财年", 1)],
    ) {
        return Some(fiscal(text, Year::Offset(offset), end));
    }
    None
}

/// 光绪二十四年, 令和6年: `era` is the Gregorian year of its first and how many it has.
pub(super) fn of_era(text: &str, era: &str, from: usize) -> Option<(Expr, usize)> {
    let (first, years) = era.split_once(' ')?;
    let (first, years): (i16, i16) = (first.parse().ok()?, years.parse().ok()?);
    let (n, _, end) = year_of_era(text, from)?;
    // Historians print dates of the old calendar in Han numerals and converted ones in digits (GB/T 15835).
    let han_month = first < 1873 && char_at(text, blanks_end(text, end)).is_some_and(|c| !c.is_ascii());
    let (expr, stop) = inside(text, Year::Known(first.checked_add(n - 1)?), end)?;
    // 昭和100年 is told of 2025; an old era has no year beyond its last.
    Some((if n > years && first < 1868 || han_month && stop > end { opaque() } else { expr }, stop))
}

/// 110年, 元年 behind the name of an era.
fn year_of_era(text: &str, from: usize) -> Option<(i16, Shape, usize)> {
    let from = blanks_end(text, from);
    if let Some(end) = starts(text, from, &["元年"]) {
        return Some((1, Shape::HanDigits, end));
    }
    let (n, shape, end) = number(text, from)?;
    let n = i16::try_from(n).ok().filter(|n| (1..=300).contains(n))?;
    starts(text, blanks_end(text, end), &["年度", "年"]).map(|e| (n, shape, e))
}

fn numbered(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, shape, end) = leading_number(text, at)?;
    let behind = blanks_end(text, end);
    let n = i16::try_from(n).ok()?;
    let digits = scan::part(text, at, end).chars().count();
    let plain = matches!(shape, Shape::HanDigits | Shape::Digits | Shape::Marked);
    if let Some(e) = starts(text, behind, &["财年", "财政年度", "会计年度", "财务年度"]) {
        let year = numeric::full_year(n, digits).filter(|_| plain && matches!(digits, 2 | 4))?;
        return Some(fiscal(text, Year::Known(year), e));
    }
    let Some(next) = starts(text, behind, &["年度", "年份", "年"]) else {
        // 2019上半年, 2019第一季度
        let year = Year::Known(n);
        if shape == Shape::Digits && digits == 4 && (1900..=2100).contains(&n) && is_listed(text, end) {
            return Some((Expr::year(n), end));
        }
        let led = shape == Shape::Digits && digits == 4 && (1900..=2100).contains(&n);
        // 21Q2, 21H1
        if shape == Shape::Digits && digits == 2 && (10..=49).contains(&n) && matches!(scan::byte(text, end), b'Q' | b'H') {
            return within::at(text, end, Year::Known(2000 + n));
        }
        // 2015至2018年
        if led
            && let Some(join) = starts(text, end, &["至", "到", "-", "—", "–", "~", "～"])
            && let Some((last, _, e)) =
                number(text, join).filter(|(l, s, e)| *s == Shape::Digits && *e == join + 4 && *l > i64::from(n) && *l <= 2100)
            && let Some(e) = starts(text, blanks_end(text, e), &["年度", "年"])
        {
            return Some((Expr::Between(Expr::year(n).boxed(), Expr::year(last as i16).boxed()), e));
        }
        return within::at(text, behind, year).filter(|(e, _)| {
            led && scan::rest(text, behind).starts_with(['上', '下', '第', '前', '一', '二', '三', '四'])
                && matches!(e, Expr::Months { last, .. } if last % 3 == 0)
        });
    };
    let tail = scan::rest(text, next);
    if tail.starts_with(['级', '款', '代']) && !tail.starts_with("代表") {
        return None;
    }
    // 1000年 and 1500年 are mostly lengths.
    let round =
        n < 1900 && n % 100 == 0 && !tail.starts_with(['代', '前', '初', '末', '底']) && within::at(text, next, Year::Unknown).is_none();
    let year = if (1000..=2999).contains(&n) && digits == 4 && plain && !round
        || shape == Shape::Han && (1900..=2100).contains(&n) && n % 1000 > 0
    {
        n
    } else if digits == 2 && plain && (0..=99).contains(&n) {
        let month = within::at(text, blanks_end(text, next), Year::Unknown).is_some();
        let spelt = shape == Shape::HanDigits && !is_guess(n);
        (month || spelt || shape == Shape::Digits && is_short_year(text, at, n, tail)).then(|| numeric::full_year(n, 2))??
    } else if digits == 3 && shape == Shape::Digits && (90..=150).contains(&n) {
        // 110年3月5日, 112年第二季: years of the Republic are printed without its name where a part of one follows.
        let glossed = scan::rest(text, next).strip_prefix('(').is_some_and(|r| r.starts_with(&(n + 1911).to_string()));
        let part =
            glossed || scan::part(text, 0, next).ends_with('度') || within::at(text, blanks_end(text, next), Year::Unknown).is_some();
        part.then(|| from_minguo(n))??
    } else if digits == 3
        && shape == Shape::Digits
        && n > 150
        && char_before(text, at).is_some_and(|c| matches!(c, '于' | '在'))
        && !tail.starts_with(['内', '里', '间', '后', '前', '以', '之', '的', '中', '时', '期', '来', '多'])
    {
        // 始建于979年
        n
    } else {
        return None;
    };
    inside(text, Year::Known(year), next)
}

/// Whether more years in digits stand behind, the last with its 年: 2019、2020和2021年.
fn is_listed(text: &str, end: usize) -> bool {
    let mut at = end;
    for _ in 0..8 {
        let Some(from) = starts(text, at, &["、", "和", "与", "及", "以及"]) else { return false };
        at = scan::digits_end(text, from);
        if at != from + 4 {
            return false;
        }
        if scan::rest(text, at).starts_with('年') {
            return true;
        }
    }
    false
}

/// 七八年, 三五年: rather a guess between two numbers than a year.
fn is_guess(n: i16) -> bool {
    n / 10 > 0 && n / 10 + 1 == n % 10 || n == 35
}

/// As [`number`], and digits with a leading zero.
fn leading_number(text: &str, at: usize) -> Option<(i64, Shape, usize)> {
    let end = scan::digits_end(text, at);
    if end == at + 2 && scan::byte(text, at) == b'0' {
        return Some((scan::part(text, at, end).parse().ok()?, Shape::Digits, end));
    }
    number(text, at)
}

/// 98年 without a month: a year where no length of time can stand.
fn is_short_year(text: &str, at: usize, n: i16, tail: &str) -> bool {
    let before = char_before(text, at);
    let free = before.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '在' | '于' | '从' | '自' | '是' | '到' | '至'));
    if scan::byte(text, at) == b'0' {
        return free;
    }
    let length =
        tail.starts_with(['来', '间', '前', '后', '以', '之', '的', '内', '里', '左', '多', '余', '历', '时', '期', '工', '老', '经']);
    n >= 50 && n % 10 != 0 && free && !length
}

/// A financial year and its quarter or half: opaque, as its first month is not told.
fn fiscal(text: &str, year: Year, end: usize) -> (Expr, usize) {
    let next = starts(text, end, &["的"]).unwrap_or(end);
    let whole = Expr::Fiscal { year, quarter: None };
    let halves = [("上半年", 1), ("上半财年", 1), ("上半", 1), ("下半年", 2), ("下半财年", 2), ("下半", 2)];
    if let Some((n, e)) = pick(text, next, &halves) {
        return (part_of(Part::Half(n), whole), e);
    }
    if let Some((Expr::Months { first, last, .. }, e)) = within::at(text, next, year).filter(|(e, _)| matches!(e, Expr::Months { .. })) {
        if last - first == 2 {
            return (Expr::Fiscal { year, quarter: Some(last / 3) }, e);
        }
        return (part_of(Part::Run(Grain::Month, last.into()), whole), e);
    }
    match within::at(text, next, year) {
        Some((e @ Expr::Fiscal { .. }, stop)) => (e, stop),
        _ => (whole, end),
    }
}

/// What follows a year: month, quarter, half, 底 and the like, or nothing.
pub(super) fn inside(text: &str, year: Year, end: usize) -> Option<(Expr, usize)> {
    let whole = Expr::Calendar { year, month: None, day: None };
    let mut next = blanks_end(text, end);
    if scan::rest(text, next).starts_with('的') && !scan::rest(text, next).starts_with("的一") {
        next = blanks_end(text, next + "的".len());
    }
    if let Some(found) = within::at(text, next, year) {
        return Some(found);
    }
    // 2016年，9月3日
    if let Some(comma) = starts(text, next, &["，", ","])
        && let Some(found) =
            within::at(text, blanks_end(text, comma), year).filter(|(e, _)| matches!(e, Expr::Calendar { day: Some(_), .. }))
    {
        return Some(found);
    }
    let part = [
        ("年初", Part::Early),
        ("初期", Part::Early),
        ("初", Part::Early),
        ("年中", Part::Middle),
        ("中期", Part::Middle),
        ("年底", Part::Late),
        ("年末", Part::Late),
        ("岁末", Part::Late),
        ("底", Part::Late),
        ("末", Part::Late),
    ];
    if let Some((p, e)) = pick(text, next, &part).filter(|(_, e)| next == end && !within::opens_word(text, *e)) {
        return Some((part_of(p, whole), e));
    }
    if let Some(e) = starts(text, next, &["全年", "整年", "同期"]) {
        return Some((whole, e));
    }
    Some(within::nth_unit(text, whole, end))
}

/// 21世纪, 上世纪90年代, 90年代, 二十世纪八十年代, 本世纪20年代; with 初, 中期, 末 behind them.
pub(super) fn century(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (whole, end) = century_or_decade(text, at)?;
    let parts = [
        ("初期", Part::Early),
        ("早期", Part::Early),
        ("前期", Part::Early),
        ("初", Part::Early),
        ("中期", Part::Middle),
        ("中叶", Part::Middle),
        ("中后期", Part::Half(2)),
        ("后期", Part::Late),
        ("晚期", Part::Late),
        ("末期", Part::Late),
        ("末", Part::Late),
        ("上半叶", Part::Half(1)),
        ("下半叶", Part::Half(2)),
    ];
    let next = starts(text, end, &["的"]).unwrap_or(end);
    Some(match pick(text, next, &parts) {
        Some((p, e)) => (part_of(p, whole), e),
        None => (whole, end),
    })
}

fn century_or_decade(text: &str, at: usize) -> Option<(Expr, usize)> {
    if let Some(from) = starts(text, at, &["本世纪"]) {
        let whole = Expr::Relative { grain: Grain::Century, offset: 0 };
        return Some(match decade(text, from) {
            Some((first, 10, e)) => (part_of(Part::Nth(Grain::Decade, (first / 10 + 1) as i8), whole), e),
            _ => (whole, from),
        });
    }
    let (base, from) = match starts(text, at, &["上个世纪", "上世纪"]) {
        Some(e) => (Some(1900), e),
        None => match number(text, at).and_then(|(n, _, e)| Some((n, starts(text, e, &["世纪"])?))) {
            Some((n, e)) => (Some((i16::try_from(n).ok().filter(|n| (2..=30).contains(n))? - 1) * 100), e),
            None => (None, at),
        },
    };
    match (base, decade(text, from)) {
        (Some(first), Some((n, years, e))) if n < 100 => Some((Expr::Years { first: first + n, years }, e)),
        (Some(first), _) => {
            // 21世纪经济报道 is a newspaper
            if scan::rest(text, from).starts_with("经济报道") {
                return None;
            }
            // 一个世纪 is a length; 第21世纪 and 21世纪 are not
            Some((Expr::Years { first, years: 100 }, from))
        }
        (None, Some((n, years, e))) if n < 100 => Some((Expr::Years { first: if n < 30 { 2000 + n } else { 1900 + n }, years }, e)),
        (None, Some((n, years, e))) if (1000..=2100).contains(&n) => Some((Expr::Years { first: n, years }, e)),
        _ => None,
    }
}

/// 90年代, 1990年代, 六七十年代, 60至70年代: the first year, how many years, and the end.
fn decade(text: &str, at: usize) -> Option<(i16, i16, usize)> {
    let n = han::number(text, at)?;
    let tens = |n: i64| i16::try_from(n).ok().filter(|n| n % 10 == 0 && ((10..=90).contains(n) || (1000..=2100).contains(n)));
    if let (Shape::Vague, Some(low), Some(high)) = (n.shape, n.low, n.high) {
        let (low, high) = (tens(low.to_i64()?)?, tens(high.to_i64()?)?);
        return starts(text, n.end, &["年代"]).map(|e| (low, high - low + 10, e));
    }
    let first = tens(n.integer()?)?;
    if let Some(e) = starts(text, n.end, &["年代"]) {
        return Some((first, 10, e));
    }
    let next = starts(text, n.end, &["至", "到", "-", "—", "–", "~", "、"])?;
    let (last, _, end) = number(text, next)?;
    let last = tens(last).filter(|l| *l > first && *l - first <= 50)?;
    starts(text, end, &["年代"]).map(|e| (first, last - first + 10, e))
}

/// The half of a year that a word of a fiscal or calendar year names.
pub(super) fn half_of(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    let halves = [("上半年度", 1), ("上半年", 1), ("下半年度", 2), ("下半年", 2)];
    pick(text, at, &halves).map(|(n, e)| (half(year, n), e))
}

/// A full date behind a weekday or in brackets: 二月十号, 2016年3月5日, 5日.
pub(super) fn full_date(text: &str, at: usize) -> Option<(Expr, usize)> {
    self::at(text, at).or_else(|| within::at(text, at, Year::Unknown)).or_else(|| days::alone(text, at)).filter(|(e, _)| e.is_day())
}
