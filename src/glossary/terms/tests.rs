//! Term lists in and out: every format, with what it keeps and what it loses.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::glossary::{Link, Role};

fn parsed(toml: &str) -> Vec<Entity> {
    let file = GlossaryFile::parse(&"/g.toml".into(), toml);
    assert_eq!(file.problems, [], "{toml}");
    file.entities
}

/// What was read, as TOML, and the problems.
fn shown(list: &TermList) -> String {
    let terms = list.terms.iter().map(|t| format!("# line {}\n{}\n", t.line, render(&t.entity)));
    let problems = list.problems.iter().map(|p| format!("! {}: {}\n", p.line, p.message));
    terms.chain(problems).collect()
}

fn reads(format: TermFormat, name: &str, text: &str, kind: Option<EntityType>, expected: Expect) {
    expected.assert_eq(&shown(&read(format, name, text, kind)));
}

const GLOSSARY: &str = r#"
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh-Hans = "维洛", zh-Hant = "維洛" }
aliases = ["Velza Motors", { text = "Ideal", when = ["car", "Tang Shen"], unless = ["gas"] }]
hidden = ["Weiluo"]
kind = "company"
founded = "2014-11"
wikidata = "Q42"
description = { en = "Maker of \"electric\" vans", zh = "电动车" }
[[entity]]
id = "tang-shen"
type = "person"
name = "Tang Shen"
roles = [{ title = "chair", of = "velza", from = "2014" }, { of = "orrin" }, "poet"]
note = "seen\nonce; twice"
[[entity]]
id = "v2"
type = "product"
name = { en = "Velza V2" }
maker = "velza"
part_of = [{ id = "velza", from = "2014", to = "2019" }]
former = ["v-2"]
same_as = ["https://velza.example/v2"]
"#;

fn wrote(format: TermFormat, expected: Expect) -> Written {
    let entities = parsed(GLOSSARY);
    let written = write(format, &entities.iter().collect::<Vec<_>>());
    let files = written.files.iter().map(|(name, text)| format!("== {name}\n{text}"));
    expected.assert_eq(&files.chain([format!("left out: {}\n", written.left_out.join(", "))]).collect::<String>());
    written
}

#[test]
fn csv_holds_everything() {
    let written = wrote(
        TermFormat::Csv,
        expect![[r#"
        == glossary.csv
        id,type,name_en,name_zh-Hans,name_zh-Hant,aliases,hidden,name,description_en,description_zh,roles,part_of,makers,kind,founded,wikidata,note,former,same_as
        velza,organization,Velza,维洛,維洛,"Velza Motors; Ideal {when: car, Tang Shen} {unless: gas}",Weiluo,,"Maker of ""electric"" vans",电动车,,,,company,2014-11,Q42,,,
        tang-shen,person,,,,,,Tang Shen,,,"chair @velza {from: 2014}; @orrin; poet",,,,,,"seen
        once; twice",,
        v2,product,Velza V2,,,,,,,,,velza {from: 2014} {to: 2019},velza,,,,,v-2,https://velza.example/v2
        left out: 
    "#]],
    );
    let back = read(TermFormat::Csv, "glossary.csv", &written.files[0].1, None);
    assert_eq!(back.problems, []);
    for (a, b) in parsed(GLOSSARY).iter().zip(&back.terms) {
        assert!(a.says_the_same(&b.entity), "{}\n{}", render(a), render(&b.entity));
    }
}

#[test]
fn csv_as_spreadsheets_write_it() {
    reads(
        TermFormat::Csv,
        "a.csv",
        "\u{feff}ID;Type;Name (EN);中文名;Aliases;Colour;Founded\r\nvelza;Company;Velza;維洛;\"Velza Motors\nVelza AG; \"\"V\"\" One\";red;2014\r\n;;;;;;\r\nlark;product;'+Lark;;'@Lark;;\r\n",
        None,
        expect![[r##"
            # line 2
            [[entity]]
            id = "velza"
            type = "organization"
            name = { en = "Velza", zh = "維洛" }
            aliases = ["Velza Motors", "Velza AG", "\"V\" One"]
            founded = "2014"
            # line 5
            [[entity]]
            id = "lark"
            type = "product"
            name = { en = "+Lark" }
            aliases = ["@Lark"]
            ! 1: The column "Colour" is not one of a glossary; it is left out.
        "##]],
    );
    reads(
        TermFormat::Csv,
        "a.tsv",
        "sep=\t\nname\ttype\nTang Shen\tperson\n唐珅\t人物\n",
        None,
        expect![[r##"
            # line 3
            [[entity]]
            id = ""
            type = "person"
            name = "Tang Shen"
            # line 4
            [[entity]]
            id = ""
            type = "person"
            name = "唐珅"
        "##]],
    );
}

#[test]
fn a_line_that_cannot_be_read_costs_nothing_else() {
    reads(
        TermFormat::Csv,
        "a.csv",
        "id,type,name_en,founded,aliases\nvelza,firm,Velza,,\nb b,person,Bo Lind,,\norrin,organization,Orrin,soon,\nmina,person,Mina Orr,,Minnie {since: 2014}\nx,product,X1,,,,more\ntang,person,\"Tang Shen,,\nlark,product,Lark,,\nnobody,person,,,\n",
        None,
        expect![[r##"
            # line 4
            [[entity]]
            id = "orrin"
            type = "organization"
            name = { en = "Orrin" }
            # line 5
            [[entity]]
            id = "mina"
            type = "person"
            name = { en = "Mina Orr" }
            # line 8
            [[entity]]
            id = "lark"
            type = "product"
            name = { en = "Lark" }
            ! 2: "firm" is not a type; it is person, organization or product.
            ! 3: An `id` has at least one character, no blanks, no `|`, and does not begin with `~`; such as "li-auto".
            ! 4: `founded` takes a date as YYYY, YYYY-MM or YYYY-MM-DD, such as "2014-11-25".
            ! 5: "since" in braces is not known here; there are lang, from, to, when, unless and source.
            ! 6: The line has 7 cells where the first line names 5 columns; it is left out.
            ! 7: A quote is opened here and never closed; the line is left out.
            ! 9: The entry has no `name`; add one, such as `name = { en = "VQO", zh-Hans = "启衡" }`.
        "##]],
    );
    reads(
        TermFormat::Csv,
        "a.csv",
        "colour,size\nred,1\n",
        None,
        expect![[r#"
        ! 1: The first line names no column `id` or `name`; it names the columns, such as id,type,name_en,name_zh-Hans.
    "#]],
    );
    reads(TermFormat::Csv, "a.csv", "", None, expect![[""]]);
}

#[test]
fn patterns_are_names_of_ids() {
    let written = wrote(
        TermFormat::Patterns,
        expect![[r#"
        == patterns.jsonl
        {"label":"ORG","pattern":"Velza","id":"velza"}
        {"label":"ORG","pattern":"维洛","id":"velza"}
        {"label":"ORG","pattern":"維洛","id":"velza"}
        {"label":"ORG","pattern":"Velza Motors","id":"velza"}
        {"label":"ORG","pattern":"Weiluo","id":"velza"}
        {"label":"PERSON","pattern":"Tang Shen","id":"tang-shen"}
        {"label":"PRODUCT","pattern":"Velza V2","id":"v2"}
        left out: 1 name that holds under conditions, which names are hidden, 3 roles, 1 maker, 1 `part_of`, 2 descriptions, 1 Wikidata id
    "#]],
    );
    reads(
        TermFormat::Patterns,
        "patterns.jsonl",
        &written.files[0].1,
        None,
        expect![[r##"
        # line 1
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh = "维洛" }
        aliases = ["維洛", "Velza Motors", "Weiluo"]
        # line 6
        [[entity]]
        id = "tang-shen"
        type = "person"
        name = { en = "Tang Shen" }
        # line 7
        [[entity]]
        id = "v2"
        type = "product"
        name = { en = "Velza V2" }
    "##]],
    );
    let more = r#"{"label":"ORG","pattern":[{"LOWER":"orrin"},{"LOWER":"labs"}],"id":"orrin"}
{"label":"GPE","pattern":"Marlet"}
{"label":"ORG","pattern":[{"LOWER":"orrin"},{"OP":"?"}],"id":"orrin"}
{"label":"PERSON","pattern":"Orrin","id":"orrin"}

not json
{"label":"PERSON","pattern":"唐珅"}
{"label":"PRODUCT","pattern":[{"TEXT":"维洛"},{"TEXT":"V2"}]}
"#;
    reads(
        TermFormat::Patterns,
        "patterns.jsonl",
        more,
        None,
        expect![[r##"
        # line 1
        [[entity]]
        id = "orrin"
        type = "organization"
        name = { en = "orrin labs" }
        # line 7
        [[entity]]
        id = ""
        type = "person"
        name = { zh = "唐珅" }
        # line 8
        [[entity]]
        id = ""
        type = "product"
        name = { zh = "维洛V2" }
        ! 2: "GPE" is not a type; it is person, organization or product.
        ! 3: Only tokens with nothing but `LOWER`, `ORTH`, `TEXT` or `NORM` say a name; this pattern is left out.
        ! 4: "orrin" is of type organization above and person here; the line is left out.
        ! 6: This is not JSON: expected ident at line 1 column 2.
    "##]],
    );
}

#[test]
fn skos_has_three_ranks_of_labels() {
    let written = wrote(
        TermFormat::Skos,
        expect![[r#"
        == glossary.ttl
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix schema: <https://schema.org/> .
        @prefix dcterms: <http://purl.org/dc/terms/> .

        <urn:dossier:glossary> a skos:ConceptScheme .

        <urn:dossier:velza> a skos:Concept, schema:Organization ;
          skos:inScheme <urn:dossier:glossary> ;
          skos:notation "velza" ;
          skos:prefLabel "Velza"@en ;
          skos:prefLabel "维洛"@zh-Hans ;
          skos:prefLabel "維洛"@zh-Hant ;
          skos:altLabel "Velza Motors"@en ;
          skos:altLabel "Ideal"@en ;
          skos:hiddenLabel "Weiluo"@en ;
          skos:definition "Maker of \"electric\" vans"@en ;
          skos:definition "电动车"@zh ;
          skos:exactMatch <http://www.wikidata.org/entity/Q42> .

        <urn:dossier:tang-shen> a skos:Concept, schema:Person ;
          skos:inScheme <urn:dossier:glossary> ;
          skos:notation "tang-shen" ;
          skos:prefLabel "Tang Shen"@en ;
          skos:editorialNote "seen\nonce; twice" .

        <urn:dossier:v2> a skos:Concept, schema:Product ;
          skos:inScheme <urn:dossier:glossary> ;
          skos:notation "v2" ;
          skos:prefLabel "Velza V2"@en ;
          skos:broader <urn:dossier:velza> ;
          schema:manufacturer <urn:dossier:velza> ;
          skos:exactMatch <https://velza.example/v2> .
        left out: 1 condition of a name, 3 roles
    "#]],
    );
    reads(
        TermFormat::Skos,
        "glossary.ttl",
        &written.files[0].1,
        None,
        expect![[r##"
        # line 7
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh-Hans = "维洛", zh-Hant = "維洛" }
        aliases = ["Velza Motors", "Ideal"]
        hidden = ["Weiluo"]
        description = { en = "Maker of \"electric\" vans", zh = "电动车" }
        wikidata = "Q42"
        # line 20
        [[entity]]
        id = "tang-shen"
        type = "person"
        name = { en = "Tang Shen" }
        note = "seen\nonce; twice"
        # line 26
        [[entity]]
        id = "v2"
        type = "product"
        name = { en = "Velza V2" }
        part_of = ["velza"]
        maker = "velza"
        same_as = ["https://velza.example/v2"]
    "##]],
    );
    let other = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://example.org/terms/> .
ex:Orrin%20Labs a skos:Concept, <http://xmlns.com/foaf/0.1/Organization> ;
  skos:prefLabel "Orrin Labs"@en-GB, "奧林"@zh-TW, "Orrin"@fr ; skos:altLabel "Orrin" ;
  skos:broader ex:Velza ; skos:exactMatch <http://www.wikidata.org/entity/Q7> .
ex:Velza skos:prefLabel "Velza"@en ;;; broken here .
ex:tree a ex:Plant ; skos:prefLabel "Tree"@en .
ex:late a skos:Concept ; skos:prefLabel "Late Motors" .
"#;
    reads(
        TermFormat::Skos,
        "a.ttl",
        other,
        None,
        expect![[r##"
            # line 3
            [[entity]]
            id = "Orrin-Labs"
            type = "organization"
            name = { en = "Orrin Labs", zh-Hant = "奧林" }
            aliases = ["Orrin"]
            part_of = ["Velza"]
            wikidata = "Q7"
            ! 1: 1 label in languages other than English and Chinese left out.
            ! 5: The entry has no type; give one for the whole list with --type.
            ! 6: This is not Turtle: broken is not a valid predicate.
            ! 7: "Plant" is not a type; it is person, organization or product.
            ! 8: The entry has no type; give one for the whole list with --type.
        "##]],
    );
    reads(
        TermFormat::Skos,
        "a.ttl",
        other,
        Some(EntityType::Organization),
        expect![[r##"
            # line 3
            [[entity]]
            id = "Orrin-Labs"
            type = "organization"
            name = { en = "Orrin Labs", zh-Hant = "奧林" }
            aliases = ["Orrin"]
            part_of = ["Velza"]
            wikidata = "Q7"
            # line 5
            [[entity]]
            id = "Velza"
            type = "organization"
            name = { en = "Velza" }
            # line 7
            [[entity]]
            id = "tree"
            type = "organization"
            name = { en = "Tree" }
            # line 8
            [[entity]]
            id = "late"
            type = "organization"
            name = { en = "Late Motors" }
            ! 1: 1 label in languages other than English and Chinese left out.
            ! 6: This is not Turtle: broken is not a valid predicate.
        "##]],
    );
}

#[test]
fn gate_lists_say_their_type() {
    let written = wrote(
        TermFormat::Gate,
        expect![[r#"
        == lists.def
        person.lst:person
        organization.lst:organization
        product.lst:product
        == person.lst
        Tang Shen	id=tang-shen
        == organization.lst
        Velza	id=velza
        维洛	id=velza
        維洛	id=velza
        Velza Motors	id=velza
        Weiluo	id=velza	rank=hidden
        == product.lst
        Velza V2	id=v2
        left out: 1 name that holds under conditions, 3 roles, 1 maker, 1 `part_of`, 2 descriptions, 1 Wikidata id
    "#]],
    );
    let (name, text) = &written.files[2];
    reads(
        TermFormat::Gate,
        name,
        text,
        None,
        expect![[r##"
        # line 1
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh = "维洛" }
        aliases = ["維洛", "Velza Motors"]
        hidden = ["Weiluo"]
    "##]],
    );
    reads(
        TermFormat::Gate,
        "names.lst",
        "AT&T\nVelza&kind=company&id=velza\n\n&id=x\n",
        Some(EntityType::Organization),
        expect![[r##"
        # line 1
        [[entity]]
        id = ""
        type = "organization"
        name = { en = "AT&T" }
        # line 2
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza" }
        ! 4: The line has features and no name before them.
    "##]],
    );
    let (lists, problems) = gate_lists("person.lst:person_first::en\norg.lst:company\nsub/products.lst:item\nthings.lst:thing\n:person\n");
    let kinds: Vec<_> = lists.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    assert_eq!(
        kinds,
        [
            ("person.lst", Some(EntityType::Person)),
            ("org.lst", Some(EntityType::Organization)),
            ("sub/products.lst", Some(EntityType::Product)),
            ("things.lst", None)
        ]
    );
    assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [5]);
}

#[test]
fn brat_databases_have_labelled_fields() {
    let written = wrote(
        TermFormat::Brat,
        expect![[r#"
        == glossary.tsv
        velza	name:Name:Velza	name:Name:维洛	name:Name:維洛	name:Also known as:Velza Motors	name:Also known as:Ideal	name:Hidden name:Weiluo	attr:Type:organization	attr:Kind:company	attr:Wikidata:Q42	info:Description:Maker of "electric" vans	info:Description:电动车
        tang-shen	name:Name:Tang Shen	attr:Type:person	info:Note:seen once; twice
        v2	name:Name:Velza V2	attr:Type:product
        left out: 1 condition of a name, 3 roles, 1 maker, 1 `part_of`
    "#]],
    );
    reads(
        TermFormat::Brat,
        "glossary.tsv",
        &written.files[0].1,
        None,
        expect![[r##"
        # line 1
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh = "维洛" }
        aliases = ["維洛", "Velza Motors", "Ideal"]
        hidden = ["Weiluo"]
        description = { en = "Maker of \"electric\" vans", zh = "电动车" }
        kind = "company"
        wikidata = "Q42"
        # line 2
        [[entity]]
        id = "tang-shen"
        type = "person"
        name = { en = "Tang Shen" }
        note = "seen once; twice"
        # line 3
        [[entity]]
        id = "v2"
        type = "product"
        name = { en = "Velza V2" }
    "##]],
    );
    reads(
        TermFormat::Brat,
        "a.tsv",
        "# mine\nvelza\tname:Name:Velza\tname:Name:Velza AG\tattr:Type:company\tattr:Colour:red\n\tname:Name:X\nalone\norrin\tOrrin\tname:Name:Orrin: a name\tattr:Type:plant\n",
        None,
        expect![[r##"
            # line 2
            [[entity]]
            id = "velza"
            type = "organization"
            name = { en = "Velza" }
            aliases = ["Velza AG"]
            ! 3: The line has no id before its first tab.
            ! 4: Nothing follows the id; write a name as name:Name:….
            ! 5: "Orrin" is not written as name:Label:text, attr:Label:text or info:Label:text.
            ! 5: "plant" is not a type; it is person, organization or product.
            ! 5: The entry has no type; give one for the whole list with --type.
        "##]],
    );
}

#[test]
fn formats_are_told_by_name_and_text() {
    for (name, text, format) in [
        ("a.CSV", "", Some(TermFormat::Csv)),
        ("a.tsv", "id\tname\n", Some(TermFormat::Csv)),
        ("a.tsv", "#x\nvelza\tname:Name:Velza\n", Some(TermFormat::Brat)),
        ("a.jsonl", "", Some(TermFormat::Patterns)),
        ("a.ttl", "", Some(TermFormat::Skos)),
        ("lists.def", "", Some(TermFormat::Gate)),
        ("a.xlsx", "", None),
        ("a", "", None),
    ] {
        assert_eq!(TermFormat::of_file(name, text), format, "{name}");
    }
}

/// Texts with all that could be taken for a sign of the notation.
fn text() -> impl Strategy<Value = Symbol> {
    let sign = prop_oneof![
        4 => "[a-zA-Z0-9 ]{1,6}",
        2 => "[维洛車；，、]{1,3}",
        2 => "[-;|{}@,:'\"=+\\\\#\t\n\r.]{1,3}",
    ];
    proptest::collection::vec(sign, 1..4)
        .prop_map(|parts| parts.concat())
        .prop_map(|t| t.trim().to_owned())
        .prop_filter("something is left", |t| t.chars().filter(|c| c.is_alphanumeric()).count() > 1 && t.chars().any(char::is_alphabetic))
        .prop_map(|t| Symbol::new(&t))
}

fn id() -> impl Strategy<Value = Symbol> {
    "[-a-z0-9@;,='\"+\\\\{}维]{1,8}".prop_map(|t| Symbol::new(&t))
}

fn dates() -> impl Strategy<Value = (Option<Symbol>, Option<Symbol>)> {
    prop_oneof![
        Just((None, None)),
        Just((Some(Symbol::new("2014")), None)),
        Just((Some(Symbol::new("2014-05")), Some(Symbol::new("2019-02-03")))),
        Just((None, Some(Symbol::new("1999")))),
    ]
}

fn name(rank: Rank, lang: Option<&'static str>) -> impl Strategy<Value = Name> {
    let cues = || proptest::collection::vec(text(), 0..3);
    (text(), dates(), cues(), cues(), proptest::option::of(text())).prop_map(move |(text, (from, to), when, unless, source)| Name {
        from,
        to,
        when,
        unless,
        source,
        ..plain_name(text, lang.map(Symbol::new), rank)
    })
}

fn entity() -> impl Strategy<Value = Entity> {
    let kind = prop_oneof![Just(EntityType::Person), Just(EntityType::Organization), Just(EntityType::Product)];
    let preferred = prop_oneof![
        text().prop_map(|t| vec![plain_name(t, None, Rank::Preferred)]),
        (name(Rank::Preferred, Some("en")), name(Rank::Preferred, Some("zh"))).prop_map(|(a, b)| vec![a, b]),
        (name(Rank::Preferred, Some("zh-Hans")), name(Rank::Preferred, Some("zh-Hant"))).prop_map(|(a, b)| vec![a, b]),
    ];
    let others = |rank| proptest::collection::vec(name(rank, if rank == Rank::Hidden { Some("en") } else { None }), 0..3);
    let role = (
        proptest::option::of(text()),
        proptest::option::of(id()),
        dates(),
        proptest::option::of(Just("zh-Hans")),
        proptest::option::of(text()),
    )
        .prop_filter("a role says something", |(title, of, ..)| title.is_some() || of.is_some())
        .prop_map(|(title, of, (from, to), lang, source)| Role {
            title: title.unwrap_or_else(|| Symbol::new("")),
            title_lang: lang.map(Symbol::new),
            of,
            from,
            to,
            source,
            span: Span::default(),
            of_span: None,
        });
    let link = || (id(), dates()).prop_map(|(id, (from, to))| Link { id, from, to, span: Span::default() });
    let links = || proptest::collection::vec(link(), 0..3);
    let texts = || proptest::collection::vec(text(), 0..3);
    let lists = (others(Rank::Alias), others(Rank::Hidden), proptest::collection::vec(role, 0..3), links(), links(), texts(), texts());
    let single = (proptest::option::of(link()), proptest::option::of(link()), proptest::option::of(link()));
    let scalars = (proptest::collection::vec(proptest::option::of(text()), 6), dates(), dates(), proptest::option::of(text()));
    ((id(), kind, preferred), lists, single, scalars).prop_map(|((id, kind, mut names), lists, single, scalars)| {
        let (aliases, hidden, roles, part_of, makers, former, same_as) = lists;
        let (mut texts, (released, founded), (born, _), description) = scalars;
        // What the reader of a file would call a twin.
        for more in aliases.into_iter().chain(hidden) {
            if names.iter().all(|n: &Name| n.text != more.text) {
                names.push(more);
            }
        }
        let mut next = || texts.pop().flatten();
        Entity {
            names,
            roles,
            part_of,
            makers,
            family: single.0,
            variant_of: single.1,
            replaced_by: single.2,
            former,
            same_as,
            released,
            founded,
            born,
            category: next(),
            surname: next(),
            org_kind: next(),
            wikidata: next(),
            note: next(),
            source: next(),
            description: description.into_iter().map(|t| (Symbol::new("zh-Hant"), t)).collect(),
            ..blank(id, kind)
        }
    })
}

proptest! {
    #[test]
    fn an_entry_survives_its_file(entity in entity()) {
        let toml = render(&entity);
        let file = GlossaryFile::parse(&"/g.toml".into(), &toml);
        prop_assert_eq!(&file.problems, &[], "{}", toml);
        prop_assert!(file.entities[0].says_the_same(&entity), "{}\n{}", toml, render(&file.entities[0]));
    }

    #[test]
    fn an_entry_survives_csv(entities in proptest::collection::vec(entity(), 1..4), bom in any::<bool>(), by in 0..3usize) {
        let written = write(TermFormat::Csv, &entities.iter().collect::<Vec<_>>());
        let mut text = written.files[0].1.clone();
        if by > 0 {
            // As another spreadsheet saves it.
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let mut writer = ::csv::WriterBuilder::new().delimiter([b';', b'\t'][by - 1]).terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
            for record in reader.byte_records() {
                writer.write_byte_record(&record.expect("what was written is CSV")).expect("a vector takes all");
            }
            text = String::from_utf8(writer.into_inner().expect("a vector takes all")).expect("it was UTF-8");
        }
        let back = read(TermFormat::Csv, "a.csv", &format!("{}{text}", if bom { "\u{feff}" } else { "" }), None);
        prop_assert_eq!(&back.problems, &[], "{}", text);
        prop_assert_eq!(back.terms.len(), entities.len(), "{}", text);
        for (a, b) in entities.iter().zip(&back.terms) {
            prop_assert!(a.says_the_same(&b.entity), "{}\n{}\n{}", text, render(a), render(&b.entity));
        }
    }

    #[test]
    fn no_text_is_too_odd_to_read(text in "(?s)[-a-z,;:{}@\"'|=<>.#&\t\r\n\\\\ 维]{0,80}") {
        for format in [TermFormat::Csv, TermFormat::Patterns, TermFormat::Skos, TermFormat::Gate, TermFormat::Brat] {
            let list = read(format, "a.lst", &text, Some(EntityType::Person));
            let lines = text.matches(['\n', '\r']).count() as u32 + 1;
            prop_assert!(list.problems.iter().all(|p| p.line >= 1 && p.line <= lines.max(2)), "{:?}", list.problems);
            let headed = read(format, "a.lst", &format!("id,name,aliases\n{text}"), Some(EntityType::Person));
            prop_assert!(headed.terms.iter().all(|t| t.line >= 1));
        }
    }
}
