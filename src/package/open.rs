//! Opening a package: unseal, extract, verify, and only then let it appear.
//!
//! What [`open`] returns has been read to its last byte: every chunk authenticated, every digest in
//! the manifests compared. It lies in a temporary folder that is removed unless
//! [`Opened::publish`] is called, which is for whoever has also checked the papers in
//! [`Opened::tag_files`]: the manifests say that the parts belong together, not who put them
//! together. Until then nothing has the package's name.
//!
//! Opened are age files (passphrase or identities) that hold a ZIP, and AES-256 ZIPs that hold
//! one; either as one file or in volumes. age plugins are never run.
//!
//! The AES ZIP is weaker: its header is not authenticated, its key derivation is fast, and the
//! inner ZIP is written to the temporary folder before it is read. Once in 65,536 a wrong
//! passphrase looks like damage there.

mod aes_zip;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::base::digest::Digest;
use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::bag_check;
use crate::package::extract;
use crate::package::passphrase;
use crate::package::progress::OnProgress;
use crate::package::sealed_file::{SealedFile, SealedFileError};
use crate::package::staging::Staging;
use crate::package::unseal::{self, Damage, Unlock, UnsealError};
use crate::package::zip_index::{ArchiveLimits, Encryption, ZipError, ZipIndex};

pub use crate::package::bag_check::BagError;
pub use crate::package::extract::ExtractError;

/// Where the papers lie, below the base folder.
pub const PAPERS_PREFIX: &str = "sekisho/";

/// What opening may cost at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenLimits {
    /// Of the archive.
    pub archive: ArchiveLimits,
    /// Bytes of all tag files together, which are held in memory.
    pub tag_bytes: u64,
    /// scrypt work factor (log2 N).
    pub work_factor: u8,
}

impl Default for OpenLimits {
    fn default() -> Self {
        Self {
            archive: ArchiveLimits {
                entries: limits::PACKAGE_ENTRIES_MAX,
                total_bytes: limits::PACKAGE_TOTAL_BYTES_MAX,
                file_bytes: limits::PACKAGE_TOTAL_BYTES_MAX,
                ratio: limits::RATIO_MAX,
                ratio_free_bytes: limits::RATIO_FREE_BYTES,
            },
            tag_bytes: u64::try_from(limits::ATTACHMENT_BYTES_MAX).unwrap_or(u64::MAX),
            work_factor: limits::SCRYPT_WORK_FACTOR_MAX,
        }
    }
}

/// Why a package was not opened. Nothing is left behind after any of them.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The sealed file, or one of its volumes.
    #[error(transparent)]
    File(#[from] SealedFileError),
    /// Neither an age file nor a ZIP.
    #[error("neither an age file nor a ZIP archive")]
    NotAPackage,
    /// The passphrase does not open it. age says the same of a change inside the scrypt stanza.
    #[error("the passphrase does not open it")]
    WrongPassphrase {
        /// Whether what was typed has the form and the check syllables of an issued passphrase: if
        /// so, it belongs to another package or the header is damaged.
        check_syllables_right: bool,
    },
    /// Any other reason why the age file does not open.
    #[error(transparent)]
    Unseal(UnsealError),
    /// The sealed content was changed, cut or lengthened.
    #[error("{file}: {damage}", file = file.display())]
    Damaged {
        /// What and where.
        damage: Damage,
        /// The file, or the volume in which the damaged chunk begins.
        file: PathBuf,
    },
    /// The AES ZIP outside is not one that is accepted.
    #[error("the sealed archive: {0}")]
    Outer(#[source] ZipError),
    /// The AES ZIP holds more or less than one file.
    #[error("the sealed archive holds {entries} entries instead of one file")]
    OuterEntries {
        /// How many it holds.
        entries: usize,
    },
    /// The AES ZIP's one file is compressed inside its encryption, and could then end before its
    /// authentication code.
    #[error("the sealed archive is compressed inside its encryption")]
    OuterCompressed,
    /// The AES ZIP's authentication code does not fit its content.
    #[error("the sealed archive is damaged")]
    OuterDamaged,
    /// The archive inside, or writing what it holds.
    #[error(transparent)]
    Extract(ExtractError),
    /// What was extracted is not an intact bag.
    #[error(transparent)]
    Bag(#[from] BagError),
    /// Something has the name that the opened folder would get.
    #[error("{path} exists", path = path.display())]
    TargetExists {
        /// That name.
        path: PathBuf,
    },
    /// The temporary folder cannot be made, written or renamed.
    #[error("{path}: {source}", path = path.display())]
    Staging {
        /// The folder to extract into.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// One payload file as it was extracted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayloadFile {
    /// `data/…`
    pub path: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its content.
    pub sha256: Digest,
}

/// An intact bag in a temporary folder; dropped, it is removed.
#[derive(Debug)]
pub struct Opened {
    /// The name of the base folder, `C-0042` for instance.
    pub base: String,
    /// SHA-256 of `manifest-sha256.txt`.
    pub manifest_sha256: Digest,
    /// Every file outside `data/`, by its path below the base folder; the papers among them.
    pub tag_files: BTreeMap<String, Vec<u8>>,
    /// The payload, sorted by path.
    pub payload: Vec<PayloadFile>,
    /// Folders that hold nothing, sorted by path.
    pub empty_folders: Vec<String>,
    /// Whether it came in an AES ZIP, and not in an age file.
    pub in_aes_zip: bool,
    into: PathBuf,
    staging: Staging,
}

/// A bag that has its name; only [`Opened::publish`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it lies.
    pub directory: PathBuf,
}

impl Opened {
    /// How many payload files there are.
    #[must_use]
    pub fn files(&self) -> u64 {
        u64::try_from(self.payload.len()).unwrap_or(u64::MAX)
    }

    /// How many bytes they have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.payload.iter().fold(0, |sum, file| sum.saturating_add(file.size_bytes))
    }

    /// Whether any file lies where the papers do.
    #[must_use]
    pub fn has_papers(&self) -> bool {
        self.tag_files.keys().any(|path| path.starts_with(PAPERS_PREFIX))
    }

    /// Gives the folder its name. Called once the papers have been checked.
    ///
    /// # Errors
    /// [`OpenError::TargetExists`] or [`OpenError::Staging`]; everything is removed then.
    pub fn publish(self) -> Result<Published, OpenError> {
        let path = self.into.join(&self.base);
        match self.staging.publish(&self.base) {
            Ok(directory) => Ok(Published { directory }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenError::TargetExists { path })
            }
            Err(source) => Err(OpenError::Staging { path, source }),
        }
    }
}

/// Opens the package at `source` (one file, or the volume `.001`) into the existing folder `into`.
///
/// A passphrase is given as it was typed: if, once normalized, its check syllables are right, the
/// normalized form is used; otherwise what was typed, for packages sealed by other means.
///
/// # Errors
/// Any [`OpenError`].
pub fn open(
    source: &Path,
    unlock: &Unlock<'_>,
    into: &Path,
    limits: &OpenLimits,
    progress: OnProgress<'_>,
    cancel: &AtomicBool,
) -> Result<Opened, OpenError> {
    let mut sealed = SealedFile::open(source)?;
    let is_zip = sniff(&mut sealed, source)?;
    let to = Receiving { folder: into, limits, cancel };
    let Unlock::Passphrase(typed) = unlock else {
        return if is_zip {
            Err(OpenError::Unseal(UnsealError::PassphraseNeeded))
        } else {
            open_age(sealed, unlock, &to, progress)
        };
    };
    let normalized = passphrase::normalize(typed.expose());
    let check_syllables_right = passphrase::check(normalized.expose()).is_ok();
    let used: &SecretText = if check_syllables_right { &normalized } else { typed };
    let opened = if is_zip {
        aes_zip::open(sealed, used, &to, progress)
    } else {
        open_age(sealed, &Unlock::Passphrase(used), &to, progress)
    };
    let opened = opened.map(|opened| Opened { in_aes_zip: is_zip, ..opened });
    opened.map_err(|error| match error {
        OpenError::Unseal(UnsealError::WrongPassphrase) => {
            OpenError::WrongPassphrase { check_syllables_right }
        }
        other => other,
    })
}

/// Where to, and at what cost.
struct Receiving<'a> {
    folder: &'a Path,
    limits: &'a OpenLimits,
    cancel: &'a AtomicBool,
}

impl Receiving<'_> {
    fn staging(&self) -> Result<Staging, OpenError> {
        Staging::new(self.folder).map_err(|source| self.staging_error(source))
    }

    fn staging_error(&self, source: io::Error) -> OpenError {
        OpenError::Staging { path: self.folder.to_owned(), source }
    }

    /// Extracts the inner archive and checks that it is an intact bag.
    fn extract<R: Read + Seek + Send>(
        &self,
        mut archive: R,
        staging: Staging,
        progress: OnProgress<'_>,
    ) -> Result<Opened, OpenError> {
        let index = ZipIndex::read(&mut archive, &self.limits.archive, Encryption::None)
            .map_err(|error| OpenError::Extract(error.into()))?;
        let base = extract::base_of(&index).map_err(OpenError::Extract)?;
        if staging.is_taken(base).map_err(|source| self.staging_error(source))? {
            return Err(OpenError::TargetExists { path: self.folder.join(base) });
        }
        // Deflate makes a thousand bytes out of one, and no more: a bomb is as large as it says, and fits or does not.
        let needed_bytes = index.entries.iter().map(|entry| entry.size_bytes).fold(0, u64::saturating_add);
        let room = staging.room_bytes().map_err(|source| self.staging_error(source))?;
        if let Some(room_bytes) = room.filter(|room| needed_bytes > *room) {
            return Err(OpenError::Extract(ExtractError::NoRoom { needed_bytes, room_bytes }));
        }
        let tag_bytes = self.limits.tag_bytes;
        let extracted = extract::extract(archive, &index, base, &staging, tag_bytes, progress, self.cancel)
            .map_err(|error| match error {
            ExtractError::Cancelled => OpenError::Cancelled,
            other => OpenError::Extract(other),
        })?;
        let manifest_sha256 = bag_check::check(&extracted.files, &extracted.tag_files)?;
        let payload = extracted.files.into_iter().filter(|(path, _)| path.starts_with("data/"));
        let payload =
            payload.map(|(path, (size_bytes, sha256))| PayloadFile { path, size_bytes, sha256 }).collect();
        Ok(Opened {
            base: base.to_owned(),
            manifest_sha256,
            tag_files: extracted.tag_files,
            payload,
            empty_folders: extracted.empty_folders,
            in_aes_zip: false,
            into: self.folder.to_owned(),
            staging,
        })
    }
}

/// Whether it is a ZIP (and not an age file).
fn sniff(sealed: &mut SealedFile, source: &Path) -> Result<bool, OpenError> {
    let io = |error| SealedFileError::Io { path: source.to_owned(), source: error };
    let mut start = Vec::new();
    sealed.by_ref().take(22).read_to_end(&mut start).map_err(io)?;
    sealed.seek(SeekFrom::Start(0)).map_err(io)?;
    let age = unseal::VERSION;
    let is_age = start.starts_with(age) || (!start.is_empty() && age.starts_with(&start));
    let is_zip = start.starts_with(b"PK\x03\x04");
    if is_age || is_zip { Ok(is_zip) } else { Err(OpenError::NotAPackage) }
}

fn open_age(
    sealed: SealedFile,
    unlock: &Unlock<'_>,
    to: &Receiving<'_>,
    progress: OnProgress<'_>,
) -> Result<Opened, OpenError> {
    let places = sealed.places();
    let opened = unseal::unseal(sealed, unlock, to.limits.work_factor).map_err(OpenError::Unseal);
    let opened = opened.and_then(|plain| to.extract(plain, to.staging()?, progress));
    let damage = match &opened {
        Err(OpenError::Unseal(UnsealError::Payload(damage))) => Some(*damage),
        Err(OpenError::Extract(ExtractError::Zip(ZipError::Io(error)))) => Damage::in_error(error),
        _ => None,
    };
    match damage {
        Some(damage) => Err(OpenError::Damaged { damage, file: places.at(damage.sealed_offset).to_owned() }),
        None => opened,
    }
}
