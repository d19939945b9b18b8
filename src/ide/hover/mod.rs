//! What is known of the thing at the cursor, on one card.

mod card;
mod entity_card;
mod figure_card;
mod notation;
mod series;

use std::sync::Arc;

pub use card::{Card, Cell, Part};

use crate::config::RuleName;
use crate::corpus::Source;
use crate::extract::EntityKey;
use crate::text::Span;

use super::cursor::{self, Item};
use super::{Analysis, CorpusView, Lang};

/// A card and the thing it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub card: Card,
}

/// The card of what is at an offset. `source` is asked for the introduction's wording where its article is closed.
pub fn hover(analysis: &Analysis, source: &dyn Source, path: &str, offset: u32, lang: Lang) -> Option<Hover> {
    let cursor = cursor::at(analysis, path, offset)?;
    let ask = Ask { view: cursor.view, source, lang, here: path };
    let card = match &cursor.item {
        Item::Mention(article, mention) => entity_card::of_mention(&ask, article, mention),
        Item::Figure(article, figure) => figure_card::of_figure(&ask, article, *figure)?,
        Item::Id(id) => entity_card::of_id(&ask, id),
        Item::Name(entity, name) => entity_card::of_name(&ask, entity, name),
        Item::Rule(rule) => of_rule(rule),
    };
    Some(Hover { span: cursor.span, card })
}

/// The card of an entity wherever the cursor is: for commands and other views.
pub fn entity(view: &Arc<CorpusView>, source: &dyn Source, key: &EntityKey, lang: Lang) -> Card {
    entity_card::of_entity(&Ask { view, source, lang, here: "" }, key)
}

/// What every part of a card needs.
struct Ask<'a> {
    view: &'a Arc<CorpusView>,
    source: &'a dyn Source,
    lang: Lang,
    /// The document that the question came from.
    here: &'a str,
}

fn of_rule(rule: &RuleName) -> Card {
    let parts =
        vec![Part::Text(vec![Cell::Text(rule.summary.to_owned())]), Part::Text(vec![Cell::Text(format!("dossier explain {}", rule.name))])];
    Card { title: rule.name.to_owned(), subtitle: rule.default.as_str().to_owned(), parts }
}

/// The page of a Wikidata item.
pub(super) fn wikidata_url(id: &str) -> String {
    format!("https://www.wikidata.org/wiki/{id}")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, newsroom_at};
    use super::*;

    fn check(fixture: Fixture, lang: Lang, expect: Expect) {
        let found = hover(&fixture.analysis, &fixture.source, &fixture.path, fixture.offset, lang).expect("a card");
        let address = |place: &crate::check::Place, line: u32| Some(format!("file://{}#L{}", place.path, line + 1));
        let text = found.span.of(&fixture.source.0[&fixture.path]);
        expect.assert_eq(&format!("{text:?}\n{}\n", found.card.markdown(&address)));
    }

    #[test]
    fn an_organization() {
        check(
            newsroom_at("/may/launch.md", "Zephyr,", 0),
            Lang::English,
            expect![[r#"
                "Zephyr"
                **Zephyr Motors** — organization

                Maker of electric vans

                - Names: 泽风汽车 (zh-Hans) · Zephyr

                No introduction found; first mention: [may/launch.md:3 (2024-05-03)](<file:///may/launch.md#L3>)

                - Mentions: 1 here, 3 in 3 articles of the corpus

                | Figure | Period | Value | Source |
                | --- | --- | --- | --- |
                | deliveries | Q1 2024 | 4,812 cars ≠ 4,182 cars | [june/zh.txt:1 (2024-06-12)](<file:///june/zh.txt#L1>) +2 |

                - Wikidata: [Q99999999](<https://www.wikidata.org/wiki/Q99999999>)
            "#]],
        );
        check(
            newsroom_at("/june/zh.txt", "澤風", 0),
            Lang::Hant,
            expect![[r#"
                "澤風汽車"
                **泽风汽车** — 機構

                Maker of electric vans

                - 名稱：Zephyr Motors (en) · Zephyr

                未找到介紹；首次提及：[may/launch.md:3 (2024-05-03)](<file:///may/launch.md#L3>)

                - 提及：本文 1 處，語料中 3 篇文章共 3 處

                | 指標 | 期間 | 數值 | 出處 |
                | --- | --- | --- | --- |
                | 交付量 | 2024年第一季度 | 4,812輛 ≠ 4,182輛 | [june/zh.txt:1 (2024-06-12)](<file:///june/zh.txt#L1>) +2 |

                - Wikidata: [Q99999999](<https://www.wikidata.org/wiki/Q99999999>)
            "#]],
        );
    }

    #[test]
    fn a_person_with_an_introduction() {
        check(
            newsroom_at("/notes.txt", "Mara", 0),
            Lang::English,
            expect![[r#"
            "Mara Quill"
            **Mara Quill** — person

            - Role: chief executive, Zephyr Motors (2019–)
            - Introduced as: chief executive · Zephyr

            > Mara Quill, chief executive of Zephyr
            >
            > — [may/launch.md:3 (2024-05-03)](<file:///may/launch.md#L3>)

            - Mentions: 1 here, 2 in 2 articles of the corpus
        "#]],
        );
    }

    #[test]
    fn a_product() {
        check(
            newsroom_at("/may/launch.md", "Lark", 0),
            Lang::Hans,
            expect![[r#"
                "Lark"
                **Zephyr Lark** — 产品

                - 制造商：泽风汽车
                - 发布：2023-04-01

                未找到介绍；首次提及：[may/launch.md:7 (2024-05-03)](<file:///may/launch.md#L7>)

                - 提及：1 处，仅在本文
            "#]],
        );
    }

    #[test]
    fn a_name_that_is_not_in_the_glossary() {
        check(
            newsroom_at("/june/outlook.txt", "Rensdale", 1),
            Lang::English,
            expect![[r#"
            "Rensdale"
            **Teodor Rensdale** — person · not in the glossary

            - Introduced as: analyst · Marlet Street

            > Teodor Rensdale of Marlet Street
            >
            > — [june/outlook.txt:1 (2024-06-10)](<file:///june/outlook.txt#L1>)

            - Mentions: 2 here, 3 in 2 articles of the corpus
        "#]],
        );
        check(
            newsroom_at("/june/outlook.txt", "Marlet", 0),
            Lang::Hans,
            expect![[r#"
                "Marlet Street"
                **Marlet Street** — 机构 · 不在名录中

                未找到介绍；首次提及：[june/outlook.txt:1 (2024-06-10)](<file:///june/outlook.txt#L1>)

                - 提及：1 处，仅在本文
            "#]],
        );
    }

    #[test]
    fn an_ambiguous_name() {
        check(
            newsroom_at("/may/launch.md", "Apex", 0),
            Lang::English,
            expect![[r#"
            "Apex"
            **Apex** — one name, 2 entities

            - Zephyr Motors: organization · Maker of electric vans · [zephyr](<file:///glossary.toml#L2>)
            - Zephyr Auto: organization · Zephyr Motors · [zephyr-auto](<file:///glossary.toml#L11>)
        "#]],
        );
    }

    #[test]
    fn figures() {
        check(
            newsroom_at("/may/launch.md", "4,812", 0),
            Lang::English,
            expect![[r#"
                "4,812"
                **4,812 cars** — quantity

                - Unit: car
                - Claim: Zephyr Motors · deliveries · Q1 2024

                ≠ Zephyr Motors deliveries Q1 2024: 4,812 here, 4,182 in june/outlook.txt:1 (2024-06-10). Digits 8 and 1 swapped?

                | Same claim elsewhere | Article | According to |
                | --- | --- | --- |
                | 4,182 cars ≠ | [june/outlook.txt:1 (2024-06-10)](<file:///june/outlook.txt#L1>) |  |
                | 4,812 cars | [june/zh.txt:1 (2024-06-12)](<file:///june/zh.txt#L1>) |  |
            "#]],
        );
        check(
            newsroom_at("/notes.txt", "about", 0),
            Lang::English,
            expect![[r#"
                "about 60,000"
                **about 60,000 shares** — quantity

                - Also: 6万
                - Interval: 54,000 – 66,000
                - Unit: share
            "#]],
        );
        check(
            newsroom_at("/notes.txt", "Q2", 0),
            Lang::Hans,
            expect![[r#"
                "Q2"
                **XXXX-Q2** — 期间

                年份未知：文章没有日期。
            "#]],
        );
    }

    #[test]
    fn a_figure_of_a_series() {
        let statement = |period: &str, value: &str| format!("⟦{value}|#quantity {value} car|pell deliveries {period}⟧");
        let article = |date: &str, of: &[(&str, &str)]| {
            let said: Vec<String> = of.iter().map(|(p, v)| statement(p, v)).collect();
            format!("//- /{date}.txt date={date}\n⟦Pell|pell⟧ delivered {}.\n", said.join(", "))
        };
        let glossary = "//- /glossary.toml\n[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pell\" }\n";
        let text = [
            glossary.to_owned(),
            article("2024-02-01", &[("2023-Q4", "31041"), ("2023", "99000")]),
            article("2024-05-01", &[("2024-Q1", "30053")]),
            article("2024-08-01", &[("2024-Q2", "57373")]).replace("⟦57373", "$0⟦57373"),
        ];
        check(
            Fixture::new(&text.concat()),
            Lang::English,
            expect![[r#"
                "57373"
                **57,373 cars** — quantity

                - Also: 5.7373万
                - Unit: car
                - Claim: Pell · deliveries · Q2 2024
                - Over time: ▅▅█ Q4 2023 31,041 · Q1 2024 30,053 · Q2 2024 57,373
            "#]],
        );
    }

    #[test]
    fn names_and_rules_in_settings() {
        check(
            newsroom_at("/glossary.toml", "Zefir", 0),
            Lang::English,
            expect![[r#"
                "Zefir"
                **Zephyr Motors** — organization

                - Zefir: hidden name: found, and reported

                Maker of electric vans

                - Names: 泽风汽车 (zh-Hans) · Zephyr

                No introduction found; first mention: [may/launch.md:3 (2024-05-03)](<file:///may/launch.md#L3>)

                - Mentions: 3 in 3 articles of the corpus

                | Figure | Period | Value | Source |
                | --- | --- | --- | --- |
                | deliveries | Q1 2024 | 4,812 cars ≠ 4,182 cars | [june/zh.txt:1 (2024-06-12)](<file:///june/zh.txt#L1>) +2 |

                - Wikidata: [Q99999999](<https://www.wikidata.org/wiki/Q99999999>)
            "#]],
        );
        let rule = Fixture::new("//- /dossier.toml\n[rules]\n\"figure/con$0flict\" = \"off\"\n");
        check(
            rule,
            Lang::English,
            expect![[r#"
            "figure/conflict"
            **figure/conflict** — warning

            Two statements of one claim whose values cannot both be true.

            dossier explain figure/conflict
        "#]],
        );
    }

    #[test]
    fn plain_text() {
        let fixture = newsroom_at("/may/launch.md", "4,812", 0);
        let found = hover(&fixture.analysis, &fixture.source, &fixture.path, fixture.offset, Lang::Hans).expect("a card");
        expect![[r#"
            4,812辆 — 数量
            单位：辆
            陈述：泽风汽车 · 交付量 · 2024年第一季度
            ≠ Zephyr Motors deliveries Q1 2024: 4,812 here, 4,182 in june/outlook.txt:1 (2024-06-10). Digits 8 and 1 swapped?
            同一陈述的其他说法  文章                             来源
            4,182辆 ≠           june/outlook.txt:1 (2024-06-10)
            4,812辆             june/zh.txt:1 (2024-06-12)"#]]
        .assert_eq(&found.card.plain());
    }
}
