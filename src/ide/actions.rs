//! What can be done about what is at the cursor.
//!
//! An action carries a small payload; [`resolve`] computes its edits when it is chosen, on the analysis of that moment.

mod entries;
mod names;

use crate::annotation::Stamp;
use crate::check::{Data, Finding};
use crate::config::Level;
use crate::corpus::{Article, Source};
use crate::extract::mentions::fold_name;
use crate::glossary::{Entity, EntityType, Rank};
use crate::text::{Language, Span};

use super::authoring::{self, Refusal, RuleScope, Wish};
use super::{Analysis, CorpusView, Document, Lang, SourceChange, rework};

#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Names the effect and the file.
    pub title: String,
    pub kind: ActionKind,
    /// The one safe answer to its finding.
    pub preferred: bool,
    /// The finding that it answers: rule and place in the document asked about.
    pub answers: Option<(&'static str, Span)>,
    pub payload: Payload,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionKind {
    /// Answers a finding or an unknown name.
    QuickFix,
    /// Writes the same thing another way: entries merged or split, a name written the preferred way.
    Refactor,
    /// Concerns the whole corpus: a first glossary, a configuration file.
    Source,
}

/// What an action will do: small, and meaningful to a later analysis.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Payload {
    AddEntity {
        path: String,
        name: String,
        kind: EntityType,
        /// With the organization or maker that introduces it, which is not in the glossary either.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        both: bool,
    },
    AddAlias {
        path: String,
        name: String,
        entity: String,
        /// Found, and reported.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hidden: bool,
    },
    IgnoreName {
        path: String,
        name: String,
        kind: EntityType,
    },
    /// `at`: bytes of the article.
    UseName {
        path: String,
        at: (u32, u32),
        old: String,
        new: String,
    },
    /// The preferred name for one that is printed, wherever it means the entity: in the article, or in all of them.
    UsePreferred {
        path: String,
        entity: String,
        old: String,
        everywhere: bool,
    },
    /// One entity becomes a part of another.
    Merge {
        path: String,
        from: String,
        into: String,
    },
    /// Names become those of a new entity.
    Split {
        path: String,
        entity: String,
        names: Vec<String>,
    },
    /// Off; for the article alone, or for the project.
    RuleOff {
        path: String,
        rule: String,
        file_only: bool,
    },
    Accept {
        path: String,
        rule: String,
        at: (u32, u32),
        key: String,
        /// Why it is right as it stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// Nothing is changed: the editor shows another place that a finding speaks of.
    Show {
        path: String,
        place: String,
        at: (u32, u32),
    },
    FirstGlossary {
        path: String,
    },
    NewConfig {
        path: String,
    },
}

/// The actions for a selection (or a cursor, which is an empty one), most fitting first.
pub fn actions(analysis: &Analysis, path: &str, selection: Span, lang: Lang) -> Vec<Action> {
    let Some((view, document)) = analysis.find(path) else { return Vec::new() };
    let mut actions = Vec::new();
    if let Document::Article(article) = &document {
        let mut findings = view.report.findings(&view.snapshot, article.id);
        findings.extend(view.report.echoes(&view.snapshot, article.id));
        findings.retain(|f| meets(f.place.span, selection));
        let ask = Ask { view, article, path, lang };
        names::offer(&ask, selection, &findings, &mut actions);
        for finding in &findings {
            answers(&ask, finding, &mut actions);
        }
    } else {
        if let Document::Glossary(glossary) = &document {
            entries::offer(view, glossary, selection, lang, &mut actions);
        }
        for finding in view.file_findings(path).iter().filter(|f| meets(f.place.span, selection)) {
            rule_off(view, path, None, finding, lang, &mut actions);
        }
    }
    corpus_wide(view, path, lang, &mut actions);
    actions
}

struct Ask<'a> {
    view: &'a CorpusView,
    article: &'a Article,
    path: &'a str,
    lang: Lang,
}

/// A cursor at either end of a span is on it; a selection has to overlap it.
fn meets(span: Span, selection: Span) -> bool {
    if selection.is_empty() {
        span.touches(selection.start)
    } else {
        span.overlaps(selection) || span.is_empty() && selection.touches(span.start)
    }
}

/// Reasons to accept a finding that a person is offered to choose from.
pub fn reasons(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Both are right: they count different things", "Checked against the source", "The sources differ", "No reason"],
        ["两者都对：统计口径不同", "已与来源核对", "来源不一致", "不说明原因"],
        ["兩者都對：統計口徑不同", "已與來源核對", "來源不一致", "不說明原因"],
    )
}

/// Other places of a finding that can be gone to from its actions.
const PLACES: usize = 3;

/// The other places that a finding about figures speaks of.
fn others(ask: &Ask, finding: &Finding, actions: &mut Vec<Action>) {
    for related in finding.related.iter().take(PLACES) {
        let Some(there) = ask.view.snapshot.article_at(&related.place.path) else { continue };
        let (line, _) = there.lines.line_column(related.place.span.start);
        let at = (related.place.span.start, related.place.span.end);
        let payload = Payload::Show { path: ask.path.to_owned(), place: there.path.to_string(), at };
        let title = ask.lang.pick(
            format!("Go to {}:{line} ({})", there.rel, related.message),
            format!("转到 {}:{line}（{}）", there.rel, related.message),
            format!("前往 {}:{line}（{}）", there.rel, related.message),
        );
        if !actions.iter().any(|a| a.payload == payload) {
            let answers = Some((finding.code, finding.place.span));
            actions.push(Action { title, kind: ActionKind::QuickFix, preferred: false, answers, payload });
        }
    }
}

/// The glossary entry of an entity, to be shown.
fn go_to_entry(view: &CorpusView, path: &str, entity: &Entity, lang: Lang) -> Action {
    let file = authoring::shown(view, &entity.file);
    let title = lang.pick(
        format!("Go to `{}` in {file}", entity.id),
        format!("转到 {file} 中的 `{}`", entity.id),
        format!("前往 {file} 中的 `{}`", entity.id),
    );
    let at = (entity.id_span.start, entity.id_span.end);
    let payload = Payload::Show { path: path.to_owned(), place: entity.file.to_string(), at };
    Action { title, kind: ActionKind::QuickFix, preferred: false, answers: None, payload }
}

/// One entity made a part of another of its type.
fn merge(view: &CorpusView, path: &str, from: &Entity, into: &Entity, lang: Lang) -> Action {
    let named = |e: &Entity| format!("{} ({})", e.preferred(lang.key()), e.id);
    let (from_name, into_name, file) = (named(from), named(into), authoring::shown(view, &into.file));
    let title = lang.pick(
        format!("Merge {from_name} into {into_name} in {file}"),
        format!("在 {file} 中将{from_name}并入{into_name}"),
        format!("在 {file} 中將{from_name}併入{into_name}"),
    );
    let payload = Payload::Merge { path: path.to_owned(), from: from.id.to_string(), into: into.id.to_string() };
    Action { title, kind: ActionKind::Refactor, preferred: false, answers: None, payload }
}

/// What every finding allows: go to the other place, accept it, turn its rule off.
fn answers(ask: &Ask, finding: &Finding, actions: &mut Vec<Action>) {
    let (lang, view) = (ask.lang, ask.view);
    if finding.code.starts_with("figure/") {
        others(ask, finding, actions);
    }
    let ours = actions.iter().any(
        |a| matches!(&a.payload, Payload::Accept { rule, key, .. } if rule == finding.code && key == finding.key() && !key.is_empty()),
    );
    let undecodable = matches!(finding.code, "text/undecodable" | "text/too-large" | "text/unreadable");
    if !view.loose && !ours && !undecodable {
        let title = match &finding.data {
            Data::Claim { values, .. } => {
                let values = values.join(", ");
                lang.pick(
                    format!("Accept these values ({values}); a new one reopens the finding"),
                    format!("接受这些数值（{values}）；出现新值时重新提示"),
                    format!("接受這些數值（{values}）；出現新值時重新提示"),
                )
            }
            Data::Name(_) | Data::None => lang.pick(
                format!("Accept {} at this place", finding.code),
                format!("接受此处的 {}", finding.code),
                format!("接受此處的 {}", finding.code),
            ),
        };
        actions.push(Action {
            title,
            kind: ActionKind::QuickFix,
            preferred: false,
            answers: Some((finding.code, finding.place.span)),
            payload: Payload::Accept {
                path: ask.path.to_owned(),
                rule: finding.code.to_owned(),
                at: (finding.place.span.start, finding.place.span.end),
                key: finding.key().to_owned(),
                why: None,
            },
        });
    }
    rule_off(view, ask.path, Some(&ask.article.rel), finding, lang, actions);
}

fn rule_off(view: &CorpusView, path: &str, article: Option<&str>, finding: &Finding, lang: Lang, actions: &mut Vec<Action>) {
    let rule = finding.code;
    if view.loose || actions.iter().any(|a| matches!(&a.payload, Payload::RuleOff { rule: r, .. } if r == rule)) {
        return;
    }
    let mut push = |title, file_only| {
        actions.push(Action {
            title,
            kind: ActionKind::QuickFix,
            preferred: false,
            answers: Some((rule, finding.place.span)),
            payload: Payload::RuleOff { path: path.to_owned(), rule: rule.to_owned(), file_only },
        });
    };
    if let Some(article) = article {
        let title = lang.pick(
            format!("Turn {rule} off for {article} in dossier.toml"),
            format!("在 dossier.toml 中为 {article} 关闭 {rule}"),
            format!("在 dossier.toml 中為 {article} 關閉 {rule}"),
        );
        push(title, true);
    }
    let title = lang.pick(
        format!("Turn {rule} off for the project in dossier.toml"),
        format!("在 dossier.toml 中为整个项目关闭 {rule}"),
        format!("在 dossier.toml 中為整個專案關閉 {rule}"),
    );
    push(title, false);
}

fn corpus_wide(view: &CorpusView, path: &str, lang: Lang, actions: &mut Vec<Action>) {
    if view.loose {
        return;
    }
    let mut push = |title, payload| actions.push(Action { title, kind: ActionKind::Source, preferred: false, answers: None, payload });
    let names = if view.snapshot.glossary().is_empty() { view.snapshot.names().len() } else { 0 };
    if names > 0 {
        let file = authoring::new_glossary_path(view);
        let file = authoring::shown(view, &file);
        let title = lang.pick(
            format!("Write a first glossary from {names} {} to {file}", if names == 1 { "name" } else { "names" }),
            format!("由 {names} 个名称生成初始名录 {file}"),
            format!("由 {names} 個名稱產生初始名錄 {file}"),
        );
        push(title, Payload::FirstGlossary { path: path.to_owned() });
    }
    if view.snapshot.parts.config_file.is_none() {
        let title = lang.pick("Create dossier.toml", "创建 dossier.toml", "建立 dossier.toml");
        push(title.to_owned(), Payload::NewConfig { path: path.to_owned() });
    }
}

/// The edits of an action, on the analysis as it is now. The error is a sentence for the user.
pub fn resolve(analysis: &Analysis, source: &dyn Source, payload: &Payload, stamp: Stamp<'_>) -> Result<SourceChange, Refusal> {
    let path = payload.path();
    let view = (analysis.find(path).map(|(view, _)| view)).or_else(|| analysis.corpus_of(path));
    let view = view.ok_or("this document is not known any more; reopen it")?;
    match payload {
        Payload::AddEntity { name, kind, both, .. } => {
            let language = view.snapshot.article_at(path).map_or(Language::English, |a| a.facts.language);
            let mut wish = Wish::named(name, *kind, language);
            let owner = authoring::details(view, &fold_name(name), &mut wish);
            let owner = owner.filter(|_| *both).map(|name| Wish::named(&name, EntityType::Organization, language));
            authoring::add_with_owner(view, wish, owner).map(|(change, _)| change)
        }
        Payload::AddAlias { name, entity, hidden, .. } => {
            authoring::add_alias(view, entity, name, if *hidden { Rank::Hidden } else { Rank::Alias })
        }
        Payload::UsePreferred { entity, old, everywhere, .. } => {
            rework::use_preferred(view, source, entity, old, (!everywhere).then_some(path), &|| false)
        }
        Payload::Merge { from, into, .. } => rework::merge(view, from, into),
        Payload::Split { entity, names, .. } => rework::split(view, entity, names, None).map(|(change, _)| change),
        Payload::IgnoreName { name, kind, .. } => authoring::ignore_name(view, name, Some(*kind)),
        Payload::UseName { at, old, new, .. } => authoring::use_name(analysis, path, Span { start: at.0, end: at.1 }, old, new),
        Payload::RuleOff { rule, file_only, .. } => {
            let article = view.snapshot.article_at(path).filter(|_| *file_only);
            let scope = article.map_or(RuleScope::Project, |a| RuleScope::File(a.rel.to_string()));
            authoring::set_rule(view, rule, Level::Off, &scope)
        }
        Payload::Show { .. } => Ok(SourceChange::default()),
        Payload::Accept { rule, at, key, why, .. } => {
            let finding = finding_at(view, path, rule, Span { start: at.0, end: at.1 }, key);
            let finding = finding.ok_or("the finding is gone; nothing is left to accept")?;
            authoring::accept(view, source, &finding, why.as_deref(), stamp)
        }
        Payload::FirstGlossary { .. } => authoring::first_glossary(view, source, &|| false),
        Payload::NewConfig { .. } => authoring::new_config(view),
    }
}

/// A finding of a document by its rule and its key, else its place.
pub(super) fn finding_at(view: &CorpusView, path: &str, rule: &str, at: Span, key: &str) -> Option<Finding> {
    let article = view.snapshot.article_at(path)?;
    let mut findings = view.report.findings(&view.snapshot, article.id);
    findings.extend(view.report.echoes(&view.snapshot, article.id));
    findings.retain(|f| f.code == rule);
    let exact = findings.iter().position(|f| f.place.span == at && f.key() == key);
    let keyed = || findings.iter().position(|f| !key.is_empty() && f.key() == key);
    let placed = || findings.iter().position(|f| key.is_empty() && f.place.span.overlaps(at));
    exact.or_else(keyed).or_else(placed).map(|at| findings.swap_remove(at))
}

impl Payload {
    /// The document that the action was offered in.
    pub fn path(&self) -> &str {
        match self {
            Payload::AddEntity { path, .. }
            | Payload::AddAlias { path, .. }
            | Payload::IgnoreName { path, .. }
            | Payload::UseName { path, .. }
            | Payload::UsePreferred { path, .. }
            | Payload::Merge { path, .. }
            | Payload::Split { path, .. }
            | Payload::RuleOff { path, .. }
            | Payload::Accept { path, .. }
            | Payload::Show { path, .. }
            | Payload::FirstGlossary { path }
            | Payload::NewConfig { path } => path,
        }
    }
}

#[cfg(test)]
mod tests;
