//! `dossier check`: findings of the rules, in one of the formats of [`super::output`].

use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use rayon::prelude::*;

use super::baseline;
use super::failure::{Failure, note};
use super::output::{self, Format, Found, Listing};
use super::paths::Base;
use super::session::{CorpusArgs, Session};
use super::term::{self, ColorChoice, Painter};
use super::texts::Texts;
use crate::config::Severity;
use crate::ide::{CorpusView, Lang};

#[derive(clap::Args)]
pub struct Args {
    /// Folders or articles [default: the current directory]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgs,
    /// How to print findings [default: full on a terminal, else concise]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,
    /// Print hints too in the formats full and concise; the others always do
    #[arg(long)]
    hints: bool,
    /// Language of messages: en, zh-Hans, zh-Hant or a locale [default: en]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Write today's findings to the baseline of each corpus: what it holds is not reported from then on
    #[arg(long)]
    write_baseline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Information,
    Hint,
    Never,
}

impl FailOn {
    fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Information => Some(Severity::Information),
            FailOn::Hint => Some(Severity::Hint),
            FailOn::Never => None,
        }
    }
}

pub fn run(args: &Args, color: ColorChoice) -> Result<ExitCode, Failure> {
    let lang = args.lang.as_deref().map_or(Lang::English, Lang::of_locale);
    let session = Session::load_in(&args.paths, &args.corpus, lang, !args.write_baseline)?;
    let format = args.format.unwrap_or(if std::io::stdout().is_terminal() { Format::Full } else { Format::Concise });
    let base = if format.for_programs() { Base::of_arguments(&session.arguments) } else { Base::of_current() };
    let mut texts = Texts::new(session.analysis(), &session.source);
    if args.write_baseline {
        write_baselines(&session, &mut texts)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut found = Vec::new();
    for corpus in &session.analysis().corpora {
        baseline::tell(corpus)?;
        found.extend(findings(&session, corpus, &|path| session.asked_for(path)));
    }
    let listing = Listing::new(&session, found, base);
    if listing.articles == 0 {
        note("no article found: .txt and .md files count, unless git ignores them or dossier.toml says otherwise");
    }
    let failed = args.fail_on.least().is_some_and(|least| listing.found.iter().any(|f| f.finding.severity >= least));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let style = output::Style { painter: Painter { color: color.enabled() }, columns: term::columns(), hints: args.hints };
    match output::write(&mut out, format, &listing, &mut texts, style).and_then(|()| out.flush()).map_err(Failure::from) {
        // Whoever reads has seen enough; the exit code still tells what was found.
        Err(Failure::BrokenPipe) | Ok(()) => Ok(ExitCode::from(u8::from(failed))),
        Err(failure) => Err(failure),
    }
}

/// The findings of a corpus, in no particular order.
fn findings(session: &Session, corpus: &CorpusView, asked_for: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Found> {
    let snapshot = &corpus.snapshot;
    let mut found = Vec::new();
    let asked: Vec<_> = snapshot.articles().filter(|a| asked_for(&a.path)).collect();
    found.par_extend(asked.par_iter().flat_map_iter(|article| {
        let findings = corpus.report.findings_with(snapshot, article.id, &|a| snapshot.text_of(a, &session.source));
        findings.into_iter().map(|finding| Found { finding, lines: article.lines.clone() })
    }));
    let parts = &snapshot.parts;
    let files = parts.glossary_files.iter().map(|g| (&g.path, &g.lines)).chain(parts.config_file.iter().map(|c| (&c.path, &c.lines)));
    for (path, lines) in files.filter(|(path, _)| asked_for(path)) {
        let findings = corpus.file_findings(path);
        found.extend(findings.into_iter().map(|finding| Found { finding, lines: lines.clone() }));
    }
    found
}

/// Fills in the quotes of findings in articles, which are not kept in memory.
fn quote(found: &mut [Found], texts: &mut Texts) {
    found.sort_by(|a, b| a.finding.place.path.cmp(&b.finding.place.path));
    for Found { finding, .. } in found {
        finding.quote = texts.quote(&finding.place);
    }
}

fn write_baselines(session: &Session, texts: &mut Texts) -> Result<(), Failure> {
    for corpus in &session.analysis().corpora {
        let mut found = findings(session, corpus, &|_| true);
        quote(&mut found, texts);
        writeln!(std::io::stdout(), "{}", baseline::write(corpus, &found)?)?;
    }
    Ok(())
}
