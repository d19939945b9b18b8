//! Settings of the editor: section `dossier`, one answer per root.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams};

use crate::ide::Change;
use crate::lsp::session::Session;

const SECTION: &str = "dossier";

/// Settings that came with `workspace/didChangeConfiguration`: the section, or the whole if it is the section already.
pub fn section(mut pushed: Value) -> Value {
    match pushed.get_mut(SECTION) {
        Some(section) => section.take(),
        None => pushed,
    }
}

/// These are the settings of a root now.
pub fn set(session: &Session, root: Arc<str>, settings: Value) {
    session.settings.lock().insert(root.clone(), settings.clone());
    session.inbox.post(Change::Settings { root, settings });
}

/// Asks the client for the settings of each root, where it can be asked. Its answers become changes when they come.
pub fn fetch(session: &Arc<Session>, roots: Vec<Arc<str>>) {
    if !session.caps.configuration || roots.is_empty() {
        return;
    }
    let item = |root: &Arc<str>| ConfigurationItem { scope_uri: session.uri(root), section: Some(SECTION.into()) };
    let answer = session.outbox.request::<WorkspaceConfiguration>(ConfigurationParams { items: roots.iter().map(item).collect() });
    let session = session.clone();
    session.runtime.clone().spawn(async move {
        match answer.await {
            Ok(settings) => {
                roots.into_iter().zip(settings).for_each(|(root, settings)| set(&session, root, settings));
            }
            Err(e) => tracing::warn!("the client did not give its settings: {e}"),
        }
    });
}
