//! Rules on figures.

pub mod conflict;
pub mod growth;
pub mod share;
pub mod sources_differ;
pub mod sum;
