//! Parts of a document that fold away.

use crate::text::{BlockKind, Format, Layout, Span};

use super::{Analysis, Document};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    FrontMatter,
    /// A heading with what follows it up to the next one of its level.
    Section,
    /// Lists, tables, runs of boilerplate.
    Run,
    /// An entry of a glossary, a table of `dossier.toml`.
    Entry,
}

/// A part that folds: from its first line, which stays, to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

/// The folds of a document, in order of place, outer ones first. Parts on a single line are for the caller to drop.
pub fn folds(analysis: &Analysis, path: &str) -> Vec<Fold> {
    let Some((_, document)) = analysis.find(path) else { return Vec::new() };
    let mut folds = match &document {
        Document::Article(article) => {
            let blocks: Vec<(BlockKind, Span)> = article.facts.blocks.iter().map(|b| (b.kind, b.span)).collect();
            let front = article.text.as_ref().filter(|_| Format::of_path(path) == Format::Markdown);
            let front = front.and_then(|t| Layout::new(t, Format::Markdown).front_matter);
            let mut folds: Vec<Fold> = front.map(|f| Fold { span: f.span, kind: FoldKind::FrontMatter }).into_iter().collect();
            folds.extend(sections(&blocks));
            folds.extend(runs(&blocks));
            folds
        }
        Document::Glossary(_) | Document::Config(_) => document.text().map_or_else(Vec::new, |t| tables(t)),
    };
    folds.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.kind));
    folds
}

fn sections(blocks: &[(BlockKind, Span)]) -> Vec<Fold> {
    let mut folds = Vec::new();
    // Headings whose section is open: level and start.
    let mut open: Vec<(u8, u32)> = Vec::new();
    let mut last = 0;
    for (kind, span) in blocks {
        if let BlockKind::Heading(level) = kind {
            while let Some((_, start)) = open.pop_if(|(l, _)| *l >= *level) {
                folds.push(Fold { span: Span { start, end: last }, kind: FoldKind::Section });
            }
            open.push((*level, span.start));
        }
        last = span.end;
    }
    folds.extend(open.into_iter().map(|(_, start)| Fold { span: Span { start, end: last }, kind: FoldKind::Section }));
    folds
}

fn runs(blocks: &[(BlockKind, Span)]) -> Vec<Fold> {
    let runs = blocks.chunk_by(|a, b| a.0 == b.0);
    let folding = |kind| matches!(kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Boilerplate);
    let runs = runs.filter_map(|run| Some((run.first()?, run.last()?)));
    runs.filter(|(first, _)| folding(first.0)).map(|(first, last)| Fold { span: first.1.join(last.1), kind: FoldKind::Run }).collect()
}

/// From each line that opens a table to the last line with something on it before the next one.
fn tables(text: &str) -> Vec<Fold> {
    let mut folds: Vec<Fold> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let span = Span::new(start, start + body.len());
        if body.starts_with('[') {
            folds.push(Fold { span, kind: FoldKind::Entry });
        } else if let Some(open) = folds.last_mut().filter(|_| !body.is_empty() && !body.starts_with('#')) {
            open.span.end = span.end;
        }
        start += line.len();
    }
    folds
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, NEWSROOM};
    use super::*;

    fn check(fixture: &str, path: &str, expect: Expect) {
        let fixture = Fixture::new(fixture);
        let (_, document) = fixture.analysis.find(path).unwrap();
        let line = |f: &Fold| {
            let (from, to) = (document.lines().line_column(f.span.start).0, document.lines().line_column(f.span.end).0);
            format!("{from}-{to} {:?}\n", f.kind)
        };
        expect.assert_eq(&folds(&fixture.analysis, path).iter().map(line).collect::<String>());
    }

    #[test]
    fn sections_lists_and_front_matter_fold() {
        let article = "//- /a.md open\n---\ntitle: T\n---\n# One\n\nText.\n\n## Two\n\n- a\n- b\n\n# Three\n\nText.\n";
        check(
            article,
            "/a.md",
            expect![[r#"
            1-3 FrontMatter
            4-11 Section
            8-11 Section
            10-11 Run
            13-15 Section
        "#]],
        );
    }

    #[test]
    fn entries_of_a_glossary_fold() {
        check(
            NEWSROOM,
            "/glossary.toml",
            expect![[r#"
            1-8 Entry
            10-14 Entry
            16-20 Entry
            22-27 Entry
        "#]],
        );
    }
}
