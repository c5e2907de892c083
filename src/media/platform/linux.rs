//! Linux: everything relative to one descriptor; `O_DIRECT` passes the cache.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{self, Advice, AtFlags, CWD, Dir, FileType, Mode, OFlags, StatVfsMountFlags, StatxFlags};
use rustix::io::{Errno, retry_on_intr};

use super::{Allocated, FileOnMedium, Folder, Identity, Status};
use crate::media::destination::{Found, Kind};
use crate::media::filesystem::{Nature, Rewriting};

mod device;

pub(in crate::media) use device::{OpenDevice, says_in_use};

/// A directory descriptor.
#[derive(Debug)]
pub(in crate::media) struct OpenFolder(OwnedFd);

/// For reading an existing name: a pipe put in its place must not make us wait.
const READING: OFlags = OFlags::RDONLY
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

/// Bytes in the unit of `st_blocks`, whatever the filesystem's own block is (inode(7)).
const STAT_BLOCK_BYTES: u64 = 512;

impl OpenFolder {
    fn open_at(&self, name: impl AsRef<OsStr>, flags: OFlags, mode: Mode) -> io::Result<File> {
        Ok(File::from(retry_on_intr(|| fs::openat(&self.0, name.as_ref(), flags, mode))?))
    }
}

impl Folder for OpenFolder {
    fn open(path: &Path) -> io::Result<Self> {
        // `O_NOFOLLOW` looks at the last component only, and not even there when a slash follows: rebuilding the
        // path from its components takes such slashes away.
        let path: PathBuf = path.components().collect();
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match retry_on_intr(|| fs::openat(CWD, &path, flags, Mode::empty())) {
            Ok(descriptor) => Ok(Self(descriptor)),
            // Linux says "not a directory" of a link here; say what it is.
            Err(Errno::NOTDIR) if path.is_symlink() => Err(Errno::LOOP.into()),
            Err(errno) => Err(errno.into()),
        }
    }

    fn path(&self) -> io::Result<PathBuf> {
        use std::os::fd::AsRawFd as _;
        std::fs::read_link(format!("/proc/self/fd/{}", self.0.as_raw_fd()))
    }

    fn mount_id(&self) -> Option<u64> {
        let stat = fs::statx(&self.0, "", AtFlags::EMPTY_PATH, StatxFlags::MNT_ID).ok()?;
        (stat.stx_mask & StatxFlags::MNT_ID.bits() != 0).then_some(stat.stx_mnt_id)
    }

    fn is_read_only(&self) -> io::Result<bool> {
        Ok(retry_on_intr(|| fs::fstatvfs(&self.0))?.f_flag.contains(StatVfsMountFlags::RDONLY))
    }

    fn room_bytes(&self) -> io::Result<Option<u64>> {
        let stat = retry_on_intr(|| fs::fstatvfs(&self.0))?;
        // Without blocks it does not say (ramfs, some in user space).
        Ok((stat.f_blocks > 0).then(|| stat.f_bavail.saturating_mul(stat.f_frsize)))
    }

    fn nature(&self) -> io::Result<Nature> {
        let stat = retry_on_intr(|| fs::fstatfs(&self.0))?;
        Ok(u64::try_from(stat.f_type).map(Nature::of_magic).unwrap_or_default())
    }

    fn create_new(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        self.open_at(name, flags, Mode::RUSR | Mode::WUSR)
    }

    fn rewriting(&self) -> io::Result<Rewriting> {
        let stat = retry_on_intr(|| fs::fstatfs(&self.0))?;
        Ok(u64::try_from(stat.f_type).map(Rewriting::of_magic).unwrap_or_default())
    }

    fn open_folder(&self, name: &OsStr) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self(retry_on_intr(|| fs::openat(&self.0, name, flags, Mode::empty()))?))
    }

    fn open_file(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        self.open_at(name, READING, Mode::empty())
    }

    fn open_to_overwrite(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        self.open_at(name, flags, Mode::empty())
    }

    fn pin(&self, name: &str) -> io::Result<Option<File>> {
        self.open_at(name, OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()).map(Some)
    }

    fn open_past_cache(&self, name: &str) -> io::Result<Option<File>> {
        let file = match self.open_at(name, READING | OFlags::DIRECT, Mode::empty()) {
            Ok(file) => file,
            Err(error) if says_not_past_cache(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        // A filesystem may accept the flag and read through the cache all the same (ext4 with journalled data);
        // from Linux 6.1 on it says so: asked, answered, and 0.
        let stat = fs::statx(&file, "", AtFlags::EMPTY_PATH, StatxFlags::DIOALIGN);
        let pretends = stat.is_ok_and(|stat| {
            stat.stx_mask & StatxFlags::DIOALIGN.bits() != 0 && stat.stx_dio_offset_align == 0
        });
        Ok(Some(file).filter(|_| !pretends))
    }

    fn look(&self, name: impl AsRef<OsStr>) -> io::Result<(Found, Identity)> {
        let stat = retry_on_intr(|| fs::statat(&self.0, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW))?;
        let kind = kind_of(FileType::from_raw_mode(stat.st_mode));
        let size_bytes = u64::try_from(stat.st_size).unwrap_or_default();
        Ok((Found { kind, size_bytes }, Some((stat.st_dev, stat.st_ino))))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        Ok(retry_on_intr(|| fs::unlinkat(&self.0, name, AtFlags::empty()))?)
    }

    fn names(&self, each: &mut dyn FnMut(&OsStr, Kind) -> bool) -> io::Result<()> {
        for entry in Dir::read_from(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." && !each(OsStr::from_bytes(name), kind_of(entry.file_type())) {
                break;
            }
        }
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        match retry_on_intr(|| fs::fsync(&self.0)) {
            // Some filesystems (FUSE) have no way to sync a directory; what syncing the whole filesystem says counts.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(()),
            other => Ok(other?),
        }
    }

    fn sync_filesystem(&self) -> io::Result<()> {
        Ok(retry_on_intr(|| fs::syncfs(&self.0))?)
    }
}

impl FileOnMedium for File {
    fn identity(&self) -> io::Result<Identity> {
        let metadata = self.metadata()?;
        Ok(Some((metadata.dev(), metadata.ino())))
    }

    fn status(&self) -> io::Result<Status> {
        let metadata = self.metadata()?;
        Ok(Status {
            identity: Some((metadata.dev(), metadata.ino())),
            kind: kind_of(FileType::from_raw_mode(metadata.mode())),
            size_bytes: metadata.len(),
            changed_at: metadata.modified().ok(),
            names: metadata.nlink(),
            allocated: Some(Allocated {
                bytes: metadata.blocks().saturating_mul(STAT_BLOCK_BYTES),
                unit_bytes: metadata.blksize(),
            }),
        })
    }

    fn start_writing_out(&self, offset: u64, size_bytes: u64) {
        // On Linux this advice begins by writing the range out without waiting (mm/fadvise.c).
        let _hint = fs::fadvise(self, offset, size_bytes.try_into().ok(), Advice::DontNeed);
    }

    fn drop_cache(&self) -> io::Result<()> {
        self.sync_all()?; // only clean pages can be dropped
        let _hint = fs::fadvise(self, 0, None, Advice::DontNeed);
        Ok(())
    }
}

fn kind_of(file_type: FileType) -> Kind {
    match file_type {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        FileType::Fifo
        | FileType::Socket
        | FileType::CharacterDevice
        | FileType::BlockDevice
        | FileType::Unknown => Kind::Other,
    }
}

/// Whether the system refused because the last component is a link.
pub(in crate::media) fn says_link(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::LOOP)
}

/// Whether the system says that the device or server is no longer there.
pub(in crate::media) fn says_gone(error: &io::Error) -> bool {
    matches!(
        Errno::from_io_error(error),
        Some(
            Errno::NODEV
                | Errno::NXIO
                | Errno::NOMEDIUM
                | Errno::STALE
                | Errno::NOTCONN
                | Errno::SHUTDOWN
                | Errno::HOSTDOWN
        )
    )
}

/// Whether the system refused direct reading, at opening or at this offset.
pub(in crate::media) fn says_not_past_cache(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::INVAL | Errno::NOTSUP))
}
