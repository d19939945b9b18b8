//! Votes of those present, told in two sentences: "passed by 188 votes to 141. Of the 350 members present, 12 abstained".

use super::classes::class;
use super::parts::{adds, relation};
use super::passage::{Mark, Passage};
use crate::extract::FigureRelation;
use crate::extract::figures::scan;

/// Those present and how they voted; `p` names them, the sentence before it the votes.
pub(super) fn division(p: &Passage, earlier: Option<&Passage>) -> Option<FigureRelation> {
    let before = earlier?;
    let votes: Vec<&Mark> = before.marks.iter().filter(|m| adds(m)).collect();
    let (yes, no, more) = match votes.as_slice() {
        [a, b] => (*a, *b, None),
        [a, b, c] => (*a, *b, Some(*c)),
        _ => return None,
    };
    let to = |gap: &str| matches!(gap.trim(), "votes to" | "to" | "votes against");
    let by = scan::word_before(p.text, yes.start) == "by" && to(before.between(yes.end, no.start));
    let printed = before.between(yes.start, no.start).contains("votes") || scan::rest(p.text, no.end).trim_start().starts_with("votes");
    if !by || !printed {
        return None;
    }
    let here: Vec<&Mark> = p.marks.iter().filter(|m| adds(m)).collect();
    let is_kept = |m: &Mark, to: usize| class("vote-kept").in_text(p.text.get(m.start..to).unwrap_or(""));
    let present = |m: &Mark, to: usize| p.text.get(m.start..to).is_some_and(|t| t.contains("present") || t.contains("voted"));
    match (here.as_slice(), more) {
        // "Of the 350 members present, 12 abstained"
        ([total, kept], None) if present(total, kept.start) && is_kept(kept, p.end) => {
            let alone = !p.between(kept.end, p.end).contains([',', ';']);
            let of = matches!(p.between(p.start, total.start).trim(), "Of the" | "Of");
            (alone && of).then(|| relation(p, total, &[yes, no, kept], true))?
        }
        // "…, with 12 abstentions. All 350 members were present"
        ([total], Some(kept)) if present(total, p.end) => {
            let told = class("vote-kept").in_text(before.between(kept.start, before.end));
            let all = matches!(p.between(p.start, total.start).trim(), "All" | "All the");
            (told && all).then(|| relation(p, total, &[yes, no, kept], true))?
        }
        _ => None,
    }
}
