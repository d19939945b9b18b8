//! What a reviewer would stop at.

use std::process::Command;

use dossier::check::RULES;

use super::source::{root, sources};

/// Files that git keeps, with their texts; binary ones are left out.
fn tracked() -> Vec<(String, String)> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git lists the files");
    assert!(listed.status.success(), "the tests run in a git checkout");
    let listed = String::from_utf8(listed.stdout).expect("tracked paths are UTF-8");
    let text = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    listed.split('\0').filter(|p| !p.is_empty()).filter_map(|p| Some((p.to_owned(), text(p)?))).collect()
}

#[test]
fn a_file_says_one_thing() {
    let lengths = || sources().into_iter().map(|s| (s.text.lines().count(), s.path));
    for (lines, path) in lengths().filter(|(lines, _)| *lines > 500) {
        println!("src/{path} has {lines} lines: what second thing does it say?");
    }
    let long: Vec<_> = lengths().filter(|(lines, _)| *lines > 700).collect();
    assert!(long.is_empty(), "past 700 lines: {long:?}");
}

#[test]
fn nothing_is_left_undone() {
    // Put together here so that this file does not hold them.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["to", "do!("], ["unimplement", "ed!("], ["db", "g!("]].map(|m| m.concat());
    for (path, text) in tracked().into_iter().filter(|(p, _)| p.ends_with(".rs") || p.ends_with(".ts") || p.ends_with(".lua")) {
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{path} holds {mark}");
        }
    }
}

#[test]
fn no_file_knows_the_machine_it_was_made_on() {
    let machine = [root().to_string_lossy().into_owned(), ["/wo", "rk/"].concat(), ["/ro", "ot/"].concat()];
    for (path, text) in tracked() {
        for place in &machine {
            assert!(!text.contains(place.as_str()), "{path} holds a path of a machine: {place}");
        }
    }
}

#[test]
fn sources_hold_no_unsafe_code() {
    for source in sources() {
        assert!(!source.tokens.iter().any(|t| t == "unsafe"), "src/{} holds unsafe code", source.path);
    }
}

#[test]
fn every_source_says_what_it_is_for() {
    for source in sources() {
        assert!(source.text.starts_with("//!"), "src/{} begins with a sentence on what it says", source.path);
    }
}

#[test]
fn every_rule_has_a_page_and_a_group() {
    assert!(RULES.windows(2).all(|w| w[0].name < w[1].name), "rules are in order of name, each once");
    for rule in RULES {
        let group = rule.name.split('/').next().unwrap_or("");
        let groups = ["figure", "entity", "annotation", "glossary", "config", "text", "suppression"];
        assert!(groups.contains(&group), "{}: the group is a category of findings", rule.name);
        assert!(rule.source.starts_with("//! "), "{}: the rule's page is the comment that opens its file", rule.name);
    }
}
