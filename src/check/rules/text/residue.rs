//! Pinyin left behind by scraping, or characters damaged by it.
//!
//! Web pages with pinyin annotations, saved as text, leave syllables in parentheses after the characters they spell
//! (`集團(tuán)`). Matching folds them out, so names and figures are found all the same; damaged ones cannot be repaired, and
//! figures that touch them are left out. Reported once per article, with a count, at the first place.
//!
//! ## Examples
//!
//! ```reported
//! 澜汀集团(tuán)发布了新产(chǎn)品。
//! ```
//!
//! ```silent
//! 澜汀集团（Lanting）发布了新产品。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;

pub const RULE: Rule =
    Rule { name: "text/residue", default: Level::Hint, source: include_str!("residue.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let residue = &article.facts.residue;
    let (count, damaged) = (residue.pinyin, residue.damaged.len());
    let Some(span) = residue.damaged.first().copied().or(residue.first_pinyin) else { return };
    let message = match (damaged, scope.lang) {
        (0, Lang::English) => format!("Pinyin residue of scraping in {count} place{}; matching reads past it.", plural(count as usize)),
        (0, Lang::Hans) => format!("有{count}处抓取残留的拼音，匹配时已略过。"),
        (0, Lang::Hant) => format!("有{count}處擷取殘留的拼音，比對時已略過。"),
        (n, Lang::English) => format!("Damaged characters in {n} place{}: check the source; figures beside them are left out.", plural(n)),
        (n, Lang::Hans) => format!("有{n}处字符损坏，请核对来源；相邻的数字未予采用。"),
        (n, Lang::Hant) => format!("有{n}處字元損壞，請核對來源；相鄰的數字未予採用。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, span, message)));
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus, findings};
    use crate::text::Span;

    #[test]
    fn once_per_article_with_a_count() {
        let mut facts = Facts::undated().line("x").line("y");
        facts.residue.pinyin = 3;
        facts.residue.first_pinyin = Some(Span::new(2, 3));
        let mut broken = facts.clone();
        broken.residue.damaged = [Span::new(0, 1)].into();
        assert_eq!(
            findings(&corpus([("a.txt", facts), ("b.txt", broken)]), &["text/residue"]),
            [
                "a.txt:2 hint text/residue Pinyin residue of scraping in 3 places; matching reads past it.",
                "b.txt:1 hint text/residue Damaged characters in 1 place: check the source; figures beside them are left out.",
            ]
        );
    }
}
