//! Loading the corpora that arguments belong to, with the server's own host, run inline.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::{Failure, note};
use super::paths::{self, Argument};
use super::progress::Progress;
use crate::check::rules::RULES;
use crate::config::Level;
use crate::corpus::{CorpusFiles, FileText, Source};
use crate::ide::{Analysis, Change, Host, is_under};
use crate::workspace::Disk;

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
    if known(rule) {
        Ok((rule.to_owned(), level))
    } else {
        Err(format!("there is no rule \"{rule}\"; `dossier explain` lists them"))
    }
}

/// All corpora that the arguments belong to, read to the end.
pub struct Session {
    pub arguments: Vec<Argument>,
    pub source: Disk,
    host: Host,
}

impl Session {
    pub fn load(given: &[PathBuf], options: &CorpusArgs) -> Result<Session, Failure> {
        let arguments = paths::arguments(given)?;
        let source = Disk::default();
        let settings = settings(&options.rules);
        let mut session = Session { arguments, source, host: Host::new() };
        let progress = Progress::new();
        for mut files in session.corpora() {
            if let Some(config) = &options.config {
                files.config = Some(read_config(config)?);
                files.config_error = None;
            }
            if let Some(error) = &files.config_error {
                return Err(Failure::new(format!("cannot read {}/dossier.toml: {error}; mend it, or name another with --config", files.root)));
            }
            let root = files.root.clone();
            let changes = vec![Change::Settings { root, settings: settings.clone() }, Change::Corpus(files)];
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
            job.run(source, &mut |change| {
                let outcome = host.apply(vec![change]);
                outcome.log.iter().for_each(|line| note(line));
                jobs.extend(outcome.jobs);
                let (pending, read) =
                    outcome.analysis.corpora.iter().fold((0, 0), |(p, r), c| (p + c.pending, r + c.snapshot.len()));
                progress.at(read, read + pending);
                true
            });
        }
    }

    /// The files of each corpus that an argument belongs to: of the nearest `dossier.toml` at or above it; without one,
    /// of the directory argument; files alone make a corpus of what was named.
    fn corpora(&self) -> Vec<CorpusFiles> {
        let mut roots: Vec<String> = Vec::new();
        let mut alone: BTreeMap<String, Vec<&Argument>> = BTreeMap::new();
        for argument in &self.arguments {
            match configured_root(argument) {
                Some(root) => roots.push(root),
                None if argument.directory => roots.push(argument.path.clone()),
                None => {
                    let parent = argument.path.rsplit_once('/').map_or("", |(parent, _)| parent);
                    alone.entry(parent.to_owned()).or_default().push(argument);
                }
            }
        }
        roots.sort();
        // A folder inside another argument's corpus is part of it.
        roots.dedup_by(|inner, outer| is_under(inner, outer) && !has_config(Path::new(inner.as_str())) || inner == outer);
        let mut corpora: Vec<CorpusFiles> = roots.iter().map(|root| self.source.discover(root)).collect();
        for (parent, files) in alone {
            if roots.iter().any(|root| is_under(&parent, root)) {
                continue;
            }
            let (glossary, articles): (Vec<&Argument>, Vec<&Argument>) = files.into_iter().partition(|a| a.path.ends_with(".toml"));
            let text = |a: &Argument| Some(FileText { path: a.path.as_str().into(), text: self.source.text(&a.path, None)?.into() });
            let mut articles: Vec<Arc<str>> = articles.iter().map(|a| a.path.as_str().into()).collect();
            articles.sort();
            articles.dedup();
            let glossary = glossary.into_iter().filter_map(text).collect();
            corpora.push(CorpusFiles { root: parent.into(), articles, glossary, ..CorpusFiles::default() });
        }
        corpora
    }

    /// A configuration that cannot be read is no basis for an answer.
    fn refuse_broken_config(&self) -> Result<(), Failure> {
        for corpus in &self.analysis().corpora {
            let Some(file) = &corpus.snapshot.parts.config_file else { continue };
            if let Some(problem) = file.problems.iter().find(|p| p.code == "config/syntax") {
                let (line, column) = file.lines.line_column(problem.span.start);
                return Err(Failure::new(format!(
                    "cannot read {}:{line}:{column}: {}; mend it, or name another file with --config",
                    file.path,
                    problem.message.trim_end_matches('.')
                )));
            }
        }
        Ok(())
    }
}

/// The nearest folder at or above an argument that has a `dossier.toml`.
fn configured_root(argument: &Argument) -> Option<String> {
    let start = if argument.directory { Some(Path::new(&argument.path)) } else { Path::new(&argument.path).parent() };
    let root = start?.ancestors().find(|folder| has_config(folder))?;
    paths::absolute(root).ok()
}

fn has_config(folder: &Path) -> bool {
    folder.join("dossier.toml").symlink_metadata().is_ok()
}

fn read_config(path: &Path) -> Result<FileText, Failure> {
    let remedy = "name a readable TOML file with --config";
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file("read", path, &e, remedy))?;
    Ok(FileText { path: paths::absolute(path)?.into(), text: text.into() })
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
