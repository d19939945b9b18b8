//! What is told as done on a day or in a period that the text names with its year.

use super::classes::{class, words_at};
use crate::extract::claims::Prose;
use crate::extract::figures::{Expr, FigureDraft, Year, scan};
use crate::extract::{FigureRelation, FigureRelationKind, Modifier};

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    for (i, f) in prose.figures.iter().enumerate() {
        let known = matches!(&f.when, Some(Expr::Calendar { year: Year::Known(_), .. } | Expr::Months { year: Year::Known(_), .. }));
        let plain = f.figure.modifier.is_none() || f.figure.modifier == Some(Modifier::Since);
        if !known || !plain {
            continue;
        }
        let Some(sentence) = prose.sentences.iter().map(|s| s.span).find(|s| s.contains(f.place)) else { continue };
        let text = scan::part(prose.text, sentence.start as usize, sentence.end as usize);
        let place = (f.place.start as usize, f.place.end as usize);
        let done = if text.is_ascii() || f.place.of(prose.text).is_ascii() && !text.chars().any(crate::text::is_han) {
            english(prose, f, sentence.range(), place)
        } else {
            chinese(prose.text, sentence.range(), place)
        };
        if done {
            out.push(FigureRelation { span: f.figure.span, kind: FigureRelationKind::Done { when: i as u32 } });
        }
    }
}

/// A past verb governs "on 5 May 2025" or "in 2025", and nothing in the sentence looks ahead.
fn english(prose: &Prose, f: &FigureDraft, sentence: std::ops::Range<usize>, (start, end): (usize, usize)) -> bool {
    let text = prose.text;
    let all = scan::part(text, sentence.start, sentence.end);
    if class("done-not").in_text(all) || text.get(end..end + 1) == Some(")") {
        return false;
    }
    let lead = scan::word_before(text, start).to_ascii_lowercase();
    if !matches!(lead.as_str(), "on" | "in" | "during") {
        return false;
    }
    let head = scan::part(text, sentence.start, start);
    let opens = head.trim().eq_ignore_ascii_case(&lead);
    // The verb before it, with no other verb form or connective between.
    let zone = if opens { scan::part(text, end, sentence.end) } else { head };
    let zone = if opens {
        zone.get(..zone.len().min(120)).unwrap_or(zone)
    } else {
        let from = zone.len().saturating_sub(80);
        (from..zone.len()).find(|i| zone.is_char_boundary(*i)).map_or(zone, |i| &zone[i..])
    };
    let _ = f;
    let verbs: Vec<usize> = words_at(zone)
        .filter(|at| {
            let word = scan::part(zone, *at, scan::letters_end(zone, *at));
            class("done-verb").is(word)
        })
        .collect();
    let Some(at) = (if opens { verbs.first() } else { verbs.last() }) else { return false };
    let word_before = scan::word_before(zone, *at).to_ascii_lowercase();
    // ", held in Kest in August 2024" tells of what is to come as well
    if scan::part(zone, 0, *at).trim_end().ends_with(',') && !opens {
        return false;
    }
    let infinitive = matches!(word_before.as_str(), "to" | "be" | "a" | "an" | "the" | "being" | "its" | "is" | "are");
    let between = if opens { scan::part(zone, 0, *at) } else { scan::rest(zone, *at) };
    // "opened to traffic on …", "returned to the sea"
    let whom = words_at(between).find_map(|i| class("done-to").at(between, i).map(|e| (i, e)));
    let between = &whom.map_or(between.to_owned(), |(i, e)| format!("{}{}", scan::part(between, 0, i), scan::rest(between, e)));
    !infinitive && !class("done-break").in_text(between) && !between.contains([';', '"', '(', ')'])
}

/// 已于2025年5月15日开业, 2025年5月15日发布了….
fn chinese(text: &str, sentence: std::ops::Range<usize>, (start, end): (usize, usize)) -> bool {
    let all = scan::part(text, sentence.start, sentence.end);
    if class("done-not-zh").in_text(all) {
        return false;
    }
    let tail = scan::part(text, end, sentence.end);
    if class("done-bound-zh").at(tail, 0).is_some() || tail.trim_start().starts_with([')', '》', '”', '款', '版', '届']) {
        return false;
    }
    let head = scan::part(text, sentence.start, start);
    if head.ends_with(['至', '到', '《', '“', '(']) {
        return false;
    }
    // 2024年招生简章: a year that belongs to the noun behind it
    let led = head.ends_with(['于', '在']);
    let whole_year = scan::part(text, start, end).ends_with('年');
    if whole_year && !led && !tail.starts_with([',', '，', ' ']) {
        return false;
    }
    let told = ["已于", "已在", "已经于", "已经在", "曾于", "曾在"].iter().any(|w| head.ends_with(w));
    // The clause of the date; where it holds the date alone, the next one.
    let clause_end = tail.find([',', '，', ';']).unwrap_or(tail.len());
    let mut clause = &tail[..clause_end];
    if clause.trim().is_empty() {
        let rest = tail.get(clause_end + 1..).unwrap_or("").trim_start_matches('，');
        clause = rest.get(..rest.find([',', '，', ';']).unwrap_or(rest.len())).unwrap_or("");
    }
    let perfect = clause
        .char_indices()
        .any(|(i, c)| c == '了' && !scan::rest(clause, i).starts_with("了解") && !clause[..i].ends_with(['为', '除', '罢', '极', '临']));
    let already = clause.starts_with("已");
    told || perfect || already
}
