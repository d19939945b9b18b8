//! One id that two glossary entries bear.
//!
//! Reported at the second entry, with the first as related place. The first entry stays in use. The remedy is another id, or
//! one entry for both; a merged id goes under `former` of the entry that stays.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Bank" }
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("glossary/duplicate-id", Level::Error, include_str!("duplicate_id.rs"));
