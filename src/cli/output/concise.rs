//! `concise`: one line a finding, in the shape that compilers made known to every editor.

use std::io::{self, Write};

use super::{Listing, Style, severity_name, severity_style, summary};
use crate::cli::term;

pub fn write(out: &mut dyn Write, listing: &Listing, style: Style) -> io::Result<()> {
    for found in listing.found.iter().filter(|f| style.prints(listing, f)) {
        let finding = &found.finding;
        let (line, column) = found.lines.line_column(finding.place.span.start);
        let path = listing.base.show(&finding.place.path);
        let place = format!("{path}:{line}:{column}:");
        let severity = style.painter.paint(severity_style(finding.severity), severity_name(finding.severity));
        let place = style.painter.paint(term::Style::Bold, place);
        writeln!(out, "{place} {severity}: {} [{}]", term::one_line(&finding.message), finding.code)?;
    }
    summary::write(out, listing, style)
}
