//! `dossier glossary`: term lists in and out.

use std::fs;

use expect_test::expect;

use super::support::Corpus;

const GLOSSARY: &str = r#"
//- glossary.toml
# Our firms.
[[entity]]
id = "pinwell"
type = "organization"
name = { en = "Pinwell", zh-Hans = "品维" } # since 2019
aliases = [{ text = "Ideal", when = ["van"] }]

[[entity]]
id = "harrier"
type = "product"
name = { en = "Harrier V2" }
maker = "pinwell"
"#;

#[test]
fn lists_add_to_a_glossary_and_leave_the_rest_alone() {
    let corpus = Corpus::new(GLOSSARY);
    corpus.write(
        "terms.csv",
        "\u{feff}id;type;name_en;name_zh-Hans;aliases;roles\r\n\
         pinwell;organization;Pinwell;品维;\"Pinwell Motors\n品维汽车\";\r\n\
         rosa;person;Rosalind Achterberg;;;chief executive @pinwell\r\n\
         moon;planet;Moon;;;\r\n",
    );
    corpus.write("patterns.jsonl", "{\"label\":\"ORG\",\"pattern\":\"Pinwell AG\",\"id\":\"pinwell\"}\n{\"label\":\"ORG\"}\n");
    let before = fs::read_to_string(corpus.path().join("glossary.toml")).unwrap();
    let dry = corpus.run(&["glossary", "import", "terms.csv", "patterns.jsonl", "--dry-run"]);
    expect![[r#"
        --- glossary.toml
        +++ glossary.toml
        @@ -3,10 +3,16 @@
         id = "pinwell"
         type = "organization"
         name = { en = "Pinwell", zh-Hans = "品维" } # since 2019
        -aliases = [{ text = "Ideal", when = ["van"] }]
        +aliases = [{ text = "Ideal", when = ["van"] }, "Pinwell Motors", "品维汽车", "Pinwell AG"]
 
         [[entity]]
         id = "harrier"
         type = "product"
         name = { en = "Harrier V2" }
         maker = "pinwell"
        +
        +[[entity]]
        +id = "rosa"
        +type = "person"
        +name = { en = "Rosalind Achterberg" }
        +roles = [{ title = "chief executive", of = "pinwell" }]
    "#]]
    .assert_eq(dry.expect_code(1));
    expect![[r#"
        dossier: 1 entry would be added, 1 extended, 0 known already.
        dossier: patterns.jsonl:2: A `pattern` is a string, or an array of tokens.
        dossier: terms.csv:5: "planet" is not a type; it is person, organization or product.
    "#]]
    .assert_eq(&dry.stderr);
    assert_eq!(fs::read_to_string(corpus.path().join("glossary.toml")).unwrap(), before, "a dry run writes nothing");
    let run = corpus.run(&["glossary", "import", "terms.csv", "patterns.jsonl"]);
    expect![[r#"
        1 entry added, 1 extended, 0 known already.
    "#]]
    .assert_eq(run.expect_code(1));
    expect![[r##"
        # Our firms.
        [[entity]]
        id = "pinwell"
        type = "organization"
        name = { en = "Pinwell", zh-Hans = "品维" } # since 2019
        aliases = [{ text = "Ideal", when = ["van"] }, "Pinwell Motors", "品维汽车", "Pinwell AG"]

        [[entity]]
        id = "harrier"
        type = "product"
        name = { en = "Harrier V2" }
        maker = "pinwell"

        [[entity]]
        id = "rosa"
        type = "person"
        name = { en = "Rosalind Achterberg" }
        roles = [{ title = "chief executive", of = "pinwell" }]
    "##]]
    .assert_eq(&fs::read_to_string(corpus.path().join("glossary.toml")).unwrap());
    let again = corpus.run(&["glossary", "import", "terms.csv"]);
    expect![[r#"
        0 entries added, 0 extended, 2 known already.
    "#]]
    .assert_eq(again.expect_code(1));
}

#[test]
fn what_is_exported_comes_back() {
    let corpus = Corpus::new(GLOSSARY);
    let csv = corpus.run(&["glossary", "export"]);
    expect![[r#"
        id,type,name_en,name_zh-Hans,name_zh-Hant,aliases,hidden,makers
        pinwell,organization,Pinwell,品维,,Ideal {when: van},,
        harrier,product,Harrier V2,,,,,pinwell
    "#]]
    .assert_eq(csv.expect_code(0));
    assert_eq!(csv.stderr, "");
    for (format, file) in [("csv", "out.csv"), ("patterns", "out.jsonl"), ("skos", "out.ttl"), ("brat", "out.tsv")] {
        corpus.run(&["glossary", "export", "--format", format, "-o", file]).expect_code(0);
        // Over what is there.
        corpus.run(&["glossary", "export", "--format", format, "-o", file, "--bom"]).expect_code(0);
        let import = corpus.run(&["glossary", "import", file, "--dry-run"]);
        assert_eq!(
            (import.expect_code(0), import.stderr.as_str()),
            ("", "dossier: 0 entries would be added, 0 extended, 2 known already.\n")
        );
    }
    assert!(fs::read_to_string(corpus.path().join("out.csv")).unwrap().starts_with("\u{feff}id,type,"));
    let gate = corpus.run(&["glossary", "export", "--format", "gate", "-o", "lists"]);
    assert_eq!(gate.expect_code(0), "");
    expect![[r#"
        dossier: this format does not hold 1 name that holds under conditions, 1 maker
    "#]]
    .assert_eq(&gate.stderr);
    expect![[r#"
        organization.lst:organization
        product.lst:product
    "#]]
    .assert_eq(&fs::read_to_string(corpus.path().join("lists/lists.def")).unwrap());
    expect![[r#"
        Pinwell	id=pinwell
        品维	id=pinwell
    "#]]
    .assert_eq(&fs::read_to_string(corpus.path().join("lists/organization.lst")).unwrap());
    corpus.run(&["glossary", "import", "lists/lists.def", "--dry-run"]).expect_code(0);
}

#[test]
fn a_first_glossary_comes_of_a_list() {
    let corpus = Corpus::new("");
    corpus.write("people.lst", "Rosalind Achterberg\n欧阳若桐\n");
    let untyped = corpus.run(&["glossary", "import", "people.lst", "--format", "csv"]);
    assert_eq!(untyped.code, 1, "{}", untyped.stderr);
    let run = corpus.run(&["glossary", "import", "people.lst", "--type", "person"]);
    assert_eq!(run.expect_code(0), "2 entries added, 0 extended, 0 known already.\n");
    expect![[r##"
        # Who is who. One [[entity]] for each person, organization and product.

        [[entity]]
        id = "rosalind-achterberg"
        type = "person"
        name = { en = "Rosalind Achterberg" }

        [[entity]]
        id = "ou-yang-ruo-tong"
        type = "person"
        name = { zh = "欧阳若桐" }
    "##]]
    .assert_eq(&fs::read_to_string(corpus.path().join("glossary.toml")).unwrap());
    let into = corpus.run(&["glossary", "import", "people.lst", "--type", "product", "--into", "glossary/things.toml"]);
    assert_eq!(into.expect_code(0), "2 entries added, 0 extended, 0 known already.\n");
    assert!(corpus.path().join("glossary/things.toml").is_file());
}

#[test]
fn what_stops_the_command_is_told() {
    let corpus = Corpus::new(GLOSSARY);
    corpus.write("terms.xlsx", "PK");
    corpus.write("terms.csv", "id,type,name\n");
    for (args, told) in [
        (&["import", "terms.xlsx"][..], "cannot tell the format of terms.xlsx; give it with --format"),
        (&["import", "none.csv"], "cannot read none.csv"),
        (&["import", "terms.csv", "--into", "elsewhere.txt"], "is no glossary file of"),
        (&["import"], "required"),
        (&["export", "--format", "gate"], "name a folder for them with -o"),
        (&["export", "nowhere"], "nowhere is not a folder"),
    ] {
        let run = corpus.run(&[&["glossary"], args].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains(told), "{args:?}: {}", run.stderr);
    }
    corpus.write("glossary.toml", "[[entity]\n");
    let broken = corpus.run(&["glossary", "import", "terms.csv"]);
    assert_eq!((broken.code, broken.stderr.as_str()), (2, "dossier: glossary.toml:1 has a syntax error; mend it first\n"));
    assert_eq!(corpus.run(&["glossary", "export"]).code, 2);
    assert_eq!(Corpus::new("").run(&["glossary", "export"]).code, 2, "nothing to export");
}

#[test]
fn packs_are_exported_when_asked_for() {
    let corpus = Corpus::new(GLOSSARY);
    corpus.write("dossier.toml", "[glossary]\npacks = [\"china-tech\"]\n");
    assert_eq!(corpus.run(&["glossary", "export"]).expect_code(0).lines().count(), 3);
    let all = corpus.run(&["glossary", "export", "--with-packs"]);
    assert!(all.expect_code(0).lines().any(|l| l.starts_with("nio,organization,NIO,")), "{}", all.stdout);
    corpus.write("2024-06-03.txt", "NIO and Pinwell met. Weilai sold vans.\n");
    let articles = corpus.run(&["export", "."]);
    let linked: Vec<String> = articles.records()[0]["mentions"].as_array().unwrap().iter().map(|m| m["entity"].to_string()).collect();
    assert_eq!(linked, ["\"nio\"", "\"pinwell\"", "\"nio\""]);
    corpus.write("dossier.toml", "[glossary]\npacks = [\"birds\"]\n");
    let check = corpus.run(&["check", ".", "--format", "concise"]);
    assert!(check.stdout.contains("knows no pack \"birds\"; the packs are `china-tech`"), "{}", check.stdout);
}
