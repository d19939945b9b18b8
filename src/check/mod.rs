//! Rules, one file each, to findings; suppression.
//!
//! A rule is a constant [`Rule`] in its own file under `rules/`: a name, a default level, a scope, and a function. Its
//! documentation page is the doc comment of that file, its examples are its tests.

mod finding;
mod report;
pub mod rules;
mod suppress;

pub use finding::{Data, Finding, NameData, Place, Related};
pub use report::Report;
pub use rules::{Rule, Run};
