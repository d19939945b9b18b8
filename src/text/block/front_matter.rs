//! Front matter: what stands between `---` or `+++` fences at the start of a Markdown article.

use super::FrontMatter;
use crate::text::Span;

/// The front matter of an article that starts with one. Of YAML and TOML it reads what articles use: one `key: value`
/// (or `key = value`) a line, quoted or not, `[a, b]` and the first `- item` of a list. No closing fence, or no field at
/// all: none.
pub(super) fn read(text: &str) -> Option<FrontMatter> {
    let (fence, assign) = match text.get(..3)? {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let mut fields: Vec<(String, String, Span)> = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let body = line.trim_end();
        if number == 0 {
            if body != fence {
                return None;
            }
            continue;
        }
        if body == fence || fence == "---" && body == "..." {
            return (!fields.is_empty()).then(|| FrontMatter { span: Span::new(0, start + body.len()), fields });
        }
        if let Some(item) = body.trim_start().strip_prefix("- ") {
            if let Some(last) = fields.last_mut().filter(|f| f.1.is_empty()) {
                let (value, span) = value(item, start + body.len() - item.len());
                (last.1, last.2) = (value, span);
            }
        } else if !body.starts_with([' ', '\t', '#'])
            && let Some((key, rest)) = body.split_once(assign)
            && is_key(key.trim())
        {
            let (value, span) = value(rest, start + body.len() - rest.len());
            fields.push((key.trim().trim_matches(['"', '\'']).to_lowercase(), value, span));
        }
    }
    None
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' '))
}

/// A value without quotes or list brackets; `at` is where `raw` starts in the article.
fn value(raw: &str, at: usize) -> (String, Span) {
    let left = raw.len() - raw.trim_start().len();
    let mut body = raw.trim();
    let mut start = at + left;
    for (open, close) in [('[', ']'), ('"', '"'), ('\'', '\'')] {
        if body.len() >= 2 && body.starts_with(open) && body.ends_with(close) {
            body = &body[1..body.len() - 1];
            start += 1;
        }
    }
    let trimmed = body.trim();
    start += body.len() - body.trim_start().len();
    (trimmed.to_owned(), Span::new(start, start + trimmed.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_their_places() {
        let text = "---\ntitle: \"Corvid: a record\"\nDate: 2024-05-03\nauthors:\n  - Wen Li\n  - Ada Holm\ntags: [boats, lake]\nempty:\n---\nBody";
        let front = read(text).unwrap();
        assert_eq!(&text[front.span.range()], &text[..text.len() - 5]);
        for (key, value) in
            [("title", "Corvid: a record"), ("date", "2024-05-03"), ("authors", "Wen Li"), ("tags", "boats, lake"), ("empty", "")]
        {
            let (found, span) = front.get(key).expect(key);
            assert_eq!((found, span.of(text)), (value, value));
        }
        let toml = "+++\ntitle = \"曙光\"\ndate = 2024-05-03\n+++\n";
        assert_eq!(read(toml).unwrap().get("title").map(|(v, _)| v), Some("曙光"));
    }

    #[test]
    fn rules_and_open_fences_are_no_front_matter() {
        for text in ["", "--", "---\nSales rose.\n---\n", "---\ntitle: x\n", "----\ntitle: x\n---\n", "a\n---\ntitle: x\n---\n"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
