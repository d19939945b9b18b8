//! What a figure measures.

use super::clauses::{Hit, Sentence, qualifiers_within};
use super::draft::{Site, Work};
use super::frames::FRAMES;
use super::lexicon::{Cue, Nature};
use crate::extract::figures::{Expr, dimension, scan};
use crate::extract::{FigureKind, Measure, Metric};
use crate::text::{Span, Symbol};

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
            .hits_in(site.start, end.min(site.room))
            .filter(|h| h.end > site.end && h.start <= site.end + 25)
            .filter(fits)
            .map(|h| (h.start.saturating_sub(site.end) * 2, *h));
        let near = ahead.chain(behind).min_by_key(|(d, h)| (*d, h.start)).map(|(_, h)| h);
        let part = FRAMES.part.iter().any(|w| scan::part(self.text, start, site.start).contains(w));
        // "opened with 287 stalls": what opened is no shop
        let opens = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores-opened");
        let shop = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores");
        let near = near.filter(|h| !opens(h) || self.noun_hit(site).is_none_or(|n| shop(&n)));
        let near = near.or_else(|| self.noun(site)).or_else(|| if part { self.whole(site) } else { None });
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
        // "its annual report says": no annual value
        let (from, to) = if hit.start >= start {
            (start.max(self.head(sentence, hit.start.min(site.start))), site.room)
        } else {
            (hit.start.saturating_sub(0), hit.end)
        };
        found.extend(
            self.hits_in(from.max(site.gap.min(hit.start)), to).filter_map(|h| if let Cue::Qualifier(q) = h.cue { Some(q) } else { None }),
        );
        let mut qualifiers: Vec<_> = found.into_iter().map(|q| self.metrics.qualifiers[q as usize].clone()).collect();
        qualifiers.extend(self.region(site, hit));
        if self.sums_a_period(site) {
            qualifiers.retain(|q| **q != *"cumulative");
        }
        qualifiers.retain(|q| **q != *"new");
        qualifiers.sort();
        qualifiers.dedup();
        Some((Metric { head: self.metrics.metrics[index as usize].name.clone(), qualifiers: qualifiers.into() }, hit))
    }

    /// The metric that the counted noun of a figure names: "drew 43,600 visitors", "has 1,262 stores".
    fn noun(&self, site: &Site) -> Option<Hit> {
        let hit = self.noun_hit(site)?;
        let Cue::Metric(m) = hit.cue else { return None };
        // "2,100 workers will be affected" does not say how many there are
        let holds = || {
            let lead = scan::part(self.text, site.gap, site.start).trim_end();
            HOLDS.iter().any(|w| lead.ends_with(w)) || lead.ends_with("of")
        };
        (self.metrics.metrics[m as usize].nature != Nature::Stock || holds()).then_some(hit)
    }

    fn noun_hit(&self, site: &Site) -> Option<Hit> {
        let figure = &self.figures[site.figure as usize].figure;
        let takes = |h: &&Hit| matches!(h.cue, Cue::Metric(m) if self.metrics.metrics[m as usize].takes(figure));
        self.hits_in(site.start, site.end).rev().find(takes).copied()
    }

    /// The metric of the value before, where a part of it follows and only its period or place is said: 上半年营收3.1亿元，
    /// 其中一季度3.4亿元.
    fn whole(&self, site: &Site) -> Option<Hit> {
        let lead = Span::new(site.clause.start as usize, site.start).of(self.text);
        let part = FRAMES.part.iter().find_map(|w| lead.find(w).map(|i| i + w.len()))?;
        let from = site.clause.start as usize + part;
        let said = self.figures.iter().find(|f| f.when.is_some() && f.place.start as usize >= from && f.place.end as usize <= site.start);
        let mut at = said.map_or(from, |f| f.place.end as usize);
        at = self.hits_in(at, site.start).filter(|h| matches!(h.cue, Cue::Qualifier(_))).map(|h| h.end).last().unwrap_or(at);
        let rest = scan::part(self.text, at, site.start).trim();
        let plain = rest.is_empty() || FRAMES.between.contains(&rest) || matches!(rest, "为" | "达" | "约" | "was" | "came from");
        let qualified = at > from;
        let level = self.drafts.last().filter(|d| d.measure == Measure::Level)?.metric.clone()?;
        let figure = &self.figures[site.figure as usize].figure;
        let named = |h: &&Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *level.head && self.metrics.metrics[m as usize].takes(figure));
        self.hits_in(0, from).rev().find(named).filter(|_| plain && qualified).copied()
    }

    /// Whether a total is that of a period which the same clause names: 第三季度累计交付.
    fn sums_a_period(&self, site: &Site) -> bool {
        self.figures.iter().any(|f| {
            f.place.end as usize <= site.start
                && f.place.start >= site.clause.start
                && f.figure.modifier.is_none()
                && f.when.as_ref().is_some_and(|w| !w.is_day() && !matches!(w, Expr::Clock { .. } | Expr::SamePeriod { .. }))
        })
    }

    /// The place a value is said to hold in, as a qualifier: "in Averland", 在汐湾市.
    fn region(&self, site: &Site, metric: Hit) -> Option<Symbol> {
        let from = (site.clause.start as usize).max(metric.start.min(site.start));
        let slice = scan::part(self.text, from, site.clause.end as usize);
        for (i, _) in slice.match_indices("in ") {
            let at = from + i;
            let bounded = at == 0 || scan::byte(self.text, at - 1) == b' ';
            let name = capitals(self.text, at + 3);
            let dated = self.figures.iter().any(|f| f.place.start as usize == at + 3);
            if bounded && !dated && !name.is_empty() {
                return Some(Symbol::new(&format!("in {}", name.to_lowercase())));
            }
        }
        None
    }
}

/// What stands before the number of things that one holds.
const HOLDS: [&str; 19] = [
    "has", "have", "had", "operates", "operated", "runs", "ran", "with", "employs", "employed", "总数", "共有", "拥有", "现有", "有", "共",
    "达", "为", "设有",
];

/// The capitalised words from `at` on.
fn capitals(text: &str, at: usize) -> &str {
    let mut end = at;
    loop {
        let next = if end == at { at } else { scan::blanks_end(text, end) };
        let stop = scan::letters_end(text, next);
        if stop == next || !scan::byte(text, next).is_ascii_uppercase() || next > end + 1 {
            return scan::part(text, at, end);
        }
        end = stop;
    }
}
