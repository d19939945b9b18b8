//! A report kept by difference equals a report made anew.

use proptest::prelude::*;

use super::{Facts, TestCorpus, empty};
use crate::check::{Finding, Lang, Report};
use crate::corpus::{ArticleId, Delta};
use crate::extract::mentions::fold_name;
use crate::extract::{Aspect, Known, Strength};
use std::sync::Arc;

/// What one article may say: choices of value, period, aspect, carried subject, a name, a copy's signature, an accept.
#[derive(Clone, Debug)]
struct Draft {
    day: i8,
    claims: Vec<(u8, u8, u8, bool)>,
    name: Option<(u8, u8)>,
    taught: Option<u8>,
    signature: Option<u32>,
    accept: Option<u8>,
    lines: u8,
}

const VALUES: [&str; 5] = ["57373", "53773", "60000", "57370", "23520"];
const PERIODS: [&str; 3] = ["2024-Q2", "2023-Q2", "XXXX-Q2"];
const NAMES: [&str; 2] = ["Teodor Rensdale", "Pellborok Motors"];
const GLOSSARY: &str = "[[entity]]\nid = \"pell\"\ntype = \"organization\"\nname = { en = \"Pellbrook Motors\" }\n";
const ASPECTS: [Aspect; 4] = [Aspect::Actual, Aspect::Forecast, Aspect::Restated, Aspect::Denied];

fn draft() -> impl Strategy<Value = Draft> {
    (
        1..4i8,
        prop::collection::vec((0..5u8, 0..3u8, 0..8u8, any::<bool>()), 0..4),
        prop::option::of((0..2u8, 0..3u8)),
        prop::option::weighted(0.2, 0..2u8),
        prop::option::of(0..2u32),
        prop::option::of(0..3u8),
        0..3u8,
    )
        .prop_map(|(day, claims, name, taught, signature, accept, lines)| Draft {
            day,
            claims,
            name,
            taught,
            signature,
            accept,
            lines,
        })
}

fn facts(draft: &Draft) -> Facts {
    let mut facts = Facts::dated(2024, 8, draft.day);
    for _ in 0..draft.lines {
        facts = facts.line("text");
    }
    for (value, period, aspect, carried) in &draft.claims {
        facts = facts.claim("pell", "deliveries", PERIODS[*period as usize], VALUES[*value as usize]).with(|c, _| {
            c.aspect = ASPECTS.get(*aspect as usize).copied().unwrap_or_default();
            if *carried {
                c.subject.as_mut().expect("a subject").1 = Known::Carried;
            }
        });
    }
    if let Some(level) = facts.claims.iter().position(|c| c.aspect == Aspect::Actual) {
        facts = facts.change("134.9", 1, level as u32);
    }
    if let Some((name, strength)) = draft.name {
        let name = NAMES[name as usize];
        let strength = [Strength::Weak, Strength::Fair, Strength::Strong][strength as usize];
        facts = facts.name(name, &fold_name(name), strength, |_| ());
    }
    if let Some(name) = draft.taught {
        facts = facts.taught("pell", NAMES[name as usize]);
    }
    if let Some(text) = draft.signature {
        facts.signature = Some(Box::new([text; 16]));
    }
    match draft.accept {
        None => facts,
        Some(n) => {
            let key = ["pell|deliveries|2024-Q2|actual", "teodor rensdale", "pell|deliveries|XXXX-Q2|actual"][n as usize];
            let rule = ["figure/conflict", "entity/unresolved", "figure/conflict"][n as usize];
            let line = serde_json::json!({"id": "A", "t": "accept", "rule": rule, "key": key, "values": ["57373", "53773"], "rev": 1});
            facts.sidecar("gold", &line.to_string())
        }
    }
}

fn everything(corpus: &TestCorpus, report: &Report, id: ArticleId) -> (Vec<Finding>, Vec<Finding>) {
    (report.findings(&corpus.snapshot, id), report.echoes(&corpus.snapshot, id))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_report_kept_by_difference_equals_one_made_anew(script in prop::collection::vec((0..6u8, prop::option::weighted(0.8, draft())), 1..24)) {
        let mut corpus = empty(GLOSSARY, "");
        for (slot, draft) in script {
            let path: Arc<str> = format!("/c/{slot}.txt").into();
            let before: Vec<_> = corpus.snapshot.articles().map(|a| (a.id, everything(&corpus, &corpus.report, a.id))).collect();
            let article = draft.map(|d| facts(&d).article(&format!("{slot}.txt"), false));
            let stale = corpus.step([(path, article)]);
            let mut anew = Report::new(Lang::English);
            anew.update(&corpus.snapshot, &Delta { all: true, ..Delta::default() }, false);
            for article in corpus.snapshot.articles() {
                let (kept, fresh) = (everything(&corpus, &corpus.report, article.id), everything(&corpus, &anew, article.id));
                prop_assert_eq!(&kept, &fresh);
                let was = before.iter().find(|(id, _)| *id == article.id).map(|(_, f)| f);
                if !stale.contains(&article.id) {
                    prop_assert_eq!(was, Some(&kept), "findings of {} changed unannounced", article.rel);
                }
            }
        }
    }
}
