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
        let has = |range: (usize, usize), a: Aspect| self.hits_in(range.0, range.1).any(|h| h.cue == Cue::Aspect(a) && !self.in_name(h));
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
        if self.plans_in_headline(sentence, site) { Aspect::Target } else { Aspect::Actual }
    }

    /// "Corvell Mills to shed 1,260 jobs": a line without a full stop whose only verb is an infinitive.
    fn plans_in_headline(&self, sentence: &Sentence, site: &Site) -> bool {
        let text = self.text.trim_end();
        if self.prose.sentences.len() != 1 || text.ends_with(['.', '!', '?', '"', '”', ':']) {
            return false;
        }
        let lead = scan::part(self.text, sentence.span.start as usize, site.start);
        let Some(at) = lead.find(" to ") else { return false };
        let base = sentence.span.start as usize + at;
        let moves = self.hits_in(sentence.span.start as usize, base).any(|h| matches!(h.cue, Cue::Change(_)) && h.end == base);
        let verb = scan::word_before(self.text, base);
        let next = lead.get(at + " to ".len()..).unwrap_or("").split(' ').next().unwrap_or("");
        let plain = next.len() > 2 && next.bytes().all(|b| b.is_ascii_lowercase());
        plain && !moves && !NOT_PLANS.contains(&verb) && !NOT_VERBS.contains(&next)
    }
}

/// Words before a "to" that make no plan of it: "agrees to pay", "close to", "due to".
const NOT_PLANS: [&str; 20] = [
    "agrees",
    "agreed",
    "ordered",
    "told",
    "forced",
    "fails",
    "failed",
    "starts",
    "begins",
    "helps",
    "helped",
    "close",
    "due",
    "up",
    "down",
    "back",
    "next",
    "according",
    "thanks",
    "continues",
];

/// Words behind a "to" that are no verbs.
const NOT_VERBS: [&str; 8] = ["the", "record", "new", "all", "nearly", "about", "almost", "over"];

impl Work<'_> {
    /// 若 inside a word: it supposes something only where it opens a clause, or stands before an adverb or a verb of its own.
    fn in_name(&self, h: &Hit) -> bool {
        let opens = |c: Option<char>| c.is_none_or(|c| !crate::text::is_han(c));
        scan::part(self.text, h.start, h.end) == "若"
            && !opens(scan::char_before(self.text, h.start))
            && !scan::rest(self.text, h.end).starts_with(['不', '未', '能', '要', '再', '无', '继', '仍', '想', '没'])
    }

    /// "X said it would cut 300 jobs": the future of somebody who told of it, and no supposition.
    fn is_told_future(&self, from: usize, to: usize) -> bool {
        let mut said = false;
        for h in self.hits_in(from, to) {
            let would = scan::part(self.text, h.start, h.end).eq_ignore_ascii_case("would");
            match h.cue {
                Cue::Reporting => said = true,
                Cue::Aspect(Aspect::Hypothetical) if !self.in_name(h) && (!would || !said) => return false,
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
