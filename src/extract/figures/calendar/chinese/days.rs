//! Weekdays and days of the month: 周四, 上礼拜二, 下周日, 13日, 20号, and the weekday printed beside a date.

use super::super::super::lexicon::{LEXICON, Sense};
use super::super::super::numeral::Shape;
use super::super::super::scan::{self, blanks_end, byte, char_at, char_before, digits_end};
use super::super::super::when::{Expr, Year};
use super::super::numeric;
use super::{number, pick, starts, years};
use crate::extract::figures::han;
use crate::text::is_han;

fn weekday_word(text: &str, at: usize) -> Option<(i8, usize)> {
    LEXICON.find(text, at, |s| if let Sense::Weekday(d) = s { Some(d) } else { None })
}

/// 周四, 星期日, 上礼拜二, 这周二, 下周日; `week` is that of a word read before it.
pub(super) fn weekday(text: &str, at: usize, week: Option<i32>) -> Option<(Expr, usize)> {
    let week_words = [
        ("上上个", -2),
        ("上上", -2),
        ("下下个", 2),
        ("下下", 2),
        ("上个", -1),
        ("上", -1),
        ("这个", 0),
        ("这", 0),
        ("本", 0),
        ("今个", 0),
        ("今", 0),
        ("下个", 1),
        ("下", 1),
    ];
    if week.is_none()
        && scan::rest(text, at).starts_with(['上', '下', '这', '本', '今'])
        && let Some((offset, e)) = pick(text, at, &week_words)
    {
        let (d, e) = weekday_word(text, e).filter(|(d, e)| !is_word(text, *d, *e))?;
        return Some(with_date(text, (Expr::Weekday { day: d, week: Some(offset) }, e)));
    }
    let (day, end) = weekday_word(text, at)?;
    // 每周五 recurs; 一周一次, 周一至周五 are seen to by the range
    if recurs(text, at)
        || week.is_none()
            && char_before(text, at).is_some_and(|c| han::digit(c).is_some() || c.is_ascii_digit() || matches!(c, '几' | '数' | '半'))
    {
        return None;
    }
    if is_word(text, day, end)
        || scan::rest(text, end).starts_with('次')
        || scan::rest(text, at).starts_with("周天王")
        || week.is_none() && is_person(text, at, end)
    {
        return None;
    }
    Some(with_date(text, (Expr::Weekday { day, week }, end)))
}

/// 周一鸣出任, 周三多教授: the family name 周 and a given name, told by what a person does or is behind it.
fn is_person(text: &str, at: usize, end: usize) -> bool {
    const CUES: [&str; 26] = [
        "先生",
        "女士",
        "教授",
        "博士",
        "院士",
        "医生",
        "老师",
        "记者",
        "律师",
        "表示",
        "认为",
        "指出",
        "介绍",
        "透露",
        "坦言",
        "强调",
        "说",
        "出任",
        "担任",
        "接任",
        "当选",
        "获任",
        "董事长",
        "总经理",
        "等人",
        "（",
    ];
    let given = char_at(text, end)
        .filter(|c| is_han(*c) && !"他她它我你又再也还就才将已均都早晚上下中前后会要可能应未没不在的对向记据有".contains(*c));
    scan::rest(text, at).starts_with('周')
        && given.is_some_and(|c| CUES.iter().any(|w| scan::rest(text, end + c.len_utf8()).starts_with(w)))
}

/// Whether the last character of the weekday that ends at `end` opens a word: 上周一共, 周一围.
pub(super) fn is_word(text: &str, day: i8, end: usize) -> bool {
    day == 1 && scan::rest(text, end).starts_with(|c: char| "共直样些般旦度边围切律".contains(c))
}

/// Whether 每 or 逢 governs the weekday at `at`, also over others of its list: 每周一至周五.
fn recurs(text: &str, at: usize) -> bool {
    let mut head = scan::lead(text, at, 48);
    loop {
        if head.ends_with(['每', '逢']) || head.ends_with("每个") {
            return true;
        }
        let Some(before) = head.strip_suffix(['至', '到', '、', '和', '及', '与', '-']) else { return false };
        let Some((i, _)) =
            before.char_indices().rev().take(3).find(|(i, _)| weekday_word(before, *i).is_some_and(|(_, e)| e == before.len()))
        else {
            return false;
        };
        head = scan::part(before, 0, i);
    }
}

/// 周日, 二月十号 and 周五(3月5日), 昨天(1日): the weekday or day decorates the date behind it.
pub(super) fn with_date(text: &str, (expr, end): (Expr, usize)) -> (Expr, usize) {
    if byte(text, end) == b'(' {
        let inner = years::full_date(text, blanks_end(text, end + 1)).filter(|(_, stop)| byte(text, *stop) == b')');
        return match (inner, &expr) {
            (None, _) => (expr, end),
            // 周五(5日): the day of the month tells which Friday; 上周五(5日) and 昨天(5日) know already
            (Some((Expr::Calendar { month: None, day: Some(day), .. }, stop)), Expr::Weekday { day: weekday, week: None }) => {
                (Expr::WeekdayDay { weekday: *weekday, day }, stop + 1)
            }
            (Some((Expr::Calendar { month: None, .. }, stop)), _) => (expr, stop + 1),
            (Some((date, stop)), _) => (date, stop + 1),
        };
    }
    if !matches!(expr, Expr::Weekday { .. }) {
        return (expr, end);
    }
    let next = blanks_end(text, starts(text, end, &[",", "，", "、"]).unwrap_or(end));
    if next > end
        && let Some(date) = years::full_date(text, next).filter(|(e, _)| matches!(e, Expr::Calendar { month: Some(_), .. }))
    {
        return date;
    }
    (expr, end)
}

/// 2021年3月5日(星期日), 3月5日周五, 3月5日(五): the weekday belongs to the date's span.
pub(super) fn with_weekday(text: &str, (expr, end): (Expr, usize)) -> (Expr, usize) {
    let next = blanks_end(text, end);
    if byte(text, next) == b'(' {
        let from = blanks_end(text, next + 1);
        let word = weekday_word(text, from).map(|(_, e)| e);
        let single = || char_at(text, from).filter(|c| scan::weekday_char(*c).is_some()).map(|c| from + c.len_utf8());
        let stop = word.or_else(single).map(|e| blanks_end(text, e)).filter(|e| byte(text, *e) == b')');
        return (expr, stop.map_or(end, |e| e + 1));
    }
    let next = blanks_end(text, starts(text, next, &[",", "，"]).unwrap_or(next));
    match weekday_word(text, next) {
        // 3月5日周一至周五 names a stretch of weekdays of its own
        Some((_, e)) if is_han(char_at(text, next).unwrap_or(' ')) && starts(text, e, &["至", "到", "、", "和", "次"]).is_none() => {
            (expr, e)
        }
        _ => (expr, end),
    }
}

/// 9/15起, 于12/1: month and day, where the line is nothing else or a word beside it asks for a day; small proper
/// fractions stay fractions.
pub(super) fn slashed(text: &str, at: usize) -> Option<(Expr, usize)> {
    let month_end = digits_end(text, at);
    let end = digits_end(text, month_end + 1);
    if byte(text, month_end) != b'/' || month_end > at + 2 || end > month_end + 3 {
        return None;
    }
    let part = |from: usize, to: usize| scan::part(text, from, to).parse::<i8>().ok();
    let (month, day) = (part(at, month_end)?, part(month_end + 1, end)?);
    let next = char_at(text, end);
    let glued = next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '%' | '-'));
    let before = char_before(text, at);
    if glued || before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-')) || !(day > 10 || month >= day) {
        return None;
    }
    let asked = next.is_some_and(|c| matches!(c, '起' | '前' | '后' | '至' | '止' | '日' | '晚' | '上' | '下'))
        || before.is_some_and(|c| matches!(c, '于' | '在' | '从' | '自' | '至' | '到'))
        || with_weekday(text, (Expr::year(0), end)).1 > end;
    let alone = scan::part(text, 0, at).trim().is_empty() && scan::rest(text, end).trim().is_empty();
    let expr = numeric::calendar(None, month, Some(day)).filter(|_| asked || alone)?;
    Some(with_weekday(text, (expr, end)))
}

/// Whether days of the month follow in a list, the last with its 日: 、20、22日.
fn is_listed_day(text: &str, end: usize) -> bool {
    let mut at = end;
    for _ in 0..8 {
        let Some(from) = starts(text, at, &["、", "和", "与", "及"]) else { return false };
        at = digits_end(text, from);
        if !(1..=2).contains(&(at - from)) {
            return false;
        }
        if let Some(stop) = starts(text, at, &["日"]) {
            return !scan::rest(text, stop).starts_with(['元', '均', '内', '圆']);
        }
    }
    false
}

/// 13日, 13号: a day of a month told before; 日 behind a length is the length's, 号 behind a name the name's.
pub(super) fn alone(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, shape, end) = number(text, at).filter(|(n, s, _)| (1..=31).contains(n) && *s != Shape::Vague)?;
    let next = blanks_end(text, end);
    let before = char_before(text, at);
    // 18、20、22日: each is a day
    if shape == Shape::Digits && !before.is_some_and(|c| c.is_alphanumeric() && !is_han(c)) && is_listed_day(text, end) {
        return Some((Expr::Calendar { year: Year::Unknown, month: None, day: Some(n as i8) }, end));
    }
    let day_end = starts(text, next, &["日", "号"])?;
    let tail = scan::rest(text, day_end);
    if before.is_some_and(|c| matches!(c, '第' | '每' | '近' | '约' | '超' | '满' | '共' | '整' | '期' | '续' | '达' | '经' | '历'))
        || scan::ends_with_any(text, at, &["历时", "长达", "为时", "用时", "耗时", "每月", "每个月", "逐月"])
    {
        return None;
    }
    if scan::rest(text, next).starts_with('号') {
        let named = tail.starts_with(|c: char| {
            "线楼店院机文公码人站馆电球选种席桌井仓库矿坑炉车舱案令决通门房室屋柜台位字高遗胶合风桥航登基泊".contains(c)
        });
        // 某某十五号 is a name: a day stands behind a word of the sentence
        let glued =
            before.is_some_and(|c| is_han(c) && !"在于到至从自月和与及或是定了即将本这前后周今明昨日号有就我你他她它们的".contains(c));
        if named || glued || before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
    } else if tail.starts_with(['元', '均', '内', '本', '语', '圆', '耳', '军', '籍', '游', '资', '企'])
        || n == 1 && shape != Shape::Digits && !before.is_some_and(|c| matches!(c, '在' | '于' | '至' | '到' | '从' | '自' | '月'))
        || shape != Shape::Digits && tail.starts_with('谈')
        || starts(text, day_end, &["之内", "以内"]).is_some()
    {
        return None;
    }
    let day = Expr::Calendar { year: Year::Unknown, month: None, day: Some(n as i8) };
    Some(with_weekday(text, (day, day_end)))
}
