//! Links in documents: addresses, Markdown links, references to other articles.

use std::sync::Arc;

use memchr::memmem;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::text::{Format, Span};

use super::{Analysis, CorpusView, Document};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    pub target: LinkTarget,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkTarget {
    Url(String),
    /// A document of the workspace, by absolute path.
    Document(Arc<str>),
}

/// The links of an open document, in order, never overlapping. Only `http`, `https` and `mailto` addresses and
/// documents that the workspace knows: nothing that could run a command.
pub fn links(analysis: &Analysis, path: &str) -> Vec<Link> {
    let Some((view, document)) = analysis.find(path) else { return Vec::new() };
    let Some(text) = document.text() else { return Vec::new() };
    let mut links = Vec::new();
    if matches!(document, Document::Article(_)) && Format::of_path(path) == Format::Markdown {
        markdown(view, path, text, &mut links);
    }
    if matches!(document, Document::Glossary(_)) {
        wikidata(text, &mut links);
    }
    addresses(text, &mut links);
    if matches!(document, Document::Article(_)) {
        paths(view, path, text, &mut links);
    }
    links.sort_by(|a, b| (a.span, &a.target).cmp(&(b.span, &b.target)));
    let mut kept: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        if kept.last().is_none_or(|last| !last.span.overlaps(link.span)) {
            kept.push(link);
        }
    }
    kept
}

fn markdown(view: &CorpusView, path: &str, text: &str, links: &mut Vec<Link>) {
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, link_type, .. }) = event else { continue };
        if matches!(link_type, LinkType::Email) {
            continue;
        }
        let target = if is_address(&dest_url) {
            LinkTarget::Url(dest_url.to_string())
        } else {
            let Some(document) = resolve(view, path, &percent_decode(&dest_url)) else { continue };
            LinkTarget::Document(document)
        };
        links.push(Link { span: Span::new(range.start, range.end), target });
    }
}

fn is_address(text: &str) -> bool {
    let lower = text.get(..8.min(text.len())).unwrap_or(text).to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn addresses(text: &str, links: &mut Vec<Link>) {
    for at in memmem::find_iter(text.as_bytes(), "://") {
        let scheme = [5, 4].into_iter().filter_map(|n| at.checked_sub(n)).find(|s| {
            text.get(*s..at).is_some_and(|t| t.eq_ignore_ascii_case("https") || t.eq_ignore_ascii_case("http"))
                && !text.as_bytes().get(s.wrapping_sub(1)).is_some_and(u8::is_ascii_alphanumeric)
        });
        let (Some(start), Some(rest)) = (scheme, text.get(at + 3..)) else { continue };
        // Chinese text glues its words to an address: the address ends at the first character outside ASCII.
        let stop = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '<' | '>' | '"' | '\'' | '`' | '|' | '\\' | '^' | '{' | '}');
        let body = rest.find(stop).map_or(rest, |end| &rest[..end]);
        let body = trim_address(body);
        if !body.is_empty() {
            let end = at + 3 + body.len();
            links.push(Link { span: Span::new(start, end), target: LinkTarget::Url(text[start..end].to_owned()) });
        }
    }
}

/// Stops and closing brackets behind an address belong to the sentence, unless the address opened the bracket.
fn trim_address(mut body: &str) -> &str {
    loop {
        let unpaired = body.ends_with(')') && body.matches(')').count() > body.matches('(').count();
        let unpaired = unpaired || (body.ends_with(']') && !body.contains('['));
        if unpaired || body.ends_with(['.', ',', ';', ':', '!', '?', '*', '_']) {
            body = &body[..body.len() - 1];
        } else {
            return body;
        }
    }
}

/// `wikidata = "Q…"` of a glossary file.
fn wikidata(text: &str, links: &mut Vec<Link>) {
    for at in memmem::find_iter(text.as_bytes(), "wikidata") {
        let Some(rest) = text.get(at + "wikidata".len()..) else { continue };
        let line = rest.lines().next().unwrap_or("");
        let Some((before, value)) = line.split_once('"') else { continue };
        let id = value.split('"').next().unwrap_or("");
        let digits = id.strip_prefix('Q').unwrap_or("");
        if before.trim() == "=" && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            let start = at + "wikidata".len() + before.len() + 1;
            links.push(Link { span: Span::new(start, start + id.len()), target: LinkTarget::Url(super::hover::wikidata_url(id)) });
        }
    }
}

/// Paths of other articles in running text: `../may/launch.txt`, from the article's folder or the root.
fn paths(view: &CorpusView, path: &str, text: &str, links: &mut Vec<Link>) {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~' | '%' | '+' | '@');
    for ending in [".md", ".txt", ".markdown"] {
        for at in memmem::find_iter(text.as_bytes(), ending) {
            let end = at + ending.len();
            if text.get(end..).is_none_or(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')) {
                continue;
            }
            let Some(before) = text.get(..at) else { continue };
            let start = before.char_indices().rev().take_while(|(_, c)| part(*c)).last().map_or(at, |(i, _)| i);
            // Chinese text glues its words to a path: try ever later starts behind a character outside ASCII.
            let starts = before[start..].char_indices().filter(|(i, c)| *i == 0 || !c.is_ascii());
            let starts = starts.flat_map(|(i, c)| [start + i, start + i + c.len_utf8()].into_iter().take(if c.is_ascii() { 1 } else { 2 }));
            let found = starts.filter(|s| *s < at).find_map(|s| Some((s, resolve(view, path, text.get(s..end)?)?)));
            if let Some((start, document)) = found.filter(|(_, d)| **d != *path) {
                links.push(Link { span: Span::new(start, end), target: LinkTarget::Document(document) });
            }
        }
    }
}

/// The document of the corpus that a relative path means: from the folder of `from`, else from the root.
fn resolve(view: &CorpusView, from: &str, reference: &str) -> Option<Arc<str>> {
    let reference = reference.split(['#', '?']).next().filter(|r| !r.is_empty())?;
    let folder = from.rsplit_once('/').map_or("", |(f, _)| f);
    let candidates = [join(folder, reference), join(&view.root, reference.trim_start_matches('/'))];
    let parts = &view.snapshot.parts;
    candidates.into_iter().flatten().find_map(|path| {
        let article = view.snapshot.article_at(&path).map(|a| a.path.clone());
        article.or_else(|| parts.glossary_files.iter().find(|g| *g.path == *path).map(|g| g.path.clone()))
    })
}

/// The path of a document as a link in `folder` writes it. Both absolute.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.iter().skip(shared).copied()).collect::<Vec<_>>().join("/")
}

/// A target as Markdown takes it without brackets around it.
pub(super) fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '%' => out.push_str("%25"),
            c => out.push(c),
        }
    }
    out
}

/// None where the path climbs out of the file system.
fn join(folder: &str, reference: &str) -> Option<String> {
    if reference.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in reference.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().filter(|p| !p.is_empty())?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, NEWSROOM};
    use super::*;

    fn check(fixture: &str, path: &str, expect: Expect) {
        let fixture = Fixture::new(fixture);
        let line = |l: &Link| format!("{:?} {:?}\n", l.span.of(&fixture.source.0[path]), l.target);
        expect.assert_eq(&links(&fixture.analysis, path).iter().map(line).collect::<String>());
    }

    #[test]
    fn a_link_is_written_from_its_folder() {
        for (folder, path, expected) in [
            ("/a/june", "/a/may/x.md", "../may/x.md"),
            ("/a", "/a/may/x (1).md", "may/x%20%281%29.md"),
            ("/a/b/c", "/a/50%.md", "../../50%25.md"),
        ] {
            let written = encoded(&relative(folder, path));
            assert_eq!(written, expected);
            assert_eq!(join(folder, &percent_decode(&written)).as_deref(), Some(path));
        }
    }

    #[test]
    fn addresses_and_articles_are_links() {
        check(
            NEWSROOM,
            "/may/launch.md",
            expect![[r#"
            "[the forecast](../june/outlook.txt)" Document("/june/outlook.txt")
            "https://zephyr.example/vans" Url("https://zephyr.example/vans")
        "#]],
        );
        check(
            NEWSROOM,
            "/glossary.toml",
            expect![[r#"
            "Q99999999" Url("https://www.wikidata.org/wiki/Q99999999")
        "#]],
        );
        let article = "//- /a.txt open\n见https://a.example/路径，(http://b.example/x_(y)). 另见may/b.md。xhttp://c.example ../a.txt a.txt\n//- /may/b.md open\n[run](command:x) [up](../a.txt#l3) <https://d.example> ./none.txt ../a.txt.\n";
        check(
            article,
            "/a.txt",
            expect![[r#"
            "https://a.example/" Url("https://a.example/")
            "http://b.example/x_(y)" Url("http://b.example/x_(y)")
            "may/b.md" Document("/may/b.md")
        "#]],
        );
        check(
            article,
            "/may/b.md",
            expect![[r#"
            "[up](../a.txt#l3)" Document("/a.txt")
            "<https://d.example>" Url("https://d.example")
            "../a.txt" Document("/a.txt")
        "#]],
        );
    }
}
