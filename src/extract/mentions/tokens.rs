//! Latin words and marks of a reading, with what their looks say.

use super::lexicon::{self, Class};
use crate::text::is_han;

/// How a word is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// `korvo`
    Lower,
    /// `Korvo`
    Capital,
    /// `KORVO`, two letters and more.
    Upper,
    /// `LoomOS`, `iPhone`
    Mixed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    /// Digits only, with separators.
    Number,
    /// Letters and digits: `KV7`, `KX4071`, `5G`.
    Model,
    Mark(char),
    /// A run of Han characters.
    Han,
    /// URL, e-mail address, hashtag, handle: nothing in it is a name.
    Opaque,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub case: Case,
    pub class: Class,
    /// A blank stands before it.
    pub spaced: bool,
    /// First word of a sentence, a quotation or the block: its capital proves nothing.
    pub opens: bool,
    /// In a headline in title case or capitals, where no capital proves anything.
    pub headline: bool,
}

impl Token {
    pub fn text<'t>(&self, reading: &'t str) -> &'t str {
        reading.get(self.start as usize..self.end as usize).unwrap_or("")
    }
    pub fn is_mark(&self, c: char) -> bool {
        self.kind == Kind::Mark(c)
    }
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
    /// A word that starts with a capital, or a model name that does.
    pub fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Model) && self.case != Case::Lower
    }
    pub fn has(&self, class: Class) -> bool {
        self.class.has(class)
    }
}

/// Cuts a reading into tokens. Possessive `'s` is a mark of its own kind: the apostrophe ends the word and `s` is
/// swallowed.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut spaced = false;
    while at < bytes.len() {
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = if opaque_at(text, at) {
            (opaque_end(text, at), Kind::Opaque)
        } else if is_han(c) {
            (han_end(text, at), Kind::Han)
        } else if c.is_alphanumeric() {
            let end = word_end(text, at);
            (end, word_kind(&text[at..end]))
        } else {
            (at + c.len_utf8(), Kind::Mark(c))
        };
        let word = &text[at..end];
        let case = if matches!(kind, Kind::Word | Kind::Model) { case_of(word) } else { Case::Lower };
        let class = if kind == Kind::Word { class_of(word, case) } else { Class::default() };
        out.push(Token { start: at as u32, end: end as u32, kind, case, class, spaced, opens: false, headline: false });
        spaced = false;
        at = end;
        // The `s` of a possessive belongs to its apostrophe, also where a blank was put between (`Korvo' s`).
        let gap = usize::from(bytes.get(at) == Some(&b' ') && bytes.get(at + 1) == Some(&b's'));
        if matches!(kind, Kind::Mark('\'' | '’'))
            && bytes.get(at + gap).is_some_and(|b| matches!(b, b's' | b'S'))
            && !bytes.get(at + gap + 1).is_some_and(u8::is_ascii_alphanumeric)
            && out.len() >= 2
            && !spaced
            && out[out.len() - 2].end == out[out.len() - 1].start
        {
            let last = out.len() - 1;
            at += 1 + gap;
            out[last].end = at as u32;
            out[last].kind = Kind::Mark('\'');
        }
    }
    mark_openings(&mut out);
    mark_headlines(&mut out);
    out
}

/// A possessive mark with its `s`, or the bare apostrophe of a plural.
pub(super) fn is_possessive(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('\'' | '’')) && !token.spaced
}

fn class_of(word: &str, case: Case) -> Class {
    let class = lexicon::latin(word);
    // A place or given name is one only with its capital.
    if case == Case::Lower { Class(class.0 & !(Class::PLACE.0 | Class::GIVEN.0 | Class::PEOPLE.0)) } else { class }
}

fn opaque_at(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let starts = |p: &str| rest.len() >= p.len() && rest[..p.len()].eq_ignore_ascii_case(p.as_bytes());
    match rest[0] {
        b'h' | b'H' => starts("http://") || starts("https://"),
        b'w' | b'W' => starts("www."),
        b'#' | b'@' => rest.get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80),
        b if b.is_ascii_alphanumeric() => {
            // An address or a domain: a run without blanks that holds @ or ends like a host.
            let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"._%+-@/".contains(b))).unwrap_or(rest.len());
            let run = &rest[..end];
            memchr::memchr(b'@', run).is_some_and(|i| i > 0 && i + 1 < run.len())
        }
        _ => false,
    }
}

fn opaque_end(text: &str, at: usize) -> usize {
    let hashtag = text.as_bytes()[at] == b'#';
    let stop =
        |c: char| c.is_whitespace() || (is_han(c) && !hashtag) || "，。；：！？、（）“”\"<>《》".contains(c) || (hashtag && c == '#');
    let rest = &text[at + 1..];
    let end = at + 1 + rest.find(stop).unwrap_or(rest.len());
    let end = at + text[at..end].trim_end_matches(['.', ',', ')', ';', ':', '!', '?']).len().max(1);
    if hashtag && text[end..].starts_with('#') { end + 1 } else { end }
}

fn han_end(text: &str, at: usize) -> usize {
    at + text[at..].find(|c: char| !is_han(c)).unwrap_or(text.len() - at)
}

/// Letters, digits, and `-`, `.`, `&`, `'`, `+` inside: `co-founder`, `U.S.`, `R&D`, `O'Neill`.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    let mut previous = ' ';
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let alnum = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
        let inside = match c {
            c if c.is_alphanumeric() && !is_han(c) => true,
            '-' | '‐' | '‑' => {
                let tail = &text[at + i + c.len_utf8()..];
                let tail = &tail[..tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len())];
                // `Korvo-backed`: the name ends here; `co-led` is a word.
                let head = &text[at..at + i];
                // `KRT-parent`: letters for a name before a word.
                let letters = head.len() > 1
                    && head.bytes().all(|b| b.is_ascii_uppercase())
                    && tail.len() > 3
                    && lexicon::latin(tail).has(Class::WORD);
                let compound = letters && tail.bytes().all(|b| b.is_ascii_lowercase())
                    || text[at..].starts_with(char::is_uppercase) && lexicon::latin(tail).has(Class::COMPOUND);
                alnum(next) && previous.is_alphanumeric() && !compound
            }
            '&' => alnum(next) && previous.is_uppercase(),
            '.' => {
                // Initials and abbreviations (`U.S.`), decimals; not the end of a sentence.
                let single =
                    text[at..at + i].rsplit('.').next().is_some_and(|s| s.chars().count() == 1 && s.chars().all(char::is_alphabetic));
                (single && next.is_some_and(char::is_alphabetic)) || (previous.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()))
            }
            ',' => previous.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()),
            '\'' | '’' => {
                // O'Neill and don't, not the possessive.
                let after = text[at + i + c.len_utf8()..].chars().take_while(|c| c.is_alphanumeric()).count();
                let s = next.is_some_and(|c| c == 's' || c == 'S');
                alnum(next) && previous.is_alphabetic() && !(s && after == 1)
            }
            _ => false,
        };
        if !inside {
            break;
        }
        previous = c;
        end = at + i + c.len_utf8();
    }
    // `KNOT+` keeps its sign.
    if text[end..].starts_with('+')
        && !text[end + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '+')
        && end - at >= 2
        && text[at..end].chars().all(|c| c.is_ascii_uppercase())
    {
        end += 1;
    }
    // `U.S.` keeps its last stop.
    let word = &text[at..end];
    if word.contains('.') && text[end..].starts_with('.') && word.chars().all(|c| c.is_uppercase() || c == '.') {
        end += 1;
    }
    end.max(at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn word_kind(word: &str) -> Kind {
    let letters = word.chars().any(char::is_alphabetic);
    let digits = word.bytes().any(|b| b.is_ascii_digit());
    match (letters, digits) {
        (true, true) => Kind::Model,
        (false, _) => Kind::Number,
        _ => Kind::Word,
    }
}

fn case_of(word: &str) -> Case {
    let mut chars = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = chars.next() else { return Case::Lower };
    let (mut upper, mut lower) = (0, 0);
    for c in chars {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Capital,
        (true, _, 0) => Case::Upper,
        (true, ..) => {
            // `Ka-Yan`, `O'Neill`, `McCabe`: capitals after a joint are not mixed case.
            let joints = word.chars().zip(word.chars().skip(1)).filter(|(a, b)| !a.is_alphabetic() && b.is_uppercase()).count();
            if joints == upper || word.starts_with("Mc") || word.starts_with("Mac") { Case::Capital } else { Case::Mixed }
        }
        (false, 0, _) => Case::Lower,
        (false, ..) => Case::Mixed,
    }
}

fn mark_openings(tokens: &mut [Token]) {
    let mut opens = true;
    for token in tokens.iter_mut() {
        match token.kind {
            Kind::Mark('.' | '!' | '?' | '。' | '！' | '？' | '…' | '•' | '·' | '*' | '|' | '>') => opens = true,
            // A colon or a quotation mark may open a sentence; capitals after them prove little.
            Kind::Mark(':' | '“' | '"' | '「' | '‘' | ';') => opens = true,
            // A dash between blanks opens a list item or an aside.
            Kind::Mark('-' | '—' | '–') if token.spaced => opens = true,
            Kind::Mark('(' | '[' | '（') => {}
            Kind::Mark(_) => {}
            _ => {
                token.opens = opens;
                opens = false;
            }
        }
    }
    // An abbreviation's stop ends no sentence: `Mr. Lu`, `Dr. Tarn`, `J. Smith`.
    for i in 2..tokens.len() {
        let (before, dot) = (tokens[i - 2], tokens[i - 1]);
        let short = before.has(Class::HONORIFIC) || (before.is_word() && before.end - before.start == 1 && before.case != Case::Lower);
        if dot.is_mark('.') && !dot.spaced && short {
            tokens[i].opens = false;
        }
    }
}

/// A sentence in which nearly every longer word is capitalised is a headline.
fn mark_headlines(tokens: &mut [Token]) {
    let mut from = 0;
    for i in 0..=tokens.len() {
        let ends = i == tokens.len() || matches!(tokens[i].kind, Kind::Mark('.' | '!' | '?' | '。' | '！' | '？' | ';'));
        if !ends {
            continue;
        }
        let sentence = &tokens[from..i];
        let long = sentence.iter().filter(|t| t.is_word() && t.end - t.start >= 4);
        let (mut capitals, mut all, mut words) = (0, 0, 0);
        for token in long {
            all += 1;
            capitals += usize::from(token.case != Case::Lower);
            // Lower-case dictionary words prove running text; capitalised ones a headline.
            words += usize::from(token.case != Case::Lower && token.has(Class::WORD));
        }
        // A headline has no full stop; with one, every long word has to have its capital.
        let stopped = i < tokens.len() && tokens[i].is_mark('.');
        if all >= 4 && words >= 2 && (capitals == all || !stopped && capitals * 10 >= all * 7) {
            tokens[from..i].iter_mut().for_each(|t| t.headline = true);
        }
        from = i + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<String> {
        tokens(text).iter().map(|t| t.text(text).to_owned()).collect()
    }

    #[test]
    fn words_and_marks() {
        let table: [(&str, &[&str]); 8] = [
            ("Korvo's co-founder", &["Korvo", "'s", "co-founder"]),
            ("the U.S. firm", &["the", "U.S.", "firm"]),
            ("Mr. Ames left.", &["Mr", ".", "Ames", "left", "."]),
            ("R&D at O'Neill", &["R&D", "at", "O'Neill"]),
            ("柯川VX6 Pro共线", &["柯川", "VX6", "Pro", "共线"]),
            ("see https://korvo.example/en.", &["see", "https://korvo.example/en", "."]),
            ("ask press@korvo.example now", &["ask", "press@korvo.example", "now"]),
            ("sold 57,373 cars", &["sold", "57,373", "cars"]),
        ];
        for (text, expected) in table {
            assert_eq!(shapes(text), expected, "{text}");
        }
    }

    #[test]
    fn openings_and_headlines() {
        let text = "Sales rose. Korvo said so, Mr. Ames agreed.";
        let all = tokens(text);
        let opens: Vec<&str> = all.iter().filter(|t| t.opens).map(|t| t.text(text)).collect();
        assert_eq!(opens, ["Sales", "Korvo"]);
        assert!(tokens("Chief of Korvo Motors Praised Secret of Brand").iter().all(|t| t.headline));
        assert!(!tokens("The chief of Korvo Motors praised the brand").iter().any(|t| t.headline));
    }
}
