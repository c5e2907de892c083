//! The seal around the archive: age v1 (C2SP age), or an AES-256 ZIP for 7-Zip.
//!
//! age: with a passphrase the scrypt work factor is fixed, never timed; or to registered keys. The
//! AES ZIP (AE-2) holds one neutrally named archive, so that no name shows outside; it derives its
//! key with 1,000 rounds of PBKDF2 only, which is why its passphrases are longer. Neither says who
//! sealed: that is for the signed papers inside.
//!
//! A sealer that is dropped leaves a file that does not open; only `Sealer::finish` completes it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{AesMode, CompressionMethod, ZipWriter};

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::keys::{Recipient, RecipientError};
use crate::package::payload::{NONCE_BYTES, PayloadKey, PayloadWriter, Taken};

/// The one name inside an AES ZIP: it says nothing about the content.
pub const INNER_NAME: &str = "package.zip";

/// How a package is sealed.
#[derive(Debug)]
pub enum Seal {
    /// age with a passphrase (scrypt).
    Passphrase(SecretText),
    /// age to these recipients (`age1…`, `ssh-ed25519 …`, `ssh-rsa …`); any of them opens it.
    Keys(Vec<String>),
    /// An AES-256 ZIP (AE-2) with a passphrase.
    ZipAes(SecretText),
}

/// Why nothing can be sealed this way.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A recipient that age cannot seal to.
    #[error("{recipient:?}: {problem}")]
    Recipient {
        /// The recipient as given.
        recipient: String,
        /// What is wrong with it.
        #[source]
        problem: RecipientError,
    },
    /// No recipients at all.
    #[error("there is nobody to seal to")]
    NoRecipients,
    /// A passphrase without characters.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// age refuses this combination of recipients.
    #[error("age cannot seal to these recipients: {0}")]
    Age(#[source] age::EncryptError),
    /// The seal's own beginning or end could not be written.
    #[error("the seal cannot be written: {0}")]
    Io(#[source] io::Error),
}

impl Seal {
    /// What a package with this base name is called: `C-0042.zip.age` or `C-0042.zip`.
    #[must_use]
    pub fn file_name(&self, base_name: &str) -> String {
        match self {
            Self::Passphrase(_) | Self::Keys(_) => format!("{base_name}.zip.age"),
            Self::ZipAes(_) => format!("{base_name}.zip"),
        }
    }

    /// Checks, without writing anything, that sealing this way is possible.
    ///
    /// # Errors
    /// Any [`SealError`] except those of writing.
    pub fn check(&self) -> Result<(), SealError> {
        match self {
            Self::Passphrase(passphrase) | Self::ZipAes(passphrase) => {
                if passphrase.expose().is_empty() {
                    return Err(SealError::EmptyPassphrase);
                }
                Ok(())
            }
            Self::Keys(keys) => recipients(keys).map(|_| ()),
        }
    }
}

fn recipients(keys: &[String]) -> Result<Vec<Recipient>, SealError> {
    if keys.is_empty() {
        return Err(SealError::NoRecipients);
    }
    let parse = |key: &String| {
        let problem = |problem| SealError::Recipient { recipient: key.clone(), problem };
        Recipient::parse(key).map_err(problem)
    };
    keys.iter().map(parse).collect()
}

/// A seal in the making: what is written to it comes out sealed.
pub(super) enum Sealer<W: Write> {
    Age(PayloadWriter<W>),
    Zip(ZipSealer<W>),
}

/// The `zip` crate completes an archive whose writer is dropped, and complains to standard error
/// when it cannot. A seal must do neither: unless it is finished, what drop writes goes nowhere.
pub(super) struct ZipSealer<W: Write> {
    // `Some` until finished.
    writer: Option<Box<ZipWriter<StreamWriter<Gate<W>>>>>,
    shut: Arc<AtomicBool>,
}

/// Passes everything on until it is shut, or its output fails; then it takes everything and keeps
/// nothing.
pub(super) struct Gate<W> {
    out: W,
    shut: Arc<AtomicBool>,
}

impl<W: Write> Sealer<W> {
    /// Writes the beginning of the sealed file. With a passphrase for age this takes a second and
    /// 256 MiB.
    pub(super) fn begin(seal: &Seal, out: W) -> Result<Self, SealError> {
        match seal {
            Seal::Passphrase(passphrase) => {
                let mut recipient = age::scrypt::Recipient::new(passphrase.to_secret_string());
                recipient.set_work_factor(limits::SCRYPT_WORK_FACTOR);
                let recipient: &dyn age::Recipient = &recipient;
                Self::age(std::iter::once(recipient), out)
            }
            Seal::Keys(keys) => {
                let recipients = recipients(keys)?;
                let mut as_age: Vec<&dyn age::Recipient> = Vec::new();
                for recipient in &recipients {
                    as_age.push(recipient.as_age());
                }
                Self::age(as_age.into_iter(), out)
            }
            Seal::ZipAes(passphrase) => {
                let shut = Arc::new(AtomicBool::new(false));
                let writer = ZipWriter::new_stream(Gate { out, shut: Arc::clone(&shut) });
                let mut sealer = ZipSealer { writer: Some(Box::new(writer)), shut };
                let options = SimpleFileOptions::DEFAULT
                    .compression_method(CompressionMethod::Stored)
                    .large_file(true)
                    .with_aes_encryption(AesMode::Aes256, passphrase.expose());
                sealer
                    .writer()?
                    .start_file(INNER_NAME, options)
                    .map_err(|error| SealError::Io(error.into()))?;
                Ok(Self::Zip(sealer))
            }
        }
    }

    fn age<'r>(
        recipients: impl Iterator<Item = &'r dyn age::Recipient>,
        mut out: W,
    ) -> Result<Self, SealError> {
        let taken = Taken::default();
        let watched: Vec<_> = recipients.map(|recipient| taken.wrapped_by(recipient)).collect();
        let encryptor =
            age::Encryptor::with_recipients(watched.iter().map(AsRef::as_ref)).map_err(SealError::Age)?;
        drop(watched);
        // The header and the nonce; age's own stream, which would come next, is let go.
        let mut beginning = Vec::new();
        drop(encryptor.wrap_output(&mut beginning).map_err(SealError::Io)?);
        let nonce = beginning.len().checked_sub(NONCE_BYTES).and_then(|at| beginning.get(at..));
        let (Some(file_key), Some(nonce)) = (taken.into_key(), nonce) else {
            return Err(SealError::Io(io::Error::other("age wrote no header")));
        };
        let key = PayloadKey::new(&file_key, nonce).map_err(SealError::Io)?;
        out.write_all(&beginning).map_err(SealError::Io)?;
        Ok(Self::Age(PayloadWriter::new(out, key)))
    }

    /// Writes the end, without which nothing opens, and hands back the output.
    pub(super) fn finish(self) -> Result<W, SealError> {
        match self {
            Self::Age(writer) => writer.finish().map_err(SealError::Io),
            Self::Zip(sealer) => sealer.finish(),
        }
    }
}

impl<W: Write> ZipSealer<W> {
    fn writer(&mut self) -> Result<&mut ZipWriter<StreamWriter<Gate<W>>>, SealError> {
        self.writer.as_deref_mut().ok_or(SealError::Io(io::ErrorKind::BrokenPipe.into()))
    }

    fn finish(mut self) -> Result<W, SealError> {
        let writer = self.writer.take().ok_or(SealError::Io(io::ErrorKind::BrokenPipe.into()))?;
        let gate = writer.finish().map_err(|error| SealError::Io(error.into()))?.into_inner();
        Ok(gate.out)
    }
}

impl<W: Write> Drop for ZipSealer<W> {
    fn drop(&mut self) {
        self.shut.store(true, Ordering::Relaxed);
    }
}

impl<W: Write> Gate<W> {
    fn pass<T>(&mut self, instead: T, act: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.shut.load(Ordering::Relaxed) {
            return Ok(instead);
        }
        act(&mut self.out).inspect_err(|_| self.shut.store(true, Ordering::Relaxed))
    }
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pass(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass((), Write::flush)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Age(writer) => writer.write(bytes),
            Self::Zip(sealer) => sealer.writer().map_err(io::Error::other)?.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Age(writer) => writer.flush(),
            Self::Zip(sealer) => sealer.writer().map_err(io::Error::other)?.flush(),
        }
    }
}
