//! `dossier export`: what was read of every article, one article a line, in path order.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;

use super::failure::{Failure, USAGE, note};
use super::paths::Base;
use super::session::{CorpusArgs, Session};
use crate::corpus::Article;
use crate::ide::export::{Exporter, Line};

#[derive(clap::Args)]
pub struct Args {
    /// Folders or articles [default: the current directory]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgs,
    /// How to print what was read
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write into this folder, which is made where it is missing, rather than to standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// One JSON object a line, one line an article
    #[default]
    Jsonl,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let session = Session::load(&args.paths, &args.corpus)?;
    let Format::Jsonl = args.format;
    let left_out = match &args.output {
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            let left_out = write(&session, &mut out)?;
            out.flush()?;
            left_out
        }
        Some(folder) => {
            let path = folder.join("articles.jsonl");
            let told = |e: io::Error| Failure::file("write", &path, &e, "choose a folder you can write to with -o");
            std::fs::create_dir_all(folder).map_err(told)?;
            let mut out = BufWriter::new(File::create(&path).map_err(told)?);
            let left_out = write(&session, &mut out)?;
            out.flush().map_err(told)?;
            left_out
        }
    };
    Ok(if left_out { ExitCode::from(USAGE) } else { ExitCode::SUCCESS })
}

/// Articles whose lines are made in parallel before they are written: enough to keep every core busy, few enough to
/// hold.
const BATCH: usize = 64;

/// Writes all articles under the arguments; true where one had to be left out because it changed meanwhile.
fn write(session: &Session, out: &mut dyn Write) -> Result<bool, Failure> {
    let base = Base::of_arguments(&session.arguments);
    let mut asked: Vec<(String, usize, &Arc<Article>)> = Vec::new();
    let corpora: Vec<Exporter> = session.analysis().corpora.iter().map(|c| Exporter::new(c)).collect();
    for (at, exporter) in corpora.iter().enumerate() {
        let articles = exporter.corpus.snapshot.articles().filter(|a| session.asked_for(&a.path));
        asked.extend(articles.map(|a| (base.show(&a.path), at, a)));
    }
    asked.sort_by(|a, b| a.0.cmp(&b.0));
    let mut left_out = false;
    for batch in asked.chunks(BATCH) {
        let lines: Vec<Line> = batch.par_iter().map(|(path, at, article)| corpora[*at].line(path, article, &session.source)).collect();
        for ((path, ..), line) in batch.iter().zip(lines) {
            match line {
                Line::Written(line) => out.write_all(&line)?,
                Line::Unread(why) => note(&format!("{path} is left out: {why}")),
                Line::Changed => {
                    left_out = true;
                    note(&format!("{path} is left out: it changed while it was read; run the export again"));
                }
            }
        }
    }
    Ok(left_out)
}
