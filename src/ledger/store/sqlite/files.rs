//! What is looked at about a ledger's file before the engine may touch it, and how one comes to be.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::base::file;

use super::super::filesystem::shared_filesystem_of;
use super::descriptors::Looking;
use super::{Access, StoreError, configure, engine, schema};

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The header's size in bytes, and where in it the application id is (SQLite file format, §1.3).
pub(super) const HEADER_BYTES: usize = 100;
const APPLICATION_ID_AT: usize = 68;

/// Endings of the files that the engine puts beside its own.
pub(super) const WAL: &str = "-wal";
pub(super) const JOURNAL: &str = "-journal";
pub(super) const SHARED_MEMORY: &str = "-shm";

pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    |source| StoreError::Io { path: path.to_owned(), source }
}

/// The path from the root: the engine takes one that begins with `file:` for a URI.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(io_error(path))
}

/// The file that the engine puts beside `path`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// That a file is there, and is one: a link could lead the log and its write-ahead log apart.
pub(super) fn check_regular(path: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(StoreError::NotAFile { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(StoreError::NotFound { path: path.to_owned() })
        }
        Err(error) => Err(io_error(path)(error)),
    }
}

/// That the file's directory is this machine's own.
pub(super) fn check_filesystem(path: &Path) -> Result<(), StoreError> {
    let directory = path.parent().unwrap_or(path);
    match shared_filesystem_of(directory).map_err(io_error(directory))? {
        None => Ok(()),
        Some(kind) => Err(StoreError::SharedFilesystem { path: directory.to_owned(), kind }),
    }
}

/// That the file says it is a ledger. Read without the engine, which might change a foreign file
/// by merely opening it (a hot journal is replayed).
pub(super) fn check_header(path: &Path, looking: &Looking) -> Result<(), StoreError> {
    if looking.is_open_here(path).map_err(io_error(path))? {
        // It was looked at when it was opened.
        return Ok(());
    }
    let mut header = vec![0; HEADER_BYTES];
    let mut file = File::open(path).map_err(io_error(path))?;
    let read = file.read_exact(&mut header);
    looking.close(file);
    match read {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => header.clear(),
        Err(error) => return Err(io_error(path)(error)),
    }
    let foreign = |application_id| Err(StoreError::Foreign { path: path.to_owned(), application_id });
    if !header.starts_with(MAGIC) {
        return foreign(None);
    }
    let id = header.get(APPLICATION_ID_AT..APPLICATION_ID_AT + 4).and_then(|id| id.try_into().ok());
    match id.map(u32::from_be_bytes) {
        Some(schema::APPLICATION_ID) => Ok(()),
        id => foreign(id),
    }
}

/// How long the file is that begins with `start`, where its header says so as the engine believes it (SQLite file format,
/// 1.3.7): the number of pages counts where it was written together with the last change.
pub(super) fn declared_bytes(start: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u32::from_be_bytes(start.get(at..at + 4)?.try_into().ok()?));
    let page_bytes = match u16::from_be_bytes(start.get(16..18)?.try_into().ok()?) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    let (changed, pages, valid_for) = (number(24)?, number(28)?, number(92)?);
    (start.starts_with(MAGIC) && pages > 0 && changed == valid_for).then(|| u64::from(pages) * page_bytes)
}

/// That no rollback journal lies beside the file: the engine would replay it on opening, and a
/// ledger, which has a write-ahead log, never leaves one.
pub(super) fn check_no_journal(path: &Path) -> Result<(), StoreError> {
    let journal = beside(path, JOURNAL);
    if exists(&journal)? { Err(StoreError::StrayJournal { path: journal }) } else { Ok(()) }
}

/// That what lies under the names of the engine's own files is a file, where anything does: through a link it would
/// write, and at a pipe wait, wherever whoever put it there chose.
pub(super) fn check_own_files(path: &Path, endings: &[&str]) -> Result<(), StoreError> {
    for ending in endings {
        let own = beside(path, ending);
        match fs::symlink_metadata(&own) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(StoreError::StrayJournal { path: own }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(io_error(&own)(error)),
        }
    }
    Ok(())
}

pub(super) fn exists(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io_error(path)(error)),
    }
}

/// Makes a ledger without entries. It is built under another name and linked to its own when it is
/// whole, so that a crash leaves no half of one under the name that counts.
pub(super) fn create(path: &Path) -> Result<(), StoreError> {
    let path = absolute(path)?;
    check_filesystem(&path)?;
    for taken in [path.clone(), beside(&path, WAL), beside(&path, SHARED_MEMORY), beside(&path, JOURNAL)] {
        if exists(&taken)? {
            return Err(StoreError::AlreadyExists { path: taken });
        }
    }
    let draft = beside(&path, &format!(".{}.tmp", random_name()?));
    let made = build(&draft).and_then(|()| publish(&draft, &path));
    for leftover in
        [draft.clone(), beside(&draft, WAL), beside(&draft, SHARED_MEMORY), beside(&draft, JOURNAL)]
    {
        // The draft has served, or the first error is the one to report; the rest need not exist.
        let _removed = fs::remove_file(leftover);
    }
    made.and_then(|()| file::sync_parent(&path).map_err(io_error(&path)))
}

fn build(draft: &Path) -> Result<(), StoreError> {
    file::open_new(draft).map_err(io_error(draft))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(draft, flags).map_err(engine)?;
    configure(&connection, Access::Write).map_err(engine)?;
    schema::create(&connection).map_err(engine)?;
    // Closing moves the write-ahead log into the file.
    connection.close().map_err(|(_, error)| engine(error))?;
    File::open(draft).and_then(|file| file.sync_all()).map_err(io_error(draft))
}

fn publish(draft: &Path, path: &Path) -> Result<(), StoreError> {
    match fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(StoreError::AlreadyExists { path: path.to_owned() })
        }
        Err(error) => Err(io_error(path)(error)),
    }
}

/// Sixteen hexadecimal digits that nobody else uses.
pub(super) fn random_name() -> Result<String, StoreError> {
    let mut random = [0_u8; 8];
    match getrandom::fill(&mut random) {
        Ok(()) => Ok(data_encoding::HEXLOWER.encode(&random)),
        Err(error) => Err(StoreError::Io { path: PathBuf::new(), source: io::Error::other(error) }),
    }
}
