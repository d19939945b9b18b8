//! A hidden name, or several names for one entity in one article.
//!
//! A name that the glossary lists under `hidden` is matched so that nothing is lost, and reported with the preferred
//! name as the remedy. Two preferred names of one script for one entity in one article are reported at the second.
//!
//! ## Triggers
//!
//! A mention through a hidden name; or mentions through two preferred names of which neither contains the other.
//!
//! ## Guards
//!
//! A full name and then a short one, names in different scripts, legal suffixes (Inc., 集团) and possessives are silent,
//! and so are aliases. Once per name and article.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! hidden = ["Pellbrook Autos"]
//! //- a.txt
//! Pellbrook Autos opened the plant in May.
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{entries, name_data};
use crate::check::rules::Rule;
use crate::check::{Data, Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::mentions::fold_name;
use crate::extract::{Mention, Target};
use crate::glossary::{Entity, Rank};
use crate::text::{Symbol, is_han};

pub const RULE: Rule = Rule {
    name: "entity/inconsistent-name",
    default: Level::Hint,
    source: include_str!("inconsistent_name.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    // The first mention of each folded name of each entity, in order of place.
    let mut names: BTreeMap<Symbol, Vec<(Symbol, &Mention)>> = BTreeMap::new();
    for mention in article.facts.mentions.iter() {
        let Target::Linked(id) = &mention.target else { continue };
        let folded = fold_name(&mention.name);
        let seen = names.entry(id.clone()).or_default();
        if !seen.iter().any(|(name, _)| *name == folded) {
            seen.push((folded, mention));
        }
    }
    for (id, seen) in names {
        let Some(entity) = scope.snapshot.glossary().get(&id) else { continue };
        for (at, (folded, mention)) in seen.iter().enumerate() {
            let rival = seen[..at].iter().find(|(earlier, _)| rivals(entity, earlier, folded));
            if !mention.hidden && rival.is_none() {
                continue;
            }
            let message = message(scope, entity, mention, rival.map(|(_, m)| *m), article);
            let mut finding = Finding::new(RULE.name, RULE.default, article, mention.span, message);
            finding.related = entries(scope, std::slice::from_ref(&entity.id));
            finding.data = Data::Name(name_data(mention, Some(entity.id.clone()), vec![entity.id.clone()]));
            out.push(Reported::alone(article, finding));
        }
    }
}

/// Two preferred names of one script, neither of which contains the other.
fn rivals(entity: &Entity, a: &str, b: &str) -> bool {
    let preferred = |folded: &str| entity.names.iter().any(|n| n.rank == Rank::Preferred && *fold_name(&n.text) == *folded);
    let han = |name: &str| name.chars().any(is_han);
    preferred(a) && preferred(b) && han(a) == han(b) && !a.contains(b) && !b.contains(a)
}

fn message(scope: &Scope, entity: &Entity, mention: &Mention, rival: Option<&Mention>, article: &Article) -> String {
    let name = &mention.name;
    let script = if name.chars().any(is_han) { "zh-Hans" } else { "en" };
    let preferred = entity.preferred(script);
    match (rival, scope.lang) {
        (None, Lang::English) => format!("'{name}' is a hidden name; the glossary prefers {preferred}."),
        (None, Lang::Hans) => format!("“{name}”是隐藏名，名录建议写作{preferred}。"),
        (None, Lang::Hant) => format!("「{name}」是隱藏名，名錄建議寫作{preferred}。"),
        (Some(rival), lang) => {
            let place = wording::place(article, article, rival.span, lang);
            match lang {
                Lang::English => format!("'{name}' here and '{}' in {place} are one entity; one name would do.", rival.name),
                Lang::Hans => format!("此处的“{name}”与{place}的“{}”是同一实体，宜统一名称。", rival.name),
                Lang::Hant => format!("此處的「{name}」與{place}的「{}」是同一實體，宜統一名稱。", rival.name),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus_with, findings};
    use crate::extract::Strength;

    #[test]
    fn hidden_names_and_rivals() {
        let glossary = "[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\", zh-Hans = \"佩沃汽车\", zh-Hant = \"沛渥車業\" }\n\
            aliases = [\"Pellbrook\"]\nhidden = [\"Pellbrook Autos\"]\n";
        let linked = |hidden| {
            move |m: &mut Mention| {
                m.target = Target::Linked("pell".into());
                m.hidden = hidden;
            }
        };
        let a = Facts::undated()
            .name("Pellbrook Motors", "", Strength::Strong, linked(false))
            .name("Pellbrook", "", Strength::Strong, linked(false))
            .name("Pellbrook Autos", "", Strength::Strong, linked(true))
            .name("佩沃汽车", "", Strength::Strong, linked(false))
            .name("沛渥車業", "", Strength::Strong, linked(false));
        let corpus = corpus_with(glossary, "", [("a.txt", a)]);
        assert_eq!(
            findings(&corpus, &["entity/inconsistent-name"]),
            [
                "a.txt:3 hint entity/inconsistent-name 'Pellbrook Autos' is a hidden name; the glossary prefers Pellbrook Motors.",
                "a.txt:5 hint entity/inconsistent-name '沛渥車業' here and '佩沃汽车' in line 4 are one entity; one name would do.",
            ]
        );
    }
}
