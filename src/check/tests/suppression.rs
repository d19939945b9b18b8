//! What silences findings.

use std::sync::Arc;

use super::{Facts, corpus, corpus_with, findings};
use crate::check::{Baseline, Finding};
use crate::corpus::SnapshotParts;
use crate::extract::{Directive, DirectiveKind, Strength};
use crate::text::{Span, Symbol};

const RULES: &[&str] = &["figure/conflict", "entity/unresolved", "suppression/unused"];

fn pair() -> [(&'static str, Facts); 2] {
    [
        ("a.txt", Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373")),
        ("b.txt", Facts::dated(2024, 8, 2).claim("pell", "deliveries", "2024-Q2", "53773")),
    ]
}

fn accept(values: &[&str]) -> String {
    let key = "pell|deliveries|2024-Q2|actual";
    serde_json::json!({"id": "01A", "t": "accept", "rule": "figure/conflict", "key": key, "values": values, "rev": 1}).to_string()
}

#[test]
fn levels_of_dossier_toml() {
    for (config, expected) in [
        ("", Some("warning")),
        ("[rules]\n\"figure/*\" = \"error\"\n", Some("error")),
        ("[rules]\n\"figure/conflict\" = \"off\"\n", None),
        ("[per-file]\n\"b.txt\" = { \"figure/conflict\" = \"hint\" }\n", Some("hint")),
        ("[per-file]\n\"a.txt\" = { \"figure/conflict\" = \"off\" }\n", Some("warning")),
    ] {
        let corpus = corpus_with("", config, pair());
        let found = findings(&corpus, RULES);
        assert_eq!(found.len(), expected.iter().count(), "{config}: {found:?}");
        assert!(expected.is_none_or(|e| found[0].starts_with(&format!("b.txt:1 {e} "))), "{config}: {found:?}");
        let echoes = corpus.report.echoes(&corpus.snapshot, corpus.id("a.txt"));
        assert_eq!(echoes.is_empty(), expected.is_none() || config.contains("a.txt"), "{config}");
    }
}

#[test]
fn an_accepted_key_holds_for_the_corpus_until_a_new_value_comes() {
    let with = |values: &[&str], third: Option<&str>| {
        let [a, (name, b)] = pair();
        let third = third.map(|v| ("c.txt", Facts::dated(2024, 8, 3).claim("pell", "deliveries", "2024-Q2", v)));
        findings(&corpus([a, (name, b.sidecar("gold", &accept(values)))].into_iter().chain(third)), RULES)
    };
    assert_eq!(with(&["53773", "57373"], None), [""; 0]);
    assert_eq!(with(&["53773", "57373"], Some("57373")), [""; 0]);
    let reopened = with(&["53773", "57373"], Some("75000"));
    assert!(reopened.iter().any(|f| f.contains("75,000")), "{reopened:?}");
    assert_eq!(with(&["1", "2"], None).len(), 2, "the conflict, and an accept that silences nothing");
}

#[test]
fn an_accepted_span_holds_for_its_place() {
    let name = |open: bool, quote: &str, pos: [u32; 2]| {
        let line = serde_json::json!({"id": "01A", "t": "accept", "rule": "entity/unresolved", "quote": quote, "pos": pos, "rev": 1});
        let facts = Facts::undated().line("记者").name("Teodor Rensdale", "teodor rensdale", Strength::Strong, |_| ());
        let facts = facts.sidecar("gold", &line.to_string());
        let mut corpus = corpus([("b.txt", Facts::undated())]);
        let article = facts.article("a.txt", open);
        corpus.step([(article.path.clone(), Some(article))]);
        findings(&corpus, RULES)
    };
    for open in [true, false] {
        assert_eq!(name(open, "Teodor Rensdale", [3, 18]), [""; 0]);
    }
    assert_eq!(name(true, "Teodor Rensdale", [0, 15]), [""; 0], "found again by its quote");
    let unused = name(true, "Perin Vashel", [0, 12]);
    assert_eq!(
        unused,
        [
            "a.txt:1 hint suppression/unused The accepted entity/unresolved (record 01A) is no longer found; the record can go.",
            "a.txt:2 hint entity/unresolved 'Teodor Rensdale' is not in the glossary.",
        ]
    );
}

#[test]
fn inline_directives() {
    let with = |kind, rules: &[&str], scope: Span| {
        let mut facts = pair()[1].1.clone();
        let rules = rules.iter().map(|r| Symbol::new(r)).collect();
        facts.directives = [Directive { kind, rules, span: Span::new(0, 2), scope }].into();
        findings(&corpus([pair()[0].clone(), ("b.txt", facts)]), RULES)
    };
    let (here, there) = (Span::new(0, 5), Span::new(5, 6));
    assert_eq!(with(DirectiveKind::Ignore, &["figure/conflict"], here), [""; 0]);
    assert_eq!(with(DirectiveKind::Off, &["figure/*"], here), [""; 0]);
    assert_eq!(with(DirectiveKind::IgnoreFile, &[], there), [""; 0]);
    let unused = "b.txt:1 hint suppression/unused This directive silences nothing; it can go.";
    for (rules, scope) in [(vec!["figure/growth"], here), (vec!["figure/conflict"], there)] {
        let found = with(DirectiveKind::Ignore, &rules, scope);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|f| f == unused), "{found:?}");
    }
}

#[test]
fn a_baseline_holds_what_was_found_before() {
    let stamp = "记者: 这(zhè)是(shì)残(cán)留(liú)。";
    let files = |b: &str| {
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let glossary = "[[entity]]\nid = \"pinwell\"\ntype = \"organization\"\nname = { en = \"Pinwell\" }\n";
        vec![file("glossary.toml", glossary), file("a.txt", "Pinwell sold 4,812 vans in May 2024."), file("b.txt", b), file("c.txt", stamp)]
    };
    let conflict = "Pinwell sold 4,182 vans in May 2024.";
    let old = super::corpus_of_files(&files(conflict));
    let all = |corpus: &super::TestCorpus, read: bool| -> Vec<(String, Finding)> {
        let text = |rel: &str| files(conflict).into_iter().find(|f| f.0 == rel).map(|f| f.1.into());
        let of = |a: &Arc<crate::corpus::Article>| {
            let found = corpus.report.findings_with(&corpus.snapshot, a.id, &|a| text(&a.rel).filter(|_| read));
            let echoes = corpus.report.echoes(&corpus.snapshot, a.id);
            found.into_iter().chain(echoes).map(|f| (a.rel.to_string(), f)).collect::<Vec<_>>()
        };
        corpus.snapshot.articles().flat_map(of).collect()
    };
    let found = all(&old, false);
    let has = |found: &[(String, Finding)], code: &str| found.iter().any(|f| f.1.code == code);
    assert!(has(&found, "figure/conflict") && has(&found, "text/residue"), "{found:?}");
    let text = Baseline::write(found.iter().map(|(rel, f)| (&**rel, f)));

    let with_baseline = |b: &str, open: bool| {
        let mut corpus = super::corpus_of_files(&files(b));
        corpus.snapshot.parts =
            Arc::new(SnapshotParts { baseline: Some(text.as_str().into()), ..SnapshotParts::clone(&corpus.snapshot.parts) });
        let articles: Vec<_> = corpus.snapshot.articles().map(|a| super::Article::clone(a)).collect();
        corpus.step(articles.into_iter().map(|mut a| {
            a.text = a.text.filter(|_| open);
            (a.path.clone(), Some(a))
        }));
        corpus
    };
    assert_eq!(all(&with_baseline(conflict, true), false), []);
    let closed = with_baseline(conflict, false);
    let unread = all(&closed, false);
    assert!(!has(&unread, "figure/conflict") && has(&unread, "text/residue"), "without its text, nothing tells which residue it is");
    assert_eq!(all(&closed, true), []);
    let new = all(&with_baseline(&format!("{conflict} Pinwell sold 9,300 cars in June 2024 and 9,700 cars in June 2024."), true), false);
    assert!(has(&new, "figure/conflict"), "another claim is new: {new:?}");
}
