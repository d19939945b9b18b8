//! Reading one sidecar file: a set of records keyed by id.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Accept, AcceptTarget, Body, Record};
use crate::config::Problem;
use crate::text::Span;

/// One sidecar file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    pub layer: String,
    /// Winners by id, in order of id.
    pub records: Vec<Record>,
    /// Lines that lost against a winner of the same id, and lines that could not be read: written back untouched. In
    /// order of bytes, each once.
    pub kept: Vec<String>,
    /// `annotation/invalid`, with spans in the sidecar's text.
    pub problems: Vec<Problem>,
}

impl Sidecar {
    /// Reads the text of a sidecar; never fails. Lines that are no record are kept and reported as
    /// `annotation/invalid`; so is an `accept` that lacks what it needs, which silences nothing.
    pub fn parse(layer: &str, text: &str) -> Sidecar {
        let mut sidecar = Sidecar { layer: layer.into(), ..Sidecar::default() };
        let mut winners: BTreeMap<String, Ranked> = BTreeMap::new();
        for (number, span) in lines(text) {
            let line = span.of(text);
            let (record, complaint) = match read(line) {
                Ok((ranked, complaint)) => (Some(ranked), complaint),
                Err(complaint) => (None, Some(complaint)),
            };
            if let Some(complaint) = complaint {
                let message = format!("Line {number} of layer {layer}: {complaint}.");
                sidecar.problems.push(Problem { code: "annotation/invalid", span, message, related: Vec::new() });
            }
            let Some(new) = record else {
                sidecar.kept.push(line.to_owned());
                continue;
            };
            match winners.get_mut(&new.record.id) {
                None => drop(winners.insert(new.record.id.clone(), new)),
                Some(old) => match new.rank(old) {
                    Ordering::Greater => sidecar.kept.push(std::mem::replace(old, new).record.line),
                    Ordering::Less => sidecar.kept.push(new.record.line),
                    // The very same line twice: a union merge leaves such.
                    Ordering::Equal => {}
                },
            }
        }
        sidecar.records = winners.into_values().map(|r| r.record).collect();
        sidecar.kept.sort_unstable();
        sidecar.kept.dedup();
        sidecar
    }
    /// The accept records that stand.
    pub fn accepts(&self) -> impl Iterator<Item = (&Record, &Accept)> {
        self.records.iter().filter(|r| !r.deleted).filter_map(|r| match &r.body {
            Body::Accept(a) => Some((r, a)),
            Body::Other => None,
        })
    }
    /// The file's text: records in order of id, then what is kept. Reading it gives the same set.
    pub fn render(&self) -> String {
        let lines = self.records.iter().map(|r| &r.line).chain(&self.kept);
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

/// A record with what decides between two of one id.
struct Ranked {
    record: Record,
    at: Option<Timestamp>,
}

impl Ranked {
    /// Higher `rev`; then a tombstone; then later `at` (none is earliest); then greater bytes.
    fn rank(&self, other: &Ranked) -> Ordering {
        let key = |r: &Ranked| (r.record.rev, r.record.deleted, r.at);
        key(self).cmp(&key(other)).then_with(|| self.record.line.cmp(&other.record.line))
    }
}

/// Lines that hold something, with their numbers from 1. A BOM and a CR before the line end are no part of a line.
fn lines(text: &str) -> impl Iterator<Item = (usize, Span)> {
    let mut at = 0;
    text.split_inclusive('\n').enumerate().filter_map(move |(i, raw)| {
        let body = raw.strip_suffix('\n').unwrap_or(raw);
        let body = body.strip_suffix('\r').unwrap_or(body);
        let skip = if i == 0 && body.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let span = Span::new(at + skip, at + body.len());
        at += raw.len();
        (!body[skip..].trim().is_empty()).then_some((i + 1, span))
    })
}

/// A record, and what is wrong with it although it stays a record; or why the line is none.
fn read(line: &str) -> Result<(Ranked, Option<String>), String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("no JSON ({e}); mend or delete the line"))?;
    let Value::Object(map) = value else { return Err("a record is a JSON object; mend or delete the line".into()) };
    let id = text(&map, "id").filter(|id| !id.is_empty()).ok_or("a record needs an \"id\"; add one")?;
    let kind = text(&map, "t").ok_or("a record needs its kind \"t\"; add it")?;
    let rev = map.get("rev").and_then(Value::as_u64).ok_or("a record needs a whole number \"rev\"; add it")?;
    let deleted = map.get("deleted").and_then(Value::as_bool).unwrap_or(false);
    let at = text(&map, "at").and_then(|at| at.parse().ok());
    let (body, complaint) = match kind {
        "accept" if !deleted => match accept(&map) {
            Ok(accept) => (Body::Accept(accept), None),
            Err(complaint) => (Body::Other, Some(complaint.to_owned())),
        },
        _ => (Body::Other, None),
    };
    let record = Record { id: id.to_owned(), kind: kind.to_owned(), rev, deleted, body, line: line.to_owned() };
    Ok((Ranked { record, at }, complaint))
}

fn text<'a>(map: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    map.get(key)?.as_str()
}

fn accept(map: &Map<String, Value>) -> Result<Accept, &'static str> {
    let rule = text(map, "rule").ok_or("an accept needs the \"rule\" that it silences; add it")?.to_owned();
    let why = text(map, "why").map(str::to_owned);
    let own = |key| text(map, key).unwrap_or_default().to_owned();
    let target = if let Some(key) = text(map, "key") {
        let values = match map.get("values") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => values.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect(),
            Some(_) => return Err("\"values\" of an accept is a list; put it in brackets"),
        };
        AcceptTarget::Key { key: key.to_owned(), values }
    } else {
        let quote = text(map, "quote").ok_or("an accept needs a \"key\" with \"values\", or a \"quote\" with \"pos\"; add them")?;
        let pos = map.get("pos").and_then(pair).ok_or("\"pos\" of an accept is two whole numbers, start and end; add it")?;
        AcceptTarget::Span { quote: quote.to_owned(), pre: own("pre"), suf: own("suf"), pos, base: text(map, "base").map(str::to_owned) }
    };
    Ok(Accept { rule, why, target })
}

fn pair(value: &Value) -> Option<(u32, u32)> {
    let [start, end] = value.as_array()?.as_slice() else { return None };
    let number = |v: &Value| v.as_u64().and_then(|n| u32::try_from(n).ok());
    Some((number(start)?, number(end)?)).filter(|(start, end)| start <= end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn winners(text: &str) -> Vec<String> {
        Sidecar::parse("gold", text).records.into_iter().map(|r| r.line).collect()
    }

    #[test]
    fn one_record_of_an_id_wins() {
        let low = r#"{"id":"A","t":"mention","rev":1}"#;
        let high = r#"{"id":"A","t":"mention","rev":2,"entity":"pell"}"#;
        let early = r#"{"id":"A","t":"mention","at":"2026-05-03T08:00:00Z","rev":2}"#;
        let late = r#"{"id":"A","t":"mention","at":"2026-05-03T17:00:00+08:00","rev":2}"#;
        let tombstone = r#"{"id":"A","t":"mention","deleted":true,"rev":2}"#;
        let newer = r#"{"id":"A","t":"mention","rev":3}"#;
        let cases = [
            (vec![low, high], high),
            (vec![high, early], early),
            (vec![early, late], late),
            (vec![late, tombstone], tombstone),
            (vec![tombstone, newer], newer),
            (vec![high, low, early, late, tombstone], tombstone),
        ];
        for (lines, winner) in cases {
            for lines in [lines.clone(), lines.into_iter().rev().collect()] {
                let sidecar = Sidecar::parse("gold", &lines.join("\n"));
                assert_eq!(sidecar.records.len(), 1);
                assert_eq!(sidecar.records[0].line, winner);
                assert_eq!(sidecar.kept.len(), lines.len() - 1, "losing lines are kept");
                assert!(sidecar.problems.is_empty());
            }
        }
    }

    #[test]
    fn accepts_are_read_and_all_else_is_kept() {
        let text = "\u{feff}{\"id\":\"1\",\"t\":\"accept\",\"rule\":\"figure/conflict\",\"key\":\"pell|sales|2024-Q1|actual\",\"values\":[\"35\",37],\"why\":\"two\",\"rev\":1}\r\n\
            {\"id\":\"2\",\"t\":\"accept\",\"rule\":\"entity/unresolved\",\"quote\":\"沈秋白\",\"pre\":\"歌手\",\"suf\":\"在\",\"pos\":[2,5],\"rev\":1}\n\
            {\"id\":\"3\",\"t\":\"accept\",\"deleted\":true,\"rev\":2}\n\
            {\"id\":\"4\",\"t\":\"holiday\",\"x\":[1, 2],\"rev\":1}\n\n\
            <<<<<<< not a record\n\
            {\"id\":\"5\",\"t\":\"accept\",\"rev\":1}\n\
            {\"t\":\"note\",\"rev\":1}\n";
        let sidecar = Sidecar::parse("yi", text);
        let accepts: Vec<_> = sidecar.accepts().map(|(r, a)| (r.id.as_str(), a.target.clone())).collect();
        assert_eq!(
            accepts,
            [
                ("1", AcceptTarget::Key { key: "pell|sales|2024-Q1|actual".into(), values: vec!["35".into(), "37".into()] }),
                ("2", AcceptTarget::Span { quote: "沈秋白".into(), pre: "歌手".into(), suf: "在".into(), pos: (2, 5), base: None }),
            ]
        );
        assert_eq!(sidecar.records.len(), 5);
        assert_eq!(sidecar.kept, ["<<<<<<< not a record", "{\"t\":\"note\",\"rev\":1}"]);
        let places: Vec<_> = sidecar.problems.iter().map(|p| p.span.of(text).chars().take(12).collect::<String>()).collect();
        assert_eq!(places, ["<<<<<<< not ", "{\"id\":\"5\",\"t", "{\"t\":\"note\","]);
        assert!(sidecar.problems[0].message.starts_with("Line 6 of layer yi: no JSON"), "{}", sidecar.problems[0].message);
        assert!(sidecar.render().contains("{\"id\":\"4\",\"t\":\"holiday\",\"x\":[1, 2],\"rev\":1}\n"), "unknown kinds byte for byte");
    }

    /// A line of a sidecar, now and then no record at all.
    fn a_line() -> impl Strategy<Value = String> {
        let record = (0..6u8, 0..4u64, any::<bool>(), 0..3u8, 0..3u8).prop_map(|(id, rev, deleted, minute, extra)| {
            let deleted = if deleted { ",\"deleted\":true" } else { "" };
            format!(r#"{{"id":"{id}","t":"note","text":"x{extra}"{deleted},"at":"2026-01-01T00:0{minute}:00Z","rev":{rev}}}"#)
        });
        prop_oneof![9 => record, 1 => "[a-z{}\" ]{1,12}".prop_filter("not blank", |s| !s.trim().is_empty())]
    }

    proptest! {
        #[test]
        fn the_order_of_lines_does_not_matter(lines in prop::collection::vec(a_line(), 0..30), seed in any::<u64>()) {
            let mut shuffled = lines.clone();
            let mut state = seed;
            for i in (1..shuffled.len()).rev() {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                shuffled.swap(i, (state >> 33) as usize % (i + 1));
            }
            let (a, b) = (Sidecar::parse("l", &lines.join("\n")), Sidecar::parse("l", &shuffled.join("\n")));
            prop_assert_eq!(&a.records, &b.records);
            prop_assert_eq!(&a.kept, &b.kept);
        }
        #[test]
        fn every_line_survives_rendering(lines in prop::collection::vec(a_line(), 0..30)) {
            let sidecar = Sidecar::parse("l", &lines.join("\n"));
            let rendered = sidecar.render();
            for line in &lines {
                prop_assert!(rendered.lines().any(|l| l == line), "{} is gone", line);
            }
            let again = Sidecar::parse("l", &rendered);
            prop_assert_eq!(&again.records, &sidecar.records);
            prop_assert_eq!(again.kept, sidecar.kept);
        }
        #[test]
        fn anything_is_read_without_a_panic(text in "\\PC{0,200}|[\\s\\S]{0,80}") {
            let sidecar = Sidecar::parse("l", &text);
            for problem in &sidecar.problems {
                prop_assert!(text.get(problem.span.start as usize..problem.span.end as usize).is_some());
            }
        }
        #[test]
        fn a_union_merge_is_the_merge_of_the_sets(
            base in prop::collection::vec(a_line(), 0..10),
            ours in prop::collection::vec(a_line(), 0..10),
            theirs in prop::collection::vec(a_line(), 0..10),
        ) {
            let join = |parts: &[&Vec<String>]| parts.iter().flat_map(|p| p.iter().cloned()).collect::<Vec<_>>().join("\n");
            let (a, b) = (Sidecar::parse("l", &join(&[&base, &ours])).render(), Sidecar::parse("l", &join(&[&base, &theirs])).render());
            prop_assert_eq!(winners(&format!("{a}{b}")), winners(&join(&[&base, &ours, &theirs])));
        }
    }
}
