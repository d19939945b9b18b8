//! Chinese lengths of time that no single unit word tells: 一分半钟, 三刻钟, 五点五分钟, 3日内.

use super::super::FigureKind;
use super::numeral::Numeral;
use super::scan::{self, char_at};
use super::suffix::Suffix;
use crate::text::Exact;

/// Whether 多 stands between the measure and the unit: 三个多月.
pub(super) fn is_more(text: &str, n: &Numeral) -> bool {
    scan::rest(text, n.end).starts_with("个多") || scan::rest(text, n.end).starts_with("个来")
}

/// A number at `at` below sixty with `unit` behind it: its value, and where the unit ends.
fn number_before(text: &str, at: usize, unit: &str) -> Option<(Exact, usize)> {
    let n = super::numeral::at(text, at).filter(|n| n.value < Some(Exact::from_int(60)))?;
    scan::rest(text, n.end).starts_with(unit).then_some((n.value?, n.end + unit.len()))
}

/// 分半, 分半钟: a minute and a half, where nothing stands before it.
pub(super) fn minute_and_a_half(text: &str, at: usize) -> Option<usize> {
    let end = ["分半钟", "分半"].iter().find(|w| scan::rest(text, at).starts_with(**w)).map(|w| at + w.len())?;
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '了' | '用' | '要' | '有' | '过' | '约'));
    (free(scan::char_before(text, at)) && free(char_at(text, end))).then_some(end)
}

/// The length that starts with the numeral `n`, where what follows is neither unit nor noun by itself.
pub(super) fn behind(text: &str, n: &Numeral) -> Option<Suffix> {
    let value = n.value?;
    let rest = scan::rest(text, n.end);
    let length = |value: Exact, unit: &str, end: usize| Some(Suffix { value: Some(value), ..Suffix::new(FigureKind::Duration, unit, end) });
    match char_at(text, n.end)? {
        // 1个半小时, 三个多月
        '个' => {
            let more = rest.strip_prefix("个半").or_else(|| rest.strip_prefix("个多")).or_else(|| rest.strip_prefix("个来"))?;
            let (unit, word) = [
                ("month", "月"),
                ("hour", "小时"),
                ("hour", "钟头"),
                ("week", "星期"),
                ("week", "礼拜"),
                ("quarter", "季度"),
                ("century", "世纪"),
            ]
            .into_iter()
            .find(|(_, w)| more.starts_with(w))?;
            let half = if rest.starts_with("个半") { Exact::parse("0.5")? } else { Exact::ZERO };
            length(value.add(half)?, unit, text.len() - more.len() + word.len())
        }
        '分' => {
            // 3分20秒
            if let Some(seconds) = number_before(text, n.end + "分".len(), "秒") {
                return length(value.mul(Exact::from_int(60))?.add(seconds.0)?, "second", seconds.1);
            }
            let word = ["分半钟", "分钟半"].iter().find(|w| rest.starts_with(**w))?;
            length(value.add(Exact::parse("0.5")?)?, "minute", n.end + word.len())
        }
        '刻' if rest.starts_with("刻钟") => length(value.mul(Exact::from_int(15))?, "minute", n.end + "刻钟".len()),
        // Behind 点 and one more number, 分 is the minute of a clock and 分钟 a length.
        '点' => {
            let decimals = super::numeral::at(text, n.end + "点".len()).filter(|d| d.value < Some(Exact::from_int(10)))?;
            let end = decimals.end + scan::rest(text, decimals.end).strip_prefix("分钟").map(|_| "分钟".len())?;
            length(value.add(decimals.value?.div(Exact::from_int(10))?)?, "minute", end)
        }
        // 日 is a day of the month, but a length within bounds and behind what asks how long.
        '日' => {
            let end = n.end + "日".len();
            let bounded = ["内", "之内", "以内"].iter().any(|w| scan::rest(text, end).starts_with(w));
            let asked = scan::ends_with_any(text, n.start, &["为期", "历时", "连续", "长达", "持续", "为时", "历经", "耗时"]);
            (bounded || asked).then(|| length(value, "day", end))?
        }
        _ => None,
    }
}
