//! Commands that only tell.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::check::{Finding, Place};
use crate::corpus::Article;
use crate::extract::{EntityKey, period_text};
use crate::glossary::EntityType;
use crate::text::{LineIndex, Span};

use super::super::export::{Exporter, Line};
use super::super::fuzzy::Query;
use super::super::symbols::{OutlineEntry, SymbolKind};
use super::super::{CorpusView, display, entity, is_under, kwic as concordance, stats as counts, symbols};
use super::{Call, CommandError, CommandResult, refused};

fn told(json: Value) -> CommandResult {
    CommandResult { json, ..CommandResult::default() }
}

#[derive(Deserialize)]
struct Where {
    path: Option<String>,
}

/// `{"path","start","end","line","column"}`.
fn place(path: &str, lines: &LineIndex, span: Span) -> Value {
    let (line, column) = lines.line_column(span.start);
    json!({
        "path": path,
        "start": lines.code_point(span.start),
        "end": lines.code_point(span.end),
        "line": line,
        "column": column,
    })
}

fn place_of(view: &CorpusView, at: &Place) -> Value {
    let parts = &view.snapshot.parts;
    let article = view.snapshot.article_at(&at.path).map(|a| &a.lines);
    let glossary = || parts.glossary_files.iter().find(|g| g.path == at.path).map(|g| &g.lines);
    match article.or_else(glossary) {
        Some(lines) => place(&at.path, lines, at.span),
        None => json!({ "path": &*at.path }),
    }
}

/// `{path?}` → `{conflicts: [{rule, severity, message, key, values, place, related}]}`: all findings that set figures
/// against each other, in order of path and place.
pub(super) fn conflicts(call: Call) -> Result<CommandResult, CommandError> {
    let args: Where = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let under = call.under(view, args.path.as_deref());
    let mut conflicts = Vec::new();
    for article in view.snapshot.articles().filter(|a| under.is_none_or(|u| is_under(&a.path, u))) {
        if (call.session.cancelled)() {
            break;
        }
        let findings = view.report.findings(&view.snapshot, article.id);
        conflicts.extend(findings.iter().filter(|f| f.code.starts_with("figure/")).map(|f| conflict(view, f)));
    }
    Ok(told(json!({ "conflicts": conflicts })))
}

fn conflict(view: &CorpusView, finding: &Finding) -> Value {
    let (key, values) = match &finding.data {
        crate::check::Data::Claim { key, values } => (json!(key), json!(values)),
        _ => (Value::Null, json!([])),
    };
    let related = finding.related.iter().map(|r| json!({ "place": place_of(view, &r.place), "message": r.message }));
    json!({
        "rule": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "key": key,
        "values": values,
        "place": place_of(view, &finding.place),
        "related": related.collect::<Vec<_>>(),
    })
}

#[derive(Deserialize)]
struct Entities {
    path: Option<String>,
    query: Option<String>,
    #[serde(rename = "type")]
    kind: Option<EntityType>,
    limit: Option<usize>,
}

/// `{path?, query?, type?, limit?}` → `{total, entities: [{id, name, type, known, mentions, articles}]}`: the glossary's
/// in its order, then provisional ones by name; with a query the best first.
pub(super) fn entities(call: Call) -> Result<CommandResult, CommandError> {
    let args: Entities = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let (snapshot, lang) = (&view.snapshot, call.session.lang);
    let query = Query::new(args.query.as_deref().unwrap_or(""));
    let mut found: Vec<(u32, EntityKey, EntityType)> = Vec::new();
    for entity in &snapshot.glossary().entities {
        let names = entity.names.iter().map(|n| &*n.text).chain([&*entity.id]);
        if let Some(score) = names.filter_map(|n| query.score(n)).max() {
            found.push((score, EntityKey::Known(entity.id.clone()), entity.kind));
        }
    }
    for name in snapshot.names() {
        // Of a group the smallest name stands for all.
        let first = snapshot.group(&name.key).first().is_none_or(|first| *first == name.key);
        if let Some(score) = query.score(&name.key).filter(|_| first) {
            found.push((score, EntityKey::Provisional(name.key), name.verdict.kind));
        }
    }
    found.retain(|(_, _, kind)| args.kind.is_none_or(|k| k == *kind));
    if args.query.is_some() {
        found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    }
    let total = found.len();
    let mut listed = Vec::new();
    for (_, key, kind) in found.into_iter().take(args.limit.unwrap_or(usize::MAX)) {
        if (call.session.cancelled)() {
            break;
        }
        let counted = entity::counts(snapshot, &entity::keys(snapshot, &key));
        listed.push(json!({
            "id": key.id(),
            "name": entity::display_name(snapshot, &key, lang),
            "type": kind,
            "known": key.known().is_some(),
            "mentions": counted.mentions,
            "articles": counted.articles,
        }));
    }
    Ok(told(json!({ "total": total, "entities": listed })))
}

#[derive(Deserialize)]
struct Document {
    path: String,
}

/// `{path}` → `{title, date, language, outline, figures, claims}` of an article.
pub(super) fn outline(call: Call) -> Result<CommandResult, CommandError> {
    let args: Document = call.arguments()?;
    let view = call.corpus(Some(&args.path))?;
    let article = view.snapshot.article_at(&args.path);
    let article = article.ok_or_else(|| refused(format!("{} is no article of the corpus; open it, or index it", args.path)))?;
    let session = call.session;
    let entries = symbols::document(session.analysis, session.source, &args.path, session.lang).unwrap_or_default();
    let facts = &article.facts;
    Ok(told(json!({
        "title": facts.title.as_ref().map(|t| &t.text),
        "date": facts.date.as_ref().map(|d| d.date.to_string()),
        "language": facts.language,
        "outline": entries.iter().map(|e| outline_entry(article, e)).collect::<Vec<_>>(),
        "figures": facts.figures.iter().map(|f| json!({
            "place": place(&article.path, &article.lines, f.span),
            "kind": f.kind,
            "value": display::value(f, session.lang),
        })).collect::<Vec<_>>(),
        "claims": facts.claims.iter().map(|c| json!({
            "place": place(&article.path, &article.lines, c.span),
            "figure": c.figure,
            "subject": c.subject.as_ref().map(|(s, _)| s.id()),
            "metric": c.metric.as_ref().map(|m| &m.head),
            "period": c.period.as_ref().map(|(p, _)| period_text(p)),
            "aspect": c.aspect,
        })).collect::<Vec<_>>(),
    })))
}

fn outline_entry(article: &Article, entry: &OutlineEntry) -> Value {
    let kind = match entry.kind {
        SymbolKind::Heading | SymbolKind::Headline => "heading",
        SymbolKind::Entity(kind) => kind.as_str(),
    };
    json!({
        "name": entry.name,
        "kind": kind,
        "detail": entry.detail,
        "place": place(&article.path, &article.lines, entry.focus),
        "children": entry.children.iter().map(|c| outline_entry(article, c)).collect::<Vec<_>>(),
    })
}

#[derive(Deserialize)]
struct Kwic {
    path: Option<String>,
    /// Name or id.
    name: String,
    context: Option<usize>,
    limit: Option<usize>,
}

/// Characters on either side of a mention in a concordance.
const CONTEXT: usize = 40;

/// `{path?, name, context?, limit?}` → `{entities: [id], total, rows: [{place, date, left, node, right}]}`.
pub(super) fn kwic(call: Call) -> Result<CommandResult, CommandError> {
    let args: Kwic = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let entities = concordance::named(view, &args.name);
    if entities.is_empty() {
        let near = concordance::nearest(view, &args.name);
        let near = if near.is_empty() { String::new() } else { format!("; perhaps {}", near.join(" or ")) };
        return Err(refused(format!("nothing in the corpus is named '{}'{near}", args.name)));
    }
    let session = call.session;
    let rows = concordance::rows(view, session.source, &entities, args.context.unwrap_or(CONTEXT), session.cancelled);
    let shown = rows.iter().take(args.limit.unwrap_or(usize::MAX)).map(|row| {
        json!({
            "place": place_of(view, &Place { path: row.path.clone(), span: row.span }),
            "date": row.date.map(|d| d.to_string()),
            "left": row.left,
            "node": row.node,
            "right": row.right,
        })
    });
    let ids: Vec<String> = entities.iter().map(|e| concordance::listed_id(view, e)).collect();
    Ok(told(json!({ "entities": ids, "total": rows.len(), "rows": shown.collect::<Vec<_>>() })))
}

#[derive(Deserialize)]
struct Stats {
    path: Option<String>,
    top: Option<usize>,
}

/// Entities listed in statistics where nothing else is asked for.
const TOP: usize = 20;

/// `{path?, top?}` → [`counts::Stats`].
pub(super) fn stats(call: Call) -> Result<CommandResult, CommandError> {
    let args: Stats = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    let under = call.under(view, args.path.as_deref());
    let stats = counts::stats(view, under, args.top.unwrap_or(TOP), call.session.lang, call.session.cancelled);
    Ok(told(serde_json::to_value(stats).map_err(|e| refused(e.to_string()))?))
}

/// `{}` → `{version, revision, corpora: [{root, articles, pending, open, glossary, names, loose}]}`.
pub(super) fn status(call: Call) -> Result<CommandResult, CommandError> {
    let analysis = call.session.analysis;
    let corpora = analysis.corpora.iter().map(|view| {
        let snapshot = &view.snapshot;
        json!({
            "root": &*view.root,
            "revision": snapshot.revision,
            "articles": snapshot.len(),
            "pending": view.pending,
            "open": snapshot.articles().filter(|a| a.text.is_some()).count(),
            "glossary": snapshot.glossary().entities.len(),
            "names": snapshot.parts.context.matcher.len(),
            "loose": view.loose,
        })
    });
    Ok(told(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "revision": analysis.revision,
        "corpora": corpora.collect::<Vec<_>>(),
    })))
}

#[derive(Deserialize)]
struct Export {
    path: Option<String>,
    format: Option<String>,
}

/// `{path?, format?}` → `{format, text, leftOut}`: what was read of every article at or under the path, one JSON object
/// a line, as `dossier export` prints it, with paths from the corpus root; `leftOut` are articles that changed meanwhile.
pub(super) fn export(call: Call) -> Result<CommandResult, CommandError> {
    let args: Export = call.arguments()?;
    let view = call.corpus(args.path.as_deref())?;
    if args.format.as_deref().is_some_and(|f| f != "jsonl") {
        return Err(call.wrong("the formats are: jsonl".to_owned()));
    }
    let under = call.under(view, args.path.as_deref());
    let exporter = Exporter::new(view);
    let (mut text, mut left_out) = (String::new(), Vec::new());
    for article in view.snapshot.articles().filter(|a| under.is_none_or(|u| is_under(&a.path, u))) {
        if (call.session.cancelled)() {
            break;
        }
        match exporter.line(&article.rel, article, call.session.source) {
            Line::Written(line) => text += &String::from_utf8_lossy(&line),
            Line::Changed => left_out.push(&*article.rel),
            Line::Unread(_) => {}
        }
    }
    Ok(told(json!({ "format": "jsonl", "text": text, "leftOut": left_out })))
}
