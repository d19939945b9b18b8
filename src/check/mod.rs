//! Rules, one file each, to findings; suppression.
//!
//! A rule is a constant [`Rule`] in its own file under `rules/`: a name, a default level, and a function over one
//! article or over one claim key. Its documentation page is the doc comment of that file ([`explain`]), its examples
//! are its tests. [`Report`] keeps findings by difference; what silences a finding is in `suppress`.

mod baseline;
mod consensus;
mod copies;
mod finding;
mod lang;
mod likeness;
mod one_event;
mod period;
mod printed;
mod report;
pub mod rules;
mod statement;
mod stretch;
mod suppress;
#[cfg(test)]
mod tests;
pub mod wording;

pub use baseline::Baseline;
pub use finding::{Data, Echo, Finding, NameData, Place, Related, Reported};
pub use lang::Lang;
pub use report::Report;
pub use rules::{RULES, Rule, explain, rule};

use crate::corpus::Snapshot;

/// What a rule looks at beside its article or claim key.
pub struct Scope<'a> {
    pub snapshot: &'a Snapshot,
    pub lang: Lang,
    copies: &'a copies::Copies,
    stretches: &'a stretch::Stretches,
}
