//! Small steps over the text of a reading. Every offset taken and given is a character boundary.

/// The text from `from` to `to`; empty where that is no stretch of it.
pub(in super::super) fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}
/// The text from `from` on; empty behind its end.
pub(in super::super) fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or("")
}
/// Up to `bytes` of the text before `at`.
pub(in super::super) fn lead(text: &str, at: usize, bytes: usize) -> &str {
    let from = (at.saturating_sub(bytes)..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    part(text, from, at)
}
/// Behind the ASCII letters at `at`.
pub(in super::super) fn letters_end(text: &str, at: usize) -> usize {
    at + tail(text, at).iter().take_while(|b| b.is_ascii_alphabetic()).count()
}
/// Behind the ASCII digits at `at`.
pub(in super::super) fn digits_end(text: &str, at: usize) -> usize {
    at + tail(text, at).iter().take_while(|b| b.is_ascii_digit()).count()
}
/// Behind blanks (not line ends) at `at`.
pub(in super::super) fn blanks_end(text: &str, at: usize) -> usize {
    at + tail(text, at).iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}
/// Behind blanks, or one hyphen, at `at`: what may stand between a number and its unit.
pub(in super::super) fn joint_end(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'-') if text.as_bytes().get(at + 1).is_some_and(|b| b.is_ascii_alphabetic()) => at + 1,
        _ => blanks_end(text, at),
    }
}
pub(in super::super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
pub(in super::super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
pub(in super::super) fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}
/// Behind `literal` (lower case) at `at`, ignoring ASCII case; a Latin word must end there.
#[inline(always)]
pub(in super::super) fn word(text: &str, at: usize, literal: &str) -> Option<usize> {
    // Most words already differ in their first letter.
    if byte(text, at).to_ascii_lowercase() == byte(literal, 0) { whole_word(text, at, literal) } else { None }
}
fn whole_word(text: &str, at: usize, literal: &str) -> Option<usize> {
    let end = at + literal.len();
    let found = text.as_bytes().get(at..end)?;
    let ends = !literal.ends_with(|c: char| c.is_ascii_alphabetic()) || !byte(text, end).is_ascii_alphabetic();
    (found.eq_ignore_ascii_case(literal.as_bytes()) && ends).then_some(end)
}
/// The first of `literals` that stands at `at`.
pub(in super::super) fn any_word(text: &str, at: usize, literals: &[&str]) -> Option<usize> {
    literals.iter().find_map(|l| word(text, at, l))
}
/// The last word (ASCII letters) before `at`, blanks between; empty where there is none.
pub(in super::super) fn word_before(text: &str, at: usize) -> &str {
    let head = part(text, 0, at).trim_end_matches([' ', '-']);
    let start = head.len() - head.bytes().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    &head[start..]
}
/// Whether the text before `at` ends with one of `tails`, blanks between allowed.
pub(in super::super) fn ends_with_any(text: &str, at: usize, tails: &[&str]) -> bool {
    let head = part(text, 0, at).trim_end_matches(' ');
    tails.iter().any(|t| head.ends_with(t))
}

fn tail(text: &str, at: usize) -> &[u8] {
    text.as_bytes().get(at..).unwrap_or(&[])
}

/// The day that a character behind 周 or 星期 names, from Monday as 1.
pub(in super::super) fn weekday_char(c: char) -> Option<i8> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '日' | '天' => 7,
        _ => return None,
    })
}
