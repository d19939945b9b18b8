//! What a figure measures.

use super::clauses::{Hit, Sentence, qualifiers_within};
use super::draft::{Site, Work};
use super::lexicon::Cue;
use crate::extract::figures::{dimension, scan};
use crate::extract::{FigureKind, Metric};

impl Work<'_> {
    /// The metric of a figure and the word that says so: the nearest fitting one of its clause, words before it first,
    /// else of the clauses before, unless a level has taken it already.
    pub(super) fn metric(&self, sentence: &Sentence, site: &Site, level: bool) -> Option<(Metric, Hit)> {
        let figure = &self.figures[site.figure as usize].figure;
        let fits = |h: &&Hit| match h.cue {
            Cue::Metric(m) => {
                !level && matches!(figure.kind, FigureKind::Percent | FigureKind::Multiple)
                    || self.metrics.metrics[m as usize].takes(figure)
            }
            _ => false,
        };
        let (start, end) = (site.clause.start as usize, site.clause.end as usize);
        let ahead = self.hits_in(start, site.start).rev().filter(fits).map(|h| (site.start - h.end, *h));
        let behind = self
            .hits_in(site.end, end.min(site.room))
            .filter(|h| h.start <= site.end + 25)
            .filter(fits)
            .map(|h| ((h.start - site.end) * 2, *h));
        let near = ahead.chain(behind).min_by_key(|(d, h)| (*d, h.start)).map(|(_, h)| h);
        let part =
            ["其中", "of which", "of whom", "including", "包括"].iter().any(|w| scan::part(self.text, start, site.start).contains(w));
        let hit = near.or_else(|| {
            let unit = figure.unit.as_deref();
            let measured =
                matches!(figure.kind, FigureKind::Money | FigureKind::Percent) || unit.is_none() || unit.and_then(dimension).is_some();
            if part || !level || !measured {
                return None;
            }
            self.hits_in(sentence.span.start as usize, start).rev().filter(fits).find(|h| !self.used.contains(&h.start)).copied()
        })?;
        let Cue::Metric(index) = hit.cue else { return None };
        let mut found = Vec::new();
        qualifiers_within(self.text, (hit.start, hit.end), self.metrics, &mut found);
        let (from, to) = if hit.start >= start { (start, site.room) } else { (hit.start.saturating_sub(0), hit.end) };
        found.extend(
            self.hits_in(from.max(site.gap.min(hit.start)), to).filter_map(|h| if let Cue::Qualifier(q) = h.cue { Some(q) } else { None }),
        );
        let mut qualifiers: Vec<_> = found.into_iter().map(|q| self.metrics.qualifiers[q as usize].clone()).collect();
        qualifiers.sort();
        qualifiers.dedup();
        Some((Metric { head: self.metrics.metrics[index as usize].name.clone(), qualifiers: qualifiers.into() }, hit))
    }
}
