//! Blocks: paragraphs, headings and list items, the units of incremental work.

mod boilerplate;
mod front_matter;
mod markdown;
mod plain;
mod urls;

use super::{Language, Span, sentence_end};

/// How a file is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Text,
    Markdown,
}

impl Format {
    /// By the file name's ending: `.md` and `.markdown` are Markdown, all else is plain text.
    pub fn of_path(path: &str) -> Format {
        let lower = path.to_ascii_lowercase();
        if lower.ends_with(".md") || lower.ends_with(".markdown") { Format::Markdown } else { Format::Text }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    /// Markdown level 1 to 6; in plain text a short line without a final stop, told by its neighbours, is level 2.
    Heading(u8),
    ListItem,
    /// A Markdown table row, line by line.
    TableRow,
    /// Language menus, disclaimers, share and scan lines: no mentions, figures, language vote or findings.
    Boilerplate,
}

/// One block of an article. Its facts depend on `kind`, the text of `span` and the masks inside it, never on position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// In the article, without the line end after it.
    pub span: Span,
    pub kind: BlockKind,
    pub language: Language,
    /// Parts that are not prose (code, URLs, HTML tags, Markdown marks that the parser consumed, list markers, section
    /// numbers glued to headings), relative to the block, in order, not overlapping. A reading folds them out.
    pub masks: Box<[Span]>,
    /// xxh3 of the block's text, kind and masks: the key of its memoised facts.
    pub hash: u64,
}

impl Block {
    /// `masks` are relative to the block, in order, not overlapping.
    fn new(article: &str, span: Span, kind: BlockKind, masks: Vec<Span>) -> Block {
        let text = span.of(article);
        let kind_code = match kind {
            BlockKind::Paragraph => 1,
            BlockKind::ListItem => 2,
            BlockKind::TableRow => 3,
            BlockKind::Boilerplate => 4,
            BlockKind::Heading(level) => 16 + u64::from(level),
        };
        // FNV over a handful of small numbers: the masks only have to set equal texts apart.
        let seed = masks.iter().flat_map(|m| [m.start, m.end]).fold(kind_code, |h, n| (h ^ u64::from(n)).wrapping_mul(0x100_0000_01b3));
        let hash = xxhash_rust::xxh3::xxh3_64_with_seed(text.as_bytes(), seed);
        Block { span, kind, language: Language::of(text), masks: masks.into(), hash }
    }
}

/// Front matter of a Markdown article: its spans are in the article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FrontMatter {
    /// With the fences.
    pub span: Span,
    /// Key (lower case), value (unquoted), span of the value.
    pub fields: Vec<(String, String, Span)>,
}

impl FrontMatter {
    pub fn get(&self, key: &str) -> Option<(&str, Span)> {
        self.fields.iter().find(|f| f.0 == key).map(|f| (f.1.as_str(), f.2))
    }
}

/// An article cut into blocks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// In order, disjoint, each at most some 8 KB.
    pub blocks: Vec<Block>,
    pub front_matter: Option<FrontMatter>,
    /// HTML comments of Markdown, where inline directives stand: the comment's inner text, trimmed.
    pub comments: Vec<Span>,
}

impl Layout {
    pub fn new(text: &str, format: Format) -> Layout {
        match format {
            Format::Text => Layout { blocks: plain::blocks(text), front_matter: None, comments: Vec::new() },
            Format::Markdown => {
                let front_matter = front_matter::read(text);
                let body = front_matter.as_ref().map_or(0, |f| f.span.end as usize);
                let (blocks, comments) = markdown::blocks(text, body);
                Layout { blocks, front_matter, comments }
            }
        }
    }
}

/// A block longer than this is cut, so that an edit in a text that is all on one line reads little anew.
const LONGEST: usize = 8192;

/// Cuts a span at sentence ends into parts of half to all of [`LONGEST`] bytes; most spans stay whole. A cut depends on
/// little more than the text around it, so that an edit moves few cuts.
fn cut(text: &str, span: Span, mut part: impl FnMut(Span)) {
    let (mut start, end) = (span.start as usize, span.end as usize);
    while end - start > LONGEST {
        let window = &text[start..floor_boundary(text, start + LONGEST)];
        let half = floor_boundary(window, LONGEST / 2);
        let mut at = sentence_end(window, half);
        if at >= window.len() {
            at = window.rfind(|c: char| c.is_whitespace() || matches!(c, '，' | '、' | '；')).filter(|i| *i > half).unwrap_or(window.len());
            at += window[at..].chars().next().map_or(0, char::len_utf8);
        }
        part(trimmed(text, start, start + at));
        let next = start + at;
        start = next + text[next..end].len() - text[next..end].trim_start().len();
    }
    if start < end {
        part(Span::new(start, end));
    }
}

/// `start..end` of the text without the blanks at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = &text[start..end];
    let left = part.len() - part.trim_start().len();
    let body = part.trim().len();
    Span::new(start + left, start + left + body)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a line ends as a sentence does: a final stop, perhaps with closing quotes or brackets behind it.
pub(crate) fn has_final_stop(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）', ']', '》', '】', ' ', '*'])
        .ends_with(['.', '!', '?', '。', '！', '？', '…', ';', '；', '｡'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_giant_line_is_cut_at_sentence_ends() {
        let sentence = "Corvid delivered 1,204 boats in the second quarter, more than ever before. ";
        let text = sentence.repeat(2000);
        let layout = Layout::new(&text, Format::Text);
        assert!(layout.blocks.len() > 15);
        for block in &layout.blocks {
            assert!(block.span.len() <= LONGEST && block.span.of(&text).ends_with("before."));
        }
        // An edit near the start leaves the later blocks' texts as they were.
        let edited = text.replacen("1,204", "1,2045", 1);
        let after = Layout::new(&edited, Format::Text);
        let known: std::collections::HashSet<u64> = layout.blocks.iter().map(|b| b.hash).collect();
        assert!(after.blocks.iter().filter(|b| !known.contains(&b.hash)).count() <= 2);
        for giant in ["中".repeat(20_000), "x".repeat(20_000), "中文。".repeat(9_000)] {
            let layout = Layout::new(&giant, Format::Text);
            assert_eq!(layout.blocks.iter().map(|b| b.span.of(&giant)).collect::<String>(), giant);
            assert!(layout.blocks.iter().all(|b| b.span.len() <= LONGEST));
        }
    }

    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "Sales rose. ",
            "# ",
            "## ",
            "- ",
            "1. ",
            "> ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "交付",
            "。",
            "01",
            "（一）",
            "`x`",
            "```\n",
            "[a](http://b.c/d)",
            "**",
            "*",
            "| a | b |\n|---|---|\n",
            "<!-- dossier: ignore[x] -->",
            "<b>",
            "<div>\n",
            "    ",
            "---\n",
            "title: x\n",
            "+++\n",
            "&amp;",
            "\\*",
            "\u{2028}",
            "https://x.y/z",
            "a@b.co",
            "English Deutsch 日本語 Español\n",
            "[^1]",
            "😀",
            "\u{3000}",
        ]);
        prop::collection::vec(piece, 0..30).prop_map(|p| p.concat())
    }

    fn check(text: &str, layout: &Layout) -> Result<(), TestCaseError> {
        let mut last = layout.front_matter.as_ref().map_or(0, |f| f.span.end);
        for block in &layout.blocks {
            let Span { start, end } = block.span;
            prop_assert!(last <= start && start < end && end as usize <= text.len());
            prop_assert!(text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize));
            prop_assert!(!block.span.of(text).trim().is_empty());
            last = end;
            let mut mask_end = 0;
            for mask in &block.masks {
                prop_assert!(mask_end <= mask.start && !mask.is_empty() && mask.end as usize <= block.span.len());
                let own = block.span.of(text);
                prop_assert!(own.is_char_boundary(mask.start as usize) && own.is_char_boundary(mask.end as usize));
                mask_end = mask.end;
            }
        }
        for comment in &layout.comments {
            prop_assert!(text.get(comment.range()).is_some());
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_and_hold_every_character(text in odd_text()) {
            let layout = Layout::new(&text, Format::Text);
            check(&text, &layout)?;
            let mut last = 0;
            for block in &layout.blocks {
                prop_assert!(text[last..block.span.start as usize].trim().is_empty());
                last = block.span.end as usize;
            }
            prop_assert!(text[last..].trim().is_empty());
            check(&text, &Layout::new(&text, Format::Markdown))?;
        }

        #[test]
        fn markdown_holds_every_word(words in prop::collection::vec("[a-z]{1,5}|[中文字]{1,3}", 1..20), seps in prop::collection::vec(0usize..8, 20)) {
            let mut text = String::new();
            for (word, sep) in words.iter().zip(seps) {
                text += word;
                text += [" ", "\n", "\n\n", "\n\n- ", "\n\n## ", "\n> ", " **b** ", "\n\n1. "][sep];
            }
            let layout = Layout::new(&text, Format::Markdown);
            check(&text, &layout)?;
            let mut from = 0;
            for word in &words {
                let at = from + text[from..].find(word.as_str()).unwrap();
                prop_assert!(layout.blocks.iter().any(|b| b.span.contains(Span::new(at, at + word.len()))), "{word} in {text:?}");
                from = at + word.len();
            }
        }
    }
}
