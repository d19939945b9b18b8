//! `sarif`: SARIF 2.1.0 (OASIS standard), columns in Unicode code points.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Found, Listing};
use crate::check::{RULES, Rule};
use crate::cli::explain;
use crate::cli::texts::Texts;
use crate::config::{Level, Severity};
use crate::text::{LineIndex, Span};

pub fn write(out: &mut dyn Write, listing: &Listing, texts: &mut Texts) -> io::Result<()> {
    let results: Vec<Value> = listing.found.iter().map(|f| result(f, listing, texts)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dossier",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn rule(rule: &Rule) -> Value {
    let page = rule.page();
    json!({
        "id": rule.name,
        "shortDescription": { "text": explain::summary(rule) },
        "help": { "text": page.trim_end(), "markdown": page.trim_end() },
        "defaultConfiguration": {
            "enabled": rule.default != Level::Off,
            "level": rule.default.severity().map_or("none", level),
        },
    })
}

fn result(found: &Found, listing: &Listing, texts: &mut Texts) -> Value {
    let Found { finding, lines } = found;
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": place(&listing.base.show(&finding.place.path), Some(lines), finding.place.span, &texts.quote(&finding.place)) }],
    });
    if let Some(index) = RULES.iter().position(|r| r.name == finding.code) {
        result["ruleIndex"] = index.into();
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .enumerate()
        .map(|(id, r)| {
            let lines = texts.lines(&r.place.path);
            let quote = texts.quote(&r.place);
            json!({
                "id": id,
                "message": { "text": r.message },
                "physicalLocation": place(&listing.base.show(&r.place.path), lines.as_deref(), r.place.span, &quote),
            })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn place(path: &str, lines: Option<&LineIndex>, span: Span, quote: &str) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(lines) = lines {
        let (line, column) = lines.line_column(span.start);
        let (end_line, end_column) = lines.line_column(span.end);
        let offset = lines.code_point(span.start);
        place["region"] = json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "charOffset": offset, "charLength": lines.code_point(span.end) - offset,
            "snippet": { "text": quote },
        });
    }
    place
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A relative reference (RFC 3986) for a path with `/`; an absolute path becomes a file URI.
fn uri(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(char::from(byte)),
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    if encoded.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("a b/報.txt"), "a%20b/%E5%A0%B1.txt");
        assert_eq!(uri("/srv/a:b.txt"), "file:///srv/a%3Ab.txt");
    }
}
