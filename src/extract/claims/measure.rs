//! Whether a figure is a level, a change, or the value that a change starts from.

use super::clauses::{Hit, Sentence};
use super::draft::{Site, Work};
use super::frames::FRAMES;
use super::lexicon::Cue;
use crate::extract::figures::{Expr, FigureDraft, Year, scan};
use crate::extract::{Base, FigureKind, Measure};
use crate::text::{Exact, Span};

impl Work<'_> {
    /// Level, change, or the value that a change starts from.
    pub(super) fn measure(&self, sentence: &Sentence, site: &Site) -> Measure {
        let figure = &self.figures[site.figure as usize].figure;
        let clause = site.clause;
        let behind = (site.end + 40).min(site.room);
        let before = |pick: fn(Cue) -> bool| self.nearest_before(site.gap, site.start, pick);
        let change = before(|c| matches!(c, Cue::Change(_)));
        let to = before(|c| c == Cue::To);
        let adjacent = |h: &Hit| {
            let between = scan::part(self.text, h.end, site.start).trim();
            between.is_empty() || FRAMES.by.contains(&between)
        };
        let arrives = |h: &Hit| scan::part(self.text, h.end, site.start).trim_start().starts_with(['至', '到']) && adjacent(h);
        let reaches = to.is_some_and(adjacent)
            || change.is_some_and(arrives)
            || change.is_some_and(|h| scan::part(self.text, h.start, h.end).ends_with(['至', '到']) && adjacent(h));
        let base = self.base(sentence, site);
        let relative = matches!(figure.kind, FigureKind::Percent | FigureKind::Multiple);
        // 去年同期20亿元, from 750, 750 a year earlier
        let former = before(|c| c == Cue::Former).filter(|h| h.start >= clause.start as usize).is_some()
            || self.hits_in(site.end, behind).any(|h| h.cue == Cue::Former) && before(|c| c == Cue::From).is_some()
            || self.same_period(clause)
            || self.same_period_leads(sentence, clause);
        let from = before(|c| c == Cue::From).filter(|h| {
            let between = scan::part(self.text, h.end, site.start).trim();
            between.is_empty() || between.len() <= 12 && !between.contains(['。', ',']) && !self.counts_between(h.end, site.start)
        });
        // 比上年的740万吨增长
        let than = self.nearest_before(site.gap, site.start, |c| matches!(c, Cue::Base(_))).filter(|h| {
            let between = scan::part(self.text, h.end, site.start).trim();
            let word = scan::part(self.text, h.start, h.end);
            !relative && word.starts_with(['比', '较', '与']) && matches!(between, "" | "的" | "同期" | "同期的")
        });
        let from = from.or(than);
        let moves =
            self.hits_in(sentence.span.start as usize, sentence.span.end as usize).any(|h| matches!(h.cue, Cue::Change(_) | Cue::To));
        if (former || from.is_some() && moves)
            && !reaches
            && !(relative && figure.kind == FigureKind::Multiple)
            && (figure.kind != FigureKind::Percent || from.is_some() && (!former_is_base(self.text, from) || self.is_of_then(site)))
        {
            // "$200 million a quarter earlier"
            let behind = scan::part(self.text, site.end, behind.max(site.end));
            let base = match former {
                true if behind.contains(" quarter") => Base::QuarterOnQuarter,
                true if behind.contains(" month ") => Base::MonthOnMonth,
                true => Base::YearOnYear,
                false => base.unwrap_or(Base::Stated),
            };
            return Measure::Former { of: u32::MAX, base, sign: self.direction(clause, site) };
        }
        let sign_of = |h: &Hit| if let Cue::Change(s) = h.cue { s } else { 0 };
        if figure.kind == FigureKind::Multiple {
            return self.multiple(site, change, reaches, base);
        }
        if relative {
            // "higher than the 4.2 % of two years before"
            let compared = scan::part(self.text, site.gap, site.start).trim_end().ends_with("than the");
            if reaches || compared {
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

    /// Whether a number stands between two offsets that is no part of a date: the date of 由6月末的268万 is none.
    fn counts_between(&self, from: usize, to: usize) -> bool {
        let dated = |at: usize| self.figures.iter().any(|f| f.when.is_some() && f.place.start as usize <= at && at < f.place.end as usize);
        scan::part(self.text, from, to).char_indices().any(|(i, c)| c.is_ascii_digit() && !dated(from + i))
    }

    /// 较上年末的57%: the value itself, no change.
    fn is_of_then(&self, site: &Site) -> bool {
        scan::part(self.text, site.gap, site.start).trim_end().ends_with('的')
    }

    /// 上年同期，公司交付7,931辆: a clause that names the earlier period alone governs the next.
    fn same_period_leads(&self, sentence: &Sentence, clause: Span) -> bool {
        let Some(before) = sentence.clauses.iter().rev().find(|c| c.end <= clause.start) else { return false };
        let text = before.of(self.text).trim();
        let figure = self.figures.iter().any(|f| matches!(f.when, Some(Expr::SamePeriod { .. })) && f.place.of(self.text).trim() == text);
        let cue = self.hits_in(before.start as usize, before.end as usize).any(|h| h.cue == Cue::Former && h.end - h.start == text.len());
        figure || cue
    }

    /// Which way the verbs of a clause go, where they agree: of what stands behind the last "and" or "while" alone.
    fn direction(&self, clause: Span, site: &Site) -> i8 {
        let lead = scan::part(self.text, clause.start as usize, site.start);
        let joined = [" and ", " while ", " whereas ", " but ", " as ", "而", "但"].iter().filter_map(|w| lead.rfind(w)).max();
        let start = clause.start as usize + joined.unwrap_or(0);
        let sign = |h: &Hit| if let Cue::Change(s) = h.cue { Some(s) } else { None };
        let mut signs = self.hits_in(start, clause.end as usize).filter_map(sign);
        let first = signs.next().unwrap_or(0);
        if signs.all(|s| s == first) { first } else { 0 }
    }

    /// "rose by 300", 增加38人: the figure is the step itself; "more than 300" and "up to 300" are not.
    pub(super) fn is_step(&self, h: &Hit, site: &Site) -> bool {
        let word = scan::part(self.text, h.start, h.end).to_ascii_lowercase();
        let by = scan::part(self.text, h.end, site.start).trim_start().starts_with("by");
        by || !word.is_ascii() && !matches!(word.as_str(), "增幅" | "涨幅" | "降幅" | "跌幅")
    }

    pub(super) fn takes_percent(&self, h: &Hit) -> bool {
        let Cue::Metric(m) = h.cue else { return false };
        matches!(
            &*self.metrics.metrics[m as usize].name,
            "margin" | "market-share" | "stake" | "penetration" | "turnout" | "unemployment" | "interest-rate" | "votes"
        )
    }

    pub(super) fn multiple(&self, site: &Site, change: Option<&Hit>, reaches: bool, base: Option<Base>) -> Measure {
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
        // 是内销额的1.5倍: against another thing, unless what stands there is a time.
        let against = head.trim_end().strip_suffix('的').and_then(|h| h.rsplit(['是', '为', '达', ',', '，']).next());
        let times = ['年', '期', '月', '季', '原', '前', '初', '此', '时', '日'];
        if han && change.is_none() && against.is_some_and(|noun| !noun.is_empty() && !noun.contains(times)) {
            return Measure::Change { base: Base::Unknown, sign: 0, ratio: None, to: None, from: None };
        }
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
    pub(super) fn base(&self, sentence: &Sentence, site: &Site) -> Option<Base> {
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
    pub(super) fn year_before(&self, sentence: &Sentence, site: &Site) -> bool {
        let year = |f: &FigureDraft| match f.when {
            Some(Expr::Calendar { year: Year::Known(y), month: None, day: None }) => Some(y),
            _ => None,
        };
        let inside = || self.figures.iter().filter(|f| sentence.span.contains(f.place));
        let base = inside().find_map(|f| {
            let between = scan::part(self.text, site.end, f.place.start as usize).trim();
            year(f).filter(|_| FRAMES.base.contains(&between))
        });
        // 2023年为742万人次，比2022年增长35%
        let behind = || {
            inside().filter(|f| (f.place.end as usize) <= site.start && f.place.start >= site.clause.start).find_map(|f| {
                let led = scan::part(self.text, site.clause.start as usize, f.place.start as usize).trim_end().ends_with(['比', '较']);
                let verb = self.hits_in(f.place.end as usize, site.start).find(|h| matches!(h.cue, Cue::Change(_)))?;
                let joined = scan::part(self.text, f.place.end as usize, verb.start).trim_matches(['的', '同', '期']).is_empty();
                year(f).filter(|_| led && joined)
            })
        };
        base.or_else(behind).is_some_and(|b| inside().any(|f| year(f) == Some(b + 1)))
    }

    /// Whether the clause names the same period of the year before.
    pub(super) fn same_period(&self, clause: Span) -> bool {
        self.figures.iter().any(|f| clause.contains(f.place) && matches!(f.when, Some(Expr::SamePeriod { .. })))
    }
}

/// "compared with", "against" before a percentage: a base of comparison all the same.
fn former_is_base(text: &str, from: Option<&Hit>) -> bool {
    from.is_some_and(|h| scan::part(text, h.start, h.end).eq_ignore_ascii_case("较"))
}
