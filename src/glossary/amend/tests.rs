//! Terms added to glossary files, and what stays of the files.

use expect_test::{Expect, expect};

use super::*;
use crate::glossary::terms::{TermFormat, read};

/// A glossary after a CSV went in, and what was told.
fn check(before: &str, csv: &str, expected: Expect) -> String {
    let file = GlossaryFile::parse(&"/g.toml".into(), before);
    assert!(!file.broken, "{before}");
    let list = read(TermFormat::Csv, "a.csv", csv, None);
    assert_eq!(list.problems, []);
    let additions = add_terms(&[Home { text: before, file: &file }], &|_| Some(0), &list.terms);
    let mut after = before.to_owned();
    for (span, new) in additions.edits[0].iter().rev() {
        after.replace_range(span.range(), new);
    }
    assert!(!before.contains('\r') || after.matches('\n').count() == after.matches("\r\n").count(), "{after:?}");
    let refused = additions.refused.iter().map(|(at, why)| format!("! {}: {why}\n", list.terms[*at].line));
    let counts = format!("# {} added, {} extended, {} known\n", additions.added, additions.extended, additions.known);
    expected.assert_eq(&[after.replace('\r', ""), counts].into_iter().chain(refused).collect::<String>());
    let read = GlossaryFile::parse(&"/g.toml".into(), &after);
    assert_eq!(read.problems, [], "{after}");
    // The same list again changes nothing.
    let again = add_terms(&[Home { text: &after, file: &read }], &|_| Some(0), &list.terms);
    assert_eq!((again.added, again.extended), (0, 0), "{after}");
    after
}

#[test]
fn comments_and_order_stay() {
    check(
        r#"# Our people.
[[entity]] # first
id = "velza"
type = "organization"
name = { en = "Velza" } # why

# Second.
[[entity]]
id = "tang-shen"
type = "person"
name = "Tang Shen"
aliases = [
  "T. Shen", # seen
]
roles = [{ title = "chair", of = "velza" }] # since 2014
# The end.
"#,
        "id,type,name_en,name_zh-Hans,aliases,hidden,roles,founded,part_of,description_en\n\
         tang-shen,person,Tang Shen,唐珅,T. Shen; Shen T.,Tong Chen,chair @velza; poet,,,Poet\n\
         velza,organization,Velza AG,维洛,,,,2014,orrin {from: 2014},\n\
         orrin,organization,Orrin Labs,,,,,,,\n",
        expect![[r##"
            # Our people.
            [[entity]] # first
            id = "velza"
            type = "organization"
            name = { en = "Velza", zh-Hans = "维洛" } # why
            aliases = ["Velza AG"]
            founded = "2014"
            part_of = [{ id = "orrin", from = "2014" }]

            # Second.
            [[entity]]
            id = "tang-shen"
            type = "person"
            name = { en = "Tang Shen", zh-Hans = "唐珅" }
            aliases = [
              "T. Shen", # seen
              "Shen T.",
            ]
            description = { en = "Poet" }
            hidden = ["Tong Chen"]
            roles = [{ title = "chair", of = "velza" }, "poet"] # since 2014
            # The end.

            [[entity]]
            id = "orrin"
            type = "organization"
            name = { en = "Orrin Labs" }
            # 1 added, 2 extended, 0 known
        "##]],
    );
}

#[test]
fn entries_in_other_notations_are_added_to() {
    check(
        "entity = [{ id = \"velza\", type = \"organization\", name = \"Velza\" }]\n",
        "id,type,name_en,aliases,founded\nvelza,organization,Velza,Velza AG,2014\norrin,organization,Orrin,,\n",
        expect![[r#"
            entity = [{ id = "velza", type = "organization", name = "Velza", aliases = ["Velza AG"], founded = "2014" }, { id = "orrin", type = "organization", name = { en = "Orrin" } }]
            # 1 added, 1 extended, 0 known
        "#]],
    );
    check(
        "[[entity]]\r\nid = \"v2\"\r\ntype = \"product\"\r\nname.en = \"V2\"\r\n[entity.description]\r\nzh = \"车\"\r\n[[entity.aliases]]\r\ntext = \"V 2\"\r\n\r\n[[entity]]\r\nid = \"v3\"\r\ntype = \"product\"\r\nname = \"V3\"\r\nmaker = \"velza\"\r\n",
        "id,type,name_en,name_zh,aliases,description_en,makers\nv2,product,V2,维二,Velza V2 {when: car},Van,velza\nv3,product,V3,,,,orrin\n",
        expect![[r#"
            [[entity]]
            id = "v2"
            type = "product"
            name.en = "V2"
            name.zh = "维二"
            makers = ["velza"]
            [entity.description]
            zh = "车"
            en = "Van"
            [[entity.aliases]]
            text = "V 2"
            [[entity.aliases]]
            text = "Velza V2"
            when = ["car"]

            [[entity]]
            id = "v3"
            type = "product"
            name = "V3"
            makers = ["orrin"]
            maker = "velza"
            # 0 added, 2 extended, 0 known
        "#]],
    );
}

#[test]
fn what_differs_is_told_and_stays() {
    check(
        "[[entity]]\nid = \"velza\"\ntype = \"organization\"\nname = \"Velza\"\nfounded = \"2014\"\nformer = [\"velo\"]\n",
        "id,type,name_en,founded\nvelza,organization,Velza,2015\nvelza,product,Velza V2,\nvelo,organization,Velza AG,\n",
        expect![[r#"
            [[entity]]
            id = "velza"
            type = "organization"
            name = "Velza"
            aliases = ["Velza AG"]
            founded = "2014"
            former = ["velo"]
            # 0 added, 1 extended, 1 known
            ! 3: "velza" is of type organization above and product here; it is left out.
            ! 2: `founded` of "velza" is "2014" in the glossary and "2015" here; it stays as it is.
        "#]],
    );
}

#[test]
fn terms_without_an_id_are_known_by_their_name() {
    check(
        "[[entity]]\nid = \"velza\"\ntype = \"organization\"\nname = \"Velza\"\n",
        "type,name_en,aliases\norganization,VELZA,\norganization,velza,Velza AG\nproduct,Velza,\nperson,唐珅,\nperson,Tang Shen,\nperson,Tang Shen,T. Shen\n",
        expect![[r#"
            [[entity]]
            id = "velza"
            type = "organization"
            name = "Velza"
            aliases = ["VELZA", "velza", "Velza AG"]

            [[entity]]
            id = "velza-2"
            type = "product"
            name = { en = "Velza" }

            [[entity]]
            id = "tang-shen"
            type = "person"
            name = { en = "唐珅" }

            [[entity]]
            id = "tang-shen-2"
            type = "person"
            name = { en = "Tang Shen" }
            aliases = ["T. Shen"]
            # 3 added, 1 extended, 0 known
        "#]],
    );
}

#[test]
fn a_first_file_is_written_where_there_is_none() {
    let list = read(TermFormat::Csv, "a.csv", "id,type,name\nvelza,organization,Velza\n", None);
    expect![[r##"
        # Who is who. One [[entity]] for each person, organization and product.

        [[entity]]
        id = "velza"
        type = "organization"
        name = "Velza"
    "##]]
    .assert_eq(&add_terms(&[], &|_| None, &list.terms).new_file.expect("a new file"));
}
