//! Stage two: who and when. Subjects come from the mentions that touch a draft's zones (`subject`), periods from the
//! sentence, the paragraph or the article's date.

use super::ClaimDraft;
use super::lexicon::{Nature, nature};
use super::period::year_of;
use super::subject::Names;
use crate::extract::figures::{Comparison, Expr, Grain, Part, Tense, Year, compare};
use crate::extract::{
    ArticleFacts, AsOf, Base, BlockEntry, Claim, EntityKey, Figure, Known, Measure, Mention, Metric, PartialDate, Strength, When,
};
use crate::glossary::EntityType;
use crate::text::{BlockKind, Layout, Span, Symbol};

/// Fills `facts.claims` from the drafts of the blocks, `facts.mentions` and `facts.figures`.
pub(in crate::extract) fn bind(layout: &Layout, blocks: &[BlockEntry], facts: &mut ArticleFacts) {
    let mut claims: Vec<Claim> = Vec::new();
    let mut in_heading: Vec<bool> = Vec::new();
    let mut before: Vec<bool> = Vec::new();
    let mut figures = 0;
    let mut mentions = 0;
    let lead = lead(layout, facts);
    for (block, entry) in layout.blocks.iter().zip(blocks) {
        let here = &facts.mentions[mentions.min(facts.mentions.len())..];
        let skip = here.partition_point(|m| m.span.end <= block.span.start);
        mentions += skip;
        let count = here[skip..].partition_point(|m| m.span.start < block.span.end);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let names = Names { facts, start: block.span.start, mentions: &here[skip..skip + count], lead: lead.clone() };
        let context = BlockContext { facts, entry, start: block.span.start, names, figures, claims: claims.len() as u32 };
        claims.extend(context.bind());
        let past = |d: &ClaimDraft| {
            let own = d.period.and_then(|p| entry.facts.figures.get(p as usize)?.when.as_ref());
            own.is_some_and(is_of_before)
        };
        before.extend(entry.facts.claims.iter().map(past));
        in_heading.resize(claims.len(), heading || facts.title.as_ref().is_some_and(|t| block.span.overlaps(t.span)));
        figures += entry.facts.figures.len() as u32;
    }
    headlines(&mut claims, &in_heading, &before, facts);
    facts.claims = claims.into();
}

struct BlockContext<'a> {
    facts: &'a ArticleFacts,
    entry: &'a BlockEntry,
    start: u32,
    names: Names<'a>,
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
                out.push(super::ages::bind(draft, self.start, self.figures, self.names.mentions));
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
                None => self.names.subject(draft, &carried),
            };
            // "the stadium" is nobody that the next sentence can mean by leaving its subject out
            let local = |key: &EntityKey| matches!((key, &draft.local), (EntityKey::Provisional(k), Some(name)) if k == name);
            if let Some((key, _)) = subject.as_ref().filter(|(key, _)| !local(key)) {
                carried = Some(key.clone());
            }
            let period = self.period(draft, level.as_ref(), &mut last_period);
            let (period, as_of) = self.as_of(draft, period);
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
        Some((When::Period { days: Some((Some(day), Some(next))), label: None }, Known::Assumed))
    }

    /// Up to when the claim counts. Said of what is held (employees, stores) it is the period itself; where it is the end
    /// of the period, or later, it says nothing more.
    fn as_of(&self, draft: &ClaimDraft, period: Option<(When, Known)>) -> (Option<(When, Known)>, Option<AsOf>) {
        let clock = draft.clock.and_then(|i| self.when(i)).and_then(|w| match w {
            When::Clock { hour, minute } => Some((hour, minute)),
            _ => None,
        });
        let unknown = PartialDate { year: None, month: None, day: None };
        let Some(figure) = draft.as_of else {
            return (period, (clock.is_some() || draft.running).then_some(AsOf { date: unknown, clock }));
        };
        let held = draft.metric.as_ref().is_some_and(|m| nature(&m.head) == Nature::Stock);
        let said = period.as_ref().is_some_and(|(_, known)| *known > Known::Carried);
        if held && !said {
            return (self.known_period(figure).or(period), None);
        }
        let last = match self.when(figure) {
            Some(When::Date(date)) => date,
            Some(When::Period { days: Some((_, Some(end))), .. }) => match end.yesterday() {
                Ok(d) => PartialDate { year: Some(d.year()), month: Some(d.month()), day: Some(d.day()) },
                Err(_) => return (period, None),
            },
            _ => unknown,
        };
        let over = period.as_ref().filter(|_| said).is_some_and(|(when, _)| ends_by(when, last));
        (period, (!over).then_some(AsOf { date: last, clock }))
    }

    fn known_period(&self, figure: u32) -> Option<(When, Known)> {
        let drafts = &self.entry.facts.figures;
        let year = drafts.get(figure as usize + 1).and_then(year_of);
        let own = drafts.get(figure as usize)?;
        // months with their year behind them
        let bare = own.when.as_ref().is_some_and(|e| !e.is_day() && e.days(None, own.tense).is_none());
        let joined = || drafts.get(figure as usize + 1).is_some_and(|y| y.place.start - own.place.end <= " period of ".len() as u32);
        if let (Some(year), true, Some(expr)) = (year, bare, &own.when)
            && joined()
            && let Ok(last) = jiff::civil::Date::new(year, 12, 31)
            && let when @ When::Period { days: Some(_), .. } = expr.resolve(Some(last), Tense::Past)
        {
            return Some((when, Known::Explicit));
        }
        let when = self.when(figure)?;
        let known = match self.entry.facts.figures.get(figure as usize)?.when.as_ref()? {
            e if names_year(e) => Known::Explicit,
            _ => Known::Resolved,
        };
        let expr = self.entry.facts.figures.get(figure as usize)?.when.as_ref()?;
        let when = match when {
            When::Date(PartialDate { year: None, month: None, .. }) => When::Period { days: None, label: Some(unresolved(expr)?) },
            When::Period { days: None, label: None } => When::Period { days: None, label: Some(unresolved(expr)?) },
            When::Date(date) => match (date.year, date.month, date.day) {
                (Some(y), Some(m), Some(d)) => {
                    let day = jiff::civil::Date::new(y, m, d).ok()?;
                    When::Period { days: Some((Some(day), Some(day.tomorrow().ok()?))), label: Some(Symbol::new(&date.iso())) }
                }
                _ => When::Period { days: None, label: Some(Symbol::new(&date.iso())) },
            },
            other => other,
        };
        Some((when, known))
    }

    fn named_source(&self, zone: Span) -> Option<Symbol> {
        let zone = zone.shift(self.start);
        self.names.mentions.iter().find(|m| m.span.overlaps(zone)).map(|m| m.name.clone())
    }
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

/// The label of a period that only the article's date could tell: `XXXX-WXX-2` for a Tuesday, `XXXX-year-1` for last
/// year, `XXXX-H1` for the first half of this one, else `XXXX`. None for a day counted from the article's.
pub(in crate::extract) fn unresolved(expr: &Expr) -> Option<Symbol> {
    let grain = |g: &Grain| match g {
        Grain::Week => Some("week"),
        Grain::Month => Some("month"),
        Grain::Quarter => Some("quarter"),
        Grain::Half => Some("half"),
        Grain::Year => Some("year"),
        _ => None,
    };
    let label = match expr {
        Expr::Relative { grain: Grain::Day, .. } => return None,
        Expr::Weekday { day, week: None } => format!("XXXX-WXX-{day}"),
        Expr::Relative { grain: g, offset } => grain(g).map_or("XXXX".into(), |g| format!("XXXX-{g}{offset:+}")),
        Expr::In { part, of } => {
            let year = match &**of {
                Expr::Relative { grain: Grain::Year, offset: 0 }
                | Expr::Calendar { year: Year::Unknown | Year::Told | Year::Offset(0), month: None, .. } => "XXXX".to_owned(),
                Expr::Calendar { year: Year::Offset(by), month: None, .. } => format!("XXXX{by:+}"),
                Expr::Relative { grain: Grain::Year, offset } => format!("XXXX{offset:+}"),
                _ => return Some("XXXX".into()),
            };
            match part {
                Part::Run(Grain::Quarter, n @ 1..=3) => format!("{year}-01/{year}-{:02}", n * 3),
                Part::Run(Grain::Month, n @ 1..=11) => format!("{year}-01/{year}-{n:02}"),
                Part::Half(n) => format!("{year}-H{n}"),
                Part::Nth(Grain::Quarter, n @ 1..=4) => format!("{year}-Q{n}"),
                Part::Nth(Grain::Half, n @ 1..=2) => format!("{year}-H{n}"),
                _ => "XXXX".into(),
            }
        }
        _ => "XXXX".into(),
    };
    Some(Symbol::new(&label))
}

/// Whether a period has ended by the end of a day.
fn ends_by(period: &When, day: PartialDate) -> bool {
    match period {
        When::Period { days: Some((_, Some(end))), .. } => match (day.year, day.month, day.day) {
            (Some(y), Some(m), Some(d)) => jiff::civil::Date::new(y, m, d).is_ok_and(|d| d.tomorrow().is_ok_and(|d| d >= *end)),
            _ => false,
        },
        // 第三季度, 截至9月30日
        When::Period { days: None, label: Some(label) } => {
            let last = match label.split_once('-').map(|l| l.1) {
                Some("Q1") => 3,
                Some("Q2" | "H1") => 6,
                Some("Q3") => 9,
                Some("Q4" | "H2") => 12,
                Some(month) => month.parse().unwrap_or(0),
                None => 0,
            };
            last > 0 && day.year.is_none() && day.month == Some(last) && day.day.is_some_and(|d| d >= 28)
        }
        _ => false,
    }
}

/// The one organization that title and lead name.
fn lead(layout: &Layout, facts: &ArticleFacts) -> Option<EntityKey> {
    let title = facts.title.as_ref().map(|t| t.span);
    let body = layout.blocks.iter().find(|b| b.kind == BlockKind::Paragraph && title.is_none_or(|t| !t.overlaps(b.span)))?.span;
    let named = |least: Strength| {
        let inside = move |m: &&Mention| body.contains(m.span) || title.is_some_and(|t| t.contains(m.span));
        let organization = |m: &&Mention| m.kind == EntityType::Organization;
        let mut keys: Vec<EntityKey> =
            facts.mentions.iter().filter(inside).filter(organization).filter(|m| m.strength >= least).filter_map(Mention::entity).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let mut sure = named(Strength::Fair);
    if sure.is_empty() {
        sure = named(Strength::Weak);
    }
    <[EntityKey; 1]>::try_from(sure).ok().map(|[one]| one)
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
        Measure::Former { of, base, sign } => Measure::Former { of: of.saturating_add(by), base, sign },
        Measure::Change { base, sign, ratio, to, from } => {
            Measure::Change { base, sign, ratio, to: to.map(|t| t + by), from: from.map(|f| f + by) }
        }
        Measure::Level => Measure::Level,
    }
}

/// Figures behind a headline that are looked through for its value.
const ECHOES: usize = 256;

/// A headline leaves out what the text then says: its claims take subject and period from the first claim of the body
/// with the same metric and a unit that meets theirs. One that leaves out the metric too takes that of the first claim
/// with its unit and a value near its own.
///
/// `before`: the claims of a period counted back from the article's.
fn headlines(claims: &mut [Claim], in_heading: &[bool], before: &[bool], facts: &ArticleFacts) {
    for i in 0..claims.len() {
        if !in_heading[i] || claims[i].measure != Measure::Level {
            continue;
        }
        let Some(figure) = facts.figures.get(claims[i].figure as usize) else { continue };
        let money = figure.kind == crate::extract::FigureKind::Money;
        // 获17亿元订单, 合同总金额17亿元
        let head = |m: &Option<Metric>| {
            let head = m.as_ref().map(|m| m.head.clone());
            if money && head.as_deref() == Some("orders") { Some(Symbol::new("contract")) } else { head }
        };
        let meets = |f: &Figure| compare(f, figure) != Comparison::Incomparable || figure.unit.is_none() && counts(f) && counts(figure);
        let matches = |j: &usize| {
            let c = &claims[*j];
            let Some(f) = facts.figures.get(c.figure as usize) else { return false };
            let same = match &claims[i].metric {
                Some(_) => head(&c.metric) == head(&claims[i].metric),
                None => c.metric.is_some() && near(f, figure),
            } && (c.metric == claims[i].metric || c.metric.as_ref().is_some_and(|m| m.qualifiers.iter().all(|q| plain(q))));
            !in_heading[*j] && c.measure == Measure::Level && same && meets(f) && c.aspect == claims[i].aspect
        };
        // The statement that says the same, where there is one; a value that the text tells of something else is not its own.
        let value = |j: &usize| facts.figures.get(claims[*j].figure as usize).and_then(|f| f.value);
        let later = facts.figures.get(claims[i].figure as usize + 1..).unwrap_or(&[]);
        let echoed = figure.value.is_some() && later.iter().take(ECHOES).any(|f| f.value == figure.value && f.unit == figure.unit);
        let mut leads = (0..claims.len()).filter(|j| matches(j) && (!echoed || value(j) == figure.value));
        let Some(first) = leads.next() else { continue };
        // "Output beats 2,000 tonnes": of the values that the text gives for several periods, the one that it fits
        let fits = |j: &usize| facts.figures.get(claims[*j].figure as usize).is_some_and(|f| compare(f, figure) == Comparison::Compatible);
        let silent = claims[i].period.as_ref().is_none_or(|(_, known)| *known <= Known::Carried);
        let loose = figure.modifier.is_some();
        let found = if silent && !fits(&first) { leads.find(fits) } else { None };
        let at = found.unwrap_or(first);
        if silent && loose && found.is_none() && before.get(at) == Some(&true) {
            // of another year: the headline stays without a subject and period to meet it by
            claims[i].subject = None;
            continue;
        }
        let nobody = |c: &Claim| {
            !facts.mentions.iter().any(|m| m.kind == EntityType::Organization && m.strength >= Strength::Fair && m.span.overlaps(c.span))
        };
        // nor is "the strike" or 项目 anybody
        let unnamed = claims[at]
            .subject
            .as_ref()
            .is_none_or(|(key, known)| *known == Known::Carried && !facts.mentions.iter().any(|m| m.entity().as_ref() == Some(key)));
        if unnamed && claims[i].subject.is_some() && nobody(&claims[at]) {
            claims[at].subject = claims[i].subject.clone().map(|(k, _)| (k, Known::Resolved));
        }
        let lead = claims[at].clone();
        let claim = &mut claims[i];
        let silent = claim.metric.as_ref().is_none_or(|m| m.qualifiers.is_empty());
        if silent {
            claim.metric = lead.metric;
        }
        claim.as_of = claim.as_of.or(lead.as_of);
        if claim.subject.is_none() {
            claim.subject = lead.subject.map(|(k, known)| (k, known.min(Known::Resolved)));
        }
        if claim.period.as_ref().is_none_or(|(_, known)| *known <= Known::Carried) {
            claim.period = lead.period.map(|(w, known)| (w, known.min(Known::Carried)));
        }
    }
}

/// Last year, 上届, the year before: a period counted back from the article's.
fn is_of_before(when: &Expr) -> bool {
    match when {
        Expr::Calendar { year: Year::Offset(by), .. } | Expr::Months { year: Year::Offset(by), .. } => *by < 0,
        Expr::Relative { grain: Grain::Year, offset } => *offset < 0,
        Expr::In { of, .. } => is_of_before(of),
        Expr::SamePeriod { offset } => *offset < 0,
        _ => false,
    }
}

/// Whether a headline may leave a qualifier out: it names no part of the whole.
fn plain(qualifier: &str) -> bool {
    matches!(qualifier, "net" | "attributable" | "cumulative" | "operating" | "annual" | "adjusted" | "pretax" | "including-tax" | "global")
}

/// A plain count, of named things or not.
fn counts(figure: &Figure) -> bool {
    use crate::extract::FigureKind::{Number, Quantity};
    figure.kind == Number && figure.unit.is_none()
        || figure.kind == Quantity && figure.unit.as_deref().is_none_or(|u| crate::extract::figures::dimension(u).is_none())
}

/// Whether one value is at most one and a half times the other.
fn near(a: &Figure, b: &Figure) -> bool {
    let (Some(a), Some(b)) = (a.value, b.value) else { return false };
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    low.mul(crate::text::Exact::from_int(3)).zip(high.mul(crate::text::Exact::from_int(2))).is_some_and(|(l, h)| l >= h)
}
