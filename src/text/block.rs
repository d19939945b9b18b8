//! Blocks: paragraphs, headings and list items, the units of incremental work.

use super::{Language, Span};

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
    /// Parts that are not prose (code, URLs, HTML tags, Markdown marks that the parser consumed), relative to the
    /// block, in order, not overlapping. A reading folds them out.
    pub masks: Box<[Span]>,
    /// xxh3 of the block's text, kind and masks: the key of its memoised facts.
    pub hash: u64,
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
    pub blocks: Vec<Block>,
    pub front_matter: Option<FrontMatter>,
    /// HTML comments of Markdown, where inline directives stand: the comment's inner text, trimmed.
    pub comments: Vec<Span>,
}

impl Layout {
    pub fn new(text: &str, format: Format) -> Layout {
        let _ = format;
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end_matches(['\n', '\r']);
            if !body.trim().is_empty() {
                let span = Span::new(start, start + body.len());
                let language = Language::of(body);
                let hash = xxhash_rust::xxh3::xxh3_64(body.as_bytes());
                blocks.push(Block { span, kind: BlockKind::Paragraph, language, masks: Box::default(), hash });
            }
            start += line.len();
        }
        Layout { blocks, front_matter: None, comments: Vec::new() }
    }
}
