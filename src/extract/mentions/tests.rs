//! Whole articles about invented firms and people: what is found, linked and introduced.

use std::sync::Arc;

use crate::config::Config;
use crate::extract::{ArticleFacts, Context, Memo, Strength, Target, read_article};
use crate::glossary::{Glossary, GlossaryFile, Matcher};

fn read(glossary: &str, text: &str) -> ArticleFacts {
    let file = GlossaryFile::parse(&"glossary.toml".into(), glossary);
    assert!(file.problems.is_empty(), "{:?}", file.problems);
    let matcher = Arc::new(Matcher::new(&Glossary::join([&file])));
    read_article("a.txt", text, &Context::new(Arc::new(Config::default()), matcher), &mut Memo::default())
}

/// The mentions that are shown, each as `text type status`.
fn shown(glossary: &str, text: &str) -> Vec<String> {
    let facts = read(glossary, text);
    let status = |t: &Target| match t {
        Target::Linked(id) => id.to_string(),
        Target::Ambiguous(ids) => ids.iter().map(|i| i.to_string()).collect::<Vec<_>>().join("/"),
        Target::Unresolved(key) => format!("~{key}"),
    };
    let shown = facts.mentions.iter().filter(|m| m.strength >= Strength::Fair);
    shown.map(|m| format!("{} {} {}", m.span.of(text), &m.kind.as_str()[..3], status(&m.target))).collect()
}

/// Introductions that say something, each as `passage: titles of organization`.
fn introduced(text: &str) -> Vec<String> {
    let facts = read("", text);
    let one = |i: &crate::extract::Introduction| {
        let title = i.title.iter().map(|t| t.to_string()).collect::<Vec<_>>().join("+");
        format!("{} [{}] {title} @{} {}", i.span.of(text), i.name, i.of.as_deref().unwrap_or("-"), i.department.as_deref().unwrap_or("-"))
    };
    facts.introductions.iter().filter(|i| !i.is_bare()).map(one).collect()
}

#[test]
fn persons_and_organizations_in_english() {
    let table: &[(&str, &[&str])] = &[
        (
            "Analyst Edda Marlund of Fennick Row Capital called it thin.",
            &["Edda Marlund per ~edda marlund", "Fennick Row Capital org ~fennick row capital"],
        ),
        (
            "On Monday, deputy general manager Shen Ruoyi of Corvane Robotics resigned.",
            &["Shen Ruoyi per ~shen ruoyi", "Corvane Robotics org ~corvane robotics"],
        ),
        ("The Lei Ruo-style launch failed, Shen Ruoyi said.", &["Lei Ruo per ~lei ruo", "Shen Ruoyi per ~shen ruoyi"]),
        (
            "Tobin Ashgrove spoke. Ashgrove said nothing new, and Mr. Ashgrove left.",
            &["Tobin Ashgrove per ~tobin ashgrove", "Ashgrove per ~tobin ashgrove", "Ashgrove per ~tobin ashgrove"],
        ),
        ("Corvane launched the NX7 in Berlin on Monday.", &["NX7 pro ~nx7"]),
        ("Makers such as Veldano and Corvane hired people.", &["Veldano org ~veldano", "Corvane org ~corvane"]),
        ("In Germany, the president of the club met the French minister in Hong Kong in May.", &[]),
        ("See https://corvane.example/Veldano and #Veldano, or write to press@veldano.example.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(shown("", text), *expected, "{text}");
    }
}

#[test]
fn persons_and_organizations_in_chinese() {
    let table: &[(&str, &[&str])] = &[
        ("蔚渊科技副总裁方若澄表示，新厂将于明年投产。", &["蔚渊科技 org ~蔚渊科技", "方若澄 per ~方若澄"]),
        ("蔚淵集團互聯網商業部總經理白若安指出，收入增長。", &["蔚淵集團 org ~蔚渊", "白若安 per ~白若安"]),
        ("设计师埃琳娜·索洛维、陆若眠和苏若夏出席。", &["埃琳娜·索洛维 per ~埃琳娜索洛维", "陆若眠 per ~陆若眠", "苏若夏 per ~苏若夏"]),
        ("（记者 林若微 通讯员 许若新）", &["林若微 per ~林若微", "许若新 per ~许若新"]),
        ("司馬若瑞：我們會繼續。", &["司馬若瑞 per ~司马若瑞"]),
        ("他对高度自动化的前景表示乐观，经理解决了问题。", &[]),
        ("公司总部位于深圳，在北京和合肥设有研发中心。", &[]),
        ("《蔚渊传》是一部小说。", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(shown("", text), *expected, "{text}");
    }
}

const GLOSSARY: &str = r#"
[[entity]]
id = "corvane"
type = "organization"
name = { en = "Corvane Motors", zh-Hans = "柯渊汽车" }
aliases = ["Corvane", "柯渊"]

[[entity]]
id = "lu"
type = "person"
name = { en = "Lu Ruomian", zh-Hans = "陆若眠" }
roles = [{ title = "chief executive", of = "corvane" }]

[[entity]]
id = "ideal"
type = "organization"
name = { en = "Ideal", zh-Hans = "理想" }
aliases = ["Ideal Cars", "理想汽车"]

[[entity]]
id = "zhao-engineer"
type = "person"
name = { zh-Hans = "赵若琦" }
roles = [{ title = "工程师", of = "corvane" }]

[[entity]]
id = "zhao-painter"
type = "person"
name = { zh-Hans = "赵若琦" }
roles = [{ title = "画师", of = "ideal" }]
"#;

#[test]
fn links_and_short_forms() {
    let table: &[(&str, &[&str])] = &[
        (
            "Lu Ruomian, chief executive of Corvane, left. Lu said so; Mr. Lu agreed.",
            &["Lu Ruomian per lu", "Corvane org corvane", "Lu per lu", "Lu per lu"],
        ),
        ("Lu Ruomian met Lu Yifan. Lu said so.", &["Lu Ruomian per lu", "Lu Yifan per ~lu yifan"]),
        ("陆若眠出席。陆总说，会继续。", &["陆若眠 per lu", "陆 per lu"]),
        ("Corvane-backed chargers opened; Corvane's margin fell.", &["Corvane org corvane", "Corvane org corvane"]),
        ("The Corvane Foundation gave money.", &["Corvane Foundation org ~corvane foundation"]),
        ("Ideal conditions helped.", &[]),
        ("They bought from Ideal last week.", &["Ideal org ideal"]),
        ("他的理想是当老师。", &[]),
        ("理想汽车上周交付新车。理想表示满意，这是他的理想。", &["理想汽车 org ideal", "理想 org ideal"]),
        ("柯渊汽车工程师赵若琦设计了底盘。", &["柯渊汽车 org corvane", "赵若琦 per zhao-engineer"]),
        ("赵若琦得了奖。", &["赵若琦 per zhao-engineer/zhao-painter"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(GLOSSARY, text), *expected, "{text}");
    }
}

#[test]
fn introductions_in_all_orders() {
    let table: &[(&str, &[&str])] = &[
        (
            "Vice president of Corvane Technology Shen Ruoyi spoke.",
            &["Vice president of Corvane Technology Shen Ruoyi [Shen Ruoyi] Vice president @Corvane Technology -"],
        ),
        (
            "Corvane co-founder and president Shen Ruoyi spoke.",
            &["Corvane co-founder and president Shen Ruoyi [Shen Ruoyi] co-founder+president @Corvane -"],
        ),
        ("Shen Ruoyi, CEO of Corvane Motors, left.", &["Shen Ruoyi, CEO of Corvane Motors [Shen Ruoyi] CEO @Corvane Motors -"]),
        ("As the CEO of Corvane Motors, Shen Ruoyi left.", &["CEO of Corvane Motors, Shen Ruoyi [Shen Ruoyi] CEO @Corvane Motors -"]),
        ("蔚淵集團互聯網商業部副總經理司馬若瑞說。", &["蔚淵集團互聯網商業部副總經理司馬若瑞 [司馬若瑞] 副總經理 @蔚淵集團 互聯網商業部"]),
        ("蔚渊集团创始人兼首席执行官沈若白表示满意。", &["蔚渊集团创始人兼首席执行官沈若白 [沈若白] 创始人+首席执行官 @蔚渊集团 -"]),
    ];
    for (text, expected) in table {
        assert_eq!(introduced(text), *expected, "{text}");
    }
}

#[test]
fn nothing_panics_on_odd_text() {
    for text in [
        "",
        "·",
        "（）",
        "Mr.",
        "Mr. ",
        "记者",
        "老",
        "《",
        "》《",
        "A",
        "A A A A A A",
        "总经理",
        "、、、",
        "“",
        "X（以下简称“",
        "'s",
        "+",
        "12 34 EL",
    ] {
        shown(GLOSSARY, text);
    }
}
