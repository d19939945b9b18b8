//! Statements of one claim, as rules compare them.

use std::sync::Arc;

use super::{Place, Scope, wording};
use crate::corpus::Article;
use crate::extract::{Aspect, BlockOutline, Claim, Figure, Known, Measure, When, period_text};
use crate::text::{BlockKind, Symbol};

/// One statement: a level of a claim whose subject, metric and period are known.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    pub article: &'a Arc<Article>,
    /// Of the claim in [`crate::extract::ArticleFacts::claims`].
    pub index: u32,
    pub claim: &'a Claim,
    pub figure: &'a Figure,
}

/// Where a statement stands among others: article date (unknown last), path, headline before body, place. The lowest
/// is believed first.
pub type Rank<'a> = (bool, Option<jiff::civil::Date>, &'a str, bool, u32);

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
        (date.is_none(), date, &self.article.path, !self.in_headline(), self.figure.span.start)
    }
    pub fn in_headline(&self) -> bool {
        let facts = &self.article.facts;
        let holds = |b: &&BlockOutline| b.span.contains(self.figure.span);
        facts.title.as_ref().is_some_and(|t| t.span.contains(self.figure.span))
            || facts.blocks.iter().find(holds).is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)))
    }
    /// What is taken over from earlier in the paragraph: the subject, the period.
    pub fn carried(&self) -> (bool, bool) {
        let carried = |known: Option<Known>| known == Some(Known::Carried);
        (carried(self.claim.subject.as_ref().map(|s| s.1)), carried(self.claim.period.as_ref().map(|p| p.1)))
    }
    /// What the claim is about, for messages.
    pub fn about(&self, scope: &Scope) -> String {
        match (&self.claim.subject, &self.claim.metric, &self.claim.period) {
            (Some((subject, _)), Some(metric), Some((period, _))) => {
                wording::claim(scope, self.article, subject, metric, period, scope.lang)
            }
            _ => String::new(),
        }
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

/// The key of a claim inside its article: as [`Claim::key`], also where the year of the period is unknown.
pub fn local_key(claim: &Claim) -> Option<Symbol> {
    if let Some(key) = claim.key() {
        return Some(key);
    }
    let (When::Period { days: None, label: Some(label) }, known) = claim.period.as_ref()? else { return None };
    // Any days will do: the key shows the label.
    let day = jiff::civil::Date::constant(2000, 1, 1);
    let period = When::Period { days: Some((Some(day), Some(day))), label: Some(label.clone()) };
    debug_assert_eq!(period_text(&period), **label);
    Claim { period: Some((period, *known)), ..claim.clone() }.key()
}
