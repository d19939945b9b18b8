//! What a corpus holds, in numbers.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::extract::EntityKey;
use crate::glossary::EntityType;
use crate::text::BlockKind;

use super::{CorpusView, Lang, entity, is_under};

/// Counts over the articles asked about. Repeated blocks and boilerplate count once or not at all, as everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    pub articles: usize,
    /// Known, but not read yet.
    pub pending: usize,
    /// Without a date.
    pub undated: usize,
    /// Earliest and latest article date.
    pub dates: Option<(String, String)>,
    /// Bytes of prose: blocks that are not boilerplate.
    pub bytes: u64,
    pub languages: BTreeMap<&'static str, usize>,
    /// By type, then by status (`linked`, `ambiguous`, `unresolved`).
    pub mentions: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    /// By kind.
    pub figures: BTreeMap<&'static str, usize>,
    pub claims: usize,
    /// Claims with subject, metric and period known: those that can be compared.
    pub comparable_claims: usize,
    pub introductions: usize,
    /// By rule.
    pub findings: BTreeMap<&'static str, usize>,
    /// Most mentioned first.
    pub entities: Vec<EntityCount>,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EntityCount {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: EntityType,
    pub mentions: usize,
    pub articles: usize,
}

/// Counts the articles of a corpus at or under `under` (all without one), naming the `top` most mentioned entities.
pub fn stats(view: &CorpusView, under: Option<&str>, top: usize, lang: Lang, cancelled: &(dyn Fn() -> bool + Sync)) -> Stats {
    let snapshot = &view.snapshot;
    let mut stats = Stats { pending: view.pending, ..Stats::default() };
    let mut entities: FxHashMap<EntityKey, (EntityType, usize, usize)> = FxHashMap::default();
    // A provisional name's group, looked up once.
    let mut smallest: FxHashMap<EntityKey, EntityKey> = FxHashMap::default();
    for article in snapshot.articles().filter(|a| under.is_none_or(|u| is_under(&a.path, u))) {
        if cancelled() {
            break;
        }
        let facts = &article.facts;
        stats.articles += 1;
        match &facts.date {
            None => stats.undated += 1,
            Some(date) => {
                let day = date.date.to_string();
                let (first, last) = stats.dates.take().unwrap_or_else(|| (day.clone(), day.clone()));
                stats.dates = Some((first.min(day.clone()), last.max(day)));
            }
        }
        *stats.languages.entry(language_key(facts.language)).or_default() += 1;
        let prose = facts.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate && !b.repeated);
        stats.bytes += prose.map(|b| b.span.len() as u64).sum::<u64>();
        let mut here: FxHashMap<EntityKey, (EntityType, usize)> = FxHashMap::default();
        for mention in snapshot.mentions(article).filter(|m| !entity::is_repeated(facts, m.span)) {
            *stats.mentions.entry(mention.kind.as_str()).or_default().entry(mention.status()).or_default() += 1;
            if let Some(key) = mention.entity() {
                let first = || entity::keys(snapshot, &key).into_iter().next().unwrap_or_else(|| key.clone());
                let key = smallest.entry(key.clone()).or_insert_with(first).clone();
                here.entry(key).or_insert((mention.kind, 0)).1 += 1;
            }
        }
        for (key, (kind, mentions)) in here {
            let count = entities.entry(key).or_insert((kind, 0, 0));
            count.1 += mentions;
            count.2 += 1;
        }
        for figure in facts.figures.iter().filter(|f| !entity::is_repeated(facts, f.span)) {
            *stats.figures.entry(figure.kind.as_str()).or_default() += 1;
        }
        stats.claims += facts.claims.len();
        stats.comparable_claims += facts.claims.iter().filter(|c| c.key().is_some()).count();
        stats.introductions += facts.introductions.len();
        for finding in view.report.findings(snapshot, article.id) {
            *stats.findings.entry(finding.code).or_default() += 1;
        }
    }
    let mut counted: Vec<(EntityKey, (EntityType, usize, usize))> = entities.into_iter().collect();
    counted.sort_by(|a, b| b.1.1.cmp(&a.1.1).then_with(|| a.0.cmp(&b.0)));
    counted.truncate(top);
    let named = counted.into_iter().map(|(key, (kind, mentions, articles))| EntityCount {
        id: key.id(),
        name: entity::display_name(snapshot, &key, lang),
        kind,
        mentions,
        articles,
    });
    stats.entities = named.collect();
    stats
}

/// The language as exports name it.
pub(super) fn language_key(language: crate::text::Language) -> &'static str {
    use crate::text::Language;
    match language {
        Language::English => "en",
        Language::Hans => "zh-Hans",
        Language::Hant => "zh-Hant",
        Language::Mixed => "mixed",
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::fixture::{Fixture, GO_ON, NEWSROOM};
    use super::*;

    #[test]
    fn a_corpus_is_counted() {
        let fixture = Fixture::new(NEWSROOM);
        let all = stats(fixture.view(), None, 3, Lang::English, GO_ON);
        expect![[r#"
            {
              "articles": 4,
              "pending": 0,
              "undated": 1,
              "dates": [
                "2024-05-03",
                "2024-06-12"
              ],
              "bytes": 458,
              "languages": {
                "en": 3,
                "zh-Hant": 1
              },
              "mentions": {
                "organization": {
                  "ambiguous": 1,
                  "linked": 3,
                  "unresolved": 1
                },
                "person": {
                  "linked": 2,
                  "unresolved": 3
                },
                "product": {
                  "linked": 1
                }
              },
              "figures": {
                "period": 2,
                "quantity": 4
              },
              "claims": 3,
              "comparable_claims": 3,
              "introductions": 2,
              "findings": {
                "entity/ambiguous": 1,
                "entity/inconsistent-name": 1,
                "entity/unresolved": 3,
                "figure/conflict": 1
              },
              "entities": [
                {
                  "id": "zephyr",
                  "name": "Zephyr Motors",
                  "type": "organization",
                  "mentions": 3,
                  "articles": 3
                },
                {
                  "id": "~teodor rensdale",
                  "name": "Teodor Rensdale",
                  "type": "person",
                  "mentions": 3,
                  "articles": 2
                },
                {
                  "id": "mara-quill",
                  "name": "Mara Quill",
                  "type": "person",
                  "mentions": 2,
                  "articles": 2
                }
              ]
            }"#]]
        .assert_eq(&serde_json::to_string_pretty(&all).unwrap());
        let june = stats(fixture.view(), Some("/june"), 0, Lang::English, GO_ON);
        assert_eq!((june.articles, june.undated, june.entities.len()), (2, 0, 0));
    }
}
