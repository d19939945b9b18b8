//! A table of words and phrases of both languages, found at a place of a text by longest match.

use rustc_hash::FxHashMap;

use super::figures::scan;

/// Forms with what each says. Latin forms ignore case unless marked with a leading `=`, need word boundaries, and a
/// blank in them also matches a hyphen; Han forms match as they stand.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// By first word in lower case, or first character where that is no Latin letter; longest form first.
    entries: FxHashMap<Box<str>, Group<T>>,
    /// One bit for each character from U+4E00 to U+9FFF that starts a form.
    han: Box<[u64]>,
    /// One bit for each pair of first letters of a form's first word ([`pair`]), and for each other ASCII character that
    /// starts one: most words of a text are ruled out without a look into the table.
    pairs: [u64; 12],
    ascii: u128,
}

/// Forms with the same first word, and the classes of what they say.
#[derive(Clone, Debug)]
struct Group<T> {
    forms: Vec<Entry<T>>,
    classes: u16,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    form: Box<str>,
    exact_case: bool,
    sense: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { entries: FxHashMap::default(), han: vec![0; HAN / 64].into(), pairs: [0; 12], ascii: 0 }
    }
}

const HAN: usize = 0x5200;

impl<T: Copy> Phrases<T> {
    /// The longest form at `at` whose sense `pick` wants, with the offset behind it.
    pub fn find<U>(&self, text: &str, at: usize, mut pick: impl FnMut(T) -> Option<U>) -> Option<(U, usize)> {
        self.at(text, at)?.forms.iter().find_map(|e| {
            let end = e.matches(text, at)?;
            pick(e.sense).map(|t| (t, end))
        })
    }
    /// Whether some form may start with the Han character `c`.
    pub fn starts_han(&self, c: char) -> bool {
        let i = (c as usize).wrapping_sub(0x4e00);
        i < HAN && self.han[i / 64] >> (i % 64) & 1 == 1
    }
    /// The classes of all forms that start with the word or character at `at`: what is worth trying there.
    pub fn classes(&self, text: &str, at: usize) -> u16 {
        self.at(text, at).map_or(0, |g| g.classes)
    }
    /// Adds forms, `|` between them. [`Phrases::settle`] must follow the last one.
    pub fn add(&mut self, forms: &str, sense: T) {
        self.add_classed(forms, sense, 0);
    }
    /// Adds forms with a set of classes, one bit each.
    pub fn add_classed(&mut self, forms: &str, sense: T, classes: u16) {
        for form in forms.split('|').map(str::trim).filter(|f| !f.is_empty()) {
            let (exact_case, form) = form.strip_prefix('=').filter(|f| !f.is_empty()).map_or((false, form), |f| (true, f));
            let Some(c) = form.chars().next() else { continue };
            let key = if c.is_ascii_alphabetic() { form[..scan::letters_end(form, 0)].to_ascii_lowercase() } else { c.to_string() };
            let i = (c as usize).wrapping_sub(0x4e00);
            if i < HAN {
                self.han[i / 64] |= 1 << (i % 64);
            }
            if c.is_ascii_alphabetic() {
                let bit = pair(key.as_bytes());
                self.pairs[bit / 64] |= 1 << (bit % 64);
            } else if c.is_ascii() {
                self.ascii |= 1 << c as u32;
            }
            let group = self.entries.entry(key.into()).or_insert_with(|| Group { forms: Vec::new(), classes: 0 });
            group.forms.push(Entry { form: form.into(), exact_case, sense });
            group.classes |= classes;
        }
    }
    /// Puts longer forms first.
    pub fn settle(&mut self) {
        for group in self.entries.values_mut() {
            group.forms.sort_by_key(|e| std::cmp::Reverse(e.form.len()));
        }
    }

    fn at(&self, text: &str, at: usize) -> Option<&Group<T>> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        if first.is_ascii_alphabetic() {
            let bit = pair(&bytes[at..]);
            if self.pairs[bit / 64] >> (bit % 64) & 1 == 0 {
                return None;
            }
            let end = scan::letters_end(text, at);
            let mut lower = [0u8; 20];
            let word = lower.get_mut(..end - at)?;
            word.copy_from_slice(&bytes[at..end]);
            word.make_ascii_lowercase();
            return self.entries.get(std::str::from_utf8(word).ok()?);
        }
        if first.is_ascii() && self.ascii >> first & 1 == 0 {
            return None;
        }
        let c = text.get(at..)?.chars().next()?;
        if (0x4e00..0x4e00 + HAN as u32).contains(&(c as u32)) && !self.starts_han(c) {
            return None;
        }
        self.entries.get(&text[at..at + c.len_utf8()])
    }
}

/// A number below 768 for the first two letters of a word, case ignored; a word of one letter has its own.
fn pair(word: &[u8]) -> usize {
    let letter = |b: Option<&u8>| b.filter(|b| b.is_ascii_alphabetic()).map_or(0, |b| (b.to_ascii_lowercase() - b'a' + 1) as usize);
    letter(word.first()) * 27 + letter(word.get(1))
}

impl<T> Entry<T> {
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
        let letter = self.form.as_bytes().last().is_some_and(u8::is_ascii_alphabetic);
        let cut = letter && bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
        (!cut && text.is_char_boundary(i)).then_some(i)
    }
}
