//! Numbers that belong to a name, a score, a telephone number or a set phrase and state no amount: ISO 9001, the Five
//! Eyes, 3-1, (212) 555-0147, second-hand.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::FigureKind;
use super::lexicon::{LEXICON, Sense, rows};
use super::measure::Found;
use super::numeral::Shape;
use super::scan::{self, blanks_end, byte, digits_end, letters_end};
use crate::text::Exact;

/// Behind the telephone number, score or section whose first digits stand at `at..end`.
pub(super) fn dialled(text: &str, at: usize, end: usize) -> Option<usize> {
    let before = byte(text, at.wrapping_sub(1));
    if before == b'+' {
        return groups(text, end).filter(|(n, _)| *n >= 2).map(|(_, end)| end);
    }
    // 401(k), 4(b); Form 10-K
    let letter = byte(text, end + 1);
    if byte(text, end) == b'(' && letter.is_ascii_lowercase() && byte(text, end + 2) == b')' {
        return Some(end + 3);
    }
    if byte(text, end) == b'-'
        && letter.is_ascii_uppercase()
        && !byte(text, end + 2).is_ascii_alphanumeric()
        && !matches!(letter, b'C' | b'F')
    {
        return Some(end + 2);
    }
    if before == b'(' && byte(text, end) == b')' && end - at == 3 {
        let from = blanks_end(text, end + 1);
        let first = digits_end(text, from);
        return groups(text, first).filter(|(_, last)| first == from + 3 && *last == first + 5).map(|(_, end)| end);
    }
    let last = digits_end(text, end + 1);
    if byte(text, end) != b'-'
        || last == end + 1
        || byte(text, last).is_ascii_alphanumeric()
        || matches!(byte(text, last), b'-' | b'%' | b'/')
    {
        return None;
    }
    let (first, second) = (scan::part(text, at, end), scan::part(text, end + 1, last));
    if first.len() == 3 && second.len() == 4 && second.starts_with('0') {
        return Some(last);
    }
    // 3-1, 2-0, 6-4: the better side first; an inverted range has a unit behind it
    let (a, b): (u16, u16) = (first.parse().ok()?, second.parse().ok()?);
    let decimals = byte(text, last) == b'.' && byte(text, last + 1).is_ascii_digit();
    let measured = || {
        LEXICON.find(text, scan::joint_end(text, last), |s| {
            matches!(s, Sense::Unit(_) | Sense::CurrencyAfter(_) | Sense::Percent(_) | Sense::Scale(_)).then_some(())
        })
    };
    // Boeing 737-800
    if a < b && before == b' ' && first.len() > 1 {
        let word = scan::word_before(text, at);
        let from = at - 1 - word.len().min(at - 1);
        let named = scan::part(text, from, at - 1) == word && is_name(word) && !is_lead(text, from) && !opens_sentence(text, from);
        let month = LEXICON.find(text, from, |s| matches!(s, Sense::Month(_) | Sense::Weekday(_)).then_some(())).is_some();
        return (named && !month && measured().is_none() && super::nouns::noun(text, last, false).is_none()).then_some(last);
    }
    let bounded = !matches!(before, b'$' | b'.' | b'-' | b'/') && before.is_ascii();
    (first.len() <= 3 && second.len() <= 3 && a >= b && bounded && !decimals && measured().is_none()).then_some(last)
}

/// How many groups of two digits and more follow, parted by a blank or hyphen each, and where the last one ends.
fn groups(text: &str, end: usize) -> Option<(usize, usize)> {
    let (mut count, mut end) = (0, end);
    while matches!(byte(text, end), b' ' | b'-') && digits_end(text, end + 1) >= end + 3 {
        end = digits_end(text, end + 1);
        count += 1;
    }
    (count > 0 && !byte(text, end).is_ascii_alphanumeric()).then_some((count, end))
}

/// Whether the amount that was read is part of a name or a set phrase.
pub(super) fn rejects(text: &str, found: &Found) -> bool {
    // 50/50, 20/20, 7/7
    if found.shape == Shape::Fraction && found.value == Some(Exact::ONE) && byte(text, found.start).is_ascii_digit() {
        return true;
    }
    match found.shape {
        Shape::Words | Shape::Fraction | Shape::Vague if byte(text, found.start).is_ascii_alphabetic() => {
            is_phrase(text, found) || is_title(text, found)
        }
        Shape::Digits => is_numbered(text, found),
        _ => byte(text, found.start) == b'+' && dialled(text, found.start + 1, digits_end(text, found.start + 1)).is_some(),
    }
}

/// ISO 9001, S&P 500, iPhone 15: digits behind a word of capitals, or with an inner one.
fn is_numbered(text: &str, found: &Found) -> bool {
    if found.kind != FigureKind::Number || found.unit.is_some() {
        return false;
    }
    // five-a-side, C-131/12, the under-21 side
    let before = byte(text, found.start.wrapping_sub(1));
    let under = before == b'-' && ["under", "over"].iter().any(|w| scan::word_before(text, found.start).eq_ignore_ascii_case(w));
    let reference = before == b'/' && byte(text, found.start.wrapping_sub(2)).is_ascii_alphanumeric();
    if under || reference || scan::rest(text, found.end).starts_with("-a-side") {
        return true;
    }
    if is_address(text, found.end) {
        return true;
    }
    if byte(text, found.start.wrapping_sub(1)) != b' ' {
        return false;
    }
    let word = scan::word_before(text, found.start);
    let Some(at) = found.start.checked_sub(1 + word.len()) else { return false };
    // more than one blank, or something else, lies between
    if word.is_empty() || scan::part(text, at, found.start - 1) != word || is_lead(text, at) {
        return false;
    }
    let inner = word.get(1..).is_some_and(|w| w.bytes().any(|b| b.is_ascii_uppercase()));
    let behind = byte(text, blanks_end(text, found.end));
    let shouted = behind.is_ascii_uppercase() && byte(text, blanks_end(text, found.end) + 1).is_ascii_uppercase();
    inner && !shouted || byte(text, at.wrapping_sub(1)) == b'&' && byte(text, at).is_ascii_uppercase()
}

/// Whether a street follows: `10 Downing Street`.
fn is_address(text: &str, end: usize) -> bool {
    let mut at = end;
    for step in 0..3 {
        let from = blanks_end(text, at);
        let word = scan::part(text, from, letters_end(text, from));
        if from == at || !is_name(word) {
            return false;
        }
        let streets = ["Street", "Avenue", "Road", "Lane", "Drive", "Boulevard", "Square", "Terrace", "Crescent", "Court"];
        if step > 0 && streets.contains(&word) {
            return true;
        }
        at = from + word.len();
    }
    false
}

/// `the Five Eyes`, `Second World War`, `the Six-Day War`, `Air Force One`: capitalised number words inside a name.
fn is_title(text: &str, found: &Found) -> bool {
    if !is_name(scan::part(text, found.start, letters_end(text, found.start))) {
        return false;
    }
    let after = blanks_end(text, found.end);
    let name_behind = after > found.end && is_name(scan::part(text, after, letters_end(text, after)));
    if found.kind == FigureKind::Ordinal {
        return name_behind;
    }
    if found.kind == FigureKind::Duration {
        return scan::word(text, after, "war").is_some() && name_behind;
    }
    if !matches!(found.kind, FigureKind::Number | FigureKind::Quantity) {
        return false;
    }
    let previous = scan::word_before(text, found.start);
    let at = scan::part(text, 0, found.start).trim_end_matches([' ', '-']).len() - previous.len();
    if previous.is_empty() || opens_sentence(text, found.start) {
        return false;
    }
    let article = |w: &str| w == "the" || w == "of";
    let one = scan::word(text, found.start, "one").is_some_and(|e| e == found.end);
    article(previous)
        || name_behind && previous.starts_with(|c: char| c.is_ascii_lowercase())
        || is_name(previous) && (one || previous == "War" || article(scan::word_before(text, at)))
}

/// `Boeing`, `World`: a capital and small letters behind it.
fn is_name(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase()) && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
}

/// Whether the word at `at` is one that leads an amount: "About 20", "OVER 30", "IN 20".
fn is_lead(text: &str, at: usize) -> bool {
    let word = scan::part(text, at, letters_end(text, at));
    let small = ["in", "to", "of", "by", "at", "on", "and", "the", "for", "from", "with", "or", "is", "as", "than", "all", "between"];
    small.iter().any(|w| word.eq_ignore_ascii_case(w))
        || LEXICON.find(text, at, |s| matches!(s, Sense::Before(_) | Sense::CurrencyAfter(_)).then_some(())).is_some()
}

fn opens_sentence(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    head.is_empty() || head.ends_with(['.', '!', '?', ':', ';', '\n', '"', '“', '‘', '(', '—', '•'])
}

/// second-hand, ground zero, wait a second: set phrases in which the number word counts nothing.
fn is_phrase(text: &str, found: &Found) -> bool {
    // one-stop shop: the number word and what is joined to it
    let end = letters_end(text, found.start);
    let own = scan::part(text, found.start, end);
    let after = scan::joint_end(text, end);
    let next = scan::part(text, after, letters_end(text, after));
    let before = scan::word_before(text, found.start);
    let known = |a: &str, b: &str| {
        !a.is_empty() && !b.is_empty() && PHRASES.contains(format!("{} {}", a.to_ascii_lowercase(), b.to_ascii_lowercase()).as_str())
    };
    if after > end && known(own, next) || known(before, own) {
        return true;
    }
    // first-half results
    if own.eq_ignore_ascii_case("half") {
        return ["first", "second", "same", "other", "latter"].iter().any(|w| before.eq_ignore_ascii_case(w));
    }
    // a second of time
    let moment = ["a", "per", "each", "every", "split", "half"].iter().any(|w| before.eq_ignore_ascii_case(w));
    let ends = next.is_empty() || ["later", "before", "ago", "apart", "faster", "slower", "and", "or", "to"].contains(&next);
    own == "second" && moment && ends && found.kind == FigureKind::Ordinal
}

static PHRASES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| rows(include_str!("data/set_phrases_en.txt")).collect());
