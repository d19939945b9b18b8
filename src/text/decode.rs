//! From bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a file's bytes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, BOM stripped, line ends as they are in the file.
    pub text: String,
    /// The encoding's WHATWG name: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `gb18030`, `Big5`.
    pub encoding: &'static str,
}

/// Why a file's bytes are not an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// Holds NUL bytes or a known signature: skipped silently.
    Binary,
    /// Fits no encoding that is tried. `tried` names the best guess, `offset` the first bad byte in it.
    Invalid { tried: &'static str, offset: usize },
}

/// Decodes an article or glossary. `hint` is the configured encoding, tried first (a label as of the WHATWG standard).
/// A byte order mark wins over everything; then the hint, UTF-8, UTF-16 without a mark, and of GB18030 and Big5 the one
/// that the bytes look more like. A decoding with a single replacement character is none.
pub fn decode(bytes: &[u8], hint: Option<&str>) -> Result<Decoded, Undecodable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        return strict(rest, encoding).ok_or_else(|| invalid(rest, encoding, mark));
    }
    if SIGNATURES.iter().any(|s| bytes.starts_with(s)) {
        return Err(Undecodable::Binary);
    }
    let hinted = hint.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(decoded) = hinted.and_then(|encoding| strict(bytes, encoding)).filter(|d| !d.text.contains('\0')) {
        return Ok(decoded);
    }
    if memchr::memchr(0, bytes).is_some() {
        return utf16_without_mark(bytes).ok_or(Undecodable::Binary);
    }
    let Err(error) = std::str::from_utf8(bytes) else {
        return strict(bytes, UTF_8).ok_or_else(|| invalid(bytes, UTF_8, 0));
    };
    let damaged = Undecodable::Invalid { tried: "UTF-8", offset: error.valid_up_to() };
    if is_mostly_utf8(bytes) {
        // A few bad bytes in UTF-8 often decode as GB18030 without complaint, into nonsense.
        return Err(damaged);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = if detector.guess(None, Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 };
    let other = if guess == BIG5 { GB18030 } else { BIG5 };
    let decoded = [guess, other].into_iter().filter_map(|e| strict(bytes, e)).find(|d| is_plausible_chinese(&d.text));
    // A few bytes that fit nothing, in text that is ASCII: damaged UTF-8 or Latin-1, and no Chinese.
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    decoded.ok_or_else(|| if high * 4 < bytes.len() { damaged } else { invalid(bytes, guess, 0) })
}

/// Whether an open buffer is the file's bytes read in a wrong encoding: it holds replacement characters that the file
/// has not, or equals what another encoding makes of the file's first lines.
pub fn is_misread(open: &str, disk: &Decoded) -> bool {
    if open.is_ascii() || open == disk.text {
        return false;
    }
    if open.contains('\u{fffd}') && !disk.text.contains('\u{fffd}') {
        return true;
    }
    let head = head_of(&disk.text);
    let Some(encoding) = Encoding::for_label(disk.encoding.as_bytes()) else { return false };
    if head.is_ascii() || head_of(open) == head {
        return false;
    }
    let (bytes, _, _) = encoding.encode(head);
    [WINDOWS_1252, GB18030, BIG5, UTF_8].into_iter().any(|wrong| {
        let (misread, _) = wrong.decode_without_bom_handling(&bytes);
        wrong != encoding && open.trim_start_matches('\u{feff}').starts_with(&*misread)
    })
}

/// The first lines of a text, at most about 4 KB.
fn head_of(text: &str) -> &str {
    let limit = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= 4096).last().unwrap_or(0);
    let head = &text[..limit.max(text.chars().next().map_or(0, char::len_utf8))];
    head.rfind('\n').map_or(head, |end| &head[..end])
}

/// Formats whose files can be mistaken for text: PDF, PNG, ZIP (also office files), gzip, JPEG, GIF, RTF, PostScript.
const SIGNATURES: [&[u8]; 8] = [b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"%!PS"];

fn strict(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// The first byte that `encoding` cannot read, counted from the start of the file.
fn invalid(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Undecodable {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(bytes.len() * 3 + 16);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut out, true);
    let bad = match result {
        encoding_rs::DecoderResult::Malformed(length, after) => read.saturating_sub(length as usize + after as usize),
        _ => read,
    };
    Undecodable::Invalid { tried: encoding.name(), offset: mark + bad }
}

/// UTF-16 without a mark: the NUL halves of ASCII all stand on one side, and what comes out is text.
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nul_at = |side: usize| bytes.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let encoding = if nul_at(1) > nul_at(0) * 20 {
        UTF_16LE
    } else if nul_at(0) > nul_at(1) * 20 {
        UTF_16BE
    } else {
        return None;
    };
    strict(bytes, encoding).filter(|d| !d.text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')))
}

/// Whether at least nine in ten of the non-ASCII bytes stand in sound UTF-8 sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let sound: usize = bytes.utf8_chunks().map(|c| c.valid().bytes().filter(|b| !b.is_ascii()).count()).sum();
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    sound * 10 >= high * 9
}

/// Whether most of what is not ASCII is Han, kana, or punctuation of Chinese text: what a wrong decoding rarely gives.
fn is_plausible_chinese(text: &str) -> bool {
    let (mut good, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        good += matches!(c, '\u{4e00}'..='\u{9fa5}' | '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{2027}' | '·')
            as usize;
        if matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}') {
            return false;
        }
    }
    good * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "启澜汽车董事长傅子衡表示，第二季度交付汽车五千辆。\r\n他没有谈到明年。";
    const TRADITIONAL: &str = "啟瀾汽車董事長傅子衡表示，第二季度交付汽車五千輛。他沒有談到明年。";

    #[test]
    fn every_encoding_is_told_from_the_others() {
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let cases: Vec<(Vec<u8>, &str, &str)> = vec![
            (b"plain".to_vec(), "plain", "UTF-8"),
            (Vec::new(), "", "UTF-8"),
            (CHINESE.as_bytes().to_vec(), CHINESE, "UTF-8"),
            (with(b"\xef\xbb\xbf", CHINESE.as_bytes().to_vec()), CHINESE, "UTF-8"),
            (with(b"\xff\xfe", utf16(CHINESE, false)), CHINESE, "UTF-16LE"),
            (with(b"\xfe\xff", utf16(CHINESE, true)), CHINESE, "UTF-16BE"),
            (utf16("Plain English, 57 cars\r\n", false), "Plain English, 57 cars\r\n", "UTF-16LE"),
            (utf16("Plain English, 57 cars\r\n", true), "Plain English, 57 cars\r\n", "UTF-16BE"),
            (GB18030.encode(CHINESE).0.into_owned(), CHINESE, "gb18030"),
            (BIG5.encode(TRADITIONAL).0.into_owned(), TRADITIONAL, "Big5"),
        ];
        for (bytes, text, encoding) in cases {
            let decoded = decode(&bytes, None).unwrap_or_else(|e| panic!("{encoding}: {e:?}"));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn damage_is_named_and_binaries_are_told() {
        let mut damaged = CHINESE.as_bytes().to_vec();
        damaged[30] = 0xff;
        assert_eq!(decode(&damaged, None), Err(Undecodable::Invalid { tried: "UTF-8", offset: 30 }));
        let latin = Err(Undecodable::Invalid { tried: "UTF-8", offset: 3 });
        assert_eq!(decode(b"Caf\xe9 Ort\xe9z opened in May, \xff\xfe.", None), latin);
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n", None), Err(Undecodable::Binary));
        assert_eq!(decode(b"abc\0\0\0\xff\x01def", None), Err(Undecodable::Binary));
        assert!(matches!(decode(b"\xff\xfea\0b", None), Err(Undecodable::Invalid { tried: "UTF-16LE", .. })));
    }

    #[test]
    fn the_configured_encoding_is_tried_first() {
        let bytes = WINDOWS_1252.encode("Café Ortéz").0.into_owned();
        assert_eq!(decode(&bytes, Some("windows-1252")).map(|d| d.text), Ok("Café Ortéz".to_owned()));
        assert!(decode(&bytes, None).is_err());
        let text = decode("Café".as_bytes(), Some("no-such-encoding")).map(|d| d.text);
        assert_eq!(text, Ok("Café".to_owned()), "an unknown label is no reason to read nothing");
    }

    #[test]
    fn a_buffer_in_the_wrong_encoding_is_noticed() {
        let gb = GB18030.encode(CHINESE).0.into_owned();
        let disk = decode(&gb, None).expect("GB18030");
        let as_utf8 = String::from_utf8_lossy(&gb).into_owned();
        let as_latin = WINDOWS_1252.decode(&gb).0.into_owned();
        assert!(is_misread(&as_utf8, &disk) && is_misread(&as_latin, &disk));
        assert!(!is_misread(CHINESE, &disk) && !is_misread("", &disk) && !is_misread("rewritten", &disk));
        let edited = CHINESE.replace("五千", "六千");
        assert!(!is_misread(&edited, &disk), "an unsaved edit is no wrong encoding");
        let utf8 = Decoded { text: CHINESE.into(), encoding: "UTF-8" };
        assert!(is_misread(&WINDOWS_1252.decode(CHINESE.as_bytes()).0, &utf8));
    }
}
