//! The commands beside `check` and `export`.

use expect_test::expect;

use super::support::{CONFLICT, Corpus};

const PEOPLE: &str = r#"
//- 2024-06-03-sales.txt
Rosalind Achterberg, chief executive of Pinwell Motors, said sales rose in May. Achterberg has led Pinwell Motors since 2019.
//- 2024-06-20-vans.txt
The Harrier V2, a van made by Pinwell Motors, is on sale. "It sells well," said Rosalind Achterberg.
//- 2024-06-21-zh.txt
据介绍，隆泽科技首席执行官欧阳若桐表示，公司今年会推出新品。欧阳若桐说，隆泽科技已有三座工厂。
"#;

#[test]
fn init_proposes_entities() {
    let corpus = Corpus::new(PEOPLE);
    let run = corpus.run(&["init", ".", "--dry-run", "--format", "jsonl"]);
    run.expect_code(0);
    for record in run.records() {
        let keys: Vec<_> = record.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["type", "name", "role", "org", "maker"]);
    }
    expect![[r#"
        {"type":"person","name":"Rosalind Achterberg","role":"chief executive","org":"Pinwell Motors","maker":null}
        {"type":"person","name":"欧阳若桐","role":"首席执行官","org":"隆泽科技","maker":null}
        {"type":"organization","name":"Pinwell Motors","role":null,"org":null,"maker":null}
        {"type":"organization","name":"隆泽科技","role":null,"org":null,"maker":null}
        {"type":"product","name":"Harrier V2","role":null,"org":null,"maker":null}
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn init_writes_a_configuration_and_a_glossary_that_are_sound() {
    let corpus = Corpus::new(PEOPLE);
    let run = corpus.run(&["init", "."]);
    run.expect_code(0);
    assert!(corpus.path().join("dossier.toml").is_file(), "{}", run.stdout);
    let check = corpus.run(&["check", ".", "--format", "jsonl"]);
    let broken: Vec<_> = check.records().into_iter().filter(|f| f["category"] == "glossary" || f["category"] == "config").collect();
    assert!(broken.iter().all(|f| f["severity"] == "hint"), "{broken:?}");
    let linked = corpus.run(&["export", "."]);
    assert!(linked.stdout.contains("\"status\":\"linked\""), "{}", linked.stdout);
    let glossary = || std::fs::read_to_string(corpus.path().join("glossary.toml")).expect("a glossary");
    let (before, again) = (glossary(), corpus.run(&["init", "."]));
    assert!(again.expect_code(0).contains("nobody whom the glossary lacks"), "{}", again.stdout);
    assert_eq!(glossary(), before);
    corpus.run(&["init", ".", "--dry-run"]).expect_code(0);
}

#[test]
fn init_adds_to_a_glossary_with_a_byte_order_mark_and_line_ends_of_windows() {
    let corpus = Corpus::new(PEOPLE);
    let before = "\u{feff}# Ours.\r\n[[entity]] # keep\r\nid = \"pinwell\"\r\ntype = \"organization\"\r\nname = { en = \"Pinwell Motors\" }\r\n# the end\r\n";
    corpus.write("glossary.toml", before);
    corpus.run(&["init", "."]).expect_code(0);
    let after = std::fs::read_to_string(corpus.path().join("glossary.toml")).expect("a glossary");
    assert!(after.starts_with(before), "{after}");
    assert!(after.contains("name = { en = \"Rosalind Achterberg\" }"), "{after}");
    assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
    let check = corpus.run(&["check", ".", "--format", "jsonl"]);
    assert!(check.records().iter().all(|f| f["category"] != "glossary"), "{:?}", check.records());
}

#[test]
fn kwic_lists_mentions_in_all_scripts() {
    let corpus = Corpus::new(CONFLICT);
    corpus.write("zh/2024-06-21.txt", "昨日，品维宣布交付4812辆。");
    for name in ["pinwell", "Pinwell", "品维"] {
        let run = corpus.run(&["kwic", name, "."]);
        let lines: Vec<&str> = run.expect_code(0).lines().collect();
        assert_eq!(lines.len(), 3, "{name}: {lines:#?}");
        assert!(lines[2].starts_with("zh/2024-06-21.txt:1:4:") && lines[2].contains("昨日， 品维 宣布交付"), "{lines:#?}");
    }
    let run = corpus.run(&["kwic", "Pinwel", "."]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Pinwell"), "the nearest name is told: {}", run.stderr);
}

#[test]
fn claims_are_a_table_with_their_conflicts() {
    let corpus = Corpus::new(CONFLICT);
    let run = corpus.run(&["claims", "Pinwell", "--metric", "sales-volume", "--period", "2024"]);
    let lines: Vec<&str> = run.expect_code(0).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with("SUBJECT") && lines[0].ends_with("PLACE"), "{lines:#?}");
    assert!(lines[1].contains("4,812 van") && lines[1].contains("  1  ") && lines[1].ends_with("2024-06-03-sales.txt:1"), "{lines:#?}");
    let csv = corpus.run(&["claims", "--format", "csv", "--bom"]);
    let text = csv.expect_code(0);
    assert!(text.starts_with("\u{feff}subject,metric,period,value,"), "{text}");
    assert!(text.contains(",sales-volume,2024-05,4182,,,van,,actual,,,2024-06-20,1,2024-06-20-review.txt,1"), "{text}");
    assert_eq!(corpus.run(&["claims", "Pinwel"]).code, 2);
}

#[test]
fn explain_lists_rules_and_shows_a_page() {
    let corpus = Corpus::new("");
    let list = corpus.run(&["explain"]);
    for rule in ["figure/conflict", "figure/growth", "entity/unresolved", "entity/ambiguous", "text/undecodable", "glossary/syntax"] {
        assert!(list.expect_code(0).lines().any(|l| l.starts_with(rule)), "{rule} in\n{}", list.stdout);
    }
    let page = corpus.run(&["explain", "figure/conflict"]);
    assert!(page.expect_code(0).starts_with("# figure/conflict\n\nDefault: warning\n"), "{}", page.stdout);
    assert!(corpus.run(&["explain", "conflict"]).stderr.contains("did you mean figure/conflict?"));
}

#[test]
fn schemas_are_json() {
    let corpus = Corpus::new("");
    for of in ["config", "annotation", "glossary"] {
        let run = corpus.run(&["schema", of]);
        let schema: serde_json::Value = serde_json::from_str(run.expect_code(0)).unwrap();
        assert!(schema["$schema"].is_string(), "{of} says which dialect it is in");
    }
}

#[test]
fn completions_know_the_commands() {
    let corpus = Corpus::new("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(corpus.run(&["completions", shell]).expect_code(0).contains("check"), "{shell}");
    }
}

#[test]
fn a_baseline_silences_what_it_holds_and_nothing_else() {
    let corpus = Corpus::new(CONFLICT);
    corpus.write("dossier.toml", "[check]\nbaseline = \"dossier-baseline.jsonl\"\n");
    corpus.run(&["check", "."]).expect_code(1);
    corpus.run(&["check", ".", "--write-baseline"]).expect_code(0);
    corpus.run(&["check", "."]).expect_code(0);
    corpus.write("2024-06-25-more.txt", "Pinwell sold 6,300 vans in May 2024.\n");
    corpus.run(&["check", "."]).expect_code(1);
}
