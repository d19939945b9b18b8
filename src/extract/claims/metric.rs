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
        // What stands in another figure, or behind one that it belongs to, measures that one: "3 dead, 47 hurt".
        let inside = |h: &&Hit| {
            let at = self.figures.partition_point(|f| f.place.start as usize <= h.start);
            at.checked_sub(1).and_then(|at| self.figures.get(at)).is_some_and(|f| f.when.is_none() && h.end <= f.place.end as usize)
        };
        let free = |h: &&Hit| !inside(h) && !self.taken.contains(&h.start);
        let ahead = self.hits_in(start, site.start).rev().filter(fits).filter(free).map(|h| (site.start - h.end, *h));
        let behind = self
            .hits_in(site.start, end.min(site.room))
            .filter(|h| h.end > site.end && h.start <= site.end + 25)
            .filter(fits)
            .map(|h| (h.start.saturating_sub(site.end) * 2, *h));
        let near = ahead.chain(behind).min_by_key(|(d, h)| (*d, h.start)).map(|(_, h)| h);
        let behind_part = |from: usize| FRAMES.parts.first_in(scan::part(self.text, from, site.start)).is_some();
        let part = behind_part(sentence.span.start as usize);
        // "opened with 287 stalls": what opened is no shop
        let opens = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores-opened");
        let shop = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores");
        let near = near.filter(|h| !opens(h) || self.noun_hit(site).is_none_or(|n| shop(&n)));
        let near = near.or_else(|| self.noun(site)).filter(|h| !part || self.is_part_of_time(sentence, site, h));
        let whole = if part { self.whole(site) } else { None };
        let near = near.or(whole);
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
        if self.is_margin(site, index) || self.is_score(site) {
            return None;
        }
        let mut found = Vec::new();
        qualifiers_within(self.text, (hit.start, hit.end), self.metrics, &mut found);
        // "its annual report says": no annual value
        let (from, to) = if whole.is_some() {
            (start, site.start)
        } else if hit.start >= start {
            (start.max(self.head(sentence, hit.start.min(site.start))), site.room)
        } else {
            (hit.start.saturating_sub(0), hit.end)
        };
        // "the lenses sold were mainly exported to markets overseas": told of them, no part of the metric
        let behind = site.end.max(hit.end);
        let verb = [" were ", " was ", " are ", " is "].iter().filter_map(|w| scan::part(self.text, behind, to.max(behind)).find(w)).min();
        let to = verb.map_or(to, |at| behind + at);
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

    /// 其中第二季出口额: a part of the period, measured anew.
    fn is_part_of_time(&self, sentence: &Sentence, site: &Site, hit: &Hit) -> bool {
        let from = sentence.span.start as usize;
        let lead = scan::part(self.text, from, site.start);
        let Some(at) = FRAMES.part.iter().filter_map(|w| lead.rfind(w).map(|i| from + i + w.len())).max() else { return true };
        let said = self.figures.iter().find(|f| f.when.is_some() && f.place.start as usize >= at && f.place.end as usize <= hit.start);
        said.is_some_and(|f| scan::part(self.text, at, f.place.start as usize).trim().is_empty() && f.place.end as usize == hit.start)
    }

    /// "by 3,212 votes", 以1,204票之差: how far two were apart.
    fn is_margin(&self, site: &Site, metric: u16) -> bool {
        let lead = scan::part(self.text, site.clause.start as usize, site.start).trim_end();
        let tail = scan::rest(self.text, site.end);
        let apart = lead.ends_with("差距") || lead.ends_with("相差") || tail.starts_with("之差") || tail.starts_with("的差距");
        apart || *self.metrics.metrics[metric as usize].name == *"votes" && (lead.ends_with("by") || lead.ends_with("to"))
    }

    /// A bare number before a classifier that counts no things: 541分, 3号.
    fn is_score(&self, site: &Site) -> bool {
        let figure = &self.figures[site.figure as usize].figure;
        figure.unit.is_none()
            && scan::char_at(self.text, site.end).is_some_and(|c| matches!(c, '分' | '级' | '号' | '楼' | '层' | '版' | '届' | '路' | '-'))
    }

    /// The metric that the counted noun of a figure names: "drew 43,600 visitors", "has 1,262 stores".
    fn noun(&self, site: &Site) -> Option<Hit> {
        let hit = self.noun_hit(site)?;
        let Cue::Metric(m) = hit.cue else { return None };
        // "2,100 workers will be affected" does not say how many there are
        let holds = || {
            let lead = scan::part(self.text, site.gap, site.start).trim_end();
            FRAMES.holds.iter().any(|w| lead.ends_with(w)) || lead.ends_with("of")
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
        at = self.hits_in(at, site.start).filter(|h| matches!(h.cue, Cue::Qualifier(_))).map(|h| h.end).next_back().unwrap_or(at);
        let rest = scan::part(self.text, at, site.start).trim();
        let plain = rest.is_empty()
            || rest.chars().next_back().is_some_and(|c| FRAMES.between.of(c).contains(&rest))
            || matches!(rest, "为" | "达" | "约" | "was" | "came from");
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
                && f.when
                    .as_ref()
                    .is_some_and(|w| !w.is_day() && !matches!(w, Expr::Clock { .. } | Expr::SamePeriod { .. } | Expr::Told(_)))
        })
    }

    /// The place a value is said to hold in, as a qualifier: "in Avermark", 在汐浦市.
    fn region(&self, site: &Site, metric: Hit) -> Option<Symbol> {
        let within = |from: usize, to: usize| {
            let slice = scan::part(self.text, from, to);
            slice.match_indices("in ").find_map(|(i, _)| {
                let at = from + i;
                let bounded = at == 0 || scan::byte(self.text, at - 1) == b' ';
                let name = capitals(self.text, at + 3);
                let dated = || self.figures.binary_search_by_key(&(at + 3), |f| f.place.start as usize).is_ok();
                (bounded && !name.is_empty() && !dated()).then(|| Symbol::new(&format!("in {}", name.to_lowercase())))
            })
        };
        let from = (site.clause.start as usize).max(metric.start.min(site.start));
        within(site.end, site.room).or_else(|| within(from, site.start)).or_else(|| within(site.room, site.clause.end as usize))
    }
}

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
