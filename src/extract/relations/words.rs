//! Cue words of relations, and where they stand in a stretch of text.

use std::sync::LazyLock;

use crate::extract::figures::lexicon::{fields, rows};
use crate::extract::figures::scan;
use crate::extract::phrases::Phrases;

/// What a word says of the figures around it; the tables under `data/` tell the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The list is not all of the whole, or its parts overlap.
    Partial,
    /// "of them", 其中.
    Among,
    /// "the other", 其余.
    Rest,
    Total,
    /// A total that counts more than what stands beside it: "bringing the total to".
    Running,
    /// "made up of", 分为.
    Consist,
    Respectively,
    /// 一期.
    Phase,
    /// Member (from 1) of a set of parts that together are a whole: men and women, 赞成 反对 弃权.
    Member(u8, u8),
    /// What such a set divides.
    Whole(u8),
    Opening,
    Closing,
    In,
    Out,
    Net,
    /// What is to come: will, 预计.
    Plan,
    Up,
    Down,
    From,
    To,
    /// A smaller amount: less, cheaper, 便宜.
    Less,
    /// Values that can go below zero, and multiples that measure something themselves.
    Signed,
    /// A noun whose percentages are shares of one whole: stake, 持股, votes, 市占率.
    Stake,
    Vote,
    Market,
    Respondent,
    Portion,
    /// Answers of which one person gives only one: undecided, opposed.
    Single,
    /// Answers of which one person gives several: 可多选.
    Several,
    /// Each person is said to give one answer: 每人限选一项.
    Sole,
    /// Percentages that are no shares: growth, utilisation.
    Rate,
    /// Another whole begins, or another time.
    Apart,
    /// More, of another kind or time: 另有, "a further".
    Besides,
    /// What money and goods are counted in: sales, 收入.
    Goods,
    /// Several holders taken together: "the top ten".
    Group,
    /// About, nearly: what may stand between a word and its figure.
    Hedge,
    /// What makes a percentage a comparison when it stands behind it: "more than".
    Compared,
    /// The, its, those.
    Determiner,
    /// What a whole with its number is called: fleet, staff, total sales.
    Held,
    /// A name that any whole has: "the company".
    Same,
    /// A word that holds a cue and is none.
    Plain,
}

/// A word and where it stands in the reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub word: Word,
}

/// Sets of parts by number ([`Word::Member`]), and how many members each has.
const SETS: [(&str, u8); 11] = [
    ("sex", 2),
    ("votes", 3),
    ("games", 3),
    ("home", 2),
    ("trade", 2),
    ("line", 2),
    ("town", 2),
    ("age", 2),
    ("hurt", 2),
    ("public", 2),
    ("pass", 2),
];
pub(super) const VOTES: u8 = 1;
pub(super) const GAMES: u8 = 2;

/// The numbers of all sets.
pub(super) fn sets() -> impl Iterator<Item = u8> {
    0..SETS.len() as u8
}

/// How many members a set has.
pub(super) fn members(set: u8) -> usize {
    SETS.get(set as usize).map_or(0, |s| s.1.into())
}

static WORDS: LazyLock<Phrases<Word>> = LazyLock::new(|| {
    let mut words = Phrases::default();
    for row in rows(include_str!("data/parts.tsv")).chain(rows(include_str!("data/shares.tsv"))) {
        let [class, value, en, zh] = fields(row);
        if let Some(word) = word(class, value) {
            words.add(en, word);
            words.add(zh, word);
        }
    }
    words.settle();
    words
});

fn word(class: &str, value: &str) -> Option<Word> {
    let set = |name: &str| SETS.iter().position(|s| s.0 == name).map(|i| i as u8);
    Some(match class {
        "partial" => Word::Partial,
        "among" => Word::Among,
        "rest" => Word::Rest,
        "total" => Word::Total,
        "running" => Word::Running,
        "consist" => Word::Consist,
        "respectively" => Word::Respectively,
        "phase" => Word::Phase,
        "set" => {
            let (name, member) = value.split_once('/')?;
            Word::Member(set(name)?, member.parse().ok()?)
        }
        "whole" => Word::Whole(set(value)?),
        "opening" => Word::Opening,
        "closing" => Word::Closing,
        "in" => Word::In,
        "out" => Word::Out,
        "net" => Word::Net,
        "plan" => Word::Plan,
        "up" => Word::Up,
        "down" => Word::Down,
        "from" => Word::From,
        "to" => Word::To,
        "less" => Word::Less,
        "signed" => Word::Signed,
        "stake" => Word::Stake,
        "vote" => Word::Vote,
        "market" => Word::Market,
        "respondent" => Word::Respondent,
        "portion" => Word::Portion,
        "single" => Word::Single,
        "several" => Word::Several,
        "sole" => Word::Sole,
        "rate" => Word::Rate,
        "apart" => Word::Apart,
        "group" => Word::Group,
        "determiner" => Word::Determiner,
        "besides" => Word::Besides,
        "goods" => Word::Goods,
        "hedge" => Word::Hedge,
        "compared" => Word::Compared,
        "same" => Word::Same,
        "held" => Word::Held,
        "skip" => Word::Plain,
        _ => return None,
    })
}

/// Behind a form of `word` at the start of a text.
pub(super) fn leads(text: &str, word: Word) -> bool {
    WORDS.find(text, 0, |w| (w == word).then_some(())).is_some()
}

/// A text without the blanks and hedges that it ends with.
pub(super) fn without_hedge(text: &str) -> &str {
    let found = find(text, 0, text.len());
    let mut rest = text.trim_end();
    for hedge in found.iter().rev().filter(|f| f.word == Word::Hedge) {
        if hedge.end == rest.len() {
            rest = scan::part(rest, 0, hedge.start).trim_end();
        }
    }
    rest
}

/// Every cue between two offsets, in order; at each place the longest form with all its senses.
pub(super) fn find(text: &str, from: usize, to: usize) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        let Some(c) = scan::char_at(text, at) else { break };
        let latin = c.is_ascii_alphabetic();
        let mut end = at;
        if latin || !c.is_ascii() {
            let fresh = out.len();
            WORDS.find(text, at, |word| -> Option<()> {
                out.push(Found { start: at, end: at, word });
                None
            });
            // Forms come longest first, so the first one found sets the length.
            for found in &mut out[fresh..] {
                let word = found.word;
                found.end = WORDS.find(text, at, |w| (w == word).then_some(())).map_or(at, |(_, e)| e);
                end = end.max(found.end);
            }
            let kept = out.split_off(fresh).into_iter().filter(|f| f.end == end && end <= to);
            out.extend(kept);
        }
        at = match (end > at, latin) {
            (true, _) => end,
            (_, true) => scan::letters_end(text, at),
            _ => at + c.len_utf8(),
        };
    }
    out.dedup_by(|a, b| a.start == b.start && a.word == b.word);
    out
}
