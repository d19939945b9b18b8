//! Products by the noun of their class beside them: `its lead product is Veda`, `the Veda app`.

use super::*;

/// The noun of a class that a verb joins to the name at `from`: `its best-known drug is Veda`, `a phone called Veda`.
pub(super) fn class_before(g: &Text, from: usize) -> Option<usize> {
    let mut at = from.checked_sub(1)?;
    if matches!(g.lower(at).as_str(), "the" | "a" | "an") {
        at = at.checked_sub(1)?;
    }
    let called = matches!(g.lower(at).as_str(), "called" | "named" | "dubbed" | "codenamed");
    let is = matches!(g.lower(at).as_str(), "is" | "was" | "are" | "were");
    let noun = at.checked_sub(1)?;
    let fits = g.get(noun).is_some_and(|t| t.is_word() && t.case == Case::Lower && !t.has(Class::ORG_CLASS)) && is_class(g, noun);
    // `The car is Korean`, `the app was Lu Wan's idea`: a name alone, in a phrase that asks for one.
    let end = g.run_at(from, 4).to;
    let closed = || g.get(end).is_none_or(|t| matches!(t.kind, Kind::Mark(',' | '.' | ';' | ')')) || g.is(end, "and"));
    (fits && (called || is && leads(g, noun) && closed())).then_some(noun)
}

/// A word before the noun that picks one thing out of a maker's: `lead product`, `best-selling drug`, `first car`.
fn leads(g: &Text, noun: usize) -> bool {
    (noun.saturating_sub(3)..noun).any(|i| {
        let word = g.lower(i);
        matches!(
            word.as_str(),
            "lead"
                | "main"
                | "leading"
                | "flagship"
                | "first"
                | "second"
                | "third"
                | "next"
                | "new"
                | "newest"
                | "latest"
                | "only"
                | "top"
                | "biggest"
                | "cheapest"
                | "priciest"
                | "signature"
                | "core"
                | "key"
                | "its"
                | "their"
        ) || word.starts_with("best")
            || g.possessive(i)
    })
}

fn is_class(g: &Text, i: usize) -> bool {
    g.has(i, Class::PRODUCT_CLASS) || matches!(g.lower(i).as_str(), "product" | "products")
}

/// A noun behind the name that tells a product: `its Veda phone`, `the Veda app`. The name of a maker can stand before
/// `phone` as well, so that an owner must stand before the whole; nobody but the thing itself stands before `app`.
pub(super) fn class_after(g: &Text, run: Run) -> bool {
    let noun = run.to;
    let beside = g.get(noun).is_some_and(|t| t.spaced && t.is_word() && t.case == Case::Lower) && is_class(g, noun);
    if !beside || hints::known(g.name(run)).is_some_and(|k| k != EntityType::Product) || g.len(run) > 3 {
        return false;
    }
    // `its Korvo phone business`: another noun is meant.
    let another = g.get(noun + 1).is_some_and(|t| t.spaced && t.is_word() && t.case == Case::Lower && t.has(Class::ORG_CLASS));
    let owner = run.from.checked_sub(1).is_some_and(|i| matches!(g.lower(i).as_str(), "its" | "their" | "our" | "your" | "my"))
        || run.from.checked_sub(2).is_some_and(|i| g.is(i, "its") || g.is(i, "their")) && g.is(run.from - 1, "new");
    let own = matches!(g.lower(noun).as_str(), "app" | "apps" | "game" | "games" | "browser" | "chatbot" | "assistant" | "console");
    let article = run.from.checked_sub(1).is_some_and(|i| matches!(g.lower(i).as_str(), "the" | "a" | "an" | "new"));
    let people = (run.from..run.to).any(|i| g.has(i, Class::PEOPLE | Class::PLACE | Class::CALENDAR));
    !another && !people && (owner || own && article)
}
