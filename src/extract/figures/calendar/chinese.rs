//! Chinese dates and periods: 2016年9月13日, 民国110年, 去年底, 第二季度, 前三季, 上周五, 三天前, 下午3点20分.

use super::super::han;
use super::super::lexicon::{LEXICON, Sense};
use super::super::numeral::Shape;
use super::super::scan::{self, blanks_end, char_at, char_before};
use super::super::when::{Expr, Grain, Part, Year, from_minguo};
use super::{as_year, half, numeric, part_of, quarter, relative};

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    year_led(text, at)
        .or_else(|| clock(text, at))
        .or_else(|| weekday(text, at, None))
        .or_else(|| ago(text, at))
        .or_else(|| half_month(text, at))
        .or_else(|| run_of(text, at))
        .or_else(|| relative(text, at).and_then(|found| behind_relative(text, at, found)))
        .or_else(|| within_year(text, at, Year::Unknown))
        .or_else(|| century(text, at))
}

fn starts(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|w| scan::rest(text, at).starts_with(**w)).map(|w| at + w.len())
}

/// A whole number in digits or Han, its shape and its end.
fn number(text: &str, at: usize) -> Option<(i64, Shape, usize)> {
    let n = han::number(text, at)?;
    Some((n.integer()?, n.shape, n.end))
}

/// 2016年…, 二〇一六年…, 民国110年…, 98年3月.
fn year_led(text: &str, at: usize) -> Option<(Expr, usize)> {
    let minguo = starts(text, at, &["中华民国", "民国"]);
    let from = minguo.or_else(|| starts(text, at, &["公元前", "公元"])).unwrap_or(at);
    let from = blanks_end(text, from);
    let first = minguo.and_then(|_| starts(text, from, &["元"])).map(|e| (1, Shape::HanDigits, e));
    let (n, shape, end) = first.or_else(|| number(text, from))?;
    let next = starts(text, blanks_end(text, end), &["年度", "年份", "年"])?;
    if char_at(text, next).is_some_and(|c| matches!(c, '级' | '款' | '代')) && !scan::rest(text, next).starts_with("代表") {
        return None;
    }
    let n = i16::try_from(n).ok()?;
    let digits = scan::part(text, from, end).chars().count();
    let year = if minguo.is_some() {
        from_minguo(n)?
    } else if (1000..=2999).contains(&n) && digits == 4 && matches!(shape, Shape::HanDigits | Shape::Digits | Shape::Marked) {
        n
    } else if digits == 2 && matches!(shape, Shape::HanDigits | Shape::Digits | Shape::Marked) && (0..=99).contains(&n) {
        // 98年 is a year where a month follows or the number is too great to be a length.
        let month = within_year(text, next, Year::Unknown).is_some();
        let leading = scan::rest(text, from).starts_with(['0', '零', '〇']);
        (month || leading || n >= 50).then(|| numeric::full_year(n, 2))??
    } else {
        return None;
    };
    inside(text, Year::Known(year), next)
}

/// What follows a year: month, quarter, half, 底 and the like, or nothing.
fn inside(text: &str, year: Year, end: usize) -> Option<(Expr, usize)> {
    let whole = Expr::Calendar { year, month: None, day: None };
    let mut next = blanks_end(text, end);
    if scan::rest(text, next).starts_with('的') && !scan::rest(text, next).starts_with("的一") {
        next = blanks_end(text, next + "的".len());
    }
    if let Some(found) = within_year(text, next, year) {
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
        ("底", Part::Late),
        ("末", Part::Late),
    ]
    .iter()
    .find(|(w, _)| scan::rest(text, next).starts_with(*w));
    if let Some((w, p)) = part.filter(|_| next == end) {
        return Some((part_of(*p, whole), next + w.len()));
    }
    if let Some(e) = starts(text, next, &["全年", "整年", "同期"]) {
        return Some((whole, e));
    }
    Some(weekday_in(text, whole, end))
}

/// Inside a year: 9月13日, 9月, 1至9月, 第二季度, 前三季, 上半年, 前9个月, 春季.
fn within_year(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    if let Some(e) = starts(text, at, &["上半年度", "上半年", "上半财年"]) {
        return Some((half(year, 1), e));
    }
    if let Some(e) = starts(text, at, &["下半年度", "下半年", "下半财年"]) {
        return Some((half(year, 2), e));
    }
    if let Some(e) = starts(text, at, &["前", "头"]) {
        let (n, _, end) = number(text, e)?;
        if let Some(e) = starts(text, end, &["个季度", "季度", "个季", "季"]).filter(|_| (2..=4).contains(&n)) {
            return Some((Expr::Months { year: or_this(year), first: 1, last: n as i8 * 3 }, e));
        }
        if let Some(e) = starts(text, end, &["个月", "月"]).filter(|e| (2..=12).contains(&n) && !scan::rest(text, *e).starts_with('日'))
        {
            return Some((Expr::Months { year: or_this(year), first: 1, last: n as i8 }, e));
        }
        return None;
    }
    if let Some(e) = starts(text, at, &["第"]) {
        let (n, _, end) = number(text, e)?;
        let e = starts(text, end, &["季度", "个季度", "季"]).filter(|e| (1..=4).contains(&n) && !scan::rest(text, *e).starts_with('节'));
        return e.map(|e| (quarter(year, n as i8), e));
    }
    let q = text
        .as_bytes()
        .get(at)
        .filter(|b| b.eq_ignore_ascii_case(&b'q'))
        .and_then(|_| text.as_bytes().get(at + 1))
        .map(|b| b.wrapping_sub(b'0') as i8);
    if let Some(q) = q.filter(|q| (1..=4).contains(q)) {
        return Some((quarter(year, q), at + 2));
    }
    if let Some((season, e)) = [("春季", 1), ("春天", 1), ("夏季", 2), ("夏天", 2), ("秋季", 3), ("秋天", 3), ("冬季", 4), ("冬天", 4)]
        .iter()
        .find_map(|(w, n)| starts(text, at, &[w]).map(|e| (*n, e)))
    {
        return (year != Year::Unknown).then(|| (part_of(Part::Season(season), Expr::Calendar { year, month: None, day: None }), e));
    }
    let (n, _, end) = number(text, at)?;
    let next = blanks_end(text, end);
    if let Some(e) = starts(text, next, &["季度", "季"])
        .filter(|e| (1..=4).contains(&n) && !scan::rest(text, *e).starts_with(['节', '后']) || scan::rest(text, next).starts_with("季报"))
    {
        return Some((quarter(year, n as i8), e));
    }
    // 1至9月, 一至三季度
    if let Some(join) = starts(text, next, &["至", "到", "-", "—", "–", "~", "～", "、"]).filter(|_| (1..=12).contains(&n))
        && let Some((m, _, e)) = number(text, blanks_end(text, join))
    {
        let list = scan::rest(text, next).starts_with('、') && m != n + 1;
        let e = blanks_end(text, e);
        if m > n && !list {
            if let Some(e) = starts(text, e, &["月份", "月"]).filter(|e| m <= 12 && !day_behind(text, *e)) {
                return Some((Expr::Months { year, first: n as i8, last: m as i8 }, e));
            }
            if let Some(e) = starts(text, e, &["季度", "季"]).filter(|_| m <= 4) {
                return Some((Expr::Months { year, first: n as i8 * 3 - 2, last: m as i8 * 3 }, e));
            }
        }
    }
    let month_end = starts(text, next, &["月份", "月"]).filter(|_| (1..=12).contains(&n));
    if let Some(month_end) = month_end {
        let month = n as i8;
        let mut day_at = blanks_end(text, month_end);
        if scan::rest(text, day_at).starts_with('的') {
            day_at = blanks_end(text, day_at + "的".len());
        }
        if let Some((d, _, d_end)) = number(text, day_at).filter(|(d, _, _)| (1..=31).contains(d)) {
            let tail = blanks_end(text, d_end);
            let e = starts(text, tail, &["日", "号"]);
            // 九月十三 without 日 counts where nothing else claims the number
            let bare =
                e.is_none() && day_at == month_end && char_at(text, tail).is_none_or(|c| !c.is_alphanumeric() || matches!(c, '至' | '到'));
            if let Some(e) = e.or(bare.then_some(d_end)) {
                let expr = Expr::Calendar { year, month: Some(month), day: Some(d as i8) };
                return Some((expr, e));
            }
        }
        if char_at(text, month_end).is_some_and(|c| matches!(c, '亮' | '球' | '饼' | '光' | '薪' | '嫂' | '子' | '台')) {
            return None;
        }
        let whole = Expr::Calendar { year, month: Some(month), day: None };
        return Some(stretch(text, whole, month_end));
    }
    // 13日, 13号: a day of a month told before; 日 behind a length is the length's
    let day_end = starts(text, next, &["日", "号"]).filter(|_| (1..=31).contains(&n))?;
    let led = char_before(text, at).is_some_and(|c| matches!(c, '第' | '每' | '近' | '约' | '超' | '满' | '共' | '整'));
    let number_name = scan::rest(text, next).starts_with('号')
        && char_at(text, day_end).is_some_and(|c| matches!(c, '线' | '楼' | '店' | '院' | '机' | '文' | '公' | '码' | '人' | '站' | '馆'));
    let length = scan::rest(text, day_end).starts_with(['元', '均', '内', '本', '语', '圆']);
    (!led && !number_name && !length && year == Year::Unknown)
        .then_some((Expr::Calendar { year, month: None, day: Some(n as i8) }, day_end))
}

fn or_this(year: Year) -> Year {
    if year == Year::Unknown { Year::Offset(0) } else { year }
}

fn day_behind(text: &str, at: usize) -> bool {
    number(text, blanks_end(text, at)).is_some_and(|(_, _, e)| starts(text, e, &["日", "号"]).is_some())
}

/// 上旬, 中旬, 下旬, 初, 中, 底, 末 behind a month.
fn stretch(text: &str, whole: Expr, end: usize) -> (Expr, usize) {
    let part =
        [("上旬", Part::Early), ("初", Part::Early), ("中旬", Part::Middle), ("下旬", Part::Late), ("底", Part::Late), ("末", Part::Late)];
    match part.iter().find(|(w, _)| scan::rest(text, end).starts_with(w)) {
        Some((w, p)) => (part_of(*p, whole), end + w.len()),
        None => weekday_in(text, whole, end),
    }
}

/// 四月的最后一个星期一, 五月第二周
fn weekday_in(text: &str, whole: Expr, end: usize) -> (Expr, usize) {
    let next = starts(text, end, &["的"]).unwrap_or(end);
    let nth = starts(text, next, &["最后一个", "最后"]).map(|e| (-1, e)).or_else(|| {
        let (n, _, e) = number(text, starts(text, next, &["第"])?)?;
        Some((i8::try_from(n).ok()?, starts(text, e, &["个"]).unwrap_or(e)))
    });
    let last_run = starts(text, next, &["最后"]).and_then(|e| number(text, blanks_end(text, e))).and_then(|(n, _, e)| {
        let e = blanks_end(text, e);
        let (g, e) = [("个月", Grain::Month), ("周", Grain::Week), ("个星期", Grain::Week), ("天", Grain::Day), ("个季度", Grain::Quarter)]
            .iter()
            .find_map(|(w, g)| starts(text, e, &[w]).map(|e| (*g, e)))?;
        Some((g, i16::try_from(n).ok()?, e))
    });
    if let Some((g, n, e)) = last_run.filter(|(_, n, _)| *n > 1) {
        return (part_of(Part::Run(g, -n), whole), e);
    }
    let Some((n, e)) = nth else { return (whole, end) };
    if let Some((d, e)) = LEXICON.find(text, e, |s| if let Sense::Weekday(d) = s { Some(d) } else { None }) {
        return (part_of(Part::Weekday(d, n), whole), e);
    }
    match starts(text, e, &["周", "星期", "礼拜"]) {
        Some(e) => (part_of(Part::Nth(Grain::Week, n), whole), e),
        None => (whole, end),
    }
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
        return inside(text, year, end);
    }
    match expr {
        Expr::Relative { grain: Grain::Month, offset } => {
            let whole = Expr::Relative { grain: Grain::Month, offset };
            if let Some((d, _, e)) = number(text, end).filter(|(d, _, _)| (1..=31).contains(d))
                && let Some(e) = starts(text, e, &["日", "号"])
            {
                return Some((part_of(Part::Nth(Grain::Day, d as i8), whole), e));
            }
            Some(stretch(text, whole, end))
        }
        Expr::Relative { grain: Grain::Week, offset } => {
            let next = starts(text, end, &["的"]).unwrap_or(end);
            if let Some((e, stop)) = weekday(text, next, Some(offset)) {
                return Some((e, stop));
            }
            // 上周五: the weekday's own 周 is shared
            if let Some(d) = char_at(text, end).and_then(weekday_char) {
                return Some((Expr::Weekday { day: d, week: Some(offset) }, end + 3));
            }
            Some((Expr::Relative { grain: Grain::Week, offset }, end))
        }
        other => Some((other, end)),
    }
}

fn weekday_char(c: char) -> Option<i8> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '日' | '天' => 7,
        _ => return None,
    })
}

/// 周四, 星期日, 上礼拜二, 这周二, 下周日.
fn weekday(text: &str, at: usize, week: Option<i32>) -> Option<(Expr, usize)> {
    let week_words =
        [("上上", -2), ("下下", 2), ("上个", -1), ("上", -1), ("这个", 0), ("这", 0), ("本", 0), ("今", 0), ("下个", 1), ("下", 1)];
    if week.is_none()
        && let Some((offset, e)) = week_words.iter().find_map(|(w, o)| starts(text, at, &[w]).map(|e| (*o, e)))
    {
        let (d, e) = LEXICON.find(text, e, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })?;
        return Some((Expr::Weekday { day: d, week: Some(offset) }, e));
    }
    let (day, end) = LEXICON.find(text, at, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })?;
    // 每周五 recurs; 一周一次, 周一至周五 are seen to by the range
    if char_before(text, at).is_some_and(|c| matches!(c, '每' | '逢'))
        || week.is_none() && char_before(text, at).is_some_and(|c| han::digit(c).is_some())
    {
        return None;
    }
    if char_at(text, end).is_some_and(|c| c == '次') || scan::rest(text, at).starts_with("周天王") {
        return None;
    }
    // 周日, 二月十号: the weekday decorates the date
    let next = blanks_end(text, starts(text, end, &[",", "，", "、"]).unwrap_or(end));
    if next > end
        && let Some((e, stop)) = year_led(text, next).or_else(|| within_year(text, next, Year::Unknown)).filter(|(e, _)| e.is_day())
    {
        return Some((e, stop));
    }
    Some((Expr::Weekday { day, week }, end))
}

/// 三天前, 两年后, 5个月前, 半年前.
fn ago(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, shape, end) = number(text, at)?;
    let next = blanks_end(text, end);
    let (g, e) = [
        ("个工作日", Grain::Day),
        ("天", Grain::Day),
        ("日", Grain::Day),
        ("个星期", Grain::Week),
        ("个礼拜", Grain::Week),
        ("星期", Grain::Week),
        ("周", Grain::Week),
        ("个月", Grain::Month),
        ("个季度", Grain::Quarter),
        ("年", Grain::Year),
    ]
    .iter()
    .find_map(|(w, g)| starts(text, next, &[w]).map(|e| (*g, e)))?;
    let tail = blanks_end(text, e);
    let n = i32::try_from(n).ok().filter(|n| *n <= 2000)?;
    let day_of_month = scan::rest(text, next).starts_with('日')
        && n <= 31
        && !scan::rest(text, tail).starts_with("之")
        && (shape == Shape::Digits || !scan::rest(text, tail).starts_with('后'));
    if (1000..=2999).contains(&n) && g == Grain::Year || day_of_month {
        return None;
    }
    let back = starts(text, tail, &["之前", "以前", "前"]).filter(|e| !scan::rest(text, *e).starts_with(['后', '十', '三', '五']));
    let sign = if back.is_some() { -1 } else { 1 };
    let e = back.or_else(|| {
        starts(text, tail, &["之后", "以后", "过后", "后"]).filter(|e| !scan::rest(text, *e).starts_with(['来', '续', '者']))
    })?;
    let today = Expr::Relative { grain: Grain::Day, offset: 0 };
    Some((Expr::Shift { base: today.boxed(), grain: g, count: sign * n }, e))
}

/// 上半月, 下半月
fn half_month(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, e) = [("上半月", 1), ("下半月", 2)].iter().find_map(|(w, n)| starts(text, at, &[w]).map(|e| (*n, e)))?;
    Some((part_of(Part::Half(n), Expr::Relative { grain: Grain::Month, offset: 0 }), e))
}

/// 近三年, 过去5个月, 未来两周, 最近十天, 上两周, 今后三年.
fn run_of(text: &str, at: usize) -> Option<(Expr, usize)> {
    let past = starts(text, at, &["过去的", "过去", "最近的", "最近", "近", "这", "上", "前", "之前的", "之前", "此前"]);
    let (sign, from) = match past {
        Some(e) => (-1, e),
        None => (1, starts(text, at, &["未来的", "未来", "今后", "接下来的", "接下来", "下", "后", "往后"])?),
    };
    let (n, from) = match starts(text, from, &["几"]) {
        Some(e) => (3, e),
        None => {
            let (n, _, e) = number(text, from)?;
            (n, e)
        }
    };
    let next = blanks_end(text, from);
    let (g, e) = [
        ("天", Grain::Day),
        ("日", Grain::Day),
        ("个星期", Grain::Week),
        ("个礼拜", Grain::Week),
        ("星期", Grain::Week),
        ("周", Grain::Week),
        ("个月", Grain::Month),
        ("个季度", Grain::Quarter),
        ("季度", Grain::Quarter),
        ("年", Grain::Year),
        ("个财年", Grain::Year),
    ]
    .iter()
    .find_map(|(w, g)| starts(text, next, &[w]).map(|e| (*g, e)))?;
    let n = i32::try_from(n).ok().filter(|n| (1..=500).contains(n))?;
    if scan::rest(text, at).starts_with('近') && starts(text, e, &["前", "后"]).is_some()
        || n == 1 && matches!(scan::rest(text, at).chars().next(), Some('上' | '下' | '前' | '这' | '后'))
    {
        return None;
    }
    let e = starts(text, e, &["以来", "间", "里", "内", "来"]).unwrap_or(e);
    Some((Expr::Rolling { grain: g, count: sign * n }, e))
}

/// 21世纪, 上世纪90年代, 90年代, 二十世纪八十年代.
fn century(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (base, from) = match starts(text, at, &["上个世纪", "上世纪"]) {
        Some(e) => (Some(1900), e),
        None => match number(text, at).and_then(|(n, _, e)| Some((n, starts(text, e, &["世纪"])?))) {
            Some((n, e)) => (Some((i16::try_from(n).ok().filter(|n| (1..=30).contains(n))? - 1) * 100), e),
            None => (None, at),
        },
    };
    let decade = number(text, from).and_then(|(n, _, e)| Some((i16::try_from(n).ok()?, starts(text, e, &["年代"])?)));
    match (base, decade) {
        (Some(first), Some((n, e))) if (10..=90).contains(&n) && n % 10 == 0 => Some((Expr::Years { first: first + n, years: 10 }, e)),
        (Some(first), _) => Some((Expr::Years { first, years: 100 }, from)),
        (None, Some((n, e))) if (10..=90).contains(&n) && n % 10 == 0 => {
            Some((Expr::Years { first: if n < 30 { 2000 + n } else { 1900 + n }, years: 10 }, e))
        }
        (None, Some((n, e))) if (1000..=2100).contains(&n) && n % 10 == 0 => Some((Expr::Years { first: n, years: 10 }, e)),
        _ => None,
    }
}

/// 上午9时, 下午3点20分, 8点半, 14时30分.
fn clock(text: &str, at: usize) -> Option<(Expr, usize)> {
    let parts = [
        ("凌晨", 0),
        ("清晨", 0),
        ("早上", 0),
        ("早晨", 0),
        ("上午", 0),
        ("中午", 1),
        ("下午", 12),
        ("傍晚", 12),
        ("晚上", 12),
        ("晚间", 12),
        ("夜间", 12),
        ("当晚", 12),
        ("晚", 12),
    ];
    let part = parts.iter().find(|(w, _)| scan::rest(text, at).starts_with(w));
    let from = part.map_or(at, |(w, _)| blanks_end(text, at + w.len()));
    let (n, shape, end) = number(text, from)?;
    let mut hour = i8::try_from(n).ok().filter(|h| (0..=24).contains(h) && shape != Shape::Vague)?;
    let next = blanks_end(text, end);
    if part.is_some() && scan::rest(text, next).starts_with(':') {
        let m_end = super::scan::digits_end(text, next + 1);
        let minute: i8 = scan::part(text, next + 1, m_end).parse().ok().filter(|m| *m < 60)?;
        return Some((Expr::Clock { hour: half_day(hour, part.map(|p| p.1)), minute }, m_end));
    }
    let e = starts(text, next, &["点钟", "点整", "时整", "点", "时"])?;
    let exact = scan::part(text, next, e).chars().count() == 2;
    let (minute, stop) = match starts(text, e, &["半"]) {
        Some(stop) => (30, stop),
        None => match starts(text, e, &["一刻"]) {
            Some(stop) => (15, stop),
            None => number(text, blanks_end(text, e))
                .filter(|(m, _, _)| (0..60).contains(m))
                .and_then(|(m, _, m_end)| {
                    Some((m as i8, starts(text, m_end, &["分钟", "分"]).filter(|_| !scan::rest(text, m_end).starts_with("分之"))?))
                })
                .unwrap_or((0, e)),
        },
    };
    if part.is_none() && !exact && stop == e {
        // 3点 and 9时 alone: points and the like unless the sentence goes on as a time does
        let free = starts(text, e, &["左右", "许", "起", "前", "后", "到", "至", "，", ","]).is_some()
            && scan::part(text, next, e).ends_with('时')
            || char_before(text, at).is_some_and(|c| matches!(c, '日' | '号' | '天' | '晚' | '午'));
        if !free {
            return None;
        }
    }
    hour = half_day(hour, part.map(|p| p.1));
    Some((Expr::Clock { hour, minute }, stop))
}

fn half_day(hour: i8, part: Option<i8>) -> i8 {
    match part {
        Some(12) if hour < 12 => hour + 12,
        Some(1) if hour < 3 => hour + 12,
        _ => hour,
    }
}
