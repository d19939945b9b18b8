//! The last lines of the formats for people: how much was found, and what was not printed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{Listing, Style};
use crate::check::Data;
use crate::config::Severity;

pub fn write(out: &mut dyn Write, listing: &Listing, style: Style) -> io::Result<()> {
    if listing.no_glossary {
        let names: BTreeSet<&str> = listing
            .found
            .iter()
            .filter(|f| f.finding.code == "entity/unresolved")
            .map(|f| match &f.finding.data {
                Data::Name(name) => name.name.as_str(),
                Data::Claim { .. } | Data::None => f.finding.quote.as_str(),
            })
            .collect();
        if !names.is_empty() {
            writeln!(out, "{}, no glossary yet: `dossier init --dry-run`", count(names.len(), "name"))?;
        }
    }
    let printed: Vec<_> = listing.found.iter().filter(|f| style.prints(listing, f)).collect();
    let articles = count(listing.articles, "article");
    let of = |severity| printed.iter().filter(|f| f.finding.severity == severity).count();
    let by_severity: Vec<String> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Information, "note"), (Severity::Hint, "hint")]
            .into_iter()
            .filter_map(|(severity, name)| Some(of(severity)).filter(|n| *n > 0).map(|n| count(n, name)))
            .collect();
    let hidden = listing.found.iter().filter(|f| f.finding.severity == Severity::Hint && !style.prints(listing, f));
    let hidden = hidden.filter(|f| !(listing.no_glossary && f.finding.code == "entity/unresolved")).count();
    let hints = if hidden > 0 { format!("; {} more with --hints", count(hidden, "hint")) } else { String::new() };
    if printed.is_empty() {
        writeln!(out, "No findings in {articles}{hints}.")
    } else {
        writeln!(out, "{} in {articles}: {}{hints}.", count(printed.len(), "finding"), by_severity.join(", "))
    }
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
