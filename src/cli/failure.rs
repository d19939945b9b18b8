//! What stops a command: exit code 2 and one sentence on stderr, or, silently, a reader that went away.

use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Usage, configuration or IO error.
pub const USAGE: u8 = 2;

#[derive(Debug)]
pub enum Failure {
    /// One sentence that names the file and the remedy.
    Told(String),
    /// Whoever read our output closed it (`dossier check | head`): there is nobody to tell.
    BrokenPipe,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure::Told(message.into())
    }
    /// A file that could not be read or written: `what` says which of the two, `remedy` what to do about it.
    pub fn file(what: &str, path: &Path, error: &io::Error, remedy: &str) -> Failure {
        Failure::Told(format!("cannot {what} {}: {error}; {remedy}", path.display()))
    }
    pub fn exit(self) -> ExitCode {
        match self {
            Failure::BrokenPipe => ExitCode::SUCCESS,
            Failure::Told(message) => {
                note(&message);
                ExitCode::from(USAGE)
            }
        }
    }
}

impl From<io::Error> for Failure {
    /// For errors of writing to standard output; files have [`Failure::file`].
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::Told(format!("cannot write the output: {error}; check the disk or pipe it goes to")),
        }
    }
}

/// Says something on stderr that is not part of the output. A closed stderr is nobody's trouble.
pub fn note(message: &str) {
    use io::Write;
    let _ = writeln!(io::stderr(), "dossier: {message}");
}
