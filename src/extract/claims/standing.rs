//! How a statement is meant: as fact, plan, forecast, rumour, denial; and in whose words.

use super::clauses::{Hit, Sentence};
use super::draft::{Site, Work, trim};
use super::lexicon::Cue;
use super::zones::relative;
use crate::extract::Aspect;
use crate::extract::figures::scan;

impl Work<'_> {
    /// What the words around say of the statement's standing: doubts and denials hold for the sentence, plans and
    /// forecasts for the clause.
    pub(super) fn aspect(&self, sentence: &Sentence, site: &Site) -> Aspect {
        let whole = (sentence.span.start as usize, sentence.span.end as usize);
        let has = |range: (usize, usize), a: Aspect| self.hits_in(range.0, range.1).any(|h| h.cue == Cue::Aspect(a));
        let clause = (site.clause.start as usize, site.clause.end as usize);
        for a in [Aspect::Denied, Aspect::Rumour, Aspect::Restated] {
            if has(whole, a) {
                return a;
            }
        }
        // "the profit that X made": told as fact, whatever the main clause supposes
        let done = relative(self.text, site.end).is_some() && !has((site.end, clause.1), Aspect::Target);
        if !done && has((whole.0, site.start), Aspect::Hypothetical) {
            return if self.is_told_future(whole.0, site.start) { Aspect::Target } else { Aspect::Hypothetical };
        }
        // "analysts expect that, …", 券商预计，…: the word that ends the clause before governs this one
        let before = sentence.clauses.iter().rev().find(|c| c.end as usize <= clause.0);
        let leads = |a: Aspect| {
            before.is_some_and(|c| {
                let end = trim(self.text, *c).end as usize;
                self.hits_in(c.start as usize, end).any(|h| h.cue == Cue::Aspect(a) && h.end == end)
            })
        };
        for a in [Aspect::Target, Aspect::Guidance, Aspect::Forecast] {
            // "300 jobs will be cut"
            let future = |h: &Hit| matches!(scan::part(self.text, h.start, h.end), "will" | "are to be" | "is to be");
            let next = || self.hits_in(site.end, clause.1).next().filter(|h| h.cue == Cue::Aspect(a) && future(h));
            let passive = || next().is_some_and(|h| h.start == site.end + 1);
            if has((clause.0, site.start), a) || leads(a) || passive() {
                return a;
            }
        }
        Aspect::Actual
    }
}

impl Work<'_> {
    /// "X said it would cut 300 jobs": the future of somebody who told of it, and no supposition.
    fn is_told_future(&self, from: usize, to: usize) -> bool {
        let mut said = false;
        for h in self.hits_in(from, to) {
            let would = scan::part(self.text, h.start, h.end).eq_ignore_ascii_case("would");
            match h.cue {
                Cue::Reporting => said = true,
                Cue::Aspect(Aspect::Hypothetical) if !would || !said => return false,
                _ => {}
            }
        }
        said
    }
}

/// Whether an opening quotation mark before `at` is still open.
pub(super) fn is_quoted(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at);
    let pair = |open: char, close: char| head.matches(open).count() > head.matches(close).count();
    pair('“', '”') || pair('「', '」') || head.matches('"').count() % 2 == 1
}
