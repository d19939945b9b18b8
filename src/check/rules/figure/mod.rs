//! Rules on figures.

pub mod age;
pub mod conflict;
pub mod conversion;
pub mod date;
pub mod enumeration;
pub mod growth;
pub mod range;
pub mod sources_differ;
