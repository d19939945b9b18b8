//! Organizations and products: what is left of the capitals when persons are taken.

use super::super::facts::Form;
use super::*;

pub(super) fn find(g: &mut Text, finder: &mut Finder) {
    let mut i = 0;
    while i < g.tokens.len() {
        let start = if g.is(i, "the") && g.get(i).is_some_and(|t| t.opens) { i + 1 } else { i };
        let run = g.org_at(start);
        let run = if g.len(run) > 0 && !g.is(start, "the") { with_numbers(g, run) } else { Run { from: i, to: i } };
        if g.len(run) == 0 {
            i += 1;
            continue;
        }
        for part in parts(g, run) {
            judge(g, part, finder);
        }
        i = run.to.max(i + 1);
    }
    joined::led_by(g, finder);
    appositions::who(g, finder);
    others(g, finder);
}

/// `Korvo, Tessel and other new carmakers`, `makers such as Korvo and Tessel`: every member is one.
fn others(g: &Text, finder: &mut Finder) {
    for i in 1..g.tokens.len() {
        if g.is(i, "other") && (g.is(i - 1, "and") || g.is(i - 1, "or")) {
            let noun = (i + 1..i + 8)
                .take_while(|k| g.get(*k).is_some_and(|t| t.is_word() && t.case == Case::Lower))
                .find(|k| g.has(*k, Class::ORG_CLASS) && g.lower(*k).ends_with('s'));
            let mut end = i - 1;
            while noun.is_some() {
                let Some(run) = run_before(g, end) else { break };
                member(g, run, finder);
                if run.from == 0 || !g.mark(run.from - 1, ',') {
                    break;
                }
                end = run.from - 1;
            }
        }
        let such = (g.is(i, "as") && g.is(i - 1, "such")) || g.is(i, "like") || g.is(i, "including");
        let noun = if g.is(i, "as") { i.checked_sub(2) } else { Some(i - 1) };
        let noun = noun.map(|n| if g.mark(n, ',') { n.saturating_sub(1) } else { n });
        if such && noun.is_some_and(|n| g.has(n, Class::ORG_CLASS) && g.lower(n).ends_with('s')) {
            let mut at = i + 1;
            loop {
                let run = g.org_at(at);
                if g.len(run) == 0 || g.has(run.from, Class::FUNCTION) {
                    break;
                }
                member(g, run, finder);
                at = run.to;
                at += usize::from(g.mark(at, ','));
                at += usize::from(g.is(at, "and") || g.is(at, "or"));
                if at == run.to {
                    break;
                }
            }
        }
    }
}

fn member(g: &Text, run: Run, finder: &mut Finder) {
    let known = |i: usize| g.has(i, Class::WORD | Class::PEOPLE | Class::UNIT);
    if !(run.from..run.to).all(known) && !g.is_place(run) && !lexicon::is_no_name(g.name(run)) && g.person_shape(run).is_none() {
        finder.add(Found::new(g.span(run), EntityType::Organization, Evidence::LIST | Evidence::CAPITALS).fair());
    }
}

/// A short number after a name is part of a product's: `Vela 3`, `Series 7`.
fn with_numbers(g: &Text, run: Run) -> Run {
    let short = |i: usize| g.get(i).is_some_and(|t| t.kind == Kind::Number && t.spaced && t.end - t.start <= 2);
    let after = |i: usize| {
        g.get(i).is_none_or(|t| !t.has(Class::CALENDAR | Class::MONEY | Class::UNIT) && !matches!(t.kind, Kind::Mark('%' | ':')))
    };
    let counted = |i: usize| {
        g.get(i).is_some_and(|t| {
            t.is_word()
                && t.case == Case::Lower
                && t.spaced
                && g.lower(i).ends_with('s')
                && !t.has(Class::FUNCTION | Class::REPORT | Class::LAUNCH)
        })
    };
    let words = !g.get(run.to - 1).is_some_and(|t| t.has(Class::WORD | Class::FUNCTION | Class::CALENDAR));
    if short(run.to) && after(run.to + 1) && !counted(run.to + 1) && words && run.to > run.from {
        Run { to: run.to + 1, ..run }
    } else {
        run
    }
}

/// A run without what opens the sentence, cut where people, units and places break it.
fn parts(g: &Text, run: Run) -> Vec<Run> {
    let mut out = Vec::new();
    let mut from = run.from;
    let suffixed = |from: usize, to: usize| (from..to).any(|i| g.is_suffix(i)) && to - from >= 2;
    // Words of the sentence before the name: `Yesterday Korvo`, `Meanwhile in`.
    while from < run.to {
        let opens = g.get(from).is_some_and(|t| t.opens);
        let function = g.has(from, Class::FUNCTION)
            && !super::capitals::adjective(g, from)
            && g.get(from).is_some_and(|t| t.case != Case::Upper || t.headline);
        let word =
            opens && g.has(from, Class::WORD) && !g.has(from, Class::GIVEN | Class::PLACE) && !suffixed(from, run.to) && run.to - from > 1;
        let people = g.has(from, Class::PEOPLE) && !suffixed(from, run.to);
        let title = g.has(from, Class::TITLE | Class::TITLE_MOD) && g.has(from, Class::WORD) && opens && !suffixed(from, run.to);
        // `Brisk & Dunmow`: what is joined belongs to the name.
        let joined = g.mark(from + 1, '&');
        if !joined && (function || word || people || title) { from += 1 } else { break }
    }
    let mut start = from;
    for i in from..run.to {
        let unit = g.has(i, Class::UNIT) && !(i + 1 < run.to && g.is_suffix(i + 1)) && !(i > start && g.get(i).is_some_and(|t| t.headline));
        let glued = i > start && !g.get(i).is_some_and(|t| t.spaced);
        if unit && !glued {
            if i > start {
                out.push(Run { from: start, to: i });
            }
            start = i + 1;
        }
    }
    if run.to > start {
        out.push(Run { from: start, to: run.to });
    }
    // `of` or `and` left at an edge; a class noun behind a name (`Korvo Brand`).
    for part in &mut out {
        let class_noun = |i: usize| {
            g.has(i, Class::ORG_CLASS | Class::PRODUCT_CLASS)
                && g.has(i, Class::WORD)
                && !g.is_suffix(i)
                && !g.has(i, Class::PRODUCT_SUFFIX)
        };
        while part.to > part.from + 1 && class_noun(part.to - 1) {
            part.to -= 1;
        }
        while part.to > part.from && !g.get(part.to - 1).is_some_and(|t| t.is_capital() || t.kind == Kind::Number) {
            part.to -= 1;
        }
    }
    out.retain(|r| r.to > r.from && !lexicon::is_no_name(g.name(*r)));
    out
}

fn judge(g: &mut Text, run: Run, finder: &mut Finder) {
    let first = g.tokens[run.from];
    let last_index = run.to - 1;
    let opens = first.opens || first.headline;
    let name = g.name(run).to_owned();
    if g.is_place(run) {
        return;
    }
    // A place before a comma or beside another: `Austin, Texas`.
    let known_word = |i: usize| g.has(i, Class::WORD | Class::PEOPLE | Class::FUNCTION) && !g.has(i, Class::GIVEN);
    let all_words = (run.from..run.to).all(|i| known_word(i) || g.get(i).is_some_and(|t| t.kind == Kind::Number));
    let unknown =
        (run.from..run.to).any(|i| g.tokens[i].class == Class::default() && g.tokens[i].is_word() || g.tokens[i].kind == Kind::Model);
    let mut found = Found::new(g.span(run), EntityType::Organization, Evidence::CAPITALS);
    found.opens = opens;
    found.common = all_words;
    if g.len(run) == 1 {
        found.form = Form::Word;
    }
    if g.possessive(run.to) {
        found.evidence |= Evidence::POSSESSIVE;
    }
    let suffix = g.is_suffix(last_index) && g.len(run) >= 2;
    let inner_of = (run.from..run.to).any(|i| g.is(i, "of")) && g.has(run.from, Class::ORG_SUFFIX | Class::ORG_CLASS);
    let inner_suffix = (run.from + 1..run.to).any(|i| g.is_suffix(i) && g.is(i + 1, "of"));
    let model = (run.from..run.to).find(|i| is_model(g, *i));
    let numbered = g.get(last_index).is_some_and(|t| t.kind == Kind::Number);
    let product_suffix = g.len(run) >= 2 && g.has(last_index, Class::PRODUCT_SUFFIX) && !suffix;

    let cue = match cue_before(g, run.from) {
        Cue::None | Cue::Launch if products::class_after(g, run) => Cue::Product(run.from),
        cue => cue,
    };
    if let Some(model) = model.filter(|_| !suffix) {
        found.kind = EntityType::Product;
        found.evidence |= Evidence::MODEL_NUMBER;
        found.form = Form::Full;
        found.common = false;
        if model > run.from || matches!(cue, Cue::Launch | Cue::Product(_) | Cue::Maker(_)) {
            found.evidence |= Evidence::PRODUCT_CUE;
        } else {
            found = found.fair();
        }
    } else if numbered || product_suffix {
        found.kind = EntityType::Product;
        if unknown {
            found.evidence |= Evidence::PRODUCT_CUE;
            found = if matches!(cue, Cue::None) { found } else { found.fair() };
            found.form = Form::Full;
        }
    } else if suffix || inner_of || inner_suffix {
        found.evidence |= Evidence::SUFFIX;
        // `The Company`, `Technology Day`: words alone make no name unless the last one is a legal form or several agree.
        let legal = g.has(last_index, Class::LEGAL);
        if !all_words || (legal && g.len(run) >= 2) || g.len(run) >= 3 || inner_of {
            found = found.fair();
        }
        // A place with a suffix of sites is the place: `Austin Airport` stays one, `Austin University` too.
        if legal && unknown {
            found = found.strong();
        }
        found.form = Form::Full;
    } else if g.len(run) == 1 && first.case == Case::Mixed {
        found.kind = if name.ends_with("OS") { EntityType::Product } else { EntityType::Organization };
        if name.ends_with("OS") {
            found.evidence |= Evidence::PRODUCT_CUE;
            found = found.fair();
        }
        found.form = Form::Word;
        found.common = false;
        found.opens = false;
    } else if g.len(run) == 1 && first.case == Case::Upper && !first.headline {
        found.form = Form::Acronym;
        if name.len() > 6 || name.len() < 2 {
            found.form = Form::Word;
        }
    } else if g.len(run) == 1 && first.has(Class::GIVEN) && !first.has(Class::WORD) {
        found.kind = EntityType::Person;
    } else if all_words && g.len(run) > 1 {
        // `Science Day`, `National Good Car`: no name to speak of.
        found.form = Form::Full;
    }

    match cue {
        Cue::Org(from) if found.kind == EntityType::Organization && (unknown || suffix || (!opens && g.len(run) == 1)) => {
            found.evidence |= Evidence::APPOSITION;
            let article = from > 0 && matches!(g.lower(from - 1).as_str(), "the" | "a" | "an");
            let whole = Run { from: if article { from - 1 } else { from }, to: run.to };
            let mut draft = RawDraft::new(g.span(whole), g.span(run), EntityType::Organization);
            draft.what = what(g, from, run.from);
            finder.drafts.push(draft);
        }
        Cue::Brand { org, from } if found.kind == EntityType::Organization => {
            found.evidence |= Evidence::APPOSITION;
            let mut draft = RawDraft::new(g.span(Run { from: org.from, to: run.to }), g.span(run), EntityType::Organization);
            draft.what = what(g, from, run.from);
            draft.of = Some(g.span(org));
            draft.relation = Some(Relation::BrandOf);
            finder.drafts.push(draft);
        }
        Cue::Product(from) if !suffix => {
            let plain = !opens && (unknown || !all_words);
            if plain {
                found.kind = EntityType::Product;
                found.evidence |= Evidence::PRODUCT_CUE;
                found = found.fair();
                if from < run.from {
                    let mut draft = RawDraft::new(g.span(Run { from, to: run.to }), g.span(run), EntityType::Product);
                    draft.what = what(g, from, run.from);
                    finder.drafts.push(draft);
                }
            }
        }
        Cue::Maker(org) if !suffix && (found.kind == EntityType::Product || (unknown && g.len(run) <= 3)) => {
            found.kind = EntityType::Product;
            found.evidence |= Evidence::PRODUCT_CUE;
            if g.len(run) > 1 || model.is_some() || !first.has(Class::WORD) {
                found = found.fair();
            }
            found.form = Form::Full;
            let mut draft = RawDraft::new(g.span(Run { from: org.from, to: run.to }), g.span(run), EntityType::Product);
            draft.of = Some(g.span(org));
            draft.relation = Some(Relation::MakerOf);
            finder.drafts.push(draft);
        }
        Cue::Launch if !suffix && unknown && !g.possessive(run.to) => {
            found.kind = EntityType::Product;
            found.evidence |= Evidence::PRODUCT_CUE;
            found = found.fair();
        }
        _ => {}
    }
    // `the Lumenbook`: an article before one word that is no word of the language.
    if found.kind == EntityType::Organization
        && found.form == Form::Word
        && run.from > 0
        && g.is(run.from - 1, "the")
        && first.class == Class::default()
        && first.case != Case::Upper
        && !g.possessive(run.to)
        && !g.has(run.to, Class::ORG_CLASS)
    {
        found.kind = EntityType::Product;
    }
    if found.kind == EntityType::Organization && g.get(run.to).is_some_and(|t| t.case == Case::Lower && t.has(Class::REPORT)) {
        found.evidence |= Evidence::REPORTING_VERB;
    }
    appositions::after(g, run, &mut found, finder);
    joined::acronym(g, run, &mut found, finder);
    // A single word of the language at the start of a sentence proves nothing at all.
    if g.len(run) == 1 && opens && found.common && found.evidence == Evidence::CAPITALS {
        return;
    }
    let joined = (run.from..run.to).any(|i| g.mark(i, '&'));
    if joined && !all_words && !first.headline && found.kind != EntityType::Product && partners(g, run) {
        found.kind = EntityType::Organization;
        found = found.fair();
    }
    if all_words && g.len(run) > 1 && !joined && found.evidence == Evidence::CAPITALS {
        return;
    }
    finder.add(found);
}

/// `Brisk & Dunmow`: surnames that partners give a firm, written out; not two people (`Tom & Jerry`) or an event.
fn partners(g: &Text, run: Run) -> bool {
    let part = |i: usize| {
        g.mark(i, '&')
            || g.get(i).is_some_and(|t| t.is_word() && t.case == Case::Capital && t.end - t.start > 2 && !t.has(Class::FUNCTION))
                && hints::known(g.word(i)) != Some(EntityType::Person)
    };
    (run.from..run.to).all(part)
        && !g.has(run.from, Class::GIVEN)
        && !hints::hints(g.word(run.to - 1)).has(hints::Hint::EVENT | hints::Hint::GEO)
}

/// Letters and digits, not a quarter, a unit or a generation: `KX4071`, `K7`, `KV7`.
fn is_model(g: &Text, i: usize) -> bool {
    let Some(t) = g.get(i).filter(|t| t.kind == Kind::Model && t.case != Case::Lower) else { return false };
    let word = t.text(g.text);
    let first = word.chars().next().is_some_and(|c| c.is_ascii_uppercase());
    let digits_first = word.chars().next().is_some_and(|c| c.is_ascii_digit());
    let suffix_upper = word.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next().is_some_and(|c| c.is_ascii_uppercase());
    (first || (digits_first && suffix_upper && word.len() >= 3)) && !lexicon::is_no_name(word) && word.len() <= 12
}

/// What stands before a run.
#[derive(Clone, Copy, Debug)]
enum Cue {
    None,
    /// `startup Korvo`: where the description starts.
    Org(usize),
    /// `Korvo's second brand Veda`.
    Brand {
        org: Run,
        from: usize,
    },
    /// `chip NX1`, `chip, the NX1`.
    Product(usize),
    /// `Korvo's NX1`.
    Maker(Run),
    /// `launched the NX1`.
    Launch,
}

fn cue_before(g: &Text, from: usize) -> Cue {
    if from == 0 {
        return Cue::None;
    }
    let before = from - 1;
    if g.possessive(before) {
        if let Some(org) = run_before(g, before) {
            return Cue::Maker(org);
        }
        return Cue::None;
    }
    let the = g.is(before, "the") || g.is(before, "a") || g.is(before, "an") || g.is(before, "its") || g.is(before, "their");
    // `chip, the NX1`
    if the
        && before >= 2
        && g.mark(before - 1, ',')
        && g.has(before - 2, Class::PRODUCT_CLASS)
        && g.get(before - 2).is_some_and(|t| t.case == Case::Lower)
    {
        return Cue::Product(description_start(g, before - 2));
    }
    let lower = |i: usize, class: Class| g.get(i).is_some_and(|t| t.case == Case::Lower && t.is_word() && t.has(class));
    // `to label Korvo`: a verb.
    let verb = before > 0 && g.is(before - 1, "to");
    if !verb && lower(before, Class::ORG_CLASS | Class::PRODUCT_CLASS) && g.get(from).is_some_and(|t| t.spaced) {
        let start = description_start(g, before);
        let brand = g.is(before, "brand") || g.is(before, "subsidiary") || g.is(before, "unit") || g.is(before, "affiliate");
        if start > 0
            && g.possessive(start - 1)
            && let Some(org) = run_before(g, start - 1)
        {
            let product = lower(before, Class::PRODUCT_CLASS);
            return match (brand, product) {
                (true, _) => Cue::Brand { org, from: start },
                (_, true) => Cue::Maker(org),
                _ => Cue::Org(start),
            };
        }
        return if lower(before, Class::ORG_CLASS) && !lower(before, Class::PRODUCT_CLASS) { Cue::Org(start) } else { Cue::Product(start) };
    }
    if let Some(class) = products::class_before(g, from) {
        return Cue::Product(description_start(g, class));
    }
    // `companies like Korvo`, `firms such as Korvo`
    let like = if g.is(before, "like") {
        Some(before)
    } else if g.is(before, "as") && before > 0 && g.is(before - 1, "such") {
        Some(before - 1)
    } else {
        None
    };
    if let Some(like) = like.filter(|l| *l > 0 && g.has(*l - 1, Class::ORG_CLASS)) {
        return Cue::Org(like - 1);
    }
    // `launched the NX1`, `launched its new NX1`
    let mut i = from;
    for _ in 0..4 {
        if i == 0 {
            break;
        }
        i -= 1;
        if lower(i, Class::LAUNCH) {
            return if i + 1 == from || the || i + 2 < from { Cue::Launch } else { Cue::None };
        }
        if !g.get(i).is_some_and(|t| t.is_word() && t.case == Case::Lower) {
            break;
        }
    }
    Cue::None
}

/// The description without what only joins it to the name: `chip, the`, `companies like`.
fn what(g: &Text, from: usize, mut to: usize) -> Option<Span> {
    while to > from && (g.mark(to - 1, ',') || matches!(g.lower(to - 1).as_str(), "the" | "a" | "like" | "such" | "as")) {
        to -= 1;
    }
    (to > from).then(|| g.span(Run { from, to }))
}

/// The run that ends at `end`.
pub(super) fn run_before(g: &Text, end: usize) -> Option<Run> {
    let mut from = end;
    while from > 0 && (g.nameable(from - 1) || g.org_word(from - 1)) && (from == end || g.get(from).is_some_and(|t| t.spaced)) {
        from -= 1;
    }
    let mut run = Run { from, to: end };
    while run.from < run.to && g.get(run.from).is_some_and(|t| t.opens) && g.has(run.from, Class::FUNCTION) {
        run.from += 1;
    }
    (run.to > run.from && !g.is_place(run) && g.person_shape(run).is_none()).then_some(run)
}

/// Where the words of a description begin that ends with the class noun at `noun`: its adjectives, and no further.
fn description_start(g: &Text, noun: usize) -> usize {
    let mut from = noun;
    for _ in 0..5 {
        let fits = from > 0
            && g.get(from - 1).is_some_and(|t| {
                matches!(t.kind, Kind::Word | Kind::Model)
                    && t.case == Case::Lower
                    && t.spaced
                    && !t.has(Class::FUNCTION | Class::REPORT | Class::LAUNCH)
                    || t.has(Class::PEOPLE)
                    || matches!(g.lower(from - 1).as_str(), "first" | "second" | "third" | "next" | "new" | "last")
            });
        if !fits {
            break;
        }
        from -= 1;
    }
    from
}
