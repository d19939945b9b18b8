//! Ages, births, founding years and anniversaries that cannot all be true.
//!
//! ## Triggers
//!
//! - A birth and a present age in one sentence ("born in 1990, the 45-year-old", 1990年出生的…今年45岁).
//! - Ages and births of one person ("Sten Arvid, 57, …", "born in 1962", 36岁的林岚), in one article and across.
//! - A founding year and an anniversary ("founded in 1990 … its 40th anniversary", 成立于1990年…40周年), or the edition of
//!   what is said to come every year.
//!
//! ## Arithmetic
//!
//! - An age at the article's date leaves a year of birthdays, a birth year its days, a full birth date one day. Two such
//!   intervals that have no day in common, with a month's allowance for when the text was written, are reported.
//! - An anniversary is the year told (this year where none is) less the founding year; one more where the sentence looks
//!   ahead. A yearly event can have at most one edition more than years have gone by.
//!
//! ## Guards
//!
//! Ages at an event (时, 那年, "at the age of", "then"), ages of the dead (享年), nominal ages (虚岁) and ages of relatives
//! are not compared; nor is anything without the article's date, bare surnames, or wedding and other anniversaries that
//! a founding does not begin. Names that no glossary knows may be two people's: ages more than twenty years apart in
//! two articles are not reported for them.
//!
//! ## Examples
//!
//! ```reported
//! //- 2021-05-04-a.txt
//! Born in 1990, the 45-year-old runs a laboratory in Tull Point.
//! ```
//!
//! ```reported
//! //- 2020-02-03-a.txt
//! Mira Tolland, 57, leads the port of Ostley. Ms Tolland said traffic was up.
//! //- 2020-11-12-b.txt
//! The board praised Mira Tolland, 61, on Friday. Ms Tolland said she was glad.
//! ```
//!
//! ```reported
//! //- 2020-06-01-a.txt
//! 公司成立于1990年，今年迎来40周年庆典。
//! ```
//!
//! ```reported
//! //- 2021-11-20-a.txt
//! 1985年出生的陳映雪今年45歲，任該行行長。
//! ```
//!
//! ```silent
//! //- 2020-11-12-a.txt
//! Mira Tolland, 58, leads the port. She was born in 1962.
//! ```
//!
//! ```silent
//! //- 2021-11-20-a.txt
//! 陈映雪1985年出生，30岁时任行长，今年36岁。
//! ```
//!
//! ```silent
//! //- 2021-11-20-a.txt
//! 該社團成立於1981年，今年慶祝40週年。
//! ```

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::rules::Rule;
use crate::check::statement::{Statement, value_text};
use crate::check::{Data, Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::{Claim, EntityKey, Figure, FigureRelationKind, When};
use crate::text::{Span, Symbol};

pub const RULE: Rule =
    Rule { name: "figure/age", default: Level::Warning, source: include_str!("age.rs"), article: Some(in_article), claim: Some(in_corpus) };

/// Whether a claim key is of a person's age.
pub fn is_age(key: &str) -> bool {
    key.split('|').nth(1) == Some(Claim::AGE)
}

/// Days on which somebody can have been born, both ends in it.
#[derive(Clone, Copy)]
struct Birthdays {
    first: Date,
    last: Date,
}

/// How far the day of writing may lie from the article's date.
const WRITTEN: i64 = 31;

impl Birthdays {
    /// What an age or a birth date, told on a day, leaves.
    fn of(figure: &Figure, told: Option<Date>) -> Option<Birthdays> {
        match figure.when.as_deref() {
            None => {
                let years = i16::try_from(figure.value?.to_i64()?).ok()?;
                let back = |n: i16| told?.checked_sub(jiff::Span::new().try_years(n).ok()?).ok();
                Some(Birthdays { first: back(years + 1)?.tomorrow().ok()?, last: back(years)? })
            }
            Some(When::Date(d)) => {
                let day = Date::new(d.year?, d.month?, d.day?).ok()?;
                Some(Birthdays { first: day, last: day })
            }
            Some(When::Period { days: Some((Some(from), Some(to))), .. }) => Some(Birthdays { first: *from, last: to.yesterday().ok()? }),
            Some(_) => None,
        }
    }
    /// Days between the two, none where they meet.
    fn apart(self, other: Birthdays) -> i64 {
        let days = |a: Date, b: Date| i64::from((b - a).get_days());
        days(self.last, other.first).max(days(other.last, self.first)).max(0)
    }
}

fn told(article: &Article) -> Option<Date> {
    article.facts.date.as_ref().map(|d| d.date)
}

/// All that is said of one person's birthday.
fn in_corpus(scope: &Scope, key: &Symbol, out: &mut Vec<Reported>) {
    if !is_age(key) {
        return;
    }
    let mut all: Vec<(Statement, Birthdays)> = scope
        .snapshot
        .statements(key)
        .into_iter()
        .filter_map(|(a, c)| Statement::of(a, c))
        .filter_map(|s| Some((s, Birthdays::of(s.figure, told(s.article))?)))
        .collect();
    all.sort_by(|a, b| a.0.rank().cmp(&b.0.rank()));
    let disagree = |a: &(Statement, Birthdays), b: &(Statement, Birthdays)| a.1.apart(b.1) > WRITTEN;
    // The one that most agree with, the first of equals.
    let against = |s: &(Statement, Birthdays)| all.iter().filter(|o| disagree(s, o)).count();
    let Some(best) = all.iter().min_by_key(|s| against(s)) else { return };
    for odd in all.iter().filter(|s| disagree(s, best)) {
        let namesakes = matches!(odd.0.claim.subject, Some((EntityKey::Provisional(_), _))) && odd.0.article.id != best.0.article.id;
        if namesakes && odd.1.apart(best.1) > 20 * 365 {
            continue;
        }
        out.push(report(scope, key, odd, best));
    }
}

fn report(scope: &Scope, key: &Symbol, odd: &(Statement, Birthdays), best: &(Statement, Birthdays)) -> Reported {
    let lang = scope.lang;
    let (here, there) = (said(odd.0.figure, lang), said(best.0.figure, lang));
    let at = wording::place(odd.0.article, best.0.article, best.0.figure.span, lang);
    let name = odd.0.claim.subject.as_ref().map_or(String::new(), |(s, _)| wording::subject_name(scope, odd.0.article, s));
    let due = expected(odd, best, lang);
    let message = match lang {
        Lang::English => format!("{name}: {here} here, {there} in {at}{due}."),
        Lang::Hans => format!("{name}：此处为{here}，{at}为{there}{due}。"),
        Lang::Hant => format!("{name}：此處為{here}，{at}為{there}{due}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, odd.0.article, odd.0.figure.span, message);
    finding.related = vec![Related { place: best.0.place(), quote: String::new(), message: there }];
    let value = |f: &Figure| f.when.as_deref().map_or_else(|| value_text(f), crate::extract::period_text);
    let mut values = vec![value(odd.0.figure), value(best.0.figure)];
    values.sort();
    values.dedup();
    finding.data = Data::Claim { key: key.clone(), values };
    Reported { article: odd.0.article.id, finding, echoes: Vec::new() }
}

/// "aged 57", "born 1962".
fn said(figure: &Figure, lang: Lang) -> String {
    match figure.when.as_deref() {
        None => match lang {
            Lang::English => format!("aged {}", value_text(figure)),
            Lang::Hans => format!("{}岁", value_text(figure)),
            Lang::Hant => format!("{}歲", value_text(figure)),
        },
        Some(when) => match lang {
            Lang::English => format!("born {}", wording::period_name(when, lang)),
            Lang::Hans | Lang::Hant => format!("{}出生", wording::period_name(when, lang)),
        },
    }
}

/// The ages that the other statement leaves at the odd one's date.
fn expected(odd: &(Statement, Birthdays), best: &(Statement, Birthdays), lang: Lang) -> String {
    let Some(day) = told(odd.0.article).filter(|_| odd.0.figure.when.is_none()) else { return String::new() };
    let (least, most) = (years(best.1.last, day), years(best.1.first, day));
    let ages = if least == most { least.to_string() } else { format!("{least} {} {most}", lang.pick("or", "或", "或")) };
    match lang {
        Lang::English => format!(", which makes {ages} on {day}"),
        Lang::Hans => format!("，{day}时应为{ages}岁"),
        Lang::Hant => format!("，{day}時應為{ages}歲"),
    }
}

/// Full years from one day to another.
fn years(from: Date, to: Date) -> i16 {
    let due = (to.month(), to.day()) >= (from.month(), from.day());
    to.year() - from.year() - i16::from(!due)
}

fn in_article(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let figure = |i: u32| article.facts.figures.get(i as usize);
    let today = told(article);
    for relation in &article.facts.relations {
        match relation.kind {
            FigureRelationKind::Born { born, age } => {
                let (Some(born), Some(age), Some(today)) = (figure(born), figure(age), today) else { continue };
                // What is known of the person by name is compared by its key.
                let keyed = |f: &Figure| {
                    article.facts.claims.iter().any(|c| {
                        article.facts.figures.get(c.figure as usize).is_some_and(|g| g.span == f.span)
                            && c.key().is_some_and(|k| is_age(&k))
                    })
                };
                if keyed(born) && keyed(age) {
                    continue;
                }
                let (Some(by_age), Some(by_birth)) = (Birthdays::of(age, Some(today)), Birthdays::of(born, None)) else { continue };
                if by_age.apart(by_birth) > WRITTEN {
                    out.push(against_birth(article, today, born, age, by_birth, scope.lang));
                }
            }
            FigureRelationKind::Founded { since, nth, edition, year, at, ahead } => {
                let Some(since) = figure(since) else { continue };
                let Some(start) = year_of(since) else { continue };
                let this = |d: Date| d.year() + i16::from(year.unwrap_or(0));
                let Some(now) = at.and_then(figure).and_then(year_of).or(today.map(this)) else { continue };
                let due = now - start;
                let nth = nth as i16;
                // Ahead or behind by one where only the verb says when.
                let open = year.is_none() && at.is_none();
                let sound = if edition {
                    nth <= due + 1 + i16::from(ahead)
                } else {
                    nth == due || open && (nth == due + 1 && ahead || nth == due - 1)
                };
                if !sound && due > 0 {
                    out.push(jubilee(article, relation.span, since, (nth, due, now, edition), scope.lang));
                }
            }
            _ => {}
        }
    }
}

fn year_of(figure: &Figure) -> Option<i16> {
    match figure.when.as_deref()? {
        When::Date(d) => d.year,
        When::Period { days: Some((Some(from), _)), .. } => Some(from.year()),
        _ => None,
    }
}

fn against_birth(article: &Article, today: Date, born: &Figure, age: &Figure, by_birth: Birthdays, lang: Lang) -> Reported {
    let (least, most) = (years(by_birth.last, today), years(by_birth.first, today));
    let ages = if least == most { least.to_string() } else { format!("{least} {} {most}", lang.pick("or", "或", "或")) };
    let (here, there) = (said(age, lang), said(born, lang));
    let message = match lang {
        Lang::English => format!("{here}, while {there} makes {ages} on {today}."),
        Lang::Hans => format!("此处为{here}，而{there}在{today}应为{ages}岁。"),
        Lang::Hant => format!("此處為{here}，而{there}在{today}應為{ages}歲。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, age.span, message);
    finding.related = vec![Related { place: Place { path: article.path.clone(), span: born.span }, quote: String::new(), message: there }];
    Reported::alone(article, finding)
}

fn jubilee(article: &Article, span: Span, since: &Figure, (nth, due, now, edition): (i16, i16, i16, bool), lang: Lang) -> Reported {
    let from = since.when.as_deref().map_or(String::new(), |w| wording::period_name(w, lang));
    let due = due + i16::from(edition);
    let message = match lang {
        Lang::English => format!("{nth} stated here, while {from} to {now} makes {due}."),
        Lang::Hans => format!("此处为{nth}，而从{from}到{now}年应为{due}。"),
        Lang::Hant => format!("此處為{nth}，而從{from}到{now}年應為{due}。"),
    };
    let mut finding = Finding::new(RULE.name, RULE.default, article, span, message);
    finding.related = vec![Related { place: Place { path: article.path.clone(), span: since.span }, quote: String::new(), message: from }];
    Reported::alone(article, finding)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::tests::wrongly_judged;

    #[test]
    fn what_is_reported_and_what_is_not() {
        let reported = [
            "HEXLEY, May 4, 2021 - The painter Mira Tolland, 52, who was born in 1981, has won a prize.",
            "本报2021年5月4日讯 出生于1990年的棋手陈砚秋，今年41岁，昨天夺冠。",
            "陳硯秋（1990年生），現年41歲。",
            "Mira Tolland (born 1981), now 52, lives in Hexley.",
            "Born in 1990, the 45-year-old runs a laboratory in Tull Point.",
            "The 45-year-old, who was born in 1990, runs a laboratory.",
            "Founded in 1990, the firm celebrates its 40th anniversary this year.",
            "The museum, established in 1951, marks its 60th anniversary this month.",
            "1985年出生的陈砚秋今年45岁，是该行最年轻的副行长。",
            "陈砚秋，1985年3月出生，现年45岁。",
            "陳硯秋生於1985年，今年46歲。",
            "公司成立于1990年，今年迎来40周年庆典。",
            "学校创办于1921年，今年是建校90周年。",
            "Mira Tolland, 36, leads the bank. \"We grew,\" Ms Tolland said. The 46-year-old Mira Tolland will stay.",
        ];
        let silent = [
            "HEXLEY, May 4, 2021 - The painter Mira Tolland, 39, who was born in 1981, has won a prize.",
            "本报2021年5月4日讯 出生于1990年的棋手陈砚秋，今年31岁，昨天夺冠。",
            "2011年，出生于1990年的陈砚秋，当时21岁，首次夺冠。",
            "Born in 1990, the 30-year-old runs a laboratory.",
            "Born in 1990, the 31-year-old runs a laboratory.",
            "Born in 1990, she won her first title aged 19.",
            "Born in 1990, she was a 19-year-old student when she won.",
            "Founded in 1981, the firm celebrates its 40th anniversary this year.",
            "Founded in 1982, the firm will mark its 40th anniversary next year.",
            "The firm, founded in 1985, was sold on its 30th anniversary in 2015.",
            "The club, founded in 1990, marked the 10th anniversary of its title.",
            "Opened in 1911, the theatre is preparing to mark its 111th birthday.",
            "Established in 1950, the town hall hosts the 5th edition of the annual fair.",
            "The 60-year-old bridge was opened in 1961.",
            "陈砚秋1985年出生，30岁时成为副行长，今年36岁。",
            "陈砚秋生于1985年，现年36岁。",
            "该社团成立于1981年，今年庆祝40周年。",
            "公司成立于1981年，2011年举办30周年庆典。",
            "公司创立于1990年，2020年迎来30周年。",
            "陈砚秋，1985年3月出生，享年30岁。",
            "林岚今年45岁，女儿1990年出生。",
            "该校始建于1921年，将于下月举行百年校庆。",
            "第5届艺术节昨日开幕，该艺术节创办于2010年。",
            "年满18岁，2003年出生的人可以投票。",
            "她1990年出生，虚岁33岁。",
            "抗战胜利75周年，公司成立于1990年。",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2021-05-04-a.txt", &reported, &silent), [""; 0]);
    }

    #[test]
    fn sentences_with_and_without_a_finding() {
        crate::check::tests::sentences("figure/age", include_str!("data/age.tsv"));
    }
}
