//! Chinese persons: titles, bylines, speakers, surnames with a form of address, and the segmenter's guesses.

use super::super::facts::Form;
use super::super::finder::{Found, RawDraft};
use super::given::{Person, person_at, person_before, says_at, transliterated};
use super::*;
use crate::extract::{Evidence, Relation};
use crate::glossary::EntityType;
use crate::text::pinyin;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    let titles = g.longest(Class::TITLE);
    titled(g, &titles, finder);
    bylines(g, finder);
    speaker(g, finder);
    surnames(g, finder);
    dotted(g, finder);
}

/// Titles joined by 兼, 、 or 及, with departments between: each title, and where the chain ends.
struct Chain {
    titles: Vec<Span>,
    start: usize,
    end: usize,
    /// Index after the last cue used.
    next: usize,
}

fn chain(g: &Text, titles: &[Cue], from: usize) -> Chain {
    let mut out = Chain { titles: vec![span(&titles[from])], start: titles[from].start, end: titles[from].end, next: from + 1 };
    while let Some(next) = titles.get(out.next) {
        let between = g.slice(out.end, next.start);
        // `副总经理兼研发中心主任`, `创始人、董事长`, `联合创始人总裁`
        let joined = match between.chars().next() {
            None => next.start == out.end,
            Some('兼') => between.chars().count() <= 14 && !between.contains(['，', ',', '。']),
            Some('、' | '/' | '&' | ' ') => between.chars().count() == 1,
            Some('及' | '和') => between.chars().count() == 1,
            _ => false,
        };
        if !joined {
            break;
        }
        out.titles.push(span(next));
        out.end = next.end;
        out.next += 1;
    }
    out
}

/// 资深副总裁, 高级研究员: what ranks the first title belongs to it.
fn modified(g: &Text, mut chain: Chain) -> Chain {
    while let Some(word) = g.word_ending(chain.start).filter(|i| lexicon::han(g.word_text(*i)).has(Class::TITLE_MOD)) {
        chain.start = g.words[word].start;
        if let Some(title) = chain.titles.first_mut() {
            title.start = chain.start as u32;
        }
    }
    chain
}

/// Where a word begins that ends here and says when the post was held: 前首席财务官, 时任柯川总裁.
fn before_time(g: &Text, at: usize) -> usize {
    let time = g.word_ending(at).filter(|i| matches!(g.word_text(*i), "前" | "原" | "时任" | "前任" | "现任" | "候任" | "代理" | "代"));
    time.map_or(at, |i| g.words[i].start)
}

fn span(cue: &Cue) -> Span {
    Span::new(cue.start, cue.end)
}

fn titled(g: &Text, titles: &[Cue], finder: &mut Finder) {
    let mut i = 0;
    while i < titles.len() {
        let chain = chain(g, titles, i);
        i = chain.next;
        if g.works.iter().any(|w| w.contains(Span::new(chain.start, chain.end))) {
            continue;
        }
        let chain = modified(g, chain);
        let at = chain.end + g.blanks(chain.end);
        let held = before_time(g, chain.start);
        let window = window(g, held);
        let first = if window.is_empty() { held } else { before_time(g, window.start as usize) };
        let whole = |from: usize, to: usize| Span::new(from.min(first).min(chain.start), to);
        if let Some(person) = person_at(g, at) {
            let name = Span::new(at, person.end);
            let mut found = Found::new(name, EntityType::Person, Evidence::TITLE | Evidence::SURNAME);
            if !person.sure {
                // Without a fitting word after it the name may be cut wrongly: not strong.
                found.evidence = Evidence::SURNAME | Evidence::SEGMENTER;
                found = found.fair();
            }
            finder.add(found);
            let mut draft = RawDraft::new(whole(chain.start, person.end), name, EntityType::Person);
            draft.title = chain.titles.clone();
            draft.window = (!window.is_empty()).then_some(window);
            draft.relation = Some(Relation::Holds);
            finder.drafts.push(draft);
            organization(g, window, finder);
            list(g, person.end, finder);
        } else if let Some(name) = latin_name(g, at) {
            finder.add(Found::new(name, EntityType::Person, Evidence::TITLE | Evidence::CAPITALS).strong());
            let mut draft = RawDraft::new(whole(chain.start, name.end as usize), name, EntityType::Person);
            draft.title = chain.titles.clone();
            draft.window = (!window.is_empty()).then_some(window);
            draft.relation = Some(Relation::Holds);
            finder.drafts.push(draft);
            organization(g, window, finder);
        } else {
            apposition(g, &chain, window, finder);
        }
    }
}

/// `NAME（ORG TITLE）`, `NAME，ORG TITLE，`.
fn apposition(g: &Text, chain: &Chain, window: Span, finder: &mut Finder) {
    let start = if window.is_empty() { chain.start } else { window.start as usize };
    let Some(mark) = g.char_before(start) else { return };
    let paren = matches!(mark, '（' | '(');
    let closes = g.char_at(chain.end);
    let fits = paren && matches!(closes, Some('）' | ')' | '，' | ',' | '、'))
        || matches!(mark, '，' | ',') && matches!(closes, Some('，' | ',' | '。'));
    if !fits {
        return;
    }
    let end = start - mark.len_utf8();
    let Some(from) = person_before(g, end) else { return };
    let name = Span::new(from, end);
    let mut found = Found::new(name, EntityType::Person, Evidence::APPOSITION | Evidence::SURNAME);
    if !paren {
        found.evidence = Evidence::SURNAME | Evidence::SEGMENTER;
        found = found.fair();
    }
    finder.add(found);
    let to = chain.end + if paren && matches!(closes, Some('）' | ')')) { closes.map_or(0, char::len_utf8) } else { 0 };
    let mut draft = RawDraft::new(Span::new(from, to), name, EntityType::Person);
    draft.title = chain.titles.clone();
    draft.window = (!window.is_empty()).then_some(window);
    draft.relation = Some(Relation::Holds);
    finder.drafts.push(draft);
    organization(g, window, finder);
}

/// Characters of the longest organization with its department that is read before a title.
const LONGEST_WINDOW: usize = 26;

/// What stands before a title and may be its organization and department: nouns and names back to the next function
/// word, verb or mark.
fn window(g: &Text, title: usize) -> Span {
    let mut start = title;
    // A Latin organization in front: `Korvo首席执行官`, `Korvo CEO`.
    let mut at = title;
    let mut of = false;
    // 关注组发言人, 协会会长: the dictionary may cut elsewhere.
    let group = g.cues_ending(title, title).filter(|c| c.class.has(Class::ADVOCACY)).map(|c| c.start).min();
    if let Some(group) = group {
        (at, start) = (group, group);
    }
    while let Some(i) = g.word_ending(at) {
        let word = &g.words[i];
        let text = g.word_text(i);
        let class = lexicon::han(text);
        let first = text.chars().next().unwrap_or(' ');
        if g.text[word.start..title].chars().count() > LONGEST_WINDOW {
            break;
        }
        if text == "的" && !of && at < title {
            of = true;
            at = word.start;
            continue;
        }
        if class.has(Class::TITLE_PREFIX) && at < title + 1 && !class.has(Class::ORG_CLASS | Class::LEGAL) {
            // 前, 原, 时任 stand before the organization; nothing further left belongs to it.
            break;
        }
        let latin = first.is_alphanumeric() && !is_han(first);
        let blank = text.trim().is_empty();
        let inside = matches!(first, '&' | '-' | '·' | '+')
            || blank && i > 0 && g.word_text(i - 1).chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
        // 装置部|总监: the head of a department right before its title.
        let department = at == title && class.has(Class::DEPT) && i > 0 && g.words[i - 1].known;
        let stops = class.has(Class::STOP | Class::REPORT | Class::LAUNCH) && !department
            || (class.has(Class::FOLLOW) && !word.known)
            || (word.known || text.chars().count() == 1)
                && matches!(word.tag, "p" | "c" | "u" | "r" | "d" | "t" | "m" | "q")
                && !lexicon::is_han_place(text)
            || word.known
                && word.tag == "v"
                && !class.has(Class::DEPT | Class::ORG_SUFFIX)
                && !(group.is_some() && text.chars().count() == 2 && g.char_before(word.start).is_none_or(|c| !is_han(c)))
            || word.known && class.has(Class::TITLE);
        if stops && !latin {
            break;
        }
        if !(latin || inside || is_han(first)) {
            break;
        }
        at = word.start;
        if !blank {
            start = at;
        }
    }
    Span::new(start, title)
}

/// The organization at the left of a window, where nothing else would find it: it holds a word that the dictionary has
/// not got.
fn organization(g: &Text, window: Span, finder: &mut Finder) {
    if window.is_empty() {
        return;
    }
    let (from, to) = (window.start as usize, window.end as usize);
    let first = g.word_from(from);
    let words: Vec<usize> = (first..g.words.len()).take_while(|i| g.words[*i].end <= to).collect();
    // Up to the department or the first general word.
    let mut end = from;
    let mut unknown = false;
    for i in words {
        let (word, text) = (&g.words[i], g.word_text(i));
        let class = lexicon::han(text);
        let general = word.known && matches!(word.tag, "n" | "vn" | "v" | "a" | "b" | "i") && !class.has(Class::ORG_SUFFIX | Class::LEGAL);
        if general || text == "的" || text.trim().is_empty() && end == from {
            break;
        }
        if !word.known && is_han(text.chars().next().unwrap_or(' ')) {
            unknown = true;
        }
        end = word.end;
        if class.has(Class::LEGAL) {
            break;
        }
    }
    // 河岸关注组发言人: what a spokesman speaks for says itself what it is.
    let group = g.cues_ending(to, to).filter(|c| c.class.has(Class::ADVOCACY) && c.start > from).min_by_key(|c| c.start);
    let named = group.is_some_and(|c| {
        // 行业协会会长: some association.
        let plain = g.word_ending(c.start).is_some_and(|i| g.words[i].start == from && g.words[i].known && g.words[i].tag == "n");
        let general = plain
            && (c.class.has(Class::ORG_SUFFIX) && !g.slice(c.start, to).ends_with('盟')
                || lexicon::han(g.slice(from, c.start)) != Class::default());
        (12..=36).contains(&(to - from)) && !general
    });
    if named {
        finder.add(Found::new(window, EntityType::Organization, Evidence::APPOSITION).fair());
        return;
    }
    let name = g.slice(from, end);
    let length = name.chars().count();
    let han = name.chars().all(is_han);
    let dept = name.chars().next_back().is_some_and(|c| "部处科组室区".contains(c));
    // 沙特国, 法国籍: a place and what belongs to it.
    let place = lexicon::han_place_at(name).is_some_and(|n| name[n..].chars().count() < 2);
    let function =
        name.chars().next().is_some_and(|c| lexicon::han(&name[..c.len_utf8()]).has(Class::STOP)) || lexicon::han_at(name, Class::FOLLOW);
    if unknown
        && !place
        && !function
        && han
        && (2..=10).contains(&length)
        && !dept
        && !lexicon::is_han_place(name)
        && lexicon::han(name) == Class::default()
    {
        finder.add(Found::new(Span::new(from, end), EntityType::Organization, Evidence::APPOSITION).fair());
    }
}

/// `、程若岚和许若夏` after a person that is sure.
fn list(g: &Text, mut end: usize, finder: &mut Finder) {
    for _ in 0..12 {
        let Some(c) = g.char_at(end).filter(|c| matches!(c, '、' | '和' | '与' | '及')) else { return };
        let at = end + c.len_utf8();
        // A title of its own starts another introduction, which finds the rest of the list itself.
        let Some(Person { end: next, sure: true }) = person_at(g, at) else { return };
        finder.add(Found::new(Span::new(at, next), EntityType::Person, Evidence::SURNAME | Evidence::LIST).fair());
        end = next;
    }
}

/// A Latin name of two or three capitalised words at `at`.
fn latin_name(g: &Text, at: usize) -> Option<Span> {
    let i = g.tokens.binary_search_by_key(&(at as u32), |t| t.start).ok()?;
    let run = g.tokens[i..].iter().take(4).enumerate().take_while(|(k, t)| t.is_word() && t.is_capital() && (*k == 0 || t.spaced)).count();
    let last = g.tokens.get(i + run.checked_sub(1)?)?;
    (2..=3).contains(&run).then_some(Span { start: at as u32, end: last.end })
}

/// `记者 林若微`, `文/林若微`, `（记者林若微 通讯员许若新）`.
fn bylines(g: &Text, finder: &mut Finder) {
    let text = g.text;
    let mut at = 0;
    while at < text.len() {
        let rest = g.rest(at);
        let Some(c) = rest.chars().next() else { break };
        let found = [4, 3, 2, 1].into_iter().find_map(|n| head(rest, n).filter(|i| lexicon::han(&rest[..*i]).has(Class::BYLINE)));
        let Some(length) = found.filter(|_| is_han(c)) else {
            at += c.len_utf8();
            continue;
        };
        let before = g.char_before(at);
        let opens = before.is_none_or(|c| !is_han(c));
        let after = at + length;
        let separator = g.rest(after).chars().next();
        let marked = matches!(separator, Some('/' | '|' | '：' | ':' | ' ' | '\u{3000}' | '丨' | '／' | '｜'));
        let journalist = length >= 6;
        if !opens
            || !(marked || journalist && before.is_some())
            || !(journalist || matches!(separator, Some('/' | '|' | '：' | ':' | '丨' | '／' | '｜' | ' ')))
        {
            at += c.len_utf8();
            continue;
        }
        // One separator and blanks around it, then names with blanks or 、 between.
        let separates = |c: &char| matches!(c, ' ' | '\u{3000}' | '/' | '|' | '：' | ':' | '丨' | '／' | '｜');
        let mut name_at = after + g.rest(after).chars().take_while(separates).map(char::len_utf8).sum::<usize>();
        let line_start = at == 0 || matches!(before, Some('（' | '(' | '【' | '[' | '\n' | '丨' | '|' | '／' | '/'));
        for _ in 0..6 {
            let Some(end) = byline_name(g, name_at) else { break };
            let span = Span::new(name_at, end);
            if journalist || line_start {
                finder.add(Found::new(span, EntityType::Person, Evidence::BYLINE | Evidence::SURNAME).strong());
                let mut draft = RawDraft::new(Span::new(at, end), span, EntityType::Person);
                if lexicon::han(g.slice(at, after)).has(Class::TITLE) {
                    draft.title = vec![Span::new(at, after)];
                }
                draft.relation = Some(Relation::Author);
                finder.drafts.push(draft);
            }
            let next = end + g.rest(end).chars().take_while(|c| matches!(c, ' ' | '\u{3000}' | '、')).map(char::len_utf8).sum::<usize>();
            if next == end {
                break;
            }
            name_at = next;
        }
        at = after;
    }
}

/// A name that ends where a byline's name must: at a blank, a mark or the end.
fn byline_name(g: &Text, at: usize) -> Option<usize> {
    let rest = g.rest(at);
    let room = han_run(rest, 6);
    let end = at + head(rest, room)?;
    // `张 伟`: a blank inside a two-character name is not read.
    if (2..=4).contains(&room) {
        let chars: Vec<char> = rest.chars().take(room).collect();
        let (_, n) = pinyin::surname_of(&chars)?;
        let given = room.checked_sub(n).filter(|x| (1..=2).contains(x))?;
        let word = g.slice(at, end);
        let plain = segmenter::tag_of(word).is_none_or(|t| t == "nr");
        return (given > 0 && plain && !lexicon::han(word).has(Class::BYLINE | Class::TITLE)).then_some(end);
    }
    None
}

/// `程若安：公司……` at the start of a block.
fn speaker(g: &Text, finder: &mut Finder) {
    let room = han_run(g.text, 6);
    let Some(end) = head(g.text, room).filter(|_| (2..=4).contains(&room)) else { return };
    if !matches!(g.char_at(end), Some(':' | '：')) || g.rest(end).chars().nth(1).is_none() {
        return;
    }
    if let Some(end) = byline_name(g, 0) {
        finder.add(Found::new(Span::new(0, end), EntityType::Person, Evidence::BYLINE | Evidence::SURNAME).strong());
    }
}

/// `陆总`, `陆先生`, `老陆`, and what the segmenter takes for persons.
fn surnames(g: &Text, finder: &mut Finder) {
    for (i, word) in g.words.iter().enumerate() {
        let text = g.word_text(i);
        let Some(first) = text.chars().next() else { continue };
        let count = text.chars().count();
        let surname = pinyin::is_surname(first) || pinyin::begins_compound_surname(first);
        let nick = lexicon::han(text).has(Class::NICK) && count == 1;
        // `老陆` as one word of the segmenter or two.
        if lexicon::han(&text[..first.len_utf8()]).has(Class::NICK) && count <= 2 {
            let at = word.start + first.len_utf8();
            let lone = g.char_at(at).filter(|c| pinyin::is_surname(*c));
            let ends = lone.is_some_and(|c| {
                let after = at + c.len_utf8();
                (count == 2 && (matches!(word.tag, "nr" | "d") || !word.known)) || (nick && !g.crossed(after) && g.is_cut(at))
            });
            // The dictionary has some such names as adverbs.
            if let Some(c) = lone.filter(|_| ends && (!word.known || matches!(word.tag, "nr" | "d"))) {
                let span = Span::new(at, at + c.len_utf8());
                finder.add(Found::new(span, EntityType::Person, Evidence::HONORIFIC | Evidence::SHORT_FORM).form(Form::Surname));
                continue;
            }
        }
        if !surname {
            continue;
        }
        if address(g, word.start, finder) {
            continue;
        }
        let chars: Vec<char> = g.rest(word.start).chars().take(4).collect();
        let Some((_, n)) = pinyin::surname_of(&chars) else { continue };
        let guessed = word.tag == "nr" && (n + 1..=n + 2).contains(&count);
        // The given part of a longer name whose surname has two characters.
        let inside = word
            .start
            .checked_sub(6)
            .and_then(|s| g.text.get(s..word.start))
            .or_else(|| word.start.checked_sub(3).and_then(|s| g.text.get(s..word.start + first.len_utf8())));
        if inside.is_some_and(|s| pinyin::surname(s).is_some()) {
            continue;
        }
        if !guessed || lexicon::is_han_place(text) || lexicon::han(text) != Class::default() {
            continue;
        }
        // The dictionary's persons are many that are no names here; its guesses alone stay weak.
        let mut end = word.end;
        if let Some(person) = person_at(g, word.start).filter(|p| p.sure && p.end > word.end && !word.known) {
            end = person.end;
        }
        let mut found = Found::new(Span::new(word.start, end), EntityType::Person, Evidence::SURNAME | Evidence::SEGMENTER);
        if says_at(g, end) {
            found.evidence |= Evidence::REPORTING_VERB;
        }
        finder.add(found);
    }
}

/// A surname with a form of address: the mention covers the surname alone.
fn address(g: &Text, at: usize, finder: &mut Finder) -> bool {
    let rest = g.rest(at);
    let chars: Vec<char> = rest.chars().take(5).collect();
    let Some((surname, n)) = pinyin::surname_of(&chars) else { return false };
    let Some(end) = head(rest, n) else { return false };
    let tail = &rest[end..];
    for m in [3, 2, 1] {
        let Some(length) = head(tail, m).filter(|_| han_run(tail, m) == m) else { continue };
        // 任董事长: rather a verb than a surname.
        if !lexicon::han(&tail[..length]).has(Class::AFTER_TITLE) || m > 2 && surname.wordlike {
            continue;
        }
        // 总, 董 and their like only where no longer word begins with them (总是, 总部).
        if m == 1 && segmenter::first_word(tail).is_some_and(|(_, _, long)| long) {
            return false;
        }
        let before = g.char_before(at);
        if before.is_some_and(|c| is_han(c) && g.crossed(at)) || !g.is_cut(at) {
            return false;
        }
        finder.add(Found::new(Span::new(at, at + end), EntityType::Person, Evidence::HONORIFIC | Evidence::SURNAME).form(Form::Surname));
        return true;
    }
    false
}

/// Where the part of a name before its first dot begins, as an index into its characters from right to left: where they
/// fit best.
fn best_head(g: &Text, run: &[(usize, char)]) -> usize {
    let mut total = 0;
    let mut best = (i32::MIN, 0);
    for (n, (at, c)) in run.iter().enumerate() {
        let [head, inside, tail] = stats::foreign(*c).map_or([-20; 3], |w| w.map(i32::from));
        let cut = if g.crossed(*at) { 40 } else { 0 };
        let score = total + if n == 0 { head.max(tail) } else { head } + context::before_person(g, *at) - cut;
        if score > best.0 {
            best = (score, n);
        }
        total += if n == 0 { tail } else { inside };
    }
    best.1
}

/// Transliterated names anywhere: the middle dot is proof enough of a person.
fn dotted(g: &Text, finder: &mut Finder) {
    for (dot, _) in g.text.match_indices(['·', '•', '・', '‧']) {
        // Only the first dot of a name.
        let Some(head_text) = g.text.get(..dot) else { continue };
        let run: Vec<(usize, char)> = head_text.char_indices().rev().take(7).take_while(|(_, c)| is_han(*c)).collect();
        if run.is_empty() || head_text[..run[run.len() - 1].0].ends_with(['·', '•', '・', '‧']) {
            continue;
        }
        let fitting = run.iter().take(6).take_while(|(_, c)| stats::transliterates(*c)).count();
        if fitting == 0 {
            continue;
        }
        let mut start = run[best_head(g, &run[..fitting])].0;
        // A word of the language in front of the name: 称玛丽娜, 由卢卡斯.
        while start < dot {
            let word = g.word_from(start);
            let Some(w) = g.words.get(word).filter(|w| w.start == start && w.end < dot) else { break };
            let text = g.word_text(word);
            let function = lexicon::han(text).has(Class::STOP | Class::FOLLOW)
                || matches!(w.tag, "p" | "c" | "u" | "v")
                    && text.chars().count() == 1
                    && !stats::transliterates(text.chars().next().unwrap_or(' '));
            if !function {
                break;
            }
            start = w.end;
        }
        if let Some(end) = transliterated(g, start) {
            finder.add(Found::new(Span::new(start, end), EntityType::Person, Evidence::SURNAME).strong());
            list(g, end, finder);
        }
    }
}
