//! Parts that are only some of a total, and together more than it: "90 million, of which 55 million for the first phase
//! and 45 million for the second".

use super::classes::class;
use super::parts::{adds, greatest, plausible, relation, run};
use super::passage::{Class, Mark, Passage};
use super::words::{Found, GAMES, VOTES, Word};
use crate::extract::FigureRelation;
use crate::extract::figures::common_unit;
use crate::text::Exact;

/// Parts behind "including", "of which", 包括 or 其中 that no thing can be in two of; `t` is the total.
pub(super) fn list(p: &Passage, t: usize) -> Option<FigureRelation> {
    let (total, next) = (p.marks.get(t).filter(|m| adds(m))?, p.marks.get(t + 1)?);
    let gap = p.between(total.end, next.start);
    let opener = p.words(total.end, next.start).find(|f| f.word == Word::Among || is_including(p, f))?.end;
    if gap.len() > 90 {
        return None;
    }
    let (parts, end) = run(p, t + 1, total, None)?;
    let (first, last) = (parts.first()?, parts.last()?);
    if parts.len() < 2 || greatest(&parts)? > total.value()? || gap.contains([';', '；']) {
        return None;
    }
    let clause = p.clause_end(end);
    // Another reading of the list, a part of a part, a change, another time.
    let other = |f: &Found| match f.word {
        Word::Partial => f.start >= first.start || !is_including(p, f),
        Word::Among => f.start > first.start,
        Word::Running | Word::Up | Word::Down | Word::Apart | Word::Besides | Word::Signed | Word::Rest => true,
        _ => false,
    };
    let (whole, tail) = (p.between(opener, clause), p.between(clause, p.end));
    if p.words(total.end, clause).any(other)
        || class("part-trait").in_text(whole)
        || class("part-overlap").in_text(whole)
        || class("part-both").in_text(tail)
    {
        return None;
    }
    // Members of a set beside other parts: women and engineers. "For" and 和 are words of their own here.
    let sets: Vec<u8> = p
        .words(first.start.min(total.end), clause)
        .filter_map(|f| if let Word::Member(s, _) = f.word { Some(s).filter(|s| !matches!(*s, VOTES | GAMES)) } else { None })
        .collect();
    if !sets.is_empty() && (sets.windows(2).any(|w| w[0] != w[1]) || sets.len() < parts.len()) {
        return None;
    }
    // 其中研发64人，女性40人: items between commas may divide the whole anew; those between 、 divide it once.
    let counts = total.class == Class::Count;
    let apart = parts
        .windows(2)
        .any(|w| p.between(w[0].end, w[1].start).contains('，') || !gap.is_ascii() && p.between(w[0].end, w[1].start).contains(','));
    let same = |m: &&Mark| m.figure.unit == total.figure.unit || common_unit(m.figure, total.figure).is_some();
    let persons = gap.contains("whom")
        || p.words(total.start, total.end).any(|f| matches!(f.word, Word::Whole(_)))
        || p.words(total.end, next.start).any(|f| matches!(f.word, Word::Whole(_)));
    let alike = parts.iter().all(same) || persons && parts.iter().all(|m| m.figure.unit.as_deref() != Some("percent"));
    let ordered = class("part-order").in_text(p.between(first.start.min(next.start).saturating_sub(40).max(total.end), clause));
    let known = total.class == Class::Money || last.class == Class::Amount || total.figure.unit.is_some() || gap.contains("whom");
    let listed = ordered && !counts;
    if !known || !alike || apart && sets.is_empty() && !listed {
        return None;
    }
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, m| sum.add(m.value()?))?;
    (sum > total.value()? && plausible(total, &parts, false)).then(|| relation(p, total, &parts, false))?
}

/// "Including", 包括: what may open parts that are not all.
pub(super) fn is_including(p: &Passage, f: &Found) -> bool {
    f.word == Word::Partial
        && matches!(
            p.between(f.start, f.end).to_ascii_lowercase().as_str(),
            "including" | "includes" | "include" | "included" | "包括" | "包含"
        )
}
