//! Folding a block to its reading, in one pass.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reading::Stretch;
use super::residue::{Syllable, base_of};
use super::script::{HanTable, TABLE};
use super::{ReadingOptions, Residue, Span, is_han};

/// Walks the source once. Bytes that read as they stand are left behind in `run..` and copied in one piece when
/// something folds; until the first such place nothing is copied at all.
pub(super) struct Folder<'t> {
    text: &'t str,
    bytes: &'t [u8],
    masks: &'t [Span],
    options: ReadingOptions,
    table: &'static HanTable,
    out: String,
    map: Vec<Stretch>,
    /// The last stretch may be continued.
    open: bool,
    /// Start of the source bytes that read as they stand and are not copied yet.
    run: usize,
    stars: Vec<Stars>,
    residue: Residue,
}

/// A run of two or more asterisks.
struct Stars {
    span: Span,
    emphasis: bool,
}

/// ASCII that always reads as it stands.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0x21;
    while b < 0x7f {
        plain[b] = !matches!(b as u8, b'*' | b'[' | b'(' | b'?');
        b += 1;
    }
    plain
};

impl<'t> Folder<'t> {
    pub(super) fn new(text: &'t str, masks: &'t [Span], options: ReadingOptions) -> Folder<'t> {
        Folder {
            text,
            bytes: text.as_bytes(),
            masks,
            options,
            table: &TABLE,
            out: String::new(),
            map: Vec::new(),
            open: false,
            run: 0,
            stars: stars(text, masks, options.markdown),
            residue: Residue::default(),
        }
    }

    /// The folded text (none where nothing folds), its map and what residue was met.
    pub(super) fn run(mut self) -> (Option<String>, Vec<Stretch>, Residue) {
        let mut masks = self.masks.iter();
        let mut mask = masks.next();
        let mut at = 0;
        while at < self.bytes.len() {
            if let Some(m) = mask.filter(|m| m.start as usize <= at) {
                at = self.mask(at, m.end as usize);
                mask = masks.next();
                continue;
            }
            let limit = mask.map_or(self.bytes.len(), |m| (m.start as usize).min(self.bytes.len()));
            at = self.stretch(at, limit);
        }
        self.finish()
    }

    /// Folds from `at` until at least `limit`, or some way on.
    fn stretch(&mut self, mut at: usize, limit: usize) -> usize {
        while at < limit {
            let b = self.bytes[at];
            if PLAIN[b as usize] {
                at += 1;
                while at < limit && PLAIN[self.bytes[at] as usize] {
                    at += 1;
                }
                continue;
            }
            at = match b {
                b' ' if self.bytes.get(at + 1).is_some_and(|n| n.is_ascii_alphanumeric())
                    && at > 0
                    && self.bytes[at - 1] != b' '
                    && at + 1 < limit
                    && self.run < at =>
                {
                    at + 1
                }
                b' ' | b'\t'..=b'\r' => self.blanks(at, limit),
                b'*' => self.asterisk(at),
                b'[' => self.reference(at, limit).unwrap_or(at + 1),
                b'(' => self.parenthesis(at, 1, limit),
                b'?' => self.question(at),
                0..0x80 => at + 1,
                0xe4..=0xe9 => self.han(at, limit),
                _ => self.other(at, limit),
            };
        }
        at
    }

    fn finish(mut self) -> (Option<String>, Vec<Stretch>, Residue) {
        if self.map.is_empty() && self.run == 0 {
            return (None, Vec::new(), self.residue);
        }
        self.flush(self.bytes.len());
        // A blank that only a mask follows.
        while self.out.ends_with(' ') {
            self.out.pop();
            if self.map.last().is_some_and(|s| s.reading as usize == self.out.len()) {
                self.map.pop();
            } else if let Some(last) = self.map.last_mut() {
                last.source_end = last.source + (self.out.len() as u32 - last.reading);
            }
        }
        if self.map.is_empty() {
            // Nothing is left: one stretch keeps an empty reading apart from a borrowed one.
            self.map.push(Stretch { reading: 0, source: 0, source_end: 0 });
        }
        (Some(self.out), self.map, self.residue)
    }

    // ---- Output ----------------------------------------------------------------------------------------------------

    /// Copies what reads as it stands up to `to`.
    fn flush(&mut self, to: usize) {
        if self.run < to {
            let (from, piece) = (self.run, &self.text[self.run..to]);
            self.extend(from, piece);
        }
        self.run = to;
    }
    /// Appends a piece that takes as many bytes as its source at `from`.
    fn extend(&mut self, from: usize, piece: &str) {
        let end = (from + piece.len()) as u32;
        match self.map.last_mut() {
            Some(last) if self.open && last.source_end as usize == from => last.source_end = end,
            _ => {
                if self.map.is_empty() {
                    self.out.reserve(self.text.len());
                }
                self.map.push(Stretch { reading: self.out.len() as u32, source: from as u32, source_end: end });
            }
        }
        self.open = true;
        self.out.push_str(piece);
    }
    /// `from..to` reads as `piece`, which has a stretch of its own unless it is as long.
    fn replace(&mut self, from: usize, to: usize, piece: &str) -> usize {
        self.flush(from);
        if piece.len() == to - from && piece.chars().nth(1).is_none() {
            self.extend(from, piece);
        } else {
            if self.map.is_empty() {
                self.out.reserve(self.text.len());
            }
            // Of a ligature the first letter has all of the source, the others its end.
            let mut source = from as u32;
            for c in piece.chars() {
                self.map.push(Stretch { reading: self.out.len() as u32, source, source_end: to as u32 });
                self.out.push(c);
                source = to as u32;
            }
            self.open = false;
        }
        self.run = to;
        to
    }
    fn replace_char(&mut self, from: usize, to: usize, c: char) -> usize {
        self.replace(from, to, c.encode_utf8(&mut [0; 4]))
    }
    /// `from..to` reads as nothing. Where it is glued to the character before it, that character's source grows.
    fn drop(&mut self, from: usize, to: usize, glued: bool) -> usize {
        self.flush(from);
        self.run = to;
        if to > from {
            self.open = false;
        }
        if glued && let Some(last) = self.map.last_mut() {
            last.source_end = to as u32;
        }
        to
    }
    /// The last character that was read before the source offset `at`.
    fn last(&self, at: usize) -> Option<char> {
        if self.run < at { self.text[self.run..at].chars().next_back() } else { self.out.chars().next_back() }
    }
    /// The next character of the source that is neither blank nor invisible.
    fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().find(|c| !c.is_whitespace() && !is_invisible(*c))
    }
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    // ---- What folds ------------------------------------------------------------------------------------------------

    /// Marks (`**`, `[`, `](url)`, tags) read as nothing, content (code, URLs, line breaks) as a blank.
    fn mask(&mut self, from: usize, to: usize) -> usize {
        let to = to.clamp(from, self.bytes.len());
        let content = is_content(self.text.get(from..to).unwrap_or(""));
        let last = self.last(from);
        if content && last.is_some_and(|c| c != ' ') {
            let newline_in_han = self.text[from..to].trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
                && last.is_some_and(is_wide)
                && self.next(to).is_some_and(is_wide);
            if !newline_in_han {
                return self.replace(from, to, " ");
            }
        }
        self.drop(from, to, false)
    }

    fn blanks(&mut self, from: usize, limit: usize) -> usize {
        let mut to = from;
        let mut newline = false;
        while to < limit {
            let Some(c) = self.char_at(to).filter(|c| c.is_whitespace() || is_invisible(*c)) else { break };
            newline |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}');
            to += c.len_utf8();
        }
        let last = self.last(from);
        let at_edge = last.is_none_or(|c| c == ' ') || to == self.bytes.len();
        let within_han = newline && last.is_some_and(is_wide) && self.next(to).is_some_and(is_wide);
        if at_edge || within_han {
            self.drop(from, to, false)
        } else if &self.bytes[from..to] == b" " {
            to
        } else {
            self.replace(from, to, " ")
        }
    }

    fn asterisk(&mut self, at: usize) -> usize {
        let Ok(i) = self.stars.binary_search_by_key(&(at as u32), |s| s.span.start) else { return at + 1 };
        let Stars { span, emphasis } = self.stars[i];
        if emphasis {
            self.drop(at, span.end as usize, false)
        } else {
            self.residue.masked.push(span);
            span.end as usize
        }
    }

    /// Reference marks: `[12]`, `[3,4]`, `[5-7]`, several in a row, directly after text or after one blank.
    fn reference(&mut self, at: usize, limit: usize) -> Option<usize> {
        let mut to = at;
        while let Some(mark) = reference_mark(&self.bytes[to..limit]) {
            to += mark;
        }
        let before = &self.text[..at];
        let before = before.strip_suffix(' ').unwrap_or(before);
        let after_text =
            before.chars().next_back().is_some_and(|c| !c.is_whitespace() && !matches!(c, '[' | '(' | '（' | '=' | ':' | '：'));
        let ends = !self.bytes.get(to).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'[');
        (to > at && after_text && ends).then(|| self.drop(at, to, false))
    }

    /// `(tuán)` glued to the character that it spells. `width` is the parenthesis's own.
    fn parenthesis(&mut self, at: usize, width: usize, limit: usize) -> usize {
        let inner = at + width;
        let plain = |folder: &mut Folder| match width {
            1 => inner,
            _ => folder.replace(at, inner, "("),
        };
        if !self.bytes.get(inner).is_some_and(|b| b.is_ascii_alphabetic() || (0xc3..0xcb).contains(b)) {
            return plain(self);
        }
        let Some(syllable) = Syllable::read(&self.text[inner..limit]) else { return plain(self) };
        // The character as it stands: 乾 has readings that its Simplified form 干 has not. Behind a mask, as it reads.
        let stands = self.text[..at].chars().rev().find(|c| !is_invisible(*c));
        let before = stands.filter(|c| *c != ')').and_then(|c| if c.is_alphanumeric() { Some(c) } else { self.last(at) });
        let Some(before) = before.filter(|c| c.is_alphanumeric()) else { return plain(self) };
        let end = inner + syllable.len;
        match self.char_at(end) {
            Some(close @ (')' | '）')) if end < limit => {
                let to = end + close.len_utf8();
                let spells = is_han(before) && syllable.spells(before);
                if spells && syllable.toned {
                    self.residue.pinyin.push(Span::new(at, to));
                    return self.drop(at, to, true);
                }
                if self.options.residue && (spells || syllable.toned && syllable.is_valid()) {
                    return self.drop(at, to, true);
                }
            }
            Some(c) if syllable.toned && is_han(before) && (is_han(c) || is_garbage(c)) && syllable.is_valid() => {
                self.damage(at, end);
            }
            _ => {}
        }
        plain(self)
    }

    /// Notes damage, with the garbage on both sides of it.
    fn damage(&mut self, from: usize, to: usize) {
        let left: usize = self.text[..from].chars().rev().take_while(|c| is_garbage(*c)).map(char::len_utf8).sum();
        let right: usize = self.text[to..].chars().take_while(|c| is_garbage(*c)).map(char::len_utf8).sum();
        let span = Span::new(from - left, to + right);
        match self.residue.damaged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => self.residue.damaged.push(span),
        }
    }

    /// `于?020年`: a digit swallowed. Three digits before 年 are no year of this age.
    fn question(&mut self, at: usize) -> usize {
        let digits = self.bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 3 && self.text[at + 4..].starts_with('年') && self.text[..at].chars().next_back().is_some_and(is_han) {
            self.damage(at, at + 1);
        }
        at + 1
    }

    /// A run of characters of three bytes that are most likely Han. From the first one that changes on, all of the run
    /// are written out one by one: in Traditional text every second one changes.
    fn han(&mut self, mut at: usize, limit: usize) -> usize {
        let bytes = self.bytes;
        let code =
            |at: usize| (u32::from(bytes[at] & 0xf) << 12) | (u32::from(bytes[at + 1] & 0x3f) << 6) | u32::from(bytes[at + 2] & 0x3f);
        while at < limit && (0xe4..=0xe9).contains(&bytes[at]) {
            match self.table.simplify_basic(code(at)) {
                Some(simple) if u32::from(simple) == code(at) => at += 3,
                Some(_) => break,
                None => return self.simplified(at),
            }
        }
        if at >= limit || !(0xe4..=0xe9).contains(&bytes[at]) {
            return at;
        }
        self.flush(at);
        self.extend(at, "");
        let table = self.table;
        while at < limit && (0xe4..=0xe9).contains(&bytes[at]) {
            let Some(simple) = table.simplify_basic(code(at)).and_then(|s| char::from_u32(u32::from(s))) else { break };
            self.out.push(simple);
            at += 3;
        }
        if let Some(last) = self.map.last_mut() {
            last.source_end = at as u32;
        }
        self.run = at;
        at
    }

    fn simplified(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        let simple = self.table.simplify(c);
        let to = at + c.len_utf8();
        if simple == c { to } else { self.replace_char(at, to, simple) }
    }

    /// All that is neither ASCII nor in the main block of Han characters.
    fn other(&mut self, at: usize, limit: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        let to = at + c.len_utf8();
        match c {
            '、'..='〿' | '“' | '”' | '…' | '—' => to,
            '\u{300}'..='\u{36f}' => self.combine(at, to),
            '（' => self.parenthesis(at, 3, limit),
            '［' => self.reference(at, limit).unwrap_or_else(|| self.replace(at, to, "[")),
            '，' if self.between(at, to, |c| c.is_ascii_digit()) => to,
            '\u{ff01}'..='\u{ff5e}' => self.replace_char(at, to, half_width(c)),
            '\u{2019}' if self.between(at, to, |c| c.is_alphabetic() && !is_han(c)) => self.replace(at, to, "'"),
            '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' => self.replace(at, to, "-"),
            '‧' | '•' | '・' | '･' | '∙' | '⋅' if self.between(at, to, is_han) => self.replace(at, to, "·"),
            '\u{fffd}' => {
                self.damage(at, to);
                to
            }
            _ if is_invisible(c) => self.drop(at, to, false),
            _ if c.is_whitespace() => self.blanks(at, limit),
            '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' => self.simplified(at),
            _ => match other_forms(c) {
                Some(form) => self.replace(at, to, form),
                None => {
                    if base_of(c).is_some_and(|(_, toned)| toned) {
                        self.stray_syllable(at);
                    }
                    to
                }
            },
        }
    }

    /// Whether the characters around `at..to` are of a sort.
    fn between(&self, at: usize, to: usize, sort: impl Fn(char) -> bool) -> bool {
        self.text[..at].chars().next_back().is_some_and(&sort) && self.char_at(to).is_some_and(&sort)
    }

    /// A letter and the combining mark after it read as one character, where there is one.
    fn combine(&mut self, at: usize, to: usize) -> usize {
        let Some(mark) = self.char_at(at) else { return to };
        let Some(base) = self.last(at) else { return to };
        let Some(whole) = COMPOSED.get(&(base, mark)) else { return to };
        if self.run < at {
            return self.replace_char(at - base.len_utf8(), to, *whole);
        }
        // The letter was folded itself (full width, or with another mark): its stretch takes the mark in.
        let beside = self.text[..at].chars().next_back().is_some_and(|c| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}'));
        let own = |l: &&mut Stretch| beside && l.source < l.source_end && l.source_end as usize == at;
        if !self.open
            && let Some(last) = self.map.last_mut().filter(own)
        {
            last.source_end = to as u32;
            self.out.pop();
            self.out.push(*whole);
            self.run = to;
        }
        to
    }

    /// `qū)` without an opening parenthesis: residue that lost a part. `at` is that of its toned letter.
    fn stray_syllable(&mut self, at: usize) {
        let start = self.text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = at - start;
        let before = self.text[..start].chars().next_back();
        if !before.is_some_and(|c| is_han(c) || is_garbage(c)) {
            return;
        }
        if let Some(syllable) = Syllable::read(&self.text[start..]).filter(Syllable::is_valid)
            && let Some(close @ (')' | '）')) = self.char_at(start + syllable.len)
        {
            self.damage(start, start + syllable.len + close.len_utf8());
        }
    }
}

/// Zero-width characters, soft hyphens, variation selectors, directional marks, a BOM inside the text.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// What stands where something was lost.
fn is_garbage(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}' | '\u{2460}'..='\u{24ff}')
}

/// Han characters and the punctuation that goes with them: no blank is meant where a line ends between two of these.
fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '…' | '—')
}

fn half_width(c: char) -> char {
    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
}

/// Single characters that read as others.
fn other_forms(c: char) -> Option<&'static str> {
    Some(match c {
        '｡' => "。",
        '､' => "、",
        '｢' => "「",
        '｣' => "」",
        '￥' => "¥",
        '￡' => "£",
        '￠' => "¢",
        '￦' => "₩",
        '﹐' => ",",
        '﹒' => ".",
        '﹔' => ";",
        '﹕' => ":",
        '﹖' => "?",
        '﹗' => "!",
        '﹙' => "(",
        '﹚' => ")",
        '﹪' => "%",
        '﹢' => "+",
        '﹩' => "$",
        '﹠' => "&",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

/// Whether a masked part says something (code, a URL, a line break) or only marks it up.
fn is_content(mask: &str) -> bool {
    let trimmed = mask.trim_start();
    if trimmed.starts_with('<') {
        return trimmed.get(1..3).is_some_and(|t| t.eq_ignore_ascii_case("br"));
    }
    if mask.starts_with("](") || mask.starts_with("][") || mask.starts_with("[^") {
        return false;
    }
    mask.bytes().any(|b| b.is_ascii_alphanumeric() || b.is_ascii_whitespace() || b == b'|' || b >= 0x80)
}

/// Length of one reference mark at the start of `bytes`: brackets around numbers of one to three digits.
fn reference_mark(bytes: &[u8]) -> Option<usize> {
    let open = if bytes.first() == Some(&b'[') { 1 } else { "［".len() };
    if open > 1 && !bytes.starts_with("［".as_bytes()) {
        return None;
    }
    let mut at = open;
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if !(1..=3).contains(&digits) {
            return None;
        }
        at += digits;
        let rest = &bytes[at..];
        match rest.first()? {
            b']' => return Some(at + 1),
            b',' | b'-' => at += 1 + usize::from(rest.get(1) == Some(&b' ')),
            _ if rest.starts_with("］".as_bytes()) => return Some(at + "］".len()),
            _ if rest.starts_with("–".as_bytes()) => at += "–".len(),
            _ => return None,
        }
    }
}

/// The runs of asterisks outside masks, told into emphasis (pairs with no blank inside the marks) and odd ones.
fn stars(text: &str, masks: &[Span], markdown: bool) -> Vec<Stars> {
    let mut stars: Vec<Stars> = Vec::new();
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[from..], b"**") {
        let start = from + found;
        let len = text[start..].bytes().take_while(|b| *b == b'*').count();
        from = start + len;
        let span = Span::new(start, from);
        if !masks.iter().any(|m| m.overlaps(span)) {
            stars.push(Stars { span, emphasis: false });
        }
    }
    let mut opening: Option<usize> = None;
    for i in 0..stars.len() {
        let span = stars[i].span;
        let before = text[..span.start as usize].chars().next_back();
        let after = text[span.end as usize..].chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens_at =
            |c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '「' | '『' | '《' | '(' | '（' | '[' | '【' | '"' | '\'' | '$' | '#');
        if span.len() > 3 || markdown && before == Some('\\') {
            continue;
        }
        match opening {
            Some(open) if !blank(before) && stars[open].span.len() == span.len() => {
                stars[open].emphasis = true;
                stars[i].emphasis = true;
                opening = None;
            }
            _ => {
                opening =
                    after.is_some_and(|c| !c.is_whitespace() && (opens_at(c) || before.is_none_or(|b| !b.is_alphanumeric()))).then_some(i)
            }
        }
    }
    stars
}

static COMPOSED: LazyLock<HashMap<(char, char), char>> = LazyLock::new(|| {
    super::data_lines(include_str!("data/latin.tsv"))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let base = columns.next()?.chars().next()?;
            let mark = char::from_u32(u32::from_str_radix(columns.next()?, 16).ok()?)?;
            Some(((base, mark), columns.next()?.chars().next()?))
        })
        .collect()
});
