//! What looks like a figure and is none: reference marks, section numbers, versions, models, set phrases.

use super::super::FigureKind;
use super::lexicon::{LEXICON, Sense};
use super::measure::Found;
use super::named;
use super::numeral::Shape;
use super::scan::{self, byte, char_at, char_before, digits_end};
use crate::text::{Exact, is_han};

/// Behind an identifier that starts at `at` with a digit: `5G`, `3D`, `4.0`, `1+4+N`, `10.0.0.1`, phone numbers. None
/// where the digits are a number of their own.
pub(super) fn identifier(text: &str, at: usize) -> Option<usize> {
    let end = digits_end(text, at);
    let mut i = end;
    let mut dots = 0;
    while byte(text, i) == b'.' && byte(text, i + 1).is_ascii_digit() {
        i = digits_end(text, i + 1);
        dots += 1;
    }
    if dots >= 2 && !is_dotted_date(text, at, i) && !is_grouped(text, at, i) {
        return Some(i);
    }
    // a newspaper
    if scan::rest(text, end).starts_with("世纪经济报道") {
        return Some(end + "世纪经济报道".len());
    }
    // 3·15, 9·11: days that have become names
    if scan::rest(text, end).starts_with('·') && byte(text, end + '·'.len_utf8()).is_ascii_digit() {
        return Some(digits_end(text, end + '·'.len_utf8()));
    }
    // 1+4+N, 1+1
    if byte(text, end) == b'+' && byte(text, end + 1).is_ascii_alphanumeric() {
        let mut j = end;
        while byte(text, j).is_ascii_alphanumeric() || byte(text, j) == b'+' {
            j += 1;
        }
        return Some(j);
    }
    // in his 30s, in the mid-60s, the under-18s
    if byte(text, end) == b's'
        && !byte(text, end + 1).is_ascii_alphanumeric()
        && (byte(text, at.wrapping_sub(1)) == b'-' || byte(text, end - 1) == b'0')
        && DECADES.iter().any(|w| scan::word_before(text, at).eq_ignore_ascii_case(w))
    {
        return Some(end + 1);
    }
    // 4K pictures
    if byte(text, end) == b'K'
        && end == at + 1
        && !byte(text, end + 1).is_ascii_alphanumeric()
        && matches!(byte(text, at), b'2' | b'4' | b'8')
        && byte(text, at.wrapping_sub(1)) != b'$'
        && LEXICON.find(text, scan::blanks_end(text, end + 1), |s| matches!(s, Sense::Counted(_)).then_some(())).is_none()
    {
        return Some(end + 1);
    }
    // reports to a stock market's overseer: 13F, 13D, 13G
    if matches!(byte(text, end), b'F' | b'D' | b'G') && scan::part(text, at, end) == "13" && !byte(text, end + 1).is_ascii_alphanumeric() {
        return Some(end + 1);
    }
    // round the clock, and the day of the attacks
    if byte(text, end) == b'/'
        && let Some(end) = scan::any_word(text, at, &["24/7", "9/11"]).filter(|e| !matches!(byte(text, *e), b'0'..=b'9' | b'/' | b'%'))
    {
        return Some(end);
    }
    if let Some(end) = named::dialled(text, at, end) {
        return Some(end);
    }
    // 010-6123-4567, 123-45-6789
    let mut j = end;
    let mut runs = 1;
    while byte(text, j) == b'-' && byte(text, j + 1).is_ascii_digit() {
        j = digits_end(text, j + 1);
        runs += 1;
    }
    if runs >= 3 && !(end - at == 4 && runs == 3) && !(end - at <= 2 && runs == 3)
        || runs == 2 && (byte(text, at) == b'0' && end - at > 2 || j - at > 10 && end - at < 5 && end - at != 4)
    {
        return Some(j);
    }
    // 8x2^10
    if byte(text, end) == b'x' && byte(text, digits_end(text, end + 1)) == b'^' {
        return None;
    }
    if byte(text, end).is_ascii_alphabetic() || byte(text, end) == b'_' {
        return glued(text, end);
    }
    None
}

/// Words before the tens of an age or of a temperature.
const DECADES: [&str; 13] = ["his", "her", "their", "the", "my", "your", "our", "mid", "early", "late", "low", "over", "under"];

/// `5G`, `4K`, `3D`, `2B`, `7A`: letters glued to digits that are neither unit nor scale nor ordinal.
fn glued(text: &str, end: usize) -> Option<usize> {
    let known = LEXICON.find(text, end, |s| match s {
        Sense::Suffix(_)
        | Sense::Unit(_)
        | Sense::CurrencyAfter(_)
        | Sense::Percent(_)
        | Sense::Scale(_)
        | Sense::Month(_)
        | Sense::Counted(_) => Some(()),
        _ => None,
    });
    if known.is_some_and(|(_, e)| !byte(text, e).is_ascii_digit()) {
        return None;
    }
    let letters = scan::letters_end(text, end);
    let word = scan::part(text, end, letters).to_ascii_lowercase();
    let sound = matches!(
        word.as_str(),
        "st" | "nd"
            | "rd"
            | "th"
            | "s"
            | "am"
            | "pm"
            | "a"
            | "p"
            | "x"
            | "c"
            | "f"
            | "b"
            | "m"
            | "yo"
            | "q"
            | "h"
            | "e"
            | "year"
            | "years"
            | "people"
            | "fold"
            | "times"
            | "t"
    ) && !(word == "x"
        && !byte(text, letters).is_ascii_whitespace()
        && byte(text, letters) != 0
        && byte(text, letters).is_ascii_alphanumeric());
    if sound && !(byte(text, letters).is_ascii_digit() && word != "q" && word != "h" && word != "e") {
        return None;
    }
    let mut i = letters;
    while byte(text, i).is_ascii_alphanumeric() || matches!(byte(text, i), b'-' | b'_') && byte(text, i + 1).is_ascii_alphanumeric() {
        i += 1;
    }
    Some(i)
}

fn is_dotted_date(text: &str, at: usize, end: usize) -> bool {
    let parts: Vec<&str> = scan::part(text, at, end).split('.').collect();
    parts.len() == 3
        && (parts[0].len() == 4 && parts[1].len() <= 2 && parts[2].len() <= 2
            || parts[0].len() <= 2 && parts[1].len() <= 2 && matches!(parts[2].len(), 2 | 4))
}

fn is_grouped(text: &str, at: usize, end: usize) -> bool {
    let mut parts = scan::part(text, at, end).split('.');
    parts.next().is_some_and(|p| (1..=3).contains(&p.len())) && parts.all(|p| p.len() == 3)
}

/// Whether an amount that was read is none after all.
pub(super) fn rejects(text: &str, found: &Found) -> bool {
    if named::rejects(text, found) {
        return true;
    }
    let bare = found.kind == FigureKind::Number && found.unit.is_none();
    let before = char_before(text, found.start);
    let after = char_at(text, found.end);
    let digits = matches!(found.shape, Shape::Digits);
    // 理想ONE
    if bare && found.shape == Shape::Words && before.is_some_and(is_han) && byte(text, found.end - 1).is_ascii_uppercase() {
        return true;
    }
    // [3], 《1984》, #5
    if before == Some('[') && after == Some(']') || before == Some('《') && after == Some('》') || before == Some('#') {
        return true;
    }
    // a six-figure salary, Twenty20
    let joined = byte(text, found.end) == b'-' && scan::any_word(text, found.end + 1, &["figure", "figures", "digit", "digits"]).is_some();
    if bare && (joined || found.shape == Shape::Words && after.is_some_and(|c| c.is_ascii_digit())) {
        return true;
    }
    let first = byte(text, found.start);
    if first == b'0' && byte(text, found.start + 1).is_ascii_digit() && matches!(found.shape, Shape::Digits) {
        // 01营销拐点, 007: a leading zero numbers things
        return true;
    }
    // 歼-20, 东风-41: a model behind its name; 4K, 8K: how finely a screen shows; 5A级
    if bare && digits && before == Some('-') && char_before(text, found.start - 1).is_some_and(is_han) {
        return true;
    }
    let surface = scan::part(text, found.start, found.end);
    if bare && (matches!(surface, "2K" | "4K" | "8K") || digits && after == Some('A') && scan::rest(text, found.end).starts_with("A级")) {
        return true;
    }
    // 双11, 双十二: days for buying
    if bare && before == Some('双') && matches!(found.value.and_then(Exact::to_i64), Some(10..=12)) {
        return true;
    }
    // 80后, 95后: who was born in those years
    if bare && digits && after == Some('后') && found.end == found.start + 2 && matches!(byte(text, found.start + 1), b'0' | b'5') {
        return true;
    }
    if bare && digits {
        // "Group 1:", "Model 3", "iPhone 15", "Chapter 2"
        let word = scan::word_before(text, found.start);
        let at = scan::part(text, 0, found.start).trim_end_matches(' ').len() - word.len();
        let start =
            at == 0 || matches!(scan::part(text, 0, at).trim_end().chars().next_back(), Some('.' | '!' | '?' | ':' | '"' | '“' | '。'));
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let modifies = LEXICON.find(text, at, |s| matches!(s, Sense::Before(_)).then_some(())).is_some();
        // iPhone 13
        let inner = word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_lowercase());
        if inner && joined_by_blank(text, found.start) {
            return true;
        }
        let label = LABELS.contains(word.to_ascii_lowercase().as_str());
        let joined = scan::part(text, 0, found.start).ends_with([' ', '-']);
        if label && joined
            || capital
                && !start
                && !modifies
                && joined
                && found.start - at - word.len() == 1
                && word.len() > 1
                && !FRAMES.contains(&word.to_ascii_lowercase().as_str())
        {
            return true;
        }
        if start && capital && label && !word.is_empty() {
            return true;
        }
    }
    // Type 2 diabetes, Grade 8 pupils: the label numbers, the noun is not counted
    if digits && found.kind == FigureKind::Quantity && before == Some(' ') {
        let word = scan::word_before(text, found.start);
        let label = word.starts_with(|c: char| c.is_ascii_uppercase()) && LABELS.contains(word.to_ascii_lowercase().as_str());
        if label && LEXICON.units.iter().all(|u| found.unit.as_deref() != Some(u.name)) {
            return true;
        }
    }
    // 营销革命4.0, Web 3.0
    let version = byte(text, found.start).is_ascii_digit()
        && scan::part(text, found.start + 1, found.end).starts_with(".0")
        && !byte(text, found.start + 3).is_ascii_digit();
    if version && (bare || LEXICON.counted.iter().any(|c| found.unit.as_deref() == Some(c.name))) {
        let word = scan::word_before(text, found.start);
        let glued = before.is_some_and(|c| c.is_alphanumeric());
        if glued || word.starts_with(|c: char| c.is_ascii_uppercase()) {
            return true;
        }
    }
    if bare && before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_') {
        return true;
    }
    // 2020岚柚新品大会: a year that opens a name
    if bare
        && digits
        && found.end - found.start == 4
        && (Some(Exact::from_int(1900))..=Some(Exact::from_int(2100))).contains(&found.value)
        && after.is_some_and(is_han)
        && !before.is_some_and(is_han)
        && LEXICON.find(text, found.end, |s| matches!(s, Sense::After(_)).then_some(())).is_none()
    {
        return true;
    }
    if bare && !matches!(found.shape, Shape::Words | Shape::Fraction) && is_label_han(text, found) {
        return true;
    }
    if matches!(found.shape, Shape::Han | Shape::HanDigits) {
        return rejects_han(text, found, bare);
    }
    if found.shape == Shape::Words && bare {
        return rejects_words(text, found);
    }
    if found.shape == Shape::Fraction && bare {
        return rejects_fraction(text, found);
    }
    false
}

/// A number that names in Chinese: 沪深300, 波音737, 3号线, 863计划, 12345热线, 500强, 三等奖, 一二·九.
fn is_label_han(text: &str, found: &Found) -> bool {
    let after = char_at(text, found.end);
    let before = char_before(text, found.start);
    if before == Some('·') || after == Some('·') || after == Some('》') && before.is_some_and(is_han) {
        return true;
    }
    // T+0
    if before == Some('+') && char_before(text, found.start - 1).is_some_and(|c| c.is_ascii_alphabetic()) {
        return true;
    }
    if !after.is_some_and(is_han) && !before.is_some_and(|c| is_han(c) || matches!(c, ':' | '：')) {
        return false;
    }
    let rest = scan::rest(text, found.end);
    // 十九届五中全会, 每月15日
    if rest.starts_with('届') || rest.starts_with('日') && scan::ends_with_any(text, found.start, &["每月", "每个月"]) {
        return true;
    }
    let long = found.end - found.start > 2;
    NAMED_BEHIND.iter().any(|w| rest.starts_with(w.trim_end_matches('+')) && (long || !w.ends_with('+')))
        || NAMED_BEFORE.iter().any(|w| scan::lead(text, found.start, 24).trim_end_matches([':', '：']).ends_with(w))
}

fn joined_by_blank(text: &str, at: usize) -> bool {
    byte(text, at.wrapping_sub(1)) == b' ' && byte(text, at.wrapping_sub(2)).is_ascii_alphabetic()
}

/// Chinese words right behind a number that is part of their name, `+` for those that take three digits or more.
static NAMED_BEHIND: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| labels_zh("behind"));

/// Chinese names that end in a number.
static NAMED_BEFORE: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| labels_zh("before"));

fn labels_zh(side: &str) -> Vec<&'static str> {
    let rows = super::lexicon::rows(include_str!("data/labels_zh.tsv"));
    rows.filter_map(|r| r.split_once('\t').filter(|(s, _)| *s == side)).flat_map(|(_, forms)| forms.split('|')).collect()
}

/// "one" as a pronoun.
fn rejects_words(text: &str, found: &Found) -> bool {
    if scan::word(text, found.start, "one").is_none_or(|e| e != found.end) {
        return false;
    }
    let before = scan::word_before(text, found.start).to_ascii_lowercase();
    let pronoun = matches!(
        before.as_str(),
        "no" | "this"
            | "that"
            | "the"
            | "any"
            | "every"
            | "each"
            | "which"
            | "another"
            | "some"
            | "not"
            | "good"
            | "bad"
            | "big"
            | "new"
            | "first"
            | "last"
            | "next"
            | "only"
            | "other"
            | "better"
            | "best"
    );
    let next = scan::blanks_end(text, found.end);
    let phrase = scan::any_word(
        text,
        next,
        &[
            "another", "of", "day", "more", "can", "could", "should", "must", "that", "who", "which", "thing", "way", "side", "hand",
            "time", "'s", "’s",
        ],
    )
    .is_some()
        || matches!(char_at(text, found.end), Some('\'' | '’' | '-'));
    pronoun || phrase
}

/// "half" and fractions are figures where something is divided or measured.
fn rejects_fraction(text: &str, found: &Found) -> bool {
    // 半 by itself is the first half of a word; 一半 and 半数 are amounts
    if scan::part(text, found.start, found.end) == "半" {
        let joined = |c: Option<char>| c.is_some_and(is_han);
        return joined(char_before(text, found.start)) || joined(char_at(text, found.end));
    }
    if scan::word(text, found.start, "half").is_none_or(|e| e != found.end) {
        return false;
    }
    let before = scan::word_before(text, found.start).to_ascii_lowercase();
    if matches!(before.as_str(), "first" | "second" | "other" | "better" | "last" | "latter" | "opening" | "this" | "next" | "one" | "same")
    {
        return true;
    }
    let next = scan::blanks_end(text, found.end);
    let divides = scan::any_word(text, next, &["of", "the", "a", "an", "its", "their", "his", "her", "that", "people", "all"]).is_some();
    let modified = matches!(
        before.as_str(),
        "than" | "about" | "nearly" | "almost" | "over" | "roughly" | "around" | "least" | "by" | "under" | "exactly" | "and"
    );
    !divides && !modified
}

/// Single Han numerals are mostly parts of words: they count where a measure, a scale or the end of a phrase follows.
fn rejects_han(text: &str, found: &Found, bare: bool) -> bool {
    let surface = scan::part(text, found.start, found.end);
    let chars = surface.chars().count();
    let before = char_before(text, found.start);
    let after = char_at(text, found.end);
    if !bare {
        // 单位：万元, 亿元产业: a scale alone that nothing counts
        let mut chars = surface.chars();
        let lone = chars.next().and_then(super::han::scale).is_some_and(|s| s > 1)
            && chars.next().is_some_and(|c| !super::han::is_numeral(c) && !matches!(c, '多' | '余' | '来' | '分'));
        if lone
            && !matches!(found.kind, FigureKind::Percent | FigureKind::Age)
            && !before.is_some_and(|c| LEADS.contains(c) || matches!(c, '到' | '下' | '于' | '少'))
        {
            return true;
        }
        // 一家, 一个, 一种: "a"; the number one counts only with a unit of measurement
        let counted = found.kind == FigureKind::Quantity && LEXICON.counted.iter().any(|c| found.unit.as_deref() == Some(c.name));
        return counted && found.value == Some(Exact::ONE) && surface.starts_with('一');
    }
    if chars == 1 && "壹弌贰弍叁叄参肆伍陆柒捌玖拾佰仟".contains(surface) {
        return before.is_some() || after.is_some();
    }
    // 五以上, 三左右
    if matches!(after, Some('以' | '左')) && LEXICON.find(text, found.end, |s| matches!(s, Sense::After(_)).then_some(())).is_some() {
        return false;
    }
    // 三四线, 三八节, 十有八九: two digits without a scale are no number in running text
    if found.shape == Shape::HanDigits && chars == 2 && (before.is_some_and(is_han) || after.is_some_and(is_han)) {
        return true;
    }
    // 二三四五, 九九六: digits in a row are a name or a telephone number, unless the text says that they are a number
    let told = before.is_none() || before.is_some_and(|c| "是为达到码号于等数约第有".contains(c) || !is_han(c) && c.is_alphanumeric());
    if found.shape == Shape::HanDigits && chars > 1 && !surface.contains('点') && !told {
        return true;
    }
    // 每周一、三、五
    let week = || ["周", "星期", "礼拜"].iter().any(|w| scan::lead(text, found.start, 30).contains(w));
    if chars == 1 && before == Some('、') && found.value < Some(Exact::from_int(7)) && week() {
        return true;
    }
    // 百亿补贴, 万亿级: an order of magnitude, and no amount
    if chars > 1
        && surface.chars().all(|c| super::han::scale(c).is_some_and(|s| s > 1))
        && after.is_some_and(|c| is_han(c) && !"的以左至到之和与或".contains(c))
        && !before.is_some_and(|c| LEADS.contains(c))
    {
        return true;
    }
    // 三少一多, 陈十一
    if surface.ends_with('一') && chars == 1 && after == Some('多') {
        return true;
    }
    if chars > 1 && (surface.contains('点') || found.value.is_some_and(|v| v >= Exact::from_int(10))) {
        return false;
    }
    // A lone 百, 千, 万, 亿 is a word unless a modifier leads it.
    if surface.chars().all(|c| super::han::scale(c).is_some_and(|s| s > 1)) {
        return !before.is_some_and(|c| LEADS.contains(c));
    }
    let word_behind = after.is_some_and(|c| {
        is_han(c)
            && !matches!(
                c,
                '的' | '和'
                    | '与'
                    | '而'
                    | '那'
                    | '这'
                    | '至'
                    | '到'
                    | '是'
                    | '或'
                    | '为'
                    | '以'
                    | '及'
                    | '比'
                    | '减'
                    | '加'
                    | '乘'
                    | '等'
                    | '之'
                    | '左'
                    | '上'
                    | '多'
                    | '余'
            )
    });
    let word_ahead = before.is_some_and(|c| {
        is_han(c)
            && !matches!(
                c,
                '是' | '为'
                    | '有'
                    | '约'
                    | '近'
                    | '超'
                    | '过'
                    | '达'
                    | '的'
                    | '于'
                    | '到'
                    | '至'
                    | '共'
                    | '负'
                    | '乘'
                    | '加'
                    | '减'
                    | '在'
                    | '和'
                    | '与'
                    | '逾'
                    | '少'
                    | '多'
                    | '足'
                    | '从'
                    | '比'
                    | '字'
                    | '数'
            )
    });
    word_behind || word_ahead
}

/// What makes an amount of a lone scale: 上千, 近万, 逾百.
const LEADS: &str = "上近逾超过约达破足";

/// Nouns that number what they name.
static LABELS: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
    std::sync::LazyLock::new(|| super::lexicon::rows(include_str!("data/labels.txt")).flat_map(str::split_whitespace).collect());

/// Capitalised words that may lead a sentence part without being a name.
const FRAMES: [&str; 24] = [
    "the", "in", "by", "of", "to", "from", "with", "and", "or", "for", "a", "all", "only", "some", "total", "its", "their", "over",
    "about", "nearly", "i", "we", "they", "he",
];
