//! `dossier.toml` and editor settings as typed data with spans.
//!
//! Order of precedence: command line flags, settings from the editor, `dossier.toml`, defaults. Reading never fails:
//! [`Config::parse`] gives what it could read and a list of [`Problem`]s with their places.

mod edit;
mod globs;
mod level;
mod model;
mod overlay;
mod parse;
mod rules;
mod schema;
pub(crate) mod splice;
pub(crate) mod toml;
mod values;

use std::sync::Arc;

pub use edit::{ignore_name, set_rule, use_pack};
pub use level::{Level, Profile, Severity};
pub use model::{AnnotationScheme, Config, IgnoredName, InlayHints, MetricWords};
pub use parse::PACKS;
pub use rules::{RuleName, rule_names};
pub use splice::TextEdit;

use self::toml::Notes;
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
        let mut config = Config::default();
        let mut notes = Notes { invalid: "config/invalid", unknown_key: "config/unknown-key", problems: Vec::new() };
        match toml::document(text) {
            Ok(document) => parse::read(document.as_table(), &mut config, &mut notes),
            Err((span, message)) => notes.push(
                "config/syntax",
                span,
                format!("`dossier.toml` is not valid TOML here: {message}; until this is mended all settings are at their defaults"),
            ),
        }
        notes.problems.sort_by_key(|p| p.span);
        (config, notes.problems)
    }
}
