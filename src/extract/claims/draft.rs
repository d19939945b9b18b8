//! Stage one: what a block alone tells of its claims.

use std::cell::OnceCell;

use super::ClaimDraft;
use super::clauses::{Hit, Prose, Sentence};
use super::frames::FRAMES;
use super::lexicon::{Cue, MetricLexicon, Nature, nature};
use super::standing::is_quoted;
use super::zones::skip_lead;
use crate::extract::figures::{Expr, FigureDraft, Year, scan};
use crate::extract::{Aspect, Base, FigureKind, Measure, Metric};
use crate::text::{Reading, Span};

/// The claims of a block, in order of their figures. Offsets are the block's source bytes.
pub fn drafts(prose: &Prose, metrics: &MetricLexicon) -> Vec<ClaimDraft> {
    let Prose { reading, text, figures, .. } = *prose;
    if !figures.iter().any(is_measure) {
        return Vec::new();
    }
    let mut work = Work {
        prose,
        reading,
        text,
        figures,
        metrics,
        drafts: Vec::new(),
        used: Vec::new(),
        taken: Vec::new(),
        apart: Vec::new(),
        starts: Vec::new(),
    };
    for sentence in &prose.sentences {
        work.sentence(sentence);
        work.starts.push(skip_lead(work.text, sentence.span.start as usize, figures));
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

pub(super) struct Work<'a> {
    pub prose: &'a Prose<'a>,
    pub reading: &'a Reading<'a>,
    pub text: &'a str,
    pub figures: &'a [FigureDraft],
    pub metrics: &'a MetricLexicon,
    pub drafts: Vec<ClaimDraft>,
    /// Starts of metric words that a level has taken.
    pub used: Vec<usize>,
    /// Starts of metric words that stand behind the figure they measure.
    pub taken: Vec<usize>,
    /// Of each draft: a change whose clause has a subject of its own.
    pub apart: Vec<bool>,
    /// Where the subjects of the sentences read so far can stand first.
    pub starts: Vec<usize>,
}

/// What stands where the subject of a clause belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Nothing: the subject is left out.
    Empty,
    /// "It", "the company", 该公司.
    Pronoun,
    /// "She", 他.
    Person,
    /// "The latter", 后者: somebody that only the text before can tell.
    Elsewhere,
    Other,
}

/// Ordinals that stand alone for a period of the kind named before.
const NEXT: [&str; 6] = ["first", "second", "third", "fourth", "latter", "next"];

/// Verbs of a crowd whose object is the event.
const JOINING: [&str; 9] = ["attended", "took part", "finished", "completed the race", "参加", "参与", "出席", "参赛", "跑完全程"];

/// A figure with what stands around it.
pub(super) struct Site {
    pub figure: u32,
    pub start: usize,
    pub end: usize,
    pub clause: Span,
    /// Between the figure before it (or the clause's start) and the figure.
    pub gap: usize,
    /// Where the next figure of the clause starts, or the clause ends.
    pub room: usize,
}

/// What a sentence tells of all of its figures; see the fields of a draft.
struct Told {
    companions: Box<[u32]>,
    counterparties: Box<[u32]>,
    topics: Box<[Span]>,
    source: Option<Span>,
}

/// A sentence with more figures that can be values is a table whose lines lost their ends, or a list of numbers: it words
/// no claims.
const MOST: usize = 200;

impl Work<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let from = self.figures.partition_point(|f| f.place.start < sentence.span.start);
        let to = self.figures.partition_point(|f| f.place.start <= sentence.span.end);
        let inside: Vec<usize> = (from..to).filter(|i| sentence.span.contains(self.figures[*i].place)).collect();
        let measures: Vec<usize> = inside.iter().copied().filter(|i| is_measure(&self.figures[*i])).collect();
        if measures.len() > MOST {
            return;
        }
        let told = OnceCell::new();
        let first = self.drafts.len();
        for i in measures {
            let site = self.site(sentence, i, &inside);
            let draft = self.draft(sentence, &site, &inside, first, told.get_or_init(|| self.told(sentence)));
            self.apart.push(matches!(draft.measure, Measure::Change { .. }) && self.has_subject(&site));
            self.drafts.push(draft);
        }
        self.contrast(sentence, first);
        self.join(first);
    }

    /// Of two levels of one metric and period in a sentence, the later is of something that few words say: "4,810 in the
    /// south", 并拟投资120亿元在乙地. Nobody contradicts himself within a sentence, and so it measures nothing known.
    fn contrast(&mut self, sentence: &Sentence, first: usize) {
        for i in first..self.drafts.len() {
            let (before, [draft, ..]) = self.drafts.split_at(i) else { return };
            let figure = &self.figures[draft.figure as usize].figure;
            let again = |d: &ClaimDraft| {
                let other = &self.figures[d.figure as usize].figure;
                let count = |f: &crate::extract::Figure| matches!(f.kind, FigureKind::Number | FigureKind::Quantity);
                let kind = other.kind == figure.kind || count(other) && count(figure);
                let same = kind && (other.unit == figure.unit || other.unit.is_none() || figure.unit.is_none());
                d.measure == Measure::Level
                    && d.metric == draft.metric
                    && d.period == draft.period
                    && d.as_of == draft.as_of
                    && d.aspect == draft.aspect
                    && same
                    && other.value != figure.value
            };
            let level = draft.measure == Measure::Level && draft.metric.is_some();
            let elliptic = level && self.is_of_next(sentence, &self.figures[draft.figure as usize]);
            if elliptic || level && before[first..].iter().any(again) {
                self.drafts[i].metric = None;
            }
        }
    }

    /// "16.2 million in the second", "in the third it sold 40": an ordinal that leaves its quarter or half to the words before.
    fn is_of_next(&self, sentence: &Sentence, figure: &FigureDraft) -> bool {
        let clause = sentence.clauses.iter().find(|c| c.start <= figure.place.start && figure.place.start <= c.end);
        let Some(lead) = clause.map(|c| scan::part(self.text, c.start as usize, figure.place.start as usize)) else { return false };
        let opens =
            |rest: &str| rest.starts_with([',', '.', ';', ')']) || rest.is_empty() || rest.starts_with(" it ") || rest.starts_with(" and ");
        let named = |text: &str| NEXT.iter().any(|w| text.strip_prefix(w).is_some_and(opens));
        let tail = scan::rest(self.text, figure.place.end as usize);
        let words = tail.split(['.', ',', ';']).next().unwrap_or("");
        let behind = words.find("in the ").filter(|i| *i <= 40).map_or("", |i| scan::rest(tail, i + "in the ".len()));
        let ahead = lead.trim_start();
        let ahead = ["In the ", "in the "].iter().find_map(|w| ahead.strip_prefix(w)).unwrap_or("");
        named(behind) || named(ahead)
    }

    /// 煤耗则下降了一成: a clause that says itself what changed, in words that name no metric.
    fn has_subject(&self, site: &Site) -> bool {
        let (start, end) = (site.clause.start as usize, site.start);
        // "while the number of schools has more than halved", "after an increase of 80% in diesel"
        let lead = scan::part(self.text, start, end).trim_start();
        if let Some(first) = lead.split(' ').next().filter(|w| FRAMES.side.contains(&&*w.to_ascii_lowercase())) {
            let own = !self.hits_in(start, site.end).any(|h| matches!(h.cue, Cue::Metric(_) | Cue::Pronoun));
            let words = lead.get(first.len()..).unwrap_or("").trim_start();
            let of = scan::rest(self.text, site.end).strip_prefix(" in ").is_some_and(|t| t.starts_with(|c: char| c.is_ascii_lowercase()));
            return own && (["the ", "its ", "their ", "that of "].iter().any(|w| words.starts_with(w)) || of);
        }
        let light = |c: char| FRAMES.light.iter().any(|f| f.contains(c));
        let verb = self.hits_in(start, end).find(|h| matches!(h.cue, Cue::Change(_)));
        let metric = self.hits_in(start, end).any(|h| matches!(h.cue, Cue::Metric(_)));
        let stop = verb.map_or(end, |h| h.start);
        let dated = |at: usize| self.figures.iter().any(|f| f.when.is_some() && f.place.start as usize <= at && at < f.place.end as usize);
        let lead = self.text.get(start..stop).unwrap_or("");
        let heavy = lead.char_indices().filter(|(i, c)| ('\u{4e00}'..='\u{9fff}').contains(c) && !light(*c) && !dated(start + i));
        !metric && verb.is_some() && heavy.count() >= 2
    }

    fn told(&self, sentence: &Sentence) -> Told {
        Told {
            companions: self.led_to(sentence, &FRAMES.companion),
            counterparties: self.led_to(sentence, &FRAMES.counterparty),
            topics: self.topics(sentence).into_iter().map(|z| self.reading.source(z)).collect(),
            source: self.source(sentence).map(|s| self.reading.source(s)),
        }
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

    pub(super) fn hits_in(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        self.prose.hits_in(from, to)
    }
    pub(super) fn nearest_before(&self, from: usize, to: usize, pick: impl Fn(Cue) -> bool) -> Option<&Hit> {
        self.hits_in(from, to).rev().find(|h| pick(h.cue))
    }

    fn draft(&mut self, sentence: &Sentence, site: &Site, inside: &[usize], first: usize, told: &Told) -> ClaimDraft {
        let measure = self.measure(sentence, site);
        let level = measure == Measure::Level;
        let found = self.metric(sentence, site, level);
        // 34间房屋受损 does not say how many there are
        let found = match &found {
            Some((m, hit)) if hit.end <= site.start || nature(&m.head) != Nature::Stock => found,
            _ => self.deed(site).filter(|_| level).or(found),
        };
        if let (true, Some((_, hit))) = (level, &found) {
            self.used.push(hit.start);
            if hit.start >= site.end {
                self.taken.push(hit.start);
            }
        }
        let (period, as_of) = self.period(sentence, site, inside, &measure);
        let metric_start = found
            .as_ref()
            .map_or(site.start, |(_, h)| if h.start < site.start && h.start >= site.clause.start as usize { h.start } else { site.start });
        let metric_at = found.as_ref().map_or(site.start, |(_, h)| h.start);
        let head = self.head(sentence, metric_start);
        let zones = self.zones(site, metric_start, head);
        let word = found.as_ref().map_or("", |(_, h)| scan::part(self.text, h.start, h.end));
        let mut metric = found.map(|(m, _)| m);
        if metric.is_none() && !level {
            metric = self.drafts[first..].iter().rev().find(|d| d.measure == Measure::Level).and_then(|d| d.metric.clone());
        }
        let scene = self.scene(sentence, site, metric.as_ref());
        // what is agreed on has its price, whether the day of it has come or not
        let agreed = metric.as_ref().is_some_and(|m| matches!(&*m.head, "acquisition" | "contract" | "dividend"));
        let aspect = match self.aspect(sentence, site) {
            Aspect::Target if agreed => Aspect::Actual,
            aspect => aspect,
        };
        // those who join an event are the event's, whoever calls for it
        let joins = scene.is_some()
            && metric
                .as_ref()
                .is_some_and(|m| m.head.starts_with("join ") || matches!(&*m.head, "attendance" | "finishers") && JOINING.contains(&word));
        let lot = self.lot(site, metric.as_ref());
        let zones = if joins || lot.is_some() { Vec::new() } else { zones };
        ClaimDraft {
            local: if joins { None } else { self.local(site, metric_start, head) },
            scene,
            companions: told.companions.clone(),
            running: metric.as_ref().is_some_and(super::scene::is_toll) && self.rises(site),
            figure: site.figure,
            span: self.reading.source(trim(self.text, site.clause)),
            metric,
            aspect,
            measure,
            period,
            as_of,
            clock: self.clock(site, inside),
            sentence: self.reading.source(sentence.span),
            counterparties: told.counterparties.clone(),
            slot: self.slot(sentence, site, metric_start, head),
            thing: if joins { None } else { lot.or_else(|| self.thing(sentence, site, metric_start, head)) },
            behind: self.behind(site, metric_at, head).filter(|_| !joins).map(|z| self.reading.source(z)),
            zones: zones.into_iter().map(|z| self.reading.source(z)).collect(),
            speaker: self.speaker(sentence, metric_start).map(|s| self.reading.source(s)),
            voice: self.voice(sentence, site).map(|s| self.reading.source(s)),
            topics: told.topics.clone(),
            source: told.source,
            quoted: is_quoted(self.text, site.start),
        }
    }

    /// Joins changes and former values to the levels they belong to; `first` is the sentence's first draft.
    fn join(&mut self, first: usize) {
        // "compared with 100,000 in 2020 and 150,000 in 2019": two bases
        for i in first + 1..self.drafts.len() {
            let [.., before, draft] = &self.drafts[first..=i] else { continue };
            let end = |d: &ClaimDraft| self.figures[d.figure as usize].place;
            let joint = scan::part(self.text, end(before).end as usize, end(draft).start as usize);
            let joined = [" and", "和", "及"].iter().any(|w| joint.trim_end().ends_with(w)) && !joint.contains([',', '，']);
            if let (Measure::Former { base, sign, .. }, Measure::Level, true, true) =
                (&before.measure, &draft.measure, draft.metric.is_none(), joined)
            {
                self.drafts[i].measure = Measure::Former { of: u32::MAX, base: *base, sign: *sign };
            }
        }
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
            // 床位增长80% behind a number of inns that has no name here: what changed is another thing
            let other = |j: &usize| {
                let draft = &self.drafts[*j];
                metric.is_some()
                    && draft.metric.is_none()
                    && draft.span != clause
                    && !is_ascii_at(self.text, &self.figures[self.drafts[i].figure as usize])
            };
            let later = || (i..self.drafts.len()).find(|j| agrees(&self.drafts[*j]));
            match self.drafts[i].measure.clone() {
                Measure::Former { base, sign, .. } => {
                    let of = same_clause().or_else(|| earlier(first)).or_else(|| earlier(first.saturating_sub(6))).or_else(later);
                    match of {
                        Some(of) => {
                            self.drafts[i].measure = Measure::Former { of: of as u32, base, sign };
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
                    let elsewhere = || if self.apart.get(i) == Some(&true) { None } else { earlier(first) };
                    let to = relative.then(|| same_clause().or_else(|| elsewhere().filter(|j| !other(j)))).flatten();
                    let from = from.or_else(|| self.before(first, i, to?, base));
                    self.drafts[i].measure = Measure::Change { base, sign, ratio, to: to.map(|t| t as u32), from };
                    if let Some(t) = to {
                        self.drafts[i].metric = self.drafts[t].metric.clone().or(self.drafts[i].metric.take());
                    }
                }
                Measure::Level => {}
            }
        }
        self.part_bases(first);
        for i in 0..self.drafts.len() {
            let Measure::Former { of, base: former, .. } = self.drafts[i].measure else { continue };
            for j in 0..self.drafts.len() {
                if let Measure::Change { to: Some(to), from, base, .. } = &mut self.drafts[j].measure
                    && *to == of
                    && meet(*base, former)
                    && from.is_none()
                {
                    *from = Some(i as u32);
                }
            }
        }
    }
}

impl Work<'_> {
    /// A change that none of the former values of its level is sure to be the base of belongs to no level: where there are
    /// several and it does not say which, or it names a base of its own, without its value.
    fn part_bases(&mut self, first: usize) {
        let bases = |of: u32| {
            let of = move |d: &&ClaimDraft| matches!(d.measure, Measure::Former { of: o, .. } if o == of);
            self.drafts.iter().filter(of)
        };
        let named = |b: Base| !matches!(b, Base::Stated | Base::Unknown);
        let unsure = |d: &ClaimDraft| {
            let Measure::Change { base, to: Some(to), .. } = d.measure else { return false };
            let place = self.figures[d.figure as usize].place;
            let own = !named(base) && self.has_base(place.start as usize);
            let fits = |f: &ClaimDraft| matches!(f.measure, Measure::Former { base: b, .. } if named(base) && b == base);
            match bases(to).count() {
                0 => false,
                1 => own && bases(to).all(|f| f.span != d.span) || named(base) && bases(to).all(|f| !fits(f) && self.is_named(f)),
                _ => bases(to).filter(|f| fits(f)).count() != 1,
            }
        };
        let unsure: Vec<usize> = (first..self.drafts.len()).filter(|i| unsure(&self.drafts[*i])).collect();
        for i in unsure {
            if let Measure::Change { to, from, .. } = &mut self.drafts[i].measure {
                (*to, *from) = (None, None);
            }
        }
    }

    /// Whether a former value is said to be of a quarter, month or year before.
    fn is_named(&self, draft: &ClaimDraft) -> bool {
        matches!(draft.measure, Measure::Former { base: Base::QuarterOnQuarter | Base::MonthOnMonth, .. })
    }

    /// 比2019年增长8%: what stands before a change names a base of its own.
    fn has_base(&self, start: usize) -> bool {
        let head = scan::part(self.text, 0, start);
        let clause = head.rsplit(['，', ',', '。', '；', ';', '.']).next().unwrap_or(head);
        let own = |i: usize| !clause.get(..i).is_some_and(|t| t.ends_with(['同', '环', '占', '年', '月', '季']));
        clause.char_indices().any(|(i, c)| matches!(c, '比' | '较') && own(i))
    }

    /// The level that a change starts from where two levels stand in its sentence: "4,200 in 2021 and 5,460 in 2022, an
    /// increase of 30 %".
    fn before(&self, first: usize, change: usize, to: usize, base: Base) -> Option<u32> {
        let new = &self.drafts[to];
        let year = |d: &ClaimDraft| match self.figures[d.period? as usize].when {
            Some(Expr::Calendar { year: Year::Known(y), month: None, .. }) => Some(y),
            _ => None,
        };
        let y = year(new).filter(|_| matches!(base, Base::Unknown | Base::YearOnYear))?;
        let fits =
            |d: &ClaimDraft| d.measure == Measure::Level && d.metric == new.metric && year(d) == Some(y - 1) && d.aspect == new.aspect;
        (first..change).rev().find(|j| *j != to && fits(&self.drafts[*j])).map(|j| j as u32)
    }
}

/// Whether the word before a figure is Latin.
fn is_ascii_at(text: &str, figure: &FigureDraft) -> bool {
    scan::char_before(text, figure.place.start as usize).is_none_or(|c| c.is_ascii())
}

/// Whether a change measured against one base can start from a value told as the other.
fn meet(change: Base, former: Base) -> bool {
    let open = |b: Base| matches!(b, Base::Stated | Base::Unknown);
    change == former || open(change) || open(former)
}

fn heads(metric: &Option<Metric>) -> Option<&str> {
    metric.as_ref().map(|m| &*m.head)
}

pub(super) fn trim(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let lead = slice.len() - slice.trim_start().len();
    let body = slice.trim().len();
    Span::new(span.start as usize + lead, span.start as usize + lead + body)
}
