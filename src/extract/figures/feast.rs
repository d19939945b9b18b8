//! Feasts and holidays that fall on one day of every year, from a table.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::lexicon::rows;
use super::week::weekday_from;
use super::when::plus;

/// When a feast is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// The n-th (-1 is the last) Monday (1) to Sunday (7) of a month, and so many days after it.
    Weekday { month: i8, weekday: i8, n: i8, after: i8 },
    /// Days after Easter Sunday of the western churches.
    Easter(i16),
    /// Days after Easter Sunday of the eastern churches.
    EasternEaster(i16),
    /// Month and day of the old Chinese calendar, and so many days after it.
    Lunar { month: i8, day: i8, after: i8 },
    /// The solar term 清明.
    Qingming,
    /// Month and day of the Islamic calendar.
    Islamic { month: i8, day: i8 },
}

impl Feast {
    /// Its day in `year`.
    pub fn day(self, year: i16) -> Option<Date> {
        match self {
            Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
            Feast::Weekday { month, weekday, n, after } => {
                let first = Date::new(year, month, 1).ok()?;
                let found = match n {
                    1.. => weekday_from(plus(first, -1)?, weekday, n.into())?,
                    _ => weekday_from(plus(first, first.days_in_month().into())?, weekday, n.into())?,
                };
                plus(found, after.into())
            }
            Feast::Easter(after) => plus(easter(year)?, after.into()),
            Feast::EasternEaster(after) => plus(eastern_easter(year)?, after.into()),
            Feast::Lunar { month, day, after } => plus(lunar_month(year, month)?, i32::from(day) - 1 + i32::from(after)),
            Feast::Qingming => qingming(year),
            Feast::Islamic { month, day } => islamic(year, month, day),
        }
    }
}

/// The feast that a rule of the table tells: `day 12 25`, `weekday 11 4 4`, `easter -2`.
pub(super) fn from_rule(rule: &str) -> Option<Feast> {
    if rule == "qingming" {
        return Some(Feast::Qingming);
    }
    let (class, numbers) = rule.split_once(' ')?;
    let mut numbers = numbers.split(' ').map(|n| n.parse::<i8>().ok());
    let mut next = || numbers.next().flatten();
    Some(match class {
        "day" => Feast::Fixed(next()?, next()?),
        "weekday" => Feast::Weekday { month: next()?, weekday: next()?, n: next()?, after: next().unwrap_or(0) },
        "lunar" => Feast::Lunar { month: next()?, day: next()?, after: next().unwrap_or(0) },
        "islamic" => Feast::Islamic { month: next()?, day: next()? },
        "easter" => Feast::Easter(next()?.into()),
        "eastern" => Feast::EasternEaster(next()?.into()),
        _ => return None,
    })
}

/// The first day of a month of the old Chinese calendar's year that begins in `year`; 1901 to 2099.
fn lunar_month(year: i16, month: i8) -> Option<Date> {
    static ROWS: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("data/lunar.tsv")).collect());
    let index = usize::try_from(year.checked_sub(1901)?).ok()?;
    let (_, firsts) = ROWS.get(index)?.split_once('\t')?;
    let day = |first: &str| first.split_once('-').and_then(|(m, d)| Some((m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)));
    let (new_year, found) = (day(firsts.split(' ').next()?)?, day(firsts.split(' ').nth(usize::try_from(month).ok()?.checked_sub(1)?)?)?);
    Date::new(if found < new_year { year.checked_add(1)? } else { year }, found.0, found.1).ok()
}

/// The first day in `year` on which a day of the Islamic calendar falls; 1925 to 2077.
fn islamic(year: i16, month: i8, day: i8) -> Option<Date> {
    static ROWS: LazyLock<Vec<(Date, &str)>> = LazyLock::new(|| {
        let row = |row: &'static str| {
            let (_, rest) = row.split_once('\t')?;
            let (first, lengths) = rest.split_once('\t')?;
            Some((first.parse().ok()?, lengths))
        };
        rows(include_str!("data/islamic.tsv")).filter_map(row).collect()
    });
    let before = usize::try_from(month.checked_sub(1)?).ok()?;
    let first = ROWS.partition_point(|(first, _)| first.year() < year).checked_sub(1)?;
    ROWS.get(first..)?.iter().take(3).find_map(|(first, lengths)| {
        let days: i32 = lengths.split(' ').take(before).filter_map(|l| l.parse::<i32>().ok()).sum();
        plus(*first, days + i32::from(day) - 1).filter(|d| d.year() == year)
    })
}

/// 清明 in the years 1901 to 2099 (寿星通用公式, 许剑伟): the day of April.
fn qingming(year: i16) -> Option<Date> {
    let (century, constant) = if year < 2000 { (1900, 559) } else { (2000, 481) };
    let y = i32::from(year) - century;
    (1901..=2099).contains(&year).then_some(())?;
    Date::new(year, 4, i8::try_from((y * 2422 + constant * 100) / 10_000 - y / 4).ok()?).ok()
}

/// Easter Sunday, Gregorian: the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter Sunday of the Julian calendar (Meeus, the same chapter) as a Gregorian date.
fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    plus(julian, y / 100 - y / 400 - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_fall_on_their_days() {
        for (rule, year, expected) in [
            ("day 12 24", 2016, date(2016, 12, 24)),
            ("weekday 11 4 4", 2014, date(2014, 11, 27)),
            ("weekday 11 4 4 1", 2010, date(2010, 11, 26)),
            ("weekday 5 1 -1", 2016, date(2016, 5, 30)),
            ("easter 1", 2013, date(2013, 4, 1)),
            ("easter -2", 2019, date(2019, 4, 19)),
            ("eastern 0", 2018, date(2018, 4, 8)),
            ("lunar 1 1", 2016, date(2016, 2, 8)),
            ("lunar 1 1 -1", 2018, date(2018, 2, 15)),
            ("lunar 8 15", 2023, date(2023, 9, 29)),
            ("lunar 5 5", 2020, date(2020, 6, 25)),
            ("lunar 9 9", 1999, date(1999, 10, 17)),
            ("islamic 10 1", 2022, date(2022, 5, 2)),
            ("islamic 12 10", 2013, date(2013, 10, 15)),
            ("islamic 12 10", 2006, date(2006, 1, 10)),
            ("islamic 1 1", 2013, date(2013, 11, 4)),
            ("qingming", 2013, date(2013, 4, 4)),
            ("qingming", 2023, date(2023, 4, 5)),
            ("qingming", 1998, date(1998, 4, 5)),
        ] {
            assert_eq!(from_rule(rule).and_then(|f| f.day(year)), Some(expected), "{rule}");
        }
        assert_eq!(from_rule("noon 1"), None);
        assert_eq!(from_rule("islamic 10 1").and_then(|f| f.day(1890)), None);
        assert_eq!(from_rule("islamic 10 1").and_then(|f| f.day(2090)), None);
    }
}
