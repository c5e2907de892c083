//! Opening every listed file once and hashing it, two at a time.
//!
//! One thread opens files in order (so that folders stay open between them), two hash, and the
//! caller's thread collects, so that progress is told on one thread only. Once something has been
//! refused there will be no list: the remaining files are still opened, to refuse what cannot be
//! read in the same go, but no longer hashed.

use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::{Found, Look, WalkError, total};
use crate::base::digest::{Digest, Hasher};
use crate::base::limits;
use crate::package::file_list::FileEntry;
use crate::package::progress::OnProgress;
use crate::package::source::{Opener, Refusal, Roots, SourceFile, SourceProblem};

/// Both cores of a small machine; SHA-256 with SHA-NI is faster than most disks from there on.
const HASHERS: usize = 2;

/// Files open and waiting for a hasher.
const OPEN_AHEAD: usize = 8;

enum Event {
    Bytes(u64),
    Done { index: usize, outcome: Result<(Digest, u64), SourceProblem> },
}

pub(super) fn all(
    roots: &Roots,
    files: &[Found],
    mut refusals: Vec<Refusal>,
    look: &dyn Look,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Vec<FileEntry>, WalkError> {
    let refused = AtomicBool::new(!refusals.is_empty());
    let mut hashed: Vec<Option<FileEntry>> = vec![None; files.len()];
    std::thread::scope(|scope| {
        let (to_hash, waiting) = bounded::<(usize, SourceFile)>(OPEN_AHEAD);
        let (tell, events) = bounded::<Event>(limits::QUEUE_BLOCKS);
        let feeder_tell = tell.clone();
        let stop = Stop { refused: &refused, cancel };
        let mut workers = vec![scope.spawn(move || feed(roots, files, &to_hash, &feeder_tell, stop))];
        for _ in 0..HASHERS {
            let (waiting, tell) = (waiting.clone(), tell.clone());
            workers.push(scope.spawn(move || hash(files, &waiting, look, &tell, stop)));
        }
        drop((waiting, tell));
        let mut now = total(files);
        progress(now);
        for event in events {
            match event {
                Event::Bytes(bytes) => now.bytes_done = now.bytes_done.saturating_add(bytes),
                Event::Done { index, outcome } => {
                    now.files_done = now.files_done.saturating_add(1);
                    let (Some(file), Some(place)) = (files.get(index), hashed.get_mut(index)) else {
                        continue;
                    };
                    match outcome {
                        Ok((sha256, size_bytes)) => {
                            *place =
                                Some(FileEntry { path: file.path.clone(), size_bytes, sha256, level: None });
                        }
                        Err(problem) => {
                            refused.store(true, Ordering::Relaxed);
                            refusals.push(Refusal::new(&file.shown, problem));
                        }
                    }
                }
            }
            progress(now);
        }
        // Every worker is joined, so that a panic in one does not become a panic here.
        let ended: Vec<_> = workers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        if ended.iter().any(Result::is_err) { Err(WalkError::Panicked) } else { Ok(()) }
    })?;
    if cancel.load(Ordering::Relaxed) {
        return Err(WalkError::Cancelled);
    }
    if !refusals.is_empty() {
        refusals.sort_by(|a, b| a.path.cmp(&b.path));
        return Err(WalkError::Refused(refusals));
    }
    // Without refusals and not cancelled, every file was hashed.
    hashed.into_iter().collect::<Option<Vec<_>>>().ok_or(WalkError::Panicked)
}

#[derive(Clone, Copy)]
struct Stop<'a> {
    refused: &'a AtomicBool,
    cancel: &'a AtomicBool,
}

fn feed(
    roots: &Roots,
    files: &[Found],
    to_hash: &Sender<(usize, SourceFile)>,
    tell: &Sender<Event>,
    stop: Stop<'_>,
) {
    let mut opener = Opener::new(roots);
    for (index, found) in files.iter().enumerate() {
        if stop.cancel.load(Ordering::Relaxed) {
            return;
        }
        let told = match opener.file(&found.path) {
            Ok(_) if stop.refused.load(Ordering::Relaxed) => Ok(()),
            Ok(file) => to_hash.send((index, file)).map_err(|_| ()),
            Err(problem) => tell.send(Event::Done { index, outcome: Err(problem) }).map_err(|_| ()),
        };
        if told.is_err() {
            return;
        }
    }
}

fn hash(
    files: &[Found],
    waiting: &Receiver<(usize, SourceFile)>,
    look: &dyn Look,
    tell: &Sender<Event>,
    stop: Stop<'_>,
) {
    let mut buffer = vec![0; limits::IO_BLOCK_BYTES];
    let mut seen = Seen { look, path: "", size_bytes: 0, most: None, kept: Vec::new() };
    for (index, file) in waiting {
        if stop.refused.load(Ordering::Relaxed) {
            continue;
        }
        seen.begin(files.get(index).map_or("", |found| found.path.as_str()), file.stamp.size_bytes);
        let Some(outcome) = hash_one(&file, &mut buffer, &mut seen, tell, stop) else { return };
        if outcome.is_ok() {
            seen.end();
        }
        if tell.send(Event::Done { index, outcome }).is_err() {
            return;
        }
    }
}

/// What is kept of the file that is being hashed, for whoever looks.
struct Seen<'a> {
    look: &'a dyn Look,
    path: &'a str,
    size_bytes: u64,
    most: Option<usize>,
    kept: Vec<u8>,
}

impl<'a> Seen<'a> {
    fn begin(&mut self, path: &'a str, size_bytes: u64) {
        self.kept.clear();
        (self.path, self.size_bytes, self.most) = (path, size_bytes, None);
    }

    fn read(&mut self, block: &[u8], is_first: bool) {
        if is_first {
            self.most = self.look.wants(self.path, self.size_bytes, block);
        }
        let room = self.most.unwrap_or(0).saturating_sub(self.kept.len());
        self.kept.extend_from_slice(&block[..block.len().min(room)]);
    }

    fn end(&self) {
        if self.most.is_some() {
            self.look.saw(self.path, self.size_bytes, &self.kept);
        }
    }
}

/// `None` when cancelled or nobody listens any more.
fn hash_one(
    source: &SourceFile,
    buffer: &mut [u8],
    seen: &mut Seen<'_>,
    tell: &Sender<Event>,
    stop: Stop<'_>,
) -> Option<Result<(Digest, u64), SourceProblem>> {
    let mut hasher = Hasher::new();
    loop {
        if stop.cancel.load(Ordering::Relaxed) {
            return None;
        }
        match (&source.file).read(buffer) {
            Ok(0) => break,
            Ok(read) => {
                seen.read(&buffer[..read], hasher.size_bytes() == 0);
                hasher.update(&buffer[..read]);
                // A file that grows faster than it is read would never end.
                if hasher.size_bytes() > source.stamp.size_bytes {
                    return Some(Err(SourceProblem::Changed));
                }
                tell.send(Event::Bytes(u64::try_from(read).unwrap_or(0))).ok()?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Some(Err(SourceProblem::Io(error))),
        }
    }
    Some(match source.stamp_now() {
        Ok(stamp) if stamp == source.stamp && stamp.size_bytes == hasher.size_bytes() => {
            Ok((hasher.finish(), hasher.size_bytes()))
        }
        Ok(_) => Err(SourceProblem::Changed),
        Err(error) => Err(SourceProblem::Io(error)),
    })
}
