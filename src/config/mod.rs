//! `dossier.toml` and editor settings as typed data with spans.
//!
//! Order of precedence: command line flags, settings from the editor, `dossier.toml`, defaults. Reading never fails:
//! [`Config::parse`] gives what it could read and a list of [`Problem`]s with their places.

mod globs;
mod level;
mod model;

use std::sync::Arc;

pub use level::{Level, Profile, Severity};
pub use model::{AnnotationScheme, Config, IgnoredName, InlayHints, MetricWords};

use crate::text::Span;

/// Something wrong in a configuration or glossary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule that reports it: `config/syntax`, `glossary/duplicate-id`, …
    pub code: &'static str,
    /// In the file's decoded text.
    pub span: Span,
    /// One sentence that names the place and the remedy.
    pub message: String,
    /// Another place that matters: path (absolute, `/`), span, what it is.
    pub related: Vec<(Arc<str>, Span, String)>,
}

impl Config {
    /// Reads a `dossier.toml`. What is wrong is reported and left at its default; a syntax error gives all defaults.
    pub fn parse(text: &str) -> (Config, Vec<Problem>) {
        let _ = text;
        (Config::default(), Vec::new())
    }
    /// Lays settings from an editor (section `dossier`, same keys as the file, JSON) over this configuration. Problems
    /// are sentences without a place.
    pub fn overlay(&self, settings: &serde_json::Value) -> (Config, Vec<String>) {
        let _ = settings;
        (self.clone(), Vec::new())
    }
    /// Sets a rule's level above every table, as `--rule RULE=SEVERITY` does. The error is a sentence with the nearest
    /// known rule.
    pub fn force(&mut self, rule: &str, level: Level) -> Result<(), String> {
        self.forced.push((rule.to_owned(), level));
        Ok(())
    }
    /// The JSON Schema of `dossier.toml`.
    pub fn schema() -> serde_json::Value {
        serde_json::Value::Null
    }
}
