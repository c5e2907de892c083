//! Key files: OpenSSH private keys (PROTOCOL.key), and `.pub` files that name a key in an agent.
//!
//! Promises: nothing here overwrites a file; a secret is held in memory that is zeroized when
//! dropped, and never printed. The public key of an encrypted file is readable without its
//! passphrase, but only unlocking proves that the file's two halves belong together.
//!
//! Does not protect against: a weak passphrase (bcrypt-pbkdf slows guessing, no more), or other
//! programs that run as the same user.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::Signer as _;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Cipher, Kdf, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use super::wire::{Malformed, Reader};
use super::{Algorithm, ArmoredSignature, KeyError, PublicKey, Sign, SignError, sign};
use super::{ArmorError, armor, signature};
use crate::base::file;
use crate::base::secret::SecretText;

const LABEL: &str = "OPENSSH PRIVATE KEY";
const MAGIC: &[u8] = b"openssh-key-v1\0";

/// Largest key file read, in bytes: RSA 16384 needs about 13 KB.
const KEY_FILE_BYTES_MAX: usize = 64 * 1024;

/// bcrypt-pbkdf rounds of a new key: ssh-keygen's 24 take a tenth of a second, these about half a
/// second, paid once per command.
const KDF_ROUNDS: u32 = 100;

/// Salt of a new key in bytes, as ssh-keygen.
const KDF_SALT_BYTES: usize = 16;

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
    #[error("{}: encrypted with {cipher}", path.display())]
    UnsupportedCipher {
        /// The file.
        path: PathBuf,
        /// The cipher as OpenSSH names it.
        cipher: &'static str,
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

/// Why no key was made.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// A key without a passphrase is not made.
    #[error("empty passphrase")]
    EmptyPassphrase,
    /// The comment would not stay on its line.
    #[error("control character in the comment")]
    Comment,
    /// The path names no file.
    #[error("{}: names no file", path.display())]
    NoName {
        /// The path.
        path: PathBuf,
    },
    /// The file could not be created; `AlreadyExists` when the name is taken.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system has no randomness to give.
    #[error("no randomness: {0}")]
    Random(#[source] io::Error),
    /// The key could not be encrypted.
    #[error("the key could not be encrypted: {0}")]
    Encrypt(#[source] ssh_key::Error),
}

/// An OpenSSH private key file, read and still locked (or never encrypted).
pub struct KeyFile {
    path: PathBuf,
    public: PublicKey,
    private: Box<PrivateKey>,
}

/// A private key that can sign. Zeroized when dropped.
pub struct UnlockedKey {
    public: PublicKey,
    private: Box<PrivateKey>,
}

impl KeyFile {
    /// Reads a private key file.
    ///
    /// # Errors
    /// [`KeyFileError`]; [`KeyFileError::PublicKeyFile`] when the file is a `.pub` file, which
    /// [`read_public`] reads.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = read_text(path)?;
        if !text.starts_with(&format!("-----BEGIN {LABEL}-----")) {
            let path = path.to_owned();
            return Err(match PublicKey::parse_openssh(&text) {
                Ok(_) => KeyFileError::PublicKeyFile { path },
                Err(_) => KeyFileError::OtherFormat { path },
            });
        }
        let bytes = armor::read(LABEL, &text)
            .map_err(|source| KeyFileError::Armor { path: path.to_owned(), source })?;
        let damaged = |Malformed| KeyFileError::Damaged { path: path.to_owned() };
        let public = PublicKey::from_wire(header_key(&bytes).map_err(damaged)?)
            .map_err(|source| KeyFileError::Key { path: path.to_owned(), source })?;
        let private = PrivateKey::from_bytes(&bytes).map_err(|_| damaged(Malformed))?;
        Ok(Self { path: path.to_owned(), public, private: Box::new(private) })
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
        self.private.is_encrypted()
    }

    /// Unlocks the key. A passphrase for a file that is not encrypted is ignored.
    ///
    /// # Errors
    /// [`KeyFileError`]: passphrase missing or wrong, a cipher that is not supported, or a type of
    /// key that signs only through ssh-agent.
    pub fn unlock(self, passphrase: Option<&SecretText>) -> Result<UnlockedKey, KeyFileError> {
        let Self { path, public, private } = self;
        let algorithm = public.algorithm();
        if algorithm == Algorithm::Rsa || algorithm.is_security_key() {
            return Err(KeyFileError::NeedsAgent { path, algorithm });
        }
        if !private.is_encrypted() {
            return Ok(UnlockedKey { public, private });
        }
        let cipher = private.cipher();
        if cipher == Cipher::TDesCbc {
            return Err(KeyFileError::UnsupportedCipher { path, cipher: "3des-cbc" });
        }
        let Some(passphrase) = passphrase else {
            return Err(KeyFileError::PassphraseNeeded { path });
        };
        match private.decrypt(passphrase.expose()) {
            Ok(private) => Ok(UnlockedKey { public, private: Box::new(private) }),
            Err(ssh_key::Error::Crypto) => Err(KeyFileError::WrongPassphrase { path }),
            Err(_) => Err(KeyFileError::Damaged { path }),
        }
    }
}

impl UnlockedKey {
    /// The private key as an unencrypted OpenSSH file, for age's `ssh` identities. In memory only.
    ///
    /// # Errors
    /// [`SignError::WrongPrivateKey`] when the key cannot be written, which no key that was read
    /// can be.
    pub fn openssh_private(&self) -> Result<Zeroizing<String>, SignError> {
        self.private.to_openssh(LineEnding::LF).map_err(|_| SignError::WrongPrivateKey)
    }
}

impl Sign for UnlockedKey {
    fn public_key(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, namespace: &str, message: &[u8]) -> Result<ArmoredSignature, SignError> {
        let data = signature::data_to_sign(namespace, message);
        let raw = self.private.try_sign(&data).map_err(|_| SignError::WrongPrivateKey)?;
        let raw = Vec::try_from(raw).map_err(|_: ssh_key::Error| SignError::WrongPrivateKey)?;
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

/// Makes a new Ed25519 key: an OpenSSH private key file encrypted with `passphrase`
/// (bcrypt-pbkdf, aes256-ctr) and mode 0600 at `path`, and `path.pub` beside it.
///
/// Nothing is overwritten. The private key is complete and synced before its `.pub` is made; when
/// that fails the private key is removed again.
///
/// # Errors
/// [`GenerateError`]; neither file is left behind.
pub fn generate(path: &Path, comment: &str, passphrase: &SecretText) -> Result<PublicKey, GenerateError> {
    if passphrase.expose().is_empty() {
        return Err(GenerateError::EmptyPassphrase);
    }
    if comment.contains(char::is_control) {
        return Err(GenerateError::Comment);
    }
    let public_path = public_path_of(path)?;
    let failed = |path: &Path, source| GenerateError::Io { path: path.to_owned(), source };
    // Before half a second of key stretching, and so that an orphaned `.pub` is named first.
    if public_path.symlink_metadata().is_ok() {
        return Err(failed(&public_path, io::ErrorKind::AlreadyExists.into()));
    }
    let private = new_private(comment, passphrase)?;
    let public = PublicKey::from_wire(&private.public_key().to_bytes().map_err(GenerateError::Encrypt)?)
        .map_err(|_| GenerateError::Encrypt(ssh_key::Error::PublicKey))?;
    let armored = private.to_openssh(LineEnding::LF).map_err(GenerateError::Encrypt)?;
    let separator = if comment.is_empty() { "" } else { " " };
    file::create_new(path, armored.as_bytes()).map_err(|source| failed(path, source))?;
    file::create_new(&public_path, format!("{public}{separator}{comment}\n").as_bytes()).map_err(
        |source| {
            // The first error is the one to report; a failing clean-up adds nothing to it.
            let _removed = std::fs::remove_file(path);
            failed(&public_path, source)
        },
    )?;
    Ok(public)
}

fn new_private(comment: &str, passphrase: &SecretText) -> Result<PrivateKey, GenerateError> {
    let mut seed = Zeroizing::new([0; 32]);
    let mut salt = vec![0; KDF_SALT_BYTES];
    let mut check = [0; 4];
    for bytes in [seed.as_mut_slice(), salt.as_mut_slice(), check.as_mut_slice()] {
        getrandom::fill(bytes).map_err(|error| GenerateError::Random(io::Error::other(error)))?;
    }
    let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed));
    let kdf = Kdf::Bcrypt { salt, rounds: KDF_ROUNDS };
    PrivateKey::new(pair, comment)
        .and_then(|key| {
            key.encrypt_with(Cipher::Aes256Ctr, kdf, u32::from_be_bytes(check), passphrase.expose())
        })
        .map_err(GenerateError::Encrypt)
}

fn public_path_of(path: &Path) -> Result<PathBuf, GenerateError> {
    let mut name =
        path.file_name().ok_or_else(|| GenerateError::NoName { path: path.to_owned() })?.to_owned();
    name.push(".pub");
    Ok(path.with_file_name(name))
}

/// The public key at the front of a private key file, encrypted or not.
fn header_key(bytes: &[u8]) -> Result<&[u8], Malformed> {
    let mut reader = Reader::new(bytes);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(Malformed);
    }
    let (_cipher, _kdf, _kdf_options) = (reader.string()?, reader.string()?, reader.string()?);
    if reader.u32()? == 1 { reader.string() } else { Err(Malformed) }
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
