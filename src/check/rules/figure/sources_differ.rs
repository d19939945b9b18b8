//! Two statements of one claim that cannot both be true, each from another named source.
//!
//! The same comparison as `figure/conflict`, with its triggers, arithmetic and guards; but each of the statements names
//! who says so ("according to X", 据X), and nobody says both. Research firms count differently, so this is information
//! about the world, and seldom a slip of the text.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "hale"
//! type = "organization"
//! name = { en = "Hale Research" }
//! [[entity]]
//! id = "korr"
//! type = "organization"
//! name = { en = "Korr Data" }
//! //- a.txt
//! Pellbrook Motors sold 35,100 cars in the first quarter of 2024, according to Hale Research.
//! //- b.txt
//! Pellbrook Motors sold 37,200 cars in the first quarter of 2024, according to Korr Data.
//! ```

use crate::check::rules::Rule;
use crate::config::Level;

pub const RULE: Rule = Rule {
    name: "figure/sources-differ",
    default: Level::Information,
    source: include_str!("sources_differ.rs"),
    // Found by the comparison of `figure/conflict`.
    article: None,
    claim: None,
};
