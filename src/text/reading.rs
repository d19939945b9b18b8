//! The reading of a block: the folded view on which all matching runs, with a map back to the source.

use std::borrow::Cow;

use super::fold::Folder;
use super::{Block, Span};

/// What an article as a whole allows its blocks' readings to fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ReadingOptions {
    /// The article has at least five proven pinyin residues, so a tone-marked syllable in parentheses folds onto any
    /// character before it, Latin letters too (`o(hù)CPX` = `oCPX`).
    pub residue: bool,
    /// Plain text: a pair of `**` is emphasis, an odd one is a mask. In Markdown the parser has seen to it.
    pub markdown: bool,
}

/// Scraping residue met while folding, in the block's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Residue {
    /// Proven pinyin residue: the syllable spells the character before it. `(tuán)` with its parentheses.
    pub pinyin: Vec<Span>,
    /// Damaged residue (lost parenthesis, digits swallowed): what touches it is not trusted.
    pub damaged: Vec<Span>,
    /// Odd `**` that mask a word.
    pub masked: Vec<Span>,
}

/// The folded text of a block. Names, numbers and rules all match on it; every reported span covers the source as it
/// stands. What is folded:
///
/// - full-width letters, digits and punctuation that ASCII has: `Ａ１％（），：；！？` read `A1%(),:;!?`, but a full-width
///   comma between half-width digits stays, since there it parts two numbers; 。、《》“”「」【】 stay, half-width ｡｢｣､ become
///   them; ligatures (`ﬁ`), small forms (`﹪`), the hyphens U+2010 and U+2011 and the minus U+2212 (`-`);
/// - Traditional, variant and compatibility characters to Simplified ([`super::simplify`]); the dots `‧•・` between Han
///   characters to `·`; a curly apostrophe between Latin letters to `'`; letters with combining marks to one character;
/// - runs of blanks of any kind, line ends within the block included, to one blank; a line end between Han characters
///   to nothing; blanks at the ends to nothing;
/// - zero-width characters, soft hyphens, variation selectors, directional marks, a BOM inside: to nothing;
/// - pinyin residue (`集團(tuán)`) and reference marks (`[12][18]` directly after text): to nothing;
/// - `**` of emphasis to nothing; an odd `**` stays and is noted as a mask;
/// - masked parts of the block: marks (`[`, `](url)`, tags) to nothing, content (code, URLs) to one blank.
///
/// A text in which nothing of that stands is borrowed.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    text: Cow<'a, str>,
    /// Empty where the text is borrowed (reading offset = source offset).
    map: Vec<Stretch>,
    source_len: u32,
    source: &'a str,
    pub residue: Residue,
}

/// A part of the reading and the source it stands for. The parts are in order and leave no gap in the reading; what
/// lies between two of them in the source was folded to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub reading: u32,
    /// Inside a stretch of more than one character both offsets grow together.
    pub source: u32,
    /// Source end of its last character, with the residue glued to it.
    pub source_end: u32,
}

impl<'a> Reading<'a> {
    /// The reading of `block`, whose own text is `text` (`block.span.of(article)`).
    pub fn new(text: &'a str, block: &Block, options: ReadingOptions) -> Reading<'a> {
        Reading::of(text, &block.masks, options)
    }
    /// The reading of any text with masks (in order, within the text, on character boundaries).
    pub fn of(text: &'a str, masks: &[Span], options: ReadingOptions) -> Reading<'a> {
        let (folded, map, residue) = Folder::new(text, masks, options).run();
        let text_len = text.len() as u32;
        let folded_text = folded.map_or(Cow::Borrowed(text), Cow::Owned);
        Reading { text: folded_text, map, source_len: text_len, source: text, residue }
    }
    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn is_borrowed(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }
    /// From a span of the reading to the span of the block's bytes that it stands for: from the first source byte of
    /// its first character to the last source byte of its last one, with residue glued to that last character
    /// included (`集团` covers `集團(tuán)`), masks at the edges left out. An empty span gives an empty one.
    pub fn source(&self, span: Span) -> Span {
        if self.map.is_empty() {
            return Span { start: span.start.min(self.source_len), end: span.end.min(self.source_len) };
        }
        let start = self.source_start(span.start);
        let end = if span.is_empty() { start } else { self.source_end(span.end) };
        Span { start, end: end.max(start) }
    }
    /// A span of the reading in the source's own characters: Traditional stays Traditional; residue, marks and invisible
    /// characters stay out.
    pub fn printed(&self, span: Span) -> String {
        let inside = span.of(self.text());
        if self.is_borrowed() {
            return inside.to_owned();
        }
        let own = |(i, c): (usize, char)| {
            let at = span.start as usize + i;
            let from = self.source(Span::new(at, at + c.len_utf8())).start as usize;
            let printed = self.source.get(from..).and_then(|rest| rest.chars().next());
            printed.filter(|p| super::simplify(*p) == c).unwrap_or(c)
        };
        inside.char_indices().map(own).collect()
    }
    /// The offset in the reading at which the character at a source offset (in the block's bytes) reads; for what is
    /// folded to nothing, where it would stand.
    pub fn offset_of(&self, source: u32) -> u32 {
        let len = self.text.len() as u32;
        if self.map.is_empty() {
            return source.min(len);
        }
        match self.map.partition_point(|s| s.source <= source).checked_sub(1) {
            None => 0,
            Some(i) => {
                let next = self.map.get(i + 1).map_or(len, |s| s.reading);
                let stretch = self.map[i];
                (stretch.reading + (source - stretch.source)).min(next)
            }
        }
    }
    /// Whether damaged residue touches this span of the reading (or stands right beside it).
    pub fn is_damaged(&self, span: Span) -> bool {
        if self.residue.damaged.is_empty() {
            return false;
        }
        let source = self.source(span);
        self.residue.damaged.iter().any(|d| d.start <= source.end && source.start <= d.end)
    }

    fn source_start(&self, at: u32) -> u32 {
        let i = self.map.partition_point(|s| s.reading <= at).saturating_sub(1);
        match self.map.get(i) {
            Some(_) if at >= self.text.len() as u32 => self.map.last().map_or(self.source_len, |s| s.source_end),
            Some(s) => (s.source + (at - s.reading)).min(s.source_end),
            None => at,
        }
    }
    fn source_end(&self, at: u32) -> u32 {
        let i = self.map.partition_point(|s| s.reading < at).saturating_sub(1);
        let next = self.map.get(i + 1).map_or(self.text.len() as u32, |s| s.reading);
        match self.map.get(i) {
            Some(s) if at >= next => s.source_end,
            Some(s) => (s.source + (at - s.reading)).min(s.source_end),
            None => at,
        }
    }
}

/// A name or word folded as readings are, for comparison with them.
pub fn fold(text: &str) -> Cow<'_, str> {
    Reading::of(text, &[], ReadingOptions::default()).text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Reading<'_> {
        Reading::of(text, &[], ReadingOptions::default())
    }

    #[test]
    fn what_folds() {
        let cases = [
            ("Ｑ２　２０２４年，交付５７，３７３辆（约）", "Q2 2024年,交付57,373辆(约)"),
            ("共20，300人", "共20，300人"),
            ("晨星集團營收增長２０％。", "晨星集团营收增长20%。"),
            ("小林集團(tuán)總裁", "小林集团总裁"),
            ("小林集團（tuán）總裁", "小林集团总裁"),
            ("傳統(to\u{30c}ng)行業", "传统行业"),
            ("乾(qián)隆", "干隆"),
            ("重慶（Chóngqìng）", "重庆(Chóngqìng)"),
            ("沈宇(CEO)", "沈宇(CEO)"),
            ("a\u{200b}b\u{ad}c\u{feff}d", "abcd"),
            ("a\u{a0}b  \t c", "a b c"),
            (" a b ", "a b"),
            ("one\r\ntwo", "one two"),
            ("交付\n五千辆", "交付五千辆"),
            ("one\u{2028}two", "one two"),
            ("Sales rose[12][18]. Next", "Sales rose. Next"),
            ("their promises [3][4][5] Group", "their promises Group"),
            ("增长明显［１］", "增长明显[1]"),
            ("增长明显［1］。", "增长明显。"),
            ("[1] first", "[1] first"),
            ("**晨星**发布 **Aurora X9**", "晨星发布 Aurora X9"),
            ("晨星**“曙光”**上市", "晨星“曙光”上市"),
            ("raw materials**, parts and the ** chain", "raw materials**, parts and the ** chain"),
            ("Corvid’s and ‘so’", "Corvid's and ‘so’"),
            ("菲利普•科勒", "菲利普·科勒"),
            ("Cafe\u{301} nu\u{308}\u{30c}", "Café nǚ"),
            ("\u{f902}\u{2f08}", "车人"),
            ("👩\u{200d}🔬\u{fe0f}!", "👩🔬!"),
            ("oﬃce", "office"),
            ("−5℃ non\u{2011}stop", "-5℃ non-stop"),
            ("", ""),
            ("  ", ""),
        ];
        for (text, expected) in cases {
            let reading = read(text);
            assert_eq!(reading.text(), expected, "{text:?}");
            assert_eq!(reading.is_borrowed(), text == expected, "{text:?}");
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["Sales rose 20% (again); why? [sic]", "晨星汽车二季度交付5000辆。", "“曙光”、《晨报》", "a * b", "2024[年]"]
        {
            assert!(read(text).is_borrowed(), "{text}");
        }
    }

    #[test]
    fn a_span_covers_the_source_as_it_stands() {
        // text, a part of its reading, what the part covers
        let cases = [
            ("小林集團(tuán)總裁", "集团", "集團(tuán)"),
            ("小林集團(tuán)總裁", "总裁", "總裁"),
            ("小林集團(tuán)總裁", "小林", "小林"),
            ("增(zēng)長(cháng)了", "增长", "增(zēng)長(cháng)"),
            ("a **Corvid** b", "Corvid", "Corvid"),
            ("a **Cor**vid b", "Corvid", "Cor**vid"),
            ("Cor\u{200b}vid\u{200b} b", "Corvid", "Cor\u{200b}vid"),
            ("营收５７，３７３元", "57,373", "５７，３７３"),
            ("rose[12][18] by", "rose", "rose"),
            ("New\r\nYork", "New York", "New\r\nYork"),
            ("e\u{301}tat", "é", "e\u{301}"),
        ];
        for (text, part, expected) in cases {
            let reading = read(text);
            let at = reading.text().find(part).expect(part);
            let source = reading.source(Span::new(at, at + part.len()));
            assert_eq!(source.of(text), expected, "{text}");
            assert_eq!(reading.offset_of(source.start) as usize, at, "{text}");
        }
    }

    #[test]
    fn residue_folds_onto_any_character_once_the_article_proves_it() {
        let text = "林(hù)o(hù)CPX的(de) x(yes) 團(tuán)";
        assert_eq!(read(text).text(), "林(hù)o(hù)CPX的(de) x(yes) 团");
        let proven = Reading::of(text, &[], ReadingOptions { residue: true, markdown: false });
        assert_eq!(proven.text(), "林oCPX的 x(yes) 团");
        assert_eq!(proven.residue.pinyin, read(text).residue.pinyin);
        assert_eq!(proven.residue.pinyin.len(), 1);
    }

    #[test]
    fn damage_is_noted_and_not_repaired() {
        let cases = [
            ("定向將?qū)⒂?020年升級", "?qū)⒂?", Some("020年")),
            ("于?020年", "?", Some("020年")),
            ("增\u{fffd}\u{fffd}5台", "\u{fffd}\u{fffd}", Some("5台")),
            ("實(shí現", "(shí", None),
        ];
        for (text, damage, touched) in cases {
            let reading = read(text);
            let found: Vec<&str> = reading.residue.damaged.iter().map(|s| s.of(text)).collect();
            assert_eq!(found, [damage], "{text}");
            if let Some(part) = touched {
                let at = reading.text().find(part).expect(part);
                assert!(reading.is_damaged(Span::new(at, at + part.len())), "{text}");
            }
        }
        for text in ["真的?2024年会更好", "为什么?5年前", "(café)", "le café) est", "(hù)", "林(hù)", "哈尔滨(Hā'ěrbīn)"]
        {
            assert_eq!(read(text).residue.damaged, [], "{text}");
        }
    }

    #[test]
    fn odd_stars_are_masks() {
        let text = "the **firm** has ** chain** and more**, of";
        let reading = read(text);
        assert_eq!(reading.text(), "the firm has ** chain** and more**, of");
        assert_eq!(reading.residue.masked.len(), 3);
        let literal = Reading::of(r"\**a\**", &[Span::new(0, 1), Span::new(4, 5)], ReadingOptions { residue: false, markdown: true });
        assert_eq!((literal.text(), literal.residue.masked.len()), ("**a**", 2));
    }

    #[test]
    fn masks_read_as_nothing_or_as_a_blank() {
        // The masked parts stand between ⟦ and ⟧.
        let cases = [
            ("⟦**⟧Corvid⟦**⟧ rose", "Corvid rose"),
            ("⟦[⟧Corvid⟦](https://corvid.example)⟧'s", "Corvid's"),
            ("run ⟦`ls`⟧ now", "run now"),
            ("使用⟦`ls`⟧吧", "使用 吧"),
            ("a⟦<br>⟧b⟦<b>⟧c⟦</b>⟧", "a bc"),
            ("⟦## ⟧Title", "Title"),
            ("Title⟦ ##⟧", "Title"),
            ("|⟦ ⟧a⟦ | ⟧b", "| a b"),
            ("交付⟦\n> ⟧五千", "交付五千"),
            ("⟦`all`⟧", ""),
        ];
        for (marked, expected) in cases {
            let (mut text, mut masks) = (String::new(), Vec::new());
            for (i, part) in marked.split(['⟦', '⟧']).enumerate() {
                if i % 2 == 1 {
                    masks.push(Span::new(text.len(), text.len() + part.len()));
                }
                text += part;
            }
            let reading = Reading::of(&text, &masks, ReadingOptions { residue: false, markdown: true });
            assert_eq!(reading.text(), expected, "{marked}");
            let end = reading.source(Span::new(0, reading.text().len()));
            assert!(masks.iter().all(|m| !m.contains(end) || end.is_empty()), "{marked}");
        }
    }

    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "B",
            "7",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "中",
            "團",
            "(tuán)",
            "（tuán）",
            "(tuán",
            "tuán)",
            "Ａ",
            "，",
            "（",
            "）",
            "[12]",
            "［3］",
            "[",
            "**",
            "*",
            "?",
            "?020年",
            "\u{200b}",
            "\u{301}",
            "\u{30c}",
            "e",
            "u\u{308}",
            "’",
            "•",
            "\u{fffd}",
            "😀",
            "\u{2028}",
            "勣",
            "\u{2f800}",
            "ﬁ",
            "。",
            "\u{a0}",
            "⒂",
            "乾",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn every_character_maps_back(text in odd_text(), residue in any::<bool>(), markdown in any::<bool>(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
            let mut at: Vec<usize> = cuts.iter().map(|i| {
                let i = i.index(text.len() + 1);
                (i..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
            }).collect();
            at.sort_unstable();
            at.dedup();
            let masks: Vec<Span> = at.chunks_exact(2).map(|p| Span::new(p[0], p[1])).collect();
            let reading = Reading::of(&text, &masks, ReadingOptions { residue, markdown });
            prop_assert!(reading.is_borrowed() == (reading.text() == text) || !masks.is_empty());
            let mut last = 0;
            for (i, c) in reading.text().char_indices() {
                let span = reading.source(Span::new(i, i + c.len_utf8()));
                prop_assert!(span.start >= last && (!span.is_empty() || c == 'i') && span.end as usize <= text.len(), "{:?} at {}", span, i);
                prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
                prop_assert!(span.is_empty() || reading.offset_of(span.start) as usize == i);
                last = span.end;
                let source = span.of(&text);
                if c != ' ' && !span.is_empty() && masks.is_empty() {
                    let again = Reading::of(source, &[], ReadingOptions { residue, markdown });
                    let same = again.text().starts_with(c) || "'·[，fi*".contains(c);
                    prop_assert!(same, "{:?} reads {:?}, not {:?}", source, again.text(), c);
                }
            }
            let whole = reading.source(Span::new(0, reading.text().len()));
            prop_assert!(whole.end as usize <= text.len());
            let len = reading.text().len() as u32;
            for offset in 0..=text.len() as u32 + 2 {
                prop_assert!(reading.offset_of(offset) <= len);
            }
        }

        #[test]
        fn folding_a_reading_changes_nothing(text in "[a-zA-Z0-9 。，（）團车éＡ-Ｚ　\n]{0,30}") {
            let once = fold(&text).into_owned();
            let twice = fold(&once);
            prop_assert_eq!(&*twice, &once);
        }
    }
}
