//! Rules on figures.

pub mod conflict;
pub mod decrease_multiple;
pub mod growth;
pub mod percent_total;
pub mod points;
pub mod share;
pub mod sources_differ;
pub mod sum;
