//! `github`: workflow commands of GitHub Actions
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::io::{self, Write};

use super::Listing;
use crate::config::Severity;

pub fn write(out: &mut dyn Write, listing: &Listing) -> io::Result<()> {
    for found in &listing.found {
        let finding = &found.finding;
        let span = finding.place.span;
        let (line, column) = found.lines.line_column(span.start);
        let (end_line, end_column) = found.lines.line_column(span.end);
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let path = property(&listing.base.show(&finding.place.path));
        write!(out, "::{command} file={path},line={line},endLine={end_line},col={column}")?;
        // The service takes an end column on one line alone; it is the last column of the place, not the one after.
        if line == end_line {
            write!(out, ",endColumn={}", end_column.saturating_sub(1).max(column))?;
        }
        writeln!(out, ",title={}::{}", property(finding.code), data(&finding.message))?;
    }
    Ok(())
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(data("up 5%\n::error::"), "up 5%25%0A::error::");
        assert_eq!(property("a:b,c%.txt"), "a%3Ab%2Cc%25.txt");
    }
}
