//! Formats of findings, one file each.

mod concise;
mod excerpt;
mod full;
mod github;
mod json;
mod sarif;
mod summary;

pub use excerpt::width;

use std::io::{self, Write};
use std::sync::Arc;

use super::paths::Base;
use super::session::Session;
use super::term::{self, Painter};
use super::texts::Texts;
use crate::check::Finding;
use crate::config::Severity;
use crate::text::LineIndex;

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The line of each finding with the place underlined, and the other place
    Full,
    /// One line a finding: path:line:column: severity: message [rule]
    Concise,
    /// One JSON object: {"version":1,"findings":[…]}
    Json,
    /// One JSON object a line, without a header
    Jsonl,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

impl Format {
    /// Whether paths are printed relative to the arguments, for programs that gave them.
    pub fn for_programs(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }
}

/// A finding with the lines of its file.
pub struct Found {
    pub finding: Finding,
    pub lines: Arc<LineIndex>,
}

/// What is printed: findings in their final order, and what a summary says of the rest.
pub struct Listing<'a> {
    /// In order of printed path, start, end, code.
    pub found: Vec<Found>,
    pub base: Base<'a>,
    /// Articles under the arguments.
    pub articles: usize,
    /// No glossary knows any entity yet.
    pub no_glossary: bool,
}

impl<'a> Listing<'a> {
    pub fn new(session: &Session, mut found: Vec<Found>, base: Base<'a>) -> Listing<'a> {
        found.sort_by_cached_key(|f| (base.show(&f.finding.place.path), f.finding.place.span, f.finding.code, f.finding.message.clone()));
        let corpora = &session.analysis().corpora;
        let articles = corpora.iter().flat_map(|c| c.snapshot.articles()).filter(|a| session.asked_for(&a.path)).count();
        let no_glossary = corpora.iter().all(|c| c.snapshot.glossary().is_empty());
        Listing { found, base, articles, no_glossary }
    }
}

/// How formats for people look.
#[derive(Clone, Copy)]
pub struct Style {
    pub painter: Painter,
    pub columns: usize,
    /// Hints too.
    pub hints: bool,
}

impl Style {
    /// Whether a format for people prints this finding: names without any glossary are told in one line of the summary
    /// (DESIGN section 7, First opening), hints when asked for.
    fn prints(self, listing: &Listing, found: &Found) -> bool {
        let hint = found.finding.severity == Severity::Hint;
        !(hint && (!self.hints || listing.no_glossary && found.finding.code == "entity/unresolved"))
    }
}

pub fn write(out: &mut dyn Write, format: Format, listing: &Listing, texts: &mut Texts, style: Style) -> io::Result<()> {
    match format {
        Format::Full => full::write(out, listing, texts, style),
        Format::Concise => concise::write(out, listing, style),
        Format::Json => json::write_json(out, listing, texts),
        Format::Jsonl => json::write_jsonl(out, listing, texts),
        Format::Sarif => sarif::write(out, listing, texts),
        Format::Github => github::write(out, listing),
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
        Severity::Hint => "hint",
    }
}

fn severity_style(severity: Severity) -> term::Style {
    match severity {
        Severity::Error => term::Style::Error,
        Severity::Warning => term::Style::Warning,
        Severity::Information => term::Style::Information,
        Severity::Hint => term::Style::Hint,
    }
}
