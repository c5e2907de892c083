//! The moves of a restore: staged beside, the old set aside, the new put in its place.
//!
//! Nothing is overwritten and nothing removed but what this command wrote itself. The ledger's own name is taken away first
//! and given last, so that no file is ever found beside a write-ahead log that is not its own.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::IO_BLOCK_BYTES;
use crate::base::time::Timestamp;
use crate::ledger::store::sqlite::Still;
use crate::projection::view::backup::RestoreView;
use crate::workflow::backup::{BackupError, CUSTODY, LEDGER, Manifest, digest_of, free_name};
use crate::workflow::error::Error;
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, World};

/// Where the copy is written before it gets its name.
const STAGING: &str = ".restoring";
/// In it, the name of the folder for what is in the way, and the root of what is put back.
const ASIDE: &str = "aside";
/// What that name begins with.
const ASIDE_BEGINS: &str = "set-aside-";
/// Held while it lasts.
const LOCK: &str = ".restoring.lock";
/// What the engine puts beside a ledger.
const BESIDE: [&str; 3] = ["ledger.db-wal", "ledger.db-shm", "ledger.db-journal"];

/// How long that note is at most.
const NOTE_BYTES_MAX: u64 = 256;

/// A restore that is under way at a home.
pub(super) struct Moving {
    home: PathBuf,
    staging: PathBuf,
    aside: PathBuf,
    _lock: File,
}

/// What an earlier command began at a home and did not finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    /// Nothing.
    No,
    /// Something of which nothing but its traces is left to remove.
    Tidying,
    /// The backup with this root.
    Of(Digest),
}

impl Begun {
    /// What was begun at this home.
    pub(super) fn at(places: &Places) -> Result<Self, Error> {
        let staging = places.home.join(STAGING);
        check_own(&staging)?;
        match read_note(&staging)? {
            Some((_, root)) => Ok(Self::Of(root)),
            None if staging.exists() || places.home.join(LOCK).exists() => Ok(Self::Tidying),
            None => Ok(Self::No),
        }
    }

    /// Whether it put this backup back, where the ledger begins with it and has `size` entries now.
    pub(super) fn is_of(self, manifest: &Manifest, size: u64) -> bool {
        match self {
            Self::No => false,
            Self::Tidying => size == manifest.size,
            Self::Of(root) => root == manifest.root,
        }
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    |source| Error::File { path: path.to_path_buf(), source }
}

impl Moving {
    /// Begins, or goes on where another command was killed: what that began is told too.
    pub(super) fn begin(world: &World<'_>, places: &Places) -> Result<(Self, Begun), Error> {
        let home = places.home.clone();
        file::create_private_dir(&home).map_err(failed(&home))?;
        let path = home.join(LOCK);
        let before = Begun::at(places)?;
        let lock = file::open_lock(&path).map_err(failed(&path))?;
        match lock.try_lock() {
            // Whoever held it before may have finished, and have taken its name away.
            Ok(()) if path.exists() => {}
            Ok(()) | Err(TryLockError::WouldBlock) => return Err(BackupError::Running { home }.into()),
            Err(TryLockError::Error(source)) => return Err(Error::File { path, source }),
        }
        // The lock itself is no trace of an earlier one.
        let begun = if before == Begun::No { before } else { Begun::at(places)? };
        let staging = home.join(STAGING);
        check_own(&staging)?;
        let aside = match read_note(&staging)? {
            Some((name, _)) => home.join(name),
            None => free_name(&home, &aside_name(world.clock.now()))?,
        };
        is_folder(&aside)?;
        Ok((Self { home, staging, aside, _lock: lock }, begun))
    }

    /// Takes back that it began, where nothing was begun before: there is nothing to put back.
    pub(super) fn abandon(self, begun: Begun) {
        if !matches!(begun, Begun::Of(_)) {
            self.forget();
        }
    }

    /// As if it had not begun. What cannot be removed is overwritten by the next.
    fn forget(&self) {
        let _removed = self.remove_staging();
        let _removed = fs::remove_file(self.home.join(LOCK));
    }

    /// Removes what was written, and nothing where it is not what was written any more. The name of the folder for what is in
    /// the way is forgotten last.
    fn remove_staging(&self) -> Result<(), Error> {
        check_own(&self.staging)?;
        let custody = self.staging.join(CUSTODY);
        let ledger = self.staging.join(LEDGER);
        fs::remove_file(&ledger).or_else(missing_is_fine).map_err(failed(&ledger))?;
        fs::remove_dir_all(&custody).or_else(missing_is_fine).map_err(failed(&custody))?;
        fs::remove_dir_all(&self.staging).or_else(missing_is_fine).map_err(failed(&self.staging))
    }

    /// Writes the copy beside, and reads it back.
    pub(super) fn stage(
        &self,
        world: &World<'_>,
        manifest: &Manifest,
        view: &RestoreView,
    ) -> Result<(), Error> {
        let staged = self.write_all(world, manifest, view);
        if staged.is_err() && !self.aside.exists() {
            // Nothing was moved yet.
            self.forget();
        }
        staged
    }

    fn write_all(&self, world: &World<'_>, manifest: &Manifest, view: &RestoreView) -> Result<(), Error> {
        self.note(manifest.root)?;
        let custody = self.staging.join(CUSTODY);
        file::create_private_dir(&custody).map_err(failed(&custody))?;
        world.watch.stage(Stage::Copying, 0, 0);
        for listed in &manifest.files {
            let wanted =
                listed.path == LEDGER || manifest.custody().any(|(name, _)| is_custody(&listed.path, name));
            if !wanted || view.custody_destroyed.iter().any(|name| is_custody(&listed.path, name)) {
                continue;
            }
            let to = self.staging.join(&listed.path);
            if digest_of(world, &to)? != Some((listed.sha256, listed.size_bytes)) {
                copy(world, &view.from.join(&listed.path), &to)?;
            }
            if digest_of(world, &to)? != Some((listed.sha256, listed.size_bytes)) {
                return Err(BackupError::CopyDiffers { path: to }.into());
            }
        }
        world.watch.finish();
        for folder in [&custody, &self.staging] {
            file::sync_parent(&folder.join(LEDGER)).map_err(failed(folder))?;
        }
        Ok(())
    }

    /// Notes what is put back, and where what is in the way goes: the first thing that is written.
    fn note(&self, root: Digest) -> Result<(), Error> {
        file::create_private_dir(&self.staging).map_err(failed(&self.staging))?;
        if read_note(&self.staging)?.is_some_and(|(_, noted)| noted == root) {
            return Ok(());
        }
        let note = self.staging.join(ASIDE);
        let name = self.aside.file_name().unwrap_or_default().to_string_lossy();
        file::replace(&note, format!("{name}\n{root}\n").as_bytes()).map_err(failed(&note))
    }

    /// Sets aside the ledger that is in the way, and what lies beside it. Whoever has it open finishes an append first, and
    /// appends nothing after that. `is_meant` says whether it is the one to be moved.
    pub(super) fn set_aside(&self, is_meant: &dyn Fn() -> Result<(), Error>) -> Result<(), Error> {
        let _still = Still::at(&self.home.join(LEDGER))?;
        if let Err(error) = is_meant() {
            if !self.aside.exists() {
                self.forget();
            }
            return Err(error);
        }
        for name in std::iter::once(LEDGER).chain(BESIDE) {
            self.away(&self.home.join(name), name)?;
        }
        Ok(())
    }

    /// Moves a file into the folder for what is in the way, where there is one.
    fn away(&self, path: &Path, name: &str) -> Result<(), Error> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(());
        }
        let to = self.aside.join(name);
        file::create_private_dir(to.parent().unwrap_or(&self.aside)).map_err(failed(&self.aside))?;
        if fs::symlink_metadata(&to).is_ok() {
            return Err(failed(&to)(io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(path, &to).map_err(failed(path))?;
        for moved in [path, &to, &self.aside] {
            file::sync_parent(moved).map_err(failed(moved))?;
        }
        Ok(())
    }

    /// Gives the custody files and, last, the ledger their names.
    pub(super) fn put_in_place(
        &self,
        world: &World<'_>,
        manifest: &Manifest,
        view: &RestoreView,
    ) -> Result<(), Error> {
        let custody = self.home.join(CUSTODY);
        file::create_private_dir(&custody).map_err(failed(&custody))?;
        for (name, sha256) in manifest.custody() {
            if view.custody_destroyed.iter().any(|destroyed| destroyed == name) {
                continue;
            }
            let (from, to) = (self.staging.join(CUSTODY).join(name), custody.join(name));
            if is_there(world, &to, sha256)? {
                continue;
            }
            self.away(&to, &format!("{CUSTODY}/{name}"))?;
            fs::rename(&from, &to).map_err(failed(&to))?;
        }
        file::sync_parent(&custody.join(LEDGER)).map_err(failed(&custody))?;
        let (from, to) = (self.staging.join(LEDGER), self.home.join(LEDGER));
        // Never over a file that somebody put there meanwhile.
        fs::hard_link(&from, &to).map_err(failed(&to))?;
        file::sync_parent(&to).map_err(failed(&to))
    }

    /// Tidies up, and tells where the old files are.
    pub(super) fn finish(self) -> Result<Option<PathBuf>, Error> {
        self.remove_staging()?;
        let lock = self.home.join(LOCK);
        fs::remove_file(&lock).map_err(failed(&lock))?;
        file::sync_parent(&lock).map_err(failed(&lock))?;
        Ok(self.aside.exists().then_some(self.aside))
    }
}

/// Whether there is a folder with this name. What leads elsewhere is not gone into.
fn is_folder(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(BackupError::NotOurs { path: path.to_path_buf() }.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(path)(error)),
    }
}

/// That the folder is one of ours, if it is there: nothing lies in it but what is written here, and in files and folders that
/// are there themselves. The note is written first and removed last, so without it there is nothing.
fn check_own(staging: &Path) -> Result<(), Error> {
    if !is_folder(staging)? {
        return Ok(());
    }
    let is_note = |name: &str| {
        // One that is being replaced has its sibling beside it.
        name == ASIDE
            || name.strip_prefix(ASIDE).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".tmp"))
    };
    let found = below(staging)?;
    // Asked after it: another command may have begun meanwhile, or be tidying up.
    let noted = fs::symlink_metadata(staging.join(ASIDE)).is_ok();
    for path in found {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if noted && name == CUSTODY {
            is_folder(&path)?;
            below(&path)?
                .iter()
                .try_for_each(|file| check_file(file, file.extension().is_some_and(|end| end == "age")))?;
        } else {
            check_file(&path, (noted && name == LEDGER) || is_note(&name))?;
        }
    }
    Ok(())
}

fn check_file(path: &Path, is_written: bool) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if is_written && found.is_file() => Ok(()),
        // Another command is just tidying up.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(_) => Err(BackupError::NotOurs { path: path.to_path_buf() }.into()),
        Err(error) => Err(failed(path)(error)),
    }
}

fn below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(folder)(error)),
    };
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed(folder))).collect()
}

fn missing_is_fine(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn is_custody(path: &str, name: &str) -> bool {
    path.strip_prefix(CUSTODY).and_then(|rest| rest.strip_prefix('/')) == Some(name)
}

fn is_there(world: &World<'_>, path: &Path, sha256: Digest) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(digest_of(world, path)?.is_some_and(|(found, _)| found == sha256)),
        _ => Ok(false),
    }
}

/// `set-aside-20261120-223015`.
fn aside_name(at: Timestamp) -> String {
    format!("{ASIDE_BEGINS}{}", at.as_datetime().format("%Y%m%d-%H%M%S"))
}

/// The name of the folder for what is in the way, and the root of what is put back.
fn read_note(staging: &Path) -> Result<Option<(String, Digest)>, Error> {
    let note = staging.join(ASIDE);
    match file::read_bounded(&note, NOTE_BYTES_MAX) {
        Ok(bytes) => match noted(bytes) {
            Some(noted) => Ok(Some(noted)),
            None => Err(failed(&note)(io::ErrorKind::InvalidData.into())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(&note)(error)),
    }
}

fn noted(bytes: Vec<u8>) -> Option<(String, Digest)> {
    let text = String::from_utf8(bytes).ok()?;
    let (name, root) = text.strip_suffix('\n')?.split_once('\n')?;
    let digits = name.strip_prefix(ASIDE_BEGINS)?;
    let is_name = digits.chars().all(|c| c.is_ascii_digit() || c == '-');
    Some((name.to_owned(), root.parse().ok()?)).filter(|_| is_name)
}

/// Copies a file, durably, in place of what an earlier attempt left.
fn copy(world: &World<'_>, from: &Path, to: &Path) -> Result<(), Error> {
    match fs::remove_file(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(to)(error)),
        _ => {}
    }
    let mut source = File::open(from).map_err(failed(from))?;
    let mut target = file::open_new(to).map_err(failed(to))?;
    let (mut block, mut done) = (vec![0; IO_BLOCK_BYTES], 0_u64);
    loop {
        world.check_cancelled()?;
        let read = source.read(&mut block).map_err(failed(from))?;
        let Some(bytes) = block.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        target.write_all(bytes).map_err(failed(to))?;
        done = done.saturating_add(u64::try_from(read).unwrap_or(0));
        world.watch.done(done, 0);
    }
    target.sync_all().map_err(failed(to))
}
