//! From given paths to a file list: everything listed, judged by name, opened once and hashed.
//!
//! Nothing is left out silently. Whatever cannot travel (a link, a FIFO, an unreadable file, a name
//! Windows cannot hold, a mount point, …) is a refusal, and all refusals come together, so that
//! they can be put right in one go. How files are opened is said in
//! [`source`](crate::package::source). What is listed is a moment: packing reads everything
//! again and compares.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::limits;
use crate::package::file_list::{FileEntry, FileList, FileListError};
use crate::package::names::{self, NameProblem};
use crate::package::progress::{OnProgress, Progress};
use crate::package::source::{Content, Folder, Kind, Reason, Refusal, Roots, SourceProblem};

mod hash;

/// What was found at the given paths.
#[derive(Debug)]
pub struct Listing {
    /// Every file with its digest, and every empty folder.
    pub list: FileList,
    /// Names that travel in another normalization than they have on disk, in order of path.
    pub renamed: Vec<Renamed>,
}

/// A name that is stored as NFC and is something else on disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renamed {
    /// `data/…` as stored.
    pub path: String,
    /// The last component as it is on disk.
    pub on_disk: String,
}

/// Why there is no file list.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// No path was given.
    #[error("no path was given")]
    NoPaths,
    /// Everything that cannot travel, in order of path.
    #[error("{} files or folders cannot be packed", .0.len())]
    Refused(Vec<Refusal>),
    /// More than a package may hold.
    #[error(transparent)]
    List(#[from] FileListError),
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The system starts no thread.
    #[error("no thread could be started")]
    NoThread(#[source] io::Error),
    /// A defect in this program ended a worker.
    #[error("a worker ended unexpectedly")]
    Panicked,
}

/// Somebody who looks at files while they are hashed, so that they are read once.
pub trait Look: Sync {
    /// How many bytes of a file are to be kept for [`Look::saw`]; `None` for a file that is not looked at. `first` is
    /// what it begins with.
    fn wants(&self, path: &str, size_bytes: u64, first: &[u8]) -> Option<usize>;

    /// What was kept of a file that was read to its end and did not change.
    fn saw(&self, path: &str, size_bytes: u64, kept: &[u8]);
}

/// Nobody looks.
struct Nobody;

impl Look for Nobody {
    fn wants(&self, _: &str, _: u64, _: &[u8]) -> Option<usize> {
        None
    }

    fn saw(&self, _: &str, _: u64, _: &[u8]) {}
}

/// Lists and hashes everything at `paths`, on two threads.
///
/// # Errors
/// Any [`WalkError`]; refusals are collected, not only the first.
pub fn list(paths: &[PathBuf], progress: OnProgress<'_>, cancel: &AtomicBool) -> Result<Listing, WalkError> {
    list_watched(paths, &Nobody, progress, cancel)
}

/// The same, while somebody looks.
///
/// # Errors
/// As [`list`].
pub fn list_watched(
    paths: &[PathBuf],
    look: &dyn Look,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Listing, WalkError> {
    if paths.is_empty() {
        return Err(WalkError::NoPaths);
    }
    // Paths that can be opened are still looked into, so that one list says everything.
    let (roots, refusals) = Roots::open_each(paths);
    let mut walk = Walk { cancel, files: Vec::new(), folders: Vec::new(), renamed: Vec::new(), refusals };
    for (name, root) in roots.iter() {
        walk.root(name, &root.shown, &root.content)?;
        walk.note_renamed(&format!("{}{name}", names::DATA_PREFIX), name, &root.raw_name.to_string_lossy());
    }
    let Walk { mut files, folders, mut renamed, refusals, .. } = walk;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    renamed.sort();
    let entries: Vec<FileEntry> = hash::all(&roots, &files, refusals, look, progress, cancel)?;
    Ok(Listing { list: FileList::new(entries, folders)?, renamed })
}

/// A regular file that was listed but not opened yet.
struct Found {
    /// `data/…`.
    path: String,
    /// The path on this machine.
    shown: PathBuf,
    size_bytes: u64,
}

struct Walk<'a> {
    cancel: &'a AtomicBool,
    files: Vec<Found>,
    folders: Vec<String>,
    renamed: Vec<Renamed>,
    refusals: Vec<Refusal>,
}

impl Walk<'_> {
    fn root(&mut self, name: &str, shown: &Path, content: &Content) -> Result<(), WalkError> {
        let path = format!("{}{name}", names::DATA_PREFIX);
        match content {
            Content::Folder(folder) => self.folder(folder, &path, shown),
            Content::File { size_bytes, .. } => {
                self.files.push(Found { path, shown: shown.to_owned(), size_bytes: *size_bytes });
                Ok(())
            }
        }
    }

    fn folder(&mut self, folder: &Folder, path: &str, shown: &Path) -> Result<(), WalkError> {
        let mut raw_names = match folder.names() {
            Ok(raw_names) => raw_names,
            Err(problem) => {
                self.refuse(shown, problem);
                return Ok(());
            }
        };
        if raw_names.is_empty() {
            self.folders.push(path.to_owned());
        }
        raw_names.sort();
        let mut keys: HashMap<String, PathBuf> = HashMap::new();
        for raw in raw_names {
            self.check_going_on()?;
            let shown = shown.join(&raw);
            let Some(text) = raw.to_str() else {
                self.refuse(&shown, NameProblem::NotUnicode);
                continue;
            };
            let name = names::normalize(text);
            let child = format!("{path}/{name}");
            if let Err(problem) = names::check_name(&name) {
                self.refuse(&shown, problem);
            } else if let Err(problem) = names::check_path(&child) {
                self.refuse(&shown, problem);
                // What is too deep or too long gets no better further down.
                continue;
            }
            if let Some(other) = keys.insert(names::caseless_key(&name), shown.clone()) {
                let other = other.to_string_lossy().into_owned();
                self.refuse(&shown, Reason::SameName { other });
            }
            self.note_renamed(&child, &name, text);
            match folder.look(&raw) {
                Ok((Kind::File, size_bytes)) => self.files.push(Found { path: child, shown, size_bytes }),
                Ok((Kind::Folder, _)) => match folder.open_folder(&raw) {
                    Ok(inner) => self.folder(&inner, &child, &shown)?,
                    Err(problem) => self.refuse(&shown, problem),
                },
                Ok((found, _)) => {
                    self.refuse(&shown, SourceProblem::WrongKind { expected: Kind::File, found });
                }
                Err(problem) => self.refuse(&shown, problem),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, shown: &Path, reason: impl Into<Reason>) {
        self.refusals.push(Refusal::new(shown, reason));
    }

    fn note_renamed(&mut self, path: &str, name: &str, on_disk: &str) {
        if name != on_disk {
            self.renamed.push(Renamed { path: path.to_owned(), on_disk: on_disk.to_owned() });
        }
    }

    fn check_going_on(&self) -> Result<(), WalkError> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(WalkError::Cancelled);
        }
        let entries = self.files.len().saturating_add(self.folders.len()).saturating_add(self.refusals.len());
        if entries > limits::PACKAGE_ENTRIES_MAX {
            return Err(FileListError::TooManyEntries { entries }.into());
        }
        Ok(())
    }
}

fn total(files: &[Found]) -> Progress {
    let bytes = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.size_bytes));
    Progress { files_total: u64::try_from(files.len()).ok(), bytes_total: Some(bytes), ..Progress::default() }
}
