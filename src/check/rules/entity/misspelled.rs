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
//! - Han names and short pinyin (Li Bin, Li Bing) are candidates of `entity/unresolved`, never misspellings.
//! - Model numbers and other names with digits are never misspellings.
//! - An exchanged first letter is another name.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellworth"
//! type = "organization"
//! name = { en = "Pellworth Motors" }
//! //- a.txt
//! Pellwroth Motors said it would hire 300 people.
//! ```

use std::sync::Arc;

use super::{Unresolved, candidates, entries, is_latin, name_data, unresolved_names};
use crate::check::rules::Rule;
use crate::check::{Data, Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::mentions::fold_name;
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
        finding.data = Data::Name(name_data(&name.mention, None, vec![id]));
        out.push(Reported::alone(article, finding));
    }
}

/// The entity whose name is meant, and that name.
pub(super) fn meant(scope: &Scope, name: &Unresolved) -> Option<(Symbol, Symbol)> {
    let read = &name.mention.name;
    if name.view.as_ref().is_none_or(|v| v.articles != 1) || !may_be_misspelled(read) {
        return None;
    }
    let glossary = scope.snapshot.glossary();
    let mut found: Vec<(Symbol, Symbol)> = Vec::new();
    for candidate in candidates(scope, name) {
        let Some(entity) = glossary.get(&candidate.id) else { continue };
        found.extend(entity.names.iter().find(|n| is_slip(read, &n.text)).map(|n| (entity.id.clone(), n.text.clone())));
    }
    match &found[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

fn may_be_misspelled(name: &str) -> bool {
    is_latin(name) && !name.chars().any(|c| c.is_numeric()) && letters(name) >= 6
}

/// Whether `read` is `right` with one slip (two from ten letters on).
fn is_slip(read: &str, right: &str) -> bool {
    if !may_be_misspelled(right) {
        return false;
    }
    let (a, b) = (fold_name(read), fold_name(right));
    let allowed = if letters(read).min(letters(right)) >= 10 { 2 } else { 1 };
    let distance = strsim::osa_distance(&a, &b);
    a.chars().next() == b.chars().next() && (1..=allowed).contains(&distance)
}

fn letters(name: &str) -> usize {
    name.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let cases = [
            ("Pellwroth", "Pellworth", true),
            ("Pelworth", "Pellworth", true),
            ("Pellwroth Moters", "Pellworth Motors", true),
            ("Pellwrot", "Pellworth", false),
            ("Li Bing", "Li Bin", false),
            ("Bellworth", "Pellworth", false),
            ("Zephlin 7", "Zephlin 9", false),
            ("沈照液", "沈照夜", false),
            ("Pellworth", "Pellworth", false),
        ];
        for (read, right, expected) in cases {
            assert_eq!(may_be_misspelled(read) && is_slip(read, right), expected, "{read} {right}");
        }
    }
}
