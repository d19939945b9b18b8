//! Edits of `dossier.toml` that code actions offer.

use toml_edit::Item;

use super::Level;
use super::splice::{TextEdit, at_end, into_array, quoted, quoted_key, set, under};
use super::toml::{document, span, whole};

/// Sets the level of a rule (or `group/*`), for the whole corpus or for the articles of a glob. The text may be empty;
/// where it is not TOML there is no edit.
pub fn set_rule(text: &str, rule: &str, level: Level, glob: Option<&str>) -> Option<TextEdit> {
    let document = document(text).ok()?;
    let (key, value) = (quoted_key(rule), quoted(level.as_str()));
    let Some(glob) = glob else {
        return match document.get("rules") {
            Some(rules) => set(text, rules, "rules", rule, &value),
            None => Some(at_end(text, &format!("[rules]\n{key} = {value}"))),
        };
    };
    let inline = format!("{{ {key} = {value} }}");
    match document.get("per-file") {
        Some(per_file) => match per_file.as_table_like()?.get(glob) {
            Some(rules) => set(text, rules, &format!("per-file.{}", quoted_key(glob)), rule, &value),
            None => set(text, per_file, "per-file", glob, &inline),
        },
        None => Some(at_end(text, &format!("[per-file]\n{} = {inline}", quoted_key(glob)))),
    }
}

/// Adds a name to `[names] ignore`, as a type (`person`, `organization`, `product`) or as any. None where the text is not
/// TOML, or the name is in the list already.
pub fn ignore_name(text: &str, name: &str, kind: Option<&str>) -> Option<TextEdit> {
    let (config, _) = super::Config::parse(text);
    if config.ignore_names.iter().any(|n| n.text == name && (n.kind.is_none() || n.kind.as_deref() == kind)) {
        return None;
    }
    let document = document(text).ok()?;
    let value = match kind {
        Some(kind) => format!("{{ text = {}, type = {} }}", quoted(name), quoted(kind)),
        None => quoted(name),
    };
    let Some(names) = document.get("names") else {
        return Some(at_end(text, &format!("[names]\nignore = [{value}]")));
    };
    match names.as_table_like()?.get("ignore") {
        Some(Item::ArrayOfTables(tables)) => {
            let kind = kind.map_or(String::new(), |kind| format!("\ntype = {}", quoted(kind)));
            let end = tables.iter().map(|t| whole(t).end).max()?;
            Some(under(text, end as usize, &format!("[[names.ignore]]\ntext = {}{kind}", quoted(name))))
        }
        Some(ignore) => into_array(text, ignore.as_array()?, &value),
        None => set(text, names, "names", "ignore", &format!("[{value}]")),
    }
}

/// Adds a pack to `[glossary] packs`. None where the text is not TOML, or the pack is in the list already.
pub fn use_pack(text: &str, name: &str) -> Option<TextEdit> {
    if super::Config::parse(text).0.packs.iter().any(|p| p == name) {
        return None;
    }
    let (document, value) = (document(text).ok()?, quoted(name));
    let Some(glossary) = document.get("glossary") else {
        return Some(at_end(text, &format!("[glossary]\npacks = [{value}]")));
    };
    match glossary.as_table_like()?.get("packs") {
        Some(packs) => match packs.as_array() {
            Some(array) => into_array(text, array, &value),
            // A lone string counts as an array of one.
            None => Some((span(packs), format!("[{}, {value}]", span(packs).of(text)))),
        },
        None => set(text, glossary, "glossary", "packs", &format!("[{value}]")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::splice::apply;
    use crate::config::{Config, IgnoredName};

    fn parsed(text: &str) -> Config {
        let (config, problems) = Config::parse(text);
        assert_eq!(problems, [], "{text}");
        config
    }

    #[test]
    fn packs_are_switched_on() {
        for (text, expected) in [
            ("", "[glossary]\npacks = [\"china-tech\"]\n"),
            ("[glossary]\nfiles = [\"g.toml\"]\n", "[glossary]\nfiles = [\"g.toml\"]\npacks = [\"china-tech\"]\n"),
            ("[glossary]\npacks = [] # none\n", "[glossary]\npacks = [\"china-tech\"] # none\n"),
            ("glossary = {}\n", "glossary = { packs = [\"china-tech\"] }\n"),
        ] {
            let edited = apply(text, &use_pack(text, "china-tech").expect("an edit"));
            assert_eq!(edited, expected);
            assert_eq!(parsed(&edited).packs, ["china-tech"]);
            assert_eq!(use_pack(&edited, "china-tech"), None);
        }
        assert_eq!(use_pack("[glossary", "china-tech"), None);
        let other = "[glossary]\npacks = \"birds\"\n";
        assert_eq!(apply(other, &use_pack(other, "china-tech").expect("an edit")), "[glossary]\npacks = [\"birds\", \"china-tech\"]\n");
    }

    #[test]
    fn rules_are_set_where_they_stand() {
        let cases = [
            ("", "[rules]\n\"figure/sum\" = \"off\"\n"),
            ("[corpus]\nexclude = []", "[corpus]\nexclude = []\n\n[rules]\n\"figure/sum\" = \"off\"\n"),
            ("[rules] # mine\n\n[editor]\n", "[rules] # mine\n\"figure/sum\" = \"off\"\n\n[editor]\n"),
            (
                "[rules]\r\n\"figure/*\" = \"hint\" # all\r\n\r\n[editor]\r\n",
                "[rules]\r\n\"figure/*\" = \"hint\" # all\r\n\"figure/sum\" = \"off\"\r\n\r\n[editor]\r\n",
            ),
            ("[rules]\n\"figure/sum\" = 'hint' # why\n", "[rules]\n\"figure/sum\" = \"off\" # why\n"),
            ("rules = { profile = \"all\" }\n", "rules = { profile = \"all\", \"figure/sum\" = \"off\" }\n"),
            ("rules = {}\n", "rules = { \"figure/sum\" = \"off\" }\n"),
            ("rules.profile = \"all\"\n", "rules.profile = \"all\"\nrules.\"figure/sum\" = \"off\"\n"),
        ];
        for (text, expected) in cases {
            let edited = apply(text, &set_rule(text, "figure/sum", Level::Off, None).expect("an edit"));
            assert_eq!(edited, expected);
            assert_eq!(parsed(&edited).level("figure/sum", Level::Warning, "a.txt"), Level::Off);
        }
        assert_eq!(set_rule("[rules", "figure/sum", Level::Off, None), None);
    }

    #[test]
    fn rules_of_files_are_set_where_they_stand() {
        let cases = [
            ("", "[per-file]\n\"a/*.txt\" = { \"figure/sum\" = \"off\" }\n"),
            (
                "[per-file]\n\"b/**\" = { \"figure/*\" = \"hint\" }\n",
                "[per-file]\n\"b/**\" = { \"figure/*\" = \"hint\" }\n\"a/*.txt\" = { \"figure/sum\" = \"off\" }\n",
            ),
            (
                "[per-file]\n\"a/*.txt\" = { \"figure/share\" = \"hint\" }\n",
                "[per-file]\n\"a/*.txt\" = { \"figure/share\" = \"hint\", \"figure/sum\" = \"off\" }\n",
            ),
            (
                "[per-file.\"a/*.txt\"]\n\"figure/share\" = \"hint\"\n",
                "[per-file.\"a/*.txt\"]\n\"figure/share\" = \"hint\"\n\"figure/sum\" = \"off\"\n",
            ),
        ];
        for (text, expected) in cases {
            let edited = apply(text, &set_rule(text, "figure/sum", Level::Off, Some("a/*.txt")).expect("an edit"));
            assert_eq!(edited, expected);
            assert_eq!(parsed(&edited).level("figure/sum", Level::Warning, "a/x.txt"), Level::Off);
            assert_eq!(parsed(&edited).level("figure/sum", Level::Warning, "c/x.txt"), Level::Warning);
        }
    }

    #[test]
    fn ignored_names_are_added_once() {
        let cases = [
            "",
            "[names]\n",
            "[names]\nignore = []\n",
            "[names]\nignore = [\n  \"Black Friday\", # a day\n]\n[check]\n",
            "[[names.ignore]]\ntext = \"Black Friday\"\n\n[check]\n",
        ];
        for text in cases {
            let edited = apply(text, &ignore_name(text, "Orange \"Friday\"", Some("product")).expect("an edit"));
            let last = parsed(&edited).ignore_names.last().cloned();
            assert_eq!(last, Some(IgnoredName { text: "Orange \"Friday\"".into(), kind: Some("product".into()) }), "{edited}");
            assert_eq!(ignore_name(&edited, "Orange \"Friday\"", Some("product")), None);
            let any = apply(&edited, &ignore_name(&edited, "Orange \"Friday\"", None).expect("any type is more"));
            assert_eq!(ignore_name(&any, "Orange \"Friday\"", Some("person")), None, "{any}");
        }
    }
}
