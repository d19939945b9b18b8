//! A reference to an id that no glossary entry bears.
//!
//! Roles (`of`), `part_of`, `maker`, `family`, `variant_of`, `replaced_by` and `same_as` name other entries by id. Reported at the
//! id, with the nearest known one. The entry itself stays in use.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "teal"
//! type = "product"
//! name = { en = "Teal Compact" }
//! maker = "pelworth"
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("glossary/unknown-reference", Level::Error, include_str!("unknown_reference.rs"));
