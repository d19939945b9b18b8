//! Feasts and holidays in English: `Christmas`, `Thanksgiving 2014`; the year behind one is bound as that of any date.

use super::super::lexicon::{LEXICON, Sense};
use super::super::scan::{self, any_word, blanks_end, byte};
use super::super::when::{Expr, Grain, Year};

pub(super) fn at(text: &str, at: usize) -> Option<(Expr, usize)> {
    let (feast, end) = LEXICON.find(text, at, |s| if let Sense::Feast(f) = s { Some(f) } else { None })?;
    let own = scan::part(text, at, end);
    // Easter Island, Christmas Carol: the first word of a name
    let next = blanks_end(text, end);
    let named = own.starts_with(|c: char| c.is_ascii_uppercase())
        && byte(text, next).is_ascii_uppercase()
        && any_word(text, next, &["Day", "Eve"]).is_none();
    // a Christmas tree, Easter eggs
    let article = matches!(scan::word_before(text, at).to_ascii_lowercase().as_str(), "a" | "an");
    // another land's, or another church's: Mexico's Labor Day, Indian Independence Day
    let previous = scan::word_before(text, at);
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let possessor = head.strip_suffix("'s").or_else(|| head.strip_suffix("’s")).or_else(|| head.strip_suffix("s'"));
    let adjective = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase()) && ["an", "ish", "ese", "ic", "Orthodox"].iter().any(|e| word.ends_with(e))
    };
    let owner = possessor.is_some_and(|p| !p.ends_with("year") && !p.ends_with(|c: char| c.is_ascii_digit())) || adjective(previous);
    if owner {
        return None;
    }
    let feast = Expr::Feast { year: Year::Unknown, feast };
    if let Some(end) = any_word(text, next, &["weekend"]).filter(|_| next > end) {
        return Some((Expr::Holding { grain: Grain::Weekend, day: feast.boxed() }, end));
    }
    (!named && !article && byte(text, end) != b'-').then_some((feast, end))
}
