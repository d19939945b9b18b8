//! Stage one: what a block alone tells of its claims.

use super::ClaimDraft;
use super::clauses::{Hit, Prose, Sentence, qualifiers_within};
use super::lexicon::{Cue, MetricLexicon};
use crate::extract::figures::{Expr, FigureDraft, Year, dimension, scan};
use crate::extract::{Aspect, Base, FigureKind, Measure, Metric, Modifier};
use crate::text::{Exact, Reading, Span};

/// The claims of a block, in order of their figures. Offsets are the block's source bytes.
pub fn drafts(prose: &Prose, metrics: &MetricLexicon) -> Vec<ClaimDraft> {
    let Prose { reading, text, figures, .. } = *prose;
    if !figures.iter().any(is_measure) {
        return Vec::new();
    }
    let mut work = Work { prose, reading, text, figures, metrics, drafts: Vec::new(), used: Vec::new(), starts: Vec::new() };
    for sentence in &prose.sentences {
        work.sentence(sentence);
        work.starts.push(sentence.span.start as usize);
    }
    work.drafts
}

/// Whether a figure can be the value of a claim.
fn is_measure(draft: &FigureDraft) -> bool {
    let f = &draft.figure;
    let kind = matches!(
        f.kind,
        FigureKind::Number | FigureKind::Percent | FigureKind::Money | FigureKind::Quantity | FigureKind::Multiple | FigureKind::Range
    );
    let fraction =
        f.kind == FigureKind::Number && f.value.is_some_and(|v| !v.is_integer()) && f.precision == crate::extract::Precision::Exact;
    kind && !fraction && !f.enumerates && (f.value.is_some() || f.low.is_some() || f.high.is_some())
}

struct Work<'a> {
    prose: &'a Prose<'a>,
    reading: &'a Reading<'a>,
    text: &'a str,
    figures: &'a [FigureDraft],
    metrics: &'a MetricLexicon,
    drafts: Vec<ClaimDraft>,
    /// Starts of metric words that a level has taken.
    used: Vec<usize>,
    /// Starts of the sentences read so far.
    starts: Vec<usize>,
}

/// A figure with what stands around it.
struct Site {
    figure: u32,
    start: usize,
    end: usize,
    clause: Span,
    /// Between the figure before it (or the clause's start) and the figure.
    gap: usize,
    /// Where the next figure of the clause starts, or the clause ends.
    room: usize,
}

impl Work<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let inside: Vec<usize> = (0..self.figures.len()).filter(|i| sentence.span.contains(self.figures[*i].place)).collect();
        let first = self.drafts.len();
        for &i in inside.iter().filter(|i| is_measure(&self.figures[**i])) {
            let site = self.site(sentence, i, &inside);
            let draft = self.draft(sentence, &site, &inside, first);
            self.drafts.push(draft);
        }
        self.join(first);
    }

    fn site(&self, sentence: &Sentence, i: usize, inside: &[usize]) -> Site {
        let place = self.figures[i].place;
        let clause = sentence.clauses.iter().copied().find(|c| c.start <= place.start && place.start <= c.end).unwrap_or(sentence.span);
        let clause = Span { start: clause.start, end: clause.end.max(place.end) };
        let others = inside.iter().filter(|o| **o != i && is_measure(&self.figures[**o])).map(|o| self.figures[*o].place);
        let gap = others.clone().filter(|o| o.end <= place.start && o.end > clause.start).map(|o| o.end).max().unwrap_or(clause.start);
        let room = others.filter(|o| o.start >= place.end && o.start < clause.end).map(|o| o.start).min().unwrap_or(clause.end);
        Site { figure: i as u32, start: place.start as usize, end: place.end as usize, clause, gap: gap as usize, room: room as usize }
    }

    fn hits_in(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        self.prose.hits_in(from, to)
    }
    fn nearest_before(&self, from: usize, to: usize, pick: impl Fn(Cue) -> bool) -> Option<&Hit> {
        self.hits_in(from, to).rev().find(|h| pick(h.cue))
    }

    fn draft(&mut self, sentence: &Sentence, site: &Site, inside: &[usize], first: usize) -> ClaimDraft {
        let measure = self.measure(sentence, site);
        let level = measure == Measure::Level;
        let found = self.metric(sentence, site, level);
        if let (true, Some((_, hit))) = (level, &found) {
            self.used.push(hit.start);
        }
        let (period, as_of) = self.period(sentence, site, inside, &measure);
        let metric_start = found
            .as_ref()
            .map_or(site.start, |(_, h)| if h.start < site.start && h.start >= site.clause.start as usize { h.start } else { site.start });
        let head = self.head(sentence, metric_start);
        let zones = self.zones(sentence, site, metric_start, head);
        let mut metric = found.map(|(m, _)| m);
        if metric.is_none() && !level {
            metric = self.drafts[first..].iter().rev().find(|d| d.measure == Measure::Level).and_then(|d| d.metric.clone());
        }
        ClaimDraft {
            figure: site.figure,
            span: self.reading.source(trim(self.text, site.clause)),
            metric,
            aspect: self.aspect(sentence, site),
            measure,
            period,
            as_of,
            zones: zones.into_iter().map(|z| self.reading.source(z)).collect(),
            speaker: self.speaker(sentence, metric_start).map(|s| self.reading.source(s)),
            topics: self.topics(sentence).into_iter().map(|z| self.reading.source(z)).collect(),
            source: self.source(sentence).map(|s| self.reading.source(s)),
            quoted: is_quoted(self.text, site.start),
        }
    }

    /// Level, change, or the value that a change starts from.
    fn measure(&self, sentence: &Sentence, site: &Site) -> Measure {
        let figure = &self.figures[site.figure as usize].figure;
        let clause = site.clause;
        let behind = (site.end + 40).min(site.room);
        let before = |pick: fn(Cue) -> bool| self.nearest_before(site.gap, site.start, pick);
        let change = before(|c| matches!(c, Cue::Change(_)));
        let to = before(|c| c == Cue::To);
        let adjacent = |h: &Hit| {
            let between = scan::part(self.text, h.end, site.start).trim();
            between.is_empty()
                || matches!(
                    between,
                    "了" | "by"
                        | "of"
                        | "约"
                        | "about"
                        | "nearly"
                        | "近"
                        | "超"
                        | "超过"
                        | "more than"
                        | "over"
                        | "by about"
                        | "by more than"
                        | "约为"
                        | "了约"
                        | "了近"
                        | "至"
                        | "a"
                        | "to"
                        | "as much as"
                        | "by nearly"
                        | "by over"
                        | "幅"
                        | "率"
                        | "速"
                        | "率为"
                        | "幅度"
                        | "达"
                        | "了超过"
                        | "逾"
                        | "-"
                        | "为"
                        | "幅达"
                        | "幅为"
                        | "by a"
                )
        };
        let reaches = to.is_some_and(adjacent)
            || change.is_some_and(|h| scan::part(self.text, h.start, h.end).ends_with(['至', '到']) && adjacent(h));
        let base = self.base(sentence, site);
        // 去年同期20亿元, from 750, 750 a year earlier
        let former = before(|c| c == Cue::Former).filter(|h| h.start >= clause.start as usize).is_some()
            || self.hits_in(site.end, behind).any(|h| h.cue == Cue::Former) && before(|c| c == Cue::From).is_some()
            || self.same_period(clause);
        let from = before(|c| c == Cue::From).filter(|h| {
            let between = scan::part(self.text, h.end, site.start).trim();
            between.is_empty()
                || between.len() <= 12
                    && !between.contains(['。', ','])
                    && !scan::part(self.text, h.end, site.start).chars().any(|c| c.is_ascii_digit())
        });
        let moves =
            self.hits_in(sentence.span.start as usize, sentence.span.end as usize).any(|h| matches!(h.cue, Cue::Change(_) | Cue::To));
        let relative = matches!(figure.kind, FigureKind::Percent | FigureKind::Multiple);
        if (former || from.is_some() && moves)
            && !reaches
            && !(relative && figure.kind == FigureKind::Multiple)
            && (figure.kind != FigureKind::Percent || from.is_some() && !former_is_base(self.text, from))
        {
            let base = if former { Base::YearOnYear } else { base.unwrap_or(Base::Stated) };
            return Measure::Former { of: u32::MAX, base };
        }
        let sign_of = |h: &Hit| if let Cue::Change(s) = h.cue { s } else { 0 };
        if figure.kind == FigureKind::Multiple {
            return self.multiple(site, change, reaches, base);
        }
        if relative {
            if reaches {
                return Measure::Level;
            }
            let behind_sign = self.hits_in(site.end, (site.end + 24).min(site.room)).find(|h| matches!(h.cue, Cue::Change(_))).map(sign_of);
            let sign = change.map(sign_of).or(behind_sign);
            let points = figure.unit.as_deref() != Some("percent");
            let share = self
                .nearest_before(clause.start as usize, site.start, |c| matches!(c, Cue::Metric(_)))
                .is_some_and(|h| h.start > change.map_or(0, |c| c.start) && self.takes_percent(h));
            if base.is_some() || points && sign.is_some() || sign.is_some() && !share {
                let sign = if figure.value.is_some_and(Exact::is_negative) { sign.map_or(-1, |s| -s.abs()) } else { sign.unwrap_or(0) };
                return Measure::Change { base: base.unwrap_or(Base::Unknown), sign, ratio: None, to: None, from: None };
            }
            return Measure::Level;
        }
        match change {
            Some(h)
                if adjacent(h) && !reaches && !scan::part(self.text, h.start, h.end).ends_with(['至', '到']) && self.is_step(h, site) =>
            {
                Measure::Change { base: base.unwrap_or(Base::Unknown), sign: sign_of(h), ratio: None, to: None, from: None }
            }
            _ => Measure::Level,
        }
    }

    /// "rose by 300", 增加38人: the figure is the step itself; "more than 300" and "up to 300" are not.
    fn is_step(&self, h: &Hit, site: &Site) -> bool {
        let word = scan::part(self.text, h.start, h.end).to_ascii_lowercase();
        let by = scan::part(self.text, h.end, site.start).trim_start().starts_with("by");
        by || !word.is_ascii() && !matches!(word.as_str(), "增幅" | "涨幅" | "降幅" | "跌幅")
    }

    fn takes_percent(&self, h: &Hit) -> bool {
        let Cue::Metric(m) = h.cue else { return false };
        matches!(
            &*self.metrics.metrics[m as usize].name,
            "margin" | "market-share" | "stake" | "penetration" | "turnout" | "unemployment" | "interest-rate" | "votes"
        )
    }

    fn multiple(&self, site: &Site, change: Option<&Hit>, reaches: bool, base: Option<Base>) -> Measure {
        let figure = &self.figures[site.figure as usize].figure;
        let surface = scan::part(self.text, site.start, site.end);
        let value = figure.value;
        let han = surface.ends_with('倍');
        let behind = scan::part(self.text, site.end, site.room.min(self.text.len()));
        let head = scan::part(self.text, site.gap, site.start);
        let level = reaches || head.trim_end().ends_with('是') || head.trim_end().ends_with('为') || behind.starts_with('于');
        let sign = match change.map(|h| h.cue) {
            Some(Cue::Change(s)) => s,
            _ if value.is_some_and(|v| v < Exact::ONE) => -1,
            _ => 1,
        };
        // 增长3倍 is four times, 增长到3倍 three; a fall by multiples has no factor.
        let ratio = match (han, level, change) {
            (true, true, _) | (false, _, _) if sign > 0 || value.is_some_and(|v| v < Exact::ONE) => value,
            (true, false, Some(_)) if sign > 0 => value.and_then(|v| v.add(Exact::ONE)),
            (true, false, None) if head.contains('比') => value.and_then(|v| v.add(Exact::ONE)),
            (true, false, None) => value,
            _ => None,
        };
        Measure::Change { base: base.unwrap_or(Base::Unknown), sign, ratio, to: None, from: None }
    }

    /// What a change is measured against, as the clause says.
    fn base(&self, sentence: &Sentence, site: &Site) -> Option<Base> {
        let of = |h: &Hit| if let Cue::Base(b) = h.cue { Some(b) } else { None };
        let (start, end) = (site.clause.start as usize, site.clause.end as usize);
        let inside = self
            .hits_in(site.gap.min(site.start), site.start)
            .rev()
            .find_map(of)
            .or_else(|| self.hits_in(site.end, site.room).find_map(of));
        inside
            .or_else(|| self.hits_in(start, end).find_map(of))
            .or_else(|| {
                // "rose 5 %, compared with a year earlier"
                self.hits_in(site.end, sentence.span.end as usize).filter(|h| h.start < site.end + 60).find_map(of)
            })
            .or_else(|| self.year_before(sentence, site).then_some(Base::YearOnYear))
    }

    /// "in 2024, up 15 % from 2023": the base is the year before the one the sentence speaks of.
    fn year_before(&self, sentence: &Sentence, site: &Site) -> bool {
        let year = |f: &FigureDraft| match f.when {
            Some(Expr::Calendar { year: Year::Known(y), month: None, day: None }) => Some(y),
            _ => None,
        };
        let inside = || self.figures.iter().filter(|f| sentence.span.contains(f.place));
        let base = inside().find_map(|f| {
            let between = scan::part(self.text, site.end, f.place.start as usize).trim();
            year(f).filter(|_| matches!(between, "from" | "compared with" | "compared to" | "on" | "over"))
        });
        base.is_some_and(|b| inside().any(|f| year(f) == Some(b + 1)))
    }

    /// Whether the clause names the same period of the year before.
    fn same_period(&self, clause: Span) -> bool {
        self.figures.iter().any(|f| clause.contains(f.place) && matches!(f.when, Some(Expr::SamePeriod { .. })))
    }

    /// The metric of a figure and the word that says so: the nearest fitting one of its clause, words before it first,
    /// else of the clauses before, unless a level has taken it already.
    fn metric(&self, sentence: &Sentence, site: &Site, level: bool) -> Option<(Metric, Hit)> {
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

    /// The figure that states the period, and the one that says as of when.
    fn period(&self, sentence: &Sentence, site: &Site, inside: &[usize], measure: &Measure) -> (Option<u32>, Option<u32>) {
        let clause = site.clause;
        let mut best: Option<((u8, usize), usize)> = None;
        let mut as_of = None;
        let head = self.head(sentence, site.start);
        for &i in inside {
            let f = &self.figures[i];
            let Some(when) = &f.when else { continue };
            if matches!(when, Expr::Clock { .. } | Expr::SamePeriod { .. } | Expr::Shift { .. }) {
                continue;
            }
            if f.figure.modifier == Some(Modifier::Until) {
                as_of = Some(i as u32);
                continue;
            }
            let at = f.place.start as usize;
            // "up 15 % from 2023", "than in the first quarter": the base of a comparison, not the period of the value
            let based = matches!(scan::word_before(self.text, at).to_ascii_lowercase().as_str(), "from" | "than")
                || self
                    .nearest_before(at.saturating_sub(16), at, |c| c == Cue::From)
                    .is_some_and(|h| scan::part(self.text, h.end, at).trim().is_empty())
                || ends_comparison(scan::part(self.text, 0, at));
            if based && !matches!(measure, Measure::Former { .. })
                || matches!(f.figure.modifier, Some(Modifier::After | Modifier::Before | Modifier::Since))
            {
                continue;
            }
            let (a, b) = (f.place.start as usize, f.place.end as usize);
            // A day is when it was said ("announced on Wednesday", 10月9日,X宣布), a dateline, or the period of a flow only
            // where nothing else stands in the sentence.
            if when.is_day() {
                let said = a < head || self.nearest_before(a.saturating_sub(16), a, |c| c == Cue::Reporting).is_some();
                let tail = scan::rest(self.text, b).trim_start();
                let dateline = tail.starts_with(['-', '—', '–', '电', '讯']) || tail.starts_with("消息");
                if said || dateline {
                    continue;
                }
            }
            let distance = if b <= site.start { site.start - b } else { a.saturating_sub(site.end) + 20 };
            let rank = (u8::from(when.is_day()) * 2 + u8::from(!clause.contains(f.place)), distance);
            if best.is_none_or(|(r, _)| rank < r) {
                best = Some((rank, i));
            }
        }
        (best.map(|(_, i)| i as u32), as_of)
    }

    /// Where the part of the sentence starts that holds the claim itself: behind the last reporting verb or source
    /// before its metric.
    fn head(&self, sentence: &Sentence, metric: usize) -> usize {
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
    fn zones(&self, sentence: &Sentence, site: &Site, metric: usize, head: usize) -> Vec<Span> {
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
    fn back(&self, metric: usize, floor: usize) -> usize {
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

    fn speaker(&self, sentence: &Sentence, metric: usize) -> Option<Span> {
        let start = sentence.span.start as usize;
        let verb = self.nearest_before(start, metric, |c| c == Cue::Reporting)?;
        (verb.start > start).then(|| Span::new(start, verb.start))
    }

    /// Where the paragraph's topic can stand when the sentence leaves its subject out or says "it": the starts of the
    /// sentences before, nearest first, then all of the paragraph before.
    fn topics(&self, sentence: &Sentence) -> Vec<Span> {
        let mut zones: Vec<Span> =
            self.starts.iter().rev().map(|s| skip_lead(self.text, *s, self.figures)).map(|at| Span::new(at, at)).collect();
        if sentence.span.start > 0 {
            zones.push(Span::new(0, sentence.span.start as usize));
        }
        zones
    }

    fn source(&self, sentence: &Sentence) -> Option<Span> {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        let hit = self.hits_in(start, end).find(|h| h.cue == Cue::Source || scan::part(self.text, h.start, h.end) == "according to")?;
        let stop =
            sentence.clauses.iter().find(|c| c.start as usize <= hit.start && hit.end <= c.end as usize).map_or(end, |c| c.end as usize);
        (hit.end < stop).then(|| trim(self.text, Span::new(hit.end, stop)))
    }

    /// What the words around say of the statement's standing: doubts and denials hold for the sentence, plans and
    /// forecasts for the clause.
    fn aspect(&self, sentence: &Sentence, site: &Site) -> Aspect {
        let whole = (sentence.span.start as usize, sentence.span.end as usize);
        let has = |range: (usize, usize), a: Aspect| self.hits_in(range.0, range.1).any(|h| h.cue == Cue::Aspect(a));
        let clause = (site.clause.start as usize, site.clause.end as usize);
        for a in [Aspect::Denied, Aspect::Rumour, Aspect::Restated] {
            if has(whole, a) {
                return a;
            }
        }
        if has((whole.0, site.start), Aspect::Hypothetical) {
            return Aspect::Hypothetical;
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
            if has((clause.0, site.start), a) || leads(a) {
                return a;
            }
        }
        Aspect::Actual
    }

    /// Joins changes and former values to the levels they belong to; `first` is the sentence's first draft.
    fn join(&mut self, first: usize) {
        for i in first..self.drafts.len() {
            let metric = self.drafts[i].metric.clone();
            let agrees = |d: &ClaimDraft| {
                d.measure == Measure::Level && (metric.is_none() || d.metric.is_none() || heads(&d.metric) == heads(&metric))
            };
            let clause = self.drafts[i].span;
            let same_clause = || {
                (first..self.drafts.len())
                    .filter(|j| *j != i && self.drafts[*j].span == clause && agrees(&self.drafts[*j]))
                    .min_by_key(|j| j.abs_diff(i))
            };
            let earlier = |from: usize| (from..i).rev().find(|j| agrees(&self.drafts[*j]));
            let later = || (i..self.drafts.len()).find(|j| agrees(&self.drafts[*j]));
            match self.drafts[i].measure.clone() {
                Measure::Former { base, .. } => {
                    let of = same_clause().or_else(|| earlier(first)).or_else(|| earlier(first.saturating_sub(6))).or_else(later);
                    match of {
                        Some(of) => {
                            self.drafts[i].measure = Measure::Former { of: of as u32, base };
                            if self.drafts[i].metric.is_none() {
                                self.drafts[i].metric = self.drafts[of].metric.clone();
                            }
                        }
                        // A base without a value above it is a level of its own period.
                        None => self.drafts[i].measure = Measure::Level,
                    }
                }
                Measure::Change { base, sign, ratio, from, .. } => {
                    let relative =
                        matches!(self.figures[self.drafts[i].figure as usize].figure.kind, FigureKind::Percent | FigureKind::Multiple);
                    let to = relative.then(|| same_clause().or_else(|| earlier(first))).flatten();
                    self.drafts[i].measure = Measure::Change { base, sign, ratio, to: to.map(|t| t as u32), from };
                    if let Some(t) = to {
                        self.drafts[i].metric = self.drafts[t].metric.clone().or(self.drafts[i].metric.take());
                    }
                }
                Measure::Level => {}
            }
        }
        for i in 0..self.drafts.len() {
            let Measure::Former { of, .. } = self.drafts[i].measure else { continue };
            for j in 0..self.drafts.len() {
                if let Measure::Change { to: Some(to), from, .. } = &mut self.drafts[j].measure
                    && *to == of
                    && from.is_none()
                {
                    *from = Some(i as u32);
                }
            }
        }
    }
}

fn heads(metric: &Option<Metric>) -> Option<&str> {
    metric.as_ref().map(|m| &*m.head)
}

/// "compared with", "against" before a percentage: a base of comparison all the same.
fn former_is_base(text: &str, from: Option<&Hit>) -> bool {
    from.is_some_and(|h| scan::part(text, h.start, h.end).eq_ignore_ascii_case("较"))
}

fn ends_comparison(head: &str) -> bool {
    let head = head.trim_end();
    ["from the", "than in", "compared with", "compared to", "than the", "than in the", "较", "比", "相比"].iter().any(|w| head.ends_with(w))
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

fn trim(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let lead = slice.len() - slice.trim_start().len();
    let body = slice.trim().len();
    Span::new(span.start as usize + lead, span.start as usize + lead + body)
}

/// Whether an opening quotation mark before `at` is still open.
fn is_quoted(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at);
    let pair = |open: char, close: char| head.matches(open).count() > head.matches(close).count();
    pair('“', '”') || pair('「', '」') || head.matches('"').count() % 2 == 1
}
