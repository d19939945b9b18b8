//! Two names that the text joins: an acronym in parentheses, who leads or founded what.

use super::super::facts::Form;
use super::super::finder::RawTaught;
use super::runs::run_before;
use super::*;

/// `Korvo Research Team (KRT)`.
pub(super) fn acronym(g: &Text, run: Run, found: &mut Found, finder: &mut Finder) {
    if !(g.mark(run.to, '(') && g.mark(run.to + 2, ')')) {
        return;
    }
    let Some(inner) = g.get(run.to + 1).filter(|t| t.is_word() && t.case == Case::Upper) else { return };
    let letters: Vec<char> = inner.text(g.text).chars().filter(|c| c.is_alphabetic()).collect();
    let mut initials: Vec<char> = Vec::new();
    let mut capitals_inside: Vec<char> = Vec::new();
    for i in run.from..run.to {
        let word = g.word(i);
        initials.extend(word.split('-').filter_map(|p| p.chars().next()).filter(|c| c.is_uppercase()));
        capitals_inside.extend(word.chars().filter(|c| c.is_uppercase()));
    }
    if initials != letters && capitals_inside != letters && !is_subsequence(&letters, g.name(run)) {
        return;
    }
    let name = Run { from: run.to + 1, to: run.to + 2 };
    found.evidence |= Evidence::DEFINED;
    finder.add(Found::new(g.span(name), found.kind, Evidence::DEFINED).fair().form(Form::Acronym));
    let passage = g.span(Run { from: run.from, to: run.to + 3 }).end;
    finder.taught.push(RawTaught { full: g.span(run).end, name: g.span(name), passage, corpus: false });
}

/// Letters of an acronym in the order of a name, the first at its start: `KCT` in `Korvo Capital Trust`, `MDT` in
/// `Mingde Technology`.
fn is_subsequence(letters: &[char], name: &str) -> bool {
    let mut rest = name.chars().flat_map(char::to_uppercase);
    let starts = name.chars().next().zip(letters.first()).is_some_and(|(a, b)| a.to_uppercase().eq(b.to_uppercase()));
    starts && letters.len() >= 2 && letters.iter().all(|l| rest.any(|c| c == *l))
}

/// `Korvo, led by Lu Wan`: introduces both.
pub(super) fn led_by(g: &mut Text, finder: &mut Finder) {
    for i in 1..g.tokens.len() {
        if !(g.is(i, "by")
            && matches!(
                g.lower(i - 1).as_str(),
                "led" | "founded" | "headed" | "run" | "owned" | "chaired" | "created" | "co-founded" | "established"
            ))
        {
            continue;
        }
        let verb = i - 1;
        let mut end = verb;
        while end > 0 && (g.is(end - 1, "is") || g.is(end - 1, "was") || g.is(end - 1, "a") || g.is(end - 1, "company")) {
            end -= 1;
        }
        if end > 0 && g.mark(end - 1, ',') {
            end -= 1;
        }
        let person = Run { from: i + 1, to: (i + 4).min(g.tokens.len()) };
        let mut to = person.from;
        while to < person.to && g.get(to).is_some_and(|t| t.is_word() && t.is_capital() && (to == person.from || t.spaced)) {
            to += 1;
        }
        let person = Run { to, ..person };
        if g.len(person) < 2 || (person.from..person.to).any(|k| g.is_suffix(k)) {
            continue;
        }
        let Some(org) = run_before(g, end) else { continue };
        finder.add(Found::new(g.span(person), EntityType::Person, Evidence::APPOSITION).strong());
        finder.add(Found::new(g.span(org), EntityType::Organization, Evidence::APPOSITION).fair());
        // `in 2009` belongs to what is said.
        let dated = g.is(person.to, "in") && g.get(person.to + 1).is_some_and(|t| t.kind == Kind::Number && t.end - t.start == 4);
        let whole = g.span(Run { from: org.from, to: if dated { person.to + 2 } else { person.to } });
        let founded = matches!(g.lower(verb).as_str(), "founded" | "created" | "co-founded" | "established");
        let relation = Some(if founded { Relation::FoundedBy } else { Relation::LedBy });
        let mut of_org = RawDraft::new(whole, g.span(org), EntityType::Organization);
        of_org.relation = relation;
        of_org.of = Some(g.span(person));
        let mut of_person = RawDraft::new(whole, g.span(person), EntityType::Person);
        of_person.relation = relation;
        of_person.of = Some(g.span(org));
        finder.drafts.push(of_org);
        finder.drafts.push(of_person);
    }
}
