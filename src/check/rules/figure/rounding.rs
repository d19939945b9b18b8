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
use crate::extract::{Figure, FigureKind, FigureRelationKind, Modifier, Tally};
use crate::text::{BlockKind, Exact, Symbol, is_han};
use rustc_hash::FxHashMap;

pub const RULE: Rule = Rule {
    name: "figure/rounding",
    default: Level::Hint,
    source: include_str!("rounding.rs"),
    // And by the comparison of `figure/conflict`.
    article: Some(run),
    claim: None,
};

/// An amount with its figure.
#[derive(Clone, Copy)]
struct Told<'a> {
    figure: &'a Figure,
    tally: &'a Tally,
    in_headline: bool,
}

/// How many amounts of one noun are held against an approximation, nearest first: an article with more is a table.
const MOST: usize = 64;

/// Amounts of the same things in one article, whoever the subject is.
fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let facts = &article.facts;
    let headline = |f: &Figure| {
        let at = facts.blocks.partition_point(|b| b.span.end <= f.span.start);
        let heading = facts.blocks.get(at).is_some_and(|b| b.span.contains(f.span) && matches!(b.kind, BlockKind::Heading(_)));
        heading || facts.title.as_ref().is_some_and(|t| t.span.contains(f.span))
    };
    let mut by_noun: FxHashMap<&str, Vec<Told>> = FxHashMap::default();
    for relation in &facts.relations {
        let FigureRelationKind::Tally(tally) = &relation.kind else { continue };
        let Some(figure) = facts.figures.get(tally.stated as usize) else { continue };
        if !tally.among && (!tally.coarse || approximates(figure)) {
            by_noun.entry(&tally.noun).or_default().push(Told { figure, tally, in_headline: headline(figure) });
        }
    }
    for told_of in by_noun.values().filter(|t| t.len() > 1) {
        let exact: Vec<&Told> = told_of.iter().filter(|t| !approximates(t.figure)).take(MOST).collect();
        for loose in told_of.iter().filter(|t| approximates(t.figure)).take(MOST) {
            let mut found = exact.iter().filter(|t| is_rounding(loose.figure, t.figure) && of_same(loose, t));
            let (Some(exact), None) = (found.next(), found.next()) else { continue };
            // whatever another count agrees with is not wrong
            let agrees = || {
                let fits = |f: &Figure| f.unit == loose.figure.unit && compared(loose.figure, f) == Comparison::Compatible;
                facts.figures.iter().any(|f| !approximates(f) && fits(f))
            };
            if compared(loose.figure, exact.figure) == Comparison::Disjoint && !agrees() {
                out.push(Reported::alone(article, told(scope, article, String::new(), loose.figure, (article, exact.figure))));
            }
        }
    }
}

/// Whether two clauses tell of the same things. The later one says nothing that the earlier does not, or it is the text
/// under a headline.
fn of_same(loose: &Told, exact: &Told) -> bool {
    let (a, b) = (loose.tally, exact.tally);
    let shared = a.words.iter().filter(|w| b.words.contains(w)).count();
    let han = !a.noun.is_ascii() || a.words.iter().chain(&b.words).all(|w| char::from_u32(*w).is_some_and(is_han));
    if loose.in_headline && !exact.in_headline {
        let enough = if han { 2 } else { 1 + usize::from(a.words.len() > 1) };
        return shared >= enough && a.order == b.order;
    }
    let (first, then) = if loose.figure.span.start < exact.figure.span.start { (a, b) } else { (b, a) };
    let repeats = then.words.iter().all(|w| first.words.contains(w)) && then.dates.iter().all(|d| first.dates.contains(d));
    // "More than 700 ran the half marathon and 640 the marathon" tells of two
    let apart = first.sentence == then.sentence;
    let told = a.source || b.source;
    // Of people, money and measures anything can be told.
    let common =
        matches!(&*a.noun, "people" | "人" | "人次" | "person") || !matches!(loose.figure.kind, FigureKind::Number | FigureKind::Quantity);
    let enough = match (han, common) {
        (true, _) => 2,
        (false, true) => 2,
        (false, false) => 1,
    };
    repeats && told && !apart && shared >= enough && a.order == b.order && !loose.in_headline && !exact.in_headline
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
