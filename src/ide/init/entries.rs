//! Proposals as entries of a glossary file.

use super::{Proposal, ProposedName, ProposedRole, Reference};
use crate::config::splice::{apply, newline};
use crate::glossary::{EntityType, NewEntity, NewRole, Rank, add_entity, add_name, add_role, fresh_id, new_file, render_entity};

/// The entries that proposals come to: new entities only, ids made from names, references by id.
pub fn entities(proposals: &[Proposal], taken: &dyn Fn(&str) -> bool) -> Vec<NewEntity> {
    let new: Vec<&Proposal> = proposals.iter().filter(|p| p.existing.is_none()).collect();
    let mut ids: Vec<String> = Vec::new();
    for proposal in &new {
        let latin = proposal.names.iter().find(|n| n.lang == "en").or_else(|| proposal.names.first());
        let id = fresh_id(latin.map_or("", |n| &n.text), |id| taken(id) || ids.iter().any(|i| i == id));
        ids.push(id);
    }
    let resolve = |reference: &Reference| resolve(reference, &new, &ids);
    let entries = new.iter().zip(&ids).map(|(proposal, id)| {
        let mut entity = NewEntity { id: id.clone(), ..NewEntity::named(id, proposal.kind, "") };
        (entity.names, entity.aliases) = named_once(&proposal.names);
        entity.hidden = proposal.hidden.iter().map(|n| n.text.clone()).collect();
        entity.roles = proposal.roles.iter().flat_map(|role| new_roles(role, &resolve)).collect();
        entity.maker = proposal.maker.as_ref().and_then(resolve);
        entity.comments = proposal.perhaps.iter().map(|p| format!("Perhaps also {} ({}): {}.", p.name, p.place, p.reason)).collect();
        entity
    });
    entries.collect()
}

/// The id that a reference means: of the glossary, or of a new entry.
fn resolve(reference: &Reference, new: &[&Proposal], ids: &[String]) -> Option<String> {
    match reference {
        Reference::Id(id) => Some(id.to_string()),
        Reference::Name(name) => {
            let bears = |p: &&Proposal| p.kind == EntityType::Organization && p.names.iter().chain(&p.hidden).any(|n| n.text == *name);
            new.iter().position(bears).and_then(|at| ids.get(at).cloned())
        }
    }
}

/// One entry for each title, so that posts which only one person can hold are seen apart.
fn new_roles(role: &ProposedRole, resolve: &dyn Fn(&Reference) -> Option<String>) -> Vec<NewRole> {
    let of = role.org.as_ref().and_then(resolve);
    let one = |title: &str| NewRole { title: title.to_owned(), of: of.clone(), source: Some(role.place.clone()) };
    if role.titles.is_empty() { vec![one("")] } else { role.titles.iter().map(|t| one(t)).collect() }
}

/// One preferred name a language; what is left are aliases.
pub(in crate::ide) fn named_once(names: &[ProposedName]) -> (Vec<(Option<String>, String)>, Vec<String>) {
    let mut preferred: Vec<(Option<String>, String)> = Vec::new();
    let mut aliases = Vec::new();
    for name in names {
        let taken = preferred.iter().any(|(lang, _)| lang.as_deref() == Some(name.lang));
        if taken { aliases.push(name.text.clone()) } else { preferred.push((Some(name.lang.to_owned()), name.text.clone())) }
    }
    (preferred, aliases)
}

/// The glossary file of new entries; empty without any. Ends with a line end.
pub fn toml(new: &[NewEntity]) -> String {
    let entries: Vec<String> = new.iter().map(|e| render_entity(e) + "\n").collect();
    if entries.is_empty() { String::new() } else { format!("{}\n{}", new_file(), entries.join("\n")) }
}

/// What an existing glossary file becomes with the proposals: new entries at its end, new roles and names in the entries
/// it has, and a comment for each name that a reader has to judge. Nothing else of it changes. None where the file is
/// not TOML.
///
/// `houses` says which new entries and which known entities belong to this file.
pub fn with_proposals(text: &str, proposals: &[Proposal], new: &[NewEntity], houses: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut out = text.to_owned();
    let written: Vec<&Proposal> = proposals.iter().filter(|p| p.existing.is_none()).collect();
    let ids: Vec<String> = new.iter().map(|e| e.id.clone()).collect();
    let mut comments = Vec::new();
    for proposal in proposals {
        let Some(id) = proposal.existing.as_deref().filter(|id| houses(id)) else { continue };
        comments.extend(proposal.perhaps.iter().map(|p| format!("# {} ({}) may be {id}: {}.", p.name, p.place, p.reason)));
        if !proposal.perhaps.is_empty() {
            continue;
        }
        for name in &proposal.names {
            if let Some(edit) = add_name(&out, id, &name.text, Rank::Alias) {
                out = apply(&out, &edit);
            }
        }
        for role in proposal.roles.iter().flat_map(|r| new_roles(r, &|r| resolve(r, &written, &ids))) {
            if let Some(edit) = add_role(&out, id, &role) {
                out = apply(&out, &edit);
            }
        }
    }
    comments.retain(|c| !out.contains(c.as_str()));
    for entity in new.iter().filter(|e| houses(&e.id)) {
        out = apply(&out, &add_entity(&out, entity)?);
    }
    if !comments.is_empty() {
        let end = newline(text);
        out.truncate(out.trim_end_matches(['\r', '\n']).len());
        out = format!("{out}{end}{end}{}{end}", comments.join(end));
    }
    Some(out)
}
