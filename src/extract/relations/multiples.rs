//! Decreases by a multiple of what there was: "three times less", 减少两倍, "fell by 300%".

use super::passage::{Class, Passage};
use super::words::{self, Word};
use crate::extract::figures::scan;
use crate::extract::{FigureRelation, FigureRelationKind};
use crate::text::Exact;

/// The decreases of a block that no amount can undergo.
pub(super) fn read(passages: &[Passage], out: &mut Vec<FigureRelation>) {
    for p in passages {
        // Profits go below zero, and price-earnings ratios are multiples themselves.
        if p.found.iter().any(|f| f.word == Word::Signed) {
            continue;
        }
        for (i, mark) in p.marks.iter().enumerate() {
            let said = match mark.class {
                Class::Multiple => mark.value() >= Some(Exact::ONE) && (falls_by(p, i) || is_less(p, mark.end)),
                // "by 4 times"
                Class::Count => counted_times(p, mark.end).is_some_and(|end| falls_by_english(p, i) || is_less(p, end)),
                Class::Percent => mark.value() > Some(Exact::HUNDRED) && (falls_by(p, i) || falls_by_english(p, i) || is_less(p, mark.end)),
                _ => false,
            };
            if said {
                let kind = FigureRelationKind::DecreaseMultiple { stated: mark.index };
                out.push(FigureRelation { span: p.span(&[mark]), kind });
            }
        }
    }
}

/// Behind the "times" or "fold" of "4 times", "10 fold".
fn counted_times(p: &Passage, end: usize) -> Option<usize> {
    scan::any_word(p.text, scan::joint_end(p.text, end), &["times", "fold"])
}

/// A verb or adjective of decrease right before a multiple: 下降了3倍, "fell threefold".
fn falls_by(p: &Passage, i: usize) -> bool {
    let Some(mark) = p.marks.get(i) else { return false };
    let Some(word) = p.words(p.gap_start(i), mark.start).rev().find(|f| matches!(f.word, Word::Less | Word::Down)) else { return false };
    if p.text.get(word.start..).is_none_or(|t| t.starts_with(|c: char| c.is_ascii())) {
        return falls_by_english(p, i) || is_fold(p, mark.start, mark.end) && falls_right_before(p, i);
    }
    let form = p.between(word.start, word.end);
    let between = words::without_hedge(p.between(word.end, mark.start)).trim();
    // 至少, 不低于, 多少: how much, not less. 下降至3倍 tells where it ends.
    let lead = scan::char_before(p.text, word.start);
    let other = matches!(form, "少" | "低" | "小" | "短" | "慢" | "轻" | "降" | "减" | "跌")
        && matches!(lead, Some('至' | '不' | '最' | '多' | '很' | '缺' | '极' | '降' | '减' | '超' | '升' | '涨'));
    (between.is_empty() || between == "为" && form.ends_with('幅')) && !other
}

fn is_fold(p: &Passage, start: usize, end: usize) -> bool {
    p.between(start, end).to_ascii_lowercase().ends_with("fold")
}

/// "fell threefold", "a threefold drop".
fn falls_right_before(p: &Passage, i: usize) -> bool {
    let Some(mark) = p.marks.get(i) else { return false };
    p.words(p.gap_start(i), mark.start)
        .rev()
        .find(|f| f.word == Word::Down)
        .is_some_and(|f| matches!(words::without_hedge(p.between(f.end, mark.start)).trim(), "" | "by"))
}

/// "fell by 3 times", "reduced waste by four times", "down by 200%".
fn falls_by_english(p: &Passage, i: usize) -> bool {
    let Some(mark) = p.marks.get(i) else { return false };
    let lead = p.between(p.gap_start(i), mark.start).trim_end();
    let lead = words::without_hedge(lead);
    let verb = p.words(p.gap_start(i), mark.start).rev().find(|f| matches!(f.word, Word::Down | Word::Up));
    let Some(verb) = verb.filter(|v| v.word == Word::Down) else { return false };
    let lead_end = p.gap_start(i) + lead.len();
    let by = lead.ends_with(" by") && p.between(verb.end, lead_end).len() < 48 && !p.between(verb.end, lead_end).contains([',', ';']);
    by || mark.class == Class::Percent && p.between(verb.end, lead_end).trim().is_empty()
}

/// "three times less", "10 times cheaper", "a threefold decrease": not "no less than three times", "less than".
fn is_less(p: &Passage, end: usize) -> bool {
    let next = scan::blanks_end(p.text, end);
    p.found.iter().filter(|f| f.start == next).any(|f| {
        let form = p.between(f.start, f.end).to_ascii_lowercase();
        let noun = matches!(form.as_str(), "decrease" | "drop" | "fall" | "reduction" | "decline" | "cut");
        form.starts_with(|c: char| c.is_ascii_alphabetic()) && (f.word == Word::Less || f.word == Word::Down && noun)
    })
}
