//! Paths as the program passes them around: absolute, with `/`.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The absolute form of a path with `/` and without `.` and `..`, links left as they are: the name under which the
/// user knows the file is the one that messages show.
pub fn absolute(path: &Path) -> Arc<str> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = clean.pop(),
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    let text = clean.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/").into() } else { text.into() }
}

/// The path as the system takes it.
pub fn to_system(path: &str) -> PathBuf {
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_without_asking_the_disk() {
        assert_eq!(&*absolute(Path::new("/news/./2024/../a.txt")), "/news/a.txt");
        assert_eq!(&*absolute(Path::new("/news/新闻.txt")), "/news/新闻.txt");
    }
}
