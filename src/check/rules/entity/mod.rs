//! Rules on names.

pub mod ambiguous;
pub mod inconsistent_name;
pub mod misspelled;
pub mod role_conflict;
pub mod unresolved;

use crate::check::{NameData, Place, Related, Scope, wording};
use crate::corpus::{Article, NameView};
use crate::extract::mentions::fold_name;
use crate::extract::{Evidence, Mention, Strength, Target};
use crate::glossary::{EntityType, Reason};
use crate::text::Symbol;

/// An unresolved name of an article, once for all its mentions.
struct Unresolved {
    key: Symbol,
    /// The first mention that is no short form, else the first.
    mention: Mention,
    /// The strongest of its mentions is a high-precision cue.
    strong: bool,
    /// What the corpus knows of it.
    view: Option<NameView>,
}

/// The unresolved names of an article in order of place, without those that the configuration ignores.
fn unresolved_names(scope: &Scope, article: &Article) -> Vec<Unresolved> {
    let mut names: Vec<Unresolved> = Vec::new();
    let mut at: rustc_hash::FxHashMap<Symbol, usize> = rustc_hash::FxHashMap::default();
    // A name that only its looks make likely is worth a word when the corpus has it more than once.
    let often = |m: &Mention| match &m.target {
        Target::Unresolved(key) => !m.short && scope.snapshot.name(key).is_some_and(|v| v.mentions >= 2),
        _ => false,
    };
    let sure =
        |m: &Mention| m.strength >= Strength::Fair || m.evidence.has(Evidence::CORPUS_VOTE) || m.strength == Strength::Likely && often(m);
    for mention in scope.snapshot.mentions(article).filter(sure).chain(close_to_known(scope, article)) {
        let Target::Unresolved(key) = &mention.target else { continue };
        let strong = mention.strength == Strength::Strong;
        match at.get(key) {
            Some(i) => {
                let name = &mut names[*i];
                name.strong |= strong;
                if name.mention.short && !mention.short {
                    name.mention = mention;
                }
            }
            None => {
                at.insert(key.clone(), names.len());
                let view = scope.snapshot.name(key);
                names.push(Unresolved { key: key.clone(), mention, strong, view });
            }
        }
    }
    let ignored = &scope.snapshot.config().ignore_names;
    let is_ignored = |name: &Unresolved| {
        ignored.iter().any(|i| {
            let same = fold_name(&i.text) == name.key || fold_name(&i.text) == fold_name(&name.mention.name);
            same && i.kind.as_deref().is_none_or(|k| k == name.mention.kind.as_str())
        })
    };
    if !ignored.is_empty() {
        names.retain(|n| !is_ignored(n));
    }
    names.sort_by_key(|n| n.mention.span);
    names
}

/// An entity of the glossary that a name may stand for.
struct Candidate {
    id: Symbol,
    /// What speaks for it, in the reader's language.
    reason: Option<String>,
}

/// Entities of the glossary that an unresolved name may stand for, best first: what the texts themselves say it is, then
/// near matches.
fn candidates(scope: &Scope, name: &Unresolved) -> Vec<Candidate> {
    let reason = scope.lang.pick("the articles say so", "文中有此说法", "文中有此說法");
    let taught = scope.snapshot.taught(&name.mention.name);
    let mut all: Vec<Candidate> =
        taught.iter().filter_map(|e| Some(Candidate { id: e.known()?.clone(), reason: Some(reason.to_owned()) })).collect();
    for (id, reason) in scope.snapshot.glossary().near().candidates(&name.mention.name, Some(name.mention.kind)).iter() {
        if all.iter().all(|c| c.id != *id) {
            // "Perhaps X (one letter from X)" says nothing twice.
            let plain = matches!(reason, Reason::Spelling(..)) && **reason.name() == *wording::entity_name(scope, id);
            all.push(Candidate { id: id.clone(), reason: (!plain).then(|| reason.phrase(scope.lang.key())) });
        }
    }
    all
}

/// Weak mentions that the corpus does not confirm, but that come close to a name of the glossary.
fn close_to_known<'a>(scope: &'a Scope, article: &'a Article) -> impl Iterator<Item = Mention> + 'a {
    let glossary = scope.snapshot.glossary();
    let close = move |m: &&Mention| {
        let Target::Unresolved(key) = &m.target else { return false };
        // Two Han characters sound like too much else.
        let weak = m.strength < Strength::Fair && (m.name.is_ascii() || m.name.chars().count() > 2);
        let shown = || scope.snapshot.verdict(key).is_some_and(|v| v.confirmed);
        let near = || {
            glossary
                .near()
                .candidates(&m.name, Some(m.kind))
                .first()
                .is_some_and(|(_, r)| r.is_close() || m.kind == EntityType::Product && matches!(r, Reason::Model(_)))
        };
        weak && !glossary.is_empty() && !shown() && near()
    };
    article.facts.mentions.iter().filter(close).cloned()
}

/// "VQO (seen as a machine translation of 启衡)".
fn candidate_text(scope: &Scope, candidate: &Candidate) -> String {
    let name = wording::entity_name(scope, &candidate.id);
    match &candidate.reason {
        None => name,
        Some(reason) if scope.lang.is_chinese() => format!("{name}（{reason}）"),
        Some(reason) => format!("{name} ({reason})"),
    }
}

/// The glossary entries of candidates, as related places.
fn entries(scope: &Scope, ids: &[Symbol]) -> Vec<Related> {
    let entry = |id: &Symbol| {
        let entity = scope.snapshot.glossary().get(id).filter(|e| e.pack().is_none())?;
        let message = format!("{} ({})", entity.preferred(scope.lang.key()), type_name(entity.kind, scope));
        Some(Related { place: Place { path: entity.file.clone(), span: entity.id_span }, quote: String::new(), message })
    };
    ids.iter().filter_map(entry).collect()
}

fn type_name(kind: EntityType, scope: &Scope) -> &'static str {
    match kind {
        EntityType::Person => scope.lang.pick("person", "人物", "人物"),
        EntityType::Organization => scope.lang.pick("organization", "机构", "機構"),
        EntityType::Product => scope.lang.pick("product", "产品", "產品"),
    }
}

fn name_data(mention: &Mention, entity: Option<Symbol>, candidates: Vec<Symbol>) -> NameData {
    NameData { kind: mention.kind, name: mention.name.clone(), entity, candidates }
}
