//! init
use super::failure::Failure;
#[derive(clap::Args)]
pub struct Args {}
pub fn run(_: &Args) -> Result<std::process::ExitCode, Failure> {
    Err(Failure::new("not built"))
}
