//! POSIX: folders are descriptors, names are opened relative to them.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::{Kind, SourceFile, SourceProblem, Stamp};

/// An open folder and the filesystem it lies on.
#[derive(Debug)]
pub(in crate::package) struct Folder {
    descriptor: OwnedFd,
    device: u64,
}

/// Whether what is opened may lie on another filesystem than the folder it is opened from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    SameFilesystem,
    Anywhere,
}

// O_NONBLOCK: a FIFO put there after we looked must not block. O_NOCTTY: nor a terminal take over.
const FILE: OFlags = OFlags::RDONLY
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);
const FOLDER: OFlags = FILE.union(OFlags::DIRECTORY);

impl Folder {
    /// Opens the folder above a given path; links on the way are followed, as the user meant.
    pub(in crate::package) fn open_parent(path: &Path) -> Result<Self, SourceProblem> {
        // Only a place to start from: it need not be readable, only passable.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let access = OFlags::PATH;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let access = OFlags::RDONLY;
        let flags = access | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let descriptor = rustix::fs::openat(CWD, path, flags, Mode::empty())
            .map_err(|errno| SourceProblem::from_io(errno.into()))?;
        Ok(Self { descriptor, device: 0 })
    }

    /// What `name` stands for, and its size in bytes.
    pub(in crate::package) fn look(&self, name: &OsStr) -> Result<(Kind, u64), SourceProblem> {
        let stat = rustix::fs::statat(&self.descriptor, name, AtFlags::SYMLINK_NOFOLLOW)
            .map_err(|errno| SourceProblem::from_io(errno.into()))?;
        let kind = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            FileType::Fifo => Kind::Fifo,
            FileType::Socket => Kind::Socket,
            FileType::CharacterDevice | FileType::BlockDevice => Kind::Device,
            FileType::Unknown => Kind::Other,
        };
        Ok((kind, u64::try_from(stat.st_size).unwrap_or(0)))
    }

    /// The names in this folder, in no order, without `.` and `..`.
    pub(in crate::package) fn names(&self) -> Result<Vec<OsString>, SourceProblem> {
        let dir = Dir::read_from(&self.descriptor).map_err(|errno| SourceProblem::Io(errno.into()))?;
        let mut names = Vec::new();
        for entry in dir {
            let entry = entry.map_err(|errno| SourceProblem::Io(errno.into()))?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                names.push(OsStr::from_bytes(name).to_owned());
            }
        }
        Ok(names)
    }

    /// Opens a folder in this one, on the same filesystem.
    pub(in crate::package) fn open_folder(&self, name: &OsStr) -> Result<Self, SourceProblem> {
        self.folder(name, Reach::SameFilesystem)
    }

    /// Opens a folder in this one, which may be a mount point: a given path.
    pub(in crate::package) fn open_folder_anywhere(&self, name: &OsStr) -> Result<Self, SourceProblem> {
        self.folder(name, Reach::Anywhere)
    }

    /// Opens a regular file in this folder, on the same filesystem.
    pub(in crate::package) fn open_file(&self, name: &OsStr) -> Result<SourceFile, SourceProblem> {
        self.file(name, Reach::SameFilesystem)
    }

    /// Opens a regular file in this folder, on whatever filesystem: a given path.
    pub(in crate::package) fn open_file_anywhere(&self, name: &OsStr) -> Result<SourceFile, SourceProblem> {
        self.file(name, Reach::Anywhere)
    }

    fn folder(&self, name: &OsStr, reach: Reach) -> Result<Self, SourceProblem> {
        let descriptor = self.open_name(name, FOLDER, Kind::Folder, reach)?;
        let file = File::from(descriptor);
        let metadata = file.metadata().map_err(SourceProblem::Io)?;
        self.check_device(&metadata, reach)?;
        Ok(Self { descriptor: file.into(), device: metadata.dev() })
    }

    fn file(&self, name: &OsStr, reach: Reach) -> Result<SourceFile, SourceProblem> {
        // Looked at first, so that a device is not even opened; what counts is the second look,
        // at the open file.
        let (found, _) = self.look(name)?;
        if found != Kind::File {
            return Err(SourceProblem::WrongKind { expected: Kind::File, found });
        }
        let file = File::from(self.open_name(name, FILE, Kind::File, reach)?);
        let metadata = file.metadata().map_err(SourceProblem::Io)?;
        if !metadata.is_file() {
            return Err(SourceProblem::WrongKind { expected: Kind::File, found: Kind::Other });
        }
        self.check_device(&metadata, reach)?;
        Ok(SourceFile { file, stamp: stamp(&metadata) })
    }

    fn check_device(&self, metadata: &Metadata, reach: Reach) -> Result<(), SourceProblem> {
        if reach == Reach::SameFilesystem && metadata.dev() != self.device {
            return Err(SourceProblem::OtherFilesystem);
        }
        Ok(())
    }

    fn open_name(
        &self,
        name: &OsStr,
        flags: OFlags,
        expected: Kind,
        reach: Reach,
    ) -> Result<OwnedFd, SourceProblem> {
        self.openat(name, flags, reach).map_err(|errno| match errno {
            Errno::NOENT => SourceProblem::Missing,
            Errno::XDEV => SourceProblem::OtherFilesystem,
            // A link refused (ELOOP), or not a folder (ENOTDIR, also for a link): say what it is.
            Errno::LOOP | Errno::NOTDIR | Errno::NXIO => match self.look(name) {
                Ok((found, _)) if found != expected => SourceProblem::WrongKind { expected, found },
                // Exchanged again since: what counts is what it was when it was opened.
                Ok(_) if errno == Errno::LOOP => SourceProblem::WrongKind { expected, found: Kind::Link },
                Ok(_) => SourceProblem::WrongKind { expected, found: Kind::Other },
                Err(problem) => problem,
            },
            _ => SourceProblem::Io(errno.into()),
        })
    }

    /// `openat2` where there is one: it refuses bind mounts too, which keep their device number.
    #[cfg(target_os = "linux")]
    fn openat(&self, name: &OsStr, flags: OFlags, reach: Reach) -> rustix::io::Result<OwnedFd> {
        use rustix::fs::ResolveFlags;
        if reach == Reach::SameFilesystem {
            let resolve = ResolveFlags::NO_XDEV | ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
            match rustix::fs::openat2(&self.descriptor, name, flags, Mode::empty(), resolve) {
                // An old kernel, or a sandbox that does not know the call.
                Err(Errno::NOSYS | Errno::PERM) => {}
                answer => return answer,
            }
        }
        rustix::fs::openat(self.descriptor.as_fd(), name, flags, Mode::empty())
    }

    #[cfg(not(target_os = "linux"))]
    fn openat(&self, name: &OsStr, flags: OFlags, _: Reach) -> rustix::io::Result<OwnedFd> {
        rustix::fs::openat(self.descriptor.as_fd(), name, flags, Mode::empty())
    }
}

/// What an open file looks like.
pub(in crate::package) fn stamp(metadata: &Metadata) -> Stamp {
    Stamp { size_bytes: metadata.size(), modified: (metadata.mtime(), metadata.mtime_nsec()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACHES: [Reach; 2] = [Reach::SameFilesystem, Reach::Anywhere];

    /// An open folder with a link and a FIFO in it, opened as a given path would be.
    fn folder() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("x")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", dir.path().join("x/link")).unwrap();
        std::os::unix::fs::symlink("/etc", dir.path().join("x/folder link")).unwrap();
        let fifo = dir.path().join("x/fifo");
        rustix::fs::mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let folder = Folder::open_parent(dir.path()).unwrap().open_folder_anywhere(OsStr::new("x")).unwrap();
        (dir, folder)
    }

    #[test]
    fn the_open_itself_refuses_a_link_put_there_after_looking() {
        let (_dir, folder) = folder();
        for reach in REACHES {
            for (name, flags, expected) in [("link", FILE, Kind::File), ("folder link", FOLDER, Kind::Folder)]
            {
                let problem = folder.open_name(OsStr::new(name), flags, expected, reach).unwrap_err();
                assert!(matches!(problem, SourceProblem::WrongKind { found: Kind::Link, .. }), "{problem}");
            }
        }
    }

    #[test]
    fn the_open_does_not_block_on_a_fifo_put_there_after_looking() {
        let (_dir, folder) = folder();
        for reach in REACHES {
            let opened = folder.open_name(OsStr::new("fifo"), FILE, Kind::File, reach).unwrap();
            assert!(!File::from(opened).metadata().unwrap().is_file());
        }
    }
}
