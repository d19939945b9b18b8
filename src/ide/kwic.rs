//! Concordance: an entity's mentions, each in its context.

use std::sync::Arc;

use crate::corpus::Source;
use crate::extract::EntityKey;
use crate::extract::mentions::fold_name;
use crate::text::{Span, Symbol};

use super::{CorpusView, entity, quote};

/// One mention with the text around it, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicRow {
    /// Absolute, and from the root.
    pub path: Arc<str>,
    pub rel: Arc<str>,
    pub date: Option<jiff::civil::Date>,
    /// Of the mention.
    pub span: Span,
    pub left: String,
    pub node: String,
    pub right: String,
}

/// The entities that someone means by a name or id: an id of the glossary (`vqo`), of a provisional entity (`~qiheng`),
/// or a name of either, whatever its case and script. Glossary entities first, in its order; empty where none fits.
pub fn named(view: &CorpusView, name_or_id: &str) -> Vec<EntityKey> {
    let snapshot = &view.snapshot;
    let glossary = snapshot.glossary();
    if let Some(entity) = glossary.get(name_or_id) {
        return vec![EntityKey::Known(entity.id.clone())];
    }
    let (folded, provisional_only) = match name_or_id.strip_prefix('~') {
        Some(name) => (fold_name(name), true),
        None => (fold_name(name_or_id), false),
    };
    let known = glossary.entities.iter().filter(|e| !provisional_only && e.names.iter().any(|n| fold_name(&n.text) == folded));
    let mut keys: Vec<EntityKey> = known.map(|e| EntityKey::Known(e.id.clone())).collect();
    if keys.is_empty() {
        keys.extend(snapshot.group(&folded).into_iter().filter(|n| snapshot.name(n).is_some()).map(EntityKey::Provisional).take(1));
    }
    keys
}

/// The concordance of entities (as [`named`] gives them), in order of path and place, a repeated block once, with at
/// most `context` characters on either side and never past the block. Articles whose text changed since they were read
/// are left out.
pub fn rows(
    view: &CorpusView,
    source: &dyn Source,
    entities: &[EntityKey],
    context: usize,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Vec<KwicRow> {
    let snapshot = &view.snapshot;
    let keys: Vec<EntityKey> = entities.iter().flat_map(|k| entity::keys(snapshot, k)).collect();
    let mut rows = Vec::new();
    for article in entity::articles(snapshot, &keys) {
        if cancelled() {
            break;
        }
        let spans = entity::mentions_in(snapshot, article, &keys).map(|m| m.span);
        let mut spans = spans.filter(|s| !entity::is_repeated(&article.facts, *s)).peekable();
        if spans.peek().is_none() {
            continue;
        }
        let Some(text) = quote::article_text(view, article, source) else { continue };
        let date = article.facts.date.as_ref().map(|d| d.date);
        rows.extend(spans.map(|span| {
            let block = article.facts.blocks.iter().map(|b| b.span).find(|b| b.contains(span));
            let (left, node, right) = around(&text, block.unwrap_or(Span::new(0, text.len())), span, context);
            KwicRow { path: article.path.clone(), rel: article.rel.clone(), date, span, left, node, right }
        }));
    }
    rows
}

fn around(text: &str, block: Span, span: Span, context: usize) -> (String, String, String) {
    let left = quote::fold_blanks(Span { start: block.start, end: span.start }.of(text));
    let right = quote::fold_blanks(Span { start: span.end, end: block.end.max(span.end) }.of(text));
    let from = left.char_indices().rev().take(context).last().map_or(left.len(), |(at, _)| at);
    let to = right.char_indices().nth(context).map_or(right.len(), |(at, _)| at);
    (left[from..].trim_start().to_owned(), quote::fold_blanks(span.of(text)), right[..to].trim_end().to_owned())
}

/// The name under which an entity is listed: the id of a glossary entity, `~` and the smallest spelling of another.
pub fn listed_id(view: &CorpusView, key: &EntityKey) -> String {
    let keys = entity::keys(&view.snapshot, key);
    keys.first().unwrap_or(key).id()
}

/// For messages: the names of the glossary and provisional names nearest to one that nothing bears, best first.
pub fn nearest(view: &CorpusView, name: &str) -> Vec<String> {
    let wanted = fold_name(name);
    let known = view.snapshot.glossary().entities.iter().flat_map(|e| e.names.iter().map(|n| n.text.clone()).collect::<Vec<_>>());
    let provisional = view.snapshot.names().into_iter().map(|n| n.key);
    let distance = |n: &Symbol| strsim::damerau_levenshtein(&fold_name(n), &wanted);
    let mut near: Vec<(usize, Symbol)> = known.chain(provisional).map(|n| (distance(&n), n)).collect();
    let most = (wanted.chars().count() / 3).max(1);
    near.retain(|(d, _)| *d <= most);
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|(_, n)| n.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, GO_ON, NEWSROOM};
    use super::*;

    fn check(name: &str, expect: Expect) {
        let fixture = Fixture::new(NEWSROOM);
        let entities = named(fixture.view(), name);
        let ids: Vec<String> = entities.iter().map(|e| listed_id(fixture.view(), e)).collect();
        let rows = rows(fixture.view(), &fixture.source, &entities, 16, GO_ON);
        let line = |r: &KwicRow| format!("{} {:?} {:?} [{}] {:?}\n", r.rel, r.date.map(|d| d.to_string()), r.left, r.node, r.right);
        expect.assert_eq(&format!("{ids:?}\n{}", rows.iter().map(line).collect::<String>()));
    }

    #[test]
    fn entities_are_asked_for_by_name_or_id() {
        check(
            "zephyr",
            expect![[r#"
            ["zephyr"]
            june/outlook.txt Some("2024-06-10") "" [Zefir] " delivered 4,182"
            june/zh.txt Some("2024-06-12") "" [澤風汽車] "第一季度交付4812輛。"
            may/launch.md Some("2024-05-03") "ef executive of " [Zephyr] ", said the firm"
        "#]],
        );
        check(
            "泽风汽车",
            expect![[r#"
            ["zephyr"]
            june/outlook.txt Some("2024-06-10") "" [Zefir] " delivered 4,182"
            june/zh.txt Some("2024-06-12") "" [澤風汽車] "第一季度交付4812輛。"
            may/launch.md Some("2024-05-03") "ef executive of " [Zephyr] ", said the firm"
        "#]],
        );
        check(
            "teodor rensdale",
            expect![[r#"
            ["~teodor rensdale"]
            june/outlook.txt Some("2024-06-10") "s, according to " [Teodor Rensdale] " of Marlet Stree"
            june/outlook.txt Some("2024-06-10") "Marlet Street. " [Rensdale] " expects more."
            notes.txt None "" [Teodor Rensdale] " called Mara Qui"
        "#]],
        );
        check(
            "~Teodor Rensdale",
            expect![[r#"
            ["~teodor rensdale"]
            june/outlook.txt Some("2024-06-10") "s, according to " [Teodor Rensdale] " of Marlet Stree"
            june/outlook.txt Some("2024-06-10") "Marlet Street. " [Rensdale] " expects more."
            notes.txt None "" [Teodor Rensdale] " called Mara Qui"
        "#]],
        );
        check(
            "nobody",
            expect![[r#"
            []
        "#]],
        );
    }

    #[test]
    fn a_text_that_changed_is_left_out() {
        let mut fixture = Fixture::new(NEWSROOM);
        *fixture.source.0.get_mut("/notes.txt").unwrap() += "!";
        let entities = named(fixture.view(), "mara-quill");
        let rows = rows(fixture.view(), &fixture.source, &entities, 10, GO_ON);
        assert_eq!(rows.iter().map(|r| &*r.rel).collect::<Vec<_>>(), ["may/launch.md"]);
    }

    #[test]
    fn what_is_near_is_proposed() {
        let fixture = Fixture::new(NEWSROOM);
        assert_eq!(nearest(fixture.view(), "Zephir Motors"), ["Zephyr Motors"]);
    }
}
