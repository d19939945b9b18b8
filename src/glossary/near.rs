//! Near matches: which known entities a name that is not in the glossary may mean. Offered, never linked silently.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use strsim::osa_distance;

use super::{EntityType, Glossary};
use crate::text::{Symbol, fold, is_han, pinyin};

/// Why a known name is near. The order is that of preference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One spells the sound of the other: `Weichuan` and 蔚渊.
    Pinyin(Symbol),
    /// So many letters differ (1 or 2).
    Spelling(Symbol, u8),
    /// Initials of the name.
    Acronym(Symbol),
    /// Another Han name with the same sound.
    Homophone(Symbol),
    /// Another romanisation: Wade-Giles, Cantonese, Hokkien.
    Romanised(Symbol),
    /// The same series with another number: `VX8` and `VX6`.
    Model(Symbol),
    /// The name begins with the known one: `Korvo Auto` and Korvo.
    Part(Symbol),
}

impl Reason {
    /// The known name that is near.
    pub fn name(&self) -> &Symbol {
        match self {
            Reason::Pinyin(n)
            | Reason::Spelling(n, _)
            | Reason::Acronym(n)
            | Reason::Homophone(n)
            | Reason::Romanised(n)
            | Reason::Model(n)
            | Reason::Part(n) => n,
        }
    }
}

/// The phrase for messages: `pinyin of 蔚渊`, `one letter from "Brennoly"`.
impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Pinyin(n) if n.chars().any(is_han) => write!(f, "pinyin of {n}"),
            Reason::Pinyin(n) => write!(f, "\"{n}\" spells it in pinyin"),
            Reason::Spelling(n, 1) if n.chars().any(is_han) => write!(f, "one character from {n}"),
            Reason::Spelling(n, 1) => write!(f, "one letter from \"{n}\""),
            Reason::Spelling(n, _) => write!(f, "two letters from \"{n}\""),
            Reason::Acronym(n) => write!(f, "initials of \"{n}\""),
            Reason::Homophone(n) => write!(f, "sounds like {n}"),
            Reason::Romanised(n) => write!(f, "may be another romanisation of {n}"),
            Reason::Model(n) => write!(f, "same series as {n}"),
            Reason::Part(n) => write!(f, "begins with {n}"),
        }
    }
}

impl Reason {
    /// The phrase for a reader of `lang` (`en`, `zh-Hans`, `zh-Hant`).
    pub fn phrase(&self, lang: &str) -> String {
        let name = self.name();
        match (self, lang) {
            (Reason::Pinyin(_), "zh-Hans" | "zh-Hant") => format!("拼音同{name}"),
            (Reason::Spelling(_, 1), "zh-Hans") => format!("与{name}差一个字母"),
            (Reason::Spelling(_, 1), "zh-Hant") => format!("與{name}差一個字母"),
            (Reason::Spelling(..), "zh-Hans") => format!("与{name}差两个字母"),
            (Reason::Spelling(..), "zh-Hant") => format!("與{name}差兩個字母"),
            (Reason::Acronym(_), "zh-Hans") => format!("{name}的缩写"),
            (Reason::Acronym(_), "zh-Hant") => format!("{name}的縮寫"),
            (Reason::Homophone(_), "zh-Hans") => format!("与{name}同音"),
            (Reason::Homophone(_), "zh-Hant") => format!("與{name}同音"),
            (Reason::Romanised(_), "zh-Hans") => format!("{name}的另一种拼法"),
            (Reason::Romanised(_), "zh-Hant") => format!("{name}的另一種拼法"),
            (Reason::Model(_), "zh-Hans" | "zh-Hant") => format!("{name}同系列"),
            (Reason::Part(_), "zh-Hans") => format!("以{name}开头"),
            (Reason::Part(_), "zh-Hant") => format!("以{name}開頭"),
            _ => self.to_string(),
        }
    }
    /// Close enough to speak of a name that is otherwise doubtful: same sound, slips of spelling, initials.
    pub fn is_close(&self) -> bool {
        matches!(self, Reason::Pinyin(_) | Reason::Spelling(..) | Reason::Acronym(_) | Reason::Homophone(_))
    }
}

/// A known name in the index.
#[derive(Clone, Debug)]
struct Known {
    entity: u32,
    text: Symbol,
    /// Lower case, hyphens and doubled blanks folded.
    plain: Box<str>,
}

/// All names of a glossary, indexed for near matches: a query costs a few dozen look-ups, however many names there are.
#[derive(Clone, Debug, Default)]
pub struct Near {
    entities: Vec<(Symbol, EntityType)>,
    names: Vec<Known>,
    exact: FxHashMap<Box<str>, Vec<u32>>,
    by_sound: FxHashMap<Symbol, Vec<u32>>,
    /// Pieces of names by (length of the name in characters, number of the piece, its text): two names that differ by
    /// fewer edits than there are pieces share one of them.
    by_piece: FxHashMap<(u8, u8, Box<str>), Vec<u32>>,
    by_initials: FxHashMap<Box<str>, Vec<u32>>,
    by_stem: FxHashMap<Box<str>, Vec<u32>>,
    /// Surname and number of given characters of persons with a Han name.
    by_surname: FxHashMap<(Symbol, u8), Vec<u32>>,
    memo: Memo,
}

/// Answers given before: an article asks for the same names at every edit. Dropped whole when it is full.
#[derive(Debug, Default)]
struct Memo {
    candidates: Answers<(Box<str>, Option<EntityType>), Ranked>,
    misspelt: Answers<Box<str>, Option<(Symbol, Symbol)>>,
}

type Answers<K, V> = Mutex<FxHashMap<K, V>>;
type Ranked = Arc<[(Symbol, Reason)]>;

/// Most answers that are kept.
const REMEMBERED: usize = 1 << 15;

impl Clone for Memo {
    fn clone(&self) -> Memo {
        Memo::default()
    }
}

/// The answer to `key`, computed once.
fn remembered<K: Eq + std::hash::Hash, V: Clone>(memo: &Mutex<FxHashMap<K, V>>, key: K, compute: impl FnOnce() -> V) -> V {
    if let Some(known) = memo.lock().get(&key) {
        return known.clone();
    }
    let answer = compute();
    let mut memo = memo.lock();
    if memo.len() >= REMEMBERED {
        memo.clear();
    }
    memo.insert(key, answer.clone());
    answer
}

/// Most candidates of one query: more help nobody.
const MOST: usize = 8;
/// Entries of one index bucket that a query looks at: frequent pieces (`tech`) say little.
const BUCKET: usize = 512;

impl Near {
    pub fn new(glossary: &Glossary) -> Near {
        let mut near = Near::default();
        for entity in &glossary.entities {
            let at = near.entities.len() as u32;
            near.entities.push((entity.id.clone(), entity.kind));
            for name in &entity.names {
                near.put(at, &name.text, entity.kind);
            }
        }
        near
    }

    fn put(&mut self, entity: u32, text: &Symbol, kind: EntityType) {
        let plain = plain(text);
        if plain.is_empty() {
            return;
        }
        let id = self.names.len() as u32;
        for key in pinyin::keys(text) {
            self.by_sound.entry(key).or_default().push(id);
        }
        let chars: Vec<char> = plain.chars().collect();
        for (number, piece) in pieces(&chars).into_iter().enumerate() {
            let key = (chars.len().min(255) as u8, number as u8, piece);
            self.by_piece.entry(key).or_default().push(id);
        }
        for initials in initials(text) {
            self.by_initials.entry(initials).or_default().push(id);
        }
        if let Some(stem) = stem(&plain) {
            self.by_stem.entry(stem).or_default().push(id);
        }
        if kind == EntityType::Person
            && let Some((surname, given)) = han_person(text)
        {
            self.by_surname.entry((Symbol::new(surname), given.len() as u8)).or_default().push(id);
        }
        self.exact.entry(plain.as_str().into()).or_default().push(id);
        self.names.push(Known { entity, text: text.clone(), plain: plain.into() });
    }

    /// The entities that a name may mean, best first, each once. `kind` is what the text takes the name for: entities of
    /// that type come before others that are as near.
    pub fn candidates(&self, name: &str, kind: Option<EntityType>) -> Arc<[(Symbol, Reason)]> {
        remembered(&self.memo.candidates, (name.into(), kind), || self.search(name, kind).into())
    }

    fn search(&self, name: &str, kind: Option<EntityType>) -> Vec<(Symbol, Reason)> {
        let query = plain(name);
        if query.is_empty() {
            return Vec::new();
        }
        // Best reason by entity; the first part of the rank is the reason's, the second the type's.
        let mut best: BTreeMap<u32, (u8, Reason)> = BTreeMap::new();
        let mut offer = |id: u32, rank: u8, reason: Reason| {
            let entity = self.names[id as usize].entity;
            let worse = best.get(&entity).is_none_or(|(r, old)| (rank, &reason) < (*r, old));
            if worse {
                best.insert(entity, (rank, reason));
            }
        };
        let text = |id: &u32| self.names[*id as usize].text.clone();
        let han = query.chars().all(is_han);
        for id in self.exact.get(query.as_str()).into_iter().flatten().take(BUCKET) {
            offer(*id, 0, Reason::Spelling(text(id), 1));
        }
        for key in pinyin::keys(name) {
            for id in self.by_sound.get(&key).into_iter().flatten().take(BUCKET) {
                let known = text(id);
                let same_script = known.chars().all(is_han) == han;
                match (same_script, han) {
                    (false, _) => offer(*id, if han { 2 } else { 1 }, Reason::Pinyin(known)),
                    (true, true) => offer(*id, 1, Reason::Homophone(known)),
                    // `Jun Rao` and `Rao Jun`: the parts of one name the other way round.
                    (true, false) => offer(*id, 2, Reason::Romanised(known)),
                }
            }
        }
        // Without the words that companies put behind their own name: `Weichuan Motors` and 蔚渊汽车.
        if let Some((own, _)) = name.rsplit_once(' ').filter(|_| !han && kind != Some(EntityType::Person)) {
            for key in pinyin::keys(own).iter().filter(|k| !k.contains('|')) {
                for id in self.by_sound.get(key).into_iter().flatten().take(BUCKET) {
                    let known = text(id);
                    if known.chars().any(is_han) {
                        offer(*id, 2, Reason::Pinyin(known));
                    }
                }
            }
        }
        for (id, distance) in self.spelt_like(&query) {
            offer(id, 2 + distance, Reason::Spelling(text(&id), distance));
        }
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if !han && (2..=6).contains(&letters) && name.chars().all(|c| c.is_uppercase() || c == '.') {
            let key: String = query.chars().filter(|c| c.is_alphabetic()).collect();
            for id in self.by_initials.get(key.as_str()).into_iter().flatten().take(BUCKET) {
                offer(*id, 3, Reason::Acronym(text(id)));
            }
        }
        for (id, rank) in self.romanised(name) {
            offer(id, rank, Reason::Romanised(text(&id)));
        }
        if let Some(stem) = stem(&query) {
            for id in self.by_stem.get(&stem).into_iter().flatten().take(BUCKET) {
                offer(*id, 6, Reason::Model(text(id)));
            }
        }
        for id in self.beginning(&query) {
            offer(id, 7, Reason::Part(text(&id)));
        }
        let other = |entity: u32| kind.is_some_and(|k| self.entities[entity as usize].1 != k);
        let mut ranked: Vec<(u8, bool, Reason, &Symbol)> =
            best.into_iter().map(|(entity, (rank, reason))| (rank, other(entity), reason, &self.entities[entity as usize].0)).collect();
        ranked.sort_by(|a, b| (a.0, a.1, &a.2, a.3).cmp(&(b.0, b.1, &b.2, b.3)));
        ranked.into_iter().take(MOST).map(|(_, _, reason, id)| (id.clone(), reason)).collect()
    }

    /// Whether a name is a near miss of a known one, by the limits of `entity/misspelled`: Latin, six letters or more,
    /// one letter off, two from ten letters; no model number, no short pinyin (Lu Xin is not Lu Xing). The entity and
    /// the name that it misses.
    pub fn is_misspelling(&self, name: &str) -> Option<(Symbol, Symbol)> {
        remembered(&self.memo.misspelt, name.into(), || self.misspelt(name))
    }

    fn misspelt(&self, name: &str) -> Option<(Symbol, Symbol)> {
        let query = plain(name);
        let letters = query.chars().filter(|c| c.is_alphabetic()).count();
        let latin = query.chars().all(|c| !is_han(c) && (c.is_alphabetic() || c == ' '));
        if !latin || letters < 6 || self.exact.contains_key(query.as_str()) {
            return None;
        }
        let spelt = query.split(' ').all(|part| pinyin::split(part).is_some());
        if spelt && letters < 10 {
            return None;
        }
        let mut near: Vec<(u8, &Known)> =
            self.spelt_like(&query).into_iter().map(|(id, distance)| (distance, &self.names[id as usize])).collect();
        near.retain(|(distance, known)| {
            let known_letters = known.plain.chars().filter(|c| c.is_alphabetic()).count();
            let long = letters >= 10 && known_letters >= 10;
            let limit = if long { 2 } else { 1 };
            // Plurals and possessives are other forms of the name, not slips.
            let plural = known.plain.strip_prefix(query.as_str()) == Some("s") || query.strip_prefix(&*known.plain) == Some("s");
            known_letters >= 6 && *distance <= limit && !known.plain.bytes().any(|b| b.is_ascii_digit()) && !plural
        });
        near.sort_by(|a, b| (a.0, &a.1.text).cmp(&(b.0, &b.1.text)));
        near.first().map(|(_, known)| (self.entities[known.entity as usize].0.clone(), known.text.clone()))
    }

    /// Names at distance 1 (2 from ten characters), with the distance; not the name itself. Numbers never differ.
    fn spelt_like(&self, query: &str) -> Vec<(u32, u8)> {
        let chars: Vec<char> = query.chars().collect();
        let n = chars.len();
        let han = chars.iter().all(|c| is_han(*c));
        if (han && n < 3) || (!han && n < 4) || n > 60 {
            return Vec::new();
        }
        let mut out: Vec<(u32, u8)> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        let most: usize = if n >= 9 && !han { 2 } else { 1 };
        for length in n.saturating_sub(most).max(3)..=n + most {
            for (number, (start, end)) in bounds(length).into_iter().enumerate() {
                let size = end - start;
                for from in start.saturating_sub(most)..=start + most {
                    let Some(piece) = chars.get(from..from + size) else { continue };
                    let key = (length.min(255) as u8, number as u8, piece.iter().collect::<String>().into_boxed_str());
                    for id in self.by_piece.get(&key).into_iter().flatten().take(BUCKET) {
                        if !seen.insert(*id) {
                            continue;
                        }
                        let known = &*self.names[*id as usize].plain;
                        let limit = if n.min(known.chars().count()) >= 10 && !han { 2 } else { 1 };
                        let distance = osa_distance(query, known);
                        if (1..=limit).contains(&distance) && digits(query) == digits(known) {
                            out.push((*id, distance as u8));
                        }
                    }
                }
            }
        }
        out.sort_unstable();
        out
    }

    /// Persons with a Han name whose surname this Latin name may spell in another romanisation, with their rank.
    fn romanised(&self, name: &str) -> Vec<(u32, u8)> {
        let parts: Vec<&str> = name.split(' ').filter(|p| !p.is_empty()).collect();
        if !(2..=3).contains(&parts.len()) || parts.iter().any(|p| !p.is_ascii()) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (surname, given) in [(parts[0], &parts[1..]), (parts[parts.len() - 1], &parts[..parts.len() - 1])] {
            let syllables: Vec<String> = given.iter().flat_map(|g| syllables(g)).collect();
            for han in pinyin::surnames_spelt(&pinyin::latin_token(surname)) {
                for id in self.by_surname.get(&(Symbol::new(han.han), syllables.len() as u8)).into_iter().flatten().take(BUCKET) {
                    let Some((_, known)) = han_person(&self.names[*id as usize].text) else { continue };
                    let alike =
                        known.iter().zip(&syllables).filter(|(c, s)| pinyin::readings(**c).iter().any(|r| sounds_alike(r, s))).count();
                    if alike == syllables.len() && alike > 0 {
                        out.push((*id, 5));
                    }
                }
            }
        }
        out
    }

    /// Known names that the query begins with, at a word's end (Latin) or anywhere (Han, two characters and more).
    fn beginning(&self, query: &str) -> Vec<u32> {
        let ends = query.char_indices().skip(2).filter(|(i, c)| *c == ' ' || query[..*i].chars().all(is_han) && is_han(*c)).map(|(i, _)| i);
        ends.filter_map(|end| self.exact.get(&query[..end])).flatten().copied().take(BUCKET).collect()
    }
}

/// Lower case, Simplified, one blank between words, hyphens and dots out.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    for c in folded.trim().chars().flat_map(char::to_lowercase) {
        match c {
            '-' | '\'' | '’' | '.' | '·' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// Where the pieces of a name of so many characters lie: one more than the edits that are looked for.
fn bounds(length: usize) -> Vec<(usize, usize)> {
    let count = if length >= 9 { 3 } else { 2 };
    (0..count).map(|i| (i * length / count, (i + 1) * length / count)).filter(|(a, b)| b > a).collect()
}

fn pieces(chars: &[char]) -> Vec<Box<str>> {
    if chars.len() < 3 || chars.len() > 60 {
        return Vec::new();
    }
    bounds(chars.len()).into_iter().map(|(a, b)| chars[a..b].iter().collect::<String>().into_boxed_str()).collect()
}

/// Letters of a model name before its number: `vx` of `VX6`, `velorum vx` of `Velorum VX6`.
fn stem(plain: &str) -> Option<Box<str>> {
    let digit = plain.find(|c: char| c.is_ascii_digit())?;
    let head = plain[..digit].trim_end();
    let last = head.rsplit(' ').next().unwrap_or(head);
    (!last.is_empty() && last.chars().count() <= 12 && last.chars().all(char::is_alphabetic)).then(|| last.into())
}

/// Acronyms that a Latin name can have: initials of its words, with and without the last word, and of the syllables
/// where a word is pinyin (`MDT` of Mingde Technology).
fn initials(name: &str) -> Vec<Box<str>> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|w| w.chars().next().is_some_and(|c| c.is_uppercase())).collect();
    let mut out: Vec<Box<str>> = Vec::new();
    if words.is_empty() || name.chars().any(is_han) {
        return out;
    }
    let first = |w: &&str| w.chars().next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    let by_words: String = words.iter().map(first).collect();
    let by_syllables: String = words
        .iter()
        .map(|w| {
            let token = pinyin::latin_token(w);
            pinyin::split(&token).map_or_else(|| first(w), |parts| parts.iter().filter_map(|p| p.get(..1)).collect())
        })
        .collect();
    let inside: String = name.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    for form in [by_words, by_syllables, inside] {
        if (2..=8).contains(&form.len()) && !out.iter().any(|o| **o == *form) {
            out.push(form.into());
        }
    }
    out
}

/// Surname and given characters of a Han person's name.
fn han_person(name: &str) -> Option<(&'static str, Vec<char>)> {
    let chars: Vec<char> = fold(name).chars().collect();
    if !(2..=4).contains(&chars.len()) || !chars.iter().all(|c| is_han(*c)) {
        return None;
    }
    let (surname, n) = pinyin::surname_of(&chars)?;
    (chars.len() > n).then(|| (surname.han, chars[n..].to_vec()))
}

/// Syllables of a romanised given name: at hyphens, else by pinyin, else the whole.
fn syllables(given: &str) -> Vec<String> {
    if given.contains('-') {
        return given.split('-').map(str::to_lowercase).collect();
    }
    let token = pinyin::latin_token(given);
    pinyin::split(&token).map_or_else(|| vec![token.clone()], |parts| parts.iter().map(|p| (*p).to_owned()).collect())
}

/// Whether a Mandarin syllable and one of another romanisation begin alike. Wade-Giles writes `ch` for zh, j, q and ch,
/// `ts` for z and c, `hs` for x, `k t p` for g d b; Cantonese keeps old k where Mandarin has j, q, x.
fn sounds_alike(mandarin: &str, other: &str) -> bool {
    let class = |s: &str| -> &'static str {
        for (heads, class) in [
            (&["zh", "ch", "sh", "ts", "tz", "hs", "sz", "z", "c", "s", "x", "j", "q"][..], "s"),
            (&["ng"], "n"),
            (&["gw", "kw", "g", "k"], "k"),
            (&["b", "p"], "p"),
            (&["d", "t"], "t"),
            (&["f"], "f"),
            (&["h"], "h"),
            (&["l"], "l"),
            (&["m"], "m"),
            (&["n"], "n"),
            (&["r"], "r"),
            (&["w"], "w"),
            (&["y"], "y"),
        ] {
            if heads.iter().any(|h| s.starts_with(h)) {
                return class;
            }
        }
        "vowel"
    };
    let (a, b) = (class(mandarin), class(other));
    let velar =
        |m: &str, o: &str| o == "k" && (m.starts_with('j') || m.starts_with('q') || m.starts_with('x')) || o == "h" && m.starts_with('x');
    a == b
        || velar(mandarin, b)
        || matches!(
            (a, b),
            ("r", "y")
                | ("y", "n")
                | ("vowel", "n")
                | ("w", "m")
                | ("vowel", "y")
                | ("y", "vowel")
                | ("r", "s")
                | ("l", "n")
                | ("h", "f")
                | ("w", "vowel")
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::GlossaryFile;

    fn near() -> Near {
        let text = r#"
[[entity]]
id = "weichuan"
type = "organization"
name = { en = "Velorum", zh-Hans = "蔚渊汽车" }
aliases = ["蔚渊"]

[[entity]]
id = "brennoly"
type = "organization"
name = { en = "Brennoly Technology" }
aliases = ["Brennoly"]

[[entity]]
id = "ruochuan"
type = "person"
name = { en = "Qin Ruochuan", zh-Hans = "秦若川" }

[[entity]]
id = "kaman"
type = "person"
name = { zh-Hant = "陳嘉敏" }

[[entity]]
id = "mingde"
type = "organization"
name = { en = "Mingde Capital" }

[[entity]]
id = "vx6"
type = "product"
name = { en = "VX6" }
"#;
        let file = GlossaryFile::parse(&"glossary.toml".into(), text);
        assert!(file.problems.is_empty(), "{:?}", file.problems);
        Near::new(&Glossary::join([&file]))
    }

    #[test]
    fn near_names_are_found_with_their_reason() {
        let near = near();
        let table = [
            ("Weiyuan", Some(EntityType::Organization), "weichuan", "pinyin of 蔚渊"),
            ("Wei Yuan", None, "weichuan", "pinyin of 蔚渊"),
            ("Weiyuan Motors", Some(EntityType::Organization), "weichuan", "pinyin of 蔚渊"),
            ("Brenoly", Some(EntityType::Organization), "brennoly", "one letter from \"Brennoly\""),
            ("Ruochuan Qin", Some(EntityType::Person), "ruochuan", "pinyin of 秦若川"),
            ("秦若传", Some(EntityType::Person), "ruochuan", "sounds like 秦若川"),
            ("秦若山", Some(EntityType::Person), "ruochuan", "one character from 秦若川"),
            ("Chan Ka-man", Some(EntityType::Person), "kaman", "may be another romanisation of 陳嘉敏"),
            ("MDC", Some(EntityType::Organization), "mingde", "initials of \"Mingde Capital\""),
            ("MC", Some(EntityType::Organization), "mingde", "initials of \"Mingde Capital\""),
            ("VX 9", Some(EntityType::Product), "vx6", "same series as VX6"),
            ("Brennoly Foundation", Some(EntityType::Organization), "brennoly", "begins with Brennoly"),
        ];
        for (name, kind, id, reason) in table {
            let found = near.candidates(name, kind);
            let first = found.first().map(|(i, r)| (i.to_string(), r.to_string()));
            assert_eq!(first, Some((id.to_owned(), reason.to_owned())), "{name}: {found:?}");
        }
    }

    #[test]
    fn far_names_have_no_candidates() {
        for name in ["Oslo", "Brandt Larsen", "远方", "QX1", ""] {
            assert!(near().candidates(name, None).is_empty(), "{name}");
        }
    }

    #[test]
    fn misspellings_keep_to_their_limits() {
        let near = near();
        for (name, expected) in [
            ("Brenoly", Some("brennoly")),
            ("Brennoly", None),
            ("Brennolys", None),
            ("Brennoly Technolgy", Some("brennoly")),
            ("Velor", None),
            // Ten letters are long enough to be a slip, also in pinyin.
            ("Qin Ruochan", Some("ruochuan")),
            ("VX8", None),
            ("秦若传", None),
        ] {
            let found = near.is_misspelling(name).map(|(id, _)| id.to_string());
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
