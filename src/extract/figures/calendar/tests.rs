//! Tables of English dates, periods and clock times, told on Friday 2 August 2024.

use super::super::tests::table;

#[test]
fn days() {
    table(&[
        ("It shut on Oct 9th 2014.", "date 2014-10-09"),
        ("10/9/14, 2014-10-09, 9.10.2014 or 20141009", "date 2014-10-09 | date 2014-10-09 | date 2014-10-09 | date 2014-10-09"),
        ("2023's November 5th", "date 2023-11-05"),
        ("They met on 15 April of 87.", "date 1987-04-15"),
        ("They left on the 19th.", "date 2024-07-19"),
        ("Friday the 13th of May 2022", "date 2022-05-13"),
        ("on 14 July 2020 (Tuesday)", "date 2020-07-14"),
        ("on Feb 11, Sunday, it", "date 2024-02-11"),
        ("a log line of 2021-03-04T23:55:00Z", "date 2021-03-04"),
        ("the twenty-sixth day of the month", "date 2024-08-26"),
        ("the second-to-last day of May", "date 2024-05-30"),
        ("the last Friday of October", "date 2024-10-25"),
        ("first Monday in May 2018", "date 2018-05-07"),
        ("The yard shut in the first quarter of 2023.", "period 2023-Q1"),
    ]);
}

#[test]
fn days_from_the_articles_own() {
    table(&[
        ("the day after tomorrow", "date 2024-08-04"),
        ("two days from tomorrow", "date 2024-08-05"),
        ("3 weeks before yesterday", "date 2024-07-11"),
        ("1 month and 21 days ago", "date 2024-06-11"),
        ("a fortnight later", "date 2024-08-16"),
        ("two weeks from next Monday", "date 2024-08-19"),
        ("3 Fridays from now, 2 Thursdays ago", "date 2024-08-23 | date 2024-07-25"),
        ("next Monday or Tue", "date 2024-08-05 | date 2024-08-06"),
        ("Tuesday after next", "date 2024-08-13"),
        ("Monday of last week", "date 2024-07-22"),
        ("this past Monday and the coming Monday", "date 2024-07-29 | date 2024-08-05"),
        ("the day after 5 May 2023", "date 2023-05-06"),
        ("the nearest Monday to October 5th 2023", "date 2023-10-02"),
    ]);
}

#[test]
fn periods() {
    table(&[
        ("the week of November 13th 2023", "period 2023-11-13/2023-11-20"),
        ("two weeks starting 20 May 2023", "period 2023-05-20/2023-06-03"),
        ("week 12 of 2017", "period 2017-03-20/2017-03-27"),
        ("the first week of 2019", "period 2018-12-31/2019-01-07"),
        ("rest of the month", "period 2024-08-02/2024-09-01"),
        ("the 3 next weeks, the 10 previous days", "period 2024-08-03/2024-08-24 | period 2024-07-23/2024-08-02"),
        ("within the next two months", "period 2024-08-02/2024-10-02"),
        ("last March, March after next", "period 2024-03 | period 2026-03"),
        ("in October two thousand and four", "period 2004-10"),
        ("since the nineties and the early 1980s", "period 1990-01-01/2000-01-01 (since) | period 1980-01-01/1984-01-01"),
        (
            "mid-2012, end-March and year-end 2020",
            "period 2012-05-01/2012-09-01 | period 2024-03-21/2024-04-01 | period 2020-09-01/2021-01-01",
        ),
        ("last year's fourth quarter; the 1988 third quarter", "period 2023-Q4 | period 1988-Q3"),
        ("Jan 4-22, 1995", "period 1995-01-04/1995-01-23"),
        ("from Tuesday to Thursday next week", "period 2024-08-06/2024-08-09"),
        ("Nov-Feb 2017", "period 2016-11-01/2017-03-01"),
        ("the 2015/16 season", "period 2015-01-01/2017-01-01"),
        ("2/2013", "period 2013-02"),
        ("2014 onwards, 2010 or earlier, no later than 2012", "period 2014 (since) | period 2010 (before) | period 2012 (until)"),
    ]);
}

#[test]
fn what_the_text_told_before() {
    table(&[
        ("Founded in 1998, it failed the same year.", "period 1998 | period 1998"),
        ("On 3 March 2015 it burned; the same day it reopened.", "date 2015-03-03 | date 2015-03-03"),
        ("Orders rose in June; exports fell for the month.", "period 2024-06 | period 2024-06"),
        ("Sales were flat for the year.", "period 2024"),
        ("in the same month last year; the same day as the vote", "period 2023"),
        ("at the end of the day, the year after", ""),
    ]);
}

#[test]
fn bounds_and_counted_units() {
    table(&[
        ("between the end of 2007 and the end of 2008", "period 2008"),
        ("from the middle of 2007 to the end of 2008", "period 2007-07-02/2009-01-01"),
        ("from late 2007 to 2008", "period 2007-09-01/2009-01-01"),
        ("Oct. 2 until the day after tomorrow", "period 2023-10-02/2024-08-05"),
        ("the last two years, the 5 upcoming years", "period 2022-08-02/2024-08-02 | period 2024-08-03/2029-08-03"),
        ("the beginning of 2017, early 2017", "period 2017-Q1 | period 2017-01-01/2017-05-01"),
        ("by year's end", "period 2024-09-01/2025-01-01 (until)"),
        ("more than two days ago, less than 3 weeks from now", "date 2024-07-31 (before) | date 2024-08-23 (before)"),
        ("the week of October 6th 2013, the week of the 14th", "period 2013-10-07/2013-10-14 | period 2024-08-12/2024-08-19"),
        ("the 4th qtr of 2018, the 1st Q of 2016", "period 2018-Q4 | period 2016-Q1"),
        ("the second half of May 2023, the first and second quarters of 2016", "period 2023-05-16/2023-06-01 | period 2016-H1"),
        ("the first half of the 20th century", "period 1900-01-01/1950-01-01"),
        ("Monday-Friday, Tue–Thu", "period 2024-08-05/2024-08-10 | period 2024-08-06/2024-08-09"),
        ("the winter of 2015-16", "period 2015-12-01/2016-03-01"),
        ("in the two thousands", "period 2000-01-01/2010-01-01"),
        ("two weekends", "duration 4 day"),
    ]);
}

#[test]
fn days_in_short_forms() {
    table(&[
        ("on 8 Nov 16.", "date 2016-11-08"),
        ("on 8 November 16 boats sank", "date 2023-11-08 | quantity 16 boat"),
        ("Nov 19, 2016 Wednesday", "date 2016-11-19"),
        ("It met on 5.12. A list on 25.12", "date 2024-05-12 | date 2024-12-25"),
        ("it closed on 5.12 points", "quantity 5.12 point lists"),
        ("on the second Sunday, then", "date 2024-08-11"),
        ("Tuesday week.", "date 2024-08-13"),
        ("in 14 a.d.", "period 0014"),
        ("It met on February 29", "date 2024-02-29"),
    ]);
}

#[test]
fn feasts_of_the_year() {
    table(&[
        ("on Christmas Eve 2019", "date 2019-12-24"),
        ("last Thanksgiving", "date 2023-11-23"),
        ("two weeks before Easter 2021", "date 2021-03-21"),
        ("Labor Day weekend 2023", "period 2023-09-02/2023-09-05"),
        ("Easter Island, a Christmas tree", ""),
        ("Eid al-Fitr 2022, Indigenous Peoples' Day 2023", "date 2022-05-02 | date 2023-10-09"),
        ("before Independence Day 2023", "date 2023-07-04 (before)"),
        ("Ruritania's Independence Day, the Ruritanian Labor Day", ""),
        ("last year's Christmas", "date 2023-12-25"),
    ]);
}

#[test]
fn times_of_day_and_lengths_of_time() {
    table(&[
        ("half past nine, a quarter to one, at noon", "time 09:30 | time 12:45 | time 12:00"),
        ("nine o'clock, five thirty pm", "time 09:00 | time 17:30"),
        ("half an hour, a quarter of an hour", "duration 0.5 hour | duration 0.25 hour"),
        ("three quarters of an hour", "duration 0.75 hour"),
        ("for 2 hours ten", "duration 130 minute"),
        ("a couple of weeks and several months", "duration 2 week | duration 3 month (about)"),
        ("for two nights", "duration 2 day"),
        ("It will last two weeks.", "duration 2 week"),
        ("the past 24 hours", "duration 24 hour"),
    ]);
}

#[test]
fn the_nearest_verb_tells_the_side() {
    table(&[
        ("It passed in March and is expected to open in June.", "period 2024-03 | period 2025-06"),
        ("The 12 ships ordered in October will arrive in May.", "quantity 12 ship | period 2023-10 | period 2025-05"),
        ("The service will be held on Thursday.", "date 2024-08-08"),
        ("In November it had forecast a loss.", "period 2023-11"),
        ("It has to carry more by March.", "period 2025-03 (until)"),
        ("It stood at 6 p.m. on Tuesday, lower than before.", "time 18:00 | date 2024-07-30"),
        ("The house, which was built in 1999, opens on Thursday.", "period 1999 | date 2024-08-08"),
    ]);
}

#[test]
fn days_and_hours_told_together() {
    table(&[
        ("on October 19 and 20, they", "period 2024-10-19/2024-10-21"),
        ("on October 19 and 20 people", "date 2024-10-19 | quantity 20 person"),
        ("until April 8, a Monday.", "date 2024-04-08 (until)"),
        ("Monday two weeks ago", "date 2024-07-22"),
        ("ten past midnight; at nine in the morning", "time 00:10 | time 09:00"),
        ("killed 9 in the morning", "number 9"),
        ("from early May to late June 2015", "period 2015-05-01/2015-07-01"),
        ("they toured May to July 2013", "period 2013-05-01/2013-08-01"),
        ("the third week next year; quarter 4 2016", "period 2025-01-13/2025-01-20 | period 2016-Q4"),
        ("the nineteen seventies; the late 80s; in her late 80s", "period 1970-01-01/1980-01-01 | period 1987-01-01/1990-01-01"),
        ("in 44 BC", "period -043"),
        ("4.5% lower than a year before.", "percent 4.5 percent | date 2023-08-02"),
        ("the coldest night in 31 years", "duration 31 year"),
        ("fell for a third quarter", "ordinal 3"),
        ("a rainy day on a Tuesday; the Sunday Lantern", ""),
        ("April Thorne met June Brandt. In April Thorne left.", "period 2024-04"),
        ("won on Saturday, 3-1, after", "date 2024-07-27"),
        ("its 2016 results; the 1996 floods", "period 2016 | period 1996"),
        ("In 2015 prices rose. It lost 2014 soldiers.", "period 2015 | quantity 2014 soldier"),
        ("the 2016 cars", "quantity 2016 car"),
        ("the 12,000 of 2022: 9,340", "number 12000 | period 2022 | number 9340"),
    ]);
}

#[test]
fn what_does_not_exist_is_carried_as_printed() {
    table(&[
        ("on February 30 it", "date XXXX-02-30"),
        ("on 29 February 2023 it", "date 2023-02-29"),
        ("on 2023-13-05 it", "date 2023-13-05"),
        ("30/02/2023", "date 2023-02-30"),
        ("at 25:00 it", "time 25:00"),
        ("in Q5 2023", "period 2023-Q5"),
        ("next April 31", "date XXXX-04-31"),
    ]);
}

#[test]
fn what_is_no_date() {
    table(&[
        ("May we march? You may. The sun sat low.", ""),
        ("the last day of the fair", ""),
        ("Ann May 10 points", "quantity 10 point lists"),
        ("temperatures in the nineties", ""),
        ("in her thirties", ""),
        ("He scored in the first half.", "ordinal 1"),
        ("the second quarter of the match", "ordinal 2"),
        ("Week 10 of the season", "number 10"),
        ("the Audi Q5", ""),
        ("version 1.2.3", ""),
    ]);
}
