//! Who a claim is about: names among the article's mentions that stand where a subject can stand.

use super::draft::Slot;
use super::frames::FRAMES;
use super::{ClaimDraft, Scene};
use crate::extract::mentions::segmenter;
use crate::extract::{ArticleFacts, EntityKey, Known, Mention, Strength};
use crate::glossary::EntityType;
use crate::text::Span;

/// The mentions of a block, and what of the article before it a pronoun can stand for.
pub(super) struct Names<'a> {
    pub facts: &'a ArticleFacts,
    /// Where the block starts.
    pub start: u32,
    pub mentions: &'a [Mention],
    /// The one organization of the article's title and lead, where there is one.
    pub lead: Option<EntityKey>,
}

/// Who stands at a place.
pub(super) enum Sole {
    None,
    One(EntityKey),
    Several,
}

impl Names<'_> {
    /// Grammatical subject, possessor, the only one of the clause; else what the paragraph spoke of before.
    pub fn subject(&self, draft: &ClaimDraft, carried: &Option<EntityKey>) -> Option<(EntityKey, Known)> {
        if draft.slot == Slot::Elsewhere {
            return None;
        }
        let other_side = |key: &EntityKey| {
            let at = |m: &&Mention| draft.counterparties.iter().any(|c| c + self.start == m.span.start);
            let mut theirs = self.mentions.iter().filter(|m| m.entity().as_ref() == Some(key)).peekable();
            theirs.peek().is_some() && theirs.clone().any(|m| at(&m)) && theirs.all(|m| at(&m) || !self.in_sentence(draft, m))
        };
        let toward = |at: u32| draft.counterparties.contains(&at) && !draft.companions.contains(&at);
        for zone in &draft.zones {
            match self.sole_but(*zone, true, &toward) {
                Sole::One(key) if other_side(&key) => {}
                Sole::One(key) => return Some((key, Known::Explicit)),
                Sole::Several => return None,
                Sole::None => {}
            }
        }
        if let Some(key) = draft.zones.iter().filter_map(|z| self.faint(*z)).find(|k| !other_side(k)) {
            return Some((key, Known::Explicit));
        }
        // 青岚县一化工厂 in one text is only 青岚县 in the next
        let part = |s: &&Scene| s.named && draft.thing.as_ref().is_some_and(|t| t.starts_with(&*s.name));
        if let Some(scene) = draft.scene.as_ref().filter(part) {
            return Some((EntityKey::Provisional(scene.name.clone()), Known::Explicit));
        }
        if let Some(thing) = &draft.thing {
            return Some((EntityKey::Provisional(thing.clone()), Known::Explicit));
        }
        if let Some(key) = draft.behind.and_then(|zone| self.behind(zone)) {
            return Some((key, Known::Explicit));
        }
        // nobody's toll, nobody's crowd
        if let Some(scene) = draft.scene.as_ref().filter(|_| draft.slot != Slot::Pronoun) {
            let known = if scene.named { Known::Resolved } else { Known::Carried };
            return Some((EntityKey::Provisional(scene.name.clone()), known));
        }
        if draft.slot == Slot::Person {
            return self.person_before(draft).map(|key| (key, Known::Resolved));
        }
        let known = |key: &EntityKey| if self.stands_for(draft, key) { Known::Resolved } else { Known::Carried };
        // "We hired …," said the head of X
        if let Some(voice) = draft.voice {
            let key = if let Sole::One(key) = self.sole(voice, false) { Some(key) } else { self.faint(voice) };
            if let Some(key) = key {
                return Some((key, Known::Carried));
            }
        }
        // "X said it delivered", 云陌宣布已交付: whoever says it
        if draft.slot != Slot::Other
            && let Some(speaker) = draft.speaker
        {
            if let Sole::One(key) = self.sole(speaker, false) {
                let sure = known(&key);
                return Some((key, sure));
            }
            if let Some(key) = self.faint(speaker) {
                let sure = known(&key);
                return Some((key, sure));
            }
        }
        if let Some(key) = carried {
            return Some((key.clone(), known(key)));
        }
        for zone in &draft.topics {
            match self.sole(*zone, false) {
                Sole::One(key) => {
                    let sure = known(&key);
                    return Some((key, sure));
                }
                Sole::Several => break,
                Sole::None => {}
            }
        }
        if let Some(speaker) = draft.speaker {
            if let Sole::One(key) = self.sole(speaker, false) {
                return Some((key, Known::Carried));
            }
            if let Some(key) = draft.quoted.then(|| self.employer(speaker)).flatten() {
                return Some((key, Known::Carried));
            }
        }
        // "The company" in a paragraph of its own
        if let Some(lead) = self.lead.clone().filter(|_| draft.slot == Slot::Pronoun) {
            let sure = known(&lead);
            return Some((lead, sure));
        }
        draft.local.as_ref().map(|name| (EntityKey::Provisional(name.clone()), Known::Carried))
    }

    /// The only person that the paragraph has named so far.
    fn person_before(&self, draft: &ClaimDraft) -> Option<EntityKey> {
        let end = draft.span.start + self.start;
        let mut all = self.mentions.iter().filter(|m| m.kind == EntityType::Person && m.span.end <= end).filter_map(Mention::entity);
        let first = all.next()?;
        all.all(|key| key == first).then_some(first)
    }

    /// Whether a pronoun, or a subject left out, can only mean this one: no other organization has been named in the
    /// paragraph so far, or in the lead where the paragraph names none.
    fn stands_for(&self, draft: &ClaimDraft, key: &EntityKey) -> bool {
        if draft.slot == Slot::Other || draft.quoted {
            return false;
        }
        let end = draft.span.end + self.start;
        let organization = |m: &&Mention| m.kind == EntityType::Organization && !self.is_gloss(m) && !is_phrase(m);
        let before = || self.mentions.iter().filter(|m| m.span.start < end).filter(organization);
        let mut sure = before().filter(|m| m.strength >= Strength::Fair).filter_map(Mention::entity).peekable();
        if sure.peek().is_some() {
            // "said it had signed with Y": the speaker is named, and Y only in the claim itself
            let first = sure.next();
            let alone = sure.all(|k| Some(&k) == first.as_ref());
            let speaks = || draft.speaker.is_some_and(|s| matches!(self.sole(s, false), Sole::One(k) if k == *key));
            return alone && first.as_ref() == Some(key) || speaks();
        }
        let faint = distinct(before());
        if !faint.is_empty() {
            return faint.len() == 1 && faint[0] == *key;
        }
        self.lead.as_ref() == Some(key)
    }

    /// Whether a mention only gives the name before it in another form: 柯川汽车（Korvo Motors）.
    fn is_gloss(&self, m: &Mention) -> bool {
        self.facts.taught.iter().any(|t| t.span == m.span)
    }

    fn in_sentence(&self, draft: &ClaimDraft, m: &Mention) -> bool {
        m.span.overlaps(draft.sentence.shift(self.start))
    }

    /// The organization that the person who speaks is said to stand for.
    fn employer(&self, zone: Span) -> Option<EntityKey> {
        let zone = zone.shift(self.start);
        let person = self.mentions.iter().find(|m| m.kind == EntityType::Person && m.span.overlaps(zone))?.entity()?;
        let mut all = self.facts.introductions.iter().filter(|i| i.entity == person).filter_map(|i| i.of_entity.clone());
        let first = all.next()?;
        all.all(|o| o == first).then_some(first)
    }

    fn touching(&self, zone: Span) -> impl Iterator<Item = &Mention> {
        let zone = zone.shift(self.start);
        self.mentions
            .iter()
            .filter(move |m| m.span.start <= zone.end && zone.start <= m.span.end && (zone.is_empty() || m.span.overlaps(zone)))
            .filter(|m| !self.is_gloss(m) && !is_phrase(m))
    }

    /// Who touches a zone alone. A zone without length is a place that a name must start or end at.
    fn sole(&self, zone: Span, persons: bool) -> Sole {
        self.sole_but(zone, persons, &|_| false)
    }

    /// The same, where a name at a place that `toward` holds of is no second subject: 云陌向岚科订购.
    fn sole_but(&self, zone: Span, persons: bool, toward: &dyn Fn(u32) -> bool) -> Sole {
        let usable = |m: &&Mention| m.strength >= Strength::Fair;
        let mut found: Option<(&Mention, EntityKey)> = None;
        for m in self.touching(zone).filter(usable) {
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
        let led_to = mention.span.start.checked_sub(self.start).is_some_and(toward);
        let joined = !led_to
            && self.mentions.iter().filter(usable).any(|o| {
                o.span.end < mention.span.start
                    && mention.span.start - o.span.end <= 5
                    && o.span.end + 1 < mention.span.start
                    && o.entity() != Some(key.clone())
                    && o.kind == mention.kind
                    && zone.is_empty()
            });
        if joined { Sole::Several } else { Sole::One(key) }
    }

    /// A name that only its capitals speak for, where it stands alone: enough for a subject, since both sides of a
    /// comparison must bear it. Of several, the only one of more than one word.
    fn faint(&self, zone: Span) -> Option<EntityKey> {
        let all = distinct(self.touching(zone).filter(|m| m.strength < Strength::Fair));
        <[EntityKey; 1]>::try_from(all).ok().map(|[one]| one)
    }

    /// Who is named behind a figure that opens its clause: "17 people were killed at Orrin Stadium".
    fn behind(&self, zone: Span) -> Option<EntityKey> {
        let mut keys: Vec<EntityKey> = self.touching(zone).filter_map(Mention::entity).collect();
        keys.dedup();
        match <[EntityKey; 1]>::try_from(keys) {
            Ok([one]) => Some(one),
            Err(_) => None,
        }
    }
}

/// 拟在临浦投资: what somebody means to do, no firm 临浦投资.
fn is_phrase(m: &Mention) -> bool {
    m.name.starts_with('拟') && m.name.chars().count() > 3
}

/// The entities of faint mentions; where there are several, those of more than one word.
fn distinct<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Vec<EntityKey> {
    // 财报, 季报: a word of the language is no name
    let word = |m: &Mention| {
        FRAMES.noname.contains(&&*m.name)
            || segmenter::tag_of(&m.name).is_some_and(|tag| matches!(tag, "n" | "v" | "vn" | "a" | "d" | "t" | "m" | "q"))
    };
    let mut all: Vec<&Mention> = mentions.filter(|m| m.name.chars().nth(1).is_some() && !word(m)).collect();
    all.sort_by_key(|m| m.entity());
    all.dedup_by_key(|m| m.entity());
    if all.len() > 1 {
        all.retain(|m| m.name.contains(' '));
    }
    all.into_iter().filter_map(Mention::entity).collect()
}
