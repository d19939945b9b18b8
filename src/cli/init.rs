//! `dossier init`: a `dossier.toml` and a first glossary from the names in the articles; a glossary that is there is added
//! to, with its comments and order as they are.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::failure::Failure;
use super::paths::Base;
use super::session::{CorpusArgs, Session};
use crate::config::splice::apply_all;
use crate::corpus::Source;
use crate::ide::init::{Proposal, proposals};
use crate::ide::{CorpusView, SourceChange, authoring};
use crate::workspace;

#[derive(clap::Args)]
pub struct Args {
    /// Folder of the articles [default: the current directory]
    path: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgs,
    /// Write nothing; print the entities that the glossary would get
    #[arg(long)]
    dry_run: bool,
    /// How the dry run prints entities
    #[arg(long, value_enum, requires = "dry_run", default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// One entity a line: {"type","name","role","org","maker"}
    #[default]
    Jsonl,
    /// The glossary file that would be written, or the files with what would be added
    Toml,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let session = Session::load(std::slice::from_ref(&path), &args.corpus)?;
    let corpora = &session.analysis().corpora;
    if args.dry_run {
        let mut out = BufWriter::new(std::io::stdout().lock());
        for corpus in corpora {
            print(&mut out, corpus, &session.source, args.format)?;
        }
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let folder = session.arguments.first().filter(|a| a.directory).map(|a| a.path.clone());
    let corpus = corpora.iter().find(|c| Some(&c.root) == folder.as_ref());
    let Some(corpus) = corpus else {
        let root = corpora.first().map_or("", |c| &c.root);
        return Err(Failure::new(format!("{} belongs to the corpus in {root}; give that folder, or look with --dry-run", path.display())));
    };
    let refused = |why: String| Failure::new(format!("{why}; use --dry-run to see what a glossary would get"));
    let config = match corpus.snapshot.parts.config_file {
        Some(_) => None,
        None => Some(authoring::new_config(corpus).map_err(refused)?),
    };
    let base = Base::of_current();
    let mut out = std::io::stdout().lock();
    // A corpus without a name in it gets its configuration all the same.
    let glossary = authoring::first_glossary(corpus, &session.source, &|| false);
    for change in config.iter().chain(glossary.as_ref().ok()) {
        for written in write(corpus, change)? {
            writeln!(out, "Wrote {}", base.show(&written))?;
        }
    }
    match glossary {
        Ok(_) => writeln!(out, "Read the glossary through and correct it, then run `dossier check`.")?,
        Err(why) => writeln!(out, "No glossary was written: {why}.")?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print(out: &mut dyn Write, corpus: &CorpusView, source: &dyn Source, format: Format) -> Result<(), Failure> {
    match format {
        Format::Jsonl => {
            for line in proposals(corpus, source, &|| false).iter().flat_map(Proposal::lines) {
                serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Toml => {
            let change = authoring::first_glossary(corpus, source, &|| false).unwrap_or_default();
            for file in &change.files {
                let old = corpus.snapshot.parts.glossary_files.iter().find(|g| g.path == file.path).map_or("", |g| &*g.text);
                if change.files.len() > 1 || !old.is_empty() {
                    writeln!(out, "# {}", Base::of_current().show(&file.path))?;
                }
                write!(out, "{}", apply_all(old, &file.edits))?;
            }
        }
    }
    Ok(())
}

/// Carries a change of a corpus out; gives the paths of what was written.
fn write(corpus: &CorpusView, change: &SourceChange) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    for file in &change.files {
        match corpus.snapshot.parts.glossary_files.iter().find(|g| g.path == file.path && !file.create) {
            Some(document) => super::glossary::write(document, &file.edits)?,
            None => {
                let text: String = file.edits.iter().map(|(_, text)| text.as_str()).collect();
                workspace::write_new(&file.path, &text).map_err(|e| Failure::new(format!("cannot write {e}")))?;
            }
        }
        written.push(file.path.to_string());
    }
    Ok(written)
}
