//! Who wrote a text or took a picture, and who speaks in an interview.

use super::*;

/// `By Lu Wan`, `Text: Lu Wan`, `Photo: Korvo Press` at the start of a block, and `Lu Wan: …` of an interview.
pub(super) fn find(g: &mut Text, finder: &mut Finder) {
    for i in 0..g.tokens.len() {
        let line_start = i == 0;
        let role = matches!(
            g.lower(i).as_str(),
            "text"
                | "author"
                | "photo"
                | "photos"
                | "photograph"
                | "image"
                | "picture"
                | "editor"
                | "editing"
                | "reporting"
                | "writer"
                | "words"
                | "source"
                | "credit"
                | "interview"
        );
        let opens = g.get(i).is_some_and(|t| t.opens || line_start);
        let marked = g.mark(i + 1, ':') || g.mark(i + 1, '：') || g.mark(i + 1, '/') || g.is(i + 1, "by");
        let at = if line_start && g.is(i, "by") {
            i + 1
        } else if role && opens && marked {
            i + 2
        } else {
            continue;
        };
        let run = whole_run(g, at);
        if g.len(run) == 0 || g.has(run.from, Class::FUNCTION) || g.is_place(run) {
            continue;
        }
        let ends = g.get(run.to).is_none_or(|t| matches!(t.kind, Kind::Mark(_)) || t.is_word() && t.case == Case::Lower && !line_start);
        let suffixed = g.is_suffix(run.to - 1);
        if !ends || (g.is(i, "by") && suffixed) {
            continue;
        }
        if suffixed {
            finder.add(Found::new(g.span(run), EntityType::Organization, Evidence::BYLINE | Evidence::SUFFIX).fair());
        } else if g.len(run) >= 2 && ((run.from..run.to).any(|k| !g.has(k, Class::WORD)) || g.person_shape(run).is_some()) {
            finder.add(Found::new(g.span(run), EntityType::Person, Evidence::BYLINE).strong());
            let mut draft = RawDraft::new(g.span(Run { from: i, to: run.to }), g.span(run), EntityType::Person);
            draft.relation = Some(Relation::Author);
            finder.drafts.push(draft);
            g.take(run);
            credit(g, run.to, finder);
        }
    }
    // The speaker of an interview.
    let run = g.run_at(0, 3);
    if g.len(run) > 0 && (g.mark(run.to, ':') || g.mark(run.to, '：')) && g.get(run.to + 1).is_some() && g.person_shape(run).is_some() {
        finder.add(Found::new(g.span(run), EntityType::Person, Evidence::BYLINE).strong());
        g.take(run);
    }
}

/// The agency of a credit: `Photograph: Lu Wan/Korvo Pictures`.
fn credit(g: &mut Text, at: usize, finder: &mut Finder) {
    if !(g.mark(at, '/') || g.mark(at, '|')) {
        return;
    }
    let agency = g.org_at(at + 1);
    let ends = g.get(agency.to).is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
    if g.len(agency) > 0 && ends && !g.has(agency.from, Class::FUNCTION) && !g.is_place(agency) {
        finder.add(Found::new(g.span(agency), EntityType::Organization, Evidence::BYLINE).fair());
        g.take(agency);
    }
}

/// The capitals behind a credit, words of the language with them: a line of credits looks like a headline.
fn whole_run(g: &Text, at: usize) -> Run {
    let mut run = g.run_at(at, LONGEST);
    let word = |i: usize| g.get(i).is_some_and(|t| t.is_word() && t.is_capital() && t.spaced && t.headline && !t.has(Class::FUNCTION));
    while g.len(run) > 0 && g.len(run) < LONGEST && word(run.to) {
        run.to += 1;
    }
    run
}

/// Longest name of a byline, in words.
const LONGEST: usize = 4;
