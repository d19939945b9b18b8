//! The one place that decides how sure a candidate is.

use super::facts::Form;
use super::finder::Found;
use super::lexicon;
use crate::extract::{Evidence, Strength};
use crate::glossary::EntityType;

/// How sure the block alone makes us of a candidate: by a pattern, else by all its evidence at once.
pub(super) fn strength(found: &Found, name: &str) -> Strength {
    if lexicon::is_no_name(name) {
        return Strength::Weak;
    }
    by_pattern(found, name).max(found.score.map_or(Strength::Weak, |s| by_score(found.kind, s)))
}

/// How sure a pattern makes us. Patterns with a measured precision of 0.9 and more are strong (ENTITIES.md, "Evidence
/// worth using"); reporting verbs, capitals and the segmenter's tags alone stay weak.
pub(super) fn by_pattern(found: &Found, name: &str) -> Strength {
    let e = found.evidence;
    let any = |bits: &[Evidence]| bits.iter().any(|b| e.has(*b));
    if lexicon::is_no_name(name) {
        return Strength::Weak;
    }
    let by_evidence = match found.kind {
        // `Mr. Lu` is a person, but who? The article has to say.
        EntityType::Person if found.form == Form::Surname && !any(&[Evidence::TITLE, Evidence::APPOSITION]) => Strength::Fair,
        EntityType::Person if any(&[Evidence::TITLE, Evidence::APPOSITION, Evidence::HONORIFIC, Evidence::BYLINE]) => Strength::Strong,
        // Shape and verb together: neither alone is enough.
        EntityType::Person
            if e.has(Evidence::REPORTING_VERB) && any(&[Evidence::SURNAME, Evidence::CAPITALS]) && e.has(Evidence::SEGMENTER) =>
        {
            Strength::Fair
        }
        EntityType::Organization if e.has(Evidence::APPOSITION) => Strength::Strong,
        EntityType::Organization if e.has(Evidence::SUFFIX) && !found.opens => Strength::Fair,
        EntityType::Product if e.has(Evidence::MODEL_NUMBER) && e.has(Evidence::PRODUCT_CUE) => Strength::Strong,
        EntityType::Product if e.has(Evidence::APPOSITION) => Strength::Fair,
        _ if e.has(Evidence::DEFINED) => Strength::Fair,
        _ => Strength::Weak,
    };
    by_evidence.max(found.at_least).max(by_characters(found))
}

/// What characters and neighbours together make of a candidate ([`Found::fit`]).
fn by_characters(found: &Found) -> Strength {
    match found.fit {
        FAIR.. => Strength::Fair,
        LIKELY.. => Strength::Likely,
        _ => Strength::Weak,
    }
}

/// Scores from which on a name is likely, and good enough to be shown.
const LIKELY: i32 = 70;
const FAIR: i32 = 130;

/// How sure a score over all looks and neighbours makes us, where no pattern does. The weights are fitted so that 0 is
/// even odds of a name of this type against none at all; a little below, most are still names, persons more so: their
/// odds are shared with organizations.
fn by_score(kind: EntityType, score: i16) -> Strength {
    let likely = if kind == EntityType::Person { -90 } else { -40 };
    if score >= likely { Strength::Likely } else { Strength::Weak }
}

/// Below this score a candidate is no name, however often it stands there.
pub(super) const UNLIKELY: i16 = -100;
