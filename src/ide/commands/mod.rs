//! Commands: arguments to changes.
