//! Persons by title, honorific, apposition and byline, and what that says of them.

use super::*;

/// Title words from `from` on: each title, and where they end.
#[derive(Clone)]
struct Titles {
    each: Vec<Run>,
    to: usize,
}

pub(super) fn find(g: &mut Text, finder: &mut Finder) {
    bylines::find(g, finder);
    let mut i = 0;
    while i < g.tokens.len() {
        if g.has(i, Class::HONORIFIC) && honorific(g, i, finder) {
            i += 1;
            continue;
        }
        match titles_at(g, i) {
            Some(titles) => {
                let to = titles.to;
                titled(g, i, &titles, finder);
                i = to;
            }
            None => i += 1,
        }
    }
    shapes::find(g, finder);
}

fn titles_at(g: &Text, from: usize) -> Option<Titles> {
    let part = |i: usize| g.get(i).is_some_and(|t| t.is_word() && t.has(Class::TITLE | Class::TITLE_MOD));
    let mut each = Vec::new();
    let mut to = from;
    loop {
        let start = to;
        let mut end = None;
        let mut i = to;
        // `Korvo Party senator`: the word ends an organization's name.
        let ends_name = from > 0 && g.get(from).is_some_and(Token::is_capital) && g.is_suffix(from) && g.nameable(from - 1);
        while !(i == from && ends_name && !g.has(from, Class::TITLE)) && part(i) && (i == start || g.get(i).is_some_and(|t| t.spaced)) {
            if g.has(i, Class::TITLE) {
                end = Some(i + 1);
            }
            i += 1;
        }
        let Some(end) = end else { break };
        each.push(Run { from: start, to: end });
        to = end;
        let joint = g.is(to, "and") || g.mark(to, '&') || g.mark(to, '/') || (g.mark(to, ',') && part(to + 1));
        if !joint || !part(to + 1) {
            break;
        }
        to += 1;
    }
    let last = each.last()?.to;
    Some(Titles { each, to: last })
}

/// Longest name that a title is believed to stand before.
const LONGEST_NAME: usize = 4;

/// The person's name that starts at `i`, right after a title: its run. One word is enough where it cannot be anything
/// else.
fn name_at(g: &Text, i: usize) -> Option<Run> {
    let run = g.run_at(i, LONGEST_NAME);
    let mut to = run.to;
    // Particles: `Ursula von der Leyen`.
    if to > i {
        let mut j = to;
        while matches!(
            g.lower(j).as_str(),
            "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "la" | "di" | "du" | "da" | "del" | "el" | "ibn" | "ben" | "ter"
        ) && g.get(j).is_some_and(|t| t.case == Case::Lower)
        {
            j += 1;
        }
        if j > to && g.nameable(j) {
            to = j + 1;
        }
    }
    // A Chinese name has two parts: what follows is a verb in a headline, or a neighbour.
    for length in [2, 3] {
        let head = Run { from: i, to: i + length };
        if head.to <= to && g.person_shape(head).is_some_and(|e| e.has(Evidence::SURNAME)) {
            return Some(head);
        }
    }
    let mut run = Run { from: i, to };
    // An organization that swallowed the rest: no name.
    if run.from >= run.to || (run.from..run.to).any(|k| g.is_suffix(k) && !g.has(k, Class::GIVEN)) || g.is_place(run) {
        return None;
    }
    while run.to > run.from + 1
        && g.has(run.to - 1, Class::FUNCTION | Class::PLACE | Class::UNIT | Class::PEOPLE | Class::TITLE)
        && !g.has(run.to - 1, Class::GIVEN)
    {
        run.to -= 1;
    }
    let bad = |k: usize| {
        g.get(k).is_some_and(|t| t.kind == Kind::Model) || g.has(k, Class::FUNCTION | Class::UNIT | Class::PEOPLE | Class::CALENDAR)
    };
    if (run.from..run.to).any(bad) {
        return None;
    }
    if g.len(run) == 1
        && (g.has(i, Class::WORD | Class::PLACE | Class::TITLE | Class::TITLE_MOD | Class::ORG_CLASS)
            || g.get(i).is_some_and(|t| t.case != Case::Capital))
    {
        return None;
    }
    Some(run)
}

fn honorific(g: &mut Text, i: usize, finder: &mut Finder) -> bool {
    if g.get(i).is_some_and(|t| t.case == Case::Lower) {
        return false;
    }
    let at = if g.mark(i + 1, '.') { i + 2 } else { i + 1 };
    let Some(mut run) = name_at(g, at) else {
        // One word that is also a word of the language: `Mr. Long`.
        if at > i + 1 && g.nameable(at) && !g.nameable(at + 1) && g.get(at).is_some_and(Token::is_word) {
            let run = Run { from: at, to: at + 1 };
            finder.add(Found::new(g.span(run), EntityType::Person, Evidence::HONORIFIC).form(super::super::facts::Form::Surname));
            g.take(Run { from: i, to: at + 1 });
            return true;
        }
        return false;
    };
    run.to = run.to.min(run.from + 3);
    let form = if g.len(run) == 1 { super::super::facts::Form::Surname } else { super::super::facts::Form::Full };
    finder.add(Found::new(g.span(run), EntityType::Person, Evidence::HONORIFIC).form(form));
    g.take(Run { from: i, to: run.to });
    true
}

/// Everything that a title at `from` can introduce.
fn titled(g: &mut Text, from: usize, titles: &Titles, finder: &mut Finder) {
    let to = titles.to;
    // The organization of the title: `of ORG`, `at ORG`, or before it (`ORG TITLE`, `ORG's TITLE`).
    let after = org_after(g, to);
    let before = org_before(g, from);
    let (of, rest) = match after {
        Some((run, rest)) => (Some(run), rest),
        None => (before, to),
    };
    let titles = &with_field(g, titles, of.filter(|_| after.is_some()));
    // `TITLE NAME`, `TITLE of ORG NAME`, `As TITLE of ORG, NAME`.
    let capital_title = g.get(from).is_some_and(|t| t.case != Case::Lower);
    let direct = name_at(g, to).filter(|run| {
        let one_word = g.len(*run) == 1;
        (!one_word || plain_title(g, titles)) && (capital_title || !g.get(from).is_some_and(|t| t.headline) || g.len(*run) > 1)
    });
    if let Some(name) = direct {
        // `NAME of ORG` after the name says more than what stands before the title.
        let (of, end) = match org_after(g, name.to) {
            Some((org, end)) => (Some(org), end),
            None => (before, name.to),
        };
        let start = of.filter(|o| o.to <= from).map_or(from, |o| o.from);
        emit(g, finder, name, &titles.each, of, Run { from: start, to: end });
        return;
    }
    if let Some((org, end)) = after {
        let name = split_name(g, org, end);
        if let Some((org, name)) = name {
            emit(g, finder, name, &titles.each, Some(org), Run { from, to: name.to });
            return;
        }
        // `As the TITLE of ORG, NAME`
        let opened = from > 0 && (g.is(from - 1, "as") || (from > 1 && g.is(from - 1, "the") && g.is(from - 2, "as")));
        let more = more_titles(g, end);
        let (end, second) = more.map_or((end, None), |(end, t)| (end, Some(t)));
        if opened && g.mark(end, ',') {
            let run = g.run_at(end + 1, 3);
            if let Some(name) = name_at(g, end + 1).filter(|n| g.len(*n) >= 2 || n.to == run.to) {
                let mut each = titles.each.clone();
                each.extend(second.into_iter().flat_map(|t| t.each));
                let from = if g.is(from - 1, "as") { from - 1 } else { from - 2 };
                emit(g, finder, name, &each, Some(org), Run { from, to: name.to });
                return;
            }
        }
    }
    // `The band's manager, NAME,`, `Its chairman, NAME, said`, `the bank's head of risk, NAME,`.
    let titles = &if after.is_none() && from > 0 && owned(g, from) { up_to_comma(g, titles) } else { titles.clone() };
    let to = titles.each.last().map_or(to, |t| t.to);
    if after.is_none() && g.mark(to, ',') && from > 0 && owned(g, from) {
        let name = g.run_at(to + 1, LONGEST_NAME);
        let closed = || g.get(name.to).is_none_or(|t| matches!(t.kind, Kind::Mark(',' | '.' | ')')));
        if g.len(name) >= 2 && (g.person_shape(name).is_some() || closed() && name_at(g, name.from) == Some(name)) {
            let start = before.map_or_else(|| owner_start(g, from), |o| o.from);
            emit(g, finder, name, &titles.each, before, Run { from: start, to: name.to });
            return;
        }
    }
    // `NAME, [the] TITLE of ORG`, `NAME (TITLE of ORG)`.
    let name = name_before(g, from);
    if let (None, Some((org, _))) = (name, after)
        && g.is(to, "of")
    {
        organization(g, finder, org);
    }
    if let Some(name) = name {
        emit(g, finder, name, &titles.each, of, Run { from: name.from, to: rest.max(to) });
        // A second post: `… of ORG and TITLE of ORG2`.
        let mut at = rest;
        while let Some((end, titles)) = more_titles(g, at) {
            let Some((org, next)) = org_after(g, titles.to) else {
                at = end;
                continue;
            };
            emit(g, finder, name, &titles.each, Some(org), Run { from: name.from, to: next });
            at = next;
        }
    }
}

/// Titles with the field of the last one where a comma closes it: `head of risk,`.
fn up_to_comma(g: &Text, titles: &Titles) -> Titles {
    let end = (titles.to..titles.to + LONGEST_DEPARTMENT).find(|i| g.mark(*i, ','));
    with_field(g, titles, end.map(|end| Run { from: end + 1, to: end + 1 }))
}

/// Whether a possessive stands before a title, with at most two adjectives between.
fn owned(g: &Text, from: usize) -> bool {
    let small = |i: usize| g.get(i).is_some_and(|t| t.is_word() && t.case == Case::Lower) && describes(g, i);
    let mut at = from;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return false };
        if g.possessive(before) || matches!(g.lower(before).as_str(), "its" | "their" | "his" | "her" | "our") {
            return true;
        }
        if !small(before) {
            return false;
        }
        at = before;
    }
    false
}

/// A word that can stand between an owner and a title.
fn describes(g: &Text, i: usize) -> bool {
    !g.has(i, Class::FUNCTION | Class::REPORT) || matches!(g.lower(i).as_str(), "new" | "first" | "next" | "then" | "former" | "current")
}

/// Where the noun phrase of the owner begins: `The train maker's chairman`, `Its chairman`.
fn owner_start(g: &Text, from: usize) -> usize {
    let mut at = from;
    while at > 0 && from - at < 8 {
        let before = at - 1;
        if matches!(g.lower(before).as_str(), "the" | "its" | "their" | "his" | "her" | "our" | "a" | "an") {
            return before;
        }
        let part = g.possessive(before) || g.get(before).is_some_and(Token::is_word) && describes(g, before);
        if !part {
            break;
        }
        at = before;
    }
    at
}

/// Titles with the field that the last one names: `head of procurement` before `at ORG`.
fn with_field(g: &Text, titles: &Titles, org: Option<Run>) -> Titles {
    let mut each = titles.each.clone();
    let to = titles.to;
    let field = org.and_then(|o| o.from.checked_sub(1)).map(|at| if g.is(at, "the") { at - 1 } else { at });
    let joined = g.is(to, "of") || g.is(to, "for");
    // `president of the club at`: an article tells a body, no field.
    let plain = |i: usize| {
        !matches!(g.lower(i).as_str(), "the" | "a" | "an" | "its" | "their" | "his" | "her" | "at" | "with" | "from" | "in")
            && g.get(i).is_some_and(|t| t.is_word() && t.case == Case::Lower)
    };
    if let (true, Some(at), Some(last)) = (joined, field, each.last_mut())
        && at > to + 1
        && (to + 1..at).all(plain)
    {
        last.to = at;
    }
    Titles { each, to }
}

/// A title that may stand before one word alone (`President Halvard`); others, such as `head` or `party`, may not.
fn plain_title(g: &Text, titles: &Titles) -> bool {
    titles.each.iter().all(|t| g.get(t.from).is_some_and(|x| x.case != Case::Lower)) || titles.each.iter().any(|t| t.to - t.from > 1)
}

fn more_titles(g: &Text, at: usize) -> Option<(usize, Titles)> {
    let joint = g.is(at, "and") || (g.mark(at, ',') && g.is(at + 1, "and"));
    let from = if g.is(at, "and") { at + 1 } else { at + 2 };
    let from = if g.is(from, "the") || g.is(from, "a") { from + 1 } else { from };
    let titles = titles_at(g, from).filter(|_| joint)?;
    Some((titles.to, titles))
}

/// Words between a title and its organization that are read as a department.
const LONGEST_DEPARTMENT: usize = 5;

/// `of ORG`, `at ORG`, with a department of lower-case words skipped: `head of design at ORG`.
fn org_after(g: &Text, to: usize) -> Option<(Run, usize)> {
    let preposition = |i: usize| g.is(i, "of") || g.is(i, "at") || g.is(i, "for") || g.is(i, "with");
    let mut i = to;
    while i < to + LONGEST_DEPARTMENT {
        if preposition(i) {
            let org = g.org_at(i + 1);
            if g.len(org) > 0 {
                let usable =
                    !g.has(org.from, Class::FUNCTION | Class::CALENDAR) && (g.is(i, "of") || g.is(i, "at") || g.is_suffix(org.to - 1));
                return usable.then_some((org, org.to));
            }
        }
        // Lower-case words of the department: `vice president for battery research at ORG`.
        let lower = g.get(i).is_some_and(|t| t.is_word() && t.case == Case::Lower && !t.has(Class::REPORT | Class::LAUNCH));
        if !lower || (!preposition(i) && i == to) {
            return None;
        }
        i += 1;
    }
    None
}

/// The capital run right before a title: `ORG TITLE`, `ORG's TITLE`, `the ORG TITLE`.
fn org_before(g: &Text, from: usize) -> Option<Run> {
    let mut end = from;
    // Adjectives between: `Korvo's long-time chief executive`.
    for _ in 0..2 {
        if end > 0 && g.get(end - 1).is_some_and(|t| t.is_word() && t.case == Case::Lower && !t.has(Class::FUNCTION | Class::REPORT)) {
            end -= 1;
        }
    }
    if end > 0 && g.possessive(end - 1) {
        end -= 1;
    }
    let mut start = end;
    while start > 0
        && (g.nameable(start - 1) || g.org_word(start - 1))
        && !g.has(start - 1, Class::FUNCTION)
        && (start == end || g.get(start).is_some_and(|t| t.spaced))
    {
        start -= 1;
    }
    let run = Run { from: start, to: end };
    (g.len(run) > 0 && !g.is_place(run) && !(g.len(run) == 1 && g.has(start, Class::PEOPLE))).then_some(run)
}

/// Organization and name written together after a title: `of Korvo Technology Lu Wan`.
fn split_name(g: &Text, org: Run, end: usize) -> Option<(Run, Run)> {
    // `org_at` already stopped before a person's name.
    if let Some(name) = name_at(g, end).filter(|n| g.person_shape(*n).is_some() && g.get(end).is_some_and(|t| t.spaced)) {
        return Some((org, name));
    }
    for cut in (org.from + 1..org.to.saturating_sub(1)).rev() {
        let name = Run { from: cut, to: org.to };
        if g.person_shape(name).is_some() {
            return Some((Run { from: org.from, to: cut }, name));
        }
    }
    None
}

/// The name before an apposition that holds a title at `from`: words between the comma (or parenthesis) and the title
/// must be what an apposition is made of.
fn name_before(g: &Text, from: usize) -> Option<Run> {
    let mut i = from;
    for _ in 0..10 {
        if i == 0 {
            return None;
        }
        i -= 1;
        let t = g.get(i)?;
        match t.kind {
            Kind::Mark(',') => {
                let age = i >= 2 && g.get(i - 1).is_some_and(|t| t.kind == Kind::Number) && g.mark(i - 2, ',');
                let end = if age { i - 2 } else { i };
                return run_ending(g, end);
            }
            Kind::Mark('(' | '—' | '–') => return run_ending(g, i),
            Kind::Mark('\'' | '’') if is_possessive(t) => {}
            Kind::Word if t.has(Class::REPORT) && t.case == Case::Lower => return None,
            Kind::Word | Kind::Model => {
                let verb = matches!(
                    g.lower(i).as_str(),
                    "is" | "was"
                        | "said"
                        | "were"
                        | "are"
                        | "but"
                        | "while"
                        | "where"
                        | "when"
                        | "that"
                        | "which"
                        | "after"
                        | "before"
                        | "by"
                        | "in"
                        | "on"
                        | "from"
                        | "to"
                        | "with"
                );
                if verb && !(matches!(g.lower(i).as_str(), "is" | "was") && i > 0 && g.is(i - 1, "who")) {
                    return None;
                }
            }
            Kind::Number => {}
            Kind::Mark('-' | '&' | '/') => {}
            _ => return None,
        }
    }
    None
}

fn run_ending(g: &Text, end: usize) -> Option<Run> {
    let mut from = end;
    while from > 0 && end - from < LONGEST_NAME && g.nameable(from - 1) && (from == end || g.get(from).is_some_and(|t| t.spaced)) {
        from -= 1;
        // An initial's stop.
        if from > 1 && g.mark(from - 1, '.') && g.get(from - 2).is_some_and(|t| t.is_word() && t.end - t.start == 1) {
            from -= 1;
        }
    }
    let mut run = Run { from, to: end };
    // What opens a sentence may be a word of it: `Yesterday Lu Wan, chief …`.
    while g.len(run) > 1
        && (g.has(run.from, Class::FUNCTION)
            || g.has(run.from, Class::TITLE | Class::TITLE_MOD | Class::PEOPLE) && !g.has(run.from, Class::GIVEN))
    {
        run.from += 1;
    }
    if g.len(run) == 0 || g.is_place(run) || (run.from..run.to).any(|i| g.is_suffix(i) && !g.has(i, Class::GIVEN)) {
        return None;
    }
    let shaped = g.person_shape(run).is_some();
    let after_preposition = run.from > 0 && matches!(g.lower(run.from - 1).as_str(), "at" | "in" | "for" | "of" | "from" | "on");
    if g.len(run) == 1
        && (after_preposition
            || g.has(run.from, Class::WORD | Class::FUNCTION | Class::PEOPLE | Class::UNIT)
            || !g.get(run.from).is_some_and(|t| t.is_word() && t.case == Case::Capital))
    {
        return None;
    }
    let marked = (run.from..run.to).any(|i| {
        g.get(i).is_some_and(|t| t.kind == Kind::Model || t.case == Case::Upper && t.end - t.start > 1 && !t.headline)
            || g.has(i, Class::UNIT)
    });
    if !shaped && (after_preposition || marked || (run.from..run.to).all(|i| g.has(i, Class::WORD))) {
        return None;
    }
    Some(run)
}

fn emit(g: &mut Text, finder: &mut Finder, name: Run, titles: &[Run], of: Option<Run>, whole: Run) {
    use super::super::facts::Form;
    let evidence = if whole.from < name.from { Evidence::TITLE } else { Evidence::APPOSITION };
    let form = if g.len(name) == 1 { Form::Surname } else { Form::Full };
    let shape = g.person_shape(name).unwrap_or(Evidence::CAPITALS);
    let mut found = Found::new(g.span(name), EntityType::Person, evidence | shape).form(form);
    if g.len(name) > 1 {
        found = found.strong();
    }
    finder.add(found);
    if let Some(org) = of {
        organization(g, finder, org);
    }
    let mut draft = RawDraft::new(g.span(whole), g.span(name), EntityType::Person);
    draft.title = titles.iter().map(|t| g.span(*t)).collect();
    draft.of = of.map(|o| g.span(o));
    draft.relation = Some(Relation::Holds);
    finder.drafts.push(draft);
    g.take(name);
    for title in titles {
        g.take(*title);
    }
}

/// The organization of a title: a name by its place.
fn organization(g: &Text, finder: &mut Finder, org: Run) {
    let unknown = (org.from..org.to).any(|i| !g.has(i, Class::WORD | Class::PEOPLE | Class::PLACE));
    let suffix = g.len(org) > 1 && g.is_suffix(org.to - 1);
    if (unknown || suffix) && !g.is_place(org) && !g.has(org.from, Class::UNIT) {
        let mut evidence = Evidence::APPOSITION | Evidence::CAPITALS;
        if suffix {
            evidence |= Evidence::SUFFIX;
        }
        finder.add(Found::new(g.span(org), EntityType::Organization, evidence).fair());
    }
}
