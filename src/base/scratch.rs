//! Folders that hold something confidential while a command is at work, and are gone when it is.
//!
//! Whoever makes one holds it locked ([`Scratch`]), and removes it by dropping that. Where the program ends at once,
//! [`end`] removes what this process holds. A process that was killed, or whose machine lost its power, leaves a
//! folder that nobody holds: whoever makes the next one beside it removes that first ([`remove_abandoned`]), where the
//! system has locks on folders and the filesystem keeps their rights (not on Windows, and not on FAT).
//!
//! Some shared filesystems tell no machine of another's locks, so that a folder's name says whose it is ([`machine`]).

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;

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
    /// `AlreadyExists` where somebody took it for abandoned meanwhile: another one has to be made. Whatever else the
    /// system says.
    pub fn hold(path: &Path) -> io::Result<Self> {
        let gone = || io::Error::from(io::ErrorKind::AlreadyExists);
        let locked = match open_folder(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(gone()),
            Err(error) => return Err(error),
            Ok(None) => None,
            Ok(Some(folder)) => match lock(&folder)? {
                Locked::Here if is_at(&folder, path) => Some(folder),
                Locked::Here | Locked::Elsewhere => return Err(gone()),
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

    /// Does what gives the content another name, unless the program is ending and removes it.
    ///
    /// # Errors
    /// `Interrupted` where it is; whatever `act` fails with.
    pub fn unless_ending<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if held.contains(&self.path) { act() } else { Err(io::ErrorKind::Interrupted.into()) }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing can be done here about a folder that cannot be removed; the next command beside it tries again.
        let _removed = fs::remove_dir_all(&self.path);
        HELD.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

/// Removes every folder that this process holds, for when it ends without going back the way it came. Nothing is given
/// another name any more, and whoever would drop a [`Scratch`] waits for the end.
pub fn end() {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    for path in held.iter() {
        // Where a stage still makes files in it, removing fails, and the next time there is less.
        let _removed = (0..ATTEMPTS).any(|_| fs::remove_dir_all(path).is_ok() || !path.exists());
    }
    std::mem::forget(held);
}

/// What tells this machine's folders from another's on a shared filesystem, in eight digits.
#[must_use]
pub fn machine() -> String {
    let id = fs::read("/etc/machine-id").unwrap_or_default();
    Digest::of(&id).to_string().chars().take(8).collect()
}

/// Removes folders in `inside` that nobody holds, that belong to this user alone, whose name `is_one` knows, and in which
/// there is nothing but what `has` knows.
pub fn remove_abandoned(inside: &Path, is_one: &dyn Fn(&str) -> bool, has: &dyn Fn(&str) -> bool) {
    for path in named(inside, is_one) {
        let Ok(Some(folder)) = open_folder(&path) else { continue };
        let is_free = || matches!(lock(&folder), Ok(Locked::Here));
        let holds_nothing_else = named(&path, &|name| !has(name)).is_empty();
        if holds_nothing_else && is_private(&folder) && is_free() && is_at(&folder, &path) {
            // What cannot be removed is not this command's to report: its own folder is another.
            let _removed = fs::remove_dir_all(&path);
        }
    }
}

/// What lies in a folder under names that are known; what is no text is known to nobody.
fn named(inside: &Path, is_one: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(inside) else { return Vec::new() };
    let entries = entries.filter_map(Result::ok);
    entries.filter(|entry| is_one(&entry.file_name().to_string_lossy())).map(|entry| entry.path()).collect()
}

/// Whose lock is on a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locked {
    Here,
    Elsewhere,
    /// The filesystem knows no locks.
    Unsupported,
}

/// What only fails now is no reason to go on without a lock that others would get.
fn lock(folder: &File) -> io::Result<Locked> {
    match folder.try_lock() {
        Ok(()) => Ok(Locked::Here),
        Err(fs::TryLockError::WouldBlock) => Ok(Locked::Elsewhere),
        Err(fs::TryLockError::Error(error)) if is_unsupported(&error) => Ok(Locked::Unsupported),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(unix)]
fn is_unsupported(error: &io::Error) -> bool {
    use rustix::io::Errno;

    let known = [Errno::BADF, Errno::INVAL, Errno::NOSYS, Errno::NOTSUP];
    error.kind() == io::ErrorKind::Unsupported
        || error.raw_os_error().is_some_and(|raw| known.iter().any(|errno| errno.raw_os_error() == raw))
}

#[cfg(not(unix))]
fn is_unsupported(_error: &io::Error) -> bool {
    true
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

/// Whether it is this user's, and nobody else may look into it.
#[cfg(unix)]
fn is_private(folder: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let own = rustix::process::geteuid().as_raw();
    folder.metadata().is_ok_and(|metadata| metadata.uid() == own && metadata.mode() & 0o7777 == 0o700)
}

#[cfg(not(unix))]
fn is_private(_folder: &File) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_nobody_holds_is_removed_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let made = |name: &str, mode: u32, file: &str| {
            let path = dir.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join(file), b"x").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            path
        };
        let held = made("s-1", 0o700, "content");
        let abandoned = made("s-2", 0o700, "content");
        let kept =
            [made("t-1", 0o700, "content"), made("s-5", 0o755, "content"), made("s-6", 0o700, "somebody's")];
        let scratch = Scratch::hold(&held).unwrap();
        std::os::unix::fs::symlink(&kept[0], dir.path().join("s-3")).unwrap();
        fs::write(dir.path().join("s-4"), b"a file").unwrap();
        remove_abandoned(dir.path(), &|name| name.starts_with("s-"), &|name| name == "content");
        assert!(held.join("content").exists() && !abandoned.exists());
        assert!(kept.iter().all(|path| path.exists()), "another name, open to others, something else in it");
        assert!(dir.path().join("s-3").is_symlink() && dir.path().join("s-4").is_file());
        // Held once: whoever comes second makes another, and so does whoever comes too late.
        for path in [&held, &abandoned] {
            assert_eq!(Scratch::hold(path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(scratch.unless_ending(|| Ok(7)).unwrap(), 7);
        drop(scratch);
        assert!(!held.exists());
    }
}
