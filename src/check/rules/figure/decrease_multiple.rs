//! A decrease by a multiple, which has no agreed sense: nothing can become less by three times itself.
//!
//! "Three times cheaper" is read as a third of the price by some, as a quarter by others; 下降3倍 likewise. A percentage
//! says what is meant: 3 times less is 67 or 75 % less.
//!
//! ## Triggers
//!
//! A verb or adjective of decrease with a multiple: 下降3倍, 减少了一倍, 便宜两倍, "fell threefold", "cut by four times",
//! "three times less"; or with a percentage above 100: "fell by 300%", 下降120%.
//!
//! ## Arithmetic
//!
//! None. The message shows what is left in either reading: one part in N, or one part in N + 1.
//!
//! ## Guards
//!
//! Times that are occasions ("cut rates three times", 下调3次), "no less than three times", 不低于3倍, a level that is
//! reached (降至3倍), profits, losses and other values that go below zero, price-earnings and other ratios told in
//! multiples.
//!
//! ## Examples
//!
//! ```reported
//! The new filter is three times cheaper than the old one.
//! ```
//!
//! ```reported
//! 改造后，废水排放减少了两倍。
//! ```
//!
//! ```reported
//! 新材料的成本下降3倍。
//! ```
//!
//! ```silent
//! The bank has cut rates three times this year.
//! ```
//!
//! ```silent
//! 年內三次下調利率，貸款增長不低於3倍。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::{Figure, FigureKind, FigureRelationKind};
use crate::text::Exact;

pub const RULE: Rule = Rule {
    name: "figure/decrease-multiple",
    default: Level::Information,
    source: include_str!("decrease_multiple.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::DecreaseMultiple { stated } = relation.kind else { continue };
        let Some(figure) = article.facts.figures.get(stated as usize) else { continue };
        let message = message(figure, scope.lang);
        out.push(Reported::alone(article, Finding::new(RULE.name, RULE.default, article, figure.span, message)));
    }
}

fn message(figure: &Figure, lang: Lang) -> String {
    let value = wording::value(figure, false, lang);
    if figure.kind == FigureKind::Percent {
        return match lang {
            Lang::English => format!("{value} less is below nothing; 100% is all there was."),
            Lang::Hans => format!("减少{value}即低于零；100%已是全部。"),
            Lang::Hant => format!("減少{value}即低於零；100%已是全部。"),
        };
    }
    let left = |parts: Option<Exact>| parts.map_or_else(String::new, wording::grouped);
    let (n, more) = (figure.value, figure.value.and_then(|v| v.add(Exact::ONE)));
    let (n, more) = (left(n), left(more));
    match lang {
        Lang::English => format!("{value} times less can mean 1/{n} or 1/{more} of what there was."),
        Lang::Hans => format!("减少{value}倍没有确定的含义，可能指剩{n}分之一或{more}分之一。"),
        Lang::Hant => format!("減少{value}倍沒有確定的含義，可能指剩{n}分之一或{more}分之一。"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/decrease-multiple", include_str!("data/decrease_multiple.tsv"));
    }
}
