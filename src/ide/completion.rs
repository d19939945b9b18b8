//! What may be written at the cursor: ids and names in glossary and sidecar files and in Markdown links; in running text
//! names, and only for someone who asks.
//!
//! Names are found by their letters, their Han characters in either script, full pinyin and its initials. Clients filter
//! what they are given once more, by the beginning or by scattered letters of the filter text: so that begins with the form
//! that answers what was typed, and the list counts as incomplete where the next letter may need another form.

mod spot;

use rustc_hash::FxHashMap;

use crate::annotation::sidecar_path;
use crate::corpus::{Article, Source};
use crate::extract::EntityKey;
use crate::glossary::{Entity, EntityType, Rank};
use crate::text::{Format, Language, Span, fold, is_han, pinyin};

use self::spot::{Spot, What};
use super::fuzzy::Query;
use super::hover::{self, Card};
use super::{Analysis, CorpusView, Document, Lang, display, entity, links};

/// What is offered, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub items: Vec<Item>,
    /// Another letter may find what is not among them.
    pub incomplete: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub label: String,
    pub kind: ItemKind,
    /// Beside the label: the name of an id, the type of a name.
    pub detail: String,
    /// What a client filters by; begins with a form that begins with what was typed.
    pub filter: String,
    /// What `insert` takes the place of.
    pub replace: Span,
    pub insert: String,
    /// The id of the entity that it is about (`zephyr`, `~tang shen`), and the root of its corpus.
    pub about: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    Entity(EntityType),
    Key,
    Word,
    Document,
}

/// Most items of an answer.
const MOST: usize = 100;

/// What may be written at an offset. `asked`: someone asked for it, rather than typed on.
pub fn completions(
    analysis: &Analysis,
    path: &str,
    offset: u32,
    asked: bool,
    lang: Lang,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Completions {
    let Some((home, document)) = analysis.find(path) else { return Completions::default() };
    let Some(text) = document.text() else { return Completions::default() };
    let at = offset as usize;
    // A sidecar that is open belongs to the corpus of its article.
    let view = analysis.corpus_of(path).unwrap_or(home);
    let ask = Ask { view, path, lang, cancelled, article: None };
    let found = match &document {
        Document::Glossary(_) => spot::glossary(text, at).map(|spot| ask.answer(text, spot)),
        Document::Config(_) => None,
        Document::Article(_) if sidecar_path(path).is_some() => spot::sidecar(text, at).map(|spot| ask.answer(text, spot)),
        Document::Article(article) => {
            let ask = Ask { article: Some(article), ..ask };
            let markdown = Format::of_path(path) == Format::Markdown;
            let link = markdown.then(|| spot::link(text, at)).flatten();
            match link {
                Some(spot) => Some(ask.answer(text, spot)),
                None => asked.then(|| ask.prose(text, at)),
            }
        }
    };
    found.unwrap_or_default()
}

/// The card of the entity that an item is about.
pub fn card(analysis: &Analysis, source: &dyn Source, root: &str, id: &str, lang: Lang) -> Option<Card> {
    let view = analysis.corpora.iter().find(|c| *c.root == *root)?;
    let key = match id.strip_prefix('~') {
        Some(name) => EntityKey::Provisional(name.into()),
        None => EntityKey::Known(view.snapshot.glossary().get(id)?.id.clone()),
    };
    Some(hover::entity(view, source, &key, lang))
}

struct Ask<'a> {
    view: &'a CorpusView,
    path: &'a str,
    lang: Lang,
    cancelled: &'a (dyn Fn() -> bool + Sync),
    /// The article that is written in.
    article: Option<&'a Article>,
}

/// An item with its rank.
struct Ranked {
    score: u32,
    /// Of two that answer alike, the one that the text speaks of more.
    weight: usize,
    item: Item,
}

impl Ask<'_> {
    fn answer(&self, text: &str, spot: Spot) -> Completions {
        let typed = spot.typed.of(text).to_owned();
        let query = Query::new(&typed);
        match spot.what {
            What::Ids(first) => self.ranked(&typed, self.entities(&query, &typed, &spot, Some(first))),
            What::Names => {
                let mut found = self.entities(&query, &typed, &spot, None);
                found.extend(self.provisional(&query, &typed, &spot, None));
                self.ranked(&typed, found)
            }
            What::NewNames(lang) => self.ranked(&typed, self.provisional(&query, &typed, &spot, Some(lang))),
            What::Words(words) => plain(words, &typed, &spot, ItemKind::Word),
            What::Keys(keys) => plain(keys, &typed, &spot, ItemKind::Key),
            What::Target => self.ranked(&typed, self.targets(&query, &typed, &spot)),
        }
    }

    /// Names for what stands before the cursor in running text: the longest stretch that begins one.
    fn prose(&self, text: &str, at: usize) -> Completions {
        let Some(before) = text.get(..at) else { return Completions::default() };
        let begins = |stretch: &str| self.begins_name(stretch);
        let typed = stretch(before, &begins);
        let spot = Spot { what: What::Names, typed, replace: typed, around: ("", "") };
        self.answer(text, spot)
    }

    fn begins_name(&self, stretch: &str) -> bool {
        let folded = fold(stretch).to_lowercase();
        let begins = |name: &str| fold(name).to_lowercase().starts_with(&folded);
        let known = self.view.snapshot.glossary().entities.iter();
        known.flat_map(|e| &e.names).any(|n| begins(&n.text)) || self.view.snapshot.names().iter().any(|n| begins(&n.key))
    }

    /// Known entities: their ids (`ids` says of which type first), else their names.
    fn entities(&self, query: &Query, typed: &str, spot: &Spot, ids: Option<Option<EntityType>>) -> Vec<Ranked> {
        let here = self.mentioned_here();
        let mut found = Vec::new();
        for (n, entity) in self.view.snapshot.glossary().entities.iter().enumerate() {
            if n % 1024 == 0 && (self.cancelled)() {
                break;
            }
            if entity.replaced_by.is_some() {
                continue;
            }
            let names = entity.names.iter().map(|n| &*n.text).chain([&*entity.id]);
            let scored = names.filter_map(|name| Some((query.score(name)?, name)));
            let Some((score, matched)) = scored.reduce(|best, other| if other.0 > best.0 { other } else { best }) else { continue };
            let key = EntityKey::Known(entity.id.clone());
            let fits = ids.flatten().is_none_or(|kind| kind == entity.kind);
            let weight = here.get(&key).copied().unwrap_or(0);
            let (label, detail) = match ids {
                Some(_) => (entity.id.to_string(), format!("{} · {}", entity.preferred(self.lang.key()), self.type_of(entity.kind))),
                None => (self.name_to_write(entity, typed, matched), format!("{} · {}", self.type_of(entity.kind), entity.id)),
            };
            let forms = entity.names.iter().map(|n| &*n.text).chain([&*entity.id]);
            found.push(Ranked {
                score: score + if fits { 10_000 } else { 0 },
                weight,
                item: Item {
                    kind: ItemKind::Entity(entity.kind),
                    detail,
                    filter: filter(typed, matched, forms),
                    replace: spot.replace,
                    insert: format!("{}{label}{}", spot.around.0, spot.around.1),
                    about: Some((self.view.root.to_string(), entity.id.to_string())),
                    label,
                },
            });
        }
        found
    }

    /// The name of an entity for the text around: as it was begun, if that is a right name; else the preferred one in the
    /// article's language.
    fn name_to_write(&self, entity: &Entity, typed: &str, matched: &str) -> String {
        let begun = !typed.is_empty() && matched.to_lowercase().starts_with(&typed.to_lowercase());
        let right = entity.names.iter().any(|n| *n.text == *matched && n.rank != Rank::Hidden);
        if begun && right {
            return matched.to_owned();
        }
        let lang = match self.article.map(|a| a.facts.language) {
            Some(Language::English) => "en",
            Some(Language::Hant) => "zh-Hant",
            Some(Language::Hans | Language::Mixed) => "zh-Hans",
            None => self.lang.key(),
        };
        entity.preferred(lang).to_owned()
    }

    /// Names that the articles hold and the glossary does not. `lang`: in the script of this language, if one is wanted.
    fn provisional(&self, query: &Query, typed: &str, spot: &Spot, lang: Option<Option<&'static str>>) -> Vec<Ranked> {
        let here = self.mentioned_here();
        let mut found = Vec::new();
        for name in self.view.snapshot.names() {
            let han = name.key.chars().any(is_han);
            if lang.flatten().is_some_and(|lang| lang.starts_with("zh") != han) {
                continue;
            }
            let Some(score) = query.score(&name.key) else { continue };
            let key = EntityKey::Provisional(name.key.clone());
            let weight = here.get(&key).copied().unwrap_or(0);
            // The printed form is looked up for what is shown alone.
            let label = name.key.to_string();
            found.push(Ranked {
                score: score + if lang.is_some() { 10_000 } else { 0 },
                weight: weight.max(name.mentions as usize / 4),
                item: Item {
                    kind: ItemKind::Entity(name.verdict.kind),
                    detail: format!(
                        "{} · {}",
                        self.type_of(name.verdict.kind),
                        self.lang.pick("not in the glossary", "不在名录中", "不在名錄中")
                    ),
                    filter: filter(typed, &label, [label.as_str()].into_iter()),
                    replace: spot.replace,
                    insert: String::new(),
                    about: Some((self.view.root.to_string(), key.id())),
                    label,
                },
            });
        }
        found
    }

    /// Where a link may lead: articles by path and title, entries of the glossary by name.
    fn targets(&self, query: &Query, typed: &str, spot: &Spot) -> Vec<Ranked> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut found = Vec::new();
        for article in self.view.snapshot.articles().filter(|a| *a.path != *self.path) {
            let relative = links::relative(folder, &article.path);
            let title = article.facts.title.as_ref().map_or("", |t| &*t.text);
            let scored = [&*article.rel, &relative, title].into_iter().filter_map(|form| Some((query.score(form)?, form)));
            let Some((score, matched)) = scored.reduce(|best, other| if other.0 > best.0 { other } else { best }) else { continue };
            let item = Item {
                kind: ItemKind::Document,
                detail: title.to_owned(),
                filter: filter(typed, matched, [&*relative, title].into_iter()),
                replace: spot.replace,
                insert: links::encoded(&relative),
                about: None,
                label: relative.clone(),
            };
            found.push(Ranked { score, weight: 1, item });
        }
        let entries = self.entities(query, typed, spot, Some(None));
        found.extend(entries.into_iter().filter_map(|mut entry| {
            let entity = self.view.snapshot.glossary().get(&entry.item.label)?;
            let address = format!("{}#{}", links::relative(folder, &entity.file), entity.id);
            entry.item.insert = links::encoded(&address);
            entry.score = entry.score.saturating_sub(10_000);
            Some(entry)
        }));
        found
    }

    fn type_of(&self, kind: EntityType) -> &'static str {
        display::type_name(kind, self.lang)
    }

    /// How often the article that is written in names each entity.
    fn mentioned_here(&self) -> FxHashMap<EntityKey, usize> {
        let mut counts = FxHashMap::default();
        if let Some(article) = self.article {
            for key in self.view.snapshot.mentions(article).filter_map(|m| m.entity()) {
                *counts.entry(key).or_default() += 1;
            }
        }
        counts
    }

    /// The best of them, best first, with what only these need to know.
    fn ranked(&self, typed: &str, mut found: Vec<Ranked>) -> Completions {
        let order = |a: &Ranked, b: &Ranked| {
            (b.score, b.weight)
                .cmp(&(a.score, a.weight))
                .then_with(|| a.item.label.cmp(&b.item.label))
                .then_with(|| a.item.insert.cmp(&b.item.insert))
        };
        let more = found.len() > MOST;
        if more {
            found.select_nth_unstable_by(MOST, order);
            found.truncate(MOST);
        }
        found.sort_by(order);
        let pinyin = found.iter().any(|r| r.item.filter.chars().any(is_han)) && typed.is_ascii();
        let mut items: Vec<Item> = found.into_iter().map(|r| r.item).collect();
        for item in items.iter_mut().filter(|i| i.insert.is_empty()) {
            // A provisional name as it is printed, not as it is compared.
            let key = item.about.as_ref().and_then(|(_, id)| id.strip_prefix('~')).map(|name| EntityKey::Provisional(name.into()));
            let printed = key.and_then(|key| entity::printed_name(&self.view.snapshot, &key));
            item.label = printed.unwrap_or_else(|| item.label.clone());
            item.insert = item.label.clone();
        }
        Completions { items, incomplete: more || pinyin }
    }
}

/// Words of a fixed list, in its order.
fn plain(words: &[&str], typed: &str, spot: &Spot, kind: ItemKind) -> Completions {
    let item = |word: &&str| Item {
        label: (*word).to_owned(),
        kind,
        detail: String::new(),
        filter: (*word).to_owned(),
        replace: spot.replace,
        insert: format!("{}{word}{}", spot.around.0, spot.around.1),
        about: None,
    };
    let begun = typed.to_lowercase();
    let items = words.iter().filter(|w| w.to_lowercase().starts_with(&begun)).map(item).collect();
    Completions { items, incomplete: false }
}

/// What a client filters by: a form that begins with what was typed, else what was typed itself, then the other forms.
fn filter<'a>(typed: &str, matched: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut forms: Vec<String> = vec![matched.to_owned()];
    forms.extend(pinyin::search_forms(matched));
    for name in names.filter(|n| *n != matched).take(FORMS) {
        forms.push(name.to_owned());
        forms.extend(pinyin::search_forms(name));
    }
    let begun = typed.to_lowercase();
    let first = forms.iter().position(|f| f.to_lowercase().starts_with(&begun));
    match first {
        Some(at) => forms.swap(0, at),
        None => forms.insert(0, typed.to_owned()),
    }
    let mut seen = rustc_hash::FxHashSet::default();
    forms.retain(|f| seen.insert(f.clone()));
    forms.join(" ")
}

/// Names whose forms a filter text holds.
const FORMS: usize = 6;
/// Words and Han characters that a name begun in running text may have.
const WORDS: usize = 4;
const CHARACTERS: usize = 8;

/// The longest stretch before the cursor that begins a name; where none does, the last Latin word, and nothing of Han text,
/// where words do not part.
fn stretch(before: &str, begins: &dyn Fn(&str) -> bool) -> Span {
    let end = before.len();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let tail = &before[line..];
    let latin = |c: char| c.is_alphanumeric() && !is_han(c) || matches!(c, '-' | '\'' | '’' | '.');
    let start_of = |take: &dyn Fn(char) -> bool, most: usize| {
        let taken = tail.char_indices().rev().take(most).take_while(|(_, c)| take(*c)).last();
        taken.map_or(end, |(at, _)| line + at)
    };
    if tail.chars().next_back().is_some_and(is_han) {
        let first = start_of(&is_han, CHARACTERS);
        let starts = before[first..].char_indices().map(|(at, _)| first + at);
        let found = { starts }.find(|at| begins(&before[*at..]));
        return Span::new(found.unwrap_or(end), end);
    }
    let word = start_of(&latin, usize::MAX);
    let mut starts = vec![word];
    while starts.len() < WORDS {
        let Some(at) = starts.last().copied() else { break };
        let Some(rest) = before[line..at].strip_suffix(' ').filter(|r| r.ends_with(latin)) else { break };
        let previous = rest.char_indices().rev().take_while(|(_, c)| latin(*c)).last().map_or(rest.len(), |(at, _)| at);
        starts.push(line + previous);
    }
    let found = starts.iter().rev().find(|at| word < end && begins(&before[**at..]));
    Span::new(found.copied().unwrap_or(word), end)
}

#[cfg(test)]
mod tests;
