//! Exit codes: 0 nothing to report, 1 findings, 2 usage, configuration or IO error with a message on stderr.

use super::support::{CONFLICT, Corpus, SOUND};

#[test]
fn findings_decide_the_code_of_check() {
    let conflict = Corpus::new(CONFLICT);
    conflict.run(&["check", "."]).expect_code(1);
    conflict.run(&["check"]).expect_code(1);
    conflict.run(&["check", "--fail-on", "warning"]).expect_code(1);
    conflict.run(&["check", "--fail-on", "error"]).expect_code(0);
    conflict.run(&["check", "--fail-on", "never"]).expect_code(0);
    conflict.run(&["check", "--rule", "figure/conflict=error", "--fail-on", "error"]).expect_code(1);
    conflict.run(&["check", "--rule", "figure/conflict=off"]).expect_code(0);
    conflict.run(&["check", "--rule", "figure/*=hint"]).expect_code(0);
    Corpus::new(SOUND).run(&["check", "."]).expect_code(0);
}

#[test]
fn only_what_was_named_counts() {
    let corpus = Corpus::new(CONFLICT);
    let all = corpus.run(&["check", ".", "--format", "jsonl"]);
    let primary: Vec<_> = all.records().into_iter().filter(|f| f["code"] == "figure/conflict").collect();
    assert_eq!(primary.len(), 1, "one finding a conflict");
    let at = primary[0]["path"].as_str().unwrap();
    let other = primary[0]["related"][0]["path"].as_str().unwrap();
    // With a dossier.toml, a file is checked against the whole corpus it belongs to.
    corpus.write("dossier.toml", "");
    assert_eq!(corpus.run(&["check", at]).expect_code(1).lines().filter(|l| l.contains("figure/conflict")).count(), 1);
    assert!(!corpus.run(&["check", other]).expect_code(0).contains("figure/conflict"));
}

#[test]
fn a_lone_file_is_a_corpus_of_one() {
    let corpus = Corpus::new(CONFLICT);
    corpus.run(&["check", "2024-06-03-sales.txt"]).expect_code(0);
    corpus.run(&["check", "2024-06-20-review.txt"]).expect_code(0);
}

#[test]
fn a_nested_configuration_starts_a_corpus_of_its_own() {
    let corpus = Corpus::new(CONFLICT);
    let article = std::fs::read(corpus.path().join("2024-06-20-review.txt")).unwrap();
    std::fs::remove_file(corpus.path().join("2024-06-20-review.txt")).unwrap();
    corpus.write("other/2024-06-20-review.txt", article);
    assert_eq!(corpus.run(&["check", ".", "--format", "jsonl"]).expect_code(1).matches("figure/conflict").count(), 1);
    corpus.write("other/dossier.toml", "");
    let apart = corpus.run(&["check", ".", "--format", "jsonl"]);
    assert!(!apart.expect_code(0).contains("figure/conflict"), "nothing is compared across corpora");
    let lines = corpus.run(&["export", "."]).stdout.lines().count();
    assert_eq!(lines, 2, "both corpora are read");
}

#[test]
fn what_cannot_be_done_is_told_with_code_2() {
    let corpus = Corpus::new(SOUND);
    for args in [
        &["check", "nowhere"][..],
        &["check", "--format", "yaml"],
        &["check", "--fail-on", "sometimes"],
        &["check", "--rule", "figure/conflict"],
        &["check", "--rule", "figure/conflict=loud"],
        &["check", "--rule", "figure/konflikt=off"],
        &["check", "--config", "nowhere.toml"],
        &["export", "nowhere"],
        &["export", "-o", "2024-06-03-sales.txt"],
        &["kwic", "Nobody At All"],
        &["explain", "figure/konflikt"],
        &["schema", "article"],
        &["completions", "tcl"],
        &["frobnicate"],
        &[],
    ] {
        let run = corpus.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty(), "{args:?} says why");
    }
    let run = corpus.run(&["check", "nowhere"]);
    assert!(run.stderr.contains("nowhere") && run.stderr.contains("give a folder"), "{}", run.stderr);
    assert!(corpus.run(&["check", "--rule", "figure/konflikt=off"]).stderr.contains("dossier explain"));
}

#[test]
fn help_and_version_are_no_errors() {
    let corpus = Corpus::new("");
    assert!(corpus.run(&["--help"]).expect_code(0).contains("check"));
    assert!(corpus.run(&["check", "--help"]).expect_code(0).contains("--fail-on"));
    assert!(corpus.run(&["--version"]).expect_code(0).starts_with("dossier "));
}
