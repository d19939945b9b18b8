//! The only IO below the edges: roots, walking, reading, atomic writes. Uses none of `check` and `ide`.

mod disk;

pub use disk::Disk;
