//! What a filesystem calls itself, read from the device where no list of the system tells it.
//!
//! Spelled as `blkid` does: ext2, ext3 and ext4 as a UUID (`linux/fs/ext4/ext4.h`), FAT12, FAT16, FAT32 (Microsoft's
//! FAT specification, 3.1) and exFAT (its specification, 3.1) as `ABCD-1234`, NTFS as 16 hexadecimal digits.
//!
//! The bytes are somebody else's: only their first page is read, numbers in it are compared and never used as sizes or
//! offsets, and what looks like two filesystems at once is none unless the system says which one is mounted.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// As much of a device as is read: the boot sector of FAT and its relatives, and ext's superblock at 1024.
const READ_BYTES: usize = 4096;

/// Where ext's superblock begins.
const EXT_AT: usize = 1024;

/// Kinds of filesystems whose name for themselves is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Ext,
    Fat,
    ExFat,
    Ntfs,
}

/// What the filesystem on the device `node` calls itself; `mounted_as` is its type where it is mounted. `None` when
/// this user may not read the device, or it holds nothing known.
pub(super) fn identity(node: &Path, mounted_as: Option<&str>) -> Option<String> {
    named(&first_bytes(node).ok()?, mounted_as)
}

fn first_bytes(node: &Path) -> io::Result<Vec<u8>> {
    let bound = u64::try_from(READ_BYTES).map_err(io::Error::other)?;
    let mut bytes = Vec::with_capacity(READ_BYTES);
    open(node)?.take(bound).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A pipe put in the node's place must not make us wait.
fn open(node: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::NOFOLLOW;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    options.open(node)
}

fn named(bytes: &[u8], mounted_as: Option<&str>) -> Option<String> {
    let all = [Family::Ext, Family::Fat, Family::ExFat, Family::Ntfs];
    let may_be: &[Family] = match mounted_as {
        Some("ext2" | "ext3" | "ext4") => &[Family::Ext],
        Some("vfat" | "msdos" | "umsdos") => &[Family::Fat],
        Some("exfat") => &[Family::ExFat],
        Some("ntfs" | "ntfs3") => &[Family::Ntfs],
        // A FUSE daemon does not say of what.
        Some("fuseblk") | None => &all,
        Some(_) => &[],
    };
    let mut found = may_be.iter().filter(|family| family.holds(bytes));
    let family = found.next()?;
    if found.next().is_some() { None } else { family.name(bytes) }
}

impl Family {
    /// Whether the bytes begin such a filesystem.
    fn holds(self, bytes: &[u8]) -> bool {
        let is_boot = at::<2>(bytes, 510) == Some([0x55, 0xAA]);
        match self {
            Self::Ext => at::<2>(bytes, EXT_AT + 0x38) == Some([0x53, 0xEF]),
            Self::ExFat => is_boot && at::<8>(bytes, 3) == Some(*b"EXFAT   "),
            Self::Ntfs => is_boot && at::<8>(bytes, 3) == Some(*b"NTFS    "),
            Self::Fat => is_boot && is_fat(bytes).is_some(),
        }
    }

    /// What it calls itself; nothing but zeros is no name.
    fn name(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Ext => uuid(at::<16>(bytes, EXT_AT + 0x68)?),
            Self::ExFat => volume_number(at::<4>(bytes, 0x64)?),
            Self::Fat if is_fat32(bytes)? => signed(bytes, 0x42).and_then(volume_number),
            Self::Fat => signed(bytes, 0x26).and_then(volume_number),
            Self::Ntfs => {
                let number = u64::from_le_bytes(at::<8>(bytes, 0x48)?);
                (number != 0).then(|| format!("{number:016X}"))
            }
        }
    }
}

/// The parameter block of FAT, in so far as no other boot sector has it: jump, sector and cluster sizes, number of
/// tables, kind of medium.
fn is_fat(bytes: &[u8]) -> Option<()> {
    let [jump] = at::<1>(bytes, 0)?;
    let sector_bytes = u16::from_le_bytes(at::<2>(bytes, 11)?);
    let [cluster_sectors] = at::<1>(bytes, 13)?;
    let reserved = u16::from_le_bytes(at::<2>(bytes, 14)?);
    let [tables] = at::<1>(bytes, 16)?;
    let [medium] = at::<1>(bytes, 21)?;
    let is = matches!(jump, 0xEB | 0xE9)
        && matches!(sector_bytes, 512 | 1024 | 2048 | 4096)
        && cluster_sectors.is_power_of_two()
        && reserved > 0
        && tables > 0
        && (medium == 0xF0 || medium >= 0xF8)
        && (is_fat32(bytes)? || u16::from_le_bytes(at::<2>(bytes, 22)?) > 0);
    is.then_some(())
}

/// FAT32 has the size of its tables elsewhere.
fn is_fat32(bytes: &[u8]) -> Option<bool> {
    let old_bytes = u16::from_le_bytes(at::<2>(bytes, 22)?);
    let new_bytes = u32::from_le_bytes(at::<4>(bytes, 36)?);
    Some(old_bytes == 0 && new_bytes > 0)
}

/// The volume number after the byte that says there is one.
fn signed(bytes: &[u8], signature_at: usize) -> Option<[u8; 4]> {
    let [signature] = at::<1>(bytes, signature_at)?;
    if matches!(signature, 0x28 | 0x29) { at::<4>(bytes, signature_at + 1) } else { None }
}

fn volume_number(bytes: [u8; 4]) -> Option<String> {
    let number = u32::from_le_bytes(bytes);
    (number != 0).then(|| format!("{:04X}-{:04X}", number >> 16, number & 0xFFFF))
}

fn uuid(bytes: [u8; 16]) -> Option<String> {
    let number = u128::from_be_bytes(bytes);
    let mut text = format!("{number:032x}");
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    (number != 0).then_some(text)
}

/// The `N` bytes at `offset`, if there are so many.
fn at<const N: usize>(bytes: &[u8], offset: usize) -> Option<[u8; N]> {
    bytes.get(offset..)?.first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SERIAL: [u8; 4] = [0xCD, 0xAB, 0x34, 0x12];

    fn boot(name: &[u8; 8]) -> Vec<u8> {
        let mut bytes = vec![0; READ_BYTES];
        bytes[3..11].copy_from_slice(name);
        bytes[510..512].copy_from_slice(&[0x55, 0xAA]);
        bytes
    }

    fn fat16() -> Vec<u8> {
        let mut bytes = boot(b"mkfs.fat");
        bytes[0] = 0xEB;
        bytes[11..24].copy_from_slice(&[0, 2, 4, 4, 0, 2, 0, 2, 0, 80, 0xF8, 20, 0]);
        bytes[0x26] = 0x29;
        bytes[0x27..0x2B].copy_from_slice(&SERIAL);
        bytes
    }

    fn ext(bytes: &mut [u8]) {
        bytes[1080..1082].copy_from_slice(&[0x53, 0xEF]);
        bytes[1128..1144].copy_from_slice(&[0x0F; 16]);
    }

    #[test]
    fn what_looks_like_two_filesystems_is_none_unless_it_is_mounted() {
        let mut bytes = fat16();
        assert_eq!(named(&bytes, None).as_deref(), Some("1234-ABCD"));
        ext(&mut bytes);
        assert_eq!(named(&bytes, None), None);
        assert_eq!(named(&bytes, Some("vfat")).as_deref(), Some("1234-ABCD"));
        let uuid = "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f";
        assert_eq!(named(&bytes, Some("ext4")).as_deref(), Some(uuid));
        assert_eq!(named(&bytes, Some("fuseblk")), None);
        assert_eq!(named(&fat16(), Some("btrfs")), None, "left over from before it was formatted");
    }

    #[test]
    fn a_boot_sector_that_is_not_whole_is_nothing() {
        let whole = fat16();
        for (at, byte) in
            [(0, 0), (12, 3), (13, 0), (13, 3), (14, 0), (16, 0), (21, 0x55), (22, 0), (0x26, 0), (510, 0)]
        {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            assert_eq!(named(&bytes, Some("vfat")), None, "{at}");
        }
        for length in [0, 3, 23, 511] {
            assert_eq!(named(&whole[..length], None), None, "{length}");
        }
    }

    #[test]
    fn zeros_are_no_name() {
        let mut fat = fat16();
        fat[0x27..0x2B].fill(0);
        assert_eq!(named(&fat, None), None);
        assert_eq!(named(&boot(b"EXFAT   "), None), None);
        assert_eq!(named(&boot(b"NTFS    "), None), None);
        let mut bytes = vec![0; READ_BYTES];
        ext(&mut bytes);
        bytes[1128..1144].fill(0);
        assert_eq!(named(&bytes, None), None);
    }

    proptest! {
        #[test]
        fn no_superblock_does_harm(
            bytes in proptest::collection::vec(any::<u8>(), 0..2048),
            boot in any::<bool>(),
        ) {
            let mut bytes = bytes;
            if boot && bytes.len() >= 512 {
                let start = bytes.len().min(64);
                bytes[..start].copy_from_slice(&fat16()[..start]);
                bytes[510..512].copy_from_slice(&[0x55, 0xAA]);
            }
            for kind in [None, Some("ext4"), Some("vfat"), Some("exfat"), Some("ntfs3")] {
                if let Some(name) = named(&bytes, kind) {
                    prop_assert!(name.len() <= 36);
                    prop_assert!(name.chars().all(|c| c.is_ascii_hexdigit() || c == '-'));
                }
            }
        }
    }
}
