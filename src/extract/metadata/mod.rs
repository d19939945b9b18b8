//! Title, date, author, language and outline of an article: all that is neither name nor figure.

mod date;
mod directives;
mod signature;
mod table;

pub use signature::{Shingles, signature_of};
pub use table::{SourceRow, SourceTable, WrongRow};

use rustc_hash::FxHashSet;

use super::{ArticleDate, ArticleFacts, BlockEntry, BlockOutline, DateSource, ResidueFacts, Title};
use crate::text::{Block, BlockKind, Language, Layout, Span, Symbol, fold};

/// Everything of an article that is neither name nor figure. `path` is from the corpus root. What `sources` says of the
/// article counts before what the article says itself.
pub(super) fn outline(path: &str, text: &str, layout: &Layout, entries: &[BlockEntry], sources: &SourceTable) -> ArticleFacts {
    let given = sources.get(path).cloned().unwrap_or_default();
    let outline = outlines(layout);
    let field = |keys: &[&str]| {
        let front = layout.front_matter.as_ref()?;
        keys.iter().find_map(|key| front.get(key)).filter(|f| !f.0.is_empty())
    };
    let byline = layout.blocks.iter().find_map(|b| byline(b, text));
    let own_title = field(&["title"]).map(|f| Title { text: Symbol::new(f.0), span: f.1 }).or_else(|| title(text, layout, entries));
    // A title from outside stands where the article has its own: its figures are those of a headline.
    let given_title = given.title.map(|text| Title { text, span: own_title.as_ref().map_or(Span::default(), |t| t.span) });
    let given_date = given.date.map(|date| ArticleDate { date, source: DateSource::Metadata, span: None });
    let author = field(&["author", "authors", "by"]).map(|f| Symbol::new(f.0)).or_else(|| byline.map(|b| Symbol::new(&b)));
    let prose = || layout.blocks.iter().zip(&*outline).filter(|(b, o)| b.kind != BlockKind::Boilerplate && !o.repeated);
    ArticleFacts {
        title: given_title.or(own_title),
        date: given_date.or_else(|| date::find(path, text, layout, entries)),
        author: given.author.or(author),
        source: given.source.or_else(|| field(&["source", "publisher"]).map(|f| Symbol::new(f.0))),
        language: given.lang.unwrap_or_else(|| Language::of_parts(prose().map(|(b, _)| (b.language, b.span.len())))),
        signature: signature_of(
            layout.blocks.iter().zip(entries).filter(|(b, _)| b.kind != BlockKind::Boilerplate).map(|(_, e)| &e.facts.shingles),
        ),
        residue: residue(layout, entries),
        directives: directives::read(text, layout),
        blocks: outline,
        ..ArticleFacts::default()
    }
}

fn outlines(layout: &Layout) -> Box<[BlockOutline]> {
    let mut seen = FxHashSet::default();
    let outline =
        |b: &Block| BlockOutline { span: b.span, kind: b.kind, language: b.language, hash: b.hash, repeated: !seen.insert(b.hash) };
    layout.blocks.iter().map(outline).collect()
}

fn residue(layout: &Layout, entries: &[BlockEntry]) -> ResidueFacts {
    let mut facts = ResidueFacts::default();
    let mut damaged = Vec::new();
    for (block, entry) in layout.blocks.iter().zip(entries).filter(|(b, _)| b.kind != BlockKind::Boilerplate) {
        let residue = &entry.facts.residue;
        let place = |span: &Span| span.shift(block.span.start);
        facts.pinyin += residue.pinyin.len() as u32;
        facts.masked += residue.masked.len() as u32;
        facts.first_pinyin = facts.first_pinyin.or(residue.pinyin.first().map(place));
        facts.first_masked = facts.first_masked.or(residue.masked.first().map(place));
        damaged.extend(residue.damaged.iter().map(place));
    }
    facts.damaged = damaged.into();
    facts
}

/// Longest title, in characters.
const TITLE: usize = 120;

/// The first short block without a final stop among the first three or the last two that is not date, byline, menu or
/// boilerplate.
fn title(text: &str, layout: &Layout, entries: &[BlockEntry]) -> Option<Title> {
    let blocks: Vec<(&Block, &BlockEntry)> = layout.blocks.iter().zip(entries).filter(|(b, _)| b.kind != BlockKind::Boilerplate).collect();
    if blocks.len() < 2 {
        return None;
    }
    let ends = blocks.iter().take(3).chain(blocks.iter().rev().take(2).rev());
    let fits = |block: &Block, entry: &BlockEntry| {
        let words = block.span.of(text).trim();
        let heading = words.trim_start_matches('#').trim_start();
        let short = !heading.is_empty() && heading.chars().count() <= TITLE && !heading.contains(['\n', '\r']);
        let stopped = heading.ends_with(['.', '。', ';', '；', ':', '：', ',', '，', '…']);
        let listed = matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow);
        short && !stopped && !listed && byline(block, text).is_none() && !date::is_date_line(heading, entry, block, text)
    };
    ends.copied().find(|(b, e)| fits(b, e)).map(|(block, _)| {
        let words = block.span.of(text);
        let lead = words.len() - words.trim_start_matches([' ', '\t', '#', '\u{3000}']).len();
        let body = words[lead..].trim_end().trim_end_matches('#').trim_end();
        let start = block.span.start as usize + lead;
        Title { text: Symbol::new(body), span: Span::new(start, start + body.len()) }
    })
}

/// Who wrote it, if the block is a byline: a short line that opens with a label (`By X`, `Text: X`, 文：X, 作者：X).
fn byline(block: &Block, text: &str) -> Option<String> {
    let line = block.span.of(text).trim();
    if line.len() > 200 || line.contains('\n') {
        return None;
    }
    let folded = fold(line);
    let name = BYLINES.iter().find_map(|label| strip_label(&folded, label))?;
    let name = name.split(['|', '/', '\t', '(', '（']).next().unwrap_or("").split("  ").next().unwrap_or("").trim();
    let short = !name.is_empty() && name.chars().count() <= 60 && !name.ends_with(['.', '。', '!', '?']);
    // "By Monday" is no byline: a name in Latin letters starts with a capital, and holds no digit.
    let named = name.chars().next().is_some_and(|c| !c.is_lowercase()) && !name.contains(|c: char| c.is_ascii_digit());
    (short && named).then(|| name.to_owned())
}

/// Labels of bylines, folded; `:` stands for a colon of either width, a blank for at least one blank.
const BYLINES: &[&str] = &[
    "text:",
    "by ",
    "by:",
    "author:",
    "words:",
    "written by ",
    "reporter:",
    "文:",
    "文/",
    "作者:",
    "撰文:",
    "撰稿:",
    "记者:",
    "编辑:",
    "文丨",
    "文|",
];

fn strip_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let head = line.get(..label.len())?;
    let equal = head.eq_ignore_ascii_case(label) || label.ends_with(':') && head == label.replace(':', "：");
    if equal {
        return Some(line[label.len()..].trim_start());
    }
    // A full-width colon takes more bytes than the label's.
    let stem = label.strip_suffix(':')?;
    let rest = line.get(..stem.len()).filter(|h| h.eq_ignore_ascii_case(stem)).and_then(|_| line[stem.len()..].strip_prefix('：'))?;
    Some(rest.trim_start())
}

#[cfg(test)]
mod tests;
