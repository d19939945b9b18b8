//! A card as data, as Markdown and as plain text.

use unicode_width::UnicodeWidthStr;

use crate::check::Place;

/// What a hover shows. Text in it is as found in articles and glossaries: each rendering escapes it its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub title: String,
    /// Beside the title: type, status.
    pub subtitle: String,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(Vec<Cell>),
    /// Words of an article and where they stand.
    Quote {
        text: String,
        at: Vec<Cell>,
    },
    /// A line with a label.
    Field {
        label: String,
        value: Vec<Cell>,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<Vec<Cell>>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// A place in a document of the workspace; `line` is zero-based.
    Place {
        text: String,
        place: Place,
        line: u32,
    },
    Url {
        text: String,
        url: String,
    },
}

impl Card {
    /// As Markdown (CommonMark with tables). `address` turns a place and its zero-based line into a URL; without one
    /// the place is plain text. Nothing in the result can run a command.
    pub fn markdown(&self, address: &dyn Fn(&Place, u32) -> Option<String>) -> String {
        let mut out = format!("**{}**", escape(&self.title));
        if !self.subtitle.is_empty() {
            // A blank behind the mark keeps it a mark after full-width punctuation.
            out += &format!(" — {}", escape(&self.subtitle));
        }
        let cells = |cells: &[Cell]| cells.iter().map(|c| c.markdown(address)).collect::<String>();
        let mut in_list = false;
        for part in &self.parts {
            let field = matches!(part, Part::Field { .. });
            out += if field && in_list { "\n" } else { "\n\n" };
            in_list = field;
            match part {
                Part::Text(text) => out += &line_start(&cells(text)),
                Part::Quote { text, at } => {
                    out += &format!("> {}", line_start(&escape(text)));
                    if !at.is_empty() {
                        out += &format!("\n>\n> — {}", cells(at));
                    }
                }
                Part::Field { label, value } => out += &format!("- {}{}{}", escape(label), colon(label), cells(value)),
                Part::Table { head, rows } => {
                    let row = |row: Vec<String>| format!("| {} |", row.join(" | "));
                    out += &row(head.iter().map(|h| escape(h)).collect());
                    out += &format!("\n|{}", " --- |".repeat(head.len()));
                    for cols in rows {
                        out.push('\n');
                        out += &row(cols.iter().map(|c| cells(c)).collect());
                    }
                }
            }
        }
        out
    }

    /// As plain text, tables in columns that count wide characters as two.
    pub fn plain(&self) -> String {
        let mut out = self.title.clone();
        if !self.subtitle.is_empty() {
            out += &format!(" — {}", self.subtitle);
        }
        let cells = |cells: &[Cell]| cells.iter().map(Cell::plain).collect::<String>();
        for part in &self.parts {
            out.push('\n');
            match part {
                Part::Text(text) => out += &cells(text),
                Part::Quote { text, at } => {
                    out += &format!("“{text}”");
                    if !at.is_empty() {
                        out += &format!(" — {}", cells(at));
                    }
                }
                Part::Field { label, value } => out += &format!("{label}{}{}", colon(label), cells(value)),
                Part::Table { head, rows } => {
                    let rows = rows.iter().map(|r| r.iter().map(|c| cells(c)).collect());
                    out += &columns(std::iter::once(head.clone()).chain(rows).collect());
                }
            }
        }
        out
    }
}

impl Cell {
    fn markdown(&self, address: &dyn Fn(&Place, u32) -> Option<String>) -> String {
        match self {
            Cell::Text(text) => escape(text),
            Cell::Url { text, url } => link(text, url),
            Cell::Place { text, place, line } => address(place, *line).map_or_else(|| escape(text), |url| link(text, &url)),
        }
    }
    fn plain(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Place { text, .. } => text.clone(),
            Cell::Url { url, .. } => url.clone(),
        }
    }
}

/// Full width behind a Chinese label.
fn colon(label: &str) -> &'static str {
    if label.ends_with(|c: char| c >= '\u{3000}') { "：" } else { ": " }
}

fn link(text: &str, url: &str) -> String {
    let sound = !url.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
    // What a client would run rather than open is no link.
    let opens = ["http://", "https://", "file:", "untitled:"].iter().any(|scheme| url.starts_with(scheme));
    if sound && opens { format!("[{}](<{url}>)", escape(text)) } else { escape(text) }
}

/// Escapes what Markdown would read as markup. Only ASCII punctuation ever is; Chinese punctuation stays.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A paragraph must not begin as a list or a rule would: `- `, `+ `, `=`, `12. `.
fn line_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && text[digits..].starts_with(['.', ')']);
    match text.chars().next() {
        Some('-' | '+' | '=') => format!("\\{text}"),
        _ if numbered => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

fn columns(rows: Vec<Vec<String>>) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |col: usize| rows.iter().filter_map(|r| r.get(col)).map(|c| c.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let padded = row.iter().zip(&widths).map(|(cell, w)| format!("{cell}{}", " ".repeat(w - cell.width())));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_articles_is_not_markup() {
        for (text, want) in [
            ("a*b_c", "a\\*b\\_c"),
            ("[x](command:run)", "\\[x\\](command:run)"),
            ("“蔚蓝”《书》", "“蔚蓝”《书》"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(escape(text), want);
        }
        assert_eq!(line_start("2024. A year"), "2024\\. A year");
        assert_eq!(line_start("- no list"), "\\- no list");
        assert_eq!(link("x", "command:run"), "x");
        assert_eq!(link("x", "https://a.example/b c"), "x");
    }
}
