//! What a Chinese date or period takes from one that the same block told before: the month of a lone day, the year of
//! a half or quarter and of 全年; and the day, week, month or year that English calls "the same".

use super::super::FigureDraft;
use super::super::scan;
use super::super::when::{Expr, Grain, Tense, Year};
use super::Found;

/// How far back the year of 全年 may stand, in bytes.
const NEAR: usize = 120;

/// `found` with what `drafts`, the figures before it in the block, tell of it. `tense` is its own.
pub(in super::super) fn carried(text: &str, drafts: &[FigureDraft], found: &Found, tense: Tense) -> Option<Expr> {
    let own = scan::part(text, found.start, found.end);
    if let Expr::Told(grain) = found.expr {
        return drafts.iter().rev().filter_map(|d| d.when.as_ref()).find_map(|e| unit_of(e, grain));
    }
    let digits = own.bytes().all(|b| b.is_ascii_digit());
    if own.is_ascii() && !digits {
        return None;
    }
    let mut told = drafts.iter().rev().filter_map(|d| Some((d, d.when.as_ref()?)));
    match &found.expr {
        // 3月28日…。29日…
        Expr::Calendar { year: Year::Unknown, month: None, day: Some(day) } if digits || own.ends_with(['日', '号']) => {
            let (draft, last) = told.find_map(|(d, e)| Some((d, last_day(e)?)))?;
            let ahead = draft.tense == Tense::Future && tense != Tense::Future;
            match last {
                Expr::Calendar { year, month: Some(month), day: Some(before) } if day >= before && !ahead => {
                    Some(Expr::Calendar { year: *year, month: Some(*month), day: Some(*day) })
                }
                _ => None,
            }
        }
        // 2023年上半年1.6亿元，下半年2.7亿元
        Expr::Months { year: Year::Unknown, first, last } if last - first >= 2 => {
            let (draft, before) = told.next()?;
            let end = draft.place.end as usize;
            let between = scan::part(text, end, found.start);
            let compared = between.contains(['比', '较', '。', ';', '；', '！', '？', '\n'])
                || scan::ends_with_any(text, draft.place.start as usize, &["比", "较", "与", "相比于", "不及", "超过", "于"]);
            match before {
                Expr::Months { year, last: end, .. } if *year != Year::Unknown && end < first && !compared => {
                    Some(Expr::Months { year: *year, first: *first, last: *last })
                }
                _ => None,
            }
        }
        // 发布2023年业绩。全年营业收入…
        Expr::Calendar { year: Year::Offset(0), month: None, day: None } if own == "全年" && tense != Tense::Future => {
            let (draft, before) = told.next()?;
            let founded = scan::ends_with_any(text, draft.place.start as usize, &["于", "自", "从", "比", "较", "在"]);
            match before {
                Expr::Calendar { year: year @ Year::Known(_), day: None, .. } | Expr::Months { year: year @ Year::Known(_), .. }
                    if !founded && draft.place.end as usize + NEAR >= found.start =>
                {
                    Some(Expr::Calendar { year: *year, month: None, day: None })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The unit that holds what an expression tells, where that is no longer than the unit itself.
fn unit_of(expr: &Expr, grain: Grain) -> Option<Expr> {
    let own = match expr {
        e if e.is_day() => Grain::Day,
        Expr::Calendar { month: Some(_), .. } => Grain::Month,
        Expr::Calendar { .. } => Grain::Year,
        Expr::Relative { grain, .. } => *grain,
        Expr::Months { first, last, .. } if last - first == 2 => Grain::Quarter,
        Expr::Months { .. } => Grain::Year,
        Expr::In { of, .. } => return unit_of(of, grain),
        _ => return None,
    };
    let size = |g: Grain| [Grain::Day, Grain::Week, Grain::Weekend, Grain::Month, Grain::Quarter, Grain::Year].iter().position(|o| *o == g);
    match (size(own)?, size(grain)?) {
        (a, b) if a == b => Some(expr.clone()),
        (a, b) if a < b => Some(Expr::Holding { grain, day: expr.clone().boxed() }),
        _ => None,
    }
}

/// The last day that an expression tells by its month and day.
fn last_day(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Calendar { month: Some(_), day: Some(_), .. } => Some(expr),
        Expr::Between(_, last) => last_day(last),
        _ => None,
    }
}
