//! Findings of an old corpus that are not to be reported.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Finding;

/// The file that `[check] baseline` names: one JSON object a line with `rule`, `path` from the root, `quote`, `key`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

/// Ordered as it is written: by path first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    path: String,
    rule: String,
    key: String,
    quote: String,
}

impl Baseline {
    /// Reads the file's text. Lines that say nothing are left out; their numbers (from 1) come back.
    pub fn parse(text: &str) -> (Baseline, Vec<usize>) {
        let mut bad = Vec::new();
        let mut baseline = Baseline::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match read(line.trim_start_matches('\u{feff}')) {
                Some(entry) => _ = baseline.entries.insert(entry),
                None => bad.push(at + 1),
            }
        }
        (baseline, bad)
    }
    /// Whether it holds a finding of the article at `path` (from the root). The quote decides; where the finding has
    /// none (its article is not in memory) or speaks of a claim, its key does.
    pub fn holds(&self, path: &str, finding: &Finding) -> bool {
        let mut entries = self.same(path, finding);
        if finding.key().is_empty() { entries.any(|e| e.quote == finding.quote) } else { entries.next().is_some() }
    }
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    /// Whether only the quote of a finding tells if it is held.
    pub fn asks_for_quote(&self, path: &str, finding: &Finding) -> bool {
        finding.key().is_empty() && self.same(path, finding).any(|e| !e.quote.is_empty())
    }
    fn same(&self, path: &str, finding: &Finding) -> impl Iterator<Item = &Entry> {
        let from = Entry { path: path.into(), rule: finding.code.into(), key: finding.key().into(), quote: String::new() };
        let kin = (from.path.clone(), from.rule.clone(), from.key.clone());
        self.entries.range(from..).take_while(move |e| (&e.path, &e.rule, &e.key) == (&kin.0, &kin.1, &kin.2))
    }
    /// The file's text for findings, each with the path of its article from the root.
    pub fn write<'a>(findings: impl IntoIterator<Item = (&'a str, &'a Finding)>) -> String {
        let entry =
            |(path, f): (&str, &Finding)| Entry { path: path.into(), rule: f.code.into(), key: f.key().into(), quote: f.quote.clone() };
        let entries: BTreeSet<Entry> = findings.into_iter().map(entry).collect();
        let line = |e: Entry| format!("{}\n", json!({ "rule": e.rule, "path": e.path, "quote": e.quote, "key": e.key }));
        entries.into_iter().map(line).collect()
    }
}

fn read(line: &str) -> Option<Entry> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
    Some(Entry { path: text("path")?, rule: text("rule")?, key: text("key").unwrap_or_default(), quote: text("quote").unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Data, Place};
    use crate::config::Severity;
    use crate::text::Span;

    fn finding(code: &'static str, quote: &str, key: Option<&str>) -> Finding {
        Finding {
            code,
            severity: Severity::Warning,
            place: Place { path: "/c/a.txt".into(), span: Span::default() },
            message: String::new(),
            quote: quote.into(),
            related: Vec::new(),
            data: key.map_or(Data::None, |k| Data::Claim { key: k.into(), values: Vec::new() }),
        }
    }

    #[test]
    fn what_is_written_is_held() {
        let claim = finding("figure/conflict", "53,773", Some("pell|deliveries|2024-Q2|actual"));
        let residue = finding("text/residue", "(tuán)", None);
        let text = Baseline::write([("b.txt", &residue), ("a.txt", &claim), ("a.txt", &claim)]);
        assert_eq!(
            text,
            "{\"rule\":\"figure/conflict\",\"path\":\"a.txt\",\"quote\":\"53,773\",\"key\":\"pell|deliveries|2024-Q2|actual\"}\n\
             {\"rule\":\"text/residue\",\"path\":\"b.txt\",\"quote\":\"(tuán)\",\"key\":\"\"}\n"
        );
        let (baseline, bad) = Baseline::parse(&format!("{text}\nnonsense\n"));
        assert_eq!(bad, [4]);
        let unread = finding("figure/conflict", "", Some("pell|deliveries|2024-Q2|actual"));
        for (path, finding, expected) in [
            ("a.txt", &claim, true),
            ("a.txt", &unread, true),
            ("b.txt", &claim, false),
            ("b.txt", &residue, true),
            ("b.txt", &finding("text/residue", "(chǎn)", None), false),
            ("a.txt", &finding("figure/growth", "53,773", Some("pell|deliveries|2024-Q2|actual")), false),
        ] {
            assert_eq!(baseline.holds(path, finding), expected, "{path} {finding:?}");
        }
    }
}
