//! What the words around a Chinese date say of it: 将于8月上市 lies ahead, 3月发布的 behind.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::super::lexicon::{fields, rows};
use super::super::super::scan;
use super::super::super::when::Tense;

/// The cues by their first character, with the tense that each tells.
static CUES: LazyLock<FxHashMap<char, Vec<(&'static str, Tense)>>> = LazyLock::new(|| {
    let mut cues: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../../data/tense_zh.tsv")) {
        let [name, forms] = fields(row);
        let tense = if name == "future" { Tense::Future } else { Tense::Past };
        for form in forms.split('|') {
            if let Some(first) = form.chars().next() {
                cues.entry(first).or_default().push((form, tense));
            }
        }
    }
    cues
});

/// The first of the cues that `wants` in `clause`.
fn first_cue(clause: &str, wants: impl Fn(Tense) -> bool) -> Option<Tense> {
    clause.char_indices().filter(|(_, c)| !c.is_ascii()).find_map(|(i, c)| {
        let rest = scan::rest(clause, i);
        CUES.get(&c)?.iter().find(|(cue, tense)| wants(*tense) && rest.starts_with(cue)).map(|(_, tense)| *tense)
    })
}

/// How many bytes of the clause behind a date are asked, and of the words right before it.
const BEHIND: usize = 60;
const BEFORE: usize = 12;

/// The tense that the nearest cue in the date's own clause tells; none without one.
pub(in super::super) fn beside(text: &str, start: usize, end: usize) -> Option<Tense> {
    let lead = scan::lead(text, start, BEFORE);
    let lead = lead.rsplit(['，', ',', '。', '；', ';', '、']).next().unwrap_or(lead);
    if first_cue(lead, |tense| tense == Tense::Future).is_some() {
        return Some(Tense::Future);
    }
    let rest = scan::rest(text, end);
    let reach = (0..=BEHIND.min(rest.len())).rev().find(|i| rest.is_char_boundary(*i)).unwrap_or(0);
    // 一季度，公司…: the comma behind the date belongs to it
    let behind = scan::part(rest, 0, reach).trim_start_matches(['，', ',', ' ']);
    let clause = behind.split(['，', ',', '。', '；', ';', '！', '？', '\n']).next().unwrap_or(behind);
    first_cue(clause, |_| true)
}
