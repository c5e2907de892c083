//! The file list: what is asked for, approved, and later compared with what was packed.
//!
//! It is canonical JSON (RFC 8785 profile), so its SHA-256 names one meaning. It adds sizes,
//! levels and empty folders to what the BagIt manifest says; content, not place, is listed. A
//! [`FileList`] that exists is sorted by the bytes of its paths, free of duplicates and of names
//! that differ only in case, and every path passes [`names::check_path`]. It does not say that
//! the files still are what they were: only packing finds out.

use serde::{Deserialize, Serialize};

use crate::base::canonical::{self, CanonicalError};
use crate::base::digest::Digest;
use crate::base::limits;
use crate::package::names::{self, Collision, Collisions, NameProblem};

/// One file, by content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// `data/<last component of the given path>/…` in normalization form C.
    pub path: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its content.
    pub sha256: Digest,
    /// Its own level when it differs from the request's; opaque here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// Files and empty folders, each once, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileList {
    files: Vec<FileEntry>,
    folders: Vec<String>,
    total_bytes: u64,
}

/// Why something is not a file list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileListError {
    /// Not canonical JSON of this shape.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Canonical, but not in the order of the bytes of the paths.
    #[error("the file list is not sorted by path")]
    NotSorted,
    /// A path that a package cannot hold.
    #[error("{path:?}: {problem}")]
    Name {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// Two paths that a receiving system would take for the same.
    #[error("{path:?}: {collision}")]
    Collision {
        /// The path that came second.
        path: String,
        /// With what, and why.
        collision: Collision,
    },
    /// A folder listed as empty that holds something: a second spelling of the same list.
    #[error("{path:?}: listed as an empty folder, but holds something")]
    NotEmpty {
        /// The folder.
        path: String,
    },
    /// A level that is not 1 to 32 characters of `a-z 0-9 -`.
    #[error("{path:?}: not a level")]
    Level {
        /// The file's path.
        path: String,
    },
    /// More files and folders than a package may have.
    #[error("{entries} files and folders, {max} are possible", max = limits::PACKAGE_ENTRIES_MAX)]
    TooManyEntries {
        /// How many there are.
        entries: usize,
    },
    /// More bytes than a package may have.
    #[error("more than {max} bytes in all", max = limits::PACKAGE_TOTAL_BYTES_MAX)]
    TooLarge,
}

#[derive(Serialize, Deserialize)]
struct Shape {
    files: Vec<FileEntry>,
    folders: Vec<String>,
}

#[derive(Serialize)]
struct ShapeRef<'a> {
    files: &'a [FileEntry],
    folders: &'a [String],
}

impl FileList {
    /// Sorts and checks `files` and the empty `folders`.
    ///
    /// # Errors
    /// The first [`FileListError`] found.
    pub fn new(mut files: Vec<FileEntry>, mut folders: Vec<String>) -> Result<Self, FileListError> {
        let entries = files.len().saturating_add(folders.len());
        if entries > limits::PACKAGE_ENTRIES_MAX {
            return Err(FileListError::TooManyEntries { entries });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        folders.sort();
        let mut seen = Collisions::new();
        let mut total_bytes = 0_u64;
        for file in &files {
            check(&mut seen, &file.path, true)?;
            if file.level.as_deref().is_some_and(|level| !is_level(level)) {
                return Err(FileListError::Level { path: file.path.clone() });
            }
            total_bytes = total_bytes.saturating_add(file.size_bytes);
        }
        if total_bytes > limits::PACKAGE_TOTAL_BYTES_MAX {
            return Err(FileListError::TooLarge);
        }
        for folder in &folders {
            check(&mut seen, folder, false)?;
            let below = format!("{folder}/");
            let file = files.partition_point(|file| file.path < below);
            let other = folders.partition_point(|other| *other < below);
            let holds_file = files.get(file).is_some_and(|file| file.path.starts_with(&below));
            if holds_file || folders.get(other).is_some_and(|other| other.starts_with(&below)) {
                return Err(FileListError::NotEmpty { path: folder.clone() });
            }
        }
        Ok(Self { files, folders, total_bytes })
    }

    /// The files, sorted by the bytes of their paths.
    #[must_use]
    pub fn files(&self) -> &[FileEntry] {
        &self.files
    }

    /// The empty folders, sorted; folders that hold something follow from [`FileList::files`].
    #[must_use]
    pub fn folders(&self) -> &[String] {
        &self.folders
    }

    /// The sum of the files' sizes in bytes.
    #[must_use]
    pub const fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// [`FileListError::Canonical`] for a number beyond the profile, which [`FileList::new`]
    /// already keeps out.
    pub fn encode(&self) -> Result<Vec<u8>, FileListError> {
        Ok(canonical::encode(&ShapeRef { files: &self.files, folders: &self.folders })?)
    }

    /// Reads what [`FileList::encode`] wrote, and nothing else.
    ///
    /// # Errors
    /// Any [`FileListError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, FileListError> {
        let shape: Shape = canonical::parse(bytes)?;
        let sorted = shape.files.is_sorted_by(|a, b| a.path <= b.path) && shape.folders.is_sorted();
        if !sorted {
            return Err(FileListError::NotSorted);
        }
        Self::new(shape.files, shape.folders)
    }
}

fn check(seen: &mut Collisions, path: &str, is_file: bool) -> Result<(), FileListError> {
    names::check_path(path).map_err(|problem| FileListError::Name { path: path.to_owned(), problem })?;
    seen.insert(path, is_file)
        .map_err(|collision| FileListError::Collision { path: path.to_owned(), collision })
}

fn is_level(level: &str) -> bool {
    (1..=32).contains(&level.len())
        && level.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> FileEntry {
        FileEntry { path: path.to_owned(), size_bytes: 0, sha256: Digest::of(b""), level: None }
    }

    #[test]
    fn a_list_survives_its_encoding_sorted() {
        let mut plan = file("data/計画/b.txt");
        plan.level = Some("4".to_owned());
        let list = FileList::new(vec![plan, file("data/a")], vec!["data/計画/空".to_owned()]).unwrap();
        let bytes = list.encode().unwrap();
        assert_eq!(FileList::parse(&bytes).unwrap(), list);
        assert_eq!(list.files()[0].path, "data/a");
        let text = String::from_utf8(bytes).unwrap();
        let start = format!("{{\"files\":[{{\"path\":\"data/a\",\"sha256\":\"{}\"", Digest::of(b""));
        assert!(text.starts_with(&start), "{text}");
    }

    #[test]
    fn an_unsorted_or_repeating_list_is_refused() {
        let encode = |paths: [&str; 2]| {
            let shape = Shape { files: paths.iter().map(|path| file(path)).collect(), folders: vec![] };
            canonical::encode(&shape).unwrap()
        };
        assert_eq!(FileList::parse(&encode(["data/b", "data/a"])), Err(FileListError::NotSorted));
        for twice in [["data/a", "data/a"], ["data/A", "data/a"], ["data/a", "data/a/b"]] {
            let error = FileList::parse(&encode(twice)).unwrap_err();
            assert!(matches!(error, FileListError::Collision { .. }), "{twice:?}: {error}");
        }
    }

    #[test]
    fn a_folder_listed_as_empty_that_holds_a_file_is_a_second_spelling() {
        let a = "data/a".to_owned();
        let refused = Err(FileListError::NotEmpty { path: a.clone() });
        assert_eq!(FileList::new(vec![file("data/a/b"), file("data/a!")], vec![a.clone()]), refused);
        assert_eq!(
            FileList::new(vec![], vec![a.clone(), "data/a!".to_owned(), "data/a/b".to_owned()]),
            refused
        );
        assert!(FileList::new(vec![file("data/a!")], vec![a]).is_ok());
    }

    #[test]
    fn paths_that_leave_data_are_refused() {
        for path in ["/etc/passwd", "data/../x", "data", "data/", "data/CON", "tagmanifest-sha256.txt"] {
            let error = FileList::new(vec![file(path)], vec![]).unwrap_err();
            assert!(matches!(error, FileListError::Name { .. }), "{path}: {error}");
        }
    }

    #[test]
    fn a_total_beyond_the_limit_is_refused() {
        let mut large = file("data/a");
        large.size_bytes = u64::MAX;
        let mut other = large.clone();
        other.path = "data/b".to_owned();
        assert_eq!(FileList::new(vec![large, other], vec![]), Err(FileListError::TooLarge));
    }
}
