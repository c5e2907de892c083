//! Opening every listed file once and hashing it, on two threads.
//!
//! Files are shared out in batches that lie beside each other (so that folders stay open between them): many small
//! ones, or one large one. The caller's thread collects, so that progress is told on one thread only. Once something
//! has been refused there will be no list: the remaining files are still opened, to refuse what cannot be
//! read in the same go, but no longer hashed.

use std::io::{self, Read as _};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crossbeam_channel::{Sender, bounded};

use super::{Found, Look, WalkError, total};
use crate::base::digest::{Digest, Hasher};
use crate::base::limits;
use crate::base::threads;
use crate::package::file_list::FileEntry;
use crate::package::progress::OnProgress;
use crate::package::source::{Opener, Refusal, Roots, SourceFile, SourceProblem};

/// Both cores of a small machine; SHA-256 with SHA-NI is faster than most disks from there on.
const HASHERS: usize = 2;

/// A batch ends with the file that fills it, in bytes or in number.
const BATCH_BYTES: u64 = 1 << 20;
const BATCH_FILES: usize = 64;

enum Event {
    Bytes(u64),
    Done(Vec<(usize, Outcome)>),
}

/// What became of a file: its digest and size in bytes.
type Outcome = Result<(Digest, u64), SourceProblem>;

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
    let batches = batches(files);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (tell, events) = bounded::<Event>(limits::QUEUE_BLOCKS);
        let stop = Stop { refused: &refused, cancel };
        let mut workers = Vec::new();
        for _ in 0..HASHERS {
            let (tell, batches, next) = (tell.clone(), &batches, &next);
            match threads::start(scope, move || hash(roots, files, (batches, next), look, &tell, stop)) {
                Ok(worker) => workers.push(worker),
                // One is enough, if it takes longer.
                Err(error) if workers.is_empty() => return Err(WalkError::NoThread(error)),
                Err(_) => break,
            }
        }
        drop(tell);
        let mut now = total(files);
        progress(now);
        for event in events {
            match event {
                Event::Bytes(bytes) => now.bytes_done = now.bytes_done.saturating_add(bytes),
                Event::Done(batch) => {
                    now.files_done = now.files_done.saturating_add(u64::try_from(batch.len()).unwrap_or(0));
                    for (index, outcome) in batch {
                        let (Some(file), Some(place)) = (files.get(index), hashed.get_mut(index)) else {
                            continue;
                        };
                        match outcome {
                            Ok((sha256, size_bytes)) => {
                                let path = file.path.clone();
                                *place = Some(FileEntry { path, size_bytes, sha256, level: None });
                            }
                            Err(problem) => refusals.push(Refusal::new(&file.shown, problem)),
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

/// Neighbours that are taken together.
fn batches(files: &[Found]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0_u64);
    for (index, file) in files.iter().enumerate() {
        let end = index.saturating_add(1);
        bytes = bytes.saturating_add(file.size_bytes);
        if bytes >= BATCH_BYTES || end.saturating_sub(start) >= BATCH_FILES || end == files.len() {
            batches.push(start..end);
            (start, bytes) = (end, 0);
        }
    }
    batches
}

#[derive(Clone, Copy)]
struct Stop<'a> {
    refused: &'a AtomicBool,
    cancel: &'a AtomicBool,
}

/// Takes batch after batch until none is left, or nobody listens any more.
fn hash(
    roots: &Roots,
    files: &[Found],
    (batches, next): (&[Range<usize>], &AtomicUsize),
    look: &dyn Look,
    tell: &Sender<Event>,
    stop: Stop<'_>,
) {
    let mut opener = Opener::new(roots);
    let mut buffer = vec![0; limits::IO_BLOCK_BYTES];
    let mut seen = Seen { look, path: "", size_bytes: 0, most: None, kept: Vec::new() };
    let mut telling = Telling { tell, unsaid_bytes: 0 };
    while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
        let mut done = Vec::with_capacity(batch.len());
        for index in batch.clone() {
            let Some(found) = files.get(index) else { continue };
            if stop.cancel.load(Ordering::Relaxed) {
                return;
            }
            let outcome = match opener.file(&found.path) {
                Ok(_) if stop.refused.load(Ordering::Relaxed) => continue,
                Ok(file) => {
                    seen.begin(&found.path, file.stamp.size_bytes);
                    let Some(outcome) = hash_one(&file, &mut buffer, &mut seen, &mut telling, stop) else {
                        return;
                    };
                    outcome
                }
                Err(problem) => Err(problem),
            };
            match &outcome {
                Ok(_) => seen.end(),
                Err(_) => stop.refused.store(true, Ordering::Relaxed),
            }
            done.push((index, outcome));
        }
        if telling.say_all().is_none() || tell.send(Event::Done(done)).is_err() {
            return;
        }
    }
}

/// Tells of bytes, a block at a time.
struct Telling<'a> {
    tell: &'a Sender<Event>,
    unsaid_bytes: u64,
}

impl Telling<'_> {
    /// `None` when nobody listens any more.
    fn count(&mut self, bytes: usize) -> Option<()> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.unsaid_bytes = self.unsaid_bytes.saturating_add(bytes);
        if self.unsaid_bytes >= BATCH_BYTES { self.say_all() } else { Some(()) }
    }

    fn say_all(&mut self) -> Option<()> {
        match std::mem::take(&mut self.unsaid_bytes) {
            0 => Some(()),
            bytes => self.tell.send(Event::Bytes(bytes)).ok(),
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
    telling: &mut Telling<'_>,
    stop: Stop<'_>,
) -> Option<Outcome> {
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
                telling.count(read)?;
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
