//! A file being written, and a file written and synced but not yet read back.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::base::limits::{IO_BLOCK_BYTES, SYNC_EVERY_BYTES};

use super::error::{MediaError, ReadBackError, Step};
use super::platform::{FileOnMedium as _, Folder as _, Identity, OpenFolder};
use super::read_back::{Confirmed, read_equal};
use super::sum::{Sum, SumKey, Summing};

/// After so many bytes the system is asked to start writing out, without waiting: a stick is kept busy.
pub(super) const WRITE_OUT_EVERY_BYTES: u64 = 8 << 20;

/// A file being written under its final name. Bytes are summed as they are accepted, to be compared with what comes back.
///
/// The first failure is kept: everything after it fails too, [`Staged::finish`] with the typed reason. (A sync that
/// failed once and succeeds the second time has lost pages in between.) Dropped before it is finished, the file is
/// removed; a killed process leaves it behind, under its final name and without a [`Confirmed`].
pub struct Staged {
    partial: Partial,
    key: SumKey,
    summing: Summing,
    block: Vec<u8>,
    out_bytes: u64,
    started_bytes: u64,
    synced_bytes: u64,
    failure: Option<MediaError>,
}

/// Written and synced: file, folder and filesystem. Not read back; dropped, it is removed as [`Staged`] is.
pub struct Written {
    partial: Partial,
    key: SumKey,
    sum: Sum,
}

/// A file that is nothing yet: removed when dropped, unless another file took its name.
struct Partial {
    folder: Arc<OpenFolder>,
    name: String,
    path: PathBuf,
    file: File,
    identity: Identity,
    kept: bool,
}

impl Staged {
    pub(super) fn begin(
        folder: Arc<OpenFolder>,
        name: &str,
        path: PathBuf,
        file: File,
    ) -> Result<Self, MediaError> {
        let mut partial = Partial { folder, name: name.to_owned(), path, file, identity: None, kept: false };
        partial.identity =
            partial.file.identity().map_err(|source| MediaError::of(Step::Create, &partial.path, source))?;
        let key = SumKey::new().map_err(|source| MediaError::of(Step::Create, &partial.path, source))?;
        let summing = key.begin().map_err(|source| MediaError::of(Step::Create, &partial.path, source))?;
        Ok(Self {
            partial,
            summing,
            key,
            block: Vec::with_capacity(IO_BLOCK_BYTES),
            out_bytes: 0,
            started_bytes: 0,
            synced_bytes: 0,
            failure: None,
        })
    }

    /// The file's absolute path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.partial.path
    }

    /// Bytes accepted so far.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.summing.size_bytes()
    }

    /// Why writing failed, when it did: what a `Write` caller in between may have turned into another error.
    #[must_use]
    pub const fn failure(&self) -> Option<&MediaError> {
        self.failure.as_ref()
    }

    /// Writes what is left and makes file, folder and filesystem durable.
    ///
    /// # Errors
    /// [`MediaError`], also of an earlier failed write; the file is then removed as far as the medium allows.
    pub fn finish(mut self) -> Result<Written, MediaError> {
        // What this says is kept in `failure`.
        let _flushed = self.flush();
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let synced = self
            .partial
            .file
            .sync_all()
            .and_then(|()| self.partial.folder.sync())
            .and_then(|()| self.partial.folder.sync_filesystem());
        synced.map_err(|source| MediaError::of(Step::Sync, &self.partial.path, source))?;
        let Self { partial, key, summing, .. } = self;
        let sum = summing.finish().map_err(|source| MediaError::of(Step::Write, &partial.path, source))?;
        Ok(Written { partial, key, sum })
    }

    /// Gives up: removes the partial file, durably.
    ///
    /// # Errors
    /// [`MediaError`] when it cannot be removed.
    pub fn discard(mut self) -> Result<(), MediaError> {
        self.partial.remove()
    }

    fn accept(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.block.len() + bytes.len() >= IO_BLOCK_BYTES {
            self.write_block()?;
        }
        if bytes.len() >= IO_BLOCK_BYTES {
            self.write_out(bytes)?;
        } else {
            self.block.extend_from_slice(bytes);
        }
        self.summing.update(bytes);
        Ok(())
    }

    fn write_block(&mut self) -> io::Result<()> {
        let block = std::mem::take(&mut self.block);
        let written = self.write_out(&block);
        self.block = block;
        self.block.clear();
        written
    }

    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.partial.file.write_all(bytes)?; // goes on after interruptions and short writes
        self.out_bytes = self.out_bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.out_bytes - self.synced_bytes >= SYNC_EVERY_BYTES {
            self.partial.file.sync_data()?;
            self.synced_bytes = self.out_bytes;
            self.started_bytes = self.out_bytes;
        } else if self.out_bytes - self.started_bytes >= WRITE_OUT_EVERY_BYTES {
            self.partial.file.start_writing_out(self.started_bytes, self.out_bytes - self.started_bytes);
            self.started_bytes = self.out_bytes;
        }
        Ok(())
    }

    /// Runs `step` unless something failed before, and keeps what fails.
    fn unless_failed(&mut self, step: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        if let Some(failure) = &self.failure {
            return Err(io::Error::other(failure.to_string()));
        }
        step(self).map_err(|source| {
            let told =
                source.raw_os_error().map_or_else(|| source.kind().into(), io::Error::from_raw_os_error);
            self.failure = Some(MediaError::of(Step::Write, &self.partial.path, source));
            told
        })
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(|staged| staged.accept(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed(Self::write_block)
    }
}

impl Written {
    /// The size in bytes of what was written.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.sum.size_bytes()
    }

    /// Reads the file back by its name, as far past the cache as this filesystem allows, and compares.
    ///
    /// `progress` is told how many bytes were read so far.
    ///
    /// # Errors
    /// [`ReadBackError`]: different, replaced, unreadable, cancelled. The file is then removed: a write that was not
    /// read back equal is a failed one.
    pub fn read_back(
        mut self,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<Confirmed, ReadBackError> {
        let Partial { folder, name, path, identity, .. } = &self.partial;
        let level = read_equal(folder, name, path, *identity, (&self.key, self.sum), progress, cancel)?;
        let confirmed = Confirmed::of(name.clone(), path.clone(), self.sum.size_bytes(), level);
        self.partial.kept = true;
        Ok(confirmed)
    }

    /// Gives up: removes the file, durably.
    ///
    /// # Errors
    /// [`MediaError`] when it cannot be removed.
    pub fn discard(mut self) -> Result<(), MediaError> {
        self.partial.remove()
    }
}

impl Partial {
    fn remove(&mut self) -> Result<(), MediaError> {
        self.kept = true; // once: what fails here would fail again
        let removed = match self.folder.look(&self.name) {
            Ok((_, there)) if there == self.identity => self.folder.remove(&self.name),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        };
        removed
            .and_then(|()| self.folder.sync())
            .map_err(|source| MediaError::of(Step::Remove, &self.path, source))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept {
            // A net under paths that already report their own error.
            let _removed = self.remove();
        }
    }
}

impl fmt::Debug for Staged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Staged").field("path", &self.partial.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Written").field("path", &self.partial.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partial").field("path", &self.path).finish_non_exhaustive()
    }
}
