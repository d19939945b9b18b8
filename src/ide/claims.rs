//! The table of figures that an analyst makes by hand: one row for each statement of a metric.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{Place, wording};
use crate::corpus::Article;
use crate::extract::{Base, Claim, EntityKey, Figure, Known, Measure, period_text};

use super::{CorpusView, Lang, entity};

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// Absolute.
    pub path: Arc<str>,
    pub line: u32,
    /// Of the article.
    pub date: Option<jiff::civil::Date>,
    /// Empty where nobody is named.
    pub subject: String,
    /// Name in the lexicon with its qualifiers: `profit+net`.
    pub metric: String,
    /// Its label, else its days; empty where none is said.
    pub period: String,
    pub aspect: &'static str,
    /// As messages show it: modifier, digits, unit.
    pub shown: String,
    /// Plain decimals.
    pub value: Option<String>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub unit: Option<String>,
    pub modifier: Option<&'static str>,
    /// How it is said to have changed: "+12% year on year".
    pub change: String,
    /// Who says so.
    pub source: String,
    /// Statements with the same number cannot all be true.
    pub conflict: Option<u32>,
}

/// Which statements are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Entities as [`super::kwic::named`] gives them; none: all.
    pub subjects: Option<&'a [EntityKey]>,
    /// A metric with or without its qualifiers: `profit`, `profit+net`.
    pub metric: Option<&'a str>,
    /// A label, or the year it begins with: `2024-Q2`, `2024`.
    pub period: Option<&'a str>,
}

impl Wanted<'_> {
    fn takes(&self, view: &CorpusView, claim: &Claim) -> bool {
        let subject = claim.subject.as_ref().map(|s| &s.0);
        let keys = self.subjects.map(|s| s.iter().flat_map(|k| entity::keys(&view.snapshot, k)).collect::<Vec<_>>());
        let metric = metric_text(claim);
        let period = period_of(claim);
        keys.is_none_or(|k| subject.is_some_and(|s| k.contains(s)))
            && self
                .metric
                .is_none_or(|m| metric.eq_ignore_ascii_case(m) || metric.split('+').next().is_some_and(|h| h.eq_ignore_ascii_case(m)))
            && self.period.is_none_or(|p| period == p || period.strip_prefix(p).is_some_and(|rest| rest.starts_with('-')))
    }
}

/// Subject, metric, period, whether the article has no date, its date and path, place.
type Order = (String, String, String, bool, Option<jiff::civil::Date>, Arc<str>, u32);

/// The statements of a corpus in articles that `under` holds for: by subject, metric and period, then by date and place.
pub fn rows(view: &CorpusView, wanted: &Wanted, lang: Lang, under: &dyn Fn(&str) -> bool) -> Vec<ClaimRow> {
    let groups = groups(view);
    let mut names: BTreeMap<EntityKey, String> = BTreeMap::new();
    let mut rows: Vec<(Order, ClaimRow)> = Vec::new();
    for article in view.snapshot.articles().filter(|a| under(&a.path)) {
        let facts = &article.facts;
        for (index, claim) in facts.claims.iter().enumerate().filter(|(_, c)| c.metric.is_some() && wanted.takes(view, c)) {
            // A change is told beside the level that it ends at.
            if matches!(claim.measure, Measure::Change { to: Some(_), .. }) {
                continue;
            }
            let Some(figure) = facts.figures.get(claim.figure as usize) else { continue };
            let subject = claim.subject.as_ref().map_or(String::new(), |(key, _)| {
                names.entry(key.clone()).or_insert_with(|| entity::display_name(&view.snapshot, key, lang)).clone()
            });
            let place = Place { path: article.path.clone(), span: figure.span };
            let row = row(article, index as u32, claim, figure, subject, lang, groups.get(&place).copied());
            let order = (
                row.subject.clone(),
                row.metric.clone(),
                row.period.clone(),
                row.date.is_none(),
                row.date,
                row.path.clone(),
                figure.span.start,
            );
            rows.push((order, row));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.into_iter().map(|r| r.1).collect()
}

fn row(article: &Arc<Article>, index: u32, claim: &Claim, figure: &Figure, subject: String, lang: Lang, conflict: Option<u32>) -> ClaimRow {
    let decimal = |v: Option<crate::text::Exact>| v.map(|v| v.to_string());
    let own = matches!(claim.measure, Measure::Change { .. });
    let change = if own { change_text(claim, figure, lang) } else { changes(article, index, lang) };
    ClaimRow {
        path: article.path.clone(),
        line: article.lines.line_column(figure.span.start).0,
        date: article.facts.date.as_ref().map(|d| d.date),
        subject,
        metric: metric_text(claim),
        period: period_of(claim),
        aspect: claim.aspect.as_str(),
        shown: if own { String::new() } else { wording::value(figure, true, lang) },
        value: decimal(figure.value).filter(|_| !own),
        low: decimal(figure.low).filter(|_| !own),
        high: decimal(figure.high).filter(|_| !own),
        unit: figure.unit.as_ref().map(|u| u.to_string()).filter(|_| !own),
        modifier: figure.modifier.map(|m| m.as_str()),
        change,
        source: claim.source.as_ref().map_or(String::new(), |s| s.to_string()),
        conflict,
    }
}

fn metric_text(claim: &Claim) -> String {
    let Some(metric) = &claim.metric else { return String::new() };
    std::iter::once(&metric.head).chain(&metric.qualifiers).map(|s| s.as_str()).collect::<Vec<_>>().join("+")
}

/// The period as the text says it; the day of the article is none.
fn period_of(claim: &Claim) -> String {
    claim.period.as_ref().filter(|(_, known)| *known > Known::Assumed).map_or(String::new(), |(when, _)| period_text(when))
}

/// The changes that end at a level.
fn changes(article: &Article, level: u32, lang: Lang) -> String {
    let facts = &article.facts;
    let ends = facts.claims.iter().filter(|c| matches!(c.measure, Measure::Change { to: Some(to), .. } if to == level));
    let told = ends.filter_map(|c| Some(change_text(c, facts.figures.get(c.figure as usize)?, lang)));
    told.collect::<Vec<_>>().join("; ")
}

/// "+12% year on year", "3 times".
fn change_text(claim: &Claim, figure: &Figure, lang: Lang) -> String {
    let Measure::Change { base, sign, .. } = &claim.measure else { return String::new() };
    let sign = match sign {
        1 if figure.unit.is_some() => "+",
        -1 if figure.unit.is_some() => "-",
        _ => "",
    };
    let value = wording::value(figure, true, lang);
    let times = if figure.unit.is_none() { lang.pick(" times", "倍", "倍") } else { "" };
    let base = match base {
        Base::YearOnYear => lang.pick(" year on year", "（同比）", "（年增減）"),
        Base::QuarterOnQuarter => lang.pick(" quarter on quarter", "（环比）", "（季增減）"),
        Base::MonthOnMonth => lang.pick(" month on month", "（月环比）", "（月增減）"),
        Base::Stated | Base::Unknown => "",
    };
    format!("{sign}{value}{times}{base}")
}

/// Numbers of conflicts by the places of their figures, in order of article and place; places that share one share its
/// number.
fn groups(view: &CorpusView) -> BTreeMap<Place, u32> {
    let mut groups: BTreeMap<Place, u32> = BTreeMap::new();
    let mut next = 1;
    for article in view.snapshot.articles() {
        let found = view.report.findings(&view.snapshot, article.id);
        for finding in found.iter().filter(|f| f.code.starts_with("figure/")) {
            let places: Vec<&Place> = std::iter::once(&finding.place).chain(finding.related.iter().map(|r| &r.place)).collect();
            let known = places.iter().find_map(|p| groups.get(*p)).copied();
            let group = known.unwrap_or(next);
            next += u32::from(known.is_none());
            for place in places {
                groups.entry(place.clone()).or_insert(group);
            }
        }
    }
    groups
}
