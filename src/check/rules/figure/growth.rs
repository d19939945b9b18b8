//! A stated growth, direction or multiple that the two values it joins contradict.
//!
//! "Rose 40 % to 900 from 750" states three numbers of which any two give the third. The rule compares the growth with
//! what the values allow. The value that growth starts from stands beside it ("from 750", 上年同期20亿元), or is stated
//! for the earlier period elsewhere in the article or the corpus.
//!
//! ## Triggers
//!
//! A percentage with a direction (rose, fell, up, down, 同比增长, 环比下降), a multiple (doubled, N-fold, 翻一番,
//! 增长N倍, 增至N倍, 减半), or a direction alone (rose to X from Y, 由Y降至X), bound to a level and a base. Where one
//! sentence joins both values (fell to X from Y, X, 15% more than the Y of last year, 由Y增至X), what they measure need not
//! be known.
//!
//! ## Arithmetic
//!
//! - The values stand for intervals that follow from their digits and modifiers; growth lies between the lowest new
//!   over the highest old value and the highest new over the lowest old one.
//! - A percentage counts as rounded or truncated at its last printed place. It is reported when it lies more than 0.15
//!   percentage points outside; where rounding leaves more than 5 points of room, only when it is further off than
//!   a quarter of that room.
//! - Doubled is 1.9 to 2.15 times (nearly doubled: 1.8 to 2), and other multiples in proportion. 增长N倍 is N + 1
//!   times; where the values give N times this is told as information, since usage differs.
//! - The message shows the interval that the growth allows: +134.9 % over 23,520 gives 55,237 to 55,260.
//!
//! ## Guards
//!
//! Losses, values at or below zero, like-for-like growth against plain values, a base of another metric, unit or
//! aspect, ranks, exchange rates and temperatures are not compared. A base from another article counts only where every statement of it disagrees.
//!
//! ## Examples
//!
//! ```reported
//! Pellbrook Motors said revenue in 2023 rose 40% to $912 million from $753 million in 2022.
//! ```
//!
//! ```reported
//! 禾汀乳业2023年第三季度营业收入48.6亿元，同比增长32%，上年同期为43.2亿元。
//! ```
//!
//! ```silent
//! Pellbrook Motors said revenue in 2023 rose 17% to $4.2 billion from $3.6 billion in 2022.
//! ```

mod judge;
mod message;

use std::sync::Arc;

use judge::{Fault, Step};
use message::Old;

use crate::check::period::earlier_label;
use crate::check::rules::Rule;
use crate::check::statement::{Statement, value_text};
use crate::check::{Data, Finding, Reported, Scope};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::{Base, Claim, Figure, FigureKind, FigureRelationKind, Known, Measure, Metric, When};
use crate::text::{Exact, Symbol};

pub const RULE: Rule =
    Rule { name: "figure/growth", default: Level::Warning, source: include_str!("growth.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for (index, claim) in article.facts.claims.iter().enumerate() {
        if let Measure::Former { of, base, sign } = claim.measure {
            turned(scope, article, index as u32, (of, base, sign), out);
        }
        let Measure::Change { base, sign, ratio, to, from } = &claim.measure else { continue };
        let Some(change) = Change::read(article, claim, *base, *sign, *ratio, *to) else { continue };
        let olds = change.bases(scope, *from);
        if let Some(old) = olds.first()
            && let Some(first) = change.judge(old)
            && olds.iter().all(|o| change.judge(o).is_some())
        {
            out.push(Reported::alone(article, change.finding(scope, old, first)));
        }
    }
    joined(scope, article, out);
}

/// Both values in one sentence: what changed need not be known.
fn joined(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    for relation in &article.facts.relations {
        let FigureRelationKind::Change { from, to, sign, stated, ratio } = relation.kind else { continue };
        let figure = |i: u32| article.facts.figures.get(i as usize);
        let (Some(before), Some(after)) = (figure(from), figure(to)) else { continue };
        // One range for both: "from 10% to 12%".
        let end =
            |f: &Figure, high: bool| Figure { value: f.value.or(if high { f.high } else { f.low }), low: None, high: None, ..f.clone() };
        let ends = (from == to).then(|| (end(before, false), end(after, true)));
        let (old, new) = ends.as_ref().map_or((before, after), |(old, new)| (old, new));
        // "to 9.1 million tonnes from 3 million"
        let of_unit = |f: &Figure, other: &Figure| match (&f.unit, f.kind) {
            (None, FigureKind::Number) => Figure { unit: other.unit.clone(), kind: other.kind, ..f.clone() },
            _ => f.clone(),
        };
        let (old, new) = (&of_unit(old, new), &of_unit(new, old));
        let step = Step { stated: stated.and_then(figure).unwrap_or(new), sign, ratio, new };
        let reported = |r: &Reported| r.finding.related.iter().any(|r| r.place.span == after.span || r.place.span == before.span);
        if out.iter().any(|r| r.finding.code == RULE.name && r.finding.place.path == article.path && reported(r)) {
            continue;
        }
        if let Some(fault) = step.judge(old) {
            let finding = step.finding(scope, article, &Old { article, figure: old }, String::new(), fault);
            out.push(Reported::alone(article, finding));
        }
    }
}

/// A direction alone: "fell to 61 from 48". A percentage or multiple that joins the two tells it itself.
fn turned(scope: &Scope, article: &Arc<Article>, former: u32, (of, base, sign): (u32, Base, i8), out: &mut Vec<Reported>) {
    let joins = |c: &Claim| matches!(c.measure, Measure::Change { to: Some(to), sign, .. } if to == of && sign != 0);
    let (Some(level), Some(claim)) = (article.facts.claims.get(of as usize), article.facts.claims.get(former as usize)) else { return };
    if sign == 0 || base == Base::Unknown || article.facts.claims.iter().any(joins) || level.metric.is_none() {
        return;
    }
    let Some(mut change) = Change::read(article, level, base, sign, None, Some(of)) else { return };
    change.stated = change.new.figure;
    let Some(figure) = article.facts.figures.get(claim.figure as usize) else { return };
    let old = Statement { article, index: former, claim, figure };
    if change.fits(&old)
        && let Some(fault @ Fault::Direction) = change.judge(&old)
    {
        out.push(Reported::alone(article, change.finding(scope, &old, fault)));
    }
}

/// A stated change and the level it ends at.
struct Change<'a> {
    article: &'a Arc<Article>,
    claim: &'a Claim,
    /// The percentage or multiple.
    stated: &'a Figure,
    sign: i8,
    ratio: Option<Exact>,
    base: Base,
    new: Statement<'a>,
}

impl<'a> Change<'a> {
    fn read(
        article: &'a Arc<Article>,
        claim: &'a Claim,
        base: Base,
        sign: i8,
        ratio: Option<Exact>,
        to: Option<u32>,
    ) -> Option<Change<'a>> {
        let stated = article.facts.figures.get(claim.figure as usize)?;
        let new = Statement::of(article, to?)?;
        let plain = |m: &Metric| !is_loss(m) && !m.qualifiers.iter().any(|q| **q == *"like-for-like");
        // points are no share of the value before
        if matches!(stated.unit.as_deref(), Some("percentage-point" | "basis-point")) {
            return None;
        }
        let comparable = |c: &Claim| c.metric.as_ref().is_none_or(plain);
        let same = |a: &Option<Metric>, b: &Option<Metric>| a.is_none() || b.is_none() || a == b;
        let sound =
            comparable(claim) && comparable(new.claim) && same(&claim.metric, &new.claim.metric) && claim.aspect == new.claim.aspect;
        (sound && new.figure.kind != FigureKind::Ordinal).then_some(Change { article, claim, stated, sign, ratio, base, new })
    }

    /// Statements of the value that growth starts from: the one beside it; else those of the earlier period in the
    /// article; else those of the corpus.
    fn bases(&self, scope: &'a Scope, from: Option<u32>) -> Vec<Statement<'a>> {
        let claims = &self.article.facts.claims;
        let former = |c: &&Claim| matches!(c.measure, Measure::Former { of, base, .. } if self.is_part(of) && self.meets(base));
        let beside = from.or_else(|| claims.iter().position(|c| former(&c)).map(|i| i as u32));
        if let Some(beside) = beside {
            let of = |claim: &'a Claim| Some((claim, self.article.facts.figures.get(claim.figure as usize)?));
            let found = claims.get(beside as usize).and_then(of);
            let old = found.map(|(claim, figure)| Statement { article: self.article, index: beside, claim, figure });
            return old.into_iter().filter(|o| self.fits(o)).collect();
        }
        let Some(key) = self.earlier_key() else { return Vec::new() };
        let found = scope.snapshot.statements(&key);
        let all = found.into_iter().filter_map(|(a, c)| Statement::of(a, c));
        let (here, there): (Vec<Statement>, Vec<Statement>) = all.filter(|o| self.fits(o)).partition(|o| o.article.id == self.article.id);
        let sure = |s: &Statement| s.carried() == (false, false);
        if here.is_empty() && sure(&self.new) { there.into_iter().filter(sure).collect() } else { here }
    }
    /// Whether a value told as the one of a base can be what this change starts from.
    fn meets(&self, base: Base) -> bool {
        let open = |b: Base| matches!(b, Base::Stated | Base::Unknown);
        self.base == base || open(self.base) || open(base)
    }
    /// Whether a claim of the article is this change or its new level.
    fn is_part(&self, claim: u32) -> bool {
        let claim = self.article.facts.claims.get(claim as usize);
        claim.is_some_and(|c| std::ptr::eq(c, self.claim) || std::ptr::eq(c, self.new.claim))
    }
    fn fits(&self, old: &Statement) -> bool {
        let metric = |c: &Claim| c.metric.clone();
        let same = match (metric(old.claim), metric(self.new.claim)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        same && !std::ptr::eq(old.claim, self.new.claim) && old.claim.aspect == self.new.claim.aspect && !old.figure.enumerates
    }
    /// The key of the same level one year, quarter or month earlier.
    fn earlier_key(&self) -> Option<Symbol> {
        let (When::Period { days: Some((Some(start), Some(end))), label }, known) = self.new.claim.period.as_ref()? else { return None };
        let months = match self.base {
            Base::YearOnYear => 12,
            Base::QuarterOnQuarter => 3,
            Base::MonthOnMonth => 1,
            Base::Stated | Base::Unknown => return None,
        };
        let back = jiff::Span::new().months(months);
        let days = (start.checked_sub(back).ok()?, end.checked_sub(back).ok()?);
        let label = match label {
            Some(label) => Some(earlier_label(label, self.base)?),
            None => None,
        };
        let period = When::Period { days: Some((Some(days.0), Some(days.1))), label };
        let key = Claim { period: Some((period, *known)), ..self.new.claim.clone() }.key()?;
        // the days of an event are no part of its key: that of an earlier event would be its own
        if self.new.claim.key().as_ref() == Some(&key) {
            return None;
        }
        (*known != Known::Carried || self.new.claim.subject.as_ref().is_some_and(|s| s.1 != Known::Carried)).then_some(key)
    }

    fn step(&self) -> Step<'_> {
        Step { stated: self.stated, sign: self.sign, ratio: self.ratio, new: self.new.figure }
    }
    fn judge(&self, old: &Statement) -> Option<Fault> {
        self.step().judge(old.figure)
    }
    fn finding(&self, scope: &Scope, old: &Statement, fault: Fault) -> Finding {
        let before = Old { article: old.article, figure: old.figure };
        let mut finding = self.step().finding(scope, self.article, &before, self.new.about(scope), fault);
        if let Some(key) = self.new.claim.key() {
            let mut values: Vec<String> = [self.stated, self.new.figure, old.figure].map(value_text).into();
            values.sort();
            values.dedup();
            finding.data = Data::Claim { key, values };
        }
        finding
    }
}

fn is_loss(metric: &Metric) -> bool {
    metric.head.contains("loss") || metric.qualifiers.iter().any(|q| q.contains("loss"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Facts, corpus, findings};
    use crate::extract::{Modifier, Precision};

    const RULES: &[&str] = &["figure/growth"];

    /// New level, growth, old level in one article.
    fn change(new: &str, stated: &str, sign: i8, old: &str) -> Facts {
        Facts::dated(2024, 8, 1)
            .claim("pell", "deliveries", "2024-Q2", new)
            .change(stated, sign, 0)
            .claim("pell", "deliveries", "2024-Q2", old)
            .with(|c, _| c.measure = Measure::Former { of: 0, base: Base::YearOnYear, sign: 0 })
    }

    #[test]
    fn percentages_against_two_values() {
        let cases = [
            ("57373", "143.9", 1, "23520", None),
            ("57373", "134.9", 1, "23520", Some("+134.9% over 23,520 (line 3) gives 55,237 to 55,260, and 57,373 stands here.")),
            ("900", "40", 1, "750", Some("+40% over 750 (line 3) gives 1,047 to 1,053, and 900 stands here.")),
            ("900", "20", 1, "750", None),
            ("57373", "20", -1, "71716", None),
            ("57373", "31", -1, "71716", Some("-31% over 71,716 (line 3) gives 49,126 to 49,842, and 57,373 stands here.")),
            // Truncated, not rounded.
            ("1179", "17", 1, "1003", None),
            ("61", "27", -1, "48", Some("told as a fall, but 61 stands here and 48 before it (line 3).")),
            ("38", "24", 1, "50", Some("told as a rise, but 38 stands here and 50 before it (line 3).")),
            ("12", "50", 1, "-8", None),
        ];
        for (new, stated, sign, old, expected) in cases {
            let found = findings(&corpus([("a.txt", change(new, stated, sign, old))]), RULES);
            let expected: Vec<String> =
                expected.map(|e| format!("a.txt:2 warning figure/growth pell deliveries Q2 2024: {e}")).into_iter().collect();
            assert_eq!(found, expected, "{new} {stated} {sign} {old}");
        }
    }

    #[test]
    fn values_with_scale_words_leave_room() {
        let of = |new: &str, stated: &str, old: &str, place| {
            Facts::dated(2024, 8, 1)
                .claim("pell", "revenue", "2024-Q2", new)
                .with(move |_, f| f.precision = Precision::Place(place))
                .change(stated, 1, 0)
                .claim("pell", "revenue", "2024-Q2", old)
                .with(move |c, f| {
                    f.precision = Precision::Place(place);
                    c.measure = Measure::Former { of: 0, base: Base::YearOnYear, sign: 0 };
                })
        };
        let cases = [
            (of("4200000000", "17", "3600000000", 8), 0),
            (of("2400000000", "50", "2000000000", 8), 1),
            (of("4860000000", "32", "4320000000", 7), 1),
            (of("4860000000", "12.5", "4320000000", 7), 0),
            (of("3000000000", "60", "2000000000", 9), 0),
        ];
        for (facts, expected) in cases {
            let found = findings(&corpus([("a.txt", facts)]), RULES);
            assert_eq!(found.len(), expected, "{found:?}");
        }
    }

    #[test]
    fn multiples_against_two_values() {
        let of = |new: &str, printed: &str, ratio: &str, modifier: Option<Modifier>, old: &str| {
            let ratio = Exact::parse(ratio);
            change(new, printed, 1, old).at(1, move |c, f| {
                f.kind = FigureKind::Multiple;
                f.unit = None;
                f.modifier = modifier;
                let Measure::Change { ratio: r, .. } = &mut c.measure else { panic!("the second claim is the change") };
                *r = ratio;
            })
        };
        let cases = [
            (of("40000", "2", "2", None, "20000"), None),
            (of("40000", "3", "3", None, "20000"), Some("warning figure/growth pell deliveries Q2 2024: 3 times over 20,000")),
            (of("38000", "2", "2", Some(Modifier::Nearly), "20000"), None),
            (of("39000", "2", "2", Some(Modifier::Over), "20000"), Some("gives at least 40,000, and 39,000 stands here.")),
            // 增长3倍
            (of("120000", "3", "4", None, "30000"), None),
            (of("90000", "3", "4", None, "30000"), Some("information figure/growth")),
            (of("150000", "3", "4", None, "30000"), Some("warning figure/growth")),
        ];
        for (facts, expected) in cases {
            let found = findings(&corpus([("a.txt", facts)]), RULES);
            match expected {
                None => assert_eq!(found, [""; 0]),
                Some(part) => assert!(found.len() == 1 && found[0].contains(part), "{found:?} lacks {part}"),
            }
        }
    }

    #[test]
    fn the_base_may_stand_elsewhere() {
        let growth = |stated| {
            Facts::dated(2024, 8, 1).claim("pell", "deliveries", "2024-Q2", "57373").change(stated, 1, 0).at(1, |c, _| {
                let Measure::Change { base, .. } = &mut c.measure else { panic!("the second claim is the change") };
                *base = Base::YearOnYear;
            })
        };
        let before = |value: &str| Facts::dated(2023, 8, 1).claim("pell", "deliveries", "2023-Q2", value);
        let corpus_of = |stated, values: &[&str]| {
            let names = ["b.txt", "c.txt"];
            corpus([("a.txt", growth(stated))].into_iter().chain(names.into_iter().zip(values.iter().map(|v| before(v)))))
        };
        let found = findings(&corpus_of("134.9", &["23520"]), RULES);
        assert_eq!(
            found,
            [
                "a.txt:2 warning figure/growth pell deliveries Q2 2024: +134.9% over 23,520 (b.txt:1 (2023-08-01)) gives 55,237 to 55,260, and 57,373 stands here."
            ]
        );
        assert_eq!(findings(&corpus_of("143.9", &["23520"]), RULES), [""; 0]);
        assert_eq!(findings(&corpus_of("134.9", &["23520", "24425"]), RULES), [""; 0], "one statement of the base agrees");
    }

    #[test]
    fn losses_are_not_judged() {
        let facts = Facts::dated(2024, 8, 1)
            .claim("pell", "net-loss", "2024-Q2", "900")
            .change("40", 1, 0)
            .claim("pell", "net-loss", "2024-Q2", "750")
            .with(|c, _| c.measure = Measure::Former { of: 0, base: Base::YearOnYear, sign: 0 });
        assert_eq!(findings(&corpus([("a.txt", facts)]), RULES), [""; 0]);
    }

    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/growth", include_str!("data/growth.tsv"));
    }
}
