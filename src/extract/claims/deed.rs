//! What was done to counted things where no metric has a word for it: "cut 1,430 jobs", "34 barns were destroyed", 34间房屋受损.

use std::sync::LazyLock;

use super::clauses::Hit;
use super::draft::{Site, Work};
use super::lexicon::Cue;
use crate::extract::figures::lexicon::{fields, rows};
use crate::extract::figures::{dimension, scan};
use crate::extract::{FigureKind, Metric};
use crate::text::Symbol;

struct Deed {
    name: &'static str,
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

static DEEDS: LazyLock<Vec<Deed>> = LazyLock::new(|| {
    let read = |row: &'static str| {
        let [name, en, done, zh, befell] = fields(row);
        let forms = |a: &'static str, b: &'static str| a.split('|').chain(b.split('|')).filter(|f| *f != "-").collect();
        Deed { name, before: forms(en, zh), behind: forms(done, befell) }
    };
    rows(include_str!("data/deeds.tsv")).map(read).collect()
});

/// What may stand between a number and the participle that tells its deed.
const AUXILIARIES: [&str; 14] = ["are", "were", "was", "have", "has", "had", "been", "being", "be", "to", "will", "more", "also", "would"];

/// Bytes between a number and its participle at most.
const REACH: usize = 32;

impl Work<'_> {
    /// The deed done to the things that a figure counts, with the noun as its metric: `cut job`. The hit is where the verb
    /// stands.
    pub(super) fn deed(&self, site: &Site) -> Option<(Metric, Hit)> {
        let figure = &self.figures[site.figure as usize].figure;
        let unit = figure.unit.as_deref()?;
        if figure.kind != FigureKind::Quantity || dimension(unit).is_some() {
            return None;
        }
        let lead = scan::part(self.text, site.gap, site.start).trim_end().trim_end_matches("了");
        let lead = ["more than", "about", "some", "nearly", "over", "at least", "another", "almost", "around", "逾", "近", "约", "超过"]
            .iter()
            .find_map(|w| lead.strip_suffix(w))
            .unwrap_or(lead)
            .trim_end();
        let tail = scan::part(self.text, site.end, site.room.min(site.end + REACH));
        let (deed, start, end) = DEEDS.iter().find_map(|d| {
            let word = d
                .before
                .iter()
                .find(|w| lead.strip_suffix(**w).is_some_and(|rest| !w.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric())));
            if let Some(word) = word {
                let end = site.gap + lead.len();
                return Some((d.name, end - word.len(), end));
            }
            let (at, len) = d.behind.iter().find_map(|w| befalls(tail, w).map(|at| (at, w.len())))?;
            Some((d.name, site.end + at, site.end + at + len))
        })?;
        let surface = scan::part(self.text, site.start, site.end);
        let han: String = surface.chars().rev().take_while(|c| crate::text::is_han(*c)).collect::<Vec<_>>().into_iter().rev().collect();
        let noun = if unit.is_ascii() && han.is_empty() { unit.to_owned() } else { thing(&han, tail) };
        let head = Symbol::new(&format!("{deed} {noun}"));
        Some((Metric { head, qualifiers: [].into() }, Hit { start, end, cue: Cue::To }))
    }
}

/// Where a participle stands behind a number with nothing but auxiliaries, or the counted noun, between them.
fn befalls(tail: &str, word: &str) -> Option<usize> {
    let at = tail.find(word)?;
    let between = tail.get(..at)?;
    if word.is_ascii() {
        let whole = !tail.get(at + word.len()..)?.starts_with(|c: char| c.is_ascii_alphanumeric());
        let plain = between.split_whitespace().all(|w| AUXILIARIES.contains(&w));
        return (whole && plain && between.ends_with(' ')).then_some(at);
    }
    between.chars().all(crate::text::is_han).then_some(at).filter(|_| between.chars().count() <= 4)
}

/// The counted noun of a Chinese figure: what stands behind its classifier, inside the figure or right behind it.
fn thing(han: &str, tail: &str) -> String {
    let inside: String = han.chars().skip(1).collect();
    if !inside.is_empty() {
        return inside;
    }
    let noun: String = tail.chars().take_while(|c| crate::text::is_han(*c)).take(2).collect();
    if noun.is_empty() { han.to_owned() } else { noun }
}
