//! What can go wrong with a medium, as facts: the path, the step, and the system's own error where there is one.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;

use super::platform;

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opening the folder, or a file in it.
    Open,
    /// Finding out what the folder lies on.
    Identify,
    /// Creating a new file.
    Create,
    /// Writing bytes.
    Write,
    /// Making file, folder and filesystem durable.
    Sync,
    /// Reading back.
    Read,
    /// Removing a file.
    Remove,
    /// Listing names.
    List,
}

/// A medium, or a folder on it, cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// No such folder, file or device.
    #[error("{} is not there", path.display())]
    NotThere {
        /// What was asked for.
        path: PathBuf,
    },
    /// The folder's own name is a symbolic link, which is never followed.
    #[error("{} is a symbolic link", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// Something else than a folder.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// What was asked for.
        path: PathBuf,
    },
    /// Something else than a regular file.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
    },
    /// Something else than a block device this system knows.
    #[error("{} is not a storage device", path.display())]
    NotADevice {
        /// What was asked for.
        path: PathBuf,
    },
    /// This system does not say what the folder lies on.
    #[error("this system does not say which medium {} lies on", path.display())]
    CannotIdentify {
        /// The folder.
        path: PathBuf,
        /// What reading the mount table failed with, if it did.
        source: Option<io::Error>,
    },
    /// The filesystem is mounted read-only, or became so.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The folder or file.
        path: PathBuf,
    },
    /// This user may not.
    #[error("no permission for {}", path.display())]
    Denied {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The name is not a single component that every system can hold.
    #[error("{name:?} cannot be a file name on a medium")]
    BadName {
        /// The name as given.
        name: String,
    },
    /// The name is taken; nothing was overwritten.
    #[error("{} is already there", path.display())]
    AlreadyThere {
        /// The taken path.
        path: PathBuf,
    },
    /// A file of that name is there with other content; nothing was overwritten.
    #[error("{} is already there with other content", path.display())]
    OtherContent {
        /// The taken path.
        path: PathBuf,
    },
    /// The medium is full (space, file nodes or quota).
    #[error("no room for {}", path.display())]
    NoRoom {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file outgrew what the filesystem (or this user's limits) can hold in one file.
    #[error("{} is larger than this filesystem allows", path.display())]
    FileTooLarge {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The medium is no longer there.
    #[error("the medium under {} is gone", path.display())]
    Gone {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused in another way (an input/output error, most often).
    #[error("{step:?} failed on {}", path.display())]
    Failed {
        /// What was being done.
        step: Step,
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl MediaError {
    /// Sorts what the system said while doing `step` on `path`.
    pub(super) fn of(step: Step, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotThere { path },
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path },
            io::ErrorKind::NotADirectory => Self::NotAFolder { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path, source },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom { path, source },
            io::ErrorKind::FileTooLarge => Self::FileTooLarge { path, source },
            _ if platform::says_link(&source) => Self::Link { path },
            _ if platform::says_gone(&source) => Self::Gone { path, source },
            _ => Self::Failed { step, path, source },
        }
    }
}

/// What was written is not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ReadBackError {
    /// Other bytes came back than were written.
    #[error("{} came back different: {found_bytes} bytes read, {expected_bytes} written", path.display())]
    Differs {
        /// The file.
        path: PathBuf,
        /// How many bytes were written.
        expected_bytes: u64,
        /// How many bytes came back, counted up to one block past the expected size.
        found_bytes: u64,
        /// The digests of what was expected and of what came back, where digests were compared.
        digests: Option<(Digest, Digest)>,
    },
    /// The name now leads to another file than the one written.
    #[error("{} was replaced by another file", path.display())]
    Replaced {
        /// The file.
        path: PathBuf,
    },
    /// The medium could not be read, or a new file not be written.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// It is not shown that the medium was taken out and put back.
    #[error(transparent)]
    NotReplugged(#[from] super::NotReplugged),
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// A file was not erased, or not to the end.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// The name now leads to another file than the one identified; that one was left alone.
    #[error("{} was replaced by another file", path.display())]
    Replaced {
        /// The file.
        path: PathBuf,
    },
    /// The file was written to after it was identified; it was left alone.
    #[error("{} was changed after it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Something else than the pattern came back: the medium, or somebody else, did not let it be overwritten.
    #[error("{} is not overwritten at byte {offset_bytes}", path.display())]
    NotOverwritten {
        /// The file, which is still there.
        path: PathBuf,
        /// The first byte that is not of the pattern.
        offset_bytes: u64,
    },
    /// Overwritten and removed, but the name is there again.
    #[error("{} is still there after it was removed", path.display())]
    StillThere {
        /// The file.
        path: PathBuf,
    },
    /// The medium could not be read or written.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The user asked to stop.
    #[error("cancelled with {overwritten_bytes} bytes overwritten")]
    Cancelled {
        /// How many bytes were overwritten by then: with 0, nothing was changed.
        overwritten_bytes: u64,
    },
}

/// A medium was not searched to the end.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder to begin with cannot be read.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// A device is not opened.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// There is no such device, or the system refuses.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// A partition, or a layer over another device: what is written or read must be the whole.
    #[error("{} is only a part of {}", path.display(), disk.display())]
    NotWhole {
        /// What was asked for.
        path: PathBuf,
        /// The whole device.
        disk: PathBuf,
    },
    /// There is nothing in it: a reader without a card.
    #[error("{} holds no medium", path.display())]
    Empty {
        /// What was asked for.
        path: PathBuf,
    },
    /// The system itself runs from it.
    #[error("the system runs from {}", path.display())]
    System {
        /// What was asked for.
        path: PathBuf,
    },
    /// It, or a part of it, is mounted.
    #[error("{} is mounted at {}", path.display(), point.display())]
    Mounted {
        /// What was asked for.
        path: PathBuf,
        /// Where it is mounted.
        point: PathBuf,
    },
    /// It, or a part of it, is swapped to.
    #[error("{} is swapped to ({})", path.display(), part.display())]
    Swap {
        /// What was asked for.
        path: PathBuf,
        /// The part in use.
        part: PathBuf,
    },
    /// Another device is made of it: encryption, a volume group, a RAID.
    #[error("{} is in use by {by}", path.display())]
    Held {
        /// What was asked for.
        path: PathBuf,
        /// The name of what is made of it.
        by: String,
    },
    /// Somebody else holds it, and the system does not say who.
    #[error("{} is in use", path.display())]
    InUse {
        /// What was asked for.
        path: PathBuf,
    },
    /// Another device took its place while it was being opened.
    #[error("{} is another device now", path.display())]
    Replaced {
        /// What was asked for.
        path: PathBuf,
    },
}

/// Not every sector of a device was looked at. Sectors that cannot be read are no such error: they are named in what
/// comes out.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The device is no longer there.
    #[error("the device is gone, at byte {offset_bytes}")]
    Gone {
        /// Where that was noticed.
        offset_bytes: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The system starts no thread to read or write beside this one.
    #[error("no thread could be started")]
    NoThread(#[source] io::Error),
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// A device was not filled with noise, or not compared with it.
#[derive(Debug, thiserror::Error)]
pub enum NoiseError {
    /// The noise is for a device of another size.
    #[error("the device has {found_bytes} bytes, the noise is for one of {expected_bytes}")]
    OtherSize {
        /// The size the noise is for.
        expected_bytes: u64,
        /// The size the device has.
        found_bytes: u64,
    },
    /// A sector cannot be written.
    #[error("the sector at byte {offset_bytes} cannot be written")]
    Write {
        /// The first sector that cannot.
        offset_bytes: u64,
        /// What the system said.
        source: io::Error,
    },
    /// What was written was not made durable.
    #[error("what was written up to byte {offset_bytes} was not made durable")]
    Sync {
        /// How far writing had come.
        offset_bytes: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The device is no longer there.
    #[error("the device is gone, at byte {offset_bytes}")]
    Gone {
        /// Where that was noticed.
        offset_bytes: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The system starts no thread to read or write beside this one.
    #[error("no thread could be started")]
    NoThread(#[source] io::Error),
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
}

impl From<ScanError> for NoiseError {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Gone { offset_bytes, source } => Self::Gone { offset_bytes, source },
            ScanError::NoThread(source) => Self::NoThread(source),
            ScanError::Cancelled => Self::Cancelled,
        }
    }
}
