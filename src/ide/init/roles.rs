//! What introductions say that a person does, and of whose product.

use std::sync::Arc;

use super::{ProposedRole, Reference, Texts, place, quote};
use crate::corpus::Article;
use crate::extract::mentions::fold_title;
use crate::extract::{EntityKey, Introduction};

/// The roles of a person, the one that most introductions agree on first; one whose titles another has too is left out
/// behind the first. `introductions` are best first.
pub(super) fn of_person(texts: &mut Texts, introductions: &[(Arc<Article>, Introduction)]) -> Vec<ProposedRole> {
    let said = introductions.iter().filter(|(_, i)| i.of.is_some() || !i.title.is_empty());
    let all: Vec<ProposedRole> = said.map(|(article, introduction)| role(texts, article, introduction)).collect();
    let folded: Vec<Vec<String>> = all.iter().map(|r| r.titles.iter().map(|t| fold_title(t)).collect()).collect();
    let holds = |whole: usize, part: usize| {
        let same_org = |a: &Option<Reference>, b: &Option<Reference>| a.is_none() || b.is_none() || a == b;
        folded[part].iter().all(|t| folded[whole].contains(t)) && same_org(&all[whole].org, &all[part].org)
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    let support = |i: &usize| (0..all.len()).filter(|other| holds(*other, *i)).count();
    order.sort_by_cached_key(|i| {
        (all[*i].titles.is_empty(), std::cmp::Reverse(support(i)), std::cmp::Reverse(all[*i].titles.len()), all[*i].org.is_none(), *i)
    });
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        if !kept.iter().any(|k| holds(*k, i)) {
            kept.push(i);
        }
    }
    let mut roles: Vec<Option<ProposedRole>> = all.into_iter().map(Some).collect();
    let mut kept: Vec<ProposedRole> = kept.into_iter().filter_map(|i| roles[i].take()).collect();
    // A title that an earlier role has for the same organization says nothing twice.
    for at in 1..kept.len() {
        let (earlier, rest) = kept.split_at_mut(at);
        let role = &mut rest[0];
        let told =
            |t: &String| earlier.iter().any(|e| e.org == role.org && e.titles.iter().any(|known| fold_title(known) == fold_title(t)));
        role.titles.retain(|t| !told(t));
    }
    kept.retain(|role| !role.titles.is_empty() || role.org.is_some());
    kept
}

fn role(texts: &mut Texts, article: &Article, introduction: &Introduction) -> ProposedRole {
    let place = place(article, introduction.name_span);
    let org = reference(texts, article, introduction);
    let mut titles: Vec<String> = introduction.title.iter().map(|t| quote::fold_blanks(t)).collect();
    let text = texts.of(article);
    let stretch = text.as_deref().and_then(|text| stretch(introduction, introduction.span.of(text)));
    // A department that a Chinese title follows is part of it: 技术部总监.
    if let (Some(first), Some(department)) = (titles.first_mut(), &introduction.department)
        && first.chars().next().is_some_and(crate::text::is_han)
        && stretch.as_ref().is_none_or(|s| s.starts_with(&**department))
    {
        first.insert_str(0, department);
    }
    let joined = || titles.join(if titles.iter().any(|t| t.chars().any(crate::text::is_han)) { "、" } else { ", " });
    let printed = stretch.map_or_else(joined, |s| quote::fold_blanks(&s));
    ProposedRole { titles, printed, org, place }
}

/// Titles as printed: of several, the stretch from the first to the last where nothing long stands between them.
fn stretch(introduction: &Introduction, passage: &str) -> Option<String> {
    let mut start = passage.find(&**introduction.title.first()?)?;
    let mut end = start;
    for title in &introduction.title {
        let at = end + passage.get(end..)?.find(&**title)?;
        if end > start && passage.get(end..at)?.chars().count() > 5 {
            return None;
        }
        end = at + title.len();
    }
    if let Some(department) = &introduction.department
        && passage.get(..start)?.ends_with(&**department)
    {
        start -= department.len();
    }
    passage.get(start..end).map(str::to_owned)
}

/// The organization or maker of an introduction.
pub(super) fn reference(texts: &mut Texts, article: &Article, introduction: &Introduction) -> Option<Reference> {
    if let Some(EntityKey::Known(id)) = &introduction.of_entity {
        return Some(Reference::Id(id.clone()));
    }
    let of = introduction.of.as_ref()?;
    // The organization stands in the passage: as printed, where a mention there bears it.
    let inside = article.facts.mentions.iter().filter(|m| introduction.span.contains(m.span) && m.span != introduction.name_span);
    let mention = inside.filter(|m| m.entity() == introduction.of_entity && m.entity().is_some()).min_by_key(|m| m.span);
    Some(Reference::Name(match mention {
        Some(mention) => texts.printed(article, mention.span, of).text,
        None => of.to_string(),
    }))
}
