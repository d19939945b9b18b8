//! A first glossary from what the articles introduce.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

mod entries;
mod roles;

pub(super) use entries::named_once;
pub use entries::{entities, toml, with_proposals};

use crate::corpus::{Article, Source};
use crate::extract::mentions::fold_title;
use crate::extract::{EntityKey, Mention};
use crate::glossary::EntityType;
use crate::text::{Language, Span, Symbol, is_han, pinyin, simplify};

use super::{CorpusView, entity, quote};

/// An entity that the corpus speaks of and the glossary lacks, or what it says of one that the glossary has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub kind: EntityType,
    /// As printed, one for each script the name is seen in, the introduced one first; never empty.
    pub names: Vec<ProposedName>,
    /// Names by sound, where the entity has a Latin name of its own: what a machine makes of the Han name.
    pub hidden: Vec<ProposedName>,
    /// Names that may be of this entity, where the evidence is not enough.
    pub perhaps: Vec<Perhaps>,
    /// Of a person: what most introductions agree on first.
    pub roles: Vec<ProposedRole>,
    /// Of a product.
    pub maker: Option<Reference>,
    /// The glossary's own entity, of which roles or names are new.
    pub existing: Option<Symbol>,
    pub mentions: u32,
}

/// A name that a reader has to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perhaps {
    /// As printed.
    pub name: String,
    /// `a.txt:3`.
    pub place: String,
    /// Why: "the same in pinyin".
    pub reason: String,
}

/// What an introduction says that a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedRole {
    /// One title or more, as printed, a department with the title that follows it.
    pub titles: Vec<String>,
    /// All of it as printed: 创始人兼首席执行官.
    pub printed: String,
    pub org: Option<Reference>,
    /// `a.txt:3`.
    pub place: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedName {
    pub text: String,
    /// Key of the glossary: `en`, `zh-Hans`, `zh-Hant`.
    pub lang: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    Id(Symbol),
    Name(String),
}

impl Reference {
    pub fn as_str(&self) -> &str {
        match self {
            Reference::Id(id) => id,
            Reference::Name(name) => name,
        }
    }
}

/// One line of `dossier init --dry-run --format jsonl`: keys always present, null when unknown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ProposalLine<'a> {
    #[serde(rename = "type")]
    pub kind: EntityType,
    pub name: &'a str,
    pub role: Option<&'a str>,
    pub org: Option<&'a str>,
    pub maker: Option<&'a str>,
}

impl Proposal {
    /// The proposal as lines, one for each of its names.
    ///
    /// Each line has the role in its name's own script, where the articles give one.
    pub fn lines(&self) -> impl Iterator<Item = ProposalLine<'_>> {
        let names = self.names.iter().filter(|_| self.existing.is_none() || !self.roles.is_empty());
        names.map(|name| {
            let han = |s: &str| s.chars().any(is_han);
            let role = self.roles.iter().find(|r| han(&r.printed) == han(&name.text)).or(self.roles.first());
            ProposalLine {
                kind: self.kind,
                name: &name.text,
                role: role.map(|r| &*r.printed).filter(|r| !r.is_empty()),
                org: role.and_then(|r| r.org.as_ref()).map(Reference::as_str),
                maker: self.maker.as_ref().map(Reference::as_str),
            }
        })
    }
}

/// What a first glossary of the corpus would hold: persons, then organizations, then products, the most mentioned
/// first. `source` is asked for names and titles as printed; where a text changed meanwhile they are as read.
pub fn proposals(view: &CorpusView, source: &dyn Source, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Proposal> {
    let mut texts = Texts { view, source, known: BTreeMap::new() };
    let mut proposals = Vec::new();
    let mut seen: FxHashSet<Symbol> = FxHashSet::default();
    for name in view.snapshot.names() {
        if cancelled() {
            return proposals;
        }
        if seen.contains(&name.key) {
            continue;
        }
        let group = view.snapshot.group(&name.key);
        seen.extend(group.iter().cloned());
        proposals.extend(provisional(&mut texts, &name.key, &group));
    }
    for entity in &view.snapshot.glossary().entities {
        if cancelled() {
            return proposals;
        }
        proposals.extend(news(&mut texts, entity));
    }
    proposals.sort_by(|a, b| (a.kind, b.mentions).cmp(&(b.kind, a.mentions)).then_with(|| a.names[0].text.cmp(&b.names[0].text)));
    proposals
}

/// Texts of articles, each read once.
struct Texts<'a> {
    view: &'a CorpusView,
    source: &'a dyn Source,
    known: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

impl Texts<'_> {
    fn of(&mut self, article: &Article) -> Option<Arc<str>> {
        let read = || quote::article_text(self.view, article, self.source);
        self.known.entry(article.path.clone()).or_insert_with(read).clone()
    }
    /// A name as printed: of its span, unless scraping left something in it that the reading folded out.
    fn printed(&mut self, article: &Article, span: Span, read: &str) -> ProposedName {
        let text = self.of(article);
        let print = text.as_deref().map(|t| span.of(t)).filter(|p| {
            let folded = |c: char| {
                c.is_whitespace() && c != ' ' || matches!(c, '(' | '（' | '*' | '[' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}')
            };
            !p.is_empty() && !p.contains(folded)
        });
        named(print.unwrap_or(read), article.facts.language)
    }
}

fn named(text: &str, article: Language) -> ProposedName {
    let lang = match Language::of(text) {
        Language::English => "en",
        _ if !text.chars().any(is_han) => "en",
        Language::Hant => "zh-Hant",
        // A name without a character that only one script has is of its article's script.
        Language::Hans | Language::Mixed => match article {
            Language::Hant if text.chars().all(|c| simplify(c) == c) => "zh-Hant",
            _ => "zh-Hans",
        },
    };
    ProposedName { text: text.to_owned(), lang }
}

fn provisional(texts: &mut Texts, key: &Symbol, group: &[Symbol]) -> Option<Proposal> {
    let snapshot = &texts.view.snapshot;
    let views: Vec<_> = group.iter().filter_map(|name| snapshot.name(name)).collect();
    let introductions = snapshot.introductions(&EntityKey::Provisional(key.clone()));
    let kind = views.iter().max_by_key(|v| v.strong).map(|v| v.verdict.kind)?;
    // A person or product named once and introduced by nothing is nobody's business yet; an organization goes by its
    // suffix.
    let often = views.iter().map(|v| v.mentions).sum::<u32>() >= 2;
    let sure = often || views.iter().any(|v| v.strong > 0 || v.verdict.confirmed) || !introductions.is_empty();
    // A name that the texts give to an entity of the glossary goes there.
    let housed = group.iter().any(|name| snapshot.taught(name).iter().any(|e| e.known().is_some()));
    if housed || !sure && kind != EntityType::Organization {
        return None;
    }
    let mut names: Vec<ProposedName> = Vec::new();
    let mut add = |name: ProposedName| {
        if names.iter().all(|known: &ProposedName| known.text != name.text && (known.lang != name.lang || known.lang == "en")) {
            names.push(name);
        }
    };
    if let Some((article, introduction)) = introductions.first() {
        add(texts.printed(article, introduction.name_span, &introduction.name));
    }
    for name in group {
        if let Some((article, mention)) = full_mention(texts.view, name) {
            add(texts.printed(&article, mention.span, &mention.name));
        }
    }
    for (article, span, read) in taught(texts.view, &EntityKey::Provisional(key.clone())) {
        add(texts.printed(&article, span, &read));
    }
    let hidden = machine_made(kind, &mut names);
    let first = names.first()?.text.clone();
    let mut perhaps = sounding_alike(texts, group);
    // One that the glossary may have under another name is for the user to join.
    let near = snapshot.glossary().near().candidates(&first, Some(kind));
    let (known, reason) = near.iter().find(|(_, r)| r.is_close()).cloned().unzip();
    if let Some(reason) = reason {
        let place = full_mention(texts.view, key).map_or(String::new(), |(a, m)| place(&a, m.span));
        perhaps = vec![Perhaps { name: first, place, reason: reason.to_string() }];
    }
    let mentions = views.iter().map(|v| v.mentions).sum();
    let maker = match kind {
        EntityType::Product => introductions.iter().find_map(|(a, i)| roles::reference(texts, a, i)),
        _ => None,
    };
    let roles = if kind == EntityType::Person && known.is_none() { roles::of_person(texts, &introductions) } else { Vec::new() };
    Some(Proposal { kind, names, hidden, perhaps, roles, maker, existing: known, mentions })
}

/// Takes the names out that only spell the Han name, where the entity has another Latin name: machines write them.
fn machine_made(kind: EntityType, names: &mut Vec<ProposedName>) -> Vec<ProposedName> {
    let sounds: Vec<Symbol> = names.iter().filter(|n| n.lang != "en").flat_map(|n| pinyin::keys(&n.text)).collect();
    let spelt = |n: &ProposedName| n.lang == "en" && pinyin::keys(&n.text).iter().any(|k| sounds.contains(k));
    if kind == EntityType::Person || !names.iter().any(|n| n.lang == "en" && !spelt(n)) {
        return Vec::new();
    }
    let (hidden, kept) = std::mem::take(names).into_iter().partition(spelt);
    *names = kept;
    hidden
}

/// Names of the corpus in the other script that sound like this one, but share no company with it.
fn sounding_alike(texts: &mut Texts, group: &[Symbol]) -> Vec<Perhaps> {
    let snapshot = &texts.view.snapshot;
    let mut alike: Vec<Symbol> = group.iter().flat_map(|name| snapshot.sounding_like(name)).collect();
    alike.sort();
    alike.dedup();
    alike.retain(|name| !group.contains(name));
    let found = alike.into_iter().filter_map(|name| full_mention(texts.view, &name));
    found
        .map(|(article, mention)| Perhaps {
            name: texts.printed(&article, mention.span, &mention.name).text,
            place: place(&article, mention.span),
            reason: "the same in pinyin".to_owned(),
        })
        .collect()
}

/// `a.txt:3`.
fn place(article: &Article, span: Span) -> String {
    format!("{}:{}", article.rel, article.lines.line_column(span.start).0)
}

/// Names that the texts themselves declare to be of an entity, for the whole corpus: article, place, name as read.
fn taught(view: &CorpusView, entity: &EntityKey) -> Vec<(Arc<Article>, Span, Symbol)> {
    let articles = entity::articles(&view.snapshot, std::slice::from_ref(entity));
    let pairs = |a: &&Arc<Article>| {
        let taught = a.facts.taught.iter().filter(|t| t.corpus && t.full == *entity);
        taught.map(|t| ((*a).clone(), t.span, t.name.clone())).collect::<Vec<_>>()
    };
    articles.iter().flat_map(pairs).collect()
}

/// What the articles say of an entity of the glossary that its entry lacks: roles of a person, names that the texts
/// declare to be its own.
fn news(texts: &mut Texts, entity: &crate::glossary::Entity) -> Option<Proposal> {
    let key = EntityKey::Known(entity.id.clone());
    let mut names: Vec<ProposedName> = Vec::new();
    for (article, span, read) in taught(texts.view, &key) {
        let name = texts.printed(&article, span, &read);
        let known = entity.names.iter().any(|n| n.text.to_lowercase() == name.text.to_lowercase());
        if !known && names.iter().all(|n| n.text != name.text) {
            names.push(name);
        }
    }
    let introductions = texts.view.snapshot.introductions(&key);
    let mut roles = match entity.kind {
        EntityType::Person => roles::of_person(texts, &introductions),
        _ => Vec::new(),
    };
    let known: Vec<String> = entity.roles.iter().map(|r| fold_title(&r.title)).filter(|t| !t.is_empty()).collect();
    roles.retain(|role| {
        role.titles.iter().all(|title| {
            let title = fold_title(title);
            !known.iter().any(|k| k.contains(&title) || title.contains(k.as_str()))
        })
    });
    if names.is_empty() && roles.is_empty() {
        return None;
    }
    if names.is_empty() {
        let (article, introduction) = introductions.first()?;
        names.push(texts.printed(article, introduction.name_span, &introduction.name));
    }
    let (hidden, perhaps) = (Vec::new(), Vec::new());
    Some(Proposal { kind: entity.kind, names, hidden, perhaps, roles, maker: None, existing: Some(entity.id.clone()), mentions: 0 })
}

/// A mention of the name in full, in the first article that has one.
fn full_mention(view: &CorpusView, name: &Symbol) -> Option<(Arc<Article>, Mention)> {
    let keys = [EntityKey::Provisional(name.clone())];
    let articles = entity::articles(&view.snapshot, &keys);
    let full = |a: &&Arc<Article>| Some(((*a).clone(), entity::mentions_in(&view.snapshot, a, &keys).find(|m| !m.short)?));
    let any = |a: &&Arc<Article>| Some(((*a).clone(), entity::mentions_in(&view.snapshot, a, &keys).next()?));
    articles.iter().find_map(full).or_else(|| articles.iter().find_map(any))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::fixture::{Fixture, GO_ON};
    use super::*;

    const CORPUS: &str = r#"
//- /glossary.toml
[[entity]]
id = "zephyr"
type = "organization"
name = { en = "Zephyr" }

[[entity]]
id = "mara-quill"
type = "person"
name = { en = "Mara Quill" }
roles = [{ title = "chief executive", of = "zephyr" }]
//- /a.txt
⟪founder+chief executive@Orrin Labs|⟦Ada Penn|~person!⟧, founder and chief executive of ⟦Orrin Labs|~organization⟧⟫, met
⟪chairwoman@Zephyr=zephyr|⟦Zephyr|zephyr⟧ chairwoman ⟦Mara Quill|mara-quill!⟧⟫.
//- /b.txt
⟪技術部總監@嵐汀集團|⟦嵐汀集團|~organization⟧技術部總監⟦沈秋白|~person!⟧⟫表示，⟦瀾海|~product⟧上市。
"#;

    #[test]
    fn a_first_glossary_is_proposed() {
        let fixture = Fixture::new(CORPUS);
        let proposals = proposals(fixture.view(), &fixture.source, GO_ON);
        let lines = proposals.iter().flat_map(Proposal::lines).map(|l| serde_json::to_string(&l).unwrap() + "\n");
        expect![[r#"
            {"type":"person","name":"Ada Penn","role":"founder and chief executive","org":"Orrin Labs","maker":null}
            {"type":"person","name":"沈秋白","role":"技術部總監","org":"嵐汀集團","maker":null}
            {"type":"person","name":"Mara Quill","role":"chairwoman","org":"zephyr","maker":null}
            {"type":"organization","name":"Orrin Labs","role":null,"org":null,"maker":null}
            {"type":"organization","name":"嵐汀集團","role":null,"org":null,"maker":null}
            {"type":"product","name":"瀾海","role":null,"org":null,"maker":null}
        "#]]
        .assert_eq(&lines.collect::<String>());
        let text = toml(&entities(&proposals, &|id| fixture.view().snapshot.glossary().get(id).is_some()));
        expect![[r##"
            # Who is who. One [[entity]] for each person, organization and product.

            [[entity]]
            id = "ada-penn"
            type = "person"
            name = { en = "Ada Penn" }
            roles = [{ title = "founder", of = "orrin-labs", source = "a.txt:1" }, { title = "chief executive", of = "orrin-labs", source = "a.txt:1" }]

            [[entity]]
            id = "shen-qiu-bai"
            type = "person"
            name = { zh-Hant = "沈秋白" }
            roles = [{ title = "技術部總監", of = "lan-ting-ji-tuan", source = "b.txt:1" }]

            [[entity]]
            id = "orrin-labs"
            type = "organization"
            name = { en = "Orrin Labs" }

            [[entity]]
            id = "lan-ting-ji-tuan"
            type = "organization"
            name = { zh-Hant = "嵐汀集團" }

            [[entity]]
            id = "lan-hai"
            type = "product"
            name = { zh-Hant = "瀾海" }
        "##]]
        .assert_eq(&text);
        let read = crate::glossary::GlossaryFile::parse(&"/new.toml".into(), &text);
        assert_eq!(read.problems, []);
        assert_eq!(read.entities.len(), 5);
    }

    #[test]
    fn a_glossary_that_is_there_is_only_added_to() {
        let corpus = r#"
//- /glossary.toml
# Ours.
[[entity]] # keep
id = "orlin"
type = "organization"
name = { en = "Orlin Shipping" } # as printed

[[entity]]
id = "hedda"
type = "person"
name = { en = "Hedda Brandt" }
roles = [
  { title = "auditor" }, # once
]

[[entity]]
id = "wanlan"
type = "organization"
name = { zh-Hans = "皖岚" }
# the end
//- /a.txt
⟪chief executive@Orlin Shipping=orlin|⟦Orlin Shipping|orlin⟧ chief executive ⟦Hedda Brandt|hedda!⟧⟫ met
⟪founder@Sund Rail|⟦Ruben Castell|~person!⟧, founder of ⟦Sund Rail|~organization⟧⟫. ⟦Wanlan|~organization!⟧ was away.
"#;
        let fixture = Fixture::new(corpus);
        let change = crate::ide::authoring::first_glossary(fixture.view(), &fixture.source, GO_ON).expect("a change");
        let [file] = &change.files[..] else { panic!("one file: {change:?}") };
        let old = &fixture.view().snapshot.parts.glossary_files[0].text;
        let new = crate::config::splice::apply(old, &file.edits[0]);
        expect![[r##"
            # Ours.
            [[entity]] # keep
            id = "orlin"
            type = "organization"
            name = { en = "Orlin Shipping" } # as printed

            [[entity]]
            id = "hedda"
            type = "person"
            name = { en = "Hedda Brandt" }
            roles = [
              { title = "auditor" }, # once
              { title = "chief executive", of = "orlin", source = "a.txt:1" },
            ]

            [[entity]]
            id = "wanlan"
            type = "organization"
            name = { zh-Hans = "皖岚" }
            # the end

            [[entity]]
            id = "ruben-castell"
            type = "person"
            name = { en = "Ruben Castell" }
            roles = [{ title = "founder", of = "sund-rail", source = "a.txt:2" }]

            [[entity]]
            id = "sund-rail"
            type = "organization"
            name = { en = "Sund Rail" }

            # Wanlan (a.txt:2) may be wanlan: pinyin of 皖岚.
        "##]]
        .assert_eq(&new);
        assert!(old.lines().all(|line| new.contains(line.trim_end_matches(']'))), "nothing is lost");
    }
}
