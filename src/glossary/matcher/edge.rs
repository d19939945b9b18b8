//! Where a name may begin and end in a reading.

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    Clean,
    /// An s and then the end of the word: `KV7s`.
    Plural,
    /// The name is a part of something longer.
    Broken,
}

/// Whether a name may begin here. A Han name may anywhere: the segmenter has its say later.
pub(super) fn left(text: &str, start: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(start..)) else { return false };
    // Tags are no names in running text, in any script.
    if before.ends_with('#') {
        return false;
    }
    if !after.chars().next().is_some_and(is_word) {
        return true;
    }
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        // Handles are no names in running text.
        Some('@') => false,
        // `O'Neil` holds no `Neil`; an opening quotation mark stands behind a blank.
        Some('\'' | '’') => !back.next().is_some_and(is_word),
        // `3.5T` holds no `5T`.
        Some('.') => !(after.starts_with(|c: char| c.is_ascii_digit()) && back.next().is_some_and(|c| c.is_ascii_digit())),
        Some(c) => !is_word(c),
    }
}

/// What stands behind a name that ends here.
pub(super) fn right(text: &str, end: usize) -> Right {
    let (Some(before), Some(after)) = (text.get(..end), text.get(end..)) else { return Right::Broken };
    let Some(last) = before.chars().next_back().filter(|c| is_word(*c)) else { return Right::Clean };
    let mut ahead = after.chars();
    let next = ahead.next();
    let second = || after.chars().nth(1);
    let broken = match next {
        None => false,
        Some('s') if !second().is_some_and(is_word) => return Right::Plural,
        Some(c) if is_word(c) => true,
        Some('@') => true,
        // `iOS 18` is not `iOS 18.1`; `vqo.com` is an address.
        Some('.') => second().is_some_and(|c| if last.is_ascii_digit() { c.is_ascii_digit() } else { c.is_ascii_lowercase() }),
        // `Disney+` is not Disney; `KV7+KW7` is two names.
        Some('+') => !second().is_some_and(|c| is_word(c) || c == '+'),
        // `VQO's`, `they'll`; but `Xi'an` holds no `Xi`.
        Some('\'' | '’') => {
            let rest = &after[next.map_or(0, char::len_utf8)..];
            let tail = rest.find(|c| !is_word(c)).map_or(rest, |at| &rest[..at]);
            !matches!(tail, "" | "s" | "S" | "d" | "ll" | "re" | "ve")
        }
        Some(_) => false,
    };
    if broken { Right::Broken } else { Right::Clean }
}

/// Letters of alphabets, digits, underscore: what a Latin word is made of. Han, kana and Hangul come from U+2E80 on and
/// bound a Latin word as a blank does.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || (('\u{c0}'..'\u{2e80}').contains(&c) && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_words_end() {
        // The name is what stands between the bars.
        let cases = [
            ("|VQO| said", true, Right::Clean),
            ("(|VQO|)", true, Right::Clean),
            ("启衡|VQO|在", true, Right::Clean),
            ("|VQO|'s", true, Right::Clean),
            ("|VQO|’s", true, Right::Clean),
            ("'|VQO|'", true, Right::Clean),
            ("|Korbeth|-backed", true, Right::Clean),
            ("ex-|Korbeth|", true, Right::Clean),
            ("|VQO|.", true, Right::Clean),
            ("|VQO|.The", true, Right::Clean),
            ("|EK5|s.", true, Right::Plural),
            ("|EK5|st", true, Right::Broken),
            ("|EK5|0", true, Right::Broken),
            ("|EK5|T", true, Right::Broken),
            ("x|EK5|", false, Right::Clean),
            ("1|5T|", false, Right::Clean),
            ("3.|5T|", false, Right::Clean),
            ("|iOS 18|.1", true, Right::Broken),
            ("|iOS 18|. 1", true, Right::Clean),
            ("|vqo|.com", true, Right::Broken),
            ("@|VQO|", false, Right::Clean),
            ("#|VQO|_car", false, Right::Broken),
            ("#|启衡|#", false, Right::Clean),
            ("# |VQO|", true, Right::Clean),
            ("O'|Neil|", false, Right::Clean),
            ("|Xi|'an", true, Right::Broken),
            ("|Disney|+ has", true, Right::Broken),
            ("|KV7|+KW7", true, Right::Clean),
            ("É|mile|", false, Right::Clean),
            ("大|启衡|人", true, Right::Clean),
            ("v|启衡|s", true, Right::Clean),
        ];
        for (marked, starts, ends) in cases {
            let parts: Vec<&str> = marked.split('|').collect();
            let text = parts.concat();
            let (start, end) = (parts[0].len(), parts[0].len() + parts[1].len());
            assert_eq!((left(&text, start), right(&text, end)), (starts, ends), "{marked}");
        }
    }
}
