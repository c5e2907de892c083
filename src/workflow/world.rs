//! All that may fail or vary: clock, randomness, the person at the keyboard, and interruption.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::secret::SecretText;
use crate::base::time::Timestamp;
use crate::domain::statement::Nonce;
use crate::package::progress::Progress;
use crate::workflow::error::Error;

/// What time it is here.
pub trait Clock {
    /// This machine's time, to the second.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes.
pub trait Random {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// When the system has no entropy to give.
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()>;
}

/// Questions to the person at the keyboard. `None` always means that there is nobody to ask.
pub trait Ask {
    /// The passphrase of the key file at `path`.
    fn key_passphrase(&self, path: &Path) -> Option<SecretText>;

    /// A new passphrase for a key file at `path`, typed twice.
    fn new_key_passphrase(&self, path: &Path) -> Option<SecretText>;

    /// The passphrase of a custody identity at `path`.
    fn identity_passphrase(&self, path: &Path) -> Option<SecretText>;

    /// The passphrase of a package.
    fn package_passphrase(&self) -> Option<SecretText>;

    /// Asks to take the medium out and put it back; answers where its device is now.
    fn replug(&self, device: &Path) -> Option<PathBuf>;
}

/// How far a long task has come.
pub trait Watch: Sync {
    /// A new stage begins; totals are 0 where they are not known yet.
    fn stage(&self, stage: Stage, total_bytes: u64, total_files: u64);

    /// So many bytes and files of the stage are done.
    fn done(&self, bytes: u64, files: u64);

    /// The stage is over.
    fn finish(&self);
}

/// The stages of long tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Listing and hashing what is asked for.
    Hashing,
    /// Packing into nothing, to learn how large a package becomes.
    Weighing,
    /// Packing and sealing.
    Packing,
    /// Reading back from the medium.
    ReadingBack,
    /// Opening and verifying a package.
    Opening,
    /// Reading the log.
    Verifying,
    /// Reading a package to know it again, before anything is deleted.
    Identifying,
    /// Overwriting files in place, and reading that back.
    Erasing,
    /// Looking through a medium for copies.
    Searching,
    /// Reading a whole device in search of remnants.
    Scanning,
    /// Filling a whole device with noise.
    Overwriting,
    /// Comparing a whole device with the noise.
    Comparing,
    /// Copying a ledger.
    Copying,
}

/// Turns a package's own progress into a stage: the totals are told once they are known.
pub struct Watched<'a> {
    watch: &'a dyn Watch,
    stage: Stage,
    sized: bool,
}

impl<'a> Watched<'a> {
    /// Begins `stage`.
    #[must_use]
    pub fn new(watch: &'a dyn Watch, stage: Stage) -> Self {
        watch.stage(stage, 0, 0);
        Self { watch, stage, sized: false }
    }

    /// Passes a moment on.
    pub fn at(&mut self, at: Progress) {
        if !self.sized
            && let Some(bytes) = at.bytes_total
        {
            self.sized = true;
            self.watch.stage(self.stage, bytes, at.files_total.unwrap_or_default());
        }
        self.watch.done(at.bytes_done, at.files_done);
    }
}

/// Everything a sentence needs from outside.
pub struct World<'a> {
    /// The clock.
    pub clock: &'a dyn Clock,
    /// Randomness.
    pub random: &'a dyn Random,
    /// The person at the keyboard.
    pub ask: &'a dyn Ask,
    /// Who is told how far it has come.
    pub watch: &'a dyn Watch,
    /// Set when the person interrupts.
    pub cancel: &'a AtomicBool,
}

impl World<'_> {
    /// 16 random bytes as a nonce.
    ///
    /// # Errors
    /// [`Error::NoEntropy`].
    pub fn nonce(&self) -> Result<Nonce, Error> {
        Ok(Nonce::new(self.random_bytes()?))
    }

    /// Random bytes.
    ///
    /// # Errors
    /// [`Error::NoEntropy`].
    pub fn random_bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes).map_err(Error::NoEntropy)?;
        Ok(bytes)
    }

    /// # Errors
    /// [`Error::Cancelled`] once the person has interrupted.
    pub fn check_cancelled(&self) -> Result<(), Error> {
        if self.cancel.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}

/// The system's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The system's own randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()> {
        getrandom::fill(bytes).map_err(std::io::Error::other)
    }
}
