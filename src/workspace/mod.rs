//! The only IO below the edges: roots, walking, reading, atomic writes. Uses none of `check` and `ide`.

mod disk;
mod paths;
mod roots;
mod store;

pub use disk::{Disk, FileKind, classify};
pub use paths::{absolute, to_system};
pub use roots::{corpora_of, corpora_on, lone_file, root_of};
pub use store::{StoreError, append_record, write_new, write_over};
