//! What kinds of filesystem there are, as far as writing cares.

use crate::base::limits::FAT_FILE_BYTES_MAX;

/// What a filesystem is, as far as writing to it and reading back cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nature {
    /// FAT12, FAT16 or FAT32 on a device: no file of 4 GiB or more.
    Fat,
    /// Another filesystem that the kernel itself keeps on a device.
    Device,
    /// On another machine, or on the machine around this virtual one.
    Network,
    /// Anything else: in memory (tmpfs), stacked (overlay), or behind a FUSE daemon with caches of its own.
    #[default]
    Other,
}

impl Nature {
    /// By the type name that the mount table shows (Linux spelling), and the mount's source.
    #[must_use]
    pub fn of_type(name: &str, source: &str) -> Self {
        match name {
            "vfat" | "msdos" | "umsdos" => Self::Fat,
            "ext2" | "ext3" | "ext4" | "exfat" | "ntfs3" | "ntfs" | "xfs" | "btrfs" | "f2fs" | "hfs"
            | "hfsplus" | "udf" | "jfs" | "nilfs2" | "reiserfs" | "bcachefs" => Self::Device,
            "nfs"
            | "nfs4"
            | "cifs"
            | "smb3"
            | "smbfs"
            | "ncpfs"
            | "afs"
            | "coda"
            | "ceph"
            | "lustre"
            | "gpfs"
            | "orangefs"
            | "glusterfs"
            | "beegfs"
            | "davfs"
            | "9p"
            | "virtiofs"
            | "vboxsf"
            | "prl_fs"
            | "gfs2"
            | "ocfs2"
            | "fuse.sshfs"
            | "fuse.davfs2"
            | "fuse.davfs"
            | "fuse.glusterfs"
            | "fuse.ceph"
            | "fuse.ceph-fuse"
            | "fuse.rclone"
            | "fuse.s3fs"
            | "fuse.gcsfuse"
            | "fuse.curlftpfs"
            | "fuse.smbnetfs"
            | "fuse.gvfsd-fuse"
            | "fuse.kio-fuse"
            | "fuse.onedriver"
            | "fuse.google-drive-ocamlfuse"
            | "fuse.vmhgfs-fuse"
            | "fuse.prl_fsd" => Self::Network,
            _ if source.starts_with("//") || source.contains(":/") => Self::Network,
            _ => Self::Other,
        }
    }

    /// By the number that `statfs` gives (`linux/magic.h`). Only what this module treats differently is told apart.
    #[must_use]
    pub const fn of_magic(magic: u64) -> Self {
        match magic {
            0x4D44 => Self::Fat, // MSDOS_SUPER_MAGIC, also of vfat
            0xEF53          // ext2, ext3, ext4
            | 0x2011_BAB0   // exfat
            | 0x7366_746E   // ntfs3
            | 0x5346_544E   // ntfs
            | 0x5846_5342   // xfs
            | 0x9123_683E   // btrfs
            | 0xF2F5_2010   // f2fs
            | 0x482B        // hfsplus
            | 0x4244        // hfs
            | 0x1501_3346   // udf
            | 0x3434        // nilfs2
            => Self::Device,
            0x6969          // nfs
            | 0xFF53_4D42   // cifs
            | 0xFE53_4D42   // smb2
            | 0x517B        // smb
            | 0x5346_414F   // afs
            | 0x7375_7245   // coda
            | 0x00C3_6400   // ceph
            | 0x0102_1997   // 9p
            | 0x786F_4256   // vboxsf
            => Self::Network,
            _ => Self::Other,
        }
    }

    /// Whether the kernel itself fetches the bytes from a device, so that passing its cache means something.
    #[must_use]
    pub const fn is_on_device(self) -> bool {
        matches!(self, Self::Fat | Self::Device)
    }

    /// The largest size in bytes one file can have, where the kind of filesystem sets one that a package can meet.
    #[must_use]
    pub const fn largest_file_bytes(self) -> Option<u64> {
        match self {
            Self::Fat => Some(FAT_FILE_BYTES_MAX),
            Self::Device | Self::Network | Self::Other => None,
        }
    }
}

/// What writing over a file does to the sectors that held it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Rewriting {
    /// They are written over: how this filesystem is made, on a device the kernel itself writes to. What the device
    /// does below (flash that writes elsewhere, snapshots of a volume manager) is not in it.
    InPlace,
    /// The new bytes go elsewhere, and the old ones stay until their room is needed: copy on write, log-structured,
    /// compressed, or a file with holes.
    Elsewhere,
    /// Nobody here can tell: behind a FUSE daemon, on another machine, in memory, or a filesystem that shares extents
    /// between files.
    #[default]
    Unknown,
}

impl Rewriting {
    /// By the number that `statfs` gives (`linux/magic.h`).
    #[must_use]
    pub const fn of_magic(magic: u64) -> Self {
        match magic {
            0x4D44          // vfat, msdos
            | 0x2011_BAB0   // exfat
            | 0xEF53        // ext2, ext3, ext4
            | 0x7366_746E   // ntfs3
            | 0x5346_544E   // ntfs
            | 0x482B        // hfsplus
            | 0x4244        // hfs
            => Self::InPlace,
            0x9123_683E     // btrfs
            | 0xF2F5_2010   // f2fs
            | 0x3434        // nilfs2
            | 0xCA45_1A4E   // bcachefs
            | 0x2FC1_2FC1   // zfs
            | 0x2405_1905   // ubifs
            | 0x72B6        // jffs2
            => Self::Elsewhere,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fat_ends_before_four_gibibytes_and_exfat_does_not() {
        for name in ["vfat", "msdos"] {
            assert_eq!(Nature::of_type(name, "/dev/sdb1").largest_file_bytes(), Some(4_294_967_295));
        }
        assert_eq!(Nature::of_magic(0x4D44).largest_file_bytes(), Some(4_294_967_295));
        for name in ["exfat", "ntfs3", "ext4", "tmpfs"] {
            assert_eq!(Nature::of_type(name, "/dev/sdb1").largest_file_bytes(), None);
        }
        assert_eq!(Nature::of_magic(0x2011_BAB0).largest_file_bytes(), None);
    }

    #[test]
    fn only_what_is_known_to_write_over_sectors_is_said_to() {
        for magic in [0x4D44, 0x2011_BAB0, 0xEF53] {
            assert_eq!(Rewriting::of_magic(magic), Rewriting::InPlace, "{magic:#x}");
        }
        for magic in [0x9123_683E, 0xF2F5_2010] {
            assert_eq!(Rewriting::of_magic(magic), Rewriting::Elsewhere, "{magic:#x}");
        }
        // FUSE, tmpfs, nfs, overlay; and xfs, where a file may share its extents with another.
        for magic in [0x6573_5546, 0x0102_1994, 0x6969, 0x794C_7630, 0x5846_5342] {
            assert_eq!(Rewriting::of_magic(magic), Rewriting::Unknown, "{magic:#x}");
        }
    }

    #[test]
    fn memory_and_fuse_are_not_devices_and_a_share_is_a_network() {
        for name in ["tmpfs", "ramfs", "overlay", "fuseblk", "fuse.unknown"] {
            assert!(!Nature::of_type(name, "none").is_on_device(), "{name}");
        }
        assert!(!Nature::of_magic(0x0102_1994).is_on_device());
        assert_eq!(Nature::of_type("nfs4", "server:/export"), Nature::Network);
        assert_eq!(Nature::of_type("cifs", "//server/share"), Nature::Network);
        assert_eq!(Nature::of_type("fuse.new", "me@host:/home"), Nature::Network);
    }
}
