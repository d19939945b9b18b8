//! One name that several entities of the glossary bear.
//!
//! Reported once per name and article, with the entities, best first. The remedy is a `when` or `unless` condition on
//! the name in the glossary, a fuller name in the article, or an annotation of the mention.
//!
//! ## Triggers
//!
//! A mention whose name belongs to two or more entries, where neither the article's other names nor the conditions in
//! the glossary tell them apart.
//!
//! ## Guards
//!
//! A short form whose full name stands in the same article is linked, not ambiguous.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "tang-shen-banker"
//! type = "person"
//! name = { en = "Tang Shen" }
//! [[entity]]
//! id = "tang-shen-painter"
//! type = "person"
//! name = { en = "Tang Shen" }
//! //- a.txt
//! Tang Shen said the show would open in May.
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{entries, name_data, type_name};
use crate::check::rules::Rule;
use crate::check::{Data, Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::mentions::fold_name;
use crate::extract::{Mention, Target};
use crate::text::Symbol;

pub const RULE: Rule =
    Rule { name: "entity/ambiguous", default: Level::Information, source: include_str!("ambiguous.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let mut seen: BTreeMap<(Symbol, Box<[Symbol]>), Mention> = BTreeMap::new();
    for mention in article.facts.mentions.iter() {
        if let Target::Ambiguous(ids) = &mention.target {
            seen.entry((fold_name(&mention.name), ids.clone())).or_insert_with(|| mention.clone());
        }
    }
    for ((_, ids), mention) in seen {
        let mut finding = Finding::new(RULE.name, RULE.default, article, mention.span, message(scope, &mention.name, &ids));
        finding.related = entries(scope, &ids);
        finding.data = Data::Name(name_data(&mention, None, ids.to_vec()));
        out.push(Reported::alone(article, finding));
    }
}

fn message(scope: &Scope, name: &str, ids: &[Symbol]) -> String {
    // Bearers of one name often share the preferred name too: the id tells them apart.
    let entity = |id: &Symbol| {
        let kind = scope.snapshot.glossary().get(id).map(|e| type_name(e.kind, scope)).unwrap_or_default();
        match scope.lang {
            Lang::English => format!("{} ({kind} {id})", wording::entity_name(scope, id)),
            _ => format!("{}（{kind} {id}）", wording::entity_name(scope, id)),
        }
    };
    let all: Vec<String> = ids.iter().map(entity).collect();
    match scope.lang {
        Lang::English => format!("'{name}' may be {}.", all.join(" or ")),
        Lang::Hans => format!("“{name}”可能是{}。", all.join("或")),
        Lang::Hant => format!("「{name}」可能是{}。", all.join("或")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus_with, findings};
    use crate::extract::Strength;

    #[test]
    fn once_per_name_with_every_bearer() {
        let glossary = "[[entity]]\nid = \"banker\"\ntype = \"person\"\nname = { en = \"Tang Shen\" }\n\
            [[entity]]\nid = \"shen\"\ntype = \"organization\"\nname = { en = \"Shen & Sons\" }\naliases = [\"Tang Shen\"]\n";
        let two = |m: &mut Mention| m.target = Target::Ambiguous(["shen".into(), "banker".into()].into());
        let a = Facts::undated().name("Tang Shen", "-", Strength::Strong, two).name("TANG SHEN", "-", Strength::Strong, two);
        let corpus = corpus_with(glossary, "", [("a.txt", a)]);
        assert_eq!(
            findings(&corpus, &["entity/ambiguous"]),
            ["a.txt:1 information entity/ambiguous 'Tang Shen' may be Shen & Sons (organization shen) or Tang Shen (person banker)."]
        );
        let found = corpus.report.findings(&corpus.snapshot, corpus.id("a.txt"));
        assert_eq!(found[0].related.len(), 2);
    }
}
