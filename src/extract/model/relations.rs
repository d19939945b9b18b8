//! Relations: what a sentence says of several figures together, for rules that do arithmetic on them.

use super::PartialDate;
use crate::text::{Exact, Span, Symbol};

/// What a passage says of figures together.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRelation {
    /// The passage that says it.
    pub span: Span,
    pub kind: FigureRelationKind,
}

/// An amount, and what its clause says of the things counted: two of one article can be of the same things.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Index of the figure.
    pub stated: u32,
    /// The counted noun, or the unit; empty where the clause leaves it out ("of which 46 million").
    pub noun: Symbol,
    /// Hashes of the clause's words, without those that any clause has.
    pub words: Box<[u32]>,
    /// Hashes of words that tell one of a row: first, men, 去年.
    pub order: Box<[u32]>,
    /// Hashes of the dates and periods of the clause, as printed.
    pub dates: Box<[u32]>,
    /// Label of the period (`2023-H1`, `XXXX-Q1`), or of the day of a running total.
    pub period: Option<Symbol>,
    /// The period is the day up to which it counts.
    pub until: bool,
    /// It is said to be part of what stands before it: "of which", 其中.
    pub among: bool,
    /// The sentence tells what adds up over time: delivered, 接待.
    pub flow: bool,
    /// The sentence says who tells it, or that it is counted: "the list shows", 公布.
    pub source: bool,
    /// A round count.
    pub coarse: bool,
    /// Where its sentence starts.
    pub sentence: u32,
}

/// Figures are indices into [`super::ArticleFacts::figures`].
#[derive(Clone, Debug, PartialEq)]
pub enum FigureRelationKind {
    /// `gloss` restates the amount `of` in another unit, currency or notation: "30C (86F)", "10 billion yuan, or 100亿元".
    /// `years`: of two periods, one prints its year.
    Gloss { of: u32, gloss: u32, years: bool },
    /// A period of months, and a gloss of it that names other months: "second quarter (July-September)".
    OtherMonths { of: u32, gloss: u32 },
    /// Parts of a total: "60 boats: 25 trawlers, 25 ferries and 10 tugs". No thing is in two of them.
    Parts {
        total: u32,
        parts: Box<[u32]>,
        /// The parts are said or shown to be all of it; else they can only be too much.
        complete: bool,
    },
    /// What was added and taken away, and what that makes: "had 50 shops, opened 8, closed 5, now 53".
    Balance {
        /// Figure, and whether it is taken away.
        terms: Box<[(u32, bool)]>,
        result: u32,
    },
    /// A part, its whole, and which share of it that is said to be, in percent or as a fraction: "50 of its 200 branches,
    /// or 25%".
    Share { part: u32, whole: u32, stated: u32 },
    /// Percentages of one whole, none of which holds part of another: "51%, 33% and 16% stakes".
    Shares {
        shares: Box<[u32]>,
        /// They are said to be all of it.
        complete: bool,
    },
    /// A level before and after, and the stated difference: "25 basis points, from 3.50% to 3.75%". One range can be both.
    Points {
        from: u32,
        to: u32,
        stated: u32,
        /// +1 up, -1 down, 0 not said.
        sign: i8,
    },
    /// A value before and after, and how it is said to have moved: "fell to 61 from 48", 由50人增加到38人. One range can
    /// be both values.
    Change {
        from: u32,
        to: u32,
        /// +1 up, -1 down, 0 not said.
        sign: i8,
        /// The percentage, fraction or multiple it moved by.
        stated: Option<u32>,
        /// The factor between the two where the change states one: doubled, 增长三倍, "by a third".
        ratio: Option<Exact>,
    },
    /// An amount that another amount of its article can be held against.
    Tally(Box<Tally>),
    /// A decrease by a multiple of what there was: "three times less", 减少两倍, "fell by 300%".
    DecreaseMultiple { stated: u32 },
    /// A count with its noun, which is the passage, and the list that it counts: "three plants, in A, B and C".
    List {
        stated: u16,
        /// The list as printed.
        list: Span,
        /// The numbers of things that can be read in it: "A and B" may be one item or two.
        items: (u16, u16),
    },
    /// A range whose first end is the greater one, where the frame says that it is a range and no change. `from`
    /// and `to` may be one figure.
    Inverted { from: u32, to: u32 },
    /// A weekday beside or in a day: Monday is 1. The passage holds both.
    Weekday {
        date: u32,
        weekday: i8,
        /// Day and month may stand in either order.
        either: bool,
        /// The day prints its year.
        printed: bool,
        /// Places or clocks of two zones are near: a day's difference can be sound.
        zones: bool,
    },
    /// A day of the lunar calendar.
    Lunar { date: u32 },
    /// A stated length, which is the passage, and the stretch of days it is of: "a five-day fair, from 3 to 7 June".
    Length {
        stated: u32,
        /// `day`, `week`, `month`, `year`.
        unit: Symbol,
        stretch: u32,
    },
    /// A stretch of days that ends before it starts, both ends as printed.
    Backward { from: PartialDate, to: PartialDate },
    /// What is told as done on a day, or in a period.
    Done { when: u32 },
    /// Year or day of birth and the age of one person, as of now.
    Born { born: u32, age: u32 },
    /// When something was founded, and which anniversary or edition of it is told.
    Founded {
        since: u32,
        /// The count of years, or of editions.
        nth: u16,
        edition: bool,
        /// Years from now in which it falls: -1 last year, 1 next year; none: not said beyond the verb's tense.
        year: Option<i8>,
        /// A figure that says in which year it falls.
        at: Option<u32>,
        /// It is to come.
        ahead: bool,
    },
}

impl FigureRelation {
    /// The relation of a block as one of the article: `bytes` is where the block starts, `figures` the index of its
    /// first figure.
    pub fn shift(&self, bytes: u32, figures: u32) -> FigureRelation {
        let all = |list: &[u32]| list.iter().map(|f| f + figures).collect();
        let kind = match &self.kind {
            FigureRelationKind::Gloss { of, gloss, years } => {
                FigureRelationKind::Gloss { of: of + figures, gloss: gloss + figures, years: *years }
            }
            FigureRelationKind::OtherMonths { of, gloss } => FigureRelationKind::OtherMonths { of: of + figures, gloss: gloss + figures },
            FigureRelationKind::Parts { total, parts, complete } => {
                FigureRelationKind::Parts { total: total + figures, parts: all(parts), complete: *complete }
            }
            FigureRelationKind::Balance { terms, result } => {
                FigureRelationKind::Balance { terms: terms.iter().map(|(f, out)| (f + figures, *out)).collect(), result: result + figures }
            }
            FigureRelationKind::Share { part, whole, stated } => {
                FigureRelationKind::Share { part: part + figures, whole: whole + figures, stated: stated + figures }
            }
            FigureRelationKind::Shares { shares, complete } => FigureRelationKind::Shares { shares: all(shares), complete: *complete },
            FigureRelationKind::Points { from, to, stated, sign } => {
                FigureRelationKind::Points { from: from + figures, to: to + figures, stated: stated + figures, sign: *sign }
            }
            FigureRelationKind::Change { from, to, sign, stated, ratio } => FigureRelationKind::Change {
                from: from + figures,
                to: to + figures,
                sign: *sign,
                stated: stated.map(|s| s + figures),
                ratio: *ratio,
            },
            FigureRelationKind::Tally(t) => {
                FigureRelationKind::Tally(Box::new(Tally { stated: t.stated + figures, sentence: t.sentence + bytes, ..(**t).clone() }))
            }
            FigureRelationKind::DecreaseMultiple { stated } => FigureRelationKind::DecreaseMultiple { stated: stated + figures },
            FigureRelationKind::List { stated, list, items } => {
                FigureRelationKind::List { stated: *stated, list: list.shift(bytes), items: *items }
            }
            FigureRelationKind::Inverted { from, to } => FigureRelationKind::Inverted { from: from + figures, to: to + figures },
            FigureRelationKind::Weekday { date, weekday, either, zones, printed } => {
                FigureRelationKind::Weekday { date: date + figures, weekday: *weekday, either: *either, zones: *zones, printed: *printed }
            }
            FigureRelationKind::Lunar { date } => FigureRelationKind::Lunar { date: date + figures },
            FigureRelationKind::Length { stated, unit, stretch } => {
                FigureRelationKind::Length { stated: *stated, unit: unit.clone(), stretch: stretch + figures }
            }
            FigureRelationKind::Backward { from, to } => FigureRelationKind::Backward { from: *from, to: *to },
            FigureRelationKind::Done { when } => FigureRelationKind::Done { when: when + figures },
            FigureRelationKind::Born { born, age } => FigureRelationKind::Born { born: born + figures, age: age + figures },
            FigureRelationKind::Founded { since, nth, edition, year, at, ahead } => FigureRelationKind::Founded {
                since: since + figures,
                nth: *nth,
                edition: *edition,
                year: *year,
                at: at.map(|f| f + figures),
                ahead: *ahead,
            },
        };
        FigureRelation { span: self.span.shift(bytes), kind }
    }
}
