//! What the clause behind a name says of it: `NAME, a maker of …`, `NAME, who founded …`.

use super::*;

/// `NAME, a maker of …`, `NAME, the … system`: says what the thing is.
pub(super) fn after(g: &Text, run: Run, found: &mut Found, finder: &mut Finder) {
    if !g.mark(run.to, ',') {
        return;
    }
    let from = run.to + 1;
    if !(g.is(from, "a") || g.is(from, "an") || g.is(from, "the") || g.is(from, "its") || g.is(from, "one")) {
        return;
    }
    let mut head = None;
    let mut i = from + 1;
    while i < from + 10 {
        let Some(t) = g.get(i) else { break };
        match t.kind {
            Kind::Word
                if t.case == Case::Lower
                    && matches!(
                        g.lower(i).as_str(),
                        "of" | "that"
                            | "which"
                            | "who"
                            | "and"
                            | "in"
                            | "for"
                            | "by"
                            | "with"
                            | "from"
                            | "is"
                            | "was"
                            | "on"
                            | "at"
                            | "to"
                            | "or"
                    ) =>
            {
                break;
            }
            // "…, the company said": a clause of its own, about nobody before the comma.
            Kind::Word if t.case == Case::Lower && t.has(Class::REPORT) && head.is_some_and(|(h, _)| h + 1 == i) => return,
            Kind::Word if t.case == Case::Lower && t.has(Class::REPORT) => break,
            Kind::Word if t.case == Case::Lower && t.has(Class::TITLE) => head = None,
            Kind::Word if t.case == Case::Lower && t.has(Class::ORG_CLASS) => head = Some((i, EntityType::Organization)),
            Kind::Word if t.case == Case::Lower && t.has(Class::PRODUCT_CLASS) => head = Some((i, EntityType::Product)),
            Kind::Word if t.case == Case::Lower && head.is_some() && REST.contains(&g.lower(i).as_str()) => break,
            Kind::Word if t.case == Case::Lower => {
                // Another noun after the class noun is the head: `phone maker`.
                if head.is_some_and(|(h, _)| h + 1 == i) {
                    head = None;
                }
            }
            Kind::Word | Kind::Model | Kind::Number => {}
            Kind::Mark('\'' | '’' | '-') => {}
            _ => break,
        }
        i += 1;
    }
    let Some((noun, kind)) = head else { return };
    let to = phrase_end(g, noun + 1);
    let mut draft = RawDraft::new(g.span(Run { from: run.from, to }), g.span(run), kind);
    draft.what = Some(g.span(Run { from: from + 1, to: noun + 1 }));
    if found.kind == EntityType::Person {
        return;
    }
    // A word that opens a sentence (`Today, the company …`) is a name only where a glossary says so.
    if found.common && found.opens {
        if to > noun + 1 && !g.has(run.from, Class::FUNCTION | Class::CALENDAR) {
            finder.drafts.push(draft);
        }
        return;
    }
    if kind == EntityType::Product && found.kind == EntityType::Organization && found.evidence.has(Evidence::SUFFIX) {
        return;
    }
    found.kind = kind;
    found.evidence |= Evidence::APPOSITION;
    finder.drafts.push(draft);
}

/// Words that describe the noun before them further.
const REST: &[&str] = &[
    "of",
    "for",
    "in",
    "from",
    "with",
    "that",
    "which",
    "based",
    "led",
    "founded",
    "owned",
    "run",
    "backed",
    "behind",
    "known",
    "headquartered",
    "headed",
    "created",
    "started",
    "making",
    "specialising",
    "specializing",
    "set",
    "listed",
];

/// Longest that the rest of a noun phrase is believed to be, in tokens.
const LONGEST_REST: usize = 16;

/// Where a noun phrase ends whose noun ends at `noun`: what describes it further (`of vaccines based in Ghent`, `led by
/// Lu Wan`, `that makes scooters`) up to the comma that closes it; the noun itself where nothing closes it.
fn phrase_end(g: &Text, noun: usize) -> usize {
    let opener = REST.contains(&g.lower(noun).as_str());
    if !opener {
        return noun;
    }
    for i in noun..noun + LONGEST_REST {
        match g.get(i).map(|t| t.kind) {
            Some(Kind::Mark(',' | ';' | ')')) => return i,
            // The end of the sentence, not the stop of an initial.
            None => return i,
            Some(Kind::Mark('.')) if g.get(i + 1).is_none_or(|t| t.opens) => return i,
            Some(Kind::Mark('\'' | '’' | '-' | '.' | '&')) | Some(Kind::Word | Kind::Number | Kind::Model) => {}
            Some(_) => return noun,
        }
    }
    noun
}

/// What a relative clause says that introduces a person.
const CAREER: &[&str] = &[
    "joined",
    "founded",
    "co-founded",
    "cofounded",
    "leads",
    "led",
    "heads",
    "headed",
    "runs",
    "run",
    "ran",
    "chairs",
    "chaired",
    "became",
    "started",
    "created",
    "owns",
    "owned",
    "oversees",
    "oversaw",
    "manages",
    "managed",
    "directs",
    "directed",
    "set",
    "served",
    "succeeded",
    "replaced",
    "works",
    "worked",
];

/// `NAME, who joined ORG in 2016,`: a clause that says who somebody is.
pub(super) fn who(g: &Text, finder: &mut Finder) {
    for i in 1..g.tokens.len() {
        if !(g.is(i, "who") && g.mark(i - 1, ',')) {
            continue;
        }
        let verb = (i + 1..i + 4).find(|v| CAREER.contains(&g.lower(*v).as_str()));
        let between =
            |v: usize| (i + 1..v).all(|k| matches!(g.lower(k).as_str(), "has" | "had" | "previously" | "once" | "first" | "also" | "now"));
        let Some(verb) = verb.filter(|v| between(*v)) else { continue };
        let mut from = i - 1;
        while from > 0 && i - 1 - from < 4 && g.get(from - 1).is_some_and(Token::is_capital) && !g.has(from - 1, Class::FUNCTION) {
            from -= 1;
            // An initial's stop.
            if from > 1 && g.mark(from - 1, '.') && g.get(from - 2).is_some_and(|t| t.is_word() && t.end - t.start == 1) {
                from -= 1;
            }
        }
        let name = Run { from, to: i - 1 };
        if g.len(name) < 2 {
            continue;
        }
        let closes = |k: &usize| matches!(g.get(*k).map(|t| t.kind), None | Some(Kind::Mark(',' | ';' | '.' | '(' | '—' | '–')));
        let Some(to) = (verb + 1..verb + LONGEST_REST).find(closes) else { continue };
        let mut draft = RawDraft::new(g.span(Run { from, to }), g.span(name), EntityType::Person);
        let org = (verb + 1..to).map(|k| g.org_at(k)).find(|o| g.len(*o) > 0 && g.person_shape(*o).is_none());
        let founded = matches!(g.lower(verb).as_str(), "founded" | "co-founded" | "cofounded" | "created");
        draft.of = org.filter(|o| o.to <= to).map(|o| g.span(o));
        draft.relation = draft.of.map(|_| if founded { Relation::FoundedBy } else { Relation::Holds });
        finder.drafts.push(draft);
    }
}
