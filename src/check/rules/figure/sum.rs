//! Parts that do not add up to the total stated beside them.
//!
//! "120 people: 71 welders, 34 fitters and 25 painters" states a total and all its parts, and the parts
//! make 130. The same holds for what was there, came, went and is left.
//!
//! ## Triggers
//!
//! - A total before a list that is all of it: a colon, dash or bracket, "made up of", 由…组成, 分别为; or after one: "60
//!   in all", "a total of", 合计, 总计, 共.
//! - Some parts and "the other", "the remaining", 其余, 剩下.
//! - Sets that are a whole: men and women, for and against and abstained, won and drawn and lost, at home and abroad,
//!   exports and imports; two or more phases (一期, 二期) of a stated number.
//! - Balances: "had 50 shops, opened 8, closed 5, now 53", 原有…新开…关闭…现有; "opened 8 and closed 5, a net 3".
//! - A part that is said to be of a total below it: "60 people, including 80 women".
//!
//! ## Arithmetic
//!
//! Counts in digits are exact; a number with a scale word or decimals stands for half its last printed place to both
//! sides, and the tolerances of all parts and of the total add up. Numbers above 1,000 that are much rounder than the
//! others are rounded. Approximations ("about 60") are as loose as they say.
//!
//! ## Guards
//!
//! Lists that need not be all (including, such as, mainly, 等, 其中 without a complement), an item without a number,
//! classes that can overlap (both, 兼, 同时), numbers inside an item, a number of items before a list of as many, running
//! totals ("bringing the total to", 累计), changes and other periods.
//!
//! ## Examples
//!
//! ```reported
//! Tamarind Games employs 130 people: 71 engineers, 34 artists and 35 clerks.
//! ```
//!
//! ```reported
//! 共90人，其中男41人，女59人。
//! ```
//!
//! ```reported
//! 船隊共有60艘船：拖網漁船25艘、渡輪20艘、拖船10艘。
//! ```
//!
//! ```reported
//! The chain had 50 shops in January, opened 8, closed 3 and now has 53.
//! ```
//!
//! ```silent
//! Tamarind Games employs 130 people, including 71 engineers and 34 artists.
//! ```
//!
//! ```silent
//! 全年营收8.4亿元：手机5.2亿元、家电3.1亿元。
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, printed, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Comparison, Interval, common_unit};
use crate::extract::{Figure, FigureRelationKind};
use crate::text::Exact;

pub const RULE: Rule =
    Rule { name: "figure/sum", default: Level::Warning, source: include_str!("sum.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let (total, terms, complete) = match &relation.kind {
            FigureRelationKind::Parts { total, parts, complete } => {
                (*total, parts.iter().map(|p| (*p, false)).collect::<Vec<_>>(), *complete)
            }
            FigureRelationKind::Balance { terms, result } => (*result, terms.to_vec(), true),
            _ => continue,
        };
        out.extend(judge(scope, article, total, &terms, complete).map(|f| Reported::alone(article, f)));
    }
}

fn judge(scope: &Scope, article: &Arc<Article>, total: u32, terms: &[(u32, bool)], complete: bool) -> Option<Finding> {
    let figure = |i: u32| article.facts.figures.get(i as usize);
    let whole = figure(total)?;
    let parts: Vec<(&Figure, bool)> = terms.iter().map(|(i, out)| Some((figure(*i)?, *out))).collect::<Option<_>>()?;
    let finest = parts.iter().map(|p| printed::place(p.0)).chain([printed::place(whole)]).min()?;
    let mut sum = Interval::exactly(Exact::ZERO);
    for (part, out) in &parts {
        // Counts of things that are parts of other things have no common unit: engineers of people.
        let factor = common_unit(whole, part).unwrap_or(Exact::ONE);
        let value = printed::rounded(part, finest)?.scale(factor)?;
        sum = if *out { sum.sub(value) } else { sum.add(value) };
    }
    let stated = printed::rounded(whole, finest)?;
    let apart = sum.compare(stated) == Comparison::Disjoint;
    let too_much = sum.low.zip(stated.high).is_some_and(|(s, t)| s > t);
    if !apart || !complete && !too_much {
        return None;
    }
    let lang = scope.lang;
    let said = wording::value(whole, false, lang);
    let made = wording::value(&printed::shown(sum, whole), false, lang);
    let shown: Vec<String> = parts.iter().map(|(p, _)| wording::value(p, false, lang)).collect();
    let mut sum_text = String::new();
    for ((_, out), value) in parts.iter().zip(&shown) {
        let sign = match (sum_text.is_empty(), out) {
            (true, false) => "",
            (_, true) => " − ",
            (false, false) => " + ",
        };
        sum_text += sign;
        sum_text += value;
    }
    let at = wording::place(article, article, parts.first()?.0.span, lang);
    let message = match (lang, parts.len()) {
        (Lang::English, 1) => format!("{made} ({at}) is said to be part of {said}."),
        (Lang::Hans, 1) => format!("{made}（{at}）被称为{said}的一部分。"),
        (Lang::Hant, 1) => format!("{made}（{at}）被稱為{said}的一部分。"),
        (Lang::English, _) => format!("{said} here, but {sum_text} ({at}) gives {made}."),
        (Lang::Hans, _) => format!("此处为{said}，而{sum_text}（{at}）得{made}。"),
        (Lang::Hant, _) => format!("此處為{said}，而{sum_text}（{at}）得{made}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, whole.span, message);
    let related = |((part, out), value): (&(&Figure, bool), &String)| {
        let place = Place { path: article.path.clone(), span: part.span };
        let said = if *out { lang.pick("Taken away", "减去", "減去") } else { lang.pick("Part", "部分", "部分") };
        Related { place, quote: String::new(), message: format!("{said}: {value}") }
    };
    finding.related = parts.iter().zip(&shown).map(related).collect();
    Some(finding)
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/sum", include_str!("data/sum.tsv"));
    }
}
