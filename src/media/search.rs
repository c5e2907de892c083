//! Looking through a whole filesystem for copies and remnants of files.
//!
//! Every folder below the given one is read, hidden ones and the bins of every system (`.Trash-1000`,
//! `$RECYCLE.BIN`, `System Volume Information`) like any other. Links are not followed, other filesystems mounted
//! below are not entered, and nothing is written. What could not be looked into is a [`Note`]: a search without notes
//! has seen every file this filesystem lists.
//!
//! - An *exact copy* has the size and the digest of one of the sought files, under any name.
//! - A *remnant* holds some of the sought bytes where they would lie in a file of the same arrangement: the ciphertext
//!   patterns taken from every block of the package. A truncated, overwritten or otherwise changed copy is one.
//!
//! What it does not find: free space, deleted files, alternate data streams, other filesystems on the same device
//! (a scan of the whole device reaches these); a copy inside an archive or at another offset within a block; a changed
//! copy in which none of the places looked at (see [`SEARCH_PROBES`]) is left as it was.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::digest::Hasher;
use crate::base::limits::{
    FINGERPRINT_BLOCK_BYTES, FINGERPRINT_BYTES, IO_BLOCK_BYTES, SEARCH_DEPTH_MAX, SEARCH_ENTRIES_MAX,
    SEARCH_LISTED_MAX, SEARCH_PROBES,
};

use super::destination::{Destination, Found, Kind};
use super::erase::Expected;
use super::error::{MediaError, SearchError, Step};
use super::platform::{FileOnMedium as _, Folder as _, OpenFolder};

/// What is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'a> {
    /// Files by size and digest: a package, its volumes. Empty ones are not looked for.
    pub files: &'a [Expected],
    /// Pieces of their content: what lies `patterns_at` bytes into each block of 64 KiB. The order does not matter.
    pub patterns: &'a [[u8; FINGERPRINT_BYTES]],
    /// Where in each block of 64 KiB a pattern begins, in bytes.
    pub patterns_at: u64,
    /// Paths below the folder that may be there: not listed among the other things. Copies are listed everywhere.
    pub known: &'a [PathBuf],
}

/// What was found. Paths are relative to the folder, and somebody else's text.
#[derive(Debug, Default)]
pub struct Searched {
    /// Files with the size and digest of a sought one.
    pub copies: Listed<ExactCopy>,
    /// Other files with some of the sought bytes.
    pub remnants: Listed<Remnant>,
    /// Files named `autorun.inf` in some case: Windows may act on one in the uppermost folder.
    pub autorun: Listed<PathBuf>,
    /// Everything else that is not a folder and not known.
    pub others: Listed<OtherThing>,
    /// What was not looked into, and why.
    pub notes: Listed<Note>,
    /// Whether there are names that it did not see: more than it looks at, or deeper.
    pub ended_early: bool,
    /// How far it went.
    pub walked: Walked,
}

/// Findings of one kind: the first 1000, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The first ones, in the order they were found.
    pub items: Vec<T>,
    /// How many more there are.
    pub more: u64,
}

/// A file with the size and digest of a sought one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactCopy {
    /// Where.
    pub path: PathBuf,
    /// Which one of [`Sought::files`] it equals.
    pub file: usize,
}

/// A file with some of the sought bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remnant {
    /// Where.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// In how many of the places looked at a pattern was found.
    pub matches: u64,
    /// How many places were looked at.
    pub places: u64,
}

/// Something that is not a folder, and not sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherThing {
    /// Where.
    pub path: PathBuf,
    /// What it is.
    pub found: Found,
}

/// Something that was not looked into.
#[derive(Debug)]
pub struct Note {
    /// The file or folder.
    pub path: PathBuf,
    /// Why not.
    pub why: Unsearched,
}

/// Why something was not looked into.
#[derive(Debug)]
pub enum Unsearched {
    /// The system refused: no permission, damaged, gone meanwhile.
    Unreadable(io::Error),
    /// Another filesystem is mounted there.
    OtherFilesystem,
    /// It is nested deeper than is searched.
    TooDeep,
    /// More names than are looked at; from here on none was.
    TooMany,
}

/// How far a search went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Walked {
    /// Folders read.
    pub folders: u64,
    /// Names looked at that are not folders.
    pub files: u64,
    /// Bytes read of files.
    pub read_bytes: u64,
}

impl Destination {
    /// Searches everything below this folder that lies on the same filesystem. Give the mount point to search a whole
    /// medium.
    ///
    /// # Errors
    /// [`SearchError`]: the folder itself cannot be read, cancelled. What cannot be read below it is a note.
    pub fn search(
        &self,
        sought: &Sought<'_>,
        progress: &mut dyn FnMut(&Walked),
        cancel: &AtomicBool,
    ) -> Result<Searched, SearchError> {
        self.search_within(SEARCH_ENTRIES_MAX, sought, progress, cancel)
    }

    fn search_within(
        &self,
        names_max: u64,
        sought: &Sought<'_>,
        progress: &mut dyn FnMut(&Walked),
        cancel: &AtomicBool,
    ) -> Result<Searched, SearchError> {
        let root = self.folder();
        let mut search = Search {
            sought,
            patterns: sought.patterns.iter().copied().collect(),
            mount: mount_of(root),
            block: vec![0; IO_BLOCK_BYTES],
            found: Searched::default(),
            names: 0,
            names_max,
            progress,
            cancel,
        };
        match search.folder(root, Path::new(""), 0) {
            Ok(()) => Ok(search.found),
            Err(Stop::Cancelled) => Err(SearchError::Cancelled),
            Err(Stop::Unreadable(source)) => Err(MediaError::of(Step::List, self.path(), source).into()),
        }
    }
}

impl Searched {
    /// Whether everything the filesystem lists was looked into.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.notes.is_empty()
    }

    /// Whether nothing of what was sought was found: neither a copy nor a remnant.
    #[must_use]
    pub const fn found_nothing(&self) -> bool {
        self.copies.is_empty() && self.remnants.is_empty()
    }
}

impl<T> Listed<T> {
    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty() && self.more == 0
    }

    /// How many there are, listed or not.
    #[must_use]
    pub fn count(&self) -> u64 {
        u64::try_from(self.items.len()).unwrap_or(u64::MAX).saturating_add(self.more)
    }

    fn push(&mut self, item: T) {
        if self.items.len() < SEARCH_LISTED_MAX {
            self.items.push(item);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), more: 0 }
    }
}

struct Search<'a> {
    sought: &'a Sought<'a>,
    patterns: HashSet<[u8; FINGERPRINT_BYTES]>,
    mount: Mount,
    block: Vec<u8>,
    found: Searched,
    names: u64,
    names_max: u64,
    progress: &'a mut dyn FnMut(&Walked),
    cancel: &'a AtomicBool,
}

/// Which filesystem a folder is on: its mount, or the filesystem's number where mounts are not told.
type Mount = (Option<u64>, Option<u64>);

/// Why a folder was not read to its end.
enum Stop {
    Cancelled,
    Unreadable(io::Error),
}

impl Search<'_> {
    /// Looks at everything in one open folder, and then into the folders in it.
    fn folder(&mut self, folder: &OpenFolder, path: &Path, depth: usize) -> Result<(), Stop> {
        let mut below = Vec::new();
        let mut stopped = Ok(());
        let mut each = |name: &OsStr, kind: Kind| {
            if self.names >= self.names_max {
                self.note(path.to_path_buf(), Unsearched::TooMany);
                return false;
            }
            self.names = self.names.saturating_add(1);
            match self.entry(folder, &path.join(name), name, kind) {
                Ok(Kind::Folder) => below.push(name.to_owned()),
                Ok(_) => {}
                Err(stop) => stopped = Err(stop),
            }
            stopped.is_ok()
        };
        folder.names(&mut each).map_err(Stop::Unreadable)?;
        stopped?;
        self.found.walked.folders = self.found.walked.folders.saturating_add(1);
        (self.progress)(&self.found.walked);
        for name in below {
            if self.names >= self.names_max {
                self.note(path.join(&name), Unsearched::TooMany);
                continue;
            }
            self.below(folder, &name, &path.join(&name), depth.saturating_add(1))?;
        }
        Ok(())
    }

    fn below(&mut self, folder: &OpenFolder, name: &OsStr, path: &Path, depth: usize) -> Result<(), Stop> {
        if depth > SEARCH_DEPTH_MAX {
            self.note(path.to_path_buf(), Unsearched::TooDeep);
            return Ok(());
        }
        let inner = match folder.open_folder(name) {
            Ok(inner) => inner,
            Err(error) => {
                self.note(path.to_path_buf(), Unsearched::Unreadable(error));
                return Ok(());
            }
        };
        if mount_of(&inner) != self.mount {
            self.note(path.to_path_buf(), Unsearched::OtherFilesystem);
            return Ok(());
        }
        match self.folder(&inner, path, depth) {
            Err(Stop::Unreadable(error)) => {
                self.note(path.to_path_buf(), Unsearched::Unreadable(error));
                Ok(())
            }
            done => done,
        }
    }

    /// Looks at one name; the answer is what it is.
    fn entry(&mut self, folder: &OpenFolder, path: &Path, name: &OsStr, kind: Kind) -> Result<Kind, Stop> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Stop::Cancelled);
        }
        if kind == Kind::Folder {
            return Ok(kind);
        }
        // Not every filesystem tells the kind with the name.
        let found = match folder.look(name) {
            Ok((found, _)) => found,
            Err(error) => {
                self.note(path.to_path_buf(), Unsearched::Unreadable(error));
                return Ok(Kind::Other);
            }
        };
        if found.kind == Kind::Folder {
            return Ok(Kind::Folder);
        }
        self.found.walked.files = self.found.walked.files.saturating_add(1);
        if name.as_encoded_bytes().eq_ignore_ascii_case(b"autorun.inf") {
            self.found.autorun.push(path.to_path_buf());
        }
        let sought = found.kind == Kind::File && self.file(folder, path, name)?;
        if !sought && !self.sought.known.iter().any(|known| known == path) {
            self.found.others.push(OtherThing { path: path.to_path_buf(), found });
        }
        (self.progress)(&self.found.walked);
        Ok(found.kind)
    }

    /// Whether the file is a copy or a remnant; entered in the findings when it is.
    fn file(&mut self, folder: &OpenFolder, path: &Path, name: &OsStr) -> Result<bool, Stop> {
        match self.compare(folder, path, name) {
            Err(Stop::Unreadable(error)) => {
                self.note(path.to_path_buf(), Unsearched::Unreadable(error));
                Ok(false)
            }
            compared => compared,
        }
    }

    fn compare(&mut self, folder: &OpenFolder, path: &Path, name: &OsStr) -> Result<bool, Stop> {
        let mut file = folder.open_file(name).map_err(Stop::Unreadable)?;
        let status = file.status().map_err(Stop::Unreadable)?;
        if status.kind != Kind::File || status.size_bytes == 0 {
            return Ok(false);
        }
        let sought = self.sought.files;
        if sought.iter().any(|sought| sought.size_bytes == status.size_bytes) {
            let digest = self.digest(&mut file)?;
            if let Some(which) = sought.iter().position(|sought| *sought == digest) {
                self.found.copies.push(ExactCopy { path: path.to_path_buf(), file: which });
                return Ok(true);
            }
        }
        let (matches, places) = self.probe(&mut file, status.size_bytes)?;
        if matches > 0 {
            let (path, size_bytes) = (path.to_path_buf(), status.size_bytes);
            self.found.remnants.push(Remnant { path, size_bytes, matches, places });
        }
        Ok(matches > 0)
    }

    fn digest(&mut self, file: &mut File) -> Result<Expected, Stop> {
        let mut hasher = Hasher::new();
        loop {
            if self.cancel.load(Ordering::Relaxed) {
                return Err(Stop::Cancelled);
            }
            match file.read(&mut self.block) {
                Ok(0) => break,
                Ok(count) => {
                    hasher.update(self.block.get(..count).unwrap_or_default());
                    self.has_read(count);
                    (self.progress)(&self.found.walked);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Unreadable(error)),
            }
        }
        Ok(Expected { sha256: hasher.finish(), size_bytes: hasher.size_bytes() })
    }

    /// In how many of the places looked at a pattern lies, and how many places that were.
    fn probe(&mut self, file: &mut File, size_bytes: u64) -> Result<(u64, u64), Stop> {
        if self.patterns.is_empty() {
            return Ok((0, 0));
        }
        let (mut matches, mut places) = (0_u64, 0_u64);
        for block in probed_blocks(blocks_of(size_bytes, self.sought.patterns_at)) {
            if self.cancel.load(Ordering::Relaxed) {
                return Err(Stop::Cancelled);
            }
            let at = block.saturating_mul(FINGERPRINT_BLOCK_BYTES).saturating_add(self.sought.patterns_at);
            let mut piece = [0; FINGERPRINT_BYTES];
            let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut piece));
            match read {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break, // it became shorter
                Err(error) => return Err(Stop::Unreadable(error)),
            }
            self.has_read(FINGERPRINT_BYTES);
            places = places.saturating_add(1);
            matches = matches.saturating_add(u64::from(self.patterns.contains(&piece)));
        }
        Ok((matches, places))
    }

    fn has_read(&mut self, bytes: usize) {
        let walked = &mut self.found.walked;
        walked.read_bytes = walked.read_bytes.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    fn note(&mut self, path: PathBuf, why: Unsearched) {
        self.found.ended_early |= matches!(why, Unsearched::TooMany | Unsearched::TooDeep);
        self.found.notes.push(Note { path, why });
    }
}

fn mount_of(folder: &OpenFolder) -> Mount {
    match folder.mount_id() {
        Some(mount) => (Some(mount), None),
        None => (None, folder.look(".").ok().and_then(|(_, identity)| identity).map(|(device, _)| device)),
    }
}

/// How many blocks of a file have room for a whole pattern.
fn blocks_of(size_bytes: u64, patterns_at: u64) -> u64 {
    let pattern = u64::try_from(FINGERPRINT_BYTES).unwrap_or(u64::MAX);
    let after = patterns_at.checked_add(pattern).and_then(|end| size_bytes.checked_sub(end));
    after.map_or(0, |after| after / FINGERPRINT_BLOCK_BYTES + 1)
}

/// The blocks looked at, of so many: all of a few; of many the first ones, and as many spread to the last.
fn probed_blocks(blocks: u64) -> impl Iterator<Item = u64> {
    let first = blocks.min(if blocks > SEARCH_PROBES { SEARCH_PROBES / 2 } else { SEARCH_PROBES });
    let spread = blocks.min(SEARCH_PROBES) - first;
    let rest = blocks - first;
    // The k-th of `spread` parts ends with the block looked at, so that the last block is one of them.
    (0..first).chain((1..=spread).map(move |k| first + rest / spread * k + (rest % spread) * k / spread - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_of_a_small_file_and_both_ends_of_a_large_one_are_looked_at() {
        for blocks in [0, 1, 31, 32] {
            assert_eq!(probed_blocks(blocks).collect::<Vec<_>>(), (0..blocks).collect::<Vec<_>>());
        }
        for blocks in [33, 47, 48, 1000, 1 << 26, u64::MAX / 65_536] {
            let looked: Vec<_> = probed_blocks(blocks).collect();
            assert_eq!(looked.len(), 32, "{blocks}");
            assert!(looked.is_sorted_by(|a, b| a < b), "{looked:?}");
            assert_eq!((looked[15], looked[31]), (15, blocks - 1));
        }
    }

    #[test]
    fn a_block_without_room_for_a_pattern_is_none() {
        for (size, blocks) in [(0, 0), (79, 0), (80, 1), (65_536 + 79, 1), (65_536 + 80, 2)] {
            assert_eq!(blocks_of(size, 64), blocks, "{size}");
        }
        assert_eq!((blocks_of(16, 0), blocks_of(u64::MAX, u64::MAX)), (1, 0));
    }

    #[test]
    fn names_that_are_too_many_are_said_not_to_be_looked_at() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("folder")).unwrap();
        for name in ["a", "b", "folder/c"] {
            std::fs::write(dir.path().join(name), b"x").unwrap();
        }
        let destination = Destination::open(dir.path()).unwrap();
        let searched = |names_max| {
            let sought = Sought::default();
            destination.search_within(names_max, &sought, &mut |_| {}, &AtomicBool::new(false)).unwrap()
        };
        assert!(searched(4).is_whole() && !searched(4).ended_early);
        for names_max in [0, 1, 2, 3] {
            let searched = searched(names_max);
            assert!(matches!(searched.notes.items[0].why, Unsearched::TooMany), "{names_max}");
            assert!(searched.ended_early && searched.walked.files <= names_max);
        }
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut listed = Listed::default();
        for n in 0..SEARCH_LISTED_MAX + 3 {
            listed.push(n);
        }
        assert_eq!((listed.items.len(), listed.more, listed.count()), (1000, 3, 1003));
        assert!(!listed.is_empty());
    }
}
