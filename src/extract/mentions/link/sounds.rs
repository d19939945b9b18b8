//! Han names of persons whom the article names in Latin letters: 饶钧 beside Rao Jun. Two characters without a cue are too
//! little to be taken for a name; with the sound of a known one they are enough.

use std::collections::BTreeSet;

use super::Article;
use crate::extract::mentions::facts::HanText;
use crate::extract::mentions::{fold_name, lexicon};
use crate::extract::{Evidence, Mention, Strength};
use crate::glossary::EntityType;
use crate::text::{Span, Symbol, is_han, pinyin};

/// Finds them where nothing surer stands. The two names stay two keys: the corpus decides whether they are one entity.
pub(super) fn find(article: &mut Article) {
    let latin = |m: &&Mention| m.kind == EntityType::Person && m.strength >= Strength::Fair && m.name.contains(' ') && m.name.is_ascii();
    let keys: BTreeSet<Symbol> =
        article.mentions.values().filter(latin).flat_map(|m| pinyin::keys(&m.name)).filter(|k| k.contains('|')).collect();
    if keys.is_empty() {
        return;
    }
    let mut found: Vec<(Span, Symbol)> = Vec::new();
    for (_, start, entry) in article.each_block() {
        let Some(han) = entry.facts.names.han.as_deref() else { continue };
        found.extend(in_block(han, &keys).map(|(span, name)| (han.source(span).shift(start), name)));
    }
    for (span, name) in found {
        // 饶钧化 is of 饶钧; 饶钧衡 may be somebody else.
        let outside =
            |name: &str| name.char_indices().next_back().is_some_and(|(i, _)| lexicon::han(&name[i..]).has(lexicon::Class::OUTSIDE));
        let longer = |m: &Mention| m.span.len() > span.len() && !outside(&m.name);
        if article.overlapping(span).is_some_and(|m| m.strength >= Strength::Fair || longer(m)) {
            continue;
        }
        article.clear(span);
        article.add(Mention::unresolved(
            span,
            EntityType::Person,
            fold_name(&name),
            name,
            Strength::Fair,
            Evidence::SURNAME | Evidence::CHARACTERS,
        ));
    }
}

/// Stretches of the reading, a surname with one or two characters behind it, that sound like one of the keys.
fn in_block<'a>(han: &'a HanText, keys: &'a BTreeSet<Symbol>) -> impl Iterator<Item = (Span, Symbol)> + 'a {
    let surname = |c: char| pinyin::is_surname(c) || pinyin::begins_compound_surname(c);
    let starts = han.text.char_indices().filter(move |(_, c)| surname(*c));
    starts.filter_map(move |(at, _)| {
        let rest = &han.text[at..];
        let ends = rest.char_indices().take(LONGEST + 1).take_while(|(_, c)| is_han(*c)).map(|(i, c)| i + c.len_utf8());
        // The longest first: 饶钧衡 is not 饶钧.
        let ends: Vec<usize> = ends.skip(1).take(LONGEST - 1).collect();
        ends.into_iter().rev().find_map(|end| {
            let name = &rest[..end];
            let bounded = han.is_cut(at as u32) || han.is_cut((at + end) as u32);
            let sounds = bounded && pinyin::keys(name).iter().any(|k| keys.contains(k));
            sounds.then(|| (Span::new(at, at + end), Symbol::new(name)))
        })
    })
}

/// Characters of the longest Han name of a person.
const LONGEST: usize = 4;
