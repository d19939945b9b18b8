//! What is offered where, and what choosing it leaves.

use expect_test::{Expect, expect};

use super::*;
use crate::ide::fixture::{Fixture, NEWSROOM, newsroom_at};

const STAMP: Stamp = Stamp { id: "01J8ZQ0000000000000000000A", by: None, at: "2026-05-03T08:00:00Z" };

fn offered(fixture: &Fixture) -> Vec<Action> {
    let cursor = Span { start: fixture.offset, end: fixture.offset };
    actions(&fixture.analysis, &fixture.path, cursor, Lang::English)
}
fn titles(fixture: Fixture, expect: Expect) {
    expect.assert_eq(&offered(&fixture).iter().map(|a| format!("{:?} {}\n", a.kind, a.title)).collect::<String>());
}
/// What choosing the action with this title leaves, by way of a payload sent to the client and back.
fn choose(fixture: Fixture, title: &str, expect: Expect) {
    let actions = offered(&fixture);
    let action = actions.iter().find(|a| a.title.contains(title)).expect("the action is offered");
    let sent = serde_json::to_string(&action.payload).unwrap();
    let payload: Payload = serde_json::from_str(&sent).unwrap();
    assert_eq!(payload, action.payload);
    let left = match resolve(&fixture.analysis, &fixture.source, &payload, STAMP) {
        Ok(change) => fixture.apply(&change),
        Err(refusal) => refusal,
    };
    expect.assert_eq(&left);
}

#[test]
fn an_unknown_name_can_be_added() {
    let name = || newsroom_at("/june/outlook.txt", "Rensdale", 1);
    titles(
        name(),
        expect![[r#"
            QuickFix Add 'Teodor Rensdale' as person and 'Marlet Street' as organization to glossary.toml
            QuickFix Add 'Teodor Rensdale' as person to glossary.toml
            QuickFix Add 'Teodor Rensdale' as organization to glossary.toml
            QuickFix Add 'Teodor Rensdale' as product to glossary.toml
            QuickFix 'Teodor Rensdale' is no entity: ignore it in dossier.toml
        "#]],
    );
    choose(
        name(),
        "as person",
        expect![[r#"
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
            id = "marlet-street"
            type = "organization"
            name = { en = "Marlet Street" }

            [[entity]]
            id = "teodor-rensdale"
            type = "person"
            name = { en = "Teodor Rensdale" }
            roles = [{ title = "analyst", of = "marlet-street" }]
        "#]],
    );
    choose(
        name(),
        "ignore it",
        expect![[r#"
        //- /dossier.toml
        [editor]
        inlay-hints = "all"

        [names]
        ignore = [{ text = "Teodor Rensdale", type = "person" }]
    "#]],
    );
}

#[test]
fn an_unknown_name_brings_its_unknown_organization() {
    choose(
        newsroom_at("/june/outlook.txt", "Rensdale", 1),
        "and 'Marlet Street'",
        expect![[r#"
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
        id = "marlet-street"
        type = "organization"
        name = { en = "Marlet Street" }

        [[entity]]
        id = "teodor-rensdale"
        type = "person"
        name = { en = "Teodor Rensdale" }
        roles = [{ title = "analyst", of = "marlet-street" }]
    "#]],
    );
    choose(
        Fixture::new("//- /a.txt open\n⟪maker@Pell Works|Pell Works' $0⟦Heron 4|~product!⟧ by ⟦Pell Works|~organization⟧⟫.\n"),
        "and 'Pell Works'",
        expect![[r#"
            //- /glossary.toml
            # Who is who. One [[entity]] for each person, organization and product.

            [[entity]]
            id = "pell-works"
            type = "organization"
            name = { en = "Pell Works" }

            [[entity]]
            id = "heron-4"
            type = "product"
            name = { en = "Heron 4" }
            maker = "pell-works"
        "#]],
    );
}

#[test]
fn a_hidden_name_gives_way_to_the_preferred_one() {
    let open = NEWSROOM.replace("/june/outlook.txt date=2024-06-10", "/june/outlook.txt date=2024-06-10 open version=3");
    let fixture = || {
        let mut fixture = Fixture::new(&open);
        fixture.path = "/june/outlook.txt".to_owned();
        fixture
    };
    titles(
        fixture(),
        expect![[r#"
            QuickFix Write 'Zephyr Motors' for 'Zefir' here
            QuickFix Write the preferred name for 'Zefir' everywhere, after a preview
            QuickFix Go to `zephyr` in glossary.toml
            QuickFix Accept entity/inconsistent-name at this place
            QuickFix Turn entity/inconsistent-name off for june/outlook.txt in dossier.toml
            QuickFix Turn entity/inconsistent-name off for the project in dossier.toml
        "#]],
    );
    choose(
        fixture(),
        "Zephyr Motors",
        expect![[r#"
        //- /june/outlook.txt
        Zephyr Motors delivered 4,182 vans, according to Teodor Rensdale of Marlet Street. Rensdale expects more.
    "#]],
    );
}

#[test]
fn a_misspelt_name_can_be_mended_or_learnt() {
    let slip = || {
        let glossary = "//- /glossary.toml\n[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\" }\n";
        Fixture::new(&format!("{glossary}//- /slip.txt open\n$0⟦Pellborok Motors|~organization^pell⟧ grew.\n"))
    };
    titles(
        slip(),
        expect![[r#"
            QuickFix Write 'Pellbrook Motors' for 'Pellborok Motors' here
            QuickFix Add 'Pellborok Motors' as an alias of Pellbrook Motors to glossary.toml
            QuickFix Add 'Pellborok Motors' as a hidden name of Pellbrook Motors to glossary.toml: found, and reported
            QuickFix Go to `pell` in glossary.toml
            QuickFix Add 'Pellborok Motors' as organization to glossary.toml
            QuickFix Add 'Pellborok Motors' as person to glossary.toml
            QuickFix Add 'Pellborok Motors' as product to glossary.toml
            QuickFix 'Pellborok Motors' is no entity: ignore it in dossier.toml
            QuickFix Accept entity/misspelled at this place
            QuickFix Turn entity/misspelled off for slip.txt in dossier.toml
            QuickFix Turn entity/misspelled off for the project in dossier.toml
            Source Create dossier.toml
        "#]],
    );
    choose(
        slip(),
        "Write",
        expect![[r#"
        //- /slip.txt
        Pellbrook Motors grew.
    "#]],
    );
    choose(
        slip(),
        "alias",
        expect![[r#"
        //- /glossary.toml
        [[entity]]
        id = "pell"
        type = "organization"
        name = { en = "Pellbrook Motors" }
        aliases = ["Pellborok Motors"]
    "#]],
    );
}

#[test]
fn a_conflict_can_be_accepted_or_its_rule_turned_off() {
    let figure = || newsroom_at("/june/outlook.txt", "4,182", 0);
    titles(
        figure(),
        expect![[r#"
            QuickFix Go to may/launch.md:3 (4,812 here)
            QuickFix Go to june/zh.txt:1 (4,812 here)
            QuickFix Accept these values (4182, 4812); a new one reopens the finding
            QuickFix Turn figure/conflict off for june/outlook.txt in dossier.toml
            QuickFix Turn figure/conflict off for the project in dossier.toml
        "#]],
    );
    choose(
        figure(),
        "Accept",
        expect![[r#"
        //- /june/outlook.txt.review.annot.jsonl
        {"id":"01J8ZQ0000000000000000000A","t":"accept","rule":"figure/conflict","key":"zephyr|deliveries|2024-Q1|actual","values":["4182","4812"],"at":"2026-05-03T08:00:00Z","src":"manual","rev":1}
    "#]],
    );
    choose(
        figure(),
        "off for june",
        expect![[r#"
        //- /dossier.toml
        [editor]
        inlay-hints = "all"

        [per-file]
        "june/outlook.txt" = { "figure/conflict" = "off" }
    "#]],
    );
    choose(
        figure(),
        "for the project",
        expect![[r#"
        //- /dossier.toml
        [editor]
        inlay-hints = "all"

        [rules]
        "figure/conflict" = "off"
    "#]],
    );
}

#[test]
fn without_settings_they_can_be_written() {
    let bare = || Fixture::new("//- /a.txt open\n⟪editor@|$0⟦Ann Lisle|~person!⟧, editor⟫\n");
    titles(
        bare(),
        expect![[r#"
            QuickFix Add 'Ann Lisle' as person to glossary.toml
            QuickFix Add 'Ann Lisle' as organization to glossary.toml
            QuickFix Add 'Ann Lisle' as product to glossary.toml
            QuickFix 'Ann Lisle' is no entity: ignore it in dossier.toml
            QuickFix Accept entity/unresolved at this place
            QuickFix Turn entity/unresolved off for a.txt in dossier.toml
            QuickFix Turn entity/unresolved off for the project in dossier.toml
            Source Write a first glossary from 1 name to glossary.toml
            Source Create dossier.toml
        "#]],
    );
    choose(
        bare(),
        "first glossary",
        expect![[r#"
            //- /glossary.toml
            # Who is who. One [[entity]] for each person, organization and product.

            [[entity]]
            id = "ann-lisle"
            type = "person"
            name = { en = "Ann Lisle" }
            roles = [{ title = "editor", source = "a.txt:1" }]
        "#]],
    );
    choose(
        bare(),
        "Create dossier.toml",
        expect![[r#"
        //- /dossier.toml
        # Settings of this corpus. Every line shows its default: take the # off to change it.

        [corpus]
        # include = ["articles/**/*.{txt,md}"]   # default: every .txt and .md that git does not ignore
        # exclude = ["drafts/**"]

        [glossary]
        # files = ["glossary.toml", "glossary/**/*.toml"]

        [rules]
        # profile = "default"   # quiet, default or all
        # "figure/conflict" = "warning"   # error, warning, information, hint or off

        [editor]
        # inlay-hints = "conflicts"   # off, conflicts or all
    "#]],
    );
    choose(
        bare(),
        "as organization",
        expect![[r#"
        //- /glossary.toml
        # Who is who. One [[entity]] for each person, organization and product.

        [[entity]]
        id = "ann-lisle"
        type = "organization"
        name = { en = "Ann Lisle" }
    "#]],
    );
    choose(
        bare(),
        "ignore it",
        expect![[r#"
        //- /dossier.toml
        [names]
        ignore = [{ text = "Ann Lisle", type = "person" }]
    "#]],
    );
}

/// Two articles that print a hidden name and an alias of one entity, in two scripts.
const NAMES: &str = r#"
//- /glossary.toml
[[entity]]
id = "zephyr"
type = "organization"
name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
aliases = ["Zephyr"]
hidden = ["Zefir", "泽丰汽车"]
//- /a.txt open version=4
$0⟦Zefir|zephyr⟧ grew. ⟦Zephyr|zephyr⟧ and ⟦Zefir|zephyr⟧ and 泽风.
//- /b.txt
At last ⟦Zefir|zephyr⟧ spoke; ⟦泽丰汽车|zephyr⟧ did not.
"#;

#[test]
fn the_preferred_name_is_written_here_in_the_file_or_everywhere() {
    titles(
        Fixture::new(NAMES),
        expect![[r#"
        QuickFix Write 'Zephyr Motors' for 'Zefir' here
        QuickFix Write 'Zephyr Motors' for all 2 'Zefir' in a.txt
        QuickFix Write the preferred name for 'Zefir' everywhere, after a preview
        QuickFix Go to `zephyr` in glossary.toml
        QuickFix Accept entity/inconsistent-name at this place
        QuickFix Turn entity/inconsistent-name off for a.txt in dossier.toml
        QuickFix Turn entity/inconsistent-name off for the project in dossier.toml
        Source Create dossier.toml
    "#]],
    );
    choose(
        Fixture::new(NAMES),
        "for all 2",
        expect![[r#"
        //- /a.txt
        Zephyr Motors grew. Zephyr and Zephyr Motors and 泽风.
    "#]],
    );
    choose(
        Fixture::new(NAMES),
        "everywhere",
        expect![[r#"
        //- /a.txt
        Zephyr Motors grew. Zephyr and Zephyr Motors and 泽风.
        //- /b.txt
        At last Zephyr Motors spoke; 泽丰汽车 did not.
    "#]],
    );
    let fixture = Fixture::new(NAMES);
    let everywhere = offered(&fixture).into_iter().find(|a| a.title.contains("everywhere")).expect("offered");
    let change = resolve(&fixture.analysis, &fixture.source, &everywhere.payload, STAMP).expect("it can be done");
    assert!(change.files.iter().all(|f| f.needs_confirmation), "a preview is asked for");
    // An alias is right as well: the same is offered, but not as a fix.
    titles(
        Fixture::new(&NAMES.replace("$0", "").replace(" ⟦Zephyr|", " $0⟦Zephyr|")),
        expect![[r#"
        Refactor Write 'Zephyr Motors' for 'Zephyr' here
        Refactor Write the preferred name for 'Zephyr' everywhere, after a preview
        QuickFix Go to `zephyr` in glossary.toml
        Source Create dossier.toml
    "#]],
    );
}

#[test]
fn a_place_that_changed_is_not_written_over() {
    let mut fixture = Fixture::new(NAMES);
    let payload = Payload::UsePreferred { path: "/a.txt".into(), entity: "zephyr".into(), old: "Zefir".into(), everywhere: true };
    fixture.source.0.insert("/b.txt".into(), "Another text altogether.\n".into());
    let change = resolve(&fixture.analysis, &fixture.source, &payload, STAMP).expect("the open one");
    assert_eq!(change.files.iter().map(|f| &*f.path).collect::<Vec<_>>(), ["/a.txt"]);
}

#[test]
fn an_ambiguous_name_leads_to_both_entries_or_makes_them_one() {
    let name = || newsroom_at("/may/launch.md", "Apex", 0);
    titles(
        name(),
        expect![[r#"
        QuickFix Go to `zephyr` in glossary.toml
        QuickFix Go to `zephyr-auto` in glossary.toml
        Refactor Merge Zephyr Auto (zephyr-auto) into Zephyr Motors (zephyr) in glossary.toml
        Refactor Merge Zephyr Motors (zephyr) into Zephyr Auto (zephyr-auto) in glossary.toml
        QuickFix Accept entity/ambiguous at this place
        QuickFix Turn entity/ambiguous off for may/launch.md in dossier.toml
        QuickFix Turn entity/ambiguous off for the project in dossier.toml
    "#]],
    );
    choose(
        name(),
        "Merge Zephyr Auto",
        expect![[r#"
        //- /glossary.toml
        [[entity]]
        id = "zephyr"
        type = "organization"
        name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
        aliases = ["Zephyr", "Zephyr Auto"]
        former = ["zephyr-auto"]
        hidden = ["Zefir"]
        wikidata = "Q99999999"
        description = { en = "Maker of electric vans" }

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
    "#]],
    );
}

#[test]
fn a_candidate_takes_a_name_as_alias_or_hidden() {
    let slip = "//- /glossary.toml\n[[entity]]\nid = \"wei\"\ntype = \"organization\"\nname = { zh = \"蔚渊\" }\n//- /a.txt open\n$0⟦Weiyuan|~organization⟧ grew.\n";
    titles(
        Fixture::new(slip),
        expect![[r#"
        QuickFix Add 'Weiyuan' as an alias of 蔚渊 to glossary.toml
        QuickFix Add 'Weiyuan' as a hidden name of 蔚渊 to glossary.toml: found, and reported
        QuickFix Go to `wei` in glossary.toml
        QuickFix Add 'Weiyuan' as organization to glossary.toml
        QuickFix Add 'Weiyuan' as person to glossary.toml
        QuickFix Add 'Weiyuan' as product to glossary.toml
        QuickFix 'Weiyuan' is no entity: ignore it in dossier.toml
        QuickFix Accept entity/unresolved at this place
        QuickFix Turn entity/unresolved off for a.txt in dossier.toml
        QuickFix Turn entity/unresolved off for the project in dossier.toml
        Source Create dossier.toml
    "#]],
    );
    choose(
        Fixture::new(slip),
        "hidden",
        expect![[r#"
        //- /glossary.toml
        [[entity]]
        id = "wei"
        type = "organization"
        name = { zh = "蔚渊" }
        hidden = ["Weiyuan"]
    "#]],
    );
}

#[test]
fn entries_are_merged_by_cursor_or_selection() {
    titles(newsroom_at("/glossary.toml", "zephyr\"\n", 0), expect![[""]]);
    let fixture = Fixture::new(NEWSROOM);
    let text = &fixture.source.0["/glossary.toml"];
    let selection = Span::new(0, text.find("name = { en = \"Mara").expect("it is there"));
    let all = actions(&fixture.analysis, "/glossary.toml", selection, Lang::English);
    expect![[r#"
        Refactor Merge Zephyr Auto (zephyr-auto) into Zephyr Motors (zephyr) in glossary.toml
        Refactor Merge Zephyr Motors (zephyr) into Zephyr Auto (zephyr-auto) in glossary.toml
    "#]]
    .assert_eq(&all.iter().map(|a| format!("{:?} {}\n", a.kind, a.title)).collect::<String>());
    let twins = "//- /glossary.toml\n[[entity]]\nid = \"$0wei\"\ntype = \"organization\"\nname = { zh = \"蔚渊\" }\n\n[[entity]]\nid = \"weiyuan\"\ntype = \"organization\"\nname = { en = \"Weiyuan\" }\n";
    titles(
        Fixture::new(twins),
        expect![[r#"
        Refactor Merge 蔚渊 (wei) into Weiyuan (weiyuan) in glossary.toml
        Refactor Merge Weiyuan (weiyuan) into 蔚渊 (wei) in glossary.toml
        Source Create dossier.toml
    "#]],
    );
    choose(
        Fixture::new(twins),
        "Merge 蔚渊 (wei) into",
        expect![[r#"
        //- /glossary.toml
        [[entity]]
        id = "weiyuan"
        type = "organization"
        name = { en = "Weiyuan", zh = "蔚渊" }
        former = ["wei"]
    "#]],
    );
}

#[test]
fn a_name_of_an_entry_is_split_off() {
    choose(
        newsroom_at("/glossary.toml", "Zephyr\"]", 0),
        "Split 'Zephyr' off",
        expect![[r#"
        //- /glossary.toml
        [[entity]]
        id = "zephyr"
        type = "organization"
        name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
        hidden = ["Zefir"]
        wikidata = "Q99999999"
        description = { en = "Maker of electric vans" }

        [[entity]]
        id = "zephyr-2"
        type = "organization"
        name = { en = "Zephyr" }

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
    "#]],
    );
    titles(newsroom_at("/glossary.toml", "Zephyr Auto", 0), expect![[""]]);
}
