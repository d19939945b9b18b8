//! Sources of the program as tokens: enough of Rust's grammar to find paths in them.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of `src/`.
pub struct Source {
    /// From `src/`, with `/`: `text/block.rs`.
    pub path: String,
    pub text: String,
    /// Identifiers, `::` and single punctuation marks; comments, strings and characters are left out.
    pub tokens: Vec<String>,
}

impl Source {
    /// The layer that the file belongs to: its first folder or, for a file in `src/` itself, its name.
    pub fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.strip_suffix(".rs").unwrap_or(first)
    }
    /// How many modules deep the file is: 0 for `lib.rs`, 1 for `text/mod.rs`, 2 for `text/block.rs`.
    pub fn depth(&self) -> usize {
        let segments = self.path.split('/').count();
        let is_parent = self.path.ends_with("mod.rs") || self.path == "lib.rs" || self.path == "main.rs";
        if is_parent { segments - 1 } else { segments }
    }
    /// Whether the tokens hold these in a row.
    pub fn has(&self, wanted: &[&str]) -> bool {
        self.tokens.windows(wanted.len()).any(|w| w.iter().zip(wanted).all(|(a, b)| a == b))
    }
}

/// All sources, in order of path.
pub fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    let mut sources: Vec<Source> = files
        .into_iter()
        .filter(|f| f.extension().is_some_and(|e| e == "rs"))
        .map(|file| {
            let path = file.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&file).unwrap();
            Source { path, tokens: tokens(&text), text }
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 20, "the sources are under src/");
    sources
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// Splits a source; see [`Source::tokens`].
pub fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c.is_whitespace() {
            i += 1;
        } else if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= chars.len() {
                    break;
                }
            }
        } else if c == '"' {
            i = after_string(&chars, i);
        } else if matches!(c, 'r' | 'b' | 'c') && is_string_prefix(&chars, i) {
            i = after_prefixed_string(&chars, i);
        } else if c == '\'' {
            // A character has its closing quote after one (escaped) character; a lifetime has none.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else if at(i + 2) == '\'' {
                i += 3;
            } else {
                i += 1;
            }
        } else if c.is_alphanumeric() || c == '_' {
            let start = i;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            tokens.push(chars[start..i].iter().collect());
        } else if c == ':' && at(i + 1) == ':' {
            tokens.push("::".to_owned());
            i += 2;
        } else {
            tokens.push(c.to_string());
            i += 1;
        }
    }
    tokens
}

fn is_string_prefix(chars: &[char], start: usize) -> bool {
    let starts_word = start == 0 || !(chars[start - 1].is_alphanumeric() || chars[start - 1] == '_');
    let rest = chars[start..].iter().skip_while(|c| matches!(c, 'r' | 'b' | 'c')).copied();
    let mut rest = rest.skip_while(|c| *c == '#');
    let letters = chars[start..].iter().take_while(|c| matches!(c, 'r' | 'b' | 'c')).count();
    starts_word && letters <= 2 && rest.next() == Some('"')
}

fn after_prefixed_string(chars: &[char], start: usize) -> usize {
    let mut i = start;
    let mut raw = false;
    while matches!(chars[i], 'r' | 'b' | 'c') {
        raw |= chars[i] == 'r';
        i += 1;
    }
    let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
    i += hashes;
    if !raw {
        return after_string(chars, i);
    }
    i += 1;
    while i < chars.len() {
        if chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return i + 1 + hashes;
        }
        i += 1;
    }
    i
}

fn after_string(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

#[test]
fn tokens_are_code_alone() {
    let text = r##"// crate::a
/* crate::b /* nested */ */ use crate::c::{D, e}; let s = "crate::f \" x"; let r = r#"crate::g " "#; 'x'; '\''; fn f<'a>(b: &'a str) {} br"crate::h""##;
    assert_eq!(tokens(text).join(" "), "use crate :: c :: { D , e } ; let s = ; let r = ; ; ; fn f < a > ( b : & a str ) { }");
}
