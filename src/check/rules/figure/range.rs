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
//! A change ("fell from $48 to $31", 由58元跌至52元), scores and votes, negative numbers told by their size ("between -5
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
//! Shares in Brindle have dropped from $48 to $31 since May.
//! ```
//!
//! ```silent
//! 受减持消息影响，瑞澜能源股价两日内由58元跌至52元。
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
