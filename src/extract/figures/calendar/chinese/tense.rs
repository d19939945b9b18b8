//! What the words around a Chinese date say of it: 将于8月上市 lies ahead, 3月发布的 behind.

use std::sync::LazyLock;

use super::super::super::lexicon::{fields, rows};
use super::super::super::scan;
use super::super::super::when::Tense;

/// The cues with the tense that each tells.
static CUES: LazyLock<Vec<(&'static str, Tense)>> = LazyLock::new(|| {
    let tense = |name| if name == "future" { Tense::Future } else { Tense::Past };
    rows(include_str!("../../data/tense_zh.tsv"))
        .flat_map(|row| {
            let [name, forms] = fields(row);
            forms.split('|').map(move |form| (form, tense(name)))
        })
        .collect()
});

/// How many bytes of the clause behind a date are asked, and of the words right before it.
const BEHIND: usize = 60;
const BEFORE: usize = 12;

/// The tense that the nearest cue in the date's own clause tells; none without one.
pub(in super::super) fn beside(text: &str, start: usize, end: usize) -> Option<Tense> {
    let lead = scan::lead(text, start, BEFORE);
    let lead = lead.rsplit(['，', ',', '。', '；', ';', '、']).next().unwrap_or(lead);
    if CUES.iter().any(|(cue, tense)| *tense == Tense::Future && lead.contains(cue)) {
        return Some(Tense::Future);
    }
    let rest = scan::rest(text, end);
    let reach = (0..=BEHIND.min(rest.len())).rev().find(|i| rest.is_char_boundary(*i)).unwrap_or(0);
    // 一季度，公司…: the comma behind the date belongs to it
    let behind = scan::part(rest, 0, reach).trim_start_matches(['，', ',', ' ']);
    let clause = behind.split(['，', ',', '。', '；', ';', '！', '？', '\n']).next().unwrap_or(behind);
    CUES.iter().filter_map(|(cue, tense)| clause.find(cue).map(|i| (i, *tense))).min_by_key(|(i, _)| *i).map(|(_, tense)| tense)
}
