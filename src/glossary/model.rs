//! Entities as glossary files state them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text::{Span, Symbol};

/// One `[[entity]]`.
#[derive(Clone, Debug)]
pub struct Entity {
    pub id: Symbol,
    pub kind: EntityType,
    /// Preferred first, in the file's order.
    pub names: Vec<Name>,
    pub roles: Vec<Role>,
    pub part_of: Vec<Link>,
    /// `maker` and `makers`.
    pub makers: Vec<Link>,
    pub family: Option<Link>,
    pub variant_of: Option<Link>,
    pub replaced_by: Option<Link>,
    /// Ids this entity had before.
    pub former: Vec<Symbol>,
    pub same_as: Vec<Symbol>,
    pub category: Option<Symbol>,
    pub released: Option<Symbol>,
    pub founded: Option<Symbol>,
    pub born: Option<Symbol>,
    pub surname: Option<Symbol>,
    /// The key `kind` (company, group, brand, …).
    pub org_kind: Option<Symbol>,
    pub wikidata: Option<Symbol>,
    /// Language key to text.
    pub description: BTreeMap<Symbol, Symbol>,
    pub note: Option<Symbol>,
    pub source: Option<Symbol>,
    /// Absolute path of its file.
    pub file: Arc<str>,
    /// Of the whole table, from its header to its last value.
    pub span: Span,
    /// Of the value of `id`, without its quotes.
    pub id_span: Span,
}

impl Entity {
    /// The preferred name for a reader of `lang` (`en`, `zh-Hans`, `zh-Hant`), else the first there is, else the id.
    pub fn preferred(&self, lang: &str) -> &str {
        let wanted = |n: &&Name| n.rank == Rank::Preferred && n.lang.as_deref() == Some(lang);
        let chinese =
            |n: &&Name| n.rank == Rank::Preferred && lang.starts_with("zh") && n.lang.as_deref().is_some_and(|l| l.starts_with("zh"));
        self.names
            .iter()
            .find(wanted)
            .or_else(|| self.names.iter().find(chinese))
            .or_else(|| self.names.first())
            .map_or(&self.id, |n| &n.text)
    }
    /// Every id that the entry refers to, with the place that says so.
    pub fn references(&self) -> impl Iterator<Item = (&Symbol, Span)> {
        let roles = self.roles.iter().filter_map(|r| Some((r.of.as_ref()?, r.of_span?)));
        let lists = self.part_of.iter().chain(&self.makers);
        let single = [&self.family, &self.variant_of, &self.replaced_by];
        let links = lists.chain(single.into_iter().flatten()).map(|l| (&l.id, l.span));
        roles.chain(links)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    Person,
    Organization,
    Product,
}

impl EntityType {
    pub const ALL: [EntityType; 3] = [EntityType::Person, EntityType::Organization, EntityType::Product];

    /// Its place in [`EntityType::ALL`]: where counts by type keep it.
    pub fn index(self) -> usize {
        self as usize
    }
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Person => "person",
            EntityType::Organization => "organization",
            EntityType::Product => "product",
        }
    }
}

/// How good a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// One per language.
    Preferred,
    /// Also right.
    Alias,
    /// Matched, but reported with a fix.
    Hidden,
}

/// One name of an entity as its glossary file states it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    pub text: Symbol,
    /// `en`, `zh`, `zh-Hans`, `zh-Hant`; none where the file does not say.
    pub lang: Option<Symbol>,
    pub rank: Rank,
    /// `YYYY[-MM[-DD]]`; outside them the name links but is a former name.
    pub from: Option<Symbol>,
    pub to: Option<Symbol>,
    /// Links only in an article that holds one of these.
    pub when: Vec<Symbol>,
    /// Never links in an article that holds one of these.
    pub unless: Vec<Symbol>,
    pub source: Option<Symbol>,
    /// Of the text in its file, without its quotes.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// May be empty: works there.
    pub title: Symbol,
    pub title_lang: Option<Symbol>,
    /// Entity id.
    pub of: Option<Symbol>,
    pub from: Option<Symbol>,
    /// None: still.
    pub to: Option<Symbol>,
    pub source: Option<Symbol>,
    /// Of the whole role.
    pub span: Span,
    /// Of the value of `of`, without its quotes.
    pub of_span: Option<Span>,
}

/// A reference to another entity with optional dates (`part_of`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: Symbol,
    pub from: Option<Symbol>,
    pub to: Option<Symbol>,
    /// Of the id, without its quotes.
    pub span: Span,
}
