//! What can be done about what is at the cursor.
//!
//! An action carries a small payload; [`resolve`] computes its edits when it is chosen, on the analysis of that moment.

use crate::annotation::Stamp;
use crate::check::{Data, Finding};
use crate::config::Level;
use crate::corpus::{Article, Source};
use crate::extract::{EntityKey, Mention, Target};
use crate::glossary::{EntityType, Name, Rank};
use crate::text::{Language, Span, Symbol};

use super::authoring::{self, Refusal, RuleScope, Wish};
use super::{Analysis, CorpusView, Document, Lang, SourceChange, display};

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
    },
    AddAlias {
        path: String,
        name: String,
        entity: String,
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
        names(&ask, selection, &findings, &mut actions);
        for finding in &findings {
            answers(&ask, finding, &mut actions);
        }
    } else {
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

/// Names in a selection that actions are offered for: more would bury the list.
const NAMES: usize = 3;
/// Nearest candidates offered for an alias.
const CANDIDATES: usize = 3;

fn names(ask: &Ask, selection: Span, findings: &[Finding], actions: &mut Vec<Action>) {
    let mut done: Vec<Symbol> = Vec::new();
    for mention in ask.view.snapshot.mentions(ask.article).filter(|m| meets(m.span, selection)) {
        let finding = findings.iter().find(|f| f.code.starts_with("entity/") && f.place.span == mention.span);
        match &mention.target {
            Target::Unresolved(key) if !done.contains(key) && done.len() < NAMES && !ask.view.loose => {
                done.push(key.clone());
                unresolved(ask, &mention, key, finding, actions);
            }
            Target::Linked(id) if mention.hidden || finding.is_some_and(|f| f.code == "entity/inconsistent-name") => {
                if let Some(entity) = ask.view.snapshot.glossary().get(id) {
                    use_name(ask, &mention, entity.preferred(language(ask, &mention)), finding, actions);
                }
            }
            _ => {}
        }
    }
}

fn unresolved(ask: &Ask, mention: &Mention, key: &Symbol, finding: Option<&Finding>, actions: &mut Vec<Action>) {
    let (view, lang) = (ask.view, ask.lang);
    let name = printed(ask, mention, key);
    let answers = finding.map(|f| (f.code, f.place.span));
    let fix = |title, payload| Action { title, kind: ActionKind::QuickFix, preferred: false, answers, payload };
    // The nearest known entities first: a misspelt name is added as a new entity by mistake only once.
    let candidates = proposed(ask, mention, finding).unwrap_or_default();
    if finding.is_some_and(|f| f.code == "entity/misspelled")
        && let Some(new) = nearest_name(ask, mention, &candidates)
    {
        use_name(ask, mention, new, finding, actions);
    }
    for id in candidates.iter().take(CANDIDATES) {
        let Some(entity) = view.snapshot.glossary().get(id) else { continue };
        let home = authoring::file_of(view, entity);
        let (to, file) = (entity.preferred(lang.key()), authoring::shown(view, &home));
        let title = lang.pick(
            format!("Add '{name}' as an alias of {to} to {file}"),
            format!("将“{name}”作为{to}的别名加入 {file}"),
            format!("將「{name}」作為{to}的別名加入 {file}"),
        );
        actions.push(fix(title, Payload::AddAlias { path: ask.path.to_owned(), name: name.clone(), entity: id.to_string() }));
    }
    let others = EntityType::ALL.into_iter().filter(|k| *k != mention.kind);
    for kind in std::iter::once(mention.kind).chain(others) {
        let path = authoring::home_file(view, kind).map_or_else(|| authoring::new_glossary_path(view), |g| g.path.clone());
        let (file, what) = (authoring::shown(view, &path), display::type_name(kind, lang));
        let title = lang.pick(
            format!("Add '{name}' as {what} to {file}"),
            format!("将“{name}”作为{what}加入 {file}"),
            format!("將「{name}」作為{what}加入 {file}"),
        );
        actions.push(fix(title, Payload::AddEntity { path: ask.path.to_owned(), name: name.clone(), kind }));
    }
    let title = lang.pick(
        format!("'{name}' is no entity: ignore it in dossier.toml"),
        format!("“{name}”不是实体：在 dossier.toml 中忽略"),
        format!("「{name}」不是實體：在 dossier.toml 中忽略"),
    );
    actions.push(fix(title, Payload::IgnoreName { path: ask.path.to_owned(), name, kind: mention.kind }));
}

/// The candidates of the finding here, else of the same name's finding elsewhere in the article.
fn proposed(ask: &Ask, mention: &Mention, finding: Option<&Finding>) -> Option<Vec<Symbol>> {
    let of = |f: &Finding| match &f.data {
        Data::Name(name) => Some(name.candidates.clone()),
        _ => None,
    };
    if let Some(candidates) = finding.and_then(of) {
        return Some(candidates);
    }
    let all = ask.view.report.findings(&ask.view.snapshot, ask.article.id);
    all.iter().find_map(|f| match &f.data {
        Data::Name(name) if name.name == mention.name => Some(name.candidates.clone()),
        _ => None,
    })
}

/// The name as it should enter the glossary: of a short form the full one, without what scraping left in it.
fn printed(ask: &Ask, mention: &Mention, key: &Symbol) -> String {
    let full = ask.article.facts.mentions.iter().find(|m| !m.short && m.entity() == Some(EntityKey::Provisional(key.clone())));
    let best = if mention.short { full.unwrap_or(mention) } else { mention };
    let text = ask.article.text.as_deref().map(|t| best.span.of(t)).unwrap_or("");
    // Folding changes the script or the width, never the number of characters; residue and blanks do.
    let clean = text.chars().count() == best.name.chars().count() && !text.contains(['\n', '\r', '\t', '　']);
    if clean { text.to_owned() } else { best.name.to_string() }
}

/// The key of the glossary's names that suit the script of a mention.
fn language(ask: &Ask, mention: &Mention) -> &'static str {
    match Language::of(&mention.name) {
        Language::English => "en",
        _ if ask.article.facts.language == Language::Hant => "zh-Hant",
        _ => "zh-Hans",
    }
}

/// The name of a known entity that a misspelt one is nearest to.
fn nearest_name<'a>(ask: &Ask<'a>, mention: &Mention, candidates: &[Symbol]) -> Option<&'a str> {
    let entity = ask.view.snapshot.glossary().get(candidates.first()?)?;
    let folded = mention.name.to_lowercase();
    let distance = |n: &&Name| strsim::damerau_levenshtein(&n.text.to_lowercase(), &folded);
    entity.names.iter().filter(|n| n.rank != Rank::Hidden).min_by_key(distance).map(|n| &*n.text)
}

fn use_name(ask: &Ask, mention: &Mention, new: &str, finding: Option<&Finding>, actions: &mut Vec<Action>) {
    let old = ask.article.text.as_deref().map_or(&*mention.name, |text| mention.span.of(text));
    if old == new || old.is_empty() {
        return;
    }
    let title = ask.lang.pick(
        format!("Write '{new}' for '{old}' here"),
        format!("此处将“{old}”改为“{new}”"),
        format!("此處將「{old}」改為「{new}」"),
    );
    let at = (mention.span.start, mention.span.end);
    actions.push(Action {
        title,
        kind: ActionKind::QuickFix,
        preferred: true,
        answers: finding.map(|f| (f.code, f.place.span)),
        payload: Payload::UseName { path: ask.path.to_owned(), at, old: old.to_owned(), new: new.to_owned() },
    });
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
        Payload::AddEntity { name, kind, .. } => {
            let article = view.snapshot.article_at(path);
            let mut wish = Wish::named(name, *kind, article.map_or(Language::English, |a| a.facts.language));
            authoring::details(view, &crate::extract::mentions::fold_name(name), &mut wish);
            authoring::add_entity(view, &wish).map(|(change, _)| change)
        }
        Payload::AddAlias { name, entity, .. } => authoring::add_alias(view, entity, name, Rank::Alias),
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
