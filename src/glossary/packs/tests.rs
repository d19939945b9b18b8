//! Packs that the program carries: sound, switched on by name, and giving way to the glossary of the user.

use super::*;

fn joined(own: &str, packs: &[&str]) -> Glossary {
    let own = GlossaryFile::parse(&Arc::from("/g.toml"), own);
    assert_eq!(own.problems, []);
    let packs: Vec<GlossaryFile> =
        packs.iter().map(|text| GlossaryFile::parse(&Arc::from(format!("{SCHEME}{}", PACKS[0])), text)).collect();
    assert!(packs.iter().all(|p| p.problems.is_empty()));
    Glossary::join_with([&own], &packs)
}

/// `id: name, name` of each entry, and the problems.
fn shown(glossary: &Glossary) -> String {
    let entry = |e: &Arc<Entity>| {
        let names: Vec<&str> = e.names.iter().map(|n| n.text.as_str()).collect();
        format!("{}{}: {}\n", if e.pack().is_some() { "(pack) " } else { "" }, e.id, names.join(", "))
    };
    let problems = glossary.problems.iter().map(|(_, p)| format!("! {}\n", p.message));
    glossary.entities.iter().map(entry).chain(problems).collect()
}

const PACK: &str = r#"
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh = "维洛" }
aliases = ["Velza Motors"]
hidden = ["Weiluo"]
[[entity]]
id = "tang-shen"
type = "person"
name = { en = "Tang Shen" }
roles = [{ title = "chair", of = "velza" }]
[[entity]]
id = "v2"
type = "product"
name = { en = "Velza V2" }
aliases = [{ text = "Ideal", when = ["Velza"] }]
maker = "velza"
"#;

#[test]
fn every_pack_is_sound() {
    for pack in packs() {
        let file = pack.file();
        assert_eq!((file.problems.as_slice(), file.broken), (&[][..], false), "{}", pack.name);
        let glossary = Glossary::join([file]);
        assert!(glossary.problems.is_empty(), "{}: {:#?}", pack.name, glossary.problems);
        for entity in &glossary.entities {
            assert!(entity.source.is_some(), "{} says where it is known from", entity.id);
            assert!(entity.pack().is_some_and(|p| p.name == pack.name), "{}", entity.id);
            assert!(pack.source(entity).starts_with("[[entity]]\nid = "), "{}", entity.id);
            let roles = entity.roles.iter().filter(|r| r.of.is_some());
            let employers = roles.filter_map(|r| glossary.get(r.of.as_ref()?)).all(|e| e.kind == EntityType::Organization);
            let makers = entity.makers.iter().filter_map(|l| glossary.get(&l.id)).all(|e| e.kind == EntityType::Organization);
            assert!(employers && makers, "{}: a person works for an organization, and organizations make products", entity.id);
        }
    }
    assert_eq!(packs().iter().map(|p| p.name).collect::<Vec<_>>(), PACKS);
}

#[test]
fn entries_of_a_pack_come_behind_those_of_the_files() {
    let own = "[[entity]]\nid = \"orrin\"\ntype = \"organization\"\nname = \"Orrin Labs\"\n";
    expect_test::expect![[r#"
        orrin: Orrin Labs
        (pack) velza: Velza, 维洛, Velza Motors, Weiluo
        (pack) tang-shen: Tang Shen
        (pack) v2: Velza V2, Ideal
    "#]]
    .assert_eq(&shown(&joined(own, &[PACK, PACK])));
}

#[test]
fn an_entry_gives_way_to_one_with_its_id_or_name() {
    let own = |id: &str, kind: &str, name: &str| format!("[[entity]]\nid = \"{id}\"\ntype = \"{kind}\"\nname = \"{name}\"\n");
    // The same id, a former id, a preferred name, an alias, a name in other script.
    for own in [
        own("velza", "organization", "Velza AG"),
        own("velza-ag", "organization", "Velza AG") + "former = [\"velza\"]\n",
        own("velza-ag", "organization", "Velza"),
        own("velza-ag", "product", "維洛"),
        own("velza-ag", "organization", "Velza Motors"),
    ] {
        let glossary = joined(&own, &[PACK]);
        assert!(glossary.problems.is_empty(), "{}", shown(&glossary));
        assert_eq!(glossary.entities.iter().filter(|e| e.pack().is_some()).count(), 2, "{}", shown(&glossary));
        let stands = glossary.get("velza").expect("the id still leads to someone");
        assert!(stands.pack().is_none(), "{}", shown(&glossary));
    }
    // Of another entity only the name goes: of another kind, hidden, or under a condition.
    for (own, left) in [
        (own("shop", "product", "Velza Motors"), "velza: Velza, 维洛, Weiluo"),
        (own("weiluo", "organization", "Weiluo"), "velza: Velza, 维洛, Velza Motors"),
        (own("ideal", "organization", "Ideal"), "v2: Velza V2"),
        (own("velza-person", "person", "Velza"), "velza: 维洛, Velza Motors, Weiluo"),
    ] {
        let glossary = joined(&own, &[PACK]);
        assert!(shown(&glossary).contains(&format!("(pack) {left}\n")), "{}", shown(&glossary));
        assert!(glossary.problems.is_empty(), "{}", shown(&glossary));
    }
    // An entry whose every right name is another's is gone, and its id leads there.
    let glossary = joined(&own("tang", "organization", "Tang Shen"), &[PACK]);
    assert_eq!(glossary.get("tang-shen").map(|e| &*e.id), Some("tang"));
    assert!(glossary.problems.is_empty(), "{}", shown(&glossary));
}

#[test]
fn a_pack_tells_whom_an_article_names() {
    let pack = pack(PACKS[0]).expect("a pack of this name");
    let named = |path: &str, text: &str| pack.named_in(path, text).iter().map(|e| e.id.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(named("a.txt", "NIO and BYD sold more than NIO's rivals."), "nio byd");
    assert_eq!(named("a.md", "# 華為（huá）發佈\n\n`NIO` 比亚迪"), "huawei byd");
    assert_eq!(named("a.txt", "An ideal horizon for a tank."), "");
    assert_eq!(named("a.txt", ""), "");
}
