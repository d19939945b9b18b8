//! Days with their weekdays, lengths of stretches of days, and pairs of days.

use super::classes::class;
use super::glosses::names_year;
use crate::extract::claims::Prose;
use crate::extract::figures::{Expr, FigureDraft, Year, scan};
use crate::extract::{FigureKind, FigureRelation, FigureRelationKind, PartialDate};
use crate::text::{Span, Symbol};

pub(super) fn read(prose: &Prose, out: &mut Vec<FigureRelation>) {
    for (i, f) in prose.figures.iter().enumerate() {
        if f.when.is_none() {
            continue;
        }
        weekday(prose, i, f, out);
        lunar(prose, i, f, out);
        one_stretch(prose, f, out);
        own_length(prose, i, f, out);
    }
    for pair in prose.figures.windows(2) {
        let [a, b] = pair else { continue };
        pair_of_days(prose, a, b, out);
    }
    lengths(prose, out);
}

/// A day of the calendar with at least a month and a day.
fn is_calendar_day(f: &FigureDraft) -> bool {
    matches!(&f.when, Some(Expr::Calendar { month: Some(_), day: Some(_), .. }))
}

/// A weekday in the span of a day, or right beside it.
fn weekday(prose: &Prose, index: usize, f: &FigureDraft, out: &mut Vec<FigureRelation>) {
    if !is_calendar_day(f) {
        return;
    }
    let text = prose.text;
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    let surface = scan::part(text, start, end);
    // "On Saturday, 3-1": a score.
    let digits = surface.trim_matches(|c: char| !c.is_ascii_digit());
    if digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') && digits.matches('-').count() == 1 {
        return;
    }
    let found =
        inside(surface).map(|day| (day, start, end)).or_else(|| before(text, start).map(|(day, at)| (day, at, end))).or_else(|| {
            let (day, stop) = behind(text, end)?;
            Some((day, start, stop))
        });
    let Some((weekday, from, to)) = found else { return };
    // "Monday and Tuesday, December 2 and 3", 周一、周二(3月4日、5日): several days share what stands between them
    let ahead = scan::lead(text, from, 24);
    let another = ahead.char_indices().any(|(i, _)| english(ahead, i).or_else(|| chinese(ahead, i)).is_some());
    let joined = another && class("day-shared").before(text, from).is_some();
    let tail = scan::rest(text, end).trim_start();
    if joined || class("day-shared").at(tail, 0).is_some_and(|e| scan::rest(tail, e).trim_start().starts_with(|c: char| c.is_ascii_digit()))
    {
        return;
    }
    let sentence = sentence_of(prose, start);
    let zones = class("day-zones").in_text(scan::part(text, sentence.start as usize, sentence.end as usize));
    let numbers: Vec<u16> = surface.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let marked = surface.contains(['/', '.', '-']) && !surface.contains(['月', '年']);
    let either = marked && numbers.len() >= 2 && numbers.iter().take(2).all(|n| *n <= 12);
    let span = prose.reading.source(Span::new(from, to));
    let printed = f.when.as_ref().is_some_and(names_year);
    out.push(FigureRelation { span, kind: FigureRelationKind::Weekday { date: index as u32, weekday, either, zones, printed } });
}

fn sentence_of(prose: &Prose, at: usize) -> Span {
    prose.sentences.iter().map(|s| s.span).find(|s| s.touches(at as u32)).unwrap_or_default()
}

const ENGLISH: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SHORT: [(&str, i8); 11] = [
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("weds", 3),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

/// An English weekday at `at`, and behind it.
fn english(text: &str, at: usize) -> Option<(i8, usize)> {
    if at > 0 && scan::byte(text, at - 1).is_ascii_alphanumeric() {
        return None;
    }
    let long = ENGLISH.iter().enumerate().find_map(|(i, w)| scan::word(text, at, w).map(|e| (i as i8 + 1, e)));
    long.or_else(|| SHORT.iter().find_map(|(w, n)| scan::word(text, at, w).map(|e| (*n, e))))
}

/// 星期三, 周三, 礼拜三 at `at`, and behind it.
fn chinese(text: &str, at: usize) -> Option<(i8, usize)> {
    let lead = ["星期", "礼拜", "周"].iter().find(|w| scan::rest(text, at).starts_with(**w))?;
    let c = scan::char_at(text, at + lead.len())?;
    Some((scan::weekday_char(c)?, at + lead.len() + c.len_utf8()))
}

fn inside(surface: &str) -> Option<i8> {
    let found: Vec<i8> =
        surface.char_indices().filter_map(|(i, _)| english(surface, i).or_else(|| chinese(surface, i))).map(|f| f.0).collect();
    let [day] = found[..] else { return None };
    Some(day)
}

/// "Monday, 16 September", 星期一(9月16日), "on Monday (16 September)".
fn before(text: &str, start: usize) -> Option<(i8, usize)> {
    let head = scan::part(text, 0, start).trim_end_matches([' ', ',', '，', '(', '.']);
    let from = (head.len().saturating_sub(12)..head.len())
        .find(|i| head.is_char_boundary(*i) && english(head, *i).or_else(|| chinese(head, *i)).is_some_and(|(_, e)| e == head.len()))?;
    let (day, _) = english(head, from).or_else(|| chinese(head, from))?;
    // 上周一, 下周三: another week; "last Monday", "next Monday" are said of the article's day and agree as well
    Some((day, from))
}

/// "16 September, a Monday", "16 September (Monday)", 9月16日(星期一), 9月16日星期一.
fn behind(text: &str, end: usize) -> Option<(i8, usize)> {
    let rest = scan::rest(text, end);
    let skipped = rest.len() - rest.trim_start_matches([' ', ',', '，', '(']).len();
    let mut at = end + skipped;
    let bracket = scan::part(text, end, at).contains('(');
    if let Some(e) = scan::any_word(text, at, &["a", "which was a", "which is a", "which falls on a", "which fell on a"]) {
        at = scan::blanks_end(text, e);
    }
    for lead in ["为", "是", "正是", "恰逢", "适逢"] {
        if scan::rest(text, at).starts_with(lead) {
            at += lead.len();
            break;
        }
    }
    let (day, e) = english(text, at).or_else(|| chinese(text, at))?;
    let next = scan::char_at(text, e);
    // "on 16 September, Sunday Times readers": part of a name; "Monday to Friday", 周一至周五: a run of days
    let tail = scan::rest(text, e).trim_start();
    let runs = tail.starts_with(['至', '到', '-', '–', '—', '、', '和', '与', '/'])
        || scan::any_word(tail, 0, &["to", "through", "and", "or", "night football"]).is_some();
    let named = tail.starts_with(|c: char| c.is_ascii_uppercase()) && !bracket;
    let article = bracket
        || !rest.starts_with(',')
        || scan::part(text, end, at).contains('a')
        || next.is_none_or(|c| !c.is_alphanumeric() && c != ' ');
    let sound = !runs && !named && article && (!bracket || tail.starts_with([')', ',', '，', ';']) || next.is_some_and(|c| c == ' '));
    sound.then_some((day, e))
}

/// 农历正月初五, 阴历: its months have other days.
fn lunar(prose: &Prose, index: usize, f: &FigureDraft, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    let (start, end) = (f.place.start as usize, f.place.end as usize);
    let head = scan::lead(text, start, 24);
    let surface = scan::part(text, start, end);
    let clause = head.rsplit(['。', ';', ',', '，']).next().unwrap_or(head);
    if class("day-lunar").in_text(clause) || class("day-lunar").in_text(surface) {
        out.push(FigureRelation { span: f.figure.span, kind: FigureRelationKind::Lunar { date: index as u32 } });
    }
}

/// Two days as two figures with "to" between them: 6月18日至9日.
fn pair_of_days(prose: &Prose, a: &FigureDraft, b: &FigureDraft, out: &mut Vec<FigureRelation>) {
    let between = scan::part(prose.text, a.place.end as usize, b.place.start as usize).trim();
    if let (Some(from), Some(to)) = (&a.when, &b.when)
        && class("day-joins").is(between)
        && let Some(kind) = backward(from, to, a.place.of(prose.text).contains("19") || a.place.of(prose.text).contains("20"))
    {
        out.push(FigureRelation { span: prose.reading.source(a.place.join(b.place)), kind });
    }
}

/// "June 18 to June 9, 2023" as one figure.
fn one_stretch(prose: &Prose, f: &FigureDraft, out: &mut Vec<FigureRelation>) {
    let Some(Expr::Between(from, to)) = &f.when else { return };
    let surface = f.place.of(prose.text);
    let years = surface.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4).count();
    if let Some(kind) = backward(from, to, years >= 2) {
        out.push(FigureRelation { span: f.figure.span, kind });
    }
}

/// Whether one day lies after the other. Where both years are not printed, a stretch may run into the next year, unless
/// that would take most of it.
fn backward(from: &Expr, to: &Expr, printed: bool) -> Option<FigureRelationKind> {
    let (Expr::Calendar { year: y1, month: Some(m1), day: Some(d1) }, Expr::Calendar { year: y2, month, day: Some(d2) }) = (from, to)
    else {
        return None;
    };
    let m2 = month.unwrap_or(*m1);
    let known = |y: &Year| if let Year::Known(y) = y { Some(*y) } else { None };
    let later = match (known(y1), known(y2)) {
        (Some(a), Some(b)) if printed => (a, *m1, *d1) > (b, m2, *d2),
        (Some(a), Some(b)) if a != b => false,
        _ if *m1 == m2 => d1 > d2,
        _ => *m1 > m2 && m2 + 12 - m1 > 8,
    };
    let date = |y: Option<i16>, m: i8, d: i8| PartialDate { year: y, month: Some(m), day: Some(d) };
    later.then(|| FigureRelationKind::Backward { from: date(known(y1), *m1, *d1), to: date(known(y2), m2, *d2) })
}

/// "A five-day fair, from 3 to 7 June": one length and one stretch of days in a sentence.
fn lengths(prose: &Prose, out: &mut Vec<FigureRelation>) {
    let text = prose.text;
    for sentence in &prose.sentences {
        let inside = || prose.figures.iter().enumerate().filter(|(_, f)| sentence.span.contains(f.place));
        let stretch = |f: &FigureDraft| matches!(&f.when, Some(Expr::Between(a, b)) if !matches!((&**a, &**b), (Expr::Clock { .. }, _)) && dated(a) && dated(b));
        let stretches: Vec<usize> = inside().filter(|(_, f)| stretch(f)).map(|(i, _)| i).collect();
        let lengths: Vec<usize> = inside().filter(|(_, f)| f.figure.kind == FigureKind::Duration).map(|(i, _)| i).collect();
        let ([stretch], [length]) = (&stretches[..], &lengths[..]) else { continue };
        let (s, l) = (&prose.figures[*stretch], &prose.figures[*length]);
        let others = inside().filter(|(i, f)| f.when.as_ref().is_some_and(Expr::is_day) && i != stretch).count();
        if l.figure.value.is_none() || l.figure.modifier.is_some() || s.figure.modifier.is_some() || others > 0 {
            continue;
        }
        let (start, end) = (l.place.start as usize, l.place.end as usize);
        let surface = scan::part(text, start, end);
        let tail = scan::rest(text, end);
        let hyphened = surface.contains('-') && !surface.contains(" - ") && surface.is_ascii();
        let led = class("day-lasting").before(text, start).is_some();
        let of = tail.starts_with('的') || class("day-event").at(tail, 0).is_some();
        let (a, b) = if l.place.start < s.place.start { (l.place, s.place) } else { (s.place, l.place) };
        if class("day-parts").in_text(scan::part(text, a.end as usize, b.start as usize)) {
            continue;
        }
        let not = class("day-no-length").at(tail.trim_start(), 0).is_some() || class("day-no-length").before(text, start).is_some();
        if (hyphened || led || of && !surface.is_ascii()) && !not {
            let span = prose.reading.source(l.place);
            let (Some(stated), Some(unit)) = (l.figure.value.and_then(|v| v.to_i64()), l.figure.unit.clone()) else { continue };
            let Ok(stated) = u32::try_from(stated) else { continue };
            out.push(FigureRelation { span, kind: FigureRelationKind::Length { stated, unit, stretch: *stretch as u32 } });
        }
    }
}

/// "10 days from 4 August to 18 August": the length opens the figure of the stretch.
fn own_length(prose: &Prose, index: usize, f: &FigureDraft, out: &mut Vec<FigureRelation>) {
    let Some(Expr::Between(a, b)) = &f.when else { return };
    let surface = f.place.of(prose.text);
    let end = scan::digits_end(surface, 0);
    let Ok(stated) = scan::part(surface, 0, end).parse::<u32>() else { return };
    let next = scan::blanks_end(surface, end);
    let word = scan::part(surface, next, scan::letters_end(surface, next));
    let unit = word.strip_suffix('s').unwrap_or(word);
    let from = scan::any_word(surface, scan::blanks_end(surface, next + word.len()), &["from", "between"]);
    if next > end && from.is_some() && matches!(unit, "day" | "week" | "month" | "year") && dated(start_of(a)) && dated(b) {
        let kind = FigureRelationKind::Length { stated, unit: Symbol::new(unit), stretch: index as u32 };
        out.push(FigureRelation { span: f.figure.span, kind });
    }
}

/// The day that "10 days from 4 August" starts with.
fn start_of(e: &Expr) -> &Expr {
    if let Expr::Starting { start, .. } = e { start } else { e }
}

fn dated(e: &Expr) -> bool {
    matches!(e, Expr::Calendar { .. } | Expr::Months { .. }) && !matches!(e, Expr::Calendar { year: Year::Offset(_), .. })
}
