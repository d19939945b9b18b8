//! Where in the text the subject of a claim, its speaker and its source can stand.

use super::clauses::Sentence;
use super::draft::{Site, Work, trim};
use super::lexicon::Cue;
use crate::extract::figures::{FigureDraft, scan};
use crate::text::Span;

impl Work<'_> {
    /// Where the part of the sentence starts that holds the claim itself: behind the last reporting verb or source
    /// before its metric.
    pub(super) fn head(&self, sentence: &Sentence, metric: usize) -> usize {
        let start = sentence.span.start as usize;
        let Some(last) = self.nearest_before(start, metric, |c| matches!(c, Cue::Reporting | Cue::Source)) else { return start };
        // "according to X, Y …", 据X, Y…: the claim starts behind the clause
        if matches!(last.cue, Cue::Source) || matches!(scan::part(self.text, last.start, last.end), "据" | "according to") {
            let end = sentence
                .clauses
                .iter()
                .find(|c| c.start as usize <= last.start && last.end <= c.end as usize)
                .map_or(last.end, |c| c.end as usize);
            return if end < metric { end } else { last.end };
        }
        last.end
    }

    /// Where the subject can stand: right before the metric; at the start of the clause; in its head; in the sentence.
    pub(super) fn zones(&self, sentence: &Sentence, site: &Site, metric: usize, head: usize) -> Vec<Span> {
        let mut zones = Vec::new();
        let clause_start = (site.clause.start as usize).max(head);
        let touch = |at: usize| Span::new(at, at);
        let back = self.back(metric, clause_start);
        zones.push(touch(back));
        let first = skip_lead(self.text, clause_start, self.figures);
        if first < metric {
            zones.push(touch(first));
            zones.push(Span::new(first, preposition(self.text, first, metric)));
        }
        let first = skip_lead(self.text, head, self.figures);
        if head < clause_start && first < clause_start {
            zones.push(touch(first));
            zones.push(Span::new(first, preposition(self.text, first, clause_start)));
        }
        let _ = sentence;
        zones
    }

    /// From the metric's word back over what may stand between it and its subject: blanks, 's, 的, adverbs, periods.
    pub(super) fn back(&self, metric: usize, floor: usize) -> usize {
        let mut at = metric;
        loop {
            let head = scan::part(self.text, floor.min(at), at);
            let trimmed = head.trim_end_matches([' ', '"', '”']);
            at -= head.len() - trimmed.len();
            if let Some(f) = self.figures.iter().find(|f| f.when.is_some() && f.place.end as usize == at && f.place.start as usize >= floor)
            {
                at = f.place.start as usize;
                continue;
            }
            let skipped = BETWEEN.iter().find(|w| {
                trimmed.ends_with(**w)
                    && (!w.is_ascii()
                        || w.starts_with(['\''])
                        || !trimmed[..trimmed.len() - w.len()].ends_with(|c: char| c.is_ascii_alphanumeric()))
            });
            match skipped {
                Some(w) => at -= w.len(),
                None => return at,
            }
        }
    }

    pub(super) fn speaker(&self, sentence: &Sentence, metric: usize) -> Option<Span> {
        let start = sentence.span.start as usize;
        let verb = self.nearest_before(start, metric, |c| c == Cue::Reporting)?;
        (verb.start > start).then(|| Span::new(start, verb.start))
    }

    /// Where the paragraph's topic can stand when the sentence leaves its subject out or says "it": the starts of the
    /// sentences before, nearest first, then all of the paragraph before.
    pub(super) fn topics(&self, sentence: &Sentence) -> Vec<Span> {
        let mut zones: Vec<Span> =
            self.starts.iter().rev().map(|s| skip_lead(self.text, *s, self.figures)).map(|at| Span::new(at, at)).collect();
        if sentence.span.start > 0 {
            zones.push(Span::new(0, sentence.span.start as usize));
        }
        zones
    }

    pub(super) fn source(&self, sentence: &Sentence) -> Option<Span> {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        let hit = self.hits_in(start, end).find(|h| h.cue == Cue::Source || scan::part(self.text, h.start, h.end) == "according to")?;
        let stop =
            sentence.clauses.iter().find(|c| c.start as usize <= hit.start && hit.end <= c.end as usize).map_or(end, |c| c.end as usize);
        (hit.end < stop).then(|| trim(self.text, Span::new(hit.end, stop)))
    }
}

/// Words that may stand between a subject and its metric's word.
const BETWEEN: [&str; 44] = [
    "'s",
    "’s",
    "s'",
    "s’",
    "'",
    "’",
    "的",
    "共",
    "累计",
    "总计",
    "已",
    "已经",
    "也",
    "则",
    "在",
    "于",
    "整个",
    "全年",
    "has",
    "had",
    "have",
    "also",
    "in",
    "during",
    "throughout",
    "for",
    "the",
    "a total of",
    "it",
    "on",
    "实现",
    "完成",
    "合计",
    "一共",
    "共计",
    "was",
    "reported",
    "posted",
    "recorded",
    "has also",
    "total",
    "新",
    "new",
    "旗下",
];

/// Over words and periods that may stand before the subject: "In the second quarter", "the", 今年.
fn skip_lead(text: &str, at: usize, figures: &[FigureDraft]) -> usize {
    let mut at = at;
    loop {
        let start = at;
        while let Some(c) = scan::char_at(text, at).filter(|c| matches!(c, ' ' | ',' | '，' | '"' | '“' | '「' | ':' | '：')) {
            at += c.len_utf8();
        }
        if let Some(f) = figures.iter().find(|f| f.when.is_some() && f.place.start as usize == at) {
            at = f.place.end as usize;
        }
        if let Some(e) =
            scan::any_word(text, at, &["the", "in", "during", "throughout", "for", "on", "that", "and", "but", "while", "meanwhile"])
        {
            at = e;
        }
        for w in ["其中", "而", "在", "同时", "此外", "目前"] {
            if scan::rest(text, at).starts_with(w) {
                at += w.len();
            }
        }
        if at == start {
            return at;
        }
    }
}

/// The end of the part before the first preposition that leads to somebody else.
fn preposition(text: &str, from: usize, to: usize) -> usize {
    let slice = scan::part(text, from, to);
    let words = [" to ", " by ", " from ", " with ", " for ", " than ", " against ", " at ", " over "];
    let han = ["与", "向", "给", "对", "被", "由", "为", "和", "比", "较"];
    words.iter().chain(&han).filter_map(|w| slice.find(w)).min().map_or(to, |i| from + i)
}
