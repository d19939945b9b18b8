//! All glossary files of a corpus together, and what shows only then.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entity, GlossaryFile, Name, Near, Problem};
use crate::config::toml::{nearest, sentence};
use crate::text::{Span, Symbol, fold};

/// All glossary files of a corpus together.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// In order of file path, then place. Entries that were merged into others (`replaced_by`) are among them.
    pub entities: Vec<Arc<Entity>>,
    /// Ids, former ids included, to the entry that an article's mention of them means.
    by_id: FxHashMap<Symbol, u32>,
    /// For each entry the one it stands for: itself, or the end of its `replaced_by`.
    stands_for: Vec<u32>,
    /// Made when first asked for; clones share it.
    near: Arc<std::sync::OnceLock<Near>>,
    /// Problems that show only when files are seen together (duplicate ids, unknown references, shared names), by path.
    pub problems: Vec<(Arc<str>, Problem)>,
}

impl Glossary {
    /// Joins files, given in order of path.
    pub fn join<'a>(files: impl IntoIterator<Item = &'a GlossaryFile>) -> Glossary {
        let entities: Vec<Arc<Entity>> = files.into_iter().flat_map(|f| f.entities.iter().cloned().map(Arc::new)).collect();
        let mut glossary = Glossary { entities, ..Glossary::default() };
        glossary.index_ids();
        glossary.follow_replacements();
        glossary.check_references();
        glossary.check_names();
        glossary.problems.sort_by(|(a, p), (b, q)| (a, p.span, p.code).cmp(&(b, q.span, q.code)));
        glossary
    }
    /// By id; an id that an entry had before (`former`) gives that entry, the id of an entry that was merged into another
    /// (`replaced_by`) gives the other.
    pub fn get(&self, id: &str) -> Option<&Arc<Entity>> {
        let at = *self.by_id.get(id)?;
        self.entities.get(*self.stands_for.get(at as usize)? as usize)
    }
    /// The entry itself that bears (or bore) an id, also when it was merged into another.
    pub fn entry(&self, id: &str) -> Option<&Arc<Entity>> {
        self.entities.get(*self.by_id.get(id)? as usize)
    }
    /// The index of near matches.
    pub fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::new(self))
    }
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
    /// The index in `entities` of the entry that entry `at` stands for.
    pub(super) fn resolved(&self, at: u32) -> u32 {
        self.stands_for.get(at as usize).copied().unwrap_or(at)
    }

    fn index_ids(&mut self) {
        let mut by_id: FxHashMap<Symbol, u32> = FxHashMap::default();
        by_id.reserve(self.entities.len());
        let mut twins = Vec::new();
        for (at, entity) in self.entities.iter().enumerate() {
            match by_id.entry(entity.id.clone()) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(at as u32);
                }
                std::collections::hash_map::Entry::Occupied(first) => {
                    twins.push((at, *first.get(), entity.id.clone(), "is the id of two entries"))
                }
            }
        }
        for (at, entity) in self.entities.iter().enumerate() {
            for former in entity.former.iter().filter(|f| **f != entity.id) {
                match by_id.get(former) {
                    None => {
                        by_id.insert(former.clone(), at as u32);
                    }
                    Some(first) if *first as usize != at => {
                        twins.push((at, *first, former.clone(), "is a former id of this entry and an id of another"))
                    }
                    Some(_) => {}
                }
            }
        }
        for (at, first, id, what) in twins {
            let (entity, first) = (self.entities[at].clone(), &self.entities[first as usize]);
            let message = format!("\"{id}\" {what}, {}; give one of them another id, or merge them", place(&first.file, &entity.file));
            let related = vec![(first.file.clone(), first.id_span, "the other entry".to_owned())];
            self.problems.push((
                entity.file.clone(),
                Problem { code: "glossary/duplicate-id", span: entity.id_span, message: sentence(message), related },
            ));
        }
        self.by_id = by_id;
    }

    /// Follows `replaced_by` to its end; a circle is reported and left where it is.
    fn follow_replacements(&mut self) {
        let next = |at: u32| -> Option<u32> { self.by_id.get(&self.entities[at as usize].replaced_by.as_ref()?.id).copied() };
        let mut stands_for: Vec<u32> = (0..self.entities.len() as u32).collect();
        let mut circles = Vec::new();
        for at in 0..self.entities.len() as u32 {
            let (mut end, mut steps) = (at, 0);
            while let Some(further) = next(end) {
                end = further;
                steps += 1;
                if end == at || steps > LONGEST_CHAIN {
                    circles.extend((end == at).then_some(at));
                    end = at;
                    break;
                }
            }
            stands_for[at as usize] = end;
        }
        for at in circles {
            let entity = &self.entities[at as usize];
            let Some(link) = &entity.replaced_by else { continue };
            let message = format!("`replaced_by` of \"{}\" leads back to itself; leave it out of the entry that stays", entity.id);
            self.problems.push((
                entity.file.clone(),
                Problem { code: "glossary/invalid", span: link.span, message: sentence(message), related: vec![] },
            ));
        }
        self.stands_for = stands_for;
    }

    fn check_references(&mut self) {
        let mut missing: Vec<(u32, Symbol, Span)> = Vec::new();
        for (at, entity) in self.entities.iter().enumerate() {
            let dangling = entity.references().filter(|(id, _)| !self.by_id.contains_key(*id));
            missing.extend(dangling.map(|(id, span)| (at as u32, id.clone(), span)));
        }
        let mut ids: Vec<&Symbol> = self.by_id.keys().collect();
        ids.sort_unstable();
        // The nearest id is sought among all: enough for the slips a person made, too much for a thousand of them.
        let seek = if ids.len() > 5_000 { 20 } else { 500 };
        let problems: Vec<_> = missing
            .into_iter()
            .enumerate()
            .map(|(n, (at, id, span))| {
                let near = if n < seek { nearest(&id, ids.iter().map(|id| id.as_str())) } else { None };
                let remedy = near.map_or("add an entry with this id, or mend the reference".to_owned(), |n| format!("perhaps \"{n}\"?"));
                let message = format!("no entry has the id \"{id}\"; {remedy}");
                let related = near.and_then(|n| self.entry(n)).map(|e| (e.file.clone(), e.id_span, format!("the entry \"{}\"", e.id)));
                let problem = Problem {
                    code: "glossary/unknown-reference",
                    span,
                    message: sentence(message),
                    related: related.into_iter().collect(),
                };
                (self.entities[at as usize].file.clone(), problem)
            })
            .collect();
        self.problems.extend(problems);
    }

    /// Names that two entities bear without a condition that tells them apart.
    fn check_names(&mut self) {
        let mut bearers: FxHashMap<String, (u32, usize)> = FxHashMap::default();
        let (mut shared, mut told) = (Vec::new(), FxHashSet::default());
        for (at, entity) in self.entities.iter().enumerate() {
            for (n, name) in entity.names.iter().enumerate().filter(|(_, name)| name.when.is_empty() && name.unless.is_empty()) {
                match bearers.entry(fold(&name.text).into_owned()) {
                    std::collections::hash_map::Entry::Vacant(slot) => {
                        slot.insert((at as u32, n));
                    }
                    std::collections::hash_map::Entry::Occupied(first) => {
                        let (first, which) = *first.get();
                        if self.resolved(first) != self.resolved(at as u32) && told.insert((at, first)) {
                            shared.push((at, first, n, which));
                        }
                    }
                }
            }
        }
        for (at, first, n, which) in shared {
            let (entity, first) = (self.entities[at].clone(), self.entities[first as usize].clone());
            let (name, other): (&Name, &Name) = (&entity.names[n], &first.names[which]);
            let message = format!(
                "\"{}\" is a name of \"{}\" and of \"{}\", {}; say with `when` which one an article means, or mentions stay ambiguous",
                name.text,
                entity.id,
                first.id,
                place(&first.file, &entity.file)
            );
            let related = vec![(first.file.clone(), other.span, format!("a name of \"{}\"", first.id))];
            self.problems.push((
                entity.file.clone(),
                Problem { code: "glossary/shared-name", span: name.span, message: sentence(message), related },
            ));
        }
    }
}

/// No chain of mergers is longer; what is leads into a circle further on.
const LONGEST_CHAIN: usize = 64;

/// Where another entry stands, seen from a file.
fn place(other: &str, here: &str) -> String {
    if other == here { "both in this file".into() } else { format!("the other in {}", other.rsplit('/').next().unwrap_or(other)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(files: &[(&str, &str)]) -> Glossary {
        let files: Vec<GlossaryFile> = files.iter().map(|(path, text)| GlossaryFile::parse(&Arc::from(*path), text)).collect();
        assert!(files.iter().all(|f| f.problems.is_empty()), "{:?}", files.iter().map(|f| &f.problems).collect::<Vec<_>>());
        Glossary::join(&files)
    }
    fn told(glossary: &Glossary) -> String {
        let lines = glossary.problems.iter().map(|(path, p)| {
            let related: Vec<String> = p.related.iter().map(|(path, span, what)| format!(" [{path} {span:?}: {what}]")).collect();
            format!("{path} {:?} {}: {}{}", p.span, p.code, p.message, related.concat())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn former_and_merged_ids_lead_to_the_entry_that_is_meant() {
        let glossary = joined(&[
            ("/a.toml", "[[entity]]\nid = \"new\"\ntype = \"organization\"\nname = \"Tessilo\"\nformer = [\"old\", \"older\"]\n"),
            (
                "/b.toml",
                "[[entity]]\nid = \"merged\"\ntype = \"organization\"\nname = \"Tesaro\"\nreplaced_by = \"old\"\n[[entity]]\nid = \"twice\"\ntype = \"organization\"\nname = \"T\"\nreplaced_by = \"merged\"\n",
            ),
        ]);
        assert_eq!(told(&glossary), "");
        for id in ["new", "old", "older", "merged", "twice"] {
            assert_eq!(glossary.get(id).map(|e| &*e.id), Some("new"), "{id}");
        }
        assert_eq!(glossary.entry("merged").map(|e| &*e.id), Some("merged"));
        assert!(glossary.get("none").is_none());
    }

    #[test]
    fn circles_of_replacement_end() {
        let entry =
            |id: &str, by: &str| format!("[[entity]]\nid = \"{id}\"\ntype = \"product\"\nname = \"{id}{id}\"\nreplaced_by = \"{by}\"\n");
        let text = [entry("a", "b"), entry("b", "c"), entry("c", "b"), entry("d", "d")].concat();
        let glossary = joined(&[("/a.toml", &text)]);
        for id in ["b", "c", "d"] {
            assert_eq!(glossary.get(id).map(|e| &*e.id), Some(id));
            assert!(told(&glossary).contains(&format!("`replaced_by` of \"{id}\" leads back")), "{id}");
        }
        assert!(glossary.get("a").is_some());
    }

    #[test]
    fn what_shows_only_together_is_told_with_both_places() {
        let glossary = joined(&[
            (
                "/g/a.toml",
                "[[entity]]\nid = \"velza\"\ntype = \"organization\"\nname = { en = \"Velza\", zh = \"維洛\" }\n[[entity]]\nid = \"mina\"\ntype = \"person\"\nname = \"Mina Orr\"\nroles = [{ title = \"chair\", of = \"velzo\" }, { of = \"nowhere-at-all\" }]\n",
            ),
            (
                "/g/b.toml",
                "[[entity]]\nid = \"velza\"\ntype = \"organization\"\nname = \"Velza Motors\"\n[[entity]]\nid = \"v2\"\ntype = \"product\"\nname = \"维洛\"\nmaker = \"velza\"\n[[entity]]\nid = \"v3\"\ntype = \"product\"\nname = \"V3\"\naliases = [{ text = \"Velza\", when = [\"phone\"] }]\n",
            ),
        ]);
        let told = told(&glossary);
        for part in [
            "/g/a.toml 176..181 glossary/unknown-reference: No entry has the id \"velzo\"; perhaps \"velza\"? [/g/a.toml 17..22: the entry \"velza\"]",
            "glossary/unknown-reference: No entry has the id \"nowhere-at-all\"; add an entry with this id, or mend the reference.",
            "glossary/duplicate-id: \"velza\" is the id of two entries, the other in a.toml; give one of them another id, or merge them. [/g/a.toml 17..22: the other entry]",
        ] {
            assert!(told.contains(part), "{part}\n in\n{told}");
        }
        assert!(!told.contains("\"V3\"") && !told.contains("v3"), "a name with `when` is not shared: {told}");
    }
}
