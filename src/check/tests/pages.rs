//! The examples on the rules' pages are tests: each `reported` one gets a finding of its rule, each `silent` one none.

use super::corpus_of_files;
use crate::check::{Finding, RULES};

struct Example {
    rule: &'static str,
    reported: bool,
    files: Vec<(String, String)>,
}

/// Fenced blocks `reported` and `silent` of a page; a line `//- name` begins a file, without one it is `a.txt`.
fn examples(rule: &'static str, page: &str) -> Vec<Example> {
    let mut out = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let reported = match line {
            "```reported" => true,
            "```silent" => false,
            _ => continue,
        };
        let mut files: Vec<(String, String)> = Vec::new();
        for line in lines.by_ref().take_while(|l| *l != "```") {
            match line.strip_prefix("//- ") {
                Some(name) => files.push((name.to_owned(), String::new())),
                None => {
                    if files.is_empty() {
                        files.push(("a.txt".to_owned(), String::new()));
                    }
                    let text = &mut files.last_mut().expect("a file has begun").1;
                    *text += line;
                    text.push('\n');
                }
            }
        }
        out.push(Example { rule, reported, files });
    }
    out
}

#[test]
fn examples_on_the_pages_hold() {
    let mut wrong = Vec::new();
    for example in RULES.iter().flat_map(|r| examples(r.name, &r.page())) {
        let corpus = corpus_of_files(&example.files);
        let in_articles = corpus.snapshot.articles().flat_map(|a| corpus.report.findings(&corpus.snapshot, a.id));
        let in_files = ["/c/glossary.toml", "/c/dossier.toml"].into_iter().flat_map(|p| corpus.report.file_findings(&corpus.snapshot, p));
        let found: Vec<Finding> = in_articles.chain(in_files).collect();
        if found.iter().any(|f| f.code == example.rule) != example.reported {
            let said: Vec<String> = found.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
            wrong.push(format!(
                "{} should be {}: {:?} gave {said:?}",
                example.rule,
                if example.reported { "reported" } else { "silent" },
                example.files
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
