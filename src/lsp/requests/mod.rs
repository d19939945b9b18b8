//! One file per request: its parameters, a function of [`crate::ide`], the protocol's answer.
//!
//! Every `answer` runs on the blocking pool with a [`Query`](super::session::Query), which holds one immutable
//! analysis. Paths that are not in it are answered with nothing.

pub mod call_hierarchy;
pub mod code_action;
pub mod completion;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod execute_command;
pub mod folding_range;
pub mod goto;
pub mod hover;
pub mod inlay_hint;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod workspace_edit;
pub mod workspace_symbol;
