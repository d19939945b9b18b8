//! Where a record stands in the text: canonical text, its blob id, quotes with their surroundings.

use std::borrow::Cow;

use crate::text::Span;

/// A span as a record keeps it, so that it can be found again after edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub quote: String,
    /// Up to 32 code points before and after.
    pub pre: String,
    pub suf: String,
    /// Code points in the canonical text, half-open.
    pub pos: (u32, u32),
}

/// Code points of context that a record keeps on either side.
const CONTEXT: usize = 32;

/// The text that `pos` counts in: BOM stripped, CRLF and CR as LF, no other normalisation.
pub fn canonical(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// First 12 hex digits of the git blob id (SHA-1) of the canonical text: what `base` holds.
pub fn blob_id(text: &str) -> String {
    let text = canonical(text);
    let mut sha = sha1_smol::Sha1::new();
    sha.update(format!("blob {}\0", text.len()).as_bytes());
    sha.update(text.as_bytes());
    let mut id = sha.digest().to_string();
    id.truncate(12);
    id
}

impl Quote {
    /// Of a span (bytes) of an article's text. None if the span is not of this text.
    pub fn of(text: &str, span: Span) -> Option<Quote> {
        let (before, rest) = (text.get(..span.start as usize)?, text.get(span.start as usize..)?);
        let (inside, after) = (rest.get(..span.len())?, rest.get(span.len()..)?);
        let (before, inside) = (canonical(before), canonical(inside));
        // A few code points are enough of what follows; each is at most four bytes, a line end two.
        let end = after.char_indices().nth(2 * CONTEXT).map_or(after.len(), |(i, _)| i);
        let after = canonical(&after[..end]);
        let start = before.chars().count();
        let skip = start.saturating_sub(CONTEXT);
        let end = start + inside.chars().count();
        Some(Quote {
            pre: before.chars().skip(skip).collect(),
            suf: after.chars().take(CONTEXT).collect(),
            quote: inside.into_owned(),
            pos: (u32::try_from(start).ok()?, u32::try_from(end).ok()?),
        })
    }
    /// The bytes of `text` where the quote stands: at `pos`; else the one place where it stands between the same
    /// surroundings. More cautious than re-anchoring: what is not certain is not found.
    pub fn find(&self, text: &str) -> Option<Span> {
        let at = byte_of(text, self.pos.0)?;
        let end = byte_of(text, self.pos.1);
        if let Some(found) = end.and_then(|end| text.get(at..end)).filter(|found| canonical(found) == self.quote) {
            return Some(Span::new(at, at + found.len()));
        }
        self.find_by_context(text)
    }
    fn find_by_context(&self, text: &str) -> Option<Span> {
        if self.quote.is_empty() {
            return None;
        }
        let canon = canonical(text);
        let mut found = canon.match_indices(self.quote.as_str()).filter(|(at, _)| {
            let after = &canon[at + self.quote.len()..];
            canon[..*at].ends_with(self.pre.as_str()) && after.starts_with(self.suf.as_str())
        });
        let (at, _) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        let start = canon[..at].chars().count();
        let end = start + self.quote.chars().count();
        let (start, end) = (byte_of(text, u32::try_from(start).ok()?)?, byte_of(text, u32::try_from(end).ok()?)?);
        Some(Span::new(start, end))
    }
}

/// The byte of `text` at a code point of its canonical form (which may be its end).
fn byte_of(text: &str, point: u32) -> Option<usize> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut left = point;
    let mut last = '\0';
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        let joined = c == '\n' && last == '\r';
        last = c;
        if joined {
            continue;
        }
        if left == 0 {
            return Some(at);
        }
        left -= 1;
    }
    (left == 0).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blob_ids_are_those_of_git() {
        // `printf 'hello\n' | git hash-object --stdin` and `git hash-object /dev/null`
        for (text, id) in [("hello\n", "ce013625030b"), ("\u{feff}hello\r\n", "ce013625030b"), ("", "e69de29bb2d1")] {
            assert_eq!(blob_id(text), id);
        }
    }

    #[test]
    fn quotes_count_code_points_of_the_canonical_text() {
        let text = "标题\r\n\r\n佩尔银行的Tang Shen说";
        let at = text.find("Tang").expect("it is there");
        let quote = Quote::of(text, Span::new(at, at + 9)).expect("a span of the text");
        let expected = Quote { quote: "Tang Shen".into(), pre: "标题\n\n佩尔银行的".into(), suf: "说".into(), pos: (9, 18) };
        assert_eq!(quote, expected);
        assert_eq!(quote.find(text), Some(Span::new(at, at + 9)));
    }

    #[test]
    fn a_quote_is_found_again_only_where_it_is_certain() {
        let old = "Vega said so. Pell Bank agreed with Vega today.";
        let at = old.rfind("Vega").expect("it is there");
        let quote = Quote::of(old, Span::new(at, at + 4)).expect("a span of the text");
        let moved = format!("A new first line.\n{old}");
        assert_eq!(quote.find(&moved).map(|s| s.start as usize), moved.rfind("Vega"));
        assert_eq!(quote.find("Vega said nothing at all, and that was it, and more."), None);
        assert_eq!(quote.find(""), None);
    }

    proptest! {
        #[test]
        fn a_quote_is_found_in_its_own_text(text in "[a-c\u{4f60}\u{1f600}\r\n]{0,60}", a in 0usize..60, b in 0usize..60) {
            let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (ends[a % ends.len()], ends[b % ends.len()]);
            let span = Span::new(a.min(b), a.max(b));
            // A span that cuts a CRLF in two has no place of its own in the canonical text.
            let cut = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            prop_assume!(!cut(a) && !cut(b));
            let quote = Quote::of(&text, span).expect("a span of the text");
            prop_assert_eq!(quote.find(&text), Some(span));
        }
    }
}
