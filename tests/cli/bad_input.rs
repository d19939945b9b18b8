//! Odd files and folders: a clear message or a finding, never a crash, and the rest of the corpus is read.

use std::process::Stdio;

use super::support::{Corpus, SOUND, command};

/// Codes of findings by path.
fn codes(corpus: &Corpus, args: &[&str]) -> Vec<(String, String)> {
    let all = [&["check", ".", "--format", "jsonl"], args].concat();
    let run = corpus.run(&all);
    assert!(run.code < 2, "{}", run.stderr);
    run.records().iter().map(|f| (f["path"].as_str().unwrap().to_owned(), f["code"].as_str().unwrap().to_owned())).collect()
}

fn has(codes: &[(String, String)], path: &str, code: &str) -> bool {
    codes.iter().any(|(p, c)| p == path && c == code)
}

#[test]
fn an_article_that_fits_no_encoding_is_a_finding() {
    let corpus = Corpus::new(SOUND);
    corpus.write("broken.txt", b"Pinwell sold \xff\xfe\xfd 4,812 vans\xc3\x28 in \xa0\xa1 May\n".repeat(20));
    let found = codes(&corpus, &[]);
    assert!(has(&found, "broken.txt", "text/undecodable"), "{found:?}");
    let export = corpus.run(&["export", "."]);
    assert_eq!(export.expect_code(0).lines().count(), 2, "the others are exported");
    assert!(export.stderr.contains("broken.txt"), "what is left out is told: {}", export.stderr);
}

#[test]
fn other_encodings_are_read() {
    let corpus = Corpus::new("");
    let text = "品维今天宣布，五月交付4812辆。品维是一家公司。";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    corpus.write("utf16.txt", utf16);
    corpus.write("bom.txt", format!("\u{feff}{text}"));
    corpus.write("crlf.txt", "one\r\ntwo\rthree\n");
    let run = corpus.run(&["export", "."]);
    run.expect_code(0);
    let lengths: Vec<_> = run.records().iter().map(|r| (r["path"].as_str().unwrap().to_owned(), r["length"].as_u64().unwrap())).collect();
    let characters = text.chars().count() as u64;
    assert_eq!(lengths, [("bom.txt".into(), characters), ("crlf.txt".into(), 15), ("utf16.txt".into(), characters)]);
}

#[test]
fn empty_and_binary_files_are_nothing_to_tell() {
    let corpus = Corpus::new(SOUND);
    corpus.write("empty.txt", "");
    corpus.write("blank.txt", "\n\n  \n");
    corpus.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0");
    let found = codes(&corpus, &[]);
    assert!(found.iter().all(|(path, _)| path.starts_with("2024")), "{found:?}");
    corpus.run(&["export", "."]).expect_code(0);
}

#[test]
fn an_article_past_the_size_limit_is_a_finding() {
    let corpus = Corpus::new(SOUND);
    corpus.write("dossier.toml", "[corpus]\nmax-size = \"10KB\"\n");
    corpus.write("large.txt", "Pinwell sold 4,812 vans. ".repeat(2000));
    let found = codes(&corpus, &[]);
    assert!(has(&found, "large.txt", "text/too-large"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_circles_are_harmless() {
    use std::os::unix::fs::symlink;
    let corpus = Corpus::new(SOUND);
    symlink("nowhere.txt", corpus.path().join("dangling.txt")).unwrap();
    symlink(".", corpus.path().join("circle")).unwrap();
    symlink("loop.txt", corpus.path().join("loop.txt")).unwrap();
    let run = corpus.run(&["export", "."]);
    let paths: Vec<_> = run.records().iter().map(|r| r["path"].as_str().unwrap().to_owned()).collect();
    run.expect_code(0);
    assert_eq!(paths, ["2024-06-03-sales.txt", "2024-07-03-sales.txt"]);
    let run = corpus.run(&["check", "dangling.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("dangling.txt"), "{}", run.stderr);
}

#[test]
fn a_folder_with_the_name_of_an_article_is_a_folder() {
    let corpus = Corpus::new(SOUND);
    corpus.write("folder.txt/inside.txt", "Pinwell makes vans.");
    assert_eq!(corpus.run(&["export", "."]).expect_code(0).lines().count(), 3);
}

#[test]
fn a_folder_without_articles_says_so() {
    let corpus = Corpus::new("//- picture.png\n\n");
    let run = corpus.run(&["check", "."]);
    run.expect_code(0);
    assert!(run.stderr.contains("no article"), "{}", run.stderr);
}

#[test]
fn a_broken_configuration_is_no_basis_for_an_answer() {
    let corpus = Corpus::new(SOUND);
    corpus.write("dossier.toml", "[rules\n\"figure/conflict\" = \"warning\"\n");
    for args in [&["check", "."][..], &["export", "."], &["init", ".", "--dry-run"]] {
        let run = corpus.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains("dossier.toml:1:") && run.stderr.contains("mend it"), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.contains("defaults"), "nothing was read with them: {}", run.stderr);
    }
    corpus.write("sound.toml", "[rules]\n\"figure/*\" = \"off\"\n");
    corpus.run(&["check", ".", "--config", "sound.toml"]).expect_code(0);
    corpus.write("dossier.toml", b"[rules]\n\xff\xfe\xff\n\x81\x20\xff");
    let run = corpus.run(&["check", "."]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("dossier.toml"), "{}", run.stderr);
}

#[test]
fn a_glossary_with_a_syntax_error_is_a_finding() {
    let corpus = Corpus::new(SOUND);
    corpus.write("glossary/more.toml", "[[entity]]\nid = \"x\ntype = \"person\"\n");
    let run = corpus.run(&["check", ".", "--format", "jsonl"]);
    run.expect_code(1);
    let found = run.records();
    let syntax: Vec<_> = found.iter().filter(|f| f["code"] == "glossary/syntax").collect();
    assert_eq!(syntax.len(), 1, "{}", run.stdout);
    assert_eq!((syntax[0]["path"].as_str(), syntax[0]["line"].as_u64()), (Some("glossary/more.toml"), Some(2)));
    assert_eq!(syntax[0]["category"], "glossary");
}

#[test]
fn a_reader_that_goes_away_is_nobodys_trouble() {
    let corpus = Corpus::new("");
    for n in 0..100 {
        corpus.write(&format!("{n}.txt"), "Pinwell sold 4,812 vans in May 2024, the company said. ".repeat(8));
    }
    for args in [&["export", "."][..], &["check", ".", "--format", "jsonl"], &["check", ".", "--format", "full"], &["explain"]] {
        let mut child = command(corpus.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.code().is_some_and(|c| c < 2), "{args:?}: {:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_unicode_is_read_or_told() {
    use std::os::unix::ffi::OsStrExt;
    let corpus = Corpus::new(SOUND);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    if std::fs::write(corpus.path().join(name), "Pinwell makes vans.").is_ok() {
        assert!(corpus.run(&["check", "."]).code < 2);
        assert!(corpus.run(&["export", "."]).code < 2);
    }
}
