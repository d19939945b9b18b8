//! URIs and paths, positions and offsets. Every position goes through the line index of the analysis that the answer
//! came from.

use std::sync::Arc;

use tower_lsp::lsp_types::{Position, Range, Url};

use crate::text::{Encoding, LineIndex, Span};

/// The path (absolute, with `/`) of a `file:` URI; an `untitled:` URI is its own path. None for other schemes, and for
/// what is no text once decoded: those are answered with nothing.
pub fn path_of(uri: &Url) -> Option<Arc<str>> {
    match uri.scheme() {
        "file" => file_path(uri.host_str(), uri.path(), cfg!(windows)).map(Into::into),
        "untitled" => Some(uri.as_str().into()),
        _ => None,
    }
}

/// The URI of a path as [`path_of`] gives it.
pub fn uri_of(path: &str) -> Option<Url> {
    if path.starts_with("untitled:") {
        return Url::parse(path).ok();
    }
    Url::from_file_path(crate::workspace::to_system(path)).ok()
}

fn file_path(host: Option<&str>, encoded: &str, windows: bool) -> Option<String> {
    let mut path = percent_decode(encoded)?;
    if windows {
        let bytes = path.as_bytes();
        // `/c:/news` is `C:/news`: one drive, one spelling.
        if let [b'/', drive, b':', rest @ ..] = bytes
            && drive.is_ascii_alphabetic()
            && (rest.is_empty() || rest[0] == b'/')
        {
            path = format!("{}:{}", drive.to_ascii_uppercase() as char, &path[3..]);
        } else if let Some(host) = host.filter(|h| !h.is_empty()) {
            path = format!("//{host}{path}");
        }
    }
    let end = path.trim_end_matches('/').len();
    if end > 0 {
        path.truncate(end);
    }
    if windows && path.len() == 2 && path.ends_with(':') {
        // Without a slash it would be the current folder of that drive.
        path.push('/');
    }
    (!path.is_empty()).then_some(path)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        if b != b'%' {
            out.push(b);
            continue;
        }
        let hex = |b: Option<u8>| b.and_then(|b| (b as char).to_digit(16));
        let mut ahead = bytes.clone();
        match (hex(ahead.next()), hex(ahead.next())) {
            (Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                bytes = ahead;
            }
            _ => out.push(b),
        }
    }
    String::from_utf8(out).ok().filter(|path| !path.contains('\0'))
}

/// The offset of a position; past the end of its line or of the text it is the nearest one before.
pub fn offset(lines: &LineIndex, position: Position, encoding: Encoding) -> u32 {
    lines.offset(crate::text::Position { line: position.line, character: position.character }, encoding)
}

pub fn position(lines: &LineIndex, offset: u32, encoding: Encoding) -> Position {
    let p = lines.position(offset, encoding);
    Position { line: p.line, character: p.character }
}

pub fn range(lines: &LineIndex, span: Span, encoding: Encoding) -> Range {
    Range { start: position(lines, span.start, encoding), end: position(lines, span.end, encoding) }
}

/// The span of a range; of an inverted one the span between its ends.
pub fn span(lines: &LineIndex, range: Range, encoding: Encoding) -> Span {
    let (a, b) = (offset(lines, range.start, encoding), offset(lines, range.end, encoding));
    Span { start: a.min(b), end: a.max(b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_uris_become_paths() {
        let unix = [
            ("file:///news/a.txt", Some("/news/a.txt")),
            ("file:///news/%E6%96%B0%E9%97%BB%20a.txt", Some("/news/新闻 a.txt")),
            ("file:///news/新闻.txt", Some("/news/新闻.txt")),
            ("file:///news/100%25.txt", Some("/news/100%.txt")),
            ("file:///news/", Some("/news")),
            ("file:///", Some("/")),
            ("file:///bad%FF", None),
            ("untitled:Untitled-1", Some("untitled:Untitled-1")),
            ("git:/news/a.txt", None),
            ("vscode-notebook-cell:/a.txt#1", None),
        ];
        for (uri, path) in unix {
            assert_eq!(path_of(&Url::parse(uri).expect("the test's own URI")).as_deref(), path, "{uri}");
        }
        let windows = [
            ("file:///c%3A/news/a.txt", Some("C:/news/a.txt")),
            ("file:///C:/news/a.txt", Some("C:/news/a.txt")),
            ("file:///c:", Some("C:/")),
            ("file://server/share/a.txt", Some("//server/share/a.txt")),
        ];
        for (uri, path) in windows {
            let uri = Url::parse(uri).expect("the test's own URI");
            assert_eq!(file_path(uri.host_str(), uri.path(), true).as_deref(), path, "{uri}");
        }
    }

    #[test]
    fn paths_become_the_same_uris() {
        for path in ["/news/a.txt", "/news/新闻 a.txt", "/news/100%.txt", "/a?b#c.txt", "untitled:Untitled-1"] {
            assert_eq!(uri_of(path).as_ref().and_then(path_of).as_deref(), Some(path));
        }
    }
}
