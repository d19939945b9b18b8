//! Entries of packs, which stand in no file, through the features.

use expect_test::expect;

use super::fixture::{Fixture, GO_ON};
use super::{Lang, authoring, definition, hover, references, symbols};
use crate::extract::EntityKey;
use crate::glossary::{EntityType, Rank};
use crate::text::Symbol;

const CORPUS: &str = r#"
//- /dossier.toml
[glossary]
packs = ["china-tech"]
//- /glossary.toml
[[entity]]
id = "zephyr"
type = "organization"
name = { en = "Zephyr Motors" }
part_of = [{ id = "nio" }]
//- /a.txt
⟦N$0IO|nio⟧ and ⟦Zephyr Motors|zephyr⟧ met.
//- /b.txt
⟪chairman@NIO=nio|⟦Li Bin|li-bin!⟧, chairman of ⟦NIO|nio⟧⟫, said so. ⟦Weilay|~organization⟧ did not.
"#;

#[test]
fn a_card_says_which_pack_and_nothing_leads_into_it() {
    let fixture = Fixture::new(CORPUS);
    let (path, offset) = (fixture.path.as_str(), fixture.offset);
    let found = hover::hover(&fixture.analysis, &fixture.source, path, offset, Lang::English).expect("a card");
    assert!(found.card.plain().starts_with("NIO — organization · company · from the pack china-tech\n"), "{}", found.card.plain());
    // Without an introduction the first mention; no declaration.
    let target = definition::definition(&fixture.analysis, path, offset).expect("somewhere to go");
    assert_eq!(target.targets.iter().map(|t| &*t.path).collect::<Vec<_>>(), ["/a.txt"]);
    assert_eq!(definition::declaration(&fixture.analysis, path, offset), None);
    let places = references::references(&fixture.analysis, path, offset, true, GO_ON).expect("places");
    let paths: Vec<&str> = places.iter().map(|p| &*p.path).collect();
    assert_eq!(paths, ["/a.txt", "/b.txt", "/glossary.toml"], "the reference to its id is one, its own entry is none");
    let at = fixture.source.0["/b.txt"].find("Li Bin").expect("the name") as u32;
    let target = definition::definition(&fixture.analysis, "/b.txt", at).expect("somewhere to go");
    assert_eq!(target.targets.iter().map(|t| &*t.path).collect::<Vec<_>>(), ["/b.txt"], "the introduction");
}

#[test]
fn symbols_lead_to_articles() {
    let fixture = Fixture::new(CORPUS);
    let found = symbols::workspace(&fixture.analysis, "Li Bin", Lang::English, GO_ON);
    let places: Vec<(&str, &str)> = found.iter().map(|s| (s.name.as_str(), &*s.place.path)).collect();
    assert!(places.contains(&("Li Bin", "/b.txt")), "{places:?}");
    assert!(places.iter().all(|(_, path)| path.starts_with('/')), "{places:?}");
}

#[test]
fn a_name_is_added_to_a_copy_of_the_entry() {
    let fixture = Fixture::new(CORPUS);
    let change = authoring::add_alias(fixture.view(), "nio", "Weilay", Rank::Hidden).expect("a change");
    let [file] = change.files.as_slice() else { panic!("{change:?}") };
    let [(_, added)] = file.edits.as_slice() else { panic!("{change:?}") };
    assert_eq!(&*file.path, "/glossary.toml");
    expect![[r#"

        [[entity]]
        id = "nio"
        type = "organization"
        name = { en = "NIO", zh-Hans = "蔚来", zh-Hant = "蔚來" }
        aliases = ["NIO Inc.", "蔚来汽车"]
        hidden = ["Weilai", "Wei Lai", "Weilai Automobile", "Weilai Motors", "Weilay"]
        description = { en = "Chinese maker of electric cars", zh = "中国电动汽车制造商" }
        kind = "company"
        founded = "2014-11"
        source = "nio.com (NYSE NIO, HKEX 9866)"
    "#]]
    .assert_eq(added);
    let glossary = fixture.view().snapshot.glossary();
    assert!(glossary.problems.is_empty());
    let key = EntityKey::Known(Symbol::new("nio"));
    assert!(hover::entity(fixture.view(), &fixture.source, &key, Lang::Hant).plain().contains("來自名錄包 china-tech"));
    assert_eq!(authoring::file_of(fixture.view(), glossary.get("nio").expect("it is there")).as_ref(), "/glossary.toml");
    assert_eq!(glossary.get("nio").map(|e| e.kind), Some(EntityType::Organization));
}
