//! A table of words and phrases of both languages, found at a place of a text by longest match.

use rustc_hash::FxHashMap;

use super::figures::scan;

/// Forms with what each says. Latin forms ignore case unless marked with a leading `=`, need word boundaries, and a
/// blank in them also matches a hyphen; Han forms match as they stand.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    groups: Vec<Group<T>>,
    /// Places in `groups`: by first word ([`letters_key`]), ...
    latin: FxHashMap<(u64, u64, u64), u32>,
    /// ... by first character from U+4E00 to U+9FFF, plus one, 0 where no form starts with it, ...
    han: Box<[u16]>,
    /// ... and by other first characters.
    others: FxHashMap<char, u32>,
    /// One bit for each pair of first letters of a form's first word ([`pair`]), and for each other ASCII character that
    /// starts one: most words of a text are ruled out without a look into the table.
    pairs: [u64; 12],
    ascii: u128,
}

/// Forms with the same first word or character, longest first, and the classes of what they say.
#[derive(Clone, Debug)]
struct Group<T> {
    forms: Vec<Entry<T>>,
    /// For each form what [`ahead`] must tell behind the first word, and which bits of it count: rules out most forms
    /// of a large group by one comparison each.
    heads: Vec<(u64, u64)>,
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
        Phrases {
            groups: Vec::new(),
            latin: FxHashMap::default(),
            han: vec![0; HAN].into(),
            others: FxHashMap::default(),
            pairs: [0; 12],
            ascii: 0,
        }
    }
}

const HAN: usize = 0x5200;

impl<T: Copy> Phrases<T> {
    /// The longest form at `at` whose sense `pick` wants, with the offset behind it.
    pub fn find<U>(&self, text: &str, at: usize, mut pick: impl FnMut(T) -> Option<U>) -> Option<(U, usize)> {
        let (group, behind) = self.at(text, at)?;
        let ahead = ahead(text.as_bytes(), behind);
        group.forms.iter().zip(&group.heads).filter(|(_, (head, mask))| ahead & mask == *head).find_map(|(e, _)| {
            let end = e.matches(text, at, behind)?;
            pick(e.sense).map(|t| (t, end))
        })
    }
    /// The senses of all forms at `at` with the offsets behind them, the longest form first.
    pub fn each(&self, text: &str, at: usize, mut take: impl FnMut(T, usize)) {
        let Some((group, behind)) = self.at(text, at) else { return };
        let ahead = ahead(text.as_bytes(), behind);
        for (entry, _) in group.forms.iter().zip(&group.heads).filter(|(_, (head, mask))| ahead & mask == *head) {
            if let Some(end) = entry.matches(text, at, behind) {
                take(entry.sense, end);
            }
        }
    }
    /// Whether some form may start with the Han character `c`.
    pub fn starts_han(&self, c: char) -> bool {
        self.han.get((c as usize).wrapping_sub(0x4e00)).is_some_and(|group| *group != 0)
    }
    /// Whether some form starts with the word or character at `at`.
    pub fn knows(&self, text: &str, at: usize) -> bool {
        self.at(text, at).is_some()
    }
    /// The classes of all forms that start with the word or character at `at`: what is worth trying there.
    pub fn classes(&self, text: &str, at: usize) -> u16 {
        self.at(text, at).map_or(0, |(g, _)| g.classes)
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
            let next = self.groups.len() as u32;
            let han = (c as usize).wrapping_sub(0x4e00);
            let group = if c.is_ascii_alphabetic() {
                let Some((key, _)) = letters_key(form.as_bytes(), 0) else { continue };
                let bit = pair(form.as_bytes());
                self.pairs[bit / 64] |= 1 << (bit % 64);
                *self.latin.entry(key).or_insert(next)
            } else if let Some(place) = self.han.get_mut(han) {
                if *place == 0 {
                    *place = next as u16 + 1;
                }
                u32::from(*place) - 1
            } else {
                if c.is_ascii() {
                    self.ascii |= 1 << c as u32;
                }
                *self.others.entry(c).or_insert(next)
            };
            if group == next {
                self.groups.push(Group { forms: Vec::new(), heads: Vec::new(), classes: 0 });
            }
            let group = &mut self.groups[group as usize];
            group.forms.push(Entry { form: form.into(), exact_case, sense });
            group.classes |= classes;
        }
    }
    /// Puts longer forms first.
    pub fn settle(&mut self) {
        for group in &mut self.groups {
            group.forms.sort_by_key(|e| std::cmp::Reverse(e.form.len()));
            group.heads = group.forms.iter().map(|e| head(&e.form)).collect();
        }
    }

    /// The forms that start with the word or character at `at`, and the offset behind it.
    fn at(&self, text: &str, at: usize) -> Option<(&Group<T>, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        if first.is_ascii_alphabetic() {
            let bit = pair(&bytes[at..]);
            if self.pairs[bit / 64] >> (bit % 64) & 1 == 0 {
                return None;
            }
            let (key, end) = letters_key(bytes, at)?;
            return Some((self.groups.get(*self.latin.get(&key)? as usize)?, end));
        }
        if first.is_ascii() && self.ascii >> first & 1 == 0 {
            return None;
        }
        let c = text.get(at..)?.chars().next()?;
        let group = match self.han.get((c as usize).wrapping_sub(0x4e00)) {
            Some(place) => usize::from(*place).checked_sub(1)?,
            None => *self.others.get(&c)? as usize,
        };
        Some((self.groups.get(group)?, at + c.len_utf8()))
    }
}

/// The ASCII letters at `at` in lower case, eight a number, and the offset behind them; none for more than 24.
fn letters_key(bytes: &[u8], at: usize) -> Option<((u64, u64, u64), usize)> {
    let (first, n) = eight_letters(bytes, at);
    if n < 8 {
        return Some(((first, 0, 0), at + n));
    }
    let (second, n) = eight_letters(bytes, at + 8);
    if n < 8 {
        return Some(((first, second, 0), at + 8 + n));
    }
    let (third, n) = eight_letters(bytes, at + 16);
    (n < 8).then_some(((first, second, third), at + 16 + n))
}

/// Up to eight ASCII letters at `at`, in lower case, and how many they are.
fn eight_letters(bytes: &[u8], at: usize) -> (u64, usize) {
    let word = eight(bytes, at) | BLANKS;
    // A high bit for each byte that is no letter: too small, too large or not ASCII.
    let low = word & SEVENS;
    let others = (!(low + ONES * (0x80 - 0x61)) | (low + ONES * (0x80 - 0x7b)) | word) & (ONES << 7);
    let n = others.trailing_zeros() as usize / 8;
    (if n < 8 { word & ((1 << (8 * n)) - 1) } else { word }, n)
}

const ONES: u64 = 0x0101_0101_0101_0101;
/// The bit that tells a small letter from its capital, and the seven bits of ASCII, in each byte.
const BLANKS: u64 = ONES * 0x20;
const SEVENS: u64 = ONES * 0x7f;

/// The eight bytes at `at`, noughts behind the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    u64::from_le_bytes(rest.first_chunk::<8>().copied().unwrap_or_else(|| {
        let mut short = [0; 8];
        short[..rest.len()].copy_from_slice(rest);
        short
    }))
}

/// The eight bytes at `at`, as far as the text goes, with what [`Entry::matches`] takes for the same made the same.
fn ahead(bytes: &[u8], at: usize) -> u64 {
    let word = eight(bytes, at);
    // A high bit for each byte that is a hyphen; those become blanks, letters small.
    let other = word ^ (ONES * u64::from(b'-'));
    let hyphens = !(((other & SEVENS) + SEVENS) | other | SEVENS);
    (word - (hyphens >> 7) * u64::from(b'-' - b' ')) | BLANKS
}

/// What [`ahead`] tells behind the first word or character of a form, with the bits that count.
fn head(form: &str) -> (u64, u64) {
    let first = form.chars().next().map_or(0, char::len_utf8);
    let behind = scan::letters_end(form, 0).max(first);
    let mask = match form.len() - behind {
        0 => 0,
        n @ 1..=7 => (1 << (8 * n)) - 1,
        _ => u64::MAX,
    };
    (ahead(form.as_bytes(), behind) & mask, mask)
}

/// A number below 768 for the first two letters of a word, case ignored; a word of one letter has its own.
fn pair(word: &[u8]) -> usize {
    let letter = |b: Option<&u8>| b.filter(|b| b.is_ascii_alphabetic()).map_or(0, |b| (b.to_ascii_lowercase() - b'a' + 1) as usize);
    letter(word.first()) * 27 + letter(word.get(1))
}

impl<T> Entry<T> {
    /// The end of the form at `at`, its first word or character ending at `behind`: where its case does not count, that
    /// is known to be the same.
    fn matches(&self, text: &str, at: usize, behind: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut i = if self.exact_case { at } else { behind };
        for &b in self.form.as_bytes().get(i - at..)? {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_is_found_by_its_rules() {
        let mut phrases = Phrases::default();
        for (sense, form) in ["great", "great many of them|Great-Aunt", "=US", "three", "三", "三分之二", "三分", "°", "counterrevolution"]
            .into_iter()
            .enumerate()
        {
            phrases.add(form, sense);
        }
        phrases.settle();
        for (text, at, expected) in [
            ("great", 0, Some((0, 5))),
            ("a GREAT man", 2, Some((0, 7))),
            ("great-many of them", 0, Some((1, 18))),
            ("great many of themes", 0, Some((0, 5))),
            ("great aunt", 0, Some((0, 5))),
            ("greater", 0, None),
            ("US", 0, Some((2, 2))),
            ("us", 0, None),
            ("Threefold", 0, None),
            ("三分之二", 0, Some((5, 12))),
            ("三分之一", 0, Some((6, 6))),
            ("三十", 0, Some((4, 3))),
            ("5°", 1, Some((7, 3))),
            ("Counterrevolution.", 0, Some((8, 17))),
            ("counterrevolutionarily counted", 0, None),
            ("", 0, None),
        ] {
            assert_eq!(phrases.find(text, at, Some), expected, "{text}");
            assert!(phrases.knows(text, at) || expected.is_none(), "{text}");
        }
    }
}
