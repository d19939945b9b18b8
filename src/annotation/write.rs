//! New records as lines, and how a line enters a file that may have changed meanwhile.

use serde_json::{Map, Value, json};

use super::{Accept, AcceptTarget, Body, Record, Sidecar};

/// Who wrote a record and when.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// A fresh ULID.
    pub id: &'a str,
    pub by: Option<&'a str>,
    /// UTC, `2026-05-03T08:00:00Z`.
    pub at: &'a str,
}

impl Record {
    /// A new accept record, first revision, its keys in the order of the format's description.
    pub fn accept(stamp: Stamp, rule: &str, target: &AcceptTarget, why: Option<&str>) -> Record {
        let mut map = head(stamp.id, "accept");
        map.insert("rule".into(), rule.into());
        match target {
            AcceptTarget::Key { key, values } => {
                map.insert("key".into(), key.as_str().into());
                map.insert("values".into(), json!(values));
            }
            AcceptTarget::Span { quote, pre, suf, pos, base } => {
                map.insert("quote".into(), quote.as_str().into());
                map.insert("pre".into(), pre.as_str().into());
                map.insert("suf".into(), suf.as_str().into());
                map.insert("pos".into(), json!([pos.0, pos.1]));
                if let Some(base) = base {
                    map.insert("base".into(), base.as_str().into());
                }
            }
        }
        if let Some(why) = why {
            map.insert("why".into(), why.into());
        }
        tail(&mut map, stamp, 1);
        let body = Body::Accept(Accept { rule: rule.into(), why: why.map(str::to_owned), target: target.clone() });
        Record { id: stamp.id.into(), kind: "accept".into(), rev: 1, deleted: false, body, line: Value::Object(map).to_string() }
    }
    /// The tombstone that deletes this record: the next revision of its id. The id of `stamp` is not used.
    pub fn tombstone(&self, stamp: Stamp) -> Record {
        let rev = self.rev.saturating_add(1);
        let mut map = head(&self.id, &self.kind);
        map.insert("deleted".into(), true.into());
        tail(&mut map, stamp, rev);
        Record { id: self.id.clone(), kind: self.kind.clone(), rev, deleted: true, body: Body::Other, line: Value::Object(map).to_string() }
    }
}

/// The text to write, given the text on disk as it is now and a record to add. Every line on disk stays as it is,
/// byte for byte, unless it is a lower revision of the same record, which the new line replaces in its place. Adding a
/// line that is there already changes nothing.
pub fn merge_for_write(disk_text: &str, record: &Record) -> String {
    if disk_text.lines().any(|line| line == record.line) {
        return disk_text.to_owned();
    }
    let mut out = String::with_capacity(disk_text.len() + record.line.len() + 1);
    let mut written = false;
    for raw in disk_text.split_inclusive('\n') {
        let lower = Sidecar::parse("", raw).records.first().is_some_and(|old| old.id == record.id && old.rev < record.rev);
        if !lower {
            out += raw;
        } else if !written {
            written = true;
            out += &record.line;
            out.push('\n');
        }
    }
    if !written {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out += &record.line;
        out.push('\n');
    }
    out
}

fn head(id: &str, kind: &str) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("id".into(), id.into());
    map.insert("t".into(), kind.into());
    map
}

fn tail(map: &mut Map<String, Value>, stamp: Stamp, rev: u64) {
    if let Some(by) = stamp.by {
        map.insert("by".into(), by.into());
    }
    map.insert("at".into(), stamp.at.into());
    if !map.contains_key("deleted") {
        map.insert("src".into(), "manual".into());
    }
    map.insert("rev".into(), rev.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STAMP: Stamp = Stamp { id: "01J8ZQ0000000000000000000A", by: Some("yi"), at: "2026-05-03T08:00:00Z" };

    fn accept(id: &str) -> Record {
        let target = AcceptTarget::Key { key: "pell|sales|2024-Q1|actual".into(), values: vec!["35".into(), "37".into()] };
        Record::accept(Stamp { id, ..STAMP }, "figure/conflict", &target, Some("two trackers"))
    }

    #[test]
    fn a_record_is_one_line_with_keys_in_a_fixed_order() {
        let record = accept(STAMP.id);
        assert_eq!(
            record.line,
            r#"{"id":"01J8ZQ0000000000000000000A","t":"accept","rule":"figure/conflict","key":"pell|sales|2024-Q1|actual","values":["35","37"],"why":"two trackers","by":"yi","at":"2026-05-03T08:00:00Z","src":"manual","rev":1}"#
        );
        let target = AcceptTarget::Span {
            quote: "沈秋白\n".into(),
            pre: "\"".into(),
            suf: "在".into(),
            pos: (2, 6),
            base: Some("ce013625030b".into()),
        };
        let record = Record::accept(STAMP, "entity/unresolved", &target, None);
        assert_eq!(
            record.line,
            r#"{"id":"01J8ZQ0000000000000000000A","t":"accept","rule":"entity/unresolved","quote":"沈秋白\n","pre":"\"","suf":"在","pos":[2,6],"base":"ce013625030b","by":"yi","at":"2026-05-03T08:00:00Z","src":"manual","rev":1}"#
        );
        for record in [record.clone(), record.tombstone(STAMP)] {
            let read = Sidecar::parse("l", &record.line);
            assert_eq!(read.records, [record]);
        }
    }

    #[test]
    fn writing_leaves_every_other_line_alone() {
        let first = accept("01A");
        let disk = format!("{{ \"id\":\"01B\",\"t\":\"holiday\",\"rev\":7 }}\r\n{}\nnot a record", first.line);
        let second = accept("01C");
        assert_eq!(merge_for_write(&disk, &second), format!("{disk}\n{}\n", second.line));
        assert_eq!(merge_for_write(&disk, &first), disk, "the line is there already");
        let gone = first.tombstone(STAMP);
        assert_eq!(merge_for_write(&disk, &gone), disk.replace(&first.line, &gone.line));
        assert_eq!(merge_for_write("", &first), format!("{}\n", first.line));
    }

    #[derive(Clone, Debug)]
    enum Step {
        Add(u8),
        Delete(u8),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        prop::collection::vec(prop_oneof![2 => (0..8u8).prop_map(Step::Add), 1 => (0..8u8).prop_map(Step::Delete)], 0..12)
    }

    fn run(disk: &str, steps: &[Step]) -> String {
        steps.iter().fold(disk.to_owned(), |disk, step| {
            let sidecar = Sidecar::parse("l", &disk);
            let of = |n: &u8| sidecar.records.iter().find(|r| r.id == format!("0{n}")).cloned();
            match step {
                Step::Add(n) if of(n).is_none() => merge_for_write(&disk, &accept(&format!("0{n}"))),
                Step::Delete(n) => of(n).map_or(disk.clone(), |old| merge_for_write(&disk, &old.tombstone(STAMP))),
                Step::Add(_) => disk,
            }
        })
    }

    proptest! {
        /// Two people start from one file; git's union merge takes the lines of both, and may or may not bring back a
        /// line that one side replaced.
        #[test]
        fn a_union_merge_of_two_descendants_is_the_semantic_merge(a in steps(), b in steps(), c in steps(), stale in any::<bool>()) {
            let base = run("unknown line\n", &a);
            let (ours, theirs) = (run(&base, &b), run(&base, &c));
            let mut union: Vec<&str> = ours.lines().chain(theirs.lines()).filter(|line| {
                stale || !base.contains(line) || ours.contains(line) && theirs.contains(line)
            }).collect();
            union.dedup();
            let merged = Sidecar::parse("l", &union.join("\n"));
            let semantic = Sidecar::parse("l", &format!("{}{}", Sidecar::parse("l", &ours).render(), Sidecar::parse("l", &theirs).render()));
            prop_assert_eq!(&merged.records, &semantic.records);
            prop_assert!(merged.kept.iter().any(|l| l == "unknown line"));
        }
    }
}
