//! `@ name` of posts: whom a post speaks to or of, where the sign stands apart from the name. An attached handle is an
//! address, and stays one.

use super::hints::{Hint, hints, known};
use super::*;
use crate::extract::Strength;

/// Bounds of a handle's length in characters, as social networks have them.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=20;

/// Finds them, and hides them from all other grammar.
pub(in super::super) fn find(text: &str, tokens: &mut [Token], finder: &mut Finder) {
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let Some(rest) = text.get(at + 1..).and_then(|r| r.strip_prefix(' ')) else { continue };
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())];
        let (before, behind) = (text.get(..at).unwrap_or(""), rest.get(name.len()..).unwrap_or(""));
        let apart = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if !apart || !is_handle(name) || (!before.is_empty() && place_name(name, behind)) {
            continue;
        }
        let span = Span::new(at + 2, at + 2 + name.len());
        let from = tokens.partition_point(|t| t.end <= span.start);
        tokens.iter_mut().skip(from).take_while(|t| t.start < span.end).for_each(|t| t.kind = Kind::Opaque);
        // `RT @ name`: who wrote the post, not whom it names. `@ name _ x`: cut in pieces, and who knows where it ends.
        let cut = behind.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| c == '_' || c.is_ascii_digit()));
        if !before.trim_end().ends_with("RT") && !cut {
            let mut found = Found::new(span, kind(name), Evidence::HANDLE);
            found.at_least = Strength::Likely;
            finder.add(found);
        }
    }
}

fn is_handle(name: &str) -> bool {
    LENGTHS.contains(&name.len())
        && name.bytes().filter(u8::is_ascii_alphabetic).count() >= 3
        && !lexicon::latin(name).has(Class::FUNCTION | Class::CALENDAR | Class::PLACE)
}

/// `@ Harbour Hall`: the sign says where.
fn place_name(name: &str, behind: &str) -> bool {
    let plain = name.starts_with(|c: char| c.is_ascii_uppercase()) && name[1..].bytes().all(|b| b.is_ascii_lowercase());
    plain && behind.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// An organization where a part of the handle says so, else a person.
fn kind(name: &str) -> EntityType {
    let lower = name.to_lowercase();
    let says = |word: &str| lexicon::latin(word).has(Class::ORG_SUFFIX) || hints(word).has(Hint::ORG_HEAD);
    let organization = known(name).is_some()
        || pieces(name).any(|p| says(p) || known(p).is_some())
        || ENDINGS.iter().any(|e| lower.len() > e.len() && lower.ends_with(e));
    if organization { EntityType::Organization } else { EntityType::Person }
}

/// Parts of a handle: at underscores, digits and capitals after small letters.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let cut = |i: usize| {
        let (a, b) = (bytes[i - 1], bytes[i]);
        !b.is_ascii_alphabetic() || !a.is_ascii_alphabetic() || (a.is_ascii_lowercase() && b.is_ascii_uppercase())
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        if from >= name.len() {
            return None;
        }
        let to = (from + 1..name.len()).find(|i| cut(*i)).unwrap_or(name.len());
        let piece = name.get(from..to);
        from = to;
        piece
    })
    .filter(|p| p.len() >= 3)
}

/// Ends of handles that organizations choose.
const ENDINGS: &[&str] = &[
    "news",
    "radio",
    "tv",
    "fm",
    "mag",
    "magazine",
    "times",
    "official",
    "hq",
    "band",
    "club",
    "store",
    "shop",
    "foundation",
    "records",
    "sports",
    "football",
    "soccer",
    "basketball",
    "live",
    "media",
    "online",
    "daily",
    "university",
    "festival",
    "studios",
    "games",
    "team",
    "police",
    "airlines",
    "airport",
    "post",
    "fund",
    "council",
    "museum",
    "awards",
    "movie",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_that_stand_apart() {
        let found = |text: &str| {
            let mut finder = Finder::default();
            find(text, &mut crate::extract::mentions::tokens::tokens(text), &mut finder);
            finder.found.iter().map(|f| format!("{} {}", f.span.of(text), f.kind.as_str())).collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("@ lu_wan_88 thank you", vec!["lu_wan_88 person"]),
            ("with @ KorvoNews and @ TildaAmes!", vec!["KorvoNews organization", "TildaAmes person"]),
            ("RT @ tildaames: here", vec![]),
            ("mail lu@ korvo or @korvo", vec![]),
            ("lunch @ the pier, @ Tarn Hall", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
