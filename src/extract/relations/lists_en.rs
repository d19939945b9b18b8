//! English counts and their lists.

use super::classes::{class, words_at};
use super::lists::{Found, counted_by};
use crate::extract::figures::scan::{self, blanks_end, byte, letters_end};

/// Two to twelve.
const NUMBERS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

pub(super) fn read(text: &str, out: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let opens = matches!(bytes[at], b't' | b'T' | b'f' | b'F' | b's' | b'S' | b'e' | b'E' | b'n' | b'N' | b'1'..=b'9');
        if !opens || at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'-' | b'.' | b',' | b'$' | b'#' | b'\''))
        {
            continue;
        }
        let Some((stated, end)) = number(text, at) else { continue };
        // "two dogs and three cats: …" lists both
        let clause = scan::lead(text, at, 50).rsplit([',', '.', ';', ':']).next().unwrap_or("");
        if matches!(scan::word_before(text, at), "and" | "or" | "plus") && has_number(clause) {
            continue;
        }
        // "two of the five plants": the list is of the two
        if class("en-partitive").before(text, at).is_some() {
            continue;
        }
        let Some(noun) = noun_end(text, end) else { continue };
        let list = forward(text, at, noun, stated).or_else(|| backward(text, at, noun, stated));
        out.extend(list.map(|(list, items)| Found { count: (at, noun), stated, list, items }));
    }
}

fn number(text: &str, at: usize) -> Option<(u16, usize)> {
    if byte(text, at).is_ascii_digit() {
        let end = scan::digits_end(text, at);
        let n: u16 = scan::part(text, at, end).parse().ok()?;
        return ((2..=12).contains(&n) && byte(text, end) == b' ').then_some((n, end));
    }
    let (i, end) = NUMBERS.iter().enumerate().find_map(|(i, w)| scan::word(text, at, w).map(|e| (i, e)))?;
    (byte(text, end) == b' ').then_some((i as u16 + 2, end))
}

/// Behind the plural noun that the number before `end` counts, up to four words before it.
fn noun_end(text: &str, end: usize) -> Option<usize> {
    let mut at = blanks_end(text, end);
    for step in 0..5 {
        let mut stop = letters_end(text, at);
        while byte(text, stop) == b'-' && byte(text, stop + 1).is_ascii_alphabetic() {
            stop = letters_end(text, stop + 1);
        }
        let word = scan::part(text, at, stop);
        if word.is_empty() || byte(text, stop).is_ascii_digit() || class("en-function").is(word) {
            return None;
        }
        if class("en-uncounted").is(word) {
            return None;
        }
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        if is_plural(word) && !capital {
            // "three car makers": the last of several plurals is the head
            let next = blanks_end(text, stop);
            let tail = scan::part(text, next, letters_end(text, next));
            if stop != next && is_plural(tail) && !class("en-function").is(tail) && !class("en-verb").is(tail) && step < 4 {
                return (!class("en-uncounted").is(tail)).then_some(letters_end(text, next));
            }
            return Some(stop);
        }
        let next = blanks_end(text, stop);
        if next == stop {
            return None;
        }
        at = next;
    }
    None
}

fn is_plural(word: &str) -> bool {
    class("en-plural").is(word) || word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e))
}

type List = ((usize, usize), (u16, u16));

/// The list behind a count.
fn forward(text: &str, at: usize, noun: usize, stated: u16) -> Option<List> {
    let next = blanks_end(text, noun);
    let c = scan::char_at(text, next)?;
    // "four aspects of A, B, C and D"
    if let Some(of) = scan::word(text, next, "of").filter(|_| next > noun) {
        let head = scan::part(text, noun.saturating_sub(30), noun).rsplit(' ').next().unwrap_or("");
        let from = blanks_end(text, of);
        let end = sentence_end(text, from);
        if class("en-shell").is(head) {
            return in_row(text, from, end, stated, Kind::Of);
        }
        // "two causes of the delay: …"
        if !scan::part(text, from, end.min(from + 60)).contains(':') {
            return apposed_behind(text, at, from, end, stated);
        }
    }
    if c == ':' {
        return behind_colon(text, next + 1, stated);
    }
    if c == '.' {
        // "three steps. First, …"
        let from = blanks_end(text, next + 1);
        scan::any_word(text, from, &["first", "firstly"])?;
        return behind_colon(text, from, stated);
    }
    // "three goals for this year: …": only a colon opens a list behind more words
    if c.is_ascii_alphabetic() {
        if let Some(namely) = scan::any_word(text, next, &["namely"]) {
            let from = blanks_end(text, namely);
            return in_row(text, from, sentence_end(text, from), stated, Kind::Open);
        }
        let reach =
            next + scan::part(text, next, sentence_end(text, next)).find([':', ',', '(', '"', '“', '–', '—']).filter(|i| *i <= 70)?;
        let between = scan::part(text, next, reach);
        if byte(text, reach) != b':' || class("en-example").in_text(between) || has_number(between) || class("en-speech").in_text(between) {
            return None;
        }
        return behind_colon(text, reach + 1, stated);
    }
    if leads_clause(text, at) {
        return None;
    }
    match c {
        ',' => {
            let from = blanks_end(text, next + 1);
            if let Some(namely) = class("en-namely").at(text, from) {
                let from = blanks_end(text, namely + usize::from(byte(text, namely) == b','));
                return in_row(text, from, sentence_end(text, from), stated, Kind::Open);
            }
            let placed = scan::any_word(text, from, &["in", "at"]);
            let from = placed.map_or(from, |e| blanks_end(text, e));
            let kind = if placed.is_some() { Kind::Placed } else { Kind::Names };
            in_row(text, from, sentence_end(text, from), stated, kind)
        }
        '(' => {
            let end = next + scan::rest(text, next).find(')')?;
            let from = next + 1;
            let placed = scan::any_word(text, from, &["in", "at"]);
            let from = placed.map_or(from, |e| blanks_end(text, e));
            let row = in_row(text, from, end, stated, if placed.is_some() { Kind::Placed } else { Kind::Closed })?;
            (row.0.1 == end).then_some(row)
        }
        '–' | '—' | '-' if next > noun || c != '-' => {
            let from = blanks_end(text, next + c.len_utf8());
            let stop = sentence_end(text, from);
            let end = scan::part(text, from, stop).find([c]).map_or(stop, |i| from + i);
            let end = from + scan::part(text, from, end).trim_end().len();
            let row = in_row(text, from, end, stated, Kind::Closed)?;
            (row.0.1 == end).then_some(row)
        }
        _ => None,
    }
}

/// "The two winners of the prize, A, B and C, will …": names between commas, where nothing else is in the plural.
fn apposed_behind(text: &str, at: usize, from: usize, end: usize, stated: u16) -> Option<List> {
    let comma = from + scan::part(text, from, end).find([',', '(', '"', '“', '–', '—']).filter(|i| *i <= 60)?;
    let of = scan::part(text, from, comma);
    let other = has_number(of)
        || class("en-example").in_text(of)
        || class("en-speech").in_text(of)
        || of.split(' ').any(|w| is_plural(w) || class("en-clause").is(w) || matches!(w, "and" | "or"));
    if byte(text, comma) != b',' || other || !scan::word_before(text, at).eq_ignore_ascii_case("the") || leads_clause(text, at) {
        return None;
    }
    let from = blanks_end(text, comma + 1);
    // ", will divide the money between them": the sentence goes on and tells nothing of the list
    let mut verb = scan::part(text, from, end).match_indices(", ").map(|(i, _)| from + i + 1);
    let end = verb.find(|i| class("en-clause").is(first_word(scan::rest(text, i + 1)))).unwrap_or(end);
    let row = in_row(text, from, end, stated, Kind::Names)?;
    (byte(text, row.0.1) == b',').then_some(row)
}

/// "In three cities, A and B …": the count belongs to what the clause is about, and a subject may follow the comma.
fn leads_clause(text: &str, at: usize) -> bool {
    let head = scan::part(text, 0, at);
    let start = head.rfind([',', '.', ';', ':', '!', '?', '"', '“', '\n']).map_or(0, |i| i + 1);
    let mut first = blanks_end(text, start);
    if byte(text, first) >= 0x80 {
        first += scan::char_at(text, first).map_or(0, char::len_utf8);
    }
    let word = scan::part(text, first, letters_end(text, first));
    class("en-lead").is(word)
}

/// The end of the sentence (or clause before a semicolon).
fn sentence_end(text: &str, from: usize) -> usize {
    let rest = scan::rest(text, from);
    for (i, c) in rest.char_indices() {
        match c {
            '!' | '?' | ';' | '\n' | '。' | '；' | '"' | '”' => return from + i,
            '.' => {
                let at = from + i;
                let word = scan::word_before(text, at);
                let next = byte(text, at + 1);
                let open = word.len() == 1 || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Inc" | "Ltd" | "Co" | "Corp");
                if (next == 0 || next == b' ' || next == b'"' || next >= 0x80) && !(open && next == b' ') {
                    return at;
                }
            }
            _ => {}
        }
    }
    text.len()
}

fn has_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || words_at(text).any(|at| NUMBERS.iter().any(|n| scan::word(text, at, n).is_some()))
}

/// What a colon opens: marked items, items between semicolons, or short items between commas.
fn behind_colon(text: &str, from: usize, stated: u16) -> Option<List> {
    let from = blanks_end(text, from);
    if byte(text, from) == b'"' || scan::rest(text, from).starts_with('“') {
        return None;
    }
    let end = sentence_end(text, from);
    let row = scan::part(text, from, end);
    if class("en-open").in_text(row) {
        return None;
    }
    // first, …, second, …
    let block = scan::rest(text, from);
    let marks: Vec<u16> = marks(block).collect();
    if !marks.is_empty() {
        let last = counted_by(marks.into_iter())?;
        let stop = from + block.find(['.', '!', '?', '\n']).unwrap_or(block.len());
        let inside = counted_by(self::marks(scan::part(text, from, stop)));
        let short = inside == Some(last) && !class("en-more").in_text(block);
        return (last > stated || short && last < stated).then_some(((from, end), (last, last)));
    }
    if byte(text, end) == b';' {
        let stop = scan::rest(text, from).find(['.', '\n', '!', '?']).map_or(text.len(), |i| from + i);
        let items = scan::part(text, from, stop).split(';').count() as u16;
        return Some(((from, stop), (items, items)));
    }
    in_row(text, from, end, stated, Kind::Open)
}

/// Ordinal markers at the start of sentences and clauses.
fn marks(text: &str) -> impl Iterator<Item = u16> + '_ {
    const WORDS: [(&str, u16); 12] = [
        ("first", 1),
        ("firstly", 1),
        ("second", 2),
        ("secondly", 2),
        ("third", 3),
        ("thirdly", 3),
        ("fourth", 4),
        ("fourthly", 4),
        ("fifth", 5),
        ("fifthly", 5),
        ("sixth", 6),
        ("seventh", 7),
    ];
    words_at(text).filter_map(move |at| {
        let head = scan::part(text, 0, at).trim_end_matches(' ');
        let opens = head.is_empty() || head.ends_with([',', '.', ';', ':', '!', '?']) || head.ends_with("and") || head.ends_with('(');
        let (n, end) = WORDS.iter().find_map(|(w, n)| scan::word(text, at, w).map(|e| (*n, e)))?;
        (opens
            && matches!(byte(text, end), b',' | b':' | b' ' | b')')
            && (byte(text, end) != b' ' || head.is_empty() || head.ends_with(';') || byte(text, end) == b','))
            .then_some(n)
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Behind a colon or "namely": short items of any words, to the end of the sentence.
    Open,
    /// Behind "of": as `Open`, but the sentence may go on.
    Of,
    /// Between brackets or dashes: names or short words, the whole of it.
    Closed,
    /// Behind a comma: names; the sentence may go on.
    Names,
    /// Places: there may be several things at one.
    Placed,
}

/// Items between commas, the last one behind "and" or "or".
fn in_row(text: &str, from: usize, end: usize, stated: u16, kind: Kind) -> Option<List> {
    let row = scan::part(text, from, end);
    // "…, all of whom lived there": told of the whole list
    let all = class("en-all").others().filter_map(|w| row.find(w)).min().filter(|_| matches!(kind, Kind::Names | Kind::Placed));
    if all.is_some_and(|at| scan::rest(row, at).contains(" and ")) {
        return None;
    }
    let end = all.map_or(end, |at| from + at);
    let row = scan::part(text, from, end);
    if class("en-open").in_text(row) || class("en-example").in_text(row) {
        return None;
    }
    let names = matches!(kind, Kind::Names | Kind::Placed);
    let mut segments: Vec<(&str, usize)> = Vec::new();
    let mut at = from;
    for part in row.split(',') {
        segments.push((part.trim(), at + part.len()));
        at += part.len() + 1;
    }
    let mut parts = 0u16;
    let mut inner = 0u16;
    let mut closed = None;
    let mut list_end = from;
    for (i, (segment, stop)) in segments.iter().enumerate() {
        let (led, body) = match scan::any_word(segment, 0, &["and", "or"]) {
            Some(e) => (true, scan::rest(segment, e).trim_start()),
            None => (false, *segment),
        };
        let joins = conjunctions(body);
        // "lost 3 crowns, Marn 2 crowns and Tull 7", "12 countries, 5 of them in Asia": figures of their own
        if names && has_number(body) {
            return None;
        }
        if !led && names && (!is_name(body) || joins.is_empty() && !is_bare_name(body)) {
            return None;
        }
        if !names && !is_item(body) && !(kind == Kind::Of && (led || !joins.is_empty())) {
            return None;
        }
        if led {
            if i == 0 || kind == Kind::Of && class("en-determiner").is(first_word(body)) {
                // "… and D, and the difficulty of it": the list has ended before
                return None;
            }
            if names && !is_name(body) {
                return None;
            }
            parts += 1;
            inner += joins.len() as u16;
            closed = Some((i, parts, parts + inner));
            list_end = from_names(segment, *stop, names);
            break;
        }
        parts += 1;
        inner += joins.len() as u16;
        list_end = *stop;
        if joins.is_empty() {
            continue;
        }
        // The list may end here with "C and D", or the words belong to one item and "and" is yet to come.
        let more = segments.get(i + 1).map(|s| s.0);
        let and_later = segments[i + 1..].iter().any(|s| {
            scan::any_word(s.0, 0, &["and", "or"]).is_some_and(|e| {
                let tail = scan::rest(s.0, e).trim_start();
                if names {
                    is_name(tail)
                } else if kind == Kind::Of {
                    !class("en-determiner").is(first_word(tail)) && is_item(tail)
                } else {
                    true
                }
            })
        });
        let any_later = segments[i + 1..].iter().any(|s| !conjunctions(s.0).is_empty());
        if more.is_some() && and_later {
            if names {
                return None;
            }
            continue;
        }
        if more.is_some() && !names && kind != Kind::Of {
            if any_later {
                continue;
            }
            return None;
        }
        if names {
            let (at, _) = *joins.last()?;
            if !is_name(scan::rest(body, at).trim_start()) || joins.len() > 1 {
                return None;
            }
        }
        let least = parts + 1;
        closed = Some((i, least, parts + inner));
        list_end = from_names(segment, *stop, names);
        break;
    }
    let (last, least, most) = match closed {
        Some(found) => found,
        None if matches!(kind, Kind::Closed | Kind::Open) && parts >= 2 => (segments.len() - 1, parts, parts + inner),
        None => return None,
    };
    // "Ann Lee, of Kew, and Bo Orr, a former banker": who a person is may be no item of its own
    let apposed = segments[..=last].windows(2).filter(|w| is_bare_name(w[0].0) && is_apposition(w[1].0)).count() as u16;
    let least = least.saturating_sub(apposed);
    if matches!(kind, Kind::Closed | Kind::Open) && last + 1 != segments.len() {
        return None;
    }
    // "Austin, Texas, and Boise, Idaho": names in pairs
    if names && segments.get(last + 1).is_some_and(|s| is_bare_name(s.0)) {
        return None;
    }
    if segments.get(last + 1).is_some_and(|s| {
        scan::any_word(s.0, 0, &["and", "or", "as well as"]).is_some_and(|e| {
            let tail = scan::rest(s.0, e).trim_start();
            names && is_name(tail)
        })
    }) {
        return None;
    }
    let placed_fewer = kind == Kind::Placed && most < stated;
    (!placed_fewer && most <= 30).then_some(((from, list_end), (least, most)))
}

/// A list of names ends with the last name: what follows in lower case is the sentence.
fn from_names(segment: &str, stop: usize, names: bool) -> usize {
    let trimmed = segment.len();
    if !names {
        return stop;
    }
    let start = stop - trimmed.min(stop);
    let joins = conjunctions(segment);
    let after = joins.last().map_or(0, |j| j.0);
    let tail = scan::rest(segment, after);
    let mut end = 0;
    for at in words_at(tail) {
        let capital = byte(tail, at).is_ascii_uppercase();
        let word_end = letters_end(tail, at).max(at + 1);
        if !capital && !class("en-in-name").is(scan::part(tail, at, word_end)) && end > 0 {
            break;
        }
        if capital {
            end = word_end;
        }
    }
    (start + after + end).max(start)
}

/// Where "and" or "or" stands between words: (behind it, before it).
fn conjunctions(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let at = |i: usize| -> Option<(usize, usize)> {
        if bytes[i] != b' ' {
            return None;
        }
        let e = scan::any_word(text, i + 1, &["and", "or"])?;
        (byte(text, e) == b' ').then_some((e + 1, i))
    };
    (0..bytes.len()).filter_map(at).collect()
}

fn first_word(text: &str) -> &str {
    scan::part(text, 0, letters_end(text, 0))
}

/// Opens like a name: a capital letter, or "the" before one.
fn is_name(text: &str) -> bool {
    let at = scan::any_word(text, 0, &["the"]).map_or(0, |e| blanks_end(text, e));
    scan::rest(text, at)
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && scan::rest(text, at).chars().any(|c| c.is_ascii_uppercase()))
        && !class("en-function").is(first_word(scan::rest(text, at)))
}

/// A name and nothing else: capitals and the small words inside names.
fn is_bare_name(text: &str) -> bool {
    is_name(text)
        && text.split(' ').filter(|w| !w.is_empty()).count() <= 6
        && text.split(' ').all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&') || class("en-in-name").is(w))
}

/// What may be said of the name before it: "of Kew", "a former banker", "the mayor".
fn is_apposition(text: &str) -> bool {
    class("en-apposition").is(first_word(text))
}

/// A short item without a verb of its own.
fn is_item(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '&' | '.')).filter(|w| !w.is_empty()).collect();
    // "five floors: the first holds maps"
    let ordinal = scan::any_word(text, 0, &["the first", "the second", "the third", "the last", "the other"]).is_some();
    // "a lack of welders and a dispute over the price": each side may be as long as an item
    let cut = conjunctions(text);
    let ends = cut.iter().map(|c| c.1).chain([text.len()]);
    let starts = [0].into_iter().chain(cut.iter().map(|c| c.0));
    let length = starts.zip(ends).map(|(a, b)| scan::part(text, a, b).split_whitespace().count()).max().unwrap_or(0);
    !ordinal
        && !words.is_empty()
        && length <= 8
        && !words.iter().any(|w| class("en-clause").is(w))
        && !words.first().is_some_and(|w| {
            NUMBERS.contains(&w.to_ascii_lowercase().as_str()) || w.starts_with(|c: char| c.is_ascii_digit()) || class("en-not-item").is(w)
        })
}

/// "A, B and C, the four companies, …" and "A, B and C are the four finalists": the list opens the sentence.
fn backward(text: &str, at: usize, noun: usize, stated: u16) -> Option<List> {
    let head = scan::part(text, 0, at).trim_end_matches(' ');
    let head = ["the", "all", "these", "its", "their"].iter().find_map(|w| {
        let start = head.len().checked_sub(w.len())?;
        (head.get(start..)?.eq_ignore_ascii_case(w) && head[..start].ends_with(' ')).then(|| head[..start].trim_end())
    })?;
    let (body, apposed) = if let Some(body) = head.strip_suffix([',', '–', '—']) {
        (body.trim_end(), true)
    } else {
        let verb = [" are", " were", " make up", " form"].iter().find_map(|v| head.strip_suffix(v))?;
        (verb, false)
    };
    let closes = scan::rest(text, noun)
        .find([',', '.', '–', '—', ';', ':'])
        .is_some_and(|i| i <= 40 && !scan::rest(text, noun + i).starts_with('.'));
    if apposed && !closes {
        return None;
    }
    if !apposed && class("en-partly").is(first_word(scan::rest(text, blanks_end(text, noun)))) {
        return None;
    }
    let start =
        body.rfind(['.', '!', '?', '\n', ';', ':', '"', '“', '”']).map_or(0, |i| i + scan::char_at(body, i).map_or(1, char::len_utf8));
    let from = blanks_end(text, start);
    let row = scan::part(text, from, body.len());
    if row.len() > 200 || class("en-open").in_text(row) || class("en-example").in_text(row) {
        return None;
    }
    let segments: Vec<&str> = row.split(',').map(str::trim).collect();
    let (last, rest) = segments.split_last()?;
    if !rest.iter().all(|s| is_bare_name(s) && conjunctions(s).is_empty()) {
        return None;
    }
    let items = match scan::any_word(last, 0, &["and"]) {
        Some(e) if !rest.is_empty() => {
            let tail = scan::rest(last, e).trim_start();
            (is_bare_name(tail) && conjunctions(tail).is_empty()).then_some(rest.len() as u16 + 1)?
        }
        _ => {
            let joins = conjunctions(last);
            let [(behind, before)] = joins[..] else { return None };
            let both = is_bare_name(scan::part(last, 0, before)) && is_bare_name(scan::rest(last, behind));
            both.then_some(rest.len() as u16 + 2)?
        }
    };
    (apposed || items >= stated || rest.len() > 1).then_some(((from, body.len()), (items, items)))
}
