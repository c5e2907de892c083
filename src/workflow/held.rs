//! The checkpoint this user verified last, kept outside the home.
//!
//! Small files in the user's state directory: one per ledger (named after its first entry),
//! holding the checkpoint, another that says how far it was audited, and one per home, holding which ledger was found there. A ledger that is
//! shorter or different at the held size, or another ledger at the same home, is a rewritten
//! history.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::ledger::Checkpoint;
use crate::workflow::error::Error;
use crate::workflow::places::Places;

/// What this user holds about the ledger at a home.
#[derive(Debug, Clone)]
pub struct Held {
    home_file: PathBuf,
    ledgers: PathBuf,
}

impl Held {
    /// Where it is kept for these places.
    #[must_use]
    pub fn at(places: &Places) -> Self {
        Self {
            home_file: places.state.join("homes").join(places.home_key()),
            ledgers: places.state.join("ledgers"),
        }
    }

    /// The first entry's leaf hash of the ledger found at this home before.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read or is not what this program writes.
    pub fn identity(&self) -> Result<Option<Digest>, Error> {
        let Some(text) = self.read(&self.home_file)? else { return Ok(None) };
        let digest = text.trim_end().parse().map_err(|_| self.damaged(&self.home_file))?;
        Ok(Some(digest))
    }

    /// The checkpoint held of the ledger with this first entry.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read or is not what this program writes.
    pub fn checkpoint(&self, identity: &Digest) -> Result<Option<Checkpoint>, Error> {
        let path = self.ledgers.join(identity.to_string());
        let Some(text) = self.read(&path)? else { return Ok(None) };
        Checkpoint::parse(&text).map(Some).map_err(|_| self.damaged(&path))
    }

    /// How far this user audited the ledger with this first entry, rows and attachments included, and found nothing wrong.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read or is not what this program writes.
    pub fn audited(&self, identity: &Digest) -> Result<Option<Checkpoint>, Error> {
        let path = self.audited_file(identity);
        let Some(text) = self.read(&path)? else { return Ok(None) };
        Checkpoint::parse(&text).map(Some).map_err(|_| self.damaged(&path))
    }

    /// Keeps how far this user audited.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be written.
    pub fn keep_audited(&self, identity: &Digest, checkpoint: &Checkpoint) -> Result<(), Error> {
        self.write(&self.audited_file(identity), checkpoint.encode().as_bytes())
    }

    fn audited_file(&self, identity: &Digest) -> PathBuf {
        self.ledgers.join(format!("{identity}.audited"))
    }

    /// Keeps `checkpoint`, unless a later one is held already.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be written.
    pub fn keep(&self, identity: &Digest, checkpoint: &Checkpoint) -> Result<(), Error> {
        let path = self.ledgers.join(identity.to_string());
        let later = self.checkpoint(identity)?.is_none_or(|held| held.size() < checkpoint.size());
        if later {
            self.write(&path, checkpoint.encode().as_bytes())?;
        }
        if self.identity()? != Some(*identity) {
            self.write(&self.home_file, format!("{identity}\n").as_bytes())?;
        }
        Ok(())
    }

    /// Keeps `checkpoint` in place of one that two people recorded as lost; that one stays beside it.
    ///
    /// # Errors
    /// [`Error::State`].
    pub fn keep_after_loss(&self, identity: &Digest, checkpoint: &Checkpoint) -> Result<(), Error> {
        let path = self.ledgers.join(identity.to_string());
        if let Some(lost) = self.checkpoint(identity)? {
            let beside = self.ledgers.join(format!("{identity}.lost-{}", lost.size()));
            self.write(&beside, lost.encode().as_bytes())?;
        }
        self.write(&path, checkpoint.encode().as_bytes())
    }

    /// Forgets which ledger was at this home: the person founds a new one there, knowingly.
    ///
    /// # Errors
    /// [`Error::State`].
    pub fn forget_home(&self) -> Result<(), Error> {
        match fs::remove_file(&self.home_file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::State { path: self.home_file.clone(), source: error })
            }
            _ => Ok(()),
        }
    }

    fn read(&self, path: &Path) -> Result<Option<String>, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::State { path: path.to_path_buf(), source }),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let parent = path.parent().unwrap_or(path);
        file::create_private_dir(parent)
            .and_then(|()| file::replace(path, bytes))
            .map_err(|source| Error::State { path: path.to_path_buf(), source })
    }

    fn damaged(&self, path: &Path) -> Error {
        let source = io::Error::new(io::ErrorKind::InvalidData, "not what this program writes there");
        Error::State { path: path.to_path_buf(), source }
    }
}
