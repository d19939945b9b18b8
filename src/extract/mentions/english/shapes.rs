//! Full names by their shape alone: a given name and what can follow one.

use super::*;

/// Full names by their shape alone, with the verb after them where there is one.
pub(super) fn find(g: &mut Text, finder: &mut Finder) {
    let mut i = 0;
    while i < g.tokens.len() {
        let whole = g.run_at(i, 6);
        if g.len(whole) == 0 {
            i += 1;
            continue;
        }
        let mut at = whole.from;
        while at < whole.to {
            // The longest shape that ends before an organization's suffix; a shape inside an organization is none.
            let shape = [3, 2].into_iter().map(|n| Run { from: at, to: (at + n).min(whole.to) }).find_map(|run| {
                let suffixed = g.get(run.to).is_some_and(|t| t.is_capital() && t.spaced) && g.is_suffix(run.to);
                let number = g.get(run.to).is_some_and(|t| t.kind == Kind::Model && t.spaced);
                let place = hints::hints(g.word(run.to - 1)).has(hints::Hint::GEO) && !g.has(run.from, Class::GIVEN);
                let evidence = g.person_shape(run).filter(|_| !place && !suffixed && !number && g.len(run) >= 2 && !g.is_place(run))?;
                // Three parts only where two of them are no name by themselves.
                let two = Run { from: run.from, to: run.from + 2 };
                let chinese = g.person_shape(two).is_some_and(|e| e.has(Evidence::SURNAME));
                (g.len(run) == 2 || !chinese).then_some((run, evidence))
            });
            let Some((run, evidence)) = shape else {
                at += 1;
                continue;
            };
            let before_is_suffix = run.from > whole.from
                && !g.is_suffix(run.from - 1)
                && g.nameable(run.from - 1)
                && !g.has(run.from - 1, Class::FUNCTION | Class::TITLE | Class::TITLE_MOD | Class::PEOPLE | Class::PLACE)
                && !(g.get(run.from - 1).is_some_and(|t| t.opens) && g.has(run.from - 1, Class::WORD));
            if before_is_suffix {
                at += 1;
                continue;
            }
            let run = with_last_name(g, run, whole.to);
            let says = g.get(run.to).is_some_and(|t| t.case == Case::Lower && t.has(Class::REPORT));
            let evidence = if says { evidence | Evidence::REPORTING_VERB | Evidence::SEGMENTER } else { evidence };
            let mut found = Found::new(g.span(run), EntityType::Person, evidence).fair();
            found.opens = g.get(run.from).is_some_and(|t| t.opens || t.headline);
            finder.add(found);
            g.take(run);
            at = run.to;
        }
        i = whole.to.max(i + 1);
    }
}

/// `Tobias Henrik Tarn`: the last word of the capitals belongs to a name that stops right before it.
fn with_last_name(g: &Text, run: Run, end: usize) -> Run {
    let last = run.to;
    let other = Class::TITLE
        | Class::TITLE_MOD
        | Class::PLACE
        | Class::PEOPLE
        | Class::ORG_CLASS
        | Class::PRODUCT_CLASS
        | Class::PRODUCT_SUFFIX
        | Class::FUNCTION
        | Class::UNIT;
    let numeral =
        g.get(last).is_some_and(|t| t.is_word() && t.spaced) && matches!(g.word(last), "II" | "III" | "IV" | "VI" | "VII" | "VIII");
    if numeral {
        return Run { to: last + 1, ..run };
    }
    let fits = last + 1 == end
        && g.len(run) == 2
        && g.get(last).is_some_and(|t| t.is_word() && t.case == Case::Capital && t.spaced && !t.headline && !t.has(other))
        && g.person_shape(run).is_some_and(|e| !e.has(Evidence::SURNAME));
    if fits { Run { to: last + 1, ..run } } else { run }
}
