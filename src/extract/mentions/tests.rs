//! Whole articles about invented firms and people: what is found, linked and introduced.

use std::sync::Arc;

use crate::config::Config;
use crate::extract::{ArticleFacts, Context, Memo, Strength, Target, read_article};
use crate::glossary::{Glossary, GlossaryFile, Matcher};
use crate::text::Span;

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
            "Analyst Edda Marlund of Fennick Row Capital praised the new plan.",
            &["Edda Marlund per ~edda marlund", "Fennick Row Capital org ~fennick row capital"],
        ),
        (
            "On Monday, deputy general manager Shen Ruoyi of Harbeck Robotics resigned.",
            &["Shen Ruoyi per ~shen ruoyi", "Harbeck Robotics org ~harbeck robotics"],
        ),
        ("The Lei Ruo-style launch failed, Shen Ruoyi said.", &["Lei Ruo per ~lei ruo", "Shen Ruoyi per ~shen ruoyi"]),
        (
            "Corby Elmstead spoke. Elmstead said nothing new, and Mr. Elmstead left.",
            &["Corby Elmstead per ~corby elmstead", "Elmstead per ~corby elmstead", "Elmstead per ~corby elmstead"],
        ),
        ("Harbeck launched the NX7 in Berlin on Monday.", &["NX7 pro ~nx7"]),
        ("Makers such as Veldano and Harbeck hired people.", &["Veldano org ~veldano", "Harbeck org ~harbeck"]),
        ("She is an auditor at Garrow & Thistlewood.", &["Garrow & Thistlewood org ~garrow & thistlewood"]),
        ("The fans of Him & Her and the Food & Wine Week came.", &[]),
        ("Photograph: Tobias Keel/Fennwire", &["Tobias Keel per ~tobias keel", "Fennwire org ~fennwire"]),
        ("Smoke rose over the plant. Photo: Ida Brandvold/Harvane", &["Ida Brandvold per ~ida brandvold", "Harvane org ~harvane"]),
        ("Its best-selling drug is Caltrevin.", &["Caltrevin pro ~caltrevin"]),
        ("It makes a phone called Torvik, and users of the Plimbo app complained.", &["Torvik pro ~torvik", "Plimbo pro ~plimbo"]),
        ("Its cars are German, and the first game was late.", &[]),
        ("She sang at the Marlow Playhouse and at Harrow Stadium, near Garland Street.", &[]),
        ("In Germany, the president of the club met the French minister in Hong Kong in May.", &[]),
        ("See https://harbeck.example/Veldano and #Veldano, or write to press@veldano.example.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(shown("", text), *expected, "{text}");
    }
}

#[test]
fn persons_and_organizations_in_chinese() {
    let table: &[(&str, &[&str])] = &[
        ("渊图科技副总裁沈若澄宣布，门店下月开业。", &["渊图科技 org ~渊图科技", "沈若澄 per ~沈若澄"]),
        ("蔚淵集團互聯網商業部總經理程若安說明，收入上升。", &["蔚淵集團 org ~蔚渊", "程若安 per ~程若安"]),
        ("画家玛丽娜·科斯塔、程若岚和许若夏到场。", &["玛丽娜·科斯塔 per ~玛丽娜科斯塔", "程若岚 per ~程若岚", "许若夏 per ~许若夏"]),
        ("（记者 林若微 通讯员 许若新）", &["林若微 per ~林若微", "许若新 per ~许若新"]),
        ("司馬若瑞：我們會繼續。", &["司馬若瑞 per ~司马若瑞"]),
        ("他对高度自动化的前景表示乐观，经理解决了问题。", &[]),
        ("公司在武汉办公，工厂在长沙和无锡。", &[]),
        ("《蔚渊传》是一部小说。", &[]),
        ("公司拟募资12亿元，企业获投资3亿元。", &[]),
        ("渊图科技获霜岭创投投资5000万元。", &["渊图科技 org ~渊图科技", "霜岭创投 org ~霜岭创投"]),
        ("程若岚入職遠行資本。", &["遠行資本 org ~远行资本"]),
        ("堤岸關注組發言人程若岚批評。", &["堤岸關注組 org ~堤岸关注组", "程若岚 per ~程若岚"]),
        ("行业协会会长程若岚批评。", &["程若岚 per ~程若岚"]),
        ("旗下渊图M8销量增长，X80公路在维修。", &["渊图M8 pro ~渊图m8"]),
        ("首款轿车渊图S8上市，語音助手小淵也將更新。", &["渊图S8 pro ~渊图s8", "小淵 pro ~小渊"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown("", text), *expected, "{text}");
    }
}

const GLOSSARY: &str = r#"
[[entity]]
id = "harbeck"
type = "organization"
name = { en = "Harbeck Motors", zh-Hans = "禾渊汽车" }
aliases = ["Harbeck", "禾渊"]

[[entity]]
id = "lu"
type = "person"
name = { en = "Lu Ruomian", zh-Hans = "陆若眠" }
roles = [{ title = "chief executive", of = "harbeck" }]

[[entity]]
id = "wonder"
type = "organization"
name = { en = "Wonder", zh-Hans = "奇迹" }
aliases = ["Wonder Cars", "奇迹汽车"]

[[entity]]
id = "cao-engineer"
type = "person"
name = { zh-Hans = "曹若琦" }
roles = [{ title = "工程师", of = "harbeck" }]

[[entity]]
id = "cao-writer"
type = "person"
name = { zh-Hans = "曹若琦" }
roles = [{ title = "编剧", of = "wonder" }]
"#;

#[test]
fn links_and_short_forms() {
    let table: &[(&str, &[&str])] = &[
        (
            "Lu Ruomian, chief executive of Harbeck, left. Lu said so; Mr. Lu agreed.",
            &["Lu Ruomian per lu", "Harbeck org harbeck", "Lu per lu", "Lu per lu"],
        ),
        ("Lu Ruomian met Lu Yifan. Lu said so.", &["Lu Ruomian per lu", "Lu Yifan per ~lu yifan"]),
        ("陆若眠出席。陆总说，会继续。", &["陆若眠 per lu", "陆 per lu"]),
        ("Harbeck-owned stores opened; Harbeck's margin fell.", &["Harbeck org harbeck", "Harbeck org harbeck"]),
        ("The Harbeck Foundation gave money.", &["Harbeck Foundation org ~harbeck foundation"]),
        ("Wonder drugs helped.", &[]),
        ("They bought from Wonder last week.", &["Wonder org wonder"]),
        ("他的奇迹是学会游泳。", &[]),
        ("奇迹汽车上周交付新车。奇迹表示满意，这是他的奇迹。", &["奇迹汽车 org wonder", "奇迹 org wonder"]),
        ("禾渊汽车工程师曹若琦修好了样车。", &["禾渊汽车 org harbeck", "曹若琦 per cao-engineer"]),
        ("曹若琦搬家了。", &["曹若琦 per cao-engineer/cao-writer"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(GLOSSARY, text), *expected, "{text}");
    }
}

#[test]
fn a_han_name_with_the_sound_of_a_latin_one_is_a_person() {
    let text = |han: &str| format!("Qiu Lan, chief executive of Harbeck Robotics, left.\n\n{han}“跌落”神坛，“{han}化”的人仍在追\n");
    assert_eq!(
        shown("", &text("裘岚")),
        ["Qiu Lan per ~qiu lan", "Harbeck Robotics org ~harbeck robotics", "裘岚 per ~裘岚", "裘岚 per ~裘岚"]
    );
    assert_eq!(shown("", &text("裘皮")).len(), 2, "another sound");
}

#[test]
fn a_name_that_the_text_defines_is_of_the_same_entity() {
    let table: &[(&str, &[&str])] = &[
        (
            "The Norvane Grain Exchange (NGE) fined two firms. They will appeal, the NGE said.",
            &["Norvane Grain Exchange org ~norvane grain exchange", "NGE org ~norvane grain exchange", "NGE org ~norvane grain exchange"],
        ),
        ("渊图科技副总裁沈若澄（Colin Shen）出席。", &["渊图科技 org ~渊图科技", "沈若澄 per ~沈若澄", "Colin Shen per ~沈若澄"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown("", text), *expected, "{text}");
    }
    assert_eq!(introduced("渊图科技副总裁沈若澄（Colin Shen）出席。"), ["渊图科技副总裁沈若澄（Colin Shen） [沈若澄] 副总裁 @渊图科技 -"]);
    let facts = read("", "The Norvane Grain Exchange (NGE) fined two firms.");
    let passages: Vec<Span> = facts.introductions.iter().map(|i| i.span).collect();
    assert_eq!(passages, [Span { start: 4, end: 32 }]);
}

#[test]
fn names_of_the_glossary_that_mean_something_else_here() {
    let glossary = "[[entity]]\nid = \"tide\"\ntype = \"organization\"\nname = { en = \"Tide\" }\n\n\
        [[entity]]\nid = \"orvella\"\ntype = \"organization\"\nname = { en = \"Orvella\" }\n";
    let table: &[(&str, &[&str])] = &[
        ("Tide water rose.", &[]),
        ("她说tide是潮水。", &[]),
        ("Shops at Orvella Street closed, and the Orvella Theatre too.", &[]),
        ("她说orvella是对手，Orvella没有回应。", &["orvella org orvella", "Orvella org orvella"]),
        ("The orvella flower grows here.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(glossary, text), *expected, "{text}");
    }
    let facts = read(glossary, "Tide, the scooter company led by Tom Ardal, closed. Tide's shops are empty.");
    assert!(facts.introductions.iter().any(|i| i.span == Span { start: 0, end: 42 }), "{:?}", facts.introductions);
}

#[test]
fn introductions_in_all_orders() {
    let table: &[(&str, &[&str])] = &[
        (
            "Vice president of Harbeck Technology Shen Ruoyi spoke.",
            &["Vice president of Harbeck Technology Shen Ruoyi [Shen Ruoyi] Vice president @Harbeck Technology -"],
        ),
        (
            "Harbeck co-founder and president Shen Ruoyi spoke.",
            &["Harbeck co-founder and president Shen Ruoyi [Shen Ruoyi] co-founder+president @Harbeck -"],
        ),
        ("Shen Ruoyi, CEO of Harbeck Motors, left.", &["Shen Ruoyi, CEO of Harbeck Motors [Shen Ruoyi] CEO @Harbeck Motors -"]),
        (
            "As the CEO of Harbeck Motors, Shen Ruoyi left.",
            &["As the CEO of Harbeck Motors, Shen Ruoyi [Shen Ruoyi] CEO @Harbeck Motors -"],
        ),
        (
            "As head of sales at Tarnby Foods, Ivo Brask signed.",
            &["As head of sales at Tarnby Foods, Ivo Brask [Ivo Brask] head of sales @Tarnby Foods -"],
        ),
        (
            "Maud Ferrant, head of product design at Harvane Motors, left.",
            &["Maud Ferrant, head of product design at Harvane Motors [Maud Ferrant] head of product design @Harvane Motors -"],
        ),
        ("The pump maker's chairman, Tom Ardal, was late.", &["The pump maker's chairman, Tom Ardal [Tom Ardal] chairman @- -"]),
        (
            "The lender's new head of risk, Maud Ferrant, left.",
            &["The lender's new head of risk, Maud Ferrant [Maud Ferrant] head of risk @- -"],
        ),
        ("Ovanta, an insurer of ships based in Bergen, closed.", &["Ovanta, an insurer of ships based in Bergen [Ovanta]  @- -"]),
        ("Ovanta, a lender, closed.", &["Ovanta, a lender [Ovanta]  @- -"]),
        (
            "Maud Ferrant, who joined Tarnby Foods in 2016, left.",
            &["Maud Ferrant, who joined Tarnby Foods in 2016 [Maud Ferrant]  @Tarnby Foods -"],
        ),
        (
            "Ovanta was founded by Tom Ardal in 2009.",
            &[
                "Ovanta was founded by Tom Ardal in 2009 [Ovanta]  @Tom Ardal -",
                "Ovanta was founded by Tom Ardal in 2009 [Tom Ardal]  @Ovanta -",
            ],
        ),
        ("The Danish brewer Ovanta closed.", &["The Danish brewer Ovanta [Ovanta]  @- -"]),
        ("Maud Ferrant, who was late, left.", &[]),
        ("They try to label Ovanta as slow.", &[]),
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

/// The unresolved names that are at least likely, each as `text type`.
fn likely(text: &str) -> Vec<String> {
    let facts = read("", text);
    let likely = facts.mentions.iter().filter(|m| m.strength >= Strength::Likely);
    likely.map(|m| format!("{} {}", m.span.of(text), &m.kind.as_str()[..3])).collect()
}

#[test]
fn names_in_running_chinese_text() {
    let table: &[(&str, &[&str])] = &[
        ("岚川省野生植物保护协会昨天成立。", &["岚川省野生植物保护协会 org"]),
        ("霜嶺大學研究所宣布了結果。", &["霜嶺大學研究所 org"]),
        ("宋若嵐表示，會議已經結束。", &["宋若嵐 per"]),
        ("宋若楠走进会场，随后陆文彬也来了。", &["宋若楠 per", "陆文彬 per"]),
        ("馆长把吉祥物和滑雪板放进陈列室。", &[]),
        ("美军昨天撤离。", &["美军 org"]),
        ("克尔维诺出生于一个小镇。", &["克尔维诺 per"]),
        ("會後巴爾維克說他很難過。", &["巴爾維克 per"]),
        ("Harwin女士说她不会来。", &["Harwin per"]),
        ("范先生没有来。", &["范 per"]),
        ("馆长走进大厅，时间还早。", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(likely(text), *expected, "{text}");
    }
}

#[test]
fn parts_and_short_forms_of_the_glossary() {
    let glossary = "[[entity]]\nid = \"sl\"\ntype = \"organization\"\nname = { zh = \"霜岭重工\" }\n\n[[entity]]\nid = \"cheng\"\ntype = \"person\"\nname = { zh = \"程若岚\" }\n";
    let table: &[(&str, &[&str])] = &[
        ("霜岭重工海外事业部总经理沈若澄说。", &["霜岭重工 org sl", "沈若澄 per ~沈若澄"]),
        ("霜嶺重工研究院院長沈若澄說。", &["霜嶺重工 org sl", "沈若澄 per ~沈若澄"]),
        ("程若岚到场。程董事长没有回答，老程走了。", &["程若岚 per cheng", "程 per cheng", "程 per cheng"]),
        ("程若嵐到場。程執行長沒有回答。", &["程若嵐 per cheng", "程 per cheng"]),
    ];
    for (text, expected) in table {
        assert_eq!(shown(glossary, text), *expected, "{text}");
    }
}

#[test]
fn posts_with_their_rank_and_time() {
    for (text, expected) in [
        ("渊图科技前首席财务官沈若澄离职。", "渊图科技前首席财务官沈若澄 [沈若澄] 首席财务官 @渊图科技 -"),
        ("时任渊图科技总裁沈若澄同意。", "时任渊图科技总裁沈若澄 [沈若澄] 总裁 @渊图科技 -"),
        ("淵圖科技行銷部資深經理沈若澄說。", "淵圖科技行銷部資深經理沈若澄 [沈若澄] 資深經理 @淵圖科技 行銷部"),
    ] {
        assert_eq!(introduced(text), [expected], "{text}");
    }
}
