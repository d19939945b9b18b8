//! Counted units before or after the article's date: 三天前, 半年后, 近三年, 上两周, 未来几天, 十年来.

use super::super::super::numeral::Shape;
use super::super::super::scan::{self, blanks_end, char_at, char_before};
use super::super::super::when::{Expr, Grain, Part};
use super::super::part_of;
use super::{days, number, opaque, pick, starts};

const UNITS: [(&str, Grain); 19] = [
    ("个工作日", Grain::Day),
    ("个交易日", Grain::Day),
    ("天", Grain::Day),
    ("日", Grain::Day),
    ("个周末", Grain::Weekend),
    ("个星期", Grain::Week),
    ("个礼拜", Grain::Week),
    ("星期", Grain::Week),
    ("礼拜", Grain::Week),
    ("周末", Grain::Weekend),
    ("周", Grain::Week),
    ("个月", Grain::Month),
    ("个季度", Grain::Quarter),
    ("季度", Grain::Quarter),
    ("交易日", Grain::Day),
    ("工作日", Grain::Day),
    ("个财年", Grain::Year),
    ("个世纪", Grain::Century),
    ("年", Grain::Year),
];

/// A counted unit: 三天, 5个月, 半年, 半个月, 几周 (no count).
fn counted(text: &str, at: usize) -> Option<(Option<i32>, Grain, Shape, usize)> {
    if let Some(((n, g), e)) = pick(text, at, &[("半年", (6, Grain::Month)), ("半个月", (15, Grain::Day)), ("半个世纪", (50, Grain::Year))])
    {
        return Some((Some(n), g, Shape::Han, e));
    }
    let (n, shape, end) = match starts(text, at, &["几", "数"]) {
        Some(e) => (None, Shape::Vague, e),
        None => {
            let (n, shape, e) = number(text, at)?;
            // 两三年, 十几天: no one number
            let printed = scan::part(text, at, e);
            if shape == Shape::HanDigits && printed.chars().count() > 1 || printed.contains(['几', '多', '余']) {
                let (g, e) = pick(text, blanks_end(text, e), &UNITS)?;
                return Some((None, g, Shape::Vague, e));
            }
            (Some(i32::try_from(n).ok().filter(|n| (0..=2000).contains(n))?), shape, e)
        }
    };
    let next = blanks_end(text, end);
    let (g, e) = pick(text, next, &UNITS)?;
    // 年 behind four digits names a year, 年级 and 年代 no length
    let named = g == Grain::Year && (scan::rest(text, e).starts_with(['级', '代', '度']) || n.is_some_and(|n| n >= 1000));
    (!named).then_some((n, g, shape, e))
}

/// 三天前, 两年后, 5个月前, 半年前, 十年来.
pub(super) fn ago(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, g, shape, e) = counted(text, at)?;
    let n = n?;
    let tail = blanks_end(text, e);
    if scan::part(text, at, e).ends_with('日')
        && n <= 31
        && !scan::rest(text, tail).starts_with("之")
        && (shape == Shape::Digits || !scan::rest(text, tail).starts_with('后'))
    {
        return None;
    }
    let today = Expr::Relative { grain: Grain::Day, offset: 0 };
    let back = starts(text, tail, &["之前", "以前", "前"]).filter(|e| {
        !scan::rest(text, *e).starts_with(['后', '十', '三', '五', '往', '来', '景', '瞻', '夕', '方', '沿', '进', '线', '端'])
    });
    // 两个星期后的星期五, 三周前的周一: of that week
    let of_week = |offset: i32, e: usize| {
        let from = starts(text, e, &["的"]).filter(|_| g == Grain::Week)?;
        days::weekday(text, from, Some(offset)).filter(|(e, _)| matches!(e, Expr::Weekday { .. }))
    };
    if let Some(found) = back.and_then(|e| of_week(-n, e)) {
        return Some(found);
    }
    if let Some(e) = back {
        return Some((Expr::Shift { base: today.boxed(), grain: g, count: -n }, e));
    }
    let ahead = starts(text, tail, &["之后", "以后", "过后", "后"])
        .filter(|e| !scan::rest(text, *e).starts_with(['来', '续', '者', '期', '方', '备', '卫', '代', '劲', '院']));
    if let Some(found) = ahead.and_then(|e| of_week(n, e)) {
        return Some(found);
    }
    if let Some(e) = ahead {
        return Some((Expr::Shift { base: today.boxed(), grain: g, count: n }, e));
    }
    let since = starts(text, tail, &["以来"]).or_else(|| {
        starts(text, tail, &["来"]).filter(|e| !char_at(text, *e).is_some_and(|c| "到自说看源访临宾华者往得不了回".contains(c)))
    });
    since.filter(|_| n > 0).map(|e| (Expr::Rolling { grain: g, count: -n }, e))
}

/// 上半月, 下半月
pub(super) fn half_month(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, e) = pick(text, at, &[("上半月", 1), ("下半月", 2)])?;
    Some((part_of(Part::Half(n), Expr::Relative { grain: Grain::Month, offset: 0 }), e))
}

/// What leads a run, and whether it goes back or ahead.
const LEADS: [(&str, i32); 19] = [
    ("过去的", -1),
    ("过去", -1),
    ("最近的", -1),
    ("最近", -1),
    ("近", -1),
    ("这", -1),
    ("之前的", -1),
    ("之前", -1),
    ("此前", -1),
    ("上", -1),
    ("前", -1),
    ("未来的", 1),
    ("未来", 1),
    ("今后", 1),
    ("接下来的", 1),
    ("接下来", 1),
    ("往后", 1),
    ("下", 1),
    ("后", 1),
];

/// Whether a lead of [`run_of`] starts with `c`.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '过' | '最' | '近' | '这' | '之' | '此' | '上' | '前' | '未' | '今' | '接' | '往' | '下' | '后')
}

/// 近三年, 过去5个月, 未来两周, 最近几天, 上两周, 今后三年.
pub(super) fn run_of(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (sign, from) = pick(text, at, &LEADS)?;
    // 此后三年, 前后两天: counted from a time of the story
    if scan::rest(text, at).starts_with(['前', '后'])
        && char_before(text, at).is_some_and(|c| "此之以其前然最随事会战目当从提眼".contains(c))
    {
        return None;
    }
    let from = blanks_end(text, from);
    let lead = scan::part(text, at, from);
    // 此前14日: a day of the month
    if matches!(lead, "此前" | "之前") && days::alone(text, from).is_some() {
        return None;
    }
    let (n, g, shape, e) = counted(text, from).or_else(|| {
        // 近3月, 前两月: without the measure
        let (n, shape, e) = number(text, from)?;
        let e = starts(text, e, &["月"]).filter(|_| matches!(lead, "近" | "前" | "过去" | "未来"))?;
        Some((Some(i32::try_from(n).ok()?), Grain::Month, shape, e))
    })?;
    if n.is_some_and(|n| !(1..=500).contains(&n)) || scan::rest(text, e).starts_with(['半', '多', '余']) {
        return None;
    }
    let single = matches!(lead, "上" | "下" | "前" | "这" | "后");
    // 比前一年, 前一个周末: the one before a time that the story told
    if lead == "前" && n == Some(1) && shape != Shape::Digits {
        return Some((opaque(), e));
    }
    if n == Some(1) && single && shape != Shape::Digits
        || lead != "这" && single && scan::rest(text, from).starts_with('半')
        || lead == "近" && is_nearly(text, at, e)
    {
        return None;
    }
    let stop = starts(text, e, &["以来", "间", "里", "内", "来"]).unwrap_or(e);
    let Some(n) = n else { return Some((opaque(), stop)) };
    if lead == "前" && g == Grain::Month && (3..=12).contains(&n) || lead == "前" && g == Grain::Quarter && (2..=4).contains(&n) {
        // The first nine months, of the year: within the year's own forms.
        return None;
    }
    let months = g == Grain::Month && scan::part(text, from, e).ends_with('月') && single;
    let weeks = g == Grain::Week && matches!(lead, "上" | "下");
    if months || weeks {
        // 上两周 and 前两个月 are whole weeks and months beside the present one.
        let unit = |offset: i32| Expr::Relative { grain: g, offset }.boxed();
        let (first, last) = if sign < 0 { (-n, -1) } else { (1, n) };
        return Some((if n == 1 { *unit(first) } else { Expr::Between(unit(first), unit(last)) }, stop));
    }
    Some((Expr::Rolling { grain: g, count: sign * n }, stop))
}

/// 用了近三年, 近十年的历史: "nearly", and no stretch up to now.
fn is_nearly(text: &str, at: usize, end: usize) -> bool {
    starts(text, end, &["前", "后", "的历史", "历史", "的时间", "时间", "之久", "的努力"]).is_some()
        || scan::ends_with_any(text, at, &["了", "有", "达", "时隔", "历时", "历经", "经过", "耗时", "用时", "花", "过", "已"])
}
