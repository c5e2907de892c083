//! File writes that are durable when they return.
//!
//! New files are created with `O_EXCL` and mode 0600: nothing is overwritten, a link is not
//! followed, nobody else reads. Replacement goes through a sibling file, which is only for
//! journalling filesystems (a home or a state directory), never for a carried medium.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes `bytes` to a new file and syncs file and directory.
///
/// # Errors
/// `AlreadyExists` when the name is taken; otherwise whatever the system says. On failure nothing
/// is left behind.
pub fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = open_new(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    match written.and_then(|()| sync_parent(path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            // The first error is the one to report; a failing clean-up adds nothing to it.
            let _removed = fs::remove_file(path);
            Err(error)
        }
    }
}

/// Replaces `path` by `bytes`: a sibling is written and synced, then renamed over it.
///
/// # Errors
/// Whatever the system says; the old content is then still in place.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let sibling = sibling_of(path)?;
    create_new(&sibling, bytes)?;
    match fs::rename(&sibling, path).and_then(|()| sync_parent(path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            let _removed = fs::remove_file(&sibling);
            Err(error)
        }
    }
}

/// Takes those bits out of the process's umask that would keep this user from what they make themselves: a key or a
/// checkpoint that its owner cannot read stops every later command.
#[cfg(unix)]
pub fn keep_own_access() {
    use rustix::fs::Mode;
    use rustix::process::umask;

    let asked = umask(Mode::RWXG | Mode::RWXO);
    umask(asked - Mode::RWXU);
}

/// Other systems know no umask.
#[cfg(not(unix))]
pub const fn keep_own_access() {}

/// Lets a write beyond the largest file that this user may make (`ulimit -f`) fail with `FileTooLarge`, as on a full disk:
/// by itself the system ends the program in the middle of what it does, without a word (SIGXFSZ).
///
/// # Errors
/// Whatever the system says; then it goes on ending the program.
#[cfg(unix)]
pub fn fail_beyond_the_largest_file() -> io::Result<()> {
    // A handler, not that the signal is ignored: what is ignored would be so in a program that this one starts.
    let nobody_asks = std::sync::Arc::default();
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_asks).map(|_| ())
}

/// Other systems know no such limit.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub const fn fail_beyond_the_largest_file() -> io::Result<()> {
    Ok(())
}

/// Opens a new, private file for writing.
///
/// # Errors
/// `AlreadyExists` when the name is taken; otherwise whatever the system says.
pub fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Opens an existing regular file for writing, without following a link: what a colleague put in its
/// place is not written to.
///
/// # Errors
/// `InvalidInput` for anything that is not a regular file; otherwise whatever the system says.
pub fn open_existing(path: &Path) -> io::Result<File> {
    open_plain(path, OpenOptions::new().write(true))
}

/// Opens a regular file for reading, without following a link or waiting at a pipe.
///
/// # Errors
/// As [`open_existing`].
pub fn open_to_read(path: &Path) -> io::Result<File> {
    open_plain(path, OpenOptions::new().read(true))
}

/// Opens a file to hold a lock on, creating it where it is missing, without following a link.
///
/// # Errors
/// As [`open_existing`].
pub fn open_lock(path: &Path) -> io::Result<File> {
    open_plain(path, OpenOptions::new().write(true).create(true).truncate(false))
}

fn open_plain(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let not_plain = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(not_plain()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let no_follow = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(i32::try_from(no_follow.bits()).unwrap_or_default());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_plain()) }
}

/// The bytes of a regular file of at most `max_bytes`.
///
/// # Errors
/// `InvalidInput` for anything that is not a regular file, so that a pipe never hangs;
/// `FileTooLarge`; otherwise whatever the system says.
pub fn read_bounded(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    all_of(File::open(path)?, max_bytes)
}

fn all_of(file: File, max_bytes: u64) -> io::Result<Vec<u8>> {
    use std::io::Read as _;

    let mut bytes = Vec::new();
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > max_bytes {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// As [`read_bounded`], of a file that is itself at that name: nothing that a link leads to.
///
/// # Errors
/// As [`read_bounded`].
pub fn read_plain(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    all_of(open_to_read(path)?, max_bytes)
}

/// The text of a regular file, at most as long as anything that is handed in.
///
/// # Errors
/// As [`read_bounded`]; `InvalidData` for what is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let bytes = read_bounded(path, crate::base::limits::FOREIGN_FILE_BYTES_MAX)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Creates a directory and its parents, readable by this user alone.
///
/// # Errors
/// Whatever the system says.
pub fn create_private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Syncs the directory that holds `path`, so that the name itself survives a power cut.
///
/// # Errors
/// Whatever the system says; systems without directory handles succeed without doing anything.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn sibling_of(path: &Path) -> io::Result<PathBuf> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", data_encoding::HEXLOWER.encode(&random)));
    Ok(path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_is_not_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        create_new(&path, b"first").unwrap();
        assert_eq!(create_new(&path, b"second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
    }

    #[test]
    fn replacing_leaves_one_file_with_the_new_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        replace(&path, b"first").unwrap();
        replace(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
