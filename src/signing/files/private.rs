//! Private keys that sign in this process: Ed25519 and ECDSA.

use ed25519_dalek::Signer as _;
use zeroize::Zeroizing;

use super::super::key::Material;
use super::super::wire::{Malformed, Reader, put_positive_mpint, put_string};
use super::super::{Algorithm, PublicKey, SignError};

/// More than this is not padding: the largest block of a cipher, in bytes.
const PADDING_BYTES_MAX: usize = 16;

/// A private key, and its own encoding. All of it is zeroized when dropped.
pub(super) struct Private {
    algorithm: Algorithm,
    secret: Secret,
    section: Zeroizing<Vec<u8>>,
}

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    P256(Box<p256::ecdsa::SigningKey>),
    P384(Box<p384::ecdsa::SigningKey>),
    P521(Box<p521::ecdsa::SigningKey>),
}

impl Private {
    /// Reads one private key and its padding (PROTOCOL.key section 3), which must be the other
    /// half of `public`.
    pub(super) fn parse(public: &PublicKey, mut section: Zeroizing<Vec<u8>>) -> Result<Self, Malformed> {
        let algorithm = public.algorithm();
        let mut reader = Reader::new(&section);
        if reader.text()? != algorithm.as_str() {
            return Err(Malformed);
        }
        let secret = match algorithm {
            Algorithm::Ed25519 => {
                let _public = reader.string()?;
                Secret::ed25519(reader.string()?)?
            }
            Algorithm::EcdsaP256 => Secret::P256(Box::new(
                p256::ecdsa::SigningKey::from_slice(&number(&mut reader, 32)?).map_err(|_| Malformed)?,
            )),
            Algorithm::EcdsaP384 => Secret::P384(Box::new(
                p384::ecdsa::SigningKey::from_slice(&number(&mut reader, 48)?).map_err(|_| Malformed)?,
            )),
            Algorithm::EcdsaP521 => Secret::P521(Box::new(
                p521::ecdsa::SigningKey::from_slice(&number(&mut reader, 66)?).map_err(|_| Malformed)?,
            )),
            Algorithm::Rsa | Algorithm::SkEd25519 | Algorithm::SkEcdsaP256 => return Err(Malformed),
        };
        let _comment = reader.string()?;
        let padding = reader.rest();
        let counted = padding.iter().zip(1..).all(|(byte, expected)| *byte == expected);
        if padding.len() >= PADDING_BYTES_MAX || !counted || !secret.fits(public.material()) {
            return Err(Malformed);
        }
        let length = section.len() - padding.len();
        section.truncate(length);
        Ok(Self { algorithm, secret, section })
    }

    /// The key as PROTOCOL.key encodes it, comment included, without padding.
    pub(super) fn section(&self) -> &[u8] {
        &self.section
    }

    /// A signature over `data`: algorithm and bytes, as they stand inside an SSHSIG.
    pub(super) fn sign(&self, data: &[u8]) -> Result<Vec<u8>, SignError> {
        let failed = |_| SignError::WrongPrivateKey;
        let body = match &self.secret {
            Secret::Ed25519(key) => key.try_sign(data).map_err(failed)?.to_bytes().to_vec(),
            Secret::P256(key) => {
                let signature: p256::ecdsa::Signature = key.try_sign(data).map_err(failed)?;
                two_numbers(&signature.to_bytes())
            }
            Secret::P384(key) => {
                let signature: p384::ecdsa::Signature = key.try_sign(data).map_err(failed)?;
                two_numbers(&signature.to_bytes())
            }
            Secret::P521(key) => {
                let signature: p521::ecdsa::Signature = key.try_sign(data).map_err(failed)?;
                two_numbers(&signature.to_bytes())
            }
        };
        let mut raw = Vec::new();
        put_string(&mut raw, self.algorithm.as_str().as_bytes());
        put_string(&mut raw, &body);
        Ok(raw)
    }
}

impl Secret {
    /// 64 bytes: the seed (RFC 8032 section 5.1.5) and the public key once more.
    fn ed25519(bytes: &[u8]) -> Result<Self, Malformed> {
        let (seed, public) = bytes.split_first_chunk().ok_or(Malformed)?;
        let key = Box::new(ed25519_dalek::SigningKey::from_bytes(seed));
        if key.verifying_key().as_bytes() == public { Ok(Self::Ed25519(key)) } else { Err(Malformed) }
    }

    /// Signing with a private key under somebody else's public key could give the private key away.
    fn fits(&self, public: &Material) -> bool {
        match (self, public) {
            (Self::Ed25519(key), Material::Ed25519(public)) => key.verifying_key() == **public,
            (Self::P256(key), Material::P256(public)) => *key.verifying_key() == **public,
            (Self::P384(key), Material::P384(public)) => *key.verifying_key() == **public,
            (Self::P521(key), Material::P521(public)) => {
                p521::ecdsa::VerifyingKey::from(key.as_ref()).to_encoded_point(false)
                    == public.to_encoded_point(false)
            }
            _ => false,
        }
    }
}

/// Curve and point, which the header says too, then the private number, padded to its full size.
fn number(reader: &mut Reader<'_>, size_bytes: usize) -> Result<Zeroizing<Vec<u8>>, Malformed> {
    let (_curve, _point) = (reader.string()?, reader.string()?);
    let number = reader.positive_mpint()?;
    let zeros = size_bytes.checked_sub(number.len()).ok_or(Malformed)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(size_bytes));
    padded.resize(zeros, 0);
    padded.extend_from_slice(number);
    Ok(padded)
}

/// `r` and `s` (RFC 5656 section 3.1.2) from the two of them in full size.
fn two_numbers(both: &[u8]) -> Vec<u8> {
    let (r, s) = both.split_at(both.len() / 2);
    let mut body = Vec::new();
    put_positive_mpint(&mut body, r);
    put_positive_mpint(&mut body, s);
    body
}
