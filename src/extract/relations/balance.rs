//! What was there, came, went and is left: "had 50 shops, opened 8, closed 5, now 53".

use super::parts::{adds, item_end, item_start};
use super::passage::{Mark, Passage};
use super::words::Word;
use crate::extract::figures::{common_unit, scan};
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};

/// How many sentences a balance may take.
const REACH: usize = 4;

/// The balances of a block.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    let mut i = 0;
    while i < passages.len() {
        let found = (1..=REACH).find_map(|n| passages.get(i..i + n).and_then(|p| balance(p).map(|r| (r, n))));
        if let Some((relation, n)) = found {
            out.push(relation);
            i += n;
        } else {
            i += 1;
        }
    }
}

fn balance(passages: &[Passage]) -> Option<FigureRelation> {
    let first = passages.first()?;
    let all: Vec<(&Passage, usize)> = passages.iter().flat_map(|p| (0..p.marks.len()).map(move |i| (p, i))).collect();
    let marks: Vec<(&Mark, Option<Word>)> =
        all.iter().filter(|(p, i)| adds(&p.marks[*i])).map(|(p, i)| (&p.marks[*i], role(p, *i))).collect();
    let (closing, rest) = marks.split_last()?;
    let (terms, result): (Vec<(&Mark, bool)>, &Mark) = match (closing.1?, rest) {
        (Word::Net, [a, b]) if a.1 == Some(Word::In) && b.1 == Some(Word::Out) => (vec![(a.0, false), (b.0, true)], closing.0),
        (Word::Closing, [opening, flows @ ..]) if !flows.is_empty() => {
            let left = is_left(passages, closing.0);
            let opens = opening.1 == Some(Word::Opening) || left && is_of_start(first, opening.0);
            let flow = |f: &(&'_ Mark, Option<Word>)| matches!(f.1, Some(Word::In | Word::Out));
            let both = [Word::In, Word::Out].iter().all(|w| flows.iter().any(|f| f.1 == Some(*w)));
            let gone = left && flows.iter().all(|f| f.1 == Some(Word::Out));
            if !opens || !flows.iter().all(flow) || !both && !gone {
                return None;
            }
            let signed = flows.iter().map(|f| (f.0, f.1 == Some(Word::Out)));
            ([(opening.0, false)].into_iter().chain(signed).collect(), closing.0)
        }
        _ => return None,
    };
    // Whatever else came or went, was planned or told of another time keeps the balance open.
    let last = passages.last()?;
    let end = item_end(last, last.marks.iter().position(|m| m.index == result.index)?);
    let is_used = |start: usize| terms.iter().any(|t| start.abs_diff(t.0.start) < 48);
    let open = passages.iter().any(|p| {
        p.found.iter().any(|f| match f.word {
            Word::In | Word::Out => f.end <= end + 40 && !is_used(f.start) || f.start > result.end,
            Word::Partial | Word::Plan | Word::Running | Word::Apart | Word::Besides => {
                f.start > terms.first().map_or(0, |t| t.0.end) && f.start < end
            }
            _ => false,
        })
    });
    let alike = terms.iter().all(|t| {
        t.0.adds_to(result)
            && (t.0.figure.unit.is_none() || result.figure.unit.is_none() || common_unit(t.0.figure, result.figure).is_some())
    });
    let dated = |m: &Mark| {
        let end = m.end as u32;
        first.prose.figures.iter().any(|f| {
            let printed = f.place.of(first.text).bytes().filter(u8::is_ascii_digit).count();
            matches!(f.figure.kind, FigureKind::Date | FigureKind::Period)
                && printed >= 4
                && f.place.start.abs_diff(end).min(f.place.end.abs_diff(m.start as u32)) < 24
        })
    };
    let years = terms.iter().skip(1).filter(|t| dated(t.0)).count() > 1;
    let sound = alike && !open && !years;
    let mut used: Vec<&Mark> = terms.iter().map(|t| t.0).collect();
    used.push(result);
    let kind = FigureRelationKind::Balance { terms: terms.iter().map(|(m, out)| (m.index, *out)).collect(), result: result.index };
    sound.then(|| FigureRelation { span: first.span(&used), kind })
}

/// Whether a figure is what was there, came, went or is left: by the nearest word before it in its item, else behind it.
fn role(p: &Passage, i: usize) -> Option<Word> {
    let mark = p.marks.get(i)?;
    let of = |w: Word| matches!(w, Word::Opening | Word::Closing | Word::In | Word::Out | Word::Net).then_some(w);
    let before = p.words(item_start(p, i), mark.start).rev().find_map(|f| of(f.word));
    let behind = p.words(mark.start, item_end(p, i)).find_map(|f| of(f.word));
    match (before, behind) {
        (Some(Word::Opening), Some(Word::Closing)) => behind,
        (Some(Word::Opening), Some(w @ (Word::In | Word::Out))) if scan::part(p.text, mark.end, item_end(p, i)).len() < 24 => Some(w),
        (Some(w), _) => Some(w),
        (None, behind) => behind,
    }
}

/// "leaving 45", 剩下45: nothing came in between.
fn is_left(passages: &[Passage], closing: &Mark) -> bool {
    passages.last().is_some_and(|p| {
        p.words(p.start, closing.start).next_back().is_some_and(|f| {
            matches!(
                p.between(f.start, f.end).to_ascii_lowercase().as_str(),
                "leaving" | "leaving it with" | "leaving the" | "leaves" | "left with" | "剩" | "剩下" | "还剩" | "尚余"
            )
        })
    })
}

/// "Of 50 shops", "Of the 50 shops".
fn is_of_start(p: &Passage, mark: &Mark) -> bool {
    matches!(p.between(p.start, mark.start).trim(), "Of" | "Of the" | "Of its" | "Of their")
}
