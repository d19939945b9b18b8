//! Dates that do not exist, do not fit their weekday or each other, and days to come told as past.
//!
//! ## Triggers
//!
//! - A day, month, quarter or time of day that the calendar has not (31 April, 2月29日 in a common year).
//! - A weekday beside or in a date ("on Tuesday, 14 July 2020", 2021年3月5日（星期日）).
//! - A stretch of days that ends before it starts ("from May 21 to May 12, 2023"), or whose stated length is another
//!   ("the five-day fair, from 3 to 9 June").
//! - A date or period with its gloss: "second quarter (July-September)", "last year (2012)", 去年（2012年）.
//! - What a completed verb tells of a date after the article's own.
//!
//! ## Arithmetic
//!
//! Everything is resolved against the article's date, never against today. A length may count both ends or one. A gloss
//! of a day may be a day off the article's date, since that is often the day of printing.
//!
//! ## Guards
//!
//! Lunar dates (农历) and years before 1753 have other calendars. Weekdays need a printed year, or the article's date
//! within sixty days; with two time zones in the sentence a day's difference is a hint. Day and month in digits may
//! stand in either order. Fiscal years and quarters are whose they are. Lengths in working days, extensions, and sentences with other
//! dates are left alone; so is a sentence that looks ahead anywhere (will, planned, due, 将, 预计), and a year in a name.
//!
//! ## Examples
//!
//! ```reported
//! The treaty was signed on Tuesday, 16 July 2020, in Port Alder.
//! ```
//!
//! ```reported
//! The Ostley Book Fair runs from May 21 to May 12, 2023.
//! ```
//!
//! ```reported
//! 会议于2021年3月5日（星期日）召开。
//! ```
//!
//! ```reported
//! 沐岚银行定于2023年2月29日分红。
//! ```
//!
//! ```reported
//! 該公司第二季（7月至9月）營收成長一成。
//! ```
//!
//! ```reported
//! //- 2024-03-01-a.txt
//! Pellbrook Motors opened its second plant on 15 May 2025, the company said.
//! ```
//!
//! ```silent
//! The treaty was signed on Thursday, 16 July 2020, in Port Alder.
//! ```
//!
//! ```silent
//! //- 2024-03-01-a.txt
//! Pellbrook Motors said it would open its second plant on 15 May 2025.
//! ```
//!
//! ```silent
//! 农历二月三十日恰逢2021年3月5日（星期五）。
//! ```
//!
//! ```silent
//! //- 2019-12-27-a.txt
//! 主題為「家」的2020嵐柚新品大會昨日閉幕了。
//! ```

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::{Level, Severity};
use crate::corpus::Article;
use crate::extract::{DateSource, Figure, FigureRelation, FigureRelationKind, PartialDate, When};
use crate::text::Span;

pub const RULE: Rule =
    Rule { name: "figure/date", default: Level::Warning, source: include_str!("date.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let look = Look { article, lang: scope.lang, today: article.facts.date.as_ref().map(|d| d.date) };
    let lunar: Vec<u32> = (article.facts.relations.iter())
        .filter_map(|r| if let FigureRelationKind::Lunar { date } = r.kind { Some(date) } else { None })
        .collect();
    let solar = |i: usize| !lunar.contains(&(i as u32));
    for (_, figure) in article.facts.figures.iter().enumerate().filter(|(i, f)| f.when.is_some() && solar(*i)) {
        out.extend(look.impossible(figure));
    }
    for relation in &article.facts.relations {
        out.extend(look.relation(relation, &lunar));
    }
}

struct Look<'a> {
    article: &'a Arc<Article>,
    lang: Lang,
    today: Option<Date>,
}

impl Look<'_> {
    fn figure(&self, i: u32) -> Option<&Figure> {
        self.article.facts.figures.get(i as usize)
    }
    fn report(&self, span: Span, message: [String; 3]) -> Reported {
        let [en, hans, hant] = message;
        let message = self.lang.pick(en, hans, hant);
        Reported::alone(self.article, Finding::new(RULE.name, RULE.default, self.article, span, message))
    }
    fn with(&self, mut reported: Reported, other: &Figure) -> Reported {
        let place = Place { path: self.article.path.clone(), span: other.span };
        let message = other.when.as_deref().map_or_else(|| wording::value(other, true, self.lang), |w| wording::period_name(w, self.lang));
        reported.finding.related.push(Related { place, quote: String::new(), message });
        reported
    }

    /// 31 April, 2月29日 of a common year, month 13, 25:00.
    fn impossible(&self, figure: &Figure) -> Option<Reported> {
        let (shown, sound) = match figure.when.as_deref()? {
            When::Date(d) => (d.iso(), self.exists(*d)),
            When::Clock { hour, minute } => (format!("{hour:02}:{minute:02}"), (0..=24).contains(hour) && (0..60).contains(minute)),
            When::Period { .. } => return None,
        };
        (!sound).then(|| {
            let text = [
                format!("{shown}: the calendar has no such date."),
                format!("{shown}：历法中没有这一日期。"),
                format!("{shown}：曆法中沒有這一日期。"),
            ];
            self.report(figure.span, text)
        })
    }
    /// A leap day without its year exists where a year near the article's has one.
    fn exists(&self, d: PartialDate) -> bool {
        let Some(month) = d.month else { return d.day.is_none_or(|d| (1..=31).contains(&d)) };
        let day = d.day.unwrap_or(1);
        let on = |year: i16| Date::new(year, month, day).is_ok();
        match (d.year, self.today) {
            (Some(year), _) => on(year),
            (None, Some(today)) => (-1..=1).any(|by| on(today.year() + by)),
            (None, None) => on(2000),
        }
    }

    fn relation(&self, relation: &FigureRelation, lunar: &[u32]) -> Option<Reported> {
        match relation.kind {
            FigureRelationKind::Weekday { date, weekday, either, zones, printed } if !lunar.contains(&date) => {
                self.weekday(relation.span, self.figure(date)?, weekday, either, zones, printed)
            }
            FigureRelationKind::Backward { from, to } => {
                let (from, to) = (from.iso(), to.iso());
                let text = [
                    format!("{from} to {to}: the end lies before the start."),
                    format!("{from}至{to}：结束早于开始。"),
                    format!("{from}至{to}：結束早於開始。"),
                ];
                Some(self.report(relation.span, text))
            }
            FigureRelationKind::Length { stated, ref unit, stretch } => {
                self.length(relation.span, stated.into(), unit, self.figure(stretch)?)
            }
            FigureRelationKind::Gloss { of, gloss, years } => self.gloss(self.figure(of)?, self.figure(gloss)?, years),
            FigureRelationKind::OtherMonths { of, gloss } => {
                let (of, gloss) = (self.figure(of)?, self.figure(gloss)?);
                Some(self.glossed(of, gloss))
            }
            FigureRelationKind::Done { when } => self.done(self.figure(when)?),
            _ => None,
        }
    }

    fn weekday(&self, span: Span, figure: &Figure, weekday: i8, either: bool, zones: bool, printed: bool) -> Option<Reported> {
        let mut day = day_of(figure)?;
        let fits = |d: Date| d.weekday().to_monday_one_offset() == weekday;
        let apart = |d: &Date| self.today.map(|t| (*d - t).get_days().abs());
        if !printed {
            // The year was guessed: the nearest such day is meant, unless the weekday belongs to another year's.
            let years = self.today?.year();
            let days = || (-1..=1).filter_map(|by| Date::new(years + by, day.month(), day.day()).ok());
            if days().filter(|d| apart(d).is_some_and(|n| n <= 330)).any(fits) || fits(day) {
                return None;
            }
            day = days().min_by_key(|d| apart(d)).filter(|d| apart(d).is_some_and(|n| n <= 60))?;
        }
        let turned = Date::new(day.year(), day.day(), day.month()).ok().filter(|_| either);
        if day.year() < 1753 || fits(day) || turned.is_some_and(fits) {
            return None;
        }
        let is = day.weekday().to_monday_one_offset();
        let name = |n: i8| self.lang.pick(ENGLISH, CHINESE, CHINESE)[(n - 1).clamp(0, 6) as usize];
        let text = [
            format!("{day} was a {}, and {} stands here.", name(is), name(weekday)),
            format!("{day}是{}，此处为{}。", name(is), name(weekday)),
            format!("{day}是{}，此處為{}。", name(is), name(weekday)),
        ];
        let mut reported = self.report(span, text);
        if zones && matches!((is - weekday).rem_euclid(7), 1 | 6) {
            reported.finding.severity = Severity::Hint;
        }
        Some(reported)
    }
    /// A length counts both ends or one of them.
    fn length(&self, span: Span, stated: i64, unit: &str, stretch: &Figure) -> Option<Reported> {
        let Some(When::Period { days: Some((Some(from), Some(to))), .. }) = stretch.when.as_deref() else { return None };
        let days = i64::from((*to - *from).get_days());
        let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
        let (least, most) = match unit {
            "day" => (days - 1, days),
            "week" => ((days - 1) / 7, (days + 6) / 7),
            "month" => (months - 1, months + i64::from(to.day() > 1 || from.day() > 1)),
            "year" => ((months - 1) / 12, (months + 11) / 12),
            _ => return None,
        };
        if days <= 1 || (least..=most).contains(&stated) {
            return None;
        }
        let last = to.yesterday().ok()?;
        let allowed = if least == most { least.to_string() } else { format!("{least} {} {most}", self.lang.pick("or", "或", "或")) };
        let text = [
            format!("{stated} stated here, while {from} to {last} makes {allowed} ({unit})."),
            format!("此处为{stated}，而{from}至{last}应为{allowed}。"),
            format!("此處為{stated}，而{from}至{last}應為{allowed}。"),
        ];
        Some(self.with(self.report(span, text), stretch))
    }

    /// "Second quarter (July-September)", "last year (2012)".
    fn gloss(&self, of: &Figure, gloss: &Figure, years: bool) -> Option<Reported> {
        let (a, b) = (of.when.as_deref()?, gloss.when.as_deref()?);
        let known = |f: &Figure| -> Option<(Date, Date)> {
            match f.when.as_deref()? {
                When::Period { days: Some((Some(from), Some(to))), .. } => Some((*from, *to)),
                When::Date(_) => day_of(f).and_then(|d| Some((d, d.tomorrow().ok()?))),
                _ => None,
            }
        };
        let ((a1, a2), (b1, b2)) = (known(of)?, known(gloss)?);
        let both_days = matches!((a, b), (When::Date(_), When::Date(_)));
        let off = match (&self.article.facts.date, both_days) {
            (Some(d), true) if d.source != DateSource::Dateline => 1,
            _ => 0,
        };
        let apart = i64::from((b1 - a1).get_days()).abs();
        // A gloss may be of another year where neither prints one.
        let months = |x: Date, y: Date| (x.month(), y.month(), i64::from((y - x).get_days()) / 27);
        let same_months = months(a1, a2) == months(b1, b2) && !years;
        // A part glossed by what holds it, or the reverse: "May 2012 (2012)".
        let within = a1 <= b1 && b2 <= a2 || b1 <= a1 && a2 <= b2;
        if apart <= off || same_months || within {
            return None;
        }
        Some(self.glossed(of, gloss))
    }
    fn glossed(&self, of: &Figure, gloss: &Figure) -> Reported {
        let shown = |f: &Figure| {
            let name = f.when.as_deref().map_or(String::new(), |w| wording::period_name(w, self.lang));
            let printed = self.article.text.as_deref().map(|t| f.span.of(t).to_owned());
            if name.is_empty() { printed.unwrap_or_default() } else { name }
        };
        let (x, y) = (shown(of), shown(gloss));
        let text = if x.is_empty() || y.is_empty() {
            ["The gloss names another period.".into(), "括注所指为另一时段。".into(), "括注所指為另一時段。".into()]
        } else {
            [format!("{y} stands here for {x}."), format!("此处以{y}注{x}。"), format!("此處以{y}注{x}。")]
        };
        self.with(self.report(of.span.join(gloss.span), text), of)
    }

    /// A completed verb tells of a day or period that starts after the article's day; a day's difference may be the
    /// zone's.
    fn done(&self, figure: &Figure) -> Option<Reported> {
        let today = self.today?;
        let start = match figure.when.as_deref()? {
            When::Date(_) => day_of(figure)?,
            When::Period { days: Some((Some(from), _)), .. } => *from,
            _ => return None,
        };
        ((start - today).get_days() > 1).then(|| {
            let shown = figure.when.as_deref().map_or(String::new(), |w| wording::period_name(w, self.lang));
            let text = [
                format!("{shown} lies after the article's date, {today}, and is told as past."),
                format!("{shown}晚于文章日期{today}，文中却作已发生之事。"),
                format!("{shown}晚於文章日期{today}，文中卻作已發生之事。"),
            ];
            self.report(figure.span, text)
        })
    }
}

const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CHINESE: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

fn partial(figure: &Figure) -> Option<PartialDate> {
    if let When::Date(d) = figure.when.as_deref()? { Some(*d) } else { None }
}

fn day_of(figure: &Figure) -> Option<Date> {
    let d = partial(figure)?;
    Date::new(d.year?, d.month?, d.day?).ok()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::tests::wrongly_judged;

    #[test]
    fn what_is_reported_and_what_is_not() {
        let reported = [
            "The bridge was opened to traffic on 20 April 2024, the council said.",
            "The summit took place on April 20, 2024, in Hexley.",
            "The law was passed on April 20, 2024.",
            "大橋已於2024年4月20日通車。",
            "會議將於3月20日（週日）舉行。",
            "為期五天的展覽將於2024年6月3日至9日舉行。",
            "The treaty was signed on Tuesday, 16 July 2020, in Port Alder.",
            "The fair will run from May 21 to May 7, 2023.",
            "The five-day fair runs from 3 to 9 June 2024.",
            "The fair runs from 3 to 9 June 2024, and the three-day event is free.",
            "In the second quarter (July-September) sales fell.",
            "Sales fell last year (2021).",
            "Pellbrook opened its plant on 15 May 2025, the company said.",
            "On 15 May 2025 Pellbrook opened its plant.",
            "In 2026 the company sold 5,000 vans.",
            "Talks resume on Tuesday, March 5, 2023.",
            "会议于2021年3月5日（星期日）召开。",
            "会议于2021年3月5日星期日召开。",
            "第二季度（7月至9月）营收增长。",
            "去年（2021年）营收增长。",
            "公司已于2025年5月15日开业。",
            "2025年5月15日，公司发布了新品。",
            "展会于6月18日至9日举行。",
            "展会为期五天，2024年6月3日至9日举行。",
            "周三（3月1日），公司发布公告。",
            "該公司第二季（7月至9月）營收成長一成。",
            "展覽從2023年6月18日至5月9日舉行。",
            "公司於2026年賣出了5,000輛車。",
            "The meeting is on April 31, 2024.",
            "The deadline is 30 February 2024.",
            "会议定于2023年2月29日召开。",
            "會議將於6月31日召開。",
            "The show opens on February 29, 2023.",
            "In the first half (January to September) sales rose.",
            "She left last month (April).",
            "He spoke on Wednesday (16 March 2023).",
            "The two-week strike, from 3 to 26 June, is over.",
            "The eight-year term runs from 2014 to 2018.",
            "比赛于7月26日至8月11日举行，为期10天。",
            "春节假期从2月10日至17日，共5天。",
            "展会为期3天（5月3日至9日）。",
            "上半年（1月至9月）营收增长。",
            "前三季度（1-6月）营收增长。",
            "第一季度（4-6月）营收增长。",
            "會議於2024年3月5日（星期三）舉行。",
            "On Monday, Feb. 25, he died.",
            "The firm, which opened its first shop on 5 March 2026, is profitable.",
            "2026年3月5日，該公司開設了首家門市。",
            "The meeting on Friday, March 5, 2024, will be short.",
            "The talks are set for Friday, April 31, 2024.",
            "Rain fell on 30 February 2023.",
            "The deal closed on Monday, Feb. 30.",
            "他2023年11月31日抵达。",
        ];
        let silent = [
            "The bridge was opened to traffic on 20 February 2024, the council said.",
            "The contract signed in January takes effect on April 20, 2024.",
            "The club won its first match on Saturday, 3-1, after a poor start.",
            "公司股票3月4日（星期一）起停牌。",
            "去年5月20日（周六），公司开业。",
            "農曆三月十五日（星期日）廟會開幕。",
            "The treaty was signed on Thursday, 16 July 2020, in Port Alder.",
            "It opened on Monday, September 16, 2013.",
            "The fair will run from June 18 to July 9, 2023.",
            "The five-day fair runs from 3 to 7 June 2024.",
            "The four-day fair runs from June 3 to June 7, 2024.",
            "The fair, from 3 to 7 June 2024, lasts five days.",
            "He was in office for four years, from 2014 to 2018.",
            "The season runs from December 18 to January 9, 2023.",
            "The second quarter (April-June) was weak.",
            "In the third quarter (July to September) sales fell.",
            "Sales fell last year (2023).",
            "Pellbrook said it would open its plant on 15 May 2025.",
            "Pellbrook plans a plant, and signed a lease that runs to 15 May 2025.",
            "The bonds, sold in March, mature on 15 May 2027.",
            "He was born on Friday, 1 March 2024.",
            "The match was on Saturday, 2 March.",
            "Talks resume on Monday, 4 March.",
            "It was founded in 1990 and opened in 2023.",
            "The 2025 model was unveiled on Thursday.",
            "The firm opened its plant on 15 May 2023.",
            "The company named 2025 its year of growth.",
            "On Friday, 1 March, he resigned.",
            "On 29 February 2024 he resigned.",
            "In its fiscal second quarter (July-September) it made a profit.",
            "Friday, March 8, is a holiday.",
            "The show on 3/4/2024 (Wednesday) sold out.",
            "It takes place from Friday to Sunday, 8 to 10 March 2024.",
            "The three-day event was held over two weekends, from 2 to 10 March 2024.",
            "A 10-day extension was granted from 1 to 20 March 2024.",
            "The Monday, 4 March 2024, Times report was wrong.",
            "会议于2021年3月5日（星期五）召开。",
            "2021年3月5日，星期五，会议召开。",
            "农历二月三十日，会议召开。",
            "第二季度（4月至6月）营收增长。",
            "上半年（1-6月）营收增长。",
            "去年（2023年）营收增长。",
            "今年2月29日，公司发布财报。",
            "公司将于2025年5月15日开业。",
            "公司计划2025年5月15日前完成了审批后开工。",
            "2025年5月15日到期的债券已发行。",
            "展会从6月18日至7月9日举行，为期22天。",
            "展会为期五天，6月3日至7日举行。",
            "周五（3月1日），公司发布公告。",
            "3月1日（周五）下午，公司发布公告。",
            "上周五（2月23日），公司发布公告。",
            "昨天（2月29日），公司发布公告。",
            "民国110年3月5日（星期五）召开。",
            "公司於2023年5月15日發布了新品。",
            "任期从2020年到2024年，为期四年。",
            "本月（3月）将召开会议。",
            "截至2024年2月29日，公司拥有300人。",
            "2024年第一季度（1月至3月）业绩预告。",
            "25日，公司发布公告。",
            "他1990年2月28日出生。",
            "赛事将于3月5日至11日举行，为期一周。",
            "In June (second quarter) sales fell.",
            "第二季度（6月）营收下降。",
            "上半年（4月除外）营收下降。",
            "The April-June quarter (the first quarter of its fiscal year) was weak.",
            "In the first half (January to June) sales rose.",
            "In 2023 (the year of the flood) sales fell.",
            "This week (Monday) he spoke.",
            "She left last month (February).",
            "The 2024 Games (26 July to 11 August) will be held in Kest.",
            "The festival (3-9 June) is free.",
            "The vote on Tuesday, 5 November 2024, was close.",
            "The company reported on 15 March 2023 (Wednesday).",
            "He spoke on Wednesday (15 March 2023).",
            "The war lasted six years, from 1939 to 1945.",
            "The eight-year term runs from 2014 to 2022.",
            "The two-week strike, from 3 to 16 June, is over.",
            "A three-year-old horse raced from 3 to 9 June.",
            "He worked there for 10 years, and from 2014 to 2018 was head of sales.",
            "The two-year contract, signed on 1 June 2020, ran from July 2020 to June 2022.",
            "比赛于7月26日至8月11日举行，为期17天。",
            "春节假期从2月10日至17日，共8天。",
            "展会为期3天（5月3日至5日）。",
            "他在位八年，从2014年到2022年。",
            "公司给予7天无理由退货，活动从6月3日至5日举行。",
            "三天前，展会从6月3日至9日举行的消息传出。",
            "2022年至2023年，公司连续两年盈利。",
            "公司去年（2023年）和今年（2024年）业绩良好。",
            "当地时间3月1日（星期五）晚，会议召开。",
            "周一至周五（3月4日至8日）放假。",
            "3月4日（周一）至3月8日（周五）放假。",
            "4月5日（清明节）放假。",
            "他说：“2026年世界杯已经吸引了众多球迷。”",
            "2030年碳达峰目标已写入规划。",
            "公司获得了2026年世界杯转播权。",
            "The city was chosen for the 2028 Games.",
            "The company has won a contract for 2026.",
            "FIFA awarded the 2034 cup to Kest in 2023.",
            "The bank raised its rate on 1 March, 2024.",
            "In 2023, 45 people died; in 2022, 40 did.",
            "Friday 1 March 2024 was cold.",
            "On Thursday 29 February the firm closed.",
            "On Sunday, Feb. 25, he died.",
            "The Sunday, Feb. 25 game was lost.",
            "The 8 March (Friday) strike.",
            "The leap day, 29 February 2024, was dry.",
            "The shop is open from 6:00 to 24:00.",
            "他2024年2月29日抵达。",
            "On Monday and Tuesday, March 4 and 5, it rained.",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2024-03-01-a.txt", &reported, &silent), [""; 0]);
    }
}
