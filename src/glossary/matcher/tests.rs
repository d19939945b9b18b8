//! Names in readings, as tables: case, width, spacing, edges, suffixes, conditions.

use std::sync::Arc;

use super::*;
use crate::glossary::{Glossary, GlossaryFile, Rank};
use crate::text::fold;

fn matcher(text: &str) -> Matcher {
    let file = GlossaryFile::parse(&Arc::from("/g.toml"), text);
    assert_eq!(file.problems, [], "{text}");
    Matcher::new(&Glossary::join([&file]))
}

/// Hits as the surface, and the ids of whom it names.
fn hits(matcher: &Matcher, text: &str) -> Vec<(String, String)> {
    let reading = fold(text);
    let mut hits = Vec::new();
    matcher.find(&reading, &mut hits);
    let ids = |name| matcher.bearers(name).map(|(e, _)| e.id.to_string()).collect::<Vec<_>>().join("+");
    hits.iter().map(|h| (h.span.of(&reading).to_owned(), ids(h.name))).collect()
}

const NEWSROOM: &str = r#"
[[entity]]
id = "velza"
type = "organization"
name = { en = "Velza", zh-Hans = "维洛", zh-Hant = "維洛" }
aliases = ["Velza Motors", "VLO"]
hidden = ["Weiluo"]
[[entity]]
id = "kd6"
type = "product"
name = { en = "KD6" }
aliases = ["Velza KD6"]
maker = "velza"
[[entity]]
id = "kd6-pro"
type = "product"
name = { en = "KD6 Pro" }
[[entity]]
id = "tang-shen"
type = "person"
name = { en = "Tang Shen", zh = "唐珅" }
[[entity]]
id = "mark"
type = "person"
name = { en = "Mark" }
[[entity]]
id = "wonder"
type = "organization"
name = { en = "Wonder Cars" }
aliases = [{ text = "Wonder", when = ["Wonder Cars", "electric car"] }, { text = "奇迹", unless = ["奇迹般"] }]
[[entity]]
id = "york"
type = "organization"
name = "York"
[[entity]]
id = "nyt"
type = "organization"
name = "New York Times"
"#;

#[test]
fn names_are_found_as_they_are_printed() {
    let matcher = matcher(NEWSROOM);
    let cases: [(&str, &[(&str, &str)]); 26] = [
        ("Velza opened orders for the Velza KD6.", &[("Velza", "velza"), ("Velza KD6", "kd6")]),
        ("Velza's KD6s and Velza-backed chargers", &[("Velza", "velza"), ("KD6", "kd6"), ("Velza", "velza")]),
        ("VELZA MOTORS SHARES FALL", &[("VELZA MOTORS", "velza")]),
        ("a velza of the valley, vlo and Vlo", &[]),
        ("kd6, KD 6, KD-6 and velza kd6", &[("kd6", "kd6"), ("KD 6", "kd6"), ("KD-6", "kd6"), ("velza kd6", "kd6")]),
        ("KD60, XKD6, KD6.5, KD6X, 3KD6", &[]),
        ("The KD6 Pro, not the KD6Pros", &[("KD6 Pro", "kd6-pro"), ("KD6Pro", "kd6-pro")]),
        ("维洛KD6发布", &[("维洛", "velza"), ("KD6", "kd6")]),
        ("維洛集團今天說", &[("维洛集团", "velza")]),
        ("維洛汽車", &[("维洛", "velza")]),
        ("Velza Inc. and Velza Group Co., Ltd.", &[("Velza Inc.", "velza"), ("Velza Group Co., Ltd.", "velza")]),
        ("ＫＤ６ 降价", &[("KD6", "kd6")]),
        (
            "Tang Shen, Shen Tang, TANG Shen and 唐珅说",
            &[("Tang Shen", "tang-shen"), ("Shen Tang", "tang-shen"), ("TANG Shen", "tang-shen"), ("唐珅", "tang-shen")],
        ),
        ("Marks and Spencer", &[]),
        ("Mark’s car", &[("Mark", "mark")]),
        ("New York Times", &[("New York Times", "nyt")]),
        ("New York Timesy", &[("York", "york")]),
        ("New Yorkers", &[]),
        ("Weiluo said", &[("Weiluo", "velza")]),
        ("Wonder", &[("Wonder", "wonder")]),
        ("VLO’s", &[("VLO", "velza")]),
        ("@Velza www.velza.com Velza_News", &[]),
        ("Velza\u{200b} Motors", &[("Velza Motors", "velza")]),
        ("Velzas", &[("Velza", "velza")]),
        ("唐珅们, 唐珅化", &[("唐珅", "tang-shen"), ("唐珅", "tang-shen")]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let found = hits(&matcher, text);
        let found: Vec<(&str, &str)> = found.iter().map(|(s, e)| (s.as_str(), e.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn conditions_are_met_by_the_article() {
    let matcher = matcher(NEWSROOM);
    let bearers = |name: &str, article: &[&str]| {
        let mut cues = Vec::new();
        article.iter().for_each(|block| {
            let mut found = Vec::new();
            matcher.cues(&fold(block), &mut found);
            assert!(found.windows(2).all(|w| w[0] < w[1]));
            cues.extend(found);
        });
        cues.sort_unstable();
        let id = matcher.id_of(name).expect(name);
        matcher.bearers_with(id, &cues).map(|b| b.entity.id.to_string()).collect::<Vec<_>>()
    };
    assert!(bearers("Wonder", &["a wonder of the age"]).is_empty());
    assert_eq!(bearers("Wonder", &["x", "ELECTRIC-CARS sell"]), ["wonder"]);
    assert!(bearers("Wonder", &["electric cart"]).is_empty());
    assert_eq!(bearers("奇迹", &["汽车"]), ["wonder"]);
    assert!(bearers("奇迹", &["一种奇迹般的静"]).is_empty());
    assert_eq!(bearers("Velza", &[]), ["velza"]);
    assert!(
        matcher.is_conditional(matcher.id_of("Wonder").expect("a name"))
            && !matcher.is_conditional(matcher.id_of("Velza").expect("a name"))
    );
}

#[test]
fn one_name_of_several_is_ambiguous_and_stated_names_beat_derived_ones() {
    let entry = |id: &str, names: &str| format!("[[entity]]\nid = \"{id}\"\ntype = \"person\"\nname = {names}\n");
    let text = [
        entry("lu-xin-a", "{ en = \"Lu Xin\", zh = \"陆欣\" }"),
        entry("lu-xin-b", "{ en = \"Lu Xin\", zh = \"陆昕\" }"),
        entry("xin-lu", "{ en = \"Xin Lu\" }"),
    ];
    let matcher = matcher(&text.concat());
    assert_eq!(hits(&matcher, "Lu Xin met Xin Lu."), [("Lu Xin".into(), "lu-xin-a+lu-xin-b".into()), ("Xin Lu".into(), "xin-lu".into())]);
    assert_eq!(hits(&matcher, "陆昕"), [("陆昕".into(), "lu-xin-b".into())]);
    let derived = matcher.bearers_with(matcher.id_of("Xin Lu").expect("a name"), &[]).map(|b| b.derived).collect::<Vec<_>>();
    assert_eq!(derived, [false]);
}

#[test]
fn the_spelling_that_fits_best_names_the_entity() {
    let matcher = matcher("[[entity]]\nid = \"x\"\ntype = \"organization\"\nname = \"XVeld\"\nhidden = [\"Xveld\"]\n");
    let rank = |text: &str| {
        let mut hits = Vec::new();
        matcher.find(text, &mut hits);
        matcher.bearers(hits[0].name).map(|(_, n)| n.rank).collect::<Vec<_>>()
    };
    assert_eq!(rank("XVeld"), [Rank::Preferred]);
    assert_eq!(rank("Xveld"), [Rank::Hidden]);
    assert_eq!(rank("XVELD"), [Rank::Preferred]);
}

#[test]
fn short_names_wait_for_their_cue_and_merged_entries_name_the_one_they_became() {
    let file = GlossaryFile::parse(
        &Arc::from("/g.toml"),
        "[[entity]]\nid = \"x\"\ntype = \"product\"\nname = \"X\"\naliases = [\"360\", { text = \"米\", when = [\"手机\"] }]\n[[entity]]\nid = \"old\"\ntype = \"product\"\nname = \"Oldie\"\nreplaced_by = \"x\"\n",
    );
    let matcher = Matcher::new(&Glossary::join([&file]));
    assert_eq!(hits(&matcher, "X 360 米 Oldie"), [("米".to_owned(), "x".to_owned()), ("Oldie".into(), "x".into())]);
}

#[test]
fn what_changed_between_two_glossaries() {
    let old = matcher(NEWSROOM);
    assert_eq!(old.added_since(&old), Vec::<String>::new());
    assert_eq!(Matcher::default().added_since(&old), Vec::<String>::new());
    assert_eq!(old.added_since(&Matcher::default()).len(), old.len());
    let new = matcher(
        &NEWSROOM
            .replace("hidden = [\"Weiluo\"]", "aliases_are = 1")
            .replace("aliases_are = 1", "hidden = [\"Veilo\"]")
            .replace("\"奇迹般\"", "\"奇迹年\""),
    );
    assert_eq!(new.added_since(&old), ["Veilo", "奇迹"]);
    assert_eq!(old.added_since(&new), ["Weiluo", "奇迹"]);
    assert!(new.generation > old.generation);
}

#[test]
fn names_are_listed_in_order() {
    let matcher = matcher(NEWSROOM);
    let names: Vec<&str> = matcher.names().map(|(_, n)| n).collect();
    assert!(names.windows(2).all(|w| w[0] < w[1]) && names.len() == matcher.len() && !matcher.is_empty());
    assert!(matcher.names().all(|(id, n)| matcher.id_of(n) == Some(id) && matcher.name(id) == n));
    assert_eq!(matcher.id_of("velza"), None);
    assert_eq!(matcher.name(u32::MAX), "");
    assert_eq!(matcher.bearers(u32::MAX).count(), 0);
}

proptest::proptest! {
    #[test]
    fn hits_are_in_order_on_boundaries_and_never_overlap(text in "(Velza|KD6|KD|6|[ -]|维洛|集团|’s|Inc\\.|Tang|Chen|é|[.,+@_s]){0,24}") {
        thread_local!(static MATCHER: Matcher = matcher(NEWSROOM));
        MATCHER.with(|matcher| {
            let mut hits = Vec::new();
            matcher.find(&text, &mut hits);
            let mut end = 0;
            for hit in &hits {
                proptest::prop_assert!(hit.span.start >= end && text.get(hit.span.range()).is_some());
                end = hit.span.end;
                proptest::prop_assert!(matcher.bearers(hit.name).next().is_some());
            }
            Ok(())
        })?;
    }
}
