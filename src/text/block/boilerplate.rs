//! What belongs to the page and not to the article: language menus, disclaimers, share, scan and copyright lines.

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

use super::has_final_stop;
use crate::text::{data_lines, fold};

/// What a block's text says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Article,
    Boilerplate,
    /// Boilerplate that announces more of it: nothing but "Disclaimer".
    Announces,
}

/// Longest line that is looked at for cues which may stand anywhere.
const SHORT: usize = 120;
/// How much of a long line is looked at for a cue at its start, in bytes: the longest with residue in it.
const START: usize = 160;
/// How much of a line is looked at for language names.
const MENU: usize = 400;

pub(super) fn classify(text: &str) -> Page {
    let stopped = has_final_stop(text);
    let short = text.len() <= SHORT;
    // Most blocks are sentences that begin with no cue: nothing is folded for them.
    let open_line = short && !stopped;
    let notice = short && stopped && may_be_notice(text);
    let menu = !stopped && (short || may_be_menu(text));
    if !open_line && !notice && !menu && !may_start_cue(text) {
        return Page::Article;
    }
    let head = &text[..super::floor_boundary(text, if menu { MENU } else { START })];
    let key = fold(head).to_lowercase();
    let bare = key.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if let Some(cue) = CUES.start.iter().find(|c| bare.starts_with(**c)) {
        let rest = &bare[cue.len()..];
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let alone = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
            return if alone { Page::Announces } else { Page::Boilerplate };
        }
    }
    let anywhere = short && CUES.anywhere.iter().any(|c| key.contains(c));
    let whole = short && CUES.whole.contains(&key.trim_matches(|c: char| !c.is_alphanumeric()));
    let cued = open_line && CUES.short.find_iter(&key).next().is_some();
    if anywhere || whole || cued || menu && is_menu(&key) { Page::Boilerplate } else { Page::Article }
}

/// Whether a line that ends as a sentence may hold one of the cues that stand anywhere: their rarest parts.
fn may_be_notice(text: &str) -> bool {
    let bytes = text.as_bytes();
    NOTICES.iter().any(|n| n.find(bytes).is_some())
}

static NOTICES: LazyLock<Vec<memchr::memmem::Finder<'static>>> =
    LazyLock::new(|| data_lines(include_str!("../data/notices.txt")).map(memchr::memmem::Finder::new).collect());

/// A long block is folded only if its first letters could begin a cue.
fn may_start_cue(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric() || *c == '©');
    first.is_some_and(|c| {
        let c = crate::text::simplify(c.to_ascii_lowercase());
        CUES.firsts.contains(&c)
    })
}

/// A menu is a row of names: no stop or comma of a sentence among its first letters, which are of many scripts.
fn may_be_menu(text: &str) -> bool {
    let head = &text[..super::floor_boundary(text, SHORT)];
    text.len() <= 4 * MENU && !head.is_ascii() && !head.contains([',', '，', '。', '、']) && !head.contains(". ")
}

/// At least four language names that make up most of the line.
fn is_menu(key: &str) -> bool {
    let mut names: Vec<u32> = Vec::new();
    let mut covered = 0;
    for hit in CUES.languages.leftmost_find_iter(key) {
        covered += hit.end() - hit.start();
        if !names.contains(&hit.value()) {
            names.push(hit.value());
        }
    }
    let letters: usize = key.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    names.len() >= 4 && covered * 5 >= letters * 3
}

struct Cues {
    start: Vec<&'static str>,
    /// First letters of `start`.
    firsts: Vec<char>,
    short: DoubleArrayAhoCorasick<u32>,
    anywhere: Vec<&'static str>,
    whole: Vec<&'static str>,
    languages: DoubleArrayAhoCorasick<u32>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let of = |place: &str| -> Vec<&'static str> {
        data_lines(include_str!("../data/boilerplate.tsv"))
            .filter_map(|l| l.split_once('\t'))
            .filter(|c| c.1 == place)
            .map(|c| c.0)
            .collect()
    };
    let start = of("start");
    let mut firsts: Vec<char> = start.iter().filter_map(|c| c.chars().next()).collect();
    firsts.dedup();
    let languages: Vec<&str> = data_lines(include_str!("../data/languages.txt")).collect();
    Cues {
        firsts,
        start,
        short: DoubleArrayAhoCorasick::new(of("short")).expect("the cues of the data file are distinct"),
        anywhere: of("anywhere"),
        whole: of("whole"),
        languages: daachorse::DoubleArrayAhoCorasickBuilder::new()
            .match_kind(daachorse::MatchKind::LeftmostLongest)
            .build(languages)
            .expect("the names of the data file are distinct"),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_articles() {
        use Page::*;
        let cases = [
            ("EnglishDeutsch日本語EspañolРусский языкItaliano", Boilerplate),
            ("English | 简体中文 | 繁體中文 | Français", Boilerplate),
            (
                "免責(zé)聲明：本網站內容均來自投稿，凡在本網站出現的信息均僅供參考，本網站將盡力確保所提供信息的準確性及可靠性。",
                Boilerplate,
            ),
            ("免责声明", Announces),
            ("【免责声明】", Announces),
            (
                "Disclaimer: Nothing in here is advice, and nobody should buy or sell anything because of what it says here or elsewhere.",
                Boilerplate,
            ),
            ("长按扫码 阅读全文", Boilerplate),
            ("長按掃碼閱讀全文", Boilerplate),
            ("分享至：", Boilerplate),
            ("© 2024 Lake Press. All rights reserved.", Boilerplate),
            ("Scan the QR code to follow us", Boilerplate),
            ("Read more", Boilerplate),
            ("Read more books this year, says Holm", Article),
            ("他把经验分享到团队。", Article),
            ("Disclaimers are rare in this trade, Holm said.", Article),
            ("She speaks English, German, French and Spanish.", Article),
            (
                "Corvid sells in German, French, Spanish and English markets, where its boats are known for their speed and comfort.",
                Article,
            ),
            ("晨星汽车二季度交付五千辆", Article),
            ("", Article),
        ];
        for (text, expected) in cases {
            assert_eq!(classify(text), expected, "{text}");
        }
    }
}
