//! What a corpus knows of its articles from outside: the CSV file that `[corpus] metadata` names.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::date::{leading_date, valid};
use crate::text::{Language, Symbol};

/// The rows of the file by path of article, from the corpus root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceTable {
    rows: BTreeMap<Box<str>, SourceRow>,
}

/// What the table says of one article. An empty cell says nothing, and what the article says itself counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
    pub date: Option<Date>,
    pub title: Option<Symbol>,
    pub source: Option<Symbol>,
    pub author: Option<Symbol>,
    pub lang: Option<Language>,
}

/// A line of the file (from 1) that says something other than it should, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongRow {
    pub line: u64,
    pub message: String,
}

impl SourceTable {
    /// Reads the decoded text of the file: a header with the columns `path`, `date`, `title`, `source`, `author`, `url`,
    /// `lang` in any order, of which only `path` must be there; others are left alone. Cells are separated by commas, or
    /// by what the header uses in their place: semicolons or tabs. Of a wrong row the sound cells count.
    pub fn parse(text: &str) -> (SourceTable, Vec<WrongRow>) {
        let (mut table, mut wrong) = (SourceTable::default(), Vec::new());
        let text = text.trim_start_matches('\u{feff}');
        let header = text.lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t'].into_iter().find(|d| header.as_bytes().contains(d)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).delimiter(delimiter).from_reader(text.as_bytes());
        let columns: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_lowercase).collect()).unwrap_or_default();
        let Some(path_at) = columns.iter().position(|c| c == "path") else {
            wrong.push(WrongRow { line: 1, message: "the header has no column `path`".into() });
            return (table, wrong);
        };
        // Text is UTF-8 and rows may differ in length: nothing is left that could fail.
        for record in reader.records().map_while(Result::ok) {
            let line = record.position().map_or(0, |at| {
                // The reader counts blank lines before a row to the row.
                let blank = text.as_bytes().get(at.byte() as usize..).unwrap_or_default();
                at.line() + blank.iter().take_while(|b| b"\r\n".contains(b)).filter(|b| **b == b'\n').count() as u64
            });
            let mut tell = |message| wrong.push(WrongRow { line, message });
            let path = record.get(path_at).map(path_of).unwrap_or_default();
            if path.is_empty() {
                if record.iter().any(|cell| !cell.is_empty()) {
                    tell("the row names no path".into());
                }
                continue;
            }
            let mut row = SourceRow::default();
            for (column, cell) in columns.iter().zip(&record).map(|(c, cell)| (c.as_str(), plain(cell))).filter(|c| !c.1.is_empty()) {
                match column {
                    "date" => match date(cell) {
                        Some(date) => row.date = Some(date),
                        None => tell(format!("\"{cell}\" is no date; write it as in 2024-07-03")),
                    },
                    "lang" => match language(cell) {
                        Some(lang) => row.lang = Some(lang),
                        None => tell(format!("\"{cell}\" is no language that is read; use en, zh-Hans, zh-Hant or mixed")),
                    },
                    "title" => row.title = Some(Symbol::new(cell)),
                    "source" => row.source = Some(Symbol::new(cell)),
                    "author" => row.author = Some(Symbol::new(cell)),
                    _ => {}
                }
            }
            if table.rows.contains_key(&*path) {
                tell(format!("{path} has a row already, and that counts; keep one of them"));
            } else {
                table.rows.insert(path.into(), row);
            }
        }
        (table, wrong)
    }

    /// What is said of an article, by its path from the corpus root.
    pub fn get(&self, path: &str) -> Option<&SourceRow> {
        self.rows.get(path)
    }

    /// Paths of articles of which the other table says something else, in order.
    pub fn changed_since<'a>(&'a self, other: &'a SourceTable) -> Vec<&'a str> {
        let differs = |path: &&str| self.get(path) != other.get(path);
        let mut paths: Vec<&str> = self.rows.keys().chain(other.rows.keys()).map(|p| &**p).filter(differs).collect();
        paths.sort();
        paths.dedup();
        paths
    }
}

/// A path with `/` and without a leading `./`.
fn path_of(cell: &str) -> String {
    plain(cell).replace('\\', "/").trim_start_matches("./").to_owned()
}

/// A cell without the apostrophe that keeps spreadsheets from reading it as a formula.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// `2024-07-03`, also with `/` or `.`, with a time behind it, as `20240703` or `2024年7月3日`.
fn date(cell: &str) -> Option<Date> {
    if cell.len() == 8 && cell.bytes().all(|b| b.is_ascii_digit()) {
        return valid(cell[..4].parse().ok()?, cell[4..6].parse().ok()?, cell[6..].parse().ok()?);
    }
    leading_date(&cell.replace(['年', '月'], "-"))
}

/// A BCP 47 tag, as far as languages are told apart here.
fn language(cell: &str) -> Option<Language> {
    let tag = cell.to_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    match parts.next()? {
        "en" => Some(Language::English),
        "zh" if parts.any(|p| ["hant", "tw", "hk", "mo"].contains(&p)) => Some(Language::Hant),
        "zh" => Some(Language::Hans),
        "mixed" => Some(Language::Mixed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(row: &SourceRow) -> String {
        let text = |s: &Option<Symbol>| s.as_ref().map_or("-".to_owned(), |s| s.to_string());
        let date = row.date.map_or("-".to_owned(), |d| d.to_string());
        format!("{date} {} {} {} {}", text(&row.title), text(&row.source), text(&row.author), row.lang.map_or("-", Language::as_str))
    }

    #[test]
    fn cells_are_read_by_their_column() {
        for (file, path, expected) in [
            ("path,date\na.txt,2024-07-03\n", "a.txt", "2024-07-03 - - - -"),
            ("\u{feff}Path;Lang;DATE\r\n.\\x\\a.txt;zh-TW;2024/7/3 10:30\r\n", "x/a.txt", "2024-07-03 - - - zh-Hant"),
            ("date\tpath\n20240703\t./a.txt\n", "a.txt", "2024-07-03 - - - -"),
            ("path,date,lang\n新闻.txt,2024年7月3日,zh\n", "新闻.txt", "2024-07-03 - - - zh-Hans"),
            (
                "title,path,source,author,url,lang,wire\n\"Selmont, at last\",a.txt, The Alder Post ,Greta Crane,https://x.example,en_GB,7\n",
                "a.txt",
                "- Selmont, at last The Alder Post Greta Crane en",
            ),
            ("path,title\na.txt\nb.txt,'=Selmont\n", "b.txt", "- =Selmont - - -"),
        ] {
            let (table, wrong) = SourceTable::parse(file);
            assert_eq!(wrong, [], "{file}");
            assert_eq!(table.get(path).map(shown).as_deref(), Some(expected), "{file}");
        }
    }

    #[test]
    fn wrong_rows_are_told_by_their_line() {
        for (file, expected) in [
            ("", "1 the header has no column `path`"),
            ("file,date\na.txt,2024-07-03\n", "1 the header has no column `path`"),
            ("path,date\n\n,2024-07-03\n", "3 the row names no path"),
            ("path,date\na.txt,3 July\n", "2 \"3 July\" is no date; write it as in 2024-07-03"),
            ("path,date\na.txt,20240230\n", "2 \"20240230\" is no date; write it as in 2024-07-03"),
            ("path,lang\na.txt,fr\n", "2 \"fr\" is no language that is read; use en, zh-Hans, zh-Hant or mixed"),
            ("path,date\na.txt,2024-07-03\n./a.txt,2024-07-04\n", "3 a.txt has a row already, and that counts; keep one of them"),
        ] {
            let wrong: Vec<String> = SourceTable::parse(file).1.into_iter().map(|w| format!("{} {}", w.line, w.message)).collect();
            assert_eq!(wrong, [expected], "{file:?}");
        }
        let (table, _) = SourceTable::parse("path,date,title\na.txt,never,Selmont\n");
        assert_eq!(table.get("a.txt").map(shown).as_deref(), Some("- Selmont - - -"), "the sound cells count");
    }

    #[test]
    fn changes_are_rows_that_say_something_else() {
        let (old, _) = SourceTable::parse("path,date\na.txt,2024-07-03\nb.txt,2024-07-03\nc.txt,2024-07-03\n");
        let (new, _) = SourceTable::parse("path,date\nd.txt,2024-07-03\nb.txt,2024-07-04\na.txt,2024-07-03\n");
        assert_eq!(new.changed_since(&old), ["b.txt", "c.txt", "d.txt"]);
        assert_eq!(new.changed_since(&new), [""; 0]);
    }
}
