//! Sentences and the claims in them, bound with hand-made mentions: names in braces are organizations.

use super::{MetricLexicon, Prose, bind, drafts};
use crate::extract::figures::{read, resolve};
use crate::extract::{
    ArticleDate, ArticleFacts, BlockEntry, BlockFacts, DateSource, Evidence, Measure, Mention, Strength, Target, period_text,
};
use crate::glossary::EntityType;
use crate::text::{Format, Layout, Reading, ReadingOptions, Span, Symbol};

/// Claims as text: subject (`?` unknown, `~` before a carried one), metric with qualifiers, period, aspect, value, measure.
fn told(marked: &str) -> Vec<String> {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut start = 0;
    for c in marked.chars() {
        match c {
            '{' => start = text.len(),
            '}' => {
                let name = Symbol::new(&text[start..]);
                mentions.push(Mention {
                    span: Span::new(start, text.len()),
                    kind: EntityType::Organization,
                    target: Target::Linked(name.clone()),
                    name,
                    strength: Strength::Strong,
                    evidence: Evidence::GLOSSARY,
                    hidden: false,
                    former: false,
                    short: false,
                });
            }
            _ => text.push(c),
        }
    }
    let layout = Layout::new(&text, Format::Text);
    let lexicon = MetricLexicon::default();
    let entries: Vec<BlockEntry> = layout
        .blocks
        .iter()
        .map(|block| {
            let reading = Reading::new(block.span.of(&text), block, ReadingOptions::default());
            let figures = read(&reading, block);
            let claims = drafts(&Prose::new(&reading, &figures, &lexicon), &lexicon);
            let facts = BlockFacts { figures: figures.into(), claims: claims.into(), ..BlockFacts::default() };
            BlockEntry { facts: facts.into(), hits: [].into(), cues: [].into(), generation: 0 }
        })
        .collect();
    let date = ArticleDate { date: jiff::civil::date(2024, 8, 2), source: DateSource::FileName, span: None };
    let mut facts = ArticleFacts { date: Some(date), mentions: mentions.into(), ..ArticleFacts::default() };
    resolve(&layout, &entries, &mut facts);
    bind(&layout, &entries, &mut facts);
    let told = facts.claims.iter().map(|c| {
        let subject = c
            .subject
            .as_ref()
            .map_or("?".into(), |(k, known)| format!("{}{}", if *known == crate::extract::Known::Carried { "~" } else { "" }, k.id()));
        let metric = c
            .metric
            .as_ref()
            .map_or("?".into(), |m| std::iter::once(&m.head).chain(&m.qualifiers).map(|s| s.to_string()).collect::<Vec<_>>().join("+"));
        let period = c
            .period
            .as_ref()
            .filter(|(_, k)| *k != crate::extract::Known::Carried || c.as_of.is_none())
            .map_or("?".into(), |(w, _)| period_text(w));
        let measure = match &c.measure {
            Measure::Level => String::new(),
            Measure::Former { of, .. } => format!(" former of {of}"),
            Measure::Change { base, sign, ratio, to, from } => {
                format!(
                    " {base:?} {sign:+}{}{}{}",
                    ratio.map_or(String::new(), |r| format!(" x{r}")),
                    to.map_or(String::new(), |t| format!(" to {t}")),
                    from.map_or(String::new(), |f| format!(" from {f}"))
                )
            }
        };
        let figure = &facts.figures[c.figure as usize];
        format!("{subject} {metric} {period} {} {}{measure}", c.aspect.as_str(), figure.span.of(&text))
    });
    told.collect()
}

fn table(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| told(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected:#?}\n  told {:#?}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn levels_and_growth() {
    table(&[
        (
            "Throughout Q2, {Pinwell} delivered a total of 57,373 new cars, setting a record, a year-on-year increase of 143.9%.",
            &["Pinwell deliveries 2024-Q2 actual 57,373 new cars", "Pinwell deliveries 2024-Q2 actual 143.9% YearOnYear +1 to 0"],
        ),
        (
            "{Harrowden}'s revenue in 2023 rose 25% to $1.5 billion from $1.2 billion a year earlier.",
            &[
                "Harrowden revenue 2023 actual 25% YearOnYear +1 to 1 from 2",
                "Harrowden revenue 2023 actual $1.5 billion",
                "Harrowden revenue 2022 actual $1.2 billion former of 1",
            ],
        ),
        (
            "{沐岚乳业}第三季度营业收入26.4亿元，同比增长20%，上年同期为22亿元。",
            &[
                "沐岚乳业 revenue 2024-Q3 actual 26.4亿元",
                "沐岚乳业 revenue 2024-Q3 actual 20% YearOnYear +1 to 0 from 2",
                "沐岚乳业 revenue 2023-Q3 actual 22亿元 former of 0",
            ],
        ),
        (
            "{Ostwick} carried 21.5 million passengers in 2022, up 8% from 2021.",
            &["Ostwick passengers 2022 actual 21.5 million passengers", "Ostwick passengers 2022 actual 8% YearOnYear +1 to 0"],
        ),
        (
            "PORT ALDER, 3 July 2024 - {Pinwell} delivered 39,450 cars in the second quarter of 2024.",
            &["Pinwell deliveries 2024-Q2 actual 39,450 cars"],
        ),
        ("2024年10月9日，{澄岳}宣布，2024年第三季度共交付61,204辆。", &["澄岳 deliveries 2024-Q3 actual 61,204辆"]),
        (
            "{松原製紙}的年產量由去年的2萬噸提高到8萬噸，增長了3倍。",
            &[
                "松原製紙 production+annual 2023 actual 2萬噸 former of 1",
                "松原製紙 production+annual 2024-08-02/2024-08-03 actual 8萬噸",
                "松原製紙 production+annual 2024-08-02/2024-08-03 actual 3倍 Unknown +1 x4 to 1 from 0",
            ],
        ),
    ]);
}

#[test]
fn subjects() {
    table(&[
        ("Lin Bo said {Pinwell} sold 5,127 vans in May 2024.", &["Pinwell sales-volume 2024-05 actual 5,127 vans"]),
        ("{Pinwell} is a rival of {Harrowden}. In May 2024 it sold 5,127 vans.", &["~Pinwell sales-volume 2024-05 actual 5,127 vans"]),
        (
            "{Pinwell} employs 300 people. It delivered 5,127 vans in May 2024.",
            &["Pinwell employees 2024-08-02/2024-08-03 actual 300 people", "Pinwell deliveries 2024-05 actual 5,127 vans"],
        ),
        ("In May 2024 {Pinwell} and {Harrowden} delivered 5,127 vans.", &["? deliveries 2024-05 actual 5,127 vans"]),
        ("據報導，{云珂汽車}5月交付5,127輛。", &["云珂汽車 deliveries 2024-05 actual 5,127輛"]),
    ]);
}

#[test]
fn standing_and_qualifiers() {
    table(&[
        ("券商预计，{砚川科技}2024年净利润为7.1亿元。", &["砚川科技 profit+net 2024 forecast 7.1亿元"]),
        ("{Pinwell} reportedly delivered 5,127 vans in May 2024.", &["Pinwell deliveries 2024-05 rumour 5,127 vans"]),
        ("If {Pinwell} delivered 5,000 vans in May 2024, it would be a record.", &["Pinwell deliveries 2024-05 hypothetical 5,000 vans"]),
        (
            "{砚川科技}上半年归母净利润为8.3亿元，扣非净利润为7.7亿元。",
            &[
                "砚川科技 profit+attributable+net 2024-H1 actual 8.3亿元",
                "砚川科技 profit+excluding-nonrecurring+net 2024-H1 actual 7.7亿元",
            ],
        ),
    ]);
}
