//! The words that relations are read by, in classes.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::figures::lexicon::{fields, rows};
use crate::extract::figures::scan;

/// Forms of one class: Latin ones are whole words or phrases in lower case, Han ones parts of a text.
#[derive(Default)]
pub(super) struct Class {
    forms: Vec<&'static str>,
    /// Latin ones of several words.
    phrases: Vec<&'static str>,
    han: Vec<&'static str>,
    set: FxHashSet<&'static str>,
    /// One bit for each ASCII character that a Latin form starts with, case ignored.
    firsts: u128,
}

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes: FxHashMap<&'static str, Class> = FxHashMap::default();
    for row in rows(include_str!("data/classes.tsv")) {
        let [name, forms] = fields(row);
        let class = classes.entry(name).or_default();
        for form in forms.split('|').filter(|f| !f.is_empty()) {
            class.forms.push(form);
            if !form.is_ascii() {
                class.han.push(form);
            } else if !form.bytes().all(|b| b.is_ascii_alphanumeric()) {
                class.phrases.push(form);
            }
            if let Some(first) = form.bytes().next().filter(u8::is_ascii) {
                class.firsts |= 1 << first.to_ascii_lowercase();
            }
            class.set.insert(form);
        }
    }
    classes
});

static NONE: LazyLock<Class> = LazyLock::new(Class::default);

/// The forms of a class of `data/classes.tsv`.
pub(super) fn class(name: &str) -> &'static Class {
    CLASSES.get(name).unwrap_or(&NONE)
}

impl Class {
    /// Forms that are no single Latin word.
    pub fn others(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.phrases.iter().chain(&self.han).copied()
    }
    /// Whether one of its forms is this character.
    pub fn has(&self, c: char) -> bool {
        self.set.contains(&*c.encode_utf8(&mut [0; 4]))
    }
    /// Whether `word`, case ignored, is a form of it.
    pub fn is(&self, word: &str) -> bool {
        self.set.contains(word) || word.bytes().any(|b| b.is_ascii_uppercase()) && self.set.contains(word.to_ascii_lowercase().as_str())
    }
    /// Whether a form of it stands in `text`: Latin ones as whole words, case ignored.
    pub fn in_text(&self, text: &str) -> bool {
        let word = |at: usize| scan::part(text, at, at + text.bytes().skip(at).take_while(u8::is_ascii_alphanumeric).count());
        let starts = |at: &usize| self.firsts >> scan::byte(text, *at).to_ascii_lowercase() & 1 == 1;
        let mut words = words_at(text).filter(starts);
        words.any(|at| self.is(word(at)) || self.phrases.iter().any(|form| scan::word(text, at, form).is_some()))
            || !text.is_ascii() && self.han.iter().any(|form| text.contains(form))
    }
    /// A text without the longest form of it that it ends with.
    pub fn off<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.forms.iter().filter_map(|form| text.strip_suffix(form)).min_by_key(|rest| rest.len())
    }
    /// Behind the longest form of it that stands at `at`.
    pub fn at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = scan::rest(text, at);
        let ends = self
            .forms
            .iter()
            .filter_map(|form| if form.is_ascii() { scan::word(text, at, form) } else { rest.starts_with(form).then(|| at + form.len()) });
        ends.max()
    }
    /// Where the longest form of it that ends at `at`, blanks between allowed, starts.
    pub fn before(&self, text: &str, at: usize) -> Option<usize> {
        let head = scan::part(text, 0, at).trim_end_matches(' ');
        let starts = self.forms.iter().filter_map(|form| {
            let start = head.len().checked_sub(form.len())?;
            let tail = head.get(start..)?;
            let cut = form.is_ascii() && start > 0 && scan::byte(text, start - 1).is_ascii_alphabetic();
            (tail.eq_ignore_ascii_case(form) && !cut).then_some(start)
        });
        starts.min()
    }
}

/// Where Latin words of a text start.
pub(super) fn words_at(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(move |i| bytes[*i].is_ascii_alphanumeric() && (*i == 0 || !bytes[*i - 1].is_ascii_alphanumeric()))
}
