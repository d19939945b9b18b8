//! Ages and births of persons as claims: `person|age|-|actual`, since what they say of a birthday holds at all times.

use super::{ClaimDraft, Prose, Slot};
use crate::extract::figures::scan;
use crate::extract::relations::{is_birth, is_present_age};
use crate::extract::{Aspect, Claim, EntityKey, Known, Measure, Mention, Metric, Target};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

/// Ages and births of a block, with the places where the person can stand.
pub(super) fn drafts(prose: &Prose, out: &mut Vec<ClaimDraft>) {
    let text = prose.text;
    for (i, f) in prose.figures.iter().enumerate() {
        let birth = is_birth(text, f);
        if !birth && !is_present_age(text, f) {
            continue;
        }
        let Some(at) = prose.sentences.iter().position(|s| s.span.contains(f.place)) else { continue };
        let sentence = prose.sentences[at].span;
        let clause = prose.sentences[at].clauses.iter().copied().find(|c| c.touches(f.place.start)).unwrap_or(sentence);
        let (start, end) = (f.place.start as usize, f.place.end as usize);
        let mut zones: Vec<Span> = Vec::new();
        // the 57-year-old chairman Li Wei, 36岁的林岚, 1985年出生的林岚
        let tail = scan::rest(text, end).trim_start_matches(['岁', ' ']).trim_start_matches("出生");
        let behind = text.len() - tail.len();
        if tail.starts_with('的') || !birth && scan::byte(text, end) == b' ' && scan::byte(text, behind).is_ascii_alphabetic() {
            let stop = tail.find([',', '，', '。', ';', '.', ':', '(']).unwrap_or(tail.len()).min(60);
            let stop = (0..=stop).rev().find(|i| tail.is_char_boundary(*i)).unwrap_or(0);
            zones.push(Span::new(behind, behind + stop));
        }
        let head = scan::part(text, sentence.start as usize, start).trim_end_matches([' ', ',', '，', '(']);
        let stop = sentence.start as usize + head.len();
        // Lin Lan, 36, …; 林岚,36岁; 林岚(1985年生)
        if stop < start && !head.is_empty() {
            let last = head.chars().next_back().map_or(0, char::len_utf8);
            zones.push(Span::new(stop - last, stop));
        }
        let first = clause.start.max(sentence.start) as usize;
        if first < start {
            zones.push(Span::new(first, start));
        }
        // She was born in 1962.
        let opening = scan::rest(text, scan::blanks_end(text, sentence.start as usize));
        let pronoun = ["She ", "He ", "他", "她"].iter().any(|p| opening.starts_with(p));
        if pronoun && let Some(before) = at.checked_sub(1) {
            zones.clear();
            zones.push(prose.sentences[before].span);
        }
        zones.iter_mut().for_each(|z| *z = prose.reading.source(*z));
        out.push(ClaimDraft {
            scene: None,
            companions: Box::default(),
            running: false,
            figure: i as u32,
            span: prose.reading.source(clause.join(f.place)),
            metric: Some(Metric { head: Symbol::new(Claim::AGE), qualifiers: Box::default() }),
            aspect: Aspect::Actual,
            measure: Measure::Level,
            period: None,
            as_of: None,
            clock: None,
            zones: zones.into(),
            sentence: prose.reading.source(sentence),
            counterparties: Box::default(),
            slot: Slot::Other,
            thing: None,
            local: None,
            behind: None,
            speaker: None,
            voice: None,
            topics: Box::default(),
            source: None,
            quoted: false,
        });
    }
}

/// The claim of a draft of [`drafts`]; no subject where no person stands alone in one of its places.
pub(super) fn bind(draft: &ClaimDraft, start: u32, figures: u32, mentions: &[Mention]) -> Claim {
    // Whoever stands right beside an age is a person, whatever else the name looks like.
    let is_person = |m: &&Mention, zone: Span| {
        m.span.overlaps(zone.shift(start)) && (m.kind == EntityType::Person || zone.len() <= 4 && matches!(m.target, Target::Unresolved(_)))
    };
    let person = |zone: &Span| {
        let mut found: Option<EntityKey> = None;
        for m in mentions.iter().filter(|m| is_person(m, *zone)) {
            let key = m.entity()?;
            if found.as_ref().is_some_and(|k| *k != key) {
                return None;
            }
            found = Some(key);
        }
        found.filter(is_full)
    };
    let touching = |zone: &&Span| mentions.iter().any(|m| is_person(&m, **zone));
    let subject = draft.zones.iter().find(touching).and_then(person);
    Claim {
        figure: figures + draft.figure,
        span: draft.span.shift(start),
        subject: subject.map(|s| (s, Known::Explicit)),
        metric: draft.metric.clone(),
        period: None,
        aspect: draft.aspect,
        measure: Measure::Level,
        as_of: None,
        source: None,
        quoted: false,
    }
}

/// Whether the name is a whole one: bare surnames are borne by many.
fn is_full(key: &EntityKey) -> bool {
    match key {
        EntityKey::Known(_) => true,
        EntityKey::Provisional(name) if name.is_ascii() => name.trim().contains(' '),
        EntityKey::Provisional(name) => name.chars().count() >= 2,
    }
}
