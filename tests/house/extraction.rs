//! Extraction cannot fail: it returns facts whatever the text is, and every span of them fits the text.

use std::sync::Arc;

use dossier::config::Config;
use dossier::extract::{Context, Memo, read_article};
use dossier::glossary::Matcher;
use dossier::text::Span;
use proptest::prelude::*;

/// Pieces that mean something to one stage or another, so that random texts reach deep.
const PIECES: [&str; 64] = [
    "Pinwell",
    " ",
    "Group",
    "Inc.",
    "said",
    "Mr.",
    "Dr.",
    "CEO",
    "of",
    "the",
    "(",
    ")",
    "“",
    "”",
    "，",
    "。",
    ".",
    ",",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "12",
    "3.5",
    "1,234",
    "%",
    "$",
    "¥",
    "bn",
    "million",
    "亿",
    "万",
    "元",
    "三",
    "十",
    "百分之",
    "年",
    "月",
    "日",
    "季度",
    "上半年",
    "Q2",
    "2024-05-03",
    "同比",
    "增长",
    "up",
    "from",
    "to",
    "倍",
    "翻番",
    "集團",
    "(tuán)",
    "公司",
    "总裁",
    "王",
    "小明",
    "——",
    "**",
    "[3]",
    "# ",
    "---\n",
    "\u{200b}",
    "\u{2028}",
    "😀",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..80).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn facts_fit_whatever_text(text in text(), markdown in any::<bool>()) {
        let context = Context::new(Arc::new(Config::default()), Arc::new(Matcher::default()));
        let path = if markdown { "a.md" } else { "2024-05-03-a.txt" };
        let facts = read_article(path, &text, &context, &mut Memo::default());
        let fits = |span: Span| text.get(span.range()).is_some();
        for span in facts.mentions.iter().map(|m| m.span).chain(facts.figures.iter().map(|f| f.span)) {
            prop_assert!(fits(span) && !span.is_empty(), "{span:?} of {text:?}");
        }
        for span in facts.claims.iter().map(|c| c.span).chain(facts.introductions.iter().flat_map(|i| [i.span, i.name_span])) {
            prop_assert!(fits(span), "{span:?} of {text:?}");
        }
        for block in &facts.blocks {
            prop_assert!(fits(block.span), "{:?} of {text:?}", block.span);
        }
        prop_assert!(facts.claims.iter().all(|c| (c.figure as usize) < facts.figures.len()));
        prop_assert!(facts.mentions.windows(2).all(|w| w[0].span.start <= w[1].span.start), "mentions are in order of place");
        prop_assert!(facts.figures.windows(2).all(|w| w[0].span.start <= w[1].span.start), "figures are in order of place");
    }
}
