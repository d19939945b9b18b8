//! Things with proper names that no mention knows: a work in title marks, a festival, a tunnel, a city.

use super::frames::FRAMES;
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
