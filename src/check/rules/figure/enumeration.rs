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
//! inside an item ("design and testing, fruit and vegetables, and transport") all numbers of items that can be
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
            "The mayor named two causes of the delay: heavy rain, a lack of drivers and a quarrel over the cost of cement and pipes.",
            "公司在海外设三家分厂，分别位于柳湾、石桥、东屿和南塘。",
            "公司在海外設三家分廠，分別位於柳灣、石橋、東嶼和南塘。",
            "The report makes five recommendations: more staff, better training, new boats and longer hours.",
            "The minister set out three steps. First, taxes will fall. Second, wages will rise. Third, ports will open. Fourth, fares will drop.",
            "The charity has three goals: speed and safety.",
            "The two firms, Pinwell, Harrowden and Ostwick, declined to comment.",
            "The shortlist names four novelists, Ann Rusk, Jon Vole and Kit Orme, all of whom live abroad.",
            "It honours two painters, Iva Brant, Noel Tusk and Rosa Pell, both of whom taught in Kell.",
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
            "The award has four finalists: Ann Li, Bo Chen and Cy Dee.",
            "Four rivers, the Orme, the Tull and the Kest, flooded.",
            "Three ships, the Mira and the Velm, collided off Tull.",
            "The firm has two aims: to cut costs, to raise quality and to hire.",
            "The tour visits four cities: Ostley, Marn and Kest.",
            "The two founders, Ann Li, Bo Chen and Cy Dee, own it all.",
            "The group has three brands: Marn, Tull, Ostley and Orme.",
            "The five candidates, Ann Li, Bo Chen, Cy Dee and Em Orr, will debate.",
            "The museum closed two galleries, Greek, Roman and Persian.",
            "Its four divisions — cars, vans and lorries — all made money.",
            "The company will focus on three areas: batteries, software, chips and charging.",
            "北京、上海、广州、深圳五个一线城市房价上涨。",
            "衣、食、住、行五个方面。",
            "公司提出三点建议：降费、减税。",
            "公司设立研发、生产、销售三大中心和物流、财务、人事、法务三个部门。",
            "三种水果：苹果、香蕉、橙子和梨。",
            "共有四名候选人，分别是张三、李四和王五。",
            "會議通過兩項決議：增資、換帥和遷址。",
            "他提出四点要求：一要快，二要准，三要稳。",
            "The two winners of the Tarn Medal for verse, Ann Li, Bo Chen and Cy Dee, will share the reading between them.",
            "市府抽查三家超市，分別為嵐豐、好禾、綠田及大澄，共有9件不合格。",
            "全区新建两所中学，分别为岚山中学、澄湖中学和柳湾中学。",
        ];
        let silent = [
            "The board has named three new members: Ann Li, of Kest, Bo Chen, a former banker, and Cy Dee.",
            "The board has named two new members: Ann Li, the mayor, and Bo Chen, of Marn.",
            "The two winners of the Tarn Medal for verse, Ann Li and Bo Chen, will read on Friday.",
            "The two sons of the painters, Ann Li, Bo Chen and Cy Dee, will read on Friday.",
            "市府抽查四家超市，分別為嵐豐、好禾、綠田及大澄，共有9件不合格。",
            "全区新建三所中学，分别为岚山中学、澄湖中学和柳湾中学。",
            "They have won three of their last five games: against Orford, Kell and Dunmore.",
            "The four brothers, Max, Ivo and Rik Tolt, all of whom play chess, and Sam, who does not, met.",
            "The shortlist names three novelists, Ann Rusk, Jon Vole and Kit Orme, all of whom live abroad.",
            "The mayor named three causes of the delay: heavy rain, a lack of drivers and a quarrel over the cost of cement.",
            "公司在海外设三家分厂，分别位于柳湾和石桥。",
            "三名获奖者分别来自柳湾和石桥。",
            "三家公司分别位于柳湾的东、南、西、北四个方向。",
            "The mayor named three causes: rain, wind and many more.",
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
            "The three companies, all based in Ostley, declined to comment.",
            "Three directors, Ann Li, Bo Chen and Cy Dee, voted against; two others, Em Orr and Fay Gow, abstained.",
            "Two judges, Ann Li and Bo Chen, dissented, and Cy Dee, Em Orr and Fay Gow formed the majority.",
            "The museum has five floors: the first holds maps, the second coins.",
            "There are three candidates: Li, the favourite; Chen, an outsider; and Dee.",
            "The tour visits four cities: Ostley on 3 May, Marn on 5 May, Kest on 7 May and Tull on 9 May.",
            "The two men: Ann Li's brother, 34, and his friend, 29, were released.",
            "He said three things: \"Work, work and work.\"",
            "The group owns two brands: Marn & Tull and Ostley.",
            "The prize went to two books: War and Peace and The Road.",
            "Four teams remain: Kest v Marn and Tull v Ostley are the semi-finals.",
            "Scores in the two games: Kest 3 Marn 1, Tull 2 Ostley 2.",
            "Police named two suspects, Sten Arvid, 34, and Mira Holt, 29.",
            "The five candidates are Ann Li, Bo Chen, Cy Dee, Em Orr and Fay Gow.",
            "Ann Li and Bo Chen are the two favourites of six.",
            "He has lived in three countries: China, then Kest, and now Averl.",
            "The six members, Kest, Marn, Tull, Ostley, Orme and Velm, met; Kest, Marn and Tull abstained.",
            "Only two banks, Marn and Tull, remain after Kest, Ostley and Orme closed.",
            "Both sides made two concessions: on tariffs, and on visas and work permits.",
            "The book has two parts: The Sea and the Shore, and Home.",
            "The three-part series covers war, peace and trade.",
            "Two dogs and three cats: Rex, Bob, Tom, Tim and Kit.",
            "She won four medals: two golds, a silver and a bronze.",
            "The firm employs people in three places: its head office in Ostley, a plant near Marn, and a depot.",
            "It has two aims: to cut costs and to raise quality.",
            "The three founders, Ann Li (chief executive), Bo Chen (finance) and Cy Dee, own it all.",
            "Two ministers, Ann Li, of finance, and Bo Chen, of trade, will attend.",
            "Two ships, the Mira and the Velm, collided off Tull.",
            "Three rivers, the Orme, the Tull and the Kest, flooded.",
            "Their two sons, Tom and Ned, and a daughter, Ann, survive.",
            "Results for the three months: revenue, costs and profit all rose.",
            "Two thirds of voters: men, women and the young.",
            "The merger of the two, Marn and Tull, was blocked.",
            "In all, two bids, from Marn Capital and Tull Partners, were received.",
            "Seven people, including two children, a teacher and a nurse, were hurt.",
            "The trio: Ann, Bo and Cy. The two others, Em and Fay, left.",
            "Three teams from two countries, Kest and Marn, took part.",
            "公司三大业务板块中，轿车、客车和卡车均实现增长。",
            "三家公司中，甲公司、乙公司已完成整改。",
            "李、王二人分别获奖。",
            "会议审议了两项议案：关于修改章程的议案、关于聘任审计机构的议案。",
            "两位候选人为甲和乙。",
            "公司在三个方面取得突破：一是产品，研发和设计能力提升；二是渠道；三是管理。",
            "他提到三点：第一，成本；第二，质量；第三，效率。第四季度将发布新品。",
            "四大银行：工行、农行、中行、建行。",
            "三个和尚：没水喝。",
            "两个问题：为什么涨、为什么跌？",
            "五个月内，北京、上海和广州相继出台政策。",
            "两地三校的师生、家长和校友参加了活动。",
            "北京、上海、广州、深圳四个一线城市房价上涨。",
            "北京和上海两个直辖市以及广州、深圳。",
            "公司与甲、乙、丙三方签约。",
            "由甲公司、乙公司共同出资设立的三家公司。",
            "甲、乙、丙三家公司和丁、戊两家机构。",
            "他在东区、西区、南区各开了两家门店。",
            "茅台、五粮液两大白酒龙头。",
            "覆盖衣、食、住、行四个方面。",
            "吃、穿、住、用、行五大领域。",
            "农业、工业、服务业三大产业。",
            "公司设有研发、生产、销售等五个部门。",
            "研究员张三、李四和王五三人。",
            "收入、利润和现金流三项指标均超预期。",
            "收入和利润两项指标均超预期。",
            "包括甲、乙、丙在内的五家公司。",
            "除甲、乙外，其余三家公司均盈利。",
            "小明、小红和老师三人合影。",
            "中日韩三国、东盟十国。",
            "英国、法国和德国三国外长，以及欧盟代表。",
            "苹果、香蕉、橙子三种水果和两种蔬菜。",
            "红、黄、蓝三色。",
            "甲级、乙级两个级别的联赛。",
            "该展览分为“过去、现在和未来”三个部分。",
            "围绕“人、车、家”三大场景。",
            "作为上市公司的三大股东，甲、乙、丙、丁和戊之间的关系复杂。",
            "他用十年时间走遍了五大洲：亚洲、欧洲、非洲、美洲和大洋洲。",
            "两个儿子：大儿子、二儿子和一个女儿。",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2024-08-02-a.txt", &reported, &silent), [""; 0]);
    }
}
