//! The command line entry, nothing else.

fn main() -> std::process::ExitCode {
    #[cfg(feature = "lsp")]
    let serve = Some(dossier::lsp::serve as fn() -> std::process::ExitCode);
    #[cfg(not(feature = "lsp"))]
    let serve = None;
    dossier::cli::main(serve)
}
