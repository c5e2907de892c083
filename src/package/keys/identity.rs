//! Identities: the secret halves, from files and from unlocked SSH keys.
//!
//! An age identity file is text with `AGE-SECRET-KEY-1…` lines, or that text sealed with a
//! passphrase as an age file. An OpenSSH private key is taken only as unlocked text: whoever
//! unlocks a key for signing hands the same text over, and asks once. Nothing here prompts, and a
//! plugin identity is refused, never run.

use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::base::file;
use crate::base::limits;
use crate::base::secret::SecretText;
use crate::package::unseal::{self, Unlock, UnsealError};

/// Largest identity file, in bytes: an RSA 4096 key needs 3.4 KiB, an age key 200 bytes.
const IDENTITY_BYTES_MAX: usize = 64 * 1024;

const AGE_MAGIC: &[u8] = b"age-encryption.org/";
const ARMOR_MAGIC: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
const SSH_MAGIC: &[u8] = b"-----BEGIN ";

/// A secret key that may open what was sealed to its public half.
#[derive(Clone)]
pub struct Identity {
    secret: Secret,
}

#[derive(Clone)]
enum Secret {
    X25519(age::x25519::Identity),
    Ssh(age::ssh::Identity),
}

/// Why there is no identity.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The file cannot be read or written; `AlreadyExists` when a new one would replace it.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Larger than any identity file.
    #[error("larger than an identity file can be")]
    TooLarge,
    /// Sealed with a passphrase, and none was given.
    #[error("the identity file is sealed with a passphrase")]
    PassphraseNeeded,
    /// A new identity file is sealed with a passphrase that is not empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The identity file is an age file that does not open.
    #[error(transparent)]
    Sealed(UnsealError),
    /// No line holds a key.
    #[error("the file holds no identity")]
    NoIdentity,
    /// A line is neither a key nor a comment.
    #[error("line {line} is not an identity")]
    Line {
        /// Counted from 1.
        line: usize,
    },
    /// An identity of an age plugin, which would be another program to run.
    #[error("line {line} needs the age plugin {name:?}, and plugins are never run")]
    Plugin {
        /// Counted from 1.
        line: usize,
        /// The plugin's name, in lower case.
        name: String,
    },
    /// An SSH key that has not been unlocked.
    #[error("the SSH key is locked with a passphrase")]
    SshLocked,
    /// An SSH key that age cannot open with (ECDSA, FIDO, DSA).
    #[error("age cannot open with this kind of SSH key")]
    SshUnsupported,
    /// Not an SSH private key that can be read.
    #[error("not a readable SSH private key")]
    SshMalformed,
    /// Sealing the new identity failed.
    #[error("the identity cannot be sealed")]
    Seal {
        /// What age said.
        source: io::Error,
    },
}

impl Identity {
    /// The identity of an unlocked SSH key, in the text form of OpenSSH or PKCS #1.
    ///
    /// # Errors
    /// One of the `Ssh` variants of [`IdentityError`].
    pub fn from_openssh(unlocked: &str) -> Result<Self, IdentityError> {
        match age::ssh::Identity::from_buffer(unlocked.trim().as_bytes(), None) {
            Ok(age::ssh::Identity::Encrypted(_)) => Err(IdentityError::SshLocked),
            Ok(age::ssh::Identity::Unsupported(_)) => Err(IdentityError::SshUnsupported),
            Ok(identity) => Self::from_ssh(identity),
            Err(_) => Err(IdentityError::SshMalformed),
        }
    }

    /// A key file keeps its public half beside the secret one. Where it is damaged, nothing could be sealed to it.
    fn from_ssh(identity: age::ssh::Identity) -> Result<Self, IdentityError> {
        match age::ssh::Recipient::try_from(identity.clone()) {
            Ok(_) => Ok(Self { secret: Secret::Ssh(identity) }),
            Err(_) => Err(IdentityError::SshMalformed),
        }
    }

    /// The identity as age takes it.
    #[must_use]
    pub fn as_age(&self) -> &dyn age::Identity {
        match &self.secret {
            Secret::X25519(identity) => identity,
            Secret::Ssh(identity) => identity,
        }
    }

    /// The public half, as it would be registered: `age1…`, `ssh-ed25519 …` or `ssh-rsa …`.
    #[must_use]
    pub fn recipient(&self) -> String {
        match &self.secret {
            Secret::X25519(identity) => identity.to_public().to_string(),
            Secret::Ssh(identity) => {
                age::ssh::Recipient::try_from(identity.clone()).map(|key| key.to_string()).unwrap_or_default()
            }
        }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.recipient())
    }
}

/// Whether `bytes` are an identity file that needs a passphrase.
#[must_use]
pub fn is_encrypted(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    if is_ssh(bytes) {
        return matches!(age::ssh::Identity::from_buffer(bytes, None), Ok(age::ssh::Identity::Encrypted(_)));
    }
    bytes.starts_with(AGE_MAGIC) || bytes.starts_with(ARMOR_MAGIC)
}

/// The identities in the file at `path`; see [`parse_identities`].
///
/// # Errors
/// [`IdentityError::Io`], or whatever [`parse_identities`] says.
pub fn read_identities(path: &Path, passphrase: Option<&SecretText>) -> Result<Vec<Identity>, IdentityError> {
    let io = |source| IdentityError::Io { path: path.to_owned(), source };
    let mut bytes = Zeroizing::new(Vec::with_capacity(IDENTITY_BYTES_MAX + 1));
    let limit = u64::try_from(IDENTITY_BYTES_MAX).unwrap_or(u64::MAX);
    File::open(path).map_err(io)?.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    parse_identities(&bytes, passphrase)
}

/// The identities in the bytes of a file: an age identity file, plain or sealed with `passphrase`
/// (binary or armored), or an SSH private key, locked with `passphrase` or not at all.
///
/// # Errors
/// Any [`IdentityError`] but `Io`.
pub fn parse_identities(
    bytes: &[u8],
    passphrase: Option<&SecretText>,
) -> Result<Vec<Identity>, IdentityError> {
    if bytes.len() > IDENTITY_BYTES_MAX {
        return Err(IdentityError::TooLarge);
    }
    if is_ssh(bytes) {
        return Ok(vec![parse_ssh(bytes, passphrase)?]);
    }
    if is_encrypted(bytes) {
        let passphrase = passphrase.ok_or(IdentityError::PassphraseNeeded)?;
        let mut binary = Vec::new();
        let mut dearmored = ArmoredReader::new(bytes.trim_ascii_start());
        dearmored.read_to_end(&mut binary).map_err(|_| IdentityError::Sealed(UnsealError::NotAge))?;
        let unlock = Unlock::Passphrase(passphrase);
        let text = unseal::unseal_small(Cursor::new(binary), &unlock, IDENTITY_BYTES_MAX)
            .map_err(IdentityError::Sealed)?;
        return parse_text(&text);
    }
    parse_text(bytes)
}

/// A PEM file that is not armored age: an SSH private key, in OpenSSH's form or an older one.
fn is_ssh(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    bytes.starts_with(SSH_MAGIC) && !bytes.starts_with(ARMOR_MAGIC)
}

/// An SSH private key, locked with `passphrase` or not at all.
fn parse_ssh(bytes: &[u8], passphrase: Option<&SecretText>) -> Result<Identity, IdentityError> {
    let text = std::str::from_utf8(bytes).map_err(|_| IdentityError::SshMalformed)?;
    let Ok(age::ssh::Identity::Encrypted(locked)) =
        age::ssh::Identity::from_buffer(text.trim().as_bytes(), None)
    else {
        return Identity::from_openssh(text);
    };
    let passphrase = passphrase.ok_or(IdentityError::PassphraseNeeded)?;
    let unlocked = locked
        .decrypt(passphrase.to_secret_string())
        .map_err(|_| IdentityError::Sealed(UnsealError::WrongPassphrase))?;
    Identity::from_ssh(unlocked.into())
}

/// Makes a new age X25519 identity (age draws the key), writes it to a new file at `path`, sealed
/// with `passphrase` and armored as stock age does, and returns its `age1…` recipient. The file is
/// readable by this user alone; stock `age -d -i` opens with it.
///
/// # Errors
/// [`IdentityError::Io`] (`AlreadyExists` when the name is taken; nothing is overwritten),
/// [`IdentityError::EmptyPassphrase`], [`IdentityError::Seal`].
pub fn generate_identity(path: &Path, passphrase: &SecretText) -> Result<String, IdentityError> {
    if passphrase.expose().is_empty() {
        return Err(IdentityError::EmptyPassphrase);
    }
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    let secret = identity.to_string();
    let mut text = Zeroizing::new(String::with_capacity(256));
    text.extend(["# public key: ", &recipient, "\n", secret.expose_secret(), "\n"]);
    let sealed =
        seal_armored(text.as_bytes(), passphrase).map_err(|source| IdentityError::Seal { source })?;
    file::create_new(path, &sealed).map_err(|source| IdentityError::Io { path: path.to_owned(), source })?;
    Ok(recipient)
}

fn seal_armored(bytes: &[u8], passphrase: &SecretText) -> io::Result<Vec<u8>> {
    let mut scrypt = age::scrypt::Recipient::new(passphrase.to_secret_string());
    scrypt.set_work_factor(limits::SCRYPT_WORK_FACTOR);
    let recipients = std::iter::once::<&dyn age::Recipient>(&scrypt);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
    let armor = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armor)?;
    writer.write_all(bytes)?;
    writer.finish()?.finish()
}

fn parse_text(bytes: &[u8]) -> Result<Vec<Identity>, IdentityError> {
    let mut identities = Vec::new();
    for (line, bytes) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let text = std::str::from_utf8(bytes).map_err(|_| IdentityError::Line { line })?.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(rest) = text.strip_prefix("AGE-PLUGIN-") {
            let name = rest.rsplit_once("-1").map_or("", |(name, _)| name).to_ascii_lowercase();
            return Err(IdentityError::Plugin { line, name });
        }
        let identity = text.parse().map_err(|_| IdentityError::Line { line })?;
        identities.push(Identity { secret: Secret::X25519(identity) });
    }
    if identities.is_empty() { Err(IdentityError::NoIdentity) } else { Ok(identities) }
}
