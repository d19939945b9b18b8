//! Commands on the invented newsroom.

use expect_test::{Expect, expect};
use serde_json::json;

use super::*;
use crate::ide::fixture::{Fixture, GO_ON, NEWSROOM};

fn call(command: &str, arguments: Value) -> String {
    let fixture = Fixture::new(NEWSROOM);
    let stamp = Stamp { id: "01J8ZQ0000000000000000000A", by: Some("yi"), at: "2026-05-03T08:00:00Z" };
    let session = Session { analysis: &fixture.analysis, source: &fixture.source, lang: Lang::English, stamp, cancelled: GO_ON };
    match run(&session, &format!("dossier.server.{command}"), arguments) {
        Ok(result) => {
            let changes = if result.change.is_empty() { String::new() } else { format!("{} change\n", result.change.len()) };
            format!("{}\n{changes}{}", serde_json::to_string_pretty(&result.json).unwrap(), fixture.apply(&result.edits))
        }
        Err(error) => format!("{error}\n"),
    }
}
fn check(command: &str, arguments: Value, expect: Expect) {
    expect.assert_eq(&call(command, arguments));
}

#[test]
fn every_command_is_known_and_the_list_is_sorted() {
    assert!(COMMANDS.is_sorted());
    for command in COMMANDS {
        let short = command.strip_prefix("dossier.server.").unwrap();
        assert!(!call(short, Value::Null).contains("no command"), "{command}");
    }
    check(
        "annotate",
        Value::Null,
        expect![[r#"
        there is no command `dossier.server.annotate`
    "#]],
    );
}

#[test]
fn wrong_arguments_are_named() {
    check(
        "addEntity",
        json!({ "name": "X" }),
        expect![[r#"
        dossier.server.addEntity: missing field `type`
    "#]],
    );
    check(
        "addEntity",
        json!({ "name": "X", "type": "city" }),
        expect![[r#"
        dossier.server.addEntity: unknown variant `city`, expected one of `person`, `organization`, `product`
    "#]],
    );
    check(
        "setRule",
        json!({ "rule": "figure/nothing", "level": "off" }),
        expect![[r#"
        `figure/nothing` is no rule; `dossier explain` lists them
    "#]],
    );
    check(
        "outline",
        json!({ "path": "/none.txt" }),
        expect![[r#"
        /none.txt is no article of the corpus; open it, or index it
    "#]],
    );
    check(
        "kwic",
        json!({ "name": "Zephir Motors" }),
        expect![[r#"
        nothing in the corpus is named 'Zephir Motors'; perhaps Zephyr Motors
    "#]],
    );
    check(
        "accept",
        json!({ "path": "/notes.txt", "rule": "figure/conflict" }),
        expect![[r#"
        dossier.server.accept: say which finding, with its `key` or its `span`
    "#]],
    );
}

#[test]
fn the_glossary_grows() {
    let person = json!({ "name": "沈秋白", "type": "person", "names": { "en": "Shen Qiubai" }, "role": "董事长", "org": "zephyr" });
    check(
        "addEntity",
        person,
        expect![[r#"
        {
          "id": "shen-qiu-bai"
        }
        //- /glossary.toml
        [[entity]]
        id = "zephyr"
        type = "organization"
        name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
        aliases = ["Zephyr"]
        hidden = ["Zefir"]
        wikidata = "Q99999999"
        description = { en = "Maker of electric vans" }

        [[entity]]
        id = "zephyr-auto"
        type = "organization"
        name = { en = "Zephyr Auto" }
        part_of = [{ id = "zephyr" }]

        [[entity]]
        id = "mara-quill"
        type = "person"
        name = { en = "Mara Quill" }
        roles = [{ title = "chief executive", of = "zephyr", from = "2019" }]

        [[entity]]
        id = "lark"
        type = "product"
        name = { en = "Zephyr Lark" }
        maker = "zephyr"
        released = "2023-04-01"

        [[entity]]
        id = "shen-qiu-bai"
        type = "person"
        name = { zh-Hans = "沈秋白", en = "Shen Qiubai" }
        roles = [{ title = "董事长", of = "zephyr" }]
    "#]],
    );
    check(
        "addAlias",
        json!({ "entity": "lark", "name": "Lark van" }),
        expect![[r#"
        {
          "id": "lark"
        }
        //- /glossary.toml
        [[entity]]
        id = "zephyr"
        type = "organization"
        name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
        aliases = ["Zephyr"]
        hidden = ["Zefir"]
        wikidata = "Q99999999"
        description = { en = "Maker of electric vans" }

        [[entity]]
        id = "zephyr-auto"
        type = "organization"
        name = { en = "Zephyr Auto" }
        part_of = [{ id = "zephyr" }]

        [[entity]]
        id = "mara-quill"
        type = "person"
        name = { en = "Mara Quill" }
        roles = [{ title = "chief executive", of = "zephyr", from = "2019" }]

        [[entity]]
        id = "lark"
        type = "product"
        name = { en = "Zephyr Lark" }
        aliases = ["Lark van"]
        maker = "zephyr"
        released = "2023-04-01"
    "#]],
    );
}

#[test]
fn rules_and_names_are_set() {
    check(
        "setRule",
        json!({ "path": "/notes.txt", "rule": "entity/*", "level": "hint", "scope": "file" }),
        expect![[r#"
        {
          "rule": "entity/*",
          "level": "hint"
        }
        //- /dossier.toml
        [editor]
        inlay-hints = "all"

        [per-file]
        "notes.txt" = { "entity/*" = "hint" }
    "#]],
    );
    check(
        "ignoreName",
        json!({ "name": "Copper Friday", "type": "product" }),
        expect![[r#"
        {
          "name": "Copper Friday"
        }
        //- /dossier.toml
        [editor]
        inlay-hints = "all"

        [names]
        ignore = [{ text = "Copper Friday", type = "product" }]
    "#]],
    );
}

#[test]
fn conflicts_are_listed_and_accepted() {
    check(
        "conflicts",
        json!({}),
        expect![[r#"
        {
          "conflicts": [
            {
              "rule": "figure/conflict",
              "severity": "warning",
              "message": "Zephyr Motors deliveries Q1 2024: 4,182 here, 4,812 in may/launch.md:3 (2024-05-03) and one more place. Digits 1 and 8 swapped?",
              "key": "zephyr|deliveries|2024-Q1|actual",
              "values": [
                "4182",
                "4812"
              ],
              "place": {
                "path": "/june/outlook.txt",
                "start": 16,
                "end": 21,
                "line": 1,
                "column": 17
              },
              "related": [
                {
                  "place": {
                    "path": "/may/launch.md",
                    "start": 94,
                    "end": 99,
                    "line": 3,
                    "column": 66
                  },
                  "message": "4,812 here"
                },
                {
                  "place": {
                    "path": "/june/zh.txt",
                    "start": 10,
                    "end": 15,
                    "line": 1,
                    "column": 11
                  },
                  "message": "4,812 here"
                }
              ]
            }
          ]
        }
    "#]],
    );
    let key = "zephyr|deliveries|2024-Q1|actual";
    check(
        "accept",
        json!({ "path": "/may/launch.md", "rule": "figure/conflict", "key": key, "why": "two trackers" }),
        expect![[r#"
        {
          "id": "01J8ZQ0000000000000000000A"
        }
        //- /june/outlook.txt.review.annot.jsonl
        {"id":"01J8ZQ0000000000000000000A","t":"accept","rule":"figure/conflict","key":"zephyr|deliveries|2024-Q1|actual","values":["4182","4812"],"why":"two trackers","by":"yi","at":"2026-05-03T08:00:00Z","src":"manual","rev":1}
    "#]],
    );
}

#[test]
fn the_corpus_is_told() {
    check(
        "status",
        json!({}),
        expect![[r#"
        {
          "version": "0.1.0",
          "revision": 1,
          "corpora": [
            {
              "root": "/",
              "revision": 1,
              "articles": 4,
              "pending": 0,
              "open": 1,
              "glossary": 4,
              "names": 7,
              "loose": false
            }
          ]
        }
    "#]],
    );
    check(
        "entities",
        json!({ "query": "zephyr", "limit": 2 }),
        expect![[r#"
            {
              "total": 3,
              "entities": [
                {
                  "id": "zephyr",
                  "name": "Zephyr Motors",
                  "type": "organization",
                  "known": true,
                  "mentions": 3,
                  "articles": 3
                },
                {
                  "id": "zephyr-auto",
                  "name": "Zephyr Auto",
                  "type": "organization",
                  "known": true,
                  "mentions": 0,
                  "articles": 0
                }
              ]
            }
        "#]],
    );
    check(
        "kwic",
        json!({ "name": "lark", "context": 12 }),
        expect![[r#"
        {
          "entities": [
            "lark"
          ],
          "total": 1,
          "rows": [
            {
              "place": {
                "path": "/may/launch.md",
                "start": 142,
                "end": 146,
                "line": 7,
                "column": 5
              },
              "date": "2024-05-03",
              "left": "The ",
              "node": "Lark",
              "right": " sells well."
            }
          ]
        }
    "#]],
    );
    check(
        "outline",
        json!({ "path": "/june/zh.txt" }),
        expect![[r#"
            {
              "title": null,
              "date": "2024-06-12",
              "language": "zh-Hant",
              "outline": [
                {
                  "name": "Zephyr Motors",
                  "kind": "organization",
                  "detail": "zephyr",
                  "place": {
                    "path": "/june/zh.txt",
                    "start": 0,
                    "end": 4,
                    "line": 1,
                    "column": 1
                  },
                  "children": []
                }
              ],
              "figures": [
                {
                  "place": {
                    "path": "/june/zh.txt",
                    "start": 10,
                    "end": 15,
                    "line": 1,
                    "column": 11
                  },
                  "kind": "quantity",
                  "value": "4,812 cars"
                }
              ],
              "claims": [
                {
                  "place": {
                    "path": "/june/zh.txt",
                    "start": 10,
                    "end": 15,
                    "line": 1,
                    "column": 11
                  },
                  "figure": 0,
                  "subject": "zephyr",
                  "metric": "deliveries",
                  "period": "2024-Q1",
                  "aspect": "actual"
                }
              ]
            }
        "#]],
    );
    check(
        "export",
        json!({ "path": "/june/zh.txt" }),
        expect![[r#"
        {
          "format": "jsonl",
          "text": "{\"path\":\"june/zh.txt\",\"language\":\"zh-Hant\",\"title\":null,\"date\":\"2024-06-12\",\"length\":17,\"mentions\":[{\"start\":0,\"end\":4,\"surface\":\"澤風汽車\",\"type\":\"organization\",\"status\":\"linked\",\"entity\":\"zephyr\",\"name\":\"泽风汽车\",\"candidates\":[\"zephyr\"],\"evidence\":[\"title\"]}],\"figures\":[{\"start\":10,\"end\":15,\"surface\":\"4812輛\",\"kind\":\"quantity\",\"value\":\"4812\",\"label\":null,\"low\":null,\"high\":null,\"unit\":\"car\",\"modifier\":null}],\"claims\":[{\"start\":10,\"end\":15,\"subject\":\"zephyr\",\"metric\":\"deliveries\",\"period\":\"2024-Q1\",\"aspect\":\"actual\",\"value\":\"4812\",\"low\":null,\"high\":null,\"unit\":\"car\"}],\"introductions\":[]}\n",
          "leftOut": []
        }
    "#]],
    );
    check(
        "reindex",
        Value::Null,
        expect![[r#"
        true
        1 change
    "#]],
    );
}

#[test]
fn entities_are_merged_split_and_renamed() {
    let changed = |text: &str| {
        text.lines().filter(|l| l.contains("former") || l.contains("id = ") || l.starts_with('{')).collect::<Vec<_>>().join("\n")
    };
    let cases = [
        ("mergeEntities", json!({ "from": "zephyr-auto", "into": "zephyr" })),
        ("splitEntity", json!({ "entity": "zephyr", "names": ["Zephyr", "Zefir"], "id": "zefir" })),
        ("renameEntity", json!({ "id": "mara-quill", "to": "quill" })),
        ("mergeEntities", json!({ "from": "lark", "into": "zephyr" })),
        ("mergeEntities", json!({ "from": "zephyr", "into": "zephyr" })),
        ("splitEntity", json!({ "entity": "lark", "names": ["Zephyr Lark"] })),
        ("splitEntity", json!({ "entity": "lark", "names": ["Nightjar"] })),
        ("renameEntity", json!({ "id": "nobody", "to": "somebody" })),
    ];
    let said = cases.map(|(command, arguments)| {
        let answer = call(command, arguments);
        if answer.contains("//- ") { changed(&answer) } else { answer.trim_end().to_owned() }
    });
    expect![[r#"
        {
        id = "zephyr"
        former = ["zephyr-auto"]
        id = "mara-quill"
        id = "lark"
        --
        {
        id = "zephyr"
        id = "zefir"
        id = "zephyr-auto"
        part_of = [{ id = "zephyr" }]
        id = "mara-quill"
        id = "lark"
        --
        {
        id = "zephyr"
        id = "zephyr-auto"
        part_of = [{ id = "zephyr" }]
        id = "quill"
        former = ["mara-quill"]
        id = "lark"
        --
        `lark` is of type product and `zephyr` of type organization; make the types the same first
        --
        `zephyr` is one entry already
        --
        `lark` would be left without a preferred name; leave it one
        --
        `lark` has no name 'Nightjar'
        --
        the glossary has no entity `nobody`; see its ids"#]]
    .assert_eq(&said.join("\n--\n"));
}
