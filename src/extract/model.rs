//! The facts of an article, and of a block on the way there.

use crate::glossary::{EntityType, NameId};
use crate::text::{BlockKind, Exact, Language, Residue, Span, Symbol};

use super::claims::ClaimDraft;
use super::figures::FigureDraft;
use super::mentions::NameFacts;
use super::metadata::Shingles;

/// Everything known of one article. Spans are bytes of the article's text; lists are in order of place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFacts {
    pub title: Option<Title>,
    pub date: Option<ArticleDate>,
    pub author: Option<Symbol>,
    pub source: Option<Symbol>,
    pub language: Language,
    pub blocks: Box<[BlockOutline]>,
    pub mentions: Box<[Mention]>,
    pub figures: Box<[Figure]>,
    pub claims: Box<[Claim]>,
    pub introductions: Box<[Introduction]>,
    pub taught: Box<[Taught]>,
    pub residue: ResidueFacts,
    /// Inline directives of Markdown articles: the text of the comment, its span, the span it governs.
    pub directives: Box<[Directive]>,
    /// MinHash of the readings' shingles; equal in most places for near copies.
    pub signature: Option<Box<[u32; 16]>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    pub text: Symbol,
    pub span: Span,
}

/// Where an article's date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    Sidecar,
    Metadata,
    FrontMatter,
    Dateline,
    DateOnlyLine,
    FileName,
    Folder,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ArticleDate {
    pub date: jiff::civil::Date,
    pub source: DateSource,
    /// Where the article itself says it.
    pub span: Option<Span>,
}

/// A block without its text: for headings, folding, repeated captions.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockOutline {
    pub span: Span,
    pub kind: BlockKind,
    pub language: Language,
    pub hash: u64,
    /// An earlier block has the same text: it counts once in statistics.
    pub repeated: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResidueFacts {
    pub pinyin: u32,
    pub masked: u32,
    pub first_pinyin: Option<Span>,
    pub first_masked: Option<Span>,
    pub damaged: Box<[Span]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `ignore[…]`: the block that follows, or holds, the comment.
    Ignore,
    /// `off[…]` to the matching `on[…]`.
    Off,
    IgnoreFile,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    pub kind: DirectiveKind,
    /// Rule names or `group/*`; empty: all.
    pub rules: Box<[Symbol]>,
    pub span: Span,
    /// What it silences.
    pub scope: Span,
}

// ---- Names ---------------------------------------------------------------------------------------------------------

/// Who a mention names: an entity of the glossary by id, or a provisional one by its smallest folded name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKey {
    Known(Symbol),
    /// Folded name ([`crate::extract::mentions::fold_name`]), without the `~` that ids show.
    Provisional(Symbol),
}

impl EntityKey {
    /// The id as files and messages show it: `nio`, `~tang chen`.
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
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Linked(Symbol),
    /// Several entities bear the name, best first.
    Ambiguous(Box<[Symbol]>),
    /// No entity of the glossary; the key groups mentions of one provisional entity (`Rensdale` has the key of
    /// `Teodor Rensdale`).
    Unresolved(Symbol),
}

/// How sure the article alone makes us that an unresolved name is a name. Weak ones show only when the corpus votes
/// for them ([`crate::corpus::Snapshot::mentions`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    Weak,
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

    const NAMES: [(Evidence, &'static str); 18] = [
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
    /// Where it stands: body beats headline, caption and list.
    pub in_body: bool,
    /// The passage is part of a complete sentence.
    pub in_sentence: bool,
}

impl Introduction {
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

// ---- Figures -------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    Number,
    Ordinal,
    Percent,
    Money,
    Quantity,
    Multiple,
    Age,
    Temperature,
    Date,
    Period,
    Duration,
    Range,
    Time,
}

impl FigureKind {
    pub fn as_str(self) -> &'static str {
        match self {
            FigureKind::Number => "number",
            FigureKind::Ordinal => "ordinal",
            FigureKind::Percent => "percent",
            FigureKind::Money => "money",
            FigureKind::Quantity => "quantity",
            FigureKind::Multiple => "multiple",
            FigureKind::Age => "age",
            FigureKind::Temperature => "temperature",
            FigureKind::Date => "date",
            FigureKind::Period => "period",
            FigureKind::Duration => "duration",
            FigureKind::Range => "range",
            FigureKind::Time => "time",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    About,
    Nearly,
    Over,
    Under,
    AtLeast,
    AtMost,
    Since,
    After,
    Before,
    Until,
    /// 多, 余: a little more than the printed digits. Exported as `over`.
    #[serde(rename = "over")]
    OddMore,
}

impl Modifier {
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::About => "about",
            Modifier::Nearly => "nearly",
            Modifier::Over | Modifier::OddMore => "over",
            Modifier::Under => "under",
            Modifier::AtLeast => "at-least",
            Modifier::AtMost => "at-most",
            Modifier::Since => "since",
            Modifier::After => "after",
            Modifier::Before => "before",
            Modifier::Until => "until",
        }
    }
}

/// How a value was printed: what its interval follows from (FIGURES.md, "Printed interval").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A digit-only count with a non-zero last digit (57,373), or a number in words without a scale word.
    Exact,
    /// Digits only, with trailing zeros (60,000): exact against an equally coarse one.
    TrailingZeros,
    /// A scale word or decimals: the last printed place is 10^place of the value's own unit.
    Place(i8),
}

/// A date that may lack its year, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PartialDate {
    /// ISO 8601, `XXXX` for an unknown year: `2024-09-13`, `XXXX-09-13`, `2024-09`, `2024`.
    pub fn iso(self) -> String {
        let mut out = self.year.map_or("XXXX".into(), |y| format!("{y:04}"));
        if let Some(m) = self.month {
            out += &format!("-{m:02}");
            if let Some(d) = self.day {
                out += &format!("-{d:02}");
            }
        }
        out
    }
}

/// When: the value of dates, periods and clock times.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    Date(PartialDate),
    Period {
        /// First day and the day after the last one; an open side is none. None altogether: the year is unknown.
        days: Option<(Option<jiff::civil::Date>, Option<jiff::civil::Date>)>,
        /// `2024-Q2`, `XXXX-Q2`, `2024-H1`, `2024-09`, `2024`.
        label: Option<Symbol>,
    },
    Clock {
        hour: i8,
        minute: i8,
    },
}

/// A span that states a number, amount, percentage, date, period … The span is numeral plus unit; the modifier is not
/// in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub span: Span,
    pub kind: FigureKind,
    pub value: Option<Exact>,
    /// Of a range: both ends; of a one-sided or vague figure: the ends that the text states.
    pub low: Option<Exact>,
    pub high: Option<Exact>,
    pub precision: Precision,
    /// ISO 4217 code, `percent`, `percentage-point`, `basis-point`, a singular English unit, `C F K degree`, or the
    /// counted noun as written.
    pub unit: Option<Symbol>,
    pub modifier: Option<Modifier>,
    pub when: Option<Box<When>>,
    /// The numeral counts a list or stands in a set phrase (三大, "three moves"): no part in conflicts.
    pub enumerates: bool,
}

// ---- Claims --------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    #[default]
    Actual,
    Guidance,
    Forecast,
    Target,
    Rumour,
    Denied,
    Restated,
    Hypothetical,
}

impl Aspect {
    pub fn as_str(self) -> &'static str {
        match self {
            Aspect::Actual => "actual",
            Aspect::Guidance => "guidance",
            Aspect::Forecast => "forecast",
            Aspect::Target => "target",
            Aspect::Rumour => "rumour",
            Aspect::Denied => "denied",
            Aspect::Restated => "restated",
            Aspect::Hypothetical => "hypothetical",
        }
    }
}

/// How a part of a claim is known. Ordered: what is greater is better known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Taken over from earlier in the paragraph.
    Carried,
    /// Follows from the article's date.
    Resolved,
    Explicit,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Metric {
    /// Name in the lexicon: `deliveries`, `revenue`, …
    pub head: Symbol,
    /// Sorted: `net`, `domestic`, `cumulative`, …
    pub qualifiers: Box<[Symbol]>,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    YearOnYear,
    QuarterOnQuarter,
    MonthOnMonth,
    /// A base value stands beside it ("from 750").
    Stated,
    Unknown,
}

/// What a claim's figure is: a level, or how a level changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    Level,
    /// The value a change starts from ("from 750", "上年同期20亿元").
    Former {
        of: u32,
        base: Base,
    },
    Change {
        base: Base,
        /// +1 up, -1 down, 0 not said.
        sign: i8,
        /// The factor between new and old where it is one (`doubled` = 2, `增长3倍` = 4).
        ratio: Option<Exact>,
        /// Index of the claim of the level it ends at, and of the one it starts from.
        to: Option<u32>,
        from: Option<u32>,
    },
}

/// A figure bound to subject, metric and period.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index into [`ArticleFacts::figures`].
    pub figure: u32,
    /// The clause that states it.
    pub span: Span,
    pub subject: Option<(EntityKey, Known)>,
    pub metric: Option<Metric>,
    /// Days of the period and its label; see [`When::Period`].
    pub period: Option<(When, Known)>,
    pub aspect: Aspect,
    pub measure: Measure,
    pub as_of: Option<PartialDate>,
    /// Who says so, as printed.
    pub source: Option<Symbol>,
    pub quoted: bool,
}

impl Claim {
    /// The key under which statements of the same claim meet: subject, metric with sorted qualifiers, period, aspect,
    /// joined with `|`, parts percent-encoded. None where a part is unknown, or the claim is no level.
    pub fn key(&self) -> Option<Symbol> {
        if self.measure != Measure::Level {
            return None;
        }
        let (subject, _) = self.subject.as_ref()?;
        let metric = self.metric.as_ref()?;
        let (When::Period { days: Some(_), .. }, _) = self.period.as_ref()? else { return None };
        let mut name = metric.head.to_string();
        for q in &metric.qualifiers {
            name.push('+');
            name += q;
        }
        let period = self.period.as_ref().map(|(w, _)| period_text(w))?;
        let parts = [subject.id(), name, period, self.aspect.as_str().to_owned()];
        Some(Symbol::new(&parts.map(|p| percent_encode(&p)).join("|")))
    }
}

/// A period as exports show it: its label where there is one, else the interval of days.
pub fn period_text(when: &When) -> String {
    match when {
        When::Period { label: Some(label), .. } => label.to_string(),
        When::Period { days: Some((from, to)), label: None } => {
            let day = |d: &Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
            format!("{}/{}", day(from), day(to))
        }
        When::Period { days: None, label: None } => String::new(),
        When::Date(date) => date.iso(),
        When::Clock { hour, minute } => format!("{hour:02}:{minute:02}"),
    }
}

fn percent_encode(part: &str) -> String {
    part.replace('%', "%25").replace('|', "%7C")
}

// ---- Blocks --------------------------------------------------------------------------------------------------------

/// Stage one's facts of a block: spans are bytes of the block's source text.
#[derive(Clone, Debug, Default)]
pub struct BlockFacts {
    pub figures: Box<[FigureDraft]>,
    pub names: NameFacts,
    pub claims: Box<[ClaimDraft]>,
    pub residue: Residue,
    pub shingles: Shingles,
}

/// A name of the glossary in a block, in the block's source bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockHit {
    pub span: Span,
    pub name: NameId,
    /// As read.
    pub text: Symbol,
    /// The segmenter (or Latin word boundaries) agrees that a word starts and ends here; without it a short or common
    /// name needs context.
    pub bounded: bool,
    /// At the start of a sentence or in a headline, where a capital proves nothing.
    pub at_start: bool,
    /// The name is also a word of the language (`Ideal`, 理想): it links only with evidence.
    pub common: bool,
    /// What stands beside it speaks for a name (greater than 0: a product or organization cue) or against (less).
    pub cue: i8,
    /// The sentence, and in it the clause, that holds the name.
    pub sentence: Span,
    pub clause: Span,
    /// The name (with an article before it) opens the clause.
    pub opens_clause: bool,
    /// The clause ends like one: it belongs to running text, not to a caption or a label.
    pub complete: bool,
}
