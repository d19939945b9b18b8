//! What only running the program shows: the same bytes whatever the threads, and articles that stay as they were.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use super::source::root;

fn dossier(folder: &Path, threads: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(args).current_dir(folder).env("RAYON_NUM_THREADS", threads).env("NO_COLOR", "1").stdin(Stdio::null());
    command.output().expect("the program runs")
}

/// A copy of the example corpus.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_into(&root().join("examples/newsroom"), folder.path());
    folder
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy_into(&path, &target) } else { _ = fs::copy(&path, &target).unwrap() }
    }
}

/// Every command that reads a corpus.
const COMMANDS: [&[&str]; 10] = [
    &["check", ".", "--format", "full", "--hints"],
    &["check", ".", "--format", "concise"],
    &["check", ".", "--format", "json"],
    &["check", ".", "--format", "jsonl"],
    &["check", ".", "--format", "sarif"],
    &["check", ".", "--format", "github"],
    &["check", "articles", "--format", "jsonl"],
    &["export", "."],
    &["init", ".", "--dry-run"],
    &["kwic", "Velmora", "."],
];

#[test]
fn output_does_not_depend_on_threads_or_on_the_run() {
    let corpus = copy();
    for command in COMMANDS {
        let first = dossier(corpus.path(), "1", command);
        assert!(first.status.code().is_some_and(|c| c < 2), "{command:?}: {}", String::from_utf8_lossy(&first.stderr));
        assert!(!first.stdout.is_empty(), "{command:?} prints something");
        for threads in ["4", "4"] {
            let again = dossier(corpus.path(), threads, command);
            assert_eq!(String::from_utf8_lossy(&first.stdout), String::from_utf8_lossy(&again.stdout), "{command:?}");
            assert_eq!(first.status.code(), again.status.code(), "{command:?}");
        }
    }
}

#[test]
fn articles_are_never_opened_for_writing() {
    let corpus = copy();
    let before = state(corpus.path());
    assert!(before.keys().filter(|p| p.ends_with(".txt") || p.ends_with(".md")).count() >= 15);
    for path in before.keys() {
        let path = corpus.path().join(path);
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
    }
    for command in COMMANDS {
        dossier(corpus.path(), "2", command);
    }
    let exported = dossier(corpus.path(), "2", &["export", ".", "-o", "facts"]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let baseline = dossier(corpus.path(), "2", &["check", ".", "--write-baseline"]);
    assert!(baseline.status.success(), "{}", String::from_utf8_lossy(&baseline.stderr));
    let after = state(corpus.path());
    for (path, was) in &before {
        assert_eq!(after.get(path), Some(was), "{path} is as it was");
    }
    let new: Vec<&String> = after.keys().filter(|p| !before.contains_key(*p)).collect();
    assert_eq!(new, ["dossier-baseline.jsonl", "facts/articles.jsonl"]);
}

/// Bytes and time of change of every file, by path.
fn state(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap()));
            }
        }
    }
    files
}
