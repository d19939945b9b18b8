//! Articles without a figure that contradicts another: whatever is reported of them is a false alarm, to be read and
//! mended. The reports are kept beside them, so that a new one shows as a difference.

use std::path::{Path, PathBuf};

use expect_test::expect_file;

use super::support::run_in;

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

/// What `check` says of figures in a folder of fixtures, hints too, one finding a line.
fn figures(folder: &str) -> String {
    let run = run_in(&root(folder), &["check", ".", "--format", "concise", "--hints", "--fail-on", "never"]);
    run.expect_code(0).lines().filter(|l| l.contains(" [figure/")).map(|l| format!("{l}\n")).collect()
}

#[test]
fn sound_articles_are_silent() {
    let report = figures("sound");
    let alarms: Vec<&str> = report.lines().filter(|l| !l.contains(": hint: ") && !l.ends_with("[figure/sources-differ]")).collect();
    assert!(alarms.is_empty(), "false alarms:\n{}", alarms.join("\n"));
    let articles = run_in(&root("sound"), &["export", "."]).expect_code(0).lines().count();
    expect_file!["../fixtures/sound.report.txt"]
        .assert_eq(&format!("{articles} articles, {} findings on figures\n{report}", report.lines().count()));
}
