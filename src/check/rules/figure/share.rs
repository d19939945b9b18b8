//! A part and its whole that do not make the percentage or fraction stated beside them.
//!
//! "30 of its 200 branches, or 25%" states three numbers of which any two give the third: 30 of 200 are 15 %.
//!
//! ## Triggers
//!
//! Part, whole and share joined by words: "a of its b, or p%", "a, or p% of its b", "p% of its b, or a", "Of the b, a
//! (p%)", 占…的p%, "b家中有a家，占p%", 其中…占; the share in percent, in 成 or as a fraction (a third, 四分之一).
//!
//! ## Arithmetic
//!
//! The quotient of what part and whole can stand for, given their printed digits, against the percentage rounded or
//! truncated at its last place. A fraction stands for two percentage points to both sides (a third is 31 to 35 %), a
//! smaller one for less; 三成 is 27 to 34 %. Modifiers (nearly half, 超过三成) are as loose as they say.
//!
//! ## Guards
//!
//! Percentages of change, and those compared ("25% more than"), shares that name a whole of their own ("25% of those in
//! Kest"), parts and wholes of different kinds or currencies.
//!
//! ## Examples
//!
//! ```reported
//! Pellmere Bank will close 30 of its 200 branches, or 25%, by June.
//! ```
//!
//! ```reported
//! 去年出口6亿元，占总收入30亿元的30%。
//! ```
//!
//! ```reported
//! 公司200家門店中有30家在外省，占25%。
//! ```
//!
//! ```silent
//! Pellmere Bank will close 30 of its 200 branches, or 15%, by June.
//! ```
//!
//! ```silent
//! 公司200家门店中有30家在外省，同比增长25%。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, printed, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Comparison, Interval, common_unit, interval};
use crate::extract::{Figure, FigureKind, FigureRelationKind, Modifier, Precision};
use crate::text::Exact;

pub const RULE: Rule =
    Rule { name: "figure/share", default: Level::Warning, source: include_str!("share.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::Share { part, whole, stated } = relation.kind else { continue };
        let figure = |i: u32| article.facts.figures.get(i as usize);
        if let (Some(part), Some(whole), Some(stated)) = (figure(part), figure(whole), figure(stated)) {
            out.extend(judge(scope, article, part, whole, stated).map(|f| Reported::alone(article, f)));
        }
    }
}

fn judge(scope: &Scope, article: &Arc<Article>, part: &Figure, whole: &Figure, stated: &Figure) -> Option<Finding> {
    let finest = printed::place(part).min(printed::place(whole));
    let factor = common_unit(whole, part).unwrap_or(Exact::ONE);
    let (a, b) = (printed::rounded(part, finest)?.scale(factor)?, printed::rounded(whole, finest)?);
    let share = a.div(b).scale(Exact::HUNDRED)?;
    // "seven of 10, or 68%" says seven tenths roughly.
    let few = whole.value.filter(|v| *v <= Exact::from_int(10)).and_then(|v| Exact::from_int(50).div(v)).unwrap_or(Exact::ZERO);
    let (made, said) = (share.widen(few), stands_for(stated)?);
    let apart = match made.compare(said) {
        Comparison::Disjoint => true,
        // "Nearly half" reaches far down, but not to a third.
        Comparison::SoftDisjoint => {
            let least = said.low.and_then(|l| l.mul(Exact::parse("0.8")?));
            stated.modifier == Some(Modifier::Nearly) && made.high.zip(least).is_some_and(|(h, l)| h < l)
        }
        _ => false,
    };
    if !apart {
        return None;
    }
    let lang = scope.lang;
    let percent = Figure { unit: Some(crate::text::Symbol::new("percent")), modifier: None, ..stated.clone() };
    let shown = |v: Exact| v.round(1);
    let made = Interval { low: share.low.map(shown), high: share.high.map(shown), ..Interval::default() };
    let made = wording::value(&printed::shown(made, &percent), false, lang);
    let said = match stated.kind {
        FigureKind::Percent => wording::value(stated, false, lang),
        _ => wording::value(&Figure { value: stated.value.and_then(|v| v.mul(Exact::HUNDRED)).map(shown), ..percent }, false, lang),
    };
    let (a, b) = (wording::value(part, false, lang), wording::value(whole, false, lang));
    let at = wording::place(article, article, whole.span, lang);
    let message = match lang {
        Lang::English => format!("{said} here, but {a} of {b} ({at}) is {made}."),
        Lang::Hans => format!("此处为{said}，而{a}占{b}（{at}）的{made}。"),
        Lang::Hant => format!("此處為{said}，而{a}占{b}（{at}）的{made}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, stated.span, message);
    let related = |figure: &Figure, message: String| {
        let place = Place { path: article.path.clone(), span: figure.span };
        Related { place, quote: String::new(), message }
    };
    finding.related = vec![
        related(part, format!("{}: {a}", lang.pick("Part", "部分", "部分"))),
        related(whole, format!("{}: {b}", lang.pick("Whole", "总体", "總體"))),
    ];
    Some(finding)
}

/// The percentages that a printed share can stand for.
fn stands_for(stated: &Figure) -> Option<Interval> {
    let value = stated.value?;
    if stated.kind != FigureKind::Percent {
        let percent = value.mul(Exact::HUNDRED)?;
        // "About a third" says no more than "a third".
        if stated.modifier.is_some_and(|m| m != Modifier::About) {
            let figure = Figure { value: Some(percent.round(1)), precision: Precision::Place(0), ..stated.clone() };
            return interval(&figure);
        }
        // A third is 31 to 35 %, a quarter 23 to 27; a tenth, of which 8 % is less, 9.2 to 10.8.
        let loose = percent.mul(Exact::parse("0.08")?)?.min(Exact::from_int(2));
        return Some(Interval::closed(percent, percent).widen(loose));
    }
    if stated.modifier == Some(Modifier::About) {
        return Some(Interval::exactly(value).widen(value.mul(Exact::parse("0.1")?)?.max(Exact::parse("2.5")?)));
    }
    match (stated.modifier, stated.precision) {
        (Some(_), _) => interval(stated),
        // 三成
        (None, Precision::Place(1)) => Some(Interval::closed(value.sub(Exact::from_int(3))?, value.add(Exact::from_int(4))?)),
        (None, precision) => {
            let unit = Exact::pow10(if let Precision::Place(place) = precision { place.into() } else { 0 })?;
            Some(Interval::closed(value.sub(unit.div(Exact::from_int(2))?)?, value.add(unit)?))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/share", include_str!("data/share.tsv"));
    }
}
