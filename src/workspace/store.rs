//! Writing: sidecars, and glossary or configuration files where the client cannot apply edits. Articles are never
//! written.
//!
//! A write is a temporary file beside the target, synced, then renamed over it: a crash at any moment leaves the old
//! file or the new one. Right before the rename the target is read again; what changed meanwhile is never overwritten.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::to_system;
use crate::annotation::{Record, merge_for_write};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path} changed on disk meanwhile; nothing was written, look at it and try again")]
    Changed { path: String },
    #[error("{path} exists already; nothing was written")]
    Exists { path: String },
    #[error("{path}: {source}")]
    Io { path: String, source: io::Error },
}

/// How often an append starts anew because somebody else wrote between reading and renaming.
const TRIES: usize = 8;

/// Adds a record to the sidecar of an article and layer. Sidecars are sets, so what others wrote meanwhile is merged,
/// not refused, as long as it comes to rest within a few tries.
pub fn append_record(article: &str, layer: &str, record: &Record) -> Result<(), StoreError> {
    let path = format!("{article}.{layer}.annot.jsonl");
    for _ in 0..TRIES {
        let before = read(&path)?;
        let text = merge_for_write(before.as_deref().unwrap_or(""), record);
        match replace(&path, before.as_deref(), &text) {
            Err(StoreError::Changed { .. }) => continue,
            done => return done,
        }
    }
    Err(StoreError::Changed { path })
}

/// Writes `text` over a file that was last seen as `seen`; refuses where it says something else by now.
pub fn write_over(path: &str, seen: &str, text: &str) -> Result<(), StoreError> {
    replace(path, Some(seen), text)
}

/// Writes a file that must not exist yet.
pub fn write_new(path: &str, text: &str) -> Result<(), StoreError> {
    match replace(path, None, text) {
        Err(StoreError::Changed { path }) => Err(StoreError::Exists { path }),
        done => done,
    }
}

fn read(path: &str) -> Result<Option<String>, StoreError> {
    match fs::read(to_system(path)) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(StoreError::Io {
                path: path.into(),
                source: io::Error::new(ErrorKind::InvalidData, "it is not UTF-8; save it as UTF-8"),
            }),
        },
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.into(), source }),
    }
}

fn replace(path: &str, expected: Option<&str>, text: &str) -> Result<(), StoreError> {
    let fail = |source| StoreError::Io { path: path.into(), source };
    // A link stays a link: what it points to is replaced.
    let target: PathBuf = fs::canonicalize(to_system(path)).unwrap_or_else(|_| to_system(path));
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(fail)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dossier-").suffix(".tmp");
    // Without this a new file could be read by nobody else; the umask still takes its part.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(|e| fail(e.kind().into()))?;
    file.write_all(text.as_bytes()).map_err(fail)?;
    if let Ok(meta) = fs::metadata(&target) {
        file.as_file().set_permissions(meta.permissions()).map_err(fail)?;
    }
    file.as_file().sync_all().map_err(fail)?;
    if read(path)?.as_deref() != expected {
        return Err(StoreError::Changed { path: path.into() });
    }
    let renamed = if expected.is_some() { file.persist(&target) } else { file.persist_noclobber(&target) };
    match renamed {
        Ok(_) => {}
        Err(e) if e.error.kind() == ErrorKind::AlreadyExists => return Err(StoreError::Changed { path: path.into() }),
        Err(e) => return Err(fail(e.error)),
    }
    // The rename itself must survive a crash; some systems cannot sync a folder, and lose nothing but time by it.
    if let Ok(folder) = File::open(folder) {
        _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_in(folder: &tempfile::TempDir, name: &str) -> String {
        folder.path().join(name).to_string_lossy().into_owned()
    }

    #[test]
    fn what_changed_meanwhile_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = path_in(&folder, "glossary.toml");
        write_new(&path, "a").unwrap();
        assert!(matches!(write_new(&path, "b"), Err(StoreError::Exists { .. })));
        write_over(&path, "a", "b").unwrap();
        assert!(matches!(write_over(&path, "a", "c"), Err(StoreError::Changed { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["glossary.toml"], "no temporary file stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_permissions_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, any) = (path_in(&folder, "glossary.toml"), path_in(&folder, "any.toml"));
        write_new(&ours, "a").unwrap();
        fs::write(&any, "a").unwrap();
        let mode = |path: &str| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&any));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (path_in(&folder, "real.toml"), path_in(&folder, "link.toml"));
        fs::write(&real, "a").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_over(&link, "a", "b").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "b");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
