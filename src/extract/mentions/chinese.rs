//! Names in Han script: persons by title, byline and surname, organizations by suffix and class noun, products by cue.

use super::finder::Finder;
use super::lexicon::{self, Class, Cue};
use super::segmenter::{self, Word};
use super::tokens::Token;
use crate::text::{Span, is_han};

mod actors;
mod bare;
mod bodies;
mod context;
mod foreign;
mod given;
mod latin;
mod persons;
mod stats;

/// What all parts of the grammar look at.
struct Text<'t> {
    text: &'t str,
    /// Latin and other tokens of the same reading.
    tokens: &'t [Token],
    /// The segmenter's words.
    words: Vec<Word<'static>>,
    /// The same, but of what the dictionary has not got each character alone.
    pieces: Vec<Piece>,
    /// Cues, the longest at each place, not overlapping within a class.
    cues: Vec<Cue>,
    /// Insides of 《》: works.
    works: Vec<Span>,
}

/// A word of the dictionary or a single character.
struct Piece {
    start: usize,
    end: usize,
    /// A word of two or more characters.
    known: bool,
    han: bool,
    /// As [`Word::tag`]; `x` for characters of a guessed word.
    tag: &'static str,
}

fn pieces(text: &str, words: &[Word<'static>]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(words.len());
    for w in words {
        let word = text.get(w.start..w.end).unwrap_or("");
        let han = word.chars().all(is_han);
        if w.known || !han || word.chars().nth(1).is_none() {
            out.push(Piece { start: w.start, end: w.end, known: w.known, han, tag: w.tag });
            continue;
        }
        let one = |(i, c): (usize, char)| Piece { start: w.start + i, end: w.start + i + c.len_utf8(), known: false, han, tag: "x" };
        out.extend(word.char_indices().map(one));
    }
    out
}

/// Finds names and gives the starts of the segmenter's words.
pub(super) fn find(text: &str, tokens: &[Token], finder: &mut Finder) -> Vec<u32> {
    let words = segmenter::tagged(text);
    let cuts = words.iter().map(|w| w.start as u32).collect();
    let pieces = pieces(text, &words);
    let g = Text { text, tokens, words, pieces, cues: lexicon::cues(text), works: works(text) };
    persons::find(&g, finder);
    bare::find(&g, finder);
    foreign::find(&g, finder);
    bodies::find(&g, finder);
    latin::find(&g, finder);
    actors::find(&g, finder);
    finder.found.retain(|f| !g.works.iter().any(|w| w.contains(f.span)) && !is_road(&g, f.span));
    cuts
}

/// `X70公路`, `K528次列车`: letters and digits that name no product.
fn is_road(g: &Text, span: Span) -> bool {
    span.of(g.text).ends_with(|c: char| c.is_ascii_digit()) && lexicon::han_at(g.rest(span.end as usize), Class::ROAD)
}

fn works(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    for (i, c) in text.char_indices() {
        match c {
            '《' | '〈' => open = Some(i),
            '》' | '〉' => {
                if let Some(from) = open.take() {
                    out.push(Span::new(from, i + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    out
}

impl Text<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }
    fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or("")
    }
    fn char_at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }
    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|t| t.chars().next_back())
    }
    /// Index of the first word that starts at or after `at`.
    fn word_from(&self, at: usize) -> usize {
        self.words.partition_point(|w| w.start < at)
    }
    /// The word that ends at `at`.
    fn word_ending(&self, at: usize) -> Option<usize> {
        let i = self.words.partition_point(|w| w.end < at);
        self.words.get(i).filter(|w| w.end == at && w.start < at).map(|_| i)
    }
    /// The piece that begins at `at`.
    fn piece_at(&self, at: usize) -> Option<&Piece> {
        self.pieces.binary_search_by_key(&at, |p| p.start).ok().map(|i| &self.pieces[i])
    }
    /// The piece that ends at `at`.
    fn piece_ending(&self, at: usize) -> Option<&Piece> {
        self.pieces.binary_search_by_key(&at, |p| p.end).ok().map(|i| &self.pieces[i])
    }
    fn word_text(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| self.slice(w.start, w.end))
    }
    /// Whether a dictionary word lies across this place.
    fn crossed(&self, at: usize) -> bool {
        let i = self.words.partition_point(|w| w.end <= at);
        self.words.get(i).is_some_and(|w| w.start < at && at < w.end && w.known)
    }
    fn is_cut(&self, at: usize) -> bool {
        at >= self.text.len() || self.words.binary_search_by_key(&at, |w| w.start).is_ok()
    }
    /// Cues that end between two offsets, both included.
    fn cues_ending(&self, from: usize, to: usize) -> impl Iterator<Item = &Cue> {
        let first = self.cues.partition_point(|c| c.end < from);
        self.cues[first..].iter().take_while(move |c| c.end <= to)
    }
    /// Cues of a class, the longest of those that overlap, in order.
    fn longest(&self, class: Class) -> Vec<Cue> {
        let mut all: Vec<Cue> = self.cues.iter().filter(|c| c.class.has(class)).copied().collect();
        all.sort_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
        let mut out: Vec<Cue> = Vec::new();
        for cue in all {
            match out.last() {
                Some(last) if cue.start < last.end => {}
                _ => out.push(cue),
            }
        }
        out
    }
    /// Bytes of the blanks at `at`.
    fn blanks(&self, at: usize) -> usize {
        self.rest(at).chars().take_while(|c| matches!(c, ' ' | '\u{3000}')).map(char::len_utf8).sum()
    }
}

/// Bytes of the first `n` characters, if there are that many.
fn head(text: &str, n: usize) -> Option<usize> {
    match text.char_indices().nth(n) {
        Some((i, _)) => Some(i),
        None if text.chars().count() == n => Some(text.len()),
        None => None,
    }
}

/// How many Han characters a text begins with, at most `most`.
fn han_run(text: &str, most: usize) -> usize {
    text.chars().take(most).take_while(|c| is_han(*c)).count()
}
