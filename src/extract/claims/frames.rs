//! Words around a subject: what may stand before it, behind it, and between it and its metric.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::figures::lexicon::{fields, rows};
use crate::extract::figures::scan;

/// The forms of each class; see the header of `data/frames.tsv`. Longer forms first.
#[derive(Default)]
pub(super) struct Frames {
    pub between: Forms,
    pub lead_en: Forms,
    pub lead_zh: Forms,
    pub preposition: Forms,
    pub of: Vec<&'static str>,
    pub thing: Forms,
    pub mishap: Vec<&'static str>,
    pub nobody: Forms,
    pub part: Vec<&'static str>,
    pub parts: Forms,
    pub stop: Forms,
    pub stop_en: Vec<&'static str>,
    pub unit: Forms,
    pub holds: Vec<&'static str>,
    pub elsewhere: Forms,
    pub counterparty: Forms,
    pub companion: Forms,
    pub event: Vec<&'static str>,
    pub events: Forms,
    pub whole: Vec<&'static str>,
    pub built: Vec<&'static str>,
    pub settlement: Vec<&'static str>,
    pub calendar: Vec<&'static str>,
    pub nth: Vec<&'static str>,
    pub noname: Vec<&'static str>,
    /// In Chinese a string of characters.
    pub light: Vec<&'static str>,
    pub side: Vec<&'static str>,
    pub by: Vec<&'static str>,
    pub base: Vec<&'static str>,
}

pub(super) static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let mut frames = Frames::default();
    for row in rows(include_str!("data/frames.tsv")) {
        let [class, en, zh] = fields(row);
        let split = |forms: &'static str| forms.split('|').filter(|f| !f.is_empty());
        let all = || longest_first(split(en).chain(split(zh)).collect());
        let list = match class {
            "between" => {
                frames.between = Forms::by_last(all());
                continue;
            }
            "lead" => {
                frames.lead_en = Forms::by_first(longest_first(split(en).collect()));
                frames.lead_zh = Forms::by_first(longest_first(split(zh).collect()));
                continue;
            }
            "preposition" => {
                frames.preposition = Forms::by_first(all());
                continue;
            }
            "stop" => {
                frames.stop_en = split(en).collect();
                frames.stop = Forms::by_first(all().into_iter().filter(|f| !f.is_ascii()).collect());
                continue;
            }
            "unit" => {
                frames.unit = Forms::by_first(all());
                continue;
            }
            "elsewhere" => {
                frames.elsewhere = Forms::by_first(all());
                continue;
            }
            "part" => {
                frames.part = all();
                frames.parts = Forms::by_first(all());
                continue;
            }
            "of" => &mut frames.of,
            "thing" => {
                frames.thing = Forms::by_last(all());
                continue;
            }
            "mishap" => &mut frames.mishap,
            "nobody" => {
                frames.nobody = Forms::by_first(all());
                continue;
            }
            "holds" => &mut frames.holds,
            "counterparty" => {
                frames.counterparty = Forms::by_first(all());
                continue;
            }
            "companion" => {
                frames.companion = Forms::by_first(all());
                continue;
            }
            "event" => {
                frames.event = all();
                frames.events = Forms::by_last(all());
                continue;
            }
            "whole" => &mut frames.whole,
            "built" => &mut frames.built,
            "settlement" => &mut frames.settlement,
            "calendar" => &mut frames.calendar,
            "nth" => &mut frames.nth,
            "noname" => &mut frames.noname,
            "light" => &mut frames.light,
            "side" => &mut frames.side,
            "by" => &mut frames.by,
            "base" => &mut frames.base,
            _ => continue,
        };
        *list = all();
    }
    frames
});

/// Forms by the character that they start or end with, in the order they were given.
#[derive(Default)]
pub(super) struct Forms {
    groups: FxHashMap<char, Vec<&'static str>>,
    /// One bit for each ASCII character among those.
    ascii: u128,
}

impl Forms {
    fn by(forms: Vec<&'static str>, key: fn(&str) -> Option<char>) -> Forms {
        let mut out = Forms::default();
        for form in forms {
            let Some(c) = key(form) else { continue };
            if c.is_ascii() {
                out.ascii |= 1 << c as u32;
            }
            out.groups.entry(c).or_default().push(form);
        }
        out
    }
    fn by_first(forms: Vec<&'static str>) -> Forms {
        Forms::by(forms, |f| f.chars().next())
    }
    fn by_last(forms: Vec<&'static str>) -> Forms {
        Forms::by(forms, |f| f.chars().next_back())
    }
    /// The forms of a character.
    pub fn of(&self, c: char) -> &[&'static str] {
        let known = !c.is_ascii() || self.ascii >> c as u32 & 1 == 1;
        known.then(|| self.groups.get(&c)).flatten().map_or(&[], Vec::as_slice)
    }
    /// The first form at `at`, where they are by their first character.
    pub fn at(&self, text: &str, at: usize) -> Option<&'static str> {
        let rest = scan::rest(text, at);
        self.of(rest.chars().next()?).iter().find(|f| rest.starts_with(**f)).copied()
    }
    /// Where the first form stands in `text`, where they are by their first character.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        text.char_indices().find(|(i, c)| self.of(*c).iter().any(|f| scan::rest(text, *i).starts_with(f))).map(|(i, _)| i)
    }
}

fn longest_first(mut forms: Vec<&'static str>) -> Vec<&'static str> {
    forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
    forms
}
