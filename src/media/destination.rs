//! A folder on a medium, opened once; everything later happens inside it.

use std::ffi::OsStr;
use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::base::digest::Digest;
use crate::base::limits::NAME_BYTES_MAX;
use crate::base::text::is_deceptive;

use super::error::{MediaError, ReadBackError, Step};
use super::facts::{MediumFacts, System};
use super::platform::{Folder as _, OpenFolder};
use super::read_back::{Reread, reread};
use super::replug;
use super::staged::Staged;
use super::sysfs::foreign;

/// Most names [`Destination::names`] gives: a person reads them.
const NAMES_MAX: usize = 200;

/// Most names looked at: a folder of more is not a medium anybody carries.
const NAMES_SCANNED_MAX: usize = 1_000_000;

/// An open folder to write into. It stays the same folder whatever is later found under its path.
#[derive(Clone)]
pub struct Destination {
    folder: Arc<OpenFolder>,
    path: PathBuf,
    system: System,
}

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What kind of thing.
    pub kind: Kind,
    /// Its size in bytes, meaningful for files.
    pub size_bytes: u64,
}

/// Kinds of things in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, pipe or socket, or of a kind the filesystem does not tell.
    Other,
}

/// What lies in a folder. Names are somebody else's text: bounded, and without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Names, sorted; at most 200, the first in the filesystem's own order.
    pub names: Vec<String>,
    /// There are more than these.
    pub more: bool,
    /// One of them, listed or not, is `autorun.inf` in some case: Windows may act on it.
    pub autorun: bool,
}

impl Destination {
    /// Opens the folder `dir`. Links on the way are followed, but `dir` itself must not be one.
    ///
    /// # Errors
    /// [`MediaError`]: not there, a link, not a folder, read-only, not permitted.
    pub fn open(dir: &Path) -> Result<Self, MediaError> {
        Self::open_in(dir, System::this())
    }

    /// As [`Destination::open`], with `system` telling what the folder lies on.
    ///
    /// # Errors
    /// As [`Destination::open`].
    pub fn open_in(dir: &Path, system: System) -> Result<Self, MediaError> {
        let destination = Self::open_to_read(dir, system)?;
        if destination.folder.is_read_only().map_err(|source| MediaError::of(Step::Open, dir, source))? {
            return Err(MediaError::ReadOnly { path: destination.path });
        }
        Ok(destination)
    }

    /// As [`Destination::open_in`], also where nothing can be written: for checking what is there.
    ///
    /// # Errors
    /// [`MediaError`]: not there, a link, not a folder, not permitted.
    pub fn open_to_read(dir: &Path, system: System) -> Result<Self, MediaError> {
        let failed = |source: io::Error| MediaError::of(Step::Open, dir, source);
        let folder = OpenFolder::open(dir).map_err(failed)?;
        let path = folder.path().or_else(|_| dir.canonicalize()).map_err(failed)?;
        Ok(Self { folder: Arc::new(folder), path, system })
    }

    /// The folder's absolute path when it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the open folder lies on.
    ///
    /// # Errors
    /// [`MediaError`] when the system does not tell.
    pub fn facts(&self) -> Result<MediumFacts, MediaError> {
        self.system.identify_open(&self.path, self.folder.mount_id())
    }

    /// Bytes that this user can still write here; `None` when the system does not say.
    ///
    /// # Errors
    /// [`MediaError`] when the filesystem cannot be asked.
    pub fn room_bytes(&self) -> Result<Option<u64>, MediaError> {
        self.folder.room_bytes().map_err(|source| MediaError::of(Step::Open, &self.path, source))
    }

    /// The largest size in bytes one file can have here, where that is less than anything a package can reach.
    ///
    /// # Errors
    /// [`MediaError`] when the filesystem cannot be asked.
    pub fn largest_file_bytes(&self) -> Result<Option<u64>, MediaError> {
        let nature = self.folder.nature().map_err(|source| MediaError::of(Step::Open, &self.path, source))?;
        // A kernel driver answers by number; a FUSE driver of FAT answers as FUSE and gives its name in the table.
        let by_table = || self.facts().ok().and_then(|facts| facts.nature.largest_file_bytes());
        Ok(nature.largest_file_bytes().or_else(by_table))
    }

    /// Creates a new, private file under its final name.
    ///
    /// # Errors
    /// [`MediaError`]: a name that is not one plain component, taken (by anything, a link too), no room, read-only,
    /// medium gone.
    pub fn create(&self, name: &str) -> Result<Staged, MediaError> {
        check_name(name)?;
        let path = self.path.join(name);
        let file =
            self.folder.create_new(name).map_err(|source| MediaError::of(Step::Create, &path, source))?;
        Staged::begin(Arc::clone(&self.folder), name, path, file)
    }

    /// What `name` leads to, links not followed; `None` when nothing is there.
    ///
    /// # Errors
    /// [`MediaError`] when the name cannot be one, or the folder cannot be asked.
    pub fn find(&self, name: &str) -> Result<Option<Found>, MediaError> {
        check_name(name)?;
        match self.folder.look(name) {
            Ok((found, _)) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(MediaError::of(Step::Open, &self.path.join(name), source)),
        }
    }

    /// Removes the file (or link) `name` durably. Removing what is not there succeeds; the answer tells whether
    /// something was.
    ///
    /// The content is not overwritten: on most filesystems it stays in free space.
    ///
    /// # Errors
    /// [`MediaError`] when it is there and cannot be removed, or the folder cannot be synced.
    pub fn remove(&self, name: &str) -> Result<bool, MediaError> {
        check_name(name)?;
        let path = self.path.join(name);
        let failed = |source| MediaError::of(Step::Remove, &path, source);
        let was_there = match self.folder.remove(name) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(source) => return Err(failed(source)),
        };
        // Also when it was not there: an earlier removal may not have reached the medium.
        self.folder.sync().map_err(failed)?;
        Ok(was_there)
    }

    /// Puts a small file beside the package, durably and read back; the same bytes already there are left alone.
    ///
    /// A file that holds only a beginning of `bytes` is what a power cut leaves of our own writing: it is written
    /// again, and nothing in it is lost by that.
    ///
    /// # Errors
    /// [`ReadBackError`]: as [`Destination::create`] and [`super::Written::read_back`], and
    /// [`MediaError::OtherContent`] when the name is taken by anything else.
    pub fn write_small(&self, name: &str, bytes: &[u8]) -> Result<(), ReadBackError> {
        let mut staged = match self.create(name) {
            Ok(staged) => staged,
            Err(MediaError::AlreadyThere { path }) => {
                let there = self.read_small(name, &path, bytes.len())?;
                if there == bytes {
                    return Ok(());
                }
                if !bytes.starts_with(&there) {
                    return Err(MediaError::OtherContent { path }.into());
                }
                self.remove(name)?;
                self.create(name)?
            }
            Err(error) => return Err(error.into()),
        };
        // The typed reason of a failed write is what `finish` gives.
        let _written = staged.write_all(bytes);
        staged.finish()?.read_back(&mut |_| {}, &AtomicBool::new(false))?;
        Ok(())
    }

    /// Whether [`Destination::write_small`] could put `bytes` under `name`, as far as the name goes.
    ///
    /// # Errors
    /// [`MediaError::OtherContent`] when the name is taken by anything else.
    pub fn check_small(&self, name: &str, bytes: &[u8]) -> Result<(), ReadBackError> {
        if self.find(name)?.is_none() {
            return Ok(());
        }
        let path = self.path.join(name);
        let there = self.read_small(name, &path, bytes.len())?;
        if bytes.starts_with(&there) { Ok(()) } else { Err(MediaError::OtherContent { path }.into()) }
    }

    /// Reads `name` as far past the cache as this filesystem allows, and tells what was read.
    ///
    /// # Errors
    /// [`ReadBackError`]: not there, not a regular file, unreadable, cancelled.
    pub fn digest(
        &self,
        name: &str,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<Reread, ReadBackError> {
        check_name(name)?;
        reread(&self.folder, name, &self.path.join(name), None, u64::MAX, progress, cancel)
    }

    /// Reads `name` as [`Destination::digest`] does and compares it.
    ///
    /// # Errors
    /// As [`Destination::digest`], and [`ReadBackError::Differs`].
    pub fn verify(
        &self,
        name: &str,
        sha256: &Digest,
        size_bytes: u64,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<Reread, ReadBackError> {
        check_name(name)?;
        let path = self.path.join(name);
        reread(&self.folder, name, &path, None, size_bytes, progress, cancel)?
            .equal_to(sha256, size_bytes, &path)
    }

    /// As [`Destination::verify`], after the medium was taken out and put back: equal bytes are V3.
    ///
    /// `before` is what [`Destination::facts`] told when the file was written, on this start of this machine. That it
    /// was taken out is shown by the same serial under a new attachment number.
    ///
    /// # Errors
    /// As [`Destination::verify`], and [`ReadBackError::NotReplugged`].
    pub fn verify_after_replug(
        &self,
        name: &str,
        sha256: &Digest,
        size_bytes: u64,
        before: &MediumFacts,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<Reread, ReadBackError> {
        replug::check(before, &self.facts()?)?;
        Ok(self.verify(name, sha256, size_bytes, progress, cancel)?.after_replug())
    }

    /// The open folder itself.
    pub(super) const fn folder(&self) -> &Arc<OpenFolder> {
        &self.folder
    }

    /// What lies in the folder.
    ///
    /// # Errors
    /// [`MediaError`] when the folder cannot be read.
    pub fn names(&self) -> Result<Names, MediaError> {
        let mut found = Names::default();
        let mut scanned = 0_usize;
        let mut each = |name: &OsStr, _kind: Kind| {
            let name = name.as_encoded_bytes();
            scanned = scanned.saturating_add(1);
            found.autorun |= name.eq_ignore_ascii_case(b"autorun.inf");
            match foreign(name) {
                Some(name) if found.names.len() < NAMES_MAX => found.names.push(name),
                _ => found.more = true,
            }
            scanned < NAMES_SCANNED_MAX
        };
        self.folder.names(&mut each).map_err(|source| MediaError::of(Step::List, &self.path, source))?;
        found.names.sort();
        Ok(found)
    }

    /// Reads at most one byte more than `size_bytes` of a regular file.
    fn read_small(&self, name: &str, path: &Path, size_bytes: usize) -> Result<Vec<u8>, MediaError> {
        let failed = |source| MediaError::of(Step::Read, path, source);
        if self.find(name)?.is_none_or(|found| found.kind != Kind::File) {
            return Err(MediaError::OtherContent { path: path.to_path_buf() });
        }
        let file = self.folder.open_file(name).map_err(failed)?;
        let bound = u64::try_from(size_bytes).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        file.take(bound).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }
}

impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Destination").field("path", &self.path).finish_non_exhaustive()
    }
}

/// One plain component that Linux, Windows and macOS hold alike.
pub(super) fn check_name(name: &str) -> Result<(), MediaError> {
    let plain =
        |c: char| !is_deceptive(c) && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let fits = !name.is_empty() && name.len() <= NAME_BYTES_MAX && name != "." && name != "..";
    if fits && name.chars().all(plain) && !name.ends_with(['.', ' ']) {
        Ok(())
    } else {
        Err(MediaError::BadName { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_one_component_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let destination = Destination::open(dir.path()).unwrap();
        let long = "x".repeat(256);
        for name in [
            "",
            ".",
            "..",
            "a/b",
            "../x",
            "/x",
            "a\\b",
            "a\0b",
            "a\nb",
            "c:d",
            "dot.",
            "blank ",
            "gpj.\u{202e}exe",
            &long,
        ] {
            assert!(matches!(destination.create(name), Err(MediaError::BadName { .. })), "{name:?}");
            assert!(matches!(destination.remove(name), Err(MediaError::BadName { .. })), "{name:?}");
            assert!(matches!(destination.find(name), Err(MediaError::BadName { .. })), "{name:?}");
        }
        assert!(destination.create("はじめに-README.txt").is_ok());
    }
}
