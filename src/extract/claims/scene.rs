//! What figures tell of where no name is the subject: the place of a disaster, the event that drew a crowd.

use super::clauses::Sentence;
use super::draft::{Site, Work};
use super::frames::FRAMES;
use super::lexicon::Cue;
use crate::extract::Metric;
use crate::extract::figures::scan;
use crate::text::Symbol;

/// A place or an event, as a folded name.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub name: Symbol,
    /// Whether another article would call it the same: a place with a name. An event noun alone ("the concert") holds
    /// for its own article.
    pub named: bool,
}

impl Work<'_> {
    /// For tolls the place of the sentence, else the only one of the block before it; for crowds the event of the
    /// sentence.
    pub(super) fn scene(&self, sentence: &Sentence, site: &Site, metric: Option<&Metric>) -> Option<Scene> {
        let (from, to) = (sentence.span.start as usize, sentence.span.end as usize);
        match &*metric?.head {
            _ if metric.is_some_and(is_toll) => {
                let here = self.places(from, to);
                let all = if here.is_empty() { self.places(0, from) } else { here };
                let name = all.first().filter(|_| all.len() == 1).cloned();
                name.or_else(|| self.dateline()).map(|name| Scene { name, named: true })
            }
            head if befell_place(head) => {
                let all = self.places(from, to);
                let name = all.first().filter(|_| all.len() == 1).cloned()?;
                Some(Scene { name, named: true })
            }
            "attendance" | "finishers" => self.crowd(site, from, to),
            head if head.starts_with("join ") => self.crowd(site, from, to),
            _ => None,
        }
    }

    /// The event that drew a crowd, of the clause or else of the sentence.
    fn crowd(&self, site: &Site, from: usize, to: usize) -> Option<Scene> {
        let clause = (site.clause.start as usize, site.clause.end as usize);
        let (name, ..) = self.event(clause.0, clause.1).or_else(|| self.event(from, to))?;
        Some(Scene { name, named: false })
    }

    /// Whether the words before a value say that it was reached: "rose to 21", 升至21人.
    pub(super) fn rises(&self, site: &Site) -> bool {
        self.nearest_before(site.gap, site.start, |c| c == Cue::To || matches!(c, Cue::Change(1))).is_some()
    }

    /// The first event noun between two offsets: 演唱会, "the final". None where it is one of several.
    fn event(&self, from: usize, to: usize) -> Option<(Symbol, usize)> {
        let slice = scan::part(self.text, from, to);
        if FRAMES.nth.iter().any(|w| if w.is_ascii() { word_in(slice, w).is_some() } else { slice.contains(w) }) {
            return None;
        }
        let found = FRAMES.event.iter().filter_map(|word| {
            let at = if word.is_ascii() { word_in(slice, word)? } else { slice.find(word)? };
            Some((at, *word))
        });
        found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len()))).map(|(at, word)| (Symbol::new(word), at))
    }

    /// The places named between two offsets, each once.
    fn places(&self, from: usize, to: usize) -> Vec<Symbol> {
        let slice = scan::part(self.text, from, to);
        let mut out: Vec<Symbol> = han_places(slice).into_iter().chain(latin_places(slice)).collect();
        out.sort();
        out.dedup();
        out
    }

    /// The place of a dateline: "HARLOW POINT, March 4, 2024 -".
    fn dateline(&self) -> Option<Symbol> {
        let date = self.figures.iter().find(|f| f.when.as_ref().is_some_and(|w| w.is_day()))?;
        let head = scan::part(self.text, 0, date.place.start as usize).trim().trim_end_matches(',');
        let plain = head.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
        (plain && (3..=30).contains(&head.len()) && head.starts_with(|c: char| c.is_ascii_uppercase()))
            .then(|| Symbol::new(&head.to_lowercase()))
    }
}

/// Whether a metric counts the victims of a disaster.
pub(super) fn is_toll(metric: &Metric) -> bool {
    matches!(&*metric.head, "deaths" | "injuries" | "missing" | "rescues")
}

/// Whether a metric counts what a disaster did to the things of a place.
fn befell_place(head: &str) -> bool {
    head.starts_with("damage ") || head.starts_with("destroy ")
}

/// Characters that end the name of a Chinese place, and those that a longer word makes something else of.
const UNITS: [char; 2] = ['县', '市'];
const NOT_PLACES: [char; 8] = ['场', '值', '占', '面', '价', '况', '民', '售'];

/// 青岚县, 汐浦市: two or three characters before the unit, behind a mark, a preposition, a date or another place.
fn han_places(text: &str) -> Vec<Symbol> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (k, (i, c)) in chars.iter().enumerate() {
        // 嵐山地区, 雾岭山区
        let area = *c == '区' && k > 0 && chars.get(k - 1).is_some_and(|b| matches!(b.1, '地' | '山'));
        if !(UNITS.contains(c) || area) || chars.get(k + 1).is_some_and(|n| NOT_PLACES.contains(&n.1)) {
            continue;
        }
        let bound = |c: char| !crate::text::is_han(c) || "在于位从省市县区州日讯电月晚晨午天对赴往至到离距".contains(c);
        let length = (1..=4).find(|n| k < *n + 1 || chars.get(k - n - 1).is_none_or(|b| bound(b.1)));
        let Some(n) = length.filter(|n| (1..=3 + usize::from(area)).contains(n) && *n <= k && *n > usize::from(area)) else { continue };
        let name = chars.get(k - n).map_or("", |first| scan::part(text, first.0, i + c.len_utf8()));
        if n >= 2
            && !name.starts_with(['本', '该', '全', '各', '某', '我', '两', '股', '楼', '城', '超', '都', '门', '夜'])
            && !name.chars().any(|c| c.is_ascii())
        {
            out.push(Symbol::new(name));
        }
    }
    out
}

/// "in Carrow", "near the town of Stoke Arden": capitals behind a preposition of place.
fn latin_places(text: &str) -> Vec<Symbol> {
    let mut out = Vec::new();
    for (i, _) in text.match_indices(' ') {
        let before = text.get(..i).unwrap_or("");
        let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("").to_ascii_lowercase();
        let of = word == "of" && FRAMES.settlement.iter().any(|s| before.trim_end_matches("of").trim_end().ends_with(s));
        if !(of || matches!(word.as_str(), "in" | "near" | "off" | "outside" | "at")) {
            continue;
        }
        let rest = text.get(i + 1..).unwrap_or("");
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        let mut end = 0;
        for part in rest.split_inclusive(' ') {
            let name = part.trim_end_matches([' ', ',', '.', ';']);
            let name = name.strip_suffix("'s").unwrap_or(name);
            let capital = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
            if !capital || FRAMES.calendar.contains(&name) {
                break;
            }
            end += name.len();
            if part.trim_end_matches(' ').len() > name.len() || part.len() == name.len() {
                break;
            }
            end += 1;
        }
        let name = rest.get(..end).unwrap_or("").trim();
        if name.len() > 2 {
            out.push(Symbol::new(&name.to_lowercase()));
        }
    }
    out
}

/// Where a word stands alone in a text.
fn word_in(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(i, _)| i).find(|i| {
        let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let before = i.checked_sub(1).map_or(b' ', |b| scan::byte(text, b));
        !letter(before) && !letter(scan::byte(text, i + word.len()))
    })
}
