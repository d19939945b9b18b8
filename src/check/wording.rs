//! How messages show values, periods, names and places. The wording of a rule is in the rule's own file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use super::period::name as period_name;
use super::{Lang, Scope};
use crate::corpus::Article;
use crate::extract::{EntityKey, Figure, Metric, Modifier, Precision, When};
use crate::text::{Exact, Span};

/// A figure as messages show it: modifier, digits grouped or with a scale word as it was printed, percent sign or
/// currency; other units only where asked for.
pub fn value(figure: &Figure, with_unit: bool, lang: Lang) -> String {
    let unit = figure.unit.as_deref();
    let is_money = unit.is_some_and(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()));
    let shown = |v: Exact| scaled(v, figure.precision, lang);
    let digits = match (figure.value, figure.low, figure.high) {
        (Some(v), ..) => shown(v),
        (None, Some(low), Some(high)) => format!("{} {} {}", shown(low), lang.pick("to", "至", "至"), shown(high)),
        (None, Some(v), None) | (None, None, Some(v)) => shown(v),
        (None, None, None) => String::new(),
    };
    let digits = modified(&digits, figure.modifier, lang);
    match unit {
        Some("percent") => format!("{digits}%"),
        Some("percentage-point") => format!("{digits}{}", lang.pick(" percentage points", "个百分点", "個百分點")),
        Some(code) if is_money => match (lang.is_chinese(), word("currency", code, lang)) {
            (true, Some(name)) => format!("{digits}{name}"),
            (true, None) => format!("{digits} {code}"),
            (false, _) => format!("{code} {digits}"),
        },
        Some(unit) if with_unit => match (lang.is_chinese(), word("unit", unit, lang)) {
            (true, Some(name)) => format!("{digits}{name}"),
            _ if figure.value == Some(Exact::ONE) => format!("{digits} {unit}"),
            _ => format!("{digits} {}", several(unit)),
        },
        _ => digits,
    }
}

/// The plural of an English unit: of its head, the word before "per" or "of". Units in Chinese, those without a plural
/// and counted things as written stay.
pub fn several(unit: &str) -> String {
    let head = [" per ", " of "].iter().filter_map(|p| unit.find(p)).min().unwrap_or(unit.len());
    let (head, tail) = unit.split_at(head);
    let (before, word) = head.rsplit_once(' ').map_or(("", head), |(before, word)| (&head[..=before.len()], word));
    let many = match word {
        "foot" => "feet".to_owned(),
        "person" => "people".to_owned(),
        "li" | "jin" | "liang" | "mu" | "ping" | "people" | "hertz" => word.to_owned(),
        _ if !word.bytes().all(|b| b.is_ascii_lowercase()) || word.ends_with('s') => word.to_owned(),
        _ if ["ch", "sh", "x"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => match word.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{word}s"),
        },
    };
    format!("{before}{many}{tail}")
}

/// A unit in the reader's language; one that the language has no word for here as it is.
pub fn unit_name(unit: &str, lang: Lang) -> String {
    word("unit", unit, lang).unwrap_or(unit).to_owned()
}

fn modified(digits: &str, modifier: Option<Modifier>, lang: Lang) -> String {
    let (before, after) = match modifier {
        None => ("", ""),
        Some(Modifier::About) => (lang.pick("about ", "约", "約"), ""),
        Some(Modifier::Nearly) => (lang.pick("nearly ", "近", "近"), ""),
        Some(Modifier::Over | Modifier::After) => (lang.pick("over ", "超过", "超過"), ""),
        Some(Modifier::OddMore) => (lang.pick("over ", "", ""), lang.pick("", "多", "多")),
        Some(Modifier::Under | Modifier::Before) => (lang.pick("under ", "不到", "不到"), ""),
        Some(Modifier::AtLeast | Modifier::Since) => (lang.pick("at least ", "至少", "至少"), ""),
        Some(Modifier::AtMost | Modifier::Until) => (lang.pick("at most ", "至多", "至多"), ""),
    };
    format!("{before}{digits}{after}")
}

/// A number with grouped digits; where it was printed with a scale word, with one of the reader's language.
pub fn scaled(value: Exact, precision: Precision, lang: Lang) -> String {
    let scales: &[(i32, &str)] = match (precision, lang) {
        (Precision::Place(3..), Lang::English) => &[(12, " trillion"), (9, " billion"), (6, " million")],
        (Precision::Place(3..), Lang::Hans) => &[(12, "万亿"), (8, "亿"), (4, "万")],
        (Precision::Place(3..), Lang::Hant) => &[(12, "兆"), (8, "億"), (4, "萬")],
        _ => &[],
    };
    for (power, word) in scales {
        let scale = Exact::pow10(*power);
        if let Some(v) = scale.filter(|s| value.abs() >= *s).and_then(|s| value.div(s)) {
            return format!("{}{word}", grouped(v));
        }
    }
    grouped(value)
}

/// Plain decimal digits in groups of three.
pub fn grouped(value: Exact) -> String {
    let plain = value.to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(w, d)| (w, Some(d)));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out += decimals;
    }
    out
}

/// What a claim is about: "VQO deliveries Q2 2024", "启衡2024年第二季度交付量".
pub fn claim(scope: &Scope, article: &Article, subject: &EntityKey, metric: &Metric, period: Option<&When>, lang: Lang) -> String {
    let (subject, metric) = (subject_name(scope, article, subject), metric_name(metric, lang));
    let period = period.map(|p| period_name(p, lang)).filter(|p| !p.contains("XXXX")).unwrap_or_default();
    match lang {
        Lang::English if period.is_empty() => format!("{subject} {metric}"),
        Lang::English => format!("{subject} {metric} {period}"),
        Lang::Hans | Lang::Hant => format!("{subject}{period}{metric}"),
    }
}

/// The preferred name of a glossary entity; a provisional one as its first mention in the article has it.
pub fn subject_name(scope: &Scope, article: &Article, subject: &EntityKey) -> String {
    match subject {
        EntityKey::Known(id) => entity_name(scope, id),
        EntityKey::Provisional(key) => {
            let mention = article.facts.mentions.iter().find(|m| m.entity().as_ref() == Some(subject));
            mention.map_or(key, |m| &m.name).to_string()
        }
    }
}

/// The preferred name of a glossary entity in the reader's language.
pub fn entity_name(scope: &Scope, id: &str) -> String {
    scope.snapshot.glossary().get(id).map_or_else(|| id.to_owned(), |e| e.preferred(scope.lang.key()).to_owned())
}

pub fn metric_name(metric: &Metric, lang: Lang) -> String {
    let name = |key: &str| match (word("metric", key, lang), key.strip_prefix("in ")) {
        (Some(word), _) => word.to_owned(),
        (None, Some(place)) if lang.is_chinese() => capitalised(place),
        (None, Some(place)) => format!("in {}", capitalised(place)),
        (None, None) => key.replace('-', " "),
    };
    let mut out = name(&metric.head);
    if !metric.qualifiers.is_empty() {
        let qualifiers: Vec<String> = metric.qualifiers.iter().map(|q| name(q)).collect();
        match lang {
            Lang::English => out += &format!(" ({})", qualifiers.join(", ")),
            Lang::Hans | Lang::Hant => out += &format!("（{}）", qualifiers.join("、")),
        }
    }
    out
}

/// Keys hold names of places in lower case; messages show them as names.
fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut rest = word.chars();
        rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// Where a statement stands, seen from an article: "line 14", or "b.txt:14 (2024-08-02)".
pub fn place(from: &Article, article: &Article, span: Span, lang: Lang) -> String {
    let (line, _) = article.lines.line_column(span.start);
    if from.id == article.id {
        return match lang {
            Lang::English => format!("line {line}"),
            Lang::Hans | Lang::Hant => format!("第{line}行"),
        };
    }
    match (&article.facts.date, lang) {
        (Some(date), Lang::English) => format!("{}:{line} ({})", article.rel, date.date),
        (Some(date), _) => format!("{}:{line}（{}）", article.rel, date.date),
        (None, _) => format!("{}:{line}", article.rel),
    }
}

/// Words of a kind (`metric`, `currency`) in the reader's language.
fn word(kind: &str, key: &str, lang: Lang) -> Option<&'static str> {
    static WORDS: LazyLock<BTreeMap<(&str, &str), [&str; 3]>> = LazyLock::new(|| {
        let lines = include_str!("data/words.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        let entry = |line: &'static str| {
            let mut cells = line.split('\t');
            Some(((cells.next()?, cells.next()?), [cells.next()?, cells.next()?, cells.next()?]))
        };
        lines.filter_map(entry).collect()
    });
    let [en, hans, hant] = WORDS.get(&(kind, key))?;
    Some(lang.pick(en, hans, hant))
}

/// A list in the reader's language: "a, b and c", "a、b和c".
pub fn list(items: &[String], lang: Lang) -> String {
    let Some((last, head)) = items.split_last() else { return String::new() };
    if head.is_empty() {
        return last.clone();
    }
    match lang {
        Lang::English => format!("{} and {last}", head.join(", ")),
        Lang::Hans => format!("{}和{last}", head.join("、")),
        Lang::Hant => format!("{}和{last}", head.join("、")),
    }
}

/// The article's path from the corpus root, as messages name a file.
pub fn file_name(path: &str, root: &str) -> String {
    path.strip_prefix(root).map_or(path, |rest| rest.trim_start_matches('/')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::FigureKind;
    use crate::text::Symbol;

    fn figure(value: &str, precision: Precision, unit: Option<&str>, modifier: Option<Modifier>) -> Figure {
        Figure {
            span: Span::default(),
            kind: FigureKind::Quantity,
            value: Exact::parse(value),
            low: None,
            high: None,
            precision,
            unit: unit.map(Symbol::new),
            modifier,
            when: None,
            enumerates: false,
        }
    }

    #[test]
    fn values_in_three_languages() {
        use Precision::{Exact as Whole, Place, TrailingZeros};
        let cases = [
            (figure("57373", Whole, Some("car"), None), ["57,373", "57,373", "57,373"]),
            (figure("143.9", Place(-1), Some("percent"), None), ["143.9%", "143.9%", "143.9%"]),
            (figure("3620000000", Place(7), Some("CNY"), None), ["CNY 3.62 billion", "36.2亿元", "36.2億元"]),
            (figure("60000", TrailingZeros, None, Some(Modifier::Over)), ["over 60,000", "超过60,000", "超過60,000"]),
            (
                figure("300000000000", Place(11), Some("TWD"), Some(Modifier::OddMore)),
                ["TWD over 300 billion", "3,000亿多新台币", "3,000億多新臺幣"],
            ),
            (figure("-1234567.5", Place(-1), None, None), ["-1,234,567.5"; 3]),
            (figure("41000", Place(3), None, Some(Modifier::About)), ["about 41,000", "约4.1万", "約4.1萬"]),
        ];
        for (figure, expected) in cases {
            let got = [Lang::English, Lang::Hans, Lang::Hant].map(|lang| value(&figure, false, lang));
            assert_eq!(got, expected);
        }
        assert_eq!(value(&figure("12", Whole, Some("kilometre"), None), true, Lang::English), "12 kilometres");
    }

    #[test]
    fn units_in_the_plural() {
        for (unit, want) in [
            ("car", "cars"),
            ("person", "people"),
            ("square foot", "square feet"),
            ("inch", "inches"),
            ("century", "centuries"),
            ("day", "days"),
            ("kilometre per hour", "kilometres per hour"),
            ("second of arc", "seconds of arc"),
            ("hertz", "hertz"),
            ("mu", "mu"),
            ("rooms", "rooms"),
            ("个", "个"),
            ("kWh", "kWh"),
        ] {
            assert_eq!(several(unit), want);
        }
    }
}
