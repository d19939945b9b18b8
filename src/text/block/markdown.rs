//! Blocks of Markdown: what the parser calls text is prose, all else inside a block is a mask.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::boilerplate::{Page, classify};
use super::{Block, BlockKind, cut, trimmed, urls};
use crate::text::Span;

/// The blocks of a Markdown text from `body` on, and its HTML comments' inner texts.
pub(super) fn blocks(text: &str, body: usize) -> (Vec<Block>, Vec<Span>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let urls = urls::find(text);
    let mut walk = Walk { text, urls, blocks: Vec::new(), comments: Vec::new(), leaf: None, items: 0, muted: false, announced: false };
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        walk.event(event, range.start + body..range.end + body);
    }
    walk.close();
    walk.blocks.sort_by_key(|b| b.span);
    (walk.blocks, walk.comments)
}

struct Walk<'t> {
    text: &'t str,
    urls: Vec<Span>,
    blocks: Vec<Block>,
    comments: Vec<Span>,
    leaf: Option<Leaf>,
    /// Depth of list items.
    items: usize,
    /// Within what is no prose: a code block or an autolink.
    muted: bool,
    announced: bool,
}

/// A block that is being read.
struct Leaf {
    kind: BlockKind,
    range: Range<usize>,
    /// Opened by text directly inside a list item; it grows with its events.
    implicit: bool,
    prose: Vec<Range<usize>>,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(value) if !self.muted => {
                self.grow(&range);
                let source = &self.text[range.clone()];
                // An entity is no prose as it stands; of `&amp;` the first byte is.
                let prose = match &*value {
                    _ if source.len() == value.len() || !source.starts_with('&') => range,
                    "&" => range.start..range.start + 1,
                    _ => return,
                };
                if let Some(leaf) = &mut self.leaf {
                    leaf.prose.push(prose);
                }
            }
            Event::Html(_) => {}
            Event::InlineHtml(_) => {
                self.grow(&range);
                self.find_comments(range);
            }
            Event::Rule => self.close(),
            _ if !self.muted => self.grow(&range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let in_item = self.items > 0;
        let mut open = |kind| {
            self.close();
            self.leaf = Some(Leaf { kind, range: range.clone(), implicit: false, prose: Vec::new() });
        };
        match tag {
            Tag::Heading { level, .. } => open(BlockKind::Heading(level as u8)),
            Tag::Paragraph => open(if in_item { BlockKind::ListItem } else { BlockKind::Paragraph }),
            Tag::TableHead | Tag::TableRow => open(BlockKind::TableRow),
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.muted = true;
            }
            Tag::HtmlBlock => {
                self.close();
                self.find_comments(range.clone());
                self.html(range);
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.grow(&range);
                self.muted = true;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => self.grow(&range),
            Tag::TableCell => {}
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::Link => self.muted = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image | TagEnd::TableCell => {}
            _ => self.close(),
        }
    }

    /// Inline content: a list item without blank lines has no paragraph around it.
    fn grow(&mut self, range: &Range<usize>) {
        match &mut self.leaf {
            Some(leaf) if leaf.implicit => leaf.range.end = leaf.range.end.max(range.end),
            Some(_) => {}
            None if self.items > 0 => {
                self.leaf = Some(Leaf { kind: BlockKind::ListItem, range: range.clone(), implicit: true, prose: Vec::new() });
            }
            None => {}
        }
    }

    fn close(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        if !leaf.prose.is_empty() {
            self.push(leaf.kind, leaf.range, &leaf.prose);
        }
    }

    fn push(&mut self, kind: BlockKind, range: Range<usize>, prose: &[Range<usize>]) {
        let whole = trimmed(self.text, range.start, range.end);
        if whole.is_empty() {
            return;
        }
        let page = match prose.first() {
            Some(first) => classify(trimmed(self.text, first.start.clamp(range.start, range.end), range.end).of(self.text)),
            None => Page::Article,
        };
        let kind = if self.announced || page != Page::Article { BlockKind::Boilerplate } else { kind };
        self.announced = page == Page::Announces;
        let masks = union(gaps(whole, prose), urls::overlapping(&self.urls, whole));
        let (text, blocks) = (self.text, &mut self.blocks);
        cut(text, whole, |part| blocks.push(Block::new(text, part, kind, urls::within(&masks, part))));
    }

    /// A block of raw HTML: its tags, comments, scripts and styles are masks, the rest is prose.
    fn html(&mut self, range: Range<usize>) {
        let html = &self.text[range.clone()];
        let mut prose = Vec::new();
        let mut at = 0;
        while at < html.len() {
            let open = memchr::memchr(b'<', &html.as_bytes()[at..]).map_or(html.len(), |i| at + i);
            if !html[at..open].trim().is_empty() {
                prose.push(range.start + at..range.start + open);
            }
            at = tag_end(html, open);
        }
        if !prose.is_empty() {
            self.push(BlockKind::Paragraph, range, &prose);
        }
    }

    fn find_comments(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(open) = memmem::find(&self.text.as_bytes()[at..range.end], b"<!--").map(|i| at + i + 4) {
            let Some(close) = memmem::find(&self.text.as_bytes()[open..range.end], b"-->").map(|i| open + i) else { return };
            self.comments.push(trimmed(self.text, open, close));
            at = close + 3;
        }
    }
}

/// Where the tag, comment, script or style that starts at `open` ends.
fn tag_end(html: &str, open: usize) -> usize {
    let rest = &html[open..];
    let until = |close: &str| memmem::find(rest.as_bytes(), close.as_bytes()).map_or(html.len(), |i| open + i + close.len());
    let named = |name: &str| rest.get(1..1 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    if rest.starts_with("<!--") {
        until("-->")
    } else if named("script") {
        until("</script>")
    } else if named("style") {
        until("</style>")
    } else {
        until(">")
    }
}

/// What prose leaves of a block, in the article.
fn gaps(block: Span, prose: &[Range<usize>]) -> Vec<Span> {
    let mut masks = Vec::new();
    let (mut at, end) = (block.start as usize, block.end as usize);
    for range in prose {
        let start = range.start.min(end);
        if at < start {
            masks.push(Span::new(at, start));
        }
        at = at.max(range.end);
    }
    if at < end {
        masks.push(Span::new(at, end));
    }
    masks
}

/// The parser's masks and the URLs in the prose between them, in order.
fn union(mut masks: Vec<Span>, urls: &[Span]) -> Vec<Span> {
    let known = masks.len();
    for url in urls {
        if !masks[..known].iter().any(|m| m.overlaps(*url)) {
            masks.push(*url);
        }
    }
    masks.sort_unstable();
    masks
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind::*, Format, Layout};
    use super::*;
    use crate::text::{Reading, ReadingOptions};

    /// Kind and reading of each block.
    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let options = ReadingOptions { residue: false, markdown: true };
        Layout::new(text, Format::Markdown)
            .blocks
            .iter()
            .map(|b| (b.kind, Reading::new(b.span.of(text), b, options).text().to_owned()))
            .collect()
    }

    #[test]
    fn blocks_read_as_prose() {
        let cases: &[(&str, &[(BlockKind, &str)])] = &[
            ("# Corvid *sets* a record\n\nSales **rose**.\n", &[(Heading(1), "Corvid sets a record"), (Paragraph, "Sales rose.")]),
            ("Title\n=====\ntext\ngoes on\n", &[(Heading(1), "Title"), (Paragraph, "text goes on")]),
            ("- one\n- two\n  goes on\n\n1. three\n", &[(ListItem, "one"), (ListItem, "two goes on"), (ListItem, "three")]),
            ("- one\n\n  more\n  - inner\n- two\n", &[(ListItem, "one"), (ListItem, "more"), (ListItem, "inner"), (ListItem, "two")]),
            ("> 晨星汽车交付\n> 五千辆\n", &[(Paragraph, "晨星汽车交付五千辆")]),
            ("| firm | boats |\n|---|--:|\n| Corvid | 1,204 |\n", &[(TableRow, "firm boats"), (TableRow, "Corvid 1,204")]),
            ("See [Corvid](https://c.example/x)'s `yard` at <https://c.example> now.\n", &[(Paragraph, "See Corvid's at now.")]),
            ("Go to https://c.example/a_b today\n", &[(Paragraph, "Go to today")]),
            (
                "Holm &amp; Sons \\*sold\\* 5&nbsp;boats[^1]\n\n[^1]: A note.\n",
                &[(Paragraph, "Holm & Sons *sold* 5 boats"), (Paragraph, "A note.")],
            ),
            ("```\ncode 5\n```\n\n    more code\n\ntext\n", &[(Paragraph, "text")]),
            ("<div>\n<p>Corvid <b>sold</b> 5</p>\n<script>let x = 7;</script>\n</div>\n", &[(Paragraph, "Corvid sold 5")]),
            ("a<br>b <span class=\"x\">c</span>\n", &[(Paragraph, "a b c")]),
            ("![A boat](boat.jpg)\n", &[(Paragraph, "A boat")]),
            ("- [x] done\n", &[(ListItem, "done")]),
            ("免责声明：本文仅供参考\n", &[(Boilerplate, "免责声明:本文仅供参考")]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found = read(text);
            let expected: Vec<(BlockKind, String)> = expected.iter().map(|(k, t)| (*k, (*t).to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn front_matter_and_comments_are_kept_apart() {
        let text = "---\ntitle: Record\n---\n\n<!-- dossier: ignore[figure/conflict] -->\nSales rose. <!-- inline -->\n";
        let layout = Layout::new(text, Format::Markdown);
        assert_eq!(layout.front_matter.as_ref().and_then(|f| f.get("title")).map(|f| f.0), Some("Record"));
        let comments: Vec<&str> = layout.comments.iter().map(|c| c.of(text)).collect();
        assert_eq!(comments, ["dossier: ignore[figure/conflict]", "inline"]);
        assert_eq!(read(text).len(), 1);
        assert!(read(text)[0].1.starts_with("Sales rose."));
    }

    #[test]
    fn a_block_is_known_by_text_kind_and_masks() {
        let hash = |text: &str| Layout::new(text, Format::Markdown).blocks[0].hash;
        assert_eq!(hash("Sales rose.\n"), hash("\n\nSales rose.\n\n- x\n"));
        assert_ne!(hash("Sales rose.\n"), hash("- Sales rose.\n"));
        let mut block = Layout::new("a b", Format::Text).blocks.remove(0);
        let plain = block.hash;
        block = Block::new("a b", block.span, block.kind, vec![Span::new(0, 1)]);
        assert_ne!(plain, block.hash);
    }
}
