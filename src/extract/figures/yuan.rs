//! Which money 元 alone is: in an article in Traditional characters that of the land whose money it names.

use super::super::{BlockEntry, Figure, FigureKind};
use super::FigureDraft;
use super::measure::Found;
use super::scan;
use crate::text::{Language, Symbol};

/// Whether the amount says 元 or 块 alone, so that it would be renminbi only by default.
pub(super) fn is_unnamed(text: &str, found: &Found) -> bool {
    let printed = scan::part(text, found.start, found.end);
    found.unit.as_deref() == Some("CNY")
        && printed.contains(['元', '块', '圆'])
        && !printed.contains("人民币")
        && !printed.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, '¥' | '￥'))
        && !scan::ends_with_any(text, found.start, &["人民币", "人民币约"])
}

/// The money that unnamed amounts beside these units mean: Taiwan's or Hong Kong's where an amount names it and none
/// names renminbi.
fn meant<'a>(amounts: impl Iterator<Item = (Option<&'a str>, bool)>) -> Option<&'static str> {
    let (mut taiwan, mut hong_kong, mut renminbi) = (false, false, false);
    for (unit, unnamed) in amounts {
        match unit {
            Some("TWD") => taiwan = true,
            Some("HKD") => hong_kong = true,
            Some("CNY") if !unnamed => renminbi = true,
            _ => {}
        }
    }
    match (renminbi, taiwan, hong_kong) {
        (false, true, false) => Some("TWD"),
        (false, false, true) => Some("HKD"),
        _ => None,
    }
}

/// Names the unnamed amounts of a block.
pub(super) fn name(drafts: &mut [FigureDraft], language: Language) {
    if language != Language::Hant || !drafts.iter().any(|d| d.unnamed_money) {
        return;
    }
    let money = drafts.iter().filter(|d| d.figure.kind == FigureKind::Money);
    let Some(unit) = meant(money.map(|d| (d.figure.unit.as_deref(), d.unnamed_money))) else { return };
    for draft in drafts.iter_mut().filter(|d| d.unnamed_money) {
        draft.figure.unit = Some(Symbol::new(unit));
    }
}

/// Names the unnamed amounts of an article: `figures` are those of its blocks, in order.
pub(super) fn name_all(blocks: &[BlockEntry], figures: &mut [Figure], language: Language) {
    if language != Language::Hant {
        return;
    }
    let drafts = || blocks.iter().flat_map(|b| b.facts.figures.iter());
    let money = drafts().filter(|d| d.figure.kind == FigureKind::Money);
    // An amount that its block has named is one that names.
    let unnamed = |d: &FigureDraft| d.unnamed_money && d.figure.unit.as_deref() == Some("CNY");
    let Some(unit) = meant(money.map(|d| (d.figure.unit.as_deref(), unnamed(d)))) else { return };
    for (draft, figure) in drafts().zip(figures).filter(|(d, _)| unnamed(d)) {
        debug_assert_eq!(draft.figure.kind, figure.kind);
        figure.unit = Some(Symbol::new(unit));
    }
}
