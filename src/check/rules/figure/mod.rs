//! Rules on figures.

pub mod age;
pub mod conflict;
pub mod cumulative;
pub mod conversion;
pub mod date;
pub mod decrease_multiple;
pub mod enumeration;
pub mod growth;
pub mod percent_total;
pub mod points;
pub mod rounding;
pub mod range;
pub mod share;
pub mod sources_differ;
pub mod sum;
