//! Births beside ages, and foundings beside anniversaries.

use super::classes::class;
use crate::extract::claims::Prose;
use crate::extract::figures::{Expr, FigureDraft, Grain, Year, scan};
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind};
use crate::text::Span;

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    for sentence in &prose.sentences {
        born(prose, sentence.span, out);
    }
    for pair in prose.sentences.windows(2) {
        if let [first, then] = pair {
            neighbours(prose, first.span, then.span, out);
        }
    }
    founded(prose, out);
}

/// A date with a known year.
pub(in crate::extract) fn is_dated(f: &FigureDraft) -> bool {
    matches!(&f.when, Some(Expr::Calendar { year: Year::Known(_), .. }))
}

/// Whether the figure is told as the date of a birth.
pub(in crate::extract) fn is_birth(text: &str, f: &FigureDraft) -> bool {
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    is_dated(f)
        && (class("age-born-before").before(text, start).is_some()
            || is_born_there(text, start)
            || class("age-born-behind").at(text, scan::blanks_end(text, end)).is_some())
}

/// "Born in Kest in", "born on a farm near Kest on": a place between the birth and its date.
fn is_born_there(text: &str, start: usize) -> bool {
    let head = scan::lead(text, start, 60).trim_end();
    let Some(at) = head.rfind("born ") else { return false };
    let between = scan::rest(head, at + 5);
    let last = between.rsplit(' ').next().unwrap_or("");
    let plain = |w: &str| w.starts_with(|c: char| c.is_uppercase()) || ["in", "at", "near", "on", "the", "of", "a", "to"].contains(&w);
    matches!(last, "in" | "on") && between.split([' ', ',']).filter(|w| !w.is_empty()).all(plain) && !between.contains(". ")
}

/// Whether the figure is told as somebody's age now, and no age at an event.
pub(in crate::extract) fn is_present_age(text: &str, f: &FigureDraft) -> bool {
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    let Some(years) = f.figure.value.and_then(|v| v.to_i64()) else { return false };
    if !(1..=120).contains(&years) || f.figure.modifier.is_some() {
        return false;
    }
    let tail = scan::rest(text, end);
    let head = scan::lead(text, start, 40);
    if f.figure.kind == FigureKind::Number && f.figure.unit.is_none() {
        // "Corlan Vasko, 57, has resigned"; "Corlan Vasko (57)"
        let lead = scan::part(text, 0, start);
        // "now 57, lives in Kest"
        let now = ["now ", "Now "].iter().any(|w| lead.ends_with(w)) && tail.starts_with([',', '.', ')']);
        let years_now = scan::part(text, start, end).bytes().all(|b| b.is_ascii_digit()) && (14..=105).contains(&years);
        if now && years_now {
            return true;
        }
        let framed = lead.ends_with(", ") && tail.starts_with(',') || lead.ends_with('(') && tail.starts_with(')');
        let name = lead.trim_end_matches([',', ' ', '(']);
        let word = name.rsplit(' ').next().unwrap_or("");
        let digits = scan::part(text, start, end).bytes().all(|b| b.is_ascii_digit());
        return framed && digits && (14..=105).contains(&years) && word.starts_with(|c: char| c.is_uppercase()) && word.len() > 1;
    }
    if f.figure.kind != FigureKind::Age {
        return false;
    }
    let surface = scan::part(text, start, end);
    if surface.contains('岁') || tail.starts_with('岁') {
        let behind = tail.trim_start_matches('岁');
        let past = class("age-event-behind").at(behind, 0).is_some() || class("age-event-before").before(text, start).is_some();
        return !past;
    }
    // "the 57-year-old", "is 57 years old"; "aged 57" may be of an event
    let lead = scan::word_before(text, start).to_ascii_lowercase();
    let aged = surface.to_ascii_lowercase().starts_with("aged") || lead == "aged";
    !aged && !class("age-past").in_text(head.rsplit(['.', ';']).next().unwrap_or(head))
}

/// "Born in 1990, the 31-year-old", 1990年出生的林岚今年31岁.
fn born(prose: &Prose, sentence: Span, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    let inside: Vec<usize> = (0..prose.figures.len()).filter(|i| sentence.contains(prose.figures[*i].place)).collect();
    let births: Vec<usize> = inside.iter().copied().filter(|i| is_birth(text, &prose.figures[*i])).collect();
    let ages: Vec<usize> = inside.iter().copied().filter(|i| is_present_age(text, &prose.figures[*i])).collect();
    let is = || inside.iter().copied().filter(|i| is_said(text, &prose.figures[*i])).collect();
    let ages: Vec<usize> = if ages.is_empty() && births.len() == 1 { is() } else { ages };
    let ([born], [age]) = (&births[..], &ages[..]) else { return };
    let all = scan::part(text, sentence.start as usize, sentence.end as usize);
    // 其父现年84岁
    if class("age-of-kin").in_text(scan::lead(text, prose.figures[*age].place.start as usize, 24)) {
        return;
    }
    let dated = inside.iter().any(|i| {
        let f = &prose.figures[*i];
        i != born && !is_dateline(text, f) && f.when.as_ref().is_some_and(|w| !is_this_year(w))
    });
    let several = inside.iter().filter(|i| prose.figures[**i].figure.kind == FigureKind::Age).count() > 1;
    if dated || several || class("age-other").in_text(all) {
        return;
    }
    let span = prose.figures[*age].figure.span;
    out.push(FigureRelation { span, kind: FigureRelationKind::Born { born: *born as u32, age: *age as u32 } });
}

/// "Ann Kest (born 1968) is 64."; what else a bare number could be is told by the birth beside it.
fn is_said(text: &str, f: &FigureDraft) -> bool {
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    let closed = scan::rest(text, end).starts_with(['.', ',', ';']) || end >= text.trim_end().len();
    is_years(text, f) && scan::word_before(text, start) == "is" && closed
}

/// A bare number that can be an age.
fn is_years(text: &str, f: &FigureDraft) -> bool {
    let digits = f.place.of(text).bytes().all(|b| b.is_ascii_digit());
    digits && f.figure.unit.is_none() && f.figure.value.and_then(|v| v.to_i64()).is_some_and(|v| (14..=105).contains(&v))
}

/// "Ms Kest, who was born in 1971, … At 62, she will be the first …": the second sentence goes on about the one person
/// of the first, and tells of now.
fn neighbours(prose: &Prose, first: Span, then: Span, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    let within = |span: Span| {
        let from = prose.figures.partition_point(|f| f.place.start < span.start);
        prose.figures.iter().enumerate().skip(from).take_while(move |(_, f)| f.place.end <= span.end)
    };
    let goes_on = |at: usize| class("age-goes-on").at(text, scan::blanks_end(text, at)).is_some();
    let sentence = then.of(text);
    if class("age-kin").in_text(&first.of(text).to_lowercase()) {
        return;
    }
    let births: Vec<usize> = within(first).filter(|(_, f)| is_birth(text, f)).map(|(i, _)| i).collect();
    let aged = |f: &FigureDraft| f.figure.kind == FigureKind::Age || is_present_age(text, f);
    let opening = then.start as usize + sentence.len() - sentence.trim_start().len();
    let found = if let [born] = births[..] {
        let age = within(then).find(|(_, f)| {
            let (start, end) = (f.place.start as usize, f.place.end as usize);
            let at = scan::part(text, opening, start).trim_end() == "At" && scan::rest(text, end).starts_with(", ");
            let now = class("age-is").in_text(scan::part(text, end, (then.end as usize).min(end + 40)));
            at && is_years(text, f) && goes_on(end + 1) && now
        });
        age.filter(|_| !within(first).any(|(_, f)| aged(f))).map(|(i, _)| (born, i))
    } else {
        // "Ann Kest, 64, will lead the bank. She was born in 1968."
        let ages: Vec<usize> = within(first).filter(|(_, f)| is_present_age(text, f)).map(|(i, _)| i).collect();
        let born: Vec<usize> = within(then).filter(|(_, f)| is_birth(text, f)).map(|(i, _)| i).collect();
        match (&ages[..], &born[..]) {
            ([age], [born]) if births.is_empty() && goes_on(opening) => Some((*born, *age)),
            _ => None,
        }
    };
    if let Some((born, age)) = found {
        let span = prose.figures[age].figure.span;
        out.push(FigureRelation { span, kind: FigureRelationKind::Born { born: born as u32, age: age as u32 } });
    }
}

/// "HARLOW, May 6, 2024 - ", 本报3月8日讯: the date that opens a block and is of the article.
fn is_dateline(text: &str, f: &FigureDraft) -> bool {
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    let tail = scan::rest(text, end).trim_start_matches([' ', ')', ',']);
    let tail = class("age-wire").at(tail, 0).map_or(tail, |e| scan::rest(tail, e).trim_start_matches([' ', ')']));
    start < 80
        && !scan::part(text, 0, start).contains(['.', '。'])
        && (tail.starts_with(['-', '–', '—', ':', '】', '|']) || class("age-dateline").at(tail, 0).is_some())
}

/// This year, or a day of this or the last weeks told from the article's.
fn is_this_year(e: &Expr) -> bool {
    let near = |offset: &i32| offset.abs() <= 14;
    matches!(e, Expr::Relative { grain: Grain::Day, offset } if near(offset))
        || matches!(e, Expr::Weekday { .. } | Expr::Relative { grain: Grain::Week | Grain::Month, offset: 0 } | Expr::Clock { .. })
        || matches!(e, Expr::Calendar { year: Year::Offset(0), month: None, .. } | Expr::Relative { grain: Grain::Year, offset: 0 })
}

/// "Founded in 1990, the firm marks its 40th anniversary", 公司成立于1990年,今年迎来40周年.
fn founded(prose: &Prose, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    let since: Vec<usize> = (0..prose.figures.len()).filter(|i| is_founding(text, &prose.figures[*i])).collect();
    let [since] = since[..] else { return };
    for (i, f) in prose.figures.iter().enumerate() {
        let Some((nth, edition)) = anniversary(text, f) else { continue };
        let of = |at: Span| prose.sentences.iter().position(|s| s.span.contains(at));
        let (Some(a), Some(b)) = (of(prose.figures[since].place), of(f.place)) else { continue };
        let sentence = prose.sentences[b].span;
        let all = scan::part(text, sentence.start as usize, sentence.end as usize);
        if a.abs_diff(b) > 1 || class("age-jubilee-not").in_text(all) || edition && !class("age-yearly").in_text(all) {
            continue;
        }
        // A second anniversary in the same sentence belongs to something else.
        if prose.figures.iter().enumerate().any(|(j, g)| j != i && sentence.contains(g.place) && anniversary(text, g).is_some()) {
            continue;
        }
        let at = (0..prose.figures.len())
            .find(|j| *j != since && *j != i && sentence.contains(prose.figures[*j].place) && is_dated(&prose.figures[*j]));
        let year = if class("year-next").in_text(all) {
            Some(1)
        } else if class("year-last").in_text(all) {
            Some(-1)
        } else {
            class("year-this").in_text(all).then_some(0)
        };
        let kind = FigureRelationKind::Founded {
            since: since as u32,
            nth,
            edition,
            year,
            at: at.map(|j| j as u32),
            ahead: class("year-ahead").in_text(all),
        };
        out.push(FigureRelation { span: f.figure.span, kind });
    }
}

fn is_founding(text: &str, f: &FigureDraft) -> bool {
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    is_dated(f)
        && (class("age-founded-before").before(text, start).is_some()
            || class("age-founded-behind").at(text, scan::blanks_end(text, end)).is_some())
}

/// Which anniversary or edition a figure counts.
fn anniversary(text: &str, f: &FigureDraft) -> Option<(u16, bool)> {
    let n = f.figure.value?.to_i64().filter(|n| (1..=999).contains(n))?;
    let end = f.place.end as usize;
    let surface = f.place.of(text);
    let head = scan::part(text, 0, f.place.start as usize);
    let free = head.chars().next_back().is_none_or(|c| !crate::text::is_han(c));
    let own = free || class("age-anniversary-lead").before(text, f.place.start as usize).is_some();
    if !own && (surface.contains("周年") || scan::rest(text, end).starts_with("周年")) {
        return None;
    }
    if surface.contains("周年") || scan::rest(text, end).starts_with("周年") {
        return Some((n as u16, false));
    }
    if f.figure.kind != FigureKind::Ordinal {
        return None;
    }
    let next = scan::blanks_end(text, end);
    if let Some(e) = scan::any_word(text, next, &["anniversary", "birthday", "founding anniversary"]) {
        let of = scan::any_word(text, scan::blanks_end(text, e), &["of"]);
        let own = of.is_none_or(|e| class("age-own").at(text, scan::blanks_end(text, e)).is_some());
        let named = class("age-anniversary-of").at(text, scan::blanks_end(text, e)).is_some();
        return (own && !named).then_some((n as u16, false));
    }
    if scan::rest(text, end).starts_with("个生日") {
        return Some((n as u16, false));
    }
    let edition = surface.ends_with('届')
        || scan::rest(text, end).starts_with('届')
        || scan::any_word(text, next, &["edition", "annual", "festival"]).is_some();
    edition.then_some((n as u16, true))
}
