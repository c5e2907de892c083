//! Where content is read from: every file through a descriptor, and no link followed.
//!
//! A path such as `data/folder/a/b` is opened component by component, each relative to the folder
//! opened before it (`openat2` with `RESOLVE_NO_XDEV`, or `openat` with `O_NOFOLLOW`). Whoever
//! swaps a folder for a link in between gets a refusal, not another file. A file must be regular
//! when looked at *and* once open, and on the filesystem of its root; mount points are refused.
//! FIFOs and devices are never opened, and if one appears in the gap it cannot block.
//!
//! On systems without such calls (Windows) files are opened by path with reparse points refused;
//! a folder swapped during the run is then noticed by content only.

use std::collections::{BTreeMap, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::package::names::{self, NameProblem};

#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
use portable as platform;
#[cfg(unix)]
use unix as platform;

pub(super) use platform::Folder;

/// What a name in a folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, dangling or not (on Windows any reparse point).
    Link,
    /// A named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// A block or character device.
    Device,
    /// Something the system has no name for here.
    Other,
}

/// Why one source file or folder cannot be packed.
#[derive(Debug, thiserror::Error)]
pub enum SourceProblem {
    /// Nothing of that name is there.
    #[error("is not there")]
    Missing,
    /// Something else than a regular file or folder, or the one instead of the other.
    #[error("is not a {expected:?} but a {found:?}")]
    WrongKind {
        /// What was expected.
        expected: Kind,
        /// What is there.
        found: Kind,
    },
    /// On another filesystem than the path it was reached from: a mount point.
    #[error("lies on another filesystem")]
    OtherFilesystem,
    /// Several names in one folder are the same after normalization (NFC).
    #[error("has several spellings in one folder")]
    Ambiguous,
    /// It could not be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[source] io::Error),
    /// Its size or modification time changed while it was read.
    #[error("changed while it was read")]
    Changed,
    /// More bytes than listed.
    #[error("grew from {listed} to {found} bytes")]
    Grew {
        /// Size in the file list, in bytes.
        listed: u64,
        /// Size found, in bytes.
        found: u64,
    },
    /// Fewer bytes than listed.
    #[error("shrank from {listed} to {found} bytes")]
    Shrank {
        /// Size in the file list, in bytes.
        listed: u64,
        /// Size found, in bytes.
        found: u64,
    },
    /// As many bytes as listed, but others.
    #[error("has other content than listed")]
    Content {
        /// Digest in the file list.
        listed: Digest,
        /// Digest of what was read.
        found: Digest,
    },
}

/// Why a given path, or something below it, cannot be in a package.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// Its name.
    #[error(transparent)]
    Name(#[from] NameProblem),
    /// Its name is, on some receiving system, the same as that of something beside it.
    #[error("is the same name as {other:?} after normalization and case folding")]
    SameName {
        /// The other one, as it is on disk.
        other: String,
    },
    /// What it is.
    #[error(transparent)]
    Source(#[from] SourceProblem),
}

/// One refused path with its reason.
#[derive(Debug, thiserror::Error)]
#[error("{path:?}: {reason}")]
pub struct Refusal {
    /// The path on this machine, lossily where it is not Unicode, not yet safe for a terminal.
    pub path: String,
    /// Why.
    #[source]
    pub reason: Reason,
}

impl Refusal {
    pub(super) fn new(path: &Path, reason: impl Into<Reason>) -> Self {
        Self { path: path.to_string_lossy().into_owned(), reason: reason.into() }
    }
}

/// The given paths, opened: last component (NFC) → folder or file.
#[derive(Debug)]
pub struct Roots {
    roots: BTreeMap<String, Root>,
}

#[derive(Debug)]
pub(super) struct Root {
    /// The path as given.
    pub(super) shown: PathBuf,
    /// The last component as it is on disk.
    pub(super) raw_name: OsString,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    /// A folder, open.
    Folder(Arc<Folder>),
    /// A file, in its open parent folder.
    File { parent: Arc<Folder>, size_bytes: u64 },
}

impl Roots {
    /// Opens every path: links above the last component are followed, the last one itself must
    /// not be a link.
    ///
    /// # Errors
    /// Every path that cannot be a root, with its reason; two paths with one last component are
    /// refused because both would become `data/<that name>`.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Vec<Refusal>> {
        let (roots, refusals) = Self::open_each(paths);
        if refusals.is_empty() { Ok(roots) } else { Err(refusals) }
    }

    /// The paths that can be roots, and the refusals of the others.
    pub(super) fn open_each(paths: &[PathBuf]) -> (Self, Vec<Refusal>) {
        let mut roots: BTreeMap<String, Root> = BTreeMap::new();
        let mut keys: HashMap<String, PathBuf> = HashMap::new();
        let mut parents: HashMap<PathBuf, Arc<Folder>> = HashMap::new();
        let mut refusals = Vec::new();
        for path in paths {
            let root = match open_root(path, &mut parents) {
                Ok(root) => root,
                Err(reason) => {
                    refusals.push(Refusal::new(path, reason));
                    continue;
                }
            };
            let name = names::normalize(&root.raw_name.to_string_lossy());
            if let Some(other) = keys.insert(names::caseless_key(&name), path.clone()) {
                let other = other.to_string_lossy().into_owned();
                refusals.push(Refusal::new(path, Reason::SameName { other }));
            }
            roots.entry(name).or_insert(root);
        }
        (Self { roots }, refusals)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Root)> {
        self.roots.iter().map(|(name, root)| (name.as_str(), root))
    }
}

/// Parents are shared, so that a thousand files of one folder need one descriptor.
fn open_root(path: &Path, parents: &mut HashMap<PathBuf, Arc<Folder>>) -> Result<Root, Reason> {
    // `.` and `..` have no name of their own: take the one the folder really has.
    let named = match path.file_name() {
        Some(_) => path.to_owned(),
        None => path.canonicalize().map_err(SourceProblem::from_io)?,
    };
    let raw_name = named.file_name().ok_or(NameProblem::Empty)?.to_owned();
    let name = raw_name.to_str().ok_or(NameProblem::NotUnicode)?;
    names::check_name(&names::normalize(name))?;
    let above = named.parent().filter(|parent| !parent.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let parent = match parents.get(above) {
        Some(parent) => Arc::clone(parent),
        None => Arc::new(Folder::open_parent(above)?),
    };
    parents.entry(above.to_owned()).or_insert_with(|| Arc::clone(&parent));
    let content = match parent.look(&raw_name)? {
        (Kind::Folder, _) => Content::Folder(Arc::new(parent.open_folder_anywhere(&raw_name)?)),
        (Kind::File, size_bytes) => Content::File { parent, size_bytes },
        (found, _) => return Err(SourceProblem::WrongKind { expected: Kind::File, found }.into()),
    };
    Ok(Root { shown: path.to_owned(), raw_name, content })
}

impl SourceProblem {
    /// A system's answer, with "no such file" told apart.
    pub(super) fn from_io(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::Missing } else { Self::Io(error) }
    }
}

/// A regular file, open for reading, with what it looked like then.
#[derive(Debug)]
pub(super) struct SourceFile {
    pub(super) file: File,
    pub(super) stamp: Stamp,
}

/// What tells a file that was written to from one that was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) size_bytes: u64,
    /// Seconds since 1970 (UTC) and nanoseconds of the last modification.
    pub(super) modified: (i64, i64),
}

impl SourceFile {
    /// What the open file looks like now.
    pub(super) fn stamp_now(&self) -> io::Result<Stamp> {
        Ok(platform::stamp(&self.file.metadata()?))
    }
}

/// Opens listed paths one after the other, keeping the folders of the last one open.
pub(super) struct Opener<'a> {
    roots: &'a Roots,
    open: Vec<Level>,
}

struct Level {
    name: String,
    folder: Arc<Folder>,
    /// Names on disk by their NFC, read only when a listed name is not there as spelt.
    spellings: Option<HashMap<String, Spelling>>,
}

enum Spelling {
    One(OsString),
    Several,
}

impl<'a> Opener<'a> {
    pub(super) const fn new(roots: &'a Roots) -> Self {
        Self { roots, open: Vec::new() }
    }

    /// Opens the regular file at a listed path (`data/…`).
    pub(super) fn file(&mut self, path: &str) -> Result<SourceFile, SourceProblem> {
        let (folders, name) = split(path)?;
        if folders.is_empty() {
            let root = self.roots.roots.get(name).ok_or(SourceProblem::Missing)?;
            return match &root.content {
                Content::File { parent, .. } => parent.open_file_anywhere(&root.raw_name),
                Content::Folder(_) => {
                    Err(SourceProblem::WrongKind { expected: Kind::File, found: Kind::Folder })
                }
            };
        }
        let level = self.descend(&folders)?;
        let raw = level.spelling(name)?;
        level.folder.open_file(&raw)
    }

    /// Opens the folder at a listed path (`data/…`).
    pub(super) fn folder(&mut self, path: &str) -> Result<(), SourceProblem> {
        let (mut folders, name) = split(path)?;
        folders.push(name);
        self.descend(&folders).map(|_| ())
    }

    fn descend(&mut self, folders: &[&str]) -> Result<&mut Level, SourceProblem> {
        let shared = self.open.iter().zip(folders).take_while(|(level, name)| level.name == **name).count();
        self.open.truncate(shared);
        for name in &folders[shared..] {
            let folder = match self.open.last_mut() {
                Some(above) => {
                    let raw = above.spelling(name)?;
                    Arc::new(above.folder.open_folder(&raw)?)
                }
                None => self.root_folder(name)?,
            };
            self.open.push(Level { name: (*name).to_owned(), folder, spellings: None });
        }
        self.open.last_mut().ok_or(SourceProblem::Missing)
    }

    fn root_folder(&self, name: &str) -> Result<Arc<Folder>, SourceProblem> {
        match &self.roots.roots.get(name).ok_or(SourceProblem::Missing)?.content {
            Content::Folder(folder) => Ok(Arc::clone(folder)),
            Content::File { .. } => {
                Err(SourceProblem::WrongKind { expected: Kind::Folder, found: Kind::File })
            }
        }
    }
}

impl Level {
    /// The name on disk for a listed (NFC) name: the same, or another normalization of it.
    fn spelling(&mut self, name: &str) -> Result<OsString, SourceProblem> {
        match self.folder.look(OsStr::new(name)) {
            Err(SourceProblem::Missing) if !name.is_ascii() => {}
            Err(problem) => return Err(problem),
            Ok(_) => return Ok(name.into()),
        }
        if self.spellings.is_none() {
            self.spellings = Some(read_spellings(&self.folder)?);
        }
        match self.spellings.as_ref().and_then(|spellings| spellings.get(name)) {
            Some(Spelling::One(raw)) => Ok(raw.clone()),
            Some(Spelling::Several) => Err(SourceProblem::Ambiguous),
            None => Err(SourceProblem::Missing),
        }
    }
}

fn read_spellings(folder: &Folder) -> Result<HashMap<String, Spelling>, SourceProblem> {
    let mut spellings = HashMap::new();
    for raw in folder.names()? {
        let Some(name) = raw.to_str().map(names::normalize) else { continue };
        spellings
            .entry(name)
            .and_modify(|spelling| *spelling = Spelling::Several)
            .or_insert(Spelling::One(raw));
    }
    Ok(spellings)
}

/// `data/a/b/c` → (`[a, b]`, `c`).
fn split(path: &str) -> Result<(Vec<&str>, &str), SourceProblem> {
    let below = path.strip_prefix(names::DATA_PREFIX).ok_or(SourceProblem::Missing)?;
    let mut components: Vec<_> = below.split('/').collect();
    let last = components.pop().ok_or(SourceProblem::Missing)?;
    Ok((components, last))
}
