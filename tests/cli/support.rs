//! Corpora in temporary folders, and the program run on them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// stdout, after a check that the program ended with this code.
    #[track_caller]
    pub fn expect_code(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        &self.stdout
    }
    /// The lines of stdout as JSON.
    #[track_caller]
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
    }
}

/// A folder of articles that is gone when dropped.
pub struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    /// Reads a fixture: `//- path` begins a file.
    pub fn new(fixture: &str) -> Corpus {
        let corpus = Corpus { folder: tempfile::tempdir().expect("a temporary folder") };
        for part in fixture.split("//- ").skip(1) {
            let (path, text) = part.split_once('\n').expect("a file has a line with its path");
            corpus.write(path.trim(), text);
        }
        corpus
    }
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("folders can be made");
        fs::write(&file, bytes).expect("files can be written");
        file
    }
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
    /// Runs `dossier` in the folder.
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        run_in(self.path(), args)
    }
}

pub fn run_in<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> Run {
    let output = command(folder, args).output().expect("the program runs");
    Run {
        code: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

pub fn command<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// Two statements of one figure that cannot both be true.
pub const CONFLICT: &str = r#"
//- 2024-06-03-sales.txt
Pinwell sold 4,812 vans in May 2024, the company said.
//- 2024-06-20-review.txt
In a busy month, Pinwell sold 4,182 vans in May 2024.
//- glossary.toml
[[entity]]
id = "pinwell"
type = "organization"
name = { en = "Pinwell", zh-Hans = "品维" }
"#;

/// Articles without a contradiction.
pub const SOUND: &str = r#"
//- 2024-06-03-sales.txt
Pinwell sold 4,812 vans in May 2024, the company said.
//- 2024-07-03-sales.txt
Pinwell sold 5,020 vans in June 2024, the company said.
//- glossary.toml
[[entity]]
id = "pinwell"
type = "organization"
name = { en = "Pinwell" }
"#;
