//! `dossier.toml` as serde types: what its JSON Schema is generated from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Config, InlayHints, Level, Profile, rule_names};

impl Config {
    /// The JSON Schema of `dossier.toml` (draft 2020-12), which is also that of the editor's section `dossier`.
    pub fn schema() -> serde_json::Value {
        let mut schema = schemars::schema_for!(DossierToml);
        schema.insert("title".to_owned(), "dossier.toml".into());
        let mut schema = schema.to_value();
        // Editors complete and explain what a schema lists.
        if let Some(keys) = schema.pointer_mut("/$defs/Rules/properties").and_then(|p| p.as_object_mut()) {
            for rule in rule_names() {
                keys.insert(rule.name.to_owned(), serde_json::json!({ "description": rule.summary, "$ref": "#/$defs/Level" }));
            }
        }
        schema
    }
}

/// Settings of one corpus of articles.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct DossierToml {
    corpus: Option<Corpus>,
    glossary: Option<GlossarySection>,
    names: Option<Names>,
    annotation: Option<Annotation>,
    check: Option<Check>,
    editor: Option<Editor>,
    rules: Option<Rules>,
    /// Globs from the folder of this file; all that match an article apply in order, the later wins.
    per_file: Option<BTreeMap<String, BTreeMap<String, Level>>>,
    /// Metrics to add or extend, by name.
    metrics: Option<BTreeMap<String, Metric>>,
}

/// Which files are articles, and how they are read.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Corpus {
    /// Globs of articles. Default: every .txt and .md that git does not ignore.
    include: Option<Strings>,
    /// Globs of files that are not articles.
    exclude: Option<Strings>,
    /// The encoding that is tried first, such as utf-8, gb18030 or big5.
    encoding: Option<String>,
    /// Larger articles are not read, and told. Such as 16MB (the default) or 512 KiB, or a number of bytes.
    max_size: Option<Size>,
    /// Such as Asia/Shanghai or +08:00.
    timezone: Option<String>,
    /// A CSV file with the columns path, date, title, source, author, url, lang.
    metadata: Option<String>,
}

/// Where names come from.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct GlossarySection {
    /// Globs of glossary files. Default: glossary.toml and glossary/**/*.toml.
    files: Option<Strings>,
    /// Glossaries that come with the program: china-tech.
    packs: Option<Strings>,
}

/// What is not an entity.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Names {
    /// Names that are not reported as unknown.
    ignore: Option<Vec<Ignored>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Ignored {
    Text(String),
    Typed {
        text: String,
        /// Only as this type; without it as any.
        r#type: Option<NameType>,
    },
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum NameType {
    Person,
    Organization,
    Product,
}

/// What annotators write and use.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Annotation {
    /// The layer that new annotations go to: Latin letters, digits, _ and -.
    layer: Option<String>,
    /// Who annotates.
    by: Option<String>,
    /// Types beside person, organization and product.
    types: Option<Strings>,
    /// Attributes, with the values they may take.
    attributes: Option<Lists>,
    /// Relations, with the types they may join.
    relations: Option<Lists>,
}

/// What `dossier check` leaves out.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Check {
    /// A file written by `dossier check --write-baseline`: what it holds is not reported.
    baseline: Option<String>,
}

/// What editors show.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Editor {
    inlay_hints: Option<InlayHints>,
    /// Counts of mentions and conflicts above headings and entries.
    code_lens: Option<bool>,
}

/// How loud rules are: a rule such as figure/conflict, or a group such as entity/*.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
struct Rules {
    /// quiet: warnings and errors alone; all: also what is off or a hint by default.
    profile: Option<Profile>,
    #[serde(flatten)]
    levels: BTreeMap<String, Level>,
}

/// Words and units by which a metric is known.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Metric {
    words: Option<Words>,
    units: Option<Strings>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Words {
    ByLanguage { en: Option<Strings>, zh: Option<Strings> },
    Both(Strings),
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Strings {
    Many(Vec<String>),
    One(String),
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Lists {
    Names(Vec<String>),
    Tables(BTreeMap<String, Strings>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Size {
    Bytes(u64),
    Text(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse::TABLES;

    /// Follows `$ref`s and the one alternative that has properties.
    fn properties<'a>(schema: &'a serde_json::Value, node: &'a serde_json::Value) -> Vec<&'a str> {
        let node = match node["$ref"].as_str() {
            Some(path) => schema.pointer(path.trim_start_matches('#')).expect("a definition"),
            None => node,
        };
        if let Some(any) = node["anyOf"].as_array() {
            return any.iter().flat_map(|n| properties(schema, n)).collect();
        }
        node["properties"].as_object().map(|o| o.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    #[test]
    fn every_key_that_is_read_is_in_the_schema_and_the_reverse() {
        let schema = Config::schema();
        let mut tables = properties(&schema, &schema);
        tables.sort_unstable();
        let mut known = TABLES.map(|(table, _)| table);
        known.sort_unstable();
        assert_eq!(tables, known);
        for (table, keys) in TABLES.iter().filter(|(_, keys)| !keys.is_empty()) {
            let mut found = properties(&schema, &schema["properties"][table]);
            let mut keys = keys.to_vec();
            found.sort_unstable();
            keys.sort_unstable();
            assert_eq!(found, keys, "[{table}]");
        }
        let rules = properties(&schema, &schema["properties"]["rules"]);
        assert_eq!((rules[0], rules.len()), ("profile", 1 + rule_names().len()));
        assert!(schema["$defs"]["Level"].is_object());
    }

    #[test]
    fn the_schema_has_words_for_its_keys() {
        let schema = Config::schema();
        assert_eq!(schema["title"], "dossier.toml");
        assert!(schema["$defs"]["Corpus"]["properties"]["max-size"]["description"].as_str().is_some_and(|d| d.contains("16MB")));
    }
}
