//! A glossary file that cannot be read as TOML.
//!
//! Reported at the place where reading stopped. The last good version of this file stays in use until the slip is mended;
//! other glossary files are not affected.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]
//! id = "pellbrook"
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("glossary/syntax", Level::Error, include_str!("syntax.rs"));
