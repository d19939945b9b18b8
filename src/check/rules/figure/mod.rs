//! Rules on figures.

pub mod conflict;
pub mod conversion;
pub mod enumeration;
pub mod growth;
pub mod range;
pub mod sources_differ;
