//! Where something is introduced, registered, or belongs to.

use std::sync::Arc;

use crate::extract::{EntityKey, Introduction, Mention};
use crate::glossary::Entity;
use crate::text::{Span, Symbol};

use super::cursor::{self, Item};
use super::references::statements;
use super::{Analysis, CorpusView, entity};
use crate::corpus::Article;

/// Where to go, and from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The thing at the cursor, in the document asked about.
    pub origin: Span,
    /// Best first.
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub path: Arc<str>,
    /// The passage or entry.
    pub span: Span,
    /// The name or id in it.
    pub focus: Span,
}

/// The best introduction of what is named at the cursor, else its glossary entry, else its first mention; of an
/// ambiguous name one for each candidate. The earliest statement of a figure's claim. The entry of an id. A cursor
/// already there gets that place itself, so that clients fall through to references.
pub fn definition(analysis: &Analysis, path: &str, offset: u32) -> Option<Targets> {
    let cursor = cursor::at(analysis, path, offset)?;
    let targets = match &cursor.item {
        Item::Mention(article, mention) => of_mention(cursor.view, article, mention),
        Item::Figure(article, figure) => earliest_statement(cursor.view, article, *figure).into_iter().collect(),
        Item::Id(id) => entry(cursor.view, id).into_iter().collect(),
        Item::Name(entity, _) => of_entity(cursor.view, &EntityKey::Known(entity.id.clone())).into_iter().collect(),
        Item::Rule(_) => Vec::new(),
    };
    found(cursor.span, targets)
}

/// The glossary entries of what is named at the cursor. Nothing for provisional entities and figures.
pub fn declaration(analysis: &Analysis, path: &str, offset: u32) -> Option<Targets> {
    let cursor = cursor::at(analysis, path, offset)?;
    let ids: Vec<Symbol> = match &cursor.item {
        Item::Mention(_, mention) => entity::meant(mention).iter().filter_map(|k| k.known().cloned()).collect(),
        Item::Id(id) => vec![id.clone()],
        Item::Name(entity, _) => vec![entity.id.clone()],
        Item::Figure(..) | Item::Rule(_) => Vec::new(),
    };
    found(cursor.span, ids.iter().filter_map(|id| entry(cursor.view, id)).collect())
}

/// The maker of a product, the organizations of a person, what an organization is part of: by the glossary, else by
/// the best introduction.
pub fn type_definition(analysis: &Analysis, path: &str, offset: u32) -> Option<Targets> {
    let cursor = cursor::at(analysis, path, offset)?;
    let keys = match &cursor.item {
        Item::Mention(_, mention) => entity::meant(mention),
        Item::Id(id) => vec![EntityKey::Known(id.clone())],
        Item::Name(entity, _) => vec![EntityKey::Known(entity.id.clone())],
        Item::Figure(..) | Item::Rule(_) => Vec::new(),
    };
    let owners = keys.iter().flat_map(|key| owners(cursor.view, key));
    let mut targets: Vec<Target> = Vec::new();
    for target in owners.filter_map(|owner| of_entity(cursor.view, &owner)) {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    found(cursor.span, targets)
}

fn found(origin: Span, targets: Vec<Target>) -> Option<Targets> {
    (!targets.is_empty()).then_some(Targets { origin, targets })
}

fn of_mention(view: &CorpusView, article: &Article, mention: &Mention) -> Vec<Target> {
    let keys = entity::meant(mention);
    if let [key] = keys.as_slice()
        && let Some((home, introduction)) = entity::introduction(&view.snapshot, key)
        && home.path == article.path
        && introduction.span.contains(mention.span)
    {
        return vec![Target { path: home.path.clone(), span: mention.span, focus: mention.span }];
    }
    keys.iter().filter_map(|key| of_entity(view, key)).collect()
}

/// Where an entity is introduced, else its entry, else its first mention.
pub(super) fn of_entity(view: &CorpusView, key: &EntityKey) -> Option<Target> {
    if let Some((article, introduction)) = entity::introduction(&view.snapshot, key) {
        return Some(passage(&article, &introduction));
    }
    if let Some(entry) = key.known().and_then(|id| entry(view, id)) {
        return Some(entry);
    }
    let keys = entity::keys(&view.snapshot, key);
    let (article, mention) = entity::first_mention(&view.snapshot, &keys)?;
    Some(Target { path: article.path.clone(), span: mention.span, focus: mention.span })
}

fn passage(article: &Article, introduction: &Introduction) -> Target {
    Target { path: article.path.clone(), span: introduction.span, focus: introduction.name_span }
}

fn entry(view: &CorpusView, id: &str) -> Option<Target> {
    view.snapshot.glossary().get(id).map(|e| entry_target(e))
}

fn entry_target(entity: &Entity) -> Target {
    Target { path: entity.file.clone(), span: entity.span, focus: entity.id_span }
}

fn owners(view: &CorpusView, key: &EntityKey) -> Vec<EntityKey> {
    let listed = key.known().and_then(|id| view.snapshot.glossary().get(id)).map(|e| entity::owners(e)).unwrap_or_default();
    if !listed.is_empty() {
        return listed.into_iter().map(EntityKey::Known).collect();
    }
    entity::introduction(&view.snapshot, key).and_then(|(_, i)| i.of_entity).into_iter().collect()
}

fn earliest_statement(view: &CorpusView, article: &Article, figure: u32) -> Option<Target> {
    let claim = article.facts.claims.iter().find(|c| c.figure == figure && c.key().is_some())?;
    let mut all = statements(&view.snapshot, &claim.key()?);
    all.sort_by(|a, b| entity::chronological(a.article).cmp(&entity::chronological(b.article)).then(a.span.cmp(&b.span)));
    let first = all.first()?;
    let clause = first.claim.span;
    let span = if clause.contains(first.span) { clause } else { first.span };
    Some(Target { path: first.article.path.clone(), span, focus: first.span })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, newsroom_at};
    use super::*;

    fn check(fixture: Fixture, expect: Expect) {
        let (path, offset) = (fixture.path.as_str(), fixture.offset);
        let show = |found: Option<Targets>| match found {
            None => "-\n".to_owned(),
            Some(found) => {
                let line = |t: &Target| format!("{}\n    {:?}\n", fixture.show(&t.path, t.focus), t.span.of(&fixture.source.0[&*t.path]));
                found.targets.iter().map(line).collect()
            }
        };
        let all = [definition, declaration, type_definition].map(|f| show(f(&fixture.analysis, path, offset)));
        expect.assert_eq(&format!("definition {}declaration {}type {}", all[0], all[1], all[2]));
    }

    #[test]
    fn a_linked_name_leads_to_its_introduction() {
        check(
            newsroom_at("/notes.txt", "Mara", 0),
            expect![[r#"
            definition /may/launch.md:3:1 "Mara Quill"
                "Mara Quill, chief executive of Zephyr"
            declaration /glossary.toml:17:7 "mara-quill"
                "[[entity]]\nid = \"mara-quill\"\ntype = \"person\"\nname = { en = \"Mara Quill\" }\nroles = [{ title = \"chief executive\", of = \"zephyr\", from = \"2019\" }]"
            type /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
        "#]],
        );
    }

    #[test]
    fn in_the_best_introduction_the_name_itself() {
        check(
            newsroom_at("/may/launch.md", "Mara", 0),
            expect![[r#"
            definition /may/launch.md:3:1 "Mara Quill"
                "Mara Quill"
            declaration /glossary.toml:17:7 "mara-quill"
                "[[entity]]\nid = \"mara-quill\"\ntype = \"person\"\nname = { en = \"Mara Quill\" }\nroles = [{ title = \"chief executive\", of = \"zephyr\", from = \"2019\" }]"
            type /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
        "#]],
        );
    }

    #[test]
    fn without_an_introduction_the_entry() {
        check(
            newsroom_at("/may/launch.md", "Lark", 0),
            expect![[r#"
            definition /glossary.toml:23:7 "lark"
                "[[entity]]\nid = \"lark\"\ntype = \"product\"\nname = { en = \"Zephyr Lark\" }\nmaker = \"zephyr\"\nreleased = \"2023-04-01\""
            declaration /glossary.toml:23:7 "lark"
                "[[entity]]\nid = \"lark\"\ntype = \"product\"\nname = { en = \"Zephyr Lark\" }\nmaker = \"zephyr\"\nreleased = \"2023-04-01\""
            type /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
        "#]],
        );
    }

    #[test]
    fn an_ambiguous_name_leads_to_each_candidate() {
        check(
            newsroom_at("/may/launch.md", "Apex", 0),
            expect![[r#"
            definition /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
            /glossary.toml:11:7 "zephyr-auto"
                "[[entity]]\nid = \"zephyr-auto\"\ntype = \"organization\"\nname = { en = \"Zephyr Auto\" }\npart_of = [{ id = \"zephyr\" }]"
            declaration /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
            /glossary.toml:11:7 "zephyr-auto"
                "[[entity]]\nid = \"zephyr-auto\"\ntype = \"organization\"\nname = { en = \"Zephyr Auto\" }\npart_of = [{ id = \"zephyr\" }]"
            type /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
        "#]],
        );
    }

    #[test]
    fn a_provisional_name_leads_to_its_introduction_across_files() {
        check(
            newsroom_at("/notes.txt", "Teodor", 0),
            expect![[r#"
            definition /june/outlook.txt:1:42 "Teodor Rensdale"
                "Teodor Rensdale of Marlet Street"
            declaration -
            type -
        "#]],
        );
        check(
            newsroom_at("/june/outlook.txt", "Rensdale", 1),
            expect![[r#"
            definition /june/outlook.txt:1:42 "Teodor Rensdale"
                "Teodor Rensdale of Marlet Street"
            declaration -
            type -
        "#]],
        );
    }

    #[test]
    fn without_introduction_and_entry_the_first_mention() {
        check(
            newsroom_at("/june/outlook.txt", "Marlet", 0),
            expect![[r#"
            definition /june/outlook.txt:1:61 "Marlet Street"
                "Marlet Street"
            declaration -
            type -
        "#]],
        );
    }

    #[test]
    fn a_figure_leads_to_the_earliest_statement() {
        check(
            newsroom_at("/june/zh.txt", "4812", 0),
            expect![[r#"
            definition /may/launch.md:3:66 "4,812"
                "4,812"
            declaration -
            type -
        "#]],
        );
        check(
            newsroom_at("/notes.txt", "about", 0),
            expect![[r#"
            definition -
            declaration -
            type -
        "#]],
        );
    }

    #[test]
    fn an_id_leads_to_its_entry() {
        check(
            newsroom_at("/glossary.toml", "zephyr\" }]", 0),
            expect![[r#"
            definition /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
            declaration /glossary.toml:2:7 "zephyr"
                "[[entity]]\nid = \"zephyr\"\ntype = \"organization\"\nname = { en = \"Zephyr Motors\", zh-Hans = \"泽风汽车\" }\naliases = [\"Zephyr\"]\nhidden = [\"Zefir\"]\nwikidata = \"Q99999999\"\ndescription = { en = \"Maker of electric vans\" }"
            type -
        "#]],
        );
    }

    #[test]
    fn at_a_boundary_what_starts_there() {
        check(
            Fixture::new("//- /a.txt\n⟦Ann|~person⟧$0⟦Lark|~product⟧ ⟦Lark|~product⟧"),
            expect![[r#"
                definition /a.txt:1:4 "Lark"
                    "Lark"
                declaration -
                type -
            "#]],
        );
    }

    #[test]
    fn nothing_leads_nowhere() {
        check(
            newsroom_at("/notes.txt", "twice", 0),
            expect![[r#"
            definition -
            declaration -
            type -
        "#]],
        );
        check(
            Fixture::new("//- /a.txt\n$0\n"),
            expect![[r#"
            definition -
            declaration -
            type -
        "#]],
        );
    }
}
