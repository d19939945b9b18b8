//! A glossary entry that no article mentions.
//!
//! Reported at the entry's id, once all articles are read. Entries that others refer to (an employer, a maker, a group)
//! serve even when no article names them, and are silent.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! //- a.txt
//! Nobody was named.
//! ```

use rustc_hash::FxHashSet;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Scope, wording};
use crate::config::{Level, Severity};
use crate::extract::EntityKey;
use crate::glossary::Entity;
use crate::text::Symbol;

pub const RULE: Rule = Rule::of_file("glossary/unused", Level::Hint, include_str!("unused.rs"));

/// The entries of one glossary file that nothing mentions or refers to, in order of place.
pub fn run(scope: &Scope, path: &str, out: &mut Vec<Finding>) {
    let glossary = scope.snapshot.glossary();
    if scope.snapshot.is_empty() {
        return;
    }
    let referred: FxHashSet<&Symbol> = glossary.entities.iter().flat_map(|e| references(e)).collect();
    for entity in glossary.entities.iter().filter(|e| &*e.file == path && !referred.contains(&e.id)) {
        if !scope.snapshot.mentioned_in(&EntityKey::Known(entity.id.clone())).is_empty() {
            continue;
        }
        let name = wording::entity_name(scope, &entity.id);
        let message = match scope.lang {
            Lang::English => format!("No article mentions {name}."),
            Lang::Hans => format!("没有文章提到{name}。"),
            Lang::Hant => format!("沒有文章提到{name}。"),
        };
        let place = Place { path: entity.file.clone(), span: entity.id_span };
        let (quote, related, data) = Default::default();
        out.push(Finding { code: RULE.name, severity: Severity::Hint, place, message, quote, related, data });
    }
}

/// Ids that an entry refers to.
fn references(entity: &Entity) -> impl Iterator<Item = &Symbol> {
    let links = entity.part_of.iter().chain(&entity.makers).chain(&entity.family).chain(&entity.variant_of).chain(&entity.replaced_by);
    links.map(|l| &l.id).chain(entity.roles.iter().filter_map(|r| r.of.as_ref())).chain(&entity.same_as)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus_with};
    use crate::extract::{Strength, Target};

    #[test]
    fn entries_that_are_mentioned_or_referred_to_are_silent() {
        let glossary = "[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\" }\n\
            [[entity]]\nid = \"teal\"\ntype = \"product\"\nname = { en = \"Teal Compact\" }\nmaker = \"pell\"\n\
            [[entity]]\nid = \"kelb\"\ntype = \"product\"\nname = { en = \"Kelb Sedan\" }\n";
        let a = Facts::undated().name("Teal Compact", "", Strength::Strong, |m| m.target = Target::Linked("teal".into()));
        let corpus = corpus_with(glossary, "", [("a.txt", a)]);
        let found = corpus.report.file_findings(&corpus.snapshot, "/c/glossary.toml");
        assert_eq!(
            found.iter().map(|f| (f.code, &*f.message, &*f.quote)).collect::<Vec<_>>(),
            [("glossary/unused", "No article mentions Kelb Sedan.", "kelb")]
        );
    }
}
