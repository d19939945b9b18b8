//! Chinese organizations and products: suffixes, class nouns, lists, cues of launching.

use super::super::facts::Form;
use super::super::finder::{Found, RawDraft};
use super::super::tokens::Kind;
use super::*;
use crate::extract::Evidence;
use crate::glossary::EntityType;

pub(super) fn find(g: &Text, finder: &mut Finder) {
    suffixes(g, finder);
    classes(g, finder);
    lists(g, finder);
    launches(g, finder);
    known(g, finder);
}

/// Characters that end clauses elsewhere but stand in own names too (上澜, 中岚).
const DIRECTION: &str = "上中下内外前后时家电地国新";

/// Characters of the longest own name of an organization, without place and suffix.
const LONGEST_CORE: usize = 7;

/// `霜岭资本`, `柯川汽车股份有限公司`: an own name before one suffix or several.
fn suffixes(g: &Text, finder: &mut Finder) {
    let cues = g.longest(Class::ORG_SUFFIX | Class::LEGAL);
    let mut i = 0;
    while i < cues.len() {
        let start = cues[i].start;
        let mut last = cues[i];
        // 柯川物流投资18亿元: what it did
        i += 1;
        if invests(g, last.start, last.end) {
            continue;
        }
        let verb = |next: &Cue, last: &Cue| next_is_verb(g, last, next);
        while let Some(next) = cues.get(i).filter(|n| {
            n.start == last.end
                && !invests(g, n.start, n.end)
                && !verb(n, &last)
                && (!last.class.has(Class::LEGAL) || n.class.has(Class::LEGAL))
        }) {
            last = *next;
            i += 1;
        }
        let Some(core) = core_before(g, start).or_else(|| word_before(g, start, &last)) else { continue };
        let span = Span::new(core.from, last.end);
        // A longer word goes on here: 科技感, 汽车人.
        if g.crossed(last.end) && !last.class.has(Class::LEGAL) {
            continue;
        }
        let mut found = Found::new(span, EntityType::Organization, Evidence::SUFFIX);
        // 汽车, 网络 and their like are ordinary nouns too: before them only a short own name is believed.
        let own = g.text[core.from..start].chars().count();
        let believed = match core.own {
            Own::Unknown => last.class.has(Class::LEGAL) || !last.class.has(Class::SOFT) || own <= 4 && acts(g, last.end),
            Own::Named => {
                !last.class.has(Class::SOFT) && !last.class.has(Class::LEGAL)
                    || last.class.has(Class::LEGAL) && !g.slice(start, last.end).ends_with("公司")
            }
        };
        if believed {
            found = if last.class.has(Class::LEGAL) && core.own == Own::Unknown { found.strong() } else { found.fair() };
        }
        finder.add(found);
    }
}

/// Whether what follows treats the words before it as an actor.
fn acts(g: &Text, at: usize) -> bool {
    lexicon::han_at(g.rest(at), Class::REPORT | Class::FOLLOW | Class::LAUNCH | Class::TITLE | Class::DEPT)
}

/// 霜岭创投投资柯川: behind a suffix that is complete by itself this is what the fund does.
fn next_is_verb(g: &Text, last: &Cue, next: &Cue) -> bool {
    let goes_on = lexicon::han_at(g.rest(next.end), Class::LEGAL) || g.rest(next.end).starts_with("管理");
    g.slice(next.start, next.end) == "投资" && !last.class.has(Class::SOFT) && last.class.has(Class::ORG_SUFFIX) && !goes_on
}

/// Whether a suffix is the verb of an amount behind it: 投资18亿元, 投资超过3亿元.
fn invests(g: &Text, from: usize, to: usize) -> bool {
    let rest = g.text.get(to..).unwrap_or("").trim_start_matches(['约', '近', '超', '逾', '过', '了', '达']);
    g.slice(from, to) == "投资" && rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千两数".contains(c))
}

struct Core {
    from: usize,
    own: Own,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    /// Holds characters that the dictionary does not explain.
    Unknown,
    /// A name of the dictionary, a place, or before a legal form a plain noun.
    Named,
}

/// The own name that ends at `end`: single characters, guessed words and names of the dictionary, with a place in
/// front; general words end it. None where there is no own name.
fn core_before(g: &Text, end: usize) -> Option<Core> {
    if g.crossed(end) {
        return None;
    }
    let mut from = end;
    let mut unknown = 0;
    let mut named = false;
    let mut i = g.words.partition_point(|w| w.end <= end);
    // A guessed word that lies across the suffix's start (`霜岭资|本`) is of no use: count by characters then.
    while i > 0 {
        i -= 1;
        let word = &g.words[i];
        if word.end != from {
            break;
        }
        let text = g.word_text(i);
        let count = text.chars().count();
        if !text.chars().all(is_han) || g.text[word.start..end].chars().count() > LONGEST_CORE + 4 {
            break;
        }
        let class = lexicon::han(text);
        if lexicon::is_han_place(text) || word.known && word.tag == "ns" && !class.has(Class::JOIN) {
            from = word.start;
            named = true;
            // Places may pile up: 浙江杭州; nothing before them belongs.
            continue;
        }
        if class.has(
            Class::STOP
                | Class::REPORT
                | Class::TITLE
                | Class::TITLE_PREFIX
                | Class::ORG_CLASS
                | Class::PRODUCT_CLASS
                | Class::LAUNCH
                | Class::BYLINE,
        ) || (class.has(Class::FOLLOW) && count > 1)
        {
            break;
        }
        if word.known {
            // 奇迹集团: a plain noun right before a legal form.
            let brand = from == end
                && count <= 3
                && word.tag == "n"
                && !class.has(Class::GENERIC | Class::ORG_SUFFIX)
                && lexicon::han_at(g.rest(end), Class::LEGAL);
            if matches!(word.tag, "nr" | "nz" | "nt" | "s") && !class.has(Class::GENERIC) || brand {
                named = true;
                from = word.start;
                continue;
            }
            break;
        }
        if count == 1 && (matches!(word.tag, "p" | "c" | "u" | "r" | "d" | "m" | "q" | "v" | "t") || named && unknown == 0) && unknown != 1
        {
            break;
        }
        // Nothing but a place stands before an own name that has begun.
        if named && unknown == 0 && count == 1 {
            break;
        }
        // What no own name holds, wherever it stands.
        if text.chars().any(|c| !DIRECTION.contains(c) && lexicon::han(c.encode_utf8(&mut [0; 4])).has(Class::STOP)) {
            let keep = text.char_indices().rev().take_while(|(_, c)| !lexicon::han(c.encode_utf8(&mut [0; 4])).has(Class::STOP)).last();
            if let Some((i, _)) = keep {
                let tail = text[i..].chars().count();
                unknown += tail;
                from = word.start + i;
            }
            break;
        }
        unknown += count;
        from = word.start;
    }
    // Stop characters that a guessed word swallowed at its left: 获霜山 as one word.
    while let Some(c) = g.char_at(from).filter(|_| from < end) {
        let one = &g.text[from..from + c.len_utf8()];
        let left = g.text[from..end].chars().count();
        if lexicon::han(one).has(Class::STOP) && left > 2 {
            from += c.len_utf8();
        } else {
            break;
        }
    }
    let length = g.text[from..end].chars().count();
    let own = unknown >= 2 || named;
    let own_kind = if unknown >= 2 { Own::Unknown } else { Own::Named };
    (own && (2..=LONGEST_CORE + 4).contains(&length)).then_some(Core { from, own: own_kind })
}

/// A plain word as own name, where a verb of joining promises an organization: 加入远景资本.
fn word_before(g: &Text, end: usize, suffix: &Cue) -> Option<Core> {
    let i = g.word_ending(end)?;
    let word = &g.words[i];
    let text = g.word_text(i);
    let plain = word.known && text.chars().count() == 2 && matches!(word.tag, "v" | "n" | "a" | "nz" | "vn" | "s" | "t");
    let sure = suffix.class.has(Class::ORG_SUFFIX) && !suffix.class.has(Class::SOFT | Class::BODY);
    let general = lexicon::han(text) != Class::default();
    // 跳槽至, 入职了
    let before = if matches!(g.char_before(word.start), Some('至' | '到' | '了' | '于' | '入')) { word.start - 3 } else { word.start };
    let funded = matches!(g.char_before(word.start), Some('获' | '由' | '受'))
        && ["投资", "领投", "跟投", "注资", "入股", "融资", "收购"].iter().any(|v| g.rest(suffix.end).starts_with(v));
    let joined = funded || context::ends_with(g, word.start, Class::JOIN) || context::ends_with(g, before, Class::JOIN);
    (plain && sure && !general && joined && !g.crossed(end)).then_some(Core { from: word.start, own: Own::Unknown })
}

/// `人工智能公司渊图智能`, `大模型渊心`, `新车Vela 3`: a class noun and what it describes.
fn classes(g: &Text, finder: &mut Finder) {
    for cue in g.longest(Class::ORG_CLASS | Class::PRODUCT_CLASS) {
        let org = cue.class.has(Class::ORG_CLASS) && !(cue.class.has(Class::PRODUCT_CLASS) && cue.end - cue.start < 9);
        let start = description(g, cue.start);
        if let Some(name) = name_after(g, cue.end) {
            if !org && let Some(end) = model_after(g, name) {
                product(g, Span { start: name.start, end }, Some(start), finder);
                continue;
            }
            // 公司拟募资: the company of which the text speaks, and what it does.
            if org && start == cue.start && g.slice(cue.start, cue.end) == "公司" && !suffixed(g, name) {
                continue;
            }
            let kind = if org { EntityType::Organization } else { EntityType::Product };
            let mut found = Found::new(name, kind, if org { Evidence::APPOSITION } else { Evidence::PRODUCT_CUE });
            // After nouns that seldom have a name behind them (应用, 平台) the cue alone is weak.
            if cue.class.has(Class::NAMING) || g.char_before(name.start as usize).is_some_and(|c| matches!(c, '“' | '「')) {
                found = found.fair();
            } else if org && !free(g, name) {
                found.evidence = Evidence::CAPITALS;
            }
            finder.add(found);
            let mut draft = RawDraft::new(Span::new(start, name.end as usize), name, kind);
            draft.what = Some(Span::new(start, cue.end));
            finder.drafts.push(draft);
        } else if !org && let Some(name) = latin_after(g, cue.end) {
            product(g, name, Some(start), finder);
        } else if cue.class.has(Class::NAMING)
            && let Some(name) = pet_name(g, cue.end)
        {
            finder.add(Found::new(name, EntityType::Product, Evidence::PRODUCT_CUE).fair());
        }
    }
    for cue in g.longest(Class::OFFER) {
        let Some(name) = name_after(g, cue.end) else { continue };
        let model = model_after(g, name).map(|end| Span { start: name.start, end });
        if let Some(name) = model.filter(|m| m.of(g.text).bytes().any(|b| b.is_ascii_digit())) {
            product(g, name, None, finder);
        }
    }
}

/// 小禾 behind 语音助手, which the dictionary takes for a person.
fn pet_name(g: &Text, at: usize) -> Option<Span> {
    let word = g.words.get(g.word_from(at)).filter(|w| w.start == at && w.tag == "nr")?;
    let text = g.slice(word.start, word.end);
    (text.starts_with('小') && text.chars().count() == 2).then(|| Span::new(word.start, word.end))
}

/// Whether a name ends where a name may: before a mark, a function word or a verb; or with a suffix.
fn free(g: &Text, name: Span) -> bool {
    let rest = g.rest(name.end as usize);
    suffixed(g, name)
        || han_run(rest, 1) == 0
        || lexicon::han_at(rest, Class::FOLLOW | Class::REPORT | Class::LAUNCH | Class::TITLE | Class::STOP)
        || segmenter::first_word(rest).is_some_and(|(_, tag, long)| long && matches!(tag, "v" | "d" | "t" | "p" | "c"))
}

fn suffixed(g: &Text, name: Span) -> bool {
    g.cues_ending(name.end as usize, name.end as usize).any(|c| c.class.has(Class::ORG_SUFFIX | Class::LEGAL))
}

/// The end of the model that a Han brand goes on with: `柯川S3`, `柯川 X5 Pro`.
fn model_after(g: &Text, brand: Span) -> Option<u32> {
    if suffixed(g, brand) {
        return None;
    }
    latin_after(g, brand.end as usize).map(|model| model.end)
}

/// Back over the words that describe a class noun: `人工智能|公司`, `电动机车|品牌`.
fn description(g: &Text, noun: usize) -> usize {
    // 汽车品牌 may be one word of the dictionary.
    let mut from = g.words.get(g.words.partition_point(|w| w.end <= noun)).filter(|w| w.known).map_or(noun, |w| w.start.min(noun));
    for _ in 0..4 {
        let Some(i) = g.word_ending(from) else { break };
        let w = &g.words[i];
        let text = g.word_text(i);
        let field = lexicon::han(text).has(Class::ORG_SUFFIX | Class::PRODUCT_CLASS);
        if !(w.known && matches!(w.tag, "n" | "vn" | "b" | "a" | "nz" | "i" | "ns") || field)
            || lexicon::han(text).has(Class::STOP | Class::TITLE | Class::REPORT | Class::LAUNCH)
        {
            break;
        }
        from = w.start;
    }
    from
}

/// No cue has more bytes.
const LONGEST_CUE: usize = 60;
/// Most characters of a name with its suffixes.
const LONGEST_NAME: usize = 14;

/// A Han name right after a cue: words that the dictionary has not got, with suffixes after them; or quoted.
fn name_after(g: &Text, at: usize) -> Option<Span> {
    let (from, close) = match g.char_at(at) {
        Some('“') => (at + '“'.len_utf8(), Some('”')),
        Some('「') => (at + '「'.len_utf8(), Some('」')),
        Some('"') => (at + 1, Some('"')),
        _ => (at, None),
    };
    if let Some(close) = close {
        let (stop, _) = g.rest(from).char_indices().take(9).find(|(_, c)| *c == close)?;
        let inner = &g.rest(from)[..stop];
        let count = inner.chars().count();
        let plain = inner.chars().all(|c| is_han(c) || c.is_alphanumeric() || c == ' ');
        // A word of the language in quotes is a phrase.
        let named = segmenter::tag_of(inner).is_none_or(|tag| matches!(tag, "nz" | "nt" | "nr"));
        return (plain && named && (2..=8).contains(&count)).then(|| Span::new(from, from + inner.len()));
    }
    // Suffixes that begin inside bound the own name even where the segmenter glued it to them.
    let suffix = g
        .cues_ending(from + 4, from + 24 + LONGEST_CUE)
        .filter(|c| c.class.has(Class::ORG_SUFFIX | Class::LEGAL) && c.start >= from + 3 && c.start <= from + 24)
        .filter(|c| !invests(g, c.start, c.end))
        .map(|c| (c.start, c.end))
        .min();
    let mut end = from;
    let mut unknown = 0;
    let mut i = g.word_from(from);
    if g.words.get(i).is_none_or(|w| w.start != from) {
        // 车企翎|跃: a guessed word took the noun in.
        i = i.checked_sub(1).filter(|i| g.words.get(*i).is_some_and(|w| !w.known && w.start < from && from < w.end))?;
    }
    while let Some(w) = g.words.get(i) {
        let text = g.slice(w.start.max(from), w.end);
        let class = lexicon::han(text);
        if !text.chars().all(is_han) || g.text[from..w.end].chars().count() > 10 {
            break;
        }
        if suffix.is_some_and(|(s, _)| s == w.start) {
            break;
        }
        let before_suffix = suffix.is_some_and(|(s, _)| w.end <= s);
        // 要慢, 端边: a guessed word that begins like a function word is none of a name.
        let function = !w.known
            && text.chars().next().is_some_and(|c| !DIRECTION.contains(c) && lexicon::han(c.encode_utf8(&mut [0; 4])).has(Class::STOP));
        if function && !before_suffix {
            break;
        }
        if class.has(Class::STOP | Class::REPORT | Class::TITLE | Class::LAUNCH)
            && !(text.chars().count() == 1 && unknown > 0 && before_suffix)
        {
            break;
        }
        if class.has(Class::FOLLOW) && !before_suffix
            || w.known
                && !(before_suffix && end == from && text.chars().count() == 2 && w.end == suffix.map_or(0, |s| s.0))
                && !matches!(w.tag, "nz" | "nt")
        {
            break;
        }
        if !w.known || before_suffix {
            unknown += text.chars().count();
        }
        end = w.end;
        i += 1;
    }
    let mut length = g.text[from..end].chars().count();
    // All suffixes that follow belong to the name.
    let mut grew = true;
    while grew && end > from && length <= LONGEST_NAME {
        grew = false;
        if let Some(cue) = g
            .cues_ending(end + 1, end + LONGEST_CUE)
            .filter(|c| c.start == end && c.class.has(Class::ORG_SUFFIX | Class::LEGAL))
            .max_by_key(|c| c.end)
        {
            end = cue.end;
            length = g.text[from..end].chars().count();
            grew = true;
        }
    }
    (unknown >= 2 && (2..=LONGEST_NAME).contains(&length)).then(|| Span::new(from, end))
}

/// Measure words and units: a number before them counts something.
const COUNTED: &str = "款台辆个位名家种项次届场条件张份座年月日号万亿千百元级代寸倍点分秒时岁人";

/// A Latin name at `at`, blanks before it allowed: capitalised words and model numbers, with a short number after them.
fn latin_after(g: &Text, at: usize) -> Option<Span> {
    let at = at + g.blanks(at);
    let at = if matches!(g.char_at(at), Some('“' | '「' | '"')) { at + g.char_at(at).map_or(0, char::len_utf8) } else { at };
    let i = g.tokens.binary_search_by_key(&(at as u32), |t| t.start).ok()?;
    let mut end = None;
    for (k, t) in g.tokens[i..].iter().take(5).enumerate() {
        let word = t.text(g.text);
        let fits = match t.kind {
            Kind::Word => t.is_capital(),
            Kind::Model => true,
            Kind::Number => k > 0 && word.len() <= 3 && t.spaced && !g.char_at(t.end as usize).is_some_and(|c| COUNTED.contains(c)),
            _ => false,
        };
        if !fits || k > 0 && !t.spaced && t.kind != Kind::Model {
            break;
        }
        end = Some(t.end);
    }
    let name = Span { start: at as u32, end: end? };
    let text = name.of(g.text);
    (!lexicon::is_no_name(text) && text.chars().count() >= 2 && text.chars().any(char::is_alphabetic)).then_some(name)
}

fn product(g: &Text, name: Span, described: Option<usize>, finder: &mut Finder) {
    let mut found = Found::new(name, EntityType::Product, Evidence::PRODUCT_CUE).fair();
    if name.of(g.text).bytes().any(|b| b.is_ascii_digit()) {
        found.evidence |= Evidence::MODEL_NUMBER;
    }
    finder.add(found);
    if let Some(start) = described {
        let mut draft = RawDraft::new(Span::new(start, name.end as usize), name, EntityType::Product);
        draft.what = Some(Span { start: start as u32, end: name.start });
        finder.drafts.push(draft);
    }
}

/// `推出VX8`, `搭载「渊心」`.
fn launches(g: &Text, finder: &mut Finder) {
    for cue in g.longest(Class::LAUNCH) {
        let after = g.rest(cue.end);
        let skip = ['了', '的'].iter().find(|c| after.starts_with(**c)).map_or(0, |c| c.len_utf8());
        if let Some(name) = latin_after(g, cue.end + skip) {
            product(g, name, None, finder);
        } else if let Some(name) = name_after(g, cue.end + skip).filter(|n| n.of(g.text).chars().count() >= 2) {
            if let Some(end) = model_after(g, name) {
                product(g, Span { start: name.start, end }, None, finder);
                continue;
            }
            // A Han name after a verb alone: weak, the verb takes anything.
            let found = Found::new(name, EntityType::Product, Evidence::PRODUCT_CUE);
            if !suffixed(g, name) {
                finder.add(found);
            }
        }
    }
}

/// `甲、乙和丙等企业`: every member is an organization.
fn lists(g: &Text, finder: &mut Finder) {
    for cue in g.longest(Class::LIST) {
        let mut end = cue.start;
        let mut members = Vec::new();
        for _ in 0..8 {
            let before = &g.text[..end];
            let item_start = before
                .char_indices()
                .rev()
                .take(9)
                .take_while(|(_, c)| is_han(*c) || c.is_alphanumeric())
                .map(|(i, _)| i)
                .last()
                .unwrap_or(end);
            // Inside the run the item may end a clause: cut at its last joint or function word.
            let mut start = item_start;
            let mut joint = None;
            let first = g.word_from(item_start);
            for i in first..g.words.len() {
                let w = &g.words[i];
                if w.start >= end {
                    break;
                }
                let class = lexicon::han(g.word_text(i));
                if class.has(Class::STOP | Class::REPORT | Class::FOLLOW) || matches!(w.tag, "p" | "c" | "u" | "r") {
                    start = w.end;
                    joint = matches!(g.word_text(i), "和" | "与" | "及" | "以及").then_some(w.start);
                }
            }
            let name = g.slice(start, end);
            let count = name.chars().count();
            if !(2..=8).contains(&count) || g.crossed(start) || lexicon::is_han_place(name) {
                break;
            }
            members.push(Span::new(start, end));
            match (joint, g.char_before(start)) {
                (Some(at), _) => end = at,
                (None, Some('、')) => end = start - '、'.len_utf8(),
                _ => break,
            }
        }
        // One member that is a name vouches for the others; general words alone are no names (银行、保险等企业).
        let named = |s: &Span| {
            let name = s.of(g.text);
            match segmenter::tag_of(name) {
                None => name.chars().any(is_han) || name.chars().any(char::is_uppercase),
                Some(tag) => matches!(tag, "nz" | "nt" | "nr"),
            }
        };
        let general =
            |s: &Span| lexicon::han(s.of(g.text)) != Class::default() || matches!(segmenter::tag_of(s.of(g.text)), Some("v" | "vn" | "a"));
        if members.iter().any(named) {
            for member in members.iter().filter(|m| !general(m)) {
                finder.add(Found::new(*member, EntityType::Organization, Evidence::APPOSITION | Evidence::LIST).fair());
            }
        }
    }
}

/// Organizations of the segmenter's dictionary (新华社, 武汉大学), as far as their suffix agrees.
fn known(g: &Text, finder: &mut Finder) {
    for (i, w) in g.words.iter().enumerate() {
        let text = g.word_text(i);
        if !w.known || !matches!(w.tag, "nt" | "nz") || lexicon::is_han_place(text) || lexicon::han(text) != Class::default() {
            continue;
        }
        let span = Span::new(w.start, w.end);
        let suffixed =
            g.cues_ending(w.end, w.end).any(|c| c.start > w.start && c.class.has(Class::ORG_SUFFIX) && !c.class.has(Class::SOFT))
                || text.ends_with("通讯社")
                || text.ends_with("新华社");
        let general =
            ["国立", "公立", "私立", "国家", "国际", "全国", "商业"].iter().any(|o| text.starts_with(o)) && text.chars().count() <= 5;
        if suffixed && !general {
            finder.add(Found::new(span, EntityType::Organization, Evidence::SEGMENTER | Evidence::SUFFIX).fair());
        } else if text.chars().count() == 2 && w.tag == "nz" {
            finder.add(Found::new(span, EntityType::Organization, Evidence::SEGMENTER).form(Form::Word));
        }
    }
}
