//! Values of glossary files that have a notation of their own: dates, languages, names.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use toml_edit::{Item, Value};

use super::LANGUAGES;
use crate::config::toml::{Notes, listed, nearest, span};
use crate::text::{Span, Symbol};

/// A file being read.
pub(super) struct Reader<'a> {
    pub path: &'a Arc<str>,
    pub text: &'a str,
    pub notes: Notes,
}

impl Reader<'_> {
    /// A string with something in it.
    pub fn text(&mut self, item: &Item, key: &str) -> Option<Symbol> {
        let text = filled(self.notes.string(item, key)?);
        if text.is_none() {
            self.notes.invalid(span(item), format!("`{key}` is empty; write a value or leave the key out"));
        }
        text
    }

    /// `YYYY[-MM[-DD]]`, as a string or as TOML's own date or number.
    pub fn date(&mut self, item: &Item, key: &str) -> Option<Symbol> {
        let written: Cow<str> = match item.as_value() {
            Some(Value::String(text)) => Cow::Borrowed(text.value().trim()),
            Some(Value::Integer(year)) => Cow::Owned(format!("{:04}", year.value())),
            Some(Value::Datetime(at)) => {
                Cow::Owned(at.value().date.map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)).unwrap_or_default())
            }
            _ => Cow::Borrowed(""),
        };
        if is_date(&written) {
            return Some(Symbol::new(&written));
        }
        self.notes.invalid(span(item), format!("`{key}` takes a date as YYYY, YYYY-MM or YYYY-MM-DD, such as \"2014-11-25\""));
        None
    }

    /// A language key in its canonical spelling.
    pub fn language(&mut self, key: &str, at: Span) -> Option<Symbol> {
        if LANGUAGES.contains(&key) {
            return Some(Symbol::new(key));
        }
        // Codes by country are the usual slip.
        let meant = match key.to_ascii_lowercase().replace('_', "-").as_str() {
            "zh-cn" | "zh-sg" | "cn" | "hans" => Some("zh-Hans"),
            "zh-tw" | "zh-hk" | "zh-mo" | "tw" | "hk" | "hant" => Some("zh-Hant"),
            "en-us" | "en-gb" | "eng" | "english" => Some("en"),
            folded => nearest(folded, LANGUAGES.into_iter()),
        };
        let near = meant.map_or(String::new(), |m| format!("; perhaps `{m}`?"));
        self.notes.invalid(at, format!("`{key}` is not a language here; the languages are {}{near}", listed(&LANGUAGES, "and")));
        meant.map(Symbol::new)
    }

    /// The members of an array or array of tables, or the one value itself.
    pub fn elements(&self, item: &Item) -> Vec<Item> {
        match item {
            Item::ArrayOfTables(tables) => tables.iter().map(|t| Item::Table(t.clone())).collect(),
            Item::Value(Value::Array(array)) => array.iter().map(|v| Item::Value(v.clone())).collect(),
            one => vec![one.clone()],
        }
    }

    pub fn unknown_key(&mut self, key: &str, at: Span, place: &str, known: &[&str]) {
        self.notes.unknown_key(at, key, place, known);
    }

    pub fn related(&mut self, at: Span, message: String, other: Span, what: &str) {
        self.notes.invalid(at, message);
        if let Some(problem) = self.notes.problems.last_mut() {
            problem.related.push((self.path.clone(), other, what.to_owned()));
        }
    }
}

/// The text without blanks around it, if any is left.
pub(super) fn filled(text: &str) -> Option<Symbol> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(Symbol::new)
}

/// The span of a string's text inside its quotes.
pub(super) fn inside(text: &str, span: Span) -> Span {
    let written = span.of(text);
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        let (open, both) = (quote.len() as u32, 2 * quote.len());
        if written.len() >= both && written.starts_with(quote) && written.ends_with(quote) {
            return Span { start: span.start + open, end: span.end - open };
        }
    }
    span
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| -> Option<Option<i16>> {
        match parts.next() {
            None => Some(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => Some(Some(part.parse().ok()?)),
            Some(_) => None,
        }
    };
    let (Some(Some(year)), Some(month), Some(day)) = (number(4), number(2), number(2)) else { return false };
    let whole = jiff::civil::Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).is_ok();
    whole && (month.is_some() || day.is_none()) && parts.next().is_none()
}

/// Dates of different precision are compared as far as both go: 2014 is not before 2014-05.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    let common = a.len().min(b.len());
    a.get(..common).cmp(&b.get(..common))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_years_and_exist() {
        for date in ["2014", "2014-05", "2024-02-29", "0618"] {
            assert!(is_date(date), "{date}");
        }
        for date in ["", "14", "2014-5", "2014-13", "2023-02-29", "2014-05-03-01", "2014-", "2014--03", "二〇一四", "-2014"] {
            assert!(!is_date(date), "{date}");
        }
        assert!(order("2014", "2014-05").is_eq() && order("2014-06", "2014-05-30").is_gt() && order("2013", "2014").is_lt());
    }

    #[test]
    fn quotes_are_left_out_of_spans() {
        for (text, expected) in
            [("\"甲\"", "甲"), ("'a'", "a"), ("\"\"", ""), ("'''a'''", "a"), ("\"\"\"a\"\"\"", "a"), ("a", "a"), ("\"", "\"")]
        {
            assert_eq!(inside(text, Span::new(0, text.len())).of(text), expected);
        }
    }
}
