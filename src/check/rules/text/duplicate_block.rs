//! A paragraph or caption that the article repeats.
//!
//! A repeated block counts once in statistics and votes. Reported once per article, with a count, at the first repetition.
//!
//! ## Examples
//!
//! ```reported
//! The Teal Compact at the Dunfold plant, photographed in May by the company.
//!
//! Pellbrook Motors hired 300 people.
//!
//! The Teal Compact at the Dunfold plant, photographed in May by the company.
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;
use crate::text::BlockKind;

pub const RULE: Rule = Rule {
    name: "text/duplicate-block",
    default: Level::Hint,
    source: include_str!("duplicate_block.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let mut repeated = article.facts.blocks.iter().filter(|b| b.repeated && b.kind != BlockKind::Boilerplate);
    let Some(first) = repeated.next() else { return };
    let count = 1 + repeated.count();
    let original = article.facts.blocks.iter().find(|b| !b.repeated && b.hash == first.hash);
    let line = original.map_or(1, |b| article.lines.line_column(b.span.start).0);
    let message = match (count, scope.lang) {
        (1, Lang::English) => format!("This block repeats line {line}; it counts once."),
        (n, Lang::English) => format!("This block repeats line {line}; {n} blocks of the article are repetitions and count once."),
        (n, Lang::Hans) => format!("此段与第{line}行重复；全文共有{n}段重复，统计时只计一次。"),
        (n, Lang::Hant) => format!("此段與第{line}行重複；全文共有{n}段重複，統計時只計一次。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, first.span, message)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus, findings};

    #[test]
    fn once_per_article_with_a_count() {
        let mut facts = Facts::undated().line("caption").line("text").line("caption").line("caption");
        for (i, block) in facts.blocks.iter_mut().enumerate() {
            block.hash = (i != 1) as u64;
            block.repeated = i > 1;
        }
        let mut menu = facts.clone();
        menu.blocks.iter_mut().for_each(|b| b.kind = BlockKind::Boilerplate);
        assert_eq!(
            findings(&corpus([("a.txt", facts), ("b.txt", menu)]), &["text/duplicate-block"]),
            ["a.txt:3 hint text/duplicate-block This block repeats line 1; 2 blocks of the article are repetitions and count once."]
        );
    }
}
