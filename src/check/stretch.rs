//! Stretches of months in one year: which lie in which, and which of them the corpus states.
//!
//! A sum over a period is judged by the sums over its parts. Most claims have neither parts nor a whole in the corpus:
//! one look-up tells.

use std::cmp::Reverse;

use rpds::HashTrieMapSync;
use rustc_hash::FxBuildHasher;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// A stretch of whole months of one year, known (`2024`) or not (`XXXX`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Months<'a> {
    year: &'a str,
    first: u8,
    last: u8,
}

/// The stretches that reports sum up, first and last month: months, quarters, halves, and the months so far.
const REPORTED: [(u8, u8); 27] = [
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 5),
    (6, 6),
    (7, 7),
    (8, 8),
    (9, 9),
    (10, 10),
    (11, 11),
    (12, 12),
    (1, 3),
    (4, 6),
    (7, 9),
    (10, 12),
    (7, 12),
    (1, 2),
    (1, 4),
    (1, 5),
    (1, 6),
    (1, 7),
    (1, 8),
    (1, 9),
    (1, 10),
    (1, 11),
    (1, 12),
];

impl<'a> Months<'a> {
    /// From the text of a period in a claim key.
    fn read(period: &'a str) -> Option<Months<'a>> {
        let year = period.get(..4).filter(|y| *y == "XXXX" || y.bytes().all(|b| b.is_ascii_digit()))?;
        let of = |first, last| Some(Months { year, first, last });
        if let Some((from, to)) = period.split_once('/') {
            let month = |p: &str, at: std::ops::Range<usize>| p.get(at)?.parse::<u8>().ok();
            return match (from.len(), to.len()) {
                // XXXX-01/XXXX-09
                (7, 7) if to.starts_with(year) => of(month(from, 5..7)?, month(to, 5..7)?),
                // days, the end left out
                (10, 10) if from.ends_with("-01") && to.ends_with("-01") && to.starts_with(year) => {
                    of(month(from, 5..7)?, month(to, 5..7)?.checked_sub(1)?)
                }
                _ => None,
            };
        }
        match period.get(4..)? {
            "" => of(1, 12),
            "-H1" => of(1, 6),
            "-H2" => of(7, 12),
            "-Q1" => of(1, 3),
            "-Q2" => of(4, 6),
            "-Q3" => of(7, 9),
            "-Q4" => of(10, 12),
            month => month.strip_prefix('-').filter(|m| m.len() == 2).and_then(|m| m.parse().ok()).and_then(|m| of(m, m)),
        }
    }
    fn text(&self) -> String {
        let Months { year, first, last } = self;
        match (first, last) {
            (1, 12) => (*year).to_owned(),
            (1, 6) => format!("{year}-H1"),
            (7, 12) => format!("{year}-H2"),
            (a, b) if a == b => format!("{year}-{a:02}"),
            (1 | 4 | 7 | 10, b) if *b == first + 2 => format!("{year}-Q{}", first / 3 + 1),
            (a, b) if *year == "XXXX" => format!("{year}-{a:02}/{year}-{b:02}"),
            (a, b) => format!("{year}-{a:02}-01/{year}-{:02}-01", b + 1),
        }
    }
    fn holds(&self, first: u8, last: u8) -> bool {
        (self.first, self.last) != (first, last) && self.first <= first && last <= self.last
    }
    fn lies_in(&self, first: u8, last: u8) -> bool {
        (self.first, self.last) != (first, last) && first <= self.first && self.last <= last
    }
}

/// Whether the first of two periods of claim keys lies in the second, and is not it: both stretches of one year.
pub fn within(part: &str, whole: &str) -> bool {
    let (Some(part), Some(whole)) = (Months::read(part), Months::read(whole)) else { return false };
    part.year == whole.year && REPORTED.contains(&(part.first, part.last)) && whole.holds(part.first, part.last)
}

/// A claim key in its parts: what is claimed, of when, and how.
#[derive(Clone, Copy)]
struct Parts<'a> {
    /// Subject and metric.
    about: &'a str,
    period: &'a str,
    aspect: &'a str,
}

impl<'a> Parts<'a> {
    fn of(key: &'a str) -> Option<Parts<'a>> {
        let (head, aspect) = key.rsplit_once('|')?;
        let (about, period) = head.rsplit_once('|')?;
        // subject and metric, no more
        (about.split('|').count() == 2).then_some(Parts { about, period, aspect })
    }
    /// One number for all stretches of a year.
    fn year(&self, months: &Months) -> u64 {
        let seed = xxh3_64_with_seed(self.aspect.as_bytes(), xxh3_64(months.year.as_bytes()));
        xxh3_64_with_seed(self.about.as_bytes(), seed)
    }
    fn key(&self, months: &Months) -> String {
        let Parts { about, aspect, .. } = self;
        format!("{about}|{}|{aspect}", months.text())
    }
}

/// Which stretches of a year the claims of a corpus state, by subject, metric, year and aspect: a bit for each of
/// [`REPORTED`]. Two years that share a number by chance cost a look-up that finds nothing. Cloning shares everything.
#[derive(Clone, Default)]
pub(super) struct Stretches {
    years: HashTrieMapSync<u64, u32, FxBuildHasher>,
}

impl Stretches {
    /// Keeps in mind whether a claim key is stated.
    pub fn note(&mut self, key: &str, stated: bool) {
        let Some(parts) = Parts::of(key) else { return };
        let Some(months) = Months::read(parts.period) else { return };
        let Some(bit) = REPORTED.iter().position(|r| *r == (months.first, months.last)) else { return };
        if months.text() != parts.period {
            return;
        }
        let year = parts.year(&months);
        let old = self.years.get(&year).copied().unwrap_or(0);
        let new = if stated { old | 1 << bit } else { old & !(1 << bit) };
        if new == 0 {
            self.years.remove_mut(&year);
        } else if new != old {
            self.years.insert_mut(year, new);
        }
    }

    /// Claim keys that may be stated, of the periods that this key's lies in, longest first.
    pub fn wholes(&self, key: &str) -> Vec<String> {
        self.related(key, |own, first, last| own.lies_in(first, last))
    }

    /// Claim keys that may be stated, of the periods that lie in this key's, longest first.
    pub fn parts(&self, key: &str) -> Vec<String> {
        self.related(key, |own, first, last| own.holds(first, last))
    }

    fn related(&self, key: &str, pick: impl Fn(&Months, u8, u8) -> bool) -> Vec<String> {
        let Some(parts) = Parts::of(key) else { return Vec::new() };
        let Some(own) = Months::read(parts.period) else { return Vec::new() };
        let Some(stated) = self.years.get(&parts.year(&own)) else { return Vec::new() };
        let is_near = |(bit, (first, last)): &(usize, &(u8, u8))| stated & 1 << bit != 0 && pick(&own, *first, *last);
        let mut near: Vec<Months> =
            REPORTED.iter().enumerate().filter(is_near).map(|(_, (first, last))| Months { first: *first, last: *last, ..own }).collect();
        near.sort_by_key(|m| Reverse(m.last - m.first));
        near.iter().map(|m| parts.key(m)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(periods: &[&str]) -> Stretches {
        let mut stretches = Stretches::default();
        periods.iter().for_each(|p| stretches.note(&format!("pell|deliveries|{p}|actual"), true));
        stretches
    }

    #[test]
    fn every_reported_stretch_reads_as_it_is_written() {
        for (first, last) in REPORTED {
            for year in ["2024", "XXXX"] {
                let months = Months { year, first, last };
                assert_eq!(Months::read(&months.text()), Some(months));
            }
        }
    }

    #[test]
    fn stated_parts_and_wholes() {
        let all =
            ["2024", "2024-H1", "2024-H2", "2024-Q2", "2024-04", "2024-05", "2024-01-01/2024-09-01", "2023", "XXXX-Q2", "XXXX-01/XXXX-11"];
        let stretches = stated(&all);
        let of = |p: &str| {
            let key = format!("pell|deliveries|{p}|actual");
            let periods = |keys: Vec<String>| keys.iter().map(|k| k.split('|').nth(2).unwrap_or_default().to_owned()).collect::<Vec<_>>();
            (periods(stretches.parts(&key)), periods(stretches.wholes(&key)))
        };
        let texts = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(of("2024-Q2"), (texts(&["2024-04", "2024-05"]), texts(&["2024", "2024-01-01/2024-09-01", "2024-H1"])));
        assert_eq!(of("XXXX-01/XXXX-09"), (texts(&["XXXX-Q2"]), texts(&["XXXX-01/XXXX-11"])));
        assert_eq!(of("2024-01-01/2024-10-01").0, ["2024-01-01/2024-09-01", "2024-H1", "2024-Q2", "2024-04", "2024-05"]);
        // not itself among what reports sum up
        assert_eq!(of("2024-02-01/2024-06-01").0, ["2024-04", "2024-05"]);
        assert_eq!(of("FY2024"), (vec![], vec![]));
        assert_eq!(of("2024-03-05/2024-03-06"), (vec![], vec![]));
        assert!(stretches.parts("pell|deliveries|2024-Q2|forecast").is_empty());
        assert!(stretches.parts("pell|orders|2024-Q2|actual").is_empty());
    }

    #[test]
    fn what_is_gone_is_not_stated() {
        let mut stretches = stated(&["2024", "2024-Q2"]);
        stretches.note("pell|deliveries|2024|actual", false);
        assert!(stretches.wholes("pell|deliveries|2024-Q2|actual").is_empty());
        stretches.note("pell|deliveries|2024-Q2|actual", false);
        assert_eq!(stretches.years.size(), 0);
    }
}
