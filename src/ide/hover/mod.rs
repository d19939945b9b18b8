//! What is known of the thing at the cursor, on one card.

mod card;
mod entity_card;
mod figure_card;

use std::sync::Arc;

pub use card::{Card, Cell, Part};

use crate::config::RuleName;
use crate::corpus::Source;
use crate::extract::EntityKey;
use crate::text::Span;

use super::cursor::{self, Item};
use super::{Analysis, CorpusView, Lang};

/// A card and the thing it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub card: Card,
}

/// The card of what is at an offset. `source` is asked for the introduction's wording where its article is closed.
pub fn hover(analysis: &Analysis, source: &dyn Source, path: &str, offset: u32, lang: Lang) -> Option<Hover> {
    let cursor = cursor::at(analysis, path, offset)?;
    let ask = Ask { view: cursor.view, source, lang, here: path };
    let card = match &cursor.item {
        Item::Mention(article, mention) => entity_card::of_mention(&ask, article, mention),
        Item::Figure(article, figure) => figure_card::of_figure(&ask, article, *figure)?,
        Item::Id(id) => entity_card::of_id(&ask, id),
        Item::Name(entity, name) => entity_card::of_name(&ask, entity, name),
        Item::Rule(rule) => of_rule(rule),
    };
    Some(Hover { span: cursor.span, card })
}

/// The card of an entity wherever the cursor is: for commands and other views.
pub fn entity(view: &Arc<CorpusView>, source: &dyn Source, key: &EntityKey, lang: Lang) -> Card {
    entity_card::of_entity(&Ask { view, source, lang, here: "" }, key)
}

/// What every part of a card needs.
struct Ask<'a> {
    view: &'a Arc<CorpusView>,
    source: &'a dyn Source,
    lang: Lang,
    /// The document that the question came from.
    here: &'a str,
}

fn of_rule(rule: &RuleName) -> Card {
    let parts =
        vec![Part::Text(vec![Cell::Text(rule.summary.to_owned())]), Part::Text(vec![Cell::Text(format!("dossier explain {}", rule.name))])];
    Card { title: rule.name.to_owned(), subtitle: rule.default.as_str().to_owned(), parts }
}

/// The page of a Wikidata item.
pub(super) fn wikidata_url(id: &str) -> String {
    format!("https://www.wikidata.org/wiki/{id}")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::fixture::{Fixture, newsroom_at};
    use super::*;

    fn check(fixture: Fixture, lang: Lang, expect: Expect) {
        let found = hover(&fixture.analysis, &fixture.source, &fixture.path, fixture.offset, lang).expect("a card");
        let address = |place: &crate::check::Place, line: u32| Some(format!("file://{}#L{}", place.path, line + 1));
        let text = found.span.of(&fixture.source.0[&fixture.path]);
        expect.assert_eq(&format!("{text:?}\n{}\n", found.card.markdown(&address)));
    }

    #[test]
    fn an_organization() {
        check(newsroom_at("/may/launch.md", "Zephyr,", 0), Lang::English, expect![[""]]);
        check(newsroom_at("/june/zh.txt", "澤風", 0), Lang::Hant, expect![[""]]);
    }

    #[test]
    fn a_person_with_an_introduction() {
        check(newsroom_at("/notes.txt", "Mara", 0), Lang::English, expect![[""]]);
    }

    #[test]
    fn a_product() {
        check(newsroom_at("/may/launch.md", "Lark", 0), Lang::Hans, expect![[""]]);
    }

    #[test]
    fn a_name_that_is_not_in_the_glossary() {
        check(newsroom_at("/june/outlook.txt", "Renfield", 1), Lang::English, expect![[""]]);
        check(newsroom_at("/june/outlook.txt", "Marrow", 0), Lang::Hans, expect![[""]]);
    }

    #[test]
    fn an_ambiguous_name() {
        check(newsroom_at("/may/launch.md", "Apex", 0), Lang::English, expect![[""]]);
    }

    #[test]
    fn figures() {
        check(newsroom_at("/may/launch.md", "4,812", 0), Lang::English, expect![[""]]);
        check(newsroom_at("/notes.txt", "about", 0), Lang::English, expect![[""]]);
        check(newsroom_at("/notes.txt", "Q2", 0), Lang::Hans, expect![[""]]);
    }

    #[test]
    fn names_and_rules_in_settings() {
        check(newsroom_at("/glossary.toml", "Zefir", 0), Lang::English, expect![[""]]);
        let rule = Fixture::new("//- /dossier.toml\n[rules]\n\"figure/con$0flict\" = \"off\"\n");
        check(rule, Lang::English, expect![[""]]);
    }

    #[test]
    fn plain_text() {
        let fixture = newsroom_at("/may/launch.md", "4,812", 0);
        let found = hover(&fixture.analysis, &fixture.source, &fixture.path, fixture.offset, Lang::Hans).expect("a card");
        expect![[""]].assert_eq(&found.card.plain());
    }
}
