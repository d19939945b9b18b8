//! A stated number of things before or behind a list of another length.
//!
//! "Three plants, in A, B, C and D" counts three and lists four. The finding stands at the count with its noun; the
//! list is the related place. Which of the two is right cannot be told from here, so no fix is offered.
//!
//! ## Triggers
//!
//! - A count and a plural noun with the list behind it: after a colon ("three goals: A, B and C"), behind a comma,
//!   between brackets or dashes where the items are names ("the two firms, X and Y", "three plants, in A, B and C"),
//!   behind "namely", and behind "of" with words like aspect, area and county ("four aspects of A, B, C and D").
//! - 三项措施:…, 三家公司分别为…, 两大股东即…, 三国(A、B、C).
//! - The list before the count: A、B和C三家公司, A、B、C以及D五大部门, A、B、C、D四位一体, "A, B and C, the three firms, …".
//! - Markers that count: first, … second, …; 一是…二是…; 第一,…第二,…; 其一…其二….
//!
//! ## Arithmetic
//!
//! Items are the parts between commas or 、 and around the last "and", "or", 和, 与, 及 or 以及. Where "and" may stand
//! inside an item ("research and development, sales and marketing, and logistics") all numbers of items that can be
//! read are sound.
//!
//! ## Guards
//!
//! - Lists that are said to be open: including, such as, e.g., among them, etc., 包括, 如, 等, 其中.
//! - Markers that stop early ("First … Another reason …", 其一 without 其二), and lists that go on in another block.
//! - "In three cities, A and B …": a subject may follow the comma. Places behind "in" can be fewer than what stands in
//!   them. Relative clauses, titles and places in pairs ("Austin, Texas, and Boise, Idaho") part nothing.
//! - Items that open with a number are parts of a total (`figure/sum`); years, days, times and units are not counted.
//!
//! ## Examples
//!
//! ```reported
//! Harrow Foods is to shut three mills, in Ostley, Marn, Tull Point and Westerby, by spring.
//! ```
//!
//! ```reported
//! The charity has three aims: shelter and work.
//! ```
//!
//! ```reported
//! 沐岚银行下设零售部、风控部、法务部和科技部五大部门，由一名副行长分管。
//! ```
//!
//! ```reported
//! 縣府提出四項作法：鋪路、植樹和清淤。
//! ```
//!
//! ```silent
//! Two engineers, Mira Holt of Carrow College and Sten Arvid, who heads a firm in Ostley, won the medal.
//! ```
//!
//! ```silent
//! The ministry has three desks: import and export, law and order, and energy.
//! ```
//!
//! ```silent
//! 園區建成研發、中試、生產、物流四位一體的基地。
//! ```
//!
//! ```silent
//! 补贴覆盖家具、农机等五个行业。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::FigureRelationKind;

pub const RULE: Rule = Rule {
    name: "figure/enumeration",
    default: Level::Information,
    source: include_str!("enumeration.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::List { stated, list, items: (least, most) } = relation.kind else { continue };
        if (least..=most).contains(&stated) {
            continue;
        }
        let lang = scope.lang;
        let listed = if least == most { least.to_string() } else { format!("{least} {} {most}", lang.pick("to", "至", "至")) };
        let at = wording::place(article, article, list, lang);
        let message = match lang {
            Lang::English => format!("{stated} stated here, and the list in {at} has {listed}."),
            Lang::Hans => format!("此处称{stated}项，{at}列出的是{listed}项。"),
            Lang::Hant => format!("此處稱{stated}項，{at}列出的是{listed}項。"),
        };
        let mut finding = Finding::new(RULE.name, RULE.default, article, relation.span, message);
        let message = match lang {
            Lang::English => format!("{listed} listed here"),
            Lang::Hans | Lang::Hant => format!("{}{listed}{}", lang.pick("", "此处列出", "此處列出"), lang.pick("", "项", "項")),
        };
        finding.related = vec![Related { place: Place { path: article.path.clone(), span: list }, quote: String::new(), message }];
        out.push(Reported::alone(article, finding));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::tests::wrongly_judged;

    #[test]
    fn what_is_reported_and_what_is_not() {
        let reported = [
            "The charity has three goals: speed and safety.",
            "The two firms, Pinwell, Harrowden and Ostwick, declined to comment.",
            "Ann Li gave four reasons: cost, time and weather.",
            "Three ministers, Ann Li and Bo Chen, resigned on Monday.",
            "The plan has three parts: first, cut costs; and second, sell plants.",
            "The bank named two directors (Ann Li, Bo Chen and Cy Dee).",
            "Pinwell, Harrowden, Ostwick and Velm are the three finalists.",
            "The reform rests on five pillars: tax, land, schools and courts.",
            "The new range comes in four colours: red, green and blue.",
            "It has bought two rivals – Harrowden, Ostwick and Velm – since 2019.",
            "He outlined two steps: a survey of the site, a public vote, and a final review.",
            "The award went to three designers: Ann Li, Bo Chen, Cy Dee and Em Orr.",
            "市政府公布四項措施：減稅、降費和補貼。",
            "三家公司分别为云珂汽车、沐岚乳业、砚川科技和澄岳集团。",
            "公司将实施四项措施：一是减税；二是降费；三是补贴。",
            "甲公司、乙公司和丙公司四家企业联合投标。",
            "中国、德国、法国两国外长会晤。",
            "云珂汽车和沐岚乳业三家公司签署协议。",
            "公司有三个目标：降低成本，提高质量。",
            "計畫分為三個階段：設計、施工、驗收和營運。",
            "三大看點：一是價格，二是性能。",
        ];
        let silent = [
            "In three cities, nurses and teachers went on strike.",
            "It sold three plants, laid off 200 workers and closed its office.",
            "The two companies, Apple and Google, said on Friday that talks had failed.",
            "She has offices in two cities, Austin, Texas, and Boise, Idaho, and plans more.",
            "The three brothers, Tom, a baker, Ned, a smith, and Will, still at school, live in Kest.",
            "There are two kinds of people: those who plan and those who do not.",
            "The firm has three shareholders: Marks and Spencer, Tesco, and Hale and Sons.",
            "The board named four directors, among them Ann Li and Bo Chen.",
            "He has two options: sell or merge.",
            "The city has three problems: traffic, noise, housing, and so on.",
            "Two people, a man and a woman, were hurt.",
            "Three ships, two tugs and a barge were lost.",
            "The four seasons of Kest are long.",
            "He spoke three languages fluently, and Ann Li admired him.",
            "For two years, Pinwell and Harrowden have been rivals.",
            "He won three medals, beating Ann Li, Bo Chen and others.",
            "The two sides, Pinwell said, would meet Ann Li and Bo Chen on Monday.",
            "The three winners (Ann Li, Bo Chen and Cy Dee) shared the prize.",
            "Pinwell has two divisions: cars and trucks, which it wants to merge.",
            "The plan has three parts: first, cut costs; second, sell plants; third, hire engineers.",
            "The list has two parts. First, costs. Second, sales. Third parties may comment.",
            "The two candidates, Ms Li of the Reform Party and Mr Chen of the Union and Progress Party, will debate.",
            "Three players, Li, Chen and Dee, scored twice each; Li, Chen, Dee and Orr were booked.",
            "The museum holds four works by Ann Li, Bo Chen and Cy Dee.",
            "He visited three plants, met workers and gave a speech.",
            "She has two children, Tom and Ann, and a dog.",
            "Two of the five plants, Kest and Tull, are to close.",
            "They met for two days: Monday and Tuesday.",
            "新规涉及汽车、家电等五个行业。",
            "在北京、上海和广州开设五家门店。",
            "北京、上海、广州五家门店关闭。",
            "中国、德国两国外长会晤。",
            "公司将实施三项措施：一是减税；二是降费；三是补贴。",
            "研发和设计、生产、销售和服务三个环节。",
            "公司有两个目标：降低成本，提高质量。",
            "小李、小王和小张三人获奖。",
            "苹果、谷歌三年内将合作。",
            "北京、上海三次夺冠。",
            "第一、二、三季度营收增长。",
            "该公司生产轿车、卡车和客车三种车型。",
            "以人、车、家三者为核心。",
            "他曾担任导演、编剧，拍摄了五部电影。",
            "收购A公司、B公司和C公司三家企业的股权。",
            "这三个字母：A、B、C。",
            "他提出“快、准、狠”三字诀。",
            "双方就贸易、投资和气候变化三个议题交换意见。",
            "该市下辖东城、西城两区和四个县。",
            "他在两个城市:北京和上海,都有房产。",
            "港珠澳三地同日通关。",
            "两家公司，云珂汽车与沐岚乳业，昨日签约。",
            "甲、乙两队战成平局。",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2024-08-02-a.txt", &reported, &silent), [""; 0]);
    }
}
