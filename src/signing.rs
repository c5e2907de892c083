//! SSHSIG: who signed (OpenSSH PROTOCOL.sshsig).
//!
//! Promises: a signature that [`verify`] accepts was made over exactly these bytes, in exactly
//! this namespace, by the private half of the [`PublicKey`] it returns; `ssh-keygen -Y verify`
//! agrees. Each key and each signature has one spelling here: what is read is refused when it
//! could be written in another way, and armor is written as ssh-keygen writes it. SHA-1, DSA,
//! certificates, webauthn and ML-DSA signatures are refused by name; security keys must have been
//! touched. A signature is checked before [`Sign::sign`] hands it out.
//!
//! Does not protect against: a person who shares their private key, a key whose holder is
//! somebody else (that is what the registry and proof of possession are for), a compromised
//! ssh-agent that signs when nobody asked, or software that claims to be a security key: nothing
//! in a public key proves that it lives in hardware. ECDSA signatures are not unique (`s` and
//! `n - s` both verify), so a signature's bytes identify nothing. Whether a key was valid *then*
//! is not asked here.

pub mod agent;
pub mod allowed_signers;
mod armor;
pub mod files;
mod fingerprint;
mod key;
mod sign;
mod signature;
mod verify;
mod wire;

pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use key::{Algorithm, KeyError, KnownKeys, PublicKey};
pub use sign::{Sign, SignError};
pub use signature::{ArmorError, ArmoredSignature, SignatureError};
pub use verify::{VerifyError, verify};
