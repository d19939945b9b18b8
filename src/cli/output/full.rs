//! `full`: the line of each finding with its place underlined, and the other places it speaks of.

use std::io::{self, Write};
use std::sync::Arc;

use super::excerpt::excerpt;
use super::{Found, Listing, Style, severity_name, severity_style, summary};
use crate::check::Place;
use crate::cli::term::{self, one_line};
use crate::cli::texts::Texts;
use crate::text::LineIndex;

pub fn write(out: &mut dyn Write, listing: &Listing, texts: &mut Texts, style: Style) -> io::Result<()> {
    for found in listing.found.iter().filter(|f| style.prints(listing, f)) {
        write_finding(out, found, listing, texts, style)?;
        writeln!(out)?;
    }
    summary::write(out, listing, style)
}

/// One place to be drawn, with the note under its line.
struct Drawn<'a> {
    place: &'a Place,
    lines: Option<Arc<LineIndex>>,
    mark: char,
    style: term::Style,
    note: String,
}

fn write_finding(out: &mut dyn Write, found: &Found, listing: &Listing, texts: &mut Texts, style: Style) -> io::Result<()> {
    let finding = &found.finding;
    let loud = severity_style(finding.severity);
    let head = format!("{}[{}]", severity_name(finding.severity), finding.code);
    let paint = style.painter;
    writeln!(out, "{}: {}", paint.paint(loud, head), paint.paint(term::Style::Bold, one_line(&finding.message)))?;
    let mut drawn = vec![Drawn { place: &finding.place, lines: Some(found.lines.clone()), mark: '^', style: loud, note: String::new() }];
    drawn.extend(finding.related.iter().map(|r| Drawn {
        place: &r.place,
        lines: texts.lines(&r.place.path),
        mark: '-',
        style: term::Style::Frame,
        note: one_line(&r.message),
    }));
    let number = |d: &Drawn| d.lines.as_ref().map_or(1, |l| l.line_column(d.place.span.start).0);
    let gutter = drawn.iter().map(number).max().unwrap_or(1).to_string().len();
    for (at, one) in drawn.iter().enumerate() {
        write_place(out, one, at == 0, gutter, listing, texts, style)?;
    }
    Ok(())
}

fn write_place(
    out: &mut dyn Write,
    drawn: &Drawn,
    primary: bool,
    gutter: usize,
    listing: &Listing,
    texts: &mut Texts,
    style: Style,
) -> io::Result<()> {
    let Style { painter, columns, .. } = style;
    let arrow = painter.paint(term::Style::Frame, if primary { "-->" } else { ":::" });
    let path = listing.base.show(&drawn.place.path);
    let Some(lines) = &drawn.lines else {
        return writeln!(out, "{:gutter$}{arrow} {path}", "");
    };
    let span = drawn.place.span;
    let (line, column) = lines.line_column(span.start);
    writeln!(out, "{:gutter$}{arrow} {path}:{line}:{column}", "")?;
    let text = texts.text(&drawn.place.path);
    let Some((start, shown)) = text.as_deref().and_then(|text| line_around(text, span.start as usize)) else { return Ok(()) };
    let place = (span.start as usize - start)..(span.end as usize).saturating_sub(start).min(shown.len());
    let bar = painter.paint(term::Style::Frame, "|");
    let drawn_line = excerpt(shown, place, columns.saturating_sub(gutter + 3).max(20));
    writeln!(out, "{} {bar} {}", painter.paint(term::Style::Frame, format!("{line:gutter$}")), drawn_line.text)?;
    let marks = drawn.mark.to_string().repeat(drawn_line.under);
    let under = if drawn.note.is_empty() { marks } else { format!("{marks} {}", drawn.note) };
    writeln!(out, "{:gutter$} {bar} {:before$}{}", "", "", painter.paint(drawn.style, under), before = drawn_line.before)
}

/// The line that an offset is in, without its line end, and where it starts.
fn line_around(text: &str, offset: usize) -> Option<(usize, &str)> {
    let head = text.get(..offset)?;
    let start = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = &text[start..];
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    Some((start, &rest[..end]))
}
