//! Blocks of plain text: a paragraph is a line, or the lines that hard wrapping made of one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::boilerplate::{Page, classify};
use super::{Block, BlockKind, cut, has_final_stop, trimmed, urls};
use crate::text::{Span, data_lines, fold, is_han};

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let units = units(text);
    let pages = pages(text, &units);
    let urls = urls::find(text);
    let mut kinds: Vec<(BlockKind, usize)> =
        (0..units.len()).map(|i| if pages[i] { (BlockKind::Boilerplate, 0) } else { kind(text, &units, &pages, i) }).collect();
    settle_captions(text, &units, &mut kinds);
    let mut blocks = Vec::with_capacity(units.len());
    for (unit, (kind, marker)) in units.iter().zip(kinds) {
        cut(text, unit.span, |span| {
            let mut masks = urls::within(&urls, span);
            if marker > 0 && span.start == unit.span.start {
                masks.retain(|m| m.start as usize >= marker);
                masks.insert(0, Span::new(0, marker));
            }
            blocks.push(Block::new(text, span, kind, masks));
        });
    }
    blocks
}

/// A line that stands over a body once and elsewhere alone (a title that pictures repeat) is a heading everywhere, so
/// that its blocks are equal.
fn settle_captions(text: &str, units: &[Unit], kinds: &mut [(BlockKind, usize)]) {
    let is_heading = |kind: &(BlockKind, usize)| matches!(kind.0, BlockKind::Heading(_));
    let headings: FxHashMap<&str, (BlockKind, usize)> =
        units.iter().zip(&*kinds).filter(|(_, k)| is_heading(k)).map(|(u, k)| (u.span.of(text), *k)).collect();
    if !headings.is_empty() {
        for (unit, kind) in units.iter().zip(kinds).filter(|(u, k)| u.span.len() <= 3 * HEADING && k.0 == BlockKind::Paragraph) {
            *kind = headings.get(unit.span.of(text)).copied().unwrap_or(*kind);
        }
    }
}

/// A paragraph: one line or several.
#[derive(Clone, Copy)]
struct Unit {
    span: Span,
    one_line: bool,
}

/// A line that is not blank, without the blanks around it.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// No blank line between it and the line before.
    follows: bool,
}

fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let mut units = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let mut end = at + 1;
        while end < lines.len() && lines[end].follows {
            end += 1;
        }
        group(text, &lines[at..end], &mut units);
        at = end;
    }
    units
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut blank) = (0, true);
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    for end in ends {
        // Between the two of a CRLF there is no line.
        let within_crlf = start == end && start > 0 && text.as_bytes().get(start) == Some(&b'\n') && text.as_bytes()[start - 1] == b'\r';
        let span = trimmed(text, start, end);
        if !span.is_empty() {
            lines.push(Line { span, follows: !blank });
            blank = false;
        } else if !within_crlf {
            blank = true;
        }
        start = end + 1;
    }
    lines
}

/// Widest column at which text files are wrapped by hand or by mail programs.
const WIDEST: usize = 130;
/// Narrowest column that is taken for wrapping and not for verse or lists.
const NARROWEST: usize = 40;

/// Lines without a blank line between them: paragraphs of their own, or wrapped at one column.
///
/// Wrapping fills each line as far as it can, so a line goes on where the first word of the next line would not have
/// fitted within the longest line. Where that holds by chance, next lines do not begin in the middle of sentences.
fn group(text: &str, lines: &[Line], units: &mut Vec<Unit>) {
    let own = |line: &Line| Unit { span: line.span, one_line: true };
    let too_long = |line: &Line| line.span.len() > 3 * WIDEST;
    if lines.len() == 1 || lines.iter().any(too_long) {
        units.extend(lines.iter().map(own));
        return;
    }
    let widths: Vec<usize> = lines.iter().map(|l| width(l.span.of(text))).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&widest) {
        units.extend(lines.iter().map(own));
        return;
    }
    let goes_on: Vec<bool> = (0..lines.len())
        .map(|i| {
            let (Some(next), line) = (lines.get(i + 1), lines[i].span.of(text)) else { return false };
            let next = next.span.of(text);
            if list_marker(next) > 0 {
                return false;
            }
            let (first, blank) = match next.chars().next() {
                // Han text breaks anywhere; punctuation moves by up to three columns.
                Some(c) if is_han(c) || !c.is_ascii() && !c.is_alphabetic() => (4, 0),
                _ => (width(next.split([' ', '\t']).next().unwrap_or(next)), usize::from(line.ends_with(|c: char| c.is_ascii()))),
            };
            widths[i] + blank + first > widest
        })
        .collect();
    let joins: Vec<usize> = (0..lines.len()).filter(|i| goes_on[*i]).collect();
    let amid = joins.iter().filter(|i| amid_sentence(lines[**i].span.of(text), lines[**i + 1].span.of(text))).count();
    let latin_proof = joins.iter().any(|i| lines[i + 1].span.of(text).starts_with(|c: char| c.is_lowercase()));
    let proven = amid * 2 >= joins.len() && (joins.len() >= 2 || latin_proof);
    let mut at = 0;
    while at < lines.len() {
        let mut last = at;
        while proven && goes_on[last] {
            last += 1;
        }
        units.push(Unit { span: lines[at].span.join(lines[last].span), one_line: at == last });
        at = last + 1;
    }
}

/// Whether a sentence goes on from one line to the next.
fn amid_sentence(line: &str, next: &str) -> bool {
    if has_final_stop(line) {
        return false;
    }
    next.starts_with(|c: char| {
        c.is_lowercase() || is_han(c) || c.is_ascii_digit() || matches!(c, '，' | '、' | '“' | '「' | '《' | '$' | '(')
    }) || line.ends_with([',', '，', '、', '-'])
}

/// Columns of a line, near enough: what takes three bytes and more is wide.
fn width(line: &str) -> usize {
    let bytes = line.as_bytes();
    let leads = bytes.iter().filter(|b| **b & 0xc0 != 0x80).count();
    leads + bytes.iter().filter(|b| **b >= 0xe2).count()
}

/// Which units belong to the page.
fn pages(text: &str, units: &[Unit]) -> Vec<bool> {
    let mut announced = false;
    units
        .iter()
        .map(|unit| {
            let page = classify(unit.span.of(text));
            let boilerplate = announced || page != Page::Article;
            announced = page == Page::Announces;
            boilerplate
        })
        .collect()
}

/// Kind of a unit, and the bytes of the list marker or section number that it starts with.
fn kind(text: &str, units: &[Unit], pages: &[bool], at: usize) -> (BlockKind, usize) {
    let unit = units[at];
    let own = unit.span.of(text);
    let marker = list_marker(own);
    if unit.one_line && is_heading_line(own) {
        let number = section_number(own);
        // Bylines and dates may stand between a title and what it stands over.
        let below = (at + 1..units.len()).filter(|i| !pages[*i]).map(|i| units[i]);
        let reach = if pages[..at].iter().all(|p| *p) { 3 } else { 1 };
        let over_body = below.take(reach).any(|n| is_body(n.span.of(text), n.one_line, own));
        if over_body && (marker == 0 || !own.starts_with(['-', '*', '•', '·', '–', '—'])) {
            return (BlockKind::Heading(2), if number > 0 { number } else { marker });
        }
        if number > 0 {
            return (BlockKind::Heading(2), number);
        }
    }
    if marker > 0 { (BlockKind::ListItem, marker) } else { (BlockKind::Paragraph, 0) }
}

/// Most columns of a heading in Latin letters: a headline of some 20 words. Han headings are half as wide.
const HEADING: usize = 120;

/// Whether a line could be a heading: short, without a final stop or a colon, no sentence inside, no lower-case start.
fn is_heading_line(line: &str) -> bool {
    line.len() <= 3 * HEADING
        && !has_final_stop(line)
        && width(line) <= if line.chars().take(8).any(is_han) { 64 } else { HEADING }
        && !line.ends_with([':', '：', ',', '，', '、'])
        && !line.contains(['。', '！'])
        && !line.contains("://")
        && line.chars().next().is_some_and(|c| !c.is_lowercase())
        && line.chars().any(char::is_alphabetic)
        && !is_labelled(line)
}

/// `Text: X`, 来源：X.
fn is_labelled(line: &str) -> bool {
    let Some((label, _)) = line.split_once([':', '：', '/', '丨']).filter(|(l, _)| l.len() <= 15) else { return false };
    let label = fold(label.trim()).to_lowercase();
    LABELS.iter().any(|l| *l == label)
}

static LABELS: LazyLock<Vec<&'static str>> = LazyLock::new(|| data_lines(include_str!("../data/line_labels.txt")).collect());

/// Whether a unit is the body that a heading stands over: longer than it, and told in sentences.
fn is_body(unit: &str, one_line: bool, heading: &str) -> bool {
    !one_line || unit.len() > heading.len() && (unit.len() > 3 * HEADING || has_final_stop(unit) || unit.contains(['。', '，']))
}

/// Bytes of a section number glued to a heading: `01营销`, `03 Outlook`.
fn section_number(line: &str) -> usize {
    let bytes = line.as_bytes();
    let numbered = bytes.len() > 2 && bytes[0] == b'0' && bytes[1].is_ascii_digit();
    match line.get(2..).and_then(|rest| rest.chars().next()) {
        // 08年, 05月 and 03日 are dates.
        Some('年' | '月' | '日' | '时' | '号') => 0,
        Some(c) if numbered && (is_han(c) || matches!(c, ' ' | '.' | '、' | '“' | '「' | '|' | '/' | '丨')) => {
            let rest = line[2..].trim_start_matches([' ', '.', '、', '|', '/', '丨']);
            line.len() - rest.len()
        }
        _ => 0,
    }
}

/// Bytes of the list marker that a line starts with: `- `, `• `, `1. `, `1)`, `1、`, `（一）`, `一、`, `①`.
fn list_marker(line: &str) -> usize {
    let Some(first) = line.chars().next() else { return 0 };
    let after = &line[first.len_utf8()..];
    let with_blanks = |marker: usize| marker + line[marker..].len() - line[marker..].trim_start().len();
    match first {
        '-' | '*' | '+' | '–' | '—' if !after.starts_with([' ', '\t']) => 0,
        '-' | '*' | '+' | '–' | '—' => with_blanks(first.len_utf8()),
        '•' | '·' | '●' | '▪' | '■' | '◆' | '►' | '▶' | '○' | '※' => with_blanks(first.len_utf8()),
        '\u{2460}'..='\u{2473}' => with_blanks(first.len_utf8()),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            let Some(stop) = rest.chars().next().filter(|c| digits <= 2 && matches!(c, '.' | '、' | ')' | '）' | '．')) else {
                return 0;
            };
            let behind = rest[stop.len_utf8()..].chars().next();
            let parted = behind.is_some_and(|c| c.is_whitespace() || stop != '.' && !c.is_ascii_digit() || is_han(c));
            if parted { with_blanks(digits + stop.len_utf8()) } else { 0 }
        }
        '(' | '（' => {
            let inner = after.find([')', '）']).filter(|i| (1..=9).contains(i)).map(|i| &after[..i]);
            match inner {
                Some(n) if n.bytes().all(|b| b.is_ascii_digit()) && n.len() <= 2 || n.chars().all(is_numeral) => {
                    let close = after[n.len()..].chars().next().map_or(0, char::len_utf8);
                    with_blanks(first.len_utf8() + n.len() + close)
                }
                _ => 0,
            }
        }
        c if is_numeral(c) => {
            let number: usize = line.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
            if number <= 9 && line[number..].starts_with(['、', '．']) { with_blanks(number + '、'.len_utf8()) } else { 0 }
        }
        _ => 0,
    }
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind::*, Format, Layout};
    use super::*;

    fn shape(text: &str) -> Vec<(BlockKind, &str)> {
        Layout::new(text, Format::Text).blocks.iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn a_paragraph_is_a_line() {
        let text = "Corvid sold 1,204 boats.\r\nIt had sold 900 the year before.\r\n\r\n  晨星汽车交付五千辆。\r公司表示满意。\n";
        assert_eq!(
            shape(text),
            [
                (Paragraph, "Corvid sold 1,204 boats."),
                (Paragraph, "It had sold 900 the year before."),
                (Paragraph, "晨星汽车交付五千辆。"),
                (Paragraph, "公司表示满意。")
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "\
Corvid Marine, the boat builder, said on Monday that it had sold 1,204
boats in the second quarter, more than in any quarter before. The firm
expects to sell 5,000 this year.

Its founder, Ada Holm, put the record down to a new hull that saves a
third of the fuel.
";
        let blocks = shape(text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].1.starts_with("Corvid Marine") && blocks[0].1.ends_with("this year."));
        let han = "晨星汽车周一表示，公司第二季度共交付新车五千七百辆，创下历\n史新高，超过此前给出的交付指引上限，公司预计全年交付两万五\n千辆。\n";
        assert_eq!(shape(han).len(), 1);
    }

    #[test]
    fn lines_that_had_room_are_not_wrapped() {
        let list = "Corvid Marine opens a yard on the northern lake shore\nHolm leaves the board of Lake Press\nBoat sales rise again in the second quarter of the year\nRain\n";
        assert_eq!(shape(list).len(), 4);
        let dialogue = "Q: What sells best at the moment in the northern markets?\nHolm: Small boats, as ever, and the new hull.\n";
        assert_eq!(shape(dialogue).len(), 2);
    }

    #[test]
    fn headings_are_told_by_their_neighbours() {
        let body = "晨星汽车二季度交付五千七百辆，同比增长一成，公司预计三季度交付将继续增长。";
        let text = format!("01拐点之年\n\n{body}\n\n一、市场\n\n{body}\n\n晨星汽车总经理林远\n\n问答环节\n");
        let kinds: Vec<BlockKind> = shape(&text).iter().map(|b| b.0).collect();
        assert_eq!(kinds, [Heading(2), Paragraph, Heading(2), Paragraph, Paragraph, Paragraph]);
        let layout = Layout::new(&text, Format::Text);
        assert_eq!(layout.blocks[0].masks.iter().map(|m| m.of("01拐点之年")).collect::<Vec<_>>(), ["01"]);
        let english = "Corvid Sets a Record\n\nCorvid Marine sold 1,204 boats in the second quarter, more than in any quarter before.\n";
        assert_eq!(shape(english)[0].0, Heading(2));
    }

    #[test]
    fn a_title_stands_over_byline_and_body_and_is_one_with_its_captions() {
        let title = "晨星汽车首提曙光思维";
        let text = format!("{title}\n\n文：林远\n\n公司很高兴。\n\n晨星汽车二季度交付五千七百辆，同比增长一成。\n\n{title}\n\n林远\n");
        let layout = Layout::new(&text, Format::Text);
        let kinds: Vec<BlockKind> = layout.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Heading(2), Paragraph, Paragraph, Paragraph, Heading(2), Paragraph]);
        assert_eq!(layout.blocks[0].hash, layout.blocks[4].hash);
    }

    #[test]
    fn list_items_and_their_markers() {
        let cases = [
            ("- boats", 2),
            ("1. boats", 3),
            ("12、船", 5),
            ("1.5 million boats", 0),
            ("3.船", 2),
            ("（一）船", 9),
            ("(2) boats", 4),
            ("(see) boats", 0),
            ("三、船", 6),
            ("三大趋势", 0),
            ("① 船", 4),
            ("2014.09.15", 0),
            ("-5 degrees", 0),
        ];
        for (line, expected) in cases {
            assert_eq!(list_marker(line), expected, "{line}");
        }
        assert_eq!(shape("- boats are sold\n- sails are mended\n")[1], (ListItem, "- sails are mended"));
    }

    #[test]
    fn what_a_bare_disclaimer_announces_is_boilerplate_too() {
        let text = "晨星汽车交付五千辆。\n\n免责声明\n\n林远先生对此不承担责任。\n";
        assert_eq!(shape(text).iter().map(|b| b.0).collect::<Vec<_>>(), [Paragraph, Boilerplate, Boilerplate]);
    }

    #[test]
    fn addresses_are_masked() {
        let text = "详见 https://a.example/5g 或致信 wu@press.example。";
        let layout = Layout::new(text, Format::Text);
        let masks: Vec<&str> = layout.blocks[0].masks.iter().map(|m| m.of(text)).collect();
        assert_eq!(masks, ["https://a.example/5g", "wu@press.example"]);
    }
}
