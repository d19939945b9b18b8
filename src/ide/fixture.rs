//! Corpora for tests, written as one text.
//!
//! `//- /path key=value` starts a file, `$0` is the cursor. Facts of articles are marked in the text, so that tests of
//! features do not hang on what extraction happens to find:
//!
//! | mark | fact |
//! |---|---|
//! | `⟦Zephyr\|zephyr⟧` | a mention linked to an id |
//! | `⟦Apex\|?a,b⟧` | an ambiguous one |
//! | `⟦Tang Shen\|~person⟧` | an unresolved one; `~person=tang shen` gives the key of a short form |
//! | `⟦Pell Works\|~organization^pell⟧` | one that the text declares to be a name of an id |
//! | `⟦57,373\|#quantity 57373 car\|zephyr deliveries 2024-Q2⟧` | a figure, and a claim |
//! | `⟦Q2\|@2024-04-01/2024-07-01 2024-Q2⟧` | a period |
//! | `⟪chief designer@Zephyr\|…⟧` up to `⟫` | an introduction; the mention marked `!` in it is introduced |
//!
//! Keys of a file: `date`, `title`, `open` (its text is in memory), `version`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Report;
use crate::corpus::{Article, CorpusFiles, FileText, Snapshot, SnapshotParts, Source};
use crate::extract::mentions::fold_name;
use crate::extract::{
    ArticleDate, ArticleFacts, Aspect, BlockOutline, Claim, Context, DateSource, EntityKey, Evidence, Figure, FigureKind, Introduction,
    Known, Measure, Mention, Metric, Precision, Relation, Strength, Target, Taught, Title, When,
};
use crate::glossary::{EntityType, Glossary};
use crate::text::{Decoded, Exact, Format, Language, Layout, Span, Symbol};

use super::{Analysis, CorpusView, SourceChange};

/// A corpus at `/` with the place of the cursor.
pub struct Fixture {
    pub analysis: Analysis,
    pub path: String,
    pub offset: u32,
    pub source: Texts,
}

/// The files, in memory.
pub struct Texts(pub BTreeMap<String, String>);

impl Source for Texts {
    fn discover(&self, root: &str, _: &serde_json::Value) -> CorpusFiles {
        CorpusFiles { root: root.into(), ..CorpusFiles::default() }
    }
    fn read(&self, _: &str, paths: &[Arc<str>], _: &Context, _: &(dyn Fn() -> bool + Sync)) -> Vec<(Arc<str>, Option<Article>)> {
        paths.iter().map(|p| (p.clone(), None)).collect()
    }
    fn decoded(&self, path: &str, _: Option<&str>) -> Option<Decoded> {
        self.0.get(path).map(|text| Decoded { text: text.clone(), encoding: "UTF-8" })
    }
}

/// A newsroom of invented firms and people: two dated articles about one claim, a Traditional one, an undated one with
/// nobody of it in the glossary.
pub const NEWSROOM: &str = r#"
//- /dossier.toml
[editor]
inlay-hints = "all"
//- /glossary.toml
[[entity]]
id = "zephyr"
type = "organization"
name = { en = "Zephyr Motors", zh-Hans = "泽风汽车" }
aliases = ["Zephyr"]
hidden = ["Zefir"]
wikidata = "Q99999999"
description = { en = "Maker of electric vans" }

[[entity]]
id = "zephyr-auto"
type = "organization"
name = { en = "Zephyr Auto" }
part_of = [{ id = "zephyr" }]

[[entity]]
id = "mara-quill"
type = "person"
name = { en = "Mara Quill" }
roles = [{ title = "chief executive", of = "zephyr", from = "2019" }]

[[entity]]
id = "lark"
type = "product"
name = { en = "Zephyr Lark" }
maker = "zephyr"
released = "2023-04-01"
//- /may/launch.md date=2024-05-03 open version=7 title=Zephyr delivers more vans
# Zephyr delivers more vans

⟪chief executive@Zephyr=zephyr|⟦Mara Quill|mara-quill!⟧, chief executive of ⟦Zephyr|zephyr⟧⟫, said the firm handed over ⟦4,812|#quantity 4812 car|zephyr deliveries 2024-Q1⟧ vans in ⟦the first quarter|@2024-01-01/2024-04-01 2024-Q1⟧.

## Plans

The ⟦Lark|lark⟧ sells well. ⟦Apex|?zephyr,zephyr-auto⟧ did not comment. See [the forecast](../june/outlook.txt) or https://zephyr.example/vans.
//- /june/outlook.txt date=2024-06-10
⟦Zefir|zephyr⟧ delivered ⟦4,182|#quantity 4182 car|zephyr deliveries 2024-Q1⟧ vans, according to ⟪analyst@Marlet Street|⟦Teodor Rensdale|~person!⟧ of ⟦Marlet Street|~organization⟧⟫. ⟦Rensdale|~person=teodor rensdale⟧ expects more.
//- /june/zh.txt date=2024-06-12
⟦澤風汽車|zephyr⟧第一季度交付⟦4812輛|#quantity 4812 car|zephyr deliveries 2024-Q1⟧。
//- /notes.txt
⟦Teodor Rensdale|~person⟧ called ⟦Mara Quill|mara-quill⟧ twice in ⟦Q2|@XXXX XXXX-Q2⟧ and sold ⟦about 60,000|#quantity ~60000 share⟧ shares.
"#;

/// [`NEWSROOM`] with the cursor before the `nth` (from zero) `needle` of a file.
pub fn newsroom_at(path: &str, needle: &str, nth: usize) -> Fixture {
    let mut fixture = Fixture::new(NEWSROOM);
    let (at, _) = fixture.source.0[path].match_indices(needle).nth(nth).expect("the text holds the needle");
    fixture.path = path.to_owned();
    fixture.offset = at as u32;
    fixture
}

/// Never cancelled.
pub const GO_ON: &(dyn Fn() -> bool + Sync) = &|| false;

struct File<'a> {
    path: &'a str,
    keys: BTreeMap<&'a str, &'a str>,
    text: String,
}

impl Fixture {
    pub fn new(fixture: &str) -> Fixture {
        let mut cursor = None;
        let mut files: Vec<File> = Vec::new();
        for line in fixture.trim_start_matches('\n').split_inclusive('\n') {
            if let Some(header) = line.strip_prefix("//- ") {
                let (path, keys) = header.trim_end().split_once(' ').unwrap_or((header.trim_end(), ""));
                // The title is the last key and takes the rest of the line.
                let (keys, title) = keys.split_once("title=").map_or((keys, None), |(k, t)| (k, Some(t)));
                let mut keys: BTreeMap<&str, &str> = keys.split_whitespace().map(|k| k.split_once('=').unwrap_or((k, ""))).collect();
                keys.extend(title.map(|t| ("title", t)));
                files.push(File { path, keys, text: String::new() });
            } else {
                files.last_mut().expect("a fixture starts with a header").text += line;
            }
        }
        let mut corpus = CorpusFiles { root: "/".into(), ..CorpusFiles::default() };
        let mut marked: Vec<(File, Marked)> = Vec::new();
        let mut texts = BTreeMap::new();
        for file in files {
            let is_toml = file.path.ends_with(".toml");
            let marks = Marked::parse(&file.text);
            cursor = cursor.or(marks.cursor.map(|at| (file.path.to_owned(), at)));
            texts.insert(file.path.to_owned(), marks.text.clone());
            let version = file.keys.get("version").map(|v| v.parse().expect("a version"));
            let text = FileText { path: file.path.into(), text: marks.text.as_str().into(), version };
            match (is_toml, file.path) {
                (true, "/dossier.toml") => corpus.config = Some(text),
                (true, _) => corpus.glossary.push(text),
                (false, _) => marked.push((file, marks)),
            }
        }
        corpus.glossary.sort_by(|a, b| a.path.cmp(&b.path));
        let parts = Arc::new(SnapshotParts::build(&corpus, &serde_json::Value::Null, None));
        let mut snapshot = Snapshot::new(parts);
        let articles = marked.into_iter().map(|(file, marks)| article(&file, marks, &snapshot.parts.glossary)).collect::<Vec<_>>();
        let delta = snapshot.update(articles.into_iter().map(|a| (a.path.clone(), Some(a))));
        let mut report = Report::default();
        report.update(&snapshot, &delta, false);
        let view = CorpusView { root: "/".into(), snapshot, report, known: 0, pending: 0, loose: false };
        let (path, offset) = cursor.unwrap_or_default();
        Fixture { analysis: Analysis { revision: 1, corpora: vec![Arc::new(view)] }, path, offset, source: Texts(texts) }
    }
    pub fn view(&self) -> &Arc<CorpusView> {
        &self.analysis.corpora[0]
    }
    /// A span as `path:line:column "text"`.
    pub fn show(&self, path: &str, span: Span) -> String {
        let (_, document) = self.analysis.find(path).expect("a place is in a document");
        let (line, column) = document.lines().line_column(span.start);
        format!("{path}:{line}:{column} {:?}", span.of(&self.source.0[path]))
    }
    /// The files that a change leaves, with what it writes to sidecars.
    pub fn apply(&self, change: &SourceChange) -> String {
        let mut out = String::new();
        for file in &change.files {
            let mut text = self.source.0.get(&*file.path).cloned().unwrap_or_default();
            assert_eq!(file.create, !self.source.0.contains_key(&*file.path), "{}", file.path);
            for (span, new) in file.edits.iter().rev() {
                text.replace_range(span.range(), new);
            }
            out += &format!("//- {}\n{text}", file.path);
        }
        for write in &change.sidecar {
            out += &format!("//- {}.{}.annot.jsonl\n{}\n", write.article, write.layer, write.record.line);
        }
        out
    }
}

fn article(file: &File, marks: Marked, glossary: &Glossary) -> Article {
    let Marked { text, mut facts, .. } = marks;
    let format = Format::of_path(file.path);
    let layout = Layout::new(&text, format);
    let mut seen = std::collections::BTreeSet::new();
    facts.blocks = layout
        .blocks
        .iter()
        .map(|b| BlockOutline { span: b.span, kind: b.kind, language: b.language, hash: b.hash, repeated: !seen.insert(b.hash) })
        .collect();
    facts.language = Language::of(&text);
    facts.date = file.keys.get("date").map(|d| ArticleDate { date: d.parse().expect("a date"), source: DateSource::FileName, span: None });
    facts.title = file.keys.get("title").map(|t| {
        let at = text.find(t).expect("the title stands in the text");
        Title { text: Symbol::new(t), span: Span::new(at, at + t.len()) }
    });
    for mention in &mut facts.mentions {
        let Some(entity) = mention.entity().and_then(|e| glossary.get(e.known()?)) else { continue };
        mention.kind = entity.kind;
        mention.hidden = entity.names.iter().any(|n| n.text == mention.name && n.rank == crate::glossary::Rank::Hidden);
    }
    let path: Arc<str> = file.path.into();
    let mut article = Article::read(&path, file.path.trim_start_matches('/'), &text, facts);
    if file.keys.contains_key("open") {
        article.text = Some(text.as_str().into());
        article.version = file.keys.get("version").map(|v| v.parse().expect("a version"));
    }
    article
}

/// A text without its marks, and what they say.
struct Marked {
    text: String,
    cursor: Option<u32>,
    facts: ArticleFacts,
}

impl Marked {
    fn parse(source: &str) -> Marked {
        let mut text = String::new();
        let mut cursor = None;
        let (mut mentions, mut figures, mut claims) = (Vec::new(), Vec::new(), Vec::new());
        let (mut introductions, mut taught) = (Vec::new(), Vec::new());
        // Starts of open marks, and what an open introduction says.
        let mut open: Vec<usize> = Vec::new();
        let mut passage: Option<(usize, &str)> = None;
        let mut introduced: Option<Mention> = None;
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("$0") {
                cursor = Some(text.len() as u32);
                rest = after;
            } else if let Some(after) = rest.strip_prefix('⟦') {
                open.push(text.len());
                rest = after;
            } else if let Some(after) = rest.strip_prefix('|').filter(|_| !open.is_empty()) {
                let (mark, after) = after.split_once('⟧').expect("a mark ends with ⟧");
                let span = Span::new(open.pop().expect("a mark is open"), text.len());
                let (mark, best) = mark.strip_suffix('!').map_or((mark, false), |m| (m, true));
                let (mark, declared) = mark.split_once('^').map_or((mark, None), |(m, id)| (m, Some(id)));
                taught.extend(declared.map(|id| Taught {
                    full: EntityKey::Known(Symbol::new(id)),
                    name: Symbol::new(span.of(&text)),
                    span,
                    corpus: true,
                }));
                match mark.split_once('|') {
                    _ if mark.starts_with('#') || mark.starts_with('@') => {
                        let (figure_mark, claim_mark) = mark.split_once('|').map_or((mark, None), |(f, c)| (f, Some(c)));
                        claims.extend(claim_mark.map(|c| claim(c, figures.len() as u32, span)));
                        figures.push(figure(figure_mark, span));
                    }
                    _ => {
                        let mention = mention(mark, span, &text);
                        if best {
                            introduced = Some(mention.clone());
                        }
                        mentions.push(mention);
                    }
                }
                rest = after;
            } else if let Some(after) = rest.strip_prefix('⟪') {
                let (says, after) = after.split_once('|').expect("an introduction says something");
                passage = Some((text.len(), says));
                rest = after;
            } else if let Some(after) = rest.strip_prefix('⟫') {
                let (start, says) = passage.take().expect("an introduction is open");
                let mention = introduced.take().expect("an introduction marks its name with !");
                introductions.push(introduction(says, Span::new(start, text.len()), &mention));
                rest = after;
            } else {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        mentions.sort_by_key(|m: &Mention| m.span);
        let facts = ArticleFacts {
            mentions: mentions.into(),
            figures: figures.into(),
            claims: claims.into(),
            introductions: introductions.into(),
            taught: taught.into(),
            ..ArticleFacts::default()
        };
        Marked { text, cursor, facts }
    }
}

fn entity_type(name: &str) -> EntityType {
    match name {
        "person" => EntityType::Person,
        "organization" => EntityType::Organization,
        "product" => EntityType::Product,
        other => panic!("{other} is no type"),
    }
}

fn mention(mark: &str, span: Span, text: &str) -> Mention {
    let name = Symbol::new(span.of(text));
    let (target, kind, short) = if let Some(kind) = mark.strip_prefix('~') {
        let (kind, key) = kind.split_once('=').map_or((kind, None), |(k, key)| (k, Some(key)));
        (Target::Unresolved(fold_name(key.unwrap_or(&name))), entity_type(kind), key.is_some())
    } else if let Some(ids) = mark.strip_prefix('?') {
        (Target::Ambiguous(ids.split(',').map(Symbol::new).collect()), EntityType::Organization, false)
    } else {
        (Target::Linked(Symbol::new(mark)), EntityType::Organization, false)
    };
    let strength = Strength::Strong;
    Mention { span, kind, target, name, strength, evidence: Evidence::TITLE, hidden: false, former: false, short }
}

fn period(days: &str, label: Option<&str>) -> When {
    let days = (days != "XXXX").then(|| {
        let (from, to) = days.split_once('/').expect("a period has two ends");
        (from.parse().ok(), to.parse().ok())
    });
    When::Period { days, label: label.map(Symbol::new) }
}

/// `#kind value unit`, with `~` before the value for "about"; `@from/to label`.
fn figure(mark: &str, span: Span) -> Figure {
    let mut figure = Figure {
        span,
        kind: FigureKind::Period,
        value: None,
        low: None,
        high: None,
        precision: Precision::Exact,
        unit: None,
        modifier: None,
        when: None,
        enumerates: false,
    };
    if let Some(when) = mark.strip_prefix('@') {
        let (days, label) = when.split_once(' ').map_or((when, None), |(d, l)| (d, Some(l)));
        figure.when = Some(Box::new(period(days, label)));
        return figure;
    }
    let mut words = mark.trim_start_matches('#').split(' ');
    let kinds = [FigureKind::Number, FigureKind::Quantity, FigureKind::Money, FigureKind::Percent];
    let kind = words.next().expect("a figure has a kind");
    figure.kind = *kinds.iter().find(|k| k.as_str() == kind).expect("a kind of figure");
    let value = words.next().expect("a figure has a value");
    figure.modifier = value.starts_with('~').then_some(crate::extract::Modifier::About);
    figure.value = Exact::parse(value.trim_start_matches('~'));
    figure.unit = words.next().map(Symbol::new);
    figure
}

/// `subject metric period`; quarters and years only.
fn claim(mark: &str, figure: u32, span: Span) -> Claim {
    let mut words = mark.split(' ');
    let subject = match words.next().expect("a claim has a subject").split_once('~') {
        Some(("", name)) => EntityKey::Provisional(fold_name(&name.replace('_', " "))),
        None | Some(_) => EntityKey::Known(Symbol::new(mark.split(' ').next().unwrap_or(""))),
    };
    let head = Symbol::new(words.next().expect("a claim has a metric"));
    let label = words.next().expect("a claim has a period");
    let (year, quarter) = label.split_once("-Q").map_or((label, None), |(y, q)| (y, Some(q)));
    let days = match quarter.map(|q| q.parse::<u32>().expect("a quarter")) {
        None => format!("{year}-01-01/{}-01-01", year.parse::<u32>().expect("a year") + 1),
        Some(4) => format!("{year}-10-01/{}-01-01", year.parse::<u32>().expect("a year") + 1),
        Some(q) => format!("{year}-{:02}-01/{year}-{:02}-01", q * 3 - 2, q * 3 + 1),
    };
    Claim {
        figure,
        span,
        subject: Some((subject, Known::Explicit)),
        metric: Some(Metric { head, qualifiers: Box::default() }),
        period: Some((period(&days, Some(label)), Known::Explicit)),
        aspect: Aspect::Actual,
        measure: Measure::Level,
        as_of: None,
        source: None,
        quoted: false,
    }
}

fn introduction(says: &str, span: Span, mention: &Mention) -> Introduction {
    let (title, of) = says.split_once('@').map_or((says, None), |(t, of)| (t, Some(of)));
    let (of, id) = of.map_or((None, None), |of| of.split_once('=').map_or((Some(of), None), |(n, id)| (Some(n), Some(id))));
    Introduction {
        span,
        name_span: mention.span,
        entity: mention.entity().expect("an introduced name is of one entity"),
        name: mention.name.clone(),
        kind: mention.kind,
        title: title.split('+').filter(|t| !t.is_empty()).map(Symbol::new).collect(),
        of: of.map(Symbol::new),
        of_entity: id.map(|id| EntityKey::Known(Symbol::new(id))),
        department: None,
        what: None,
        relation: Some(Relation::Holds),
        aside: false,
        in_body: true,
        in_sentence: true,
    }
}
