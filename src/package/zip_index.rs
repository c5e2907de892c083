//! The central directory of a ZIP (APPNOTE 4.3.12 to 4.3.16), read strictly.
//!
//! One parser decides what an archive holds, and it accepts only archives in which every reader
//! sees the same: the end record is the last thing in the file, the directory lies right before
//! it, the entries tile everything before that without a gap or an overlap, names are UTF-8, and
//! no entry is a link, a device, or one of two that a receiving system would take for the same.
//! What the local headers say is compared while extracting, by `extract`.
//!
//! Nothing here is believed about sizes: they are bounds for what is then really written.

mod end;
mod entry;
mod extra;
pub(super) mod local;
mod name;

use std::io::{self, Read, Seek, SeekFrom};

use crate::package::names::{Collision, Collisions, NameProblem};

pub use end::EndProblem;
pub use entry::{Encryption, Entry, Method};

/// What an archive may hold at most; see [`base::limits`](crate::base::limits) for the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArchiveLimits {
    /// Entries, folders included.
    pub entries: usize,
    /// Bytes that all entries unpack to.
    pub total_bytes: u64,
    /// Bytes that one entry unpacks to.
    pub file_bytes: u64,
    /// Unpacked bytes for each packed byte, once past `ratio_free_bytes`.
    pub ratio: u64,
    /// Bytes an entry may unpack to before `ratio` is looked at.
    pub ratio_free_bytes: u64,
}

/// The entries of an archive, in the order in which they lie in it.
#[derive(Debug)]
pub struct ZipIndex {
    /// Sorted by where they begin; they tile the bytes from 0 to `directory_start`.
    pub entries: Vec<Entry>,
    /// Where the central directory begins.
    pub directory_start: u64,
}

/// Why an archive is refused. Paths are as they stand in the archive.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    /// It cannot be read.
    #[error("the archive cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The end of the archive is not as it must be.
    #[error(transparent)]
    End(#[from] EndProblem),
    /// An entry of the directory is cut or does not begin like one.
    #[error("entry {entry} of the directory is malformed")]
    Malformed {
        /// Counted from 0.
        entry: usize,
    },
    /// A name is absolute.
    #[error("{path:?}: absolute path")]
    Absolute {
        /// The entry.
        path: String,
    },
    /// A name has `..` in it.
    #[error("{path:?}: leaves its folder")]
    Traversal {
        /// The entry.
        path: String,
    },
    /// A name has a backslash in it, which Windows takes for a separator.
    #[error("{path:?}: backslash in the path")]
    Backslash {
        /// The entry.
        path: String,
    },
    /// A name begins with a drive letter.
    #[error("{path:?}: drive letter")]
    DriveLetter {
        /// The entry.
        path: String,
    },
    /// A name that no package has.
    #[error("{path:?}: {problem}")]
    Name {
        /// The entry.
        path: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// A symbolic link, or a reparse point.
    #[error("{path:?}: a link")]
    Link {
        /// The entry.
        path: String,
    },
    /// A device, a pipe or a socket.
    #[error("{path:?}: a device, a pipe or a socket")]
    Device {
        /// The entry.
        path: String,
    },
    /// The name says folder and the attributes file, or the other way round; or a folder with content.
    #[error("{path:?}: a file and a folder at once")]
    FileOrFolder {
        /// The entry.
        path: String,
    },
    /// The same path twice.
    #[error("{path:?}: twice in the archive")]
    Duplicate {
        /// The entry.
        path: String,
    },
    /// Two names that differ only in case.
    #[error("{path:?}: differs only in case from {other:?}")]
    Case {
        /// The entry.
        path: String,
        /// The one before it.
        other: String,
    },
    /// A file that another entry needs as a folder.
    #[error("{path:?}: one entry's file is another's folder")]
    FileAsFolder {
        /// The entry.
        path: String,
    },
    /// An entry that is encrypted (inside the sealed archive) or not (outside).
    #[error("{path:?}: unexpected encryption")]
    Encryption {
        /// The entry.
        path: String,
    },
    /// A compression method other than stored and deflate.
    #[error("{path:?}: compression method {method}")]
    Method {
        /// The entry.
        path: String,
        /// Its number in APPNOTE 4.4.5.
        method: u16,
    },
    /// A general purpose flag that changes the meaning of what follows.
    #[error("{path:?}: flags {flags:#06x}")]
    Flags {
        /// The entry.
        path: String,
        /// All of them.
        flags: u16,
    },
    /// Bytes of one entry lie within another, or within the directory.
    #[error("{path:?}: overlaps another entry")]
    Overlap {
        /// The entry.
        path: String,
    },
    /// Bytes before the first entry, or behind one, belong to none.
    #[error("{path:?}: bytes beside it belong to no entry")]
    Gap {
        /// The entry.
        path: String,
    },
    /// The local header says something else than the directory.
    #[error("{path:?}: its local header differs from the directory in its {field}")]
    Disagreement {
        /// The entry, as the directory names it.
        path: String,
        /// In what.
        field: Field,
    },
    /// The compressed data are not what the directory says: damaged, shorter, or longer.
    #[error("{path:?}: its content is not what the directory says")]
    Content {
        /// The entry.
        path: String,
    },
    /// More entries than are accepted.
    #[error("{entries} entries, at most {max} are accepted")]
    TooManyEntries {
        /// In the archive.
        entries: u64,
        /// Accepted.
        max: usize,
    },
    /// One entry is too large.
    #[error("{path:?}: unpacks to {size_bytes} bytes, at most {max} are accepted")]
    FileTooLarge {
        /// The entry.
        path: String,
        /// Its size in bytes.
        size_bytes: u64,
        /// Accepted.
        max: u64,
    },
    /// All entries together are too large.
    #[error("unpacks to more than {max} bytes")]
    TotalTooLarge {
        /// Accepted.
        max: u64,
    },
    /// Too few bytes claim to become too many.
    #[error("{path:?}: compressed more than {max} to 1")]
    Ratio {
        /// The entry.
        path: String,
        /// Accepted.
        max: u64,
    },
}

/// What a local header and the directory can disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The signature of the local header.
    Signature,
    /// The general purpose flags.
    Flags,
    /// The compression method.
    Method,
    /// The name.
    Name,
    /// The CRC-32.
    Crc32,
    /// One of the sizes.
    Size,
    /// The extra fields: another name or encryption there, or one of them twice.
    Extra,
    /// The data descriptor behind the content.
    Descriptor,
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Signature => "signature",
            Self::Flags => "flags",
            Self::Method => "method",
            Self::Name => "name",
            Self::Crc32 => "checksum",
            Self::Size => "size",
            Self::Extra => "extra fields",
            Self::Descriptor => "data descriptor",
        })
    }
}

impl ZipIndex {
    /// Reads and checks the directory of `archive`, all of whose bytes belong to it.
    ///
    /// # Errors
    /// Any [`ZipError`] but `Disagreement` and `Content`.
    pub fn read<R: Read + Seek>(
        archive: &mut R,
        limits: &ArchiveLimits,
        encryption: Encryption,
    ) -> Result<Self, ZipError> {
        let end = end::read(archive, limits.entries)?;
        archive.seek(SeekFrom::Start(end.directory_start))?;
        let mut directory = archive.take(end.directory_bytes);
        let mut entries = Vec::new();
        for number in 0..end.entries {
            let malformed = |error: io::Error| match error.kind() {
                io::ErrorKind::UnexpectedEof => ZipError::Malformed { entry: number },
                _ => ZipError::Io(error),
            };
            let raw = entry::Raw::read(&mut directory).map_err(malformed)?;
            let raw = raw.ok_or(ZipError::Malformed { entry: number })?;
            entries.push(entry::check(raw, limits, encryption)?);
        }
        if directory.limit() > 0 {
            return Err(EndProblem::DirectorySize.into());
        }
        entries.sort_by_key(|entry| entry.header_start);
        check_names(&entries)?;
        check_total(&entries, limits)?;
        check_places(&entries, end.directory_start)?;
        Ok(Self { entries, directory_start: end.directory_start })
    }
}

fn check_names(entries: &[Entry]) -> Result<(), ZipError> {
    let mut seen = Collisions::new();
    for entry in entries {
        let path = entry.path.clone();
        seen.insert(&entry.path, !entry.is_folder).map_err(|collision| match collision {
            Collision::Same => ZipError::Duplicate { path },
            Collision::Case { other } => ZipError::Case { path, other },
            Collision::FileAndFolder => ZipError::FileAsFolder { path },
        })?;
    }
    Ok(())
}

fn check_total(entries: &[Entry], limits: &ArchiveLimits) -> Result<(), ZipError> {
    let total = entries.iter().try_fold(0_u64, |sum, entry| sum.checked_add(entry.size_bytes));
    match total {
        Some(total) if total <= limits.total_bytes => Ok(()),
        _ => Err(ZipError::TotalTooLarge { max: limits.total_bytes }),
    }
}

/// No entry can begin before the one before it ends. Extra fields and descriptors have no length
/// here yet; extracting finds whether they fill what is left exactly.
fn check_places(entries: &[Entry], directory_start: u64) -> Result<(), ZipError> {
    let mut earliest = 0_u64;
    for entry in entries {
        if entry.header_start < earliest {
            return Err(ZipError::Overlap { path: entry.path.clone() });
        }
        earliest = entry.shortest_end();
    }
    match entries.last() {
        Some(last) if last.shortest_end() > directory_start => {
            Err(ZipError::Overlap { path: last.path.clone() })
        }
        _ => Ok(()),
    }
}
