//! A folder that nobody else sees until everything in it is right.
//!
//! Everything is written below a temporary sibling of the final name, made with mode 0700 whatever
//! the umask; files are made new with mode 0600 and without following links. On Unix every path is
//! relative to the open folder, so that somebody who can rename things beside it cannot send what
//! is written elsewhere. [`Staging::publish`] is the one step that gives the content its name, and
//! it never replaces anything. Dropping a [`Staging`] removes it.
//!
//! A killed process leaves the temporary folder behind; its name begins with
//! [`PREFIX`], and the next one into the same folder removes it where
//! folders have locks and rights of their own.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::scratch::{self, Scratch};

/// How the name of a temporary folder begins.
pub const PREFIX: &str = ".sekisho-open-";

/// The folder inside the temporary one that is given its name in the end.
const CONTENT: &str = "content";

/// A file beside it that is never published.
const SCRATCH: &str = "inner.zip";

/// Whether this is the name of a temporary folder of this machine: its number, a process and an attempt.
fn is_of(machine: &str, name: &str) -> bool {
    let numbers = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(machine)?.strip_prefix('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers
        .and_then(|text| text.split_once('-'))
        .is_some_and(|(one, other)| is_number(one) && is_number(other))
}

/// A folder in the making.
#[derive(Debug)]
pub struct Staging {
    into: PathBuf,
    handles: Handles,
    scratch: Scratch,
}

#[derive(Debug)]
struct Handles {
    #[cfg(unix)]
    into: File,
    #[cfg(unix)]
    folder: File,
}

impl Handles {
    /// `None` where the filesystem does not say (ramfs, some in user space).
    #[cfg(target_os = "linux")]
    fn room_bytes(&self) -> io::Result<Option<u64>> {
        let stat = rustix::fs::fstatvfs(&self.into)?;
        Ok((stat.f_blocks > 0).then(|| stat.f_bavail.saturating_mul(stat.f_frsize)))
    }

    #[cfg(not(target_os = "linux"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "the other system's answer")]
    fn room_bytes(&self) -> io::Result<Option<u64>> {
        Ok(None)
    }
}

impl Staging {
    /// Makes an empty one in the existing folder `into`.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn new(into: &Path) -> io::Result<Self> {
        let machine = scratch::machine();
        let is_one = |name: &str| is_of(&machine, name);
        scratch::remove_abandoned(into, &is_one, &|name| [CONTENT, SCRATCH].contains(&name));
        // The name need not be secret: making it fails when it is taken, and then the next is tried.
        let mut attempt = 0_u32;
        loop {
            let name = format!("{PREFIX}{machine}-{}-{attempt}", std::process::id());
            let made = Handles::make(into, &name)
                .and_then(|handles| Ok((handles, Scratch::hold(&into.join(&name))?)));
            match made {
                Ok((handles, scratch)) => {
                    let staging = Self { into: into.to_owned(), handles, scratch };
                    staging.make_folder("")?;
                    return Ok(staging);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1_000 => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// How many bytes there is room for, where the system tells.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn room_bytes(&self) -> io::Result<Option<u64>> {
        self.handles.room_bytes()
    }

    /// Makes the folder `path` (components separated by `/`, already checked) in the content.
    ///
    /// # Errors
    /// Whatever the system says; `AlreadyExists` included.
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        self.handles.make_folder(self.scratch.path(), &Path::new(CONTENT).join(path))
    }

    /// Makes the new file `path` (components separated by `/`, already checked) in the content.
    ///
    /// # Errors
    /// Whatever the system says; `AlreadyExists` included.
    pub fn create_file(&self, path: &str) -> io::Result<File> {
        self.handles.create_file(self.scratch.path(), &Path::new(CONTENT).join(path))
    }

    /// Makes a new file beside the content, which is never published.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn create_scratch(&self) -> io::Result<File> {
        self.handles.create_file(self.scratch.path(), Path::new(SCRATCH))
    }

    /// Removes what [`Staging::create_scratch`] made.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn remove_scratch(&self) -> io::Result<()> {
        fs::remove_file(self.scratch.path().join(SCRATCH))
    }

    /// Whether something already has the final name; a link that leads nowhere counts.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn is_taken(&self, name: &str) -> io::Result<bool> {
        match fs::symlink_metadata(self.into.join(name)) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Writes everything out and gives the content the name `name`, unless something has it.
    ///
    /// # Errors
    /// `AlreadyExists` when the name is taken; `Interrupted` when the program is ending; otherwise
    /// whatever the system says. The content is removed then.
    pub fn publish(self, name: &str) -> io::Result<PathBuf> {
        self.handles.write_out()?;
        self.scratch.unless_ending(|| self.handles.rename(&self.into, self.scratch.path(), name))?;
        self.handles.sync()?;
        Ok(self.into.join(name))
    }
}

#[cfg(unix)]
impl Handles {
    fn make(into: &Path, name: &str) -> io::Result<Self> {
        use rustix::fs::{Mode, OFlags, fchmod, mkdirat, open, openat};

        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
        let into = File::from(open(into, flags, Mode::empty())?);
        mkdirat(&into, name, Mode::RWXU)?;
        let folder = File::from(openat(&into, name, flags | OFlags::NOFOLLOW, Mode::empty())?);
        // Against a umask that takes the owner's own bits; nobody else ever gets any.
        fchmod(&folder, Mode::RWXU)?;
        Ok(Self { into, folder })
    }

    fn make_folder(&self, _folder: &Path, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.folder, path, rustix::fs::Mode::RWXU)?)
    }

    fn create_file(&self, _folder: &Path, path: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};

        let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::RDWR | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, path, flags, Mode::RUSR | Mode::WUSR)?))
    }

    fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(&self.into)?)
    }

    #[cfg(target_os = "linux")]
    fn write_out(&self) -> io::Result<()> {
        Ok(rustix::fs::syncfs(&self.folder)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn write_out(&self) -> io::Result<()> {
        rustix::fs::sync();
        Ok(())
    }

    /// Replaces nothing.
    fn rename(&self, _into: &Path, _folder: &Path, name: &str) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        {
            use rustix::fs::{RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(&self.folder, CONTENT, &self.into, name, RenameFlags::NOREPLACE) {
                // A filesystem that does not know the flag.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                done => return Ok(done?),
            }
        }
        self.take_and_rename(name)
    }

    /// Taking the name with an empty folder fails when something has it; a rename replaces an
    /// empty folder, and nothing else.
    fn take_and_rename(&self, name: &str) -> io::Result<()> {
        use rustix::fs::{AtFlags, Mode, mkdirat, renameat, unlinkat};

        mkdirat(&self.into, name, Mode::RWXU)?;
        renameat(&self.folder, CONTENT, &self.into, name).map_err(|error| {
            let _removed = unlinkat(&self.into, name, AtFlags::REMOVEDIR);
            error.into()
        })
    }
}

#[cfg(not(unix))]
impl Handles {
    fn make(into: &Path, name: &str) -> io::Result<Self> {
        fs::create_dir(into.join(name))?;
        Ok(Self {})
    }

    fn make_folder(&self, folder: &Path, path: &Path) -> io::Result<()> {
        fs::create_dir(folder.join(path))
    }

    fn create_file(&self, folder: &Path, path: &Path) -> io::Result<File> {
        File::options().read(true).write(true).create_new(true).open(folder.join(path))
    }

    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "the other system's answer")]
    fn write_out(&self) -> io::Result<()> {
        Ok(())
    }

    // A rename replaces no folder there.
    fn rename(&self, into: &Path, folder: &Path, name: &str) -> io::Result<()> {
        fs::rename(folder.join(CONTENT), into.join(name))
    }

    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "the other system's answer")]
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn what_is_not_published_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let staging = Staging::new(dir.path()).unwrap();
        staging.make_folder("a").unwrap();
        staging.create_file("a/b").unwrap().write_all(b"x").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        drop(staging);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_process_left_is_removed_by_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let left = |name: &str| {
            let left = dir.path().join(format!("{PREFIX}{name}"));
            fs::create_dir_all(left.join("content")).unwrap();
            fs::write(left.join("content/secret"), b"x").unwrap();
            #[cfg(unix)]
            fs::set_permissions(&left, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
            left
        };
        let killed = left(&format!("{}-4000000000-0", scratch::machine()));
        let others = [left("zzzzzzzz-4000000000-0"), left("photos")];
        let at_work = Staging::new(dir.path()).unwrap();
        assert!(!killed.exists() || cfg!(not(unix)));
        for other in others {
            fs::remove_dir_all(other).unwrap();
        }
        at_work.create_file("mine").unwrap();
        let other = Staging::new(dir.path()).unwrap();
        assert!(at_work.scratch.path().join("content/mine").exists(), "it is held");
        drop((at_work, other));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn publishing_replaces_nothing_and_leaves_only_the_content() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("empty")).unwrap();
        fs::write(dir.path().join("file"), b"mine").unwrap();
        for taken in ["empty", "file"] {
            let staging = Staging::new(dir.path()).unwrap();
            assert!(staging.is_taken(taken).unwrap());
            assert_eq!(staging.publish(taken).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read(dir.path().join("file")).unwrap(), b"mine");
        let staging = Staging::new(dir.path()).unwrap();
        let other = Staging::new(dir.path()).unwrap();
        staging.create_scratch().unwrap();
        staging.create_file("kept").unwrap();
        assert!(!staging.is_taken("new").unwrap());
        assert_eq!(staging.publish("new").unwrap(), dir.path().join("new"));
        drop(other);
        let mut names: Vec<_> =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["empty", "file", "new"]);
        assert_eq!(fs::read_dir(dir.path().join("new")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_replaced_where_the_filesystem_cannot_promise_it() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("empty")).unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("link")).unwrap();
        let staging = Staging::new(dir.path()).unwrap();
        for taken in ["empty", "link"] {
            let error = staging.handles.take_and_rename(taken).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        }
        staging.create_file("kept").unwrap();
        staging.handles.take_and_rename("new").unwrap();
        assert!(dir.path().join("new/kept").is_file());
        // The content is gone now: the name that was taken for it is given back.
        assert!(staging.handles.take_and_rename("again").is_err());
        assert!(!dir.path().join("again").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_swapped_for_a_link_receives_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let staging = Staging::new(dir.path()).unwrap();
        let moved = dir.path().join("moved");
        fs::rename(staging.scratch.path(), &moved).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), staging.scratch.path()).unwrap();
        staging.create_file("secret").unwrap();
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert!(moved.join("content/secret").is_file());
    }
}
