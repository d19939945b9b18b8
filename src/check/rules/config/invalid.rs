//! A value of dossier.toml that cannot be used.
//!
//! The message says what is expected. The key is left at its default; all others stay in use.
//!
//! ## Examples
//!
//! ```reported
//! //- dossier.toml
//! [rules]
//! "figure/conflict" = "loud"
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("config/invalid", Level::Error, include_str!("invalid.rs"));
