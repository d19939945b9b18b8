//! Names that only their looks and their neighbours speak for: runs of capitals, cut into names, each judged by all
//! evidence at once.

use super::hints::{Hint, hints, known};
use super::*;

mod evidence;
mod weights;

/// A name to be judged, and what was cut off before it.
#[derive(Clone, Copy, Debug)]
struct Part {
    run: Run,
    /// A title in capitals stood before it in the same run.
    titled: bool,
}

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let block = evidence::Block::of(g);
    let mut i = 0;
    while i < g.tokens.len() {
        if !opens_run(g, i) {
            i += 1;
            continue;
        }
        let run = run_from(g, i);
        for part in parts(g, run) {
            judge(g, &block, part, finder);
        }
        i = run.to.max(i + 1);
    }
}

fn judge(g: &Text, block: &evidence::Block, part: Part, finder: &mut Finder) {
    let run = part.run;
    // `Singers`, `Engineer`: a title that opens a sentence is nobody's name.
    let title = g.len(run) == 1 && g.has(run.from, Class::TITLE) && !g.has(run.from, Class::GIVEN) && g.tokens[run.from].opens;
    if title || g.is_site(run) || lexicon::is_no_name(g.name(run)) {
        return;
    }
    let bits = evidence::of(g, block, part);
    let Some((kind, score)) = weights::best(bits) else { return };
    let opens = g.get(run.from).is_some_and(|t| t.opens || t.headline);
    let mut found = Found::new(g.span(run), kind, Evidence::CAPITALS);
    found.opens = opens;
    found.common = (run.from..run.to).all(|i| g.has(i, Class::WORD | Class::FUNCTION) && !g.has(i, Class::GIVEN));
    found.score = Some(score);
    if g.len(run) == 1 {
        let upper = g.get(run.from).is_some_and(|t| t.case == Case::Upper);
        found.form = if upper { super::super::facts::Form::Acronym } else { super::super::facts::Form::Word };
    }
    finder.add(found);
}

/// A capital that can open a name: no word of the grammar, unless it is printed in capitals amid small letters.
fn opens_run(g: &Text, i: usize) -> bool {
    let Some(t) = g.get(i).filter(|_| g.nameable(i)) else { return false };
    if t.has(Class::FUNCTION) {
        return (t.case == Case::Upper && !t.headline && t.end - t.start > 1 && known(g.word(i)).is_some())
            || (t.has(Class::GIVEN) && !t.opens)
            || (t.case == Case::Capital && adjective(g, i));
    }
    true
}

/// `New Delta`, `Second Street`: a word of the grammar that a place or, amid a sentence, any name may begin with.
pub(super) fn adjective(g: &Text, i: usize) -> bool {
    let follows = g.get(i + 1).is_some_and(|t| t.spaced && t.is_capital());
    let fits = matches!(
        g.lower(i).as_str(),
        "new" | "old" | "great" | "good" | "first" | "second" | "third" | "one" | "two" | "three" | "next" | "last"
    );
    let place = || (2..=4).any(|n| lexicon::is_place(g.name(Run { from: i, to: i + n })));
    follows && fits && (!g.tokens[i].opens && !g.tokens[i].headline || place())
}

fn continues(g: &Text, i: usize) -> bool {
    g.nameable(i) && (!g.has(i, Class::FUNCTION) || g.has(i, Class::GIVEN) || g.has(i, Class::ORG_SUFFIX))
}

/// Whether `of` or `for` behind this word joins what follows to the name: `University of …`.
fn takes_of(g: &Text, i: usize) -> bool {
    g.has(i, Class::ORG_SUFFIX | Class::ORG_CLASS | Class::DEPT) && !g.has(i, Class::TITLE)
        || matches!(
            g.word(i),
            "Bank" | "House" | "Ministry" | "Republic" | "Kingdom" | "Faculty" | "Order" | "Friends" | "Center" | "Centre"
        )
}

/// The run of capitals from `i` on, with the small words that names hold.
fn run_from(g: &Text, i: usize) -> Run {
    let mut to = i + 1;
    loop {
        let spaced = g.get(to).is_some_and(|t| t.spaced);
        let last = to - 1;
        if continues(g, to) && (spaced || g.mark(last, '&')) {
            to += 1;
            continue;
        }
        // The stop of an initial or of `St.`, `Jr.`: `J. K. Ames`, `St. Alban`.
        let initial = g.get(last).is_some_and(|t| t.is_word() && t.end - t.start == 1) || g.is(last, "st") || g.is(last, "jr");
        if g.mark(to, '.') && !spaced && initial && (continues(g, to + 1) || opens_run(g, to + 1)) {
            to += 2;
            continue;
        }
        if g.mark(to, '&') && continues(g, to + 1) {
            to += 2;
            continue;
        }
        // `Ursula von der Leyen`
        let mut next = to;
        while next < to + 2 && g.get(next).is_some_and(|t| t.case == Case::Lower && t.is_word()) && hints(g.word(next)).has(Hint::PARTICLE)
        {
            next += 1;
        }
        if next > to && spaced && continues(g, next) && !g.has(next, Class::WORD) {
            to = next + 1;
            continue;
        }
        let the = usize::from(g.is(to + 1, "the"));
        if (g.is(to, "of") || g.is(to, "for")) && takes_of(g, last) && continues(g, to + 1 + the) {
            to += 2 + the;
            continue;
        }
        // `Ministry of Trade and Industry`
        if g.is(to, "and")
            && (i..to).any(|k| g.is(k, "of") || g.is(k, "for"))
            && g.has(last, Class::WORD)
            && continues(g, to + 1)
            && g.has(to + 1, Class::WORD)
        {
            to += 2;
            continue;
        }
        // `Women's Institute`
        if g.possessive(to) && g.has(last, Class::WORD) && to + 1 < g.tokens.len() && g.is_suffix(to + 1) && continues(g, to + 1) {
            to += 2;
            continue;
        }
        break;
    }
    Run { from: i, to }
}

/// Cuts titles, peoples and what opens the sentence off a run; a title within it parts an organization from a person.
fn parts(g: &Text, run: Run) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = run;
    let mut titled = false;
    let whole_known = known(g.name(run)).is_some() || lexicon::is_place(g.name(run));
    while g.len(rest) > 0 {
        if !whole_known {
            let peeled = peel(g, rest);
            titled |= (rest.from..peeled).any(|i| g.has(i, Class::TITLE | Class::HONORIFIC) || hints(g.word(i)).has(Hint::RANK));
            rest.from = peeled;
        }
        // `Korvo CEO Lu Wan`
        let title = (rest.from + 1..rest.to.saturating_sub(1))
            .find(|i| g.has(*i, Class::TITLE) && !g.has(*i, Class::GIVEN) && !ends_org(g, rest.to - 1) && !whole_known);
        match title {
            Some(at) => {
                let mut start = at;
                while start > rest.from + 1 && g.has(start - 1, Class::TITLE | Class::TITLE_MOD) {
                    start -= 1;
                }
                out.push(Part { run: Run { from: rest.from, to: start }, titled });
                titled = true;
                rest.from = at + 1;
            }
            None => {
                out.push(Part { run: rest, titled });
                break;
            }
        }
    }
    for part in &mut out {
        trim(g, &mut part.run);
    }
    out.retain(|p| p.run.to > p.run.from);
    out
}

fn ends_org(g: &Text, i: usize) -> bool {
    g.is_suffix(i) || hints(g.word(i)).has(Hint::ORG_HEAD)
}

/// Where the name begins in a run that a title, a people or the sentence's first word opens.
fn peel(g: &Text, run: Run) -> usize {
    let mut from = run.from;
    while from + 1 < run.to {
        if (from == run.from || from > 0) && known(g.name(Run { from, to: run.to })).is_some() {
            break;
        }
        let org = ends_org(g, run.to - 1) || (from..run.to).any(|i| g.is(i, "of"));
        let plain = !g.has(from, Class::GIVEN) || g.has(from, Class::HONORIFIC);
        let rank = hints(g.word(from)).has(Hint::RANK);
        let title = (rank || g.has(from, Class::TITLE | Class::TITLE_MOD | Class::HONORIFIC)) && plain && !org;
        // `DC Lu Wan`: a place before a person.
        let place = g.has(from, Class::PLACE)
            && plain
            && !org
            && run.to - from > 2
            && g.has(from + 1, Class::GIVEN)
            && !lexicon::is_place(g.name(Run { from, to: from + 2 }));
        let people = g.has(from, Class::PEOPLE) && !org && !hints(g.word(run.to - 1)).has(Hint::EVENT | Hint::GEO);
        let t = g.tokens[from];
        let opening = t.opens && t.has(Class::WORD) && !t.has(Class::GIVEN) && !org && !hints(g.word(from)).has(Hint::SURNAME);
        // The stop of an honorific goes with it.
        if title || people || place || opening {
            from += 1;
            if g.mark(from, '.') && from + 1 < run.to {
                from += 1;
            }
        } else {
            break;
        }
    }
    from
}

/// Takes off what no name ends in.
fn trim(g: &Text, run: &mut Run) {
    while run.to > run.from {
        let last = run.to - 1;
        let open = !g.get(last).is_some_and(Token::is_capital);
        let noun = run.to - run.from > 1 && g.has(last, Class::FUNCTION | Class::UNIT) && !g.has(last, Class::GIVEN);
        if open || noun { run.to -= 1 } else { break }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::mentions::{decide, tokens};

    /// Likely names of a text, each as `name type`.
    fn likely(text: &str) -> Vec<String> {
        let tokens = tokens::tokens(text);
        let grammar = Text { text, tokens: &tokens, taken: vec![false; tokens.len()] };
        let mut finder = Finder::default();
        find(&grammar, &mut finder);
        let all = finder.found.iter().filter(|f| decide::strength(f, f.span.of(text)) > crate::extract::Strength::Weak);
        all.map(|f| format!("{} {}", f.span.of(text), &f.kind.as_str()[..3])).collect()
    }

    #[test]
    fn names_by_looks_and_neighbours() {
        for (text, expected) in [
            ("The painting was sold by Tobias Varnholt last week.", &["Tobias Varnholt per"][..]),
            ("She met Ursula von der Tarn, who was born in 1950.", &["Ursula von der Tarn per"]),
            ("Norwegian Foreign Minister Henrik Tarnberg agreed.", &["Henrik Tarnberg per"]),
            ("He studied at the University of Korvo Hills and left.", &["University of Korvo Hills org"]),
            ("A report by the Ministry of Trade and Industry was late.", &["Ministry of Trade and Industry org"]),
            ("Workers of the Varnholt Steel Company went on strike.", &["Varnholt Steel Company org"]),
        ] {
            assert_eq!(likely(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_that_name_nobody() {
        for text in [
            "Yesterday the results were late.",
            "In April the Germans went to Norway and Berlin.",
            "Epilogue",
            "Group 1: Marketing Failures",
            "Engineers are rare. Today nobody came.",
            "The Tarn River floods each spring.",
        ] {
            assert_eq!(likely(text), Vec::<String>::new(), "{text}");
        }
    }
}
