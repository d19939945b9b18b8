//! Posts that one person of an organization holds at a time.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Span, is_han, simplify};

/// The post that a title as printed stands for (`chief-executive` for CEO, 執行長), where an organization has one holder
/// of it.
pub fn post_of(title: &str) -> Option<&'static str> {
    POSTS.titles.get(fold_title(title).as_str()).copied()
}

/// Whether a passage says that its post is not held now: a former, coming or acting one, or one that ended. `text` is the
/// reading of the block, spans are of it; `titles` are those of the passage, in order, `window` is what stands before them
/// and may be their organization.
pub(super) fn is_aside(text: &str, passage: Span, name: Span, window: Option<Span>, titles: &[Span]) -> bool {
    let before = |at: u32| text.get(..at as usize).unwrap_or("");
    let directly = |at: u32| {
        let head = before(at).trim_end_matches(['的', ' ']);
        let chars: Vec<char> = head.chars().rev().take(LONGEST).map(simplify).collect();
        (1..=chars.len()).any(|n| POSTS.aside.contains(chars[..n].iter().rev().collect::<String>().as_str()))
    };
    let head = before(passage.start);
    let last_word = head.trim_end().rsplit([' ', '\n']).next().filter(|_| head.ends_with(' ')).unwrap_or("");
    let rest = text.get(passage.end as usize..).unwrap_or("");
    let rest = rest.split([',', '.', ';', '，', '。', '；', '\n']).next().unwrap_or("");
    let said =
        |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|w| !w.is_empty() && POSTS.aside.contains(fold_title(w).as_str()));
    let outside = |words: &str| !words.chars().any(is_han) && said(words);
    let inside = |span: Span| outside(span.of(text));
    let around =
        [Span { start: passage.start, end: name.start.max(passage.start) }, Span { start: name.end.min(passage.end), end: passage.end }];
    directly(passage.start)
        || titles.iter().chain(&window).any(|t| directly(t.start))
        || around.into_iter().any(inside)
        || outside(last_word)
        || outside(rest.get(..rest.char_indices().nth(CLOSE).map_or(rest.len(), |(i, _)| i)).unwrap_or(""))
}

/// Characters of the longest Han word of [`is_aside`].
const LONGEST: usize = 4;

/// So many characters behind the passage are read: `who was CEO of X until 2019`.
const CLOSE: usize = 16;

/// A title for comparing: case, script and the width of blanks do not count.
pub fn fold_title(title: &str) -> String {
    title.split_whitespace().map(|w| w.chars().flat_map(|c| simplify(c).to_lowercase()).collect::<String>()).collect::<Vec<_>>().join(" ")
}

struct Posts {
    titles: FxHashMap<&'static str, &'static str>,
    aside: FxHashSet<&'static str>,
}

static POSTS: LazyLock<Posts> = LazyLock::new(|| {
    let lines = include_str!("data/posts.tsv").lines().filter(|l| !l.starts_with('#'));
    let (aside, titles): (Vec<_>, Vec<_>) = lines.filter_map(|l| l.split_once('\t')).partition(|(_, post)| *post == "aside");
    Posts { titles: titles.into_iter().collect(), aside: aside.into_iter().map(|(word, _)| word).collect() }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_their_posts() {
        for (title, post) in [
            ("CEO", Some("chief-executive")),
            ("Chief  Executive Officer", Some("chief-executive")),
            ("執行長", Some("chief-executive")),
            ("董事長", Some("chair")),
            ("vice president", None),
            ("Former CEO", None),
            ("副总裁", None),
            ("co-chair", None),
        ] {
            assert_eq!(post_of(title), post, "{title}");
        }
    }

    #[test]
    fn posts_that_are_not_held_now() {
        // The passage in brackets, the name in braces, the title between slashes.
        for (text, aside) in [
            ("[Zephyr /CEO/ {Ada Penn}] spoke.", false),
            ("Former [/CEO/ {Ada Penn} of Zephyr] spoke.", true),
            ("[Zephyr's former /CEO/ {Ada Penn}] spoke.", true),
            ("Acting [/CEO/ of Zephyr {Ada Penn}] spoke.", true),
            ("[{Ada Penn}, who was /CEO/ of Zephyr] until 2019, spoke.", true),
            ("[{Ada Penn}, /CEO/ of Zephyr], said until then nothing was known.", false),
            ("时任[蔚渊集团/总裁/{沈若白}]说。", true),
            ("[蔚渊集团前/总裁/{沈若白}]说。", true),
            ("此前，[蔚渊集团/总裁/{沈若白}]说。", false),
            ("蔚渊集团原[/總裁/{沈若白}]說。", true),
        ] {
            let mut plain = String::new();
            let mut at = std::collections::BTreeMap::new();
            for c in text.chars() {
                if "[]{}/".contains(c) { at.entry(c).or_insert_with(Vec::new).push(plain.len()) } else { plain.push(c) }
            }
            let span = |a: char, b: char, i: usize| Span::new(at[&a][0], at[&b][i]);
            let found = is_aside(&plain, span('[', ']', 0), span('{', '}', 0), None, &[span('/', '/', 1)]);
            assert_eq!(found, aside, "{text}");
        }
    }
}
