//! Rules on glossary files: their reader finds what they report, save for entries that no article mentions.

pub mod duplicate_id;
pub mod invalid;
pub mod shared_name;
pub mod syntax;
pub mod unknown_reference;
pub mod unused;
