//! Words around a subject: what may stand before it, behind it, and between it and its metric.

use std::sync::LazyLock;

use crate::extract::figures::lexicon::{fields, rows};

/// The forms of each class; see the header of `data/frames.tsv`. Longer forms first.
#[derive(Default)]
pub(super) struct Frames {
    pub between: Vec<&'static str>,
    pub lead_en: Vec<&'static str>,
    pub lead_zh: Vec<&'static str>,
    pub preposition: Vec<&'static str>,
    pub of: Vec<&'static str>,
    pub thing: Vec<&'static str>,
    pub mishap: Vec<&'static str>,
    pub nobody: Vec<&'static str>,
    pub part: Vec<&'static str>,
    pub stop: Vec<&'static str>,
    pub unit: Vec<&'static str>,
    pub holds: Vec<&'static str>,
    pub elsewhere: Vec<&'static str>,
    pub counterparty: Vec<&'static str>,
    pub event: Vec<&'static str>,
    pub settlement: Vec<&'static str>,
    pub calendar: Vec<&'static str>,
    pub nth: Vec<&'static str>,
    pub noname: Vec<&'static str>,
}

pub(super) static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let mut frames = Frames::default();
    for row in rows(include_str!("data/frames.tsv")) {
        let [class, en, zh] = fields(row);
        let split = |forms: &'static str| forms.split('|').filter(|f| !f.is_empty());
        let list = match class {
            "between" => &mut frames.between,
            "lead" => {
                frames.lead_en = longest_first(split(en).collect());
                frames.lead_zh = longest_first(split(zh).collect());
                continue;
            }
            "preposition" => &mut frames.preposition,
            "of" => &mut frames.of,
            "thing" => &mut frames.thing,
            "mishap" => &mut frames.mishap,
            "nobody" => &mut frames.nobody,
            "part" => &mut frames.part,
            "stop" => &mut frames.stop,
            "unit" => &mut frames.unit,
            "holds" => &mut frames.holds,
            "elsewhere" => &mut frames.elsewhere,
            "counterparty" => &mut frames.counterparty,
            "event" => &mut frames.event,
            "settlement" => &mut frames.settlement,
            "calendar" => &mut frames.calendar,
            "nth" => &mut frames.nth,
            "noname" => &mut frames.noname,
            _ => continue,
        };
        *list = longest_first(split(en).chain(split(zh)).collect());
    }
    frames
});

fn longest_first(mut forms: Vec<&'static str>) -> Vec<&'static str> {
    forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
    forms
}
