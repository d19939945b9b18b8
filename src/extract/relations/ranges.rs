//! Ranges whose first end is the greater one, where nothing says that they tell a change, a score or a countdown.

use super::classes::class;
use crate::extract::claims::Prose;
use crate::extract::figures::{dimension, scan};
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};
use crate::text::Exact;

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    for (i, f) in prose.figures.iter().enumerate() {
        let (Some(low), Some(high)) = (f.figure.low, f.figure.high) else { continue };
        // Descending negatives are told by their size: "between -5 and -12".
        if f.figure.value.is_some() || low <= high || low < Exact::ZERO || high < Exact::ZERO || f.figure.kind == FigureKind::Multiple {
            continue;
        }
        let (start, end) = (f.place.start as usize, f.place.end as usize);
        let surface = scan::part(text, start, end);
        let framed = class("range-between").before(text, start).is_some();
        let measured =
            f.figure.kind != FigureKind::Quantity || f.figure.unit.as_deref().and_then(|u| dimension(u.split(" per ").next()?)).is_some();
        let unit = f.figure.unit.is_some() && measured;
        // A change of value, odds and scores, what counts down, years.
        let head = scan::lead(text, start, 60);
        let clause = head.rsplit([',', '.', ';', '，', '。', ':']).next().unwrap_or(head);
        let change = class("range-change").in_text(clause) || class("range-change").in_text(scan::part(text, end, behind(text, end)));
        let scored = surface.contains(':')
            || class("range-score").in_text(clause)
            || class("range-score").in_text(scan::part(text, end, behind(text, end)));
        let year = |v: Exact| v.is_integer() && v >= Exact::from_int(1500) && v <= Exact::from_int(2200);
        let shortened = surface.contains(['-', '–', '—']) && !unit_between(surface) && is_shortened(low, high);
        if !framed && (!unit || change || scored)
            || differs(clause)
            || differs(scan::part(text, end, behind(text, end)))
            || year(low)
            || shortened
        {
            continue;
        }
        let span = f.figure.span;
        out.push(FigureRelation { span, kind: FigureRelationKind::Inverted { from: i as u32, to: i as u32 } });
    }
    for (i, pair) in prose.figures.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let (Some(from), Some(to)) = (a.figure.value, b.figure.value) else { continue };
        let same = a.figure.kind == b.figure.kind && a.figure.unit == b.figure.unit && a.figure.unit.is_some();
        let (start, end) = (a.place.start as usize, a.place.end as usize);
        let joined = class("range-joins").is(scan::part(text, end, b.place.start as usize).trim());
        if same && joined && from > to && to >= Exact::ZERO && class("range-frame").before(text, start).is_some() {
            let span = prose.reading.source(a.place.join(b.place));
            out.push(FigureRelation { span, kind: FigureRelationKind::Inverted { from: i as u32, to: i as u32 + 1 } });
        }
    }
}

/// A stretch behind the range, to the end of the clause.
fn behind(text: &str, end: usize) -> usize {
    let rest = scan::rest(text, end);
    let stop = rest.find([',', '.', ';', '，', '。', ':']).unwrap_or(rest.len()).min(40);
    (0..=stop).rev().find(|i| rest.is_char_boundary(*i)).map_or(end, |i| end + i)
}

/// "The gap between 90 and 60", "chose between 5 and 3": two values and no range.
fn differs(clause: &str) -> bool {
    class("range-two").in_text(clause)
}

fn unit_between(surface: &str) -> bool {
    let first = surface.split(['-', '–', '—']).next().unwrap_or("");
    first.ends_with(|c: char| !c.is_ascii_digit() && c != ' ')
}

/// "1,985-90", "pages 112-15": the second end leaves out the digits that it shares.
fn is_shortened(low: Exact, high: Exact) -> bool {
    let (a, b) = (low.to_string(), high.to_string());
    low.is_integer() && high.is_integer() && a.len() > b.len() && {
        let joined = format!("{}{b}", &a[..a.len() - b.len()]);
        Exact::parse(&joined).is_some_and(|v| v > low)
    }
}
