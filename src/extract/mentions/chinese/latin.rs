//! Latin names inside Chinese sentences, whose kind the Chinese words beside them tell: `Harrowen女士`, `XBC报道`.

use super::super::finder::{Finder, Found};
use super::super::tokens::Kind;
use super::*;
use crate::extract::Evidence;
use crate::glossary::EntityType;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let mut i = 0;
    while let Some(first) = g.tokens.get(i) {
        let mut last = i;
        if first.kind == Kind::Word && first.is_capital() {
            while g
                .tokens
                .get(last + 1)
                .is_some_and(|t| t.kind == Kind::Word && t.is_capital() && t.spaced && t.start <= g.tokens[last].end + 1)
            {
                last += 1;
            }
            name(g, first.start as usize, g.tokens[last].end as usize, last - i + 1, finder);
        }
        i = last + 1;
    }
}

fn name(g: &Text, from: usize, to: usize, words: usize, finder: &mut Finder) {
    let text = g.slice(from, to);
    let blank = |c: Option<char>| c.is_some_and(|c| c == ' ');
    let before = if blank(g.char_before(from)) { from - 1 } else { from };
    let after = to + g.blanks(to);
    let beside_han = g.char_before(before).is_some_and(is_han) || g.char_at(after).is_some_and(is_han);
    if !beside_han || words > 3 || text.chars().count() < 2 || lexicon::is_no_name(text) {
        return;
    }
    let span = Span::new(from, to);
    let upper = text.chars().all(|c| c.is_ascii_uppercase());
    if upper {
        if lexicon::han(text).has(Class::KNOWN_BODY) {
            let mut found = Found::new(span, EntityType::Organization, Evidence::CAPITALS);
            found.fit = 135;
            finder.add(found);
        }
        return;
    }
    let rest = g.rest(after);
    let speaks = lexicon::han_at(rest, Class::REPORT | Class::AFTER_TITLE)
        || rest.strip_prefix('的').is_some_and(|t| lexicon::han_at(t, Class::KIN));
    let announced = context::ends_with(g, before, Class::TITLE | Class::KIN | Class::HUMAN);
    let acts = lexicon::han_at(rest, Class::DEED);
    let org = lexicon::han_at(rest, Class::ORG_SUFFIX | Class::LEGAL | Class::ORG_CLASS)
        || context::ends_with(g, before, Class::ORG_CLASS | Class::PRODUCT_CLASS);
    if org || lexicon::is_place(text) {
        return;
    }
    let score = i32::from(speaks) * 75 + i32::from(announced) * 70 + i32::from(acts) * 45 + i32::from(words == 2) * 20;
    if score >= bare::WORTH {
        let mut found = Found::new(span, EntityType::Person, Evidence::CAPITALS);
        found.fit = score;
        finder.add(found);
    }
}
