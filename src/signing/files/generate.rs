//! New keys: Ed25519, encrypted, never over another file.

use std::io;
use std::path::{Path, PathBuf};

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Cipher, Kdf, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use super::super::PublicKey;
use crate::base::file;
use crate::base::secret::SecretText;

/// bcrypt-pbkdf rounds of a new key: ssh-keygen's 24 take a tenth of a second, these about half a
/// second, paid once per command.
const KDF_ROUNDS: u32 = 100;

/// Salt of a new key in bytes, as ssh-keygen.
const KDF_SALT_BYTES: usize = 16;

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
