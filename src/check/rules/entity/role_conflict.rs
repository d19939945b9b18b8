//! A post that one person holds at a time, given to two.
//!
//! Reported at the introduction, with the other holder and where that is said. Whether the article or the glossary is
//! out of date nobody can tell from the text, so there is no fix: go to the other place, or correct the role's dates in
//! the glossary.
//!
//! ## Triggers
//!
//! An introduction with a title that an organization gives once (chief executive, chair, president, finance chief,
//! general manager, prime minister, mayor) in an article with a date, where
//!
//! - the glossary has another person in the post at that date, or the same person only at other dates; or
//! - another article of the same day introduces another person with it.
//!
//! ## Guards
//!
//! Former, acting and coming holders, deputies, joint posts, departments, founders and several roles of one person are
//! silent, and so are articles without a date and names that are ambiguous. Within one article two holders are taken for
//! a change of office.
//!
//! ## Examples
//!
//! ```reported
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! [[entity]]
//! id = "orla-finch"
//! type = "person"
//! name = { en = "Orla Finch" }
//! roles = [{ title = "chief executive", of = "pellbrook", from = "2019" }]
//! //- a.txt
//! 4 May 2022 - Teodor Rensdale, chief executive of Pellbrook Motors, opened the plant.
//! ```
//!
//! ```silent
//! //- glossary.toml
//! [[entity]]
//! id = "pellbrook"
//! type = "organization"
//! name = { en = "Pellbrook Motors" }
//! [[entity]]
//! id = "orla-finch"
//! type = "person"
//! name = { en = "Orla Finch" }
//! roles = [{ title = "chief executive", of = "pellbrook", from = "2019" }]
//! //- a.txt
//! 4 May 2022 - Teodor Rensdale, former chief executive of Pellbrook Motors, opened the plant.
//! ```

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entries;
use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::{Article, post_key};
use crate::extract::mentions::post_of;
use crate::extract::{EntityKey, Introduction};
use crate::glossary::{Entity, Role};
use crate::text::Symbol;

pub const RULE: Rule = Rule {
    name: "entity/role-conflict",
    default: Level::Information,
    source: include_str!("role_conflict.rs"),
    article: Some(run),
    claim: None,
};

/// A person with a post, as an article gives it.
struct Holding<'a> {
    introduction: &'a Introduction,
    /// Shared by all that give the post at this time.
    key: Symbol,
    post: &'static str,
    org: &'a EntityKey,
}

fn holdings(article: &Article) -> impl Iterator<Item = Holding<'_>> {
    article.facts.introductions.iter().filter_map(|introduction| {
        let key = post_key(&article.facts, introduction)?;
        let post = introduction.title.iter().find_map(|t| post_of(t))?;
        Some(Holding { introduction, key, post, org: introduction.of_entity.as_ref()? })
    })
}

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let held: Vec<Holding> = holdings(article).collect();
    let Some(date) = article.facts.date.as_ref().filter(|_| !held.is_empty()).map(|d| d.date.to_string()) else { return };
    let mut told: BTreeSet<(Symbol, EntityKey)> = BTreeSet::new();
    for holding in &held {
        // Two holders in one article: one goes, the other comes.
        let alone = held.iter().all(|h| h.key != holding.key || h.introduction.entity == holding.introduction.entity);
        if !alone || !told.insert((holding.key.clone(), holding.introduction.entity.clone())) {
            continue;
        }
        let finding = by_glossary(scope, article, holding, &date).or_else(|| by_article(scope, article, holding));
        out.extend(finding.map(|f| Reported::alone(article, f)));
    }
}

fn by_glossary(scope: &Scope, article: &Arc<Article>, holding: &Holding, date: &str) -> Option<Finding> {
    let glossary = scope.snapshot.glossary();
    let org = holding.org.known()?;
    let of_post = |role: &&Role| role.of.as_ref() == Some(org) && post_of(&role.title) == Some(holding.post);
    let own = holding.introduction.entity.known().and_then(|id| glossary.get(id));
    let own_roles: Vec<&Role> = own.map_or(Vec::new(), |e| e.roles.iter().filter(of_post).collect());
    if own_roles.iter().any(|r| covers(r, date)) {
        return None;
    }
    let person = &holding.introduction.name;
    let (title, office) = (holding.introduction.title.iter().find(|t| post_of(t).is_some())?, wording::entity_name(scope, org));
    let holder: Option<(&Arc<Entity>, &Role)> = (glossary.entities.iter())
        .filter(|e| Some(&e.id) != own.map(|o| &o.id))
        .find_map(|e| Some((e, e.roles.iter().filter(of_post).find(|r| covers(r, date))?)));
    let (entity, message) = if let Some((entity, role)) = holder {
        let name = entity.preferred(scope.lang.key());
        let since = span_of(role, scope.lang);
        let message = match scope.lang {
            Lang::English => format!("{person} is {title} of {office} here ({date}); the glossary has {name} in that post{since}."),
            Lang::Hans => format!("此处（{date}）称{person}为{office}{title}；名录中任此职的是{name}{since}。"),
            Lang::Hant => format!("此處（{date}）稱{person}為{office}{title}；名錄中任此職的是{name}{since}。"),
        };
        (entity.id.clone(), message)
    } else {
        let role = own_roles.first()?;
        let since = span_of(role, scope.lang);
        let message = match scope.lang {
            Lang::English => format!("{person} is {title} of {office} here ({date}); the glossary has the role{since}."),
            Lang::Hans => format!("此处（{date}）称{person}为{office}{title}；名录中此职{since}。"),
            Lang::Hant => format!("此處（{date}）稱{person}為{office}{title}；名錄中此職{since}。"),
        };
        (own?.id.clone(), message)
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, holding.introduction.span, message);
    finding.related = entries(scope, &[entity]);
    Some(finding)
}

fn by_article(scope: &Scope, article: &Arc<Article>, holding: &Holding) -> Option<Finding> {
    let ours = scope.snapshot.aliases_of(&holding.introduction.entity);
    let posting = scope.snapshot.holding(&holding.key);
    let others =
        scope.snapshot.resolve(&posting).into_iter().filter(|a| a.id != article.id && !scope.copies.group(article.id).contains(&a.id));
    let (other, introduction) = others.into_iter().find_map(|other| {
        let theirs: Vec<Holding> = holdings(other).filter(|h| h.key == holding.key).collect();
        let [first, rest @ ..] = &theirs[..] else { return None };
        let same = rest.iter().all(|h| h.introduction.entity == first.introduction.entity);
        (same && !ours.contains(&first.introduction.entity)).then(|| (other.clone(), first.introduction.clone()))
    })?;
    let (person, rival) = (&holding.introduction.name, &introduction.name);
    let title = holding.introduction.title.iter().find(|t| post_of(t).is_some())?;
    let office = holding.introduction.of.as_ref()?;
    let place = wording::place(article, &other, introduction.span, scope.lang);
    let message = match scope.lang {
        Lang::English => format!("{person} is {title} of {office} here; {rival} is in {place}, of the same day."),
        Lang::Hans => format!("此处称{person}为{office}{title}；同日的{place}称{rival}任此职。"),
        Lang::Hant => format!("此處稱{person}為{office}{title}；同日的{place}稱{rival}任此職。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, holding.introduction.span, message);
    let there = Place { path: other.path.clone(), span: introduction.span };
    finding.related = vec![Related { place: there, quote: String::new(), message: rival.to_string() }];
    Some(finding)
}

/// Whether a role is held on a day; dates without month or day reach from their first to their last one.
fn covers(role: &Role, day: &str) -> bool {
    let begun = role.from.as_deref().is_none_or(|from| day.get(..from.len()).is_some_and(|d| from <= d));
    let ended = role.to.as_deref().is_some_and(|to| day.get(..to.len()).is_some_and(|d| d > to));
    begun && !ended
}

/// " from 2014 to 2019".
fn span_of(role: &Role, lang: Lang) -> String {
    match (role.from.as_deref(), role.to.as_deref()) {
        (None, None) => String::new(),
        (Some(from), None) => lang.pick(&format!(" from {from}"), &format!("（{from}起）"), &format!("（{from}起）")).to_owned(),
        (None, Some(to)) => lang.pick(&format!(" until {to}"), &format!("（至{to}）"), &format!("（至{to}）")).to_owned(),
        (Some(from), Some(to)) => {
            lang.pick(&format!(" from {from} to {to}"), &format!("（{from}至{to}）"), &format!("（{from}至{to}）")).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{corpus_of_files, findings};

    const GLOSSARY: &str = r#"
[[entity]]
id = "harbeck"
type = "organization"
name = { en = "Harbeck Motors", zh-Hans = "禾渊汽车" }
[[entity]]
id = "lu"
type = "person"
name = { en = "Lu Ruomian", zh-Hans = "陆若眠" }
roles = [{ title = "CEO", of = "harbeck", from = "2015", to = "2020-06" }, { title = "chair", of = "harbeck", from = "2020-06" }]
[[entity]]
id = "shen"
type = "person"
name = { en = "Shen Ruoyi", zh-Hans = "沈若依" }
roles = [{ title = "chief executive", of = "harbeck", from = "2020-07" }]
"#;

    fn found(articles: &[&str]) -> Vec<String> {
        let mut files = vec![("glossary.toml".to_owned(), GLOSSARY.to_owned())];
        files.extend(articles.iter().enumerate().map(|(i, text)| (format!("{i}.txt"), text.to_string())));
        findings(&corpus_of_files(&files), &["entity/role-conflict"])
    }

    #[test]
    fn against_the_glossary() {
        let table: &[(&str, Option<&str>)] = &[
            (
                "4 May 2022 - Lu Ruomian, chief executive of Harbeck Motors, spoke.",
                Some(
                    "Lu Ruomian is chief executive of Harbeck Motors here (2022-05-04); the glossary has Shen Ruoyi in that post from 2020-07.",
                ),
            ),
            (
                "4 May 2022 - Edda Marlund, chair of Harbeck Motors, spoke.",
                Some("Edda Marlund is chair of Harbeck Motors here (2022-05-04); the glossary has Lu Ruomian in that post from 2020-06."),
            ),
            (
                "本报2022年5月4日讯 禾渊汽车首席执行官陆若眠表示，门店下月开业。",
                Some("陆若眠 is 首席执行官 of Harbeck Motors here (2022-05-04); the glossary has Shen Ruoyi in that post from 2020-07."),
            ),
            ("4 May 2018 - Lu Ruomian, chief executive of Harbeck Motors, spoke.", None),
            ("4 May 2022 - Shen Ruoyi, CEO of Harbeck Motors, met Lu Ruomian, chair of Harbeck Motors.", None),
            ("4 May 2022 - Lu Ruomian, former chief executive of Harbeck Motors, spoke.", None),
            ("4 May 2022 - Edda Marlund, vice president of Harbeck Motors, spoke.", None),
            ("4 May 2022 - Edda Marlund, chief executive of Fennick Row Capital, spoke.", None),
            ("Edda Marlund, chair of Harbeck Motors, spoke.", None),
        ];
        for (text, message) in table {
            let expected: Vec<String> = message.iter().map(|m| format!("0.txt:1 information entity/role-conflict {m}")).collect();
            assert_eq!(found(&[text]), expected, "{text}");
        }
    }

    #[test]
    fn between_articles_of_one_day() {
        let a = "4 May 2022 - Edda Marlund, chief executive of Fennick Row Capital, praised the plan.";
        let b = "4 May 2022 - Orrin Ames, chief executive of Fennick Row Capital, praised the plan again and at length.";
        assert_eq!(
            found(&[a, b]),
            [
                "0.txt:1 information entity/role-conflict Edda Marlund is chief executive of Fennick Row Capital here; Orrin Ames is in 1.txt:1 (2022-05-04), of the same day.",
                "1.txt:1 information entity/role-conflict Orrin Ames is chief executive of Fennick Row Capital here; Edda Marlund is in 0.txt:1 (2022-05-04), of the same day.",
            ]
        );
        assert_eq!(found(&[a, &b.replace("4 May", "9 May")]), [""; 0], "somebody may have taken over");
        assert_eq!(found(&[a, &b.replace("chief", "former chief")]), [""; 0]);
        let change = "4 May 2022 - Orrin Ames, CEO of Fennick Row Capital, follows Edda Marlund, CEO of Fennick Row Capital since 2011.";
        assert_eq!(found(&[a, change]), [""; 0]);
    }
}
