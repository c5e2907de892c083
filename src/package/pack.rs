//! Packing: one streaming pass from the approved files into a sealed package.
//!
//! What is packed is the approved list, byte for byte, wherever its content lies now: every file
//! is opened once (see [`source`](crate::package::source)), hashed while it is packed, and anything
//! but the listed size and digest ends the pass with an error that names it. What else lies beside
//! the listed files is not packed. No plaintext is written anywhere but into the seal.
//!
//! Four stages pass blocks on through bounded queues, so memory stays constant and all cores work:
//!
//! | stage | thread | file |
//! |---|---|---|
//! | open, read, SHA-256 | one | `pack/read.rs` |
//! | deflate, CRC-32 | one a core | [`compress`] |
//! | ZIP records in order, seal | one | `pack/assemble.rs` |
//! | write to the sink, SHA-256 and fingerprints of the ciphertext | the caller's | `pack/deliver.rs` |
//!
//! A stage that stops, for whatever reason, drops its ends of the queues, and so stops the others;
//! the seal is finished only after the last file was found to be as listed. A failed pass leaves a
//! partial, unopenable output, which the caller removes. A panic in a stage is an error here.

use std::io::{self, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::base::digest::Digest;
use crate::base::limits;
use crate::base::threads;
use crate::base::time::Timestamp;
use crate::package::bag::{self, BagError, TagFile};
use crate::package::buffers::{Buffer, Buffers};
use crate::package::compress::{self, Compressed, Compression, Compressor, DeflateFailed, LEVEL_MAX};
use crate::package::file_list::FileList;
use crate::package::progress::OnProgress;
use crate::package::seal::{Seal, SealError};
use crate::package::source::{Roots, SourceProblem};

mod assemble;
mod deliver;
mod pace;
mod read;

use pace::Pace;

/// What is to be packed, and how.
#[derive(Debug, Clone, Copy)]
pub struct PackJob<'a> {
    /// The bag's base directory, such as `C-0042`.
    pub base_name: &'a str,
    /// The approved files and empty folders.
    pub list: &'a FileList,
    /// Where their content is now.
    pub roots: &'a Roots,
    /// Papers that travel in the bag outside `data/`.
    pub papers: &'a [TagFile],
    /// Further lines of `bag-info.txt`, label and value.
    pub bag_info: &'a [(String, String)],
    /// The date on the bag, the time of its tag files, and the offset of every local time in it.
    pub bagged_at: Timestamp,
    /// How hard to compress.
    pub compression: Compression,
    /// How to seal.
    pub seal: &'a Seal,
}

/// A package that was written to the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// SHA-256 of the whole sealed package.
    pub sha256: Digest,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Its fingerprints (see [`fingerprint`](crate::package::fingerprint)).
    pub fingerprints: Vec<u8>,
    /// Payload files packed.
    pub files: u64,
    /// Payload bytes read.
    pub bytes_read: u64,
}

/// Why there is no package.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A listed file or empty folder is not what was approved, or cannot be read.
    #[error("{path:?}: {problem}")]
    Source {
        /// Its path in the list, `data/…`.
        path: String,
        /// What is wrong with it.
        #[source]
        problem: SourceProblem,
    },
    /// Neither a file nor a folder is listed: a bag has a payload (RFC 8493, 2.1.2).
    #[error("nothing is listed")]
    NothingListed,
    /// The bag cannot be made.
    #[error(transparent)]
    Bag(#[from] BagError),
    /// A compression level above 9.
    #[error("there is no compression level {level}")]
    Level {
        /// The level asked for.
        level: u8,
    },
    /// The seal cannot be made.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The archive cannot hold something.
    #[error("the archive cannot be written: {0}")]
    Archive(#[source] io::Error),
    /// Deflate failed.
    #[error(transparent)]
    Deflate(#[from] DeflateFailed),
    /// The output could not be written.
    #[error("the package cannot be written: {0}")]
    Sink(#[source] io::Error),
    /// The system starts no thread.
    #[error("no thread could be started")]
    NoThread(#[source] io::Error),
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// A defect in this program ended a stage.
    #[error("a stage of packing ended unexpectedly")]
    Panicked,
}

/// Packs `job` into `sink`. `progress` counts payload files and bytes as they are read; it is
/// called between blocks, on another thread.
///
/// # Errors
/// Any [`PackError`]; what was written to `sink` until then is worthless.
pub fn pack(
    job: PackJob<'_>,
    sink: &mut (dyn Write + Send),
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Packed, PackError> {
    if let Compression::Level(level) = job.compression
        && level > LEVEL_MAX
    {
        return Err(PackError::Level { level });
    }
    if job.list.files().is_empty() && job.list.folders().is_empty() {
        return Err(PackError::NothingListed);
    }
    job.seal.check()?;
    let tags = bag::tag_files(job.base_name, job.list, job.papers, job.bag_info, job.bagged_at.date())?;
    let fault = Fault::default();
    // As many as wait in all three queues.
    let buffers = Buffers::new(compress::room_bytes(limits::IO_BLOCK_BYTES), 3 * limits::QUEUE_BLOCKS);
    let pace = Pace::default();
    let (packed, panicked) = std::thread::scope(|scope| {
        let (to_workers, work) = bounded::<Work>(limits::QUEUE_BLOCKS);
        let (to_assembly, pieces) = bounded::<Piece>(limits::QUEUE_BLOCKS);
        let (to_delivery, blocks) = bounded::<Block>(limits::QUEUE_BLOCKS);
        let (fault, buffers, pace) = (&fault, &buffers, &pace);
        let offset = *job.bagged_at.as_datetime().offset();
        let mut stages = Vec::new();
        for _ in 0..std::thread::available_parallelism().map_or(1, NonZero::get) {
            let work = work.clone();
            match threads::start(scope, move || fault.note(compress(job.compression, &work, buffers, pace))) {
                Ok(worker) => stages.push(worker),
                // One is enough, if it takes longer. Without any the queues end with their last worker.
                Err(error) if stages.is_empty() => {
                    _ = fault.note::<()>(Err(PackError::NoThread(error).into()))
                }
                Err(_) => break,
            }
        }
        drop(work);
        let queues = read::Queues { to_workers, to_assembly, buffers };
        let tags = &tags;
        let reading =
            threads::start(scope, move || fault.note(read::all(job, tags, queues, progress, cancel)));
        let assembling = threads::start(scope, move || {
            fault.note(assemble::all(job.seal, offset, &pieces, to_delivery, buffers))
        });
        for stage in [reading, assembling] {
            // What was not started has let go of its queues, so that its neighbours end.
            stages
                .extend(stage.map_or_else(|error| fault.note(Err(PackError::NoThread(error).into())), Some));
        }
        // Caught, so that a sink that panics still lets the other stages end in good order.
        let delivered = catch_unwind(AssertUnwindSafe(|| deliver::all(blocks, sink, pace, cancel)))
            .map(|end| fault.note(end));
        let ended: Vec<_> = stages.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        let panicked = delivered.is_err() || ended.iter().any(Result::is_err);
        (delivered.ok().flatten(), panicked)
    });
    if let Some(error) = fault.into_first() {
        return Err(error);
    }
    match packed {
        Some(delivered) if !panicked => Ok(Packed {
            sha256: delivered.sha256,
            size_bytes: delivered.size_bytes,
            fingerprints: delivered.fingerprints,
            files: u64::try_from(job.list.files().len()).unwrap_or(u64::MAX),
            bytes_read: job.list.total_bytes(),
        }),
        _ if panicked => Err(PackError::Panicked),
        _ if cancel.load(Ordering::Relaxed) => Err(PackError::Cancelled),
        _ => Err(PackError::Panicked),
    }
}

/// The most bytes that packing `list` and `papers` can come to, for judging whether there is room.
#[must_use]
pub fn size_bytes_at_most(list: &FileList, papers: &[TagFile]) -> u64 {
    // Per entry: two headers with the name twice, descriptor, extra fields; the name once more in
    // the manifest or the tag manifest, with its digest, and perhaps in sha256sums.txt.
    const ENTRY_BYTES: u64 = 512;
    const NAME_TIMES: u64 = 6;
    // The bag's own tag files, end of directory, age header.
    const FIXED_BYTES: u64 = 64 * 1024;
    let wide = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
    let files = list.files().iter().map(|file| (file.path.len(), file.size_bytes));
    let folders = list.folders().iter().map(|folder| (folder.len(), 0));
    let papers = papers.iter().map(|paper| (paper.path.len(), wide(paper.bytes.len())));
    let plain = files.chain(folders).chain(papers).fold(FIXED_BYTES, |sum, (name, size)| {
        // Stored blocks and flushes add less than one byte in a thousand.
        let size = size.saturating_add(size / 1000);
        sum.saturating_add(size).saturating_add(ENTRY_BYTES).saturating_add(wide(name) * NAME_TIMES)
    });
    // age adds 16 bytes to 64 KiB.
    plain.saturating_add(plain / 4096)
}

/// Why a stage stopped before its end.
enum Halt {
    /// Its own error.
    Failed(PackError),
    /// A neighbour is gone, or the caller cancelled: somebody else knows why.
    Ended,
}

impl<E: Into<PackError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The first error of any stage.
#[derive(Default)]
struct Fault(Mutex<Option<PackError>>);

impl Fault {
    fn note<T>(&self, end: Result<T, Halt>) -> Option<T> {
        match end {
            Ok(value) => return Some(value),
            Err(Halt::Ended) => {}
            Err(Halt::Failed(error)) => {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        }
        None
    }

    fn into_first(self) -> Option<PackError> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A block to compress, and where its result is awaited.
struct Work {
    input: Buffer,
    last: bool,
    answer: Sender<Compressed>,
}

/// What the archive is made of, in order.
enum Piece {
    Folder {
        name: String,
        modified: i64,
    },
    File {
        name: String,
        modified: i64,
        size_bytes: u64,
    },
    /// The next block of the open file, as soon as it is compressed.
    Data(Receiver<Compressed>),
    EndOfFile,
    /// Everything was as approved: the archive may be completed.
    EndOfBag,
}

/// Ciphertext on its way to the sink.
enum Block {
    Bytes(Buffer),
    /// The seal is complete.
    End,
}

fn compress(
    compression: Compression,
    work: &Receiver<Work>,
    buffers: &Buffers,
    pace: &Pace,
) -> Result<(), Halt> {
    let mut compressor = Compressor::new();
    for Work { input, last, answer } in work {
        let compressed = match compression {
            Compression::Auto => compressor.block_worth_it(input, last, pace.level(), buffers)?,
            Compression::Level(level) => compressor.block(input, last, level, buffers)?,
        };
        // Nobody waits for it when assembly has stopped.
        answer.send(compressed).map_err(|_| Halt::Ended)?;
    }
    Ok(())
}
