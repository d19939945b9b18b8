//! The same amount in other notations: scale words of the other language, the other system of units.

use std::sync::LazyLock;

use crate::check::Lang;
use crate::check::wording::scaled;
use crate::extract::figures::{celsius, factor};
use crate::extract::{Figure, FigureKind, Precision};
use crate::text::{Exact, Symbol};

use super::super::display;

/// Other notations of a figure's value, none of them the one in `title`: `91.217 billion`, `912.17亿`, `25.5 miles`.
/// Converted values are rounded to as many digits as the print has, at least two.
pub(super) fn notations(figure: &Figure, title: &str, lang: Lang) -> Vec<String> {
    let Some(value) = figure.value else { return Vec::new() };
    let mut out = Vec::new();
    if matches!(figure.kind, FigureKind::Number | FigureKind::Money | FigureKind::Quantity) {
        let scales = [Lang::English, if lang == Lang::Hant { Lang::Hant } else { Lang::Hans }];
        let said = scales.map(|l| (scaled(value, Precision::Place(3), l), l));
        let words = |s: &str| s.chars().any(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '-'));
        out.extend(said.into_iter().filter(|(s, _)| words(s) && s.chars().filter(char::is_ascii_digit).count() <= 9).map(|(s, _)| s));
    }
    if let Some(converted) = converted(figure, value) {
        out.extend(display::value(&converted, lang));
    }
    out.retain(|s| s != title);
    out
}

fn converted(figure: &Figure, value: Exact) -> Option<Figure> {
    let unit = figure.unit.as_deref()?;
    let other = partner(unit)?;
    let exact = match (unit, other) {
        ("C", _) => value.mul(Exact::from_int(9))?.div(Exact::from_int(5))?.add(Exact::from_int(32))?,
        ("F" | "K", _) => celsius(value, unit)?,
        _ => value.mul(factor(Some(unit), Some(other))?)?,
    };
    let digits = value.abs().to_string().trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let rounded = significant(exact, digits.max(if figure.kind == FigureKind::Temperature { 3 } else { 2 }) as i32)?;
    Some(Figure { value: Some(rounded), low: None, high: None, unit: Some(Symbol::new(other)), ..figure.clone() })
}

/// A value rounded to so many significant digits.
fn significant(value: Exact, digits: i32) -> Option<Exact> {
    let mut magnitude = 0;
    while Exact::pow10(magnitude + 1).is_some_and(|p| value.abs() >= p) {
        magnitude += 1;
    }
    while magnitude > -20 && Exact::pow10(magnitude).is_some_and(|p| value.abs() < p) {
        magnitude -= 1;
    }
    let step = Exact::pow10(magnitude + 1 - digits)?;
    value.div(step)?.round(0).mul(step)
}

fn partner(unit: &str) -> Option<&'static str> {
    static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let lines = include_str!("../data/conversions.tsv").lines().filter(|l| !l.starts_with('#'));
        lines.filter_map(|l| l.split_once('\t')).collect()
    });
    PAIRS.iter().find(|(u, _)| *u == unit).map(|(_, other)| *other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figures::dimension;
    use crate::text::Span;

    fn figure(kind: FigureKind, value: &str, unit: Option<&str>) -> Figure {
        Figure {
            span: Span::default(),
            kind,
            value: Exact::parse(value),
            low: None,
            high: None,
            precision: Precision::Exact,
            unit: unit.map(Symbol::new),
            modifier: None,
            when: None,
            enumerates: false,
        }
    }

    #[test]
    fn notations_of_both_languages_and_systems() {
        use FigureKind::{Money, Number, Percent, Quantity, Temperature};
        for (kind, value, unit, lang, expected) in [
            (Money, "91217000000", Some("CNY"), Lang::English, vec!["91.217 billion", "912.17亿"]),
            (Number, "57373", None, Lang::Hant, vec!["5.7373萬"]),
            (Number, "4812", None, Lang::English, vec![]),
            (Quantity, "41", Some("kilometre"), Lang::English, vec!["25 miles"]),
            (Quantity, "3.5", Some("mu"), Lang::English, vec!["0.23 hectares"]),
            (Quantity, "60", Some("car"), Lang::English, vec![]),
            (Temperature, "30", Some("C"), Lang::English, vec!["86 °F"]),
            (Temperature, "96", Some("F"), Lang::English, vec!["35.6 °C"]),
            (Percent, "143.9", Some("percent"), Lang::English, vec![]),
        ] {
            assert_eq!(notations(&figure(kind, value, unit), "", lang), expected, "{value} {unit:?}");
        }
    }

    #[test]
    fn pairs_are_of_one_dimension() {
        for line in include_str!("../data/conversions.tsv").lines().filter(|l| !l.starts_with('#')) {
            let (unit, other) = line.split_once('\t').expect("two columns");
            let scale = |u: &str| matches!(u, "C" | "F" | "K");
            assert!(scale(unit) && scale(other) || dimension(unit).is_some() && dimension(unit) == dimension(other), "{line}");
        }
    }
}
