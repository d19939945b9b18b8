//! dossier.toml cannot be read as TOML.
//!
//! Reported at the place where reading stopped. Until the slip is mended the defaults hold.
//!
//! ## Examples
//!
//! ```reported
//! //- dossier.toml
//! [rules
//! //- a.txt
//! Nothing to see.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule::of_file("config/syntax", Level::Error, include_str!("syntax.rs"));
