//! URLs and mail addresses in running text.

use memchr::memmem;

use crate::text::Span;

/// The URLs (`scheme://…`, `www.…`) and mail addresses of a text, in order. None holds a blank or a line end, so each
/// lies in one line.
pub(super) fn find(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found: Vec<Span> = Vec::new();
    for at in memmem::find_iter(bytes, b"://") {
        let scheme = bytes[..at].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        if scheme > 1 {
            found.push(Span::new(at - scheme, tail(text, at + 3)));
        }
    }
    for at in memmem::find_iter(bytes, b"www.") {
        if at == 0 || !matches!(bytes[at - 1], b'/' | b'.' | b'_' | b'@' | b'-') && !bytes[at - 1].is_ascii_alphanumeric() {
            found.push(Span::new(at, tail(text, at + 4)));
        }
    }
    for at in memchr::memchr_iter(b'@', bytes) {
        let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
        let user = bytes[..at].iter().rev().take_while(|b| part(b)).count();
        let host = bytes[at + 1..].iter().take_while(|b| part(b)).count();
        let host = text[at + 1..at + 1 + host].trim_end_matches(['.', '-', '_', '+']);
        if user > 0
            && host
                .rsplit_once('.')
                .is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            found.push(Span::new(at - user, at + 1 + host.len()));
        }
    }
    if found.len() > 1 {
        found.sort_unstable();
        let mut end = 0;
        found.retain_mut(|s| {
            s.start = s.start.max(end);
            let keep = s.start < s.end;
            end = end.max(s.end);
            keep
        });
    }
    found
}

/// Where a URL ends: at what no URL has, without the punctuation of the sentence around it.
fn tail(text: &str, from: usize) -> usize {
    let is_url = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\'' | '`' | '|' | '\\' | '^' | '{' | '}' | '[' | ']');
    let mut open = 0;
    let end = text[from..].find(|c| {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        open < 0 || !is_url(c)
    });
    let url = text[from..end.map_or(text.len(), |i| from + i)].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    from + url.len()
}

/// Those of some spans in order that overlap `part`.
pub(super) fn overlapping(spans: &[Span], part: Span) -> &[Span] {
    let from = spans.partition_point(|s| s.end <= part.start);
    let to = spans.partition_point(|s| s.start < part.end);
    &spans[from..to.max(from)]
}

/// What lies within `part` of spans in order, relative to it.
pub(super) fn within(spans: &[Span], part: Span) -> Vec<Span> {
    let clip = |s: &Span| Span { start: s.start.max(part.start) - part.start, end: s.end.min(part.end) - part.start };
    overlapping(spans, part).iter().map(clip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_end_where_the_sentence_goes_on() {
        let cases: &[(&str, &[&str])] = &[
            ("see https://a.example/b?c=d. Then", &["https://a.example/b?c=d"]),
            ("(see www.a.example/x_(y))", &["www.a.example/x_(y)"]),
            ("詳見https://a.example/b，另見http://c.example。", &["https://a.example/b", "http://c.example"]),
            ("mail ed.wu@press.example, or @wu, 5@3", &["ed.wu@press.example"]),
            ("https://www.a.example/", &["https://www.a.example/"]),
            ("a://b and ://", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = find(text).iter().map(|s| s.of(text)).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
