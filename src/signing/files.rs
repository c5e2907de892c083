//! Key files: OpenSSH private keys (PROTOCOL.key), and `.pub` files that name a key in an agent.
//!
//! Promises: nothing here overwrites a file; a secret is held in memory that is zeroized when
//! dropped, and never printed. The public key of an encrypted file is readable without its
//! passphrase, but only unlocking proves that the file's two halves belong together.
//!
//! Does not protect against: a weak passphrase (bcrypt-pbkdf slows guessing, no more), or other
//! programs that run as the same user.

mod container;
mod generate;
mod private;

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use self::container::{Container, NotOpened};
pub use self::generate::{GenerateError, generate};
use self::private::Private;
use super::wire::Malformed;
use super::{Algorithm, ArmorError, ArmoredSignature, KeyError, PublicKey, Sign, SignError};
use super::{armor, sign, signature};
use crate::base::secret::SecretText;
use crate::base::text::Safe;

const LABEL: &str = "OPENSSH PRIVATE KEY";

/// Largest key file read, in bytes: RSA 16384 needs about 13 KB.
const KEY_FILE_BYTES_MAX: usize = 64 * 1024;

/// Why a key file cannot be read or unlocked.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The system does not let us.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Larger than any key file.
    #[error("{}: more than {KEY_FILE_BYTES_MAX} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A public key where a private one was called for; the private half may be in an agent.
    #[error("{}: a public key, not a private one", path.display())]
    PublicKeyFile {
        /// The file.
        path: PathBuf,
    },
    /// Neither an OpenSSH private key nor a public key: PEM, PKCS #8, PuTTY or something else.
    #[error("{}: not an OpenSSH key file", path.display())]
    OtherFormat {
        /// The file.
        path: PathBuf,
    },
    /// The armor is broken.
    #[error("{}: {source}", path.display())]
    Armor {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ArmorError,
    },
    /// The contents are not what PROTOCOL.key calls for, or do not fit one another.
    #[error("{}: damaged key file", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The key inside is not accepted.
    #[error("{}: {source}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: KeyError,
    },
    /// Encrypted with a cipher this program cannot undo.
    #[error("{}: encrypted with {}", path.display(), Safe(.cipher))]
    UnsupportedCipher {
        /// The file.
        path: PathBuf,
        /// The cipher as OpenSSH names it.
        cipher: String,
    },
    /// Encrypted, and no passphrase was given.
    #[error("{}: encrypted", path.display())]
    PassphraseNeeded {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase does not open it.
    #[error("{}: wrong passphrase", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// A key that signs only through ssh-agent: RSA, and security keys.
    #[error("{}: {algorithm} signs only through ssh-agent", path.display())]
    NeedsAgent {
        /// The file.
        path: PathBuf,
        /// The type of the key.
        algorithm: Algorithm,
    },
}

/// An OpenSSH private key file, read and still locked (or never encrypted).
pub struct KeyFile {
    path: PathBuf,
    public: PublicKey,
    container: Container,
}

/// A private key that can sign. Zeroized when dropped.
pub struct UnlockedKey {
    public: PublicKey,
    private: Private,
}

impl KeyFile {
    /// Reads a private key file.
    ///
    /// # Errors
    /// [`KeyFileError`]; [`KeyFileError::PublicKeyFile`] when the file is a `.pub` file, which
    /// [`read_public`] reads.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = read_text(path)?;
        let path = path.to_owned();
        if !text.starts_with(&format!("-----BEGIN {LABEL}-----")) {
            return Err(match PublicKey::parse_openssh(&text) {
                Ok(_) => KeyFileError::PublicKeyFile { path },
                Err(_) => KeyFileError::OtherFormat { path },
            });
        }
        let bytes = match armor::read(LABEL, &text) {
            Ok(bytes) => bytes,
            Err(source) => return Err(KeyFileError::Armor { path, source }),
        };
        let Ok((wire, container)) = Container::parse(&bytes) else {
            return Err(KeyFileError::Damaged { path });
        };
        match PublicKey::from_wire(wire) {
            Ok(public) => Ok(Self { path, public, container }),
            Err(source) => Err(KeyFileError::Key { path, source }),
        }
    }

    /// The public key that the file names. Until the file is unlocked this is only what its header
    /// says.
    #[must_use]
    pub const fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Whether a passphrase is needed.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.container.is_encrypted()
    }

    /// Unlocks the key. A passphrase for a file that is not encrypted is ignored.
    ///
    /// # Errors
    /// [`KeyFileError`]: passphrase missing or wrong, a cipher that is not supported, a type of
    /// key that signs only through ssh-agent, or a private key that does not fit its public key.
    pub fn unlock(self, passphrase: Option<&SecretText>) -> Result<UnlockedKey, KeyFileError> {
        let Self { path, public, container } = self;
        let algorithm = public.algorithm();
        if algorithm == Algorithm::Rsa || algorithm.is_security_key() {
            return Err(KeyFileError::NeedsAgent { path, algorithm });
        }
        let section = match container.open(passphrase) {
            Ok(section) => section,
            Err(NotOpened::Cipher(cipher)) => return Err(KeyFileError::UnsupportedCipher { path, cipher }),
            Err(NotOpened::PassphraseNeeded) => return Err(KeyFileError::PassphraseNeeded { path }),
            Err(NotOpened::WrongPassphrase) => return Err(KeyFileError::WrongPassphrase { path }),
            Err(NotOpened::Damaged) => return Err(KeyFileError::Damaged { path }),
        };
        match Private::parse(&public, section) {
            Ok(private) => Ok(UnlockedKey { public, private }),
            Err(Malformed) => Err(KeyFileError::Damaged { path }),
        }
    }
}

impl UnlockedKey {
    /// The private key as an unencrypted OpenSSH file, for age's `ssh` identities. In memory only.
    ///
    /// # Errors
    /// None for the keys of today, whose own encoding is written again; callers are ready for a
    /// kind of key that cannot be written.
    pub fn openssh_private(&self) -> Result<Zeroizing<String>, SignError> {
        let bytes = container::unencrypted(self.public.wire(), self.private.section());
        Ok(Zeroizing::new(armor::write(LABEL, &bytes)))
    }
}

impl Sign for UnlockedKey {
    fn public_key(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, namespace: &str, message: &[u8]) -> Result<ArmoredSignature, SignError> {
        let raw = self.private.sign(&signature::data_to_sign(namespace, message))?;
        sign::finish(&self.public, namespace, message, &raw)
    }
}

/// Reads a `.pub` file: the caller means a key whose private half is in an agent.
///
/// # Errors
/// [`KeyFileError::Io`], [`KeyFileError::TooLarge`], or [`KeyFileError::Key`] for anything that is
/// not one accepted public key line.
pub fn read_public(path: &Path) -> Result<PublicKey, KeyFileError> {
    let text = read_text(path)?;
    PublicKey::parse_openssh(&text).map_err(|source| KeyFileError::Key { path: path.to_owned(), source })
}

fn read_text(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    let failed = |source| KeyFileError::Io { path: path.to_owned(), source };
    let limit = KEY_FILE_BYTES_MAX + 1;
    // Room for everything at once: growing would leave copies of a secret behind.
    let mut text = Zeroizing::new(String::with_capacity(limit));
    let read = File::open(path)
        .and_then(|file| file.take(u64::try_from(limit).unwrap_or(u64::MAX)).read_to_string(&mut text));
    match read {
        Ok(size) if size < limit => Ok(text),
        Ok(_) => Err(KeyFileError::TooLarge { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(KeyFileError::OtherFormat { path: path.to_owned() })
        }
        Err(error) => Err(failed(error)),
    }
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyFile({}, {:?})", self.path.display(), self.public)
    }
}

impl fmt::Debug for UnlockedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnlockedKey({:?})", self.public)
    }
}
