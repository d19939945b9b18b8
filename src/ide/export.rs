//! What was read of every article, one JSON object a line: the record that other programs build on. Offsets count code
//! points; every key is always present.

use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{CorpusView, quote};
use crate::corpus::{Article, ArticleId, ArticleState, Source};
use crate::extract::{Claim, EntityKey, Figure, FigureKind, Introduction, Measure, Mention, Target, When, mentions, period_text};
use crate::text::{Exact, Language, LineIndex, Span, Symbol};

/// One line of the export, or why there is none.
pub enum Line {
    /// JSON with its line end.
    Written(Vec<u8>),
    /// A clause that says why.
    Unread(&'static str),
    /// The text is not the one that was read.
    Changed,
}

/// One corpus, with what its lines share.
pub struct Exporter<'a> {
    pub corpus: &'a CorpusView,
    /// How provisional entities are called.
    names: FxHashMap<Symbol, Symbol>,
    /// The best introduction of each entity asked for so far.
    best: Mutex<FxHashMap<EntityKey, Option<(ArticleId, Span)>>>,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    path: &'a str,
    language: Language,
    title: Option<&'a str>,
    date: Option<String>,
    length: u32,
    mentions: Vec<MentionRecord<'a>>,
    figures: Vec<FigureRecord<'a>>,
    claims: Vec<ClaimRecord>,
    introductions: Vec<IntroductionRecord>,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    start: u32,
    end: u32,
    surface: &'a str,
    r#type: &'static str,
    status: &'static str,
    entity: Option<String>,
    name: String,
    candidates: Vec<String>,
    evidence: Vec<&'static str>,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    start: u32,
    end: u32,
    surface: &'a str,
    kind: &'static str,
    value: Option<String>,
    label: Option<String>,
    low: Option<Exact>,
    high: Option<Exact>,
    unit: Option<Symbol>,
    modifier: Option<&'static str>,
}

#[derive(Serialize)]
struct ClaimRecord {
    start: u32,
    end: u32,
    subject: Option<String>,
    metric: Option<String>,
    period: Option<String>,
    aspect: &'static str,
    value: Option<String>,
    low: Option<Exact>,
    high: Option<Exact>,
    unit: Option<Symbol>,
}

#[derive(Serialize)]
struct IntroductionRecord {
    start: u32,
    end: u32,
    entity: String,
    name: Symbol,
    title: Vec<Symbol>,
    of: Option<Symbol>,
    best: bool,
}

impl<'a> Exporter<'a> {
    pub fn new(corpus: &'a CorpusView) -> Exporter<'a> {
        Exporter { corpus, names: printed_names(corpus), best: Mutex::default() }
    }

    /// The line of an article, which it calls `path`.
    pub fn line(&self, path: &str, article: &Arc<Article>, source: &dyn Source) -> Line {
        match &article.state {
            ArticleState::Read | ArticleState::WrongEncoding { .. } => {}
            ArticleState::Undecodable { .. } => return Line::Unread("its bytes fit no encoding; `dossier check` says more"),
            ArticleState::TooLarge { .. } => return Line::Unread("it is larger than max-size; `dossier check` says more"),
            ArticleState::Unreadable(_) => return Line::Unread("it cannot be read; `dossier check` says more"),
        }
        let Some(text) = quote::article_text(self.corpus, article, source) else { return Line::Changed };
        let facts = &article.facts;
        let lines = &*article.lines;
        let mentions: Vec<Mention> = self.corpus.snapshot.mentions(article).collect();
        let record = ArticleRecord {
            path,
            language: facts.language,
            title: facts.title.as_ref().map(|t| t.text.as_str()),
            date: facts.date.as_ref().map(|d| d.date.to_string()),
            length: lines.code_point(text.len() as u32),
            mentions: mentions.iter().map(|m| self.mention(m, &text, lines)).collect(),
            figures: facts.figures.iter().map(|f| figure(f, &text, lines)).collect(),
            claims: facts.claims.iter().filter_map(|c| self.claim(c, facts.figures.get(c.figure as usize)?, lines)).collect(),
            introductions: facts.introductions.iter().map(|i| self.introduction(article, i, lines)).collect(),
        };
        match serde_json::to_vec(&record) {
            Ok(mut line) => {
                line.push(b'\n');
                Line::Written(line)
            }
            Err(_) => Line::Unread("its facts could not be written"),
        }
    }

    fn mention<'t>(&self, mention: &Mention, text: &'t str, lines: &LineIndex) -> MentionRecord<'t> {
        let (start, end) = points(lines, mention.span);
        let glossary = self.corpus.snapshot.glossary();
        let language = self.language_of(&mention.name);
        let (entity, name, candidates) = match &mention.target {
            Target::Linked(id) => {
                let name = glossary.get(id).map_or(id.as_str(), |e| e.preferred(language));
                (Some(id.to_string()), name.to_owned(), vec![id.to_string()])
            }
            Target::Ambiguous(ids) => (None, mention.name.to_string(), ids.iter().map(|id| id.to_string()).collect()),
            Target::Unresolved(key) => {
                let name = self.names.get(key).unwrap_or(&mention.name);
                (None, name.to_string(), Vec::new())
            }
        };
        MentionRecord {
            start,
            end,
            surface: mention.span.of(text),
            r#type: mention.kind.as_str(),
            status: mention.status(),
            entity,
            name,
            candidates,
            evidence: mention.evidence.names().collect(),
        }
    }

    /// The language whose preferred name suits a name as read.
    fn language_of(&self, name: &str) -> &'static str {
        match Language::of(name) {
            Language::Hans => "zh-Hans",
            Language::Hant => "zh-Hant",
            Language::English | Language::Mixed => "en",
        }
    }

    fn claim(&self, claim: &Claim, figure: &Figure, lines: &LineIndex) -> Option<ClaimRecord> {
        let (start, end) = points(lines, figure.span);
        let falls = matches!(claim.measure, Measure::Change { sign: -1, .. });
        let signed = |value: Exact| if falls { value.abs().neg() } else { value };
        // A fall by at least 3 is a change of at most -3.
        let ends = if falls { (figure.high, figure.low) } else { (figure.low, figure.high) };
        Some(ClaimRecord {
            start,
            end,
            subject: claim.subject.as_ref().map(|(key, _)| self.entity_id(key)),
            metric: claim.metric.as_ref().map(|m| {
                let qualifiers = m.qualifiers.iter().map(|q| q.as_str());
                std::iter::once(m.head.as_str()).chain(qualifiers).collect::<Vec<_>>().join("+")
            }),
            period: claim.period.as_ref().map(|(when, _)| period_text(when)).filter(|p| !p.is_empty()),
            aspect: claim.aspect.as_str(),
            value: figure.value.map(|v| signed(v).to_string()),
            low: ends.0.map(signed),
            high: ends.1.map(signed),
            unit: figure.unit.clone(),
        })
    }

    fn introduction(&self, article: &Arc<Article>, introduction: &Introduction, lines: &LineIndex) -> IntroductionRecord {
        let (start, end) = points(lines, introduction.span);
        let known_of = introduction.of_entity.as_ref().and_then(|e| e.known().cloned());
        IntroductionRecord {
            start,
            end,
            entity: self.entity_id(&introduction.entity),
            name: introduction.name.clone(),
            title: introduction.title.to_vec(),
            of: known_of.or_else(|| introduction.of.clone()),
            best: self.best(&introduction.entity) == Some((article.id, introduction.span)),
        }
    }

    /// Ids of provisional entities are `~` and the smallest name of their group.
    fn entity_id(&self, key: &EntityKey) -> String {
        match key {
            EntityKey::Known(_) => key.id(),
            EntityKey::Provisional(name) => {
                let first = self.corpus.snapshot.group(name).into_iter().next();
                EntityKey::Provisional(first.unwrap_or_else(|| name.clone())).id()
            }
        }
    }

    fn best(&self, entity: &EntityKey) -> Option<(ArticleId, Span)> {
        if let Some(known) = self.best.lock().get(entity) {
            return *known;
        }
        let first = self.corpus.snapshot.introductions(entity).into_iter().next().map(|(article, i)| (article.id, i.span));
        self.best.lock().insert(entity.clone(), first);
        first
    }
}

/// How each provisional entity is called: the spelling of its full name that is printed most often, the smallest of
/// equals.
fn printed_names(corpus: &CorpusView) -> FxHashMap<Symbol, Symbol> {
    let mut counts: FxHashMap<Symbol, FxHashMap<Symbol, u32>> = FxHashMap::default();
    for article in corpus.snapshot.articles() {
        for mention in &article.facts.mentions {
            let Target::Unresolved(key) = &mention.target else { continue };
            if mentions::fold_name(&mention.name) == *key {
                *counts.entry(key.clone()).or_default().entry(mention.name.clone()).or_default() += 1;
            }
        }
    }
    let most = |spellings: FxHashMap<Symbol, u32>| spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    counts.into_iter().filter_map(|(key, spellings)| Some((key, most(spellings)?.0))).collect()
}

fn figure<'t>(figure: &Figure, text: &'t str, lines: &LineIndex) -> FigureRecord<'t> {
    let (start, end) = points(lines, figure.span);
    let (value, label) = match figure.when.as_deref() {
        None => (figure.value.map(|v| v.to_string()), None),
        Some(When::Period { days, label }) => {
            let interval = days.is_some().then(|| period_text(&When::Period { days: *days, label: None }));
            (interval, label.as_ref().map(|l| l.to_string()))
        }
        Some(when) => (when.is_possible().then(|| period_text(when)), None),
    };
    let value = value.filter(|_| figure.kind != FigureKind::Range);
    FigureRecord {
        start,
        end,
        surface: figure.span.of(text),
        kind: figure.kind.as_str(),
        value,
        label,
        low: figure.low,
        high: figure.high,
        unit: figure.unit.clone(),
        modifier: figure.modifier.map(|m| m.as_str()),
    }
}

fn points(lines: &LineIndex, span: Span) -> (u32, u32) {
    (lines.code_point(span.start), lines.code_point(span.end))
}
