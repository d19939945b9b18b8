//! The invariants of the house (see `src/lib.rs` and CONTRIBUTING.md), each kept by a test that fails when it is broken.
//!
//! 1. Only `lsp` knows the protocol: [`layers`].
//! 2. No arrow against the list of layers; only `workspace`, `lsp` and `cli` do IO: [`layers`].
//! 3. Extraction cannot fail: [`extraction`].
//! 4. Everything shown is in a stable order: [`runs`].
//! 5. The index kept by difference equals one built from scratch: `src/ide/host/tests.rs`.
//! 6. An article is never opened for writing: [`runs`], [`layers`].
//!
//! [`tidy`] keeps what a reviewer would stop at.

mod extraction;
mod layers;
mod runs;
mod source;
mod tidy;
