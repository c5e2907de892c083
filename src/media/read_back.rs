//! Reading back past the cache.
//!
//! What counts as past the operating system's cache (V2), on Linux: the filesystem is one that the kernel itself
//! keeps on a device ([`Nature::is_on_device`]); the file was synced and its cached pages were dropped; and every
//! byte then came through a descriptor opened with `O_DIRECT` that the filesystem does not say it will serve from the
//! cache (`STATX_DIOALIGN`). The flag alone proves nothing: tmpfs accepts it too. Everything else is V1, also where
//! the bytes probably did come from a device: FUSE daemons and servers have caches that nobody here can see. A device
//! is what the kernel calls one: behind a loop device or a virtual disk there may be memory again.
//!
//! [`Nature::is_on_device`]: super::Nature::is_on_device

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::bounded;

use crate::base::digest::{Digest, Hasher};
use crate::base::limits::{ALIGNMENT_BYTES, IO_BLOCK_BYTES};
use crate::base::threads;

use super::WriteLevel;
use super::aligned::Aligned;
use super::error::{MediaError, ReadBackError, Step};
use super::platform::{self, FileOnMedium as _, Folder as _, Identity, OpenFolder};
use super::sum::{Sum, SumKey};

/// Read back from the medium, and equal to what was written. Only [`super::Written::read_back`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    name: String,
    path: PathBuf,
    size_bytes: u64,
    level: WriteLevel,
}

/// A file that was read: what it held, and how far past the caches it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reread {
    sha256: Digest,
    size_bytes: u64,
    level: WriteLevel,
}

impl Confirmed {
    pub(super) const fn of(name: String, path: PathBuf, size_bytes: u64, level: WriteLevel) -> Self {
        Self { name, path, size_bytes, level }
    }

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

    /// Its size in bytes.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How far the reading back reached: V1 or V2.
    #[must_use]
    pub const fn level(&self) -> WriteLevel {
        self.level
    }
}

impl Reread {
    /// The digest of what was read.
    #[must_use]
    pub const fn sha256(&self) -> &Digest {
        &self.sha256
    }

    /// How many bytes were read.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How far past the caches they came from.
    #[must_use]
    pub const fn level(&self) -> WriteLevel {
        self.level
    }

    pub(super) fn equal_to(
        self,
        sha256: &Digest,
        size_bytes: u64,
        path: &Path,
    ) -> Result<Self, ReadBackError> {
        if self.sha256 == *sha256 && self.size_bytes == size_bytes {
            return Ok(self);
        }
        Err(ReadBackError::Differs {
            path: path.to_path_buf(),
            expected_bytes: size_bytes,
            found_bytes: self.size_bytes,
            digests: Some((*sha256, self.sha256)),
        })
    }

    pub(super) const fn after_replug(self) -> Self {
        Self { level: WriteLevel::V3, ..self }
    }
}

/// Why a file was not read to its end.
#[derive(Debug)]
pub(super) enum Unread {
    /// The medium could not be read, or the name is not of a regular file.
    Media(MediaError),
    /// The name leads to another file than the one meant.
    Replaced,
    /// The user asked to stop.
    Cancelled,
}

impl Unread {
    fn of(self, path: &Path) -> ReadBackError {
        match self {
            Self::Media(error) => error.into(),
            Self::Replaced => ReadBackError::Replaced { path: path.to_path_buf() },
            Self::Cancelled => ReadBackError::Cancelled,
        }
    }
}

/// Reads the regular file `name`, and stops early once it is longer than `expected_bytes`.
pub(super) fn reread(
    folder: &OpenFolder,
    name: &str,
    path: &Path,
    identity: Identity,
    expected_bytes: u64,
    progress: &mut dyn FnMut(u64),
    cancel: &AtomicBool,
) -> Result<Reread, ReadBackError> {
    read_whole(folder, name, path, identity, expected_bytes, progress, cancel).map_err(|why| why.of(path))
}

/// Reads the regular file `name` and compares it with the sum of what was written.
pub(super) fn read_equal(
    folder: &OpenFolder,
    name: &str,
    path: &Path,
    identity: Identity,
    (key, written): (&SumKey, Sum),
    progress: &mut dyn FnMut(u64),
    cancel: &AtomicBool,
) -> Result<WriteLevel, ReadBackError> {
    let failed = |source| Unread::Media(MediaError::of(Step::Read, path, source)).of(path);
    let mut summing = key.begin().map_err(failed)?;
    let mut each = |_offset: u64, bytes: &[u8]| {
        summing.update(bytes);
        progress(summing.size_bytes());
        summing.size_bytes() <= written.size_bytes()
    };
    let level = each_block(folder, name, path, identity, &mut each, cancel).map_err(|why| why.of(path))?;
    let found = summing.finish().map_err(failed)?;
    if found == written {
        return Ok(level);
    }
    Err(ReadBackError::Differs {
        path: path.to_path_buf(),
        expected_bytes: written.size_bytes(),
        found_bytes: found.size_bytes(),
        digests: None,
    })
}

/// As [`reread`], and why not, for callers with an error of their own.
pub(super) fn read_whole(
    folder: &OpenFolder,
    name: &str,
    path: &Path,
    identity: Identity,
    expected_bytes: u64,
    progress: &mut dyn FnMut(u64),
    cancel: &AtomicBool,
) -> Result<Reread, Unread> {
    let mut hasher = Hasher::new();
    let mut each = |_offset: u64, bytes: &[u8]| {
        hasher.update(bytes);
        progress(hasher.size_bytes());
        hasher.size_bytes() <= expected_bytes
    };
    let level = each_block(folder, name, path, identity, &mut each, cancel)?;
    Ok(Reread { sha256: hasher.finish(), size_bytes: hasher.size_bytes(), level })
}

/// Reads the regular file `name` block by block, as far past the cache as this filesystem allows, and gives each
/// block with its offset, until the end or until `each` says `false`. All of them came from as far as is answered.
pub(super) fn each_block(
    folder: &OpenFolder,
    name: &str,
    path: &Path,
    identity: Identity,
    each: &mut dyn FnMut(u64, &[u8]) -> bool,
    cancel: &AtomicBool,
) -> Result<WriteLevel, Unread> {
    let failed = |source| Unread::Media(MediaError::of(Step::Read, path, source));
    let mut source = Source::open(folder, name).map_err(failed)?;
    if !source.cached.metadata().map_err(failed)?.is_file() {
        return Err(Unread::Media(MediaError::NotAFile { path: path.to_path_buf() }));
    }
    if identity.is_some() && source.cached.identity().map_err(failed)? != identity {
        return Err(Unread::Replaced);
    }
    let small = source.cached.metadata().map_err(failed)?.len() <= AHEAD_FROM_BYTES;
    let read = if small { in_turns(&mut source, each, cancel) } else { ahead(&mut source, each, cancel) };
    match read {
        Ok(()) => Ok(if source.past_cache.is_some() { WriteLevel::V2 } else { WriteLevel::V1 }),
        Err(Stopped::Cancelled) => Err(Unread::Cancelled),
        Err(Stopped::Failed(error)) => Err(failed(error)),
    }
}

/// A file larger than this is read on a thread of its own, while what came is looked at.
const AHEAD_FROM_BYTES: u64 = 4 << 20;

/// How many blocks are on their way between the two.
const BLOCKS_AHEAD: usize = 4;

/// Why reading ended before the end.
enum Stopped {
    Cancelled,
    Failed(io::Error),
}

/// Reads a block, gives it to `each`, reads the next.
fn in_turns(
    source: &mut Source,
    each: &mut dyn FnMut(u64, &[u8]) -> bool,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    let mut block = Aligned::new(IO_BLOCK_BYTES);
    let mut offset = 0_u64;
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(Stopped::Cancelled);
        }
        let range = source.read_at(offset, block.bytes_mut()).map_err(Stopped::Failed)?;
        let bytes = block.bytes().get(range).unwrap_or_default();
        if bytes.is_empty() || !each(offset, bytes) {
            return Ok(());
        }
        offset = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    }
}

/// Reads on one thread, and gives the blocks to `each` on this one; in turns where the system starts no thread.
fn ahead(
    source: &mut Source,
    each: &mut dyn FnMut(u64, &[u8]) -> bool,
    cancel: &AtomicBool,
) -> Result<(), Stopped> {
    let (free_again, free) = bounded(BLOCKS_AHEAD);
    for _ in 0..BLOCKS_AHEAD {
        let _room = free_again.send(Aligned::new(IO_BLOCK_BYTES));
    }
    let (read, blocks) = bounded::<(u64, Aligned, Range<usize>)>(BLOCKS_AHEAD);
    let reader = &mut *source;
    let started = std::thread::scope(|scope| {
        let reading = threads::start(scope, move || {
            let mut offset = 0_u64;
            for mut block in free {
                if cancel.load(Ordering::Relaxed) {
                    return Err(Stopped::Cancelled);
                }
                let range = reader.read_at(offset, block.bytes_mut()).map_err(Stopped::Failed)?;
                let bytes = u64::try_from(range.len()).unwrap_or(u64::MAX);
                // Nobody takes them any more: enough was seen.
                if bytes == 0 || read.send((offset, block, range)).is_err() {
                    return Ok(());
                }
                offset = offset.saturating_add(bytes);
            }
            Ok(())
        });
        let Ok(reading) = reading else { return None };
        for (offset, block, range) in blocks {
            if !each(offset, block.bytes().get(range).unwrap_or_default()) {
                break;
            }
            let _closed = free_again.send(block);
        }
        drop(free_again);
        Some(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    started.unwrap_or_else(|| in_turns(source, each, cancel))
}

/// A file to be read past the cache as long as that works.
struct Source {
    cached: File,
    past_cache: Option<File>,
}

impl Source {
    fn open(folder: &OpenFolder, name: &str) -> io::Result<Self> {
        let cached = folder.open_file(name)?;
        if !cached.metadata()?.is_file() {
            return Ok(Self { cached, past_cache: None });
        }
        cached.drop_cache()?;
        let past_cache = if folder.nature()?.is_on_device() { folder.open_past_cache(name)? } else { None };
        if let Some(file) = &past_cache
            && file.identity()? != cached.identity()?
        {
            return Err(io::ErrorKind::StaleNetworkFileHandle.into());
        }
        Ok(Self { cached, past_cache })
    }

    /// Where in `block` the next bytes from `offset` on are now; nowhere at the end. Blocks begin at aligned offsets
    /// whatever came before: after a short read the bytes already seen are read once more and left out.
    fn read_at(&mut self, offset: u64, block: &mut [u8]) -> io::Result<Range<usize>> {
        let alignment = u64::try_from(ALIGNMENT_BYTES).map_err(io::Error::other)?;
        let seen = offset % alignment;
        let count = loop {
            let mut file = self.past_cache.as_ref().unwrap_or(&self.cached);
            match file.seek(SeekFrom::Start(offset - seen)).and_then(|_| file.read(block)) {
                Ok(count) => break count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.past_cache.is_some() && platform::says_not_past_cache(&error) => {
                    self.past_cache = None;
                }
                Err(error) => return Err(error),
            }
        };
        let seen = usize::try_from(seen).map_err(io::Error::other)?;
        Ok(seen.min(count)..count)
    }
}
