//! An accept record or an inline directive that silences nothing.
//!
//! Accepted findings come and go with the text. A directive or record that has outlived its finding hides the next one
//! that turns up in its place, so it is told once it is idle. Reported at the directive, at the accepted span, or at the
//! start of the article for records that hold a key.
//!
//! ## Guards
//!
//! Directives and records for a rule that is switched off are not judged.
//!
//! ## Examples
//!
//! ```reported
//! //- a.md
//! <!-- dossier: ignore[figure/conflict] -->
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("suppression/unused", Level::Hint, include_str!("unused.rs"));
