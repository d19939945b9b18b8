//! Statements of one claim, as rules compare them.

use std::sync::Arc;

use super::{Place, Scope, wording};
use crate::corpus::Article;
use crate::extract::figures::{Comparison, common_unit, compare, dimension};
use crate::extract::{Aspect, BlockOutline, Claim, Figure, FigureKind, Known, Measure};
use crate::glossary::EntityType;
use crate::text::{BlockKind, Exact};

/// One statement: a level of a claim whose subject, metric and period are known.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    pub article: &'a Arc<Article>,
    /// Of the claim in [`crate::extract::ArticleFacts::claims`].
    pub index: u32,
    pub claim: &'a Claim,
    pub figure: &'a Figure,
}

/// Where a statement stands among others: article date (unknown last), path, body before headline, place. The lowest
/// is believed first: a headline is cut to length from the text under it.
pub type Rank<'a> = (bool, Option<jiff::civil::Date>, &'a str, bool, u32);

/// Figures behind a headline that are looked through for its value.
const ECHOES: usize = 256;

impl<'a> Statement<'a> {
    /// A claim of an article, by index. None if it takes no part in comparisons.
    pub fn of(article: &'a Arc<Article>, index: u32) -> Option<Statement<'a>> {
        let claim = article.facts.claims.get(index as usize)?;
        let figure = article.facts.figures.get(claim.figure as usize).filter(|f| !f.enumerates)?;
        let compared = !matches!(claim.aspect, Aspect::Hypothetical | Aspect::Denied | Aspect::Rumour | Aspect::Restated);
        (compared && claim.measure == Measure::Level).then_some(Statement { article, index, claim, figure })
    }
    pub fn id(&self) -> (crate::corpus::ArticleId, u32) {
        (self.article.id, self.index)
    }
    pub fn place(&self) -> Place {
        Place { path: self.article.path.clone(), span: self.figure.span }
    }
    pub fn rank(&self) -> Rank<'a> {
        let date = self.article.facts.date.as_ref().map(|d| d.date);
        (date.is_none(), date, &self.article.path, self.in_headline(), self.figure.span.start)
    }
    pub fn in_headline(&self) -> bool {
        let facts = &self.article.facts;
        let holds = |b: &&BlockOutline| b.span.contains(self.figure.span);
        facts.title.as_ref().is_some_and(|t| t.span.contains(self.figure.span))
            || facts.blocks.iter().find(holds).is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)))
    }
    /// Whether a headline's value is printed again in the text under it.
    pub fn is_echoed(&self) -> bool {
        let later = self.article.facts.figures.get(self.claim.figure as usize + 1..).unwrap_or(&[]);
        let same = |f: &Figure| f.value == self.figure.value && (f.unit == self.figure.unit || f.unit.is_none());
        self.in_headline() && self.figure.value.is_some() && later.iter().take(ECHOES).any(same)
    }
    /// Whether the subject is a person, as far as the article's mentions tell.
    pub fn is_of_person(&self) -> bool {
        let subject = self.claim.subject.as_ref().map(|s| &s.0);
        let mentions = &self.article.facts.mentions;
        mentions.iter().any(|m| m.kind == EntityType::Person && m.entity().as_ref() == subject)
    }
    /// What is taken over from earlier in the paragraph: the subject, the period.
    pub fn carried(&self) -> (bool, bool) {
        let carried = |known: Option<Known>| known.is_some_and(|k| k <= Known::Carried);
        (carried(self.claim.subject.as_ref().map(|s| s.1)), carried(self.claim.period.as_ref().map(|p| p.1)))
    }
    /// Subject and metric, for messages that name periods themselves.
    pub fn about_metric(&self, scope: &Scope) -> String {
        let (Some((subject, _)), Some(metric)) = (&self.claim.subject, &self.claim.metric) else { return String::new() };
        wording::claim(scope, self.article, subject, metric, None, scope.lang)
    }
    /// What the claim is about, for messages.
    pub fn about(&self, scope: &Scope) -> String {
        let (Some((subject, _)), Some(metric)) = (&self.claim.subject, &self.claim.metric) else { return String::new() };
        let said = self.claim.period.as_ref().filter(|(_, known)| *known > Known::Assumed).map(|(when, _)| when);
        wording::claim(scope, self.article, subject, metric, said, scope.lang)
    }
}

/// The value as accept records and baselines keep it: plain decimals, both ends of a range.
pub fn value_text(figure: &Figure) -> String {
    match (figure.value, figure.low, figure.high) {
        (Some(v), ..) => v.to_string(),
        (None, low, high) => {
            let end = |e: Option<crate::text::Exact>| e.map_or(String::new(), |v| v.to_string());
            format!("{}..{}", end(low), end(high))
        }
    }
}

/// What to multiply values of `b` by to have them in the unit of `a`. A count without a noun meets any count: the metric
/// says what is counted. None where the units do not meet.
pub fn factor(a: &Figure, b: &Figure) -> Option<Exact> {
    if let Some(factor) = common_unit(a, b) {
        return Some(factor);
    }
    let count = |f: &Figure| matches!(f.kind, FigureKind::Number | FigureKind::Quantity | FigureKind::Range);
    let noun = |f: &Figure| f.unit.as_deref().is_none_or(|u| dimension(u).is_none() && !is_code(u));
    let bare = a.unit.is_none() || b.unit.is_none();
    (bare && count(a) && count(b) && noun(a) && noun(b)).then_some(Exact::ONE)
}

/// Whether two figures can both be true, with units as in [`factor`].
pub fn compared(a: &Figure, b: &Figure) -> Comparison {
    if common_unit(a, b).is_some() || factor(a, b).is_none() {
        return compare(a, b);
    }
    let bare = |f: &Figure| Figure { unit: None, kind: FigureKind::Number, ..f.clone() };
    compare(&bare(a), &bare(b))
}

/// A currency or percent.
fn is_code(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) || unit.contains("percent") || unit == "basis-point"
}
