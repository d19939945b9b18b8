//! Ever larger selections around a place.

use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Article, Source};
use crate::extract::mentions::segmenter;
use crate::text::{BlockKind, Span, is_han, sentences};

use super::{Analysis, CorpusView, Document, quote};

/// The parts around an offset from the smallest to the largest, each holding the one before: word, entity or figure,
/// clause, sentence, block, section, document. None for unknown documents and texts that changed meanwhile.
pub fn ranges(analysis: &Analysis, source: &dyn Source, path: &str, offset: u32) -> Option<Vec<Span>> {
    let (view, document) = analysis.find(path)?;
    let text = quote::document_text(view, &document, source)?;
    let whole = Span::new(0, text.len());
    let offset = floor(&text, offset.min(whole.end));
    let mut spans = match &document {
        Document::Article(article) => in_article(view, article, &text, offset),
        Document::Glossary(glossary) => {
            let line = line_around(&text, offset);
            let entries = glossary.file.entities.iter().map(|e| e.span).filter(|s| s.touches(offset) && s.end <= whole.end);
            word(&text, line, offset).into_iter().chain([line]).chain(entries).collect()
        }
        Document::Config(_) => {
            let line = line_around(&text, offset);
            word(&text, line, offset).into_iter().chain([line]).collect()
        }
    };
    spans.push(whole);
    Some(nested(spans))
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, mut offset: u32) -> u32 {
    while !text.is_char_boundary(offset as usize) {
        offset -= 1;
    }
    offset
}

/// Keeps each span that holds the one kept before it and is larger.
fn nested(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| s.len());
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if kept.last().is_none_or(|last| span.contains(*last) && span != *last) {
            kept.push(span);
        }
    }
    kept
}

fn in_article(view: &CorpusView, article: &Article, text: &str, offset: u32) -> Vec<Span> {
    let facts = &article.facts;
    let mut spans = Vec::new();
    let Some(at) = facts.blocks.iter().position(|b| b.span.touches(offset)) else {
        spans.extend(line_word(text, offset));
        return spans;
    };
    let block = facts.blocks[at].span;
    spans.extend(word(text, block, offset));
    // Names and figures that only end here belong to the cursor behind their last letter, if nothing starts here.
    let holds = |s: &Span| s.start <= offset && offset < s.end;
    spans.extend(view.snapshot.mentions(article).map(|m| m.span).filter(holds));
    spans.extend(facts.figures.iter().map(|f| f.span).filter(holds));
    spans.extend(facts.introductions.iter().map(|i| i.span).filter(holds));
    let sentence = sentence(text, block, offset);
    spans.push(piece(text, sentence, offset, ends_clause));
    spans.push(sentence);
    spans.push(block);
    spans.extend(sections(article, at));
    spans
}

/// The sections around a block, innermost first.
fn sections(article: &Article, at: usize) -> Vec<Span> {
    let blocks = &article.facts.blocks;
    let level = |b: &crate::extract::BlockOutline| match b.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let mut spans = Vec::new();
    let mut below = u8::MAX;
    for (from, block) in blocks.iter().enumerate().take(at + 1).rev() {
        let Some(mine) = level(block).filter(|l| *l < below) else { continue };
        below = mine;
        let after =
            blocks.iter().enumerate().skip(from + 1).find(|(_, b)| level(b).is_some_and(|l| l <= mine)).map_or(blocks.len(), |b| b.0);
        if let Some(last) = blocks.get(after - 1) {
            spans.push(block.span.join(last.span));
        }
    }
    spans
}

fn line_around(text: &str, offset: u32) -> Span {
    let at = offset as usize;
    let start = text.get(..at).and_then(|t| t.rfind(['\n', '\r'])).map_or(0, |i| i + 1);
    let end = text.get(at..).and_then(|t| t.find(['\n', '\r'])).map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

fn line_word(text: &str, offset: u32) -> Option<Span> {
    word(text, line_around(text, offset), offset)
}

/// The word at an offset: by the segmenter where Han characters stand, by Unicode's word boundaries elsewhere.
fn word(text: &str, within: Span, offset: u32) -> Option<Span> {
    let body = within.of(text);
    let at = offset.checked_sub(within.start)? as usize;
    let run = |c: char| is_han(c);
    let here = body.get(at..)?.chars().next();
    let before = body.get(..at)?.chars().next_back();
    if here.is_some_and(run) || (before.is_some_and(run) && !here.is_some_and(char::is_alphanumeric)) {
        // Only the run of Han characters around the place is cut into words: a segmenter's cost grows with its input.
        let start = body[..at].rfind(|c| !run(c)).map_or(0, |i| i + body[i..].chars().next().map_or(1, char::len_utf8));
        let end = body[at..].find(|c| !run(c)).map_or(body.len(), |i| at + i);
        let words = segmenter::words(&body[start..end]);
        let words = words.into_iter().map(|w| w.shift(within.start + start as u32));
        return words.filter(|w| w.touches(offset)).min_by_key(|w| w.end <= offset);
    }
    let start = body[..at].rfind(char::is_whitespace).unwrap_or(0);
    let tail = body.get(start..)?;
    let words = tail.unicode_word_indices().map(|(i, w)| Span::new(start + i, start + i + w.len()).shift(within.start));
    words.take_while(|w| w.start <= offset).filter(|w| w.touches(offset)).min_by_key(|w| w.end <= offset)
}

/// The sentence of a block around an offset; between two, the one that starts next.
fn sentence(text: &str, block: Span, offset: u32) -> Span {
    let sentences = sentences(block.of(text)).map(|s| s.shift(block.start));
    sentences.take_while(|s| s.start <= offset || offset < s.end).find(|s| offset < s.end).unwrap_or(block)
}

/// The piece of `within` around an offset, cut behind every character of which `ends` says so (given what follows it);
/// blanks at its edges left out.
fn piece(text: &str, within: Span, offset: u32, ends: fn(char, &str) -> bool) -> Span {
    let body = within.of(text);
    let at = offset.saturating_sub(within.start) as usize;
    let (mut start, mut end) = (0, body.len());
    for (i, c) in body.char_indices() {
        let after = i + c.len_utf8();
        if ends(c, &body[after..]) {
            if after <= at {
                start = after;
            } else {
                end = after;
                break;
            }
        }
    }
    if start == end {
        start = 0;
    }
    let part = &body[start..end];
    let lead = part.len() - part.trim_start().len();
    let kept = part.trim();
    Span::new(start + lead, start + lead + kept.len()).shift(within.start)
}

fn ends_clause(c: char, rest: &str) -> bool {
    match c {
        '，' | '；' | '：' | '、' | '—' => true,
        ',' | ';' | ':' => rest.starts_with(char::is_whitespace),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, newsroom_at};
    use super::*;

    fn check(fixture: Fixture, expect: Expect) {
        let found = ranges(&fixture.analysis, &fixture.source, &fixture.path, fixture.offset).unwrap();
        assert!(found.windows(2).all(|w| w[1].contains(w[0]) && w[0] != w[1]));
        let text = &fixture.source.0[&fixture.path];
        let line = |s: &Span| {
            let part = s.of(text);
            if part.chars().count() > 60 { format!("{:?}…\n", part.chars().take(59).collect::<String>()) } else { format!("{part:?}\n") }
        };
        expect.assert_eq(&found.iter().map(line).collect::<String>());
    }

    #[test]
    fn selections_grow() {
        check(
            newsroom_at("/may/launch.md", "Quill", 0),
            expect![[r##"
            "Quill"
            "Mara Quill"
            "Mara Quill,"
            "Mara Quill, chief executive of Zephyr"
            "Mara Quill, chief executive of Zephyr, said the firm handed"…
            "# Zephyr delivers more vans\n\nMara Quill, chief executive of"…
            "# Zephyr delivers more vans\n\nMara Quill, chief executive of"…
        "##]],
        );
        check(
            newsroom_at("/may/launch.md", "comment", 0),
            expect![[r###"
            "comment"
            "Apex did not comment."
            "The Lark sells well. Apex did not comment. See [the forecas"…
            "## Plans\n\nThe Lark sells well. Apex did not comment. See [t"…
            "# Zephyr delivers more vans\n\nMara Quill, chief executive of"…
            "# Zephyr delivers more vans\n\nMara Quill, chief executive of"…
        "###]],
        );
        check(
            newsroom_at("/june/zh.txt", "交付", 0),
            expect![[r#"
                "交付"
                "澤風汽車第一季度交付4812輛。"
                "澤風汽車第一季度交付4812輛。\n"
            "#]],
        );
        check(
            newsroom_at("/glossary.toml", "Zefir", 0),
            expect![[r#"
            "Zefir"
            "hidden = [\"Zefir\"]"
            "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en "…
            "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en "…
        "#]],
        );
        check(
            Fixture::new("//- /a.txt\n$0"),
            expect![[r#"
            ""
        "#]],
        );
        check(
            Fixture::new("//- /a.txt open\n他说：“好。”她走了，没有回来$0。"),
            expect![[r#"
                "回来"
                "没有回来。"
                "她走了，没有回来。"
                "他说：“好。”她走了，没有回来。"
            "#]],
        );
    }
}
