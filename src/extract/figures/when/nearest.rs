//! Which day is meant when the text leaves out its year or month: the tense decides, else the nearest one.

use jiff::civil::Date;

use super::steps::{months, plus, shift};
use super::{Grain, Tense};

/// Which year a month and day belong to when the text leaves it out: the tense decides; without one the year of the
/// article, or the year before or after it where the turn of the year lies between and the date is near.
pub(super) fn nearest_year(reference: Date, month: i8, day: i8, last_month: Option<i8>, tense: Tense) -> Option<i16> {
    let year = reference.year();
    let start = |y: i16| Date::new(y, month, day.min(28)).ok();
    let end = |y: i16| match last_month {
        Some(last) => months(y, month, last)?.1,
        None => plus(start(y)?, 1),
    };
    let near = |a: Date, b: Date| (a - b).get_days().unsigned_abs() <= 45;
    let (from, to) = (start(year)?, end(year)?);
    let far = (from - reference).get_days().unsigned_abs() > 180;
    // The tense is that of the sentence, which may tell of more than this: a date just ahead or a period just over is
    // meant all the same.
    let ahead = (from - reference).get_days();
    let over = (reference - to).get_days();
    let several = last_month.is_some_and(|last| last > month);
    let patience = if several { 100 } else { 30 };
    Some(match tense {
        Tense::Past if ahead > 45 => year - 1,
        Tense::Future if over > patience => year + 1,
        // Told early in the year, the third and fourth quarters and the second half are those that were reported last.
        Tense::Unknown if several && month >= 7 && reference.month() <= 4 => year - 1,
        Tense::Unknown if from > reference && far && near(end(year - 1)?, reference) => year - 1,
        Tense::Unknown if to <= reference && far && near(start(year + 1)?, reference) => year + 1,
        _ => year,
    })
}

/// The year of a 29 February: the one that any day would be of, else the nearest leap year on the side that the tense says.
pub(super) fn leap_year(reference: Date, tense: Tense) -> Option<i16> {
    let year = nearest_year(reference, 2, 29, None, tense)?;
    let leap = |y: &i16| Date::new(*y, 2, 29).is_ok();
    let back = || (0..=8).filter_map(|by| year.checked_sub(by)).find(leap);
    let ahead = || (0..=8).filter_map(|by| year.checked_add(by)).find(leap);
    match tense {
        Tense::Past => back(),
        Tense::Future => ahead(),
        Tense::Unknown => {
            let (a, b) = (back()?, ahead()?);
            let days = |y: i16| Some((Date::new(y, 2, 29).ok()? - reference).get_days().unsigned_abs());
            Some(if days(a)? <= days(b)? { a } else { b })
        }
    }
}

/// "The 13th": of the article's month, or the one before or after it as the tense says.
pub(super) fn day_of_month(reference: Date, day: i8, tense: Tense) -> Option<Date> {
    let here = Date::new(reference.year(), reference.month(), day).ok();
    let moved = |by: i32| {
        let other = shift(reference.first_of_month(), Grain::Month, by)?;
        Date::new(other.year(), other.month(), day).ok()
    };
    match tense {
        Tense::Past if here.is_none_or(|d| d > reference) => moved(-1),
        Tense::Future if here.is_none_or(|d| d < reference) => moved(1),
        _ => here,
    }
}

/// "Wednesday the 13th": a month in which the two meet, up to a year away.
pub(super) fn weekday_day(reference: Date, weekday: i8, day: i8, tense: Tense) -> Option<Date> {
    let meets = |by: i32| {
        let month = shift(reference.first_of_month(), Grain::Month, by)?;
        let found = Date::new(month.year(), month.month(), day).ok()?;
        (found.weekday().to_monday_one_offset() == weekday).then_some(found)
    };
    let back = || (-14..=0).rev().find_map(|by| meets(by).filter(|d| *d <= reference));
    let ahead = || (0..=14).find_map(|by| meets(by).filter(|d| *d >= reference));
    match tense {
        Tense::Past => back(),
        Tense::Future => ahead(),
        Tense::Unknown => match (back(), ahead()) {
            (Some(a), Some(b)) => Some(if (reference - a).get_days() <= (b - reference).get_days() { a } else { b }),
            (a, b) => a.or(b),
        },
    }
}
