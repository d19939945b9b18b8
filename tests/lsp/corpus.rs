//! Small corpora in temporary folders. Every firm, person and product in them is invented.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::client::uri;

pub struct Corpus {
    folder: TempDir,
}

impl Corpus {
    /// Files by path from the root, and their text.
    pub fn new(files: &[(&str, &str)]) -> Corpus {
        let corpus = Corpus { folder: tempfile::tempdir().expect("a temporary folder") };
        files.iter().for_each(|(path, text)| corpus.write(path, text));
        corpus
    }
    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("it exists")
    }
    pub fn path(&self, rel: &str) -> PathBuf {
        self.root().join(rel)
    }
    pub fn uri(&self, rel: &str) -> String {
        uri(&self.path(rel))
    }
    pub fn write(&self, rel: &str, text: &str) {
        let path = self.path(rel);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
}

pub const GLOSSARY: &str = r#"[[entity]]
id = "orvex"
type = "organization"
name = { en = "Orvex", zh-Hans = "欧维克斯" }

[[entity]]
id = "mira-tolland"
type = "person"
name = { en = "Mira Tolland" }
roles = [{ title = "chief executive", of = "orvex" }]
"#;
