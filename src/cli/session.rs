//! Loading the corpora that arguments belong to, with the server's own host, run inline.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::{Failure, note};
use super::paths::{self, Argument};
use super::progress::Progress;
use crate::check::RULES;
use crate::config::{Config, Level};
use crate::corpus::{CorpusFiles, FileText, Source};
use crate::ide::{Analysis, Change, Host, Lang, is_under};
use crate::workspace::{self, Disk};

/// What commands that read articles have in common.
#[derive(clap::Args, Default)]
pub struct CorpusArgs {
    /// Use this file in place of the dossier.toml of the corpus
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Set how loud a rule is, as `[rules]` does: error, warning, information, hint or off
    #[arg(long = "rule", value_name = "RULE=SEVERITY", value_parser = rule_setting)]
    pub rules: Vec<(String, Level)>,
    /// Read every article anew, and leave no cache behind
    #[arg(long)]
    pub no_cache: bool,
}

fn rule_setting(text: &str) -> Result<(String, Level), String> {
    let (rule, level) = text.split_once('=').ok_or("write RULE=SEVERITY, for example figure/conflict=error")?;
    let level = serde_json::from_value(level.into())
        .map_err(|_| format!("\"{level}\" is no severity; use error, warning, information, hint or off"))?;
    let known = |name: &str| match name.strip_suffix("/*") {
        Some(group) => RULES.iter().any(|r| r.name.split('/').next() == Some(group)),
        None => RULES.iter().any(|r| r.name == name),
    };
    if known(rule) { Ok((rule.to_owned(), level)) } else { Err(format!("there is no rule \"{rule}\"; `dossier explain` lists them")) }
}

/// All corpora that the arguments belong to, read to the end.
pub struct Session {
    pub arguments: Vec<Argument>,
    pub source: Disk,
    host: Host,
}

impl Session {
    pub fn load(given: &[PathBuf], options: &CorpusArgs) -> Result<Session, Failure> {
        Session::load_in(given, options, Lang::English, true)
    }

    /// The same, with findings worded in a language; with `baselines`, without those that baselines hold.
    pub fn load_in(given: &[PathBuf], options: &CorpusArgs, lang: Lang, baselines: bool) -> Result<Session, Failure> {
        let arguments = paths::arguments(given)?;
        let source = Disk::with_config(options.config.as_deref().map(read_config).transpose()?);
        let source = if baselines { source } else { source.without_baseline() };
        let settings = settings(&options.rules);
        let mut session = Session { arguments, source, host: Host::with_lang(lang) };
        let progress = Progress::new();
        for files in session.corpora() {
            if let Some(error) = &files.config_error {
                return Err(Failure::new(format!(
                    "cannot read {}/dossier.toml: {error}; mend it, or name another with --config",
                    files.root
                )));
            }
            let root = files.root.clone();
            let changes = vec![Change::Corpus(files), Change::Settings { root, settings: settings.clone() }];
            session.drive(changes, &progress);
        }
        session.refuse_broken_config()?;
        Ok(session)
    }

    pub fn analysis(&self) -> &Arc<Analysis> {
        self.host.analysis()
    }

    /// Whether an absolute path lies under an argument.
    pub fn asked_for(&self, path: &str) -> bool {
        self.arguments.iter().any(|a| a.holds(path))
    }

    /// Applies changes and everything that follows from them, until nothing is left to do.
    fn drive(&mut self, changes: Vec<Change>, progress: &Progress) {
        let outcome = self.host.apply(changes);
        outcome.log.iter().for_each(|line| note(line));
        let mut jobs = VecDeque::from(outcome.jobs);
        while let Some(job) = jobs.pop_front() {
            let Session { host, source, .. } = self;
            job.run(source, &|| false, &mut |change| {
                let outcome = host.apply(vec![change]);
                outcome.log.iter().for_each(|line| note(line));
                jobs.extend(outcome.jobs);
                let (pending, read) = outcome.analysis.corpora.iter().fold((0, 0), |(p, r), c| (p + c.pending, r + c.snapshot.len()));
                progress.at(read, read + pending);
                true
            });
        }
    }

    /// The files of each corpus that an argument belongs to: of the nearest `dossier.toml` at or above it; without one,
    /// of the directory argument; files alone make a corpus of what was named. What was named is read even where ignore
    /// files or `dossier.toml` leave it out.
    fn corpora(&self) -> Vec<CorpusFiles> {
        let mut corpora: BTreeMap<Arc<str>, CorpusFiles> = BTreeMap::new();
        for argument in self.arguments.iter().filter(|a| a.directory) {
            for files in workspace::corpora_on(&self.source, Path::new(&*argument.path)) {
                corpora.entry(files.root.clone()).or_insert(files);
            }
            let empty = corpora.values().all(|c| c.articles.iter().all(|a| !argument.holds(a)));
            if empty && let Some(owner) = owner(&mut corpora, &argument.path) {
                add(owner, self.source.discover(&argument.path, &serde_json::Value::Null).articles);
            }
        }
        // Without a dossier.toml of its own, a folder inside another argument's corpus is part of that.
        let roots: Vec<Arc<str>> = corpora.keys().cloned().collect();
        corpora.retain(|root, files| files.config.is_some() || !roots.iter().any(|r| r != root && is_under(root, r)));
        for argument in self.arguments.iter().filter(|a| !a.directory) {
            let path = &argument.path;
            let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
            let root = workspace::root_of(Path::new(parent));
            let configured = Path::new(&*root).join("dossier.toml").is_file();
            if configured && !corpora.contains_key(&root) {
                corpora.insert(root.clone(), self.source.discover(&root, &serde_json::Value::Null));
            }
            match owner(&mut corpora, path) {
                Some(owner) => add(owner, vec![path.clone()]),
                None => {
                    let mut alone = workspace::lone_file(Path::new(&**path));
                    let articles = std::mem::take(&mut alone.articles);
                    alone.config = self.source.config().cloned();
                    if let Some(file) = alone.config.clone() {
                        self.source.read_companions(&mut alone, &Config::parse(&file.text).0);
                    }
                    if path.ends_with(".toml") {
                        let text = self.source.text(path, None).unwrap_or_default();
                        alone.glossary.push(FileText::of_disk(path.clone(), text));
                    }
                    add(&mut alone, articles);
                    corpora.insert(alone.root.clone(), alone);
                }
            }
        }
        corpora.into_values().collect()
    }

    /// A configuration that cannot be read is no basis for an answer.
    fn refuse_broken_config(&self) -> Result<(), Failure> {
        for corpus in &self.analysis().corpora {
            let Some(file) = &corpus.snapshot.parts.config_file else { continue };
            // In the parser's words: the finding says that the defaults hold, which is so in an editor alone.
            if let Err((span, slip)) = crate::config::toml::document(&file.text) {
                let (line, column) = file.lines.line_column(span.start);
                return Err(Failure::new(format!(
                    "cannot read {}:{line}:{column}: {slip}; mend it, or name another file with --config",
                    file.path
                )));
            }
        }
        Ok(())
    }
}

/// The corpus that a path belongs to: the one with the nearest root.
fn owner<'a>(corpora: &'a mut BTreeMap<Arc<str>, CorpusFiles>, path: &str) -> Option<&'a mut CorpusFiles> {
    corpora.values_mut().filter(|c| is_under(path, &c.root)).max_by_key(|c| c.root.len())
}

/// Adds articles that are not among the files of the corpus yet, in order.
fn add(files: &mut CorpusFiles, articles: Vec<Arc<str>>) {
    let known = |p: &Arc<str>| files.articles.contains(p) || files.glossary.iter().any(|g| g.path == *p);
    let is_article = |p: &Arc<str>| !p.ends_with(".toml") && crate::annotation::sidecar_path(p).is_none();
    let new: Vec<Arc<str>> = articles.into_iter().filter(|p| is_article(p) && !known(p)).collect();
    files.articles.extend(new);
    files.articles.sort();
    files.articles.dedup();
}

fn read_config(path: &Path) -> Result<FileText, Failure> {
    let remedy = "name a readable TOML file with --config";
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file("read", path, &e, remedy))?;
    Ok(FileText::of_disk(workspace::absolute(path), text))
}

/// `--rule` as settings, in the shape of `[rules]`.
fn settings(rules: &[(String, Level)]) -> serde_json::Value {
    if rules.is_empty() {
        return serde_json::Value::Null;
    }
    let rules: serde_json::Map<String, serde_json::Value> =
        rules.iter().filter_map(|(rule, level)| Some((rule.clone(), serde_json::to_value(level).ok()?))).collect();
    serde_json::json!({ "rules": rules })
}
