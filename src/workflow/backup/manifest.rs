//! What a backup says of itself: `backup.json`, and which names may lie beside it.
//!
//! It proves nothing: whoever can write the folder can write the list. It tells a whole copy from a damaged or a mixed
//! one. What proves something is the tree, and a checkpoint held elsewhere.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::canonical;
use crate::base::digest::{Digest, Hasher};
use crate::base::file;
use crate::base::limits::{FOREIGN_FILE_BYTES_MAX, IO_BLOCK_BYTES};
use crate::base::time::Timestamp;
use crate::domain::carry_out::{id_of, number_of};
use crate::workflow::backup::BackupError;
use crate::workflow::error::Error;
use crate::workflow::world::World;

/// The list itself.
pub use crate::workflow::places::BACKUP_MANIFEST as MANIFEST;
/// The ledger.
pub const LEDGER: &str = "ledger.db";
/// The checkpoint.
pub const CHECKPOINT: &str = "checkpoint.txt";
/// The folder of custody files.
pub const CUSTODY: &str = "custody";

const FORMAT: &str = "sekisho-backup-v1";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Whether custody files were to be copied.
    pub custody: bool,
    /// Every file, in order of path.
    pub files: Vec<Listed>,
    /// Leaf hash of the first entry: which ledger this is.
    pub first_leaf: Digest,
    /// `sekisho-backup-v1`.
    pub format: String,
    /// When it was made, by the clock of whoever made it.
    pub made_at: Timestamp,
    /// The ledger's name.
    pub origin: String,
    /// Root hash of its tree.
    pub root: Digest,
    /// Entries.
    pub size: u64,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Where it lies in the folder, with `/` between names.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its size in bytes.
    pub size_bytes: u64,
}

impl Manifest {
    /// The list of a backup of this ledger, without files yet.
    pub(super) fn new(
        origin: String,
        first_leaf: Digest,
        size: u64,
        root: Digest,
        made_at: Timestamp,
    ) -> Self {
        let (files, format) = (Vec::new(), FORMAT.to_owned());
        Self { custody: true, files, first_leaf, format, made_at, origin, root, size }
    }

    /// The list in its one spelling.
    ///
    /// # Errors
    /// [`Error::Content`] for numbers that have none.
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let failed =
            |why: canonical::CanonicalError| Error::Content { path: MANIFEST.into(), why: why.to_string() };
        let mut bytes = canonical::encode(self).map_err(failed)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads the list of the backup in `folder`.
    ///
    /// # Errors
    /// [`BackupError::NotABackup`] without one; [`BackupError::Wrong`] for what is not this program's.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(MANIFEST);
        let bytes = match file::read_bounded(&path, FOREIGN_FILE_BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let newest = newest_in(folder);
                return Err(BackupError::NotABackup { path: folder.to_path_buf(), newest }.into());
            }
            Err(source) => return Err(Error::File { path, source }),
        };
        Self::parse(&bytes, &path)
    }

    /// A list from its bytes; `path` is where they were.
    ///
    /// # Errors
    /// [`BackupError::Wrong`] for what is not this program's.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, Error> {
        let wrong = |why: String| Error::from(BackupError::Wrong { path: path.to_path_buf(), why });
        let line =
            bytes.strip_suffix(b"\n").ok_or_else(|| wrong("it does not end with a line break".to_owned()))?;
        let manifest: Self = canonical::parse(line).map_err(|error| wrong(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(wrong(format!("its format is {:?}", manifest.format)));
        }
        let paths: BTreeSet<&str> = manifest.files.iter().map(|listed| listed.path.as_str()).collect();
        if paths.len() != manifest.files.len() || !paths.contains(LEDGER) {
            return Err(wrong("a file is listed twice, or no ledger is".to_owned()));
        }
        match paths.iter().find(|path| !is_known(path)) {
            None => Ok(manifest),
            Some(other) => Err(wrong(format!("it lists {other:?}, which is no file of a backup"))),
        }
    }

    /// The custody files: names and digests.
    pub fn custody(&self) -> impl Iterator<Item = (&str, Digest)> {
        self.files.iter().filter_map(|listed| Some((custody_name(&listed.path)?, listed.sha256)))
    }

    /// That `folder` holds what is listed, byte for byte, and nothing else.
    ///
    /// # Errors
    /// [`BackupError::Wrong`] naming the first file that differs.
    pub fn check_files(&self, world: &World<'_>, folder: &Path) -> Result<(), Error> {
        let wrong = |path: PathBuf, why: &str| Error::from(BackupError::Wrong { path, why: why.to_owned() });
        for listed in &self.files {
            let path = folder.join(&listed.path);
            match digest_of(world, &path)? {
                None => return Err(wrong(path, "it is listed and not there")),
                Some(found) if found != (listed.sha256, listed.size_bytes) => {
                    return Err(wrong(path, "its bytes are not those that the list names"));
                }
                Some(_) => {}
            }
        }
        for found in names_in(folder)?.into_iter().chain(custody_in(folder)?) {
            let listed = self.files.iter().any(|listed| listed.path == found);
            if !listed && found != MANIFEST && found != CUSTODY {
                return Err(wrong(folder.join(found), "it is not listed"));
            }
        }
        Ok(())
    }
}

/// Digest and size in bytes of a regular file; `None` where nothing is there.
pub(in crate::workflow) fn digest_of(world: &World<'_>, path: &Path) -> Result<Option<(Digest, u64)>, Error> {
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    }
    let mut file = File::open(path).map_err(failed)?;
    let (mut hasher, mut block) = (Hasher::new(), vec![0; IO_BLOCK_BYTES]);
    loop {
        world.check_cancelled()?;
        let read = file.read(&mut block).map_err(failed)?;
        let Some(bytes) = block.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hasher.update(bytes);
    }
    let size_bytes = hasher.size_bytes();
    Ok(Some((hasher.finish(), size_bytes)))
}

/// `C-0042-1.age` for the custody file of the first attempt of carry-out 42.
fn is_custody_name(name: &str) -> bool {
    let parts = name.strip_suffix(".age").and_then(|stem| stem.rsplit_once('-'));
    parts.is_some_and(|(id, attempt)| {
        let number = number_of(id);
        let attempt: Option<usize> = attempt.parse().ok();
        number
            .zip(attempt)
            .is_some_and(|(number, attempt)| format!("{}-{attempt}.age", id_of(number)) == name)
    })
}

fn custody_name(path: &str) -> Option<&str> {
    path.strip_prefix(CUSTODY)?.strip_prefix('/').filter(|name| is_custody_name(name))
}

fn is_known(path: &str) -> bool {
    [LEDGER, CHECKPOINT].contains(&path) || custody_name(path).is_some()
}

fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let failed = |source| Error::File { path: folder.to_path_buf(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn custody_in(folder: &Path) -> Result<Vec<String>, Error> {
    let custody = folder.join(CUSTODY);
    if !custody.exists() {
        return Ok(Vec::new());
    }
    Ok(names_in(&custody)?.into_iter().map(|name| format!("{CUSTODY}/{name}")).collect())
}

/// The newest backup inside `folder`, for whoever names the folder of backups instead of one.
fn newest_in(folder: &Path) -> Option<PathBuf> {
    let names = names_in(folder).ok()?;
    names.into_iter().rev().map(|name| folder.join(name)).find(|path| path.join(MANIFEST).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_a_backup_has_are_known() {
        for known in ["ledger.db", "checkpoint.txt", "custody/C-0042-1.age", "custody/C-12345-12.age"] {
            assert!(is_known(known), "{known}");
        }
        for other in [
            "../ledger.db",
            "custody/../../x",
            "custody/C-42-1.age",
            "custody/C-0042-01.age",
            "/etc/passwd",
            "custody/x",
        ] {
            assert!(!is_known(other), "{other}");
        }
    }
}
