//! Rules on what silences findings.

pub mod unused;
