//! The Chinese word segmenter: loaded once, off the thread that needs it first if [`warm`] was called, then shared.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::text::{Span, is_han};

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Starts loading the dictionary (0.1 to 0.5 s, about 33 MB) on a thread of its own. Whoever needs it before it is
/// there waits; nothing else does.
pub fn warm() {
    std::thread::spawn(|| LazyLock::force(&JIEBA));
}

/// The words of Han text, in its bytes, in order; blanks and punctuation are words of their own. Text without Han
/// characters gives none and loads nothing.
pub fn words(text: &str) -> Vec<Span> {
    if !text.chars().any(is_han) {
        return Vec::new();
    }
    JIEBA.cut(text, true).iter().map(|t| Span::new(t.byte_start, t.byte_end)).collect()
}

/// A word with what the dictionary says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub start: usize,
    pub end: usize,
    /// Part of speech in the segmenter's tag set (`n`, `v`, `nr` person, `ns` place, `nt` organization, `nz` other name);
    /// guessed where the word is not in the dictionary.
    pub tag: &'a str,
    /// In the dictionary, with two characters or more.
    pub known: bool,
}

pub(super) fn tagged(text: &str) -> Vec<Word<'static>> {
    let jieba: &'static Jieba = &JIEBA;
    let mut out = Vec::new();
    // The dictionary's tags live as long as the segmenter, but the library ties them to the text.
    for t in jieba.tag(text, true) {
        let known = t.end - t.start >= 2 && jieba.has_word(t.word);
        out.push(Word { start: t.byte_start, end: t.byte_end, tag: tag_name(t.tag), known });
    }
    out
}

/// The tags that decisions look at; all others are `x`.
fn tag_name(tag: &str) -> &'static str {
    match tag {
        "nr" | "nrt" | "nrfg" => "nr",
        "ns" => "ns",
        "nt" => "nt",
        "nz" => "nz",
        "n" | "ng" | "nl" => "n",
        "v" | "vg" | "vd" | "vi" | "vq" => "v",
        "vn" => "vn",
        "a" | "ad" | "ag" | "an" => "a",
        "d" | "df" | "dg" => "d",
        "p" => "p",
        "c" => "c",
        "u" | "uj" | "ul" | "uv" | "ud" | "ug" | "uz" => "u",
        "r" | "rg" | "rr" | "rz" => "r",
        "m" | "mg" | "mq" => "m",
        "q" => "q",
        "t" | "tg" => "t",
        "f" => "f",
        "s" => "s",
        "b" => "b",
        "i" | "l" | "j" => "i",
        "eng" => "eng",
        _ => "x",
    }
}

/// Whether the dictionary has this word.
pub(super) fn knows(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// The dictionary's tag of a whole word; none where it has not got it.
pub(in crate::extract) fn tag_of(word: &str) -> Option<&'static str> {
    if !JIEBA.has_word(word) {
        return None;
    }
    match JIEBA.tag(word, false).as_slice() {
        [one] => Some(tag_name(one.tag)),
        _ => None,
    }
}

/// The first word of a text as the dictionary alone cuts it (no guesses): its length in bytes, its tag, and whether the
/// dictionary has it as a word of two or more characters.
pub(super) fn first_word(text: &str) -> Option<(usize, &'static str, bool)> {
    // A few characters decide how the first word is cut.
    let end = text.char_indices().nth(7).map_or(text.len(), |(i, _)| i);
    let head = text.get(..end)?;
    let tags = JIEBA.tag(head, false);
    let first = tags.first()?;
    Some((first.byte_end, tag_name(first.tag), first.end - first.start >= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_byte_spans_that_cover_the_text() {
        let text = "柯川汽车今天交付新车。";
        let words = words(text);
        assert_eq!(words.first().map(|w| w.start), Some(0));
        assert_eq!(words.last().map(|w| w.end as usize), Some(text.len()));
        assert!(words.windows(2).all(|w| w[0].end == w[1].start));
        assert!(words.iter().any(|w| w.of(text) == "今天"));
    }

    #[test]
    fn text_without_han_has_no_words() {
        assert!(super::words("Korvo ships cars.").is_empty());
    }
}
