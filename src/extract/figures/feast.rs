//! Feasts and holidays that fall on one day of every year, from a table.

use jiff::civil::Date;

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
        }
    }
}

/// The feast that a rule of the table tells: `day 12 25`, `weekday 11 4 4`, `easter -2`.
pub(super) fn from_rule(rule: &str) -> Option<Feast> {
    let (class, numbers) = rule.split_once(' ')?;
    let mut numbers = numbers.split(' ').map(|n| n.parse::<i8>().ok());
    let mut next = || numbers.next().flatten();
    Some(match class {
        "day" => Feast::Fixed(next()?, next()?),
        "weekday" => Feast::Weekday { month: next()?, weekday: next()?, n: next()?, after: next().unwrap_or(0) },
        "easter" => Feast::Easter(next()?.into()),
        "eastern" => Feast::EasternEaster(next()?.into()),
        _ => return None,
    })
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
        ] {
            assert_eq!(from_rule(rule).and_then(|f| f.day(year)), Some(expected), "{rule}");
        }
        assert_eq!(from_rule("noon 1"), None);
    }
}
