//! Armored signatures: read in full, kept in one spelling, not believed until [`verify`] says so.
//!
//! [`verify`]: super::verify

use std::fmt;

use super::key::{KeyError, KnownKeys, PublicKey};
use super::wire::{Malformed, Reader, put_string};
use super::{Algorithm, armor};
use crate::base::limits::SIGNATURE_BYTES_MAX;
use crate::base::text::Safe;

const LABEL: &str = "SSH SIGNATURE";
const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;

/// What is wrong with armor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ArmorError {
    /// The text does not start with the label line.
    #[error("no BEGIN line at the start")]
    NoBegin,
    /// The text ends without the closing label line.
    #[error("no END line")]
    NoEnd,
    /// Something follows the closing label line: text, a blank line, another blob.
    #[error("something follows the END line")]
    AfterEnd,
    /// What stands between is not padded base64 in its one spelling.
    #[error("not base64")]
    NotBase64,
}

/// Why something is not a signature that can be checked here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Longer than any signature accepted here.
    #[error("{size_bytes} bytes, more than a signature can have")]
    TooLarge {
        /// Size of the text in bytes.
        size_bytes: usize,
    },
    /// Not the armor of one signature.
    #[error("not an armored SSH signature: {0}")]
    Armor(#[from] ArmorError),
    /// The same signature in another spelling, where only the one spelling is read.
    #[error("armor not in its one spelling")]
    NotCanonical,
    /// A version of the format that this program does not know.
    #[error("SSHSIG version {version}")]
    Version {
        /// The version the signature claims.
        version: u32,
    },
    /// Not the fields that PROTOCOL.sshsig calls for, or bytes after them.
    #[error("malformed SSHSIG")]
    Malformed,
    /// The key inside is not accepted.
    #[error("the signing key: {0}")]
    Key(#[from] KeyError),
    /// The namespace is empty, which PROTOCOL.sshsig forbids.
    #[error("empty namespace")]
    NoNamespace,
    /// The reserved field is filled: its bytes are not signed and would be a second spelling.
    #[error("reserved field not empty")]
    Reserved,
    /// Made with SHA-1: the `ssh-rsa` signature algorithm, or `sha1` as message hash.
    #[error("made with SHA-1 ({name})")]
    Sha1 {
        /// The name that means SHA-1.
        name: &'static str,
    },
    /// A message hash other than SHA-512 and SHA-256.
    #[error("unsupported message hash {}", Safe(.name))]
    UnsupportedHash {
        /// The hash as the signature spells it.
        name: String,
    },
    /// A signature algorithm that is not accepted, webauthn among them.
    #[error("unsupported signature algorithm {}", Safe(.algorithm))]
    Unsupported {
        /// The algorithm as the signature spells it.
        algorithm: String,
    },
    /// A signature algorithm that does not belong to the key's type.
    #[error("{} signature with a key of type {key}", Safe(.algorithm))]
    Mismatch {
        /// The algorithm as the signature spells it.
        algorithm: String,
        /// The type of the key.
        key: Algorithm,
    },
}

/// Hash of the message inside the signed data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MessageHash {
    Sha512,
    Sha256,
}

impl MessageHash {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sha512 => "sha512",
            Self::Sha256 => "sha256",
        }
    }

    fn named(name: &str) -> Result<Self, SignatureError> {
        match name {
            "sha512" => Ok(Self::Sha512),
            "sha256" => Ok(Self::Sha256),
            "sha1" => Err(SignatureError::Sha1 { name: "sha1" }),
            _ => Err(SignatureError::UnsupportedHash { name: name.to_owned() }),
        }
    }

    fn of(self, message: &[u8]) -> Vec<u8> {
        use sha2::Digest as _;
        match self {
            Self::Sha512 => sha2::Sha512::digest(message).to_vec(),
            Self::Sha256 => sha2::Sha256::digest(message).to_vec(),
        }
    }
}

/// The signature proper, by the shape of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raw {
    /// 64 bytes (RFC 8709 section 6).
    Ed25519([u8; 64]),
    /// `r` and `s`, each padded to the size of the field (RFC 5656 section 3.1.2).
    Ecdsa(Vec<u8>),
    /// As long as the modulus (RFC 8332 section 3).
    RsaSha512(Vec<u8>),
    RsaSha256(Vec<u8>),
    /// What the security key signed with, and what it reported (PROTOCOL.u2f).
    SecurityKey {
        inner: Box<Raw>,
        flags: u8,
        counter: u32,
    },
}

/// An SSHSIG signature in armor: well-formed, in one spelling, and not yet verified.
#[derive(Clone, PartialEq, Eq)]
pub struct ArmoredSignature {
    armor: String,
    key: PublicKey,
    namespace: String,
    hash: MessageHash,
    raw: Raw,
}

impl ArmoredSignature {
    /// Reads a signature as ssh-keygen or another program wrote it. Line length, CR LF and a
    /// missing final newline may differ; [`ArmoredSignature::armor`] has the one spelling.
    ///
    /// # Errors
    /// [`SignatureError`] for several signatures, bytes before, between or after, unknown
    /// versions, keys and algorithms that are not accepted, and SHA-1.
    pub fn parse(text: &str) -> Result<Self, SignatureError> {
        Self::parse_with(text, &mut KnownKeys::default())
    }

    /// As [`Self::parse`], for whoever reads many signatures of few keys.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_with(text: &str, keys: &mut KnownKeys) -> Result<Self, SignatureError> {
        if text.len() > SIGNATURE_BYTES_MAX {
            return Err(SignatureError::TooLarge { size_bytes: text.len() });
        }
        Self::from_blob(&armor::read(LABEL, text)?, keys)
    }

    /// Reads a signature that must be in its one spelling, as it is stored.
    ///
    /// # Errors
    /// [`SignatureError::NotCanonical`] for another spelling, otherwise as [`Self::parse`].
    pub fn parse_exact(text: &str) -> Result<Self, SignatureError> {
        let signature = Self::parse(text)?;
        if signature.armor == text { Ok(signature) } else { Err(SignatureError::NotCanonical) }
    }

    /// The armor as ssh-keygen writes it: 70 columns, LF, a final newline.
    #[must_use]
    pub fn armor(&self) -> &str {
        &self.armor
    }

    /// The key that is said to have signed. Only [`verify`](super::verify) tells whether it did.
    #[must_use]
    pub const fn claimed_key(&self) -> &PublicKey {
        &self.key
    }

    /// The namespace that is said to have been signed, to be shown when it is the wrong one.
    #[must_use]
    pub fn claimed_namespace(&self) -> &str {
        &self.namespace
    }

    /// PROTOCOL.sshsig section 2, every field in its one spelling and nothing after the last.
    fn from_blob(blob: &[u8], keys: &mut KnownKeys) -> Result<Self, SignatureError> {
        let mut reader = Reader::new(blob);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(SignatureError::Malformed);
        }
        let version = reader.u32()?;
        if version != VERSION {
            return Err(SignatureError::Version { version });
        }
        let key = keys.read(reader.string()?)?;
        let namespace = reader.text()?.to_owned();
        let reserved = reader.string()?;
        let hash = MessageHash::named(reader.text()?)?;
        let raw = Raw::parse(&key, reader.string()?)?;
        reader.finish()?;
        if namespace.is_empty() {
            return Err(SignatureError::NoNamespace);
        }
        if !reserved.is_empty() {
            return Err(SignatureError::Reserved);
        }
        Ok(Self { armor: armor::write(LABEL, blob), key, namespace, hash, raw })
    }

    /// Puts a signature together from what a signer returned: `raw` is algorithm and bytes, as the
    /// agent answers and as they stand inside the blob. The message hash is SHA-512.
    pub(super) fn assemble(key: &PublicKey, namespace: &str, raw: &[u8]) -> Result<Self, SignatureError> {
        let mut blob = Vec::from(MAGIC);
        blob.extend_from_slice(&VERSION.to_be_bytes());
        put_string(&mut blob, key.wire());
        put_string(&mut blob, namespace.as_bytes());
        put_string(&mut blob, b"");
        put_string(&mut blob, MessageHash::Sha512.as_str().as_bytes());
        put_string(&mut blob, raw);
        Self::from_blob(&blob, &mut KnownKeys::default())
    }

    pub(super) const fn raw(&self) -> &Raw {
        &self.raw
    }

    /// What the signer signed if the claims hold and `message` is the message.
    pub(super) fn signed_data(&self, message: &[u8]) -> Vec<u8> {
        signed_data(&self.namespace, self.hash, message)
    }
}

/// What a signer signs (PROTOCOL.sshsig section 3), with SHA-512 as message hash.
pub(super) fn data_to_sign(namespace: &str, message: &[u8]) -> Vec<u8> {
    signed_data(namespace, MessageHash::Sha512, message)
}

fn signed_data(namespace: &str, hash: MessageHash, message: &[u8]) -> Vec<u8> {
    let mut data = Vec::from(MAGIC);
    put_string(&mut data, namespace.as_bytes());
    put_string(&mut data, b"");
    put_string(&mut data, hash.as_str().as_bytes());
    put_string(&mut data, &hash.of(message));
    data
}

impl Raw {
    fn parse(key: &PublicKey, bytes: &[u8]) -> Result<Self, SignatureError> {
        let mut reader = Reader::new(bytes);
        let name = reader.text()?;
        let body = reader.string()?;
        let raw = match (key.algorithm(), name) {
            (_, "ssh-rsa") => return Err(SignatureError::Sha1 { name: "ssh-rsa" }),
            (Algorithm::Rsa, "rsa-sha2-512") => Self::RsaSha512(modulus_sized(key, body)?),
            (Algorithm::Rsa, "rsa-sha2-256") => Self::RsaSha256(modulus_sized(key, body)?),
            (algorithm, _) if algorithm.as_str() == name => match algorithm {
                Algorithm::Ed25519 => Self::ed25519(body)?,
                Algorithm::EcdsaP256 => Self::ecdsa(body, 32)?,
                Algorithm::EcdsaP384 => Self::ecdsa(body, 48)?,
                Algorithm::EcdsaP521 => Self::ecdsa(body, 66)?,
                Algorithm::SkEd25519 => Self::security_key(Self::ed25519(body)?, &mut reader)?,
                Algorithm::SkEcdsaP256 => Self::security_key(Self::ecdsa(body, 32)?, &mut reader)?,
                Algorithm::Rsa => return Err(SignatureError::Malformed),
            },
            (key, _) if is_known(name) => {
                return Err(SignatureError::Mismatch { algorithm: name.to_owned(), key });
            }
            _ => return Err(SignatureError::Unsupported { algorithm: name.to_owned() }),
        };
        reader.finish()?;
        Ok(raw)
    }

    fn ed25519(body: &[u8]) -> Result<Self, SignatureError> {
        body.try_into().map(Self::Ed25519).map_err(|_| SignatureError::Malformed)
    }

    fn ecdsa(body: &[u8], field_bytes: usize) -> Result<Self, SignatureError> {
        let mut reader = Reader::new(body);
        let mut both = Vec::with_capacity(2 * field_bytes);
        for _ in 0..2 {
            let number = reader.positive_mpint()?;
            let padding = field_bytes.checked_sub(number.len()).ok_or(SignatureError::Malformed)?;
            both.resize(both.len() + padding, 0);
            both.extend_from_slice(number);
        }
        reader.finish()?;
        Ok(Self::Ecdsa(both))
    }

    fn security_key(inner: Self, reader: &mut Reader<'_>) -> Result<Self, SignatureError> {
        Ok(Self::SecurityKey { inner: Box::new(inner), flags: reader.byte()?, counter: reader.u32()? })
    }
}

/// A shorter signature means the same number (OpenSSH pads it): a second spelling.
fn modulus_sized(key: &PublicKey, body: &[u8]) -> Result<Vec<u8>, SignatureError> {
    if key.rsa_size_bytes() == Some(body.len()) { Ok(body.to_vec()) } else { Err(SignatureError::Malformed) }
}

fn is_known(name: &str) -> bool {
    matches!(name, "rsa-sha2-512" | "rsa-sha2-256")
        || Algorithm::ALL.into_iter().any(|algorithm| algorithm.as_str() == name)
}

impl From<Malformed> for SignatureError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl fmt::Debug for ArmoredSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArmoredSignature({:?} in {})", self.key, Safe(&self.namespace))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_any_signature_is_refused_before_it_is_read() {
        let of = |size_bytes| ArmoredSignature::parse(&"x".repeat(size_bytes));
        assert_eq!(of(SIGNATURE_BYTES_MAX), Err(SignatureError::Armor(ArmorError::NoBegin)));
        let size_bytes = SIGNATURE_BYTES_MAX + 1;
        assert_eq!(of(size_bytes), Err(SignatureError::TooLarge { size_bytes }));
    }
}
