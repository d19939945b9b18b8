//! `json` and `jsonl`: stable keys in a stable order, offsets in code points, every key present.

use std::io::{self, Write};

use serde::Serialize;

use super::{Found, Listing};
use crate::check::Data;
use crate::cli::texts::{Fix, Texts};
use crate::config::Severity;
use crate::text::{LineIndex, Span};

#[derive(Serialize)]
struct Record<'a> {
    path: String,
    code: &'a str,
    category: &'a str,
    severity: Severity,
    message: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    quote: String,
    related: Vec<RelatedRecord<'a>>,
    fixes: Vec<FixRecord>,
    #[serde(flatten)]
    name: Option<NameRecord<'a>>,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    path: String,
    start: u32,
    end: u32,
    quote: String,
    message: &'a str,
}

#[derive(Serialize)]
struct FixRecord {
    title: String,
    edits: Vec<EditRecord>,
}

#[derive(Serialize)]
struct EditRecord {
    path: String,
    start: u32,
    end: u32,
    text: String,
}

/// What findings on names carry besides.
#[derive(Serialize)]
struct NameRecord<'a> {
    r#type: &'static str,
    entity: Option<&'a str>,
    candidates: Vec<&'a str>,
}

pub fn write_json(out: &mut dyn Write, listing: &Listing, texts: &mut Texts) -> io::Result<()> {
    write!(out, "{{\"version\":1,\"findings\":[")?;
    for (at, found) in listing.found.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &record(listing, found, texts))?;
    }
    writeln!(out, "\n]}}")
}

pub fn write_jsonl(out: &mut dyn Write, listing: &Listing, texts: &mut Texts) -> io::Result<()> {
    for found in &listing.found {
        serde_json::to_writer(&mut *out, &record(listing, found, texts))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn record<'a>(listing: &Listing, found: &'a Found, texts: &mut Texts) -> Record<'a> {
    let Found { finding, lines } = found;
    let (line, column) = lines.line_column(finding.place.span.start);
    let (start, end) = points(lines, finding.place.span);
    let related = finding
        .related
        .iter()
        .map(|r| {
            let (start, end) = texts.lines(&r.place.path).map_or((0, 0), |lines| points(&lines, r.place.span));
            RelatedRecord { path: listing.base.show(&r.place.path), start, end, quote: texts.quote(&r.place), message: &r.message }
        })
        .collect();
    let name = match &finding.data {
        Data::Name(name) => Some(NameRecord {
            r#type: name.kind.as_str(),
            entity: name.entity.as_deref(),
            candidates: name.candidates.iter().map(|c| c.as_str()).collect(),
        }),
        Data::Claim { .. } | Data::None => None,
    };
    Record {
        path: listing.base.show(&finding.place.path),
        code: finding.code,
        category: finding.code.split('/').next().unwrap_or(finding.code),
        severity: finding.severity,
        message: &finding.message,
        start,
        end,
        line,
        column,
        quote: texts.quote(&finding.place),
        related,
        fixes: fixes(listing, found, texts),
        name,
    }
}

fn fixes(listing: &Listing, found: &Found, texts: &mut Texts) -> Vec<FixRecord> {
    let fix = |fix: Fix, texts: &mut Texts| {
        let edits = fix.edits.into_iter().map(|(place, text)| {
            let (start, end) = texts.lines(&place.path).map_or((0, 0), |lines| points(&lines, place.span));
            EditRecord { path: listing.base.show(&place.path), start, end, text }
        });
        FixRecord { title: fix.title, edits: edits.collect() }
    };
    texts.fixes(&found.finding).into_iter().map(|f| fix(f, texts)).collect()
}

fn points(lines: &LineIndex, span: Span) -> (u32, u32) {
    (lines.code_point(span.start), lines.code_point(span.end))
}
