//! Numbers told as a guess between two digits in a row: 三四个, 十三四, 二十七八, 一千二三百.

use super::super::super::Precision;
use super::super::lexicon::{LEXICON, Sense};
use super::super::numeral::{Numeral, Shape};
use super::super::scan::{self, blanks_end, char_at};
use super::digit;
use crate::text::Exact;

/// How far the two digits of a guess lie apart, in what they count so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guess {
    pub spread: Option<Exact>,
    pub level: Level,
}

/// What a guess is part of: the scales behind it multiply it along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    #[default]
    Digit,
    Section,
    Total,
}

impl Guess {
    /// Starts a guess with two digits in a row; what the lower one says. None where they are no guess.
    pub fn open(&mut self, digits: &str) -> Option<Exact> {
        let (low, high) = ends(digits).filter(|_| self.spread.is_none())?;
        self.spread = high.sub(low);
        self.level = Level::Digit;
        Some(low)
    }
    /// A scale of 10^`power` behind, which takes what it multiplies to `level`.
    pub fn scale(&mut self, power: i32, level: Level) -> Option<()> {
        if let Some(spread) = self.spread.filter(|_| self.level < level) {
            self.spread = Some(spread.mul(Exact::pow10(power)?)?);
            self.level = level;
        }
        Some(())
    }
}

/// Neighbouring digits, or 三五: both ends.
fn ends(digits: &str) -> Option<(Exact, Exact)> {
    let [a, b] = digits.as_bytes() else { return None };
    (*a > b'0' && (*b == a + 1 || (*a, *b) == (b'3', b'5')))
        .then(|| (Exact::from_int(i64::from(a - b'0')), Exact::from_int(i64::from(b - b'0'))))
}

/// 三四个, 两三天, 七八成: two digits that count something; as a string of digits they would be 34.
pub(super) fn pair(text: &str, n: Numeral) -> Option<Numeral> {
    let surface = scan::part(text, n.start, n.end);
    let mut digits = surface.chars().filter_map(digit);
    let (a, b) = (digits.next()?, digits.next()?);
    if n.shape != Shape::HanDigits || surface.chars().count() != 2 || !is_counted(text, blanks_end(text, n.end)) {
        return None;
    }
    let (low, high) = ends(&format!("{a}{b}"))?;
    Some(Numeral { value: None, low: Some(low), high: Some(high), shape: Shape::Vague, precision: Precision::Exact, ..n })
}

/// Whether a unit, a classifier, money or a share stands at `at`.
pub(in super::super) fn is_counted(text: &str, at: usize) -> bool {
    let Some(c) = char_at(text, at) else { return false };
    matches!(c, '岁' | '成' | '倍' | '度') && !scan::rest(text, at).starts_with("成立")
        || LEXICON
            .find(text, at, |s| matches!(s, Sense::Unit(_) | Sense::Counted(_) | Sense::CurrencyAfter(_) | Sense::Percent(_)).then_some(()))
            .is_some()
}
