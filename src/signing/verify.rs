//! The one check of a signature. Pure: no file, no agent, no clock.
//!
//! Each signature is checked alone and strictly. Batched checking would accept some crafted
//! signatures over points of mixed order that single checking and ssh-keygen refuse.

use ed25519_dalek::Verifier as _;
use rsa::signature::Error as Mismatch;
use rsa::{pkcs1v15, sha2 as rsa_sha2};
use sha2::Digest as _;

use super::key::Material;
use super::signature::Raw;
use super::{ArmoredSignature, PublicKey};
use crate::base::text::Safe;

/// Somebody was present and touched the security key (OpenSSH PROTOCOL.u2f, flag 0x01).
const USER_PRESENT: u8 = 0x01;

/// Why a well-formed signature does not stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Made for another purpose.
    #[error("signed in namespace {}, not {}", Safe(.found), Safe(.expected))]
    WrongNamespace {
        /// The namespace that was called for.
        expected: String,
        /// The namespace that the signature claims.
        found: String,
    },
    /// Not made by this key over these bytes.
    #[error("the signature does not match the message and the key")]
    BadSignature,
    /// Made by the security key, which says that nobody touched it.
    #[error("the security key was not touched")]
    NoTouch,
}

/// Checks that `signature` was made over exactly `message` in `namespace`, and returns the key
/// that made it.
///
/// # Errors
/// [`VerifyError`]: another namespace, a signature that does not match, or a security key that was
/// not touched.
pub fn verify(
    message: &[u8],
    signature: &ArmoredSignature,
    namespace: &str,
) -> Result<PublicKey, VerifyError> {
    let found = signature.claimed_namespace();
    if found != namespace {
        return Err(VerifyError::WrongNamespace { expected: namespace.to_owned(), found: found.to_owned() });
    }
    let key = signature.claimed_key();
    let data = signature.signed_data(message);
    match (key.material(), signature.raw()) {
        (Material::SkEd25519(_, application), Raw::SecurityKey { inner, flags, counter })
        | (Material::SkP256(_, application), Raw::SecurityKey { inner, flags, counter }) => {
            let data = security_key_data(application, *flags, *counter, &data);
            check(key.material(), &data, inner)?;
            // After the check: before it, the flags are only what somebody wrote there.
            if flags & USER_PRESENT == 0 {
                return Err(VerifyError::NoTouch);
            }
        }
        (material, raw) => check(material, &data, raw)?,
    }
    Ok(key.clone())
}

fn check(material: &Material, data: &[u8], raw: &Raw) -> Result<(), VerifyError> {
    let matches = match (material, raw) {
        (Material::Ed25519(key) | Material::SkEd25519(key, _), Raw::Ed25519(bytes)) => {
            key.verify_strict(data, &ed25519_dalek::Signature::from_bytes(bytes))
        }
        (Material::P256(key) | Material::SkP256(key, _), Raw::Ecdsa(bytes)) => {
            p256::ecdsa::Signature::from_slice(bytes).and_then(|signature| key.verify(data, &signature))
        }
        (Material::P384(key), Raw::Ecdsa(bytes)) => {
            p384::ecdsa::Signature::from_slice(bytes).and_then(|signature| key.verify(data, &signature))
        }
        (Material::P521(key), Raw::Ecdsa(bytes)) => {
            p521::ecdsa::Signature::from_slice(bytes).and_then(|signature| key.verify(data, &signature))
        }
        (Material::Rsa(key), Raw::RsaSha512(bytes)) => {
            let key = pkcs1v15::VerifyingKey::<rsa_sha2::Sha512>::new(key.as_ref().clone());
            pkcs1v15::Signature::try_from(bytes.as_slice()).and_then(|signature| key.verify(data, &signature))
        }
        (Material::Rsa(key), Raw::RsaSha256(bytes)) => {
            let key = pkcs1v15::VerifyingKey::<rsa_sha2::Sha256>::new(key.as_ref().clone());
            pkcs1v15::Signature::try_from(bytes.as_slice()).and_then(|signature| key.verify(data, &signature))
        }
        _ => Err(Mismatch::new()),
    };
    matches.map_err(|_| VerifyError::BadSignature)
}

/// What a security key signs (OpenSSH PROTOCOL.u2f, "Signature format").
fn security_key_data(application: &str, flags: u8, counter: u32, data: &[u8]) -> Vec<u8> {
    let mut out = sha2::Sha256::digest(application.as_bytes()).to_vec();
    out.push(flags);
    out.extend_from_slice(&counter.to_be_bytes());
    out.extend_from_slice(&sha2::Sha256::digest(data));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::armor;

    const NAMESPACE: &str = "sekisho-test-v1";
    const MESSAGE: &[u8] = b"{\"a\":1}\n";

    /// RSA with SHA-256 (RFC 8332), which ssh-keygen accepts and does not itself make: made with OpenSSL.
    const RSA_SHA2_256: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAARcAAAAHc3NoLXJzYQAAAAMBAAEAAAEBAMaXDUqE8OCpCTsaZpdI9C
q1PQj8GShBFS23jamvhaa057F7Z1KSPRGuKb+aJzOm4tAat4uy0yvniuFj37WJ8/WpRYAq
KKsciAJJFFRljFxaUYWZ0ZPKjeJMQTnW+ltQYz4nJfbbKWqRDaBHjYjwwdFDbwE5fwYzXv
Uv/I/dnnPfPvZDxkoVrLulSGnoc1sVeFzhtPCk/80nah0Sok1grURqMetSb0feCjykY/Sn
nFF00s5mop1AqyrYV4SWUOQJ2w7tynM3yRcgcGumc0et4hRSVHnMgE2ue4M9pItlrS2Kq+
dsDqG0K3dYaMObfJ4o0EcNw7tmergHzZwWHsW+KTEAAAAPc2VraXNoby10ZXN0LXYxAAAA
AAAAAAZzaGE1MTIAAAEUAAAADHJzYS1zaGEyLTI1NgAAAQCkd2WpthbmxlCcTWyO3Czr09
bp8W5HPfQxNnEe/LdnO2oICRhbxixOiwvF//5YaXIZZeaCK5LWiRSdXdtkWGjQYIm5hYlJ
Ternx4ekbDrGl5pOnbWwdwCKBhihHML7XkcdbyiP2mK4+tIfYBLSTEovWn4ekSwuar0GfH
UMyCraX0lDefzkyb52u7uEEBjmA/zbr+HKZ7ioJRdVq1XPphppEDobMOq3AFkDZGuzuUtC
O+b7Ofr3nxZiApshvj2no2EXga98OBpTJbKneHPFKUlqLv2j1zbu/rxY1y1X9ix+OMQrav
BV+Vszi8syyMehprZCGux4UHtAAMXSwlc54exe
-----END SSH SIGNATURE-----
";

    #[test]
    fn an_rsa_signature_counts_with_the_hash_that_it_names_and_with_no_other() {
        let signature = ArmoredSignature::parse_exact(RSA_SHA2_256).unwrap();
        let key = verify(MESSAGE, &signature, NAMESPACE).unwrap();
        assert_eq!(&key, signature.claimed_key());
        assert_eq!(verify(b"{\"a\":2}\n", &signature, NAMESPACE), Err(VerifyError::BadSignature));
        let mut blob = armor::read("SSH SIGNATURE", RSA_SHA2_256).unwrap();
        let name = blob.windows(12).position(|window| window == b"rsa-sha2-256").unwrap();
        blob[name + 9..name + 12].copy_from_slice(b"512");
        let other = ArmoredSignature::parse_exact(&armor::write("SSH SIGNATURE", &blob)).unwrap();
        assert_eq!(verify(MESSAGE, &other, NAMESPACE), Err(VerifyError::BadSignature));
    }
}
