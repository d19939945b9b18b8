//! `workspace/executeCommand`: one JSON object in, JSON out.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::ExecuteCommandParams;

use crate::ide::{Change, Document};
use crate::lsp::session::{Query, Session};

const STATUS: &str = "dossier.server.status";
const REINDEX: &str = "dossier.server.reindex";

/// Ids of all commands, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    [REINDEX, STATUS].into_iter()
}

pub async fn run(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    match params.command.as_str() {
        STATUS => session.ask("status", None, |q| Ok(Some(status(q)))).await,
        REINDEX => {
            session.inbox.push(Change::Reindex);
            Ok(Some(json!({})))
        }
        other => Err(Error::invalid_params(format!("there is no command `{other}`"))),
    }
}

/// What the server holds: for bug reports, and for tests that compare its texts with their own.
fn status(query: &Query) -> Value {
    let corpora: Vec<Value> = (query.analysis.corpora.iter().filter(|c| !c.loose))
        .map(|c| json!({ "root": &*c.root, "articles": c.snapshot.len(), "pending": c.pending, "entities": c.snapshot.glossary().entities.len() }))
        .collect();
    let open: Vec<Value> = (query.session.open_documents().iter())
        .filter_map(|path| {
            let document = query.document(path)?;
            let text = document.text();
            let hash = text.map(|t| format!("{:016x}", xxhash_rust::xxh3::xxh3_64(t.as_bytes())));
            let version = if let Document::Article(a) = &document { a.version } else { query.version(path) };
            Some(json!({ "uri": query.session.uri(path), "version": version, "length": document.lines().len(), "hash": hash }))
        })
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "revision": query.analysis.revision,
        "encoding": format!("{:?}", query.caps().encoding),
        "corpora": corpora,
        "open": open,
    })
}
