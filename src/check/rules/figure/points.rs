//! Percent where percentage points are meant, and the reverse; a difference in points that its two levels contradict.
//!
//! From 10 % to 12 % is a rise of 2 percentage points, or of 20 %. From 3.50 % to 4.00 % is 50 basis points.
//!
//! ## Triggers
//!
//! A change with both levels in one sentence: "rose 2% from 10% to 12%", "up 25 basis points, from 3.50% to 4.00%",
//! 由10%上升至12%，上升2%, 上调25个基点; points between levels that are no percentages ("20 percentage points to 1,200
//! from 1,000").
//!
//! ## Arithmetic
//!
//! - A change in percent is reported where the plain difference of two percentages fits it and the growth does not.
//! - A change in points is compared with the difference of the levels, each loose by half its last printed place.
//!   Basis points between whole percentages are exact.
//!
//! ## Guards
//!
//! Sentences with several changes or more than two levels, a change that fits as growth, a change in percent that fits
//! neither (that is `figure/growth`).
//!
//! ## Examples
//!
//! ```reported
//! Its market share rose 2% from 10% to 12%.
//! ```
//!
//! ```reported
//! 央行将利率上调25个基点，由3.50%上调至4.00%。
//! ```
//!
//! ```reported
//! 失業率由5.1%上升至5.6%，上升0.8個百分點。
//! ```
//!
//! ```silent
//! Its market share rose 20% from 10% to 12%.
//! ```
//!
//! ```silent
//! 央行将利率上调25个基点，由3.50%上调至3.75%。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Comparison, Interval, common_unit};
use crate::extract::{Figure, FigureKind, FigureRelationKind, Precision};
use crate::text::{Exact, Symbol};

pub const RULE: Rule =
    Rule { name: "figure/points", default: Level::Information, source: include_str!("points.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::Points { from, to, stated, sign } = relation.kind else { continue };
        let figure = |i: u32| article.facts.figures.get(i as usize);
        let (Some(before), Some(after), Some(figure)) = (figure(from), figure(to), figure(stated)) else { continue };
        // One figure for both: "from 10% to 12%".
        let end = |f: &Figure, high: bool| match (f.value, from == to) {
            (Some(_), _) => Some(f.clone()),
            (None, true) => Some(Figure { value: if high { f.high } else { f.low }, low: None, high: None, ..f.clone() }),
            (None, false) => None,
        };
        if let (Some(old), Some(new)) = (end(before, false), end(after, true)) {
            out.extend(judge(scope, article, &old, &new, figure, sign).map(|f| Reported::alone(article, f)));
        }
    }
}

/// What is wrong with a stated change.
enum Fault {
    /// Percent for points.
    Percent,
    /// Points for percent: the growth of what is no percentage.
    Points,
    /// Another difference.
    Amount,
}

fn judge(scope: &Scope, article: &Arc<Article>, old: &Figure, new: &Figure, stated: &Figure, sign: i8) -> Option<Finding> {
    let percentages = old.kind == FigureKind::Percent && new.kind == FigureKind::Percent;
    let in_points = stated.unit.as_deref() != Some("percent");
    let (a, b) = (old.value?, new.value?);
    let difference = b.sub(a)?.abs();
    let value = stated.value?;
    let growth = difference.mul(Exact::HUNDRED)?.div(a).filter(|_| !a.is_zero())?;
    let point = Figure { unit: Some(Symbol::new("percentage-point")), ..stated.clone() };
    let said = value.mul(common_unit(&point, stated).filter(|_| in_points).unwrap_or(Exact::ONE))?;
    let half = |f: &Figure| {
        let place = if let Precision::Place(place) = f.precision { i32::from(place) } else { 0 };
        Exact::pow10(place)?.div(Exact::from_int(2))
    };
    let exact = stated.unit.as_deref() == Some("basis-point") && [old, new].iter().all(|f| !matches!(f.precision, Precision::Place(_)));
    let loose = if exact { Exact::ZERO } else { half(old)?.add(half(new)?)? };
    let unit = half(stated)?.mul(common_unit(&point, stated).filter(|_| in_points).unwrap_or(Exact::ONE))?;
    let stands = |v: Exact, by: Exact| Interval::exactly(v).widen(by);
    let fits = |x: Interval, y: Interval| x.compare(y) != Comparison::Disjoint;
    let with = stated.modifier.is_some();
    let fault = match (percentages, in_points) {
        (true, false) => {
            let near_growth = fits(stands(value, unit), stands(growth, growth.mul(Exact::parse("0.03")?)?.max(Exact::parse("0.15")?)));
            let near_points = value == difference || fits(stands(value, Exact::ZERO), stands(difference, Exact::parse("0.05")?));
            (near_points && !near_growth).then_some(Fault::Percent)
        }
        (true, true) if !with => (!fits(stands(said, unit), stands(difference, loose))).then_some(Fault::Amount),
        (false, true) if !percentages && old.kind != FigureKind::Percent && new.kind != FigureKind::Percent => {
            fits(stands(said, unit), stands(growth, Exact::parse("0.5")?)).then_some(Fault::Points)
        }
        _ => None,
    }?;
    let lang = scope.lang;
    let shown = |f: &Figure| wording::value(&Figure { modifier: None, ..f.clone() }, false, lang);
    let (from, to) = (shown(old), shown(new));
    let (low, high) = (difference.sub(loose)?.max(Exact::ZERO), difference.add(loose)?);
    let range = if loose.is_zero() {
        wording::grouped(difference)
    } else {
        format!("{} {} {}", wording::grouped(low), lang.pick("to", "至", "至"), wording::grouped(high))
    };
    let stated_text = match stated.unit.as_deref() {
        Some("basis-point") => format!("{}{}", wording::grouped(value), lang.pick(" basis points", "个基点", "個基點")),
        _ => wording::value(stated, false, lang),
    };
    let growth = wording::grouped(growth.round(1));
    let direction = match sign {
        1 => lang.pick("a rise of ", "上升", "上升"),
        -1 => lang.pick("a fall of ", "下降", "下降"),
        _ => "",
    };
    let points = wording::grouped(difference);
    let at = wording::place(article, article, old.span, lang);
    let message = match (fault, lang) {
        (Fault::Percent, Lang::English) => {
            format!("{direction}{stated_text} here, but {from} to {to} ({at}) is {points} percentage points, or {growth}%.")
        }
        (Fault::Percent, Lang::Hans) => format!("此处为{direction}{stated_text}，而{from}到{to}（{at}）是{points}个百分点，即{growth}%。"),
        (Fault::Percent, Lang::Hant) => format!("此處為{direction}{stated_text}，而{from}到{to}（{at}）是{points}個百分點，即{growth}%。"),
        (Fault::Points, Lang::English) => format!("{stated_text} here, but {from} to {to} ({at}) is {growth}%."),
        (Fault::Points, Lang::Hans) => format!("此处为{stated_text}，而{from}到{to}（{at}）是{growth}%。"),
        (Fault::Points, Lang::Hant) => format!("此處為{stated_text}，而{from}到{to}（{at}）是{growth}%。"),
        (Fault::Amount, Lang::English) => format!("{stated_text} here, but {from} to {to} ({at}) is {range} percentage points."),
        (Fault::Amount, Lang::Hans) => format!("此处为{stated_text}，而{from}到{to}（{at}）是{range}个百分点。"),
        (Fault::Amount, Lang::Hant) => format!("此處為{stated_text}，而{from}到{to}（{at}）是{range}個百分點。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, stated.span, message);
    let related = |figure: &Figure, message: String| {
        let place = Place { path: article.path.clone(), span: figure.span };
        Related { place, quote: String::new(), message }
    };
    finding.related = vec![
        related(old, format!("{}: {from}", lang.pick("Before", "之前", "之前"))),
        related(new, format!("{}: {to}", lang.pick("After", "之后", "之後"))),
    ];
    finding.related.dedup_by(|a, b| a.place == b.place);
    Some(finding)
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/points", include_str!("data/points.tsv"));
    }
}
