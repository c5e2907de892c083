//! The points and numbers inside keys, checked once when a key is read.

use super::{Algorithm, KeyError};

/// Smallest RSA modulus in bits (NIST SP 800-131A: shorter ones are disallowed).
const RSA_BITS_MIN: usize = 2048;

/// Largest RSA modulus in bits: what OpenSSH reads, and still checked in milliseconds.
const RSA_BITS_MAX: usize = 16_384;

/// A key ready to check signatures with.
#[derive(Clone)]
pub(in crate::signing) enum Material {
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
    P256(Box<p256::ecdsa::VerifyingKey>),
    P384(Box<p384::ecdsa::VerifyingKey>),
    P521(Box<p521::ecdsa::VerifyingKey>),
    Rsa(Box<rsa::RsaPublicKey>),
    SkEd25519(Box<ed25519_dalek::VerifyingKey>, String),
    SkP256(Box<p256::ecdsa::VerifyingKey>, String),
}

/// RFC 8032 section 5.1.3, and no second spelling of `y` (a value at or above 2^255 - 19).
pub(super) fn edwards_point(
    algorithm: Algorithm,
    bytes: &[u8],
) -> Result<ed25519_dalek::VerifyingKey, KeyError> {
    let bytes: &[u8; 32] = bytes.try_into().map_err(|_| KeyError::Malformed { algorithm })?;
    let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::OffCurve { algorithm })?;
    if key.is_weak() {
        return Err(KeyError::SmallOrder);
    }
    if key.to_edwards().compress().as_bytes() != bytes {
        return Err(KeyError::NotCanonical { algorithm });
    }
    Ok(key)
}

/// RFC 5656 section 3.1, uncompressed only, as OpenSSH: a compressed point would be a second spelling.
pub(super) fn nist_point(algorithm: Algorithm, curve: &str, point: &[u8]) -> Result<Material, KeyError> {
    let (named, field_bytes) = match algorithm {
        Algorithm::EcdsaP384 => ("nistp384", 48),
        Algorithm::EcdsaP521 => ("nistp521", 66),
        _ => ("nistp256", 32),
    };
    if curve != named {
        return Err(KeyError::Malformed { algorithm });
    }
    match point.first() {
        Some(4) if point.len() == 1 + 2 * field_bytes => {}
        Some(2 | 3) if point.len() == 1 + field_bytes => return Err(KeyError::NotCanonical { algorithm }),
        _ => return Err(KeyError::Malformed { algorithm }),
    }
    let material = match algorithm {
        Algorithm::EcdsaP384 => {
            p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Box::new).map(Material::P384)
        }
        Algorithm::EcdsaP521 => {
            p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Box::new).map(Material::P521)
        }
        _ => p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map(Box::new).map(Material::P256),
    };
    material.map_err(|_| KeyError::OffCurve { algorithm })
}

pub(super) fn rsa_numbers(exponent: &[u8], modulus: &[u8]) -> Result<rsa::RsaPublicKey, KeyError> {
    if exponent == [1] {
        return Err(KeyError::RsaNumbers);
    }
    let modulus = rsa::BigUint::from_bytes_be(modulus);
    let bits = modulus.bits();
    if !(RSA_BITS_MIN..=RSA_BITS_MAX).contains(&bits) {
        return Err(KeyError::RsaBits { bits });
    }
    let exponent = rsa::BigUint::from_bytes_be(exponent);
    rsa::RsaPublicKey::new_with_max_size(modulus, exponent, RSA_BITS_MAX).map_err(|_| KeyError::RsaNumbers)
}
