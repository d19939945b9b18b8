//! Rules on the text itself.

pub mod duplicate_article;
pub mod duplicate_block;
pub mod encoding;
pub mod masked;
pub mod residue;
pub mod too_large;
pub mod undecodable;
pub mod unreadable;
