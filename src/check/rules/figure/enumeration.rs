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
//! Zephram Mobile will close three plants, in Orlinvale, Sarnford, Tull Point and Westerby, and move production abroad.
//! ```
//!
//! ```reported
//! The charity has three goals: speed and safety.
//! ```
//!
//! ```reported
//! 岚屿航空现设市场部、运行部、机务部和财务部五大部门，原来的科室全部撤销。
//! ```
//!
//! ```reported
//! 市政府公布四項措施：減稅、降費和補貼。
//! ```
//!
//! ```silent
//! Two chemists, Wyn Carrow of Marlow Gate University and Jory Blythe, who runs a laboratory in Tull Point, shared the prize.
//! ```
//!
//! ```silent
//! The group will be split into three units: research and development, sales and marketing, and logistics.
//! ```
//!
//! ```silent
//! 公司推出智能定價、智能投放、智能創意、智能工具四位一體的方案。
//! ```
//!
//! ```silent
//! 新规涉及汽车、家电等五个行业。
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
