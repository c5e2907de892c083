//! The third stage of extracting: folders and files are made and written as their content comes; small ones are digested.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Write as _};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{Receiver, Sender};

use super::ExtractError;
use super::digest::Written;
use crate::base::digest::{Digest, Hasher};
use crate::base::limits;
use crate::package::buffers::Buffer;
use crate::package::progress::{OnProgress, Progress};
use crate::package::staging::Staging;

/// What was read from the archive, in order. Paths are below the base folder.
pub(super) enum Piece {
    Folder {
        path: String,
    },
    File {
        path: String,
        /// In seconds since 1970.
        modified: Option<u64>,
        /// What the archive says: it has no more.
        size_bytes: u64,
    },
    /// The next bytes of the open file.
    Data(Buffer),
    EndOfFile,
}

/// Size in bytes and SHA-256 of every small file, and the folders that hold nothing.
pub(super) type Small = (BTreeMap<String, (u64, Digest)>, Vec<String>);

pub(super) struct Writer<'a> {
    staging: &'a Staging,
    progress: OnProgress<'a>,
    done: Progress,
    folders: Folders,
    files: BTreeMap<String, (u64, Digest)>,
    open: Option<Open>,
    to_digest: Sender<Written>,
}

/// The file that is being written.
struct Open {
    path: String,
    modified: Option<u64>,
    file: File,
    /// Of a small one.
    hasher: Option<Hasher>,
}

impl<'a> Writer<'a> {
    /// `total` is told as progress with what is done so far.
    pub(super) fn new(
        staging: &'a Staging,
        total: Progress,
        progress: OnProgress<'a>,
        to_digest: Sender<Written>,
    ) -> Self {
        let (folders, files) = (Folders::default(), BTreeMap::new());
        Self { staging, progress, done: total, folders, files, open: None, to_digest }
    }

    /// Writes until there is no more. The receiver is taken, so that leaving early stops the reading.
    pub(super) fn all(mut self, pieces: Receiver<Piece>) -> Result<Small, ExtractError> {
        for piece in pieces {
            match piece {
                Piece::Folder { path } => self.folders.make(self.staging, &path)?,
                Piece::File { path, modified, size_bytes } => {
                    self.folders.make_above(self.staging, &path)?;
                    let file =
                        self.staging.create_file(&path).map_err(|source| write_error(&path, source))?;
                    let hasher = is_small(size_bytes).then(Hasher::new);
                    self.open = Some(Open { path, modified, file, hasher });
                }
                Piece::Data(bytes) => self.data(bytes)?,
                Piece::EndOfFile => self.end_of_file(),
            }
        }
        let empty_folders = self.folders.empty();
        Ok((self.files, empty_folders))
    }

    fn data(&mut self, bytes: Buffer) -> Result<(), ExtractError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        open.file.write_all(&bytes).map_err(|source| write_error(&open.path, source))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match &mut open.hasher {
            Some(hasher) => hasher.update(&bytes),
            None => self.pass_on(Written::Data(bytes)),
        }
        self.done.bytes_done = self.done.bytes_done.saturating_add(size);
        (self.progress)(self.done);
        Ok(())
    }

    fn pass_on(&self, written: Written) {
        // Whoever digests stops early only by a panic, which goes on where it is joined.
        let _gone = self.to_digest.send(written);
    }

    fn end_of_file(&mut self) {
        let Some(Open { path, modified, file, hasher }) = self.open.take() else { return };
        if let Some(modified) = modified {
            // A convenience: a filesystem that cannot keep the time still keeps the file.
            let _kept = file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(modified));
        }
        match hasher {
            Some(hasher) => {
                self.files.insert(path, (hasher.size_bytes(), hasher.finish()));
            }
            None => self.pass_on(Written::EndOfFile(path)),
        }
        self.done.files_done = self.done.files_done.saturating_add(1);
        (self.progress)(self.done);
    }
}

/// Whether handing it over would take longer than digesting it.
fn is_small(size_bytes: u64) -> bool {
    usize::try_from(size_bytes).is_ok_and(|size_bytes| size_bytes <= limits::IO_BLOCK_BYTES)
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
