//! Mentions, introductions, and what the text teaches of names.

use crate::glossary::EntityType;
use crate::text::{Span, Symbol};

/// Who a mention names: an entity of the glossary by id, or a provisional one by its smallest folded name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKey {
    Known(Symbol),
    /// Folded name ([`crate::extract::mentions::fold_name`]), without the `~` that ids show.
    Provisional(Symbol),
}

impl EntityKey {
    /// The id as files and messages show it: `vqo`, `~tang shen`.
    pub fn id(&self) -> String {
        match self {
            EntityKey::Known(id) => id.to_string(),
            EntityKey::Provisional(name) => format!("~{name}"),
        }
    }
    pub fn known(&self) -> Option<&Symbol> {
        match self {
            EntityKey::Known(id) => Some(id),
            EntityKey::Provisional(_) => None,
        }
    }
    /// The folded name of an entity that the glossary lacks.
    pub fn provisional(&self) -> Option<&Symbol> {
        match self {
            EntityKey::Known(_) => None,
            EntityKey::Provisional(name) => Some(name),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Linked(Symbol),
    /// Several entities bear the name, best first.
    Ambiguous(Box<[Symbol]>),
    /// No entity of the glossary; the key groups mentions of one provisional entity (`Rensdale` has the key of
    /// `Teodor Rensdale`).
    Unresolved(Symbol),
}

/// How sure the article alone makes us that an unresolved name is a name. Weak ones show only when the corpus votes
/// for them ([`crate::corpus::Snapshot::mentions`]); likely ones show, but no finding rests on them alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    Weak,
    /// More likely a name than not, though only its looks and neighbours speak for it: a mention, but no subject of a claim,
    /// and reported as unresolved only where the corpus has it more than once.
    Likely,
    /// Shown: several cues, or one good cue.
    Fair,
    /// A pattern with measured precision of 0.9 and more.
    Strong,
}

/// A span that names an entity. It covers the name alone: no title, article, possessive or quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub span: Span,
    pub kind: EntityType,
    pub target: Target,
    /// The name as read (folded width and script, case as printed).
    pub name: Symbol,
    pub strength: Strength,
    pub evidence: Evidence,
    /// The glossary name that linked it, where one did directly: its rank matters to rules.
    pub hidden: bool,
    /// The name's dates say that it is a former one at the article's date.
    pub former: bool,
    /// Short form of a name given in full elsewhere in the article.
    pub short: bool,
}

impl Mention {
    /// A full name that no entity of the glossary bears; `key` groups it with other mentions of its provisional entity.
    pub fn unresolved(span: Span, kind: EntityType, key: Symbol, name: Symbol, strength: Strength, evidence: Evidence) -> Mention {
        let target = Target::Unresolved(key);
        Mention { span, kind, target, name, strength, evidence, hidden: false, former: false, short: false }
    }
    /// The entity, if it is one.
    pub fn entity(&self) -> Option<EntityKey> {
        match &self.target {
            Target::Linked(id) => Some(EntityKey::Known(id.clone())),
            Target::Unresolved(key) => Some(EntityKey::Provisional(key.clone())),
            Target::Ambiguous(_) => None,
        }
    }
    pub fn status(&self) -> &'static str {
        match self.target {
            Target::Linked(_) => "linked",
            Target::Ambiguous(_) => "ambiguous",
            Target::Unresolved(_) => "unresolved",
        }
    }
}

/// Kinds of evidence for a name, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Evidence(pub u32);

impl Evidence {
    pub const GLOSSARY: Evidence = Evidence(1);
    pub const TITLE: Evidence = Evidence(1 << 1);
    pub const APPOSITION: Evidence = Evidence(1 << 2);
    pub const HONORIFIC: Evidence = Evidence(1 << 3);
    pub const SUFFIX: Evidence = Evidence(1 << 4);
    pub const REPORTING_VERB: Evidence = Evidence(1 << 5);
    pub const BYLINE: Evidence = Evidence(1 << 6);
    pub const PRODUCT_CUE: Evidence = Evidence(1 << 7);
    pub const MODEL_NUMBER: Evidence = Evidence(1 << 8);
    pub const CAPITALS: Evidence = Evidence(1 << 9);
    pub const SURNAME: Evidence = Evidence(1 << 10);
    pub const SEGMENTER: Evidence = Evidence(1 << 11);
    pub const DEFINED: Evidence = Evidence(1 << 12);
    pub const SHORT_FORM: Evidence = Evidence(1 << 13);
    pub const REPEATED: Evidence = Evidence(1 << 14);
    pub const POSSESSIVE: Evidence = Evidence(1 << 15);
    pub const CORPUS_VOTE: Evidence = Evidence(1 << 16);
    /// Stands in a list with a name that is sure.
    pub const LIST: Evidence = Evidence(1 << 17);
    /// `@ name` of a post.
    pub const HANDLE: Evidence = Evidence(1 << 18);

    /// Its characters are those of names.
    pub const CHARACTERS: Evidence = Evidence(1 << 19);

    const NAMES: [(Evidence, &'static str); 20] = [
        (Evidence::GLOSSARY, "glossary"),
        (Evidence::TITLE, "title"),
        (Evidence::APPOSITION, "apposition"),
        (Evidence::HONORIFIC, "honorific"),
        (Evidence::SUFFIX, "suffix"),
        (Evidence::REPORTING_VERB, "reporting-verb"),
        (Evidence::BYLINE, "byline"),
        (Evidence::PRODUCT_CUE, "product-cue"),
        (Evidence::MODEL_NUMBER, "model-number"),
        (Evidence::CAPITALS, "capitals"),
        (Evidence::SURNAME, "surname"),
        (Evidence::SEGMENTER, "segmenter"),
        (Evidence::DEFINED, "defined"),
        (Evidence::SHORT_FORM, "short-form"),
        (Evidence::REPEATED, "repeated"),
        (Evidence::POSSESSIVE, "possessive"),
        (Evidence::CORPUS_VOTE, "corpus-vote"),
        (Evidence::LIST, "list"),
        (Evidence::HANDLE, "handle"),
        (Evidence::CHARACTERS, "characters"),
    ];

    pub fn has(self, other: Evidence) -> bool {
        self.0 & other.0 == other.0
    }
    /// Names of the kinds, in a fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Evidence::NAMES.into_iter().filter(move |(e, _)| self.has(*e)).map(|(_, n)| n)
    }
}

impl std::ops::BitOr for Evidence {
    type Output = Evidence;
    fn bitor(self, other: Evidence) -> Evidence {
        Evidence(self.0 | other.0)
    }
}
impl std::ops::BitOrAssign for Evidence {
    fn bitor_assign(&mut self, other: Evidence) {
        self.0 |= other.0
    }
}

/// What an introduction says of how the entity stands to `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    Holds,
    BrandOf,
    LedBy,
    MakerOf,
    FoundedBy,
    Author,
}

/// The passage that says who or what an entity is.
#[derive(Clone, Debug, PartialEq)]
pub struct Introduction {
    /// The passage: name and what is said of it.
    pub span: Span,
    pub name_span: Span,
    pub entity: EntityKey,
    /// The name as read.
    pub name: Symbol,
    pub kind: EntityType,
    /// Titles as printed, in order; empty for a product or an organization without a class.
    pub title: Box<[Symbol]>,
    /// The organization (or maker) as printed.
    pub of: Option<Symbol>,
    /// The same, as an entity, where the name is a mention.
    pub of_entity: Option<EntityKey>,
    pub department: Option<Symbol>,
    /// What kind of thing it is ("maker of electric cars", "second brand").
    pub what: Option<Symbol>,
    pub relation: Option<Relation>,
    /// The post is not held now: a former, coming or acting one.
    pub aside: bool,
    /// Where it stands: body beats headline, caption and list.
    pub in_body: bool,
    /// The passage is part of a complete sentence.
    pub in_sentence: bool,
}

impl Introduction {
    /// A passage of a sentence that names the entity and says nothing of it.
    pub fn bare(entity: EntityKey, mention: &Mention, span: Span, in_body: bool) -> Introduction {
        Introduction {
            span,
            name_span: mention.span,
            entity,
            name: mention.name.clone(),
            kind: mention.kind,
            title: Box::default(),
            of: None,
            of_entity: None,
            department: None,
            what: None,
            relation: None,
            aside: false,
            in_body,
            in_sentence: true,
        }
    }
    /// Says nothing of the entity: the clause of the body in which it first acts, for want of a passage that introduces
    /// it.
    pub fn is_bare(&self) -> bool {
        self.title.is_empty() && self.of.is_none() && self.what.is_none() && self.relation.is_none()
    }
}

/// A pair of names that the text itself declares to be of one entity: `X（以下简称“Y”）`, `X (ABC)`, `中文名（English）`.
#[derive(Clone, Debug, PartialEq)]
pub struct Taught {
    pub full: EntityKey,
    /// The other name as read.
    pub name: Symbol,
    pub span: Span,
    /// Holds for the corpus (bilingual parentheses), not only for this article.
    pub corpus: bool,
}
