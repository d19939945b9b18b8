//! Units as figures print them, and how they convert.

use super::lexicon::LEXICON;
use crate::text::Exact;

/// What to multiply values in unit `from` by to have them in unit `to`; both as in [`super::super::Figure::unit`]. None
/// where they measure different things. Counted things meet where they can stand for the same (`car`, `辆`). Currencies
/// meet themselves only; degrees Celsius, Fahrenheit and kelvins do not convert by a factor ([`celsius`]).
pub fn factor(from: Option<&str>, to: Option<&str>) -> Option<Exact> {
    let (from, to) = match (from, to) {
        (None, None) => return Some(Exact::ONE),
        (Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    if from == to {
        return Some(Exact::ONE);
    }
    let unit = |name: &str| LEXICON.units.iter().find(|u| u.name == name);
    if let (Some(a), Some(b)) = (unit(from), unit(to)) {
        if a.dimension != b.dimension {
            return None;
        }
        return a.factor.0.mul(b.factor.1)?.div(a.factor.1.mul(b.factor.0)?);
    }
    let thing = |name: &str| LEXICON.counted.iter().find(|c| c.name == name);
    let (a, b) = (thing(from)?, thing(to)?);
    a.things.iter().any(|t| b.things.contains(t)).then_some(Exact::ONE)
}

/// A temperature in degrees Celsius; None where `unit` is no scale of temperature. The definitions of SI brochure 2.3.1
/// and NIST SP 811 B.8.
pub fn celsius(value: Exact, unit: &str) -> Option<Exact> {
    match unit {
        "C" => Some(value),
        "F" => value.sub(Exact::from_int(32))?.mul(Exact::from_int(5))?.div(Exact::from_int(9)),
        "K" => value.sub(Exact::parse("273.15")?),
        _ => None,
    }
}

/// The dimension of a unit of measurement (`length`, `mass`, …); None for money and counted things.
pub fn dimension(unit: &str) -> Option<&'static str> {
    LEXICON.units.iter().find(|u| u.name == unit).map(|u| u.dimension)
}
