//! One pass through an archive, front to back: every byte of it is read, compared and digested.
//!
//! The entries tile the archive, so reading them in order reads everything, and with age
//! underneath every chunk is authenticated on the way. What is written is bounded by what the
//! directory declared, which was bounded before. Papers (everything that is not payload) are also
//! kept in memory, bounded together.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crc32fast::Hasher as Crc;
use flate2::bufread::DeflateDecoder;

use crate::base::digest::{Digest, Hasher};
use crate::base::limits;
use crate::package::progress::{OnProgress, Progress};
use crate::package::staging::Staging;
use crate::package::zip_index::{Entry, Method, ZipError, ZipIndex, local};

/// What was extracted, by path below the base folder.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// Size in bytes and SHA-256 of every file.
    pub(super) files: BTreeMap<String, (u64, Digest)>,
    /// The folders that hold nothing.
    pub(super) empty_folders: Vec<String>,
    /// Everything that is not below `data/`.
    pub(super) tag_files: BTreeMap<String, Vec<u8>>,
}

/// Why extracting stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The archive is not one that is accepted.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// A file or folder cannot be written.
    #[error("{path:?} cannot be written: {source}")]
    Write {
        /// Below the base folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// An entry that lies in no folder.
    #[error("{path:?}: lies beside the base folder")]
    OutsideBase {
        /// The entry.
        path: String,
    },
    /// More than one folder at the top.
    #[error("two base folders, {first:?} and {second:?}")]
    SeveralBases {
        /// The one that came first.
        first: String,
        /// The other.
        second: String,
    },
    /// The base folder would be hidden (`.ssh` in a home folder, say).
    #[error("the base folder {base:?} begins with a dot")]
    HiddenBase {
        /// Its name.
        base: String,
    },
    /// The archive holds nothing.
    #[error("the archive is empty")]
    Empty,
    /// The papers are larger than anybody should hold in memory.
    #[error("papers of {size_bytes} bytes, at most {max} are accepted")]
    TagFilesTooLarge {
        /// All of them.
        size_bytes: u64,
        /// Accepted.
        max: u64,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// The one folder at the top of the archive.
pub(super) fn base_of(index: &ZipIndex) -> Result<&str, ExtractError> {
    let mut base: Option<&str> = None;
    for entry in &index.entries {
        let top = match entry.path.split_once('/') {
            Some((top, _)) => top,
            None if entry.is_folder => &entry.path,
            None => return Err(ExtractError::OutsideBase { path: entry.path.clone() }),
        };
        if let Some(first) = base.filter(|first| *first != top) {
            return Err(ExtractError::SeveralBases { first: first.to_owned(), second: top.to_owned() });
        }
        base = Some(top);
    }
    let base = base.ok_or(ExtractError::Empty)?;
    if base.starts_with('.') { Err(ExtractError::HiddenBase { base: base.to_owned() }) } else { Ok(base) }
}

/// Extracts everything below `base` into `staging`.
pub(super) fn extract<R: Read + Seek>(
    archive: R,
    index: &ZipIndex,
    base: &str,
    staging: &Staging,
    tag_bytes_max: u64,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Extracted, ExtractError> {
    let total = Progress {
        files_total: u64::try_from(index.entries.iter().filter(|entry| !entry.is_folder).count()).ok(),
        bytes_total: Some(index.entries.iter().map(|entry| entry.size_bytes).sum()),
        ..Progress::default()
    };
    let mut pass = Pass {
        staging,
        cancel,
        progress,
        done: total,
        folders: Folders::default(),
        block: vec![0; limits::IO_BLOCK_BYTES],
        extracted: Extracted::default(),
    };
    check_tag_bytes(index, base, tag_bytes_max)?;
    let mut reader = BufReader::with_capacity(limits::IO_BLOCK_BYTES, archive);
    reader.seek(SeekFrom::Start(0)).map_err(ZipError::Io)?;
    let starts = index.entries.iter().skip(1).map(|entry| entry.header_start);
    let ends = starts.chain([index.directory_start]);
    if let Some(first) = index.entries.first().filter(|first| first.header_start != 0) {
        return Err(ZipError::Gap { path: first.path.clone() }.into());
    }
    for (entry, end) in index.entries.iter().zip(ends) {
        pass.entry(&mut reader, entry, below(&entry.path, base), end)?;
    }
    pass.extracted.empty_folders = pass.folders.empty();
    Ok(pass.extracted)
}

fn below<'a>(path: &'a str, base: &str) -> &'a str {
    path.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default()
}

fn is_payload(path: &str) -> bool {
    path.starts_with("data/")
}

fn check_tag_bytes(index: &ZipIndex, base: &str, max: u64) -> Result<(), ExtractError> {
    let papers = index.entries.iter().filter(|entry| !is_payload(below(&entry.path, base)));
    let size_bytes = papers.fold(0_u64, |sum, entry| sum.saturating_add(entry.size_bytes));
    if size_bytes > max { Err(ExtractError::TagFilesTooLarge { size_bytes, max }) } else { Ok(()) }
}

struct Pass<'a> {
    staging: &'a Staging,
    cancel: &'a AtomicBool,
    progress: OnProgress<'a>,
    done: Progress,
    folders: Folders,
    block: Vec<u8>,
    extracted: Extracted,
}

impl Pass<'_> {
    fn entry(
        &mut self,
        reader: &mut impl BufRead,
        entry: &Entry,
        path: &str,
        end: u64,
    ) -> Result<(), ExtractError> {
        let header_bytes = local::read_header(reader, entry)?;
        let content_end = entry.header_start.checked_add(header_bytes);
        let content_end = content_end.and_then(|start| start.checked_add(entry.packed_bytes));
        let gap = content_end.and_then(|content_end| end.checked_sub(content_end));
        let gap = gap.ok_or_else(|| ZipError::Overlap { path: entry.path.clone() })?;
        if entry.is_folder {
            self.folders.make(self.staging, path)?;
            self.content(reader, entry, path, None)?;
        } else {
            self.folders.make_above(self.staging, path)?;
            let file = self.staging.create_file(path).map_err(|source| write_error(path, source))?;
            let digest = self.content(reader, entry, path, Some(&file))?;
            if let Some(modified) = entry.modified_unix.and_then(|seconds| u64::try_from(seconds).ok()) {
                // A convenience: a filesystem that cannot keep the time still keeps the file.
                let _kept = file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(modified));
            }
            self.extracted.files.insert(path.to_owned(), (entry.size_bytes, digest));
            self.done.files_done = self.done.files_done.saturating_add(1);
            (self.progress)(self.done);
        }
        Ok(local::read_descriptor(reader, entry, gap)?)
    }

    /// Unpacks one entry's content, no more of it than was declared, and its digest.
    fn content(
        &mut self,
        reader: &mut impl BufRead,
        entry: &Entry,
        path: &str,
        file: Option<&File>,
    ) -> Result<Digest, ExtractError> {
        let wrong = || ZipError::Content { path: entry.path.clone() };
        let keep = !is_payload(path) && !entry.is_folder;
        let mut kept = Vec::new();
        let mut hasher = Hasher::new();
        let mut crc = Crc::new();
        let mut packed = reader.take(entry.packed_bytes);
        let mut content: Box<dyn Read + '_> = match entry.method {
            Method::Stored => Box::new(&mut packed),
            Method::Deflated => Box::new(DeflateDecoder::new(&mut packed)),
        };
        loop {
            if self.cancel.load(Ordering::Relaxed) {
                return Err(ExtractError::Cancelled);
            }
            let read = match content.read(&mut self.block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => continue,
                    // What the decoder says of data that are not deflate, or that end too early.
                    io::ErrorKind::InvalidInput
                    | io::ErrorKind::InvalidData
                    | io::ErrorKind::UnexpectedEof => return Err(wrong().into()),
                    _ => return Err(ZipError::Io(error).into()),
                },
            };
            let bytes = &self.block[..read];
            hasher.update(bytes);
            crc.update(bytes);
            if hasher.size_bytes() > entry.size_bytes {
                return Err(wrong().into());
            }
            if keep {
                kept.extend_from_slice(bytes);
            }
            if let Some(mut file) = file {
                file.write_all(bytes).map_err(|source| write_error(path, source))?;
            }
            self.done.bytes_done =
                self.done.bytes_done.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            (self.progress)(self.done);
        }
        drop(content);
        let all_read = packed.limit() == 0;
        if !all_read || hasher.size_bytes() != entry.size_bytes || crc.finalize() != entry.crc32 {
            return Err(wrong().into());
        }
        if keep {
            self.extracted.tag_files.insert(path.to_owned(), kept);
        }
        Ok(hasher.finish())
    }
}

fn write_error(path: &str, source: io::Error) -> ExtractError {
    ExtractError::Write { path: path.to_owned(), source }
}

/// The folders made so far, and those of them that something lies in.
#[derive(Default)]
struct Folders {
    made: HashSet<String>,
    filled: HashSet<String>,
}

impl Folders {
    fn make(&mut self, staging: &Staging, path: &str) -> Result<(), ExtractError> {
        if path.is_empty() || self.made.contains(path) {
            return Ok(());
        }
        self.make_above(staging, path)?;
        staging.make_folder(path).map_err(|source| write_error(path, source))?;
        self.made.insert(path.to_owned());
        Ok(())
    }

    fn make_above(&mut self, staging: &Staging, path: &str) -> Result<(), ExtractError> {
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        if !self.filled.contains(above) {
            self.make(staging, above)?;
            self.filled.insert(above.to_owned());
        }
        Ok(())
    }

    fn empty(&self) -> Vec<String> {
        let mut empty: Vec<_> = self.made.difference(&self.filled).cloned().collect();
        empty.sort();
        empty
    }
}
