//! Glossaries that come with the program, switched on by `[glossary] packs` of `dossier.toml`.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Entity, EntityType, Glossary, GlossaryFile, Matcher, Rank};
use crate::config::PACKS;
use crate::text::{Format, Layout, Reading, ReadingOptions, Symbol, fold};

/// A glossary that comes with the program.
pub struct Pack {
    /// As `[glossary] packs` names it.
    pub name: &'static str,
    text: &'static str,
    read: OnceLock<Read>,
}

struct Read {
    file: GlossaryFile,
    matcher: Matcher,
}

/// All packs, in the order of [`PACKS`].
pub fn packs() -> &'static [Pack] {
    static ALL: [Pack; PACKS.len()] = [Pack { name: PACKS[0], text: include_str!("packs/china-tech.toml"), read: OnceLock::new() }];
    &ALL
}

/// The pack of a name.
pub fn pack(name: &str) -> Option<&'static Pack> {
    packs().iter().find(|p| p.name == name)
}

/// What stands before the name of a pack where others have the path of a glossary file.
const SCHEME: &str = "pack:";

impl Entity {
    /// The pack that the entry comes from; none for an entry of a file, which alone can be gone to and edited.
    pub fn pack(&self) -> Option<&'static Pack> {
        pack(self.file.strip_prefix(SCHEME)?)
    }
}

impl Pack {
    /// Its entries, read once.
    pub fn file(&self) -> &GlossaryFile {
        &self.read().file
    }

    /// The TOML of an entry of this pack, without a last line end.
    pub fn source(&self, entity: &Entity) -> &'static str {
        self.text.get(entity.span.range()).unwrap_or_default()
    }

    /// The entries that an article names, in order of their first mention, each once; names that link only under
    /// conditions do not count. Costs one search of the text by names.
    pub fn named_in(&self, path: &str, text: &str) -> Vec<&Entity> {
        let Read { matcher, .. } = self.read();
        let format = Format::of_path(path);
        let options = ReadingOptions { residue: true, markdown: format == Format::Markdown };
        let (mut hits, mut named, mut seen) = (Vec::new(), Vec::new(), FxHashSet::default());
        for block in &Layout::new(text, format).blocks {
            hits.clear();
            matcher.find(Reading::new(block.span.of(text), block, options).text(), &mut hits);
            let bearers = hits.iter().filter(|h| !matcher.is_conditional(h.name)).filter_map(|h| matcher.bearers(h.name).next());
            named.extend(bearers.map(|(entity, _)| entity).filter(|e| seen.insert(e.id.clone())));
        }
        named
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let file = GlossaryFile::parse(&Arc::from(format!("{SCHEME}{}", self.name)), self.text);
            let matcher = Matcher::new(&Glossary::join([&file]));
            Read { file, matcher }
        })
    }
}

/// What is left of packs beside a user's own entries.
pub(super) struct Guests {
    pub entities: Vec<Arc<Entity>>,
    /// Ids of entries that gave way, and the index of the user's entry that stands for each.
    pub stand_ins: Vec<(Symbol, u32)>,
}

/// Entries of packs beside a user's own: an entry whose id or whose name one of the user's has gives way to it, and its id
/// leads there; of another entry only the names that the user's entries bear are left out.
pub(super) fn guests<'a>(own: &[Arc<Entity>], packs: impl IntoIterator<Item = &'a GlossaryFile>) -> Guests {
    let mut guests = Guests { entities: Vec::new(), stand_ins: Vec::new() };
    let mut packs = packs.into_iter().peekable();
    if packs.peek().is_none() {
        return guests;
    }
    let ids: FxHashMap<&str, u32> =
        own.iter().enumerate().flat_map(|(at, e)| e.former.iter().chain([&e.id]).map(move |id| (id.as_str(), at as u32))).collect();
    let mut names: FxHashMap<String, Vec<(u32, bool)>> = FxHashMap::default();
    for (at, entity) in own.iter().enumerate() {
        for name in &entity.names {
            let plain = name.rank != Rank::Hidden && name.when.is_empty() && name.unless.is_empty();
            names.entry(fold(&name.text).into_owned()).or_default().push((at as u32, plain));
        }
    }
    let bearers = |text: &str| names.get(&*fold(text)).map_or(&[][..], |b| b);
    let alike = |a: EntityType, b: EntityType| (a == EntityType::Person) == (b == EntityType::Person);
    let mut taken: FxHashSet<Symbol> = FxHashSet::default();
    for entity in packs.flat_map(|f| &f.entities) {
        let same = |at: u32, rank: Rank| {
            own.get(at as usize).is_some_and(|e| if rank == Rank::Preferred { alike(e.kind, entity.kind) } else { e.kind == entity.kind })
        };
        let plain = entity.names.iter().filter(|n| n.rank != Rank::Hidden && n.when.is_empty());
        let by_name =
            || plain.clone().find_map(|n| bearers(&n.text).iter().find(|(at, plain)| *plain && same(*at, n.rank))).map(|(at, _)| *at);
        if let Some(at) = ids.get(entity.id.as_str()).copied().or_else(by_name) {
            guests.stand_ins.push((entity.id.clone(), at));
            continue;
        }
        // A second pack gives way to the first.
        if !taken.insert(entity.id.clone()) {
            continue;
        }
        if entity.names.iter().all(|n| bearers(&n.text).is_empty()) {
            guests.entities.push(Arc::new(entity.clone()));
            continue;
        }
        let mut rest = entity.clone();
        rest.names.retain(|n| bearers(&n.text).is_empty());
        match rest.names.iter().any(|n| n.rank != Rank::Hidden) {
            true => guests.entities.push(Arc::new(rest)),
            false => {
                let bearer = plain.clone().chain(&entity.names).find_map(|n| bearers(&n.text).first());
                guests.stand_ins.extend(bearer.map(|(at, _)| (entity.id.clone(), *at)));
            }
        }
    }
    guests
}

#[cfg(test)]
mod tests;
