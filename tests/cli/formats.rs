//! Every format of findings and of the export, as other programs read them.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::support::{CONFLICT, Corpus};

fn printed(corpus: &Corpus, format: &str, expected: Expect) {
    let run = corpus.run(&["check", ".", "--format", format]);
    expected.assert_eq(run.expect_code(1));
}

#[test]
fn full() {
    printed(
        &Corpus::new(CONFLICT),
        "full",
        expect![[r#"
        warning[figure/conflict]: Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped?
         --> 2024-06-20-review.txt:1:31
        1 | In a busy month, Pinwell sold 4,182 vans in May 2024.
          |                               ^^^^^^^^^^
         ::: 2024-06-03-sales.txt:1:14
        1 | Pinwell sold 4,812 vans in May 2024, the company said.
          |              ---------- 4,812 here

        1 finding in 2 articles: 1 warning.
    "#]],
    );
}

#[test]
fn full_in_chinese() {
    let corpus = Corpus::new(
        "\
//- 2024-06-03.txt
品维集团今天宣布，2024年5月，品维集团交付汽车4812辆，同比增长12%。
//- 2024-06-20.txt
　　據了解，２０２４年５月，品維集團交付汽車4182輛。
//- glossary.toml
[[entity]]
id = \"pinwell\"
type = \"organization\"
name = { zh-Hans = \"品维集团\" }
",
    );
    printed(
        &corpus,
        "full",
        expect![[r#"
        warning[figure/conflict]: 品维集团 deliveries May 2024: 4,182 here, 4,812 in 2024-06-03.txt:1 (2024-06-03). Digits 1 and 8 swapped?
         --> 2024-06-20.txt:1:23
        1 | 　　據了解，２０２４年５月，品維集團交付汽車4182輛。
          |                                             ^^^^^^
         ::: 2024-06-03.txt:1:26
        1 | 品维集团今天宣布，2024年5月，品维集团交付汽车4812辆，同比增长12%。
          |                                              ------ 4,812 here

        1 finding in 2 articles: 1 warning.
    "#]],
    );
}

#[test]
fn concise() {
    printed(
        &Corpus::new(CONFLICT),
        "concise",
        expect![[r#"
        2024-06-20-review.txt:1:31: warning: Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped? [figure/conflict]
        1 finding in 2 articles: 1 warning.
    "#]],
    );
}

#[test]
fn json() {
    printed(
        &Corpus::new(CONFLICT),
        "json",
        expect![[r#"
        {"version":1,"findings":[
        {"path":"2024-06-20-review.txt","code":"figure/conflict","category":"figure","severity":"warning","message":"Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped?","start":30,"end":40,"line":1,"column":31,"quote":"4,182 vans","related":[{"path":"2024-06-03-sales.txt","start":13,"end":23,"quote":"4,812 vans","message":"4,812 here"}],"fixes":[]}
        ]}
    "#]],
    );
}

#[test]
fn jsonl() {
    printed(
        &Corpus::new(CONFLICT),
        "jsonl",
        expect![[r#"
        {"path":"2024-06-20-review.txt","code":"figure/conflict","category":"figure","severity":"warning","message":"Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped?","start":30,"end":40,"line":1,"column":31,"quote":"4,182 vans","related":[{"path":"2024-06-03-sales.txt","start":13,"end":23,"quote":"4,812 vans","message":"4,812 here"}],"fixes":[]}
    "#]],
    );
}

#[test]
fn github() {
    printed(
        &Corpus::new(CONFLICT),
        "github",
        expect![[r#"
        ::warning file=2024-06-20-review.txt,line=1,endLine=1,col=31,endColumn=40,title=figure/conflict::Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped?
    "#]],
    );
}

#[test]
fn sarif() {
    let corpus = Corpus::new(CONFLICT);
    let run = corpus.run(&["check", ".", "--format", "sarif"]);
    let mut log: Value = serde_json::from_str(run.expect_code(1)).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["semanticVersion"].take(), env!("CARGO_PKG_VERSION"));
    let rules = driver["rules"].take();
    let rules = rules.as_array().unwrap();
    let results = log["runs"][0]["results"].as_array_mut().unwrap();
    for result in results {
        let index = result["ruleIndex"].take().as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        for key in ["shortDescription", "help"] {
            assert!(rules[index][key]["text"].as_str().is_some_and(|t| !t.is_empty()), "{key}");
        }
    }
    expect![[r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "dossier",
                  "semanticVersion": null,
                  "rules": null
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "figure/conflict",
                  "level": "warning",
                  "message": {
                    "text": "Pinwell sales volume May 2024: 4,182 here, 4,812 in 2024-06-03-sales.txt:1 (2024-06-03). Digits 1 and 8 swapped?"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "2024-06-20-review.txt"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 31,
                          "endLine": 1,
                          "endColumn": 41,
                          "charOffset": 30,
                          "charLength": 10,
                          "snippet": {
                            "text": "4,182 vans"
                          }
                        }
                      }
                    }
                  ],
                  "ruleIndex": null,
                  "relatedLocations": [
                    {
                      "id": 0,
                      "message": {
                        "text": "4,812 here"
                      },
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "2024-06-03-sales.txt"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 14,
                          "endLine": 1,
                          "endColumn": 24,
                          "charOffset": 13,
                          "charLength": 10,
                          "snippet": {
                            "text": "4,812 vans"
                          }
                        }
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }
    "#]].assert_eq(&format!("{log:#}\n"));
}

#[test]
fn offsets_count_code_points() {
    let corpus = Corpus::new(CONFLICT);
    corpus.write("2024-06-20-review.txt", "😀 Report.\r\n\r\n𠮷 In a busy month, Pinwell sold 4,182 vans in May 2024.\r\n");
    let run = corpus.run(&["check", ".", "--format", "jsonl"]);
    run.expect_code(1);
    for record in run.records() {
        let path = record["path"].as_str().unwrap();
        let text = std::fs::read_to_string(corpus.path().join(path)).unwrap();
        let number = |key: &str| record[key].as_u64().unwrap() as usize;
        let quoted: String = text.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(quoted, record["quote"].as_str().unwrap());
        let line = text.split('\n').nth(number("line") - 1).unwrap();
        let from_line: String = line.chars().skip(number("column") - 1).collect();
        assert!(from_line.starts_with(quoted.split(['\r', '\n']).next().unwrap()), "{record}");
    }
    let keys = |record: &Value| record.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ");
    let shapes: Vec<String> = run.records().iter().filter(|r| r["category"] == "figure").map(keys).collect();
    assert!(!shapes.is_empty());
    for shape in shapes {
        assert_eq!(shape, "path code category severity message start end line column quote related fixes");
    }
}

#[test]
fn findings_on_names_carry_their_type() {
    let corpus = Corpus::new(CONFLICT);
    corpus.write(
        "2024-06-21-people.txt",
        "Rosalind Achterberg, chief executive of Pinwell, said the vans sell well. Ms Achterberg added that Pinwel will grow.\n",
    );
    let run = corpus.run(&["check", ".", "--format", "jsonl"]);
    let names: Vec<Value> = run.records().into_iter().filter(|r| r["category"] == "entity").collect();
    assert!(names.iter().any(|n| n["code"] == "entity/unresolved" && n["quote"] == "Rosalind Achterberg"), "{}", run.stdout);
    for name in names {
        let keys: Vec<_> = name.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys.join(" "), "path code category severity message start end line column quote related fixes type entity candidates");
        assert!(["person", "organization", "product"].contains(&name["type"].as_str().unwrap()));
    }
}

#[test]
fn export() {
    let corpus = Corpus::new(
        "\
//- 2024-06-03-sales.txt
Pinwell's best month

LARKHAM, 3 June 2024 - Pinwell sold 4,812 vans in May 2024, up 12% from 4,296 a year earlier, said Rosalind Achterberg, chief executive of Pinwell.
//- glossary.toml
[[entity]]
id = \"pinwell\"
type = \"organization\"
name = { en = \"Pinwell\" }
",
    );
    let run = corpus.run(&["export", "."]);
    run.expect_code(0);
    let records = run.records();
    assert_eq!(records.len(), 1);
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&records[0]), "path language title date length mentions figures claims introductions");
    assert_eq!(keys(&records[0]["mentions"][0]), "start end surface type status entity name candidates evidence");
    assert_eq!(keys(&records[0]["figures"][0]), "start end surface kind value label low high unit modifier");
    assert_eq!(keys(&records[0]["claims"][0]), "start end subject metric period aspect value low high unit");
    assert_eq!(keys(&records[0]["introductions"][0]), "start end entity name title of best");
    let lines: Vec<String> = ["mentions", "figures", "claims", "introductions"]
        .iter()
        .flat_map(|key| records[0][*key].as_array().unwrap().iter().map(move |v| format!("{key} {v}\n")))
        .collect();
    expect![[r#"
        mentions {"start":0,"end":7,"surface":"Pinwell","type":"organization","status":"linked","entity":"pinwell","name":"Pinwell","candidates":["pinwell"],"evidence":["glossary"]}
        mentions {"start":45,"end":52,"surface":"Pinwell","type":"organization","status":"linked","entity":"pinwell","name":"Pinwell","candidates":["pinwell"],"evidence":["glossary"]}
        mentions {"start":121,"end":140,"surface":"Rosalind Achterberg","type":"person","status":"unresolved","entity":null,"name":"Rosalind Achterberg","candidates":[],"evidence":["apposition","capitals"]}
        mentions {"start":161,"end":168,"surface":"Pinwell","type":"organization","status":"linked","entity":"pinwell","name":"Pinwell","candidates":["pinwell"],"evidence":["glossary"]}
        figures {"start":31,"end":42,"surface":"3 June 2024","kind":"date","value":"2024-06-03","label":null,"low":null,"high":null,"unit":null,"modifier":null}
        figures {"start":58,"end":68,"surface":"4,812 vans","kind":"quantity","value":"4812","label":null,"low":null,"high":null,"unit":"van","modifier":null}
        figures {"start":72,"end":80,"surface":"May 2024","kind":"period","value":"2024-05-01/2024-06-01","label":"2024-05","low":null,"high":null,"unit":null,"modifier":null}
        figures {"start":85,"end":88,"surface":"12%","kind":"percent","value":"12","label":null,"low":null,"high":null,"unit":"percent","modifier":null}
        figures {"start":94,"end":99,"surface":"4,296","kind":"number","value":"4296","label":null,"low":null,"high":null,"unit":null,"modifier":null}
        figures {"start":100,"end":114,"surface":"a year earlier","kind":"date","value":"2023-06-03","label":null,"low":null,"high":null,"unit":null,"modifier":null}
        claims {"start":58,"end":68,"subject":"pinwell","metric":"sales-volume","period":"2024-05","aspect":"actual","value":"4812","low":null,"high":null,"unit":"van"}
        claims {"start":85,"end":88,"subject":"pinwell","metric":"sales-volume","period":"2024-05","aspect":"actual","value":"12","low":null,"high":null,"unit":"percent"}
        claims {"start":94,"end":99,"subject":"pinwell","metric":"sales-volume","period":"2023-05","aspect":"actual","value":"4296","low":null,"high":null,"unit":null}
        introductions {"start":31,"end":59,"entity":"pinwell","name":"Pinwell","title":[],"of":null,"best":true}
        introductions {"start":121,"end":168,"entity":"~rosalind achterberg","name":"Rosalind Achterberg","title":["chief executive"],"of":"pinwell","best":true}
    "#]].assert_eq(&lines.concat());
    corpus.run(&["export", ".", "-o", "out/facts"]).expect_code(0);
    assert_eq!(std::fs::read_to_string(corpus.path().join("out/facts/articles.jsonl")).unwrap(), run.stdout);
}

#[test]
fn paths_follow_the_arguments_for_programs_and_the_current_folder_for_people() {
    let corpus = Corpus::new(&CONFLICT.replace("//- 2024", "//- news/2024"));
    corpus.write("dossier.toml", "");
    let paths = |args: &[&str]| -> Vec<String> {
        let all = [&["check", "--format", "jsonl"], args].concat();
        let run = corpus.run(&all);
        let conflict = run.records().into_iter().find(|r| r["code"] == "figure/conflict").unwrap();
        vec![conflict["path"].as_str().unwrap().into(), conflict["related"][0]["path"].as_str().unwrap().into()]
    };
    let plain = paths(&["news"]);
    assert!(plain.iter().all(|p| p.starts_with("2024-06")), "{plain:?}");
    assert_eq!(paths(&["./news/"]), plain);
    assert_eq!(paths(&[corpus.path().join("news").to_str().unwrap()]), plain);
    assert_eq!(paths(&["."]), plain.iter().map(|p| format!("news/{p}")).collect::<Vec<_>>());
    corpus.write("other/a.txt", "Nothing here.");
    assert_eq!(paths(&["./news", "other"]), plain.iter().map(|p| format!("./news/{p}")).collect::<Vec<_>>());
    let concise = corpus.run(&["check", "./news", "--format", "concise"]);
    assert!(concise.stdout.lines().any(|l| l.starts_with(&format!("news/{}:1:", plain[0]))), "{}", concise.stdout);
}

#[test]
fn colours_are_for_terminals_or_for_those_who_ask() {
    let corpus = Corpus::new(CONFLICT);
    assert!(!corpus.run(&["check", "--format", "full"]).stdout.contains('\x1b'));
    assert!(corpus.run(&["check", "--format", "full", "--color", "always"]).stdout.contains("\x1b[1;33mwarning"));
    let never = corpus.run(&["--color", "never", "check", "--format", "full"]);
    assert!(!never.stdout.contains('\x1b'));
}

#[test]
fn what_an_article_says_cannot_drive_the_terminal() {
    let corpus = Corpus::new(CONFLICT);
    corpus.write("2024-06-20-review.txt", "In a \x1b[2Jbusy\x07 month, \u{202e}Pinwell sold 4,182 vans in May 2024.\n");
    let run = corpus.run(&["check", "--format", "full"]);
    assert!(!run.stdout.contains(['\x1b', '\x07', '\u{202e}']), "{}", run.stdout);
}
