//! Systems without `openat`: names are opened by path, and links refused.
//!
//! A folder that is swapped for a link while the run goes on is not noticed here, except by the
//! content of what is then read. On Windows every reparse point counts as a link, and the file
//! itself is opened without following one.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Kind, SourceFile, SourceProblem, Stamp};

/// A folder, by its path.
#[derive(Debug)]
pub(in crate::package) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(in crate::package) fn open_parent(path: &Path) -> Result<Self, SourceProblem> {
        Ok(Self { path: path.canonicalize().map_err(SourceProblem::from_io)? })
    }

    pub(in crate::package) fn look(&self, name: &OsStr) -> Result<(Kind, u64), SourceProblem> {
        let metadata = fs::symlink_metadata(self.path.join(name)).map_err(SourceProblem::from_io)?;
        Ok((kind(&metadata), metadata.len()))
    }

    pub(in crate::package) fn names(&self) -> Result<Vec<OsString>, SourceProblem> {
        let entries = fs::read_dir(&self.path).map_err(SourceProblem::Io)?;
        entries.map(|entry| entry.map(|entry| entry.file_name()).map_err(SourceProblem::Io)).collect()
    }

    pub(in crate::package) fn open_folder(&self, name: &OsStr) -> Result<Self, SourceProblem> {
        match self.look(name)? {
            (Kind::Folder, _) => Ok(Self { path: self.path.join(name) }),
            (found, _) => Err(SourceProblem::WrongKind { expected: Kind::Folder, found }),
        }
    }

    pub(in crate::package) fn open_folder_anywhere(&self, name: &OsStr) -> Result<Self, SourceProblem> {
        self.open_folder(name)
    }

    pub(in crate::package) fn open_file(&self, name: &OsStr) -> Result<SourceFile, SourceProblem> {
        let (found, _) = self.look(name)?;
        if found != Kind::File {
            return Err(SourceProblem::WrongKind { expected: Kind::File, found });
        }
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(windows)]
        {
            use std::os::windows::fs::OpenOptionsExt as _;
            // FILE_FLAG_OPEN_REPARSE_POINT: the link itself, not where it leads.
            options.custom_flags(0x0020_0000);
        }
        let file = options.open(self.path.join(name)).map_err(SourceProblem::from_io)?;
        let metadata = file.metadata().map_err(SourceProblem::Io)?;
        let found = kind(&metadata);
        if found != Kind::File {
            return Err(SourceProblem::WrongKind { expected: Kind::File, found });
        }
        Ok(SourceFile { file, stamp: stamp(&metadata) })
    }

    pub(in crate::package) fn open_file_anywhere(&self, name: &OsStr) -> Result<SourceFile, SourceProblem> {
        self.open_file(name)
    }
}

fn kind(metadata: &Metadata) -> Kind {
    #[cfg(windows)]
    {
        use std::os::windows::fs::MetadataExt as _;
        // FILE_ATTRIBUTE_REPARSE_POINT: symbolic links, junctions, mount points.
        if metadata.file_attributes() & 0x400 != 0 {
            return Kind::Link;
        }
    }
    let file_type = metadata.file_type();
    if file_type.is_symlink() {
        Kind::Link
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

/// What an open file looks like.
pub(in crate::package) fn stamp(metadata: &Metadata) -> Stamp {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.map_or((0, 0), |since| {
        (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), i64::from(since.subsec_nanos()))
    });
    Stamp { size_bytes: metadata.len(), modified }
}
