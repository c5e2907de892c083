//! Custody files: the sealed passphrase of each attempt, beside the ledger and outside its database,
//! so that it can be destroyed.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::CUSTODY_FILE_BYTES_MAX;
use crate::base::secret::SecretText;
use crate::domain::body::export::Custody;
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::check::custody_holders;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::package::{custody, keys};
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::places::Places;

/// Who keeps the passphrase, and what it is sealed to.
#[derive(Debug, Clone)]
pub struct Keepers {
    /// The people, in order of id.
    pub holders: Vec<PersonId>,
    /// True when that is the carrier, for want of a custodian.
    pub carrier_holds: bool,
    recipients: Vec<String>,
}

/// The keepers of this carry-out's passphrase: every custodian but who carries it now whose key age can
/// seal to; with no such role given to anybody else, the carrier.
///
/// # Errors
/// [`Error::NobodyCanOpen`] naming the people whose keys age cannot seal to.
pub fn keepers(registry: &Registry, carry_out: &CarryOut) -> Result<Keepers, Error> {
    let (people, carrier_holds) = custody_holders(registry, &carry_out.carrier);
    let mut able = Keepers { holders: Vec::new(), carrier_holds, recipients: Vec::new() };
    for id in &people {
        let recipient = registry.person(id).and_then(crate::domain::registry::Person::custody_recipient);
        if let Some(recipient) = recipient.filter(|recipient| keys::check_recipient(recipient).is_ok()) {
            able.holders.push(id.clone());
            able.recipients.push(recipient);
        }
    }
    if able.holders.is_empty() {
        return Err(Error::NobodyCanOpen { id: carry_out.id(), people });
    }
    Ok(able)
}

/// The passphrase sealed to its keepers: the file's bytes, and what the intent says of them.
///
/// # Errors
/// [`Error::Custody`].
pub fn seal(keepers: &Keepers, passphrase: &SecretText) -> Result<(Vec<u8>, Custody), Error> {
    let sealed = custody::seal(passphrase, &keepers.recipients)?;
    let statement = statement(keepers, Digest::of(&sealed));
    Ok((sealed, statement))
}

/// What is said of a custody file with this digest.
#[must_use]
pub fn statement(keepers: &Keepers, sha256: Digest) -> Custody {
    Custody { carrier_holds: keepers.carrier_holds, holders: keepers.holders.clone(), sha256 }
}

/// The name that the custody file of an attempt has where nothing else has it; `attempt` counts from 1.
#[must_use]
pub fn path_by_number(places: &Places, number: u64, attempt: usize) -> PathBuf {
    places.custody().join(format!("{}-{attempt}.age", id_of(number)))
}

/// Where the custody file of an attempt is to be written: under its number, or under the next one that is free. After a
/// loss numbers come again, and the file of the carry-out that is lost is the only key to a package that did leave.
#[must_use]
pub fn free_path(places: &Places, number: u64, attempt: usize) -> PathBuf {
    let is_free = |path: &PathBuf| [path, &staged(path)].iter().all(|path| is_absent(path));
    let free = (attempt..=usize::MAX).map(|attempt| path_by_number(places, number, attempt)).find(is_free);
    free.unwrap_or_else(|| path_by_number(places, number, attempt))
}

fn is_absent(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Where the custody file lies that the log names for an attempt: it is known by its digest. Where there is none, the name
/// that it would have by the attempt's number.
///
/// # Errors
/// [`Error::File`].
pub fn find(places: &Places, number: u64, attempt: usize, expected: &Custody) -> Result<PathBuf, Error> {
    let own = path_by_number(places, number, attempt);
    if read(&own, expected).is_ok() {
        return Ok(own);
    }
    let files = match files_of(places, number) {
        Ok(files) => files,
        // Whoever may not list the folder may have been let read this one.
        Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(files.into_iter().find(|path| read(path, expected).is_ok()).unwrap_or(own))
}

/// The custody file with this name, where it is one of a carry-out with this number.
#[must_use]
pub fn named(places: &Places, number: u64, name: &str) -> Option<PathBuf> {
    let attempt = name.strip_prefix(&format!("{}-", id_of(number)))?.strip_suffix(".age")?.parse().ok()?;
    Some(path_by_number(places, number, attempt))
        .filter(|path| path.file_name().is_some_and(|own| own == name))
}

/// Every name of custody files of a carry-out with this number, of this history or of one that was lost.
fn files_of(places: &Places, number: u64) -> Result<Vec<PathBuf>, Error> {
    let folder = places.custody();
    let failed = |source| Error::File { path: folder.clone(), source };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(source)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // One that was sealed anew may not have its name yet.
        files.extend(named(places, number, name.strip_suffix(STAGED).unwrap_or(&name)));
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// Destroys what an attempt that was not completed wrote: the file that its intent names, under whatever number, and what is
/// left of one that was overwritten or never begun to be written. Nothing else: it may be the key to a package that left.
///
/// # Errors
/// [`Error::File`].
pub fn destroy_of_attempt(places: &Places, number: u64, intended: Option<&Custody>) -> Result<bool, Error> {
    let Some(intended) = intended else { return Ok(false) };
    let (mut destroyed, mut unknown) = (false, None);
    for path in files_of(places, number)? {
        let is_ours = match file::read_plain(&path, CUSTODY_FILE_BYTES_MAX) {
            Ok(bytes) => Digest::of(&bytes) == intended.sha256 || bytes.iter().all(|byte| *byte == 0),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge
                ) =>
            {
                false
            }
            // One of another user, maybe of what was lost.
            Err(source) => {
                unknown = Some(Error::File { path, source });
                continue;
            }
        };
        if is_ours {
            destroyed |= destroy_named(&path)?;
        }
    }
    unknown.filter(|_| !destroyed).map_or(Ok(destroyed), Err)
}

/// Writes a custody file durably.
///
/// # Errors
/// [`Error::File`]; then nothing is left.
pub fn write(path: &Path, sealed: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    file::create_private_dir(path.parent().unwrap_or(path)).map_err(failed)?;
    file::create_new(path, sealed).map_err(failed)
}

/// Ends the name of a file that was sealed anew.
const STAGED: &str = ".new";

/// The name under which a file that was sealed anew lies until it takes the old one's.
fn staged(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(STAGED);
    PathBuf::from(name)
}

/// Reads a custody file and compares it with what the log says of it. One that was sealed anew may not have its name yet.
/// What is no file, or larger than any of ours, is not the one that the log names: it is neither followed nor waited for.
///
/// # Errors
/// [`Error::NoCustodyFile`]; [`EvidenceError::DigestDiffers`].
pub fn read(path: &Path, expected: &Custody) -> Result<Vec<u8>, Error> {
    read_named(path, expected).or_else(|error| read_named(&staged(path), expected).map_err(|_| error))
}

fn read_named(path: &Path, expected: &Custody) -> Result<Vec<u8>, Error> {
    let sealed = match file::read_plain(path, CUSTODY_FILE_BYTES_MAX) {
        Ok(sealed) => Some(sealed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::NoCustodyFile { path: path.to_path_buf() });
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge) => {
            None
        }
        Err(source) => return Err(Error::File { path: path.to_path_buf(), source }),
    };
    let ours = sealed.filter(|sealed| Digest::of(sealed) == expected.sha256);
    ours.ok_or_else(|| EvidenceError::DigestDiffers { what: path.display().to_string() }.into())
}

/// Writes a file that was sealed anew beside the one that counts, durably.
///
/// # Errors
/// [`Error::File`].
pub fn stage(path: &Path, sealed: &[u8]) -> Result<(), Error> {
    unstage(path)?;
    write(&staged(path), sealed)
}

/// Destroys what was sealed anew and is not in the log.
///
/// # Errors
/// [`Error::File`].
pub fn unstage(path: &Path) -> Result<(), Error> {
    destroy_named(&staged(path)).map(drop)
}

/// Gives the file that the log names its name, and destroys the other one. To be called by whoever holds the
/// [`AttemptLock`] and has caught up with the log.
///
/// # Errors
/// [`Error::File`].
pub fn settle(path: &Path, expected: &Custody) -> Result<(), Error> {
    if read_named(path, expected).is_ok() {
        return unstage(path);
    }
    let new = staged(path);
    if read_named(&new, expected).is_err() {
        return Ok(());
    }
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    let old = match file::open_existing(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(failed(source)),
    };
    fs::rename(&new, path).and_then(|()| file::sync_parent(path)).map_err(failed)?;
    // Without a name already; its bytes are overwritten as those of any custody file that is destroyed.
    old.map_or(Ok(()), overwrite).map_err(failed)
}

/// Destroys a custody file: overwritten in place, synced, removed. Returns whether there was one.
///
/// # Errors
/// [`Error::File`].
pub fn destroy(path: &Path) -> Result<bool, Error> {
    unstage(path)?;
    destroy_named(path)
}

fn destroy_named(path: &Path) -> Result<bool, Error> {
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    match file::open_existing(path) {
        Ok(file) => {
            overwrite(file).map_err(failed)?;
            fs::remove_file(path).map_err(failed)?;
            file::sync_parent(path).map_err(failed)?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(failed(source)),
    }
}

fn overwrite(mut file: File) -> io::Result<()> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
    file.flush()?;
    file.sync_all()
}

/// Held while a package is being written or an attempt is being closed, so that nobody tidies up
/// behind somebody who is still at work. The system lets go of it when the process ends.
#[derive(Debug)]
pub struct AttemptLock {
    _file: File,
}

impl AttemptLock {
    /// Takes the lock of a carry-out.
    ///
    /// # Errors
    /// [`Error::StillRunning`] when another process has it; [`Error::File`].
    pub fn take(places: &Places, number: u64) -> Result<Self, Error> {
        let path = places.custody().join(format!(".{}.lock", id_of(number)));
        let failed = |source| Error::File { path: path.clone(), source };
        file::create_private_dir(&places.custody()).map_err(failed)?;
        let file = file::open_lock(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(Error::StillRunning { id: id_of(number) }),
            Err(fs::TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Whether somebody has the lock of a carry-out now. Nothing is written for it: who may only read, and finds no lock or
    /// one that is not theirs to take, is told that nobody is at work.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn is_held(places: &Places, number: u64) -> Result<bool, Error> {
        let path = places.custody().join(format!(".{}.lock", id_of(number)));
        let unknown =
            [io::ErrorKind::NotFound, io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
        let file = match file::open_to_read(&path) {
            Ok(file) => file,
            Err(error) if unknown.contains(&error.kind()) => return Ok(false),
            Err(source) => return Err(Error::File { path, source }),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(fs::TryLockError::WouldBlock) => Ok(true),
            Err(fs::TryLockError::Error(source)) => Err(Error::File { path, source }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_who_is_at_work_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let [home, cache, state] = ["home", "cache", "state"].map(|name| folder.path().join(name));
        let places = Places { home, cache, state };
        assert!(!AttemptLock::is_held(&places, 7).unwrap());
        assert!(!places.custody().exists());
        let held = AttemptLock::take(&places, 7).unwrap();
        assert!(AttemptLock::is_held(&places, 7).unwrap());
        assert!(!AttemptLock::is_held(&places, 8).unwrap());
        drop(held);
        assert!(!AttemptLock::is_held(&places, 7).unwrap());
        assert_eq!(fs::read_dir(places.custody()).unwrap().count(), 1);
    }
}
