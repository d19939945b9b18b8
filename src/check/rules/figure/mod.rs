//! Rules on figures.

pub mod conflict;
pub mod cumulative;
pub mod growth;
pub mod rounding;
pub mod sources_differ;
