//! Corpora for tests of rules: facts made by hand, and whole articles read by the real extraction.

mod incremental;
mod pages;
mod suppression;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::{Finding, Lang, Report};
use crate::annotation::{Sidecar, Sidecars};
use crate::corpus::{Article, ArticleId, ArticleState, CorpusFiles, Delta, FileText, Snapshot, SnapshotParts};
use crate::extract::{
    ArticleDate, ArticleFacts, Aspect, Base, BlockOutline, Claim, DateSource, EntityKey, Evidence, Figure, FigureKind, Known, Measure,
    Mention, Metric, Precision, Strength, Target, Taught, When, read_article,
};
use crate::glossary::EntityType;
use crate::text::{BlockKind, Exact, Language, Span, Symbol};

/// Facts of an article, line by line: each builder step adds a line with what it states.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    facts: ArticleFacts,
    text: String,
    sidecars: Vec<Arc<Sidecar>>,
}

impl Deref for Facts {
    type Target = ArticleFacts;
    fn deref(&self) -> &ArticleFacts {
        &self.facts
    }
}
impl DerefMut for Facts {
    fn deref_mut(&mut self) -> &mut ArticleFacts {
        &mut self.facts
    }
}

fn push<T>(list: &mut Box<[T]>, item: T) {
    let mut items = std::mem::take(list).into_vec();
    items.push(item);
    *list = items.into();
}

impl Facts {
    pub fn undated() -> Facts {
        Facts::default()
    }
    pub fn dated(year: i16, month: i8, day: i8) -> Facts {
        let date = jiff::civil::date(year, month, day);
        let mut facts = Facts::default();
        facts.facts.date = Some(ArticleDate { date, source: DateSource::FileName, span: None });
        facts
    }
    /// A line of its own, a block of its own.
    pub fn line(mut self, text: &str) -> Facts {
        self.add(text);
        self
    }
    fn add(&mut self, text: &str) -> Span {
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text += text;
        self.text.push('\n');
        let block = BlockOutline { span, kind: BlockKind::Paragraph, language: Language::of(text), hash: 0, repeated: false };
        push(&mut self.facts.blocks, block);
        span
    }
    fn figure(&mut self, value: &str, kind: FigureKind, unit: &str) -> u32 {
        let span = self.add(value);
        let number = Exact::parse(value).expect("a number");
        let precision = match number.decimals() {
            0 if value.ends_with('0') => Precision::TrailingZeros,
            0 => Precision::Exact,
            n => Precision::Place(-(n as i8)),
        };
        let figure = Figure {
            span,
            kind,
            value: Some(number),
            low: None,
            high: None,
            precision,
            unit: Some(Symbol::new(unit)),
            modifier: None,
            when: None,
            enumerates: false,
        };
        push(&mut self.facts.figures, figure);
        self.facts.figures.len() as u32 - 1
    }
    /// A level in cars of a provisional subject; everything explicit. A period with an unknown year begins `XXXX`.
    pub fn claim(mut self, subject: &str, metric: &str, period: &str, value: &str) -> Facts {
        let figure = self.figure(value, FigureKind::Quantity, "car");
        let span = self.facts.figures[figure as usize].span;
        let claim = Claim {
            figure,
            span,
            subject: Some((EntityKey::Known(Symbol::new(subject)), Known::Explicit)),
            metric: Some(Metric { head: Symbol::new(metric), qualifiers: Box::default() }),
            period: Some((When::Period { days: days(period), label: Some(Symbol::new(period)) }, Known::Explicit)),
            aspect: Aspect::Actual,
            measure: Measure::Level,
            as_of: None,
            source: None,
            quoted: false,
        };
        push(&mut self.facts.claims, claim);
        self
    }
    /// A percentage by which the level `to` (index of its claim) changed.
    pub fn change(mut self, percent: &str, sign: i8, to: u32) -> Facts {
        let figure = self.figure(percent, FigureKind::Percent, "percent");
        let span = self.facts.figures[figure as usize].span;
        let level = self.facts.claims[to as usize].clone();
        let measure = Measure::Change { base: Base::Unknown, sign, ratio: None, to: Some(to), from: None };
        push(&mut self.facts.claims, Claim { figure, span, measure, ..level });
        self
    }
    /// Changes the last claim and its figure.
    pub fn with(self, change: impl FnOnce(&mut Claim, &mut Figure)) -> Facts {
        let last = self.facts.claims.len() - 1;
        self.at(last, change)
    }
    /// Changes a claim and its figure.
    pub fn at(mut self, index: usize, change: impl FnOnce(&mut Claim, &mut Figure)) -> Facts {
        let claim = &mut self.facts.claims[index];
        let figure = &mut self.facts.figures[claim.figure as usize];
        change(claim, figure);
        self
    }
    /// A person's name that is not in the glossary, unless `change` says otherwise.
    pub fn name(mut self, name: &str, key: &str, strength: Strength, change: impl FnOnce(&mut Mention)) -> Facts {
        let span = self.add(name);
        let mut mention = Mention {
            span,
            kind: EntityType::Person,
            target: Target::Unresolved(Symbol::new(key)),
            name: Symbol::new(name),
            strength,
            evidence: Evidence::default(),
            hidden: false,
            former: false,
            short: false,
        };
        change(&mut mention);
        push(&mut self.facts.mentions, mention);
        self
    }
    /// The text says that `name` is another name of a glossary entity.
    pub fn taught(mut self, id: &str, name: &str) -> Facts {
        let taught = Taught { full: EntityKey::Known(Symbol::new(id)), name: Symbol::new(name), span: Span::default(), corpus: true };
        push(&mut self.facts.taught, taught);
        self
    }
    pub fn sidecar(mut self, layer: &str, text: &str) -> Facts {
        self.sidecars.push(Arc::new(Sidecar::parse(layer, text)));
        self
    }
    /// The article with these facts; `open`: with its text.
    pub fn article(&self, name: &str, open: bool) -> Article {
        let mut article = Article::read(&format!("/c/{name}").into(), name, &self.text, self.facts.clone());
        article.text = open.then(|| self.text.as_str().into());
        article.with_sidecars(Sidecars::from(self.sidecars.clone()))
    }
}

fn days(label: &str) -> Option<(Option<jiff::civil::Date>, Option<jiff::civil::Date>)> {
    let (year, part) = label.split_once('-').unwrap_or((label, ""));
    let year: i16 = year.parse().ok()?;
    let (month, months) = match part.strip_prefix('Q') {
        Some(quarter) => (3 * quarter.parse::<i8>().expect("a quarter") - 2, 3),
        None if part.is_empty() => (1, 12),
        None => (part.parse().expect("a month"), 1),
    };
    let start = jiff::civil::date(year, month, 1);
    Some((Some(start), start.checked_add(jiff::Span::new().months(months)).ok()))
}

/// A corpus under `/c` with its report.
pub struct TestCorpus {
    pub snapshot: Snapshot,
    pub report: Report,
}

impl TestCorpus {
    pub fn id(&self, name: &str) -> ArticleId {
        self.snapshot.article_at(&format!("/c/{name}")).expect("an article of the corpus").id
    }
    /// Puts or takes out articles.
    pub fn step(&mut self, articles: impl IntoIterator<Item = (Arc<str>, Option<Article>)>) -> Vec<ArticleId> {
        let delta = self.snapshot.update(articles);
        self.report.update(&self.snapshot, &delta, false)
    }
    /// The same findings in another language.
    pub fn speak(&mut self, lang: Lang) {
        self.report = Report::new(lang);
        self.report.update(&self.snapshot, &Delta { all: true, ..Delta::default() }, false);
    }
}

pub fn empty(glossary: &str, config: &str) -> TestCorpus {
    let file = |name: &str, text: &str| (!text.is_empty()).then(|| FileText::of_disk(format!("/c/{name}").into(), text));
    let files = CorpusFiles {
        root: "/c".into(),
        config: file("dossier.toml", config),
        glossary: file("glossary.toml", glossary).into_iter().collect(),
        ..CorpusFiles::default()
    };
    let parts = Arc::new(SnapshotParts::build(&files, &serde_json::Value::Null, None));
    TestCorpus { snapshot: Snapshot::new(parts), report: Report::default() }
}

pub fn corpus_with<N: AsRef<str>>(glossary: &str, config: &str, articles: impl IntoIterator<Item = (N, Facts)>) -> TestCorpus {
    let mut corpus = empty(glossary, config);
    let article = |(name, facts): (N, Facts)| {
        let article = facts.article(name.as_ref(), false);
        (article.path.clone(), Some(article))
    };
    corpus.step(articles.into_iter().map(article).collect::<Vec<_>>());
    corpus
}

pub fn corpus<N: AsRef<str>>(articles: impl IntoIterator<Item = (N, Facts)>) -> TestCorpus {
    corpus_with("", "", articles)
}

/// A corpus of one article that could not be read well.
pub fn corpus_of(state: ArticleState) -> TestCorpus {
    let mut corpus = empty("", "");
    let article = Article::failed(&"/c/a.txt".into(), "a.txt", state);
    corpus.step([(article.path.clone(), Some(article))]);
    corpus
}

/// Findings of some rules in all articles: "path:line severity code message".
pub fn findings(corpus: &TestCorpus, rules: &[&str]) -> Vec<String> {
    let of = |article: &Arc<Article>| {
        let found = corpus.report.findings(&corpus.snapshot, article.id);
        let line = |f: &Finding| article.lines.line_column(f.place.span.start).0;
        let text = |f: &Finding| format!("{}:{} {} {} {}", article.rel, line(f), severity(f), f.code, f.message);
        found.iter().filter(|f| rules.contains(&f.code)).map(text).collect::<Vec<_>>()
    };
    corpus.snapshot.articles().flat_map(of).collect()
}

fn severity(finding: &Finding) -> String {
    format!("{:?}", finding.severity).to_lowercase()
}

/// A corpus of whole files, read by the real extraction: articles, sidecars, glossary and configuration by name.
pub fn corpus_of_files(files: &[(String, String)]) -> TestCorpus {
    let of = |name: &str| files.iter().find(|f| f.0 == name).map_or("", |f| f.1.as_str());
    let mut corpus = empty(of("glossary.toml"), of("dossier.toml"));
    let context = corpus.snapshot.parts.context.clone();
    let sidecar = |article: &str, name: &str, text: &str| {
        let (of, layer) = crate::annotation::sidecar_path(name)?;
        (of == article).then(|| Arc::new(Sidecar::parse(layer, text)))
    };
    let is_article = |name: &str| name.ends_with(".txt") || name.ends_with(".md");
    let articles = files.iter().filter(|f| is_article(&f.0)).map(|(name, text)| {
        let facts = read_article(name, text, &context, &mut Default::default());
        let sidecars: Vec<_> = files.iter().filter_map(|(n, t)| sidecar(name, n, t)).collect();
        let mut article = Article::read(&format!("/c/{name}").into(), name, text, facts).with_sidecars(sidecars.into());
        article.text = Some(text.as_str().into());
        (article.path.clone(), Some(article))
    });
    let articles: Vec<_> = articles.collect();
    corpus.step(articles);
    corpus
}

/// Texts, each an article of its own with this name, on which a rule does not say what it should.
pub fn wrongly_judged(rule: &str, name: &str, reported: &[&str], silent: &[&str]) -> Vec<String> {
    let says = |text: &&&str| {
        let corpus = corpus_of_files(&[(name.to_owned(), text.to_string())]);
        !findings(&corpus, &[rule]).is_empty()
    };
    let missed = reported.iter().filter(|t| !says(t)).map(|t| format!("not reported: {t}"));
    missed.chain(silent.iter().filter(says).map(|t| format!("reported: {t}"))).collect()
}

/// Reads a table of sentences, an article each: `+` and a sentence that the rule reports, `-` and one that no rule on
/// figures reports.
pub fn sentences(rule: &str, table: &str) {
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let wrong = rows.filter_map(|(sign, text)| {
        let corpus = corpus_of_files(&[("a.txt".to_owned(), text.to_owned())]);
        let id = corpus.id("a.txt");
        let found: Vec<String> = corpus.report.findings(&corpus.snapshot, id).iter().map(|f| format!("{} {}", f.code, f.message)).collect();
        let holds = match sign {
            "+" => found.iter().any(|f| f.starts_with(&format!("{rule} "))),
            _ => !found.iter().any(|f| f.starts_with("figure/")),
        };
        (!holds).then(|| format!("{sign} {text}: {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{rule}\n{}", wrong.join("\n"));
}
