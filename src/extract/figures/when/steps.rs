//! Steps through the calendar: from a day by days, weeks, months or years, and to the start of its unit.

use jiff::civil::Date;

use super::{Days, Grain};

pub(super) fn first_day(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}
pub(super) fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    let from = first_day(year, first)?;
    let to = if last == 12 { first_day(year.checked_add(1)?, 1)? } else { first_day(year, last + 1)? };
    (from < to).then_some((Some(from), Some(to)))
}
pub(in super::super) fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
pub(super) fn shift(day: Date, grain: Grain, count: i32) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match grain {
        Grain::Day => span.try_days(count),
        Grain::Week | Grain::Weekend => span.try_weeks(count),
        Grain::Month => span.try_months(count),
        Grain::Quarter => span.try_months(count.checked_mul(3)?),
        Grain::Half => span.try_months(count.checked_mul(6)?),
        Grain::Year => span.try_years(count),
        Grain::Decade => span.try_years(count.checked_mul(10)?),
        Grain::Century => span.try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}
/// The first day of the unit that holds `day`; weeks start on Monday (ISO 8601).
pub(in super::super) fn floor(day: Date, grain: Grain) -> Option<Date> {
    Some(match grain {
        Grain::Day => day,
        Grain::Week | Grain::Weekend => plus(day, -i32::from(day.weekday().to_monday_zero_offset()))?,
        Grain::Month => day.first_of_month(),
        Grain::Quarter => first_day(day.year(), (day.month() - 1) / 3 * 3 + 1)?,
        Grain::Half => first_day(day.year(), (day.month() - 1) / 6 * 6 + 1)?,
        Grain::Year => first_day(day.year(), 1)?,
        Grain::Decade => first_day(day.year() - day.year().rem_euclid(10), 1)?,
        Grain::Century => first_day(day.year() - day.year().rem_euclid(100), 1)?,
    })
}
