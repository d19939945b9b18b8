//! Amounts and dates that restate the one before them: "30C (86F)", "10 billion yuan, or 100亿元", "last year (2012)".

use super::classes::class;
use crate::extract::claims::Prose;
use crate::extract::figures::{Expr, FigureDraft, Year, celsius, dimension, factor, scan};
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    for (i, pair) in prose.figures.windows(2).enumerate() {
        let [of, gloss] = pair else { continue };
        // "10 billion yuan ($1.4 billion), or 100亿元": both restate the first
        let between = scan::part(prose.text, of.place.end as usize, gloss.place.start as usize);
        let second = between.strip_prefix(')').filter(|b| class("gloss-joins").is(b.trim()));
        if let (Some(_), Some(first)) = (second, i.checked_sub(1).and_then(|k| prose.figures.get(k))) {
            if is_amount(first) && is_amount(gloss) && restates(first, gloss, prose.text) {
                let span = prose.reading.source(first.place.join(gloss.place));
                out.push(FigureRelation { span, kind: FigureRelationKind::Gloss { of: i as u32 - 1, gloss: i as u32 + 1, years: false } });
            }
            continue;
        }
        let amounts = is_amount(of) && is_amount(gloss) && restates(of, gloss, prose.text);
        let times = of.when.is_some() && gloss.when.is_some();
        if times
            && (is_weekday(of)
                || is_weekday(gloss)
                || is_fiscal(prose.text, of)
                || class("gloss-narrative").in_text(of.place.of(prose.text)))
        {
            continue;
        }
        if !(amounts || times) || !frames(prose.text, of, gloss, times) {
            continue;
        }
        let span = prose.reading.source(of.place.join(gloss.place));
        let (first, second) = (i as u32, i as u32 + 1);
        let years = [of, gloss].iter().any(|f| f.when.as_ref().is_some_and(names_year));
        let kind = match (of.when.as_ref().and_then(months), gloss.when.as_ref().and_then(months)) {
            // A year that is not printed is a guess of its own for either.
            (Some(a), Some(b)) if within(a, b) || a.0 == a.1 && within(b, a) => {
                if ![of, gloss].iter().all(|f| f.when.as_ref().is_some_and(names_year)) {
                    continue;
                }
                FigureRelationKind::Gloss { of: first, gloss: second, years }
            }
            (Some(_), Some(_)) => FigureRelationKind::OtherMonths { of: first, gloss: second },
            _ => FigureRelationKind::Gloss { of: first, gloss: second, years },
        };
        out.push(FigureRelation { span, kind });
    }
}

/// The months of a period inside a year, first and last.
fn months(e: &Expr) -> Option<(i8, i8)> {
    match e {
        Expr::Months { first, last, .. } => Some((*first, *last)),
        Expr::Calendar { month: Some(m), day: None, year: Year::Known(_) | Year::Unknown } => Some((*m, *m)),
        Expr::Between(a, b) => {
            let ((first, _), (_, last)) = (months(a)?, months(b)?);
            (first <= last).then_some((first, last))
        }
        _ => None,
    }
}

/// Whether a time is told with its year in digits.
pub(super) fn names_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar { year, .. } | Expr::Months { year, .. } => matches!(year, Year::Known(_)),
        Expr::Between(a, b) => names_year(a) || names_year(b),
        _ => false,
    }
}

fn within(a: (i8, i8), b: (i8, i8)) -> bool {
    a.0 <= b.0 && b.1 <= a.1
}

/// Weekdays and their days are a matter of their own.
fn is_weekday(f: &FigureDraft) -> bool {
    matches!(f.when, Some(Expr::Weekday { .. } | Expr::WeekdayDay { .. } | Expr::Clock { .. }))
}

/// "Its fiscal second quarter": whose quarters they are only its books tell.
fn is_fiscal(text: &str, f: &FigureDraft) -> bool {
    let head = scan::lead(text, f.place.start as usize, 60);
    class("day-fiscal").in_text(head.rsplit(['.', '。', ';']).next().unwrap_or(head)) || class("day-fiscal").in_text(f.place.of(text))
}

fn is_amount(f: &FigureDraft) -> bool {
    matches!(f.figure.kind, FigureKind::Money | FigureKind::Quantity | FigureKind::Temperature | FigureKind::Number | FigureKind::Range)
        && (f.figure.value.is_some() || f.figure.low.is_some() && f.figure.high.is_some())
}

/// Whether the two can be one amount in two notations: units of one dimension, two currencies, or one unit in scale
/// words of two languages.
fn restates(of: &FigureDraft, gloss: &FigureDraft, text: &str) -> bool {
    let (a, b) = (of.figure.unit.as_deref(), gloss.figure.unit.as_deref());
    let scales = || scaled(text, of) && scaled(text, gloss) && is_han_scaled(text, of) != is_han_scaled(text, gloss);
    match (a, b) {
        (Some(a), Some(b)) if is_money(of) && is_money(gloss) => a != b || scales(),
        (Some(a), Some(b)) if celsius(crate::text::Exact::ONE, a).is_some() && celsius(crate::text::Exact::ONE, b).is_some() => a != b,
        (Some(a), Some(b)) if dimension(a).is_some() && dimension(a) == dimension(b) => a != b || scales(),
        (None, None) => scales(),
        (Some(a), Some(b)) => {
            !is_money(of)
                && !is_money(gloss)
                && scales()
                && (factor(Some(a), Some(b)).is_some() || dimension(a).is_none() && dimension(b).is_none())
        }
        _ => scales() && !is_money(of) && !is_money(gloss),
    }
}

fn is_money(f: &FigureDraft) -> bool {
    f.figure.kind == FigureKind::Money
}

fn is_han_scaled(text: &str, f: &FigureDraft) -> bool {
    scan::part(text, f.place.start as usize, f.place.end as usize).contains(['万', '亿', '兆'])
}

fn scaled(text: &str, f: &FigureDraft) -> bool {
    let surface = scan::part(text, f.place.start as usize, f.place.end as usize);
    is_han_scaled(text, f)
        || class("en-scale").in_text(surface)
        || surface.to_ascii_lowercase().ends_with(['m', 'n', 'k'])
        || f.figure.value.is_some_and(|v| v >= crate::text::Exact::from_int(10_000))
}

/// Whether what stands between and behind them says that the second restates the first.
fn frames(text: &str, of: &FigureDraft, gloss: &FigureDraft, times: bool) -> bool {
    let between = scan::part(text, of.place.end as usize, gloss.place.start as usize);
    let behind = scan::rest(text, gloss.place.end as usize).trim_start();
    let trimmed = between.trim();
    if between.len() > 60 {
        return false;
    }
    if let Some((noun, inside)) = between.rsplit_once('(') {
        // "30 miles (48 km)", 100亿元人民币(约合14亿美元), "30 miles north (48 km)"
        let bare = noun.trim();
        let inside = inside.trim();
        let led = inside.is_empty() || class("gloss-lead").at(inside, 0) == Some(inside.len()) || class("gloss-led").is(inside);
        let ends = behind.starts_with([')', ',', ';', '，']) || class("gloss-tail").at(behind, 0).is_some();
        let short = if times { bare.is_empty() } else { bare.is_empty() || class("gloss-noun").is(bare) };
        return led && ends && short && !noun.contains(')');
    }
    if times {
        // "last year, 2013,", 去年即2013年
        let year = |f: &FigureDraft| match f.when {
            Some(Expr::Calendar { year, month: None, day: None }) => Some(year),
            _ => None,
        };
        let years = matches!((year(of), year(gloss)), (Some(Year::Offset(_)), Some(Year::Known(_))));
        let apposed = trimmed == "," && behind.starts_with([',', '.', ';', ')']) || class("gloss-year").is(trimmed);
        return years && apposed;
    }
    let per = behind.starts_with(['/', '每']) || class("gloss-per").at(behind, 0).is_some();
    let led = class("gloss-joins").is(trimmed);
    led && !per
}
