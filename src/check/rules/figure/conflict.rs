//! Two statements of one claim whose values cannot both be true.
//!
//! A claim is a subject, a metric with its qualifiers, a period and an aspect (actual, guidance, forecast, target).
//! Statements of one claim are compared inside an article and across all articles of the corpus. There is one finding
//! for each group of values that disagrees with the rest: at the odd one out where three or more statements exist, else
//! at the later one (article date, then path; inside an article a headline is cut to length from the text, so the text is
//! believed before it). The other statements are related places.
//!
//! ## Triggers
//!
//! Any metric that is stated twice for one subject and period, in figures of one unit or of units with an exact factor
//! between them.
//!
//! ## Arithmetic
//!
//! Each figure stands for an interval that follows from its printed digits and its modifier. Two figures conflict when
//! their intervals have no value in common: 57,373 and 53,773 do; 60,000 and 57,373 do not, nor do 5.7万 and 57,373.
//! The message says so when the values differ by a power of ten, or when two digits look swapped.
//!
//! ## Guards
//!
//! - Subject, metric and unit are known, and the period is. In one article the subject or the period may be carried over
//!   from earlier in the paragraph, not both; across articles neither may, but see below. A pronoun that can only mean one
//!   organization counts as that organization.
//! - Net and gross, orders and deliveries, global and domestic, one place and all of them, year-on-year and
//!   quarter-on-quarter are different metrics; a group and its subsidiary are different subjects.
//! - Hypothetical, denied, rumoured and restated figures are not compared; a restatement or denial that agrees with
//!   one of the values settles the matter.
//! - Statements as of different times ("by 9 a.m.", "by 6 p.m.") are updates.
//! - A period whose year nobody can tell ("in May", in an article without a date) is compared inside its article. Across
//!   articles it is compared where neither has a date, and the values look like a slip of each other (digits exchanged,
//!   the same digits at another power of ten) or the paragraphs share another figure or name.
//! - Where no period is said at all, or only the days of an event, the values must look like a slip of each other, or tell
//!   of one event: the same order with the same counterparty or contract value. Prices of that kind are left alone, since
//!   variants have their own. Named days with nothing in common are two events, and a toll that only grew from one
//!   article to a later one was brought up to date.
//! - A subject carried over counts across articles where the period is said in both and the values are a slip of each
//!   other in three digits or more.
//! - Of an event, a subject carried over counts across articles where the values are a slip of each other and another
//!   figure or name is shared.
//! - A toll or a crowd without a subject of its own belongs to the place, or to the event inside its article.
//! - A headline whose value its text prints again tells of that place of the text: it contradicts nothing else there.
//! - What was paid for a part of a thing, an interim and a final dividend, a first round and a run-off, a first phase and
//!   the whole are different metrics. A deal that is agreed on and one that is done have one price.
//! - Values that are apart only beyond an end that is a manner of speaking ("nearly") are not reported, and an
//!   approximation near its exact twin is `figure/rounding`.
//! - Statements that all name a source of their own are `figure/sources-differ`.
//!
//! ## Examples
//!
//! ```reported
//! //- a.txt
//! Pellbrook Motors delivered 57,373 cars in the second quarter of 2023, the company said.
//! //- b.txt
//! In the second quarter of 2023 Pellbrook Motors delivered 53,773 cars.
//! ```
//!
//! ```reported
//! 澜汀银行2023年上半年实现净利润82.4亿元。
//!
//! 公告显示，澜汀银行2023年上半年净利润为84.2亿元。
//! ```
//!
//! ```reported
//! //- a.txt
//! 峰禾航運今天宣布，已向東璃造船訂購16艘貨輪，總金額新台幣320億元。
//! //- b.txt
//! 峰禾航運日前向東璃造船訂購61艘貨輪，總額新台幣320億元。
//! ```
//!
//! ```reported
//! Pellbrook Rail profit climbs to $3.4 billion
//!
//! Pellbrook Rail made a net profit of $4.3 billion in the first quarter, it said on Thursday.
//! ```
//!
//! ```silent
//! //- a.txt
//! Pellbrook Motors delivered nearly 60,000 cars in the second quarter of 2023.
//! //- b.txt
//! In the second quarter of 2023 Pellbrook Motors delivered 57,373 cars.
//! ```
//!
//! ```silent
//! 澜汀银行2023年第一季度净利润为82.4亿元，第二季度净利润为84.2亿元。
//! ```
//!
//! ```silent
//! //- a.txt
//! Pellbrook Motors delivered 5,210 cars in May.
//! //- b.txt
//! Pellbrook Motors delivered 6,344 cars in May.
//! ```
//!
//! ```silent
//! //- a.txt
//! 東璃造船接獲16艘渡輪訂單，買方是峰禾航運。
//! //- b.txt
//! 東璃造船接獲61艘貨輪訂單，買方是嵐灣集團。
//! ```

use std::collections::BTreeMap;

use crate::check::consensus::{Conflict, conflicts};
use crate::check::likeness::{Slip, slip, striking};
use crate::check::one_event::of_one_event;
use crate::check::rules::figure::rounding;
use crate::check::rules::{Rule, figure::age::is_age, figure::sources_differ};
use crate::check::statement::{Statement, compared, value_text};
use crate::check::{Data, Echo, Finding, Lang, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::extract::figures::Comparison;
use crate::extract::{Aspect, Figure, NO_PERIOD};
use crate::text::{Exact, Symbol};

pub const RULE: Rule =
    Rule { name: "figure/conflict", default: Level::Warning, source: include_str!("conflict.rs"), article: None, claim: Some(in_corpus) };

/// Related places that a finding lists; the message counts the rest.
const LISTED: usize = 8;

/// What the period of a key allows to compare.
enum Reach {
    /// Days, or a fiscal year: everywhere.
    Corpus,
    /// A part of a year that is not known (`XXXX-Q2`).
    Article,
    /// No period is said, or one that cannot be told.
    Event,
}

fn reach(key: &str) -> Reach {
    match key.rsplit('|').nth(1) {
        Some(NO_PERIOD | "XXXX") => Reach::Event,
        Some(period) if period.contains("XXXX") => Reach::Article,
        _ => Reach::Corpus,
    }
}

fn in_corpus(scope: &Scope, key: &Symbol, out: &mut Vec<Reported>) {
    let found = scope.snapshot.statements(key);
    // Ages grow: `figure/age` compares the birthdays that they leave.
    if found.len() < 2 || is_age(key) {
        return;
    }
    let statements: Vec<Statement> = found.into_iter().filter_map(|(a, c)| Statement::of(a, c)).collect();
    // Of those under another of their names only what the name's own bearers contradict is told here.
    if !statements.iter().any(|s| is_own(key, s)) {
        return;
    }
    let settled = settling(scope, key);
    let weigh = |s: &Statement| scope.copies.leader(s.article.id);
    let reach = reach(key);
    if matches!(reach, Reach::Event) {
        for conflict in conflicts(&statements, &weigh) {
            report_alike(scope, key, conflict, &settled, out, &of_one_event);
        }
        return;
    }
    let said: Vec<Statement> = statements.iter().filter(|s| !s.carried().1).copied().collect();
    let (free, bound): (Vec<Statement>, Vec<Statement>) = statements.into_iter().partition(|s| s.carried() == (false, false));
    match reach {
        Reach::Corpus => {
            conflicts(&free, &weigh).into_iter().for_each(|c| report(scope, key, c, &settled, out));
            let one_carried = |a: &Statement, b: &Statement| a.carried().0 != b.carried().0 && a.article.id != b.article.id;
            for conflict in conflicts(&said, &weigh) {
                report_alike(scope, key, conflict, &settled, out, &|a, b| one_carried(a, b) && striking(a.figure, b.figure));
            }
        }
        Reach::Article => {
            let inside = |a: &Statement, b: &Statement| a.article.id == b.article.id;
            let undated = |s: &Statement| s.article.facts.date.is_none();
            let across = |a: &Statement, b: &Statement| undated(a) && undated(b) && of_one_event(a, b);
            for conflict in conflicts(&free, &weigh) {
                report_alike(scope, key, conflict, &settled, out, &|a, b| inside(a, b) || across(a, b));
            }
        }
        Reach::Event => {}
    }
    let mut by_article: BTreeMap<&str, Vec<Statement>> = BTreeMap::new();
    for s in bound {
        by_article.entry(&s.article.path).or_default().push(s);
    }
    for (path, bound) in by_article {
        let free = free.iter().filter(|s| &*s.article.path == path).copied();
        within(scope, key, free.collect(), bound, &settled, out);
    }
}

/// Whether a statement's subject bears the name in the key, and not only another text's name for it.
fn is_own(key: &Symbol, s: &Statement) -> bool {
    s.claim.key().as_ref() == Some(key)
}

/// Reports what of a conflict `alike` holds for.
fn report_alike(
    scope: &Scope,
    key: &Symbol,
    conflict: Conflict,
    settled: &[&Figure],
    out: &mut Vec<Reported>,
    alike: &dyn Fn(&Statement, &Statement) -> bool,
) {
    let apart = |a: &Statement, b: &Statement| compared(a.figure, b.figure) == Comparison::Disjoint;
    let Conflict { odd, others } = conflict;
    let pairs = |o: &Statement| others.iter().filter(|s| apart(o, s) && alike(o, s)).copied().collect::<Vec<_>>();
    let Some(primary) = odd.iter().rev().find(|o| !pairs(o).is_empty()) else { return };
    let others = pairs(primary);
    let same = |o: &Statement| value_text(o.figure) == value_text(primary.figure) && others.iter().any(|s| alike(o, s));
    let odd: Vec<Statement> = odd.iter().filter(|o| same(o)).copied().collect();
    let mirrored = |r: &Reported| {
        let places = |s: &Statement| s.place();
        r.finding.place == primary.place()
            || r.finding.related.iter().any(|x| x.place == primary.place()) && others.iter().map(places).any(|p| p == r.finding.place)
    };
    if out.iter().any(mirrored) {
        return;
    }
    report(scope, key, Conflict { odd, others }, settled, out);
}

/// Statements of one article of which some have subject or period carried over: such a one is compared with those that
/// do not lack the other part. What the free ones say among themselves is reported already.
fn within(scope: &Scope, key: &Symbol, free: Vec<Statement>, bound: Vec<Statement>, settled: &[&Figure], out: &mut Vec<Reported>) {
    for lacking in [(true, false), (false, true)] {
        let mut all: Vec<Statement> = bound.iter().filter(|s| s.carried() == lacking).copied().collect();
        if all.is_empty() {
            continue;
        }
        all.extend(&free);
        for conflict in conflicts(&all, &|s| s.article.id) {
            let is_free = |s: &Statement| s.carried() == (false, false);
            let news = !(conflict.odd.iter().any(is_free) && conflict.others.iter().any(is_free));
            let known = |r: &Reported| conflict.odd.iter().any(|s| s.place() == r.finding.place);
            if news && !out.iter().any(known) {
                report(scope, key, conflict, settled, out);
            }
        }
    }
}

/// The key without its aspect.
fn head(key: &str) -> Symbol {
    Symbol::new(key.rsplit_once('|').map_or(key, |(head, _)| head))
}

/// Restated and denied figures of the same claim.
fn settling<'a>(scope: &'a Scope, key: &Symbol) -> Vec<&'a Figure> {
    let head = head(key);
    let keys = [Aspect::Restated, Aspect::Denied].map(|a| Symbol::new(&format!("{head}|{}", a.as_str())));
    let statements = keys.iter().flat_map(|k| scope.snapshot.statements(k));
    statements.filter_map(|(a, c)| a.facts.figures.get(a.facts.claims.get(c as usize)?.figure as usize)).collect()
}

fn report(scope: &Scope, key: &Symbol, conflict: Conflict, settled: &[&Figure], out: &mut Vec<Reported>) {
    let Conflict { odd, mut others } = conflict;
    let Some(primary) = odd.last() else { return };
    if !is_own(key, primary) {
        others.retain(|s| is_own(key, s));
    }
    let Some(other) = others.first() else { return };
    let agrees = |s: &Statement| settled.iter().any(|f| compared(f, s.figure) == Comparison::Compatible);
    if agrees(primary) || agrees(other) {
        return;
    }
    if rounding::is_rounding(primary.figure, other.figure) {
        out.push(rounding::reported(scope, key, primary, other));
        return;
    }
    let rule = if by_source(&odd, &others) { &sources_differ::RULE } else { &RULE };
    let mut values: Vec<String> = odd.iter().chain(&others).map(|s| value_text(s.figure)).collect();
    values.sort();
    values.dedup();
    let data = Data::Claim { key: key.clone(), values };
    let place = Finding::new(rule.name, rule.default, primary.article, primary.figure.span, message(scope, primary, &others));
    let related = others.iter().take(LISTED).map(|s| related(scope, primary, s)).collect();
    let of = |s: &Statement, against: &Statement| Echo { article: s.article.id, claim: s.index, against: against.id() };
    let echoes = odd.iter().rev().skip(1).map(|s| of(s, other)).chain(others.iter().map(|s| of(s, primary))).collect();
    out.push(Reported { article: primary.article.id, finding: Finding { related, data, ..place }, echoes });
}

/// A finding as a hint at another of its statements.
pub fn echo(scope: &Scope, finding: &Finding, echo: &Echo) -> Option<Finding> {
    let of = |(article, claim)| Statement::of(scope.snapshot.article(article)?, claim);
    let (seen, against) = (of((echo.article, echo.claim))?, of(echo.against)?);
    let message = message(scope, &seen, std::slice::from_ref(&against));
    let hint = Finding::new(finding.code, Level::Hint, seen.article, seen.figure.span, message);
    Some(Finding { related: vec![related(scope, &seen, &against)], data: finding.data.clone(), ..hint })
}

/// Whether every statement names a source, and none of one side's is one of the other's.
fn by_source(odd: &[Statement], others: &[Statement]) -> bool {
    let source = |s: &Statement| s.claim.source.as_ref().map(|name| name.to_lowercase());
    let all = |side: &[Statement]| side.iter().map(source).collect::<Option<Vec<String>>>();
    match (all(odd), all(others)) {
        (Some(a), Some(b)) => !a.iter().any(|s| b.contains(s)),
        _ => false,
    }
}

/// Whether values need their units beside them.
fn with_unit(a: &Figure, b: &Figure) -> bool {
    a.unit != b.unit && a.unit.is_some() && b.unit.is_some()
}

fn message(scope: &Scope, seen: &Statement, against: &[Statement]) -> String {
    let lang = scope.lang;
    let Some(other) = against.first() else { return String::new() };
    let unit = with_unit(seen.figure, other.figure);
    let about = seen.about(scope);
    let here = wording::value(seen.figure, unit, lang);
    let there = wording::value(other.figure, unit, lang);
    let place = wording::place(seen.article, other.article, other.figure.span, lang);
    let more = against.len() - 1;
    let note = note(seen.figure, other.figure, lang).unwrap_or_default();
    match lang {
        Lang::English => {
            let more = match more {
                0 => String::new(),
                1 => " and one more place".into(),
                n => format!(" and {n} more places"),
            };
            format!("{about}: {here} here, {there} in {place}{more}.{note}")
        }
        Lang::Hans => {
            let more = if more == 0 { String::new() } else { format!("等{}处", more + 1) };
            format!("{about}：此处为{here}，{place}{more}为{there}。{note}")
        }
        Lang::Hant => {
            let more = if more == 0 { String::new() } else { format!("等{}處", more + 1) };
            format!("{about}：此處為{here}，{place}{more}為{there}。{note}")
        }
    }
}

fn related(scope: &Scope, seen: &Statement, s: &Statement) -> Related {
    let value = wording::value(s.figure, with_unit(seen.figure, s.figure), scope.lang);
    let source = match (&s.claim.source, scope.lang) {
        (None, _) => String::new(),
        (Some(source), Lang::English) => format!(", according to {source}"),
        (Some(source), Lang::Hans) => format!("（据{source}）"),
        (Some(source), Lang::Hant) => format!("（據{source}）"),
    };
    let message = match scope.lang {
        Lang::English => format!("{value} here{source}"),
        Lang::Hans => format!("此处为{value}{source}"),
        Lang::Hant => format!("此處為{value}{source}"),
    };
    Related { place: s.place(), quote: String::new(), message }
}

/// How the values may have come apart.
fn note(a: &Figure, b: &Figure, lang: Lang) -> Option<String> {
    match slip(a, b)? {
        Slip::Scale(power) => {
            let factor = wording::grouped(Exact::pow10(i32::try_from(power).ok()?)?);
            Some(match lang {
                Lang::English => format!(" They differ by a factor of exactly {factor}."),
                Lang::Hans => format!("两者正好相差{factor}倍。"),
                Lang::Hant => format!("兩者正好相差{factor}倍。"),
            })
        }
        Slip::Swapped(m, n) => Some(match lang {
            Lang::English => format!(" Digits {m} and {n} swapped?"),
            Lang::Hans => format!("数字{m}与{n}是否颠倒？"),
            Lang::Hant => format!("數字{m}與{n}是否顛倒？"),
        }),
        Slip::Shuffled => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus, findings};
    use crate::config::Severity;
    use crate::extract::{Known, Precision};

    const RULES: &[&str] = &["figure/conflict", "figure/sources-differ"];

    #[test]
    fn the_later_of_two_is_reported_and_both_places_are_named() {
        let a = Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373");
        let b = Facts::dated(2024, 8, 2).claim("pell", "deliveries", "2024-Q2", "53773");
        let corpus = corpus([("b.txt", a), ("a.txt", b)]);
        assert_eq!(
            findings(&corpus, RULES),
            [
                "a.txt:1 warning figure/conflict pell deliveries Q2 2024: 53,773 here, 57,373 in b.txt:1 (2024-08-01). Digits 3 and 7 swapped?"
            ]
        );
    }

    #[test]
    fn what_can_be_true_together_is_silent() {
        let cases: Vec<(&str, Vec<Facts>)> = vec![
            (
                "another period",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q1", "53773"),
                ],
            ),
            (
                "another subject",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("vega", "deliveries", "2024-Q2", "53773"),
                ],
            ),
            (
                "another metric",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "orders", "2024-Q2", "53773"),
                ],
            ),
            (
                "a qualifier",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "53773").with(|c, _| {
                        c.metric.as_mut().expect("a metric").qualifiers = ["domestic".into()].into();
                    }),
                ],
            ),
            (
                "a forecast",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "53773").with(|c, _| c.aspect = Aspect::Forecast),
                ],
            ),
            (
                "two hypotheses",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373").with(|c, _| c.aspect = Aspect::Hypothetical),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "53773").with(|c, _| c.aspect = Aspect::Hypothetical),
                ],
            ),
            (
                "a rounded value",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57000").with(|_, f| f.precision = Precision::Place(3)),
                ],
            ),
            (
                "a list that is counted",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "3").with(|_, f| f.enumerates = true),
                ],
            ),
            (
                "an update",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57400").with(|c, _| {
                        let date = crate::extract::PartialDate { year: Some(2024), month: Some(7), day: Some(3) };
                        c.as_of = Some(crate::extract::AsOf { date, clock: None });
                    }),
                ],
            ),
            (
                "carried over in another article",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "48112").with(|c, _| {
                        c.subject.as_mut().expect("a subject").1 = Known::Carried;
                    }),
                ],
            ),
            (
                "another unit",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "revenue", "2024-Q2", "57373").with(|_, f| f.unit = Some("USD".into())),
                    Facts::dated(2024, 8, 1).claim("pell", "revenue", "2024-Q2", "53773").with(|_, f| f.unit = Some("CNY".into())),
                ],
            ),
            (
                "restated",
                vec![
                    Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373"),
                    Facts::dated(2024, 8, 2).claim("pell", "deliveries", "2024-Q2", "53773"),
                    Facts::dated(2024, 8, 3).claim("pell", "deliveries", "2024-Q2", "57373").with(|c, _| c.aspect = Aspect::Restated),
                ],
            ),
            (
                "the year is unknown in both",
                vec![
                    Facts::undated().claim("pell", "deliveries", "XXXX-Q2", "57373"),
                    Facts::undated().claim("pell", "deliveries", "XXXX-Q2", "48112"),
                ],
            ),
        ];
        for (why, articles) in cases {
            let names = ["a.txt", "b.txt", "c.txt"];
            assert_eq!(findings(&corpus(names.into_iter().zip(articles)), RULES), [""; 0], "{why}");
        }
    }

    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/conflict", include_str!("data/conflict.tsv"));
    }

    #[test]
    fn the_odd_one_out_of_three_is_reported_wherever_it_stands() {
        let of = |day, value: &str| Facts::dated(2024, 8, day).claim("pell", "deliveries", "2024-Q2", value);
        let corpus = corpus([("a.txt", of(1, "5737")), ("b.txt", of(2, "57370")), ("c.txt", of(3, "57373")), ("d.txt", of(4, "57373"))]);
        assert_eq!(
            findings(&corpus, RULES),
            ["a.txt:1 warning figure/conflict pell deliveries Q2 2024: 5,737 here, 57,373 in c.txt:1 (2024-08-03) and 2 more places."]
        );
        let found = &corpus.report.findings(&corpus.snapshot, corpus.id("a.txt"))[0];
        assert_eq!(found.related.len(), 3);
        assert_eq!(
            found.data,
            Data::Claim { key: "pell|deliveries|2024-Q2|actual".into(), values: vec!["5737".into(), "57370".into(), "57373".into()] }
        );
        let echoes = corpus.report.echoes(&corpus.snapshot, corpus.id("c.txt"));
        assert_eq!(echoes.len(), 1);
        assert_eq!(echoes[0].message, "pell deliveries Q2 2024: 57,373 here, 5,737 in a.txt:1 (2024-08-01).");
        assert_eq!(echoes[0].severity, Severity::Hint);
    }

    #[test]
    fn without_a_year_values_must_look_like_a_slip() {
        let of = |value: &str| Facts::undated().claim("pell", "deliveries", "XXXX-Q2", value);
        let dated = |value: &str| Facts::dated(2024, 8, 1).claim("pell", "deliveries", "XXXX-Q2", value);
        let reported = |value: &str| !findings(&corpus([("a.txt", of("57373")), ("b.txt", of(value))]), RULES).is_empty();
        assert!(reported("53773") && reported("573730") && reported("57337"));
        assert!(!reported("57374") && !reported("62118"));
        assert_eq!(findings(&corpus([("a.txt", of("57373")), ("b.txt", dated("53773"))]), RULES), [""; 0]);
    }

    #[test]
    fn in_one_article_one_part_may_be_carried_over() {
        let two = |subject, period| {
            Facts::undated().claim("pell", "deliveries", "XXXX-Q2", "57373").claim("pell", "deliveries", "XXXX-Q2", "573730").with(
                move |c, _| {
                    c.subject.as_mut().expect("a subject").1 = subject;
                    c.period.as_mut().expect("a period").1 = period;
                },
            )
        };
        let reported =
            "a.txt:2 warning figure/conflict pell deliveries Q2: 573,730 here, 57,373 in line 1. They differ by a factor of exactly 10.";
        for (subject, period, expected) in [
            (Known::Explicit, Known::Explicit, vec![reported]),
            (Known::Carried, Known::Explicit, vec![reported]),
            (Known::Explicit, Known::Carried, vec![reported]),
            (Known::Carried, Known::Carried, vec![]),
        ] {
            assert_eq!(findings(&corpus([("a.txt", two(subject, period))]), RULES), expected, "{subject:?} {period:?}");
        }
    }

    #[test]
    fn a_carried_subject_counts_across_articles_for_a_plain_slip() {
        let of = |value: &str| Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", value);
        let carried = |value: &str| of(value).with(|c, _| c.subject.as_mut().expect("a subject").1 = Known::Carried);
        let reported = |value: &str| findings(&corpus([("a.txt", of("57373")), ("b.txt", carried(value))]), RULES).len();
        assert_eq!(["53773", "57337", "57374", "48112"].map(reported), [1, 1, 0, 0]);
    }

    #[test]
    fn statements_that_name_their_sources_differ() {
        let of = |source: Option<&str>, value: &str| {
            let source = source.map(Symbol::new);
            Facts::dated(2024, 8, 1).claim("pell", "shipments", "2024-Q2", value).with(move |c, _| c.source = source.clone())
        };
        let cases = [
            (of(Some("Hale Research"), "35"), of(Some("Korr Data"), "37"), "information figure/sources-differ"),
            (of(Some("Hale Research"), "35"), of(Some("HALE Research"), "37"), "warning figure/conflict"),
            (of(Some("Hale Research"), "35"), of(None, "37"), "warning figure/conflict"),
        ];
        for (a, b, expected) in cases {
            let found = findings(&corpus([("a.txt", a), ("b.txt", b)]), RULES);
            assert_eq!(found.len(), 1);
            assert!(found[0].contains(expected), "{}", found[0]);
        }
    }

    #[test]
    fn notes_on_how_values_came_apart() {
        let figure = |value: &str, unit: &str| {
            let facts = Facts::undated().claim("pell", "sales", "2024", value).with(|_, f| f.unit = Some(unit.into()));
            facts.figures[0].clone()
        };
        let cases = [
            ("57373", "53773", Some(" Digits 7 and 3 swapped?")),
            ("110", "110000000", Some(" They differ by a factor of exactly 1,000,000.")),
            ("0.5", "5", Some(" They differ by a factor of exactly 10.")),
            ("82.4", "84.2", Some(" Digits 2 and 4 swapped?")),
            ("57373", "57374", None),
            ("12", "120001", None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(note(&figure(a, "car"), &figure(b, "car"), Lang::English).as_deref(), expected, "{a} {b}");
        }
    }

    #[test]
    fn a_hot_key_takes_linear_time_and_one_finding_a_value() {
        let articles = (0..2000).map(|i| {
            let value = if i % 500 == 7 { "999".to_owned() } else { "57373".to_owned() };
            (format!("{i:04}.txt"), Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", &value))
        });
        let corpus = corpus(articles);
        let found = findings(&corpus, RULES);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("1507.txt:1 warning"), "{}", found[0]);
    }

    #[test]
    fn messages_in_chinese() {
        let a = Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373");
        let b = Facts::dated(2024, 8, 2).claim("pell", "deliveries", "2024-Q2", "53773");
        let mut corpus = corpus([("a.txt", a), ("b.txt", b)]);
        for (lang, expected) in [
            (Lang::Hans, "pell2024年第二季度交付量：此处为53,773，a.txt:1（2024-08-01）为57,373。数字3与7是否颠倒？"),
            (Lang::Hant, "pell2024年第二季度交付量：此處為53,773，a.txt:1（2024-08-01）為57,373。數字3與7是否顛倒？"),
        ] {
            corpus.speak(lang);
            let found = corpus.report.findings(&corpus.snapshot, corpus.id("b.txt"));
            assert_eq!(found[0].message, expected);
        }
    }
}
