//! The rules and their list.

pub mod annotation;
pub mod config;
pub mod entity;
pub mod figure;
pub mod glossary;
pub mod suppression;
pub mod text;

use std::sync::Arc;

use crate::config::Level;
use crate::corpus::Article;
use crate::text::Symbol;

use super::{Reported, Scope};

/// One rule. A rule without a function is reported by what reads its files, or by the machinery around it.
pub struct Rule {
    /// `figure/conflict`.
    pub name: &'static str,
    pub default: Level,
    /// The source of the rule's file: its `//!` comment is the documentation page.
    pub source: &'static str,
    /// Looks at one article; what it finds is computed when asked for.
    pub article: Option<ArticleRule>,
    /// Looks at one claim key over all articles that state it; what it finds is kept until the key changes.
    pub claim: Option<ClaimRule>,
}

pub type ArticleRule = fn(&Scope, &Arc<Article>, &mut Vec<Reported>);
pub type ClaimRule = fn(&Scope, &Symbol, &mut Vec<Reported>);

/// All rules, in order of name.
pub const RULES: &[Rule] = &[
    annotation::invalid::RULE,
    config::invalid::RULE,
    config::syntax::RULE,
    config::unknown_key::RULE,
    entity::ambiguous::RULE,
    entity::inconsistent_name::RULE,
    entity::misspelled::RULE,
    entity::role_conflict::RULE,
    entity::unresolved::RULE,
    figure::age::RULE,
    figure::conflict::RULE,
    figure::conversion::RULE,
    figure::cumulative::RULE,
    figure::date::RULE,
    figure::decrease_multiple::RULE,
    figure::enumeration::RULE,
    figure::growth::RULE,
    figure::percent_total::RULE,
    figure::points::RULE,
    figure::range::RULE,
    figure::rounding::RULE,
    figure::share::RULE,
    figure::sources_differ::RULE,
    figure::sum::RULE,
    glossary::duplicate_id::RULE,
    glossary::invalid::RULE,
    glossary::shared_name::RULE,
    glossary::syntax::RULE,
    glossary::unknown_reference::RULE,
    glossary::unused::RULE,
    suppression::unused::RULE,
    text::duplicate_article::RULE,
    text::duplicate_block::RULE,
    text::encoding::RULE,
    text::masked::RULE,
    text::residue::RULE,
    text::too_large::RULE,
    text::undecodable::RULE,
    text::unreadable::RULE,
];

impl Rule {
    /// A rule that the reader of a file reports.
    const fn of_file(name: &'static str, default: Level, source: &'static str) -> Rule {
        Rule { name, default, source, article: None, claim: None }
    }
    /// The documentation page, in Markdown, without title.
    pub fn page(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
    }
}

/// A rule by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name)
}

/// The whole page of a rule: title, default severity, what it reports, triggers, arithmetic, guards, examples.
pub fn explain(name: &str) -> Option<String> {
    let rule = rule(name)?;
    Some(format!("# {}\n\nDefault: {}\n\n{}", rule.name, rule.default.as_str(), rule.page()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::rule_names;

    #[test]
    fn rules_are_those_that_the_configuration_knows() {
        assert!(RULES.windows(2).all(|w| w[0].name < w[1].name));
        for rule in RULES {
            let known = rule_names().iter().find(|r| r.name == rule.name).expect(rule.name);
            assert_eq!(known.default, rule.default, "{}", rule.name);
        }
    }

    #[test]
    fn every_page_starts_with_what_is_reported_and_ends_with_examples() {
        for rule in RULES {
            let page = rule.page();
            let first = page.lines().next().unwrap_or_default();
            assert!(first.ends_with('.') && first.len() > 20, "{}: {first}", rule.name);
            assert!(page.contains("\n## Examples\n"), "{} has no examples", rule.name);
            assert!(explain(rule.name).is_some_and(|e| e.starts_with(&format!("# {}\n\nDefault: ", rule.name))));
        }
        assert_eq!(explain("figure/none"), None);
    }
}
