//! The container of a private key (OpenSSH PROTOCOL.key): public key in the clear, private key in a
//! section that may be encrypted.
//!
//! Taken apart here and not by ssh-key, which reads only private numbers of full length: ssh-keygen
//! writes the others shorter, one P-521 key in four. Stretching and decrypting are ssh-key's.

use ssh_key::{Cipher, Kdf};
use zeroize::Zeroizing;

use super::super::wire::{Malformed, Reader, put_string};
use crate::base::secret::SecretText;

const MAGIC: &[u8] = b"openssh-key-v1\0";

/// What the section is padded to when it is not encrypted, in bytes.
const PLAIN_BLOCK_BYTES: usize = 8;

/// Size of the tag after a section that is encrypted with authentication, in bytes.
const TAG_BYTES: usize = 16;

/// A container with its section still closed.
pub(super) struct Container {
    cipher: String,
    salt: Vec<u8>,
    rounds: u32,
    section: Zeroizing<Vec<u8>>,
    tag: Option<[u8; TAG_BYTES]>,
}

/// Why the section stays closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotOpened {
    Cipher(String),
    PassphraseNeeded,
    WrongPassphrase,
    Damaged,
}

impl Container {
    /// Takes a file apart: the public key's wire bytes, and the rest.
    pub(super) fn parse(bytes: &[u8]) -> Result<(&[u8], Self), Malformed> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Malformed);
        }
        let cipher = reader.text()?.to_owned();
        let (kdf, options) = (reader.text()?, reader.string()?);
        let (salt, rounds) = match (kdf, cipher.as_str()) {
            ("none", "none") if options.is_empty() => (Vec::new(), 0),
            ("bcrypt", _) if cipher != "none" => {
                let mut options = Reader::new(options);
                let (salt, rounds) = (options.string()?.to_vec(), options.u32()?);
                options.finish()?;
                (salt, rounds)
            }
            _ => return Err(Malformed),
        };
        if reader.u32()? != 1 {
            return Err(Malformed);
        }
        let public = reader.string()?;
        let section = Zeroizing::new(reader.string()?.to_vec());
        let tag = match Cipher::new(&cipher) {
            Ok(cipher) if cipher.has_tag() => Some(reader.take(TAG_BYTES)?),
            _ => None,
        };
        let tag = tag.map(TryInto::try_into).transpose().map_err(|_| Malformed)?;
        reader.finish()?;
        Ok((public, Self { cipher, salt, rounds, section, tag }))
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.cipher != "none"
    }

    /// The section in the clear: the private key and its padding, without the check numbers.
    pub(super) fn open(self, passphrase: Option<&SecretText>) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        if !self.is_encrypted() {
            return checked(&self.section).ok_or(NotOpened::Damaged);
        }
        let cipher = Cipher::new(&self.cipher).ok().filter(|cipher| is_supported(*cipher));
        let Some(cipher) = cipher else {
            return Err(NotOpened::Cipher(self.cipher));
        };
        if !self.section.len().is_multiple_of(cipher.block_size()) {
            return Err(NotOpened::Damaged);
        }
        let passphrase = passphrase.ok_or(NotOpened::PassphraseNeeded)?;
        if passphrase.expose().is_empty() {
            return Err(NotOpened::WrongPassphrase);
        }
        let mut section = self.section;
        let (key, iv) = Kdf::Bcrypt { salt: self.salt, rounds: self.rounds }
            .derive_key_and_iv(cipher, passphrase.expose())
            .map_err(|_| NotOpened::Damaged)?;
        cipher.decrypt(&key, &iv, &mut section, self.tag).map_err(|_| NotOpened::WrongPassphrase)?;
        checked(&section).ok_or(NotOpened::WrongPassphrase)
    }
}

/// The file of an unencrypted private key. The check numbers tell a wrong passphrase, of which
/// there is none.
pub(super) fn unencrypted(public: &[u8], section: &[u8]) -> Zeroizing<Vec<u8>> {
    // Room for everything at once: growing would leave copies of a secret behind.
    let mut padded = Zeroizing::new(Vec::with_capacity(8 + section.len() + PLAIN_BLOCK_BYTES));
    padded.extend_from_slice(&[0; 8]);
    padded.extend_from_slice(section);
    for byte in 1.. {
        if padded.len().is_multiple_of(PLAIN_BLOCK_BYTES) {
            break;
        }
        padded.push(byte);
    }
    let mut out = Zeroizing::new(Vec::with_capacity(MAGIC.len() + 64 + public.len() + padded.len()));
    out.extend_from_slice(MAGIC);
    for field in [b"none".as_slice(), b"none", b""] {
        put_string(&mut out, field);
    }
    out.extend_from_slice(&1_u32.to_be_bytes());
    put_string(&mut out, public);
    put_string(&mut out, &padded);
    out
}

/// ssh-key's ChaCha20-Poly1305 is not the one of key files, and triple DES is not built in.
const fn is_supported(cipher: Cipher) -> bool {
    !matches!(cipher, Cipher::None | Cipher::ChaCha20Poly1305 | Cipher::TDesCbc)
}

/// What stands behind two equal check numbers.
fn checked(section: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (numbers, rest) = section.split_at_checked(8)?;
    (numbers[..4] == numbers[4..]).then(|| Zeroizing::new(rest.to_vec()))
}
