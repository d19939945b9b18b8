//! Names in Latin script: persons by title, apposition and shape, organizations by suffix and class noun, products by
//! model number and cue.

use super::finder::{Finder, Found, RawDraft};
use super::lexicon::{self, Class};
use super::tokens::{Case, Kind, Token, is_possessive};
use crate::extract::{Evidence, Relation};
use crate::glossary::EntityType;
use crate::text::{Span, pinyin};

mod appositions;
mod bylines;
mod capitals;
pub(super) mod handles;
mod hints;
mod joined;
mod persons;
mod products;
mod runs;
mod shapes;

/// A run of capitalised tokens: first and last token, exclusive end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: usize,
    to: usize,
}

/// Whether a word ends the names of streets, stages and grounds.
pub(super) fn is_site(word: &str) -> bool {
    hints::hints(word).has(hints::Hint::SITE)
}

/// What all parts of the grammar look at.
struct Text<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Tokens that are a person's name or a title beside it: they end runs.
    taken: Vec<bool>,
}

pub(super) fn find(text: &str, tokens: &[Token], finder: &mut Finder) {
    let mut grammar = Text { text, tokens, taken: vec![false; tokens.len()] };
    // First, since the grammar takes what it is sure of out of the text.
    capitals::find(&grammar, finder);
    persons::find(&mut grammar, finder);
    runs::find(&mut grammar, finder);
}

impl Text<'_> {
    fn get(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }
    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }
    fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }
    fn mark(&self, i: usize, c: char) -> bool {
        self.get(i).is_some_and(|t| t.is_mark(c))
    }
    fn has(&self, i: usize, class: Class) -> bool {
        self.get(i).is_some_and(|t| t.has(class))
    }
    fn span(&self, run: Run) -> Span {
        match (self.tokens.get(run.from), run.to.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(a), Some(b)) if a.start < b.end => Span { start: a.start, end: b.end },
            _ => Span::default(),
        }
    }
    fn name(&self, run: Run) -> &str {
        self.span(run).of(self.text)
    }
    fn len(&self, run: Run) -> usize {
        run.to.saturating_sub(run.from)
    }
    /// A capitalised word that can be part of a name here: in a headline words of the language cannot, unless they are
    /// given names or surnames by their place.
    fn nameable(&self, i: usize) -> bool {
        let Some(t) = self.get(i) else { return false };
        if !t.is_capital() || t.has(Class::MONEY) || self.taken[i] {
            return false;
        }
        // `Rao Jun`, `Theresa May`: a month's name after the part of a name that it completes.
        if t.has(Class::CALENDAR) {
            let before = i.checked_sub(1).and_then(|b| self.get(b)).filter(|b| t.spaced && b.is_capital() && b.is_word());
            let surname =
                |b: &Token| b.has(Class::GIVEN) || pinyin::surnames_spelt(&pinyin::latin_token(b.text(self.text))).iter().any(|s| !s.rare);
            if !before.is_some_and(surname) || self.get(i + 1).is_some_and(|n| n.kind == Kind::Number) {
                return false;
            }
        }
        if t.headline && t.has(Class::WORD) && !t.has(Class::GIVEN) && t.case != Case::Mixed {
            return false;
        }
        true
    }
    /// The longest run of name tokens from `i` on, at most `most` tokens, blanks between them and nothing else.
    fn run_at(&self, i: usize, most: usize) -> Run {
        let mut to = i;
        while to < i + most && self.nameable(to) && (to == i || self.get(to).is_some_and(|t| t.spaced || t.kind == Kind::Model)) {
            to += 1;
            // The stop of an initial: `J. Ames`.
            let initial = self.get(to - 1).is_some_and(|t| t.is_word() && t.end - t.start == 1);
            if initial && self.mark(to, '.') && !self.get(to).is_some_and(|t| t.spaced) && self.nameable(to + 1) {
                to += 1;
            }
        }
        Run { from: i, to }
    }
    /// An organization's run from `i` on: may start with `the`, may hold `of` and `and` after a class word, `&`, and a
    /// legal form after a comma. Empty where there is none.
    fn org_at(&self, mut i: usize) -> Run {
        if self.is(i, "the") {
            i += 1;
        }
        let mut to = i;
        while self.nameable(to) || self.org_word(to) {
            if to > i && !self.get(to).is_some_and(|t| t.spaced) && !self.mark(to - 1, '&') {
                break;
            }
            // The end of an organization that a person's name follows: `Korvo Technology Lu Wan`.
            if to > i && self.is_suffix(to - 1) && !self.is_suffix(to) && self.person_shape(self.run_at(to, 3)).is_some() {
                break;
            }
            to += 1;
            let class_word = self.has(to - 1, Class::ORG_SUFFIX | Class::ORG_CLASS | Class::DEPT);
            if self.is(to, "of") && class_word && (self.nameable(to + 1) || (self.is(to + 1, "the") && self.nameable(to + 2))) {
                to += if self.is(to + 1, "the") { 2 } else { 1 };
            } else if (self.is(to, "and") || self.mark(to, '&'))
                && to > i
                && self.nameable(to + 1)
                && (self.mark(to, '&') || self.holds_of(i, to))
            {
                to += 1;
            }
        }
        if self.mark(to, ',') && self.has(to + 1, Class::LEGAL) && self.get(to + 1).is_some_and(Token::is_capital) && to > i {
            to += 2;
        }
        Run { from: i, to: to.max(i) }
    }
    /// In a headline, a suffix of organizations still is part of a name.
    fn org_word(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.is_capital() && !self.taken[i] && t.has(Class::ORG_SUFFIX | Class::LEGAL))
    }
    fn holds_of(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.is(i, "of"))
    }
    fn is_suffix(&self, i: usize) -> bool {
        self.has(i, Class::ORG_SUFFIX | Class::LEGAL)
    }
    /// Whether a run looks like a person's full name, and by what.
    fn person_shape(&self, run: Run) -> Option<Evidence> {
        let tokens: Vec<usize> = (run.from..run.to).filter(|i| !self.mark(*i, '.')).collect();
        if !(2..=4).contains(&tokens.len()) || tokens.iter().any(|i| !self.get(*i).is_some_and(Token::is_word)) {
            return None;
        }
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        if self.is_suffix(last) && !self.has(last, Class::GIVEN)
            || self.has(last, Class::PEOPLE | Class::HONORIFIC)
            || self.has(first, Class::CALENDAR) && !self.has(first, Class::GIVEN)
        {
            return None;
        }
        if tokens.iter().any(|i| self.has(*i, Class::FUNCTION | Class::UNIT) && !self.chinese_pair(&tokens)) {
            return None;
        }
        if self.chinese_pair(&tokens) {
            return Some(Evidence::SURNAME | Evidence::CAPITALS);
        }
        let initial = |i: usize| self.get(i).is_some_and(|t| t.end - t.start == 1);
        let upper =
            |i: usize| self.get(i).is_some_and(|t| matches!(t.case, Case::Upper | Case::Mixed) && t.end - t.start > 1 && !t.headline);
        let surname = |i: usize| !self.has(i, Class::WORD | Class::PLACE | Class::ORG_CLASS | Class::PRODUCT_SUFFIX) && !upper(i);
        let given = self.has(first, Class::GIVEN) && !upper(first);
        // A word of the language as a surname needs a given name that is nothing else.
        let word_surname =
            given && !self.has(first, Class::WORD | Class::PLACE) && !self.has(last, Class::PLACE | Class::ORG_CLASS) && !upper(last);
        if (given && surname(last))
            || (word_surname && tokens.len() == 2)
            || (initial(first) && surname(last) && tokens.len() >= 2 && !initial(last))
        {
            return Some(Evidence::CAPITALS);
        }
        None
    }
    /// `Shen Ruoyi`, `Ruoyi Shen`, `Chan Ka-man`: a Chinese surname beside syllables that spell a given name.
    fn chinese_pair(&self, tokens: &[usize]) -> bool {
        let &[a, b] = tokens else { return false };
        let (first, second) = (pinyin::latin_token(self.word(a)), pinyin::latin_token(self.word(b)));
        let surname = |t: &str| !pinyin::surnames_spelt(t).is_empty();
        let read = |t: &str| pinyin::surnames_spelt(t).iter().any(|s| s.readings.contains(&t));
        let given = |t: &str| pinyin::split(t).is_some_and(|s| s.len() <= 2);
        let words =
            self.has(a, Class::WORD) && self.has(b, Class::WORD) || (first == second && self.get(a).is_some_and(|t| t.case == Case::Upper));
        let hyphen = |i: usize| self.word(i).contains('-') && self.word(i).split('-').all(|p| (2..=6).contains(&p.len()));
        !words
            && ((read(&first) && given(&second))
                || (read(&second) && given(&first) && !self.has(a, Class::WORD) && pinyin::split(&first).is_some_and(|s| s.len() == 2))
                || (surname(&first) && hyphen(b)))
    }
    fn take(&mut self, run: Run) {
        for i in run.from..run.to.min(self.taken.len()) {
            self.taken[i] = true;
        }
    }
    fn is_place(&self, run: Run) -> bool {
        self.is_site(run) || lexicon::is_place(self.name(run)) || (self.len(run) == 1 && self.has(run.from, Class::PLACE))
    }
    /// `Korvo Theatre`, `Lu Wan Street`: a place, whoever it is named after.
    fn is_site(&self, run: Run) -> bool {
        self.len(run) > 1 && is_site(self.word(run.to - 1)) && !self.has(run.to - 1, Class::GIVEN)
    }
    /// A possessive mark right after this run.
    fn possessive(&self, at: usize) -> bool {
        self.get(at).is_some_and(is_possessive)
    }
}
