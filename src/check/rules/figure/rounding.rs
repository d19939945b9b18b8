//! An approximation that its exact twin contradicts.
//!
//! "More than 60,000" and 57,373 cannot both be true of one claim, and "nearly 5 million" does not go with 5.23 million.
//! The exact figure is rarely the wrong one, so the finding stands at the approximation, as a hint.
//!
//! ## Triggers
//!
//! Two statements of one claim as in `figure/conflict`, of which one is one-sided (more than, over, nearly, fewer than,
//! at least, at most; 超, 逾, 近, 不到, 不足, 多, 余, 至少, 至多) or approximate (about, 约), and the other is not.
//!
//! ## Arithmetic
//!
//! More than *x* is above *x*; nearly *x* is from 0.85 *x* (or one printed place less) to 1.01 *x*; under *x* is below
//! *x*; 3500多 is 3500 to 3600; about *x* is within a tenth. The exact figure stands for its own interval.
//!
//! ## Guards
//!
//! Those of `figure/conflict`. Counts without a subject: parts ("of these", 其中), other times, places and groups, and
//! articles where another count agrees with the approximation. Values that are more than a quarter apart are no matter of rounding: `figure/conflict`
//! reports them.
//!
//! ## Examples
//!
//! ```reported
//! Pellbrook Foods employs more than 70,000 people. Its annual report says Pellbrook Foods employs 68,214 people.
//! ```
//!
//! ```reported
//! 超6万辆！砚岭汽车三季度交付创新高
//!
//! 砚岭汽车第三季度交付57,373辆。
//! ```
//!
//! ```reported
//! 近500萬人次！嵐灣樂園暑假人潮創新高
//!
//! 嵐灣樂園今年暑假接待遊客523萬人次。
//! ```
//!
//! ```silent
//! 近6万辆！砚岭汽车三季度交付创新高
//!
//! 砚岭汽车第三季度交付57,373辆。
//! ```
//!
//! ```silent
//! Over 50,000 cars: Pellbrook Motors sets a record
//!
//! Pellbrook Motors delivered 57,373 cars in the third quarter.
//! ```

use std::sync::Arc;

use crate::check::rules::Rule;
use crate::check::statement::{Statement, compared, factor, value_text};
use crate::check::{Data, Echo, Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Comparison, interval};
use crate::extract::{Figure, FigureRelation, FigureRelationKind, Modifier};
use crate::text::{BlockKind, Exact, Symbol};

pub const RULE: Rule = Rule {
    name: "figure/rounding",
    default: Level::Hint,
    source: include_str!("rounding.rs"),
    // And by the comparison of `figure/conflict`.
    article: Some(run),
    claim: None,
};

/// A count and what its clause says of the things counted.
#[derive(Clone, Copy)]
struct Tally<'a> {
    figure: &'a Figure,
    noun: &'a str,
    words: &'a [u32],
    names: &'a [u32],
    dates: &'a [u32],
    in_headline: bool,
}

/// Counts of the same things in one article, whoever the subject is.
fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let facts = &article.facts;
    let headline = |f: &Figure| {
        let heading = facts.blocks.iter().find(|b| b.span.contains(f.span)).is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)));
        heading || facts.title.as_ref().is_some_and(|t| t.span.contains(f.span))
    };
    let tally = |r: &'_ FigureRelation| matches!(r.kind, FigureRelationKind::Tally { .. });
    if facts.relations.iter().filter(|r| tally(r)).count() < 2 {
        return;
    }
    let mut tallies: Vec<Tally> = Vec::new();
    for relation in &facts.relations {
        let FigureRelationKind::Tally { stated, noun, words, names, dates } = &relation.kind else { continue };
        let Some(figure) = facts.figures.get(*stated as usize) else { continue };
        tallies.push(Tally { figure, noun, words, names, dates, in_headline: headline(figure) });
    }
    for loose in tallies.iter().filter(|t| approximates(t.figure)) {
        let same: Vec<&Tally> = tallies.iter().filter(|t| !approximates(t.figure) && t.noun == loose.noun).collect();
        let of = |t: &&Tally| is_rounding(loose.figure, t.figure) && of_same(loose, t);
        // whatever another count agrees with is not wrong
        let agrees = facts
            .figures
            .iter()
            .any(|f| !approximates(f) && f.unit == loose.figure.unit && compared(loose.figure, f) == Comparison::Compatible);
        let mut found = same.iter().copied().filter(of);
        if let (Some(exact), None, false) = (found.next(), found.next(), agrees)
            && compared(loose.figure, exact.figure) == Comparison::Disjoint
        {
            out.push(Reported::alone(article, told(scope, article, String::new(), loose.figure, (article, exact.figure))));
        }
    }
}

/// Whether two clauses count the same things.
fn of_same(loose: &Tally, exact: &Tally) -> bool {
    let shared = loose.words.iter().filter(|w| exact.words.contains(w)).count();
    let han = !loose.noun.is_ascii();
    let enough = match (han, loose.in_headline) {
        (true, _) => 1,
        (false, true) => 1 + usize::from(loose.words.len() > 1),
        (false, false) if exact.words.len() <= 2 => loose.words.len().min(2),
        (false, false) => 2,
    };
    let above = loose.in_headline && !exact.in_headline;
    let dates = above || loose.dates == exact.dates;
    let apart = |a: &Tally, b: &Tally| !a.names.is_empty() && !a.names.iter().any(|n| b.names.contains(n));
    let others = above || !(apart(loose, exact) && apart(exact, loose));
    shared >= enough && dates && others && loose.in_headline >= exact.in_headline
}

fn approximates(figure: &Figure) -> bool {
    use Modifier::{About, AtLeast, AtMost, Nearly, OddMore, Over, Under};
    matches!(figure.modifier, Some(About | AtLeast | AtMost | Nearly | OddMore | Over | Under))
}

/// Whether two figures that disagree are an approximation and an exact value not far from it.
pub fn is_rounding(a: &Figure, b: &Figure) -> bool {
    if approximates(a) == approximates(b) {
        return false;
    }
    let (Some(x), Some(y)) = (a.value, b.value.and_then(|v| v.mul(factor(a, b)?))) else { return false };
    let (x, y) = (x.abs(), y.abs());
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    let times = |v: Exact, n| v.mul(Exact::from_int(n));
    times(low, 5).zip(times(high, 4)).is_some_and(|(l, h)| l >= h)
}

/// The finding at an approximation, with the exact figure and its article.
fn told(scope: &Scope, article: &Arc<Article>, about: String, loose: &Figure, there: (&Arc<Article>, &Figure)) -> Finding {
    let lang = scope.lang;
    let exact = there.1;
    let unit = loose.unit != exact.unit && exact.unit.is_some();
    let lead = if about.is_empty() { String::new() } else { about + lang.pick(": ", "：", "：") };
    let said = wording::value(loose, unit, lang);
    let known = wording::value(exact, unit, lang);
    let place = wording::place(article, there.0, exact.span, lang);
    let allowed = allowed(loose, lang);
    let message = match lang {
        Lang::English => format!("{lead}{said} here means {allowed}, and {place} has {known}."),
        Lang::Hans => format!("{lead}此处“{said}”即{allowed}，而{place}为{known}。"),
        Lang::Hant => format!("{lead}此處「{said}」即{allowed}，而{place}為{known}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, loose.span, message);
    let place = Place { path: there.0.path.clone(), span: exact.span };
    let note = match lang {
        Lang::English => format!("{known} here"),
        Lang::Hans => format!("此处为{known}"),
        Lang::Hant => format!("此處為{known}"),
    };
    finding.related = vec![Related { place, quote: String::new(), message: note }];
    finding
}

/// The finding, at whichever of the two is the approximation.
pub fn reported(scope: &Scope, key: &Symbol, a: &Statement, b: &Statement) -> Reported {
    let (loose, exact) = if approximates(a.figure) { (a, b) } else { (b, a) };
    let mut finding = told(scope, loose.article, loose.about(scope), loose.figure, (exact.article, exact.figure));
    let mut values = vec![value_text(loose.figure), value_text(exact.figure)];
    values.sort();
    finding.data = Data::Claim { key: key.clone(), values };
    let echoes = vec![Echo { article: exact.article.id, claim: exact.index, against: loose.id() }];
    Reported { article: loose.article.id, finding, echoes }
}

/// The values that an approximation allows: "more than 60,000", "4,250,000 to 5,050,000".
fn allowed(figure: &Figure, lang: Lang) -> String {
    let Some(i) = interval(figure) else { return String::new() };
    let shown = |v: Exact| wording::scaled(v, figure.precision, lang);
    match (i.low.map(shown), i.high.map(shown)) {
        (Some(low), Some(high)) => format!("{low}{}{high}", lang.pick(" to ", "至", "至")),
        (Some(low), None) if i.low_open => format!("{}{low}", lang.pick("more than ", "大于", "大於")),
        (Some(low), None) => format!("{}{low}", lang.pick("at least ", "不少于", "不少於")),
        (None, Some(high)) if i.high_open => format!("{}{high}", lang.pick("less than ", "小于", "小於")),
        (None, Some(high)) => format!("{}{high}", lang.pick("at most ", "不超过", "不超過")),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus, findings};

    #[test]
    fn the_approximation_is_reported_whichever_comes_first() {
        let exact = || Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373");
        let over = |value: &str, modifier| {
            Facts::dated(2024, 8, 2).claim("pell", "deliveries", "2024-Q2", value).with(move |_, f| f.modifier = Some(modifier))
        };
        let rules = &["figure/conflict", "figure/rounding"];
        let cases = [
            (
                over("60000", Modifier::Over),
                "b.txt:1 hint figure/rounding pell deliveries Q2 2024: over 60,000 here means more than 60,000, and a.txt:1 (2024-08-01) has 57,373.",
            ),
            (
                over("57000", Modifier::Under),
                "b.txt:1 hint figure/rounding pell deliveries Q2 2024: under 57,000 here means less than 57,000, and a.txt:1 (2024-08-01) has 57,373.",
            ),
            (
                over("90000", Modifier::Over),
                "b.txt:1 warning figure/conflict pell deliveries Q2 2024: over 90,000 here, 57,373 in a.txt:1 (2024-08-01).",
            ),
        ];
        for (approximate, expected) in cases {
            assert_eq!(findings(&corpus([("a.txt", exact()), ("b.txt", approximate)]), rules), [expected]);
        }
        let silent = [over("50000", Modifier::Over), over("60000", Modifier::Nearly), over("57000", Modifier::About)];
        for approximate in silent {
            assert_eq!(findings(&corpus([("a.txt", exact()), ("b.txt", approximate)]), rules), [""; 0]);
        }
    }

    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/rounding", include_str!("data/rounding.tsv"));
    }
}
