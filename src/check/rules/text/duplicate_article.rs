//! The same text, or nearly the same, as another article.
//!
//! Copies of one text are one voice: they never confirm each other, and a conflict is reported once for all of them.
//! Reported at every copy but the first in order of path.
//!
//! ## Triggers
//!
//! Two articles share at least 13 of 16 values of a MinHash over the shingles of their readings, which copies with a few
//! words changed do.
//!
//! ## Guards
//!
//! Short articles have no such signature. What both share with a third is compared with the third.
//!
//! ## Examples
//!
//! Two files with the same text of several paragraphs.

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;

pub const RULE: Rule = Rule {
    name: "text/duplicate-article",
    default: Level::Hint,
    source: include_str!("duplicate_article.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let copies = scope.copies.group(article.id);
    let Some(first) = copies.first().and_then(|id| scope.snapshot.article(*id)) else { return };
    if first.id == article.id {
        return;
    }
    let (name, more) = (&first.rel, copies.len() - 2);
    let message = match scope.lang {
        Lang::English => match more {
            0 => format!("Nearly the same text as {name}; the two count as one voice."),
            n => format!("Nearly the same text as {name} and {n} more; they count as one voice."),
        },
        Lang::Hans => format!("与{name}等{}篇文章内容几乎相同，只算一个来源。", more + 1),
        Lang::Hant => format!("與{name}等{}篇文章內容幾乎相同，只算一個來源。", more + 1),
    };
    let facts = &article.facts;
    let span = facts.title.as_ref().map(|t| t.span).or_else(|| facts.blocks.first().map(|b| b.span)).unwrap_or_default();
    let mut finding = Finding::new(RULE.name, RULE.default, article, span, message);
    let other = first.facts.title.as_ref().map(|t| t.span).unwrap_or_default();
    finding.related.push(Related {
        place: Place { path: first.path.clone(), span: other },
        quote: String::new(),
        message: name.to_string(),
    });
    out.push(Reported::alone(article, finding));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus, findings};

    #[test]
    fn copies_name_the_first_of_them() {
        let of = |changed: u32| {
            let mut facts = Facts::undated().line("text");
            facts.signature = Some(Box::new(std::array::from_fn(|i| if (i as u32) < changed { 1000 + changed } else { i as u32 })));
            facts
        };
        let corpus = corpus([("a.txt", of(0)), ("b.txt", of(3)), ("c.txt", of(9)), ("d.txt", Facts::undated()), ("e.txt", of(1))]);
        assert_eq!(
            findings(&corpus, &["text/duplicate-article"]),
            [
                "b.txt:1 hint text/duplicate-article Nearly the same text as a.txt and 1 more; they count as one voice.",
                "e.txt:1 hint text/duplicate-article Nearly the same text as a.txt and 1 more; they count as one voice.",
            ]
        );
    }
}
