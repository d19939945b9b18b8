//! Which of a sentence's dates is the period of a figure, and which says as of when it holds.

use super::clauses::Sentence;
use super::draft::{Site, Work};
use super::lexicon::Cue;
use crate::extract::figures::{Expr, FigureDraft, Year, scan};
use crate::extract::{Measure, Modifier};

impl Work<'_> {
    /// The clock time up to which a clause counts: "as of 9 a.m.", 截至上午9时.
    pub(super) fn clock(&self, site: &Site, inside: &[usize]) -> Option<u32> {
        let clauses = |f: &crate::text::Span| site.clause.contains(*f) || f.end <= site.clause.start;
        let found = inside.iter().rev().find(|i| {
            let f = &self.figures[**i];
            matches!(f.when, Some(Expr::Clock { .. })) && clauses(&f.place)
        });
        found.map(|i| *i as u32)
    }

    /// The figure that states the period, and the one that says as of when.
    pub(super) fn period(&self, sentence: &Sentence, site: &Site, inside: &[usize], measure: &Measure) -> (Option<u32>, Option<u32>) {
        let clause = site.clause;
        let mut best: Option<((u8, usize), usize)> = None;
        let mut as_of = None;
        let head = self.head(sentence, site.start);
        for &i in inside {
            let f = &self.figures[i];
            let Some(when) = &f.when else { continue };
            if matches!(when, Expr::Clock { .. } | Expr::SamePeriod { .. } | Expr::Shift { .. } | Expr::Told(_)) {
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
            // "Founded in 1950, X employs": when it began
            let began = scan::lead(self.text, at, 20).trim_end().to_ascii_lowercase();
            let based = based || BEGUN.iter().any(|w| began.ends_with(w)) && f.place.end <= site.start as u32;
            // 由6月末的268万增至9月末的298万: the value that a day leads to is of that day
            let leads = matches!(scan::part(self.text, f.place.end as usize, site.start).trim(), "的" | "的约" | "的近");
            if based && !leads && !matches!(measure, Measure::Former { .. })
                || matches!(f.figure.modifier, Some(Modifier::After | Modifier::Before | Modifier::Since))
            {
                continue;
            }
            let (a, b) = (f.place.start as usize, f.place.end as usize);
            // A day is when it was said ("announced on Wednesday", 10月9日,X宣布), a dateline, or the period of a flow only
            // where nothing else stands in the sentence.
            if when.is_day() {
                // 表示，6月3日发生的: a comma leads to what was said
                let verb = self.nearest_before(a.saturating_sub(16), a, |c| c == Cue::Reporting);
                let said = a < head || verb.is_some_and(|h| !scan::part(self.text, h.end, a).contains(['，', ',', '：', ':']));
                let tail = scan::rest(self.text, b).trim_start();
                let dateline = tail.starts_with(['-', '—', '–', '电', '讯']) || tail.starts_with("消息");
                // 2024年8月2日 柯川公布…
                let dateline = dateline || a == 0 && scan::rest(self.text, b).starts_with([' ', '\u{3000}']) && !tail.is_ascii();
                if said || dateline {
                    continue;
                }
            }
            // "took 12 orders, to be filled in 2027": a later clause has a matter of its own, unless the period opens it
            let lead = scan::part(self.text, clause.end as usize, a).trim_start_matches([',', ' ']).trim_end();
            let opens = matches!(lead, "in" | "in the" | "during" | "during the" | "for" | "for the");
            if f.place.start >= clause.end && !opens {
                continue;
            }
            // the whole of whichever year was named before
            if matches!(f.place.of(self.text), "全年" | "全年度" | "年度") {
                continue;
            }
            // "4,200 in 2021 and 5,460 in 2022"
            let joint = scan::part(self.text, site.end, a).trim();
            let own = a >= site.end && a <= site.room && joint.len() <= 32 && !joint.contains([',', '，']);
            let own = own
                && ["in", "in the", "during", "during the", "for", "for the", "at", "at the", "by", "by the"]
                    .iter()
                    .any(|w| joint == *w || joint.ends_with(&format!(" {w}")));
            if own && site.gap > clause.start as usize {
                best = Some(((0, 0), i));
                continue;
            }
            let distance = if b <= site.start { site.start - b } else { a.saturating_sub(site.end) + 20 };
            let rank = (u8::from(when.is_day()) * 2 + u8::from(!clause.contains(f.place)), distance);
            if best.is_none_or(|(r, _)| rank < r) {
                best = Some((rank, i));
            }
        }
        let best = best.map(|(_, i)| self.part_of_year(i, inside).unwrap_or(i)).or_else(|| self.long_ago(sentence, site, inside));
        (best.map(|i| i as u32), as_of)
    }

    /// "Four years ago, she won": how long ago, where that opens the clause or is the clause before.
    fn long_ago(&self, sentence: &Sentence, site: &Site, inside: &[usize]) -> Option<usize> {
        let own = sentence.clauses.iter().position(|c| c.start <= site.clause.start && site.clause.start <= c.end)?;
        let clauses = sentence.clauses.get(own.saturating_sub(1)..=own)?;
        let opens =
            |f: &FigureDraft| clauses.iter().any(|c| scan::part(self.text, c.start as usize, f.place.start as usize).trim().is_empty());
        let ago = |f: &FigureDraft| matches!(&f.when, Some(e @ Expr::Shift { count, .. }) if *count < 0 && !e.is_day());
        inside
            .iter()
            .copied()
            .find(|i| ago(&self.figures[*i]) && (self.figures[*i].place.end as usize) <= site.start && opens(&self.figures[*i]))
    }

    /// "The April-to-June period of 2023": the months, where a year was found behind them.
    fn part_of_year(&self, year: usize, inside: &[usize]) -> Option<usize> {
        let place = self.figures[year].place;
        let at = inside.iter().position(|i| *i == year)?.checked_sub(1)?;
        let part = &self.figures[inside[at]];
        let joint = scan::part(self.text, part.place.end as usize, place.start as usize).trim();
        let joined = matches!(joint, "period of" | "period in" | "months of" | "of" | "quarter of");
        (joined && year_of(&self.figures[year]).is_some() && part.when.as_ref().is_some_and(|w| !w.is_day())).then_some(inside[at])
    }
}

/// What leads to the year in which a firm or thing began.
const BEGUN: [&str; 9] =
    ["founded in", "established in", "set up in", "started in", "formed in", "created in", "opened in", "成立于", "创立于"];

/// The year that a figure alone names.
pub(super) fn year_of(figure: &FigureDraft) -> Option<i16> {
    match figure.when {
        Some(Expr::Calendar { year: Year::Known(y), month: None, day: None }) => Some(y),
        _ => None,
    }
}

fn ends_comparison(head: &str) -> bool {
    let head = head.trim_end();
    ["as in", "from the", "than in", "compared with", "compared to", "than the", "than in the", "较", "比", "相比"]
        .iter()
        .any(|w| head.ends_with(w))
}
