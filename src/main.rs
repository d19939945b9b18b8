//! The command line entry, nothing else.

fn main() -> std::process::ExitCode {
    #[cfg(feature = "lsp")]
    let serve: Option<fn() -> std::process::ExitCode> = Some(dossier::lsp::serve);
    #[cfg(not(feature = "lsp"))]
    let serve = None;
    dossier::cli::main(serve)
}
