//! Rules on figures.

pub mod age;
pub mod conflict;
pub mod conversion;
pub mod cumulative;
pub mod date;
pub mod decrease_multiple;
pub mod enumeration;
pub mod growth;
pub mod percent_total;
pub mod points;
pub mod range;
pub mod rounding;
pub mod share;
pub mod sources_differ;
pub mod sum;
