//! Glossary files as serde types: what their JSON Schema is generated from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{EntityType, Glossary};

impl Glossary {
    /// The JSON Schema of a glossary file (draft 2020-12).
    pub fn schema() -> serde_json::Value {
        let mut schema = schemars::schema_for!(GlossaryToml);
        schema.insert("title".to_owned(), "Dossier glossary".into());
        schema.to_value()
    }
}

/// Entities of a corpus: persons, organizations and products.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct GlossaryToml {
    entity: Option<Vec<Entry>>,
}

/// Someone or something that articles speak of.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Entry {
    /// Stable and short; other entries and annotations refer to it.
    id: String,
    r#type: EntityType,
    /// The preferred name, one for each language.
    name: PreferredNames,
    /// Names that are also right.
    aliases: Option<OneOrMany<NameEntry>>,
    /// Names that are matched, and reported with a fix.
    hidden: Option<OneOrMany<NameEntry>>,
    /// One line on who or what this is.
    description: Option<Localised>,
    /// What a person is, and where.
    roles: Option<OneOrMany<RoleEntry>>,
    /// The company, group or brand that this is a part of.
    part_of: Option<OneOrMany<Reference>>,
    /// The id of who makes a product.
    maker: Option<Reference>,
    /// Several makers.
    makers: Option<OneOrMany<Reference>>,
    /// What sort of product: car, phone, app.
    category: Option<String>,
    released: Option<Date>,
    /// The id of the product line.
    family: Option<Reference>,
    /// The id of the product that this is a variant of.
    variant_of: Option<Reference>,
    /// What sort of organization: company, group, brand, department, media, agency, government.
    kind: Option<String>,
    founded: Option<Date>,
    born: Option<Date>,
    surname: Option<String>,
    /// The id of the entry that this one was merged into.
    replaced_by: Option<Reference>,
    /// Ids that this entry had before.
    former: Option<OneOrMany<String>>,
    /// Identifiers of the same thing elsewhere.
    same_as: Option<OneOrMany<String>>,
    /// A Wikidata item, such as Q42; only where certain.
    wikidata: Option<String>,
    note: Option<String>,
    /// Where this is known from.
    source: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum PreferredNames {
    One(String),
    ByLanguage(Box<ByLanguage<NameEntry>>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct ByLanguage<T> {
    en: Option<T>,
    /// Simplified and Traditional alike.
    zh: Option<T>,
    #[serde(rename = "zh-Hans")]
    hans: Option<T>,
    #[serde(rename = "zh-Hant")]
    hant: Option<T>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum NameEntry {
    Plain(String),
    Conditional(ConditionalName),
}

/// A name that holds at times or under conditions.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct ConditionalName {
    text: String,
    /// en, zh, zh-Hans or zh-Hant.
    lang: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    /// Links only in an article that has one of these.
    when: Option<OneOrMany<String>>,
    /// Never links in an article that has one of these.
    unless: Option<OneOrMany<String>>,
    source: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum RoleEntry {
    Title(String),
    Full(FullRole),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct FullRole {
    title: Option<Localised>,
    /// The same as title.
    text: Option<String>,
    lang: Option<String>,
    /// The id of the organization.
    of: Option<String>,
    from: Option<Date>,
    /// Left out: still.
    to: Option<Date>,
    source: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Reference {
    Id(String),
    Dated(DatedReference),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct DatedReference {
    id: String,
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Localised {
    Plain(String),
    ByLanguage(BTreeMap<String, String>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

/// YYYY, YYYY-MM or YYYY-MM-DD.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Date {
    Text(String),
    Year(u16),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::parse::{KEYS, LANGUAGES, LINK_KEYS, NAME_KEYS, ROLE_KEYS, TYPES};

    fn keys<'a>(schema: &'a serde_json::Value, definition: &str) -> Vec<&'a str> {
        let node =
            schema["$defs"].as_object().and_then(|defs| defs.iter().find(|(name, _)| name.starts_with(definition))).expect(definition).1;
        let mut keys: Vec<&str> = node["properties"].as_object().expect("an object").keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys
    }
    fn sorted<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_unstable();
        words
    }

    #[test]
    fn every_key_that_is_read_is_in_the_schema_and_the_reverse() {
        let schema = Glossary::schema();
        assert_eq!(keys(&schema, "Entry"), sorted(KEYS.into_iter().chain(["source"])));
        assert_eq!(keys(&schema, "ConditionalName"), sorted(NAME_KEYS));
        assert_eq!(keys(&schema, "FullRole"), sorted(ROLE_KEYS));
        assert_eq!(keys(&schema, "DatedReference"), sorted(LINK_KEYS));
        assert_eq!(keys(&schema, "ByLanguage"), sorted(LANGUAGES));
        let types = schema["$defs"]["EntityType"].to_string();
        assert!(TYPES.iter().all(|(name, _)| types.contains(name)), "{types}");
    }
}
