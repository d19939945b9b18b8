//! Things with proper names that no mention knows: a work in title marks, a festival, a tunnel, a city.

use super::draft::{Site, Work};
use super::frames::FRAMES;
use crate::extract::Metric;
use crate::extract::figures::{FigureDraft, scan};
use crate::extract::mentions::segmenter;
use crate::text::{Span, Symbol};

/// The thing that a Chinese clause is about, as a folded name: the title it names, else the phrase it opens with where
/// that ends like a name. `stops` are offsets where the phrase ends at the latest: cue words.
pub(super) fn thing(text: &str, zone: Span, stops: impl Iterator<Item = usize>, figures: &[FigureDraft]) -> Option<Symbol> {
    let slice = zone.of(text);
    if let Some((_, rest)) = slice.split_once('《')
        && let Some((title, _)) = rest.split_once('》')
    {
        return (!title.is_empty()).then(|| Symbol::new(title));
    }
    let start = zone.start as usize;
    let mut end = stops.chain([zone.end as usize]).filter(|s| *s > start).min()?;
    let next = figures.get(figures.partition_point(|f| f.place.start as usize <= start));
    end = end.min(next.map_or(end, |f| f.place.start as usize));
    let phrase = scan::part(text, start, end);
    // 从铁皮工厂起家的云陌航太: the name behind what is told of it
    let phrase = match phrase.rsplit_once('的') {
        Some((told, name)) if ["从", "由", "靠", "以"].iter().any(|w| told.starts_with(w)) => name,
        _ => phrase,
    };
    let phrase = scan::part(phrase, 0, stop(phrase)).trim();
    let mut whole = phrase;
    while let Some(rest) = FRAMES.mishap.iter().find_map(|m| whole.strip_suffix(m)).filter(|rest| !rest.is_empty()) {
        whole = rest;
    }
    let chars = whole.chars().count();
    let han = whole.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphanumeric());
    if !han || !(2..=16).contains(&chars) {
        return None;
    }
    let last = whole.chars().next_back()?;
    let kinds = FRAMES.thing.of(last);
    // 工厂火灾 names no plant
    let bare = || kinds.iter().chain(FRAMES.events.of(last)).any(|t| *t == whole) || segmenter::tag_of(whole) == Some("n");
    let named = whole.len() < phrase.len() && !bare() || kinds.iter().any(|t| whole.ends_with(t) && whole.len() > t.len() + 3);
    let nobody = [&FRAMES.nobody, &FRAMES.counterparty].iter().any(|forms| forms.at(whole, 0).is_some());
    (named && !nobody).then(|| Symbol::new(whole))
}

/// Verbs of one who wins land at an auction.
const WINS: [&str; 6] = ["投得", "竞得", "拍得", "竞下", "拍下", "拿下"];

/// The kinds of land that are sold so.
const LAND: [&str; 5] = ["地块", "地皮", "用地", "宗地", "土地"];

impl Work<'_> {
    /// The land that a price was paid for at an auction, by the name it has there: 以21亿元竞得滨江地块, 滨江地块由甲以21亿元竞得.
    pub(super) fn lot(&self, site: &Site, metric: Option<&Metric>) -> Option<Symbol> {
        metric.filter(|m| &*m.head == "acquisition")?;
        let tail = scan::part(self.text, site.end, site.clause.end as usize);
        let rest = WINS.iter().find_map(|w| tail.strip_prefix(w))?;
        let lead = scan::part(self.text, site.clause.start as usize, site.start);
        let name = if rest.trim().is_empty() { lead.split_once('由')?.0 } else { rest };
        let name = name.trim_matches(['了', ' ', '。', '，', ',', '.']);
        (name.chars().count() <= 20 && LAND.iter().any(|w| name.ends_with(w) && name.len() > w.len() + 3)).then(|| Symbol::new(name))
    }
}

/// Where the words that end the phrase of a subject begin, or the phrase ends. A word that opens the phrase is part of it.
fn stop(phrase: &str) -> usize {
    let mut opening: Vec<&str> = Vec::new();
    for (i, c) in phrase.char_indices() {
        for form in FRAMES.stop.of(c).iter().filter(|f| !f.is_ascii() && scan::rest(phrase, i).starts_with(**f)) {
            if i > 3 && !opening.contains(form) {
                return i;
            }
            opening.push(form);
        }
    }
    phrase.len()
}
