//! The glossary's hits in a block, with what stands around them.

use super::lexicon::{self, Class};
use super::segmenter;
use super::tokens::{self, Token};
use crate::extract::BlockHit;
use crate::glossary::{Hit, Matcher};
use crate::text::{Reading, Span, Symbol, is_han, sentences};

/// The matcher's hits in a block, in source bytes, with what the segmenter says of their bounds and what their
/// neighbours say of their meaning.
pub fn confirm(reading: &Reading, matcher: &Matcher, hits: &[Hit]) -> Vec<BlockHit> {
    let text = reading.text();
    let mut words: Option<Vec<segmenter::Word>> = None;
    let mut latin: Option<Vec<Token>> = None;
    let mut sentences = sentences(text).peekable();
    hits.iter()
        .filter(|h| !reading.is_damaged(h.span))
        .map(|hit| {
            let name = hit.span.of(text);
            let mut out = BlockHit {
                span: reading.source(hit.span),
                name: hit.name,
                text: Symbol::new(name),
                bounded: true,
                at_start: false,
                common: false,
                cue: 0,
                sentence: Span::default(),
                clause: Span::default(),
                opens_clause: false,
                complete: false,
            };
            while sentences.next_if(|s| s.end <= hit.span.start).is_some() {}
            if let Some(sentence) = sentences.peek().filter(|s| s.contains(hit.span)) {
                let clause = clause(text, *sentence, hit.span);
                let before = text.get(clause.start as usize..hit.span.start as usize).unwrap_or("").trim_end();
                out.opens_clause = before.is_empty() || before.eq_ignore_ascii_case("the");
                out.complete =
                    text.get(clause.end as usize..).is_some_and(|rest| rest.starts_with(STOPS)) || sentence.of(text).ends_with(STOPS);
                (out.sentence, out.clause) = (reading.source(*sentence), reading.source(clause));
            }
            if name.chars().all(is_han) {
                let count = name.chars().count();
                // Longer names do not come about by chance.
                if count <= SHORT {
                    let words = words.get_or_insert_with(|| segmenter::tagged(text));
                    out.bounded = !crossed(words, hit.span.start as usize) && !crossed(words, hit.span.end as usize);
                    out.common = segmenter::tag_of(name).is_some_and(|tag| !matches!(tag, "nr" | "nt" | "nz" | "ns"));
                    if out.common || !out.bounded {
                        out.cue = han_cue(text, hit.span);
                    }
                }
            } else if in_site(text, hit.span) {
                out.bounded = false;
            } else if name.chars().all(char::is_alphabetic) {
                let class = lexicon::latin(name);
                out.common = class.has(Class::WORD | Class::FUNCTION | Class::CALENDAR) && !name.chars().skip(1).any(char::is_uppercase);
                // A word of the language in small letters is the word, whatever name it is like.
                let small = name.bytes().all(|b| b.is_ascii_lowercase());
                if out.common && small && !matcher.bearers(hit.name).any(|(_, n)| *n.text == *name) {
                    out.bounded = false;
                }
                if out.common {
                    let tokens = latin.get_or_insert_with(|| tokens::tokens(text));
                    if let Ok(i) = tokens.binary_search_by_key(&hit.span.start, |t| t.start) {
                        out.at_start = tokens[i].opens || tokens[i].headline;
                        out.cue = latin_cue(tokens, i, text);
                    }
                }
            }
            out
        })
        .collect()
}

/// `Korvo Street`: the name is part of a place's.
fn in_site(text: &str, name: Span) -> bool {
    let Some(rest) = text.get(name.end as usize..).and_then(|r| r.strip_prefix(' ')) else { return false };
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    word.starts_with(|c: char| c.is_ascii_uppercase()) && super::english::is_site(word)
}

/// What ends a clause, and a sentence.
const CLAUSE_ENDS: [char; 5] = [',', '，', '；', ';', '。'];
const STOPS: [char; 10] = ['.', '。', '!', '！', '?', '？', ',', '，', '；', ';'];

/// The clause of a sentence that holds a name.
fn clause(text: &str, sentence: Span, name: Span) -> Span {
    let body = sentence.of(text);
    let (before, after) = ((name.start - sentence.start) as usize, (name.end - sentence.start) as usize);
    let head = body.get(..before).unwrap_or("");
    let start = head.rfind(CLAUSE_ENDS).map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let start = start + head[start..].len() - head[start..].trim_start().len();
    let rest = body.get(after..).unwrap_or("");
    let stop = |c: char| STOPS[..6].contains(&c);
    let end = after + rest.find(CLAUSE_ENDS).unwrap_or_else(|| rest.trim_end_matches(stop).len());
    Span { start: sentence.start + start as u32, end: sentence.start + end as u32 }
}

/// Han names of up to so many characters need the segmenter's agreement.
const SHORT: usize = 3;

/// Whether a dictionary word lies across this place.
fn crossed(words: &[segmenter::Word], at: usize) -> bool {
    let i = words.partition_point(|w| w.end <= at);
    words.get(i).is_some_and(|w| w.start < at && at < w.end && w.known)
}

/// What stands around a Han name that is also a word: greater than 0 where it speaks for the name, less where against.
fn han_cue(text: &str, span: Span) -> i8 {
    let (before, after) = (text.get(..span.start as usize).unwrap_or(""), text.get(span.end as usize..).unwrap_or(""));
    let starts = |class: Class| {
        (1..=4)
            .rev()
            .filter_map(|n| after.char_indices().nth(n).map(|(i, _)| &after[..i]).or((after.chars().count() == n).then_some(after)))
            .any(|w| lexicon::han(w).has(class))
    };
    if starts(Class::ORG_SUFFIX | Class::LEGAL | Class::TITLE | Class::ORG_CLASS | Class::LAUNCH | Class::PRODUCT_CLASS) {
        return 1;
    }
    let next = after.chars().next();
    if next.is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return 1;
    }
    let last = before.chars().next_back();
    if last.is_some_and(|c| "的个种有很最更不是为其他她我你它们此这那些".contains(c))
        || next.is_some_and(|c| "化国型感状情地主".contains(c))
    {
        return -1;
    }
    // Lists of names; verbs of saying behind it.
    if next == Some('、')
        || last == Some('、')
        || [2, 3].iter().any(|n| after.char_indices().nth(*n).is_some_and(|(i, _)| lexicon::han(&after[..i]).has(Class::REPORT)))
    {
        return 1;
    }
    0
}

/// The same for a Latin name.
fn latin_cue(tokens: &[Token], i: usize, text: &str) -> i8 {
    let Some(next) = tokens.get(i + 1) else { return 0 };
    let product = next.is_word() && next.has(Class::ORG_CLASS | Class::PRODUCT_CLASS);
    let suffix = next.is_capital() && next.has(Class::ORG_SUFFIX | Class::LEGAL);
    let model = next.is_capital() && next.kind == tokens::Kind::Model;
    let says = next.is_word() && next.has(Class::REPORT | Class::LAUNCH);
    let possessive = tokens::is_possessive(next) && next.text(text).len() > 1;
    i8::from(product || suffix || model || says || possessive)
}
