//! `textDocument/definition`, `declaration` and `typeDefinition`: introductions, glossary entries, makers and
//! organizations.

use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position};

use crate::ide::{self, definition::Targets};
use crate::lsp::session::Query;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goto {
    Definition,
    Declaration,
    TypeDefinition,
}

pub fn answer(query: &Query, path: &str, position: Position, what: Goto) -> Option<GotoDefinitionResponse> {
    let offset = query.offset(path, position)?;
    let caps = query.caps();
    let (targets, links) = match what {
        Goto::Definition => (ide::definition::definition(&query.analysis, path, offset)?, caps.definition_links),
        Goto::Declaration => (ide::definition::declaration(&query.analysis, path, offset)?, caps.declaration_links),
        Goto::TypeDefinition => (ide::definition::type_definition(&query.analysis, path, offset)?, caps.type_definition_links),
    };
    if links {
        let links = links_of(query, path, &targets)?;
        return (!links.is_empty()).then_some(GotoDefinitionResponse::Link(links));
    }
    let places: Vec<Location> = targets.targets.iter().filter_map(|t| query.location(&t.path, t.focus)).collect();
    (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
}

fn links_of(query: &Query, path: &str, targets: &Targets) -> Option<Vec<LocationLink>> {
    let origin = query.range(&*query.lines(path)?, targets.origin);
    let one = |target: &ide::definition::Target| {
        let passage = query.location(&target.path, target.span)?;
        let focus = query.location(&target.path, target.focus)?;
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: passage.uri,
            target_range: passage.range,
            target_selection_range: focus.range,
        })
    };
    Some(targets.targets.iter().filter_map(one).collect())
}
