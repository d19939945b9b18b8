//! Rules on `dossier.toml`: its reader finds what they report.

pub mod invalid;
pub mod syntax;
pub mod unknown_key;
