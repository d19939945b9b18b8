//! A glossary entry, key or value that cannot be used.
//!
//! An entry without an id or with an unknown type, an alias that is empty or a single character, a date that is none. The message
//! says what is expected; the sound parts of the file stay in use.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "company"
//! name = { en = "Pellbrook Motors" }
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("glossary/invalid", Level::Error, include_str!("invalid.rs"));
