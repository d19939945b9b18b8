//! Legal forms behind an organization's name: `VQO Inc.`, `Acme Group Co., Ltd.`, `启衡集团股份有限公司`.

use std::sync::LazyLock;

use super::edge::is_word;

/// A chain is never longer: `(集团)股份有限公司` has three.
const LONGEST: usize = 4;

/// Where the legal form (or several) that begins right behind `end` ends; none where there is none.
pub(super) fn extend(text: &str, end: usize) -> Option<usize> {
    let (mut at, mut complete) = (end, None);
    for _ in 0..LONGEST {
        let Some(rest) = text.get(at..) else { break };
        let Some((form, length)) = han(rest).or_else(|| latin(rest)) else { break };
        at += length;
        if form.alone {
            complete = Some(at);
        }
    }
    complete
}

/// The longest Chinese form that the text begins with.
fn han(text: &str) -> Option<(&'static Form, usize)> {
    let form = FORMS.iter().find(|f| f.han && text.starts_with(f.text))?;
    Some((form, form.text.len()))
}

/// A Latin form behind a blank, perhaps a comma before it and a full stop after it; as listed, or all in capitals.
fn latin(text: &str) -> Option<(&'static Form, usize)> {
    let blank = text.strip_prefix(',').unwrap_or(text);
    let word = blank.strip_prefix(' ')?;
    // Most names are followed by a lower-case word.
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.starts_with("plc") {
        return None;
    }
    FORMS.iter().filter(|f| !f.han).find_map(|form| {
        let written = word.get(..form.text.len())?;
        let capitals = written.eq_ignore_ascii_case(form.text) && !written.bytes().any(|b| b.is_ascii_lowercase());
        if written != form.text && !capitals {
            return None;
        }
        let behind = &word[form.text.len()..];
        if behind.starts_with(is_word) {
            return None;
        }
        let stop = usize::from(form.stop && behind.starts_with('.'));
        Some((form, text.len() - behind.len() + stop))
    })
}

struct Form {
    text: &'static str,
    han: bool,
    /// A full stop may follow.
    stop: bool,
    /// Ends a name by itself; otherwise only with another form behind it.
    alone: bool,
}

/// Longest first, so that 集团公司 is not read as 集团.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let lines = include_str!("../data/legal_suffixes.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let mut forms: Vec<Form> = lines
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().expect("a legal form has four cells");
            Form { text: cell(), han: cell() == "han", stop: cell() == "stop", alone: cell() == "alone" }
        })
        .collect();
    forms.sort_by_key(|f| (std::cmp::Reverse(f.text.len()), f.text));
    forms
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_part_of_the_name() {
        // The name ends at the bar.
        let cases = [
            ("Velza| Inc. said", Some("Velza Inc.")),
            ("Velza|, Inc., said", Some("Velza, Inc.")),
            ("VELZA| INC. SAID", Some("VELZA INC.")),
            ("Velza| Group Co., Ltd. is", Some("Velza Group Co., Ltd.")),
            ("Velza| Co. is", Some("Velza Co.")),
            ("Velza| Co is", None),
            ("Velza| Group's", Some("Velza Group")),
            ("Velza| Groups", None),
            ("Velza| group", None),
            ("Velza| plc", Some("Velza plc")),
            ("Velza| Holdings Limited", Some("Velza Holdings Limited")),
            ("Velza| Motors", None),
            ("Velza|. Inc", None),
            ("Velza|", None),
            ("维洛|集团今天", Some("维洛集团")),
            ("维洛|集团股份有限公司", Some("维洛集团股份有限公司")),
            ("维洛|(集团)股份有限公司", Some("维洛(集团)股份有限公司")),
            ("维洛|股份下跌", None),
            ("维洛|控股集团", Some("维洛控股集团")),
            ("维洛|汽车", None),
            ("VELZA|集团", Some("VELZA集团")),
        ];
        for (marked, expected) in cases {
            let end = marked.find('|').expect("a bar");
            let text = marked.replace('|', "");
            assert_eq!(extend(&text, end).map(|e| &text[..e]), expected, "{marked}");
        }
    }
}
