//! Folders that hold something confidential while a command is at work, and are gone when it is.
//!
//! Whoever makes one holds it locked ([`Scratch`]), and removes it by dropping that. Where the program ends at once,
//! [`remove_all`] removes what this process holds. A process that was killed, or whose machine lost its power, leaves a
//! folder that nobody holds: whoever makes the next one beside it removes that first ([`remove_abandoned`]).

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What this process holds.
static HELD: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How often the end of the program tries to remove a folder into which somebody still writes.
const ATTEMPTS: u32 = 3;

/// A folder of this process, removed with everything in it when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _locked: Option<File>,
}

impl Scratch {
    /// Holds the folder at `path`, which this process has just made.
    ///
    /// # Errors
    /// `AlreadyExists` where somebody took it for abandoned meanwhile: another one has to be made. Whatever else the system says.
    pub fn hold(path: &Path) -> io::Result<Self> {
        let locked = match open_folder(path)? {
            None => None,
            Some(folder) => match lock(&folder) {
                Locked::Here if is_at(&folder, path) => Some(folder),
                Locked::Here | Locked::Elsewhere => return Err(io::ErrorKind::AlreadyExists.into()),
                Locked::Unsupported => None,
            },
        };
        HELD.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        Ok(Self { path: path.to_owned(), _locked: locked })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing can be done here about a folder that cannot be removed; the next command beside it tries again.
        let _removed = fs::remove_dir_all(&self.path);
        HELD.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

/// Removes every folder that this process holds, for when it ends without going back the way it came.
pub fn remove_all() {
    for path in HELD.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        // Where a stage still makes files in it, removing fails, and the next time there is less.
        let _removed = (0..ATTEMPTS).any(|_| fs::remove_dir_all(path).is_ok() || !path.exists());
    }
}

/// Removes folders in `inside` that `is_one` knows by their names, that belong to this user, and that nobody holds.
pub fn remove_abandoned(inside: &Path, is_one: &dyn Fn(&str) -> bool) {
    let Ok(entries) = fs::read_dir(inside) else { return };
    for entry in entries.filter_map(Result::ok).filter(|entry| entry.file_name().to_str().is_some_and(is_one))
    {
        let path = entry.path();
        let Ok(Some(folder)) = open_folder(&path) else { continue };
        if is_own(&folder) && lock(&folder) == Locked::Here && is_at(&folder, &path) {
            // What cannot be removed is not this command's to report: its own folder is another.
            let _removed = fs::remove_dir_all(&path);
        }
    }
}

/// Whose lock is on a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locked {
    Here,
    Elsewhere,
    /// The filesystem knows no locks.
    Unsupported,
}

fn lock(folder: &File) -> Locked {
    match folder.try_lock() {
        Ok(()) => Locked::Here,
        Err(fs::TryLockError::WouldBlock) => Locked::Elsewhere,
        Err(fs::TryLockError::Error(_)) => Locked::Unsupported,
    }
}

/// The folder itself, not through a link; `None` where the system opens no folders.
#[cfg(unix)]
fn open_folder(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};

    let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    Ok(Some(File::from(open(path, flags, Mode::empty())?)))
}

#[cfg(not(unix))]
fn open_folder(_path: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

/// Whether the open folder is the one with this name.
#[cfg(unix)]
fn is_at(folder: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let (Ok(open), Ok(named)) = (folder.metadata(), fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_at(_folder: &File, _path: &Path) -> bool {
    true
}

#[cfg(unix)]
fn is_own(folder: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    folder.metadata().is_ok_and(|metadata| metadata.uid() == rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn is_own(_folder: &File) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_removed_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let path = dir.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join("content"), b"x").unwrap();
            path
        };
        let (held, abandoned, other) = (made("s-1"), made("s-2"), made("t-1"));
        let scratch = Scratch::hold(&held).unwrap();
        std::os::unix::fs::symlink(&other, dir.path().join("s-3")).unwrap();
        fs::write(dir.path().join("s-4"), b"a file").unwrap();
        remove_abandoned(dir.path(), &|name| name.starts_with("s-"));
        assert!(held.join("content").exists() && other.join("content").exists() && !abandoned.exists());
        assert!(dir.path().join("s-3").is_symlink() && dir.path().join("s-4").is_file());
        // Held once: whoever comes second makes another.
        assert_eq!(Scratch::hold(&held).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        drop(scratch);
        assert!(!held.exists());
    }

    #[test]
    fn what_is_held_is_removed_when_the_program_ends_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("content"), b"x").unwrap();
        let scratch = Scratch::hold(&path).unwrap();
        remove_all();
        assert!(!path.exists());
        drop(scratch);
    }
}
