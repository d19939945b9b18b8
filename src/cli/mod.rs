//! The command line: one file per command; `output/` holds the formats of findings.
//!
//! Every command that reads articles runs the same [`crate::ide::Host`] as the server, inline (`session`). Exit codes:
//! 0 nothing to report, 1 findings at or above `--fail-on`, 2 usage, configuration or IO errors, told on stderr.

mod baseline;
mod check;
mod claims;
mod completions;
mod diff;
mod explain;
mod export;
mod failure;
mod glossary;
mod init;
mod kwic;
mod output;
mod paths;
mod progress;
mod schema;
mod session;
mod term;
mod texts;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use failure::Failure;

/// Finds figures that contradict each other and names nobody introduced, in folders of news articles.
#[derive(Parser)]
#[command(name = "dossier", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours [default: on a terminal, unless NO_COLOR is set]
    #[arg(long, global = true, value_enum, default_value_t, hide_default_value = true)]
    color: term::ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    /// Run the language server on standard input and output
    Lsp {
        /// Speak over standard input and output, which is the only way there is
        #[arg(long)]
        stdio: bool,
    },
    /// Report figures that contradict each other and names that are not in the glossary
    Check(check::Args),
    /// Print what was read of every article: names, figures, claims, introductions
    Export(export::Args),
    /// Write dossier.toml and a first glossary from the names in the articles
    Init(init::Args),
    /// List every mention of a name with the words around it
    Kwic(kwic::Args),
    /// List the figures of a name, or of all: metric, period, value, where it stands, what contradicts it
    Claims(claims::Args),
    /// Import term lists into the glossary, or export it: spreadsheets, spaCy, SKOS, GATE, brat
    Glossary(glossary::Args),
    /// Explain a rule, or list them all
    Explain(explain::Args),
    /// Print the JSON Schema of a file format
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// Runs the command line. `serve` is the server, where this program was built with it: handed in from outside, because
/// command line and server do not know each other.
pub fn main(serve: Option<fn() -> ExitCode>) -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap; a closed pipe while they are printed is none to us.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(failure::USAGE) } else { ExitCode::SUCCESS };
        }
    };
    let color = cli.color;
    if !matches!(cli.command, Command::Lsp { .. }) {
        log_to_stderr();
    }
    let done = match cli.command {
        Command::Lsp { stdio: _ } => serve
            .map(|serve| serve())
            .ok_or_else(|| Failure::new("this program was built without the server; build it with the feature `lsp`")),
        Command::Check(args) => check::run(&args, color),
        Command::Export(args) => export::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Kwic(args) => kwic::run(&args, color),
        Command::Claims(args) => claims::run(&args),
        Command::Glossary(args) => glossary::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
    };
    done.unwrap_or_else(|failure| failure.exit())
}

/// Warnings of the layers below, one line each: files that could not be read, articles whose reading failed.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("DOSSIER_LOG").unwrap_or_else(|_| "warn".into());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    // A second subscriber in one process is refused; the first one stays in use.
    let _ = lines.without_time().with_target(false).try_init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
