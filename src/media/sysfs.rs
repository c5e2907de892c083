//! Block devices as Linux shows them in `/sys` (sysfs(5); `Documentation/ABI/stable/sysfs-block`).
//!
//! Everything read here was written by a device or by whoever formatted it: reads are bounded, and text passes
//! [`foreign`].

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::base::text::is_deceptive;

use super::facts::{MediumFacts, UsbId};

/// Longest text taken over from a device, in characters: USB strings have at most 126.
const FOREIGN_CHARS_MAX: usize = 128;

/// Most bytes read of one attribute: sysfs gives at most a page.
const ATTRIBUTE_BYTES_MAX: u64 = 4096;

/// Layers (partition, encryption, mapping) followed down to a device: real stacks have three.
const LAYERS_MAX: usize = 8;

/// Bytes in the unit of the `size` attribute, whatever the device's own sector is.
const SIZE_UNIT_BYTES: u64 = 512;

/// A block device's folder in `/sys/devices`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    dir: PathBuf,
    name: String,
}

impl Block {
    fn at(dir: &Path) -> Option<Self> {
        let dir = dir.canonicalize().ok()?;
        let name = dir.file_name()?.to_str()?.to_owned();
        Some(Self { dir, name })
    }

    /// Its node, e.g. `/dev/sdb1`; sysfs writes `!` where the node's path has a slash.
    pub fn device(&self) -> PathBuf {
        Path::new("/dev").join(self.name.replace('!', "/"))
    }

    /// Its number, major and minor.
    pub fn number(&self) -> Option<(u32, u32)> {
        let text = text(&self.dir.join("dev"))?;
        let (major, minor) = text.split_once(':')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    }

    /// Whether the device takes no writing (a switch on the card, or the kernel's own decision).
    pub fn is_read_only(&self) -> bool {
        text(&self.dir.join("ro")).as_deref() == Some("1")
    }

    /// The first device that is made of this one or of a part of it: an open encryption layer, a volume group, a RAID.
    pub fn holder(&self) -> Option<String> {
        let parts = fs::read_dir(&self.dir).ok()?.flatten().map(|entry| entry.path());
        let parts = parts.filter(|dir| dir.join("partition").exists());
        std::iter::once(self.dir.clone())
            .chain(parts)
            .find_map(|dir| fs::read_dir(dir.join("holders")).ok()?.flatten().next())
            .and_then(|entry| foreign(entry.file_name().as_encoded_bytes()))
    }
}

/// `/sys` and `/dev` below a root.
#[derive(Debug)]
pub(super) struct Sysfs {
    root: PathBuf,
}

impl Sysfs {
    pub fn below(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    pub fn by_number(&self, (major, minor): (u32, u32)) -> Option<Block> {
        Block::at(&self.root.join(format!("sys/dev/block/{major}:{minor}")))
    }

    /// By the node's path below `/dev`, e.g. `sdb1`.
    pub fn by_name(&self, name: &str) -> Option<Block> {
        if name.is_empty() || name.starts_with('.') {
            return None;
        }
        Block::at(&self.root.join("sys/class/block").join(name.replace('/', "!")))
    }

    /// By an absolute path in `/dev`, which may be a link (`/dev/mapper/…`).
    pub fn by_path(&self, path: &Path) -> Option<Block> {
        let nodes = self.root.join("dev").canonicalize().ok()?;
        let below = path.strip_prefix("/dev").ok()?;
        let node = nodes.join(below).canonicalize().ok()?;
        self.by_name(node.strip_prefix(&nodes).ok()?.to_str()?)
    }

    /// The whole device below partitions and single-device layers (LUKS); a stack over several devices ends there.
    pub fn disk_of(&self, block: &Block) -> Block {
        let mut block = block.clone();
        for _layer in 0..LAYERS_MAX {
            let below = if block.dir.join("partition").exists() {
                block.dir.parent().and_then(Block::at)
            } else {
                only_entry(&block.dir.join("slaves")).and_then(|entry| Block::at(&entry))
            };
            match below {
                Some(below) => block = below,
                None => break,
            }
        }
        block
    }

    /// What the whole device says of itself; everything about filesystems is left at its default.
    pub fn describe(&self, disk: &Block) -> MediumFacts {
        let own = |name: &str| text(&disk.dir.join(name));
        let usb_dir = self.ancestor_with(&disk.dir, "idVendor");
        let usb_text = |name: &str| usb_dir.as_ref().and_then(|dir| text(&dir.join(name)));
        let usb_number = |name: &str| usb_text(name).and_then(|digits| u16::from_str_radix(&digits, 16).ok());
        let usb = usb_number("idVendor")
            .zip(usb_number("idProduct"))
            .map(|(vendor, product)| UsbId { vendor, product });
        MediumFacts {
            removable: own("removable").as_deref() == Some("1"),
            usb,
            maker: usb_text("manufacturer").or_else(|| own("device/vendor")),
            model: usb_text("product").or_else(|| own("device/model")).or_else(|| own("device/name")),
            serial: match usb_dir {
                // The serial of a disk behind a USB bridge is the bridge's: another one further down would not be
                // what other systems show for the same medium.
                Some(_) => usb_text("serial"),
                None => own("device/serial").or_else(|| own("serial")).or_else(|| unit_serial(&disk.dir)),
            },
            capacity_bytes: own("size")
                .and_then(|n| n.parse::<u64>().ok())
                .and_then(|n| n.checked_mul(SIZE_UNIT_BYTES)),
            attachment: own("diskseq").and_then(|n| n.parse().ok()),
            ..MediumFacts::default()
        }
    }

    /// Where its node is.
    pub fn node(&self, block: &Block) -> PathBuf {
        self.root.join("dev").join(block.name.replace('!', "/"))
    }

    /// The name under which `/dev/disk/by-uuid` lists the device.
    pub fn filesystem_uuid(&self, block: &Block) -> Option<String> {
        let node = self.node(block).canonicalize().ok()?;
        let listed = fs::read_dir(self.root.join("dev/disk/by-uuid")).ok()?;
        let found =
            listed.flatten().find(|entry| entry.path().canonicalize().is_ok_and(|path| path == node))?;
        foreign(found.file_name().as_encoded_bytes())
    }

    fn ancestor_with(&self, dir: &Path, name: &str) -> Option<PathBuf> {
        let top = self.root.join("sys/devices").canonicalize().ok()?;
        dir.ancestors()
            .take_while(|dir| dir.starts_with(&top))
            .find(|dir| dir.join(name).is_file())
            .map(Path::to_path_buf)
    }
}

/// Text from a device: without surrounding blanks, bounded, and with U+FFFD in place of every character that could
/// mislead when printed. `None` when nothing is left.
pub(super) fn foreign(bytes: &[u8]) -> Option<String> {
    let whole = String::from_utf8_lossy(bytes);
    let trimmed = whole.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    let shown = |c| if is_deceptive(c) { char::REPLACEMENT_CHARACTER } else { c };
    let text: String = trimmed.chars().take(FOREIGN_CHARS_MAX).map(shown).collect();
    Some(text).filter(|text| !text.is_empty())
}

fn bytes(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(ATTRIBUTE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The text of an attribute. What a driver has not been told it says as the kernel prints it, which names no device.
fn text(path: &Path) -> Option<String> {
    foreign(&bytes(path)?).filter(|text| text != "(null)")
}

/// The unit serial number page of SCSI and SATA devices (SPC-6, VPD page 80h): four bytes of header, then text.
fn unit_serial(disk: &Path) -> Option<String> {
    foreign(bytes(&disk.join("device/vpd_pg80"))?.get(4..)?)
}

fn only_entry(dir: &Path) -> Option<PathBuf> {
    let mut entries = fs::read_dir(dir).ok()?.flatten();
    let first = entries.next()?;
    entries.next().is_none().then(|| first.path())
}
