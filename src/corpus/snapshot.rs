//! The immutable view of a corpus.

use std::sync::Arc;

use super::{Article, ArticleId, CorpusFiles, NameView, Posting, Verdict};
use crate::config::{Config, Problem};
use crate::extract::{Context, EntityKey, Introduction, Mention};
use crate::glossary::{Glossary, GlossaryFile, Matcher};
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
}

#[derive(Clone, Debug)]
pub struct GlossaryDocument {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub lines: Arc<LineIndex>,
    /// What is in use: of a broken file the last good version's entities, with the broken one's problems.
    pub file: Arc<GlossaryFile>,
}

#[derive(Clone, Debug)]
pub struct ConfigDocument {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub lines: Arc<LineIndex>,
    pub problems: Vec<Problem>,
}

impl SnapshotParts {
    /// Reads configuration and glossary. `settings` are the editor's (may be null); `last` is what was in use before:
    /// a file with a syntax error keeps its last good entities from there.
    pub fn build(files: &CorpusFiles, settings: &serde_json::Value, last: Option<&SnapshotParts>) -> SnapshotParts {
        let (config, problems) = files.config.as_ref().map_or_else(Default::default, |f| Config::parse(&f.text));
        let (config, _) = config.overlay(settings);
        let config_file = files.config.as_ref().map(|f| {
            Arc::new(ConfigDocument { path: f.path.clone(), text: f.text.clone(), lines: Arc::new(LineIndex::default()), problems })
        });
        let glossary_files: Arc<[GlossaryDocument]> = files
            .glossary
            .iter()
            .map(|f| {
                let mut file = GlossaryFile::parse(&f.path, &f.text);
                if let Some(good) = last.and_then(|l| l.glossary_files.iter().find(|g| g.path == f.path)).filter(|_| file.broken) {
                    file.entities = good.file.entities.clone();
                }
                GlossaryDocument { path: f.path.clone(), text: f.text.clone(), lines: Arc::new(LineIndex::default()), file: Arc::new(file) }
            })
            .collect();
        let glossary = Arc::new(Glossary::join(glossary_files.iter().map(|g| &*g.file)));
        let config = Arc::new(config);
        let context = Context::new(config.clone(), Arc::new(Matcher::new(&glossary)));
        SnapshotParts { root: files.root.clone(), config, glossary, glossary_files, config_file, context }
    }
}

/// A corpus at one revision. Cloning costs a few reference counts.
#[derive(Clone)]
pub struct Snapshot {
    pub revision: u64,
    pub parts: Arc<SnapshotParts>,
}

impl Snapshot {
    pub fn new(parts: Arc<SnapshotParts>) -> Snapshot {
        Snapshot { revision: 0, parts }
    }
    pub fn config(&self) -> &Config {
        &self.parts.config
    }
    pub fn glossary(&self) -> &Glossary {
        &self.parts.glossary
    }
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        let _ = id;
        None
    }
    /// By absolute path.
    pub fn article_at(&self, path: &str) -> Option<&Arc<Article>> {
        let _ = path;
        None
    }
    /// In order of path.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        std::iter::empty()
    }
    pub fn len(&self) -> usize {
        0
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The mentions of an article that count: weak ones only where the corpus confirms the name, each with the type
    /// that the corpus agreed on.
    pub fn mentions<'a>(&'a self, article: &'a Article) -> impl Iterator<Item = Mention> + 'a {
        article.facts.mentions.iter().cloned()
    }
    /// Articles that mention an entity (a provisional one: under this very name).
    pub fn mentioned_in(&self, entity: &EntityKey) -> Posting {
        let _ = entity;
        Posting::default()
    }
    /// Articles that state a claim.
    pub fn claimed_in(&self, key: &Symbol) -> Posting {
        let _ = key;
        Posting::default()
    }
    /// What the corpus thinks of a provisional name.
    pub fn verdict(&self, name: &Symbol) -> Option<Verdict> {
        let _ = name;
        None
    }
    pub fn name(&self, name: &Symbol) -> Option<NameView> {
        let _ = name;
        None
    }
    /// All provisional names that are shown, in order of key.
    pub fn names(&self) -> impl Iterator<Item = NameView> + '_ {
        std::iter::empty()
    }
    /// The provisional names that are one entity with this one (itself included), smallest first: across scripts only
    /// when the whole pinyin key agrees, is unique on both sides, and the two share an article, organization, role or
    /// product; or when the text itself taught it.
    pub fn group(&self, name: &Symbol) -> Vec<Symbol> {
        vec![name.clone()]
    }
    /// All introductions of an entity (its whole group), best first, each with its article.
    pub fn introductions(&self, entity: &EntityKey) -> Vec<(Arc<Article>, Introduction)> {
        let _ = entity;
        Vec::new()
    }
    /// Entities that the texts say a name belongs to (`X (ABC)`, bilingual parentheses), in order.
    pub fn taught(&self, name: &str) -> Vec<EntityKey> {
        let _ = name;
        Vec::new()
    }
}
