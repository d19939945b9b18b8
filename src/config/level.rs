//! How loud a rule is: severities, levels, profiles, and what the configuration makes of them for one article.

use super::Config;
use super::rules::unknown_rule;

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

/// What `[rules]` can say of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

impl Level {
    /// By its name in `dossier.toml`.
    pub fn of(name: &str) -> Option<Level> {
        Some(match name {
            "off" => Level::Off,
            "hint" => Level::Hint,
            "information" => Level::Information,
            "warning" => Level::Warning,
            "error" => Level::Error,
            _ => return None,
        })
    }
    /// Its name in `dossier.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
    pub fn severity(self) -> Option<Severity> {
        Some(match self {
            Level::Off => return None,
            Level::Hint => Severity::Hint,
            Level::Information => Severity::Information,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    Quiet,
    #[default]
    Default,
    All,
}

impl Profile {
    /// What a rule's own default becomes. Quiet: only warnings and errors stay. All: what is off or a hint by default
    /// is shown as information.
    fn apply(self, default: Level) -> Level {
        match (self, default) {
            (Profile::Quiet, Level::Hint | Level::Information) => Level::Off,
            (Profile::All, Level::Off | Level::Hint) => Level::Information,
            (_, level) => level,
        }
    }
}

impl Config {
    /// The level of a rule for an article, `default` being the rule's own. `path` is relative to the root, with `/`.
    ///
    /// From weak to strong: the profile's view of `default`; `[rules]`; every `[per-file]` glob that matches, in order,
    /// so that a later one wins; what the command line forced. Inside one table the exact name beats `group/*`, which
    /// beats `*`. What a person wrote is never changed by the profile.
    pub fn level(&self, rule: &str, default: Level, path: &str) -> Level {
        let mut level = lookup(&self.rules, rule).unwrap_or_else(|| self.profile.apply(default));
        for ((_, rules), glob) in self.per_file.iter().zip(&self.globs().per_file) {
            if let Some(set) = lookup(rules, rule)
                && glob.as_ref().is_some_and(|g| g.is_match(path))
            {
                level = set;
            }
        }
        lookup(&self.forced, rule).unwrap_or(level)
    }
    /// Sets the level of a rule or group above every table, as `--rule RULE=SEVERITY` does. The error is a sentence that
    /// names the nearest known rule.
    pub fn force(&mut self, rule: &str, level: Level) -> Result<(), String> {
        match unknown_rule(rule) {
            Some(message) => Err(message),
            None => {
                self.forced.push((rule.to_owned(), level));
                Ok(())
            }
        }
    }
}

/// The most exact key for a rule; of equals the last one.
fn lookup(rules: &[(String, Level)], rule: &str) -> Option<Level> {
    rules.iter().filter_map(|(key, level)| Some((exactness(key, rule)?, *level))).max_by_key(|(e, _)| *e).map(|(_, level)| level)
}

fn exactness(key: &str, rule: &str) -> Option<u8> {
    if key == rule {
        return Some(2);
    }
    let group = key.strip_suffix('*')?;
    match group.strip_suffix('/') {
        Some(group) => rule.split_once('/').is_some_and(|(g, _)| g == group).then_some(1),
        None => group.is_empty().then_some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(pairs: &[(&str, Level)]) -> Vec<(String, Level)> {
        pairs.iter().map(|(k, l)| (k.to_string(), *l)).collect()
    }

    #[test]
    fn exact_names_beat_groups_and_later_globs_beat_earlier_ones() {
        let config = Config {
            rules: rules(&[("figure/sum", Level::Error), ("figure/*", Level::Hint), ("*", Level::Off)]),
            per_file: vec![
                ("archive/**".into(), rules(&[("entity/*", Level::Warning), ("figure/sum", Level::Off)])),
                ("archive/2024/**".into(), rules(&[("figure/*", Level::Information)])),
            ],
            ..Config::default()
        };
        let cases = [
            ("figure/sum", "a.txt", Level::Error),
            ("figure/share", "a.txt", Level::Hint),
            ("entity/ambiguous", "a.txt", Level::Off),
            ("entity/ambiguous", "archive/a.txt", Level::Warning),
            ("figure/sum", "archive/a.txt", Level::Off),
            ("figure/sum", "archive/2024/a.txt", Level::Information),
        ];
        for (rule, path, expected) in cases {
            assert_eq!(config.level(rule, Level::Warning, path), expected, "{rule} in {path}");
        }
    }

    #[test]
    fn profiles_move_defaults_and_nothing_that_was_written() {
        let of = |profile, default| Config { profile, ..Config::default() }.level("figure/sum", default, "a.txt");
        for level in [Level::Off, Level::Hint, Level::Information, Level::Warning, Level::Error] {
            assert_eq!(of(Profile::Default, level), level);
        }
        assert_eq!(of(Profile::Quiet, Level::Information), Level::Off);
        assert_eq!(of(Profile::Quiet, Level::Warning), Level::Warning);
        assert_eq!(of(Profile::All, Level::Off), Level::Information);
        assert_eq!(of(Profile::All, Level::Hint), Level::Information);
        assert_eq!(of(Profile::All, Level::Error), Level::Error);
        let written = Config { profile: Profile::Quiet, rules: rules(&[("figure/*", Level::Hint)]), ..Config::default() };
        assert_eq!(written.level("figure/sum", Level::Warning, "a.txt"), Level::Hint);
    }

    #[test]
    fn what_the_command_line_forces_beats_every_table() {
        let mut config = Config {
            rules: rules(&[("figure/sum", Level::Error)]),
            per_file: vec![("**".into(), rules(&[("figure/sum", Level::Error)]))],
            ..Config::default()
        };
        config.force("figure/sum", Level::Off).expect("a rule");
        assert_eq!(config.level("figure/sum", Level::Warning, "a.txt"), Level::Off);
        let refusal = config.force("figure/summ", Level::Off).expect_err("no such rule");
        assert!(refusal.contains("figure/sum"), "{refusal}");
    }
}
