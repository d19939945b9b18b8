//! Who mentions whom: articles and entries that name an entity, and the entities named beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::corpus::{Article, Snapshot};
use crate::extract::EntityKey;
use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

use super::cursor::{self, Item};
use super::symbols::SymbolKind;
use super::{Analysis, CorpusView, Document, Lang, definition, display, entity};

/// What mentions or is mentioned. It outlives the analysis it came from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Node {
    /// An id: `zephyr`, `~tang shen`.
    Entity { root: String, id: String },
    /// An absolute path.
    Article { root: String, path: String },
}

/// A node as a client shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub node: Node,
    pub name: String,
    pub kind: SymbolKind,
    pub detail: String,
    pub path: Arc<str>,
    /// The passage or entry, and the name or id in it.
    pub span: Span,
    pub focus: Span,
}

/// One mentions the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The other end.
    pub other: Caller,
    /// Places in the document of the one that mentions; never empty.
    pub at: Vec<Span>,
}

/// Articles whose co-mentions are counted, the newest first: an answer must not cost more the more is written.
const RECENT: usize = 512;
/// Entities mentioned with one that are shown.
const MOST: usize = 200;
/// Articles that mention an entity that are shown.
const MOST_ARTICLES: usize = 2000;

/// What the cursor is on: the entity (each candidate of an ambiguous name), or the article where it is on its title.
pub fn prepare(analysis: &Analysis, path: &str, offset: u32, lang: Lang) -> Option<Vec<Caller>> {
    let Some(cursor) = cursor::at(analysis, path, offset) else { return on_title(analysis, path, offset) };
    let keys = match &cursor.item {
        Item::Mention(_, mention) => entity::meant(mention),
        Item::Id(id) => vec![EntityKey::Known(cursor.view.snapshot.glossary().get(id)?.id.clone())],
        Item::Name(owner, _) => vec![EntityKey::Known(owner.id.clone())],
        Item::Figure(..) | Item::Rule(_) => return on_title(analysis, path, offset),
    };
    let found: Vec<Caller> = keys.iter().filter_map(|key| of_entity(cursor.view, key, lang)).collect();
    (!found.is_empty()).then_some(found)
}

fn on_title(analysis: &Analysis, path: &str, offset: u32) -> Option<Vec<Caller>> {
    let (view, Document::Article(article)) = analysis.find(path)? else { return None };
    let title = article.facts.title.as_ref()?;
    title.span.touches(offset).then(|| vec![of_article(view, article, None)])
}

/// Who mentions an entity: entries of the glossary that refer to it, then articles, newest first, undated ones last.
/// Nothing mentions an article.
pub fn incoming(analysis: &Analysis, node: &Node, lang: Lang, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Call> {
    let Some((view, key)) = entity_of(analysis, node) else { return Vec::new() };
    let snapshot = &view.snapshot;
    let mut calls = referring(view, &key, lang);
    let keys = entity::keys(snapshot, &key);
    let (mut articles, _) = entity::newest(snapshot, &keys, MOST_ARTICLES);
    // `newest` gives the oldest of them first, undated ones last.
    let dated = articles.partition_point(|a| a.facts.date.is_some());
    articles[..dated].reverse();
    for article in articles {
        if cancelled() {
            break;
        }
        let at: Vec<Span> = mentions(snapshot, article, &keys);
        if let Some(first) = at.first() {
            calls.push(Call { other: of_article(view, article, Some((*first, at.len(), lang))), at });
        }
    }
    calls
}

/// Whom an article mentions, or who is mentioned with an entity: those that share most articles with it first.
pub fn outgoing(analysis: &Analysis, node: &Node, lang: Lang, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Call> {
    match node {
        Node::Article { path, .. } => {
            let Some((view, Document::Article(article))) = analysis.find(path) else { return Vec::new() };
            let mut all: Vec<(EntityKey, Vec<Span>)> = named_in(&view.snapshot, article).into_iter().collect();
            all.sort_by_key(|(_, at)| at.first().copied());
            let call = |(key, at): (EntityKey, Vec<Span>)| Some(Call { other: of_entity(view, &key, lang)?, at });
            all.into_iter().filter_map(call).collect()
        }
        Node::Entity { .. } => beside(analysis, node, lang, cancelled),
    }
}

fn beside(analysis: &Analysis, node: &Node, lang: Lang, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Call> {
    let Some((view, key)) = entity_of(analysis, node) else { return Vec::new() };
    let snapshot = &view.snapshot;
    let keys = entity::keys(snapshot, &key);
    let (articles, _) = entity::newest(snapshot, &keys, RECENT);
    let mut shared: BTreeMap<EntityKey, usize> = BTreeMap::new();
    let mut of = 0;
    for article in articles {
        if cancelled() {
            break;
        }
        let named = named_in(snapshot, article);
        if !named.keys().any(|k| keys.contains(k)) {
            continue;
        }
        of += 1;
        for other in named.into_keys().filter(|k| !keys.contains(k)) {
            *shared.entry(other).or_default() += 1;
        }
    }
    let mut ranked: Vec<(EntityKey, usize)> = shared.into_iter().collect();
    ranked.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    ranked.truncate(MOST);
    let home = definition::of_entity(view, &key);
    let call = |(other, n): (EntityKey, usize)| {
        let mut caller = of_entity(view, &other, lang)?;
        caller.detail +=
            &lang.pick(format!(" · with it in {n} of {of}"), format!(" · {of} 篇中共现 {n} 篇"), format!(" · {of} 篇中共現 {n} 篇"));
        let home = home.as_ref()?;
        let others = entity::keys(snapshot, &other);
        let at = match analysis.find(&home.path)?.1 {
            Document::Article(article) => mentions(snapshot, article, &others),
            Document::Glossary(_) => {
                let entry = key.known().and_then(|id| snapshot.glossary().get(id))?;
                let meant = |id: &Symbol| snapshot.glossary().get(id).is_some_and(|e| others.contains(&EntityKey::Known(e.id.clone())));
                entry.references().filter(|(id, _)| meant(id)).map(|(_, span)| span).collect()
            }
            Document::Config(_) => Vec::new(),
        };
        Some(Call { other: caller, at: if at.is_empty() { vec![home.focus] } else { at } })
    };
    ranked.into_iter().filter_map(call).collect()
}

fn entity_of<'a>(analysis: &'a Analysis, node: &Node) -> Option<(&'a Arc<CorpusView>, EntityKey)> {
    let Node::Entity { root, id } = node else { return None };
    let view = analysis.corpora.iter().find(|c| *c.root == **root)?;
    let key = match id.strip_prefix('~') {
        Some(name) => EntityKey::Provisional(Symbol::new(name)),
        None => EntityKey::Known(view.snapshot.glossary().get(id)?.id.clone()),
    };
    Some((view, key))
}

fn of_entity(view: &CorpusView, key: &EntityKey, lang: Lang) -> Option<Caller> {
    let place = definition::of_entity(view, key)?;
    let known = key.known().and_then(|id| view.snapshot.glossary().get(id));
    let kind = match key {
        EntityKey::Known(_) => known?.kind,
        EntityKey::Provisional(name) => view.snapshot.verdict(name).map_or(EntityType::Person, |v| v.kind),
    };
    let what = display::type_name(kind, lang);
    let detail = match known {
        Some(entity) => format!("{what} · {}", entity.id),
        None => format!("{what} · {}", lang.pick("not in the glossary", "不在名录中", "不在名錄中")),
    };
    Some(Caller {
        node: Node::Entity { root: view.root.to_string(), id: key.id() },
        name: entity::display_name(&view.snapshot, key, lang),
        kind: SymbolKind::Entity(kind),
        detail,
        path: place.path,
        span: if place.span.contains(place.focus) { place.span } else { place.focus },
        focus: place.focus,
    })
}

/// `first` is the first mention in it that matters, of how many.
fn of_article(view: &CorpusView, article: &Article, first: Option<(Span, usize, Lang)>) -> Caller {
    let title = article.facts.title.as_ref();
    let date = article.facts.date.as_ref().map_or_else(String::new, |d| format!(" · {}", d.date));
    let times = first.map_or_else(String::new, |(_, n, lang)| {
        let many = if n == 1 { "mention" } else { "mentions" };
        lang.pick(format!(" · {n} {many}"), format!(" · {n} 处"), format!(" · {n} 處"))
    });
    let at = first.map(|f| f.0).or(title.map(|t| t.span)).unwrap_or_default();
    Caller {
        node: Node::Article { root: view.root.to_string(), path: article.path.to_string() },
        name: title.map_or_else(|| article.rel.to_string(), |t| t.text.to_string()),
        kind: SymbolKind::Headline,
        detail: format!("{}{date}{times}", article.rel),
        path: article.path.clone(),
        span: at,
        focus: at,
    }
}

/// Entries that refer to an entity.
fn referring(view: &CorpusView, key: &EntityKey, lang: Lang) -> Vec<Call> {
    let glossary = view.snapshot.glossary();
    let Some(entity) = key.known().and_then(|id| glossary.get(id)) else { return Vec::new() };
    let mut calls = Vec::new();
    for other in glossary.entities.iter().filter(|e| e.id != entity.id) {
        let meant = |id: &Symbol| glossary.get(id).is_some_and(|e| e.id == entity.id);
        let at: Vec<Span> = other.references().filter(|(id, _)| meant(id)).map(|(_, span)| span).collect();
        let caller = (!at.is_empty()).then(|| of_entity(view, &EntityKey::Known(other.id.clone()), lang)).flatten();
        // Its places are in the entry, so that is where it is shown.
        calls.extend(caller.map(|c| Call { other: Caller { path: other.file.clone(), span: other.span, focus: other.id_span, ..c }, at }));
    }
    calls
}

fn mentions(snapshot: &Snapshot, article: &Article, keys: &[EntityKey]) -> Vec<Span> {
    entity::mentions_in(snapshot, article, keys).map(|m| m.span).filter(|s| !entity::is_repeated(&article.facts, *s)).collect()
}

/// The entities that an article names, a provisional one under the smallest of its names, with their places.
fn named_in(snapshot: &Snapshot, article: &Article) -> BTreeMap<EntityKey, Vec<Span>> {
    let mut named: BTreeMap<EntityKey, Vec<Span>> = BTreeMap::new();
    for mention in snapshot.mentions(article).filter(|m| !entity::is_repeated(&article.facts, m.span)) {
        let Some(key) = mention.entity() else { continue };
        let one = entity::keys(snapshot, &key).into_iter().min().unwrap_or(key);
        named.entry(one).or_default().push(mention.span);
    }
    named
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, GO_ON, newsroom_at};
    use super::*;

    fn show(fixture: &Fixture, caller: &Caller) -> String {
        format!("{} {:?} ({}) {}", caller.name, caller.kind, caller.detail, fixture.show(&caller.path, caller.focus))
    }
    /// What is prepared at the cursor, who mentions it and whom it mentions, by way of a node sent to the client and back.
    fn check(fixture: Fixture, expect: Expect) {
        let prepared = prepare(&fixture.analysis, &fixture.path, fixture.offset, Lang::English).unwrap_or_default();
        let mut out = String::new();
        for caller in &prepared {
            assert!(caller.span.contains(caller.focus));
            let sent = serde_json::to_string(&caller.node).expect("JSON");
            let node: Node = serde_json::from_str(&sent).expect("the same again");
            assert_eq!(node, caller.node);
            out += &format!("{}\n", show(&fixture, caller));
            for call in incoming(&fixture.analysis, &node, Lang::English, GO_ON) {
                let at: Vec<String> = call.at.iter().map(|s| fixture.show(&call.other.path, *s)).collect();
                out += &format!("  <- {}\n     {}\n", show(&fixture, &call.other), at.join(", "));
            }
            for call in outgoing(&fixture.analysis, &node, Lang::English, GO_ON) {
                let at: Vec<String> = call.at.iter().map(|s| fixture.show(&caller.path, *s)).collect();
                out += &format!("  -> {}\n     {}\n", show(&fixture, &call.other), at.join(", "));
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn a_known_entity() {
        check(
            newsroom_at("/notes.txt", "Mara", 0),
            expect![[r#"
            Mara Quill Entity(Person) (person · mara-quill) /may/launch.md:3:1 "Mara Quill"
              <- Zephyr delivers more vans Headline (may/launch.md · 2024-05-03 · 1 mention) /may/launch.md:3:1 "Mara Quill"
                 /may/launch.md:3:1 "Mara Quill"
              <- notes.txt Headline (notes.txt · 1 mention) /notes.txt:1:24 "Mara Quill"
                 /notes.txt:1:24 "Mara Quill"
              -> Zephyr Lark Entity(Product) (product · lark · with it in 1 of 2) /glossary.toml:23:7 "lark"
                 /may/launch.md:7:5 "Lark"
              -> Zephyr Motors Entity(Organization) (organization · zephyr · with it in 1 of 2) /glossary.toml:2:7 "zephyr"
                 /may/launch.md:3:32 "Zephyr"
              -> Teodor Rensdale Entity(Person) (person · not in the glossary · with it in 1 of 2) /june/outlook.txt:1:42 "Teodor Rensdale"
                 /may/launch.md:3:1 "Mara Quill"
        "#]],
        );
        check(
            newsroom_at("/glossary.toml", "zephyr\" }]", 0),
            expect![[r#"
            Zephyr Motors Entity(Organization) (organization · zephyr) /glossary.toml:2:7 "zephyr"
              <- Zephyr Auto Entity(Organization) (organization · zephyr-auto) /glossary.toml:11:7 "zephyr-auto"
                 /glossary.toml:14:20 "zephyr"
              <- Mara Quill Entity(Person) (person · mara-quill) /glossary.toml:17:7 "mara-quill"
                 /glossary.toml:20:45 "zephyr"
              <- Zephyr Lark Entity(Product) (product · lark) /glossary.toml:23:7 "lark"
                 /glossary.toml:26:10 "zephyr"
              <- june/zh.txt Headline (june/zh.txt · 2024-06-12 · 1 mention) /june/zh.txt:1:1 "澤風汽車"
                 /june/zh.txt:1:1 "澤風汽車"
              <- june/outlook.txt Headline (june/outlook.txt · 2024-06-10 · 1 mention) /june/outlook.txt:1:1 "Zefir"
                 /june/outlook.txt:1:1 "Zefir"
              <- Zephyr delivers more vans Headline (may/launch.md · 2024-05-03 · 1 mention) /may/launch.md:3:32 "Zephyr"
                 /may/launch.md:3:32 "Zephyr"
              -> Zephyr Lark Entity(Product) (product · lark · with it in 1 of 3) /glossary.toml:23:7 "lark"
                 /glossary.toml:2:7 "zephyr"
              -> Mara Quill Entity(Person) (person · mara-quill · with it in 1 of 3) /may/launch.md:3:1 "Mara Quill"
                 /glossary.toml:2:7 "zephyr"
              -> Marlet Street Entity(Organization) (organization · not in the glossary · with it in 1 of 3) /june/outlook.txt:1:61 "Marlet Street"
                 /glossary.toml:2:7 "zephyr"
              -> Teodor Rensdale Entity(Person) (person · not in the glossary · with it in 1 of 3) /june/outlook.txt:1:42 "Teodor Rensdale"
                 /glossary.toml:2:7 "zephyr"
        "#]],
        );
    }

    #[test]
    fn a_provisional_entity() {
        check(
            newsroom_at("/june/outlook.txt", "Rensdale", 1),
            expect![[r#"
            Teodor Rensdale Entity(Person) (person · not in the glossary) /june/outlook.txt:1:42 "Teodor Rensdale"
              <- june/outlook.txt Headline (june/outlook.txt · 2024-06-10 · 2 mentions) /june/outlook.txt:1:42 "Teodor Rensdale"
                 /june/outlook.txt:1:42 "Teodor Rensdale", /june/outlook.txt:1:76 "Rensdale"
              <- notes.txt Headline (notes.txt · 1 mention) /notes.txt:1:1 "Teodor Rensdale"
                 /notes.txt:1:1 "Teodor Rensdale"
              -> Mara Quill Entity(Person) (person · mara-quill · with it in 1 of 2) /may/launch.md:3:1 "Mara Quill"
                 /june/outlook.txt:1:42 "Teodor Rensdale"
              -> Zephyr Motors Entity(Organization) (organization · zephyr · with it in 1 of 2) /glossary.toml:2:7 "zephyr"
                 /june/outlook.txt:1:1 "Zefir"
              -> Marlet Street Entity(Organization) (organization · not in the glossary · with it in 1 of 2) /june/outlook.txt:1:61 "Marlet Street"
                 /june/outlook.txt:1:61 "Marlet Street"
        "#]],
        );
    }

    #[test]
    fn an_article_by_its_title() {
        check(
            newsroom_at("/may/launch.md", "delivers", 0),
            expect![[r#"
            Zephyr delivers more vans Headline (may/launch.md · 2024-05-03) /may/launch.md:1:3 "Zephyr delivers more vans"
              -> Mara Quill Entity(Person) (person · mara-quill) /may/launch.md:3:1 "Mara Quill"
                 /may/launch.md:3:1 "Mara Quill"
              -> Zephyr Motors Entity(Organization) (organization · zephyr) /glossary.toml:2:7 "zephyr"
                 /may/launch.md:3:32 "Zephyr"
              -> Zephyr Lark Entity(Product) (product · lark) /glossary.toml:23:7 "lark"
                 /may/launch.md:7:5 "Lark"
        "#]],
        );
    }

    #[test]
    fn an_ambiguous_name_is_each_of_its_candidates() {
        let fixture = newsroom_at("/may/launch.md", "Apex", 0);
        let prepared = prepare(&fixture.analysis, &fixture.path, fixture.offset, Lang::Hans).expect("two");
        assert_eq!(prepared.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["泽风汽车", "Zephyr Auto"]);
    }

    #[test]
    fn what_is_gone_has_no_calls() {
        let fixture = newsroom_at("/notes.txt", "twice", 0);
        assert_eq!(prepare(&fixture.analysis, &fixture.path, fixture.offset, Lang::English), None);
        let gone = Node::Entity { root: "/".into(), id: "nobody".into() };
        assert_eq!(incoming(&fixture.analysis, &gone, Lang::English, GO_ON), []);
        let gone = Node::Article { root: "/".into(), path: "/nowhere.txt".into() };
        assert_eq!(outgoing(&fixture.analysis, &gone, Lang::English, GO_ON), []);
    }
}
