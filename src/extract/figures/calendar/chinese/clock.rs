//! Chinese times of day: 上午9时, 下午3点20分, 8点半, 三点一刻, 差五分三点, 14时30分, 晚8点.

use super::super::super::han::{digit as han_digit, is_numeral};
use super::super::super::numeral::Shape;
use super::super::super::scan::{self, blanks_end, byte, char_at, char_before, digits_end};
use super::super::super::when::Expr;
use super::{number, pick, starts};

/// Which hours of the dial a part of the day means.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Morning,
    Noon,
    Afternoon,
    Night,
}

const PARTS: [(&str, Side); 25] = [
    ("下昼", Side::Afternoon),
    ("晏昼", Side::Afternoon),
    ("朝早", Side::Morning),
    ("上昼", Side::Morning),
    ("正午", Side::Noon),
    ("夜晚", Side::Night),
    ("凌晨", Side::Morning),
    ("清晨", Side::Morning),
    ("早上", Side::Morning),
    ("早晨", Side::Morning),
    ("清早", Side::Morning),
    ("上午", Side::Morning),
    ("早间", Side::Morning),
    ("早", Side::Morning),
    ("中午", Side::Noon),
    ("午间", Side::Noon),
    ("下午", Side::Afternoon),
    ("午后", Side::Afternoon),
    ("傍晚", Side::Afternoon),
    ("晚上", Side::Night),
    ("晚间", Side::Night),
    ("夜间", Side::Night),
    ("夜里", Side::Night),
    ("当晚", Side::Night),
    ("晚", Side::Night),
];

/// Whether one of [`PARTS`] starts with `c`.
fn opens_part(c: char) -> bool {
    matches!(c, '下' | '晏' | '朝' | '上' | '正' | '夜' | '凌' | '清' | '早' | '中' | '午' | '傍' | '晚' | '当')
}

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let c = char_at(text, at)?;
    let part = if opens_part(c) { pick(text, at, &PARTS) } else { None };
    if part.is_none() && c != '差' && !c.is_ascii_digit() && !is_numeral(c) {
        return None;
    }
    let from = part.map_or(at, |(_, e)| blanks_end(text, e));
    let side = part.map(|(s, _)| s).or_else(|| side_before(text, at));
    if let Some(found) = quarter_to(text, from, side) {
        return Some(found);
    }
    let (n, shape, end) = hour_number(text, from)?;
    let hour = i8::try_from(n).ok().filter(|h| (0..=30).contains(h) && shape != Shape::Vague)?;
    let next = blanks_end(text, end);
    if part.is_some() && matches!(byte(text, next), b':') && hour <= 24 {
        let m_end = digits_end(text, next + 1);
        let minute: i8 = scan::part(text, next + 1, m_end).parse().ok().filter(|m| *m < 60)?;
        return Some((Expr::Clock { hour: on_side(hour, side), minute }, m_end));
    }
    let e = starts(text, next, &["点钟", "点整", "点正", "时整", "时正", "点", "时"])?;
    let exact = scan::part(text, next, e).chars().count() == 2;
    // 早一点, 晚一点: a little earlier, later
    let little = n == 1 && shape != Shape::Digits && scan::part(text, next, e) == "点";
    if little
        && (part.is_some_and(|(_, e)| e - at == "晚".len())
            || part.is_none() && starts(text, e, &["半", "一刻", "三刻"]).is_none() && !minutes(text, e))
    {
        return None;
    }
    let (minute, stop) = behind_hour(text, e, shape == Shape::Digits, part.is_some());
    if stop == e && !exact && starts(text, e, &["分", "代", "候", "间", "刻"]).is_some() {
        return None;
    }
    if hour > 24 {
        // 25时 cannot be: it is read as printed where it stands as a time.
        let meant = part.is_some()
            || char_before(text, at).is_some_and(|c| matches!(c, '日' | '号'))
            || minutes(text, e)
            || next == end && at_ends(text, at, stop);
        return (meant && scan::part(text, next, e).starts_with('时')).then_some((Expr::Clock { hour, minute }, stop));
    }
    if part.is_none() && !exact && stop == e && !stands_free(text, at, next, e) {
        return None;
    }
    Some((Expr::Clock { hour: on_side(hour, side), minute }, stop))
}

/// A number that stands right before 点 or 时, which is no decimal point then.
fn hour_number(text: &str, at: usize) -> Option<(i64, Shape, usize)> {
    let (stop, _) = scan::rest(text, at).char_indices().take(5).find(|(_, c)| matches!(c, '点' | '时'))?;
    let end = scan::part(text, at, at + stop).trim_end_matches(' ').len() + at;
    // 两三点 is a guess
    number(scan::part(text, 0, end), at).filter(|(_, s, e)| *e == end && !(*s == Shape::HanDigits && end - at > "三".len()))
}

/// The end of a range of times that begins with one: 16点30 behind 15点20分到.
pub(in super::super) fn second_end(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (n, shape, end) = hour_number(text, at).filter(|(n, _, _)| (0..=24).contains(n))?;
    let e = starts(text, end, &["点钟", "点整", "点", "时"])?;
    let (minute, stop) = behind_hour(text, e, shape == Shape::Digits, true);
    Some((Expr::Clock { hour: n as i8, minute }, stop))
}

/// Whether the text is nothing but this.
fn at_ends(text: &str, at: usize, end: usize) -> bool {
    scan::part(text, 0, at).trim().is_empty() && scan::rest(text, end).trim().is_empty()
}

fn minutes(text: &str, at: usize) -> bool {
    number(text, blanks_end(text, at))
        .is_some_and(|(m, _, e)| (0..60).contains(&m) && scan::rest(text, e).starts_with('分') && !scan::rest(text, e).starts_with("分之"))
}

/// What follows the hour: 半, 一刻, 20分, 05分30秒, 差五分, and bare minutes in two digits.
fn behind_hour(text: &str, e: usize, digits: bool, sure: bool) -> (i8, usize) {
    if let Some((m, stop)) =
        pick(text, e, &[("半", 30), ("一刻", 15), ("三刻", 45), ("一个骨", 15), ("三个骨", 45), ("1刻", 15), ("3刻", 45), ("搭半", 30)])
    {
        return (m, stop);
    }
    let from = blanks_end(text, starts(text, e, &["过", "零"]).unwrap_or(e));
    let Some((m, _, m_end)) = number(text, from).filter(|(m, _, _)| (0..60).contains(m)) else { return (0, e) };
    let tail = scan::rest(text, m_end);
    // 五点五分钟 is a length of 5.5 minutes
    if tail.starts_with('分') && !tail.starts_with("分之") && !tail.starts_with("分钟") {
        let stop = m_end + "分".len();
        let seconds = number(text, stop).filter(|(s, _, _)| (0..60).contains(s)).and_then(|(_, _, e)| starts(text, e, &["秒"]));
        return (m as i8, seconds.unwrap_or(stop));
    }
    let two = digits && m_end == from + 2 && byte(text, from).is_ascii_digit();
    let closed =
        !tail.starts_with(|c: char| c.is_alphanumeric() && "度万亿千百倍元个%分年月日".contains(c)) && !tail.starts_with(['%', '.']);
    let spelt = !digits && sure && m >= 10 && char_at(text, m_end).is_none_or(|c| !c.is_alphanumeric() || "的左许到至开前后，".contains(c));
    if spelt && from == e {
        return (m as i8, m_end);
    }
    if two && closed && from == e && (sure || m % 5 == 0) && !byte(text, m_end).is_ascii_alphanumeric() {
        return (m as i8, m_end);
    }
    (0, e)
}

/// 差五分三点, 差一刻九点.
fn quarter_to(text: &str, at: usize, side: Option<Side>) -> Option<(Expr, usize)> {
    let from = starts(text, at, &["差"])?;
    let (minutes, e) = match starts(text, from, &["一刻"]) {
        Some(e) => (15, e),
        None => {
            let (m, _, e) = number(text, from).filter(|(m, _, _)| (1..60).contains(m))?;
            (m as i8, starts(text, e, &["分钟", "分"])?)
        }
    };
    let (hour, _, e) = hour_number(text, e).filter(|(h, _, _)| (1..=24).contains(h))?;
    let stop = starts(text, e, &["点钟", "点", "时"])?;
    Some((Expr::Clock { hour: on_side(hour as i8, side) - 1, minute: 60 - minutes }, stop))
}

/// 3点 and 9时 alone: points and the like unless the sentence goes on as a time does.
fn stands_free(text: &str, at: usize, next: usize, e: usize) -> bool {
    if char_before(text, at).is_some_and(|c| matches!(c, '日' | '号' | '天' | '晚' | '夜' | '午' | '早' | '晨')) {
        return true;
    }
    if char_before(text, at).is_some_and(|c| matches!(c, '到' | '至' | '-' | '—' | '~')) && first_end(text, at).is_some() {
        return true;
    }
    if scan::part(text, next, e).ends_with('时') {
        // 0时 and 24时 can be nothing else.
        if matches!(scan::part(text, at, next).trim(), "0" | "24" | "零") {
            return true;
        }
        return starts(text, e, &["左右", "许", "起", "前", "后", "到", "至", "，", ",", "以前", "之前", "以后", "之后", "开", "正式"])
            .is_some();
    }
    // 零点 is no point; 归零点, 零点五 are
    if scan::part(text, at, next) == "零" && !char_before(text, at).is_some_and(|c| matches!(c, '归' | '为' | '从')) {
        return char_at(text, e).is_none_or(|c| han_digit(c).is_none() && !c.is_ascii_digit() && !matches!(c, '几' | '个'));
    }
    let moved = char_before(text, at).is_some_and(|c| "涨跌升降扬挫了约近逾超".contains(c));
    if !moved && starts(text, e, &["左右"]).is_some() {
        return true;
    }
    if scan::ends_with_any(text, at, &["时间", "当地时间"]) && char_at(text, e).is_none_or(|c| !c.is_alphanumeric()) {
        return true;
    }
    let range = starts(text, e, &["到", "至", "-", "—"]).and_then(|b| second_end(text, b)).is_some();
    range || starts(text, e, &["许", "多钟", "开会", "开门", "开始", "开盘", "收盘", "关门", "起床", "下班", "上班"]).is_some()
}

/// 今晚8时, 昨夜10点: the day's own word tells the side.
fn side_before(text: &str, at: usize) -> Option<Side> {
    match char_before(text, at)? {
        '晚' | '夜' => Some(Side::Night),
        '早' | '晨' => Some(Side::Morning),
        // 下午3点到5点
        '到' | '至' | '-' | '—' | '~' => {
            let head = first_end(text, at)?;
            let last = |(w, s): &(&str, Side)| head.rfind(w).map(|i| (i, *s));
            PARTS.iter().filter(|(w, _)| w.len() > "晚".len()).filter_map(last).max_by_key(|(i, _)| *i).map(|(_, s)| s)
        }
        _ => None,
    }
}

/// The text before the connector at whose end a second time stands, where it ends like a first one.
fn first_end(text: &str, at: usize) -> Option<&str> {
    let head = scan::lead(text, at, 36).trim_end_matches(['到', '至', '-', '—', '~']);
    let sounds = head.ends_with(['点', '时', '分', '半', '刻', '整', '钟'])
        || head.ends_with(|c: char| c.is_ascii_digit()) && head.contains(['点', ':']);
    sounds.then_some(head)
}

fn on_side(hour: i8, side: Option<Side>) -> i8 {
    match side {
        Some(Side::Night) if (5..=12).contains(&hour) => hour + 12,
        Some(Side::Afternoon) if (1..12).contains(&hour) => hour + 12,
        Some(Side::Noon) if (1..4).contains(&hour) => hour + 12,
        Some(Side::Morning) if hour == 12 => 0,
        _ => hour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_day_open_as_told() {
        assert!(PARTS.iter().all(|(w, _)| w.starts_with(opens_part)));
    }

    #[test]
    fn sides_of_the_dial() {
        assert_eq!(on_side(8, Some(Side::Night)), 20);
        assert_eq!(on_side(1, Some(Side::Night)), 1);
        assert_eq!(on_side(12, Some(Side::Night)), 24);
        assert_eq!(on_side(12, Some(Side::Noon)), 12);
        assert_eq!(on_side(1, Some(Side::Noon)), 13);
    }
}
