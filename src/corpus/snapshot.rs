//! The immutable view of a corpus.

use std::sync::Arc;

use super::index::{Index, NameEntry};
use super::{Article, ArticleId, CorpusFiles, Delta, FileText, NameView, Posting, Source, Verdict, names};
use crate::config::{Config, Problem};
use crate::extract::mentions::fold_name;
use crate::extract::{Context, EntityKey, Evidence, Introduction, Mention, SourceTable, Strength, Target, WrongRow};
use crate::glossary::{Glossary, GlossaryFile, Matcher, pack};
use crate::text::{LineIndex, Symbol};

/// What a snapshot knows beside its articles: configuration, glossary, compiled names. Built off the request path.
#[derive(Clone)]
pub struct SnapshotParts {
    pub root: Arc<str>,
    pub config: Arc<Config>,
    pub glossary: Arc<Glossary>,
    /// Path, text, line index and content of each glossary file in use, in order of path.
    pub glossary_files: Arc<[GlossaryDocument]>,
    /// `dossier.toml`: path, text, line index, problems.
    pub config_file: Option<Arc<ConfigDocument>>,
    pub context: Context,
    /// The text of what `[check] baseline` names.
    pub baseline: Option<Arc<str>>,
}

#[derive(Clone, Debug)]
pub struct GlossaryDocument {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub lines: Arc<LineIndex>,
    /// The client's version of the text, while the document is open.
    pub version: Option<i32>,
    /// What is in use: of a broken file the last good version's entities, with the broken one's problems.
    pub file: Arc<GlossaryFile>,
}

#[derive(Clone, Debug)]
pub struct ConfigDocument {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub lines: Arc<LineIndex>,
    /// The client's version of the text, while the document is open.
    pub version: Option<i32>,
    pub problems: Vec<Problem>,
}

impl SnapshotParts {
    /// Reads configuration and glossary. `settings` are the editor's (may be null); `last` is what was in use before:
    /// a file with a syntax error keeps its last good entities from there.
    pub fn build(files: &CorpusFiles, settings: &serde_json::Value, last: Option<&SnapshotParts>) -> SnapshotParts {
        let (config, mut problems) = files.config.as_ref().map_or_else(Default::default, |f| Config::parse(&f.text));
        let (config, _) = config.overlay(settings);
        let (sources, wrong) = files.metadata.as_ref().map(|f| SourceTable::parse(&f.text)).unwrap_or_default();
        problems.extend(metadata_problems(&config, files.metadata.is_some(), &wrong));
        let config_file = files.config.as_ref().map(|f| {
            let lines = Arc::new(LineIndex::new(&f.text));
            Arc::new(ConfigDocument { path: f.path.clone(), text: f.text.clone(), lines, version: f.version, problems })
        });
        let glossary_files: Arc<[GlossaryDocument]> = files
            .glossary
            .iter()
            .map(|f| {
                let mut file = GlossaryFile::parse(&f.path, &f.text);
                if let Some(good) = last.and_then(|l| l.glossary_files.iter().find(|g| g.path == f.path)).filter(|_| file.broken) {
                    file.entities = good.file.entities.clone();
                }
                GlossaryDocument {
                    path: f.path.clone(),
                    text: f.text.clone(),
                    lines: Arc::new(LineIndex::new(&f.text)),
                    version: f.version,
                    file: Arc::new(file),
                }
            })
            .collect();
        let packs = config.packs.iter().filter_map(|name| Some(pack(name)?.file()));
        let glossary = Arc::new(Glossary::join_with(glossary_files.iter().map(|g| &*g.file), packs));
        let config = Arc::new(config);
        let context = Context { sources: Arc::new(sources), ..Context::new(config.clone(), Arc::new(Matcher::new(&glossary))) };
        let baseline = files.baseline.as_ref().map(|f| f.text.clone());
        SnapshotParts { root: files.root.clone(), config, glossary, glossary_files, config_file, context, baseline }
    }

    /// The same with the client's versions of `files`, wherever a document still has the text it was built from; none
    /// where that changes nothing.
    pub fn with_versions(&self, files: &CorpusFiles) -> Option<SnapshotParts> {
        let version_of = |file: Option<&FileText>, text: &Arc<str>, old| file.filter(|f| f.text == *text).map_or(old, |f| f.version);
        let glossary: Vec<Option<i32>> =
            self.glossary_files.iter().map(|g| version_of(files.glossary.iter().find(|f| f.path == g.path), &g.text, g.version)).collect();
        let config = self.config_file.as_ref().map(|c| version_of(files.config.as_ref(), &c.text, c.version));
        if self.glossary_files.iter().map(|g| g.version).eq(glossary.iter().copied())
            && self.config_file.as_ref().map(|c| c.version) == config
        {
            return None;
        }
        let document = |(g, version): (&GlossaryDocument, Option<i32>)| GlossaryDocument { version, ..g.clone() };
        Some(SnapshotParts {
            glossary_files: self.glossary_files.iter().zip(glossary).map(document).collect(),
            config_file: self
                .config_file
                .as_ref()
                .map(|c| Arc::new(ConfigDocument { version: config.unwrap_or_default(), ..ConfigDocument::clone(c) })),
            ..self.clone()
        })
    }
}

/// What is wrong with the file of `[corpus] metadata`, told where `dossier.toml` names it.
fn metadata_problems(config: &Config, is_there: bool, wrong: &[WrongRow]) -> Vec<Problem> {
    let Some(name) = &config.metadata else { return Vec::new() };
    let problem = |message| Problem { code: "config/invalid", span: config.metadata_at, message, related: Vec::new() };
    if !is_there {
        return vec![problem(format!(
            "`corpus.metadata` names {name}, which cannot be read; put it beside dossier.toml or leave the key out."
        ))];
    }
    let told = wrong.iter().take(WRONG_ROWS).map(|row| problem(format!("{name}, line {}: {}.", row.line, row.message)));
    let more = (wrong.len() > WRONG_ROWS).then(|| problem(format!("{name}: {} more rows are wrong.", wrong.len() - WRONG_ROWS)));
    told.chain(more).collect()
}

/// Wrong rows that are told one by one: who has more has the same slip in all of them.
const WRONG_ROWS: usize = 10;

/// A corpus at one revision. Cloning costs a few reference counts.
#[derive(Clone)]
pub struct Snapshot {
    pub revision: u64,
    pub parts: Arc<SnapshotParts>,
    index: Index,
}

impl Snapshot {
    pub fn new(parts: Arc<SnapshotParts>) -> Snapshot {
        Snapshot { revision: 0, parts, index: Index::default() }
    }
    pub fn config(&self) -> &Config {
        &self.parts.config
    }
    pub fn glossary(&self) -> &Glossary {
        &self.parts.glossary
    }

    /// Moves to the next revision: each article is put in the place of the one at its path, or taken out.
    pub fn update(&mut self, articles: impl IntoIterator<Item = (Arc<str>, Option<Article>)>) -> Delta {
        let mut delta = Delta::default();
        for (path, article) in articles {
            match article {
                Some(article) => _ = self.index.put(article, &mut delta),
                None => _ = self.index.remove(&path, &mut delta),
            }
        }
        delta.finish();
        self.revision += 1;
        delta
    }

    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.index.articles.get(&id.0)
    }
    /// By absolute path.
    pub fn article_at(&self, path: &str) -> Option<&Arc<Article>> {
        self.index.article_at(path)
    }
    /// In order of path.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.index.by_path.values().filter_map(|id| self.article(*id))
    }
    pub fn len(&self) -> usize {
        self.index.articles.size()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The articles of a posting, in order of path.
    pub fn resolve(&self, posting: &Posting) -> Vec<&Arc<Article>> {
        let mut articles: Vec<&Arc<Article>> = posting.iter().filter_map(|id| self.article(id)).collect();
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        articles
    }

    /// The mentions of an article that count: weak ones only where the corpus confirms the name, each with the type
    /// that the corpus agreed on.
    pub fn mentions<'a>(&'a self, article: &'a Article) -> impl Iterator<Item = Mention> + 'a {
        article.facts.mentions.iter().filter_map(|m| {
            let Target::Unresolved(key) = &m.target else { return Some(m.clone()) };
            let verdict = self.verdict(key);
            let confirmed = verdict.is_some_and(|v| v.confirmed);
            if m.strength == Strength::Weak && !confirmed && !verdict.is_some_and(|v| v.likely) {
                return None;
            }
            let mut mention = m.clone();
            mention.kind = verdict.map_or(m.kind, |v| v.kind);
            if m.strength < Strength::Fair && confirmed {
                mention.evidence |= Evidence::CORPUS_VOTE;
            }
            Some(mention)
        })
    }
    /// Articles that mention an entity (also as one of several candidates; a provisional one: under this very name).
    pub fn mentioned_in(&self, entity: &EntityKey) -> Posting {
        match entity {
            EntityKey::Known(id) => self.index.entities.get(id).cloned(),
            EntityKey::Provisional(name) => self.index.names.get(name).map(|e| e.posting.clone()),
        }
        .unwrap_or_default()
    }
    /// Articles that state a claim.
    pub fn claimed_in(&self, key: &str) -> Posting {
        self.index.claims.get(key).cloned().unwrap_or_default()
    }
    /// All statements of a claim: articles in order of path, claims (indices into their facts) in order of place.
    pub fn statements(&self, key: &str) -> Vec<(&Arc<Article>, u32)> {
        let posting = self.claimed_in(key);
        self.resolve(&posting).into_iter().flat_map(|a| a.contribution.claims_of(key).map(move |c| (a, c))).collect()
    }
    /// All claim keys, in no particular order: sort what comes of them.
    pub fn claim_keys(&self) -> impl Iterator<Item = &Symbol> {
        self.index.claims.keys()
    }
    /// Articles that introduce somebody with a post of this key, see [`super::post_key`].
    pub fn holding(&self, post: &str) -> Posting {
        self.index.posts.get(post).cloned().unwrap_or_default()
    }
    /// Articles whose sidecars hold accept records with this key.
    pub fn accepted_in(&self, key: &str) -> Posting {
        self.index.accepts.get(key).cloned().unwrap_or_default()
    }

    /// The text that an article's facts came from: of an open article the buffer, of a closed one the file, if it has
    /// not changed since it was read.
    pub fn text_of(&self, article: &Article, source: &dyn Source) -> Option<Arc<str>> {
        if let Some(text) = &article.text {
            return Some(text.clone());
        }
        let text = source.text(&article.path, self.config().encoding.as_deref())?;
        (xxhash_rust::xxh3::xxh3_64(text.as_bytes()) == article.hash).then(|| text.into())
    }

    /// What the corpus thinks of a provisional name.
    pub fn verdict(&self, name: &Symbol) -> Option<Verdict> {
        self.index.names.get(name).map(|e| names::verdict(&e.votes))
    }
    pub fn name(&self, name: &Symbol) -> Option<NameView> {
        self.index.names.get(name).map(|e| view(name, e))
    }
    /// All provisional names that are shown, in order of key.
    pub fn names(&self) -> Vec<NameView> {
        let shown = |e: &NameEntry| e.votes.strong + e.votes.fair > 0;
        let mut names: Vec<NameView> = self.index.names.iter().filter(|(_, e)| shown(e)).map(|(k, e)| view(k, e)).collect();
        names.sort_by(|a, b| a.key.cmp(&b.key));
        names
    }
    /// The provisional names that are one entity with this one (itself included), smallest first: across scripts only
    /// when the whole pinyin key agrees, is unique on both sides, and the two share an article, an organization or a
    /// title.
    pub fn group(&self, name: &Symbol) -> Vec<Symbol> {
        names::group(&self.index, name)
    }
    /// Provisional names in the other script that sound like this one, whether or not they are of one entity with it.
    pub fn sounding_like(&self, name: &Symbol) -> Vec<Symbol> {
        names::sounding_like(&self.index, name)
    }
    /// An entity under all its names: itself, or the whole group of a provisional one.
    pub fn aliases_of(&self, entity: &EntityKey) -> Vec<EntityKey> {
        match entity {
            EntityKey::Known(_) => vec![entity.clone()],
            EntityKey::Provisional(name) => self.group(name).into_iter().map(EntityKey::Provisional).collect(),
        }
    }

    /// All introductions of an entity under all its names, best first, each with its article: most distinct titles and
    /// organizations, then body over headline, caption and list, then a complete sentence, then the earliest article
    /// date (undated last), path, place.
    pub fn introductions(&self, entity: &EntityKey) -> Vec<(Arc<Article>, Introduction)> {
        let keys = self.aliases_of(entity);
        let mut found: Vec<(Arc<Article>, Introduction)> = Vec::new();
        for key in &keys {
            let Some(posting) = self.index.introduced.get(key) else { continue };
            for article in posting.iter().filter_map(|id| self.article(id)) {
                let introductions = article.facts.introductions.iter().filter(|i| i.entity == *key);
                found.extend(introductions.map(|i| (article.clone(), i.clone())));
            }
        }
        found.sort_by_cached_key(|(article, i)| {
            let said = (i.title.len() + i.of.is_some() as usize).max(i.what.is_some() as usize);
            let date = article.facts.date.as_ref().map(|d| d.date);
            (std::cmp::Reverse(said), !i.in_body, !i.in_sentence, date.is_none(), date, article.path.clone(), i.span.start)
        });
        found
    }
    /// Entities that texts of the corpus say a name belongs to (bilingual parentheses), in order.
    pub fn taught(&self, name: &str) -> Vec<EntityKey> {
        let folded = fold_name(name);
        let Some(posting) = self.index.taught.get(&folded) else { return Vec::new() };
        let articles = posting.iter().filter_map(|id| self.article(id));
        let taught = articles.flat_map(|a| a.facts.taught.iter().filter(|t| t.corpus && fold_name(&t.name) == folded));
        let mut entities: Vec<EntityKey> = taught.map(|t| t.full.clone()).collect();
        entities.sort();
        entities.dedup();
        entities
    }
}

fn view(key: &Symbol, entry: &NameEntry) -> NameView {
    NameView {
        key: key.clone(),
        verdict: names::verdict(&entry.votes),
        mentions: entry.votes.mentions,
        articles: entry.posting.len() as u32,
        strong: entry.votes.strong,
    }
}
