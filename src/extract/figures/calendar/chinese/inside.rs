//! What stands inside a year: 9月13日, 9月下旬, 1至9月, 第二季度, 前三季, 上半年, 秋季; its n-th weeks and weekdays.

use super::super::super::lexicon::{LEXICON, Sense};
use super::super::super::numeral::Shape;
use super::super::super::scan::{self, blanks_end, byte, char_at, char_before};
use super::super::super::when::{Expr, Grain, Part, Year};
use super::super::{part_of, quarter};
use super::{days, feasts, lunar, number, opaque, pick, starts, years};
use crate::extract::figures::han;

/// Month, quarter, half, season or day of `year` at `at`.
pub(super) fn at(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    if year != Year::Unknown
        && let Some(found) = feasts::at(text, at, year)
    {
        return Some(found);
    }
    let c = char_at(text, at)?;
    if c.is_ascii_digit() || han::is_numeral(c) {
        return numbered(text, at, year);
    }
    match c {
        '上' | '下' => years::half_of(text, at, year),
        '前' | '头' | '首' => first_units(text, at, year),
        '第' => {
            let (n, _, end) = number(text, at + "第".len()).filter(|(n, _, _)| (1..=4).contains(n))?;
            if let Some(e) = starts(text, end, &["财季", "个财季"]) {
                return Some((Expr::Fiscal { year, quarter: Some(n as i8) }, e));
            }
            // 第一至第三季度, 第一、二季度
            if let Some(join) = starts(text, end, &["至", "到", "、", "和", "-"]) {
                let (m, _, e) = number(text, starts(text, join, &["第"]).unwrap_or(join)).filter(|(m, _, _)| *m > n && *m <= 4)?;
                let list = scan::part(text, end, join).starts_with(['、', '和']) && m != n + 1;
                let e = starts(text, e, &["季度", "季"]).filter(|_| !list)?;
                return Some((Expr::Months { year, first: n as i8 * 3 - 2, last: m as i8 * 3 }, e));
            }
            let e = starts(text, end, &["季度", "个季度", "季"]).filter(|e| !scan::rest(text, *e).starts_with('节'))?;
            Some(quarter_part(text, (quarter(year, n as i8), e)))
        }
        'q' | 'Q' | 'H' => {
            let n = byte(text, at + 1).wrapping_sub(b'0') as i8;
            let closed = !byte(text, at + 2).is_ascii_alphanumeric();
            match c {
                'H' => (closed && (1..=2).contains(&n)).then(|| (super::super::half(year, n), at + 2)),
                _ => (closed && (1..=4).contains(&n)).then(|| (quarter(year, n), at + 2)),
            }
        }
        '春' | '夏' | '秋' | '冬' => season(text, at, year),
        '末' => starts(text, at, &["末季"]).map(|e| (quarter(year, 4), e)),
        _ => lunar::month_led(text, at),
    }
}

/// 二季度末, 本季度初.
pub(super) fn quarter_part(text: &str, (expr, end): (Expr, usize)) -> (Expr, usize) {
    match pick(text, end, &[("初", Part::Early), ("中期", Part::Middle), ("末", Part::Late), ("底", Part::Late)]) {
        Some((p, e)) => (part_of(p, expr), e),
        None => (expr, end),
    }
}

/// 前三季度, 前9个月, 首两个月, 首季.
fn first_units(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    let from = at + "前".len();
    if let Some(e) = starts(text, at, &["首季度", "首季"]) {
        return Some((quarter(year, 1), e));
    }
    let (n, _, end) = number(text, from)?;
    let leading = |months: i8| match year {
        Year::Unknown => Expr::Leading { months },
        year => Expr::Months { year, first: 1, last: months },
    };
    if let Some(e) = starts(text, end, &["个季度", "季度", "个季", "季"]).filter(|_| (2..=4).contains(&n)) {
        return Some((leading(n as i8 * 3), e));
    }
    let e = starts(text, end, &["个月", "月"]).filter(|e| (2..=12).contains(&n) && !scan::rest(text, *e).starts_with('日'))?;
    Some((leading(n as i8), e))
}

/// 春季, 夏天 of a year that is told; 2016年春.
fn season(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    let n = match char_at(text, at)? {
        '春' => 1,
        '夏' => 2,
        '秋' => 3,
        _ => 4,
    };
    let one = at + "春".len();
    let alone = char_at(text, one).is_none_or(|c| !c.is_alphanumeric() || matches!(c, '至' | '到' | '和' | '与'));
    let end = starts(text, one, &["季", "天"]).or(alone.then_some(one)).filter(|e| !scan::rest(text, *e).starts_with('节'))?;
    (year != Year::Unknown).then(|| (part_of(Part::Season(n), Expr::Calendar { year, month: None, day: None }), end))
}

/// What starts with a number: 二季度, 1至9月, 9月13日, 9月.
fn numbered(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    let (n, shape, end) = number(text, at)?;
    let next = blanks_end(text, end);
    let tail = scan::rest(text, next);
    if let Some(e) = starts(text, next, &["季度", "季"])
        .filter(|e| (1..=4).contains(&n) && !scan::rest(text, *e).starts_with(['节', '后', '稻', '豆', '假']) || tail.starts_with("季报"))
    {
        return Some(quarter_part(text, (quarter(year, n as i8), e)));
    }
    if let Some(found) = joined(text, next, n, year) {
        return Some(found);
    }
    // 三四月, 七八月份: two months told in one breath
    if shape == Shape::HanDigits
        && scan::part(text, at, end).chars().count() == 2
        && n / 10 + 1 == n % 10
        && let Some(e) = starts(text, next, &["月份", "月"]).filter(|e| !day_behind(text, *e))
    {
        return Some((Expr::Months { year, first: (n / 10) as i8, last: (n % 10) as i8 }, e));
    }
    let end = starts(text, next, &["月份", "月"]).filter(|_| (1..=99).contains(&n))?;
    month(text, at, Month { n: n as i8, shape, end }, year)
}

/// 1至9月, 1、2月, 一至三季度.
fn joined(text: &str, next: usize, n: i64, year: Year) -> Option<(Expr, usize)> {
    let join = starts(text, next, &["至", "到", "-", "—", "–", "~", "～", "、", "和"]).filter(|_| (1..=12).contains(&n))?;
    let (m, _, e) = number(text, blanks_end(text, join)).filter(|(m, _, _)| *m > n)?;
    // 3、5月 are two months and no stretch
    if scan::rest(text, next).starts_with(['、', '和']) && m != n + 1 {
        return None;
    }
    let e = blanks_end(text, e);
    if let Some(e) = starts(text, e, &["月份", "月"]).filter(|e| m <= 12 && !day_behind(text, *e)) {
        return Some((Expr::Months { year, first: n as i8, last: m as i8 }, e));
    }
    let e = starts(text, e, &["季度", "季"]).filter(|_| m <= 4)?;
    Some((Expr::Months { year, first: n as i8 * 3 - 2, last: m as i8 * 3 }, e))
}

/// A month as printed.
struct Month {
    n: i8,
    shape: Shape,
    end: usize,
}

/// 9月13日, 9月, 9月下旬, 九月十三; 13月5日 as printed, for a rule to judge.
fn month(text: &str, at: usize, month: Month, year: Year) -> Option<(Expr, usize)> {
    let plausible = (1..=12).contains(&month.n);
    if plausible
        && month.shape != Shape::Digits
        && month.shape != Shape::Marked
        && let Some(e) = lunar::day_first(text, month.end)
    {
        return Some((opaque(), e));
    }
    let mut day_at = blanks_end(text, month.end);
    if scan::rest(text, day_at).starts_with('的') {
        day_at = blanks_end(text, day_at + "的".len());
    }
    if let Some((d, shape, d_end)) =
        number(text, day_at).filter(|(d, s, _)| (1..=31).contains(d) || (32..=99).contains(d) && *s == Shape::Digits)
    {
        let tail = blanks_end(text, d_end);
        let day = |d: i64| Expr::Calendar { year, month: Some(month.n), day: Some(d as i8) };
        // 9月15-20日
        if let Some(join) = starts(text, tail, &["至", "到", "-", "—", "–", "~", "～"])
            && let Some((d2, _, e)) = number(text, blanks_end(text, join)).filter(|(d2, _, _)| (d + 1..=99).contains(d2))
            && let Some(e) = starts(text, blanks_end(text, e), &["日", "号"])
        {
            return Some((Expr::Between(day(d).boxed(), day(d2).boxed()), e));
        }
        // 9月15、16日
        if let Some(second) = starts(text, tail, &["、", "和", "及", "与", ","]).filter(|_| starts(text, tail, &["日", "号"]).is_none())
            && let Some((d2, _, e)) = number(text, blanks_end(text, second)).filter(|(d2, s, _)| (d + 1..=31).contains(d2) && *s == shape)
            && let Some(e) = starts(text, blanks_end(text, e), &["日", "号"])
        {
            let pair = d2 == d + 1;
            return Some(if pair { (Expr::Between(day(d).boxed(), day(d2).boxed()), e) } else { (day(d), d_end) });
        }
        let e = starts(text, tail, &["日", "号"]);
        // 九月十三 without 日 counts where nothing else claims the number
        let bare = e.is_none()
            && d <= 31
            && day_at == month.end
            && !matches!(byte(text, tail), b',' if byte(text, tail + 1).is_ascii_digit())
            && char_at(text, tail)
                .is_none_or(|c| "，。；、,;)）]」”\n至到".contains(c) || c == ' ' && !byte(text, tail + 1).is_ascii_digit());
        if let Some(e) = e.or(bare.then_some(d_end)) {
            return Some(days::with_weekday(text, (day(d), e)));
        }
    }
    if char_at(text, month.end).is_some_and(|c| matches!(c, '亮' | '球' | '饼' | '光' | '薪' | '嫂' | '子' | '台' | '龄' | '大' | '稻'))
        || scan::rest(text, month.end).starts_with('天') && !scan::rest(text, month.end).starts_with("天气") && month.shape != Shape::Digits
    {
        return None;
    }
    let whole = Expr::Calendar { year, month: Some(month.n), day: None };
    if !plausible {
        // 13月 is no length, which would be 13个月; with a year before it, any number is meant as a month.
        let printed = month.shape == Shape::Digits && (year != Year::Unknown || (13..=19).contains(&month.n));
        return (printed && !char_before(text, at).is_some_and(|c| "第满近约超共".contains(c))).then_some((whole, month.end));
    }
    Some(stretch(text, whole, month.end))
}

fn day_behind(text: &str, at: usize) -> bool {
    number(text, blanks_end(text, at)).is_some_and(|(_, _, e)| starts(text, e, &["日", "号"]).is_some())
}

/// 上旬, 中旬, 下旬, 初, 底, 末 behind a month.
pub(super) fn stretch(text: &str, whole: Expr, end: usize) -> (Expr, usize) {
    let parts = [
        ("上旬", Part::Early),
        ("月初", Part::Early),
        ("初", Part::Early),
        ("中下旬", Part::Thirds(-2)),
        ("中上旬", Part::Thirds(2)),
        ("上中旬", Part::Thirds(2)),
        ("中旬", Part::Middle),
        ("月中", Part::Middle),
        ("下旬", Part::Late),
        ("月底", Part::Late),
        ("月末", Part::Late),
        ("底", Part::Late),
        ("末", Part::Late),
        ("上半月", Part::Half(1)),
        ("下半月", Part::Half(2)),
    ];
    match pick(text, end, &parts) {
        Some((p, e)) if !opens_word(text, e) => (part_of(p, whole), e),
        _ => nth_unit(text, whole, end),
    }
}

/// Whether 初, 底 or 末 right before `end` opens a word: 3月初步核算, 2016年底层.
pub(super) fn opens_word(text: &str, end: usize) -> bool {
    let words = match char_before(text, end) {
        Some('初') => "步创级中次始选审",
        Some('底') => "部层薪气线座",
        Some('末') => "端代",
        _ => return false,
    };
    char_at(text, end).is_some_and(|c| words.contains(c))
}

/// 四月的最后一个星期一, 五月第二周, 今年的最后3周.
pub(super) fn nth_unit(text: &str, whole: Expr, end: usize) -> (Expr, usize) {
    let next = starts(text, blanks_end(text, end), &["的"]).unwrap_or(end);
    if !scan::rest(text, next).starts_with(['最', '第', '首']) {
        return (whole, end);
    }
    let run = pick(text, next, &[("最后", -1), ("最初", 1), ("最开始", 1)]).and_then(|(sign, e)| {
        let (n, _, e) = number(text, starts(text, e, &["的"]).unwrap_or_else(|| blanks_end(text, e)))?;
        let e = blanks_end(text, e);
        let units = [
            ("个月", Grain::Month),
            ("周", Grain::Week),
            ("个星期", Grain::Week),
            ("个礼拜", Grain::Week),
            ("天", Grain::Day),
            ("个季度", Grain::Quarter),
        ];
        let (g, e) = pick(text, e, &units)?;
        Some((g, sign * i16::try_from(n).ok()?, e))
    });
    if let Some((g, n, e)) = run.filter(|(_, n, _)| n.abs() > 1) {
        return (part_of(Part::Run(g, n), whole), e);
    }
    let nth = pick(text, next, &[("最后一个", -1), ("最后一", -1), ("最后", -1), ("首个", 1)]).or_else(|| {
        let (n, _, e) = number(text, starts(text, next, &["第"])?)?;
        Some((i8::try_from(n).ok()?, starts(text, e, &["个"]).unwrap_or(e)))
    });
    let Some((n, e)) = nth else { return (whole, end) };
    if let Some((d, e)) = LEXICON.find(text, e, |s| if let Sense::Weekday(d) = s { Some(d) } else { None }) {
        return (part_of(Part::Weekday(d, n), whole), e);
    }
    let units = [("周末", Some(Grain::Weekend)), ("周", Some(Grain::Week)), ("星期", Some(Grain::Week)), ("礼拜", Some(Grain::Week))];
    match pick(text, e, &units) {
        Some((Some(g), e)) if !scan::rest(text, e).starts_with('年') => (part_of(Part::Nth(g, n), whole), e),
        _ => match pick(text, e, &[("天", Grain::Day), ("月", Grain::Month), ("个月", Grain::Month), ("季度", Grain::Quarter)]) {
            Some((g, stop)) if n == -1 || g == Grain::Day || scan::part(text, 0, e).ends_with('个') => {
                (part_of(Part::Nth(g, n), whole), stop)
            }
            _ => (whole, end),
        },
    }
}
