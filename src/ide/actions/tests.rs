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
        id = "teodor-rensdale"
        type = "person"
        name = { en = "Teodor Rensdale" }
        roles = [{ title = "analyst" }]
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
        # packs = []   # glossaries that come with the program: "china-tech"

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
