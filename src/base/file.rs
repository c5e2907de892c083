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
