//! One pass through an archive, front to back: every byte of it is read, compared and digested.
//!
//! The entries tile the archive, so reading them in order reads everything, and with age
//! underneath every chunk is authenticated on the way. What is written is bounded by what the
//! directory declared, which was bounded before. Papers (everything that is not payload) are also
//! kept in memory, bounded together.
//!
//! Four stages pass blocks on through bounded queues, so that all cores work:
//!
//! | stage | thread | file |
//! |---|---|---|
//! | read the archive, for a package out of its seal | one | [`ahead`] |
//! | inflate, compare with what the archive says of it | the caller's | this one |
//! | make folders and files, write | one | [`write`] |
//! | SHA-256 of files that have more than one block | one | [`digest`] |

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ScopedJoinHandle;

use crc32fast::Hasher as Crc;
use crossbeam_channel::{Sender, bounded};
use flate2::bufread::DeflateDecoder;

use crate::base::digest::Digest;
use crate::base::limits;
use crate::base::threads;
use crate::package::buffers::Buffers;
use crate::package::progress::{OnProgress, Progress};
use crate::package::staging::Staging;
use crate::package::zip_index::{Entry, Method, ZipError, ZipIndex, local};

mod ahead;
mod digest;
mod write;

use ahead::Ahead;
use write::{Piece, Writer};

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
    /// The system starts no thread.
    #[error("no thread could be started")]
    NoThread(#[source] io::Error),
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
    /// What the archive says that it holds does not fit where it is to go. Nothing of it was written.
    #[error("it holds {needed_bytes} bytes, and there is room for {room_bytes}")]
    NoRoom {
        /// What it holds, in bytes.
        needed_bytes: u64,
        /// What there is room for, in bytes.
        room_bytes: u64,
    },
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
pub(super) fn extract<R: Read + Seek + Send>(
    mut archive: R,
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
    check_tag_bytes(index, base, tag_bytes_max)?;
    // As many as wait in all three queues.
    let buffers = &Buffers::new(limits::IO_BLOCK_BYTES, PIECES_AHEAD + 2 * limits::QUEUE_BLOCKS);
    archive.seek(SeekFrom::Start(0)).map_err(ZipError::Io)?;
    std::thread::scope(|scope| {
        let (to_pass, blocks) = bounded(limits::QUEUE_BLOCKS);
        let (to_writer, pieces) = bounded(PIECES_AHEAD);
        let (to_digest, written) = bounded(limits::QUEUE_BLOCKS);
        // What is not started lets go of its queues, so that those before it end.
        let digesting =
            threads::start(scope, move || digest::all(written)).map_err(ExtractError::NoThread)?;
        let writing =
            threads::start(scope, move || Writer::new(staging, total, progress, to_digest).all(pieces));
        let writing = writing.map_err(ExtractError::NoThread)?;
        let reading = threads::start(scope, move || ahead::read(archive, buffers, &to_pass))
            .map_err(ExtractError::NoThread)?;
        let mut pass = Pass { cancel, buffers, to_writer, tag_files: BTreeMap::new() };
        let passed = pass.all(Ahead::new(blocks), index, base);
        let Pass { tag_files, to_writer, .. } = pass;
        // Nothing more comes.
        drop(to_writer);
        joined(reading);
        let written = joined(writing);
        let digested = joined(digesting);
        match passed {
            // The writer stopped, and says why.
            Ok(()) | Err(Halt::Ended) => {
                let (mut files, empty_folders) = written?;
                files.extend(digested);
                Ok(Extracted { files, empty_folders, tag_files })
            }
            Err(Halt::Failed(error)) => Err(error),
        }
    })
}

/// What the stage came to; its panic goes on here.
fn joined<T>(stage: ScopedJoinHandle<'_, T>) -> T {
    stage.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Pieces that may wait for the writer: more than elsewhere, because a small file is three of them.
const PIECES_AHEAD: usize = 4 * limits::QUEUE_BLOCKS;

/// Why reading stopped before the end.
enum Halt {
    Failed(ExtractError),
    /// The writer is gone.
    Ended,
}

impl<E: Into<ExtractError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
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
    cancel: &'a AtomicBool,
    buffers: &'a Buffers,
    to_writer: Sender<Piece>,
    tag_files: BTreeMap<String, Vec<u8>>,
}

impl Pass<'_> {
    /// `reader` yields the archive from its first byte on. It is taken, so that leaving early stops the reading.
    fn all(&mut self, mut reader: impl BufRead, index: &ZipIndex, base: &str) -> Result<(), Halt> {
        let starts = index.entries.iter().skip(1).map(|entry| entry.header_start);
        let ends = starts.chain([index.directory_start]);
        if let Some(first) = index.entries.first().filter(|first| first.header_start != 0) {
            return Err(ZipError::Gap { path: first.path.clone() }.into());
        }
        for (entry, end) in index.entries.iter().zip(ends) {
            self.entry(&mut reader, entry, below(&entry.path, base), end)?;
        }
        Ok(())
    }

    fn send(&self, piece: Piece) -> Result<(), Halt> {
        self.to_writer.send(piece).map_err(|_| Halt::Ended)
    }

    fn entry(&mut self, reader: &mut impl BufRead, entry: &Entry, path: &str, end: u64) -> Result<(), Halt> {
        let header_bytes = local::read_header(reader, entry)?;
        let content_end = entry.header_start.checked_add(header_bytes);
        let content_end = content_end.and_then(|start| start.checked_add(entry.packed_bytes));
        let gap = content_end.and_then(|content_end| end.checked_sub(content_end));
        let gap = gap.ok_or_else(|| ZipError::Overlap { path: entry.path.clone() })?;
        let path = path.to_owned();
        if entry.is_folder {
            self.content(reader, entry, None)?;
            self.send(Piece::Folder { path })?;
        } else {
            let modified = entry.modified_unix.and_then(|seconds| u64::try_from(seconds).ok());
            let mut kept = (!is_payload(&path)).then(Vec::new);
            self.send(Piece::File { path: path.clone(), modified, size_bytes: entry.size_bytes })?;
            self.content(reader, entry, kept.as_mut())?;
            self.send(Piece::EndOfFile)?;
            if let Some(kept) = kept {
                self.tag_files.insert(path, kept);
            }
        }
        Ok(local::read_descriptor(reader, entry, gap)?)
    }

    /// Unpacks one entry's content, no more of it than was declared.
    fn content(
        &self,
        reader: &mut impl BufRead,
        entry: &Entry,
        mut kept: Option<&mut Vec<u8>>,
    ) -> Result<(), Halt> {
        let wrong = || ZipError::Content { path: entry.path.clone() };
        let mut size_bytes = 0_u64;
        let mut crc = Crc::new();
        let mut packed = reader.take(entry.packed_bytes);
        let mut content: Box<dyn Read + '_> = match entry.method {
            Method::Stored => Box::new(&mut packed),
            Method::Deflated => Box::new(DeflateDecoder::new(&mut packed)),
        };
        loop {
            if self.cancel.load(Ordering::Relaxed) {
                return Err(ExtractError::Cancelled.into());
            }
            let mut block = self.buffers.take();
            let read = match content.read(block.room()) {
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
            let block = block.filled(read);
            crc.update(&block);
            size_bytes = size_bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if size_bytes > entry.size_bytes {
                return Err(wrong().into());
            }
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(&block);
            }
            self.send(Piece::Data(block))?;
        }
        drop(content);
        let all_read = packed.limit() == 0;
        if !all_read || size_bytes != entry.size_bytes || crc.finalize() != entry.crc32 {
            return Err(wrong().into());
        }
        Ok(())
    }
}
