//! Cards of figures.

use crate::check::wording::{self, period_name};
use crate::check::{Data, Finding};
use crate::corpus::Article;
use crate::extract::{Claim, Figure, FigureKind, When};
use crate::text::Symbol;

use super::super::references::statements;
use super::super::{display, entity, quote, tokens};
use super::entity_card::{field, place_cell, text_part};
use super::{Ask, Card, Cell, Part, notation, series};

/// Other statements of the same claim that a card lists.
const STATEMENTS: usize = 8;

/// None only for an index that is no figure of the article.
pub(super) fn of_figure(ask: &Ask, article: &Article, index: u32) -> Option<Card> {
    let lang = ask.lang;
    let figure = article.facts.figures.get(index as usize)?;
    let value = display::value(figure, lang);
    let no_value = lang.pick("no exact value", "无确切数值", "無確切數值");
    let mut card = Card {
        title: value.unwrap_or_else(|| no_value.to_owned()),
        subtitle: display::kind_name(figure.kind, lang).to_owned(),
        parts: Vec::new(),
    };
    let notations = notation::notations(figure, &card.title, lang);
    if !notations.is_empty() {
        card.parts.push(field(lang.pick("Also", "即", "即"), cell(&notations.join(" · "))));
    }
    details(ask, figure, &mut card);
    let claims: Vec<&Claim> = article.facts.claims.iter().filter(|c| c.figure == index).collect();
    for claim in &claims {
        claim_parts(ask, article, claim, &mut card);
    }
    let findings = tokens::figure_findings(ask.view, article);
    contradictions(&findings, figure, &mut card);
    if let Some(key) = claims.iter().find_map(|c| c.key()) {
        elsewhere(ask, article, figure, &key, &findings, &mut card);
    }
    if let Some(line) = claims.iter().find_map(|c| series::line(&ask.view.snapshot, c, figure, lang)) {
        card.parts.push(field(lang.pick("Over time", "历期", "歷期"), cell(&line)));
    }
    Some(card)
}

fn details(ask: &Ask, figure: &Figure, card: &mut Card) {
    let lang = ask.lang;
    if let Some(when) = &figure.when {
        if let Some(days) = display::days_text(when).filter(|_| matches!(**when, When::Period { .. })) {
            card.parts.push(field(lang.pick("Days", "日期", "日期"), cell(&days)));
        }
        if display::lacks_year(when) {
            let unknown =
                lang.pick("The year is unknown: the article has no date.", "年份未知：文章没有日期。", "年份未知：文章沒有日期。");
            card.parts.push(text_part(unknown));
        }
        return;
    }
    if let Some(interval) = display::interval(figure) {
        card.parts.push(field(lang.pick("Interval", "区间", "區間"), cell(&interval)));
    }
    if let Some(unit) = &figure.unit
        && figure.kind != FigureKind::Percent
    {
        card.parts.push(field(lang.pick("Unit", "单位", "單位"), cell(&wording::unit_name(unit, lang))));
    }
}

fn claim_parts(ask: &Ask, article: &Article, claim: &Claim, card: &mut Card) {
    let (lang, snapshot) = (ask.lang, &ask.view.snapshot);
    let unknown = || lang.pick("unknown", "未知", "未知").to_owned();
    let subject = claim.subject.as_ref().map_or_else(unknown, |(key, _)| entity::display_name(snapshot, key, lang));
    let metric = claim.metric.as_ref().map_or_else(unknown, |m| display::metric_name(m, lang));
    let period = claim.period.as_ref().map(|(p, _)| period_name(p, lang)).filter(|p| !p.is_empty()).unwrap_or_else(unknown);
    let mut line = format!("{subject} · {metric} · {period}");
    if let Some(change) = display::measure_text(&claim.measure, lang) {
        line += &format!(" · {change}");
    }
    if claim.aspect != Default::default() {
        line += &format!(" · {}", display::aspect_name(claim.aspect, lang));
    }
    card.parts.push(field(lang.pick("Claim", "陈述", "陳述"), cell(&line)));
    if let Some(source) = &claim.source {
        card.parts.push(field(lang.pick("According to", "据", "據"), cell(source)));
    }
    let undated = article.facts.date.is_none() && claim.period.as_ref().is_some_and(|(when, _)| display::lacks_year(when));
    if undated {
        let text = lang.pick(
            "Not compared with other articles: this one has no date.",
            "不与其他文章比较：本文没有日期。",
            "不與其他文章比較：本文沒有日期。",
        );
        card.parts.push(text_part(text));
    }
}

/// What rules say against the figure, in their own words.
fn contradictions(findings: &[Finding], figure: &Figure, card: &mut Card) {
    let mut said: Vec<&str> = Vec::new();
    for finding in findings {
        if finding.place.span.overlaps(figure.span) && !said.contains(&&*finding.message) {
            said.push(&finding.message);
        }
    }
    card.parts.extend(said.iter().map(|message| text_part(&format!("≠ {message}"))));
}

fn elsewhere(ask: &Ask, article: &Article, figure: &Figure, key: &Symbol, findings: &[Finding], card: &mut Card) {
    let lang = ask.lang;
    let mut others = statements(&ask.view.snapshot, key);
    others.retain(|s| (s.article.path != article.path || s.span != figure.span) && !entity::is_repeated(&s.article.facts, s.span));
    others.sort_by(|a, b| entity::chronological(a.article).cmp(&entity::chronological(b.article)).then(a.span.cmp(&b.span)));
    let left = others.len().saturating_sub(STATEMENTS);
    let conflicts: Vec<&Finding> = findings.iter().filter(|f| matches!(&f.data, Data::Claim { key: k, .. } if k == key)).collect();
    let differs = |path: &str, span| {
        let at = |place: &crate::check::Place| &*place.path == path && place.span.overlaps(span);
        conflicts.iter().any(|f| at(&f.place) || f.related.iter().any(|r| at(&r.place)))
    };
    let rows = others.iter().take(STATEMENTS).map(|s| {
        let value = display::value(s.figure, lang).unwrap_or_default();
        let mark = if differs(&s.article.path, s.span) { " ≠" } else { "" };
        let source = s.claim.source.as_ref().map_or_else(Vec::new, |source| cell(&quote::shorten(source, 30)));
        vec![cell(&format!("{value}{mark}")), vec![place_cell(s.article, s.span)], source]
    });
    let rows: Vec<Vec<Vec<Cell>>> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let head = lang.pick(
        ["Same claim elsewhere", "Article", "According to"],
        ["同一陈述的其他说法", "文章", "来源"],
        ["同一陳述的其他說法", "文章", "來源"],
    );
    card.parts.push(Part::Table { head: head.map(str::to_owned).to_vec(), rows });
    if left > 0 {
        let more = lang.pick(format!("{left} more"), format!("另有 {left} 处"), format!("另有 {left} 處"));
        card.parts.push(text_part(&more));
    }
}

fn cell(text: &str) -> Vec<Cell> {
    vec![Cell::Text(text.to_owned())]
}
