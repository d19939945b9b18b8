//! Periods of claims by their labels: their names, and their neighbours.

use super::Lang;
use crate::extract::{Base, When, period_text};
use crate::text::Symbol;

/// `2024-Q2` as "Q2 2024" and "2024年第二季度"; labels of another form as they are.
pub fn name(period: &When, lang: Lang) -> String {
    name_of(&period_text(period), lang)
}

/// The same of a label.
pub fn name_of(label: &str, lang: Lang) -> String {
    let label = label.to_owned();
    let (year, part) = label.split_once('-').unwrap_or((&label, ""));
    let known = year.parse::<u16>().is_ok();
    if !(known || year == "XXXX") || year.len() != 4 {
        return label;
    }
    let said = part_name(part, lang);
    let Some(said) = said else { return if part.is_empty() { year_name(year, lang) } else { label } };
    match (known, lang) {
        (true, Lang::English) => format!("{said} {year}"),
        (true, _) => format!("{year}年{said}"),
        (false, _) => said,
    }
}

fn year_name(year: &str, lang: Lang) -> String {
    if lang.is_chinese() { format!("{year}年") } else { year.to_owned() }
}

fn part_name(part: &str, lang: Lang) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let chinese = lang.is_chinese();
    if let Some(n) = part.strip_prefix('Q').and_then(|n| n.parse::<usize>().ok()).filter(|n| (1..=4).contains(n)) {
        let han = ["一", "二", "三", "四"][n - 1];
        return Some(if chinese { format!("第{han}季度") } else { format!("Q{n}") });
    }
    match part {
        "H1" => return Some(lang.pick("H1", "上半年", "上半年").into()),
        "H2" => return Some(lang.pick("H2", "下半年", "下半年").into()),
        _ => {}
    }
    let month = part.parse::<usize>().ok().filter(|m| part.len() == 2 && (1..=12).contains(m))?;
    Some(if chinese { format!("{month}月") } else { MONTHS[month - 1].to_owned() })
}

/// `2024-Q2` one year earlier is `2023-Q2`, one quarter earlier `2024-Q1`.
pub fn earlier_label(label: &str, base: Base) -> Option<Symbol> {
    let (year, part) = label.split_once('-').map_or((label, None), |(y, p)| (y, Some(p)));
    let year: i16 = year.parse().ok()?;
    let back = |n: i16, of: i16| if n > 1 { (year, n - 1) } else { (year - 1, of) };
    let earlier = match (base, part) {
        (Base::YearOnYear, None) => format!("{:04}", year - 1),
        (Base::YearOnYear, Some(part)) => format!("{:04}-{part}", year - 1),
        (Base::QuarterOnQuarter, Some(part)) => {
            let (year, quarter) = back(part.strip_prefix('Q')?.parse().ok()?, 4);
            format!("{year:04}-Q{quarter}")
        }
        (Base::MonthOnMonth, Some(part)) => {
            let (year, month) = back(part.parse().ok().filter(|_| part.len() == 2)?, 12);
            format!("{year:04}-{month:02}")
        }
        _ => return None,
    };
    Some(Symbol::new(&earlier))
}

/// Claim keys of levels one year, quarter or month after this one: their growth is judged by it.
pub fn later_keys(key: &str) -> Vec<Symbol> {
    let parts: Vec<&str> = key.split('|').collect();
    let [subject, metric, period, aspect] = parts[..] else { return Vec::new() };
    if let Some((from, to)) = period.split_once('/') {
        return [12, 3, 1]
            .iter()
            .filter_map(|months| later_days(from, to, *months))
            .map(|p| Symbol::new(&format!("{subject}|{metric}|{p}|{aspect}")))
            .collect();
    }
    let (year, part) = period.split_once('-').map_or((period, None), |(y, p)| (y, Some(p)));
    let Ok(year) = year.parse::<i16>() else { return Vec::new() };
    let on = |n: i16, of: i16| if n < of { (year, n + 1) } else { (year + 1, 1) };
    let mut periods = vec![part.map_or(format!("{:04}", year + 1), |part| format!("{:04}-{part}", year + 1))];
    if let Some(quarter) = part.and_then(|p| p.strip_prefix('Q')).and_then(|q| q.parse().ok()) {
        let (year, quarter) = on(quarter, 4);
        periods.push(format!("{year:04}-Q{quarter}"));
    } else if let Some(month) = part.filter(|p| p.len() == 2).and_then(|p| p.parse().ok()) {
        let (year, month) = on(month, 12);
        periods.push(format!("{year:04}-{month:02}"));
    }
    periods.iter().map(|p| Symbol::new(&format!("{subject}|{metric}|{p}|{aspect}"))).collect()
}

/// A period without a label, some months later.
fn later_days(from: &str, to: &str, months: i32) -> Option<String> {
    let day = |text: &str| Some(text.parse::<jiff::civil::Date>().ok()?.checked_add(jiff::Span::new().months(months)).ok()?.to_string());
    Some(format!("{}/{}", day(from)?, day(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_two_languages() {
        let label = |l: &str| When::Period { days: None, label: Some(Symbol::new(l)) };
        let cases = [
            ("2024-Q2", "Q2 2024", "2024年第二季度"),
            ("XXXX-Q2", "Q2", "第二季度"),
            ("2024-H1", "H1 2024", "2024年上半年"),
            ("2024-09", "September 2024", "2024年9月"),
            ("XXXX-09", "September", "9月"),
            ("2024", "2024", "2024年"),
            ("2024-W05", "2024-W05", "2024-W05"),
        ];
        for (l, en, zh) in cases {
            assert_eq!((name(&label(l), Lang::English), name(&label(l), Lang::Hans)), (en.into(), zh.into()));
        }
    }

    #[test]
    fn neighbours() {
        let keys = |key: &str| later_keys(key).iter().map(|k| k.to_string()).collect::<Vec<_>>();
        assert_eq!(keys("pell|deliveries|2023-Q2|actual"), ["pell|deliveries|2024-Q2|actual", "pell|deliveries|2023-Q3|actual"]);
        assert_eq!(keys("pell|deliveries|2023-12|actual"), ["pell|deliveries|2024-12|actual", "pell|deliveries|2024-01|actual"]);
        assert_eq!(keys("pell|deliveries|2023-04-01/2023-07-15|actual")[0], "pell|deliveries|2024-04-01/2024-07-15|actual");
        assert_eq!(earlier_label("2024-01", Base::MonthOnMonth), Some("2023-12".into()));
        assert_eq!(earlier_label("2024-Q1", Base::QuarterOnQuarter), Some("2023-Q4".into()));
        assert_eq!(earlier_label("2024-H1", Base::YearOnYear), Some("2023-H1".into()));
    }
}
