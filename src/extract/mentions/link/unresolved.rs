//! Candidates that the glossary does not explain: kept, joined or dropped.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Article, entity_of, taught_of};
use crate::extract::mentions::decide::UNLIKELY;
use crate::extract::mentions::facts::{Candidate, Form, HanText};
use crate::extract::mentions::key::{is_legal, strip_legal};
use crate::extract::mentions::{fold_name, lexicon, segmenter};
use crate::extract::{Evidence, Mention, Strength, Target, Taught};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol, is_han};

/// What the article knows of one folded name.
#[derive(Default)]
struct Group {
    /// Votes by type, weighted by strength.
    votes: [u32; 3],
    best: Option<Strength>,
    /// The best score.
    score: Option<i16>,
    evidence: Evidence,
    /// Occurrences whose capital nothing else explains.
    free: u32,
    count: u32,
}

impl Group {
    fn kind(&self) -> EntityType {
        let best = (0..3).max_by_key(|i| (self.votes[*i], std::cmp::Reverse(*i))).unwrap_or(1);
        EntityType::ALL[best]
    }
}

pub(super) fn collect(article: &mut Article) {
    let mut kept: Vec<Candidate> = Vec::new();
    for (_, start, entry) in article.each_block() {
        for candidate in entry.facts.names.candidates.iter() {
            let mut candidate = candidate.clone();
            // A name of the glossary that nothing speaks for here is the word it looks like.
            if candidate.strength < Strength::Fair
                && entry.hits.iter().any(|h| h.span == candidate.span && h.common && h.bounded)
                && article.overlapping(candidate.span.shift(start)).is_none()
            {
                continue;
            }
            candidate.span = candidate.span.shift(start);
            if let Some(candidate) = beside_links(article, candidate) {
                kept.push(candidate);
            }
        }
    }
    attach_to_makers(article, &mut kept);
    let (groups, places) = group(&kept);
    for (candidate, place) in kept.into_iter().zip(places) {
        // Short forms wait until all full names are known.
        if candidate.form == Form::Surname && !stands_alone(&candidate) {
            continue;
        }
        let Some(group) = groups.get(place) else { continue };
        let strength = strength(&candidate, group);
        // A word of the language that only opens sentences: "Families gathered".
        let word = candidate.common && group.free == 0 && group.score.is_some_and(|s| s <= UNLIKELY);
        if strength == Strength::Weak && word {
            article.openers.push(candidate.span);
        }
        let mut evidence = candidate.evidence;
        if group.count > 1 {
            evidence |= Evidence::REPEATED;
        }
        article.add(Mention::unresolved(candidate.span, group.kind(), candidate.key, candidate.name, strength, evidence));
    }
    spread(article);
}

/// Takes out the words that merely open a sentence, unless they are short forms of a name.
pub(super) fn drop_openers(article: &mut Article) {
    for span in std::mem::take(&mut article.openers) {
        let idle = |m: &Mention| m.span == span && m.strength == Strength::Weak && matches!(m.target, Target::Unresolved(_));
        if article.overlapping(span).is_some_and(idle) {
            article.clear(span);
        }
    }
}

/// A surname that a title of office makes a name of its own: `President Halvard`.
fn stands_alone(candidate: &Candidate) -> bool {
    candidate.strength >= Strength::Fair && !candidate.name.chars().next().is_some_and(is_han) && candidate.name.chars().count() > 1
}

fn strength(candidate: &Candidate, group: &Group) -> Strength {
    let own = candidate.strength;
    match group.best {
        Some(best) if best >= Strength::Fair => own.max(Strength::Fair),
        // Twice with a capital that nothing explains.
        _ if group.free >= 2
            && group.score.is_none_or(|s| s > UNLIKELY)
            && !candidate.common
            && !candidate.name.chars().next().is_some_and(is_han)
            && candidate.form != Form::Acronym =>
        {
            own.max(Strength::Fair)
        }
        Some(Strength::Likely) if !candidate.common => own.max(Strength::Likely),
        _ => own,
    }
}

/// The names of candidates, and the place of each candidate's among them.
fn group(kept: &[Candidate]) -> (Vec<Group>, Vec<usize>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut places = Vec::with_capacity(kept.len());
    for candidate in kept {
        let place = *known.entry(&candidate.key).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group::default());
        }
        places.push(place);
        let group = &mut groups[place];
        group.votes[candidate.kind.index()] += match candidate.strength {
            Strength::Weak => 1,
            Strength::Likely => 2,
            Strength::Fair => 4,
            Strength::Strong => 9,
        };
        group.best = group.best.max(Some(candidate.strength));
        group.score = group.score.max(candidate.score);
        group.evidence |= candidate.evidence;
        group.count += 1;
        group.free += u32::from(!candidate.opens && !candidate.common);
    }
    (groups, places)
}

/// A candidate where links already stand: dropped, cut, or stronger than what it holds.
fn beside_links(article: &mut Article, mut candidate: Candidate) -> Option<Candidate> {
    let Some(linked) = article.overlapping(candidate.span).cloned() else { return Some(candidate) };
    if !candidate.span.contains(linked.span) || candidate.span == linked.span {
        return None;
    }
    let inside: Vec<Mention> = article.inside(candidate.span).cloned().collect();
    if candidate.kind == EntityType::Product {
        // Maker and model: the model is the name.
        let last = inside.last()?;
        let from = (last.span.end - candidate.span.start) as usize;
        let rest = candidate.name.get(from..)?;
        let name = rest.trim_start();
        let model = name.chars().any(|c| c.is_ascii_digit()) && name.chars().any(char::is_alphabetic)
            || name.chars().count() >= 4 && candidate.strength >= Strength::Fair;
        let pro = lexicon::latin(name.split(' ').next().unwrap_or("")).has(lexicon::Class::PRODUCT_SUFFIX);
        // Behind a Han brand a number makes the name complete: 柯川Buds 3.
        let pro = pro && !(last.name.ends_with(is_han) && name.ends_with(|c: char| c.is_ascii_digit()));
        if !model || pro || last.kind != EntityType::Organization || last.span.start != candidate.span.start {
            return None;
        }
        candidate.span.start = candidate.span.end - name.len() as u32;
        candidate.key = fold_name(name);
        candidate.name = Symbol::new(name);
        candidate.evidence |= Evidence::PRODUCT_CUE;
        candidate.strength = candidate.strength.max(Strength::Fair);
        return Some(candidate);
    }
    let han = candidate.name.chars().next().is_some_and(is_han);
    let longer = candidate.strength >= Strength::Fair
        && candidate.evidence.has(Evidence::SUFFIX)
        && strip_legal(&candidate.name).len() > linked.name.len();
    let prefix = linked.span.start == candidate.span.start;
    let person = candidate.kind == EntityType::Person && candidate.strength == Strength::Strong && linked.kind == EntityType::Person;
    let department = han && prefix && linked.kind == EntityType::Organization && is_department(&candidate, &linked);
    if !department && longer && (prefix || !han) && !candidate.name.split(' ').next_back().is_some_and(is_legal) || person {
        for mention in inside {
            article.clear(mention.span);
        }
        return Some(candidate);
    }
    None
}

/// 柯川重工海外事业部: what follows the glossary's organization is a part of it. Institutes are one only behind a name
/// that says itself what it is: 柯川科技研究院.
fn is_department(candidate: &Candidate, linked: &Mention) -> bool {
    use lexicon::Class;
    let ends = |name: &str, class: Class, least: usize| {
        (name.char_indices().rev().enumerate()).any(|(n, (i, _))| n + 1 >= least && lexicon::han(&name[i..]).has(class))
    };
    // The reading is Simplified, of as many characters as the link's own text.
    let at = linked.name.chars().count();
    let Some((cut, _)) = candidate.name.char_indices().nth(at) else { return false };
    let (whole, rest) = candidate.name.split_at(cut);
    if ends(rest, Class::LEGAL, 1) && !rest.ends_with("分公司") {
        return false;
    }
    rest.ends_with('部')
        || ends(rest, Class::DEPT, 2) && (ends(whole, Class::ORG_SUFFIX | Class::LEGAL, 1) || PARTS.iter().any(|p| rest.ends_with(p)))
}

/// What is a part wherever it stands behind a name.
const PARTS: [&str; 5] = ["事业群", "部门", "业务", "业务群", "分公司"];

/// A Latin name glued to an organization's Han name is a product of it: 岚柚KNOT+.
fn attach_to_makers(article: &Article, kept: &mut [Candidate]) {
    let mut ends: BTreeMap<u32, EntityType> = article.mentions.values().map(|m| (m.span.end, m.kind)).collect();
    for candidate in kept.iter().filter(|c| c.name.chars().next_back().is_some_and(is_han)) {
        ends.insert(candidate.span.end, candidate.kind);
    }
    for candidate in kept.iter_mut() {
        let latin = candidate.name.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
        if latin
            && candidate.kind != EntityType::Person
            && ends.get(&candidate.span.start) == Some(&EntityType::Organization)
            && !lexicon::is_no_name(candidate.name.trim_end_matches('+'))
        {
            candidate.kind = EntityType::Product;
            candidate.evidence |= Evidence::PRODUCT_CUE;
            candidate.strength = candidate.strength.max(Strength::Fair);
        }
    }
}

/// Han names that the article establishes are found where no cue stands beside them; an organization also under its own
/// name without legal form (奇迹 of 奇迹集团).
fn spread(article: &mut Article) {
    struct Sought {
        name: String,
        key: Symbol,
        kind: EntityType,
        short: bool,
        target: Option<Target>,
    }
    let mut sought: BTreeMap<String, Sought> = BTreeMap::new();
    // What is sought follows from the name.
    let mut seen: FxHashSet<(&str, bool)> = FxHashSet::default();
    for mention in article.mentions.values() {
        if mention.strength < Strength::Fair || !mention.name.chars().all(|c| is_han(c) || c == '·') || mention.name.chars().count() < 2 {
            continue;
        }
        let linked = matches!(mention.target, Target::Linked(_));
        if linked && mention.kind != EntityType::Organization || !seen.insert((&mention.name, linked)) {
            continue;
        }
        match &mention.target {
            Target::Unresolved(key) => {
                let name = mention.name.to_string();
                let own = strip_legal(&name).to_owned();
                if own.len() < name.len() && own.chars().count() >= 2 && !lexicon::is_han_place(&own) {
                    sought.entry(own.clone()).or_insert(Sought {
                        name: own,
                        key: key.clone(),
                        kind: mention.kind,
                        short: true,
                        target: None,
                    });
                }
                sought.insert(name.clone(), Sought { name, key: key.clone(), kind: mention.kind, short: false, target: None });
            }
            Target::Linked(_) => {
                // The glossary's long name, printed here, whose own part nobody lists as a name.
                let own = own_part(&mention.name);
                if let Some(own) = own.filter(|o| !segmenter::knows(o) && !lexicon::is_han_place(o)) {
                    sought.entry(own.clone()).or_insert(Sought {
                        name: own,
                        key: fold_name(&mention.name),
                        kind: mention.kind,
                        short: true,
                        target: Some(mention.target.clone()),
                    });
                }
            }
            Target::Ambiguous(_) => {}
        }
    }
    if sought.is_empty() {
        return;
    }
    let mut by_head: FxHashMap<char, Vec<&Sought>> = FxHashMap::default();
    for s in sought.values() {
        if let Some(c) = s.name.chars().next() {
            by_head.entry(c).or_default().push(s);
        }
    }
    for list in by_head.values_mut() {
        list.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.name.cmp(&b.name)));
    }
    let mut found: Vec<Mention> = Vec::new();
    for (_, start, entry) in article.each_block() {
        let Some(han) = entry.facts.names.han.as_deref() else { continue };
        for (at, c) in han.text.char_indices() {
            let Some(list) = by_head.get(&c) else { continue };
            let Some(s) = list.iter().find(|s| han.text[at..].starts_with(s.name.as_str()) && fits(han, at, &s.name)) else { continue };
            let span = han.source(Span::new(at, at + s.name.len())).shift(start);
            found.push(Mention {
                span,
                kind: s.kind,
                target: s.target.clone().unwrap_or_else(|| Target::Unresolved(s.key.clone())),
                name: Symbol::new(&s.name),
                strength: if s.target.is_some() { Strength::Strong } else { Strength::Fair },
                evidence: if s.short { Evidence::SHORT_FORM } else { Evidence::REPEATED },
                hidden: false,
                former: false,
                short: s.short,
            });
        }
    }
    found.sort_by_key(|m| (std::cmp::Reverse(m.span.len()), m.span));
    for mention in found {
        // A weak guess that the sure name contradicts gives way.
        let gives_way = |m: &Mention| {
            let part =
                mention.span.contains(m.span) && m.span != mention.span && !mention.short && matches!(m.target, Target::Unresolved(_));
            m.span.overlaps(mention.span) && (m.strength < Strength::Fair || part)
        };
        let weak: Vec<Span> =
            article.mentions.range(..mention.span.end).rev().take(2).map(|(_, m)| m).filter(|m| gives_way(m)).map(|m| m.span).collect();
        for span in weak {
            article.clear(span);
        }
        article.add(mention);
    }
}

/// A short Han name needs a word boundary on one side at least.
fn fits(han: &HanText, at: usize, name: &str) -> bool {
    name.chars().count() > 2 || han.is_cut(at as u32) || han.is_cut((at + name.len()) as u32)
}

/// 渊川 of 渊川科技.
fn own_part(name: &str) -> Option<String> {
    let stripped = strip_legal(name);
    let suffix = lexicon::han_words(lexicon::Class::ORG_SUFFIX)
        .filter(|s| stripped.ends_with(s) && stripped.len() > s.len())
        .max_by_key(|s| s.len());
    let own = suffix.map_or(stripped, |s| &stripped[..stripped.len() - s.len()]);
    (own.len() < name.len() && own.chars().count() >= 2).then(|| own.to_owned())
}

/// Names that the text defines, and their mentions.
pub(super) fn taught(article: &mut Article) -> Vec<Taught> {
    let mut out = Vec::new();
    let drafts: Vec<(Span, u32, Symbol, bool)> = article
        .each_block()
        .flat_map(|(_, start, entry)| {
            entry.facts.names.taught.iter().map(move |t| (t.name.span.shift(start), t.full_end + start, t.name.name.clone(), t.corpus))
        })
        .collect();
    for (span, full_end, name, corpus) in drafts {
        let Some(full) = article.ending_at(full_end).cloned() else { continue };
        let Some(entity) = entity_of(&full.target) else { continue };
        if lexicon::is_no_name(&name) || lexicon::is_place(&name) || lexicon::is_han_place(&name) {
            continue;
        }
        // A name of nobody in the glossary: both are names of one provisional entity. The glossary's own entities wait
        // for the user to add the name.
        let own = fold_name(&name);
        let key = entity.provisional().unwrap_or(&own).clone();
        let weak = article.overlapping(span).is_none_or(|m| m.strength < Strength::Fair && m.evidence.0 & Evidence::GLOSSARY.0 == 0);
        if weak {
            article.clear(span);
            article.add(Mention::unresolved(
                span,
                full.kind,
                own.clone(),
                name.clone(),
                full.strength.max(Strength::Fair),
                Evidence::DEFINED,
            ));
        }
        // Other mentions of the name follow its type.
        for mention in article.mentions.values_mut().filter(|m| matches!(&m.target, Target::Unresolved(k) if *k == own)) {
            mention.short = key != own;
            mention.target = Target::Unresolved(key.clone());
            mention.kind = full.kind;
            mention.strength = mention.strength.max(Strength::Fair);
            mention.evidence |= Evidence::DEFINED;
        }
        out.push(taught_of(entity, name, span, corpus));
    }
    out.sort_by_key(|t| t.span);
    out
}
