//! Which filesystems a ledger may not live on.
//!
//! SQLite's write-ahead log needs locks and shared memory that hold between all processes that
//! open the file. Between machines they do not: two desks would each write their own history into
//! one file. So a directory that several machines may share is refused.
//!
//! # What it does not protect against
//! Only Linux is asked what a directory lies on; elsewhere nothing is refused. A block device that
//! two machines mount at once looks local.

use std::fmt;
use std::io;
use std::path::Path;

/// A kind of filesystem that several machines may share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharedFilesystem {
    /// NFS.
    Nfs,
    /// SMB or CIFS.
    Smb,
    /// 9P: a folder of the machine around a virtual machine or container.
    NineP,
    /// A shared folder of a virtual machine.
    VirtualMachineFolder,
    /// AFS, Ceph, Coda, GFS2, Lustre, NCP or OCFS2.
    Cluster,
    /// FUSE, which hands files to a program: sshfs, rclone, davfs and the like.
    Fuse {
        /// The program as the mount table names it, if it does.
        program: Option<String>,
    },
}

impl fmt::Display for SharedFilesystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nfs => f.write_str("NFS"),
            Self::Smb => f.write_str("SMB"),
            Self::NineP => f.write_str("9P"),
            Self::VirtualMachineFolder => f.write_str("a virtual machine's shared folder"),
            Self::Cluster => f.write_str("a cluster filesystem"),
            Self::Fuse { program: None } => f.write_str("FUSE"),
            Self::Fuse { program: Some(program) } => {
                write!(f, "FUSE: {}", crate::base::text::Safe(program))
            }
        }
    }
}

/// The number by which `statfs(2)` tells FUSE, whatever program is behind it.
pub const FUSE_MAGIC: u64 = 0x6573_5546;

/// FUSE programs whose files are on this machine alone.
const LOCAL_FUSE: [&str; 9] = [
    "fuseblk",
    "fuse.bindfs",
    "fuse.cryfs",
    "fuse.encfs",
    "fuse.exfat",
    "fuse.fuse-overlayfs",
    "fuse.fuse2fs",
    "fuse.gocryptfs",
    "fuse.mergerfs",
];

/// What kind of shared filesystem `statfs(2)`'s `magic` means, if any. For FUSE the mount table's
/// type decides (`fuse.sshfs`); a FUSE program that is not known to be local is refused.
#[must_use]
pub fn shared_filesystem(magic: u64, mount_type: Option<&str>) -> Option<SharedFilesystem> {
    match magic {
        0x6969 => Some(SharedFilesystem::Nfs),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some(SharedFilesystem::Smb),
        0x0102_1997 => Some(SharedFilesystem::NineP),
        0x786F_4256 | 0xBACB_ACBC => Some(SharedFilesystem::VirtualMachineFolder),
        // AFS twice, Ceph, Coda, GFS2, Lustre, NCP, OCFS2.
        0x5346_414F | 0x6B41_4653 | 0x00C3_6400 | 0x7375_7245 | 0x0116_1970 | 0x0BD0_0BD0 | 0x564C
        | 0x7461_636F => Some(SharedFilesystem::Cluster),
        FUSE_MAGIC if mount_type.is_some_and(|name| LOCAL_FUSE.contains(&name)) => None,
        FUSE_MAGIC => Some(SharedFilesystem::Fuse { program: mount_type.map(str::to_owned) }),
        _ => None,
    }
}

/// What kind of shared filesystem `directory` lies on, if any.
///
/// # Errors
/// Whatever the system says when it cannot be asked.
#[cfg(target_os = "linux")]
pub fn shared_filesystem_of(directory: &Path) -> io::Result<Option<SharedFilesystem>> {
    // The kernel's field is a word of varying width and sign; all magic numbers are 32 bits.
    let word = i128::from(rustix::fs::statfs(directory)?.f_type);
    let magic = u64::try_from(word & 0xFFFF_FFFF).map_err(io::Error::other)?;
    let mount_type = if magic == FUSE_MAGIC { mount_type_of(directory)? } else { None };
    Ok(shared_filesystem(magic, mount_type.as_deref()))
}

/// What kind of shared filesystem `directory` lies on: this system is not asked.
///
/// # Errors
/// None here.
#[cfg(not(target_os = "linux"))]
pub fn shared_filesystem_of(_directory: &Path) -> io::Result<Option<SharedFilesystem>> {
    Ok(None)
}

#[cfg(target_os = "linux")]
fn mount_type_of(directory: &Path) -> io::Result<Option<String>> {
    use std::os::unix::fs::MetadataExt as _;
    let device = std::fs::metadata(directory)?.dev();
    let device = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    // Mount points may hold any bytes; the types are ASCII.
    let mounts = std::fs::read("/proc/self/mountinfo")?;
    Ok(mount_type(&String::from_utf8_lossy(&mounts), &device))
}

/// The type of the mount of `device` (`major:minor`) in a `mountinfo` table (proc(5)).
#[cfg(target_os = "linux")]
fn mount_type(mounts: &str, device: &str) -> Option<String> {
    mounts.lines().find_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        (before.split(' ').nth(2)? == device).then(|| after.split(' ').next().map(str::to_owned))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filesystem_that_machines_share_is_refused() {
        for (magic, expected) in [
            (0x6969, SharedFilesystem::Nfs),
            (0xFF53_4D42, SharedFilesystem::Smb),
            (0xFE53_4D42, SharedFilesystem::Smb),
            (0x0102_1997, SharedFilesystem::NineP),
            (0x00C3_6400, SharedFilesystem::Cluster),
        ] {
            assert_eq!(shared_filesystem(magic, None), Some(expected), "{magic:#x}");
        }
        for program in [Some("fuse.sshfs"), Some("fuse.rclone"), Some("fuse"), None] {
            let expected = SharedFilesystem::Fuse { program: program.map(str::to_owned) };
            assert_eq!(shared_filesystem(FUSE_MAGIC, program), Some(expected));
        }
    }

    #[test]
    fn local_filesystems_are_not() {
        // ext4, xfs, btrfs, tmpfs, overlayfs, zfs.
        for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1] {
            assert_eq!(shared_filesystem(magic, None), None, "{magic:#x}");
        }
        assert_eq!(shared_filesystem(FUSE_MAGIC, Some("fuseblk")), None);
        assert_eq!(shared_filesystem(FUSE_MAGIC, Some("fuse.gocryptfs")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_mount_table_tells_fuse_programs_apart() {
        let table = "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n\
                     30 22 0:45 / /home/a\\040b rw shared:1 - fuse.sshfs a@b:/ rw\n\
                     31 22 0:46 / /home/c rw - fuseblk /dev/sdb1 rw\n";
        assert_eq!(mount_type(table, "0:45").as_deref(), Some("fuse.sshfs"));
        assert_eq!(mount_type(table, "0:46").as_deref(), Some("fuseblk"));
        assert_eq!(mount_type(table, "0:47"), None);
        let here = shared_filesystem_of(Path::new("/proc")).unwrap();
        assert_eq!(here, None);
        assert!(shared_filesystem_of(Path::new("/nowhere/at/all")).is_err());
    }
}
