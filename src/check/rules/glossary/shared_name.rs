//! One name that two glossary entries bear without conditions.
//!
//! Every mention of such a name is ambiguous. The remedy is a `when` or `unless` condition on one of the names, or a fuller name.
//! Reported at the second entry, with the first as related place.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "tang-shen-banker"
//! type = "person"
//! name = { en = "Tang Shen" }
//! [[entity]]
//! id = "tang-shen-painter"
//! type = "person"
//! name = { en = "Tang Shen" }
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("glossary/shared-name", Level::Warning, include_str!("shared_name.rs"));
