//! Rules on sidecar files.

pub mod invalid;
