//! Outlines of documents, and names found across the workspace.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::check::Place;
use crate::corpus::{Article, GlossaryDocument, Snapshot, Source};
use crate::extract::{EntityKey, Mention};
use crate::glossary::{Entity, EntityType};
use crate::text::{BlockKind, Span, Symbol};

use super::fuzzy::Query;
use super::{Analysis, CorpusView, Document, Lang, display, entity, quote};

/// What an outline entry or a found name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    Heading,
    /// Title of an article.
    Headline,
    Entity(EntityType),
}

/// One entry of a document's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    pub name: String,
    /// Of an entity its id, or what it says of its status.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    /// A heading with all of its section, an entity's first mention there, an entry of a glossary.
    pub span: Span,
    /// The heading, name or id itself; inside `span`.
    pub focus: Span,
    pub children: Vec<OutlineEntry>,
}

/// The outline of an article (headings, and in each section the entities first named there) or of a glossary file (its
/// entries). None for unknown documents.
pub fn document(analysis: &Analysis, source: &dyn Source, path: &str, lang: Lang) -> Option<Vec<OutlineEntry>> {
    let (view, document) = analysis.find(path)?;
    match &document {
        Document::Article(article) => {
            let text = quote::article_text(view, article, source);
            Some(article_outline(view, article, text.as_deref(), lang))
        }
        Document::Glossary(glossary) => Some(glossary_outline(glossary, lang)),
        Document::Config(_) => Some(Vec::new()),
    }
}

/// Longest heading shown, in characters.
const HEADING: usize = 80;

fn article_outline(view: &CorpusView, article: &Article, text: Option<&str>, lang: Lang) -> Vec<OutlineEntry> {
    let mut entities = first_mentions(view, article, lang).into_iter().peekable();
    let headings: Vec<(u8, Span)> = article
        .facts
        .blocks
        .iter()
        .filter_map(|b| match b.kind {
            BlockKind::Heading(level) => Some((level, b.span)),
            _ => None,
        })
        .collect();
    let mut roots = Vec::new();
    roots.extend(std::iter::from_fn(|| entities.next_if(|e| headings.first().is_none_or(|h| e.span.start < h.1.start))));
    // Sections that are still open, outermost first.
    let mut open: Vec<(u8, OutlineEntry)> = Vec::new();
    let close = |open: &mut Vec<(u8, OutlineEntry)>, roots: &mut Vec<OutlineEntry>, level: u8, end: u32| {
        while let Some((_, mut done)) = open.pop_if(|(l, _)| *l >= level) {
            done.span.end = done.span.end.max(end);
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(done),
                None => roots.push(done),
            }
        }
    };
    for (at, (level, span)) in headings.iter().enumerate() {
        let last = last_end_before(article, span.start);
        close(&mut open, &mut roots, *level, last);
        let name = text.map_or_else(String::new, |t| quote::one_line(t, *span, HEADING));
        let name = name.trim_start_matches('#').trim().to_owned();
        // Protocol clients refuse an empty name.
        let name = if name.is_empty() { "…".to_owned() } else { name };
        let next = headings.get(at + 1).map_or(u32::MAX, |h| h.1.start);
        let children = std::iter::from_fn(|| entities.next_if(|e| e.span.start < next)).collect();
        open.push((*level, OutlineEntry { name, detail: None, kind: SymbolKind::Heading, span: *span, focus: *span, children }));
    }
    let end = article.facts.blocks.last().map_or(0, |b| b.span.end);
    close(&mut open, &mut roots, 0, end);
    roots
}

fn last_end_before(article: &Article, start: u32) -> u32 {
    let at = article.facts.blocks.partition_point(|b| b.span.start < start);
    at.checked_sub(1).and_then(|at| article.facts.blocks.get(at)).map_or(start, |b| b.span.end)
}

fn first_mentions(view: &CorpusView, article: &Article, lang: Lang) -> Vec<OutlineEntry> {
    let mut seen: FxHashSet<EntityKey> = FxHashSet::default();
    let mut entries = Vec::new();
    for mention in view.snapshot.mentions(article) {
        let Some(key) = mention.entity() else { continue };
        let smallest = entity::keys(&view.snapshot, &key).into_iter().next().unwrap_or(key);
        if seen.insert(smallest) {
            entries.push(mention_entry(view, &mention, lang));
        }
    }
    entries
}

fn mention_entry(view: &CorpusView, mention: &Mention, lang: Lang) -> OutlineEntry {
    let known = mention.entity().and_then(|k| k.known().cloned());
    let name = match &known {
        Some(id) => entity::display_name(&view.snapshot, &EntityKey::Known(id.clone()), lang),
        None => mention.name.to_string(),
    };
    let status = known.map(|id| id.to_string()).or_else(|| Some(lang.pick("not in the glossary", "不在名录中", "不在名錄中").to_owned()));
    OutlineEntry {
        name,
        detail: status,
        kind: SymbolKind::Entity(mention.kind),
        span: mention.span,
        focus: mention.span,
        children: Vec::new(),
    }
}

fn glossary_outline(glossary: &GlossaryDocument, lang: Lang) -> Vec<OutlineEntry> {
    let sound = glossary.file.entities.iter().filter(|e| e.id_span.of(&glossary.text).contains(&*e.id) && e.span.contains(e.id_span));
    let entries = sound.map(|e| OutlineEntry {
        name: e.preferred(lang.key()).to_owned(),
        detail: Some(e.id.to_string()),
        kind: SymbolKind::Entity(e.kind),
        span: e.span,
        focus: e.id_span,
        children: Vec::new(),
    });
    entries.filter(|e| !e.name.is_empty()).collect()
}

/// An entity or article found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSymbol {
    pub name: String,
    pub kind: SymbolKind,
    /// The name that matched where it is another one, and the id or the article's path from the root.
    pub container: String,
    pub place: Place,
}

/// Most answers of [`workspace`]: the protocol has no way to say that there are more, and clients ask again with every
/// letter.
pub const MOST_FOUND: usize = 512;

/// Entities (of the glossary and provisional) and headlines whose names answer `query`: by letters in any case, Han
/// characters of either script, pinyin or its initials; several words must all match. The best [`MOST_FOUND`], best
/// first.
pub fn workspace(analysis: &Analysis, query: &str, lang: Lang, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<FoundSymbol> {
    let query = Query::new(query);
    let mut found: Vec<Candidate> = Vec::new();
    for view in analysis.corpora.iter().filter(|v| !v.loose) {
        if cancelled() {
            break;
        }
        candidates(view, &query, &mut found);
    }
    let order = |a: &Candidate, b: &Candidate| b.score.cmp(&a.score).then_with(|| a.name.cmp(&b.name)).then_with(|| a.order.cmp(&b.order));
    if found.len() > MOST_FOUND {
        found.select_nth_unstable_by(MOST_FOUND, order);
        found.truncate(MOST_FOUND);
    }
    found.sort_by(order);
    found.into_iter().filter_map(|c| c.locate(lang)).collect()
}

struct Candidate<'a> {
    score: u32,
    /// The name that matched best.
    name: String,
    /// Glossary before provisional entities before headlines; then their own order.
    order: (u8, usize, &'a str),
    view: &'a Arc<CorpusView>,
    what: What<'a>,
}

enum What<'a> {
    Known(&'a crate::glossary::Entity),
    Provisional(crate::corpus::NameView),
    Headline(&'a Arc<Article>, Span),
}

fn candidates<'a>(view: &'a Arc<CorpusView>, query: &Query, found: &mut Vec<Candidate<'a>>) {
    let snapshot = &view.snapshot;
    for (at, entity) in snapshot.glossary().entities.iter().enumerate() {
        let names = entity.names.iter().map(|n| &*n.text).chain([&*entity.id]);
        let scored = names.filter_map(|name| Some((query.score(name)?, name)));
        // Of equal scores the first: max_by_key would take the last.
        if let Some((score, name)) = scored.reduce(|best, other| if other.0 > best.0 { other } else { best }) {
            found.push(Candidate { score, name: name.to_owned(), order: (0, at, &view.root), view, what: What::Known(entity) });
        }
    }
    for (at, name) in snapshot.names().into_iter().enumerate() {
        if let Some(score) = query.score(&name.key) {
            let key = name.key.to_string();
            found.push(Candidate { score, name: key, order: (1, at, &view.root), view, what: What::Provisional(name) });
        }
    }
    for (at, article) in snapshot.articles().enumerate() {
        let Some(title) = &article.facts.title else { continue };
        if let Some(score) = query.score(&title.text) {
            let (name, order) = (title.text.to_string(), (2, at, &*view.root));
            found.push(Candidate { score, name, order, view, what: What::Headline(article, title.span) });
        }
    }
}

impl Candidate<'_> {
    fn locate(self, lang: Lang) -> Option<FoundSymbol> {
        let snapshot = &self.view.snapshot;
        Some(match self.what {
            What::Known(entity) => {
                let name = entity.preferred(lang.key()).to_owned();
                let also = if name == self.name || *self.name == *entity.id { String::new() } else { format!("{} · ", self.name) };
                FoundSymbol {
                    name,
                    kind: SymbolKind::Entity(entity.kind),
                    container: format!("{also}{}", entity.id),
                    place: known_place(snapshot, entity)?,
                }
            }
            What::Provisional(name) => {
                let key = EntityKey::Provisional(name.key.clone());
                let (article, span, printed) = introduced(snapshot, &key)?;
                FoundSymbol {
                    name: printed.to_string(),
                    kind: SymbolKind::Entity(name.verdict.kind),
                    container: format!("{} · {}", display::type_name(name.verdict.kind, lang), article.rel),
                    place: Place { path: article.path.clone(), span },
                }
            }
            What::Headline(article, span) => FoundSymbol {
                name: self.name,
                kind: SymbolKind::Headline,
                container: article.rel.to_string(),
                place: Place { path: article.path.clone(), span },
            },
        })
    }
}

/// Where an entity is introduced, else first mentioned: article, span of the name, name as printed.
fn introduced(snapshot: &Snapshot, key: &EntityKey) -> Option<(Arc<Article>, Span, Symbol)> {
    if let Some((article, i)) = entity::introduction(snapshot, key) {
        return Some((article, i.name_span, i.name));
    }
    let (article, mention) = entity::first_mention(snapshot, std::slice::from_ref(key))?;
    Some((article.clone(), mention.span, mention.name))
}

/// The glossary entry of an entity; one of a pack, which stands in no file, is found where articles name it.
fn known_place(snapshot: &Snapshot, entity: &Entity) -> Option<Place> {
    if entity.pack().is_none() {
        return Some(Place { path: entity.file.clone(), span: entity.id_span });
    }
    let (article, span, _) = introduced(snapshot, &EntityKey::Known(entity.id.clone()))?;
    Some(Place { path: article.path.clone(), span })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, GO_ON, NEWSROOM};
    use super::*;

    fn outline(path: &str, expect: Expect) {
        let fixture = Fixture::new(NEWSROOM);
        fn show(fixture: &Fixture, path: &str, entries: &[OutlineEntry], depth: usize, out: &mut String) {
            for e in entries {
                let detail = e.detail.as_deref().unwrap_or("");
                let text = e.span.of(&fixture.source.0[path]);
                let (first, last) = (text.lines().next().unwrap_or(""), text.lines().last().unwrap_or(""));
                let ends = if first == last { String::new() } else { format!(" … {last:?}") };
                *out += &format!("{}{} {:?} [{detail}] {first:?}{ends}\n", "  ".repeat(depth), e.name, e.kind);
                assert!(e.span.contains(e.focus), "{e:?}");
                show(fixture, path, &e.children, depth + 1, out);
            }
        }
        let mut out = String::new();
        let entries = document(&fixture.analysis, &fixture.source, path, Lang::English).unwrap_or_default();
        show(&fixture, path, &entries, 0, &mut out);
        expect.assert_eq(&out);
    }

    #[test]
    fn sections_hold_the_entities_first_named_in_them() {
        outline(
            "/may/launch.md",
            expect![[r###"
            Zephyr delivers more vans Heading [] "# Zephyr delivers more vans" … "The Lark sells well. Apex did not comment. See [the forecast](../june/outlook.txt) or https://zephyr.example/vans."
              Mara Quill Entity(Person) [mara-quill] "Mara Quill"
              Zephyr Motors Entity(Organization) [zephyr] "Zephyr"
              Plans Heading [] "## Plans" … "The Lark sells well. Apex did not comment. See [the forecast](../june/outlook.txt) or https://zephyr.example/vans."
                Zephyr Lark Entity(Product) [lark] "Lark"
        "###]],
        );
        outline(
            "/june/outlook.txt",
            expect![[r#"
            Zephyr Motors Entity(Organization) [zephyr] "Zefir"
            Teodor Rensdale Entity(Person) [not in the glossary] "Teodor Rensdale"
            Marlet Street Entity(Organization) [not in the glossary] "Marlet Street"
        "#]],
        );
    }

    #[test]
    fn a_glossary_lists_its_entries() {
        outline(
            "/glossary.toml",
            expect![[r#"
            Zephyr Motors Entity(Organization) [zephyr] "[[entity]]" … "description = { en = \"Maker of electric vans\" }"
            Zephyr Auto Entity(Organization) [zephyr-auto] "[[entity]]" … "part_of = [{ id = \"zephyr\" }]"
            Mara Quill Entity(Person) [mara-quill] "[[entity]]" … "roles = [{ title = \"chief executive\", of = \"zephyr\", from = \"2019\" }]"
            Zephyr Lark Entity(Product) [lark] "[[entity]]" … "released = \"2023-04-01\""
        "#]],
        );
    }

    fn find(query: &str, expect: Expect) {
        let fixture = Fixture::new(NEWSROOM);
        let found = workspace(&fixture.analysis, query, Lang::English, GO_ON);
        let line = |f: &FoundSymbol| format!("{} {:?} ({}) {}\n", f.name, f.kind, f.container, fixture.show(&f.place.path, f.place.span));
        expect.assert_eq(&found.iter().map(line).collect::<String>());
    }

    #[test]
    fn names_and_headlines_are_found() {
        find(
            "zephyr",
            expect![[r#"
            Zephyr Motors Entity(Organization) (Zephyr · zephyr) /glossary.toml:2:7 "zephyr"
            Zephyr Auto Entity(Organization) (zephyr-auto) /glossary.toml:11:7 "zephyr-auto"
            Zephyr Lark Entity(Product) (lark) /glossary.toml:23:7 "lark"
            Zephyr delivers more vans Headline (may/launch.md) /may/launch.md:1:3 "Zephyr delivers more vans"
        "#]],
        );
        find(
            "zefeng",
            expect![[r#"
            Zephyr Motors Entity(Organization) (泽风汽车 · zephyr) /glossary.toml:2:7 "zephyr"
        "#]],
        );
        find(
            "澤風",
            expect![[r#"
            Zephyr Motors Entity(Organization) (泽风汽车 · zephyr) /glossary.toml:2:7 "zephyr"
        "#]],
        );
        find(
            "rens",
            expect![[r#"
            Teodor Rensdale Entity(Person) (person · june/outlook.txt) /june/outlook.txt:1:42 "Teodor Rensdale"
        "#]],
        );
        find("xyzzy", expect![[""]]);
    }
}
