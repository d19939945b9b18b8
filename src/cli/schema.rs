//! `dossier schema`: JSON Schemas of the files that people write.

use std::io::Write;
use std::process::ExitCode;

use super::failure::Failure;
use crate::config::Config;
use crate::glossary::Glossary;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_enum)]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// dossier.toml
    Config,
    /// A line of *.annot.jsonl
    Annotation,
    /// glossary.toml
    Glossary,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let schema = match args.of {
        Of::Config => Config::schema(),
        Of::Annotation => crate::annotation::schema(),
        Of::Glossary => Glossary::schema(),
    };
    writeln!(std::io::stdout().lock(), "{schema:#}")?;
    Ok(ExitCode::SUCCESS)
}
