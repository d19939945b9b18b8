//! Weeks and weekdays counted from a day: weeks start on Monday and belong to what holds their Thursday (ISO 8601).

use jiff::civil::Date;

use super::when::{Grain, floor, plus};

/// Monday of the week `week` of `year`.
pub(super) fn of_year(year: i16, week: i32) -> Option<Date> {
    let from = Date::new(year, 1, 1).ok()?;
    nth(from, Date::new(year.checked_add(1)?, 1, 1).ok()?, i8::try_from(week).ok()?)
}

/// Monday of the `n`-th week (-1 is the last) of the days `from` to `to`.
pub(super) fn nth(from: Date, to: Date, n: i8) -> Option<Date> {
    let n = i32::from(n);
    let monday = if n < 0 {
        plus(floor(plus(to, -4)?, Grain::Week)?, 7 * (n + 1))?
    } else {
        plus(floor(plus(from, 3)?, Grain::Week)?, 7 * (n - 1))?
    };
    let thursday = plus(monday, 3)?;
    (n != 0 && thursday >= from && thursday < to).then_some(monday)
}

/// The `count`-th weekday (1 is Monday) after `base`, or before it where `count` is negative; 0 is the nearest one.
pub(super) fn weekday_from(base: Date, weekday: i8, count: i32) -> Option<Date> {
    let ahead = (i32::from(weekday) - i32::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
    let by = match count {
        0 => ahead - if ahead > 3 { 7 } else { 0 },
        1.. => (if ahead == 0 { 7 } else { ahead }) + count.checked_sub(1)?.checked_mul(7)?,
        _ => ahead + count.checked_mul(7)?,
    };
    plus(base, by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_belong_to_what_holds_their_thursday() {
        assert_eq!(of_year(2019, 1), Some(date(2018, 12, 31)));
        assert_eq!(of_year(2021, 1), Some(date(2021, 1, 4)));
        assert_eq!(of_year(2020, 53), Some(date(2020, 12, 28)));
        assert_eq!(of_year(2021, 53), None);
        assert_eq!(nth(date(2014, 9, 1), date(2014, 10, 1), -1), Some(date(2014, 9, 22)));
        assert_eq!(nth(date(2014, 10, 1), date(2014, 11, 1), 1), Some(date(2014, 9, 29)));
        assert_eq!(nth(date(2014, 10, 1), date(2014, 11, 1), 0), None);
    }

    #[test]
    fn weekdays_are_counted_from_the_day_beside_them() {
        let tuesday = date(2013, 2, 12);
        for (weekday, count, expected) in [
            (5, 3, date(2013, 3, 1)),
            (7, 2, date(2013, 2, 24)),
            (4, -2, date(2013, 1, 31)),
            (2, 1, date(2013, 2, 19)),
            (2, -1, date(2013, 2, 5)),
            (1, 0, date(2013, 2, 11)),
            (6, 0, date(2013, 2, 9)),
        ] {
            assert_eq!(weekday_from(tuesday, weekday, count), Some(expected), "{weekday} {count}");
        }
        assert_eq!(weekday_from(tuesday, 1, i32::MAX), None);
        assert_eq!(weekday_from(tuesday, 1, i32::MIN), None);
    }
}
