//! Commands: arguments to answers and changes.
//!
//! One JSON object in, JSON out; the names and keys are the contract of all editors. Places in answers are
//! `{"path","start","end","line","column"}`: code points, half-open; line and column count from one. A command carries
//! nothing out: the caller applies the edits, writes the sidecars and hands the changes to the host.
//!
//! Every command that is about a corpus takes `path` (a document or folder of it) or nothing, where only one corpus is
//! open. Where an editor sends positions, `offset` and `span` are bytes of the document's text: the edge converts.

mod answers;
mod edits;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::annotation::Stamp;
use crate::corpus::Source;

use super::{Analysis, Change, CorpusView, Lang, SourceChange};

/// The names of all commands, in order.
pub const COMMANDS: [&str; 16] = [
    "dossier.server.accept",
    "dossier.server.addAlias",
    "dossier.server.addEntity",
    "dossier.server.conflicts",
    "dossier.server.entities",
    "dossier.server.export",
    "dossier.server.ignoreName",
    "dossier.server.kwic",
    "dossier.server.mergeEntities",
    "dossier.server.outline",
    "dossier.server.reindex",
    "dossier.server.renameEntity",
    "dossier.server.setRule",
    "dossier.server.splitEntity",
    "dossier.server.stats",
    "dossier.server.status",
];

/// What a command came to.
#[derive(Default)]
pub struct CommandResult {
    /// The answer to the client.
    pub json: Value,
    /// To be applied, and written.
    pub edits: SourceChange,
    /// To be applied to the host.
    pub change: Vec<Change>,
}

/// Why a command has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    #[error("there is no command `{0}`")]
    Unknown(String),
    #[error("{command}: {message}")]
    Arguments { command: String, message: String },
    /// The arguments are sound, and it cannot be done: a sentence with the remedy.
    #[error("{0}")]
    Refused(String),
}

/// What a command may use.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    pub analysis: &'a Analysis,
    pub source: &'a dyn Source,
    pub lang: Lang,
    /// For records it writes.
    pub stamp: Stamp<'a>,
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// Runs a command. `arguments` is one JSON object, or null for none.
pub fn run(session: &Session<'_>, command: &str, arguments: Value) -> Result<CommandResult, CommandError> {
    let call = Call { session, command, arguments };
    match command {
        "dossier.server.accept" => edits::accept(call),
        "dossier.server.addAlias" => edits::add_alias(call),
        "dossier.server.addEntity" => edits::add_entity(call),
        "dossier.server.conflicts" => answers::conflicts(call),
        "dossier.server.entities" => answers::entities(call),
        "dossier.server.export" => answers::export(call),
        "dossier.server.ignoreName" => edits::ignore_name(call),
        "dossier.server.kwic" => answers::kwic(call),
        "dossier.server.mergeEntities" => edits::merge_entities(call),
        "dossier.server.outline" => answers::outline(call),
        "dossier.server.reindex" => {
            Ok(CommandResult { json: Value::Bool(true), change: vec![Change::Reindex], ..CommandResult::default() })
        }
        "dossier.server.renameEntity" => edits::rename_entity(call),
        "dossier.server.setRule" => edits::set_rule(call),
        "dossier.server.splitEntity" => edits::split_entity(call),
        "dossier.server.stats" => answers::stats(call),
        "dossier.server.status" => answers::status(call),
        _ => Err(CommandError::Unknown(command.to_owned())),
    }
}

struct Call<'a> {
    session: &'a Session<'a>,
    command: &'a str,
    arguments: Value,
}

impl<'a> Call<'a> {
    fn arguments<T: DeserializeOwned>(&self) -> Result<T, CommandError> {
        let object = if self.arguments.is_null() { Value::Object(Default::default()) } else { self.arguments.clone() };
        serde_json::from_value(object).map_err(|e| self.wrong(e.to_string()))
    }
    fn wrong(&self, message: String) -> CommandError {
        CommandError::Arguments { command: self.command.to_owned(), message }
    }
    /// The corpus of a path, else the only one.
    fn corpus(&self, path: Option<&str>) -> Result<&'a Arc<CorpusView>, CommandError> {
        let analysis = self.session.analysis;
        if let Some(path) = path {
            let found = analysis.find(path).map(|(view, _)| view).or_else(|| analysis.corpus_of(path));
            return found.ok_or_else(|| CommandError::Refused(format!("{path} is in no open corpus; open its folder")));
        }
        let mut housed = analysis.corpora.iter().filter(|c| !c.loose);
        match (housed.next(), housed.count()) {
            (Some(only), 0) => Ok(only),
            (None, _) => Err(CommandError::Refused("no corpus is open; open a folder with articles".to_owned())),
            (Some(_), more) => Err(self.wrong(format!("{} corpora are open; say which one with `path`", more + 1))),
        }
    }
    /// The part of a corpus that is asked about: a path that is not the root.
    fn under<'p>(&self, view: &CorpusView, path: Option<&'p str>) -> Option<&'p str> {
        path.filter(|p| *p != &*view.root)
    }
}

fn refused(message: String) -> CommandError {
    CommandError::Refused(message)
}

#[cfg(test)]
mod tests;
