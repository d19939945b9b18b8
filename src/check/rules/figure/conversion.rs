//! Two units, currencies or notations for one amount that cannot agree.
//!
//! "25C (87F)" states one temperature twice, and 25 °C is 77 °F. The finding stands at the second statement; the first
//! is the related place.
//!
//! ## Triggers
//!
//! An amount and its gloss: in brackets ("26 miles (42 km)", 100亿元（约合14亿美元）), or joined by "or", "equivalent to",
//! 约合, 折合, 相当于, 即. Units of one dimension, two currencies, or one unit in scale words of two languages
//! (100亿元 and "10 billion yuan").
//!
//! ## Arithmetic
//!
//! - Units convert by exact factors. The gloss may be rounded at its last place, and is never held to less than 2 %;
//!   temperatures agree within one degree of either scale, as a point of the scale or as a difference.
//! - Scale words of two languages are compared as `figure/conflict` does.
//! - Currencies: the rate that the two amounts imply is compared with a table of wide bands. Where the article's
//!   year is in it and nothing else dates the amount, the rate may lie up to a third outside the band of those years; else
//!   between half the lowest and twice the highest since 2000. The bands are rough: only a gross contradiction is told.
//! - Two pairs of one article that imply rates more than 15 % apart contradict each other.
//!
//! ## Guards
//!
//! A dollar sign may be another country's, and 元 and ¥ another currency: one reading that fits is enough. Amounts of a
//! year that the sentence names are not held to the article's year. Modifiers (about, over, nearly, 约, 超) open the
//! interval as everywhere. Short and metric tons are one "ton".
//!
//! ## Examples
//!
//! ```reported
//! It was 25C (87F) in Carrow at noon.
//! ```
//!
//! ```reported
//! The port was sold for ¥4.8bn (480亿元) in May.
//! ```
//!
//! ```reported
//! 沐岚集团以70亿元（约合100亿美元）买下港口。
//! ```
//!
//! ```reported
//! 新廠占地40英畝（約合3公頃）。
//! ```
//!
//! ```silent
//! The 13-mile (21km) walk starts at the harbour, where 20C (68F) is forecast.
//! ```
//!
//! ```silent
//! Harrow Capital paid 8 billion yuan ($1.1 billion), or 80亿元, for the port.
//! ```
//!
//! ```silent
//! 該公司斥資新台幣32億元（約合1億美元）購地。
//! ```

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::check::rules::Rule;
use crate::check::{Finding, Lang, Place, Related, Reported, Scope, wording};
use crate::config::Level;
use crate::corpus::Article;
use crate::extract::figures::{Comparison, Interval, celsius, compare, factor, interval};
use crate::extract::{Figure, FigureKind, FigureRelationKind, Modifier, Precision, When};
use crate::text::Exact;

pub const RULE: Rule =
    Rule { name: "figure/conversion", default: Level::Warning, source: include_str!("conversion.rs"), article: Some(run), claim: None };

fn run(scope: &Scope, article: &Arc<Article>, out: &mut Vec<Reported>) {
    let mut rates: Vec<Implied> = Vec::new();
    for relation in &article.facts.relations {
        let FigureRelationKind::Gloss { of, gloss, .. } = relation.kind else { continue };
        let figure = |i: u32| article.facts.figures.get(i as usize);
        let (Some(of), Some(gloss)) = (figure(of), figure(gloss)) else { continue };
        let text = match (of.unit.as_deref(), gloss.unit.as_deref()) {
            (Some(a), Some(b)) if of.kind == FigureKind::Money && a != b => {
                let Some(implied) = Implied::new(article, of, gloss) else { continue };
                let text = implied.judge(scope.lang);
                rates.extend(text.is_none().then_some(implied));
                text
            }
            (Some(a), Some(b)) if celsius(Exact::ONE, a).is_some() && celsius(Exact::ONE, b).is_some() => {
                temperature(of, gloss, scope.lang)
            }
            (Some(a), Some(b)) if a != b => units(of, gloss, scope.lang),
            _ => notation(of, gloss, scope.lang),
        };
        if let Some(text) = text {
            out.push(report(article, of, gloss, text, scope.lang));
        }
    }
    disagreeing(scope, article, &rates, out);
}

fn report(article: &Article, of: &Figure, gloss: &Figure, message: String, lang: Lang) -> Reported {
    let mut finding = Finding::new(RULE.name, RULE.default, article, gloss.span, message);
    let message = match lang {
        Lang::English => format!("{} here", shown(of, lang)),
        Lang::Hans => format!("此处为{}", shown(of, lang)),
        Lang::Hant => format!("此處為{}", shown(of, lang)),
    };
    finding.related = vec![Related { place: Place { path: article.path.clone(), span: of.span }, quote: String::new(), message }];
    Reported::alone(article, finding)
}

/// The figure with its unit.
fn shown(figure: &Figure, lang: Lang) -> String {
    wording::value(figure, true, lang)
}

/// One unit in scale words of two languages.
fn notation(of: &Figure, gloss: &Figure, lang: Lang) -> Option<String> {
    // Counted things of two languages ("people", 辆) are one thing here, since one glosses the other.
    let plain = |f: &Figure| Figure { unit: None, kind: FigureKind::Number, ..f.clone() };
    (compare(&plain(of), &plain(gloss)) == Comparison::Disjoint).then(|| {
        let (a, b) = (shown(of, lang), shown(gloss, lang));
        match lang {
            Lang::English => format!("{b} stands here for {a} before it."),
            Lang::Hans => format!("此处为{b}，前文为{a}。"),
            Lang::Hant => format!("此處為{b}，前文為{a}。"),
        }
    })
}

fn units(of: &Figure, gloss: &Figure, lang: Lang) -> Option<String> {
    let factor = factor(of.unit.as_deref(), gloss.unit.as_deref())?;
    let ends = |f: &Figure| match f.value {
        Some(_) => vec![f.clone()],
        None => [f.low, f.high].into_iter().flatten().map(|v| Figure { value: Some(v), low: None, high: None, ..f.clone() }).collect(),
    };
    let (a, b) = (ends(of), ends(gloss));
    if a.len() != b.len() {
        return None;
    }
    let apart = |(a, b): (&Figure, &Figure)| -> Option<bool> {
        let (tight, loose) = (printed(a)?.scale(factor)?, printed(b)?);
        let slack = |v: Option<Exact>| v.and_then(|v| v.abs().mul(Exact::parse("0.02")?));
        let by = slack(b.value)?;
        let other = rounded(a)?.scale(factor)?;
        let exact = interval(b)?.widen(slack(b.value)?.div(Exact::from_int(4))?);
        let disjoint = |x: Interval, y: Interval| x.compare(y) == Comparison::Disjoint;
        // "1,500 mu (about 10 square kilometres)": a hedge does not stretch to another power of ten
        let hedged = |f: &Figure| matches!(f.modifier, None | Some(Modifier::About)) && f.value.is_some_and(|v| v > Exact::ZERO);
        let far = a.value.and_then(|v| v.mul(factor)).zip(b.value).is_some_and(|(x, y)| {
            let (low, high) = if x < y { (x, y) } else { (y, x) };
            low.mul(Exact::from_int(FAR)).is_some_and(|l| l < high)
        });
        if far && hedged(a) && hedged(b) {
            return Some(true);
        }
        Some(disjoint(tight, rounded(b)?) && disjoint(tight, loose.widen(by)) && disjoint(other, exact))
    };
    if !a.iter().zip(&b).filter_map(apart).any(|apart| apart) {
        return None;
    }
    let allowed = a.first().zip(a.last()).and_then(|(x, y)| {
        let (low, high) = (printed(x)?.scale(factor)?.low?, printed(y)?.scale(factor)?.high?);
        let by = |v: Exact, f: &str| v.mul(Exact::parse(f)?);
        Some(Interval::closed(by(low, "0.98")?, by(high, "1.02")?))
    })?;
    Some(computed(of, gloss, allowed, lang))
}

/// How many times the one amount of a pair can be the other at most, however coarse both are.
const FAR: i64 = 3;

/// What a figure says, its rounding left out where it is printed in plain digits.
fn printed(figure: &Figure) -> Option<Interval> {
    let exact = matches!(figure.precision, Precision::Exact | Precision::TrailingZeros) && figure.modifier.is_none();
    match figure.value {
        Some(v) if exact => Some(Interval::exactly(v)),
        _ => interval(figure),
    }
}

/// A figure rounded at its last printed digit.
fn rounded(figure: &Figure) -> Option<Interval> {
    let i = interval(figure)?;
    match figure.precision {
        Precision::Exact if figure.modifier.is_none() => i.widen(Exact::parse("0.5")?).into(),
        _ => Some(i),
    }
}

/// Both scales agree within a degree of either, as a point of the scale or as a difference.
fn temperature(of: &Figure, gloss: &Figure, lang: Lang) -> Option<String> {
    let (a, b) = (of.value?, gloss.value?);
    let (from, to) = (of.unit.as_deref()?, gloss.unit.as_deref()?);
    let (x, y) = (celsius(a, from)?, celsius(b, to)?);
    let degree = |unit: &str| if unit == "F" { Exact::from_int(5).div(Exact::from_int(9)) } else { Some(Exact::ONE) };
    let mut slack = Exact::ONE;
    if [of, gloss].iter().any(|f| f.precision == Precision::TrailingZeros || f.modifier.is_some()) {
        slack = Exact::parse("1.5")?;
    }
    let difference = a.mul(degree(from)?)?.sub(b.mul(degree(to)?)?)?.abs();
    if x.sub(y)?.abs() <= slack || difference <= Exact::parse("0.6")? {
        return None;
    }
    let back = |c: Exact| match to {
        "F" => c.mul(Exact::from_int(9))?.div(Exact::from_int(5))?.add(Exact::from_int(32)),
        "K" => c.add(Exact::parse("273.15")?),
        _ => Some(c),
    };
    let allowed = Interval::closed(back(x.sub(Exact::ONE)?)?, back(x.add(Exact::ONE)?)?);
    Some(computed(of, gloss, allowed, lang))
}

fn computed(of: &Figure, gloss: &Figure, allowed: Interval, lang: Lang) -> String {
    let step = allowed.high.and_then(|h| (h.abs() < Exact::HUNDRED).then_some(1)).unwrap_or(0);
    let ends = Figure {
        value: None,
        low: allowed.low.map(|v| v.round(step)),
        high: allowed.high.map(|v| v.round(step)),
        modifier: None,
        precision: Precision::Exact,
        ..gloss.clone()
    };
    let (a, b, gives) = (shown(of, lang), shown(gloss, lang), shown(&ends, lang));
    match lang {
        Lang::English => format!("{b} here, while {a} gives {gives}."),
        Lang::Hans => format!("此处为{b}，而{a}应为{gives}。"),
        Lang::Hant => format!("此處為{b}，而{a}應為{gives}。"),
    }
}

/// Units of each currency for one US dollar: lowest and highest since 2000, and of the years from each of [`SINCE`] on.
struct Rates {
    all: (Exact, Exact),
    years: Vec<(Exact, Exact)>,
}

static RATES: LazyLock<BTreeMap<&'static str, Rates>> = LazyLock::new(|| {
    let lines = include_str!("../../data/rates.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let entry = |line: &'static str| {
        let mut cells = line.split('\t');
        let (code, all) = (cells.next()?, (Exact::parse(cells.next()?)?, Exact::parse(cells.next()?)?));
        let band = |cell: &str| cell.split_once('-').and_then(|(low, high)| Some((Exact::parse(low)?, Exact::parse(high)?)));
        let years = cells.next().unwrap_or("").split(' ').filter_map(band).collect();
        Some((code, Rates { all, years }))
    };
    lines.filter_map(entry).collect()
});

/// The first years of the table's bands.
const SINCE: [i16; 3] = [2010, 2015, 2020];

/// Two amounts in two currencies and the rate that they imply: units of the first for one of the second.
struct Implied<'a> {
    of: &'a Figure,
    gloss: &'a Figure,
    rate: Interval,
    /// Which currencies the two can be in.
    codes: (Vec<&'a str>, Vec<&'a str>),
    /// The year of the amounts; none where the text names another than the article's, or the article's is not known.
    year: Option<i16>,
}

impl<'a> Implied<'a> {
    fn new(article: &'a Article, of: &'a Figure, gloss: &'a Figure) -> Option<Implied<'a>> {
        let rate = rounded(of)?.div(rounded(gloss)?);
        rate.low?;
        let codes = (readings(article, of)?, readings(article, gloss)?);
        Some(Implied { of, gloss, rate, codes, year: year_of(article, of) })
    }

    /// The widest band that any reading of the signs allows.
    fn bands(&self) -> Vec<Interval> {
        let mut out = Vec::new();
        for a in &self.codes.0 {
            for b in &self.codes.1 {
                let (Some(x), Some(y)) = (RATES.get(a), RATES.get(b)) else { continue };
                let at = |r: &Rates| r.years.get(SINCE.iter().rposition(|first| self.year.is_some_and(|y| y >= *first))?).copied();
                let by = |v: Option<Exact>, f: &str| v.and_then(|v| v.mul(Exact::parse(f)?));
                out.push(match (at(x), at(y)) {
                    (Some(x), Some(y)) => Interval { low: by(x.0.div(y.1), "0.75"), high: by(x.1.div(y.0), "1.33"), ..Interval::default() },
                    _ => Interval { low: by(x.all.0.div(y.all.1), "0.5"), high: by(x.all.1.div(y.all.0), "2"), ..Interval::default() },
                });
            }
        }
        out
    }

    fn judge(&self, lang: Lang) -> Option<String> {
        let bands = self.bands();
        let first = *bands.first()?;
        if bands.iter().any(|b| b.compare(self.rate) == Comparison::Compatible) {
            return None;
        }
        let soft = |i: Interval| i.soft_low || i.soft_high;
        if soft(self.rate) && bands.iter().any(|b| b.compare(self.rate) == Comparison::SoftDisjoint) {
            return None;
        }
        let (a, b) = (shown(self.of, lang), shown(self.gloss, lang));
        let rate = self.shown_rate();
        let usual = ends(first, lang);
        let (x, y) = (self.of.unit.as_deref()?, self.gloss.unit.as_deref()?);
        Some(match lang {
            Lang::English => format!("{b} for {a} means {rate} {x} to one {y}, where {usual} is to be expected."),
            Lang::Hans => format!("{a}折合{b}，相当于1 {y}兑{rate} {x}，通常应为{usual}。"),
            Lang::Hant => format!("{a}折合{b}，相當於1 {y}兌{rate} {x}，通常應為{usual}。"),
        })
    }

    fn shown_rate(&self) -> String {
        let middle = self.of.value.zip(self.gloss.value).and_then(|(a, b)| a.div(b)).or(self.rate.low);
        middle.map_or(String::new(), brief)
    }
}

/// Three digits that say something.
fn brief(v: Exact) -> String {
    let places = if v >= Exact::HUNDRED {
        0
    } else if v >= Exact::ONE {
        2
    } else {
        4
    };
    wording::grouped(v.round(places))
}

fn ends(i: Interval, lang: Lang) -> String {
    let end = |e: Option<Exact>| e.map_or(String::new(), brief);
    format!("{} {} {}", end(i.low), lang.pick("to", "至", "至"), end(i.high))
}

/// The currencies that a printed sign can mean. None where the text is not at hand.
fn readings<'a>(article: &Article, figure: &'a Figure) -> Option<Vec<&'a str>> {
    let code = figure.unit.as_deref()?;
    let surface = article.text.as_deref().map(|t| figure.span.of(t));
    // Without the text every reading of an ambiguous sign counts.
    let bare = |signs: &[&str], named: &[&str]| {
        surface.is_none_or(|s| signs.iter().any(|x| s.contains(x)) && !named.iter().any(|x| s.contains(x)))
    };
    Some(match code {
        "USD" if bare(&["$", "dollar"], &["US", "U.S.", "美"]) => vec!["USD", "AUD", "CAD", "NZD", "SGD"],
        "CNY" if bare(&["元", "¥", "￥"], &["人民", "RMB", "CNY"]) => vec!["CNY", "TWD", "HKD", "JPY"],
        _ => vec![code],
    })
}

/// The year that amounts belong to: the article's, unless its block names another one before or right behind them.
fn year_of(article: &Article, figure: &Figure) -> Option<i16> {
    let own = article.facts.date.as_ref()?.date.year();
    let block = article.facts.blocks.iter().find(|b| b.span.contains(figure.span))?;
    let others = article.facts.figures.iter().filter(|f| block.span.contains(f.span) && f.span.start.abs_diff(figure.span.start) < 300);
    let years = others.filter_map(|f| match f.when.as_deref()? {
        When::Date(d) => d.year,
        When::Period { days, .. } => Some(days.as_ref()?.0?.year()),
        When::Clock { .. } => None,
    });
    let mut years: Vec<i16> = years.collect();
    years.dedup();
    years.iter().all(|y| *y == own).then_some(own)
}

/// Pairs of the same two currencies whose rates cannot both hold.
fn disagreeing(scope: &Scope, article: &Article, rates: &[Implied], out: &mut Vec<Reported>) {
    for (i, later) in rates.iter().enumerate() {
        let same =
            |r: &&Implied| r.of.unit == later.of.unit && r.gloss.unit == later.gloss.unit && r.year == later.year && later.year.is_some();
        let pairs: Vec<&Implied> = rates.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, r)| r).filter(same).collect();
        let apart = |a: &Implied, b: &Implied| {
            let wide = |v: Option<Exact>| v.and_then(|v| v.mul(Exact::parse("1.15")?));
            let over = |x: Interval, y: Interval| x.low.zip(wide(y.high)).is_some_and(|(x, y)| x > y);
            over(a.rate, b.rate) || over(b.rate, a.rate)
        };
        let against: Vec<&&Implied> = pairs.iter().filter(|r| apart(r, later)).collect();
        // At the odd one out; of two, at the later one.
        let odd = pairs.len() > 1 && against.len() == pairs.len();
        let second = pairs.len() == 1 && against.len() == 1 && against.iter().all(|r| r.of.span < later.of.span);
        let Some(other) = against.first().filter(|_| odd || second) else { continue };
        let (a, b) = (later.shown_rate(), other.shown_rate());
        let at = wording::place(article, article, other.gloss.span, scope.lang);
        let (x, y) = (later.of.unit.as_deref().unwrap_or(""), later.gloss.unit.as_deref().unwrap_or(""));
        let text = match scope.lang {
            Lang::English => format!("{a} {x} to one {y} here, {b} in {at}."),
            Lang::Hans => format!("此处相当于1 {y}兑{a} {x}，{at}为{b}。"),
            Lang::Hant => format!("此處相當於1 {y}兌{a} {x}，{at}為{b}。"),
        };
        let mut reported = report(article, later.of, later.gloss, text, scope.lang);
        let message = format!("{} = {}", shown(other.of, scope.lang), shown(other.gloss, scope.lang));
        let place = Place { path: article.path.clone(), span: other.gloss.span };
        reported.finding.related.push(Related { place, quote: String::new(), message });
        out.push(reported);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::tests::wrongly_judged;

    #[test]
    fn what_is_reported_and_what_is_not() {
        let reported = [
            "The ferry sank 30 miles (58 km) off Kest.",
            "He weighed 80kg (150lb).",
            "The site covers 50 acres (50 hectares).",
            "The fund has 5 million (5000万) users.",
            "The tower rises 300 metres, or 894 feet, above the bay.",
            "It raised £500 million ($64 million) last year.",
            "The firm made 3.2 billion yuan, or about $44 million, in profit.",
            "占地100亩（约67公顷）。",
            "该林场占地4500亩（约30平方公里）。",
            "全长30公里（约48.6英里）。",
            "气温达40摄氏度（114华氏度）。",
            "成交額約5億美元（約合新台幣16億元）。",
            "人口約2,300萬（230 million）。",
            "交易价格为5.2亿欧元，约合4亿元人民币。",
            "新廠房占地50英畝（約合2公頃），明年動工。",
        ];
        let silent = [
            "The ferry sank 30 miles (48 km) off Kest.",
            "The ferry sank 30 miles (50km) off Kest.",
            "The pipe is 100 km (60 miles) long.",
            "He weighed 80kg (176lb) and stood 6ft (1.83m) tall.",
            "The site covers 50 acres (20 hectares).",
            "The site covers 2,000 acres (809 ha).",
            "It reached 45 degrees Celsius (113 degrees Fahrenheit).",
            "Warming of 1.5C (2.7F) above pre-industrial levels is likely.",
            "It raised £500 million ($640 million) last year.",
            "It raised €2.1bn ($2.3bn) from investors.",
            "The plant cost 1.2 trillion won ($900 million).",
            "The house sold for A$2.4 million ($1.6 million).",
            "The fund has 5 million (500万) users.",
            "The peak is 8,848 metres (29,029 feet) high.",
            "A 10,000 square foot (929 square metre) store will open.",
            "Oil fell to $80 a barrel (159 litres).",
            "The tank holds 1,000 gallons (3,785 litres).",
            "The road is 5 or 6 miles long.",
            "The car does 40 mpg (7 litres per 100 km).",
            "He ran 100m (328ft) in 11 seconds.",
            "The firm made 3.2 billion yuan, or about $440 million, in profit.",
            "The reservoir holds 2 million tonnes (2.2 million tons).",
            "In 2011 it paid 700 million yen ($8.8 million) for the site.",
            "該公司斥資新台幣32億元（約合1億美元）購地。",
            "募资500万港元（约合人民币460万元）。",
            "气温达40摄氏度（104华氏度）。",
            "占地100亩（约6.7公顷）。",
            "该林场占地4500亩（约3平方公里）。",
            "全长30公里（约18.6英里）。",
            "售价1,999元（约合280美元）。",
            "成交额达3兆日圆（约合200亿美元）。",
            "该船重5万吨（约合1.1亿磅）。",
            "交易价格为5.2亿欧元，约合40亿元人民币。",
            "投资10亿元，其中约2亿美元为外资。",
            "Rain of 5cm (2in) fell overnight.",
            "The boat is 12 metres (39 feet) long and 4 metres (13 feet) wide.",
            "Snow lay 2 feet (61 cm) deep at -5C (23F).",
            "The cut is worth $5 (£4) a week.",
            "He was fined $500 or 30 days in jail.",
            "The tower rises 300 metres, or 984 feet, above the bay.",
            "人口約2,300萬（23 million）。",
        ];
        assert_eq!(wrongly_judged(RULE.name, "2023-08-02-a.txt", &reported, &silent), [""; 0]);
    }
}
