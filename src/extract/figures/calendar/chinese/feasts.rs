//! Feasts in Chinese: 元旦, 中秋节, 去年国庆节, 2015年春节; the holidays around one are a stretch that no table tells.

use super::super::super::lexicon::{LEXICON, Sense, class};
use super::super::super::scan::{self, char_at, char_before};
use super::super::super::when::{Expr, Year};
use super::{opaque, starts};
use crate::text::is_han;

/// The feast at `at`, of the year that stands before it.
pub(super) fn at(text: &str, at: usize, year: Year) -> Option<(Expr, usize)> {
    if LEXICON.classes(text, at) & class::FEAST == 0 {
        return None;
    }
    let (feast, end) = LEXICON.find(text, at, |s| if let Sense::Feast(f) = s { Some(f) } else { None })?;
    let told = year != Year::Unknown;
    // the national day and Arbor Day of another land
    let printed = scan::part(text, at, end);
    let led = |c: char| !is_han(c) || "年的在于到至从自是过和与及前后逢迎".contains(c);
    if (printed.starts_with("国庆") || printed == "植树节")
        && !told
        && char_before(text, at).is_some_and(|c| !led(c))
        && !scan::ends_with_any(text, at, &["中国", "我国"])
    {
        return None;
    }
    if let Some(e) = starts(text, end, &["假期", "长假", "小长假", "假日", "黄金周", "档期", "档", "期间", "连假"]) {
        return told.then(|| (opaque(), e));
    }
    // 国庆, 中秋 alone are parts of longer names: 国庆晚会, 中秋月饼
    let whole = scan::part(text, at, end).ends_with(['节', '日', '旦', '夕', '夜']);
    let ends = char_at(text, end).is_none_or(|c| !c.is_alphanumeric() || "前后当是为那到至的，".contains(c));
    let other = starts(text, end, &["目", "联欢", "晚会", "特别", "献词", "双节", "市场", "主题", "礼", "花", "快乐", "老人"]).is_some();
    ((whole || ends) && !other).then_some((Expr::Feast { year, feast }, end))
}
