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
        // "for $1.8 billion in shares": how it is paid
        let pays = |h: &Hit| {
            matches!(h.cue, Cue::Metric(m) if matches!(&*self.metrics.metrics[m as usize].name, "cash" | "share-price" | "debt"))
                && matches!(scan::part(self.text, site.end, h.start).trim(), "in" | "in new" | "in its own" | "in newly issued" | "以")
        };
        let behind = behind.filter(|(_, h)| !pays(h));
        let near = ahead.chain(behind).min_by_key(|(d, h)| (*d, h.start)).map(|(_, h)| h);
        let behind_part = |from: usize| FRAMES.parts.first_in(scan::part(self.text, from, site.start)).is_some();
        let part = behind_part(sentence.span.start as usize);
        // "opened with 287 stalls": what opened is no shop
        let opens = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores-opened");
        let shop = |h: &Hit| matches!(h.cue, Cue::Metric(m) if *self.metrics.metrics[m as usize].name == *"stores");
        let near = near.filter(|h| !opens(h) || self.noun_hit(site).is_none_or(|n| shop(&n)));
        let near = self.buys(site).or(near);
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
        let index = self.building(site, hit).unwrap_or(index);
        let name = &self.metrics.metrics[index as usize].name;
        // where a deal was done, or an election held, is no part of what is measured
        let placed = matches!(&**name, "acquisition" | "contract" | "fine" | "funding" | "dividend");
        qualifiers.extend(self.region(site, hit).filter(|_| !placed));
        if **name == *"dividend"
            && let Some(kind) = DIVIDENDS.iter().find(|w| scan::part(self.text, 0, hit.start).trim_end().ends_with(**w))
        {
            qualifiers.push(Symbol::new(kind));
        }
        if **name == *"acquisition" && self.is_of_part(site) {
            qualifiers.push(Symbol::new("part"));
        }
        if self.sums_a_period(site) {
            qualifiers.retain(|q| **q != *"cumulative");
        }
        if matches!(&**name, "revenue" | "profit") {
            qualifiers.extend(self.branch(hit));
        }
        qualifiers.retain(|q| **q != *"new");
        qualifiers.sort();
        qualifiers.dedup();
        Some((Metric { head: self.metrics.metrics[index as usize].name.clone(), qualifiers: qualifiers.into() }, hit))
    }

    /// "Is paying $140 million for X", "will pay £3m to acquire X": the price of what is bought, not a wage.
    fn buys(&self, site: &Site) -> Option<Hit> {
        if self.figures[site.figure as usize].figure.kind != FigureKind::Money {
            return None;
        }
        let start = site.clause.start as usize;
        let lead = scan::part(self.text, start, site.start).trim_end();
        let lead = ["about", "some", "nearly", "around"].iter().find_map(|w| lead.strip_suffix(w)).unwrap_or(lead).trim_end();
        let word = PAYS.iter().find(|w| lead.ends_with(**w) && lead.get(..lead.len() - w.len()).is_some_and(|l| l.ends_with(' ')))?;
        let hit = Hit { start: start + lead.len() - word.len(), end: start + lead.len(), cue: self.acquisition()? };
        let rest = scan::rest(self.text, site.end);
        if ["to acquire ", "to buy ", "to take over "].iter().any(|w| rest.trim_start().starts_with(w)) {
            return Some(hit);
        }
        let named = rest.strip_prefix(" for ")?;
        let name = capitals(named, 0);
        let behind = scan::rest(named, name.len());
        let next = behind.trim_start().split([' ', '.', ',']).next().unwrap_or("");
        let whole = behind.is_empty() || behind.starts_with(['.', ',', ';']) || behind.starts_with(' ') && AFTER.contains(&next);
        (name.len() > 2 && whole).then_some(hit)
    }

    /// The metric of prices paid for firms, as a cue.
    fn acquisition(&self) -> Option<Cue> {
        self.named("acquisition").map(Cue::Metric)
    }

    fn named(&self, name: &str) -> Option<u16> {
        self.metrics.metrics.iter().position(|m| &*m.name == name).and_then(|i| u16::try_from(i).ok())
    }

    /// "The Orwell bridge will cost": what is spent on building it, no price that others pay.
    fn building(&self, site: &Site, hit: Hit) -> Option<u16> {
        if !matches!(scan::part(self.text, hit.start, hit.end), "cost" | "costs") || hit.start >= site.start {
            return None;
        }
        let lead = scan::part(self.text, site.clause.start as usize, hit.start).trim_end();
        let noun = lead.rsplit(' ').find(|w| !TO_BE.contains(w))?;
        (FRAMES.built.contains(&noun) && lead.len() > noun.len() && !lead.contains(" of ")).then(|| self.named("investment")).flatten()
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

    /// Whether the clause says that less than all of a thing was bought: "60 % of X for £3m", 以3亿元买下X六成股权.
    fn is_of_part(&self, site: &Site) -> bool {
        let (start, end) = (site.clause.start as usize, site.clause.end as usize);
        let from = self.figures.partition_point(|f| (f.place.start as usize) < start);
        let inside = self.figures[from..].iter().take_while(|f| f.place.end as usize <= end);
        let whole = crate::text::Exact::from_int(100);
        inside.into_iter().any(|f| f.figure.kind == FigureKind::Percent && f.figure.value.is_some_and(|v| v != whole))
            || ["stake", "shareholding"].iter().any(|w| scan::part(self.text, start, end).contains(w))
    }

    /// "Its print revenue", "X's freight profit": the noun between the owner and the metric names a part of it.
    fn branch(&self, hit: Hit) -> Option<Symbol> {
        let lead = scan::lead(self.text, hit.start, 40).strip_suffix(' ')?;
        let at = lead.rfind(' ')?;
        let word = lead.get(at + 1..)?;
        let owner = lead.get(..at)?.rsplit(' ').next()?;
        let owned = matches!(owner, "its" | "Its" | "their" | "Their") || owner.ends_with("'s") || owner.ends_with("’s");
        let noun = word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) && !word.ends_with("ly") && !FRAMES.whole.contains(&word);
        let start = hit.start - 1 - word.len();
        let free = self.hits_in(start, hit.start).next().is_none()
            && !self.figures.iter().any(|f| f.place.start as usize <= start && start < f.place.end as usize);
        (owned && noun && free).then(|| Symbol::new(word))
    }

    /// The place a value is said to hold in, as a qualifier: "in Avermark", 在汐浦市.
    fn region(&self, site: &Site, metric: Hit) -> Option<Symbol> {
        let within = |from: usize, to: usize| {
            let slice = scan::part(self.text, from, to);
            slice.match_indices("in ").find_map(|(i, _)| {
                let at = from + i;
                let bounded = at == 0 || scan::byte(self.text, at - 1) == b' ';
                let name = capitals(self.text, at + 3);
                // "the election in Avermark"
                let event = FRAMES.event.contains(&scan::word_before(self.text, at));
                let dated = || self.figures.binary_search_by_key(&(at + 3), |f| f.place.start as usize).is_ok();
                (bounded && !name.is_empty() && !event && !dated()).then(|| Symbol::new(&format!("in {}", name.to_lowercase())))
            })
        };
        let share = self.figures[site.figure as usize].figure.kind == FigureKind::Percent;
        if let Some(place) = share.then(|| han_place(scan::part(self.text, site.clause.start as usize, site.start))).flatten() {
            return Some(Symbol::new(&format!("in {place}")));
        }
        let from = (site.clause.start as usize).max(metric.start.min(site.start));
        within(site.end, site.room).or_else(|| within(from, site.start)).or_else(|| within(site.room, site.clause.end as usize))
    }
}

/// The place behind an 在: 在老城区.
fn han_place(lead: &str) -> Option<&str> {
    let (_, rest) = lead.rsplit_once('在')?;
    let (at, unit) = rest.char_indices().take(7).find(|(_, c)| matches!(c, '市' | '县' | '区' | '省' | '州' | '镇'))?;
    (at >= '市'.len_utf8()).then(|| scan::part(rest, 0, at + unit.len_utf8()))
}

/// Verbs of a buyer before a price.
const PAYS: [&str; 4] = ["pay", "pays", "paid", "paying"];

/// What may stand between a thing and what it costs to build.
const TO_BE: [&str; 11] = ["will", "would", "is", "to", "expected", "set", "likely", "estimated", "could", "should", "planned"];

/// What may follow the name of what was bought.
const AFTER: [&str; 11] = ["in", "last", "on", "this", "and", "after", "but", "as", "a", "when", "which"];

/// Words right before "dividend" that tell one of a year's from another.
const DIVIDENDS: [&str; 7] = ["interim", "final", "special", "quarterly", "中期", "末期", "特别"];

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
