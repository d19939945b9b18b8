//! A key of dossier.toml that means nothing.
//!
//! Reported with the nearest known key. Keys that mean nothing are slips more often than not.
//!
//! ## Examples
//!
//! ```reported
//! //- dossier.toml
//! [corpus]
//! includes = ["*.txt"]
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("config/unknown-key", Level::Warning, include_str!("unknown_key.rs"));
