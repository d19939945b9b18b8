//! Words masked by asterisks.
//!
//! An odd `**` in plain text hides a word or breaks a name in two; names and clauses end there. Reported once per article,
//! with a count, at the first place. The remedy is to restore the word from the source.
//!
//! ## Examples
//!
//! ```reported
//! 澜汀集团发布了**产品，售价未定。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;

pub const RULE: Rule =
    Rule { name: "text/masked", default: Level::Hint, source: include_str!("masked.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let residue = &article.facts.residue;
    let (Some(span), count) = (residue.first_masked, residue.masked) else { return };
    let message = match scope.lang {
        Lang::English => format!("Words are masked by ** in {count} place{}.", if count == 1 { "" } else { "s" }),
        Lang::Hans => format!("有{count}处文字被**遮盖。"),
        Lang::Hant => format!("有{count}處文字被**遮蓋。"),
    };
    out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, span, message)));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus, findings};
    use crate::text::Span;

    #[test]
    fn once_per_article_with_a_count() {
        let mut facts = Facts::undated().line("x**y");
        facts.residue.masked = 2;
        facts.residue.first_masked = Some(Span::new(1, 3));
        assert_eq!(
            findings(&corpus([("a.txt", facts)]), &["text/masked"]),
            ["a.txt:1 hint text/masked Words are masked by ** in 2 places."]
        );
    }
}
