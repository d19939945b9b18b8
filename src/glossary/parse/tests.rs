//! Glossary files as tables: what is read, and what is said of what cannot be.

use super::*;

fn parsed(text: &str) -> GlossaryFile {
    GlossaryFile::parse(&Arc::from("/g.toml"), text)
}

/// Every key, in the spellings of the design.
const FULL: &str = r#"
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh-Hans = "维洛", zh-Hant = "維洛" }
aliases = ["Velza Inc.", { text = "Wonder", lang = "en", from = "2014", to = "2016-05", when = ["car"], unless = "song", source = "s" }]
hidden = ["Weiluo"]
wikidata = "Q1"
description = { en = "Maker of cars", zh = "车企" }
part_of = [{ id = "velza-group", from = 2014-11-25, to = 2020 }]
kind = "company"
founded = 2014-11-25
former = ["old-velza"]
same_as = ["https://example.org/velza"]
note = "n"
source = "s"

[[entity]]
id = "velza-group"
type = "organization"
name = "Velza Group"
part_of = "velza"
replaced_by = "velza"

[[entity]]
id = "mina"
type = "person"
name.en = "Mina Orr"
name.zh = { text = "奥蜜娜", source = "s" }
born = "1981"
surname = "Orr"
roles = [{ title = "president", of = "velza", from = "2014" }, "analyst", { of = "velza" }, { title = { en = "chair", zh = "主席" }, of = "velza" }]

[[entity]]
id = "v5"
type = "product"
name = { en = "Velza V5" }
aliases = [
  "V5", # the short one
]
maker = "velza"
makers = ["velza-group"]
category = "car"
released = "2022-09-30"
family = "v-line"
variant_of = { id = "v4" }
[entity.description]
zh-Hans = "轿车"
[[entity.hidden]]
text = "V-5"
"#;

#[test]
fn every_key_is_read() {
    let file = parsed(FULL);
    assert_eq!(file.problems, []);
    let [velza, group, mina, v5] = &file.entities[..] else { panic!("four entries") };
    assert_eq!((&*velza.id, velza.kind, velza.id_span.of(FULL)), ("velza", EntityType::Organization, "velza"));
    assert!(velza.span.of(FULL).starts_with("[[entity]]") && velza.span.of(FULL).ends_with("source = \"s\""));
    let names: Vec<(&str, Option<&str>, Rank, &str)> =
        velza.names.iter().map(|n| (&*n.text, n.lang.as_deref(), n.rank, n.span.of(FULL))).collect();
    assert_eq!(
        names,
        [
            ("Velza", Some("en"), Rank::Preferred, "Velza"),
            ("维洛", Some("zh-Hans"), Rank::Preferred, "维洛"),
            ("維洛", Some("zh-Hant"), Rank::Preferred, "維洛"),
            ("Velza Inc.", None, Rank::Alias, "Velza Inc."),
            ("Wonder", Some("en"), Rank::Alias, "Wonder"),
            ("Weiluo", None, Rank::Hidden, "Weiluo"),
        ]
    );
    let wonder = &velza.names[4];
    assert_eq!((wonder.from.as_deref(), wonder.to.as_deref(), wonder.source.as_deref()), (Some("2014"), Some("2016-05"), Some("s")));
    assert_eq!((&*wonder.when[0], &*wonder.unless[0]), ("car", "song"));
    assert_eq!(
        (velza.founded.as_deref(), velza.org_kind.as_deref(), velza.wikidata.as_deref()),
        (Some("2014-11-25"), Some("company"), Some("Q1"))
    );
    assert_eq!(velza.description.iter().map(|(l, t)| format!("{l}={t}")).collect::<Vec<_>>(), ["en=Maker of cars", "zh=车企"]);
    let part = &velza.part_of[0];
    assert_eq!(
        (&*part.id, part.from.as_deref(), part.to.as_deref(), part.span.of(FULL)),
        ("velza-group", Some("2014-11-25"), Some("2020"), "velza-group")
    );
    assert_eq!((&*velza.former[0], &*velza.same_as[0], velza.note.as_deref()), ("old-velza", "https://example.org/velza", Some("n")));
    assert_eq!((group.names[0].lang.as_deref(), group.part_of.len(), group.replaced_by.as_ref().map(|l| &*l.id)), (None, 1, Some("velza")));
    assert_eq!((mina.names[1].lang.as_deref(), &*mina.names[1].text), (Some("zh"), "奥蜜娜"));
    assert_eq!((mina.born.as_deref(), mina.surname.as_deref()), (Some("1981"), Some("Orr")));
    let roles: Vec<(&str, Option<&str>, Option<&str>)> =
        mina.roles.iter().map(|r| (&*r.title, r.title_lang.as_deref(), r.of.as_deref())).collect();
    assert_eq!(
        roles,
        [
            ("president", None, Some("velza")),
            ("analyst", None, None),
            ("", None, Some("velza")),
            ("chair", Some("en"), Some("velza")),
            ("主席", Some("zh"), Some("velza"))
        ]
    );
    assert_eq!(mina.roles[0].of_span.map(|s| s.of(FULL)), Some("velza"));
    assert_eq!(v5.makers.iter().map(|m| &*m.id).collect::<Vec<_>>(), ["velza", "velza-group"]);
    assert_eq!((v5.family.as_ref().map(|l| &*l.id), v5.variant_of.as_ref().map(|l| &*l.id)), (Some("v-line"), Some("v4")));
    assert_eq!((v5.released.as_deref(), v5.category.as_deref()), (Some("2022-09-30"), Some("car")));
    assert_eq!(
        v5.names.iter().map(|n| (&*n.text, n.rank)).collect::<Vec<_>>(),
        [("Velza V5", Rank::Preferred), ("V5", Rank::Alias), ("V-5", Rank::Hidden)]
    );
    assert!(v5.span.of(FULL).ends_with("text = \"V-5\""));
}

#[test]
fn carriage_returns_and_a_bom_change_nothing_but_places() {
    let text = format!("\u{feff}{}", FULL.replace('\n', "\r\n"));
    let (plain, odd) = (parsed(FULL), parsed(&text));
    assert_eq!(odd.problems, []);
    assert_eq!(odd.entities.len(), plain.entities.len());
    for (a, b) in odd.entities.iter().zip(&plain.entities) {
        assert_eq!((&a.id, a.id_span.of(&text)), (&b.id, b.id_span.of(FULL)));
        let names = |e: &Entity, text: &str| e.names.iter().map(|n| n.span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(a, &text), names(b, FULL));
    }
}

#[test]
fn problems_stand_at_their_place_and_cost_nothing_else() {
    let text = r#"
[[entitys]]
id = "x"
[[entity]]
id = "no-type"
name = "No Type"
[[entity]]
type = "person"
name = "No Id"
[[entity]]
id = "wrong type"
type = "organisation"
name = 3
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh-CN = "维洛", fr = "Vélza" }
aliases = ["", "V", 3, "Velza Cars", "Velza Cars", { txt = "a" }, { text = "V", when = ["car", ""] }]
hidden = ["Velza"]
founded = "25.11.2014"
alias = ["Veli"]
roles = [{ titel = "x", from = "2016", to = "2014" }]
part_of = [{ from = "2014" }]
description = { de = "Autobauer", en = "" }
[[entity]]
id = "nameless"
type = "product"
"#;
    let file = parsed(text);
    let told: Vec<String> = file.problems.iter().map(|p| format!("{:?}: {}", p.span.of(text), p.message)).collect();
    expect_test::expect![[r#"
        "entitys": `entitys` is not a key of a glossary file; perhaps `[[entity]]`?
        "[[entity]]": The entry has no `type`; it is `person`, `organization` or `product`.
        "[[entity]]": The entry has no `id`; add one, such as `id = "vqo"`.
        "\"wrong type\"": An `id` has at least one character, no blanks, no `|`, and does not begin with `~`; such as "li-auto".
        "\"organisation\"": "organisation" is not a type; it is `person`, `organization` or `product`; perhaps `organization`?
        "3": `name` takes a string or a table of languages, such as { en = "VQO", zh-Hans = "启衡" }; this is an integer.
        "zh-CN": `zh-CN` is not a language here; the languages are `en`, `zh`, `zh-Hans` and `zh-Hant`; perhaps `zh-Hans`?
        "fr": `fr` is not a language here; the languages are `en`, `zh`, `zh-Hans` and `zh-Hant`.
        "\"\"": `aliases` holds an empty name; remove it.
        "V": "V" is too short to link everywhere and is never linked; say when it does: { text = "V", when = ["…"] }.
        "3": `aliases` takes a string; this is an integer.
        "Velza Cars": "Velza Cars" stands twice in `aliases`; remove one.
        "{ txt = \"a\" }": A name that is a table needs `text`, such as { text = "Wonder", when = ["car"] }.
        "txt": `txt` is not a key of a name; perhaps `text`?
        "\"\"": `when` holds an empty string, which every article has; remove it.
        "Velza": "Velza" is hidden and also a right name; remove it from one list.
        "\"25.11.2014\"": `founded` takes a date as YYYY, YYYY-MM or YYYY-MM-DD, such as "2014-11-25".
        "alias": `alias` is not a key of an entry; perhaps `aliases`?
        "titel": `titel` is not a key of a role; perhaps `title`?
        "\"2014\"": `to` (2014) is before `from` (2016); swap them.
        "{ from = \"2014\" }": `part_of` needs the `id` of the entry it refers to.
        "de": `de` is not a language here; the languages are `en`, `zh`, `zh-Hans` and `zh-Hant`.
        "\"\"": `en` is empty; write a value or leave the key out.
        "[[entity]]": The entry has no `name`; add one, such as `name = { en = "VQO", zh-Hans = "启衡" }`."#]]
    .assert_eq(&told.join("\n"));
    assert!(file.problems.iter().all(|p| p.code == "glossary/invalid") && !file.broken);
    assert_eq!(file.entities.iter().map(|e| &*e.id).collect::<Vec<_>>(), ["velza", "nameless"]);
    assert_eq!(file.entities[0].names.iter().map(|n| &*n.text).collect::<Vec<_>>(), ["Velza", "维洛", "Vélza", "V", "Velza Cars", "V"]);
}

#[test]
fn a_syntax_error_breaks_the_file_at_its_place() {
    let text = "[[entity]]\nid = \"a\"\nname = { en = \"A\"\n";
    let file = parsed(text);
    assert!(file.broken && file.entities.is_empty());
    assert_eq!((file.problems.len(), file.problems[0].code), (1, "glossary/syntax"));
    assert!(!file.problems[0].span.is_empty());
    assert!(parsed("").problems.is_empty() && !parsed("\u{feff}# nothing yet\r\n").broken);
}

#[test]
fn other_ways_to_write_entries() {
    let text =
        "entity = [\n  { id = \"a\", type = \"product\", name = \"A1\" },\n  { id = \"b\", type = \"product\", name.en = \"B1\" },\n]\n";
    let file = parsed(text);
    assert_eq!((file.problems.len(), file.entities.len(), file.entities[1].span.of(text).starts_with("{ id = \"b\"")), (0, 2, true));
    let file = parsed("[entity]\nid = \"a\"\ntype = \"product\"\nname = \"A1\"\n");
    assert_eq!((file.problems.len(), file.entities.len()), (1, 1));
}

proptest::proptest! {
    #[test]
    fn nothing_that_is_typed_makes_it_panic(cut in 0usize..2000, insert in "[\\[\\]{}=\",.#a甲\\n ]{0,8}") {
        let cut = FULL.char_indices().map(|(at, _)| at).nth(cut % FULL.chars().count()).unwrap_or(0);
        for text in [format!("{}{insert}", &FULL[..cut]), format!("{}{insert}{}", &FULL[..cut], &FULL[cut..])] {
            let file = parsed(&text);
            for entity in &file.entities {
                proptest::prop_assert!(text.get(entity.span.range()).is_some() && text.get(entity.id_span.range()).is_some());
            }
            for problem in &file.problems {
                proptest::prop_assert!(text.get(problem.span.range()).is_some());
            }
        }
    }
}
