//! Edits of a file as a unified diff.

use std::fmt::Write as _;

use crate::config::TextEdit;

/// Lines shown around what changes.
const CONTEXT: usize = 3;

/// A line of the diff: kept, taken out, put in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kept,
    Out,
    In,
}

/// The diff that edits, in order of place, make of a text; `name` stands for the file. Empty where nothing changes.
pub fn unified(name: &str, old: &str, edits: &[TextEdit]) -> String {
    let patches = patches(old, edits);
    let lines = marked(old, &patches);
    let changed: Vec<usize> = lines.iter().enumerate().filter(|(_, (mark, _))| *mark != Mark::Kept).map(|(at, _)| at).collect();
    let Some(first) = changed.first() else { return String::new() };
    let from = if old.is_empty() { "/dev/null" } else { name };
    let mut out = format!("--- {from}\n+++ {name}\n");
    let mut hunk = (first.saturating_sub(CONTEXT), first + 1);
    let mut hunks = Vec::new();
    for at in &changed {
        if *at > hunk.1 + 2 * CONTEXT {
            hunks.push(hunk);
            hunk.0 = at - CONTEXT;
        }
        hunk.1 = at + 1;
    }
    hunks.push(hunk);
    for (start, end) in hunks {
        let end = (end + CONTEXT).min(lines.len());
        let count = |lines: &[(Mark, &str)], other: Mark| lines.iter().filter(|(mark, _)| *mark != other).count();
        let (before, inside) = (&lines[..start], &lines[start..end]);
        // A side without a line is said to begin at the line before it.
        let side = |other: Mark| {
            let (skipped, here) = (count(before, other), count(inside, other));
            format!("{},{here}", skipped + usize::from(here > 0))
        };
        let _ = writeln!(out, "@@ -{} +{} @@", side(Mark::In), side(Mark::Out));
        for (mark, line) in inside {
            let sign = match mark {
                Mark::Kept => ' ',
                Mark::Out => '-',
                Mark::In => '+',
            };
            // An empty line that stays is empty in the diff too, as patch programs allow.
            let shown = format!("{sign}{}", line.trim_end_matches(['\r', '\n']));
            let _ = writeln!(out, "{}", if shown == " " { "" } else { &shown });
        }
    }
    out
}

/// Whole lines that edits change: their place in the old text, and what they say in the new one.
fn patches(old: &str, edits: &[TextEdit]) -> Vec<(std::ops::Range<usize>, String)> {
    let mut patches: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    // How far the old text is told.
    let mut told = 0;
    for (span, new) in edits {
        let range = span.range();
        let line_start = old[..range.start].rfind('\n').map_or(0, |n| n + 1);
        let line_end = old[range.end..].find('\n').map_or(old.len(), |n| range.end + n + 1);
        match patches.last_mut() {
            // Two edits on one line: the rest of it, taken from the old text, is edited again.
            Some((lines, text)) if line_start < lines.end => {
                text.truncate(text.len() - (lines.end - told));
                text.push_str(&old[told..range.start]);
                text.push_str(new);
                text.push_str(&old[range.end..line_end]);
                lines.end = line_end;
            }
            _ => patches.push((line_start..line_end, format!("{}{new}{}", &old[line_start..range.start], &old[range.end..line_end]))),
        }
        told = range.end;
    }
    patches
}

/// All lines of both sides.
fn marked<'a>(old: &'a str, patches: &'a [(std::ops::Range<usize>, String)]) -> Vec<(Mark, &'a str)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for (range, new) in patches {
        lines.extend(old[at..range.start].split_inclusive('\n').map(|l| (Mark::Kept, l)));
        let (gone, come): (Vec<&str>, Vec<&str>) =
            (old[range.clone()].split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
        between(&gone, &come, &mut lines);
        at = range.end;
    }
    lines.extend(old[at..].split_inclusive('\n').map(|l| (Mark::Kept, l)));
    lines
}

/// The lines of one patch by their longest common subsequence. Edits are of single entries: their lines are few.
fn between<'a>(old: &[&'a str], new: &[&'a str], out: &mut Vec<(Mark, &'a str)>) {
    let same = |a: &str, b: &str| a.trim_end_matches(['\r', '\n']) == b.trim_end_matches(['\r', '\n']);
    let mut longest = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if same(old[i], new[j]) { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && same(old[i], new[j]) {
            out.push((Mark::Kept, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || longest[i + 1][j] >= longest[i][j + 1]) {
            out.push((Mark::Out, old[i]));
            i += 1;
        } else {
            out.push((Mark::In, new[j]));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::text::Span;

    fn check(old: &str, edits: &[(usize, usize, &str)], expected: Expect) {
        let edits: Vec<TextEdit> = edits.iter().map(|(start, end, new)| (Span::new(*start, *end), (*new).to_owned())).collect();
        expected.assert_eq(&unified("g.toml", old, &edits));
    }

    #[test]
    fn only_lines_that_change_are_marked() {
        check("a\nb\n", &[], expect![[""]]);
        check(
            "",
            &[(0, 0, "a\nb\n")],
            expect![[r#"
            --- /dev/null
            +++ g.toml
            @@ -0,0 +1,2 @@
            +a
            +b
        "#]],
        );
        check(
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13",
            &[(2, 3, "2\nnew"), (27, 29, "13\n\n14\n")],
            expect![[r#"
            --- g.toml
            +++ g.toml
            @@ -1,5 +1,6 @@
             1
             2
            +new
             3
             4
             5
            @@ -11,3 +12,5 @@
             11
             12
             13
            +
            +14
        "#]],
        );
        check(
            "a\nb c\nd\n",
            &[(2, 3, "B"), (4, 5, "C")],
            expect![[r#"
            --- g.toml
            +++ g.toml
            @@ -1,3 +1,3 @@
             a
            -b c
            +B C
             d
        "#]],
        );
        check(
            "a\r\nb\r\n",
            &[(4, 4, "\r\nnew")],
            expect![[r#"
            --- g.toml
            +++ g.toml
            @@ -1,2 +1,3 @@
             a
             b
            +new
        "#]],
        );
        check(
            "one",
            &[(3, 3, "\n\ntwo\n")],
            expect![[r#"
            --- g.toml
            +++ g.toml
            @@ -1,1 +1,3 @@
             one
            +
            +two
        "#]],
        );
    }
}
