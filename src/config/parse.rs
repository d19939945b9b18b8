//! The tables of `dossier.toml`, key by key. Settings of an editor go through the same code.

use toml_edit::{Item, TableLike};

use super::toml::{Notes, entries, key_span, listed, nearest, span};
use super::values::{is_timezone, size};
use super::{Config, IgnoredName, InlayHints, Level, MetricWords, Profile, globs, rules};
use crate::text::{Span, is_han};

/// The tables of the file, and their fixed keys; tables with free keys list none.
pub(super) const TABLES: [(&str, &[&str]); 9] = [
    ("corpus", &["include", "exclude", "encoding", "max-size", "timezone", "metadata"]),
    ("glossary", &["files", "packs"]),
    ("names", &["ignore"]),
    ("annotation", &["layer", "by", "types", "attributes", "relations"]),
    ("check", &["baseline"]),
    ("editor", &["inlay-hints", "code-lens"]),
    ("rules", &[]),
    ("per-file", &[]),
    ("metrics", &[]),
];
/// The glossaries that come with the program.
pub const PACKS: [&str; 1] = ["china-tech"];
const METRIC_KEYS: [&str; 2] = ["words", "units"];
const TYPES: [&str; 3] = ["person", "organization", "product"];

/// Lays a whole document over `config`; what is wrong leaves the value as it was.
pub(super) fn read(document: &dyn TableLike, config: &mut Config, notes: &mut Notes) {
    for (name, at, item) in entries(document) {
        let Some((name, known)) = TABLES.iter().find(|(table, _)| *table == name) else {
            let tables = TABLES.map(|(table, _)| table);
            // A key at the top that belongs into a table is the usual slip.
            match TABLES.iter().find(|(_, keys)| keys.contains(&name)) {
                Some((table, _)) => {
                    notes.push(notes.unknown_key, at, format!("`{name}` stands outside its table; write it under `[{table}]`"))
                }
                None => notes.unknown_key(at, name, "dossier.toml", &tables),
            }
            continue;
        };
        let Some(table) = notes.table(item, name) else { continue };
        match *name {
            "rules" => rules_table(table, config, notes),
            "per-file" => per_file(table, config, notes),
            "metrics" => metrics(table, config, notes),
            _ => {
                for (key, at, item) in entries(table) {
                    if known.contains(&key) {
                        let full = format!("{name}.{key}");
                        value(&full, item, config, notes);
                    } else {
                        notes.unknown_key(at, key, &format!("[{name}]"), known);
                    }
                }
            }
        }
    }
}

/// One key of a table with fixed keys, by its full name.
fn value(key: &str, item: &Item, config: &mut Config, notes: &mut Notes) {
    let owned = |text: Option<&str>, old: &mut Option<String>| {
        if let Some(text) = text {
            *old = Some(text.to_owned());
        }
    };
    match key {
        "corpus.include" => globs(key, item, &mut config.include, notes),
        "corpus.exclude" => globs(key, item, &mut config.exclude, notes),
        "glossary.files" => globs(key, item, &mut config.glossary_files, notes),
        "glossary.packs" => packs(key, item, config, notes),
        "corpus.encoding" => {
            let text = notes.string(item, key);
            match text.filter(|t| encoding_rs::Encoding::for_label(t.as_bytes()).is_none()) {
                Some(text) => notes.invalid(
                    span(item),
                    format!("`{key}` knows no encoding \"{text}\"; use one such as \"utf-8\", \"utf-16le\", \"gb18030\" or \"big5\""),
                ),
                None => owned(text, &mut config.encoding),
            }
        }
        "corpus.max-size" => match size(item) {
            Some(size) => config.max_size = size,
            None => {
                notes.invalid(span(item), format!("`{key}` takes a size above zero, such as \"16MB\" or \"512 KiB\", or a number of bytes"))
            }
        },
        "corpus.timezone" => {
            let text = notes.string(item, key);
            match text.filter(|t| !is_timezone(t)) {
                Some(text) => notes.invalid(
                    span(item),
                    format!("`{key}` takes a time zone such as \"Asia/Shanghai\" or an offset such as \"+08:00\"; \"{text}\" is neither"),
                ),
                None => owned(text, &mut config.timezone),
            }
        }
        "corpus.metadata" => {
            if let Some(name) = filled(item, key, notes) {
                (config.metadata, config.metadata_at) = (Some(name.to_owned()), span(item));
            }
        }
        "check.baseline" => owned(filled(item, key, notes), &mut config.baseline),
        "annotation.by" => owned(filled(item, key, notes), &mut config.annotation_by),
        "annotation.layer" => {
            let text = notes.string(item, key);
            match text.filter(|t| t.is_empty() || !t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')) {
                Some(_) => notes.invalid(span(item), format!("`{key}` is part of file names: use Latin letters, digits, `_` and `-` only")),
                None => owned(text, &mut config.annotation_layer),
            }
        }
        "annotation.types" => config.annotation_scheme.types = notes.strings(item, key).into_iter().map(|(text, _)| text).collect(),
        "annotation.attributes" => config.annotation_scheme.attributes = lists(key, item, notes),
        "annotation.relations" => config.annotation_scheme.relations = lists(key, item, notes),
        "names.ignore" => ignored_names(item, config, notes),
        "editor.inlay-hints" => {
            let known = [("off", InlayHints::Off), ("conflicts", InlayHints::Conflicts), ("all", InlayHints::All)];
            if let Some(hints) = choice(key, item, &known, notes) {
                config.inlay_hints = hints;
            }
        }
        "editor.code-lens" => {
            if let Some(on) = notes.boolean(item, key) {
                config.code_lens = on;
            }
        }
        _ => {}
    }
}

/// A string with something in it.
fn filled<'a>(item: &'a Item, key: &str, notes: &mut Notes) -> Option<&'a str> {
    let text = notes.string(item, key)?;
    if text.trim().is_empty() {
        notes.invalid(span(item), format!("`{key}` is empty; write a value or leave the key out"));
        return None;
    }
    Some(text)
}

fn choice<T: Copy>(key: &str, item: &Item, known: &[(&str, T)], notes: &mut Notes) -> Option<T> {
    let text = item.as_str().unwrap_or("");
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let what =
            if item.as_str().is_some() { format!("\"{text}\" is none of these") } else { format!("this is of type {}", item.type_name()) };
        let near = nearest(text, names.iter().copied()).map_or(String::new(), |n| format!("; perhaps `{n}`?"));
        notes.invalid(span(item), format!("`{key}` takes {}; {what}{near}", listed(&names, "or")));
    }
    found
}

/// Packs are replaced as a whole; an unknown one is left out.
fn packs(key: &str, item: &Item, config: &mut Config, notes: &mut Notes) {
    config.packs.clear();
    for (name, at) in notes.strings(item, key) {
        if !PACKS.contains(&name.as_str()) {
            let remedy = match nearest(&name, PACKS.into_iter()) {
                Some(near) => format!("perhaps `{near}`?"),
                None => format!("the packs are {}", listed(&PACKS, "and")),
            };
            notes.invalid(at, format!("`{key}` knows no pack \"{name}\"; {remedy}"));
        } else if !config.packs.contains(&name) {
            config.packs.push(name);
        }
    }
}

/// Globs are replaced as a whole; a bad one is left out.
fn globs(key: &str, item: &Item, target: &mut Vec<String>, notes: &mut Notes) {
    let before = notes.problems.len();
    let strings = notes.strings(item, key);
    if strings.is_empty() && notes.problems.len() > before {
        return;
    }
    target.clear();
    for (glob, at) in strings {
        match globs::compile(&glob) {
            Ok(_) => target.push(glob),
            Err(error) => notes.invalid(at, format!("`{key}` cannot read the glob \"{glob}\": {}", error.kind())),
        }
    }
}

/// An array of names, or a table of names with a list each.
fn lists(key: &str, item: &Item, notes: &mut Notes) -> std::collections::BTreeMap<String, Vec<String>> {
    match item.as_table_like() {
        Some(table) => entries(table)
            .map(|(name, _, item)| (name.to_owned(), notes.strings(item, &format!("{key}.{name}")).into_iter().map(|(t, _)| t).collect()))
            .collect(),
        None => notes.strings(item, key).into_iter().map(|(name, _)| (name, Vec::new())).collect(),
    }
}

fn ignored_names(item: &Item, config: &mut Config, notes: &mut Notes) {
    let key = "names.ignore";
    let mut names = Vec::new();
    let add = |text: &str, at: Span, kind: Option<String>, names: &mut Vec<IgnoredName>, notes: &mut Notes| match text.trim() {
        "" => notes.invalid(at, format!("`{key}` holds an empty name; remove it")),
        text => names.push(IgnoredName { text: text.to_owned(), kind }),
    };
    let table = |table: &dyn TableLike, at: Span, names: &mut Vec<IgnoredName>, notes: &mut Notes| {
        for (key, at, _) in entries(table).filter(|(key, ..)| !["text", "type"].contains(key)) {
            notes.unknown_key(at, key, "an ignored name", &["text", "type"]);
        }
        let kind = table.get("type").and_then(|item| choice("type", item, &TYPES.map(|t| (t, t)), notes)).map(str::to_owned);
        match table.get("text") {
            Some(text) => {
                if let Some(name) = notes.string(text, "text") {
                    add(name, span(text), kind, names, notes);
                }
            }
            None => notes.invalid(at, "an ignored name needs `text`, as in `{ text = \"Copper Friday\", type = \"product\" }`".into()),
        }
    };
    if let Some(tables) = item.as_array_of_tables() {
        for each in tables {
            table(each, each.span().map_or(Span::default(), |r| Span::new(r.start, r.end)), &mut names, notes);
        }
    } else if let Some(array) = item.as_array() {
        for value in array {
            match value.as_inline_table() {
                Some(inline) => table(inline, super::toml::value_span(value), &mut names, notes),
                None => match value.as_str() {
                    Some(text) => add(text, super::toml::value_span(value), None, &mut names, notes),
                    None => notes.invalid(
                        super::toml::value_span(value),
                        format!("`{key}` takes names: strings, or tables such as {{ text = \"Copper Friday\", type = \"product\" }}"),
                    ),
                },
            }
        }
    } else {
        notes.wrong_type(item, key, "an array of names");
        return;
    }
    config.ignore_names = names;
}

fn rules_table(table: &dyn TableLike, config: &mut Config, notes: &mut Notes) {
    if let Some(item) = table.get("profile") {
        let known = [("quiet", Profile::Quiet), ("default", Profile::Default), ("all", Profile::All)];
        if let Some(profile) = choice("rules.profile", item, &known, notes) {
            config.profile = profile;
        }
    }
    let mut rules = std::mem::take(&mut config.rules);
    levels("[rules]", table, &mut rules, notes);
    config.rules = rules;
}

/// Rule names with their levels; a key that is there already is replaced where it stands.
fn levels(place: &str, table: &dyn TableLike, rules: &mut Vec<(String, Level)>, notes: &mut Notes) {
    for (key, at, item) in entries(table).filter(|(key, ..)| place != "[rules]" || *key != "profile") {
        if item.as_table_like().is_some() {
            notes.invalid(at, format!("{place} takes rules as quoted keys, such as \"{key}/*\" = \"off\"; `{key}` is a table"));
            continue;
        }
        if let Some(message) = rules::unknown_rule(key) {
            notes.push(notes.unknown_key, at, message);
            continue;
        }
        let known = ["error", "warning", "information", "hint", "off"].map(|name| (name, Level::of(name)));
        if let Some(Some(level)) = choice(key, item, &known, notes) {
            match rules.iter_mut().find(|(known, _)| known == key) {
                Some((_, old)) => *old = level,
                None => rules.push((key.to_owned(), level)),
            }
        }
    }
}

fn per_file(table: &dyn TableLike, config: &mut Config, notes: &mut Notes) {
    for (glob, at, item) in entries(table) {
        if let Err(error) = globs::compile(glob) {
            notes.invalid(at, format!("[per-file] cannot read the glob \"{glob}\": {}", error.kind()));
            continue;
        }
        let Some(table) = notes.table(item, glob) else { continue };
        let place = config.per_file.iter().position(|(known, _)| known == glob).unwrap_or_else(|| {
            config.per_file.push((glob.to_owned(), Vec::new()));
            config.per_file.len() - 1
        });
        if let Some((_, rules)) = config.per_file.get_mut(place) {
            levels("[per-file]", table, rules, notes);
        }
    }
}

fn metrics(table: &dyn TableLike, config: &mut Config, notes: &mut Notes) {
    for (name, _, item) in entries(table) {
        let Some(metric) = notes.table(item, &format!("metrics.{name}")) else { continue };
        let before = notes.problems.len();
        let mut words = MetricWords::default();
        for (key, at, item) in entries(metric) {
            let full = format!("metrics.{name}.{key}");
            match key {
                "units" => words.units = plain(notes.strings(item, &full), notes, &full),
                "words" => match item.as_table_like() {
                    Some(by_language) => {
                        for (language, at, item) in entries(by_language) {
                            let full = format!("{full}.{language}");
                            match language {
                                "en" => words.words_en = plain(notes.strings(item, &full), notes, &full),
                                "zh" => words.words_zh = plain(notes.strings(item, &full), notes, &full),
                                _ => notes.unknown_key(at, language, "the words of a metric", &["en", "zh"]),
                            }
                        }
                    }
                    // One list for both languages: the script tells them apart.
                    None => {
                        (words.words_zh, words.words_en) =
                            plain(notes.strings(item, &full), notes, &full).into_iter().partition(|w| w.chars().any(is_han))
                    }
                },
                _ => notes.unknown_key(at, key, "a metric", &METRIC_KEYS),
            }
        }
        if words == MetricWords::default() && notes.problems.len() == before {
            let at = key_span(table.key(name));
            notes.invalid(at, format!("`metrics.{name}` adds nothing; give it `words` or `units`"));
        }
        config.metrics.insert(name.to_owned(), words);
    }
}

/// Strings without blanks around them; empty ones are reported.
fn plain(strings: Vec<(String, Span)>, notes: &mut Notes, key: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (text, at) in strings {
        match text.trim() {
            "" => notes.invalid(at, format!("`{key}` holds an empty string; remove it")),
            text => out.push(text.to_owned()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of the design, with the values of its example.
    const FULL: &str = r#"
[corpus]
include = ["articles/**/*.{txt,md}"]
exclude = "drafts/**"
encoding = "utf-8"
max-size = "16MB"
timezone = "Asia/Shanghai"
metadata = "sources.csv"
[glossary]
files = ["glossary.toml", "glossary/**/*.toml"]
packs = ["china-tech"]
[names]
ignore = [{ text = "Copper Friday", type = "product" }, "Blue Monday"]
[annotation]
layer = "gold_1"
by = "yi"
types = ["event"]
attributes = { tone = ["good", "bad"], place = [] }
relations = ["owns"]
[check]
baseline = "dossier-baseline.jsonl"
[editor]
inlay-hints = "all"
code-lens = false
[rules]
profile = "quiet"
"figure/conflict" = "error"
"entity/*" = "off"
[per-file]
"archive/**" = { "entity/unresolved" = "off" }
[metrics.deliveries]
words = { en = ["delivered", "handed over"], zh = ["交付", "交车"] }
units = ["car", "辆"]
[metrics.orders]
words = ["orders", "订单"]
"#;

    #[test]
    fn an_unknown_pack_is_told_the_known_ones() {
        for (written, packs, told) in [
            ("packs = [\"china-tech\", \"china-tech\"]", &["china-tech"][..], &[][..]),
            ("packs = \"china-tech\"", &["china-tech"], &[]),
            ("packs = [\"china_tec\"]", &[], &["`glossary.packs` knows no pack \"china_tec\"; perhaps `china-tech`?"]),
            (
                "packs = [\"birds\", \"china-tech\"]",
                &["china-tech"],
                &["`glossary.packs` knows no pack \"birds\"; the packs are `china-tech`."],
            ),
        ] {
            let (config, problems) = Config::parse(&format!("[glossary]\n{written}\n"));
            assert_eq!(config.packs, packs, "{written}");
            assert_eq!(problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>(), told, "{written}");
        }
    }

    #[test]
    fn every_key_is_read() {
        let (config, problems) = Config::parse(FULL);
        assert_eq!(problems, []);
        assert_eq!(config.include, ["articles/**/*.{txt,md}"]);
        assert_eq!(config.exclude, ["drafts/**"]);
        assert_eq!(
            (config.encoding.as_deref(), config.max_size, config.timezone.as_deref()),
            (Some("utf-8"), 16 << 20, Some("Asia/Shanghai"))
        );
        assert_eq!((config.metadata.as_deref(), config.baseline.as_deref()), (Some("sources.csv"), Some("dossier-baseline.jsonl")));
        assert_eq!(config.packs, ["china-tech"]);
        assert_eq!(config.ignore_names[0], IgnoredName { text: "Copper Friday".into(), kind: Some("product".into()) });
        assert_eq!(config.ignore_names[1], IgnoredName { text: "Blue Monday".into(), kind: None });
        assert_eq!((config.annotation_layer.as_deref(), config.annotation_by.as_deref()), (Some("gold_1"), Some("yi")));
        assert_eq!(config.annotation_scheme.types, ["event"]);
        assert_eq!(config.annotation_scheme.attributes["tone"], ["good", "bad"]);
        assert!(config.annotation_scheme.relations["owns"].is_empty());
        assert_eq!((config.inlay_hints, config.code_lens, config.profile), (InlayHints::All, false, Profile::Quiet));
        assert_eq!(config.rules, [("figure/conflict".to_owned(), Level::Error), ("entity/*".to_owned(), Level::Off)]);
        assert_eq!(config.per_file, [("archive/**".to_owned(), vec![("entity/unresolved".to_owned(), Level::Off)])]);
        assert_eq!(config.metrics["deliveries"].words_zh, ["交付", "交车"]);
        assert_eq!(config.metrics["deliveries"].units, ["car", "辆"]);
        assert_eq!(
            (&config.metrics["orders"].words_en[..], &config.metrics["orders"].words_zh[..]),
            (&["orders".to_owned()][..], &["订单".to_owned()][..])
        );
    }

    #[test]
    fn problems_stand_at_their_place_and_cost_nothing_else() {
        let text = r#"
layer = "x"
[corpuss]
[corpus]
inclde = ["a"]
include = ["a/[", "b/**"]
max-size = "16 pounds"
encoding = "utf-9"
timezone = "Mars"
[annotation]
layer = "my layer"
[names]
ignore = [3, { type = "firm" }, ""]
[editor]
inlay-hints = "conflict"
code-lens = "yes"
[rules]
"figure/conflikt" = "off"
"figure/sum" = "warn"
"figure/share" = 3
entity.unresolved = "off"
"entity/ambiguous" = "error"
[per-file]
"a{" = { "figure/sum" = "off" }
"b/**" = { "unresolved" = "off", "figure/sum" = "hint" }
[metrics.sales]
unit = ["car"]
"#;
        let (config, problems) = Config::parse(text);
        let told: Vec<String> = problems.iter().map(|p| format!("{} {:?}: {}", p.code, p.span.of(text), p.message)).collect();
        expect_test::expect![[r#"
            config/unknown-key "layer": `layer` stands outside its table; write it under `[annotation]`.
            config/unknown-key "corpuss": `corpuss` is not a key of dossier.toml; perhaps `corpus`?
            config/unknown-key "inclde": `inclde` is not a key of [corpus]; perhaps `include`?
            config/invalid "\"a/[\"": `corpus.include` cannot read the glob "a/[": unclosed character class; missing ']'.
            config/invalid "\"16 pounds\"": `corpus.max-size` takes a size above zero, such as "16MB" or "512 KiB", or a number of bytes.
            config/invalid "\"utf-9\"": `corpus.encoding` knows no encoding "utf-9"; use one such as "utf-8", "utf-16le", "gb18030" or "big5".
            config/invalid "\"Mars\"": `corpus.timezone` takes a time zone such as "Asia/Shanghai" or an offset such as "+08:00"; "Mars" is neither.
            config/invalid "\"my layer\"": `annotation.layer` is part of file names: use Latin letters, digits, `_` and `-` only.
            config/invalid "3": `names.ignore` takes names: strings, or tables such as { text = "Copper Friday", type = "product" }.
            config/invalid "{ type = \"firm\" }": An ignored name needs `text`, as in `{ text = "Copper Friday", type = "product" }`.
            config/invalid "\"firm\"": `type` takes `person`, `organization` or `product`; "firm" is none of these.
            config/invalid "\"\"": `names.ignore` holds an empty name; remove it.
            config/invalid "\"conflict\"": `editor.inlay-hints` takes `off`, `conflicts` or `all`; "conflict" is none of these; perhaps `conflicts`?
            config/invalid "\"yes\"": `editor.code-lens` takes true or false; this is a string.
            config/unknown-key "\"figure/conflikt\"": `figure/conflikt` is not a rule; perhaps `figure/conflict`?
            config/invalid "\"warn\"": `figure/sum` takes `error`, `warning`, `information`, `hint` or `off`; "warn" is none of these; perhaps `warning`?
            config/invalid "3": `figure/share` takes `error`, `warning`, `information`, `hint` or `off`; this is of type integer.
            config/invalid "entity": [rules] takes rules as quoted keys, such as "entity/*" = "off"; `entity` is a table.
            config/invalid "\"a{\"": [per-file] cannot read the glob "a{": unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?).
            config/unknown-key "\"unresolved\"": `unresolved` is not a rule; perhaps `entity/unresolved`?
            config/unknown-key "unit": `unit` is not a key of a metric; perhaps `units`?"#]].assert_eq(&told.join("\n"));
        assert_eq!(config.include, ["b/**"]);
        assert_eq!(config.rules, [("entity/ambiguous".to_owned(), Level::Error)]);
        assert_eq!(config.per_file, [("b/**".to_owned(), vec![("figure/sum".to_owned(), Level::Hint)])]);
        assert_eq!((config.max_size, config.code_lens), (16 << 20, true));
    }

    #[test]
    fn a_syntax_error_gives_the_defaults_and_its_place() {
        let text = "[rules]\n\"figure/sum\" = off\n";
        let (config, problems) = Config::parse(text);
        assert_eq!((problems.len(), problems[0].code, problems[0].span.of(text)), (1, "config/syntax", "off"));
        assert!(config.rules.is_empty());
    }

    #[test]
    fn bom_and_carriage_returns_do_no_harm() {
        let text = "\u{feff}[corpus]\r\nmax-size = 10\r\nexcl = 1\r\n";
        let (config, problems) = Config::parse(text);
        assert_eq!((config.max_size, problems.len(), problems[0].span.of(text)), (10, 1, "excl"));
    }
}
