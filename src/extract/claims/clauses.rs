//! Sentences, clauses and cue words of a reading.

use super::lexicon::{Cue, MetricLexicon};
use crate::extract::figures::{FigureDraft, scan};
use crate::text::{Reading, Span};

/// The reading of a block cut into sentences, with the cues in it: what claims and relations look at. Empty where the
/// block has no figure.
pub struct Prose<'a> {
    pub reading: &'a Reading<'a>,
    /// Of the reading.
    pub text: &'a str,
    pub figures: &'a [FigureDraft],
    pub(in crate::extract) sentences: Vec<Sentence>,
    pub(in crate::extract) hits: Vec<Hit>,
}

impl<'a> Prose<'a> {
    pub fn new(reading: &'a Reading<'a>, figures: &'a [FigureDraft], lexicon: &MetricLexicon) -> Prose<'a> {
        let text = reading.text();
        if figures.is_empty() {
            return Prose { reading, text, figures, sentences: Vec::new(), hits: Vec::new() };
        }
        Prose { reading, text, figures, sentences: sentences(text, figures), hits: hits(text, figures, lexicon) }
    }
    /// The cues that lie between two offsets of the reading.
    pub(in crate::extract) fn hits_in(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        let first = self.hits.partition_point(|h| h.start < from);
        let last = self.hits.partition_point(|h| h.start < to).max(first);
        self.hits[first..last].iter().filter(move |h| h.end <= to)
    }
}

/// A cue word and where it stands in the reading.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Hit {
    pub start: usize,
    pub end: usize,
    pub cue: Cue,
}

/// A sentence of the reading, cut into clauses at commas, colons and semicolons.
#[derive(Debug)]
pub(in crate::extract) struct Sentence {
    pub span: Span,
    pub clauses: Vec<Span>,
}

/// Cuts the reading; marks inside figures cut nothing.
fn sentences(text: &str, figures: &[FigureDraft]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut clauses = Vec::new();
    let (mut sentence, mut clause) = (0, 0);
    let mut inside = figures.iter().map(|f| f.place).peekable();
    for (i, c) in text.char_indices() {
        while inside.peek().is_some_and(|f| f.end as usize <= i) {
            inside.next();
        }
        if inside.peek().is_some_and(|f| f.start as usize <= i) {
            continue;
        }
        let next = i + c.len_utf8();
        let stop = match c {
            '。' | '！' | '？' | '!' | '?' | '\n' | ';' | '；' => true,
            '.' => ends_sentence(text, i),
            _ => false,
        };
        if stop {
            clauses.push(Span::new(clause, i));
            out.push(Sentence { span: Span::new(sentence, next), clauses: std::mem::take(&mut clauses) });
            (sentence, clause) = (next, next);
        } else if matches!(c, ',' | '，' | ':' | '：' | '—' | '–' | '(' | ')' | '（' | '）') {
            clauses.push(Span::new(clause, i));
            clause = next;
        }
    }
    if clause < text.len() || sentence < text.len() {
        clauses.push(Span::new(clause, text.len()));
        out.push(Sentence { span: Span::new(sentence, text.len()), clauses });
    }
    out
}

/// A full stop ends a sentence unless it belongs to an abbreviation or a number.
fn ends_sentence(text: &str, at: usize) -> bool {
    let next = scan::byte(text, at + 1);
    if next != 0 && next.is_ascii() && !matches!(next, b' ' | b'"' | b'\'' | b')') {
        return false;
    }
    let word = scan::word_before(text, at);
    let abbreviated = word.len() == 1 || ["Mr", "Mrs", "Ms", "Dr", "Inc", "Ltd", "Co", "Corp", "St", "No", "vs"].contains(&word);
    !(abbreviated && next == b' ')
}

/// Every cue of the reading, in order, longest first, none overlapping; a word with two meanings gives two hits.
fn hits(text: &str, figures: &[FigureDraft], lexicon: &MetricLexicon) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    let mut dates = figures.iter().filter(|f| f.when.is_some()).map(|f| f.place).peekable();
    let mut at = 0;
    while let Some(c) = scan::char_at(text, at) {
        let latin = c.is_ascii_alphabetic();
        let mut end = 0;
        let mut found: [Option<(Cue, usize)>; 4] = [None; 4];
        let mut n = 0;
        if latin || !c.is_ascii() {
            lexicon.phrases.each(text, at, |cue, end| {
                if n < found.len() {
                    found[n] = Some((cue, end));
                    n += 1;
                }
            });
            // Only senses of the longest form count.
            let mut longest = found.iter().flatten().map(|f| f.1).max().unwrap_or(0);
            for (cue, _) in found.into_iter().flatten() {
                let Some((_, e)) = found.iter().flatten().find(|f| f.0 == cue).copied() else { continue };
                // the "a year" of "a year-on-year increase" qualifies nothing
                let cut = matches!(cue, Cue::Qualifier(_)) && scan::byte(text, e) == b'-' && scan::byte(text, e + 1).is_ascii_alphabetic();
                if e == longest && cut {
                    longest = 0;
                } else if e == longest {
                    out.push(Hit { start: at, end: e, cue });
                }
            }
            end = longest;
        }
        // the 年产量 of 上半年产量 is none
        while dates.peek().is_some_and(|d| d.end as usize <= at) {
            dates.next();
        }
        let cut = dates.peek().filter(|d| (d.start as usize) < at && at < d.end as usize && end > d.end as usize).map(|d| d.end as usize);
        if let Some(cut) = cut {
            while out.last().is_some_and(|h| h.start == at) {
                out.pop();
            }
            end = cut;
        }
        at = if end > at {
            end
        } else if latin {
            scan::letters_end(text, at)
        } else {
            at + c.len_utf8()
        };
    }
    out
}

/// Qualifiers inside a metric's own words: the 净 of 净利润.
pub(super) fn qualifiers_within(text: &str, span: (usize, usize), lexicon: &MetricLexicon, out: &mut Vec<u16>) {
    let mut at = span.0;
    while at < span.1 {
        let Some(c) = scan::char_at(text, at) else { break };
        let found = lexicon.phrases.find(text, at, |cue| if let Cue::Qualifier(q) = cue { Some(q) } else { None });
        if let Some((q, end)) = found.filter(|(_, e)| *e <= span.1) {
            out.push(q);
            at = end;
            continue;
        }
        at = if c.is_ascii_alphabetic() { scan::letters_end(text, at) } else { at + c.len_utf8() };
    }
}
