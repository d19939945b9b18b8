//! The list of rules that configuration may name.

use std::sync::LazyLock;

use super::Level;

/// A rule as `dossier.toml` knows it; what it does is in the check layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// `figure/conflict`.
    pub name: &'static str,
    pub default: Level,
    /// One sentence: what it reports.
    pub summary: &'static str,
}

/// All rules, in order of name.
pub fn rule_names() -> &'static [RuleName] {
    &RULES
}

/// Why a key of `[rules]` names no rule and no group of rules: a clause that ends with the nearest one. None: it does.
pub(super) fn unknown_rule(key: &str) -> Option<String> {
    let known = match key.strip_suffix('*') {
        Some("") => true,
        Some(group) => RULES.iter().any(|r| group.ends_with('/') && r.name.starts_with(group)),
        None => RULES.iter().any(|r| r.name == key),
    };
    if known {
        return None;
    }
    let names = RULES.iter().map(|r| r.name);
    let groups = RULES.iter().filter_map(|r| r.name.split_once('/')).map(|(group, _)| group);
    if let Some(group) = groups.clone().find(|g| *g == key) {
        return Some(format!("`{key}` is a group of rules; write `{group}/*` for all of them"));
    }
    // A bare `unresolved` is meant for the rule that ends so.
    let bare = names.clone().find(|n| n.split_once('/').is_some_and(|(_, rule)| rule == key));
    let nearest = bare.or_else(|| super::toml::nearest(key, names));
    Some(match nearest {
        Some(near) => format!("`{key}` is not a rule; perhaps `{near}`?"),
        None => {
            let mut groups: Vec<String> = groups.map(|g| format!("`{g}/*`")).collect();
            groups.dedup();
            format!("`{key}` is not a rule; rules are named as in `figure/conflict`, groups are {}", groups.join(", "))
        }
    })
}

static RULES: LazyLock<Vec<RuleName>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let (name, default, summary) = (cells.next()?, Level::of(cells.next()?)?, cells.next()?);
        Some(RuleName { name, default, summary })
    };
    let lines = include_str!("data/rules.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.map(|l| line(l).expect("a line of the list of rules has three cells")).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_whole() {
        assert!(rule_names().windows(2).all(|w| w[0].name < w[1].name));
        assert_eq!(rule_names().len(), 43);
        assert!(rule_names().iter().all(|r| r.summary.ends_with('.') && r.name.contains('/')));
    }

    #[test]
    fn unknown_rules_are_told_the_nearest_one() {
        for known in ["figure/sum", "figure/*", "*", "entity/*", "suppression/unused"] {
            assert_eq!(unknown_rule(known), None, "{known}");
        }
        let cases = [
            ("figure/conflicts", "`figure/conflicts` is not a rule; perhaps `figure/conflict`?"),
            ("unresolved", "`unresolved` is not a rule; perhaps `entity/unresolved`?"),
            ("entity", "`entity` is a group of rules; write `entity/*` for all of them"),
        ];
        for (key, expected) in cases {
            assert_eq!(unknown_rule(key).as_deref(), Some(expected));
        }
        assert!(unknown_rule("names/*").is_some() && unknown_rule("figure*").is_some() && unknown_rule("").is_some());
    }
}
