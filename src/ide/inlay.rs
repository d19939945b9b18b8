//! Values and names shown between the words.

use crate::check::Finding;
use crate::config::InlayHints;
use crate::corpus::Article;
use crate::extract::mentions::fold_name;
use crate::extract::{Figure, Target};
use crate::glossary::Rank;
use crate::text::{Language, Span};

use super::display;
use super::tokens::figure_findings;
use super::{Analysis, CorpusView, Document, Lang};

/// Text to show behind a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub offset: u32,
    pub label: String,
    pub tooltip: String,
    pub kind: HintKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HintKind {
    /// What a figure comes to.
    Value,
    /// The preferred name of an entity.
    Name,
    /// The other value of a contradiction.
    Conflict,
}

/// Hints inside `range`, in order: with `inlay-hints = "conflicts"` what contradicts a figure, with `"all"` also what
/// figures come to where that is not how they are printed, and preferred names behind other ones.
pub fn hints(analysis: &Analysis, path: &str, range: Span, lang: Lang) -> Vec<Hint> {
    let Some((view, Document::Article(article))) = analysis.find(path) else { return Vec::new() };
    let level = view.snapshot.config().inlay_hints;
    let mut hints = Vec::new();
    if level != InlayHints::Off {
        conflicts(view, article, range, lang, &mut hints);
    }
    if level == InlayHints::All {
        values(article, range, lang, &mut hints);
        names(view, article, range, &mut hints);
    }
    hints.sort_by(|a, b| (a.offset, a.kind, &a.label).cmp(&(b.offset, b.kind, &b.label)));
    hints
}

fn conflicts(view: &CorpusView, article: &Article, range: Span, lang: Lang, hints: &mut Vec<Hint>) {
    for finding in figure_findings(view, article) {
        let Some(figure) = article.facts.figures.iter().find(|f| f.span.overlaps(finding.place.span)) else { continue };
        if !range.touches(figure.span.end) {
            continue;
        }
        let Some(label) = against(view, &finding, lang) else { continue };
        let hint = Hint { offset: figure.span.end, label, tooltip: finding.message, kind: HintKind::Conflict };
        if !hints.iter().any(|h| h.offset == hint.offset && h.label == hint.label) {
            hints.push(hint);
        }
    }
}

/// The other value of the same claim; of a computation (a sum, a growth) the name of what does not fit.
fn against(view: &CorpusView, finding: &Finding, lang: Lang) -> Option<String> {
    if !matches!(finding.code, "figure/conflict" | "figure/sources-differ" | "figure/rounding") {
        let rule = finding.code.strip_prefix("figure/")?;
        return Some(format!("≠ {}", rule_name(rule, lang)));
    }
    let value = display::value_at(view, &finding.related.first()?.place, lang)?;
    let more = finding.related.len() - 1;
    let more = if more == 0 {
        String::new()
    } else {
        lang.pick(format!(" and {more} more"), format!(" 等{}处", more + 1), format!(" 等{}處", more + 1))
    };
    Some(format!("≠ {value}{more}"))
}

fn rule_name(rule: &str, lang: Lang) -> String {
    let (hans, hant) = match rule {
        "age" => ("年龄", "年齡"),
        "conversion" => ("换算", "換算"),
        "cumulative" => ("累计", "累計"),
        "date" => ("日期", "日期"),
        "decrease-multiple" => ("倍数", "倍數"),
        "enumeration" => ("列举数目", "列舉數目"),
        "growth" => ("增幅", "增幅"),
        "percent-total" => ("百分比合计", "百分比合計"),
        "points" => ("百分点", "百分點"),
        "range" => ("区间", "區間"),
        "share" => ("占比", "占比"),
        "sum" => ("合计", "合計"),
        _ => (rule, rule),
    };
    lang.pick(rule.replace('-', " "), hans.to_owned(), hant.to_owned())
}

fn values(article: &Article, range: Span, lang: Lang, hints: &mut Vec<Hint>) {
    for figure in article.facts.figures.iter().filter(|f| range.touches(f.span.end) && !f.enumerates) {
        let Some(value) = display::value(figure, lang) else { continue };
        if tells_more(article, figure, &value) {
            let tooltip = lang.pick("Normalised value", "规范值", "規範值").to_owned();
            hints.push(Hint { offset: figure.span.end, label: format!("= {value}"), tooltip, kind: HintKind::Value });
        }
    }
}

/// Whether the value is not what anyone reads off the print: a scale word, a relative date, a period. Hints are for
/// open articles, whose text is at hand.
fn tells_more(article: &Article, figure: &Figure, value: &str) -> bool {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    article.text.as_ref().is_some_and(|text| digits(figure.span.of(text)) != digits(value))
}

fn names(view: &CorpusView, article: &Article, range: Span, hints: &mut Vec<Hint>) {
    let lang = match article.facts.language {
        Language::Hant => "zh-Hant",
        Language::Hans => "zh-Hans",
        Language::English | Language::Mixed => "en",
    };
    for mention in view.snapshot.mentions(article).filter(|m| range.touches(m.span.end)) {
        let Target::Linked(id) = &mention.target else { continue };
        let Some(entity) = view.snapshot.glossary().get(id) else { continue };
        let preferred = entity.preferred(lang);
        let printed_is_preferred = entity.names.iter().any(|n| n.rank == Rank::Preferred && n.text.eq_ignore_ascii_case(&mention.name));
        // The same name in the other script, or a part of it, tells nobody anything.
        let same = fold_name(preferred) == fold_name(&mention.name);
        if !printed_is_preferred && !same && !preferred.contains(&*mention.name) {
            let tooltip = entity.id.to_string();
            hints.push(Hint { offset: mention.span.end, label: format!("({preferred})"), tooltip, kind: HintKind::Name });
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, NEWSROOM};
    use super::*;

    fn check(path: &str, expect: Expect) {
        let fixture = Fixture::new(NEWSROOM);
        let text = &fixture.source.0[path];
        let mut out = text.clone();
        for hint in hints(&fixture.analysis, path, Span::new(0, text.len()), Lang::English).iter().rev() {
            out.insert_str(hint.offset as usize, &format!("‹{}›", hint.label));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn values_names_and_conflicts_stand_between_the_words() {
        check(
            "/may/launch.md",
            expect![[r#"
                # Zephyr delivers more vans

                Mara Quill, chief executive of Zephyr, said the firm handed over 4,812‹≠ 4,182 cars› vans in the first quarter‹= 2024-Q1›.

                ## Plans

                The Lark sells well. Apex did not comment. See [the forecast](../june/outlook.txt) or https://zephyr.example/vans.
            "#]],
        );
        check(
            "/june/outlook.txt",
            expect![[r#"
                Zefir‹(Zephyr Motors)› delivered 4,182‹≠ 4,812 cars and 1 more› vans, according to Teodor Rensdale of Marlet Street. Rensdale expects more.
            "#]],
        );
        check(
            "/june/zh.txt",
            expect![[r#"
                澤風汽車第一季度交付4812輛‹≠ 4,182 cars›。
            "#]],
        );
        check(
            "/notes.txt",
            expect![[r#"
                Teodor Rensdale called Mara Quill twice in Q2 and sold about 60,000 shares.
            "#]],
        );
    }
}
