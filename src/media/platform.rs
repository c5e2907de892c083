//! What differs by system: folders and devices held open, and reading past the cache.
//!
//! Linux has its own file; every other system takes the portable one, which looks names up by path, cannot pass
//! the cache (so writes there are confirmed at V1), and opens no whole device.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::destination::{Found, Kind};
use super::filesystem::{Nature, Rewriting};

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(test, not(target_os = "linux")))]
mod portable;

#[cfg(target_os = "linux")]
pub(super) use linux::{OpenDevice, OpenFolder, says_gone, says_in_use, says_link, says_not_past_cache};
#[cfg(not(target_os = "linux"))]
pub(super) use portable::{OpenDevice, OpenFolder, says_gone, says_in_use, says_link, says_not_past_cache};

/// Which file this is, whatever its name: numbers of filesystem and file. `None` where the system has none.
pub(super) type Identity = Option<(u64, u64)>;

/// What is known of an open file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    /// Which file it is.
    pub identity: Identity,
    /// What kind of thing.
    pub kind: Kind,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// When its content was last changed, as far as the filesystem keeps that.
    pub changed_at: Option<SystemTime>,
    /// How many names it has, where that is told.
    pub names: u64,
    /// Room the filesystem has set aside for it and the unit in which it does, in bytes, where that is told.
    pub allocated: Option<Allocated>,
}

/// Room set aside for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allocated {
    /// How much, in bytes.
    pub bytes: u64,
    /// In which unit, in bytes: a block, or a FAT cluster.
    pub unit_bytes: u64,
}

/// A folder held open. Names are single components, checked by the caller; none of these calls follows a link.
pub(super) trait Folder: Sized + Send + Sync {
    /// Opens `path`, whose last component must be a folder and not a link to one.
    fn open(path: &Path) -> io::Result<Self>;
    /// Its absolute path now.
    fn path(&self) -> io::Result<PathBuf>;
    /// The id of the mount it lies on.
    fn mount_id(&self) -> Option<u64>;
    /// Whether its filesystem is mounted read-only.
    fn is_read_only(&self) -> io::Result<bool>;
    /// Bytes this user can still write; `None` when the system does not say.
    fn room_bytes(&self) -> io::Result<Option<u64>>;
    /// What filesystem it lies on.
    fn nature(&self) -> io::Result<Nature>;
    /// Creates a file that must not be there, private to this user, for writing.
    fn create_new(&self, name: &str) -> io::Result<File>;
    /// What writing over a file does there.
    fn rewriting(&self) -> io::Result<Rewriting>;
    /// Opens a folder in it.
    fn open_folder(&self, name: &OsStr) -> io::Result<Self>;
    /// Opens a file for reading.
    fn open_file(&self, name: impl AsRef<OsStr>) -> io::Result<File>;
    /// Opens an existing file for writing over what it holds; nothing is cut off.
    fn open_to_overwrite(&self, name: &str) -> io::Result<File>;
    /// Keeps the file known under its number without opening it, and without keeping it from being removed; `None`
    /// where that cannot be.
    fn pin(&self, name: &str) -> io::Result<Option<File>>;
    /// Opens a file for reading past the cache, in blocks that begin at multiples of 4096 in file and memory.
    /// `None` when this system, filesystem or file does not do that.
    fn open_past_cache(&self, name: &str) -> io::Result<Option<File>>;
    /// What the name is.
    fn look(&self, name: impl AsRef<OsStr>) -> io::Result<(Found, Identity)>;
    /// Takes a name away.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Calls `each` with every name, in the filesystem's order, until it says `false`.
    fn names(&self, each: &mut dyn FnMut(&OsStr, Kind) -> bool) -> io::Result<()>;
    /// Makes the folder's own entries durable.
    fn sync(&self) -> io::Result<()>;
    /// Makes the whole filesystem durable.
    fn sync_filesystem(&self) -> io::Result<()>;
}

/// What a file can do beyond `std`.
pub(super) trait FileOnMedium {
    /// Which file it is.
    fn identity(&self) -> io::Result<Identity>;
    /// What is known of it.
    fn status(&self) -> io::Result<Status>;
    /// Asks the system to start writing out `size_bytes` from `offset`; a hint, without an answer.
    fn start_writing_out(&self, offset: u64, size_bytes: u64);
    /// Writes out what is cached of this file, and asks the system to forget it.
    fn drop_cache(&self) -> io::Result<()>;
}

/// What a device is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading, also while others use it.
    Read,
    /// Reading and writing, while nobody else uses it.
    Write,
}

/// A whole device held open. Offsets, lengths and the memory of blocks are multiples of its sector.
pub(super) trait RawDevice: Sized + Sync {
    /// Opens the node `path`, past the cache.
    fn open(path: &Path, access: Access) -> io::Result<Self>;
    /// Its number, major and minor.
    fn number(&self) -> io::Result<(u32, u32)>;
    /// Its size now: none once it was pulled out.
    fn size_bytes(&self) -> io::Result<u64>;
    /// The smallest piece it reads and writes.
    fn sector_bytes(&self) -> io::Result<usize>;
    /// Fills `block` from `offset_bytes` on.
    fn read_at(&self, offset_bytes: u64, block: &mut [u8]) -> io::Result<()>;
    /// Writes `block` from `offset_bytes` on.
    fn write_at(&self, offset_bytes: u64, block: &[u8]) -> io::Result<()>;
    /// Makes durable what was written, and asks the system to forget what it cached.
    fn sync(&self) -> io::Result<()>;
}
