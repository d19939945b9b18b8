//! A line of a sidecar file that cannot be read as a record.
//!
//! The line is kept as it stands; nothing is lost, and nothing it says counts until it is mended. Reported at the start of
//! the article, with the layer and the number of the line.
//!
//! ## Triggers
//!
//! A line that is no JSON object; a record without `id`, `t` or `rev`; an accept record without the rule it silences, or
//! without a key or a quote with its position.
//!
//! ## Examples
//!
//! ```reported
//! //- a.txt.gold.annot.jsonl
//! {"id":"01J8ZQ0000000000000000000A","t":"accept","rev":1}
//! //- a.txt
//! Nothing to see.
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "annotation/invalid", default: Level::Warning, source: include_str!("invalid.rs"), article: Some(run), claim: None };

fn run(_: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for problem in article.sidecars.iter().flat_map(|s| &s.problems) {
        let finding = Finding::new(RULE.name, RULE.default, article, Span::default(), problem.message.clone());
        out.push(Reported::alone(article, finding));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus, findings};

    #[test]
    fn each_line_is_told() {
        let facts = Facts::undated().line("text").sidecar("gold", "{\"id\":\"A\",\"t\":\"note\",\"rev\":1}\nnonsense\n");
        let found = findings(&corpus([("a.txt", facts)]), &["annotation/invalid"]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("a.txt:1 warning annotation/invalid Line 2 of layer gold: no JSON"), "{}", found[0]);
    }
}
