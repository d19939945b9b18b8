//! A near miss of a known name.
//!
//! Reported once per name and article, with the name that is probably meant and a fix that writes it.
//!
//! ## Triggers
//!
//! An unresolved Latin name of at least six letters at a distance of one edit (insertion, deletion, replacement, swap
//! of neighbours) from a name of one entity of the glossary; from ten letters on, of two edits.
//!
//! ## Guards
//!
//! - The form stands in one article only, and is not itself a name of an entity.
//! - Two names that are equally near leave it open which is meant: silent.
//! - Han names and short pinyin (Lu Xin, Lu Xing) are candidates of `entity/unresolved`, never misspellings.
//! - Model numbers and other names with digits are never misspellings.
//! - An exchanged first letter is another name.
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
//! Pellborok Motors said it would hire 300 people.
//! ```

use std::sync::Arc;

use super::{Unresolved, entries, name_data, unresolved_names};
use crate::check::rules::Rule;
use crate::check::{Data, Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::text::Symbol;

pub const RULE: Rule =
    Rule { name: "entity/misspelled", default: Level::Warning, source: include_str!("misspelled.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for name in unresolved_names(scope, article) {
        let Some((id, right)) = meant(scope, &name) else { continue };
        let read = &name.mention.name;
        let entity = wording::entity_name(scope, &id);
        let shown = if entity == *right { entity } else { format!("{right} ({entity})") };
        let message = match scope.lang {
            Lang::English => format!("'{read}' is one slip away from {shown} in the glossary."),
            Lang::Hans => format!("“{read}”与名录中的{shown}只差一点。"),
            Lang::Hant => format!("「{read}」與名錄中的{shown}只差一點。"),
        };
        let mut finding = Finding::new(RULE.name, RULE.default, article, name.mention.span, message);
        finding.related = entries(scope, std::slice::from_ref(&id));
        let mut data = name_data(&name.mention, None, vec![id.clone()]);
        // A slip of a product's name is a product, whatever its looks say.
        if let Some(entity) = scope.snapshot.glossary().get(&id) {
            data.kind = entity.kind;
        }
        finding.data = Data::Name(data);
        out.push(Reported::alone(article, finding));
    }
}

/// The entity whose name is meant, and that name.
pub(super) fn meant(scope: &Scope, name: &Unresolved) -> Option<(Symbol, Symbol)> {
    if name.view.as_ref().is_none_or(|v| v.articles != 1) {
        return None;
    }
    scope.snapshot.glossary().near().is_misspelling(&name.mention.name)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Facts, corpus_with, findings};
    use crate::extract::Strength;

    const RULES: &[&str] = &["entity/misspelled", "entity/unresolved"];
    const GLOSSARY: &str = "[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\" }\n";

    #[test]
    fn a_near_miss_in_one_article_alone() {
        let slip = || Facts::undated().name("Pellborok Motors", "pellborok motors", Strength::Fair, |_| ());
        assert_eq!(
            findings(&corpus_with(GLOSSARY, "", [("a.txt", slip())]), RULES),
            ["a.txt:1 warning entity/misspelled 'Pellborok Motors' is one slip away from Pellbrook Motors in the glossary."]
        );
        let twice = findings(&corpus_with(GLOSSARY, "", [("a.txt", slip()), ("b.txt", slip())]), RULES);
        assert_eq!(twice[0], "a.txt:1 information entity/unresolved 'Pellborok Motors' is not in the glossary. Perhaps Pellbrook Motors.");
        let off = "[rules]\n\"entity/misspelled\" = \"off\"\n";
        let found = findings(&corpus_with(GLOSSARY, off, [("a.txt", slip())]), RULES);
        assert!(found.len() == 1 && found[0].contains("entity/unresolved"), "{found:?}");
    }
}
