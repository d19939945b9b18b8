//! A first glossary from what the articles introduce.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::corpus::{Article, Source};
use crate::extract::{EntityKey, Introduction, Mention};
use crate::glossary::{EntityType, NewEntity, NewRole, fresh_id, new_file, render_entity};
use crate::text::{Language, Span, Symbol, is_han, simplify};

use super::{CorpusView, entity, quote};

/// An entity that the corpus speaks of and the glossary lacks, or one that it has with a role it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub kind: EntityType,
    /// As printed, one for each script the name is seen in, the introduced one first; never empty.
    pub names: Vec<ProposedName>,
    /// As printed.
    pub role: Option<String>,
    /// The organization of the role: a glossary id, else a name as printed.
    pub org: Option<Reference>,
    /// Of a product.
    pub maker: Option<Reference>,
    /// The glossary entity whose role is new.
    pub existing: Option<Symbol>,
    pub mentions: u32,
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
    pub fn lines(&self) -> impl Iterator<Item = ProposalLine<'_>> {
        self.names.iter().map(|name| ProposalLine {
            kind: self.kind,
            name: &name.text,
            role: self.role.as_deref(),
            org: self.org.as_ref().map(Reference::as_str),
            maker: self.maker.as_ref().map(Reference::as_str),
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
        proposals.extend(new_role(&mut texts, entity));
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
    let sure = views.iter().any(|v| v.strong > 0 || v.verdict.confirmed) || !introductions.is_empty();
    if !sure {
        return None;
    }
    let kind = views.iter().max_by_key(|v| v.strong).map(|v| v.verdict.kind)?;
    let mut names: Vec<ProposedName> = Vec::new();
    if let Some((article, introduction)) = introductions.first() {
        names.push(texts.printed(article, introduction.name_span, &introduction.name));
    }
    for name in group {
        let found = full_mention(texts.view, name).map(|(article, mention)| texts.printed(&article, mention.span, &mention.name));
        names.extend(found.filter(|n| names.iter().all(|known| known.lang != n.lang)).into_iter().collect::<Vec<_>>());
    }
    if names.is_empty() {
        return None;
    }
    let mentions = views.iter().map(|v| v.mentions).sum();
    let best = introductions.iter().find(|(_, i)| i.of.is_some() || !i.title.is_empty());
    let mut proposal = Proposal { kind, names, role: None, org: None, maker: None, existing: None, mentions };
    if let Some((article, introduction)) = best {
        let of = reference(texts, article, introduction);
        match kind {
            EntityType::Person => {
                proposal.role = role(texts, article, introduction);
                proposal.org = of;
            }
            EntityType::Product => proposal.maker = of,
            EntityType::Organization => {}
        }
    }
    Some(proposal)
}

/// A mention of the name in full, in the first article that has one.
fn full_mention(view: &CorpusView, name: &Symbol) -> Option<(Arc<Article>, Mention)> {
    let keys = [EntityKey::Provisional(name.clone())];
    let articles = entity::articles(&view.snapshot, &keys);
    let full = |a: &&Arc<Article>| Some(((*a).clone(), entity::mentions_in(&view.snapshot, a, &keys).find(|m| !m.short)?));
    let any = |a: &&Arc<Article>| Some(((*a).clone(), entity::mentions_in(&view.snapshot, a, &keys).next()?));
    articles.iter().find_map(full).or_else(|| articles.iter().find_map(any))
}

/// Titles as printed: of several, the stretch from the first to the last where nothing long stands between them.
fn role(texts: &mut Texts, article: &Article, introduction: &Introduction) -> Option<String> {
    let first = introduction.title.first()?;
    let apart = || introduction.title.iter().map(|t| &**t).collect::<Vec<_>>().join(", ");
    let Some(text) = texts.of(article) else { return Some(apart()) };
    let passage = introduction.span.of(&text);
    let printed = (|| {
        let mut start = passage.find(&**first)?;
        let mut end = start;
        for title in &introduction.title {
            let at = end + passage.get(end..)?.find(&**title)?;
            if end > start && passage.get(end..at)?.chars().count() > 5 {
                return None;
            }
            end = at + title.len();
        }
        // A department that a Chinese title follows is part of it: 技术部总监.
        if let Some(department) = &introduction.department
            && passage.get(..start)?.ends_with(&**department)
        {
            start -= department.len();
        }
        passage.get(start..end)
    })();
    Some(printed.map_or_else(apart, quote::fold_blanks))
}

fn reference(texts: &mut Texts, article: &Article, introduction: &Introduction) -> Option<Reference> {
    if let Some(EntityKey::Known(id)) = &introduction.of_entity {
        return Some(Reference::Id(id.clone()));
    }
    let of = introduction.of.as_ref()?;
    // The organization stands in the passage: as printed, where a mention there bears it.
    let inside = article.facts.mentions.iter().filter(|m| introduction.span.contains(m.span) && m.span != introduction.name_span);
    let mention = inside.filter(|m| m.entity() == introduction.of_entity && m.entity().is_some()).min_by_key(|m| m.span);
    Some(Reference::Name(match mention {
        Some(mention) => texts.printed(article, mention.span, of).text,
        None => of.to_string(),
    }))
}

/// A person of the glossary whom an article introduces with a title that the entry lacks.
fn new_role(texts: &mut Texts, entity: &crate::glossary::Entity) -> Option<Proposal> {
    if entity.kind != EntityType::Person {
        return None;
    }
    let fold = |s: &str| s.chars().flat_map(|c| simplify(c).to_lowercase()).collect::<String>();
    let known: Vec<String> = entity.roles.iter().map(|r| fold(&r.title)).filter(|t| !t.is_empty()).collect();
    let introductions = texts.view.snapshot.introductions(&EntityKey::Known(entity.id.clone()));
    let is_new = |title: &Symbol| {
        let title = fold(title);
        !known.iter().any(|k| k.contains(&title) || title.contains(k.as_str()))
    };
    let (article, introduction) = introductions.iter().find(|(_, i)| !i.title.is_empty() && i.title.iter().all(is_new))?;
    Some(Proposal {
        kind: entity.kind,
        names: vec![texts.printed(article, introduction.name_span, &introduction.name)],
        role: role(texts, article, introduction),
        org: reference(texts, article, introduction),
        maker: None,
        existing: Some(entity.id.clone()),
        mentions: 0,
    })
}

/// The entries that proposals come to: new entities only, ids made from names, references by id.
pub fn entities(proposals: &[Proposal], taken: &dyn Fn(&str) -> bool) -> Vec<NewEntity> {
    let new: Vec<&Proposal> = proposals.iter().filter(|p| p.existing.is_none()).collect();
    let mut ids: Vec<String> = Vec::new();
    for proposal in &new {
        let latin = proposal.names.iter().find(|n| n.lang == "en").or_else(|| proposal.names.first());
        let id = fresh_id(latin.map_or("", |n| &n.text), |id| taken(id) || ids.iter().any(|i| i == id));
        ids.push(id);
    }
    let resolve = |reference: &Reference| match reference {
        Reference::Id(id) => Some(id.to_string()),
        Reference::Name(name) => {
            let bears = |p: &&Proposal| p.kind == EntityType::Organization && p.names.iter().any(|n| n.text == *name);
            new.iter().position(bears).and_then(|at| ids.get(at).cloned())
        }
    };
    let entries = new.iter().zip(&ids).map(|(proposal, id)| {
        let mut entity = NewEntity { id: id.clone(), ..NewEntity::named(id, proposal.kind, "") };
        (entity.names, entity.aliases) = named_once(&proposal.names);
        let of = proposal.org.as_ref().and_then(resolve);
        entity.roles = proposal.role.iter().map(|title| NewRole { title: title.clone(), of: of.clone() }).collect();
        entity.maker = proposal.maker.as_ref().and_then(resolve);
        entity
    });
    entries.collect()
}

/// One preferred name a language; what is left are aliases.
pub(super) fn named_once(names: &[ProposedName]) -> (Vec<(Option<String>, String)>, Vec<String>) {
    let mut preferred: Vec<(Option<String>, String)> = Vec::new();
    let mut aliases = Vec::new();
    for name in names {
        let taken = preferred.iter().any(|(lang, _)| lang.as_deref() == Some(name.lang));
        if taken { aliases.push(name.text.clone()) } else { preferred.push((Some(name.lang.to_owned()), name.text.clone())) }
    }
    (preferred, aliases)
}

/// The glossary file of [`entities`]; empty without any. Ends with a line end.
pub fn toml(proposals: &[Proposal], taken: &dyn Fn(&str) -> bool) -> String {
    let entries: Vec<String> = entities(proposals, taken).iter().map(|e| render_entity(e) + "\n").collect();
    if entries.is_empty() { String::new() } else { format!("{}\n{}", new_file(), entries.join("\n")) }
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
⟪技術部+總監@嵐汀集團|⟦嵐汀集團|~organization⟧技術部總監⟦沈秋白|~person!⟧⟫表示，⟦瀾海|~product⟧上市。
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
        let text = toml(&proposals, &|id| fixture.view().snapshot.glossary().get(id).is_some());
        expect![[r##"
            # Who is who. One [[entity]] for each person, organization and product.

            [[entity]]
            id = "ada-penn"
            type = "person"
            name = { en = "Ada Penn" }
            roles = [{ title = "founder and chief executive", of = "orrin-labs" }]

            [[entity]]
            id = "shen-qiu-bai"
            type = "person"
            name = { zh-Hant = "沈秋白" }
            roles = [{ title = "技術部總監", of = "lan-ting-ji-tuan" }]

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
}
