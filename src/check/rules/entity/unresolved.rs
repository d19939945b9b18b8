//! A name of a person, organization or product that is not in the glossary.
//!
//! Reported once per name and article, at its first full mention, with the entries of the glossary that it may stand
//! for. Fixes add it to the glossary, add it as an alias of a candidate, or note that it is not an entity.
//!
//! ## Triggers
//!
//! Mentions that no glossary name covers: titles and appositions, organization suffixes, reporting verbs, product cues,
//! names that the text defines.
//!
//! ## Severity
//!
//! With a glossary: information for names with two mentions in the corpus, a cue of high precision, or a near match in
//! the glossary; the rest are hints. Without any entity in the workspace everything is a hint: there is nothing yet to
//! measure names against.
//!
//! ## Guards
//!
//! Names under `[names] ignore` in `dossier.toml` are silent. A near miss that `entity/misspelled` reports is not
//! reported twice. Weak candidates show only where another mention in the corpus confirms the name.
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
//! Teodor Rensdale, chief executive of Pellbrook Motors, opened the plant. Mr. Rensdale thanked the workers.
//! ```
//!
//! ```silent
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! //- a.txt
//! Pellbrook Motors opened the plant in May.
//! ```

use std::sync::Arc;

use super::{Unresolved, candidate_text, candidates, entries, misspelled, name_data, unresolved_names};
use crate::check::rules::Rule;
use crate::check::{Data, Finding, Lang, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;

pub const RULE: Rule =
    Rule { name: "entity/unresolved", default: Level::Information, source: include_str!("unresolved.rs"), article: Some(run), claim: None };

/// Candidates that a message names; fixes offer all.
const NAMED: usize = 3;

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let spelled = scope.snapshot.config().level(misspelled::RULE.name, misspelled::RULE.default, &article.rel) != Level::Off;
    for name in unresolved_names(scope, article) {
        if spelled && misspelled::meant(scope, &name).is_some() {
            continue;
        }
        let candidates = candidates(scope, &name);
        let level = level(scope, &name, !candidates.is_empty());
        let texts: Vec<String> = candidates.iter().take(NAMED).map(|c| candidate_text(scope, c)).collect();
        let message = message(scope.lang, &name.mention.name, &texts);
        let ids: Vec<_> = candidates.into_iter().map(|c| c.id).collect();
        let mut finding = Finding::new(RULE.name, level, article, name.mention.span, message);
        finding.related = entries(scope, &ids);
        finding.data = Data::Name(name_data(&name.mention, None, ids));
        out.push(Reported::alone(article, finding));
    }
}

fn level(scope: &Scope, name: &Unresolved, near: bool) -> Level {
    let repeated = name.view.as_ref().is_some_and(|v| v.mentions >= 2);
    let worth = repeated || name.strong || near;
    if !scope.snapshot.glossary().is_empty() && worth { Level::Information } else { Level::Hint }
}

fn message(lang: Lang, name: &str, candidates: &[String]) -> String {
    let unknown = match lang {
        Lang::English => format!("'{name}' is not in the glossary."),
        Lang::Hans => format!("“{name}”不在名录中。"),
        Lang::Hant => format!("「{name}」不在名錄中。"),
    };
    if candidates.is_empty() {
        return unknown;
    }
    match lang {
        Lang::English => format!("{unknown} Perhaps {}.", candidates.join(" or ")),
        Lang::Hans => format!("{unknown}或许是{}。", candidates.join("或")),
        Lang::Hant => format!("{unknown}或許是{}。", candidates.join("或")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus_with, findings};
    use crate::extract::{Strength, Target};
    use crate::text::Symbol;

    const RULES: &[&str] = &["entity/unresolved"];
    const GLOSSARY: &str = "[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\" }\n";

    #[test]
    fn once_per_name_and_article() {
        let a = Facts::undated().name("Rensdale", "teodor rensdale", Strength::Fair, |m| m.short = true);
        let a = a.name("Teodor Rensdale", "teodor rensdale", Strength::Strong, |_| ());
        let b = Facts::undated().name("Vashel", "vashel", Strength::Fair, |_| ());
        let corpus = corpus_with(GLOSSARY, "", [("a.txt", a), ("b.txt", b)]);
        assert_eq!(
            findings(&corpus, RULES),
            [
                "a.txt:2 information entity/unresolved 'Teodor Rensdale' is not in the glossary.",
                "b.txt:1 hint entity/unresolved 'Vashel' is not in the glossary.",
            ]
        );
    }

    #[test]
    fn without_a_glossary_all_are_hints_and_ignored_names_are_silent() {
        let a = || {
            let a = Facts::undated().name("Teodor Rensdale", "teodor rensdale", Strength::Strong, |_| ());
            a.name("Copper Friday", "copper friday", Strength::Strong, |_| ())
        };
        let config = "[names]\nignore = [{ text = \"COPPER Friday\" }]\n";
        assert_eq!(
            findings(&corpus_with("", config, [("a.txt", a())]), RULES),
            ["a.txt:1 hint entity/unresolved 'Teodor Rensdale' is not in the glossary."]
        );
    }

    #[test]
    fn what_the_text_taught_is_a_candidate() {
        let a = Facts::undated().name("PBM", "pbm", Strength::Fair, |_| ()).taught("pell", "PBM");
        let mut corpus = corpus_with(GLOSSARY, "", [("a.txt", a)]);
        assert_eq!(
            findings(&corpus, RULES),
            ["a.txt:1 information entity/unresolved 'PBM' is not in the glossary. Perhaps Pellbrook Motors (the articles say so)."]
        );
        let found = corpus.report.findings(&corpus.snapshot, corpus.id("a.txt"));
        let Data::Name(data) = &found[0].data else { panic!("data of a name") };
        assert_eq!(data.candidates, [Symbol::new("pell")]);
        assert_eq!(found[0].related[0].message, "Pellbrook Motors (organization)");
        corpus.speak(Lang::Hans);
        assert_eq!(
            findings(&corpus, RULES),
            ["a.txt:1 information entity/unresolved “PBM”不在名录中。或许是Pellbrook Motors（文中有此说法）。"]
        );
    }

    #[test]
    fn linked_names_are_silent() {
        let a = Facts::undated().name("Pellbrook Motors", "pell", Strength::Strong, |m| m.target = Target::Linked("pell".into()));
        assert_eq!(findings(&corpus_with(GLOSSARY, "", [("a.txt", a)]), RULES), [""; 0]);
    }
}
