//! Everywhere an entity is named, or a claim is stated.

use std::sync::Arc;

use crate::check::Place;
use crate::corpus::{Article, Snapshot};
use crate::extract::{Claim, EntityKey, Figure, Mention, Target};
use crate::text::{Span, Symbol};

use super::cursor::{self, Item};
use super::{Analysis, entity};

/// All mentions of what is named at the cursor, in all scripts and spellings, and the glossary entries that refer to
/// it; of a figure every statement of its claim. In order of path and place. A repeated block is listed once. With
/// `declaration` the glossary entry's id as well. Stops early, with what it has, when `cancelled`.
pub fn references(
    analysis: &Analysis,
    path: &str,
    offset: u32,
    declaration: bool,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Place>> {
    let cursor = cursor::at(analysis, path, offset)?;
    let snapshot = &cursor.view.snapshot;
    let mut places = match &cursor.item {
        Item::Mention(article, mention) => match mention.entity() {
            Some(key) => of_entity(snapshot, &key, declaration, cancelled),
            None => of_ambiguous(snapshot, article, mention, cancelled),
        },
        Item::Figure(article, figure) => of_figure(snapshot, article, *figure),
        Item::Id(id) => of_entity(snapshot, &EntityKey::Known(id.clone()), declaration, cancelled),
        Item::Name(entity, _) => of_entity(snapshot, &EntityKey::Known(entity.id.clone()), declaration, cancelled),
        Item::Rule(_) => return None,
    };
    places.sort();
    places.dedup();
    Some(places)
}

fn of_entity(snapshot: &Snapshot, key: &EntityKey, declaration: bool, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Place> {
    let keys = entity::keys(snapshot, key);
    let mut places = Vec::new();
    for article in entity::articles(snapshot, &keys) {
        if cancelled() {
            break;
        }
        let facts = &article.facts;
        let shown = entity::mentions_in(snapshot, article, &keys).filter(|m| !entity::is_repeated(facts, m.span));
        places.extend(shown.map(|m| Place { path: article.path.clone(), span: m.span }));
    }
    if let Some(entity) = key.known().and_then(|id| snapshot.glossary().get(id)) {
        let same = |id: &Symbol| snapshot.glossary().get(id).is_some_and(|e| e.id == entity.id);
        for other in &snapshot.glossary().entities {
            let referring = other.references().filter(|(id, _)| same(id));
            places.extend(referring.map(|(_, span)| Place { path: other.file.clone(), span }));
        }
        if declaration {
            places.push(Place { path: entity.file.clone(), span: entity.id_span });
        }
    }
    places
}

/// An ambiguous name: its own spelling, wherever it is ambiguous between the same entities.
fn of_ambiguous(snapshot: &Snapshot, home: &Arc<Article>, mention: &Mention, cancelled: &(dyn Fn() -> bool + Sync)) -> Vec<Place> {
    let mut articles = entity::articles(snapshot, &entity::meant(mention));
    if !articles.iter().any(|a| a.path == home.path) {
        articles.push(home);
    }
    let mut places = Vec::new();
    for article in articles {
        if cancelled() {
            break;
        }
        let same = snapshot.mentions(article).filter(|m| same_ambiguity(m, mention) && !entity::is_repeated(&article.facts, m.span));
        places.extend(same.map(|m| Place { path: article.path.clone(), span: m.span }));
    }
    places
}

fn same_ambiguity(a: &Mention, b: &Mention) -> bool {
    matches!((&a.target, &b.target), (Target::Ambiguous(x), Target::Ambiguous(y)) if x == y) && a.name == b.name
}

fn of_figure(snapshot: &Snapshot, article: &Arc<Article>, figure: u32) -> Vec<Place> {
    let own = article.facts.figures.get(figure as usize).map(|f| Place { path: article.path.clone(), span: f.span });
    let key = article.facts.claims.iter().filter(|c| c.figure == figure).find_map(Claim::key);
    let all = key.map(|k| statements(snapshot, &k)).unwrap_or_default();
    let all = all.iter().filter(|s| !entity::is_repeated(&s.article.facts, s.span));
    all.map(|s| Place { path: s.article.path.clone(), span: s.span }).chain(own).collect()
}

/// One statement of a claim.
pub(super) struct Statement<'a> {
    pub article: &'a Arc<Article>,
    pub claim: &'a Claim,
    pub figure: &'a Figure,
    /// Of the figure.
    pub span: Span,
}

/// All statements of a claim, in order of path and place.
pub(super) fn statements<'a>(snapshot: &'a Snapshot, key: &Symbol) -> Vec<Statement<'a>> {
    let all = snapshot.statements(key).into_iter().filter_map(|(article, claim)| {
        let claim = article.facts.claims.get(claim as usize)?;
        let figure = article.facts.figures.get(claim.figure as usize)?;
        Some(Statement { article, claim, figure, span: figure.span })
    });
    all.collect()
}

/// How a highlighted place uses the thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It is introduced here.
    Introduced,
    Mentioned,
}

/// The places in the same document that name what is at the cursor, or state the same claim, in order.
pub fn highlights(analysis: &Analysis, path: &str, offset: u32) -> Option<Vec<(Span, Use)>> {
    let cursor = cursor::at(analysis, path, offset)?;
    let snapshot = &cursor.view.snapshot;
    let mut places: Vec<(Span, Use)> = match (&cursor.item, &cursor.document) {
        (Item::Mention(article, mention), _) => match mention.entity() {
            Some(key) => {
                let keys = entity::keys(snapshot, &key);
                let introduced = |span: Span| article.facts.introductions.iter().any(|i| i.name_span == span && keys.contains(&i.entity));
                let used = |span: Span| if introduced(span) { Use::Introduced } else { Use::Mentioned };
                entity::mentions_in(snapshot, article, &keys).map(|m| (m.span, used(m.span))).collect()
            }
            None => snapshot.mentions(article).filter(|m| same_ambiguity(m, mention)).map(|m| (m.span, Use::Mentioned)).collect(),
        },
        (Item::Figure(article, figure), _) => {
            let key = article.facts.claims.iter().filter(|c| c.figure == *figure).find_map(Claim::key);
            let mine = |c: &&Claim| c.figure == *figure || (key.is_some() && c.key() == key);
            let figures = article.facts.claims.iter().filter(mine).map(|c| c.figure).chain([*figure]);
            figures.filter_map(|f| article.facts.figures.get(f as usize)).map(|f| (f.span, Use::Mentioned)).collect()
        }
        (Item::Id(id), super::Document::Glossary(glossary)) => in_glossary(glossary, id),
        (Item::Name(entity, _), super::Document::Glossary(glossary)) => in_glossary(glossary, &entity.id),
        _ => vec![(cursor.span, Use::Mentioned)],
    };
    places.sort();
    places.dedup_by_key(|p| p.0);
    Some(places)
}

fn in_glossary(glossary: &crate::corpus::GlossaryDocument, id: &Symbol) -> Vec<(Span, Use)> {
    let mut places = Vec::new();
    for entity in &glossary.file.entities {
        if entity.id == *id {
            places.push((entity.id_span, Use::Introduced));
        }
        places.extend(entity.references().filter(|(other, _)| *other == id).map(|(_, span)| (span, Use::Mentioned)));
    }
    places
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, GO_ON, newsroom_at};
    use super::*;

    fn check(fixture: Fixture, expect: Expect) {
        let (path, offset) = (fixture.path.as_str(), fixture.offset);
        let found = references(&fixture.analysis, path, offset, true, GO_ON).unwrap_or_default();
        let mut out: String = found.iter().map(|p| format!("{}\n", fixture.show(&p.path, p.span))).collect();
        for (span, used) in highlights(&fixture.analysis, path, offset).unwrap_or_default() {
            out += &format!("{used:?} {}\n", fixture.show(path, span));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn all_spellings_of_an_entity() {
        check(
            newsroom_at("/june/zh.txt", "澤風", 0),
            expect![[r#"
            /glossary.toml:2:7 "zephyr"
            /glossary.toml:14:20 "zephyr"
            /glossary.toml:20:45 "zephyr"
            /glossary.toml:26:10 "zephyr"
            /june/outlook.txt:1:1 "Zefir"
            /june/zh.txt:1:1 "澤風汽車"
            /may/launch.md:3:32 "Zephyr"
            Mentioned /june/zh.txt:1:1 "澤風汽車"
        "#]],
        );
    }

    #[test]
    fn short_forms_of_a_provisional_entity() {
        check(
            newsroom_at("/notes.txt", "Teodor", 0),
            expect![[r#"
            /june/outlook.txt:1:42 "Teodor Rensdale"
            /june/outlook.txt:1:76 "Rensdale"
            /notes.txt:1:1 "Teodor Rensdale"
            Mentioned /notes.txt:1:1 "Teodor Rensdale"
        "#]],
        );
    }

    #[test]
    fn an_ambiguous_name_only_where_it_is_ambiguous() {
        check(
            newsroom_at("/may/launch.md", "Apex", 0),
            expect![[r#"
            /may/launch.md:7:22 "Apex"
            Mentioned /may/launch.md:7:22 "Apex"
        "#]],
        );
    }

    #[test]
    fn a_figure_has_the_statements_of_its_claim() {
        check(
            newsroom_at("/june/outlook.txt", "4,182", 0),
            expect![[r#"
            /june/outlook.txt:1:17 "4,182"
            /june/zh.txt:1:11 "4812輛"
            /may/launch.md:3:66 "4,812"
            Mentioned /june/outlook.txt:1:17 "4,182"
        "#]],
        );
        check(
            newsroom_at("/notes.txt", "about", 0),
            expect![[r#"
            /notes.txt:1:56 "about 60,000"
            Mentioned /notes.txt:1:56 "about 60,000"
        "#]],
        );
    }

    #[test]
    fn an_id_has_its_uses_in_glossary_and_articles() {
        check(
            newsroom_at("/glossary.toml", "mara-quill", 0),
            expect![[r#"
            /glossary.toml:17:7 "mara-quill"
            /may/launch.md:3:1 "Mara Quill"
            /notes.txt:1:24 "Mara Quill"
            Introduced /glossary.toml:17:7 "mara-quill"
        "#]],
        );
    }

    #[test]
    fn a_repeated_caption_is_listed_once_and_highlighted_everywhere() {
        check(
            Fixture::new("//- /a.txt\nPhoto: $0⟦Ann|~person⟧\n\nText.\n\nPhoto: ⟦Ann|~person⟧\n"),
            expect![[r#"
            /a.txt:1:8 "Ann"
            Mentioned /a.txt:1:8 "Ann"
            Mentioned /a.txt:5:8 "Ann"
        "#]],
        );
    }
}
