//! A period's total below the total of a part of it, or a running total that shrinks.
//!
//! What adds up over time and is never negative cannot be less in a half-year than in one of its quarters, and a count up
//! to September cannot be below the count up to June.
//!
//! ## Triggers
//!
//! Two statements of one subject and metric, where the period of one lies in the period of the other (first quarter and
//! first half, 一季度 and 上半年, first nine months and year); or two running totals of it as of different days or hours
//! (as of 6 p.m., by 30 June, 截至9月30日). In one article also two amounts of one noun without a subject that is known,
//! where the later clause repeats the earlier one and says another period.
//!
//! ## Arithmetic
//!
//! Each figure stands for the interval of its printed digits and modifier. The finding is made where every value of the
//! part lies above every value of the whole, or every value of the earlier total above every value of the later one.
//!
//! ## Guards
//!
//! - Only what adds up: deliveries, revenue, visitors, casualties. Never profit, which can be negative, and never what is
//!   held at a moment: employees, stores, prices, rates, homes without power.
//! - Subject, metric with its qualifiers and unit are the same, and both values are told as fact.
//! - A period whose year nobody can tell is compared inside its article only; so is a running total without its year.
//! - Where several statements of the other period exist, all must disagree.
//!
//! ## Examples
//!
//! ```reported
//! Pellbrook Marine delivered 210 ships in the first quarter of 2022 and 190 ships in the first half of 2022.
//! ```
//!
//! ```reported
//! 砚岭汽车上半年营收3.1亿元，其中一季度3.4亿元。
//! ```
//!
//! ```reported
//! //- a.txt
//! 2023年10月2日讯 截至9月30日，嵐灣汽車今年累計交付新車78,600輛。
//! //- b.txt
//! 2023年7月2日讯 截至6月30日，嵐灣汽車今年累計交付新車82,400輛。
//! ```
//!
//! ```silent
//! 砚岭汽车上半年营收3.1亿元，其中一季度1.4亿元。
//! ```
//!
//! ```silent
//! Pellbrook Foods made a net profit of $32 million in the first quarter of 2022 and $28 million in the first half of 2022.
//! ```
//!
//! ```silent
//! 嵐灣汽車第一季底有門市210家，上半年有門市190家。
//! ```

mod tallies;

use std::sync::Arc;

use crate::check::period::name;
use crate::check::rules::Rule;
use crate::check::statement::{Statement, compared, value_text};
use crate::check::{Data, Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::claims::{Nature, nature};
use crate::extract::figures::Comparison;
use crate::extract::{AsOf, Aspect, Known};
use crate::text::Symbol;

pub const RULE: Rule =
    Rule { name: "figure/cumulative", default: Level::Warning, source: include_str!("cumulative.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for index in 0..article.facts.claims.len() as u32 {
        let Some(here) = Statement::of(article, index).filter(adds_up) else { continue };
        let Some(key) = here.claim.key() else { continue };
        let found = Found::of(scope, &here, &key);
        if let Some(found) = found {
            out.push(Reported::alone(article, found.finding(scope, &here, &key)));
        }
    }
    tallies::run(scope, article, out);
}

fn adds_up(s: &Statement) -> bool {
    let metric = s.claim.metric.as_ref();
    let sum = metric.is_some_and(|m| matches!(nature(&m.head), Nature::Flow | Nature::Event));
    let plain = metric.is_some_and(|m| !m.qualifiers.iter().any(|q| matches!(&**q, "average" | "daily" | "monthly" | "annual")));
    sum && plain && s.claim.aspect == Aspect::Actual && !matches!(s.figure.kind, crate::extract::FigureKind::Percent)
}

/// How a statement disagrees with another.
enum Found<'a> {
    /// It is above the whole it is a part of.
    Part(Statement<'a>),
    /// It is below a part of it.
    Whole(Statement<'a>),
    /// It is below an earlier running total.
    Later(Statement<'a>),
    /// It is above a later running total.
    Earlier(Statement<'a>),
}

impl<'a> Found<'a> {
    /// The first disagreement in which this statement is the less believed one.
    fn of(scope: &Scope<'a>, here: &Statement<'a>, key: &Symbol) -> Option<Found<'a>> {
        if here.claim.as_of.is_some() {
            return running(scope, here, key);
        }
        let flow = here.claim.metric.as_ref().is_some_and(|m| nature(&m.head) == Nature::Flow);
        if !flow {
            return None;
        }
        let stretches = scope.stretches;
        let wholes = stretches.wholes(key).into_iter().find_map(|k| disagreeing(scope, here, &k, &exceeds)).map(Found::Part);
        wholes.or_else(|| {
            let below = |a: &Statement, b: &Statement| exceeds(b, a);
            stretches.parts(key).into_iter().find_map(|k| disagreeing(scope, here, &k, &below)).map(Found::Whole)
        })
    }

    fn other(&self) -> &Statement<'a> {
        match self {
            Found::Part(s) | Found::Whole(s) | Found::Later(s) | Found::Earlier(s) => s,
        }
    }

    fn finding(&self, scope: &Scope, here: &Statement, key: &Symbol) -> Finding {
        let lang = scope.lang;
        let other = self.other();
        let unit = here.figure.unit != other.figure.unit && here.figure.unit.is_some() && other.figure.unit.is_some();
        let (value, base) = (wording::value(here.figure, unit, lang), wording::value(other.figure, unit, lang));
        let place = wording::place(here.article, other.article, other.figure.span, lang);
        let when = |s: &Statement| match (&s.claim.as_of, &s.claim.period) {
            (Some(as_of), _) => as_of_text(as_of, lang),
            (None, Some((period, _))) => name(period, lang),
            (None, None) => String::new(),
        };
        let (mine, theirs) = (when(here), when(other));
        let about = here.about_metric(scope);
        let more = matches!(self, Found::Part(_) | Found::Earlier(_));
        let message = match (self, lang) {
            (Found::Part(_) | Found::Whole(_), Lang::English) => {
                let than = if more { "more than" } else { "less than" };
                let of = if more { "for all of" } else { "for its part" };
                format!("{about}: {value} for {mine} here, {than} {base} {of} {theirs} in {place}.")
            }
            (_, Lang::English) => {
                let than = if more { "above the later" } else { "below the earlier" };
                format!("{about}: {value} by {mine} here, {than} {base} by {theirs} in {place}.")
            }
            (_, Lang::Hans) => format!("{about}：{mine}此处为{value}，{}{place}{theirs}的{base}。", if more { "高于" } else { "低于" }),
            (_, Lang::Hant) => format!("{about}：{mine}此處為{value}，{}{place}{theirs}的{base}。", if more { "高於" } else { "低於" }),
        };
        let mut finding = Finding::new(RULE.name, RULE.default, here.article, here.figure.span, message);
        let place = Place { path: other.article.path.clone(), span: other.figure.span };
        finding.related = vec![Related { place, quote: String::new(), message: format!("{theirs}: {base}") }];
        let mut values = vec![value_text(here.figure), value_text(other.figure)];
        values.sort();
        finding.data = Data::Claim { key: key.clone(), values };
        finding
    }
}

/// The best believed statement of a key that a statement disagrees with, where it disagrees with all of them and is itself
/// believed less.
fn disagreeing<'a>(
    scope: &Scope<'a>,
    here: &Statement<'a>,
    key: &str,
    wrong: &dyn Fn(&Statement<'a>, &Statement<'a>) -> bool,
) -> Option<Statement<'a>> {
    let local = key.contains("XXXX");
    let reach = |o: &Statement| {
        let inside = o.article.id == here.article.id;
        let sure = |s: &Statement| s.carried() == (false, false);
        if inside { o.carried() != (true, true) && here.carried() != (true, true) } else { !local && sure(o) && sure(here) }
    };
    let found = scope.snapshot.statements(key).into_iter().filter_map(|(a, c)| Statement::of(a, c));
    let all: Vec<Statement> = found.filter(adds_up).filter(|o| o.claim.as_of.is_none() && reach(o)).collect();
    let best = *all.iter().min_by(|a, b| a.rank().cmp(&b.rank()))?;
    (all.iter().all(|o| wrong(here, o)) && best.rank() < here.rank()).then_some(best)
}

/// A running total below an earlier one, or above a later one.
fn running<'a>(scope: &Scope<'a>, here: &Statement<'a>, key: &Symbol) -> Option<Found<'a>> {
    let found = scope.snapshot.statements(key).into_iter().filter_map(|(a, c)| Statement::of(a, c));
    let subject = |s: &Statement| s.claim.subject.as_ref().is_some_and(|s| s.1 > Known::Carried);
    let known = |a: &AsOf, b: &AsOf, one: bool| {
        let day = |d: &AsOf| d.date.month.is_some() && d.date.day.is_some();
        day(a) && day(b) && (a.date.year.is_some() && b.date.year.is_some() || one && a.date.year == b.date.year)
    };
    let mut others: Vec<Statement> = found.filter(|o| o.id() != here.id() && adds_up(o) && o.rank() < here.rank()).collect();
    others.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mine = here.claim.as_of?;
    others.into_iter().find_map(|o| {
        let theirs = o.claim.as_of?;
        let one = o.article.id == here.article.id;
        let comparable = one || subject(&o) && subject(here);
        if !known(&mine, &theirs, one) || !comparable {
            return None;
        }
        let (a, b) = ((mine.date, mine.clock.unwrap_or((24, 0))), (theirs.date, theirs.clock.unwrap_or((24, 0))));
        if a > b && exceeds(&o, here) {
            Some(Found::Later(o))
        } else if a < b && exceeds(here, &o) {
            Some(Found::Earlier(o))
        } else {
            None
        }
    })
}

/// Whether every value of one lies above every value of the other.
fn exceeds(part: &Statement, whole: &Statement) -> bool {
    let above = part
        .figure
        .value
        .zip(whole.figure.value)
        .is_some_and(|(p, w)| crate::check::statement::factor(part.figure, whole.figure).and_then(|f| w.mul(f)).is_some_and(|w| p > w));
    above && compared(part.figure, whole.figure) == Comparison::Disjoint
}

fn as_of_text(as_of: &AsOf, lang: Lang) -> String {
    let day = as_of.date.iso().replace("XXXX-", "");
    match (as_of.clock, lang) {
        (None, _) => day,
        (Some((h, m)), _) => format!("{day} {h:02}:{m:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus, findings};
    use crate::extract::PartialDate;

    const RULES: &[&str] = &["figure/cumulative"];

    #[test]
    fn a_part_above_its_whole() {
        let of = |metric, period, value: &str| Facts::dated(2024, 8, 1).claim("pell", metric, period, value);
        let cases = [
            (
                of("deliveries", "2024-Q1", "210"),
                of("deliveries", "2024", "190"),
                Some(
                    "b.txt:1 warning figure/cumulative pell deliveries: 190 for 2024 here, less than 210 for its part Q1 2024 in a.txt:1 (2024-08-01).",
                ),
            ),
            (
                of("deliveries", "2024", "190"),
                of("deliveries", "2024-05", "210"),
                Some(
                    "b.txt:1 warning figure/cumulative pell deliveries: 210 for May 2024 here, more than 190 for all of 2024 in a.txt:1 (2024-08-01).",
                ),
            ),
            (of("deliveries", "2024", "210"), of("deliveries", "2024-Q1", "190"), None),
            (of("deliveries", "2024-Q2", "190"), of("deliveries", "2024-Q1", "210"), None),
            (of("profit", "2024", "190"), of("profit", "2024-Q1", "210"), None),
            (of("employees", "2024", "190"), of("employees", "2024-Q1", "210"), None),
            (of("deliveries", "XXXX-Q1", "210"), of("deliveries", "XXXX-Q1", "190"), None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(findings(&corpus([("a.txt", a), ("b.txt", b)]), RULES), expected.map_or(vec![], |e| vec![e]));
        }
    }

    #[test]
    fn a_running_total_that_shrinks() {
        let of = |month, clock, value: &str| {
            let date = PartialDate { year: Some(2024), month: Some(month), day: Some(3) };
            Facts::dated(2024, 8, 1).claim("pell", "deaths", "2024", value).with(move |c, _| c.as_of = Some(AsOf { date, clock }))
        };
        let cases = [
            (
                of(6, None, "190"),
                of(7, None, "170"),
                Some(
                    "b.txt:1 warning figure/cumulative pell deaths: 170 by 2024-07-03 here, below the earlier 190 by 2024-06-03 in a.txt:1 (2024-08-01).",
                ),
            ),
            (
                of(7, Some((9, 0)), "190"),
                of(7, Some((18, 0)), "170"),
                Some(
                    "b.txt:1 warning figure/cumulative pell deaths: 170 by 2024-07-03 18:00 here, below the earlier 190 by 2024-07-03 09:00 in a.txt:1 (2024-08-01).",
                ),
            ),
            (of(6, None, "170"), of(7, None, "190"), None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(findings(&corpus([("a.txt", a), ("b.txt", b)]), RULES), expected.map_or(vec![], |e| vec![e]));
        }
    }

    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/cumulative", include_str!("data/cumulative.tsv"));
    }
}
