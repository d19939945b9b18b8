//! Settings of an editor, laid over the file.

use serde_json::Value as Json;
use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::Config;
use super::parse::{TABLES, read};
use super::toml::Notes;

/// Keys of the section that are the editor's own: where the server is, how it is traced.
const EDITORS_OWN: [&str; 6] = ["server", "trace", "path", "enable", "statusNotification", "notice"];

impl Config {
    /// Lays settings from an editor (section `dossier`, same keys as the file, JSON) over this configuration. Objects may
    /// be nested or keys dotted (`"corpus.exclude"`); `null` leaves a value alone. Lists replace lists; rules, globs of
    /// `per-file` and metrics are replaced one by one. Problems are sentences without a place.
    pub fn overlay(&self, settings: &Json) -> (Config, Vec<String>) {
        let mut config = Config { globs: Default::default(), ..self.clone() };
        let Json::Object(settings) = settings else {
            let problem =
                (!settings.is_null()).then(|| "The settings of section `dossier` are not an object; they are left out.".to_owned());
            return (config, problem.into_iter().collect());
        };
        let mut table = Table::new();
        for (key, value) in settings {
            if !EDITORS_OWN.contains(&key.split('.').next().unwrap_or(key)) {
                put(&mut table, &path_of(key), value);
            }
        }
        let mut notes = Notes { invalid: "config/invalid", unknown_key: "config/unknown-key", problems: Vec::new() };
        read(&table as &dyn TableLike, &mut config, &mut notes);
        (config, notes.problems.into_iter().map(|p| format!("Settings: {}", p.message)).collect())
    }
}

/// A dotted key as a path. Only the name of a table is split off (and that of a metric): rules and globs hold stops of
/// their own.
fn path_of(key: &str) -> Vec<&str> {
    match key.split_once('.') {
        Some(("metrics", rest)) => std::iter::once("metrics").chain(rest.split('.')).collect(),
        Some((table, rest)) if TABLES.iter().any(|(name, _)| *name == table) => vec![table, rest],
        _ => vec![key],
    }
}

fn put(table: &mut Table, path: &[&str], value: &Json) {
    match (path, value) {
        (_, Json::Null) | ([], _) => {}
        ([table_name, rest @ ..], _) if !rest.is_empty() => {
            if let Item::Table(inner) = table.entry(table_name).or_insert_with(|| Item::Table(Table::new())) {
                put(inner, rest, value);
            }
        }
        ([key, ..], Json::Object(members)) => {
            if let Item::Table(inner) = table.entry(key).or_insert_with(|| Item::Table(Table::new())) {
                members.iter().for_each(|(name, member)| put(inner, &[name], member));
            }
        }
        ([key, ..], _) => {
            if let Some(value) = plain(value) {
                table.insert(key, Item::Value(value));
            }
        }
    }
}

fn plain(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(b) => Value::from(*b),
        Json::Number(n) => n.as_i64().map(Value::from).or_else(|| n.as_f64().map(Value::from))?,
        Json::String(s) => Value::from(s.as_str()),
        Json::Array(items) => Value::Array(items.iter().filter_map(plain).collect::<Array>()),
        Json::Object(members) => {
            Value::InlineTable(members.iter().filter_map(|(k, v)| Some((k.as_str(), plain(v)?))).collect::<InlineTable>())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{InlayHints, Level};
    use serde_json::json;

    #[test]
    fn nested_objects_and_dotted_keys_say_the_same() {
        let nested = json!({
            "corpus": { "exclude": ["a/**"], "max-size": "1KB", "encoding": null },
            "rules": { "figure/sum": "off", "profile": "quiet" },
            "per-file": { "archive/*.txt": { "entity/*": "hint" } },
            "editor": { "inlay-hints": "all", "code-lens": false },
            "metrics": { "sales": { "units": ["car"] } },
        });
        let dotted = json!({
            "corpus.exclude": ["a/**"], "corpus.max-size": "1KB", "corpus.encoding": null,
            "rules.figure/sum": "off", "rules.profile": "quiet",
            "per-file.archive/*.txt": { "entity/*": "hint" },
            "editor.inlay-hints": "all", "editor.code-lens": false,
            "metrics.sales.units": ["car"],
        });
        let (file, problems) =
            Config::parse("[corpus]\ninclude = [\"**/*.txt\"]\n[rules]\n\"figure/sum\" = \"error\"\n\"figure/share\" = \"hint\"\n");
        assert_eq!(problems, []);
        let (nested, first) = file.overlay(&nested);
        let (dotted, second) = file.overlay(&dotted);
        assert_eq!((first, second), (vec![], vec![]));
        assert_eq!(format!("{nested:?}"), format!("{dotted:?}"));
        assert_eq!(nested.include, ["**/*.txt"]);
        assert_eq!((nested.max_size, nested.inlay_hints, nested.code_lens), (1024, InlayHints::All, false));
        assert_eq!(nested.rules, [("figure/sum".to_owned(), Level::Off), ("figure/share".to_owned(), Level::Hint)]);
        assert!(!nested.includes("a/b.txt") && nested.includes("b.txt"));
    }

    #[test]
    fn odd_settings_are_told_and_left_out() {
        let (config, problems) = Config::default().overlay(&json!({
            "corpus": { "max-size": true }, "rulez": {}, "names": 3, "server": { "path": "x" }, "trace.server": "verbose",
        }));
        assert_eq!(config.max_size, Config::default().max_size);
        expect_test::expect![[r#"
            Settings: `corpus.max-size` takes a size above zero, such as "16MB" or "512 KiB", or a number of bytes.
            Settings: `rulez` is not a key of dossier.toml; perhaps `rules`?
            Settings: `names` takes a table; this is an integer."#]]
        .assert_eq(&problems.join("\n"));
        assert_eq!(Config::default().overlay(&Json::Null).1, Vec::<String>::new());
        assert_eq!(Config::default().overlay(&json!([1])).1.len(), 1);
    }
}
