//! Who is who: entities, their TOML files, validation, and the compiled matcher of their names.

mod edit;
mod join;
mod matcher;
mod model;
mod near;
mod parse;
mod rework;
mod same;
mod schema;

use std::sync::Arc;

pub use crate::config::{Problem, TextEdit};
pub use edit::{NewEntity, NewRole, add_entity, add_name, add_role, fresh_id, new_file, render_entity};
pub use join::Glossary;
pub use matcher::{Bearer, CueId, Hit, Matcher, NameId};
pub use model::{Entity, EntityType, Link, Name, Rank, Role};
pub use near::{Near, Reason};
pub use parse::keys_of;
pub use rework::{GlossaryText, Reworked, is_id, merge, rename, split};

/// One glossary file: what was read of it, and what is wrong with it alone.
#[derive(Clone, Debug, Default)]
pub struct GlossaryFile {
    pub entities: Vec<Entity>,
    pub problems: Vec<Problem>,
    /// A syntax error: `entities` is empty, and whoever holds the last good version keeps using it.
    pub broken: bool,
}

impl GlossaryFile {
    /// Reads one file. Never fails; unsound entries are left out and reported, sound ones stay.
    pub fn parse(path: &Arc<str>, text: &str) -> GlossaryFile {
        parse::parse(path, text)
    }
}
