//! Public keys: read only when they can sign something here, and in their one spelling.

mod material;

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use rsa::traits::PublicKeyParts as _;
use serde::{Deserialize, Serialize};

pub(super) use self::material::Material;
use self::material::{edwards_point, nist_point, rsa_numbers};
use super::Fingerprint;
use super::wire::{Malformed, Reader};
use crate::base::base64;
use crate::base::text::Safe;

/// What OpenSSH appends to a key type that is a certificate.
const CERTIFICATE: &str = "-cert-v0";

/// The key types that can sign here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Algorithm {
    /// `ssh-ed25519` (RFC 8709).
    Ed25519,
    /// `ecdsa-sha2-nistp256` (RFC 5656).
    EcdsaP256,
    /// `ecdsa-sha2-nistp384` (RFC 5656).
    EcdsaP384,
    /// `ecdsa-sha2-nistp521` (RFC 5656).
    EcdsaP521,
    /// `ssh-rsa`, 2048 bits or more, only with SHA-2 (RFC 8332).
    Rsa,
    /// `sk-ssh-ed25519@openssh.com`, a FIDO2 security key (OpenSSH PROTOCOL.u2f).
    SkEd25519,
    /// `sk-ecdsa-sha2-nistp256@openssh.com`, a FIDO/U2F security key (OpenSSH PROTOCOL.u2f).
    SkEcdsaP256,
}

impl Algorithm {
    /// All of them, the preferred ones first.
    pub const ALL: [Self; 7] = [
        Self::Ed25519,
        Self::SkEd25519,
        Self::EcdsaP256,
        Self::EcdsaP384,
        Self::EcdsaP521,
        Self::SkEcdsaP256,
        Self::Rsa,
    ];

    /// The name on the wire and at the start of a `.pub` file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => "ssh-ed25519",
            Self::EcdsaP256 => "ecdsa-sha2-nistp256",
            Self::EcdsaP384 => "ecdsa-sha2-nistp384",
            Self::EcdsaP521 => "ecdsa-sha2-nistp521",
            Self::Rsa => "ssh-rsa",
            Self::SkEd25519 => "sk-ssh-ed25519@openssh.com",
            Self::SkEcdsaP256 => "sk-ecdsa-sha2-nistp256@openssh.com",
        }
    }

    /// Whether the private half lives in a security key, which must be touched for each signature.
    #[must_use]
    pub const fn is_security_key(self) -> bool {
        matches!(self, Self::SkEd25519 | Self::SkEcdsaP256)
    }

    fn named(name: &str) -> Result<Self, KeyError> {
        match Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name) {
            Some(algorithm) => Ok(algorithm),
            None if name.contains(CERTIFICATE) => Err(KeyError::Certificate { algorithm: name.to_owned() }),
            None => Err(KeyError::Unsupported { algorithm: name.to_owned() }),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why something is not a public key that can sign here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not one line of key type, base64 and perhaps a comment.
    #[error("not a public key line (key type, base64, comment)")]
    Shape,
    /// The line names one key type and holds another.
    #[error("the line says {} and holds {inside}", Safe(.named))]
    Mismatch {
        /// The type at the start of the line.
        named: String,
        /// The type inside the base64.
        inside: Algorithm,
    },
    /// DSA, ML-DSA or a type this program does not know.
    #[error("unsupported key type {}", Safe(.algorithm))]
    Unsupported {
        /// The type as the key spells it.
        algorithm: String,
    },
    /// A certificate: who may sign is decided by the ledger, not by a certificate authority.
    #[error("{} is a certificate", Safe(.algorithm))]
    Certificate {
        /// The type as the certificate spells it.
        algorithm: String,
    },
    /// Not the fields of its type, or bytes after them.
    #[error("malformed {algorithm} key")]
    Malformed {
        /// The type the key claims.
        algorithm: Algorithm,
    },
    /// The same key in a spelling other than its one.
    #[error("{algorithm} key not in its one spelling")]
    NotCanonical {
        /// The type of the key.
        algorithm: Algorithm,
    },
    /// Not a point of its curve.
    #[error("{algorithm} key that is not a point of its curve")]
    OffCurve {
        /// The type of the key.
        algorithm: Algorithm,
    },
    /// An Ed25519 point of small order: anybody can sign for it (RFC 8032 section 5.1.7).
    #[error("ed25519 key of small order")]
    SmallOrder,
    /// An RSA modulus of a size that is not accepted.
    #[error("ssh-rsa key of {bits} bits")]
    RsaBits {
        /// Size of the modulus in bits.
        bits: usize,
    },
    /// An even modulus, or a public exponent that is even, 1, or above 2^33.
    #[error("ssh-rsa key with unusable numbers")]
    RsaNumbers,
}

/// A public key that can sign here. Equality and order are those of its wire bytes.
#[derive(Clone)]
pub struct PublicKey {
    algorithm: Algorithm,
    wire: Vec<u8>,
    material: Material,
}

impl PublicKey {
    /// Reads a line as in a `.pub` file: key type, base64, perhaps a comment, perhaps a newline.
    /// The comment is nobody's evidence and is dropped.
    ///
    /// # Errors
    /// [`KeyError`] for a shape, type, size, point or spelling that is not accepted.
    pub fn parse_openssh(line: &str) -> Result<Self, KeyError> {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.contains(['\n', '\r']) {
            return Err(KeyError::Shape);
        }
        let mut words = line.splitn(3, [' ', '\t']);
        let (Some(named), Some(encoded)) = (words.next(), words.next()) else {
            return Err(KeyError::Shape);
        };
        let wire = base64::decode(encoded).ok_or(KeyError::Shape)?;
        let key = Self::from_wire(&wire)?;
        if named == key.algorithm.as_str() {
            Ok(key)
        } else {
            Err(KeyError::Mismatch { named: named.to_owned(), inside: key.algorithm })
        }
    }

    /// Reads the wire form (RFC 4253 section 6.6 and the documents named at [`Algorithm`]).
    pub(super) fn from_wire(wire: &[u8]) -> Result<Self, KeyError> {
        let mut reader = Reader::new(wire);
        let algorithm = Algorithm::named(reader.text().map_err(|Malformed| KeyError::Shape)?)?;
        let malformed = |Malformed| KeyError::Malformed { algorithm };
        let material = match algorithm {
            Algorithm::Ed25519 => {
                let point = reader.string().map_err(malformed)?;
                reader.finish().map_err(malformed)?;
                Material::Ed25519(Box::new(edwards_point(algorithm, point)?))
            }
            Algorithm::SkEd25519 => {
                let point = reader.string().map_err(malformed)?;
                let application = reader.text().map_err(malformed)?.to_owned();
                reader.finish().map_err(malformed)?;
                Material::SkEd25519(Box::new(edwards_point(algorithm, point)?), application)
            }
            Algorithm::EcdsaP256 | Algorithm::EcdsaP384 | Algorithm::EcdsaP521 => {
                let curve = reader.text().map_err(malformed)?;
                let point = reader.string().map_err(malformed)?;
                reader.finish().map_err(malformed)?;
                nist_point(algorithm, curve, point)?
            }
            Algorithm::SkEcdsaP256 => {
                let curve = reader.text().map_err(malformed)?;
                let point = reader.string().map_err(malformed)?;
                let application = reader.text().map_err(malformed)?.to_owned();
                reader.finish().map_err(malformed)?;
                match nist_point(algorithm, curve, point)? {
                    Material::P256(key) => Material::SkP256(key, application),
                    _ => return Err(KeyError::Malformed { algorithm }),
                }
            }
            Algorithm::Rsa => {
                let exponent = reader.positive_mpint().map_err(malformed)?;
                let modulus = reader.positive_mpint().map_err(malformed)?;
                reader.finish().map_err(malformed)?;
                Material::Rsa(Box::new(rsa_numbers(exponent, modulus)?))
            }
        };
        Ok(Self { algorithm, wire: wire.to_vec(), material })
    }

    /// Key type and base64, `ssh-ed25519 AAAA…`, without a comment.
    #[must_use]
    pub fn to_openssh(&self) -> String {
        format!("{} {}", self.algorithm, base64::encode(&self.wire))
    }

    /// The fingerprint as ssh-keygen prints it.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.wire)
    }

    /// The key type.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether the private half lives in a security key, which must be touched for each signature.
    #[must_use]
    pub const fn is_security_key(&self) -> bool {
        self.algorithm.is_security_key()
    }

    pub(super) fn wire(&self) -> &[u8] {
        &self.wire
    }

    /// Size of an RSA modulus, and of its signatures, in bytes; `None` for other key types.
    pub(super) fn rsa_size_bytes(&self) -> Option<usize> {
        match &self.material {
            Material::Rsa(key) => Some(key.size()),
            _ => None,
        }
    }

    pub(super) const fn material(&self) -> &Material {
        &self.material
    }
}

/// Keys that were read before: reading one anew costs a fifth of checking a signature.
#[derive(Debug, Default)]
pub struct KnownKeys(HashMap<Vec<u8>, PublicKey>);

/// More keys than an office has; when there are more, all are forgotten.
const KNOWN_KEYS_MAX: usize = 1024;

impl KnownKeys {
    /// As [`PublicKey::from_wire`].
    pub(super) fn read(&mut self, wire: &[u8]) -> Result<PublicKey, KeyError> {
        if let Some(known) = self.0.get(wire) {
            return Ok(known.clone());
        }
        let key = PublicKey::from_wire(wire)?;
        if self.0.len() >= KNOWN_KEYS_MAX {
            self.0.clear();
        }
        self.0.insert(wire.to_vec(), key.clone());
        Ok(key)
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.wire == other.wire
    }
}

impl Eq for PublicKey {}

impl PartialOrd for PublicKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.wire.cmp(&other.wire)
    }
}

impl Hash for PublicKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.wire.hash(state);
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_openssh())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} {})", self.algorithm, self.fingerprint())
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(line: &str) -> Result<Self, KeyError> {
        Self::parse_openssh(line)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    /// The spelling of [`PublicKey::to_openssh`] alone: no comment, no newline.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let key = Self::parse_openssh(&text).map_err(serde::de::Error::custom)?;
        if key.to_openssh() == text { Ok(key) } else { Err(serde::de::Error::custom(KeyError::Shape)) }
    }
}

#[cfg(test)]
mod tests;
