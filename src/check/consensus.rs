//! Which of many statements of one claim disagree with the rest.

use std::collections::BTreeMap;

use super::statement::{Statement, compared, factor};
use crate::extract::Figure;
use crate::extract::figures::{Comparison, interval};
use crate::text::Exact;

/// Values that disagree with the rest.
pub struct Conflict<'a> {
    /// Statements of the values that are reported, in order of rank.
    pub odd: Vec<Statement<'a>>,
    /// Statements that they cannot be true with, best first.
    pub others: Vec<Statement<'a>>,
}

/// Statements with equal figures.
struct Form<'a> {
    figure: &'a Figure,
    /// In order of rank.
    statements: Vec<Statement<'a>>,
    /// Statements in texts that are no copies of each other.
    weight: usize,
    low: Option<Exact>,
    high: Option<Exact>,
}

/// The conflicts among statements of one claim. `voice` tells whose voice a statement is: copies of one article are
/// one voice. Work is n log n: equal figures are taken together, and each remaining value is compared with the one
/// that most statements agree with.
pub fn conflicts<'a, V: Ord>(statements: &[Statement<'a>], voice: &dyn Fn(&Statement<'a>) -> V) -> Vec<Conflict<'a>> {
    let mut out = Vec::new();
    for group in comparable(statements) {
        let forms = forms(group, voice);
        if forms.len() < 2 {
            continue;
        }
        let Some(consensus) = consensus(&forms) else { continue };
        let disjoint = |a: &Form, b: &Form| compared(a.figure, b.figure) == Comparison::Disjoint;
        let mut odd: Vec<&Form> = forms.iter().filter(|f| disjoint(consensus, f)).collect();
        odd.sort_by_key(|f| f.low);
        let mut clusters: Vec<Vec<&Form>> = Vec::new();
        for form in odd {
            match clusters.last_mut() {
                Some(cluster) if !disjoint(cluster[0], form) => cluster.push(form),
                _ => clusters.push(vec![form]),
            }
        }
        for cluster in clusters {
            let mut odd: Vec<Statement> = cluster.iter().flat_map(|f| &f.statements).copied().collect();
            odd.sort_by(|a, b| a.rank().cmp(&b.rank()));
            let mut others = consensus.statements.clone();
            if forms.len() <= FEW {
                let rest = forms.iter().filter(|f| !std::ptr::eq(*f, consensus) && cluster.iter().all(|c| disjoint(f, c)));
                let mut rest: Vec<Statement> = rest.flat_map(|f| &f.statements).copied().collect();
                rest.sort_by(|a, b| a.rank().cmp(&b.rank()));
                others.extend(rest);
            }
            out.push(Conflict { odd, others });
        }
    }
    out
}

/// Up to so many different values every one is compared with every other; above, only with the prevailing one.
const FEW: usize = 16;

/// Statements by what can be compared at all: units with a factor between them, the same moment.
fn comparable<'a>(statements: &[Statement<'a>]) -> Vec<Vec<Statement<'a>>> {
    let mut groups: Vec<Vec<Statement>> = Vec::new();
    for s in statements.iter().filter(|s| interval(s.figure).is_some()) {
        let fits = |g: &&mut Vec<Statement>| g[0].claim.as_of == s.claim.as_of && factor(g[0].figure, s.figure).is_some();
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(*s),
            None => groups.push(vec![*s]),
        }
    }
    groups
}

fn forms<'a, V: Ord>(group: Vec<Statement<'a>>, voice: &dyn Fn(&Statement<'a>) -> V) -> Vec<Form<'a>> {
    let first = group[0].figure;
    let mut statements = group;
    statements.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut forms: BTreeMap<(Option<Exact>, Option<Exact>, String), Form> = BTreeMap::new();
    for s in statements {
        let Some(factor) = factor(first, s.figure) else { continue };
        let Some(i) = interval(s.figure).and_then(|i| i.scale(factor)) else { continue };
        let print = format!("{:?} {:?}", s.figure.precision, s.figure.modifier);
        let new = Form { figure: s.figure, statements: Vec::new(), weight: 0, low: i.low, high: i.high };
        forms.entry((i.low, i.high, print)).or_insert(new).statements.push(s);
    }
    let weighed = |mut form: Form<'a>| {
        let mut voices: Vec<V> = form.statements.iter().map(voice).collect();
        voices.sort();
        voices.dedup();
        form.weight = voices.len();
        form
    };
    forms.into_values().map(weighed).collect()
}

/// The form that most voices agree with; among equals the one with most voices of its own, then the first in rank.
fn consensus<'f, 'a>(forms: &'f [Form<'a>]) -> Option<&'f Form<'a>> {
    // A sweep over the ends: what lies wholly below or above a form speaks against it.
    let mut lows: Vec<(Exact, usize)> = forms.iter().filter_map(|f| Some((f.low?, f.weight))).collect();
    let mut highs: Vec<(Exact, usize)> = forms.iter().filter_map(|f| Some((f.high?, f.weight))).collect();
    lows.sort();
    highs.sort();
    let (lows, highs) = (running(lows), running(highs));
    let total_low = lows.last().map_or(0, |l| l.1);
    let against = |f: &Form| {
        let above = f.high.map_or(0, |high| total_low - upto(&lows, |low| low <= high));
        let below = f.low.map_or(0, |low| upto(&highs, |high| high < low));
        above + below
    };
    let best = |f: &&Form| (std::cmp::Reverse(against(f)), f.weight);
    let mut chosen: Option<&Form> = None;
    for form in forms {
        let better =
            chosen.is_none_or(|c| best(&form).cmp(&best(&c)).then_with(|| c.statements[0].rank().cmp(&form.statements[0].rank())).is_gt());
        if better {
            chosen = Some(form);
        }
    }
    chosen
}

fn running(mut ends: Vec<(Exact, usize)>) -> Vec<(Exact, usize)> {
    let mut sum = 0;
    for end in &mut ends {
        sum += end.1;
        end.1 = sum;
    }
    ends
}

fn upto(ends: &[(Exact, usize)], holds: impl Fn(Exact) -> bool) -> usize {
    let at = ends.partition_point(|e| holds(e.0));
    if at == 0 { 0 } else { ends[at - 1].1 }
}
