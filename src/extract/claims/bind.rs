//! Stage two: who and when. Subjects come from the mentions that touch a draft's zones, periods from the sentence, the
//! paragraph or the article's date.

use super::ClaimDraft;
use crate::extract::figures::{Comparison, Expr, Year, compare};
use crate::extract::{ArticleFacts, Base, BlockEntry, Claim, EntityKey, Known, Measure, Mention, Strength, When};
use crate::glossary::EntityType;
use crate::text::{BlockKind, Layout, Span, Symbol};

/// Fills `facts.claims` from the drafts of the blocks, `facts.mentions` and `facts.figures`.
pub(in crate::extract) fn bind(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let mut claims: Vec<Claim> = Vec::new();
    let mut in_heading: Vec<bool> = Vec::new();
    let mut figures = 0;
    let mut mentions = 0;
    for (block, entry) in layout.blocks.iter().zip(blocks) {
        let here = &facts.mentions[mentions.min(facts.mentions.len())..];
        let skip = here.partition_point(|m| m.span.end <= block.span.start);
        mentions += skip;
        let count = here[skip..].partition_point(|m| m.span.start < block.span.end);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let context = BlockContext {
            facts,
            entry,
            start: block.span.start,
            mentions: &here[skip..skip + count],
            figures,
            claims: claims.len() as u32,
        };
        claims.extend(context.bind());
        in_heading.resize(claims.len(), heading || facts.title.as_ref().is_some_and(|t| block.span.overlaps(t.span)));
        figures += entry.facts.figures.len() as u32;
    }
    headlines(&mut claims, &in_heading, facts);
    facts.claims = claims.into();
}

struct BlockContext<'a> {
    facts: &'a ArticleFacts,
    entry: &'a BlockEntry,
    start: u32,
    mentions: &'a [Mention],
    /// Index of the block's first figure and first claim in the article.
    figures: u32,
    claims: u32,
}

impl BlockContext<'_> {
    fn bind(&self) -> Vec<Claim> {
        let mut out: Vec<Claim> = Vec::new();
        let mut carried: Option<EntityKey> = None;
        let mut last_period: Option<When> = None;
        for draft in &self.entry.facts.claims {
            if draft.metric.as_ref().is_some_and(|m| &*m.head == Claim::AGE) {
                out.push(super::ages::bind(draft, self.start, self.figures, self.mentions));
                continue;
            }
            let linked = match draft.measure {
                Measure::Change { to: Some(to), .. } => Some(to),
                Measure::Former { of, .. } => Some(of),
                _ => None,
            };
            let level = linked.and_then(|l| out.get(l as usize)).cloned();
            let subject = match level.as_ref().and_then(|l| l.subject.clone()) {
                Some(subject) => Some(subject),
                None => self.subject(draft, &carried),
            };
            if let Some((key, _)) = &subject {
                carried = Some(key.clone());
            }
            let period = self.period(draft, level.as_ref(), &mut last_period);
            let as_of = draft.as_of.and_then(|i| self.when(i)).and_then(|w| if let When::Date(d) = w { Some(d) } else { None });
            out.push(Claim {
                figure: self.figures + draft.figure,
                span: draft.span.shift(self.start),
                subject,
                metric: draft.metric.clone(),
                period,
                aspect: draft.aspect,
                measure: shift_links(&draft.measure, self.claims),
                as_of,
                source: draft.source.and_then(|s| self.named_source(s)),
                quoted: draft.quoted,
            });
        }
        // A change told before its level takes the level's subject and period.
        for i in 0..out.len() {
            let linked = match out[i].measure {
                Measure::Change { to: Some(to), .. } => to,
                Measure::Former { of, .. } => of,
                _ => continue,
            };
            let Some(level) = linked.checked_sub(self.claims).and_then(|l| out.get(l as usize)).cloned() else { continue };
            if out[i].subject.is_none() {
                out[i].subject = level.subject;
            }
            if matches!(out[i].measure, Measure::Change { .. }) && level.period.is_some() {
                out[i].period = level.period;
            }
        }
        out
    }

    /// Grammatical subject, possessor, the only one of the clause; else what the paragraph spoke of before.
    fn subject(&self, draft: &ClaimDraft, carried: &Option<EntityKey>) -> Option<(EntityKey, Known)> {
        for zone in &draft.zones {
            match self.sole(*zone, true) {
                Sole::One(key) => return Some((key, Known::Explicit)),
                Sole::Several => return None,
                Sole::None => {}
            }
        }
        if let Some(key) = carried {
            return Some((key.clone(), Known::Carried));
        }
        for zone in &draft.topics {
            match self.sole(*zone, false) {
                Sole::One(key) => return Some((key, Known::Carried)),
                Sole::Several => break,
                Sole::None => {}
            }
        }
        let speaker = draft.speaker?;
        match self.sole(speaker, false) {
            Sole::One(key) => Some((key, Known::Carried)),
            _ => draft.quoted.then(|| self.employer(speaker)).flatten().map(|key| (key, Known::Carried)),
        }
    }

    /// The organization that the person who speaks is said to stand for.
    fn employer(&self, zone: Span) -> Option<EntityKey> {
        let zone = zone.shift(self.start);
        let person = self.mentions.iter().find(|m| m.kind == EntityType::Person && m.span.overlaps(zone))?.entity()?;
        let mut all = self.facts.introductions.iter().filter(|i| i.entity == person).filter_map(|i| i.of_entity.clone());
        let first = all.next()?;
        all.all(|o| o == first).then_some(first)
    }

    /// Who touches a zone alone. A zone without length is a place that a name must start or end at.
    fn sole(&self, zone: Span, persons: bool) -> Sole {
        let zone = zone.shift(self.start);
        let touching = |m: &&Mention| m.span.start <= zone.end && zone.start <= m.span.end && (zone.is_empty() || m.span.overlaps(zone));
        let usable = |m: &&Mention| m.strength >= Strength::Fair;
        let mut found: Option<(&Mention, EntityKey)> = None;
        for m in self.mentions.iter().filter(touching).filter(usable) {
            if m.kind == EntityType::Person && (!persons || !zone.is_empty()) {
                continue;
            }
            let Some(key) = m.entity() else { return Sole::Several };
            match &found {
                Some((_, known)) if *known != key => return Sole::Several,
                Some(_) => {}
                None => found = Some((m, key)),
            }
        }
        let Some((mention, key)) = found else { return Sole::None };
        // "A and B delivered": two subjects share the verb
        let joined = self.mentions.iter().filter(usable).any(|o| {
            o.span.end < mention.span.start
                && mention.span.start - o.span.end <= 5
                && o.span.end + 1 < mention.span.start
                && o.entity() != Some(key.clone())
                && o.kind == mention.kind
                && zone.is_empty()
        });
        if joined { Sole::Several } else { Sole::One(key) }
    }

    fn when(&self, figure: u32) -> Option<When> {
        self.facts.figures.get((self.figures + figure) as usize)?.when.as_deref().cloned()
    }

    /// The period of a draft: of its sentence, else of the paragraph so far, else the day of the article.
    fn period(&self, draft: &ClaimDraft, level: Option<&Claim>, last: &mut Option<When>) -> Option<(When, Known)> {
        if let Measure::Former { base, .. } = draft.measure {
            if let Some(own) = draft.period.and_then(|p| self.known_period(p))
                && level.and_then(|l| l.period.as_ref()).is_none_or(|(w, _)| *w != own.0)
            {
                return Some(own);
            }
            let (of, known) = level?.period.clone()?;
            return earlier(&of, base).map(|w| (w, known.min(Known::Resolved)));
        }
        if let Some((when, known)) = draft.period.and_then(|p| self.known_period(p)) {
            *last = Some(when.clone());
            return Some((when, known));
        }
        if let Some((when, known)) = level.and_then(|l| l.period.clone()) {
            return Some((when, known));
        }
        if let Some(when) = last {
            return Some((when.clone(), Known::Carried));
        }
        let day = self.facts.date.as_ref()?.date;
        let next = day.tomorrow().ok()?;
        Some((When::Period { days: Some((Some(day), Some(next))), label: None }, Known::Carried))
    }

    fn known_period(&self, figure: u32) -> Option<(When, Known)> {
        let when = self.when(figure)?;
        let known = match self.entry.facts.figures.get(figure as usize)?.when.as_ref()? {
            e if names_year(e) => Known::Explicit,
            _ => Known::Resolved,
        };
        let when = match when {
            When::Date(date) => match (date.year, date.month, date.day) {
                (Some(y), Some(m), Some(d)) => {
                    let day = jiff::civil::Date::new(y, m, d).ok()?;
                    When::Period { days: Some((Some(day), Some(day.tomorrow().ok()?))), label: Some(Symbol::new(&date.iso())) }
                }
                _ => When::Date(date),
            },
            other => other,
        };
        Some((when, known))
    }

    fn named_source(&self, zone: Span) -> Option<Symbol> {
        let zone = zone.shift(self.start);
        self.mentions.iter().find(|m| m.span.overlaps(zone)).map(|m| m.name.clone())
    }
}

enum Sole {
    None,
    One(EntityKey),
    Several,
}

fn names_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar { year, .. } | Expr::Months { year, .. } | Expr::Fiscal { year, .. } => matches!(year, Year::Known(_)),
        Expr::Years { .. } => true,
        Expr::In { of, .. } => names_year(of),
        Expr::Between(a, b) => names_year(a) && names_year(b),
        Expr::Ending { end, .. } => names_year(end),
        _ => false,
    }
}

/// The same period one year, quarter or month before.
fn earlier(when: &When, base: Base) -> Option<When> {
    let When::Period { days: Some((Some(from), Some(to))), .. } = when else { return None };
    let span = jiff::Span::new();
    let back = match base {
        Base::YearOnYear | Base::Unknown | Base::Stated => span.try_years(1).ok()?,
        Base::QuarterOnQuarter => span.try_months(3).ok()?,
        Base::MonthOnMonth => span.try_months(1).ok()?,
    };
    if matches!(base, Base::Stated | Base::Unknown) {
        return None;
    }
    let (from, to) = (from.checked_sub(back).ok()?, to.checked_sub(back).ok()?);
    Some(When::Period {
        days: Some((Some(from), Some(to))),
        label: crate::extract::figures::period_label(from, to).as_deref().map(Symbol::new),
    })
}

fn shift_links(measure: &Measure, by: u32) -> Measure {
    match measure.clone() {
        Measure::Former { of, base } => Measure::Former { of: of.saturating_add(by), base },
        Measure::Change { base, sign, ratio, to, from } => {
            Measure::Change { base, sign, ratio, to: to.map(|t| t + by), from: from.map(|f| f + by) }
        }
        Measure::Level => Measure::Level,
    }
}

/// A headline leaves out what the text then says: its claims take subject and period from the first claim of the body
/// with the same metric and a unit that meets theirs.
fn headlines(claims: &mut [Claim], in_heading: &[bool], facts: &ArticleFacts) {
    for i in 0..claims.len() {
        if !in_heading[i] || claims[i].measure != Measure::Level {
            continue;
        }
        let Some(figure) = facts.figures.get(claims[i].figure as usize) else { continue };
        let lead = (0..claims.len()).find(|j| {
            let c = &claims[*j];
            let meets = facts.figures.get(c.figure as usize).is_some_and(|f| compare(f, figure) != Comparison::Incomparable);
            let heads = c.metric.as_ref().map(|m| &m.head) == claims[i].metric.as_ref().map(|m| &m.head);
            !in_heading[*j] && c.measure == Measure::Level && heads && c.metric.is_some() && meets && c.aspect == claims[i].aspect
        });
        let Some(lead) = lead.map(|j| claims[j].clone()) else { continue };
        let claim = &mut claims[i];
        if claim.subject.is_none() {
            claim.subject = lead.subject.map(|(k, _)| (k, Known::Carried));
        }
        if claim.period.as_ref().is_none_or(|(_, known)| *known == Known::Carried) {
            claim.period = lead.period.map(|(w, _)| (w, Known::Carried));
        }
    }
}
