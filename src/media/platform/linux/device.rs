//! Whole devices on Linux: block device nodes, exclusively where written to, past the cache.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};
use std::os::unix::fs::{FileExt as _, FileTypeExt as _};
use std::path::Path;

use rustix::fs::{self, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

use crate::base::limits::{ALIGNMENT_BYTES, SECTOR_BYTES};
use crate::media::platform::{Access, FileOnMedium as _, RawDevice};

/// A block device node held open.
#[derive(Debug)]
pub(in crate::media) struct OpenDevice(File);

impl RawDevice for OpenDevice {
    fn open(path: &Path, access: Access) -> io::Result<Self> {
        // Only then may opening wait: a pipe would wait for ever.
        if !std::fs::symlink_metadata(path)?.file_type().is_block_device() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let flags = OFlags::DIRECT | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
        let flags = flags
            | match access {
                Access::Read => OFlags::RDONLY,
                Access::Write => OFlags::RDWR | OFlags::EXCL,
            };
        Ok(Self(File::from(retry_on_intr(|| fs::open(path, flags, Mode::empty()))?)))
    }

    fn number(&self) -> io::Result<(u32, u32)> {
        let stat = fs::fstat(&self.0)?;
        Ok((fs::major(stat.st_rdev), fs::minor(stat.st_rdev)))
    }

    fn size_bytes(&self) -> io::Result<u64> {
        (&self.0).seek(SeekFrom::End(0))
    }

    fn sector_bytes(&self) -> io::Result<usize> {
        let bytes = usize::try_from(fs::ioctl_blksszget(&self.0)?).map_err(io::Error::other)?;
        Ok(bytes.clamp(SECTOR_BYTES, ALIGNMENT_BYTES))
    }

    fn read_at(&self, offset_bytes: u64, block: &mut [u8]) -> io::Result<()> {
        self.0.read_exact_at(block, offset_bytes)
    }

    fn write_at(&self, offset_bytes: u64, block: &[u8]) -> io::Result<()> {
        self.0.write_all_at(block, offset_bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.0.drop_cache()
    }
}

/// Whether the system refused because somebody holds the device exclusively.
pub(in crate::media) fn says_in_use(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::BUSY)
}
