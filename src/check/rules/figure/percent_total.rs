//! Shares of one whole that add up to more than 100 percent, or to other than 100 percent where they are said to be all.
//!
//! Three shareholders with 51, 32 and 27 % would hold 110 % of a company.
//!
//! ## Triggers
//!
//! Percentages listed in a sentence as shares of one whole: stakes and shareholdings (also in neighbouring sentences, one
//! holder in each), votes, market shares, answers of which one excludes the other (for, against, undecided), parts of a
//! total (accounted for, 占比, 分别占); any list with "the remaining N%", 其余N%.
//!
//! ## Arithmetic
//!
//! Each share is loose by half its last printed place. The total is reported above 100 and the sum of these and 0.05;
//! where the shares are said to be all (the remaining, 其余, as many holders as shares) also below 100 less the same.
//! The place is the share that breaks 100, else the last one.
//!
//! ## Guards
//!
//! Growth and other changes, rates (utilisation, occupancy, 毛利率, 覆盖率), surveys with several answers (可多选, "more
//! than one answer") or without answers that exclude each other, stakes in different companies or held through others,
//! shares of other times or places, traits that one person can share (女性占60%，本科占70%).
//!
//! ## Examples
//!
//! ```reported
//! 公司共有三名股东：甲某持股51%，鹿鸣资本持股32%，青禾农业持股27%。
//! ```
//!
//! ```reported
//! The three partners hold 51%, 33% and 24% stakes in the venture.
//! ```
//!
//! ```reported
//! 三家股東分別持股45%、35%和25%。
//! ```
//!
//! ```silent
//! 在受访者中，62%看重价格，55%看重质量（可多选）。
//! ```
//!
//! ```silent
//! Tamarind holds 60% of Verrol and 55% of Kestlake.
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Interval, interval};
use crate::extract::{Figure, FigureRelationKind, Precision};
use crate::text::{Exact, Symbol};

pub const RULE: Rule = Rule {
    name: "figure/percent-total",
    default: Level::Warning,
    source: include_str!("percent_total.rs"),
    article: Some(run),
    claim: None,
};

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::Shares { shares, complete } = &relation.kind else { continue };
        let shares: Option<Vec<&Figure>> = shares.iter().map(|i| article.facts.figures.get(*i as usize)).collect();
        if let Some(shares) = shares {
            out.extend(judge(scope, article, &shares, *complete).map(|f| Reported::alone(article, f)));
        }
    }
}

fn judge(scope: &Scope, article: &Arc<Article>, shares: &[&Figure], complete: bool) -> Option<Finding> {
    let slack = Exact::parse("0.05")?;
    let mut sum = Interval::exactly(Exact::ZERO);
    let mut breaks = None;
    for (i, share) in shares.iter().enumerate() {
        sum = sum.add(stands_for(share)?);
        if breaks.is_none() && sum.low.is_some_and(|l| l.sub(slack).is_some_and(|l| l > Exact::HUNDRED)) {
            breaks = Some(i);
        }
    }
    let short = complete && sum.high.is_some_and(|h| h.add(slack).is_some_and(|h| h < Exact::HUNDRED));
    let at = match breaks {
        Some(at) => at,
        None if short => shares.len().checked_sub(1)?,
        None => return None,
    };
    let primary = shares.get(at)?;
    let lang = scope.lang;
    let shown: Vec<String> = shares.iter().map(|s| wording::value(s, false, lang)).collect();
    let total = shares.iter().try_fold(Exact::ZERO, |sum, s| sum.add(s.value?))?;
    let total = Figure { value: Some(total), modifier: None, unit: Some(Symbol::new("percent")), ..(*primary).clone() };
    let (list, total) = (shown.join(" + "), wording::value(&total, false, lang));
    let (low, high) = (sum.low.map(wording::grouped), sum.high.map(wording::grouped));
    let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
    let here = wording::place(article, article, shares.first()?.span, lang);
    let message = match lang {
        Lang::English => format!("{list} ({here}) gives {total} of one whole ({low} to {high} with rounding)."),
        Lang::Hans if short => format!("{list}（{here}）合计{total}，不足100%（计入舍入为{low}至{high}）。"),
        Lang::Hant if short => format!("{list}（{here}）合計{total}，不足100%（計入捨入為{low}至{high}）。"),
        Lang::Hans => format!("{list}（{here}）合计{total}，超过100%（计入舍入为{low}至{high}）。"),
        Lang::Hant => format!("{list}（{here}）合計{total}，超過100%（計入捨入為{low}至{high}）。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, primary.span, message);
    let others = shares.iter().zip(&shown).enumerate().filter(|(i, _)| *i != at);
    finding.related = others
        .map(|(_, (share, value))| {
            let place = Place { path: article.path.clone(), span: share.span };
            Related { place, quote: String::new(), message: format!("{}: {value}", lang.pick("Share", "份额", "份額")) }
        })
        .collect();
    Some(finding)
}

/// A share, half its last printed place to both sides; what its modifier says where it has one.
fn stands_for(share: &Figure) -> Option<Interval> {
    let value = share.value?;
    if share.modifier.is_some() {
        return interval(share);
    }
    let place = if let Precision::Place(place) = share.precision { place.into() } else { 0 };
    let half = Exact::pow10(place)?.div(Exact::from_int(2))?;
    Some(Interval::closed(value.sub(half)?, value.add(half)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/percent-total", include_str!("data/percent_total.tsv"));
    }
}
