//! One line of an article as a terminal shows it: cut to fit around a place, with the columns of that place.
//!
//! A news article has paragraphs of thousands of characters on one line, full-width characters take two columns,
//! combining marks none, and a cluster of emoji takes two however many code points it has: so widths are those of
//! grapheme clusters (Unicode Standard Annexes 11 and 29), and what does not fit is cut at their boundaries.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::cli::term::printable;

/// What is shown, in columns.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Columns before the place.
    pub before: usize,
    /// Columns of the place itself, at least one.
    pub under: usize,
}

/// A tab is shown as so many blanks: stops would move with the cut.
const TAB: &str = "    ";
const CUT: &str = "…";

/// Cuts `line` to at most `columns` columns around `place` (bytes of the line, clamped to it), keeping a third of the
/// free room before the place.
pub fn excerpt(line: &str, place: Range<usize>, columns: usize) -> Excerpt {
    let (clusters, first, last) = clusters(line, place);
    let width = |range: Range<usize>| clusters[range].iter().map(|c| c.1).sum::<usize>();
    let whole = width(0..clusters.len());
    let (mut from, mut to) = (0, clusters.len());
    if whole > columns {
        // One column for each of the two cut marks.
        let room = columns.saturating_sub(2).max(8);
        let marked = width(first..last).min(room);
        let free = room - marked;
        (from, to) = (first, first);
        let mut used = 0;
        let take = |used: &mut usize, cluster: usize, limit: usize| {
            let fits = *used + clusters[cluster].1 <= limit;
            *used += if fits { clusters[cluster].1 } else { 0 };
            fits
        };
        while to < last && take(&mut used, to, room) {
            to += 1;
        }
        let before = used + free / 3;
        while from > 0 && take(&mut used, from - 1, before) {
            from -= 1;
        }
        while to < clusters.len() && take(&mut used, to, room) {
            to += 1;
        }
        while from > 0 && take(&mut used, from - 1, room) {
            from -= 1;
        }
    }
    let shown: String = clusters[from..to].iter().map(|c| c.0.as_str()).collect();
    let (head, tail) = (if from > 0 { CUT } else { "" }, if to < clusters.len() { CUT } else { "" });
    Excerpt {
        text: format!("{head}{shown}{tail}"),
        before: usize::from(from > 0) + width(from..first.max(from)),
        under: width(first..last.min(to).max(first)).max(1),
    }
}

/// Columns of a text.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The grapheme clusters of a line as they are shown, with their widths, and the range of those that `place` touches.
fn clusters(line: &str, place: Range<usize>) -> (Vec<(String, usize)>, usize, usize) {
    let mut clusters = Vec::new();
    let (mut first, mut last) = (None, 0);
    for (at, cluster) in line.grapheme_indices(true) {
        let end = at + cluster.len();
        if end > place.start && (at < place.end || first.is_none()) {
            first.get_or_insert(clusters.len());
            last = clusters.len() + 1;
        }
        let shown = if cluster == "\t" { TAB.to_owned() } else { cluster.chars().map(printable).collect() };
        let columns = shown.width();
        clusters.push((shown, columns));
    }
    let first = first.unwrap_or(clusters.len());
    (clusters, first, last.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line over its underline, as a terminal with two columns for a full-width character shows them.
    fn drawn(line: &str, quote: &str, columns: usize) -> (String, usize, usize) {
        let start = line.find(quote).unwrap();
        let e = excerpt(line, start..start + quote.len(), columns);
        assert!(width(&e.text) <= columns.max(10), "{e:?}");
        (e.text, e.before, e.under)
    }

    #[test]
    fn columns_are_those_of_the_terminal() {
        let cases = [
            ("sold 4,812 vans", "4,812", 5, 5),
            ("蔚蓝交付4.8万辆", "4.8万辆", 8, 7),
            ("ＡＢＣ　交付", "交付", 8, 4),
            ("\tsold 12", "12", 9, 2),
            ("cafe\u{301} 12", "12", 5, 2),
            ("👩\u{200d}👩\u{200d}👧 12", "12", 3, 2),
            ("🇫🇷 12", "12", 3, 2),
            ("zero\u{200b}width 12", "12", 10, 2),
        ];
        for (line, quote, before, under) in cases {
            let (_, b, u) = drawn(line, quote, 100);
            assert_eq!((b, u), (before, under), "{line:?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}交付4.8万辆{}", "前".repeat(300), "后".repeat(300));
        let (text, before, under) = drawn(&line, "4.8万辆", 40);
        assert!(text.starts_with("…前") && text.ends_with("后…") && text.contains("交付4.8万辆"), "{text}");
        assert_eq!(before, width(&text[..text.find("4.8").unwrap()]));
        assert_eq!(under, 7);
        let (text, ..) = drawn(&line, "前", 40);
        assert!(text.starts_with('前'), "{text}");
        let last = format!("{}end", "word ".repeat(100));
        let (text, before, _) = drawn(&last, "end", 40);
        assert!(text.ends_with("end") && before == width(&text) - 3, "{text}");
    }

    #[test]
    fn a_place_wider_than_the_room_is_cut_too() {
        let line = "字".repeat(200);
        let e = excerpt(&line, 30..570, 40);
        assert_eq!(width(&e.text), 40);
        assert_eq!(e.before, 1);
        assert_eq!(e.under, 38);
    }

    #[test]
    fn odd_places_are_harmless() {
        for place in [0..0, 3..3, 0..99, 7..9, 99..120] {
            let e = excerpt("12 字", place, 40);
            assert_eq!((e.text.as_str(), e.under >= 1), ("12 字", true));
        }
        assert_eq!(excerpt("", 0..0, 40), Excerpt { text: String::new(), before: 0, under: 1 });
        assert_eq!(excerpt("a\u{1b}[31mb\u{202e}c", 0..1, 40).text, "a\u{fffd}[31mb\u{fffd}c");
    }
}
