//! What a medium is, and how that is found out.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{MediaError, Step};
use super::filesystem::Nature;
use super::mounts::{Mount, Mounts};
use super::replug::NotReplugged;
use super::superblock;
use super::sysfs::{Block, Sysfs};

/// What is known of a medium. Text in it comes from the device or its filesystem: bounded, without control
/// characters, and nothing anybody vouches for.
///
/// `Default` is a medium of which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MediumFacts {
    /// Where its filesystem is mounted.
    pub mount_point: Option<PathBuf>,
    /// The device that holds the filesystem, e.g. `/dev/sdb1`.
    pub device: Option<PathBuf>,
    /// The whole device below it, e.g. `/dev/sdb`, also through partitions and encryption layers.
    pub disk: Option<PathBuf>,
    /// The filesystem's type name, e.g. `vfat`.
    pub filesystem: Option<String>,
    /// What the filesystem calls itself (its UUID, or FAT's volume number): where the system keeps a list, or this
    /// user may read the device.
    pub filesystem_uuid: Option<String>,
    /// What the filesystem is, as far as writing cares.
    pub nature: Nature,
    /// Mounted read-only.
    pub read_only: bool,
    /// The kernel's own flag. A USB disk often says no: ask [`MediumFacts::usb`] too.
    pub removable: bool,
    /// USB vendor and product numbers, when it hangs on USB.
    pub usb: Option<UsbId>,
    /// Who made it, as it says itself.
    pub maker: Option<String>,
    /// Its model, as it says itself.
    pub model: Option<String>,
    /// Its serial, as it says itself. Cheap sticks have none, or share one; a card reader tells its own.
    pub serial: Option<String>,
    /// Size of the whole device, in bytes, as it says itself.
    pub capacity_bytes: Option<u64>,
    /// On another machine.
    pub network: bool,
    /// On the same filesystem as `/`, or on another part of the same device.
    pub is_system: bool,
    /// The kernel's number for this attachment of the device: another one each time something is plugged in
    /// (`diskseq`, Linux 5.15 and later), rising from start to start.
    pub attachment: Option<u64>,
}

/// USB vendor and product numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsbId {
    /// `idVendor`.
    pub vendor: u16,
    /// `idProduct`.
    pub product: u16,
}

/// Where the system tells about its devices: `proc/self/mountinfo`, `sys` and `dev/disk` below a root.
///
/// [`System::this`] is the running system; tests give a tree of their own. Systems without such a tree answer
/// [`MediaError::CannotIdentify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    root: PathBuf,
}

impl MediumFacts {
    /// Whether this is the same medium as `before`, and was taken out and put back since.
    ///
    /// # Errors
    /// [`NotReplugged`] when that is not shown.
    pub fn check_replugged_since(&self, before: &Self) -> Result<(), NotReplugged> {
        super::replug::check(before, self)
    }
}

/// What the folder `dir` lies on.
///
/// # Errors
/// [`MediaError`] when `dir` is not there, or the system does not tell.
pub fn identify(dir: &Path) -> Result<MediumFacts, MediaError> {
    System::this().identify(dir)
}

/// What the device (e.g. `/dev/sdb`, or a link to it) is; it need not be mounted.
///
/// # Errors
/// [`MediaError`] when `device` is not there or not a storage device.
pub fn identify_device(device: &Path) -> Result<MediumFacts, MediaError> {
    System::this().identify_device(device)
}

impl System {
    /// The running system.
    #[must_use]
    pub fn this() -> Self {
        Self { root: PathBuf::from("/") }
    }

    /// A system whose `proc`, `sys` and `dev` lie below `root`.
    #[must_use]
    pub fn below(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// What the folder `dir` lies on; links in `dir` are followed.
    ///
    /// # Errors
    /// [`MediaError`] when `dir` is not there, or the system does not tell.
    pub fn identify(&self, dir: &Path) -> Result<MediumFacts, MediaError> {
        let path = dir.canonicalize().map_err(|source| MediaError::of(Step::Identify, dir, source))?;
        self.identify_open(&path, None)
    }

    /// As [`System::identify`], for an absolute path without links, or a folder held open whose mount is known by id.
    pub(super) fn identify_open(
        &self,
        path: &Path,
        mount_id: Option<u64>,
    ) -> Result<MediumFacts, MediaError> {
        let mounts = self.mounts(path)?;
        let mount = mount_id.and_then(|id| mounts.by_id(id)).or_else(|| mounts.holding(path));
        let Some(mount) = mount else {
            return Err(MediaError::CannotIdentify { path: path.to_path_buf(), source: None });
        };
        let block = block_of(&Sysfs::below(&self.root), mount);
        Ok(self.facts(&mounts, Some(mount), block.as_ref()))
    }

    /// What the device is; it need not be mounted.
    ///
    /// # Errors
    /// [`MediaError`] when `device` is not there or not a storage device.
    pub fn identify_device(&self, device: &Path) -> Result<MediumFacts, MediaError> {
        let sysfs = Sysfs::below(&self.root);
        let block = self.block(device)?;
        let disk = sysfs.disk_of(&block);
        let mounts = self.mounts(device)?;
        let is_on_it = |mount: &&Mount| {
            block_of(&sysfs, mount)
                .is_some_and(|held| held == block || (block == disk && sysfs.disk_of(&held) == disk))
        };
        let mount = mounts.iter().find(is_on_it);
        Ok(self.facts(&mounts, mount, Some(&block)))
    }

    /// The block device at the path `device`, or at the end of the link there.
    pub(super) fn block(&self, device: &Path) -> Result<Block, MediaError> {
        let not_a_device = || MediaError::NotADevice { path: device.to_path_buf() };
        let failed = |source: io::Error| MediaError::of(Step::Identify, device, source);
        let below = device.strip_prefix("/").map_err(|_| not_a_device())?;
        let path = self.root.join(below).canonicalize().map_err(failed)?;
        let nodes = self.root.join("dev").canonicalize().map_err(failed)?;
        let name = path.strip_prefix(&nodes).ok().and_then(Path::to_str).ok_or_else(not_a_device)?;
        Sysfs::below(&self.root).by_name(name).ok_or_else(not_a_device)
    }

    /// The part of `disk` that is swapped to, by `proc/swaps`.
    pub(super) fn swap_on(&self, disk: &Block) -> Option<PathBuf> {
        let sysfs = Sysfs::below(&self.root);
        let table = super::mounts::first_fields(&self.root.join("proc/swaps")).unwrap_or_default();
        table.into_iter().find(|path| sysfs.by_path(path).is_some_and(|part| sysfs.disk_of(&part) == *disk))
    }

    fn mounts(&self, path: &Path) -> Result<Mounts, MediaError> {
        Mounts::read(&self.root.join("proc/self/mountinfo"))
            .map_err(|source| MediaError::CannotIdentify { path: path.to_path_buf(), source: Some(source) })
    }

    fn facts(&self, mounts: &Mounts, mount: Option<&Mount>, block: Option<&Block>) -> MediumFacts {
        let sysfs = Sysfs::below(&self.root);
        let disk = block.map(|block| sysfs.disk_of(block));
        let system = mounts.holding(Path::new("/"));
        let system_disk = system.and_then(|mount| block_of(&sysfs, mount)).map(|block| sysfs.disk_of(&block));
        let same_filesystem =
            matches!((mount, system), (Some(ours), Some(root)) if ours.number == root.number);
        let nature = mount.map(|mount| Nature::of_type(&mount.kind, &mount.source)).unwrap_or_default();
        let mut facts = disk.as_ref().map(|disk| sysfs.describe(disk)).unwrap_or_default();
        facts.mount_point = mount.map(|mount| mount.point.clone());
        facts.device = block.map(Block::device);
        facts.disk = disk.as_ref().map(Block::device);
        facts.filesystem = mount.and_then(|mount| super::sysfs::foreign(mount.kind.as_bytes()));
        let mounted_as = mount.map(|mount| mount.kind.as_str());
        facts.filesystem_uuid = block.and_then(|block| {
            let listed = sysfs.filesystem_uuid(block);
            listed.or_else(|| superblock::identity(&sysfs.node(block), mounted_as))
        });
        facts.nature = nature;
        facts.network = nature == Nature::Network;
        facts.read_only = mount.is_some_and(|mount| mount.read_only);
        facts.is_system = same_filesystem || (disk.is_some() && disk == system_disk);
        facts
    }
}

/// The block device that a mount shows: by number, or, where the filesystem has no number of its own (btrfs), by the
/// path it was mounted from.
fn block_of(sysfs: &Sysfs, mount: &Mount) -> Option<Block> {
    if mount.number.0 != 0 {
        return sysfs.by_number(mount.number);
    }
    sysfs.by_path(Path::new(&mount.source))
}
