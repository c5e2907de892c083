//! Systems without a file of their own: names are looked up by path, and nothing passes the cache.
//!
//! Weaker than Linux in four ways, each visible in what comes out: a folder swapped after opening is noticed only by
//! whoever compares, writes are confirmed at V1, room and filesystem kind are unknown (the room is then what a
//! failing write says), and no whole device is opened.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Access, Folder, Identity, RawDevice};
#[cfg(not(target_os = "linux"))]
use super::{FileOnMedium, Status};
use crate::media::destination::{Found, Kind};
use crate::media::filesystem::{Nature, Rewriting};

/// A folder's absolute path.
#[derive(Debug)]
pub(in crate::media) struct OpenFolder(PathBuf);

impl Folder for OpenFolder {
    fn open(path: &Path) -> io::Result<Self> {
        let path: PathBuf = path.components().collect();
        if fs::symlink_metadata(&path)?.is_dir() {
            Ok(Self(path.canonicalize()?))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    fn path(&self) -> io::Result<PathBuf> {
        Ok(self.0.clone())
    }

    fn mount_id(&self) -> Option<u64> {
        None
    }

    fn is_read_only(&self) -> io::Result<bool> {
        Ok(false)
    }

    fn room_bytes(&self) -> io::Result<Option<u64>> {
        Ok(None)
    }

    fn nature(&self) -> io::Result<Nature> {
        Ok(Nature::Other)
    }

    fn create_new(&self, name: &str) -> io::Result<File> {
        crate::base::file::open_new(&self.0.join(name))
    }

    fn rewriting(&self) -> io::Result<Rewriting> {
        Ok(Rewriting::Unknown)
    }

    fn open_folder(&self, name: &OsStr) -> io::Result<Self> {
        Self::open(&self.0.join(name))
    }

    fn open_file(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        let path = self.0.join(name.as_ref());
        if fs::symlink_metadata(&path)?.is_symlink() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        File::open(path)
    }

    fn open_to_overwrite(&self, name: &str) -> io::Result<File> {
        crate::base::file::open_existing(&self.0.join(name))
    }

    fn pin(&self, _name: &str) -> io::Result<Option<File>> {
        Ok(None)
    }

    fn open_past_cache(&self, _name: &str) -> io::Result<Option<File>> {
        Ok(None)
    }

    fn look(&self, name: impl AsRef<OsStr>) -> io::Result<(Found, Identity)> {
        let metadata = fs::symlink_metadata(self.0.join(name.as_ref()))?;
        Ok((Found { kind: kind_of(metadata.file_type()), size_bytes: metadata.len() }, None))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    fn names(&self, each: &mut dyn FnMut(&OsStr, Kind) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if !each(&entry.file_name(), kind_of(entry.file_type()?)) {
                break;
            }
        }
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        crate::base::file::sync_parent(&self.0.join("entry"))
    }

    fn sync_filesystem(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
impl FileOnMedium for File {
    fn identity(&self) -> io::Result<Identity> {
        Ok(None)
    }

    fn status(&self) -> io::Result<Status> {
        let metadata = self.metadata()?;
        Ok(Status {
            identity: None,
            kind: kind_of(metadata.file_type()),
            size_bytes: metadata.len(),
            changed_at: metadata.modified().ok(),
            names: 1,
            allocated: None,
        })
    }

    fn start_writing_out(&self, _offset: u64, _size_bytes: u64) {}

    fn drop_cache(&self) -> io::Result<()> {
        Ok(()) // Windows syncs only what is open for writing
    }
}

/// A whole device: there is none here yet.
#[derive(Debug)]
pub(in crate::media) enum OpenDevice {}

impl RawDevice for OpenDevice {
    fn open(_path: &Path, _access: Access) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn number(&self) -> io::Result<(u32, u32)> {
        match *self {}
    }

    fn size_bytes(&self) -> io::Result<u64> {
        match *self {}
    }

    fn sector_bytes(&self) -> io::Result<usize> {
        match *self {}
    }

    fn read_at(&self, _offset_bytes: u64, _block: &mut [u8]) -> io::Result<()> {
        match *self {}
    }

    fn write_at(&self, _offset_bytes: u64, _block: &[u8]) -> io::Result<()> {
        match *self {}
    }

    fn sync(&self) -> io::Result<()> {
        match *self {}
    }
}

fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// Whether the system refused because the last component is a link.
#[cfg(not(target_os = "linux"))]
pub(in crate::media) fn says_link(_error: &io::Error) -> bool {
    false
}

/// Whether the system refused because somebody holds the device exclusively.
#[cfg(not(target_os = "linux"))]
pub(in crate::media) fn says_in_use(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

/// Whether the system says that the device or server is no longer there.
#[cfg(not(target_os = "linux"))]
pub(in crate::media) fn says_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::StaleNetworkFileHandle
}

/// Whether the system refused reading past the cache.
#[cfg(not(target_os = "linux"))]
pub(in crate::media) fn says_not_past_cache(_error: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_taken_name_is_not_overwritten_and_links_are_seen() {
        let dir = tempfile::tempdir().unwrap();
        let folder = OpenFolder::open(dir.path()).unwrap();
        folder.create_new("x").unwrap().write_all(b"first").unwrap();
        assert_eq!(folder.create_new("x").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(folder.look("x").unwrap().0, Found { kind: Kind::File, size_bytes: 5 });
        assert!(folder.open_past_cache("x").unwrap().is_none());
        let device = OpenDevice::open(&dir.path().join("x"), Access::Read);
        assert_eq!(device.unwrap_err().kind(), io::ErrorKind::Unsupported);
        let mut names = Vec::new();
        folder
            .names(&mut |name, kind| {
                names.push((name.to_owned(), kind));
                true
            })
            .unwrap();
        assert_eq!(names, [("x".into(), Kind::File)]);
        assert!(folder.sync().is_ok() && folder.sync_filesystem().is_ok());
        folder.remove("x").unwrap();
        assert_eq!(folder.open_file("x").unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_neither_opened_as_folder_nor_as_file() {
        let dir = tempfile::tempdir().unwrap();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).unwrap();
        assert_eq!(OpenFolder::open(&link).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        let folder = OpenFolder::open(dir.path()).unwrap();
        assert_eq!(folder.look("link").unwrap().0.kind, Kind::Link);
        assert!(folder.open_file("link").is_err());
    }
}
