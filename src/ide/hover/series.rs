//! What is stated of the same subject and metric for other periods of the same length, as a small line.

use std::collections::BTreeMap;

use crate::check::wording::{grouped, period_name};
use crate::corpus::Snapshot;
use crate::extract::figures::{common_unit, interval};
use crate::extract::{Claim, Figure, When};
use crate::text::Exact;

use super::super::{Lang, entity};

/// Periods that a line shows: the last ones.
const PERIODS: usize = 8;
/// Periods from which on there is a line to see.
const ENOUGH: usize = 3;
/// Articles that are looked into, the newest ones.
const ARTICLES: usize = 200;

/// `▁▃█ Q4 2023 31,041 · Q1 2024 30,053 · Q2 2024 57,373`: the latest statement of each period, in the unit of
/// `figure`. None where fewer than three periods are known.
pub(super) fn line(snapshot: &Snapshot, claim: &Claim, figure: &Figure, lang: Lang) -> Option<String> {
    let (subject, _) = claim.subject.as_ref()?;
    let grain = grain(claim)?;
    let mut periods: BTreeMap<jiff::civil::Date, (&When, Exact)> = BTreeMap::new();
    let (articles, _) = entity::newest(snapshot, &entity::keys(snapshot, subject), ARTICLES);
    for article in articles {
        for (_, at) in &article.contribution.claims {
            let Some(other) = article.facts.claims.get(*at as usize).filter(|c| same_series(c, claim)) else { continue };
            let Some((when @ When::Period { days: Some((Some(from), _)), .. }, _)) = &other.period else { continue };
            let Some(stated) = article.facts.figures.get(other.figure as usize).filter(|f| !f.enumerates) else { continue };
            let value = common_unit(figure, stated).and_then(|f| middle(stated)?.mul(f));
            if let Some(value) = value.filter(|_| self::grain(other) == Some(grain)) {
                // Articles come in order of date: later news replaces earlier.
                periods.insert(*from, (when, value));
            }
        }
    }
    if periods.len() < ENOUGH {
        return None;
    }
    let shown: Vec<(&When, Exact)> = periods.into_values().collect();
    let shown = &shown[shown.len().saturating_sub(PERIODS)..];
    let values: Vec<Exact> = shown.iter().map(|(_, v)| *v).collect();
    let told: Vec<String> = shown.iter().map(|(when, v)| format!("{} {}", period_name(when, lang), grouped(*v))).collect();
    Some(format!("{} {}", bars(&values), told.join(" · ")))
}

/// The value, or the middle of what a range states.
fn middle(figure: &Figure) -> Option<Exact> {
    figure.value.or_else(|| {
        let range = interval(figure)?;
        range.low?.add(range.high?)?.div(Exact::from_int(2))
    })
}

fn same_series(a: &Claim, b: &Claim) -> bool {
    let subject = |c: &Claim| c.subject.as_ref().map(|(key, _)| key.clone());
    a.metric == b.metric && a.metric.is_some() && a.aspect == b.aspect && a.measure == b.measure && subject(a) == subject(b)
}

/// Months that the period of a claim is long; None where it is no whole number of them.
fn grain(claim: &Claim) -> Option<i32> {
    let (When::Period { days: Some((Some(from), Some(to))), .. }, _) = claim.period.as_ref()? else { return None };
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    (months > 0 && from.day() == 1 && to.day() == 1).then_some(months)
}

/// One block character a value, as high as the value stands between zero (or the lowest, where it is negative) and the
/// highest.
fn bars(values: &[Exact]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let floor = values.iter().copied().fold(Exact::ZERO, Exact::min);
    let top = values.iter().copied().fold(floor, Exact::max);
    let height = |v: &Exact| {
        let share = v.sub(floor)?.mul(Exact::from_int(7))?.div(top.sub(floor)?)?;
        usize::try_from(share.round(0).to_i64()?).ok()
    };
    values.iter().map(|v| BARS[height(v).unwrap_or(0).min(7)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_start_at_zero() {
        let of = |values: &[i64]| bars(&values.iter().map(|v| Exact::from_int(*v)).collect::<Vec<_>>());
        assert_eq!(of(&[10, 20, 40]), "▃▅█");
        assert_eq!(of(&[0, 0, 0]), "▁▁▁");
        assert_eq!(of(&[-10, 0, 10]), "▁▅█");
        assert_eq!(of(&[31041, 30053, 57373]), "▅▅█");
    }
}
