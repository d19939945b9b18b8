//! The command line entry, nothing else.

fn main() -> std::process::ExitCode {
    dossier::cli::main(None)
}
