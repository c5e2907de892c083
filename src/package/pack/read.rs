//! The first stage: opens the approved files one after the other, reads and hashes them, and hands
//! out blocks, to be compressed by whoever is free and assembled in order.

use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Sender, bounded};

use super::{Halt, PackError, PackJob, Piece, Work};
use crate::base::digest::Hasher;
use crate::base::limits;
use crate::package::bag::TagFile;
use crate::package::buffers::{Buffer, Buffers};
use crate::package::file_list::FileEntry;
use crate::package::progress::{OnProgress, Progress};
use crate::package::source::{Opener, SourceFile, SourceProblem};

pub(super) struct Queues<'a> {
    pub(super) to_workers: Sender<Work>,
    pub(super) to_assembly: Sender<Piece>,
    /// For what is read.
    pub(super) buffers: &'a Buffers,
}

pub(super) fn all(
    job: PackJob<'_>,
    tags: &[TagFile],
    queues: Queues<'_>,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<(), Halt> {
    let now = Progress {
        files_total: u64::try_from(job.list.files().len()).ok(),
        bytes_total: Some(job.list.total_bytes()),
        ..Progress::default()
    };
    progress(now);
    let mut reader = Reader { job, queues, progress, now, cancel };
    for tag in tags {
        reader.tag(tag)?;
    }
    let mut opener = Opener::new(job.roots);
    for folder in job.list.folders() {
        opener.folder(folder).map_err(|problem| failed(folder, problem))?;
        reader.folder(folder)?;
    }
    for entry in job.list.files() {
        let file = opener.file(&entry.path).map_err(|problem| failed(&entry.path, problem))?;
        reader.file(entry, &file)?;
    }
    reader.send(Piece::EndOfBag)
}

fn failed(path: &str, problem: SourceProblem) -> Halt {
    Halt::Failed(PackError::Source { path: path.to_owned(), problem })
}

struct Reader<'a> {
    job: PackJob<'a>,
    queues: Queues<'a>,
    progress: OnProgress<'a>,
    now: Progress,
    cancel: &'a AtomicBool,
}

impl Reader<'_> {
    fn folder(&self, path: &str) -> Result<(), Halt> {
        self.send(Piece::Folder { name: self.name(path), modified: self.job.bagged_at.unix_seconds() })
    }

    fn tag(&self, tag: &TagFile) -> Result<(), Halt> {
        let modified = self.job.bagged_at.unix_seconds();
        let size_bytes = u64::try_from(tag.bytes.len()).unwrap_or(u64::MAX);
        self.send(Piece::File { name: self.name(&tag.path), modified, size_bytes })?;
        let blocks = tag.bytes.len().div_ceil(limits::IO_BLOCK_BYTES).max(1);
        for index in 0..blocks {
            let start = index * limits::IO_BLOCK_BYTES;
            let end = tag.bytes.len().min(start + limits::IO_BLOCK_BYTES);
            let part = &tag.bytes[start..end];
            let mut input = self.queues.buffers.take();
            input.room()[..part.len()].copy_from_slice(part);
            self.block(input.filled(part.len()), index + 1 == blocks)?;
        }
        self.send(Piece::EndOfFile)
    }

    fn file(&mut self, entry: &FileEntry, source: &SourceFile) -> Result<(), Halt> {
        let listed = entry.size_bytes;
        let problem = |problem| failed(&entry.path, problem);
        check_size(listed, source.stamp.size_bytes).map_err(problem)?;
        let modified = source.stamp.modified.0;
        self.send(Piece::File { name: self.name(&entry.path), modified, size_bytes: listed })?;
        let mut hasher = Hasher::new();
        loop {
            let remaining = listed.saturating_sub(hasher.size_bytes());
            let input = read_block(source, remaining, self.queues.buffers)
                .map_err(|error| problem(SourceProblem::Io(error)))?;
            hasher.update(&input);
            let last = hasher.size_bytes() == listed;
            if input.is_empty() && !last {
                return Err(problem(SourceProblem::Shrank { listed, found: hasher.size_bytes() }));
            }
            self.count(input.len());
            self.block(input, last)?;
            if last {
                break;
            }
        }
        // The file may have been written to since it was opened.
        let found = source.stamp_now().map_err(|error| problem(SourceProblem::Io(error)))?.size_bytes;
        check_size(listed, found).map_err(problem)?;
        let found = hasher.finish();
        if found != entry.sha256 {
            return Err(problem(SourceProblem::Content { listed: entry.sha256, found }));
        }
        self.send(Piece::EndOfFile)?;
        self.now.files_done = self.now.files_done.saturating_add(1);
        (self.progress)(self.now);
        Ok(())
    }

    fn count(&mut self, read: usize) {
        let read = u64::try_from(read).unwrap_or(0);
        self.now.bytes_done = self.now.bytes_done.saturating_add(read);
        if read > 0 {
            (self.progress)(self.now);
        }
    }

    /// In assembly's order first, then to whoever compresses it.
    fn block(&self, input: Buffer, last: bool) -> Result<(), Halt> {
        let (answer, awaited) = bounded(1);
        self.send(Piece::Data(awaited))?;
        let work = Work { input, last, answer };
        self.queues.to_workers.send(work).map_err(|_| Halt::Ended)
    }

    fn send(&self, piece: Piece) -> Result<(), Halt> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Halt::Ended);
        }
        self.queues.to_assembly.send(piece).map_err(|_| Halt::Ended)
    }

    fn name(&self, path: &str) -> String {
        format!("{}/{path}", self.job.base_name)
    }
}

const fn check_size(listed: u64, found: u64) -> Result<(), SourceProblem> {
    if found > listed {
        Err(SourceProblem::Grew { listed, found })
    } else if found < listed {
        Err(SourceProblem::Shrank { listed, found })
    } else {
        Ok(())
    }
}

/// The next block of the file: full unless the file ends, here or where it is listed to end.
fn read_block(source: &SourceFile, remaining: u64, buffers: &Buffers) -> io::Result<Buffer> {
    let wanted = usize::try_from(remaining).unwrap_or(usize::MAX).min(limits::IO_BLOCK_BYTES);
    let mut buffer = buffers.take();
    let block = &mut buffer.room()[..wanted];
    let mut filled = 0;
    while filled < wanted {
        match (&source.file).read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(buffer.filled(filled))
}
