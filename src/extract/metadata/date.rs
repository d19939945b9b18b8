//! The article's own date: from what the text and its path say, never from the file's time, never from today.

use jiff::civil::Date;

use super::super::figures::{Expr, FigureDraft, Year};
use super::super::{ArticleDate, BlockEntry, DateSource, FigureKind};
use super::strip_label;
use crate::text::{Block, BlockKind, Layout, Span, fold};

/// The first that is there: front matter; a dateline; a line that is nothing but a full date, within the first five or
/// last ten non-empty lines; the file name; its folders; a full date that the first paragraph opens with.
pub(super) fn find(path: &str, text: &str, layout: &Layout, entries: &[BlockEntry]) -> Option<ArticleDate> {
    let from = |source| move |(date, span)| ArticleDate { date, source, span: Some(span) };
    front_matter(layout)
        .map(from(DateSource::FrontMatter))
        .or_else(|| dateline(text, layout, entries).map(from(DateSource::Dateline)))
        .or_else(|| date_only_line(text, layout, entries).map(from(DateSource::DateOnlyLine)))
        .or_else(|| in_path(path))
        .or_else(|| opening(text, layout, entries).map(from(DateSource::Dateline)))
}

fn front_matter(layout: &Layout) -> Option<(Date, Span)> {
    let front = layout.front_matter.as_ref()?;
    let (value, span) = ["date", "published", "pubdate", "created"].iter().find_map(|key| front.get(key))?;
    Some((leading_date(value)?, span))
}

/// `2024-07-04`, `2024/07/04`, `2024.07.04`, also with a time behind it.
pub(super) fn leading_date(value: &str) -> Option<Date> {
    let mut parts = value.splitn(3, ['-', '/', '.']);
    let number = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<i16>().ok();
    let (year, month, day) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    valid(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// A dateline opens the first paragraph: a place, a full date, then a dash or 电/讯.
fn dateline(text: &str, layout: &Layout, entries: &[BlockEntry]) -> Option<(Date, Span)> {
    let prose = layout.blocks.iter().zip(entries).filter(|(b, _)| b.kind == BlockKind::Paragraph);
    prose.take(OPENING).find_map(|(block, entry)| {
        let body = block.span.of(text);
        let (date, span) = full_dates(entry).next()?;
        let before = body.get(..span.start as usize)?.trim_start_matches(['【', '(', '（', '[', '「']);
        if before.chars().count() > PLACE || before.contains(['.', '。', '!', '?', '！', '？', '；', ';']) && !before.contains("St.") {
            return None;
        }
        let after = body.get(span.end as usize..)?.trim_start();
        let after = after.strip_prefix(['(', '（']).and_then(|a| a.split_once([')', '）'])).map_or(after, |a| a.1.trim_start());
        let dashed = after.starts_with(['-', '–', '—', '－', '―', '─', '─']) && !before.trim().is_empty();
        let wired = after.starts_with(['电', '電', '讯', '訊']);
        (dashed || wired).then(|| (date, span.shift(block.span.start)))
    })
}

/// A full date with which the text opens: `Aug 2, 2024. Korvo delivered …`, 2024年8月2日 柯川公布…, 2024年8月2日，柯川公告称…. A
/// history opens so too, but then names days of later years.
fn opening(text: &str, layout: &Layout, entries: &[BlockEntry]) -> Option<(Date, Span)> {
    let (block, entry) = layout.blocks.iter().zip(entries).find(|(b, _)| b.kind == BlockKind::Paragraph)?;
    let body = block.span.of(text);
    let (date, span) = full_dates(entry).next()?;
    let before = body.get(..span.start as usize)?.trim().trim_start_matches(['【', '(', '（', '[', '「', '本', '报', '報']);
    let after = body.get(span.end as usize..)?;
    let first = after.trim_start().chars().next()?;
    let han = body.get(..span.end as usize)?.ends_with(['日', '号', '號']);
    let cut = matches!(first, '.' | '。' | '|' | ':' | '：' | '-' | '–' | '—' | ']' | ')' | '】' | '）');
    let opens = before.is_empty()
        && (cut || han && (matches!(first, '，' | ',') || after.starts_with([' ', '\u{3000}']) || after.starts_with("消息")));
    let later = || entries.iter().flat_map(full_dates).any(|(other, _)| other.year() > date.year() + 1);
    (opens && !later()).then(|| (date, span.shift(block.span.start)))
}

/// Paragraphs in which a dateline is looked for: titles and leads come before it.
const OPENING: usize = 4;
/// Longest place before a dateline's date, in characters.
const PLACE: usize = 60;

fn date_only_line(text: &str, layout: &Layout, entries: &[BlockEntry]) -> Option<(Date, Span)> {
    let start = layout.front_matter.as_ref().map_or(0, |f| f.span.end as usize);
    let body = text.get(start..)?;
    let filled = |l: &Span| !l.of(text).trim().is_empty();
    let head: Vec<Span> = lines(body, start).filter(filled).take(6).collect();
    if head.len() < 2 {
        return None;
    }
    let tail: Vec<Span> = lines_from_the_end(body, start).filter(filled).take(10).collect();
    head.into_iter().take(5).chain(tail.into_iter().rev()).find_map(|line| {
        let at = layout.blocks.partition_point(|b| b.span.end < line.end);
        let (block, entry) = (layout.blocks.get(at)?, entries.get(at)?);
        let date = full_dates(entry).map(|(d, s)| (d, s.shift(block.span.start))).find(|(_, s)| line.contains(*s))?;
        only_a_date(line, entry, block, text).then_some(date)
    })
}

/// Whether a short block is such a line (so it is no title).
pub(super) fn is_date_line(words: &str, entry: &BlockEntry, block: &Block, text: &str) -> bool {
    words.len() <= 200
        && entry.facts.figures.iter().any(|f| f.figure.kind == FigureKind::Date)
        && only_a_date(block.span, entry, block, text)
}

/// Whether nothing of a line is left beside dates, times, labels, a labelled source or byline, and punctuation.
fn only_a_date(line: Span, entry: &BlockEntry, block: &Block, text: &str) -> bool {
    let mut rest = String::new();
    let mut from = line.start;
    for figure in entry.facts.figures.iter().filter(|f| matches!(f.figure.kind, FigureKind::Date | FigureKind::Time)) {
        let span = figure.figure.span.shift(block.span.start);
        if line.contains(span) && span.start >= from {
            rest += text.get(from as usize..span.start as usize).unwrap_or("");
            rest.push('\t');
            from = span.end;
        }
    }
    rest += text.get(from as usize..line.end as usize).unwrap_or("");
    let rest = fold(&rest).to_lowercase();
    let blank = |part: &str| part.chars().all(|c| !c.is_alphanumeric());
    let labelled = |part: &str| LABELS.iter().any(|l| strip_label(part, l).is_some());
    let noted = |part: &str| NOTES.contains(&part);
    rest.split(['\t', '|', '·', '(', ')', '[', ']'])
        .flat_map(|p| p.split("  "))
        .map(|p| p.trim_matches(|c: char| !c.is_alphanumeric()))
        .all(|part| blank(part) || labelled(part) || noted(part))
}

/// Labels of what may stand beside a date on its line, folded and in lower case.
const LABELS: &[&str] =
    &["by ", "by:", "source:", "from:", "author:", "text:", "editor:", "来源:", "作者:", "记者:", "编辑:", "文:", "责编:", "出处:"];

/// Words that may stand beside a date on its line.
const NOTES: &[&str] = &[
    "date",
    "published",
    "published on",
    "published at",
    "posted",
    "posted on",
    "updated",
    "updated on",
    "last updated",
    "released",
    "at",
    "on",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "cst",
    "am",
    "pm",
    "a.m",
    "p.m",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "发布",
    "发布时间",
    "发表于",
    "发布于",
    "发表时间",
    "时间",
    "日期",
    "更新",
    "更新时间",
    "更新于",
    "原创",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "上午",
    "下午",
    "晚上",
    "来源",
    "作者",
    "source",
    "by",
];

/// Full dates of a block, year included, in its bytes.
fn full_dates(entry: &BlockEntry) -> impl Iterator<Item = (Date, Span)> + '_ {
    entry.facts.figures.iter().filter_map(|draft: &FigureDraft| match draft.when {
        Some(Expr::Calendar { year: Year::Known(year), month: Some(month), day: Some(day) }) => {
            Some((valid(year, month, day)?, draft.figure.span))
        }
        _ => None,
    })
}

fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = start;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let span = Span::new(at, at + line.trim_end_matches(['\n', '\r']).len());
        at += line.len();
        span
    })
}

fn lines_from_the_end(text: &str, start: usize) -> impl Iterator<Item = Span> + '_ {
    let mut end = start + text.len();
    text.rsplit(['\n', '\r']).map(move |line| {
        let span = Span::new(end - line.len(), end);
        end = end.saturating_sub(line.len() + 1);
        span
    })
}

/// A date in the file name, then in its folders, the nearest first: ISO or `YYYYMMDD`, standing free; or three folders
/// `2024/05/03`.
fn in_path(path: &str) -> Option<ArticleDate> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let found = |date, source| Some(ArticleDate { date, source, span: None });
    if let Some(date) = free_date(name) {
        return found(date, DateSource::FileName);
    }
    let parts: Vec<&str> = folders.split('/').collect();
    for (at, part) in parts.iter().enumerate().rev() {
        if let Some(date) = free_date(part) {
            return found(date, DateSource::Folder);
        }
        if at >= 2 && parts[at - 2].len() == 4 && parts[at - 1].len() <= 2 && part.len() <= 2 {
            let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i16>().ok()).flatten();
            let (year, month, day) = (number(parts[at - 2]), number(parts[at - 1]), number(part));
            if let (Some(year), Some(month), Some(day)) = (year, month, day)
                && let Some(date) = recent(year, month as i8, day as i8)
            {
                return found(date, DateSource::Folder);
            }
        }
    }
    None
}

/// `2024-08-02`, `2024_08_02`, `2024.08.02` or `20240802` with neither letter nor digit on either side: the digits of
/// a hash are no date.
fn free_date(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let digits = |from: usize, count: usize| -> Option<i16> {
        let part = bytes.get(from..from + count)?;
        part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0i16, |n, b| n * 10 + (b - b'0') as i16))
    };
    let free = |at: Option<&u8>| at.is_none_or(|b| !b.is_ascii_alphanumeric());
    (0..bytes.len()).filter(|at| free(at.checked_sub(1).and_then(|before| bytes.get(before)))).find_map(|at| {
        let year = digits(at, 4)?;
        let separator = *bytes.get(at + 4)?;
        let (month, day, end) = if separator.is_ascii_digit() {
            (digits(at + 4, 2)?, digits(at + 6, 2)?, at + 8)
        } else if matches!(separator, b'-' | b'_' | b'.') && bytes.get(at + 7) == Some(&separator) {
            (digits(at + 5, 2)?, digits(at + 8, 2)?, at + 10)
        } else {
            return None;
        };
        // A dot behind the day may be the file's ending; a letter or digit is none.
        free(bytes.get(end)).then(|| recent(year, month as i8, day as i8)).flatten()
    })
}

/// A date of the calendar in the years that a path may speak of.
fn recent(year: i16, month: i8, day: i8) -> Option<Date> {
    (1980..=2100).contains(&year).then(|| valid(year, month, day)).flatten()
}

pub(super) fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}
