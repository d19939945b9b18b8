//! What is offered where, and by what it is found.

use expect_test::{Expect, expect};

use super::super::fixture::{Fixture, GO_ON};
use super::*;

const GLOSSARY: &str = r#"
//- /glossary.toml
[[entity]]
id = "qin-ruochuan"
type = "person"
name = { en = "Qin Ruochuan", zh-Hans = "秦若川", zh-Hant = "秦若川" }
roles = [{ title = "chair", of = "ROLE" }]

[[entity]]
id = "shan-qing"
type = "person"
name = { zh-Hans = "单青" }

[[entity]]
id = "lanting"
type = "organization"
name = { en = "Lanting Motors", zh-Hans = "岚汀汽车", zh-Hant = "嵐汀汽車" }
aliases = ["Lanting"]
hidden = ["Lantin"]
ALIAS
[[entity]]
id = "kv7"
type = "product"
name = "KV7"
MAKER
"#;

fn offered(fixture: &Fixture, asked: bool, lang: Lang) -> String {
    let found = completions(&fixture.analysis, &fixture.path, fixture.offset, asked, lang, GO_ON);
    let text = &fixture.source.0[&fixture.path];
    let line = |i: &Item| {
        assert!(i.replace.touches(fixture.offset) && !i.insert.is_empty(), "{i:?}");
        format!("{} ({}) {:?} for {:?} by {}\n", i.label, i.detail, i.insert, i.replace.of(text), i.filter)
    };
    let more = if found.incomplete { "…\n" } else { "" };
    found.items.iter().map(line).collect::<String>() + more
}

fn glossary(role: &str, maker: &str, alias: &str, expect: Expect) {
    let text = GLOSSARY.replace("ROLE", role).replace("MAKER", maker).replace("ALIAS", alias);
    let text = format!("{text}//- /a.txt\n⟦Teodor Rens|~person⟧ met ⟦卢山|~person⟧ at ⟦Pell Works|~organization⟧.\n");
    expect.assert_eq(&offered(&Fixture::new(&text), false, Lang::English));
}

#[test]
fn ids_are_found_by_letters_pinyin_and_initials() {
    glossary(
        "lt$0",
        "",
        "",
        expect![[r#"
        lanting (Lanting Motors · organization) "lanting" for "lt" by ltqc lantingqiche 岚汀汽车 Lanting Motors 嵐汀汽車 Lanting Lantin lanting
        …
    "#]],
    );
    glossary(
        "x",
        "maker = \"ltqc$0\"",
        "",
        expect![[r#"
        lanting (Lanting Motors · organization) "lanting" for "ltqc" by ltqc lantingqiche 岚汀汽车 Lanting Motors 嵐汀汽車 Lanting Lantin lanting
        …
    "#]],
    );
    glossary(
        "x",
        "replaced_by = \"sq$0\"",
        "",
        expect![[r#"
        shan-qing (单青 · person) "shan-qing" for "sq" by sq danqing dq shanqing 单青 shan-qing
        …
    "#]],
    );
    glossary(
        "x",
        "replaced_by = \"qrc$0\"",
        "",
        expect![[r#"
        qin-ruochuan (Qin Ruochuan · person) "qin-ruochuan" for "qrc" by qrc qinruochuan 秦若川 Qin Ruochuan qin-ruochuan
        …
    "#]],
    );
    glossary(
        "x",
        "replaced_by = \"秦$0\"",
        "",
        expect![[r#"
        qin-ruochuan (Qin Ruochuan · person) "qin-ruochuan" for "秦" by 秦若川 qinruochuan qrc Qin Ruochuan qin-ruochuan
    "#]],
    );
}

#[test]
fn a_file_that_is_not_sound_yet_is_helped_too() {
    let sound = GLOSSARY.replace("ROLE", "x").replace("MAKER", "").replace("ALIAS", "");
    for (broken, found) in [("maker = \"ltq$0", "lanting\""), ("maker = ltq$0", "\"lanting\""), ("makers = [\"a\", 'ltq$0'", "lanting")] {
        let fixture = Fixture::new(&format!("{sound}//- /more.toml\n[[entity]]\nid = \"a\"\n{broken}\n"));
        let items = completions(&fixture.analysis, &fixture.path, fixture.offset, false, Lang::English, GO_ON).items;
        assert_eq!(items.iter().map(|i| i.insert.as_str()).collect::<Vec<_>>(), [found], "{broken}");
    }
}

#[test]
fn names_that_the_glossary_lacks_are_offered_in_it() {
    glossary(
        "x",
        "",
        "aliases = [\"$0\"]",
        expect![[r#"
        Pell Works (organization · not in the glossary) "Pell Works" for "" by pell works
        Teodor Rens (person · not in the glossary) "Teodor Rens" for "" by teodor rens
        卢山 (person · not in the glossary) "卢山" for "" by 卢山 ls lushan
        …
    "#]],
    );
    glossary(
        "x",
        "",
        "name.zh = \"ls$0\"",
        expect![[r#"
        卢山 (person · not in the glossary) "卢山" for "ls" by ls 卢山 lushan
        …
    "#]],
    );
}

#[test]
fn types_and_keys_are_words() {
    glossary(
        "x",
        "",
        "[[entity]]\ntype = \"p$0\"",
        expect![[r#"
        person () "person" for "p" by person
        product () "product" for "p" by product
    "#]],
    );
    glossary(
        "x",
        "ma$0",
        "",
        expect![[r#"
        maker () "maker" for "ma" by maker
        makers () "makers" for "ma" by makers
    "#]],
    );
}

fn article(name: &str, text: &str, asked: bool, expect: Expect) {
    let glossary = GLOSSARY.replace("ROLE", "lanting").replace("MAKER", "").replace("ALIAS", "");
    let text = format!("{glossary}//- {name} open\n{text}\n//- /may/old.txt title=岚汀汽车 grows\n岚汀汽车 grows\n");
    expect.assert_eq(&offered(&Fixture::new(&text), asked, Lang::English));
}

#[test]
fn running_text_is_left_alone_unless_someone_asks() {
    for text in ["Then lt$0", "今天lt$0", "今天岚$0", "Then \"$0", "A list ($0"] {
        article("/a.txt", text, false, expect![[""]]);
    }
}

#[test]
fn someone_who_asks_is_given_names() {
    article(
        "/a.txt",
        "Then lt$0",
        true,
        expect![[r#"
        Lanting Motors (organization · lanting) "Lanting Motors" for "lt" by ltqc lantingqiche 岚汀汽车 Lanting Motors 嵐汀汽車 Lanting Lantin lanting
        …
    "#]],
    );
    article(
        "/a.txt",
        "今天，ltqc$0",
        true,
        expect![[r#"
        岚汀汽车 (organization · lanting) "岚汀汽车" for "ltqc" by ltqc lantingqiche 岚汀汽车 Lanting Motors 嵐汀汽車 Lanting Lantin lanting
        …
    "#]],
    );
    article(
        "/a.txt",
        "今天，岚$0",
        true,
        expect![[r#"
        岚汀汽车 (organization · lanting) "岚汀汽车" for "岚" by 岚汀汽车 lantingqiche ltqc Lanting Motors 嵐汀汽車 Lanting Lantin lanting
    "#]],
    );
    article(
        "/a.txt",
        "今天，單$0",
        true,
        expect![[r#"
        单青 (person · shan-qing) "单青" for "單" by 單 单青 danqing dq shanqing sq shan-qing
    "#]],
    );
    article(
        "/a.txt",
        "昨日嵐汀汽車表示：qrc$0",
        true,
        expect![[r#"
        秦若川 (person · qin-ruochuan) "秦若川" for "qrc" by qrc qinruochuan 秦若川 Qin Ruochuan qin-ruochuan
        …
    "#]],
    );
    article(
        "/a.txt",
        "At Lanting Mo$0",
        true,
        expect![[r#"
        Lanting Motors (organization · lanting) "Lanting Motors" for "Lanting Mo" by Lanting Motors 岚汀汽车 lantingqiche ltqc 嵐汀汽車 Lanting Lantin lanting
        …
    "#]],
    );
    article("/a.txt", "About zzz$0", true, expect![[""]]);
    article(
        "/a.txt",
        "⟦KV7|kv7⟧ sold. The $0",
        true,
        expect![[r#"
        KV7 (product · kv7) "KV7" for "" by KV7 kv7
        Lanting Motors (organization · lanting) "Lanting Motors" for "" by Lanting Motors 岚汀汽车 lantingqiche ltqc 嵐汀汽車 Lanting Lantin lanting
        Qin Ruochuan (person · qin-ruochuan) "Qin Ruochuan" for "" by Qin Ruochuan 秦若川 qinruochuan qrc qin-ruochuan
        单青 (person · shan-qing) "单青" for "" by 单青 danqing dq shanqing sq shan-qing
        …
    "#]],
    );
}

#[test]
fn links_take_names_and_targets() {
    article(
        "/june/a.md",
        "See [lant$0",
        false,
        expect![[r#"
        Lanting Motors (organization · lanting) "Lanting Motors" for "lant" by Lantin Lanting Motors 岚汀汽车 lantingqiche ltqc 嵐汀汽車 Lanting lanting
        …
    "#]],
    );
    article(
        "/june/a.md",
        "See [it](old$0",
        false,
        expect![[r#"
            ../may/old.txt (岚汀汽车 grows) "../may/old.txt" for "old" by old may/old.txt ../may/old.txt 岚汀汽车 grows lantingqiche ltqc
            …
        "#]],
    );
    article(
        "/june/a.md",
        "See [it](qrc$0",
        false,
        expect![[r#"
        qin-ruochuan (Qin Ruochuan · person) "../glossary.toml#qin-ruochuan" for "qrc" by qrc qinruochuan 秦若川 Qin Ruochuan qin-ruochuan
        …
    "#]],
    );
    article("/june/a.txt", "See [lant$0", false, expect![[""]]);
}

#[test]
fn a_sidecar_takes_ids() {
    article(
        "/a.txt.review.annot.jsonl",
        r#"{"id":"x","t":"mention","entity":"qrc$0"}"#,
        false,
        expect![[r#"
        qin-ruochuan (Qin Ruochuan · person) "qin-ruochuan" for "qrc" by qrc qinruochuan 秦若川 Qin Ruochuan qin-ruochuan
        …
    "#]],
    );
}

#[test]
fn an_item_has_the_card_of_its_entity() {
    let text = GLOSSARY.replace("ROLE", "lanting").replace("MAKER", "maker = \"l$0\"").replace("ALIAS", "");
    let fixture = Fixture::new(&text);
    let found = completions(&fixture.analysis, &fixture.path, fixture.offset, false, Lang::English, GO_ON);
    let (root, id) = found.items[0].about.clone().expect("an entity");
    let card = card(&fixture.analysis, &fixture.source, &root, &id, Lang::English).expect("a card");
    assert_eq!((card.title.as_str(), card.subtitle.as_str()), ("Lanting Motors", "organization"));
}
