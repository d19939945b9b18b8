//! The words of figures, in both languages, found at a place of a reading by longest match.
//!
//! Everything comes from the tables under `data/`; each says its source. Latin forms ignore case unless marked, need
//! word boundaries, and a blank in them also matches a hyphen; Han forms match as they stand.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::scan;
use crate::text::Exact;

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sense {
    Card(i64),
    Scale(i32),
    /// A scale letter that needs a number right before it.
    Suffix(i32),
    Dozen(i64),
    Vague(i64, i64),
    /// "several": times whatever scale follows.
    Several(i64, i64),
    Ordinal(i64),
    OrdinalScale(i32),
    Fraction(i64),
    Multiple(&'static str),
    Percent(&'static str),
    Month(i8),
    Weekday(i8),
    /// A modifier before a figure; none: the word only says that the figure is exact.
    Before(Option<super::Modifier>),
    After(super::Modifier),
    Unit(u16),
    /// Before or after the number, index into [`CURRENCIES`].
    CurrencyBefore(u16),
    CurrencyAfter(u16),
    Counted(u16),
    /// Set phrase, name of a technique: no figure starts inside it.
    Skip,
    Relative(&'static str),
}

pub(super) struct Currency {
    pub code: &'static str,
    /// Minor units in a major one; 1 for the major unit itself.
    pub minor: i64,
}

pub(super) struct Unit {
    pub name: &'static str,
    pub dimension: &'static str,
    pub factor: (Exact, Exact),
}

pub(super) struct Counted {
    pub name: &'static str,
    pub things: Vec<&'static str>,
}

pub(super) struct Entry {
    form: &'static str,
    exact_case: bool,
    pub sense: Sense,
}

pub(super) struct Lexicon {
    /// By first word in lower case, or first character where that is no Latin letter; longest form first.
    entries: FxHashMap<&'static str, Vec<Entry>>,
    /// One bit for each character from U+4E00 to U+9FFF that starts a form.
    han: Box<[u64]>,
    pub units: Vec<Unit>,
    pub currencies: Vec<Currency>,
    pub counted: Vec<Counted>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// The longest form at `at` whose sense `pick` wants, with the offset behind it.
    pub fn find<T>(&self, text: &str, at: usize, mut pick: impl FnMut(Sense) -> Option<T>) -> Option<(T, usize)> {
        let entries = self.at(text, at)?;
        entries.iter().find_map(|e| {
            let end = e.matches(text, at)?;
            pick(e.sense).map(|t| (t, end))
        })
    }
    /// Whether some form may start with the Han character `c`.
    pub fn starts_han(&self, c: char) -> bool {
        let i = (c as usize).wrapping_sub(0x4e00);
        i < 0x5200 && self.han[i / 64] >> (i % 64) & 1 == 1
    }

    fn at(&self, text: &str, at: usize) -> Option<&[Entry]> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        if first.is_ascii_alphabetic() {
            let end = scan::letters_end(text, at);
            let mut lower = [0u8; 20];
            let word = lower.get_mut(..end - at)?;
            word.copy_from_slice(&bytes[at..end]);
            word.make_ascii_lowercase();
            return self.entries.get(std::str::from_utf8(word).ok()?).map(Vec::as_slice);
        }
        let c = text[at..].chars().next()?;
        if (c as u32) >= 0x4e00 && (c as u32) < 0xa000 && !self.starts_han(c) {
            return None;
        }
        self.entries.get(&text[at..at + c.len_utf8()]).map(Vec::as_slice)
    }

    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            entries: FxHashMap::default(),
            han: vec![0; 0x5200 / 64].into(),
            units: Vec::new(),
            currencies: Vec::new(),
            counted: Vec::new(),
        };
        for row in rows(include_str!("data/words.tsv")) {
            let [class, value, forms] = fields(row);
            let Some(sense) = sense(class, value) else { continue };
            lexicon.add(forms, sense);
        }
        for row in rows(include_str!("data/times.tsv")) {
            let [code, forms] = fields(row);
            lexicon.add(forms, Sense::Relative(code));
        }
        for row in rows(include_str!("data/units.tsv")) {
            let [name, dimension, factor, en, zh] = fields(row);
            let Some(factor) = quotient(factor) else { continue };
            let index = lexicon.units.len() as u16;
            lexicon.units.push(Unit { name, dimension, factor });
            lexicon.add(en, Sense::Unit(index));
            lexicon.add(zh, Sense::Unit(index));
        }
        for row in rows(include_str!("data/currencies.tsv")) {
            let [code, minor, before, en, zh] = fields(row);
            let index = lexicon.currencies.len() as u16;
            lexicon.currencies.push(Currency { code, minor: minor.parse().unwrap_or(1) });
            lexicon.add(before, Sense::CurrencyBefore(index));
            lexicon.add(en, Sense::CurrencyAfter(index));
            lexicon.add(zh, Sense::CurrencyAfter(index));
        }
        for row in rows(include_str!("data/counted.tsv")) {
            let [name, things, forms] = fields(row);
            let index = lexicon.counted.len() as u16;
            lexicon.counted.push(Counted { name, things: things.split(' ').collect() });
            lexicon.add(forms, Sense::Counted(index));
        }
        for phrase in rows(include_str!("data/skips.txt")) {
            lexicon.add(phrase, Sense::Skip);
        }
        for list in lexicon.entries.values_mut() {
            list.sort_by_key(|e| std::cmp::Reverse(e.form.len()));
        }
        lexicon
    }

    fn add(&mut self, forms: &'static str, sense: Sense) {
        for form in forms.split('|').filter(|f| !f.is_empty()) {
            let (exact_case, form) = form.strip_prefix('=').filter(|f| !f.is_empty()).map_or((false, form), |f| (true, f));
            let Some(c) = form.chars().next() else { continue };
            let key: &'static str = if c.is_ascii_alphabetic() {
                let word = &form[..scan::letters_end(form, 0)];
                // A key must be in lower case; the few symbols in capitals are kept for the program's life.
                if word.bytes().any(|b| b.is_ascii_uppercase()) { word.to_ascii_lowercase().leak() } else { word }
            } else {
                &form[..c.len_utf8()]
            };
            let i = (c as usize).wrapping_sub(0x4e00);
            if i < 0x5200 {
                self.han[i / 64] |= 1 << (i % 64);
            }
            self.entries.entry(key).or_default().push(Entry { form, exact_case, sense });
        }
    }
}

impl Entry {
    fn matches(&self, text: &str, at: usize) -> Option<usize> {
        let mut i = at;
        let bytes = text.as_bytes();
        for &b in self.form.as_bytes() {
            let t = *bytes.get(i)?;
            let same = match b {
                b' ' => t == b' ' || t == b'-',
                _ if self.exact_case => t == b,
                _ => t.eq_ignore_ascii_case(&b),
            };
            if !same {
                return None;
            }
            i += 1;
        }
        let last = self.form.as_bytes()[self.form.len() - 1];
        let cut = last.is_ascii_alphabetic() && bytes.get(i).is_some_and(|b| b.is_ascii_alphabetic());
        (!cut && text.is_char_boundary(i)).then_some(i)
    }
}

/// Lines that are neither empty nor comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with("# ") && *l != "#")
}

/// The first `N` tab-separated fields of a row; missing ones are empty.
pub(super) fn fields<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut parts = row.split('\t');
    std::array::from_fn(|_| parts.next().unwrap_or("").trim())
}

fn quotient(factor: &str) -> Option<(Exact, Exact)> {
    let (a, b) = factor.split_once('/').unwrap_or((factor, "1"));
    Some((Exact::parse(a)?, Exact::parse(b)?))
}

fn sense(class: &str, value: &'static str) -> Option<Sense> {
    use super::Modifier as M;
    let int = || value.parse::<i64>().ok();
    let pair = || value.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let modifier = || {
        Some(match value {
            "about" => M::About,
            "nearly" => M::Nearly,
            "over" => M::Over,
            "under" => M::Under,
            "at-least" => M::AtLeast,
            "at-most" => M::AtMost,
            "odd-more" => M::OddMore,
            _ => return None,
        })
    };
    Some(match class {
        "card" => Sense::Card(int()?),
        "scale" => Sense::Scale(int()? as i32),
        "suffix" => Sense::Suffix(int()? as i32),
        "dozen" => Sense::Dozen(int()?),
        "vague" => pair().map(|(a, b)| Sense::Vague(a, b))?,
        "several" => pair().map(|(a, b)| Sense::Several(a, b))?,
        "ordw" => Sense::Ordinal(int()?),
        "ordscale" => Sense::OrdinalScale(int()? as i32),
        "frac" => Sense::Fraction(int()?),
        "multiple" => Sense::Multiple(value),
        "percent" => Sense::Percent(value),
        "month" => Sense::Month(int()? as i8),
        "weekday" => Sense::Weekday(int()? as i8),
        "before" if value == "exact" => Sense::Before(None),
        "before" => Sense::Before(Some(modifier()?)),
        "after" => Sense::After(modifier()?),
        _ => return None,
    })
}
