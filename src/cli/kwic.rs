//! kwic
use super::failure::Failure;
#[derive(clap::Args)]
pub struct Args {}
pub fn run(_: &Args, _: super::term::ColorChoice) -> Result<std::process::ExitCode, Failure> { Err(Failure::new("not built")) }
