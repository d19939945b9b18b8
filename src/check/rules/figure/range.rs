//! A range whose first end is the greater one.
//!
//! ## Triggers
//!
//! "Between A and B", 介于A至B之间, 区间为A至B, 在A到B之间, and "A–B" with a unit.
//!
//! ## Arithmetic
//!
//! Both ends in one unit, exact; the range is reported where the first is greater than the second.
//!
//! ## Guards
//!
//! A change ("cut from $12 to $9", 由80元降至60元), scores and votes, negative numbers told by their size ("between -5
//! and -12"), years and ends that leave out shared digits (2012–13), gaps and choices between two values.
//!
//! ## Examples
//!
//! ```reported
//! Deliveries take between 90 and 60 days, the company said.
//! ```
//!
//! ```reported
//! 新车售价介于25万元至18万元之间。
//! ```
//!
//! ```reported
//! 預計氣溫在35度到28度之間。
//! ```
//!
//! ```silent
//! The fare was cut from $12 to $9 in May.
//! ```
//!
//! ```silent
//! 门票由80元降至60元。
//! ```
//!
//! ```silent
//! 夜間氣溫介於零下5度至零下12度之間。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::{Figure, FigureRelationKind};

pub const RULE: Rule =
    Rule { name: "figure/range", default: Level::Warning, source: include_str!("range.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::Inverted { from, to } = relation.kind else { continue };
        let figure = |i: u32| article.facts.figures.get(i as usize);
        let (Some(low), Some(high)) = (figure(from), figure(to)) else { continue };
        let whole = Figure { value: None, low: low.low.or(low.value), high: high.high.or(high.value), modifier: None, ..low.clone() };
        let value = wording::value(&whole, false, scope.lang);
        let message = match scope.lang {
            Lang::English => format!("{value}: the range starts above its end."),
            Lang::Hans => format!("{value}：区间的起点大于终点。"),
            Lang::Hant => format!("{value}：區間的起點大於終點。"),
        };
        out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, relation.span, message)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::tests::wrongly_judged;

    #[test]
    fn what_is_reported_and_what_is_not() {
        let reported = [
            "车程在9至6小时之间。",
            "Prices range between €900 and €600.",
            "Deliveries take between 90 and 60 days, the company said.",
            "The new van will cost between $40,000 and $30,000.",
            "Patients are aged between 65 and 50.",
            "The dose is 20–10 mg a day.",
            "Growth of between 6% and 4% is expected.",
            "新车售价介于25万元至18万元之间。",
            "预计气温在35度到28度之间。",
            "預計全年營收介於120億元至100億元。",
            "利率在5%到3%之间。",
            "预计净利润区间为5亿元至3亿元。",
            "該產品重量在80公斤至50公斤之間。",
            "The company expects revenue of between $2.4 billion and $2.1 billion.",
        ];
        let silent = [
            "The gap between 90 and 60 days matters.",
            "Kest beat Tull 5-3 on Sunday.",
            "Kest won by 110 runs to 90.",
            "He served as mayor in 2012–13.",
            "Sales fell between 10% and 20%.",
            "Temperatures of between -5 and -12 degrees are expected.",
            "The rate was cut from 3.5% to 3.25%.",
            "Prices range from $5 to $10.",
            "Voters chose between 5% and 3%.",
            "The bill passed 60-40.",
            "The forecast was lowered to 3-4% from 4-5%.",
            "The 16:9 screen measures 12-14 inches.",
            "Profit of $3 million to $5 million is expected.",
            "See pages 112-15.",
            "He moved the price from $9 to $7.",
            "It slid to 40-38 dollars.",
            "It will take between 6 weeks and 9 months.",
            "Between 1 and 2 million people fled.",
            "Between 9am and 5pm the shop is open.",
            "The swing between 8% and 3% was large.",
            "夜間氣溫介於零下5度至零下12度之間。",
            "售价区间为15万元至25万元。",
            "从100人减少到80人。",
            "利率在3%到5%之间。",
            "比分3-2。",
            "他以4比2击败对手。",
            "年龄在18岁至25岁之间。",
            "每股收益由1.2元降到0.8元。",
            "增速放缓，由8%至5%。",
            "票价从300元到100元不等。",
            "2012-13赛季。",
            "占比在60%至70%之间。",
            "时间为9时至17时。",
            "价格在10万到20万元之间。",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2023-08-02-a.txt", &reported, &silent), [""; 0]);
    }
}
