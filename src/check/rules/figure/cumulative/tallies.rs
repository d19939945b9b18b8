//! Amounts of one article that repeat each other's words, and tell of a period and of a part of it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::RULE;
use crate::check::period::name_of;
use crate::check::statement::{compared, factor};
use crate::check::stretch::within;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::corpus::Article;
use crate::extract::figures::Comparison;
use crate::extract::{Figure, FigureRelationKind, Tally};
use crate::text::Symbol;

/// How many amounts before it an amount is held against: an article with more of one noun is a table.
const MOST: usize = 24;

#[derive(Clone, Copy)]
struct Told<'a> {
    tally: &'a Tally,
    figure: &'a Figure,
    period: &'a Symbol,
}

/// What one amount is to the other.
enum Found {
    /// The first is above the whole it is a part of.
    Part,
    /// The first running total is above the later second.
    Earlier,
}

pub(super) fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let facts = &article.facts;
    let mut by_noun: FxHashMap<&str, Vec<Told>> = FxHashMap::default();
    let mut last = "";
    for relation in &facts.relations {
        let FigureRelationKind::Tally(tally) = &relation.kind else { continue };
        let (Some(figure), Some(period)) = (facts.figures.get(tally.stated as usize), &tally.period) else { continue };
        // ", of which 46 million in the third quarter"
        let noun: &str = if tally.noun.is_empty() && tally.among { last } else { &tally.noun };
        last = noun;
        by_noun.entry(noun).or_default().push(Told { tally, figure, period });
    }
    let mut found: Vec<(Told, Told, Found)> = Vec::new();
    for told in by_noun.values() {
        for (i, then) in told.iter().enumerate() {
            let against = told[i.saturating_sub(MOST)..i].iter().rev().find_map(|first| Some((first, judge(first, then)?)));
            if let Some((first, what)) = against {
                found.push((*first, *then, what));
            }
        }
    }
    for (first, then, what) in found {
        let known = |r: &Reported| {
            let spans = [first.figure.span, then.figure.span];
            spans.contains(&r.finding.place.span) || r.finding.related.iter().any(|p| spans.contains(&p.place.span))
        };
        if !out.iter().any(known) && !is_parts(article, &first, &then) {
            out.push(Reported::alone(article, finding(scope, article, &first, &then, &what)));
        }
    }
}

/// Whether two amounts, the later of which repeats the earlier one's words, cannot both be.
fn judge(first: &Told, then: &Told) -> Option<Found> {
    let (a, b) = (first.tally, then.tally);
    let repeats = b.words.iter().all(|w| a.words.contains(w)) && (!b.words.is_empty() || b.among);
    let enough = b.among || b.words.len() >= 2 || b.words.len() == a.words.len();
    // 其中 goes back to what stands right before it
    let near = !b.among || b.stated <= a.stated + 3;
    if !(a.flow || b.flow) || !repeats || !enough || !near || a.order != b.order || a.until != b.until {
        return None;
    }
    let above = |x: &Told, y: &Told| {
        let more = x.figure.value.zip(y.figure.value).and_then(|(v, w)| Some(v > w.mul(factor(x.figure, y.figure)?)?));
        more == Some(true) && compared(x.figure, y.figure) == Comparison::Disjoint
    };
    if a.until {
        let dated = |p: &str| p.len() == 10 && !p.contains("XXXX-XX");
        let whole = |p: &str| p.len() == 7;
        let comparable = (dated(first.period) && dated(then.period) || whole(first.period) && whole(then.period))
            && first.period.split('-').next() == then.period.split('-').next();
        return match first.period.cmp(then.period) {
            std::cmp::Ordering::Less if comparable && above(first, then) => Some(Found::Earlier),
            _ => None,
        };
    }
    let holds = |x: &Told, y: &Told| within(y.period, x.period);
    if holds(first, then) && above(then, first) || holds(then, first) && above(first, then) { Some(Found::Part) } else { None }
}

/// Whether `figure/sum` tells of the two.
fn is_parts(article: &Article, first: &Told, then: &Told) -> bool {
    let (a, b) = (first.tally.stated, then.tally.stated);
    article.facts.relations.iter().any(|r| match &r.kind {
        FigureRelationKind::Parts { total, parts, .. } => *total == a && parts.contains(&b),
        _ => false,
    })
}

fn finding(scope: &Scope, article: &Arc<Article>, first: &Told, then: &Told, what: &Found) -> Finding {
    let lang = scope.lang;
    let unit = first.figure.unit != then.figure.unit && first.figure.unit.is_some() && then.figure.unit.is_some();
    let (here, there) = (wording::value(then.figure, unit, lang), wording::value(first.figure, unit, lang));
    let place = wording::place(article, article, first.figure.span, lang);
    let name = |t: &Told| {
        let label = t.period.to_string();
        if t.tally.until { label.replace("XXXX-", "") } else { name_of(&label, lang) }
    };
    let (mine, theirs) = (name(then), name(first));
    let whole = within(first.period, then.period);
    let message = match (what, lang) {
        (Found::Part, Lang::English) => {
            let (than, of) = if whole { ("less than", "for its part") } else { ("more than", "for all of") };
            format!("{here} for {mine} here, {than} {there} {of} {theirs} in {place}.")
        }
        (Found::Earlier, Lang::English) => format!("{here} by {mine} here, below the earlier {there} by {theirs} in {place}."),
        (Found::Part, Lang::Hans) => format!("{mine}此处为{here}，{}{place}{theirs}的{there}。", if whole { "低于" } else { "高于" }),
        (Found::Part, Lang::Hant) => format!("{mine}此處為{here}，{}{place}{theirs}的{there}。", if whole { "低於" } else { "高於" }),
        (Found::Earlier, Lang::Hans) => format!("截至{mine}此处为{here}，低于{place}截至{theirs}的{there}。"),
        (Found::Earlier, Lang::Hant) => format!("截至{mine}此處為{here}，低於{place}截至{theirs}的{there}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, then.figure.span, message);
    let place = Place { path: article.path.clone(), span: first.figure.span };
    finding.related = vec![Related { place, quote: String::new(), message: format!("{theirs}: {there}") }];
    finding
}
