//! Whether two statements without a known period tell of one event.

use super::likeness::{Setting, setting, telling};
use super::rules::figure::rounding;
use super::statement::Statement;
use crate::extract::claims::{Nature, nature};
use crate::extract::{Known, When};

/// Days between articles that can tell of one event.
const DAYS: i32 = 7;

/// Whether two statements without a known period are likely of one moment: a headline and its text; values that look like
/// a slip of each other, near in time; or one event with the same day, counterparty or another figure in common.
pub fn of_one_event(a: &Statement, b: &Statement) -> bool {
    let metric = a.claim.metric.as_ref().map_or("", |m| &*m.head);
    let varies = matches!(metric, "price" | "share-price" | "interest-rate" | "range" | "salary" | "length" | "height");
    let telling = telling(a.figure, b.figure);
    let carried = a.carried().0 || b.carried().0;
    let same_day = match days_apart(a, b) {
        Some(true) => return false,
        Some(false) => true,
        None => false,
    };
    if a.article.id == b.article.id {
        // "16 were rescued by boats and 61 by helicopters"
        if a.claim.span == b.claim.span {
            return false;
        }
        let headline = a.in_headline() != b.in_headline();
        if headline && (a.is_echoed() || b.is_echoed()) {
            return false;
        }
        let told = !is_toll(metric) && (headline || same_day);
        return told && !carried || rounding::is_rounding(a.figure, b.figure) || headline && telling || !varies && telling;
    }
    let day = |s: &Statement| s.article.facts.date.as_ref().map(|d| d.date);
    let (mine, theirs) = (day(a), day(b));
    let near = match (mine, theirs) {
        (Some(a), Some(b)) => a.until(b).is_ok_and(|gap| gap.get_days().abs() <= DAYS),
        (None, None) => true,
        _ => false,
    };
    if !near || !telling && mine != theirs && is_toll(metric) && grows(a, b) {
        return false;
    }
    let person = |s: &Statement| s.is_of_person();
    match setting(a, b) {
        Setting::Apart => false,
        Setting::Shared if carried => telling && !varies,
        Setting::Shared => telling || matches!(nature(metric), Nature::Event) || metric == "orders",
        Setting::Open if carried => false,
        Setting::Open => same_day && !varies || telling && !varies && !person(a),
    }
}

/// Counts that rise while an event is still being told.
fn is_toll(metric: &str) -> bool {
    matches!(metric, "deaths" | "injuries" | "missing" | "rescues" | "cases" | "arrests" | "outages")
}

/// Whether the statement of the later article has the greater value.
fn grows(a: &Statement, b: &Statement) -> bool {
    let date = |s: &Statement| s.article.facts.date.as_ref().map(|d| d.date);
    let (early, late) = if date(a) <= date(b) { (a, b) } else { (b, a) };
    early.figure.value < late.figure.value
}

/// Whether the days that two statements name have none in common; none where one names no days.
fn days_apart(a: &Statement, b: &Statement) -> Option<bool> {
    let said = |s: &Statement| s.claim.period.as_ref().filter(|p| p.1 > Known::Assumed).map(|p| p.0.clone());
    match (said(a)?, said(b)?) {
        (When::Period { days: Some((from, to)), .. }, When::Period { days: Some((since, until)), .. }) => {
            let before = |end: Option<jiff::civil::Date>, start: Option<jiff::civil::Date>| end.zip(start).is_some_and(|(e, s)| e <= s);
            Some(before(to, since) || before(until, from))
        }
        (When::Period { days: None, label: Some(a) }, When::Period { days: None, label: Some(b) }) => (a != b).then_some(true),
        _ => None,
    }
}
