//! Rules on figures.

pub mod conflict;
pub mod cumulative;
pub mod decrease_multiple;
pub mod growth;
pub mod percent_total;
pub mod points;
pub mod rounding;
pub mod share;
pub mod sources_differ;
pub mod sum;
