//! Erasing a file in place: what it holds is overwritten where it lies, read back, and only then removed.
//!
//! Unlinking, and truncating before writing, leave the content on FAT (and elsewhere) until its clusters are needed.
//! So a file is opened without truncation and overwritten from its first byte to the end of the last cluster it has,
//! with a [pattern](pattern) that does not compress and can be known again; synced; read back as far past the cache
//! as the filesystem allows; removed; and looked for again.
//!
//! - [`Destination::identify`] reads the file and compares it *before* anything is overwritten. Only it makes
//!   [`Identified`], and only [`Identified::erase`] makes [`Erased`].
//! - Between the two the file is held open: one put under its name meanwhile is refused, as is one whose size or time
//!   of change is another.
//! - Interrupted anywhere (killed, cancelled, unplugged, full, read-only), the file is whole, begun, or gone. Begun is
//!   what has the right size and holds the pattern of this very file in at least one sector; it is identified as
//!   [`State::Begun`], and erasing it again completes it.
//! - Other names of the same file (hard links) are cleared with it, and counted.
//!
//! What it does not do: clear what the filesystem keeps elsewhere. Copy on write, compression and holes put new bytes
//! in other places, which [`Erased::rewriting`] says; the journal, the file's name and its size stay in the folder's
//! freed entries on FAT; flash has copies that nobody can address; snapshots below the filesystem are not seen. Whoever
//! writes to the same folder in the instant between the last look and the removal may have their file removed.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::digest::Digest;
use crate::base::limits::{CLUSTER_BYTES_MAX, IO_BLOCK_BYTES, SECTOR_BYTES, SYNC_EVERY_BYTES};

use super::destination::{Destination, Found, Kind, check_name};
use super::error::{EraseError, MediaError, Step};
use super::filesystem::Rewriting;
use super::level::WriteLevel;
use super::platform::{FileOnMedium as _, Folder as _, OpenFolder, Status};
use super::read_back::{Unread, each_block, read_whole};
use super::staged::WRITE_OUT_EVERY_BYTES;

mod pattern;

use pattern::Pattern;

/// What a file must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Expected {
    /// Its digest.
    pub sha256: Digest,
    /// Its size in bytes.
    pub size_bytes: u64,
}

/// What was found under the name of a file to be erased.
#[derive(Debug)]
pub enum Seen {
    /// The expected file, whole or begun to be erased.
    Identified(Identified),
    /// Nothing has the name.
    Absent,
    /// Something else, which is left alone.
    Differs {
        /// What it is.
        found: Found,
        /// Its digest; `None` when its kind or size already tells that it is another.
        sha256: Option<Digest>,
    },
}

/// How much of the expected file is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// All of it.
    Whole,
    /// Erasing it was begun before; what is not overwritten may be anything.
    Begun {
        /// How many bytes are overwritten already.
        overwritten_bytes: u64,
    },
}

/// The file under the name is the expected one. Held open, so that it stays this file. Only [`Destination::identify`]
/// makes one.
#[derive(Debug)]
pub struct Identified {
    place: Place,
    expected: Expected,
    file: File,
    status: Status,
    state: State,
    level: WriteLevel,
}

/// Overwritten, synced, read back as the pattern, removed, and no longer listed. Only [`Identified::erase`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    name: String,
    path: PathBuf,
    expected: Expected,
    before: State,
    overwritten_bytes: u64,
    level: WriteLevel,
    rewriting: Rewriting,
    other_names: u64,
}

/// What erasing is at; told with the bytes done of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// Overwriting.
    Overwrite,
    /// Reading back.
    ReadBack,
}

/// A name in an open folder.
#[derive(Debug)]
struct Place {
    folder: Arc<OpenFolder>,
    name: String,
    path: PathBuf,
}

impl Destination {
    /// Reads the file `name` as far past the cache as this filesystem allows, and tells whether it is the expected
    /// one. Nothing is changed, and nothing need be writable.
    ///
    /// # Errors
    /// [`EraseError`]: a name that cannot be one, unreadable, swapped while it was read, cancelled.
    pub fn identify(
        &self,
        name: &str,
        expected: &Expected,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<Seen, EraseError> {
        check_name(name)?;
        let place =
            Place { folder: Arc::clone(self.folder()), name: name.to_owned(), path: self.path().join(name) };
        let (found, identity) = match place.folder.look(name) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Seen::Absent),
            Err(source) => return Err(place.failed(Step::Open, source)),
        };
        if found.kind != Kind::File {
            return Ok(Seen::Differs { found, sha256: None });
        }
        let file = place.folder.open_file(name).map_err(|source| place.failed(Step::Open, source))?;
        let status = file.status().map_err(|source| place.failed(Step::Open, source))?;
        if status.identity != identity || status.kind != Kind::File {
            return Err(place.replaced());
        }
        let found = Found { kind: Kind::File, size_bytes: status.size_bytes };
        let mut other = None;
        if status.size_bytes == expected.size_bytes {
            let Place { folder, name, path } = &place;
            let read = read_whole(folder, name, path, identity, expected.size_bytes, progress, cancel)
                .map_err(|why| place.unread(why))?;
            if read.sha256() == &expected.sha256 && read.size_bytes() == expected.size_bytes {
                let (state, level) = (State::Whole, read.level());
                let expected = *expected;
                return Ok(Seen::Identified(Identified { place, expected, file, status, state, level }));
            }
            other = Some(*read.sha256());
        }
        if !may_be_begun(&status, expected) {
            return Ok(Seen::Differs { found, sha256: other });
        }
        let (overwritten_bytes, level) = place.overwritten(expected, &status, cancel)?;
        if overwritten_bytes == 0 {
            return Ok(Seen::Differs { found, sha256: other });
        }
        let (state, expected) = (State::Begun { overwritten_bytes }, *expected);
        Ok(Seen::Identified(Identified { place, expected, file, status, state, level }))
    }
}

impl Identified {
    /// The file's absolute path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.place.path
    }

    /// How much of it is still there.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// How far past the caches it was read: V1 or V2.
    #[must_use]
    pub const fn level(&self) -> WriteLevel {
        self.level
    }

    /// How many other names (hard links) the same file has, here or elsewhere on this filesystem; where they are, a
    /// [search](Destination::search) tells. Erasing clears what they hold, too.
    #[must_use]
    pub const fn other_names(&self) -> u64 {
        self.status.names.saturating_sub(1)
    }

    /// Overwrites the file in place, reads it back, removes it, and looks for its name again.
    ///
    /// # Errors
    /// [`EraseError`]. Once the first byte is overwritten, the file is begun: whatever failed, [`Destination::identify`]
    /// knows it again, and erasing can be repeated. After the removal, it finds nothing.
    pub fn erase(
        self,
        progress: &mut dyn FnMut(Pass, u64),
        cancel: &AtomicBool,
    ) -> Result<Erased, EraseError> {
        let Self { place, expected, file, status, state, .. } = self;
        let mut out =
            place.folder.open_to_overwrite(&place.name).map_err(|source| place.failed(Step::Open, source))?;
        let now = out.status().map_err(|source| place.failed(Step::Open, source))?;
        if now.identity != status.identity || now.kind != Kind::File {
            return Err(place.replaced());
        }
        if (now.size_bytes, now.changed_at) != (status.size_bytes, status.changed_at) {
            return Err(EraseError::Changed { path: place.path });
        }
        let made = place.folder.rewriting().map_err(|source| place.failed(Step::Open, source))?;
        let pattern = Pattern::of(&expected.sha256);
        let overwritten_bytes = place.overwrite(&mut out, &now, &pattern, progress, cancel)?;
        let level = place.read_pattern(&now, &pattern, overwritten_bytes, progress, cancel)?;
        place.remove([file, out], &now)?;
        Ok(Erased {
            name: place.name,
            path: place.path,
            expected,
            before: state,
            overwritten_bytes,
            level,
            rewriting: rewriting(made, &now, level),
            other_names: now.names.saturating_sub(1),
        })
    }
}

impl Erased {
    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's absolute path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file held, or had held when erasing it was begun.
    #[must_use]
    pub const fn expected(&self) -> &Expected {
        &self.expected
    }

    /// How much of it was there before.
    #[must_use]
    pub const fn before(&self) -> State {
        self.before
    }

    /// How many bytes were overwritten and read back: the file, and the rest of its last cluster where there was one.
    #[must_use]
    pub const fn overwritten_bytes(&self) -> u64 {
        self.overwritten_bytes
    }

    /// How far past the caches the overwriting was read back: V1 or V2.
    #[must_use]
    pub const fn level(&self) -> WriteLevel {
        self.level
    }

    /// Whether the sectors that held it were the ones written over, as far as the filesystem goes.
    #[must_use]
    pub const fn rewriting(&self) -> Rewriting {
        self.rewriting
    }

    /// Whether the sectors that held it are known to have been written over: the only case in which the content may be
    /// called cleared.
    #[must_use]
    pub const fn in_place(&self) -> bool {
        matches!(self.rewriting, Rewriting::InPlace)
    }

    /// How many other names (hard links) the file had; what they hold is overwritten, and they are still there.
    #[must_use]
    pub const fn other_names(&self) -> u64 {
        self.other_names
    }
}

impl Place {
    /// Counts the bytes in sectors that hold the pattern.
    fn overwritten(
        &self,
        expected: &Expected,
        status: &Status,
        cancel: &AtomicBool,
    ) -> Result<(u64, WriteLevel), EraseError> {
        let pattern = Pattern::of(&expected.sha256);
        let sector = u64::try_from(SECTOR_BYTES).unwrap_or(u64::MAX);
        let mut held = 0_u64;
        let mut each = |offset: u64, bytes: &[u8]| {
            // A short read may leave off within a sector.
            let start = offset.next_multiple_of(sector);
            let skipped = usize::try_from(start.saturating_sub(offset)).unwrap_or(usize::MAX);
            held = held.saturating_add(pattern.held_by(start, bytes.get(skipped..).unwrap_or_default()));
            true
        };
        let level = self.read(status, &mut each, cancel)?;
        Ok((held, level))
    }

    /// Overwrites the content, then what is left of its last cluster; synced. Returns how many bytes that is.
    fn overwrite(
        &self,
        out: &mut File,
        status: &Status,
        pattern: &Pattern,
        progress: &mut dyn FnMut(Pass, u64),
        cancel: &AtomicBool,
    ) -> Result<u64, EraseError> {
        let block = u64::try_from(IO_BLOCK_BYTES).unwrap_or(u64::MAX);
        let (mut at, mut started, mut synced) = (0_u64, 0_u64, 0_u64);
        while at < status.size_bytes {
            if cancel.load(Ordering::Relaxed) {
                return Err(EraseError::Cancelled { overwritten_bytes: at });
            }
            let end = at.saturating_add(block).min(status.size_bytes);
            out.write_all(&pattern.bytes(at..end)).map_err(|source| self.failed(Step::Write, source))?;
            at = end;
            if at - synced >= SYNC_EVERY_BYTES {
                out.sync_data().map_err(|source| self.failed(Step::Write, source))?;
                (started, synced) = (at, at);
            } else if at - started >= WRITE_OUT_EVERY_BYTES {
                out.start_writing_out(started, at - started);
                started = at;
            }
            progress(Pass::Overwrite, at);
        }
        out.sync_all().map_err(|source| self.failed(Step::Sync, source))?;
        let end = end_of_cluster(status);
        if end > at {
            match write_slack(out, pattern, at..end) {
                Ok(()) => at = end,
                // The content itself is overwritten; a filesystem that has no room for the rest keeps none of it there.
                Err(error) if is_room(&error) => {
                    at = out.metadata().map_err(|source| self.failed(Step::Write, source))?.len();
                }
                Err(source) => return Err(self.failed(Step::Write, source)),
            }
            progress(Pass::Overwrite, at);
        }
        Ok(at)
    }

    /// Reads everything back, and compares it with the pattern.
    fn read_pattern(
        &self,
        status: &Status,
        pattern: &Pattern,
        overwritten_bytes: u64,
        progress: &mut dyn FnMut(Pass, u64),
        cancel: &AtomicBool,
    ) -> Result<WriteLevel, EraseError> {
        let (mut read_bytes, mut other) = (0_u64, None);
        let mut each = |offset: u64, bytes: &[u8]| {
            other = pattern.first_other(offset, bytes);
            read_bytes = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            progress(Pass::ReadBack, read_bytes);
            other.is_none()
        };
        let level = self.read(status, &mut each, cancel).map_err(|error| match error {
            EraseError::Cancelled { .. } => EraseError::Cancelled { overwritten_bytes },
            error => error,
        })?;
        if other.is_none() && read_bytes != overwritten_bytes {
            other = Some(read_bytes.min(overwritten_bytes));
        }
        match other {
            None => Ok(level),
            Some(offset_bytes) => Err(EraseError::NotOverwritten { path: self.path.clone(), offset_bytes }),
        }
    }

    /// Removes the name, if it still leads to the file, and looks whether it is gone.
    fn remove(&self, files: [File; 2], status: &Status) -> Result<(), EraseError> {
        let failed = |source| self.failed(Step::Remove, source);
        // A FUSE daemon hides an open file instead of removing it, and FAT forgets the number of one that nobody holds:
        // from here on it is held without being open.
        let pin = self.folder.pin(&self.name).map_err(failed)?;
        if let Some(pin) = &pin
            && pin.identity().map_err(failed)? != status.identity
        {
            return Err(self.replaced());
        }
        drop(files);
        let (_, there) = self.folder.look(&self.name).map_err(failed)?;
        if there != status.identity {
            return Err(self.replaced());
        }
        self.folder.remove(&self.name).map_err(failed)?;
        drop(pin); // what is removed is given back only when nobody holds it
        let synced = self.folder.sync().and_then(|()| self.folder.sync_filesystem());
        synced.map_err(|source| self.failed(Step::Sync, source))?;
        self.look_for_again()
    }

    fn look_for_again(&self) -> Result<(), EraseError> {
        let mut listed = false;
        let mut each = |name: &std::ffi::OsStr, _kind: Kind| {
            listed = name == self.name.as_str();
            !listed
        };
        self.folder.names(&mut each).map_err(|source| self.failed(Step::List, source))?;
        match self.folder.look(&self.name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !listed => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(Step::List, error)),
            _ => Err(EraseError::StillThere { path: self.path.clone() }),
        }
    }

    fn read(
        &self,
        status: &Status,
        each: &mut dyn FnMut(u64, &[u8]) -> bool,
        cancel: &AtomicBool,
    ) -> Result<WriteLevel, EraseError> {
        each_block(&self.folder, &self.name, &self.path, status.identity, each, cancel)
            .map_err(|why| self.unread(why))
    }

    fn unread(&self, why: Unread) -> EraseError {
        match why {
            Unread::Media(error) => error.into(),
            Unread::Replaced => self.replaced(),
            Unread::Cancelled => EraseError::Cancelled { overwritten_bytes: 0 },
        }
    }

    fn failed(&self, step: Step, source: io::Error) -> EraseError {
        MediaError::of(step, &self.path, source).into()
    }

    fn replaced(&self) -> EraseError {
        EraseError::Replaced { path: self.path.clone() }
    }
}

/// Whether the size is one that an interrupted erasing leaves: the expected one, or up to the end of the last cluster.
fn may_be_begun(status: &Status, expected: &Expected) -> bool {
    let unit = status.allocated.map_or(1, |allocated| allocated.unit_bytes).clamp(1, CLUSTER_BYTES_MAX);
    let end = expected.size_bytes.checked_next_multiple_of(unit).unwrap_or(expected.size_bytes);
    (expected.size_bytes..=end).contains(&status.size_bytes)
}

/// Where the file can be made to end without needing another cluster.
fn end_of_cluster(status: &Status) -> u64 {
    let size = status.size_bytes;
    let Some(allocated) = status.allocated else { return size };
    if !allocated.unit_bytes.is_power_of_two() || allocated.unit_bytes > CLUSTER_BYTES_MAX {
        return size;
    }
    let end = size.checked_next_multiple_of(allocated.unit_bytes).unwrap_or(size);
    if end <= allocated.bytes { end } else { size }
}

fn write_slack(out: &mut File, pattern: &Pattern, range: std::ops::Range<u64>) -> io::Result<()> {
    let block = u64::try_from(IO_BLOCK_BYTES).unwrap_or(u64::MAX);
    let mut at = range.start;
    while at < range.end {
        let end = at.saturating_add(block).min(range.end);
        out.write_all(&pattern.bytes(at..end))?;
        at = end;
    }
    out.sync_all()
}

fn is_room(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// What overwriting did to this file: less room than content is compression, a hole or content kept in the file's own
/// entry; and what could not be read back past the cache (also where the journal keeps the data) is not known.
fn rewriting(made: Rewriting, status: &Status, level: WriteLevel) -> Rewriting {
    let sparse = status.allocated.is_some_and(|allocated| allocated.bytes < status.size_bytes);
    match made {
        Rewriting::InPlace if sparse => Rewriting::Elsewhere,
        Rewriting::InPlace if level < WriteLevel::V2 => Rewriting::Unknown,
        made => made,
    }
}
