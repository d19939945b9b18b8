//! Short forms: a surname after the full name, a surname with a form of address, an organization without its suffix.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Article;
use crate::extract::mentions::facts::{Candidate, Form};
use crate::extract::mentions::lexicon::{self, Class};
use crate::extract::mentions::{fold_name, key};
use crate::extract::{Evidence, Mention, Strength, Target};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol, is_han, pinyin, simplify};

/// Who a folded short form can mean: target of the full mention.
type Table = FxHashMap<Symbol, BTreeSet<Whom>>;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Whom {
    /// Id or provisional key, as shown.
    id: String,
    target: TargetKey,
    kind: EntityType,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum TargetKey {
    Known(Symbol),
    New(Symbol),
}

impl Whom {
    fn of(mention: &Mention) -> Option<Whom> {
        let target = match &mention.target {
            Target::Linked(id) => TargetKey::Known(id.clone()),
            Target::Unresolved(key) => TargetKey::New(key.clone()),
            Target::Ambiguous(_) => return None,
        };
        let id = match &target {
            TargetKey::Known(id) => id.to_string(),
            TargetKey::New(key) => format!("~{key}"),
        };
        Some(Whom { id, target, kind: mention.kind })
    }
    fn target(&self) -> Target {
        match &self.target {
            TargetKey::Known(id) => Target::Linked(id.clone()),
            TargetKey::New(key) => Target::Unresolved(key.clone()),
        }
    }
}

pub(super) fn resolve(article: &mut Article) {
    // Candidates that only a full name explains.
    let waiting: Vec<Candidate> = article
        .each_block()
        .flat_map(|(_, start, entry)| {
            entry
                .facts
                .names
                .candidates
                .iter()
                .filter(|c| c.form == Form::Surname)
                .map(move |c| Candidate { span: c.span.shift(start), ..c.clone() })
        })
        .collect();
    addressed(article, &waiting);
    likely_surnames(article);
    let table = table(article);
    for candidate in waiting {
        let Some(whom) = table.get(&short_key(&candidate.name, &candidate.key)) else {
            unnamed(article, &candidate);
            continue;
        };
        if let Some(mention) = short_mention(whom, candidate.span, &candidate.name, candidate.evidence) {
            let free =
                article.overlapping(candidate.span).is_none_or(|m| matches!(&m.target, Target::Unresolved(_)) && m.span == candidate.span);
            if free {
                article.clear(candidate.span);
                article.add(mention);
            }
        }
    }
    // Single words that stand as names of their own so far.
    let words: Vec<(Span, Symbol, Symbol, Evidence)> = article
        .mentions
        .values()
        .filter(|m| !m.short && !m.evidence.has(Evidence::SUFFIX) && !m.evidence.has(Evidence::MODEL_NUMBER))
        .filter_map(|m| match &m.target {
            // Not re-keyed yet: the name, folded.
            Target::Unresolved(key) => Some((m.span, m.name.clone(), key.clone(), m.evidence)),
            _ => None,
        })
        .filter(|(_, name, key, _)| table.contains_key(&short_key(name, key)))
        .collect();
    // A name that stands in many places is given its key once.
    let mut rekeyed: FxHashSet<(Symbol, Symbol)> = FxHashSet::default();
    for (span, name, own, evidence) in words {
        let Some(whom) = table.get(&short_key(&name, &own)) else { continue };
        if whom.iter().any(|w| matches!(&w.target, TargetKey::New(k) if *k == own)) {
            continue;
        }
        // An organization that the article also calls by its own name alone goes by the shorter key.
        if let Some(Whom { target: TargetKey::New(full), kind: EntityType::Organization, .. }) = whom.first().filter(|_| whom.len() == 1) {
            if rekeyed.insert((full.clone(), own.clone())) {
                rekey(article, full, &own);
            }
            continue;
        }
        if let Some(mention) = short_mention(whom, span, &name, evidence) {
            article.clear(span);
            article.add(mention);
            rekeyed.clear();
        }
    }
}

/// A Han surname with a form of address whom the article never names in full: a person all the same.
fn unnamed(article: &mut Article, candidate: &Candidate) {
    let addressed = candidate.evidence.has(Evidence::HONORIFIC) && candidate.name.chars().all(is_han);
    if !addressed || article.overlapping(candidate.span).is_some_and(|m| m.strength >= Strength::Likely) {
        return;
    }
    article.clear(candidate.span);
    article.add(Mention {
        short: true,
        ..Mention::unresolved(
            candidate.span,
            EntityType::Person,
            fold_name(&candidate.name),
            candidate.name.clone(),
            Strength::Likely,
            candidate.evidence,
        )
    });
}

/// The surname alone of a likely person (`Ames` beside `Orrin Ames`) is as likely the same one.
fn likely_surnames(article: &mut Article) {
    let mut persons: BTreeMap<Symbol, BTreeSet<Symbol>> = BTreeMap::new();
    for mention in article.mentions.values().filter(|m| m.kind == EntityType::Person && m.strength == Strength::Likely) {
        if let (Some((_, last)), Target::Unresolved(key)) = (mention.name.rsplit_once(' '), &mention.target) {
            persons.entry(Symbol::new(last)).or_default().insert(key.clone());
        }
    }
    for mention in article.mentions.values_mut().filter(|m| m.strength < Strength::Fair && matches!(m.target, Target::Unresolved(_))) {
        let Some(key) = persons.get(&mention.name).filter(|k| k.len() == 1).and_then(|k| k.first()) else { continue };
        mention.target = Target::Unresolved(key.clone());
        mention.kind = EntityType::Person;
        mention.strength = Strength::Likely;
        mention.evidence |= Evidence::SHORT_FORM;
        mention.short = true;
    }
}

/// `Mr. Ames` makes a person of the doubtful name `Orrin Ames`.
fn addressed(article: &mut Article, waiting: &[Candidate]) {
    let surnames: BTreeSet<&str> = waiting.iter().filter(|c| c.evidence.has(Evidence::HONORIFIC)).map(|c| &*c.name).collect();
    for mention in article.mentions.values_mut().filter(|m| m.strength < Strength::Fair && matches!(m.target, Target::Unresolved(_))) {
        let named = mention.name.rsplit_once(' ').is_some_and(|(head, last)| surnames.contains(last) && head.split(' ').count() <= 2);
        if named && mention.name.chars().all(|c| c.is_alphabetic() || " .-'".contains(c)) {
            mention.kind = EntityType::Person;
            mention.strength = Strength::Fair;
            mention.evidence |= Evidence::HONORIFIC;
        }
    }
}

fn rekey(article: &mut Article, from: &Symbol, to: &Symbol) {
    for mention in article.mentions.values_mut() {
        if let Target::Unresolved(key) = &mut mention.target
            && (*key == *from || *key == *to)
        {
            *key = to.clone();
            mention.strength = mention.strength.max(Strength::Fair);
            mention.kind = EntityType::Organization;
        }
    }
}

fn short_mention(whom: &BTreeSet<Whom>, span: Span, name: &Symbol, evidence: Evidence) -> Option<Mention> {
    let mut all = whom.iter();
    let (first, second) = (all.next()?, all.next());
    let target = if second.is_none() {
        first.target()
    } else {
        let known: Option<Vec<Symbol>> = whom
            .iter()
            .map(|w| match &w.target {
                TargetKey::Known(id) => Some(id.clone()),
                TargetKey::New(_) => None,
            })
            .collect();
        Target::Ambiguous(known?.into())
    };
    Some(Mention {
        span,
        kind: first.kind,
        target,
        name: name.clone(),
        strength: Strength::Strong,
        evidence: evidence | Evidence::SHORT_FORM,
        hidden: false,
        former: false,
        short: true,
    })
}

fn short_key(name: &str, folded: &Symbol) -> Symbol {
    // 老陆, 小陆: the surname is what counts.
    let mut chars = name.chars();
    let first = chars.next();
    if let (Some('老' | '小' | '阿' | '大'), Some(c), None) = (first, chars.next(), chars.next())
        && is_han(c)
    {
        return Symbol::new(simplify(c).encode_utf8(&mut [0; 4]));
    }
    folded.clone()
}

/// Short forms of everything that the article names in full.
fn table(article: &Article) -> Table {
    let mut table = Table::default();
    let mut put = |form: Symbol, whom: &Whom| {
        if !form.is_empty() {
            table.entry(form).or_default().insert(whom.clone());
        }
    };
    let mut seen: FxHashSet<(&str, &str, bool, EntityType)> = FxHashSet::default();
    for mention in article.mentions.values().filter(|m| m.strength >= Strength::Fair && !m.short) {
        let (target, linked): (&str, bool) = match &mention.target {
            Target::Linked(id) => (id, true),
            Target::Unresolved(key) => (key, false),
            Target::Ambiguous(_) => continue,
        };
        if !seen.insert((&mention.name, target, linked, mention.kind)) {
            continue;
        }
        let Some(whom) = Whom::of(mention) else { continue };
        match mention.kind {
            EntityType::Person => {
                let entity = match &mention.target {
                    Target::Linked(id) => article.present.get(id),
                    _ => None,
                };
                for form in person_forms(&mention.name) {
                    put(form, &whom);
                }
                // The same person under the glossary's other full names: 陆总 after `Lu Ruomian`.
                if let Some(entity) = entity.filter(|_| is_full(&mention.name)) {
                    entity
                        .names
                        .iter()
                        .flat_map(|n| person_forms(&n.text))
                        .chain(entity.surname.iter().map(|s| fold_name(s)))
                        .for_each(|f| put(f, &whom));
                }
            }
            EntityType::Organization => {
                if let Some(form) = organization_form(&mention.name) {
                    put(form, &whom);
                }
            }
            EntityType::Product => {}
        }
    }
    table
}

fn is_full(name: &str) -> bool {
    name.contains([' ', '·']) || name.chars().all(is_han) && name.chars().count() >= 2
}

/// Surname, and the given name of a Western name.
fn person_forms(name: &str) -> Vec<Symbol> {
    let chars: Vec<char> = name.chars().map(simplify).collect();
    if chars.iter().all(|c| is_han(*c)) && !chars.is_empty() {
        let surname = pinyin::surname_of(&chars).filter(|(_, n)| chars.len() > *n && chars.len() <= n + 2);
        return surname.map(|(s, _)| Symbol::new(s.han)).into_iter().collect();
    }
    if let Some((_, last)) = name.rsplit_once(['·', '•', '・']) {
        let first = name.split(['·', '•', '・']).next().unwrap_or("");
        return [last, first].iter().filter(|p| p.chars().count() >= 2).map(|p| fold_name(p)).collect();
    }
    let parts: Vec<&str> = name.split(' ').filter(|p| !p.is_empty()).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    if parts.len() < 2 {
        return Vec::new();
    }
    let (a, b) = (pinyin::latin_token(first), pinyin::latin_token(last));
    let surname = |t: &str| !pinyin::surnames_spelt(t).is_empty();
    let spelt = |t: &str| pinyin::split(t).is_some();
    if surname(&a) && (spelt(&b) || last.contains('-')) {
        // A Chinese name: nobody is called by the given name alone.
        return vec![fold_name(first)];
    }
    if surname(&b) && spelt(&a) && pinyin::split(&a).is_some_and(|s| s.len() == 2) {
        return vec![fold_name(last)];
    }
    let mut forms = vec![fold_name(last)];
    // Particles belong to the surname: `van der Berg`.
    if first.chars().count() > 2 && !lexicon::latin(first).has(Class::TITLE | Class::HONORIFIC) {
        forms.push(fold_name(first));
    }
    forms
}

/// `Fennick Row` of `Fennick Row Capital`. Makers of cars keep theirs: `Lanyou Auto` is not Lanyou.
fn organization_form(name: &str) -> Option<Symbol> {
    if name.chars().any(is_han) {
        return None;
    }
    let words: Vec<&str> = key::strip_legal(name).split(' ').collect();
    let (last, rest) = words.split_last()?;
    let class = lexicon::latin(last);
    let brand = matches!(
        last.to_lowercase().as_str(),
        "auto" | "automobile" | "automobiles" | "automotive" | "motor" | "motors" | "mobile" | "games" | "pictures" | "music"
    );
    if rest.is_empty() || !class.has(Class::ORG_SUFFIX) || brand || name.contains(" of ") {
        return None;
    }
    let own = rest.join(" ");
    let general = rest.iter().all(|w| lexicon::latin(w).has(Class::WORD | Class::PLACE | Class::PEOPLE | Class::GIVEN));
    (!general).then(|| fold_name(&own))
}
