//! Which money a bare 元 means in an article that names its own once: Taiwan's or Hong Kong's.

use crate::extract::{ArticleFacts, Figure, FigureKind};
use crate::text::{Language, Symbol};

/// In an article in traditional script that names one of the two dollars and no renminbi, a bare 元 is that dollar.
pub(in crate::extract) fn settle_currency(text: &str, facts: &mut ArticleFacts) {
    let money = |f: &&Figure| f.kind == FigureKind::Money;
    let of = |unit: &'static str| facts.figures.iter().filter(money).any(|f| f.unit.as_deref() == Some(unit));
    if facts.language != Language::Hant {
        return;
    }
    let unit = match (of("TWD"), of("HKD")) {
        (true, false) => Symbol::new("TWD"),
        (false, true) => Symbol::new("HKD"),
        _ => return,
    };
    let yuan = |f: &Figure| f.kind == FigureKind::Money && f.unit.as_deref() == Some("CNY");
    let bare = |f: &Figure| {
        let surface = f.span.of(text);
        surface.ends_with('元') && surface.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千兩两數数幾几".contains(c))
    };
    if facts.figures.iter().filter(|f| yuan(f)).all(bare) {
        facts.figures.iter_mut().filter(|f| yuan(f)).for_each(|f| f.unit = Some(unit.clone()));
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::extract::{Context, Memo, read_article};
    use crate::glossary::Matcher;

    #[test]
    fn a_bare_yuan_follows_the_dollar_that_the_article_names() {
        let context = Context::new(Config::default().into(), Matcher::default().into());
        let units = |text: &str| -> Vec<String> {
            let facts = read_article("a.txt", text, &context, &mut Memo::default());
            facts.figures.iter().filter_map(|f| f.unit.as_ref().map(|u| u.to_string())).collect()
        };
        assert_eq!(units("嶼光電子營收達9.6億元\n\n嶼光電子宣布，營收新台幣9.6億元，獲利8千萬元。"), ["TWD", "TWD", "TWD"]);
        assert_eq!(units("嶼光電子營收達新台幣9.6億元，約合人民幣2.1億元，另投資3億元。"), ["TWD", "CNY", "CNY"]);
        assert_eq!(units("屿光电子营收达新台币9.6亿元，另投资3亿元。"), ["TWD", "CNY"]);
    }
}
