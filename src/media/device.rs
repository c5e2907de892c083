//! A whole device, opened so that nothing else is hurt and nothing is left out.
//!
//! [`Device::open_to_write`] refuses what is mounted, swapped to, held by another layer, or what the system runs from,
//! and then opens it exclusively (`O_EXCL`): the kernel refuses what those looks missed, for instance a mount that only
//! another container sees, and refuses mounting it while it is open. [`Device::open_to_read`] takes a mounted device
//! too; what a mounted filesystem has not written out yet is then not seen.
//!
//! Reading and writing pass the system's cache (`O_DIRECT`). Only Linux is known so far; elsewhere every device is
//! refused.
//!
//! What it does not protect against: whoever is root and opens the device without asking anybody.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{DeviceError, MediaError, Step};
use super::facts::{MediumFacts, System};
use super::platform::{self, Access, OpenDevice, RawDevice as _};
use super::sectors::Sectors;

/// A whole device held open.
#[derive(Debug)]
pub struct Device {
    path: PathBuf,
    facts: MediumFacts,
    raw: OpenDevice,
    size_bytes: u64,
    sector_bytes: usize,
}

impl Device {
    /// Opens the whole device at `path` (e.g. `/dev/sdb`, or a link to it) for overwriting. Until it is dropped nobody
    /// can mount it.
    ///
    /// # Errors
    /// [`DeviceError`]; nothing was written.
    pub fn open_to_write(path: &Path) -> Result<Self, DeviceError> {
        let system = System::this();
        let facts = system.check_free(path)?;
        Self::open(&system, path, facts, Access::Write)
    }

    /// Opens the whole device at `path` for reading; it may be in use.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn open_to_read(path: &Path) -> Result<Self, DeviceError> {
        let system = System::this();
        let facts = system.identify_whole(path)?;
        Self::open(&system, path, facts, Access::Read)
    }

    fn open(system: &System, path: &Path, facts: MediumFacts, access: Access) -> Result<Self, DeviceError> {
        let failed = |source| DeviceError::Media(MediaError::of(Step::Open, path, source));
        let node = facts.disk.as_deref().unwrap_or(path);
        let raw = match OpenDevice::open(node, access) {
            Err(error) if platform::says_in_use(&error) => {
                return Err(DeviceError::InUse { path: path.to_path_buf() });
            }
            other => other.map_err(failed)?,
        };
        // Looked at, then opened: a stick exchanged in between, or a node that leads elsewhere, is not the one meant.
        let block = system.block(node)?;
        let again = system.identify_device(node)?;
        let same = again.attachment == facts.attachment && again.serial == facts.serial;
        if !same || block.number() != Some(raw.number().map_err(failed)?) {
            return Err(DeviceError::Replaced { path: path.to_path_buf() });
        }
        let size_bytes = raw.size_bytes().map_err(failed)?;
        if size_bytes == 0 {
            return Err(DeviceError::Empty { path: path.to_path_buf() });
        }
        let sector_bytes = raw.sector_bytes().map_err(failed)?;
        Ok(Self { path: path.to_path_buf(), facts, raw, size_bytes, sector_bytes })
    }

    /// The path as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says of itself.
    #[must_use]
    pub const fn facts(&self) -> &MediumFacts {
        &self.facts
    }
}

impl Sectors for Device {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn sector_bytes(&self) -> usize {
        self.sector_bytes
    }

    fn read_at(&self, offset_bytes: u64, block: &mut [u8]) -> io::Result<()> {
        self.raw.read_at(offset_bytes, block)
    }

    fn write_at(&self, offset_bytes: u64, block: &[u8]) -> io::Result<()> {
        self.raw.write_at(offset_bytes, block)
    }

    fn sync(&self) -> io::Result<()> {
        self.raw.sync()
    }

    fn is_there(&self) -> bool {
        // The kernel takes the size away from a device that was pulled out, and its number may be another's by now.
        let disk = self.facts.disk.as_deref().unwrap_or(&self.path);
        self.raw.size_bytes().is_ok_and(|size| size == self.size_bytes)
            && System::this()
                .identify_device(disk)
                .is_ok_and(|now| now.attachment == self.facts.attachment && now.serial == self.facts.serial)
    }
}

impl System {
    /// What the device is, when it is a whole one with a medium in it.
    ///
    /// # Errors
    /// [`DeviceError`] otherwise.
    pub fn identify_whole(&self, path: &Path) -> Result<MediumFacts, DeviceError> {
        let facts = self.identify_device(path)?;
        match &facts.disk {
            Some(disk) if facts.device.as_ref() != Some(disk) => {
                Err(DeviceError::NotWhole { path: path.to_path_buf(), disk: disk.clone() })
            }
            _ if facts.capacity_bytes == Some(0) => Err(DeviceError::Empty { path: path.to_path_buf() }),
            _ => Ok(facts),
        }
    }

    /// What the device is, when it is a whole one that nothing uses.
    ///
    /// # Errors
    /// [`DeviceError`] when it is only a part, in use, read-only, or the system's own.
    pub fn check_free(&self, device: &Path) -> Result<MediumFacts, DeviceError> {
        let facts = self.identify_whole(device)?;
        let block = self.block(device)?;
        let path = device.to_path_buf();
        if facts.is_system {
            return Err(DeviceError::System { path });
        }
        if let Some(point) = facts.mount_point {
            return Err(DeviceError::Mounted { path, point });
        }
        if let Some(part) = self.swap_on(&block) {
            return Err(DeviceError::Swap { path, part });
        }
        if let Some(by) = block.holder() {
            return Err(DeviceError::Held { path, by });
        }
        if block.is_read_only() {
            return Err(MediaError::ReadOnly { path }.into());
        }
        Ok(facts)
    }
}
