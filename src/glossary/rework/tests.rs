//! Entries renamed, merged and split, with what is left of comments, order and references.

use expect_test::{Expect, expect};

use super::*;
use crate::glossary::Glossary;

struct Files(Vec<(Arc<str>, String, GlossaryFile)>);

impl Files {
    fn new(files: &[(&str, &str)]) -> Files {
        let read = |(path, text): &(&str, &str)| {
            let path: Arc<str> = (*path).into();
            let file = GlossaryFile::parse(&path, text);
            assert_eq!(file.problems, [], "{text}");
            (path, (*text).to_owned(), file)
        };
        Files(files.iter().map(read).collect())
    }
    fn texts(&self) -> Vec<GlossaryText<'_>> {
        self.0.iter().map(|(path, text, file)| GlossaryText { path, text, file }).collect()
    }
    fn entity(&self, id: &str) -> &Entity {
        self.0.iter().flat_map(|f| &f.2.entities).find(|e| &*e.id == id).expect("the entry is there")
    }
    /// The changed files, which are sound.
    fn after(&self, edits: Option<Vec<Reworked>>) -> String {
        let edits = edits.expect("edits");
        let mut out = String::new();
        let mut files = Vec::new();
        for (path, text, file) in &self.0 {
            let Some((_, edits)) = edits.iter().find(|(p, _)| p == path) else {
                files.push(file.clone());
                continue;
            };
            let mut text = text.clone();
            for (at, new) in edits.iter().rev() {
                text.replace_range(at.range(), new);
            }
            let file = GlossaryFile::parse(path, &text);
            assert_eq!(file.problems, [], "{text}");
            out += &format!("//- {path}\n{text}");
            files.push(file);
        }
        let problems: Vec<String> = Glossary::join(&files).problems.into_iter().map(|(_, p)| p.message).collect();
        assert_eq!(problems, [""; 0], "{out}");
        out
    }
}

const FIRMS: &str = r#"# Firms that make vans.
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh-Hans = "维扎" } # since 2019
aliases = [
  "Velza Motors", # as listed
  "Velza Vans",
]
part_of = [{ id = "orno" }]

# The battery arm.
[[entity]]
id = "velza-power"
type = "organization"
name = { en = "Velza Power", zh-Hant = "維扎電力" }
aliases = ["VP Cells", { text = "Power", when = ["battery"] }]
hidden = ["Welza"]
part_of = [{ id = "velza", from = "2020" }]
founded = "2020"
wikidata = "Q1" # checked

[[entity]]
id = "orno"
type = "organization"
name = { en = "Orno Group" }
"#;
const PEOPLE: &str = r#"[[entity]]
id = "mina-orr"
type = "person"
name = "Mina Orr"
roles = [
  { title = "chair", of = "velza-power" }, # until the sale
  { title = "adviser", of = "velza" },
]

[[entity]]
id = "cell-9"
type = "product"
name = "Cell 9"
maker = "velza-power"
"#;

fn firms() -> Files {
    Files::new(&[("/firms.toml", FIRMS), ("/people.toml", PEOPLE)])
}

#[test]
fn a_new_id_is_written_wherever_the_old_one_was() {
    let files = firms();
    expect![[r#"
        //- /firms.toml
        # Firms that make vans.
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh-Hans = "维扎" } # since 2019
        aliases = [
          "Velza Motors", # as listed
          "Velza Vans",
        ]
        part_of = [{ id = "orno" }]

        # The battery arm.
        [[entity]]
        id = "velza-cells"
        type = "organization"
        name = { en = "Velza Power", zh-Hant = "維扎電力" }
        aliases = ["VP Cells", { text = "Power", when = ["battery"] }]
        former = ["velza-power"]
        hidden = ["Welza"]
        part_of = [{ id = "velza", from = "2020" }]
        founded = "2020"
        wikidata = "Q1" # checked

        [[entity]]
        id = "orno"
        type = "organization"
        name = { en = "Orno Group" }
        //- /people.toml
        [[entity]]
        id = "mina-orr"
        type = "person"
        name = "Mina Orr"
        roles = [
          { title = "chair", of = "velza-cells" }, # until the sale
          { title = "adviser", of = "velza" },
        ]

        [[entity]]
        id = "cell-9"
        type = "product"
        name = "Cell 9"
        maker = "velza-cells"
    "#]]
    .assert_eq(&files.after(rename(&files.texts(), files.entity("velza-power"), "velza-cells")));
}

fn renamed(text: &str, id: &str, new: &str, expect: Expect) {
    let files = Files::new(&[("/g.toml", text)]);
    expect.assert_eq(&files.after(rename(&files.texts(), files.entity(id), new)));
}

#[test]
fn a_name_that_comes_back_is_former_no_more() {
    renamed(
        "[[entity]]\nid = \"b\"\nformer = [\"a\", \"z\"] # long ago\ntype = \"product\"\nname = \"B2\"\n",
        "b",
        "a",
        expect![[r#"
            //- /g.toml
            [[entity]]
            id = "a"
            former = ["z", "b"] # long ago
            type = "product"
            name = "B2"
        "#]],
    );
    renamed(
        "entity = [{ id = \"b\", former = \"a\", type = \"product\", name = \"B2\" }, { id = \"c\", type = \"product\", name = \"C2\", family = \"a\" }]\n",
        "b",
        "d",
        expect![[r#"
            //- /g.toml
            entity = [{ id = "d", former = ["a", "b"], type = "product", name = "B2" }, { id = "c", type = "product", name = "C2", family = "d" }]
        "#]],
    );
}

#[test]
fn two_entries_become_one_and_nothing_is_lost() {
    let files = firms();
    let (part, whole) = (files.entity("velza-power"), files.entity("velza"));
    expect![[r#"
        //- /firms.toml
        # Firms that make vans.
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh-Hans = "维扎", zh-Hant = "維扎電力" } # since 2019
        aliases = [
          "Velza Motors", # as listed
          "Velza Vans",
          "Velza Power",
          "VP Cells",
          { text = "Power", when = ["battery"] },
        ]
        former = ["velza-power"]
        wikidata = "Q1"
        founded = "2020"
        hidden = ["Welza"]
        part_of = [{ id = "orno" }]
        # The battery arm.
        # checked

        [[entity]]
        id = "orno"
        type = "organization"
        name = { en = "Orno Group" }
        //- /people.toml
        [[entity]]
        id = "mina-orr"
        type = "person"
        name = "Mina Orr"
        roles = [
          { title = "chair", of = "velza" }, # until the sale
          { title = "adviser", of = "velza" },
        ]

        [[entity]]
        id = "cell-9"
        type = "product"
        name = "Cell 9"
        maker = "velza"
    "#]]
    .assert_eq(&files.after(merge(&files.texts(), part, whole)));
    expect![[r#"
        //- /firms.toml
        # Firms that make vans.
        # The battery arm.
        [[entity]]
        id = "velza-power"
        type = "organization"
        name = { en = "Velza Power", zh-Hant = "維扎電力", zh-Hans = "维扎" }
        aliases = ["VP Cells", { text = "Power", when = ["battery"] }, "Velza", "Velza Motors", "Velza Vans"]
        former = ["velza"]
        part_of = [{ id = "orno" }]
        hidden = ["Welza"]
        founded = "2020"
        wikidata = "Q1" # checked
        # since 2019
        # as listed

        [[entity]]
        id = "orno"
        type = "organization"
        name = { en = "Orno Group" }
        //- /people.toml
        [[entity]]
        id = "mina-orr"
        type = "person"
        name = "Mina Orr"
        roles = [
          { title = "chair", of = "velza-power" }, # until the sale
          { title = "adviser", of = "velza-power" },
        ]

        [[entity]]
        id = "cell-9"
        type = "product"
        name = "Cell 9"
        maker = "velza-power"
    "#]]
    .assert_eq(&files.after(merge(&files.texts(), whole, part)));
}

fn merged(text: &str, from: &str, into: &str, expect: Expect) {
    let files = Files::new(&[("/g.toml", text)]);
    expect.assert_eq(&files.after(merge(&files.texts(), files.entity(from), files.entity(into))));
}

#[test]
fn lists_written_in_any_way_are_merged() {
    merged(
        r#"
[[entity]]
id = "a"
type = "person"
name = "Ann Pell"
description = { en = "Writer" }
[[entity.roles]]
title = "editor"

[[entity]]
id = "b"
type = "person"
name.zh = "安·佩尔"
aliases = "A. Pell"
description = { en = "Author", zh = "作家" }
born = 1961
[[entity.roles]]
title = "editor"
[[entity.roles]]
title = "poet"
from = 1990
"#,
        "b",
        "a",
        expect![[r#"
            //- /g.toml

            [[entity]]
            id = "a"
            type = "person"
            name = "Ann Pell"
            aliases = ["安·佩尔", "A. Pell"]
            former = ["b"]
            born = 1961
            description = { en = "Writer", zh = "作家" }
            [[entity.roles]]
            title = "editor"
            [[entity.roles]]
            title = "poet"
            from = 1990
            # b said:
            # description.en = "Author"
        "#]],
    );
    merged(
        "entity = [{ id = \"a\", type = \"product\", name = { en = \"A1\" } }, { id = \"b\", type = \"product\", name = { zh = \"甲乙\" }, maker = \"a\" }]\n",
        "b",
        "a",
        expect![[r#"
            //- /g.toml
            entity = [{ id = "a", type = "product", name = { en = "A1", zh = "甲乙" }, former = ["b"] }]
        "#]],
    );
}

#[test]
fn twins_with_one_id_are_merged_without_a_former_one() {
    let text = "[[entity]]\nid = \"a\"\ntype = \"product\"\nname = \"A1\"\n\n[[entity]]\nid = \"a\"\ntype = \"product\"\nname = \"A1\"\naliases = [\"A One\"]\n";
    let files = Files::new(&[("/g.toml", text)]);
    let both = &files.0[0].2.entities;
    expect![[r#"
        //- /g.toml
        [[entity]]
        id = "a"
        type = "product"
        name = "A1"
        aliases = ["A One"]
    "#]]
    .assert_eq(&files.after(merge(&files.texts(), &both[1], &both[0])));
}

#[test]
fn names_leave_for_an_entry_of_their_own() {
    let files = firms();
    let entity = files.entity("velza-power");
    let some = |texts: &[&str]| entity.names.iter().filter(|n| texts.contains(&&*n.text)).cloned().collect::<Vec<_>>();
    expect![[r#"
        //- /firms.toml
        # Firms that make vans.
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh-Hans = "维扎" } # since 2019
        aliases = [
          "Velza Motors", # as listed
          "Velza Vans",
        ]
        part_of = [{ id = "orno" }]

        # The battery arm.
        [[entity]]
        id = "velza-power"
        type = "organization"
        name = { en = "Velza Power" }
        aliases = ["VP Cells"]
        part_of = [{ id = "velza", from = "2020" }]
        founded = "2020"
        wikidata = "Q1" # checked

        [[entity]]
        id = "power"
        type = "organization"
        name = { zh-Hant = "維扎電力", en = { text = "Power", when = ["battery"] } }
        hidden = ["Welza"]

        [[entity]]
        id = "orno"
        type = "organization"
        name = { en = "Orno Group" }
    "#]]
    .assert_eq(&files.after(split(&files.texts(), entity, &some(&["維扎電力", "Power", "Welza"]), "power")));
    let velza = files.entity("velza");
    let name: Vec<Name> = velza.names.iter().filter(|n| &*n.text == "Velza Motors").cloned().collect();
    expect![[r#"
        //- /firms.toml
        # Firms that make vans.
        [[entity]]
        id = "velza"
        type = "organization"
        name = { en = "Velza", zh-Hans = "维扎" } # since 2019
        aliases = [
          # as listed
          "Velza Vans",
        ]
        part_of = [{ id = "orno" }]

        [[entity]]
        id = "velza-motors"
        type = "organization"
        name = { en = "Velza Motors" }

        # The battery arm.
        [[entity]]
        id = "velza-power"
        type = "organization"
        name = { en = "Velza Power", zh-Hant = "維扎電力" }
        aliases = ["VP Cells", { text = "Power", when = ["battery"] }]
        hidden = ["Welza"]
        part_of = [{ id = "velza", from = "2020" }]
        founded = "2020"
        wikidata = "Q1" # checked

        [[entity]]
        id = "orno"
        type = "organization"
        name = { en = "Orno Group" }
    "#]]
    .assert_eq(&files.after(split(&files.texts(), velza, &name, "velza-motors")));
    assert!(split(&files.texts(), velza, &velza.names, "all").is_none(), "nothing would be left");
}

#[test]
fn ids_are_what_a_file_may_hold() {
    for (id, sound) in [("velza", true), ("雷", true), ("", false), ("a b", false), ("~a", false), ("a|b", false), ("a\"", false)] {
        assert_eq!(is_id(id), sound, "{id}");
    }
}
